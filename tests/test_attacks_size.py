"""Requests that are too deep, too long, without end, or not what they say they are: each ends in time, with a reason."""

import json
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.attacks import is_reasoned, parted, raw, request, settled
from tests.attacks_bombs import DEEP, DOCUMENTS, ENDLESS, LONG, MIB, SLOW, TRUE, nest
from tests.service import TOKEN, Answer, Running
from tests.test_slow_clients import QUICK, one
from tests.test_slow_clients import running as small_service

LIMIT, CAP, LATE = 2.0, 256 * MIB, 0.5
QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
PAGE = os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with Running("--timeout", "2", "--memory", "256", "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("writing")
    with Running("--store", folder / "store", "--timeout", "2", "--memory", "256", token=True, folder=folder) as running:
        yield running


# ---- who watches


@dataclass
class Watch:
    """What a neighbour saw, in seconds, and the most memory that a child had beyond the data."""

    waits: list[float] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)
    grown: int = 0

    def wait(self, share: float) -> float:
        found = sorted(self.waits)
        return found[min(len(found) - 1, int(len(found) * share))]

    def told(self, what: str) -> str:
        return f"{what}: {len(self.waits)} tiny queries beside, p50 {self.wait(0.5) * 1000:.0f} ms, p95 {self.wait(0.95) * 1000:.0f} ms, p99 {self.wait(0.99) * 1000:.0f} ms, most {max(self.waits) * 1000:.0f} ms; a child had at most {self.grown >> 20} MiB beyond the data"


@contextmanager
def watched(service: Running) -> Iterator[Watch]:
    """A client with tiny queries, and one that looks at the memory of the children."""
    watch, over = Watch(), threading.Event()
    threads = [
        threading.Thread(target=_ask, args=(service, watch, over)),
        threading.Thread(target=_look, args=(service, watch, over)),
    ]
    for thread in threads:
        thread.start()
    try:
        yield watch
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _ask(service: Running, watch: Watch, over: threading.Event) -> None:
    connection = HTTPConnection("127.0.0.1", service.port, timeout=30)
    number = 0
    while not over.wait(0.01):
        number += 1
        start = time.monotonic()
        try:
            connection.request(
                "GET", "/sparql?" + urlencode({"query": f"SELECT ({number} AS ?n) {{ ?s a mg:PilotProject }} LIMIT 1"})
            )
            response = connection.getresponse()
            status, _ = response.status, response.read()
        except OSError as error:
            status = error
            connection.close()
        if status != 200:
            watch.wrong.append(status)
        watch.waits.append(time.monotonic() - start)
    connection.close()


def _look(service: Running, watch: Watch, over: threading.Event) -> None:
    while not over.wait(0.05):
        with suppress(OSError, IndexError):
            data = _resident(service.children("holder")[0])
            watch.grown = max([watch.grown, *(_resident(pid) - data for pid in service.children("child"))])


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def asked(service: Running, text: str) -> tuple[float, Answer]:
    start = time.monotonic()
    answer = service.ask("POST", "/sparql", text.encode(), Content_Type=QUERY, timeout=30)
    return time.monotonic() - start, answer


def in_time(service: Running, text: str) -> tuple[float, Answer]:
    """A query whose end is late is asked once more: this machine may have had something else to do."""
    spent, answer = asked(service, text)
    return (spent, answer) if spent < LIMIT + LATE else asked(service, text)


def ended_well(name: str, spent: float, answer: Answer) -> None:
    assert spent < LIMIT + LATE, (name, spent)
    if answer.status == 200:
        assert answer.body, name
        if answer.headers.get_content_type().endswith("json"):
            json.loads(answer.body)
    else:
        assert answer.status in {400, 413, 503, 507}, (name, answer.status, answer.text[:200])
        assert is_reasoned(answer), name


# ---- queries


def bombs(service: Running, texts: dict[str, str], together: int = 2) -> dict[str, tuple[float, Answer]]:
    with ThreadPoolExecutor(together) as pool:
        found = dict(zip(texts, pool.map(lambda text: in_time(service, text), texts.values()), strict=True))
    for name, (spent, answer) in found.items():
        ended_well(name, spent, answer)
        if TRUE.get(name) is not None and answer.status == 200:
            told = answer.json
            assert told.get("boolean", True) == TRUE[name] or str(TRUE[name]) in str(told["results"]["bindings"][0])
    return found


def calm(service: Running, watch: Watch, before: tuple[int, list[int]], capsys: pytest.CaptureFixture[str], what: str) -> None:
    """Nobody else noticed, and the same processes are there as before."""
    with capsys.disabled():
        print(f"\n{watch.told(what)}")
    assert not watch.wrong
    assert watch.wait(0.95) < 1
    assert watch.grown < CAP + 16 * MIB
    assert (service.process.pid, service.children("holder")) == before
    assert settled(service)


