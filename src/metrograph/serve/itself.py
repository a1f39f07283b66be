"""The graph in which a service tells of itself: what the data are made of, and examples, for the editors of others.

They ask for ``void:classPartition`` and ``sh:SPARQLExecutable`` by SPARQL, so it stands among the data that are served. It is no
part of the workspace: exports and stores do not have it.
"""

import pyoxigraph as ox

from metrograph.documents.addresses import Addresses
from metrograph.documents.catalogue import catalogue_quads
from metrograph.documents.room import room_of
from metrograph.serve.api_examples import examples
from metrograph.serve.served import Served

GRAPH = "service"


def describe_itself(desk: Served) -> None:
    """Put the description of the data as they are now in the place of the last one."""
    graph = ox.NamedNode(desk.names.graph(GRAPH))
    address = desk.data.address or desk.names.base
    engine = desk.local.engine
    engine.remove_graph(graph)
    found = (*catalogue_quads(room_of(desk), Addresses(desk.names, address)), *examples(desk, f"{address}sparql"))
    engine.extend(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found)
