"""Lines that say something of the thing above them: "Lieu : Lyon", "Partners: UITP, C40", "ODD : 11.2"."""

import re
from dataclasses import dataclass, replace

from metrograph.dating.when import read_cell
from metrograph.extraction.book import Book
from metrograph.extraction.draft import Draft, Mention, once
from metrograph.extraction.labels import condition_of, status_of
from metrograph.extraction.leaf import dated_draft, take_codes
from metrograph.extraction.rules import flat
from metrograph.extraction.split import listed
from metrograph.extraction.themes import theme_of
from metrograph.extraction.walk import Walk
from metrograph.model import Kind
from metrograph.naming.find import read_gazetteer
from metrograph.readers.passage import Passage

_LINE = re.compile(r"(?P<label>[^:.;!?]{2,40}?)\s*:\s+(?P<rest>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field ("date", "places", "set-aside" for what is not kept) and the words that it is given."""

    field: str
    words: str


def attribute_of(text: str, book: Book) -> Attribute | None:
    """The attribute that a line gives, or ``None``."""
    match = _LINE.fullmatch(text.strip())
    if not match:
        return None
    label = re.sub(r"\s*[(].*?[)]", "", flat(match["label"])).strip()
    for name in book.rules.names("attributes."):
        if label in book.rules.words(name):
            return Attribute(name.removeprefix("attributes."), match["rest"].strip())
    return None


def give(walk: Walk, attribute: Attribute, passage: Passage) -> bool:
    """Give an attribute to the draft that the walk stands at; whether it takes one."""
    draft = walk.drafts[walk.current]
    if draft.kind in (Kind.STRATEGIC_LINE, Kind.THEME, Kind.WORK_PLAN, Kind.HEADING):
        return False
    if attribute.field == "themes" and not (walk.frames and walk.frames[-1].draft == draft.id):
        return False
    changed = with_attribute(draft, attribute, walk.book)
    walk.drafts[walk.current] = changed
    walk.aside(passage, "detail")
    return True


def with_attribute(draft: Draft, attribute: Attribute, book: Book) -> Draft:
    """A draft with one of its fields filled from words."""
    words, field = attribute.words, attribute.field
    if field == "date":
        return dated_draft(draft, read_cell(words, book.lang, book.year), words)
    if field == "status":
        condition = condition_of(words, book.rules, cell=True) or draft.condition
        return replace(draft, status=status_of(flat(words), book.rules) or draft.status, condition=condition)
    if field == "sdgs":
        codes = take_codes(words)[0] or take_codes(f"ODD {words}")[0]
        return replace(draft, sdgs=tuple(dict.fromkeys((*draft.sdgs, *codes))))
    if field == "themes":
        return replace(
            draft, themes=once(draft.themes, tuple(Mention(theme_of(name), name) for name in listed(words, book.lang)))
        )
    if field == "places":
        return replace(draft, places=once(draft.places, mentions(words, book.lang)))
    if field == "partners":
        return replace(draft, partners=once(draft.partners, mentions(words, book.lang)))
    if field == "organisers":
        return replace(draft, organisers=once(draft.organisers, mentions(words, book.lang)))
    return replace(draft, condition=words) if field == "condition" else draft


def mentions(words: str, lang: str) -> tuple[Mention, ...]:
    """The members of a list of names, known by their id, else by their words."""
    gazetteer = read_gazetteer()
    found = []
    for name in listed(words, lang):
        known = gazetteer.named(name)
        found.append(Mention(known.id if known else "", name))
    return tuple(found)
