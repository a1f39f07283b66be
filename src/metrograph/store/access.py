"""Who may enter which remote store: names and secrets from a file or the environment, each for one server alone.

```
[[access]]                        a file that only its owner can read (METROGRAPH_STORE_ACCESS)
url = "https://host/"             scheme, host and port count; a path does not
kind = "digest"                   basic, digest or bearer
user = "metrograph"
password = "…"                    or token = "…" for bearer
```

A secret is never shown: not by ``repr``, not in an error, not in what a server said back.
"""

import base64
import ipaddress
import os
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from metrograph.errors import Place, StoreError

KINDS = ("basic", "digest", "bearer")
_PORTS = {"http": 80, "https": 443}
_NEEDS = {"basic": ("user", "password"), "digest": ("user", "password"), "bearer": ("token",)}
_FIELDS = {"url", "kind", "user", "password", "token"}
_OTHERS = 0o077  # what the group and the rest of the world may do with a file


@dataclass(frozen=True, slots=True)
class Credential:
    """A name and a secret for one server."""

    origin: str
    kind: str
    user: str = ""
    secret: str = field(default="", repr=False)

    @property
    def header(self) -> str:
        """What is sent along for ``basic`` and ``bearer``; digest answers a question of the server instead."""
        if self.kind == "bearer":
            return f"Bearer {self.secret}"
        return f"Basic {_encoded(self)}"


@dataclass(frozen=True, slots=True)
class Access:
    """The credentials at hand; each goes to the scheme, host and port that it is for, and nowhere else.

    >>> access = Access((Credential("https://example.org:443", "basic", "ana", "hush"),))
    >>> access.to("https://example.org/sparql").user, access.to("https://example.org:8443/"), "hush" in repr(access)
    ('ana', None, False)
    """

    credentials: tuple[Credential, ...] = ()
    insecure: bool = False

    @classmethod
    def none(cls) -> "Access":
        """No credentials at all."""
        return cls()

    @classmethod
    def read(cls, path: Path, *, insecure: bool = False) -> "Access":
        """The credentials of a file; ``StoreError`` when others can read it, or when an entry is not complete."""
        return cls(_entries(path), insecure)

    @classmethod
    def found(cls, url: str, environ: Mapping[str, str], file: Path | None = None) -> "Access":
        """What the environment holds for the store at ``url``, and what the file says, given or named there.

        >>> Access.found("http://localhost:8890/sparql", {"METROGRAPH_STORE_TOKEN": "hush"})
        Access(credentials=(Credential(origin='http://localhost:8890', kind='bearer', user=''),), insecure=False)
        """
        insecure = environ.get("METROGRAPH_STORE_INSECURE") == "1"
        named = environ.get("METROGRAPH_STORE_ACCESS", "")
        path = file or (Path(named).expanduser() if named else None)
        listed = _entries(path) if path else ()
        return cls((*_from_environment(origin(url), environ), *listed), insecure)

    def to(self, url: str) -> Credential | None:
        """The credential for an address, if there is one; ``StoreError`` when it would travel in the open."""
        place = origin(url)
        held = next((credential for credential in self.credentials if credential.origin == place), None)
        if held and not self.insecure and place.startswith("http:") and not is_loopback(url):
            raise StoreError("T224", Place(shown(url)))
        return held

    def hide(self, text: str) -> str:
        """A text without any secret, should a server have sent one back.

        >>> Access((Credential("https://example.org:443", "bearer", secret="hush"),)).hide("bad token hush")
        'bad token …'
        """
        secrets = {part for held in self.credentials for part in (held.secret, _encoded(held)) if part}
        for secret in sorted(secrets, key=len, reverse=True):
            text = text.replace(secret, "…")
        return text


def checked(url: str) -> str:
    """An address that can be that of a store; ``StoreError`` for any other, and for one with credentials in it.

    >>> checked("https://example.org/sparql")
    'https://example.org/sparql'
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise StoreError("T220", Place("store")) from None
    if "@" in parts.netloc:
        raise StoreError("T221", Place("store"))
    if not usable or not (url.isascii() and url.isprintable()) or " " in url:
        raise StoreError("T220", Place("store"))
    return url


def origin(url: str) -> str:
    """Scheme, host and port of an address.

    >>> origin("HTTPS://Example.org/sparql?x"), origin("http://[::1]:8890/")
    ('https://example.org:443', 'http://[::1]:8890')
    """
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def shown(url: str) -> str:
    """An address as an error shows it: without a query, which may hold a key.

    >>> shown("https://example.org:8443/sparql?key=hush")
    'https://example.org:8443/sparql'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def is_loopback(url: str) -> bool:
    """Whether an address is this machine's own.

    >>> is_loopback("http://127.0.0.1:8890/"), is_loopback("http://localhost.example.org/")
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_environment(place: str, environ: Mapping[str, str]) -> tuple[Credential, ...]:
    user, password, token, kind = (environ.get(f"METROGRAPH_STORE_{name}", "") for name in ("USER", "PASSWORD", "TOKEN", "AUTH"))
    if token and not (user or password):
        values = {"url": place, "kind": kind or "bearer", "token": token}
    elif user or password or token:
        values = {"url": place, "kind": kind or "basic", "user": user, "password": password}
        values |= {"token": token} if token else {}
    else:
        return ()
    return (_credential(values, "environment", "METROGRAPH_STORE_…"),)


def _entries(path: Path) -> tuple[Credential, ...]:
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise StoreError("T223", Place(str(path)), path=shlex.quote(str(path)))
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("access", [])
    except OSError as error:
        raise StoreError("T222", Place(str(path)), detail=error.strerror or "?") from None
    except UnicodeDecodeError:
        raise StoreError("T222", Place(str(path)), detail="UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        where = str(error).rpartition("(")[2].rstrip(")")
        raise StoreError("T222", Place(str(path)), detail=where) from None  # no line in the place: a report would show it
    known = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    held = [_credential(entry, str(path), f"[[access]] {n}") for n, entry in enumerate(entries if known else [{}], 1)]
    places = [credential.origin for credential in held]
    if len(set(places)) < len(places):
        twice = next(place for n, place in enumerate(places) if place in places[:n])
        raise StoreError("T222", Place(str(path)), detail=twice)
    return tuple(held)


def _credential(values: Mapping[str, object], path: str, entry: str) -> Credential:
    """One entry; ``StoreError`` says which fields are wrong, never what is in them."""
    kind = values.get("kind")
    needed = ("url", *_NEEDS.get(str(kind), ("kind",)))
    wrong = [name for name in needed if not isinstance(values.get(name), str) or not values[name]]
    wrong += sorted(set(values) - _FIELDS) + ([] if kind in KINDS or "kind" in wrong else ["kind"])
    wrong += [name for name in needed if name not in wrong and not _sendable(name, str(values[name]))]
    if wrong:
        raise StoreError("T225", Place(path), entry=entry, fields=", ".join(dict.fromkeys(wrong)))
    secret = values["token" if kind == "bearer" else "password"]
    return Credential(origin(checked(str(values["url"]))), str(kind), str(values.get("user", "")), str(secret))


def _sendable(name: str, text: str) -> bool:
    """Whether a text can stand in a header: no line end, plain characters but in a password, no colon in a name."""
    return text.isprintable() and (name == "password" or text.isascii()) and (name != "user" or ":" not in text)


def _encoded(held: Credential) -> str:
    return base64.b64encode(f"{held.user}:{held.secret}".encode()).decode()
