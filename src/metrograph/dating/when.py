"""Turns the date words of work plans into EDTF, in English, French and Spanish.

```
"Webinaire sur l'innovation, du 12 au 14 mai"  ──>  2025-05-12/2025-05-14   inferred: the year is the plan's
"Forum, reporté de mars à juin 2025"           ──>  2025-06                 postponed, formerly 2025-03
"Agenda 2030", "Comité créé en août 2018"      ──>  dates that do not date the item
```
"""

import re
from dataclasses import replace

from metrograph.dates import read
from metrograph.dating.cells import months_in, read_cell
from metrograph.dating.changes import Dated, Found, dated
from metrograph.dating.numbers import Text, is_glued
from metrograph.dating.phrases import Phrase, sign_after, sign_before
from metrograph.dating.points import number
from metrograph.dating.words import Words, tokens, words_of
from metrograph.model import DateStatus
from metrograph.words import LANGUAGES

__all__ = ["Found", "date_of", "find_dates", "label_without", "months_in", "read_cell"]

_FINE = {"day": 4, "dayInterval": 4, "month": 3, "monthInterval": 2, "yearInterval": 1, "year": 1, "unknown": 0}
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
_AROUND = ",.;:–—-|)]"
_SLASHED = re.compile(r"[:(]\s*(\d{1,2}/\d{1,2}(?:(?:,\s*|\s+(?:et|and|y)\s+)\d{1,2}/\d{1,2})*)(?=\s*(?:$|[).;,]))")
_TRIM = " \t\n\u00a0,;:–—-("
_CLOSERS = re.compile(r"[\s.,;:)\]!–—-]*")
_FAR = 2
_LONGEST_NAME = 400


def find_dates(text: str, lang: str, year: int | None = None) -> tuple[Found, ...]:
    """Every date that a text writes, also those that do not date what it names.

    >>> [one.edtf for one in find_dates("Forum du 12 au 14 mai, bilan avant fin juin", "fr", 2025)]
    ['2025-05-12/2025-05-14', '../2025-06']
    """
    return tuple(one.found for one in dated(text, tokens(text), words_of(lang), year))


def date_of(text: str, lang: str, year: int | None = None, inherited: str = "") -> Found | None:
    """The date of what a text names, or ``None``; ``inherited`` is the date of the heading it stands under.

    >>> date_of("Seminario web sobre movilidad, 12 y 13 de mayo", "es", 2025).edtf
    '2025-05-12/2025-05-13'
    >>> date_of("Contribute to the Agenda 2030", "en", 2025)
    >>> date_of("Atelier de travail", "fr", 2025, "2025-06").edtf
    '2025-06'
    """
    year = int(inherited[:4]) if re.match(r"[0-9]{4}(?![0-9])", inherited) and inherited[:4] > "0000" else year
    cut, words = tokens(text), words_of(lang)
    rated = [(*rank, one) for one in dated(text, cut, words, year) if (rank := _rank(cut, one, words, year))]
    best = max(rated, key=lambda each: (each[0], each[1], each[3].phrase.start), default=None)
    found = None
    if best is not None:
        doubt = best[3].found.doubt or best[2] or _rivals(best[3], [each[3] for each in rated if each[0] == best[0]])
        found = replace(best[3].found, doubt=doubt)
    if best is None and year is not None:
        found = _slashed(text, year)
    return _inherit(text, cut, words, found, inherited) if inherited else found


def _slashed(text: str, year: int) -> Found | None:
    """Days written as numbers without a year, behind a colon or in parentheses: "Comité : 27/01, 12/05", "(22/02)"."""
    for match in _SLASHED.finditer(text):
        days = [f"{year}-{int(month):02d}-{int(day):02d}" for day, month in re.findall(r"(\d{1,2})/(\d{1,2})", match[1])]
        if all(map(_is_date, days)):
            edtf = days[0] if len(days) == 1 else f"{{{','.join(sorted(days))}}}"
            return Found(edtf, match[1], match.start(1), match.end(1), DateStatus.INFERRED)
    return None


