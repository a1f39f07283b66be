"""Decisions of people: what each one writes to the log, and what stands afterwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from metrograph.decisions import Standing, standings
from metrograph.errors import MetroGraphError, Place, ReviewError
from metrograph.model import Decision, Review, Run, Strength
from metrograph.records import read_vocabulary
from metrograph.review import Choice, decide, read_choices
from metrograph.workspace import Workspace

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
CODES = read_vocabulary().sdg
ACCEPTED, REJECTED, SUPERSEDED = Decision.ACCEPTED, Decision.REJECTED, Decision.SUPERSEDED
DIRECT, INDIRECT = Strength.DIRECT, Strength.INDIRECT


@pytest.fixture(scope="module")
def runs(desk: Workspace) -> tuple[Run, ...]:
    """MEGA of the plan: 7 direct; 7.2, 7.3 and 13.2 indirect; accepted by the reference, and 11.6 proposed by a machine."""
    run = desk.records.runs[0]
    links = tuple(link for link in run.links if link.item == "pilot-mega")
    strengths = {link.sdg: link.strength.value for link in links}
    assert strengths == {"7": "direct", "7.2": "indirect", "7.3": "indirect", "13.2": "indirect"}
    proposal = replace(links[1], sdg="11.6", strength=INDIRECT, confidence="0.71")
    machine = replace(run, id="embedding", method="embedding", status=Decision.PROPOSED, links=(proposal,), none=())
    return replace(run, links=links, none=()), machine


class Desk:
    """A log in memory over some runs."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.runs = runs
        self.log: tuple[Review, ...] = ()

    def does(self, sdg: str, decision: str, by: str = "Ana Ruiz", now: datetime = NOW, **more: str) -> tuple[Review, ...]:
        taken = decide([Choice("pilot-mega", sdg, decision, **more)], self.runs, self.log, by, now, CODES)
        self.log += taken
        return taken

    def __getitem__(self, sdg: str) -> Standing:
        return next(one for one in standings(self.runs, self.log) if one.sdg == sdg)

    def stands(self, sdg: str) -> tuple[Decision, Strength]:
        return self[sdg].status, self[sdg].strength


@pytest.fixture
def mega(runs: tuple[Run, ...]) -> Desk:
    return Desk(runs)


def test_accept_records_who_when_and_what(mega: Desk) -> None:
    (taken,) = mega.does("7", "accept", by="  Ana Ruiz ", reason="names energy")
    assert taken == Review("metropolis-2019", "pilot-mega", "7", ACCEPTED, "Ana Ruiz", "2026-03-01T09:00:00Z", "names energy")
    assert (mega["7"].status, mega["7"].review) == (ACCEPTED, taken)


def test_accept_of_a_machines_suggestion_makes_it_count(mega: Desk) -> None:
    assert mega.stands("11.6") == (Decision.PROPOSED, INDIRECT)
    mega.does("11.6", "accept")
    assert mega.stands("11.6") == (ACCEPTED, INDIRECT)


def test_reject_keeps_the_link_and_its_strength(mega: Desk) -> None:
    (taken,) = mega.does("7.2", "reject", strength="direct", reason="no renewable energy is named")
    assert taken.strength is None
    assert mega.stands("7.2") == (REJECTED, INDIRECT)


def test_a_change_of_strength_accepts_the_link_as_changed(mega: Desk) -> None:
    mega.does("7.3", "change", strength="direct")
    assert mega.stands("7.3") == (ACCEPTED, DIRECT)


def test_a_change_of_target_supersedes_the_old_link_and_accepts_the_new_one_with_the_same_quotes(mega: Desk) -> None:
    quotes = mega["7"].quotes
    old, new = mega.does("7", "change", instead="7.b", reason="names the services")
    assert (old.decision, old.instead, new.decision, new.sdg) == (SUPERSEDED, "7.b", ACCEPTED, "7.b")
    assert mega.stands("7") == (SUPERSEDED, DIRECT)
    assert mega.stands("7.b") == (ACCEPTED, DIRECT)
    assert quotes
    assert mega["7.b"].quotes == quotes


@pytest.mark.parametrize("strength", ["direct", "indirect"])
def test_a_change_of_target_with_a_strength_gives_it_to_the_new_link_only(mega: Desk, strength: str) -> None:
    mega.does("7", "change", instead="7.b", strength=strength)
    assert mega.stands("7.b") == (ACCEPTED, Strength(strength))
    assert mega.stands("7") == (SUPERSEDED, DIRECT)


def test_a_change_of_target_carries_the_strength_that_a_person_gave_before(mega: Desk) -> None:
    mega.does("7.2", "change", strength="direct")
    mega.does("7.2", "change", instead="7.b")
    assert mega.stands("7.b") == (ACCEPTED, DIRECT)


