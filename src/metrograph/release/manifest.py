"""What a release says of itself for machines: ``manifest.json``, and ``SHA256SUMS`` as ``sha256sum -c`` reads it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from metrograph import formats
from metrograph.errors import Place, SourceError
from metrograph.words import TEXTS, say

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
MAKER = "metrograph release"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a release; ``count`` is that of its statements or rows, where it has any."""

    path: str
    media: str
    about: str
    size: int
    sha256: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A release that is there: where it lies, what it says of itself."""

    folder: Path
    version: str
    node: str
    told: Mapping[str, object]
    entries: tuple[Entry, ...]


def manifest_json(about: Mapping[str, object], entries: Iterable[Entry]) -> bytes:
    """The manifest: what it is of, then its files, sorted."""
    files = [{name: told for name, told in _told(one).items() if told is not None} for one in sorted(entries, key=_path)]
    return (json.dumps({"made by": MAKER, **about, "files": files}, ensure_ascii=False, indent=1) + "\n").encode()


def _told(entry: Entry) -> dict[str, object]:
    """An entry with what the file is in words, English ones: programs read these, and people who look on."""
    return {**asdict(entry), "about": say(entry.about) if entry.about in TEXTS else entry.about}


def _path(entry: Entry) -> str:
    return entry.path


def sums(digests: Mapping[str, str]) -> bytes:
    r"""Digests by path as ``sha256sum`` writes them, sorted.

    >>> sums({"b.nq": "01", "a.nq": "02"})
    b'02  a.nq\n01  b.nq\n'
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def read_release(folder: Path) -> Known:
    """A release, by its manifest; ``SourceError`` for a folder that holds none of ours."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        if told["made by"] != MAKER:
            raise ValueError(told["made by"])
        entries = tuple(Entry(**{str(name): value for name, value in one.items()}) for one in told["files"])
        if not all(isinstance(one.path, str) and isinstance(one.sha256, str) and inside(one.path) for one in entries):
            raise ValueError(MANIFEST)
        return Known(folder, str(told["version"]), str(told["version iri"]), told, entries)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SourceError("A224", Place(str(folder)), path=folder, name=MANIFEST) from None


def inside(path: str) -> bool:
    """Whether a path stays in the folder that it starts from.

    >>> inside("data/all.nq"), inside("../x"), inside("/etc/passwd")
    (True, False, False)
    """
    pure = PurePosixPath(path)
    return bool(path) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and "\0" not in path


def entry_of(place: Path, path: str, media: str, about: str, count: int | None = None) -> Entry:
    """The entry of a file that was written."""
    file = place / path
    return Entry(path, media, about, file.stat().st_size, formats.digest_of(file), count)
