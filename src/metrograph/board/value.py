"""A report as a value: sections of paragraphs, lists, quotes, tables and pictures, which each writer lays out its own way.

>>> board = Board("Report", "Plan", "en", (), (Section("a", line("One"), (Para(line("Hello")),)),), {})
>>> [section.key for section in board.every_section()], board.texts()
(['a'], ('Report', 'Plan', 'One', 'Hello'))
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrograph.words import typeset

if TYPE_CHECKING:
    from metrograph.pictures import Drawing


RUNNING_ON = frozenset({"calendar", "caveats", "annex-decisions", "annex-sources"})
"""Sections that are short, and begin a page only where little of one is left."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one language and one look: plain, ``strong``, ``dim``, or ``quote`` for words of the source."""

    words: str
    lang: str = ""
    look: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", visible(self.words))


Line = tuple[Run, ...]
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MANNERS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def line(*parts: "str | Run | Line", lang: str = "") -> Line:
    r"""Words set as one line; in French, blanks before high marks are made unbreakable.

    >>> line("Lacunes : 3", lang="fr")[0].words
    'Lacunes\xa0: 3'
    """
    runs: list[Run] = []
    for part in parts:
        runs.extend((Run(typeset(part, lang)),) if isinstance(part, str) else (part,) if isinstance(part, Run) else part)
    return tuple(runs)


def visible(words: str) -> str:
    r"""Words that every form can hold: what has no place in XML is shown as �, marks that turn a text round are left out.

    >>> visible("a\x00b\u202ec")
    'a�bc'
    """
    return _MANNERS.sub("", _UNSEEN.sub("\ufffd", words))


def plain(runs: Line) -> str:
    """The words of a line alone."""
    return "".join(run.words for run in runs)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; its look is plain, ``lead``, ``note`` or ``claim`` (the head of a link)."""

    line: Line
    look: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are."""

    pairs: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source, in its language, with a translation where there is one, and where they stand."""

    words: str
    lang: str
    translation: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", " ".join(visible(self.words).split()))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``widths`` are shares of the page; ``numbers`` are the columns set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, what it shows in words, and its share of the width of a page."""

    drawing: "Drawing"
    caption: str
    alt: str
    share: float = 0.7


Block = Para | Points | Facts | Quote | Grid | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under a heading; ``key`` is its name in links."""

    key: str
    title: Line
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()

    def every(self) -> Iterator["Section"]:
        """The section and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.every()


@dataclass(frozen=True, slots=True)
class Board:
    """The whole report; ``numbers`` are its key figures by name."""

    title: str
    plan: str
    lang: str
    facts: tuple[tuple[str, Line], ...]
    sections: tuple[Section, ...]
    numbers: Mapping[str, int]

    def every_section(self) -> Iterator[Section]:
        """Every section, in order."""
        for section in self.sections:
            yield from section.every()

    def texts(self) -> tuple[str, ...]:
        """Every text of the report, in order; pictures by what they show."""
        found = [self.title, self.plan]
        for name, value in self.facts:
            found += [name, plain(value)]
        for section in self.every_section():
            found.append(plain(section.title))
            for block in section.blocks:
                found.extend(_texts(block))
        return tuple(found)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Para):
        yield plain(block.line)
    elif isinstance(block, Points):
        yield from map(plain, block.items)
    elif isinstance(block, Facts):
        for name, value in block.pairs:
            yield from (name, plain(value))
    elif isinstance(block, Quote):
        yield from filter(None, (block.words, block.translation, block.place))
    elif isinstance(block, Figure):
        yield from (block.caption, block.alt)
    else:
        yield block.caption
        yield from block.columns
        for row in block.rows:
            yield from map(plain, row)
