"""Every route of the service, and what is to be read before children are forked: first what the first page needs.

A child can open no file, so that a route is asked of those only that were forked after its step.

```
step 1   the first page                 the service answers
step 2   SPARQL                         a moment later, like what follows; who asks for it meanwhile waits for it
step 3   every page and document
step 4   API, reconciliation, rules
step 5   documents that are sent
```
"""

from collections.abc import Callable, Iterator
from contextlib import suppress

from metrograph.documents.room import room_of
from metrograph.explorer.outline import outline_of
from metrograph.explorer.quality import report_of
from metrograph.explorer.shared import SHARED
from metrograph.pages.frame import pages_one_by_one, warm_pages
from metrograph.reconcile import index_of
from metrograph.serve import (
    routes_api,
    routes_calendar,
    routes_documents,
    routes_explorer,
    routes_linking,
    routes_query,
    routes_reconcile,
    routes_review,
    routes_sparql,
)
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked, Route
from metrograph.serve.child import FAULTS
from metrograph.serve.itself import describe_itself
from metrograph.serve.served import Served

_ROOMS = (
    routes_sparql,
    routes_explorer,
    routes_query,
    routes_review,
    routes_calendar,
    routes_documents,
    routes_api,
    routes_reconcile,
    routes_linking,
)
ROUTES: dict[str, Route] = {route.name: route for room in _ROOMS for route in room.ROUTES}
UPLOADS = frozenset({"api-validate", "link-text"})
"""Routes that read, and may be sent as much as those that write."""
_SOON = 100_000
"""Up to how many triples are validated before somebody looks: some .3 s; beyond, the page of quality takes its time."""
_QUIET = 0.3
"""For so many seconds nothing was asked: there is time for what few pages need."""


def _elements(desk: Served) -> None:
    _ = desk.elements


_SHARED: tuple[Callable[[Served], object], ...] = (_elements, room_of, *SHARED.values())
"""What pages and documents share of the whole data."""


def _home(desk: Served) -> Iterator[None]:
    if not outline_of(desk).plans:
        warm_pages()  # that of the first plan is another page, and it may come at once
    with suppress(*FAULTS):  # a page that fails with these data is told of when it is asked for
        answer(ROUTES, desk, Asked("home"))
    yield


def _sparql(desk: Served) -> Iterator[None]:
    routes_sparql.warm(desk)
    yield
    _itself(desk)


def _pages(desk: Served) -> Iterator[None]:
    yield from pages_one_by_one()
    for work in (*_SHARED, routes_query.warm):
        work(desk)
        yield


def _rest(desk: Served) -> Iterator[None]:
    yield from routes_api.ready(desk)
    routes_reconcile.warm(desk)
    yield
    _report(desk)


STEPS: tuple[Callable[[Served], Iterator[None]], ...] = (_home, _sparql, _pages, _rest, routes_linking.ready)
"""What is read and worked out for each step, itself in steps of some hundredths of a second."""
_OF_ROOM = {
    **{route.name: 2 for route in routes_sparql.ROUTES},
    **{route.name: 4 for room in (routes_api, routes_reconcile) for route in room.ROUTES},
    **{route.name: 5 for route in routes_linking.ROUTES},
}
_OF_ROUTE = {"home": 1, "quality": 4, "rule": 4, "link": 4}


def step_of(name: str) -> int:
    """The step after which a child can answer a route.

    >>> step_of("home"), step_of("plan"), step_of("api-link")
    (1, 3, 4)
    """
    return _OF_ROUTE.get(name) or _OF_ROOM.get(name, 3)


def _shared(desk: Served) -> Iterator[float]:
    small = len(desk.local) <= _SOON
    for work in _SHARED:
        yield 0 if small else _QUIET
        work(desk)


def _told(desk: Served) -> Iterator[float]:
    for work in (_itself, _report, index_of):
        yield _QUIET * max(1, len(desk.local) / _SOON)  # the longer it will take, the surer it should be that nobody waits
        work(desk)


ANEW: tuple[Callable[[Served], Iterator[float]], ...] = (_shared, _told)
"""What is worked out for changed data: first what pages share. Before each step, how many seconds nothing should have been asked.

A child that was forked before works out for itself what it misses.
"""


def _itself(desk: Served) -> None:
    if desk.data.union:
        describe_itself(desk)


def _report(desk: Served) -> None:
    if len(desk.local) <= _SOON:
        report_of(desk)
