"""A document in each of its forms: found by its path, written as a page, as RDF or as a table.

>>> import metrograph
>>> from metrograph.documents.room import room_of
>>> room = room_of(metrograph.open())
>>> document, suffix = find_document(room, Addresses(room.names, "http://h/"), "sdg", "11.2.ttl")
>>> document.path, suffix, document.written("csv", "fr").splitlines()[0]
('/sdg/11.2', 'ttl', b'property,value,language,label')
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from metrograph import formats
from metrograph.documents.addresses import ONTOLOGY, Addresses, iris
from metrograph.documents.catalogue import catalogue_quads
from metrograph.documents.lists import dataset_page, graph_page, ontology_page
from metrograph.documents.page import statements_table, thing_page
from metrograph.documents.rdf import graph_quads, ontology_quads, thing_quads, written
from metrograph.documents.room import Room
from metrograph.documents.schema_org import dataset_schema, schema_org
from metrograph.documents.thing import Description, describe
from metrograph.namespaces import VOID
from metrograph.pages.frame import Frame
from metrograph.pages.resource import listing_html, thing_html
from metrograph.table import Table
from metrograph.turtle import Quad

_TYPES = {**formats.MEDIA, "html": "text/html", "csv": "text/csv"}
MEDIA = {suffix: _TYPES[suffix] for suffix in ("ttl", "html", "jsonld", "nt", "rdf", "csv", "trig", "nq")}
"""Media types by extension, the one to be preferred first: who shows pages asks for HTML by name, all others read data."""
_DATASETS = ("trig", "nq")
_TRIPLES = tuple(suffix for suffix in MEDIA if suffix not in ("csv", *_DATASETS))


@dataclass(frozen=True, slots=True)
class Document:
    """A document: where it lies, its forms, and how each is made."""

    room: Room
    where: Addresses
    path: str
    url: str
    suffixes: tuple[str, ...]
    quads: Callable[[], Iterable[Quad]]
    page: Callable[["Document", str], str]
    table: Callable[[str], Table] | None = None
    cut: tuple[int, int] | None = None
    """How many statements that point to the thing are shown, and how many there are, where these differ."""
    about: Description | None = None
    """The thing that it is about, if it is about one."""

    def written(self, suffix: str, lang: str) -> bytes:
        """The document in the form of an extension; syntaxes without graphs, and JSON-LD, hold each triple once."""
        if suffix == "html":
            return self.page(self, lang).encode()
        if suffix == "csv" and self.table:
            return self.table(lang).sheet().encode()
        quads = self.quads()
        if suffix not in _DATASETS:
            quads = dict.fromkeys(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        return written(self.room, quads, f".{suffix}")

    def others(self) -> tuple[tuple[str, str, str], ...]:
        """(extension, media type, path) of each form but the page."""
        return tuple((suffix, MEDIA[suffix], f"{self.path}.{suffix}") for suffix in self.suffixes if suffix != "html")

    def frame(self, lang: str, linked: Mapping[str, object] | None = None) -> Frame:
        """What surrounds its page."""
        return Frame(lang, self.where.root, self.path, self.url, self.others(), linked)


def find_document(room: Room, where: Addresses, kind: str, rest: str) -> tuple[Document, str] | None:
    """The document at ``/{kind}/{rest}`` and the extension that was asked for, empty where there was none.

    An identifier may end like a file: the whole of it is tried before an extension is taken off.
    """
    stem, _, suffix = rest.rpartition(".")
    tries = [(rest, ""), (stem, suffix)] if stem and suffix in MEDIA else [(rest, "")]
    for name, asked_for in tries:
        for iri in iris(room.names, kind, name):
            if kind == "graph":
                found = graph_document(room, iri, where)
            else:
                described = describe(room, iri)
                found = thing_document(room, described, where) if described else None
            if found:
                return found, asked_for
    return None


def thing_document(room: Room, found: Description, where: Addresses) -> Document:
    """The document about a thing."""

    def page(document: Document, lang: str) -> str:
        linked = schema_org(room, found, where, lang)
        return thing_html(thing_page(room, found, where, lang), document.frame(lang, linked))

    shown = len(found.incoming)
    return Document(
        room,
        where,
        where.path(found.iri),
        where.url(found.iri),
        tuple(MEDIA),
        lambda: thing_quads(room, found, where),
        page,
        lambda lang: statements_table(room, found, lang),
        (shown, found.total) if found.total > shown else None,
        found,
    )


def graph_document(room: Room, iri: str, where: Addresses) -> Document | None:
    """The document of a named graph: as data it is the graph itself, which may be empty where the dataset tells of it."""
    if not _is_there(room, iri):
        return None

    def page(document: Document, lang: str) -> str:
        linked = dataset_schema(room, iri, where, lang)
        return listing_html(graph_page(room, iri, where, lang), document.frame(lang, linked))

    def table(_: str) -> Table:
        rows = sorted((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in graph_quads(room, iri))
        return Table(("subject", "predicate", "object"), tuple(rows))

    data = tuple(MEDIA)
    return Document(room, where, where.path(iri), where.url(iri), data, lambda: graph_quads(room, iri), page, table)


def _is_there(room: Room, iri: str) -> bool:
    """Whether a graph holds anything, or the dataset names it as a part of it."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return any(True for _ in chain(room.quads(None, graph=iri), room.quads(None, VOID + "subset", node)))


def ontology_document(room: Room, where: Addresses) -> Document:
    """The document of the ontology: every term of it."""

    def page(document: Document, lang: str) -> str:
        return listing_html(ontology_page(room, where, lang), document.frame(lang))

    path = where.path(ONTOLOGY)
    about = describe(room, ONTOLOGY)
    return Document(room, where, path, where.url(ONTOLOGY), _TRIPLES, lambda: ontology_quads(room), page, about=about)


def dataset_document(room: Room, where: Addresses, name: str = "void") -> Document:
    """The document about the dataset: VoID, DCAT and PROV, under either name."""

    def page(document: Document, lang: str) -> str:
        linked = dataset_schema(room, room.names.shared("dataset"), where, lang)
        return listing_html(dataset_page(room, where, lang), document.frame(lang, linked))

    return Document(
        room, where, where.root + name, f"{where.address}{name}", _TRIPLES, lambda: catalogue_quads(room, where), page
    )
