"""Where each link stands, and the direct triples that questions use: derived, never written by hand."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from metrograph.decisions import Standing
from metrograph.graph.alignments import alignment_iri
from metrograph.graph.plan import Addresses
from metrograph.graph.terms import A, Graph, decimal, iri, mg
from metrograph.model import Decision, Plan, Strength
from metrograph.namespaces import Names, goal_of, sdg_iri


def view_quads(standings: Iterable[Standing], plans: Mapping[str, Plan], names: Names) -> Iterator[ox.Quad]:
    """The graph ``view``: alignments with strength and status, and ``mg:contributesTo`` for the accepted ones."""
    graph = Graph(names, "view")
    goals: dict[tuple[str, str], bool] = {}
    for standing in standings:
        address = Addresses(plans[standing.plan], names)
        yield from _alignment(standing, graph, address)
        if standing.status is Decision.ACCEPTED:
            key = address(standing.item), goal_of(standing.sdg)
            goals[key] = goals.get(key, False) or standing.strength is Strength.DIRECT
    for (element, goal), direct in goals.items():
        yield graph.add(element, mg("contributesToGoal"), iri(sdg_iri(goal)))
        if direct:
            yield graph.add(element, mg("contributesDirectlyToGoal"), iri(sdg_iri(goal)))


def _alignment(standing: Standing, graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    element, sdg = address(standing.item), iri(sdg_iri(standing.sdg))
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
