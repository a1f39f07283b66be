"""Headings: strategic lines, the headings above and below them, and those that only say what follows."""

from metrograph.dating.when import date_of
from metrograph.extraction.attributes import attribute_of
from metrograph.extraction.front import is_title
from metrograph.extraction.kinds import head_of
from metrograph.extraction.leads import counts_pilots, date_given, open_list
from metrograph.extraction.outline import STRUCTURE, Heading, heading_of
from metrograph.extraction.walk import Walk, piece_of
from metrograph.model import Kind
from metrograph.readers.passage import Form, Passage

_HELD = ("pilots", "publications", "trainings", "partners", "calendar")
_HOLDING = ("actions", "lines")


def read_heading(walk: Walk, passage: Passage, following: Passage | None, level: int) -> None:
    """Read a heading; ``level`` is that of the strategic lines."""
    heading = heading_of(passage.text, walk.book)
    rank = float(passage.level)
    if is_title(passage) and walk.drafts:
        walk.aside(passage, "front")
    elif heading.month or (heading.label.bare and heading.label.count is None and not heading.named):
        _period_or_group(walk, heading, passage, rank)
    elif _is_structure(heading, passage, level, walk):
        _structure(walk, heading, passage, following)
    elif passage.level < level or _holds_lines(walk, heading, passage, following, level):
        walk.close(rank)
        walk.make(Kind.HEADING, heading.text, piece_of(passage), parent="")
        walk.current = -1
    elif passage.level > level:
        _subheading(walk, heading, passage, following, rank)
    elif _is_below(walk, heading):
        walk.nested = True
        _subheading(walk, heading, passage, following, rank + 0.25)
    else:
        walk.nested, walk.named_lines = False, walk.named_lines or heading.named
        walk.line(heading, piece_of(passage), rank)


def _period_or_group(walk: Walk, heading: Heading, passage: Passage, rank: float) -> None:
    """A month, or a status that says nothing else: it stands below what is open, whatever its level."""
    walk.close(rank + 0.5)
    walk.aside(passage, "structure")
    walk.below(heading, rank + 0.5, changes={} if heading.month else date_given(passage.text, walk))
    walk.current = -1


def _is_structure(heading: Heading, passage: Passage, level: int, walk: Walk) -> bool:
    """Whether a heading only says what follows. One with a number below a line is a strand of work."""
    if heading.named or heading.label.category not in STRUCTURE:
        return False
    if passage.level <= level or not walk.context.section:
        return True
    numbered = heading.text != passage.text.strip().rstrip(":").strip()
    return not (numbered and heading.label.category in ("calendar", "actions"))


def _structure(walk: Walk, heading: Heading, passage: Passage, following: Passage | None) -> None:
    walk.close(float(passage.level))
    if heading.label.category in _HOLDING and following and following.form is Form.HEADING:
        walk.make(Kind.HEADING, heading.text, piece_of(passage), parent="")
    else:
        walk.aside(passage, "structure")
    walk.below(heading, float(passage.level))
    walk.current = -1


def _holds_lines(walk: Walk, heading: Heading, passage: Passage, following: Passage | None, level: int) -> bool:
    """Whether a heading at the level of lines, before any line, is directly followed by another: it holds them together."""
    if passage.level != level or heading.named or any(draft.kind is Kind.STRATEGIC_LINE for draft in walk.drafts):
        return False
    return following is not None and following.form is Form.HEADING and following.level <= level


def _is_below(walk: Walk, heading: Heading) -> bool:
    """Whether a heading that looks like a strategic line stands below one.

    Where lines are called lines, one that is not, directly after another heading, stands below it; so do those after it.
    """
    if heading.named or not walk.named_lines or not walk.context.section:
        return False
    return walk.nested or (bool(walk.drafts) and walk.drafts[-1].kind is Kind.STRATEGIC_LINE)


def _subheading(walk: Walk, heading: Heading, passage: Passage, following: Passage | None, rank: float) -> None:
    """A heading below a strategic line: a thing of the plan where its frame or its words say so, else a workstream."""
    walk.close(rank)
    label, category = heading.label, walk.context.setting.category
    if counts_pilots(heading) or (label.status and label.category == "pilots"):
        open_list(walk, passage, rank)
    elif category == "pilots" and (label.category == "pilots" or (label.status and not label.category)):
        walk.aside(passage, "structure")
        walk.below(heading, rank)
    elif not label.category and _is_thing(heading, following, walk):
        found = walk.leaf(piece_of(passage, heading.text))
        walk.below(heading, rank, found[0] if found else None, {"group": ""})
        walk.current = len(walk.drafts) - 1
    else:
        walk.below(heading, rank, walk.make(Kind.WORKSTREAM, heading.text, piece_of(passage, heading.text)))
        walk.current = -1


def _is_thing(heading: Heading, following: Passage | None, walk: Walk) -> bool:
    """Whether a heading names a thing: in a frame of such things, or an event with its date, and no list of others below."""
    book, category = walk.book, walk.context.setting.category
    head = head_of(heading.text, book.rules, book.lang)
    dated = date_of(heading.text, book.lang, book.year) is not None
    lists = following is not None and following.form in (Form.BULLET, Form.ROW) and attribute_of(following.text, book) is None
    held = category in _HELD or (head in ("kinds.event", "kinds.training") and dated)
    return held and (not lists or category == "pilots")
