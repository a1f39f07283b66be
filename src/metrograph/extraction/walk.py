"""Walks through the passages of a document with the headings above each in mind, and gathers drafts.

A heading or lead-in opens a frame: what follows stands below it until a frame of the same or a higher rank opens.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from metrograph.extraction.book import Book, Context, Piece
from metrograph.extraction.draft import Draft, once
from metrograph.extraction.kinds import Setting
from metrograph.extraction.labels import Label, label_of
from metrograph.extraction.leaf import read_leaf, take_codes, tidy
from metrograph.extraction.named import named
from metrograph.extraction.names import Names
from metrograph.extraction.outline import Heading
from metrograph.extraction.rules import flat, tokens
from metrograph.extraction.split import listed
from metrograph.extraction.themes import find_themes, theme_of
from metrograph.model import Kind
from metrograph.readers.passage import Cell, Passage, Where

LEAD, TABLE, BULLET = 50.0, 90.0, 100.0
_NONE: Mapping[str, object] = MappingProxyType({})
_EVENTFUL = ("pilots", "publications", "trainings", "meetings", "partners", "calendar", "objectives", "themes")


@dataclass(frozen=True, slots=True)
class Frame:
    """An open heading: its rank, the context it gives, and the draft that it is, if it is one."""

    rank: float
    context: Context
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """A number of things that a heading announces, to be compared with those found: "4 nouveaux projets pilotes"."""

    text: str
    count: int
    group: str
    where: Where


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that are no item: ``reason`` is a key of ``words`` ("structure", "prose", "detail", "furniture", "unread")."""

    where: Where
    text: str
    reason: str


