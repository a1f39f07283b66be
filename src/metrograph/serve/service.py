"""The service as a whole: a keeper, a holder, a pool of children, and what happens when one of them is gone or data change."""

import asyncio
import contextlib
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from metrograph.errors import MetroGraphError, RequestError
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.cache import Cache
from metrograph.serve.held import Held
from metrograph.serve.hired import Hired, hire
from metrograph.serve.limits import Limits
from metrograph.serve.line import EndedError, Line
from metrograph.serve.pool import Pool
from metrograph.serve.routes import ROUTES
from metrograph.serve.served import Data
from metrograph.serve.wire import Head, from_asked, to_reply
from metrograph.words import say

_LOOK = 1.0
_GREETING = 60
"""How many seconds a keeper may take to say that it is there; it reads its modules meanwhile, the data later."""
_READY = 4
"""The step of ``routes`` after which a holder takes the place of another one."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is served: a workspace folder, or the packaged plan; a store in its place; another base of identifiers."""

    folder: str = ""
    store: str = ""
    base: str = ""
    writing: bool = False
    lang: str = "en"
    address: str = ""
    """Where the service is reached, for those who ask it about itself."""


class StartError(MetroGraphError):
    """The service cannot start; the keeper has said why."""

    def __init__(self, report: str, exit_code: int) -> None:
        super().__init__("W125", detail=report)
        self.exit_code = exit_code

    def report(self, lang: str = "en") -> str:
        """What the keeper said."""
        del lang
        return str(self.values["detail"])


