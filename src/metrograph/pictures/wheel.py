"""The coverage wheel: seventeen equal segments, each as long as the number of things that serve its goal.

The full part counts direct links, the pale part what is linked only indirectly. Numbers are always printed and every
segment carries its goal and counts as text, so that colour is never the only carrier of meaning. A drawing of our
own, neither the logo nor the icons of the United Nations.
"""

from collections.abc import Callable
from math import cos, pi, sin, tan

from metrograph.pictures.drawing import INK, Circle, Drawing, Group, Paint, Path, Rect, Shape, Text
from metrograph.pictures.inks import goal_ink, goal_paint
from metrograph.pictures.layout import Row, empty, goal_number, whole
from metrograph.pictures.letters import apart, width
from metrograph.pictures.picture import Picture
from metrograph.pictures.said import say
from metrograph.table import Table, text

SIZE, INNER, OUTER = 420.0, 62.0, 172.0
_MIDDLE, _GAP = SIZE / 2, 0.012
_RING = Paint(line="#888888", line_opacity=0.35)


def wheel(coverage: Table, lang: str = "en", *, href: Callable[[str], str] | None = None) -> Picture:
    """The wheel of a ``coverage-by-goal`` table; ``href`` gives the address that the segment of a goal leads to.

    >>> import metrograph
    >>> svg = wheel(metrograph.open().coverage(), href=lambda code: f"/sdg/{code}")
    >>> svg.count("<path") >= 17, '<a href="/sdg/11"' in svg
    (True, True)
    """
    title = say("wheel.title", lang)
    rows = sorted((row for row in coverage.dicts() if _place(row)), key=_place)
    if not rows:
        return Picture(empty(title, lang, SIZE))
    most = max(whole(row["direct"]) + whole(row["indirect"]) for row in rows)
    about = say("wheel.about", lang, most=most)
    segments = [_segment(row, most or 1, lang, href) for row in rows]
    return Picture(Drawing(SIZE, SIZE + 24, title, about, lang, (*_hub(most, lang), *segments, *_legend(lang))))


def _place(row: Row) -> int:
    found = goal_number(text(row["sdg"]))
    return found if found <= 17 else 0


def _hub(most: int, lang: str) -> list[Shape]:
    rings = [Circle(_MIDDLE, _MIDDLE, INNER + (OUTER - INNER) * part, _RING) for part in (0.5, 1.0)]
    name = Text(_MIDDLE, _MIDDLE - 2, say("wheel.centre", lang), 15, 600, "middle")
    return [*rings, name, Text(_MIDDLE, _MIDDLE + 16, say("wheel.scale", lang, most=most), 11, 400, "middle")]


def _legend(lang: str) -> list[Shape]:
    entries = [(1.0, say("wheel.direct", lang)), (0.4, say("wheel.indirect", lang))]
    wide = sum(width(words) + 20 for _, words in entries) + 28
    x, y = (SIZE - wide) / 2, SIZE + 6
    shapes: list[Shape] = []
    for opacity, words in entries:
        swatch = Paint(INK, line=INK, width=0.6, opacity=0.7 * opacity, line_opacity=0.5)
        shapes += [Rect(x, y - 8, 14, 14, swatch), Text(x + 20, y + 3.5, words)]
        x += width(words) + 48
    return shapes


def _segment(row: Row, most: int, lang: str, href: Callable[[str], str] | None) -> Group:
    code, colour = text(row["sdg"]), text(row.get("colour"))
    goal, direct, indirect = _place(row), whole(row["direct"]), whole(row["indirect"])
    reach = (OUTER - INNER) / most
    solid, pale = INNER + reach * direct, INNER + reach * (direct + indirect)
    start, end = (2 * pi * (goal - 1 + k) / 17 - pi / 2 for k in (0, 1))
    full = goal_paint(goal, colour)
    shapes: list[Shape] = [_ring(start, end, INNER - 30, INNER - 2, full)]
    if indirect:
        shapes.append(_ring(start, end, solid, pale, goal_paint(goal, colour, 0.4)))
    if direct:
        shapes.append(_ring(start, end, INNER, solid, full))
    middle = (start + end) / 2
    shapes.append(_beside(middle, INNER - 16, code, goal_ink(goal), 600))
    if direct + indirect:
        shapes.append(_beside(middle, pale + 13, str(direct + indirect), Paint(INK), 400))
    label = apart(text(row["goalLabel"]))
    spoken = say("wheel.segment", lang, goal=code, label=label, direct=direct, indirect=indirect)
    return Group(tuple(shapes), spoken, href(code) if href else "")


def _beside(angle: float, radius: float, words: str, paint: Paint, weight: int) -> Text:
    return Text(_MIDDLE + radius * cos(angle), _MIDDLE + radius * sin(angle) + 4.6, words, 13, weight, "middle", paint)


def _ring(start: float, end: float, inner: float, outer: float, paint: Paint) -> Path:
    """A piece of a ring between two angles and two radii."""
    start, end = start + _GAP, end - _GAP
    handle = 4 / 3 * tan((end - start) / 4)
    forth = _bend(outer, start, end, handle)
    back = _bend(inner, end, start, -handle)
    return Path((("M", *_at(outer, start)), forth, ("L", *_at(inner, end)), back, ("Z",)), paint)


def _bend(radius: float, start: float, end: float, handle: float) -> tuple[str | float, ...]:
    """An arc as one Bézier curve: off by less than a thousandth of its radius for a seventeenth of a turn."""
    (x0, y0), (x1, y1) = _at(radius, start), _at(radius, end)
    reach = radius * handle
    return ("C", x0 - reach * sin(start), y0 + reach * cos(start), x1 + reach * sin(end), y1 - reach * cos(end), x1, y1)


def _at(radius: float, angle: float) -> tuple[float, float]:
    return _MIDDLE + radius * cos(angle), _MIDDLE + radius * sin(angle)
