"""Reads one point in time out of words: a day, a month, a quarter, half or season, a year."""

from dataclasses import replace

from metrograph.dating.numbers import SEPARATORS, Point, Text, is_glued, is_year, numeric
from metrograph.dating.words import Words

_DASHES = frozenset("-–—/‑‐")


def point(text: Text, start: int, words: Words, cell: bool = False) -> Point | None:
    """The point in time that begins at a token; in a cell of dates more is taken for one."""
    if start >= len(text):
        return None
    return _rough(text, start, words, cell) or _exact(text, start, words, cell)


def number(text: Text, start: int, words: Words) -> Point | None:
    """The number of a day or the ordinal of a quarter, whose month or quarter is named later."""
    weekday, at = _weekday(text, start, words)
    if found := _day_number(text, at, words):
        return Point("number", start, found[1], day=found[0], weekday=weekday)
    if found := words.at("ordinals", text, start):
        return Point("ordinal", start, found[1], month=found[0])
    return None


def _exact(text: Text, start: int, words: Words, cell: bool) -> Point | None:
    return (
        numeric(text, start, words, cell)
        or _day(text, start, words, cell)
        or _part(text, start, words, cell)
        or _month(text, start, words, cell)
        or _plain_year(text, start)
    )


def _rough(text: Text, start: int, words: Words, cell: bool) -> Point | None:
    """A month or a year, roughly: "mid-May", "fin juin", "a mediados de año", "première quinzaine de mai"."""
    found = words.at("rough", text, start)
    at = found[1] if found else _fortnight(text, start, words)
    if at is None:
        return None
    if at < len(text) and text[at].word in _DASHES:
        at += 1
    at = words.skip("the", text, at)
    inner = _exact(text, at, words, cell) if at < len(text) else None
    if inner is None and found and (whole := words.at("the_year", text, at)):
        year, end = year_after(text, whole[1], words, cell)
        return Point("year", start, end, year, rough=True)
    if inner is None or (not found and inner.form != "month"):
        return None
    small = inner.weak == 1 and words.lang == "en" and not text[at].capital
    return replace(inner, start=start, rough=True, weak=1 if small else 0)


def _fortnight(text: Text, start: int, words: Words) -> int | None:
    ordinal = _ordinal(text, start, words)
    if ordinal is None:
        return None
    noun = words.at("fortnight", text, ordinal[1]) or words.at("half", text, ordinal[1])
    return words.skip("of", text, noun[1]) if noun else None


def _day(text: Text, start: int, words: Words, cell: bool) -> Point | None:
    weekday, at = _weekday(text, start, words)
    if found := numeric(text, at, words, cell) if at > start and at < len(text) else None:
        return replace(found, start=start, weekday=weekday) if found.form == "day" else None
    day = _day_number(text, at, words)
    if day is None:
        return _month_first(text, start, at, weekday, words)
    begin = day[1]
    if begin < len(text) and text[begin].word in SEPARATORS and (is_glued(text, begin) or text[begin].word == "."):
        begin += 1
    begin = words.skip("of", text, begin)
    month = _month(text, begin, words, True)
    if month is None:
        return None
    small = month.weak == 1 and not month.year and not text[begin].capital and day[1] == at + 1 and words.lang == "en"
    return replace(month, form="day", start=start, day=day[0], weekday=weekday, weak=int(small))


def _weekday(text: Text, start: int, words: Words) -> tuple[int, int]:
    at = words.skip("the", text, start)
    found = words.at("weekdays", text, at)
    if found is None:
        return -1, start
    at = found[1] + (found[1] < len(text) and text[found[1]].word in (",", "."))
    return found[0], words.skip("the", text, at)


def _day_number(text: Text, at: int, words: Words) -> tuple[int, int] | None:
    """The day and the token after it: "12", "12th", "1er", "1.º", "primero"."""
    if at < len(text) and 1 <= text[at].number <= 31 and text[at].digits <= 2:
        if words.before("numbered", text, at) is not None:
            return None
        end = at + 1
        dotted = end + (is_glued(text, end) and text[end].word == ".")
        if is_glued(text, dotted) and (suffix := words.at("suffixes", text, dotted)):
            return text[at].number, suffix[1]
        letter = is_glued(text, end) and text[end].word.isalpha()
        return None if letter and not words.at("months", text, end) else (text[at].number, end)
    return words.at("day_words", text, at)


def _month_first(text: Text, start: int, at: int, weekday: int, words: Words) -> Point | None:
    """A day as in "May 12, 2025"; the number must not count something else ("in May 12 cities")."""
    month = words.at("months", text, at)
    if month is None or words.lang == "fr" or words.before("name_before", text, at) is not None:
        return None
    begin = month[1] + (month[1] < len(text) and text[month[1]].word == "." and is_glued(text, month[1]))
    begin = words.skip("the", text, begin)
    day = _day_number(text, begin, words)
    if day is None or text[begin].number < 0:
        return None
    year, end = year_after(text, day[1], words, False)
    following = text[end].word if end < len(text) else ""
    joined = any(words.at(name, text, end) for name in ("range", "set", "or", "in", "tbc"))
    if not year and day[1] == begin + 1 and following.isalpha() and not joined:
        return None
    return Point("day", start, end, year, month[0], day[0], month_first=True, weekday=weekday)


