"""Tasks on a Dask cluster: the scheduler is asked, its workers link, and this process writes. Needs the extra ``cluster``.

The workers need MetroGraph of the same version and no folder in common: records go there, files come back.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from metrograph.batch.engines import AHEAD, DEATHS, Engine
from metrograph.batch.task import Shard, Task, installed, work
from metrograph.errors import LimitError, StoreError, UsageError
from metrograph.frames import extra

_ADDRESS = re.compile(r"(?:(?:tcp|tls|ucx|wss?)://)?[^\s/]+:\d+")
SECONDS = 20
"""How long the scheduler has to answer, and a cluster without workers to get one."""


def on_cluster(address: str) -> Engine:
    """The engine over the scheduler at an address, such as ``tcp://127.0.0.1:8786``; ``UsageError`` for what is none."""
    if not _ADDRESS.fullmatch(address):
        raise UsageError("B112", value=address)

    def run(tasks: Iterable[Task]) -> Iterator[Shard]:
        dask = extra("distributed")
        for name in ("distributed", "tornado.application", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told below
        try:
            with dask.Client(address, timeout=SECONDS, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=SECONDS)
                _same_everywhere(client, address)
                yield from _shards(dask, client, iter(tasks))
        except dask.scheduler.KilledWorker as error:
            raise LimitError("B106", value=str(error.task).rpartition("-")[2], n=DEATHS) from None
        except MemoryError:
            raise LimitError("B115", value=address) from None
        except (OSError, TimeoutError, dask.client.FutureCancelledError) as error:
            detail = getattr(error, "reason", "") or str(error) or type(error).__name__
            raise StoreError("B107", value=address, detail=detail.splitlines()[0]) from None

    return run


def _same_everywhere(client: Any, address: str) -> None:
    """``UsageError`` where a worker has another version: its bytes would be others."""
    ours = installed()
    others = {name: found for name, found in client.run(installed).items() if found != ours}
    if others:
        name, found = min(others.items())
        raise UsageError("B108", value=address, name=name, found=found, ours=ours)


def _shards(dask: Any, client: Any, waiting: Iterator[Task]) -> Iterator[Shard]:
    """Shards as they are done, with no more tasks under way than the workers can use."""

    def send(task: Task) -> Any:
        return client.submit(work, task, key=f"shard-{client.id}-{task.number}", retries=DEATHS, pure=False)

    def room(flying: int) -> int:
        threads: int = sum(client.nthreads().values())
        return max(1, threads) * AHEAD - flying

    flying = dask.as_completed(map(send, islice(waiting, room(0))), loop=client.loop)
    for future in flying:
        yield future.result()
        future.release()
        for task in islice(waiting, max(0, room(flying.count()))):
            flying.add(send(task))
