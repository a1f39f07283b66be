"""The rows of a query as the engine wrote them: SPARQL TSV, in memory or on disk, made into values when asked for.

>>> found = Solutions.of_bindings(("goal", "label"), [{"label": {"type": "literal", "value": "ville", "xml:lang": "fr"}}])
>>> found[0], found[0][1].lang
((None, 'ville'), 'fr')
"""

import mmap
import operator
import re
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import accumulate, islice
from typing import IO, Any, TypeVar, overload

from metrograph.namespaces import XSD
from metrograph.values import STRING, Iri, LangText, Row, Typed, Value, kind_of, text, value

T = TypeVar("T")
_IN_MEMORY = 32 << 20
_BLOCK = 1 << 18
_MEMO = 1 << 14


class Solutions(Sequence[Row]):
    """Rows of values over SPARQL TSV. Iterating streams; ``[n]``, ``[m:n]`` and ``len`` read what they need.

    >>> rows = Solutions.of_bindings(("n",), [{"n": {"type": "literal", "value": "7", "datatype": XSD + "integer"}}] * 3)
    >>> len(rows), rows[1], rows[1:], rows == ((7,), (7,), (7,))
    (3, (7,), ((7,), (7,)), True)
    """

    def __init__(self, lines: "Lines", at: tuple[int, ...]) -> None:
        self.lines = lines
        self.at = at

    @classmethod
    def written(cls, write: Callable[[IO[bytes]], object], columns: Sequence[str], order: Sequence[str] = ()) -> "Solutions":
        """What a function writes into a file as SPARQL TSV; ``order`` names the columns as the rows shall have them."""
        at = {name: number for number, name in enumerate(columns)}
        return cls(Lines(write, len(at)), tuple(at[name] for name in order or columns))

    @classmethod
    def of_bindings(cls, columns: Sequence[str], bindings: Iterable[Mapping[str, Mapping[str, Any]]]) -> "Solutions":
        """Rows from the bindings of SPARQL 1.1 JSON results: ``{"x": {"type": "uri", "value": "http://…"}}``."""

        def write(file: IO[bytes]) -> None:
            file.write("\t".join(f"?{name}" for name in columns).encode() + b"\n")
            for binding in bindings:
                cells = (cell(binding[name]) if binding.get(name) else "" for name in columns)
                file.write("\t".join(cells).encode("utf-8", "replace") + b"\n")  # JSON may hold halves of a character

        return cls.written(write, columns)

    @classmethod
    def of_rows(cls, columns: Sequence[str], rows: Iterable[Row]) -> "Solutions":
        """Rows of values.

        >>> Solutions.of_rows(("n", "label"), [(7, LangText("ville", "fr"))])[0]
        (7, 'ville')
        """
        return cls.of_bindings(columns, (dict(zip(columns, map(term, row), strict=True)) for row in rows))

    def pick(self, at: Iterable[int]) -> "Solutions":
        """Some columns, by their number, in the order given."""
        return Solutions(self.lines, tuple(self.at[number] for number in at))

    def cells(self, make: Callable[[str], T], start: int = 0) -> Iterator[tuple[T, ...]]:
        """The rows, each TSV cell made into something; equal cells are made once."""
        take = lru_cache(_MEMO)(make)
        if self.at == tuple(range(self.lines.width)):
            for line in self.lines.read(start):
                yield tuple(map(take, line.split("\t"))) if self.at else ()
        else:
            for line in self.lines.read(start):
                found = line.split("\t")
                yield tuple([take(found[number]) for number in self.at])

    def __iter__(self) -> Iterator[Row]:
        return self.cells(value)

    def __len__(self) -> int:
        return self.lines.count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(at, slice):
            wanted = range(*at.indices(len(self)))
            if not wanted:
                return ()
            first, last = sorted((wanted[0], wanted[-1]))
            return tuple(islice(self.cells(value, first), last - first + 1))[:: wanted.step]
        number = operator.index(at)
        if number < 0:
            number += len(self)
        row = next(self.cells(value, number), None) if number >= 0 else None
        if row is None:
            raise IndexError(at)
        return row

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Solutions | tuple):
            return NotImplemented
        return len(self) == len(other) and all(ours == theirs for ours, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<Solutions: {len(self)} rows of {len(self.at)} columns>"


class Lines:
    """The lines of a SPARQL TSV result, in memory while it is small, else in a file; the first names the columns."""

    def __init__(self, write: Callable[[IO[bytes]], object], width: int) -> None:
        self.width = width
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
            write(file)
            size = file.tell()
            file.seek(0)
            # a map needs no open file, and the file is gone with it
            self.data = file.read() if size <= _IN_MEMORY else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __reduce__(self) -> tuple[type["Lines"], tuple[Callable[[IO[bytes]], object], int]]:
        return Lines, (partial(_put, self.data[:]), self.width)

    def spans(self, start: int = 0, size: int = _BLOCK) -> Iterator[tuple[int, int]]:
        """Where whole lines begin and end, many at a time, from the row with that number on."""
        at, last = self._place(start), len(self.data)
        while at < last:
            end = self.data.rfind(b"\n", at, at + size) + 1 or self.data.find(b"\n", at) + 1 or last
            yield at, end
            at = end

    def read(self, start: int = 0) -> Iterator[str]:
        """The rows, each a line, from the one with that number on."""
        for at, end in self.spans(start):
            yield from self.data[at:end].decode().removesuffix("\n").split("\n")

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._counts[-1] - 1

    @cached_property
    def _counts(self) -> list[int]:
        """How many lines end before each block begins, and in all."""
        starts = range(0, len(self.data), _BLOCK)
        return [0, *accumulate(self.data[start : start + _BLOCK].count(b"\n") for start in starts)]

    def _place(self, row: int) -> int:
        """Where a row begins."""
        if row and row >= self.count:
            return len(self.data)
        number = bisect_right(self._counts, row) - 1 if row else 0
        at = number * _BLOCK
        for _ in range(row - (self._counts[number] if row else 0) + 1):
            at = self.data.find(b"\n", at) + 1
        return at


def _put(data: bytes, file: IO[bytes]) -> None:
    file.write(data)


# ---- terms to cells

_BARE = {
    XSD + "boolean": re.compile("true|false"),
    XSD + "integer": re.compile("[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_IN_TEXT = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"})
_IN_IRI = str.maketrans({sign: f"\\u{ord(sign):04X}" for sign in (*map(chr, range(0x21)), *'<>"{}|^`\\')})


def term(value: Value) -> dict[str, str]:
    """A value as a term of SPARQL 1.1 JSON results; none for ``None``.

    >>> term(True), term(None)
    ({'type': 'literal', 'value': 'true', 'datatype': 'http://www.w3.org/2001/XMLSchema#boolean'}, {})
    """
    if value is None:
        return {}
    if isinstance(value, Iri):
        return {"type": "uri", "value": value}
    made = {"type": "literal", "value": text(value)}
    if isinstance(value, LangText):
        return {**made, "xml:lang": value.lang}
    datatype = value.datatype if isinstance(value, Typed) else XSD + kind if (kind := kind_of(value)) else STRING
    return {**made, "datatype": datatype}


def cell(term: Mapping[str, Any]) -> str:
    r"""A term of SPARQL 1.1 JSON results as a TSV cell, as pyoxigraph writes it.

    >>> cell({"type": "literal", "value": "une ville\n", "xml:lang": "fr-CA"})
    '"une ville\\n"@fr-ca'
    """
    kind, value = term["type"], term["value"]
    if kind == "uri":
        return f"<{value.translate(_IN_IRI)}>"
    if kind == "bnode":
        return f"_:{value.translate(_IN_IRI)}"
    if kind == "triple":
        return f"<<( {' '.join(cell(value[name]) for name in ('subject', 'predicate', 'object'))} )>>"
    lang, datatype = term.get("xml:lang"), term.get("datatype", STRING)
    if not lang and datatype in _BARE and _BARE[datatype].fullmatch(value):
        return str(value)
    tail = "" if datatype == STRING else f"^^<{datatype.translate(_IN_IRI)}>"
    if lang:
        tail = f"@{lang.lower()}" + (f"--{term['its:dir']}" if term.get("its:dir") else "")
    return f'"{value.translate(_IN_TEXT)}"{tail}'
