"""Answers as they arrive: row by row, unpacked, by pages where a server gives no more, and always to the end."""

import json
import tracemalloc

import pyoxigraph as ox
import pytest
from tests import bad_servers as bad
from tests.bad_servers import BadServer

from metrograph.errors import LimitError, Place, StoreError
from metrograph.store.http import Client
from metrograph.store.http_errors import Call
from metrograph.store.remote import RemoteStore
from metrograph.store.remote_construct import Template
from metrograph.store.remote_load import Graph, graphs_of, has_blank
from metrograph.store.remote_results import Results, mended, triples_in
from metrograph.table import Table
from metrograph.turtle import Quad

ALL = "SELECT ?n { ?s ?p ?n }"
NODE = ox.NamedNode("http://example.org/s")
ODD = {
    "head": {"link": [], "vars": ["bindings", "é"]},
    "results": {"distinct": False, "bindings": [{"bindings": {"type": "literal", "value": '"bindings": [ ]} \\ 🚲'}}, {}]},
}


def store(server: BadServer, **more: object) -> RemoteStore:
    return RemoteStore(server.url, server.url, server.url, **{"timeout": 5, "sleep": lambda _: None, **more})


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
@pytest.mark.parametrize("space", [None, 2])
def test_rows_are_the_same_however_the_body_is_cut_into_pieces(size: int, space: int | None) -> None:
    body = json.dumps(ODD, ensure_ascii=False, indent=space).encode()
    results = Results([body[at : at + size] for at in range(0, len(body), size)], Place())
    assert results.columns == ("bindings", "é")
    assert list(results.bindings()) == ODD["results"]["bindings"]


def test_every_body_that_breaks_off_is_an_error() -> None:
    body = json.dumps(ODD).encode()
    for end in range(len(body)):
        with pytest.raises(StoreError) as caught:
            list(Results([body[:end]], Place()).bindings())
        assert caught.value.code == "T216"


def test_rows_may_stand_before_the_head() -> None:
    turned = {"results": ODD["results"], "head": ODD["head"]}
    results = Results([json.dumps(turned).encode()], Place())
    assert results.columns == ("bindings", "é")
    assert list(results.bindings()) == ODD["results"]["bindings"]


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_value_is_one_whichever_way_a_server_says_it(truth: bool) -> None:
    term = {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": str(int(truth))}
    virtuoso = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [{"__ASK_RETVAL": term}]}}
    for said in ({"head": {}, "boolean": truth}, virtuoso):
        with BadServer(bad.good(json.dumps(said).encode())) as server:
            assert store(server).query("ASK { ?s ?p ?o }") is truth


def test_only_what_is_certain_is_mended() -> None:
    kind = "http://www.w3.org/2001/XMLSchema#"
    given = [
        {"type": "typed-literal", "datatype": kind + "boolean", "value": "0"},
        {"type": "typed-literal", "datatype": kind + "integer", "value": "1"},
        {"type": "bnode", "value": "nodeID://b10000"},
        {"type": "literal", "value": "nodeID://x"},
    ]
    (row,) = mended([{str(n): term for n, term in enumerate(given)}])
    assert [term["value"] for term in row.values()] == ["false", "1", "b10000", "nodeID://x"]


@pytest.mark.parametrize("kind", ["application/json", "application/sparql-results+json; charset=utf-8"])
def test_both_names_of_the_form_are_taken(kind: str) -> None:
    with BadServer(bad.good(bad.table([7]), kind)) as server:
        assert store(server).query(ALL) == Table(("n",), ((7,),))


def test_a_packed_answer_is_unpacked() -> None:
    with BadServer(bad.packed(bad.table(range(20_000)))) as server:
        assert len(store(server).query(ALL)) == 20_000


def test_twenty_thousand_rows_are_read_in_order() -> None:
    with BadServer(bad.rows(20_000)) as server:
        assert store(server).query(ALL).column("n") == tuple(range(20_000))


@pytest.mark.slow
def test_a_million_rows_are_read_without_holding_the_answer_in_memory() -> None:
    with BadServer(bad.rows(1_000_000)) as server:
        tracemalloc.start()
        answer = store(server, timeout=60).query(ALL)
        used = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert len(answer) == 1_000_000
    assert used < 400_000_000  # the body of the server itself, about 100 MB, is in this process too


