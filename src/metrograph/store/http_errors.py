"""What went wrong between us and a server, as errors in words: from an exception of the network, or from a status."""

import html
import http.client
import re
import socket
import ssl
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from metrograph.errors import LimitError, MetroGraphError, Place, QueryError, StoreError
from metrograph.store.access import Access, Credential, is_loopback, shown

BUSY = {408, 429, 502, 503, 504}
_MARKUP = re.compile(r"<(head|style|script|h1)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_DENIED = re.compile(r"SR186|No permission|read-only mode", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """A request: what it is for (``query``, ``update`` or ``data``), and what is sent."""

    what: str
    method: str
    url: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def reads(self) -> bool:
        """Whether nothing changes on the server, so that the call may be repeated."""
        return self.what == "query" or self.method == "GET"


def unreachable(error: BaseException, url: str, seconds: float) -> StoreError:
    """The error for a call that got no answer."""
    place, proxy = Place(shown(url)), proxy_of(url)
    if isinstance(error, socket.gaierror) and not proxy:
        return StoreError("T202", place)
    if isinstance(error, ssl.SSLError):
        return StoreError("T203", place, detail=getattr(error, "verify_message", "") or getattr(error, "reason", "TLS"))
    if isinstance(error, TimeoutError):
        return StoreError("T204", place, seconds=f"{seconds:g}")
    if isinstance(error, ConnectionResetError | BrokenPipeError | http.client.HTTPException):
        return StoreError("T205", place)
    detail = getattr(error, "strerror", None) or "?"
    return StoreError("T201", place, detail=f"{detail}; proxy: {proxy}" if proxy else detail)


def proxy_of(url: str) -> str:
    """The proxy through which an address is asked, as the environment says, without name and password; empty for none.

    >>> proxy_of("http://127.0.0.1:8000/sparql")
    ''
    """
    parts = urlsplit(url)
    proxy = "" if is_loopback(url) or proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme, "")
    return shown(proxy if "://" in proxy else f"http://{proxy}") if proxy else ""


def refused(call: Call, status: int, headers: Message, said: bytes, held: Credential | None, access: Access) -> MetroGraphError:
    """The error for a status that is none of success."""
    place, detail = Place(shown(call.url)), access.hide(first_words(said, headers.get_content_type()))
    if status == HTTPStatus.UNAUTHORIZED:
        return _unauthorized(place, headers, held)
    if status == HTTPStatus.FORBIDDEN or (status == HTTPStatus.INTERNAL_SERVER_ERROR and _DENIED.search(detail)):
        return StoreError("T209", place, user=held.user or held.kind if held else "-", detail=detail)
    if status == HTTPStatus.BAD_REQUEST:
        return (StoreError if call.what == "data" else QueryError)("T229", place, detail=detail)
    if status in BUSY:
        return StoreError("T228", place, status=status, after=seconds(headers.get("Retry-After"), headers.get("Date")))
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return StoreError("T210", place, status=status)
    if status in {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}:
        return StoreError("T211", place, method=call.method)
    if status in {HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.REQUEST_URI_TOO_LONG}:
        return LimitError("T212", place, size=len(call.body or b""))
    return StoreError("T213", place, status=status, detail=detail)


def _unauthorized(place: Place, headers: Message, held: Credential | None) -> StoreError:
    wanted = kinds(headers)
    told = ", ".join(sorted(wanted)) or "?"
    if held is None:
        return StoreError("T206", place, wanted=told)
    if wanted and held.kind not in wanted:
        return StoreError("T208", place, wanted=told, given=held.kind)
    return StoreError("T207", place, user=held.user or held.kind)


def kinds(headers: Message) -> set[str]:
    """The kinds of authentication that a server asks for.

    >>> message = Message()
    >>> message["WWW-Authenticate"] = 'Digest realm="SPARQL", nonce="1"'
    >>> kinds(message)
    {'digest'}
    """
    return {value.split(None, 1)[0].lower() for value in headers.get_all("WWW-Authenticate", []) if value.strip()}


def seconds(text: str | None, now: str | None = None) -> float | None:
    """How long a server asks to wait: in seconds, or until a time by its own clock, which ``now`` tells (RFC 9110, 10.2.3).

    >>> seconds("2"), seconds("Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:27:15 GMT"), seconds("tomorrow")
    (2.0, 45.0, None)
    """
    if text and text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text or "") - parsedate_to_datetime(now or "")).total_seconds())
    except (ValueError, TypeError):  # no dates, or only one that says its zone
        return None


def first_words(said: bytes, kind: str) -> str:
    r"""What a server said, in one line of plain characters, without markup.

    >>> first_words(b"<html><h1>500</h1><p>The disk is\n full &amp; cold</p></html>", "text/html")
    'The disk is full & cold'
    >>> first_words(b"\n syntax error at '}'\n\nquery: \x1b[2J", "text/plain")
    "syntax error at '}'"
    """
    text = said.decode("utf-8", errors="replace")
    if kind == "text/html" or text.lstrip()[:1] == "<":
        text = " ".join(html.unescape(_MARKUP.sub(" ", text)).split())
    line = next((line.strip() for line in text.splitlines() if line.strip()), "?")
    line = "".join(sign if sign.isprintable() else " " for sign in line)
    return line if len(line) <= 300 else line[:299] + "…"
