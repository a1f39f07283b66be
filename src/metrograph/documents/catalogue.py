"""The dataset as data: VoID partitions from which editors complete queries, DCAT with every download, PROV of each graph."""

import hashlib
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from metrograph import formats
from metrograph.documents.addresses import ONTOLOGY, Addresses
from metrograph.documents.dcat import Said, dataset_iri, dcat_quads, said
from metrograph.documents.outlet import MEDIA, Outlet, service_outlet
from metrograph.documents.partitions import Partition, Uses
from metrograph.documents.room import Room
from metrograph.graph.meta import CC_BY
from metrograph.graph.terms import A, plain, tagged, whole
from metrograph.namespaces import DCAT, DCTERMS, FOAF, MG, PROV, RDF, SDG, SDG_SCHEME, SDGO, SKOS, VOID
from metrograph.turtle import Quad, value
from metrograph.words import LANGUAGES, say

EXT = "http://ldf.fi/void-ext#"
"""VoID's extension for datatypes, which the editors of SIB and YASGUI read."""
EXPORTS = (*(f"all.{suffix}" for suffix in MEDIA), "links.csv")
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = {
    formats.MEDIA["ttl"]: "Turtle",
    formats.MEDIA["jsonld"]: "JSON-LD",
    formats.MEDIA["nt"]: "N-Triples",
    formats.MEDIA["rdf"]: "RDF_XML",
    formats.MEDIA["trig"]: "TriG",
    formats.MEDIA["nq"]: "N-Quads",
}
"""What W3C calls each syntax, by media type."""
_EXAMPLES = (MG + "WorkPlan", MG + "PilotProject", MG + "Theme", SDGO + "Goal", SDGO + "Target")
iri = ox.NamedNode


def catalogue_quads(room: Room, where: Addresses) -> tuple[Quad, ...]:
    """The description of the dataset, each statement once; numbers are those of the data as it is served now.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> room = room_of(metrograph.open())
    >>> quads = catalogue_quads(room, Addresses(room.names, "http://h/"))
    >>> [value(quad.object) for quad in quads if quad.predicate.value == VOID + "sparqlEndpoint"]
    ['http://h/sparql']
    """
    outlet = service_outlet(room, where)
    return (*dict.fromkeys((*void_quads(room, outlet), *dcat_quads(room, outlet), *origin_quads(room))),)


def void_quads(room: Room, outlet: Outlet) -> Iterator[Quad]:
    """VoID: what the dataset holds in numbers, where it can be had, and its links to the data of the UN."""
    return said((*_dataset(room, outlet), *_partitions(room, outlet.void), *_linksets(room, outlet.void)))


def _dataset(room: Room, outlet: Outlet) -> Iterator[Said]:
    node, numbers = dataset_iri(room), room.numbers
    for kind in (VOID + "Dataset", DCAT + "Dataset"):
        yield node, A.value, iri(kind)
    for lang in LANGUAGES:
        yield node, DCTERMS + "description", tagged(say("dataset.description", lang), lang)
    yield node, DCTERMS + "license", iri(CC_BY)
    for name, n in (
        ("triples", numbers.triples),
        ("distinctSubjects", numbers.subjects),
        ("distinctObjects", numbers.objects),
        ("entities", len(numbers.things)),
        ("classes", len(numbers.classes)),
        ("properties", len(numbers.properties)),
    ):
        yield node, VOID + name, whole(n)
    if outlet.service:
        yield node, VOID + "sparqlEndpoint", iri(f"{outlet.home}sparql")
    yield node, VOID + "uriSpace", plain(room.names.shared(""))
    yield node, FOAF + "homepage", iri(outlet.home)
    for file in outlet.whole:
        if file.media in _FEATURES:
            yield node, VOID + "dataDump", iri(file.url)
            yield node, VOID + "feature", iri(_FORMATS + _FEATURES[file.media])
    for example in _examples(room):
        yield node, VOID + "exampleResource", example
    for space in _vocabularies(room):
        yield node, VOID + "vocabulary", iri(space)


def _examples(room: Room) -> Iterator[ox.NamedNode]:
    for kind in _EXAMPLES:
        subjects = (quad.subject for quad in room.quads(None, RDF + "type", ox.NamedNode(kind)))
        first = next((subject for subject in subjects if isinstance(subject, ox.NamedNode)), None)
        if first:
            yield first


