"""The names in the words of a draft: themes, places, organisations as partners or organisers, bodies, the edition."""

import re
from dataclasses import replace

from metrograph.extraction.book import Book, Context
from metrograph.extraction.draft import Draft, Mention, once
from metrograph.extraction.kinds import head_of
from metrograph.extraction.rules import flat
from metrograph.extraction.themes import find_themes
from metrograph.model import Kind
from metrograph.naming.find import Named, places_of, read_gazetteer, unknown_names

_EDITION = re.compile(
    r"(?<!\w)(\d{1,3})\s?(?:e|è|ème|eme|th|st|nd|rd|\.ª|\.º|º|ª|a\.|er|re)(?!\w)|^([IVX]+)e?(?= [A-ZÀ-Ý])", re.UNICODE
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def named(draft: Draft, text: str, context: Context, book: Book) -> Draft:
    """A draft with the themes, places, organisations and bodies that its words name."""
    found = read_gazetteer().find(text, book.lang)
    places = tuple(Mention(one.id, one.quote) for one in places_of(text, book.lang, found))
    organisations = [
        one
        for one in (*found, *unknown_names(text, book.lang, found))
        if one.kind == "organisation" and not _is_thing(one, draft.label, book)
    ]
    partners, organisers = _roles(organisations, text, draft.kind, book)
    bodies = tuple(
        Mention("", text[one.start() : _body_end(text, one.end(), found)]) for one in book.rules.every("bodies", flat(text))
    )
    return replace(
        draft,
        themes=once(find_themes(draft.label), context.themes),
        places=once(places),
        partners=once(partners),
        organisers=once(organisers),
        bodies=once(bodies),
        open_list=bool(book.rules.find("etcetera", flat(text[-20:]))),
        edition=_edition(draft.label),
    )


def _roles(found: list[Named], text: str, kind: Kind, book: Book) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Organisations as partners, or as organisers of a world event that bears their name; the network itself is neither."""
    others = [one for one in found if flat(one.quote) not in book.own]
    mentions = tuple(Mention(one.id, one.quote) for one in others)
    if kind is not Kind.WORLD_EVENT:
        return mentions, ()
    joined = tuple(mention for one, mention in zip(others, mentions, strict=True) if is_joined(text, one.start))
    return joined, tuple(mention for mention in mentions if mention not in joined)


def is_joined(text: str, at: int) -> bool:
    """Whether a name stands behind "with": a partner, not the one whose thing it is."""
    return re.search(r"(?<!\w)(?:with|avec|con)(?!\w)[^.;]*$", flat(text[:at])) is not None


def _is_thing(one: Named, label: str, book: Book) -> bool:
    """Whether a known name is that of the event or award itself, not of who holds it."""
    return len(one.quote) > 0.6 * len(label) or head_of(one.quote, book.rules, book.lang) in ("kinds.event", "kinds.award")


def _body_end(text: str, end: int, found: tuple[Named, ...]) -> int:
    """The end of the name of a body, with the organisation whose body it is: "Bureau exécutif de CGLU"."""
    joint = re.match(r"\s+(?:de la |de l['’]|du |des |de |d['’]|del |of the |of )", text[end:])
    whose = next((one for one in found if joint and one.start == end + joint.end() and one.kind == "organisation"), None)
    return whose.end if whose else end


def _edition(label: str) -> int | None:
    """The number of an edition: "7e Forum", "II Sommet", "13th Congress"."""
    found = _EDITION.search(label[:40])
    if not found:
        return None
    if found[1]:
        return int(found[1])
    values = [_ROMAN[sign] for sign in found[2]]
    return sum(-value if value < max(values[at:], default=0) else value for at, value in enumerate(values))
