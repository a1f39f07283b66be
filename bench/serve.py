"""Requests a second of ``metrograph serve`` beside rdflib-endpoint and the Oxigraph server, in one run.

    python bench/serve.py [--size 100000] [--seconds 5] [--rounds 3] [--connections 16] [--peers /tmp/peers] [--own] [--only tiny] [--starts 5]

All serve the same synthetic plans (``shacl_graph.py``) from memory, ours with its processes, limits, log and checks on, as
``metrograph serve`` starts; the others have no isolation. Every cell is measured in turn in each round, one server at a time, after a
warm-up of a second; printed are medians of the rounds, requests that failed, and in brackets how many times ours. ``new`` has another
constant or comment in each request, ``again`` is the same request all the time (only ours keeps answers). A row of the second table is the
processor time of one request of ours. The client (``load.py``) runs on the same processors. Before all that stands how long it takes from
the command to the first page of the packaged plan, and from a decision to the page after it.

rdflib-endpoint is looked for in the virtual environment ``--peers``:
``python -m venv /tmp/peers && /tmp/peers/bin/pip install rdflib-endpoint 'uvicorn[standard]'``.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from statistics import median
from urllib.parse import quote

from load import NUMBER, Load, load
from shacl_graph import make

import metrograph
from metrograph.workspace import create

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from tests.service import Running  # noqa: E402 - tests are no package that is installed

JSON, CSV = "application/sparql-results+json", "text/csv"
HEAD = "PREFIX mg: <https://w3id.org/metrograph/ns#> PREFIX id: <https://w3id.org/metrograph/id/> "
TINY = HEAD + "SELECT ?class ({n} AS ?n) { id:place-1 a ?class }"
GROUPS = HEAD + "SELECT ?class (COUNT(?x) AS ?n) { ?x mg:inPlan ?plan ; a ?class } GROUP BY ?class ORDER BY ?class"
ROWS = HEAD + "SELECT ?x ?p ?o { ?x mg:inPlan ?plan ; ?p ?o } LIMIT 10000"
PAGE = "/id/activity-3-1-1"
DECISIONS = 10


@dataclass(frozen=True)
class Work:
    """What is asked: a query, or a page of ours; and the rate and the milliseconds at 99 of 100 that are the aim."""

    name: str
    query: str = ""
    accept: str = JSON
    page: str = ""
    aim: float = 0
    within: float = 0

    def target(self, path: str) -> str:
        return self.page or f"{path}?query={quote(self.query, safe='').replace(quote(NUMBER), NUMBER)}"


WORKS = (
    Work("tiny query, new", TINY, aim=1500, within=50),
    Work("tiny query, again", TINY.replace(NUMBER, "1")),
    Work("group-by, new", GROUPS + " #{n}", aim=150),
    Work("group-by, again", GROUPS, aim=2000),
    Work("10,000 rows as JSON, new", ROWS + " #{n}"),
    Work("10,000 rows as CSV, new", ROWS + " #{n}", CSV),
    Work("page as Turtle, new", accept="text/turtle", page=PAGE + "?x={n}"),
    Work("page as HTML, new", accept="text/html", page=PAGE + "?x={n}"),
    Work("page as HTML, again", accept="text/html", page=PAGE),
)


@dataclass
class Server:
    """One that answers."""

    name: str
    port: int
    path: str
    running: Running | None = None

    def settle(self) -> None:
        """Wait until it is done with what nobody waits for any more."""
        end, began = time.monotonic() + 60, 0.0
        while time.monotonic() < end and time.monotonic() - began > 0.1:
            began = time.monotonic()
            self.answer(WORKS[0])

    def answer(self, work: Work) -> str:
        """How many rows or bytes, to see whether all answer alike."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{work.target(self.path).replace(NUMBER, '0')}", headers={"Accept": work.accept}
        )
        try:
            body = urllib.request.urlopen(asked, timeout=60).read().decode()
        except urllib.error.URLError as error:
            return str(error)
        if work.page:
            return "a page"
        rows = json.loads(body)["results"]["bindings"] if work.accept == JSON else list(csv.reader(io.StringIO(body)))[1:]
        return f"{len(rows)} rows"


