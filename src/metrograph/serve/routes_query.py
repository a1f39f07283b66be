"""The page for somebody's own query: what ``/sparql`` would answer, shown in a table, or what is wrong with it beside it.

```
GET  /query                    the catalogue of questions
GET  /query?query=SELECT …     the query and its answer
POST /query                    the same for a long one; a short one gets an address of its own
GET  /completion.json          what the editor proposes
```
"""

import json
from dataclasses import replace
from urllib.parse import urlsplit

import pyoxigraph as ox

from metrograph.desk import Desk
from metrograph.documents.room import room_of
from metrograph.errors import MetroGraphError
from metrograph.explorer.completion import completion
from metrograph.explorer.query import answer_page, capped, query_page, refused_page
from metrograph.explorer.results import ADDRESS
from metrograph.explorer.view import View
from metrograph.serve import evaluate as evaluating
from metrograph.serve.answers import problem
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.limits import MIB, Limits, admit_long
from metrograph.serve.protocol import QueryRequest
from metrograph.serve.routes_explorer import page_reply, view_of
from metrograph.serve.served import Served
from metrograph.solutions import Solutions
from metrograph.store import Answer
from metrograph.table import Table

_LIMITS = replace(Limits(), answer=16 * MIB)
_FORMS = "text/tab-separated-values, application/n-triples"


def query(desk: Desk, asked: Asked) -> Reply:
    """The catalogue, or a query with its answer or what is wrong with it."""
    view, text = _view(desk, asked), asked.value("query")
    if not text.strip():
        return page_reply(query_page(view), view)
    here = view.here()
    if asked.method == "POST" and len(here) < ADDRESS:
        return Reply(b"", "", 303, (("Location", here),))
    try:
        return page_reply(answer_page(view, text, solved(desk, asked, text)), view)
    except MetroGraphError as error:
        return page_reply(refused_page(view, text, json.loads(problem(error, asked.lang).body)), view)


def refused(desk: Desk, asked: Asked) -> Reply:
    """A query that the front refused, or that took too long: its problem document is the body."""
    view = _view(desk, asked)
    return page_reply(refused_page(view, asked.value("query"), json.loads(asked.body)), view)


def solved(desk: Desk, asked: Asked, text: str) -> Answer:
    """The answer of the endpoint, as values; of rows no more than pages can show, and one."""
    admit_long(text, _LIMITS)
    store, base = room_of(desk).store, asked.address + "sparql"
    union = desk.data.union if isinstance(desk, Served) else True
    reply = evaluating.evaluate(
        store, QueryRequest(capped(text)), _FORMS, _LIMITS, union=union, prefixes=desk.prefixes, base=base
    )
    if reply.media.startswith("application/n-triples"):
        return tuple(dict.fromkeys(quad.triple for quad in ox.parse(reply.body, ox.RdfFormat.N_TRIPLES)))
    if reply.body in (b"true", b"false"):  # rows begin with a line of names
        return reply.body == b"true"
    names = reply.body.partition(b"\n")[0].decode().split("\t")
    columns = tuple(name.removeprefix("?") for name in names if name)
    return Table(columns, Solutions.written(lambda file: file.write(reply.body), columns))


def proposals(desk: Desk, asked: Asked) -> Reply:
    """What the editor proposes, in a language."""
    body = json.dumps(completion(_view(desk, asked)), ensure_ascii=False, separators=(",", ":"))
    return Reply(body.encode(), "application/json", headers=(("Content-Language", asked.lang),))


def _view(desk: Desk, asked: Asked) -> View:
    return view_of(desk, asked, urlsplit(asked.address).path + "query")


def warm(desk: Desk) -> None:
    """Work out what the editor proposes, which takes longest, before children are forked."""
    proposals(desk, Asked("completion"))


ROUTES = (
    Route("query", ("GET", "POST"), "/query", query, personal=True),
    Route("query-refused", ("GET",), "/query", refused, kept=False, personal=True),
    Route("completion", ("GET",), "/completion.json", proposals),
)
