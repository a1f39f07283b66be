"""The HTTP side of the front: from a request to what is asked, from who answers to a reply. It reads no RDF and owns no store."""

import asyncio
import hashlib
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route as Path
from starlette.routing import Router
from starlette.types import Receive, Scope, Send

from metrograph.errors import MetroGraphError, RequestError
from metrograph.serve.answers import give, problem
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.cache import NEVER_KEPT
from metrograph.serve.limits import Limits, admit_short
from metrograph.serve.protocol import asks_nothing, query_of, update_of
from metrograph.serve.protocol_fields import FORM, fields
from metrograph.serve.routes import ROUTES
from metrograph.serve.routes_sparql import left_to_chance, of_query, of_update
from metrograph.serve.service import Service
from metrograph.serve.spoken import language
from metrograph.serve.visit import Visit
from metrograph.sparql.conform import conformed

Endpoint = Callable[[Request, Visit], Awaitable[Reply]]
Told = Callable[[], Reply]
_SILENT = re.compile(r"LOAD\s+SILENT", re.IGNORECASE)
"""A refused LOAD fails, and a SILENT one does so without a word."""
_VARY = ("Vary", "Accept, Accept-Language, Cookie")
_FORMS = {"sparql", "update", "store", "store-change"}
"""Routes that read forms in their own way."""


@dataclass
class Front:
    """What the endpoints share: the service, its limits, and the address that clients see, if it is not the one they use."""

    service: Service
    limits: Limits
    address: str = ""

    def router(self, own: Mapping[str, Told]) -> Router:
        """The routes of the service, and some that the front answers itself, by their path."""
        ways: dict[str, dict[str, Endpoint]] = defaultdict(dict)
        special = {"sparql": self.sparql, "description": self.sparql, "update": self.update}
        for route in ROUTES.values():
            endpoint = special.get(route.name) or self.other(route)
            ways[route.path].update(dict.fromkeys(route.methods, endpoint))
        for path, tell in own.items():
            ways[path]["GET"] = _own(tell)
        paths = [Path(path, Ways(methods)) for path, methods in ways.items()]
        return Router(paths, redirect_slashes=False, default=nowhere)

    # ---- endpoints

    async def sparql(self, request: Request, visit: Visit) -> Reply:
        """A query; without one, what the service is."""
        asked = await self.asked("sparql", request, visit)
        if asks_nothing(asked.method, asked.fields):
            return await self.answered(replace(asked, route="description"), visit)
        found = query_of(request.method, asked.fields, asked.content, asked.body)
        visit.query = found.text
        admit_short(found.text, self.limits)
        return await self.answered(of_query(asked, found), visit, found.seconds, fresh=left_to_chance(found.text))

    async def update(self, request: Request, visit: Visit) -> Reply:
        """An update, by somebody with a token."""
        asked = await self.asked("update", request, visit)
        found = update_of(request.method, asked.fields, asked.content, asked.body)
        visit.query = found.text
        read = replace(found, text=conformed(found.text, update=True)) if _SILENT.search(found.text) else found
        admit_short(read.text, replace(self.limits, query=self.limits.upload))
        return await self.changed(of_update(asked, read), visit, found.text)

    def other(self, route: Route) -> Endpoint:
        """The endpoint of a route that a child or the keeper answers."""

        async def endpoint(request: Request, visit: Visit) -> Reply:
            asked = await self.asked(route.name, request, visit)
            if route.name.startswith("store-change"):
                admit_short(asked.body.decode("utf-8", "replace") if asked.method == "PATCH" else "", self.limits)
                return await self.changed(asked, visit, f"# {asked.method} {visit.raw}")
            if route.writes:
                asked = replace(asked, by=self.writer(visit))
                return self.marked(asked, await self.service.write(asked), visit)
            return await self.answered(asked, visit)

        return endpoint

    async def answered(self, asked: Asked, visit: Visit, seconds: float | None = None, *, fresh: bool = False) -> Reply:
        """The reply to a request that reads."""
        loop = asyncio.get_running_loop()
        began, forked = loop.time(), self.service.cache.misses
        reply = await self.service.ask(asked, seconds, fresh=fresh)
        if self.service.cache.misses != forked:
            visit.worked = loop.time() - began
        return self.marked(asked, reply, visit)

    async def changed(self, asked: Asked, visit: Visit, text: str) -> Reply:
        """The reply to a request that changes something."""
        why = visit.fields.get("x-reason", "").encode("latin-1").decode("utf-8", "replace")[:1000].strip()
        reply = await self.service.change(replace(asked, by=self.writer(visit)), text, why or f"{asked.method} {visit.path}")
        return self.marked(asked, reply, visit)

    def writer(self, visit: Visit) -> str:
        """Who writes; ``RequestError`` for those who may not."""
        if not self.service.source.writing:
            raise RequestError("W123", 403)
        if not visit.who:
            raise RequestError("W540", 401, (("WWW-Authenticate", 'Bearer realm="MetroGraph"'),))
        return visit.who

    # ---- requests and replies

    async def asked(self, name: str, request: Request, visit: Visit) -> Asked:
        """What a request asks."""
        content = visit.fields.get("content-type", "")
        media = content.partition(";")[0].strip().lower()
        body = await request.body() if request.method not in {"GET", "HEAD"} else b""
        found = fields(request.scope["query_string"])
        if media == FORM and name not in _FORMS:
            found = (*found, *fields(body))
        return Asked(
            route=name,
            path={**{key: str(value) for key, value in request.path_params.items()}, **_raw(name, visit)},
            fields=found,
            accept=visit.fields.get("accept", ""),
            lang=language(visit),
            body=body,
            media=media,
            content=content,
            address=self.address or visit.caller.address,
            method="GET" if request.method == "HEAD" else request.method,
        )

    def marked(self, asked: Asked, reply: Reply, visit: Visit) -> Reply:
        """A reply with a mark of its version, and without a body for those who have it."""
        data = self.service.data
        headers = [] if any(name == "Vary" for name, _ in reply.headers) else [_VARY]
        if reply.status == 200 and data and ROUTES[asked.route].kept and NEVER_KEPT not in reply.headers:
            mark = f'"{data.version}-{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            headers += [("ETag", mark), ("Cache-Control", "no-cache")]
            if _known(mark, visit.fields.get("if-none-match", "")):
                return Reply(b"", "", 304, tuple(headers))
        return Reply(reply.body, reply.media, reply.status, (*reply.headers, *headers))


