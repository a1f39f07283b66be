"""Rows that stay as the engine wrote them until somebody asks: every term, every way to read, in little memory."""

import gc
import json
import pickle
import tracemalloc
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, pairwise
from typing import IO

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph import solutions
from metrograph.namespaces import XSD
from metrograph.solutions import Solutions
from metrograph.store import LocalStore
from metrograph.store.local import value_of
from metrograph.table import Table
from metrograph.values import Iri, LangText, Row

HOLD = settings(deadline=None, derandomize=True, max_examples=200)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IRIS = st.from_regex(r"\Ahttp://[a-z]{1,5}/[A-Za-z0-9é?=.-]{0,8}\Z").map(ox.NamedNode)
KINDS = ["integer", "int", "decimal", "double", "float", "boolean", "date", "dateTime", "gYear", "duration", "string", "anyURI"]
LEXICAL = st.one_of(
    TEXT,
    st.integers().map(str),
    st.from_regex(r"\A[+-]?[0-9]{0,5}\.?[0-9]{0,5}([eE][+-]?[0-9]{1,2})?\Z"),
    st.dates().map(str),
    st.datetimes().map(lambda at: f"{at.isoformat()}Z"),
    st.sampled_from(["true", "1", "INF", "NaN"]),
)
LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    st.tuples(TEXT, st.sampled_from(["fr", "en", "es", "fr-CA", "zh-Hant"])).map(
        lambda pair: ox.Literal(pair[0], language=pair[1])
    ),
    st.tuples(LEXICAL, st.sampled_from(KINDS)).map(lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(XSD + pair[1]))),
    st.tuples(TEXT, IRIS).map(lambda pair: ox.Literal(pair[0], datatype=pair[1])),
)
TERMS = st.one_of(LITERALS, IRIS)
NODE = ox.NamedNode("http://a/s")


def numbers(count: int) -> Solutions:
    """The rows (0, "pilot 0"), (1, "pilot 1") …"""

    def write(file: IO[bytes]) -> None:
        file.write(b"?n\t?label\n")
        for n in range(count):
            file.write(f'{n}\t"pilot {n}"@en\n'.encode())

    return Solutions.written(write, ("n", "label"))


def engine(*terms: ox.Literal | ox.NamedNode) -> LocalStore:
    """A store that holds terms, in their order."""
    made = ox.Store()
    made.extend(ox.Quad(NODE, ox.NamedNode(f"http://a/p{n:04}"), term) for n, term in enumerate(terms))
    return LocalStore(made)


def asked(store: LocalStore, query: str) -> Table:
    answer = store.query(query)
    assert isinstance(answer, Table)
    return answer


def same(ours: Row, theirs: Row) -> bool:
    """Equal in value, type, language and datatype; what is no number equals itself."""
    pairs = list(zip(ours, theirs, strict=True))
    return all(type(a) is type(b) and (a == b or (a != a and b != b)) for a, b in pairs) and all(  # noqa: PLR0124
        getattr(a, name, "") == getattr(b, name, "") for a, b in pairs for name in ("lang", "datatype")
    )


# ---- every term, whichever way it comes


@HOLD
@given(st.lists(TERMS, min_size=1, max_size=8))
def test_any_term_means_the_same_through_the_engine_as_by_itself(terms: list[ox.Literal | ox.NamedNode]) -> None:
    store = engine(*terms)
    found = asked(store, "SELECT ?o { ?s ?p ?o } ORDER BY ?p")
    kept = [quad.object for quad in sorted(store.engine, key=lambda quad: str(quad.predicate))]
    assert len(found) == len(terms)
    assert all(same(row, (value_of(term),)) for row, term in zip(found, kept, strict=True))


@HOLD
@given(st.lists(TERMS, min_size=1, max_size=8))
def test_rows_from_a_service_are_the_rows_of_the_engine(terms: list[ox.Literal | ox.NamedNode]) -> None:
    store, query = engine(*terms), "SELECT ?o ?p { ?s ?p ?o } ORDER BY ?p"
    told = json.loads(store.engine.query(query).serialize(format=ox.QueryResultsFormat.JSON) or b"")
    theirs = Solutions.of_bindings(told["head"]["vars"], told["results"]["bindings"])
    ours = asked(store, query).records
    assert isinstance(ours, Solutions)
    assert ours.lines.data == theirs.lines.data
    assert all(map(same, ours, theirs))


