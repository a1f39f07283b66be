"""Dates in words, and the pieces of time that a picture draws for them: a month without a day is the whole month."""

import re
from dataclasses import dataclass
from datetime import date

from metrograph.dates import read
from metrograph.words import say

_DAY, _MONTH = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), re.compile(r"\d{4}-(0[1-9]|1[0-2])(-XX)?", re.ASCII)
_DOUBTS = re.compile("[?~%]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Days that a date may mean."""

    first: date
    last: date
    exact: bool
    """Whether it lasts from the first to the last of them, rather than falls somewhere between."""
    sure: bool = True


def pieces(edtf: str, earliest: date | None = None, latest: date | None = None) -> tuple[Piece, ...]:
    """The pieces of time of an EDTF text, or of the days given where it is none; none where nothing is known.

    >>> [(piece.first.day, piece.last.day, piece.exact) for piece in pieces("2019-06")]
    [(1, 30, False)]
    >>> len(pieces("{2019-03,2019-09}")), pieces("[2019-04,2019-05]")[0].sure, pieces("soon")
    (2, False, ())
    """
    plain = _DOUBTS.sub("", edtf)
    several = plain[:1] + plain[-1:] in ("{}", "[]") and ".." not in plain
    try:
        spans = [read(part.strip()) for part in (plain[1:-1].split(",") if several else [plain])]
    except ValueError:
        return (Piece(earliest, latest, False, False),) if earliest and latest and earliest <= latest else ()
    sure = plain == edtf and ".." not in edtf and not edtf.startswith("[")
    exact = ".." not in edtf
    return tuple(Piece(one.earliest, one.latest, exact and one.precision.startswith("day"), sure) for one in spans)


def when(edtf: str, lang: str = "en") -> str:
    """A date in words, as far as it is known; the EDTF text itself where it is not a day, a month or an interval of these.

    >>> when("2019-03-08"), when("2019-06", "fr"), when("2019-02/2019-03", "es"), when("2019-05~")
    ('8 March 2019', 'juin 2019, jour non fixé', 'entre febrero de 2019 y marzo de 2019', 'May 2019, day not set (not certain)')
    """
    plain = _DOUBTS.sub("", edtf)
    words = _words(plain, lang)
    return words if plain == edtf else say("picture.when.doubt", lang, when=words)


def _words(edtf: str, lang: str) -> str:
    first, slash, last = edtf.partition("/")
    if slash and _DAY.fullmatch(first) and _DAY.fullmatch(last):
        return say("picture.when.days", lang, first=_point(first, lang), last=_point(last, lang))
    if slash and _MONTH.fullmatch(first) and _MONTH.fullmatch(last):
        return say("picture.when.months", lang, first=_point(first, lang), last=_point(last, lang))
    if _DAY.fullmatch(edtf):
        return _point(edtf, lang)
    return say("picture.when.month", lang, month=_point(edtf, lang)) if _MONTH.fullmatch(edtf) else edtf


def _point(edtf: str, lang: str) -> str:
    year, month, day = (edtf.removesuffix("-XX") + "-0").split("-")[:3]
    if not 1 <= int(month) <= 12:
        return edtf
    name = say(f"picture.month.{int(month)}", lang)
    if int(day):
        return say("picture.when.day", lang, day=int(day), month=name, year=year)
    return say("picture.when.year", lang, month=name, year=year)
