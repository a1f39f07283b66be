"""A server that holds nothing but our graphs, asked as a whole: what is sent, and what is told when it is not so."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox
import pytest
from tests import bad_servers as bad
from tests.bad_servers import BadServer, Call, Handler
from tests.servers import OxigraphServer, Server, served

from metrograph.errors import MetroGraphError, QueryError, StoreError, UsageError
from metrograph.namespaces import RDFS, Names
from metrograph.store.remote import RemoteStore
from metrograph.store.remote_union import SYSTEM
from metrograph.table import Table
from metrograph.turtle import Quad
from metrograph.workspace import Workspace

NAMES = Names("http://example.org/")
ONE, TWO = (ox.NamedNode(NAMES.graph(name)) for name in ("plan/one", "plan/two"))
THEIRS = ox.NamedNode("http://example.com/graph/theirs")
LABEL = ox.NamedNode(RDFS + "label")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
TRUE, FALSE = (json.dumps({"head": {}, "boolean": truth}).encode() for truth in (True, False))


class WholeOxigraph(OxigraphServer):
    """Its default graph is the union of all graphs from the start."""

    def command(self) -> list[str]:
        return [*super().command(), "--union-default-graph"]


@pytest.fixture(scope="module", params=[OxigraphServer, WholeOxigraph])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server of either kind."""
    yield from served(request.param, tmp_path_factory.mktemp("oxigraph"))


@pytest.fixture
def held(server: Server) -> RemoteStore:
    """What fills the server: two triples in two graphs, and nothing else."""
    RemoteStore(server.query, server.update, server.store).update("DROP ALL")
    store = RemoteStore.of(server.query, NAMES, {})
    store.load([quad(ONE, "one"), quad(TWO, "two")])
    return store


def quad(graph: ox.NamedNode | ox.DefaultGraph, text: str) -> Quad:
    return Quad(ox.NamedNode(f"http://example.org/id/{text}"), LABEL, ox.Literal(text), graph)


def whole(url: str) -> RemoteStore:
    return RemoteStore.of(url, NAMES, {"METROGRAPH_STORE_UNION": "1"})


def count(store: RemoteStore) -> Any:
    answer = store.query(COUNT)
    assert isinstance(answer, Table)
    return answer.column("n")[0]


def code(work: Callable[[], object], kind: type[MetroGraphError] = StoreError) -> str:
    with pytest.raises(kind) as caught:
        work()
    assert all(caught.value.report(lang) for lang in ("en", "fr", "es"))
    return caught.value.code


# ---- real servers


