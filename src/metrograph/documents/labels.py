"""How things are called: the label in the reader's language, else in English, else in any, else what can be said instead."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from metrograph.documents.room import Room, Subject
from metrograph.namespaces import DCTERMS, MG, OA, RDF, RDFS, SCHEMA, SKOS, sdg_code, short
from metrograph.turtle import Quad, value
from metrograph.words import say

LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", SCHEMA + "name", OA + "exact", MG + "reportedName")
"""Properties that name a thing, the best first."""
_ROLES = (DCTERMS + "identifier",)
_PARTS = ((OA + "hasSelector", ""), (MG + "alignmentOf", MG + "alignedTo"))


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a thing and its language, empty where it has none."""

    text: str
    lang: str = ""


@dataclass(slots=True)
class Labels:
    """The labels of one document, each looked up once."""

    room: Room
    lang: str
    _known: dict[Subject, Label | None] = field(default_factory=dict)

    def of(self, node: Subject) -> Label:
        """What a thing is called; for what has no name, its quoted words, the ends of a link, its lines, or its identifier.

        >>> import metrograph
        >>> from metrograph.documents.room import room_of
        >>> Labels(room_of(metrograph.open()), "es").of(ox.NamedNode("http://metadata.un.org/sdg/1"))
        Label(text='Fin de la pobreza', lang='es')
        """
        return self.named(node) or self._instead(node) or self._kind(node)

    def named(self, node: Subject) -> Label | None:
        """The name of a thing, where it has one."""
        if node not in self._known:
            found = ((rank, quad.object) for rank, quad in _naming(self.room, node))
            best = min(
                ((self._rank(term), rank, term.value) for rank, term in found if isinstance(term, ox.Literal)), default=None
            )
            self._known[node] = Label(best[2], best[0][2]) if best else None
        return self._known[node]

    def _rank(self, term: ox.Literal) -> tuple[int, str, str]:
        lang = term.language or ""
        base = lang.partition("-")[0]
        return (0 if base == self.lang else 1 if base == "en" else 2 if not lang else 3), base, lang

    def _instead(self, node: Subject) -> Label | None:
        for first, second in _PARTS:
            ends = [self._end(node, one) for one in (first, second) if one]
            if all(ends):
                names = [self.coded(end) for end in ends if end]
                return names[0] if len(names) == 1 else Label(" → ".join(name.text for name in names))
        told = next(map(value, self.room.said(node, *_ROLES)), "")
        return Label(told) if told else None

    def _end(self, node: Subject, predicate: str) -> Subject | None:
        found = next(self.room.quads(node, predicate), None)
        return found.object if found and isinstance(found.object, ox.NamedNode | ox.BlankNode) else None

    def coded(self, node: Subject) -> Label:
        """What a thing is called, a goal or target with its number."""
        label, code = self.named(node) or self._kind(node), sdg_code(value(node))
        return Label(f"{code} {label.text}", label.lang) if code else label

    def _kind(self, node: Subject) -> Label:
        own = self._lines(node) or (short(node.value) if isinstance(node, ox.NamedNode) else "…")
        kinds = (kind for kind in self.room.ends(node, RDF + "type") if isinstance(kind, ox.NamedNode))
        named = next((label for kind in kinds if (label := self.named(kind))), None) if ":" not in own else None
        return Label(f"{named.text} {own}", named.lang) if named else Label(own)

    def _lines(self, node: Subject) -> str:
        """Where in the source it stands."""
        ends = [*map(value, self.room.said(node, *(f"{MG}sourceLine{end}" for end in ("Start", "End"))))]
        if len(ends) != 2:
            return ""
        return (
            say("page.line", self.lang, n=ends[0])
            if ends[0] == ends[1]
            else say("page.lines", self.lang, first=ends[0], last=ends[1])
        )


def _naming(room: Room, node: Subject) -> Iterator[tuple[int, Quad]]:
    for rank, predicate in enumerate(LABELS):
        for quad in room.quads(node, predicate):
            yield rank, quad
