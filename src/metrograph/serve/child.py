"""A child of the holder: answers one request after the other, with no file, no connection, and only so much memory and time.

What it cannot do it does not try: the kernel refuses it. A child that is over its memory ends, and so does one that the front
kills at the deadline; the holder forks another in about a millisecond.
"""

import os
import resource
import signal
import socket
import traceback
from collections.abc import Callable

from metrograph.serve.asked import Asked, Reply
from metrograph.serve.wire import Head, from_reply, receive, send, to_asked

FAULTS = (ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, OSError, RuntimeError, SyntaxError,
          TypeError, ValueError)  # fmt: skip
"""What code raises that is wrong."""
_GROWN = 64 << 20
"""A child that has grown by more than this is not asked again."""


def live(sock: socket.socket, answer: Callable[[Asked], Reply], memory: int, seconds: float) -> None:
    """Answer what comes over a socket until it is closed, then end the process; never returns."""
    try:
        confine(sock.fileno(), memory)
        start = _greatest()
        while (found := receive(sock)) is not None:
            _spend(seconds)
            head, body = _told(answer, *found)
            last = _greatest() - start > _GROWN
            send(sock, {**head, "last": last}, body)
            if last:
                break
    finally:
        os._exit(0)


def _told(answer: Callable[[Asked], Reply], head: Head, body: bytes) -> tuple[Head, bytes]:
    """The message of a reply; a fault of ours is one too, so that the log of the front can say where it is."""
    try:
        return from_reply(answer(to_asked(head, body)))
    except MemoryError:
        return {"ended": "memory"}, b""
    except FAULTS:
        return {"ended": "fault", "fault": traceback.format_exc(limit=-6)}, b""


def confine(keep: int, memory: int) -> None:
    """Give up what a stranger's query must not reach: every open file but one, and the right to open another.

    Neither a file nor a socket can be opened with a limit of 0 on file numbers; only root could raise the hard limit again.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.closerange(3, keep)
    os.closerange(keep + 1, 1 << 16)
    space = _room(memory)
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


_LIBRARIES = 16 << 20


def _room(memory: int) -> int:
    """The limit of address space with which a child grows by ``memory`` bytes; just these where the system tells nothing.

    What its holder has mapped and not touched is part of them, up to a quarter: it lies in pieces that not every text fits. So
    are the pages of libraries that a child is the first to read, which no limit of the system counts.
    """
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib opens it no better
            size, resident, shared, _, _, data, *_ = (int(pages) * resource.getpagesize() for pages in file.read().split())
    except OSError:
        return memory
    untouched = max(0, data - (resident - shared))
    return size + memory - min(untouched + _LIBRARIES, memory // 4)


def _spend(seconds: float) -> None:
    """Allow some more seconds of processor time, should the front not be there to end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, resource.RLIM_INFINITY))


def _greatest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
