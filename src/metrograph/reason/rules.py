"""The rules of OWL 2 RL that the axioms at hand call for: each axiom gives its own, in the way of Horn clauses.

W3C, *OWL 2 Web Ontology Language Profiles*, section 4.3 (2012), https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
Beyond it: ``owl:hasSelf``, by which the DL module speaks of accepted alignments, and values that are not of the datatype said.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.namespaces import OWL, RDF, RDFS, XSD
from metrograph.reason.axioms import CHARACTERISTICS, DENIAL, NODE, PAIRWISE, Axiom, Source, is_node
from metrograph.turtle import Term, value

Atom = tuple[str, str, str]
"""Subject, predicate and object as SPARQL writes them: a term, or a variable."""
TYPE, SAME, ALIKE = f"<{RDF}type>", f"<{OWL}sameAs>", "<urn:metrograph:alike>"
_DIFFERENT = "!sameTerm(?y, ?z)"
_NAMED = f"!STRSTARTS(STR(?y), '{NODE}') && !STRSTARTS(STR(?z), '{NODE}')"
_THINGS = f"{_DIFFERENT} && !isLiteral(?y) && !isLiteral(?z)"
_WHOLE = {XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")}
_WHOLE |= {XSD + name for name in ("nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort")}
DATATYPES = {
    XSD + "boolean": {XSD + "boolean"},
    XSD + "integer": _WHOLE,
    XSD + "decimal": {XSD + "decimal", *_WHOLE},
    XSD + "string": {XSD + name for name in ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")},
}
"""The datatypes whose values a datatype holds, for those that this looks into."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where all of the body holds, the head holds; without a head, there is a contradiction."""

    body: tuple[Atom, ...]
    head: Atom | None
    axioms: tuple[Axiom, ...] = ()
    test: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """The relations that it reads; the empty text stands for any."""
        return frozenset(map(relation, self.body))

    @property
    def where(self) -> str:
        """The body as a SPARQL pattern."""
        return pattern(self.body) + (f" FILTER({self.test})" if self.test else "")


def relation(atom: Atom) -> str:
    """What an atom speaks of: a property, or a class; the empty text for any."""
    subject = atom[2] if atom[1] == TYPE else atom[1]
    return "" if subject.startswith("?") else f"a {subject}" if atom[1] == TYPE else subject


def pattern(atoms: tuple[Atom, ...]) -> str:
    """Atoms as a SPARQL pattern."""
    return " . ".join(" ".join(atom) for atom in atoms)


def rules_of(source: Source, schema: tuple[Axiom, ...]) -> tuple[Rule, ...]:
    """The rules that the axioms call for: relations first, then classes, so that few run twice."""
    made = [*_of_axioms(source, schema), *_of_expressions(source)]
    relations = [rule for rule in made if rule.head and rule.head[1] != TYPE]
    classes = [rule for rule in made if rule.head and rule.head[1] == TYPE]
    clashes = [rule for rule in made if not rule.head]
    equal = any(rule.head and rule.head[1] == SAME for rule in made) or any(source.said(None, OWL + "sameAs"))
    return (*relations, *classes, *(_equality() if equal else ()), *clashes, *_general())


def _of_axioms(source: Source, schema: tuple[Axiom, ...]) -> Iterator[Rule]:
    for axiom in schema:
        name, kind = axiom.predicate, value(axiom.triple.object)
        if kind in PAIRWISE and name == RDF + "type":
            for pair in source.pairs(axiom):
                yield from MAKERS[pair.predicate](source, pair)
        elif kind == DENIAL:
            yield from _denied(source, axiom)
        elif name == RDF + "type" and kind in CHARACTERISTICS:
            yield from _characteristic(source, axiom, kind.removeprefix(OWL))
        elif name in MAKERS:
            yield from MAKERS[name](source, axiom)


def _a(variable: str, kind: Term) -> Atom:
    return variable, TYPE, str(kind)


def _along(source: Source, prop: Term, start: str = "?x", end: str = "?y") -> Atom:
    """A relation by a property, or by the inverse of one."""
    inverse = source.one(prop, OWL + "inverseOf") if is_node(prop) else None
    return (end, str(inverse), start) if inverse is not None else (start, str(prop), end)


def _narrower(source: Source, axiom: Axiom) -> Iterator[Rule]:
    del source
    yield Rule((_a("?x", axiom.triple.subject),), _a("?x", axiom.triple.object), (axiom,))


def _equal_classes(source: Source, axiom: Axiom) -> Iterator[Rule]:
    yield from _narrower(source, axiom)
    yield Rule((_a("?x", axiom.triple.object),), _a("?x", axiom.triple.subject), (axiom,))


def _disjoint(source: Source, axiom: Axiom) -> Iterator[Rule]:
    del source
    yield Rule((_a("?x", axiom.triple.subject), _a("?x", axiom.triple.object)), None, (axiom,))


