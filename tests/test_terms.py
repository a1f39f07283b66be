"""Pages of the ontology: what each term means in three languages, how it is tied to others, where the data use it."""

import csv
import io
import json
import re
from html import unescape

import pyoxigraph as ox
import pytest
import rdflib
from tests.test_documents import get

from metrograph.documents.forms import find_document, ontology_document
from metrograph.documents.room import room_of
from metrograph.documents.values import items_of
from metrograph.explorer.ontology import Branch, ontology_alone
from metrograph.explorer.terms import KINDS, Told, ours, snippet, told_of
from metrograph.explorer.things import document_page
from metrograph.explorer.view import View
from metrograph.namespaces import MG, OWL, RDF
from metrograph.pages.page import Page
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace


def page_of(desk: Workspace, name: str, lang: str = "en") -> Page:
    view = View.of(desk, lang=lang, inside=f"ns/{name}")
    found = find_document(view.room, view.where, "ns", name)
    assert found
    page = document_page(view, found[0])
    assert page
    return page


def told(desk: Workspace, name: str, lang: str = "en") -> Told:
    return told_of(View.of(desk, lang=lang), MG + name)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^<>]*>", " ", html)))


@pytest.mark.parametrize(
    ("lang", "name", "definition"),
    [
        ("en", "pilot project", "A project in which member cities try something out and learn from each other."),
        ("fr", "projet pilote", "Projet dans lequel des villes membres expérimentent et apprennent les unes des autres."),
        ("es", "proyecto piloto", "Proyecto en el que ciudades miembros experimentan y aprenden unas de otras."),
    ],
)
def test_a_class_is_told_in_the_language_of_the_reader(desk: Workspace, lang: str, name: str, definition: str) -> None:
    text = text_of(get(desk, "/ns/PilotProject.html", lang=lang).body.decode())
    assert name in text
    assert definition in text


def test_a_class_has_the_properties_of_the_classes_above_it_and_says_so(desk: Workspace) -> None:
    uses = {one.name.text: one.of.text if one.of else "" for one in told(desk, "PilotProject").uses}
    assert uses["activity status"] == "planned activity"
    assert uses["in plan"] == "plan element"
    assert [one.text for one in told(desk, "PilotProject").above] == ["planned activity"]


def test_what_is_counted_is_what_a_query_finds_and_the_page_leads_to_it(desk: Workspace) -> None:
    for name, pattern in (
        ("PilotProject", "?s a mg:PilotProject"),
        ("theme", "?s mg:theme ?o"),
        ("accepted", "?s ?p mg:accepted"),
    ):
        page = page_of(desk, name)
        number = page.values["told"].count  # type: ignore[attr-defined]
        rows = desk.sparql(f"SELECT * {{ {pattern} FILTER(!STRSTARTS(STR(?s), STR(mg:))) }}")
        assert number == len(rows) > 0  # type: ignore[arg-type]
        assert str(page.values["query"]).startswith("/query?query=SELECT")


def test_a_term_that_the_data_do_not_use_offers_no_query(desk: Workspace) -> None:
    assert told(desk, "continues").count == 0
    assert page_of(desk, "continues").values["query"] == ""


def test_a_chain_of_properties_is_read_from_left_to_right_and_no_list_shows_its_bones(desk: Workspace) -> None:
    html = get(desk, "/ns/contributesToGoal.html", lang="fr").body.decode()
    text = text_of(html)
    assert "Découle de la chaîne" in text or "découle de la chaîne" in text
    assert "contribue à › puis est une cible de" in text
    for lang in LANGUAGES:
        shown = get(desk, "/ns/contributesToGoal.html", lang=lang).body.decode()
        assert not re.search(r"rdf:(first|rest)|<dt>(first|rest|premier|reste|primero|resto)</dt>", shown)


def test_how_a_property_behaves_is_said_in_words(desk: Workspace) -> None:
    assert "goes on from step to step" in told(desk, "partOf").sorts
    assert "à une seule chose au plus" in " ".join(told(desk, "hasReview", "fr").sorts)


def test_a_class_put_together_from_others_is_said_in_words(desk: Workspace) -> None:
    for lang, words in (("en", "all of these"), ("fr", "tout à la fois"), ("es", "todo a la vez")):
        (one,) = told(desk, "AcceptedAlignment", lang).equal
        assert one.text.startswith(words)


def test_a_bridge_tells_the_other_term_and_why(desk: Workspace) -> None:
    found = {one.short: one for one in told(desk, "Organisation").bridges}
    assert found["schema:Organization"].relation.text == "is a kind of"
    assert found["prov:Organization"].reason
    assert "social or legal" in found["prov:Organization"].reason.text
    assert found["prov:Organization"].other.href == "http://www.w3.org/ns/prov#Organization"


