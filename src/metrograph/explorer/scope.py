"""Which plans a page counts: with several at hand, all of them together or the one that the field ``plan`` names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pyoxigraph as ox

from metrograph.errors import RequestError, near
from metrograph.explorer.outline import PLAN
from metrograph.explorer.view import View
from metrograph.namespaces import MG
from metrograph.pages.page import Grid
from metrograph.pages.resource import Named
from metrograph.turtle import value

_SCOPED = re.compile(r"/(sdg/|id/theme-)")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a page counts. ``plan`` is the identifier of the one plan that it counts, ``field`` the same for an address."""

    plan: str = ""
    field: str = ""
    choices: tuple[tuple[Named, bool], ...] = ()
    """All plans together, then each of them, and which of these it is; nothing where there is no choice."""
    told: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """What questions of the catalogue are asked with."""
        return {"plan": self.plan} if self.plan else {}

    def inside(self, href: str) -> str:
        """An address of a page of ours, the scope kept; an address without a page as it is."""
        return f"{href}?{urlencode({'plan': self.field})}" if self.field and href.startswith("/") else href

    def inside_of(self, grid: Grid) -> Grid:
        """A table whose links to goals, targets and themes keep the scope."""
        if not self.field:
            return grid
        rows = tuple(
            tuple(replace(cell, href=self.inside(cell.href)) if _SCOPED.search(cell.href) else cell for cell in row)
            for row in grid.rows
        )
        return replace(grid, rows=rows)

    def holds(self, view: View, element: str) -> bool:
        """Whether an item is in the scope, be it of the plan or only mentioned there."""
        if not self.plan or element == self.plan:
            return True
        node, plan = ox.NamedNode(element), ox.NamedNode(self.plan)
        return any(True for name in ("inPlan", "mentionedIn") for _ in view.room.quads(node, MG + name, plan))


EVERYTHING = Scope()


def scope_of(view: View, *fresh: str) -> Scope:
    """The scope that the address asks for; ``RequestError`` for a plan that is not there.

    Fields that another plan has other values for are left out of the addresses of the choices: ``fresh``.

    >>> import metrograph
    >>> scope_of(View.of(metrograph.open(), inside="sdg"))
    Scope(plan='', field='', choices=(), told='')
    """
    plans = plan_iris(view)
    plan = chosen_plan(view, plans)
    if len(plans) < 2:
        return Scope(plan, short_names(view, plan)[0] if plan else "")
    names, gone = plan_names(view, plans), dict.fromkeys(("page", *fresh))
    every = Named(view.say("scope.all"), "", view.here(plan=None, **gone))
    each = (
        (Named(name.text, name.lang, view.here(plan=short_names(view, iri)[0], **gone)), iri == plan)
        for iri, name in names.items()
    )
    told = view.say("scope.one", plan=names[plan].text) if plan else view.say("scope.together", n=len(plans))
    return Scope(plan, short_names(view, plan)[0] if plan else "", ((every, not plan), *each), told)


def plan_iris(view: View) -> tuple[str, ...]:
    """Every plan at hand, sorted by identifier."""
    found = {one.value for one in view.room.of_class(PLAN)}
    return tuple(sorted(iri for iri in found if iri.startswith(("http://", "https://"))))


def plan_names(view: View, plans: Iterable[str]) -> Mapping[str, Named]:
    """What plans are called; those of the same name with their year, or with their identifier where that is the same too.

    >>> import metrograph
    >>> view = View.of(metrograph.open())
    >>> [name.text for name in plan_names(view, plan_iris(view)).values()]
    ['Secretariat General Work Plan 2019']
    """
    shown = view.shown
    names = {iri: shown.thing(ox.NamedNode(iri)) for iri in plans}
    for mark in (_year, _path):
        often = Counter(name.text for name in names.values())
        for iri, name in names.items():
            if often[name.text] > 1 and (told := mark(view, iri)):
                names[iri] = replace(name, text=f"{name.text} ({told})")
    return names


def short_names(view: View, plan: str) -> tuple[str, str]:
    """A plan as addresses name it, and the last part of that."""
    inside = plan.removeprefix(view.desk.names.shared(""))
    return inside, inside.rpartition("/")[2]


def chosen_plan(view: View, plans: Iterable[str]) -> str:
    """The plan that the field ``plan`` names, by its identifier or a part that no other plan has; empty where it names none."""
    name = view.value("plan")
    if not name:
        return ""
    parts = [(part, plan) for plan in plans for path in [short_names(view, plan)[0]] for part in {plan, path, *path.split("/")}]
    often = Counter(part for part, _ in parts)
    known = {part: plan for part, plan in parts if often[part] == 1}
    if name not in known:
        choices = ", ".join(dict.fromkeys(short_names(view, plan)[0] for plan in plans)) or "-"
        raise RequestError("W610", 404, value=name[:60], near=near(name[:60], known), choices=choices)
    return known[name]


def first_day(view: View, plan: str) -> str:
    """When a plan begins, as far as it is told."""
    return min(map(value, view.room.said(ox.NamedNode(plan), MG + "earliest")), default="")


def _year(view: View, plan: str) -> str:
    return first_day(view, plan)[:4]


def _path(view: View, plan: str) -> str:
    return short_names(view, plan)[0]
