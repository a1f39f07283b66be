"""The rdflib view of a store: terms, SPARQL, SHACL, and what cannot be done."""

from collections import Counter
from pathlib import Path
from threading import Thread
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib.plugins.sparql.processor as evaluator
from rdflib import RDF, SH, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery, prepareUpdate
from rdflib.plugins.sparql.operators import register_custom_function, unregister_custom_function

from metrograph.errors import QueryError, StoreError
from metrograph.rdfview import view
from metrograph.resources import files
from metrograph.store import LocalStore
from metrograph.workspace import Workspace

EX = "http://example.org/"
A, B, C, G = (URIRef(EX + name) for name in "abcg")


def made(turtle: str = "") -> Any:
    dataset = view(LocalStore.memory(), {"ex": EX})
    return dataset.parse(data=f"@prefix ex: <{EX}> . @prefix xsd: <{XSD}> . {turtle}", format="turtle")


@pytest.fixture
def on_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes it an error to let rdflib evaluate."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("rdflib evaluates")

    monkeypatch.setattr(evaluator, "evalQuery", refuse)
    monkeypatch.setattr(evaluator, "evalUpdate", refuse)


# ---- terms


def test_a_string_with_its_datatype_is_the_plain_string() -> None:
    dataset = made('ex:a ex:b "x"^^xsd:string .')
    assert list(dataset.objects(A, B)) == [Literal("x")]
    assert (A, B, Literal("x")) in dataset
    assert (A, B, Literal("x", datatype=XSD.string)) in dataset
    assert Literal("x") == next(iter(dataset.query("SELECT ?o { ?s ex:b ?o }")))[0]


def test_a_number_is_found_however_it_is_written_and_given_as_it_was_loaded() -> None:
    dataset = made("ex:a ex:b 01 ; ex:c 1.50 .")
    assert (A, B, Literal("01", datatype=XSD.integer, normalize=False)) in dataset
    assert list(dataset.objects(A, B)) == [Literal(1)]
    assert (A, C, Literal("1.5", datatype=XSD.decimal)) in dataset
    assert str(dataset.value(A, C)) == "1.50"
    assert "1.50" in dataset.serialize(format="nt")


@pytest.mark.parametrize("text", ["INF", "-INF", "NaN"])
def test_numbers_without_end_are_found_as_rdflib_writes_them(text: str) -> None:
    dataset = made(f'ex:a ex:b "{text}"^^xsd:double .')
    assert (A, B, Literal(text, datatype=XSD.double)) in dataset
    assert all(triple in dataset for triple in dataset.triples((None, None, None)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("lots", "decimal"),
        ("2019-02-31", "date"),
        ("maybe", "boolean"),
        ("P", "duration"),
        ("%", "base64Binary"),
        (" 1 ", "integer"),
    ],
)
def test_a_value_that_is_none_of_its_type_is_given_as_it_stands(text: str, kind: str) -> None:
    dataset = made(f'ex:a ex:b "{text}"^^xsd:{kind} .')
    assert str(dataset.value(A, B)) == text
    assert all(triple in dataset for triple in dataset.triples((None, None, None)))
    assert len(dataset.query("SELECT ?o { ?s ?p ?o }")) == 1


@pytest.mark.parametrize("text", ["2019-02-03Z", "2019-02-03+01:00"])
def test_the_zone_of_a_date_is_not_lost_though_rdflib_would_lose_it(text: str) -> None:
    assert str(made(f'ex:a ex:b "{text}"^^xsd:date .').value(A, B)) == text


def test_the_case_of_a_language_tag_does_not_matter() -> None:
    dataset = made('ex:a ex:b "ville"@fr-CA .')
    assert (A, B, Literal("ville", lang="FR-ca")) in dataset


def test_a_blank_node_keeps_its_name_and_can_be_asked_for() -> None:
    dataset = made("ex:a ex:b [ ex:c 1 ] .")
    node = dataset.value(A, B)
    assert isinstance(node, BNode)
    assert dataset.value(node, C) == Literal(1)
    dataset.add((node, C, BNode("mine")))
    assert (node, C, BNode("mine")) in dataset


