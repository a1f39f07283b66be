"""The plan of 2019, broken on purpose: the report says which element, on which line, what to do, and shows how; and `explain`."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from metrograph.namespaces import MGS
from metrograph.resources import files
from metrograph.shacl.node import iri
from metrograph.validate import read_rules
from metrograph.workspace import Workspace

Run = Callable[..., Any]
LANGUAGES = ("en", "fr", "es")
PLAN = "plans/metropolis-2019.yaml"
LINKS = "alignments/metropolis-2019.yaml"
MEGA_LABEL = '  label: {en: "Metropolis Energy GovernAnce: MEGA"}\n'
MEGA_TRANSLATION = """  translation:
    fr: "Metropolis Energy GovernAnce : MEGA (gouvernance de l'énergie)"
    es: "Metropolis Energy GovernAnce: MEGA (gobernanza energética)"
"""


@dataclass(frozen=True)
class Broken:
    """One fault: where in a file, and what its report must show."""

    old: str
    new: str
    rule: str
    exit_code: int
    first: str
    """The line with which the record begins."""
    labels: tuple[str, str, str]
    """How the element is called, in the language of the reader as far as the plan knows."""
    shape: str
    """The shape whose message is the remedy."""
    example: str


MEGA = "Metropolis Energy GovernAnce: MEGA"
WATER = (
    "Integrated water management for climate change adaptation in metropolises",
    "Gestion intégrée de l'eau pour l'adaptation au changement climatique dans les métropoles",
    "Gestión integrada del agua para la adaptación al cambio climático en las metrópolis",
)
BROKEN = {
    "no place": Broken(
        "  parent: product-pilot-projects\n  group: action-conclude-pilots\n  status: to_conclude\n  acronym: MEGA\n",
        "  group: action-conclude-pilots\n  status: to_conclude\n  acronym: MEGA\n",
        "S01",
        1,
        "- id: pilot-mega",
        (MEGA, "Metropolis Energy GovernAnce : MEGA (gouvernance de l'énergie)", f"{MEGA} (gobernanza energética)"),
        "S01-place",
        "      - id: pilot-mega\n        section: line-knowledge-implementation\n        parent: product-pilot-projects\n",
    ),
    "not translated": Broken(
        MEGA_LABEL + MEGA_TRANSLATION,
        MEGA_LABEL,
        "S03",
        0,
        "- id: pilot-mega",
        (MEGA, MEGA, MEGA),
        "S03-spanish",
        "        translation: {en: Gender equality, es: Igualdad de género}\n",
    ),
    "no condition": Broken(
        "  themes: [theme-climate-change]\n  condition: en fonction de la disponibilité de budgets\n",
        "  themes: [theme-climate-change]\n",
        "S16",
        0,
        "- id: pilot-integrated-water",
        WATER,
        "S16",
        "      - id: pilot-tactical-urbanism\n        status: to_launch\n        condition: en fonction de la disponibilité de budgets\n",
    ),
}  # fmt: skip


def broken(workspace: Workspace, name: str, old: str, new: str, first: str) -> tuple[Path, int]:
    """The file after a change, and the line with which a record begins."""
    path = workspace.source / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path, path.read_text(encoding="utf-8").splitlines().index(first) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_a_fault_in_the_plan_is_reported_with_name_line_remedy_and_example(
    run: Run, desk: Workspace, workspace: Workspace, fault: Broken, lang: str
) -> None:
    path, line = broken(workspace, PLAN, fault.old, fault.new, fault.first)
    said = run("validate", "--workspace", workspace.source, "--lang", lang)
    part = next(part for part in said.out.split("\n\n") if f" {fault.rule} · " in part)
    assert said.code == fault.exit_code
    assert f"  → {desk.rules.message(iri(MGS + fault.shape)).best(lang)}\n" in part
    assert f"    · {fault.labels[LANGUAGES.index(lang)]}" in part
    assert f"  [{path}:{line}]\n" in part
    assert fault.example in part + "\n"


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_a_fault_in_the_plan_ends_with_1_when_warnings_count(run: Run, workspace: Workspace, fault: Broken) -> None:
    broken(workspace, PLAN, fault.old, fault.new, fault.first)
    assert run("validate", "--workspace", workspace.source, "--fail-on", "warning").code == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_iri_stands_where_a_name_is_known_in_the_report_on_a_broken_plan(run: Run, workspace: Workspace, lang: str) -> None:
    for fault in BROKEN.values():
        broken(workspace, PLAN, fault.old, fault.new, fault.first)
    assert "http" not in run("validate", "--workspace", workspace.source, "--lang", lang).out


def test_two_faults_of_one_element_are_two_findings(run: Run, workspace: Workspace) -> None:
    for name in ("no place", "not translated"):
        fault = BROKEN[name]
        broken(workspace, PLAN, fault.old, fault.new, fault.first)
    found = json.loads(run("validate", "--workspace", workspace.source, "--format", "json").out)["findings"]
    assert [one["rule"] for one in found if one["severity"] != "Info"] == ["S01", "S03", "S03"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_without_a_quote_is_refused_when_it_is_read_with_its_line_and_what_to_add(
    run: Run, workspace: Workspace, lang: str
) -> None:
    link = '  - sdg: "7.2"\n    strength: indirect\n    quotes: [{text: Energy GovernAnce, basis: external}]\n'
    path, line = broken(workspace, LINKS, link, link.partition("    quotes")[0], '  - sdg: "7.2"')
    said = run("validate", "--workspace", workspace.source, "--lang", lang)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("error[R123]: ")
    assert f"\n  --> {path}:{line}\n" in said.err
    assert all(words in said.err for words in ("pilot-mega", "7.2", "quotes: [{text: …, basis: text}]"))


# ---- explain

HEADS = {
    "en": ("What", "Why", "Bad", "Good", "To write"),
    "fr": ("Règle", "Pourquoi", "Mauvais exemple", "Bon exemple", "À écrire"),
    "es": ("Regla", "Por qué", "Mal ejemplo", "Buen ejemplo", "Qué escribir"),
}


def parts(text: str) -> dict[str, str]:
    """What stands under each heading of an explanation."""
    blocks = text.split("\n\n")[1:]
    return {block.partition("\n")[0]: block.partition("\n")[2] for block in blocks}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_is_explained_by_what_why_a_bad_and_a_good_example_and_what_to_write(run: Run, desk: Workspace, lang: str) -> None:
    said = run("explain", "S01", "--lang", lang)
    assert (said.code, said.out.splitlines()[0]) == (0, "S01")
    found = parts(said.out)
    assert tuple(found) == HEADS[lang]
    assert found[HEADS[lang][0]].startswith(f"  {desk.rules['S01'].name.best(lang)} (")
    assert found[HEADS[lang][1]] == f"  {desk.rules['S01'].why.best(lang)}"
    assert (
        found[HEADS[lang][4]]
        == "  - id: pilot-mega\n    section: line-knowledge-implementation\n    parent: product-pilot-projects\n"
    )


@pytest.mark.parametrize(("lang", "gravity"), [("en", "(note)"), ("fr", "(note)"), ("es", "(nota)")])
def test_an_explanation_says_how_grave_a_rule_is(run: Run, lang: str, gravity: str) -> None:
    assert parts(run("explain", "s26", "--lang", lang).out)[HEADS[lang][0]].endswith(gravity)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_for_ontologies_is_explained_too(run: Run, lang: str) -> None:
    found = parts(run("explain", "O02", "--lang", lang).out)
    assert tuple(found) == HEADS[lang][:4]
    assert "skos:definition" in found[HEADS[lang][3]]


def test_every_rule_has_what_an_explanation_shows_in_three_languages() -> None:
    rules = [rule for rule in read_rules(files("shapes", "*.ttl")) if re.fullmatch(r"[SO]\d\d", rule.code)]
    assert len(rules) > 40
    for rule in rules:
        assert all((rule.name.en, rule.name.fr, rule.name.es, rule.why.en, rule.why.fr, rule.why.es)), rule.code
        assert rule.bad, rule.code
        assert rule.good, rule.code


OWN = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mgs: <https://w3id.org/metrograph/shapes#> . @prefix mg: <https://w3id.org/metrograph/ns#> .
mgs:S60 a sh:NodeShape ; sh:name "Every pilot has a budget"@en , "Chaque pilote a un budget"@fr ; sh:severity SEVERITY ;
  sh:description "The board asks for it."@en ; mgs:fix "- id: pilot-mega\\n  note: budget 20 000 €" ;
  sh:targetClass mg:PilotProject ; sh:property [ sh:path mg:budget ; sh:minCount 1 ; sh:severity SEVERITY ] .
"""


