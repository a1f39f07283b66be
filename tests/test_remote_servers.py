"""The same answers from the local store, an Oxigraph server and Virtuoso; the servers are real ones."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from tests.servers import OxigraphServer, Server, VirtuosoServer, served

from metrograph.errors import MetroGraphError, QueryError, StoreError
from metrograph.namespaces import RDFS, XSD, Names
from metrograph.store import LocalStore, Store
from metrograph.store.http import Client
from metrograph.store.http_errors import Call
from metrograph.store.remote import RemoteStore
from metrograph.table import Iri, LangText, Table, Value
from metrograph.turtle import Quad
from metrograph.workspace import Workspace

NAMES = Names("http://example.org/")
ONE, TWO = (ox.NamedNode(NAMES.graph(name)) for name in ("plan/one", "plan/two"))
LABEL, VALUE = ox.NamedNode(RDFS + "label"), ox.NamedNode("http://example.org/value")
MEGA = ox.NamedNode("http://example.org/id/mega")
UNICODE = 'Mobilité « é » 北京 🚲 "quoted" \\ back\n\ttab'
QUADS = (
    Quad(MEGA, LABEL, ox.Literal("MEGA", language="en"), ONE),
    Quad(MEGA, LABEL, ox.Literal(UNICODE, language="fr"), ONE),
    Quad(MEGA, VALUE, ox.NamedNode("http://example.org/id/café"), TWO),
)
ROWS = 2000


class ShortVirtuoso(VirtuosoServer):
    """Virtuoso that gives few rows at once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ROWS)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own: its graphs come and go."""
    yield from served(OxigraphServer, tmp_path_factory.mktemp("oxigraph"))


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Another."""
    yield from served(ShortVirtuoso, tmp_path_factory.mktemp("virtuoso"))


def reached(server: Server) -> RemoteStore:
    environ = {"METROGRAPH_STORE_UPDATE": server.update, "METROGRAPH_STORE_DATA": server.store}
    if server.user:
        environ |= {"METROGRAPH_STORE_USER": server.user, "METROGRAPH_STORE_PASSWORD": server.password}
        environ["METROGRAPH_STORE_AUTH"] = server.auth
    return RemoteStore.of(server.query, NAMES, environ)


@pytest.fixture(params=["local", "oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest) -> Store:
    """The three quads above, in each store."""
    if request.param == "local":
        return LocalStore.memory(QUADS, NAMES.prefixes())
    made = reached(request.getfixturevalue(request.param))
    made.replace(QUADS)
    return made


@pytest.fixture(params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest) -> RemoteStore:
    """The three quads above, on each server."""
    made = reached(request.getfixturevalue(request.param))
    made.replace(QUADS)
    return made


def rows(answer: object) -> tuple[tuple[Value, ...], ...]:
    assert isinstance(answer, Table)
    return tuple(tuple(row) for row in answer.rows())


# ---- questions


def test_each_form_of_query_answers_with_its_own_kind(store: Store) -> None:
    assert rows(store.query("SELECT ?x { ?s <http://example.org/value> ?x }")) == (("http://example.org/id/café",),)
    assert store.query("ASK { ?s rdfs:label 'MEGA'@en }") is True
    assert store.query("ASK { ?s rdfs:label 'GIGA'@en }") is False
    assert set(store.query("CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }")) == {quad.triple for quad in QUADS[:2]}
    assert set(store.query("CONSTRUCT WHERE { ?s rdfs:label ?o }")) == {quad.triple for quad in QUADS[:2]}
    assert QUADS[0].triple in store.query(f"DESCRIBE {MEGA}")
    assert store.query("CONSTRUCT WHERE { ?s <http://example.org/none> ?o }") == ()


def test_one_query_sees_every_graph_at_once_and_a_named_one_alone(store: Store) -> None:
    assert len(rows(store.query("SELECT * { ?s rdfs:label ?l ; <http://example.org/value> ?v }"))) == 2
    counted = "SELECT (COUNT(*) AS ?n) FROM { ?s ?p ?o }"
    assert rows(store.query(counted.replace("FROM", f"FROM {ONE}"))) == ((2,),)
    assert rows(store.query(counted.replace("FROM", ""))) == ((3,),)
    named = rows(store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"))
    assert named == ((ONE.value, 2), (TWO.value, 1))


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?z ?b ?a }", ("z", "b", "a")),
        ("SELECT ?b ?z { ?z ?b ?a }", ("b", "z")),
        ("SELECT (STR(?z) AS ?n) ?z { ?z ?b ?a }", ("n", "z")),
    ],
)
def test_columns_stand_as_the_query_names_them(store: Store, query: str, columns: tuple[str, ...]) -> None:
    answer = store.query(query)
    assert isinstance(answer, Table)
    assert answer.columns == columns


