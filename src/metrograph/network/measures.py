"""Where a thing stands in a network, and which things belong together: pure Python, the same on every machine.

- *degree*: how many others a thing is joined to; *weight*: how strongly, all its links added up.
- *betweenness*: the share of shortest ways between two others that lead through a thing (Freeman, "A set of measures of
  centrality based on betweenness", 1977; by the algorithm of Brandes, 2001).
- *closeness*: the mean of one divided by the number of steps to each other thing, 0 where there is no way (Marchiori and
  Latora, "Harmony in the small-world", 2000), which holds for a network in pieces too.
- *rank*: how often a walk comes by that follows links by their weight and begins anew with 15 % (Page, Brin, Motwani and
  Winograd, "The PageRank citation ranking", 1999).
- *communities*: Louvain (Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large networks", 2008),
  which looks for high *modularity* (Newman and Girvan, "Finding and evaluating community structure in networks", 2004).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

RUNS, SEED = 20, 2019
"""Louvain is run so often, from this seed on; the best partition is told."""
_WAYS = 2_000_000
"""About how many links betweenness may walk along: with more, it is estimated from a sample of beginnings."""
_NEAR = 2_000_000
"""With more, closeness is left out."""
_RUNS = 20_000
"""With more links Louvain is run once."""
_DAMPING, _ENOUGH, _ROUNDS = 0.85, 1e-12, 500


@dataclass(frozen=True, slots=True)
class Central:
    """Where a thing stands in a network."""

    degree: int
    weight: int
    betweenness: float
    closeness: float | None
    """``None`` in a network too large for it."""
    rank: float


@dataclass(frozen=True, slots=True)
class Communities:
    """Things that belong together, the largest community first, each in the order of the network."""

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    """From -0.5 to 1: the share of links inside communities beyond what chance would put there."""
    runs: int
    agreeing: int
    """How many of the runs found just these communities."""


def sampled(graph: "nx.Graph[str]") -> int:
    """From how many things the ways of ``betweenness`` begin; 0 for all of them, so that it is exact."""
    links = max(1, graph.number_of_edges())
    return 0 if links * len(graph) <= _WAYS else max(10, _WAYS // links)


def centrality(graph: "nx.Graph[str]") -> Mapping[str, Central]:
    """Where each thing of a network stands, in the order of the network.

    >>> graph = nx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 3})])
    >>> centrality(graph)["b"].betweenness, centrality(graph)["a"].closeness
    (1.0, 0.75)
    """
    beginnings = sampled(graph)
    between = nx.betweenness_centrality(graph, k=beginnings or None, seed=SEED) if len(graph) else {}
    most = len(graph) - 1
    small = len(graph) * max(1, graph.number_of_edges()) <= _NEAR
    close = {name: value / most for name, value in nx.harmonic_centrality(graph).items()} if small and most > 0 else {}
    rank, strong = pagerank(graph), dict(graph.degree(weight="weight"))
    return {
        name: Central(
            graph.degree(name), strong[name], between[name], close.get(name, 0.0) if small else None, rank[name]
        )
        for name in graph
    }  # fmt: skip


def pagerank(graph: "nx.Graph[str]") -> Mapping[str, float]:
    """The share of a long walk that each thing has; all shares together are 1. O(links · rounds).

    >>> graph = nx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 1})])
    >>> [round(share, 3) for share in pagerank(graph).values()]
    [0.257, 0.486, 0.257]
    """
    names, size = list(graph), len(graph)
    at = {name: place for place, name in enumerate(names)}
    ways = [[(at[other], told["weight"]) for other, told in graph[name].items()] for name in names]
    sums = [sum(weight for _, weight in way) for way in ways]
    shares = [1 / max(1, size)] * size
    for _ in range(_ROUNDS if size else 0):
        lost = sum(share for share, total in zip(shares, sums, strict=True) if not total)
        pushed = [share / total if total else 0.0 for share, total in zip(shares, sums, strict=True)]
        base = (1 - _DAMPING + _DAMPING * lost) / size
        new = [base + _DAMPING * sum(pushed[other] * weight for other, weight in way) for way in ways]
        change = sum(abs(a - b) for a, b in zip(new, shares, strict=True))
        shares = new
        if change < _ENOUGH:
            break
    return dict(zip(names, shares, strict=True))


def communities(graph: "nx.Graph[str]") -> Communities:
    """The partition of a network with the highest modularity that some runs of Louvain found.

    >>> graph = nx.Graph([(a, b, {"weight": 1}) for a, b in ("ab", "bc", "ca", "cd", "de", "ef", "fd")])
    >>> communities(graph).groups
    (('a', 'b', 'c'), ('d', 'e', 'f'))
    """
    names = list(graph)
    if not graph.number_of_edges():
        return Communities(tuple((name,) for name in names), 0.0, 0, 0)
    at = {name: place for place, name in enumerate(names)}
    numbered = nx.Graph()  # numbers, since the order of a set of texts changes from run to run
    numbered.add_nodes_from(range(len(names)))
    numbered.add_weighted_edges_from((at[one], at[other], weight) for one, other, weight in graph.edges(data="weight"))
    runs = RUNS if numbered.number_of_edges() <= _RUNS else 1
    found = [_parts(nx.community.louvain_communities(numbered, seed=SEED + run)) for run in range(runs)]
    worth = {parts: round(nx.community.modularity(numbered, map(set, parts)), 12) for parts in set(found)}
    best = min(worth, key=lambda parts: (-worth[parts], parts))
    groups = tuple(tuple(names[place] for place in part) for part in best)
    return Communities(groups, worth[best], runs, found.count(best))


def _parts(groups: "list[set[int]]") -> tuple[tuple[int, ...], ...]:
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda part: (-len(part), part)))
