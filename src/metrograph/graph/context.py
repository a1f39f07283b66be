"""Facts from outside a plan, as records of their own: never a property of the plan's element."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from metrograph.graph.plan import Addresses
from metrograph.graph.terms import A, Graph, iri, mg, plain, well_known, whole
from metrograph.model import Plan, Report, camel
from metrograph.namespaces import Names, sdg_iri


def context_quads(plan: Plan, reports: Iterable[Report], names: Names) -> Iterator[ox.Quad]:
    """The graph ``context/{plan}``."""
    graph, address = Graph(names, f"context/{plan.id}"), Addresses(plan, names)
    for report in reports:
        element = address(report.item)
        node = names.hashed("report", element, report.source)
        yield graph.add(node, A, mg("ContextRecord"))
        yield graph.add(node, mg("about"), iri(element))
        yield graph.add(node, well_known("dcterms:source"), plain(report.source))
        for name, value in report.facts:
            yield graph.add(node, mg("reported" + camel(f"x_{name}")[1:]), _value(name, value))


def _value(name: str, value: str) -> ox.NamedNode | ox.Literal:
    if name == "goal_in_review":
        return iri(sdg_iri(value))
    return whole(int(value)) if name == "edition" else plain(value)
