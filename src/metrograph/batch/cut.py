"""Records cut into tasks: the same cut whatever works on them; a record whose id was there before is refused."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from metrograph.batch.task import Settings, Task
from metrograph.batch.texts import Record
from metrograph.errors import Place, RecordError, StoreError
from metrograph.linking.stream import Asked


@dataclass(frozen=True, slots=True)
class Cut:
    """A task, and the records among those it was cut from that are wrong."""

    task: Task
    refused: tuple[RecordError, ...]


def cut(found: Iterable[Record], settings: Settings, size: int) -> Iterator[Cut]:
    """Tasks of ``size`` records each, numbered from 0; the last may be smaller. Ids seen are kept on the disk."""
    number = 0
    taken: list[Asked] = []
    refused: list[RecordError] = []
    with closing(_Seen()) as seen:
        for one in found:
            if isinstance(one, RecordError):
                refused.append(one)
            elif first := seen.before(one):
                refused.append(RecordError("B105", one.place, value=one.id, place=first))
            else:
                taken.append(one)
            if len(taken) == size or len(refused) == size:
                yield Cut(Task(number, tuple(taken), settings), tuple(refused))
                number, taken, refused = number + 1, [], []
        if taken or refused:
            yield Cut(Task(number, tuple(taken), settings), tuple(refused))


class _Seen:
    """The ids that were there, each with its first place: on the disk, so that memory stays as it is."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a file of its own that is gone with it
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
            "CREATE TABLE seen (id BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID; BEGIN;"
        )

    def before(self, asked: Asked) -> str:
        """Where the id was first, or the empty text; from now on it is known."""
        key = hashlib.blake2b(str(asked.id).encode(), digest_size=16).digest()
        try:
            self._base.execute("INSERT INTO seen VALUES (?, ?)", (key, asked.place.short))
        except sqlite3.IntegrityError:
            return str(self._base.execute("SELECT place FROM seen WHERE id = ?", (key,)).fetchone()[0])
        except sqlite3.OperationalError as error:
            raise StoreError("S108", Place(tempfile.gettempdir()), detail=str(error)) from None
        return ""

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()
