"""Every route of the service, and what is to be read before children are forked."""

from metrograph.serve import evaluate, routes_sparql
from metrograph.serve.asked import Route
from metrograph.serve.served import Served

ROUTES: dict[str, Route] = {route.name: route for room in (routes_sparql,) for route in room.ROUTES}
UPLOADS = frozenset({"validate"})
"""Routes that read, and may be sent as much as those that write."""


def warm(desk: Served) -> None:
    """Read and work out what answers need, since a child can open no file."""
    evaluate.warm()
    tuple(desk.elements)
