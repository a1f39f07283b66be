"""Pages of goals, targets, indicators and themes: what serves them, on which words, who decided, and what gets nothing."""

import pytest

from metrograph.documents.forms import find_document
from metrograph.errors import RequestError
from metrograph.explorer.contributions import contributions, count, sorted_out
from metrograph.explorer.themes import themes_page
from metrograph.explorer.things import document_page
from metrograph.explorer.view import View
from metrograph.namespaces import sdg_iri
from metrograph.pages.page import Page
from metrograph.review import Choice
from metrograph.serve.asked import Asked
from metrograph.serve.routes_documents import ROUTES
from metrograph.store import LocalStore
from metrograph.words import LANGUAGES, say


def seen(desk, path: str, lang: str = "en", **more) -> tuple[Page, str]:
    """The page at a path, and its HTML."""
    view = View.of(desk, lang=lang, inside=path, **more)
    kind, _, rest = path.partition("/")
    found = find_document(view.room, view.where, kind, rest)
    assert found
    page = document_page(view, found[0])
    assert page
    return page, page.html(view.frame())


# ---- goals


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_goals_tells_what_each_gets_and_which_get_nothing(desk, lang):
    page, html = seen(desk, "sdg", lang)
    rows = {row["sdg"]: row for row in page.tables["goals"].dicts()}
    assert len(rows) == 17
    assert (rows["11"]["direct"], rows["11"]["indirect"], rows["11"]["pilots"]) == (7, 12, 7)
    assert (rows["11"]["targetsServed"], rows["11"]["targets"]) == (5, 10)
    assert page.values["missing"] == ["1", "3", "14", "15"]
    assert say("sdg.list.missing", lang) in html
    assert html.count("<svg") >= 2
    assert 'href="http://metadata.un.org/sdg"' in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_goal_tells_its_pilots_first_direct_ones_before_others_with_the_words_quoted(desk, lang):
    page, html = seen(desk, "sdg/11", lang)
    pilots = page.values["sections"][0]
    assert [section.name for section in page.values["sections"]][:4] == ["pilots", "items", "outside", "themes"]
    assert [card.direct for card in pilots.cards] == sorted((card.direct for card in pilots.cards), reverse=True)
    assert "plan maître de mobilité intégrée" in html
    assert say("sdg.sort.pilots", lang) in html
    assert 'href="/sdg/10"' in html
    assert 'href="/sdg/12"' in html
    assert 'href="http://metadata.un.org/sdg/11"' in html


def test_the_counts_of_every_goal_are_those_of_the_catalogue(desk):
    view = View.of(desk)
    for row in view.ask("coverage-by-goal").dicts():
        page, _ = seen(desk, f"sdg/{row['sdg']}")
        told = page.values["count"]
        assert (told.direct, told.indirect) == (row["direct"], row["indirect"]), row["sdg"]


def test_targets_that_get_nothing_are_told(desk):
    page, html = seen(desk, "sdg/11")
    assert [one.code for one in page.values["gaps"]] == ["11.1", "11.4", "11.5", "11.6", "11.c"]
    assert "5 targets get nothing from the plan." in html
    missing = {row["sdg"] for row in View.of(desk).ask("targets-without-contribution", goal=11).dicts()}
    assert missing == {one.code for one in page.values["gaps"]}


@pytest.mark.parametrize("goal", ["1", "14"])
def test_a_goal_without_anything_says_so(desk, goal):
    _, html = seen(desk, f"sdg/{goal}", "fr")
    assert "Rien dans le plan ne le sert" in html


def test_the_text_is_there_in_three_languages_the_others_folded(desk):
    _, html = seen(desk, "sdg/6", "es")
    folded = html[html.index("tongues-of") :]
    assert "Agua limpia y saneamiento" in html
    assert '<p lang="en"' in folded
    assert '<p lang="fr"' in folded
    assert "con nuestras propias palabras" in html


def test_the_first_goal_has_none_before_it_and_the_last_none_after(desk):
    assert seen(desk, "sdg/1")[0].values["before"] is None
    assert seen(desk, "sdg/17")[0].values["after"] is None


# ---- targets and indicators


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_target_tells_who_serves_it_who_decided_and_its_indicators(desk, lang):
    page, html = seen(desk, "sdg/11.2", lang)
    assert page.values["count"].all == 4
    assert [section.total for section in page.values["sections"]] == [1, 3, 0, 1, 0, 0]
    assert "11.2.1" in html
    assert 'href="/sdg/C110201"' in html
    assert "11.1" in page.values["before"].text
    assert "11.3" in page.values["after"].text
    assert html.count("link-row") == 5


def test_an_indicator_leads_to_the_target_that_it_measures(desk):
    page, html = seen(desk, "sdg/C110201")
    assert page.title.startswith("11.2.1 ")
    assert 'href="/sdg/11.2"' in html
    assert "4 elements of the plan serve it" in html


def test_the_links_can_be_had_as_a_table(desk):
    page, _ = seen(desk, "sdg/11.2")
    table = page.tables["items"]
    assert len(table) == 3
    assert table.dicts()[0]["strength"] == "direct"
    assert set(table.column("quote")) >= {"mobilité", "UITP"}
    assert "rejected" in page.tables


