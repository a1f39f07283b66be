"""A built workspace of many plans on a server of its own: sent there, and asked there. ``scale.py --only oxigraph virtuoso`` runs it.

Seconds of the processor, memory and its greatest are those of the server. Nothing else is on the server. A question that takes
longer than ``LIMIT`` seconds is given up, and the server begun anew; its time is then told as the limit, on the wall.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.servers import OxigraphServer, Server, VirtuosoServer, program

from metrograph.catalog import Terms
from metrograph.errors import MetroGraphError
from metrograph.resources import files
from metrograph.store import Access
from metrograph.store.access import Credential, origin
from metrograph.store.remote import RemoteStore
from metrograph.workspace import open_workspace

Cost = TypeVar("Cost")
Made = Callable[[float, float, float], Cost]
LIMIT, BUFFERS = 60.0, 100_000
FEW = ("pilots", "links")  # of which each is asked with every graph named too
SLOW = ("links", "pilots", "pilot-alignments", "co-targets", "not-continued", "goals-by-line", "targets-on-one-element",
        "coverage-by-line", "missing-translation", "plan-outline")  # fmt: skip


class LargeVirtuoso(VirtuosoServer):
    """Virtuoso with 800 MB of buffers, and as many rows in an answer as there are."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, 10_000_000)

    def command(self) -> list[str]:
        made, ini = super().command(), self.folder / "virtuoso.ini"
        text = ini.read_text(encoding="utf-8").replace("NumberOfBuffers = 10000", f"NumberOfBuffers = {BUFFERS}")
        ini.write_text(text.replace("MaxDirtyBuffers = 6000", f"MaxDirtyBuffers = {BUFFERS * 3 // 4}"), encoding="utf-8")
        return made

    def load(self, path: Path) -> tuple[float, float]:
        """``rdf_loader_run`` and a checkpoint: it goes no further back when it is begun anew. Seconds and megabytes."""
        (self.folder / "graph.nq").write_bytes(path.read_bytes())
        before = spent(self)
        self._sql(self.dba, f"ld_dir ('{self.folder}', 'graph.nq', 'urn:none'); rdf_loader_run (); checkpoint;")
        return spent(self) - before, held(self)


class LoadedOxigraph(OxigraphServer):
    """Oxigraph with a way to load a file while it does not serve."""

    def load(self, path: Path) -> tuple[float, float]:
        """``oxigraph load``: seconds and megabytes."""
        self.stop()
        load = [str(program("oxigraph")), "load", "--location", str(self.folder / "data"), "--file", str(path)]
        with subprocess.Popen(load, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as loading:
            used = os.wait4(loading.pid, 0)[2]
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def begin(server: Server) -> None:
    """Start a server again, that is set up already."""
    server.stop()
    with server.log.open("ab") as log:
        server.process = subprocess.Popen(server.command(), cwd=server.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    server._wait()  # noqa: SLF001 - as when it is entered


def spent(server: Server) -> float:
    """Seconds of the processor so far."""
    assert server.process is not None
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def held(server: Server) -> float:
    """Its greatest memory so far, in megabytes."""
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def serve(folder: Path, kind: type[Server], made: Made[Cost], questions: tuple[str, ...]) -> Iterator[tuple[str, Cost]]:
    """What it costs to publish to a server, to load there, and to ask."""
    desk, built = open_workspace(folder), folder / ".metrograph" / "graph.nq"
    terms = Terms(desk.names, desk.elements)
    plan = next(name for name in sorted(desk.elements) if name.endswith("/plan"))

    def timed(name: str, server: Server, work: Callable[[], object]) -> tuple[str, Cost]:
        cpu, wall = spent(server), time.perf_counter()
        try:
            found = work()
        except MetroGraphError as error:
            took, peak = time.perf_counter() - wall, held(server)
            begin(server)
            return f"{name}: given up, {error.code} {error.values.get('detail', '')}", made(took, took, peak)
        took = max(spent(server) - cpu, 0), time.perf_counter() - wall, held(server)
        rows = f", {found:,} rows" if isinstance(found, int) else ""
        return name + rows, made(*took)

    def store(server: Server, *, union: bool) -> RemoteStore:
        access = Access((Credential(origin(server.query), server.auth, server.user, server.password),) if server.user else ())
        return RemoteStore(server.query, server.update, server.store, access=access, prefixes=desk.names.prefixes(),
                           base=desk.names.graph(""), union=union, timeout=LIMIT, retries=0)  # fmt: skip

    with tempfile.TemporaryDirectory() as place, kind(Path(place) / "published") as server:
        yield timed("publish", server, lambda: store(server, union=True).replace(desk.quads))
    with tempfile.TemporaryDirectory() as place, kind(Path(place) / "loaded") as server:
        began = time.perf_counter()
        cpu, peak = server.load(built)  # type: ignore[attr-defined]  # of both
        yield "load, its own way", made(cpu, time.perf_counter() - began, peak)
        begin(server)
        yield "begun anew", made(0, 0, held(server))
        for union, asked in ((True, questions), (False, FEW)):
            there, how = store(server, union=union), "the union" if union else "each graph named"
            yield timed(f"first look, {how}", server, lambda there=there: there.query("ASK {}"))  # type: ignore[misc]
            for name in asked:
                text = desk.catalog[name].bind({}, terms)
                yield timed(f"{name}, {how}", server, lambda text=text, there=there: len(there.query(text)))  # type: ignore[misc, arg-type]
            one = desk.catalog["links"].bind({"plan": plan}, terms)
            yield timed(f"links of one plan, {how}", server, lambda there=there: len(there.query(one)))  # type: ignore[misc, arg-type]


def oxigraph(folder: Path, cost: Made[Cost]) -> Iterator[tuple[str, Cost]]:
    """An Oxigraph server, which keeps its data on disk."""
    yield from told(serve(folder, LoadedOxigraph, cost, SLOW), "Oxigraph")


def virtuoso(folder: Path, cost: Made[Cost]) -> Iterator[tuple[str, Cost]]:
    """Virtuoso 7: the slowest questions, and those across plans."""
    across = tuple(path.stem for path in files("queries/across", "*.rq"))
    yield from told(serve(folder, LargeVirtuoso, cost, SLOW + across), "Virtuoso")


def told(rows: Iterator[tuple[str, Cost]], server: str) -> Iterator[tuple[str, Cost]]:
    """The rows with the name of the server, each printed as soon as it is there."""
    for name, cost in rows:
        print(f"{server}: {name}: {cost}", file=sys.stderr, flush=True)
        yield f"{server}: {name}", cost
