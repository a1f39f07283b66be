"""The first page: what the plan holds, which goals it serves, what is missing, and the pilots at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from metrograph.documents.catalogue import EXPORTS
from metrograph.documents.schema_org import dataset_schema
from metrograph.explorer.brief import brief_of
from metrograph.explorer.coverage import NOTHING, by_goal, counts_of
from metrograph.explorer.grids import grid
from metrograph.explorer.outline import HEADING, PILOT, PlanOutline
from metrograph.explorer.pilot_rows import pilot_facts
from metrograph.explorer.plan import plan_choice, plan_of
from metrograph.explorer.review_plans import todo_of
from metrograph.explorer.review_queue import queue_of
from metrograph.explorer.scope import EVERYTHING, Scope, short_names
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import MG
from metrograph.pages.page import Page
from metrograph.pages.resource import Named
from metrograph.pictures.wheel import wheel
from metrograph.table import Table, text

_PILOTS = 30
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: in words, what it concerns, and the page that shows it."""

    name: str
    words: str
    goals: tuple[tuple[str, str], ...]
    """(code, name) of goals."""
    items: tuple[Named, ...]
    more: int
    href: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The four numbers."""

    items: int
    pilots: int
    accepted: int
    proposed: int
    goals: int


def home_page(view: View) -> Page:
    """The first page; a friendly start where there is no plan yet.

    >>> import metrograph
    >>> page = home_page(View.of(metrograph.open()))
    >>> page.values["numbers"].pilots, page.values["numbers"].goals
    (11, 13)
    """
    plan = plan_of(view)
    described = dataset_schema(view.room, view.room.names.shared("dataset"), view.where, view.lang)
    if plan is None:
        return Page("start.html", view.say("home.start"), {"exports": _exports(view)}, here="home", linked=described)
    covered = by_goal(view, plan.iri)
    pilots = [entry for entry in plan.entries if entry.kind == PILOT]
    shown = view.shown
    heading = shown.thing(ox.NamedNode(plan.iri))
    choice = plan_choice(view, plan)
    scope = Scope(plan.iri, short_names(view, plan.iri)[0]) if choice and view.live else EVERYTHING
    values = {
        "heading": heading,
        "plans": choice,
        "scope": scope,
        "numbers": _numbers(plan, covered),
        "wheel": wheel(covered, view.lang, href=lambda code: scope.inside(view.to(f"sdg/{code}"))),
        "coverage": scope.inside_of(grid(view, "coverage", covered, view.say("home.coverage"), hide=("goal",))),
        "gaps": tuple(_gaps(view, plan, covered, scope)),
        "pilots": tuple(brief_of(shown, entry.iri, PILOT) for entry in islice(pilots, _PILOTS)),
        "more": max(0, len(pilots) - _PILOTS),
        "exports": _exports(view),
        "todo": todo_of(view, queue_of(view.desk)) if view.person else None,
    }
    return Page("home.html", heading.text, values, {"coverage": covered}, here="home", linked=described)


def _numbers(plan: PlanOutline, covered: Table) -> Numbers:
    return Numbers(
        sum(1 for entry in plan.entries if entry.kind != HEADING),
        sum(1 for entry in plan.entries if entry.kind == PILOT),
        plan.links.accepted,
        plan.links.proposed,
        sum(1 for count in covered.column("count") if text(count) != "0"),
    )


def _gaps(view: View, plan: PlanOutline, covered: Table, scope: Scope) -> Iterator[Gap]:
    """What a board would ask about; nothing is told of what is in order."""
    bare = tuple((text(row["sdg"]), text(row["goalLabel"])) for row in covered.dicts() if text(row["count"]) == "0")
    if bare:
        yield Gap("goals", view.say("home.gap.goals", n=len(bare)), bare, (), 0, scope.inside(view.to("sdg")))
    pilots = [one.iri for one in pilot_facts(view.desk) if plan.iri in one.plans and not one.served]
    if pilots:
        named = tuple(view.shown.thing(ox.NamedNode(iri)) for iri in pilots[:_NAMED])
        where = view.to("pilots", missing="direct", plan=scope.field)
        yield Gap("pilots", view.say("home.gap.pilots", n=len(pilots)), (), named, len(pilots) - len(named), where)
    single = counts_of(view.desk).get(plan.iri, NOTHING).single
    if single:
        goals = tuple((text(row["sdg"]), text(row["goalLabel"])) for row in covered.dicts() if str(row["goal"]) in single)
        where = view.to("query/goals-on-one-element", plan=plan.iri)
        conditional = sum(any(view.room.quads(ox.NamedNode(iri), MG + "condition")) for iri in single.values())
        words = view.say("home.gap.conditional" if conditional else "home.gap.single", n=len(goals), conditional=conditional)
        yield Gap("single", words, goals, (), 0, where)
    if plan.links.unread:
        words = view.say("home.gap.unread", n=plan.links.unread, total=plan.links.accepted)
        yield Gap("unread", words, (), (), 0, scope.inside(view.to("review" if view.live else "pilots")))
    if plan.links.proposed:
        words = view.say("home.gap.proposed", n=plan.links.proposed)
        yield Gap("proposed", words, (), (), 0, scope.inside(view.to("review" if view.live else "pilots")))


def _exports(view: View) -> tuple[tuple[str, str], ...]:
    return tuple((name, view.to(f"export/{name}")) for name in EXPORTS)


SPOTS = (Spot("home", "", home_page, personal=True),)
