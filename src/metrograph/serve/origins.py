"""Which pages of other sites may read here, and which may change something: CORS and CSRF.

```
                       reads     changes, with a token
own pages              yes       yes
a listed origin        yes       yes
*  in the list         yes       no, if not listed too
any other page         no        no: 403, whatever it brings
no browser at all      yes       yes
```

Nothing is ever allowed with credentials: the cookie of a session counts for pages of our own, and a change from there needs
a form of that session (``sessions``). Such forms no listed origin may send either.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metrograph.errors import RequestError, UsageError

ANY = "*"
ASKED = "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, Slug, X-Request-Id"
"""The header fields that pages of others may send."""
SHOWN = "Content-Disposition, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
"""The header fields that pages of others may read."""
_ORIGIN = re.compile(r"https?://(?:\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?")
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of other sites that are let in."""

    listed: frozenset[str] = frozenset()
    all_read: bool = False

    def check(self, origin: str, site: str, fetch_site: str) -> None:
        """Raises ``RequestError`` when a page of another site would change something."""
        if origin:
            if origin != site and origin not in self.listed:
                raise RequestError("W549", 403, origin=shown(origin))
        elif fetch_site not in {"", "same-origin", "none"}:
            raise RequestError("W549", 403, origin="another site")

    def fields(self, origin: str, site: str, *, writes: bool) -> Fields:
        """The header fields of CORS for an answer. An origin is named only when it is on the list."""
        vary = (("Vary", "Origin"),) if self.listed else ()
        if not origin or origin == site:
            return vary
        allowed = self._allowed(origin, writes=writes)
        if not allowed:
            return vary
        return (*vary, ("Access-Control-Allow-Origin", allowed), ("Access-Control-Expose-Headers", SHOWN))

    def preflight(self, origin: str, method: str, reads: Iterable[str], writes: Iterable[str]) -> Fields:
        """The answer to a browser that asks what a page may do. Raises ``RequestError`` when it may not do that."""
        changing = set(writes)
        allowed = self._allowed(origin, writes=method in changing)
        if not allowed:
            raise RequestError("W549", 403, origin=shown(origin))
        methods = sorted({*reads, *changing} if origin in self.listed else set(reads) - changing)
        return (
            ("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
            ("Access-Control-Allow-Origin", allowed),
            ("Access-Control-Allow-Methods", ", ".join(methods)),
            ("Access-Control-Allow-Headers", ASKED),
            ("Access-Control-Max-Age", "600"),
        )

    def _allowed(self, origin: str, *, writes: bool) -> str:
        if origin in self.listed:
            return origin
        return ANY if self.all_read and not writes else ""


def origins(values: Iterable[str]) -> Origins:
    """The origins that a person lists. Raises ``UsageError`` for what is none.

    >>> origins(["*", "https://Maps.Example.org/"])
    Origins(listed=frozenset({'https://maps.example.org'}), all_read=True)
    """
    listed = set()
    every = False
    for value in values:
        name = value.strip().lower().removesuffix("/")
        if name == ANY:
            every = True
        elif _ORIGIN.fullmatch(name):
            listed.add(name.removesuffix(":443") if name.startswith("https:") else name.removesuffix(":80"))
        else:
            raise UsageError("W539", value=value)
    return Origins(frozenset(listed), every)


def is_preflight(method: str, fields: Mapping[str, str]) -> bool:
    """Whether a browser asks for leave, and does nothing yet."""
    return method == "OPTIONS" and "origin" in fields and "access-control-request-method" in fields


def shown(origin: str) -> str:
    """An origin as a message may show it.

    >>> shown("https://evil.example"), shown("<b>")
    ('https://evil.example', 'another site')
    """
    return origin if _ORIGIN.fullmatch(origin) and len(origin) < 200 else "another site"
