"""Problems as pages: what is wrong, where, and what to do next, for people; programs get the problem document as it is."""

import json
from collections.abc import Callable
from http import HTTPStatus

from metrograph.pages.frame import Frame
from metrograph.pages.page import Page
from metrograph.serve.asked import Reply
from metrograph.serve.media import preferred
from metrograph.serve.visit import Visit

PROBLEM = "application/problem+json"
_OFFERS = (PROBLEM, "application/json", "text/html")
_LONGEST = 300


def likes_pages(visit: Visit) -> bool:
    """Whether a client would rather have a page: it asks for HTML by name, as browsers do."""
    return preferred(visit.fields.get("accept", ""), _OFFERS) == "text/html"


def as_page(reply: Reply, visit: Visit, frame: Callable[[], Frame]) -> Reply:
    """A problem document as a page, where a page or nothing was asked for and the client likes pages; else as it is."""
    if reply.media != PROBLEM or not likes_pages(visit) or not (visit.route is None or visit.route.personal):
        return reply
    told = json.loads(reply.body)
    visit.reason = visit.reason or f"{told['code']} {told['title']}"
    surrounds = frame()
    values = {
        "status": reply.status,
        "code": told["code"],
        "remedy": told["detail"],
        "report": told.get("report", ""),
        "others": told.get("others", []),
        "line": told.get("line", 0),
        "column": told.get("column", 0),
        "where": _where(visit),
        "request": visit.id,
        "room": " " * (64 - len(visit.id)),  # HEAD tells the length of what GET sends, whose number may be longer
        "signin": reply.status == HTTPStatus.UNAUTHORIZED and surrounds.writing and not surrounds.person,
    }
    title = told["title"][:1].upper() + told["title"][1:]
    body = Page("error.html", title, values, status=reply.status).html(surrounds).encode()
    return Reply(body, "text/html; charset=utf-8", reply.status, (*reply.headers, ("Vary", "Accept, Accept-Language, Cookie")))


def _where(visit: Visit) -> str:
    """What was asked for; the fields of an address may hold what others should not read on a screen, and are left out."""
    method = "GET" if visit.method == "HEAD" else visit.method[:20]
    return f"{method} {visit.raw[:_LONGEST]}{'…' if len(visit.raw) > _LONGEST else ''}"
