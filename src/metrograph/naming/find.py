"""Finds the places and organisations that a text names, and says which places are where a thing happens or what it is about.

```
data/places.tsv, data/organisations.tsv ──read_gazetteer──> Gazetteer ──find──> Named, Named …
"Forum de Chicago, avec l'UITP"           place-chicago "Chicago" 9:16 · org-uitp "UITP" 24:28
data/reading/entities.yaml                the words around a name: "in", "Forum de", "Prix de", "avec" …
```
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from metrograph.folding import fold
from metrograph.naming.gazetteer import REACH, Gazetteer, Named, read_gazetteer
from metrograph.naming.rows import ORGANISATION, ORGANISATION_COLUMNS, PLACE, PLACE_COLUMNS, read_entries
from metrograph.naming.rules import Rules, ends_with, folded, rules

__all__ = [
    "ORGANISATION_COLUMNS",
    "PLACE_COLUMNS",
    "Gazetteer",
    "Named",
    "places_of",
    "read_entries",
    "read_gazetteer",
    "rules",
    "unknown_names",
]
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[,.;:()\[\]!?\n|–—/]")
_MARK_BEFORE = re.compile(r"(?:[,(:/|\[]|\s[-–—])\s*$")
_MARK_AFTER = re.compile(r"\s*(?:$|[,:(|/]|[-–—]\s)")
_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ]|\d+[^\W\d_a-zà-öø-ÿ])[\w’'.+]*(?:-[\w’']+)*(?<!\.)"
_LINKING = r"(?:(?:of|de|du|des|del|dos|do|da|la|las|los|for|pour|para|the|&)\s+|d['’]|l['’])"
_LEADING = re.compile(r"\s*(?:(?:the|la|le|les|el|los|las)\s+|l['’]\s*)?", re.IGNORECASE)
_CAPITALISED = re.compile(rf"{_CAPITAL}(?:\s+{_LINKING}{{0,3}}{_CAPITAL})*")


def places_of(text: str, lang: str, found: Iterable[Named]) -> tuple[Named, ...]:
    """Those of the names found that are places where the thing is, or that it is about; not those that only lend their name.

    >>> text = "Prix de Guangzhou : remise à Quito, suite de l'Accord de Paris"
    >>> [one.quote for one in places_of(text, "fr", read_gazetteer().find(text, "fr"))]
    ['Quito']
    """
    found = tuple(found)
    kept: list[Named] = []
    listed = _only_names(text, found)
    for one in found:
        if one.kind == PLACE and (listed or _is_venue(Around(text, one), lang, kept)):
            kept.append(one)
    return tuple(kept)


def unknown_names(text: str, lang: str, known: Iterable[Named] | None = None) -> tuple[Named, ...]:
    """Capitalised names after "with", "avec", "organizado por" … that the gazetteer does not know: organisations, it seems.

    >>> [one.quote for one in unknown_names("Atelier avec l'UITP, Ville Ouverte et le Collectif Rive Gauche", "fr")]
    ['Ville Ouverte', 'Collectif Rive Gauche']
    """
    gazetteer = read_gazetteer()
    named = {one.start: one for one in (gazetteer.find(text, lang) if known is None else known)}
    found: dict[int, Named] = {}
    for trigger in rules().partners.finditer(text):
        for start, end in _listed(text, trigger.end(), named):
            quote = text[start:end]
            told = (start in named and named[start].end >= end) or gazetteer.named(quote)
            if not told and fold(quote.split()[0]) not in rules().not_names:
                found[start] = Named("", ORGANISATION, start, end, quote)
    return tuple(found[start] for start in sorted(found))


@dataclass(frozen=True)
class Around:
    """A name in its text, with the words of its clause before and after it."""

    text: str
    one: Named

    @cached_property
    def before(self) -> list[str]:
        """The words between the last stop or comma and the name, folded."""
        return list(folded(_CLAUSE.split(self.text[max(0, self.one.start - REACH) : self.one.start])[-1]))

    @cached_property
    def after(self) -> list[str]:
        """The words between the name and the next stop or comma, as they are written."""
        return _WORD.findall(_CLAUSE.split(self.text[self.one.end : self.one.end + REACH], maxsplit=1)[0])[:5]

    def capitalised_until(self, words: frozenset[str]) -> bool:
        """Whether some capitalised words after the name lead to one of these: "Guangzhou International Award"."""
        for word in self.after:
            if fold(word) in words:
                return True
            if not word[0].isupper():
                return False
        return False


def _is_venue(around: Around, lang: str, kept: list[Named]) -> bool:
    told, text, one = rules(), around.text, around.one
    before = around.before
    if _lends_its_name(before, told, lang) or around.capitalised_until(told.instruments):
        return False
    ahead = text[max(0, one.start - REACH) : one.start]
    if not ahead.strip():
        return bool(_MARK_AFTER.match(text, one.end)) or around.capitalised_until(told.events)
    if _MARK_BEFORE.search(ahead) or around.capitalised_until(told.events):
        return True
    if kept and set(folded(text[kept[-1].end : one.start])) <= told.joints | told.articles | told.links:
        return True
    plain = _without_articles(before, told)
    inner = plain[:-1] if plain and plain[-1] in told.links else plain
    if inner != plain and ends_with(inner, told.generic):
        return True
    return ends_with(plain, told.prepositions(lang)) or _hosts(inner[-4:], told)


def _only_names(text: str, found: tuple[Named, ...]) -> bool:
    """Whether a text is a list of names and nothing else: "Lima, Quito y Bogotá"."""
    for one in reversed(found):
        text = text[: one.start] + text[one.end :]
    return set(folded(text)) <= rules().joints


def _lends_its_name(before: list[str], told: Rules, lang: str) -> bool:
    """Whether words before a place make it part of a name: "Prix international de", "Declaration on Housing of"."""
    plain = _without_articles(before, told)
    if not plain or plain[-1] not in told.links:
        return False
    for size in range(1, min(len(plain), 6) + 1):
        if plain[-size] in told.instruments:
            return True
        if plain[-size] in told.events or (plain[-size],) in told.venues(lang):
            return False
    return False


def _hosts(before: list[str], told: Rules) -> bool:
    """Whether the last words are those of an event, with nothing between that parts it from its city."""
    return any(word in told.events and not set(before[at + 1 :]) & told.parting for at, word in enumerate(before))


def _without_articles(words: list[str], told: Rules) -> list[str]:
    while words and words[-1] in told.articles:
        words = words[:-1]
    return words


def _listed(text: str, at: int, known: dict[int, Named]) -> Iterator[tuple[int, int]]:
    """The names of a list that begins at a place in a text: "the UITP, Ville Ouverte and Rive Gauche"."""
    for _ in range(20):
        leading = _LEADING.match(text, at)
        starts = dict.fromkeys((leading.end(), at) if leading else (at,))
        one = next((known[start] for start in starts if start in known), None)
        name = next((match for start in starts if (match := _CAPITALISED.match(text, start))), None)
        if one and (not name or name.end() <= one.end):
            at = one.end
        elif name:
            yield name.start(), name.end()
            at = name.end()
        else:
            return
        joint = rules().joint.match(text, at)
        if not joint:
            return
        at = joint.end()
