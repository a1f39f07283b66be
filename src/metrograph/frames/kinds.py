"""Of which kind a column is, of the kinds of its values."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from metrograph.values import Typed, Value, ill_typed, text

NUMBERS = ("integer", "decimal", "double")
DIGITS = 38
"""The most digits of a decimal number in a column."""


class Foreign(Exception):  # noqa: N818 - no mistake: the column will hold texts
    """A value that is right, but that the type of the column does not hold."""


def widest(kinds: Iterable[str]) -> str:
    """The kind that holds values of these kinds: for numbers of several the widest, none (texts) for anything else.

    >>> widest(["integer", "decimal"]), widest(["date"]), widest(["date", "integer"]), widest([])
    ('decimal', 'date', '', '')
    """
    found = set(kinds)
    if found and found <= set(NUMBERS):
        return max(found, key=NUMBERS.index)
    return found.pop() if len(found) == 1 else ""


def shaped(value: Value, kind: str) -> Value:
    """A value as a column of a kind holds it: ``None`` for what is ill-typed.

    >>> shaped(7, "double"), shaped(Typed("lots", "http://www.w3.org/2001/XMLSchema#decimal"), "decimal")
    (7.0, None)
    """
    if isinstance(value, Typed):
        if not ill_typed(value):
            raise Foreign(value)
        return None
    if value is None or not kind:
        return value
    if kind == "double":
        return float(text(value))
    if kind == "decimal":
        return Decimal(text(value))
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value
