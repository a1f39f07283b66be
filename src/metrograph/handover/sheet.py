"""Writes a plan as a table that a person corrects: CSV, or a workbook with lists to choose from and doubts as comments.

Here too a workbook is opened again: this is the one door to openpyxl for what people correct.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped, unused-ignore]
from openpyxl.cell import Cell  # type: ignore[import-untyped, unused-ignore]
from openpyxl.comments import Comment  # type: ignore[import-untyped, unused-ignore]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped, unused-ignore]
from openpyxl.utils import get_column_letter, quote_sheetname  # type: ignore[import-untyped, unused-ignore]
from openpyxl.utils.escape import unescape  # type: ignore[import-untyped, unused-ignore]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped, unused-ignore]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped, unused-ignore]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped, unused-ignore]

from metrograph.errors import LimitError, Place, SourceError
from metrograph.extraction.draft import Doubt
from metrograph.extraction.plan import Reading
from metrograph.handover.cells import COLUMNS, plain, row_of
from metrograph.handover.planfile import plan_and_doubts, told
from metrograph.model import DateStatus, Kind, Plan, Status
from metrograph.readers.archive import check_archive
from metrograph.readers.passage import Limits
from metrograph.words import LANGUAGES, say

PLAN, ABOUT = "Plan", "sheet.about"
_CHOICES = {"kind": tuple(Kind), "status": tuple(Status), "date_status": tuple(DateStatus), "lang": LANGUAGES}
_WIDTHS = {"id": 34, "kind": 20, "label": 60, "lang": 6, "edtf": 16, "date_text": 22, "condition": 30, "note": 40}
# The column in which a doubt about a field is shown.
_COLUMN = {"date": "edtf", "sdgs": "sdgs_stated", "translation": "label", "also_says": "sdgs_stated"}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_ROOM, _WIDEST = 1000, 200
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
Cells = list[tuple[int, list[str]]]
_TOP = Alignment(vertical="top", wrap_text=True)
_PALE = PatternFill("solid", start_color="FFFFF2CC", end_color="FFFFF2CC")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of an item by column, and what is in doubt about some of them."""

    cells: tuple[tuple[str, str], ...]
    doubts: tuple[tuple[str, tuple[str, ...]], ...] = ()


def sheet_rows(plan: Plan, doubts: Mapping[str, Iterable[Doubt]] | None = None, lang: str = "en") -> tuple[Row, ...]:
    """A row for each item of a plan, with the doubts about it in the language of the reader."""
    found = doubts or {}
    return tuple(_row(row_of(item, plan.source.lang), told(found.get(item.id, ()), lang)) for item in plan.items)


def rows_of_reading(reading: Reading, plan_id: str, lang: str = "en") -> tuple[tuple[Row, ...], dict[str, str]]:
    """The rows of what was read out of a document, and what its sheet says of the document."""
    plan, doubts = plan_and_doubts(reading, plan_id)
    return sheet_rows(plan, doubts, lang), about_of(plan)


def _row(cells: Mapping[str, str], sentences: Mapping[str, tuple[str, ...]]) -> Row:
    shown: dict[str, tuple[str, ...]] = {}
    for name, texts in sentences.items():
        column = _COLUMN.get(name, name if name in COLUMNS else "id")
        shown[column] = (*shown.get(column, ()), *texts)
    return Row(tuple((name, cells[name]) for name in COLUMNS), tuple(shown.items()))