def test_one_sort_of_links_can_be_seen_alone(desk):
    page, html = seen(desk, "sdg/11", fields=(("part", "items"),))
    assert [section.name for section in page.values["sections"]] == ["items"]
    assert 'href="/sdg/11"' in html
    assert say("sdg.back") in html


@pytest.mark.parametrize("fields", [(("part", "nothing"),), (("part", "'\"><script>"),)])
def test_a_sort_that_there_is_not_is_refused(desk, fields):
    with pytest.raises(RequestError, match="W602"):
        seen(desk, "sdg/11", fields=fields)


def test_what_was_decided_and_what_was_not_stands_apart(workspace):
    workspace.review([Choice("pilot-metropolis-in-movement", "11.2", "accept", reason="as said")], by="Ana")
    workspace.review([Choice("agreement-mou-uitp", "11.2", "reject", reason="no")], by="Ben")
    page, html = seen(workspace, "sdg/11.2")
    sections = {section.name: section for section in page.values["sections"]}
    assert (sections["items"].total, sections["rejected"].total) == (2, 1)
    assert page.values["count"].all == 3
    assert "by Ana, " in html
    folded = html[html.index("1 link was rejected") :]
    assert "UITP" in folded


def test_a_link_that_nobody_decided_stands_apart(desk):
    quads = [quad for quad in desk.quads if not str(quad.predicate).endswith("alignmentStatus>")]
    view = View.of(type(desk)(None, LocalStore.memory(quads, desk.prefixes)))
    by_sort = sorted_out(contributions(view, (sdg_iri("11.2"),)))
    assert [len(links) for links in by_sort.values()] == [0, 0, 0, 0, 5, 0]
    assert count(by_sort["proposed"]).all == 0


# ---- themes


@pytest.mark.parametrize(
    ("lang", "name", "other"),
    [("en", "mobility", "urban transport"), ("fr", "mobilité", "transports urbains"), ("es", "movilidad", "transporte urbano")],
)
def test_a_theme_is_told_as_in_a_thesaurus(desk, lang, name, other):
    page, html = seen(desk, "id/theme-mobility", lang)
    assert page.title == name
    assert other in html
    assert 'href="/id/theme-group-territory"' in html
    assert 'href="/id/theme-climate-change"' in html
    assert 'href="/id/metropolis-2019/line-positioning"' in html
    for term in page.values["terms"][1:]:
        assert f'<dd lang="{term.lang}"><b>' in html


def test_the_items_on_a_theme_stand_by_line_with_their_goals(desk):
    page, html = seen(desk, "id/theme-mobility")
    assert [(line.text, len(items)) for line, items in page.values["lines"]] == [
        ("Putting knowledge into practice", 1),
        ("Knowledge dissemination", 3),
    ]
    assert {row["sdg"]: (row["direct"], row["indirect"]) for row in page.tables["goals"].dicts()}["11"] == (2, 1)
    assert len(page.tables["items"]) == 4
    assert "metropolis-in-movement" in html


def test_a_group_has_the_items_of_its_themes(desk):
    page, _ = seen(desk, "id/theme-group-territory")
    assert len(page.values["narrower"]) == 3
    assert page.values["total"] == 6


def test_a_theme_that_no_item_is_on_says_so(desk):
    _, html = seen(desk, "id/theme-migration", "es")
    assert say("theme.nothing", "es") in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_themes_stand_in_a_tree_from_a_to_z_and_by_goal(desk, lang):
    view = View.of(desk, lang=lang, inside="themes")
    page = themes_page(view)
    html = page.html(view.frame())
    assert sum(len(branch.themes) for branch in page.values["tree"]) == 15
    letters = [letter for letter, _ in page.values["letters"]]
    assert letters == sorted(letters)
    assert sum(row["count"] for row in page.tables["crossing"].dicts()) > 30
    assert 'href="/sdg/11"' in html
    assert 'href="/id/theme-migration"' in html


def test_the_list_of_themes_is_the_same_page(desk):
    page, html = seen(desk, "id/themes")
    assert page.title == "Themes"
    assert say("sdg.statements") in html


def test_names_that_are_hostile_are_shown_as_text(desk):
    import pyoxigraph as ox

    evil = "</script><img src=x onerror=alert(1)>"
    node = ox.NamedNode(desk.names.shared("theme-mobility"))
    added = ox.Quad(node, ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel"), ox.Literal(evil, language="en"))
    other = type(desk)(None, LocalStore.memory([*desk.quads, added], desk.prefixes))
    _, html = seen(other, "id/theme-mobility")
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_the_service_gives_a_table_of_a_page_about_a_thing_as_csv(desk, accept):
    route = next(route for route in ROUTES if route.name == "sdg")
    reply = route.answer(desk, Asked("sdg", {"rest": "11.2"}, (("table", "items"),), accept=accept))
    assert reply.media.startswith("text/csv")
    assert reply.body.decode().count("\n") == 4
    with pytest.raises(RequestError, match="W603"):
        route.answer(desk, Asked("sdg", {"rest": "11.2"}, (("table", "item"),), accept=accept))