@contextlib.contextmanager
def ours(path: Path, folder: Path) -> Iterator[Server]:
    store = metrograph.LocalStore.create(folder / "store")
    store.replace(metrograph.load(path).quads)
    store.close()
    with Running("--store", folder / "store", "--log", "json", folder=folder) as running:
        yield Server("metrograph", running.port, "/sparql", running)


@contextlib.contextmanager
def started(name: str, command: list[str], port: int, path: str, data: Path | None = None) -> Iterator[Server]:
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said) as process,
    ):
        try:
            wait(port, process)
            if data:
                sent = urllib.request.Request(
                    f"http://127.0.0.1:{port}/store?default", data.read_bytes(), {"Content-Type": "text/turtle"}, method="PUT"
                )
                urllib.request.urlopen(sent, timeout=120).close()
            yield Server(name, port, path)
        finally:
            process.terminate()


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args} does not start")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def servers(data: Path, folder: Path, peers: Path) -> Iterator[list[Server]]:
    """All that are installed."""
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(ours(data, folder))]
        endpoint, oxigraph = peers / "bin" / "rdflib-endpoint", which("oxigraph") or str(Path(sys.executable).parent / "oxigraph")
        if endpoint.exists():
            port = free_port()
            command = [str(endpoint), "serve", "--host", "127.0.0.1", "--port", str(port), str(data)]
            found.append(stack.enter_context(started("rdflib-endpoint", command, port, "/")))
        if Path(oxigraph).exists():
            port = free_port()
            command = [oxigraph, "serve", "--bind", f"127.0.0.1:{port}"]
            found.append(stack.enter_context(started("oxigraph serve", command, port, "/query", data)))
        yield found


# ---- from nothing to a page


def first_page() -> float:
    """Seconds from the command to the answer."""
    began = time.monotonic()
    with Running() as running:
        running.get("/", Accept="text/html")
        return time.monotonic() - began


def after_decisions(folder: Path) -> tuple[float, float]:
    """Seconds of a decision, and of the page after it."""
    create(folder / "workspace")
    decided, shown = [], []
    with Running("--workspace", folder / "workspace", token=True, folder=folder) as running:
        running.get("/link", Accept="text/html")  # all is read that children need
        for number in range(DECISIONS):
            time.sleep(1)
            told = {"item": "pilot-mega", "sdg": "7", "decision": ("accept", "reject")[number % 2], "reason": str(number)}
            began = time.monotonic()
            answer = running.ask("POST", "/api/alignments/review", json.dumps(told), token=True, Content_Type="application/json")
            between = time.monotonic()
            page = running.get("/review", Accept="text/html")
            if (answer.status, page.status) != (201, 200):
                raise RuntimeError(answer.text + page.text[:200])
            decided.append(between - began)
            shown.append(time.monotonic() - between)
    return median(decided), median(shown)


# ---- processor time of ours


def spent(running: Running) -> tuple[float, float]:
    """Seconds of processor time of the front, and of all children that live."""
    return _seconds(running.process.pid), sum(map(_seconds, running.children("child")))


