"""Every pilot: what it serves, how strongly, and what a board would ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from metrograph import assess
from metrograph.assess import Pilot
from metrograph.explorer.brief import Brief, brief_of
from metrograph.explorer.cards import cards_of
from metrograph.explorer.outline import PILOT
from metrograph.explorer.paging import pager_of
from metrograph.explorer.plan import plan_choice, plan_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import goal_of, sdg_order
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
    everything = pilots_in(view, plan.iri if plan else "")
    goals = tuple(sorted({link.goal for pilot in everything for link in pilot.links}, key=sdg_order))
    statuses = tuple(dict.fromkeys(pilot.status for pilot in everything if pilot.status))
    goal = view.one_of("goal", ("", *(str(goal) for goal in range(1, 18))), "")
    status = view.one_of("status", ("", *statuses), "")
    gap = view.one_of("missing", GAPS, "")
    look = view.one_of("look", ("table", "cards"), "table")
    found = tuple(pilot for pilot in everything if _fits(pilot, goal, status, gap))
    pager = pager_of(view, len(found), _CARDS if look == "cards" else _LONG)
    part = found[pager.first - 1 : pager.last] if pager else found
    values = {
        "lines": _lines(view, part, cards=look == "cards"),
        "found": len(found),
        "total": len(everything),
        "goals": goals,
        "statuses": statuses,
        "gaps": GAPS,
        "chosen": {"goal": goal, "status": status, "missing": gap, "look": look, "plan": view.value("plan")},
        "plans": plan_choice(view, plan),
        "pager": pager,
        "csv": view.here(table="pilots", page=None, look=None),
        "looks": {name: view.here(look=name if name != "table" else None, page=None) for name in ("table", "cards")},
    }
    return Page("pilots_page.html", view.say("pilots.heading"), values, {"pilots": assess.pilots_table(found)}, here="pilots")


def pilots_in(view: View, plan: str) -> tuple[Pilot, ...]:
    """The pilots of a plan in the order of the source, with their links and gaps."""
    found = assess.pilots(partial(view.desk.ask, plan=plan) if plan else view.desk.ask, view.lang)
    return tuple(pilot for pilot in found if not pilot.iri.startswith("_:"))  # a blank node has no page


def _fits(pilot: Pilot, goal: str, status: str, gap: str) -> bool:
    links = [link for link in pilot.links if link.accepted]
    gaps = {
        "": True,
        "direct": not any(link.direct and "." in link.sdg for link in links),
        "condition": bool(pilot.condition),
        "outside": any(link.outside for link in links),
        "reviewed": any(not link.reviewer for link in links),
    }
    serves = not goal or any(goal_of(link.sdg) == goal for link in pilot.links)
    return serves and status in ("", pilot.status) and gaps[gap]


def _lines(view: View, pilots: Iterable[Pilot], *, cards: bool) -> tuple[Line, ...]:
    shown = view.shown
    return tuple(Line(pilot, brief_of(shown, pilot.iri, PILOT), cards_of(view, pilot.iri) if cards else ()) for pilot in pilots)


SPOTS = (Spot("pilots", "pilots", pilots_page, personal=True),)
