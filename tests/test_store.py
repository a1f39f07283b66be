"""Where quads are kept and asked."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from metrograph.errors import QueryError, StoreError
from metrograph.namespaces import MG, RDFS, XSD, Names
from metrograph.store import LocalStore, Store
from metrograph.table import Iri, LangText, Table, Typed, Value, text
from metrograph.turtle import Quad
from metrograph.workspace import Workspace

MEGA, PLAN, VIEW = Names().element("metropolis-2019", "pilot-mega"), Names().graph("plan/metropolis-2019"), Names().graph("view")
QUADS = (
    Quad(ox.NamedNode(MEGA), ox.NamedNode(RDFS + "label"), ox.Literal("MEGA", language="en"), ox.NamedNode(PLAN)),
    Quad(
        ox.NamedNode(MEGA),
        ox.NamedNode(MG + "contributesToGoal"),
        ox.NamedNode("http://metadata.un.org/sdg/7"),
        ox.NamedNode(VIEW),
    ),
)
INSERT = f"INSERT DATA {{ GRAPH <{VIEW}> {{ <{MEGA}> mg:candidateFor sdg:7.1 }} }}"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """The two quads above, in memory and on disk."""
    if request.param == "memory":
        return LocalStore.memory(QUADS)
    made = LocalStore.create(tmp_path / "store")
    made.load(QUADS)
    return made


@pytest.fixture
def read_only(tmp_path: Path) -> LocalStore:
    """The two quads above, in a store that is open for reading."""
    LocalStore.create(tmp_path / "store").load(QUADS)
    return LocalStore.open(tmp_path / "store")


def rows(answer: object) -> tuple[tuple[Value, ...], ...]:
    assert isinstance(answer, Table)
    return answer.rows()


# ---- what a query answers


def test_select_answers_with_a_table(store: Store) -> None:
    answer = store.query("SELECT ?pilot ?label { ?pilot rdfs:label ?label }")
    assert answer == Table(("pilot", "label"), ((MEGA, "MEGA"),))


def test_ask_answers_with_a_truth_value(store: Store) -> None:
    assert store.query("ASK { ?pilot mg:contributesToGoal sdg:7 }") is True
    assert store.query("ASK { ?pilot mg:contributesToGoal sdg:6 }") is False


@pytest.mark.parametrize("query", ["CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }", f"DESCRIBE <{MEGA}>"])
def test_construct_and_describe_answer_with_triples(store: Store, query: str) -> None:
    answer = store.query(query)
    assert isinstance(answer, tuple)
    assert QUADS[0].triple in answer


def test_one_query_sees_every_graph_at_once(store: Store) -> None:
    assert rows(store.query("SELECT ?label { ?p rdfs:label ?label ; mg:contributesToGoal ?goal }")) == (("MEGA",),)


def test_a_query_that_names_a_graph_sees_that_graph_alone(store: Store) -> None:
    counted = "SELECT (COUNT(*) AS ?n) FROM { ?s ?p ?o }"
    assert rows(store.query(counted.replace("FROM", f"FROM <{VIEW}>"))) == ((1,),)
    assert rows(store.query(counted.replace("FROM", ""))) == ((2,),)
    assert rows(store.query(f"SELECT ?p {{ GRAPH <{VIEW}> {{ ?s ?p ?o }} }}")) == ((MG + "contributesToGoal",),)


def test_the_word_from_inside_a_text_names_no_graph(store: Store) -> None:
    assert len(rows(store.query("SELECT ?s ('from <x>' AS ?t) { ?s ?p ?o } # from here"))) == 2


def test_a_value_that_is_not_there_is_none(store: Store) -> None:
    assert rows(store.query("SELECT ?label ?x { ?p rdfs:label ?label OPTIONAL { ?p mg:place ?x } }")) == (("MEGA", None),)


@pytest.mark.parametrize(
    ("lexical", "datatype", "expected"),
    [
        ("7", "integer", 7), ("0.50", "decimal", Decimal("0.50")), ("1e3", "double", 1000.0),
        ("true", "boolean", True), ("0", "boolean", False), ("MEGA", "string", "MEGA"),
        ("2019-06-17", "date", date(2019, 6, 17)),
        ("2026-01-02T03:04:05Z", "dateTime", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("seven", "integer", "seven"), ("1_000", "integer", "1_000"), ("٣", "integer", "٣"), ("NaN", "decimal", "NaN"),
        ("yes", "boolean", "yes"), ("2019-02-30", "date", "2019-02-30"), ("2019", "gYear", "2019"),
    ],
)  # fmt: skip
def test_a_typed_value_becomes_a_python_value_or_stays_the_text_it_is(lexical: str, datatype: str, expected: Value) -> None:
    node, kind = ox.NamedNode(MEGA), ox.NamedNode(XSD + datatype)
    store = LocalStore.memory([Quad(node, node, ox.Literal(lexical, datatype=kind))])
    ((found,),) = rows(store.query("SELECT ?v { ?s ?p ?v }"))
    as_it_stands = isinstance(expected, str) and datatype != "string"
    assert (found, type(found)) == (expected, Typed if as_it_stands else type(expected))


def test_a_text_keeps_its_language_and_a_thing_is_known_as_one(store: Store) -> None:
    ((thing, label),) = rows(store.query("SELECT ?p ?label { ?p rdfs:label ?label }"))
    assert isinstance(thing, Iri)
    assert isinstance(label, LangText)
    assert label.lang == "en"


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?z ?b ?a }", ("z", "b", "a")),
        ("# first ?a, then the rest\nSELECT * { ?z ?b ?a }", ("z", "b", "a")),
        ("select distinct * where { ?z ?b ?a }", ("z", "b", "a")),
        ("SELECT * { VALUES ?t { '?a ?b' } ?z ?b ?a }", ("t", "z", "b", "a")),
        ("SELECT * { GRAPH ?z { $y ?x ?w } }", ("z", "y", "x", "w")),
        ("SELECT ?b ?z { ?z ?b ?a }", ("b", "z")),
        ("SELECT (STR(?y) AS ?n) ?y { { SELECT * { ?x ?y ?z } } }", ("n", "y")),
    ],
)
def test_columns_stand_as_the_query_names_them(store: Store, query: str, columns: tuple[str, ...]) -> None:
    answer = store.query(query)
    assert isinstance(answer, Table)
    assert answer.columns == columns
    if "z" in columns and "GRAPH" not in query:
        assert set(answer.column("z")) == {MEGA}


# ---- queries that cannot be answered


@pytest.mark.parametrize(
    ("query", "code", "line"),
    [
        ("SELECT ?p {\n  ?p a mg:PilotProject\n  ?p rdfs:label ?l }", "Q107", 2),
        ("SELECT ?p { ?p a mg:PilotProject", "Q110", 1),
        ("", "Q101", 1),
        ("DELETE WHERE { ?s ?p ?o }", "Q135", 1),
        ("SELECT ?p {\n  ?p a foo:Pilot }", "Q102", 2),
        ("SELECT ?p (COUNT(*) AS ?n)\n{ ?p a ?k }\nGROUP BY ?k", "Q142", 1),
    ],
    ids=["missing dot", "missing brace", "empty", "an update", "undeclared prefix", "not grouped"],
)
def test_a_wrong_query_is_reported_with_line_and_column(store: Store, query: str, code: str, line: int) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(query)
    assert (caught.value.code, caught.value.place.line, caught.value.exit_code) == (code, line, 4)
    assert caught.value.place.column > 0
    for lang in ("en", "fr", "es"):
        assert f"query:{line}" in caught.value.report(lang)


def test_an_undeclared_prefix_is_named_and_the_known_ones_listed(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT ?p { ?p a foo:Pilot }")
    assert '"foo:"' in caught.value.what()
    assert "mg, " in caught.value.remedy()


def test_a_wrong_update_is_reported_and_changes_nothing(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.update("INSERT DATA { foo:x a mg:PilotProject }")
    assert caught.value.code == "Q102"
    assert sorted(store.graph(""), key=str) == sorted(QUADS, key=str)


# ---- writing


def test_an_update_is_seen_by_the_next_query(store: Store) -> None:
    store.update(INSERT)
    assert store.query("ASK { ?p mg:candidateFor sdg:7.1 }") is True


def test_a_graph_gives_its_own_quads_and_the_empty_name_all(store: Store) -> None:
    assert list(store.graph(PLAN)) == [QUADS[0]]
    assert set(store.graph("")) == set(QUADS)
    assert list(store.graph(Names().graph("reviews"))) == []


def broken() -> Iterator[Quad]:
    """Quads whose source breaks off."""
    yield Quad(ox.NamedNode(MEGA), ox.NamedNode(MG + "acronym"), ox.Literal("MEGA"))
    raise LookupError


@pytest.mark.parametrize("method", ["load", "replace"])
def test_quads_that_break_off_change_nothing(store: Store, method: str) -> None:
    with pytest.raises(LookupError):
        getattr(store, method)(broken())
    assert set(store.graph("")) == set(QUADS)


def test_replacing_leaves_nothing_of_what_was_there(tmp_path: Path) -> None:
    for store in (LocalStore.memory(QUADS), LocalStore.create(tmp_path / "store")):
        store.replace(QUADS[:1])
        assert list(store.graph("")) == [QUADS[0]]
        assert len(store) == 1


# ---- stores on disk


def test_what_was_written_is_there_when_the_store_is_opened_again(read_only: LocalStore) -> None:
    assert set(read_only.graph("")) == set(QUADS)
    assert len(read_only) == 2


@pytest.mark.parametrize("made", [False, True], ids=["no folder", "empty folder"])
def test_a_read_never_makes_a_store(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "store"
    if made:
        folder.mkdir()
    with pytest.raises(StoreError) as caught:
        LocalStore.open(folder)
    assert (caught.value.code, caught.value.exit_code) == ("T102", 3)
    assert list(tmp_path.rglob("*")) == ([folder] if made else [])


def test_a_store_open_for_reading_refuses_to_be_written(read_only: LocalStore) -> None:
    for write in (lambda: read_only.update(INSERT), lambda: read_only.load(QUADS), lambda: read_only.replace(())):
        with pytest.raises(StoreError) as caught:
            write()
        assert caught.value.code == "T107"
    assert set(read_only.graph("")) == set(QUADS)


def test_a_second_writer_is_told_that_another_holds_the_store(tmp_path: Path) -> None:
    first = LocalStore.create(tmp_path / "store")
    with pytest.raises(StoreError) as caught:
        LocalStore.create(tmp_path / "store")
    assert (caught.value.code, caught.value.place.path) == ("T106", str(tmp_path / "store"))
    assert f"process {os.getpid()}" in str(caught.value)
    first.load(QUADS)
    assert len(first) == 2


def test_a_folder_that_is_no_sound_store_is_reported(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("not a store", encoding="utf-8")
    for use, code in ((LocalStore.open, "T105"), (LocalStore.create, "T104")):
        with pytest.raises(StoreError) as caught:
            use(tmp_path)
        assert caught.value.code == code


# ---- the same answers as rdflib


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?class (COUNT(?x) AS ?n) { ?x mg:inPlan ?plan ; a ?class } GROUP BY ?class",
        "SELECT ?pilot ?label ?status { ?pilot a mg:PilotProject ; rdfs:label ?label ; mg:activityStatus ?status }",
        "SELECT ?event ?day { ?event mg:earliest ?day FILTER(?day >= '2019-06-01'^^xsd:date) }",
        "SELECT ?pilot ?goal { ?pilot a mg:PilotProject OPTIONAL { ?pilot mg:contributesDirectlyToGoal ?goal } }",
        "SELECT ?x { ?x mg:inPlan ?p FILTER NOT EXISTS { ?x mg:contributesTo ?sdg } }",
        "SELECT ?product ?below { ?below mg:directPartOf+ ?product . ?product a mg:ProductOrService }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        "SELECT DISTINCT ?lang { ?x rdfs:label ?label BIND(LANG(?label) AS ?lang) }",
    ],
)
def test_rdflib_gives_the_same_rows(desk: Workspace, in_rdflib: rdflib.Dataset, query: str) -> None:
    ours = sorted(tuple(map(text, row)) for row in rows(desk.sparql(query)))
    theirs = sorted(tuple("" if term is None else str(term) for term in row) for row in in_rdflib.query(query))
    assert ours
    assert ours == theirs


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { FILTER(1 < 2) SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p '}' . # note\n SERVICE <http://127.0.0.1:9/> {} }",
    ],
)
def test_a_query_that_would_fetch_from_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        LocalStore.memory().query(text)
    assert caught.value.code == "Q105"


def test_an_update_that_would_fetch_from_elsewhere_is_refused() -> None:
    with pytest.raises(QueryError, match="LOAD would fetch"):
        LocalStore.memory().update("LOAD <http://127.0.0.1:9/data.ttl>")


def test_words_that_only_look_like_a_fetch_are_allowed() -> None:
    answer = LocalStore.memory().query(
        "SELECT ?service ?load { VALUES (?service ?load) { ('SERVICE' <http://example.org/LOAD>) } }"
    )
    assert isinstance(answer, Table)
    assert len(answer) == 1


def test_a_fault_within_a_limit_of_time_is_told_as_itself_and_not_as_a_timeout() -> None:
    from metrograph.store.deadline import within

    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)
