"""Rows with named columns, as other programs take them."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import UsageError
from metrograph.table import Iri, LangText, Table

MEGA = Iri("https://w3id.org/metrograph/id/metropolis-2019/pilot-mega")
PILOTS = Table(
    ("pilot", "label", "goal", "day", "share", "direct", "condition"),
    (
        (MEGA, LangText("Metropolis Energy GovernAnce: MEGA", "en"), 7, date(2019, 6, 17), Decimal("0.50"), True, None),
        (None, LangText('« métro », "gare" | quai\nligne 2', "fr"), 11, None, Decimal(3), False, "if, and only if"),
    ),
)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=10)
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=5).map(lambda rows: Table(("a", "b"), tuple(rows)))
HOLD = settings(deadline=None, derandomize=True, max_examples=150)


# ---- CSV


def test_csv_quotes_commas_quotes_and_line_feeds() -> None:
    assert PILOTS.csv() == (
        "pilot,label,goal,day,share,direct,condition\n"
        f"{MEGA},Metropolis Energy GovernAnce: MEGA,7,2019-06-17,0.50,true,\n"
        ',"« métro », ""gare"" | quai\nligne 2",11,,3,false,"if, and only if"\n'
    )


def test_csv_takes_another_delimiter() -> None:
    assert Table(("a", "b"), (("x;y", "z,t"),)).csv(";") == 'a;b\n"x;y";z,t\n'


@HOLD
@given(TABLES)
def test_any_text_reads_back_the_same_from_csv(table: Table) -> None:
    assert [tuple(row) for row in csv.reader(io.StringIO(table.csv(), newline=""))] == [table.columns, *table.rows()]


# ---- JSON


def test_json_keeps_numbers_and_truth_and_writes_days_as_text() -> None:
    assert json.loads(PILOTS.json())[0] == {
        "pilot": MEGA,
        "label": "Metropolis Energy GovernAnce: MEGA",
        "goal": 7,
        "day": "2019-06-17",
        "share": 0.5,
        "direct": True,
        "condition": None,
    }


def test_json_lines_say_the_same_as_json() -> None:
    assert [json.loads(line) for line in PILOTS.jsonl().splitlines()] == json.loads(PILOTS.json())


def test_json_writes_accents_as_they_are() -> None:
    assert "métro" in PILOTS.json()
    assert "métro" in PILOTS.jsonl()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), Decimal("NaN")])
def test_json_has_no_number_that_json_does_not_know(number: float | Decimal) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    table = Table(("n",), ((number,),))
    assert json.loads(table.json(), parse_constant=refuse) == [json.loads(table.jsonl(), parse_constant=refuse)]


def test_a_moment_is_written_as_iso_8601() -> None:
    table = Table(("at",), ((datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),),))
    assert table.csv() == "at\n2026-01-02T03:04:05+00:00\n"
    assert json.loads(table.json()) == [{"at": "2026-01-02T03:04:05+00:00"}]


# ---- Markdown and HTML


def test_markdown_escapes_bars_and_keeps_a_row_on_one_line() -> None:
    assert PILOTS.pick(["label", "goal"]).md() == (
        '| label | goal |\n| --- | --- |\n| Metropolis Energy GovernAnce: MEGA | 7 |\n| « métro », "gare" \\| quai ligne 2 | 11 |\n'
    )


@HOLD
@given(TABLES)
def test_markdown_has_one_line_a_row_whatever_the_text(table: Table) -> None:
    assert len(re.split("\r\n|\n|\r", table.md())) == 2 + len(table) + 1


def test_html_escapes_what_comes_from_the_data() -> None:
    table = Table(("<i>",), (("<script>alert('x')</script> & co",),), title="a < b")
    html = table._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; co" in html
    assert "<th>&lt;i&gt;</th>" in html
    assert "<caption>a &lt; b</caption>" in html


# ---- rows and columns


def test_rows_come_as_tuples_dicts_and_columns() -> None:
    assert PILOTS.column("goal") == (7, 11)
    assert [row["goal"] for row in PILOTS.dicts()] == [7, 11]
    assert (len(PILOTS), list(PILOTS)) == (2, list(PILOTS.rows()))


def test_picked_columns_keep_their_order_and_title() -> None:
    picked = Table(("a", "b"), ((1, 2),), "Pilots").pick(["b", "a"], {"a": "first"})
    assert (picked.columns, picked.rows(), picked.title) == (("b", "first"), ((2, 1),), "Pilots")


def test_a_table_without_rows_still_names_its_columns() -> None:
    empty = Table(("pilot", "goal"), ())
    assert (empty.csv(), empty.json(), empty.jsonl()) == ("pilot,goal\n", "[]\n", "")
    assert empty.md() == "| pilot | goal |\n| --- | --- |\n"


def test_a_text_keeps_its_language() -> None:
    assert (PILOTS.column("label")[1], getattr(PILOTS.column("label")[1], "lang", "")) == (PILOTS.column("label")[1], "fr")


# ---- data frames


def test_a_pandas_frame_has_the_same_columns_and_values() -> None:
    pytest.importorskip("pandas")
    frame = PILOTS.df()
    assert list(frame.columns) == list(PILOTS.columns)
    assert list(frame["goal"]) == [7, 11]
    assert frame["day"][0] == date(2019, 6, 17)


def test_a_polars_frame_has_the_same_columns_and_values() -> None:
    pytest.importorskip("polars")
    frame = PILOTS.pick(["label", "goal", "day"]).pl()
    assert (frame.columns, frame["goal"].to_list()) == (["label", "goal", "day"], [7, 11])


def test_an_arrow_table_has_the_same_columns_and_values() -> None:
    pytest.importorskip("pyarrow")
    table = PILOTS.pick(["goal", "day"]).arrow()
    assert table.to_pydict() == {"goal": [7, 11], "day": [date(2019, 6, 17), None]}


@pytest.mark.parametrize(
    ("method", "name", "extra"), [("df", "pandas", "pandas"), ("pl", "polars", "polars"), ("arrow", "pyarrow", "arrow")]
)
def test_a_missing_library_is_named_with_the_way_to_install_it(
    method: str, name: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(UsageError) as caught:
        getattr(PILOTS, method)()
    assert caught.value.code == "U107"
    assert f"metrograph[{extra}]" in caught.value.remedy()
