"""Rows with named columns: what every question answers with.

>>> table = Table(("pilot", "goal"), (("MEGA", 7),))
>>> table.dicts()
({'pilot': 'MEGA', 'goal': 7},)
>>> print(table.csv(), end="")
pilot,goal
MEGA,7
"""

import csv
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from types import ModuleType
from typing import Any

from metrograph.errors import UsageError


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
        made = super().__new__(cls, text)
        made.lang = lang
        return made


Value = str | int | float | bool | Decimal | date | datetime | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows.

    Values are ``str``, ``Iri``, ``LangText``, ``int``, ``Decimal``, ``float``, ``bool``, ``date`` or ``None``.
    """

    columns: tuple[str, ...]
    records: tuple[Row, ...]
    title: str = ""

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.records)

    def rows(self) -> tuple[Row, ...]:
        """The rows, as tuples."""
        return self.records

    def dicts(self) -> tuple[dict[str, Value], ...]:
        """The rows, each as a dict from column to value."""
        return tuple(dict(zip(self.columns, row, strict=True)) for row in self.records)

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.records)

    def pick(self, columns: Sequence[str], headings: Mapping[str, str] | None = None) -> "Table":
        """Some columns, in the order given, with other headings where given.

        >>> Table(("a", "b"), ((1, 2),)).pick(["b"], {"b": "second"}).dicts()
        ({'second': 2},)
        """
        at = [self.columns.index(name) for name in columns]
        names = tuple((headings or {}).get(name, name) for name in columns)
        return Table(names, tuple(tuple(row[i] for i in at) for row in self.records), self.title)

    def csv(self, delimiter: str = ",") -> str:
        """The rows as comma-separated values (RFC 4180, line feed at the end of a line)."""
        lines = _Lines()
        writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")  # so that both are quoted inside a cell
        writer.writerow(self.columns)
        writer.writerows([text(value) for value in row] for row in self.records)
        return "".join(line.removesuffix("\r\n") + "\n" for line in lines)

    def json(self) -> str:
        """The rows as a JSON list of objects."""
        return json.dumps([_plain(row) for row in self.dicts()], ensure_ascii=False, indent=2) + "\n"

    def jsonl(self) -> str:
        """The rows as JSON lines, one object a line."""
        return "".join(json.dumps(_plain(row), ensure_ascii=False) + "\n" for row in self.dicts())

    def md(self) -> str:
        r"""The rows as a Markdown table.

        >>> print(Table(("a", "b"), ((1, "x|y"),)).md(), end="")
        | a | b |
        | --- | --- |
        | 1 | x\|y |
        """
        lines = [self.columns, tuple("---" for _ in self.columns), *(map(_cell, row) for row in self.records)]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def df(self) -> Any:
        """The rows as a pandas ``DataFrame`` (extra ``pandas``)."""
        return _extra("pandas").DataFrame([list(row) for row in self.records], columns=list(self.columns))

    def pl(self) -> Any:
        """The rows as a polars ``DataFrame`` (extra ``polars``)."""
        return _extra("polars").DataFrame(list(self.dicts()), schema=list(self.columns), infer_schema_length=None)

    def arrow(self) -> Any:
        """The rows as a pyarrow ``Table`` (extra ``arrow``)."""
        return _extra("pyarrow").table({name: list(self.column(name)) for name in self.columns})

    def _repr_html_(self) -> str:
        shown = self.records[:200]
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{escape(text(v))}</td>" for v in row) + "</tr>" for row in shown)
        caption = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class _Lines(list[str]):
    """What a ``csv.writer`` writes, line by line."""

    def write(self, line: str) -> None:
        self.append(line)


def text(value: Value) -> str:
    """A value as text: ISO dates, ``true`` and ``false``, the empty text for none.

    >>> text(True), text(None), text(date(2019, 6, 1))
    ('true', '', '2019-06-01')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _cell(value: Value) -> str:
    return " ".join(re.split(r"[\r\n]+", text(value).replace("|", "\\|")))


def _plain(row: Mapping[str, Value]) -> dict[str, object]:
    return {name: _in_json(value) for name, value in row.items()}


def _in_json(value: Value) -> object:
    """A value that JSON knows: it has no days, no decimals, and no number beyond all numbers."""
    number = float(value) if isinstance(value, Decimal) else value
    endless = isinstance(number, float) and not math.isfinite(number)
    return text(number) if endless or isinstance(number, date) else number


def _extra(name: str) -> ModuleType:
    import importlib  # noqa: PLC0415 - heavy extras are imported when asked for

    try:
        return importlib.import_module(name)
    except ImportError:
        extra = {"pyarrow": "arrow"}.get(name, name)
        raise UsageError("U107", name=name, extra=extra) from None
