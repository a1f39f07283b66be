"""Horizontal bars: a label and a number, or a number in parts such as direct and indirect links."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrograph.pictures.drawing import INK, PLAIN, Drawing, Group, Line, Paint, Rect, Shape, Text
from metrograph.pictures.inks import on_ramp, ramp
from metrograph.pictures.layout import Href, Row, chip, empty, label_width, legend, number, plain, told, unshown
from metrograph.pictures.letters import apart, seen, shorten, width
from metrograph.pictures.picture import Picture
from metrograph.pictures.said import say
from metrograph.table import Table, text
from metrograph.words import TEXTS

_HIGH, _BAR, _TOP = 26.0, 18.0, 6.0
_WIDTH, _NUMBERS, _CHIP = 760.0, 60.0, 46.0
PARTS = ("direct", "indirect", "none")
_HOLLOW = Paint(line=INK, line_opacity=0.55, dashes=(3, 2))
_STEPS = (4, 2)
"""The steps of the ramp for the first part and the second; what follows is hollow."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where numbers stand: the least, at the left, beside the names, the greatest, at the right."""

    left: float
    least: float
    most: float

    def at(self, value: float) -> float:
        """The place of a number."""
        return self.left + (_WIDTH - _NUMBERS - self.left) * (value - self.least) / ((self.most - self.least) or 1)


def bars(
    table: Table,
    lang: str = "en",
    *,
    title: str = "",
    label: str = "",
    parts: Sequence[str] = (),
    href: Href | None = None,
    most: int = 60,
) -> Picture:
    """Bars of a table, in the order of its rows; the first ``most`` of them, with a word on how many there are.

    ``label`` is the column of names (else the first that ends in "Label", else the first), ``parts`` the columns of numbers
    that make up a bar (else direct, indirect and none where they are, else the last that holds a number). The codes of a
    column ``sdg`` are shown as chips. ``href`` gives the address that the bar of a row leads to.

    >>> bars(Table(("theme", "number"), (("mobility", 4), ("care", 1)))).drawing.titles
    ('mobility: 4', 'care: 1')
    """
    title = title or table.title or say("picture.bars.title", lang)
    chosen = tuple(parts) or _parts(table)
    rows = table.dicts()
    if not rows or not chosen:
        return Picture(empty(title, lang))
    named = label or _label(table)
    shown = rows[:most]
    sums = [sum(_values(row, chosen)) for row in shown]
    beside = _CHIP if any(text(row.get("sdg")) for row in shown) else 0.0
    left = label_width([seen(text(row[named])) for row in shown], 80, 330 - beside) + beside
    scale = _Scale(left, min(0.0, *sums), max(0.0, *sums))
    shapes: list[Shape] = []
    for at, row in enumerate(shown):
        shapes.append(_bar(row, named, chosen, scale, _TOP + at * _HIGH, lang, href))
    bottom = _TOP + len(shown) * _HIGH
    zero = scale.at(0)
    shapes.append(Line(zero, _TOP - 2, zero, bottom, Paint(line=INK, line_opacity=0.5)))
    if chosen[1:]:
        shapes += legend(left, bottom + 10, [(_paint(at), _word(part, lang)) for at, part in enumerate(chosen)])
        bottom += 30
    shapes += unshown(0, bottom + 16, len(shown), len(rows), lang)
    high = bottom + (26 if len(rows) > len(shown) else 4)
    about = say("picture.bars.about", lang, rows=len(rows), most=plain(max(sums)))
    return Picture(Drawing(_WIDTH, high, title, about, lang, tuple(shapes)))


def _parts(table: Table) -> tuple[str, ...]:
    split = tuple(name for name in PARTS if name in table.columns)
    if split:
        return split
    numeric = [name for name in table.columns if any(number(value) for value in table.column(name)) and name != "sdg"]
    return tuple(numeric[-1:])


def _label(table: Table) -> str:
    return next((name for name in table.columns if name.endswith("Label") or name == "label"), table.columns[0])


def _values(row: Row, parts: Sequence[str]) -> tuple[float, ...]:
    """The numbers of a bar; below 0 only where it has one part."""
    found = tuple(number(row[part]) for part in parts)
    return found if not parts[1:] else tuple(max(0.0, value) for value in found)


def _paint(at: int) -> Paint:
    return ramp(_STEPS[at]) if at < len(_STEPS) else _HOLLOW


def _word(part: str, lang: str) -> str:
    for key in (f"picture.part.{part}", f"column.{part}"):
        if key in TEXTS:
            return say(key, lang)
    return part


def _bar(row: Row, label: str, parts: Sequence[str], scale: _Scale, y: float, lang: str, href: Href | None) -> Group:
    values, name = _values(row, parts), text(row[label]) or "–"
    shapes: list[Shape] = [Rect(0, y, _WIDTH, _HIGH, Paint(INK, opacity=0))]
    if code := text(row.get("sdg")):
        shapes += [*chip(0, y + 3, code), Text(_CHIP, y + 17.5, shorten(name, scale.left - _CHIP - 10))]
    else:
        shapes.append(Text(scale.left - 8, y + 17.5, shorten(name, scale.left - 10), 12, 400, "end"))
    start = 0.0
    for at, value in enumerate(values):
        if value:
            shapes += _piece(scale.at(start), scale.at(start + value), y, at, plain(value) if parts[1:] else "")
            start += value
    total = plain(start) if parts[1:] else text(row[parts[0]]) or "–"
    shapes.append(Text(scale.at(max(start, 0.0)) + 6, y + 17.5, shorten(total, _NUMBERS - 6), 12, 600))
    split = ", ".join(say("picture.part", lang, n=plain(v), part=_word(p, lang)) for v, p in zip(values, parts, strict=True))
    spoken = told(f"{code} {apart(name)}".strip(), split if parts[1:] else total, lang)
    return Group(tuple(shapes), spoken, href(row) if href else "")


def _piece(left: float, right: float, y: float, at: int, words: str) -> list[Shape]:
    """A part of a bar, with its number where there is room."""
    left, right = min(left, right), max(left, right)
    piece: list[Shape] = [Rect(left, y + (_HIGH - _BAR) / 2, max(right - left, 0.5), _BAR, _paint(at), 1.5)]
    if words and width(words, 11) + 6 < right - left:
        ink = on_ramp(_STEPS[at]) if at < len(_STEPS) else PLAIN
        piece.append(Text((left + right) / 2, y + 17, words, 11, 400, "middle", ink))
    return piece