def heavy(texts: dict[str, str], found: dict[str, tuple[float, Answer]]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if found[name][0] > 1}


@pytest.mark.parametrize("kind", ["deep", "long", "endless"])
def test_no_bomb_harms_anybody(service: Running, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    texts = {"deep": DEEP, "long": LONG, "endless": ENDLESS}[kind]
    texts = {name: text for name, text in texts.items() if name not in SLOW}
    before = service.process.pid, service.children("holder")
    with watched(service) as watch:
        bombs(service, texts)
    calm(service, watch, before, capsys, f"{len(texts)} {kind} queries")


@pytest.mark.slow
def test_no_bomb_harms_anybody_whichever_and_however_often(service: Running, capsys: pytest.CaptureFixture[str]) -> None:
    before = service.process.pid, service.children("holder")
    with watched(service) as watch:
        for _ in range(3):
            bombs(service, {**DEEP, **LONG, **ENDLESS})
    calm(service, watch, before, capsys, "every query, three times")


def test_one_text_of_a_mebibyte_after_another_keeps_nobody_waiting(service: Running, capsys: pytest.CaptureFixture[str]) -> None:
    before = service.process.pid, service.children("holder")
    with watched(service) as watch:
        bombs(service, {name: LONG[name] for name in ("signs", "unknown signs", "dots", "quotations", "services that are none")})
    calm(service, watch, before, capsys, "texts of a mebibyte")
    assert max(watch.waits) < 1.5


def test_too_much_at_once_is_told_to_those_who_come_too_late(service: Running) -> None:
    texts = [f"SELECT (COUNT(*) AS ?n{n}) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}" for n in range(12)]
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda text: asked(service, text), texts))
    for spent, answer in found:
        assert answer.status == 503
        assert is_reasoned(answer)
        assert spent < LIMIT + 2 * LATE
    assert settled(service)


@pytest.mark.parametrize(
    "text",
    [
        "ASK {} ASK {}",
        "ASK {} ; ASK {}",
        "ASK {}\n\nSELECT * {}",
        "ASK {} DROP ALL",
        "ASK {} # \r DROP ALL",
        "SELECT * {} ; INSERT DATA { <a> <b> 1 }",
    ],
)
def test_one_request_is_one_query(service: Running, text: str) -> None:
    assert service.query(text).status == 400
    assert service.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status == 400
    assert service.ask("POST", "/sparql?query=ASK%7B%7D", "ASK {}", Content_Type=QUERY).status == 400


# ---- documents


def test_no_document_harms_anybody(service: Running, capsys: pytest.CaptureFixture[str]) -> None:
    before = service.process.pid, service.children("holder")
    with watched(service) as watch, ThreadPoolExecutor(2) as pool:
        found = dict(zip(DOCUMENTS, pool.map(lambda one: validated(service, *one), DOCUMENTS.values()), strict=True))
    for name, (spent, answer) in found.items():
        ended_well(name, spent, answer)
    for name in ("billion laughs", "quadratic", "entities of itself", "parameter entities", "a hidden document type"):
        assert found[name][1].json["code"] == "W407"
    calm(service, watch, before, capsys, f"{len(DOCUMENTS)} documents")


def validated(service: Running, media: str, text: str) -> tuple[float, Answer]:
    for _ in range(2):
        start = time.monotonic()
        answer = service.ask("POST", "/api/validate", text.encode(), Content_Type=media, timeout=30)
        spent = time.monotonic() - start
        if spent < LIMIT + LATE:
            break
    return spent, answer


def test_what_is_not_read_is_not_stored(writing: Running) -> None:
    refused = (
        "billion laughs",
        "quadratic",
        "elements in elements",
        "square brackets",
        "triple terms",
        "objects",
        "a wide context",
        "quotations without end",
    )
    for name in refused:
        media, text = DOCUMENTS[name]
        for method in ("PUT", "POST"):
            answer = writing.ask(method, "/store?graph=urn:g", text.encode(), token=True, Content_Type=media)
            assert answer.status in {400, 503}, name
            assert is_reasoned(answer)
    assert writing.get("/store?graph=urn:g").status == 404
    assert not writing.query("ASK { GRAPH ?g { ?s ?p ?o } }").json["boolean"]


