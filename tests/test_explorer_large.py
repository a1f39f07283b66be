"""Plans of many items: pages show the rows that the questions find, a part at a time, and ask nothing of the whole data."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime

import pytest
from tests.large import large

from metrograph import assess
from metrograph.documents.room import room_of
from metrograph.explorer.calendar import calendar_page
from metrograph.explorer.contributions import contributions
from metrograph.explorer.coverage import by_goal, by_theme, counts_of, targets_served
from metrograph.explorer.dated import dated
from metrograph.explorer.days import days_of
from metrograph.explorer.graph import graph_page
from metrograph.explorer.home import home_page
from metrograph.explorer.link_facts import link_facts
from metrograph.explorer.neighbours import MOST, around
from metrograph.explorer.pilot_rows import pilot_facts, pilots_of
from metrograph.explorer.pilots import GAPS, pilots_page
from metrograph.explorer.shared import SHARED
from metrograph.explorer.view import View
from metrograph.namespaces import MG, sdg_code, sdg_iri
from metrograph.pages.page import Page
from metrograph.review import Choice
from metrograph.store import LocalStore
from metrograph.turtle import value
from metrograph.workspace import Workspace

PLAN = "metropolis-2019/plan-2019"
LANGUAGES = ("en", "fr", "es")


@pytest.fixture(scope="module")
def larger(desk: Workspace) -> Workspace:
    """A plan of some 800 items, 110 of them pilots."""
    return Workspace(None, LocalStore.memory(tuple(large(800)), desk.prefixes))


@pytest.fixture(params=["packaged", "larger"])
def either(request: pytest.FixtureRequest, desk: Workspace, larger: Workspace) -> Workspace:
    return desk if request.param == "packaged" else larger


def view(desk: Workspace, lang: str = "en", inside: str = "", **fields: str) -> View:
    return View.of(desk, lang=lang, inside=inside, fields=tuple(fields.items()))


def text_of(page: Page, seen: View) -> str:
    return page.html(seen.frame())


# ---- the same as the questions


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pilots_are_those_of_the_question_with_the_same_links_and_gaps(either: Workspace, lang: str) -> None:
    asked = assess.pilots(either.ask, lang)
    assert pilots_of(either, (one.iri for one in pilot_facts(either)), lang) == asked
    assert [one.iri for one in pilot_facts(either)] == [one.iri for one in asked]


def test_pilots_are_filtered_by_what_their_links_say(either: Workspace) -> None:
    for fact, pilot in zip(pilot_facts(either), assess.pilots(either.ask), strict=True):
        taken = [link for link in pilot.links if link.accepted]
        assert fact.goals == {link.goal for link in pilot.links}
        assert fact.direct == any(link.direct and "." in link.sdg for link in taken)
        assert fact.condition == bool(pilot.condition)
        assert fact.outside == any(link.outside for link in taken)
        assert fact.unread == any(not link.reviewer for link in taken)
    without = {str(iri) for iri in either.ask("pilots-without-direct-target").column("pilot")}
    assert {one.iri for one in pilot_facts(either) if not one.served} == without


def test_decisions_on_the_links_of_a_pilot_count_until_they_are_taken_back(workspace: Workspace) -> None:
    def look() -> tuple[str, ...]:
        desk = Workspace(None, LocalStore.memory(workspace.quads, workspace.prefixes))
        asked = assess.pilots(desk.ask)
        assert pilots_of(desk, (one.iri for one in pilot_facts(desk)), "en") == asked
        return next(
            tuple(link.reviewer for link in one.links if link.sdg in ("7", "13.2")) for one in asked if one.id == "pilot-mega"
        )

    first = datetime(2019, 5, 1, tzinfo=UTC)
    workspace.review([Choice("pilot-mega", "7", "accept"), Choice("pilot-mega", "13.2", "reject", reason="no")], "Ana", first)
    assert look() == ("Ana", "Ana")
    workspace.review([Choice("pilot-mega", "7", "undo"), Choice("pilot-mega", "13.2", "accept")], "Ben", first.replace(month=6))
    assert look() == ("", "Ben")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("plan", ["", PLAN])
def test_coverage_is_that_of_the_questions(either: Workspace, lang: str, plan: str) -> None:
    seen, iri = view(either, lang), either.iri(plan) if plan else ""
    chosen = {"plan": iri} if plan else {}
    assert by_goal(seen, iri).rows() == seen.ask("coverage-by-goal", **chosen).rows()
    themes = by_theme(seen, iri)
    assert themes.rows() == seen.ask("goals-by-theme", **chosen).pick(themes.columns).rows()
    targets = (sdg_code(str(target)) or "" for target in seen.ask("coverage-by-target", **chosen).column("target"))
    assert targets_served(seen, iri) == Counter(code.partition(".")[0] for code in targets)
    single = {str(row["goal"]): str(row["element"]) for row in seen.ask("goals-on-one-element", **chosen).dicts()}
    assert counts_of(either)[iri].single == single


def test_a_goal_is_led_to_by_the_links_that_name_it(either: Workspace) -> None:
    room = room_of(either)
    for code in ("11", "11.2", "7", "13.2"):
        named = {value(quad.subject) for quad in room.quads(None, MG + "alignedTo") if value(quad.object) == sdg_iri(code)}
        found = contributions(view(either), (sdg_iri(code),))
        assert {one.link for one in found} == named
        assert [one.strength for one in found] == sorted(one.strength for one in found)
    roles = {one.element.rpartition("/")[2]: one.role for one in link_facts(either).every}
    assert roles["pilot-mega"] == "pilots"
    assert roles["theme-mobility"] == "themes"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_has_the_rows_of_the_question(either: Workspace, lang: str) -> None:
    told = {
        (one.iri, one.label, one.edtf, one.earliest, one.latest, one.line_label if one.line else "")
        for one in dated(either, lang)
        if one.finely and not one.mentioned
    }
    rows = either.ask("timeline", lang).dicts()
    asked = {
        (str(row["element"]), str(row["label"]), row["date"], row["earliest"], row["latest"], str(row["lineLabel"] or ""))
        for row in rows
    }
    assert told == asked
    kinds = {(str(row["element"]), str(row["kindLabel"])) for row in rows}
    assert {(one.iri, one.kind_label) for one in dated(either, lang) if one.finely and not one.mentioned} <= kinds


# ---- a part at a time


def test_the_list_of_pilots_shows_a_hundred_and_its_table_holds_all(larger: Workspace) -> None:
    first, second = (pilots_page(view(larger, inside="pilots", page=page)) for page in ("1", "2"))
    shown = [line.pilot.iri for page in (first, second) for line in page.values["lines"]]
    assert shown == [one.iri for one in pilot_facts(larger)]
    assert first.values["pager"].total == len(shown) > len(first.values["lines"]) == 100
    rows = list(csv.DictReader(io.StringIO(first.tables["pilots"].csv())))
    assert len({row["pilot"] for row in rows}) == len(shown)


@pytest.mark.parametrize("gap", [gap for gap in GAPS if gap])
def test_filters_of_pilots_find_in_many_what_they_find_in_few(desk: Workspace, larger: Workspace, gap: str) -> None:
    few, many = (pilots_page(view(one, inside="pilots", missing=gap)).values["found"] for one in (desk, larger))
    assert (many > few) if few else True
    assert few == sum(1 for one in pilots_page(view(desk, inside="pilots")).values["lines"] if _lacks(one.pilot, gap))


def _lacks(pilot: assess.Pilot, gap: str) -> bool:
    taken = [link for link in pilot.links if link.accepted]
    return {
        "direct": not any(link.direct and "." in link.sdg for link in taken),
        "condition": bool(pilot.condition),
        "outside": any(link.outside for link in taken),
        "reviewed": any(not link.reviewer for link in taken),
    }[gap]


def test_the_calendar_of_many_shows_some_and_its_table_holds_all(larger: Workspace) -> None:
    page = calendar_page(view(larger, inside="calendar", year="all"))
    shown, there = page.values["listed"]
    assert shown == 200 < there
    assert len(list(csv.DictReader(io.StringIO(page.tables["events"].csv())))) == len(days_of(larger))


def test_a_graph_of_more_than_it_can_show_says_how_many_there_are(larger: Workspace) -> None:
    found = around(room_of(larger), larger.iri(PLAN), 2, ("structure",))
    assert len(found.nodes) == MOST < found.total
    assert found.links[larger.iri("line-positioning")] > 200
    assert all(edge.start in found.links and edge.end in found.links for edge in found.edges)
    seen = View.of(larger, inside="graph", fields=(("of", PLAN), ("depth", "2"), ("show", "structure")))
    assert f"{found.total:,}" in text_of(graph_page(seen), seen)


def test_pages_of_a_plan_ask_no_question_of_the_whole_data(larger: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for work in SHARED.values():
        work(larger)

    def query(*_: object, **__: object) -> None:
        raise AssertionError("a query")

    monkeypatch.setattr(LocalStore, "query", query)
    for inside, build in (("", home_page), ("pilots", pilots_page), ("calendar", calendar_page)):
        seen = view(larger, "fr", inside)
        assert "</html>" in text_of(build(seen), seen)
