"""Records to link, one by one, from files of any length: JSON lines, CSV, IATI (each also as ``.gz``), Parquet."""

import csv
import gzip
import io
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from metrograph.csvfile import read_rows
from metrograph.errors import Place, RecordError, SourceError, UsageError, near
from metrograph.frames import extra
from metrograph.linking.linker import LONGEST
from metrograph.linking.stream import Asked, read_lines
from metrograph.readers.iati import Activity, read_activities

FIELDS = ("id", "text", "lang", "context")
_NAMES = {
    "id": ("id", "identifier", "identifiant", "identificador", "ref", "code"),
    "text": ("text", "texte", "texto", "label", "title", "titre", "título", "name", "nom", "nombre"),
    "lang": ("lang", "language", "langue", "idioma"),
    "context": ("context", "contexte", "contexto", "section"),
}
_AT_ONCE = 1_000
_CHUNK = 1 << 20
_CELL = 4 * LONGEST
Record = Asked | RecordError


@dataclass(frozen=True, slots=True)
class Columns:
    """How tables are read: which column holds which field, where the usual names do not tell, and the encoding of text."""

    named: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"


def records(path: Path, columns: Columns = Columns()) -> Iterator[Record]:
    """The records of a file in its order; one that is wrong is given as the error it is, and the rest goes on.

    A record without an id has that of its file and line: ``plan.jsonl:7``.
    ``SourceError`` where the file as a whole cannot be read so: no column with the text, damaged XML, nothing in it.
    """
    kind = kind_of(path)
    try:
        yield from _READERS[kind](path, columns)
    except (OSError, EOFError, zlib.error) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise SourceError("S102", Place(str(path)), detail=detail) from None


def kind_of(path: Path) -> str:
    """What kind of file its name says: ``jsonl``, ``csv``, ``parquet`` or ``iati``.

    >>> kind_of(Path("projects.csv.gz")), kind_of(Path("activities.xml.gz"))
    ('csv', 'iati')
    """
    name = path.name.lower().removesuffix(".gz")
    ending = name.rpartition(".")[2]
    if ending not in _ENDINGS or (_packed(path) and _ENDINGS[ending] == "parquet"):
        raise UsageError("B109", value=path, choices=", ".join(f".{one}" for one in _ENDINGS))
    return _ENDINGS[ending]


def _packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def _bytes(path: Path) -> IO[bytes]:
    """A file for reading, unpacked where it is packed."""
    return cast("IO[bytes]", gzip.open(path)) if _packed(path) else path.open("rb")


def how_many(path: Path) -> int:
    """About how many records a file has: its lines or activities are counted, without a look at what they say."""
    kind = kind_of(path)
    if kind == "parquet":
        return int(_opened(path).metadata.num_rows)
    with _bytes(path) as body:
        mark = b"<iati-activity " if kind == "iati" else b"\n"
        return sum(chunk.count(mark) for chunk in iter(lambda: body.read(_CHUNK), b""))


@contextmanager
def _text(path: Path, encoding: str, newline: str) -> Iterator[io.TextIOBase]:
    """The text of a file, unpacked; what the encoding cannot read is marked, so that the record can be told."""
    with _bytes(path) as body:
        first = body.read(2)
        if not first:
            raise SourceError("S117", Place(str(path)))
        body.seek(0)
        known = "utf-16" if encoding == "utf-8" and first in (BOM_UTF16_LE, BOM_UTF16_BE) else encoding
        wrapped = io.TextIOWrapper(body, known, errors="surrogateescape", newline=newline)
        if wrapped.read(1) != "\ufeff":
            wrapped.seek(0)
        yield wrapped


def _lines(path: Path, columns: Columns) -> Iterator[Record]:
    with _text(path, columns.encoding, "\n") as text:
        for one in read_lines(iter(lambda: text.readline(_CELL), ""), str(path), f"{path.name}:"):
            wrong = isinstance(one, RecordError) and one.values.get("detail") == "UTF-8"
            yield RecordError("B111", one.place, value=columns.encoding) if wrong else one


