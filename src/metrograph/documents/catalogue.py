"""The dataset as data: VoID partitions from which editors complete queries, DCAT with every download, PROV of each graph."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from metrograph import formats
from metrograph.documents.addresses import ONTOLOGY, Addresses
from metrograph.documents.partitions import Partition, Uses
from metrograph.documents.room import Room
from metrograph.graph.meta import CC_BY
from metrograph.graph.terms import A, plain, tagged, whole
from metrograph.namespaces import DCAT, DCTERMS, FOAF, MG, PROV, RDF, SDG, SDG_SCHEME, SDGO, SKOS, VOID
from metrograph.turtle import Quad, Term, value
from metrograph.words import LANGUAGES, say

EXT = "http://ldf.fi/void-ext#"
"""VoID's extension for datatypes, which the editors of SIB and YASGUI read."""
MEDIA = {suffix: formats.MEDIA[suffix] for suffix in ("nq", "trig", "ttl", "jsonld", "nt", "rdf")}
"""Media types of downloads, by extension."""
EXPORTS = (*(f"all.{suffix}" for suffix in MEDIA), "links.csv")
_IANA = "https://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = ("Turtle", "JSON-LD", "N-Triples", "RDF_XML", "TriG", "N-Quads")
_EXAMPLES = (MG + "WorkPlan", MG + "PilotProject", MG + "Theme", SDGO + "Goal", SDGO + "Target")
Said = tuple[str, str, Term]
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
    said = (*_dataset(room, where), *_partitions(room, where), *_linksets(room, where), *_dcat(room, where))
    counted = {VOID + "triples"}
    origins = (quad for quad in _origins(room) if quad.predicate.value not in counted)
    ours = (Quad(iri(subject), iri(predicate), to) for subject, predicate, to in said)
    return tuple(dict.fromkeys([*ours, *(Quad(quad.subject, quad.predicate, quad.object) for quad in origins)]))


def dataset_iri(room: Room) -> str:
    """The IRI of the dataset."""
    return room.names.shared("dataset")


def _dataset(room: Room, where: Addresses) -> Iterator[Said]:
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
    yield node, VOID + "sparqlEndpoint", iri(f"{where.address}sparql")
    yield node, VOID + "uriSpace", plain(room.names.shared(""))
    yield node, FOAF + "homepage", iri(where.address)
    for name in EXPORTS[:-1]:
        yield node, VOID + "dataDump", iri(f"{where.address}export/{name}")
    for feature in _FEATURES:
        yield node, VOID + "feature", iri(_FORMATS + feature)
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


