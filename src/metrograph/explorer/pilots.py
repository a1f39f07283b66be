"""Every pilot: what it serves, how strongly, and what a board would ask."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph import assess
from metrograph.assess import Pilot
from metrograph.explorer.brief import Brief, brief_of
from metrograph.explorer.cards import cards_of
from metrograph.explorer.contributions import Later
from metrograph.explorer.outline import PILOT
from metrograph.explorer.paging import pager_of
from metrograph.explorer.pilot_rows import PilotFacts, pilot_facts, pilots_of
from metrograph.explorer.plan import plan_choice, plan_of
from metrograph.explorer.review import targets
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import SDG, sdg_order
from metrograph.pages.card import Card
from metrograph.pages.page import Page

GAPS = ("", "direct", "condition", "outside", "reviewed")
_LONG = 100
_CARDS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A pilot in the table, with its cards where these are shown."""

    pilot: Pilot
    brief: Brief
    cards: tuple[Card, ...] = ()


def pilots_page(view: View) -> Page:
    """The pilots of a plan, those that fit the filters ``goal``, ``status`` and ``missing``.

    >>> import metrograph
    >>> page = pilots_page(View.of(metrograph.open(), inside="pilots", fields=(("goal", "7"),)))
    >>> [line.pilot.id for line in page.values["lines"]]
    ['pilot-mega']
    """
    plan = plan_of(view)
    everything = tuple(one for one in pilot_facts(view.desk) if plan is None or plan.iri in one.plans)
    goals = tuple(sorted({goal for one in everything for goal in one.goals}, key=sdg_order))
    statuses = _statuses(view, everything)
    goal = view.one_of("goal", ("", *(str(goal) for goal in range(1, 18))), "")
    status = view.one_of("status", ("", *statuses), "")
    gap = view.one_of("missing", GAPS, "")
    look = view.one_of("look", ("table", "cards"), "table")
    found = tuple(one for one in everything if _fits(one, goal, statuses[status] if status else "", gap))
    pager = pager_of(view, len(found), _CARDS if look == "cards" else _LONG)
    part = found[pager.first - 1 : pager.last] if pager else found

    def pilots(some: Iterable[PilotFacts]) -> tuple[Pilot, ...]:
        return pilots_of(view.desk, (one.iri for one in some), view.lang)

    values = {
        "lines": _lines(view, pilots(part), cards=look == "cards"),
        "found": len(found),
        "total": len(everything),
        "has_plan": plan is not None,
        "goals": tuple((code, view.shown.thing(ox.NamedNode(SDG + code)).text) for code in goals),
        "statuses": tuple(statuses),
        "gaps": GAPS,
        "chosen": {"goal": goal, "status": status, "missing": gap, "look": look, "plan": view.value("plan")},
        "plans": plan_choice(view, plan),
        "pager": pager,
        "targets": targets(view) if look == "cards" and view.person else (),
        "csv": view.here(table="pilots", page=None, look=None),
        "looks": {name: view.here(look=name if name != "table" else None, page=None) for name in ("table", "cards")},
    }
    tables = Later({"pilots": lambda: assess.pilots_table(pilots(found))})
    return Page("pilots_page.html", view.say("pilots.heading"), values, tables, here="pilots")


def _statuses(view: View, pilots: Iterable[PilotFacts]) -> dict[str, str]:
    """The identifiers of statuses by their names."""
    found = dict.fromkeys(one.status for one in pilots if one.status)
    return {view.shown.labels.of(ox.NamedNode(iri)).text: iri for iri in found}


def _fits(pilot: PilotFacts, goal: str, status: str, gap: str) -> bool:
    gaps = {
        "": True,
        "direct": not pilot.direct,
        "condition": pilot.condition,
        "outside": pilot.outside,
        "reviewed": pilot.unread,
    }
    return (not goal or goal in pilot.goals) and status in ("", pilot.status) and gaps[gap]


def _lines(view: View, pilots: Iterable[Pilot], *, cards: bool) -> tuple[Line, ...]:
    shown = view.shown
    return tuple(Line(pilot, brief_of(shown, pilot.iri, PILOT), cards_of(view, pilot.iri) if cards else ()) for pilot in pilots)


SPOTS = (Spot("pilots", "pilots", pilots_page, personal=True),)
