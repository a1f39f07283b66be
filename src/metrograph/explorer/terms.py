"""The page of a term of the ontology: what it means, how it is tied to other terms, how the data use it.

>>> import metrograph
>>> from metrograph.documents.forms import find_document
>>> from metrograph.explorer.things import document_page
>>> view = View.of(metrograph.open(), lang="fr", inside="ns/contributesToGoal")
>>> page = document_page(view, find_document(view.room, view.where, "ns", "contributesToGoal")[0])
>>> page.title, [[step.text for step in chain] for chain in page.values["told"].chains]
("contribue à l'objectif", [['contribue à', 'est une cible de']])
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import pyoxigraph as ox

from metrograph.documents.room import Subject
from metrograph.documents.thing import Description
from metrograph.documents.values import Shown, items_of
from metrograph.explorer.themes import Term as Word
from metrograph.explorer.themes import terms as words_of
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.namespaces import DCTERMS, MG, OWL, RDF, RDFS, SKOS, short
from metrograph.pages.page import Page
from metrograph.pages.resource import Named, Thing
from metrograph.table import Iri, Table
from metrograph.turtle import Term, natural, value, write_turtle
from metrograph.words import mark

PROPERTIES = tuple(OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
KINDS = (OWL + "Class", *PROPERTIES, OWL + "NamedIndividual")
"""Classes whose things are terms."""
_SORTS = ("Functional", "InverseFunctional", "Transitive", "Symmetric", "Asymmetric", "Reflexive", "Irreflexive")
_MATCHES = (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "exactMatch", SKOS + "closeMatch", SKOS + "relatedMatch")
_SHOWN = 200
_RESTRICTIONS = ("hasValue", "someValuesFrom", "allValuesFrom", "cardinality", "minCardinality", "maxCardinality", "hasSelf")


@dataclass(frozen=True, slots=True)
class Bridge:
    """How a term relates to one of another vocabulary, and why."""

    relation: Named
    other: Named
    short: str
    reason: Named | None


@dataclass(frozen=True, slots=True)
class Use:
    """A property as a class has it: its name, what it says, what its values are, and from which class it comes."""

    name: Named
    definition: Named | None
    range: tuple[Named, ...]
    of: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a list tells of a term."""

    iri: str
    local: str
    kind: str
    """``class``, ``property`` or ``value``."""
    name: Named
    definition: Named | None
    domain: tuple[Named, ...]
    range: tuple[Named, ...]
    kinds: tuple[Named, ...]
    """The classes of ours that a value is of."""
    deprecated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Brief):
    """What the page of a term tells."""

    words: tuple[Word, ...]
    notes: tuple[tuple[str, tuple[Named, ...]], ...]
    """(key of what it is, texts): examples and remarks on the scope."""
    above: tuple[Named, ...]
    below: tuple[Named, ...]
    equal: tuple[Named, ...]
    key: tuple[Named, ...]
    """Properties that together tell its things apart."""
    apart: tuple[Named, ...]
    inverse: tuple[Named, ...]
    sorts: tuple[str, ...]
    chains: tuple[tuple[Named, ...], ...]
    uses: tuple[Use, ...]
    """Its own properties, then those of classes above."""
    pointing: tuple[Named, ...]
    """Properties whose values are of this class."""
    values: tuple[Named, ...]
    bridges: tuple[Bridge, ...]
    replaced: tuple[Named, ...]
    count: int


