"""A workspace as a folder: its settings, its sample, and the graph that a build keeps in it.

```
metrograph.toml   plans/*.yaml   alignments/*.yaml   context/*.yaml   facts/*.yaml   sdg/*.ttl   themes/*.ttl
reviews.jsonl     updates.jsonl  queries/   lookups/   shapes/
.metrograph/      graph.nq and the stamp of what it was built from; cache/ of what need not be done again: safe to delete
```
"""

import hashlib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from metrograph import formats, pipeline
from metrograph._version import __version__
from metrograph.errors import Place, SourceError, UsageError
from metrograph.exchange.reporting import NOBODY, Reporting, reporting_of
from metrograph.namespaces import DEFAULT_BASE
from metrograph.parts import Kept
from metrograph.resources import digest, files, root
from metrograph.store.disk import Lock
from metrograph.turtle import Quad, read_quads

SETTINGS = "metrograph.toml"
CACHE = ".metrograph"
_PAGE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`/]+/([^\s<>\"{}|\\^`]*/)?")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the data: a name, and where that one is reached; empty where nothing is said."""

    name: str = ""
    url: str = ""
    email: str = ""


PROJECT = Publisher("MetroGraph project", DEFAULT_BASE)
"""Who publishes the packaged plan."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``metrograph.toml`` says: the base of identifiers, who publishes and who reports the data, where to look up."""

    base: str = DEFAULT_BASE
    publisher: Publisher = PROJECT
    reporting: Reporting = NOBODY
    endpoint: str = ""


def read_settings(folder: Path) -> Settings:
    """The settings of a workspace; ``SourceError`` when the folder is none."""
    path = folder / SETTINGS
    if not path.is_file():
        raise SourceError("S105", Place(str(folder)), folder=folder)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        base = str(found.get("base", DEFAULT_BASE))
        if not _BASE.fullmatch(base):
            raise ValueError(base)
        publisher = _publisher(found.get("publisher", {}))
        reporting = reporting_of(found.get("iati", {}))
        endpoint = _endpoint(found.get("enrich", {}))
    except (ValueError, OSError) as error:
        raise SourceError("S112", Place(str(path)), detail=str(error)) from None
    return Settings(base, publisher, reporting, endpoint)


def _endpoint(told: object) -> str:
    """The table ``[enrich]`` of the settings: ``from``, the address of a SPARQL endpoint."""
    if not isinstance(told, dict) or any(key != "from" or not isinstance(told[key], str) for key in told):
        raise ValueError("[enrich]: from")
    return str(told.get("from", ""))


def _publisher(told: object) -> Publisher:
    """The table ``[publisher]`` of the settings; ``ValueError`` names what cannot be right in it."""
    known = ("name", "url", "email")
    if not isinstance(told, dict) or any(key not in known or not isinstance(told[key], str) for key in told):
        raise ValueError(f"[publisher]: {', '.join(known)}")
    publisher = Publisher(*(" ".join(told.get(key, "").split()) for key in known))
    if publisher.url and not _PAGE.fullmatch(publisher.url):
        raise ValueError(f"[publisher] url: {publisher.url}")
    if publisher.email and not _MAIL.fullmatch(publisher.email):
        raise ValueError(f"[publisher] email: {publisher.email}")
    return publisher


def sound_base(base: str) -> str:
    """A base of identifiers as it is given, if it can be one; ``UsageError`` when it cannot."""
    if not _BASE.fullmatch(base):
        raise UsageError("W101", value=base)
    return base


