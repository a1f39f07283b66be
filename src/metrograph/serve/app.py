"""The HTTP side of the front: from a request to what is asked, from who answers to a reply. It reads no RDF and owns no store."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from metrograph.errors import MetroGraphError, RequestError
from metrograph.serve.access import Tokens
from metrograph.serve.answers import give, problem
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.cache import NEVER_KEPT
from metrograph.serve.grants import Grant
from metrograph.serve.limits import Limits, admit_short
from metrograph.serve.protocol import asks_nothing, query_of, update_of
from metrograph.serve.protocol_fields import FORM, fields
from metrograph.serve.refusals import PROBLEM, as_page, likes_pages
from metrograph.serve.routes import ROUTES
from metrograph.serve.routes_sparql import left_to_chance, of_query, of_update
from metrograph.serve.service import Service
from metrograph.serve.session_pages import Reception
from metrograph.serve.spoken import language
from metrograph.serve.visit import Visit, Ways
from metrograph.sparql.conform import conformed

Told = Callable[[], Reply]
_SILENT = re.compile(r"LOAD\s+SILENT", re.IGNORECASE)
"""A refused LOAD fails, and a SILENT one does so without a word."""
_VARY = ("Vary", "Accept, Accept-Language, Cookie")
DECISIONS = frozenset({"api-review", "review-decide"})
"""The routes for those who may decide on links and change nothing else."""
_SECRETS = frozenset({"token", "csrf"})
"""Fields of forms that go no further than the front."""


@dataclass
class Front:
    """An ASGI application over the service, behind the guard, which has found the route.

    ``own`` is what the front answers itself, by path; ``address`` the one that clients see, if it is not the one they use.
    """

    service: Service
    limits: Limits
    own: Mapping[str, Told] = field(default_factory=dict)
    address: str = ""
    tokens: Tokens | None = None

    def __post_init__(self) -> None:
        self.reception = Reception(self.tokens, self.address)
        own = (Route(path.split("/")[1], ("GET",), path, tell) for path, tell in self.own.items())
        self.ways = Ways([*ROUTES.values(), *own])
        self._special: dict[str, Callable[[Request, Visit], Awaitable[Reply]]] = {
            "sparql": self.sparql,
            "update": self.update,
            "store": self.store,
            "store-below": self.store,
            "store-change": self.store_change,
            "store-change-below": self.store_change,
            "session": self.session,
            "session-begin": self.session,
            "session-end": self.session,
            "review-decide": self.decide,
            "query": self.query,
            "link-text": self.link,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or tell what is wrong with it."""
        visit: Visit = scope["metrograph"]
        with suppress(ClientDisconnect):  # who left in the middle of a request needs no answer
            await give(self.told(await self._safe(Request(scope, receive), visit), visit), send)

    def told(self, reply: Reply, visit: Visit) -> Reply:
        """A reply as its client likes it: a problem as a page, for a browser."""
        return as_page(reply, visit, lambda: self.reception.frame(visit, language(visit)))

    async def _safe(self, request: Request, visit: Visit) -> Reply:
        try:
            if visit.route is None:
                return self.elsewhere(visit)
            if visit.route.path in self.own:
                return self.own[visit.route.path]()
            return await self._special.get(visit.route.name, self.other)(request, visit)
        except MetroGraphError as error:
            visit.reason = f"{error.code} {error.what()} {error.values.get('fault', '')}".rstrip()
            visit.child = str(error.values.get("child", ""))
            return problem(error, language(visit))

    # ---- endpoints

    def elsewhere(self, visit: Visit) -> Reply:
        """Where no route leads: what a path allows, or that it is none of ours."""
        reads, writes = self.ways.methods(visit.path)
        allowed = ", ".join(sorted({*reads, *writes, "OPTIONS"}))
        if not (reads or writes):
            raise RequestError("W106", 404, path=visit.path[:200])
        if visit.method != "OPTIONS":
            raise RequestError("W501", 405, (("Allow", allowed),), method=visit.method[:20], allowed=allowed)
        return Reply(b"", "", 204, (("Allow", allowed),))

    async def sparql(self, request: Request, visit: Visit) -> Reply:
        """A query; without one, what the service is."""
        asked = await self.asked("sparql", request, visit)
        if asks_nothing(asked.method, asked.fields):
            return await self.answered(replace(asked, route="description"), visit)
        found = query_of(request.method, asked.fields, asked.content, asked.body)
        visit.query = found.text
        admit_short(found.text, self.limits)
        return await self.answered(of_query(asked, found), visit, found.seconds, fresh=left_to_chance(found.text))

    async def query(self, request: Request, visit: Visit) -> Reply:
        """The page of questions: a query in it passes the gate of ``sparql``, and what is wrong with it is told beside it."""
        asked = await self.asked("query", request, visit)
        if asked.method == "POST":
            asked = replace(asked, fields=(*asked.fields, *_form(asked)), body=b"")
        visit.query = asked.value("query")
        try:
            admit_short(visit.query, self.limits)
            return await self.answered(asked, visit, fresh=left_to_chance(visit.query))
        except RequestError as error:
            visit.reason = f"{error.code} {error.what()}"
            visit.child = str(error.values.get("child", ""))
            told, headers = problem(error, asked.lang).body, error.headers
        page, _ = await self.service.ask(replace(asked, route="query-refused", body=told))
        return self.marked(asked, replace(page, headers=(*page.headers, *headers)), visit)

    async def link(self, request: Request, visit: Visit) -> Reply:
        """A text or document to be linked; where no child could answer, in time or at all, its form comes back filled in."""
        asked = await self.asked("link-text", request, visit)
        if asked.media == FORM:
            asked = replace(asked, fields=(*asked.fields, *fields(asked.body)))
        try:
            return await self.answered(asked, visit)
        except RequestError as error:
            if not likes_pages(visit):
                raise
            visit.reason = f"{error.code} {error.what()}"
            visit.child = str(error.values.get("child", ""))
            told, headers = problem(error, asked.lang).body.decode(), error.headers
        page, _ = await self.service.ask(replace(asked, route="link-refused", path={"told": told}), fresh=True)
        return self.marked(asked, replace(page, headers=(*page.headers, *headers)), visit)

    async def update(self, request: Request, visit: Visit) -> Reply:
        """An update, by somebody with a token."""
        asked = await self.asked("update", request, visit)
        found = update_of(request.method, asked.fields, asked.content, asked.body)
        visit.query = found.text
        read = replace(found, text=conformed(found.text, update=True)) if _SILENT.search(found.text) else found
        admit_short(read.text, replace(self.limits, query=self.limits.upload))
        return await self.changed(of_update(asked, read), visit, found.text)

    async def store(self, request: Request, visit: Visit) -> Reply:
        """A graph, by its name or by its address, which is the path as it was sent."""
        asked = await self.asked("store", request, visit)
        return await self.answered(replace(asked, path={"raw": visit.raw}), visit)

    async def store_change(self, request: Request, visit: Visit) -> Reply:
        """A change of a graph."""
        asked = await self.asked("store-change", request, visit)
        if asked.method == "PATCH":
            admit_short(asked.body.decode("utf-8", "replace"), self.limits)
        return await self.changed(replace(asked, path={"raw": visit.raw}), visit, f"# {asked.method} {visit.raw}")

    async def other(self, request: Request, visit: Visit) -> Reply:
        """Whatever a child answers, or the keeper: a form that is sent counts as fields."""
        asked = await self.asked(visit.name, request, visit)
        if asked.media == FORM:
            asked = replace(asked, fields=(*asked.fields, *fields(asked.body)))
        if not ROUTES[asked.route].writes:
            return await self.answered(asked, visit)
        asked = self.signed(visit, asked)
        return self.marked(asked, await self.service.write(asked), visit)

    async def session(self, request: Request, visit: Visit) -> Reply:
        """The form that asks for a token, signing in with it, and signing out."""
        asked = await self.asked(visit.name, request, visit)
        if asked.method == "GET":
            reply = self.reception.form(visit, asked)
            return replace(reply, headers=(*reply.headers, _VARY, *self.reception.spoken(visit, asked, reply)))
        given = replace(asked, fields=_form(asked))
        return self.reception.end(visit, given) if visit.name == "session-end" else self.reception.begin(visit, given)

    async def decide(self, request: Request, visit: Visit) -> Reply:
        """A decision by the form of a page; one that is not taken is told on a page that keeps what was typed.

        With a token in the form its person signs in first: so goes on who was signed out in the meantime.
        """
        asked = await self.asked("review-decide", request, visit)
        given = replace(asked, fields=_form(asked))
        told: tuple[tuple[str, str], ...] = ()
        plain = replace(given, fields=tuple(pair for pair in given.fields if pair[0] not in _SECRETS))
        try:
            if given.value("token"):
                told = (self.reception.admit(visit, given.value("token")),)
                given = replace(given, fields=(*plain.fields, ("csrf", self.reception.frame(visit, asked.lang).csrf)))
            signed = self.signed(visit, given)
            visit.who = signed.by
            reply = await self.service.write(replace(plain, by=signed.by, grant=signed.grant, body=b""))
        except RequestError as error:
            visit.reason = f"{error.code} {error.what()}"
            reply = problem(error, asked.lang)
        if reply.media == PROBLEM and likes_pages(visit):
            reply = await self.again(plain, reply, visit)
        reply = replace(reply, headers=(*reply.headers, *told))
        return self.marked(plain, reply, visit)

    async def again(self, asked: Asked, refused: Reply, visit: Visit) -> Reply:
        """The page about a decision that was not taken, with the status and the header fields of the refusal."""
        session = self.reception.session(visit)
        by, csrf = (session.name, session.csrf) if session else ("", "")
        asked = replace(asked, route="review-again", path={}, by=by, grant=self.reception.grant(by), csrf=csrf)
        reply, _ = await self.service.ask(replace(asked, body=refused.body), fresh=True)
        return replace(reply, status=refused.status, headers=(*refused.headers, _VARY))

    # ---- requests and replies

    async def asked(self, name: str, request: Request, visit: Visit) -> Asked:
        """What a request asks."""
        content = visit.fields.get("content-type", "")
        session = self.reception.session(visit) if visit.route and visit.route.personal and not visit.writes else None
        return Asked(
            route=name,
            path=visit.parts,
            fields=fields(request.scope["query_string"]),
            accept=visit.fields.get("accept", ""),
            lang=language(visit),
            body=await request.body() if request.method not in {"GET", "HEAD"} else b"",
            media=content.partition(";")[0].strip().lower(),
            content=content,
            address=self.address or visit.caller.address,
            by=session.name if session else "",
            grant=self.reception.grant(session.name) if session else "",
            csrf=session.csrf if session else "",
            method="GET" if request.method == "HEAD" else request.method,
        )

    def signed(self, visit: Visit, asked: Asked) -> Asked:
        """A request with who writes and what for; ``RequestError`` for those who may not.

        Whatever changes something asks here, and nowhere else. Whose a link is, the keeper knows.
        """
        if not self.service.source.writing:
            raise RequestError("W123", 403)
        name = self.reception.writer(visit, asked)
        grant = self.reception.grant(name)
        if asked.route not in DECISIONS and not Grant.of(grant).edits:
            raise RequestError("B142", 403, name=name)
        return replace(asked, by=name, grant=grant)

    async def answered(self, asked: Asked, visit: Visit, seconds: float | None = None, *, fresh: bool = False) -> Reply:
        """The reply to a request that reads; a ``fresh`` one is worked out anew, as is that of who is signed in."""
        fresh = fresh or bool(asked.by)
        reply, visit.worked = await self.service.ask(asked, seconds, fresh=fresh)
        if fresh:
            reply = replace(reply, headers=(*reply.headers, NEVER_KEPT))
        return self.marked(asked, reply, visit)

    async def changed(self, asked: Asked, visit: Visit, text: str) -> Reply:
        """The reply to a request that changes something."""
        why = visit.fields.get("x-reason", "").encode("latin-1").decode("utf-8", "replace")[:1000].strip()
        asked = self.signed(visit, asked)
        reply = await self.service.change(asked, text, why or f"{asked.method} {visit.path}")
        return self.marked(asked, reply, visit)

    def marked(self, asked: Asked, reply: Reply, visit: Visit) -> Reply:
        """A reply with a mark of its version, and without a body for those who have it."""
        data = self.service.data
        headers = [] if any(name == "Vary" for name, _ in reply.headers) else [_VARY]
        headers += self.reception.spoken(visit, asked, reply)
        if reply.status == 200 and data and ROUTES[asked.route].kept and NEVER_KEPT not in reply.headers:
            mark = f'"{data.version}-{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            headers += [("ETag", mark), ("Cache-Control", "no-cache")]
            if _known(mark, visit.fields.get("if-none-match", "")):
                return Reply(b"", "", 304, tuple(headers))
        return Reply(reply.body, reply.media, reply.status, (*reply.headers, *headers))


def _form(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The fields of a form."""
    if asked.media != FORM:
        raise RequestError("W415", 415, value=asked.media[:60] or "-", choices=FORM)
    return fields(asked.body)


def _known(mark: str, told: str) -> bool:
    """Whether a client has that version already."""
    return bool(told) and (told.strip() == "*" or mark in {part.strip().removeprefix("W/") for part in told.split(",")})
