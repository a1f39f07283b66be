"""A number over time: a line through the points of a table."""

from dataclasses import dataclass
from datetime import date
from math import floor, log10

from metrograph.dates import read
from metrograph.pictures.drawing import INK, Circle, Drawing, Group, Line, Paint, Path, Shape, Text
from metrograph.pictures.inks import RAMP, RULE, SOFT
from metrograph.pictures.layout import Row, empty, number, plain, told, unshown
from metrograph.pictures.letters import width
from metrograph.pictures.picture import Picture
from metrograph.pictures.said import say
from metrograph.table import Table, Value, text

_LEFT, _REACH, _TOP, _HIGH, _END = 60.0, 640.0, 24.0, 220.0, 40.0
_LINE = Paint(line=RAMP[3], width=2, name="l4")
_DOT = Paint(RAMP[3], name="b4")
_NUMBERED = 14
"""Up to so many points have their numbers printed beside them."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A point: its time as a number and in words, and its number as it was and as it counts."""

    time: float
    label: str
    value: float
    words: str


def series(table: Table, lang: str = "en", *, title: str = "", time: str = "", value: str = "", most: int = 500) -> Picture:
    """A line over time, of the first ``most`` points.

    ``time`` is a column of dates, months or years (else the first such), ``value`` one of numbers (else the last).

    >>> series(Table(("month", "count"), (("2019-03", 2), ("2019-02", 1)))).drawing.titles
    ('2019-02: 1', '2019-03: 2')
    """
    title = title or table.title or say("picture.series.title", lang)
    rows = table.dicts()
    when = time or next((name for name in table.columns if _is_time(table.column(name))), "")
    what = value or next((name for name in reversed(table.columns) if name != when and any(map(_counts, table.column(name)))), "")
    points = _points(rows, when, what) if when and what else []
    if not points:
        return Picture(empty(title, lang))
    shown = points[:most]
    least, high = min(0.0, *(point.value for point in shown)), max(0.0, *(point.value for point in shown))
    step = _step(high - least)
    bounds = floor(least / step) * step, -floor(-high / step) * step or step
    about = say(
        "picture.series.about",
        lang,
        rows=len(shown),
        first=shown[0].label,
        last=shown[-1].label,
        least=plain(min(point.value for point in shown)),
        most=plain(max(point.value for point in shown)),
    )
    shapes = [*_levels(bounds, step), *_drawn(shown, bounds, lang)]
    shapes += unshown(0, _TOP + _HIGH + 52, len(shown), len(rows), lang)
    tall = _TOP + _HIGH + (62 if len(rows) > len(shown) else 34)
    return Picture(Drawing(_LEFT + _REACH + _END, tall, title, about, lang, tuple(shapes)))


def _points(rows: tuple[Row, ...], when: str, what: str) -> list[_Point]:
    """The rows that have a time and a number, in order of time."""
    found = []
    for row in rows:
        at = _time(row[when])
        if at is not None and _counts(row[what]):
            found.append(_Point(at, text(row[when]), number(row[what]), text(row[what])))
    return sorted(found, key=lambda point: point.time)


def _counts(value: Value) -> bool:
    return number(value) != 0 or text(value) in ("0", "0.0")


def _is_time(values: tuple[Value, ...]) -> bool:
    held = [value for value in values if value is not None]
    return bool(held) and all(_time(value) is not None for value in held)


def _time(value: Value) -> float | None:
    """A moment as a number of days: of a date, a month, a year; ``None`` for anything else.

    >>> _time("2019-02"), _time(2019) == _time("2019-01-01"), _time("many")
    (737091.0, True, None)
    """
    if isinstance(value, date):
        return float(value.toordinal())
    try:
        return float(read(text(value)[:10]).earliest.toordinal())
    except ValueError:
        return None


def _step(reach: float) -> float:
    """A round number that is a fourth of a reach, or less."""
    rough = reach / 4 or 0.25
    power = 10.0 ** floor(log10(rough))
    return max(next(power * one for one in (1, 2, 5, 10) if power * one >= rough * 0.999), 1e-9)


def _levels(bounds: tuple[float, float], step: float) -> list[Shape]:
    shapes: list[Shape] = []
    for at in range(round((bounds[1] - bounds[0]) / step) + 1):
        level = bounds[0] + at * step
        y = _y(level, bounds)
        words = f"{level:.6g}"
        shapes += [Line(_LEFT, y, _LEFT + _REACH, y, RULE), Text(_LEFT - 8, y + 4, words, 11, 400, "end", SOFT)]
    return shapes


def _drawn(points: list[_Point], bounds: tuple[float, float], lang: str) -> list[Shape]:
    first, reach = points[0].time, (points[-1].time - points[0].time) or 1.0
    inner = _REACH - 40
    places = [(_LEFT + 20 + inner * (point.time - first) / reach, _y(point.value, bounds)) for point in points]
    steps = tuple(("L" if at else "M", x, y) for at, (x, y) in enumerate(places))
    shapes: list[Shape] = [Path(steps, _LINE)] if len(points) > 1 else []
    taken = -1e9
    for (x, y), point in zip(places, points, strict=True):
        mark: list[Shape] = [Circle(x, y, 4 if len(points) <= 60 else 2, _DOT)]
        if len(points) <= _NUMBERED:
            mark.append(Text(x, y - 9, point.words[:12], 11, 600, "middle"))
        half = width(point.label[:10], 11) / 2
        if x - half > taken:
            mark += [Line(x, _TOP + _HIGH, x, _TOP + _HIGH + 5, Paint(line=INK, line_opacity=0.5))]
            mark += [Text(x, _TOP + _HIGH + 18, point.label[:10], 11, 400, "middle", SOFT)]
            taken = x + half + 10
        shapes.append(Group(tuple(mark), told(point.label, point.words, lang)))
    return shapes


def _y(value: float, bounds: tuple[float, float]) -> float:
    return _TOP + _HIGH * (bounds[1] - value) / (bounds[1] - bounds[0])
