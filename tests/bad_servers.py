"""Servers that misbehave, on a free port of 127.0.0.1: each request is answered by the next of some answers, the last one again.

with BadServer(status(503), rows(3)) as server:
    RemoteStore(server.url).query("SELECT * { ?s ?p ?o }")
server.calls[0].headers["Accept"]
"""

import gzip
import hashlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs

JSON = "application/sparql-results+json"
PAGE = b"<!DOCTYPE html><html><head><title>Log in</title></head><body><h1>Welcome</h1><p>Please log in</p></body></html>"


@dataclass(frozen=True)
class Call:
    """A request that came."""

    method: str
    path: str
    headers: Message
    body: bytes

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Listener"

    def answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        call = Call(self.command, self.path, self.headers, self.rfile.read(size))
        self.close_connection = True
        self.server.next_answer(call)(self, call)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - names of the library

    def send(self, status: int, body: bytes, kind: str = JSON, **headers: str) -> None:
        self.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}}
        for name, value in told.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


Answer = Callable[[Handler, Call], None]


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    answers: list[Answer]
    calls: list[Call]

    def next_answer(self, call: Call) -> Answer:
        self.calls.append(call)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news here."""


class BadServer:
    """Listens while a ``with`` block runs; ``calls`` are the requests that came."""

    def __init__(self, *answers: Answer) -> None:
        self._listener = _Listener(("127.0.0.1", 0), Handler)
        self._listener.answers, self._listener.calls = list(answers), []
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._listener.server_port}/query"

    @property
    def calls(self) -> list[Call]:
        return self._listener.calls

    def __enter__(self) -> "BadServer":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()


# ---- answers


def status(code: int, body: bytes = b"", kind: str = "text/plain", **headers: str) -> Answer:
    return lambda handler, _: handler.send(code, body, kind, **headers)


def good(body: bytes, kind: str = JSON, **headers: str) -> Answer:
    return status(200, body, kind, **headers)


def packed(body: bytes) -> Answer:
    return good(gzip.compress(body), Content_Encoding="gzip")


def table(rows: Iterable[int]) -> bytes:
    """Rows with a number each, in one column ``n``."""
    number = {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    bindings = [{"n": {**number, "value": str(n)}} for n in rows]
    return json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": bindings}}).encode()


def rows(n: int) -> Answer:
    return good(table(range(n)))


def cut(body: bytes, kind: str = JSON, *, announced: bool = True) -> Answer:
    """Half a body, of which the whole was announced, or nothing was."""

    def answer(handler: Handler, _: Call) -> None:
        length = {"Content_Length": str(len(body)) if announced else ""}
        handler.send(200, body[: len(body) // 2], kind, **length)

    return answer


def broken_chunks(body: bytes) -> Answer:
    """A chunked body that ends within a chunk."""

    def answer(handler: Handler, _: Call) -> None:
        handler.send(200, b"%x\r\n" % len(body) + body[: len(body) // 2], Content_Length="", Transfer_Encoding="chunked")

    return answer


def hang_up(handler: Handler, _: Call) -> None:
    """Not a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def silent(until: threading.Event, first: bytes = b"") -> Answer:
    """A server that takes the call and says nothing, or no more than the first bytes of a body."""

    def answer(handler: Handler, _: Call) -> None:
        if first:
            handler.send(200, first, Content_Length=str(len(first) + 100))
        until.wait(10)

    return answer


def moved(to: str, code: int = 307) -> Answer:
    return status(code, Location=to)


def by_offset(most: int, of: int) -> Answer:
    """A server like Virtuoso that gives no more than some rows, and says so; LIMIT and OFFSET are respected."""

    def answer(handler: Handler, call: Call) -> None:
        text = call.form["query"][0]
        limit, offset = (int(found[1]) if (found := re.search(rf"{word} (\d+)", text)) else None for word in ("LIMIT", "OFFSET"))
        wanted = range(of)[offset or 0 :][: limit if limit is not None else of]
        given = wanted[:most]
        told = {"X_SPARQL_MaxRows": str(most)} if len(given) == most else {}
        handler.send(200, table(given), **told)

    return answer


class Digest:
    """Asks for a digest and checks it, as RFC 7616 has it; then answers."""

    def __init__(self, then: Answer, user: str = "ana", password: str = "hush-hush") -> None:  # noqa: S107 - of nobody
        self.then, self.user, self.password = then, user, password
        self.asked = 0

    def __call__(self, handler: Handler, call: Call) -> None:
        told = dict(re.findall(r'(\w+)="?([^",]+)', call.headers.get("Authorization") or ""))
        if told.get("nonce") == f"n{self.asked}" and told.get("response") == self._expected(told, call.method):
            self.then(handler, call)
            return
        self.asked += 1
        words = f'Digest realm="SPARQL", nonce="n{self.asked}", opaque="o", qop="auth", algorithm="MD5"'
        handler.send(401, b"", "text/html", WWW_Authenticate=words)

    def _expected(self, told: dict[str, str], method: str) -> str:
        who, what = _md5(f"{self.user}:SPARQL:{self.password}"), _md5(f"{method}:{told['uri']}")
        return _md5(f"{who}:{told['nonce']}:{told['nc']}:{told['cnonce']}:auth:{what}")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()  # noqa: S324 - what the protocol asks for