@pytest.fixture
def own(workspace: Workspace) -> Callable[[str], Path]:
    """A workspace with a rule of its own, of a severity."""

    def write(severity: str) -> Path:
        (workspace.source / "shapes").mkdir()
        (workspace.source / "shapes" / "ours.ttl").write_text(OWN.replace("SEVERITY", severity), encoding="utf-8")
        return workspace.source

    return write


@pytest.mark.parametrize(
    ("lang", "name"),
    [("en", "Every pilot has a budget (warning)"), ("fr", "Chaque pilote a un budget (avertissement)")],
)
def test_a_rule_of_a_workspace_is_explained_inside_it(run: Run, own: Callable[[str], Path], lang: str, name: str) -> None:
    found = parts(run("explain", "S60", "--workspace", own("sh:Warning"), "--lang", lang).out)
    what, why, _, _, write = HEADS[lang]
    assert found == {
        what: f"  {name}",
        why: "  The board asks for it.",
        write: "  - id: pilot-mega\n    note: budget 20 000 €\n",
    }


def test_a_rule_of_a_workspace_is_unknown_outside_it(run: Run, own: Callable[[str], Path]) -> None:
    own("sh:Warning")
    said = run("explain", "S60")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error[U111]: ")


def test_a_severity_of_ones_own_counts_as_a_violation(run: Run, own: Callable[[str], Path]) -> None:
    said = run("validate", "--workspace", own("mg:Grave"))
    assert said.code == 1
    assert "violations S60 · Every pilot has a budget (11)" in said.out


def test_a_rule_with_a_severity_of_ones_own_is_explained(run: Run, own: Callable[[str], Path]) -> None:
    assert run("explain", "S60", "--workspace", own("mg:Grave")).code == 0
