"""The calendar as a file for calendar programs."""

from metrograph.desk import Desk
from metrograph.explorer.calendar import calendar_file
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.routes_explorer import view_of


def _calendar(desk: Desk, asked: Asked) -> Reply:
    view = view_of(desk, asked, "/calendar.ics")
    headers = (("Content-Disposition", 'attachment; filename="metrograph.ics"'), ("Content-Language", asked.lang))
    return Reply(calendar_file(view).encode(), "text/calendar; charset=utf-8", headers=headers)


ROUTES: tuple[Route, ...] = (Route("calendar-file", ("GET", "HEAD"), "/calendar.ics", _calendar),)
