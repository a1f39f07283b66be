"""Which texts are values of an XSD datatype, and which of two values is the smaller.

Sources: W3C XML Schema 1.1 Part 2 (lexical spaces, section 3; order of times with and without zone, section 3.2.7.4 of
the first edition), SPARQL 1.1 section 17.3 (which values can be compared).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from metrograph.namespaces import XSD
from metrograph.shacl.node import DIR_LANG_STRING, LANG_STRING, STRING, Node, datatype, is_literal, lexical

_ZONE = r"(?P<zone>Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_YEAR, _MONTH, _DAY = r"(?P<year>-?(?:[1-9]\d{3,}|0\d{3}))", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d(?:\.\d+)?)|(?P<midnight>24:00:00(?:\.0+)?))"
_SPAN_DAYS = r"(?:\d+Y(?:\d+M)?(?:\d+D)?|\d+M(?:\d+D)?|\d+D)"
_SPAN_TIME = r"T(?:\d+H(?:\d+M)?(?:\d+(?:\.\d+)?S)?|\d+M(?:\d+(?:\.\d+)?S)?|\d+(?:\.\d+)?S)"
_B64 = "[A-Za-z0-9+/]"
_BYTES = re.compile(
    rf"(?:(?:{_B64} ?){{4}})*(?:(?:{_B64} ?){{3}}{_B64}|(?:{_B64} ?){{2}}[AEIMQUYcgkosw048] ?=|{_B64} ?[AQgw] ?= ?=)|"
)
_FLOAT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_TIMES = {
    "date": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}", re.ASCII),
    "dateTime": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}", re.ASCII),
    "dateTimeStamp": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE.removesuffix('?')}", re.ASCII),
    "time": re.compile(f"{_CLOCK}{_ZONE}", re.ASCII),
    "gYear": re.compile(f"{_YEAR}{_ZONE}", re.ASCII),
    "gYearMonth": re.compile(f"{_YEAR}-{_MONTH}{_ZONE}", re.ASCII),
    "gMonth": re.compile(f"--{_MONTH}{_ZONE}", re.ASCII),
    "gMonthDay": re.compile(f"--{_MONTH}-{_DAY}{_ZONE}", re.ASCII),
    "gDay": re.compile(f"---{_DAY}{_ZONE}", re.ASCII),
}
_FORMS = {
    "boolean": re.compile(r"true|false|1|0"),
    "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII),
    "float": _FLOAT,
    "double": _FLOAT,
    "hexBinary": re.compile(r"(?:[0-9A-Fa-f]{2})*"),
    "base64Binary": _BYTES,
    "language": re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"),
    "duration": re.compile(rf"-?P(?:{_SPAN_DAYS}(?:{_SPAN_TIME})?|{_SPAN_TIME})", re.ASCII),
    "dayTimeDuration": re.compile(rf"-?P(?:\d+D(?:{_SPAN_TIME})?|{_SPAN_TIME})", re.ASCII),
    "yearMonthDuration": re.compile(r"-?P(?:\d+Y(?:\d+M)?|\d+M)", re.ASCII),
    "normalizedString": re.compile(r"[^\t\n\r]*"),
    "token": re.compile(r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?"),
    "NMTOKEN": re.compile(r"[\w.:·-]+"),
    "Name": re.compile(r"[^\W\d][\w.:·-]*|:[\w.:·-]*"),
    "NCName": re.compile(r"[^\W\d][\w.·-]*"),
}
_LIMITS: Mapping[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in {"byte": 8, "short": 16, "int": 32, "long": 64}.items()},
    **{
        name: (0, 2**bits - 1)
        for name, bits in {"unsignedByte": 8, "unsignedShort": 16, "unsignedInt": 32, "unsignedLong": 64}.items()
    },
}
_EXACT = (*_LIMITS, "decimal")
_MANY = 14 * 3600
"""The seconds by which a time without a zone may lie before or after its reading as UTC."""


def well_formed(text: str, kind: str) -> bool:
    """Whether a text is a value of a datatype (its IRI). True for datatypes that are not known here.

    >>> well_formed("2019-02-30", XSD + "date"), well_formed("300", XSD + "byte"), well_formed("x", "http://example.org/d")
    (False, False, True)
    """
    if kind in (LANG_STRING, DIR_LANG_STRING):
        return True
    name = kind.removeprefix(XSD)
    if name == kind:
        return True
    if name in _LIMITS:
        low, high = _LIMITS[name]
        return (
            bool(_INTEGER.fullmatch(text)) and (low is None or Decimal(text) >= low) and (high is None or Decimal(text) <= high)
        )
    if name in _TIMES:
        return _moment(text, name) is not None
    return bool(_FORMS[name].fullmatch(text)) if name in _FORMS else True


@dataclass(frozen=True, slots=True)
class _Moment:
    """A point on the line of time in seconds, and whether its zone is known."""

    seconds: Decimal
    zoned: bool


def _moment(text: str, name: str) -> _Moment | None:
    match = _TIMES[name].fullmatch(text)
    if match is None:
        return None
    told = match.groupdict()
    year, month, day = int(Decimal(told.get("year") or 1972)), int(told.get("month") or 1), int(told.get("day") or 1)
    turns, inside = divmod(year, 400)  # the calendar repeats after 400 years
    try:
        days = date(2000 + inside, month, day).toordinal() + turns * 146_097
    except ValueError:
        return None
    seconds = Decimal(days * 86_400 - _offset(told.get("zone")))
    if "hour" in told:
        hours = (0 if name == "time" else 24) if told["midnight"] else int(told["hour"])
        seconds += hours * 3600 + int(told["minute"] or 0) * 60 + Decimal(told["second"] or 0)
    return _Moment(seconds, told.get("zone") is not None)


def _offset(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    hours, minutes = zone[1:].split(":")
    return (-1 if zone[0] == "-" else 1) * (int(hours) * 3600 + int(minutes) * 60)


def _before(one: _Moment, other: _Moment) -> int | None:
    if one.zoned == other.zoned:
        return _sign(one.seconds, other.seconds)
    apart = one.seconds - other.seconds
    return None if abs(apart) <= _MANY else _sign(one.seconds, other.seconds)


def _sign(one: Decimal | float | str | bool, other: Decimal | float | str | bool) -> int | None:
    if one == other:
        return 0
    less, more = one < other, one > other  # type: ignore[operator]  # both are of one kind
    return -1 if less else 1 if more else None  # neither for NaN


def _number(text: str, name: str) -> Decimal | float:
    return Decimal(text) if name in _EXACT else float(text.replace("INF", "inf"))


_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))  # XML Schema 1.1 Part 2, 3.3.6.2
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)([YMDHS])|(T)")


def _span(text: str) -> tuple[int, Decimal]:
    """Months and seconds of a duration."""
    months, seconds, clock = 0, Decimal(0), False
    for amount, unit, mark in _AMOUNT.findall(text):
        clock = clock or bool(mark)
        if unit == "Y" or (unit == "M" and not clock):
            months += int(amount) * (12 if unit == "Y" else 1)
        elif unit:
            seconds += Decimal(amount) * {"D": 86_400, "H": 3600, "M": 60, "S": 1}[unit]
    return (-months, -seconds) if text.startswith("-") else (months, seconds)


@lru_cache(maxsize=100_000)
def _value(node: Node) -> tuple[str, object] | None:
    """The family of a literal and its value in it; ``None`` for what has no order."""
    kind = datatype(node)
    name = kind.removeprefix(XSD)
    text = lexical(node)
    if not is_literal(node) or name == kind or not well_formed(text, kind):
        return None
    if name in _EXACT or name in ("float", "double"):
        return "number", _number(text, name)
    if name in _TIMES:
        return ("dateTime" if name == "dateTimeStamp" else name), _moment(text, name)
    if name == "boolean":
        return name, text in ("true", "1")
    if name.endswith(("Duration", "duration")):
        return "duration", _span(text)
    return ("string", text) if kind == STRING else None


def compare(one: Node, other: Node) -> int | None:
    """-1, 0 or 1 as the first value is smaller, equal or greater; ``None`` when the two cannot be compared.

    >>> compare('"2"^^<http://www.w3.org/2001/XMLSchema#integer>', '"10.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    -1
    >>> compare('"2"', '"10.5"^^<http://www.w3.org/2001/XMLSchema#decimal>') is None
    True
    """
    left, right = _value(one), _value(other)
    if left is None or right is None or left[0] != right[0]:
        return None
    return _ORDERS.get(left[0], _sign)(left[1], right[1])


def _shorter(one: tuple[int, Decimal], other: tuple[int, Decimal]) -> int | None:
    """The order of two durations: after each of the four days that XML Schema names the one must end before the other."""
    signs = {_sign(_after(year, month, *one), _after(year, month, *other)) for year, month in _STARTS}
    return signs.pop() if len(signs) == 1 else None


def _after(year: int, month: int, months: int, seconds: Decimal) -> Decimal:
    """The second at which a duration ends that begins with a month."""
    turns, inside = divmod(year * 12 + month - 1 + months, 4_800)  # the calendar repeats after 400 years
    days = date(2000 + inside // 12, inside % 12 + 1, 1).toordinal() + turns * 146_097
    return days * 86_400 + seconds


def _mixed(one: Decimal | float, other: Decimal | float) -> int | None:
    if isinstance(one, Decimal) != isinstance(other, Decimal):
        one, other = float(one), float(other)
    return _sign(one, other)


_ORDERS: Mapping[str, Callable[..., int | None]] = {
    "number": _mixed,
    "duration": _shorter,
    **dict.fromkeys((name for name in _TIMES), _before),
}
