"""Documents over data that wishes us ill: every text is shown as text, no link runs a script, and nothing hangs or breaks."""

import json
import re
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import Clock
from tests.test_documents import HTML, Page, get, page

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses, iris
from metrograph.documents.room import room_of
from metrograph.documents.site import PAGES, pages, sitemap
from metrograph.documents.thing import SHOWN
from metrograph.namespaces import RDF, RDFS, SKOS, Names
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.media import preferred
from metrograph.serve.routes_documents import ROUTES as DOCUMENTS
from metrograph.serve.routes_explorer import ROUTES as EXPLORED
from metrograph.store import LocalStore

BY_NAME = {route.name: route for route in (*EXPLORED, *DOCUMENTS)}
ID = Names().shared("")
LABEL, SAYS = ox.NamedNode(RDFS + "label"), ox.NamedNode("http://example.org/says")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "' onmouseover='alert(1)",
    "\u202egnp.exe \u2066rtl",
    "مدينة برشلونة",
    "x" * 10_000,
    "bell \x07 and null \x00",
    "<!-- ]]> -->",
]


def node(tail: str) -> ox.NamedNode:
    return ox.NamedNode(ID + tail)


def small(triples: Iterable[tuple[ox.NamedNode, ox.NamedNode, object]]) -> Desk:
    """A desk over a few triples."""
    quads = tuple(ox.Quad(s, p, o, ox.NamedNode("http://example.org/g")) for s, p, o in triples)
    return Desk(None, LocalStore.memory(quads))


def ask(desk: Desk, rest: str, accept: str = HTML, route: str = "thing", address: str = "http://127.0.0.1:8000/") -> Reply:
    return answer(BY_NAME, desk, Asked(route, {"rest": rest}, accept=accept, address=address))


def _ours(script: dict[str, str | None]) -> bool:
    """Whether a script is a file of the service itself."""
    return set(script) <= {"src", "type"} and (script.get("src") or "").startswith("/static/")


def harmless(text: str) -> Page:
    """The page, when it holds no script but data, and no link that a browser would run."""
    found = Page(text)
    for tag, told in found.seen:
        assert tag not in {"img", "iframe", "object"}
        assert tag != "script" or told == {"type": "application/ld+json"} or _ours(told)
        assert tag != "form" or (told["action"] or "").startswith("/")
        href = (told["href"] or "") if "href" in told else "#"
        assert href.lower().startswith(("/", "#", "http://", "https://", "mailto:", "urn:")), href
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    return found


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_label_is_shown_as_it_is(label: str) -> None:
    desk = small([(node("x"), LABEL, ox.Literal(label)), (node("y"), SAYS, node("x"))])
    for rest in ("x", "y"):
        found = harmless(ask(desk, rest).body.decode())
        assert json.loads(found.texts["script"])
    assert harmless(ask(desk, "x").body.decode()).texts["h1"] == re.sub("[\x00\x07]", "\ufffd", label)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "en", "fr", "ar", "x-klingon"]))
def test_any_label_makes_a_sound_page_and_sound_rdf(label: str, lang: str) -> None:
    words = ox.Literal(label, language=lang) if lang else ox.Literal(label)
    desk = small([(node("x"), LABEL, words), (node("x"), ox.NamedNode(SKOS + "definition"), words), (node("y"), SAYS, node("x"))])
    for rest in ("x", "y"):
        harmless(ask(desk, rest).body.decode())
    for suffix in ("ttl", "nt", "nq", "trig", "jsonld"):
        body = ask(desk, f"x.{suffix}").body
        found = {
            quad.object.value for quad in ox.parse(body, format=ox.RdfFormat.from_extension(suffix)) if quad.predicate == LABEL
        }
        assert found == {label}
    xml = ask(desk, "x.rdf")
    if xml.status == 200:
        assert {str(value) for value in rdflib.Graph().parse(data=xml.body, format="xml").objects(None, rdflib.RDFS.label)} == {
            label
        }
    else:
        assert json.loads(xml.body)["code"] == "W203"


@pytest.mark.parametrize(
    "iri",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
        "http://a/'onclick='x",
        "//evil",
    ],
)
def test_a_link_that_may_do_harm_is_no_link(iri: str) -> None:
    where = Addresses(Names(), "http://h/")
    assert where.href(iri) == ""
    try:
        target = ox.NamedNode(iri)
    except ValueError:
        return
    shown = harmless(ask(small([(node("x"), SAYS, target)]), "x").body.decode())
    assert iri not in shown.links


