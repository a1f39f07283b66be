"""Two plans side by side: what is new, what is not continued, what changed, and which goals each serves.

>>> import metrograph
>>> compare_page(View.of(metrograph.open(), lang="es", inside="compare")).title
'Comparar planes'
"""

from metrograph.explorer.grids import grid
from metrograph.explorer.scope import first_day, plan_iris, plan_names, short_names
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.table import Table
from metrograph.turtle import natural

_CHANGES = ("new-elements", "not-continued", "status-changed")


def compare_page(view: View) -> Page:
    """What changed from an earlier plan to a later one; with fewer than two plans, how to add one."""
    by_name = _plans(view)
    names = tuple(by_name)
    values: dict[str, object] = {"plans": by_name, "grids": (), "coverage": None, "earlier": "", "later": ""}
    if len(by_name) < 2:
        return Page("compare.html", view.say("nav.compare"), values, here="compare")
    earlier, later = view.one_of("earlier", names, names[-2]), view.one_of("later", names, names[-1])
    tables = {name: _titled(view, name, plan=later, earlier=earlier) for name in _CHANGES}
    tables["coverage"] = _coverage(view, earlier, later, by_name)
    values |= {
        "earlier": earlier,
        "later": later,
        "grids": tuple(grid(view, name, table) for name, table in tables.items()),
        "counts": [(view.say(f"compare.{name}"), len(tables[name])) for name in _CHANGES],
    }
    return Page("compare.html", view.say("nav.compare"), values, tables, here="compare")


def _plans(view: View) -> dict[str, str]:
    """The label of each plan by its name as questions take it, the earliest first; no two are alike."""
    names = plan_names(view, plan_iris(view))
    order = sorted(names, key=lambda iri: (natural(first_day(view, iri) or iri), natural(iri)))
    return {short_names(view, iri)[0]: names[iri].text for iri in order}


def _titled(view: View, name: str, **parameters: str) -> Table:
    return view.ask(name, **parameters).titled(view.say(f"compare.{name}"))


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


SPOTS = (Spot("compare", "compare", compare_page),)
