"""How long a piece of code keeps the processor, whatever else this process has at work."""

import gc
import time
from types import TracebackType


class Clock:
    """Counts this thread's seconds of processor time, from entering to leaving.

    Neither the threads that earlier tests left at work count, nor the garbage collector, whose time grows with what
    all tests before have made.

    >>> with Clock() as clock:
    ...     total = sum(range(1000))
    >>> 0 <= clock.seconds < 1
    True
    """

    seconds = 0.0

    def __enter__(self) -> "Clock":
        gc.disable()
        self._start = time.thread_time()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.seconds = time.thread_time() - self._start
        gc.enable()
