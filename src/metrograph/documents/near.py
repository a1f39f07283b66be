"""What a path that leads nowhere may mean."""

from bisect import bisect_left

from metrograph.documents.addresses import Addresses, iris
from metrograph.documents.room import Room
from metrograph.errors import near

_WINDOW = 300
_LONGEST = 200


def near_path(room: Room, where: Addresses, kind: str, rest: str) -> str:
    """The path of the thing whose name ends alike, or looks most like it among its neighbours; empty where there is none.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> room = room_of(metrograph.open())
    >>> near_path(room, Addresses(room.names, "http://h/"), "id", "theme-mobilty")
    '/id/theme-mobility'
    """
    wanted = next(iter(iris(room.names, kind, rest)), "")
    if not wanted or len(rest) > _LONGEST:
        return ""
    space = wanted.removesuffix(rest)
    known = room.numbers.things if kind != "graph" else tuple(graph for graph, _ in room.numbers.graphs)
    ending = "/" + rest.rpartition("/")[2]
    alike = next((iri for iri in known if iri.endswith(ending) and iri.startswith(space)), "")
    at = bisect_left(known, wanted)
    window = (iri for iri in known[max(0, at - _WINDOW) : at + _WINDOW] if iri.startswith(space))
    return where.path(alike or near(wanted, window))
