"""Real connections to a small service: clients that are slow, rude, broken or many, beside one that behaves."""

import asyncio
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn

from metrograph.serve.hosts import proxies
from metrograph.serve.limits_http import Bounds, protocol

QUICK = Bounds(head_seconds=0.6, linger_seconds=0.4, write_seconds=0.8)
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = 32 << 20


class App:
    """Answers ``/`` at once, ``/slow`` after a moment, ``/large`` with 32 MiB, ``/unread`` without reading what is sent."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, int]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/unread":
            await self.say(send, b"no", 413)
            return
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message["body"]
            if not message["more_body"]:
                break
        if scope["path"] == "/slow":
            await asyncio.sleep(0.3)
        self.seen.append((scope["method"], scope["path"], len(body)))
        await self.say(send, b"x" * LARGE if scope["path"] == "/large" else b"here " + scope["path"].encode())

    async def say(self, send: Any, body: bytes, status: int = 200) -> None:
        length = str(len(body)).encode()
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", length)]})
        await send({"type": "http.response.body", "body": body})


@dataclass
class Running:
    """The service, and whom it refused."""

    port: int
    app: App
    open: Any
    told: list[tuple[str, int, str]] = field(default_factory=list)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def say(self, *pieces: bytes | float) -> bytes:
        """What comes back when some pieces are sent, with pauses between, until the service ends the connection."""
        with self.connect() as client:
            with suppress(ConnectionError):
                for piece in pieces:
                    if isinstance(piece, bytes):
                        client.sendall(piece)
                    else:
                        time.sleep(piece)
            return rest(client)

    def settled(self) -> bool:
        """Whether every connection is gone."""
        return eventually(lambda: self.open.all == 0 and not self.open.by and self.open.refused == 0)


def rest(client: socket.socket) -> bytes:
    got = b""
    with suppress(ConnectionError):
        while piece := client.recv(1 << 20):
            got += piece
    return got


def one(client: socket.socket) -> bytes:
    """One answer of a connection that stays open."""
    got = b""
    while not got.endswith(b"here /"):
        piece = client.recv(1 << 16)
        if not piece:
            break
        got += piece
    return got


def eventually(test: Callable[[], bool], seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while not test():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def code(answer: bytes) -> str:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"connection: close" in head
    return str(json.loads(body)["code"])


@contextmanager
def running(bounds: Bounds = QUICK, keep_alive: float = 5) -> Iterator[Running]:
    told: list[tuple[str, int, str]] = []
    app = App()
    kind = protocol(bounds, lambda *what: told.append(what))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=kind, ws="none", lifespan="off", loop="asyncio", log_config=None, access_log=False,
        proxy_headers=False, server_header=False, timeout_keep_alive=keep_alive, timeout_graceful_shutdown=2, backlog=2048,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    assert eventually(lambda: server.started)
    try:
        yield Running(server.servers[0].sockets[0].getsockname()[1], app, kind.open, told)
    finally:
        server.should_exit = True
        thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def shared() -> Iterator[Running]:
    """One service for all that does not count connections; at the end nothing may be left of any."""
    with running() as service:
        yield service
        assert service.settled()


@pytest.fixture
def service(shared: Running) -> Running:
    shared.told.clear()
    shared.app.seen.clear()
    return shared


# ---- slow


@pytest.mark.parametrize("start", [b"G", GET[:20], GET[:-2], b"\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b"])
def test_half_a_header_is_answered_at_the_deadline(service: Running, start: bytes) -> None:
    began = time.monotonic()
    answer = service.say(start)
    assert (status(answer), code(answer)) == (408, "W557")
    assert 0.4 < time.monotonic() - began < 8


def test_a_header_that_trickles_in_is_not_waited_for(service: Running) -> None:
    with service.connect() as client, suppress(ConnectionError):
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        for _ in range(400):
            client.sendall(b"y")
            time.sleep(0.05)
        pytest.fail("still connected")
    assert service.told[0][2].startswith("W557")


def test_a_client_that_says_nothing_is_let_go(service: Running) -> None:
    assert service.say() == b""


def test_an_idle_connection_ends_and_one_in_use_goes_on() -> None:
    with running(QUICK, keep_alive=2) as service, service.connect() as client:
        until = time.monotonic() + 3
        while time.monotonic() < until:
            client.sendall(GET)
            assert b"here /" in one(client)
            time.sleep(0.05)
        client.settimeout(30)
        assert client.recv(1) == b""


def test_half_of_a_second_request_does_not_cut_the_answer_to_the_first(service: Running) -> None:
    answer = service.say(b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT")
    assert answer.count(b"HTTP/1.1 200") == 1
    assert b"here /slow" in answer
    assert b"HTTP/1.1 408" in answer


def test_who_does_not_take_an_answer_is_cut(service: Running) -> None:
    with service.connect() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(GET.replace(b"/ ", b"/large ", 1))
        assert eventually(lambda: any("took nothing" in reason for _, _, reason in service.told))
        assert eventually(lambda: service.open.all == 0)


def test_who_takes_an_answer_slowly_but_steadily_gets_it_all(service: Running) -> None:
    got = 0
    with service.connect() as client:
        client.sendall(GET.replace(b"/ ", b"/large ", 1).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        while piece := client.recv(1 << 18):
            got += len(piece)
            time.sleep(0.012)
    assert got > LARGE


def test_who_takes_answer_after_answer_is_not_cut_although_there_is_always_another_one_on_its_way() -> None:
    bounds = Bounds(head_seconds=5, linger_seconds=0.5, write_seconds=1.5, crumb=1 << 20)
    with running(bounds) as service, socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(5)
        client.connect(("127.0.0.1", service.port))
        request = GET.replace(b"/ ", b"/" + b"x" * 6000 + b" ")  # the answer tells the path
        client.sendall(request * 3)
        taken, due, until = 0, 6000, time.monotonic() + 4
        while time.monotonic() < until:
            piece = client.recv(1024)
            assert piece, service.told
            taken += len(piece)
            if taken > due:
                due += 6200
                client.sendall(request)
            time.sleep(0.05)
        assert not service.told


# ---- crooked


@pytest.mark.parametrize(
    "request_",
    [
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3, 3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0x3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
        b"GET / HTTP/1.1\nHost: localhost\n\n",
        b"GET / HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: local\x00host\r\n\r\n",
        b"GET / HTTP/1.1\r\n: x\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET //evil.example/ HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /\r\n\r\n",
        b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\x00" * 100,
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"{}",
    ],
)
def test_what_could_be_read_in_two_ways_or_is_no_request_is_refused(service: Running, request_: bytes) -> None:
    answer = service.say(request_ + b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert status(answer) in {400, 505}
    assert code(answer) == "W560"
    assert answer.count(b"\r\n\r\n") == 1
    assert not service.app.seen
    assert service.told[0][:2] == ("127.0.0.1", status(answer))


def test_garbage_of_any_kind_stops_nobody(service: Running) -> None:
    chance = random.Random(7)
    pieces = [
        GET,
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde",
        b"\r\n",
        b"0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n",
    ]
    for _ in range(150):
        text = b"".join(chance.choice([*pieces, chance.randbytes(chance.randrange(30))]) for _ in range(chance.randrange(1, 6)))
        with service.connect() as client, suppress(ConnectionError):
            client.sendall(text)
            client.shutdown(socket.SHUT_WR)
            client.recv(1 << 16)
    assert b"here /" in service.say(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))


def test_an_absolute_address_of_our_own_is_answered(service: Running) -> None:
    assert status(service.say(b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) == 200


def test_an_offer_of_another_protocol_is_passed_over(service: Running) -> None:
    for offer in (b"h2c", b"websocket"):
        answer = service.say(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: " + offer + b"\r\n\r\nrest")
        assert status(answer) == 200
        assert answer.endswith(b"here /")


def test_fields_after_the_body_are_dropped(service: Running) -> None:
    chunked = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n"
    assert status(service.say(chunked + b"Authorization: Bearer x\r\nHost: y\r\n\r\n")) == 200
    assert service.app.seen == [("POST", "/", 3)]


@pytest.mark.parametrize(
    ("start", "status_", "code_"),
    [
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "W551"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", 431, "W556"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 101 + b"\r\n", 431, "W556"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 3_000_000, 431, "W556"),
        (b"GET /" + b"x" * 3_000_000, 414, "W551"),
    ],
)
def test_a_header_without_bounds_is_refused(service: Running, start: bytes, status_: int, code_: str) -> None:
    answer = service.say(start)
    assert (status(answer), code(answer)) == (status_, code_)


# ---- bodies that nobody reads


@pytest.mark.parametrize("more", [b"", b"Connection: close\r\n"])
def test_who_sends_more_than_is_wanted_is_told_why(service: Running, more: bytes) -> None:
    size = 8 << 20
    head = b"POST /unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n" % size
    with service.connect() as client:
        client.sendall(head + more + b"\r\n" + b"x" * size)
        answer = client.recv(1 << 16)
    assert status(answer) == 413


def test_who_sends_without_end_is_cut(service: Running) -> None:
    with service.connect() as client, suppress(ConnectionError):
        client.sendall(b"POST /unread HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(2000):
            client.sendall(b"3\r\nabc\r\n")
            time.sleep(0.01)
        pytest.fail("still connected")


# ---- many


def test_requests_in_a_row_are_answered_in_their_order(service: Running) -> None:
    row = [b"/slow", b"/a", b"/b", b"/c"]
    answer = service.say(
        *(GET.replace(b"/ ", path + b" ", 1) for path in row), b"GET /d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    places = [answer.index(b"here " + path) for path in (*row, b"/d")]
    assert places == sorted(places)


def test_a_flood_of_requests_in_a_row_is_answered_in_part_and_then_the_connection_ends(service: Running) -> None:
    answer = service.say(GET.replace(b"/ ", b"/slow ", 1) + GET * 3000)
    assert answer.count(b"HTTP/1.1 200") == QUICK.pipelined + 1
    assert b"connection: close" in answer


def test_garbage_behind_a_request_does_not_spoil_its_answer(service: Running) -> None:
    answer = service.say(GET.replace(b"/ ", b"/slow ", 1), 0.05, b"\x00garbage\r\n\r\n")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert answer.endswith(b"here /slow")


def test_one_client_may_have_so_many_connections_and_a_proxy_more() -> None:
    bounds = Bounds(head_seconds=5, linger_seconds=1, per_client=3)
    with running(bounds) as service, ExitStack() as stack:
        kept = [stack.enter_context(service.connect()) for _ in range(3)]
        for client in kept:
            client.sendall(GET)
            assert b"here /" in one(client)
        answer = service.say(GET)
        assert (status(answer), code(answer)) == (429, "W559")
        assert b"retry-after: 5" in answer
        kept[0].close()
        assert eventually(lambda: service.open.all == 2)
        assert status(service.say(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))) == 200
    with running(Bounds(per_client=3, proxies=proxies(["127.0.0.1"]))) as service, ExitStack() as stack:
        for client in [stack.enter_context(service.connect()) for _ in range(20)]:
            client.sendall(GET)
            assert b"here /" in one(client)


def test_a_thousand_connections_leave_room_for_nobody_else_for_a_moment_only() -> None:
    bounds = Bounds(head_seconds=3, linger_seconds=0.5, per_client=10_000, total=400)
    with running(bounds) as service:
        with ExitStack() as stack:
            crowd = [stack.enter_context(service.connect()) for _ in range(1000)]
            for client in crowd:
                with suppress(ConnectionError):
                    client.sendall(b"GET / HT")
            assert eventually(lambda: service.open.all <= bounds.total + bounds.total // 4 + 1)
            answer = b""
            with suppress(ConnectionError):
                answer = service.say(GET)
            assert answer == b"" or code(answer) == "W558"
            assert eventually(lambda: service.open.all == 0)
        assert status(service.say(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))) == 200
        assert service.settled()


def test_who_behaves_is_answered_promptly_beside_all_of_them() -> None:
    bounds = Bounds(head_seconds=10, linger_seconds=0.5, write_seconds=1, per_client=10_000, total=10_000)
    stop = threading.Event()

    def trouble(service: Running) -> None:
        chance = random.Random(threading.get_ident())
        while not stop.is_set():
            with suppress(OSError), service.connect() as client:
                client.settimeout(0.3)
                client.sendall(
                    chance.choice(
                        [b"G", GET[:30], b"\x00" * 50, GET * 5, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx"]
                    )
                )
                client.recv(chance.choice([1, 4096]))
            time.sleep(0.005)

    with running(bounds) as service, ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(service.connect()).sendall(b"GET / HTTP/1.1\r\nX")
        crowd = [threading.Thread(target=trouble, args=(service,)) for _ in range(4)]
        for thread in crowd:
            thread.start()
        times = []
        try:
            with service.connect() as client:
                for _ in range(100):
                    began = time.monotonic()
                    client.sendall(GET)
                    assert b"here /" in one(client)
                    times.append(time.monotonic() - began)
                    time.sleep(0.01)
        finally:
            stop.set()
            for thread in crowd:
                thread.join()
        assert sorted(times)[90] < 1  # milliseconds on a quiet machine; nobody waits for the rude ones to time out
