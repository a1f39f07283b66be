"""Targets near what a plan does, and served by none of its items.

A target is *near* when one of four things holds, and the first that holds is its reason:

1. ``proposed``: a link of an item to it is proposed, and nobody has decided yet;
2. ``theme``: a theme that items carry is itself linked to it;
3. ``idle``: a theme of the vocabulary is linked to it that no item carries;
4. ``goal``: items serve other targets of its goal, one of them directly.

Order: by reason; within one, by the number of items behind it, then by the number of items that serve the goal, then by code.
A target to which a person refused a link is not near by a goal or theme: somebody looked and said no.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from metrograph.namespaces import goal_of, sdg_order
from metrograph.network.facts import Facts

REASONS = ("proposed", "theme", "idle", "goal")


@dataclass(frozen=True, slots=True)
class Gap:
    """A target that is near and served by none."""

    code: str
    reason: str
    behind: int
    """How many items stand behind the reason."""
    themes: tuple[str, ...]
    """The themes that are linked to it: those that items carry where there are any."""
    in_goal: int
    """How many items serve its goal."""
    direct: int
    """How many of them directly."""


def gaps(facts: Facts, plan: str, of_item: Mapping[str, Mapping[str, bool]]) -> tuple[Gap, ...]:
    """Targets near what the items of a plan, or of all, do; the nearest first. O(links + targets)."""
    served = {code for held in of_item.values() for code in held}
    goals: dict[str, dict[str, bool]] = {}
    for item, held in of_item.items():
        for code, direct in held.items():
            items = goals.setdefault(goal_of(code), {})
            items[item] = items.get(item, False) or direct
    of_plan = [link for link in facts.links if not plan or link.plan == plan]
    waiting: dict[str, list[str]] = {}
    for link in of_plan:
        if not link.accepted:
            waiting.setdefault(link.code, []).append(link.item)
    carried: dict[str, list[str]] = {}
    for of, item, theme in sorted(facts.ties["theme"]):
        if not plan or of == plan:
            carried.setdefault(theme, []).append(item)
    refused = {code for of, _, code in facts.refused if not plan or of == plan}
    found = [
        gap
        for code in facts.targets
        if code not in served
        and (gap := _gap(code, waiting, facts.themes, carried, goals.get(goal_of(code), {}), code in refused))
    ]
    return tuple(sorted(found, key=lambda gap: (REASONS.index(gap.reason), -gap.behind, -gap.in_goal, sdg_order(gap.code))))


def _gap(
    code: str,
    waiting: Mapping[str, list[str]],
    themes: Mapping[str, tuple[str, ...]],
    carried: Mapping[str, list[str]],
    goal: Mapping[str, bool],
    refused: bool,
) -> Gap | None:
    linked = themes.get(code, ())
    of_theme = tuple(theme for theme in linked if theme in carried) or linked
    direct = sum(goal.values())
    if code in waiting:
        reason, behind = "proposed", len(set(waiting[code]))
    elif refused:
        return None
    elif of_theme:
        behind = len({item for theme in of_theme for item in carried.get(theme, ())})
        reason = "theme" if behind else "idle"
    elif direct:
        reason, behind = "goal", len(goal)
    else:
        return None
    return Gap(code, reason, behind, of_theme, len(goal), direct)
