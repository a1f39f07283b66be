"""An answer as a page shows it: columns to sort by, groups, pages, and the other ways to look at it.

>>> import metrograph
>>> view = View.of(metrograph.open(), inside="query/pilots-by-goal", fields=(("sort", "-sdg"),))
>>> found = result(view, view.ask("pilots-by-goal", goal=11), free=False)
>>> [heading.text for heading in found.headings], found.total, found.groups[0].rows[0][1].cell.sdg
(['Pilot', 'SDG', 'Strength', 'Words quoted'], 8, '11.b')
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

from metrograph.explorer.grids import LONG
from metrograph.explorer.query_columns import Column, Spot, columns, is_number
from metrograph.explorer.query_drawings import Drawing, drawing, fitting
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.namespaces import sdg_order
from metrograph.table import Row, Table, Value
from metrograph.turtle import natural

OWN = ("lang", "sort", "group", "view", "page", "table")
"""The fields of the address that say how an answer is shown, not what is asked."""
ADDRESS = 8_000
"""A longer address is not made into a link: the same is asked by a form."""
_GROUPS, _KEY = 50, 200


@dataclass(frozen=True, slots=True)
class Way:
    """A link that changes one field of the address; without ``href``, what a form sends in its place."""

    text: str
    name: str
    value: str
    href: str = ""
    current: bool = False
    order: str = ""
    """``ascending`` or ``descending``, for the column by which rows are sorted."""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one value; ``count`` is how many there are in all. A table without groups is one of these, without a head."""

    head: Spot | None
    count: int
    rows: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a long answer a page stands."""

    first: int
    last: int
    before: Way | None
    after: Way | None


@dataclass(frozen=True, slots=True)
class Result:
    """An answer as it is shown."""

    headings: tuple[Way, ...]
    groups: tuple[Group, ...]
    total: int
    pager: Pager | None
    views: tuple[Way, ...]
    groupings: tuple[Way, ...]
    drawing: Drawing | None
    cut: int = 0
    """How many rows there are to be seen, where the query has more."""
    again: tuple[tuple[str, str], ...] = ()
    """What a form must send to ask the same, where that is too long for a link."""


def result(view: View, table: Table, *, free: bool, cut: int = 0) -> Result:
    """An answer as the address wants it: ``sort``, ``group``, ``page``, ``view``; ``RequestError`` for what cannot be.

    ``free`` shows every column as it is, each identifier under its name; else identifiers and names share a column.
    """
    rows = table.rows()
    told = columns(view, replace(table, records=rows), free=free)  # read once
    known = tuple(column.name for column in told)
    sort = view.one_of("sort", ("", *known, *(f"-{name}" for name in known)), "")
    if sort:
        rows = _sorted(rows, _column(told, sort.removeprefix("-")), down=sort.startswith("-"))
    groupings = tuple(column for column in told if _repeats(column, rows))
    group = view.one_of("group", ("", *(column.name for column in groupings)), "")
    views = tuple(one for one in fitting(told, rows) if view.live or one != "graph")  # which a script draws
    at = view.one_of("view", ("", *views), "")
    pager, shown = _page(view, len(rows))
    grouped = _grouped(told, rows, _column(told, group) if group else None, shown)
    return Result(
        headings=tuple(_heading(view, column, sort) for column in told if column.name != group),
        groups=tuple(grouped),
        total=len(rows),
        pager=pager,
        views=_ways(view, "view", at or "table", {"table": "", **{one: one for one in views if one != "table"}}),
        groupings=_groupings(view, group, groupings) if view.live else (),
        drawing=drawing(view, told, rows, at) if at not in ("", "table") else None,
        cut=cut,
        again=() if len(view.here()) < ADDRESS else tuple(_same(view)),
    )


def way(view: View, said: str, name: str, value: str, **more: object) -> Way:
    """A link to the same page with one field changed, or a button where the address is too long."""
    href = view.here(**{"page": None, name: value})
    return Way(said, name, value, href if len(href) < ADDRESS else "", **more)  # type: ignore[arg-type]


def _same(view: View) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in view.fields if name not in ("lang", "page"))


def _column(columns: tuple[Column, ...], name: str) -> Column:
    return next(column for column in columns if column.name == name)


def _ways(view: View, name: str, current: str, values: dict[str, str]) -> tuple[Way, ...]:
    ways = (way(view, view.say(f"query.view.{one}"), name, value, current=one == current) for one, value in values.items())
    return tuple(ways) if len(values) > 1 else ()


def _groupings(view: View, group: str, columns: tuple[Column, ...]) -> tuple[Way, ...]:
    none = way(view, view.say("query.group.none"), "group", "", current=not group)
    ways = [way(view, column.text, "group", column.name, current=column.name == group) for column in columns]
    return (none, *ways) if ways else ()


def _heading(view: View, column: Column, sort: str) -> Way:
    order = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "")
    value = f"-{column.name}" if order == "ascending" else column.name
    return way(view, column.text, "sort", value, order=order, number=column.number)


# ---- rows


def _sorted(rows: Iterable[Row], column: Column, *, down: bool) -> tuple[Row, ...]:
    """Rows by what a column shows: numbers, codes of goals, then words as people sort them; the empty ones last."""
    there: list[tuple[tuple[int, Any], Row]] = []
    empty: list[Row] = []
    for row in rows:
        key = _key(row, column)
        if key is None:
            empty.append(row)
        else:
            there.append((key, row))
    there.sort(key=itemgetter(0), reverse=down)
    return (*(row for _, row in there), *empty)


def _key(row: Row, column: Column) -> tuple[int, Any] | None:
    value, cell = row[column.at], column.show(row).cell
    if is_number(value):
        return 0, value
    if cell.sdg:
        return 1, (sdg_order(cell.sdg), "")
    return (2, natural(fold(cell.text[:_KEY]))) if cell.text else None


def _repeats(column: Column, rows: tuple[Row, ...]) -> bool:
    """Whether rows can be gathered under the values of a column: few, and each of several rows."""
    if column.number or len(rows) < 3:
        return False
    found: set[Value] = set()
    for row in rows:
        found.add(row[column.at])
        if len(found) > _GROUPS or isinstance(row[column.at], date):
            return False
    return 1 < len(found) <= len(rows) * 2 // 3


def _grouped(columns: tuple[Column, ...], rows: tuple[Row, ...], by: Column | None, shown: slice) -> Iterator[Group]:
    """The rows of a page; those of one group together, groups in the order of their first row."""
    if by is None:
        yield Group(None, len(rows), tuple(tuple(column.show(row) for column in columns) for row in rows[shown]))
        return
    groups: dict[Value, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[by.at], []).append(row)
    start, others = 0, tuple(column for column in columns if column is not by)
    for found in groups.values():
        part = found[max(0, shown.start - start) : max(0, shown.stop - start)]
        start += len(found)
        if part:
            yield Group(by.show(part[0]), len(found), tuple(tuple(column.show(row) for column in others) for row in part))


def _page(view: View, total: int) -> tuple[Pager | None, slice]:
    last = max(1, -(-total // LONG))
    at = view.number("page", most=last)
    first, end = (at - 1) * LONG, min(at * LONG, total)
    if last == 1:
        return None, slice(0, total)
    before = way(view, view.say("grid.before"), "page", str(at - 1)) if at > 1 else None
    after = way(view, view.say("grid.after"), "page", str(at + 1)) if at < last else None
    return Pager(first + 1, end, before, after), slice(first, end)
