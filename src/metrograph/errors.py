"""What can go wrong, each with a code, a place and the next step.

```
MetroGraphError              exit code
├── UsageError               2   a wrong command, option, name or parameter
├── SourceError              3   a file that cannot be read
│   └── RecordError          3   a record that cannot be right, with file and line
├── StoreError               3   a store that cannot be opened or written
├── RejectedError            1   an update that would break a rule
├── ShapeError               3   a shapes file that cannot be used
├── QueryError               4   a query that the engine refuses, with line and column
├── ReviewError              2   a decision that cannot be taken
├── RequestError             2   a request that the service does not answer, with its HTTP status
└── LimitError               5   a limit that was reached
```
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from metrograph.words import problem, say

if TYPE_CHECKING:
    from metrograph.validate import Report

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: path, line and column counted from 1 (0 when unknown), and how many characters are meant."""

    path: str = ""
    line: int = 0
    column: int = 0
    width: int = field(default=1, compare=False)

    def __str__(self) -> str:
        parts = [_near_here(self.path) or "-", *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)

    @property
    def short(self) -> str:
        """The name of the file and the line, wherever the file lies."""
        return f"{Path(self.path).name}:{self.line}"


def _near_here(path: str) -> str:
    """A path as seen from the current folder when it lies below it, else as it is."""
    here = str(Path.cwd()) + "/"
    return path.removeprefix(here)


class MetroGraphError(Exception):
    """Something that a person can mend: a code, what is wrong, where, and what to do next.

    >>> error = UsageError("U102", value="pilot", near="pilots")
    >>> str(error)
    'error[U102]: there is no question "pilot"; did you mean "pilots"? `metrograph queries list` shows them all'
    """

    exit_code = 1

    def __init__(self, code: str, place: Place | None = None, /, *, source: str = "", **values: object) -> None:
        self.code = code
        self.place = place or Place()
        self.source = source
        self.values = values
        self.others: tuple[MetroGraphError, ...] = ()
        super().__init__(code)

    def at(self, place: Place) -> "MetroGraphError":
        """The same error, at a place that its finder did not know."""
        self.place = self.place if self.place.path else place
        return self

    def inside(self, path: str, above: int = 0) -> "MetroGraphError":
        """The same error, in the file from which the text came, below some other lines of it."""
        self.place = replace(self.place, path=path, line=self.place.line + above if self.place.line else 0)
        self.source = ""
        return self

    def what(self, lang: str = "en") -> str:
        """What is wrong, in one sentence."""
        return problem(self.code, lang, **_with_hint(self.values, lang))[0]

    def remedy(self, lang: str = "en") -> str:
        """What to do next."""
        return problem(self.code, lang, **_with_hint(self.values, lang))[1]

    def __str__(self) -> str:
        at = f"{self.place}: " if self.place.path else ""
        return f"{at}error[{self.code}]: {self.what()}; {self.remedy()}"

    def report(self, lang: str = "en") -> str:
        """The error as a person reads it: code, place, the line itself with a mark, and the remedy."""
        lines = [f"error[{self.code}]: {self.what(lang)}"]
        if self.place.path:
            lines.append(f"  --> {self.place}")
            lines.extend(self._frame())
        lines.append(f"{say('help', lang)} {self.remedy(lang)}")
        shown = [other.report(lang) for other in self.others[: SHOWN - 1]]
        left = len(self.others) - len(shown)
        more = [say("more", lang, n=left)] if left > 0 else []
        return "\n\n".join(["\n".join(lines), *shown, *more])

    def _frame(self) -> list[str]:
        text = self.source or _read(self.place.path)
        rows = text.splitlines()
        if not 0 < self.place.line <= len(rows):
            return []
        number, row = str(self.place.line), rows[self.place.line - 1]
        start = max(0, self.place.column - 90)
        frame = [f"{number} | {row[start : start + 110]}"]
        if self.place.column:
            before = self.place.column - 1 - start
            marks = "^" * max(1, min(self.place.width, len(frame[0]) - len(number) - 3 - before))
            frame.append(f"{' ' * len(number)} | {' ' * before}{marks}")
        return frame


class UsageError(MetroGraphError):
    """A wrong command, option, name or parameter."""

    exit_code = 2


class ReviewError(MetroGraphError):
    """A decision that cannot be taken."""

    exit_code = 2


class SourceError(MetroGraphError):
    """A file that cannot be read."""

    exit_code = 3


class RecordError(SourceError):
    """A record that cannot be right, with file and line."""


class StoreError(MetroGraphError):
    """A store that cannot be opened or written."""

    exit_code = 3


class RejectedError(MetroGraphError):
    """An update that would break a rule: nothing was changed. ``found`` is the report of the graph as it would be."""

    def __init__(self, found: "Report", n: int) -> None:
        super().__init__("T108", n=n)
        self.found = found


class ShapeError(MetroGraphError):
    """A shapes file that cannot be used."""

    exit_code = 3


class QueryError(MetroGraphError):
    """A query that the engine refuses, with line and column."""

    exit_code = 4


class LimitError(MetroGraphError):
    """A limit that was reached."""

    exit_code = 5


class RequestError(MetroGraphError):
    """A request that the service does not answer: ``status`` is that of HTTP, ``headers`` go with it."""

    exit_code = 2

    def __init__(
        self,
        code: str,
        status: int = 400,
        /,
        headers: tuple[tuple[str, str], ...] = (),
        place: Place | None = None,
        **values: object,
    ) -> None:
        super().__init__(code, place, **values)  # type: ignore[arg-type]
        self.status = status
        self.headers = headers


def together(errors: Iterable[MetroGraphError]) -> MetroGraphError:
    """Several errors as one: the first, with the others behind it, each once, so that a person mends them in one go."""
    first, *rest = apart(errors)
    first.others = tuple(rest)
    return first


def apart(errors: Iterable[MetroGraphError]) -> list[MetroGraphError]:
    """Errors with those behind them taken from behind, so that each is told once."""
    found: list[MetroGraphError] = []
    for error in errors:
        found += (error, *error.others)
        error.others = ()
    return found


def near(value: str, known: Iterable[str]) -> str:
    """The known name that looks most like a value, or the empty text.

    >>> near("pilot_projet", ["pilot_project", "place"])
    'pilot_project'
    """
    found = get_close_matches(value, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def _with_hint(values: dict[str, object], lang: str) -> dict[str, object]:
    guess, want = values.get("near"), values.get("want")
    form = {"want": say(f"want.{want}", lang)} if want else {}
    return {**values, **form, "hint": say("did-you-mean", lang, near=guess) if guess else ""}


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
