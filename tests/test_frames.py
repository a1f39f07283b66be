"""Rows as frames of data: one type a column, whichever library makes it and whichever way it goes."""

import json
import math
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from metrograph.frames import cells as chunks
from metrograph.frames import doors
from metrograph.frames.plain import columns_of
from metrograph.namespaces import XSD
from metrograph.solutions import Solutions
from metrograph.store import LocalStore
from metrograph.table import Iri, LangText, Problem, Row, Table, Typed, Value
from metrograph.workspace import Workspace

HOW = "pip install pandas polars pyarrow"
pa = pytest.importorskip("pyarrow", reason=HOW)
pd = pytest.importorskip("pandas", reason=HOW)
pl = pytest.importorskip("polars", reason=HOW)
HOLD = settings(deadline=None, derandomize=True, max_examples=250)


def asked(values: str, name: str = "v") -> Table:
    """The rows of a VALUES block in SPARQL."""
    answer = LocalStore.memory().query(f"SELECT ?{name} {{ VALUES ?{name} {{ {values} }} }}")
    assert isinstance(answer, Table)
    return answer


def of(lexical: str, datatype: str) -> str:
    return f'"{lexical}"^^xsd:{datatype}'


# ---- one type a column


MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)
HERE = MIDNIGHT.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ("1 2 UNDEF", "int64", [1, 2, None]),
        (f"1 {of('+7', 'int')} {of('255', 'unsignedByte')}", "int64", [1, 7, 255]),
        ("1 99999999999999999999", "decimal128(38, 0)", [Decimal(1), Decimal(99999999999999999999)]),
        ("1 1.25 2.5", "decimal128(38, 2)", [Decimal(1), Decimal("1.25"), Decimal("2.5")]),
        (f"1.5 {of('5', 'decimal')}", "decimal128(38, 1)", [Decimal("1.5"), Decimal(5)]),
        ("1 1.5 1e3", "double", [1.0, 1.5, 1000.0]),
        (f"1e3 {of('INF', 'double')} {of('-INF', 'float')}", "double", [1000.0, math.inf, -math.inf]),
        ("true false UNDEF", "bool", [True, False, None]),
        (f"{of('2019-06-17', 'date')} UNDEF", "date32[day]", [date(2019, 6, 17), None]),
        (of("2026-01-01T00:00:00", "dateTime"), "timestamp[us]", [HERE]),
        (f"{of('2026-01-01T00:00:00Z', 'dateTime')} {of('2026-01-01T02:00:00+02:00', 'dateTime')}", "timestamp[us, tz=UTC]", [MIDNIGHT] * 2),
        ('"a" "b"@fr <http://x/y>', "string", ["a", "b", "http://x/y"]),
        ("1 'one'", "string", ["1", "one"]),
        (f"{of('2019-06-17', 'date')} 7", "string", ["2019-06-17", "7"]),
        (f"{of('2026-01-01T00:00:00', 'dateTime')} {of('2026-01-01T00:00:00Z', 'dateTime')}", "string",
         ["2026-01-01T00:00:00", "2026-01-01T00:00:00Z"]),
        (of("2019", "gYear"), "string", ["2019"]),
        ("UNDEF", "string", [None]),
        ("", "string", []),
        # what is right but larger than the type is no reason to lose it
        (f"{of('2019-06-17', 'date')} {of('2019-06-17Z', 'date')}", "string", ["2019-06-17", "2019-06-17Z"]),
        (f"{of('2019-06-17', 'date')} {of('-0044-03-15', 'date')}", "string", ["2019-06-17", "-0044-03-15"]),
        (f"1 {'9' * 50}", "string", ["1", "9" * 50]),
        # what is wrong is null among its like, and a text where there is nothing else
        (f"1.5 {of('lots', 'decimal')}", "decimal128(38, 1)", [Decimal("1.5"), None]),
        (f"7 {of('0x10', 'integer')} {of('1.5', 'integer')}", "int64", [7, None, None]),
        (f"1.5 {of('1e5', 'decimal')} 1e3", "double", [1.5, None, 1000.0]),
        (f"{of('2019-06-17', 'date')} {of('2019-02-30', 'date')} {of('soon', 'date')}", "date32[day]", [date(2019, 6, 17), None, None]),
        (f"{of('2026-01-01T00:00:00Z', 'dateTime')} {of('2026-01-01', 'dateTime')}", "timestamp[us, tz=UTC]", [MIDNIGHT, None]),
        (f"true {of('yes', 'boolean')}", "bool", [True, None]),
        (of("lots", "decimal"), "string", ["lots"]),
    ],
)  # fmt: skip
def test_a_column_has_the_type_that_holds_all_its_values(values: str, kind: str, expected: list[Value]) -> None:
    table = asked(values)
    for made in (table.arrow(), Table(table.columns, table.rows()).arrow()):
        assert (str(made.schema.field("v").type), made["v"].to_pylist()) == (kind, expected)


