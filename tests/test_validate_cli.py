"""``metrograph validate`` as a person types it: files, shapes of one's own, engines, limits, formats, remedies."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

Run = Callable[..., Any]
CASES = Path(__file__).parent / "shacl"
PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
@prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix id: <https://w3id.org/metrograph/id/metropolis-2019/> .
"""
MEGA = """
# as the plan of 2019 has it, but for a space and a language
id:pilot-mega a mg:PilotProject ;
  rdfs:label "Metropolis Energy GovernAnce: MEGA" ;
  mg:directPartOf id:product-pilot-projects ;
  mg:acronym " MEGA" .
"""
TIDY = """
ex:Tidy a sh:NodeShape ; sh:name "No space at either end"@en ; sh:targetSubjectsOf mg:acronym ; sh:property ex:Tidy-text .
ex:Tidy-text sh:path mg:acronym ; sh:pattern "^\\\\S(.*\\\\S)?$" ; sh:message "Take the space away."@en .
"""
PLACE = """
ex:Place a sh:NodeShape ; sh:name "A pilot has a place"@en ; sh:severity sh:Warning ; sh:targetClass mg:PilotProject ; sh:property ex:Place-any .
ex:Place-any sh:path mg:place ; sh:minCount 1 ; sh:severity sh:Warning .
"""
ENDLESS = """
ex:Endless a sh:NodeShape ; sh:targetNode ex:x ;
  sh:sparql [ sh:select "SELECT $this { $this ?p ?a . ?b ?q ?c . ?d ?r ?e . ?f ?s ?g . FILTER(?a + ?c + ?e + ?g < 0) }" ] .
"""


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pilot, and two files of shapes."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"plan.ttl": MEGA, "tidy.ttl": TIDY, "place.ttl": PLACE}.items():
        Path(name).write_text(PREFIXES + text, encoding="utf-8")
    return tmp_path


# ---- files and shapes


def test_a_file_is_held_against_our_rules(run: Run) -> None:
    said = run("validate", "plan.ttl")
    assert said.code == 1
    assert "S02 · The words of the document are kept (1)" in said.out
    assert "[plan.ttl:8]" in said.out


def test_a_file_knows_the_classes_of_our_ontology_though_it_does_not_hold_them(run: Run) -> None:
    Path("plan.ttl").write_text(PREFIXES + 'id:event-u20-2 a mg:NetworkEvent ; rdfs:label "U20"@en .', encoding="utf-8")
    assert "→ Say which line, product or heading this element stands under" in run("validate", "plan.ttl").out


def test_with_shapes_of_ones_own_nothing_of_ours_is_added(run: Run) -> None:
    said = run("validate", "plan.ttl", "--shapes", "tidy.ttl", "--format", "json")
    assert list(json.loads(said.out)["rules"]) == ["Tidy"]
    assert said.code == 1


def test_several_files_of_shapes_count_together(run: Run) -> None:
    said = run("validate", "plan.ttl", "--shapes", "tidy.ttl", "--shapes", "place.ttl", "--format", "json")
    assert list(json.loads(said.out)["rules"]) == ["Tidy", "Place"]


def test_several_files_of_data_count_together_and_each_finding_names_its_own(run: Run) -> None:
    Path("more.ttl").write_text(PREFIXES + '\nid:pilot-lgbti a mg:PilotProject ; mg:acronym "LGBTI " .', encoding="utf-8")
    found = json.loads(run("validate", "plan.ttl", "more.ttl", "--shapes", "tidy.ttl", "--format", "json").out)["findings"]
    assert [(one["file"], one["line"]) for one in found] == [("more.ttl", 7), ("plan.ttl", 8)]


def test_the_packaged_plan_can_be_held_against_shapes_of_ones_own(run: Run) -> None:
    said = run("validate", "--shapes", "tidy.ttl")
    assert (said.code, said.out) == (0, "conforms: 0 violations, 0 warnings, 0 notes (fast engine)\n")


def test_a_file_in_which_all_is_well_ends_with_0(run: Run) -> None:
    Path("plan.ttl").write_text(PREFIXES + MEGA.replace('" MEGA"', '"MEGA"'), encoding="utf-8")
    assert run("validate", "plan.ttl", "--shapes", "tidy.ttl").code == 0


