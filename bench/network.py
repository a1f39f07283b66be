"""Goals and targets that the same items serve: our bits beside the projection of networkx, and beside scipy and igraph where installed.

    python bench/network.py [EDGES ...]

A plan of so many links (10,000, 100,000 and 1,000,000 if none are given) to the 17 goals, and to 186 goals and targets, some of
which many items serve and most few; the same each time. Both start from a graph at hand and give the number of items of each
pair; networkx is asked up to 100,000 links. Processor time in seconds, the least of several rounds; the ranking of the pairs
must be the same. What it takes to make the graph of the list of links is told beside it.
"""

import random
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

import networkx as nx

from metrograph.network.masks import Masks

SIZES, MOST = (10_000, 100_000, 1_000_000), 100_000


def links(edges: int, codes: int) -> list[tuple[str, str]]:
    """Items with one to nine codes each."""
    chance, weights, found, item = random.Random(9), [1 / (place + 3) for place in range(codes)], [], 0
    while len(found) < edges:
        chosen = set(chance.choices(range(codes), weights, k=chance.randint(1, 9)))
        found += [(f"item-{item}", f"code-{code}") for code in sorted(chosen)]
        item += 1
    return found[:edges]


def least(way: Callable[[], object], rounds: int) -> tuple[float, object]:
    best, answer = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        answer = way()
        best = min(best, time.process_time() - start)
    return best, answer


def masks(found: list[tuple[str, str]]) -> Masks:
    served: dict[str, list[str]] = {}
    for item, code in found:
        served.setdefault(code, []).append(item)
    return Masks(served)


def graph(found: list[tuple[str, str]]) -> nx.Graph:
    made = nx.Graph()
    made.add_nodes_from((item for item, _ in found), bipartite=0)
    made.add_nodes_from((code for _, code in found), bipartite=1)
    made.add_edges_from(found)
    return made


def ranked(pairs: dict[tuple[str, str], int]) -> list[tuple[int, list[str]]]:
    return sorted((-n, sorted(pair)) for pair, n in pairs.items())


def of_networkx(found: list[tuple[str, str]]) -> tuple[float, float, object]:
    making, made = least(lambda: graph(found), 1)
    codes = sorted({code for _, code in found})
    taken, projected = least(lambda: nx.bipartite.weighted_projected_graph(made, codes), 2)
    return making, taken, {(one, other): n for one, other, n in projected.edges(data="weight")}


def of_scipy(found: list[tuple[str, str]]) -> tuple[float, float]:
    import numpy
    from scipy.sparse import csr_matrix

    rows = {item: at for at, item in enumerate(dict.fromkeys(item for item, _ in found))}
    columns = {code: at for at, code in enumerate(dict.fromkeys(code for _, code in found))}
    where = ([rows[item] for item, _ in found], [columns[code] for _, code in found])
    making, matrix = least(lambda: csr_matrix((numpy.ones(len(found), int), where), (len(rows), len(columns))), 1)
    return making, least(lambda: matrix.T @ matrix, 5)[0]


def of_igraph(found: list[tuple[str, str]]) -> tuple[float, float]:
    import igraph

    names = list(dict.fromkeys([item for item, _ in found] + [code for _, code in found]))
    at = {name: place for place, name in enumerate(names)}
    kinds = [name.startswith("code") for name in names]
    edges = [(at[item], at[code]) for item, code in found]
    making, made = least(lambda: igraph.Graph.Bipartite(kinds, edges), 1)
    return making, least(lambda: made.bipartite_projection(multiplicity=True, which=True), 2)[0]


def main() -> None:
    for codes in (17, 186):
        for edges in map(int, sys.argv[1:] or SIZES):
            found = links(edges, codes)
            making, made = least(lambda: masks(found), 3)
            taken, pairs = least(made.together, 5)
            print(f"{edges:>9,} links, {codes:>3} codes, {len(pairs):>6,} pairs: bits {taken:.5f} s (made in {making:.3f})")
            if edges <= MOST:
                their_making, theirs, counted = of_networkx(found)
                assert ranked(pairs) == ranked(counted)
                both = (their_making + theirs) / (making + taken)
                print(
                    f"{'':>11}networkx {theirs:.3f} s (made in {their_making:.3f}): {theirs / taken:.0f} times, with the making {both:.0f} times; same ranking"
                )
            for name, way in (("scipy", of_scipy), ("igraph", of_igraph)):
                if find_spec(name):
                    their_making, theirs = way(found)
                    print(f"{'':>11}{name} {theirs:.5f} s (made in {their_making:.3f})")


if __name__ == "__main__":
    main()
