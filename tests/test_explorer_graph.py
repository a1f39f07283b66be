"""The graph: what is around a thing, never more than is said, as lists for those without a script."""

import json
import re
from html import unescape

import pytest

from metrograph.errors import RequestError
from metrograph.explorer.graph import graph_page
from metrograph.explorer.neighbours import FAMILIES, MOST, USUAL, around, shape
from metrograph.explorer.view import View
from metrograph.words import LANGUAGES

PILOT = "metropolis-2019/pilot-mega"


def seen(desk, *fields: tuple[str, str], lang: str = "en"):
    view = View.of(desk, lang=lang, inside="graph", fields=fields)
    page = graph_page(view)
    return page, page.html(view.frame())


def drawn(html: str) -> dict:
    """What the script draws."""
    return json.loads(re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_around_a_thing_is_drawn_and_listed(desk, lang):
    page, html = seen(desk, ("of", PILOT), lang=lang)
    data = drawn(html)
    assert (page.values["shown"], page.values["total"]) == (6, 6)
    assert len(data["nodes"]) == len(page.tables["things"]) == 6
    assert len(data["edges"]) == len(page.tables["links"])
    assert data["nodes"][0]["step"] == 0
    assert data["nodes"][0]["href"] == f"/id/{PILOT}"
    assert "6" in re.search(r'<p class="told">(.*?)</p>', html, re.DOTALL)[1]


def test_a_contribution_is_told_as_direct_or_indirect(desk):
    page, html = seen(desk, ("of", PILOT), ("show", "sdg"))
    rows = {row["linkedLabel"]: row["strength"] for row in page.tables["links"].dicts()}
    assert rows["7 Affordable and clean energy"] == "direct"
    assert rows["7.2 More renewable energy"] == "indirect"
    assert {(edge["family"], edge["strong"]) for edge in drawn(html)["edges"]} == {("sdg", True), ("sdg", False)}


def test_only_the_links_chosen_are_followed_and_all_are_counted(desk):
    page, html = seen(desk, ("of", "theme-mobility"), ("show", "concepts"))
    assert {edge["family"] for edge in drawn(html)["edges"]} == {"concepts"}
    counts = {name: count for name, _, count, _ in page.values["families"]}
    assert counts["theme"] == 6
    assert counts["sdg"] == 2
    assert [name for name, _, _, on in page.values["families"] if on] == ["concepts"]


def test_more_steps_reach_more_and_keep_what_was_chosen(desk):
    near, _ = seen(desk, ("of", "sdg/11"))
    far, html = seen(desk, ("of", "sdg/11"), ("depth", "2"), ("show", "targets"), ("show", "sdg"))
    assert far.values["total"] > near.values["total"]
    hrefs = {unescape(node["href"]) for node in drawn(html)["nodes"][1:]}
    assert all("depth=2" in href and "show=sdg&show=targets" in href for href in hrefs)


def test_the_nearest_are_shown_first(desk):
    view = View.of(desk)
    found = around(view.room, "http://metadata.un.org/sdg/17", 3, USUAL, 10)
    assert len(found.nodes) == 10
    assert found.total > 60
    assert all(edge.start in dict(found.nodes) and edge.end in dict(found.nodes) for edge in found.edges)
    assert [step for _, step in found.nodes] == sorted(step for _, step in found.nodes)


def test_a_picture_of_the_whole_is_cut_at_the_limit_in_words(desk, monkeypatch):
    assert MOST == 300
    monkeypatch.setattr("metrograph.explorer.graph.MOST", 100)
    every = [("show", family) for family in FAMILIES]
    page, html = seen(desk, ("of", "sdg/11"), ("depth", "3"), *every)
    assert page.values["total"] > 100 == page.values["shown"]
    assert len(drawn(html)["nodes"]) == len(page.tables["things"]) == 100
    assert f"Showing 100 of {page.values['total']} things. A picture shows at most 100" in html


def test_the_search_stops_and_says_that_there_is_more(desk, monkeypatch):
    monkeypatch.setattr("metrograph.explorer.neighbours.REACH", 40)
    _, html = seen(desk, ("of", "sdg/17"), ("depth", "3"))
    assert "Showing 40 of more than 40 things." in html


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("pilot-mega", "Metropolis Energy GovernAnce: MEGA"),
        (f"id/{PILOT}", "Metropolis Energy GovernAnce: MEGA"),
        ("https://w3id.org/metrograph/id/theme-mobility", "mobility"),
        ("11.2", "11.2 Safe and affordable public transport for all"),
        ("sdg/11", "11 Sustainable cities and communities"),
        ("http://metadata.un.org/sdg/C110201", "People with convenient access to public transport"),
        ("place-guangzhou", "Guangzhou"),
        ("org-uitp", "International Association of Public Transport (UITP)"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(desk, given, title):
    page, _ = seen(desk, ("of", given))
    assert page.title == f"Around {title}"


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [
        ((("of", "pilot-megaa"),), "W622", 404),
        ((("of", "http://metadata.un.org/sdg/99"),), "W622", 404),
        ((("of", "http://a b"),), "W622", 404),
        ((("of", "<script>"),), "W622", 404),
        ((("of", PILOT), ("depth", "9")), "W601", 400),
        ((("of", PILOT), ("depth", "x")), "W601", 400),
        ((("of", PILOT), ("show", "everything")), "W602", 400),
    ],
)
def test_what_cannot_be_meant_is_refused(desk, fields, code, status):
    with pytest.raises(RequestError, match=code) as caught:
        seen(desk, *fields)
    assert caught.value.status == status


def test_a_name_nearly_right_gets_a_hint(desk):
    with pytest.raises(RequestError) as caught:
        seen(desk, ("of", "pilot-megaa"))
    assert "pilot-mega" in caught.value.values["near"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_thing_there_is_a_search_and_the_overview(desk, lang):
    page, html = seen(desk, lang=lang)
    data = drawn(html)
    assert [node["code"] for node in data["nodes"][:17]] == [str(n) for n in range(1, 18)]
    assert len(data["nodes"]) == 32
    assert sum(edge["weight"] for edge in data["edges"]) == sum(row["count"] for row in page.tables["joined"].dicts())
    assert 'name="q"' in html


def test_a_search_leads_to_graphs(desk):
    _, html = seen(desk, ("q", "movilidad"))
    assert 'href="/graph?of=theme-mobility"' in html
    _, html = seen(desk, ("q", "zzzz"))
    assert "Nothing is called" in html


def test_kinds_have_shapes(desk):
    view = View.of(desk)
    names = {
        "org-uitp": "people",
        "place-guangzhou": "place",
        "line-positioning": "part",
        "event-u20-2": "item",
        "pilot-mega": "pilot",
    }
    assert {name: shape(view.room, desk.iri(name)) for name in names} == names


def test_hostile_names_cannot_leave_the_data_of_the_script(desk):
    import pyoxigraph as ox

    from metrograph.store import LocalStore

    evil = "</script><script>alert(1)</script>"
    node = ox.NamedNode(desk.iri("pilot-mega"))
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    kept = [quad for quad in desk.quads if not (quad.subject == node and quad.predicate == label)]
    other = type(desk)(None, LocalStore.memory([*kept, ox.Quad(node, label, ox.Literal(evil, language="en"))], desk.prefixes))
    _, html = seen(other, ("of", PILOT))
    assert "<script>alert" not in html
    assert drawn(html)["nodes"][0]["name"] == evil
