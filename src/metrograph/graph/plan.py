"""A plan as quads, and back. One table says which property each field becomes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

import pyoxigraph as ox

from metrograph.graph.terms import ALT, LABEL, PREF, A, Graph, day, iri, mg, plain, tagged, true, well_known, whole
from metrograph.model import (
    CLASS_OF,
    SHARED_KINDS,
    STRUCTURE_KINDS,
    DateStatus,
    Item,
    Kind,
    Plan,
    Source,
    Status,
    Text,
    When,
    camel,
    several,
)
from metrograph.namespaces import MG, RDF, Names
from metrograph.turtle import Term, value

# Field of an Item -> property. The value is another element, a whole number, a text, or a flag.
_ELEMENTS = {
    "section": "inLine", "parent": "directPartOf", "group": "group", "themes": "theme", "places": "place",
    "organisers": "organisedBy", "partners": "partner", "bodies": "involvesBody", "communities": "involvesCommunity",
    "unit_of": "unitOf", "sub_event_of": "subEventOf", "same_fact_as": "sameFactAs", "in_context_of": "inContextOf",
    "prepares_for": "preparesFor", "refers_to": "refersTo", "presents_results_of": "presentsResultsOf",
    "shares_bullet_with": "sharesBulletWith",
}  # fmt: skip
_INVERSE = {"realised_by": "realises", "principal_in": "principalTheme"}
_NUMBERS = {"count": "expectedCount", "order": "order", "edition": "edition", "phase": "phase"}
_TEXTS = {
    "acronym": "acronym",
    "motto": "motto",
    "event_format": "eventFormat",
    "part_of_work": "partOfWork",
    "condition": "condition",
}
_FLAGS = {
    "hyperlinked": "hyperlinked",
    "open_list": "openList",
    "ambiguous": "ambiguous",
    "mentions_sdgs": "mentionsSDGs",
}
_SOURCE_LANGUAGE = ("condition", "motto")
_NOTE = well_known("skos:editorialNote")
_TITLE = well_known("dcterms:title")


class Addresses:
    """The IRI of each item of a plan: shared things by their slug, elements under their plan."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self.names = names
        self.plan = plan
        self.kinds = {item.id: item.kind for item in plan.items}

    def __call__(self, item_id: str) -> str:
        """The IRI of an item."""
        kind = self.kinds.get(item_id, Kind.THEME if item_id.startswith("theme-") else None)
        return self.names.shared(item_id) if kind in SHARED_KINDS else self.names.element(self.plan.id, item_id)

    @property
    def document(self) -> str:
        """The IRI of the source document."""
        return self.names.element(self.plan.id, "source")


def addresses(plans: Mapping[str, Plan], names: Names) -> Callable[[str, str], str]:
    """The IRI of an item of one of several plans, by plan and item."""
    known = {name: Addresses(plan, names) for name, plan in plans.items()}
    return lambda plan, item: known[plan](item)


def plan_quads(plan: Plan, names: Names, scheme: frozenset[str] = frozenset()) -> Iterator[ox.Quad]:
    """The graph ``plan/{plan}``; the themes of ``scheme`` keep their type and names in their own graph."""
    graph, address = Graph(names, f"plan/{plan.id}"), Addresses(plan, names)
    yield from _document(plan.source, graph, address)
    for item in plan.items:
        yield from _item(item, plan, graph, address, scheme)