class Ways:
    """The endpoints of one path, by method: an ASGI application."""

    def __init__(self, methods: Mapping[str, Endpoint]) -> None:
        self._methods = dict(methods)
        if "GET" in self._methods:
            self._methods["HEAD"] = self._methods["GET"]
        self._allow = ", ".join(sorted({*self._methods, "OPTIONS"}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or tell what is wrong with it."""
        visit: Visit = scope["metrograph"]
        with suppress(ClientDisconnect):  # who left in the middle of a request needs no answer
            await give(await self._safe(Request(scope, receive), visit), send)

    async def _safe(self, request: Request, visit: Visit) -> Reply:
        try:
            endpoint = self._methods.get(request.method)
            if endpoint:
                return await endpoint(request, visit)
            if request.method == "OPTIONS":
                return Reply(b"", "", 204, (("Allow", self._allow),))
            raise RequestError("W501", 405, (("Allow", self._allow),), method=request.method[:20], allowed=self._allow)
        except MetroGraphError as error:
            visit.reason = f"{error.code} {error.what()} {error.values.get('fault', '')}".rstrip()
            visit.child = str(error.values.get("child", ""))
            return problem(error, language(visit))


async def nowhere(scope: Scope, _: Receive, send: Send) -> None:
    """What is answered where nothing is: an ASGI application."""
    visit: Visit = scope["metrograph"]
    error = RequestError("W106", 404, path=visit.path[:200])
    visit.reason = f"{error.code} {error.what()}"
    await give(problem(error, language(visit)), send)


def _own(tell: Told) -> Endpoint:
    async def endpoint(_: Request, __: Visit) -> Reply:
        return tell()

    return endpoint


def _raw(name: str, visit: Visit) -> dict[str, str]:
    """The path as it was sent, for those to whom it is an identifier."""
    return {"raw": visit.raw} if name.startswith("store") else {}


def _known(mark: str, told: str) -> bool:
    """Whether a client has that version already."""
    return bool(told) and (told.strip() == "*" or mark in {part.strip().removeprefix("W/") for part in told.split(",")})
