"""Validation: the plan of 2019 conforms, and a broken one is told what to mend, where, in the reader's language."""

from dataclasses import replace
from pathlib import Path

import pytest

from metrograph.errors import Place, ShapeError, UsageError
from metrograph.model import Text
from metrograph.namespaces import MGS, SH
from metrograph.resources import files, root
from metrograph.review import Choice
from metrograph.shacl.node import iri, literal
from metrograph.shacl.result import Result
from metrograph.table import Iri
from metrograph.turtle import read_quads
from metrograph.validate import Finding, Report, Rule, check, read_rules
from metrograph.validate.glossary import Glossary
from metrograph.validate.sentences import Saying
from metrograph.workspace import Workspace

MEGA = "https://w3id.org/metrograph/id/metropolis-2019/pilot-mega"
S01 = {
    "en": "Every element has one place in the plan",
    "fr": "Chaque élément a une seule place dans le plan",
    "es": "Cada elemento tiene un único lugar en el plan",
}


@pytest.fixture(scope="module")
def report(desk: Workspace) -> Report:
    """The report on the packaged plan."""
    return desk.validate()


def finding(
    rule: str = "S01", severity: str = "Violation", focus: str = MEGA, value: str = "", place: Place | None = None
) -> Finding:
    result = Result(
        iri(focus), None, literal(value) if value else None, SH + "NodeConstraintComponent", SH + severity, iri(MGS + rule)
    )
    return Finding(result, rule, Text(en="Say where it stands."), Saying("SPARQL.alone"), place or Place())


def made(*findings: Finding) -> Report:
    return Report(findings, "pySHACL", {"S01": Rule("S01", Text(**S01), Text(), "Violation")})


def lose_parent_of_mega(desk: Workspace) -> int:
    """Remove the place of MEGA from the plan file; the line where its record begins."""
    path = desk.source / "plans" / "metropolis-2019.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    start = lines.index("- id: pilot-mega")
    gone = next(at for at in range(start, len(lines)) if lines[at].startswith("  parent: "))
    path.write_text("\n".join(lines[:gone] + lines[gone + 1 :]) + "\n", encoding="utf-8")
    return start + 1


def test_the_plan_of_2019_conforms_without_a_warning(report: Report) -> None:
    assert report.ok
    assert (report.fails("Violation"), report.fails("Warning")) == (0, 0), report.text()


def test_the_notes_on_the_plan_say_what_no_person_has_reviewed_yet(report: Report) -> None:
    assert {found.severity for found in report} == {"Info"}
    assert report.fails("Info") == len(report) == report.counts()["Info"] > 0
    assert "S26" in {found.rule for found in report}


@pytest.mark.parametrize(
    ("lang", "start"),
    [
        ("en", "conforms: 0 violations, 0 warnings, "),
        ("fr", "conforme : 0 violation, 0 avertissement, "),
        ("es", "conforme: 0 incumplimientos, 0 advertencias, "),
    ],
)
def test_the_report_begins_with_its_summary_in_the_readers_language(report: Report, lang: str, start: str) -> None:
    assert report.text(lang).splitlines()[0] == report.summary(lang)
    assert report.summary(lang).startswith(start)
    assert {"en": "fast engine", "fr": "moteur rapide", "es": "motor rápido"}[lang] in report.summary(lang)


def test_every_finding_has_a_rule_with_a_name_and_a_remedy_in_three_languages(report: Report) -> None:
    for found in report:
        assert all((found.message.en, found.message.fr, found.message.es))
        name = report.rule(found.rule).name
        assert all((name.en, name.fr, name.es))


