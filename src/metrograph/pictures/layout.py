"""Pieces that several pictures have: chips of goals, legends, a friendly word where there is nothing, numbers of cells."""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from metrograph.pictures.drawing import INK, Drawing, Group, Line, Paint, Rect, Shape, Text
from metrograph.pictures.inks import RULE, SOFT, goal_ink, goal_paint, on_ramp, ramp, step
from metrograph.pictures.letters import apart, width
from metrograph.pictures.said import counted, say
from metrograph.table import Value, text

Row = Mapping[str, Value]
Href = Callable[[Row], str]
"""The address that the mark of a row leads to; an empty text for none."""
SWATCH = 14.0


def number(value: Value) -> float:
    """The number in a cell, 0 for what is none or has no end.

    >>> number(3), number("4"), number(None), number("many"), number(float("inf"))
    (3.0, 4.0, 0.0, 0.0, 0.0)
    """
    if isinstance(value, bool) or value is None:
        return 0.0
    try:
        found = float(value) if isinstance(value, int | float | Decimal) else float(text(value))
    except (ValueError, OverflowError):
        return 0.0
    return found if math.isfinite(found) else 0.0


def whole(value: Value) -> int:
    """The whole number in a cell, never below 0."""
    return max(0, int(number(value)))


def plain(value: float) -> str:
    """A number as it is printed.

    >>> plain(3.0), plain(2.50), plain(-1/3)
    ('3', '2.5', '-0.33')
    """
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}".rstrip("0")


def told(name: str, what: str, lang: str) -> str:
    """A name and what is told of it: the title of a mark."""
    return say("picture.told", lang, name=name, what=what)


def elements(row: Row, lang: str) -> str:
    """How many elements a row counts, with how many of them directly where the table says so."""
    said = counted("picture.elements", lang, whole(row["count"]))
    if row.get("direct") is None or row.get("indirect") is None:
        return said
    return f"{said} ({say('picture.split', lang, direct=whole(row['direct']), indirect=whole(row['indirect']))})"


def chip(x: float, y: float, code: str, size: float = 20.0) -> tuple[Shape, ...]:
    """The number of a goal or target on the colour of its goal, the upper left corner at a place."""
    goal = goal_number(code)
    wide = max(size * 1.3, width(code, 11) + 8)
    inside = Text(x + wide / 2, y + size / 2 + 4, code, 11, 600, "middle", goal_ink(goal))
    return Rect(x, y, wide, size, goal_paint(goal), 3), inside


def goal_number(code: str) -> int:
    """The number of the goal of a code, 0 for what is none.

    >>> goal_number("11.2"), goal_number("17"), goal_number("x")
    (11, 17, 0)
    """
    first = code.partition(".")[0]
    return int(first) if first.isascii() and first.isdecimal() and len(first) < 3 else 0


def goal_heads(
    x: float, y: float, cell: float, names: Mapping[str, str], lang: str, href: Callable[[str], str] | None
) -> list[Shape]:
    """The seventeen goals in their order, as heads of columns that are ``cell`` wide."""
    wide = cell - 4
    heads: list[Shape] = []
    for goal in range(1, 18):
        left = x + (goal - 1) * cell + 2
        inside = Text(left + wide / 2, y + 14, str(goal), 12, 600, "middle", goal_ink(goal))
        box = Rect(left, y, wide, 20, goal_paint(goal), 3)
        heads.append(Group((box, inside), goal_name(str(goal), names, lang), href(str(goal)) if href else ""))
    return heads


def goal_name(code: str, names: Mapping[str, str], lang: str) -> str:
    """A goal in words, with its name where it is known."""
    known = names.get(code, "")
    return say("picture.goal.named", lang, goal=code, name=apart(known)) if known else say("picture.goal", lang, goal=code)


def legend(x: float, y: float, entries: Sequence[tuple[Paint, str]]) -> list[Shape]:
    """Swatches with their words in a row, the upper left corner at a place."""
    shapes: list[Shape] = []
    for paint, words in entries:
        shapes += [Rect(x, y, SWATCH, SWATCH, paint, 2), Text(x + SWATCH + 6, y + 11.5, words, 12)]
        x += SWATCH + 6 + width(words) + 18
    return shapes


def ramp_legend(x: float, y: float, most: int, lang: str) -> list[Shape]:
    """The steps of the ramp that occur up to a number, with the numbers that each stands for; their words end at ``x``."""
    held: dict[int, list[int]] = {}
    for count in range(1, min(most, 10_000) + 1):
        held.setdefault(step(count, most), []).append(count)
    entries = [(ramp(place), f"{counts[0]}–{counts[-1]}" if counts[1:] else str(counts[0])) for place, counts in held.items()]
    words = Text(x - 10, y + 11.5, say("picture.elements.legend", lang), 12, 400, "end", SOFT)
    return [words, *legend(x + 2, y, entries)] if entries else []


def cell(x: float, y: float, wide: float, high: float, count: int, most: int) -> tuple[Shape, ...]:
    """A number on its step of the ramp."""
    place = step(count, most)
    size = 12.0 if width(str(count)) <= wide else 9.0
    return (
        Rect(x, y, wide, high, ramp(place), 3),
        Text(x + wide / 2, y + high / 2 + size * 0.36, str(count), size, 600, "middle", on_ramp(place)),
    )


def label_width(names: Sequence[str], least: float, most: float) -> float:
    """The width of a column of names: that of the widest, within bounds."""
    return min(most, max(least, 24 + max((width(name) for name in names), default=0.0)))


def rule(x: float, y: float, to_x: float, to_y: float) -> Line:
    """A faint line."""
    return Line(x, y, to_x, to_y, RULE)


def unshown(x: float, y: float, shown: int, total: int, lang: str) -> list[Shape]:
    """A word on rows that are left out, where some are."""
    words = counted("picture.more", lang, total, shown=shown)
    return [Text(x, y, words, 12, paint=SOFT)] if total > shown else []


def empty(title: str, lang: str, width: float = 480.0) -> Drawing:
    """What stands where there is nothing to draw: a sentence."""
    words = say("picture.empty", lang)
    frame = Paint(line=INK, line_opacity=0.35, dashes=(4, 4))
    shapes = (Rect(1, 1, width - 2, 78, frame, 6), Text(width / 2, 44, words, 13, 400, "middle"))
    return Drawing(width, 80, title, words, lang, (Group(shapes, words),))
