"""Pages of lists, as values: a graph, the ontology, the dataset."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from metrograph.documents.addresses import ONTOLOGY, Addresses
from metrograph.documents.catalogue import EXPORTS
from metrograph.documents.labels import Labels
from metrograph.documents.room import Room
from metrograph.documents.values import SHOWN, Shown
from metrograph.namespaces import MG, OWL, RDF, SKOS
from metrograph.pages.resource import Listing, Named
from metrograph.turtle import natural
from metrograph.words import say

_TERMS = (("page.classes", ("Class",)), ("page.properties", ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")))
_VALUES = "page.values"


def _numbers(room: Room, lang: str) -> tuple[tuple[str, str], ...]:
    numbers = room.numbers
    counts = (
        ("page.triples", numbers.triples),
        ("page.subjects", numbers.subjects),
        ("page.classes", len(numbers.classes)),
        ("page.properties", len(numbers.properties)),
    )
    return tuple((say(key, lang), str(n)) for key, n in counts)


def _exports(where: Addresses, lang: str) -> tuple[str, tuple[Named, ...], int]:
    return say("page.exports", lang), tuple(Named(name, "", f"{where.root}export/{name}") for name in EXPORTS), 0


def graph_page(room: Room, iri: str, where: Addresses, lang: str) -> Listing:
    """The page of a named graph: what it speaks of, how large it is, where it comes from."""
    shown, node = Shown(room, where, Labels(room, lang)), ox.NamedNode(iri)
    things = tuple(islice(_subjects(room, iri), SHOWN + 1))
    links = tuple(sorted(map(shown.thing, things[:SHOWN]), key=lambda link: natural(link.text)))
    label = shown.labels.of(node)
    rows = tuple((row.label, value) for row in shown.rows(room.quads(node)) for value in row.values)
    intro = say("page.graph", lang)
    if len(things) > SHOWN:
        intro = f"{intro} {say('page.graph.first', lang, n=SHOWN)}"
    return Listing(
        Named(label.text, label.lang),
        intro,
        ((say("page.triples", lang), str(room.how_many(f"GRAPH {node} {{ ?s ?p ?o }}"))),),
        ((say("page.graph.things", lang), links, 0),),
        ((say("page.graph.origin", lang), (say("page.property", lang), say("page.value", lang)), rows),),
    )


def _subjects(room: Room, graph: str) -> Iterator[ox.NamedNode]:
    seen: set[object] = set()
    for quad in room.quads(None, graph=graph):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject not in seen:
            seen.add(quad.subject)
            yield quad.subject


def ontology_page(room: Room, where: Addresses, lang: str) -> Listing:
    """The page of the ontology: every class and property of ours, with its definition, under the name of the term."""
    shown = Shown(room, where, Labels(room, lang))
    node = ox.NamedNode(ONTOLOGY)
    label = shown.labels.of(node)
    about = next((row.values[0].text for row in shown.rows(room.quads(node, "http://purl.org/dc/terms/description"))), "")
    columns = (say("page.term", lang), say("property.skos:prefLabel", lang), say("property.skos:definition", lang))
    tables = [(say(key, lang), columns, tuple(_terms(shown, kinds))) for key, kinds in _TERMS]
    values = (say(_VALUES, lang), columns, tuple(_terms(shown, ("NamedIndividual",))))
    return Listing(Named(label.text, label.lang), about, (), (), (*tables, values))


def _terms(shown: Shown, kinds: Iterable[str]) -> Iterator[tuple[Named, ...]]:
    found = {quad.subject for kind in kinds for quad in shown.room.quads(None, RDF + "type", ox.NamedNode(OWL + kind))}
    ours = (term for term in found if isinstance(term, ox.NamedNode) and term.value.startswith(MG))
    for term in sorted(ours, key=lambda term: term.value.casefold()):
        local, link = term.value.removeprefix(MG), shown.thing(term)
        rows = shown.rows(shown.room.quads(term, SKOS + "definition"))
        yield Named(local, "", link.href, anchor=local), Named(link.text, link.lang), rows[0].values[0] if rows else Named("")


def dataset_page(room: Room, where: Addresses, lang: str) -> Listing:
    """The page of the dataset: numbers, classes, graphs, downloads."""
    shown = Shown(room, where, Labels(room, lang))
    classes = sorted(room.numbers.classes, key=lambda part: (-part.entities, part.kind))
    kinds = tuple(
        (shown.kind(ox.NamedNode(part.kind)), Named(str(part.entities)), Named(str(len(part.uses)))) for part in classes
    )
    graphs = tuple((shown.thing(ox.NamedNode(graph)), Named(str(n))) for graph, n in room.numbers.graphs)
    columns = (say("property.rdf:type", lang), say("page.entities", lang), say("page.properties", lang))
    return Listing(
        Named(say("page.void", lang)),
        say("page.void.intro", lang),
        _numbers(room, lang),
        (_exports(where, lang),),
        (
            (say("page.graphs", lang), (say("page.graphs", lang), say("page.triples", lang)), graphs),
            (say("page.classes", lang), columns, kinds),
        ),
    )