def label_without(text: str, found: Found) -> str:
    """A text without the words of its date, where they stand at its end, at its beginning or in parentheses.

    >>> label_without("Webinaire sur l'innovation, mars", Found("2025-03", "mars", 28, 32))
    "Webinaire sur l'innovation"
    >>> label_without("12 mai 2025 : Atelier", Found("2025-05-12", "12 mai 2025", 0, 11))
    'Atelier'
    """
    if not found.text:
        return text.strip()
    before, after = _without_prepositions(text[: found.start]).rstrip(), text[found.end :].lstrip()
    if not before.strip(_TRIM + "[•*") and after[:1] in _AROUND:
        rest = after.lstrip(_TRIM + ".)]|")
    elif _CLOSERS.fullmatch(after):
        rest = before.rstrip(_TRIM + "[|")
        rest += ")" * (")" in after and rest.count("(") > rest.count(")"))
    elif before.endswith("(") and after.startswith(","):
        rest = before + after[1:].lstrip()
    elif before.endswith("(") and after.startswith(")"):
        rest = before[:-1].rstrip() + ("" if after[1:2] in _AROUND else " ") + after[1:].lstrip()
    else:
        rest = text
    return rest.strip() or text.strip()


def _without_prepositions(before: str) -> str:
    """The words before a date without the "on the", "prévu en" or "el" that leads to it."""
    cut = tokens(before[-60:])
    offset = max(0, len(before) - 60)
    end = len(cut)
    for _ in range(3):
        for words in map(words_of, LANGUAGES):
            end = words.skip_back("the", cut, words.skip_back("in", cut, end))
    if end == len(cut):
        return before
    return before[: offset + cut[end].start]


def _rank(text: Text, one: Dated, words: Words, year: int | None) -> tuple[int, int, str] | None:
    """How well a date dates what the text names: its position, its fineness and a doubt; nothing when it does not."""
    phrase, found = one.phrase, one.found
    span = read(found.edtf) if found.edtf else None
    if found.change:
        return (4, 0, "") if span is None or year is None or span.latest.year >= year else None
    if span is None:
        return 1, 0, ""
    fine = _FINE[span.precision]
    if found.status is DateStatus.TO_BE_CONFIRMED and not phrase.points:
        return 1, 0, ""
    begin = _lead_in(text, phrase.start, words)
    if _is_horizon(text, phrase, begin, words, span.latest.year, year):
        return None
    past = year is not None and span.latest.year < year
    if past and _is_fact(text, phrase, begin, words):
        return None
    if phrase.form == "year" and not _is_year_of_item(text, phrase, words, year, past):
        return None
    if words.before("ends_other", text, begin) is not None or words.before("ends_other", text, phrase.start) is not None:
        return 0, fine, "belongs-to-other"
    return _position(text, phrase, begin), fine, "before-plan" if past else ""


def _lead_in(text: Text, start: int, words: Words) -> int:
    """The token at which the prepositions and articles before a date begin."""
    begin = start
    for name in ("the", "in", "the", "year_in"):
        begin = words.skip_back(name, text, begin)
    return begin


def _position(text: Text, phrase: Phrase, begin: int) -> int:
    """3: parted from the words around it; 2: behind a word of time, or a deadline; 1: anywhere else."""
    dash = is_glued(text, begin) and text[begin - 1].word in "-'"
    if sign_before(text, begin) and not dash and sign_after(text, phrase.end):
        return 3
    return 2 if phrase.lead or begin < phrase.start or phrase.form == "day" or phrase.end == len(text) else 1


def _is_horizon(text: Text, phrase: Phrase, begin: int, words: Words, last: int, year: int | None) -> bool:
    """Whether a year is one to work towards ("Agenda 2030", "by 2050"), not one in which something happens."""
    if phrase.form != "year":
        return False
    if any(words.before("horizon", text, at) is not None for at in {phrase.start, begin}):
        return True
    rough = words.at("horizon", text, phrase.start)
    distant = year is not None and last - year > _FAR
    return distant and (bool(rough) or (phrase.lead in ("deadline", "") and not phrase.joints))


def _is_fact(text: Text, phrase: Phrase, begin: int, words: Words) -> bool:
    """Whether a date before the plan tells when something else began or was done ("créé à Gauteng, août 2018")."""
    if phrase.lead == "start" or (phrase.form == "year" and not sign_before(text, phrase.start)):
        return True
    if any(words.before("since", text, at) is not None for at in {phrase.start, begin}):
        return True
    endings = words.endings("participles")
    for at in range(phrase.start - 1, max(-1, phrase.start - 10), -1):
        word = text[at].word
        if word in (";", "."):
            return False
        if (
            (len(word) > 4 and word.endswith(endings))
            or (words.lang == "fr" and _is_past_of(text, at))
            or words.at("happened", text, at)
        ):
            return True
    return False


