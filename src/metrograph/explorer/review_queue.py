"""Every link and who decided on it, in the order in which they are worth a look: the most uncertain first.

>>> import metrograph
>>> links = queue_of(metrograph.open())
>>> len(links), links[0].waits, links[0].item[:18]
(136, True, 'metropolis-2019/ac')
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.documents.room import Room
from metrograph.explorer.kept import Kept
from metrograph.explorer.stating import plan_nodes, stating
from metrograph.namespaces import MG, PROV, RDF, SKOS, sdg_code, sdg_order
from metrograph.turtle import value

_HALF = 0.5
_VERBS = (
    "alignedTo", "strength", "alignmentStatus", "confidence", "hasSuggestion", "hasReview", "method", "undoes", "reviewer",
    "inPlan", "mentionedIn", "inLine",
)  # fmt: skip
_OUTSIDE = {MG + "Alignment", MG + "ScopedThing"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A link and what it may be chosen by. ``by`` is who took the decision in force, nobody where none was taken."""

    iri: str
    element: str
    item: str
    """The item by its plan and its own id."""
    sdg: str
    status: str
    direct: bool
    confidence: float | None
    methods: frozenset[str]
    by: str
    time: str
    plans: frozenset[str]
    lines: frozenset[str]
    kinds: frozenset[str]
    held: frozenset[str] = frozenset()
    """The ids of the plans that state it."""

    @property
    def waits(self) -> bool:
        """Whether nobody decided on it, and it was not given up by a later run."""
        return not self.by and self.status != "superseded"

    @property
    def goal(self) -> str:
        """The goal of its target."""
        return self.sdg.partition(".")[0]

    @property
    def order(self) -> tuple[object, ...]:
        """Proposed before accepted, then by uncertainty; direct before indirect; then by item and code."""
        doubt = abs(self.confidence - _HALF) if self.confidence is not None else 1.0
        return self.status != "proposed", doubt, not self.direct, self.item, sdg_order(self.sdg)


def _queue(room: Room) -> tuple[Waiting, ...]:
    return tuple(sorted(_Links(room), key=lambda one: one.order))


queue_of = Kept(_queue)
"""Every link of a desk in order. O(links), once for each state of the data."""


class _Links:
    """Reads all links at once: one pass over each property."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._shared = room.names.shared("")
        self._of = {verb: self._all(verb) for verb in _VERBS}
        self._kinds: dict[str, frozenset[str]] = {}
        self._plans = plan_nodes(room)

    def __iter__(self) -> Iterator[Waiting]:
        for quad in self._room.quads(None, MG + "alignmentOf"):
            node, element = quad.subject, quad.object
            if isinstance(node, ox.NamedNode) and isinstance(element, ox.NamedNode):
                code = sdg_code(self._one("alignedTo", node.value))
                if code:
                    yield self._link(node.value, element, code)

    def _link(self, node: str, element: ox.NamedNode, code: str) -> Waiting:
        told, name = self._one("confidence", node), element.value
        by, time = self._decided(node)
        runs = self._of["hasSuggestion"].get(node, ())
        held = stating(self._room, ox.NamedNode(node), element)
        shared = () if "/" in name.removeprefix(self._shared) else (self._plans[one] for one in held if one in self._plans)
        return Waiting(
            iri=node,
            element=name,
            item=name.removeprefix(self._shared),
            sdg=code,
            status=self._one("alignmentStatus", node).removeprefix(MG),
            direct=self._one("strength", node) == MG + "direct",
            confidence=float(told) if told.isascii() and told.replace(".", "", 1).isdecimal() else None,
            methods=frozenset(self._one("method", run).removeprefix(MG) for run in runs),
            by=by,
            time=time,
            plans=frozenset((*self._of["inPlan"].get(name, ()), *self._of["mentionedIn"].get(name, ()), *shared)),
            lines=frozenset(self._of["inLine"].get(name, ())),
            kinds=self._kinds_of(element),
            held=held,
        )

    def _decided(self, node: str) -> tuple[str, str]:
        """Who took the decision in force, and when."""
        reviews = self._of["hasReview"].get(node)
        if not reviews:
            return "", ""
        undone = {taken for one in reviews for taken in self._of["undoes"].get(one, ())}
        valid = [one for one in reviews if one not in undone and one not in self._of["undoes"]]
        last = max(((self._text(one, PROV + "endedAtTime"), one) for one in valid), default=None)
        if last is None:
            return "", ""
        return self._text(self._one("reviewer", last[1]), SKOS + "prefLabel") or "?", last[0]

    def _kinds_of(self, element: ox.NamedNode) -> frozenset[str]:
        if element.value not in self._kinds:
            found = map(value, self._room.said(element, RDF + "type"))
            self._kinds[element.value] = frozenset(kind for kind in found if kind.startswith(MG) and kind not in _OUTSIDE)
        return self._kinds[element.value]

    def _all(self, verb: str) -> dict[str, dict[str, None]]:
        """What every node says under a property of ours, by the names of nodes."""
        found: dict[str, dict[str, None]] = {}
        for node, told in self._room.pairs(MG + verb):
            found.setdefault(node, {})[told] = None
        return found

    def _one(self, verb: str, node: str) -> str:
        return min(self._of[verb].get(node, ("",)))

    def _text(self, node: str, verb: str) -> str:
        """A text of a node that a review names."""
        if ":" not in node:  # a blank node
            return ""
        return min(map(value, self._room.said(ox.NamedNode(node), verb)), default="")
