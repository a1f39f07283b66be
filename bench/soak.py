"""Query bombs beside a client that behaves: how each ended, what the neighbour noticed, what the service kept.

    python bench/soak.py [--rounds 2] [--together 4] [--limit 5] [--memory 512] [--size 100000] [--kills 0]

The bombs are those of ``tests/attacks_bombs.py``: deep, long or without end, some ninety kinds, each with another comment every time.
Some are sent at once by clients of their own, while the neighbour, in a process of its own, asks twenty times a second: tiny queries,
group-by queries and pages, each of them new, each counted from the moment at which it was due. With ``--kills`` children,
holder and keeper of a second service are then killed while updates go on, and the updates that were acknowledged are looked for.
"""

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue
from statistics import median
from urllib.parse import quote

from serve import GROUPS, JSON, PAGE, TINY, machine
from shacl_graph import make
from tests.attacks_bombs import DEEP, ENDLESS, LONG
from tests.service import Running
from tests.test_service_kills import Load, killed, pairs

import metrograph

BOMBS = {**DEEP, **LONG, **ENDLESS}
SLACK, PATIENCE, MIB = 0.5, 250, 1 << 20
NEIGHBOUR = (TINY, GROUPS + " #{n}", PAGE)


# ---- the bombs


@dataclass(frozen=True)
class End:
    """How a bomb ended."""

    kind: str
    status: int
    code: str
    seconds: float
    size: int


def throw(running: Running, kind: str, number: int, limit: float) -> End:
    """One bomb, until it ended."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=limit + 60)
    began = time.monotonic()
    try:
        fields = {"Content-Type": "application/sparql-query", "Accept": JSON}
        connection.request("POST", "/sparql", f"{BOMBS[kind]} #{number}".encode()[: 2 * MIB], fields)
        answer = connection.getresponse()
        body = answer.read()
    except OSError as error:
        return End(kind, 0, type(error).__name__, time.monotonic() - began, 0)
    finally:
        connection.close()
    seconds = time.monotonic() - began
    code = json.loads(body).get("code", "") if "problem" in answer.headers.get("Content-Type", "") else ""
    return End(kind, answer.status, code, seconds, len(body))


def all_bombs(running: Running, rounds: int, together: int, limit: float) -> list[End]:
    """Every bomb, so many times, in another order each time."""
    left: SimpleQueue[tuple[str, int]] = SimpleQueue()
    for turn in range(rounds):
        kinds = sorted(BOMBS)
        random.Random(turn).shuffle(kinds)
        for kind in kinds:
            left.put((kind, turn))
    ends: list[End] = []

    def work() -> None:
        with suppress(Empty):
            while True:
                kind, turn = left.get_nowait()
                ends.append(throw(running, kind, turn, limit))

    clients = [threading.Thread(target=work) for _ in range(together)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return ends


# ---- the neighbour


def neighbour(port: int, a_second: float) -> None:
    """Asks until its standard input is closed, waiting for no answer before it asks again; prints milliseconds and status of each."""
    done = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()

    def ask(number: int, due: float) -> tuple[float, int]:
        text = NEIGHBOUR[number % len(NEIGHBOUR)].replace("{n}", str(number))
        target = f"{text}?x={number}" if text == PAGE else f"/sparql?query={quote(text)}"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", target, headers={"Accept": "text/turtle" if text == PAGE else JSON})
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            status = 0
        finally:
            connection.close()
        return (time.monotonic() - due) * 1000, status

    due, asked = time.monotonic(), []
    with ThreadPoolExecutor(16) as threads:
        while not done.is_set():
            due += 1 / a_second
            time.sleep(max(0.0, due - time.monotonic()))
            asked.append(threads.submit(ask, len(asked), due))
    print(json.dumps([one.result() for one in asked]))


# ---- the processes


@dataclass
class Watch:
    """Looks at the processes of the service again and again. Sizes in bytes."""

    running: Running
    own: int = 0
    """How much larger a child was at most than the holder, whose data it shares."""
    whole: int = 0
    """The greatest memory of the front and of all other processes, what they share counted once."""
    seen: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    on: bool = True

    def look(self) -> None:
        while self.on:
            pids = {role: self.running.children(role) for role in ("keeper", "holder", "child")}
            for role, found in pids.items():
                self.seen[role].update(found)
            sizes = {pid: _sizes(pid) for pid in [self.running.process.pid, *chain(*pids.values())]}
            data = max((sizes[pid][1] for pid in pids["holder"]), default=0)
            self.own = max([self.own, *(sizes[pid][1] - data for pid in pids["child"])])
            self.whole = max(self.whole, sum(shared for shared, _ in sizes.values()))
            time.sleep(0.05)


def _sizes(pid: int) -> tuple[int, int]:
    """The memory of a process: with its part of what it shares, and with all of that."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0, 0
    found = {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)}
    return found.get("Pss", 0), found.get("Rss", 0)


