"""Evaluates a query in the child, and writes the answer in the format that the client likes best.

```
text -> gate -> engine -> rows     -> JSON, XML, CSV, TSV
                       -> triples  -> Turtle, N-Triples, RDF/XML, JSON-LD
```
An answer is whole or an error: past the limits of rows and bytes it is never cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import pyoxigraph as ox

from metrograph.errors import Place, QueryError, RequestError, SourceError
from metrograph.formats import MEDIA, sound_xml
from metrograph.serve.asked import Reply
from metrograph.serve.limits import Limits
from metrograph.serve.media import preferred
from metrograph.serve.protocol import QueryRequest
from metrograph.sparql.conform import answered
from metrograph.sparql.outline import Outline, names_graphs
from metrograph.store import LocalStore
from metrograph.store.disk import first_line
from metrograph.store.refusal import refuse_outside, refused
from metrograph.turtle import Triple

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv; charset=utf-8": "csv",
    "text/tab-separated-values; charset=utf-8": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""The media types of rows, the one to be preferred first, and what is written for each."""
TRUTH = {**ROWS, "text/boolean": "csv", "text/plain; charset=utf-8": "csv"}
"""The media types of yes and no; as CSV and TSV, for which no standard says how, it is ``true`` or ``false``."""
TRIPLES = {
    f"{MEDIA['ttl']}; charset=utf-8": "ttl",
    **{MEDIA[kind]: kind for kind in ("nt", "rdf", "jsonld")},
    "application/x-turtle": "ttl",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/xml": "rdf",
    "text/plain; charset=utf-8": "nt",
}
"""The media types of triples."""
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
AS_TRIPLES = {"json": "jsonld", "xml": "rdf"}
"""Short names that mean one thing for rows and another for triples."""
_QUOTED = {"csv": re.compile(rb'"[^"]*+"'), "json": re.compile(rb'"(?>[^"\\]++|\\.)*+"')}
_ROW = {"csv": b"\r\n", "tsv": b"\n", "xml": b"<result>"}
_STAR = re.compile(r"SELECT(?>\s|#.*)*+(?:(?:DISTINCT|REDUCED)(?>\s|#.*)*+)?\*", re.IGNORECASE)
_NOTHING = ox.Store()


def evaluate(
    store: LocalStore,
    asked: QueryRequest,
    accept: str,
    limits: Limits,
    *,
    union: bool,
    prefixes: Mapping[str, str],
    base: str | None = None,
) -> Reply:
    """The answer to a query. ``union``: its default graph is the union of all graphs, where it names none itself.

    ``QueryError`` with line and column when it does not parse or would reach out, ``RequestError`` when no format fits or a
    limit is passed. ``base`` is what relative IRIs are resolved against.

    >>> evaluate(LocalStore.memory(), QueryRequest("ASK {}"), "", Limits(), union=True, prefixes={}).body
    b'{"head":{},"boolean":true}'
    """
    known = dict(prefixes)
    refuse_outside(asked.text, known)
    try:
        found = _found(store.engine, asked, union=union, prefixes=known, base=base)
        if isinstance(found, ox.QueryTriples):
            media, kind = chosen(TRIPLES, accept, AS_TRIPLES.get(asked.format, asked.format))
            return Reply(graph_body(counted(found, limits.rows), kind, known, limits.answer), media)
        media, kind = chosen(ROWS if isinstance(found, ox.QuerySolutions) else TRUTH, accept, asked.format)
        sink = Sink(limits.answer)
        found.serialize(sink, format=_RESULTS[kind])  # type: ignore[arg-type]
    except SyntaxError as error:
        raise refused(asked.text, error, known) from None
    except RuntimeError as error:
        raise QueryError("Q104", Place("query"), detail=first_line(error)) from None
    body = sink.body()
    if isinstance(found, ox.QuerySolutions) and rows_in(body, kind, limits.rows) > limits.rows:
        raise RequestError("W515", 507, limit=limits.rows)
    return Reply(_sound(body) if kind == "xml" else body, media)


def chosen(offers: Mapping[str, str], accept: str, wanted: str = "") -> tuple[str, str]:
    """The media type for an answer and the short name of its format; ``wanted`` is one that the request names itself.

    >>> chosen(ROWS, "text/csv;q=0.9, application/xml;q=0.1"), chosen(TRIPLES, "text/csv", "nt")
    (('text/csv; charset=utf-8', 'csv'), ('application/n-triples', 'nt'))
    """
    media = next((one for one, kind in offers.items() if kind == wanted), None) if wanted else preferred(accept, tuple(offers))
    if media is None:
        choices = ", ".join(dict.fromkeys(one.partition(";")[0] for one in offers))
        raise RequestError("W514", 406, choices=choices)
    return media, offers[media]


