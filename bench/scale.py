"""Workspaces of many plans: time and memory of each kind of work, with the exponent of growth between two sizes.

    python bench/scale.py [--plans 500 1500 5000] [--items 2] [--only build ask validate diff serve oxigraph virtuoso]

Each figure comes from a process of its own: its processor time with that of its children, wall time, and the greatest resident
memory of it or of one child. ``build`` derives all plans from nothing, in one process and in two, then again with nothing and with
one plan changed; ``raw`` is what pyoxigraph takes to load the same lines in bulk, into memory and onto disk. No validation is in it.
The other parts (``scale_asking.py``) are done with what was built; ``oxigraph`` and ``virtuoso`` (``scale_servers.py``), only when
named, with servers of their own. The tables are those of docs/scale.md; nothing depends on the figures.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import scale_asking as asking
import scale_servers as servers

import plans

_HEAD = """
import os, resource, sys, time
from pathlib import Path

def spent():
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)

def held():
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024

if __name__ == "__main__":
    folder, told = Path(sys.argv[1]), sys.argv[2]
"""
_FOOT = """
    print(spent() - cpu, time.perf_counter() - wall, held())
"""
BUILD = """
    from metrograph import folder as folders, pipeline
    from metrograph.workspace import open_workspace
    desk = open_workspace(folder)
    cpu, wall = spent(), time.perf_counter()
    with folders.alone(folder), folders.draft(folder) as draft, folders.parts(folder) as kept:
        pipeline.build(desk._origin, draft.file, kept, int(told))
        draft.accept()
"""
RAW = """
    import pyoxigraph as ox
    cpu, wall = spent(), time.perf_counter()
    store = ox.Store(*([told] if told else []))
    store.bulk_load(path=str(folder / ".metrograph" / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    store.flush() if told else None
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took: seconds of the processor, seconds on the wall, megabytes."""

    cpu: float
    wall: float
    memory: float


def cost(code: str, folder: Path, told: str = "") -> Cost:
    """The cost of a piece of code, in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:  # a file, so that it can have children
        file.write(_HEAD + code + _FOOT)
        file.flush()
        said = subprocess.run(
            [sys.executable, file.name, str(folder), told], stdout=subprocess.PIPE, text=True, check=True
        ).stdout
    return Cost(*map(float, said.split()))


def lines(folder: Path) -> int:
    """How many quads were built."""
    with (folder / ".metrograph" / "graph.nq").open("rb") as file:
        return sum(1 for _ in file)


def build(folder: Path) -> Iterator[tuple[str, Cost]]:
    """From nothing, in one process and in two; again; and beside them the bare engine."""
    kept, path = folder / ".metrograph" / "cache" / "parts.sqlite", next(iter(sorted((folder / "plans").glob("*.yaml"))))
    for name, workers in (("build from nothing", "1"), ("build from nothing, 2 processes", "2")):
        kept.unlink(missing_ok=True)
        yield name, cost(BUILD, folder, workers)
    yield "build again", cost(BUILD, folder, "1")
    with path.open("a", encoding="utf-8") as out:
        out.write("# changed\n")
    yield "build again, one plan changed", cost(BUILD, folder, "1")
    yield "raw load into memory", cost(RAW, folder)
    with tempfile.TemporaryDirectory(dir=folder.parent) as disk:
        yield "raw load onto disk", cost(RAW, folder, disk)


PARTS: dict[str, Callable[[Path], Iterator[tuple[str, Cost]]]] = {
    "build": build,
    **{work.__name__: partial(work, cost=cost) for work in (asking.ask, asking.validate, asking.diff, asking.serve)},
    **{work.__name__: partial(work, cost=Cost) for work in (servers.oxigraph, servers.virtuoso)},
}


def main() -> None:
    """Print the figures of every size, and how they grow."""
    options = argparse.ArgumentParser(description="Workspaces of many plans.")
    options.add_argument("--plans", type=int, nargs="+", default=[500, 1500, 5000])
    options.add_argument("--items", type=int, default=2)
    options.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS)[:-2])
    given = options.parse_args()
    before: dict[str, tuple[int, Cost]] = {}
    for number in given.plans:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "desk"
            plans.write(folder, plans.plans(number, given.items))
            if "build" not in given.only:
                cost(BUILD, folder, "1")
            rows = [row for part in given.only for row in PARTS[part](folder)]
            quads, bare = lines(folder), {name: one.cpu for name, one in rows if name.startswith("raw")}
            beside = "".join(f" times {name} |" for name in bare)
            print(f"\n{number:,} plans, {quads:,} quads\n\n| work | processor s | wall s | peak MB |{beside} time, memory grow |")
            print("|---|--:|--:|--:|" + "--:|" * len(bare) + "---|")
            for name, one in rows:
                ratio = "".join(f" {one.cpu / cpu:.2f} |" for cpu in bare.values())
                shown = (
                    f"| {name} | {one.cpu:.2f} | {one.wall:.2f} | {one.memory:.0f} |{ratio} {grown(before, name, quads, one)} |"
                )
                print(shown, flush=True)
                before[name] = quads, one


def grown(before: dict[str, tuple[int, Cost]], name: str, quads: int, now: Cost) -> str:
    """The exponents with which time and memory grew with the quads since the last size."""
    if name not in before:
        return ""
    size, then = before[name]
    return ", ".join(
        f"n^{math.log(max(a, 0.01) / max(b, 0.01)) / math.log(quads / size):.2f}"
        for a, b in ((now.cpu, then.cpu), (now.memory, then.memory))
    )


if __name__ == "__main__":
    main()
