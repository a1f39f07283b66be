"""Looked-up facts, as context records with the activity that found them: never a property of the plan's place or organisation."""

from collections.abc import Iterator

import pyoxigraph as ox

from metrograph.graph.terms import A, Graph, Object, iri, mg, moment, plain, well_known, whole
from metrograph.model import Finding, Outside, camel
from metrograph.namespaces import GEOSPARQL, PROV, Names


def outside_quads(outside: Outside, names: Names) -> Iterator[ox.Quad]:
    """The graph ``context/{source}``: one record for each finding, one activity for each lookup and time.

    >>> one = Finding("place-a", "http://a/1", "name", "l", "f" * 64, "2026-11-23T21:00:00Z", (("population", "7"),))
    >>> quads = list(outside_quads(Outside("a-org", "http://a/sparql", (one,)), Names()))
    >>> len(quads), quads[0].graph_name.value
    (11, 'https://w3id.org/metrograph/graph/context/a-org')
    """
    graph = Graph(names, f"context/{outside.id}")
    runs: set[str] = set()
    for one in outside.findings:
        run = names.hashed("lookup", outside.endpoint, one.lookup, one.sha256, one.time)
        if run not in runs:
            runs.add(run)
            yield from _activity(graph, run, outside.endpoint, one)
        yield from _record(graph, run, outside, one)


def _activity(graph: Graph, run: str, endpoint: str, one: Finding) -> Iterator[ox.Quad]:
    yield graph.add(run, A, iri(PROV + "Activity"))
    yield graph.add(run, well_known("prov:used"), iri(endpoint))
    yield graph.add(run, well_known("prov:endedAtTime"), moment(one.time))
    yield graph.add(run, well_known("dcterms:identifier"), plain(one.lookup))
    yield graph.add(run, mg("sha256"), plain(one.sha256))


def _record(graph: Graph, run: str, outside: Outside, one: Finding) -> Iterator[ox.Quad]:
    node = graph.names.hashed("report", graph.names.shared(one.thing), outside.endpoint, one.lookup)
    yield graph.add(node, A, mg("ContextRecord"))
    yield graph.add(node, mg("about"), iri(graph.names.shared(one.thing)))
    yield graph.add(node, well_known("dcterms:source"), plain(f"{outside.endpoint}, {one.time[:10]}"))
    yield graph.add(node, well_known("prov:wasGeneratedBy"), iri(run))
    yield graph.add(node, mg("reportedMatch"), iri(one.match))
    for name, value in one.facts:
        yield graph.add(node, mg("reported" + camel(f"x_{name}")[1:]), _value(name, value))


def _value(name: str, value: str) -> Object:
    if name == "website":
        return iri(value)
    if name == "population":
        return whole(int(value))
    return ox.Literal(value, datatype=iri(GEOSPARQL + "wktLiteral")) if name == "coordinates" else plain(value)
