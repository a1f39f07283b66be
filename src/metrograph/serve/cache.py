"""Answers that were given before, while the data are the same; and one piece of work for all who ask the same at once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from metrograph.errors import MetroGraphError
from metrograph.serve.asked import Asked, Reply

NEVER_KEPT = ("Cache-Control", "no-store")
"""What an answer says of itself that must not be given a second time, such as one with a random number."""
_BYTES = 64 << 20
_LARGEST = _BYTES // 16


class Cache:
    """Replies by request and version of the data, the latest used kept longest, up to a number of bytes."""

    def __init__(self, most: int = _BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[object, Reply] = OrderedDict()
        self._coming: dict[object, asyncio.Future[Reply]] = {}
        self._bytes = 0
        self.hits = self.misses = 0

    async def get(self, asked: Asked, version: str, work: Callable[[], Awaitable[Reply]]) -> Reply:
        """The reply to a request, worked out once."""
        key = (version, asked.route, asked.method, asked.fields, asked.accept, asked.lang, asked.media, asked.address,
               tuple(asked.path.items()), asked.body)  # fmt: skip
        found = self._kept.get(key)
        if found is not None:
            self.hits += 1
            self._kept.move_to_end(key)
            return found
        self.misses += 1
        while (coming := self._coming.get(key)) is not None:
            await asyncio.wait([coming])
            if not coming.cancelled():
                return coming.result()
        coming = self._coming[key] = asyncio.get_running_loop().create_future()
        try:
            reply = await work()
            coming.set_result(reply)
        except MetroGraphError as error:
            coming.set_exception(error)
            coming.exception()  # nobody may be waiting
            raise
        finally:
            del self._coming[key]
            coming.cancel()  # without a result, who waits does the work anew
        self._keep(key, reply)
        return reply

    def _keep(self, key: object, reply: Reply) -> None:
        size = _size(reply)
        if reply.status == 200 and size <= _LARGEST and NEVER_KEPT not in reply.headers:
            self._kept[key] = reply
            self._bytes += size
            while self._bytes > self._most:
                _, old = self._kept.popitem(last=False)
                self._bytes -= _size(old)

    def clear(self) -> None:
        """Forget everything: the data changed."""
        self._kept.clear()
        self._bytes = 0


def _size(reply: Reply) -> int:
    return len(reply.body) + 1000
