"""What is said of a thing: its statements, those that point to it, and the evidence behind its links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

import pyoxigraph as ox

from metrograph.documents.labels import LABELS
from metrograph.documents.room import Room, Subject
from metrograph.namespaces import MG, OA
from metrograph.turtle import Quad

AHEAD = (MG + "hasSuggestion", MG + "hasReview", MG + "hasEvidence", MG + "statedIn", OA + "hasSelector")
"""Properties whose values are part of what is said of a thing."""
BEHIND = (MG + "alignmentOf", MG + "alignedTo", MG + "assessedElement")
"""Properties by which a judgement points to the thing that it is about."""
SHOWN = 1_000
"""How many statements that point to a thing a document shows."""
_DEEP = 2_000


@dataclass(frozen=True, slots=True)
class Description:
    """A thing, what is said of it, what points to it, and what belongs to both."""

    iri: str
    own: tuple[Quad, ...]
    incoming: tuple[Quad, ...]
    total: int
    """How many statements point to it; ``incoming`` holds the first thousand."""
    around: tuple[Quad, ...]
    """Statements of blank nodes, of judgements about the thing, and of their evidence."""
    whole: bool
    """Whether ``around`` holds all of them: it stops after two thousand nodes."""
    labels: tuple[Quad, ...]
    """Names of the things named, in every language."""

    @property
    def quads(self) -> tuple[Quad, ...]:
        """Everything, each statement once."""
        return tuple(dict.fromkeys(chain(self.own, self.incoming, self.around, self.labels)))


def describe(room: Room, iri: str) -> Description | None:
    """The description of a thing, ``None`` when nothing names it. In time that grows with the answer, not with the data.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> found = describe(room_of(metrograph.open()), "http://metadata.un.org/sdg/11.2")
    >>> len(found.own), found.total == len(found.incoming)
    (15, True)
    """
    try:
        node = ox.NamedNode(iri)
    except (ValueError, UnicodeEncodeError):  # no IRI at all
        return None
    own = tuple(room.as_loaded(room.quads(node)))
    incoming = tuple(islice(_incoming(room, node), SHOWN))
    if not own and not incoming:
        return None
    many = len(incoming) == SHOWN
    total = room.how_many(f"SELECT DISTINCT ?s ?p {{ ?s ?p {node} }}") if many else len(incoming)
    around, whole = _around(room, node, own, incoming)
    loaded = tuple(room.as_loaded(around))
    return Description(iri, own, incoming, total, loaded, whole, _labels(room, node, (*own, *incoming, *loaded)))


def _incoming(room: Room, node: ox.NamedNode) -> Iterator[Quad]:
    """Judgements first, so that they are among the first thousand; each once."""
    for behind in BEHIND:
        yield from room.quads(None, behind, node)
    yield from (quad for quad in room.quads(None, to=node) if quad.predicate.value not in BEHIND)


def _around(room: Room, node: Subject, own: Iterable[Quad], incoming: Iterable[Quad]) -> tuple[list[Quad], bool]:
    judged = (quad.subject for quad in incoming if quad.predicate.value in BEHIND or isinstance(quad.subject, ox.BlankNode))
    queue = [*_onward(own), *judged]
    seen: set[Subject] = {node}
    found: list[Quad] = []
    for next_ in queue:  # it grows as it is read
        if next_ in seen or not isinstance(next_, ox.NamedNode | ox.BlankNode):
            continue
        if len(seen) > _DEEP:
            return found, False
        seen.add(next_)
        quads = list(room.quads(next_))
        found.extend(quads)
        queue.extend(_onward(quads))
    return found, True


def _onward(quads: Iterable[Quad]) -> Iterator[Subject]:
    for quad in quads:
        to = quad.object
        if isinstance(to, ox.BlankNode) or (isinstance(to, ox.NamedNode) and quad.predicate.value in AHEAD):
            yield to


def _labels(room: Room, node: Subject, quads: Iterable[Quad]) -> tuple[Quad, ...]:
    ends = dict.fromkeys(end for quad in quads for end in (quad.subject, quad.object))
    named = (end for end in ends if isinstance(end, ox.NamedNode) and end != node)
    return tuple(quad for end in named for label in LABELS[:3] for quad in room.quads(end, label))
