"""Answers of /sparql: formats, datasets, columns, limits; and the 34 requests of the W3C suite of the protocol, in our words."""

import json
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import pyoxigraph as ox
import pytest

from metrograph.errors import MetroGraphError, QueryError, RequestError
from metrograph.serve.answers import problem
from metrograph.serve.asked import Reply
from metrograph.serve.evaluate import ROWS, TRIPLES, TRUTH, evaluate, rows_in, warm
from metrograph.serve.limits import Limits
from metrograph.serve.protocol import QueryRequest, query_of, update_of
from metrograph.serve.protocol_fields import FORM, fields
from metrograph.serve.protocol_update import ready
from metrograph.store import LocalStore

EP = "http://127.0.0.1:8000/sparql"
D1, D2, D3 = (f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n in (1, 2, 3))
FOAF = "http://xmlns.com/foaf/0.1/"
T = "http://example.org/protocol-update-dataset-test/"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


def node(iri):
    return ox.NamedNode(iri)


@pytest.fixture
def store():
    """Three named graphs, each with the document that it is, and a default graph of its own."""
    kind, document = node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), node(FOAF + "Document")
    quads = [ox.Quad(node(iri), kind, document, node(iri)) for iri in (D1, D2, D3)]
    return LocalStore.memory((*quads, ox.Quad(node("urn:own"), kind, document)))


def asked(store, text, accept="", *, union=False, limits=None, **more) -> Reply:
    request = text if isinstance(text, QueryRequest) else QueryRequest(text, **more)
    return evaluate(store, request, accept, limits or Limits(), union=union, prefixes={"foaf": FOAF}, base=EP)


def rows(store, text, **more):
    found = json.loads(asked(store, text, JSON, **more).body)
    return sorted(tuple(one["value"] for one in row.values()) for row in found["results"]["bindings"])


# ---- the suite of the W3C


def http(store, method, query="", media="", body=b"", accept="") -> Reply:
    """A request to the endpoint, by the way that the service takes."""
    try:
        return asked(store, query_of(method, fields(query.encode()), media, body), accept)
    except MetroGraphError as error:
        return problem(error)


def updated(store, method, query="", media="application/sparql-update", body=b"") -> int:
    try:
        store.update(ready(update_of(method, fields(query.encode()), media, body), EP, {}))
    except MetroGraphError as error:
        return problem(error).status
    return 204


def truth(reply):
    return json.loads(reply.body)["boolean"]


def q(text):
    return "query=" + quote(text)


def graphs(field, *iris):
    return "".join(f"&{field}={quote(iri, safe='')}" for iri in iris)


BOTH = f"ASK {{ <{D1}> ?p ?o . <{D2}> ?p ?o }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{D1}> a ?t }} GRAPH ?g2 {{ <{D2}> a ?t }} }}"
FULL = f"ASK {{ GRAPH ?g {{ <{D1}> a ?x }} GRAPH ?h {{ <{D2}> a ?x }} <{D3}> a ?x }}"


@pytest.mark.parametrize(
    ("method", "query", "media", "body"),
    [
        ("GET", q("ASK {}"), "", b""),
        ("POST", "", FORM, q("ASK {}").encode()),
        ("POST", "", "application/sparql-query", b"ASK {}"),
        ("GET", q(BOTH) + graphs("default-graph-uri", D1, D2), "", b""),
        ("POST", graphs("default-graph-uri", D1, D2), "application/sparql-query", BOTH.encode()),
        ("GET", q(NAMED) + graphs("named-graph-uri", D1, D2), "", b""),
        ("POST", graphs("named-graph-uri", D1, D2), "application/sparql-query", NAMED.encode()),
        ("GET", q(FULL) + graphs("named-graph-uri", D1, D2) + graphs("default-graph-uri", D3), "", b""),
    ],
)
def test_a_query_sees_the_dataset_of_the_request(store, method, query, media, body):
    reply = http(store, method, query, media, body)
    assert (reply.status, reply.media, truth(reply)) == (200, JSON, True)


def test_the_dataset_of_the_request_outranks_that_of_the_query(store):
    assert truth(http(store, "GET", q(f"ASK FROM <{D1}> {{ <{D1}> ?p ?o }}") + graphs("default-graph-uri", D2))) is False
    assert truth(http(store, "GET", q(f"ASK FROM <{D1}> {{ <{D2}> ?p ?o }}") + graphs("default-graph-uri", D2))) is True
    named = q(f"ASK FROM NAMED <{D1}> {{ GRAPH ?g {{ <{D1}> ?p ?o }} }}")
    assert truth(http(store, "GET", named + graphs("default-graph-uri", D2))) is False


