"""Which items serve which goals and targets: one plan or all, accepted links or proposed ones too. Names only, no language.

What is worked out of it is kept, so that a page in three languages works it out once.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

import networkx as nx

from metrograph.namespaces import goal_of, sdg_order
from metrograph.network.chance import Judged, judged
from metrograph.network.cuts import Cut, cuts
from metrograph.network.facts import Facts
from metrograph.network.fall import Fall, Step, cascade, falls
from metrograph.network.gaps import Gap, gaps
from metrograph.network.masks import Masks, pairs
from metrograph.network.measures import Central, Communities, centrality, communities
from metrograph.turtle import natural

Served = Mapping[str, Mapping[str, bool]]
"""The items that serve each goal or target, and whether directly."""


class Web:
    """The items of a plan with what they serve."""

    def __init__(self, facts: Facts, plan: str = "", *, proposed: bool = False) -> None:
        self.facts, self.plan, self.proposed = facts, plan, proposed
        of_item: dict[str, dict[str, bool]] = {}
        for link in facts.links:
            if (not plan or link.plan == plan) and (proposed or link.accepted):
                held = of_item.setdefault(link.item, {})
                held[link.code] = held.get(link.code, False) or link.direct
        self.of_item: Served = {item: of_item[item] for item in sorted(of_item, key=natural)}
        """What each item serves, and whether directly."""
        self.codes = _turned(self.of_item, lambda code: code)
        """The items of each goal or target that a link names."""
        self.goals = _turned(self.of_item, goal_of)
        """The items of each goal, those of its targets among them."""
        self._tied: dict[str, tuple[Judged, ...]] = {}

    def __len__(self) -> int:
        return sum(map(len, self.of_item.values()))

    def work_out(self) -> None:
        """Work out now what pages show, so that a process which is forked later finds it done."""
        _ = self.cobenefits, self.of_goals, self.communities, self.cuts, self.falls, self.cascade, self.gaps
        for kind in self.facts.ties:
            self.tied(kind)

    # ---- networks

    @cached_property
    def masks(self) -> Masks:
        """The items of each goal as bits."""
        return Masks(self.goals)

    @cached_property
    def items(self) -> "nx.Graph[str]":
        """Items and what they serve; the weight of a direct link is 2, of an indirect one 1."""
        graph = nx.Graph()
        graph.add_nodes_from(self.of_item, bipartite=0)
        graph.add_nodes_from(self.codes, bipartite=1)
        graph.add_edges_from(
            (item, code, {"weight": 2 if direct else 1}) for item, held in self.of_item.items() for code, direct in held.items()
        )
        return graph

    @cached_property
    def together(self) -> "nx.Graph[str]":
        """Goals, joined where items serve both; the weight is the number of these items."""
        graph = nx.Graph()
        graph.add_nodes_from(self.goals)
        graph.add_edges_from((one, other, {"weight": n}) for (one, other), n in self.masks.together().items())
        return graph

    # ---- measures

    @cached_property
    def cobenefits(self) -> tuple[Judged, ...]:
        """Every pair of served goals beside chance; the sample is the items that serve any goal."""
        counts, both = self.masks.counts(), self.masks.together()
        cases = [(one, other, counts[one], counts[other], both.get((one, other), 0)) for one, other in pairs(self.goals)]
        return judged(cases, len(self.of_item))

    def tied(self, kind: str) -> tuple[Judged, ...]:
        """Every pair of a theme, partner or line with a goal, beside chance, among the items that serve any goal."""
        if kind not in self._tied:
            self._tied[kind] = self._judged_with(kind)
        return self._tied[kind]

    def _judged_with(self, kind: str) -> tuple[Judged, ...]:
        of_thing: dict[str, set[str]] = {}
        for _, item, thing in self.facts.ties[kind]:
            if item in self.of_item:
                of_thing.setdefault(thing, set()).add(item)
        things = {thing: of_thing[thing] for thing in sorted(of_thing, key=natural)}
        counts, both = self.masks.counts(), self.masks.across(things)
        return judged(
            [(one, goal, len(things[one]), counts[goal], both.get((one, goal), 0)) for one in things for goal in self.goals],
            len(self.of_item),
        )

    @cached_property
    def of_goals(self) -> Mapping[str, Central]:
        """Where each goal stands in the network of goals."""
        return centrality(self.together)

    @cached_property
    def of_things(self) -> Mapping[str, Central]:
        """Where each item, goal and target stands in the network of items."""
        return centrality(self.items)

    @cached_property
    def communities(self) -> Communities:
        """Goals that are served together more than with others."""
        return communities(self.together)

    @cached_property
    def clusters(self) -> Communities:
        """Items with the goals and targets that they share."""
        return communities(self.items)

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """Things and links without which the network of items falls apart."""
        return cuts(self.items)

    @cached_property
    def falls(self) -> tuple[Fall, ...]:
        """What each item alone supports."""
        return falls(self.of_item)

    @cached_property
    def cascade(self) -> tuple[Step, ...]:
        """What is left when the items with most links go one after the other."""
        return cascade(self.of_item)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Targets near what the items do, and served by none."""
        return gaps(self.facts, self.plan, self.of_item)


def _turned(of_item: Served, name: Callable[[str], str]) -> Served:
    found: dict[str, dict[str, bool]] = {}
    for item, held in of_item.items():
        for code, direct in held.items():
            items = found.setdefault(name(code), {})
            items[item] = items.get(item, False) or direct
    return {code: found[code] for code in sorted(found, key=sdg_order)}
