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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from html import escape
from io import StringIO
from itertools import islice
from typing import Any, TextIO, overload

from metrograph import frames
from metrograph.solutions import Solutions
from metrograph.values import Iri, LangText, Row, Typed, Value, ill_typed, lexical, text, value

__all__ = ["Iri", "LangText", "Problem", "Row", "Table", "Typed", "Value", "text"]
_SHOWN, _SIZE = 200, 24_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that is not what its datatype says, and where it stands: the row counted from 0."""

    row: int
    column: str
    value: str
    datatype: str


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows.

    Values are ``str``, ``Iri``, ``LangText``, ``int``, ``Decimal``, ``float``, ``bool``, ``date``, ``datetime``, ``Typed`` or
    ``None``. ``records`` may be a tuple, or ``Solutions`` that make values of what the engine wrote when they are asked.
    """

    columns: tuple[str, ...]
    records: tuple[Row, ...] | Solutions
    title: str = ""

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.records)

    def rows(self) -> tuple[Row, ...]:
        """The rows, as tuples."""
        return tuple(self.records)

    def dicts(self) -> tuple[dict[str, Value], ...]:
        """The rows, each as a dict from column to value."""
        return tuple(self._dicts())

    def _dicts(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.records)

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column."""
        at = self.columns.index(name)
        return tuple(found for (found,) in _picked(self.records, [at]))

    def titled(self, title: str) -> "Table":
        """The same rows under a title."""
        return replace(self, title=title)

    def pick(self, columns: Sequence[str], headings: Mapping[str, str] | None = None) -> "Table":
        """Some columns, in the order given, with other headings where given.

        >>> Table(("a", "b"), ((1, 2),)).pick(["b"], {"b": "second"}).dicts()
        ({'second': 2},)
        """
        names = tuple((headings or {}).get(name, name) for name in columns)
        return Table(names, _picked(self.records, [self.columns.index(name) for name in columns]), self.title)

    def with_labels(self, find: Callable[[Iterable[str]], Mapping[str, str]]) -> "Table":
        """A column of labels beside each column of identifiers that has none; ``find`` gives the labels of identifiers.

        >>> goals = Table(("goal",), ((Iri("http://metadata.un.org/sdg/7"),), (None,)))
        >>> goals.with_labels(lambda iris: {iri: "Energy" for iri in iris}).column("goalLabel")
        ('Energy', None)
        """
        found = [{found for found in self.column(name) if isinstance(found, Iri)} for name in self.columns]
        bare = [at for at, name in enumerate(self.columns) if found[at] and f"{name}Label" not in self.columns]
        if not bare:
            return self
        labels = find(sorted({iri for at in bare for iri in found[at]}))
        names: list[str] = []
        for at, name in enumerate(self.columns):
            names += [name, f"{name}Label"] if at in bare else [name]
        wide = [(at, label) for at in range(len(self.columns)) for label in ((False, True) if at in bare else (False,))]
        rows = (tuple(labels.get(str(row[at])) if label else row[at] for at, label in wide) for row in self.records)
        records = Solutions.of_rows(names, rows) if isinstance(self.records, Solutions) else tuple(rows)
        return replace(self, columns=tuple(names), records=records)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The values that are not what their datatype says, such as ``"lots"`` among decimals; nothing stops at them.

        >>> Table(("cost",), ((Typed("lots", "http://www.w3.org/2001/XMLSchema#decimal"),),)).problems[0].value
        'lots'
        """
        rows = self.records.cells(_bad) if isinstance(self.records, Solutions) else (map(_typed, row) for row in self.records)
        return tuple(
            Problem(number, name, bad, bad.datatype)
            for number, row in enumerate(rows)
            for name, bad in zip(self.columns, row, strict=True)
            if bad is not None
        )

    # ---- as text

    def csv(self, delimiter: str = ",") -> str:
        """The rows as comma-separated values (RFC 4180, line feed at the end of a line), in the lexical forms of SPARQL CSV."""
        return _text(lambda out: self.write_csv(out, delimiter))

    def sheet(self, delimiter: str = ",") -> str:
        """The rows as ``csv`` for a spreadsheet: before a text that it would take for a formula goes an apostrophe.

        >>> print(Table(("label", "count"), (("=1+1", -1),)).sheet(), end="")
        label,count
        '=1+1,-1
        """
        columns = tuple(text(_harmless(name)) for name in self.columns)
        return Table(columns, tuple(tuple(map(_harmless, row)) for row in self)).csv(delimiter)

    def write_csv(self, out: TextIO, delimiter: str = ",") -> None:
        """Write ``csv`` row by row, so that a large result needs little memory."""
        writer = csv.writer(_Lines(out), delimiter=delimiter, lineterminator="\r\n")  # so that both are quoted inside a cell
        writer.writerow(self.columns)
        if isinstance(self.records, Solutions):
            writer.writerows(self.records.cells(lexical))
        else:
            writer.writerows(map(text, row) for row in self.records)

    def json(self) -> str:
        """The rows as a JSON list of objects."""
        return json.dumps([_plain(row) for row in self._dicts()], ensure_ascii=False, indent=2) + "\n"

    def jsonl(self) -> str:
        """The rows as JSON lines, one object a line."""
        return _text(self.write_jsonl)

    def write_jsonl(self, out: TextIO) -> None:
        """Write ``jsonl`` row by row, so that a large result needs little memory."""
        out.writelines(json.dumps(_plain(row), ensure_ascii=False) + "\n" for row in self._dicts())

    def md(self) -> str:
        r"""The rows as a Markdown table.

        >>> print(Table(("a", "b"), ((1, "x|y"),)).md(), end="")
        | a | b |
        | --- | --- |
        | 1 | x\|y |
        """
        lines = [self.columns, tuple("---" for _ in self.columns), *(map(_cell, row) for row in self.records)]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body, size = [], 0
        for row in islice(self.records, _SHOWN):
            line = "<tr>" + "".join(f"<td>{escape(_short(text(found)))}</td>" for found in row) + "</tr>"
            size += len(line.encode())
            if size > _SIZE:
                break
            body.append(line)
        left = len(self) - len(body)
        more = f"<tfoot><tr><td>… {left}</td></tr></tfoot>" if left else ""
        caption = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>{more}</table>"

    # ---- as frames of data

    def df(self) -> Any:
        """The rows as a pandas ``DataFrame`` (extra ``pandas``), typed as in ``arrow``."""
        return frames.to_pandas(self.columns, self.records)

    def pl(self) -> Any:
        """The rows as a polars ``DataFrame`` (extra ``polars``), typed as in ``arrow``."""
        return frames.to_polars(self.columns, self.records)

    def arrow(self, *, detail: bool = False) -> Any:
        """The rows as a pyarrow ``Table`` (extra ``arrow``), each column of the one type that holds all its values.

        A value that is not what its datatype says is null there, and stands in ``problems``. The language or datatype that all
        values of a column share stands in the metadata of its field; with ``detail`` those of each value stand in two further
        columns, ``name_lang`` and ``name_datatype``.
        """
        return frames.to_arrow(self.columns, self.records, detail=detail)