def test_the_snippet_is_turtle_that_says_what_the_ontology_says(desk: Workspace) -> None:
    view = View.of(desk)
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in view.room.prefixes.items())
    for name in ("AcceptedAlignment", "contributesToGoal", "accepted", "partOf"):
        graph = rdflib.Graph().parse(data=head + snippet(view, MG + name), format="turtle")
        own = list(view.room.quads(ox.NamedNode(MG + name)))
        assert len(list(graph.triples((rdflib.URIRef(MG + name), None, None)))) == len({quad.triple for quad in own})


def test_each_table_can_be_had_as_csv(desk: Workspace) -> None:
    reply = get(desk, "/ns/Alignment.html", table="bridges")
    rows = list(csv.DictReader(io.StringIO(reply.body.decode())))
    assert {"relation": "related to", "term": "oa:Annotation"}.items() <= rows[-1].items()
    terms = list(csv.DictReader(io.StringIO(get(desk, "/ns.html", table="terms", lang="es").body.decode())))
    assert {one["term"] for one in terms} == {one.value for one in ours(View.of(desk), KINDS)}
    assert all(one["label"] and one["definition"] for one in terms)


# ---- the page of all terms


def locals_of(branches: tuple[Branch, ...]) -> list[str]:
    return [name for one in branches for name in ([] if one.again else [one.term.local]) + locals_of(one.below)]


def test_every_term_has_one_place_on_the_page_of_the_ontology_under_its_own_name(desk: Workspace) -> None:
    view = View.of(desk, inside="ns")
    html = get(desk, "/ns.html", lang="fr").body.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    names = {one.value.removeprefix(MG) for one in ours(view, KINDS)}
    assert len(names) > 150
    assert names <= set(ids)
    assert len(ids) == len(set(ids))
    page = document_page(view, ontology_document(view.room, view.where))
    assert page
    classes = [one.value.removeprefix(MG) for one in ours(view, (OWL + "Class",))]
    assert sorted(locals_of(page.values["tree_of"])) == sorted(classes)  # type: ignore[arg-type]


def test_the_page_of_the_ontology_tells_versions_licence_and_how_to_cite(desk: Workspace) -> None:
    text = text_of(get(desk, "/ns.html", lang="es").body.decode())
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert re.search(r"MetroGraph project: Ontología MetroGraph, versión \d+\.\d+\.\d+", text)
    assert re.search(r"https://w3id.org/metrograph/ns/bridges/\d", text)


def test_search_engines_read_terms_as_a_set_of_definitions(desk: Workspace) -> None:
    for path, kind in (("/ns.html", "DefinedTermSet"), ("/ns/theme.html", "DefinedTerm"), ("/ns/accepted.html", "DefinedTerm")):
        html = get(desk, path, lang="en").body.decode()
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]
        assert data["@type"] == kind
        if kind == "DefinedTerm":
            assert data["inDefinedTermSet"]["url"].endswith("/ns")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_for_releases_needs_nothing_else(desk: Workspace, lang: str) -> None:
    html = ontology_alone(View.of(desk, desk.names.base, lang, "ns"))
    assert not re.findall(r'(?:src|href)="(?!https?://|#|index)', html)
    assert f'<html lang="{lang}">' in html


def test_modules_and_terms_of_others_keep_the_plain_page(desk: Workspace) -> None:
    assert page_of(desk, "bridges").template == "thing.html"
    assert page_of(desk, "theme").template == "term.html"


# ---- hostile data


HOSTILE = f"""@prefix mg: <{MG}> . @prefix owl: <{OWL}> . @prefix rdf: <{RDF}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
mg:Round a owl:Class ; rdfs:subClassOf mg:Square , mg:Round ; skos:prefLabel "<script>alert(1)</script>"@en ;
  rdfs:subClassOf [ owl:unionOf _:ring ] , [ a owl:Restriction ] , [ owl:complementOf [ owl:complementOf [ owl:complementOf mg:x ] ] ] ;
  skos:relatedMatch <javascript:alert(1)> .
mg:Square a owl:Class ; rdfs:subClassOf mg:Round .
_:ring rdf:first mg:Round ; rdf:rest _:ring .
mg:chained a owl:ObjectProperty ; owl:propertyChainAxiom _:ring , "no list" , mg:Round ; rdfs:domain [] ."""


def test_an_ontology_that_runs_in_circles_ends_and_stays_text(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import metrograph

    (tmp_path / "x.ttl").write_text(HOSTILE)
    desk = metrograph.load(tmp_path / "x.ttl")
    for name in ("Round", "Square", "chained"):
        html = page_of(desk, name).html(View.of(desk, inside=f"ns/{name}").frame())
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
    ring = next(room_of(desk).ends(ox.NamedNode(MG + "chained"), OWL + "propertyChainAxiom"))
    assert len(items_of(room_of(desk), ring)) <= 1
    view = View.of(desk, inside="ns")
    document = ontology_document(view.room, view.where)
    assert document.about is None or document_page(view, document)
    assert ontology_alone(view)