def _rows(path: Path, columns: Columns) -> Iterator[Record]:
    with _text(path, columns.encoding, "") as text:
        head = text.readline()
        cells = next(csv.reader([head], delimiter=_delimiter(head)), [])
        at = _places(cells, columns, path)
        for place, row in read_rows(text, str(path), _delimiter(head), first=2):
            if isinstance(row, RecordError):
                yield row
            elif any(row):
                found = {name: row[n] if n < len(row) else "" for name, n in at.items()}
                yield _record(found, place, path, columns.encoding)


def _delimiter(head: str) -> str:
    return max(",;\t|", key=head.count)


def _places(names: list[str], columns: Columns, path: Path) -> dict[str, int]:
    """The column of each field that there is; ``SourceError`` without one for the text, or without one that was named."""
    known = {name.strip().casefold(): n for n, name in reversed(tuple(enumerate(names)))}
    found = {}
    for one in FIELDS:
        wanted = (columns.named[one],) if one in columns.named else _NAMES[one]
        at = next((known[name.casefold()] for name in wanted if name.casefold() in known), None)
        if at is not None:
            found[one] = at
        elif one == "text" or one in columns.named:
            value = columns.named.get(one, one)
            raise SourceError("B110", Place(str(path), 1), value=value, near=near(value, names), choices=", ".join(names))
    return found


def _table(path: Path, columns: Columns) -> Iterator[Record]:
    file = _opened(path)
    at = _places(file.schema_arrow.names, columns, path)
    names = {one: file.schema_arrow.names[n] for one, n in at.items()}
    number = 0
    for batch in file.iter_batches(_AT_ONCE, columns=sorted(set(names.values()))):
        for row in batch.to_pylist():
            number += 1
            place = Place(str(path), number)
            nested = next((one for one, name in names.items() if isinstance(row[name], list | dict)), "")
            if nested:
                yield RecordError("B104", place, detail=f'"{nested}"')
            else:
                yield _record({one: _cell(row[name]) for one, name in names.items()}, place, path)


def _opened(path: Path) -> Any:
    parquet = extra("pyarrow.parquet")
    try:
        return parquet.ParquetFile(path)
    except (ValueError, OSError) as error:  # pyarrow's own errors are kinds of these
        raise SourceError("S102", Place(str(path)), detail=str(error)) from None


def _cell(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode(errors="surrogateescape")
    return "" if value is None else str(value)


def _activities(path: Path, _: Columns) -> Iterator[Record]:
    for activity in read_activities(path):
        lang, text = _told(activity)
        place = Place(str(path), activity.line)
        yield _record({"id": activity.identifier, "text": text, "lang": lang}, place, path)


def _told(activity: Activity) -> tuple[str, str]:
    """The language and words of an activity: its first title, and its description in the same language."""
    lang, title = next(iter(activity.titles), (activity.lang, ""))
    told = (title, *(text for tag, text in activity.descriptions[:1] if tag == lang and text != title))
    return lang, ". ".join(text for text in told if text)


def _record(found: Mapping[str, str], place: Place, path: Path, encoding: str = "utf-8") -> Record:
    """The record of one row, or what is wrong with it."""
    values = {name: found.get(name, "").strip() for name in FIELDS}
    if not values["text"]:
        return RecordError("B104", place, detail='"text"')
    try:
        "".join(values.values()).encode()
    except UnicodeEncodeError:
        return RecordError("B111", place, value=encoding)
    ident = values["id"] or f"{path.name}:{place.line}"
    return Asked(ident, values["text"], values["lang"], values["context"], place)


def all_records(paths: Iterable[Path], columns: Columns) -> Iterator[Record]:
    """The records of several files, one after another."""
    for path in paths:
        yield from records(path, columns)


_ENDINGS = {"jsonl": "jsonl", "ndjson": "jsonl", "csv": "csv", "tsv": "csv", "parquet": "parquet", "xml": "iati"}
_READERS: dict[str, Callable[[Path, Columns], Iterator[Record]]] = {
    "jsonl": _lines, "csv": _rows, "parquet": _table, "iati": _activities,
}  # fmt: skip