@pytest.mark.parametrize(
    ("text", "accept", "wanted"),
    [
        ("SELECT (1 AS ?value) {}", f"{XML}, {JSON}, text/csv, text/tab-separated-values", {XML, JSON}),
        ("ASK {}", f"{XML}, {JSON}", {XML, JSON}),
        ("DESCRIBE <http://example.org/>", "application/rdf+xml, text/turtle, application/n-triples", set(TRIPLES)),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "application/rdf+xml, text/turtle, application/n-triples", set(TRIPLES)),
    ],
)
def test_an_answer_is_of_a_type_that_was_asked_for(store, text, accept, wanted):
    reply = http(store, "GET", q(text), accept=accept)
    assert reply.status == 200
    assert reply.media in wanted
    assert reply.media.partition(";")[0] in accept


@pytest.mark.parametrize(
    ("method", "query", "media", "body", "status"),
    [
        ("PUT", q("ASK {}"), "", b"", 405),
        ("GET", q("ASK {}") + "&" + q("SELECT * {}"), "", b"", 400),
        ("POST", "", "text/plain", b"ASK {}", 415),
        ("POST", "", "", q("ASK {}").encode(), 415),
        ("POST", "", "", b"ASK {}", 415),
        ("POST", "", "application/sparql-query; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("GET", q("ASK {"), "", b"", 400),
    ],
)
def test_a_bad_query_is_refused(store, method, query, media, body, status):
    reply = http(store, method, query, media, body)
    assert (reply.status, reply.media) == (status, "application/problem+json")


INTO = f"CLEAR GRAPH <{T}> ; INSERT {{ GRAPH <{T}> {{ ?s a <urn:B> }} }} WHERE "


@pytest.mark.parametrize(
    ("fields_", "where", "wanted"),
    [
        (graphs("using-graph-uri", D1), f"{{ ?s a <{FOAF}Document> }}", [D1]),
        (graphs("using-graph-uri", D1, D2), f"{{ ?s a <{FOAF}Document> }}", [D1, D2]),
        (graphs("using-named-graph-uri", D1, D2), f"{{ GRAPH ?g {{ ?s a <{FOAF}Document> }} }}", [D1, D2]),
        (
            graphs("using-graph-uri", D1) + graphs("using-named-graph-uri", D2),
            f"{{ {{ GRAPH ?g {{ ?s a <{FOAF}Document> }} }} UNION {{ ?s a <{FOAF}Document> }} }}",
            [D1, D2],
        ),
    ],
)
def test_an_update_sees_the_dataset_of_the_request(store, fields_, where, wanted):
    assert updated(store, "POST", fields_, body=(INTO + where).encode()) == 204
    assert rows(store, f"SELECT ?s {{ GRAPH <{T}> {{ ?s a <urn:B> }} }}") == [(iri,) for iri in wanted]


@pytest.mark.parametrize(("media", "body"), [(FORM, b"update=CLEAR%20ALL"), ("application/sparql-update", b"CLEAR ALL")])
def test_an_update_is_done(store, media, body):
    assert updated(store, "POST", "", media, body) == 204
    assert len(store) == 0


def test_relative_iris_of_an_update_become_whole(store):
    text = "CLEAR GRAPH <urn:b> ; INSERT DATA { GRAPH <urn:b> { <urn:s> <urn:p> <test> } }"
    assert updated(store, "POST", body=text.encode()) == 204
    assert rows(store, "SELECT ?o { GRAPH <urn:b> { ?s ?p ?o } }") == [("http://127.0.0.1:8000/test",)]


@pytest.mark.parametrize(
    ("method", "query", "media", "body", "status"),
    [
        ("GET", "update=CLEAR%20ALL", "", b"", 405),
        ("POST", "", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 400),
        ("POST", "", "text/plain", b"CLEAR NAMED", 415),
        ("POST", "", "", b"update=CLEAR%20NAMED", 415),
        ("POST", "", "application/sparql-update; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), 415),
        ("POST", "", FORM, b"update=CLEAR%20XYZ", 400),
        ("POST", graphs("using-named-graph-uri", "urn:p"), FORM, b"update=" + quote(f"WITH <{D1}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}").encode(), 400),
        ("POST", graphs("using-graph-uri", "urn:p"), FORM, b"update=" + quote(f"DELETE {{ ?s ?p ?o }} USING <{D1}> WHERE {{ ?s ?p ?o }}").encode(), 400),
    ],
)  # fmt: skip
def test_a_bad_update_is_refused_and_changes_nothing(store, method, query, media, body, status):
    assert updated(store, method, query, media, body) == status
    assert len(store) == 4


# ---- the default graph


ALL = "SELECT ?s { ?s ?p ?o }"


def test_the_default_graph_of_a_workspace_is_the_union_and_that_of_a_store_is_its_own(store):
    assert rows(store, ALL) == [("urn:own",)]
    assert rows(store, ALL, union=True) == [(D1,), (D2,), (D3,), ("urn:own",)]


@pytest.mark.parametrize("union", [True, False])
def test_graphs_that_are_named_outrank_the_default(store, union):
    assert rows(store, ALL.replace("{", f"FROM <{D1}> {{"), union=union) == [(D1,)]
    assert rows(store, ALL, union=union, default_graphs=(D2,)) == [(D2,)]
    assert rows(store, ALL, union=union, named_graphs=(D2,)) == []
    in_graphs = "SELECT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert rows(store, in_graphs, union=union, named_graphs=(D2,)) == [(D2,)]
    assert rows(store, in_graphs, union=union, default_graphs=(D2,)) == []
    assert rows(store, in_graphs, union=union, default_graphs=("urn:not-there",)) == []


# ---- formats


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*;q=0.5, text/*", "text/csv; charset=utf-8"),
        ("text/csv;q=0.1, application/xml;q=0.2", "application/xml"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("text/turtle, */*;q=0.1", JSON),
        (f"{JSON};q=0, {XML};q=0.1", XML),
    ],
)
def test_rows_come_in_the_format_that_is_liked_best(store, accept, wanted):
    assert asked(store, "SELECT (1 AS ?a) {}", accept).media == wanted


def test_truth_is_a_word_where_no_standard_says_how(store):
    assert asked(store, "ASK {}", "text/csv").body == b"true"
    assert asked(store, "ASK { <urn:no> ?p ?o }", "text/tab-separated-values").body == b"false"
    assert asked(store, "ASK {}", "text/boolean").media == "text/boolean"


@pytest.mark.parametrize("kind", ["json", "xml", "ttl", "nt", "rdf", "jsonld"])
def test_a_graph_is_the_same_in_every_syntax(store, kind):
    reply = asked(store, "CONSTRUCT WHERE { ?s ?p ?o }", format=kind, union=True)
    syntax = ox.RdfFormat.from_media_type(reply.media)
    assert {quad.subject.value for quad in ox.parse(reply.body, format=syntax)} == {D1, D2, D3, "urn:own"}


def test_turtle_declares_the_prefixes_that_it_uses_and_no_others(store):
    used = asked(store, "CONSTRUCT { <urn:s> a foaf:Document } {}", "text/turtle").body.decode()
    assert used.startswith(f"@prefix foaf: <{FOAF}> .\n")
    assert "foaf" not in asked(store, "CONSTRUCT { <urn:s> a <urn:t> } {}", "text/turtle").body.decode()
    assert asked(store, "CONSTRUCT { <urn:s> a <urn:t> } { FILTER(false) }", "text/turtle").body == b""


@pytest.mark.parametrize(
    ("text", "accept", "format_"),
    [
        ("SELECT * {}", "text/turtle", ""),
        ("ASK {}", "text/html", ""),
        ("CONSTRUCT WHERE { ?s ?p ?o }", JSON, ""),
        ("SELECT * {}", "", "ttl"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", "csv"),
    ],
)
def test_an_answer_that_has_no_such_format_is_refused_with_a_list(store, text, accept, format_):
    with pytest.raises(RequestError) as caught:
        asked(store, text, accept, format=format_)
    assert (caught.value.code, caught.value.status) == ("W514", 406)
    assert "/" in caught.value.remedy()


def test_the_media_types_on_offer_are_those_that_can_be_written(store):
    for media in TRUTH:
        assert asked(store, "ASK {}", media.partition(";")[0]).media == media
    for media in ROWS:
        assert asked(store, "SELECT * {}", media.partition(";")[0]).media == media
    for media in TRIPLES:
        assert asked(store, "DESCRIBE <urn:own>", media.partition(";")[0]).media == media


# ---- columns


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT * { ?s ?p ?o }", "s,p,o"),
        ("SELECT DISTINCT * { ?s ?p ?o }", "s,p,o"),
        ("select # *\n *{ ?s ?p ?o }", "s,p,o"),
        ("SELECT * { VALUES ?z { 1 } VALUES (?y ?x) { (1 2) } }", "z,y,x"),
        ("SELECT * { { SELECT * { ?s ?p ?o } } BIND(1 AS ?a) }", "s,p,o,a"),
        ("SELECT * { ?s ?p ?o MINUS { ?s ?p ?a } }", "s,p,o"),
        ("SELECT ?o (COUNT(*) AS ?a) { ?s ?p ?o } GROUP BY ?o", "o,a"),
        ("SELECT (2 * 3 AS ?b) (1 AS ?a) {}", "b,a"),
        ("SELECT * { ?one ?p 1 }", "one,p"),
    ],
)
def test_columns_stand_in_the_order_of_the_query(store, text, wanted):
    assert asked(store, text, "text/csv").body.decode().split("\r\n")[0] == wanted
    assert json.loads(asked(store, text).body)["head"]["vars"] == wanted.split(",")


