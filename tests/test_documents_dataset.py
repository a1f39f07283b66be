"""The dataset as data: counts that agree with queries, partitions for editors, DCAT, exports, maps of the site."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from tests.test_documents import get

from metrograph.documents.room import room_of
from metrograph.namespaces import DCAT, MG, VOID
from metrograph.serve.routes_documents import ROUTES
from metrograph.workspace import Workspace

V, D = rdflib.Namespace(VOID), rdflib.Namespace(DCAT)
COMPLETION = """
PREFIX void: <http://rdfs.org/ns/void#> PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {
  ?cp void:class ?subjectClass ; void:propertyPartition ?pp . ?pp void:property ?prop .
  OPTIONAL { { ?pp void:classPartition [ void:class ?objectClass ] } UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] } }
}"""  # what the editors of SIB and YASGUI ask


@pytest.fixture(scope="module")
def void(desk: Workspace) -> rdflib.Graph:
    return rdflib.Graph().parse(data=get(desk, "/.well-known/void", "text/turtle").body, format="turtle")


def count(desk: Workspace, pattern: str, what: str = "*") -> int:
    return int(str(desk.sparql(f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}").rows()[0][0]))  # type: ignore[union-attr]


def test_the_totals_are_those_of_queries(desk: Workspace, void: rdflib.Graph) -> None:
    dataset = rdflib.URIRef(desk.names.shared("dataset"))
    told = {
        name: [int(n) for n in void.objects(dataset, V[name])]
        for name in ("triples", "distinctSubjects", "distinctObjects", "classes", "properties")
    }
    assert told == {
        "triples": [count(desk, "?s ?p ?o")],
        "distinctSubjects": [count(desk, "?s ?p ?o", "DISTINCT ?s")],
        "distinctObjects": [count(desk, "?s ?p ?o", "DISTINCT ?o")],
        "classes": [count(desk, "?s a ?c", "DISTINCT ?c")],
        "properties": [count(desk, "?s ?p ?o", "DISTINCT ?p")],
    }


@pytest.mark.parametrize("name", ["PilotProject", "Alignment", "Theme", "WorldEvent"])
def test_a_class_and_its_properties_are_counted_as_a_query_counts_them(desk: Workspace, name: str) -> None:
    part = next(part for part in room_of(desk).numbers.classes if part.kind == MG + name)
    assert part.entities == count(desk, f"?s a mg:{name}", "DISTINCT ?s")
    for uses in part.uses:
        pattern = f"?s a mg:{name} ; <{uses.property}> ?o"
        assert uses.triples == count(desk, pattern)
        assert uses.subjects == count(desk, pattern, "DISTINCT ?s")
        assert uses.objects == count(desk, pattern, "DISTINCT ?o")
        for kind, n in uses.targets:
            assert n == count(desk, f"{pattern} . ?o a <{kind}>")


def test_editors_complete_from_classes_properties_and_what_they_point_to(void: rdflib.Graph) -> None:
    found = {tuple(str(value or "").rpartition("#")[2] for value in row) for row in void.query(COMPLETION)}
    assert ("PilotProject", "inPlan", "WorkPlan", "") in found
    assert ("Alignment", "alignedTo", "Target", "") in found
    assert ("WorldEvent", "earliest", "", "date") in found


def test_links_to_the_un_are_counted(desk: Workspace, void: rdflib.Graph) -> None:
    linkset = void.value(predicate=V.linkPredicate, object=rdflib.URIRef(MG + "alignedTo"))
    assert int(str(void.value(linkset, V.triples))) == count(desk, "?s mg:alignedTo ?o")
    assert str(void.value(linkset, V.objectsTarget)) == "http://metadata.un.org/sdg"


def test_the_catalogue_names_every_graph_and_downloads_that_are_there(desk: Workspace, void: rdflib.Graph) -> None:
    catalogue = next(void.subjects(rdflib.RDF.type, D.Catalog))
    graphs = {str(graph) for graph in void.objects(catalogue, D.dataset)}
    assert graphs == {desk.names.shared("dataset"), *(desk.names.graph(name) for name in desk.graphs())}
    for node in void.subjects(rdflib.RDF.type, D.Distribution):
        url, media = str(void.value(node, D.downloadURL)), str(void.value(node, D.mediaType))
        reply = get(desk, url.removeprefix("http://127.0.0.1:8000"), "*/*")
        assert (reply.status, reply.media.partition(";")[0]) == (200, media.rpartition("media-types/")[2])


def test_the_dataset_has_a_title_in_three_languages_a_licence_an_endpoint_and_an_origin(
    desk: Workspace, void: rdflib.Graph
) -> None:
    dataset = rdflib.URIRef(desk.names.shared("dataset"))
    assert {title.language for title in void.objects(dataset, rdflib.DCTERMS.title)} == {"en", "fr", "es"}  # type: ignore[attr-defined]
    assert str(void.value(dataset, V.sparqlEndpoint)) == "http://127.0.0.1:8000/sparql"
    assert str(void.value(dataset, rdflib.DCTERMS.license)).startswith("https://creativecommons.org/")
    view = rdflib.URIRef(desk.names.graph("view"))
    files = list(void.objects(view, rdflib.PROV.wasDerivedFrom))
    assert files
    assert all(void.value(file, rdflib.DCTERMS.identifier) for file in files)
    assert len(list(void.objects(view, V.triples))) == 1


@pytest.mark.parametrize("path", ["/void", "/dcat", "/.well-known/void", "/void.jsonld", "/dcat.rdf", "/ns.ttl", "/ns.html"])
def test_the_dataset_and_the_ontology_are_served_under_each_of_their_names(desk: Workspace, path: str) -> None:
    assert get(desk, path).status == 200


def test_the_ontology_holds_every_term_and_its_page_a_place_for_each(desk: Workspace) -> None:
    graph = rdflib.Graph().parse(data=get(desk, "/ns.ttl").body, format="turtle")
    classes = [
        str(term).removeprefix(MG) for term in graph.subjects(rdflib.RDF.type, rdflib.OWL.Class) if str(term).startswith(MG)
    ]
    text = get(desk, "/ns").body.decode()
    assert classes
    assert all(f'id="{name}"' in text for name in classes)


@pytest.mark.parametrize("suffix", ["nq", "trig", "ttl", "jsonld", "nt", "rdf"])
def test_the_whole_dataset_can_be_had_in_each_syntax(desk: Workspace, suffix: str) -> None:
    reply = get(desk, f"/export/all.{suffix}")
    assert dict(reply.headers)["Content-Disposition"] == f'attachment; filename="all.{suffix}"'
    found = sum(1 for _ in ox.parse(reply.body, format=ox.RdfFormat.from_extension(suffix)))
    assert found == len(desk.quads)


def test_links_come_as_a_table_in_the_language_asked_for(desk: Workspace) -> None:
    rows = list(csv.DictReader(io.StringIO(get(desk, "/export/links.csv", lang="es").body.decode())))
    assert len(rows) == len(desk.ask("links"))


def test_an_export_that_is_not_there_is_told_with_the_one_that_is(desk: Workspace) -> None:
    reply = get(desk, "/export/all.tlt")
    assert reply.status == 404
    assert "all.ttl" in json.loads(reply.body)["detail"]


def test_the_map_of_the_site_names_pages_that_are_there(desk: Workspace) -> None:
    reply = get(desk, "/sitemap.xml")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.fromstring(reply.body)  # noqa: S314 - our own
    urls = [loc.text or "" for loc in root.iter(f"{space}loc")]
    assert root.tag == f"{space}urlset"
    assert len(urls) == len(set(urls)) > 1500
    for url in urls[::40]:
        assert get(desk, url.removeprefix("http://127.0.0.1:8000")).status == 200
    assert get(desk, "/sitemap.xml", part="2").status == get(desk, "/sitemap.xml", part="x").status == 404


def test_the_context_is_served_and_understood(desk: Workspace) -> None:
    context = json.loads(get(desk, "/context.jsonld").body)
    told = {**context, "@id": "http://a/x", "inPlan": "id:metropolis-2019/plan-2019", "prefLabel": {"en": "here"}}
    graph = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
    plan = rdflib.URIRef(desk.names.shared("metropolis-2019/plan-2019"))
    assert (rdflib.URIRef("http://a/x"), rdflib.URIRef(MG + "inPlan"), plan) in graph
    assert len(graph) == 2


def test_every_route_only_reads() -> None:
    assert all(set(route.methods) == {"GET", "HEAD"} and not route.writes for route in ROUTES)
    assert len({route.name for route in ROUTES}) == len(ROUTES)
