"""Documents about things: found by their path, negotiated, read back from every format, told in three languages."""

import json
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from starlette.routing import compile_path

from metrograph.documents.forms import MEDIA
from metrograph.documents.room import room_of
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.routes_documents import ROUTES as DOCUMENTS
from metrograph.serve.routes_explorer import ROUTES as EXPLORED
from metrograph.workspace import Workspace

ROUTES = (*EXPLORED, *DOCUMENTS)
BY_NAME = {route.name: route for route in ROUTES}
HTML = "text/html"
PILOT, THEME = "metropolis-2019/pilot-surplus-food-network", "theme-mobility"
WAYS = [(route, compile_path(route.path)[0]) for route in ROUTES]
VOID_ELEMENTS = {"meta", "link", "br", "img", "input", "hr"}


def get(desk: Workspace, path: str, accept: str = HTML, lang: str = "en", **fields: str) -> Reply:
    """The answer to a path, found as the front finds it."""
    found = ((route, pattern.match(path)) for route, pattern in WAYS)
    route, match = next((route, match) for route, match in found if match)
    return answer(BY_NAME, desk, Asked(route.name, match.groupdict(), tuple(fields.items()), accept, lang))


class Page(HTMLParser):
    """A page as a browser reads it: elements closed as they were opened, links, headings, ids, linked data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        assert len(told) == len(attrs), "an attribute stands twice"
        assert not [name for name in told if name.startswith("on") or name == "style"]
        self.seen.append((tag, told))
        self.links += [told["href"] or ""] if tag == "a" else []
        self.ids += [told["id"] or ""] if "id" in told else []
        if tag not in VOID_ELEMENTS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another"

    def handle_data(self, data: str) -> None:
        for tag in {*self.open[-1:], *({"h1"} & set(self.open))}:
            self.texts[tag] = self.texts.get(tag, "") + data


def page(reply: Reply) -> Page:
    assert reply.media.startswith(HTML), reply.body
    return Page(reply.body.decode())


@pytest.mark.parametrize(
    "path", [f"/id/{PILOT}", f"/id/{THEME}", "/sdg/11.2", "/ns/contributesTo", "/graph/themes", "/void", "/ns"]
)
def test_every_rdf_format_of_a_document_holds_the_same_triples(desk: Workspace, path: str) -> None:
    wanted = rdflib.Graph().parse(data=get(desk, f"{path}.nt").body, format="nt")
    assert len(wanted) > 10
    for suffix, name in (("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml")):
        found = rdflib.Graph().parse(data=get(desk, f"{path}.{suffix}").body, format=name)
        assert isomorphic(found, wanted) if len(wanted) < 3000 else len(found) == len(wanted), suffix
    own = {str(triple.triple) for triple in ox.parse(get(desk, f"{path}.ttl").body, format=ox.RdfFormat.TURTLE)}
    for suffix in ("nt", "rdf"):
        body = get(desk, f"{path}.{suffix}").body
        found_there = ox.parse(body, format=ox.RdfFormat.from_extension(suffix))
        assert len({str(quad.triple) for quad in found_there}) == len(own) == len(wanted)


@pytest.mark.parametrize("suffix", ["trig", "nq"])
def test_formats_with_graphs_say_from_which_graph_each_statement_is(desk: Workspace, suffix: str) -> None:
    body = get(desk, f"/id/{PILOT}.{suffix}").body
    quads = list(ox.parse(body, format=ox.RdfFormat.from_extension(suffix)))
    graphs = {str(getattr(quad.graph_name, "value", "")).rpartition("/graph/")[2] for quad in quads}
    assert {"", "plan/metropolis-2019", "view", "alignments/metropolis-2019-reference"} <= graphs


def test_a_document_tells_its_topic_its_licence_and_its_dataset(desk: Workspace) -> None:
    graph = rdflib.Graph().parse(data=get(desk, f"/id/{PILOT}.ttl").body, format="turtle")
    thing, document = desk.names.shared(PILOT), f"http://127.0.0.1:8000/id/{PILOT}.html"
    assert (rdflib.URIRef(document), rdflib.FOAF.primaryTopic, rdflib.URIRef(thing)) in graph
    assert (rdflib.URIRef(thing), rdflib.FOAF.isPrimaryTopicOf, rdflib.URIRef(document)) in graph
    assert str(graph.value(rdflib.URIRef(document), rdflib.DCTERMS.license)).startswith("https://creativecommons.org/")


def test_an_item_brings_the_quote_and_the_method_of_each_of_its_links(desk: Workspace) -> None:
    body = get(desk, f"/id/{PILOT}.ttl").body.decode()
    assert 'oa:exact "Surplus Food Network"@en' in body
    assert "mg:method mg:referenceAnnotation" in body
    shown = page(get(desk, f"/id/{PILOT}", lang="fr"))
    assert "Surplus Food Network" in shown.texts["blockquote"]
    assert "annotation de référence" in shown.texts["p"]
    assert "Récupérer les surplus alimentaires, c'est réduire le gaspillage alimentaire" in shown.texts["bdi"]


def test_a_reviewed_link_shows_who_decided_and_how(workspace: Workspace) -> None:
    from datetime import UTC, datetime

    from metrograph.review import Choice

    workspace.review(
        [Choice("pilot-surplus-food-network", "2.1", "reject", reason="too far")], "Ana", datetime(2026, 1, 2, tzinfo=UTC)
    )
    shown = page(get(workspace, f"/id/{PILOT}"))
    assert "Ana" in shown.texts["bdi"]
    assert "rejected" in shown.texts["span"]
    assert "too far" in shown.texts["bdi"]


def test_the_page_of_a_target_is_said_to_be_the_same_as_that_of_the_un(desk: Workspace) -> None:
    graph = rdflib.Graph().parse(data=get(desk, "/sdg/11.2", "text/turtle").body, format="turtle")
    un = rdflib.URIRef("http://metadata.un.org/sdg/11.2")
    assert (rdflib.URIRef(f"{desk.names.base}sdg/11.2"), rdflib.OWL.sameAs, un) in graph
    assert str(un) in page(get(desk, "/sdg/11.2")).links


@pytest.mark.parametrize("path", ["/sdg/11", "/sdg/11.2", "/sdg/C110201", "/sdg", "/ns/bridges", "/graph/plan/metropolis-2019"])
def test_what_ends_in_digits_or_has_dots_and_slashes_is_found_whole(desk: Workspace, path: str) -> None:
    assert get(desk, path).status == 200
    assert get(desk, f"{path}.ttl").media == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("", "text/turtle; charset=utf-8"),
        ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        ("application/ld+json;q=0.4, text/csv;q=0.5", "text/csv; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/n-quads", "application/n-quads"),
        ("text/turtle;q=0, application/n-triples;q=0.1", "application/n-triples"),
        ("application/x-unknown, application/trig", "application/trig"),
    ],
)
def test_a_client_gets_what_it_likes_best(desk: Workspace, accept: str, media: str) -> None:
    reply = get(desk, f"/id/{THEME}", accept)
    assert (reply.status, reply.media) == (200, media)
    assert dict(reply.headers)["Content-Location"].startswith(f"/id/{THEME}.")


def test_an_extension_outweighs_the_accept_header(desk: Workspace) -> None:
    assert get(desk, f"/id/{THEME}.nt", "text/html").media == "application/n-triples"


def test_who_accepts_none_of_the_formats_is_told_which_there_are(desk: Workspace) -> None:
    reply = get(desk, f"/id/{THEME}", "image/png")
    told = json.loads(reply.body)
    assert (reply.status, told["code"]) == (406, "W202")
    assert {one["type"] for one in told["available"]} == set(MEDIA.values())
    assert all(get(desk, one["href"]).status == 200 for one in told["available"])


def test_links_to_the_other_formats_stand_in_the_header_and_in_the_page(desk: Workspace) -> None:
    reply = get(desk, f"/id/{THEME}")
    header = dict(reply.headers)["Link"]
    for suffix, media in MEDIA.items():
        assert f'</id/{THEME}.{suffix}>; rel="alternate"; type="{media}"' in header
    assert f'<http://127.0.0.1:8000/id/{THEME}>; rel="canonical"' in header
    alternates = [
        told["type"] for tag, told in page(reply).seen if tag == "link" and told["rel"] == "alternate" and "type" in told
    ]
    assert set(alternates) == set(MEDIA.values()) - {HTML}


@pytest.mark.parametrize(
    "path", ["/id/theme-mobilty", "/id/../../etc/passwd", "/id/", "/sdg/99", "/ns/nothing", "/graph/none", "/id/x.zip"]
)
def test_nothing_is_told_as_such_to_people_and_to_programs(desk: Workspace, path: str) -> None:
    shown = get(desk, path, lang="fr")
    assert (shown.status, page(shown).texts["h1"]) == (404, "Rien ici")
    told = get(desk, path, "text/turtle")
    assert (told.status, json.loads(told.body)["code"]) == (404, "W201")
    assert not [value for _, value in (*shown.headers, *told.headers) if "\r" in value or "\n" in value]


def test_a_slip_of_the_pen_is_met_with_the_name_that_was_meant(desk: Workspace) -> None:
    assert f"/id/{THEME}" in page(get(desk, "/id/theme-mobilty")).links
    assert f"/id/{PILOT}" in page(get(desk, "/id/pilot-surplus-food-network")).links


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_every_page_is_sound_in_every_language(desk: Workspace, lang: str) -> None:
    names = desk.names
    paths = [
        f"/id/{iri.removeprefix(names.shared(''))}" for iri in room_of(desk).numbers.things if iri.startswith(names.shared(""))
    ]
    assert len(paths) > 900
    for path in [
        *paths,
        "/",
        "/ns",
        "/void",
        "/dcat",
        "/sdg",
        "/sdg/11",
        "/sdg/11.2",
        "/sdg/C110201",
        "/graph/meta",
        "/ns/theme",
    ]:
        reply = get(desk, path, lang=lang)
        assert reply.status == 200, path
        shown = page(reply)
        tags = [tag for tag, _ in shown.seen]
        assert (tags.count("h1"), tags.count("main")) == (1, 1)
        assert shown.texts["h1"].strip()
        assert dict(shown.seen[0][1]) == {"lang": lang}
        assert len(set(shown.ids)) == len(shown.ids)
        assert tags.count("table") == tags.count("caption")
        if "application/ld+json" in [told.get("type") for tag, told in shown.seen if tag == "script"]:
            assert json.loads(shown.texts["script"])["@context"] == "https://schema.org"


@pytest.mark.parametrize(("lang", "told"), [("en", "Description of all graphs"), ("es", "Descripción de todos los grafos")])
def test_the_graph_that_describes_the_others_has_a_name_itself(desk: Workspace, lang: str, told: str) -> None:
    assert page(get(desk, "/graph/meta", lang=lang)).texts["h1"].strip() == told


def test_the_links_of_every_page_lead_to_pages(desk: Workspace) -> None:
    elsewhere = {"sparql", "api", "reconcile", "link", "session", "calendar.ics"}  # other rooms of the service
    queue, seen = ["/", "/void", "/ns"], {"/", "/void", "/ns"}
    for path in queue:  # it grows as it is read
        reply = get(desk, path)
        assert reply.status == 200, path
        if not reply.media.startswith(HTML):
            continue
        for href in page(reply).links:
            assert href, path
            to = unquote(urlsplit(href).path)
            inside = href.startswith("/") and to.split("/")[1] not in elsewhere
            if inside and to not in seen and (to.rpartition(".")[2] not in MEDIA or not seen & {to.rpartition(".")[0]}):
                seen.add(to)
                queue.append(to)
    assert len(queue) > 1500


@pytest.mark.parametrize(
    ("path", "kind", "more"),
    [
        (f"/id/{PILOT}", "Project", {"name": "Surplus Food Network"}),
        ("/id/metropolis-2019/event-smart-city-expo-2019", "Event", {"startDate": "2019-11"}),
        ("/id/place-guangzhou", "Place", {"name": "Guangzhou"}),
        ("/id/org-local2030", "Organization", {"name": "Local2030"}),
        ("/sdg/11.2", "DefinedTerm", {"termCode": "11.2", "sameAs": "http://metadata.un.org/sdg/11.2"}),
        (f"/id/{THEME}", "DefinedTerm", {"name": "mobility"}),
        ("/graph/themes", "Dataset", {"license": "https://creativecommons.org/licenses/by/4.0/"}),
        ("/id/metropolis-2019/plan-2019", "CreativeWork", {"temporalCoverage": "2019"}),
    ],
)
def test_search_engines_are_told_in_their_own_words(desk: Workspace, path: str, kind: str, more: dict[str, str]) -> None:
    told = json.loads(page(get(desk, path)).texts["script"])
    assert told["@type"] == kind
    assert {name: told[name] for name in more} == more


def test_the_table_of_a_thing_has_a_row_for_each_statement(desk: Workspace) -> None:
    lines = get(desk, f"/id/{THEME}.csv", lang="es").body.decode().splitlines()
    assert lines[0] == "property,value,language,label"
    assert (
        "https://w3id.org/metrograph/ns#contributesTo,http://metadata.un.org/sdg/11.2,,Transporte público seguro y asequible para todos"
        in lines
    )


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_what_is_in_a_language_says_so(desk: Workspace, lang: str) -> None:
    for suffix in ("html", "csv"):
        assert dict(get(desk, f"/id/{THEME}.{suffix}", lang=lang).headers)["Content-Language"] == lang
