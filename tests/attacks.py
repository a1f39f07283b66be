"""What the attacks share: a listener that nobody may reach, a file that nobody may open, raw requests, and spellings by the hundred."""

import atexit
import ctypes
import json
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.service import Answer, Running

SECRET = "canary-7f3b-in-a-coal-mine"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "LOCK", "SEARCH", "PURGE")
FIELDS = (
    "format", "output", "lang", "query", "callback", "id", "graph", "default-graph-uri", "timeout", "q", "queries", "limit", "cursor",
    "part", "labels", "goal", "spreadsheet", "prefix", "type",
)  # fmt: skip
"""Names of fields that one route or another knows."""


class Listener:
    """Counts who connects to it: at 127.0.0.1, at [::1] where there is one, and at a socket in the file system."""

    def __init__(self, folder: Path) -> None:
        self.met: list[bytes] = []
        self.path = folder / "listening"
        first = socket.create_server(("127.0.0.1", 0))
        self.port = first.getsockname()[1]
        self._sockets = [first, socket.socket(socket.AF_UNIX)]
        self._sockets[1].bind(str(self.path))
        self._sockets[1].listen()
        with suppress(OSError):
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        self._threads = [threading.Thread(target=self._hear, args=(one,), daemon=True) for one in self._sockets]
        for thread in self._threads:
            thread.start()

    def _hear(self, sock: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = sock.accept()
                with client, suppress(OSError):
                    client.settimeout(1)
                    self.met.append(client.recv(1 << 12))
                    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def close(self) -> None:
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(5)


class Canary:
    """A file with a unique text; the kernel tells how often it was opened (``None`` where it cannot: only Linux does)."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "canary.ttl"
        self.path.write_text(f'<urn:{SECRET}> <urn:p> "{SECRET}" .\n')
        self._watch = self._number = -1
        with suppress(AttributeError, OSError):
            system = ctypes.CDLL(None, use_errno=True)
            self._watch = system.inotify_init1(os.O_NONBLOCK)
            self._number = system.inotify_add_watch(self._watch, os.fsencode(self.path), 0x20 | 0x1)

    @property
    def opened(self) -> int | None:
        if self._number < 0:
            return None
        with suppress(BlockingIOError):
            return len(os.read(self._watch, 1 << 16)) // 16
        return 0

    def close(self) -> None:
        if self._watch >= 0:
            os.close(self._watch)


class Outside(NamedTuple):
    """Where a service must not reach: a listener and a file."""

    listener: Listener
    canary: Canary

    @property
    def main(self) -> str:
        return f"http://127.0.0.1:{self.listener.port}/x"


@contextmanager
def outside(folder: Path) -> Iterator[Outside]:
    made = Outside(Listener(folder), Canary(folder))
    try:
        yield made
    finally:
        made.listener.close()
        made.canary.close()


@cache
def shared() -> Running:
    """A service over the packaged plan that only reads: one for all tests of a run."""
    service = Running().__enter__()
    atexit.register(service.__exit__)
    return service


@contextmanager
def writable(folder: Path) -> Iterator[Running]:
    """A service over a store of its own, which holds one graph and takes changes."""
    with Running("--store", folder / "store", token=True, folder=folder) as running:
        graph = "<https://w3id.org/metrograph/id/x> <http://www.w3.org/2000/01/rdf-schema#label> 'x' ."
        assert running.put("http://example.org/g", graph).status == 201
        yield running


# ---- requests as bytes


def raw(port: int, *pieces: bytes, timeout: float = 15, end: bool = False) -> bytes:
    """What comes back on a connection of its own until the service ends it; ``end``: nothing more is sent, and that is said."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as client:
        with suppress(ConnectionError):
            for piece in pieces:
                client.sendall(piece)
            if end:
                client.shutdown(socket.SHUT_WR)
        got, until = b"", time.monotonic() + timeout
        with suppress(ConnectionError):
            while piece := client.recv(1 << 20):
                got += piece
                if time.monotonic() > until:
                    raise TimeoutError
        return got


def request(method: bytes, target: bytes, *fields: bytes, body: bytes | None = None, host: bytes = b"127.0.0.1") -> bytes:
    """A request after which the connection ends."""
    length = [] if body is None else [b"Content-Length: %d" % len(body)]
    return b"\r\n".join(
        [method + b" " + target + b" HTTP/1.1", b"Host: " + host, b"Connection: close", *fields, *length, b"", body or b""]
    )


def parted(answer: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, header fields and body of a whole answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    return int(first.split(" ")[1]), fields, body


def well(status: int, fields: list[tuple[str, str]], body: bytes) -> None:
    """An answer that is one, and no fault."""
    told = dict(fields)
    assert status not in {500, 502}, body[:300]
    assert "x-evil" not in told
    assert "set-cookie" not in told
    assert not re.search("[\r\n\x00]", "".join(value for _, value in fields))
    if status >= 400 and body and told.get("content-type", "").startswith("application/"):
        assert json.loads(body)["code"]


def is_reasoned(answer: Answer) -> bool:
    """Whether a refusal says why, as a problem document."""
    if answer.headers.get_content_type() != "application/problem+json":
        return False
    told: Any = json.loads(answer.body)
    return bool(told["code"] and told["title"]) and told["status"] == answer.status


def settled(service: Running) -> bool:
    """Whether the same process as ever answers."""
    return service.process.poll() is None and service.query("ASK {}").json["boolean"] is True


# ---- spellings of what lies outside


def addresses(out: Outside) -> tuple[str, ...]:
    """Ways to write the address of the listener and of the file."""
    port, file, unix = out.listener.port, out.canary.path, out.listener.path
    hosts = (
        "127.0.0.1", "localhost", "LOCALHOST", "localhost.", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001",
        "0x7F.1", "0177.0.0.1", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::]",
        "127.0.0.1.", "a@127.0.0.1", "example.org@127.0.0.1", "user:pass@127.0.0.1", "127.000.000.001", "127.127.127.127",
        "１２７.０.０.１", "①②⑦.0.0.1", "localhost.localdomain", "%31%32%37.0.0.1", "ip6-localhost",
    )  # fmt: skip
    schemes = (
        "https", "HTTP", "hTTp", "ftp", "ftps", "gopher", "dict", "ldap", "ws", "sftp", "smb", "tftp", "git", "jar:http", "view-source:http",
        "netdoc", "php", "phar", "http+unix", "url:http", "feed:http",
    )  # fmt: skip
    files = (
        f"file://{file}", f"FILE://{file}", f"file://localhost{file}", f"file:{file}", f"file:////{file}", f"file://127.0.0.1{file}",
        f"file://{file}#x", f"file://{file}?x", f"file:///../../..{file}", f"file:///proc/self/root{file}",
        "file:///" + "".join(f"%{byte:02x}" for byte in os.fsencode(file)[1:]),
        f"jar:file://{file}!/", f"unix://{unix}", f"unix:{unix}", f"http+unix://{str(unix).replace('/', '%2F')}/x", "file:///dev/stdin",
        "file:///proc/self/environ", "file:///etc/passwd",
    )  # fmt: skip
    data = ("data:text/turtle,<urn:d>%20<urn:p>%20<urn:o>.", "data:text/turtle;base64,PHVybjphPiA8dXJuOmI+IDx1cm46Yz4u")
    iris = (
        *(f"http://{host}:{port}/x" for host in hosts), *(f"{scheme}://127.0.0.1:{port}/x" for scheme in schemes), *files, *data,
        f"http://127.0.0.1:{port}\\u002Fx", f"\\u0068ttp://127.0.0.1:{port}/x", f"//127.0.0.1:{port}/x", f"http:127.0.0.1:{port}/x",
        f"http:/127.0.0.1:{port}/x", f"http:////127.0.0.1:{port}/x", f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}#x",
        str(file), f"../../../../../../..{file}",
    )  # fmt: skip
    return tuple(iri.replace("<", "%3C").replace(">", "%3E") for iri in iris)