def create(folder: Path, sample: bool = True) -> None:
    """Make a folder a workspace, with a copy of the packaged plan as a sample; ``SourceError`` when it is one already."""
    if (folder / SETTINGS).exists():
        raise SourceError("S107", Place(str(folder)))
    try:
        for name in ("plans", "alignments", "context"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for path in pipeline.source_files(root() / "data") if sample else ():
            _put(folder / path.parent.name / path.name, path.read_bytes())
    except OSError as error:
        raise SourceError("S108", Place(str(folder)), detail=error.strerror) from None
    _put(folder / ".gitignore", f"{CACHE}/\n".encode())
    formats.save(folder / SETTINGS, f'# The base of identifiers; keep it for ever.\nbase = "{DEFAULT_BASE}"\n'.encode())


def _put(path: Path, body: bytes) -> None:
    """A file of the sample, unless the folder holds one of that name: what a person wrote stays."""
    if not path.exists():
        formats.save(path, body)


def stamp(folder: Path) -> str:
    """A digest of every file that a build depends on, and the version of the code."""
    shared = (path for name in ("ontology", "queries") for path in files(name, "*.*"))
    own = sorted((folder / "queries").rglob("*.rq"))
    return digest((*shared, *own, folder / SETTINGS, *pipeline.source_files(folder))) + f"-{__version__}"


def stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """When each of a workspace's own files was last written, and how long it is: cheaper than ``stamp``, and not as sure."""
    own = (*(folder / "queries").rglob("*.rq"), *(folder / "shapes").glob("*.ttl"), folder / SETTINGS)
    return stamps_of((*own, *pipeline.source_files(folder)))


def stamps_of(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """When each of some files was last written, and how long it is; one that is not there is left out."""
    found = []
    for path in sorted(paths):
        with suppress(OSError):
            told = path.stat()
            found.append((str(path), told.st_mtime_ns, told.st_size))
    return tuple(found)


def graph_file(folder: Path) -> Path:
    """Where a build keeps its graph."""
    return folder / CACHE / "graph.nq"


def fresh(folder: Path) -> bool:
    """Whether the graph of the last build is there and the files have not changed since."""
    mark, graph = folder / CACHE / "stamp", graph_file(folder)
    try:
        return graph.is_file() and mark.read_text(encoding="utf-8") == stamp(folder)
    except (OSError, ValueError):
        return False  # what cannot be read now is reported by the reader of the plain files


def kept(folder: Path) -> tuple[Quad, ...] | None:
    """The graph of the last build, or ``None`` when there is none or the files have changed since."""
    return tuple(read_quads(graph_file(folder))) if fresh(folder) else None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes from updating a workspace meanwhile; ``StoreError`` names the one that does."""
    try:
        (folder / CACHE).mkdir(exist_ok=True)
    except OSError as error:
        raise SourceError("S108", Place(str(folder)), detail=error.strerror) from None
    lock = Lock.take(folder / CACHE)
    try:
        yield
    finally:
        lock.release()


def journal(folder: Path, where: str) -> Path:
    """Where it is noted how far sending to a store has come."""
    (folder / CACHE).mkdir(exist_ok=True)
    return folder / CACHE / f"sent-{hashlib.sha256(where.encode()).hexdigest()[:16]}.jsonl"


def count(folder: Path) -> int:
    """How many quads the kept graph holds."""
    with graph_file(folder).open("rb") as lines:
        return sum(1 for _ in lines)


def parts(folder: Path) -> Kept:
    """The parts of plans that builds made."""
    return Kept(folder / CACHE / "cache" / "parts.sqlite")


@dataclass(frozen=True, slots=True)
class Draft:
    """A graph being written, beside the one that is kept, and the stamp of the files when that began."""

    folder: Path
    file: IO[bytes]
    mark: str

    def quads(self) -> Iterator[Quad]:
        """What was written."""
        self.file.flush()
        return read_quads(Path(self.file.name))

    def accept(self) -> None:
        """Put it in the place of the graph of before, whole."""
        self.file.flush()
        os.fsync(self.file.fileno())
        Path(self.file.name).replace(graph_file(self.folder))
        formats.save(self.folder / CACHE / "stamp", self.mark.encode())


@contextmanager
def draft(folder: Path) -> Iterator[Draft]:
    """A graph to be written; gone at the end, unless it was accepted."""
    path = graph_file(folder).with_name("graph.new.nq")
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("w+b") as out:
            yield Draft(folder, out, _mark(folder))
    except OSError as error:
        raise SourceError("S108", Place(str(path)), detail=error.strerror) from None
    finally:
        path.unlink(missing_ok=True)


def _mark(folder: Path) -> str:
    """The stamp of a folder; nothing where a file cannot be read, which the reader of the plain files tells of."""
    with suppress(OSError):
        return stamp(folder)
    return ""


def keep(folder: Path, quads: Iterable[Quad]) -> None:
    """Keep a graph for fast reading, as a build writes it."""
    with draft(folder) as made:
        made.file.writelines(formats.lines_in_order(quads))
        made.accept()
