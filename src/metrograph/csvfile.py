"""Reads CSV so that a row whose quotation marks do not match is told, and swallows none of the rows below it."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator

from metrograph.errors import Place, RecordError, together

Row = tuple[Place, list[str] | RecordError]


def read_rows(lines: Iterable[str], path: str, delimiter: str, *, quote: str = '"', first: int = 1) -> Iterator[Row]:
    r"""The rows of the lines of a file, each with the place where it begins; a row that is wrong is the error it is.

    The lines are those of ``open(path, newline="")``, the first of them has the number ``first``. After a wrong row it
    goes on with the next line; memory is that of one row, 131,072 characters a cell (the limit of :mod:`csv`).

    >>> rows = read_rows(['7,"the name\n', '8,"a ""b""\n', 'c"\n'], "a.csv", ",")
    >>> [(place.line, getattr(cells, "code", cells)) for place, cells in rows]
    [(1, 'R144'), (2, ['8', 'a "b"\nc'])]
    """
    source, waiting = iter(lines), deque[str]()
    while True:
        taken: list[str] = []
        rows = csv.reader(_noted(source, waiting, taken), delimiter=delimiter, quotechar=quote, strict=True)
        place = Place(path, first)
        try:
            yield place, next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield place, RecordError("R144", place)
            waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
        first += len(taken)


def sound_rows(text: str, path: str, delimiter: str) -> list[tuple[Place, list[str]]]:
    r"""The rows of a text, each with the place where it begins; an error with all rows that are wrong, if there are any.

    >>> [(place.line, cells) for place, cells in sound_rows("item,sdg\n\nmega,7\n", "a.csv", ",")]
    [(1, ['item', 'sdg']), (2, []), (3, ['mega', '7'])]
    """
    rows = list(read_rows(io.StringIO(text, newline=""), path, delimiter))
    if wrong := [cells for _, cells in rows if isinstance(cells, RecordError)]:
        raise together(wrong)
    return [(place, cells) for place, cells in rows if isinstance(cells, list)]


def loose_rows(text: str, delimiter: str, quote: str) -> Iterator[tuple[int, list[str]]]:
    r"""The rows of a text that somebody else wrote, each with its first line; a wrong one ends with its line, as it stands.

    >>> list(loose_rows('7,"the name\n8,"a, b"\n', ",", '"'))
    [(1, ['7', '"the name']), (2, ['8', 'a, b'])]

    :mod:`csv` raises its own error for a cell of more than 131,072 characters.
    """
    lines = list(io.StringIO(text, newline=""))
    for place, cells in read_rows(lines, "", delimiter, quote=quote):
        yield place.line, cells if isinstance(cells, list) else _loose(lines[place.line - 1], delimiter, quote)


def _loose(line: str, delimiter: str, quote: str) -> list[str]:
    cells = next(csv.reader([line], delimiter=delimiter, quotechar=quote))
    never_closed = cells[-1].endswith(("\r", "\n"))
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE)) if never_closed else cells


def _noted(source: Iterator[str], waiting: deque[str], taken: list[str]) -> Iterator[str]:
    """The lines that wait, then those of the source; whatever is taken is noted."""
    while line := waiting.popleft() if waiting else next(source, ""):
        taken.append(line)
        yield line