AT_EACH = (
    "SELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{u}> {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{u}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{u}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH <{u}> {{ ?s ?p ?o }} }}",
)
"""Queries for each address."""
TWISTED = (
    "SELECT * { service <U> { ?s ?p ?o } }", "SELECT * { SeRvIcE<U>{?s ?p ?o} }", "SELECT*{SERVICE<U>{?s ?p ?o}}",
    "SELECT * { SERVICE\t\r\n<U>\n{ ?s ?p ?o } }", "SELECT * { SERVICE # <urn:x>\n<U> { ?s ?p ?o } }", "SELECT * { #\rSERVICE <U> { ?s ?p ?o } }",
    "SELECT * { #\\u000ASERVICE <U> { ?s ?p ?o } }", "SELECT * { #\u2028SERVICE <U> { ?s ?p ?o } }", "SELECT * { #\u0085SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { #\x0bSERVICE <U> { ?s ?p ?o } }", "SELECT * { #\x0cSERVICE <U> { ?s ?p ?o } }", "SELECT * { \ufeffSERVICE <U> { ?s ?p ?o } }",
    "\ufeffSELECT * { SERVICE <U> { ?s ?p ?o } }", "SELECT * { SERVICE\u00a0<U> { ?s ?p ?o } }", "SELECT * { SERVICE\x00<U> { ?s ?p ?o } }",
    "SELECT * { \u200bSERVICE <U> { ?s ?p ?o } }", "SELECT * { ＳＥＲＶＩＣＥ <U> { ?s ?p ?o } }", "SELECT * { SERVıCE <U> { ?s ?p ?o } }",
    "SELECT * { ſERVICE <U> { ?s ?p ?o } }", "SELECT * { SERVİCE <U> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <U> { ?s ?p ?o } }", "SELECT * { SERV\\u0049CE <U> { ?s ?p ?o } }", "SELECT * { \\U00000053ERVICE <U> { ?s ?p ?o } }",
    "SELECT * { \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 \\u003CU\\u003E \\u007B ?s ?p ?o } }", "SELECT * { SERVICE \\u003CU> { ?s ?p ?o } }",
    "SELECT * { \\u005Cu0053ERVICE <U> { ?s ?p ?o } }", "SELECT * { SERVICE ?u { ?s ?p ?o } VALUES ?u { <U> } }",
    "SELECT * { VALUES ?u { <U> } SERVICE ?u { ?s ?p ?o } }", "SELECT * { BIND(<U> AS ?u) SERVICE SILENT ?u { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('U') AS ?u) SERVICE ?u { ?s ?p ?o } }", "SELECT * { ?u a ?c . SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { SERVICE $u { ?s ?p ?o } BIND(IRI(CONCAT('http://127.0.', '0.1:P/x')) AS ?u) }",
    "BASE <U> SELECT * { SERVICE <> { ?s ?p ?o } }", "BASE <http://127.0.0.1:P/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "base <http://127.0.0.1:P/a/b/> SELECT * { SERVICE <../../x> { ?s ?p ?o } }", "BASE <http://127.0.0.1:P/> BASE <x/> SELECT * { SERVICE <y> {} }",
    "BASE <http://example.org/> SELECT * { SERVICE <//127.0.0.1:P/x> { ?s ?p ?o } }", "BASE <file:///> SELECT * { SERVICE <F> { ?s ?p ?o } }",
    "BASE <file:///> SELECT * FROM <F> { ?s ?p ?o }", "PREFIX e: <http://127.0.0.1:P/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "PREFIX : <U> SELECT * { SERVICE : { ?s ?p ?o } }", "PREFIX : <http://127.0.0.1:P/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX SERVICE: <http://127.0.0.1:P/> SELECT * { SERVICE SERVICE:x { ?s ?p ?o } }", "PREFIX e: <http://127.0.0.1:P/> SELECT * { SERVICE SILENTe:x {} }",
    "PREFIX e: <http://127.0.0.1:P/> SELECT * { SERVICE SILENT e:x { ?s ?p ?o } }", "SELECT * { GRAPH ?g { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { SERVICE <U> { ?s ?p ?o } } }", "SELECT * { ?s ?p ?o MINUS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <U> { ?s ?p ?o } } }", "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { FILTER(!(1=2 && NOT EXISTS { SERVICE <U> { ?s ?p ?o } })) }", "SELECT * { BIND(EXISTS { SERVICE <U> { ?s ?p ?o } } AS ?x) }",
    "SELECT (EXISTS { SERVICE <U> { ?s ?p ?o } } AS ?x) {}", "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING EXISTS { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o } ORDER BY EXISTS { SERVICE <U> { ?s ?p ?o } }", "SELECT * { ?s ?p ?o } GROUP BY (EXISTS { SERVICE <U> {} } AS ?x)",
    "SELECT (COUNT(EXISTS { SERVICE <U> { ?s ?p ?o } }) AS ?n) {}", "SELECT (IF(EXISTS { SERVICE <U> {} }, 1, 2) AS ?n) {}",
    "SELECT * { { SELECT * { { SELECT * { SERVICE <U> { ?s ?p ?o } } } } } }", "SELECT * { {} UNION { SERVICE <U> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <U> { SERVICE <U> { ?s ?p ?o } } }", "SELECT * { SERVICE <U> { SELECT * { ?s ?p ?o } } }", "SELECT * { SERVICE <U> {} }",
    "ASK { SERVICE <U> { ?s ?p ?o } }", "CONSTRUCT { ?s ?p ?o } { SERVICE <U> { ?s ?p ?o } }", "DESCRIBE ?s { SERVICE <U> { ?s ?p ?o } }",
    "DESCRIBE <U>", "CONSTRUCT FROM <U> WHERE { ?s ?p ?o }", "DESCRIBE <urn:x> FROM <U>", "ASK FROM NAMED <U> { GRAPH <U> { ?s ?p ?o } }",
    "SELECT * { FILTER(true)SERVICE<U>{ ?s ?p ?o } }", "SELECT * { BIND(trueSERVICE<U>{} AS ?x) }", "SELECT * { ?s ?p trueSERVICE <U> {} }",
    "SELECT * { ?s ?p 1SERVICE <U> {} }", "SELECT * { ?s ?p 1.SERVICE <U> {} }", "SELECT * { ?s ?p 1e0SERVICE <U> {} }", "SELECT * { ?s ?p 'a'SERVICE <U> {} }",
    "SELECT * { ?s ?p 'a'@enSERVICE <U> {} }", "SELECT * { ?s ?p mg:a.SERVICE <U> {} }", "SELECT * { ?s ?p mg:a.b.SERVICE <U> {} }",
    "SELECT * { ?s ?p _:bSERVICE <U> {} }", "SELECT * { ?s ?p _:b.SERVICE <U> {} }", "SELECT * { ?s ?p ?oSERVICE <U> {} }", "SELECT * { ?s ?p ?o.SERVICE <U> {} }",
    "SELECT * { ?s ?p []SERVICE <U> {} }", "SELECT * { ?s ?p ()SERVICE <U> {} }", "SELECT * { ?s ?p <urn:x>SERVICE <U> {} }", "SELECT * { ?s a A . SERVICE <U> {} }",
    "SELECT * { FILTER(1<2)SERVICE<U>{} FILTER(2>1) }", "SELECT * { FILTER(?a<?b && ?c>'') SERVICE <U> {} }", "SELECT * { FILTER(?a<'>' ) SERVICE <U> {} }",
    "SELECT * { ?s ?p '\\'' . SERVICE <U> {} BIND('' AS ?x) }", "SELECT * { ?s ?p '''a'' ''' . SERVICE <U> {} }", 'SELECT * { ?s ?p """"a""" . SERVICE <U> {} }',
    "SELECT * { ?s ?p '\\u0027 . SERVICE <U> {} #' }", "SELECT * { ?s ?p '\\\\' . SERVICE <U> {} BIND('' AS ?x) }", "SELECT * { ?s ?p '\\d' . SERVICE <U> {} #'\n }",
    "SELECT * { ?s ?p 'a\nb' . SERVICE <U> {} }", "SELECT * { ?s ?p <a'b> . SERVICE <U> {} BIND('' AS ?x) }", "SELECT * { ?s ?p <#> . SERVICE <U> {} }",
    "SELECT * { ?s ?p <a#b> SERVICE <U> {} }", "SELECT * { ?s <a>/<b>|^<c>SERVICE <U> {} }", "SELECT * { VALUES ?x { 1 }SERVICE <U> {} }", "SELECT * { VALUES () { () } SERVICE <U> {} }",
    "SELECT * { ?s ?p << ?a ?b ?c >> . SERVICE <U> {} }", "SELECT * { ?s ?p <<( ?a ?b ?c )>> . SERVICE <U> {} }", "SELECT * { LATERAL { SERVICE <U> { ?s ?p ?o } } }",
    "ASK {} ; SELECT * { SERVICE <U> {} }", "ASK {} LOAD <U>", "LOAD <U>", "SELECT * { LOAD <U> }", "ASK { ?s ?p 'SERVICE' . SERVICE <U> {} }",
)  # fmt: skip
"""Queries that call the listener (U, at port P) or the file (F) in ways that a gate may overlook."""
UPDATES = (
    "LOAD <U>", "load <U>", "LoAd<U>", "LOAD SILENT <U>", "LOAD <U> INTO GRAPH <urn:g>", "LOAD SILENT <U> INTO GRAPH <urn:g>", "LOAD#x\n<U>",
    "LOAD\t<U>", "#\rLOAD <U>", "\\u004COAD <U>", "L\\u004FAD <U>", "\\U0000004COAD <U>", "\ufeffLOAD <U>", "LOAD \\u003CU>", "BASE <U> LOAD <>",
    "PREFIX e: <http://127.0.0.1:P/> LOAD e:x", "PREFIX LOAD: <http://127.0.0.1:P/> LOAD LOAD:x", "PREFIX : <U> LOAD :", "LOAD <file://F>", "BASE <file:///> LOAD <F>",
    "LOAD <file:F>", "LOAD <F>", "LOAD <data:text/turtle,%3Curn:a%3E%20%3Curn:b%3E%201.>", "LOAD <https://127.0.0.1:P/x>", "LOAD <http://[::1]:P/x>",
    "LOAD <http://2130706433:P/x>", "CLEAR ALL;LOAD <U>", "INSERT DATA { <urn:a> <urn:b> 1 } ; LOAD <U>", "CREATE GRAPH <urn:z>;LOAD <U> INTO GRAPH <urn:z>", ";LOAD <U>", "LOAD <U>;",
    "LOAD <U> INTO GRAPH <urn:g> ; DROP ALL", "INSERT { ?s ?p ?o } WHERE { SERVICE <U> { ?s ?p ?o } }", "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <U> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { VALUES ?u { <U> } SERVICE ?u { ?s ?p ?o } }", "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS { SERVICE <U> {} } }",
    "DELETE WHERE { ?s ?p ?o . SERVICE <U> { ?s ?p ?o } }", "WITH <U> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "INSERT { ?s ?p ?o } USING <U> WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p ?o } USING NAMED <U> WHERE { GRAPH <U> { ?s ?p ?o } }", "INSERT { ?s ?p ?o } USING <file://F> WHERE { ?s ?p ?o }", "COPY <file://F> TO DEFAULT", "COPY SILENT <U> TO DEFAULT",
    "ADD <U> TO DEFAULT", "ADD SILENT <file://F> TO DEFAULT", "MOVE SILENT <U> TO DEFAULT", "INSERT { <urn:a> <urn:b> ?x } WHERE { BIND(EXISTS { SERVICE <U> {} } AS ?x) }",
    "INSERT DATA { GRAPH <U> {} } ; LOAD <U>", "DELETE DATA {}LOAD<U>", "INSERT DATA {}trueLOAD<U>", "DROP SILENT GRAPH <urn:xLOAD>;LOAD <U>", "CREATE SILENT GRAPH <urn:h>LOAD <U>",
)  # fmt: skip
"""Updates that do."""


def twisted(templates: tuple[str, ...], out: Outside) -> list[str]:
    """The templates with the listener and the file in them."""
    port, file = str(out.listener.port), str(out.canary.path)
    return [
        text.replace("<U", f"<{out.main}")
        .replace("'U'", f"'{out.main}'")
        .replace("CU", f"C{out.main}")
        .replace(":P/", f":{port}/")
        .replace("F>", f"{file}>")
        for text in templates
    ]
