"""Reads the tables of a plan: calendars of months and events, tables with column names, and any other grid."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from metrograph.dating.when import months_in, read_cell
from metrograph.extraction.columns import is_calendar, map_columns
from metrograph.extraction.entries import lines_of, read_record
from metrograph.extraction.labelled import read_labelled
from metrograph.extraction.outline import heading_of
from metrograph.extraction.records import records
from metrograph.extraction.rules import flat, tokens
from metrograph.extraction.unnamed import with_columns
from metrograph.extraction.walk import TABLE, Walk
from metrograph.readers.passage import Form, Passage

_FEWEST = 3


def read_table(walk: Walk, rows: Sequence[Passage]) -> None:
    """Read the rows of one table."""
    for sheet, group in groupby(rows, key=lambda row: row.where.sheet):
        own = tuple(group)
        walk.close(TABLE - 1)
        if sheet:
            _sheet(walk, sheet)
        _read(walk, own)
    walk.close(TABLE - 1)
    walk.current = -1


def _sheet(walk: Walk, name: str) -> None:
    """The name of a sheet says what its rows are ("Pilotes"), and never which strategic line they belong to."""
    heading = heading_of(name, walk.book)
    if heading.label.category or heading.month:
        walk.frames.clear()
        walk.below(heading, TABLE)


def _read(walk: Walk, rows: Sequence[Passage]) -> None:
    head = next((row for row in rows if row.head), None)
    if head is None and len(rows) > 1 and sum(bool(field) for field in map_columns([cell.text for cell in rows[0].cells])) > 1:
        rows = (replace(rows[0], head=True), *rows[1:])
        head = rows[0]
    if head is not None and _month(head.cells[0].text, walk) and not any(_month(cell.text, walk) for cell in head.cells[1:]):
        rows = tuple(replace(row, head=False) for row in rows)
        head = None
    body = [row for row in rows if row is not head]
    months = [_month(cell.text, walk) for cell in (head.cells if head else body[0].cells)]
    if sum(bool(month) for month in months) >= _FEWEST:
        _grid(walk, months, body if head else body[1:])
    elif is_calendar(head.cells if head else (), body, lambda text: bool(_month(text, walk))):
        _calendar(walk, body, head)
    elif head is not None:
        _named_by_column(walk, head)
        for record in with_columns(tuple(records(rows)), walk.book):
            read_record(walk, record)
    else:
        _plain(walk, body)
    for row in (head,) if head else ():
        walk.aside(row, "structure")


def _named_by_column(walk: Walk, head: Passage) -> None:
    """A column of names may say what they are: "Proyecto piloto", "Publication"."""
    fields = map_columns([cell.text for cell in head.cells])
    label = next((cell.text for cell, field in zip(head.cells, fields, strict=True) if field == "label"), "")
    heading = heading_of(label, walk.book) if label else None
    if heading and heading.label.category in ("pilots", "publications", "trainings", "meetings", "partners"):
        walk.below(heading, TABLE - 1)


def _month(text: str, walk: Walk) -> str:
    return months_in(text.strip(), walk.book.lang, walk.book.year) if text.strip() else ""


def _calendar(walk: Walk, rows: Sequence[Passage], head: Passage | None) -> None:
    """Months in the first column, what happens in them in the others; a blank month is the one above."""
    context = walk.context
    scopes = [_scope(cell.text, walk) for cell in head.cells] if head else []
    settings = [
        replace(context.setting, category="calendar", calendar=True, scope=scope or context.setting.scope) for scope in scopes
    ]
    usual = replace(context.setting, category="calendar", calendar=True)
    month = context.month
    for row in rows:
        month = _month(row.cells[0].text, walk) or (month if not row.cells[0].text.strip() else "")
        columns = [*settings, *[usual] * (len(row.cells) - len(settings))]
        pieces = [(piece, setting) for cell, setting in zip(row.cells[1:], columns[1:], strict=False) for piece in lines_of(cell)]
        for piece, setting in pieces:
            walk.leaf(piece, replace(context, setting=setting, month=month), cell=True)
        if not pieces:
            walk.aside(row, "structure")


def _scope(name: str, walk: Walk) -> str:
    """Whose events a column holds by its name: "World events", "Events of the network"."""
    own = any(word in walk.book.own for word in tokens(flat(name)))
    return "own" if own else heading_of(name, walk.book).label.scope


def _grid(walk: Walk, months: list[str], rows: Sequence[Passage]) -> None:
    """Months across the top: each cell is of the month above it; a first column without month names a line of work."""
    context = walk.context
    setting = replace(context.setting, category="calendar", calendar=True)
    for row in rows:
        for cell, month in zip(row.cells, months, strict=False):
            for piece in lines_of(cell) if month else ():
                walk.leaf(piece, replace(context, setting=setting, month=month), cell=True)


def _plain(walk: Walk, rows: Sequence[Passage]) -> None:
    """A table without names: the longest words of a row name a thing, a date beside them dates it."""
    for row in rows:
        cells = [cell for cell in row.cells if cell.text.strip()]
        if not cells:
            continue
        dates = [cell for cell in cells if _is_date(cell.text, walk)]
        main = max((cell for cell in cells if cell not in dates), key=lambda cell: len(cell.text), default=None)
        if main is None:
            walk.aside(row, "structure")
            continue
        found = read_cell(dates[0].text, walk.book.lang, walk.book.year) if dates else None
        context = replace(walk.context, month=found.edtf if found else walk.context.month)
        for piece in lines_of(main):
            if not read_labelled(walk, Passage(piece.text, Form.BULLET, 1, piece.where, piece.raw, piece.start)):
                walk.leaf(piece, context)


def _is_date(text: str, walk: Walk) -> bool:
    return (
        len(tokens(flat(text))) <= 6
        and any(sign.isdigit() for sign in text)
        and read_cell(text, walk.book.lang, walk.book.year) is not None
    )