def _part(where: Addresses, *names: str) -> str:
    """The IRI of a partition: a name in the document about the dataset, from a hash of what it is of."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
    return f"{where.address}.well-known/void#{digest}"


def _partitions(room: Room, where: Addresses) -> Iterator[Said]:
    node = dataset_iri(room)
    for uses in room.numbers.properties:
        part = _part(where, "property", uses.property)
        yield node, VOID + "propertyPartition", iri(part)
        yield from _property(part, uses)
    for partition in room.numbers.classes:
        part = _part(where, "class", partition.kind)
        yield node, VOID + "classPartition", iri(part)
        yield from _class(part, partition, where)


def _class(part: str, partition: Partition, where: Addresses) -> Iterator[Said]:
    yield part, VOID + "class", iri(partition.kind)
    yield part, VOID + "entities", whole(partition.entities)
    for uses in partition.uses:
        inner = _part(where, "class", partition.kind, uses.property)
        yield part, VOID + "propertyPartition", iri(inner)
        yield from _property(inner, uses)
        for kind, n in uses.targets:
            target = _part(where, "class", partition.kind, uses.property, kind)
            yield inner, VOID + "classPartition", iri(target)
            yield target, VOID + "class", iri(kind)
            yield target, VOID + "triples", whole(n)
        for kind, n in uses.datatypes:
            target = _part(where, "datatype", partition.kind, uses.property, kind)
            yield inner, EXT + "datatypePartition", iri(target)
            yield target, EXT + "datatype", iri(kind)
            yield target, VOID + "triples", whole(n)


def _property(part: str, uses: Uses) -> Iterator[Said]:
    yield part, VOID + "property", iri(uses.property)
    yield part, VOID + "triples", whole(uses.triples)
    yield part, VOID + "distinctSubjects", whole(uses.subjects)
    yield part, VOID + "distinctObjects", whole(uses.objects)


def _linksets(room: Room, where: Addresses) -> Iterator[Said]:
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
            node = _part(where, "links", name)
            yield dataset, VOID + "subset", iri(node)
            yield node, A.value, iri(VOID + "Linkset")
            yield node, VOID + "subjectsTarget", iri(dataset)
            yield node, VOID + "objectsTarget", iri(SDG_SCHEME)
            yield node, VOID + "linkPredicate", iri(name)
            yield node, VOID + "triples", whole(n)
    yield SDG_SCHEME, VOID + "uriSpace", plain(SDG)


def _dcat(room: Room, where: Addresses) -> Iterator[Said]:
    catalogue, service, dataset = f"{where.address}dcat#catalogue", f"{where.address}dcat#sparql", dataset_iri(room)
    yield catalogue, A.value, iri(DCAT + "Catalog")
    yield catalogue, FOAF + "homepage", iri(where.address)
    for lang in LANGUAGES:
        yield catalogue, DCTERMS + "title", tagged(say("dataset.catalogue", lang), lang)
        yield service, DCTERMS + "title", tagged(say("page.sparql", lang), lang)
    yield catalogue, DCAT + "themeTaxonomy", iri(SDG_SCHEME)
    yield catalogue, DCAT + "dataset", iri(dataset)
    yield catalogue, DCAT + "service", iri(service)
    yield service, A.value, iri(DCAT + "DataService")
    yield service, DCAT + "endpointURL", iri(f"{where.address}sparql")
    yield service, DCAT + "endpointDescription", iri(f"{where.address}.well-known/void")
    yield service, DCAT + "servesDataset", iri(dataset)
    yield service, DCTERMS + "conformsTo", iri("https://www.w3.org/TR/sparql11-protocol/")
    yield from _distributions(dataset, CC_BY, ((suffix, f"{where.address}export/all.{suffix}") for suffix in MEDIA))
    for graph, n in room.numbers.graphs:
        yield dataset, VOID + "subset", iri(graph)
        yield graph, A.value, iri(VOID + "Dataset")
        yield graph, A.value, iri(DCAT + "Dataset")
        yield graph, VOID + "triples", whole(n)
        page = where.path(graph)
        if page:
            yield catalogue, DCAT + "dataset", iri(graph)
            files = [(suffix, f"{where.url(graph)}.{suffix}") for suffix in MEDIA]
            yield from _distributions(graph, room.licences.get(graph, ""), files)


def _distributions(dataset: str, licence: str, files: Iterable[tuple[str, str]]) -> Iterator[Said]:
    for suffix, url in files:
        node = f"{url}#distribution"
        yield dataset, DCAT + "distribution", iri(node)
        yield node, A.value, iri(DCAT + "Distribution")
        yield node, DCTERMS + "title", plain(url.rsplit("/", 1)[1])
        yield node, DCAT + "accessURL", iri(url)
        yield node, DCAT + "downloadURL", iri(url)
        yield node, DCAT + "mediaType", iri(_IANA + MEDIA[suffix])
        if licence:
            yield node, DCTERMS + "license", iri(licence)


def _origins(room: Room) -> Iterator[Quad]:
    """What the data says of its own origin: titles, and from which files each graph was made, by which run."""
    queue = [dataset_iri(room), *(graph for graph, _ in room.numbers.graphs), ONTOLOGY]
    seen: set[str] = set()
    for node in queue:  # it grows as it is read
        if node in seen:
            continue
        seen.add(node)
        for quad in room.quads(ox.NamedNode(node)):
            if node != ONTOLOGY or quad.predicate.value in (DCTERMS + "title", DCTERMS + "license"):
                yield quad
            if quad.predicate.value in (PROV + "wasDerivedFrom", PROV + "wasGeneratedBy"):
                queue.append(value(quad.object))
