"""Real SPARQL servers for tests, each in a folder of its own and on free ports of 127.0.0.1: Oxigraph and Virtuoso 7.

    with VirtuosoServer(folder) as server:
        RemoteStore.of(server.query, …)

What Virtuoso 7.2 does otherwise than Oxigraph, each point tried with the server that this module starts:

- ``/sparql`` and ``/sparql-graph-crud`` read without a name; writing wants digest authentication, at ``/sparql-auth`` and
  ``/sparql-graph-crud-auth``, of an account with the role SPARQL_UPDATE. Without it: 401, or 500 with "No permission".
- The graph store takes N-Triples and Turtle, whichever is announced, and ``graph-uri=`` as well as ``graph=``. ``PUT`` of a new
  graph answers 201, of another 200. A replacing ``PUT`` is not one step: readers see no graph, then parts; and after an error
  in the body the old graph is gone and the lines before the error are there. ``MOVE GRAPH`` is seen as a whole, but with
  SILENT and no graph to move it empties the target.
- A body of 40 MB is taken (20 s), but hangs when others keep reading that graph; one literal of 9 MB is refused (500).
  ``INSERT DATA`` of 1,000 triples works, of 5,000 not (400); ``VALUES`` of 1,000 strings does not compile within a minute.
- Literals lose their spelling: "01"^^xsd:integer comes back as "1", "0.60" as "0.6", xsd:boolean as "1" and "0",
  "P12M"^^xsd:duration as "12", fr-CA as fr-ca; an integer beyond 64 bits becomes a decimal. "x"^^xsd:string stays what it is
  and differs from "x". Dates, characters beyond 16 bits and texts of 20,000 characters come back as they were.
- ``true`` in an expression, ``BOUND`` and ``ASK`` give the integer 1; ``ASK`` is one row with ``__ASK_RETVAL``. JSON says
  ``typed-literal``. Blank nodes are ``nodeID://b10001``.
- A triple in two graphs gives two rows. Without ``default-graph-uri`` the server's own graphs answer too; repeated, it is the
  union of those named, and ``GRAPH ?g`` is held to ``named-graph-uri`` only.
- A query is compiled before it runs, which takes up to 0.7 s for the longest question of the catalogue, once. In a query,
  a variable of ``VALUES`` or a sub-select counts inside ``OPTIONAL { … FILTER }`` only when a FILTER outside names it too;
  what is UNDEF is not compatible with a value in ``MINUS`` and in an OPTIONAL with an inner one; the text that REPLACE gives
  does not compare until STR is put around it. ``MINUS`` beside several OPTIONALs now and then lets rows through, unless it stands
  with its pattern in a sub-select; ``REGEX`` with "i" finds no letter with an accent.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

import pytest

START, STOP = 60, 10  # seconds to wait at most


class Server:
    """A program that serves SPARQL from a folder while a ``with`` block runs."""

    name, programs, install = "", ("",), ""
    query, update, store = "", "", ""
    auth, user, password = "none", "", ""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.port = free_port()
        self.log = folder / "said.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def prepare(self) -> None:
        """What is to be done once when the server answers."""

    def __enter__(self) -> "Server":
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command(), cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self._wait()
            self.prepare()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process: SIGTERM, and SIGKILL when it does not listen."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _wait(self) -> None:
        assert self.process is not None
        ask, end = build_opener(ProxyHandler({})).open, time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with ask(f"{self.query}?{urlencode({'query': 'ASK {}'})}", timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"{self.name} does not answer:\n{self.log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


class OxigraphServer(Server):
    """``oxigraph serve``: no accounts, and anyone who reaches the port may write."""

    name, programs, install = "Oxigraph", ("oxigraph",), "pip install oxigraph"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        base = f"http://127.0.0.1:{self.port}"
        self.query, self.update, self.store = f"{base}/query", f"{base}/update", f"{base}/store"

    def command(self) -> list[str]:
        return [str(program("oxigraph")), "serve", "--location", str(self.folder / "data"), "--bind", f"127.0.0.1:{self.port}"]


class VirtuosoServer(Server):
    """``virtuoso-t``: anyone may read; the account ``metrograph`` with the role SPARQL_UPDATE may write."""

    name, programs, install = "Virtuoso", ("virtuoso-t", "isql-vt"), "apt-get install virtuoso-opensource-7"
    auth, user, password, dba = "digest", "metrograph", "a password", "another password"

    def __init__(self, folder: Path, rows: int = 1_000_000) -> None:
        super().__init__(folder)
        self.rows = rows
        self.sql_port = free_port()
        base = f"http://127.0.0.1:{self.port}"
        self.query, self.update, self.store = f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth"

    def command(self) -> list[str]:
        ini = self.folder / "virtuoso.ini"
        ini.write_text(INI.format(folder=self.folder, http=self.port, sql=self.sql_port, rows=self.rows), encoding="utf-8")
        return [str(program("virtuoso-t")), "-f", "-c", str(ini)]

    def prepare(self) -> None:
        """The password of the administrator, and an account that may write."""
        self._sql("dba", f"user_set_password ('dba', '{self.dba}');")
        self._sql(self.dba, f"DB.DBA.USER_CREATE ('{self.user}', '{self.password}'); GRANT SPARQL_UPDATE TO \"{self.user}\";")

    def _sql(self, password: str, statements: str) -> None:
        isql = [str(program("isql-vt")), f"127.0.0.1:{self.sql_port}", "dba", password, "VERBOSE=OFF", f"EXEC={statements}"]
        done = subprocess.run(isql, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode or "Error" in done.stdout + done.stderr:
            raise RuntimeError(done.stdout + done.stderr)


INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10

[SPARQL]
ResultSetMaxRows = {rows}
"""


def program(name: str) -> Path | None:
    """Where a program is: beside this Python, or on the path; ``None`` when it is not installed."""
    beside = Path(sys.executable).with_name(name)
    found = shutil.which(name)
    return beside if beside.is_file() else Path(found) if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def served(kind: type[Server], folder: Path) -> Iterator[Server]:
    """A running server, and nothing of it left afterwards; the test is skipped when it is not installed, and fails in CI."""
    if not all(map(program, kind.programs)):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {kind.name}: {kind.install}")
    with kind(folder) as server:
        yield server
    shutil.rmtree(folder, ignore_errors=True)