def test_an_answer_beyond_the_limit_is_an_error_also_when_it_is_packed() -> None:
    for answer in (bad.rows(20_000), bad.packed(bad.table(range(20_000)))):
        with BadServer(answer) as server:
            client = Client(store(server)._client.access, largest=100_000)
            with client.open(Call("query", "POST", server.url, b"x")) as reply, pytest.raises(LimitError) as caught:
                reply.read()
        assert (caught.value.code, caught.value.exit_code) == ("T219", 5)


# ---- what is asked


def test_a_query_is_sent_as_a_form_with_its_prefixes_and_graphs() -> None:
    graphs = ("http://example.org/g1", "http://example.org/g2")
    with BadServer(bad.rows(1)) as server:
        store(server, graphs=graphs).query("SELECT ?n { ?n a mg:PilotProject } # é")
    (call,) = server.calls
    assert (call.method, call.headers["Accept"]) == ("POST", "application/sparql-results+json")
    assert call.form["query"] == ["PREFIX mg: <https://w3id.org/metrograph/ns#> SELECT ?n { ?n a mg:PilotProject } # é"]
    assert call.form["default-graph-uri"] == call.form["named-graph-uri"] == list(graphs)


def test_a_query_that_names_its_graphs_is_left_alone() -> None:
    with BadServer(bad.rows(1)) as server:
        store(server, graphs=("http://example.org/g1",)).query("SELECT ?n FROM <http://example.org/g9> { ?s ?p ?n }")
    assert "default-graph-uri" not in server.calls[0].form


def test_an_odd_prologue_does_not_confuse_what_kind_of_query_it_is() -> None:
    odd = "# SELECT\nBASE <http://example.org/insert>\nPREFIX select: <http://example.org/DELETE#> ASK { select:x ?p 'INSERT' }"
    with BadServer(bad.good(b'{"head": {}, "boolean": true}')) as server:
        assert store(server).query(odd) is True
    assert "query" in server.calls[0].form


def test_columns_stand_as_the_query_names_them() -> None:
    body = {"head": {"vars": ["a", "b", "z"]}, "results": {"bindings": []}}
    with BadServer(bad.good(json.dumps(body).encode())) as server:
        assert store(server).query("SELECT * { ?z ?b ?a }").columns == ("z", "b", "a")


# ---- by pages


@pytest.mark.parametrize("of", [0, 9, 10, 11, 20, 25])
def test_a_server_that_cuts_is_asked_on_until_the_end(of: int) -> None:
    with BadServer(bad.by_offset(10, of)) as server:
        assert store(server).query(ALL).column("n") == tuple(range(of))


@pytest.mark.parametrize("page", [1, 4, 10, 100])
def test_an_answer_by_pages_is_the_whole_answer(page: int) -> None:
    with BadServer(bad.by_offset(1000, 10)) as server:
        assert store(server, page=page).query("SELECT ?n { ?s ?p ?n } ORDER BY ?n").column("n") == tuple(range(10))


def test_pages_larger_than_the_server_gives_are_made_smaller() -> None:
    with BadServer(bad.by_offset(7, 40)) as server:
        assert store(server, page=10).query(ALL).column("n") == tuple(range(40))


def test_a_limit_of_its_own_that_the_server_can_meet_needs_no_pages() -> None:
    with BadServer(bad.by_offset(10, 100)) as server:
        assert store(server).query(f"{ALL} LIMIT 10").column("n") == tuple(range(10))
    assert len(server.calls) == 1


# ---- graphs


def test_a_graph_that_is_cut_is_an_error_and_one_that_is_not_there_is_empty() -> None:
    lines = b'<http://example.org/s> <http://example.org/p> "x" .\n' * 9
    for answer in (bad.cut(lines, "application/n-triples"), bad.good(lines[:-20], "application/n-triples")):
        with BadServer(bad.rows(1), answer) as server, pytest.raises(StoreError) as caught:
            list(store(server).graph("http://example.org/g"))
        assert caught.value.code == "T216"
    with BadServer(bad.rows(1), bad.status(404), bad.good(b'{"head": {}, "boolean": false}')) as server:
        assert list(store(server).graph("http://example.org/g")) == []


def test_a_graph_that_is_not_there_and_a_wrong_address_are_not_mixed_up() -> None:
    with (
        BadServer(bad.rows(1), bad.status(404), bad.good(b'{"head": {}, "boolean": true}')) as server,
        pytest.raises(StoreError) as caught,
    ):
        list(store(server).graph("http://example.org/g"))
    assert caught.value.code == "T210"


