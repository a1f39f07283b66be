"""What does the tasks: this process, processes of this machine, or a Dask cluster. Which one changes no byte.

An engine takes tasks as they come, holds only a few at a time, and gives each shard once, in any order.
"""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

from metrograph.batch.task import Shard, Task, work
from metrograph.errors import LimitError

Engine = Callable[[Iterable[Task]], Iterator[Shard]]
AHEAD = 2
"""How many tasks are under way or wait for each worker."""
DEATHS = 3
"""How often a worker may die over one task before the run stops."""


def here(tasks: Iterable[Task]) -> Iterator[Shard]:
    """Each task in its turn, in this process; ``LimitError`` where its memory does not suffice."""
    for task in tasks:
        try:
            yield work(task)
        except MemoryError:
            raise LimitError("B114", value=task.number) from None


def processes(workers: int) -> Engine:
    """Tasks side by side in processes of their own. When one dies, what was under way is done again, each task alone."""

    def run(tasks: Iterable[Task]) -> Iterator[Shard]:
        waiting = iter(tasks)
        lost: tuple[Task, ...] | None = ()
        while lost is not None:
            lost = yield from _side_by_side(waiting, workers)
            yield from map(_alone, lost or ())

    return run


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that wait for tasks; when this one stops, what they have not begun is not begun."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_lives_with_us)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _lives_with_us() -> None:
    """A worker ends with Ctrl-C at once and says nothing, and it ends when this process does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _side_by_side(waiting: Iterator[Task], workers: int) -> Generator[Shard, None, tuple[Task, ...] | None]:
    """Shards as they are done; at the end the tasks that were under way when a process died, or ``None`` when all are done."""
    flying: dict[Future[Shard], Task] = {}
    lost: list[Task] = []
    with _pool(workers) as pool:
        while not lost:
            for task in islice(waiting, workers * AHEAD - len(flying)):
                try:
                    flying[pool.submit(work, task)] = task
                except BrokenProcessPool:
                    lost.append(task)
            if not flying:
                break
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                yield from _of(future, flying.pop(future), lost)
        for future in wait(flying).done:
            yield from _of(future, flying.pop(future), lost)
    return tuple(sorted(lost, key=lambda task: task.number)) if lost else None


def _of(future: Future[Shard], task: Task, lost: list[Task]) -> Iterator[Shard]:
    """The shard of a task that was done; else the task is among the lost."""
    try:
        yield future.result()
    except (BrokenProcessPool, MemoryError):
        lost.append(task)


def _alone(task: Task) -> Shard:
    """A task in a process of its own, more than once; ``LimitError`` when that dies each time."""
    for _ in range(DEATHS):
        with _pool(1) as pool:
            try:
                return pool.submit(work, task).result()
            except (BrokenProcessPool, MemoryError):
                continue
    raise LimitError("B106", value=task.number, n=DEATHS)
