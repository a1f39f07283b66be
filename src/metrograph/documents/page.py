"""The page about a thing, as values: heading, properties, judgements with their evidence, and what points to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from metrograph.documents.addresses import Addresses
from metrograph.documents.labels import Labels
from metrograph.documents.rdf import notes
from metrograph.documents.room import Room
from metrograph.documents.thing import BEHIND, Description
from metrograph.documents.values import Shown
from metrograph.namespaces import DCTERMS, MG, OA, PROV, RDF, SDG, SDG_SCHEME, SDGO, SKOS
from metrograph.pages.resource import Judgement, Named, Reported, Row, Thing
from metrograph.table import Table
from metrograph.turtle import Quad, Term, natural, value

_TYPE = RDF + "type"
_SOURCES = 100
_FACTS = ("strength", "alignmentStatus", "confidence")
_REVIEW = (MG + "decision", MG + "reviewer", PROV + "endedAtTime", MG + "revisedStrength", MG + "proposesInstead")
_REASONS = ("rationale", "translatedRationale", "reason", "translatedReason")
By = Mapping[Term, Mapping[str, list[Term]]]
"""What is said of each node, by property."""


def thing_page(room: Room, found: Description, where: Addresses, lang: str, *, judged: bool = True) -> Thing:
    """The page of a description; without the judgements where a page shows them in a way of its own.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> from metrograph.documents.thing import describe
    >>> room = room_of(metrograph.open())
    >>> page = thing_page(room, describe(room, "http://metadata.un.org/sdg/11"), Addresses(room.names, "http://h/"), "fr")
    >>> page.heading.text, [kind.text for kind in page.kinds]
    ('11 Villes et communautés durables', ['objectif', 'concept'])
    """
    shown = Shown(room, where, Labels(room, lang))
    node = ox.NamedNode(found.iri)
    label = shown.labels.coded(node) if shown.labels.named(node) else shown.labels.of(node)
    kinds = [quad.object for quad in found.own if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode)]
    told = _definition(found.own, lang)
    rest = (quad for quad in found.own if quad.predicate.value != _TYPE and quad.object != told and not _counts(quad.object))
    judging = {quad.subject for quad in found.incoming if quad.predicate.value in BEHIND}
    judgements = _judgements(shown, node, judging, _by_node(found.around)) if judged else ()
    return Thing(
        iri=found.iri,
        heading=Named(label.text, label.lang),
        kinds=tuple(shown.kind(kind) for kind in sorted(dict.fromkeys(kinds), key=_own_first)),
        definition=Named(told.value, told.language or "") if told else None,
        rows=shown.rows(rest),
        judgements=tuple(sorted(judgements, key=_by_title)),
        incoming=shown.listed(
            (quad.predicate.value, quad.subject)
            for quad in found.incoming
            if quad.subject not in judging and not _counts(quad.subject)
        ),
        notes=notes(found, lang),
        same=found.iri if found.iri.startswith((SDG, SDG_SCHEME)) and where.path(found.iri) else "",
        reported=tuple(islice(_reported(shown, node), _SOURCES)),
    )


def _reported(shown: Shown, node: ox.NamedNode) -> Iterator[Reported]:
    """What other sources say, never mixed with the words of the plans."""
    for record in shown.room.saying(MG + "about", node):
        told = list(shown.room.quads(record))
        sources = [value(one.object) for one in told if one.predicate.value == DCTERMS + "source"]
        rest = (one for one in told if one.predicate.value not in (_TYPE, MG + "about", DCTERMS + "source"))
        yield Reported(shown.rows(rest), "; ".join(sources))


def _counts(term: Term) -> bool:
    """Whether a term is a part of the dataset by class or property: the page of the dataset counts these, which have no names."""
    return isinstance(term, ox.NamedNode) and "/.well-known/void#" in term.value


def _own_first(kind: ox.NamedNode) -> tuple[bool, str]:
    return not kind.value.startswith((MG, SDGO)), kind.value


def _by_title(one: Judgement) -> tuple[object, str]:
    return natural(one.title.href), one.page.href


def _definition(quads: Iterable[Quad], lang: str) -> ox.Literal | None:
    """The definition or description in a language, else in English, else in any."""
    texts = [
        (0 if quad.object.language == lang else 1 if quad.object.language == "en" else 2, verb, quad.object.value, quad.object)
        for quad in quads
        for verb, name in enumerate((SKOS + "definition", DCTERMS + "description"))
        if quad.predicate.value == name and isinstance(quad.object, ox.Literal)
    ]
    return min(texts, key=lambda found: found[:3])[3] if texts else None


def _by_node(quads: Iterable[Quad]) -> By:
    known: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        known[quad.subject][quad.predicate.value].append(quad.object)
    return known


def _judgements(shown: Shown, node: ox.NamedNode, judged: Iterable[Term], known: By) -> Iterator[Judgement]:
    for one in judged:
        if not isinstance(one, ox.NamedNode) or one not in known:
            continue
        told = known[one]
        ends = [end for behind in BEHIND for end in told.get(behind, ()) if end != node and isinstance(end, ox.NamedNode)]
        suggestions = [known.get(each, {}) for each in told.get(MG + "hasSuggestion", ())]
        reviews = [known.get(each, {}) for each in told.get(MG + "hasReview", ())]
        texts = [term for said in (told, *suggestions, *reviews) for term in _reasons(said, shown.lang)]
        yield Judgement(
            title=shown.thing(ends[0]) if ends else shown.thing(one),
            page=shown.thing(one),
            facts=tuple(_facts(shown, told, suggestions, reviews)),
            quotes=tuple(dict.fromkeys(shown.term(term) for said in suggestions for term in _quotes(said, known))),
            reasons=tuple(dict.fromkeys(map(shown.term, texts))),
        )


def _facts(
    shown: Shown,
    told: Mapping[str, list[Term]],
    suggestions: list[Mapping[str, list[Term]]],
    reviews: list[Mapping[str, list[Term]]],
) -> Iterator[Row]:
    """How strong a link is, where it stands, by which method it was found, how certain that is, and who decided when."""
    if not told.get(MG + "alignedTo"):
        yield from (shown.row(shown.verb(_TYPE), told[_TYPE]) for _ in told.get(_TYPE, ())[:1])
    for name in _FACTS:
        terms = told.get(MG + name) or [term for said in suggestions for term in said.get(MG + name, ())]
        if terms:
            yield shown.row(shown.verb(MG + name), dict.fromkeys(terms))
    methods = dict.fromkeys(term for said in suggestions for term in said.get(MG + "method", ()))
    if methods:
        yield shown.row(shown.verb(MG + "method"), methods)
    for said in reviews:
        for verb in _REVIEW:
            if said.get(verb):
                yield shown.row(shown.verb(verb), said[verb])


def _quotes(suggestion: Mapping[str, list[Term]], known: By) -> Iterator[Term]:
    for evidence in suggestion.get(MG + "hasEvidence", ()):
        for selector in known.get(evidence, {}).get(OA + "hasSelector", ()):
            yield from known.get(selector, {}).get(OA + "exact", ())


def _reasons(said: Mapping[str, list[Term]], lang: str) -> tuple[Term, ...]:
    """The reason in the reader's language, else as it was written."""
    for names in (_REASONS[:2], _REASONS[2:]):
        terms = [term for name in names for term in said.get(MG + name, ())]
        own = [term for term in terms if isinstance(term, ox.Literal) and term.language == lang]
        first = own or said.get(MG + names[0], [])
        if first:
            return tuple(first)
    return ()


def statements_table(room: Room, found: Description, lang: str) -> Table:
    """The statements of a thing as rows: property, value, language of the value, label of the value."""
    labels = Labels(room, lang)
    rows = {(quad.predicate.value, _told(quad.object), _tag(quad.object), _label(labels, quad.object)) for quad in found.own}
    return Table(("property", "value", "language", "label"), tuple(sorted(rows)))


def _told(term: Term) -> str:
    return (
        f"_:{term.value}" if isinstance(term, ox.BlankNode) else value(term) or (str(term) if isinstance(term, ox.Triple) else "")
    )


def _tag(term: Term) -> str:
    return term.language or "" if isinstance(term, ox.Literal) else ""


def _label(labels: Labels, term: Term) -> str:
    named = labels.named(term) if isinstance(term, ox.NamedNode) else None
    return named.text if named else ""
