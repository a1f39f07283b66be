"""A writer that is killed at any moment: nothing that it acknowledged is lost, and no change is there by half."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from metrograph.store import LocalStore
from metrograph.workspace import create, open_workspace

SIZE = 40
WRITER = f"""
import sys
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from metrograph.store import LocalStore

integer, p, blank = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"), ox.NamedNode("http://a/p"), ox.BlankNode


def some(name, size={SIZE}):
    # half of them about blank nodes, all with a literal that the engine writes in another way
    for i in range(size):
        node = blank(f"n{{name}}") if i % 2 else ox.NamedNode(f"http://a/{{name}}")
        yield ox.Quad(node, p, ox.Literal(f"0{{i}}", datatype=integer), ox.NamedNode(f"http://a/g{{name}}"))


store = LocalStore.create(Path(sys.argv[1]))
start = max((int(name.rsplit("g", 1)[1]) for name in store.names()), default=0)
print("ready", flush=True)
for n in count(start + 1):
    kind = ("load", "change", "update", "replace")[n % 4 if n % 12 else 3]
    if kind == "load":
        store.load(some(n))
    elif kind == "update":
        lines = " ".join(f"<http://a/{{n}}> <http://a/p> {{i}} ." for i in range({SIZE}))
        store.update(f"INSERT DATA {{{{ GRAPH <http://a/g{{n}}> {{{{ {{lines}} }}}} }}}}")
    else:
        names = sorted({{int(name.rsplit("g", 1)[1]) for name in store.names()}})
        gone = names[0] if len(names) > 6 else 0
        if kind == "change":
            store.change(list(store.graph(f"http://a/g{{gone}}")) if gone else [], some(n))
        else:
            stay = [quad for quad in store.graph("") if quad.graph_name.value != f"http://a/g{{gone}}"]
            store.replace([*stay, *some(n)])
        if gone:
            print("-", gone, flush=True)
    print("+", n, flush=True)
"""


def round_of(folder: Path, seed: int) -> tuple[set[int], set[int]]:
    """Let a writer work for a while and kill it: what it said that it had put in, and taken away."""
    chance = random.Random(seed)
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(1.5 * chance.random() ** 2)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split("\n")[:-1]  # a line that broke off was not said
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    said = [(line[0], int(line[2:])) for line in rest]
    return {n for sign, n in said if sign == "+"}, {n for sign, n in said if sign == "-"}


def found(store: LocalStore) -> Counter[int]:
    return Counter(int(str(quad.graph_name.value).rsplit("g", 1)[1]) for quad in store.graph(""))  # type: ignore[union-attr]


def crash(folder: Path, rounds: int) -> Counter[str]:
    """Rounds of work and kill; every time the store is opened again, read and written, and compared with what was said."""
    figures: Counter[str] = Counter()
    there: set[int] = set()
    for seed in range(rounds):
        put, taken = round_of(folder, seed)
        reader = LocalStore.open(folder)
        pending = reader.disk is not None and reader.disk.manifest.pending
        held = found(reader)
        due = (there | put) - taken
        more, less = held.keys() - due, due - held.keys()
        # one change may have been under way: what it puts in is there then, and what it takes away, the oldest, is gone
        assert not less or (len(more) == 1 and less == {min(due)})
        assert len(more) <= 1
        assert set(held.values()) <= {SIZE}
        writer = LocalStore.create(folder)
        assert writer.wrong() == ()
        assert found(writer) == held
        assert sorted(map(str, writer.graph(""))) == sorted(map(str, reader.graph("")))
        for name, kind in ((n, n % 4 if n % 12 else 3) for n in held):
            written = {quad.object.value for quad in writer.graph(f"http://a/g{name}")}  # type: ignore[union-attr]
            assert written == {str(i) if kind == 2 else f"0{i}" for i in range(SIZE)}
        writer.close()
        assert LocalStore.open(folder).wrong() == ()
        there = set(held)
        figures.update(acknowledged=len(put), pending=int(pending), under_way=len(more))
    return figures


def test_what_was_acknowledged_is_there_after_a_kill_and_nothing_is_there_by_half(tmp_path: Path) -> None:
    figures = crash(tmp_path / "store", 5)
    assert figures["acknowledged"] > 0


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    figures = crash(tmp_path / "store", 200)
    print(dict(figures))
    assert figures["acknowledged"] > 200
    assert figures["pending"] > 10


UPDATER = """
import sys
from itertools import count

from metrograph.workspace import open_workspace

folder, store = sys.argv[1:]
g = open_workspace(folder or None, store=store, writing=True)
g.version
print("ready", flush=True)
for n in count(g.version + 1):
    g.update(f'INSERT DATA {{ mg:x{n} rdfs:label "{n}"@en , "y"@en }}', by="Ana", why="a test")
    print(n, flush=True)
"""


@pytest.mark.parametrize("where", ["store", "workspace"])
def test_updates_that_were_acknowledged_are_there_and_logged_after_a_kill(tmp_path: Path, where: str) -> None:
    folder, store = ("", str(tmp_path / "store")) if where == "store" else (str(tmp_path / "desk"), "")
    if where == "workspace":
        create(tmp_path / "desk", sample=False).build()
    last = 0
    for seed in range(3):
        process = subprocess.Popen([sys.executable, "-c", UPDATER, folder, store], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(1.5 + random.Random(seed).random())
        process.kill()
        rest = process.stdout.read().split("\n")[:-1]
        process.stdout.close()
        process.wait()
        last = int(rest[-1]) if rest else last
        g = open_workspace(folder or None, store=store, writing=True)
        assert [one.version for one in g.history] == list(range(1, len(g.history) + 1))
        assert last <= len(g.history) <= last + 1
        g.draft("")  # takes up what the log has
        assert g.version == len(g.history)
        for n in range(1, g.version + 1):
            assert g.store.query(f'ASK {{ mg:x{n} rdfs:label "{n}"@en , "y"@en }}') is True
        assert g.store.query(f"ASK {{ mg:x{g.version + 1} ?p ?o }}") is False
        last = g.version
        if where == "store":
            g.store.close()  # type: ignore[attr-defined]
    assert last > 0
