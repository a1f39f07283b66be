"""Who answers next: quick requests at once, long ones beside them, none for ever.

```
       +-- quick lane ------------------+   over 0.15 s
ask -> | a few children, asked again    | --------------> long lane: gives way to the quick, ends at the deadline
       +--------------------------------+                 (full: ended now, begun again when there is room)
```

A request that was long once goes to the long lane at once when it comes again, so that a flood of them keeps nobody waiting.
"""

import asyncio
import hashlib
import signal
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Any

from metrograph.errors import RequestError
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.guess import shape, weight
from metrograph.serve.held import Child, Held
from metrograph.serve.limits import Limits
from metrograph.serve.line import EndedError
from metrograph.serve.wire import Head, from_asked, to_reply

_KNOWN = 4096
_TRIES = 3
_TOLD = 1.0
_LEAST = 0.02
"""When others wait, a request is first given so much time."""
_AFTER = 1 << 20
_LOOK = 0.01
_WHY = {signal.SIGABRT: "memory", signal.SIGSEGV: "depth", signal.SIGBUS: "depth", signal.SIGXCPU: "time"}
_CODES = {"memory": "W111", "depth": "W112", "time": "W110", "fault": "W113", "lost": "W115"}


@dataclass
class Counts:
    """What happened so far, for the metrics."""

    ok: int = 0
    forked: int = 0
    killed: int = 0
    long: int = 0
    ended: dict[str, int] = field(default_factory=dict)


class Lane:
    """So many at a time; the others wait, the lighter before the heavier, or are told that there is no room."""

    def __init__(self, places: int, waiting: int) -> None:
        self.free = places
        self.most = waiting
        self.queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._number = 0

    async def enter(self, until: float, weight: int = 0) -> None:
        """Take a place; ``RequestError`` when too many wait, or when it takes too long."""
        if self.free > 0:
            self.free -= 1
            return
        if len(self.queue) >= self.most:
            raise RequestError("W114", 503, (("Retry-After", "2"),))
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._number += 1
        heappush(self.queue, (weight, self._number, turn))
        try:
            if await _there(turn, until - loop.time()):
                return
        finally:
            turn.cancel()
        self.queue = [one for one in self.queue if one[2] is not turn]
        heapify(self.queue)
        raise RequestError("W114", 503, (("Retry-After", "5"),))

    def lighter(self, weight: int) -> bool:
        """Whether somebody waits who is lighter."""
        return bool(self.queue) and self.queue[0][0] < weight

    def leave(self) -> None:
        """Give the place to the next."""
        while self.queue:
            _, _, turn = heappop(self.queue)
            if not turn.done():
                turn.set_result(None)
                return
        self.free += 1


class Known(OrderedDict[bytes, None]):
    """The marks of the last requests of a kind, up to a number."""

    def put(self, mark: bytes) -> None:
        """Remember a request."""
        self[mark] = None
        self.move_to_end(mark)
        if len(self) > _KNOWN:
            self.popitem(last=False)


class LostError(ConnectionError):
    """A child ended and it was not its own doing: the request can be asked again, since it only reads."""


