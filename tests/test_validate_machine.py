"""A report for programs that reason with it: JSON that says all, and the Turtle of a ``sh:ValidationReport``."""

import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from tests import shacl_strategies as made

from metrograph.namespaces import MG, RDF, SH, XSD
from metrograph.shacl.index import Index
from metrograph.shacl.node import Node, iri, is_blank, lexical, literal
from metrograph.shacl.path import read_path
from metrograph.shacl.result import Result
from metrograph.validate import Report, check
from metrograph.validate.machine import as_json, as_turtle
from metrograph.validate.report import file_places
from metrograph.workspace import Workspace

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
@prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix id: <https://w3id.org/metrograph/id/metropolis-2019/> .
"""
PILOTS = """
id:pilot-mega a mg:PilotProject ; rdfs:label "Metropolis Energy GovernAnce: MEGA"@en ; mg:acronym "mega" .
id:pilot-metroairports a mg:PilotProject ; rdfs:label "MetroAirports"@en .
"""
ACRONYM = """
ex:Acronym a sh:NodeShape ; sh:name "An acronym is in capitals"@en , "Un sigle est en capitales"@fr , "Una sigla va en mayúsculas"@es ;
  sh:description "It is found by them."@en ; sh:targetSubjectsOf mg:acronym ; sh:property ex:Acronym-form .
ex:Acronym-form sh:path mg:acronym ; sh:pattern "^[A-Z]+$" ;
  sh:message "Write it in capitals."@en , "Écrivez-le en capitales."@fr , "Escríbala en mayúsculas."@es .
