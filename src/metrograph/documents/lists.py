"""Pages of lists, as values: the start page, a graph, the ontology, the dataset, and what to show where nothing is."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from metrograph.documents.addresses import ONTOLOGY, Addresses
from metrograph.documents.catalogue import EXPORTS, dataset_iri
from metrograph.documents.labels import Labels
from metrograph.documents.room import Room
from metrograph.documents.values import SHOWN, Shown
from metrograph.folding import fold
from metrograph.namespaces import MG, OWL, RDF, SDGO, SKOS, sdg_code, sdg_order
from metrograph.pages.resource import Listing, Named
from metrograph.turtle import natural
from metrograph.words import say

_TERMS = (("page.classes", ("Class",)), ("page.properties", ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")))
_VALUES = "page.values"


def home_page(room: Room, where: Addresses, lang: str) -> Listing:
    """The start page: what the data holds, and where it can be read and asked.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> room = room_of(metrograph.open())
    >>> home = home_page(room, Addresses(room.names, "http://h/"), "en")
    >>> [heading for heading, links, _ in home.sections if len(links) == 17]
    ['Sustainable Development Goals']
    """
    shown = Shown(room, where, Labels(room, lang))
    title = shown.labels.of(ox.NamedNode(dataset_iri(room)))
    services = (
        ("page.sparql", "sparql"),
        ("page.api", "api"),
        ("page.void", ".well-known/void"),
        ("page.ontology", "ns"),
        ("page.context", "context.jsonld"),
    )
    return Listing(
        Named(title.text, title.lang),
        say("dataset.description", lang),
        _numbers(room, lang),
        (
            _section(shown, "page.plans", MG + "WorkPlan"),
            _section(shown, "page.themes", MG + "Theme"),
            _section(shown, "page.goals", SDGO + "Goal"),
            (say("page.services", lang), tuple(Named(say(key, lang), "", where.root + path) for key, path in services), 0),
            (say("page.graphs", lang), _graphs(shown), 0),
            (say("page.exports", lang), tuple(Named(name, "", f"{where.root}export/{name}") for name in EXPORTS), 0),
        ),
    )


def _numbers(room: Room, lang: str) -> tuple[tuple[str, str], ...]:
    numbers = room.numbers
    counts = (
        ("page.triples", numbers.triples),
        ("page.subjects", numbers.subjects),
        ("page.classes", len(numbers.classes)),
        ("page.properties", len(numbers.properties)),
    )
    return tuple((say(key, lang), str(n)) for key, n in counts)


def _section(shown: Shown, key: str, kind: str) -> tuple[str, tuple[Named, ...], int]:
    """Links to the things of a class, at most two hundred of them."""
    total = next((part.entities for part in shown.room.numbers.classes if part.kind == kind), 0)
    quads = islice(shown.room.quads(None, RDF + "type", ox.NamedNode(kind)), SHOWN)
    nodes = [node for node in dict.fromkeys(quad.subject for quad in quads) if isinstance(node, ox.NamedNode)]
    coded = sorted(nodes, key=lambda node: (sdg_order(sdg_code(node.value) or "0"), node.value))
    links = tuple(shown.thing(node) for node in coded)
    if kind != SDGO + "Goal":
        links = tuple(sorted(links, key=lambda link: fold(link.text)))
    return say(key, shown.lang), links, max(0, total - len(links))


def _graphs(shown: Shown) -> tuple[Named, ...]:
    return tuple(shown.thing(ox.NamedNode(graph)) for graph, _ in shown.room.numbers.graphs)


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
        ((say("page.triples", lang), str(dict(room.numbers.graphs)[iri])),),
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
    exports = tuple(Named(name, "", f"{where.root}export/{name}") for name in EXPORTS)
    columns = (say("property.rdf:type", lang), say("page.entities", lang), say("page.properties", lang))
    return Listing(
        Named(say("page.void", lang)),
        say("page.void.intro", lang),
        _numbers(room, lang),
        ((say("page.exports", lang), exports, 0),),
        (
            (say("page.graphs", lang), (say("page.graphs", lang), say("page.triples", lang)), graphs),
            (say("page.classes", lang), columns, kinds),
        ),
    )


def missing_page(path: str, near: str, where: Addresses, lang: str) -> Listing:
    """The page that says that nothing is at a path, and what may be meant."""
    others = (("page.home", ""), ("page.ontology", "ns"), ("page.void", "void"))
    suggested = (Named(near, "", near),) if near else ()
    return Listing(
        Named(say("page.missing", lang)),
        say("page.missing.intro", lang, value=path),
        (),
        (
            (say("page.missing.near", lang), suggested, 0),
            (say("page.missing.else", lang), tuple(Named(say(key, lang), "", where.root + to) for key, to in others), 0),
        ),
    )
