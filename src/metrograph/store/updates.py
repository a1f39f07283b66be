"""The log of updates: who changed what, when and why, one JSON object a line, only ever appended to.

Each update holds the quads that went and those that came, as lines of N-Quads, so that it can be replayed over the
plain files, and taken back.
"""

import json
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import Place, RecordError
from metrograph.formats import append
from metrograph.turtle import Quad
from metrograph.yamlfile import read_text

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


@dataclass(frozen=True, slots=True)
class Update:
    """One update: the version that it made, when (UTC), by whom, why, the update as it was written, and its quads."""

    version: int
    time: str
    by: str
    why: str
    text: str
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def quads(self) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
        """What went, and what came."""
        return read_lines(self.removed), read_lines(self.added)


def lines_of(quads: Iterable[Quad]) -> tuple[str, ...]:
    """Quads as lines of N-Quads, sorted."""
    return tuple(sorted(f"{quad} ." for quad in quads))


def read_lines(lines: Iterable[str]) -> tuple[Quad, ...]:
    """The quads of lines of N-Quads.

    >>> lines_of(read_lines(['<http://a/s> <http://a/p> "x" .']))
    ('<http://a/s> <http://a/p> "x" .',)
    """
    return tuple(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))


def replayed(quads: Iterable[Quad], updates: Iterable[Update]) -> tuple[Quad, ...]:
    """Quads after some updates, in their order; what is new stands at the end."""
    found = dict.fromkeys(quads)
    for update in updates:
        removed, added = update.quads()
        for quad in removed:
            found.pop(quad, None)
        found.update(dict.fromkeys(added))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class UpdateLog:
    """A file of updates."""

    path: Path

    def read(self) -> tuple[Update, ...]:
        """Every update, the oldest first; none when the file is not there."""
        if not self.path.exists():
            return ()
        rows = read_text(self.path).split("\n")
        return tuple(self._update(row, number) for number, row in enumerate(rows, 1) if row.strip())

    def append(self, update: Update) -> int:
        """Add an update at the end, on disk before this returns; how long the file was before."""
        size = self.path.stat().st_size if self.path.exists() else 0
        append(self.path, (json.dumps(asdict(update), ensure_ascii=False, sort_keys=True) + "\n").encode())
        return size

    def cut(self, size: int) -> None:
        """Make the file as long as it was before an update that did not come about."""
        with suppress(OSError):
            if size:
                os.truncate(self.path, size)
            else:
                self.path.unlink()

    def _update(self, row: str, number: int) -> Update:
        try:
            return _read(json.loads(row))
        except (ValueError, RecursionError) as error:  # SyntaxError of N-Quads is told of by _read
            detail = "JSON" if isinstance(error, json.JSONDecodeError | RecursionError) else error
            raise RecordError("R141", Place(str(self.path), number), detail=detail) from None


def _read(found: object) -> Update:
    """The update of a JSON object; ``ValueError`` names the field that is wrong."""
    if not isinstance(found, dict) or set(found) != {field.name for field in fields(Update)}:
        raise ValueError("JSON")
    version, lists = found["version"], [found["removed"], found["added"]]
    if type(version) is not int or version < 1:
        raise ValueError("version")
    for name in ("by", "why", "text"):
        if not isinstance(found[name], str):
            raise ValueError(name)
    if not isinstance(found["time"], str) or not _TIME.fullmatch(found["time"]):
        raise ValueError("time")
    removed, added = (_lines(name, one) for name, one in zip(("removed", "added"), lists, strict=True))
    return Update(version, found["time"], found["by"], found["why"], found["text"], removed, added)


def _lines(name: str, lines: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ValueError(name)
    try:
        read_lines(lines)
    except SyntaxError:
        raise ValueError(name) from None
    return tuple(lines)
