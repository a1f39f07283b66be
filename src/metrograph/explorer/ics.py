r"""A calendar for calendar programs: RFC 5545, the same bytes for the same data.

A date whose days are known becomes those days. A month without a day is not put on a first of the month: it becomes the
whole month, marked as free time, and its title says so. What has no month is left out; ``left_out`` counts it.

>>> import metrograph
>>> from metrograph.explorer.dated import dated
>>> found = dated(metrograph.open())
>>> text = calendar_text(found, "en", "20190101T000000Z")
>>> text.count("BEGIN:VEVENT"), len(left_out(found)), "DTSTART;VALUE=DATE:20190308\r\nDTEND;VALUE=DATE:20190309" in text
(21, 8, True)
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from metrograph.explorer.dated import Dated, When
from metrograph.when import in_words
from metrograph.words import say

_FOLD = 75
_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def calendar_text(found: Iterable[Dated], lang: str, stamp: str, title: str = "MetroGraph") -> str:
    """A calendar of what has at least a month. ``stamp`` says when the data last changed; no clock is asked."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//MetroGraph//MetroGraph calendar//{lang.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for one in found if one.finely for line in _event(one, lang, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def left_out(found: Iterable[When]) -> tuple[When, ...]:
    """What a calendar file cannot hold: it has no month."""
    return tuple(one for one in found if not one.finely)


def _event(one: Dated, lang: str, stamp: str) -> Iterator[str]:
    if one.earliest is None or one.latest is None:
        return
    title = one.label if one.exact else say("ics.roughly", lang, title=one.label, when=in_words(one.edtf, lang))
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(one.iri)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(one.earliest)}"
    yield f"DTEND;VALUE=DATE:{_day(one.latest + timedelta(days=1)) if one.latest < date.max else _day(one.latest)}"
    yield f"SUMMARY;LANGUAGE={(one.lang or lang) if one.exact else lang}:{_text(title)}"
    yield f"DESCRIPTION;LANGUAGE={lang}:{_text(_description(one, lang))}"
    if one.line_label:
        yield f"CATEGORIES;LANGUAGE={lang}:{_text(one.line_label)}"
    yield f"URL:{_CONTROL.sub('', one.iri)}"
    if one.status == "toBeConfirmed":
        yield "STATUS:TENTATIVE"
    yield "TRANSP:OPAQUE" if one.exact else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(one: Dated, lang: str) -> str:
    told = [one.kind_label, in_words(one.edtf, lang)]
    if one.words:
        told.append(say("ics.words", lang, words=one.words))
    if one.status_label:
        told.append(say("ics.status", lang, status=one.status_label))
    if one.mentioned:
        told.append(say("ics.mentioned", lang))
    told += [say("ics.reported", lang, when=in_words(report.edtf, lang), source=report.source) for report in one.reported]
    return "\n".join(told)


def _day(when: date) -> str:
    return when.isoformat().replace("-", "")


def _text(text: str) -> str:
    r"""A text as a value: backslash, comma, semicolon and line feed escaped.

    >>> _text("a, b; c\\d\r\ne")
    'a\\, b\\; c\\\\d\\ne'
    """
    clean = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, characters kept whole; pieces but the first begin with a space.

    >>> [len(piece.encode()) for piece in fold("é" * 60)]
    [74, 47]
    """
    piece, size = "", 0
    for character in line:
        wide = len(character.encode())
        if size + wide > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + wide
    yield piece
