"""Short ways to write terms and quads."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

import pyoxigraph as ox

from metrograph.model import Text
from metrograph.namespaces import DCTERMS, MG, OA, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, Names

Object = ox.NamedNode | ox.Literal
iri = lru_cache(maxsize=1 << 16)(ox.NamedNode)  # as many as a large plan has; not those of a million records

A = iri(RDF + "type")
LABEL = iri(RDFS + "label")
PREF = iri(SKOS + "prefLabel")
ALT = iri(SKOS + "altLabel")
_XSD_DATE, _XSD_INTEGER, _XSD_DECIMAL, _XSD_BOOLEAN, _XSD_DATETIME = (
    iri(XSD + name) for name in ("date", "integer", "decimal", "boolean", "dateTime")
)


@cache
def mg(name: str) -> ox.NamedNode:
    """A term of our ontology."""
    return ox.NamedNode(MG + name)


@cache
def well_known(name: str) -> ox.NamedNode:
    """A term of another vocabulary, by prefixed name: ``prov:used``."""
    prefix, _, local = name.partition(":")
    spaces = {"prov": PROV, "oa": OA, "dcterms": DCTERMS, "skos": SKOS, "schema": SCHEMA}
    return ox.NamedNode(spaces[prefix] + local)


def plain(text: str) -> ox.Literal:
    """A text without a language."""
    return ox.Literal(text)


def tagged(text: str, lang: str) -> ox.Literal:
    """A text in a language."""
    return ox.Literal(text, language=lang)


def whole(number: int) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(number), datatype=_XSD_INTEGER)


def decimal(text: str) -> ox.Literal:
    """A decimal number, as written."""
    return ox.Literal(text if "." in text else f"{text}.0", datatype=_XSD_DECIMAL)


def day(value: date) -> ox.Literal:
    """A day."""
    return ox.Literal(value.isoformat(), datatype=_XSD_DATE)


def moment(text: str) -> ox.Literal:
    """A point in time (ISO 8601, UTC)."""
    return ox.Literal(text, datatype=_XSD_DATETIME)


def true() -> ox.Literal:
    """The truth value."""
    return ox.Literal("true", datatype=_XSD_BOOLEAN)


class Graph:
    """A named graph being written: ``add`` gives a quad of it.

    >>> graph = Graph(Names(), "view")
    >>> graph.add("http://a/s", mg("theme"), iri("http://a/o")).graph_name.value
    'https://w3id.org/metrograph/graph/view'
    """

    def __init__(self, names: Names, name: str) -> None:
        self.names = names
        self.name = ox.NamedNode(names.graph(name))

    def add(self, subject: str, predicate: ox.NamedNode, value: Object) -> ox.Quad:
        """One quad."""
        return ox.Quad(iri(subject), predicate, value, self.name)

    def texts(self, subject: str, predicate: ox.NamedNode, text: Text) -> Iterator[ox.Quad]:
        """One quad for each language of a text."""
        for lang, words in text.pairs():
            yield self.add(subject, predicate, tagged(words, lang))


def file_quads(triples: Iterable[ox.Triple], name: str, names: Names) -> Iterator[ox.Quad]:
    """The triples of a file of ours as one named graph, their identifiers moved under the base at hand."""
    graph = ox.NamedNode(names.graph(name))
    move = names.localise
    for s, p, o in ((t.subject, t.predicate, t.object) for t in triples):
        subject = iri(move(s.value)) if isinstance(s, ox.NamedNode) else s
        value = iri(move(o.value)) if isinstance(o, ox.NamedNode) else o
        yield ox.Quad(subject, p, value, graph)
