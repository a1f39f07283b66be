"""The keeper: the one process that reads the plain files and writes to them or to the store; strangers' texts it never parses.

A change comes as quads that a child worked out and wrote as N-Quads. It is validated here, noted and on disk before it is
acknowledged. The front tells the keeper what to do over a socket, one thing after the other.

```
{"do": "greet"}                   the first message -> {"here": true}
{"folder": "…", …}                what to keep -> {"ready": true}
{"do": "data"}                    a file with everything there is -> {"data": {…}}
{"do": "stale"}                   have the files changed since? -> {"stale": false}
{"do": "commit", …} + N-Quads     -> {"data": {…}, "removed": 3, …} + N-Quads
{"do": "write", …}                a route that writes, such as a review -> the same, and its reply
```
"""

import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from metrograph.errors import MetroGraphError
from metrograph.serve.answers import answer, problem
from metrograph.serve.asked import Reply, Route
from metrograph.serve.child import FAULTS
from metrograph.serve.kept import Kept
from metrograph.serve.wire import Head, from_reply, receive, send, to_asked


def main() -> None:
    """The process: the number of its socket comes as an argument, what to keep as the second message."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if receive(control) is None:  # the greeting
        return
    send(control, {"here": True})
    found = receive(control)
    if found is None:
        return
    given, _ = found
    try:
        kept = Kept.open(given["folder"], given["store"], given["base"], writing=given["writing"])
    except MetroGraphError as error:
        send(control, {"error": error.report(given["lang"]), "exit": error.exit_code})
        return
    run(control, kept, Path(given["run"]))


def run(control: socket.socket, kept: Kept, folder: Path) -> None:
    """Do as the front says until it is gone."""
    send(control, {"ready": True})
    while (found := receive(control)) is not None:
        head, body = found
        try:
            told, more = _DO[head["do"]](kept, head, body, folder)
        except MetroGraphError as error:
            told, more = _refused(problem(error, head.get("lang", "en")))
        except FAULTS:
            told, more = {"fault": traceback.format_exc(limit=-6)}, b""
        try:
            send(control, told, more)
        except ConnectionError:
            break
    kept.close()


def _refused(reply: Reply) -> tuple[Head, bytes]:
    head, body = from_reply(reply)
    return {"reply": head, "size": len(body)}, body


def _data(kept: Kept, _: Head, __: bytes, folder: Path) -> tuple[Head, bytes]:
    data = kept.write(folder)
    return {"data": data.plain()}, b""


def _stale(kept: Kept, _: Head, __: bytes, ___: Path) -> tuple[Head, bytes]:
    if kept.writing:
        _routes()  # asked when the service answers: there is time, which the first decision need not take
    return {"stale": kept.stale()}, b""


def _commit(kept: Kept, head: Head, body: bytes, _: Path) -> tuple[Head, bytes]:
    size = head["removed"]
    return _changed(kept.commit(body[:size], body[size:], head["text"], head["by"], head["why"]))


def _write(kept: Kept, head: Head, body: bytes, _: Path) -> tuple[Head, bytes]:
    asked = to_asked(head["asked"], body)
    reply = answer(_routes(), kept.desk, asked)
    told, lines = _changed(kept.difference())
    first, content = from_reply(reply)
    return {**told, "reply": first, "size": len(content)}, content + lines


def _routes() -> dict[str, Route]:
    """Every route. They are more to read than all that the data need, and the service waits for the data."""
    from metrograph.serve.routes import ROUTES  # noqa: PLC0415 - see above

    return ROUTES


def _changed(change: tuple[Any, bytes, bytes] | None) -> tuple[Head, bytes]:
    if change is None:
        return {}, b""
    data, removed, added = change
    return {"data": data.plain(), "removed": len(removed)}, removed + added


_DO: dict[str, Callable[[Kept, Head, bytes, Path], tuple[Head, bytes]]] = {
    "data": _data,
    "stale": _stale,
    "commit": _commit,
    "write": _write,
}

if __name__ == "__main__":
    main()
    os._exit(0)
