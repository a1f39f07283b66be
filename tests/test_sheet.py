"""A plan as a table that a person corrects: nothing is lost, nothing is a formula, the same plan gives the same bytes."""

import csv
import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from metrograph.errors import LimitError, MetroGraphError, RecordError, SourceError
from metrograph.extraction.draft import Doubt
from metrograph.handover.cells import COLUMNS, joined, parted, plain, row_of, with_cells
from metrograph.handover.sheet import about_of, guarded, sheet_rows, to_csv, to_xlsx, unguarded
from metrograph.handover.sheet_in import read_sheet
from metrograph.model import DateStatus, Item, Kind, Plan, Source, Status, Text, When
from metrograph.readers.passage import Limits

NASTY = ["=1+1", "+33 1", "-5", "@me", "'=1", "''-", "'tis", "a; b", '"a"', 'a "b"; c', "a\nb", "2019", "yes", " =x", "_x0041_",
         "é🌍", "a,b", "1e3", "0", "TRUE", "#N/A", "x" * 40_000]  # fmt: skip
texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))


def plan_with(*labels: str, **fields: object) -> Plan:
    root = Item("plan-2019", Kind.WORK_PLAN, Text(fr="Plan 2019"))
    items = (Item(f"action-{n}", Kind.ACTION, Text(fr=label), parent="plan-2019", **fields) for n, label in enumerate(labels))  # type: ignore[arg-type]
    return Plan("delta-2019", Source(Text(fr="Plan 2019"), "plan.md", "a1" * 32, "fr", 99), (root, *items))


def as_read(body: bytes, path: Path) -> list[dict[str, str]]:
    path.write_bytes(body)
    return [row.cells for row in read_sheet(path).rows]


def written(plan: Plan) -> list[dict[str, str]]:
    return [{name: plain(text) for name, text in row_of(item, "fr").items()} for item in plan.items]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sheets")


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(texts.filter(lambda text: bool(plain(text))), min_size=1, max_size=4), texts)
def test_whatever_the_words_both_kinds_of_sheet_give_them_back(folder: Path, labels: list[str], note: str) -> None:
    plan = plan_with(*labels, note=note, condition=note, found=(note,))
    rows = sheet_rows(plan)
    assert as_read(to_csv(rows), folder / "plan.csv") == written(plan)
    assert as_read(to_xlsx(rows, about_of(plan)), folder / "plan.xlsx") == written(plan)


@pytest.mark.parametrize("text", [one for one in NASTY if len(one) < 99])
def test_no_text_is_taken_for_a_formula(text: str, tmp_path: Path) -> None:
    rows = sheet_rows(plan_with(text))
    label = list(csv.reader(io.StringIO(to_csv(rows).decode("utf-8-sig"), newline="")))[2][2]
    assert not label.startswith(("=", "+", "-", "@", "\t", "\r"))
    (tmp_path / "a.xlsx").write_bytes(to_xlsx(rows, {}))
    cell = load_workbook(tmp_path / "a.xlsx")["Plan"]["C3"]
    assert (cell.data_type, cell.number_format) == ("s", "@")


@given(st.one_of(texts, st.text("'=+-@ab\t", max_size=5)))
@settings(derandomize=True)
def test_the_apostrophe_that_guards_a_text_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text('ab;" ', min_size=1).filter(str.strip), unique=True))
@settings(derandomize=True)
def test_a_list_in_a_cell_reads_back(members: list[str]) -> None:
    assert parted(joined(members)) == tuple(members)


@given(st.text('ab;" \n'))
@settings(derandomize=True)
def test_any_cell_can_be_read_as_a_list(cell: str) -> None:
    assert all(parted(cell))


def test_a_list_may_be_parted_by_bare_semicolons() -> None:
    assert parted("place-a;place-b ;; place-a;") == ("place-a", "place-b")


def test_the_same_plan_gives_the_same_workbook() -> None:
    rows, about = sheet_rows(plan_with("Un"), {"action-0": (Doubt("kind", "kind-by-date"),)}), {"plan": "delta-2019"}
    first = to_xlsx(rows, about)
    time.sleep(1.1)
    assert to_xlsx(rows, about) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_excel_knows_the_letters_of_a_csv() -> None:
    body = to_csv(sheet_rows(plan_with("Été")))
    assert body.startswith(b"\xef\xbb\xbfid,kind,label,")
    assert "Été" in body.decode("utf-8-sig")