def test_texts_keep_their_characters_and_their_language(store: Store) -> None:
    found = rows(store.query("SELECT ?s ?l { ?s rdfs:label ?l FILTER(LANG(?l) = 'fr') }"))
    ((thing, text),) = found
    assert (thing, text, type(thing), type(text)) == (MEGA.value, UNICODE, Iri, LangText)
    assert text.lang == "fr"


def test_a_value_that_is_not_there_is_none(store: Store) -> None:
    assert rows(store.query("SELECT ?l ?x { ?s rdfs:label ?l FILTER(LANG(?l) = 'en') OPTIONAL { ?s rdfs:seeAlso ?x } }")) == (
        ("MEGA", None),
    )


@pytest.mark.parametrize(
    ("lexical", "datatype", "expected"),
    [
        ("7", "integer", 7), ("-12", "integer", -12), ("0.5", "decimal", Decimal("0.5")), ("1000", "double", 1000.0),
        ("true", "boolean", True), ("false", "boolean", False), ("MEGA", "string", "MEGA"), ("", "string", ""),
        ("2019-06-17", "date", date(2019, 6, 17)), ("2019", "gYear", "2019"), ("http://example.org/a?b=c#d", "anyURI", "http://example.org/a?b=c#d"),
        ("2026-01-02T03:04:05Z", "dateTime", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_typed_value_is_the_same_from_every_store(store: Store, lexical: str, datatype: str, expected: Value) -> None:
    store.load(
        [Quad(MEGA, ox.NamedNode("http://example.org/typed"), ox.Literal(lexical, datatype=ox.NamedNode(XSD + datatype)), TWO)]
    )
    ((found,),) = rows(store.query("SELECT ?v { ?s <http://example.org/typed> ?v }"))
    assert found == expected
    assert isinstance(found, type(expected))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?p {\n  ?p a mg:PilotProject\n  ?p rdfs:label ?l }",
        "SELECT ?p { ?p a foo:Pilot }",
        "SELECT ?p { ?p rdfs:label",
        "",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_a_query_that_is_wrong_is_told_with_the_same_words_and_place(store: Store, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(query)
    with pytest.raises(QueryError) as local:
        LocalStore.memory((), NAMES.prefixes()).query(query)
    assert (caught.value.code[0], caught.value.exit_code, caught.value.place.line) == ("Q", 4, local.value.place.line)


# ---- changes


def test_an_update_is_seen_by_the_next_query(store: Store) -> None:
    store.update(f"INSERT DATA {{ GRAPH {TWO} {{ {MEGA} rdfs:comment 'été 🚲'@fr }} }}")
    assert rows(store.query("SELECT ?c { ?s rdfs:comment ?c }")) == (("été 🚲",),)
    with pytest.raises(QueryError):
        store.update(f"INSERT DATA {{ GRAPH {TWO} {{ {MEGA} foo:comment 'x' }} }}")


def test_a_change_takes_away_and_puts_in(store: Store) -> None:
    come = Quad(MEGA, LABEL, ox.Literal(UNICODE + "'\r\x0b", language="es"), ONE)
    store.change([QUADS[1], come], [come])
    assert set(store.graph("")) == {QUADS[0], come, QUADS[2]}
    store.change([QUADS[0], QUADS[2], come, QUADS[1]], [])  # of two graphs; one of them is not there
    assert list(store.graph("")) == []
    store.change([], [])


def test_any_change_is_the_same_change_everywhere(store: Store) -> None:
    pool = [Quad(MEGA, VALUE, ox.Literal(f"é{n}", language=lang) if lang else ox.Literal(f"é{n}"), graph)
            for n in range(4) for lang in ("en", "fr", None) for graph in (ONE, TWO)]  # fmt: skip
    rounds = Random(7)
    store.replace([])
    there: set[Quad] = set()
    for _ in range(15):
        gone, come = (rounds.sample(pool, rounds.randint(0, 12)) for _ in "ab")
        store.change(gone, come)
        there = there - set(gone) | set(come)
        assert set(store.graph("")) == there


def test_a_graph_gives_its_own_quads_and_the_empty_name_all(store: Store) -> None:
    assert set(store.graph(ONE.value)) == set(QUADS[:2])
    assert set(store.graph("")) == set(QUADS)
    assert list(store.graph(NAMES.graph("none"))) == []
    assert store.names() == (ONE.value, TWO.value)


def test_loading_adds_to_what_is_there_and_blank_nodes_stay_together(store: Store) -> None:
    blank = ox.BlankNode("b")
    store.load([Quad(MEGA, VALUE, blank, ONE), Quad(blank, LABEL, ox.Literal("inside"), ONE)])
    store.load([])
    assert rows(store.query("SELECT ?l { ?s <http://example.org/value> ?b . ?b rdfs:label ?l }")) == (("inside",),)
    assert len(list(store.graph(ONE.value))) == 4


def test_replacing_leaves_nothing_of_what_was_there(store: Store) -> None:
    store.replace([Quad(MEGA, LABEL, ox.Literal("new"), ONE)])
    assert [str(quad.object) for quad in store.graph("")] == ['"new"']
    assert store.names() == (ONE.value,)
    store.replace([])
    assert list(store.graph("")) == []


# ---- what only servers do


def test_graphs_of_others_are_neither_seen_nor_dropped(remote: RemoteStore) -> None:
    other = Quad(MEGA, LABEL, ox.Literal("theirs"), ox.NamedNode("http://example.com/graph/theirs"))
    remote.load([other])
    assert rows(remote.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == ((3,),)
    remote.replace(QUADS[:1])
    assert list(remote.graph("http://example.com/graph/theirs")) == [other]
    assert remote.names() == (ONE.value,)


def many(n: int, graph: ox.NamedNode = ONE) -> list[Quad]:
    return [
        Quad(ox.NamedNode(f"http://example.org/id/{k}"), VALUE, ox.Literal(str(k), datatype=ox.NamedNode(XSD + "integer")), graph)
        for k in range(n)
    ]


def test_ten_thousand_rows_come_whole_though_the_server_gives_a_few_hundred_at_once(remote: RemoteStore) -> None:
    remote.replace(many(10_000))
    answer = remote.query("SELECT ?n { ?s <http://example.org/value> ?n } ORDER BY ?n")
    assert isinstance(answer, Table)
    assert answer.column("n") == tuple(range(10_000))
    assert len(rows(remote.query("SELECT * { ?s ?p ?n } LIMIT 1234"))) == 1234
    assert len(remote.query("CONSTRUCT { ?s rdfs:label ?n } WHERE { ?s <http://example.org/value> ?n }")) == 10_000
    assert len(set(remote.graph(ONE.value))) == 10_000


def test_pages_that_a_person_asks_for_give_the_same_rows(remote: RemoteStore) -> None:
    remote.replace(many(1000))
    remote._page = 99
    assert sorted(rows(remote.query("SELECT ?n { ?s <http://example.org/value> ?n }"))) == [(n,) for n in range(1000)]


def test_the_plan_comes_back_as_it_was_sent(remote: RemoteStore, desk: Workspace) -> None:
    names, blank = Names(), ox.BlankNode
    plan = RemoteStore(remote._to.query, remote._to.update, remote._to.data, access=remote._client.access, base=names.graph(""))
    plan.replace(desk.quads)

    def told(quads: Iterator[Quad]) -> set[Quad]:
        return {quad for quad in quads if not isinstance(quad.subject, blank) and not isinstance(quad.object, blank)}

    assert told(plan.graph("")) == told(LocalStore.memory(desk.quads).engine)
    assert len(list(plan.graph(names.graph("ontology")))) == sum(
        quad.graph_name.value == names.graph("ontology") for quad in desk.quads
    )
    plan.replace([])


def test_readers_see_the_old_graph_or_the_new_one(remote: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrograph.store.remote_load.TRIPLES", 100)
    seen: set[int] = set()
    done = threading.Event()
    reader = RemoteStore(remote._to.query, graphs=[ONE.value])

    def read() -> None:
        while not done.is_set():
            seen.add(rows(reader.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))[0][0])

    remote.replace_graph(ONE.value, many(250))
    thread = threading.Thread(target=read)
    thread.start()
    try:
        for size in (350, 250, 350):
            remote.replace_graph(ONE.value, many(size))
    finally:
        done.set()
        thread.join()
    assert seen <= {250, 350}
    assert set(remote.graph(ONE.value)) == set(many(350))


@pytest.mark.parametrize("broken", [1, 3, 4, 5, 7])
def test_a_load_that_broke_off_goes_on_where_it_was(
    remote: RemoteStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: int
) -> None:
    monkeypatch.setattr("metrograph.store.remote_load.TRIPLES", 100)
    quads = [*many(250), *many(120, TWO), Quad(MEGA, VALUE, ox.BlankNode("b"), TWO)]
    journal, sent, real = tmp_path / "journal.jsonl", [], Client.open

    def failing(client: Client, call: Call) -> object:
        if not call.reads:
            sent.append(call)
            if not again and len(sent) == broken:
                raise StoreError("T205")
        return real(client, call)

    again = False
    monkeypatch.setattr(Client, "open", failing)
    with pytest.raises(StoreError):
        remote.replace(quads, journal)
    noted = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()] if journal.exists() else []
    assert len(noted) >= broken - 2
    again = True
    sent.clear()
    told: list[int] = []
    remote.replace(quads, journal, told.append)
    monkeypatch.setattr(Client, "open", real)
    assert len(sent) <= 7 - (broken - 1) + 1
    assert told[-1] == 371
    assert not journal.exists()
    assert set(remote.graph(ONE.value)) == set(many(250))
    assert len(list(remote.graph(TWO.value))) == 121
    assert not [name for name in remote._all() if "?loading=" in name]


def test_a_journal_does_not_hide_that_the_server_lost_what_it_had(
    remote: RemoteStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("metrograph.store.remote_load.TRIPLES", 100)
    journal, real = tmp_path / "journal.jsonl", RemoteStore._update

    def failing(_: RemoteStore, text: str) -> None:
        raise StoreError("T205")

    monkeypatch.setattr(RemoteStore, "_update", failing)
    with pytest.raises(StoreError):
        remote.replace(many(250), journal)
    monkeypatch.setattr(RemoteStore, "_update", real)
    for name in remote._all():
        if "?loading=" in name:
            remote.update(f"DROP SILENT GRAPH <{name}>")
    journal.write_text(journal.read_text(encoding="utf-8") + '{"store": "half a li', encoding="utf-8")
    remote.replace(many(250), journal)
    assert set(remote.graph(ONE.value)) == set(many(250))


def test_what_a_broken_load_left_is_swept_by_the_next(remote: RemoteStore) -> None:
    left = Quad(MEGA, LABEL, ox.Literal("left"), ox.NamedNode(f"{ONE.value}?loading=0123456789abcdef"))
    remote.load([left])
    assert remote.names() == (ONE.value, TWO.value)
    remote.replace(QUADS)
    assert left.graph_name.value not in remote._all()


def test_virtuoso_tells_who_may_not_write(virtuoso: Server) -> None:
    server = virtuoso
    base = server.query.removesuffix("/sparql")
    told = {"METROGRAPH_STORE_USER": server.user, "METROGRAPH_STORE_PASSWORD": "wrong-secret", "METROGRAPH_STORE_AUTH": "digest"}
    cases = {
        "T206": RemoteStore.at(server.query, {}),
        "T207": RemoteStore.at(server.query, told),
        "T207 ": RemoteStore.at(server.query, {**told, "METROGRAPH_STORE_AUTH": "basic"}),
        "T209": RemoteStore.at(server.query, {"METROGRAPH_STORE_UPDATE": base + "/sparql"}),
    }
    for code, store in cases.items():
        with pytest.raises(MetroGraphError) as caught:
            store.update(f"INSERT DATA {{ GRAPH {ONE} {{ {MEGA} rdfs:label 'x' }} }}")
        assert (caught.value.code, caught.value.exit_code) == (code.strip(), 3)
        assert "wrong-secret" not in str(caught.value)
