"""Looks at a zip file (.docx, .xlsx) before anything opens it, and keeps an eye on how long a reading takes."""

import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from metrograph.errors import LimitError, Place, SourceError
from metrograph.readers.files import File, size_of, zipped
from metrograph.readers.passage import Cell, Limits

SMALL = 10_000_000
STEP = 200
_CHUNK = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD = {"WordDocument": "Word 97–2003", "Workbook": "Excel 97–2003", "PowerPoint Document": "PowerPoint 97–2003"}
_TYPED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


def check_archive(path: File, limits: Limits, format: str) -> None:  # noqa: A002 - as in Document
    """Nothing when a zip is safe to open; an error when it is locked, damaged, too large or a trap.

    Every part is unpacked once, piece by piece and with a cap, since the size that a zip declares may be a lie. A zip
    within the zip stays packed.
    """
    try:
        size = size_of(path)
        if size > limits.size:
            raise LimitError("L107", Place(str(path)), found=size, limit=limits.size)
        if not size:
            raise SourceError("S117", Place(str(path)))
        _check_container(path)
        with zipped(path) as archive:
            _check_parts(archive, path, limits, size)
    except FileNotFoundError:
        raise SourceError("S101", Place(str(path))) from None
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror) from None
    except _BROKEN as error:
        raise SourceError("S118", Place(str(path)), format=format, detail=error) from None


def _check_container(path: File) -> None:
    """An old Office file and an encrypted one are both OLE files, told apart by the names of their streams."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) != _OLE:
            return
        body = file.read()
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise SourceError("S115", Place(str(path)))
    places = {body.find(name.encode("utf-16-le")): program for name, program in _OLD.items()}
    places.pop(-1, None)
    raise SourceError("S119", Place(str(path)), found=places[min(places)] if places else "OLE")


def _check_parts(archive: zipfile.ZipFile, path: File, limits: Limits, size: int) -> None:
    parts = archive.infolist()
    most = limits.unpacked if limits.ratio * size > limits.unpacked else max(limits.ratio * size, min(SMALL, limits.unpacked))
    total = 0
    declared = sum(part.file_size for part in parts)
    if declared > most:
        raise LimitError("L108", Place(str(path)), found=declared, limit=most)
    for part in parts:
        if part.flag_bits & 1:
            raise SourceError("S115", Place(str(path)))
        if part.compress_type not in _PACKED:
            raise zipfile.BadZipFile(f"compression {part.compress_type}: {part.filename}")
        said = part.file_size
        tail, found = b"", 0
        for chunk in _unpacked(archive, part, most - total + 4 * _CHUNK):
            found += len(chunk)
            if total + found > most:
                raise LimitError("L108", Place(str(path)), found=total + found, limit=most)
            tail = _check_xml(path, part.filename, tail + chunk)
        if found != said:
            raise zipfile.BadZipFile(f"{part.filename}: {found} / {said}")
        total += found


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """What a part really holds, in pieces, whatever size it declares."""
    said, part.file_size = part.file_size, max(most, part.file_size)
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    finally:
        part.file_size = said


def _check_xml(path: File, name: str, seen: bytes) -> bytes:
    """The end of what was seen of an XML part, in which a declaration may begin; an error when it has one (also in UTF-16)."""
    if not name.lower().endswith((".xml", ".rels")):
        return b""
    plain = seen.replace(b"\0", b"")
    if _TYPED.search(plain):
        raise SourceError("S120", Place(str(path)))
    return plain[-10:]


@dataclass(slots=True)
class Watch:
    """Counts what a reader has read, tells of it now and then, and stops a reading that takes too long."""

    path: File
    limits: Limits
    tell: Callable[[int], None]
    done: int = 0
    rows: int = 0
    cells: int = 0
    letters: int = 0
    begun: float = field(default_factory=time.monotonic)

    def step(self) -> None:
        """One block more; ``LimitError`` when the time is over."""
        self.done += 1
        if self.done % STEP == 1:
            self.tell(self.done)
            self.check()

    def check(self) -> None:
        """``LimitError`` when the time is over."""
        if time.monotonic() - self.begun > self.limits.seconds:
            raise LimitError("L110", Place(str(self.path)), limit=self.limits.seconds)

    def row(self, cells: Iterable[Cell]) -> None:
        """One row more; ``LimitError`` when there are more rows, cells or letters, repeated ones too, than are read."""
        self.rows += 1
        for cell in cells:
            self.cells += 1
            self.letters += len(cell.text)
        found = max(self.rows, self.cells // 20, self.letters // 1000)
        if found > self.limits.rows:
            raise LimitError("L109", Place(str(self.path)), found=found, limit=self.limits.rows)