@dataclass
class Service:
    """Asks and changes the data; the HTTP side of the front knows nothing below it."""

    source: Source
    limits: Limits
    tell: Callable[[str], None] = lambda _: None
    hired: dict[str, Hired] = field(default_factory=dict)
    """Processes that were started before, by their roles; others are started when they are needed."""
    pool: Pool = field(init=False)
    cache: Cache = field(init=False)
    stopping: bool = False

    def __post_init__(self) -> None:
        self.pool = Pool(self.limits)
        self.cache = Cache()
        self._run = tempfile.TemporaryDirectory(prefix="metrograph-", ignore_cleanup_errors=True)
        self._keeper: Line | None = None
        self._behind = False
        """Whether the keeper may know data that are not shown yet: nothing is changed until they are."""
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    # ---- life

    async def start(self) -> None:
        """Start keeper and holder; ``StartError`` when the data cannot be read."""
        await self._hire()
        try:
            await self._load()
        except EndedError:
            raise StartError(say("serve.ended", self.source.lang), 3) from None
        self._tasks.append(asyncio.create_task(self._watch()))

    async def stop(self) -> None:
        """Let what is at work finish, then let every process go."""
        self.stopping = True
        for task in self._tasks:
            task.cancel()
        async with self._turn:
            self.pool.use(None)
            if self._keeper:
                self._keeper.close()
        if self._process:
            await asyncio.to_thread(_wait, self._process)
        self._run.cleanup()

    @property
    def data(self) -> Data | None:
        """The data that answers now come from; ``None`` while there are none."""
        return self.pool.held.data if self.pool.held and not self.pool.held.closed else None

    async def _hire(self) -> None:
        source = self.source
        given = {"folder": source.folder, "store": source.store, "base": source.base, "writing": source.writing,
                 "lang": source.lang, "run": self._run.name}  # fmt: skip
        hired = self.hired.pop("keeper", None) or hire("keeper")
        self._process, self._keeper = hired.process, Line()
        await self._keeper.connect(hired.control)
        try:
            await asyncio.wait_for(self._keeper.ask({"do": "greet"}), _GREETING)
            told, _ = await self._keeper.ask(given)
        except EndedError:
            told = {"error": say("serve.ended", source.lang), "exit": 3}
        except TimeoutError:
            self._process.kill()
            told = {"error": say("serve.silent", source.lang, seconds=_GREETING), "exit": 3}
        if "error" in told:
            raise StartError(told["error"], told["exit"])
        self._behind = True

    async def _load(self) -> None:
        """Show everything as the keeper has it now, in a new holder; answers come from the old one meanwhile."""
        told, body = await self._order({"do": "data"})
        if "data" not in told:
            raise StartError(_words(told, body), 3)
        self._behind = True
        data = replace(Data.of(told["data"]), address=self.source.address)
        try:
            held = await Held.start(data, self.limits, self.hired.pop("holder", None))
        finally:
            Path(data.path).unlink(missing_ok=True)
        if self.data is not None:
            await held.until(_READY)  # until then the last one answers
        self.pool.use(held)
        held.renewed = self._renewed
        self.cache.clear()
        self._behind = False

    def _renewed(self) -> None:
        """New children know more than those before, such as what the service tells of itself."""
        self.pool.renew()
        self.cache.clear()

    async def _order(self, head: Head, body: bytes = b"") -> tuple[Head, bytes]:
        """What the keeper says to an order; one at a time."""
        if self._keeper is None:
            raise EndedError
        told, more = await self._keeper.ask(head, body)
        if "fault" in told:
            self._behind = True
            raise RequestError("W113", 500, fault=told["fault"])
        return told, more

    async def _watch(self) -> None:
        """Look every second whether data changed on disk, or a process is gone."""
        while True:
            await asyncio.sleep(_LOOK)
            try:
                async with self._turn:
                    await self._look()
            except (MetroGraphError, OSError) as error:  # EndedError is one of these
                self.tell(f"data stay as they are: {error}")
                await asyncio.sleep(_LOOK)

    async def _look(self) -> None:
        if self._keeper is None or self._keeper.closed:
            self.tell("the keeper is gone: another takes its place")
            await self._hire()
        if not self._behind:
            told, _ = await self._order({"do": "stale"})
            gone = self.data is None
            if not gone and not told["stale"]:
                return
            self.tell("the holder is gone" if gone else "the files have changed")
        await self._load()

    # ---- work

    async def ask(self, asked: Asked, seconds: float | None = None, *, fresh: bool = False) -> tuple[Reply, float]:
        """The reply to a request that only reads, and how many seconds it took to work it out.

        These are 0 when it was asked before, or is by another just now, and is not to be ``fresh``.
        """
        data, took = self.data, 0.0

        async def work() -> Reply:
            nonlocal took
            start = time.monotonic()
            reply = await self.pool.ask(asked, seconds)
            took = time.monotonic() - start
            return reply

        if fresh or data is None or not ROUTES[asked.route].kept:
            return await work(), took
        return await self.cache.get(asked, data.version, work), took

    async def write(self, asked: Asked) -> Reply:
        """The reply of a route that writes: worked out by the keeper, and shown before it is acknowledged."""
        head, body = from_asked(asked)

        async def order() -> Reply:
            told, more = await self._order({"do": "write", "asked": head, "lang": asked.lang}, body)
            size = told["size"]
            await self._show(told, more[size:])
            return to_reply(told["reply"], more[:size])

        return await self._alone(order)

    async def change(self, asked: Asked, text: str, why: str) -> Reply:
        """Work out a change in a child, let the keeper validate and note it, show it, acknowledge it.

        The reply of the child has the quads that go and those that come as its body, and how many bytes the first are in the
        header field ``removed``; its other fields go to the client.
        """

        async def order() -> Reply:
            reply = await self.pool.ask(asked, spent=True)
            told = dict(reply.headers)
            if "removed" not in told:
                return reply
            marks: dict[str, str] = {name: told.pop(name) for name in ("create", "drop") if name in told}
            head = {"do": "commit", "removed": int(told.pop("removed")), "text": text, "by": asked.by, "why": why}
            answer, more = await self._order({**head, "lang": asked.lang}, reply.body)
            if "reply" in answer:
                return to_reply(answer["reply"], more)
            await self._show(answer, more, marks)
            return Reply(b"", "", reply.status, tuple(told.items()))

        return await self._alone(order)

    async def _alone(self, order: Callable[[], Coroutine[Any, Any, Reply]]) -> Reply:
        """One change at a time, carried to its end even when the client leaves.

        When the keeper ends in the middle nobody knows whether it was made, and that is said.
        """
        start = time.monotonic()
        async with self._turn:
            if time.monotonic() - start > self.limits.seconds:
                raise RequestError("W114", 503, (("Retry-After", "5"),))
            if self._behind:
                raise RequestError("W124", 503, (("Retry-After", "2"),))
            task = asyncio.create_task(order())
            try:
                return await asyncio.shield(task)
            except EndedError:
                raise RequestError("W126", 503, (("Retry-After", "2"),)) from None
            except asyncio.CancelledError:
                await asyncio.wait([task])
                raise

    async def _show(self, told: Head, lines: bytes, marks: Mapping[str, str] = MappingProxyType({})) -> None:
        """Bring what is shown to what the keeper noted; ``marks`` name a graph to be there though empty, or no longer."""
        held, size = self.pool.held, told.get("removed", 0)
        if held is None or not ("data" in told or marks):
            return
        data = replace(Data.of(told["data"]), address=self.source.address) if "data" in told else held.data
        try:
            await held.change(data, lines[:size], lines[size:], marks)
            self.pool.renew()
        except EndedError:
            with contextlib.suppress(MetroGraphError, OSError):  # it is made; the watch goes on trying to show it
                await self._load()
        self.cache.clear()


def _words(told: Head, body: bytes) -> str:
    """What a refusal says, for a person."""
    if "reply" not in told:
        return "?"
    problem = json.loads(body)
    return f"error[{problem['code']}]: {problem['title']}\n{problem['detail']}"


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
