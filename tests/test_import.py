"""A corrected sheet comes back: only what changed changes, line by line, and what cannot be right is told cell by cell."""

import csv
import difflib
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import MetroGraphError, RecordError
from metrograph.handover.cells import COLUMNS, plain
from metrograph.handover.comeback import Compared, changes, compare, import_sheet, read_sheet
from metrograph.handover.edits import Change, apply, changed, shown
from metrograph.handover.sheet import about_of, guarded, sheet_rows, to_csv, to_xlsx
from metrograph.model import Kind, Plan, Text
from metrograph.records import read_plan, read_vocabulary
from metrograph.records.plans import plan_of
from metrograph.resources import root
from metrograph.words import LANGUAGES
from metrograph.yamlfile import parse

SAMPLE = root() / "data" / "plans" / "metropolis-2019.yaml"
TEXT = """\
# A plan of our own.
plan: delta-2027
source:
  title: {fr: Plan 2027}
  file: plan.md
  sha256: %s
  lang: fr
  lines: 40
items:
- id: plan-2027
  kind: work_plan
  label: {fr: Plan 2027}
  lines: [1]
- id: line-water
  kind: strategic_line
  label: {fr: Eau}
  section: line-water
  parent: plan-2027
# a remark on the forum
# ? sdgs: the text names an SDG code that does not exist: 18.3
- id: event-forum
  # ? kind: it is not clear whether the network holds it
  kind: network_event   # as its title says
  label:
    fr: "Forum des maires"
    en: Forum of mayors
  section: line-water
  parent: line-water
  # ? date: the text leaves the choice
  date: {edtf: "2027-05", text: mai}   # see the letter
  places: [place-lyon]

  lines: [4]
- {id: place-lyon, kind: place, label: {fr: Lyon}, lines: [4]}
- id: action-rain
  kind: action
  label: {fr: Pluie}
  section: line-water
  parent: line-water
  shares_bullet_with: [action-wind, event-forum]
  note: "deux\\nlignes"
  # the last remark of rain
- id: action-wind
  kind: action
  label: {fr: Vent}
  section: line-water
  parent: line-water
""" % ("a1" * 32)


def plan_in(text: str) -> Plan:
    return plan_of(parse(text, "plan.yaml"), read_vocabulary())


def table(text: str = TEXT) -> list[dict[str, str]]:
    """The rows of the sheet of a plan, to be corrected."""
    return [dict(row.cells) for row in sheet_rows(plan_in(text))]


def of(rows: list[dict[str, str]], name: str) -> dict[str, str]:
    return next(row for row in rows if row["id"] == name)


def saved(rows: list[dict[str, str]], path: Path, columns: tuple[str, ...] = COLUMNS) -> Path:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[guarded(row.get(name, "")) for name in columns] for row in rows])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path


def compared(rows: list[dict[str, str]], folder: Path, text: str = TEXT, columns: tuple[str, ...] = COLUMNS) -> Compared:
    return compare(plan_in(text), read_sheet(saved(rows, folder / "plan.csv", columns)))


def codes(found: Compared) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.values["cell"])) for problem in found.problems]


def differing(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:1] in "+-"]


@pytest.fixture
def corrected(tmp_path: Path) -> Callable[..., tuple[Compared, str]]:
    """The changes and the new text after a correction of some cells: ``corrected("event-forum", edtf="2027-06")``."""

    def correct(name: str, **cells: str) -> tuple[Compared, str]:
        rows = table()
        of(rows, name).update(cells)
        found = compared(rows, tmp_path)
        return found, apply(TEXT, found.changes)

    return correct


# ---- nothing changes


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_sheet_that_nobody_touched_changes_nothing(suffix: str, tmp_path: Path) -> None:
    plan = read_plan(SAMPLE, read_vocabulary())
    rows = sheet_rows(plan)
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes(to_csv(rows) if suffix == "csv" else to_xlsx(rows, about_of(plan)))
    found, text, problems = import_sheet(path, SAMPLE)
    assert (found, problems) == ((), ())
    assert text == SAMPLE.read_text(encoding="utf-8")


def test_blanks_and_line_breaks_of_another_system_change_nothing(tmp_path: Path) -> None:
    rows = table()
    of(rows, "action-rain")["note"] = " deux\r\nlignes "
    of(rows, "event-forum")["places"] = "place-lyon ;"
    assert compared(rows, tmp_path).changes == ()


def test_columns_that_are_not_in_the_sheet_stay(tmp_path: Path) -> None:
    assert compared(table(), tmp_path, columns=("id", "label")) == Compared((), ())