def _disjoint_union(source: Source, axiom: Axiom) -> Iterator[Rule]:
    parts = source.members(axiom.triple.object)
    for at, part in enumerate(parts):
        yield Rule((_a("?x", part),), _a("?x", axiom.triple.subject), (axiom,))
        for other in parts[at + 1 :]:
            yield Rule((_a("?x", part), _a("?x", other)), None, (axiom,))


def _key(source: Source, axiom: Axiom) -> Iterator[Rule]:
    """Two named things of a class that agree in all the properties of its key are the same."""
    shared = [
        atom
        for at, prop in enumerate(source.members(axiom.triple.object))
        for atom in (_along(source, prop, "?y", f"?v{at}"), _along(source, prop, "?z", f"?v{at}"))
    ]
    both = (_a("?y", axiom.triple.subject), _a("?z", axiom.triple.subject))
    if shared:
        yield Rule((*shared, *both), ("?y", SAME, "?z"), (axiom,), f"{_DIFFERENT} && {_NAMED}")


def _narrower_property(source: Source, axiom: Axiom) -> Iterator[Rule]:
    yield Rule((_along(source, axiom.triple.subject),), _along(source, axiom.triple.object), (axiom,))


def _equal_properties(source: Source, axiom: Axiom) -> Iterator[Rule]:
    yield from _narrower_property(source, axiom)
    yield Rule((_along(source, axiom.triple.object),), _along(source, axiom.triple.subject), (axiom,))


def _inverse(source: Source, axiom: Axiom) -> Iterator[Rule]:
    one, other = _along(source, axiom.triple.subject), _along(source, axiom.triple.object, "?y", "?x")
    yield Rule((one,), other, (axiom,))
    yield Rule((other,), one, (axiom,))


def _domain(source: Source, axiom: Axiom) -> Iterator[Rule]:
    yield Rule((_along(source, axiom.triple.subject),), _a("?x", axiom.triple.object), (axiom,))


def _range(source: Source, axiom: Axiom) -> Iterator[Rule]:
    body, kind = (_along(source, axiom.triple.subject),), axiom.triple.object
    if value(kind) in DATATYPES:
        fitting = ", ".join(f"<{name}>" for name in sorted(DATATYPES[value(kind)]))
        yield Rule(body, None, (axiom,), f"isLiteral(?y) && datatype(?y) NOT IN ({fitting})")
    elif not value(kind).startswith((XSD, RDFS + "Literal", RDF)):
        yield Rule(body, _a("?y", kind), (axiom,), "!isLiteral(?y)")


def _chain(source: Source, axiom: Axiom) -> Iterator[Rule]:
    steps = source.members(axiom.triple.object)
    body = tuple(_along(source, step, f"?c{at}", f"?c{at + 1}") for at, step in enumerate(steps))
    if body:
        yield Rule(body, _along(source, axiom.triple.subject, "?c0", f"?c{len(steps)}"), (axiom,))


def _apart(source: Source, axiom: Axiom) -> Iterator[Rule]:
    yield Rule((_along(source, axiom.triple.subject), _along(source, axiom.triple.object)), None, (axiom,))


def _different(source: Source, axiom: Axiom) -> Iterator[Rule]:
    del source
    yield Rule(((str(axiom.triple.subject), SAME, str(axiom.triple.object)),), None, (axiom,))


def _named_expression(source: Source, axiom: Axiom) -> Iterator[Rule]:
    """A class that is itself an intersection, a union, a complement or a list of things."""
    yield from (Rule(rule.body, rule.head, (axiom,), rule.test) for rule in _expression(source, axiom.triple.subject))


MAKERS: dict[str, Callable[[Source, Axiom], Iterator[Rule]]] = {
    RDFS + "subClassOf": _narrower,
    OWL + "equivalentClass": _equal_classes,
    OWL + "disjointWith": _disjoint,
    OWL + "disjointUnionOf": _disjoint_union,
    OWL + "hasKey": _key,
    RDFS + "subPropertyOf": _narrower_property,
    OWL + "equivalentProperty": _equal_properties,
    OWL + "inverseOf": _inverse,
    RDFS + "domain": _domain,
    RDFS + "range": _range,
    OWL + "propertyChainAxiom": _chain,
    OWL + "propertyDisjointWith": _apart,
    OWL + "differentFrom": _different,
    **{OWL + name: _named_expression for name in ("intersectionOf", "unionOf", "complementOf", "oneOf")},
}


def _characteristic(source: Source, axiom: Axiom, kind: str) -> Iterator[Rule]:
    prop, told = axiom.triple.subject, (axiom,)
    forth, back = _along(source, prop), _along(source, prop, "?y", "?x")
    if kind == "FunctionalProperty":
        two = (_along(source, prop), _along(source, prop, "?x", "?z"))
        yield Rule(two, ("?y", SAME, "?z"), told, _THINGS)
        yield Rule(two, None, told, "isLiteral(?y) && isLiteral(?z) && ?y != ?z")
    elif kind == "InverseFunctionalProperty":
        yield Rule((_along(source, prop, "?y", "?x"), _along(source, prop, "?z", "?x")), ("?y", SAME, "?z"), told, _DIFFERENT)
    elif kind == "TransitiveProperty":
        yield Rule((forth, _along(source, prop, "?y", "?z")), _along(source, prop, "?x", "?z"), told)
    elif kind == "SymmetricProperty":
        yield Rule((forth,), back, told)
    elif kind == "AsymmetricProperty":
        yield Rule((forth, back), None, told)
    elif kind == "IrreflexiveProperty":
        yield Rule((_along(source, prop, "?x", "?x"),), None, told)


