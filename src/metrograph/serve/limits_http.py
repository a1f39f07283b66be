"""Connections that cannot be used to wear the service out: slow, half, huge or crooked requests end, and so do slow readers.

```
accepted --> header, within 10 s --> body (the front has its own clock for it) --> answer, taken by the client --> next header
   |            |  408, 414, 431                                                       |  takes nothing for 30 s: cut
   |            |  400 what is not HTTP/1.1, or could be read in two ways              |
   503, 429 too many connections, in all or from one client
```

The parser is llhttp, in its strict mode: it refuses bare line feeds, folded lines, two lengths, a length beside chunks. A refusal
is written only when no other answer is under way on the connection.
"""

import asyncio
import fcntl
import termios
from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from metrograph.errors import RequestError
from metrograph.serve.answers import problem
from metrograph.serve.hosts import Proxies
from metrograph.serve.rate import client_of

Told = Callable[[str, int, str], None]
_SHORT = 64 << 10
"""A body that is not longer is written together with its header."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long and how much. Times in seconds, sizes in bytes."""

    head_seconds: float = 10.0
    linger_seconds: float = 5.0
    """How long the rest of a body is still read, and dropped, after its request was refused, so that the client sees why."""
    write_seconds: float = 30.0
    """How long a client may take less than ``crumb`` bytes of an answer."""
    crumb: int = 16 << 10
    url: int = 64 << 10
    head: int = 64 << 10
    fields: int = 100
    pipelined: int = 16
    per_client: int = 64
    total: int = 512
    proxies: Proxies = field(default_factory=Proxies)
    """Those who may open as many connections as there are."""

    @property
    def tick(self) -> float:
        """How often the clocks are looked at."""
        return min(1.0, min(self.head_seconds, self.linger_seconds, self.write_seconds) / 4)


class Open:
    """The connections that are open: in all, by client, and those that are just being refused."""

    def __init__(self, bounds: Bounds, told: Told) -> None:
        self.bounds = bounds
        self.told = told
        self.all = 0
        self.refused = 0
        self.by: Counter[str] = Counter()

    def enter(self, client: str, peer: str) -> RequestError | None:
        """Counts a connection; the error says why it cannot stay. Sockets in the file system and proxies are not one client."""
        self.all += 1
        self.by[client] += 1
        bounds = self.bounds
        if self.all - self.refused > bounds.total:
            return RequestError("W558", 503, (("Retry-After", "5"),), limit=bounds.total)
        if peer and self.by[client] > bounds.per_client and not bounds.proxies.known(peer):
            return RequestError("W559", 429, (("Retry-After", "5"),), limit=bounds.per_client)
        return None

    def leave(self, client: str) -> None:
        """A connection ended."""
        self.all -= 1
        self.by[client] -= 1
        if not self.by[client]:
            del self.by[client]


def protocol(bounds: Bounds | None = None, told: Told = lambda *_: None) -> type["Strict"]:
    """A class for ``uvicorn.Config(http=…)``; its connections share their limits.

    ``told(client, status, reason)`` hears of what was refused before the front saw a request.

    >>> protocol(Bounds(total=10)).open.bounds.total
    10
    """
    return cast("type[Strict]", type("Limited", (Strict,), {"open": Open(bounds or Bounds(), told)}))


class Stop(Exception):  # noqa: N818 - no error: the parser is told to read no further
    """What was read is enough."""