# ---- one cell, one line


def test_one_changed_cell_changes_one_line(tmp_path: Path) -> None:
    plan = read_plan(SAMPLE, read_vocabulary())
    rows = [dict(row.cells) for row in sheet_rows(plan)]
    row = next(row for row in rows if row["edtf"] == "2019-05")
    row["edtf"] = "2019-05-17"
    found, text, problems = import_sheet(saved(rows, tmp_path / "plan.csv"), SAMPLE)
    assert [(one.sign, one.item, one.field, one.old, one.new) for one in found] == [
        ("~", row["id"], "edtf", "2019-05", "2019-05-17")
    ]
    before = SAMPLE.read_text(encoding="utf-8")
    assert problems == ()
    assert [line[:1] for line in differing(before, text)] == ["-", "+"]


def test_the_doubt_about_a_corrected_field_is_taken_away_and_other_comments_stay(
    corrected: Callable[..., tuple[Compared, str]],
) -> None:
    _, text = corrected("event-forum", edtf="2027-06")
    assert differing(TEXT, text) == [
        "-   # ? date: the text leaves the choice",
        '-   date: {edtf: "2027-05", text: mai}   # see the letter',
        '+   date: {edtf: "2027-06", text: mai}   # see the letter',
    ]
    _, text = corrected("event-forum", kind="world_event")
    assert "  kind: world_event   # as its title says\n" in text
    assert "# ? kind" not in text
    assert "# ? sdgs" in text


def test_the_doubt_above_an_item_goes_with_the_cell_it_is_about(corrected: Callable[..., tuple[Compared, str]]) -> None:
    _, text = corrected("event-forum", sdgs_stated="13.1")
    assert "# ? sdgs" not in text
    assert "# a remark on the forum\n- id: event-forum\n" in text
    assert "  also_says: [ODD 13.1]\n  mentions_sdgs: true\n" in text


def test_a_label_in_one_language_leaves_the_other_line_alone(corrected: Callable[..., tuple[Compared, str]]) -> None:
    _, text = corrected("event-forum", label="Forum: maires")
    assert differing(TEXT, text) == ['-     fr: "Forum des maires"', '+     fr: "Forum: maires"']


def test_an_empty_cell_takes_a_field_away_and_a_filled_one_adds_it_in_its_place(
    corrected: Callable[..., tuple[Compared, str]],
) -> None:
    assert differing(TEXT, corrected("event-forum", places="")[1]) == ["-   places: [place-lyon]"]
    assert differing(TEXT, corrected("action-wind", status="ongoing")[1]) == ["+   status: ongoing"]


def test_an_item_on_one_line_is_written_anew(corrected: Callable[..., tuple[Compared, str]]) -> None:
    _, text = corrected("place-lyon", label="Lyon, France")
    assert '- id: place-lyon\n  kind: place\n  label: {fr: "Lyon, France"}\n  lines: [4]\n- id: action-rain\n' in text


def test_lines_and_pages_may_be_corrected(corrected: Callable[..., tuple[Compared, str]]) -> None:
    _, text = corrected("event-forum", source="L4-6; p. 3")
    assert plan_in(text)["event-forum"].lines == (4, 5, 6)
    assert plan_in(text)["event-forum"].found == ("p. 3",)


def test_a_file_of_another_system_keeps_its_line_ends_and_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    rows = table()
    of(rows, "action-wind")["status"] = "ongoing"
    _, text, _ = import_sheet(saved(rows, tmp_path / "plan.csv"), path)
    assert text.startswith("\ufeff# A plan")
    assert text.count("\n") == text.count("\r\n")
    assert "  status: ongoing\r\n" in text


@pytest.mark.parametrize("cut", [1, len("  parent: line-water\n")])
def test_the_last_line_may_lack_its_end(cut: int) -> None:
    text = TEXT[:-cut] if cut == 1 else TEXT[:-cut].rstrip("\n")
    after = apply(
        text, [Change("~", "action-wind", "note", "", "n"), Change("+", "action-new", row=(("kind", "action"), ("label", "N")))]
    )
    assert plan_in(after)["action-wind"].note == "n"
    assert plan_in(after)["action-new"].label == Text(fr="N")


def test_a_plan_in_which_items_share_a_line_is_written_anew_whole() -> None:
    head = TEXT.split("items:", maxsplit=1)[0]
    text = (
        head
        + "items: [{id: plan-2027, kind: work_plan, label: {fr: P}}, {id: action-a, kind: action, label: {fr: A}, parent: plan-2027}]\n"
    )
    after = apply(
        text, [Change("~", "action-a", "note", "", "n"), Change("+", "action-b", row=(("kind", "action"), ("label", "B")))]
    )
    assert [item.id for item in plan_in(after).items] == ["plan-2027", "action-a", "action-b"]
    assert plan_in(after)["action-a"].note == "n"
    assert after.startswith("# A plan of our own.\n")


