"""Several plans side by side: each number says which plans it counts, and plans of the same name are told apart."""

import csv
import io
import re

import pyoxigraph as ox
import pytest

from metrograph.desk import Desk
from metrograph.documents.forms import find_document
from metrograph.errors import RequestError
from metrograph.explorer.calendar import calendar_file, calendar_page
from metrograph.explorer.compare import compare_page
from metrograph.explorer.graph import graph_page
from metrograph.explorer.home import home_page
from metrograph.explorer.plan import plans_page
from metrograph.explorer.review import review_page
from metrograph.explorer.scope import plan_iris, plan_names
from metrograph.explorer.themes import themes_page
from metrograph.explorer.things import document_page
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.store.local import LocalStore
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

NEXT = """
@prefix id: <https://w3id.org/metrograph/id/metropolis-2020/> . @prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix shared: <https://w3id.org/metrograph/id/> . @prefix sdg: <http://metadata.un.org/sdg/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:plan-2020 a mg:WorkPlan ; skos:prefLabel "Secretariat General Work Plan 2019"@en , "Programme de travail 2020"@fr , "Plan de trabajo 2020"@es ;
  mg:earliest "2020-01-01"^^xsd:date .
id:pilot-trams a mg:PilotProject ; rdfs:label "Trams"@en ; mg:inPlan id:plan-2020 ; mg:theme shared:theme-mobility ;
  mg:contributesToGoal sdg:11 , sdg:14 ; mg:contributesDirectlyToGoal sdg:11 .
id:fair a mg:WorldEvent ; rdfs:label "Fair of trams"@en ; mg:inPlan id:plan-2020 ; mg:edtf "2020-05" ; mg:datePrecision mg:month ;
  mg:earliest "2020-05-01"^^xsd:date ; mg:latest "2020-05-31"^^xsd:date .
shared:link-1 a mg:Alignment ; mg:alignmentOf id:pilot-trams ; mg:alignedTo sdg:11.2 ; mg:strength mg:direct ; mg:alignmentStatus mg:accepted .
shared:link-2 a mg:Alignment ; mg:alignmentOf id:pilot-trams ; mg:alignedTo sdg:14.1 ; mg:strength mg:indirect ; mg:alignmentStatus mg:accepted .
"""
FIRST, SECOND = "metropolis-2019/plan-2019", "metropolis-2020/plan-2020"


@pytest.fixture(scope="module")
def two(desk: Workspace) -> Desk:
    """The packaged plan, and a small one of the next year under the same English name."""
    store = LocalStore.memory(desk.quads, desk.prefixes)
    store.load(ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(NEXT, format=ox.RdfFormat.TURTLE))
    return Desk(None, store)


def about(desk: Desk, code: str, plan: str = "", lang: str = "en") -> tuple[Page, str]:
    """The page of a goal or target, or of all of them."""
    view = View.of(desk, lang=lang, inside=f"sdg/{code}".rstrip("/"), fields=(("plan", plan),) if plan else ())
    found = find_document(view.room, view.where, "sdg", code)
    assert found
    page = document_page(view, found[0])
    assert page
    return page, page.html(view.frame())


def looked(desk: Desk, build, inside: str, lang: str = "en", **fields: str) -> tuple[Page, str]:
    view = View.of(desk, lang=lang, inside=inside, fields=tuple(fields.items()))
    page = build(view)
    return page, page.html(view.frame())


def test_a_goal_counts_all_plans_or_the_one_asked_for(desk: Workspace, two: Desk) -> None:
    alone = about(desk, "11")[0].values["count"]
    both, first, second = (about(two, "11", plan)[0].values["count"] for plan in ("", FIRST, "plan-2020"))
    assert first == alone
    assert (second.direct, second.indirect, second.pilots) == (1, 0, 1)
    assert (both.direct, both.indirect, both.pilots) == (alone.direct + 1, alone.indirect, alone.pilots + 1)
    assert about(two, "11.2", SECOND)[0].values["count"] == second


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_which_plans_it_counts_where_there_are_several(desk: Workspace, two: Desk, lang: str) -> None:
    told = {"en": "These numbers count", "fr": "Ces nombres portent sur", "es": "Estas cifras cuentan"}[lang]
    for code in ("", "11", "11.2"):
        assert told not in about(desk, code, lang=lang)[1]
        assert f"{told} " in about(two, code, lang=lang)[1]
        assert "2020" in re.findall(f"{told}[^<]*", about(two, code, SECOND, lang)[1])[0]
    for build, inside in ((themes_page, "themes"), (graph_page, "graph")):
        assert told not in looked(desk, build, inside, lang)[1]
        assert told in looked(two, build, inside, lang)[1]


def test_the_list_of_goals_agrees_with_the_home_page_of_each_plan(two: Desk) -> None:
    for plan in (FIRST, SECOND):
        home = looked(two, home_page, "", plan=plan)[0]
        goals = about(two, "", plan)[0]
        assert home.tables["coverage"] == goals.tables["coverage"]
        assert home.values["numbers"].goals == goals.values["direct"] + goals.values["only"]
    assert [row["pilots"] for row in about(two, "", SECOND)[0].tables["goals"].dicts() if row["sdg"] in ("11", "14")] == [1, 1]


