"""Home, the plan, its items and their alignment cards, as an analyst sees them."""

import re
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest
from tests.test_documents import Page as Read

from metrograph.desk import Desk
from metrograph.documents.forms import find_document
from metrograph.errors import RequestError
from metrograph.explorer.cards import card_of, cards_of
from metrograph.explorer.home import home_page
from metrograph.explorer.missing import missing_page
from metrograph.explorer.outline import outline_of
from metrograph.explorer.pilots import pilots_page
from metrograph.explorer.plan import plans_page
from metrograph.explorer.spots import Build
from metrograph.explorer.things import document_page
from metrograph.explorer.view import View
from metrograph.namespaces import MG, RDF, RDFS
from metrograph.review import Choice
from metrograph.store import LocalStore
from metrograph.workspace import Workspace

MEGA = "metropolis-2019/pilot-mega"


def seen(desk: Desk, build: Build, inside: str = "", lang: str = "en", live: bool = True, **fields: str) -> str:
    """A page as it is sent."""
    view = View.of(desk, lang=lang, inside=inside, fields=tuple(fields.items()), live=live)
    return build(view).html(view.frame())


def thing(desk: Desk, path: str, lang: str = "en", **fields: str) -> str:
    """The page about a thing, as it is sent."""
    view = View.of(desk, lang=lang, inside=f"id/{path}", fields=tuple(fields.items()))
    found = find_document(view.room, view.where, "id", path)
    page = document_page(view, found[0]) if found else None
    assert page
    return page.html(view.frame())


