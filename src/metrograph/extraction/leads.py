"""Lines that open a list: what each is for what follows it, and the frame that it opens.

```
"Février"                              PERIOD        its lines happen in that month
"Sans date"                            UNDATED       its lines have no date
"Principaux événements mondiaux liés:" NAME          says what its lines are
"En cours"                             GROUP         says where its lines stand
"Lancement de 4 projets pilotes:"      ANNOUNCEMENT  a thing to do, and a number to be compared with its lines
"Actions visant à …:"                  OBJECTIVE     an objective
"Webinaire sur l'eau, mars"            THING         a thing of the plan; its lines say more of it or are parts of it
"Innovation urbaine Metropolis:"       WORKSTREAM    a strand of work
```
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from metrograph.dating.when import date_of
from metrograph.extraction.kinds import head_of
from metrograph.extraction.outline import STRUCTURE, Heading, heading_of
from metrograph.extraction.rules import flat, tokens
from metrograph.extraction.walk import BULLET, Walk, piece_of
from metrograph.model import Kind
from metrograph.readers.passage import Passage

_HELD = ("pilots", "calendar", "publications", "trainings")


class Role(StrEnum):
    """What a line that opens a list is."""

    PERIOD = auto()
    UNDATED = auto()
    NAME = auto()
    GROUP = auto()
    ANNOUNCEMENT = auto()
    OBJECTIVE = auto()
    THING = auto()
    WORKSTREAM = auto()


@dataclass(frozen=True, slots=True)
class Lead:
    """A line that opens a list, the rank of the frame that it opens, and what it says as a heading."""

    passage: Passage
    rank: float
    heading: Heading

    @property
    def bare(self) -> Passage:
        """The passage without its colon."""
        return replace(self.passage, text=self.passage.text.rstrip(" :"))


def open_list(walk: Walk, passage: Passage, rank: float) -> None:
    """Read a line that opens a list, and open its frame."""
    lead = Lead(passage, rank, heading_of(passage.text, walk.book))
    _OPENED[role_of(lead, walk)](walk, lead)


def is_undated(text: str, walk: Walk) -> bool:
    """Whether a short line says that what follows has no date: "Sin fecha", "Date à confirmer"."""
    words = flat(text)
    return walk.book.rules.begins("undated", words) is not None and len(tokens(words)) <= 6


def counts_pilots(heading: Heading) -> bool:
    """Whether a heading announces a number of pilots that stand somewhere: "Two pilots to be completed"."""
    label = heading.label
    return label.count is not None and label.category == "pilots" and label.status is not None


def names_a_list(text: str, walk: Walk) -> bool:
    """Whether a short line only names what the lines after it are: "Proyectos piloto", "En cours"."""
    if len(tokens(flat(text))) > 5:
        return False
    label = heading_of(text, walk.book).label
    named = label.category in ("pilots", "trainings", "publications") and not label.announces
    return named or (label.bare and label.status is not None)


def role_of(lead: Lead, walk: Walk) -> Role:
    """What a line that opens a list is for what follows."""
    heading, book, words = lead.heading, walk.book, flat(lead.passage.text)
    label = heading.label
    if is_undated(lead.passage.text, walk):
        return Role.UNDATED
    if heading.month:
        return Role.PERIOD
    if label.announces or counts_pilots(heading):
        return Role.ANNOUNCEMENT
    strand = label.category == "pilots" and not label.status and label.count is None and bool(walk.context.section)
    if label.category in STRUCTURE or (label.category == "pilots" and not strand):
        return Role.NAME
    if book.rules.begins("kinds.objective", words):
        return Role.OBJECTIVE
    if label.bare:
        return Role.GROUP
    return Role.THING if lead.rank >= BULLET and _is_thing(lead, walk) else Role.WORKSTREAM


def _is_thing(lead: Lead, walk: Walk) -> bool:
    """Whether a bullet with bullets below it names a thing: by the list it stands in, by its head word, by its date."""
    book = walk.book
    head = head_of(lead.heading.text, book.rules, book.lang)
    dated = date_of(lead.passage.text, book.lang, book.year) is not None
    return walk.context.setting.category in _HELD or head in ("doing", "kinds.product") or bool(head and dated)


def date_given(text: str, walk: Walk) -> Mapping[str, object]:
    """The date that a group gives to its members: "To conclude in 2018"."""
    found = date_of(text, walk.book.lang, walk.book.year)
    plain = found is not None and found.edtf and "X" not in found.edtf and ".." not in found.edtf
    return {"month": found.edtf} if found and plain else {}


def _period(walk: Walk, lead: Lead) -> None:
    walk.aside(lead.passage, "structure")
    walk.close(lead.rank + 0.5)
    walk.below(lead.heading, lead.rank + 0.5)
    walk.current = -1


def _undated(walk: Walk, lead: Lead) -> None:
    walk.aside(lead.passage, "structure")
    walk.close(lead.rank + 0.5)
    walk.below(lead.heading, lead.rank + 0.5, changes={"month": ""})
    walk.current = -1


def _name(walk: Walk, lead: Lead) -> None:
    label = lead.heading.label
    walk.aside(lead.passage, "structure")
    walk.announce(lead.heading, piece_of(lead.passage), ())
    grouped = {"setting": replace(walk.context.setting, category="pilots", grouped=True)} if label.status else {}
    walk.below(lead.heading, lead.rank, changes={**grouped, **date_given(lead.passage.text, walk)})
    walk.current = -1


def _group(walk: Walk, lead: Lead) -> None:
    walk.aside(lead.passage, "structure")
    walk.below(lead.heading, lead.rank, changes=date_given(lead.passage.text, walk))
    walk.current = -1


def _announcement(walk: Walk, lead: Lead) -> None:
    label, setting = lead.heading.label, walk.context.setting
    plain = replace(walk.context, setting=replace(setting, category="", grouped=False), status=label.status)
    found = walk.leaf(piece_of(lead.bare), plain)
    status = label.status if counts_pilots(lead.heading) else found[0].status
    walk.amend(found[0], count=label.count, kind=Kind.ACTION, status=status)
    for other in found[1:]:
        walk.amend(other, status=None, count=None)
    walk.announce(lead.heading, piece_of(lead.passage), found)
    pilots = walk.book.rules.find("labels.pilots", flat(lead.passage.text)) is not None
    inside = replace(setting, category="pilots" if pilots else setting.category, grouped=pilots)
    given = {"group": found[0].id, "parent": found[0].id, "setting": inside}
    walk.below(lead.heading, lead.rank, changes={**given, **date_given(lead.passage.text, walk)})


def _objective(walk: Walk, lead: Lead) -> None:
    walk.make(Kind.OBJECTIVE, lead.passage.text, piece_of(lead.passage))


def _thing(walk: Walk, lead: Lead) -> None:
    found = walk.leaf(piece_of(lead.bare))
    held = {"group": ""} if walk.context.setting.category in _HELD else {}
    walk.below(lead.heading, lead.rank, found[0] if found else None, held)
    walk.current = len(walk.drafts) - 1 if held else -1


def _workstream(walk: Walk, lead: Lead) -> None:
    walk.below(lead.heading, lead.rank, walk.make(Kind.WORKSTREAM, lead.heading.text, piece_of(lead.passage)))
    walk.current = -1


_OPENED: Mapping[Role, Callable[[Walk, Lead], None]] = {
    Role.PERIOD: _period,
    Role.UNDATED: _undated,
    Role.NAME: _name,
    Role.GROUP: _group,
    Role.ANNOUNCEMENT: _announcement,
    Role.OBJECTIVE: _objective,
    Role.THING: _thing,
    Role.WORKSTREAM: _workstream,
}
