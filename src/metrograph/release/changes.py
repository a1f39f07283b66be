"""What changed between two releases, from their data alone: triples of each graph, elements, links and where they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from metrograph import formats
from metrograph.errors import Place, SourceError
from metrograph.namespaces import MG, OWL, RDFS, SKOS, sdg_code, short
from metrograph.release.forms import FORMS, NEEDED
from metrograph.release.manifest import Known
from metrograph.table import Iri, Table, Value
from metrograph.turtle import Quad, natural, read_quads, value

_LABELS = (RDFS + "label", SKOS + "prefLabel")
_LINK = {MG + name: name for name in ("alignmentOf", "alignedTo", "strength", "alignmentStatus")}


@dataclass(frozen=True, slots=True)
class Facts:
    """What two releases are compared by."""

    graphs: Mapping[str, int]
    elements: frozenset[str]
    links: Mapping[tuple[str, str], str]
    """Strength and status by element and goal or target."""
    labels: Mapping[str, Mapping[str, str]] = field(repr=False)
    """Names of elements, by language."""
    ontology: str = ""
    """The version of the ontology."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a release adds to one, removes from it and says otherwise."""

    before: str
    graphs: tuple[tuple[str, int, int], ...]
    """(graph, triples before, triples now) of each that differs in number."""
    added: tuple[str, ...]
    removed: tuple[str, ...]
    new_links: tuple[tuple[str, str], ...]
    gone_links: tuple[tuple[str, str], ...]
    other_links: tuple[tuple[str, str], ...]
    """Links whose strength or status is another one now."""
    old: Facts
    new: Facts

    def label(self, iri: str, lang: str) -> str:
        """What an element is called: in a language, else in any, as it is now, else as it was."""
        names = self.new.labels.get(iri) or self.old.labels.get(iri) or {}
        return names.get(lang) or next((names[key] for key in sorted(names)), short(iri))

    def table(self) -> Table:
        """Every change of elements and links: what happened, to what, how it was and how it is."""
        rows: list[tuple[Value, ...]] = [
            *(("added", Iri(iri), self.label(iri, "en"), None, None, None) for iri in self.added),
            *(("removed", Iri(iri), self.label(iri, "en"), None, None, None) for iri in self.removed),
        ]
        for change, links in (("added", self.new_links), ("removed", self.gone_links), ("changed", self.other_links)):
            for element, sdg in links:
                told = (self.old.links.get((element, sdg)), self.new.links.get((element, sdg)))
                rows.append((change, Iri(element), self.label(element, "en"), sdg_code(sdg) or sdg, *told))
        return Table(("change", "element", "label", "sdg", "before", "after"), tuple(rows))


def facts_of(quads: Iterable[Quad]) -> Facts:
    """What quads are compared by. One pass.

    >>> import metrograph
    >>> found = facts_of(metrograph.open().quads)
    >>> len(found.links), found.links[max(found.links)]
    (136, 'indirect, accepted')
    """
    graphs: Counter[str] = Counter()
    elements: set[str] = set()
    links: dict[str, dict[str, str]] = defaultdict(dict)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    version = ""
    for quad in quads:
        verb, subject = quad.predicate.value, value(quad.subject)
        graphs[value(quad.graph_name)] += 1
        if verb == MG + "inPlan":
            elements.add(subject)
        elif verb in _LINK:
            links[subject][_LINK[verb]] = value(quad.object)
        elif verb in _LABELS and isinstance(quad.object, ox.Literal):
            labels[subject].setdefault(quad.object.language or "", quad.object.value)
        elif verb == OWL + "versionInfo" and subject == MG.removesuffix("#"):
            version = value(quad.object)
    told = {
        (one["alignmentOf"], one["alignedTo"]): ", ".join(
            one[name].removeprefix(MG) for name in ("strength", "alignmentStatus") if name in one
        )
        for one in links.values()
        if "alignmentOf" in one and "alignedTo" in one
    }
    named = {iri: labels[iri] for iri in elements | {element for element, _ in told} if iri in labels}
    return Facts(dict(graphs), frozenset(elements), told, named, version)


def facts_before(previous: Known) -> Facts:
    """The facts of a release that is there; ``SourceError`` when its data are not as it was released."""
    path = FORMS[NEEDED][0].path
    digests = {one.path: one.sha256 for one in previous.entries}
    file = previous.folder / path
    if not file.is_file() or digests.get(path) != formats.digest_of(file):
        raise SourceError("A224", Place(str(previous.folder)), path=previous.folder, name=path)
    return facts_of(read_quads(Path(file)))


def changes(before: str, old: Facts, new: Facts) -> Changes:
    """What differs.

    >>> import metrograph
    >>> same = facts_of(metrograph.open().quads)
    >>> len(changes("2019.1", same, same).table())
    0
    """
    names = sorted(set(old.graphs) | set(new.graphs))
    counts = ((name, old.graphs.get(name, 0), new.graphs.get(name, 0)) for name in names)
    both = old.links.keys() & new.links.keys()
    return Changes(
        before,
        tuple((name, was, now) for name, was, now in counts if was != now),
        tuple(sorted(new.elements - old.elements, key=natural)),
        tuple(sorted(old.elements - new.elements, key=natural)),
        _sorted(new.links.keys() - old.links.keys()),
        _sorted(old.links.keys() - new.links.keys()),
        _sorted(key for key in both if old.links[key] != new.links[key]),
        old,
        new,
    )


def _sorted(links: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(links, key=lambda pair: (natural(pair[0]), natural(pair[1]))))
