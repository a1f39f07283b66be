"""The rules give what owlrl gives, and HermiT derives the links that count from the accepted alignments and from no other."""

import re
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.namespaces import MG, OWL, RDF, RDFS, XSD
from metrograph.reason import Reasoner, reason
from metrograph.reason import given as triples_of
from metrograph.reason.axioms import Source
from metrograph.reason.closure import Closure
from metrograph.reason.kinds import known
from metrograph.reason.view import LINKS, followed
from metrograph.turtle import Triple, value
from metrograph.workspace import Workspace

HEAD = """@prefix : <http://a/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
OWN = (RDF, RDFS, OWL, XSD)
Fact = tuple[str, str, str]


def triples(text: str) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TURTLE))


def by_owlrl(given: Iterable[Triple]) -> set[Fact]:
    """What owlrl derives of named things: their classes and relations, none of what was given."""
    import owlrl
    import rdflib

    told = tuple(given)
    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(told, format=ox.RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    known_before = {(value(t.subject), t.predicate.value, value(t.object)) for t in told}
    found = {(str(s), str(p), str(o)) for s, p, o in graph if not isinstance(s, rdflib.Literal)}
    nodes = {str(n) for n in graph.all_nodes() if isinstance(n, rdflib.BNode)}
    return {fact for fact in found - known_before if of_things(fact) and not nodes & set(fact)}


def by_rules(given: Iterable[Triple]) -> set[Fact]:
    found = Closure(given).inferred
    plain = (t for t in found if not isinstance(t.subject, ox.BlankNode) and not isinstance(t.object, ox.BlankNode))
    return {(value(t.subject), t.predicate.value, value(t.object)) for t in plain}


def of_things(fact: Fact) -> bool:
    subject, prop, thing = fact
    if subject.startswith(OWN) or thing.startswith(OWN):
        return False
    return prop == RDF + "type" or (subject != thing if prop == OWL + "sameAs" else not prop.startswith(OWN))


RULES = {
    "sub-class": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :x a :A .", {":x a :B", ":x a :C"}),
    "equivalent class": (":A owl:equivalentClass :B . :x a :A . :y a :B .", {":x a :B", ":y a :A"}),
    "sub-property": (":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r . :x :p :y .", {":x :q :y", ":x :r :y"}),
    "equivalent property": (":p owl:equivalentProperty :q . :x :q :y .", {":x :p :y"}),
    "inverse": (":p owl:inverseOf :q . :x :p :y . :u :q :v .", {":y :q :x", ":v :p :u"}),
    "symmetric": (":p a owl:SymmetricProperty . :x :p :y .", {":y :p :x"}),
    "transitive": (
        ":p a owl:TransitiveProperty . :a :p :b . :b :p :c . :c :p :d .",
        {":a :p :c", ":a :p :d", ":b :p :d"},
    ),
    "domain and range": (":p rdfs:domain :A ; rdfs:range :B . :x :p :y .", {":x a :A", ":y a :B"}),
    "chain": (":q owl:propertyChainAxiom ( :p :r :s ) . :x :p :y . :y :r :z . :z :s :w .", {":x :q :w"}),
    "chain on itself": (":in owl:propertyChainAxiom ( :part :in ) . :x :part :y . :y :part :z . :z :in :w .", {":y :in :w", ":x :in :w"}),
    "intersection and value": (
        ":Done owl:equivalentClass [ owl:intersectionOf ( :Task [ owl:onProperty :is ; owl:hasValue :ok ] ) ] . :x a :Task ; :is :ok . :y a :Done . :z a :Task .",
        {":x a :Done", ":y a :Task", ":y :is :ok"},
    ),
    "union": (":A owl:unionOf ( :B :C ) . :x a :C .", {":x a :A"}),
    "some values": (":A owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] . :x :p :y . :y a :B .", {":x a :A"}),
    "all values": (":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :B ] . :x a :A ; :p :y .", {":y a :B"}),
    "functional": (":p a owl:FunctionalProperty . :x :p :y , :z . :y :q :w .", {":y owl:sameAs :z", ":z owl:sameAs :y", ":z :q :w"}),
    "inverse functional": (":p a owl:InverseFunctionalProperty . :y :p :x . :z :p :x . :w :q :y .", {":y owl:sameAs :z", ":z owl:sameAs :y", ":w :q :z"}),
    "at most one": (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality \"1\"^^xsd:nonNegativeInteger ] . :x a :A ; :p :y , :z .",
        {":y owl:sameAs :z", ":z owl:sameAs :y"},
    ),
    "one of": (":A owl:equivalentClass [ a owl:Class ; owl:oneOf ( :x :y ) ] .", {":x a :A", ":y a :A"}),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_gives_what_owlrl_gives(rule: str) -> None:
    text, expected = RULES[rule]
    given = triples(text)
    told = {(value(t.subject), t.predicate.value, value(t.object)) for t in triples(" . ".join(sorted(expected)) + " .")}
    assert by_rules(given) == told
    assert by_owlrl(given) == told


def test_two_things_that_agree_in_a_whole_key_are_the_same_and_those_that_agree_in_a_part_are_not() -> None:
    """Owlrl 7.6 leaves the last property of a key out, and is no oracle here."""
    given = triples(":A owl:hasKey ( :p :q ) . :x a :A ; :p 1 ; :q 2 . :y a :A ; :p 1 ; :q 2 . :z a :A ; :p 1 ; :q 3 .")
    assert by_rules(given) == {("http://a/x", OWL + "sameAs", "http://a/y"), ("http://a/y", OWL + "sameAs", "http://a/x")}


def test_what_leads_to_itself_belongs_to_its_class_and_the_other_way_round() -> None:
    """``owl:hasSelf`` is outside OWL 2 RL, and outside owlrl."""
    given = triples(":A owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:hasSelf true ] . :x a :A . :y :p :y .")
    assert by_rules(given) == {("http://a/x", "http://a/p", "http://a/x"), ("http://a/y", RDF + "type", "http://a/A")}


def test_blank_nodes_among_the_data_are_reasoned_on_and_stay_blank() -> None:
    found = Closure(triples(":A rdfs:subClassOf :B . [] a :A ; :p [ a :A ] .")).inferred
    assert len(found) == 2
    assert all(isinstance(triple.subject, ox.BlankNode) for triple in found)


CLASHES = {
    "disjoint": ":A owl:disjointWith :B . :x a :A, :B .",
    "nothing": ":x a owl:Nothing .",
    "complement": ":A owl:equivalentClass [ a owl:Class ; owl:complementOf :B ] . :x a :A, :B .",
    "different": ":p a owl:FunctionalProperty . :x :p :y , :z . :y owl:differentFrom :z .",
    "all different": ":p a owl:FunctionalProperty . :x :p :y , :z . [] a owl:AllDifferent ; owl:distinctMembers ( :w :z :y ) .",
    "asymmetric": ":p a owl:AsymmetricProperty . :x :p :y . :y :p :x .",
    "irreflexive": ":p a owl:IrreflexiveProperty . :x :p :x .",
    "properties apart": ":p owl:propertyDisjointWith :q . :x :p :y ; :q :y .",
    "denied": ":x :p :y . [] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetIndividual :y .",
    "none allowed": ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 0 ] . :x a :A ; :p :y .",
    "two literals": ":p a owl:FunctionalProperty . :x :p 1, 2 .",
    "datatype": ':p rdfs:range xsd:integer . :x :p "one" .',
    "disjoint union": ":A owl:disjointUnionOf ( :B :C ) . :x a :B, :C .",
}


@pytest.mark.parametrize("case", CLASHES)
def test_each_kind_of_contradiction_is_found_and_all_its_axioms_are_named(case: str) -> None:
    found = reason(triples(CLASHES[case]), rules=True)
    assert not found.consistent
    assert found.explanations[0].axioms
    assert all(row["said"] and row["turtle"] for row in found.table().dicts())


@pytest.mark.parametrize("text", [":p a owl:FunctionalProperty . :x :p 1, 1.0 .", ":A owl:disjointWith :B . :x a :A . :y a :B ."])
def test_what_is_no_contradiction_is_not_taken_for_one(text: str) -> None:
    assert reason(triples(text), rules=True).consistent


CLASS = st.sampled_from([":A", ":B", ":C"])
PROPERTY = st.sampled_from([":p", ":q", ":r"])
THING = st.sampled_from([":x", ":y", ":z"])
AXIOM = st.one_of(
    st.builds("{} rdfs:subClassOf {} .".format, CLASS, CLASS),
    st.builds("{} rdfs:subPropertyOf {} .".format, PROPERTY, PROPERTY),
    st.builds("{} owl:inverseOf {} .".format, PROPERTY, PROPERTY),
    st.builds("{} rdfs:domain {} .".format, PROPERTY, CLASS),
    st.builds("{} rdfs:range {} .".format, PROPERTY, CLASS),
    st.builds("{} owl:propertyChainAxiom ( {} {} ) .".format, PROPERTY, PROPERTY, PROPERTY),
    st.builds("{} owl:equivalentClass {} .".format, CLASS, CLASS),
    st.builds(
        "{} a owl:{}Property .".format, PROPERTY, st.sampled_from(["Transitive", "Symmetric", "Functional", "InverseFunctional"])
    ),
    st.builds("{} owl:equivalentClass [ owl:intersectionOf ( {} {} ) ] .".format, CLASS, CLASS, CLASS),
    st.builds("{} rdfs:subClassOf [ owl:onProperty {} ; owl:hasValue {} ] .".format, CLASS, PROPERTY, THING),
    st.builds("[ owl:onProperty {} ; owl:someValuesFrom {} ] rdfs:subClassOf {} .".format, PROPERTY, CLASS, CLASS),
    st.builds("{} rdfs:subClassOf [ owl:onProperty {} ; owl:allValuesFrom {} ] .".format, CLASS, PROPERTY, CLASS),
)
FACT = st.one_of(st.builds("{} a {} .".format, THING, CLASS), st.builds("{} {} {} .".format, THING, PROPERTY, THING))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(AXIOM, min_size=1, max_size=4, unique=True), st.lists(FACT, min_size=1, max_size=5, unique=True))
def test_on_small_ontologies_the_rules_give_what_owlrl_gives(axioms: list[str], facts: list[str]) -> None:
    told = triples(" ".join(axioms + facts))
    assert by_rules(told) == by_owlrl(told)


@pytest.mark.slow
def test_on_the_whole_plan_the_rules_give_what_owlrl_gives(desk: Workspace) -> None:
    """The key of alignments is left out, which owlrl reads wrongly, and the DL module, which it does not know."""
    told = tuple(dict.fromkeys(quad.triple for quad in desk.quads if quad.predicate.value != OWL + "hasKey"))
    ours, theirs = by_rules(told), by_owlrl(told)
    assert len(ours) > 3800
    assert ours == theirs


# ---- the DL module


ASKED = tuple(MG + name for name in ("alignmentOf", "alignedTo", "alignmentStatus", "strength"))
PRINTED = re.compile(r"^<([^>]+)> \(known instances: (.*?) \| possible", re.MULTILINE)
PAIR = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")


def derived_by_hermit(given: tuple[Triple, ...]) -> set[Fact]:
    """The links that HermiT derives, where none was given."""
    source = Source(t for t in given if t.predicate.value not in LINKS)
    told = known(source, source.schema())
    facts = [f for f in told.facts if f.predicate in ASKED or f.triple.object == ox.NamedNode(MG + "Alignment")]
    printed, sound = Reasoner(300).run(("-N", "-c", "-O", "-Y"), [told.document([*told.schema, *facts])])
    assert sound
    found = {name: PAIR.findall(pairs) for name, pairs in PRINTED.findall(printed)}
    turned = [(a, MG + "contributesTo", b) for b, a in found.get(MG + "hasContributor", [])]  # HermiT prints one of two inverses
    return {*turned, *((a, name, b) for name in LINKS for a, b in found.get(name, []))}


def held(given: Iterable[Triple]) -> set[Fact]:
    return {(value(t.subject), t.predicate.value, value(t.object)) for t in given if t.predicate.value in LINKS}


@pytest.fixture(scope="module")
def plan(desk: Workspace) -> tuple[Triple, ...]:
    return triples_of(desk.quads)[0]


@pytest.mark.java
@pytest.mark.slow
def test_hermit_derives_exactly_the_links_of_the_view(plan: tuple[Triple, ...]) -> None:
    """All 136 alignments, with their status and strength, and no link: HermiT gives them all, direct and indirect, and no more."""
    view = held(plan)
    assert len(view) == 272
    assert derived_by_hermit(plan) == view


@pytest.mark.java
def test_hermit_derives_all_links_but_that_of_a_rejected_alignment(plan: tuple[Triple, ...]) -> None:
    status = ox.NamedNode(MG + "alignmentStatus")
    node = min((t.subject for t in plan if t.predicate == status), key=str)
    changed = tuple(t for t in plan if not (t.subject == node and t.predicate == status))
    changed += (Triple(node, status, ox.NamedNode(MG + "rejected")),)
    derived, view = derived_by_hermit(changed), held(plan)
    about = {value(t.object) for t in plan if t.subject == node}
    assert derived < view
    assert [{element, sdg} <= about for element, _, sdg in view - derived] == [True, True]


def test_the_rules_derive_the_same_links(plan: tuple[Triple, ...]) -> None:
    closure = Closure(t for t in plan if t.predicate.value not in LINKS)
    assert held(followed(closure, closure.schema) or ()) == held(plan)
