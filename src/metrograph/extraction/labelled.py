"""Lines that begin with a name for their words: "Thèmes : eau, climat", "Lieu : Lyon", "Objective: …", "Others: …"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from metrograph.extraction.attributes import attribute_of, give
from metrograph.extraction.outline import Heading, heading_of
from metrograph.extraction.rules import flat, tokens
from metrograph.extraction.split import listed
from metrograph.extraction.walk import BULLET, Walk, piece_of
from metrograph.model import Kind
from metrograph.readers.passage import Form, Passage

INLINE = re.compile(r"(?P<label>[^:.;!?]{2,80}?)\s*:\s+(?P<rest>\S.*)", re.DOTALL)
_LISTS = ("others", "partners", "publications", "trainings", "meetings", "calendar", "actions", "pilots")
_INSIDE = BULLET + 50
_STOPPED = re.compile(r"(?P<label>[^:.;!?]{2,40})\.\s+(?P<rest>\S.*)", re.DOTALL)
_SENTENCES = re.compile(r"\.\s+[A-ZÀ-Ý]")


def _members(text: str, walk: Walk) -> tuple[str, ...]:
    """The members of a list behind a status: parted at semicolons, at "and" and commas only before a capital or a quote."""
    if ";" in text:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    names = listed(text, walk.book.lang)
    return names if all(re.match(r"[«\"“A-ZÀ-Ý]", name) for name in names) else (text,)


def read_labelled(walk: Walk, passage: Passage) -> bool:
    """Read "Label : words" where the label is one that is known; whether it was."""
    match = INLINE.fullmatch(passage.text.strip()) or _stopped(passage, walk)
    if not match or len(tokens(flat(match["label"]))) > 9:
        return False
    attribute = attribute_of(passage.text, walk.book)
    if attribute and walk.current >= 0 and give(walk, attribute, passage):
        return True
    heading = heading_of(match["label"], walk.book)
    read = None if heading.month else _READ.get(_shape(heading, passage, match["rest"], walk))
    if read:
        read(walk, passage, match["rest"], heading)
    elif attribute and attribute.field == "set-aside" and not heading.month:
        walk.aside(passage, "structure")
    else:
        return False
    return True


def _stopped(passage: Passage, walk: Walk) -> re.Match[str] | None:
    """A label that a full stop ends, where it is surely one: "Objective. Double the number of …"."""
    match = _STOPPED.fullmatch(passage.text.strip())
    sure = match is not None and heading_of(match["label"], walk.book).label.category in ("objectives", "themes", "products")
    return match if sure else None


def _shape(heading: Heading, passage: Passage, rest: str, walk: Walk) -> str:
    """What stands behind a label: themes, products, an objective, members of a group, a list of things; empty for none."""
    label, whole = heading.label, passage.form is Form.PARAGRAPH
    if label.category in ("themes", "objectives") or (label.category == "products" and whole):
        return label.category
    if label.bare and not label.announces:
        return "group"
    words = flat(heading.text)
    body = any(found.end() == len(words) for found in walk.book.rules.every("bodies", words))
    if body and len(tokens(words)) <= 5 and (whole or label.category == ""):
        return "body"
    announces = label.category in ("trainings", "meetings") and whole and walk.book.rules.find("will", flat(rest))
    lists = label.category in _LISTS and len(tokens(flat(rest))) <= 40 and not _SENTENCES.search(rest) and not announces
    return "list" if lists and (whole or label.category in ("others", "pilots") or label.status) else ""


def _themes(walk: Walk, passage: Passage, rest: str, heading: Heading) -> None:
    del heading
    walk.themes(rest, piece_of(passage))


def _products(walk: Walk, passage: Passage, rest: str, heading: Heading) -> None:
    del heading
    walk.products(rest, piece_of(passage))


def _objective(walk: Walk, passage: Passage, rest: str, heading: Heading) -> None:
    del heading
    walk.make(Kind.OBJECTIVE, rest, piece_of(passage))


def _group(walk: Walk, passage: Passage, rest: str, heading: Heading) -> None:
    walk.below(heading, _INSIDE)
    for name in _members(rest, walk):
        walk.leaf(piece_of(passage, name))
    walk.close(_INSIDE)


def _body(walk: Walk, passage: Passage, rest: str, heading: Heading) -> None:
    """The meetings of a body: its dates and places stand behind its name."""
    del rest
    context = walk.context
    setting = replace(context.setting, category="meetings", calendar=False)
    for draft in walk.leaf(piece_of(passage, passage.text.rstrip(" .").replace("; ", ", ")), replace(context, setting=setting)):
        walk.amend(draft, label=heading.text, kind=Kind.STATUTORY_MEETING)


def _list(walk: Walk, passage: Passage, rest: str, heading: Heading) -> None:
    walk.below(heading, _INSIDE)
    walk.leaf(piece_of(passage, rest), cell=True)
    walk.close(_INSIDE)


_READ: Mapping[str, Callable[[Walk, Passage, str, Heading], None]] = {
    "themes": _themes,
    "products": _products,
    "objectives": _objective,
    "group": _group,
    "body": _body,
    "list": _list,
}
