"""The front's end of a socket to a child or to the keeper: one message out, one message in."""

import asyncio
import json
import socket
from typing import cast

from metrograph.serve.wire import LENGTHS, Head, packed


class EndedError(ConnectionError):
    """The process at the other end is gone."""


class Line(asyncio.Protocol):
    """A line to a process: ``ask`` sends a message and gives what comes back."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[tuple[Head, bytes]] | None = None
        self._found = bytearray()
        self.closed = False
        self.orphan = False
        """Whether nobody will tell how the process ended."""

    async def connect(self, sock: socket.socket) -> None:
        """Use a socket, which the line then owns."""
        sock.setblocking(False)
        await asyncio.get_running_loop().create_connection(lambda: self, sock=sock)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is ready."""
        self._transport = cast("asyncio.Transport", transport)  # that of uvloop is no subclass of it

    def connection_lost(self, _: Exception | None) -> None:
        """The process at the other end is gone."""
        self.closed = True
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(EndedError())
            self._waiting.exception()  # nobody may be waiting any more

    def data_received(self, data: bytes) -> None:
        """Some of a message came."""
        self._found += data
        if len(self._found) < LENGTHS.size:
            return
        head, body = LENGTHS.unpack_from(self._found)
        end = LENGTHS.size + head + body
        if len(self._found) < end or self._waiting is None or self._waiting.done():
            return
        told = json.loads(self._found[LENGTHS.size : LENGTHS.size + head])
        with memoryview(self._found) as found:
            rest = bytes(found[LENGTHS.size + head : end])
        self._waiting.set_result((told, rest))
        self._found.clear()

    def hear(self) -> "asyncio.Future[tuple[Head, bytes]]":
        """What the other end says by itself."""
        self._waiting = asyncio.get_running_loop().create_future()
        return self._waiting

    def ask(self, head: Head, body: bytes = b"") -> "asyncio.Future[tuple[Head, bytes]]":
        """What comes back for a message; ``EndedError`` when the process ends instead."""
        left = self._waiting is not None and self._waiting.cancelled()
        waiting = self.hear()
        if left:  # nobody waited for an answer that is still to come: it must not be taken for this one
            self.close()
        if left or self.closed or self._transport is None:
            waiting.set_exception(EndedError())
        else:
            self._transport.write(packed(head, body))
        return waiting

    def close(self) -> None:
        """Let the process go."""
        self.closed = True
        if self._transport:
            self._transport.close()