def test_what_rdf_1_2_adds_is_read_too() -> None:
    found = asked(
        LocalStore.memory(),
        'SELECT * { VALUES (?t ?d) { (<<( <http://s> <http://p> "x\\ty"@fr )>> "شارع"@ar--rtl) } }',
    )
    assert found.rows() == (('<<( <http://s> <http://p> "x\\ty"@fr )>>', "شارع"),)
    assert getattr(found.rows()[0][1], "lang", "") == "ar"


def test_a_triple_from_a_service_is_written_as_the_engine_writes_it() -> None:
    query = 'SELECT * { VALUES (?t ?d) { (<<( <http://s> <http://p> "x\\ty"@fr )>> "شارع"@ar--rtl) } }'
    told = json.loads(ox.Store().query(query).serialize(format=ox.QueryResultsFormat.JSON) or b"")
    found = Solutions.of_bindings(told["head"]["vars"], told["results"]["bindings"])
    assert found == asked(LocalStore.memory(), query).pick(told["head"]["vars"]).records


def test_what_a_service_should_not_say_breaks_no_row() -> None:
    nasty = 'http://x/a b\t\n>"\\'
    found = Solutions.of_bindings(
        ("iri", "text", "type", "node"),
        [
            {
                "iri": {"type": "uri", "value": nasty},
                "text": {"type": "literal", "value": "half \ud800", "xml:lang": "FR"},
                "type": {"type": "typed-literal", "value": "x", "datatype": nasty},
                "node": {"type": "bnode", "value": "nodeID://b1 2\n"},
            },
            {},
        ],
    )
    assert len(found) == 2
    assert found[0][:2] == (Iri(nasty), LangText("half ?", "fr"))
    assert getattr(found[0][2], "datatype", "") == nasty
    assert found[1] == (None, None, None, None)


# ---- columns


def test_columns_stand_in_the_order_asked_for() -> None:
    found = asked(engine(ox.Literal("b")), "SELECT * { ?z ?b ?a }")
    assert found.rows() == (("http://a/s", "http://a/p0000", "b"),)
    assert found.pick(["a", "z"]).rows() == (("b", "http://a/s"),)
    assert found.column("a") == ("b",)
    assert asked(engine(ox.Literal("b")), "SELECT ?a ?z { ?z ?b ?a }").rows() == (("b", "http://a/s"),)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT * {}", ((),)),
        ("SELECT ?v { VALUES ?v { UNDEF 1 UNDEF } }", ((None,), (1,), (None,))),
        ("SELECT ?v { VALUES ?v { } }", ()),
        ("SELECT ?a ?b { VALUES (?a ?b) { (UNDEF UNDEF) } }", ((None, None),)),
        ("SELECT ?v { BIND('\\u0085\\u2028\\u000B\\u001C' AS ?v) }", (("\x85\u2028\x0b\x1c",),)),
    ],
)
def test_rows_without_values_and_odd_ends_of_lines_are_counted_right(query: str, rows: tuple[Row, ...]) -> None:
    found = asked(LocalStore.memory(), query)
    assert (found.rows(), len(found)) == (rows, len(rows))


# ---- reading


@pytest.fixture(params=["in memory", "on disk"])
def ten_thousand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Solutions:
    monkeypatch.setattr(solutions, "_BLOCK", 1000)  # so that rows lie across many blocks
    if request.param == "on disk":
        monkeypatch.setattr(solutions, "_IN_MEMORY", 1000)
    found = numbers(10_000)
    assert isinstance(found.lines.data, bytes) == (request.param == "in memory")
    return found


