"""A request on its way through the front: where it came from, and what is noted for the log and the metrics as it goes.

The front puts it into the scope of ASGI as ``scope["metrograph"]``; whoever answers adds what was asked and how it ended.
"""

import itertools
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from starlette.routing import compile_path

from metrograph.serve.asked import Route
from metrograph.serve.hosts import Caller

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_NUMBERS = itertools.count(1)
_PROCESS = os.urandom(4).hex()


@dataclass(slots=True)
class Visit:
    """One request. What stands below ``who`` is filled in on the way."""

    id: str
    caller: Caller
    method: str
    path: str
    raw: str
    """The path as it was sent, with %-escapes."""
    query_string: str
    fields: Mapping[str, str]
    """The header fields by their names in lower case."""
    route: Route | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    """What stands in the path where its route has a name in braces."""
    who: str = ""
    """The name that belongs to the token."""
    query: str = ""
    """The query or update, for the log."""
    child: str = ""
    """How the child that answered ended, if not well: ``time``, ``memory``, ``killed`` …"""
    worked: float = 0.0
    """Seconds of work to be charged to the client, above the cost of any request."""
    reason: str = ""
    """What was wrong, with its code."""
    status: int = 0
    received: int = 0
    sent: int = 0
    seconds: float = 0.0

    @property
    def writes(self) -> bool:
        """Whether it would change something; a path that is not known is taken to."""
        if self.method in SAFE:
            return False
        return self.route is None or self.route.writes

    @property
    def name(self) -> str:
        """The name of its route, for metrics."""
        return self.route.name if self.route else "other"


class Ways:
    """Routes by path: which one takes a request, and what its path says.

    >>> from metrograph.serve.asked import Reply
    >>> ways = Ways([Route("thing", ("GET",), "/id/{rest:path}", lambda desk, asked: Reply(b""))])
    >>> route, parts = ways.find("HEAD", "/id/a/b")
    >>> route.name, parts
    ('thing', {'rest': 'a/b'})
    >>> ways.find("POST", "/id/a"), ways.methods("/id/a")
    ((None, {'rest': 'a'}), (('GET', 'HEAD'), ()))
    """

    def __init__(self, routes: Iterable[Route]) -> None:
        self._by_start: dict[str, dict[str, tuple[re.Pattern[str], list[Route]]]] = {}
        for route in routes:
            start = route.path.split("/", 2)[1]
            alike = self._by_start.setdefault("" if "{" in start else start, {})
            alike.setdefault(route.path, (compile_path(route.path)[0], []))[1].append(route)

    def find(self, method: str, path: str) -> tuple[Route | None, dict[str, str]]:
        """The route of a method and path, and the parts of the path; HEAD goes where GET goes. O(routes that begin alike)."""
        routes, parts = self._of(path)
        wanted = {method, "GET" if method == "HEAD" else method}
        return next((route for route in routes if wanted.intersection(route.methods)), None), parts

    def methods(self, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The methods of a path that read, and those that write."""
        routes, _ = self._of(path)
        reads = {method for route in routes for method in route.methods if not route.writes}
        writes = {method for route in routes for method in route.methods if route.writes}
        return tuple(sorted(reads | ({"HEAD"} if "GET" in reads else set()))), tuple(sorted(writes))

    def _of(self, path: str) -> tuple[list[Route], dict[str, str]]:
        """The routes of the first pattern that a path matches, whatever their methods, and its parts."""
        start = path.split("/", 2)[1] if path.startswith("/") else ""
        for key in dict.fromkeys((start, "")):
            for pattern, routes in self._by_start.get(key, {}).values():
                found = pattern.match(path)
                if found:
                    return routes, found.groupdict()
        return [], {}


def request_id(given: str) -> str:
    """The number of a request: the one that the client gave, when it is harmless, else the next of our own.

    >>> request_id("order-7"), request_id("a b") == request_id("a b")
    ('order-7', False)
    """
    return given if _ID.fullmatch(given) else f"{_PROCESS}-{next(_NUMBERS):x}"


def header_fields(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header fields by name; the values of one that comes twice are joined, so that what may come once only is not read at all.

    >>> header_fields([(b"host", b"a"), (b"host", b"b")])
    {'host': 'a, b'}
    """
    found: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found
