"""What a work plan says, as values: the plan, its items, the links to the SDGs, the reviews.

```
Plan ──items──> Item ──aligned by──> Link (one SDG element, strength, quotes)  or  NoLink (assessed, none, reason)
                                       └── reviewed by ──> Review (who, when, why; never changed, never deleted)
```
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from metrograph.dates import Span, read
from metrograph.words import LANGUAGES


def several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """The names in a field that holds one name, some, or none.

    >>> several("pilot-mega"), several(""), several(("a", "b"))
    (('pilot-mega',), (), ('a', 'b'))
    """
    return value if isinstance(value, tuple) else (value,) if value else ()


def spoken(words: str) -> str:
    """Words as they are compared with a quote: without capitals, kinds of apostrophe and runs of blanks.

    >>> spoken("Mémorandum  d’entente")
    "mémorandum d'entente"
    """
    return " ".join(words.replace("’", "'").casefold().split())


class Kind(StrEnum):
    """What an item is; the words of plan files, each a class of the ontology (see ``CLASS_OF``)."""

    WORK_PLAN = "work_plan"
    STRATEGIC_LINE = "strategic_line"
    OBJECTIVE = "objective"
    PRODUCT_SERVICE = "product_service"
    WORKSTREAM = "workstream"
    ACTION = "action"
    TRAINING = "training"
    INTERNAL_ACTION = "internal_action"
    PILOT_PROJECT = "pilot_project"
    WORLD_EVENT = "world_event"
    NETWORK_EVENT = "network_event"
    STATUTORY_MEETING = "statutory_meeting"
    PUBLICATION = "publication"
    PARTNERSHIP_AGREEMENT = "partnership_agreement"
    AWARD = "award"
    ORGANISATION = "organisation"
    GOVERNING_BODY = "governing_body"
    COMMUNITY_OF_PRACTICE = "community_of_practice"
    PLACE = "place"
    THEME = "theme"
    HEADING = "heading"
    DOCUMENT_HEADER = "document_header"


CLASS_OF: dict[Kind, str] = {
    kind: {"product_service": "ProductOrService", "document_header": "Heading"}.get(
        kind.value, "".join(part.capitalize() for part in kind.value.split("_"))
    )
    for kind in Kind
}
SHARED_KINDS = frozenset({Kind.ORGANISATION, Kind.GOVERNING_BODY, Kind.COMMUNITY_OF_PRACTICE, Kind.PLACE, Kind.THEME})
STRUCTURE_KINDS = frozenset({Kind.HEADING, Kind.DOCUMENT_HEADER})
EVENT_KINDS = frozenset({Kind.WORLD_EVENT, Kind.NETWORK_EVENT, Kind.STATUTORY_MEETING})


class Status(StrEnum):
    """Where a planned activity stands."""

    PLANNED = "planned"
    TO_LAUNCH = "to_launch"
    ONGOING = "ongoing"
    TO_CONCLUDE = "to_conclude"
    CONCLUDED = "concluded"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class DateStatus(StrEnum):
    """Whether a date is written, inferred, awaited or absent."""

    STATED = "stated"
    INFERRED = "inferred"
    TO_BE_CONFIRMED = "to_be_confirmed"
    NOT_STATED = "not_stated"


class Strength(StrEnum):
    """Direct: the text names the object or outcome of the target. Indirect: one inference step."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Basis(StrEnum):
    """What a quote rests on: the item's words, its heading, well-known facts, or a code it states."""

    TEXT = "text"
    CONTEXT = "context"
    EXTERNAL = "external"
    STATED = "stated"