def test_a_triple_term_is_left_out_and_refused_where_a_query_would_give_it() -> None:
    dataset = made("ex:a ex:b <<( ex:a ex:b ex:c )>> , ex:c .")
    assert list(dataset.triples((None, None, None))) == [(A, B, C)]
    assert len(dataset) == 1
    with pytest.raises(QueryError, match="Q104"):
        dataset.query("SELECT ?o { ?s ?p ?o }")


@pytest.mark.parametrize(
    "triple", [(URIRef("no scheme"), B, C), (A, BNode(), C), (Literal("x"), B, C), (A, B, URIRef("a b")), (BNode("a b"), B, C)]
)
def test_what_no_rdf_graph_can_hold_is_refused_by_name_and_never_found(triple: Any) -> None:
    dataset = made("ex:a ex:b ex:c .")
    assert triple not in dataset
    with pytest.raises(StoreError, match="T120"):
        dataset.add(triple)
    with pytest.raises(StoreError, match="T120"):
        dataset.addN([(A, B, A, dataset.default_graph), (*triple, dataset.default_graph)])
    assert len(dataset) == 1


def test_a_quad_pattern_gives_the_quads_of_that_graph_alone() -> None:
    dataset = made("ex:a ex:b ex:c .")
    dataset.graph(G).add((A, B, C))
    assert list(dataset.quads((None, None, None, G))) == [(A, B, C, G)]
    assert len(list(dataset)) == 2
    assert len(dataset) == 1


def test_triples_may_change_while_they_are_read_and_be_read_in_another_thread() -> None:
    dataset = made("ex:a ex:b 1 , 2 , 3 .")
    found = dataset.triples((None, None, None))
    first, rest = next(found), []
    reader = Thread(target=lambda: rest.extend(found))
    reader.start()
    reader.join()
    assert len({first, *rest}) == 3
    for triple in dataset.triples((A, None, None)):
        dataset.remove(triple)
    assert len(dataset) == 0


def test_asking_for_a_graph_that_is_not_there_writes_nothing() -> None:
    store = LocalStore.memory()
    dataset = view(store, {})
    assert len(dataset.graph(G)) == 0
    assert G in {graph.identifier for graph in dataset.graphs()}
    assert store.changes == 0


def test_a_read_only_store_says_so(tmp_path: Path) -> None:
    store = LocalStore.create(tmp_path / "store")
    store.load([ox.Quad(ox.NamedNode(A), ox.NamedNode(B), ox.NamedNode(C))])
    store.close()
    dataset = view(LocalStore.open(tmp_path / "store"), {"ex": EX})
    assert (A, B, C) in dataset
    assert len(dataset.graph(G)) == 0
    writes = (
        lambda: dataset.add((A, B, A)),
        lambda: dataset.addN([(A, B, A, dataset.default_graph)]),
        lambda: dataset.remove((A, None, None)),
        lambda: dataset.remove_graph(G),
        lambda: dataset.update("INSERT DATA { ex:a ex:b 1 }"),
        lambda: dataset.parse(data="<http://a/b> <http://a/b> 1 .", format="turtle"),
    )
    for write in writes:
        with pytest.raises(StoreError, match="T107"):
            write()


# ---- SPARQL


@pytest.mark.usefixtures("on_engine")
def test_queries_run_on_the_engine_with_the_values_given_beside_them() -> None:
    dataset = made("ex:a ex:b 1 . ex:c ex:b 2 .")
    found = dataset.query("SELECT * { ?s ex:b ?o } ORDER BY ?o")
    assert [str(name) for name in found.vars] == ["s", "o"]
    assert [(row.s, row["o"].toPython()) for row in found] == [(A, 1), (C, 2)]
    assert [row.o for row in dataset.query("SELECT ?o { ?s ex:b ?o }", initBindings={"s": C})] == [Literal(2)]
    assert dataset.query("ASK { ?s ex:b ?o }", initBindings={"?o": Literal(2)}).askAnswer
    assert len(dataset.query("SELECT ?s { ?s x:b ?o }", initNs={"x": EX})) == 2
    assert set(dataset.query("CONSTRUCT { ?o ex:of ?s } { ?s ex:b ?o FILTER(isIRI(?o)) }")) == set()
    assert (A, B, Literal(1)) in dataset.query("DESCRIBE ex:a").graph


