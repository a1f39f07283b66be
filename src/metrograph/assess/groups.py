"""How many items serve what, and how: by goal, target, theme, strategic line, partner and place.

>>> import metrograph
>>> from metrograph.assess.facts import read_facts
>>> from metrograph.assess.source import pairs_of
>>> facts = next(iter(read_facts(pairs_of(metrograph.open().store)).values()))
>>> grouped(facts, "goal")["11"]
Group(count=19, direct=7, indirect=12, goal_only=3, proposed=0, none=0, pilots=7)
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from metrograph.assess.facts import Facts, Item, Link

BY_LINK: Mapping[str, Callable[[Link], str]] = {
    "goal": lambda link: link.goal,
    "target": lambda link: link.sdg if link.targeted else "",
}
BY_ITEM: Mapping[str, Callable[[Item], tuple[str, ...]]] = {
    "theme": lambda item: item.themes,
    "line": lambda item: (item.line,) if item.line and item.line != item.iri else (),
    "partner": lambda item: item.partners,
    "place": lambda item: item.places,
}
BY = (*BY_LINK, *BY_ITEM)


@dataclass(frozen=True, slots=True)
class Group:
    """The items of a group; each is ``direct``, ``indirect``, ``proposed`` or ``none``, and in just one of them."""

    count: int = 0
    direct: int = 0
    """With an accepted direct link."""
    indirect: int = 0
    """With accepted links, none of them direct."""
    goal_only: int = 0
    """Of those two: items whose accepted links all stop at a goal and name no target."""
    proposed: int = 0
    """With links that only wait for a decision."""
    none: int = 0
    """Without an accepted or a waiting link."""
    pilots: int = 0
    """Pilots with an accepted link."""


@dataclass(slots=True)
class _Seen:
    """What the links of one item to one thing come to."""

    direct: bool = False
    accepted: bool = False
    targeted: bool = False
    proposed: bool = False

    def add(self, link: Link) -> None:
        taken = link.status == "accepted"
        self.accepted |= taken
        self.direct |= taken and link.direct
        self.targeted |= taken and link.targeted
        self.proposed |= link.status == "proposed"


def grouped(facts: Facts, by: str) -> dict[str, Group]:
    """The groups of one kind: by code for goals and targets, by identifier for the rest. O(items + links).

    Themes and lines without any item are among them; goals, partners and places only as far as something is there.
    """
    if by in BY_LINK:
        key = BY_LINK[by]
        seen: dict[tuple[str, str], _Seen] = defaultdict(_Seen)
        for link in facts.links:
            if key(link) and link.status in ("accepted", "proposed"):
                seen[key(link), link.element].add(link)
        return _counted(facts, ((group, item, one) for (group, item), one in seen.items()))
    ends, told = BY_ITEM[by], _by_element(facts)
    nothing = _Seen()
    found = _counted(facts, ((end, iri, told.get(iri, nothing)) for iri, item in facts.items.items() for end in ends(item)))
    known = {"theme": facts.themes, "line": facts.lines}.get(by, ())
    return {end: found.get(end, Group()) for end in dict.fromkeys((*known, *found))}


def _by_element(facts: Facts) -> dict[str, _Seen]:
    found: dict[str, _Seen] = defaultdict(_Seen)
    for link in facts.links:
        found[link.element].add(link)
    return found


def _counted(facts: Facts, told: Iterable[tuple[str, str, _Seen]]) -> dict[str, Group]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for group, element, seen in told:
        here = found[group]
        here["count"] += 1
        here["direct" if seen.direct else "indirect" if seen.accepted else "proposed" if seen.proposed else "none"] += 1
        here["goal_only"] += seen.accepted and not seen.targeted
        here["pilots"] += seen.accepted and facts.items[element].pilot
    return {group: Group(**counts) for group, counts in sorted(found.items())}