def test_all_graphs_answer_and_none_is_named(server: Server, held: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    real = RemoteStore._call
    monkeypatch.setattr(RemoteStore, "_call", lambda store, call: sent.append(str(call.body)) or real(store, call))
    assert count(whole(server.query)) == count(held) == 2
    assert [("default-graph-uri" in body) for body in sent if "COUNT" in body] == [False, True]


def test_the_graph_of_a_stranger_is_told_with_its_name_and_not_asked(server: Server, held: RemoteStore) -> None:
    store = whole(server.query)
    held.load([quad(THEIRS, "theirs")])
    with pytest.raises(StoreError) as caught:
        count(store)
    assert (caught.value.code, caught.value.exit_code) == ("B131", 3)
    assert THEIRS.value in caught.value.report("en")
    assert "METROGRAPH_STORE_UNION" in caught.value.remedy("en")
    assert code(lambda: count(store)) == "B131"  # the next question is no way around
    assert set(store.graph("")) == {quad(ONE, "one"), quad(TWO, "two")}
    assert count(held) == 2


def test_an_empty_graph_does_not_answer_and_is_no_obstacle(server: Server, held: RemoteStore) -> None:
    held.load([quad(THEIRS, "theirs")])
    empty = f"{NAMES.graph('')}empty"  # the first of ours
    RemoteStore(server.query, server.update).update(f"CLEAR GRAPH {THEIRS} ; CREATE GRAPH <{empty}>")
    assert count(whole(server.query)) == 2


def test_a_stranger_on_a_server_with_none_of_our_graphs_does_not_answer(server: Server, held: RemoteStore) -> None:
    held.replace([])
    held.load([quad(THEIRS, "theirs")])
    assert count(held) == 0
    assert code(lambda: count(whole(server.query))) == "B131"


def test_triples_outside_any_graph_are_told_by_a_server_that_can(server: Server, held: RemoteStore) -> None:
    held.load([quad(ox.DefaultGraph(), "outside")])
    if isinstance(server, WholeOxigraph):  # it does not tell them from the others
        assert count(whole(server.query)) == 3
        return
    assert code(lambda: count(whole(server.query))) == "B133"
    held.replace([])
    assert code(lambda: count(whole(server.query))) == "B133"


def test_a_graph_on_its_way_is_told(server: Server, held: RemoteStore) -> None:
    held.load([quad(ox.NamedNode(f"{ONE.value}?loading=0123456789abcdef"), "one")])
    assert code(lambda: count(whole(server.query))) == "B132"
    held.replace([quad(ONE, "one")])
    assert count(whole(server.query)) == 1


def test_an_empty_server_has_no_rows(server: Server, held: RemoteStore) -> None:
    held.replace([])
    assert count(whole(server.query)) == 0


def test_a_wrong_query_is_told_as_ever(server: Server, held: RemoteStore) -> None:
    wrong = "SELECT ?p { ?p a foo:Pilot }"
    assert code(lambda: whole(server.query).query(wrong), QueryError) == code(lambda: held.query(wrong), QueryError)


def test_the_command_line_asks_as_a_whole(
    server: Server, held: RemoteStore, run: Callable[..., Any], desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.replace([])
    RemoteStore.of(server.query, desk.names, {}).replace(desk.quads)
    monkeypatch.setenv("METROGRAPH_STORE_UNION", "1")
    assert run("--store", server.query, "--format", "csv", "pilots") == run("--format", "csv", "pilots")
    held.load([quad(THEIRS, "theirs")])
    said = run("--store", server.query, "pilots")
    assert (said.code, said.out) == (3, "")
    assert f"[B131]: the server holds other graphs than ours, which would answer too, such as {THEIRS.value}" in said.err.replace(
        "\n", " "
    )


# ---- servers of other kinds, as far as they can be played


@dataclass
class Played:
    """Answers like a server that holds some graphs; ``union`` says when its default graph is their union."""

    graphs: tuple[str, ...] = (ONE.value,)
    union: Callable[[Call], bool] = lambda _: True
    refuses: str = ""
    deep: str = ""
    queries: list[dict[str, list[str]]] = field(default_factory=list)

    def __call__(self, handler: Handler, call: Call) -> None:
        self.queries.append(call.form)
        text = call.form["query"][0]
        if self.refuses and self.refuses in call.form:
            handler.send(400, b"unknown parameter", "text/plain")
        elif self.deep and self.deep in text:
            handler.send(500, b"Virtuoso 42000 Error SQ200: Stack Overflow in cost model", "text/plain")
        elif "COUNT" in text:
            handler.send(200, bad.table([2]))
        elif "SELECT ?g" in text:
            rows = [{"g": {"type": "uri", "value": name}} for name in self.graphs]
            handler.send(200, json.dumps({"head": {"vars": ["g"]}, "results": {"bindings": rows}}).encode())
        else:
            full = text.startswith("ASK { GRAPH")
            handler.send(200, TRUE if full or ("SELECT" in text and self.union(call)) else FALSE)


def test_a_server_that_refuses_the_word_for_a_union_is_asked_without_it() -> None:
    played = Played(refuses="union-default-graph")
    with BadServer(played) as server:
        store = whole(server.url)
        assert [count(store) for _ in range(2)] == [2, 2]
    assert sum("union-default-graph" in form for form in played.queries) == 1


def test_a_server_whose_default_graph_is_no_union_is_told() -> None:
    with BadServer(Played(union=lambda _: False)) as server:
        assert code(lambda: count(whole(server.url))) == "B134"
    with BadServer(Played(union=lambda call: "union-default-graph" in call.form)) as server:
        assert count(whole(server.url)) == 2


def test_virtuosos_own_graphs_are_left_out_and_where_that_is_too_much_the_largest() -> None:
    ldp = "http://www.w3.org/ns/ldp#"
    played = Played(graphs=(ONE.value, SYSTEM, ldp), deep=f"exclude <{ldp}> define")
    with BadServer(played) as server:
        assert count(whole(server.url)) == 2
    *_, first, second = (form["query"][0] for form in played.queries)
    assert all(word in first for word in (SYSTEM, ldp))
    assert second.startswith("define input:default-graph-exclude <") and SYSTEM in second and ldp not in second  # noqa: PT018
    assert second.endswith(COUNT)


def test_a_graph_with_the_name_of_one_of_virtuosos_is_a_stranger_elsewhere() -> None:
    with BadServer(Played(graphs=(ONE.value, "http://www.w3.org/ns/ldp#"))) as server:
        assert code(lambda: count(whole(server.url))) == "B131"


def test_graphs_that_a_person_lists_are_ours_too() -> None:
    with BadServer(Played(graphs=("http://a/1", "http://a/2"))) as server:
        assert count(RemoteStore(server.url, graphs=["http://a/1", "http://a/2"], union=True)) == 2
        assert code(lambda: count(RemoteStore(server.url, graphs=["http://a/1"], union=True))) == "B131"


@pytest.mark.parametrize("said", ["yes", "true", "2", " 1"])
def test_a_setting_that_says_neither_yes_nor_no_is_refused(said: str) -> None:
    told = {"METROGRAPH_STORE_UNION": said}
    assert code(lambda: RemoteStore.of("http://127.0.0.1:1/query", NAMES, told), UsageError) == "B135"


@pytest.mark.parametrize("said", ["", "0"])
def test_without_the_setting_each_graph_is_named(said: str) -> None:
    played = Played()
    with BadServer(played) as server:
        assert count(RemoteStore.of(server.url, NAMES, {"METROGRAPH_STORE_UNION": said})) == 2
    assert played.queries[-1]["default-graph-uri"] == [ONE.value]
