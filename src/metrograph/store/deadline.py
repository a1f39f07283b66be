"""Runs something for a limited time."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from metrograph.errors import LimitError, MetroGraphError, Place

T = TypeVar("T")
_TOLD = (MetroGraphError, ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError)
"""What a piece of work may raise, to be raised again where it was asked for."""


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """What a piece of work gives; ``LimitError`` when it takes longer than the seconds given.

    Work that is over its time goes on in a thread that nobody waits for, since the engine cannot be stopped.

    >>> within(5, lambda: 1 + 1)
    2
    """
    if seconds is None:
        return work()
    box = SimpleQueue[T | Exception]()

    def run() -> None:
        try:
            box.put(work())
        except _TOLD as error:
            box.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = box.get(timeout=seconds)
    except Empty:
        raise LimitError("L112", Place("query"), seconds=f"{seconds:g}") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
