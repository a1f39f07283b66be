"""An update as quads: when it was made, by whom and why, and the version of the data that it left."""

from collections.abc import Iterator

import pyoxigraph as ox

from metrograph.graph.reviews import agent_slug
from metrograph.graph.terms import PREF, A, Graph, iri, moment, plain, well_known
from metrograph.namespaces import DCTERMS, OWL, PROV, VOID, Names

GRAPH = "updates"
VERSION = iri(OWL + "versionInfo")


def update_quads(version: int, time: str, by: str, why: str, names: Names) -> Iterator[ox.Quad]:
    """One update in the graph ``updates``.

    >>> quads = update_quads(1, "2026-01-02T03:04:05Z", "Ana", "a typing error", Names())
    >>> [str(quad.object) for quad in quads if quad.predicate == VERSION]
    ['"1"']
    """
    graph = Graph(names, GRAPH)
    node = names.hashed("update", str(version), time, by, why)
    agent = names.shared(f"agent/{agent_slug(by)}")
    yield graph.add(node, A, well_known("prov:Activity"))
    yield graph.add(node, well_known("prov:endedAtTime"), moment(time))
    yield graph.add(node, iri(PROV + "wasAssociatedWith"), iri(agent))
    yield graph.add(node, iri(DCTERMS + "description"), plain(why))
    yield graph.add(node, VERSION, plain(str(version)))
    yield graph.add(agent, A, well_known("prov:Agent"))
    yield graph.add(agent, PREF, plain(by))
    yield graph.add(names.graph(GRAPH), iri(PROV + "wasGeneratedBy"), iri(node))
    yield graph.add(names.shared("dataset"), iri(VOID + "subset"), iri(names.graph(GRAPH)))


def version_quad(version: int, names: Names) -> ox.Quad:
    """The version of the data as a whole."""
    return Graph(names, GRAPH).add(names.shared("dataset"), VERSION, plain(str(version)))
