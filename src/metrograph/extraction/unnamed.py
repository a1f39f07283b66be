"""Columns of a table whose names say nothing: what their values show them to be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from metrograph.extraction.book import Book
from metrograph.extraction.labels import condition_of
from metrograph.extraction.records import Record
from metrograph.extraction.rules import flat, tokens
from metrograph.extraction.walk import says

_DAY = frozenset({"jour", "jours", "day", "days", "dia", "dias"})


def with_columns(found: tuple[Record, ...], book: Book) -> tuple[Record, ...]:
    """The records of a table, with the columns whose use their values show, and starts without an end as dates."""
    known = _known(found, book)
    return tuple(_dated(_with_known(record, known)) for record in found)


def _known(found: Sequence[Record], book: Book) -> dict[str, str]:
    """The field of each column that has none: days beside months, statuses, conditions, lines that group the rows."""
    columns: dict[str, list[str]] = {}
    for record in found:
        for name, value in record.rest:
            columns.setdefault(name, []).append(value)
    fields = {name for record in found for name, _ in record.fields}
    told: dict[str, str] = {}
    for name, values in columns.items():
        guesses = _guesses(name, values, len(found), len(columns), book)
        guess = next(
            (guess for guess in guesses if guess not in fields | set(told.values()) and (guess != "day" or "month" in fields)), ""
        )
        if guess:
            told[name] = guess
    return told


def _guesses(name: str, values: Sequence[str], rows: int, columns: int, book: Book) -> Iterator[str]:
    distinct = set(values)
    if flat(name) in _DAY:
        yield "day"
    if all(says(value, book).bare for value in distinct):
        yield "status"
    repeated = len(values) >= rows - 2 and len(distinct) > 1
    if repeated and len(distinct) <= 0.6 * len(values) and any(len(tokens(flat(value))) > 1 for value in distinct):
        yield "section"
    short = all(len(value) < 60 and any(map(str.isalpha, value)) for value in distinct)
    if repeated and len(distinct) <= 0.7 * len(values) and short and columns > 1:
        yield "parent"
    if any(condition_of(value, book.rules) for value in distinct):
        yield "condition"


def _with_known(record: Record, known: dict[str, str]) -> Record:
    more = [(known[name], value) for name, value in record.rest if name in known]
    if not more:
        return record
    cell = record.cells[0][1]
    cells = tuple((field, replace(cell, text=value, raw=value, start=0)) for field, value in more)
    return replace(record, fields=(*more, *record.fields), cells=(*cells, *record.cells))


def _dated(record: Record) -> Record:
    """A record; where it has a start and no end, the start is its date."""
    names = {name for name, _ in record.fields}
    if "start" not in names or names & {"end", "date"}:
        return record
    return replace(record, fields=tuple(("date" if name == "start" else name, value) for name, value in record.fields))