def test_a_finding_on_an_item_leads_to_its_line_in_the_plan_file(report: Report, desk: Workspace) -> None:
    pilots = [found for found in report if found.rule == "S17" and found.focus == MEGA]
    assert pilots
    place = pilots[0].place
    lines = Path(place.path).read_text(encoding="utf-8").splitlines()
    assert lines[place.line - 1] == "- id: pilot-mega"
    assert place == desk.place(MEGA)


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_broken_plan_is_told_by_rule_label_file_and_line(workspace: Workspace, lang: str) -> None:
    line = lose_parent_of_mega(workspace)
    report = workspace.validate()
    assert not report.ok
    found = next(one for one in report if one.severity == "Violation" and one.focus == MEGA)
    assert (found.rule, found.place) == ("S01", Place(str(workspace.source / "plans" / "metropolis-2019.yaml"), line))
    text = report.text(lang)
    assert f"S01 · {S01[lang]} (1)" in text
    assert f"→ {found.message.best(lang)}" in text
    assert "Metropolis Energy GovernAnce" in text
    assert f"metropolis-2019.yaml:{line}]" in text


def test_counts_put_the_gravest_first() -> None:
    report = made(finding(severity="Info"), finding(), finding(severity="Info"))
    assert list(report.counts().items()) == [("Violation", 1), ("Warning", 0), ("Info", 2)]
    assert [report.fails(name) for name in ("Violation", "Warning", "Info")] == [1, 1, 3]


def test_warnings_alone_do_not_break_conformance() -> None:
    report = made(finding(severity="Warning"))
    assert report.ok
    assert report.fails("Warning") == 1


def test_the_table_has_one_row_a_finding_with_its_label_and_place() -> None:
    report = replace(made(finding(place=Place("plan.yaml", 674), value="7.9")), names=Glossary({iri(MEGA): Text("MEGA")}))
    table = report.table("en")
    assert table.columns == ("severity", "rule", "label", "focus", "path", "value", "problem", "remedy", "where")
    problem, remedy = "this does not fit the rule", "Say where it stands."
    assert table.rows() == (("violation", "S01", "MEGA", MEGA, "", "7.9", problem, remedy, "plan.yaml:674"),)
    assert isinstance(table.column("focus")[0], Iri)


def test_a_finding_without_a_label_or_place_is_shown_by_the_end_of_its_name() -> None:
    assert made(finding()).table().column("label") == ("pilot-mega",)
    assert "  · pilot-mega\n" in made(finding()).text()  # what is wrong is said by the remedy already


def test_a_remedy_shared_by_many_findings_is_said_once_with_five_examples() -> None:
    report = made(*(finding(focus=f"{MEGA}-{number}") for number in range(8)))
    text = report.text()
    assert text.count("→ Say where it stands.") == 1
    assert text.count("  · pilot-mega-") == 5
    assert "… and 3 more" in text
    assert report.text(shown=8).count("  · pilot-mega-") == 8


def test_a_report_in_a_notebook_escapes_what_it_shows() -> None:
    html = made(finding(value="<script>alert(1)</script>"))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("name", ["metrograph.ttl", "bridges.ttl"])
def test_the_shapes_for_ontologies_hold_for_our_own(name: str) -> None:
    rules = read_rules([root() / "shapes" / "ontology.ttl"])
    report = check(read_quads(root() / "ontology" / name), rules)
    assert len(report) == 0, report.text()


def test_the_rules_for_ontologies_are_not_asked_of_plans(desk: Workspace) -> None:
    codes = {rule.code for rule in desk.rules}
    assert "S01" in codes
    assert not [code for code in codes if code.startswith("O")]


def test_a_workspace_can_add_rules_of_its_own(workspace: Workspace) -> None:
    own = workspace.source / "shapes" / "ours.ttl"
    own.parent.mkdir()
    own.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mg: <https://w3id.org/metrograph/ns#> .
<https://w3id.org/metrograph/shapes#N01> a sh:NodeShape ; sh:name "Every pilot has a budget"@en ; sh:severity sh:Warning ;
  sh:targetClass mg:PilotProject ; sh:property <https://w3id.org/metrograph/shapes#N01-budget> .
<https://w3id.org/metrograph/shapes#N01-budget> a sh:PropertyShape ; sh:path mg:budget ; sh:minCount 1 ; sh:severity sh:Warning ;
  sh:message "Add the budget."@en .