class Decision(StrEnum):
    """The status of a link."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


COMMENT = "comment"
"""In the place of a decision: a review that only says something."""


def camel(name: str) -> str:
    """The local name in the ontology of a word of our files.

    >>> camel("to_be_confirmed"), camel("direct")
    ('toBeConfirmed', 'direct')
    """
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in one to three languages.

    >>> Text(fr="mobilité", en="mobility").best("es")
    'mobility'
    """

    en: str = ""
    fr: str = ""
    es: str = ""

    def __bool__(self) -> bool:
        return bool(self.en or self.fr or self.es)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(language, text) for the languages that are there, in the order en, fr, es."""
        return tuple((lang, getattr(self, lang)) for lang in LANGUAGES if getattr(self, lang))

    def best(self, lang: str = "en") -> str:
        """The text in a language, else in English, else in any."""
        found = dict(self.pairs())
        return found.get(lang) or found.get("en") or next(iter(found.values()), "")


@dataclass(frozen=True, slots=True)
class When:
    """A date of a plan: the EDTF text, the words that gave it, and how sure it is."""

    edtf: str = ""
    text: str = ""
    status: DateStatus = DateStatus.STATED

    @property
    def span(self) -> Span | None:
        """The days it may mean, or ``None`` when no date is given."""
        return read(self.edtf) if self.edtf else None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a plan states, with the lines that state it.

    ``label`` holds the words of the source, ``translation`` ours. Names of other items are their ids.
    ``found`` says where in a source without lines of its own ("p. 3", "Pilotes!B4"). ``at`` is the line of the plan file
    where the item begins, for messages.
    """

    id: str
    kind: Kind
    label: Text
    translation: Text = Text()
    lines: tuple[int, ...] = ()
    found: tuple[str, ...] = ()
    section: str = ""
    parent: str = ""
    status: Status | None = None
    date: When | None = None
    planned: bool = True
    themes: tuple[str, ...] = ()
    principal_in: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    group: str = ""
    count: int | None = None
    condition: str = ""
    order: int | None = None
    edition: int | None = None
    phase: int | None = None
    acronym: str = ""
    motto: str = ""
    also_called: tuple[str, ...] = ()
    also_says: tuple[str, ...] = ()
    event_format: str = ""
    part_of_work: str = ""
    unit_of: str = ""
    sub_event_of: str = ""
    same_fact_as: str = ""
    realised_by: str = ""
    in_context_of: str = ""
    prepares_for: str = ""
    refers_to: str = ""
    presents_results_of: tuple[str, ...] = ()
    shares_bullet_with: tuple[str, ...] = ()
    continues: str = ""
    hyperlinked: bool = False
    open_list: bool = False
    ambiguous: bool = False
    mentions_sdgs: bool = False
    note: str = ""
    at: int = field(default=0, compare=False)

    @property
    def words(self) -> Text:
        """The label in every language that there is, source and translation together."""
        return Text(**{**dict(self.translation.pairs()), **dict(self.label.pairs())})


@dataclass(frozen=True, slots=True)
class Source:
    """The document of a plan, as received: title, file name, SHA-256 of its bytes, language, number of lines."""

    title: Text
    file: str
    sha256: str
    lang: str
    lines: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A work plan: its source and its items, in the order of the document."""

    id: str
    source: Source
    items: tuple[Item, ...]
    path: str = field(default="", compare=False)
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {item.id: item for item in reversed(self.items)})  # of two of one id, the first

    @property
    def root(self) -> Item:
        """The item that is the plan itself."""
        return next(item for item in self.items if item.kind is Kind.WORK_PLAN)

    def __getitem__(self, item_id: str) -> Item:
        return self._by_id[item_id]

    def __contains__(self, item_id: str) -> bool:
        return item_id in self._by_id


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source that support a link, and what they rest on."""

    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Link:
    """The claim that an item contributes to one SDG element, as one run suggests it."""

    item: str
    sdg: str
    strength: Strength
    quotes: tuple[Quote, ...]
    rationale: Text
    confidence: str = ""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NoLink:
    """The recorded judgement that an item contributes to no target, and why."""

    item: str
    reason: Text
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Run:
    """What one method said of one plan: a named graph of its own.

    ``status`` is the status of its links before any person reviewed them: ``accepted`` for a reference set,
    ``proposed`` for the suggestions of a machine.
    """

    id: str
    plan: str
    method: str
    version: str
    status: Decision
    description: Text
    links: tuple[Link, ...]
    none: tuple[NoLink, ...]
    path: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What sources outside the plan say of one of its items, never mixed with the plan's own words.

    ``facts`` holds (name, value) pairs; the names are those of ``reported…`` properties, such as ``date``.
    """

    item: str
    facts: tuple[tuple[str, str], ...]
    source: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a lookup found of a place or an organisation at an endpoint, taken for the thing ``match`` there.

    ``facts`` holds (name, value) pairs as in ``Report``; ``chosen`` says whether a ``name``, a ``country`` or a ``person``
    decided on the match; ``sha256`` is that of the lookup's file, ``time`` (UTC, ISO 8601) that of the answer.
    """

    thing: str
    match: str
    chosen: str
    lookup: str
    sha256: str
    time: str
    facts: tuple[tuple[str, str], ...]
    licence: str = ""
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Outside:
    """What was found at one endpoint; ``id`` is the name of its file and of its graph, ``context/{id}``."""

    id: str
    endpoint: str
    findings: tuple[Finding, ...]
    path: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on one link: who, when (UTC, ISO 8601), what, why, in which language. Append-only.

    Without a ``decision`` it is a comment: its ``reason`` is what was said, and the link stands where it stood.
    """

    plan: str
    item: str
    sdg: str
    decision: Decision | None
    reviewer: str
    time: str
    reason: str = ""
    strength: Strength | None = None
    instead: str = ""
    undoes: str = ""
    lang: str = ""
