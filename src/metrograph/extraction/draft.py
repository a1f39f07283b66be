"""What is read out of a document before a person looks at it: drafts of items, each with its sources and its doubts."""

from dataclasses import dataclass

from metrograph.model import DateStatus, Kind, Status
from metrograph.readers.passage import Where


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a file that state a draft: ``quote`` begins ``start`` characters into the unit that ``where`` names."""

    file: str
    where: Where
    start: int
    quote: str

    @property
    def end(self) -> int:
        """The place in the unit after the last letter of the quote."""
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, an organisation or a theme that some words name: a known id, or the words themselves when it is not known."""

    id: str
    quote: str

    @property
    def name(self) -> str:
        """The id, else the words."""
        return self.id or self.quote


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason why a person should look at a field: ``reason`` is a key of ``words``, ``values`` what it speaks of."""

    field: str
    reason: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing that a document states. Empty fields are not stated; names of other drafts are their ids.

    ``sources[0]`` is the main one; a thing said twice has two. ``former`` is the date before it was postponed.
    ``sdgs`` are the goals and targets that the document itself gives ("11.2", "13").
    """

    id: str
    kind: Kind
    label: str
    lang: str
    sources: tuple[Quoted, ...]
    edtf: str = ""
    date_text: str = ""
    date_status: DateStatus | None = None
    former: str = ""
    status: Status | None = None
    parent: str = ""
    section: str = ""
    group: str = ""
    themes: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    organisers: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()
    bodies: tuple[Mention, ...] = ()
    condition: str = ""
    sdgs: tuple[str, ...] = ()
    count: int | None = None
    edition: int | None = None
    also_called: tuple[str, ...] = ()
    description: str = ""
    translation: tuple[tuple[str, str], ...] = ()
    planned: bool = True
    linked: bool = False
    open_list: bool = False
    same_bullet: tuple[str, ...] = ()
    same_fact: str = ""
    refers_to: str = ""
    doubts: tuple[Doubt, ...] = ()


def once(*groups: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions of groups, each name once: in its first place, as it is told last."""
    return tuple({mention.name: mention for group in groups for mention in group}.values())