def _seconds(pid: int) -> float:
    with contextlib.suppress(OSError, ValueError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    return 0.0


# ---- measuring and printing


@dataclass
class Cell:
    loads: list[Load]
    front: list[float]
    children: list[float]
    answer: str = ""


def measure(found: list[Server], given: argparse.Namespace) -> dict[tuple[str, str], Cell]:
    cells: dict[tuple[str, str], Cell] = {}
    for turn in range(given.rounds):
        for number, work in enumerate(WORKS):
            for server in found if given.only in work.name else ():
                if work.page and not server.running:
                    continue
                cell = cells.setdefault((work.name, server.name), Cell([], [], []))
                server.settle()
                cell.answer = cell.answer or server.answer(work)
                start = (turn * len(WORKS) + number + 1) * 10_000_000
                options = {"connections": given.connections, "own": given.own}
                load(server.port, work.target(server.path), work.accept, seconds=1, start=start, **options)
                before = spent(server.running) if server.running else (0.0, 0.0)
                made = load(
                    server.port, work.target(server.path), work.accept, seconds=given.seconds, start=start + 5_000_000, **options
                )
                after = spent(server.running) if server.running else (0.0, 0.0)
                cell.loads.append(made)
                asked = max(1.0, made.rate * given.seconds)
                cell.front.append((after[0] - before[0]) / asked)
                cell.children.append((after[1] - before[1]) / asked)
                print(f"{turn + 1} {work.name}, {server.name}: {made.rate:,.0f}/s", file=sys.stderr)
    return cells


def show(found: list[Server], cells: dict[tuple[str, str], Cell]) -> None:
    names = [server.name for server in found]
    print("| requests a second (ms at 99 of 100) | " + " | ".join(names) + " | aim |\n|---|" + "---|" * (len(names) + 1))
    done = [work for work in WORKS if (work.name, "metrograph") in cells]
    for work in done:
        ours_cell = cells[work.name, "metrograph"]
        rate = median(one.rate for one in ours_cell.loads)
        row = []
        for name in names:
            cell = cells.get((work.name, name))
            row.append(_cell(cell, rate, name, ours_cell.answer) if cell else "–")
        late = median(one.p99 for one in ours_cell.loads)
        met = rate >= work.aim and (not work.within or late < work.within)
        aim = f"{work.aim:,.0f}{f', {work.within:g} ms' if work.within else ''}: {'yes' if met else 'no'}" if work.aim else ""
        print(f"| {work.name} | " + " | ".join(row) + f" | {aim} |")
    print("\n| processor time of ours, ms a request | front | children |\n|---|---|---|")
    for work in done:
        cell = cells[work.name, "metrograph"]
        print(f"| {work.name} | {median(cell.front) * 1000:.2f} | {median(cell.children) * 1000:.2f} |")


def _cell(cell: Cell, rate: float, name: str, answer: str) -> str:
    own = median(one.rate for one in cell.loads)
    if not own:
        return "none within the time"
    ratio = f" = {own / rate:.3g}x" if name != "metrograph" else ""
    failed = sum(one.failed for one in cell.loads)
    told = f"; {failed:,} failed" if failed else ""
    other = f"; {cell.answer}, not {answer}" if cell.answer != answer else ""
    return f"{own:,.{0 if own >= 10 else 1}f}{ratio} ({median(one.p99 for one in cell.loads):,.1f}{told}{other})"


def machine() -> str:
    """What it was measured on."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
        return f"{os.cpu_count()} x {model}, Python {platform.python_version()}"
    return f"{os.cpu_count()} processors, Python {platform.python_version()}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--size", type=int, default=100_000)
    asked.add_argument("--seconds", type=int, default=5)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--peers", type=Path, default=Path("/tmp/peers"))
    asked.add_argument("--starts", type=int, default=5, help="how often the service is started to see how long that takes")
    asked.add_argument("--own", action="store_true", help="our own client, although wrk is there")
    asked.add_argument("--only", default="", help="a part of the names of what is asked")
    given = asked.parse_args()
    client = "our own client" if given.own or not which("wrk") else "wrk"
    print(f"{machine()}; {given.connections} connections, {client}; load before {os.getloadavg()[0]:.1f}")
    starts = sorted(first_page() for _ in range(given.starts))
    if starts:
        print(f"from the command to the first page: {median(starts):.2f} s ({starts[0]:.2f} to {starts[-1]:.2f})")
        with tempfile.TemporaryDirectory() as name:
            print("a decision {:.2f} s, the page after it {:.2f} s".format(*after_decisions(Path(name))))
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "plans.ttl"
        make(data, given.size)
        with servers(data, Path(name), given.peers) as found:
            cells = measure(found, given)
    print(f"load after {os.getloadavg()[0]:.1f}\n")
    show(found, cells)


if __name__ == "__main__":
    main()
