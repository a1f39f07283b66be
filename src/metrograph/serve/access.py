"""Who may write: names and their bearer tokens, from a file that only the service reads.

```
# comments, then one name:token on each line, and after it what the token is for (see grants)
Ana Ruiz:2jEJLm0R6e0Yc2fKoYB6xH8VPBxI3QsXw0dV8c4sK1A
Eva Lind:hZ0kq4v8X0m3S7b2nW5cT9dR1fY6gU8j:review fleuve-2024
```
"""

import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from urllib.parse import unquote

from metrograph.errors import MetroGraphError, Place, RequestError, SourceError, near, together
from metrograph.serve.grants import ROLES, Grant, Holder
from metrograph.serve.rate import Rate, seconds

LEAST, MOST = 16, 512
MOST_HIDDEN = 1000
MASK = "***"
REALM = 'Bearer realm="MetroGraph"'
"""What a client is told who needs a token (RFC 6750)."""
IN_ADDRESSES = frozenset({"access_token", "token", "bearer_token"})
_TOKEN = re.compile(rf"[A-Za-z0-9._~+/-]{{{LEAST},{MOST}}}=*")
_NAME = re.compile(r"[^\s:#][^:]{0,79}")
_FIELD = re.compile(r"(?:^|[&;])([A-Za-z_]*+%[^=&;]*+|(?:[a-z]++_)?token)=", re.IGNORECASE)
"""A field of a query string whose name may be that of a token: written plainly, or with %-escapes."""
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/=-]+)", re.IGNORECASE)
_NAMED = 12
"""How many plans are named to somebody who has to mend the id of one."""
_ESCAPED = 3
"""How many times a token may be written with %-escapes, one over the other, and still be found."""
_OTHERS = 0o027
"""What a file that holds secrets must not allow: others anything, the group writing."""


