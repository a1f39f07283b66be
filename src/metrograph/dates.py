"""Dates as plans write them: an EDTF text, and the days it may mean.

The Extended Date/Time Format (Library of Congress, 2019; ISO 8601-2) says what is known and no more:

================= =================== =============
text              means               precision
================= =================== =============
2019              some time in 2019   year
2019-06           in June 2019        month
2019-06-17        that day            day
2019-XX           a month not known   unknown
2019-06-XX        a day not known yet month
2019-21           spring 2019         monthInterval
2019-33           first quarter       monthInterval
2019-02/2019-03   February to March   monthInterval
../2019-06-30     not after that day  dayInterval
2019-03/..        from March on       monthInterval
{2019-03,2019-09} in both months      monthInterval
[2019-03,2019-04] in one of the two   monthInterval
2019-05~          about May 2019      month
================= =================== =============

An open interval is taken to begin or end with the year of the end that is known; a set spans from its first day to its last.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?", re.ASCII)
# EDTF level 1 seasons 21-24, level 2 quarters 33-36, quadrimesters 37-39 and halves 40-41: first and last month.
# Northern seasons, winter counted at the end of its year.
_SPANS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
          37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}  # fmt: skip
_INTERVALS = {"day": "dayInterval", "month": "monthInterval", "monthInterval": "monthInterval", "year": "yearInterval"}


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date may mean: first, last, and how finely it is known."""

    earliest: date
    latest: date
    precision: str


def read(edtf: str) -> Span:
    """The span of an EDTF text; ``ValueError`` when it is none.

    >>> read("2019-06")
    Span(earliest=datetime.date(2019, 6, 1), latest=datetime.date(2019, 6, 30), precision='month')
    >>> read("2019-02/2019-03").precision, read("2019-XX").precision, read("2019-09-24/2019-09-25").precision
    ('monthInterval', 'unknown', 'dayInterval')
    """
    if edtf[:1] + edtf[-1:] in ("{}", "[]"):
        return _set(edtf)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(first)
    if ".." in (first, last):
        return _open(first, last)
    return _interval(edtf, first, last)


def _set(edtf: str) -> Span:
    """From the first to the last day of ``{2019-03,2019-09}`` (all of them) or ``[2019-03..2019-05,2019-09]`` (one)."""
    members = [_interval(member, *ends) if ends[1] else _point(member) for member, ends in _members(edtf)]
    precisions = {_INTERVALS.get(member.precision, member.precision) for member in members}
    precision = precisions.pop() if len(precisions) == 1 else "monthInterval"
    return Span(min(m.earliest for m in members), max(m.latest for m in members), precision)


def _members(edtf: str) -> list[tuple[str, tuple[str, str]]]:
    parts = [member.partition("..") for member in edtf[1:-1].split(",")]
    if any(dots and not last for _, dots, last in parts):
        raise ValueError(edtf)
    return [(first + dots + last, (first, last)) for first, dots, last in parts]


def _open(first: str, last: str) -> Span:
    known = _point(last if first == ".." else first)
    precision = _INTERVALS.get(known.precision, known.precision)
    if first == "..":
        return Span(date(known.latest.year, 1, 1), known.latest, precision)
    return Span(known.earliest, date(known.earliest.year, 12, 31), precision)


def _interval(edtf: str, first: str, last: str) -> Span:
    start, end = _point(first), _point(last)
    if end.latest < start.earliest:
        raise ValueError(edtf)
    precision = _INTERVALS.get(start.precision, "unknown") if start.precision == end.precision else "monthInterval"
    return Span(start.earliest, end.latest, precision)


def _point(text: str) -> Span:
    match = _POINT.fullmatch(text.removesuffix("~"))
    if match is None:
        raise ValueError(text)
    year, month, day = int(match["year"]), match["month"], match["day"]
    if month is None or month == "XX":
        if day is not None:
            raise ValueError(text)
        return Span(date(year, 1, 1), date(year, 12, 31), "unknown" if month else "year")
    if int(month) in _SPANS and day is None:
        start, end = _SPANS[int(month)]
        return Span(date(year, start, 1), _month_end(year, end), "monthInterval")
    if day is None or day == "XX":
        return Span(date(year, int(month), 1), _month_end(year, int(month)), "month")
    exact = date(year, int(month), int(day))
    return Span(exact, exact, "day")


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])
