"""Calls a server: with the credentials that are for it, patiently when reading, never twice when writing.

A read is repeated with growing pauses when the server is down, slow, busy or hangs up. A write is repeated only when
nothing of it was sent. Credentials go to their own server alone, also when an answer points elsewhere.
"""

import http.client
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from http import HTTPStatus
from types import TracebackType
from typing import Any
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from metrograph._version import __version__
from metrograph.errors import LimitError, MetroGraphError, Place, StoreError
from metrograph.store.access import Access, Credential, checked, is_loopback, origin, shown
from metrograph.store.http_digest import Challenge
from metrograph.store.http_errors import Call, refused, unreachable

CHUNK = 1 << 16
LARGEST = 2 << 30  # bytes of one answer
AGENT = f"metrograph/{__version__}"
_CONNECT = 10.0  # seconds at most until a server takes the call
_WRITING = 10  # times as patient: Virtuoso takes minutes to move a graph
_PAUSE, _LONGEST = 0.5, 30.0
_HOPS = 5
_ERROR = 1 << 16  # bytes of an error page that are read
_MOVED = {301, 302, 307, 308}
_AGAIN = {"T204", "T205", "T228"}


class Reply:
    """A good answer: its headers, and its body in pieces. To be used in a ``with`` block."""

    def __init__(self, response: http.client.HTTPResponse, call: Call, limit: int, timeout: float) -> None:
        self.headers: Message = response.headers
        self.kind = response.headers.get_content_type()
        self.place = Place(shown(call.url))
        self._response, self._call, self._limit, self._timeout = response, call, limit, timeout

    def __enter__(self) -> "Reply":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._response.close()

    def chunks(self) -> Iterator[bytes]:
        """The body, unpacked; ``StoreError`` when it breaks off, ``LimitError`` when it is too large."""
        size = 0
        for chunk in self._unpacked():
            size += len(chunk)
            if size > self._limit:
                raise LimitError("T219", self.place, limit=self._limit)
            yield chunk

    def read(self) -> bytes:
        """The body as a whole."""
        return b"".join(self.chunks())

    def _unpacked(self) -> Iterator[bytes]:
        packing = self.headers.get("Content-Encoding", "identity").lower()
        if packing in {"", "identity"}:
            yield from self._raw()
            return
        if packing not in {"gzip", "x-gzip"}:
            raise StoreError("T215", self.place, kind=packing)
        unpacker = zlib.decompressobj(31)  # a gzip header and 32 KiB of memory
        try:
            for data in self._raw():
                while data:
                    yield unpacker.decompress(data, CHUNK)
                    data = unpacker.unconsumed_tail  # noqa: PLW2901 - what did not fit yet
        except zlib.error:
            raise StoreError("T216", self.place) from None
        if not unpacker.eof:
            raise StoreError("T216", self.place)

    def _raw(self) -> Iterator[bytes]:
        try:
            while data := self._response.read(CHUNK):
                yield data
        except TimeoutError as error:
            raise unreachable(error, self._call.url, self._timeout) from None
        except (OSError, http.client.HTTPException):
            raise StoreError("T216", self.place) from None
        if self._response.length:  # it hung up before the end that it announced
            raise StoreError("T216", self.place)


