"""The explorer: pages for people, each table on them as CSV too."""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.errors import RequestError, near
from metrograph.explorer.rooms import SPOTS
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.grants import Grant
from metrograph.serve.served import Served

_GET = ("GET", "HEAD")


def view_of(desk: Desk, asked: Asked, path: str) -> View:
    """The view of a request for the page at a path, that of the service before it."""
    where = Addresses(desk.names, asked.address)
    writing = desk.data.writable if isinstance(desk, Served) else desk.folder is not None
    plans = Grant.of(asked.grant).plans if asked.by else None
    return View(desk, where, asked.lang, path, asked.fields, asked.path, asked.by, asked.csrf, writing=writing, plans=plans)


def page_reply(page: Page, view: View) -> Reply:
    """A page as HTML, or one of its tables as CSV when the field ``table`` names it."""
    name = view.value("table")
    if name:
        return _csv(page, name, view.lang)
    return Reply(page.html(view.frame()).encode(), "text/html; charset=utf-8", page.status, (("Content-Language", view.lang),))


def _csv(page: Page, name: str, lang: str) -> Reply:
    if name not in page.tables:
        raise RequestError("W603", 404, value=name[:60], near=near(name[:60], page.tables), choices=", ".join(page.tables) or "-")
    saved = (("Content-Disposition", f'attachment; filename="{name}.csv"'), ("Content-Language", lang))
    return Reply(page.tables[name].sheet().encode(), "text/csv; charset=utf-8", headers=saved)


def _answer(spot: Spot) -> Callable[[Desk, Asked], Reply]:
    def answered(desk: Desk, asked: Asked) -> Reply:
        view = view_of(desk, asked, urlsplit(asked.address).path + _filled(spot.path, asked.path))
        return page_reply(spot.build(view), view)

    return answered


def _filled(path: str, parts: Mapping[str, str]) -> str:
    """The path of a page from its pattern."""
    for name, value in parts.items():
        path = path.replace(f"{{{name}}}", quote(value, errors="replace"))
    return path


ROUTES: tuple[Route, ...] = tuple(Route(spot.name, _GET, f"/{spot.path}", _answer(spot), personal=True) for spot in SPOTS)
