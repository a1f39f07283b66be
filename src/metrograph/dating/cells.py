"""Reads what stands in a column of dates, and headings that are nothing but a month or a period."""

from dataclasses import replace

from metrograph.dating.changes import Dated, Found, dated
from metrograph.dating.numbers import Text
from metrograph.dating.words import Words, tokens, words_of
from metrograph.model import DateStatus

_SIGNS = frozenset(".,;:()[]–—-|*•/")
_PERIODS = frozenset({"month", "part", "year"})


def read_cell(value: str, lang: str, year: int | None = None) -> Found | None:
    """The date in a cell of a column of dates; nothing when it holds none.

    >>> read_cell("T2 2025", "fr").edtf, read_cell("15/03", "es", 2025).edtf, read_cell("30 June (deadline)", "en", 2025).edtf
    ('2025-34', '2025-03-15', '../2025-06-30')
    """
    text = value.replace("\n", ";").replace("\r", ";")
    cut, words = tokens(text), words_of(lang)
    found = dated(text, cut, words, year, cell=True)
    if not found:
        return _whole_year(value, cut, words, year)
    one = max(found, key=lambda each: (each.found.change != "", bool(each.phrase.points), each.found.end - each.found.start))
    words_found = replace(one.found, text=value[one.found.start : one.found.end])
    return _as_deadline(cut, one, words_found, words)


def months_in(text: str, lang: str, year: int | None = None) -> str:
    """The EDTF of a text that is nothing but a month or a period; empty when it says anything else or no year is known.

    >>> months_in("Mars - Avril", "fr", 2025), months_in("June 2025", "en"), months_in("Forum de juin", "fr", 2025)
    ('2025-03/2025-04', '2025-06', '')
    """
    cut, words = tokens(text), words_of(lang)
    found = dated(text, cut, words, year, cell=True)
    if len(found) != 1 or found[0].phrase.lead or found[0].phrase.awaited or found[0].found.change:
        return ""
    phrase = found[0].phrase
    around = (*cut[: words.skip_back("in", cut, phrase.start)], *cut[phrase.end :])
    period = all(point.form in _PERIODS for point in phrase.points)
    return found[0].found.edtf if period and all(token.word in _SIGNS for token in around) else ""


def _whole_year(value: str, cut: Text, words: Words, year: int | None) -> Found | None:
    """All the year of the plan: "annual", "en continu"."""
    for at in range(len(cut)):
        if year and (found := words.at("cell_year", cut, at)):
            start, end = cut[at].start, cut[found[1] - 1].end
            return Found(f"{year:04d}", value[start:end], start, end, DateStatus.STATED)
    return None


def _as_deadline(cut: Text, one: Dated, found: Found, words: Words) -> Found:
    """The date as the last possible one when the cell says behind it that it is a deadline."""
    begins = range(one.phrase.end, min(len(cut), one.phrase.end + 2))
    behind = any(words.at("deadline", cut, at) for at in begins)
    if behind and one.phrase.points and not one.phrase.lead and not one.phrase.joints and not found.change:
        return replace(found, edtf=f"../{found.edtf}")
    return found