_words = st.one_of(
    st.sampled_from(
        ["=1+1", "a; b", '"q"', "a\nb", "2019", "yes", "  x", "a: b #c", "# ? kind: x", "- x", "'", "Œ\u2028x", "\x85"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
).filter(lambda text: bool(plain(text)))


@settings(deadline=None, derandomize=True, max_examples=150)
@given(
    st.sampled_from(["plan-2027", "line-water", "event-forum", "place-lyon", "action-rain", "action-wind"]),
    st.dictionaries(st.sampled_from(["label", "note", "condition", "date_text"]), _words, min_size=1),
    st.sampled_from(["", "2027", "2027-06-17"]),
)
def test_whatever_is_written_into_cells_the_file_says_just_that(name: str, cells: dict[str, str], edtf: str) -> None:
    plan = plan_in(TEXT)
    made = [Change("~", name, column, "", plain(text)) for column, text in {**cells, "edtf": edtf}.items()]
    after = plan_in(apply(TEXT, made))
    expected = changed(plan[name], made, "fr")
    assert after[name] == expected
    assert [item for item in after.items if item.id != name] == [item for item in plan.items if item.id != name]


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.dictionaries(st.sampled_from(["label", "note", "condition", "date_text"]), _words, min_size=1))
def test_what_came_back_once_comes_back_the_same_again(tmp_path_factory: pytest.TempPathFactory, cells: dict[str, str]) -> None:
    folder = tmp_path_factory.mktemp("twice")
    rows = table()
    of(rows, "event-forum").update(cells)
    found = compared(rows, folder)
    after = apply(TEXT, found.changes)
    assert found.problems == ()
    assert {one.field for one in found.changes} == {
        name for name, text in cells.items() if plain(text) != of(table(), "event-forum")[name]
    }
    assert compared(rows, folder, after).changes == ()
    assert compared(table(after), folder, after).changes == ()


# ---- rows that are new or gone


def test_a_new_row_stands_below_the_row_above_it(tmp_path: Path) -> None:
    rows = table()
    rows.insert(3, {"id": "action-new", "kind": "action", "label": "Nouveau", "parent": "line-water", "status": "planned"})
    found = compared(rows, tmp_path)
    text = apply(TEXT, found.changes)
    assert [(one.sign, one.item) for one in found.changes] == [("+", "action-new")]
    assert [item.id for item in plan_in(text).items][2:4] == ["event-forum", "action-new"]
    assert differing(TEXT, text) == [
        "+ - id: action-new",
        "+   kind: action",
        "+   label: {fr: Nouveau}",
        "+   parent: line-water",
        "+   status: planned",
    ]


def test_a_row_without_an_id_gets_the_same_one_each_time(tmp_path: Path) -> None:
    rows = [*table(), {"kind": "pilot_project", "label": "Énergie partagée", "parent": "line-water"}]
    found = compared(rows, tmp_path)
    text = apply(TEXT, found.changes)
    assert [one.item for one in found.changes] == ["pilot-energie-partagee"]
    assert compared(rows, tmp_path, text) == Compared((), ())


def test_new_rows_may_name_each_other(tmp_path: Path) -> None:
    rows = [*table(), {"id": "action-new", "kind": "action", "label": "N", "parent": "line-water", "places": "place-metz"},
            {"id": "place-metz", "kind": "place", "label": "Metz"}]  # fmt: skip
    found = compared(rows, tmp_path)
    assert found.problems == ()
    assert plan_in(apply(TEXT, found.changes))["action-new"].places == ("place-metz",)


def test_a_row_that_is_gone_takes_its_item_away_and_what_names_it_lets_go(tmp_path: Path) -> None:
    rows = [row for row in table() if row["id"] != "action-wind"]
    found = compared(rows, tmp_path)
    text = apply(TEXT, found.changes)
    assert [(one.sign, one.item, one.field) for one in found.changes] == [
        ("~", "action-rain", "shares_bullet_with"),
        ("−", "action-wind", ""),
    ]
    assert plan_in(text)["action-rain"].shares_bullet_with == ("event-forum",)
    assert "  # the last remark of rain" in text


def test_a_removed_item_takes_its_doubts_with_it(tmp_path: Path) -> None:
    rows = [row for row in table() if row["id"] != "event-forum"]
    text = apply(TEXT, compared(rows, tmp_path).changes)
    assert "# ?" not in text
    assert "# a remark on the forum\n" in text
    assert plan_in(text)


def test_a_row_that_others_still_name_is_not_taken_away(tmp_path: Path) -> None:
    rows = [row for row in table() if row["id"] not in ("line-water", "place-lyon")]
    found = compared(rows, tmp_path)
    assert found.changes == ()
    assert {code for code, _ in codes(found)} == {"R134"}
    assert ("R134", "plan!L3") in codes(found)


def test_the_plan_itself_is_not_taken_away(tmp_path: Path) -> None:
    found = compared([row for row in table() if row["id"] != "plan-2027"], tmp_path)
    assert (found.changes, [problem.code for problem in found.problems]) == ((), ["R136"])


# ---- what cannot be right


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ({"kind": "pilot"}, "R128", "plan!B4"),
        ({"status": "started"}, "R128", "plan!H4"),
        ({"date_status": "maybe"}, "R128", "plan!F4"),
        ({"lang": "de"}, "R128", "plan!D4"),
        ({"edtf": "2027-13"}, "R129", "plan!E4"),
        ({"edtf": "juin 2027"}, "R129", "plan!E4"),
        ({"edtf": "2027-06/2027-05"}, "R130", "plan!E4"),
        ({"sdgs_stated": "11.2; 18.3"}, "R131", "plan!Q4"),
        ({"label": "  "}, "R133", "plan!C4"),
        ({"places": "place-lyn"}, "R134", "plan!L4"),
        ({"themes": "theme-mobilty"}, "R134", "plan!K4"),
        ({"parent": "line-watr"}, "R134", "plan!I4"),
        ({"kind": "work_plan"}, "R136", "plan!B4"),
        ({"source": "L41"}, "R138", "plan!S4"),
    ],
)
def test_a_cell_that_cannot_be_right_is_told_and_the_rest_of_its_row_is_kept(
    cells: dict[str, str], code: str, place: str, tmp_path: Path
) -> None:
    rows = table()
    of(rows, "event-forum").update({**cells, "note": "gardé"})
    found = compared(rows, tmp_path)
    assert codes(found) == [(code, place)]
    assert [(one.field, one.new) for one in found.changes] == [("note", "gardé")]
    for lang in LANGUAGES:
        assert place in found.problems[0].report(lang)


