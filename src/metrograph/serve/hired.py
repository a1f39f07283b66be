"""Processes of the service that are started early: each reads its modules while others read theirs, and is told later what to do.

Its end of a socket is a number on the command line of a process; what it is to do comes as a message, so that nothing is
opened, or locked, for a service that does not come to be.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Hired(NamedTuple):
    """A process that waits to be told what to do, and the front's end of the socket to it."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket


def hire(role: str) -> Hired:
    """Start a ``keeper`` or a ``holder``."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", f"metrograph.serve.{role}", str(theirs.fileno())]
    with theirs:
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True)
    return Hired(process, ours)


@contextmanager
def staff() -> Iterator[dict[str, Hired]]:
    """A process for each role, to be taken out by whoever has work for it; those that are left at the end are let go."""
    found = {role: hire(role) for role in ("keeper", "holder")}
    try:
        yield found
    finally:
        for process, control in found.values():
            control.close()
            process.kill()  # nobody told it anything: there is nothing that it could leave behind
            process.wait()
