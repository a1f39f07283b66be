r"""The log: one line for each request and each event, which nobody outside can break, forge or make tell a secret.

On a terminal a line is text, else JSON in ASCII:

>>> import io
>>> log = Log(io.StringIO(), "text", clock=lambda: 0.0)
>>> log.note("warning", "the data changed\nGET / 200")
>>> log.stream.getvalue()
'1970-01-01T00:00:00.000Z warning  the data changed\\nGET / 200\n'
"""

import json
import logging
import re
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Literal, TextIO
from urllib.parse import unquote_plus

from metrograph.serve.access import MASK
from metrograph.serve.visit import Visit

PATH, QUERY, TEXT = 2_000, 200, 8_000
"""How many characters of a path, of a query and of anything else are written."""
REFUSALS = 10
"""How many refused connections are written in one second; the others are counted in the next line."""
_BEYOND = 2_000
_SECRET = re.compile(r"token|secret|passw|pwd|api_?-?key|auth|credential|session|signature", re.IGNORECASE)
_BEARER = re.compile(r"\b(bearer|basic)(\s|\+|%20)+[^\s&,;\"']+", re.IGNORECASE)
_encoded = json.JSONEncoder(separators=(",", ":")).encode
Form = Literal["json", "text"]
Hide = Callable[[str], str]
Soon = Callable[[Callable[[], None]], object]


class Log:
    """Writes lines to a stream. ``hide`` takes known secrets out of a text (``Tokens.hide``)."""

    soon: Soon = staticmethod(lambda write: write())
    """When lines are written: at once, or with ``loop.call_soon`` those of one turn of the loop together."""

    def __init__(
        self, stream: TextIO, form: Form | None = None, *, clock: Callable[[], float] = time.time, hide: Hide = str
    ) -> None:
        self.stream = stream
        self.lost = 0
        """Lines that could not be written, since nobody reads them or the disk is full."""
        self._write = as_text if (form or ("text" if stream.isatty() else "json")) == "text" else as_json
        self._clock = clock
        self._hide = hide
        self._second = (0, 0)
        self._lines: list[str] = []

    def visit(self, visit: Visit) -> None:
        """The line of a request."""
        level = "info" if visit.status < 400 else "warning" if visit.status < 500 else "error"
        self._line(level, told(visit, self._hide))

    def note(self, level: str, text: str, **values: object) -> None:
        """The line of an event, such as new data or the end of a process."""
        self._line(level, {"event": shown(text, TEXT, self._hide), **{key: _value(v, self._hide) for key, v in values.items()}})

    def refused(self, client: str, status: int, reason: str) -> None:
        """The line of a connection that was refused before there was a request; of a flood of them only some are written."""
        second, count = self._second
        now = int(self._clock())
        if now != second:
            more = {"not_written": count - REFUSALS} if count > REFUSALS else {}
            self._second = (now, 1)
            self._line("warning", {"client": client, "status": status, "reason": shown(reason, TEXT, self._hide), **more})
            return
        self._second = (now, count + 1)
        if count < REFUSALS:
            self._line("warning", {"client": client, "status": status, "reason": shown(reason, TEXT, self._hide)})

    def _line(self, level: str, values: Mapping[str, object]) -> None:
        self._lines.append(self._write({"time": _moment(self._clock()), "level": level, **values}))
        if len(self._lines) == 1:
            self.soon(self.flush)

    def flush(self) -> None:
        """Write what waits."""
        lines, self._lines = self._lines, []
        if not lines:
            return
        try:
            self.stream.write("\n".join([*lines, ""]))
            self.stream.flush()
        except (OSError, ValueError):
            self.lost += len(lines)


class Bridge(logging.Handler):
    """Lets libraries that use ``logging`` write into our log: ``logging.getLogger("uvicorn").addHandler(Bridge(log))``."""

    def __init__(self, log: Log, level: int = logging.WARNING) -> None:
        super().__init__(level)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """One line for a record, with its traceback."""
        fault = "".join(traceback.format_exception(record.exc_info[1])) if record.exc_info and record.exc_info[1] else ""
        values = {"fault": fault} if fault else {}
        self._log.note(record.levelname.lower(), record.getMessage(), source=record.name, **values)


