"""Reads the visible sheets of an Excel workbook: values as a person sees them, formulas as text, never computed.

The parts of the file are read as a stream, one row at a time, so that values, formulas, merged areas and links are found
in one pass and rows without words cost next to nothing; what number formats mean is openpyxl's knowledge. A unit is the
text of one cell. The words of a merged cell stand in each cell of its area, with the place of the first.
"""

import gc
import re
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from posixpath import join, normpath
from typing import Any

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # type: ignore[import-untyped, unused-ignore]
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel  # type: ignore[import-untyped, unused-ignore]
from openpyxl.utils.escape import unescape  # type: ignore[import-untyped, unused-ignore]

from metrograph.errors import Place, SourceError
from metrograph.readers.archive import Watch, check_archive
from metrograph.readers.csvfile import Row, laid_out, letters, spaced
from metrograph.readers.files import NOTHING_TOLD, File, body_of, document, zipped
from metrograph.readers.passage import LIMITS, Cell, Document, Limits, Passage, Where

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
_NAME = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PERCENT = re.compile(r"[#0,]*?0(?:\.(0+))?\s*%")
_FIXED = re.compile(r"[#,]*0\.(0+)(?:_.|\s)*")
_FIELDS_OF_DATE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_Area = tuple[int, int, int, int]  # first and last row, first and last column


def read_xlsx(path: File, limits: Limits = LIMITS, tell: Callable[[int], None] = NOTHING_TOLD) -> Document:
    """The rows of the visible sheets of a workbook, as passages; hidden rows are read, hidden sheets are not."""
    check_archive(path, limits, "XLSX")
    body = body_of(path, limits)
    watch = Watch(path, limits, tell)
    try:
        with zipped(path) as archive, _uncollected():
            book = _book(archive)
            passages = tuple(_passages(archive, book, watch))
    except _DAMAGE as error:
        raise SourceError("S118", Place(str(path)), format="XLSX", detail=_detail(error)) from None
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror) from None
    return document(path, "xlsx", body, passages, lines=watch.done, title=book.title)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Cells are many and make no circles: looking for some among them would double the time of a large sheet."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _detail(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


@dataclass(frozen=True, slots=True)
class _Style:
    """How cells of a style are shown: their number format, and whether in bold."""

    code: str = "General"
    bold: bool = False


PLAIN = _Style()


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share: shown sheets by name and part, styles, texts, and where days begin to count."""

    sheets: tuple[tuple[str, str], ...]
    styles: tuple[_Style, ...]
    texts: tuple[str, ...]
    epoch: datetime
    title: str


@dataclass(slots=True)
class _Sheet:
    """What is found in a sheet while its rows go by."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    bold: set[int] = field(default_factory=set)
    merged: list[_Area] = field(default_factory=list)
    links: list[_Area] = field(default_factory=list)


def _passages(archive: zipfile.ZipFile, book: _Book, watch: Watch) -> Iterator[Passage]:
    tables, laid = 0, Watch(watch.path, watch.limits, NOTHING_TOLD)
    for name, part in book.sheets:
        sheet = _sheet(archive, book, name, part, watch)
        _link(sheet)
        _fill_merged(sheet)
        for passage in laid_out(list(_rows(sheet)), laid, tables):
            tables = max(tables, passage.table)
            yield passage


def _rows(sheet: _Sheet) -> Iterator[Row]:
    for number, cells in sheet.rows.items():
        own = (cell.where for column, cell in cells.items() if cell.where.cell == f"{letters(column)}{number}")
        yield Row(number, next(own), cells, number in sheet.bold)


