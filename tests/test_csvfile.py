"""CSV as people write it: a quotation mark that is never closed costs its own row, wherever the file is read."""

import csv
import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import Clock

from metrograph.batch.texts import records
from metrograph.csvfile import read_rows, sound_rows
from metrograph.errors import RecordError
from metrograph.handover.sheet import sheet_rows, to_csv
from metrograph.records import read_plan, read_vocabulary

cells = st.text(st.sampled_from("ab,;\"\n\r 'é"), max_size=6)
tables = st.lists(st.lists(cells, min_size=2, max_size=3), min_size=1, max_size=6)
OPEN = '1,Bus\n2,"the ""night\n3,Eau\n4,"Vélos, la nuit"\n'


def as_csv(rows: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


@settings(derandomize=True, deadline=None)
@given(tables)
def test_rows_that_are_sound_are_those_that_python_wrote(rows: list[list[str]]) -> None:
    assert [found for _, found in sound_rows(as_csv(rows), "a.csv", ",")] == rows


@settings(derandomize=True, deadline=None)
@given(tables, st.integers(0, 99))
def test_a_row_before_one_that_is_damaged_is_never_lost_and_every_row_after_it_comes(rows: list[list[str]], at: int) -> None:
    before, after = rows[: at % len(rows)], [["x", "1"], ["y", "2"]]
    text = as_csv(before) + '7,"open\r\n' + as_csv(after)
    found = list(read_rows(io.StringIO(text, newline=""), "a.csv", ","))
    assert [row for _, row in found[: len(before)]] == before
    assert isinstance(found[len(before)][1], RecordError)
    assert [row for _, row in found[len(before) + 1 :]] == after


@settings(derandomize=True, deadline=None)
@given(st.text(st.sampled_from('a,"\n\r'), max_size=40))
def test_whatever_the_text_each_line_is_in_one_row_and_rows_come_in_order(text: str) -> None:
    lines = list(io.StringIO(text, newline=""))
    at = [place.line for place, _ in read_rows(iter(lines), "a.csv", ",")]
    assert at == sorted(set(at))
    assert at[:1] == [1] * bool(lines)
    found = [row for _, row in read_rows(iter(lines), "a.csv", ",") if isinstance(row, list)]
    if len(found) == len(at):
        assert found == list(csv.reader(iter(lines)))


def test_time_grows_with_the_length_only() -> None:
    seconds = []
    for times in (1, 8):
        text = '1,"open\n' * 2_000 * times + "2,closed\n" * 100_000 * times
        with Clock() as clock:
            found = list(read_rows(io.StringIO(text, newline=""), "a.csv", ","))
        assert len(found) == 102_000 * times
        assert sum(isinstance(row, RecordError) for _, row in found) == 2_000 * times
        seconds.append(clock.seconds)
    assert seconds[1] < 25 * seconds[0] + 0.5


def test_a_batch_refuses_the_open_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"id,text\n{OPEN}", encoding="utf-8")
    found = list(records(path))
    assert [getattr(one, "text", getattr(one, "code", "")) for one in found] == ["Bus", "R144", "Eau", "Vélos, la nuit"]
    assert [one.place.line for one in found] == [2, 3, 4, 5]


def test_decisions_with_an_open_reason_are_all_refused_and_none_is_taken_as_part_of_it(run, workspace, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text('item,sdg,decision,reason\npilot-mega,7,accept,"its name\npilot-mega,7.2,accept,shares\n')
    said = run("--workspace", workspace.folder, "review", "--from", path, "--by", "Ana")
    assert (said.code, said.err.partition(":")[0]) == (3, "error[R144]")
    assert f"{path}:2" in said.err
    assert not (workspace.folder / "reviews.jsonl").exists() or not (workspace.folder / "reviews.jsonl").read_text()
    path.write_text("item,sdg,decision,reason\npilot-mega,7,accept," + "x" * 140_000 + "\n")
    assert "error[R144]" in run("--workspace", workspace.folder, "review", "--from", path, "--by", "Ana").err


def test_every_open_row_of_decisions_is_told_at_once(run, workspace, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text('item,sdg,decision,reason\npilot-mega,7,accept,"a\npilot-mega,7.2,accept,"b\npilot-mega,7.3,accept,c\n')
    said = run("--workspace", workspace.folder, "review", "--from", path, "--by", "Ana", "--format", "json")
    assert f"{path}:2" in said.err
    assert f"{path}:3" in said.err
    assert f"{path}:4" not in said.err


def test_a_sheet_with_an_open_row_changes_nothing(run, workspace, tmp_path: Path) -> None:
    path, sheet = workspace.folder / "plans" / "metropolis-2019.yaml", tmp_path / "plan.csv"
    before = path.read_bytes()
    told = to_csv(sheet_rows(read_plan(path, read_vocabulary()))).decode("utf-8-sig")
    line = told[: told.index("pilot-mega,")].count("\n") + 1
    sheet.write_text(told.replace("pilot-mega,", 'pilot-mega,"', 1), encoding="utf-8")
    said = run("--workspace", workspace.folder, "import", sheet, "--into", path, "--yes")
    assert (said.code, "error[R144]" in said.err) == (3, True), said.err
    assert f"{sheet}:{line}" in said.err
    assert path.read_bytes() == before
