"""What is wrong with a question or query, told beside it: in words, with the line and a mark, and what to do next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from metrograph.errors import MetroGraphError, QueryError, RequestError

_WIDE, _BEFORE = 110, 60
_WORD = re.compile(r"[?$@]?[\w:.-]*\w|<[^<>\s]*>|\S")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong. ``line`` and ``column`` count from 1, 0 where no place is known; then the line has no parts."""

    code: str
    title: str
    remedy: str
    status: int = 400
    line: int = 0
    column: int = 0
    before: str = ""
    marked: str = ""
    after: str = ""

    @property
    def caret(self) -> str:
        """A line of carets that stands below what is marked."""
        return " " * len(self.before) + "^" * max(1, len(self.marked))


def refusal(text: str, error: MetroGraphError, lang: str) -> Refusal:
    """What an error says of a text.

    >>> from metrograph.errors import Place
    >>> refusal("ASK { ?x ? }", QueryError("Q101", Place("query", 1, 10)), "en").caret
    '         ^'
    """
    place = error.place
    status = error.status if isinstance(error, RequestError) else 400
    at = (place.line, place.column) if isinstance(error, QueryError | RequestError) else (0, 0)
    return _placed(text, Refusal(error.code, error.what(lang), error.remedy(lang), status, *at))


def told(text: str, problem: Mapping[str, object]) -> Refusal:
    """What a problem document (RFC 9457) says of a text.

    >>> told("ASK {", {"title": "it ends too soon", "line": 1, "column": 5}).marked
    '{'
    """
    words = {name: str(problem.get(name, "")) for name in ("code", "title", "detail")}
    status, line, column = (_whole(problem.get(name)) for name in ("status", "line", "column"))
    return _placed(text, Refusal(words["code"], words["title"], words["detail"], status or 400, line, column))


def _whole(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _placed(text: str, found: Refusal) -> Refusal:
    """With the part of the line that is meant."""
    lines = text.splitlines()
    if not 0 < found.line <= len(lines):
        return found
    line, at = lines[found.line - 1].replace("\t", " "), max(0, found.column - 1)
    word = _WORD.match(line, at)
    end = word.end() if word else min(at + 1, len(line))
    start = max(0, at - _BEFORE)
    parts = (line[start:at], line[at : min(end, at + _WIDE)], line[end : start + _WIDE])
    return Refusal(found.code, found.title, found.remedy, found.status, found.line, found.column, *parts)