def _elements(archive: zipfile.ZipFile, part: str, *tags: str) -> Iterator[Any]:
    """The elements of a part with these names, in any namespace; each is emptied when the next is asked for."""
    with archive.open(part) as stream:
        wanted = [f"{{*}}{tag}" for tag in tags]
        for _, element in etree.iterparse(
            stream, tag=wanted, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        ):
            yield element
            element.clear()
            while element.getprevious() is not None and (above := element.getparent()) is not None:
                del above[0]


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Kind and part of each relation of a part."""
    folder, _, name = part.rpartition("/")
    rels = join(folder, "_rels", name + ".rels")
    if rels not in archive.namelist():
        return {}
    found = {}
    for relation in _elements(archive, rels, "Relationship"):
        target = relation.get("Target", "")
        kind = "" if relation.get("TargetMode") == "External" else relation.get("Type", "").rsplit("/", 1)[-1]
        found[relation.get("Id", "")] = (kind, target.lstrip("/") if target.startswith("/") else normpath(join(folder, target)))
    return found


def _book(archive: zipfile.ZipFile) -> _Book:
    top = dict(_related(archive, "").values())
    main = top.get("officeDocument", "xl/workbook.xml")
    related = _related(archive, main)
    shared = dict(related.values())
    sheets, epoch = [], WINDOWS_EPOCH
    for element in _elements(archive, main, "workbookPr", "sheet"):
        if etree.QName(element).localname == "workbookPr":
            epoch = MAC_EPOCH if element.get("date1904") in ("1", "true") else WINDOWS_EPOCH
            continue
        relation = next((value for key, value in element.items() if key.endswith("}id")), "")
        kind, part = related.get(relation, ("", ""))
        if kind == "worksheet" and element.get("state", "visible") == "visible":
            sheets.append((element.get("name", ""), part))
    texts = _elements(archive, shared["sharedStrings"], "si") if "sharedStrings" in shared else ()
    styles = _styles(archive, shared["styles"]) if "styles" in shared else ()
    titles = _elements(archive, top["core-properties"], "title") if top.get("core-properties") in archive.namelist() else ()
    title = " ".join(" ".join(element.text or "" for element in titles).split())
    return _Book(tuple(sheets), styles, tuple(_words(element) for element in texts), epoch, title)


def _words(element: Any) -> str:
    """The words of a rich text, without the reading aids of Japanese."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return str(unescape(element[0].text or ""))
    parts = element.iterfind("{*}t"), element.iterfind("{*}r/{*}t")
    return unescape("".join(text.text or "" for found in parts for text in found))  # type: ignore[no-any-return, unused-ignore]


def _styles(archive: zipfile.ZipFile, part: str) -> tuple[_Style, ...]:
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    bold: list[bool] = []
    found: tuple[_Style, ...] = ()
    for element in _elements(archive, part, "numFmts", "fonts", "cellXfs"):
        name = etree.QName(element).localname
        if name == "numFmts":
            codes |= {int(one.get("numFmtId", "0")): one.get("formatCode", "General") for one in element.iterfind("{*}numFmt")}
        elif name == "fonts":
            bold = [
                (mark := font.find("{*}b")) is not None and mark.get("val") not in ("0", "false")
                for font in element.iterfind("{*}font")
            ]
        else:
            pairs = ((int(one.get("numFmtId", "0")), int(one.get("fontId", "0"))) for one in element.iterfind("{*}xf"))
            found = tuple(_Style(codes.get(code, "General"), font < len(bold) and bold[font]) for code, font in pairs)
    return found


def _sheet(archive: zipfile.ZipFile, book: _Book, name: str, part: str, watch: Watch) -> _Sheet:
    sheet, number, count = _Sheet(name), 0, 0
    for element in _elements(archive, part, "row", "mergeCell", "hyperlink"):
        if (ref := element.get("ref")) is not None:
            (sheet.links if element.tag.endswith("hyperlink") else sheet.merged).append(_area(ref))
            continue
        number = int(element.get("r") or number + 1)
        if not 0 < number <= 2**20:
            raise ValueError(f"row {number}")
        if not (count := count + 1) % 1000:
            watch.check()
        cells, bold = _cells(element, book, number, watch.done + 1, name)
        if cells:
            watch.step()
            watch.row(cells.values())
            sheet.rows[number] = cells
            sheet.bold |= {number} if bold else set()
    sheet.rows = dict(sorted(sheet.rows.items()))
    return sheet


def _cells(row: Any, book: _Book, number: int, line: int, sheet: str) -> tuple[dict[int, Cell], bool]:
    """The filled cells of a row by column, and whether all of them are bold."""
    cells, column, plain = {}, 0, 0
    for element in row:
        if not element.tag.endswith("}c"):
            continue
        name = element.get("r")
        column = _column(name.rstrip("0123456789")) if name else column + 1
        if not len(element):
            continue
        parts = {child.tag.rpartition("}")[2]: child for child in element}
        style = book.styles[at] if (at := int(element.get("s") or 0)) < len(book.styles) else PLAIN
        raw = _shown(element.get("t", "n"), parts, style, book)
        if own := raw.strip():
            linked = "f" in parts and (parts["f"].text or "").upper().startswith("HYPERLINK(")
            cells[column] = Cell(spaced(own), Where(line, 0, sheet, f"{letters(column)}{number}"), own, raw.index(own), linked)
            plain += not style.bold
    return dict(sorted(cells.items())), not plain