"""
PLACE = """
ex:Place a sh:NodeShape ; sh:name "A pilot has a place"@en ; sh:severity sh:Warning ; sh:targetClass mg:PilotProject ; sh:property ex:Place-any .
ex:Place-any sh:path mg:place ; sh:minCount 1 ; sh:severity sh:Warning .
"""
SHORT = """
ex:Short a sh:NodeShape ; sh:name "A name is short"@en ; sh:severity sh:Info ; sh:targetClass mg:PilotProject ; sh:property ex:Short-name .
ex:Short-name sh:path rdfs:label ; sh:maxLength 20 ; sh:severity sh:Info .
"""


def turtle(text: str) -> list[ox.Quad]:
    return list(ox.parse(f"{PREFIXES}{text}".encode(), format=ox.RdfFormat.TURTLE))


def report(data: str = PILOTS, shapes: str = ACRONYM + PLACE + SHORT) -> Report:
    return check(turtle(data), turtle(shapes))


# ---- JSON


def test_json_is_one_object_that_says_whether_all_is_well() -> None:
    found = json.loads(as_json(report()))
    assert list(found) == ["ok", "conforms", "engine", "counts", "rules", "findings"]
    assert (found["ok"], found["conforms"], found["engine"]) == (False, False, "fast engine")
    assert found["counts"] == {"violation": 1, "warning": 2, "info": 1}


def test_notes_alone_are_ok_in_json_and_yet_do_not_conform_as_shacl_has_it() -> None:
    found = json.loads(as_json(report(shapes=SHORT)))
    assert (found["ok"], found["conforms"], found["counts"]["info"]) == (True, False, 1)


def test_nothing_found_is_an_empty_list_in_json() -> None:
    found = json.loads(as_json(report('ex:water rdfs:label "Water"@en .')))
    assert (found["ok"], found["conforms"], found["rules"], found["findings"]) == (True, True, {}, [])


@pytest.mark.parametrize(
    ("lang", "name", "remedy"),
    [
        ("en", "An acronym is in capitals", "Write it in capitals."),
        ("fr", "Un sigle est en capitales", "Écrivez-le en capitales."),
        ("es", "Una sigla va en mayúsculas", "Escríbala en mayúsculas."),
    ],
)
def test_json_gives_names_and_remedies_in_the_language_asked_for(lang: str, name: str, remedy: str) -> None:
    found = json.loads(as_json(report(), lang))
    assert found["rules"]["Acronym"]["name"] == name
    assert found["findings"][0]["remedy"] == remedy


def test_a_finding_in_json_names_what_is_wrong_with_its_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.ttl"
    path.write_text(PREFIXES + PILOTS, encoding="utf-8")
    whole = file_places(report(shapes=ACRONYM), [path])
    found = json.loads(as_json(whole))["findings"]
    assert [one | {"shape": one["shape"].strip("<>")} for one in found] == [
        {
            "rule": "Acronym",
            "severity": "Violation",
            "label": "Metropolis Energy GovernAnce: MEGA",
            "focus": "https://w3id.org/metrograph/id/metropolis-2019/pilot-mega",
            "path": MG + "acronym",
            "value": "mega",
            "component": "PatternConstraintComponent",
            "shape": "http://example.org/Acronym-form",
            "problem": whole.sentence(whole.findings[0]),
            "remedy": "Write it in capitals.",
            "file": str(path),
            "line": 7,
        }
    ]


def test_a_finding_without_value_or_place_says_null(tmp_path: Path) -> None:
    found = json.loads(as_json(report(shapes=PLACE)))["findings"][0]
    assert (found["value"], found["file"], found["line"]) == (None, None, None)


def test_json_tells_every_finding_on_the_plan_of_2019_and_the_rule_of_each(desk: Workspace) -> None:
    whole = desk.validate()
    found = json.loads(as_json(whole, "fr"))
    assert len(found["findings"]) == len(whole) > 100
    assert {one["rule"] for one in found["findings"]} == set(found["rules"])
    assert all(one["file"].endswith(".yaml") and one["line"] > 0 for one in found["findings"])


TWO_GRAVITIES = PLACE.replace("sh:property ex:Place-any", "sh:property ex:Place-any , ex:Place-two") + (
    "ex:Place-two sh:path mg:place ; sh:minCount 2 ; sh:severity sh:Info ."
)


def test_a_rule_with_findings_of_two_gravities_has_the_graver_one_in_json() -> None:
    assert json.loads(as_json(report(shapes=TWO_GRAVITIES)))["rules"]["Place"]["severity"] == "Warning"


UNNAMED = 'ex:Acronym sh:targetSubjectsOf mg:acronym ; sh:property [ sh:path mg:acronym ; sh:pattern "^[A-Z]+$" ] .'


def test_the_same_files_give_the_same_json_even_when_a_shape_has_no_name() -> None:
    assert as_json(report(shapes=UNNAMED)) == as_json(report(shapes=UNNAMED))


def test_a_rule_without_a_name_is_not_called_by_a_blank_node() -> None:
    found = report(shapes=UNNAMED.replace("ex:Acronym sh:", "[] sh:", 1))
    assert "_:" not in found.text()


def test_two_rules_whose_names_end_alike_are_told_apart() -> None:
    other = PLACE.replace("ex:Place", "mg:Place").replace("A pilot has a place", "A pilot is somewhere")
    found = json.loads(as_json(report(shapes=PLACE + other)))
    assert {rule["name"] for rule in found["rules"].values()} == {"A pilot has a place", "A pilot is somewhere"}


# ---- Turtle


def parsed(text: str) -> Index:
    return Index.of(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


def one(graph: Index, node: Node, name: str) -> Node | None:
    found = graph.objects(node, iri(SH + name))
    assert len(found) <= 1
    return found[0] if found else None


def read_back(text: str) -> Counter[tuple[object, ...]]:
    """The results of a report in Turtle, any blank node written ``[]``."""
    graph = parsed(text)
    nodes = graph.backward(iri(RDF + "type")).get(iri(SH + "ValidationResult"), ())
    return Counter(told(result(graph, node)) for node in nodes)


def result(graph: Index, node: Node) -> Result:
    way = one(graph, node, "resultPath")
    return Result(
        one(graph, node, "focusNode") or "",
        read_path(graph, way) if way else None,
        one(graph, node, "value"),
        lexical(one(graph, node, "sourceConstraintComponent") or "<>"),
        lexical(one(graph, node, "resultSeverity") or "<>"),
        one(graph, node, "sourceShape") or "",
        one(graph, node, "sourceConstraint"),
        tuple(graph.objects(node, iri(SH + "resultMessage"))),
    )


def told(found: Result) -> tuple[object, ...]:
    def shown(node: Node | None) -> Node | None:
        return "[]" if node and is_blank(node) else node

    nodes = shown(found.focus), shown(found.value), shown(found.shape), shown(found.constraint)
    return *nodes, found.path, found.component, found.severity, frozenset(found.messages)


def test_the_turtle_of_a_report_reads_back_as_the_same_results() -> None:
    found = report()
    assert read_back(as_turtle(found)) == Counter(map(told, found.results))
    assert len(found.results) == 4


@given(shapes=made.shapes, data=made.data)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_turtle_of_any_report_reads_back_as_the_same_results(shapes: list[ox.Triple], data: list[ox.Triple]) -> None:
    found = check(data, shapes)
    assert read_back(as_turtle(found)) == Counter(map(told, found.results))


WAYS = {
    "partner": "mg:partner",
    "partner/place": "( mg:partner mg:place )",
    "^partner": "[ sh:inversePath mg:partner ]",
    "(place|partner)": "[ sh:alternativePath ( mg:place mg:partner ) ]",
    "partner*": "[ sh:zeroOrMorePath mg:partner ]",
    "partner+": "[ sh:oneOrMorePath mg:partner ]",
    "partner?": "[ sh:zeroOrOnePath mg:partner ]",
    "(^(a|(b*)))/((c/d)+)": "( [ sh:inversePath [ sh:alternativePath ( mg:a [ sh:zeroOrMorePath mg:b ] ) ] ] [ sh:oneOrMorePath ( mg:c mg:d ) ] )",
}


@pytest.mark.parametrize(("said", "way"), WAYS.items(), ids=WAYS)
def test_the_turtle_of_a_report_keeps_the_structure_of_a_path(said: str, way: str) -> None:
    graph = parsed(
        as_turtle(report(shapes=f"ex:S sh:targetNode id:pilot-mega ; sh:property ex:P . ex:P sh:path {way} ; sh:minCount 9 ."))
    )
    (node,) = graph.backward(iri(RDF + "type"))[iri(SH + "ValidationResult")]
    assert str(result(graph, node).path).replace(f"<{MG}", "").replace(">", "") == said


def test_the_turtle_of_a_report_gives_the_message_in_three_languages() -> None:
    (key,) = read_back(as_turtle(report(shapes=ACRONYM)))
    assert key[-1] == {'"Write it in capitals."@en', '"Écrivez-le en capitales."@fr', '"Escríbala en mayúsculas."@es'}


@pytest.mark.parametrize(("data", "conforms"), [(PILOTS, False), ('ex:water rdfs:label "Water"@en .', True)])
def test_the_turtle_of_a_report_holds_one_report_that_says_once_whether_all_conforms(data: str, conforms: bool) -> None:
    graph = parsed(as_turtle(report(data)))
    (top,) = graph.backward(iri(RDF + "type"))[iri(SH + "ValidationReport")]
    assert one(graph, top, "conforms") == literal(str(conforms).lower(), XSD + "boolean")
    assert len(graph.forward(iri(SH + "conforms"))) == 1
    assert set(graph.objects(top, iri(SH + "result"))) == set(graph.forward(iri(SH + "focusNode")))


def test_the_turtle_of_a_report_with_notes_alone_does_not_conform() -> None:
    assert "sh:conforms false" in as_turtle(report(shapes=SHORT))


def test_equal_results_stand_in_the_turtle_as_often_as_they_were_found() -> None:
    shapes = "ex:S sh:targetNode id:pilot-mega ; sh:sparql [ sh:select \"SELECT $this ('a' AS ?value) { $this ?p ?o }\" ] ."
    found = report(shapes=shapes)
    assert read_back(as_turtle(found)).total() == len(found.results) == 3


def test_rdflib_reads_the_turtle_of_a_report_too() -> None:
    graph = rdflib.Graph().parse(data=as_turtle(report()), format="turtle")
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult")))) == 4


def test_the_same_files_give_the_same_turtle() -> None:
    assert as_turtle(report(shapes=ACRONYM + UNNAMED)) == as_turtle(report(shapes=ACRONYM + UNNAMED))


def test_blank_nodes_of_the_data_are_not_taken_for_results() -> None:
    graph = parsed(as_turtle(report('_:mgresult0 mg:acronym "mega" .')))
    (node,) = graph.backward(iri(RDF + "type"))[iri(SH + "ValidationResult")]
    assert one(graph, node, "focusNode") != node
