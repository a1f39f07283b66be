"""What a reader sees at first sight: numbers as the language writes them, words that fit, a way on from nothing."""

import re
from datetime import UTC, datetime
from html import unescape

import pyoxigraph as ox
import pytest
from tests.test_explorer_plan import bare, plain, seen, thing

from metrograph.desk import Desk
from metrograph.explorer.calendar import calendar_page
from metrograph.explorer.compare import compare_page
from metrograph.explorer.downloads import downloads_page
from metrograph.explorer.pilots import pilots_page
from metrograph.explorer.plan import plans_page
from metrograph.explorer.quality import quality_page
from metrograph.explorer.view import View
from metrograph.namespaces import MG, RDF, RDFS
from metrograph.pages.page import Cell, Grid
from metrograph.review import Choice
from metrograph.store import LocalStore
from metrograph.words import LANGUAGES, grouped

MEGA = "metropolis-2019/pilot-mega"


@pytest.mark.parametrize(("lang", "told"), [("en", "15,358"), ("fr", "15\u202f358"), ("es", "15\u202f358")])
def test_a_large_number_is_written_as_in_the_language_and_a_year_is_left_alone(lang, told):
    assert grouped(15358, lang) == told
    assert grouped(2019, lang) == "2019"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_downloads_begin_with_what_a_spreadsheet_opens(desk, lang):
    html = seen(desk, downloads_page, "export", lang)
    triples = View.of(desk).room.numbers.triples
    assert grouped(triples, lang) in html
    assert re.findall(r'download="([^"]+)"', html)[:4] == ["links.csv", "pilots.csv", "plan.csv", "calendar.ics"]
    assert re.search(r'<a href="https://creativecommons.org/licenses/by/4.0/"[^>]*>Creative Commons [^<]*\(CC BY 4.0\)</a>', html)


def test_a_column_of_numbers_has_its_heading_on_the_same_side(desk):
    html = seen(desk, quality_page, "quality")
    assert '<th scope="col" class="number">Number</th>' in html
    assert '<th scope="col">Title</th>' in html


def test_a_column_is_one_of_numbers_also_when_its_first_cell_is_empty():
    empty, number, word = Cell(""), Cell("3", kind="number"), Cell("x")
    assert Grid("g", "G", ("A", "B"), ((word, empty), (word, number))).numeric == (False, True)
    assert Grid("g", "G", ("A", "B"), ()).numeric == ()


def test_in_french_a_mark_never_begins_a_line_in_names_of_the_data_either(desk):
    assert "Metropolis Energy GovernAnce\u00a0: MEGA" in unescape(seen(desk, pilots_page, "pilots", "fr"))
    assert "Metropolis Energy GovernAnce: MEGA" in seen(desk, pilots_page, "pilots", "en")
    assert "Faim «\u00a0zéro\u00a0»" in unescape(thing(desk, MEGA, "fr") + seen(desk, pilots_page, "pilots", "fr", goal="2"))


@pytest.mark.parametrize(("lang", "name", "none"), [("en", "Affordable and clean energy", "none"), ("fr", "aucun", "aucun"), ("es", "ninguno", "ninguno")])  # fmt: skip
def test_pilots_are_filtered_by_goals_with_names_and_an_empty_cell_says_so(desk, lang, name, none):
    html = seen(desk, pilots_page, "pilots", lang)
    assert name in html
    assert re.search(r'<option value="7">7 \w+', html)
    row = next(row for row in html.split("<tr>") if "pilot-urban-revitalisation" in row)
    assert f'<span class="unseen">{none}</span>' in row


@pytest.mark.parametrize(("lang", "told"), [("en", "No rule is broken."), ("fr", "Aucune règle n'est enfreinte."), ("es", "No se incumple ninguna regla.")])  # fmt: skip
def test_quality_says_in_a_sentence_whether_the_data_is_sound(desk, lang, told):
    html = unescape(seen(desk, quality_page, "quality", lang))
    assert told in html
    assert "fast engine" not in html


@pytest.mark.parametrize(("lang", "day"), [("en", "2 January 2026, 09:00"), ("fr", "2 janvier 2026, 09:00"), ("es", "2 de enero de 2026, 09:00")])  # fmt: skip
def test_the_day_of_a_decision_is_told_in_words(workspace, lang, day):
    workspace.review([Choice(MEGA, "7", "accept", reason="energy")], "Ana", datetime(2026, 1, 2, 9, tzinfo=UTC), "en")
    html = thing(workspace, MEGA, lang)
    assert day in plain(html)
    assert '<time datetime="2026-01-02T09:00' in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_without_a_plan_lead_to_how_to_start(lang):
    for build in (plans_page, pilots_page):
        assert re.search(r'<p class="told">[^<]+ <a href="/">', seen(bare(), build, "plan", lang))
    html = unescape(seen(bare(), calendar_page, "calendar", lang))
    assert not re.search(r"\b1 (dated item|élément daté|elemento con fecha)", html)
    assert "calendar.ics" not in html


def test_nothing_to_compare_is_not_told_as_one_plan():
    assert "There is only one plan" not in seen(bare(), compare_page, "compare")
    assert "There is no plan here yet." in seen(bare(), compare_page, "compare")


def test_a_heading_that_is_cut_says_so():
    node = ox.NamedNode("https://w3id.org/metrograph/id/p/a")
    quads = [
        ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode(MG + "Action")),
        ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal("x" * 10_000, language="en")),
    ]
    html = thing(Desk(None, LocalStore.memory(quads, {})), "p/a")
    assert re.search(r"<h1[^>]*>x{300}…</h1>", html)