def _shown(kind: str, parts: dict[str, Any], style: _Style, book: _Book) -> str:
    """The text of a cell as a person sees it; a formula that was never computed as it is written."""
    if kind == "inlineStr":
        return _words(parts["is"]) if "is" in parts else ""
    value = (parts["v"].text or "") if "v" in parts else ""
    if not value and kind != "str":
        formula = parts["f"].text if "f" in parts else ""
        return f"={formula}" if formula else ""
    if kind == "s":
        return book.texts[int(value)]
    if kind == "b":
        return "TRUE" if value.strip() in ("1", "true") else "FALSE"
    if kind == "d":
        return re.sub(r"T00:00(:00(\.0+)?)?Z?$", "", value.strip())
    return _number(value.strip(), style.code, book.epoch) if kind == "n" else str(unescape(value))


@lru_cache(maxsize=65536)
def _number(value: str, code: str, epoch: datetime) -> str:
    """A number in the form of its format: a date, a percentage, decimals where they are fixed, else no more than needed."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number) > Decimal(10) ** 30:
        return value
    first = code.partition(";")[0]
    if is_date_format(first) and number >= 0:
        return _date(float(number), _FIELDS_OF_DATE.sub("", first).lower(), epoch) or _plain(number)
    if percent := _PERCENT.fullmatch(first):
        return f"{number * 100:.{len(percent[1] or '')}f} %".replace(" ", "")
    fixed = _FIXED.fullmatch(first)
    return f"{number:.{len(fixed[1])}f}" if fixed and number != number.to_integral_value() else _plain(number)


def _plain(number: Decimal) -> str:
    shown = f"{number:.15g}" if number else "0"
    text = format(Decimal(shown), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(serial: float, code: str, epoch: datetime) -> str:
    """A date as ISO, as finely as its format shows it; empty when the number is no day."""
    try:
        found = from_excel(serial, epoch)
        if isinstance(found, time):
            return found.isoformat("minutes")
        moment = found + timedelta(milliseconds=500)
    except (OverflowError, ValueError):
        return ""
    if not set("hsd") & set(code):
        return f"{moment:%Y-%m}" if "m" in code else f"{moment:%Y}"
    day = moment.date().isoformat()
    return day if (moment.hour, moment.minute) == (0, 0) else f"{day}T{moment:%H:%M}"


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise ValueError(f"cell {letters}")
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total


def _area(ref: str) -> _Area:
    """First and last row, first and last column of a range such as A1:C4."""
    names = [_NAME.fullmatch(name) for name in ref.split(":")]
    if not names or None in names:
        return (1, 0, 1, 0)
    rows = sorted(int(name[2]) for name in names if name)
    columns = sorted(_column(name[1]) for name in names if name)
    return rows[0], rows[-1], columns[0], columns[-1]


def _link(sheet: _Sheet) -> None:
    for number, column, _ in _covered(sheet, sheet.links):
        cell = sheet.rows[number].get(column)
        if cell:
            sheet.rows[number][column] = replace(cell, linked=True)


def _fill_merged(sheet: _Sheet) -> None:
    """Put the first cell of each merged area into the others, in rows that have words of their own."""
    firsts = {area: cell for area in sheet.merged if (cell := sheet.rows.get(area[0], {}).get(area[2]))}
    changed = set()
    for number, column, area in _covered(sheet, list(firsts)):
        sheet.rows[number].setdefault(column, firsts[area])
        changed.add(number)
    for number in changed:
        sheet.rows[number] = dict(sorted(sheet.rows[number].items()))


def _covered(sheet: _Sheet, areas: list[_Area]) -> Iterator[tuple[int, int, _Area]]:
    """The cells that areas cover, within the rows and columns in use; areas that overlap are left when all is covered."""
    numbers = list(sheet.rows)
    widest = max((max(cells) for cells in sheet.rows.values()), default=0)
    left = len(numbers) * widest
    for area in areas:
        top, bottom, first, last = area
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            for column in range(first, min(last, widest) + 1):
                yield number, column, area
                left -= 1
        if left < 0:
            return