def _is_past_of(text: Text, at: int) -> bool:
    """A short French participle behind its noun: "créé", "lié"."""
    return len(text[at].word) == 4 and text[at].word.endswith("ee")


def _is_year_of_item(text: Text, phrase: Phrase, words: Words, year: int | None, past: bool) -> bool:
    """Whether a year alone dates the item: parted from the name by a sign or a word of time, not part of the name."""
    ahead = year is not None and phrase.points[0].year > year
    if phrase.lead or phrase.points[0].rough or not phrase.has_year or (phrase.joints and not past and not ahead):
        return True
    if sign_before(text, phrase.start) and not is_glued(text, phrase.start):
        return sign_after(text, phrase.end) and not (ahead and _has_edition(text, words))
    if sign_before(text, phrase.start) and phrase.start and text[phrase.start - 1].word in "([":
        return sign_after(text, phrase.end)
    start = words.before("year_in", text, phrase.start)
    if start is None:
        return False
    loose = text[start].word in ("de", "del", "of")
    return (start > 0 and (not loose or (sign_after(text, phrase.end) and not past))) or start == 0


def _has_edition(text: Text, words: Words) -> bool:
    """Whether an edition is named inside the text ("Promouvoir la 5e édition"), not by the whole of it ("13e Congrès")."""
    first = words.skip("the", text, 0)
    if words.at("ordinals", text, first) or _is_ordinal(text, first, words):
        return False
    return any(words.at("edition", text, at) or _is_ordinal(text, at, words) for at in range(min(len(text), _LONGEST_NAME)))


def _is_ordinal(text: Text, at: int, words: Words) -> bool:
    after = at + 1 + (is_glued(text, at + 1) and text[at + 1].word == ".")
    return at < len(text) and text[at].number > 0 and is_glued(text, after) and words.at("suffixes", text, after) is not None


def _rivals(best: Dated, others: list[Dated]) -> str:
    """A doubt when another date, as well placed, lies in another year."""
    mine = best.found.edtf.strip("./{}[]")[:4]
    years = {other.found.edtf.strip("./{}[]")[:4] for other in others if other.found.edtf}
    return "two-years" if mine and years - {mine} else ""


def _inherit(text: str, cut: Text, words: Words, found: Found | None, inherited: str) -> Found:
    """What a text under a dated heading is dated by: its own date, a day of that month, or the heading's date."""
    month = _MONTH.fullmatch(inherited) is not None
    if found is None or (_MONTH.match(inherited) and re.fullmatch(r"\d{4}", found.edtf) and not found.change):
        return (_day_of(text, cut, words, inherited) if month else None) or Found(inherited, "", 0, 0)
    if found.change == "postponed" and found.edtf.endswith("-XX") and not found.former:
        return replace(found, former=inherited)
    if found.change == "cancelled" and not found.edtf:
        return replace(found, edtf=inherited, status=DateStatus.STATED)
    if found.status is DateStatus.TO_BE_CONFIRMED and not found.change and re.fullmatch(r"(?:\d{4}-XX)?", found.edtf):
        return replace(found, edtf=inherited + "-XX" if month else inherited)
    return found


def _day_of(text: str, cut: Text, words: Words, month: str) -> Found | None:
    """The days of a month that is named above ("12-14 : Atelier", "le 12"); the number of a list is none."""
    for at in range(len(cut)):
        begin = words.skip_back("the", cut, at)
        first = number(cut, at, words)
        if first is None or first.form != "number" or (is_glued(cut, at) and cut[at - 1].word not in "(["):
            continue
        last = first
        joint = words.at("range", cut, first.end) or words.at("set", cut, first.end)
        if joint and (second := number(cut, words.skip("the", cut, joint[1]), words)) and second.day > first.day:
            last = second
        free = sign_before(cut, begin) or begin < at or first.weekday >= 0
        listed = begin == 0 and begin == at and last is first and last.end < len(cut) and cut[last.end].word in ".)"
        if not free or listed or not sign_after(cut, last.end):
            continue
        edtf = f"{month}-{first.day:02d}" + (f"/{month}-{last.day:02d}" if last is not first else "")
        if _is_date(edtf):
            start, end = cut[at].start, cut[last.end - 1].end
            return Found(edtf, text[start:end], start, end)
    return None


def _is_date(edtf: str) -> bool:
    try:
        read(edtf)
    except ValueError:
        return False
    return True
