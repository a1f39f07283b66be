"""What an assessment rests on: the items of a plan and their links, read once from any store, in no language.

>>> import metrograph
>>> from metrograph.assess.source import pairs_of
>>> found = read_facts(pairs_of(metrograph.open().store))
>>> [(facts.plan.rpartition("/")[2], len(facts.items), len(facts.accepted)) for facts in found.values()]
[('plan-2019', 85, 103)]
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from metrograph.assess.insiders import insiders
from metrograph.assess.source import Source, every, least
from metrograph.namespaces import MG, OA, goal_of, sdg_code

ENDING = frozenset({"toConclude", "concluded", "postponed", "cancelled"})
"""Statuses of what will not go on after the plan."""
BASES = ("stated", "text", "context", "external")
"""What a link may rest on, the best first."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a plan. ``status`` is the local name of the term, such as ``toLaunch``."""

    iri: str
    line: str = ""
    themes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    status: str = ""
    condition: str = ""
    pilot: bool = False
    none: bool = False
    """Whether it was assessed and found to serve no goal."""
    heading: bool = False
    """Whether it only groups others: a strategic line, a workstream."""

    @property
    def ending(self) -> bool:
        """Whether it concludes, has concluded, was postponed or cancelled."""
        return self.status in ENDING


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an item to a goal or target, and what speaks for it."""

    element: str
    sdg: str
    direct: bool
    status: str
    """``accepted``, ``proposed``, ``rejected`` or ``superseded``."""
    basis: str = ""
    """The best that it rests on: ``stated``, ``text``, ``context`` or ``external``; empty where nothing says."""
    quotes: int = 0
    """How many different words of a source are quoted for it."""
    read: bool = False
    """Whether a decision of a person on it is in force."""
    confidence: float | None = None
    """That of the surest machine; none where only people or a reference set speak for it."""
    methods: frozenset[str] = frozenset()

    @property
    def goal(self) -> str:
        """The code of the goal."""
        return goal_of(self.sdg)

    @property
    def targeted(self) -> bool:
        """Whether it names a target and not only a goal."""
        return "." in self.sdg


@dataclass(frozen=True)
class Facts:
    """The items of a plan by identifier, and their links."""

    plan: str
    items: Mapping[str, Item]
    """All that the plan states, its strategic lines and workstreams among it."""
    links: tuple[Link, ...]
    span: tuple[str, str] = ("", "")
    """First and last day that the plan covers, where they are told."""
    lines: tuple[str, ...] = ()
    """Its strategic lines, in the order of the source."""
    themes: tuple[str, ...] = ()
    """Every theme that an item could have, sorted."""

    @cached_property
    def accepted(self) -> tuple[Link, ...]:
        """The links that are accepted."""
        return tuple(link for link in self.links if link.status == "accepted")

    @cached_property
    def proposed(self) -> tuple[Link, ...]:
        """The links that wait for a decision."""
        return tuple(link for link in self.links if link.status == "proposed")

    @cached_property
    def counted(self) -> frozenset[str]:
        """The items that indicators count: all but headings."""
        return frozenset(iri for iri, item in self.items.items() if not item.heading)

    @cached_property
    def assessed(self) -> frozenset[str]:
        """Those that somebody or something looked at: those with a link, and those found to have none."""
        linked = {link.element for link in self.links}
        return frozenset(iri for iri in self.counted if iri in linked or self.items[iri].none)

    def of_line(self, line: str) -> "Facts":
        """The same for the items of one strategic line, as if they were a plan."""
        items = {iri: item for iri, item in self.items.items() if item.line == line and iri != line}
        return replace(self, items=items, links=tuple(link for link in self.links if link.element in items))


def read_facts(source: Source) -> dict[str, Facts]:
    """The facts of each plan by its identifier, sorted. O(triples of the properties that count)."""
    plans = sorted(source.kinds(MG + "WorkPlan"))
    items: dict[str, dict[str, Item]] = {plan: {} for plan in plans}
    homes: dict[str, list[str]] = defaultdict(list)
    made, inside = _items(source), insiders(plans, source.pairs)
    for element, plan in sorted(set(source.pairs(MG + "inPlan"))):
        if plan in items:
            items[plan][element] = _seen_from(made.get(element) or Item(element), inside[plan])
            homes[element].append(plan)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in _links(source, homes):
        for plan in homes[link.element]:
            links[plan].append(link)
    spans = [least(source.pairs(MG + name)) for name in ("earliest", "latest")]
    lines, themes = _lines(source), tuple(sorted(set(source.kinds(MG + "Theme"))))
    return {
        plan: Facts(
            plan,
            items[plan],
            tuple(links[plan]),
            (spans[0].get(plan, ""), spans[1].get(plan, "")),
            tuple(line for line in lines if line in items[plan]),
            themes,
        )
        for plan in plans
    }


def _lines(source: Source) -> tuple[str, ...]:
    """Strategic lines in the order of the source."""
    place = least(source.pairs(MG + "sourceLineStart"))
    found = set(source.kinds(MG + "StrategicLine"))
    return tuple(sorted(found, key=lambda line: (int(place[line]) if place.get(line, "").isdigit() else 1 << 30, line)))


def _seen_from(item: Item, inside: frozenset[str]) -> Item:
    """An item whose partners are those outside of its plan."""
    outside = tuple(one for one in item.partners if one not in inside)
    return item if outside == item.partners else replace(item, partners=outside)


def _items(source: Source) -> dict[str, Item]:
    """Items that say something of themselves; their partners are all organisations that they name."""
    lines, states, conditions = (least(source.pairs(MG + name)) for name in ("inLine", "activityStatus", "condition"))
    themes, places, organised, partners = (
        every(source.pairs(MG + name)) for name in ("theme", "place", "organisedBy", "partner")
    )
    pilots = frozenset(source.kinds(MG + "PilotProject"))
    headings = frozenset(one for name in ("StrategicLine", "Workstream") for one in source.kinds(MG + name))
    none = frozenset(element for _, element in source.pairs(MG + "assessedElement"))
    known = {*lines, *states, *conditions, *themes, *places, *organised, *partners, *pilots, *none, *headings}
    return {
        iri: Item(
            iri,
            lines.get(iri, ""),
            tuple(sorted(themes.get(iri, ()))),
            tuple(sorted(organised.get(iri, frozenset()) | partners.get(iri, frozenset()))),
            tuple(sorted(places.get(iri, ()))),
            states.get(iri, "").removeprefix(MG),
            conditions.get(iri, ""),
            iri in pilots,
            iri in none,
            iri in headings,
        )
        for iri in known
    }


def _links(source: Source, homes: Mapping[str, object]) -> Iterable[Link]:
    """Every link of an item, sorted by item and code."""
    items, targets, strengths, states, sure = (
        least(source.pairs(MG + name)) for name in ("alignmentOf", "alignedTo", "strength", "alignmentStatus", "confidence")
    )
    spoken, read = _Spoken(source), _read(source)
    found = []
    for link, element in items.items():
        code = sdg_code(targets.get(link, ""))
        if code and element in homes:
            basis, quotes, methods = spoken.of(link)
            confidence = float(sure[link]) if _number(sure.get(link, "")) else None
            direct, status = strengths.get(link) == MG + "direct", states.get(link, "").removeprefix(MG)
            found.append(Link(element, code, direct, status, basis, quotes, link in read, confidence, methods))
    return sorted(found, key=lambda link: (link.element, link.sdg))


class _Spoken:
    """What speaks for each link: its best basis, how many words are quoted, which methods found it."""

    def __init__(self, source: Source) -> None:
        self._suggested = every(source.pairs(MG + "hasSuggestion"))
        self._evidence = every(source.pairs(MG + "hasEvidence"))
        self._methods, self._bases = least(source.pairs(MG + "method")), least(source.pairs(MG + "basis"))
        self._selectors, self._exact = least(source.pairs(OA + "hasSelector")), least(source.pairs(OA + "exact"))

    def of(self, link: str) -> tuple[str, int, frozenset[str]]:
        """Basis, quotes, methods of a link."""
        suggested = self._suggested.get(link, frozenset())
        pieces = [piece for one in suggested for piece in self._evidence.get(one, ())]
        told = {self._bases.get(piece, "").removeprefix(MG).removesuffix("Basis") for piece in pieces}
        quotes = {self._exact.get(self._selectors.get(piece, "")) for piece in pieces} - {None, ""}
        methods = {self._methods[one].removeprefix(MG) for one in suggested if one in self._methods}
        return next((basis for basis in BASES if basis in told), ""), len(quotes), frozenset(methods)


def _read(source: Source) -> frozenset[str]:
    """The links with a decision of a person that takes none back and was not taken back."""
    undoing, undone = set(), set()
    for later, earlier in source.pairs(MG + "undoes"):
        undoing.add(later)
        undone.add(earlier)
    return frozenset(link for link, review in source.pairs(MG + "hasReview") if review not in undoing and review not in undone)


def _number(words: str) -> bool:
    whole, _, rest = words.partition(".")
    return words.isascii() and whole.isdigit() and (not rest or rest.isdigit())
