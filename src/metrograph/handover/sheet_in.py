"""Reads a corrected sheet, CSV or XLSX: the cells of each row by column, as texts, with the place of each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from metrograph.csvfile import sound_rows
from metrograph.errors import LimitError, Place, RecordError, SourceError
from metrograph.handover.cells import COLUMNS, plain
from metrograph.handover.sheet import ABOUT, PLAN, Cells, letters_of, read_tables, unguarded
from metrograph.readers.files import body_of
from metrograph.readers.passage import Limits
from metrograph.words import TEXTS

_HEADS = 20


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its number, and its texts by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it came back: where its columns stand, its rows, and what its sheet About says."""

    path: str
    name: str
    letters: dict[str, str]
    rows: tuple[SheetRow, ...]
    about: dict[str, str] = field(default_factory=dict)

    def cell(self, row: SheetRow, column: str) -> str:
        """The name of a cell, as a spreadsheet writes it: ``Plan!E14``."""
        return f"{self.name}!{self.letters.get(column, 'A')}{row.number}"


def read_sheet(path: Path, limits: Limits = Limits()) -> Sheet:  # noqa: B008 - frozen
    """The rows of a sheet; an error when it is none, or when no row of it names the columns."""
    body = body_of(path, limits)
    if body.startswith(b"PK") or path.suffix.lower() == ".xlsx":
        return _workbook(path, limits)
    return _sheet(path, path.stem, _texts(path, body, limits), {})


def _sheet(path: Path, name: str, table: Cells, about: dict[str, str]) -> Sheet:
    head = _head(table)
    if head is None:
        raise RecordError("R127", Place(str(path)), column="id")
    columns = _names(table[head][1])
    letters = {one: letters_of(columns.index(one) + 1) for one in COLUMNS if one in columns}
    rows = (SheetRow(number, {one: _cell(cells, columns.index(one)) for one in letters}) for number, cells in table[head + 1 :])
    return Sheet(str(path), name, letters, tuple(row for row in rows if any(row.cells.values())), about)


def _names(cells: Iterable[str]) -> list[str]:
    return [re.sub(r"[\s-]+", "_", cell.strip().casefold()) for cell in cells]


def _head(table: Cells) -> int | None:
    """The place of the row that names the columns: the id and one more at least."""
    names = ((at, set(_names(cells))) for at, (_, cells) in enumerate(table[:_HEADS]))
    return next((at for at, found in names if "id" in found and len(found & set(COLUMNS)) > 1), None)


def _cell(cells: list[str], at: int) -> str:
    return plain(unguarded(plain(cells[at]))) if at < len(cells) else ""


def _texts(path: Path, body: bytes, limits: Limits) -> Cells:
    """The rows of a CSV file, parted by commas, semicolons or tabs, in UTF-8 or as Excel saves them."""
    if not body.strip(b"\xef\xbb\xbf \t\r\n"):
        raise SourceError("S117", Place(str(path)))
    text = _decoded(path, body)
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    rows = [(number, cells) for number, (_, cells) in enumerate(sound_rows(text, str(path), mark), 1)]
    if len(rows) > limits.rows:
        raise LimitError("L109", Place(str(path)), found=len(rows), limit=limits.rows)
    return rows


def _decoded(path: Path, body: bytes) -> str:
    if b"\0" in body and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("S119", Place(str(path)), found="binary")
    codes = ("utf-16",) if body.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252", "latin-1")
    for code in codes:
        try:
            return body.decode(code)
        except UnicodeDecodeError:
            continue
    raise SourceError("S118", Place(str(path)), format="CSV", detail="UTF-16")


def _workbook(path: Path, limits: Limits) -> Sheet:
    tables = read_tables(path, limits)
    name = next((one for one in (PLAN, *tables) if one in tables and _head(tables[one]) is not None), next(iter(tables), PLAN))
    told = next((tables[one] for one in TEXTS[ABOUT] if one in tables), [])
    about = {cells[0].strip(): _cell(cells, 1) for _, cells in told if len(cells) > 1 and cells[0].strip()}
    return _sheet(path, name, tables.get(name, []), about)