@pytest.mark.parametrize(("level", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_the_exit_code_depends_on_the_gravity_asked_for(run: Run, level: str, code: int) -> None:
    assert run("validate", "plan.ttl", "--shapes", "place.ttl", "--fail-on", level).code == code


def test_the_gravity_asked_for_decides_what_fails_in_junit(run: Run) -> None:
    said = run("validate", "plan.ttl", "--shapes", "place.ttl", "--format", "junit", "--fail-on", "warning")
    assert Xml.fromstring(said.out.encode()).get("failures") == "1"  # noqa: S314 - our own


# ---- engines


def test_the_reference_engine_gives_the_same_findings(run: Run) -> None:
    fast, reference = (
        json.loads(run("validate", "plan.ttl", "--shapes", "tidy.ttl", "--engine", engine, "--format", "json").out)
        for engine in ("fast", "reference")
    )
    assert fast["findings"] == reference["findings"]
    assert reference["engine"].startswith("pySHACL ")


@pytest.mark.parametrize(("level", "code"), [("violation", 0), ("warning", 1)])
def test_two_engines_that_agree_are_told_beside_the_report(run: Run, level: str, code: int) -> None:
    Path("plan.ttl").write_text(PREFIXES + MEGA + "id:pilot-lgbti a mg:PilotProject .", encoding="utf-8")
    said = run("validate", "plan.ttl", "--shapes", "place.ttl", "--engine", "both", "--fail-on", level)
    assert (said.code, said.err) == (code, "Both engines give the same 2 results.\n")
    assert said.out.startswith("conforms: 0 violations, 2 warnings")


def test_two_engines_that_agree_on_one_result_are_told_in_the_singular(run: Run) -> None:
    assert "1 results" not in run("validate", "plan.ttl", "--shapes", "place.ttl", "--engine", "both").err


@pytest.mark.parametrize(
    ("lang", "head", "who"),
    [
        ("en", "The engines differ in 1 result:", "only the fast engine"),
        ("fr", "Les moteurs diffèrent sur 1 résultat :", "seul le moteur rapide\u00a0"),
        ("es", "Los motores difieren en 1 resultado:", "solo el motor rápido"),
    ],
)
def test_where_the_engines_differ_is_shown_first_and_ends_with_3(run: Run, lang: str, head: str, who: str) -> None:
    case = CASES / "pattern" / "anchors.ttl"
    assert case.read_text(encoding="utf-8").splitlines()[1].startswith("# pyshacl:")
    said = run("validate", case, "--shapes", case, "--engine", "both", "--lang", lang)
    first, second, *rest = said.out.splitlines()
    assert (said.code, first) == (3, head)
    assert second.startswith(f"  {who}: <http://example.org/")
    assert any(line.endswith(f"({ {'en': 'fast engine', 'fr': 'moteur rapide', 'es': 'motor rápido'}[lang] })") for line in rest)


def test_a_result_that_only_the_reference_engine_gives_is_shown_as_its_own(run: Run) -> None:
    case = CASES / "pattern" / "flag-x.ttl"
    said = run("validate", case, "--shapes", case, "--engine", "both")
    assert said.code == 3
    assert "\n  only pySHACL: <http://example.org/" in said.out


def test_where_the_engines_differ_json_stays_json(run: Run) -> None:
    case = CASES / "pattern" / "anchors.ttl"
    assert json.loads(run("validate", case, "--shapes", case, "--engine", "both", "--format", "json").out)


def test_what_pyshacl_gives_wrongly_is_a_difference_and_no_error_of_python(run: Run) -> None:
    case = CASES / "sparql-constraint" / "path-that-is-no-iri.ttl"
    assert "IllFormedPathError" not in run("validate", case, "--shapes", case, "--engine", "both").err


# ---- limits


def test_a_query_that_would_never_end_ends_with_5_and_names_its_shape() -> None:
    Path("plan.ttl").write_text(PREFIXES + "".join(f"ex:x ex:n {n} .\n" for n in range(300)), encoding="utf-8")
    Path("endless.ttl").write_text(PREFIXES + ENDLESS, encoding="utf-8")
    line = [sys.executable, "-m", "metrograph", "validate", "plan.ttl", "--shapes", "endless.ttl", "--timeout", "0.5"]
    said = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False, env={"LANG": "C.UTF-8"})
    assert (said.returncode, said.stdout) == (5, "")
    assert said.stderr.startswith("error[L111]: the shape http://example.org/Endless took longer than 0.5 seconds\nhelp: ")


def test_the_reference_engine_has_the_same_limit(run: Run) -> None:
    said = run("validate", "plan.ttl", "--shapes", "tidy.ttl", "--engine", "reference", "--timeout", "0.01", "--lang", "es")
    assert (said.code, said.out) == (5, "")
    assert "ha superado los 0.01 segundos" in said.err


@pytest.mark.parametrize("seconds", ["0", "-1"])
def test_no_time_at_all_is_refused(run: Run, seconds: str) -> None:
    said = run("validate", "plan.ttl", "--timeout", seconds)
    assert (said.code, said.out) == (2, "")
    assert "error[U108]" in said.err
    assert "more than 0 seconds" in said.err


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e12"])
def test_a_time_that_no_clock_can_hold_is_refused_or_means_no_limit(run: Run, seconds: str) -> None:
    Path("endless.ttl").write_text(PREFIXES + ENDLESS, encoding="utf-8")
    assert run("validate", "plan.ttl", "--shapes", "endless.ttl", "--timeout", seconds).code in (0, 2)


# ---- choices


@pytest.mark.parametrize(
    ("option", "value", "choices"),
    [
        ("--format", "xlsx", "table, json, jsonl, csv, tsv, md, ttl, text, html, sarif, junit"),
        ("--engine", "quick", "fast, reference, both"),
        ("--fail-on", "error", "violation, warning, info"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_choice_that_is_none_is_refused_with_the_choices(run: Run, option: str, value: str, choices: str, lang: str) -> None:
    said = run("validate", "plan.ttl", option, value, "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error[U108]: ")
    assert choices in said.err


@pytest.mark.parametrize("chosen", ["sarif", "junit", "html"])
def test_formats_of_reports_are_not_offered_elsewhere(run: Run, chosen: str) -> None:
    assert run("pilots", "--format", chosen).code == 2


# ---- remedies


def test_the_remedies_are_shown_and_nothing_is_written_where_nobody_can_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    before = Path("plan.ttl").read_bytes()
    said = run("validate", "plan.ttl", "--shapes", "tidy.ttl", "--fix")
    assert '\n-  mg:acronym " MEGA" .\n+  mg:acronym "MEGA" .\n' in said.out
    assert said.err == "plan.ttl was left as it is; --yes writes the changes.\n"
    assert (said.code, Path("plan.ttl").read_bytes()) == (1, before)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "1 value mended in plan.ttl."), ("fr", "1 valeur corrigée dans plan.ttl."), ("es", "1 valor corregido en plan.ttl.")],
)
def test_with_yes_the_remedies_are_written_and_the_report_follows_the_new_text(run: Run, lang: str, words: str) -> None:
    said = run("validate", "plan.ttl", "--shapes", "tidy.ttl", "--fix", "--yes", "--lang", lang)
    assert (said.code, said.err) == (0, f"{words}\n")
    assert Path("plan.ttl").read_text(encoding="utf-8") == PREFIXES + MEGA.replace('" MEGA"', '"MEGA"')


def test_where_nothing_is_certain_nothing_is_changed(run: Run) -> None:
    said = run("validate", "plan.ttl", "--shapes", "place.ttl", "--fix", "--yes")
    assert said.err == "Nothing can be mended for certain.\n"
    assert Path("plan.ttl").read_text(encoding="utf-8") == PREFIXES + MEGA


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_remedies_without_a_file_are_refused(run: Run, lang: str) -> None:
    said = run("validate", "--fix", "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error[U122]: ")
    assert "metrograph validate data.ttl --fix" in said.err


def test_with_remedies_json_stays_json(run: Run) -> None:
    assert json.loads(run("validate", "plan.ttl", "--shapes", "tidy.ttl", "--fix", "--yes", "--format", "json").out)
