"""Several networks and years in one workspace: every list says of which plan, shared things meet, questions go across plans."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from tests.across_fixture import EXAMPLE, FIXTURE, fixture
from tests.service import Running

import metrograph
from metrograph.documents.forms import find_document
from metrograph.errors import UsageError
from metrograph.explorer.things import document_page
from metrograph.explorer.view import View
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

OWN = "fleuve-2025/programme-2025"


@pytest.fixture(scope="module")
def four() -> Workspace:
    """Four plans of three networks, in French, Spanish and English."""
    return metrograph.open(EXAMPLE)


@pytest.fixture
def at(run):
    """The command line over these plans."""
    return lambda *arguments: run("--workspace", EXAMPLE, *arguments)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def last(iri: str) -> str:
    return iri.partition("/id/")[2]


def test_the_example_conforms_and_is_what_the_questions_are_tested_with(four: Workspace) -> None:
    assert four.validate().ok
    assert FIXTURE.read_text(encoding="utf-8") == fixture()


# ---- one name for one thing


def test_pilots_of_the_same_id_in_two_plans_are_two_pilots(four: Workspace) -> None:
    assert len(four.pilots) == 9
    assert four.pilots["fleuve-2024/pilote-berges"].status == "to launch"
    assert four.pilots["fleuve-2025/pilote-berges"].status == "ongoing"


def test_an_id_that_several_plans_have_is_asked_back_and_not_guessed(four: Workspace, at) -> None:
    for wrong in (lambda: four.iri("pilote-berges"), lambda: four.ask("links-of-element", element="pilote-berges")):
        with pytest.raises(UsageError) as error:
            wrong()
        assert error.value.code == "B151"
        assert "fleuve-2024/pilote-berges, fleuve-2025/pilote-berges" in error.value.remedy()
    assert four.iri("piloto-plazas").endswith("/altiplano-2025/piloto-plazas")
    said = at("--lang", "es", "show", "pilote-berges")
    assert (said.code, "indique cuál" in said.err) == (2, True)


def test_an_organisation_and_a_city_of_several_plans_are_one_node(four: Workspace) -> None:
    cities = {(row["placeLabel"], last(str(row["plan"])), row["count"]) for row in four.ask("places-in-several-plans").dicts()}
    assert cities == {("Lyon", "fleuve-2024/programme-2024", 2), ("Lyon", OWN, 1), ("Lyon", "harbour-2025/plan-2025", 1)}
    partners = {last(str(row["organisation"])) for row in four.ask("organisations-in-several-plans").dicts()}
    assert partners == {"org-uclg", "org-un-habitat"}


def test_one_organisation_under_two_identifiers_is_told(four: Workspace) -> None:
    found = four.ask("things-named-twice").dicts()
    assert {(row["name"], last(str(row["thing"]))) for row in found} == {("cglu", "org-cglu"), ("cglu", "org-uclg")}


def test_a_theme_of_their_own_is_shared_and_named_in_each_language(four: Workspace) -> None:
    for lang, name in zip(LANGUAGES, ("public space", "espaces publics", "espacio público"), strict=True):
        found = four.ask("themes-by-plan", lang, theme="theme-public-space").dicts()
        assert {row["themeLabel"] for row in found} == {name}
        assert [(last(str(row["plan"])).partition("/")[0], row["count"]) for row in found] == [
            ("harbour-2025", 2), ("altiplano-2025", 1), ("fleuve-2024", 1), ("fleuve-2025", 1),
        ]  # fmt: skip


def test_a_thing_that_plans_call_differently_has_one_row_and_one_name(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "desk", ignore=shutil.ignore_patterns(".metrograph"))
    plan = tmp_path / "desk" / "plans" / "fleuve-2025.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("{fr: CGLU}", "{fr: Cités et gouvernements locaux unis}"), encoding="utf-8"
    )
    desk = metrograph.open(tmp_path / "desk")
    found = [row for row in desk.ask("organisations", "fr").dicts() if last(str(row["organisation"])) == "org-uclg"]
    assert [(row["organisationLabel"], row["count"]) for row in found] == [("CGLU", 3)]


# ---- of which plan


def test_names_that_are_not_there_in_a_language_are_told_in_another(four: Workspace, at) -> None:
    found = {last(str(row["element"])): row["label"] for row in four.ask("elements-by-target", "fr", sdg="11.7").dicts()}
    assert found["fleuve-2025/pilote-berges"] == "Berges ouvertes : des espaces publics pour tous à Lyon"
    assert found["harbour-2025/pilot-quays"] == "Green quays: accessible public space on the waterfront"
    assert getattr(found["harbour-2025/pilot-quays"], "lang", "") == "en"
    told = rows(at("--lang", "fr", "query", "elements-by-target", "-p", "sdg=11.7").out)
    assert {last(row["element"]): row["label"] for row in told} == found


def test_a_table_for_people_says_of_which_plan_its_elements_are(at, run) -> None:
    drawn = at("--format", "table", "query", "elements-by-target", "-p", "sdg=11.7").out
    assert re.search(r"Plan\s+┃ Element", drawn)
    assert re.search(r"│ fleuve-2024\s+│ pilote-berges", drawn)
    assert "| Plan | Element |" in at("--format", "md", "query", "elements-by-target", "-p", "sdg=11.7").out
    alone = run("--format", "table", "query", "elements-by-target", "-p", "sdg=11.7").out
    assert "┃ Plan" not in alone
    assert "plan" not in at("query", "elements-by-target", "-p", "sdg=11.7").out.splitlines()[0].split(",")


def test_pilots_and_coverage_are_those_of_one_plan_where_it_is_asked_for(at) -> None:
    every, own = rows(at("pilots").out), rows(at("pilots", "--plan", "fleuve-2025").out)
    assert {row["pilot"] for row in every} > {"fleuve-2024/pilote-berges", "fleuve-2025/pilote-berges"}
    assert [row["pilot"] for row in own] == ["pilote-berges", "pilote-bus"]
    assert "fleuve-2025" in at("--format", "table", "pilots").out
    counts = {row["sdg"]: row["count"] for row in rows(at("coverage", "--plan", "harbour-2025").out)}
    assert (counts["11"], counts["9"], counts["6"]) == ("4", "1", "0")
    for command in ("pilots", "coverage"):
        said = at(command, "--plan", "harbour")
        assert (said.code, "harbour-2025" in said.err) == (2, True)


# ---- questions


def test_who_else_leaves_out_all_plans_of_ones_own_network(four: Workspace) -> None:
    found = four.ask("who-else-works-on", sdg="11.7", own=OWN).dicts()
    assert [last(str(row["element"])) for row in found] == [
        "altiplano-2025/piloto-plazas", "harbour-2025/pilot-quays", "harbour-2025/study-visit",
    ]  # fmt: skip
    goal = four.ask("who-else-works-on", sdg="11", own=OWN)
    assert {last(str(row["target"])) if "/id/" in str(row["target"]) else str(row["target"])[-4:] for row in goal.dicts()} == {
        "11.2", "11.5", "11.6", "11.7",
    }  # fmt: skip
    assert len(four.ask("who-else-works-on", sdg="11.7")) == 5
    assert len(four.ask("who-else-works-on", sdg="1")) == 0


def test_a_pilot_that_does_not_run_yet_cannot_be_visited(four: Workspace) -> None:
    found = [(last(str(row["pilot"])), row["placeLabel"]) for row in four.ask("pilots-to-visit", sdg="11.7").dicts()]
    assert found == [
        ("altiplano-2025/piloto-plazas", "Quito"),
        ("fleuve-2025/pilote-berges", "Lyon"),
        ("harbour-2025/pilot-quays", None),
    ]


def test_the_plan_with_more_direct_elements_leads(four: Workspace) -> None:
    found = [
        (last(str(row["plan"])).partition("/")[0], row["direct"], row["indirect"])
        for row in four.ask("leads-on", sdg="11").dicts()
    ]
    assert found == [("harbour-2025", 2, 2), ("altiplano-2025", 2, 0), ("fleuve-2024", 2, 0), ("fleuve-2025", 2, 0)]


def test_a_network_grows_from_year_to_year(four: Workspace) -> None:
    found = [row for row in four.ask("plans-by-year").dicts() if row["networkLabel"] == "River Cities Network"]
    assert [(row["year"], row["elements"], row["linked"], row["continued"]) for row in found] == [
        ("2024", 7, 3, 0),
        ("2025", 8, 4, 3),
    ]


def test_targets_of_one_plan_are_those_that_no_other_serves(four: Workspace) -> None:
    found = {row["sdg"]: last(str(row["plan"])).partition("/")[0] for row in four.ask("targets-of-one-plan").dicts()}
    assert found == {"6.4": "altiplano-2025", "13.1": "fleuve-2024", "9.4": "harbour-2025", "11.6": "harbour-2025"}


# ---- the explorer


def page_of(desk: Workspace, kind: str, name: str, lang: str = "en"):
    view = View.of(desk, lang=lang, inside=f"{kind}/{name}")
    found = find_document(view.room, view.where, kind, name)
    assert found
    page = document_page(view, found[0])
    assert page
    return page, page.html(view.frame())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_an_item_shows_what_is_similar_elsewhere(four: Workspace, lang: str) -> None:
    page, html = page_of(four, "id", "harbour-2025/training-budgets", lang)
    found = page.tables["similar"].dicts()
    assert [last(str(row["element"])) for row in found][:2] == ["altiplano-2025/taller-presupuesto", "fleuve-2025/atelier-genre"]
    assert not any("harbour-2025" in str(row["element"]) for row in found)
    heading = {"en": "Similar elsewhere", "fr": "Éléments semblables", "es": "Elementos semejantes"}[lang]
    assert heading in html
    assert "table=similar" in html
    assert "presupuestos con perspectiva de género" in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_a_target_shows_who_works_on_it(four: Workspace, lang: str) -> None:
    page, html = page_of(four, "sdg", "11.7", lang)
    assert [(last(str(row["plan"])).partition("/")[0], row["direct"], row["indirect"]) for row in page.tables["who"].dicts()] == [
        ("harbour-2025", 1, 1), ("altiplano-2025", 1, 0), ("fleuve-2024", 1, 0), ("fleuve-2025", 1, 0),
    ]  # fmt: skip
    assert {"en": "Who else works on this", "fr": "Qui d&#39;autre", "es": "Quién más"}[lang] in html.replace("’", "&#39;")
    assert page_of(four, "sdg", "11")[0].tables["who"].rows()[0][3:] == (2, 2, 3)


def test_one_plan_alone_has_nothing_elsewhere(desk: Workspace) -> None:
    for kind, name in (("id", "metropolis-2019/pilot-mega"), ("sdg", "11.7")):
        page, html = page_of(desk, kind, name)
        assert not {"similar", "who"} & set(page.tables)
        assert 'id="elsewhere"' not in html
        assert 'id="who-else"' not in html


def test_the_service_shows_them_though_its_children_read_no_file(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "desk")
    with Running("--workspace", tmp_path / "desk", folder=tmp_path) as service:
        item = service.get("/id/altiplano-2025/piloto-lluvia", accept="text/html")
        assert item.status == 200
        assert "Rain gardens against floods" in item.text
        table = service.get("/id/altiplano-2025/piloto-lluvia?table=similar")
        assert rows(table.text)[0]["score"] > "0.4"
        assert "Who else works on this" in service.get("/sdg/11.5", accept="text/html").text