def graph_body(triples: Iterator[Triple], kind: str, prefixes: Mapping[str, str], most: int) -> bytes:
    """Triples in the syntax of a short name, with the prefixes that they need."""
    sink, syntax = Sink(most), ox.RdfFormat.from_extension(kind)
    try:
        ox.serialize(triples, sink, syntax, prefixes=dict(prefixes) if kind == "ttl" else None)  # type: ignore[arg-type]
    except OSError as error:  # JSON-LD has no triple terms
        raise RequestError("W516", 406, format=kind, detail=first_line(error)) from None
    body = sink.body()
    if kind == "rdf":
        return _sound(body)
    return _needed(body) if kind == "ttl" else body


def counted(triples: Iterable[Triple], most: int) -> Iterator[Triple]:
    """The same triples; an error when there are more than so many."""
    for number, triple in enumerate(triples, 1):
        if number > most:
            raise RequestError("W515", 507, limit=most)
        yield triple


def rows_in(body: bytes, kind: str, most: int) -> int:
    """How many rows a written answer has; a number that is too high, yet not over ``most``, is as good.

    >>> rows_in(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"},{"}},{}]}}', "json", 1)
    2
    """
    if len(body) < most:
        return 0
    if kind == "json":
        if body.count(b",{") < most:
            return 0
        plain = _QUOTED["json"].sub(b"", body)
        return plain.count(b",{") + (not plain.endswith(b"[]}}"))
    if kind == "csv" and body.count(_ROW["csv"]) > most:
        body = _QUOTED["csv"].sub(b"", body)
    return body.count(_ROW[kind]) - (kind != "xml")


class Sink:
    """A file in memory that takes no more than so many bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Keep what the engine writes."""
        self._size += len(part)
        if self._size > self._most:
            raise RequestError("W517", 507, limit=self._most)
        self._parts.append(part)
        return len(part)

    def flush(self) -> None:
        """Nothing waits."""

    def body(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)


def warm() -> None:
    """Make whatever is made at first use, so that a child finds it ready."""
    store = LocalStore.memory()
    for text, format_ in (("SELECT * { ?b ?a ?c }", "xml"), ("DESCRIBE <urn:x>", "rdf"), ("ASK { ?s A ?o }", "")):
        try:
            evaluate(store, QueryRequest(text, format=format_), "", Limits(), union=True, prefixes={})
        except QueryError as error:
            error.what()


def _found(
    engine: ox.Store, asked: QueryRequest, *, union: bool, prefixes: dict[str, str], base: str | None
) -> ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples:
    text = _starless(asked.text, prefixes, base) if _STAR.search(asked.text) else asked.text
    ask = partial(engine.query, base_iri=base, prefixes=prefixes)
    if asked.has_dataset:
        default, named = ([ox.NamedNode(iri) for iri in iris] for iris in (asked.default_graphs, asked.named_graphs))
        return answered(partial(ask, default_graph=default, named_graphs=named), text)
    return answered(partial(ask, use_default_graph_as_union=union and not names_graphs(text)), text)


def _starless(text: str, prefixes: dict[str, str], base: str | None) -> str:
    """A query that names its columns where it said ``SELECT *``, in the order of the text: the engine would sort them."""
    empty = answered(partial(_NOTHING.query, base_iri=base, prefixes=prefixes), text)
    columns = tuple(variable.value for variable in empty.variables) if isinstance(empty, ox.QuerySolutions) else ()
    outline = Outline.of(text) if len(columns) > 1 else None
    if not outline or not outline.star:
        return text
    rank = {name: number for number, name in enumerate(outline.columns)}
    order = sorted(columns, key=lambda name: rank.get(name, len(rank)))
    star = next(token for token in outline.tokens if token.start >= outline.prologue and token.text == "*")
    return f"{text[: star.start]} {' '.join(f'?{name}' for name in order)} {text[star.end :]}"


def _sound(body: bytes) -> bytes:
    """XML that every parser reads as it was meant; an error for what XML 1.0 cannot say."""
    try:
        return sound_xml(body)
    except SourceError as error:
        raise RequestError("W516", 406, format="XML", detail=error.values["detail"]) from None


def _needed(body: bytes) -> bytes:
    """Turtle without the prefixes that it does not use."""
    end = 0
    while body.startswith(b"@prefix ", end):
        end = body.index(b"\n", end) + 1
    head, rest = body[:end].splitlines(keepends=True), body[end:]
    return b"".join(line for line in head if line.split(b" ", 2)[1] in rest) + rest
