"""Sends requests to an ASGI application as a server does, without one."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name.lower()]

    def __getitem__(self, name: str) -> str:
        """The value of a header field that is there at most once; the empty text when it is not."""
        found = self.all(name)
        assert len(found) < 2, (name, found)
        return found[0] if found else ""


def scope(method: str, target: str, headers: Iterable[tuple[str, str]], client: str) -> dict[str, Any]:
    from urllib.parse import unquote

    path, _, query = target.partition("?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
        "client": (client, 4711) if client else None,
        "server": ("127.0.0.1", 8000),
    }


def ask(
    app: Any,
    method: str = "GET",
    target: str = "/",
    headers: dict[str, str] | Iterable[tuple[str, str]] = (),
    pieces: Iterable[bytes | float | None] = (b"",),
    client: str = "203.0.113.9",
) -> Got:
    """One request. A number among the pieces of the body is a pause, ``None`` that the client leaves."""
    given = list(headers.items() if isinstance(headers, dict) else headers)
    if not any(name.lower() == "host" for name, _ in given):
        given.append(("Host", "localhost:8000"))
    waiting = list(pieces)
    if len(waiting) > 1 and not any(name.lower() == "content-length" for name, _ in given):
        given.append(("Transfer-Encoding", "chunked"))
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        while waiting:
            piece = waiting.pop(0)
            if isinstance(piece, bytes):
                return {"type": "http.request", "body": piece, "more_body": bool(waiting)}
            if piece is None:
                return {"type": "http.disconnect"}
            await asyncio.sleep(piece)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope(method, target, given, client), receive, send))
    starts = [message for message in sent if message["type"] == "http.response.start"]
    assert len(starts) < 2
    assert sent[:1] == starts
    if not starts:
        return Got(0, (), b"")
    fields = tuple((name.decode(), value.decode("latin-1")) for name, value in starts[0]["headers"])
    assert all(name == name.lower() for name, _ in fields)
    return Got(starts[0]["status"], fields, b"".join(message.get("body", b"") for message in sent[1:]))
