"""Checks a release: every file there as it was released, nothing beside them, and each read back by its format."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax import SAXException, handler, make_parser

import pyoxigraph as ox

from metrograph import formats
from metrograph.release.manifest import MANIFEST, SUMS, Entry, Known, inside, read_release, sums
from metrograph.resources import root
from metrograph.turtle import read_quads
from metrograph.validate import Report, check, read_rules

_SYNTAXES = {f".{suffix}" for suffix in formats.MEDIA}
_KEYS = ("cff-version", "message", "title", "authors")
"""What a citation file must hold (Citation File Format 1.2.0)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a release that is not as it should be: the file, the key of what is wrong with it, details."""

    path: str
    kind: str
    detail: str = ""


def check_release(folder: Path) -> tuple[Fault, ...]:
    """What is wrong with a release, nothing where all is as it was released. ``SourceError`` for a folder that is none."""
    known = read_release(folder)
    found = [*_listed(known), *(fault for one in known.entries for fault in _entry(folder, one))]
    if not found:
        found.extend(Fault("dcat.ttl", "catalogue", told) for told in _catalogue(folder / "dcat.ttl"))
    return tuple(dict.fromkeys(found))


def _listed(known: Known) -> Iterator[Fault]:
    """Faults of the list of digests, and files that no list names."""
    digests = {one.path: one.sha256 for one in known.entries}
    digests[MANIFEST] = formats.digest_of(known.folder / MANIFEST)
    there = known.folder / SUMS
    if not there.is_file():
        yield Fault(SUMS, "missing")
    elif there.read_bytes() != sums(digests):
        yield Fault(SUMS, "sums")
    for path in sorted(known.folder.rglob("*")):
        name = path.relative_to(known.folder).as_posix()
        if not path.is_dir() and name not in digests and name != SUMS:
            yield Fault(name, "unlisted")


def _entry(folder: Path, entry: Entry) -> Iterator[Fault]:
    path = folder / entry.path
    if not inside(entry.path) or not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        yield Fault(entry.path, "missing")
    elif formats.digest_of(path) != entry.sha256:
        yield Fault(entry.path, "changed")
    elif entry.about:  # pages of a site are checked by their digests alone
        try:
            n = count_of(path)
        except (ValueError, SyntaxError, OSError, SAXException, csv.Error, zipfile.BadZipFile, RecursionError) as error:
            yield Fault(entry.path, "unreadable", str(error).splitlines()[0] if str(error) else "")
            return
        if n != entry.count:
            yield Fault(entry.path, "count", f"{n} ≠ {entry.count}")


def count_of(path: Path) -> int | None:
    """How many statements or rows a file holds, by reading all of it; ``None`` for what holds neither.

    Whatever is wrong with the file is raised as its reader says it: ``SyntaxError``, ``ValueError``, ``OSError`` and their like.
    """
    suffix = path.suffix.lower()
    if suffix in _SYNTAXES:
        syntax = ox.RdfFormat.from_extension(suffix.removeprefix("."))
        return sum(1 for _ in ox.parse(path=str(path), format=syntax, base_iri="https://release.invalid/"))
    if suffix in (".csv", ".tsv"):
        return _rows(path, "\t" if suffix == ".tsv" else ",")
    if suffix == ".json":
        json.loads(path.read_bytes())
    elif suffix == ".xml":
        _parse_xml(path)
    elif suffix == ".zip":
        _unpacked(path)
    elif suffix == ".parquet":
        _framed(path)
    elif suffix == ".cff":
        _cited(path)
    elif suffix in (".md", ".html") or not suffix:
        path.read_text(encoding="utf-8")
    return None


def _rows(path: Path, sign: str) -> int:
    """How many rows below the heading; all as long as it. Lines of remarks above it are skipped, as SSSOM has them."""
    text = path.read_text(encoding="utf-8-sig")
    lines = io.StringIO(text, newline="")
    rows = [row for row in csv.reader(lines, delimiter=sign, strict=True) if row and not row[0].startswith("#")]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("rows of unequal length" if rows else "no heading")
    return len(rows) - 1


def _parse_xml(path: Path) -> None:
    parser = make_parser()  # noqa: S317 - expat stops entity bombs since 2.4.1; nothing outside is read
    parser.setFeature(handler.feature_external_ges, False)
    parser.parse(str(path))


def _unpacked(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        bad = archive.testzip()
        if bad:
            raise ValueError(bad)


def _framed(path: Path) -> None:
    """Parquet begins and ends with its name (Apache Parquet format, file layout)."""
    with path.open("rb") as file:
        first = file.read(4)
        file.seek(-4, 2)
        if (first, file.read(4)) != (b"PAR1", b"PAR1"):
            raise ValueError("not Parquet")


def _cited(path: Path) -> None:
    keys = {line.partition(":")[0] for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isalpha()}
    missing = [key for key in _KEYS if key not in keys]
    if missing:
        raise ValueError(", ".join(missing))


def _catalogue(path: Path) -> Iterator[str]:
    """What DCAT-AP demands and a catalogue lacks."""
    report = catalogue_report(path)
    yield from (f"{report.sentence(one)} ({one.focus})" for one in report.findings if one.severity == "Violation")


def catalogue_report(path: Path) -> Report:
    """A catalogue held against our reading of DCAT-AP 3.0."""
    return check(read_quads(path), read_rules([root() / "data" / "profiles" / "dcat-ap.ttl"]))
