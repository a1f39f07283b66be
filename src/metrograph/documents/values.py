"""Terms as they stand on a page: labels in the reader's language, links that are safe to follow, blank nodes as rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.documents.addresses import Addresses
from metrograph.documents.labels import Labels
from metrograph.documents.room import Room
from metrograph.folding import fold
from metrograph.namespaces import GEOSPARQL, RDF, XSD, short
from metrograph.pages.resource import Named, Row
from metrograph.turtle import Quad, Term, natural
from metrograph.words import TEXTS, say

SHOWN = 200
"""How many values of one property a page shows."""
_DEEP = 4
_NAME = 300
_PLAIN = {"", XSD + "string", XSD + "integer", XSD + "decimal", XSD + "boolean", RDF + "langString", GEOSPARQL + "wktLiteral"}


def items_of(room: Room, head: Term) -> tuple[Term, ...]:
    """The members of an RDF list, by its first node; none for what is no list. A list that ends in itself ends there.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> from metrograph.namespaces import MG, OWL
    >>> room = room_of(metrograph.open())
    >>> chain = next(room.ends(ox.NamedNode(MG + "contributesToGoal"), OWL + "propertyChainAxiom"))
    >>> [short(one.value) for one in items_of(room, chain)]
    ['mg:contributesTo', 'sdgo:isTargetOf']
    """
    found: list[Term] = []
    seen: set[Term] = set()
    node = head
    while isinstance(node, ox.BlankNode) and node not in seen:
        seen.add(node)
        first = next(room.said(node, RDF + "first"), None)
        rest = next(room.said(node, RDF + "rest"), None)
        if first is None or rest is None:
            break
        found.append(first)
        node = rest
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Shown:
    """How the terms of one document are shown."""

    room: Room
    where: Addresses
    labels: Labels

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.labels.lang

    def term(self, term: Term, deep: int = 0) -> Named:
        """A value: a literal in its language, a thing by its name, a blank node by what is said of it."""
        if isinstance(term, ox.Literal):
            kind = term.datatype.value
            return Named(term.value if kind in _PLAIN else self._typed(term), term.language or "")
        if isinstance(term, ox.BlankNode):
            return Named("…", inner=self._inside(term, deep + 1) if deep < _DEEP else ())
        return self.thing(term) if isinstance(term, ox.NamedNode) else Named(str(term))

    def _inside(self, node: ox.BlankNode, deep: int) -> tuple[Row, ...]:
        """What a thing without a name is: its statements, or the members of a list by their place in it."""
        items = items_of(self.room, node)
        if items:
            return tuple(Row(Named(str(n)), (self.term(one, deep),)) for n, one in enumerate(items[:SHOWN], 1))
        return self.rows(self.room.quads(node), deep)

    @staticmethod
    def _typed(term: ox.Literal) -> str:
        told = term.datatype.value
        return term.value if told.startswith(XSD) else f"{term.value} ({short(told)})"

    def thing(self, node: ox.NamedNode) -> Named:
        """A thing by its name, a goal or target with its number, and where it leads."""
        label = self.labels.coded(node) if self.labels.named(node) else self.labels.of(node)
        text = label.text if len(label.text) <= _NAME else label.text[:_NAME] + "…"
        return Named(text, label.lang, self.where.href(node.value))

    def verb(self, iri: str) -> Named:
        """A property by its name."""
        node, key = ox.NamedNode(iri), f"property.{short(iri)}"
        if key in TEXTS:
            return Named(say(key, self.lang), "", self.where.href(iri))
        label = self.labels.of(node)
        return Named(label.text[:_NAME], label.lang, self.where.href(iri))

    def kind(self, node: ox.NamedNode) -> Named:
        """A class by its name."""
        key = f"kind.{short(node.value)}"
        return Named(say(key, self.lang), "", self.where.href(node.value)) if key in TEXTS else self.thing(node)

    def rows(self, quads: Iterable[Quad], deep: int = 0) -> tuple[Row, ...]:
        """Statements by property, sorted by its name; values in the reader's language first."""
        return self.listed(((quad.predicate.value, quad.object) for quad in quads), deep)

    def listed(self, told: Iterable[tuple[str, Term]], deep: int = 0) -> tuple[Row, ...]:
        """Terms by the property that they are told with, each once, sorted by its name."""
        by_verb: dict[str, dict[Term, None]] = defaultdict(dict)
        for verb, term in told:
            by_verb[verb][term] = None
        rows = [self.row(self.verb(verb), values, deep) for verb, values in by_verb.items()]
        return tuple(sorted(rows, key=lambda row: (fold(row.label.text), row.label.href)))

    def row(self, label: Named, terms: Iterable[Term], deep: int = 0) -> Row:
        """One property with its values, at most two hundred of them."""
        found = list(terms)
        values = [self.term(term, deep) for term in found[:SHOWN]]
        ranked = sorted(values, key=lambda one: (one.lang not in ("", self.lang), one.lang, natural(one.text)))
        return Row(label, tuple(ranked), max(0, len(found) - SHOWN))
