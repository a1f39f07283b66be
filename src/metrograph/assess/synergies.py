"""What serves several goals at once: items, themes, and the pairs of goals that items serve together.

>>> import metrograph
>>> from metrograph.assess.facts import read_facts
>>> from metrograph.assess.source import pairs_of
>>> facts = next(iter(read_facts(pairs_of(metrograph.open().store)).values()))
>>> pairs(facts)[0]
('5', '11', 3)
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from metrograph.assess.facts import Facts
from metrograph.namespaces import sdg_order

Served = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A thing, the goals that it serves, and those of them that it serves directly."""


def items(facts: Facts) -> tuple[Served, ...]:
    """The items that serve two goals or more, those with most goals first."""
    return _several(_served(facts))


def themes(facts: Facts) -> tuple[Served, ...]:
    """The themes whose items serve two goals or more, those with most goals first."""
    goals: dict[str, dict[str, bool]] = defaultdict(dict)
    for iri, served in _served(facts).items():
        for theme in facts.items[iri].themes:
            for goal, direct in served.items():
                goals[theme][goal] = goals[theme].get(goal, False) or direct
    return _several(goals)


def pairs(facts: Facts) -> tuple[tuple[str, str, int], ...]:
    """Two goals and how many items serve both, as the question ``co-targets`` tells it."""
    found = Counter(pair for served in _served(facts).values() for pair in combinations(sorted(served, key=sdg_order), 2))
    order = sorted(found.items(), key=lambda one: (-one[1], sdg_order(one[0][0]), sdg_order(one[0][1])))
    return tuple((first, second, count) for (first, second), count in order)


def _served(facts: Facts) -> dict[str, dict[str, bool]]:
    """The goals of each item, and whether it serves them directly."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for link in facts.accepted:
        found[link.element][link.goal] = found[link.element].get(link.goal, False) or link.direct
    return found


def _several(found: Mapping[str, Mapping[str, bool]]) -> tuple[Served, ...]:
    made = []
    for iri, served in found.items():
        if len(served) > 1:
            goals = sorted(served, key=sdg_order)
            made.append((iri, tuple(goals), tuple(goal for goal in goals if served[goal])))
    return tuple(sorted(made, key=lambda one: (-len(one[1]), -len(one[2]), one[0])))