@overload
def _picked(records: Solutions, at: list[int]) -> Solutions: ...
@overload
def _picked(records: tuple[Row, ...], at: list[int]) -> tuple[Row, ...]: ...
@overload
def _picked(records: tuple[Row, ...] | Solutions, at: list[int]) -> tuple[Row, ...] | Solutions: ...
def _picked(records: tuple[Row, ...] | Solutions, at: list[int]) -> tuple[Row, ...] | Solutions:
    if isinstance(records, Solutions):
        return records.pick(at)
    return tuple(tuple(row[number] for number in at) for row in records)


def _bad(cell: str) -> Typed | None:
    return _typed(value(cell)) if cell[:1] == '"' and cell[-1] == ">" else None


def _typed(found: Value) -> Typed | None:
    return found if isinstance(found, Typed) and ill_typed(found) else None


def _harmless(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula; numbers are none."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class _Lines:
    """Ends the lines of a ``csv.writer`` with a line feed alone."""

    def __init__(self, out: TextIO) -> None:
        self._write = out.write

    def write(self, line: str) -> None:
        self._write(line[:-2] + "\n")


def _text(write: Callable[[TextIO], object]) -> str:
    out = StringIO()
    write(out)
    return out.getvalue()


def _short(words: str) -> str:
    return words if len(words) <= 1000 else f"{words[:1000]}…"


def _cell(value: Value) -> str:
    return " ".join(re.split(r"[\r\n]+", text(value).replace("|", "\\|")))


def _plain(row: Mapping[str, Value]) -> dict[str, object]:
    return {name: _in_json(value) for name, value in row.items()}


def _in_json(value: Value) -> object:
    """A value that JSON knows: it has no days, no decimals, and no number beyond all numbers."""
    number = float(value) if isinstance(value, Decimal) else value
    endless = isinstance(number, float) and not math.isfinite(number)
    return text(number) if endless or isinstance(number, date) else number
