"""The columns of an answer: how each value is shown, those of a question and those of somebody's own query."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from metrograph.documents.values import Shown
from metrograph.explorer.grids import columns_of, heading, value_cell
from metrograph.explorer.query_names import shortener
from metrograph.explorer.view import View
from metrograph.pages.page import Cell
from metrograph.table import Iri, Row, Table, Typed, Value, text
from metrograph.words import grouped

_TEXT = 600


@dataclass(frozen=True, slots=True)
class Spot:
    """A value, and what stands small below it: the identifier, the datatype, or that more of a long text is not shown."""

    cell: Cell
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how its values are shown, and whether all of them are numbers."""

    name: str
    text: str
    show: Callable[[Row], Spot]
    at: int
    number: bool


def columns(view: View, table: Table, *, free: bool) -> tuple[Column, ...]:
    """The columns of a table: ``free`` ones as they are, else identifiers, codes and names together.

    >>> import metrograph
    >>> view = View.of(metrograph.open())
    >>> table = view.ask("pilots-by-goal", goal=6)
    >>> [len(columns(view, table, free=free)) for free in (True, False)]
    [7, 4]
    """
    return tuple(_free(view, table) if free else _named(view, table))


def _named(view: View, table: Table) -> Iterator[Column]:
    """The columns of a question: identifiers, codes and names together."""
    for name, cell in columns_of(view, table):
        at = table.columns.index(name)
        yield Column(name, heading(view, name), _whole(view, cell), at, _numbers(table, at))


def _free(view: View, table: Table) -> Iterator[Column]:
    """The columns of somebody's own query, as they are called there."""
    shown = view.shown
    for at, name in enumerate(table.columns):
        yield Column(name, name, _spot(view, shown, at), at, _numbers(table, at))


def _whole(view: View, cell: Callable[[Row], Cell]) -> Callable[[Row], Spot]:
    return lambda row: _short(view, cell(row))


def _spot(view: View, shown: Shown, at: int) -> Callable[[Row], Spot]:
    names = shortener(view.desk.prefixes)

    def spot(row: Row) -> Spot:
        value = row[at]
        if isinstance(value, Iri):
            return _thing(view, shown, value, names(value))
        if isinstance(value, Typed):
            return _short(view, Cell(text(value)), names(value.datatype))
        return _short(view, value_cell(view, value))

    return spot


def _thing(view: View, shown: Shown, iri: Iri, name: str) -> Spot:
    try:
        named = shown.labels.named(ox.NamedNode(iri))
    except ValueError:
        named = None
    cell = value_cell(view, iri)
    label = named.text if named else "" if cell.sdg else name
    lang = named.lang if named and named.lang != view.lang else ""
    return _short(view, Cell(label, lang, cell.href, cell.sdg), name if named and not cell.sdg else "")


def _short(view: View, cell: Cell, note: str = "") -> Spot:
    """A value that is not too long for a table; a longer one says that it goes on."""
    if len(cell.text) <= _TEXT:
        return Spot(cell, note)
    told = view.say("query.long", n=grouped(len(cell.text), view.lang))
    return Spot(Cell(cell.text[:_TEXT] + "…", cell.lang, cell.href, cell.sdg, cell.kind), told)


def _numbers(table: Table, at: int) -> bool:
    found = [row[at] for row in table.rows() if row[at] is not None]
    return bool(found) and all(map(is_number, found))


def is_number(value: Value) -> bool:
    """Whether a value counts something: neither yes nor no, nor the number that is none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool) and value == value  # noqa: PLR0124
