"""What every reader does with a file: look at its size, take its bytes, and hand back a document."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from metrograph.errors import LimitError, Place, SourceError
from metrograph.readers.passage import Document, Limits, Passage


def NOTHING_TOLD(done: int) -> None:  # noqa: N802 - stands as a constant: the default of `tell`
    """Tell nobody how far the reading is."""


def body_of(path: Path, limits: Limits) -> bytes:
    """The bytes of a file; an error when it is not there, is empty or is too large."""
    try:
        size = path.stat().st_size
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
    path: Path, named: str, body: bytes, passages: Iterable[Passage], *, lines: int, title: str = "", lang: str = ""
) -> Document:
    """A document of some passages; ``SourceError`` when none of them has words."""
    found = tuple(passages)
    if not any(passage.text.strip() for passage in found):
        raise SourceError("S117", Place(str(path)))
    return Document(path.name, named, hashlib.sha256(body).hexdigest(), found, lines, title, lang)