def test_the_head_of_a_workbook_is_bold_and_stays_in_view(folder: Path) -> None:
    (folder / "head.xlsx").write_bytes(to_xlsx(sheet_rows(plan_with("Un")), {}))
    sheet = load_workbook(folder / "head.xlsx")["Plan"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "B2"


def test_kind_and_status_are_chosen_from_lists_with_room_for_new_rows(folder: Path) -> None:
    (folder / "lists.xlsx").write_bytes(to_xlsx(sheet_rows(plan_with("Un")), {}))
    book = load_workbook(folder / "lists.xlsx")
    rules = {str(rule.sqref)[:1]: rule for rule in book["Plan"].data_validations.dataValidation}
    assert set(rules) == {"B", "D", "F", "H"}
    assert rules["B"].formula1.startswith("'About'!")
    column = rules["B"].formula1.split("$")[1]
    assert [book["About"][f"{column}{number}"].value for number in range(2, len(Kind) + 2)] == list(Kind)


def test_a_doubt_is_a_comment_on_a_pale_cell(folder: Path) -> None:
    plan = plan_with("Un")
    doubts = {"action-0": (Doubt("date", "two-years", (("text", "2019 ou 2020"),)), Doubt("kind", "kind-by-date"))}
    (folder / "doubts.xlsx").write_bytes(to_xlsx(sheet_rows(plan, doubts, "fr"), {}))
    sheet = load_workbook(folder / "doubts.xlsx")["Plan"]
    assert "deux années" in sheet["E3"].comment.text
    assert sheet["B3"].comment is not None
    assert sheet["B3"].fill.fgColor.rgb == "FFFFF2CC"
    assert sheet["B2"].comment is None


def test_a_workbook_says_of_what_plan_it_is_and_how_to_correct_it(folder: Path) -> None:
    plan = plan_with("Un")
    (folder / "about.xlsx").write_bytes(to_xlsx(sheet_rows(plan), about_of(plan), "es"))
    about = read_sheet(folder / "about.xlsx").about
    assert about == {
        "plan": "delta-2019",
        "title.fr": "Plan 2019",
        "file": "plan.md",
        "sha256": "a1" * 32,
        "lang": "fr",
        "lines": "99",
    }
    shown = [cell.value for cell in load_workbook(folder / "about.xlsx")["Acerca de"]["B"] if cell.value]
    assert any("Corrija la hoja" in text for text in shown)


@pytest.mark.parametrize(("lang", "name"), [("en", "About"), ("fr", "À propos"), ("es", "Acerca de")])
def test_the_sheet_that_tells_of_the_plan_has_a_name_of_the_language_and_is_read_back_from_any(
    folder: Path, lang: str, name: str
) -> None:
    plan = plan_with("Un")
    (folder / f"{lang}.xlsx").write_bytes(to_xlsx(sheet_rows(plan), about_of(plan), lang))
    book = load_workbook(folder / f"{lang}.xlsx")
    assert book.sheetnames == ["Plan", name]
    assert all(rule.formula1.startswith(f"'{name}'!$") for rule in book["Plan"].data_validations.dataValidation)
    assert read_sheet(folder / f"{lang}.xlsx").about == about_of(plan)


# ---- cells and items


def test_cells_make_an_item_and_the_item_the_same_cells() -> None:
    item = Item(
        "event-a", Kind.NETWORK_EVENT, Text(fr="Forum", en="Forum!"), lines=(3, 5), found=("p. 3",), status=Status.POSTPONED,
        date=When("2019-06", "juin", DateStatus.INFERRED), themes=("theme-mobility",), places=("place-a", "place-b"),
        also_says=("ODD 11.2", "autre"), note="n", condition="c", parent="p", section="s",
    )  # fmt: skip
    row = row_of(item, "fr")
    assert (row["label"], row["places"], row["sdgs_stated"], row["source"]) == (
        "Forum",
        "place-a; place-b",
        "11.2",
        "L3; L5; p. 3",
    )
    bare = Item("event-a", Kind.ACTION, Text(en="Forum!", fr="x"))
    made = with_cells(bare, {name: text for name, text in row.items() if name != "id"}, "fr")
    assert row_of(made, "fr") == row


def test_a_label_moves_to_another_language() -> None:
    item = with_cells(Item("a", Kind.ACTION, Text(fr="Bus"), translation=Text(en="Buses")), {"lang": "en"}, "fr")
    assert (item.label, item.translation) == (Text(en="Bus"), Text())


def test_codes_that_were_added_and_taken_away_change_the_words_that_state_them() -> None:
    item = Item("a", Kind.ACTION, Text(fr="Bus (ODD 3)"), also_says=("ODD 5 et 13", "en commun"))
    assert with_cells(item, {"sdgs_stated": "3; 5; 13; 11.2"}, "fr").also_says == ("ODD 5 et 13", "en commun", "ODD 11.2")
    assert with_cells(item, {"sdgs_stated": "3; 13"}, "fr").also_says == ("en commun", "ODD 13")


def test_a_date_that_was_filled_in_is_stated_and_one_that_was_emptied_is_not() -> None:
    item = Item("a", Kind.NETWORK_EVENT, Text(fr="Forum"), date=When("", "", DateStatus.NOT_STATED))
    assert with_cells(item, {"edtf": "2019-05"}, "fr").date == When("2019-05", "", DateStatus.STATED)
    dated = Item("a", Kind.NETWORK_EVENT, Text(fr="Forum"), date=When("2019-05", "mai", DateStatus.INFERRED))
    assert with_cells(dated, {"edtf": "", "date_text": ""}, "fr").date == When("", "", DateStatus.NOT_STATED)
    assert with_cells(dated, {"edtf": "", "date_text": "", "date_status": ""}, "fr").date is None


# ---- sheets of other programs


def test_a_sheet_that_excel_saved_in_its_own_way_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes('ID;Kind;Label\r\naction-a;action;"Été; œuvre"\r\n'.encode("cp1252"))
    assert read_sheet(path).rows[0].cells == {"id": "action-a", "kind": "action", "label": "Été; œuvre"}
    path.write_bytes("id\tlabel\naction-a\tÉté\n".encode("utf-16"))
    assert read_sheet(path).rows[0].cells == {"id": "action-a", "label": "Été"}


def test_numbers_and_days_of_a_workbook_are_read_as_they_are_typed(tmp_path: Path) -> None:
    from datetime import datetime

    from openpyxl import Workbook

    day = datetime.fromisoformat("2019-06-17")
    book = Workbook()
    book.active.append(["note to self"])
    book.active.append(["id", "edtf", "date_text", "sdgs_stated", "unknown"])
    book.active.append(["action-a", day, 2019.0, 11.2, "x"])
    book.active.append([None, None, None, None, "only here"])
    book.save(tmp_path / "a.xlsx")
    sheet = read_sheet(tmp_path / "a.xlsx")
    assert [row.cells for row in sheet.rows] == [
        {"id": "action-a", "edtf": "2019-06-17", "date_text": "2019", "sdgs_stated": "11.2"}
    ]
    assert sheet.cell(sheet.rows[0], "edtf") == "Sheet!B3"


def test_a_table_without_ids_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,what\nx,y\n")
    with pytest.raises(RecordError) as caught:
        read_sheet(tmp_path / "a.csv")
    assert caught.value.code == "R127"


def test_files_that_are_no_sheet_are_told(tmp_path: Path) -> None:
    good = to_xlsx(sheet_rows(plan_with("Un")), {})
    for number, body in enumerate(
        [b"", b"PK\x03\x04 nothing", b"\0\1\2", good[:500], good[:-40], b"id,label\n" + b'"' + b"x" * 200_000]
    ):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(body)
        with pytest.raises(SourceError):
            read_sheet(path)
    with pytest.raises(SourceError):
        read_sheet(tmp_path / "absent.xlsx")


def test_a_sheet_of_too_many_rows_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,label\n" * 50)
    (tmp_path / "a.xlsx").write_bytes(to_xlsx(sheet_rows(plan_with(*"abcdefgh")), {}))
    for name in ("a.csv", "a.xlsx"):
        with pytest.raises(LimitError):
            read_sheet(tmp_path / name, Limits(rows=5))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 3000), st.booleans())
def test_a_damaged_sheet_raises_nothing_but_our_errors(folder: Path, noise: bytes, at: int, as_book: bool) -> None:
    plan = plan_with("Un")
    body = to_xlsx(sheet_rows(plan), about_of(plan)) if as_book else to_csv(sheet_rows(plan))
    path = folder / "noise.bin"
    path.write_bytes(body[:at] + noise + body[at + len(noise) :])
    with suppress(MetroGraphError):
        read_sheet(path)
