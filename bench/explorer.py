"""Processor time of each page of the explorer over a plan of many items, as a child of the service spends it.

    python bench/explorer.py [--items 50000] [--nq FILE]

The data is the packaged plan enlarged (``tests/large.py``). What pages share is worked out once, as the service does before it forks;
each page is then made twice in a process of its own: first view, next view. ``--nq`` writes the data to a file of N-Quads instead,
for ``metrograph serve`` and ``metrograph export``.
"""

import argparse
import gc
import os
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pyoxigraph as ox

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from tests.large import large  # noqa: E402 - tests are no package that is installed

from metrograph.documents.room import room_of  # noqa: E402
from metrograph.explorer.shared import SHARED  # noqa: E402
from metrograph.namespaces import Names  # noqa: E402
from metrograph.pages.frame import warm_pages  # noqa: E402
from metrograph.serve.answers import answer  # noqa: E402
from metrograph.serve.asked import Asked  # noqa: E402
from metrograph.serve.routes import ROUTES  # noqa: E402
from metrograph.store import LocalStore  # noqa: E402
from metrograph.workspace import Workspace  # noqa: E402

PLAN = "metropolis-2019"
PAGES = (
    "/", "/plan", "/plan?page={last}", "/plan?kind=PilotProject", f"/id/{PLAN}/plan-2019", f"/id/{PLAN}/pilot-mega-3",
    f"/id/{PLAN}/line-positioning", "/pilots", "/pilots?page=2", "/pilots?look=cards", "/pilots?goal=7", "/pilots?missing=outside",
    "/pilots?table=pilots", "/sdg", "/sdg/11", "/sdg/11?part=items&page=2", "/sdg/11.2", "/themes", "/id/theme-mobility",
    "/calendar", "/calendar?year=2019&month=3", "/calendar.ics", "/graph", f"/graph?of={PLAN}/pilot-mega",
    "/graph?of=sdg/11&depth=2", f"/graph?of={PLAN}/plan-2019", "/search?q=mobility", "/review", "/review?goal=11", "/review/log",
    "/assess", "/query", "/query/coverage-by-goal", "/query/pilots", "/compare", "/export", "/void",
)  # fmt: skip


def asked(page: str) -> Asked:
    """The request for a page, by who is signed in where it is one of review."""
    parts = urlsplit(page)
    for name, route in ROUTES.items():
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", re.sub(r"\{(\w+):path\}", r"(?P<\1>.+)", route.path))
        found = re.fullmatch(pattern, parts.path)
        if found and "GET" in route.methods:
            path = {key: unquote(told) for key, told in found.groupdict().items()}
            by = "Ana" if name.startswith("review") else ""
            return Asked(name, path, tuple(parse_qsl(parts.query)), accept="text/html", by=by, csrf=by)
    raise LookupError(page)


def apart(work: Callable[[], str]) -> str:
    """The line that some work comes to in a process of its own."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.write(theirs, work().encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        line = told.read().decode()
    os.waitpid(child, 0)
    return line


def measured(desk: Workspace, page: str) -> str:
    """A row of the table."""
    request, times, size = asked(page), [], 0
    for _ in range(2):
        start = time.process_time()
        size = len(answer(ROUTES, desk, request).body)
        times.append(time.process_time() - start)
    return f"| {page} | {size / 1000:,.0f} | {times[0] * 1000:,.0f} | {times[1] * 1000:,.0f} |"


def main(items: int, file: Path | None) -> None:
    """Print the table."""
    engine = ox.Store()
    engine.bulk_extend(large(items))
    if file:
        engine.dump(str(file), format=ox.RdfFormat.N_QUADS)
        return
    desk = Workspace(None, LocalStore(engine, Names().prefixes((PLAN,))))
    print(f"{items:,} items, {len(engine):,} quads\n\nworked out once, in seconds:", end="")
    warm_pages()
    tuple(desk.catalog.sound())
    tuple(desk.elements)
    for name, work in {"room": room_of, "statistics": lambda one: room_of(one).numbers, **SHARED}.items():
        start = time.process_time()
        work(desk)
        print(f" {name} {time.process_time() - start:.1f}", end=";", flush=True)
    gc.collect()
    gc.freeze()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmemory {memory:,.0f} MiB\n\n| page | kB | first view, ms | next view, ms |\n|---|---|---|---|")
    for page in PAGES:
        print(apart(lambda page=page: measured(desk, page.format(last=max(2, items // 200)))), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--nq", type=Path)
    given = parser.parse_args()
    main(given.items, given.nq)
