"""The table of links, or quads, as Parquet for data frames; it needs the extra ``arrow``."""

from metrograph.errors import UsageError, near
from metrograph.exchange.stock import Stock
from metrograph.formats import canonical
from metrograph.frames.parquet import of_texts, parquet_bytes
from metrograph.graph.meta import CC_BY
from metrograph.namespaces import DCTERMS
from metrograph.turtle import Quad, Term, value

COLUMNS = ("subject", "predicate", "object", "datatype", "lang", "graph")


def parquet(stock: Stock, *, quads: bool = False) -> bytes:
    """The table of links with typed columns; with ``quads``, or for one graph, its quads as texts.

    The object of a quad that is an identifier has neither datatype nor language; blank nodes begin with ``_:``.
    """
    table = _quads(stock) if quads or stock.graph else stock.links().arrow()
    about = {"generator": f"metrograph {stock.version}", DCTERMS + "license": CC_BY, DCTERMS + "language": stock.lang}
    return parquet_bytes(table, about)


def _quads(stock: Stock) -> object:
    wanted, start = stock.names.graph(stock.graph) if stock.graph else "", stock.names.graph("")
    found = [quad for quad in stock.quads if not wanted or value(quad.graph_name) == wanted]
    if wanted and not found:
        graphs = sorted({value(quad.graph_name).removeprefix(start) for quad in stock.quads})
        raise UsageError("U112", value=stock.graph, near=near(stock.graph, graphs), choices=", ".join(graphs))
    rows = [_row(quad) for quad in canonical(found)]
    return of_texts({name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)})


def _row(quad: Quad) -> tuple[str | None, ...]:
    literal = getattr(quad.object, "datatype", None)
    lang = getattr(quad.object, "language", None)
    graph = value(quad.graph_name) or None
    return (
        _term(quad.subject), quad.predicate.value, _term(quad.object), literal.value if literal else None, lang, graph,
    )  # fmt: skip


def _term(term: Term) -> str:
    """An identifier or the words of a literal; blank nodes and triple terms as N-Triples write them."""
    return value(term) if type(term).__name__ in ("NamedNode", "Literal") else str(term)
