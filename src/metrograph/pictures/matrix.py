"""Things by goal, such as themes or strategic lines: how many elements of each serve each goal.

The seventeen goals always stand in their order, so that a gap is seen as one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from metrograph.pictures.drawing import Drawing, Group, Shape, Text
from metrograph.pictures.layout import (
    Href,
    Row,
    cell,
    elements,
    empty,
    goal_heads,
    goal_name,
    goal_number,
    label_width,
    ramp_legend,
    rule,
    told,
    unshown,
    whole,
)
from metrograph.pictures.letters import apart, seen, shorten
from metrograph.pictures.picture import Picture
from metrograph.pictures.said import counted, say
from metrograph.table import Table, text

_CELL, _HIGH = 33.0, 28.0
_TOP = 30.0


@dataclass
class _Line:
    """One line of a matrix: its name, the row of the table that it began with, and its rows by goal."""

    name: str
    first: Row
    cells: dict[int, Row] = field(default_factory=dict)


def matrix(
    table: Table,
    lang: str = "en",
    *,
    title: str = "",
    label: str = "",
    names: Mapping[str, str] | None = None,
    href: Href | None = None,
    row_href: Href | None = None,
    goal_href: Callable[[str], str] | None = None,
    ordered: bool = False,
    most: int = 60,
) -> Picture:
    """Things by goal, from a table with a row for each pair: ``goals-by-theme``, ``goals-by-line``.

    Columns read: ``label`` (else the first that ends in "Label"), ``sdg``, ``count``, and ``direct`` and ``indirect`` where
    they are. A row without a goal gives a line without cells. Lines with the highest sums stand first, or with ``ordered``
    as they come. ``names`` are the names of goals by code, for the heads; ``href`` links a cell, ``row_href`` a line.

    >>> found = Table(("themeLabel", "sdg", "count"), (("mobility", "11", 4), ("mobility", "13", 1), ("care", None, 0)))
    >>> matrix(found, title="Themes by goal").drawing.titles[-2:]
    ('mobility, Goal 13: 1 element', 'care: no goal')
    """
    title = title or say("picture.matrix.title", lang)
    named = {text(row["sdg"]): text(row["goalLabel"]) for row in table.dicts() if row.get("goalLabel")} | dict(names or {})
    lines = _lines(table, label or _label(table), ordered)
    if not lines:
        return Picture(empty(title, lang))
    shown = lines[:most]
    highest = max((whole(row["count"]) for line in lines for row in line.cells.values()), default=0)
    left = label_width([line.name for line in shown], 110, 300)
    shapes: list[Shape] = goal_heads(left, 0, _CELL, named, lang, goal_href)
    for at, line in enumerate(shown):
        shapes += _drawn(line, left, _TOP + at * _HIGH, highest, named, lang, href, row_href)
    bottom = _TOP + len(shown) * _HIGH
    shapes += [*ramp_legend(left, bottom + 12, highest, lang), *unshown(0, bottom + 52, len(shown), len(lines), lang)]
    high = bottom + (60 if len(lines) > len(shown) else 34)
    about = say("picture.matrix.about", lang, rows=len(lines), most=highest)
    return Picture(Drawing(left + 17 * _CELL + 2, high, title, about, lang, tuple(shapes)))


def _label(table: Table) -> str:
    return next((name for name in table.columns if name.endswith("Label") and name != "goalLabel"), table.columns[0])


def _lines(table: Table, label: str, ordered: bool) -> list[_Line]:
    """The lines, each with its cells; things are told apart by the first column, and by name where that is the name."""
    found: dict[str, _Line] = {}
    for row in table.dicts():
        line = found.setdefault(text(row[table.columns[0]]), _Line(_name(row, label, table.columns[0]), row))
        goal = goal_number(text(row["sdg"]))
        if 1 <= goal <= 17 and whole(row["count"]):
            line.cells[goal] = row
    lines = list(found.values())
    return lines if ordered else sorted(lines, key=lambda line: (-_sum(line), line.name))


def _name(row: Row, label: str, first: str) -> str:
    return seen(text(row[label])) or text(row[first]).rpartition("/")[2] or "–"


def _sum(line: _Line) -> int:
    return sum(whole(row["count"]) for row in line.cells.values())


def _drawn(
    line: _Line, left: float, y: float, most: int, names: Mapping[str, str], lang: str, href: Href | None, row_href: Href | None
) -> list[Shape]:
    name = Text(left - 10, y + _HIGH / 2 + 4.5, shorten(line.name, left - 14), 12, 400, "end")
    goals = counted("picture.goals", lang, len(line.cells)) if line.cells else say("picture.goals.none", lang)
    shapes: list[Shape] = [rule(0, y + _HIGH, left + 17 * _CELL, y + _HIGH)]
    shapes.append(Group((name,), told(apart(line.name), goals, lang), row_href(line.first) if row_href else ""))
    for goal, row in sorted(line.cells.items()):
        x, count = left + (goal - 1) * _CELL + 2, whole(row["count"])
        where = say("picture.pair", lang, one=apart(line.name), other=goal_name(str(goal), names, lang))
        spoken = told(where, elements(row, lang), lang)
        shapes.append(Group(cell(x, y + 3, _CELL - 4, _HIGH - 6, count, most), spoken, href(row) if href else ""))
    return shapes
