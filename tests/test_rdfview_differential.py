"""The view beside rdflib's own dataset in memory: the same operations on both, and the same answers."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from metrograph.rdfview import view
from metrograph.store import LocalStore
from metrograph.workspace import Workspace

EX = "http://example.org/"
IRIS = [URIRef(EX + name) for name in "abc"]
NODES = [*IRIS, BNode("n1"), BNode("n2")]
WORDS = ["x", "é", "", 'say "no"\n', "<&>", "1"]
literals = st.one_of(
    st.sampled_from([Literal(word) for word in WORDS]),
    st.sampled_from([Literal(word, lang=lang) for word in WORDS[:2] for lang in ("en", "fr", "EN")]),
    st.integers(-3, 3).map(Literal),
    st.sampled_from(["0.5", "1.0", "-2.50"]).map(lambda text: Literal(text, datatype=XSD.decimal)),
    st.sampled_from(["lots", "2019-02-31"]).map(lambda text: Literal(text, datatype=XSD.date)),
    st.sampled_from(["2019-02-03", "2020-12-31"]).map(lambda text: Literal(text, datatype=XSD.date)),
    st.sampled_from(["2019-02-03T04:05:06Z", "2019-02-03T04:05:06"]).map(lambda text: Literal(text, datatype=XSD.dateTime)),
    st.sampled_from([Literal(True), Literal(1.5), Literal("y", datatype=IRIS[0]), Literal("y", datatype=XSD.token)]),
)
subjects, predicates, objects = st.sampled_from(NODES), st.sampled_from(IRIS), st.one_of(st.sampled_from(NODES), literals)
triples = st.tuples(subjects, predicates, objects)
names = st.sampled_from([None, IRIS[0], IRIS[1], BNode("g")])
quads = st.tuples(subjects, predicates, objects, names)


def maybe(terms: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), terms)


patterns = st.tuples(maybe(subjects), maybe(predicates), maybe(objects))
steps = st.one_of(
    st.tuples(st.just("add"), quads),
    st.tuples(st.just("add"), quads),
    st.tuples(st.just("addN"), st.lists(quads, max_size=4)),
    st.tuples(st.just("remove"), st.tuples(patterns, names, st.booleans())),
    st.tuples(st.just("graph"), names),
    st.tuples(st.just("remove_graph"), names),
)


def both() -> tuple[Dataset, Dataset]:
    return view(LocalStore.memory(), {"ex": EX}), Dataset(default_union=True)


def apply(dataset: Dataset, step: tuple[str, Any]) -> None:
    verb, what = step

    def graph(name: Any) -> Graph:
        return dataset.default_graph if name is None else dataset.get_context(name)

    if verb == "add":
        graph(what[3]).add(what[:3])
    elif verb == "addN":
        dataset.addN((s, p, o, graph(name)) for s, p, o, name in what)
    elif verb == "remove":
        pattern, name, everywhere = what
        dataset.remove(pattern) if everywhere else graph(name).remove(pattern)
    elif verb == "graph":
        dataset.graph(dataset.default_graph.identifier if what is None else what)
    else:
        dataset.remove_graph(graph(what))


def exact(term: Any) -> Any:
    """A term with its datatype and language, the case of the language aside."""
    return (type(term), str(term), getattr(term, "datatype", None), (getattr(term, "language", None) or "").lower())


def rows(found: Iterator[Any]) -> Counter[Any]:
    return Counter(tuple(exact(term) for term in row) for row in found)


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=12), st.lists(patterns, max_size=6), st.booleans())
def test_every_operation_does_in_the_view_what_it_does_in_memory(done: list[Any], asked: list[Any], union: bool) -> None:
    ours, theirs = both()
    ours.default_union = theirs.default_union = union
    for step in done:
        apply(ours, step)
        apply(theirs, step)
    assert len(ours) == len(theirs)
    assert bool(ours) == bool(theirs)
    assert rows(iter(ours)) == rows(iter(theirs))
    for pattern in [(None, None, None), *asked]:
        assert rows(ours.triples(pattern)) == rows(theirs.triples(pattern))
        assert rows(ours.quads((*pattern, None))) == rows(theirs.quads((*pattern, None)))
        assert (pattern in ours) == (pattern in theirs)
    mine, other = ({graph.identifier: graph for graph in dataset.graphs()} for dataset in (ours, theirs))
    assert set(mine) == set(other)
    for name, graph in mine.items():
        assert len(graph) == len(other[name])
        for pattern in [(None, None, None), *asked]:
            assert rows(graph.triples(pattern)) == rows(other[name].triples(pattern))


@settings(max_examples=60, deadline=None)
@given(st.lists(quads, max_size=12))
def test_what_the_view_gives_is_found_again_and_its_graphs_are_known(given_quads: list[Any]) -> None:
    ours, theirs = both()
    for dataset in (ours, theirs):
        for quad in given_quads:
            apply(dataset, ("add", quad))
    for triple in set(theirs.triples((None, None, None))):
        assert triple in ours
        mine, other = ({graph.identifier for graph in dataset.store.contexts(triple)} for dataset in (ours, theirs))
        assert mine == other
    assert all(triple in ours for triple in ours.triples((None, None, None)))


QUERIES = (
    "SELECT ?s ?o { ?s ex:a ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?p (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s ?t { ?s ex:a ?o . ?t ex:b ?o }",
    "SELECT ?s ?o { ?s ex:a ?o OPTIONAL { ?s ex:b ?q } FILTER(!BOUND(?q)) }",
    "SELECT ?s { ?s ex:a ?o MINUS { ?s ex:b ?q } }",
    "SELECT ?s { { ?s ex:a ?o } UNION { ?s ex:b ?o } }",
    "ASK { ex:a ex:b ?o FILTER(isIRI(?o)) }",
    "CONSTRUCT { ?o ex:of ?s } WHERE { ?s ex:a ?o FILTER(!isLiteral(?o)) }",
    "SELECT ?s ?n { ?s ?p ?o { SELECT (COUNT(?x) AS ?n) { ?y ex:b ?x } } }",
)
BOUND = (
    "SELECT ?o { ?s ex:a ?o }",
    "SELECT ?s ?o { ?s ex:a ?o }",
    "SELECT * { ?s ex:a ?o }",
    "SELECT ?o { ?s ex:a ?o FILTER(?s = ex:a) }",
    "SELECT ?o { ?s ex:a ?o FILTER(BOUND(?s)) }",
    "SELECT ?s ?o { ?x ex:a ?o { FILTER(?s = ex:a) } }",
    "SELECT ?o ?s { { SELECT ?o { ?s ex:a ?o } } }",
    "SELECT ?o ?s { { SELECT ?s ?o { ?s ex:a ?o } } }",
    "SELECT ?s (COUNT(?o) AS ?n) { ?s ex:a ?o } GROUP BY ?s",
    "SELECT ?x { ?x ex:a ?o MINUS { ?s ex:b ?o } }",
    "SELECT ?x { ?x ex:a ?o FILTER NOT EXISTS { ?s ex:b ?o } }",
    "SELECT ?x { ?x ex:a ?o FILTER NOT EXISTS { ?x ex:b ?o FILTER(?x = ?s) } }",
    "SELECT ?x ?o { ?x ex:a ?o OPTIONAL { ?s ex:b ?o } }",
    "SELECT ?x ?q { ?x ex:a ?o OPTIONAL { ?x ex:b ?q FILTER(?x = ?s) } }",
    "SELECT ?x { { ?x ex:a ?s } UNION { ?s ex:b ?x } }",
    "SELECT ?x { { ?x ex:a ?o FILTER(?o = ?s) } UNION { ?s ex:b ?x } }",
    "SELECT ?o { ?s ex:a* ?o }",
    "SELECT ?o { ?s (ex:a|ex:b)+ ?o }",
    "SELECT ?o { GRAPH ?s { ?x ex:a ?o } }",
    "SELECT ?o ?y { ?x ex:a ?o BIND(STR(?s) AS ?y) }",
    "SELECT ?o (STR(?s) AS ?y) { ?x ex:a ?o }",
    "SELECT ?o { ?x ex:a ?o VALUES ?s { ex:a ex:b } }",
    "SELECT ?x { ?x ex:a ?o } ORDER BY ?s",
    "ASK { ?s ex:a ?o }",
    "CONSTRUCT { ?s ex:of ?o } WHERE { ?s ex:a ?o }",
    "CONSTRUCT WHERE { ?s ex:a ?o }",
)


def answer(dataset: Graph, query: str, **options: Any) -> Any:
    found = dataset.query(query, initNs={"ex": EX}, **options)
    if found.type == "ASK":
        return found.askAnswer
    if found.type == "SELECT":
        return rows([term for name, term in sorted(row.asdict().items())] for row in found)
    return rows(found.graph)


plain = st.tuples(subjects, predicates, st.sampled_from([*NODES, Literal("x"), Literal(1)]), names)


@settings(max_examples=15, deadline=None)
@given(st.lists(plain, max_size=14))
def test_queries_give_the_rows_of_rdflib_even_where_a_triple_stands_in_two_graphs(given_quads: list[Any]) -> None:
    ours, theirs = both()
    for dataset in (ours, theirs):
        for quad in given_quads:
            apply(dataset, ("add", quad))
    for query in QUERIES:
        assert answer(ours, query) == answer(theirs, query), query
    for name in {quad[3] for quad in given_quads} - {None}:
        for query in (query for query in QUERIES if "GRAPH" not in query):
            assert answer(ours.graph(name), query) == answer(theirs.graph(name), query), query


@settings(max_examples=12, deadline=None)
@given(st.lists(plain, max_size=14), st.sampled_from([*NODES, Literal("x"), Literal(1)]))
def test_values_given_beside_a_query_give_the_rows_of_rdflib(given_quads: list[Any], value: Any) -> None:
    ours, theirs = both()
    for dataset in (ours, theirs):
        for quad in given_quads:
            apply(dataset, ("add", quad))
    for query in BOUND:
        assert answer(ours, query, initBindings={"s": value}) == answer(theirs, query, initBindings={"s": value}), query


FORMATS = ("turtle", "nt", "n3", "xml", "json-ld", "nquads", "trig")


@pytest.mark.parametrize("syntax", FORMATS)
@settings(max_examples=30, deadline=None)
@given(st.lists(triples, max_size=10))
def test_a_document_says_the_same_to_both_whoever_wrote_it(syntax: str, said: list[Any]) -> None:
    ours, theirs = both()
    source = theirs if syntax in ("nquads", "trig") else Graph()
    for triple in said:
        ours.add(triple)
        source.add(triple)
    own = ours.serialize(format=syntax)
    for text in (own, source.serialize(format=syntax)):
        mine, other = both()
        mine.parse(data=text, format=syntax)
        other.parse(data=text, format=syntax)
        assert isomorphic(plainly(mine), plainly(other))
        assert text != own or isomorphic(plainly(mine), plainly(source))  # rdflib's own JSON-LD loses a blank node of itself


def plainly(graph: Graph) -> Graph:
    """The triples of a graph, the case of language tags aside."""
    copy = Graph()
    for s, p, o in graph.triples((None, None, None)):
        copy.add((s, p, Literal(str(o), lang=o.language.lower()) if isinstance(o, Literal) and o.language else o))
    return copy


SLICE = ("pilots-by-goal", "links", "coverage-by-goal", "timeline", "graphs")


def test_the_questions_of_the_catalogue_give_the_rows_of_rdflib(desk: Workspace) -> None:
    compare(desk, SLICE)


@pytest.mark.slow
def test_all_questions_of_the_catalogue_give_the_rows_of_rdflib(desk: Workspace) -> None:
    compare(desk, tuple(question.name for question in desk.catalog.sound() if question.name not in SLICE))


def compare(desk: Workspace, questions: tuple[str, ...]) -> None:
    ours = view(LocalStore.memory(desk.quads, desk.prefixes), desk.prefixes)
    theirs = desk_in_memory(desk)
    for name in questions:
        text = desk.catalog[name].sparql
        mine, other = ours.query(text), theirs.query(text)
        assert [str(var) for var in mine.vars or ()] == [str(var) for var in other.vars or ()], name
        assert values(mine) == values(other), name


def values(found: Any) -> Counter[Any]:
    """Rows by value: engines write a decimal that they have computed in one of several ways."""
    return Counter(tuple(term.toPython() if term is not None else None for term in row) for row in found)


def desk_in_memory(desk: Workspace) -> Dataset:
    dataset = Dataset(default_union=True)
    for prefix, space in desk.prefixes.items():
        dataset.bind(prefix, space, replace=True)
    text = "".join(f"{quad} .\n" for quad in desk.quads)
    dataset.parse(data=text, format="nquads")
    return dataset