@pytest.mark.parametrize("iri", ["http://example.org/a?b=c&d#e", "HTTPS://example.org/é", "mailto:a@example.org", "urn:isbn:1"])
def test_a_link_that_is_safe_is_kept(iri: str) -> None:
    assert iri in harmless(ask(small([(node("x"), SAYS, ox.NamedNode(iri))]), "x").body.decode()).links


@pytest.mark.parametrize(
    "rest", ["../../etc/passwd", "a\r\nSet-Cookie: x", "\x00", "%2e%2e/x", "x" * 20_000, "é" * 5_000, "a b", "\ud800", "", "/"]
)
@pytest.mark.parametrize("route", ["thing", "term", "sdg", "graph-page"])
def test_no_path_breaks_an_answer_or_a_header(desk: Desk, rest: str, route: str) -> None:
    for accept in (HTML, "*/*"):
        reply = ask(desk, rest, accept, route)
        assert reply.status in (200, 404)
        assert len(reply.body) < 50_000 or reply.status == 200
        assert all(value.isprintable() and value.isascii() for _, value in reply.headers)


@pytest.mark.parametrize(
    "tail",
    ["ville/São-Paulo", "caf%C3%A9", "a?b#c", "v1.2", "data.ttl", "x.csv.csv", "a'b", "50%25", "deep/er/still", "x;y=1,2", "(a)"],
)
def test_any_identifier_is_reached_by_the_link_to_it(tail: str) -> None:
    from urllib.parse import unquote

    desk = small([(node(tail), LABEL, ox.Literal("here")), (node("y"), SAYS, node(tail))])
    link = next(link for link in page(ask(desk, "y")).links if link.startswith("/id/") and not link.startswith("/id/y"))
    assert link.isascii()
    reply = ask(desk, unquote(link.removeprefix("/id/")))
    assert page(reply).texts["h1"] == "here"
    turtle = dict(reply.headers)["Content-Location"].removesuffix(".html") + ".ttl"
    assert ask(desk, unquote(turtle.removeprefix("/id/"))).media.startswith("text/turtle")


def test_an_identifier_with_steps_upwards_gets_no_link() -> None:
    assert Addresses(Names(), "http://h/").path(ID + "../../sparql") == ""


def test_identifiers_as_clients_send_them_are_found() -> None:
    assert ID + "caf%C3%A9" in iris(Names(), "id", "café")


def test_another_base_and_a_path_before_the_service_are_respected() -> None:
    names = Names("https://data.example.org/")
    thing = ox.NamedNode(names.shared("x"))
    store = LocalStore.memory((ox.Quad(thing, SAYS, ox.NamedNode(names.shared("y"))),))
    desk = Desk(None, store)
    desk.names = names
    reply = ask(desk, "x", address="https://proxy.example.org/metro/")
    assert "/metro/id/y" in page(reply).links
    assert '<https://proxy.example.org/metro/id/x>; rel="canonical"' in dict(reply.headers)["Link"]
    assert b"<https://data.example.org/id/y>" in ask(desk, "x.nt").body


def test_a_thousand_of_many_statements_are_shown_and_the_rest_is_told() -> None:
    many = 3 * SHOWN
    desk = small([*((node(f"n{at}"), SAYS, node("hub")) for at in range(many))])
    reply = ask(desk, "hub.nt")
    assert reply.body.count(b"<http://example.org/says>") == SHOWN
    assert f"Shows {SHOWN} of the {many} statements".encode() in reply.body
    assert dict(reply.headers)["MetroGraph-Incoming"] == f"shown={SHOWN}; total={many}"
    shown = page(ask(desk, "hub"))
    assert f"Shows {SHOWN} of the {many} statements" in shown.texts["p"]
    assert f"… and {SHOWN - 200} more" in shown.texts["li"]


def test_a_page_takes_no_longer_where_there_is_much_data() -> None:
    triples = [(node(f"n{at}"), SAYS, node(f"n{at // 2}")) for at in range(60_000)]
    desk = small([*triples, *((node(f"n{at}"), SAYS, node("hub")) for at in range(20_000))])
    with Clock() as making:
        room_of(desk)
    assert making.seconds < 4
    with Clock() as asking:
        assert ask(desk, "n77").status == 200
        assert ask(desk, "hub.ttl").status == 200
    assert asking.seconds < 1


