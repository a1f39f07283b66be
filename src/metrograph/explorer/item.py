"""The page of an item of a plan: its words in the source, what it serves and why, what is missing, what is around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from metrograph.documents.thing import Description
from metrograph.documents.values import Shown
from metrograph.explorer.cards import cards_of
from metrograph.explorer.elsewhere import similar_table
from metrograph.explorer.grids import grid
from metrograph.explorer.outline import PILOT, outline_of
from metrograph.explorer.pilot_rows import pilots_of
from metrograph.explorer.review import targets
from metrograph.explorer.view import View
from metrograph.namespaces import DCTERMS, MG, OA, RDF, RDFS, SKOS
from metrograph.pages.page import Page
from metrograph.pages.resource import Named, Thing
from metrograph.turtle import Term, value
from metrograph.when import in_words

KINDS = tuple(
    MG + name
    for name in (
        "PilotProject", "StatutoryMeeting", "NetworkEvent", "WorldEvent", "Event", "Training", "InternalAction", "Action",
        "Publication", "PartnershipAgreement", "Award", "ProductOrService", "Objective", "Workstream", "StrategicLine",
        "PlannedActivity", "PlanElement",
    )
)  # fmt: skip
"""The classes of items, the most special first."""
_ELSEWHERE = {
    *(RDF + "type", RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "editorialNote", DCTERMS + "title"),
    *(
        MG + name
        for name in (
            "inPlan", "mentionedIn", "inLine", "directPartOf", "group", "statedIn", "sourceLineStart", "sourceLineEnd",
            "contributesTo", "contributesToGoal", "contributesDirectlyTo", "contributesDirectlyToGoal", "contributesIndirectlyTo",
            "candidateFor", "condition", "activityStatus", "alsoSays", "edtf", "earliest", "latest", "datePrecision", "dateText",
            "dateStatus", "ambiguous", "hyperlinked", "openList", "mentionsSDGs", "principalTheme", "theme", "order",
        )
    ),
}  # fmt: skip
NAMES = {RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", DCTERMS + "title", MG + "acronym"}
"""Properties that name an item."""
_PARTS = 60


@dataclass(frozen=True, slots=True)
class Source:
    """Where and in which words the plan states an item."""

    words: tuple[Named, ...]
    also: tuple[Named, ...]
    lines: tuple[tuple[str, str], ...]
    document: Named | None


@dataclass(frozen=True, slots=True)
class Around:
    """What is around an item."""

    crumbs: tuple[Named, ...]
    above: tuple[Named, ...]
    parts: tuple[Named, ...]
    more: int
    before: Named | None
    after: Named | None


def item_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of an item."""
    shown, node = view.shown, ox.NamedNode(found.iri)
    says = _says(found)
    cards = cards_of(view, found.iri)
    source = _source(shown, says)
    similar = similar_table(view, found.iri)
    values = {
        "thing": thing,
        "heading": thing.heading,
        "translated": bool(source.words) and all(one.lang not in ("", view.lang) for one in source.words),
        "status": next((shown.thing(one) for one in says.get(MG + "activityStatus", ()) if isinstance(one, ox.NamedNode)), None),
        "themes": tuple(_things(shown, says, MG + "principalTheme", MG + "theme")),
        "source": source,
        "conditions": tuple(_texts(says, MG + "condition")),
        "notes": _preferred(tuple(_texts(says, SKOS + "editorialNote")), view.lang),
        "ambiguous": any(value(one) == "true" for one in says.get(MG + "ambiguous", ())),
        "date": _date(shown, says),
        "facts": shown.rows(quad for quad in found.own if quad.predicate.value not in _ELSEWHERE),
        "cards": cards,
        "targets": targets(view) if view.person else (),
        "without": _without(shown, node),
        "missing": _missing(view, found.iri, says),
        "similar": grid(view, "similar", similar) if similar is not None else None,
        "around": _around(view, shown, node, says),
        "reported": thing.reported,
    }
    tables = {"similar": similar} if similar else {}
    return Page("item.html", thing.heading.text, values, tables, here="pilots" if _is_pilot(says) else "plan")


def _says(found: Description) -> dict[str, list[Term]]:
    says: dict[str, list[Term]] = {}
    for quad in found.own:
        if quad.object not in (values := says.setdefault(quad.predicate.value, [])):
            values.append(quad.object)
    return says


def _is_pilot(says: dict[str, list[Term]]) -> bool:
    return any(value(kind) == PILOT for kind in says.get(RDF + "type", ()))


def _texts(says: dict[str, list[Term]], *verbs: str) -> Iterator[Named]:
    for verb in verbs:
        for term in says.get(verb, ()):
            if isinstance(term, ox.Literal):
                yield Named(term.value, term.language or "")


