"""Dates in words: what an EDTF text says, no more and no less, in the reader's language.

>>> in_words("2019-03"), in_words("2019-02/2019-03"), in_words("2019-XX")
('March 2019', 'February to March 2019', 'some time in 2019, month not known')
>>> in_words("2019-05~", "fr"), in_words("2019-09-24/2019-09-25", "es")
('vers mai 2019', 'del 24 al 25 de septiembre de 2019')
"""

import re
from functools import lru_cache

from metrograph.words import say

_POINT = re.compile(r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d\d[~?%]*", re.ASCII)
_PARTS = frozenset((21, 22, 23, 24, 33, 34, 35, 36, 37, 38, 39, 40, 41))


@lru_cache(4096)
def in_words(edtf: str, lang: str = "en") -> str:
    """An EDTF text in words; one that is of another form stays as it is."""
    if edtf[:1] + edtf[-1:] in ("{}", "[]"):
        members = [_one(member, lang) for member in edtf[1:-1].split(",")]
        return say("when.all" if edtf.startswith("{") else "when.either", lang, members=", ".join(members))
    return _one(edtf, lang)


def month_name(month: int, lang: str = "en") -> str:
    """The name of a month.

    >>> month_name(3), month_name(8, "fr")
    ('March', 'août')
    """
    return say(f"month.{month}", lang) if 1 <= month <= 12 else str(month)


def short_month(month: int, lang: str = "en") -> str:
    """The name of a month where there is little room.

    >>> short_month(9), short_month(7, "fr")
    ('Sep', 'juil.')
    """
    return say(f"month.short.{month}", lang)


def _one(edtf: str, lang: str) -> str:
    for mark in ("/", ".."):
        first, between, last = edtf.partition(mark)
        if between:
            break
    if not between:
        return _point(edtf, lang)
    if first in ("", ".."):
        return _of("until", last, lang)
    if last in ("", ".."):
        return _of("from", first, lang)
    return _interval(first, last, lang)


def _of(word: str, edtf: str, lang: str) -> str:
    """A word and a point of time, with the article that a day has in French and Spanish."""
    return say(f"when.{word}{'.day' if _DAY.fullmatch(edtf) else ''}", lang, date=_point(edtf, lang))


def _interval(first: str, last: str, lang: str) -> str:
    start, end = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if start and end and start[1] == end[1] and start[2] and end[2] and start[2] != "XX" and "XX" not in last:
        if start[3] and end[3] and start[2] == end[2] and start[3] != "XX":
            days = [_day(int(number), lang) for number in (start[3], end[3])]
            return say("when.days", lang, first=days[0], last=days[1], month=month_name(int(start[2]), lang), year=start[1])
        if not start[3] and not end[3] and int(start[2]) <= 12:
            names = [month_name(int(month), lang) for month in (start[2], end[2])]
            return say("when.months", lang, first=names[0], last=names[1], year=start[1])
    both_days = _DAY.fullmatch(first) and _DAY.fullmatch(last)
    return say("when.span.day" if both_days else "when.span", lang, first=_point(first, lang), last=_point(last, lang))


def _point(edtf: str, lang: str) -> str:
    bare = edtf.rstrip("~?%")
    found = _POINT.fullmatch(bare)
    if found is None:
        return edtf
    marks = edtf[len(bare) :]
    if marks == "?":
        return say("when.uncertain", lang, date=_point(bare, lang))
    return _of("about", bare, lang) if marks else _plain(found[1], found[2] or "", found[3] or "", lang)


def _plain(year: str, month: str, day: str, lang: str) -> str:
    if not month:
        return year
    if month == "XX":
        return say("when.no-month", lang, year=year)
    if not 1 <= int(month) <= 12:
        part = int(month) in _PARTS and not day
        return say("when.part", lang, part=say(f"part.{int(month)}", lang), year=year) if part else _written(year, month, day)
    name = month_name(int(month), lang)
    if not day:
        return say("when.month", lang, month=name, year=year)
    if day == "XX":
        return say("when.no-day", lang, month=name, year=year)
    return say("when.day", lang, day=_day(int(day), lang), month=name, year=year)


def _written(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def _day(day: int, lang: str) -> str:
    return "1er" if lang == "fr" and day == 1 else str(day)
