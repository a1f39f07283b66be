"""Every route of the service, and what is to be read before children are forked."""

from collections.abc import Iterator

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
from metrograph.serve.asked import Route
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


def warm(desk: Served) -> Iterator[None]:
    """Read and work out what answers need, since a child can open no file; step by step, each a fraction of a second.

    All of it is needed once. When the data have changed, children would work out for themselves what they miss.
    """
    tuple(desk.elements)
    for room in _ROOMS:
        room.warm(desk)
        yield
    if desk.data.union:
        describe_itself(desk)


def later(desk: Served) -> Iterator[None]:
    """Read what few answers need, step by step, once the service answers: the readers of documents."""
    return routes_linking.ready(desk)
