"""What happens when: a row for each dated thing, under its strategic line, over the months.

A day is a diamond, days from one to another are a full bar. A month without a day is the whole month, pale, and never its
first day; what is not certain has a dashed edge.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from metrograph.pictures.drawing import INK, Drawing, Group, Line, Paint, Path, Rect, Shape, Text
from metrograph.pictures.inks import RAMP, RULE, SOFT, ramp
from metrograph.pictures.layout import Href, Row, empty, label_width, legend, rule, told, unshown
from metrograph.pictures.letters import apart, seen, shorten, width
from metrograph.pictures.picture import Picture
from metrograph.pictures.pieces import Piece, pieces
from metrograph.pictures.said import say
from metrograph.table import Table, text
from metrograph.when import in_words, short_month

_REACH, _HIGH, _TOP, _END = 540.0, 24.0, 30.0, 50.0
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
_LABELS_AT_MOST = 14
_UNSURE = Paint(RAMP[0], line=INK, line_opacity=0.7, dashes=(3, 2), name="b1")


@dataclass(frozen=True, slots=True)
class _Event:
    """A row of the table with the pieces of time that it may fall in."""

    row: Row
    name: str
    group: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Months from the first, counted from the year 0, to the last; where a day stands."""

    left: float
    first: int
    last: int

    def at(self, day: date, part: float = 0.0) -> float:
        """The place of the beginning of a day, or of a part of it."""
        share = (day.day - 1 + part) / monthrange(day.year, day.month)[1]
        return self.left + _REACH * (_month(day) - self.first + share) / (self.last - self.first + 1)

    @property
    def step(self) -> int:
        """From how many months to how many there is a name."""
        count = self.last - self.first + 1
        return next((step for step in _STEPS if count <= step * _LABELS_AT_MOST), _STEPS[-1])

    def day(self, day: date, lang: str) -> str:
        """The number of a day, with its month where not every month has its name above."""
        month = short_month(day.month, lang)
        return str(day.day) if self.step == 1 else say("picture.timeline.short", lang, day=day.day, month=month)

    def month(self, month: int) -> float:
        """The place where a month begins."""
        return self.left + _REACH * (month - self.first) / (self.last - self.first + 1)


def timeline(
    table: Table,
    lang: str = "en",
    *,
    title: str = "",
    group: str = "lineLabel",
    href: Href | None = None,
    most: int = 100,
) -> Picture:
    """A time line of dated things, from the question ``timeline``: ``label``, ``date`` (EDTF), ``earliest``, ``latest``.

    Rows stand under the words of the column ``group``, where there is one; rows without a date are left out, and it is
    said how many are drawn. ``href`` gives the address that a row leads to.

    >>> found = Table(("label", "date"), (("Forum", "2019-06"), ("Campaign", "2019-03-08")))
    >>> timeline(found).drawing.titles
    ('Campaign: 8 March 2019', 'Forum: June 2019')
    """
    title = title or say("picture.timeline.title", lang)
    events = _events(table, group)
    if not events:
        return Picture(empty(title, lang))
    shown = events[:most]
    days = [day for event in shown for piece in event.pieces for day in (piece.first, piece.last)]
    left = label_width([event.name for event in shown] + [event.group for event in shown], 150, 300)
    axis = _Axis(left, _month(min(days)), _month(max(days)))
    body, bottom = _body(shown, axis, lang, href)
    shapes = [*_months(axis, bottom, lang), *body, *_legend(shown, bottom, axis.left, lang)]
    shapes += unshown(0, bottom + 52, len(shown), len(table), lang)
    high = bottom + (60 if len(table) > len(shown) else 34)
    about = say("picture.timeline.about", lang, rows=len(shown))
    return Picture(Drawing(left + _REACH + _END, high, title, about, lang, tuple(shapes)))


def _events(table: Table, group: str) -> list[_Event]:
    """The dated rows: groups in the order of their first day, and so their rows."""
    found = []
    for row in table.dicts():
        ends = [end if isinstance(end, date) else None for end in (row.get("earliest"), row.get("latest"))]
        if held := pieces(text(row.get("date")), *ends):
            name = text(row.get("label")) or text(row.get("element")).rpartition("/")[2] or "–"
            found.append(_Event(row, seen(name), seen(text(row.get(group))), held))
    found.sort(key=lambda event: (min(piece.first for piece in event.pieces), max(piece.last for piece in event.pieces)))
    order = list(dict.fromkeys(event.group for event in found))
    return sorted(found, key=lambda event: order.index(event.group))