def test_an_id_that_stands_twice_or_is_none_is_told(tmp_path: Path) -> None:
    rows = [
        *table(),
        {"id": "action-rain", "kind": "action", "label": "Encore"},
        {"id": "Une Action", "kind": "action", "label": "X"},
    ]
    found = compared(rows[:4] + rows[5:], tmp_path)
    assert codes(found) == [("R135", "plan!A8")]
    found = compared(rows[:-1], tmp_path)
    assert codes(found) == [("R132", "plan!A8")]
    assert "plan!A6" in found.problems[0].what()
    assert found.changes == ()


def test_while_an_id_cannot_be_told_no_row_counts_as_gone(tmp_path: Path) -> None:
    rows = table()
    of(rows, "action-wind")["id"] = "Action Wind"
    found = compared(rows, tmp_path)
    assert (codes(found), found.changes) == ([("R135", "plan!A7")], ())


def test_a_new_row_needs_a_kind_and_a_label(tmp_path: Path) -> None:
    found = compared([*table(), {"id": "action-new", "kind": "action"}, {"id": "action-newer", "label": "N"}], tmp_path)
    assert (codes(found), found.changes) == ([("R133", "plan!C8"), ("R133", "plan!B9")], ())


def test_a_code_in_the_words_of_an_item_cannot_be_taken_away(tmp_path: Path) -> None:
    text = TEXT.replace("{fr: Vent}", "{fr: Vent (ODD 7)}")
    rows = table(text)
    of(rows, "action-wind")["sdgs_stated"] = ""
    assert codes(compared(rows, tmp_path, text)) == [("R139", "plan!Q7")]


def test_the_sheet_of_another_plan_is_refused(tmp_path: Path) -> None:
    plan = read_plan(SAMPLE, read_vocabulary())
    (tmp_path / "a.xlsx").write_bytes(to_xlsx(sheet_rows(plan), about_of(replace(plan, id="other-2019"))))
    with pytest.raises(RecordError) as caught:
        import_sheet(tmp_path / "a.xlsx", SAMPLE)
    assert caught.value.code == "R140"


