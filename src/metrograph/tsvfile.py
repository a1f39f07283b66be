"""Reads tab-separated files of our data: a heading that names the columns, then one row on each line."""

from collections.abc import Iterator
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError
from metrograph.yamlfile import read_text


def rows(path: Path, columns: tuple[str, ...], problems: list[MetroGraphError]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a tab-separated file with their numbers; what has another heading or number of columns is a problem."""
    head, *lines = read_text(path).split("\n")
    if tuple(head.rstrip("\r").split("\t")) != columns:
        problems.append(RecordError("L101", Place(str(path), 1), columns=" ".join(columns)))
        return
    for number, line in enumerate(lines, 2):
        cells = line.rstrip("\r").split("\t")
        if len(cells) == len(columns):
            yield number, cells
        elif line.strip():
            problems.append(RecordError("L102", Place(str(path), number), found=len(cells), wanted=len(columns)))