def test_one_bad_value_among_a_hundred_is_null_and_reported_and_stops_nothing() -> None:
    table = asked(" ".join([*(f"{n}.5" for n in range(50)), of("lots", "decimal"), *(f"{n}.5" for n in range(50))]), "cost")
    column = table.arrow()["cost"]
    assert (str(column.type), column.null_count, column[50].as_py(), column[99].as_py()) == (
        "decimal128(38, 1)",
        1,
        None,
        Decimal("48.5"),
    )
    assert table.problems == (Problem(50, "cost", "lots", XSD + "decimal"),)
    assert Table(table.columns, table.rows()).problems == table.problems
    assert table.rows()[50] == ("lots",)
    assert "lots\n" in table.csv()


def test_a_table_of_sound_values_has_no_problems(desk: Workspace) -> None:
    assert desk.ask("pilots").problems == ()


# ---- language and datatype


def test_the_language_and_datatype_that_a_column_shares_stand_with_its_field() -> None:
    query = "SELECT * { VALUES (?l ?n ?m ?i) { ('ville'@fr 1 'a'@fr <http://x/1>) ('gare'@fr 2 'b'@en <http://x/2>) } }"
    answer = LocalStore.memory().query(query)
    assert isinstance(answer, Table)
    schema = answer.arrow().schema
    assert schema.field("l").metadata == {b"language": b"fr"}
    assert schema.field("n").metadata == {b"datatype": (XSD + "integer").encode()}
    assert (schema.field("m").metadata, schema.field("i").metadata) == (None, None)


def test_details_say_the_language_and_datatype_of_each_value() -> None:
    made = asked("'ville'@fr 'town'@en 'x' 7 <http://x/y> UNDEF").arrow(detail=True)
    assert made.column_names == ["v", "v_lang", "v_datatype"]
    assert made["v_lang"].to_pylist() == ["fr", "en", None, None, None, None]
    lang_string = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    assert made["v_datatype"].to_pylist() == [lang_string, lang_string, XSD + "string", XSD + "integer", None, None]
    whole = asked("'ville'@fr 'gare'@fr UNDEF").arrow(detail=True)
    assert whole["v_lang"].to_pylist() == ["fr", "fr", None]


# ---- the same whichever way it goes


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBER = st.from_regex(r"\A[+-]?[0-9]{0,4}\.?[0-9]{0,3}([eE][+-]?[0-9])?\Z")
YEARS = st.sampled_from(["0000", "0001", "1999", "2020", "9999", "-0044", "12020"])
DAY = st.tuples(YEARS, st.from_regex(r"\A-[01][0-9]-[0-3][0-9]\Z")).map("".join)
ZONE = st.sampled_from(["", "Z", "+02:00", "-05:30", "+14:00", "+15:00"])
MOMENT = st.tuples(DAY, st.from_regex(r"\AT[012][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,9})?\Z"), ZONE).map("".join)
DATATYPES = {
    NUMBER: ["integer", "decimal", "double", "float", "int", "nonNegativeInteger"],
    DAY: ["date"],
    MOMENT: ["dateTime", "dateTimeStamp"],
    st.sampled_from(["true", "false", "1", "0", "yes"]): ["boolean"],
    TEXT: ["string", "gYear", "integer", "date"],
}
LITERALS = [
    st.tuples(form, st.sampled_from(names)).map(lambda pair: {"type": "literal", "value": pair[0], "datatype": XSD + pair[1]})
    for form, names in DATATYPES.items()
]
OTHERS = [
    st.tuples(TEXT, st.sampled_from(["fr", "en"])).map(lambda pair: {"type": "literal", "value": pair[0], "xml:lang": pair[1]}),
    TEXT.map(lambda text: {"type": "uri", "value": text}),
    st.just({"type": "bnode", "value": "b0"}),
    st.just({}),
]
COLUMNS = st.one_of(
    *(st.lists(st.one_of(kind, st.just({})), max_size=12) for kind in LITERALS),
    st.lists(st.one_of(*LITERALS, *OTHERS), max_size=12),
)