# ---- what cannot be said, and what is too much


def holding(value, predicate="urn:p"):
    return LocalStore.memory((ox.Quad(node("urn:s"), node(predicate), ox.Literal(value)),))


@pytest.mark.parametrize("char", ["\x00", "\x01", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_does_not_have_is_an_error_and_not_a_broken_document(char):
    store = holding(f"a{char}b")
    for text in ("SELECT ?o { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        with pytest.raises(RequestError) as caught:
            asked(store, text, format="xml")
        assert caught.value.status == 406
        assert b"\\u00" in asked(store, text, "application/json").body or char > "\x1f"


def test_line_ends_survive_xml():
    body = asked(holding("a\r\nb\rc\t<&>"), "SELECT ?o { ?s ?p ?o }", XML).body
    assert Xml.fromstring(body).findtext(".//{*}literal") == "a\r\nb\rc\t<&>"  # noqa: S314 - our own


def test_a_property_that_xml_cannot_name_is_an_error():
    with pytest.raises(RequestError) as caught:
        asked(holding("x", "http://a/1"), "CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml")
    assert caught.value.code == "W516"
    literal = "CONSTRUCT { <urn:s> <urn:p> '<oxprefix: ' } {}"
    assert asked(holding("x"), literal, "application/rdf+xml").status == 200


def test_a_triple_term_in_json_ld_is_an_error():
    with pytest.raises(RequestError) as caught:
        asked(holding("x"), "CONSTRUCT { <urn:a> <urn:b> <<( <urn:c> <urn:d> 1 )>> } {}", "application/ld+json")
    assert (caught.value.code, caught.value.status) == ("W516", 406)


TEN = "VALUES ?n { 1 2 3 4 5 6 7 8 9 10 }"


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("pattern", [TEN, TEN + ' BIND("""},{ ,{} \r\n <result> ""\n""" AS ?t)', TEN + " FILTER(?n = ?n)"])
def test_rows_are_counted_whatever_they_hold(store, kind, pattern):
    text = f"SELECT ?n ?t ?none {{ {pattern} }}"
    assert asked(store, text, format=kind, limits=Limits(rows=10)).status == 200
    with pytest.raises(RequestError) as caught:
        asked(store, text, format=kind, limits=Limits(rows=9))
    assert (caught.value.code, caught.value.status) == ("W515", 507)


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
def test_rows_without_values_are_rows_too(store, kind):
    text = f"SELECT ?none {{ {TEN} }}"
    assert rows_in(asked(store, text, format=kind).body, kind, 0) == 10
    assert rows_in(asked(store, f"SELECT ?none {{ {TEN} FILTER(false) }}", format=kind).body, kind, 0) == 0


def test_triples_are_counted(store):
    text = f"CONSTRUCT {{ <urn:s> <urn:p> ?n }} {{ {TEN} }}"
    assert asked(store, text, limits=Limits(rows=10)).status == 200
    with pytest.raises(RequestError) as caught:
        asked(store, text, limits=Limits(rows=9))
    assert caught.value.code == "W515"


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }", "ASK {}"])
def test_an_answer_that_is_too_large_is_an_error_and_never_cut(store, text):
    size = len(asked(store, text, union=True).body)
    assert asked(store, text, union=True, limits=Limits(answer=size + 2000)).status == 200
    with pytest.raises(RequestError) as caught:
        asked(store, text, union=True, limits=Limits(answer=size - 1))
    assert (caught.value.code, caught.value.status) == ("W517", 507)


# ---- what is wrong with a query


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("ASK { ?s ?p ?o", "Q110", (1, 15)),
        ("ASK {\n ?s A foaf:Document }", "Q153", (2, 5)),
        ("SELECT *\n{ ?a ?b ?c ?d }", "Q107", (2, 11)),
        ("CLEAR ALL", "Q135", (1, 1)),
        ("ASK { SERVICE <http://127.0.0.1/> {} }", "Q105", (1, 7)),
        ("", "Q101", (1, 1)),
    ],
)
def test_a_wrong_query_is_told_with_its_place(store, text, code, place):
    with pytest.raises(QueryError) as caught:
        asked(store, text)
    told = json.loads(problem(caught.value).body)
    assert told["status"] == (403 if code == "Q105" else 400)
    assert (told["line"], told["column"]) == place
    assert told["code"] == code


def test_all_that_is_made_at_first_use_can_be_made_before():
    warm()


def test_real_questions_are_answered(desk):
    text = "SELECT * { ?pilot a mg:PilotProject ; rdfs:label ?name } ORDER BY ?name"
    reply = evaluate(desk.store, QueryRequest(text), "text/csv", Limits(), union=True, prefixes=desk.prefixes)
    assert reply.body.decode().startswith("pilot,name\r\n")
    assert reply.body.count(b"\r\n") == 12
