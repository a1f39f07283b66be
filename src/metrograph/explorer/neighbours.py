"""What is around a thing: the things that it is linked to, step by step, never more than a page can show.

Counts are told before anything is left out: how many there are in reach, and how many links each thing has.

>>> import metrograph
>>> from metrograph.documents.room import room_of
>>> desk = metrograph.open()
>>> found = around(room_of(desk), desk.iri("pilot-mega"), 1, USUAL)
>>> len(found.nodes), found.total, [(edge.family, edge.strong) for edge in found.edges][:2]
(6, 6, [('sdg', True), ('sdg', False)])
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from metrograph.documents.room import Room
from metrograph.namespaces import MG, ORG, RDF, SDG, SDGO, SKOS, sdg_code, sdg_order
from metrograph.turtle import natural, value

MOST = 300
"""How many things a picture shows."""
REACH = 5_000
"""How many things are looked at: of more it is only said that there are more."""
_OURS = {
    "sdg": ("contributesDirectlyTo", "contributesIndirectlyTo"),
    "theme": ("theme", "principalTheme"),
    "people": ("organisedBy", "partner", "involvesBody", "involvesCommunity"),
    "place": ("place",),
    "structure": ("directPartOf", "inLine", "group"),
    "items": (
        *("preparesFor", "presentsResultsOf", "realises", "refersTo", "sameFactAs", "sharesBulletWith"),
        *("subEventOf", "inContextOf", "continues"),
    ),
}
FAMILIES: dict[str, tuple[str, ...]] = {
    **{name: tuple(MG + verb for verb in verbs) for name, verbs in _OURS.items()},
    "people": (*(MG + verb for verb in _OURS["people"]), MG + "unitOf", ORG + "unitOf"),
    "concepts": (SKOS + "broader", SKOS + "related"),
    "targets": (SDGO + "isTargetOf",),
    "indicators": (SDGO + "isIndicatorOf",),
}
"""Sorts of links, by the properties that make them."""
USUAL = ("sdg", "theme", "people", "place", "items", "concepts", "targets")
"""What is followed unless something else is chosen: not what leads to nearly everything."""
_SHAPES = {
    **dict.fromkeys(("Theme",), "theme"),
    **dict.fromkeys(("Organisation", "GoverningBody", "CommunityOfPractice"), "people"),
    "Place": "place",
    **dict.fromkeys(("WorkPlan", "StrategicLine", "Workstream", "Objective", "Heading"), "part"),
    "PilotProject": "pilot",
}
SHAPES = ("goal", "target", "indicator", "pilot", "item", "theme", "people", "place", "part")
"""What a thing is drawn as."""


class Edge(NamedTuple):
    """A link between two things: from, to, its property, its sort; a contribution is ``strong`` when it is direct."""

    start: str
    end: str
    verb: str
    family: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Things around one: those shown, the nearest first, with the steps to each; links among them; how many there are."""

    nodes: tuple[tuple[str, int], ...]
    edges: tuple[Edge, ...]
    total: int
    whole: bool
    """Whether ``total`` is all: the search stops after five thousand things."""
    links: dict[str, int]
    """How many things each thing shown is linked to, shown or not."""
    families: dict[str, int]
    """How many things the middle is linked to, by sort of link, chosen or not."""


def around(room: Room, middle: str, depth: int, chosen: Iterable[str], most: int = MOST) -> Around:
    """What is within some steps of a thing, by the sorts of links chosen."""
    wanted = frozenset(chosen)
    steps = {middle: 0}
    queue = [middle]
    links: dict[str, int] = {}
    nearest = _near(room, middle, frozenset(FAMILIES))
    for iri in queue:  # it grows as it is read
        if steps[iri] == depth or len(steps) >= REACH:
            break
        found = {name: nearest[name] for name in wanted & nearest.keys()} if iri == middle else _near(room, iri, wanted)
        near = set().union(*found.values())
        links[iri] = len(near)
        for other in sorted(near.difference(steps), key=_rank)[: REACH - len(steps)]:
            steps[other] = steps[iri] + 1
            queue.append(other)
    shown = tuple(queue[:most])
    inside = frozenset(shown)
    return Around(
        nodes=tuple((iri, steps[iri]) for iri in shown),
        edges=tuple(edge for iri in shown for edge in _edges(room, iri, wanted) if edge.end in inside),
        total=len(steps),
        whole=len(steps) < REACH,
        links={iri: links[iri] if iri in links else len(set().union(*_near(room, iri, wanted).values())) for iri in shown},
        families={name: len(ends) for name, ends in nearest.items()},
    )


def _rank(iri: str) -> tuple[int, object]:
    """Goals and targets by their number first, then what the plan holds."""
    code = sdg_code(iri)
    return (0, sdg_order(code)) if code else (1, natural(iri))


def _near(room: Room, iri: str, wanted: frozenset[str]) -> dict[str, set[str]]:
    """What a thing is linked to, either way, by sort of link; no link is made, since there may be fifty thousand."""
    node = ox.NamedNode(iri)
    found: dict[str, set[str]] = {}
    for name, verbs in FAMILIES.items():
        for verb in verbs if name in wanted else ():
            both = chain(room.ends(node, verb), room.saying(verb, node))
            ends = {end.value for end in both if isinstance(end, ox.NamedNode)}
            near = {end for end in ends if _fits(name, iri, end)} if name == "concepts" else ends
            if near - {iri}:
                found.setdefault(name, set()).update(near - {iri})
    return found


def _edges(room: Room, iri: str, wanted: frozenset[str]) -> Iterator[Edge]:
    """The links from a thing, each once; those to it are found at the other end."""
    node = ox.NamedNode(iri)
    seen: set[tuple[str, str]] = set()
    for name, verbs in FAMILIES.items():
        for verb in verbs if name in wanted else ():
            for end in room.said(node, verb):
                if (
                    isinstance(end, ox.NamedNode)
                    and end != node
                    and (end.value, name) not in seen
                    and _fits(name, iri, end.value)
                ):
                    seen.add((end.value, name))
                    yield Edge(iri, end.value, verb, name, verb != MG + "contributesIndirectlyTo")


def _fits(name: str, start: str, end: str) -> bool:
    """Whether a link is not told twice: those of goals between concepts are told as targets and indicators."""
    return name != "concepts" or not (start.startswith(SDG) or end.startswith(SDG))


def shape(room: Room, iri: str) -> str:
    """What a thing is drawn as.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> desk = metrograph.open()
    >>> [shape(room_of(desk), desk.iri(what)) for what in ("pilot-mega", "theme-mobility", "11", "11.2")]
    ['pilot', 'theme', 'goal', 'target']
    """
    code = sdg_code(iri)
    if code:
        return "target" if "." in code else "goal"
    kinds = {*map(value, room.said(ox.NamedNode(iri), RDF + "type"))}
    if SDGO + "Indicator" in kinds:
        return "indicator"
    found = next((_SHAPES[name] for kind in sorted(kinds) if (name := kind.removeprefix(MG)) in _SHAPES), "")
    return found or ("item" if any(kind.startswith(MG) for kind in kinds) else "theme" if SKOS + "Concept" in kinds else "item")