def about_of(plan: Plan) -> dict[str, str]:
    """What a sheet says of its plan, so that a plan file can be made of it alone."""
    titles = {f"title.{lang}": words for lang, words in plan.source.title.pairs()}
    one = plan.source
    return {"plan": plan.id, **titles, "file": one.file, "sha256": one.sha256, "lang": one.lang, "lines": str(one.lines)}


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("a = b"), guarded("'-")
    ("'=1+1", 'a = b', "''-")
    """
    return "'" + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """A text without the apostrophe that ``guarded`` gave it.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''-")
    ('=1+1', "'tis", "'-")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def to_csv(rows: Iterable[Row]) -> bytes:
    """Rows as CSV in UTF-8 with a byte order mark, by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(plain(text)) for _, text in row.cells])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Iterable[Row], about: Mapping[str, str], lang: str = "en") -> bytes:
    """Rows as a workbook with a sheet About; the same rows give the same bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = PLAN
    _head(sheet)
    for number, row in enumerate(rows, 2):
        doubts = dict(row.doubts)
        for column, (name, text) in enumerate(row.cells, 1):
            cell = sheet.cell(number, column)
            _write(cell, text)
            if name in doubts:
                _mark(cell, doubts[name])
    _about(book.create_sheet(say(ABOUT, lang)), about, lang)
    _choices(sheet, quote_sheetname(say(ABOUT, lang)))
    book.properties.creator = "MetroGraph"
    book.properties.title = about.get("plan", "")
    book.properties.created = book.properties.modified = _DAY.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _head(sheet: Worksheet) -> None:
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, column, name)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 24)
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
    sheet.freeze_panes = "B2"


def _write(cell: Cell, text: str) -> None:
    """A text as a text, whatever it looks like; Excel keeps it one when the cell is edited."""
    words = plain(text)
    doubled = guarded(words) if words.startswith("'") else words
    cell.number_format = "@"
    cell.alignment = _TOP
    if doubled:
        cell.value = escaped(doubled)
        cell.data_type = "s"
        cell.quotePrefix = bool(_FORMULA.match(words))


def escaped(text: str) -> str:
    """A text whose ``_x0041_`` is not taken for a sign."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def _mark(cell: Cell, sentences: tuple[str, ...]) -> None:
    cell.fill = _PALE
    comment = Comment(plain("\n".join(sentences)), "MetroGraph")
    comment.width, comment.height = 320, 40 + 40 * len(sentences)
    cell.comment = comment


def _about(sheet: Worksheet, about: Mapping[str, str], lang: str) -> None:
    """What the plan was read from, how to correct it, and the words to choose from."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 90
    for number, (name, text) in enumerate(about.items(), 1):
        sheet.cell(number, 1, name).font = Font(bold=True)
        _write(sheet.cell(number, 2), text)
    order = sorted(LANGUAGES, key=lambda one: one != lang)
    for number, one in enumerate(order, len(about) + 2):
        _write(sheet.cell(number, 2), say("sheet.how", one))
    for column, (name, words) in enumerate(_CHOICES.items(), 4):
        sheet.cell(1, column, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 24
        for number, word in enumerate(words, 2):
            sheet.cell(number, column, str(word))


def _choices(sheet: Worksheet, about: str) -> None:
    """Lists to choose from in the cells of each column that has few words; the words stand in the sheet About."""
    last = sheet.max_row + _ROOM
    for at, (name, words) in enumerate(_CHOICES.items(), 4):
        letter, column = get_column_letter(at), get_column_letter(COLUMNS.index(name) + 1)
        rule = DataValidation("list", formula1=f"{about}!${letter}$2:${letter}${len(words) + 1}", allow_blank=True)
        rule.add(f"{column}2:{column}{last}")
        sheet.add_data_validation(rule)


def _timeless(body: bytes) -> bytes:
    """A workbook without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, part)
    return out.getvalue()


def letters_of(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> letters_of(28)
    'AB'
    """
    return str(get_column_letter(column))


def read_tables(path: Path, limits: Limits) -> dict[str, Cells]:
    """The rows of each sheet of a workbook, as texts; formulas as they are written, never computed."""
    check_archive(path, limits, "XLSX")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True)
            try:
                return {str(sheet.title): list(_rows(sheet, path, limits)) for sheet in book.worksheets}
            finally:
                book.close()
    except _DAMAGE as error:
        detail = " ".join(str(error).split())[:120] or type(error).__name__
        raise SourceError("S118", Place(str(path)), format="XLSX", detail=detail) from None
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror) from None


def _rows(sheet: object, path: Path, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # openpyxl has no types; the size that a sheet declares may be wrong
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=_WIDEST), 1):  # type: ignore[attr-defined]  # as above
        if number > limits.rows:
            raise LimitError("L109", Place(str(path)), found=number, limit=limits.rows)
        yield number, [_text(value) for value in values]


def _text(value: object) -> str:
    """The value of a cell as it would be typed: whole numbers without a point, days as in EDTF."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(unescape(value)) if isinstance(value, str) else str(value)
