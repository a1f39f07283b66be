"""The pilots of plans without asking SPARQL: what a page filters by, for all of them; rows in full, for those that it shows.

The rows are those of the question ``pilot-alignments``, which takes seconds where there are thousands of pilots.

>>> import metrograph
>>> desk = metrograph.open()
>>> first = pilot_facts(desk)[0]
>>> first.iri.rpartition("/")[2], sorted(first.goals), first.outside
('pilot-metroairports', ['11', '8', '9'], False)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import pyoxigraph as ox

from metrograph import assess
from metrograph.assess import Pilot
from metrograph.desk import Desk
from metrograph.documents.room import Room, Subject, room_of
from metrograph.explorer.kept import Kept
from metrograph.namespaces import MG, OA, PROV, RDF, RDFS, SDGO, SKOS, goal_of, sdg_order
from metrograph.table import Iri, Row, Table
from metrograph.turtle import Term, value

_COLUMNS = (
    "pilot", "label", "status", "condition", "sdg", "sdgLabel", "goal", "strength", "strengthTerm", "decision", "decisionTerm",
    "quote", "basis", "basisTerm", "rationale", "reviewer",
)  # fmt: skip
_CURATED = {MG + "humanCuration", MG + "referenceAnnotation"}
_CODE = SDGO + "SDGCodeCompact"
_NAMES = (RDFS + "label", SKOS + "prefLabel")


@dataclass(frozen=True, slots=True)
class PilotFacts:
    """What a list of pilots is filtered by, in no language; that of links is about accepted ones, but for ``goals``."""

    iri: str
    plans: tuple[str, ...]
    status: str
    """The identifier of its status."""
    condition: bool
    goals: frozenset[str]
    direct: bool
    """Whether a link to a target is direct."""
    outside: bool
    """Whether a link rests on an outside source."""
    unread: bool
    """Whether nobody confirmed one of them."""
    served: bool
    """Whether it contributes directly to a target."""


def pilots_of(desk: Desk, iris: Iterable[str], lang: str) -> tuple[Pilot, ...]:
    """Some pilots with their links and gaps, in the order given: what ``assess.pilots`` says of them.

    >>> import metrograph
    >>> desk = metrograph.open()
    >>> pilots_of(desk, [desk.iri("pilot-mega")], "fr")[0].links[0].strength
    'direct'
    """
    reader = _Reader(room_of(desk), lang)
    rows = tuple(row for iri in iris for row in reader.rows(iri))
    return assess.pilots(lambda *_, **__: Table(_COLUMNS, rows), lang)


def _facts(room: Room) -> tuple[PilotFacts, ...]:
    reader = _Reader(room)
    found = {*room.of_class(MG + "PilotProject")}
    made = (reader.facts(node) for node in found if isinstance(node, ox.NamedNode))  # a blank node has no page
    return tuple(one for _, one in sorted((place, one) for place, one in made if one.plans))


pilot_facts = Kept(_facts)
"""Every pilot of a plan, in the order of the source."""


class _Reader:
    """Reads pilots by following their links; names of terms are looked up once for all."""

    def __init__(self, room: Room, lang: str = "") -> None:
        self._room, self._lang = room, lang
        self._known: dict[tuple[Term, tuple[str, ...]], tuple[str, ...]] = {}
        self._void = {end for quad in room.quads(None, MG + "undoes") for end in (quad.subject, quad.object)}

    def facts(self, node: ox.NamedNode) -> tuple[tuple[int, str], PilotFacts]:
        """Its place in the source, and what it is filtered by."""
        links = [(link, code) for link in self._links(node) for code in self._codes(link)]
        taken = [(link, code) for link, code in links if any(self._is(link, "alignmentStatus", "accepted"))]
        return (self._line(node), node.value), PilotFacts(
            iri=node.value,
            plans=tuple(map(value, self._ends(node, "inPlan"))),
            status=min(map(value, self._ends(node, "activityStatus")), default=""),
            condition=any(self._ends(node, "condition")),
            goals=frozenset(goal_of(code) for _, code in links),
            direct=any("." in code and any(self._is(link, "strength", "direct")) for link, code in taken),
            outside=any(value(basis) == MG + "externalBasis" for link, _ in taken for basis, _ in self._passages(link)),
            unread=any(not self._reviewer(link) for link, _ in taken),
            served=any(self._target(one) for one in self._ends(node, "contributesDirectlyTo")),
        )

    def rows(self, iri: str) -> list[Row]:
        """The rows of a pilot, sorted."""
        node = ox.NamedNode(iri)
        names, states = self._named(node, _NAMES), self._through(node, "activityStatus")
        conditions = map(value, self._ends(node, "condition"))
        heads = product(*(_or(zip(found, strict=True), 1) for found in (names, states, conditions)))
        tails = [row for link in self._links(node) for row in self._link_rows(link)] or [(None,) * 12]
        ranked = sorted(tails, key=_order)
        return [(Iri(iri), *name, *state, *condition, *tail) for name, state, condition in heads for tail in ranked]

    def _link_rows(self, link: Subject) -> Iterator[Row]:
        targets = [(code, name, value(target)) for target in self._ends(link, "alignedTo") for code in self._compact(target)
                   for name in self._named(target, (SKOS + "prefLabel",))]  # fmt: skip
        strengths = [(name, value(one)) for one in self._ends(link, "strength") for name in self._named(one, _NAMES[1:])]
        states = [(name, value(one)) for one in self._ends(link, "alignmentStatus") for name in self._named(one, _NAMES[1:])]
        best = self._best(link)
        passages = [(quote, name, value(basis)) for basis, quote in self._passages(link, best)
                    for name in self._named(basis, _NAMES[1:])]  # fmt: skip
        reasons = [
            reason for one in self._nodes(link, "hasSuggestion") if best.endswith(value(one))
            for reason in self._named(one, (MG + "rationale", MG + "translatedRationale"))
        ]  # fmt: skip
        parents = [value(goal) for target in self._ends(link, "alignedTo") for goal in self._isin(target)]
        goal = parents[0] if parents else None
        for target, strength, state, passage, reason in product(
            _or(targets, 3), _or(strengths, 2), _or(states, 2), _or(passages, 3), _or(zip(reasons, strict=True), 1)
        ):
            yield (*target[:2], goal or target[2], *strength, *state, *passage, *reason, self._reviewer(link) or None)

    # ---- one step each

    def _links(self, node: ox.NamedNode) -> Iterator[Subject]:
        for link in dict.fromkeys(self._room.saying(MG + "alignmentOf", node)):
            if any(value(state) != MG + "superseded" for state in self._ends(link, "alignmentStatus")):
                yield link

    def _best(self, link: Subject) -> str:
        """The passage that speaks for a link: a person's before a machine's, one of the strength that holds before another."""
        ranks = ["none"]
        for held, one in product(self._ends(link, "strength"), self._nodes(link, "hasSuggestion")):
            for method, strength in product(self._ends(one, "method"), self._ends(one, "strength")):
                first = f"{'1' if value(method) in _CURATED else '2'}{'1 ' if strength == held else '2 '}"
                told = list(self._ends(one, "hasEvidence")) or [one]
                both = isinstance(one, ox.NamedNode)
                ranks += [f"{first}{passage.value} {one.value}" for passage in told if both and isinstance(passage, ox.NamedNode)]
        return min(ranks)

    def _passages(self, link: Subject, best: str = "") -> Iterator[tuple[Term, str]]:
        """(basis, words) of the passage that speaks for a link."""
        best = best or self._best(link)
        for one in self._nodes(link, "hasSuggestion"):
            for passage in self._nodes(one, "hasEvidence"):
                if not isinstance(passage, ox.NamedNode) or f"{passage.value} " not in best:
                    continue
                selectors = self._room.ends(passage, OA + "hasSelector")
                quotes = [value(exact) for one in selectors for exact in self._room.said(one, OA + "exact")]
                yield from product(self._ends(passage, "basis"), quotes)

    def _reviewer(self, link: Subject) -> str:
        """Who took the decision in force: the latest one that takes none back and was not taken back."""
        told = []
        for one in self._nodes(link, "hasReview"):
            if one in self._void:
                continue
            times = map(value, self._room.said(one, PROV + "endedAtTime"))
            people = (name for person in self._nodes(one, "reviewer") for name in self._room.said(person, SKOS + "prefLabel"))
            told += [f"{time} {value(name)}" for name, time in product(people, times)]
        return max(told).partition(" ")[2] if told else ""

    def _codes(self, link: Subject) -> Iterator[str]:
        return (code for target in self._ends(link, "alignedTo") for code in self._compact(target))

    def _compact(self, target: Term) -> tuple[str, ...]:
        """The code of a goal or target, such as ``11.2``."""
        key = target, ("",)
        if key not in self._known:
            found = self._room.said(target, SKOS + "notation") if isinstance(target, ox.NamedNode) else ()
            self._known[key] = tuple(one.value for one in found if isinstance(one, ox.Literal) and one.datatype.value == _CODE)
        return self._known[key]

    def _target(self, term: Term) -> bool:
        kind = ox.NamedNode(SDGO + "Target")
        return isinstance(term, ox.NamedNode) and any(True for _ in self._room.quads(term, RDF + "type", kind))

    def _isin(self, target: Term) -> Iterator[Term]:
        return self._room.said(target, SDGO + "isTargetOf") if isinstance(target, ox.NamedNode) else iter(())

    def _named(self, node: Term, verbs: tuple[str, ...]) -> tuple[str, ...]:
        """What a thing says in the language, by some properties."""
        key = node, verbs
        if key not in self._known:
            said = self._room.said(node, *verbs) if isinstance(node, ox.NamedNode | ox.BlankNode) else ()
            self._known[key] = tuple(one.value for one in said if isinstance(one, ox.Literal) and one.language == self._lang)
        return self._known[key]

    def _through(self, node: Subject, name: str) -> Iterator[str]:
        return (told for end in self._ends(node, name) for told in self._named(end, _NAMES[1:]))

    def _line(self, node: Subject) -> int:
        return min((int(line) for end in self._ends(node, "sourceLineStart") if (line := value(end)).isdecimal()), default=-1)

    def _ends(self, node: Subject, name: str) -> Iterator[Term]:
        return self._room.said(node, MG + name)

    def _nodes(self, node: Subject, name: str) -> Iterator[Subject]:
        return self._room.ends(node, MG + name)

    def _is(self, node: Subject, name: str, term: str) -> Iterator[bool]:
        return (value(end) == MG + term for end in self._ends(node, name))


def _or(found: Iterable[tuple[str, ...]], width: int) -> list[tuple[str | None, ...]]:
    """What was found, or one empty row."""
    return [*found] or [(None,) * width]


def _order(row: Row) -> tuple[str, tuple[int, int, str]]:
    """By strength, then by code."""
    return str(row[4] or ""), sdg_order(str(row[0])) if row[0] else (0, 0, "")
