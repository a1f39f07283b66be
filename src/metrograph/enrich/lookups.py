"""The lookups: one ``.rq`` file each, a query for a far endpoint whose two ``VALUES`` lines take the names, or the things.

```
#+ summary: {en: …, fr: …, es: …}
#+ kind: place
#+ hosts: [query.wikidata.org]
SELECT DISTINCT ?name ?thing ?fact ?value ?date WHERE { VALUES ?name { "Guangzhou"@en } VALUES ?thing { UNDEF } … }
```

Those of the package lie in ``data/lookups``, those of a workspace in its ``lookups``.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from metrograph.enrich.things import KINDS, Thing
from metrograph.errors import MetroGraphError, Place, RecordError, SourceError, UsageError, near
from metrograph.model import Text
from metrograph.namespaces import Names
from metrograph.records.outside import iri
from metrograph.resources import files
from metrograph.solutions import cell
from metrograph.sparql import Outline, diagnose, outside
from metrograph.sparql.parse import parse as parse_sparql
from metrograph.yamlfile import Node, missing, parse, raise_all, read_fields, read_text

NEEDED = ("name", "thing", "fact", "value")
_VALUES = r"VALUES\s+\?{}\s*\{{[^{{}}]*\}}"
_SUFFIX = ".rq"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A query for a far endpoint: the kind of thing it looks up, the hosts that it is made for, and the SHA-256 of its file."""

    name: str
    kind: str
    summary: Text
    sparql: str
    sha256: str
    hosts: tuple[str, ...] = ()
    licence: str = ""
    path: str = ""

    def by_name(self, things: Iterable[Thing]) -> str:
        """The query for everything that bears a name of some things: in its language, in "mul" of Wikidata, or in none."""
        found = {(name, lang) for thing in things for name, own in thing.names for lang in (own, "mul", "")}
        return self._filled("name", (_literal(name, lang) for name, lang in sorted(found)), "thing")

    def by_thing(self, iris: Iterable[str]) -> str:
        """The query for some things of the far endpoint."""
        return self._filled("thing", (f"<{iri(one)}>" for one in sorted(iris)), "name")

    def _filled(self, name: str, terms: Iterable[str], other: str) -> str:
        text = _put(self.sparql, name, " ".join(terms))
        return _put(text, other, "UNDEF")


def _put(text: str, name: str, terms: str) -> str:
    return re.sub(_VALUES.format(name), lambda _: f"VALUES ?{name} {{ {terms} }}", text, count=1)


def _literal(text: str, lang: str) -> str:
    """A text as SPARQL writes it."""
    return cell({"type": "literal", "value": text, **({"xml:lang": lang} if lang else {})})


def read_lookups(folder: Path | None) -> dict[str, Path]:
    """The files of all lookups by name, those of a workspace before those of the package.

    >>> sorted(read_lookups(None))
    ['metrograph-organisations', 'metrograph-places', 'wikidata-organisations', 'wikidata-places']
    """
    own = sorted((folder / "lookups").glob(f"*{_SUFFIX}")) if folder else []
    return {path.stem: path for path in (*files("data/lookups", f"*{_SUFFIX}"), *own)}


def lookup_for(known: Mapping[str, Path], endpoint: str, kind: str, name: str = "") -> Lookup:
    """The lookup of a name; without one, that of a kind which is made for the endpoint's host, else for any.

    >>> lookup_for(read_lookups(None), "https://query.wikidata.org/sparql", "place").name
    'wikidata-places'
    """
    if name:
        if name not in known:
            raise UsageError("A242", value=name, near=near(name, known), choices=", ".join(sorted(known)))
        found = read_lookup(known[name])
        if found.kind != kind:
            raise UsageError("A243", value=name, kind=kind, choices=", ".join(sorted(known)))
        return found
    host = urlsplit(endpoint).hostname or ""
    every = [one for one in map(read_lookup, known.values()) if one.kind == kind]
    fitting = [one for one in every if host in one.hosts] or [one for one in every if not one.hosts]
    if len(fitting) != 1:
        raise UsageError("A243", value=host, kind=kind, choices=", ".join(sorted(one.name for one in every)))
    return fitting[0]


def read_lookup(path: Path) -> Lookup:
    """The lookup of a file; ``SourceError`` or ``QueryError`` with file and line when it cannot be used."""
    text = read_text(path)
    head = parse("".join(line[3:] + "\n" if line.startswith("#+") else "\n" for line in text.splitlines()), str(path))
    problems: list[MetroGraphError] = []
    readers: dict[str, Callable[[Node], object]] = {
        "summary": Node.translated,
        "kind": _kind,
        "hosts": Node.texts,
        "licence": _licence,
    }
    known = read_fields(head, readers, problems)
    problems += missing(head, ("summary", "kind"))
    raise_all(problems)
    sparql = "".join("\n" if line.startswith("#+") else f"{line}\n" for line in text.splitlines())
    _sound(sparql, path)
    fields = head.fields()
    return Lookup(
        name=path.stem,
        kind=fields["kind"].text(),
        summary=fields["summary"].translated(),
        sparql=sparql,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        hosts=fields["hosts"].texts() if "hosts" in known else (),
        licence=fields["licence"].text() if "licence" in known else "",
        path=str(path),
    )


def _kind(node: Node) -> str:
    if node.text() not in KINDS:
        raise RecordError("R113", node.place, value=node.text(), near=near(node.text(), KINDS), choices=", ".join(KINDS))
    return node.text()


def _licence(node: Node) -> str:
    try:
        return iri(node.text())
    except ValueError:
        raise RecordError("A257", node.place, value=node.text()[:100]) from None


def _sound(sparql: str, path: Path) -> None:
    """Refuse a query that is none, that reaches further, that has other columns, or no place for names and things."""
    outline = Outline.of(sparql)
    if outside(sparql):
        raise SourceError("A245", Place(str(path)))
    if parse_sparql(sparql).wrong is not None:
        raise diagnose(sparql, Names().prefixes()).inside(str(path))
    lacking = [name for name in NEEDED if name not in outline.columns]
    if lacking:
        raise SourceError("A246", Place(str(path)), columns=", ".join(f"?{name}" for name in lacking))
    for name in ("name", "thing"):
        if not re.search(_VALUES.format(name), sparql):
            raise SourceError("A247", Place(str(path)), name=name)