def _preferred(texts: tuple[Named, ...], lang: str) -> tuple[Named, ...]:
    """The texts in a language, else all of them."""
    return tuple(one for one in texts if one.lang == lang) or texts


def _things(shown: Shown, says: dict[str, list[Term]], *verbs: str) -> Iterator[Named]:
    nodes = dict.fromkeys(term for verb in verbs for term in says.get(verb, ()))
    yield from (shown.thing(node) for node in nodes if isinstance(node, ox.NamedNode))


def _source(shown: Shown, says: dict[str, list[Term]]) -> Source:
    """The words of the source, and each place where it states the item."""
    spans: set[tuple[int, int]] = set()
    documents: dict[Term, bool] = {}
    for one in says.get(MG + "statedIn", ()):
        if isinstance(one, ox.NamedNode | ox.BlankNode):
            told = {quad.predicate.value: quad.object for quad in shown.room.quads(one)}
            ends = [value(told.get(MG + f"sourceLine{end}")) for end in ("Start", "End")]
            if all(end.isdecimal() and len(end) < 9 for end in ends):
                spans.add((int(ends[0]), int(ends[1])))
            documents |= {told[OA + "hasSource"]: True} if OA + "hasSource" in told else {}
    document = next((shown.thing(one) for one in documents if isinstance(one, ox.NamedNode)), None)
    words = tuple(sorted(_texts(says, RDFS + "label", DCTERMS + "title"), key=lambda one: (one.lang != shown.lang, one.lang)))
    also = tuple(_texts(says, MG + "alsoSays", SKOS + "altLabel"))
    return Source(words, also, tuple((str(first), str(last)) for first, last in sorted(spans)), document)


def _date(shown: Shown, says: dict[str, list[Term]]) -> tuple[str, Named | None, Named | None] | None:
    """(date in words, the words of the source for it, whether it is stated or worked out)."""
    told = next((value(one) for one in says.get(MG + "edtf", ())), "")
    words = next(_texts(says, MG + "dateText"), None)
    status = next(_things(shown, says, MG + "dateStatus"), None)
    return (in_words(told, shown.lang) if told else "", words, status) if told or words or status else None


def _without(shown: Shown, node: ox.NamedNode) -> Named | None:
    """Why it was judged to serve no goal, where somebody did."""
    for one in shown.room.saying(MG + "assessedElement", node):
        told = shown.room.said(one, MG + "reason", MG + "translatedReason")
        texts = tuple(Named(text.value, text.language or "") for text in told if isinstance(text, ox.Literal))
        return next(iter(_preferred(texts, shown.lang)), Named(""))
    return None


def _missing(view: View, iri: str, says: dict[str, list[Term]]) -> tuple[str, ...]:
    """What a board would ask of a pilot."""
    if not _is_pilot(says) or MG + "inPlan" not in says:
        return ()
    return next((pilot.missing for pilot in pilots_of(view.desk, (iri,), view.lang)), ())


def _around(view: View, shown: Shown, node: ox.NamedNode, says: dict[str, list[Term]]) -> Around:
    room = shown.room
    inside = [one for verb in ("directPartOf", "group") for one in room.saying(MG + verb, node)]
    parts = [one for one in dict.fromkeys(inside) if isinstance(one, ox.NamedNode)]
    place = outline_of(view.desk).of(node.value)
    before, after, plan = None, None, None
    if place:
        outline, at = place
        plan, entries = ox.NamedNode(outline.iri), outline.entries
        parts.sort(key=lambda one: outline.at.get(one.value, len(entries)))
        before = shown.thing(ox.NamedNode(entries[at - 1].iri)) if at else None
        after = shown.thing(ox.NamedNode(entries[at + 1].iri)) if at + 1 < len(entries) else None
    crumbs = [one for one in (plan, *_above(shown, node)) if one]
    groups = tuple(_things(shown, says, MG + "group"))
    listed = tuple(map(shown.thing, islice(parts, _PARTS)))
    return Around(tuple(map(shown.thing, crumbs)), groups, listed, max(0, len(parts) - _PARTS), before, after)


def _above(shown: Shown, node: ox.NamedNode) -> list[ox.NamedNode]:
    """What an item lies in, the outermost first; the plan itself left out."""
    chain: list[ox.NamedNode] = []
    at: object = node
    while isinstance(at, ox.NamedNode) and len(chain) < 8:
        at = next(shown.room.said(at, MG + "directPartOf"), None)
        if isinstance(at, ox.NamedNode) and at not in chain and at != node:
            chain.insert(0, at)
        else:
            break
    return [one for one in chain if not any(True for _ in shown.room.quads(one, RDF + "type", ox.NamedNode(MG + "WorkPlan")))]
