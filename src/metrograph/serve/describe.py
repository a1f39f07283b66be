"""The description of the service in the words of the standard: its languages, formats, graphs, and how much is in them.

It is what ``/sparql`` answers when it is asked nothing: in RDF, or as a page with a form.
"""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from metrograph import formats
from metrograph.namespaces import RDF, SD, VOID
from metrograph.pages.sparql import sparql_html
from metrograph.serve.asked import Reply
from metrograph.serve.evaluate import AS_TRIPLES, TRIPLES, chosen, graph_body
from metrograph.serve.limits import Limits
from metrograph.serve.protocol import format_of
from metrograph.store import LocalStore
from metrograph.turtle import Quad

PAGE = "text/html; charset=utf-8"
OFFERS = {**dict(list(TRIPLES.items())[:4]), PAGE: "html", **TRIPLES}
"""What is offered to those who ask nothing: Turtle first, a page to those who like HTML better."""
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_SIMPLE = "http://www.w3.org/ns/entailment/Simple"
_COUNTS = "SELECT ?g (COUNT(?s) AS ?n) { GRAPH ?g { OPTIONAL { ?s ?p ?o } } } GROUP BY ?g ORDER BY ?g"
_ALL, _OWN = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
Node = ox.NamedNode | ox.BlankNode


def reply(
    store: LocalStore,
    address: str,
    accept: str,
    *,
    union: bool,
    writable: bool,
    prefixes: Mapping[str, str],
    format: str = "",  # noqa: A002 - the name of the field
    lang: str = "en",
) -> Reply:
    """The description in the format that the client likes best; ``address`` is that of the endpoint."""
    named = format if format in ("", "html") else format_of((("format", format),))
    media, kind = chosen(OFFERS, accept, AS_TRIPLES.get(named, named))
    if kind == "html":
        return Reply(
            sparql_html(address, tuple(sorted(prefixes.items())), lang).encode(), PAGE, headers=(("Content-Language", lang),)
        )
    found = description(store, address, union=union, writable=writable)
    if kind == "ttl":
        return Reply(formats.write(found, ".ttl", {**prefixes, "sd": SD, "void": VOID}), media)
    limit = Limits().answer
    return Reply(graph_body((quad.triple for quad in found), kind, prefixes, limit), media)


def description(store: LocalStore, address: str, *, union: bool, writable: bool) -> tuple[Quad, ...]:
    """The triples of the description.

    >>> made = description(LocalStore.memory(), "http://127.0.0.1:8000/sparql", union=True, writable=False)
    >>> [quad.object.value for quad in made if quad.predicate.value == SD + "endpoint"]
    ['http://127.0.0.1:8000/sparql']
    """
    service, endpoint = _part(address, "service"), ox.NamedNode(address)
    languages = ("SPARQL11Query", "SPARQL11Update") if writable else ("SPARQL11Query",)
    told: list[tuple[Node, str, Node | ox.Literal]] = [
        (service, RDF + "type", _sd("Service")),
        (service, SD + "endpoint", endpoint),
        (service, SD + "defaultEntailmentRegime", ox.NamedNode(_SIMPLE)),
        *((service, SD + "supportedLanguage", _sd(name)) for name in languages),
        *((service, SD + "resultFormat", ox.NamedNode(_FORMATS + name)) for name in (*_RESULTS, *_GRAPHS)),
        *((service, SD + "inputFormat", ox.NamedNode(_FORMATS + name)) for name in _GRAPHS if writable),
        *((service, SD + "feature", _sd("UnionDefaultGraph")) for _ in range(union)),
        (service, SD + "defaultDataset", _part(address, "dataset")),
        *_dataset(store, address, union=union),
    ]
    return tuple(Quad(subject, ox.NamedNode(predicate), value) for subject, predicate, value in told)


def _dataset(store: LocalStore, address: str, *, union: bool) -> Iterator[tuple[Node, str, Node | ox.Literal]]:
    dataset, default = _part(address, "dataset"), _part(address, "default-graph")
    own = store.engine.query(_ALL if union else _OWN, use_default_graph_as_union=union)
    yield dataset, RDF + "type", _sd("Dataset")
    yield dataset, SD + "defaultGraph", default
    yield default, RDF + "type", _sd("Graph")
    yield from ((default, VOID + "triples", row["n"]) for row in own)  # type: ignore[union-attr]
    for number, row in enumerate(store.engine.query(_COUNTS), 1):  # type: ignore[arg-type]
        if not isinstance(row["g"], ox.NamedNode):
            continue
        named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield dataset, SD + "namedGraph", named
        yield named, RDF + "type", _sd("NamedGraph")
        yield named, SD + "name", row["g"]
        yield named, SD + "graph", graph
        yield graph, RDF + "type", _sd("Graph")
        yield graph, VOID + "triples", row["n"]


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _part(address: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{address}#{name}")
