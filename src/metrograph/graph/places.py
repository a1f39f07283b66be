"""Says in which line of which plain file a node of the graph has its origin: items, links, suggestions and their evidence."""

from collections.abc import Iterable, Mapping

from metrograph.errors import Place
from metrograph.graph.alignments import alignment_iri, assessment_iri, evidence_iri, suggestion_iri
from metrograph.graph.plan import Addresses
from metrograph.model import Plan, Run
from metrograph.namespaces import Names


def places(plans: Mapping[str, Plan], runs: Iterable[Run], names: Names) -> dict[str, Place]:
    """Place by IRI. A link that several runs suggest is placed where the first of them does."""
    found: dict[str, Place] = {}
    for plan in plans.values():
        address = Addresses(plan, names)
        found.update((address(item.id), Place(plan.path, item.at)) for item in plan.items)
    for run in runs:
        address = Addresses(plans[run.plan], names)
        for link in run.links:
            place = Place(run.path, link.at)
            alignment = alignment_iri(names, address(link.item), link.sdg)
            suggestion = suggestion_iri(names, alignment, run)
            nodes = (alignment, suggestion, *(evidence_iri(names, suggestion, quote) for quote in link.quotes))
            for node in nodes:
                found.setdefault(node, place)
        for judged in run.none:
            found[assessment_iri(names, address(judged.item), run)] = Place(run.path, judged.at)
    return found