""",
        encoding="utf-8",
    )
    report = workspace.validate()
    assert report.ok
    assert len([found for found in report if found.rule == "N01" and found.message.en == "Add the budget."]) == 11


def test_a_theme_of_ones_own_needs_each_language_once_and_not_the_words_of_the_source_again(workspace: Workspace) -> None:
    path = workspace.source / "plans" / "metropolis-2019.yaml"
    own = """- id: theme-night-life
  kind: theme
  label: {fr: vie nocturne}
  translation: {en: night life, es: vida nocturna}
  lines: [12]
"""
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert not [found for found in workspace.validate() if found.rule == "S22"]


def test_a_rejection_without_a_reason_is_mended_by_undoing_it_and_deciding_again(workspace: Workspace) -> None:
    def told() -> list[str]:
        return [found.focus for found in workspace.validate() if found.rule == "S33"]

    workspace.review([Choice("pilot-mega", "7.2", "reject")], "Ana Ruiz")
    assert len(told()) == 1
    assert "decisión del 20" in (report := workspace.validate().text("es"))
    assert "sobre pilot-mega → 7.2" in report
    workspace.review([Choice("pilot-mega", "7.2", "undo")], "Ana Ruiz")
    workspace.review([Choice("pilot-mega", "7.2", "reject", reason="renewable energy is not named")], "Ana Ruiz")
    assert told() == []


def test_a_finding_on_a_link_leads_to_its_line_in_the_alignment_file(report: Report) -> None:
    place = next(found.place for found in report if found.rule == "S26")
    line = Path(place.path).read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert line.strip().startswith("- sdg:")


BROKEN = {
    "a pattern that is none": ('sh:property [ sh:path mg:theme ; sh:pattern "(" ]', "H102", "sh:pattern"),
    "two paths": ("sh:property [ sh:path mg:theme, mg:place ; sh:minCount 1 ]", "H103", "sh:path"),
    "no path": ("sh:property [ sh:minCount 1 ]", "H104", "sh:path"),
    "a path on a node shape": ("sh:path mg:theme", "H105", "sh:path"),
    "a count on a node shape": ("sh:minCount 1", "H106", "sh:minCount"),
    "a count that is a word": ('sh:property [ sh:path mg:theme ; sh:minCount "one" ]', "H102", "sh:minCount"),
    "a list that is none": ("sh:in mg:theme", "H102", "sh:in"),
    "a query that does not parse": ('sh:sparql [ a sh:SPARQLConstraint ; sh:select "SELECT $this WHERE { $this" ]', "H107", ""),
    "a query with an undeclared prefix": (
        'sh:sparql [ a sh:SPARQLConstraint ; sh:select "SELECT $this { $this x:p 1 }" ]',
        "H115",
        "x:",
    ),
    "a query with VALUES": ('sh:sparql [ sh:select "SELECT $this { VALUES ?x { 1 } $this ?p ?x }" ]', "H108", "VALUES"),
    "a query without $this": ('sh:sparql [ sh:select "SELECT ?x { ?x ?p 1 }" ]', "H108", "SELECT … $this"),
    "a clause that no engine evaluates": ('sh:js [ a sh:JSConstraint ; sh:jsFunctionName "f" ]', "H109", "sh:js"),
}


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@pytest.mark.parametrize(("body", "code", "clause"), BROKEN.values(), ids=BROKEN)
def test_shapes_that_are_ill_formed_give_an_error_with_shape_clause_and_place_and_no_report(
    desk: Workspace, tmp_path: Path, body: str, code: str, clause: str, lang: str
) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mg: <https://w3id.org/metrograph/ns#> .\n"
        f'mg:X01 a sh:NodeShape ; sh:name "x"@en ; sh:targetClass mg:PilotProject ; {body} .\n',
        encoding="utf-8",
    )
    with pytest.raises(ShapeError) as caught:
        check(desk.quads, read_rules([path]))
    assert (caught.value.code, caught.value.exit_code) == (code, 3)
    assert caught.value.place == Place(str(path), 2)
    said = caught.value.report(lang)
    assert clause in said
    assert "https://w3id.org/metrograph/ns#X01" in said
    assert "Traceback" not in said


def test_an_unknown_rule_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(UsageError) as caught:
        read_rules(files("shapes", "*.ttl"))["S0"]
    assert caught.value.code == "U111"
    assert "did you mean" in caught.value.remedy()
