"""Terms of the engine as terms of rdflib, and back.

What the view gives is found again when it is asked for, and equals what a person writes: ``"x"^^xsd:string`` is
``Literal("x")``. rdflib's own way of writing a number or a date is given when the engine takes it for the same literal,
else the literal as it stands. RDF 1.2 triple terms, and texts with a direction, have no counterpart in rdflib.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from metrograph.errors import StoreError
from metrograph.namespaces import XSD
from metrograph.turtle import Term

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
_KNOWN = 1 << 16
_STRING = XSD + "string"
_FLOATS = (XSD + "double", XSD + "float")
_ENDLESS = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}  # as rdflib writes them
_PREFIX = re.compile(r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?")
_MARK = ox.NamedNode("urn:x")


@lru_cache(_KNOWN)
def to_rdflib(term: Term) -> URIRef | BNode | Literal | None:
    """A term of the engine in rdflib's words, ``None`` where rdflib has none for it.

    >>> to_rdflib(ox.Literal("x")) == Literal("x")
    True
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    return _literal(term) if isinstance(term, ox.Literal) else None


def _literal(term: ox.Literal) -> Literal | None:
    if term.direction:
        return None
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == _STRING:
        return Literal(term.value)
    kind = URIRef(term.datatype.value)
    usual = Literal(term.value, datatype=kind)
    as_it_is = str(usual) == term.value or not _same(usual, term)
    return Literal(term.value, datatype=kind, normalize=False) if as_it_is else usual


def _same(usual: Literal, term: ox.Literal) -> bool:
    """Whether the engine takes a literal, in rdflib's way of writing it, for a term."""
    asked, scratch = to_engine(usual), ox.Store()
    scratch.add(ox.Quad(_MARK, _MARK, term))
    return isinstance(asked, ox.Literal) and ox.Quad(_MARK, _MARK, asked) in scratch


@lru_cache(_KNOWN)
def to_engine(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """A term of rdflib in the engine's words; ``None`` for what no RDF graph can hold, a relative IRI say.

    >>> str(to_engine(Literal("x", datatype=URIRef(XSD + "string"))))
    '"x"'
    """
    try:
        if isinstance(node, URIRef):
            return ox.NamedNode(str(node))
        if isinstance(node, BNode):
            return ox.BlankNode(str(node))
        return _to_literal(node) if isinstance(node, Literal) else None
    except ValueError:
        return None


def _to_literal(node: Literal) -> ox.Literal:
    if node.language:
        return ox.Literal(str(node), language=node.language)
    if node.datatype is None or str(node.datatype) == _STRING:
        return ox.Literal(str(node))
    kind = str(node.datatype)
    text = _ENDLESS.get(str(node), str(node)) if kind in _FLOATS else str(node)
    return ox.Literal(text, datatype=ox.NamedNode(kind))


def to_name(identifier: Node) -> GraphName | None:
    """The name of a graph in the engine's words, ``None`` when no graph can have it."""
    if identifier == DATASET_DEFAULT_GRAPH_ID:
        return ox.DefaultGraph()
    name = to_engine(identifier)
    return None if isinstance(name, ox.Literal) else name


def name_of(identifier: Node) -> GraphName:
    """The name of a graph in the engine's words; ``StoreError`` when no graph can have it."""
    name = to_name(identifier)
    if name is None:
        raise StoreError("T120", term=identifier)
    return name


def to_identifier(name: GraphName) -> URIRef | BNode:
    """The name of a graph in rdflib's words.

    >>> to_identifier(ox.DefaultGraph())
    rdflib.term.URIRef('urn:x-rdflib:default')
    """
    if isinstance(name, ox.DefaultGraph):
        return DATASET_DEFAULT_GRAPH_ID
    return URIRef(name.value) if isinstance(name, ox.NamedNode) else BNode(name.value)


def usable(spaces: Mapping[str, object]) -> dict[str, str]:
    """The prefixes that the engine can use: rdflib takes any text for a namespace.

    >>> usable({"a": "http://a/", "b": "not an IRI", "xml": "http://www.w3.org/XML/1998/namespace"})
    {'a': 'http://a/'}
    """
    named = {name: str(space) for name, space in spaces.items() if name != "xml" and _PREFIX.fullmatch(name)}
    return {name: space for name, space in named.items() if to_engine(URIRef(space))}