def test_triples_are_read_in_any_form_that_was_offered() -> None:
    turtle = b"@prefix a: <http://a/> . a:s a:p 1, 'caf\xc3\xa9'@fr ."
    assert len(list(triples_in([turtle[:30], turtle[30:]], "text/turtle", Place()))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s a ?k } WHERE { ?s a ?k }",
        "construct { ?s a ?k . ?k ?n [ a ?s ] } { ?s a ?k OPTIONAL { ?s rdfs:label ?n } }",
        "CONSTRUCT WHERE { ?s a ?k ; rdfs:label ?n }",
        "PREFIX construct: <http://a/> CONSTRUCT { ?s construct:p '}' . ?s ?p ?o } # {\nWHERE { ?s ?p ?o } LIMIT 3",
    ],
)
def test_a_construct_over_the_rows_of_its_select_is_the_same_graph(text: str, desk: object) -> None:
    def told(triples: object) -> list[str]:
        return sorted(
            "_" if isinstance(triple.object, ox.BlankNode) else str(triple)
            for triple in triples
            if not isinstance(triple.subject, ox.BlankNode)
        )

    declared = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> " + text
    template = Template.of(declared)
    rows = json.loads(
        desk.store.engine.query(template.select, use_default_graph_as_union=True).serialize(format=ox.QueryResultsFormat.JSON)
    )
    assert told(template.triples(rows["results"]["bindings"])) == told(desk.sparql(declared))


@pytest.mark.parametrize(
    "term",
    [
        {"type": "uri", "value": "no iri"},
        {"type": "literal", "value": "x", "xml:lang": "no lang"},
        {"type": "literal", "value": 7},
        {"type": "literal", "value": "x"},
    ],
)
def test_a_term_that_cannot_be_one_where_it_stands_is_an_error(term: dict[str, object]) -> None:
    body = {"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": [dict.fromkeys("spo", term)]}}
    with BadServer(bad.good(json.dumps(body).encode())) as server, pytest.raises(StoreError) as caught:
        list(RemoteStore(server.url, sleep=lambda _: None).graph("http://example.org/g"))
    assert caught.value.code == "T216"


def test_blank_nodes_of_rows_are_the_same_in_every_triple() -> None:
    rows = [
        {"s": {"type": "bnode", "value": "b1"}, "k": {"type": "bnode", "value": "b2"}},
        {"s": {"type": "bnode", "value": "b2"}},
    ]
    made = list(Template.of("CONSTRUCT { ?s a ?s . ?s a ?k } { ?s a ?k }").triples(rows))
    assert {triple.subject for triple in made} == {ox.BlankNode("b1"), ox.BlankNode("b2")}
    assert len(made) == 3


# ---- pieces


def test_a_graph_is_cut_into_pieces_and_blank_nodes_stay_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrograph.store.remote_load.TRIPLES", 10)
    node, blank = ox.NamedNode("http://example.org/g"), ox.BlankNode("b")
    quads = [Quad(NODE, NODE, ox.Literal(f"_:{n} ."), node) for n in range(35)]
    quads += [Quad(NODE, NODE, blank, node), Quad(blank, NODE, NODE, node)]
    (graph,) = graphs_of(quads)
    assert [piece.count(b"\n") for piece in graph.pieces] == [10, 10, 10, 7]
    assert b"_:b .\n" in graph.pieces[0]
    assert graph.pieces[0].startswith((b"_:b ", b"<"))
    assert sum(b"_:b " in piece for piece in graph.pieces) == 1
    assert set(ox.parse(b"".join(graph.pieces), format=ox.RdfFormat.N_TRIPLES)) == {
        Quad(q.subject, q.predicate, q.object) for q in quads
    }


def test_the_digest_of_a_graph_depends_on_its_triples_and_not_on_their_order() -> None:
    quads = [Quad(NODE, NODE, ox.Literal(str(n)), NODE) for n in range(5)]
    (one,), (turned,), (less,) = graphs_of(quads), graphs_of(quads[::-1] + quads), graphs_of(quads[1:])
    assert one.digest == turned.digest != less.digest
    assert Graph("", ()).pieces == (b"",)


@pytest.mark.parametrize("text", ["_:b .", "_:b", 'say "_:b" .', "\n_:b .", "<< _:b >>"])
def test_a_text_that_looks_like_a_blank_node_is_none(text: str) -> None:
    assert not has_blank(Quad(NODE, NODE, ox.Literal(text), NODE))
    assert not has_blank(Quad(NODE, NODE, ox.Literal(text, language="fr"), NODE))
