"""What /sparql says of itself: the requests of the W3C suite of the service description, and the page with the form."""

from html.parser import HTMLParser

import pyoxigraph as ox
import pytest

from metrograph.errors import RequestError
from metrograph.namespaces import RDF, SD, VOID
from metrograph.serve.describe import OFFERS, reply
from metrograph.store import LocalStore

EP = "http://127.0.0.1:8000/sparql"
TRIPLE = [ox.NamedNode(f"urn:{name}") for name in "spo"]


@pytest.fixture
def store():
    """A triple in the default graph and in two others, and a graph that holds nothing."""
    made = LocalStore.memory((ox.Quad(*TRIPLE), *(ox.Quad(*TRIPLE, ox.NamedNode(name)) for name in ("urn:g", "urn:h"))))
    made.engine.add_graph(ox.NamedNode("urn:empty"))
    return made


def described(store, accept="", *, union=True, writable=False, **more):
    return reply(store, EP, accept, union=union, writable=writable, prefixes={"sd": SD}, **more)


def told(store, **more):
    found = ox.Store()
    found.bulk_load(described(store, **more).body, ox.RdfFormat.TURTLE)
    return found


def objects(found, name):
    return {quad.object for quad in found.quads_for_pattern(None, ox.NamedNode(SD + name), None)}


@pytest.mark.parametrize("accept", ["application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json", "*/*"])
def test_the_description_comes_in_every_syntax_of_rdf(store, accept):
    answer = described(store, accept)
    quads = list(ox.parse(answer.body, format=ox.RdfFormat.from_media_type(answer.media)))
    assert len(quads) == len(told(store))
    assert any(quad.predicate.value == SD + "endpoint" and quad.object.value == EP for quad in quads)


def test_it_keeps_to_the_vocabulary(store):
    found = told(store, writable=True)
    is_a = "ASK { ?s a sd:Service ; sd:endpoint ?e ; sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] }"
    assert found.query(is_a, prefixes={"sd": SD})
    for name in ("endpoint", "supportedLanguage", "feature", "resultFormat", "inputFormat", "defaultEntailmentRegime"):
        assert objects(found, name)
        assert all(isinstance(term, ox.NamedNode) for term in objects(found, name))
    named = "SELECT ?name { [] sd:namedGraph [ a sd:NamedGraph ; sd:name ?name ; sd:graph [ a sd:Graph ] ] }"
    assert {row["name"].value for row in found.query(named, prefixes={"sd": SD})} == {"urn:g", "urn:h", "urn:empty"}
    kinds = {quad.object.value for quad in found.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None)}
    assert kinds == {SD + name for name in ("Service", "Dataset", "Graph", "NamedGraph")}


def test_it_says_what_the_service_can_do_and_no_more(store):
    languages = {SD + "SPARQL11Query", SD + "SPARQL11Update"}
    assert {term.value for term in objects(told(store, writable=True), "supportedLanguage")} == languages
    assert {term.value for term in objects(told(store), "supportedLanguage")} == {SD + "SPARQL11Query"}
    assert objects(told(store), "inputFormat") == set()
    assert {term.value for term in objects(told(store), "feature")} == {SD + "UnionDefaultGraph"}
    assert objects(told(store, union=False), "feature") == set()


@pytest.mark.parametrize(("union", "wanted"), [(True, 1), (False, 1)])
def test_it_counts_the_triples_of_each_graph(store, union, wanted):
    found = told(store, union=union)
    counts = f"SELECT ?name ?n {{ [] sd:name ?name ; sd:graph [ <{VOID}triples> ?n ] }}"
    numbers = {row["name"].value: int(row["n"].value) for row in found.query(counts, prefixes={"sd": SD})}
    assert numbers == {"urn:g": 1, "urn:h": 1, "urn:empty": 0}
    default = f"SELECT ?n {{ [] sd:defaultGraph [ <{VOID}triples> ?n ] }}"
    assert [int(row["n"].value) for row in found.query(default, prefixes={"sd": SD})] == [wanted]


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_the_page_says_in_which_language_it_is(store, lang):
    assert dict(described(store, "text/html", lang=lang).headers)["Content-Language"] == lang


def test_a_syntax_can_be_asked_for_by_name_and_others_are_refused(store):
    assert described(store, "text/html", format="ttl").media == "text/turtle; charset=utf-8"
    assert described(store, "text/html", format="json").media == "application/ld+json"
    assert described(store, format="Turtle").media == "text/turtle; charset=utf-8"
    with pytest.raises(RequestError) as caught:
        described(store, "image/png")
    assert caught.value.status == 406
    with pytest.raises(RequestError) as caught:
        described(store, format="csv")  # a format, but none of a description
    assert (caught.value.code, caught.value.status) == ("W514", 406)
    assert next(iter(OFFERS)) == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("name", ["pdf", "tutle", "html5"])
def test_a_name_that_is_no_format_is_a_mistake_in_the_request(store, name):
    with pytest.raises(RequestError) as caught:
        described(store, "text/html", format=name)
    assert (caught.value.code, caught.value.status) == ("W511", 400)
    assert "ttl" in caught.value.remedy()


def test_the_page_can_be_asked_for_by_name_too(store):
    assert described(store, "text/turtle", format="html").media.startswith("text/html")


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_browser_gets_a_form_that_needs_no_script(store, lang):
    answer = described(store, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", lang=lang)
    assert answer.media == "text/html; charset=utf-8"
    tags = _Tags()
    tags.feed(answer.body.decode())
    assert ("html", {"lang": lang}) in tags.found
    assert ("form", {"action": "/sparql", "method": "get"}) in tags.found
    assert {"textarea", "select", "button", "label"} <= {tag for tag, _ in tags.found}
    assert "style" not in {tag for tag, _ in tags.found}
    assert all(names["src"].startswith("/static/") for tag, names in tags.found if tag == "script")
    assert not [name for _, names in tags.found for name in names if name.startswith("on") or name == "style"]


def test_the_example_of_the_form_has_an_answer(desk):
    from metrograph.pages.sparql import EXAMPLE

    assert len(desk.sparql(EXAMPLE)) == 11
