"""Columns of values of one type each without Arrow, by the same rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from metrograph.frames.kinds import DIGITS, Foreign, shaped, widest
from metrograph.values import Row, Value, kind_of, text


@dataclass(frozen=True, slots=True)
class Column:
    """The values of a column, and the kind of all; ``zoned`` for moments that know their zone; ``scale`` for decimals."""

    kind: str
    values: list[Value]
    zoned: bool = False
    scale: int = 0


def columns_of(width: int, rows: Sequence[Row]) -> list[Column]:
    """The columns of rows.

    >>> [column.kind for column in columns_of(2, ((1, "a"), (None, 2)))]
    ['integer', '']
    """
    return [_column([row[at] for row in rows]) for at in range(width)]


def _column(values: list[Value]) -> Column:
    kind = widest(kind_of(value) for value in values if value is not None)
    as_texts = Column("", [None if value is None else text(value) for value in values])
    if not kind:
        return as_texts
    try:
        made = [shaped(value, kind) for value in values]
    except Foreign:
        return as_texts
    good = [value for value in made if value is not None]
    if kind == "integer" and any(not -(2**63) <= value < 2**63 for value in good):  # type: ignore[operator]  # integers all
        kind, made = "decimal", [None if value is None else Decimal(value) for value in made]  # type: ignore[arg-type]
        good = [value for value in made if value is not None]
    zones = {value.tzinfo is not None for value in good if isinstance(value, datetime)}
    scale, digits = _extent([value for value in good if isinstance(value, Decimal)])
    if not good or len(zones) > 1 or digits > DIGITS:
        return as_texts
    even = [Decimal(f"{value:.{scale}f}") if isinstance(value, Decimal) else value for value in made]
    return Column(kind, even, zones == {True}, scale)


def _extent(values: list[Decimal]) -> tuple[int, int]:
    """The most digits behind the point, and the digits that hold all the values."""
    forms = [f"{abs(value):f}".partition(".") for value in values]
    scale = max((len(behind) for _, _, behind in forms), default=0)
    return scale, scale + max((len(before.lstrip("0")) for before, _, _ in forms), default=0)