# ---- a soak, and what is printed


def soak(running: Running, given: argparse.Namespace) -> bool:
    watch = Watch(running)
    watching = threading.Thread(target=watch.look)
    watching.start()
    command = [sys.executable, __file__, "--neighbour", str(running.port)]
    beside = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    time.sleep(3)
    began = time.monotonic()
    ends = all_bombs(running, given.rounds, given.together, given.limit)
    spent = time.monotonic() - began
    asked = json.loads(beside.communicate()[0])
    watch.on = False
    watching.join()
    print(
        f"\n{len(ends)} bombs of {len(BOMBS)} kinds in {spent:.0f} s, {given.together} at once; load after {os.getloadavg()[0]:.1f}\n"
    )
    by_kind(ends)
    return aims(ends, asked, watch, given)


def by_kind(ends: list[End]) -> None:
    print("| bomb | how it ended, in each round |\n|---|---|")
    for kind in BOMBS:
        told = [f"{end.status} {end.code} {end.seconds:.1f} s".replace("  ", " ") for end in ends if end.kind == kind]
        print(f"| {kind} | {', '.join(told)} |")


def aims(ends: list[End], asked: list[tuple[float, int]], watch: Watch, given: argparse.Namespace) -> bool:
    """The table of what was to be held; whether it was."""
    times = sorted(ms for ms, _ in asked)
    late, bad = times[int(len(times) * 0.99)], sum(status != 200 for _, status in asked)
    longest = max(ends, key=lambda end: end.seconds)
    lost = [end for end in ends if end.status in {0, 500}]
    again = {role: len(watch.seen[role]) - 1 for role in ("keeper", "holder")}
    alive = watch.running.process.poll() is None and watch.running.get("/readyz").status == 200
    rows = [
        (
            "longest bomb",
            f"<= {given.limit + SLACK:g} s",
            f"{longest.seconds:.2f} s ({longest.kind})",
            longest.seconds <= given.limit + SLACK,
        ),
        ("bombs without an answer, or 500", "0", f"{len(lost)} {sorted({end.kind for end in lost}) or ''}", not lost),
        (
            "memory of a child beside the data",
            f"<= {given.memory} MiB",
            f"{watch.own / MIB:,.0f} MiB",
            watch.own <= given.memory * MIB,
        ),
        ("memory of all processes", "", f"{watch.whole / MIB:,.0f} MiB", True),
        (
            "front, holder, keeper begun again",
            "0, 0, 0",
            f"{0 if alive else 1}, {again['holder']}, {again['keeper']}",
            alive and not any(again.values()),
        ),
        ("children", "", f"{len(watch.seen['child']):,} seen", True),
        ("neighbour, median and greatest", "", f"{median(times):.1f} ms, {times[-1]:,.0f} ms", True),
        ("neighbour, 99 of 100", f"< {PATIENCE} ms", f"{late:.0f} ms", late < PATIENCE),
        (f"neighbour's requests not answered, of {len(asked):,}", "0", str(bad), not bad),
    ]
    print("\n| what | aim | found | held |\n|---|---|---|---|")
    for name, aim, found, held in rows:
        print(f"| {name} | {aim} | {found} | {('yes' if held else 'NO') if aim else ''} |")
    return all(held for *_, held in rows)


def kills(times: int) -> bool:
    """Processes are killed while a client writes: acknowledged updates that are not there, or there in part."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Running("--store", folder / "store", token=True, folder=folder) as running:
            load = Load(running)
            load.start()
            hit = killed(running, load, ("child", "holder", "keeper"), times, seed=times)
            load.stop = True
            load.join()
            whole, torn = pairs(running)
    lost = set(load.acknowledged) - whole
    print(
        f"\n{hit} processes killed; {len(load.acknowledged):,} updates acknowledged, {len(lost)} of them lost, {len(torn)} torn"
    )
    return hit == times and not lost and not torn


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--together", type=int, default=4)
    asked.add_argument("--limit", type=float, default=5)
    asked.add_argument("--memory", type=int, default=512)
    asked.add_argument("--size", type=int, default=100_000)
    asked.add_argument("--kills", type=int, default=0)
    asked.add_argument("--neighbour", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.neighbour:
        neighbour(given.neighbour, 20)
        return 0
    print(f"{machine()}; load before {os.getloadavg()[0]:.1f}")
    held = True
    if given.rounds:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder / "plans.ttl", given.size)
            store = metrograph.LocalStore.create(folder / "store")
            store.replace(metrograph.load(folder / "plans.ttl").quads)
            store.close()
            options = ("--store", folder / "store", "--timeout", given.limit, "--memory", given.memory, "--log", "json")
            with Running(*options, folder=folder) as running:
                held = soak(running, given)
    if given.kills:
        held = kills(given.kills) and held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
