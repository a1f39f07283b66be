"""The HTTP side of the front: from a request to what is asked, from a reply to a response. It reads no RDF and owns no store."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Path
from starlette.routing import Router

from metrograph.errors import MetroGraphError, RequestError
from metrograph.serve.answers import problem
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.limits import Limits, admit
from metrograph.serve.media import preferred
from metrograph.serve.protocol import asks_nothing, query_of, update_of
from metrograph.serve.protocol_fields import FORM, fields
from metrograph.serve.routes import ROUTES
from metrograph.serve.routes_sparql import of_query, of_update
from metrograph.serve.service import Service
from metrograph.words import LANGUAGES

Who = Callable[[Request], str]
Endpoint = Callable[[Request], Awaitable[Response]]
_VARY = ("Vary", "Accept, Accept-Language, Cookie")


@dataclass
class Front:
    """What the endpoints share: the service, its limits, and who somebody is."""

    service: Service
    limits: Limits
    who: Who
    address: str = ""
    _endpoints: dict[str, Endpoint] = field(default_factory=dict)

    def router(self) -> Router:
        """The routes of the service."""
        paths = [Path("/sparql", self.told(self.sparql), methods=["GET", "POST"]),
                 Path("/update", self.told(self.update), methods=["POST"])]  # fmt: skip
        others = (route for route in ROUTES.values() if route.name not in {"sparql", "update"})
        paths += [Path(route.path, self.told(self.other(route.name)), methods=list(route.methods)) for route in others]
        return Router(paths, redirect_slashes=False)

    # ---- endpoints

    async def sparql(self, request: Request) -> Response:
        """A query; without one, what the service is."""
        asked = await self.asked("sparql", request)
        raw = fields(request.scope["query_string"])
        if asks_nothing(request.method, raw):
            return self.response(request, asked, await self.service.ask(replace(asked, route="description")))
        found = query_of(request.method, raw, asked.content, asked.body)
        admit(found.text, self.limits)
        asked = of_query(asked, found)
        return self.response(request, asked, await self.service.ask(asked, found.seconds))

    async def update(self, request: Request) -> Response:
        """An update, by somebody with a token."""
        asked = await self.asked("update", request)
        found = update_of(request.method, fields(request.scope["query_string"]), asked.content, asked.body)
        asked = replace(of_update(asked, found), by=self.writer(request))
        admit(found.text, replace(self.limits, query=self.limits.upload))
        why = request.headers.get("x-reason", "") or "SPARQL update"
        return self.response(request, asked, await self.service.change(asked, found.text, why))

    def other(self, name: str) -> Endpoint:
        """The endpoint of a route that a child or the keeper answers."""
        route = ROUTES[name]

        async def endpoint(request: Request) -> Response:
            asked = await self.asked(name, request)
            if route.writes:
                asked = replace(asked, by=self.writer(request))
                return self.response(request, asked, await self.service.write(asked))
            return self.response(request, asked, await self.service.ask(asked))

        return endpoint

    def told(self, endpoint: Endpoint) -> Endpoint:
        """An endpoint that tells what is wrong with a request."""

        async def safe(request: Request) -> Response:
            try:
                return await endpoint(request)
            except MetroGraphError as error:
                request.state.reason = error.code
                return _response(problem(error, language(request)))

        return safe

    # ---- requests

    async def asked(self, name: str, request: Request) -> Asked:
        """What a request asks."""
        content = request.headers.get("content-type", "")
        media = content.partition(";")[0].strip().lower()
        body = await request.body() if request.method not in {"GET", "HEAD"} else b""
        found = fields(request.scope["query_string"])
        if media == FORM and name not in {"sparql", "update"}:
            found = (*found, *fields(body))
        return Asked(
            route=name,
            path={key: str(value) for key, value in request.path_params.items()},
            fields=found,
            accept=request.headers.get("accept", ""),
            lang=language(request),
            body=body,
            media=media,
            content=content,
            address=self.address or f"{request.url.scheme}://{request.url.netloc}/",
            method="GET" if request.method == "HEAD" else request.method,
        )

    def writer(self, request: Request) -> str:
        """Who writes; ``RequestError`` for those who may not."""
        if not self.service.source.writing:
            raise RequestError("W123", 403)
        return self.who(request)

    # ---- responses

    def response(self, request: Request, asked: Asked, reply: Reply) -> Response:
        """A reply as a response: with a mark of its version, and without a body for those who have it."""
        data = self.service.data
        headers = [_VARY]
        if reply.status == 200 and data and ROUTES[asked.route].kept and ("Cache-Control", "no-store") not in reply.headers:
            mark = f'"{data.version}-{hashlib.blake2b(reply.body, digest_size=8).hexdigest()}"'
            headers += [("ETag", mark), ("Cache-Control", "no-cache")]
            if mark in {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}:
                return _response(Reply(b"", "", 304, tuple(headers)))
        return _response(replace(reply, headers=(*reply.headers, *headers)))


def _response(reply: Reply) -> Response:
    response = Response(reply.body, reply.status)
    if reply.media and reply.status not in {204, 304}:
        response.headers["content-type"] = reply.media
    if reply.status in {204, 304}:
        response.raw_headers = [pair for pair in response.raw_headers if pair[0] != b"content-length"]
    for name, value in reply.headers:
        response.headers.append(name, value)
    return response


def language(request: Request) -> str:
    """The language of a request: ``?lang=``, then the cookie, then ``Accept-Language``, else English."""
    if b"lang=" in request.scope["query_string"]:
        wanted = request.query_params.get("lang", "")
        if wanted in LANGUAGES:
            return wanted
    kept = request.cookies.get("lang", "") if "cookie" in request.headers else ""
    if kept in LANGUAGES:
        return kept
    told = request.headers.get("accept-language", "")
    return _spoken(told) if told else "en"


def _spoken(told: str) -> str:
    """The best of our languages for an ``Accept-Language``.

    >>> _spoken("de, fr-CH;q=0.9, en;q=0.8"), _spoken("de")
    ('fr', 'en')
    """
    tags = ",".join(f"x/{part.strip().split('-')[0].split(';')[0]}{part[part.find(';'):] if ';' in part else ''}"
                    for part in told.split(","))  # fmt: skip
    found = preferred(tags, [f"x/{lang}" for lang in LANGUAGES])
    return found.removeprefix("x/") if found else "en"
