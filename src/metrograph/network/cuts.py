"""Things and links without which a network falls into pieces that hold more than one thing each.

A link is a *bridge*, and a thing an *articulation point*, where nothing leads around it (Tarjan, "A note on finding the
bridges of a graph", 1974). One that merely holds a single leaf is left out: it parts nothing from anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import networkx as nx

MOST = 200
"""So many names of what is cut off are kept."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What parts a network: a thing, or the link between ``one`` and ``other``."""

    one: str
    other: str
    """Empty for a thing."""
    parts: int
    """How many pieces are left of what hung together."""
    apart: int
    """How many things are then apart from the largest piece."""
    names: tuple[str, ...]
    """The first of these things, in the order of the network."""


@dataclass(slots=True)
class _Walk:
    """A walk in depth through one piece of a network: every thing once, what hangs below a thing right behind it."""

    order: list[str] = field(default_factory=list)
    number: dict[str, int] = field(default_factory=dict)
    parent: dict[str, str] = field(default_factory=dict)
    low: dict[str, int] = field(default_factory=dict)
    """The earliest thing that what hangs below a thing is linked to, the link by which the walk came aside."""
    end: dict[str, int] = field(default_factory=dict)
    """Where in ``order`` what hangs below a thing ends."""

    def below(self, name: str) -> tuple[int, int]:
        """Where in ``order`` a thing and what hangs below it stand."""
        return self.number[name], self.end[name]


def cuts(graph: "nx.Graph[str]", least: int = 2) -> tuple[Cut, ...]:
    """Things and links whose loss leaves at least two pieces with ``least`` things or more; what parts most first. O(links).

    >>> graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    >>> [(cut.one, cut.other, cut.apart) for cut in cuts(graph)]
    [('b', 'c', 2)]
    """
    place = {name: at for at, name in enumerate(graph)}
    walked: set[str] = set()
    found: list[Cut] = []
    for root in graph:
        if root not in walked:
            walk = _walked(graph, root)
            walked.update(walk.order)
            found += _parting(walk, place, least)
    return tuple(sorted(found, key=lambda cut: (-cut.apart, bool(cut.other), place[cut.one], place.get(cut.other, -1))))


def _walked(graph: "nx.Graph[str]", root: str) -> _Walk:
    walk, open_ = _Walk([root], {root: 0}, {}, {root: 0}), [(root, iter(graph[root]))]
    while open_:
        here, others = open_[-1]
        other = next(others, None)
        if other is None:
            open_.pop()
            walk.end[here] = len(walk.order)
            if above := walk.parent.get(here):
                walk.low[above] = min(walk.low[above], walk.low[here])
        elif other not in walk.number:
            walk.number[other] = walk.low[other] = len(walk.order)
            walk.parent[other] = here
            walk.order.append(other)
            open_.append((other, iter(graph[other])))
        elif other != walk.parent.get(here):
            walk.low[here] = min(walk.low[here], walk.number[other])
    return walk


def _parting(walk: _Walk, place: Mapping[str, int], least: int) -> Iterator[Cut]:
    """The cuts of one piece."""
    under: dict[str, list[tuple[int, int]]] = {}
    for child, above in walk.parent.items():
        if walk.low[child] > walk.number[above]:
            one, other = sorted((child, above), key=place.__getitem__)
            yield from _cut(one, other, walk, [walk.below(child)], 0, place, least)
        if walk.low[child] >= walk.number[above]:
            under.setdefault(above, []).append(walk.below(child))
    for name, pieces in under.items():
        yield from _cut(name, "", walk, pieces, 1, place, least)


def _cut(
    one: str, other: str, walk: _Walk, pieces: list[tuple[int, int]], lost: int, place: Mapping[str, int], least: int
) -> Iterator[Cut]:
    sizes = [end - start for start, end in pieces]
    rest = len(walk.order) - lost - sum(sizes)
    by_size = sorted([*sizes, *([rest] if rest else [])], reverse=True)
    if len(by_size) < 2 or by_size[1] < least:
        return
    largest = sizes.index(by_size[0]) if by_size[0] > rest else -1
    if largest < 0:
        apart = [name for start, end in pieces for name in walk.order[start : min(end, start + MOST)]]
    else:
        start, end = pieces[largest]
        outside = (name for at, name in enumerate(walk.order) if not start <= at < end and (name != one or not lost))
        apart = list(islice(outside, MOST))
    names = tuple(sorted(apart, key=place.__getitem__)[:MOST])
    yield Cut(one, other, len(by_size), sum(by_size[1:]), names)
