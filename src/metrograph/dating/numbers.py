"""Reads dates written in digits alone, and says what a point in time is."""

from dataclasses import dataclass

from metrograph.dating.words import Token, Words

Text = tuple[Token, ...]
SEPARATORS = frozenset("-/.")


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time that stands in the tokens from ``start`` to ``end``; a part of 0 is not written.

    ``form`` is day, month, part (``month`` is then the EDTF code of a quarter, half or season), year, number (a day
    whose month is named later) or ordinal (a quarter or half named later). ``weak``: may be an everyday word (2: mostly is).
    """

    form: str
    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    rough: bool = False
    weak: int = 0
    month_first: bool = False
    weekday: int = -1
    doubt: str = ""

    @property
    def order(self) -> int:
        """Where it stands within its year."""
        first = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 37: 1, 38: 5, 39: 9, 40: 1, 41: 7}
        return first.get(self.month, self.month) * 100 + self.day


def numeric(text: Text, start: int, words: Words, cell: bool) -> Point | None:
    """A date of digits alone: "2025-05-12", "12/05/2025", "12.05.25", "2025-05", "05/2025", in a cell "12/05" too."""
    parts = [text[start]]
    signs: list[str] = []
    at = start + 1
    while (
        len(parts) < 3
        and is_glued(text, at)
        and is_glued(text, at + 1)
        and text[at].word in SEPARATORS
        and text[at + 1].number >= 0
    ):
        signs.append(text[at].word)
        parts.append(text[at + 1])
        at += 2
    sizes = tuple(part.digits for part in parts)
    values = [part.number for part in parts]
    if len(parts) == 1 or len(set(signs)) > 1 or 0 in sizes:
        return None
    if sizes[0] == 4 and is_year(values[0]) and all(size <= 2 for size in sizes[1:]):
        return _year_first(text, start, at, values, signs[0], cell)
    if len(parts) == 3 and max(sizes[:2]) <= 2 and (sizes[2] == 4 or sizes == (2, 2, 2) or (cell and sizes[2] == 2)):
        return _day_first(start, at, values, words)
    if sizes[0] <= 2 and sizes[1:] == (4,) and 1 <= values[0] <= 12 and (cell or signs[0] == "/"):
        return Point("month", start, at, values[1], values[0])
    if cell and len(parts) == 2 and signs[0] != "-" and max(sizes) <= 2 and values[1] <= 12:
        return Point("day", start, at, 0, values[1], values[0])
    return None


def _year_first(text: Text, start: int, at: int, values: list[int], sign: str, cell: bool) -> Point | None:
    if len(values) == 3:
        return Point("day", start, _after_time(text, at), values[0], values[1], values[2])
    if text[at - 1].digits == 2 and 1 <= values[1] <= 12 and (sign == "-" or cell) and (values[0] + 1) % 100 != values[1]:
        return Point("month", start, at, values[0], values[1])
    return None


def _after_time(text: Text, at: int) -> int:
    """The token after "00:00:00" or "T00:00:00", which tables write behind a day."""
    begin = at + (at < len(text) and text[at].word == "t")
    shape = [token.word if token.number < 0 else "0" for token in text[begin : begin + 5]]
    if shape == ["0", ":", "0", ":", "0"]:
        return begin + 5
    return begin + 3 if shape[:3] == ["0", ":", "0"] else at


def _day_first(start: int, end: int, values: list[int], words: Words) -> Point:
    day, month, year = values
    doubt = "day-month-order" if words.lang == "en" and max(day, month) <= 12 and day != month else ""
    if month > 12 >= day:
        day, month, doubt = month, day, "day-month-order"
    return Point("day", start, end, year if year > 99 else 2000 + year, month, day, doubt=doubt)


def is_glued(text: Text, at: int) -> bool:
    """Whether nothing stands between a token and the one before it."""
    return 0 < at < len(text) and text[at - 1].end == text[at].start


def is_year(value: int) -> bool:
    """Whether a number can be the year of a date."""
    return 1900 <= value <= 2099
