"""What reasoning found, as a value: the judgement, why, what follows, what differs, and what was not checked."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from metrograph import formats
from metrograph.errors import MetroGraphError, Place, SourceError
from metrograph.model import Text
from metrograph.namespaces import Names
from metrograph.reason.axioms import unnamed
from metrograph.reason.explain import Explanation
from metrograph.reason.wording import Labels, Wording, local_name
from metrograph.table import Iri, Table
from metrograph.turtle import Quad, Triple, write_turtle
from metrograph.words import counted, say

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something that was not looked into: the key of its words, and what fills them."""

    key: str
    count: int | None = None
    detail: str = ""
    name: str = ""

    def said(self, lang: str = "en") -> str:
        """It in words."""
        values = {self.name: self.detail} if self.name else {}
        return say(self.key, lang, **values) if self.count is None else counted(self.key, lang, self.count, **values)


@dataclass(frozen=True, slots=True)
class Difference:
    """A link on which the view and the axioms do not agree: ``kind`` is ``missing`` or ``unfounded``."""

    kind: str
    element: str
    property: str
    sdg: str


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What reasoning found.

    >>> found = Reasoning(consistent=True)
    >>> found.ok, len(found.table())
    (True, 0)
    """

    consistent: bool
    unsatisfiable: tuple[Iri, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    inferred: tuple[Quad, ...] = ()
    """What follows and was not said, in the graph ``inferred``; nothing when there is a contradiction."""
    differences: tuple[Difference, ...] | None = None
    """Where the view and the axioms do not agree; ``None`` when there is no view to compare."""
    links: int = 0
    """How many links follow from the axioms."""
    not_checked: tuple[NotChecked, ...] = ()
    engine: str = "HermiT"
    labels: Labels = field(default_factory=dict, repr=False)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.consistent and not self.unsatisfiable and not self.differences

    def sound(self) -> tuple[Quad, ...]:
        """What follows; the error A105 when there is a contradiction, from which everything would follow."""
        if not self.consistent:
            raise MetroGraphError("A105")
        return self.inferred

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write what follows to a file, in the syntax of its ending; A105 when there is a contradiction, S106 for another one."""
        target, prefixes = Path(path), Names().prefixes()
        ending = sound_ending(target)
        quads = self.sound()
        body = formats.json_ld(quads, prefixes) if ending == ".jsonld" else formats.write(quads, ending, prefixes)
        formats.save(target, body)
        return target

    def name(self, iri: str, lang: str = "en") -> str:
        """The label of a thing in quotes."""
        text = self.labels.get(iri, Text()).best(lang) or local_name(iri)
        return say("reason.quoted", lang, name=text)

    def table(self, lang: str = "en") -> Table:
        """What is wrong, an axiom a row: what it is about, the axiom in words and as Turtle, whether all of them are needed."""
        columns = ("kind", "about", "label", "number", "said", "turtle", "minimal")
        return Table(columns, tuple(self._rows(lang)))

    def _rows(self, lang: str) -> Iterator[tuple[str | int | bool | Iri | None, ...]]:
        wording = Wording(self.labels, lang)
        for number, one in enumerate(self.explanations, 1):
            kind, about = say("kind.empty" if one.about else "kind.contradiction", lang), Iri(one.about) if one.about else None
            label = self.labels.get(one.about, Text()).best(lang) or None
            for axiom in one.axioms:
                text = " ".join(_turtle(axiom.triples).split())
                yield kind, about, label, number, wording.said(axiom), text, one.minimal
        explained = {one.about for one in self.explanations}
        for iri in self.unsatisfiable:
            if iri not in explained:
                yield say("kind.empty", lang), iri, self.labels.get(iri, Text()).best(lang) or None, None, "", "", None
        for found in self.differences or ():
            about, said = Iri(found.element), self._differs(found, lang)
            yield say("kind.difference", lang), about, self.labels.get(about, Text()).best(lang), None, said, "", None

    def _differs(self, found: Difference, lang: str) -> str:
        names = {"a": found.element, "p": found.property, "b": found.sdg}
        said = say("says.fact", lang, **{key: self.name(iri, lang) for key, iri in names.items()})
        return f"{said[:-1]} ({say(f'reason.{found.kind}', lang)})"

    def turtle(self) -> str:
        """The axioms of all explanations as Turtle."""
        return _turtle(tuple(t for one in self.explanations for axiom in one.axioms for t in axiom.triples), head=True)

    def text(self, lang: str = "en") -> str:
        """A report to read."""
        lines = [*self._judgement(lang)]
        wording = Wording(self.labels, lang)
        for number, one in enumerate(self.explanations):
            head = "reason.empty-because" if one.about else "reason.also-because" if number else "reason.because"
            lines += ["", say(head, lang, name=self.name(one.about, lang) if one.about else "")]
            lines += [f"  {at}. {wording.said(axiom)}" for at, axiom in enumerate(one.axioms, 1)]
            lines += [] if one.minimal else [f"  {say('reason.not-minimal', lang)}"]
        if self.explanations:
            lines += ["", say("reason.as-turtle", lang), "", *self.turtle().rstrip().splitlines()]
        if self.not_checked:
            lines += ["", say("reason.not-checked", lang), *(f"  - {one.said(lang)}" for one in self.not_checked)]
        return "\n".join(lines) + "\n"

    def _judgement(self, lang: str) -> Iterator[str]:
        if not self.consistent:
            yield say("reason.inconsistent", lang)
            return
        yield say("reason.consistent" if self.engine == "HermiT" else "reason.consistent-rules", lang)
        if self.unsatisfiable:
            yield counted("reason.unsatisfiable", lang, len(self.unsatisfiable))
            yield from (f"  {self.name(iri, lang)} <{iri}>" for iri in self.unsatisfiable)
        elif self.engine == "HermiT":
            yield say("reason.satisfiable", lang)
        yield counted("reason.inferred", lang, len(self.inferred))
        if self.differences is None:
            return
        if self.differences:
            yield counted("reason.differs", lang, len(self.differences))
            yield from (f"  {self._differs(one, lang)}" for one in self.differences[:_SHOWN])
            yield from [say("more", lang, n=len(self.differences) - _SHOWN)] if len(self.differences) > _SHOWN else []
        else:
            yield say("reason.agrees", lang, n=self.links)


def sound_ending(path: Path) -> str:
    """The ending of a file in which triples can be written; ``SourceError`` for another."""
    ending = path.suffix.lower()
    if ending not in (*formats.WRITERS, ".jsonld"):
        raise SourceError("S106", Place(str(path)), suffix=ending or "(none)")
    return ending


def _turtle(triples: tuple[Triple, ...], *, head: bool = False) -> str:
    """Triples as Turtle, with the prefixes declared or taken as known."""
    text = write_turtle(dict.fromkeys(map(unnamed, triples)), Names().prefixes())
    return text if head else "\n".join(line for line in text.splitlines() if not line.startswith("@prefix"))