@dataclass(frozen=True)
class Client:
    """Opens calls. ``timeout`` is for a server to take the call (10 s at most) and for each piece of its answer, ten times
    as long after a write; ``sleep`` is how it waits between two tries, ``longest`` the seconds that it waits at most.

    A ``homebody`` follows no server to another host; ``agent`` is what it calls itself.

    >>> Client(Access.none(), retries=3).pauses
    (0.5, 1.0, 2.0)
    """

    access: Access
    timeout: float = 60.0
    retries: int = 3
    sleep: Callable[[float], None] = time.sleep
    largest: int = LARGEST
    longest: float = _LONGEST
    homebody: bool = False
    agent: str = AGENT

    _challenges: dict[str, Challenge] = field(default_factory=dict, repr=False)
    _openers: tuple[OpenerDirector, OpenerDirector] = field(
        default_factory=lambda: (_opener(ProxyHandler()), _opener(ProxyHandler({}))), repr=False
    )

    @property
    def pauses(self) -> tuple[float, ...]:
        """How long it waits before each further try, in seconds."""
        return tuple(_PAUSE * 2**n for n in range(self.retries))

    def _patience(self, call: Call) -> float:
        return self.timeout * (1 if call.reads else _WRITING)

    def open(self, call: Call) -> Reply:
        """The answer to a call; ``StoreError``, ``QueryError`` or ``LimitError`` when there is none that is good."""
        for pause in self.pauses:
            try:
                return self._followed(call)
            except StoreError as error:
                if error.code != "T201" and not (error.code in _AGAIN and call.reads):
                    raise
                after = error.values.get("after")
                self.sleep(min(after, self.longest) if isinstance(after, float) else pause)
        return self._followed(call)

    def _followed(self, call: Call) -> Reply:
        """The answer, found by following the server when it points to another address."""
        seen = {call.url}
        for _ in range(_HOPS):
            response, held = self._authorised(call)
            if response.status not in _MOVED:
                return self._good(response, call, held)
            response.close()
            target = urljoin(call.url, response.headers.get("Location", ""))
            if target in seen:
                break
            seen.add(target)
            self._may_move(call, target, homebody=self.homebody)
            call = replace(call, url=target)
        raise StoreError("T217", Place(shown(call.url)))

    @staticmethod
    def _may_move(call: Call, target: str, *, homebody: bool = False) -> None:
        """Refuse to leave encryption behind, and to write to a server that nobody named."""
        checked(target)
        up = target.startswith("https:") and urlsplit(target).hostname == urlsplit(call.url).hostname
        down = call.url.startswith("https:") and not target.startswith("https:")
        if down or not ((call.reads and not homebody) or up or origin(target) == origin(call.url)):
            raise StoreError("T218", Place(shown(call.url)), target=shown(target))

    def _good(self, response: http.client.HTTPResponse, call: Call, held: Credential | None) -> Reply:
        if HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            return Reply(response, call, self.largest, self._patience(call))
        raise self._refused(response, call, held)

    def _refused(self, response: http.client.HTTPResponse, call: Call, held: Credential | None) -> MetroGraphError:
        with response:
            reply = Reply(response, call, _ERROR, self._patience(call))
            said = b""
            try:
                for chunk in reply.chunks():
                    said += chunk
            except (StoreError, LimitError):
                pass  # what came is enough to tell
            return refused(call, response.status, response.headers, said, held, self.access)

    def _authorised(self, call: Call) -> tuple[http.client.HTTPResponse, Credential | None]:
        held = self.access.to(call.url)
        if held is None or held.kind != "digest":
            return self._sent(call, held.header if held else ""), held
        key = shown(call.url)
        if not call.reads:  # a server may hang up on a body without a name: hear its question first
            with self._sent(Call(call.what, "GET", call.url), "") as response:
                self._hear(key, response)
        response = self._sent(call, self._proof(key, held, call))
        if response.status == HTTPStatus.UNAUTHORIZED and call.reads and self._hear(key, response):
            response.close()
            response = self._sent(call, self._proof(key, held, call))
        return response, held

    def _hear(self, key: str, response: http.client.HTTPResponse) -> bool:
        """Keep the question that a server asks, if it asks one."""
        challenge = Challenge.of(response.headers)
        if challenge:
            self._challenges[key] = challenge
        return challenge is not None

    def _proof(self, key: str, held: Credential, call: Call) -> str:
        challenge = self._challenges.get(key)
        return challenge.answer(held, call.method, call.url) if challenge else ""

    def _sent(self, call: Call, authorization: str) -> http.client.HTTPResponse:
        headers = {"User-Agent": self.agent, **call.headers}
        request = Request(call.url, call.body, headers, method=call.method)  # noqa: S310 - http and https alone, see checked
        if authorization:
            request.add_unredirected_header("Authorization", authorization)
        opener = self._openers[is_loopback(call.url)]  # no proxy knows this machine's own addresses
        patience = self._patience(call)
        try:
            found: http.client.HTTPResponse = opener.open(request, timeout=patience)
        except URLError as error:
            reason = error.reason if isinstance(error.reason, BaseException) else error
            raise unreachable(reason, call.url, patience) from None
        except (OSError, http.client.HTTPException) as error:
            raise unreachable(error, call.url, patience) from None
        return found


class _Connection(http.client.HTTPConnection):
    """A connection that waits less for being taken than for an answer, and hears what a server said before it hung up."""

    def connect(self) -> None:
        _connect(self, super().connect)

    def send(self, data: Any) -> None:
        _send(self, super().send, data)


class _SafeConnection(http.client.HTTPSConnection):
    """The same, encrypted."""

    def connect(self) -> None:
        _connect(self, super().connect)

    def send(self, data: Any) -> None:
        _send(self, super().send, data)


def _connect(connection: http.client.HTTPConnection, connect: Callable[[], None]) -> None:
    patience = connection.timeout or _CONNECT
    connection.timeout = min(patience, _CONNECT)
    connect()
    connection.timeout = patience
    connection.sock.settimeout(patience)


def _send(connection: http.client.HTTPConnection, send: Callable[[Any], None], data: Any) -> None:
    try:
        send(data)
    except (BrokenPipeError, ConnectionResetError):
        if connection.sock is None:
            raise


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_SafeConnection, req)


def _opener(proxies: ProxyHandler) -> OpenerDirector:
    """An opener of our own; it follows nothing and raises nothing for a status."""
    opener = OpenerDirector()
    opener.addheaders = []
    for handler in (proxies, _Http(), _Https()):
        opener.add_handler(handler)
    return opener
