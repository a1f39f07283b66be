"""A thing in the words of schema.org, for search engines: what it is, its names, when, where, what it is about."""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from metrograph.documents.addresses import Addresses
from metrograph.documents.labels import Labels
from metrograph.documents.outlet import MEDIA as EXPORTED
from metrograph.documents.room import Room
from metrograph.documents.thing import Description
from metrograph.graph.meta import CC_BY
from metrograph.namespaces import DCAT, DCTERMS, MG, OWL, PROV, RDF, RDFS, SCHEMA, SDG, SDGO, SKOS, VOID, sdg_code
from metrograph.turtle import Term, value
from metrograph.words import say

_OTHERS = {
    MG + "PlannedActivity": "Action",
    MG + "Evidence": "Quotation",
    MG + "ProductOrService": "Service",
    VOID + "Dataset": "Dataset",
    DCAT + "Dataset": "Dataset",
    PROV + "Agent": "Person",
    SKOS + "ConceptScheme": "DefinedTermSet",
    SKOS + "Concept": "DefinedTerm",
    **{SDGO + name: "DefinedTerm" for name in ("Goal", "Target", "Indicator")},
    OWL + "Ontology": "DefinedTermSet",
    **{f"{OWL}{name}": "DefinedTerm" for name in ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual")},
}
_ABOUT = tuple(MG + name for name in ("theme", "contributesTo", "about"))
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MANY = 100


def schema_org(room: Room, found: Description, where: Addresses, lang: str) -> dict[str, object]:
    """A description in the words of schema.org. A date keeps its precision: a month without a day stays a month.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> from metrograph.documents.thing import describe
    >>> room = room_of(metrograph.open())
    >>> expo = describe(room, "https://w3id.org/metrograph/id/metropolis-2019/event-smart-city-expo-2019")
    >>> told = schema_org(room, expo, Addresses(room.names, "http://h/"), "en")
    >>> told["@type"], told["startDate"], told["location"]["name"]
    ('Event', '2019-11', 'Barcelona')
    """
    own = _Own(room, found, Labels(room, lang), where)
    kind = _kind(room, found)
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": found.iri,
        "url": where.url(found.iri),
        "name": own.labels.coded(ox.NamedNode(found.iri)).text,
        "description": own.text(SKOS + "definition", DCTERMS + "description", SKOS + "editorialNote"),
        "alternateName": own.texts(SKOS + "altLabel", MG + "acronym"),
        "about": own.things(*_ABOUT),
        "identifier": sdg_code(found.iri) or "",
        **_by_kind(own, kind),
    }
    return {name: said for name, said in told.items() if said}


def dataset_schema(room: Room, iri: str, where: Addresses, lang: str) -> dict[str, object]:
    """A graph, or all of them, as a ``Dataset`` of schema.org with its downloads."""
    labels, whole = Labels(room, lang), iri == room.names.shared("dataset")
    stem = f"{where.address}export/all" if whole else where.url(iri)
    files = [
        {"@type": "DataDownload", "contentUrl": f"{stem}.{suffix}", "encodingFormat": media} for suffix, media in EXPORTED.items()
    ]
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": iri,
        "url": where.address if whole else where.url(iri),
        "name": labels.of(ox.NamedNode(iri)).text,
        "description": say("dataset.description" if whole else "page.graph", lang),
        "license": CC_BY if whole else room.licences.get(iri, ""),
        "distribution": files,
    }
    return {name: said for name, said in told.items() if said}


def _by_kind(own: "_Own", kind: str) -> dict[str, object]:
    dates = own.dates()
    if kind == "Event":
        return {**dates, "location": own.thing(MG + "place", "Place"), "organizer": own.thing(MG + "organisedBy", "Organization")}
    if kind == "DefinedTerm":
        scheme = own.thing(SKOS + "inScheme", "DefinedTermSet") or own.thing(RDFS + "isDefinedBy", "DefinedTermSet")
        return {"inDefinedTermSet": scheme, "termCode": sdg_code(own.found.iri) or "", "sameAs": own.un()}
    if kind == "Organization":
        return {"parentOrganization": own.thing(MG + "unitOf", "Organization")}
    if kind == "Dataset":
        return {"license": own.first(DCTERMS + "license")}
    if kind == "CreativeWork":
        return {"inLanguage": own.first(DCTERMS + "language"), "temporalCoverage": dates.get("startDate", "")}
    return {"location": own.thing(MG + "place", "Place")} if kind == "Action" else {}


def _kind(room: Room, found: Description) -> str:
    """The first class of schema.org above the classes of a thing, in the ontology or in our table."""
    seen: dict[str, None] = {}
    queue = [value(quad.object) for quad in found.own if quad.predicate.value == RDF + "type"]
    for kind in queue:  # it grows as it is read
        if kind in seen:
            continue
        seen[kind] = None
        above = (quad.object for quad in room.quads(ox.NamedNode(kind), RDFS + "subClassOf"))
        queue.extend(upper.value for upper in above if isinstance(upper, ox.NamedNode))
    own = [kind.removeprefix(SCHEMA) for kind in seen if kind.startswith(SCHEMA)]
    known = [kind for one, kind in _OTHERS.items() if one in seen]
    return ("Project" if "Project" in own else own[0]) if own else known[0] if known else "Thing"


class _Own:
    """What is said of a thing, to be picked from."""

    def __init__(self, room: Room, found: Description, labels: Labels, where: Addresses) -> None:
        self.room, self.found, self.labels, self.where = room, found, labels, where

    def terms(self, *predicates: str) -> Iterator[Term]:
        for wanted in predicates:
            yield from dict.fromkeys(quad.object for quad in self.found.own if quad.predicate.value == wanted)

    def texts(self, *predicates: str) -> list[str]:
        """The texts in the reader's language, and those without one."""
        found = (term for term in self.terms(*predicates) if isinstance(term, ox.Literal))
        return [term.value for term in found if (term.language or self.labels.lang) == self.labels.lang]

    def text(self, *predicates: str) -> str:
        return next(iter(self.texts(*predicates)), "")

    def first(self, *predicates: str) -> str:
        return next((value(term) for term in self.terms(*predicates)), "")

    def things(self, *predicates: str) -> list[dict[str, str]]:
        nodes = [term for term in dict.fromkeys(self.terms(*predicates)) if isinstance(term, ox.NamedNode)]
        return list(self._things(nodes[:_MANY], "DefinedTerm"))

    def thing(self, predicate: str, kind: str) -> dict[str, str] | None:
        nodes = [term for term in self.terms(predicate) if isinstance(term, ox.NamedNode)]
        return next(self._things(nodes, kind), None)

    def _things(self, nodes: Iterable[ox.NamedNode], kind: str) -> Iterator[dict[str, str]]:
        for node in nodes:
            yield {"@type": kind, "@id": node.value, "name": self.labels.coded(node).text, "url": self.where.url(node.value)}

    def un(self) -> str:
        return self.found.iri if self.found.iri.startswith(SDG) else ""

    def dates(self) -> dict[str, object]:
        """Start and end as precise as they are known (EDTF); nothing where they are not."""
        start, _, end = self.first(MG + "edtf").partition("/")
        told = {"startDate": start, "endDate": end}
        return {name: day for name, day in told.items() if _DAY.fullmatch(day)}