@pytest.mark.usefixtures("on_engine")
def test_a_query_on_one_graph_asks_that_graph_alone() -> None:
    dataset = made("ex:a ex:b 1 .")
    dataset.graph(G).add((A, B, Literal(2)))
    assert [row.o.toPython() for row in dataset.graph(G).query("SELECT ?o { ?s ex:b ?o }")] == [2]
    assert [row.o.toPython() for row in dataset.default_graph.query("SELECT ?o { ?s ex:b ?o }")] == [1]
    assert len(dataset.query("SELECT ?o { ?s ex:b ?o }")) == 2
    assert [row.g for row in dataset.query("SELECT ?g { GRAPH ?g { ?s ex:b ?o } }")] == [G]
    assert len(dataset.query("SELECT ?o FROM ex:g { ?s ex:b ?o }")) == 1


def test_a_query_that_rdflib_has_parsed_is_evaluated_by_rdflib() -> None:
    dataset = made("ex:a ex:b 1 .")
    prepared = prepareQuery("SELECT ?o { ?s ex:b ?o }", initNs={"ex": EX})
    assert [row.o for row in dataset.query(prepared, initBindings={"s": A})] == [Literal(1)]


def test_a_function_of_ones_own_is_known_to_rdflib_and_so_to_the_view() -> None:
    dataset = made("ex:a ex:b 1 .")
    register_custom_function(C, lambda term: Literal(f"<{term}>"))
    try:
        assert [str(row.x) for row in dataset.query("SELECT (ex:c(?o) AS ?x) { ?s ex:b ?o }")] == ["<1>"]
    finally:
        unregister_custom_function(C)


