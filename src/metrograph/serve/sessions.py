"""Who is signed in: sessions that began with a token in a form, kept in the memory of the front and nowhere else.

```
POST /session  token=…  ->  Set-Cookie: metrograph-session-8000=…  a random name; only its SHA-256 is kept here
GET  /review   Cookie   ->  a page with forms, each with the session's own csrf
POST /review   Cookie + csrf  ->  a decision; the cookie alone changes nothing
```
A session ends after eight hours, when its person signs out, when its token is taken out of the file, or when the service ends.
"""

import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest
from typing import Protocol
from urllib.parse import unquote

COOKIE = "metrograph-session"
LASTS = 8 * 3600
MOST = 1000
"""How many sessions there may be; the oldest go first."""
_LONGEST = 2000
_PATH = re.compile(r"/[\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x5f\x61-\x7b\x7d\x7e]*")
"""What an address of ours is written with: printable ASCII but for quotes, angle brackets, backslash, backtick and bar."""


class Holders(Protocol):
    """Those who hold a token."""

    def digest(self, name: str) -> bytes:
        """What tells the token of a name from others; nothing when it has none."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. ``csrf`` is what a form has to send back."""

    name: str
    csrf: str
    digest: bytes = field(repr=False)
    ends: float

    def allows(self, csrf: str) -> bool:
        """Whether a form was made for this session; compared in the same time for any text."""
        return compare_digest(self.csrf.encode(), csrf.encode("utf-8", "replace"))


class Sessions:
    """The sessions of a service.

    >>> class Ana:
    ...     def digest(self, name: str) -> bytes:
    ...         return b"1" if name == "Ana" else b""
    >>> sessions = Sessions(Ana())
    >>> cookie = sessions.begin("Ana")
    >>> sessions.of(f"lang=fr; metrograph-session={cookie}").name, sessions.of("metrograph-session=guess")
    ('Ana', None)
    """

    def __init__(self, holders: Holders, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._holders, self._clock, self._most = holders, clock, most
        self._kept: OrderedDict[bytes, Session] = OrderedDict()

    def begin(self, name: str, cookies: str = "", called: str = COOKIE) -> str:
        """A new session for the holder of a token, by a name that nobody can guess; the one that the cookies had ends."""
        self.end(cookies, called)
        self._sweep()
        made = secrets.token_urlsafe(32)
        digest, csrf = self._holders.digest(name), secrets.token_urlsafe(32)
        self._kept[_key(made)] = Session(name, csrf, digest, self._clock() + LASTS)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made

    def of(self, cookies: str, called: str = COOKIE) -> Session | None:
        """The session of a ``Cookie`` header, while it lasts and its token counts; ``called`` is the name of the cookie."""
        key = _key(cookie_of(cookies, called))
        found = self._kept.get(key)
        if found is None:
            return None
        if self._clock() >= found.ends or not found.digest or self._holders.digest(found.name) != found.digest:
            del self._kept[key]
            return None
        return found

    def end(self, cookies: str, called: str = COOKIE) -> None:
        """Forget the session of a ``Cookie`` header."""
        self._kept.pop(_key(cookie_of(cookies, called)), None)

    def __len__(self) -> int:
        return len(self._kept)

    def _sweep(self) -> None:
        """Sessions begin in the order in which they end."""
        now = self._clock()
        while self._kept and next(iter(self._kept.values())).ends <= now:
            self._kept.popitem(last=False)


def cookie_name(host: str) -> str:
    """What the cookie of a session is called: by the port, since a browser gives all services of a host the same cookies.

    >>> cookie_name("127.0.0.1:8001"), cookie_name("data.example.org"), cookie_name("[::1]")
    ('metrograph-session-8001', 'metrograph-session', 'metrograph-session')
    """
    port = host.rpartition(":")[2]
    return f"{COOKIE}-{port}" if ":" in host and port.isdecimal() else COOKIE


def cookie_of(cookies: str, name: str = COOKIE) -> str:
    """The value of a cookie; nothing where two differ, since another site may have set one of them.

    >>> cookie_of("a=1; metrograph-session=x"), cookie_of("metrograph-session=x; metrograph-session=y")
    ('x', '')
    """
    pairs = (part.strip().partition("=") for part in cookies.split(";"))
    found = {value.strip() for key, _, value in pairs if key == name}
    return found.pop() if len(found) == 1 else ""


def set_cookie(name: str, value: str, path: str, seconds: int, *, strict: bool, secure: bool) -> tuple[str, str]:
    """The header field that gives a browser a cookie; no seconds take it away.

    >>> set_cookie("lang", "fr", "/", 60, strict=False, secure=False)
    ('Set-Cookie', 'lang=fr; Path=/; Max-Age=60; HttpOnly; SameSite=Lax')
    """
    flags = f"HttpOnly; SameSite={'Strict' if strict else 'Lax'}{'; Secure' if secure else ''}"
    return "Set-Cookie", f"{name}={value}; Path={path}; Max-Age={seconds}; {flags}"


def own_address(given: str, root: str) -> str:
    r"""Where a person may be sent on: an address of ours as it was given, else the first page.

    >>> own_address("/review?goal=7#card-1", "/"), own_address("//evil.example", "/"), own_address("/\\evil.example", "/")
    ('/review?goal=7#card-1', '/', '/')
    """
    path = re.split(r"[?#]", given, maxsplit=1)[0]
    plain = unquote(unquote(path))
    steps = plain.split("/")
    sound = _PATH.fullmatch(given) and len(given) <= _LONGEST and given.startswith(root)
    if not sound or "//" in plain or "\\" in plain or not plain.isprintable() or {".", ".."} & set(steps):
        return root
    return root if plain.removeprefix(root).partition("/")[0] == "session" else given


def _key(cookie: str) -> bytes:
    return sha256(cookie.encode("utf-8", "replace")).digest()
