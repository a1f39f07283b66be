"""Everything that is counted of a plan, in no language, so that it can be kept and told again and again.

>>> import metrograph
>>> from metrograph.assess.facts import read_facts
>>> from metrograph.assess.source import pairs_of
>>> counted = figures(next(iter(read_facts(pairs_of(metrograph.open().store)).values())))
>>> counted.groups["partner"]["https://w3id.org/metrograph/id/org-c40"].direct
2
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from metrograph.assess import synergies
from metrograph.assess.evidence import Evidence, weighed
from metrograph.assess.facts import Facts, Link
from metrograph.assess.groups import BY, Group, grouped
from metrograph.assess.risks import Risk, risks
from metrograph.assess.scorecard import Indicator, scorecard


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a plan."""

    plan: str
    span: tuple[str, str]
    items: int
    assessed: int
    accepted: int
    read: int
    """Accepted links with a decision of a person in force."""
    methods: tuple[str, ...]
    """The methods that found the accepted links."""
    cards: Mapping[str, tuple[Indicator, ...]]
    """The scorecard of the plan under the empty text, then that of each strategic line."""
    groups: Mapping[str, Mapping[str, Group]]
    """Groups of items by what they serve or belong to: by goal, target, theme, line, partner, place."""
    evidence: Mapping[str, Evidence]
    """The evidence of the accepted links to each goal; of all of them under the empty text."""
    risks: tuple[Risk, ...]
    together: Mapping[str, tuple[synergies.Served, ...]]
    """Items and themes that serve several goals."""
    pairs: tuple[tuple[str, str, int], ...]


def figures(facts: Facts) -> Figures:
    """What is counted of a plan. O(items + links), some passes over both."""
    by_goal: dict[str, list[Link]] = defaultdict(list)
    for link in facts.accepted:
        by_goal[link.goal].append(link)
    lines = {line: scorecard(facts.of_line(line)) for line in facts.lines}
    return Figures(
        plan=facts.plan,
        span=facts.span,
        items=len(facts.counted),
        assessed=len(facts.assessed),
        accepted=len(facts.accepted),
        read=sum(link.read for link in facts.accepted),
        methods=tuple(sorted({method for link in facts.accepted for method in link.methods})),
        cards={"": scorecard(facts), **lines},
        groups={by: grouped(facts, by) for by in BY},
        evidence={"": weighed(facts.accepted), **{goal: weighed(links) for goal, links in by_goal.items()}},
        risks=risks(facts),
        together={"item": synergies.items(facts), "theme": synergies.themes(facts)},
        pairs=synergies.pairs(facts),
    )
