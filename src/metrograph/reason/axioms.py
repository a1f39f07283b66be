"""The axioms that triples say: each a value, with the class expressions and lists inside it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from metrograph.namespaces import OWL, RDF, RDFS
from metrograph.turtle import Term, Triple, value

A = ox.NamedNode(RDF + "type")
NIL = ox.NamedNode(RDF + "nil")
OF_CLASSES = {
    *(RDFS + "subClassOf", OWL + "equivalentClass", OWL + "disjointWith", OWL + "disjointUnionOf", OWL + "hasKey"),
    *(OWL + "intersectionOf", OWL + "unionOf", OWL + "complementOf", OWL + "oneOf"),
}
OF_PROPERTIES = {
    *(RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range"),
    *(OWL + "equivalentProperty", OWL + "inverseOf", OWL + "propertyChainAxiom", OWL + "propertyDisjointWith"),
}
CHARACTERISTICS = {
    OWL + f"{name}Property"
    for name in ("Functional", "InverseFunctional", "Transitive", "Symmetric", "Asymmetric", "Reflexive", "Irreflexive")
}
PAIRWISE = {
    OWL + "AllDisjointClasses": OWL + "disjointWith",
    OWL + "AllDisjointProperties": OWL + "propertyDisjointWith",
    OWL + "AllDifferent": OWL + "differentFrom",
}
"""What a group says of each two of its members."""
DENIAL = OWL + "NegativePropertyAssertion"
_INSIDE = tuple(
    OWL + name
    for name in ("onProperty", "intersectionOf", "unionOf", "complementOf", "oneOf", "onDatatype", "onProperties", "inverseOf")
)
_OWN = (RDF, RDFS, OWL)
NODE = "urn:metrograph:node:"
"""Where blank nodes get names while they are reasoned on, so that a rule can speak of them."""
_BLANK = re.compile(rb"^_:(\S++)|(?<= )_:(\S++)(?= \.$)")
"""A blank node in a line of N-Triples: before all else, or before the point; what is quoted never stands there."""
_NAMED = rb"<" + NODE.encode() + rb"\1\2>"


def unnamed(triple: Triple) -> Triple:
    """A triple with the blank nodes that it had."""
    ends = (triple.subject, triple.object)
    if not any(is_node(end) for end in ends):
        return triple
    subject, thing = (ox.BlankNode(value(end).removeprefix(NODE)) if is_node(end) else end for end in ends)
    return Triple(subject, triple.predicate, thing)  # type: ignore[arg-type]  # see above


def is_node(term: Term) -> bool:
    """Whether a term is a blank node under a name of ours."""
    return isinstance(term, ox.NamedNode) and term.value.startswith(NODE)


@dataclass(frozen=True, slots=True)
class Axiom:
    """One thing that is said: a triple, and the triples of the blank nodes that it holds.

    >>> told = Axiom(Triple(ox.NamedNode("http://a/x"), A, ox.NamedNode("http://a/C")))
    >>> told.predicate, len(told.triples)
    ('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 1)
    """

    triple: Triple
    inside: tuple[Triple, ...] = ()

    @property
    def predicate(self) -> str:
        """The IRI of its predicate."""
        return self.triple.predicate.value

    @property
    def triples(self) -> tuple[Triple, ...]:
        """All its triples."""
        return (self.triple, *self.inside)

    @property
    def terms(self) -> frozenset[Term]:
        """The terms that it speaks of, those of RDF, RDFS and OWL aside."""
        ends = {term for t in self.triples for term in (t.subject, t.predicate, t.object)}
        return frozenset(term for term in ends if isinstance(term, ox.NamedNode) and not term.value.startswith((*_OWN, NODE)))


class Source:
    """The triples at hand, and what stands inside the blank nodes of class expressions and lists."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.store = ox.Store()
        lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""  # faster than quad by quad
        named = (_BLANK.sub(_NAMED, line) if b"_:" in line else line for line in lines.split(b"\n"))
        self.store.load(b"\n".join(named), format=ox.RdfFormat.N_TRIPLES, lenient=True)  # it was checked when it was read
        found = (quad.subject for name in _INSIDE for quad in self.said(None, name))
        lists = (quad.subject for quad in self.said(None, RDF + "first"))
        self.inner = {node for nodes in (found, lists) for node in nodes if is_node(node)}
        """The blank nodes that are class expressions, inverse properties or lists."""

    def said(self, subject: Term | None, predicate: str | None, thing: Term | None = None) -> Iterator[ox.Quad]:
        """The asserted quads of a pattern."""
        named = ox.NamedNode(predicate) if predicate else None
        return self.store.quads_for_pattern(subject, named, thing, ox.DefaultGraph())  # type: ignore[arg-type]  # never a literal

    def one(self, subject: Term, predicate: str) -> Term | None:
        """The first value of a property, in the order of their texts."""
        return min((quad.object for quad in self.said(subject, predicate)), key=str, default=None)

    def members(self, node: Term | None) -> tuple[Term, ...]:
        """The members of a list."""
        found: list[Term] = []
        seen: set[Term] = set()
        while node is not None and node != NIL and node not in seen:
            seen.add(node)
            first = self.one(node, RDF + "first")
            found += [first] if first is not None else []
            node = self.one(node, RDF + "rest")
        return tuple(found)

    def axiom(self, triple: Triple) -> Axiom:
        """A triple with what stands inside the blank nodes that it holds."""
        inside: dict[Triple, None] = {}
        queue = [end for end in (triple.subject, triple.object) if end in self.inner]
        seen = set(queue)
        while queue:
            node = queue.pop()
            for quad in sorted(self.said(node, None), key=lambda found: str(found.predicate)):
                if quad.triple != triple and not _stands_alone(quad.triple):
                    inside[quad.triple] = None
                    if quad.object in self.inner and quad.object not in seen:
                        seen.add(quad.object)
                        queue.append(quad.object)
        return Axiom(triple, tuple(inside))

    def schema(self) -> tuple[Axiom, ...]:
        """What is said of classes and properties, and what is said of groups and denied, in a fixed order."""
        found = [
            quad.triple
            for name in sorted(OF_CLASSES | OF_PROPERTIES)
            for quad in self.said(None, name)
            if not (quad.subject in self.inner and not _stands_alone(quad.triple))
        ]
        for name in sorted(CHARACTERISTICS):
            found += [quad.triple for quad in self.said(None, RDF + "type", ox.NamedNode(name))]
        axioms = [self.axiom(triple) for triple in sorted(found, key=_order)]
        return (*axioms, *self.groups())

    def groups(self) -> tuple[Axiom, ...]:
        """Groups of classes, properties or things that are pairwise apart, and facts that are denied."""
        found: list[Axiom] = []
        for name in (*sorted(PAIRWISE), DENIAL):
            nodes = sorted({quad.subject for quad in self.said(None, RDF + "type", ox.NamedNode(name))}, key=str)
            for node in nodes:
                body = [quad.triple for quad in self.said(node, None) if quad.object != ox.NamedNode(name)]
                inside = [t for one in body for t in self.axiom(one).triples]
                found.append(Axiom(Triple(node, A, ox.NamedNode(name)), tuple(dict.fromkeys(inside))))
        return tuple(found)

    def pairs(self, group: Axiom) -> tuple[Axiom, ...]:
        """What a group says, an axiom for each two of its members; any other axiom is left as it is."""
        if group.predicate != RDF + "type" or value(group.triple.object) not in PAIRWISE:
            return (group,)
        says = ox.NamedNode(PAIRWISE[value(group.triple.object)])
        names = ("members", "distinctMembers")
        members = next((found for name in names if (found := self.members(self.one(group.triple.subject, OWL + name)))), ())
        return tuple(self.axiom(Triple(a, says, b)) for a, b in combinations(members, 2) if not isinstance(a, ox.Literal))

    def facts(self, properties: Iterable[str]) -> tuple[Axiom, ...]:
        """What is said of things: their classes, their relations by some properties, what is the same and what is not."""
        found = [quad.triple for quad in self.said(None, RDF + "type") if quad.subject not in self.inner and _class(quad.object)]
        for name in (*sorted(properties), OWL + "sameAs", OWL + "differentFrom"):
            found += [quad.triple for quad in self.said(None, name) if quad.subject not in self.inner]
        return tuple(self.axiom(triple) for triple in found)


def _class(term: Term) -> bool:
    """Whether a term can be the class of a thing, and no word of the languages themselves."""
    return not value(term).startswith(_OWN) or value(term) in (OWL + "Thing", OWL + "Nothing")


def _stands_alone(triple: Triple) -> bool:
    """Whether a triple of a class expression says something by itself: one that has a wider, an equal or a disjoint class."""
    return triple.predicate.value in (RDFS + "subClassOf", OWL + "equivalentClass", OWL + "disjointWith")


def _order(triple: Triple) -> tuple[str, str, str]:
    """Named things first and in the order of their names; blank nodes in no order of their own."""
    ends = (triple.subject, triple.object)
    subject, thing = ("~" if is_node(term) else str(term) for term in ends)
    return subject, triple.predicate.value, thing