def test_a_second_change_to_the_same_target_forgets_the_strength_of_the_one_undone(mega: Desk) -> None:
    mega.does("7.2", "change", instead="7.b", strength="direct")
    mega.does("7.2", "undo")
    mega.does("7.2", "change", instead="7.b")
    assert mega.stands("7.b") == (ACCEPTED, INDIRECT)


@pytest.mark.parametrize(
    ("decision", "more"),
    [
        ("accept", {}),
        ("reject", {}),
        ("change", {"strength": "direct"}),
        ("change", {"instead": "7.b"}),
        ("change", {"instead": "7", "strength": "indirect"}),
        ("change", {"instead": "13.2", "strength": "direct"}),
    ],
)
@pytest.mark.parametrize("sdg", ["7.2", "11.6"])
def test_undo_restores_status_and_strength_of_every_link(mega: Desk, sdg: str, decision: str, more: dict[str, str]) -> None:
    before = {one.sdg: (one.status, one.strength) for one in standings(mega.runs, ())}
    mega.does(sdg, decision, **more)
    taken = mega.does(sdg, "undo")
    after = {one.sdg: (one.status, one.strength) for one in standings(mega.runs, mega.log)}
    assert {code: after[code] for code in before} == before
    assert all(after[code][0] is SUPERSEDED for code in after.keys() - before.keys())
    assert {one.sdg: one.decision for one in taken} == {one.sdg: after[one.sdg][0] for one in taken}


def test_undo_takes_back_one_decision_at_a_time(mega: Desk) -> None:
    for decision in ("accept", "reject", "accept"):
        mega.does("7", decision)
    assert [mega.does("7", "undo")[0].decision for _ in range(3)] == [REJECTED, ACCEPTED, ACCEPTED]
    assert mega["7"].review is None
    assert len(mega.log) == 6


def test_an_undo_is_no_decision_so_that_it_cannot_be_undone_itself(mega: Desk) -> None:
    mega.does("7", "reject")
    mega.does("7", "undo")
    with pytest.raises(ReviewError) as caught:
        mega.does("7", "undo")
    assert caught.value.code == "V102"
    assert mega.stands("7") == (ACCEPTED, DIRECT)


def test_what_was_decided_after_a_change_of_target_outlives_its_undo(mega: Desk) -> None:
    mega.does("7", "change", instead="7.b")
    mega.does("7.b", "accept", by="Luc Roy", strength="indirect")
    mega.does("7", "undo")
    assert (mega.stands("7"), mega.stands("7.b")) == ((ACCEPTED, DIRECT), (ACCEPTED, INDIRECT))


def test_several_choices_of_one_second_get_times_that_strictly_rise(runs: tuple[Run, ...]) -> None:
    choices = [Choice("pilot-mega", code, "accept") for code in ("7", "7.2", "7.3")]
    taken = decide(choices, runs, (), "Ana Ruiz", NOW, CODES)
    assert [one.time for one in taken] == [f"2026-03-01T09:00:0{second}Z" for second in range(3)]


def test_a_clock_that_runs_behind_the_log_cannot_put_a_decision_before_it(mega: Desk) -> None:
    mega.does("7", "reject")
    (taken,) = mega.does("7", "accept", now=NOW - timedelta(days=400))
    assert taken.time == "2026-03-01T09:00:01Z"
    assert mega["7"].status is ACCEPTED


def test_times_are_written_in_utc(mega: Desk) -> None:
    (taken,) = mega.does("7", "accept", now=datetime(2026, 3, 1, 9, 0, 5, 999, tzinfo=timezone(timedelta(hours=2))))
    assert taken.time == "2026-03-01T07:00:05Z"


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice("pilot-mega", "7.9", "accept"), "V101"),
        (Choice("pilot-mega", "11.2", "accept"), "V101"),
        (Choice("pilot-nowhere", "7", "accept"), "V101"),
        (Choice("pilot-mega", "7", "accpt"), "V104"),
        (Choice("pilot-mega", "7", ""), "V104"),
        (Choice("pilot-mega", "7", "change"), "V106"),
        (Choice("pilot-mega", "7", "change", instead="7"), "V106"),
        (Choice("pilot-mega", "7", "change", strength="strong"), "R113"),
        (Choice("pilot-mega", "7", "change", instead="7.9"), "R116"),
        (Choice("pilot-mega", "7", "undo"), "V102"),
    ],
)
def test_a_choice_that_cannot_be_carried_out_says_why(runs: tuple[Run, ...], choice: Choice, code: str) -> None:
    with pytest.raises(ReviewError) as caught:
        decide([choice], runs, (), "Ana Ruiz", NOW, CODES)
    assert caught.value.code == code


