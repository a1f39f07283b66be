"""The front's side of one holder: starts the process, asks it for children, hears when they end."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from metrograph.serve.hired import Hired, hire
from metrograph.serve.limits import Limits
from metrograph.serve.line import EndedError, Line
from metrograph.serve.served import Data
from metrograph.serve.wire import packed

_NICE = 10
_OF_PROCESS = 2
"""How Linux numbers the clocks of other processes: clock_getcpuclockid(3)."""


@dataclass(eq=False)
class Child:
    """A child as the front sees it."""

    pid: int
    handle: int
    line: Line
    version: str
    step: int
    """The step of ``routes`` after which it was forked."""
    ended: "asyncio.Future[int]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    """By which signal it ended, 0 for none, once the holder told."""

    def kill(self) -> None:
        """End it at once."""
        if self.ended.done():
            return
        with contextlib.suppress(ProcessLookupError):
            if self.handle >= 0:
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)

    def give_way(self) -> None:
        """Let others have the processor first."""
        if self.ended.done():
            return
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICE)

    def worked(self) -> float:
        """The processor time that it has used, in seconds; where the system does not tell, the time of day."""
        try:
            return time.clock_gettime((~self.pid << 3) | _OF_PROCESS)
        except OSError:
            return time.monotonic()

    def bury(self, number: int) -> None:
        """It ended, by a signal or by itself."""
        if self.ended.done():
            return
        self.ended.set_result(number)
        self.line.close()
        if self.handle >= 0:
            os.close(self.handle)


class Held:
    """One dataset in a holder process."""

    def __init__(self, data: Data, process: "subprocess.Popen[bytes]", control: socket.socket) -> None:
        self.data = data
        self.triples = 0
        self.step = 0
        """The last step of ``routes`` that new children have behind them."""
        self.process = process
        self.closed = False
        self.renewed: Callable[[], None] = lambda: None
        """Called when new children know more than those before."""
        self._control = control
        self._children: dict[int, Child] = {}
        self._forked: deque[asyncio.Future[Child]] = deque()
        self._changed: asyncio.Future[None] | None = None
        self._stepped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._buffer = b""
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()
        """One message after the other: a long one goes out in pieces, and no other may come between them."""

    @classmethod
    async def start(cls, data: Data, limits: Limits, hired: Hired | None = None) -> "Held":
        """Let a holder read some data, and wait until the first requests can be answered; ``EndedError`` when it cannot."""
        process, control = hired or hire("holder")
        control.setblocking(False)
        made = cls(data, process, control)
        asyncio.get_running_loop().add_reader(control.fileno(), made._hear)
        await made._send(packed({"data": data.plain(), "memory": limits.memory, "seconds": limits.seconds}))
        await made.until(1)
        return made

    @property
    def alive(self) -> int:
        """How many children there are."""
        return len(self._children)

    async def child(self, step: int = 1) -> Child:
        """A new child, after a step of ``routes`` at the least."""
        await self.until(step)
        await self._send(packed({"do": "fork"}))
        wanted: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        self._forked.append(wanted)
        return await wanted

    async def until(self, step: int) -> None:
        """Wait for a step of ``routes``; ``EndedError`` when the holder ends instead."""
        while self.step < step:
            if self.closed:
                raise EndedError
            await asyncio.shield(self._stepped)

    async def change(self, data: Data, removed: bytes, added: bytes, marks: Mapping[str, str]) -> None:
        """Bring the data to its next version."""
        self._changed = asyncio.get_running_loop().create_future()
        head = {"do": "change", "data": data.plain(), "removed": len(removed), "marks": dict(marks)}
        await self._send(packed(head, removed + added))
        await self._changed
        self.data = data

    async def _send(self, message: bytes) -> None:
        async with self._turn:
            if self.closed:
                raise EndedError
            try:
                await asyncio.get_running_loop().sock_sendall(self._control, message)
            except OSError:
                self.close()
            if self.closed:
                raise EndedError

    def _hear(self) -> None:
        try:
            data, files, _, _ = socket.recv_fds(self._control, 1 << 16, 2)
        except BlockingIOError:
            return
        except OSError:
            data, files = b"", []
        if not data:
            self.close()
            return
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for line in lines:
            self._told(json.loads(line), files)

    def _told(self, told: dict[str, Any], files: list[int]) -> None:
        if "forked" in told:
            child = Child(told["forked"], files[1] if len(files) > 1 else -1, Line(), told["version"], told["step"])
            self._children[child.pid] = child
            task = asyncio.get_running_loop().create_task(self._introduce(child, socket.socket(fileno=files[0])))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif "ended" in told:
            ended = self._children.pop(told["ended"], None)
            if ended:
                ended.bury(told["signal"])
        else:
            self.triples = told["triples"]
            if "changed" in told:
                _done(self._changed)
            else:
                self._further(told["step"])

    def _further(self, step: int) -> None:
        """New children know more than those before."""
        before, self._stepped = self._stepped, asyncio.get_running_loop().create_future()
        self.step = step
        _done(before)
        self.renewed()

    async def _introduce(self, child: Child, sock: socket.socket) -> None:
        """Connect a child, and give it to whoever waits for one."""
        await child.line.connect(sock)
        while self._forked:
            wanted = self._forked.popleft()
            if not wanted.done():
                wanted.set_result(child)
                return
        child.line.close()  # nobody waits any more

    def close(self) -> None:
        """Let the holder go; children that are at work finish."""
        if self.closed:
            return
        self.closed = True
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        self._control.close()
        waiting: list[asyncio.Future[Any]] = [*self._forked, self._stepped]
        for wanted in waiting + ([self._changed] if self._changed else []):
            if not wanted.done():
                wanted.set_exception(EndedError())
                wanted.exception()  # nobody may be waiting any more
        self._forked.clear()
        for child in self._children.values():  # nobody tells of their end any more
            child.line.orphan = True


def _done(waiting: "asyncio.Future[None] | None") -> None:
    if waiting and not waiting.done():
        waiting.set_result(None)
