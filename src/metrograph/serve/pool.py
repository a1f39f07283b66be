"""Who answers next: quick requests at once, long ones beside them, none for ever.

```
       +-- quick lane ------------------+   over 0.15 s, or 0.02 s while others wait
ask -> | a few children, asked again    | -------------------------------------------> long lane: gives way to the quick,
       +--------------------------------+   (full: ended, and begun again)             ends at the deadline
```

A request that was long once goes to the long lane at once when it comes again, so that a flood of them keeps nobody waiting. One
that took more than the 0.02 s, and less than the 0.15, comes after the lighter ones.
"""

import asyncio
import hashlib
import signal
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from heapq import heapify, heappop, heappush
from typing import Any

from metrograph.errors import RequestError
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.guess import shape, weight
from metrograph.serve.held import Child, Held
from metrograph.serve.limits import Limits
from metrograph.serve.line import EndedError
from metrograph.serve.routes import step_of
from metrograph.serve.wire import Head, from_asked, to_reply

_KNOWN = 4096
_TRIES = 3
_TOLD = 1.0
_LEAST = 0.02
"""When others wait, a request is first given so much time."""
_AFTER = 1 << 20
_LOOK = 0.01
_BEGINNING = 60.0
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
        came = False
        try:
            came = await _there(turn, until - loop.time())
        finally:
            if not came:
                self._give_up(turn)
        if not came:
            raise RequestError("W114", 503, (("Retry-After", "5"),))

    def _give_up(self, turn: "asyncio.Future[None]") -> None:
        """Wait no longer; a place that was given in the last moment goes to the next."""
        if turn.done():
            self.leave()
        self.queue = [one for one in self.queue if one[2] is not turn]
        heapify(self.queue)

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
        """Requests that needed more than a little time."""
        self._after: list[Child] = []
        """Children at work in the quick lane with requests that come after the lighter ones, the latest last."""
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

    async def ask(self, asked: Asked, seconds: float | None = None, *, spent: bool = False) -> Reply:
        """The reply of a child; ``RequestError`` 503 with the reason when there is none.

        A child is ``spent`` that carries out a change on its own copy of the data: it is not asked again.
        """
        await self._read_what_it_needs(step_of(asked.route))
        until = asyncio.get_running_loop().time() + min(seconds or self.limits.seconds, self.limits.seconds)
        head, body = from_asked(asked)
        text = body.decode() if asked.route == "sparql" else ""
        heavy, mark = weight(text), _mark(asked, text)
        for _ in range(_TRIES):
            with suppress(LostError):
                reply = None if mark in self._long else await self._quickly(head, body, until, mark, heavy, spent=spent)
                return reply or await self._at_length(head, body, until, mark, heavy)
        raise self._over("lost")

    async def _read_what_it_needs(self, step: int) -> None:
        """Wait in the first moments of the service until children can answer a route; the time of its work begins after that."""
        if self.held and self.held.step < step:
            with suppress(EndedError, TimeoutError):
                await asyncio.wait_for(self.held.until(step), _BEGINNING)

    async def _quickly(self, head: Head, body: bytes, until: float, mark: bytes, heavy: int, *, spent: bool) -> Reply | None:
        """The reply of a request that is quick, or for which there is room among the long; else ``None``.

        While lighter ones wait, it has a little time only. Who needs more goes on among the long; when there is no room it is
        begun again behind the lighter, and is put there at once when it comes again.
        """
        loop, after = asyncio.get_running_loop(), mark in self._slow
        while True:
            await self.quick.enter(until, heavy + after * _AFTER)
            lane, began = self.quick, loop.time()
            try:
                child, found = await self._begin(head, body, until)
                over = await self._over_share(child, found, until, after=after)
                if over:
                    (self._slow if over < self.limits.quick else self._long).put(mark)
                    if self.long.free > 0:
                        lane = self._demoted(child)
                    else:
                        self._end(child)
                        if over < self.limits.quick:
                            after = True
                            continue
                        return None
                elif after and loop.time() - began < _LEAST:
                    self._slow.pop(mark, None)
                return await self._finish(child, found, until, again=lane is self.quick and not spent)
            finally:
                lane.leave()

    async def _over_share(self, child: Child, found: "asyncio.Future[tuple[Head, bytes]]", until: float, *, after: bool) -> float:
        """The share of processor time that a child used up without an answer; 0 when the answer is there, or no time is left."""
        if after:
            self._after.append(child)
        try:
            return await _used(child, found, partial(self._share, child), until)
        finally:
            if after:
                self._after.remove(child)

    def _share(self, child: Child) -> float:
        """How much a child may use in the quick lane, as things are now.

        It is little while lighter requests wait; among those that were begun again the last one makes room, when they have all
        the places, so that the others come to an end.
        """
        last = len(self._after) >= self.limits.workers and self._after[-1] is child
        return _LEAST if self.quick.lighter(_AFTER) and (last or child not in self._after) else self.limits.quick

    def _demoted(self, child: Child) -> Lane:
        """Let a child go on among the long ones."""
        self.long.free -= 1
        self.counts.long += 1
        child.give_way()
        self.quick.leave()
        return self.long

    async def _at_length(self, head: Head, body: bytes, until: float, mark: bytes, heavy: int) -> Reply:
        await self.long.enter(until, heavy)
        self.counts.long += 1
        try:
            child, found = await self._begin(head, body, until, fresh=True)
            await _used(child, found, lambda: self.limits.quick, until)
            if found.done():
                self._long.pop(mark, None)
            return await self._finish(child, found, until, again=False)
        finally:
            self.long.leave()

    async def _begin(
        self, head: Head, body: bytes, until: float, *, fresh: bool = False
    ) -> "tuple[Child, asyncio.Future[tuple[Head, bytes]]]":
        child = await self._child(until, step_of(head["route"]), fresh=fresh)
        if fresh:
            child.give_way()
        return child, child.line.ask(head, body)

    async def _child(self, until: float, step: int, *, fresh: bool) -> Child:
        while self._idle and not fresh:
            child = self._idle.pop()
            if child.step >= step and not child.line.closed:
                return child
            child.line.close()
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
                child = await asyncio.wait_for(self.held.child(step), left)
            except (EndedError, TimeoutError):
                continue
            self.counts.forked += 1
            if child.step >= step:
                return child
            child.line.close()  # it was forked for somebody who left

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
            held = self.held
            if again and not head.get("last") and held and (child.version, child.step) == (held.data.version, held.step):
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


async def _used(child: Child, found: "asyncio.Future[tuple[Head, bytes]]", share: Callable[[], float], until: float) -> float:
    """Wait until a child has used up its share of processor time, which may change: that share; 0 when it does not."""
    loop, start, used = asyncio.get_running_loop(), child.worked(), 0.0
    while not found.done() and loop.time() < until:
        most = share()
        if used >= most:
            return most
        if await _there(found, min(max(min(most - used, _LEAST), _LOOK), until - loop.time())):
            break
        used = child.worked() - start
    return 0.0


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
