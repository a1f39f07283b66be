"""What a release says of itself as linked data: VoID, DCAT with sizes and digests, PROV from each link to run, files and people.

Without an address of its own on the web a release speaks of its files by relative identifiers, which are right wherever it lies.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from metrograph._version import __version__
from metrograph.documents.catalogue import origin_quads, void_quads
from metrograph.documents.dcat import PREFIXES, Said, dataset_iri, dcat_quads, said
from metrograph.documents.outlet import Download, Edition, Outlet
from metrograph.documents.room import Room
from metrograph.graph.terms import A, plain
from metrograph.namespaces import DCTERMS, FOAF, MG, PROV, RDF, SKOS
from metrograph.release.manifest import Entry
from metrograph.turtle import Quad, value, write_turtle

BESIDE = "https://release.invalid/"
"""Stands for the folder itself until the text is written; no such host can be (RFC 2606)."""
iri = ox.NamedNode


def version_iri(room: Room, version: str) -> str:
    """The IRI of a version of the dataset.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> version_iri(room_of(metrograph.open()), "2019.1")
    'https://w3id.org/metrograph/id/dataset/2019.1'
    """
    return f"{dataset_iri(room)}/{version}"


def outlet_of(edition: Edition, address: str, whole: Iterable[Entry], graphs: dict[str, Entry]) -> Outlet:
    """The outlet that a release is."""
    home = address or BESIDE

    def download(one: Entry) -> Download:
        return Download(home + one.path, one.path.rpartition("/")[2], one.media, one.about, one.size, one.sha256)

    return Outlet(
        home,
        f"{home}void.ttl",
        f"{home}dcat.ttl",
        edition,
        tuple(map(download, whole)),
        {graph: (download(one),) for graph, one in graphs.items()},
        service=False,
    )


def void_ttl(room: Room, outlet: Outlet) -> bytes:
    """``void.ttl``."""
    return _turtle(room, void_quads(room, outlet))


def dcat_ttl(room: Room, outlet: Outlet) -> bytes:
    """``dcat.ttl``: the catalogue, with the titles that the data give to graphs."""
    titles = (quad for quad in origin_quads(room) if quad.predicate.value == DCTERMS + "title")
    return _turtle(room, (*dcat_quads(room, outlet), *titles))


def prov_ttl(room: Room, outlet: Outlet, files: Iterable[Entry]) -> bytes:
    """``prov.ttl``: how the files came from the data, these from plain files and runs, and each link from its suggestions."""
    return _turtle(room, (*said(_release(room, outlet, files)), *said(_links(room)), *origin_quads(room)))


def _turtle(room: Room, quads: Iterable[Quad]) -> bytes:
    triples = (quad.triple for quad in dict.fromkeys(quads))
    text = write_turtle(triples, {**room.prefixes, **PREFIXES})
    return text.replace(f"<{BESIDE}>", "<./>").replace(f"<{BESIDE}", "<").encode()


def _release(room: Room, outlet: Outlet, files: Iterable[Entry]) -> Iterator[Said]:
    here, edition, dataset = f"{outlet.home}prov.ttl", outlet.edition, dataset_iri(room)
    act, program = f"{here}#release", f"{here}#metrograph"
    yield edition.node, A.value, iri(PROV + "Entity")
    yield edition.node, PROV + "specializationOf", iri(dataset)
    yield edition.node, PROV + "wasGeneratedBy", iri(act)
    if edition.previous:
        yield edition.node, PROV + "wasRevisionOf", iri(edition.previous)
        yield edition.previous, A.value, iri(PROV + "Entity")
    yield act, A.value, iri(PROV + "Activity")
    yield act, PROV + "wasAssociatedWith", iri(program)
    yield program, A.value, iri(PROV + "SoftwareAgent")
    yield program, FOAF + "name", plain("MetroGraph")
    yield program, MG + "version", plain(f"metrograph {__version__}")
    for graph, _ in room.numbers.graphs:
        yield act, PROV + "used", iri(graph)
        yield graph, A.value, iri(PROV + "Entity")
    for file in files:
        node = outlet.home + file.path
        yield node, A.value, iri(PROV + "Entity")
        yield node, PROV + "wasGeneratedBy", iri(act)
        yield node, PROV + "wasDerivedFrom", iri(dataset)
        yield node, MG + "sha256", plain(file.sha256)
        yield edition.node, PROV + "hadMember", iri(node)
    yield edition.node, A.value, iri(PROV + "Collection")


def _links(room: Room) -> Iterator[Said]:
    """Each link, back to the runs that suggested it and the files that these lie in, and to who decided on it."""
    for link, suggestion in _pairs(room, MG + "hasSuggestion"):
        yield link.value, PROV + "wasDerivedFrom", suggestion
        for graph in sorted({value(one.graph_name) for one in room.quads(suggestion, RDF + "type")} - {""}):
            yield graph, A.value, iri(PROV + "Collection")
            yield graph, PROV + "hadMember", suggestion
        yield from _copied(room, suggestion, (PROV + "wasGeneratedBy",))
    for quad in room.quads(None, RDF + "type", iri(MG + "TaggingRun")):
        yield from _copied(room, quad.subject, (RDF + "type", MG + "version", DCTERMS + "description", PROV + "used"))
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value, A.value, iri(PROV + "Activity")
    for link, review in _pairs(room, MG + "hasReview"):
        yield link.value, PROV + "wasInfluencedBy", review
        yield review.value, A.value, iri(PROV + "Activity")
        yield from _copied(room, review, (PROV + "endedAtTime", MG + "decision"))
        for one in room.quads(review, MG + "reviewer"):
            if isinstance(one.object, ox.NamedNode):
                yield review.value, PROV + "wasAssociatedWith", one.object
                yield from _copied(room, one.object, (RDF + "type", SKOS + "prefLabel"))


def _pairs(room: Room, verb: str) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    for quad in room.quads(None, verb):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject, quad.object


def _copied(room: Room, node: object, verbs: tuple[str, ...]) -> Iterator[Said]:
    if isinstance(node, ox.NamedNode):
        for verb in verbs:
            yield from ((node.value, verb, quad.object) for quad in room.quads(node, verb))
