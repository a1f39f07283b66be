"""A plan of any size: the packaged one with its items, their links and evidence again and again, each copy under names of its own.

Lines, goals and themes stay what they are, so that all copies stand in one plan. Of every fifth copy the links are only proposed.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import metrograph
from metrograph.explorer.outline import HEADING, LINE, outline_of
from metrograph.namespaces import MG, OA, RDFS, SKOS
from metrograph.turtle import value

_NAMES = {RDFS + "label", SKOS + "prefLabel"}
_LINES = {MG + "sourceLineStart", MG + "sourceLineEnd"}
_AHEAD = {MG + name for name in ("hasSuggestion", "hasEvidence", "hasReview", "statedIn")} | {OA + "hasSelector"}
_BEHIND = {MG + name for name in ("alignmentOf", "assessedElement", "about")}
_SERVES = MG + "contribute"
_STATUS, _OF, _TO, _CANDIDATE = (MG + name for name in ("alignmentStatus", "alignmentOf", "alignedTo", "candidateFor"))
_PROPOSED = 5


def enlarged(quads: Iterable[ox.Quad], items: Iterable[str], wanted: int) -> Iterator[ox.Quad]:
    """All quads, then those of the items and of what belongs to them until there are at least so many items."""
    everything = list(quads)
    yield from everything
    own = _belonging(everything, set(items))
    copied = [quad for quad in everything if quad.subject in own]
    for number in range(1, -(-wanted // len(list(items)))):
        yield from _copied(copied, own, number)


def _belonging(quads: list[ox.Quad], items: set[str]) -> set[object]:
    """Items, the judgements about them, and the evidence behind those."""
    own: set[object] = {ox.NamedNode(iri) for iri in items}
    own |= {quad.subject for quad in quads if quad.predicate.value in _BEHIND and quad.object in own}
    while True:
        more = {
            quad.object
            for quad in quads
            if quad.subject in own and (isinstance(quad.object, ox.BlankNode) or quad.predicate.value in _AHEAD)
        }
        if more <= own:
            return own
        own |= more


def _copied(quads: list[ox.Quad], own: set[object], number: int) -> Iterator[ox.Quad]:
    proposed = number % _PROPOSED == 0
    names = {one: type(one)(f"{value(one)}-{number}") for one in own}  # type: ignore[call-arg]
    for quad in quads:
        verb, to = quad.predicate.value, quad.object
        if proposed and verb.startswith(_SERVES):
            continue
        if proposed and verb == _STATUS:
            to = ox.NamedNode(MG + "proposed")
        elif verb in _NAMES and isinstance(to, ox.Literal):
            to = ox.Literal(f"{to.value} {number}", language=to.language) if to.language else ox.Literal(f"{to.value} {number}")
        elif verb in _LINES:
            to = ox.Literal(str(int(value(to)) + number * 1_000), datatype=to.datatype)
        yield ox.Quad(names[quad.subject], quad.predicate, names.get(to, to), quad.graph_name)
    if proposed:
        to_goals = {quad.subject: quad.object for quad in quads if quad.predicate.value == _TO}
        for quad in quads:
            if quad.predicate.value == _OF and quad.subject in to_goals:
                yield ox.Quad(names[quad.object], ox.NamedNode(_CANDIDATE), to_goals[quad.subject], quad.graph_name)


def large(items: int) -> Iterator[ox.Quad]:
    """The packaged plan enlarged to so many items."""
    desk = metrograph.open()
    found = [entry.iri for entry in outline_of(desk).plans[0].entries if entry.kind not in (LINE, HEADING)]
    return enlarged(desk.store.graph(""), found, items)
