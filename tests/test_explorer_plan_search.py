"""Pilots in a table and as cards, and search by name in three languages."""

import pyoxigraph as ox
import pytest
from tests.test_documents import Page as Read
from tests.test_explorer_plan import MEGA, plain, seen

from metrograph.desk import Desk
from metrograph.errors import RequestError
from metrograph.explorer.names import names_of, words_of
from metrograph.explorer.pilots import pilots_page
from metrograph.explorer.search import search_page
from metrograph.explorer.view import View
from metrograph.namespaces import MG, RDF, RDFS
from metrograph.store import LocalStore
from metrograph.workspace import Workspace


def found(desk: Desk, words: str, lang: str = "en") -> list[str]:
    """The ends of the identifiers that a search leads to."""
    return [link.rpartition("/")[2] for link in Read(seen(desk, search_page, "search", lang, q=words)).links]


# ---- pilots


def test_every_pilot_has_a_row_with_what_is_missing(desk: Workspace) -> None:
    html = seen(desk, pilots_page, "pilots")
    assert html.count('<th scope="row">') == 11
    assert "rests on outside knowledge: 7.2, 7.3, 13.2" in plain(html)
    assert 'href="/pilots?table=pilots"' in html


def test_pilots_are_filtered_by_goal_status_and_what_is_missing(desk: Workspace) -> None:
    assert seen(desk, pilots_page, "pilots", goal="7").count('<th scope="row">') == 1
    assert seen(desk, pilots_page, "pilots", missing="direct").count('<th scope="row">') == 2
    assert seen(desk, pilots_page, "pilots", "fr", status="en cours").count('<th scope="row">') == 1
    assert "Ningún piloto coincide" in seen(desk, pilots_page, "pilots", "es", goal="14")


def test_the_table_of_pilots_is_that_of_the_filter(desk: Workspace) -> None:
    page = pilots_page(View.of(desk, fields=(("goal", "7"),)))
    assert set(page.tables["pilots"].column("pilot")) == {"pilot-mega"}


def test_pilots_as_cards_show_their_quotes(desk: Workspace) -> None:
    assert "<mark>Energy GovernAnce</mark>" in seen(desk, pilots_page, "pilots", look="cards")


@pytest.mark.parametrize("fields", [{"goal": "18"}, {"status": "x"}, {"missing": "all"}, {"look": "list"}, {"page": "0"}])
def test_a_filter_that_makes_no_sense_is_refused(desk: Workspace, fields: dict[str, str]) -> None:
    if "page" in fields:  # one page holds all: nothing is paged
        assert seen(desk, pilots_page, "pilots", **fields)
    else:
        with pytest.raises(RequestError):
            seen(desk, pilots_page, "pilots", **fields)


# ---- search


@pytest.mark.parametrize(
    "words", ["GOUVERNANCE énergie", "energie gouvern", "energy governance", "gobernanza energetica", "mega"]
)
def test_a_thing_is_found_in_any_language_without_accents_in_any_order(desk: Workspace, words: str) -> None:
    assert "pilot-mega" in found(desk, words)


def test_a_name_in_another_language_is_shown_beside(desk: Workspace) -> None:
    html = seen(desk, search_page, "search", "en", q="gobernanza energetica")
    assert '<bdi lang="es">Metropolis Energy GovernAnce: MEGA (gobernanza energética)</bdi>' in html


@pytest.mark.parametrize(
    ("words", "code"),
    [("11.2", "11.2"), ("goal 11", "11"), ("ODS 11.2", "11.2"), ("objectif 5", "5"), ("meta 16.b", "16.b"), ("SDG11", "11")],
)
def test_a_code_leads_to_its_goal_or_target(desk: Workspace, words: str, code: str) -> None:
    assert code in found(desk, words)


def test_a_code_that_is_none_leads_nowhere(desk: Workspace) -> None:
    assert "18" not in found(desk, "goal 18")
    assert "11.99" not in found(desk, "11.99")


def test_what_is_found_stands_by_kind_with_how_many(desk: Workspace) -> None:
    html = seen(desk, search_page, "search", q="water")
    told = plain(html)
    assert told.index("Pilot project 1") < told.index("Goal 2") < told.index("Target 7")
    assert "Putting knowledge into practice" in told
    assert seen(desk, search_page, "search", q="water", kind="sdgo:Target").count('class="result"') == 7


def test_an_empty_result_says_what_to_try(desk: Workspace) -> None:
    html = seen(desk, search_page, "search", "fr", q="enrgie")
    assert "Rien ne porte le nom" in html
    assert "/search?q=energie" in Read(html).links


@pytest.mark.parametrize(
    "words", ["", "  ", "!!! ???", "x" * 10_000, "a " * 5_000, "\u202e'\"<script>", "\ud800", "%00", "é" * 10_000]
)
def test_anything_may_be_typed(desk: Workspace, words: str) -> None:
    assert "<script>alert" not in seen(desk, search_page, "search", q=words + "<script>alert(1)</script>")
    assert seen(desk, search_page, "search", q=words)
    assert seen(desk, search_page, "search", q=words, part="list")


def test_what_may_be_meant_while_typing_is_a_list_of_options(desk: Workspace) -> None:
    html = seen(desk, search_page, "search", q="ener", part="list")
    assert "<html" not in html
    assert 0 < html.count('role="option"') <= 9
    assert f'data-href="/id/{MEGA}"' in seen(desk, search_page, "search", q="mega", part="list")
    with pytest.raises(RequestError):
        seen(desk, search_page, "search", q="ener", part="all")


def test_all_that_was_found_can_be_had_as_a_table(desk: Workspace) -> None:
    page = search_page(View.of(desk, fields=(("q", "water"), ("table", "results"))))
    assert len(page.tables["results"]) == page.values["total"]


def test_names_are_gathered_anew_when_the_data_changed() -> None:
    thing = ox.NamedNode("https://w3id.org/metrograph/id/p/x")
    quads = [ox.Quad(thing, ox.NamedNode(RDF + "type"), ox.NamedNode(MG + "Action"))]
    store = LocalStore.memory(quads, {})
    desk = Desk(None, store)
    assert not names_of(desk).find("late")
    store.change([], [ox.Quad(thing, ox.NamedNode(RDFS + "label"), ox.Literal("A late name"))])
    assert [names_of(desk).iris[at] for at in names_of(desk).find("late name")] == [thing.value]


def test_names_are_ranked_whole_names_first_then_short_ones() -> None:
    labels = {"a": "water", "b": "waterway", "c": "the water of the town", "d": "water plan"}
    node = ox.NamedNode
    quads = [ox.Quad(node(f"http://x/{key}"), node(RDFS + "label"), ox.Literal(told)) for key, told in labels.items()]
    names = names_of(Desk(None, LocalStore.memory(quads, {})))
    assert [names.iris[at][-1] for at in names.find("WATER")] == ["a", "d", "c", "b"]


def test_words_are_compared_without_accents_and_are_few() -> None:
    assert words_of("L'ÉNERGIE œuvre") == ("l", "energie", "oeuvre")
    assert len(words_of(" ".join(map(str, range(100))))) == 20
