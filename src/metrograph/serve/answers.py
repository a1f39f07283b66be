"""Answers a request: finds its route, and turns what is wrong with it into a problem document (RFC 9457)."""

import json
from typing import TYPE_CHECKING

from metrograph.desk import Desk
from metrograph.errors import LimitError, MetroGraphError, QueryError, RejectedError, RequestError, StoreError
from metrograph.serve.asked import Asked, Reply, Route

if TYPE_CHECKING:
    from starlette.types import Send

_STATUS = {RejectedError: 422, LimitError: 503, StoreError: 503}
_OF_CODES = {"Q104": 422, "Q105": 403, "T114": 409, "B141": 403}
"""What is well written and yet not done: 400 would say that it is malformed."""


def answer(routes: dict[str, Route], desk: Desk, asked: Asked) -> Reply:
    """The reply to a request; what is wrong with the request is told in one, too."""
    try:
        return routes[asked.route].answer(desk, asked)
    except MetroGraphError as error:
        return problem(error, asked.lang)


def problem(error: MetroGraphError, lang: str = "en") -> Reply:
    """An error as ``application/problem+json``: what is wrong, where, and what to do next.

    >>> from metrograph.errors import UsageError
    >>> json.loads(problem(UsageError("U102", value="pilot", near="pilots")).body)["code"]
    'U102'
    """
    status = error.status if isinstance(error, RequestError) else _OF_CODES.get(error.code) or _STATUS.get(type(error), 400)
    told: dict[str, object] = {
        "type": f"https://w3id.org/metrograph/errors#{error.code}",
        "title": error.what(lang),
        "status": status,
        "detail": error.remedy(lang),
        "code": error.code,
    }
    if isinstance(error, QueryError | RequestError) and error.place.line:
        told["line"], told["column"] = error.place.line, error.place.column
    if isinstance(error, RejectedError):
        told["report"] = error.found.text(lang)
    if error.others:
        told["others"] = [other.what(lang) for other in error.others]
    headers = error.headers if isinstance(error, RequestError) else ()
    body = (json.dumps(told, ensure_ascii=False) + "\n").encode()
    return Reply(body, "application/problem+json", status, (("Content-Language", lang), *headers))


async def give(reply: Reply, send: "Send") -> None:
    """Send a whole reply, as ASGI has it; 204 and 304 have no body, and nothing is said of one."""
    headers = [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in reply.headers]
    if reply.status not in {204, 304}:
        headers.append((b"content-length", str(len(reply.body)).encode()))
        if reply.media:
            headers.append((b"content-type", reply.media.encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