def _month(text: Text, start: int, words: Words, cell: bool) -> Point | None:
    found = words.at("months", text, start)
    if found is None or words.before("name_before", text, start) is not None:
        return None
    month, end = found
    weak = 2 if words.at("very_doubtful", text, start) else 1 if words.at("doubtful", text, start) else 0
    if end < len(text) and text[end].word == "." and is_glued(text, end) and text[start].word not in words.full_months:
        end += 1
        weak = min(weak, 1)
    year, end = year_after(text, end, words, cell)
    return Point("month", start, end, year, month, weak=0 if year else weak)


def year_after(text: Text, start: int, words: Words, cell: bool) -> tuple[int, int]:
    """The year written behind a day, a month or a quarter, and the token after it; 0 when there is none."""
    at = start
    if at < len(text) and text[at].word in ",-–/'":
        at += 1
    short = at > start and cell and text[start].word != "," and is_glued(text, at)
    at = words.skip("of", text, at)
    if at < len(text) and text[at].digits == 4 and is_year(text[at].number) and _stands_free(text, at):
        return text[at].number, at + 1
    if short and at == start + 1 and at < len(text) and text[at].digits == 2 and 19 <= text[at].number <= 50:
        return 2000 + text[at].number, at + 1
    return 0, start


def _stands_free(text: Text, at: int) -> bool:
    """Whether a year is not the first of a pair of years ("March 2024-2026" keeps both) nor glued to letters."""
    return not (is_glued(text, at + 1) and text[at + 1].word.isalnum())


def _names(text: Text, start: int, end: int) -> bool:
    """Whether a season is part of a name: "université d'été", "escuela de verano", "Summer school"."""
    before = [token.word for token in text[max(0, start - 2) : start]]
    after = text[end].word if end < len(text) else ""
    owned = before[-2:] in (["d", "'"], ["d", "’"]) or (before[-1:] == ["de"] and len(before) > 1 and before[0].isalpha())
    return owned or (
        after.isalpha() and after in ("school", "schools", "session", "university", "academy", "camp", "course", "sports")
    )


def _part(text: Text, start: int, words: Words, cell: bool) -> Point | None:
    found = _coded(text, start, words, cell) or _named(text, start, words)
    if found:
        year, end = year_after(text, found[1], words, True)
        return Point("part", start, end, year, found[0])
    season = words.at("seasons", text, start)
    if season:
        year, end = year_after(text, season[1], words, cell)
        if not year and not cell and _names(text, start, end):
            return None
        if (
            year
            and is_glued(text, end)
            and text[end].word in _DASHES
            and is_glued(text, end + 1)
            and text[end + 1].digits in (2, 4)
        ):
            end += 2
        return Point("part", start, end, year, season[0], weak=0 if year else 1)
    if text[start].digits == 4 and is_year(text[start].number):
        at = start + 1 + (start + 1 < len(text) and text[start + 1].word in ",-/–")
        later = (_coded(text, at, words, cell) or _named(text, at, words)) if at < len(text) else None
        return Point("part", start, later[1], text[start].number, later[0]) if later else None
    return None


def _coded(text: Text, at: int, words: Words, cell: bool) -> tuple[int, int] | None:
    """The code of "Q1", "T2", "S1", "H2", and of "1T" as in Spanish tables."""
    if at + 1 >= len(text) or not (is_glued(text, at + 1) or cell):
        return None
    if is_glued(text, at + 2) and text[at + 2].word.isalnum():
        return None
    for letter, digit in ((at, at + 1), (at + 1, at)):
        value = text[digit].number
        if not 1 <= value <= 4 or text[digit].digits != 1 or not (text[letter].capital or cell):
            continue
        if words.at("codes_quarter", text, letter):
            return 32 + value, at + 2
        if value <= 2 and words.at("codes_half", text, letter):
            return 39 + value, at + 2
    return None


_FIRST_CODES = {"quarter": 32, "third": 36, "half": 39}
_MOST = {"quarter": 4, "third": 3, "half": 2}


def _named(text: Text, start: int, words: Words) -> tuple[int, int] | None:
    """The code of "second quarter", "1er trimestre", "II semestre", "trimestre 3"."""
    for name, base in _FIRST_CODES.items():
        ordinal = _ordinal(text, start, words)
        noun = words.at(name, text, ordinal[1]) if ordinal else None
        if ordinal and noun:
            return base + min(ordinal[0], _MOST[name]), noun[1]
        noun = words.at(name, text, start)
        if noun and noun[1] < len(text) and text[noun[1]].digits == 1 and 1 <= text[noun[1]].number <= _MOST[name]:
            return base + text[noun[1]].number, noun[1] + 1
    return None


def _ordinal(text: Text, start: int, words: Words) -> tuple[int, int] | None:
    if start < len(text) and 1 <= text[start].number <= 4:
        day = _day_number(text, start, words)
        return day if day and day[1] > start + 1 else None
    return words.at("ordinals", text, start) or words.at("roman", text, start)


def _plain_year(text: Text, start: int) -> Point | None:
    token = text[start]
    if token.digits == 4 and 1990 <= token.number <= 2099 and not (is_glued(text, start + 1) and text[start + 1].word.isalpha()):
        return Point("year", start, start + 1, token.number)
    return None