def _body(events: list[_Event], axis: _Axis, lang: str, href: Href | None) -> tuple[list[Shape], float]:
    """The rows under their groups, and where they end."""
    shapes: list[Shape] = []
    y, right = _TOP, axis.left + _REACH
    for name, rows in groupby(events, key=lambda event: event.group):
        if name:
            shapes.append(Text(0, y + 18, shorten(name, axis.left + 100), 12, 700))
            y += _HIGH + 2
        for event in rows:
            shapes.append(_row(event, axis, y, lang, href))
            y += _HIGH
        shapes.append(rule(0, y + 1, right, y + 1))
        y += 3
    return shapes, y


def _row(event: _Event, axis: _Axis, y: float, lang: str, href: Href | None) -> Group:
    label = Text(10 if event.group else 0, y + 16, shorten(event.name, axis.left - 20), 12)
    marks = [shape for piece in event.pieces for shape in _mark(piece, axis, y, lang)]
    ground = Rect(0, y, axis.left + _REACH, _HIGH, Paint(INK, opacity=0))
    kind = text(event.row.get("kindLabel"))
    name = f"{apart(event.name)} ({apart(kind)})" if kind else apart(event.name)
    spoken = told(name, in_words(text(event.row.get("date")), lang), lang)
    return Group((ground, label, *marks), spoken, href(event.row) if href else "")


def _mark(piece: Piece, axis: _Axis, y: float, lang: str) -> list[Shape]:
    """A piece of time, with its days in words where they are known."""
    left, right, middle = axis.at(piece.first), axis.at(piece.last, 1.0), y + _HIGH / 2
    if piece.exact and piece.first == piece.last:
        x = (left + right) / 2
        steps = (("M", x, middle - 8), ("L", x + 8, middle), ("L", x, middle + 8), ("L", x - 8, middle), ("Z",))
        return [Path(steps, ramp(5) if piece.sure else _UNSURE), _days(axis.day(piece.first, lang), x - 12, x + 12, y, axis)]
    paint = _UNSURE if not piece.sure else ramp(4) if piece.exact else ramp(2)
    wide = max(right - left - 2, 3.0)
    shapes: list[Shape] = [Rect(left + 1, middle - 7, wide, 14, paint, 3 if piece.exact else 7)]
    if piece.exact:
        days = f"{axis.day(piece.first, lang)}–{axis.day(piece.last, lang)}"
        shapes.append(_days(days, left - 5, left + wide + 6, y, axis))
    return shapes


def _days(words: str, left: float, right: float, y: float, axis: _Axis) -> Text:
    """Words beside a mark: on its right, or on its left where there is no room."""
    if right + width(words, 11) > axis.left + _REACH + _END:
        return Text(left, y + 16, words, 11, anchor="end")
    return Text(right, y + 16, words, 11)


def _months(axis: _Axis, bottom: float, lang: str) -> list[Shape]:
    """The names of months, and faint lines where they begin."""
    count = axis.last - axis.first + 1
    step, named = axis.step, False
    shapes: list[Shape] = []
    for month in range(axis.first, axis.last + 1):
        x = axis.month(month)
        if count <= 60 or month % step == 0:
            shapes.append(Line(x, _TOP - 4, x, bottom, RULE))
        if month % step == 0:
            shapes += _head(x, month, not named or month % 12 == 0, step, lang)
            named = True
    shapes.append(Line(axis.month(axis.last + 1), _TOP - 4, axis.month(axis.last + 1), bottom, RULE))
    return shapes


def _head(x: float, month: int, with_year: bool, step: int, lang: str) -> list[Shape]:
    year = Text(x + 3, 9, str(month // 12), 11, 600)
    if step >= 12:
        return [Text(x + 3, 22, str(month // 12), 11, 600)]
    name = Text(x + 3, 22, short_month(month % 12 + 1, lang), 11, 400, paint=SOFT)
    return [year, name] if with_year else [name]


def _legend(events: list[_Event], bottom: float, left: float, lang: str) -> list[Shape]:
    """What the marks mean, those alone that occur."""
    held = [piece for event in events for piece in event.pieces]
    shapes: list[Shape] = []
    x, y = 2.0 if left < 200 else left, bottom + 12
    if any(piece.exact and piece.first == piece.last and piece.sure for piece in held):
        steps = (("M", x + 7, y - 1), ("L", x + 15, y + 7), ("L", x + 7, y + 15), ("L", x - 1, y + 7), ("Z",))
        words = say("picture.timeline.day", lang)
        shapes += [Path(steps, ramp(5)), Text(x + 20, y + 11.5, words, 12)]
        x += 38 + width(words)
    entries = []
    if any(piece.exact and piece.first != piece.last and piece.sure for piece in held):
        entries.append((ramp(4), say("picture.timeline.days", lang)))
    if any(piece.sure and not piece.exact for piece in held):
        entries.append((ramp(2), say("picture.timeline.month", lang)))
    if not all(piece.sure for piece in held):
        entries.append((_UNSURE, say("picture.timeline.unsure", lang)))
    return [*shapes, *legend(x, y, entries)]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
