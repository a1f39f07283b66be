"""Pages about things, graphs and the dataset, as HTML that works without a script: pure functions from values."""

from dataclasses import dataclass

from metrograph.pages.frame import Frame, rendered


@dataclass(frozen=True, slots=True)
class Named:
    """A value on a page: its text, the language of that text, where it leads, and the rows of a thing without a name."""

    text: str
    lang: str = ""
    href: str = ""
    inner: tuple["Row", ...] = ()
    anchor: str = ""
    """The name by which a place on the page is reached, for the first cell of a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A property with its values; ``more`` says how many are not shown."""

    label: Named
    values: tuple[Named, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """A link between an element and a goal or target: both ends, and facts, quotes and reasons for and against it."""

    title: Named
    page: Named
    facts: tuple[Row, ...]
    quotes: tuple[Named, ...]
    reasons: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What a source outside the plans says of a thing: its statements, and which source says so."""

    rows: tuple[Row, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A page about one thing."""

    iri: str
    heading: Named
    kinds: tuple[Named, ...]
    definition: Named | None
    rows: tuple[Row, ...]
    judgements: tuple[Judgement, ...]
    incoming: tuple[Row, ...]
    notes: tuple[str, ...]
    same: str = ""
    """Where the publisher of the thing itself tells of it."""
    reported: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of lists: a title, a sentence, facts, and sections of links."""

    title: Named
    intro: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[Named, ...], int], ...]
    """(heading, links, how many more there are)."""
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[Named, ...], ...]], ...] = ()
    """(caption, columns, rows)."""


def thing_html(page: Thing, frame: Frame) -> str:
    """The page about a thing."""
    return rendered("thing.html", frame, page.heading.text, {"page": page})


def listing_html(page: Listing, frame: Frame) -> str:
    """A page of lists and tables."""
    return rendered("listing.html", frame, page.title.text, {"page": page})
