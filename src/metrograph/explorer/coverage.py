"""How many items serve each goal, target and theme, of each plan and of all: counted once for each state of the data.

The tables are those of the questions ``coverage-by-goal`` and ``goals-by-theme``, without asking SPARQL for every page.

>>> import metrograph
>>> view = View.of(metrograph.open())
>>> by_goal(view).rows()[5][1:3], by_goal(view).rows() == view.ask("coverage-by-goal").rows()
(('6', 'Clean water and sanitation'), True)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from metrograph.documents.labels import Label
from metrograph.documents.room import Room
from metrograph.explorer.kept import Kept
from metrograph.explorer.view import View
from metrograph.namespaces import MG, SCHEMA, SDGO, sdg_code, sdg_order
from metrograph.table import Iri, LangText, Row, Table
from metrograph.turtle import value

Pair = tuple[str, str]
Key = TypeVar("Key", str, Pair)


@dataclass(frozen=True, slots=True)
class Counts:
    """(all, direct) items of a plan by goal, by target, and by theme and goal; how many pilots serve each goal."""

    goals: Mapping[str, tuple[int, int]]
    targets: Mapping[str, tuple[int, int]]
    themes: Mapping[Pair, tuple[int, int]]
    pilots: Mapping[str, int]
    single: Mapping[str, str]
    """The one item that serves a goal directly, where it is just one."""


NOTHING = Counts({}, {}, {}, {}, {})


def by_goal(view: View, plan: str = "") -> Table:
    """How many items of a plan, or of all, serve each goal."""
    counted, shown = counts_of(view.desk).get(plan, NOTHING), view.shown
    rows = []
    for iri in sorted({one.value for one in view.room.of_class(SDGO + "Goal")}, key=lambda iri: sdg_order(sdg_code(iri) or "0")):
        node = ox.NamedNode(iri)
        colour = next(map(value, view.room.said(node, SCHEMA + "color")), "")
        total, direct = counted.goals.get(iri, (0, 0))
        rows.append((Iri(iri), sdg_code(iri), _name(shown.labels.of(node)), colour, direct, total - direct, total))
    columns = ("goal", "sdg", "goalLabel", "colour", "direct", "indirect", "count")
    return Table(columns, tuple(rows), view.desk.catalog["coverage-by-goal"].summary.best(view.lang))


def by_theme(view: View, plan: str = "") -> Table:
    """A row for each theme and goal that items of a plan, or of all, join; one without a goal for a theme that leads to none."""
    columns = ("theme", "themeLabel", "sdg", "goalLabel", "direct", "indirect", "count")
    return Table(columns, tuple(_theme_rows(view, plan)), view.desk.catalog["goals-by-theme"].summary.best(view.lang))


def _theme_rows(view: View, plan: str) -> Iterator[Row]:
    shown, counted = view.shown, counts_of(view.desk).get(plan, NOTHING).themes
    goals: dict[str, list[str]] = defaultdict(list)
    for theme, goal in counted:
        goals[theme].append(goal)
    for iri in sorted({one.value for one in view.room.of_class(MG + "Theme") if isinstance(one, ox.NamedNode)}):
        name = _name(shown.labels.of(ox.NamedNode(iri)))
        codes = sorted((sdg_order(code), code, goal) for goal in goals.get(iri, ()) if (code := sdg_code(goal)))
        for _, code, goal in codes:
            total, direct = counted[iri, goal]
            yield Iri(iri), name, code, _name(shown.labels.of(ox.NamedNode(goal))), direct, total - direct, total
        if not codes:
            yield Iri(iri), name, None, None, 0, 0, 0


def _name(label: Label) -> str:
    return LangText(label.text, label.lang) if label.lang else label.text


def targets_served(view: View, plan: str = "") -> Mapping[str, int]:
    """How many targets of each goal, by its code, items of a plan serve.

    >>> import metrograph
    >>> targets_served(View.of(metrograph.open()))["11"]
    5
    """
    found: dict[str, int] = {}
    for iri in counts_of(view.desk).get(plan, NOTHING).targets:
        goal, dot, _ = (sdg_code(iri) or "").partition(".")
        if dot:
            found[goal] = found.get(goal, 0) + 1
    return found


# ---- counting


def _counts(room: Room) -> Mapping[str, Counts]:
    plans: dict[str, set[str]] = defaultdict(set)
    for element, plan in _pairs(room, "inPlan"):
        plans[element] |= {plan, ""}
    pilots = {one.value for one in room.of_class(MG + "PilotProject")}
    goals, strong = _pairs(room, "contributesToGoal"), _pairs(room, "contributesDirectlyToGoal")
    known = {one.value for one in room.of_class(SDGO + "Target")}
    targets = {pair for pair in _pairs(room, "contributesTo") if pair[1] in known}
    themes: dict[str, list[str]] = defaultdict(list)
    for element, theme in _pairs(room, "theme"):
        themes[element].append(theme)
    joined = [(element, (theme, goal)) for element, goal in goals for theme in themes.get(element, ())]
    joined_strong = {(element, (theme, goal)) for element, (theme, goal) in joined if (element, goal) in strong}
    tallied = (
        _tallied(plans, goals, strong),
        _tallied(plans, targets, _pairs(room, "contributesDirectlyTo")),
        _tallied(plans, joined, joined_strong),
        _tallied(plans, [pair for pair in goals if pair[0] in pilots], frozenset()),
    )
    single = _single(plans, strong)
    return {
        plan: Counts(
            tallied[0].get(plan, {}),
            tallied[1].get(plan, {}),
            tallied[2].get(plan, {}),
            {goal: total for goal, (total, _) in tallied[3].get(plan, {}).items()},
            single.get(plan, {}),
        )
        for plan in {plan for held in plans.values() for plan in held}
    }


counts_of = Kept(_counts)
"""The counts of each plan by its identifier, and of all of them together by the empty one."""


def _tallied(
    plans: Mapping[str, set[str]], pairs: Iterable[tuple[str, Key]], strong: Iterable[tuple[str, Key]]
) -> dict[str, dict[Key, tuple[int, int]]]:
    """(all, direct) of each key, by plan."""
    direct = strong if isinstance(strong, set | frozenset) else set(strong)
    found: dict[str, dict[Key, tuple[int, int]]] = defaultdict(dict)
    for pair in pairs:
        more = pair in direct
        for plan in plans.get(pair[0], ()):
            total, ours = found[plan].get(pair[1], (0, 0))
            found[plan][pair[1]] = total + 1, ours + more
    return found


def _single(plans: Mapping[str, set[str]], strong: Iterable[Pair]) -> dict[str, dict[str, str]]:
    """The one item that serves a goal directly, by plan."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for element, goal in strong:
        for plan in plans.get(element, ()):
            found[plan][goal] = "" if goal in found[plan] else element
    return {plan: {goal: one for goal, one in held.items() if one} for plan, held in found.items()}


def _pairs(room: Room, name: str) -> frozenset[Pair]:
    """What says something with a property of ours, and what it says, each pair once though it stand in several graphs."""
    return frozenset(room.pairs(MG + name))
