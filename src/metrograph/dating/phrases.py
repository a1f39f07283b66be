"""Joins points in time into ranges, sets, deadlines and dates to be confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from metrograph.dating.numbers import Point, Text, is_glued
from metrograph.dating.points import number, point, year_after
from metrograph.dating.words import Words

MOST_POINTS = 8
_CLOSING = frozenset(".,;:!?)]–—-/|»”\"'")
_OPENING = frozenset('([,;:–—-/|«“"•*')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Points in time and what joins them (range, set, or), in the tokens from ``start`` to ``end``.

    ``lead`` says what the words before them make of them: deadline, start, week, or nothing. ``awaited``: to be confirmed.
    """

    start: int
    end: int
    points: tuple[Point, ...] = ()
    joints: tuple[str, ...] = ()
    lead: str = ""
    awaited: bool = False

    @property
    def form(self) -> str:
        """The form of the first point; empty when there is none."""
        return self.points[0].form if self.points else ""

    @property
    def has_year(self) -> bool:
        """Whether a year is written."""
        return any(one.year for one in self.points)


def phrases(text: Text, words: Words, cell: bool = False) -> Iterator[Phrase]:
    """Every phrase of time of a text, from left to right."""
    at = 0
    while at < len(text):
        found = _phrase(text, at, words, cell) if _may_begin(text, at, words) else None
        if found and found.lead != "name":
            yield found
        at = found.end if found else at + 1


def _may_begin(text: Text, at: int, words: Words) -> bool:
    return text[at].number >= 0 or text[at].word in words.beginnings


def sign_before(text: Text, at: int) -> bool:
    """Whether a token begins the text or follows a sign that parts it from what stands before."""
    return at <= 0 or text[at - 1].word in _OPENING or text[at - 1].word in ".)"


def sign_after(text: Text, at: int) -> bool:
    """Whether the text ends before a token, or that token is a sign that parts it from what stands before."""
    return at >= len(text) or text[at].word in _CLOSING or text[at].word == "("


def _phrase(text: Text, at: int, words: Words, cell: bool) -> Phrase | None:
    found = (
        _awaited(text, at, words, cell)
        or _led(text, at, words, cell)
        or _all_year(text, at, words)
        or _group(text, at, words, cell)
    )
    if found is None or not found.points or found.awaited or found.lead == "name":
        return found
    later = words.at("onward", text, found.end)
    if later and len(found.points) == 1 and not found.lead:
        found = replace(found, lead="start", end=later[1])
    return _confirmed(text, found, words)


def _awaited(text: Text, start: int, words: Words, cell: bool) -> Phrase | None:
    """Nothing is known yet, or what follows is provisional: "date to be confirmed", "(tbc)", "à définir"."""
    noun = _nouns(text, start, words)
    at = noun + (noun > start and noun < len(text) and text[noun].word in (":", "is", "est"))
    found = words.at("tbc", text, at)
    if found is None:
        return None
    end = found[1]
    short = text[at].word.startswith("tb") or (text[at].word == "t" and end > at + 1)
    free = sign_before(text, start) and (sign_after(text, end) or words.at("in", text, end) is not None)
    if noun == start and not cell and (not (short or free) or _of_other(text, start, words)):
        return None
    begin = end + (end < len(text) and text[end].word in "(,:–-")
    later = _group(text, words.skip("the", text, words.skip("in", text, begin)), words, cell)
    if later and later.lead != "name":
        return replace(later, start=start, awaited=True)
    return Phrase(start, end, awaited=True)


def _nouns(text: Text, start: int, words: Words) -> int:
    """The token after "exact dates", "jour" or "dates et lieu"."""
    at = words.skip("date_noun", text, words.skip("the", text, start))
    if at == start or words.at("date_noun", text, words.skip("the", text, start)) is None:
        return start
    joined = words.at("set", text, at)
    other = (words.at("other_noun", text, joined[1]) or words.at("date_noun", text, joined[1])) if joined else None
    return other[1] if other else at


def _of_other(text: Text, start: int, words: Words) -> bool:
    """Whether it is a place or a budget that is to be confirmed, not a date."""
    near = range(max(1, start - 2), start + 1)
    dated = any(words.before("date_noun", text, at) is not None for at in near)
    return not dated and any(words.before("other_noun", text, at) is not None for at in near)


def _confirmed(text: Text, found: Phrase, words: Words) -> Phrase:
    """The phrase with "(day tbc)", "date à confirmer" or the like behind it."""
    at = found.end
    opened = at < len(text) and text[at].word in "(["
    while at < len(text) and at < found.end + 2 and text[at].word in "([,–-:;":
        at += 1
    noun = _nouns(text, at, words)
    at = noun + (noun < len(text) and text[noun].word in (":", "still", "encore", "aun"))
    waiting = words.at("tbc", text, at)
    if waiting is None:
        return found
    end = waiting[1] + (opened and waiting[1] < len(text) and text[waiting[1]].word in ")]")
    return replace(found, end=end, awaited=True)


