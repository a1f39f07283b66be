"""Dates each phrase of time of a text, and joins what a text says was postponed or cancelled."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from metrograph.dating.edtf import write
from metrograph.dating.numbers import Text
from metrograph.dating.phrases import Phrase, phrases, sign_after, sign_before
from metrograph.dating.words import Words
from metrograph.model import DateStatus

_NEAR = 4
_MOST_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A date of a text: ``text`` are the words from ``start`` to ``end`` that state it.

    ``former`` is the date before it was postponed, ``change`` "postponed", "cancelled" or empty, ``doubt`` the key of a
    reason to look again (day-month-order, weekday-mismatch, two-years, either, before-plan, belongs-to-other) or empty.
    ``edtf`` is empty only where a text says no more than that a thing is cancelled, or waits for a date in an unknown year.
    """

    edtf: str
    text: str
    start: int
    end: int
    status: DateStatus = DateStatus.STATED
    former: str = ""
    change: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date together with the phrase that gave it."""

    phrase: Phrase
    found: Found


def dated(text: str, cut: Text, words: Words, year: int | None, cell: bool = False) -> list[Dated]:
    """Every date of a text, from left to right, with what was postponed or cancelled."""
    found = [one for phrase in phrases(cut, words, cell) if (one := _dated(text, cut, phrase, words, year))]
    changes = [at for at in range(len(cut)) if words.at("postponed", cut, at) or words.at("cancelled", cut, at)]
    for at in changes[:_MOST_CHANGES]:
        if moved := words.at("postponed", cut, at):
            found = _postponed(text, cut, found, (at, moved[1]), words, year)
        elif gone := words.at("cancelled", cut, at):
            found = _cancelled(text, cut, found, (at, gone[1]))
    return found


def _dated(text: str, cut: Text, phrase: Phrase, words: Words, year: int | None) -> Dated | None:
    edtf = write(phrase, year)
    if not edtf and (phrase.points or not phrase.awaited):
        return None
    start, end = cut[phrase.start].start, cut[phrase.end - 1].end
    return Dated(phrase, Found(edtf, text[start:end], start, end, _status(cut, phrase, words), doubt=_doubt(phrase, edtf)))


def _status(cut: Text, phrase: Phrase, words: Words) -> DateStatus:
    """A day whose year is not written, or a month in running text, is inferred; a month that stands apart is stated."""
    if phrase.awaited:
        return DateStatus.TO_BE_CONFIRMED
    begin = words.skip_back("the", cut, words.skip_back("in", cut, words.skip_back("the", cut, phrase.start)))
    if phrase.has_year or (phrase.form != "day" and sign_before(cut, begin)):
        return DateStatus.STATED
    return DateStatus.INFERRED


def _doubt(phrase: Phrase, edtf: str) -> str:
    noted = next((one.doubt for one in phrase.points if one.doubt), "")
    if "or" in phrase.joints:
        return noted or "either"
    if phrase.has_year and phrase.points[0].weekday >= 0 and _weekday(edtf.lstrip("{./")) not in (-1, phrase.points[0].weekday):
        return "weekday-mismatch"
    return noted


def _weekday(edtf: str) -> int:
    """The weekday of the day with which an EDTF text begins, Monday being 0; -1 when it begins with no day."""
    try:
        return date.fromisoformat(edtf[:10]).weekday()
    except ValueError:
        return -1


def _postponed(text: str, cut: Text, found: list[Dated], word: tuple[int, int], words: Words, year: int | None) -> list[Dated]:
    at = bisect_left([one.phrase.start for one in found], word[0])
    earlier = _former(cut, found[at - 1] if at else None, word[0], words)
    later = found[at] if at < len(found) and found[at].phrase.start - word[1] <= _NEAR else None
    needy = words.at("needs_date", cut, word[0]) is not None
    if later is None:
        if needy:
            return found
        return _merged(text, cut, found, [earlier] if earlier else [], word, _unknown(year), words)
    former, new = _split(cut, later, words, year)
    if new is None and needy:
        return found
    used = [one for one in (earlier, later) if one]
    before = former or (earlier.found.edtf if earlier else "")
    return _merged(text, cut, found, used, word, replace(new or _unknown(year), former=before), words)


def _unknown(year: int | None) -> Found:
    """A day to be confirmed in the year of the plan."""
    return Found(f"{year:04d}-XX" if year else "", "", 0, 0, DateStatus.TO_BE_CONFIRMED)


def _former(cut: Text, one: Dated | None, at: int, words: Words) -> Dated | None:
    """The date before the word, when it is the one that no longer holds."""
    if one is None or not one.phrase.points or one.found.change:
        return None
    start = one.phrase.start
    said = any(words.before("initially", cut, begin) is not None for begin in range(max(1, start - _NEAR), start + 1))
    return one if at - one.phrase.end <= (12 if said else 2) else None


def _split(cut: Text, later: Dated, words: Words, year: int | None) -> tuple[str, Found | None]:
    """The former and the new date in "from March to June"; one of them in "to June" and "from March"."""
    phrase = later.phrase
    leaving = words.at("from", cut, phrase.start) is not None
    if leaving and phrase.joints == ("range",):
        return _halves(phrase, later.found, year)
    preceded = words.before("from", cut, phrase.start) is not None and words.before("to", cut, phrase.start) is None
    if phrase.lead == "start" or (preceded and not phrase.lead):
        return write(replace(phrase, lead=""), year), None
    return "", later.found


def _halves(phrase: Phrase, found: Found, year: int | None) -> tuple[str, Found | None]:
    first, slash, last = write(replace(phrase, lead=""), year).partition("/")
    return first, replace(found, edtf=last) if slash else None


def _merged(
    text: str, cut: Text, found: list[Dated], used: list[Dated], word: tuple[int, int], new: Found, words: Words
) -> list[Dated]:
    start = min([word[0], *(one.phrase.start for one in used)])
    for begin in range(start, max(0, start - _NEAR), -1):
        if (initial := words.before("initially", cut, begin)) is not None and used and used[0].phrase.start == start:
            start = initial
            break
    end = max([word[1], *(one.phrase.end for one in used)])
    former = new.former or (used[0].found.edtf if used and used[0].phrase.end <= word[0] else "")
    return _put(text, cut, found, used, (start, end), replace(new, former=former, change="postponed"))


def _cancelled(text: str, cut: Text, found: list[Dated], word: tuple[int, int]) -> list[Dated]:
    at = bisect_left([one.phrase.start for one in found], word[0])
    near = [one for one in found[max(0, at - 1) : at + 1] if not one.found.change]
    beside = [one for one in near if -2 <= one.phrase.start - word[1] <= 2 or -2 <= word[0] - one.phrase.end <= 2]
    if not beside and not (sign_before(cut, word[0]) or sign_after(cut, word[1])):
        return found
    if not near:
        nothing = Found("", "", 0, 0, DateStatus.NOT_STATED, change="cancelled")
        return _put(text, cut, found, [], word, nothing)
    one = (beside or near)[0]
    changed = replace(one.found, change="cancelled")
    if not beside:
        return [replace(each, found=changed) if each is one else each for each in found]
    return _put(text, cut, found, [one], (min(word[0], one.phrase.start), max(word[1], one.phrase.end)), changed)


def _put(text: str, cut: Text, found: list[Dated], used: list[Dated], reach: tuple[int, int], new: Found) -> list[Dated]:
    """The dates with one in the place of those it is made of; its words run over all of them."""
    first, last = reach
    if last < len(cut) and cut[last].word == ")" and any(token.word == "(" for token in cut[first:last]):
        last += 1
    start, end = cut[first].start, cut[last - 1].end
    phrase = replace(used[-1].phrase if used else Phrase(first, last), start=first, end=last)
    one = Dated(phrase, replace(new, text=text[start:end], start=start, end=end))
    kept = [each for each in found if each.phrase.end <= first or each.phrase.start >= last]
    return sorted([*kept, one], key=lambda each: each.phrase.start)
