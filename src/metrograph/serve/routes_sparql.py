"""What children answer for ``/sparql``, ``/update`` and ``/store``; whatever changes comes back as quads that go and come.

The parts of a SPARQL request travel as the body (the text) and as fields: they were told apart in the front already.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from metrograph.errors import QueryError
from metrograph.serve import describe
from metrograph.serve import evaluate as evaluating
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.drafts import Changed, draft
from metrograph.serve.graph_store import GraphRequest, asked_of, change, read
from metrograph.serve.limits import Limits, admit_long
from metrograph.serve.protocol import QueryRequest, UpdateRequest
from metrograph.serve.protocol_update import ready
from metrograph.serve.served import Served

_LIMITS = Limits()
_WRITING = replace(_LIMITS, query=_LIMITS.upload)
_CHANCES = ("NOW", "RAND", "UUID", "BNODE")
_CHANCE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


def of_query(asked: Asked, found: QueryRequest) -> Asked:
    """A query on its way to a child."""
    fields = [*(("default", iri) for iri in found.default_graphs), *(("named", iri) for iri in found.named_graphs)]
    return _with(asked, [*fields, ("format", found.format)], found.text)


def of_update(asked: Asked, found: UpdateRequest) -> Asked:
    """An update on its way to a child."""
    return _with(
        asked, [*(("using", iri) for iri in found.using), *(("using-named", iri) for iri in found.using_named)], found.text
    )


def _with(asked: Asked, fields: Iterable[tuple[str, str]], text: str) -> Asked:
    return Asked(asked.route, asked.path, tuple(fields), asked.accept, asked.lang, text.encode(), address=asked.address,
                 by=asked.by, method=asked.method)  # fmt: skip


def left_to_chance(text: str) -> bool:
    """Whether a query may be answered otherwise a second time, though the data are the same.

    >>> left_to_chance("SELECT (now() AS ?n) {}"), left_to_chance("ASK {}")
    (True, False)
    """
    capitals = text.upper()
    return any(word in capitals for word in _CHANCES) and _CHANCE.search(text) is not None


def sparql(desk: Served, asked: Asked) -> Reply:
    """The answer to a query."""
    text = asked.body.decode()
    admit_long(text, _LIMITS)
    request = QueryRequest(text, asked.values("default"), asked.values("named"), asked.value("format"))
    union = desk.data.union
    return evaluating.evaluate(
        desk.local, request, asked.accept, _LIMITS, union=union, prefixes=desk.prefixes, base=asked.address + "sparql"
    )


def update(desk: Served, asked: Asked) -> Reply:
    """The quads that an update would take away and put in."""
    request = UpdateRequest(asked.body.decode(), asked.values("using"), asked.values("using-named"))
    admit_long(request.text, _WRITING)
    text = ready(request, asked.address + "update", desk.prefixes)
    try:
        return as_reply(draft(desk, text), 204)
    except QueryError as error:
        raise text.judged(error) from None


def store(desk: Served, asked: Asked) -> Reply:
    """A graph."""
    return read(desk.local, _graph(asked), asked.accept, _LIMITS, prefixes=desk.prefixes)


def store_change(desk: Served, asked: Asked) -> Reply:
    """The quads that a request to a graph would take away and put in."""
    if asked.method == "PATCH":
        admit_long(asked.body.decode("utf-8", "replace"), _LIMITS)
    fresh = hashlib.sha256(desk.data.version.encode() + asked.body).hexdigest()[:16]
    made = change(desk.local, _graph(asked), fresh, prefixes=desk.prefixes)
    marks = [(name, iri) for name, iri in (("create", made.create), ("drop", made.drop)) if iri]
    return as_reply(Changed(frozenset(made.removed), frozenset(made.added)), made.status, (*made.headers, *marks))


def _graph(asked: Asked) -> GraphRequest:
    return asked_of(asked.method, asked.path["raw"], asked.fields, asked.content, asked.body, address=asked.address)


def description(desk: Served, asked: Asked) -> Reply:
    """What the service is."""
    data, address = desk.data, asked.address + "sparql"
    return describe.reply(desk.local, address, asked.accept, union=data.union, writable=data.writable, prefixes=desk.prefixes,
                          format=asked.value("format") or asked.value("output"), lang=asked.lang)  # fmt: skip


def as_reply(change: Changed, status: int, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A change on its way to the keeper, with the status and header fields that the client is to have."""
    removed, added = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"" for quads in (change.removed, change.added))
    return Reply(removed + added, "application/n-quads", status, (("removed", str(len(removed))), *headers))


def warm(desk: Served) -> None:
    """Read the templates, and what the engine makes at its first use."""
    evaluating.warm()
    for accept in ("text/html", "text/turtle"):
        description(desk, Asked("description", accept=accept))


_GRAPH, _CHANGES = ("GET",), ("PUT", "POST", "DELETE", "PATCH")
ROUTES = (
    Route("sparql", ("GET", "POST"), "/sparql", sparql),
    Route("description", ("GET",), "/sparql", description),
    Route("update", ("POST",), "/update", update, writes=True, kept=False),
    Route("store", _GRAPH, "/store", store),
    Route("store-below", _GRAPH, "/store/{rest:path}", store),
    Route("store-change", _CHANGES, "/store", store_change, writes=True, kept=False),
    Route("store-change-below", _CHANGES, "/store/{rest:path}", store_change, writes=True, kept=False),
)
