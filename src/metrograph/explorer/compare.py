"""Two plans side by side: what became of each element, what is doubtful, and which goals each plan serves.

>>> import metrograph
>>> compare_page(View.of(metrograph.open(), lang="es", inside="compare")).title
'Comparar planes'
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import pyoxigraph as ox

from metrograph.compare import CHANGES, Comparison
from metrograph.compare.sides import Side, compare_sides, sdg_labels, side_of_quads
from metrograph.compare.telling import TOLD, heading, questions, why
from metrograph.desk import Desk
from metrograph.documents.room import Room, room_of
from metrograph.explorer.grids import grid
from metrograph.explorer.kept import Kept
from metrograph.explorer.scope import first_day, plan_iris, plan_names, short_names
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.graph.plan import Addresses
from metrograph.model import Kind
from metrograph.namespaces import MG, sdg_iri
from metrograph.naming.find import read_gazetteer, rules
from metrograph.pages.page import Page
from metrograph.table import Iri, Table
from metrograph.turtle import Quad, natural, value
from metrograph.words import LANGUAGES

_QUESTIONS = ("new-elements", "not-continued", "status-changed")
_MANY = 5_000
_HELD = 8
_TIED = ("theme", "principalTheme", "place", "organisedBy", "partner", "involvesBody", "involvesCommunity")


def compare_page(view: View) -> Page:
    """What changed from an earlier plan to a later one; with fewer than two plans, how to add one."""
    by_name = _plans(view)
    names = tuple(by_name)
    values: dict[str, object] = {"plans": {name: label for name, (_, label) in by_name.items()}, "changes": None}
    if len(by_name) < 2:
        return Page("compare.html", view.say("nav.compare"), values, here="compare")
    earlier, later = view.one_of("earlier", names, names[-2]), view.one_of("later", names, names[-1])
    change = view.one_of("change", ("", *CHANGES), "")
    found = _compared(view, by_name[earlier][0], by_name[later][0])
    labels = {name: label for name, (_, label) in by_name.items()}
    tables = {
        "changes": _changes(view, found, change),
        "doubts": questions(found, view.lang),
        "coverage": _coverage(view, earlier, later, labels),
    }
    values |= {
        "earlier": earlier,
        "later": later,
        "change": change,
        "kinds": tuple((name, view.say(f"diff.{name}"), found.count(name)) for name in CHANGES if found.count(name)),
        "remarks": tuple(view.say(f"diff.remark.{name}") for name in found.remarks if name != "no-links"),
        "changes": grid(view, "changes", tables["changes"]),
        "doubts": grid(view, "doubts", tables["doubts"], hide=("from", "to"), long=_MANY) if found.doubtful else None,
        "coverage": grid(view, "coverage", tables["coverage"]),
        "questions": tuple(
            (view.to(f"query/{name}", plan=later, earlier=earlier), view.desk.catalog[name].summary.best(view.lang))
            for name in _QUESTIONS
        ),
    }
    return Page("compare.html", view.say("nav.compare"), values, tables, here="compare")


def _plans(view: View) -> dict[str, tuple[str, str]]:
    """The identifier and label of each plan by its name as questions take it, the earliest first; no two are alike."""
    names = plan_names(view, plan_iris(view))
    order = sorted(names, key=lambda iri: (natural(first_day(view, iri) or iri), natural(iri)))
    return {short_names(view, iri)[0]: (iri, names[iri].text) for iri in order}


def _compared(view: View, earlier: str, later: str) -> Comparison:
    side = side_in(view.desk)
    return compare_sides(side(earlier), side(later), view.lang)


def _changes(view: View, found: Comparison, change: str) -> Table:
    """Every change, or those of one kind, as a table whose names lead to their things."""
    addresses = [Addresses(plan, names) for plan, names in zip((found.earlier, found.later), found.names, strict=True)]
    rows = []
    for row in found.rows:
        if change and row.change != change:
            continue
        ends = []
        for name, label, address in ((row.earlier, row.label_earlier, addresses[0]), (row.later, row.label_later, addresses[1])):
            end = (sdg_iri(name) if row.change == "coverage" else address(name)) if name else ""
            ends += [Iri(end) if end else None, label or None]
        told = (view.say(f"diff.{row.change}"), view.say(f"diff.kind.{row.kind}"))
        rows.append((*told, *ends, view.say(f"diff.certainty.{row.certainty}"), why(row, view.lang)))
    columns = (*TOLD[:2], "from", "fromLabel", "to", "toLabel", *TOLD[4:])
    return Table(columns, tuple(rows), heading(found, view.lang))


def _coverage(view: View, earlier: str, later: str, labels: dict[str, str]) -> Table:
    """How many elements of each plan serve each goal, and the difference."""
    before, after = (view.ask("coverage-by-goal", plan=plan).dicts() for plan in (earlier, later))
    rows = tuple(
        (
            now["goal"],
            now["sdg"],
            now["goalLabel"],
            _count(then["count"]),
            _count(now["count"]),
            _count(now["count"]) - _count(then["count"]),
        )
        for then, now in zip(before, after, strict=True)
    )
    columns = ("goal", "sdg", "goalLabel", labels[earlier], labels[later], "±")
    return Table(columns, rows, view.say("compare.coverage"))


def _count(value: object) -> int:
    return int(str(value or 0))


# ---- the plans as they are compared


def _plan_iris(room: Room) -> list[str]:
    return sorted({node.value for node in room.of_class(MG + "WorkPlan") if isinstance(node, ox.NamedNode)})


def _of_room(room: Room) -> Callable[[str], Side]:
    """A way to read a plan by its identifier."""
    return lru_cache(_HELD)(lambda plan: side_of_quads(_quads(room, plan), plan, whole=plan))


def _quads(room: Room, plan: str) -> Iterator[Quad]:
    """What is said of a plan, of its elements, and of what these share with others; the lines of the source aside."""
    root = ox.NamedNode(plan)
    members = [root, *room.saying(MG + "inPlan", root), *room.saying(MG + "mentionedIn", root)]
    shared: dict[ox.NamedNode, None] = {}
    for member in dict.fromkeys(members):
        for quad in room.quads(member):
            name = value(quad.predicate).removeprefix(MG)
            if name in _TIED and isinstance(quad.object, ox.NamedNode):
                shared[quad.object] = None
            if name != "statedIn":
                yield quad
    yield from (quad for node in shared for quad in room.quads(node) if value(quad.predicate) != MG + "statedIn")


side_in: Kept[Callable[[str], Side]] = Kept(_of_room)
"""Gives a plan of the data by its identifier, ready to be compared; the last few are kept."""


def warmed(desk: Desk) -> None:
    """Compare a little: what that reads from files is then in memory, for a page may read none."""
    plans, side = _plan_iris(room_of(desk)), side_in(desk)
    if len(plans) < 2:
        return
    for lang in LANGUAGES:
        sdg_labels(lang)
    rules()
    read_gazetteer()
    compare_sides(_shortened(side(plans[0])), _shortened(side(plans[-1]))).md()


def _shortened(side: Side) -> Side:
    """The plan itself and some of its elements."""
    items = sorted(side.plan.items, key=lambda element: element.kind is not Kind.WORK_PLAN)[:30]
    return replace(side, plan=replace(side.plan, items=tuple(items)))


SPOTS = (Spot("compare", "compare", compare_page),)