@dataclass
class Walk:
    """The state of a walk: what has been found, and the frames that are open."""

    book: Book
    names: Names = field(default_factory=Names)
    drafts: list[Draft] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    given: set[str] = field(default_factory=set)  # the ids that rows of tables give
    nested: bool = False  # the last heading at the level of lines stands below a line
    named_lines: bool = False  # lines are called so: "Axe 1", "Pillar II"
    current: int = -1  # the draft that lines such as "Lieu : Lyon" speak of

    @property
    def context(self) -> Context:
        """What the open headings say."""
        return self.frames[-1].context if self.frames else Context()

    def close(self, rank: float) -> None:
        """Close the frames of this rank and below."""
        while self.frames and self.frames[-1].rank >= rank:
            self.frames.pop()

    def aside(self, passage: Passage, reason: str) -> None:
        """Record words that are no item."""
        if passage.text.strip():
            self.asides.append(Aside(passage.where, passage.text, reason))

    def add(self, draft: Draft) -> Draft:
        """Keep a draft."""
        self.drafts.append(draft)
        self.current = len(self.drafts) - 1
        return draft

    def put(self, draft: Draft) -> None:
        """Put a changed draft in the place of the one with its id."""
        self.drafts[self._at(draft)] = draft

    def amend(self, draft: Draft, **changes: object) -> Draft:
        """Put a changed draft in the place of one that was kept."""
        at = self._at(draft)
        self.drafts[at] = replace(self.drafts[at], **changes)  # type: ignore[arg-type]  # the names are those of the fields
        return self.drafts[at]

    def _at(self, draft: Draft) -> int:
        """Where the draft with the same id was kept, the last ones looked at first."""
        return next(at for at in range(len(self.drafts) - 1, -1, -1) if self.drafts[at].id == draft.id)

    def leaf(self, piece: Piece, context: Context | None = None, *, cell: bool = False) -> tuple[Draft, ...]:
        """Read a line as things of the plan."""
        found = read_leaf(piece, context or self.context, self.book, self.names, cell=cell)
        for draft in found:
            self.add(draft)
        if not found:
            self.asides.append(Aside(piece.where, piece.text, "unread"))
        return found

    def make(self, kind: Kind, label: str, piece: Piece, **fields: object) -> Draft:
        """Keep a draft of a known kind, with what its words name."""
        context = self.context
        codes, _, bare = take_codes(label)
        label = tidy(bare, self.book.rules)
        draft = Draft(
            self.names.take(kind, label), kind, label, self.book.lang, (piece.quoted(label, self.book.file),),
            parent=context.parent, section=context.section, linked=piece.linked, sdgs=codes,
        )  # fmt: skip
        draft = named(draft, label, context, self.book)
        return self.add(replace(draft, **fields))  # type: ignore[arg-type]  # the names are those of the fields

    def line(self, heading: Heading, piece: Piece, rank: float) -> None:
        """Open a strategic line."""
        self.close(rank)
        parent = next((draft.id for draft in self.drafts if draft.kind is Kind.WORK_PLAN), "")
        draft = self.make(Kind.STRATEGIC_LINE, heading.text, piece, parent=parent, group="")
        self.amend(draft, section=draft.id)
        internal = is_internal(heading.text, self.book)
        setting = Setting(_category(heading.label), heading.label.scope, internal)
        themes = find_themes(heading.text)
        self.frames.append(Frame(rank, Context(setting, draft.id, draft.id, themes=themes), draft.id))
        self.current = -1

    def below(self, heading: Heading, rank: float, draft: Draft | None = None, changes: Mapping[str, object] = _NONE) -> None:
        """Open a frame below the open ones, with what a heading or a lead-in says; ``changes`` are to the context it gives."""
        context = self.context
        label = heading.label
        setting = replace(
            context.setting,
            category=_category(label) or ("" if draft else context.setting.category),
            scope=label.scope or context.setting.scope,
            grouped=label.bare or (context.setting.grouped and not label.category),
            internal=context.setting.internal or is_internal(heading.text, self.book),
        )
        setting = replace(setting, calendar=setting.category == "calendar" or bool(heading.month))
        context = replace(
            context,
            setting=setting,
            parent=draft.id if draft else context.parent,
            status=label.status or context.status,
            condition=label.condition or context.condition,
            month=heading.month or context.month,
            themes=once(context.themes, find_themes(heading.text)),
        )
        context = replace(context, **changes)  # type: ignore[arg-type]  # the names are those of the fields
        self.frames.append(Frame(rank, context, draft.id if draft else ""))

    def themes(self, words: str, piece: Piece, parted: tuple[str, ...] = ()) -> None:
        """Read a list of themes: each is a draft, once for the document. ``parted``: its members, where they are known."""
        for name in parted or listed(words, self.book.lang):
            bare = re.sub(r"\s+", " ", name).strip(" .")
            known = theme_of(bare)
            before = next(
                (
                    draft
                    for draft in self.drafts
                    if draft.kind is Kind.THEME and (draft.id == known or flat(draft.label) == flat(bare))
                ),
                None,
            )
            quoted = piece.quoted(bare, self.book.file)
            if before:
                self.amend(before, sources=(*before.sources, quoted))
                continue
            if known:
                self.names.hold(known)
            name_of = known or self.names.take(Kind.THEME, bare)
            self.drafts.append(Draft(name_of, Kind.THEME, bare, self.book.lang, (quoted,), section=self.context.section))

    def products(self, words: str, piece: Piece) -> None:
        """Read a list of products and services."""
        for name in listed(words, self.book.lang):
            self.make(Kind.PRODUCT_SERVICE, name, piece)

    def announce(self, heading: Heading, piece: Piece, drafts: tuple[Draft, ...]) -> None:
        """Note the number that a heading announces."""
        if heading.label.count is not None:
            group = drafts[0].id if drafts else self.context.group or self.context.parent
            self.announced.append(Announced(piece.text, heading.label.count, group, piece.where))

    def codes(self, text: str) -> None:
        """Give the goals and targets that a sentence states to the heading under which it stands."""
        found = take_codes(text)[0]
        under = self.context.parent or self.context.section
        draft = next((one for one in self.drafts if one.id == under), None)
        if found and draft:
            self.amend(draft, sdgs=tuple(dict.fromkeys((*draft.sdgs, *found))))


def _category(label: Label) -> str:
    return label.category if label.category in _EVENTFUL else ""


def is_internal(heading: str, book: Book) -> bool:
    """Whether a heading is about the network itself: by a phrase for it, or when all its words are such words."""
    words = flat(heading)
    if any(" " in found[0] for found in book.rules.every("internal", words)):
        return True
    inner = {word for phrase in book.rules.words("internal") for word in tokens(phrase)} | book.rules.words("filler")
    return book.rules.find("internal", words) is not None and all(word in inner or word in book.own for word in tokens(words))


def piece_of(words: Passage | Cell, text: str = "") -> Piece:
    """The words of a passage or a cell, or a part of them, as a piece."""
    return Piece(text or words.text, words.raw or words.text, words.where, words.start, words.linked)


def says(text: str, book: Book) -> Label:
    """What a few words say as a label."""
    return label_of(text, book.rules, book.own)
