"""Where each link stands, and the direct triples that questions use: derived, never written by hand."""

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from metrograph.decisions import Standing
from metrograph.graph.alignments import alignment_iri
from metrograph.graph.terms import A, Graph, decimal, iri, mg
from metrograph.model import Decision, Strength
from metrograph.namespaces import Names, goal_of, sdg_iri


def view_quads(standings: Iterable[Standing], address: Callable[[str, str], str], names: Names) -> Iterator[ox.Quad]:
    """The graph ``view``: alignments with strength and status, and ``mg:contributesTo`` for the accepted ones.

    ``address`` gives the IRI of an item, by plan and item.
    """
    graph = Graph(names, "view")
    goals: dict[tuple[str, str], bool] = {}
    for standing in standings:
        element = address(standing.plan, standing.item)
        yield from _alignment(standing, element, graph)
        if standing.status is Decision.ACCEPTED:
            key = element, goal_of(standing.sdg)
            goals[key] = goals.get(key, False) or standing.strength is Strength.DIRECT
    for (element, goal), direct in goals.items():
        yield graph.add(element, mg("contributesToGoal"), iri(sdg_iri(goal)))
        if direct:
            yield graph.add(element, mg("contributesDirectlyToGoal"), iri(sdg_iri(goal)))


def _alignment(standing: Standing, element: str, graph: Graph) -> Iterator[ox.Quad]:
    sdg = iri(sdg_iri(standing.sdg))
    node = alignment_iri(graph.names, element, standing.sdg)
    yield graph.add(node, A, mg("Alignment"))
    yield graph.add(node, mg("alignmentOf"), iri(element))
    yield graph.add(node, mg("alignedTo"), sdg)
    yield graph.add(node, mg("strength"), mg(standing.strength))
    yield graph.add(node, mg("alignmentStatus"), mg(standing.status))
    if standing.confidence:
        yield graph.add(node, mg("confidence"), decimal(standing.confidence))
    if standing.status is Decision.ACCEPTED:
        how = "contributesDirectlyTo" if standing.strength is Strength.DIRECT else "contributesIndirectlyTo"
        yield graph.add(element, mg("contributesTo"), sdg)
        yield graph.add(element, mg(how), sdg)
    elif standing.status is Decision.PROPOSED:
        yield graph.add(element, mg("candidateFor"), sdg)