def plain(column: list[dict[str, Any]]) -> Table:
    return Table(("v",), Solutions.of_bindings(("v",), [{"v": term} for term in column]))


def by_value(values: list[Any]) -> list[Any]:
    """Values to compare: what is no number is equal to itself, and a moment is what it is in every zone."""
    return ["NaN" if value != value else value for value in values]  # noqa: PLR0124


@HOLD
@example(
    [
        {"type": "literal", "value": value, "datatype": XSD + "dateTime"}
        for value in ("0000-00-00T00:00:00", "0001-01-01T00:00:00.0000000Z")
    ]
)
@given(COLUMNS)
def test_arrow_reads_cells_as_python_reads_them(column: list[dict[str, Any]]) -> None:
    table = plain(column)
    made = table.arrow()["v"]
    (expected,) = columns_of(1, table.rows())
    kinds = {"int64": "integer", "double": "double", "bool": "boolean", "date32[day]": "date", "string": ""}
    kind = str(made.type)
    assert kinds.get(kind, "dateTime" if kind.startswith("timestamp") else "decimal") == expected.kind
    got = made.to_pylist()
    if not expected.kind:  # a text is as it stands: no Python value was made of it
        got, expected_values = [one is None for one in got], [one is None for one in expected.values]
    else:
        expected_values = expected.values
    assert by_value(got) == by_value(expected_values)


def without_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert not doors._has_arrow()


MANY = Table(
    ("n", "m", "big", "share", "far", "true", "maybe", "day", "at", "here", "label", "mixed", "none"),
    (
        (
            1,
            None,
            2**70,
            Decimal("0.50"),
            1.5,
            True,
            None,
            date(2019, 6, 17),
            MIDNIGHT,
            HERE,
            LangText("é", "fr"),
            1,
            None,
        ),
        (2, 7, 1, Decimal(3), math.nan, False, True, None, None, None, None, "x", None),
        (
            3,
            8,
            None,
            Typed("lots", XSD + "decimal"),
            None,
            True,
            False,
            date(1, 1, 1),
            MIDNIGHT,
            None,
            "",
            Iri("http://x/y"),
            None,
        ),
    ),
)


def tables(desk: Workspace) -> dict[str, Table]:
    """Tables of several shapes."""
    return {
        "many": MANY, "empty": Table(("a", "b"), ()), "no column": Table((), ((), ())), "pilots": desk.ask("pilots"),
        "links": desk.ask("links"), "coverage": desk.coverage(),
    }  # fmt: skip


NAMES = ["many", "empty", "no column", "pilots", "links", "coverage"]


@pytest.mark.parametrize("name", NAMES)
def test_pandas_gives_the_same_frame_with_and_without_arrow(name: str, desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tables(desk)[name]
    through = table.df()
    without_arrow(monkeypatch)
    pd.testing.assert_frame_equal(through, table.df())
    assert (list(through.columns), len(through)) == (list(table.columns), len(table))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "no column"])
