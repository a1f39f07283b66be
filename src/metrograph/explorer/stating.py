"""Which plans state a link: the plan of its item; for a shared thing, such as a theme, every plan whose document speaks for it.

>>> import metrograph
>>> from metrograph.explorer.review_queue import queue_of
>>> desk = metrograph.open()
>>> {one.held for one in queue_of(desk) if one.item.startswith("theme-")}
{frozenset({'metropolis-2019'})}
"""

from collections.abc import Iterator

import pyoxigraph as ox

from metrograph.documents.room import Room
from metrograph.explorer.kept import Kept
from metrograph.explorer.outline import PLAN
from metrograph.namespaces import MG, OA, PROV
from metrograph.turtle import value


def plan_id(room: Room, iri: str) -> str:
    """The id of the plan to which an identifier belongs; empty for a shared thing."""
    plan, slash, _ = iri.removeprefix(room.names.shared("")).partition("/")
    return plan if slash and iri.startswith(room.names.shared("")) else ""


def plan_nodes(room: Room) -> dict[str, str]:
    """The identifier of each plan at hand, by its id."""
    return {plan_id(room, iri): iri for iri in sorted(map(value, room.of_class(PLAN))) if plan_id(room, iri)}


plans_by_id = Kept(plan_nodes)
"""The same for a desk, once for each state of its data."""


def stating(room: Room, link: ox.NamedNode, element: ox.NamedNode) -> frozenset[str]:
    """The ids of the plans that state a link; none where nothing tells."""
    own = plan_id(room, element.value)
    found = {own} if own else {plan_id(room, value(one)) for one in _documents(room, link)}
    return frozenset(found - {""})


def _documents(room: Room, link: ox.NamedNode) -> Iterator[ox.NamedNode | ox.BlankNode]:
    """What was read by who suggested a link, and what is quoted for it."""
    for said in room.ends(link, MG + "hasSuggestion"):
        for run in room.ends(said, PROV + "wasGeneratedBy"):
            yield from room.ends(run, PROV + "used")
        for quote in room.ends(said, MG + "hasEvidence"):
            yield from room.ends(quote, OA + "hasSource")
