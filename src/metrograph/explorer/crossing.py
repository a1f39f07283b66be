"""Themes by goal: how many items on each theme serve each goal."""

import pyoxigraph as ox

from metrograph.explorer.view import View
from metrograph.namespaces import MG, RDF, sdg_code, sdg_iri, sdg_order
from metrograph.table import Iri, Table
from metrograph.turtle import natural, value

_QUESTION = """
SELECT ?theme ?goal (COUNT(DISTINCT ?element) AS ?count) (COUNT(DISTINCT ?served) AS ?direct) WHERE {
  ?element mg:theme ?theme ; mg:contributesToGoal ?goal .
  OPTIONAL { ?element mg:contributesDirectlyToGoal ?goal . BIND(?element AS ?served) }
} GROUP BY ?theme ?goal
"""
COLUMNS = ("theme", "themeLabel", "sdg", "goalLabel", "direct", "indirect", "count")


def themes(view: View) -> tuple[str, ...]:
    """Every theme, in the order of its identifier."""
    found = {value(quad.subject) for quad in view.room.quads(None, RDF + "type", ox.NamedNode(MG + "Theme"))}
    return tuple(sorted(found, key=natural))


def themes_by_goal(view: View) -> Table:
    """A row for each theme and goal that items join; one without a goal for a theme that leads to none.

    >>> import metrograph
    >>> found = themes_by_goal(View.of(metrograph.open()))
    >>> next(row for row in found if row[1] == "mobility")[1:]
    ('mobility', '4', 'Quality education', 0, 1, 1)
    """
    shown = view.shown
    answer = view.desk.store.query(_QUESTION)
    counted: dict[str, dict[str, tuple[int, int]]] = {}
    for theme, goal, total, direct in answer.rows() if isinstance(answer, Table) else ():
        if code := sdg_code(str(goal)):
            counted.setdefault(str(theme), {})[code] = int(str(total)), int(str(direct))

    def name(iri: str) -> str:
        return shown.labels.of(ox.NamedNode(iri)).text

    rows: list[tuple[str | int | None, ...]] = []
    for theme in themes(view):
        cells = counted.get(theme, {})
        for code in sorted(cells, key=sdg_order):
            total, direct = cells[code]
            goal = name(sdg_iri(code))
            rows.append((Iri(theme), name(theme), code, goal, direct, total - direct, total))
        if not cells:
            rows.append((Iri(theme), name(theme), None, None, 0, 0, 0))
    return Table(COLUMNS, tuple(rows), view.say("theme.crossing"))