def term_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of a class, a property or a named value; what is no term of ours keeps the plain page."""
    if not found.iri.startswith(MG):
        return Page("thing.html", thing.heading.text, {"page": thing})
    told = told_of(view, found.iri)
    query = _query(told) if told.count else ""
    values = {
        "page": thing,
        "told": told,
        "ontology": view.iri_link(MG.removesuffix("#")),
        "turtle": snippet(view, found.iri),
        "query": view.to("query", query=query) if query and view.live else "",
        "properties_csv": view.here(table="properties"),
        "bridges_csv": view.here(table="bridges"),
    }
    return Page("term.html", told.name.text, values, _tables(view, told), here="export")


def _tables(view: View, told: Told) -> dict[str, Table]:
    """The tables of the page, for those who want them as files."""
    properties = tuple((one.name.text, _joined([one.definition]), _joined(one.range), _joined([one.of])) for one in told.uses)
    bridges = tuple((one.relation.text, one.short, _joined([one.reason])) for one in told.bridges)
    return {
        "properties": Table(("property", "definition", "range", "class"), properties, view.say("term.own")),
        "bridges": Table(("relation", "term", "reason"), bridges, view.say("term.bridges")),
    }


def _joined(names: Iterable[Named | None]) -> str | None:
    return "; ".join(one.text for one in names if one) or None


def table_of(view: View, terms: Iterable[Brief]) -> Table:
    """Terms as a table: identifier, name, kind, definition, what each is said of, what its values are."""
    rows = tuple(
        (Iri(one.iri), one.name.text, one.kind, _joined([one.definition]), _joined(one.domain), _joined(one.range))
        for one in terms
    )
    return Table(("term", "label", "kind", "definition", "domain", "range"), rows, view.say("page.ontology"))


def brief_of(view: View, iri: str) -> Brief:
    """What a list tells of a term.

    >>> import metrograph
    >>> told = brief_of(View.of(metrograph.open(), lang="es"), MG + "inPlan")
    >>> told.kind, [one.text for one in told.range]
    ('property', ['plan de trabajo'])
    """
    room, node = view.room, ox.NamedNode(iri)
    kinds = {value(one) for one in room.said(node, RDF + "type")}
    return Brief(
        iri=iri,
        local=iri.removeprefix(MG),
        kind="class" if OWL + "Class" in kinds else "property" if kinds & set(PROPERTIES) else "value",
        name=view.shown.thing(node),
        definition=_text(view, node, "definition"),
        domain=_named(view, room.ends(node, RDFS + "domain")),
        range=_named(view, room.ends(node, RDFS + "range")),
        kinds=_named(view, (ox.NamedNode(one) for one in kinds if one.startswith(MG))),
        deprecated=any(value(one) == "true" for one in room.said(node, OWL + "deprecated")),
    )


def told_of(view: View, iri: str) -> Told:
    """All that is told of a term."""
    room, node, brief = view.room, ox.NamedNode(iri), brief_of(view, iri)
    of_class = brief.kind == "class"
    up = RDFS + ("subClassOf" if of_class else "subPropertyOf")
    sorts = {value(one) for one in room.said(node, RDF + "type")}
    chains = room.ends(node, OWL + "propertyChainAxiom")
    return Told(
        **{one.name: getattr(brief, one.name) for one in fields(brief)},
        words=words_of(view, iri),
        notes=tuple((name, texts) for name in ("example", "scopeNote") if (texts := _texts(view, node, name))),
        above=_named(view, (one for one in room.ends(node, up) if not _outside(one))),
        below=_named(view, (one for one in room.saying(up, node) if isinstance(one, ox.NamedNode))),
        equal=_named(view, room.ends(node, OWL + "equivalentClass", OWL + "equivalentProperty")),
        key=_named(view, (one for head in room.ends(node, OWL + "hasKey") for one in items_of(room, head))),
        apart=_named(view, _apart(view, node)),
        inverse=_named(view, [*room.ends(node, OWL + "inverseOf"), *room.saying(OWL + "inverseOf", node)]),
        sorts=tuple(view.say(f"term.sort.{name}") for name in _SORTS if f"{OWL}{name}Property" in sorts),
        chains=tuple(tuple(_step(view.shown, one) for one in items_of(room, chain)) for chain in chains),
        uses=(*_uses(view, [node]), *_uses(view, _ancestors(view, node, up), inherited=True)) if of_class else (),
        pointing=_named(view, room.saying(RDFS + "range", node)),
        values=_named(view, (one for one in room.of_class(iri) if value(one).startswith(MG))) if of_class else (),
        bridges=tuple(_bridges(view, node)),
        replaced=_named(view, room.ends(node, DCTERMS + "isReplacedBy")),
        count=_count(view, iri, brief.kind),
    )


# ---- parts of it


def _outside(node: Term) -> bool:
    """Whether a term is of another vocabulary: it stands among the bridges."""
    return isinstance(node, ox.NamedNode) and not node.value.startswith(MG)


def _ancestors(view: View, node: Subject, up: str) -> list[Subject]:
    """The terms above a term, the nearest first, each once."""
    queue, seen = [node], {node}
    for one in queue:  # it grows as it is read
        for upper in view.room.ends(one, up):
            if upper not in seen and isinstance(upper, ox.NamedNode):
                seen.add(upper)
                queue.append(upper)
    return queue[1:]


def _apart(view: View, node: Subject) -> Iterator[Subject]:
    """The classes that share no thing with one: said of the pair, or of a list of classes."""
    yield from view.room.ends(node, OWL + "disjointWith")
    yield from view.room.saying(OWL + "disjointWith", node)
    for group in view.room.of_class(OWL + "AllDisjointClasses"):
        members = [one for head in view.room.ends(group, OWL + "members") for one in items_of(view.room, head)]
        if node in members:
            yield from (one for one in members if one != node and isinstance(one, ox.NamedNode))


def _texts(view: View, node: Subject, name: str) -> tuple[Named, ...]:
    """Texts under a property of SKOS: in the reader's language where there are any, else as they are."""
    found = [one for one in dict.fromkeys(view.room.said(node, SKOS + name)) if isinstance(one, ox.Literal)]
    own = [one for one in found if one.language == view.lang]
    return tuple(Named(one.value, one.language or "") for one in sorted(own or found, key=value))


def _text(view: View, node: Subject, name: str) -> Named | None:
    return next(iter(_texts(view, node, name)), None)


def _named(view: View, nodes: Iterable[Term]) -> tuple[Named, ...]:
    """Terms by name, each once, sorted; a class without a name as it is put together, in words."""
    shown, found = view.shown, dict.fromkeys(nodes)
    made = [Named(expression(view, one)) if isinstance(one, ox.BlankNode) else shown.term(one) for one in found]
    return tuple(sorted(made, key=lambda one: (fold(one.text), one.href))[:_SHOWN])


