"""The way in: what is looked at before anybody answers a request, in this order, and what each answer gets on its way out.

```
number     X-Request-Id, or one of ours                          every answer has it
caller     client, scheme, host; from proxies only when known
rate       429   too much in a short time                        not for this machine itself, nor for probes
host       421   a name that is not ours (DNS rebinding)         not for probes
address    414   too long          400   a token in it
preflight  204   or 403            answered here
origin     403   a page of another site would change something   with or without a token
token      401   not known         429   too many wrong ones     503   the token file is broken
private    403   metrics, for others than this machine and holders of a token
change     401   without a token   403   nobody may change anything here; forms of pages are left to the front
body       415   packed            413   too large               408   too slow, while it is read
```

Every request ends as one line in the log and in the metrics.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from metrograph.errors import RequestError
from metrograph.serve.access import REALM, Tokens, in_address
from metrograph.serve.answers import give, problem
from metrograph.serve.asked import Reply
from metrograph.serve.hosts import Proxies, check_host
from metrograph.serve.limits import MIB
from metrograph.serve.logs import Log
from metrograph.serve.metrics import Metrics
from metrograph.serve.origins import Fields, Origins, is_preflight
from metrograph.serve.protection import bad_field, protection
from metrograph.serve.rate import Rate, Verdict, seconds
from metrograph.serve.visit import Visit, Ways, header_fields, request_id

Header = tuple[bytes, bytes]
_BODY = {"content-length", "transfer-encoding"}
"""The header fields of a request that has a body."""
_LEFT = 499
"""The status in the log of a request whose client left before it was answered."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Who and what is let in. Sizes in bytes."""

    hosts: frozenset[str] = frozenset()
    """Hosts besides localhost and the address that was connected to (``hosts.host_names``)."""
    proxies: Proxies = field(default_factory=Proxies)
    origins: Origins = field(default_factory=Origins)
    address: int = 64 << 10
    query: int = MIB
    upload: int = 64 * MIB
    """The largest body of a request that writes, or whose route is among ``uploads``."""
    uploads: frozenset[str] = frozenset()
    form: int = 64 << 10
    """The largest form of a page."""
    private: frozenset[str] = frozenset({"/metrics"})
    probes: frozenset[str] = frozenset({"/healthz", "/readyz"})
    framed: tuple[str, ...] = ()
    """Beginnings of paths that the listed origins may show in a frame, such as the previews of OpenRefine."""
    grace: float = 30.0
    pace: int = 64 << 10
    """A body may take ``grace`` seconds, and one more for each ``pace`` bytes that came."""

    def cap(self, visit: Visit) -> int:
        """The largest body of a request; a query in a form may be three times as long, written with %-escapes."""
        if visit.route and visit.route.writes and visit.route.personal:
            return self.form
        if visit.route and (visit.route.writes or visit.route.name in self.uploads):
            return self.upload
        form = visit.fields.get("content-type", "").lower().startswith("application/x-www-form-urlencoded")
        return self.query * 3 + (64 << 10) if form else self.query