def _vocabularies(room: Room) -> list[str]:
    """The known namespaces that classes and properties are from."""
    used = [part.kind for part in room.numbers.classes] + [uses.property for uses in room.numbers.properties]
    return sorted({space for space in room.prefixes.values() if any(term.startswith(space) for term in used)})


def _part(document: str, *names: str) -> str:
    """The IRI of a partition: a name in the document about the dataset, from a hash of what it is of."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
    return f"{document}#{digest}"


def _partitions(room: Room, document: str) -> Iterator[Said]:
    node = dataset_iri(room)
    for uses in room.numbers.properties:
        part = _part(document, "property", uses.property)
        yield node, VOID + "propertyPartition", iri(part)
        yield from _property(part, uses)
    for partition in room.numbers.classes:
        part = _part(document, "class", partition.kind)
        yield node, VOID + "classPartition", iri(part)
        yield from _class(part, partition, document)


def _class(part: str, partition: Partition, document: str) -> Iterator[Said]:
    yield part, VOID + "class", iri(partition.kind)
    yield part, VOID + "entities", whole(partition.entities)
    for uses in partition.uses:
        inner = _part(document, "class", partition.kind, uses.property)
        yield part, VOID + "propertyPartition", iri(inner)
        yield from _property(inner, uses)
        for kind, n in uses.targets:
            target = _part(document, "class", partition.kind, uses.property, kind)
            yield inner, VOID + "classPartition", iri(target)
            yield target, VOID + "class", iri(kind)
            yield target, VOID + "triples", whole(n)
        for kind, n in uses.datatypes:
            target = _part(document, "datatype", partition.kind, uses.property, kind)
            yield inner, EXT + "datatypePartition", iri(target)
            yield target, EXT + "datatype", iri(kind)
            yield target, VOID + "triples", whole(n)


def _property(part: str, uses: Uses) -> Iterator[Said]:
    yield part, VOID + "property", iri(uses.property)
    yield part, VOID + "triples", whole(uses.triples)
    yield part, VOID + "distinctSubjects", whole(uses.subjects)
    yield part, VOID + "distinctObjects", whole(uses.objects)


def _linksets(room: Room, document: str) -> Iterator[Said]:
    """One for each property by which our things are tied to goals and targets of the UN."""
    elements = {SDGO + name for name in ("Goal", "Target", "Indicator")}
    ties: Counter[str] = Counter()
    own = {uses.property: 0 for uses in room.numbers.properties}
    for part in room.numbers.classes:
        for uses in part.uses:
            n = sum(n for kind, n in uses.targets if kind in elements)
            own[uses.property] += n if part.kind in elements else 0
    for uses in room.numbers.properties:
        ties[uses.property] = sum(n for kind, n in uses.targets if kind in elements) - own[uses.property]
    dataset = dataset_iri(room)
    for name, n in sorted(ties.items()):
        if n > 0 and not name.startswith(SKOS):
            node = _part(document, "links", name)
            yield dataset, VOID + "subset", iri(node)
            yield node, A.value, iri(VOID + "Linkset")
            yield node, VOID + "subjectsTarget", iri(dataset)
            yield node, VOID + "objectsTarget", iri(SDG_SCHEME)
            yield node, VOID + "linkPredicate", iri(name)
            yield node, VOID + "triples", whole(n)
    yield SDG_SCHEME, VOID + "uriSpace", plain(SDG)


def origin_quads(room: Room) -> Iterator[Quad]:
    """What the data says of its own origin: titles, and from which files each graph was made, by which run."""
    queue = [dataset_iri(room), *(graph for graph, _ in room.numbers.graphs), ONTOLOGY]
    seen: set[str] = set()
    for node in queue:  # it grows as it is read
        if node in seen:
            continue
        seen.add(node)
        for quad in room.quads(ox.NamedNode(node)):
            told = quad.predicate.value
            if told != VOID + "triples" and (node != ONTOLOGY or told in (DCTERMS + "title", DCTERMS + "license")):
                yield Quad(quad.subject, quad.predicate, quad.object)
            if quad.predicate.value in (PROV + "wasDerivedFrom", PROV + "wasGeneratedBy"):
                queue.append(value(quad.object))