def _document(source: Source, graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    node = address.document
    yield graph.add(node, A, mg("SourceDocument"))
    yield from graph.texts(node, _TITLE, source.title)
    yield graph.add(node, mg("sha256"), plain(source.sha256))
    yield graph.add(node, well_known("dcterms:language"), plain(source.lang))
    yield graph.add(node, well_known("dcterms:identifier"), plain(source.file))
    yield graph.add(node, mg("lineCount"), whole(source.lines))


def _item(item: Item, plan: Plan, graph: Graph, address: Addresses, scheme: frozenset[str]) -> Iterator[ox.Quad]:
    node = address(item.id)
    structure = item.kind in STRUCTURE_KINDS
    if item.id not in scheme:
        yield graph.add(node, A, mg(CLASS_OF[item.kind]))
        yield from graph.texts(node, PREF, _names(item))
    yield from graph.texts(node, _TITLE if structure else LABEL, item.label)
    yield from (graph.add(node, ALT, plain(name)) for name in item.also_called)
    yield from (graph.add(node, mg("alsoSays"), tagged(words, plan.source.lang)) for words in item.also_says)
    yield from (graph.add(node, mg("foundAt"), plain(place)) for place in item.found)
    if item.kind not in SHARED_KINDS and not structure:
        membership = "inPlan" if item.planned else "mentionedIn"
        if item.kind is not Kind.WORK_PLAN:
            yield graph.add(node, mg(membership), iri(address(plan.root.id)))
    if item.status:
        yield graph.add(node, mg("activityStatus"), mg(camel(item.status)))
    if item.date:
        yield from _date(node, item.date, graph, plan.source.lang)
    yield from _ties(item, node, graph, address)
    yield from _facts(item, node, graph, address, plan.source.lang)
    yield from _lines(item, node, graph, address)


def _ties(item: Item, node: str, graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    for name, predicate in _ELEMENTS.items():
        # a theme, an organisation or a place is named in a line, but does not belong to it
        if name == "section" and item.kind in SHARED_KINDS:
            continue
        for target in several(getattr(item, name)):
            yield graph.add(node, mg(predicate), iri(address(target)))
    for name, predicate in _INVERSE.items():
        for target in several(getattr(item, name)):
            yield graph.add(address(target), mg(predicate), iri(node))


def _facts(item: Item, node: str, graph: Graph, address: Addresses, lang: str) -> Iterator[ox.Quad]:
    for name, predicate in _NUMBERS.items():
        if getattr(item, name) is not None:
            yield graph.add(node, mg(predicate), whole(getattr(item, name)))
    for name, predicate in _TEXTS.items():
        if text := getattr(item, name):
            yield graph.add(node, mg(predicate), tagged(text, lang) if name in _SOURCE_LANGUAGE else plain(text))
    for name, predicate in _FLAGS.items():
        if getattr(item, name):
            yield graph.add(node, mg(predicate), true())
    if item.continues:
        earlier = item.continues if ":" in item.continues else f"{address.names.base}id/{item.continues}"
        yield graph.add(node, mg("continues"), iri(earlier))
    if item.note:
        yield graph.add(node, _NOTE, tagged(item.note, "en"))


def _date(node: str, date: When, graph: Graph, lang: str) -> Iterator[ox.Quad]:
    yield graph.add(node, mg("dateStatus"), mg(camel(date.status)))
    if date.text:
        yield graph.add(node, mg("dateText"), tagged(date.text, lang))
    if span := date.span:
        yield graph.add(node, mg("edtf"), plain(date.edtf))
        yield graph.add(node, mg("earliest"), day(span.earliest))
        yield graph.add(node, mg("latest"), day(span.latest))
        yield graph.add(node, mg("datePrecision"), mg(span.precision))


def _lines(item: Item, node: str, graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    if not item.lines:
        return
    yield graph.add(node, mg("sourceLineStart"), whole(min(item.lines)))
    yield graph.add(node, mg("sourceLineEnd"), whole(max(item.lines)))
    for first, last in runs(item.lines):
        evidence = graph.names.hashed("evidence", node, f"L{first}-{last}")
        yield graph.add(node, mg("statedIn"), iri(evidence))
        yield graph.add(evidence, A, mg("Evidence"))
        yield graph.add(evidence, well_known("oa:hasSource"), iri(address.document))
        yield graph.add(evidence, mg("sourceLineStart"), whole(first))
        yield graph.add(evidence, mg("sourceLineEnd"), whole(last))


def runs(lines: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Line numbers as (first, last) of each run of neighbours.

    >>> runs([7, 9, 10, 12])
    ((7, 7), (9, 10), (12, 12))
    """
    groups = groupby(enumerate(sorted(lines)), key=lambda pair: pair[1] - pair[0])
    found = [[line for _, line in group] for _, group in groups]
    return tuple((group[0], group[-1]) for group in found)


def read_plan_quads(quads: Iterable[ox.Quad], plan_id: str, names: Names) -> tuple[Item, ...]:
    """The items of a plan graph, sorted by id: what ``plan_quads`` wrote, read back."""
    found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        found[value(quad.subject)][quad.predicate.value].append(quad.object)
    roots = (names.element(plan_id, ""), names.shared(""))
    kinds = {MG + CLASS_OF[kind]: kind for kind in Kind if kind is not Kind.DOCUMENT_HEADER}
    inverse = _inverse_values(found, roots)
    items = []
    for node, pairs in found.items():
        kind = next((kinds[value(o)] for o in pairs[RDF + "type"] if value(o) in kinds), None)
        if kind is not None:
            items.append(_read_item(_slug(node, roots), kind, pairs, found, inverse, roots))
    return tuple(sorted(items, key=lambda item: item.id))


_Pairs = dict[str, list[Term]]


def _inverse_values(found: dict[str, _Pairs], roots: tuple[str, ...]) -> dict[tuple[str, str], list[str]]:
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, pairs in found.items():
        for name, predicate in _INVERSE.items():
            for target in pairs.get(MG + predicate, ()):
                values[_slug(value(target), roots), name].append(_slug(node, roots))
    return values


def _read_item(
    item_id: str,
    kind: Kind,
    pairs: _Pairs,
    found: dict[str, _Pairs],
    inverse: dict[tuple[str, str], list[str]],
    roots: tuple[str, ...],
) -> Item:
    fields: dict[str, object] = {}
    for name, predicate in _ELEMENTS.items():
        fields[name] = _restored(name, [_slug(value(o), roots) for o in pairs.get(MG + predicate, ())])
    for name in _INVERSE:
        fields[name] = _restored(name, inverse.get((item_id, name), []))
    readers: list[tuple[dict[str, str], Callable[[str], object]]] = [(_NUMBERS, int), (_TEXTS, str), (_FLAGS, bool)]
    for table, reader in readers:
        fields.update({name: reader(value(pairs[MG + p][0])) for name, p in table.items() if pairs.get(MG + p)})
    status = pairs.get(MG + "activityStatus")
    label = pairs.get((_TITLE if kind in STRUCTURE_KINDS else LABEL).value, [])
    return Item(
        id=item_id,
        kind=kind,
        label=_text(label),
        translation=_translation(_text(pairs.get(PREF.value, [])), _text(label), kind),
        lines=_read_lines(pairs, found),
        status=next((s for s in Status if status and value(status[0]) == MG + camel(s)), None),
        date=_read_date(pairs),
        planned=MG + "mentionedIn" not in pairs,
        also_says=tuple(sorted(value(o) for o in pairs.get(MG + "alsoSays", ()))),
        found=tuple(sorted(value(o) for o in pairs.get(MG + "foundAt", ()))),
        also_called=tuple(sorted(value(o) for o in pairs.get(ALT.value, ()))),
        continues=next((value(o).split("/id/", 1)[-1] for o in pairs.get(MG + "continues", ())), ""),
        note=next((value(o) for o in pairs.get(_NOTE.value, ())), ""),
        **fields,  # type: ignore[arg-type]  # the tables above give each field its type
    )


def _names(item: Item) -> Text:
    """The names that are ours: translations; for a theme, which is read in three languages, the words of the source too."""
    source = dict(item.label.pairs()) if item.kind is Kind.THEME else {}
    return Text(**{**source, **dict(item.translation.pairs())})


def _translation(names: Text, label: Text, kind: Kind) -> Text:
    """The names that are not those of the source."""
    given = label.pairs() if kind is Kind.THEME else ()
    return Text(**{lang: text for lang, text in names.pairs() if (lang, text) not in given})


def _slug(node: str, roots: tuple[str, ...]) -> str:
    return next((node.removeprefix(root) for root in roots if node.startswith(root)), node)


def _restored(name: str, values: list[str]) -> object:
    several = isinstance(Item.__dataclass_fields__[name].default, tuple)
    return tuple(sorted(values)) if several else next(iter(values), "")


def _text(values: list[Term]) -> Text:
    return Text(**{o.language: o.value for o in values if isinstance(o, ox.Literal) and o.language})


def _read_lines(pairs: _Pairs, found: dict[str, _Pairs]) -> tuple[int, ...]:
    lines: set[int] = set()
    for evidence in pairs.get(MG + "statedIn", ()):
        first, last = (int(value(found[value(evidence)][MG + name][0])) for name in ("sourceLineStart", "sourceLineEnd"))
        lines.update(range(first, last + 1))
    return tuple(sorted(lines))


def _read_date(pairs: _Pairs) -> When | None:
    status = pairs.get(MG + "dateStatus")
    if not status:
        return None
    edtf, text = (next((value(o) for o in pairs.get(MG + name, ())), "") for name in ("edtf", "dateText"))
    return When(edtf, text, next(s for s in DateStatus if value(status[0]) == MG + camel(s)))