def _denied(source: Source, axiom: Axiom) -> Iterator[Rule]:
    names = ("sourceIndividual", "assertionProperty", "targetIndividual")
    start, prop, end = (source.one(axiom.triple.subject, OWL + name) for name in names)
    end = end if end is not None else source.one(axiom.triple.subject, OWL + "targetValue")
    if start is not None and prop is not None and end is not None:
        yield Rule((_along(source, prop, str(start), str(end)),), None, (axiom,))


def _of_expressions(source: Source) -> Iterator[Rule]:
    for node in sorted(source.inner, key=str):
        yield from _expression(source, node)


def _expression(source: Source, node: Term) -> Iterator[Rule]:
    """What follows from belonging to a class expression, and what makes a thing belong to it."""
    mine = _a("?x", node)
    parts = source.members(source.one(node, OWL + "intersectionOf"))
    if parts:
        yield Rule(tuple(_a("?x", part) for part in parts), mine)
        yield from (Rule((mine,), _a("?x", part)) for part in parts)
    for part in source.members(source.one(node, OWL + "unionOf")):
        yield Rule((_a("?x", part),), mine)
    if (other := source.one(node, OWL + "complementOf")) is not None:
        yield Rule((mine, _a("?x", other)), None)
    for one in source.members(source.one(node, OWL + "oneOf")):
        if not isinstance(one, ox.Literal):
            yield Rule((), (str(one), TYPE, str(node)))
    if (prop := source.one(node, OWL + "onProperty")) is not None:
        yield from _restriction(source, node, prop)


def _restriction(source: Source, node: Term, prop: Term) -> Iterator[Rule]:
    mine, forth = _a("?x", node), _along(source, prop)
    if (found := source.one(node, OWL + "hasValue")) is not None:
        held = _along(source, prop, "?x", str(found))
        yield Rule((mine,), held)
        yield Rule((held,), mine)
    if (kind := source.one(node, OWL + "someValuesFrom")) is not None:
        anything = value(kind) == OWL + "Thing"
        yield Rule((forth,) if anything else (forth, _a("?y", kind)), mine)
    if (kind := source.one(node, OWL + "allValuesFrom")) is not None:
        yield Rule((mine, forth), _a("?y", kind), test="!isLiteral(?y)")
    if source.one(node, OWL + "hasSelf") is not None:
        loop = _along(source, prop, "?x", "?x")
        yield Rule((mine,), loop)
        yield Rule((loop,), mine)
    for name in ("maxCardinality", "cardinality", "maxQualifiedCardinality", "qualifiedCardinality"):
        yield from _at_most(source, node, prop, OWL + name)


def _at_most(source: Source, node: Term, prop: Term, name: str) -> Iterator[Rule]:
    """What follows where a thing may have no value of a property, or one."""
    kind, count = source.one(node, OWL + "onClass"), value(source.one(node, name))
    of_kind = () if kind is None or value(kind) == OWL + "Thing" else (kind,)
    first = (_along(source, prop), *(_a("?y", one) for one in of_kind))
    second = (_along(source, prop, "?x", "?z"), *(_a("?z", one) for one in of_kind))
    if count == "0":
        yield Rule((_a("?x", node), *first), None)
    elif count == "1":
        yield Rule((_a("?x", node), *first, *second), ("?y", SAME, "?z"), test=_THINGS)


def _equality() -> Iterator[Rule]:
    """What is the same has the same relations.

    Among things that are all the same, one stands for the rest: relations go to it and from it, and not from each to each.
    """
    mine, others = ("?y", SAME, "?z"), f"?p NOT IN (owl:sameAs, owl:differentFrom, {ALIKE})"
    first = f"NOT EXISTS {{ ?z {SAME} ?q FILTER(STR(?q) < STR(?z)) }}"
    yield Rule((mine,), ("?z", SAME, "?y"))
    yield Rule((mine, ("?z", SAME, "?w")), ("?y", SAME, "?w"), test="!sameTerm(?y, ?w)")
    yield Rule((mine,), ("?y", ALIKE, "?z"), test=first)
    yield Rule((mine,), ("?z", ALIKE, "?y"), test=first)
    alike = ("?y", ALIKE, "?z")
    yield Rule((alike, ("?y", "?p", "?w")), ("?z", "?p", "?w"), test=others)
    yield Rule((alike, ("?w", "?p", "?y")), ("?w", "?p", "?z"), test=others)


def _general() -> Iterator[Rule]:
    """What no set of axioms allows."""
    yield Rule((("?x", TYPE, f"<{OWL}Nothing>"),), None)
    yield Rule((("?y", SAME, "?z"), ("?y", f"<{OWL}differentFrom>", "?z")), None)
