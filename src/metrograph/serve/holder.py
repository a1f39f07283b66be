"""The holder: keeps the data in memory and forks children that answer from it. It parses nothing that a stranger sent.

It has one thread, so that a fork copies a whole process, and its memory is shared with the children until they write to it.
The front tells it what to do over a socket (``wire``); it answers by lines of JSON, a new child's socket and process beside.

```
front -> holder   {"data": {…}, …}   {"do": "fork"}   {"do": "change", "data": {…}, "removed": 120} + N-Quads
holder -> front   {"step": 1, …}   {"forked": pid, …} + files   {"changed": version}   {"ended": pid, "signal": 9}
```

What children need is read in the steps of ``routes``; after the first one the service answers, and the others go on while nobody
waits for a child.
"""

import gc
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import pyoxigraph as ox

from metrograph.serve.answers import answer
from metrograph.serve.child import live
from metrograph.serve.routes import ANEW, ROUTES, STEPS
from metrograph.serve.served import Data, Served
from metrograph.serve.wire import Head, receive

_PATIENCE = 10
"""So many times as long as nothing should have been asked before it, a piece of work waits at the most."""


def main() -> None:
    """The process: the number of its socket comes as an argument, what to hold as the first message."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy comes with a reader, and would bring threads
    found = receive(control)
    if found:
        given, _ = found
        Holder(control, Data.of(given["data"]), given["memory"], given["seconds"]).run()


class Holder:
    """One dataset, warm, and the children that were forked from it."""

    def __init__(self, control: socket.socket, data: Data, memory: int, seconds: float) -> None:
        self.control = control
        self.memory, self.seconds = memory, seconds
        self.desk = Served.open(data)
        self._wake, self._waker = socket.socketpair()
        self.step = 1
        """The last step that was taken."""
        self._wait: float | None = 0
        """For how many seconds nothing should have been asked before something is worked out; ``None`` when all is done."""
        for _ in STEPS[0](self.desk):
            pass
        _freeze()
        self._left = self._further()

    def run(self) -> None:
        """Do as the front says until it is gone."""
        for end in (self._wake, self._waker):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker.fileno())
        self._say({"step": self.step, "triples": len(self.desk.local)})
        began = time.monotonic()
        while True:
            ready, _, _ = select.select([self.control, self._wake], [], [], self._wait)
            if self._wait is not None and (not ready or time.monotonic() - began > _PATIENCE * self._wait > 0):
                self._wait = next(self._left, None)
                began = time.monotonic()
            if self._wake in ready:
                self._wake.recv(1 << 12)
                self._reap()
            if self.control in ready:
                found = receive(self.control)
                if found is None:
                    signal.set_wakeup_fd(-1)
                    return
                self._do(*found)

    def _do(self, head: Head, body: bytes) -> None:
        if head["do"] == "fork":
            self._fork()
        else:
            self._change(Data.of(head["data"]), body[: head["removed"]], body[head["removed"] :])
            self._mark(head["marks"])
            self._say({"changed": head["data"]["version"], "triples": len(self.desk.local)})

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if not pid:
            live(theirs, partial(answer, ROUTES, self.desk), self.memory, self.seconds)
        theirs.close()
        handle = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else -1
        files = [ours.fileno()] + ([handle] if handle >= 0 else [])
        self._say({"forked": pid, "version": self.desk.data.version, "step": self.step}, files)
        ours.close()
        if handle >= 0:
            os.close(handle)

    def _change(self, data: Data, removed: bytes, added: bytes) -> None:
        lines = ox.RdfFormat.N_QUADS
        gone = list(ox.parse(removed, format=lines))
        self.desk.local.change(gone, ox.parse(added, format=lines))
        engine = self.desk.local.engine
        for graph in {quad.graph_name for quad in gone if isinstance(quad.graph_name, ox.NamedNode)}:
            if next(engine.quads_for_pattern(None, None, None, graph), None) is None:
                engine.remove_graph(graph)
        self.desk = self.desk.after(data)
        self._left, self._wait = self._further(changed=True), 0

    def _mark(self, marks: dict[str, str]) -> None:
        """An empty graph is there when it was put there, until it is taken away."""
        if "create" in marks:
            self.desk.local.engine.add_graph(ox.NamedNode(marks["create"]))
        if "drop" in marks:
            self.desk.local.engine.remove_graph(ox.NamedNode(marks["drop"]))

    def _further(self, *, changed: bool = False) -> Iterator[float]:
        """Work out bit by bit what children should find ready; after each step, those that were forked before are out of date."""
        for part in ANEW if changed else ():
            yield from part(self.desk)
            self._say({"step": self.step, "triples": len(self.desk.local)})
        for step in STEPS[self.step :]:
            for _ in step(self.desk):
                yield 0
            self.step += 1
            _freeze()
            self._say({"step": self.step, "triples": len(self.desk.local)})

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            self._say({"ended": pid, "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0})

    def _say(self, told: dict[str, Any], files: list[int] | None = None) -> None:
        line = json.dumps(told).encode() + b"\n"
        try:
            if files:
                socket.send_fds(self.control, [line], files)
            else:
                self.control.sendall(line)
        except ConnectionError:
            os._exit(0)  # the front is gone


def _freeze() -> None:
    """Keep the collector from touching what children share with the holder."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