def _led(text: Text, start: int, words: Words, cell: bool) -> Phrase | None:
    """A phrase whose first words say what the date is: a deadline, a beginning, a range, a week."""
    for lead in ("deadline", "between", "start", "from", "week"):
        found = words.at(lead, text, start)
        if found is None:
            continue
        at = found[1] + (lead == "deadline" and found[1] < len(text) and text[found[1]].word in ":(–-")
        at = words.skip("the", text, words.skip("in", text, at))
        ended = words.at("end", text, at) if lead == "deadline" else None
        inner = _group(text, ended[1], words, cell, led=True) if ended else None
        inner = inner or _whole_year(text, ended, words) or _group(text, at, words, cell, led=True)
        if inner and inner.lead == "name":
            return inner
        if inner and (shaped := _shaped(lead, inner)):
            return replace(shaped, start=start)
    return None


def _whole_year(text: Text, ended: tuple[int, int] | None, words: Words) -> Phrase | None:
    """The year of the plan in "before the end of the year"."""
    whole = words.at("the_year", text, words.skip("the", text, ended[1])) if ended else None
    return Phrase(whole[1] - 1, whole[1], (Point("year", whole[1] - 1, whole[1]),)) if whole else None


def _shaped(lead: str, inner: Phrase) -> Phrase | None:
    """What a lead makes of the dates behind it; nothing when they do not go together."""
    spans = bool(inner.joints) and set(inner.joints) == {"range"}
    if lead == "between":
        return replace(inner, joints=("range",)) if len(inner.points) == 2 and inner.joints[0] != "or" else None
    if lead == "from":
        return inner if spans else None
    if lead == "week":
        return replace(inner, lead="week") if inner.form == "day" and len(inner.points) == 1 else None
    if lead == "start" and inner.joints:
        return inner if spans else None
    return replace(inner, lead=lead) if not inner.joints or spans else None


def _all_year(text: Text, start: int, words: Words) -> Phrase | None:
    found = words.at("all_year", text, start)
    if found is None:
        return None
    year = point(text, words.skip("of", text, found[1]), words)
    if year and year.form == "year" and not year.rough:
        return Phrase(start, year.end, (year,))
    return Phrase(start, found[1], (Point("year", start, found[1]),))


def _group(text: Text, start: int, words: Words, cell: bool, led: bool = False) -> Phrase | None:
    """The points that begin at a token, with all that is joined to them."""
    if start >= len(text) or not _may_begin(text, start, words) or not _is_clear(text, start):
        return None
    first = point(text, start, words, cell) or number(text, start, words)
    if first is None:
        return None
    points, joints = [first], list[str]()
    while len(points) < MOST_POINTS and (following := _next(text, points[-1], words, cell)):
        joints.append(following[0])
        points.append(following[1])
    while points and points[-1].form in ("number", "ordinal") and not points[-1].month_first:
        points.pop()
        joints = joints[:-1]
    solved = _solved(points)
    if not solved:
        return None
    if _is_other(text, start, solved[-1].end, words):
        return Phrase(start, solved[-1].end, lead="name")
    found = Phrase(start, solved[-1].end, tuple(solved), tuple(joints))
    return found if cell or _is_time(text, found, words, led) else replace(found, lead="name")


def _is_clear(text: Text, start: int) -> bool:
    """Whether a token does not go on with a number or a word before it ("11.2", "COP30", "Local2030")."""
    if not is_glued(text, start) or text[start].number < 0:
        return not (is_glued(text, start) and text[start - 1].number >= 0 and text[start].word.isalpha())
    before = text[start - 1].word
    if before.isalnum() or before in "$€£#":
        return False
    return not (
        before in ".,/-:" and is_glued(text, start - 1) and text[start - 2].word.isalnum() and text[start - 2].number >= 0
    )


def _next(text: Text, last: Point, words: Words, cell: bool) -> tuple[str, Point] | None:
    joint = _joint(text, last.end, words, cell)
    if joint is None:
        return None
    name, at = joint
    if last.form == "year" and not last.rough and is_glued(text, at) and at < len(text) and text[at].digits == 2:
        short = text[at].number
        if (name in ("range", "slash") and short == (last.year + 1) % 100) or (
            name in ("range", "slash") and last.year % 100 < short <= 60
        ):
            return "range", Point("year", at, at + 1, last.year - last.year % 100 + short)
    at = words.skip("the", text, words.skip("in", text, at))
    following = point(text, at, words, cell) or number(text, at, words)
    if following and name == "slash":
        parted = following.form == last.form == "month" and following.month - last.month not in (1, -11)
        name = "set" if parted else "range"
    if following and following.form == "number" and last.month_first:
        year, end = year_after(text, following.end, words, cell)
        following = replace(following, month_first=True, year=year, end=end)
    return (name, following) if following and _fit(last, following, name) else None