def test_polars_gives_the_same_frame_with_and_without_arrow(name: str, desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from polars.testing import assert_frame_equal

    table = tables(desk)[name]
    through = table.pl()
    without_arrow(monkeypatch)
    assert_frame_equal(through, table.pl())
    assert (through.columns, len(through)) == (list(table.columns), len(table))


@pytest.mark.parametrize("name", ["pilots", "links", "coverage"])
def test_frames_hold_the_values_of_the_rows(name: str, desk: Workspace) -> None:
    table = tables(desk)[name]
    rows = [tuple(str(value) if isinstance(value, str) else value for value in row) for row in table.rows()]
    assert [tuple(row.values()) for row in table.arrow().to_pylist()] == rows
    assert table.pl().rows() == rows
    assert [tuple(None if pd.isna(value) else value for value in row) for row in table.df().itertuples(index=False)] == rows


def test_a_pandas_column_with_gaps_keeps_whole_numbers_whole() -> None:
    frame = MANY.df()
    assert [str(frame[name].dtype) for name in ("n", "m", "true", "maybe", "far")] == [
        "int64",
        "Int64",
        "bool",
        "boolean",
        "float64",
    ]
    assert frame["m"].tolist() == [pd.NA, 7, 8]
    assert str(frame["at"].dtype) == "datetime64[us, UTC]"


# ---- large and odd results


def write(count: int) -> Callable[[IO[bytes]], None]:
    """Rows of many forms, some with escapes, some bad."""

    def into(file: IO[bytes]) -> None:
        file.write(b"?x\t?label\t?n\t?cost\n")
        for n in range(count):
            lang = ("fr", "en", "es", "ar--rtl")[n % 4]
            label = '"say \\"x\\"\\n"' if n % 97 == 0 else f'"pilot {n}"'
            cost = f'"{n}"^^<{XSD}decimal>' if n % 10 == 0 else f'"lots"^^<{XSD}decimal>' if n % 1000 == 1 else f"{n}.5"
            file.write(f"<http://x/{n}>\t{label}@{lang}\t{n if n % 3 else ''}\t{cost}\n".encode())

    return into


def test_a_column_of_many_chunks_and_forms_is_one_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_BLOCK", 10_000)
    names = ("x", "label", "n", "cost")
    found = Solutions.written(write(5000), names)
    made = Table(names, found).arrow(detail=True)
    assert made.num_rows == 5000
    assert made["x"].num_chunks > 10
    rows: list[Row] = [tuple(str(v) if isinstance(v, str) else v for v in row) for row in found]
    assert [(*row[:3], None if row[3] == "lots" else row[3]) for row in rows] == [
        tuple(row[name] for name in names) for row in made.to_pylist()
    ]
    assert made["label_lang"].to_pylist() == [getattr(row[1], "lang", "") for row in found]


def test_a_column_of_more_forms_than_are_looked_for_at_once_is_read_all_the_same() -> None:
    values = " ".join(f'"{n}"@x-{n}' for n in range(40))
    made = asked(values).arrow(detail=True)
    assert made["v_lang"].to_pylist() == [f"x-{n}" for n in range(40)]
    assert made["v"].to_pylist() == [str(n) for n in range(40)]


def test_escapes_are_read_as_python_reads_them() -> None:
    odd = ["\\", '"', "\n", "\\n", '\\"', "\\\\", "\\0", "a\t\\t", '"@fr', "\r\\", "plain"]
    terms = [{"type": "literal", "value": text, "xml:lang": "fr"} for text in odd]
    terms += [{"type": "uri", "value": f"http://x/{text}"} for text in odd]
    for column in (terms, terms[::-1]):
        assert plain(column).arrow()["v"].to_pylist() == [term["value"] for term in column]


@pytest.mark.parametrize("count", [50_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_a_large_result_becomes_a_frame_whole(count: int) -> None:
    names = ("x", "label", "n", "cost")
    made = Table(names, Solutions.written(write(count), names)).arrow()
    assert [str(made.schema.field(name).type) for name in names] == ["string", "string", "int64", "decimal128(38, 1)"]
    assert (made.num_rows, made["n"].null_count, made["cost"].null_count) == (count, len(range(0, count, 3)), count // 1000)
    assert made.slice(count - 1).to_pylist()[0]["x"] == f"http://x/{count - 1}"


def test_json_says_the_same_as_the_frame() -> None:
    names = ("x", "label", "n", "cost")
    table = Table(names, Solutions.written(write(2000), names))
    told = [json.loads(line) for line in table.jsonl().splitlines()]
    made = table.arrow().to_pylist()
    assert [row["n"] for row in made] == [row["n"] for row in told]
    assert [row["label"] for row in made] == [row["label"] for row in told]
