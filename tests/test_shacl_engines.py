"""Two engines, one report: the fast one against pySHACL, on our shapes and their graphs, on made ones, on the benchmark."""

import importlib.util
import re
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from tests import shacl_strategies as made

from metrograph.errors import LimitError, ShapeError
from metrograph.resources import files
from metrograph.shacl.index import Index
from metrograph.shacl.live import Live
from metrograph.shacl.node import TRUE
from metrograph.store import LocalStore
from metrograph.turtle import read_quads
from metrograph.validate import Rules, check, read_rules
from metrograph.workspace import Workspace

HERE = Path(__file__).parent
GRAPHS = sorted((HERE / "shapes").glob("*/*.ttl"))


def turtle(text: str) -> list[ox.Quad]:
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    return list(ox.parse(f"{prefixes}\n{text}".encode(), format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("name", ["records", "alignments", "advice", "ontology"])
def test_both_engines_agree_on_every_graph_of_our_shapes(name: str) -> None:
    (path,) = files("shapes", f"{name}.ttl")
    rules = read_rules([path])
    codes = {rule.code for rule in rules}
    compared = 0
    for graph in GRAPHS:
        if graph.parent.name in codes:
            report = check(read_quads(graph), rules, engine="both")
            assert report.differences == (), graph
            compared += 1
    assert compared >= 2 * sum(bool(re.fullmatch(r"[SO]\d\d", code)) for code in codes)


def test_both_engines_agree_on_the_plan_of_2019(desk: Workspace) -> None:
    report = desk.validate(engine="both")
    assert report.differences == ()
    assert len(report) > 100


def test_both_engines_agree_on_the_graph_of_the_benchmark(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("shacl_graph", HERE.parent / "bench" / "shacl_graph.py")
    assert spec
    assert spec.loader
    bench = importlib.util.module_from_spec(spec)
    sys.modules["shacl_graph"] = bench
    spec.loader.exec_module(bench)
    bench.make(tmp_path / "data.ttl", 3_000)
    (tmp_path / "shapes.ttl").write_text(bench.shapes(sparql=True), encoding="utf-8")
    report = check(read_quads(tmp_path / "data.ttl"), read_rules([tmp_path / "shapes.ttl"]), engine="both")
    assert report.differences == ()
    assert len(report) > 20


@given(shapes=made.shapes, data=made.data)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_both_engines_agree_on_any_shapes_and_data(shapes: list[ox.Triple], data: list[ox.Triple]) -> None:
    report = check(data, shapes, engine="both")
    assert report.differences == ()


@pytest.mark.slow
@given(shapes=made.shapes, data=made.data)
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
def test_both_engines_agree_on_very_many_shapes_and_data(shapes: list[ox.Triple], data: list[ox.Triple]) -> None:
    assert check(data, shapes, engine="both").differences == ()


@given(shapes=made.shapes, data=made.data, steps=made.steps)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_results_that_follow_the_data_are_those_of_a_full_run(
    shapes: list[ox.Triple], data: list[ox.Triple], steps: list[tuple[list[ox.Triple], list[ox.Triple]]]
) -> None:
    rules = Rules(shapes)
    live = Live(Index.of(data), rules.shapes)
    for removed, added in steps:
        live.update([_nodes(triple) for triple in removed], [_nodes(triple) for triple in added])
        whole = check(list(_triples(live.data)), rules).results
        assert sorted(result.key() for result in live.results()) == sorted(result.key() for result in whole)


def _nodes(triple: ox.Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _triples(data: Index) -> list[ox.Quad]:
    return list(ox.parse("\n".join(data.lines()).encode(), format=ox.RdfFormat.N_TRIPLES))


NAMED = "e:S a sh:NodeShape ; sh:targetClass e:Pilot ; sh:property [ sh:path e:name ; sh:minCount 1 ] ."
PILOTS = 'e:mega a e:Pilot . e:water a e:Pilot ; e:name "Water" .'


def test_a_change_is_looked_at_only_where_it_can_matter() -> None:
    many = " ".join(f'e:p{n} a e:Pilot ; e:name "{n}" .' for n in range(500))
    live = Live(Index.of(turtle(many)), Rules(turtle(NAMED)).shapes)
    live.update(removed=[("<http://example.org/p7>", "<http://example.org/name>", '"7"')])
    assert [result.focus for result in live.results()] == ["<http://example.org/p7>"]
    assert live.looked_at == 1


def test_a_query_that_names_a_property_by_its_whole_iri_is_asked_again_when_the_property_changes() -> None:
    query = "SELECT $this { $this <http://example.org/ns#late> true . }"
    live = Live(Index.of([]), Rules(turtle(f'e:S sh:targetNode e:mega ; sh:sparql [ sh:select "{query}" ] .')).shapes)
    live.update(added=[("<http://example.org/mega>", "<http://example.org/ns#late>", TRUE)])
    assert [result.focus for result in live.results()] == ["<http://example.org/mega>"]


def test_quads_a_store_and_rdflib_give_the_same_report() -> None:
    quads = turtle(PILOTS)
    graph = rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    dataset = rdflib.Dataset(default_union=True)
    dataset.graph(rdflib.URIRef("http://example.org/g")).parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    engine = ox.Store()
    engine.extend(quads)
    given = (
        quads,
        iter(quads),
        [quad.triple for quad in quads],
        engine,
        LocalStore.memory(quads),
        graph,
        dataset,
        Index.of(quads),
    )
    shapes = turtle(NAMED)
    reports = [check(data, shapes) for data in given]
    assert [report.results for report in reports] == [reports[0].results] * len(given)
    assert [finding.focus for finding in reports[0]] == ["http://example.org/mega"]


def test_a_triple_in_two_graphs_is_one_value() -> None:
    one, two = ox.NamedNode("http://example.org/g1"), ox.NamedNode("http://example.org/g2")
    quads = [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in turtle(PILOTS) for name in (one, two)]
    assert not check(quads, turtle("e:S sh:targetClass e:Pilot ; sh:property [ sh:path e:name ; sh:maxCount 1 ] .")).results


def test_a_text_with_line_separators_of_unicode_stays_one_value() -> None:
    data = turtle('e:a e:note "one\\u2028two\\u0085three\\nfour" .')
    report = check(data, turtle("e:S sh:targetSubjectsOf e:note ; sh:property [ sh:path e:note ; sh:maxLength 3 ] ."))
    assert [finding.value for finding in report] == ["one\u2028two\x85three\nfour"]


def test_a_literal_that_the_store_rewrites_stays_as_it_was_given() -> None:
    data = turtle('e:a e:n "01"^^<http://www.w3.org/2001/XMLSchema#integer> , 1 , 2 .')
    query = "SELECT $this { ?x <http://example.org/n> $this FILTER($this < 2) }"
    report = check(data, turtle(f'e:S sh:targetObjectsOf e:n ; sh:sparql [ sh:select "{query}" ] .'))
    assert [finding.focus for finding in report] == ["01", "1"]
    component = (
        "e:C a sh:ConstraintComponent ; sh:parameter [ sh:path e:below ] ; sh:validator [ sh:ask 'ASK { FILTER($value < $below) }' ] ."
        "e:S sh:targetNode e:a ; sh:property [ sh:path e:n ; e:below 2 ] ."
    )
    assert [finding.value for finding in check(data, turtle(component))] == ["2"]


def test_recursive_shapes_are_left_to_the_reference_engine_and_the_report_says_so() -> None:
    shapes = turtle(
        "e:City a sh:NodeShape ; sh:targetNode e:lyon ; sh:property [ sh:path e:partner ; sh:node e:City ] ; sh:nodeKind sh:IRI ."
        "e:Name a sh:NodeShape ; sh:targetNode e:lyon ; sh:property [ sh:path e:name ; sh:minCount 1 ] ."
    )
    report = check(turtle('e:lyon e:partner "Quito" .'), shapes)
    assert report.delegated == {"City": "recursion"}
    assert {finding.rule for finding in report} == {"City", "Name"}
    assert "City (recursion)" in report.summary("fr")


def test_a_pattern_with_look_around_is_left_to_the_reference_engine() -> None:
    shapes = turtle('e:S sh:targetSubjectsOf e:code ; sh:property [ sh:path e:code ; sh:pattern "^(?!X)" ] .')
    report = check(turtle('e:a e:code "X1" . e:b e:code "A1" .'), shapes)
    assert report.delegated == {"S": "sh:pattern"}
    assert [finding.value for finding in report] == ["X1"]


def test_a_pattern_that_would_never_end_ends_at_the_limit() -> None:
    shapes = turtle('e:S sh:targetSubjectsOf e:code ; sh:property [ sh:path e:code ; sh:pattern "^(?=a)(a+)+$" ] .')
    with pytest.raises(LimitError) as caught:
        check(turtle(f'e:a e:code "{"a" * 40}b" .'), shapes, seconds=3)
    assert caught.value.code == "L111"
    assert "http://example.org/S" in caught.value.report("es")


def test_a_pattern_of_the_same_kind_without_look_around_takes_no_time() -> None:
    shapes = turtle('e:S sh:targetSubjectsOf e:code ; sh:property [ sh:path e:code ; sh:pattern "^(a+)+$" ] .')
    assert len(check(turtle(f'e:a e:code "{"a" * 5000}b" .'), shapes)) == 1


def test_a_query_that_would_never_end_ends_at_the_limit() -> None:
    numbers = " ".join(f"e:x e:n {n} ." for n in range(300))
    query = "SELECT $this { $this ?p ?a . ?b ?q ?c . ?d ?r ?e . ?f ?s ?g . FILTER(?a + ?c + ?e + ?g < 0) }"
    shapes = turtle(f'e:S sh:targetNode e:x ; sh:sparql [ sh:select "{query}" ] .')
    with pytest.raises(LimitError) as caught:
        check(turtle(numbers), shapes, seconds=0.5)
    assert (caught.value.code, caught.value.exit_code) == ("L111", 5)


def test_imports_of_shapes_are_not_fetched_and_must_be_at_hand() -> None:
    imports = "<http://example.org/> <http://www.w3.org/2002/07/owl#imports>"
    with pytest.raises(ShapeError) as caught:
        check(turtle(PILOTS), turtle(f"{imports} <http://127.0.0.1:1/shapes> . {NAMED}"))
    assert caught.value.code == "H113"
    assert "http://127.0.0.1:1/shapes" in caught.value.report("fr")
    at_hand = f"{imports} <http://127.0.0.1:1/shapes> , <http://www.w3.org/ns/shacl#> . <http://127.0.0.1:1/shapes> e:is e:here . {NAMED}"
    assert len(check(turtle(PILOTS), turtle(at_hand))) == 1


def test_a_clause_that_only_the_reference_engine_knows_is_left_to_it() -> None:
    shapes = turtle(
        'e:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this { ?this <http://example.org/old> ?x }" ] ;'
        " sh:property [ sh:path e:name ; sh:minCount 1 ] ."
    )
    report = check(turtle("e:a e:old true ."), shapes)
    assert report.delegated == {"S": "sh:target"}
    assert len(report) == 1


def test_the_reference_engine_alone_gives_a_report_too(desk: Workspace) -> None:
    report = desk.validate(engine="reference")
    assert report.engine.startswith("pySHACL ")
    assert report.ok
    assert len(report) == len(desk.validate())


def test_shapes_that_neither_engine_can_use_give_no_report() -> None:
    shapes = turtle("e:S sh:targetNode e:x ; sh:js [ a sh:JSConstraint ] .")
    for engine in ("fast", "reference", "both"):
        with pytest.raises(ShapeError):
            check([], shapes, engine=engine)