def _step(shown: Shown, node: Term) -> Named:
    """A step of a chain of properties."""
    return shown.verb(node.value) if isinstance(node, ox.NamedNode) else shown.term(node)


def expression(view: View, node: Term, deep: int = 0) -> str:
    """A class that has no name, in words.

    >>> import metrograph
    >>> view = View.of(metrograph.open())
    >>> accepted = ox.NamedNode(MG + "AcceptedAlignment")
    >>> expression(view, next(view.room.ends(accepted, OWL + "equivalentClass")))
    'all of these: alignment; alignment status has the value accepted'
    """
    if not isinstance(node, ox.BlankNode) or deep > 4:
        return view.shown.term(node).text
    room = view.room
    for name in ("intersectionOf", "unionOf", "oneOf"):
        for head in room.ends(node, OWL + name):
            parts = mark(";", view.lang).join(expression(view, one, deep + 1) for one in items_of(room, head))
            return view.say(f"term.{name}", parts=parts)
    for other in room.ends(node, OWL + "complementOf"):
        return view.say("term.complementOf", parts=expression(view, other, deep + 1))
    about = "; ".join(view.shown.term(one).text for one in room.said(node, OWL + "onProperty"))
    for name in _RESTRICTIONS:
        for told in room.said(node, OWL + name):
            return view.say(f"term.{name}", property=about, value=expression(view, told, deep + 1))
    return "…"


def _uses(view: View, classes: Iterable[Subject], *, inherited: bool = False) -> Iterator[Use]:
    """The properties that are said of some classes."""
    for kind in classes:
        of = view.shown.thing(kind) if inherited and isinstance(kind, ox.NamedNode) else None
        found = {one for one in view.room.saying(RDFS + "domain", kind) if isinstance(one, ox.NamedNode)}
        for one in sorted(found, key=value):
            ranges = _named(view, view.room.ends(one, RDFS + "range"))
            yield Use(view.shown.thing(one), _text(view, one, "definition"), ranges, of)


def _bridges(view: View, node: ox.NamedNode) -> Iterator[Bridge]:
    """The terms of others to which a term is tied; a note that begins with the short name of one gives the reason."""
    notes = (one for one in view.room.said(node, SKOS + "note") if isinstance(one, ox.Literal))
    reasons = [(one.value.partition(": "), one.language or "") for one in notes]
    for verb in _MATCHES:
        for other in sorted({one for one in view.room.ends(node, verb) if _outside(one)}, key=value):
            name = short(value(other))
            reason = next((Named(told, lang) for (head, _, told), lang in reasons if head == name and told), None)
            yield Bridge(view.shown.verb(verb), Named(name, "", view.iri_link(value(other))), name, reason)


def _count(view: View, iri: str, kind: str) -> int:
    """How often the data use a term: things of a class, statements of a property, statements that name a value."""
    numbers = view.room.numbers
    if kind == "class":
        return next((part.entities for part in numbers.classes if part.kind == iri), 0)
    if kind == "property":
        return next((uses.triples for uses in numbers.properties if uses.property == iri), 0)
    naming = (quad.subject for quad in view.room.quads(None, to=ox.NamedNode(iri)))
    return sum(isinstance(one, ox.NamedNode) and not one.value.startswith(MG) for one in naming)


def _query(told: Told) -> str:
    """The query that finds what is counted."""
    name = short(told.iri)
    if told.kind == "class":
        return f"SELECT DISTINCT ?thing {{ ?thing a {name} }}\nORDER BY ?thing"
    if told.kind == "property":
        return f"SELECT ?thing ?value {{ ?thing {name} ?value }}\nORDER BY ?thing ?value"
    other = "FILTER(!STRSTARTS(STR(?thing), STR(mg:)))"
    return f"SELECT ?thing ?property {{ ?thing ?property {name} {other} }}\nORDER BY ?thing ?property"


def snippet(view: View, iri: str) -> str:
    """What the ontology says of a term, as Turtle; prefixes are those of ``/sparql``.

    >>> import metrograph
    >>> snippet(View.of(metrograph.open()), MG + "partOf").splitlines()[0].split()[0]
    'mg:partOf'
    """
    queue: list[Subject] = [ox.NamedNode(iri)]
    triples: dict[ox.Triple, None] = {}
    for node in queue:  # it grows as it is read
        for quad in view.room.as_loaded(view.room.quads(node)):
            if quad.triple not in triples:
                triples[quad.triple] = None
                if isinstance(quad.object, ox.BlankNode):
                    queue.append(quad.object)
    text = write_turtle(triples, view.room.prefixes)
    return text.split("\n\n", 1)[1].strip() if text.startswith("@prefix") else text.strip()


def ours(view: View, kinds: Iterable[str]) -> list[ox.NamedNode]:
    """The terms of ours that are of some classes, sorted by name."""
    found = {one for kind in kinds for one in view.room.of_class(kind) if isinstance(one, ox.NamedNode)}
    return sorted((one for one in found if one.value.startswith(MG)), key=lambda one: natural(one.value.casefold()))
