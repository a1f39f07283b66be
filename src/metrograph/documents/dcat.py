"""The dataset as an entry of a catalogue: DCAT 3, with what the profile of European portals, DCAT-AP 3.0, asks for.

Codes are those of the EU Vocabularies of the Publications Office (file type, language, data theme, access right, availability),
https://op.europa.eu/en/web/eu-vocabularies; ``data/profiles/dcat-ap.ttl`` holds what is asked, as rules.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from metrograph.documents.addresses import ONTOLOGY
from metrograph.documents.outlet import Download, Outlet
from metrograph.documents.room import Room
from metrograph.graph.meta import CC_BY
from metrograph.graph.terms import A, plain, tagged, whole
from metrograph.namespaces import DCAT, DCTERMS, FOAF, MG, PROV, RDF, SDG_SCHEME, SKOS, VOID, XSD
from metrograph.turtle import Quad, Term, value
from metrograph.words import LANGUAGES, say

VCARD = "http://www.w3.org/2006/vcard/ns#"
SPDX = "http://spdx.org/rdf/terms#"
ADMS = "http://www.w3.org/ns/adms#"
DCATAP = "http://data.europa.eu/r5r/"
EU = "http://publications.europa.eu/resource/authority/"
PREFIXES = {"vcard": VCARD, "spdx": SPDX, "adms": ADMS, "dcatap": DCATAP, "eu": EU}
"""Prefixes of the vocabularies that only a catalogue needs."""
_IANA = "https://www.iana.org/assignments/media-types/"
_TYPES = {
    "application/n-quads": "RDF_N_QUADS",
    "application/trig": "RDF_TRIG",
    "text/turtle": "RDF_TURTLE",
    "application/n-triples": "RDF_N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/json": "JSON",
    "application/xml": "XML",
    "application/zip": "ZIP",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
"""EU file types by media type."""
_SPOKEN = {"en": "ENG", "fr": "FRA", "es": "SPA"}
_SUBJECTS = ("GOVE", "REGI", "ENVI")
_KINDS = (
    (ONTOLOGY, DCTERMS + "Standard"),
    (SDG_SCHEME, SKOS + "ConceptScheme"),
    *((f"{EU}language/{code}", DCTERMS + "LinguisticSystem") for code in _SPOKEN.values()),
    *((f"{EU}file-type/{code}", DCTERMS + "MediaTypeOrExtent") for code in _TYPES.values()),
    *((f"{EU}data-theme/{code}", SKOS + "Concept") for code in _SUBJECTS),
    (f"{EU}planned-availability/AVAILABLE", SKOS + "Concept"),
    (f"{EU}distribution-status/COMPLETED", SKOS + "Concept"),
    (f"{EU}access-right/PUBLIC", DCTERMS + "RightsStatement"),
    (f"{EU}frequency/IRREG", DCTERMS + "Frequency"),
)
"""The class of each code and thing that a catalogue names."""
_PLACES = 50
Said = tuple[str, str, Term]
iri = ox.NamedNode


def said(told: Iterable[Said]) -> Iterator[Quad]:
    """Statements as quads of the default graph."""
    return (Quad(iri(subject), iri(predicate), to) for subject, predicate, to in told)


def dataset_iri(room: Room) -> str:
    """The IRI of the dataset."""
    return room.names.shared("dataset")


def dcat_quads(room: Room, outlet: Outlet) -> Iterator[Quad]:
    """DCAT: the catalogue, the dataset, each of its graphs, their files, and the service where there is one.

    >>> import metrograph
    >>> from metrograph.documents.addresses import Addresses
    >>> from metrograph.documents.outlet import service_outlet
    >>> from metrograph.documents.room import room_of
    >>> room = room_of(metrograph.open())
    >>> quads = dcat_quads(room, service_outlet(room, Addresses(room.names, "http://h/")))
    >>> [value(quad.object) for quad in quads if quad.predicate.value == FOAF + "name"]
    ['MetroGraph project']
    """
    told = (*_catalogue(room, outlet), *_service(room, outlet), *_datasets(room, outlet), *_agent(outlet))
    named = {value(to) for _, _, to in told if isinstance(to, ox.NamedNode)}
    return said((*told, *(one for one in _codes(room) if one[0] in named)))


# ---- catalogue and service


def _catalogue(room: Room, outlet: Outlet) -> Iterator[Said]:
    node = f"{outlet.dcat}#catalogue"
    yield node, A.value, iri(DCAT + "Catalog")
    yield node, FOAF + "homepage", iri(outlet.home)
    yield outlet.home, A.value, iri(FOAF + "Document")
    yield from _texts(node, "dataset.catalogue", "dataset.catalogue.description")
    yield from _published(node, outlet)
    yield node, DCTERMS + "license", iri(CC_BY)
    yield node, DCAT + "themeTaxonomy", iri(SDG_SCHEME)
    yield node, DCAT + "dataset", iri(dataset_iri(room))
    yield from _issued(node, outlet)
    for graph in outlet.graphs:
        yield node, DCAT + "dataset", iri(graph)


def _service(room: Room, outlet: Outlet) -> Iterator[Said]:
    if not outlet.service:
        return
    node = f"{outlet.dcat}#sparql"
    yield f"{outlet.dcat}#catalogue", DCAT + "service", iri(node)
    yield node, A.value, iri(DCAT + "DataService")
    yield from _texts(node, "page.sparql", "dataset.sparql")
    yield node, DCAT + "endpointURL", iri(f"{outlet.home}sparql")
    yield node, DCAT + "endpointDescription", iri(outlet.void)
    yield node, DCAT + "servesDataset", iri(dataset_iri(room))
    yield node, DCTERMS + "publisher", iri(_publisher(outlet))
    yield node, DCTERMS + "conformsTo", iri("https://www.w3.org/TR/sparql11-protocol/")
    yield "https://www.w3.org/TR/sparql11-protocol/", A.value, iri(DCTERMS + "Standard")
    yield from _contact(node, outlet)


# ---- datasets


def _datasets(room: Room, outlet: Outlet) -> Iterator[Said]:
    dataset, scope = dataset_iri(room), tuple(_scope(room))
    yield dataset, A.value, iri(DCAT + "Dataset")
    yield from _texts(dataset, "", "dataset.description")
    yield dataset, DCTERMS + "license", iri(CC_BY)
    yield dataset, DCTERMS + "identifier", plain(dataset)
    yield from _told(dataset, scope, outlet)
    yield from _edition(dataset, outlet)
    yield from _downloads(dataset, CC_BY, outlet.whole, outlet)
    for graph, n in room.numbers.graphs:
        yield dataset, VOID + "subset", iri(graph)
        yield graph, A.value, iri(VOID + "Dataset")
        yield graph, VOID + "triples", whole(n)
        if graph in outlet.graphs:
            yield graph, A.value, iri(DCAT + "Dataset")
            yield dataset, DCTERMS + "hasPart", iri(graph)
            yield from _titled(graph, room)
            yield from _told(graph, scope, outlet)
            licence = CC_BY if graph == room.names.graph("meta") else room.licences.get(graph, "")
            yield from _downloads(graph, licence, outlet.graphs[graph], outlet)


def _titled(graph: str, room: Room) -> Iterator[Said]:
    """What the data does not say of a graph itself: a description, and a name where it has none."""
    yield from _texts(graph, "", "page.graph")
    if not any(True for _ in room.quads(iri(graph), DCTERMS + "title")):
        yield graph, DCTERMS + "title", plain(graph.removeprefix(room.names.graph("")))


def _told(node: str, scope: Iterable[tuple[str, ox.NamedNode]], outlet: Outlet) -> Iterator[Said]:
    """What a catalogue asks of each dataset: publisher, contact, subject, words, languages, place, period."""
    yield from _published(node, outlet)
    yield from _contact(node, outlet)
    yield node, DCTERMS + "conformsTo", iri(ONTOLOGY)
    for code in _SUBJECTS:
        yield node, DCAT + "theme", iri(f"{EU}data-theme/{code}")
    for lang in LANGUAGES:
        for word in say("dataset.keywords", lang).split(", "):
            yield node, DCAT + "keyword", tagged(word, lang)
    for verb, to in scope:
        yield node, verb, to
    if outlet.edition.version:
        yield node, DCTERMS + "accessRights", iri(f"{EU}access-right/PUBLIC")
        yield node, DCTERMS + "accrualPeriodicity", iri(f"{EU}frequency/IRREG")


def _scope(room: Room) -> Iterator[tuple[str, ox.NamedNode]]:
    """Where and when: what all datasets share."""
    for place in _places(room):
        yield DCTERMS + "spatial", place
    if any(_period(room)):
        yield DCTERMS + "temporal", iri(_period_iri(room))


def _edition(dataset: str, outlet: Outlet) -> Iterator[Said]:
    """Which version of the dataset this is, and which was before it."""
    edition = outlet.edition
    if not edition.version:
        return
    yield dataset, DCAT + "version", plain(edition.version)
    yield dataset, DCAT + "hasCurrentVersion", iri(edition.node)
    yield from _issued(dataset, outlet)
    yield edition.node, DCAT + "isVersionOf", iri(dataset)
    yield edition.node, DCAT + "version", plain(edition.version)
    for lang in LANGUAGES:
        note = say("release.notes" if edition.previous else "release.notes.first", lang, version=edition.version)
        yield dataset, ADMS + "versionNotes", tagged(note, lang)
    if edition.previous:
        yield edition.node, DCAT + "previousVersion", iri(edition.previous)
        yield edition.node, PROV + "wasRevisionOf", iri(edition.previous)
        yield dataset, DCAT + "hasVersion", iri(edition.previous)
    yield dataset, DCAT + "hasVersion", iri(edition.node)


def _downloads(dataset: str, licence: str, files: Iterable[Download], outlet: Outlet) -> Iterator[Said]:
    for file in files:
        node = f"{file.url}#distribution"
        yield dataset, DCAT + "distribution", iri(node)
        yield node, A.value, iri(DCAT + "Distribution")
        yield node, DCTERMS + "title", plain(file.name)
        for lang in LANGUAGES:
            yield node, DCTERMS + "description", tagged(say(file.about, lang), lang)
        yield node, DCAT + "accessURL", iri(file.url)
        yield node, DCAT + "downloadURL", iri(file.url)
        yield node, DCAT + "mediaType", iri(_IANA + file.media)
        yield _IANA + file.media, A.value, iri(DCTERMS + "MediaType")
        yield node, DCATAP + "availability", iri(f"{EU}planned-availability/AVAILABLE")
        if file.media in _TYPES:
            yield node, DCTERMS + "format", iri(f"{EU}file-type/{_TYPES[file.media]}")
        if licence:
            yield node, DCTERMS + "license", iri(licence)
        if file.size is not None:
            yield node, DCAT + "byteSize", ox.Literal(str(file.size), datatype=iri(XSD + "nonNegativeInteger"))
            yield node, ADMS + "status", iri(f"{EU}distribution-status/COMPLETED")
        if file.sha256:
            yield node, SPDX + "checksum", iri(f"{file.url}#sha256")
            yield f"{file.url}#sha256", A.value, iri(SPDX + "Checksum")
            yield f"{file.url}#sha256", SPDX + "algorithm", iri(SPDX + "checksumAlgorithm_sha256")
            yield f"{file.url}#sha256", SPDX + "checksumValue", ox.Literal(file.sha256, datatype=iri(XSD + "hexBinary"))
        yield from _issued(node, outlet)


# ---- what both need


def _texts(node: str, title: str, description: str) -> Iterator[Said]:
    for lang in LANGUAGES:
        if title:
            yield node, DCTERMS + "title", tagged(say(title, lang), lang)
        yield node, DCTERMS + "description", tagged(say(description, lang), lang)


def _published(node: str, outlet: Outlet) -> Iterator[Said]:
    yield node, DCTERMS + "publisher", iri(_publisher(outlet))
    if outlet.edition.modified:
        yield node, DCTERMS + "modified", _day(outlet.edition.modified)
    for code in _SPOKEN.values():
        yield node, DCTERMS + "language", iri(f"{EU}language/{code}")


def _issued(node: str, outlet: Outlet) -> Iterator[Said]:
    """When a version came out, where it is one and bears a date."""
    if outlet.edition.version and outlet.edition.modified:
        yield node, DCTERMS + "issued", _day(outlet.edition.modified)


def _publisher(outlet: Outlet) -> str:
    return f"{outlet.dcat}#publisher"


def _contact(node: str, outlet: Outlet) -> Iterator[Said]:
    if outlet.edition.publisher.url or outlet.edition.publisher.email:
        yield node, DCAT + "contactPoint", iri(f"{outlet.dcat}#contact")


def _agent(outlet: Outlet) -> Iterator[Said]:
    """The publisher, and where it is reached. Who is not named is said to be so: DCAT-AP asks for a name."""
    told, node, contact = outlet.edition.publisher, _publisher(outlet), f"{outlet.dcat}#contact"
    yield node, A.value, iri(FOAF + "Agent")
    if not told.name:
        for lang in LANGUAGES:
            yield node, FOAF + "name", tagged(say("dataset.unnamed", lang), lang)
    else:
        yield node, FOAF + "name", plain(told.name)
    if told.url:
        yield node, FOAF + "homepage", iri(told.url)
        yield told.url, A.value, iri(FOAF + "Document")
    if told.url or told.email:
        yield contact, A.value, iri(VCARD + "Kind")
        yield contact, VCARD + "fn", plain(told.name or say("dataset.unnamed", "en"))
        if told.url:
            yield contact, VCARD + "hasURL", iri(told.url)
        if told.email:
            yield contact, VCARD + "hasEmail", iri(f"mailto:{told.email}")


def _codes(room: Room) -> Iterator[Said]:
    """What the codes and things named are: readers of a catalogue alone cannot look it up."""
    for node, kind in _KINDS:
        yield node, A.value, iri(kind)
    for licence in sorted({*room.licences.values(), CC_BY}):
        yield licence, A.value, iri(DCTERMS + "LicenseDocument")
    for lang in LANGUAGES:
        yield SDG_SCHEME, DCTERMS + "title", tagged(say("dataset.goals", lang), lang)
    for code in _SUBJECTS:
        node = f"{EU}data-theme/{code}"
        yield node, SKOS + "inScheme", iri(f"{EU}data-theme")
        for lang in LANGUAGES:
            yield node, SKOS + "prefLabel", tagged(say(f"dataset.theme.{code}", lang), lang)
    for place in _places(room):
        yield place.value, A.value, iri(DCTERMS + "Location")
        for quad in room.quads(place, SKOS + "prefLabel"):
            yield place.value, SKOS + "prefLabel", quad.object
    yield from _period_told(_period_iri(room), *_period(room))


def _period_told(node: str, first: str, last: str) -> Iterator[Said]:
    yield node, A.value, iri(DCTERMS + "PeriodOfTime")
    if first:
        yield node, DCAT + "startDate", _day(first)
    if last:
        yield node, DCAT + "endDate", _day(last)


def _period_iri(room: Room) -> str:
    return f"{dataset_iri(room)}/period"


def _places(room: Room) -> list[ox.NamedNode]:
    """The places that plans name, at most fifty."""
    found = {quad.subject for quad in room.quads(None, RDF + "type", iri(MG + "Place"))}
    return sorted((node for node in found if isinstance(node, ox.NamedNode)), key=value)[:_PLACES]


def _period(room: Room) -> tuple[str, str]:
    """The first and the last day of the plans, empty where none is told."""
    plans = [quad.subject for quad in room.quads(None, RDF + "type", iri(MG + "WorkPlan"))]
    days = [
        [value(quad.object) for plan in plans if isinstance(plan, ox.NamedNode) for quad in room.quads(plan, MG + name)]
        for name in ("earliest", "latest")
    ]
    return min(days[0], default=""), max(days[1], default="")


def _day(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=iri(XSD + "date"))