class Lingering:
    """A transport that, when it is closed before the whole request was read, reads on for a moment.

    Closing at once would make the client's system throw away the answer together with what it could not send.
    """

    def __init__(self, transport: asyncio.Transport, owner: "Strict") -> None:
        self._transport = transport
        self._owner = owner
        self._closing = False
        self._head = b""
        self.written = 0

    def write(self, data: bytes) -> None:
        """Passes data on, and counts it; after the end there is nothing to pass on.

        A header waits for the body that follows it at once, so that a short answer is written in one go.
        """
        if self.is_closing():
            return
        self.written += len(data)
        if data.startswith(b"HTTP/1.1 ") and data.endswith(b"\r\n\r\n") and not data.startswith(b"HTTP/1.1 100 "):
            self.flush()
            self._head = data
            return
        if self._head and len(data) < _SHORT:
            data, self._head = self._head + data, b""
        self.flush()
        self._transport.write(data)

    def flush(self) -> None:
        """Passes on a header that no body followed."""
        if self._head and not self._transport.is_closing():
            self._transport.write(self._head)
            self._head = b""

    def close(self) -> None:
        """Ends the connection, once the client has said all, or has had the time to."""
        if self._closing or self._transport.is_closing():
            return
        self.flush()
        self._closing = True
        if self._owner.unread and self._transport.can_write_eof():
            self._transport.write_eof()
            self._owner.linger()
        else:
            self._transport.close()

    def is_closing(self) -> bool:
        """Whether nothing more may be sent."""
        return self._closing or self._transport.is_closing()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class Strict(HttpToolsProtocol):
    """One connection. Made by ``protocol``."""

    open: Open

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.unread = False
        """Whether a request is being read whose end has not come."""
        self._in_head = True
        self._head_by: float | None = None
        self._head_size = self._fields_size = self._turns = 0  # turns: how often a request began or ended
        self._linger_by: float | None = None
        self._error: RequestError | None = None
        self._taken, self._owed, self._taken_at, self._now = 0, 0, 0.0, 0.0
        self._watch: asyncio.TimerHandle | None = None
        self._who, self._deaf = "", False

    # ---- the connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there."""
        super().connection_made(transport)
        self.transport = cast("asyncio.Transport", Lingering(transport, self))
        peer = self.client[0] if self.client else ""
        self._who = client_of(peer)
        self._head_by = self._now + self.open.bounds.head_seconds
        self._watch = self.loop.call_later(self.open.bounds.tick, self._look)
        self._error = self.open.enter(self._who, peer)
        if self._error:
            self.open.refused += 1
            self._head_by = self._now + self.open.bounds.linger_seconds
            if self.open.refused > max(8, self.open.bounds.total // 4):
                self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        if self._watch:
            self._watch.cancel()
        if self._error and self._error.code in {"W558", "W559"}:
            self.open.refused -= 1
        self.open.leave(self._who)

    def data_received(self, data: bytes) -> None:
        """A piece of a request, or of several."""
        if self._deaf or self.transport.is_closing():
            return
        if self._error:
            self._refuse(self._error)
            return
        self._begin()
        self._unset_keepalive_if_required()
        turns = self._turns
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._hear_no_more()  # what follows would be another protocol, which is not spoken here
        except httptools.HttpParserError as error:
            if not self._deaf:
                self._refuse(self._error or RequestError("W560", 400, detail=str(error)))
        if self._in_head and turns == self._turns and not self._deaf and not self.transport.is_closing():
            self._head_size += len(data)
            if self._head_size > self.open.bounds.url + self.open.bounds.head:
                self._refuse(self._too_large())

    # ---- what the parser finds

    def on_message_begin(self) -> None:
        """A request begins."""
        if len(self.pipeline) >= self.open.bounds.pipelined:
            self._hear_no_more()
            raise Stop
        super().on_message_begin()
        self._begin()
        self.unread = True
        self._head_size, self._fields_size, self._turns = 1, 0, self._turns + 1

    def on_url(self, url: bytes) -> None:
        """A piece of its address."""
        super().on_url(url)
        if len(self.url) > self.open.bounds.url:
            self._stop(RequestError("W551", 414, limit=f"{self.open.bounds.url:,}"))

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field of its header; those that come after the body are dropped, since the request is being answered already."""
        if not self._in_head:
            return
        super().on_header(name, value)
        self._fields_size += len(name) + len(value) + 4
        if self._fields_size > self.open.bounds.head or len(self.headers) > self.open.bounds.fields:
            self._stop(self._too_large())

    def on_headers_complete(self) -> None:
        """Its header is whole."""
        fault = self._crooked()
        if fault:
            self._stop(RequestError("W560", 505 if fault == "version" else 400, detail=fault))
        super().on_headers_complete()
        self._in_head, self._head_by = False, None

    def on_message_complete(self) -> None:
        """It is whole."""
        super().on_message_complete()
        self.unread, self._linger_by = False, None
        self._in_head, self._head_size, self._turns = True, 0, self._turns + 1
        if self.cycle is not None and self.cycle.response_complete:  # refused before it was whole: idle from now on
            self._head_by = self._now + self.open.bounds.head_seconds

    def on_response_complete(self) -> None:
        """The answer was written."""
        cast("Lingering", self.transport).flush()
        super().on_response_complete()
        if self.unread and not self._in_head and not self.transport.is_closing():
            self.linger()

    def _begin(self) -> None:
        """The clock of a header starts with its first byte."""
        if self._in_head and self._head_by is None:
            self._head_by = self._now + self.open.bounds.head_seconds

    # ---- refusing

    def _refuse(self, error: RequestError) -> None:
        """Says what is wrong and ends the connection; answers that are under way come first."""
        self.open.told(self._who, error.status, f"{error.code} {error.what()}")
        if self._answering():
            self._hear_no_more()
            return
        self._deaf = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        reply = problem(error)
        lines = [f"HTTP/1.1 {error.status} {HTTPStatus(error.status).phrase}", "connection: close"]
        lines += [f"content-type: {reply.media}", f"content-length: {len(reply.body)}"]
        lines += ["x-content-type-options: nosniff", "cache-control: no-store"]
        lines += [f"{name.lower()}: {value}" for name, value in reply.headers]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + reply.body)
        self.unread = True
        self.transport.close()

    def _stop(self, error: RequestError) -> None:
        self._error = error
        raise Stop

    def _too_large(self) -> RequestError:
        return RequestError("W556", 431, limit=f"{self.open.bounds.head:,}", fields=self.open.bounds.fields)

    def _answering(self) -> bool:
        """Whether an answer to an earlier request is still to be written, wholly or in part."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete:
            return False
        return bool(self.pipeline) or not cycle.more_body or cycle.response_started

    def _hear_no_more(self) -> None:
        """The connection ends with the last answer that is under way."""
        self._deaf = True
        if self.cycle is not None:
            self.cycle.keep_alive = False
            if self.cycle.response_complete:
                self.transport.close()

    def _crooked(self) -> str:
        """What could be read in two ways, by us and by a proxy before us."""
        names = [name for name, _ in self.headers]
        lengths, codings = names.count(b"content-length"), [value for name, value in self.headers if name == b"transfer-encoding"]
        version = self.parser.get_http_version()
        if version not in {"1.0", "1.1"}:
            return "version"
        if lengths > 1 or (lengths and codings):
            return "more than one length"
        if codings and (version == "1.0" or [value.strip().lower() for value in codings] != [b"chunked"]):
            return "transfer-encoding"
        if not self.url.startswith(b"/"):
            host = next((value for name, value in self.headers if name == b"host"), b"")
            if urlsplit(self.url).netloc.lower() != host.lower():
                return "target"
        return ""

    # ---- clocks

    def linger(self) -> None:
        """Reads on for a moment what nobody wants any more."""
        self._linger_by = self._now + self.open.bounds.linger_seconds
        self.flow.resume_reading()

    def _look(self) -> None:
        """Looks at all the clocks of the connection. They count looks: when the machine stood still, it was not the client."""
        self._now += self.open.bounds.tick
        self._watch = self.loop.call_later(self.open.bounds.tick, self._look)
        if self._linger_by is not None and self._now > self._linger_by:
            self.transport.abort()
        elif self._head_by is not None and self._now > self._head_by:
            self._head_late()
        elif self._stuck():
            self.open.told(self._who, 0, "the client took nothing of its answer any more")
            self.transport.abort()

    def _head_late(self) -> None:
        if self._answering() or self.flow.read_paused:
            self._head_by = self._now + self.open.bounds.head_seconds
        elif self._error or not self._head_size:
            self._head_by = None
            self.unread = False
            self.transport.close()
        else:
            self._head_by = None
            self._refuse(RequestError("W557", 408, seconds=f"{self.open.bounds.head_seconds:g}"))

    def _stuck(self) -> bool:
        """Whether the client has long taken nothing of what there was for it when the clock was last set.

        The clock is not about what was written since: on a busy machine short answers may be on their way at each look.
        """
        lingering = cast("Lingering", self.transport)
        taken = lingering.written - lingering.get_write_buffer_size() - _in_system(lingering)
        if taken >= self._owed or taken - self._taken >= self.open.bounds.crumb:
            self._taken, self._owed, self._taken_at = taken, lingering.written, self._now
        return self._now - self._taken_at > self.open.bounds.write_seconds


def _in_system(transport: Any) -> int:
    """How many bytes the system keeps that the client has not taken; 0 where it does not say."""
    found = array("i", [0])
    try:
        fcntl.ioctl(transport.get_extra_info("socket").fileno(), termios.TIOCOUTQ, found)
    except (OSError, AttributeError, ValueError):
        return 0
    return found[0]
