"""The service as a process of its own, for tests: ``with Running("--workspace", folder) as service: service.get("/sparql?…")``."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

TOKEN = "a-token-of-the-tests-0001"
PROGRAM = (sys.executable, "-m", "metrograph")
START = 120


class Answer(NamedTuple):
    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Running:
    """``metrograph serve`` with some options, on a free port, until the ``with`` block ends."""

    def __init__(self, *options: object, token: bool = False, folder: Path | None = None) -> None:
        self.options = [str(option) for option in options]
        self.token, self.folder = token, folder
        self.log: list[str] = []

    def __enter__(self) -> "Running":
        if self.token:
            assert self.folder
            path = self.folder / "tokens"
            path.write_text(f"Ana:{TOKEN}\n")
            path.chmod(0o600)
            self.options += ["--token-file", str(path)]
        self._said = (self.folder or Path(os.environ.get("TMPDIR", "/tmp"))) / f"said-{time.monotonic_ns()}.txt"
        command = [*PROGRAM, "serve", "--port", "0", *self.options]
        environment = {**os.environ, "METROGRAPH_LANG": "en"}
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment, cwd="/")
        try:
            self.port = self._port()
        except BaseException:
            self.stop()
            raise
        return self

    def _port(self) -> int:
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(r"at http://[^/]*:(\d+)/", self.said())
            if found:
                return int(found[1])
            time.sleep(0.02)
        raise RuntimeError(f"the service does not start:\n{self.said()}")

    def said(self) -> str:
        """Everything it wrote: its log."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    def lines(self) -> list[dict[str, Any]]:
        """The log as values."""
        return [json.loads(line) for line in self.said().splitlines() if line.startswith("{") and line.endswith("}")]

    def line(self, number: str) -> dict[str, Any]:
        """The line of the log about a request, by its number; lines are written a moment later."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            for line in self.lines():
                if line.get("id") == number:
                    return line
            time.sleep(0.02)
        raise LookupError(number)

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._said.unlink(missing_ok=True)

    def stop(self) -> int:
        """End it as a service manager does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, token: bool = False, timeout: float = 60, **headers: str
    ) -> Answer:
        """One request on a connection of its own; ``_`` in the name of a header field stands for ``-``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            fields = {name.replace("_", "-"): value for name, value in headers.items()}
            if token:
                fields["Authorization"] = f"Bearer {TOKEN}"
            connection.request(method, path, body.encode() if isinstance(body, str) else body, fields)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def query(self, text: str, accept: str = "application/sparql-results+json", timeout: float = 60, **fields: str) -> Answer:
        return self.ask("GET", "/sparql?" + urlencode({"query": text, **fields}), Accept=accept, timeout=timeout)

    def update(self, text: str, token: bool = True) -> Answer:
        return self.ask("POST", "/update", text, token=token, Content_Type="application/sparql-update")

    def put(self, graph: str, turtle: str, method: str = "PUT") -> Answer:
        where = f"/store?graph={quote(graph, safe='')}" if graph else "/store?default"
        return self.ask(method, where, turtle, token=True, Content_Type="text/turtle")

    def children(self, name: str) -> list[int]:
        """The processes of the service that bear a name: ``keeper``, ``holder``, and ``child`` for those forked from the holder."""
        table = {int(path.name): _stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
        own = {pid for pid, (parent, _) in table.items() if parent == self.process.pid}
        found = {role: [pid for pid in own if f"metrograph.serve.{role}" in table[pid][1]] for role in ("keeper", "holder")}
        found["child"] = [pid for pid, (parent, _) in table.items() if parent in found["holder"]]
        return found[name]


def _stat(path: Path) -> tuple[int, str]:
    try:
        parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        return parent, (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (OSError, ValueError):
        return 0, ""