def test_all_choices_that_cannot_be_are_told_together_and_none_is_taken(workspace: Workspace) -> None:
    choices = [Choice("pilot-mega", "7", "accept"), Choice("pilot-mega", "1", "accept"), Choice("pilot-mega", "7.2", "keep")]
    with pytest.raises(ReviewError) as caught:
        workspace.review(choices, "Ana Ruiz", NOW)
    assert [caught.value.code, *(other.code for other in caught.value.others)] == ["V101", "V104"]
    assert not (workspace.source / "reviews.jsonl").exists()


@pytest.mark.parametrize("name", ["", "   "])
def test_a_decision_without_a_name_is_refused(runs: tuple[Run, ...], name: str) -> None:
    with pytest.raises(ReviewError) as caught:
        decide([Choice("pilot-mega", "7", "accept")], runs, (), name, NOW, CODES)
    assert caught.value.code == "V103"


def written(folder: Path, text: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_choices_are_read_from_a_csv_file_in_any_order_of_columns(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Decision, ITEM ,sdg,reason,seen by\n"
        'reject,pilot-mega,7.2,"no renewable energy, only governance",Luc\n'
        "\n"
        ",,,,\n"
        "change, pilot-mega ,7.3,\n",
    )
    assert list(read_choices(path)) == [
        Choice("pilot-mega", "7.2", "reject", reason="no renewable energy, only governance", place=Place(str(path), 2)),
        Choice("pilot-mega", "7.3", "change", place=Place(str(path), 5)),
    ]


def test_a_csv_file_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes("\ufeffitem,sdg,decision\r\npilot-mega,7,accept\r\n".encode())
    assert [(choice.item, choice.place.line) for choice in read_choices(path)] == [("pilot-mega", 2)]


def test_the_place_of_a_choice_is_its_first_line_when_a_reason_spans_several(tmp_path: Path) -> None:
    path = written(tmp_path, 'item,sdg,decision,reason\npilot-mega,7,reject,"one\ntwo"\npilot-mega,7.9,accept,\n')
    assert [choice.place.line for choice in read_choices(path)] == [2, 4]


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("", "item"),
        ("item;sdg", "decision"),
        ("item,sdg", "decision"),
        ("item,decision", "sdg"),
        ("pilot-mega,7,accept", "item"),
    ],
)
def test_a_decisions_file_without_a_needed_column_is_refused_at_its_first_line(tmp_path: Path, head: str, column: str) -> None:
    path = written(tmp_path, head + "\n" if head else "")
    with pytest.raises(MetroGraphError) as caught:
        list(read_choices(path))
    assert (caught.value.code, caught.value.place) == ("V105", Place(str(path), 1))
    assert column in caught.value.what()


@pytest.mark.parametrize(
    ("row", "code"),
    [("pilot-mega", "V101"), ("pilot-mega,7", "V104"), ("pilot-mega,7,agree", "V104"), (",7,accept", "V101")],
)
def test_a_row_that_is_no_decision_is_named_by_file_and_line(workspace: Workspace, tmp_path: Path, row: str, code: str) -> None:
    path = written(tmp_path, f"item,sdg,decision\npilot-mega,7.2,accept\n{row}\n")
    with pytest.raises(ReviewError) as caught:
        workspace.review(read_choices(path), "Ana Ruiz", NOW)
    assert (caught.value.code, caught.value.place) == (code, Place(str(path), 3))
    assert not (workspace.source / "reviews.jsonl").exists()


def test_an_item_of_two_plans_must_be_named_with_its_plan(desk: Workspace) -> None:
    run = desk.records.runs[0]
    runs = (run, replace(run, id="other", plan="other-2020"))
    with pytest.raises(ReviewError, match="metropolis-2019/pilot-mega, other-2020/pilot-mega"):
        decide([Choice("pilot-mega", "7", "accept")], runs, (), "Ana", NOW, CODES)
    taken = decide([Choice("other-2020/pilot-mega", "7", "accept")], runs, (), "Ana", NOW, CODES)
    assert [review.plan for review in taken] == ["other-2020"]


def test_a_decisions_file_of_a_french_or_spanish_spreadsheet_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "item;sdg;decision;reason\npilot-mega;7;reject;énergie, sans cible\n")
    assert [(c.item, c.sdg, c.decision, c.reason) for c in read_choices(path)] == [
        ("pilot-mega", "7", "reject", "énergie, sans cible")
    ]


def test_a_link_that_stands_already_keeps_its_strength_when_another_is_moved_onto_it(mega: Desk) -> None:
    mega.does("7.2", "change", instead="7")
    assert mega.stands("7") == (ACCEPTED, DIRECT)