class Guard:
    """ASGI around the service. ``lang`` gives, for a scope, the language in which a refusal is told; ``told`` how it looks."""

    def __init__(
        self,
        app: ASGIApp,
        rules: Rules,
        *,
        ways: Ways,
        log: Log,
        metrics: Metrics,
        tokens: Tokens | None = None,
        rate: Rate | None = None,
        lang: Callable[[Scope], str] = lambda _: "en",
        told: Callable[[Reply, Visit], Reply] = lambda reply, _: reply,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.rules, self.ways = app, rules, ways
        self.log, self.metrics, self.tokens, self.rate = log, metrics, tokens, rate
        self.lang, self.clock = lang, clock
        self.told = told
        self._fault: object = None
        if tokens:
            tokens.told = lambda word: metrics.count("tokens", word)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and end of the service."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        began = self.clock()
        visit = scope["metrograph"] = self._visit(scope)
        passage = Passage(self, visit, scope, receive, send)
        try:
            here = str((scope.get("server") or ("",))[0])
            passage.verdict = self._rate(visit)
            preflight = self._let_in(visit, here)
            if preflight is None:
                await self.app(scope, passage.receive, passage.send)
            else:
                await passage.reply(Reply(b"", "", 204, preflight))
        except RequestError as error:
            await passage.refuse(error)
        finally:
            visit.seconds = self.clock() - began
            self._tell(visit, passage, sys.exc_info()[0])

    def _visit(self, scope: Scope) -> Visit:
        fields = header_fields(scope["headers"])
        caller = self.rules.proxies.caller((scope.get("client") or ("",))[0], scope["scheme"], fields)
        method, path = scope["method"], scope["path"]
        return Visit(
            request_id(fields.get("x-request-id", "")),
            caller,
            method,
            path,
            scope.get("raw_path", path.encode()).decode("latin-1"),
            scope["query_string"].decode("latin-1"),
            fields,
            *self.ways.find(method, path),
        )

    # ---- the questions, in their order

    def _rate(self, visit: Visit) -> Verdict | None:
        if self.rate is None or visit.caller.near or visit.path in self.rules.probes:
            return None
        verdict = self.rate.take(visit.caller.client)
        if not verdict.ok:
            raise RequestError("W546", 429, self.rate.fields(verdict), seconds=seconds(verdict.wait))
        return verdict

    def _let_in(self, visit: Visit, here: str) -> Fields | None:
        """Raises ``RequestError`` when a request may not go on; gives the answer to a browser that only asks for leave."""
        if visit.path not in self.rules.probes:
            check_host(visit.caller, self.rules.hosts, here)
        self._address(visit)
        if is_preflight(visit.method, visit.fields):
            method = visit.fields["access-control-request-method"]
            return self.rules.origins.preflight(visit.fields["origin"], method, *self.ways.methods(visit.path))
        if visit.writes:
            fields = visit.fields
            allowed = Origins() if visit.route and visit.route.personal else self.rules.origins  # forms are sent by pages of ours
            allowed.check(fields.get("origin", ""), visit.caller.site, fields.get("sec-fetch-site", ""))
        self._token(visit)
        self._private(visit)
        self._change(visit)
        self._body(visit)
        return None

    def _address(self, visit: Visit) -> None:
        if len(visit.raw) + len(visit.query_string) >= self.rules.address:
            raise RequestError("W551", 414, limit=f"{self.rules.address:,}")
        if in_address(visit.query_string):
            raise RequestError("W542", 400)

    def _token(self, visit: Visit) -> None:
        given = visit.fields.get("authorization")
        if given is None or self.tokens is None:
            return
        try:
            visit.who = self.tokens.admit(given, visit.caller.client)
        finally:
            self._look_at(self.tokens)

    def _look_at(self, tokens: Tokens) -> None:
        """What is wrong with the token file is told once in the log."""
        if tokens.fault is not self._fault:
            self._fault = tokens.fault
            self.log.note("error", str(tokens.fault) if tokens.fault else "the token file can be read again")

    def _private(self, visit: Visit) -> None:
        if visit.path in self.rules.private and not visit.caller.near and not visit.who:
            raise RequestError("W550", 403)

    def _change(self, visit: Visit) -> None:
        if not visit.writes or visit.who or (visit.route is None and any(self.ways.methods(visit.path))):
            return
        if self.tokens is None:
            raise RequestError("W543", 403)
        if visit.route and visit.route.personal:
            return  # a form tells in its body who sends it: the front looks at it
        raise RequestError("W540", 401, (("WWW-Authenticate", REALM),))

    def _body(self, visit: Visit) -> None:
        packed = visit.fields.get("content-encoding", "identity").strip().lower()
        if packed != "identity":
            raise RequestError("W554", 415, (("Accept-Encoding", "identity"),), value=packed[:40])
        limit = self.rules.cap(visit)
        length = visit.fields.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > limit:
            raise RequestError("W552", 413, limit=f"{limit:,}")

    def _tell(self, visit: Visit, passage: "Passage", fault: type[BaseException] | None) -> None:
        if not visit.status:
            visit.status = _LEFT if passage.left or fault is asyncio.CancelledError else 500
        if fault and not visit.reason:
            visit.reason = f"fault: {fault.__name__}"
        if self.rate and visit.worked and not visit.caller.near:
            self.rate.charge(visit.caller.client, visit.worked * self.rate.per_second)
        self.metrics.seen(visit)
        self.log.visit(visit)


class Passage:
    """One request on its way in, and its answer on its way out."""

    __slots__ = ("_done", "_from", "_guard", "_reading", "_receive", "_scope", "_send", "_visit", "left", "verdict")

    def __init__(self, guard: Guard, visit: Visit, scope: Scope, receive: Receive, send: Send) -> None:
        self._guard, self._visit, self._scope, self._receive, self._send = guard, visit, scope, receive, send
        self._from = -1.0
        self._reading = True
        self._done = False
        self.left = False
        """Whether the client went away."""
        self.verdict: Verdict | None = None

    async def receive(self) -> Message:
        """The next piece of the body, within its size and its time."""
        if not self._reading:
            return await self._receive()
        try:
            message = await self._in_time()
        except RequestError as error:
            await self.refuse(error)
            raise
        if message["type"] == "http.disconnect":
            self.left = True
        self._reading = bool(message.get("more_body"))
        return message

    async def _in_time(self) -> Message:
        visit, rules, clock = self._visit, self._guard.rules, self._guard.clock
        self._from = clock() if self._from < 0 else self._from
        left = rules.grace + visit.received / rules.pace - (clock() - self._from)
        try:
            async with asyncio.timeout(max(0.0, left) if visit.fields.keys() & _BODY else None):
                message = await self._receive()
        except TimeoutError:
            spent = clock() - self._from
            raise RequestError("W553", 408, n=f"{visit.received:,}", seconds=round(spent)) from None
        visit.received += len(message.get("body", b""))
        limit = rules.cap(visit)
        if visit.received > limit:
            raise RequestError("W552", 413, limit=f"{limit:,}")
        return message

    async def send(self, message: Message) -> None:
        """The next piece of the answer; what comes after a refusal is dropped."""
        if self._done:
            return
        if message["type"] == "http.response.start":
            bad = bad_field(message["headers"])
            if bad:
                await self.refuse(RequestError("W555", 500, name=bad))
                return
            self._visit.status = message["status"]
            message["headers"] = self._headers(list(message["headers"]), message["status"])
        elif message["type"] == "http.response.body":
            body = message.get("body", b"")
            if self._visit.status >= 400 and not self._visit.reason:
                self._visit.reason = _reason(body)
            self._visit.sent += len(body)
        await self._send(message)

    async def reply(self, reply: Reply) -> None:
        """Sends a whole answer of our own."""
        await give(reply, self.send)

    async def refuse(self, error: RequestError) -> None:
        """Sends what is wrong, if nothing was sent yet; whatever the service would still say is dropped."""
        visit = self._visit
        if self._done or visit.status:
            self._done = True
            return
        visit.reason = f"{error.code} {error.what()}"
        await self.reply(self._guard.told(problem(error, self._guard.lang(self._scope)), visit))
        self._done = True

    def _headers(self, headers: list[Header], status: int) -> list[Header]:
        """The header of an answer, with all that belongs to each."""
        visit, rules = self._visit, self._guard.rules
        names = {name for name, _ in headers}
        media = next((value for name, value in headers if name == b"content-type"), b"").decode("latin-1")
        framed = tuple(sorted(rules.origins.listed)) if visit.path.startswith(rules.framed) else ()
        shared = rules.origins.all_read
        if status != 304:  # what a browser kept keeps its own: it would be given those of an answer without a media type
            headers += [field for field in _protection(media, shared, framed) if field[0] not in names]
        headers.append((b"x-request-id", visit.id.encode()))
        if b"cache-control" not in names:
            headers.append((b"cache-control", b"no-cache" if status < 400 and visit.method in {"GET", "HEAD"} else b"no-store"))
        origin = visit.fields.get("origin", "")
        told = (
            rules.origins.fields(origin, visit.caller.site, writes=visit.writes) if b"access-control-max-age" not in names else ()
        )
        if self.verdict and self._guard.rate:
            told = (*told, *self._guard.rate.fields(self.verdict))
        return headers + [(name.lower().encode(), value.encode()) for name, value in told]


@lru_cache(maxsize=256)
def _protection(media: str, shared: bool, framed: tuple[str, ...]) -> tuple[Header, ...]:
    frames = ("'self'", *framed) if framed else ()
    return tuple((name.lower().encode(), value.encode()) for name, value in protection(media, shared=shared, frames=frames))


def _reason(body: bytes) -> str:
    """What a problem document says was wrong, for the log."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    return f"{told.get('code', '')} {told.get('title', '')}".strip() if isinstance(told, dict) else ""
