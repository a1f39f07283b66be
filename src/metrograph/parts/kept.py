"""The parts that earlier builds made, by what they were made from: a cache, safe to delete."""

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from metrograph.errors import Place, SourceError
from metrograph.parts.part import Part
from metrograph.store.disk import first_line

_TABLE = "CREATE TABLE IF NOT EXISTS part (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID"


class Kept:
    """Parts by key. What cannot be read is thrown away and made anew; a build that is killed leaves what it had made.

    >>> kept = Kept()
    >>> kept.put("a", Part(b"", items=("plan",)).packed())
    >>> kept.get("a").items, kept.get("b")
    (('plan',), None)
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        try:
            self._base = _ready(path)
        except sqlite3.DatabaseError:  # damaged, or something else of that name
            self._anew()
        except OSError as error:
            raise SourceError("S108", Place(str(path)), detail=first_line(error)) from None

    def __enter__(self) -> "Kept":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.DatabaseError):
            self._base.commit()
        self._base.close()

    def keys(self) -> frozenset[str]:
        """The keys of all parts."""
        try:
            return frozenset(key for (key,) in self._base.execute("SELECT key FROM part"))
        except sqlite3.DatabaseError:
            return frozenset()

    def get(self, key: str) -> Part | None:
        """The part of a key, ``None`` when there is none that can be read."""
        try:
            row = self._base.execute("SELECT body FROM part WHERE key = ?", (key,)).fetchone()
            return Part.unpacked(row[0]) if row else None
        except (sqlite3.DatabaseError, ValueError, TypeError):
            return None

    def put(self, key: str, body: bytes) -> None:
        """Keep a packed part, in the place of one that was damaged."""
        try:
            self._put(key, body)
        except sqlite3.OperationalError as error:  # no space, no right to write, another build at work
            raise SourceError("S108", Place(str(self.path)), detail=first_line(error)) from None
        except sqlite3.DatabaseError:
            self._base.close()
            self._anew()
            self._put(key, body)

    def _put(self, key: str, body: bytes) -> None:
        self._base.execute("INSERT OR REPLACE INTO part VALUES (?, ?)", (key, body))

    def commit(self) -> None:
        """From now on what was put in outlives the process."""
        self._base.commit()

    def only(self, keys: Iterable[str]) -> None:
        """Throw away every part but these."""
        with suppress(sqlite3.DatabaseError):
            self._base.executemany("DELETE FROM part WHERE key = ?", [(key,) for key in self.keys() - frozenset(keys)])

    def _anew(self) -> None:
        """Begin an empty one in the place of one that cannot be read."""
        try:
            if self.path:
                self.path.unlink(missing_ok=True)
            self._base = _ready(self.path)
        except (sqlite3.DatabaseError, OSError) as error:
            raise SourceError("S108", Place(str(self.path)), detail=first_line(error)) from None


def _ready(path: Path | None) -> sqlite3.Connection:
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path or ":memory:")
    base.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made anew
    base.execute(_TABLE)
    return base


def key_of(*parts: object) -> str:
    """The key of what a part was made from.

    >>> key_of("a", 1) == key_of("a", 1), key_of("a", 1) == key_of("a", 2)
    (True, False)
    """
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()
