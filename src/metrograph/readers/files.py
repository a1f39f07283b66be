"""What every reader does with a file, on disk or in memory: look at its size, take its bytes, and hand back a document."""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from metrograph.errors import LimitError, Place, SourceError
from metrograph.readers.passage import Document, Limits, Passage


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is held in memory, such as one that was sent: its name and its bytes. Every reader takes it like a path.

    >>> file = Held("Plan 2027.MD", b"# Plan")
    >>> file.stem, file.suffix, size_of(file), str(file)
    ('Plan 2027', '.MD', 6, 'Plan 2027.MD')
    """

    name: str
    body: bytes = field(repr=False)

    @property
    def stem(self) -> str:
        """The name without what it ends in."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """What the name ends in, its dot included."""
        return PurePosixPath(self.name).suffix

    def read_bytes(self) -> bytes:
        """The bytes."""
        return self.body

    def open(self, mode: str = "rb") -> io.BytesIO:
        """The bytes as a file that is open for reading."""
        del mode
        return io.BytesIO(self.body)

    def __str__(self) -> str:
        return self.name


File = Path | Held


def size_of(file: File) -> int:
    """How many bytes a file has."""
    return len(file.body) if isinstance(file, Held) else file.stat().st_size


def zipped(file: File) -> zipfile.ZipFile:
    """A file as the zip that it should be."""
    return zipfile.ZipFile(file.open() if isinstance(file, Held) else file)


def NOTHING_TOLD(done: int) -> None:  # noqa: N802 - stands as a constant: the default of `tell`
    """Tell nobody how far the reading is."""


def body_of(path: File, limits: Limits) -> bytes:
    """The bytes of a file; an error when it is not there, is empty or is too large."""
    try:
        size = size_of(path)
        if size > limits.size:
            raise LimitError("L107", Place(str(path)), found=size, limit=limits.size)
        body = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("S101", Place(str(path)), path=path) from None
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror) from None
    if not body.strip():
        raise SourceError("S117", Place(str(path)))
    return body


def document(
    path: File, named: str, body: bytes, passages: Iterable[Passage], *, lines: int, title: str = "", lang: str = ""
) -> Document:
    """A document of some passages; ``SourceError`` when none of them has words."""
    found = tuple(passages)
    if not any(passage.text.strip() for passage in found):
        raise SourceError("S117", Place(str(path)))
    return Document(path.name, named, hashlib.sha256(body).hexdigest(), found, lines, title, lang)
