"""What all pages of the explorer share: the frame, tables and their CSV, fields of the address."""

import csv
import io
import re

import pytest

from metrograph.errors import RequestError
from metrograph.explorer.grids import grid
from metrograph.explorer.rooms import SPOTS
from metrograph.explorer.view import View
from metrograph.pages.frame import FURTHER, PLACES, Frame, rendered
from metrograph.serve.asked import Asked
from metrograph.serve.routes_explorer import ROUTES, page_reply
from metrograph.table import Table
from metrograph.words import LANGUAGES


def view(desk, **more):
    return View.of(desk, **more)


def test_the_menu_says_where_one_is_and_leads_to_every_page(desk):
    frame = view(desk, inside="about").frame()
    html = rendered(
        "about.html",
        Frame(**{**{name: getattr(frame, name) for name in Frame.__slots__}, "here": "about"}),
        "x",
        {"version": "1", "steps": (), "terms": (), "caveats": (), "keys": ()},
    )
    for place in (*PLACES, *FURTHER):
        assert f'href="{frame.to(place)}"' in html
    assert re.findall(r'href="([^"]*)" aria-current="page"', html) == ["/about"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_page_in_another_language_keeps_what_was_asked(desk, lang):
    html = rendered(
        "about.html",
        view(desk, lang=lang, inside="about", fields=(("goal", "11"), ("lang", "en"))).frame(),
        "x",
        {"version": "1", "steps": (), "terms": (), "caveats": (), "keys": ()},
    )
    assert f'<html lang="{lang}">' in html
    for other in LANGUAGES:
        assert f'href="/about?goal=11&amp;lang={other}"' in html


def test_a_table_links_things_and_shows_codes_as_chips(desk):
    here = view(desk, inside="x")
    shown = grid(here, "links", here.ask("pilots-by-goal", goal=11))
    assert shown.headings == ("Pilot", "SDG", "Strength", "Words quoted")
    first = shown.rows[0]
    assert first[0].href.startswith("/id/metropolis-2019/")
    assert re.fullmatch(r"11(\.\w+)?", first[1].sdg)
    assert first[3].kind == "quote"


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("goals", ("SDG", "Definition")),
        ("co-targets", ("SDG", "Other SDG", "Number")),
        ("goals-on-one-element", ("SDG", "Element", "Kind", "Status", "Condition")),
        ("coverage-by-goal", ("SDG", "Direct", "Only indirect", "Number")),
        ("stated-twice", ("Element", "First line", "Also stated as", "First line of the other")),
    ],
)
def test_identifiers_and_their_names_stand_in_one_column(desk, name, headings):
    here = view(desk)
    assert grid(here, "x", here.ask(name)).headings == headings


def test_a_long_table_is_paged_and_says_so(desk):
    table = Table(("n",), tuple((n,) for n in range(250)))
    second = grid(view(desk, inside="x", fields=(("page", "2"), ("goal", "3"))), "n", table.titled("N"))
    assert (second.pager.first, second.pager.last, second.pager.total) == (101, 200, 250)
    assert (second.pager.before, second.pager.after) == ("/x?goal=3", "/x?goal=3&page=3")
    assert [row[0].text for row in second.rows[:2]] == ["100", "101"]


@pytest.mark.parametrize("value", ["0", "4", "-1", "x", "1e3", "９", "99999999999"])
def test_a_page_that_is_not_there_is_told(desk, value):
    table = Table(("n",), tuple((n,) for n in range(250)))
    with pytest.raises(RequestError) as told:
        grid(view(desk, inside="x", fields=(("page", value),)), "n", table)
    assert told.value.code == "W601"


def test_the_csv_of_a_table_is_the_whole_of_it(desk):
    from metrograph.pages.page import Page

    table = Table(("n",), tuple((n,) for n in range(250)))
    page = Page("about.html", "x", {"version": "1", "steps": (), "terms": (), "caveats": (), "keys": ()}, {"numbers": table})
    reply = page_reply(page, view(desk, inside="x", fields=(("table", "numbers"),)))
    assert reply.media.startswith("text/csv")
    assert len(list(csv.reader(io.StringIO(reply.body.decode())))) == 251
    with pytest.raises(RequestError) as told:
        page_reply(page, view(desk, inside="x", fields=(("table", "number"),)))
    assert told.value.values["near"] == "numbers"


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_there_in_every_language(desk, spot, lang):
    if "{" in spot.path:
        pytest.skip("one of many: see its own tests")
    route = next(route for route in ROUTES if route.name == spot.name)
    reply = route.answer(desk, Asked(spot.name, lang=lang))
    assert reply.status in {200, 303}
    if reply.media.startswith("text/html"):
        assert f'<html lang="{lang}">' in reply.body.decode()
