"""A page before it is written: what its template tells, and the tables on it, each of which can be had as CSV."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from metrograph.pages.frame import Frame, rendered
from metrograph.table import Table


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table on a page. ``sdg`` is the code of a goal or target, shown as a chip in its colour."""

    text: str
    lang: str = ""
    href: str = ""
    sdg: str = ""
    kind: str = ""
    """``number``, ``quote``, ``code``, ``line``, ``direct``, ``indirect``: how it is shown."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a long table a page stands; rows are counted from 1. Empty addresses: there is nothing before or after."""

    first: int
    last: int
    total: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a page shows it. ``csv`` is where the whole of it can be had as a file."""

    name: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv: str = ""
    pager: Pager | None = None

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers, by the first value that each has."""
        return tuple(next((one.kind == "number" for one in column if one.text), False) for column in zip(*self.rows, strict=True))


@dataclass(frozen=True, slots=True)
class Page:
    """A page: a template and its values. ``tables`` are the tables on it, whole, by the name in ``?table=``."""

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    here: str = ""
    """The place in the menu that it belongs to."""
    status: int = 200
    linked: Mapping[str, object] | None = None
    """A description in the words of schema.org."""
    alternates: tuple[tuple[str, str, str], ...] = ()
    """(extension, media type, path) of its other forms."""

    def framed(self, linked: Mapping[str, object] | None, alternates: tuple[tuple[str, str, str], ...]) -> "Page":
        """The same page as one form of a document that has others."""
        return replace(self, linked=linked, alternates=alternates)

    def html(self, frame: Frame) -> str:
        """The page, in its frame."""
        framed = replace(frame, here=self.here, linked=self.linked, alternates=self.alternates or frame.alternates)
        return rendered(self.template, framed, self.title, self.values)