def test_what_would_leave_a_file_that_is_wrong_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(TEXT, encoding="utf-8")
    rows = [*table(), {"id": "themes", "kind": "theme", "label": "X"}]
    found, text, problems = import_sheet(saved(rows, tmp_path / "plan.csv"), path)
    assert (found, text) == ((), TEXT)
    assert [problem.code for problem in problems] == ["R124"]


# ---- a plan file made of a sheet alone


def test_a_workbook_alone_makes_a_plan_file(tmp_path: Path) -> None:
    plan = plan_in(TEXT)
    (tmp_path / "a.xlsx").write_bytes(to_xlsx(sheet_rows(plan), about_of(plan)))
    found, text, problems = import_sheet(tmp_path / "a.xlsx", tmp_path / "new.yaml")
    made = plan_in(text)
    assert problems == ()
    assert {one.sign for one in found} == {"+"}
    assert made.source == plan.source
    assert [dict(row.cells) for row in sheet_rows(made)] == table()
    (tmp_path / "new.yaml").write_text(text, encoding="utf-8")
    assert import_sheet(tmp_path / "a.xlsx", tmp_path / "new.yaml") == ((), text, ())


@pytest.mark.parametrize("missing", ["plan", "file", "sha256", "lang", "lines"])
def test_a_workbook_that_does_not_say_of_what_it_is_makes_none(missing: str, tmp_path: Path) -> None:
    plan = plan_in(TEXT)
    about = {name: text for name, text in about_of(plan).items() if name != missing}
    (tmp_path / "a.xlsx").write_bytes(to_xlsx(sheet_rows(plan), about))
    with pytest.raises(RecordError) as caught:
        import_sheet(tmp_path / "a.xlsx", tmp_path / "new.yaml")
    assert (caught.value.code, caught.value.values["detail"]) == ("R137", missing)


def test_a_sheet_without_the_plan_itself_makes_none(tmp_path: Path) -> None:
    plan = plan_in(TEXT)
    rows = [row for row in sheet_rows(plan) if dict(row.cells)["kind"] in (Kind.PLACE, Kind.ACTION)]
    (tmp_path / "a.xlsx").write_bytes(to_xlsx(rows, about_of(plan)))
    found, text, problems = import_sheet(tmp_path / "a.xlsx", tmp_path / "new.yaml")
    assert (found, text) == ((), "")
    assert "R136" in [problem.code for problem in problems]


# ---- what a person reads


def test_changes_are_shown_item_by_item(tmp_path: Path) -> None:
    rows = table()
    of(rows, "event-forum").update({"edtf": "", "date_text": "", "note": "a\nb"})
    rows = [row for row in rows if row["id"] != "action-wind"]
    rows.append({"id": "action-new", "kind": "action", "label": "Nouveau"})
    assert shown(compared(rows, tmp_path).changes, "en").splitlines() == [
        "~ event-forum",
        "    edtf: 2027-05 → (empty)",
        "    date_text: mai → (empty)",
        "    note: (empty) → a b",
        "~ action-rain",
        "    shares_bullet_with: action-wind; event-forum → event-forum",
        "− action-wind: action, Vent",
        "+ action-new: action, Nouveau",
        "2 changed, 1 added, 1 removed",
    ]
    assert shown((), "fr") == "rien ne change"


@pytest.mark.parametrize(
    ("lang", "end"),
    [("fr", "1 modifié, 2 ajoutés, 0 retiré"), ("es", "1 modificado, 2 añadidos, 0 retirados")],
)
def test_the_sum_of_changes_agrees_with_each_number(lang: str, end: str) -> None:
    made = (Change("~", "a", "edtf", "", "2027"), Change("+", "b", new="B"), Change("+", "c", new="C"))
    assert shown(made, lang).splitlines()[-1] == end


def test_changes_alone_can_be_asked_for(tmp_path: Path) -> None:
    rows = table()
    of(rows, "action-rain")["note"] = "x"
    sheet = read_sheet(saved(rows, tmp_path / "plan.csv"))
    assert changes(plan_in(TEXT), sheet) == compare(plan_in(TEXT), sheet).changes


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    st.sampled_from(COLUMNS),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.integers(0, 5),
)
def test_whatever_stands_in_a_cell_only_our_errors_are_raised_and_the_file_stays_right(
    tmp_path_factory: pytest.TempPathFactory, column: str, text: str, at: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    rows = table()
    rows[at][column] = text
    (folder / "plan.yaml").write_text(TEXT, encoding="utf-8")
    try:
        _, after, _ = import_sheet(saved(rows, folder / "plan.csv"), folder / "plan.yaml")
    except MetroGraphError as error:
        pytest.fail(str(error))
    assert plan_in(after)
