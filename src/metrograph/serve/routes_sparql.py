"""What children answer for ``/sparql``, ``/update`` and ``/store``; whatever changes comes back as quads that go and come.

The parts of a SPARQL request travel as the body (the text) and as fields: they were told apart in the front already.
"""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.drafts import Changed, draft
from metrograph.serve.evaluate import evaluate
from metrograph.serve.limits import Limits
from metrograph.serve.protocol import QueryRequest, UpdateRequest
from metrograph.serve.protocol_update import ready
from metrograph.serve.served import Served

_LIMITS = Limits()
_CHANCE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
NEVER_KEPT = ("Cache-Control", "no-store")


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


def sparql(desk: Served, asked: Asked) -> Reply:
    """The answer to a query."""
    text = asked.body.decode()
    request = QueryRequest(text, asked.values("default"), asked.values("named"), asked.value("format"))
    union = desk.data.union
    reply = evaluate(
        desk.local, request, asked.accept, _LIMITS, union=union, prefixes=desk.prefixes, base=asked.address + "sparql"
    )
    if _CHANCE.search(text):
        return Reply(reply.body, reply.media, reply.status, (*reply.headers, NEVER_KEPT))
    return reply


def update(desk: Served, asked: Asked) -> Reply:
    """The quads that an update would take away and put in."""
    request = UpdateRequest(asked.body.decode(), asked.values("using"), asked.values("using-named"))
    text = ready(request, asked.address + "update", desk.prefixes)
    return as_reply(draft(desk, text), 204)


def as_reply(change: Changed, status: int, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A change on its way to the keeper, with the status and header fields that the client is to have."""
    removed, added = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"" for quads in (change.removed, change.added))
    return Reply(removed + added, "application/n-quads", status, (("removed", str(len(removed))), *headers))


ROUTES = (
    Route("sparql", ("GET", "POST"), "/sparql", sparql),
    Route("update", ("POST",), "/update", update, kept=False),
)
