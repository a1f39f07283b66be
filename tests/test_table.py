"""Rows with named columns, as other programs take them."""

import csv
import io
import json
import os
import re
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import UsageError
from metrograph.solutions import Solutions
from metrograph.store import LocalStore
from metrograph.table import Iri, LangText, Table
from metrograph.workspace import Workspace

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
    assert table.csv() == "at\n2026-01-02T03:04:05Z\n"
    assert json.loads(table.json()) == [{"at": "2026-01-02T03:04:05Z"}]


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


def test_html_of_a_large_result_stays_small_and_says_what_is_left_out() -> None:
    for words in ("pilot", "x" * 5000):
        found = Solutions.of_rows(("a", "b", "c"), ((words, n, words) for n in range(5000)))
        html = Table(("a", "b", "c"), found)._repr_html_()
        assert len(html.encode()) < 30_000
        shown = html.count("<tr>") - 2
        assert 0 < shown <= 200
        assert f"<td>… {5000 - shown}</td>" in html


def test_html_of_a_large_result_makes_no_more_values_than_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Solutions.of_rows(("n",), ((n,) for n in range(5000)))
    made: list[str] = []
    monkeypatch.setattr("metrograph.solutions.value", lambda cell: made.append(cell) or cell)
    Table(("n",), found)._repr_html_()
    assert len(made) == 200


def test_html_shows_every_row_of_a_small_table() -> None:
    assert PILOTS._repr_html_().count("<tr>") == 3
    assert "<tfoot>" not in PILOTS._repr_html_()


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


# ---- rows of an engine


def asked(query: str) -> Table:
    answer = LocalStore.memory().query(query)
    assert isinstance(answer, Table)
    return answer


LEXICAL = """SELECT * { VALUES (?whole ?share ?far ?true ?at ?label ?none ?bad) {
  (7 1.5 1e3 true "2026-01-02T03:04:05Z"^^xsd:dateTime 'a "gare", là'@fr UNDEF "lots"^^xsd:decimal)
  (8 .25 1e-7 false "2026-01-02T03:04:05.5+02:00"^^xsd:dateTime "l'une\\nl'autre"@fr UNDEF "2019"^^xsd:gYear) } }"""


def test_csv_holds_the_lexical_forms_as_they_stand() -> None:
    assert asked(LEXICAL).csv() == (
        "whole,share,far,true,at,label,none,bad\n"
        '7,1.5,1000,true,2026-01-02T03:04:05Z,"a ""gare"", là",,lots\n'
        "8,0.25,0.0000001,false,2026-01-02T03:04:05.5+02:00,\"l'une\nl'autre\",,2019\n"
    )


def test_csv_is_the_same_whether_the_engine_or_python_keeps_the_rows(desk: Workspace) -> None:
    for name in ("pilots", "links", "coverage-by-goal", "dates-moved"):
        found = desk.ask(name)
        assert isinstance(found.records, Solutions)
        kept = Table(found.columns, found.rows(), found.title)
        assert (found.csv(), found.csv("\t"), found.json(), found.jsonl(), found.md()) == (
            kept.csv(), kept.csv("\t"), kept.json(), kept.jsonl(), kept.md(),
        )  # fmt: skip


@pytest.mark.parametrize("method", ["write_csv", "write_jsonl"])
def test_a_large_result_is_written_in_little_memory(method: str) -> None:
    found = Table(("n", "label"), Solutions.of_rows(("n", "label"), ((n, f"pilot {n}") for n in range(50_000))))
    with open(os.devnull, "w", encoding="utf-8") as out:  # noqa: PTH123 - the file that keeps nothing
        tracemalloc.start()
        getattr(found, method)(out)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 30_000_000


def test_some_columns_of_an_engine_stay_as_the_engine_wrote_them() -> None:
    picked = asked(LEXICAL).pick(["true", "whole"], {"whole": "n"})
    assert isinstance(picked.records, Solutions)
    assert (picked.columns, picked.rows()) == (("true", "n"), ((True, 7), (False, 8)))


# ---- labels


LABELS = {MEGA: "MEGA", "http://x/a": "A"}


def found(iris: Iterable[str]) -> dict[str, str]:
    return {iri: LABELS[iri] for iri in iris if iri in LABELS}


def test_labels_stand_beside_their_identifiers() -> None:
    table = Table(
        ("pilot", "n", "other", "text"), ((MEGA, 1, Iri("http://x/a"), "http://x/a"), (None, 2, Iri("http://x/b"), MEGA + "!"))
    )
    expected = (
        ("pilot", "pilotLabel", "n", "other", "otherLabel", "text"),
        ((MEGA, "MEGA", 1, "http://x/a", "A", "http://x/a"), (None, None, 2, "http://x/b", None, MEGA + "!")),
    )
    kept = Table(table.columns, Solutions.of_rows(table.columns, table.records))
    for one in (table, kept):
        labelled = one.with_labels(found)
        assert (labelled.columns, labelled.rows()) == expected


def test_labels_that_are_there_already_are_not_asked_for_again() -> None:
    table = Table(("pilot", "pilotLabel", "n"), ((MEGA, "Energy", 1),))
    assert table.with_labels(lambda _: pytest.fail("nothing is to be asked")) is table


# ---- data frames


def test_a_pandas_frame_has_the_same_columns_and_values() -> None:
    pytest.importorskip("pandas", reason="pip install pandas")
    frame = PILOTS.df()
    assert list(frame.columns) == list(PILOTS.columns)
    assert list(frame["goal"]) == [7, 11]
    assert frame["day"][0] == date(2019, 6, 17)


def test_a_polars_frame_has_the_same_columns_and_values() -> None:
    pytest.importorskip("polars", reason="pip install polars")
    frame = PILOTS.pick(["label", "goal", "day"]).pl()
    assert (frame.columns, frame["goal"].to_list()) == (["label", "goal", "day"], [7, 11])


def test_an_arrow_table_has_the_same_columns_and_values() -> None:
    pytest.importorskip("pyarrow", reason="pip install pyarrow")
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
