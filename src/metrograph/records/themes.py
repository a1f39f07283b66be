"""The themes of one's own that a workspace has in ``themes/*.ttl``: SKOS concepts beside those of the package."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from metrograph.errors import Place, RecordError, together
from metrograph.namespaces import MG, Names
from metrograph.turtle import Triple, read_triples, value

_ID = re.compile(r"theme-[a-z0-9]+(-[a-z0-9]+)*")


def theme_files(folder: Path | None) -> tuple[Path, ...]:
    """The files of a workspace that hold themes, sorted; none without a workspace.

    >>> theme_files(None)
    ()
    """
    return tuple(sorted((folder / "themes").glob("*.ttl"))) if folder else ()


def theme_ids(path: Path) -> frozenset[str]:
    """The ids of the themes of a file: what their IRIs end with."""
    told = path.stat() if path.exists() else None
    return _ids(path, (told.st_mtime_ns, told.st_size) if told else None)


def read_themes(path: Path, names: Names) -> tuple[Triple, ...]:
    """The triples of a file of themes.

    ``SourceError`` for what is no Turtle (S109); ``RecordError`` for a file without a theme (R143), and for every theme
    that is not at an address of this workspace, ``<base>id/theme-<name>`` (R142), at its line.
    """
    triples = tuple(read_triples(path))
    found = _themes(triples)
    if not found:
        raise RecordError("R143", Place(str(path), 1))
    lines = dict(_lines(path, found))
    strangers = [one for one in found if names.localise(one) != names.shared(_ending(one)) or not _ID.fullmatch(_ending(one))]
    if strangers:
        example = names.shared("theme-river")
        raise together(RecordError("R142", Place(str(path), lines.get(one, 0)), value=one, example=example) for one in strangers)
    return triples


def theme_places(path: Path, names: Names) -> dict[str, Place]:
    """The line at which each theme of a file begins, by its IRI under the base at hand."""
    found = _themes(tuple(read_triples(path)))
    return {names.localise(iri): Place(str(path), line) for iri, line in _lines(path, found)}


@lru_cache(maxsize=64)
def _ids(path: Path, _: object) -> frozenset[str]:
    """Read once for as long as the file is not written to: every plan of a workspace asks."""
    return frozenset(_ending(iri) for iri in _themes(tuple(read_triples(path))))


def _themes(triples: tuple[Triple, ...]) -> list[str]:
    typed = (t for t in triples if t.predicate.value.endswith("#type") and value(t.object) == MG + "Theme")
    return sorted({value(triple.subject) for triple in typed})


def _ending(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def _lines(path: Path, found: list[str]) -> Iterator[tuple[str, int]]:
    """Each theme with the first line that begins with its name; a theme that begins none is left out."""
    rows = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for iri in found:
        start = re.compile(rf"\s*\S*{re.escape(_ending(iri))}(?![\w-])")
        line = next((number for number, row in enumerate(rows, 1) if start.match(row)), 0)
        if line:
            yield iri, line