class Pool:
    """Asks children of the current holder."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.counts = Counts()
        self.held: Held | None = None
        self._idle: list[Child] = []
        self._long = Known()
        self._slow = Known()
        """Requests that needed more than a little time, and will not be quicker when they are begun twice again."""
        self._there = asyncio.Event()
        self.quick = Lane(limits.workers, limits.waiting)
        self.long = Lane(limits.workers, limits.waiting)

    # ---- data

    def use(self, held: Held | None) -> None:
        """Ask this holder from now on; those who are at work with the last one finish."""
        before, self.held = self.held, held
        self.renew()
        if before:
            before.close()
        if held:
            held.renewed = self.renew
            self._there.set()
        else:
            self._there.clear()

    def renew(self) -> None:
        """The data changed: idle children know the old."""
        for child in self._idle:
            child.line.close()
        self._idle.clear()

    # ---- asking

    async def ask(self, asked: Asked, seconds: float | None = None) -> Reply:
        """The reply of a child; ``RequestError`` 503 with the reason when there is none."""
        until = asyncio.get_running_loop().time() + min(seconds or self.limits.seconds, self.limits.seconds)
        head, body = from_asked(asked)
        text = body.decode() if asked.route == "sparql" else ""
        heavy, mark = weight(text), _mark(asked, text)
        for _ in range(_TRIES):
            with suppress(LostError):
                reply = None if mark in self._long else await self._quickly(head, body, until, mark, heavy)
                return reply or await self._at_length(head, body, until, mark, heavy)
        raise self._over("lost")

    async def _quickly(self, head: Head, body: bytes, until: float, mark: bytes, heavy: int) -> Reply | None:
        """The reply of a request that is quick, or for which there is room among the long; else ``None``.

        While others wait, each has a little time first; who needs more is begun again behind them, and is put there at once
        when it comes again.
        """
        loop = asyncio.get_running_loop()
        for turn in (_AFTER,) if mark in self._slow else (0, _AFTER):
            await self.quick.enter(until, heavy + turn)
            lane = self.quick
            try:
                child, found = await self._begin(head, body, until)
                began = loop.time()
                share = _LEAST if not turn and self.quick.lighter(_AFTER) else self.limits.quick
                if not await _used(child, found, share, until):
                    if share < self.limits.quick:
                        self._slow.put(mark)
                        self._end(child)
                        continue
                    self._long.put(mark)
                    if self.long.free <= 0:
                        self._end(child)
                        return None
                    self.long.free -= 1
                    self.quick.leave()
                    lane = self.long
                    self.counts.long += 1
                    child.give_way()
                elif turn and loop.time() - began < _LEAST:
                    self._slow.pop(mark, None)
                return await self._finish(child, found, until, again=lane is self.quick)
            finally:
                lane.leave()
        return None

    async def _at_length(self, head: Head, body: bytes, until: float, mark: bytes, heavy: int) -> Reply:
        await self.long.enter(until, heavy)
        self.counts.long += 1
        try:
            child, found = await self._begin(head, body, until, fresh=True)
            if await _used(child, found, self.limits.quick, until):
                self._long.pop(mark, None)
            return await self._finish(child, found, until, again=False)
        finally:
            self.long.leave()

    async def _begin(
        self, head: Head, body: bytes, until: float, *, fresh: bool = False
    ) -> "tuple[Child, asyncio.Future[tuple[Head, bytes]]]":
        child = await self._child(until, fresh=fresh)
        if fresh:
            child.give_way()
        return child, child.line.ask(head, body)

    async def _child(self, until: float, *, fresh: bool) -> Child:
        while self._idle and not fresh:
            child = self._idle.pop()
            if not child.line.closed:
                return child
        loop = asyncio.get_running_loop()
        while True:
            left = until - loop.time()
            if left <= 0:
                raise RequestError("W114", 503, (("Retry-After", "5"),))
            try:
                if self.held is None or self.held.closed:
                    self._there.clear()
                    await asyncio.wait_for(self._there.wait(), left)
                    continue
                child = await asyncio.wait_for(self.held.child(), left)
            except (EndedError, TimeoutError):
                continue
            self.counts.forked += 1
            return child

    async def _finish(self, child: Child, found: "asyncio.Future[tuple[Head, bytes]]", until: float, *, again: bool) -> Reply:
        """Wait for the answer, up to the deadline; then the child is asked again, or let go."""
        try:
            if not await _there(found, until - asyncio.get_running_loop().time()):
                raise self._over("time")
            try:
                head, body = found.result()
            except EndedError:
                why = await _reason(child)
                raise (LostError() if why == "lost" else self._over(why)) from None
            if "ended" in head:
                raise self._over(head["ended"], head.get("fault", ""))
            again = again and not head.get("last") and self.held is not None and child.version == self.held.data.version
            if again:
                self._idle.append(child)
            self.counts.ok += 1
            return to_reply(head, body)
        finally:
            if child not in self._idle:
                self._end(child)

    def _over(self, why: str, fault: str = "") -> RequestError:
        self.counts.ended[why] = self.counts.ended.get(why, 0) + 1
        given = {"time": f"{self.limits.seconds:g}", "memory": f"{self.limits.memory >> 20:,}"}
        return RequestError(_CODES[why], 500 if why == "fault" else 503, limit=given.get(why, ""), child=why, fault=fault)

    def _end(self, child: Child) -> None:
        if not child.line.closed and not child.ended.done():
            self.counts.killed += 1
            child.kill()
        child.line.close()
        if child.line.orphan:
            child.bury(0)


async def _used(child: Child, found: "asyncio.Future[tuple[Head, bytes]]", share: float, until: float) -> bool:
    """Wait for an answer until the child has used its share of processor time: whether it is there."""
    loop, start = asyncio.get_running_loop(), child.worked()
    left = share
    while not found.done() and left > 0 and loop.time() < until:
        if await _there(found, min(max(left, _LOOK), until - loop.time())):
            break
        left = share - (child.worked() - start)
    return found.done()


async def _there(found: "asyncio.Future[Any]", seconds: float) -> bool:
    """Wait for something, up to some seconds: whether it is there. ``asyncio.wait`` costs several times as much."""
    if found.done() or seconds <= 0:
        return found.done()
    loop = asyncio.get_running_loop()
    turn: asyncio.Future[None] = loop.create_future()

    def wake(_: object = None) -> None:
        if not turn.done():
            turn.set_result(None)

    timer = loop.call_later(seconds, wake)
    found.add_done_callback(wake)
    try:
        await turn
    finally:
        timer.cancel()
        found.remove_done_callback(wake)
    return found.done()


async def _reason(child: Child) -> str:
    """Why a child ended, as the holder tells it a moment later."""
    with suppress(TimeoutError):
        number = 0 if child.line.orphan else await asyncio.wait_for(asyncio.shield(child.ended), _TOLD)
        return _WHY.get(signal.Signals(number), "lost") if number else "lost"
    return "lost"


def _mark(asked: Asked, text: str) -> bytes:
    """What makes two requests the same work."""
    if text:
        return hashlib.blake2b(shape(text).encode(), digest_size=16).digest()
    key = repr((asked.route, sorted(asked.path.items()), asked.fields, asked.accept, asked.lang)).encode()
    return hashlib.blake2b(key + asked.body, digest_size=16).digest()