def _joint(text: Text, at: int, words: Words, cell: bool) -> tuple[str, int] | None:
    if at >= len(text):
        return None
    if text[at].word == "," or (cell and text[at].word in ";|"):
        found = words.at("set", text, at + 1)
        return "comma", found[1] if found else at + 1
    for name in ("range", "set", "or"):
        if found := words.at(name, text, at):
            return name, found[1]
    return ("slash", at + 1) if text[at].word == "/" else None


def _fit(last: Point, following: Point, joint: str) -> bool:
    """Whether two points can be members of one range or set."""
    pair = (last.form, following.form)
    if "ordinal" in pair:
        return pair in {("ordinal", "ordinal"), ("ordinal", "part")}
    if pair == ("number", "part"):
        return last.day <= 4 and last.end > last.start + 1 and following.month > 32
    if pair == ("day", "number") and not last.month_first:
        return joint in ("set", "comma")
    if "number" in pair:
        rising = following.day > last.day or (pair[1] == "day" and (joint != "comma" and following.day != last.day))
        return rising and (pair in {("number", "number"), ("number", "day")} or last.month_first)
    if "year" in pair:
        return pair == ("year", "year") and following.year > last.year
    return last.form == following.form or (joint != "comma" and not (joint == "range" and "part" in pair and "day" in pair))


def _solved(points: list[Point]) -> list[Point]:
    """The points with the month, quarter or year that a later one names ("12-14 May", "1er et 2e trimestres")."""
    bases = {33: 32, 34: 32, 35: 32, 36: 32, 37: 36, 38: 36, 39: 36, 40: 39, 41: 39}
    solved = list(points)
    for at in range(len(solved) - 1, -1, -1):
        one, after = solved[at], solved[at + 1] if at + 1 < len(solved) else None
        if one.form == "number" and one.month_first:
            first = next(each for each in reversed(solved[:at]) if each.form == "day")
            solved[at] = replace(one, form="day", month=first.month)
        elif one.form == "number" and after and after.form == "day":
            solved[at] = replace(one, form="day", month=after.month, year=after.year, weak=after.weak)
        elif one.form in ("number", "ordinal") and after and after.form == "part" and after.month in bases:
            solved[at] = replace(one, form="part", month=bases[after.month] + (one.month or one.day), day=0, year=after.year)
        elif one.form in ("number", "ordinal"):
            return []
    return solved


def _is_other(text: Text, start: int, end: int, words: Words) -> bool:
    """Whether the date is the name of a street, a square or a movement."""
    begin = start
    for name in ("the", "in"):
        begun = words.before(name, text, begin)
        begin = begin if begun is None else begun
    places = any(words.before("place_before", text, at) is not None for at in {start, begin})
    return places or words.at("place_after", text, end) is not None


def _is_time(text: Text, found: Phrase, words: Words, led: bool) -> bool:
    """Whether words that may be everyday words ("may", "mars", "mar", "été") speak of time here."""
    level = min(one.weak for one in found.points)
    if level == 0 or found.has_year:
        return True
    start, end = found.start, found.end
    if len(text) == end - start or (start and text[start - 1].word == "(" and end < len(text) and text[end].word in "),"):
        return True
    alone = sign_before(text, start) and sign_after(text, end) and not (is_glued(text, start) and text[start - 1].word in "-'")
    if level == 2:
        if words.lang == "en" and text[start].capital and words.before("in", text, start) is not None:
            return True
        return alone and (len(found.points) > 1 or text[end - 1].word == "." or (end < len(text) and text[end].word == "."))
    small = not text[start].capital and words.at("months", text, start) is not None
    if alone and not (words.lang == "en" and small):
        return True
    before = words.skip_back("the", text, start)
    if words.before("to", text, before) is not None and words.before("postponed", text, before - 1) is not None:
        return True
    if words.lang == "en" and (small or found.form == "day"):
        return words.before("sure_in", text, before) is not None
    preceded = led or any(words.before(name, text, at) is not None for name in ("in", "sure_in") for at in (before, start))
    capitals = all(text[one.start].capital for one in found.points)
    return (preceded and (words.lang != "fr" or not capitals)) or (capitals and len(found.points) > 1)
