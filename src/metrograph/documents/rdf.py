"""Documents as RDF: a thing, a graph or the ontology, with what the document itself is, in every syntax."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from metrograph import formats
from metrograph.documents.addresses import ONTOLOGY, Addresses
from metrograph.documents.room import Room
from metrograph.documents.thing import Description
from metrograph.errors import RequestError, SourceError
from metrograph.namespaces import DCTERMS, FOAF, OWL, RDF, RDFS, SDG, VOID
from metrograph.turtle import Quad, Term, value
from metrograph.words import LANGUAGES, say

MANY = 20_000
"""Statements from which on a document is written as the engine does: fast, neither sorted nor laid out for reading."""
_BLANKS = 50  # canonical names for many blank nodes may take for ever


def thing_quads(room: Room, found: Description, where: Addresses) -> tuple[Quad, ...]:
    """A description, and in the default graph what the document is: its topic, licence and dataset."""
    return (*_document(room, found, where), *found.quads)


def _document(room: Room, found: Description, where: Addresses) -> Iterator[Quad]:
    thing, page = ox.NamedNode(found.iri), ox.NamedNode(f"{where.url(found.iri)}.html")
    licences = {room.licences.get(value(quad.graph_name), "") for quad in found.own} - {""}
    yield _said(page, RDF + "type", ox.NamedNode(FOAF + "Document"))
    yield _said(page, FOAF + "primaryTopic", thing)
    yield _said(thing, FOAF + "isPrimaryTopicOf", page)
    yield _said(page, VOID + "inDataset", ox.NamedNode(room.names.shared("dataset")))
    for licence in sorted(licences):
        yield _said(page, DCTERMS + "license", ox.NamedNode(licence))
    if found.iri.startswith(SDG):
        alias = f"{room.names.base}sdg/{found.iri.removeprefix(SDG)}"
        yield _said(ox.NamedNode(alias), OWL + "sameAs", thing)
    for lang in LANGUAGES:
        for note in notes(found, lang):
            yield _said(page, RDFS + "comment", ox.Literal(note, language=lang))


def notes(found: Description, lang: str) -> tuple[str, ...]:
    """What a document leaves out, in words; empty when it holds everything."""
    shown = len(found.incoming)
    cut = say("document.cut", lang, shown=shown, total=found.total) if found.total > shown else ""
    deep = "" if found.whole else say("document.not-whole", lang)
    return tuple(note for note in (cut, deep) if note)


def _said(subject: ox.NamedNode, predicate: str, to: Term) -> Quad:
    return Quad(subject, ox.NamedNode(predicate), to)


def graph_quads(room: Room, iri: str) -> tuple[Quad, ...]:
    """The quads of a named graph, as they were loaded; none where there is no such graph."""
    return tuple(room.as_loaded(room.quads(None, graph=iri)))


def ontology_quads(room: Room) -> tuple[Quad, ...]:
    """The ontology: the graph that says what its IRI is."""
    graphs = sorted({value(quad.graph_name) for quad in room.quads(ox.NamedNode(ONTOLOGY), RDF + "type")} - {""})
    return tuple(quad for graph in graphs for quad in graph_quads(room, graph))


def written(room: Room, quads: Iterable[Quad], suffix: str, *, blanks: int = _BLANKS) -> bytes:
    r"""Quads in the syntax of an extension such as ``.ttl``; ``RequestError`` where it cannot hold them.

    What has more than so many statements or blank nodes is written as the engine does.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> quad = Quad(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.Literal("x"))
    >>> written(room_of(metrograph.open()), [quad], ".nt")
    b'<http://a/s> <http://a/p> "x" .\n'
    """
    found = list(quads)
    if suffix == ".rdf" and (terms := next((quad for quad in found if isinstance(quad.object, ox.Triple)), None)):
        raise RequestError("W203", 406, format="RDF/XML", value=f"<<( {terms.object} )>>")
    try:
        if len(found) > MANY or _blanks(found) > blanks:
            return formats.write_plain(found, suffix, room.prefixes)
        if suffix == ".jsonld":
            return formats.json_ld(found, _needed(room.context, found))
        return formats.write(found, suffix, room.prefixes)
    except SourceError as error:
        raise RequestError("W203", 406, format=error.values["format"], value=error.values["detail"]) from None


def _blanks(quads: Iterable[Quad]) -> int:
    return len({end for quad in quads for end in (quad.subject, quad.object) if isinstance(end, ox.BlankNode)})


def _needed(context: Mapping[str, object], quads: Iterable[Quad]) -> dict[str, object]:
    """The part of the context that these quads use."""
    used = {term.value for quad in quads for term in _named(quad)}
    verbs = {quad.predicate.value for quad in quads}
    own = {name: told for name, told in context.items() if isinstance(told, dict) and told["@id"] in verbs}
    spaces = {name: space for name, space in context.items() if isinstance(space, str)}
    kept = {name: space for name, space in spaces.items() if any(iri.startswith(space) for iri in used)}
    return dict(sorted({**kept, **own}.items()))


def _named(quad: Quad) -> Iterator[ox.NamedNode]:
    datatype = quad.object.datatype if isinstance(quad.object, ox.Literal) else quad.object
    return (term for term in (quad.subject, quad.predicate, datatype, quad.graph_name) if isinstance(term, ox.NamedNode))
