r"""Messages between processes over a socket: a head in JSON and a body of bytes, each with its length before it.

A head is data and nothing else: a process that was taken over can lie, but it cannot make another one run code.

>>> import socket
>>> one, other = socket.socketpair()
>>> send(one, {"do": "fork"}, b"\x00")
>>> receive(other)
({'do': 'fork'}, b'\x00')
>>> one.close(); receive(other) is None
True
>>> other.close()
"""

import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

from metrograph.serve.asked import Asked, Reply

Head = dict[str, Any]
LENGTHS = struct.Struct("!IQ")
_AT_ONCE = 1 << 16


def packed(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A message as bytes."""
    text = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def send(sock: socket.socket, head: Mapping[str, Any], body: bytes = b"") -> None:
    """Send a message, waiting until it is gone."""
    sock.sendall(packed(head, body))


def receive(sock: socket.socket) -> tuple[Head, bytes] | None:
    """The next message; ``None`` when the other side is gone."""
    lengths = _exactly(sock, LENGTHS.size)
    if lengths is None:
        return None
    head, body = LENGTHS.unpack(lengths)
    both = _exactly(sock, head + body)
    return None if both is None else (json.loads(both[:head]), both[head:])


def _exactly(sock: socket.socket, size: int) -> bytes | None:
    try:
        first = sock.recv(min(size, _AT_ONCE)) if size else b""
        if len(first) == size:
            return first
        found = bytearray(first)
        while first and len(found) < size:
            first = sock.recv(min(size - len(found), _AT_ONCE))
            found += first
    except ConnectionError:
        return None
    return bytes(found) if len(found) == size else None


def from_asked(asked: Asked) -> tuple[Head, bytes]:
    """A request as a message; what is empty is left out."""
    head = {name: value for name in _ASKED if (value := getattr(asked, name))}
    return head, asked.body


def to_asked(head: Head, body: bytes) -> Asked:
    """The request of a message.

    >>> to_asked(*from_asked(Asked("coverage", fields=(("by", "goal"),)))).value("by")
    'goal'
    """
    fields = tuple((name, value) for name, value in head.get("fields", ()))
    return Asked(**{**head, "fields": fields, "body": body})


_ASKED = ("route", "path", "fields", "accept", "lang", "media", "content", "address", "by", "grant", "csrf", "method")


def from_reply(reply: Reply) -> tuple[Head, bytes]:
    """A reply as a message."""
    return {"status": reply.status, "media": reply.media, "headers": reply.headers}, reply.body


def to_reply(head: Head, body: bytes) -> Reply:
    """The reply of a message."""
    return Reply(body, head["media"], head["status"], tuple((name, value) for name, value in head["headers"]))
