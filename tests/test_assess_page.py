"""The page of the assessment: what it says in three languages, its tables as CSV, several plans, no plan, very many elements."""

import csv
import io
import re
from html import unescape

import pyoxigraph as ox
import pytest
from tests.large import large
from tests.test_assess import two  # noqa: F401 - a fixture
from tests.test_explorer_plan import bare, plain, seen

from metrograph.desk import Desk
from metrograph.errors import RequestError
from metrograph.explorer.assess import assess_page, figures_of
from metrograph.explorer.view import View
from metrograph.pages.frame import FURTHER
from metrograph.store import LocalStore
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

PARTS = ("scorecard", "lines", "risks", "evidence", "targets", "depth-goal", "depth-line", "depth-theme", "coverage-partner",
         "coverage-place", "synergies-item", "synergies-theme", "synergies-goal")  # fmt: skip


def test_what_the_page_counts_is_what_the_desk_counts(desk: Workspace) -> None:
    (plan,) = figures_of(desk)
    assert figures_of(desk)[plan] == desk.assess().figures


@pytest.mark.parametrize(("lang", "said"), [
    ("en", ("Goals on firm support 6 11 55%", "Goal 7: single support, ending support", "No sum of these figures is made")),
    ("fr", ("Objectifs à l'appui solide 6 11 55 %", "L'objectif 7 : appui unique, appui qui prend fin", "ne sont jamais additionnés")),
    ("es", ("Objetivos con apoyo firme 6 11 55 %", "El objetivo 7: apoyo único, apoyo que termina", "no se suman nunca")),
])  # fmt: skip
def test_the_page_tells_indicators_and_risks_in_words(desk: Workspace, lang: str, said: tuple[str, ...]) -> None:
    html = seen(desk, assess_page, "assess", lang)
    told = plain(unescape(html))
    for words in said:
        assert words in told
    assert 'href="/id/theme-adequate-housing"' in html
    assert 'href="/sdg/6"' in html
    assert 'href="/id/metropolis-2019/pilot-integrated-water"' in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_table_is_had_whole_as_csv(desk: Workspace, lang: str) -> None:
    view = View.of(desk, lang=lang, inside="assess")
    page = assess_page(view)
    assert set(page.tables) == set(PARTS)
    html = page.html(view.frame())
    for name in PARTS:
        assert f"?table={name}" in html
        rows = list(csv.reader(io.StringIO(page.tables[name].sheet())))
        assert len(rows) > 4
        assert len({len(row) for row in rows}) == 1
    assert page.tables["risks"].rows() == desk.assess(lang=lang).risks.rows()


def test_the_page_is_in_the_menu_and_is_where_the_reader_is(desk: Workspace) -> None:
    assert "assess" in FURTHER
    assert re.search(r'href="/assess" aria-current="page">Assessment', seen(desk, assess_page, "assess"))


def test_several_plans_stand_side_by_side_with_what_to_know_first(two: Desk) -> None:  # noqa: F811
    html = unescape(seen(two, assess_page, "assess", plan="metropolis-2020/plan-2020"))
    assert "Before you compare" in html
    assert "1 of 2 elements are assessed" in html
    assert 'href="/sdg/11?plan=metropolis-2020%2Fplan-2020"' in html
    assert "Goal 11: single support" in html
    table = assess_page(View.of(two, inside="assess")).tables["peers"]
    assert len(table) == 17


def test_a_plan_that_is_not_there_is_told_and_no_plan_leads_to_the_start(two: Desk) -> None:  # noqa: F811
    with pytest.raises(RequestError, match="W610"):
        seen(two, assess_page, "assess", plan="metropolis-2021")
    for lang in LANGUAGES:
        assert re.search(r'<p class="told">[^<]+ <a href="/">', seen(bare(), assess_page, "assess", lang))


def test_a_plan_of_very_many_items_has_a_page_no_longer_than_needed(desk: Workspace) -> None:
    larger = Workspace(None, LocalStore.memory(tuple(large(800)), desk.prefixes))
    html = seen(larger, assess_page, "assess")
    assert len(html) < 2 * len(seen(desk, assess_page, "assess"))
    assert re.search(r"The first 40 of \d{3,} rows; all of them are in the CSV\.", unescape(html).replace("\u00a0", " "))
    rows = assess_page(View.of(larger, inside="assess")).tables["risks"]
    assert len(rows) > 300
    ending = {str(row["sdg"]): str(row["sentence"]) for row in rows.dicts() if row["riskTerm"] == "ending"}
    assert re.search(r"“[^“]*MEGA[^”]*” \(to conclude\); .* … and \d+ more\.$", ending["7"])


ODD = """
@prefix mg: <https://w3id.org/metrograph/ns#> . @prefix p: <https://w3id.org/metrograph/id/p/> . @prefix sdg: <http://metadata.un.org/sdg/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
p:plan a mg:WorkPlan ; rdfs:label "<b>{plan}</b>"@en .
p:one a mg:PilotProject ; mg:inPlan p:plan ; mg:theme "no theme", [] ; mg:inLine "no line" ; mg:partner "no one" ; mg:activityStatus "soon" ;
  mg:condition "<script>" ; mg:place _:x . _:x a mg:Theme .
p:link mg:alignmentOf p:one ; mg:alignedTo sdg:6.1 ; mg:strength mg:direct ; mg:alignmentStatus mg:accepted ; mg:confidence "high" .
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_and_blank_nodes_where_identifiers_belong_break_nothing(lang: str) -> None:
    store = LocalStore.memory([ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(ODD, format=ox.RdfFormat.TURTLE)], {})
    desk = Desk(None, store)
    view = View.of(desk, lang=lang, inside="assess")
    page = assess_page(view)
    html = page.html(view.frame())
    assert "&lt;script&gt;" in html
    assert [row["sdg"] for row in page.tables["risks"].dicts()] == ["6", "6", "6.1", "6.1"]
    assert desk.assess(lang=lang).figures.cards == figures_of(desk)[desk.assess().figures.plan].cards
    assert desk.assess(lang=lang)._repr_html_()
