"""Clients of others against the service: SPARQLWrapper, rdflib's stores, the command line of Oxigraph, and our own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from tests.servers import program
from tests.service import TOKEN, Running

from metrograph.namespaces import Names
from metrograph.store.access import Access
from metrograph.store.remote import RemoteStore
from metrograph.workspace import create, open_workspace

GOALS = "SELECT ?goal ?label { ?goal a sdgo:Goal ; skos:prefLabel ?label FILTER(LANG(?label) = 'es') } ORDER BY ?goal"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clients")
    create(folder / "plans")
    with Running("--workspace", folder / "plans", token=True, folder=folder) as running:
        yield running


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_asks(service, method, form):
    wrapper = SPARQLWrapper(f"{service.address}sparql", returnFormat=form)
    wrapper.setMethod(method)
    wrapper.setQuery(GOALS)
    found = wrapper.query().convert()
    text = found if isinstance(found, dict) else found.toxml() if form == XML else found.decode()
    assert "Hambre cero" in str(text)


def test_sparqlwrapper_posts_directly_and_builds_graphs(service):
    wrapper = SPARQLWrapper(f"{service.address}sparql")
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery("CONSTRUCT { ?goal skos:notation ?n } WHERE { ?goal a sdgo:Goal ; skos:notation ?n }")
    for form in (TURTLE, RDFXML):
        wrapper.setReturnFormat(form)
        body = wrapper.query().response.read()  # convert() makes a graph of a class that rdflib has retired
        assert len(rdflib.Graph().parse(data=body, format="turtle" if form == TURTLE else "xml")) >= 17


def test_sparqlwrapper_changes_with_a_token_only(service):
    wrapper = SPARQLWrapper(f"{service.address}update")
    wrapper.setMethod(POST)
    wrapper.setQuery('INSERT DATA { <urn:wrapper> rdfs:label "put there"@en }')
    with pytest.raises(Exception, match=r"401|403|Unauthorized"):
        wrapper.query()
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    wrapper.query()
    assert service.query('ASK { <urn:wrapper> rdfs:label "put there"@en }').json["boolean"]


def test_rdflib_reads_through_its_store(service):
    graph = rdflib.Graph(SPARQLStore(f"{service.address}sparql"))
    labels = {
        str(row.label)
        for row in graph.query(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?label { <http://metadata.un.org/sdg/2> skos:prefLabel ?label }"
        )
    }
    assert {"Hambre cero", "Zero hunger"} <= labels
    assert (rdflib.URIRef("http://metadata.un.org/sdg/2"), rdflib.SKOS.notation, None) in graph


def test_rdflib_writes_through_its_store(service):
    store = SPARQLUpdateStore(
        f"{service.address}sparql", f"{service.address}update", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("http://example.org/from-rdflib"))
    triple = (rdflib.URIRef("urn:rdflib"), rdflib.RDFS.label, rdflib.Literal("écrit", lang="fr"))
    graph.add(triple)
    assert triple in graph
    graph.remove(triple)
    assert triple not in graph


def test_our_own_remote_store_reads_writes_and_replaces(tmp_path):
    with Running("--store", tmp_path / "store", token=True, folder=tmp_path) as running:
        where = f"{running.address}sparql"
        access = Access.found(where, {"METROGRAPH_STORE_TOKEN": TOKEN})
        store = RemoteStore(
            where,
            f"{running.address}update",
            f"{running.address}store",
            access=access,
            prefixes=Names().prefixes(),
            base=Names().base,
        )
        quads = open_workspace().quads
        store.replace(quads)
        kept = sum(not isinstance(quad.subject, ox.BlankNode) for quad in store.graph(""))
        assert kept == sum(not isinstance(quad.subject, ox.BlankNode) for quad in quads)
        there = open_workspace(store=store)
        here = open_workspace()
        for name in ("pilots-by-goal", "links", "coverage-by-goal"):
            assert there.ask(name).rows() == here.ask(name).rows()


@pytest.fixture
def oxigraph():
    found = program("oxigraph")
    if found is None:
        pytest.skip("pip install oxigraph")
    return str(found)


def test_the_command_line_of_oxigraph_asks_as_a_federated_service(service, oxigraph, tmp_path):
    text = f"SELECT ?n {{ SERVICE <{service.address}sparql> {{ ?g a <http://metadata.un.org/sdg/ontology#Goal> ; <http://www.w3.org/2004/02/skos/core#notation> ?n }} }}"
    subprocess.run(
        [oxigraph, "load", "--location", tmp_path / "db", "--format", "nt"], input=b"", check=True, capture_output=True
    )
    done = subprocess.run([oxigraph, "query", "--location", tmp_path / "db", "--query", text, "--results-format", "csv"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert len({row for row in done.stdout.split() if row != "n"}) >= 17


def test_the_command_line_of_oxigraph_loads_a_graph_over_http(service, oxigraph, tmp_path):
    load = f"LOAD <{service.address}id/metropolis-2019/pilot-mega.ttl>"
    subprocess.run([oxigraph, "update", "--location", tmp_path / "db", "--update", load], check=True, capture_output=True)
    dumped = subprocess.run(
        [oxigraph, "dump", "--location", tmp_path / "db", "--format", "nt", "--graph", "default"], capture_output=True, check=True
    ).stdout
    assert b"id/metropolis-2019/pilot-mega" in dumped


@pytest.mark.skipif(not shutil.which("curl"), reason="apt-get install curl")
def test_curl_puts_and_reads_a_file(service, tmp_path):
    file = tmp_path / "notes.ttl"
    file.write_text("<urn:a> <urn:b> 'c' .")
    where = f"{service.address}store?graph=http%3A%2F%2Fexample.org%2Fcurl"
    put = ["curl", "-sf", "-T", str(file), "-H", f"Authorization: Bearer {TOKEN}", "-H", "Content-Type: text/turtle", where]
    subprocess.run(put, check=True)
    got = subprocess.run(
        ["curl", "-sf", "-H", "Accept: application/n-triples", where], capture_output=True, text=True, check=True
    )
    assert got.stdout == '<urn:a> <urn:b> "c" .\n'


def test_python_needs_no_library_of_ours_to_read(service):
    code = f"import urllib.request as u, json; print(json.load(u.urlopen('{service.address}api/questions/pilots-by-goal?goal=6'))['count'])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, cwd=Path("/"))
    assert int(done.stdout) >= 1
