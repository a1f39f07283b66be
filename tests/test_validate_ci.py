"""A report for continuous integration: SARIF 2.1.0 shows each finding at its line, JUnit counts rules as test cases."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import pyoxigraph as ox
import pytest

from metrograph.validate import Report, check
from metrograph.validate.machine import as_junit, as_sarif
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
LINE = 7
SHAPES = """
ex:Acronym a sh:NodeShape ; sh:name "An acronym is in capitals"@en , "Un sigle est en capitales"@fr ; sh:description "It is found by them."@en ;
  sh:targetSubjectsOf mg:acronym ; sh:property ex:Acronym-form .
ex:Acronym-form sh:path mg:acronym ; sh:pattern "^[A-Z]+$" ; sh:message "Write it in capitals."@en .
ex:Place a sh:NodeShape ; sh:name "A pilot has a place"@en ; sh:severity sh:Warning ; sh:targetClass mg:PilotProject ; sh:property ex:Place-any .
ex:Place-any sh:path mg:place ; sh:minCount 1 ; sh:severity sh:Warning .
ex:Short a sh:NodeShape ; sh:name "A name is short"@en ; sh:severity sh:Info ; sh:targetClass mg:PilotProject ; sh:property ex:Short-name .
ex:Short-name sh:path rdfs:label ; sh:maxLength 20 ; sh:severity sh:Info .
"""
GRAVE = """
ex:Grave a sh:NodeShape ; sh:severity ex:Grave ; sh:targetSubjectsOf mg:acronym ; sh:property ex:Grave-one .
ex:Grave-one sh:path mg:acronym ; sh:maxCount 0 ; sh:severity ex:Grave .
"""
BOTH = """
ex:Place a sh:NodeShape ; sh:name "A pilot has a place"@en ; sh:targetClass mg:PilotProject ; sh:property ex:One , ex:Two .
ex:One sh:path mg:place ; sh:minCount 1 .
ex:Two sh:path mg:place ; sh:minCount 2 ; sh:severity sh:Info .
"""


def turtle(text: str) -> list[ox.Quad]:
    return list(ox.parse(f"{PREFIXES}{text}".encode(), format=ox.RdfFormat.TURTLE))


def report(data: str = PILOTS, shapes: str = SHAPES) -> Report:
    return check(turtle(data), turtle(shapes))


def of_file(path: Path) -> Report:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + PILOTS, encoding="utf-8")
    return file_places(report(), [path])


# ---- SARIF


def sarif(found: Report, lang: str = "en") -> dict[str, Any]:
    """The one run of a SARIF log."""
    log = json.loads(as_sarif(found, lang))
    assert log["version"] == "2.1.0"
    assert "sarif" in log["$schema"]
    (run,) = log["runs"]
    return run


def artifact(found: Report) -> dict[str, str]:
    return sarif(found)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]


def test_sarif_names_its_tool_and_gives_every_result_a_rule_a_level_and_a_message() -> None:
    run = sarif(report())
    assert run["tool"]["driver"]["name"] == "MetroGraph"
    assert len(run["results"]) == 4
    for result in run["results"]:
        assert result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert len(result["locations"]) == 1


def test_sarif_has_an_empty_list_of_results_when_all_is_well() -> None:
    assert sarif(report('ex:water rdfs:label "Water"@en .'))["results"] == []


def test_violations_are_errors_warnings_warnings_and_notes_notes_in_sarif() -> None:
    run = sarif(report(shapes=SHAPES + GRAVE))
    assert {result["ruleId"]: result["level"] for result in run["results"]} == {
        "Acronym": "error",
        "Grave": "error",
        "Place": "warning",
        "Short": "note",
    }
    assert {rule["id"]: rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]} == {
        "Acronym": "error",
        "Grave": "error",
        "Place": "warning",
        "Short": "note",
    }


def test_a_rule_with_findings_of_two_gravities_is_once_in_sarif_under_the_graver_one() -> None:
    run = sarif(report(shapes=BOTH))
    assert [rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]] == ["error"]
    assert sorted(result["level"] for result in run["results"]) == ["error", "error", "note", "note"]


def test_every_result_in_sarif_on_the_plan_of_2019_points_to_its_rule(desk: Workspace) -> None:
    run = sarif(desk.validate())
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) > 100
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_rule_in_sarif_says_its_name_why_it_matters_and_shows_an_example(desk: Workspace) -> None:
    rule = next(one for one in sarif(desk.validate(), "fr")["tool"]["driver"]["rules"] if one["id"] == "S26")
    assert rule["shortDescription"]["text"] == desk.rules["S26"].name.fr
    assert rule["fullDescription"]["text"] == desk.rules["S26"].why.fr
    assert desk.rules["S26"].fix in rule["help"]["text"]


def test_the_message_in_sarif_says_what_of_which_thing_is_wrong_and_what_to_do() -> None:
    whole = report()
    what = f"Metropolis Energy GovernAnce: MEGA – {whole.sentence(whole.findings[0])}"
    assert sarif(whole)["results"][0]["message"]["text"] == f"{what}. Write it in capitals."


def test_sarif_points_to_the_line_where_the_subject_begins(tmp_path: Path) -> None:
    place = sarif(of_file(tmp_path / "plan.ttl"))["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": LINE}


def test_sarif_points_into_the_plan_file_of_2019(desk: Workspace) -> None:
    for result in sarif(desk.validate())["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("metropolis-2019.yaml")
        assert place["region"]["startLine"] > 1


def test_a_finding_without_a_place_has_only_its_name_as_a_location_in_sarif() -> None:
    (location,) = sarif(report())["results"][0]["locations"]
    assert list(location) == ["logicalLocations"]
    assert location["logicalLocations"][0]["fullyQualifiedName"].endswith("/pilot-mega")


def test_files_below_the_current_folder_have_relative_uris_with_forward_slashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert artifact(of_file(tmp_path / "data" / "plan.ttl"))["uri"] == "data/plan.ttl"
    assert artifact(of_file(Path("data") / "plan.ttl"))["uri"] == "data/plan.ttl"


def test_a_path_with_spaces_and_accents_is_escaped_in_a_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert artifact(of_file(Path("mes données") / "plan 2019.ttl"))["uri"] == quote("mes données/plan 2019.ttl")


def test_a_file_elsewhere_has_a_whole_uri_and_no_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert artifact(of_file(tmp_path / "plan.ttl")) == {"uri": (tmp_path / "plan.ttl").as_uri()}


def test_the_same_input_gives_the_same_sarif_to_the_byte() -> None:
    assert as_sarif(report()) == as_sarif(report())


def test_a_finding_keeps_its_fingerprint_when_other_lines_of_the_file_move() -> None:
    def prints(data: str) -> list[str]:
        found = sarif(report(data))["results"]
        return [one["partialFingerprints"]["result/v1"] for one in found if one["ruleId"] == "Acronym"]

    assert prints(PILOTS) == prints(f'ex:water rdfs:label "Water"@en .\n\n{PILOTS}')


def test_findings_of_different_things_have_different_fingerprints(desk: Workspace) -> None:
    found = sarif(desk.validate())["results"]
    assert len({one["partialFingerprints"]["result/v1"] for one in found}) == len(found)


def test_a_finding_of_a_property_shape_without_a_name_keeps_its_fingerprint() -> None:
    shapes = 'ex:Acronym sh:targetSubjectsOf mg:acronym ; sh:property [ sh:path mg:acronym ; sh:pattern "^[A-Z]+$" ] .'
    assert as_sarif(report(shapes=shapes)) == as_sarif(report(shapes=shapes))


# ---- JUnit


def junit(found: Report, lang: str = "en", fail_on: str = "Violation") -> Xml.Element:
    """The suites of a JUnit report."""
    top = Xml.fromstring(as_junit(found, lang, fail_on).encode())  # noqa: S314 - our own
    assert top.tag == "testsuites"
    return top


def test_junit_has_one_test_case_for_each_rule_that_found_something() -> None:
    top = junit(report())
    assert [case.get("name") for case in top.iter("testcase")] == [
        "Acronym An acronym is in capitals",
        "Place A pilot has a place",
        "Short A name is short",
    ]
    assert all(case.get("classname") for case in top.iter("testcase"))


@pytest.mark.parametrize(("fail_on", "failed"), [("Violation", 2), ("Warning", 3), ("Info", 4)])
def test_what_fails_in_junit_depends_on_the_gravity_asked_for(fail_on: str, failed: int) -> None:
    top = junit(report(shapes=SHAPES + GRAVE), fail_on=fail_on)
    assert len(list(top.iter("failure"))) == failed
    for counted in (top, top[0]):
        assert (counted.get("tests"), counted.get("failures"), counted.get("errors")) == ("4", str(failed), "0")


def test_a_failure_in_junit_says_what_to_do_and_lists_every_finding_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    failure = next(junit(of_file(Path("plan.ttl")), fail_on="Warning").iter("failure"))
    assert failure.get("message") == "Write it in capitals. (1)"
    assert (failure.text or "").startswith(f"plan.ttl:{LINE}: Metropolis Energy GovernAnce: MEGA – ")


def test_what_does_not_fail_in_junit_is_told_all_the_same() -> None:
    case = list(junit(report()).iter("testcase"))[1]
    assert [part.tag for part in case] == ["system-out"]
    assert len((case[0].text or "").splitlines()) == 2


@pytest.mark.parametrize(("lang", "name"), [("en", "conforms"), ("fr", "conforme"), ("es", "conforme")])
def test_a_report_without_findings_is_one_test_case_that_passes(lang: str, name: str) -> None:
    top = junit(report('ex:water rdfs:label "Water"@en .'), lang)
    (case,) = top.iter("testcase")
    assert (case.get("name"), len(case)) == (name, 0)
    assert (top.get("tests"), top.get("failures")) == ("1", "0")


def test_junit_speaks_the_language_asked_for() -> None:
    assert next(junit(report(), "fr").iter("testcase")).get("name") == "Acronym Un sigle est en capitales"


def test_signs_that_mean_something_in_xml_are_escaped_in_junit() -> None:
    failure = next(junit(report('ex:a mg:acronym "<b> & ]]> \\"mega\\"" .')).iter("failure"))
    assert '<b> & ]]> "mega"' in (failure.text or "")


def test_control_characters_are_left_out_of_junit() -> None:
    failure = next(junit(report('ex:a mg:acronym "me\\u0000\\u0001\\u0008ga\\u001B" .')).iter("failure"))
    assert "“mega”" in (failure.text or "")


@pytest.mark.parametrize("sign", ["\\uFFFE", "\\uFFFF"])
def test_characters_that_xml_does_not_know_are_left_out_of_junit(sign: str) -> None:
    assert list(junit(report(f'ex:a mg:acronym "me{sign}ga" .')).iter("failure"))


def test_a_rule_with_findings_of_two_gravities_is_one_test_case_in_junit() -> None:
    assert len(list(junit(report(shapes=BOTH)).iter("testcase"))) == 1


def test_the_same_input_gives_the_same_junit_to_the_byte() -> None:
    assert as_junit(report()) == as_junit(report())
