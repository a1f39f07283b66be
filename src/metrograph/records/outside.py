"""Reads and writes a file of looked-up facts: what one endpoint says of places and organisations, with the time of its answer.

```yaml
source: query-wikidata-org
endpoint: https://query.wikidata.org/sparql
findings:
- thing: place-guangzhou
  match: http://www.wikidata.org/entity/Q16572
  chosen: country
  lookup: wikidata-places
  sha256: 5d0c…
  time: 2026-11-23T21:00:00Z
  facts: {population: 18676605, population_date: 2020-11-01, identifier: ["geonames:1809858"]}
```
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from metrograph.dates import read as read_edtf
from metrograph.errors import MetroGraphError, RecordError, near
from metrograph.model import Finding, Outside
from metrograph.yamlfile import Node, missing, raise_all, read, read_fields

CHOSEN = ("name", "country", "person")
MOST = 20
"""Values of one fact."""
_CRS84 = r"(?:<http://www\.opengis\.net/def/crs/OGC/1\.3/CRS84>\s*)?"  # any other is of another planet, or in another order
_POINT = re.compile(_CRS84 + r"POINT\s*\(\s*(\S{1,40})\s+(\S{1,40})\s*\)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,30})?(?:[eE]-[0-9]{1,2})?", re.ASCII)
_WHOLE = re.compile(r"\+?([0-9]{1,10})(?:\.0{1,10})?", re.ASCII)
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`@/]+(?:[/?#][^\s<>\"{}|\\^`]*)?", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]{1,19}:[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,60}[A-Za-z0-9])?", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T[0-9:.]{1,20}(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def iri(text: str) -> str:
    """An address of the web as it is, when it can stand in a graph and on a page; else ``ValueError``.

    >>> iri("http://www.wikidata.org/entity/Q16572")
    'http://www.wikidata.org/entity/Q16572'
    """
    if len(text) > 2000 or not text.isprintable() or not _IRI.fullmatch(text):
        raise ValueError(text)
    return text


def point(text: str) -> str:
    """A point in WKT with longitude and latitude in degrees, in its one form; else ``ValueError``.

    >>> point("Point(113.260 23.13)"), point("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(-0.5 40)")
    ('POINT(113.26 23.13)', 'POINT(-0.5 40)')
    """
    found = _POINT.fullmatch(text.strip())
    if not found or not all(_NUMBER.fullmatch(part) for part in found.groups()):
        raise ValueError(text)
    east, north = (round(Decimal(part), 7).normalize() + 0 for part in found.groups())
    if abs(east) > 180 or abs(north) > 90:
        raise ValueError(text)
    return f"POINT({east:f} {north:f})"


def population(text: str) -> str:
    """A number of inhabitants, below ten thousand million; else ``ValueError``.

    >>> population("+18676605"), population("100.0")
    ('18676605', '100')
    """
    found = _WHOLE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    return str(int(found[1]))


def day(text: str) -> str:
    """A year, month or day, also from a point in time; else ``ValueError``.

    >>> day("2020-11-01T00:00:00Z"), day("2020")
    ('2020-11-01', '2020')
    """
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    read_edtf(found[1])
    return found[1]


def _of(pattern: str, largest: int = 200) -> Callable[[str], str]:
    def take(text: str) -> str:
        found = text.strip()
        if len(found) > largest or not found.isprintable() or not re.fullmatch(pattern, found):
            raise ValueError(text)
        return found

    return take


FACTS: Mapping[str, Callable[[str], str]] = {
    "coordinates": point,
    "country": _of(r"[A-Z]{2}"),
    "identifier": _of(_IDENTIFIER.pattern),
    "name": _of(r".+"),
    "population": population,
    "population_date": day,
    "website": iri,
}
"""The facts that are kept; each is a ``reported…`` property, and its function gives a value in its one form or ``ValueError``."""


def read_outside(path: Path) -> Outside:
    """The findings of a file; ``RecordError`` with every problem that was found."""
    problems: list[MetroGraphError] = []
    root = read(path)
    nodes: list[Node] = []

    def listed(node: Node) -> str:
        nodes.extend(node.items())
        return ""

    head = read_fields(root, {"source": Node.slug, "endpoint": _checked(iri), "findings": listed}, problems)
    problems += missing(root, ("source", "endpoint"))
    findings = [_finding(node, problems) for node in nodes]
    seen: dict[tuple[str, str], int] = {}
    for node, one in zip(nodes, findings, strict=True):
        if one and (one.thing, one.lookup) in seen:
            problems.append(RecordError("R110", node.place, id=one.thing, line=seen[one.thing, one.lookup]))
        if one:
            seen[one.thing, one.lookup] = one.at
    raise_all(problems)
    if head["source"] != path.stem:
        raise RecordError("A258", root.required("source").place, value=head["source"], name=path.stem)
    return Outside(head["source"], head["endpoint"], tuple(one for one in findings if one), str(path))


def _finding(node: Node, problems: list[MetroGraphError]) -> Finding | None:
    before = len(problems)
    readers: dict[str, Callable[[Node], object]] = {
        "thing": Node.slug,
        "match": _checked(iri),
        "chosen": _checked(_one_of(CHOSEN)),
        "lookup": Node.slug,
        "sha256": _checked(_of(r"[0-9a-f]{64}")),
        "time": _checked(_moment),
        "licence": _checked(iri),
        "facts": _facts,
    }
    found = read_fields(node, readers, problems)
    problems += missing(node, (name for name in readers if name not in ("licence", "facts")))
    return Finding(**{"facts": (), **found}, at=node.place.line) if len(problems) == before else None  # type: ignore[arg-type]


def _facts(node: Node) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for name, child in node.fields().items():
        if name not in FACTS:
            raise RecordError("R103", child.place, value=name, near=near(name, FACTS), choices=", ".join(FACTS))
        found += [(name, _checked(FACTS[name])(one)) for one in child.items()[:MOST]]
    return tuple(found)


def _checked(take: Callable[[str], str]) -> Callable[[Node], str]:
    def checked(node: Node) -> str:
        try:
            return take(node.text())
        except ValueError:
            raise RecordError("A257", node.place, value=node.text()[:100]) from None

    return checked


def _one_of(choices: Iterable[str]) -> Callable[[str], str]:
    return _of("|".join(choices))


def _moment(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    datetime.fromisoformat(text)
    return text


def outside_text(outside: Outside, remark: str = "") -> str:
    """A file of findings as text, sorted, the same for the same findings; ``read_outside`` reads it back."""
    lines = [*([f"# {remark}"] if remark else []), f"source: {outside.id}", f"endpoint: {_scalar(outside.endpoint)}", "findings:"]
    for one in sorted(outside.findings, key=lambda finding: (finding.thing, finding.lookup)):
        lines += [f"- thing: {one.thing}", f"  match: {_scalar(one.match)}", f"  chosen: {one.chosen}"]
        lines += [f"  lookup: {one.lookup}", f"  sha256: {_scalar(one.sha256)}", f"  time: {_scalar(one.time)}"]
        lines += [f"  licence: {_scalar(one.licence)}"] if one.licence else []
        lines += ["  facts:"] if one.facts else []
        for name in FACTS:
            values = sorted(_scalar(value) for known, value in one.facts if known == name)
            if values:
                lines.append(f"    {name}: {values[0] if len(values) == 1 else '[' + ', '.join(values) + ']'}")
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