def test_the_home_page_of_a_plan_leads_to_pages_about_that_plan(two: Desk) -> None:
    html = looked(two, home_page, "", plan="plan-2020")[1]
    inside = "?plan=metropolis-2020%2Fplan-2020"
    for page in ("sdg", "sdg/11", "pilots", "review"):
        assert f'href="/{page}{inside}"' in html
        assert f'href="/{page}"' not in html.partition("<main")[2].partition("</main")[0]
    assert "?plan=" not in looked(two, home_page, "", plan=FIRST)[0].html(View.of(two, live=False).frame()).partition("<main")[0]


def test_themes_count_the_items_of_the_plan_asked_for(two: Desk) -> None:
    page, html = looked(two, themes_page, "themes", plan=SECOND)
    rows = [row for row in page.tables["crossing"].dicts() if row["sdg"]]
    assert [(row["themeLabel"], row["sdg"], row["direct"], row["indirect"]) for row in rows] == [
        ("mobility", "11", 1, 0),
        ("mobility", "14", 0, 1),
    ]
    assert f'href="/sdg/11?plan={SECOND.replace("/", "%2F")}"' in html


def test_the_calendar_is_that_of_the_plan_asked_for_and_so_is_its_file(desk: Workspace, two: Desk) -> None:
    page, html = looked(two, calendar_page, "calendar", plan=SECOND)
    assert page.title == "Calendar 2020"
    assert [row["label"] for row in page.tables["events"].dicts()] == ["Fair of trams"]
    assert f'<input type="hidden" name="plan" value="{SECOND}">' in html
    assert f'href="/calendar.ics?plan={SECOND.replace("/", "%2F")}"' in html
    alone = calendar_page(View.of(desk, inside="calendar")).tables["events"]
    assert looked(two, calendar_page, "calendar", plan=FIRST)[0].tables["events"] == alone
    both = looked(two, calendar_page, "calendar", year="all")[0].tables["events"]
    assert len(both) == len(calendar_page(View.of(desk, inside="calendar", fields=(("year", "all"),))).tables["events"]) + 1
    file = calendar_file(View.of(two, inside="calendar.ics", fields=(("plan", SECOND), ("year", "all"))))
    assert (file.count("BEGIN:VEVENT"), "Fair of trams" in file) == (1, True)


def test_another_plan_is_chosen_without_the_year_and_the_line_of_the_first(two: Desk) -> None:
    fields = {"plan": FIRST, "year": "2019", "line": "line-positioning", "kind": "WorldEvent"}
    html = looked(two, calendar_page, "calendar", **fields)[1]
    assert f'href="/calendar?plan={SECOND.replace("/", "%2F")}"' in html
    assert 'href="/calendar">All plans' in html


def test_a_plan_that_is_not_there_is_told_with_those_that_are(two: Desk) -> None:
    with pytest.raises(RequestError) as error:
        about(two, "11", "plan-2021")
    assert (error.value.code, error.value.status) == ("W610", 404)
    assert FIRST in error.value.remedy()
    assert SECOND in error.value.remedy()


def test_plans_of_the_same_name_are_told_apart_on_every_list(two: Desk) -> None:
    name = "Secretariat General Work Plan 2019"
    pages = (
        (plans_page, "plan"),
        (home_page, ""),
        (compare_page, "compare"),
        (calendar_page, "calendar"),
        (review_page, "review"),
    )
    for html in (looked(two, build, inside)[1] for build, inside in pages):
        assert f"{name} (2019)" in html
        assert f"{name} (2020)" in html
    view = View.of(two, lang="fr")
    assert len({one.text for one in plan_names(view, plan_iris(view)).values()}) == 2


def test_a_comparison_has_a_column_for_each_of_two_plans_of_the_same_name(two: Desk) -> None:
    table = looked(two, compare_page, "compare")[0].tables["coverage"]
    first, second = table.columns[3:5]
    assert (first, second) == ("Secretariat General Work Plan 2019 (2019)", "Secretariat General Work Plan 2019 (2020)")
    row = next(row for row in csv.DictReader(io.StringIO(table.csv())) if row["sdg"] == "14")
    assert (row[first], row[second], row["±"]) == ("0", "1", "1")


def test_plans_of_the_same_name_and_year_are_told_apart_by_their_identifiers(desk: Workspace) -> None:
    store = LocalStore.memory(desk.quads, desk.prefixes)
    again = NEXT.replace('"2020-01-01"', '"2019-01-01"')
    store.load(ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(again, format=ox.RdfFormat.TURTLE))
    view = View.of(Desk(None, store))
    assert [one.text[-27:] for one in plan_names(view, plan_iris(view)).values()] == [f"({FIRST})", f"({SECOND})"]