def plain(html: str) -> str:
    """What a page says, without its elements."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def bare(*names: str) -> Desk:
    """A desk over a few items without a plan, or over nothing."""
    node, kind = ox.NamedNode, ox.NamedNode(RDF + "type")
    things = [node(f"https://w3id.org/metrograph/id/p/{name}") for name in names]
    quads = [ox.Quad(one, kind, node(MG + "Action")) for one in things]
    return Desk(None, LocalStore.memory(quads, {}))


@pytest.fixture
def decided(workspace: Workspace) -> Workspace:
    """A workspace where Ana and Jean have decided on links of a pilot."""
    acts = [
        ("Ana", 9, Choice(MEGA, "7", "accept", reason="energy is its object"), "en"),
        ("Ana", 10, Choice(MEGA, "13.2", "reject", reason="nada del clima"), "es"),
        ("Jean", 11, Choice(MEGA, "13.2", "undo"), "fr"),
        ("Jean", 12, Choice(MEGA, "7.2", "change", instead="7.1", reason="accès"), "fr"),
    ]
    for by, hour, choice, lang in acts:
        workspace.review([choice], by, datetime(2026, 1, 2, hour, tzinfo=UTC), lang)
    return workspace


# ---- home


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Goals without any contribution: 4"),
        ("fr", "Objectifs sans aucune contribution : 4"),
        ("es", "11 proyectos piloto"),
    ],
)
def test_home_tells_numbers_and_what_is_missing(desk: Workspace, lang: str, told: str) -> None:
    html = seen(desk, home_page, lang=lang)
    assert told in plain(html)
    read = Read(html)
    assert read.seen[0][1] == {"lang": lang}
    assert f"/id/{MEGA}" in read.links
    assert {"/pilots?missing=direct", "/sdg/11", "/export/all.ttl", "/sparql", "/ns"} <= set(read.links)


def test_the_wheel_has_a_table_that_can_be_had_as_csv(desk: Workspace) -> None:
    page = home_page(View.of(desk))
    assert len(page.tables["coverage"]) == 17
    assert 'href="/?table=coverage"' in seen(desk, home_page)


def test_home_describes_the_dataset_to_search_engines(desk: Workspace) -> None:
    assert home_page(View.of(desk)).linked["@type"] == "Dataset"  # type: ignore[index]


def test_an_empty_workspace_is_met_with_the_commands_to_start() -> None:
    html = seen(bare(), home_page)
    assert "metrograph init" in html
    assert "metrograph extract plan.pdf" in html


def test_why_a_pilot_is_linked_and_who_accepted_it_is_three_clicks_from_home(decided: Workspace) -> None:
    assert f"/id/{MEGA}" in Read(seen(decided, home_page)).links
    item = thing(decided, MEGA)
    link = next(card for card in cards_of(View.of(decided), decided.iri("pilot-mega")) if card.sdg == "7")
    assert link.href in Read(item).links
    assert "Ana" in plain(item)
    told = plain(thing(decided, link.href.removeprefix("/id/")))
    assert "Ana accepted" in told
    assert "energy is its object" in told


# ---- plans


def test_the_plan_is_read_in_the_order_of_its_document(desk: Workspace) -> None:
    entries = outline_of(desk).plans[0].entries
    assert [entry.first for entry in entries] == sorted(entry.first for entry in entries)
    html = seen(desk, plans_page, "plan", "fr")
    heads = re.findall(r'<h2 id="s-[^>]+>.*?<bdi>(.*?)</bdi>', html)
    assert heads[:2] == ["Positionnement et plaidoyer au niveau mondial", "Réseau de connaissances"]
    assert html.index("/id/metropolis-2019/pilot-mega") < html.index("pilot-tactical-urbanism")


def test_the_plan_can_be_narrowed_to_one_kind(desk: Workspace) -> None:
    html = seen(desk, plans_page, "plan", kind="PilotProject")
    assert html.count('class="entry') == 11
    assert html.count('<h2 id="s-') == 1


def test_a_kind_or_plan_that_is_not_there_is_told_with_those_that_are(desk: Workspace) -> None:
    with pytest.raises(RequestError) as kind:
        seen(desk, plans_page, "plan", kind="PilotProjet")
    assert (kind.value.code, kind.value.status) == ("W611", 400)
    assert "PilotProject" in kind.value.remedy()
    with pytest.raises(RequestError) as plan:
        seen(desk, home_page, plan="plan-2020")
    assert (plan.value.code, plan.value.status) == ("W610", 404)
    assert "plan-2019" in plan.value.remedy()


def test_several_plans_are_a_choice() -> None:
    node, kind = ox.NamedNode, ox.NamedNode(RDF + "type")
    plans = [node(f"https://w3id.org/metrograph/id/{at}/plan") for at in (2019, 2020)]
    quads = [
        quad
        for plan in plans
        for quad in (ox.Quad(plan, kind, node(MG + "WorkPlan")), ox.Quad(plan, node(RDFS + "label"), ox.Literal(plan.value[-9:])))
    ]
    desk = Desk(None, LocalStore.memory(quads, {}))
    assert 'href="/id/2019/plan"' in seen(desk, plans_page, "plan")
    assert 'href="/?plan=2020%2Fplan"' in seen(desk, home_page)
    assert "2020/plan" in plain(seen(desk, home_page, plan="2020/plan"))


def test_a_long_plan_is_paged_by_a_service_and_whole_in_a_folder() -> None:
    node, kind = ox.NamedNode, ox.NamedNode(RDF + "type")
    plan = node("https://w3id.org/metrograph/id/p/plan")
    items = [node(f"https://w3id.org/metrograph/id/p/x{at}") for at in range(400)]
    held = [quad for one in items for quad in (ox.Quad(one, kind, node(MG + "Action")), ox.Quad(one, node(MG + "inPlan"), plan))]
    desk = Desk(None, LocalStore.memory([ox.Quad(plan, kind, node(MG + "WorkPlan")), *held], {}))
    assert seen(desk, plans_page, "plan").count('class="entry') == 150
    assert seen(desk, plans_page, "plan", page="3").count('class="entry') == 100
    assert seen(desk, plans_page, "plan", live=False).count('class="entry') == 400
    with pytest.raises(RequestError):
        seen(desk, plans_page, "plan", page="4")


# ---- items


def test_an_item_shows_its_words_in_the_source_and_marks_a_translation(desk: Workspace) -> None:
    html = thing(desk, "metropolis-2019/pilot-tactical-urbanism", "en")
    assert "en fonction de la disponibilité de budgets" in html
    told = plain(thing(desk, MEGA, "fr"))
    assert "titre traduit" in told
    assert "l. 78 · Plan de travail 2019" in told
    assert "titre traduit" not in plain(thing(desk, "metropolis-2019/line-positioning", "fr"))


def test_an_item_without_links_says_why(desk: Workspace) -> None:
    told = plain(thing(desk, "metropolis-2019/event-metropolis-congress-13", "es"))
    assert "Leído y juzgado que no sirve a ningún objetivo" in told
    assert "no se indica el tema del congreso" in told


def test_every_kind_of_item_has_a_page_of_its_own(desk: Workspace) -> None:
    for entry in outline_of(desk).plans[0].entries:
        if entry.kind != MG + "Heading":
            assert 'id="links"' in thing(desk, entry.iri.removeprefix(desk.names.shared(""))), entry.kind


def test_an_item_that_stands_in_no_plan_has_a_page() -> None:
    assert "No link to a goal" in thing(bare("alone"), "p/alone")


# ---- cards


def test_a_card_quotes_the_words_in_those_around_them(desk: Workspace) -> None:
    card = cards_of(View.of(desk, lang="es"), desk.iri("pilot-mega"))[0]
    assert card.quote
    assert card.quote.pieces == (("Metropolis ", False), ("Energy GovernAnce", True), (": MEGA", False))
    assert (card.quote.first, card.quote.basis.text, card.sdg_label.lang) == ("78", "palabras del elemento", "es")
    assert "<mark>Energy GovernAnce</mark>" in thing(desk, MEGA)


def test_a_link_that_nobody_confirmed_says_so(desk: Workspace) -> None:
    card = cards_of(View.of(desk), desk.iri("pilot-mega"))[0]
    assert (card.decisions, card.verdict, card.status) == (0, None, "accepted")
    assert "no person has confirmed it yet" in thing(desk, MEGA)


def test_a_card_holds_every_decision_and_strikes_out_what_was_taken_back(decided: Workspace) -> None:
    cards = {card.sdg: card for card in cards_of(View.of(decided, lang="en"), decided.iri("pilot-mega"))}
    taken = cards["13.2"]
    assert [(one.by, one.undone, one.undoes) for one in taken.verdicts] == [("Ana", True, False), ("Jean", False, True)]
    assert (taken.status, taken.verdict, taken.decisions) == ("accepted", None, 2)
    assert (cards["7.2"].status, cards["7.2"].verdict.instead) == ("superseded", "7.1")  # type: ignore[union-attr]
    assert cards["7.1"].suggestions[0].curated
    html = thing(decided, MEGA)
    assert "<s>" in html
    assert "nada del clima" in html


def test_cards_stand_accepted_ones_first_direct_before_indirect(decided: Workspace) -> None:
    cards = cards_of(View.of(decided), decided.iri("pilot-mega"))
    assert [card.sdg for card in cards] == ["7", "7.1", "7.3", "13.2", "7.2"]
    assert (cards[0].direct, cards[1].direct, cards[-1].status) == (True, False, "superseded")


@pytest.mark.parametrize("iri", ["http://metadata.un.org/sdg/11", "no iri at all", "https://w3id.org/metrograph/id/alignment/00"])
def test_what_is_no_link_has_no_card(desk: Workspace, iri: str) -> None:
    assert card_of(View.of(desk), iri) is None


def test_a_page_that_is_not_there_offers_a_search_and_near_names(desk: Workspace) -> None:
    view = View.of(desk, lang="fr")
    page = missing_page(view, "/id/metropolis-2019/pilot-enrgy")
    html = page.html(view.frame())
    assert page.status == 404
    assert f"/id/{MEGA}" in Read(html).links
    assert 'value="pilot enrgy"' in html


# ---- what may lie in a graph


HOSTILE = [
    "<script>alert(1)</script>",
    "\u202egnp.exe",
    "مدينة",
    "x" * 10_000,
    "{{ 7*7 }}",
    "\x00\x0b",
    "' onmouseover='alert(1)",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_names_of_any_kind_are_shown_as_text(label: str) -> None:
    node, says = ox.NamedNode, MG
    plan, item = node("https://w3id.org/metrograph/id/p/plan"), node("https://w3id.org/metrograph/id/p/x")
    link, nothing = node("https://w3id.org/metrograph/id/alignment/ab"), ox.BlankNode("b")
    said = [
        (plan, RDF + "type", node(says + "WorkPlan")),
        (plan, RDFS + "label", ox.Literal(label, language="ar")),
        *((one, RDF + "type", node(says + "PilotProject")) for one in (item, nothing)),
        *((one, RDFS + "label", ox.Literal(label)) for one in (item, nothing)),
        *((one, says + "inPlan", plan) for one in (item, nothing)),
        (item, says + "condition", ox.Literal(label)),
        (item, says + "sourceLineStart", ox.Literal(label)),
        (item, says + "directPartOf", item),
        (link, says + "alignmentOf", item),
        (link, says + "alignedTo", node("http://metadata.un.org/sdg/11.2")),
        (link, says + "confidence", ox.Literal(label)),
        (link, says + "hasReview", nothing),
        (nothing, says + "reason", ox.Literal(label)),
    ]
    desk = Desk(None, LocalStore.memory([ox.Quad(one, node(verb), to) for one, verb, to in said], {}))
    pages = [seen(desk, home_page), seen(desk, plans_page, "plan"), thing(desk, "p/x", "fr"), thing(desk, "alignment/ab")]
    for html in [*pages, seen(desk, pilots_page, "pilots"), seen(desk, pilots_page, "pilots", look="cards")]:
        assert "<script>alert" not in html
        assert "49" not in plain(html)
        Read(html)
