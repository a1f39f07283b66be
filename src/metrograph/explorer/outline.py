"""The plans in the order of their documents, worked out once for each state of the data.

>>> import metrograph
>>> plan = outline_of(metrograph.open()).plans[0]
>>> plan.entries[2].iri.rpartition("/")[2], plan.entries[2].first, plan.entries[2].depth
('line-positioning', 19, 0)
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.documents.room import Room, Subject
from metrograph.explorer.kept import Kept
from metrograph.namespaces import MG, RDF
from metrograph.turtle import value

LINE, HEADING, PILOT, PLAN = MG + "StrategicLine", MG + "Heading", MG + "PilotProject", MG + "WorkPlan"
_LAST = 10**9
_DEEP = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """An item where it stands in the document: its first line, how deep it lies, and whether it is only mentioned."""

    iri: str
    kind: str
    first: int
    depth: int
    mentioned: bool

    @property
    def line(self) -> str:
        """The first line, empty where it is not told."""
        return str(self.first) if self.first != _LAST else ""


@dataclass(frozen=True, slots=True)
class Links:
    """How many links of a plan stand where. ``unread`` are accepted ones that no person has confirmed."""

    accepted: int = 0
    proposed: int = 0
    rejected: int = 0
    superseded: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class PlanOutline:
    """A plan with its items in the order of the document."""

    iri: str
    entries: tuple[Entry, ...]
    at: Mapping[str, int]
    """Where each item stands among the entries."""
    links: Links = Links()


@dataclass(frozen=True, slots=True)
class Outline:
    """Every plan at hand, sorted by identifier."""

    plans: tuple[PlanOutline, ...]

    def of(self, iri: str) -> tuple[PlanOutline, int] | None:
        """The plan in which an item stands, and where."""
        return next(((plan, plan.at[iri]) for plan in self.plans if iri in plan.at), None)


def _outline(room: Room) -> Outline:
    plans = sorted(iri for iri in _named(room.of_class(PLAN)) if iri.startswith(("http://", "https://")))
    lines = _firsts(room)
    parents = dict(room.pairs(MG + "directPartOf"))
    headings = {*_named(room.of_class(HEADING))}
    standing = _standing(room)
    return Outline(tuple(_plan(room, iri, lines, parents, headings, standing) for iri in dict.fromkeys(plans)))


outline_of = Kept(_outline)
"""The outline of a desk, worked out once for each state of its data."""


def _standing(room: Room) -> dict[str, Counter[str]]:
    """How many links of each item stand where, and how many of the accepted ones no person has confirmed."""
    items = dict(room.pairs(MG + "alignmentOf"))
    undoings = [(quad.subject, quad.object) for quad in room.quads(None, MG + "undoes")]
    void = {end for pair in undoings for end in pair}
    read = {value(quad.subject) for quad in room.quads(None, MG + "hasReview") if quad.object not in void}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for link, told in room.pairs(MG + "alignmentStatus"):
        status = told.removeprefix(MG)
        if link in items:
            found[items[link]][status] += 1
            found[items[link]]["unread"] += status == "accepted" and link not in read
    return found


def _plan(
    room: Room,
    iri: str,
    lines: Mapping[str, int],
    parents: Mapping[str, str],
    headings: Iterable[str],
    standing: Mapping[str, Counter[str]],
) -> PlanOutline:
    node = ox.NamedNode(iri)
    held = dict.fromkeys(_named(room.saying(MG + "inPlan", node)), False)
    held |= {one: True for one in _named(room.saying(MG + "mentionedIn", node)) if one not in held}
    folder = iri.rpartition("/")[0] + "/"
    held |= {one: False for one in headings if one.startswith(folder)}
    held.pop(iri, None)
    entries = [
        Entry(one, _kind(room, one), lines.get(one, _LAST), _depth(one, iri, parents), mentioned)
        for one, mentioned in held.items()
    ]
    entries.sort(key=lambda entry: (entry.first, entry.depth, entry.iri))
    numbers: Counter[str] = Counter()
    for one in (iri, *(one for one, mentioned in held.items() if not mentioned)):  # as every figure of the house counts
        numbers.update(standing.get(one, {}))
    links = Links(**{name: numbers[name] for name in ("accepted", "proposed", "rejected", "superseded", "unread")})
    return PlanOutline(iri, tuple(entries), {entry.iri: at for at, entry in enumerate(entries)}, links)


def _named(nodes: Iterable[Subject]) -> Iterator[str]:
    """Things by their identifiers, blank nodes left out: they have no page."""
    return (node.value for node in nodes if isinstance(node, ox.NamedNode))


def _firsts(room: Room) -> dict[str, int]:
    """The first line of each thing that has one."""
    return {iri: int(line) for iri, line in room.pairs(MG + "sourceLineStart") if line.isdecimal() and len(line) < 9}


def _kind(room: Room, iri: str) -> str:
    """The kind of an item: a class of ours before others."""
    kinds = sorted(map(value, room.said(ox.NamedNode(iri), RDF + "type")))
    return next((kind for kind in kinds if kind.startswith(MG)), kinds[0] if kinds else "")


def _depth(iri: str, plan: str, parents: Mapping[str, str]) -> int:
    """How many items an item lies in."""
    depth, above = 0, parents.get(iri, plan)
    while above != plan and depth < _DEEP:
        depth, above = depth + 1, parents.get(above, plan)
    return depth