@pytest.mark.parametrize("ring", [3, 500])
def test_blank_nodes_in_rings_and_long_chains_come_to_an_end(ring: int) -> None:
    blanks = [ox.BlankNode(f"b{at}") for at in range(ring)]
    desk = small([(node("x"), SAYS, blanks[0]), *((blanks[at], SAYS, blanks[(at + 1) % ring]) for at in range(ring))])
    for suffix in ("html", "ttl", "jsonld", "nt", "rdf", "nq"):
        assert ask(desk, f"x.{suffix}").status == 200
    found = list(ox.parse(ask(desk, "x.ttl").body, format=ox.RdfFormat.TURTLE))
    assert len([quad for quad in found if quad.predicate == SAYS]) == ring + 1


@pytest.mark.parametrize("value", [ox.Literal("a\x01b"), ox.Literal("\ufffe")])
def test_what_xml_cannot_hold_is_told(value: ox.Literal) -> None:
    reply = ask(small([(node("x"), SAYS, value)]), "x.rdf")
    assert (reply.status, json.loads(reply.body)["code"]) == (406, "W203")


@pytest.mark.parametrize(
    "verb", ["http://a/1", "http://a/", "http://a/²", "http://a/1x", "http://a#é", "http://a/x.y-z", "urn:x"]
)
def test_a_property_is_written_in_xml_as_it_is_or_not_at_all(verb: str) -> None:
    reply = ask(small([(node("x"), ox.NamedNode(verb), ox.Literal("here"))]), "x.rdf")
    if reply.status == 200:
        assert (None, rdflib.URIRef(verb), rdflib.Literal("here")) in rdflib.Graph().parse(data=reply.body, format="xml")
    else:
        assert json.loads(reply.body)["code"] == "W203"


@pytest.mark.parametrize(
    "told",
    [
        (node("x"), SAYS, ox.Literal("a\x0cb")),
        (node("x"), ox.NamedNode(RDF + "type"), ox.NamedNode("http://a/1")),
        (node("x"), SAYS, ox.Triple(node("x"), SAYS, node("y"))),
    ],
)
def test_what_xml_cannot_hold_is_told_of_a_thing_and_of_the_whole(told: tuple[ox.NamedNode, ox.NamedNode, object]) -> None:
    desk = small([told])
    for reply in (ask(desk, "x.rdf"), answer(BY_NAME, desk, Asked("export", {"name": "all.rdf"}))):
        assert (reply.status, json.loads(reply.body)["code"]) == (406, "W203")


def test_a_carriage_return_survives_xml() -> None:
    body = ask(small([(node("x"), LABEL, ox.Literal("a\r\nb"))]), "x.rdf").body
    assert [str(value) for value in rdflib.Graph().parse(data=body, format="xml").objects(None, rdflib.RDFS.label)] == ["a\r\nb"]


def test_a_literal_is_given_as_it_was_loaded() -> None:
    seven = ox.Literal("007", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    assert b'"007"' in ask(small([(node("x"), SAYS, seven)]), "x.nt").body


def test_a_large_site_has_an_index_of_maps() -> None:
    desk = small([(node(f"n{at}"), SAYS, ox.Literal("x")) for at in range(PAGES + 10)])
    room, where = room_of(desk), Addresses(desk.names, "http://h/")
    index = sitemap(room, where)
    assert index is not None
    assert index.count("<sitemap>") == 2
    parts = [sitemap(room, where, part) for part in (1, 2, 3)]
    assert [part.count("<loc>") if part else 0 for part in parts] == [PAGES, len(pages(room, where)) - PAGES, 0]


@given(st.text(max_size=80))
def test_any_accept_header_is_read(accept: str) -> None:
    assert preferred(accept, ["text/turtle", "text/html"]) in ("text/turtle", "text/html", None)


@given(
    st.lists(
        st.tuples(st.sampled_from(["text/html", "text/turtle", "text/*", "*/*", "text/csv"]), st.integers(0, 10)),
        unique_by=lambda p: p[0],
    )
)
def test_no_other_offer_is_liked_better_than_the_one_preferred(ranges: list[tuple[str, int]]) -> None:
    offers = ["text/turtle", "text/html", "text/csv"]
    weights = dict(ranges)
    liked = {one: next((weights[r] for r in (one, "text/*", "*/*") if r in weights), 0) for one in offers}
    found = preferred(", ".join(f"{name};q={q / 10}" for name, q in ranges), offers)
    if ranges:
        assert (liked[found] if found else 0) == max(liked.values())


def test_a_page_over_no_data_at_all_is_served() -> None:
    desk = small([])
    for name in ("home", "ontology", "void", "sitemap", "robots", "context"):
        assert answer(BY_NAME, desk, Asked(name, accept=HTML)).status == 200
    assert get(desk, "/id/x").status == 404  # type: ignore[arg-type]
