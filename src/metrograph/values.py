"""The values in the cells of a row: what a term of RDF is in Python, and how it is written in a SPARQL TSV cell.

>>> [value(cell) for cell in ("7", '"ville"@fr', '"2019-06-17"^^<http://www.w3.org/2001/XMLSchema#date>', "")]
[7, 'ville', datetime.date(2019, 6, 17), None]
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from metrograph.namespaces import XSD


class Iri(str):
    """An identifier among the values of a row."""

    __slots__ = ()


class LangText(str):
    """A text that says its language.

    >>> LangText("mobilité", "fr").lang
    'fr'
    """

    __slots__ = ("lang",)
    lang: str

    def __new__(cls, text: str, lang: str) -> "LangText":
        """A text and its language."""
        made = str.__new__(cls, text)
        made.lang = lang
        return made

    def __reduce__(self) -> tuple[type["LangText"], tuple[str, str]]:
        return LangText, (str(self), self.lang)


class Typed(str):
    """A value of a datatype that Python has no type for, or that is not what its datatype says: the text as it stands.

    >>> Typed("2019", XSD + "gYear").datatype
    'http://www.w3.org/2001/XMLSchema#gYear'
    """

    __slots__ = ("datatype",)
    datatype: str

    def __new__(cls, text: str, datatype: str) -> "Typed":
        """A text and its datatype."""
        made = str.__new__(cls, text)
        made.datatype = datatype
        return made

    def __reduce__(self) -> tuple[type["Typed"], tuple[str, str]]:
        return Typed, (str(self), self.datatype)


Value = str | int | float | bool | Decimal | date | datetime | None
Row = tuple[Value, ...]

STRING = XSD + "string"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def value(cell: str) -> Value:
    """The value that a cell of a SPARQL TSV result holds; a value that is not what it says stays the text it is.

    >>> value('"lots"^^<http://www.w3.org/2001/XMLSchema#decimal>'), value("<http://metadata.un.org/sdg/7>")
    ('lots', 'http://metadata.un.org/sdg/7')
    """
    first = cell[:1]
    if first == '"':
        text, tail = _literal(cell)
        if not tail:
            return text
        return LangText(text, tail[1:].partition("--")[0]) if tail[0] == "@" else typed(text, unescaped(tail[3:-1]))
    if first == "<" and cell[1] != "<":
        return Iri(unescaped(cell[1:-1]))
    if first in "_<":
        return cell or None
    if cell in _TRUTH:
        return _TRUTH[cell]
    kind = _bare_type(cell)  # nothing is bare that is not what it looks like
    return _MAKERS[kind](cell) if len(cell) <= _DIGITS else typed(cell, XSD + kind)


def parts(cell: str) -> tuple[str, str, str]:
    """The lexical form of a cell, its language, and the datatype of a literal without one; unbound and others have none.

    >>> parts('"ville"@fr'), parts("1.5")[2].rpartition("#")[2]
    (('ville', 'fr', ''), 'decimal')
    """
    first = cell[:1]
    if first == '"':
        text, tail = _literal(cell)
        if tail[:1] == "@":
            return text, tail[1:].partition("--")[0], ""
        return text, "", unescaped(tail[3:-1]) if tail else STRING
    return lexical(cell), "", "" if first in "_<" else XSD + _bare_type(cell)


def lexical(cell: str) -> str:
    """The lexical form of a cell.

    >>> lexical('"ville"@fr'), lexical("<http://metadata.un.org/sdg/7>"), lexical("1.50")
    ('ville', 'http://metadata.un.org/sdg/7', '1.50')
    """
    if cell[:1] == '"':
        return _literal(cell)[0]
    return unescaped(cell[1:-1]) if cell[:1] == "<" and cell[1] != "<" else cell


def _literal(cell: str) -> tuple[str, str]:
    """The text of a literal, and what stands behind its quotes."""
    end = cell.rindex('"')
    return unescaped(cell[1:end]), cell[end + 1 :]


def unescaped(text: str) -> str:
    r"""A text without the escapes of Turtle.

    >>> unescaped(r"a\tb\u00e9")
    'a\tbé'
    """
    return _ESCAPE.sub(_sign, text) if "\\" in text else text


def _sign(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code and (number := int(code, 16)) < 0x110000 and not 0xD800 <= number < 0xE000:
        return chr(number)
    return match[0] if code else _PLAIN.get(match[3], match[3])


def _bare_type(cell: str) -> str:
    if cell in ("true", "false"):
        return "boolean"
    return "double" if "e" in cell or "E" in cell else "decimal" if "." in cell else "integer"


# ---- from lexical forms


def typed(text: str, datatype: str) -> Value:
    """The Python value of a literal; ``Typed`` where there is none.

    >>> typed("07", XSD + "integer"), typed("P1Y", XSD + "duration"), typed("-1", XSD + "nonNegativeInteger")
    (7, 'P1Y', '-1')
    """
    if datatype == STRING:
        return text
    reader = _READERS.get(datatype)
    found = reader(text) if reader else None
    return Typed(text, datatype) if found is None else found


def ill_typed(value: Value) -> bool:
    """Whether a value is not what its datatype says. A datatype that Python has no type for is not judged.

    >>> ill_typed(Typed("lots", XSD + "decimal")), ill_typed(Typed("2019-01-01Z", XSD + "date"))
    (True, False)
    """
    return isinstance(value, Typed) and value.datatype in _READERS and not _beyond_python(value)


_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_ZONE = r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
_DATE = re.compile(rf"(-?(?:[1-9][0-9]{{4,}}|[0-9]{{4}}))(-[0-9]{{2}}-[0-9]{{2}}){_ZONE}?")
_MOMENT = re.compile(
    rf"(-?(?:[1-9][0-9]{{4,}}|[0-9]{{4}}))(-[0-9]{{2}}-[0-9]{{2}})T([0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]+)?){_ZONE}?"
)
_DIGITS = 4300  # Python reads and writes no longer integers
_MIDNIGHT = re.compile(r"24:00:00(?:\.0+)?")


def _whole(low: int | None, high: int | None) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        if not _INTEGER.fullmatch(text) or len(text) > _DIGITS:
            return None
        number = int(text)
        return number if (low is None or low <= number) and (high is None or number <= high) else None

    return read


def _exact(text: str) -> Value:
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _inexact(text: str) -> Value:
    return float(text) if _DOUBLE.fullmatch(text) else None


def _day(text: str) -> Value:
    match = _DATE.fullmatch(text)
    if not match or match[3]:  # Python's days have no time zone
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> Value:
    match = _MOMENT.fullmatch(text)
    if not match:
        return None
    late = _MIDNIGHT.fullmatch(match[3])
    try:
        found = datetime.fromisoformat(f"{match[1]}{match[2]}T{'00:00:00' if late else match[3]}{match[4] or ''}")
        return found + timedelta(days=1) if late else found
    except (ValueError, OverflowError):
        return None


def _stamp(text: str) -> Value:
    return _moment(text) if (match := _MOMENT.fullmatch(text)) and match[4] else None


_TRUTH = {"true": True, "false": False}
_MAKERS: dict[str, Callable[[str], Value]] = {"integer": int, "decimal": Decimal, "double": float}
_READERS: dict[str, Callable[[str], Value]] = {
    XSD + "integer": _whole(None, None),
    XSD + "nonNegativeInteger": _whole(0, None),
    XSD + "positiveInteger": _whole(1, None),
    XSD + "nonPositiveInteger": _whole(None, 0),
    XSD + "negativeInteger": _whole(None, -1),
    **{XSD + name: _whole(-(2**bits), 2**bits - 1) for name, bits in (("long", 63), ("int", 31), ("short", 15), ("byte", 7))},
    **{XSD + f"unsigned{n}": _whole(0, 2**b - 1) for n, b in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))},
    XSD + "decimal": _exact,
    **dict.fromkeys((XSD + "double", XSD + "float"), _inexact),
    XSD + "boolean": {**_TRUTH, "1": True, "0": False}.get,
    XSD + "date": _day,
    XSD + "dateTime": _moment,
    XSD + "dateTimeStamp": _stamp,
}
KINDS = {
    **dict.fromkeys(_READERS, "integer"),
    **{XSD + name: name for name in ("decimal", "boolean", "date")},
    **dict.fromkeys((XSD + "double", XSD + "float"), "double"),
    **dict.fromkeys((XSD + "dateTime", XSD + "dateTimeStamp"), "dateTime"),
}
"""Datatype -> the kind of its Python values: ``integer``, ``decimal``, ``double``, ``boolean``, ``date`` or ``dateTime``."""


def _beyond_python(value: Typed) -> bool:
    """Whether a value is right but larger, or otherwise more, than Python's own type holds."""
    if KINDS[value.datatype] == "integer":
        return len(value) > _DIGITS and bool(_INTEGER.fullmatch(value))
    match = {"date": _DATE, "dateTime": _MOMENT}.get(KINDS[value.datatype], _NEVER).fullmatch(value)
    if match is None:
        return False
    stamp = value.datatype == XSD + "dateTimeStamp"
    like = f"{int(match[1]) % 400 + 2000}{match[2]}"  # a year of the same length
    time = match[3] if KINDS[value.datatype] == "dateTime" else "00:00:00"
    return _moment(f"{like}T{time}") is not None and not (stamp and not match[4])


_NEVER = re.compile("(?!)")


def kind_of(value: Value) -> str:
    """The kind of a value; none for a text, and for one whose datatype Python has no type for.

    >>> kind_of(True), kind_of(7), kind_of("ville")
    ('boolean', 'integer', '')
    """
    if isinstance(value, Typed):
        return KINDS.get(value.datatype, "")
    return next((kind for type_, kind in _TYPES.items() if isinstance(value, type_)), "")


_TYPES = {bool: "boolean", int: "integer", Decimal: "decimal", float: "double", datetime: "dateTime", date: "date"}


# ---- to text


def text(value: Value) -> str:
    """A value as text, in the lexical form of its datatype: ISO dates, ``true`` and ``false``, the empty text for none.

    >>> text(True), text(None), text(date(2019, 6, 1)), text(1e-7), text(Decimal("0.10"))
    ('true', '', '2019-06-01', '0.0000001', '0.10')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        form = value.isoformat()
        return f"{form[:-6]}Z" if isinstance(value, datetime) and form.endswith("+00:00") else form
    return str(value)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - only what is no number differs from itself
        return str(value).replace("nan", "NaN").replace("inf", "INF")
    return f"{Decimal(repr(value)):f}".removesuffix(".0")