OUTSIDE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("query", "bindings"),
    [
        (f"SELECT * {{ {OUTSIDE} }}", {}),
        (f"SELECT * {{ {{ SELECT * {{ {OUTSIDE} }} }} }}", {"s": A}),
        (prepareQuery(f"SELECT * {{ {OUTSIDE} }}"), {}),
        (prepareQuery(f"ASK {{ ?s ?p ?o FILTER EXISTS {{ {OUTSIDE} }} }}"), {}),
        (prepareQuery("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), {}),
        ("SELECT ?o FROM <file:///etc/passwd> { { SELECT ?o { ?s ?p ?o } } }", {"s": A}),
    ],
)
def test_nothing_is_fetched_whoever_evaluates(query: Any, bindings: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match="Q105"):
        made("ex:a ex:b 1 .").query(query, initBindings=bindings)


@pytest.mark.parametrize("update", ["LOAD <http://127.0.0.1:9/>", f"INSERT {{ ?s ?p 1 }} WHERE {{ {OUTSIDE} }}"])
def test_no_update_fetches_whoever_evaluates(update: str) -> None:
    dataset = made("ex:a ex:b 1 .")
    for graph in (dataset, dataset.graph(G)):
        for given in (update, prepareUpdate(update)):
            with pytest.raises(QueryError, match="Q105"):
                graph.update(given)


def test_a_mistake_is_told_with_its_place() -> None:
    dataset = made()
    for run in (dataset.query, dataset.graph(G).query):
        with pytest.raises(QueryError) as caught:
            run("SELECT ?s {\n  ?s ex:b }")
        assert (caught.value.place.line, caught.value.source) == (2, "SELECT ?s {\n  ?s ex:b }")
    with pytest.raises(QueryError) as caught:
        dataset.update("INSERT DATA {\n  ex:a ex:b }")
    assert caught.value.place.line == 2


@pytest.mark.usefixtures("on_engine")
def test_an_update_follows_the_standard() -> None:
    dataset = made("ex:a ex:b 1 .")
    dataset.graph(G).add((A, B, Literal(2)))
    dataset.update("INSERT { ?s ex:c ?o } WHERE { ?s ex:b ?o }")
    assert set(dataset.objects(A, C)) == {Literal(1)}
    dataset.update("WITH ex:g DELETE { ?s ex:b ?o } WHERE { ?s ex:b ?o }")
    assert len(dataset.graph(G)) == 0
    dataset.update(prepareUpdate("PREFIX x: <http://example.org/> DELETE DATA { x:a x:b 1 }"))
    assert set(dataset) == {(A, C, Literal(1), dataset.default_graph.identifier)}
    with pytest.raises(QueryError, match="Q120"):
        dataset.update("DELETE WHERE { ?s ?p ?o }", initBindings={"s": B})
    assert len(dataset) == 1


def test_an_update_of_one_graph_changes_that_graph_alone() -> None:
    dataset = made("ex:a ex:b 1 .")
    graph = dataset.graph(G)
    graph.update("INSERT DATA { ex:a ex:b 2 }")
    graph.update("DELETE { ?s ex:b ?o } INSERT { ?s ex:c ?o } WHERE { ?s ex:b ?o }")
    assert set(graph) == {(A, C, Literal(2))}
    assert set(dataset.default_graph) == {(A, B, Literal(1))}
    dataset.update("WITH ex:g DELETE { ?s ex:c ?o } INSERT { ?s ex:b 3 } WHERE { ?s ex:c ?o }", use_store_provided=False)
    assert set(graph) == {(A, B, Literal(3))}


# ---- SHACL

STRINGS = """
    ex:a a ex:T ; ex:b "x"^^xsd:string , "y" ; ex:c "one"@en , "two"@en ; ex:d "x" ; ex:e "x"^^xsd:string , 1.0 , 0.50 .
    ex:f a ex:T ; ex:b "z" , 01 , "lots"^^xsd:decimal ; ex:d "z"^^xsd:string ; ex:e "other" .
"""
SHAPES = """
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    ex:S sh:targetClass ex:T ;
      sh:property [ sh:path ex:b ; sh:datatype xsd:string ] , [ sh:path ex:b ; sh:in ( "x" "y" "z" ) ] ,
        [ sh:path ex:e ; sh:hasValue "x" ] , [ sh:path ex:e ; sh:in ( "x"^^xsd:string 1.0 0.50 ) ] ,
        [ sh:path ex:c ; sh:uniqueLang true ] , [ sh:path ex:b ; sh:equals ex:d ] ;
      sh:sparql [ sh:message "It is z." ; sh:select 'SELECT $this ?value { $this <http://example.org/d> ?value FILTER(?value = "z") }' ] .
"""


def results(data: Graph, shapes: Graph, **options: Any) -> Counter[Any]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, **options)
    assert isinstance(report, Graph)
    parts = (SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.resultSeverity, SH.resultPath, SH.sourceShape)
    return Counter(
        tuple(None if isinstance(value := report.value(one, part), BNode) else value for part in parts)
        for one in report.subjects(RDF.type, SH.ValidationResult)
    )


def in_memory(turtle: str) -> Dataset:
    return Dataset(default_union=True).parse(data=f"@prefix ex: <{EX}> . @prefix xsd: <{XSD}> . {turtle}", format="turtle")


@pytest.mark.parametrize("inplace", [True, False])
def test_pyshacl_finds_in_the_view_what_it_finds_in_memory(inplace: bool) -> None:
    plain = STRINGS.replace("^^xsd:string", "")
    shapes, expected = in_memory(SHAPES.replace("^^xsd:string", "")), in_memory(plain)
    found = results(made(STRINGS), made(SHAPES), inplace=inplace)
    assert found == results(expected, shapes, inplace=inplace)
    assert sum(found.values()) == 11


@pytest.mark.slow
def test_pyshacl_finds_the_same_in_the_packaged_plan(desk: Workspace) -> None:
    shapes = Graph()
    for path in files("shapes", "*.ttl"):
        if path.name != "ontology.ttl":
            shapes.parse(path)
    memory = Dataset(default_union=True)
    memory.parse(data="".join(f"{quad} .\n" for quad in desk.quads), format="nquads")
    ours = view(LocalStore.memory(desk.quads, desk.prefixes), desk.prefixes)
    found = results(ours, shapes, inplace=True)
    assert found == results(memory, shapes, inplace=True)
    assert found