class Tokens:
    """The tokens of a file, read again within a second when it changes; or those that are ``given`` for one run.

    When it cannot be read any more, nobody has a token until it is mended; ``fault`` says what is wrong. With ``private=False``
    others may read the file, too. Who sends wrong ones has to wait: after ten, for six seconds each.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "tokens")
    ...     _ = path.write_text("Ana Ruiz:aVeryLongTokenIndeed")
    ...     path.chmod(0o600)
    ...     tokens = Tokens(path)
    >>> tokens.who("Bearer aVeryLongTokenIndeed"), tokens.who("Bearer aVeryLongTokenIndee")
    ('Ana Ruiz', None)
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        private: bool = True,
        clock: Callable[[], float] = time.monotonic,
        given: Mapping[str, Holder] | None = None,
    ) -> None:
        self.path = path
        self.told: Callable[[str], None] = lambda _: None
        """Hears of each token that is checked: ``known`` or ``wrong``."""
        self.renewed: Callable[[], None] = lambda: None
        """Called when the file was read anew."""
        self.fault: MetroGraphError | None = None
        self._private = private
        self._clock = clock
        self._seen = clock()
        self._wrong = Rate(per_second=1 / 6, burst=10, clock=clock)
        self._state = _state(path) if path else ()
        self._plain: tuple[str, ...] = ()
        self._hold(read_tokens(path, private=private) if path else dict(given or {}))

    def admit(self, authorization: str, client: str, unknown: str = "W541") -> str:
        """The name that belongs to a token; ``RequestError`` for a wrong one (``unknown`` is its code), or one too many."""
        wait = self._wrong.wait(client)
        if wait:
            raise RequestError("W545", 429, (("Retry-After", str(seconds(wait))),), seconds=seconds(wait))
        name = self.who(authorization)
        if self.fault:
            raise RequestError("W544", 503, (("Retry-After", "60"),))
        self.told("known" if name else "wrong")
        if name is None:
            self._wrong.charge(client, 1)
            raise RequestError(unknown, 401, (("WWW-Authenticate", f'{REALM}, error="invalid_token"'),))
        return name

    def grant(self, name: str) -> Grant:
        """What a name may change now: nothing, when it has no token any more."""
        self.refresh()
        return self._grants.get(name, Grant())

    def unknown(self, plans: Collection[str]) -> Iterator[SourceError]:
        """What to tell of plans that are granted and are not there: nobody decides on their links until they are."""
        here = ", ".join([*sorted(plans)[:_NAMED], *(["…"] if len(plans) > _NAMED else [])]) or "-"
        for name, grant in self._grants.items():
            for plan in sorted({*(grant.plans or ())} - {*plans}):
                place = Place(str(self.path or "--plan"))
                yield SourceError("B144", place, name=name, plan=plan, near=near(plan, plans), plans=here)

    def digest(self, name: str) -> bytes:
        """What tells the token of a name from others; nothing when it has none any more."""
        self.refresh()
        return dict(zip(self._names, self._digests, strict=True)).get(name, b"")

    def who(self, authorization: str) -> str | None:
        """The name that belongs to the token of an ``Authorization`` header; every token is compared, each in the same time."""
        self.refresh()
        found = _BEARER.fullmatch(authorization.strip())
        given = sha256(found[1].encode() if found else b"").digest()
        name = None
        for digest, owner in zip(self._digests, self._names, strict=True):
            if compare_digest(digest, given):
                name = owner
        return name

    def refresh(self) -> None:
        """Reads the file again when it has changed, looking at most once a second."""
        now = self._clock()
        if self.path is None or now - self._seen < 1:
            return
        self._seen = now
        state = _state(self.path)
        if state == self._state:
            return
        self._state = state
        holders: dict[str, Holder] = {}
        try:
            holders = read_tokens(self.path, private=self._private)
            self.fault = None
        except MetroGraphError as error:
            self.fault = error
        self._hold(holders)
        self.renewed()

    def hide(self, text: str) -> str:
        """A text in which no token can be read, be it written plainly or with %-escapes; tokens of yesterday are hidden, too."""
        for token in self._plain:
            text = text.replace(token, MASK)
        plain = text
        for _ in range(_ESCAPED):
            if "%" not in plain:
                break
            plain = unquote(plain)
            if any(token in plain for token in self._plain):
                return self.hide(plain)
        return text

    def _hold(self, holders: Mapping[str, Holder]) -> None:
        tokens = tuple(one.token for one in holders.values())
        self._names = tuple(holders)
        self._grants = {name: one.grant for name, one in holders.items()}
        self._digests = tuple(sha256(token.encode()).digest() for token in tokens)
        old = tuple(token for token in self._plain if token not in tokens)
        self._plain = (*tokens, *old)[:MOST_HIDDEN]


def read_tokens(path: Path, *, private: bool = True) -> dict[str, Holder]:
    """Names with their tokens and what for, as a file has them. Raises ``SourceError`` with every line that is wrong."""
    try:
        mode = path.stat().st_mode & 0o777
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError("W531", Place(str(path)), detail=error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise SourceError("W531", Place(str(path)), detail="UTF-8") from None
    if private and mode & _OTHERS:
        raise SourceError("W535", Place(str(path)), mode=f"{mode:03o}", path=path)
    holders: dict[str, Holder] = {}
    problems = list(_read(text, str(path), holders))
    if problems:
        raise together(problems)
    if not holders:
        raise SourceError("W536", Place(str(path)))
    return holders


def is_name(name: str) -> bool:
    """Whether somebody may be called so in a file of tokens.

    >>> is_name("Ana Ruiz"), is_name("a:b")
    (True, False)
    """
    return bool(_NAME.fullmatch(name)) and name.isprintable()


def in_address(query: str) -> bool:
    """Whether a query string carries a token.

    >>> in_address("query=ASK{}&access%5Ftoken=x"), in_address("query=token")
    (True, False)
    """
    return any(unquote(found[1]).lower() in IN_ADDRESSES for found in _FIELD.finditer(query))


def _read(text: str, path: str, holders: dict[str, Holder]) -> Iterator[MetroGraphError]:
    """Fills in who holds which token, and gives what is wrong. The frame of an error shows no line, which may hold a token."""
    lines: dict[str, int] = {}
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        name, colon, rest = (part.strip() for part in row.partition(":"))
        token, more, told = (part.strip() for part in rest.partition(":"))
        place, grant = Place(path, number), _grant(told if more else ROLES[0])
        if not colon or not is_name(name):
            yield SourceError("W532", place, source="\n")
        elif not _TOKEN.fullmatch(token) or len(token) > MOST:
            yield SourceError("W533", place, source="\n", name=name, n=len(token), least=LEAST, most=MOST)
        elif name in holders or token in lines:
            yield SourceError("W534", place, source="\n", name=name, line=lines.get(token) or lines[holders[name].token])
        elif grant is None:
            role = told.split(",")[0].split(" ")[0][:40]
            yield SourceError("B143", place, source="\n", name=name, near=near(role, ROLES) if role not in ROLES else "")
        else:
            holders[name] = Holder(token, grant)
            lines[token] = number


def _grant(told: str) -> Grant | None:
    """What a token is for; nothing where that is not told as it should be, and where it is told with no word."""
    try:
        return Grant.of(told) if told else None
    except ValueError:
        return None


def _state(path: Path) -> tuple[int, ...]:
    """What tells whether a file has changed."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode
