"""What is read of spreadsheets and CSV files, and what is refused."""

import datetime as dt
import json
from contextlib import suppress
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from metrograph.errors import LimitError, SourceError
from metrograph.readers.csvfile import column_field, read_csv
from metrograph.readers.passage import Form, Limits
from metrograph.readers.xlsx import read_xlsx

USUAL = Limits()
FIXTURES = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def csv(tmp_path):
    def reading(body, about=None, limits=USUAL, beside="plan.csv-metadata.json"):
        (tmp_path / "plan.csv").write_bytes(body if isinstance(body, bytes) else body.encode())
        if about is not None:
            (tmp_path / beside).write_text(about if isinstance(about, str) else json.dumps(about))
        return read_csv(tmp_path / "plan.csv", limits)

    return reading


@pytest.fixture
def book(tmp_path):
    def reading(*rows, change=repr, limits=USUAL):
        made = Workbook()
        for row in rows:
            made.active.append(row)
        change(made.active)
        made.save(tmp_path / "plan.xlsx")
        return read_xlsx(tmp_path / "plan.xlsx", limits)

    return reading


def cells(document):
    return [[cell.text for cell in one.cells] for one in document.passages if one.form is Form.ROW]


HEAD = ["Activity", "Date", "City"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(csv, sign):
    assert cells(csv(f"Activité{sign}Date\nForum{sign}2025-03\n")) == [["Activité", "Date"], ["Forum", "2025-03"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_letters_with_accents_are_read_in_every_encoding(csv, encoding):
    assert cells(csv("Activité;Début\nÉté à Málaga;2025\n".encode(encoding)))[1] == ["Été à Málaga", "2025"]


def test_a_cell_with_line_breaks_is_one_cell_and_the_next_row_knows_its_line(csv):
    document = csv('Activity,Date\n"One\ntwo",2025\nThree,2026\n')
    assert cells(document)[1] == ["One\ntwo", "2025"]
    assert [(one.where.line, one.where.cell) for one in document.passages] == [(1, "A1"), (2, "A2"), (4, "A3")]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_below(csv):
    assert len(cells(csv('Activity,Date\n"Forum,2025\nAtelier,2026\n'))) == 3


def test_two_such_quotes_do_not_swallow_what_is_between_them_and_other_cells_keep_their_commas(csv):
    document = csv('Activity,Date\n"Forum,2025\n"Atelier, débat",2026\n"Visite,2027\n"Les ""villes""",2028\n')
    assert cells(document)[1:] == [['"Forum', "2025"], ["Atelier, débat", "2026"], ['"Visite', "2027"], ['Les "villes"', "2028"]]
    assert [one.where.line for one in document.passages] == [1, 2, 3, 4, 5]


def test_excel_says_its_sign_in_a_first_line(csv):
    assert cells(csv("sep=|\nActivity|Date\nA, b|2025\n")) == [["Activity", "Date"], ["A, b", "2025"]]


def test_a_title_above_and_a_note_below_are_no_rows(csv):
    document = csv("Programme 2025\n\nActividad;Fecha\nForo;2025\n\n* por confirmar\n")
    assert [one.form for one in document.passages] == [Form.HEADING, Form.ROW, Form.ROW, Form.PARAGRAPH]
    assert [one.table for one in document.passages] == [0, 1, 1, 0]


def test_a_csv_of_one_column_is_a_table(csv):
    assert cells(csv("Activity\nForum\nWorkshop\n")) == [["Activity"], ["Forum"], ["Workshop"]]


def test_the_words_of_a_cell_stand_where_raw_says(csv):
    cell = csv('Activity,Date\n"  Forum  of mayors ",2025\n').passages[1].cells[0]
    assert (cell.text, cell.raw, cell.start) == ("Forum of mayors", "Forum  of mayors", 2)


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"", "S117"), (b" \n\n", "S117"), (b";;\n;;\n", "S117"), (b"<!DOCTYPE html><table>", "S119"), (b"<?xml version='1.0'?>", "S119"),
     (b"PK\x03\x04xx", "S119"), (b"%PDF-1.7", "S119"), (b"a,b\x01\x02\n", "S119"), (b"\x00\x01\x02\x03\xff", "S119")],
)  # fmt: skip
def test_what_is_no_csv_is_refused(csv, body, code):
    with pytest.raises(SourceError) as caught:
        csv(body)
    assert caught.value.code == code
    assert all(caught.value.report(lang) for lang in ("en", "fr", "es"))


def test_more_rows_than_the_limit_are_refused(csv, book):
    with pytest.raises(LimitError, match="L109"):
        csv("Activity,Date\n" + "Forum,2025\n" * 20, limits=Limits(rows=10))
    with pytest.raises(LimitError, match="L109"):
        book(HEAD, *[["Forum", "2025", "Lyon"]] * 20, limits=Limits(rows=10))


def test_a_file_that_is_not_there_is_told(tmp_path):
    for read, name in ((read_csv, "no.csv"), (read_xlsx, "no.xlsx")):
        with pytest.raises(SourceError, match="S101"):
            read(tmp_path / name)


def test_metadata_names_columns_by_our_ontology(csv):
    about = {
        "tableSchema": {
            "columns": [{"name": "x", "propertyUrl": "https://w3id.org/metrograph/ns#condition"}, {"titles": {"fr": "Titre"}}]
        }
    }
    assert cells(csv("Spalte,Bezeichnung\nGeld,Forum\n", about))[0] == ["condition", "Titre"]


def test_metadata_says_how_dates_and_lists_and_blanks_are_written(csv):
    columns = [
        {"name": "date", "datatype": {"base": "date", "format": "d/M/yyyy"}},
        {"name": "places", "separator": "|"},
        {"name": "label", "null": "-"},
    ]
    document = csv(
        "date;places;label\n5/3/2025;Lyon|Bogotá;-\n", {"dialect": {"delimiter": ";"}, "tableSchema": {"columns": columns}}
    )
    assert cells(document)[1] == ["2025-03-05", "Lyon\nBogotá", ""]
    assert document.passages[1].cells[0].raw == "5/3/2025"


def test_metadata_tells_the_language_and_the_rows_to_skip(csv):
    about = {
        "lang": "fr-CA",
        "dialect": {"skipRows": 1, "header": False},
        "tableSchema": {"columns": [{"name": "label"}, {"name": "date"}]},
    }
    document = csv("rien,rien\nForum,2025\n", about)
    assert cells(document) == [["label", "date"], ["Forum", "2025"]]
    assert (document.lang, document.passages[1].lang) == ("fr", "fr")


@pytest.mark.parametrize("beside", ["plan-metadata.json", "csv-metadata.json"])
def test_metadata_of_a_group_is_found_by_the_name_of_the_file(csv, beside):
    tables = [{"url": "other.csv"}, {"url": "plan.csv", "tableSchema": {"columns": [{"name": "label"}, {"name": "date"}]}}]
    assert cells(csv("a,b\nForum,2025\n", {"tables": tables}, beside=beside))[0] == ["label", "date"]


def test_metadata_of_another_file_is_passed_over(csv):
    assert cells(csv("Activity,Date\nForum,2025\n", {"url": "other.csv", "dialect": {"delimiter": ";"}}))[0] == [
        "Activity",
        "Date",
    ]


@pytest.mark.parametrize(
    "about",
    ["{", "[]", "3", '{"tableSchema": {"columns": 3}}', '{"dialect": {"delimiter": "ab"}}', '{"tables": [4]}', "[" * 9000],
)
def test_damaged_metadata_is_told(csv, about):
    with pytest.raises(SourceError, match="S118"):
        csv("a,b\nc,d\n", about)


def test_dates_are_iso_and_as_fine_as_their_format(book):
    def change(sheet):
        sheet["B2"].number_format, sheet["B3"].number_format, sheet["B4"].number_format = "mmm yyyy", "dd/mm/yyyy", "yyyy"

    day, moment = dt.date(2025, 3, 15), dt.datetime.fromisoformat("2025-03-15T14:30")
    document = book(HEAD, ["A", day, "x"], ["B", day, "y"], ["C", day, "z"], ["D", moment, "w"], change=change)
    assert [row[1] for row in cells(document)[1:]] == ["2025-03", "2025-03-15", "2025", "2025-03-15T14:30"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(3.0, "General", "3"), (11.2, "General", "11.2"), (0.25, "0%", "25%"), (0.125, "0.0%", "12.5%"), (True, "General", "TRUE"), (False, "General", "FALSE"),
     ("=1+1", "General", "=1+1"), (0.1 + 0.2, "General", "0.3"), (1234567, "#,##0", "1234567"), (17.1, "0.00", "17.10"), (dt.time(9, 30), "hh:mm", "09:30")],
)  # fmt: skip
def test_a_value_is_the_text_that_a_person_sees(book, value, form, text):
    assert (
        cells(book(HEAD, ["Forum", value, "Lyon"], change=lambda sheet: setattr(sheet["B2"], "number_format", form)))[1][1]
        == text
    )


def test_a_merged_cell_stands_in_every_row_of_its_area(book):
    document = book(
        ["Axe", *HEAD], ["1. Climat", "A", 1, "x"], [None, "B", 2, "y"], change=lambda sheet: sheet.merge_cells("A2:A3")
    )
    assert [row[0] for row in cells(document)] == ["Axe", "1. Climat", "1. Climat"]
    assert document.passages[2].cells[0].where.cell == "A2"
    assert document.passages[2].where.cell == "B3"


def test_a_header_of_two_rows_is_joined(book):
    def change(sheet):
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)

    document = book(
        ["Activité", "Dates", None, "Lieu"], [None, "Début", "Fin", None], ["Forum", "2025", "2026", "Lyon"], change=change
    )
    assert cells(document)[0] == ["Activité", "Dates\nDébut", "Dates\nFin", "Lieu"]
    assert [one.head for one in document.passages] == [True, False]


def test_titles_above_a_table_are_headings_and_paragraphs(book):
    document = book(
        ["Work plan 2025"], ["Draft of May"], HEAD, ["Forum", "2025", "Lyon"], change=lambda sheet: sheet.merge_cells("A1:C1")
    )
    assert [(one.form, one.level) for one in document.passages[:2]] == [(Form.HEADING, 1), (Form.PARAGRAPH, 0)]
    assert document.passages[2].head


def test_a_new_table_begins_after_an_empty_row_where_a_header_stands(book):
    document = book(HEAD, ["A", 1, "x"], [], ["B", 2, "y"], [], ["Budget"], ["Proyecto", "Fecha"], ["C", 3])
    assert [one.table for one in document.passages if one.form is Form.ROW] == [1, 1, 1, 2, 2]


def test_a_header_without_known_names_is_told_by_the_types_below(book):
    document = book(["Spalte", "Menge"], ["eins", 1], ["zwei", 2], ["drei", 3])
    assert [one.head for one in document.passages] == [True, False, False, False]


def test_a_bold_first_row_is_a_header(book):
    def change(sheet):
        sheet["A1"].font = sheet["B1"].font = Font(bold=True)

    assert [one.head for one in book(["Spalte", "Ort"], ["eins", "Köln"], change=change).passages] == [True, False]


def test_hidden_sheets_are_skipped_and_hidden_rows_are_read(book):
    def change(sheet):
        other = sheet.parent.create_sheet("secret")
        other.append(["nothing"])
        other.sheet_state = "hidden"
        sheet.row_dimensions[2].hidden = True

    document = book(HEAD, ["Forum", "2025", "Lyon"], change=change)
    assert len(document.passages) == 2
    assert document.passages[1].where.sheet == "Sheet"


def test_every_sheet_is_a_table_of_its_own_and_lines_run_on(book):
    def change(sheet):
        other = sheet.parent.create_sheet("Deux")
        other.append(["Activité", "Lieu"])
        other.append(["Forum", "Lyon"])

    passages = book(HEAD, ["A", "2025", "x"], change=change).passages
    assert [(one.table, one.where.line) for one in passages] == [(1, 1), (1, 2), (2, 3), (2, 4)]
    assert passages[3].cells[1].where.sheet == "Deux"


def test_a_link_is_told(book):
    document = book(
        HEAD, ["Forum", "2025", "Lyon"], change=lambda sheet: setattr(sheet["A2"], "hyperlink", "https://example.org")
    )
    assert [cell.linked for cell in document.passages[1].cells] == [True, False, False]


def test_blank_cells_keep_the_columns_in_their_place(book):
    assert cells(book([None, *HEAD], [None, "Forum", None, "Lyon"]))[1] == ["Forum", "", "Lyon"]


def test_prose_in_one_column_is_no_table(book):
    assert {one.form for one in book(["Notes"], ["A first thought."], ["And another."]).passages} == {
        Form.HEADING,
        Form.PARAGRAPH,
    }


def test_an_empty_workbook_is_told(book):
    with pytest.raises(SourceError, match="S117"):
        book()


def test_a_merge_over_all_the_sheet_is_quick(book, tmp_path):
    book(HEAD, ["A", "2025", "x"], change=lambda sheet: sheet.merge_cells("E1:E2"))
    with ZipFile(tmp_path / "plan.xlsx") as old, ZipFile(tmp_path / "wide.xlsx", "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"E1:E2"', b'"C1:XFD1048576"'))
    assert cells(read_xlsx(tmp_path / "wide.xlsx")) == [HEAD, ["A", "2025", "x"]]


@pytest.mark.parametrize(
    ("name", "field"),
    [("Intitulé", "label"), ("Fecha de fin", "end"), ("Cible ODD", "targets"), ("Topics", "themes"), ("Rien", "")],
)
def test_names_of_columns_are_known_in_three_languages(name, field):
    assert column_field(name) == field


@FIXTURES
@given(st.one_of(st.binary(max_size=300), st.text(alphabet='a;,"\n\r\t|é1 ', max_size=200).map(str.encode)))
def test_any_bytes_give_a_document_or_an_error_of_ours(csv, body):
    with suppress(SourceError, LimitError):
        assert csv(body).passages


PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
]
PLACE = st.integers(0, 999)


@FIXTURES
@given(st.sampled_from(PARTS), st.lists(st.tuples(PLACE, st.sampled_from(list(b'0129AZaz<>"=/&: -'))), min_size=1, max_size=6))
def test_a_damaged_workbook_gives_a_document_or_an_error_of_ours(book, tmp_path, part, changes):
    book(HEAD, ["Forum", dt.date(2025, 3, 15), "Lyon"])
    with ZipFile(tmp_path / "plan.xlsx") as old, ZipFile(tmp_path / "bad.xlsx", "w") as new:
        for name in old.namelist():
            body = bytearray(old.read(name))
            for place, sign in changes if name == part else ():
                body[place * len(body) // 1000] = sign
            new.writestr(name, bytes(body))
    with suppress(SourceError, LimitError):
        assert read_xlsx(tmp_path / "bad.xlsx").passages


@pytest.mark.parametrize("part", PARTS)
def test_a_workbook_without_one_of_its_parts_is_no_traceback(book, tmp_path, part):
    book(HEAD, ["Forum", "2025", "Lyon"])
    with ZipFile(tmp_path / "plan.xlsx") as old, ZipFile(tmp_path / "less.xlsx", "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    with suppress(SourceError):
        read_xlsx(tmp_path / "less.xlsx")
