"""The files of a workspace in which looked-up facts are kept, one for each endpoint: ``facts/{source}.yaml``."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from metrograph import formats
from metrograph.errors import Place, RecordError, SourceError
from metrograph.model import Finding, Outside
from metrograph.records.outside import outside_text, read_outside

FOLDER = "facts"
REMARK = "Facts looked up elsewhere by `metrograph enrich`, with the time of the answer; not the words of a plan."
_USUAL = {"sparql", "query", "repositories"}


def source_of(endpoint: str) -> str:
    """The name of an endpoint's file and graph.

    >>> source_of("https://query.wikidata.org/sparql"), source_of("http://127.0.0.1:7878/query")
    ('query-wikidata-org', '127-0-0-1-7878')
    """
    parts = urlsplit(endpoint)
    words = [parts.hostname or "", str(parts.port or ""), *(part for part in parts.path.split("/") if part not in _USUAL)]
    return re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")


def file_of(folder: Path, endpoint: str) -> Path:
    """Where the facts of an endpoint are kept."""
    return folder / FOLDER / f"{source_of(endpoint)}.yaml"


def findings_of(folder: Path, endpoint: str) -> dict[tuple[str, str], Finding]:
    """What is kept of an endpoint, by thing and lookup; ``RecordError`` when the file speaks of another one."""
    path = file_of(folder, endpoint)
    if not path.is_file():
        return {}
    found = read_outside(path)
    if found.endpoint != endpoint:
        raise RecordError("A253", Place(str(path), 1), value=found.endpoint)
    return {(one.thing, one.lookup): one for one in found.findings}


def things_in(folder: Path, endpoint: str = "") -> frozenset[str]:
    """The things of which something is kept, from one endpoint or from all."""
    paths = [file_of(folder, endpoint)] if endpoint else sorted((folder / FOLDER).glob("*.yaml"))
    return frozenset(one.thing for path in paths if path.is_file() for one in read_outside(path).findings)


def keep(folder: Path, endpoint: str, findings: Iterable[Finding]) -> Path:
    """Add findings to those of an endpoint, in the place of older ones; the file is written whole or not at all."""
    path = file_of(folder, endpoint)
    known = findings_of(folder, endpoint) | {(one.thing, one.lookup): one for one in findings}
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise SourceError("S108", Place(str(path.parent)), detail=error.strerror) from None
    formats.save(path, outside_text(Outside(path.stem, endpoint, tuple(known.values())), REMARK).encode())
    return path


def forget(folder: Path, ids: Collection[str] = (), kind: str = "", endpoint: str = "") -> tuple[Finding, ...]:
    """Take findings away: of some things, of a kind, of one endpoint; a file with none left goes too. What was taken away."""
    gone: list[Finding] = []
    paths = [file_of(folder, endpoint)] if endpoint else sorted((folder / FOLDER).glob("*.yaml"))
    start = {"place": "place-", "organisation": "org-", "": ""}[kind]
    for found in [read_outside(path) for path in paths if path.is_file()]:
        leave = [one for one in found.findings if (ids and one.thing not in ids) or not one.thing.startswith(start)]
        gone += [one for one in found.findings if one not in leave]
        if not leave:
            Path(found.path).unlink()
        elif len(leave) < len(found.findings):
            formats.save(Path(found.path), outside_text(replace(found, findings=tuple(leave)), REMARK).encode())
    return tuple(gone)