def told(visit: Visit, hide: Hide = str) -> dict[str, object]:
    """What the log says of a request; what is empty is left out."""
    raw, start = visit.raw[: PATH + _BEYOND], visit.query_string[: PATH + _BEYOND]
    target = f"{raw}?{masked(start)}" if start else raw
    more = len(visit.raw) - len(raw) + len(visit.query_string) - len(start)
    query = visit.query[: QUERY + _BEYOND]
    whole = f"{visit.id} {visit.method} {target} {visit.reason} {query}"
    if hide(whole) == whole and not _names_secret(whole):
        hide = _nothing
    values = {
        "id": hide(visit.id),
        "client": shown(visit.caller.client, PATH, hide),
        "method": shown(visit.method, 20, hide),
        "path": shown(target, PATH, hide, more=more),
        "status": visit.status,
        "ms": round(visit.seconds * 1000, 1),
        "bytes": visit.sent,
        "who": visit.who,
        "reason": shown(visit.reason, TEXT, hide),
        "digest": sha256(visit.query.encode("utf-8", "surrogatepass")).hexdigest()[:16] if visit.query else "",
        "query": shown(visit.query, QUERY, hide),
        "child": visit.child,
    }
    return {key: value for key, value in values.items() if value != ""}


def as_json(values: Mapping[str, object]) -> str:
    r"""A line in JSON, in ASCII only.

    >>> as_json({"path": "/é\x7f\n"})
    '{"path":"/\\u00e9\\u007f\\n"}'
    """
    return _encoded(values).replace("\x7f", "\\u007f")


def as_text(values: Mapping[str, object]) -> str:
    """A line for a person: the values that each line has in a row, the others with their names."""
    first = (str(values[name]) for name in ("time", "level") if name in values)
    row = (values.get(name) for name in ("status", "method", "path", "event"))
    named = (f"{name}={_quoted(str(value))}" for name, value in values.items() if name not in _IN_ROW)
    main = " ".join(printable(str(value)) for value in row if value is not None)
    return "  ".join(part for part in (" ".join(first), main, " ".join(named)) if part)


_IN_ROW = frozenset({"time", "level", "status", "method", "path", "event"})


def shown(text: str, most: int, hide: Hide = str, *, more: int = 0) -> str:
    """A text without its secrets, and no longer than it may be; how much was left out is said.

    >>> shown("Authorization: Bearer abc", 100), shown("abcdef", 4)
    ('Authorization: Bearer ***', 'abcd… (+2)')
    """
    if hide is _nothing and len(text) <= most and not more:
        return text
    part = _BEARER.sub(rf"\1 {MASK}", hide(text[: most + _BEYOND]))
    left = more + max(0, len(text) - most - _BEYOND) + max(0, len(part) - most)
    return f"{part[:most]}… (+{left})" if left else part


def masked(query_string: str) -> str:
    """A query string in which no field that sounds like a secret has a value.

    >>> masked("query=ASK{}&access%5Ftoken=abc&x")
    'query=ASK{}&access%5Ftoken=***&x'
    """
    if "=" not in query_string:
        return query_string
    return "".join(map(_masked, re.split(r"([&;])", query_string)))


def printable(text: str) -> str:
    r"""A text in one line, with escapes for all that is not to be seen.

    >>> printable("a\tb\x1b[31m\u202e é")
    'a\\tb\\x1b[31m\\u202e é'
    """
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode() for c in text)


def _moment(clock: float) -> str:
    """A time as every line has it, to the millisecond."""
    whole, thousandths = divmod(int(clock * 1000), 1000)
    return f"{_second(whole)}.{thousandths:03}Z"


@lru_cache(maxsize=4)
def _second(clock: int) -> str:
    return datetime.fromtimestamp(clock, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _names_secret(text: str) -> bool:
    """Whether a text holds what ``_BEARER`` finds; for most texts a glance is enough."""
    small = text.lower()
    if text.isascii() and "bearer" not in small and "basic" not in small:
        return False
    return _BEARER.search(text) is not None


def _nothing(text: str) -> str:
    """Hides nothing: what is to be shown was looked at, and holds no secret."""
    return text


def _quoted(text: str) -> str:
    """A value with quotes around it where it could be taken for several."""
    line = printable(text)
    return '"{}"'.format(line.replace('"', '\\"')) if re.search(r'[ "=]', line) else line


def _masked(part: str) -> str:
    name, equals, _ = part.partition("=")
    return f"{name}={MASK}" if equals and _SECRET.search(unquote_plus(name)) else part


def _value(value: object, hide: Hide) -> object:
    return value if isinstance(value, int | float) else shown(str(value), TEXT, hide)