@pytest.mark.parametrize(
    "coding", ["gzip", "deflate", "br", "zstd", "compress", "x-gzip", "gzip, gzip", "identity, gzip", "GZIP", "aes128gcm"]
)
def test_a_packed_body_is_not_unpacked(service: Running, writing: Running, coding: str) -> None:
    packed = b"\x1f\x8b\x08\x00" + b"\x00" * 40
    for running, method, path, media in (
        (service, "POST", "/sparql", QUERY), (service, "POST", "/api/validate", "text/turtle"), (service, "POST", "/api/link", "text/plain"), (writing, "PUT", "/store?default", "text/turtle"),
    ):  # fmt: skip
        answer = running.ask(method, path, packed, token=running.token, Content_Type=media, Content_Encoding=coding)
        assert (answer.status, answer.headers["Accept-Encoding"]) == (415, "identity")
        assert is_reasoned(answer)


def upload(size: int, *, chunked: bool, token: bool) -> Iterator[bytes]:
    piece = b"<urn:a> <urn:b> <urn:c> .\n" * 4096
    length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % size
    more = [b"Authorization: Bearer " + TOKEN.encode()] if token else []
    yield b"\r\n".join(
        [
            b"PUT /store?graph=urn:big HTTP/1.1",
            b"Host: 127.0.0.1",
            b"Content-Type: application/n-triples",
            b"Connection: close",
            length,
            *more,
            b"",
            b"",
        ]
    )
    for _ in range(size // len(piece)):
        yield b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece
    yield b"0\r\n\r\n" if chunked else b"\n" * (size % len(piece))


@pytest.mark.parametrize("chunked", [False, True])
def test_more_than_64_mebibytes_are_refused_while_they_come(writing: Running, chunked: bool) -> None:
    with watched(writing) as watch:
        status, fields, body = parted(raw(writing.port, *upload(65 * MIB, chunked=chunked, token=True), timeout=40))
    assert (status, json.loads(body)["code"]) == (413, "W552")
    assert ("connection", "close") in fields
    assert writing.get("/store?graph=urn:big").status == 404
    assert watch.wait(0.95) < 1


def test_a_large_body_within_the_limit_is_no_reason_to_end_the_connection() -> None:
    with small_service(QUICK, keep_alive=5) as small, small.connect() as client:
        for _ in range(3):
            body = b"x" * (8 * MIB + 1)
            client.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            assert one(client).endswith(b"here /")
        assert small.told == []


def test_a_connection_whose_refused_body_came_after_all_is_not_kept_for_ever() -> None:
    with small_service(QUICK, keep_alive=0.5) as small, small.connect() as client:
        client.sendall(b"POST /unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n")
        assert client.recv(1 << 12).startswith(b"HTTP/1.1 413 ")
        client.sendall(b"x" * 100)
        assert client.recv(1) == b""
        assert small.settled()


def test_nobody_without_a_token_can_make_the_service_read_an_upload(writing: Running) -> None:
    start = time.monotonic()
    status, _, _ = parted(raw(writing.port, *upload(8 * MIB, chunked=True, token=False)))
    assert status == 401
    assert time.monotonic() - start < 8


# ---- clients that take their time


HALF = {
    "half a header": b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    "half a body": b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK {",
    "half a chunk": b"POST /api/validate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/turtle\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<urn:a>",
    "nothing": b"",
    "an answer nobody takes": b"GET /export/all.nq HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 16,
}  # fmt: skip


def test_clients_that_take_their_time_keep_nobody_waiting(service: Running, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    slow: list[socket.socket] = []
    try:
        with watched(service) as watch:
            for text in HALF.values():
                for _ in range(40):
                    slow.append(socket.create_connection(("127.0.0.1", service.port), timeout=5))
                    slow[-1].sendall(text)
            for _ in range(20):
                time.sleep(0.05)
                for one in slow[:80]:
                    with suppress(OSError):
                        one.send(b"x")
        with capsys.disabled():
            print(f"\n{watch.told(f'{len(slow)} slow clients')}")
        assert not watch.wrong
        assert watch.wait(0.95) < 1
    finally:
        for one in slow:
            one.close()
    assert settled(service)


def test_who_leaves_in_the_middle_leaves_nothing_behind(service: Running) -> None:
    import socket

    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?f) } ORDER BY ?i"
    for number in range(30):
        with socket.create_connection(("127.0.0.1", service.port), timeout=5) as client:
            client.sendall(
                request(b"POST", b"/sparql", b"Content-Type: application/sparql-query", body=f"{query} # {number}".encode())
            )
    end = time.monotonic() + 30
    while time.monotonic() < end and len(service.children("child")) > 4:
        time.sleep(0.1)
    assert len(service.children("child")) <= 4
    assert settled(service)


# ---- in the end


def test_nothing_was_a_fault(service: Running, writing: Running) -> None:
    for running in (service, writing):
        assert settled(running)
        wrong: list[Any] = [line for line in running.lines() if line.get("status") == 500 or "Traceback" in str(line)]
        assert wrong == []
        assert nest("{", "}", "", 200) not in running.said(), "a log holds no more than a part of a query"
