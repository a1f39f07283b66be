"""What every document needs of a desk, gathered once for each state of its data: store, names, context, numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from metrograph.desk import Desk
from metrograph.documents.partitions import Statistics, statistics
from metrograph.folder import PROJECT, Publisher
from metrograph.namespaces import DCTERMS, PROV, RDF, Names
from metrograph.store import LocalStore, Store
from metrograph.turtle import Quad, Term, value

Subject = ox.NamedNode | ox.BlankNode
_RECORDED = (PROV + "endedAtTime", PROV + "invalidatedAtTime", PROV + "generatedAtTime", DCTERMS + "created")
"""Properties that say when something was recorded."""
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T")


@dataclass(frozen=True)
class Room:
    """The data as documents see it; patterns are answered in time that grows with the answer, not with the data."""

    store: LocalStore
    names: Names
    prefixes: Mapping[str, str]
    context: Mapping[str, object]
    """The JSON-LD context."""
    licences: Mapping[str, str]
    """The licence of each graph that has one."""
    publisher: Publisher = PROJECT
    """Who publishes the data."""

    @cached_property
    def numbers(self) -> Statistics:
        """What it holds, counted at first use: few pages tell of it. O(n)."""
        return statistics(self.store.engine)

    @cached_property
    def modified(self) -> str:
        """The day of the latest record that bears a time, such as a review; empty where none does.

        >>> import metrograph
        >>> room_of(metrograph.open()).modified  # nobody has reviewed the packaged plan yet
        ''
        """
        told = (value(quad.object) for verb in _RECORDED for quad in self.quads(None, verb))
        return max((time[:10] for time in told if _DAY.match(time)), default="")

    def quads(self, subject: Subject | None, predicate: str = "", to: Term | None = None, graph: str = "") -> Iterator[Quad]:
        """The quads that fit, their literals as the engine keeps them."""
        verb = ox.NamedNode(predicate) if predicate else None
        return iter(self.store.engine.quads_for_pattern(subject, verb, to, ox.NamedNode(graph) if graph else None))

    def said(self, node: Subject, *predicates: str) -> Iterator[Term]:
        """What a thing says with some properties, in their order; once for each graph that says it."""
        return (quad.object for predicate in predicates for quad in self.quads(node, predicate))

    def ends(self, node: Subject, *predicates: str) -> Iterator[Subject]:
        """The things among that."""
        return (one for one in self.said(node, *predicates) if isinstance(one, ox.NamedNode | ox.BlankNode))

    def saying(self, predicate: str, to: Subject | None = None) -> Iterator[Subject]:
        """What says something of a thing, or of anything, with a property."""
        found = (quad.subject for quad in self.quads(None, predicate, to))
        return (one for one in found if isinstance(one, ox.NamedNode | ox.BlankNode))

    def of_class(self, kind: str) -> Iterator[Subject]:
        """The things of a class.

        >>> import metrograph
        >>> room = room_of(metrograph.open())
        >>> plan = next(room.of_class("https://w3id.org/metrograph/ns#WorkPlan"))
        >>> plan.value[-9:], [one.value for one in room.said(plan, "https://w3id.org/metrograph/ns#earliest")]
        ('plan-2019', ['2019-01-01'])
        """
        return self.saying(RDF + "type", ox.NamedNode(kind))

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """What says something with a property, and what it says, as texts; once for each graph that says it."""
        return ((value(quad.subject), value(quad.object)) for quad in self.quads(None, predicate))

    def how_many(self, pattern: str) -> int:
        """How many solutions a pattern of SPARQL has, the default graph being all of them together."""
        told = self.store.engine.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", use_default_graph_as_union=True)
        return int(value(cast("Term", next(iter(cast("ox.QuerySolutions", told)))[0])))

    def as_loaded(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Quads with their literals as they were loaded."""
        return self.store.originals.restored(quads)

    def knows(self, node: Subject) -> bool:
        """Whether anything is said of a thing, or points to it."""
        return any(True for _ in self.quads(node)) or any(True for _ in self.quads(None, to=node))


_ROOMS: WeakKeyDictionary[Desk, tuple[Store, int, Room]] = WeakKeyDictionary()


def room_of(desk: Desk) -> Room:
    """The room of a desk, made anew when its data changed.

    >>> import metrograph
    >>> room_of(metrograph.open()).knows(ox.NamedNode("http://metadata.un.org/sdg/11.2"))
    True
    """
    held, changes = _ROOMS.get(desk), getattr(desk.store, "changes", 0)  # a store elsewhere does not tell
    if held and held[0] is desk.store and held[1] == changes:
        return held[2]
    store = desk.store if isinstance(desk.store, LocalStore) else LocalStore.memory(desk.quads, desk.prefixes)
    licences = {
        value(quad.subject): value(quad.object)
        for quad in store.engine.quads_for_pattern(None, ox.NamedNode(DCTERMS + "license"), None, None)
        if value(quad.subject).startswith(desk.names.graph(""))
    }
    room = Room(store, desk.names, desk.prefixes, desk.context(), licences, desk.settings.publisher)
    _ = store.originals.known  # read now: a page is not the time to look at every literal
    _ROOMS[desk] = desk.store, changes, room
    return room
