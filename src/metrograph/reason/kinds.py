"""What HermiT is given: every axiom and fact that it can read, the kind of each term, and what had to be left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from metrograph.namespaces import OWL, RDF, RDFS, XSD
from metrograph.reason.axioms import OF_CLASSES, A, Axiom, Source, is_node, unnamed
from metrograph.turtle import Term, Triple, value
from metrograph.values import ill_typed
from metrograph.values import value as read

CLASS, THING, DATA, WORD, DATATYPE = (
    ox.NamedNode(name)
    for name in (OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty", RDFS + "Datatype")
)
_OWN = (RDF, RDFS, OWL, XSD)
_READ = {
    *(XSD + name for name in ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN", "boolean")),
    *(XSD + name for name in ("decimal", "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")),
    *(XSD + name for name in ("nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "float")),
    *(XSD + name for name in ("double", "unsignedByte", "anyURI", "hexBinary", "base64Binary", "dateTime", "dateTimeStamp")),
    *(RDF + name for name in ("langString", "PlainLiteral")),
}
"""The datatypes of OWL 2 DL, all that HermiT knows (OWL 2 Structural Specification, W3C 2012, section 4)."""
ILL_TYPED = "ill-typed"


@dataclass(frozen=True, slots=True)
class Known:
    """Axioms and facts, the kinds of their terms, and how many values were left out, by datatype."""

    schema: tuple[Axiom, ...]
    facts: tuple[Axiom, ...]
    kinds: Mapping[Term, frozenset[ox.NamedNode]]
    left_out: Mapping[str, int]

    @property
    def axioms(self) -> tuple[Axiom, ...]:
        """All of them, what is said of classes and properties first."""
        return self.schema + self.facts

    @property
    def classes(self) -> tuple[ox.NamedNode, ...]:
        """The named classes, sorted."""
        named = (term for term, kinds in self.kinds.items() if CLASS in kinds and not value(term).startswith(_OWN))
        return tuple(sorted((term for term in named if isinstance(term, ox.NamedNode) and not is_node(term)), key=str))

    def document(self, axioms: Iterable[Axiom]) -> tuple[Triple, ...]:
        """Some axioms as triples, with the declarations of their terms."""
        told = tuple(dict.fromkeys(t for axiom in axioms for t in axiom.triples))
        terms = dict.fromkeys(term for t in told for term in (t.subject, t.predicate, t.object))
        named = [term for term in terms if isinstance(term, ox.NamedNode) and term in self.kinds and not is_node(term)]
        declared = (Triple(term, A, kind) for term in named for kind in sorted(self.kinds[term], key=str))
        return tuple(map(unnamed, chain(declared, told)))


def known(source: Source, schema: tuple[Axiom, ...]) -> Known:
    """What HermiT is given of a source."""
    kinds = _kinds(source, schema)
    properties = [value(term) for term, found in kinds.items() if found & {THING, DATA}]
    facts = source.facts(name for name in properties if not name.startswith(_OWN))
    left: Counter[str] = Counter()
    kept = []
    for fact in facts:
        reason = _unread(fact.triple.object)
        left[reason] += bool(reason)
        kept += [] if reason else [fact]
    words = {value(term) for term, found in kinds.items() if found == {WORD}}
    told = tuple(axiom for axiom in schema if value(axiom.triple.subject) not in words)
    return Known(told, tuple(kept), kinds, {name: n for name, n in sorted(left.items()) if n})


def _unread(term: Term) -> str:
    """Why HermiT cannot read a value: its datatype, or that it is not what its datatype says."""
    if not isinstance(term, ox.Literal):
        return ""
    if term.datatype.value not in _READ:
        return term.datatype.value
    return ILL_TYPED if ill_typed(read(str(term))) else ""


def _kinds(source: Source, schema: tuple[Axiom, ...]) -> dict[Term, frozenset[ox.NamedNode]]:
    """The kind of each term, as declared, or else as it is used."""
    found: defaultdict[Term, set[ox.NamedNode]] = defaultdict(set)
    for kind in (CLASS, THING, DATA, WORD, DATATYPE):
        for quad in source.said(None, RDF + "type", kind):
            found[quad.subject].add(kind)
    for quad in source.said(None, RDF + "type", ox.NamedNode(RDFS + "Class")):
        found[quad.subject].add(CLASS)
    for term in _used_as_classes(source, schema):
        if not found[term] and not value(term).startswith(_OWN) and term not in source.inner:
            found[term].add(CLASS)
    for name in _used_as_properties(source):
        if not found[name]:
            ends = {isinstance(quad.object, ox.Literal) for quad in source.said(None, name.value)}
            found[name] |= {THING} if ends == {False} else {DATA} if ends == {True} else {WORD} if ends else {THING}
    return {term: frozenset(kinds) for term, kinds in found.items() if kinds}


def _used_as_classes(source: Source, schema: tuple[Axiom, ...]) -> Iterator[Term]:
    yield from (quad.object for quad in source.said(None, RDF + "type"))
    for axiom in schema:
        if axiom.predicate in OF_CLASSES:
            ends = (axiom.triple.subject, axiom.triple.object)
            yield from (end for end in ends if isinstance(end, ox.NamedNode))


def _used_as_properties(source: Source) -> Iterator[ox.NamedNode]:
    rows = source.store.query("SELECT DISTINCT ?p { ?s ?p ?o } ORDER BY ?p")
    used = [row["p"] for row in rows]  # type: ignore[union-attr]  # rows of a SELECT
    for name in ("subPropertyOf", "domain", "range"):
        used += [quad.subject for quad in source.said(None, RDFS + name)]
    for name in ("inverseOf", "equivalentProperty", "onProperty", "propertyChainAxiom"):
        used += [end for quad in source.said(None, OWL + name) for end in (quad.subject, quad.object)]
    yield from (term for term in used if isinstance(term, ox.NamedNode) and not is_node(term) and not term.value.startswith(_OWN))