def test_any_row_is_found_by_its_number(ten_thousand: Solutions) -> None:
    every = tuple((n, f"pilot {n}") for n in range(10_000))
    assert len(ten_thousand) == 10_000
    assert [ten_thousand[n] for n in range(0, 10_000, 37)] == [every[n] for n in range(0, 10_000, 37)]
    assert (ten_thousand[0], ten_thousand[-1], ten_thousand[-10_000]) == (every[0], every[-1], every[0])
    for n in (10_000, -10_001):
        with pytest.raises(IndexError):
            ten_thousand[n]


SLICES = [(None, 5, None), (3, 9, 2), (9_990, None, None), (-3, None, None), (None, None, -999), (5, 2, None), (9_999, 20_000, 1)]
SLICES += [(20_000, 20_001, None), (50, 10, -7), (-5, -2, None), (0, 0, None), (None, -9_998, None)]


@pytest.mark.parametrize("part", SLICES)
def test_any_part_is_the_part_that_a_tuple_has(ten_thousand: Solutions, part: tuple[int | None, int | None, int | None]) -> None:
    every = tuple((n, f"pilot {n}") for n in range(10_000))
    assert ten_thousand[slice(*part)] == every[slice(*part)]


def test_rows_are_read_many_times_and_by_many_at_once(ten_thousand: Solutions) -> None:
    first, second = iter(ten_thousand), iter(ten_thousand)
    assert [next(first), next(first), next(second), next(first)] == [(n, f"pilot {n}") for n in (0, 1, 0, 2)]
    with ThreadPoolExecutor(4) as pool:
        sums = list(pool.map(lambda _: sum(row[0] for row in ten_thousand if isinstance(row[0], int)), range(8)))
    assert set(sums) == {sum(range(10_000))}


def test_rows_equal_the_same_rows_wherever_they_are_kept(ten_thousand: Solutions) -> None:
    every = tuple((n, f"pilot {n}") for n in range(10_000))
    assert ten_thousand == every
    assert every == ten_thousand
    assert ten_thousand == numbers(10_000)
    assert ten_thousand != every[:-1]
    assert ten_thousand != [*every]
    assert hash(ten_thousand) == hash(every)
    assert Table(("n", "label"), ten_thousand) == Table(("n", "label"), every)


def test_rows_can_be_sent_to_another_process(ten_thousand: Solutions) -> None:
    table = Table(("label", "n"), ten_thousand.pick((1, 0)), "Pilots")
    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 - our own


def test_a_row_longer_than_a_block_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solutions, "_BLOCK", 100)
    rows = (("x" * 1000, 1), ("y", 2), ("z" * 250, 3))
    found = Solutions.of_rows(("text", "n"), rows)
    assert (found, tuple(found[n] for n in range(3))) == (rows, rows)


def test_the_file_of_a_large_result_is_gone_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solutions, "_IN_MEMORY", 1000)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = iter(numbers(10_000))
        assert next(rows) == (0, "pilot 0")  # the rows are still there for who reads them
        del rows
        gc.collect()


def test_a_result_that_breaks_off_leaves_nothing_behind() -> None:
    def write(file: IO[bytes]) -> None:
        file.write(b"?n\n1\n")
        raise LookupError

    with pytest.raises(LookupError):
        Solutions.written(write, ("n",))
    gc.collect()


# ---- memory


def peak(rows: Iterator[object]) -> int:
    """The most memory that reading takes, in bytes."""
    tracemalloc.start()
    for _ in rows:
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_reading_takes_as_much_memory_for_many_rows_as_for_some() -> None:
    found = numbers(50_000)
    assert peak(islice(iter(found), 25_000)) * 1.3 + 1_000_000 > peak(iter(found))
    assert peak(iter(found)) < 40_000_000


def test_equal_cells_are_one_value() -> None:
    found = Solutions.of_rows(("goal",), ((Iri("http://metadata.un.org/sdg/7"),) for _ in range(1000)))
    assert all(a[0] is b[0] for a, b in pairwise(found))


@pytest.mark.slow
def test_a_million_rows_are_streamed() -> None:
    found = numbers(1_000_000)
    assert len(found) == 1_000_000
    assert found[999_999] == (999_999, "pilot 999999")
    assert peak(iter(found)) < 40_000_000
