"""Themes by goal: how many items on each theme serve each goal."""

from metrograph.explorer.coverage import by_theme
from metrograph.explorer.scope import Scope
from metrograph.explorer.view import View
from metrograph.namespaces import MG
from metrograph.table import Table
from metrograph.turtle import natural


def themes(view: View) -> tuple[str, ...]:
    """Every theme, in the order of its identifier."""
    return tuple(sorted({one.value for one in view.room.of_class(MG + "Theme")}, key=natural))


def themes_by_goal(view: View, scope: Scope) -> Table:
    """A row for each theme and goal that items join; one without a goal for a theme that leads to none.

    >>> import metrograph
    >>> found = themes_by_goal(View.of(metrograph.open()), Scope())
    >>> next(row for row in found if row[1] == "mobility")[1:]
    ('mobility', '4', 'Quality education', 0, 1, 1)
    """
    return by_theme(view, scope.plan).titled(view.say("theme.crossing"))
