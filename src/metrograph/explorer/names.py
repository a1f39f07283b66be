"""Finds things by their names: every label in every language, accents and capitals aside, words in any order.

All names stand in one long text, a line for each thing, with a space before every word: a search for the beginning of a word is a
search in that text, which takes some milliseconds for a hundred thousand names.

>>> import metrograph
>>> names = names_of(metrograph.open())
>>> [names.iris[at].rpartition("/")[2] for at in names.find("energie mega")]
['pilot-mega']
>>> names.near("enrgy")
('energy', 'entry')
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property
from itertools import accumulate, islice

import pyoxigraph as ox

from metrograph.documents.room import Room
from metrograph.explorer.kept import Kept
from metrograph.folding import fold
from metrograph.namespaces import DCTERMS, MG, RDF, RDFS, SDG, SDGO, SKOS
from metrograph.turtle import value

_LABELS = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", DCTERMS + "title", MG + "acronym")
_WORD = re.compile(r"\w+")
_LONGEST_NAME, _LONGEST_WORD, _MOST_WORDS = 2_000, 100, 20
_RANKED = 2_000
_NEAR = 6
_CODE = SDGO + "SDGCodeCompact"


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as names are compared: folded, each once, at most twenty.

    >>> words_of("L'Énergie, l'ÉNERGIE !")
    ('l', 'energie')
    """
    found = _WORD.findall(fold(text[:_LONGEST_NAME]))
    return tuple(word[:_LONGEST_WORD] for word in dict.fromkeys(found))[:_MOST_WORDS]


class Names:
    """The names of everything at hand; things are numbered, those with short names first."""

    def __init__(self, room: Room) -> None:
        held: dict[str, list[str]] = defaultdict(list)
        for iri, name in _named(room):
            held[iri].append("".join(f" {word}" for word in _WORD.findall(fold.__wrapped__(name[:_LONGEST_NAME]))) + " ")
        things = sorted(((" | ".join(dict.fromkeys(names)), iri) for iri, names in held.items()), key=_length)
        kinds = _kinds(room)
        self.iris = tuple(iri for _, iri in things)
        self.kinds = tuple(kinds.get(iri, "") for iri in self.iris)
        self._text = "".join(f"|{line}|\n" for line, _ in things)
        self._ends = list(accumulate(len(line) + 3 for line, _ in things))

    def find(self, words: str) -> tuple[int, ...]:
        """The numbers of all things of which each word begins a word of a name, the best first."""
        wanted = words_of(words)
        found = list(self._lines(wanted)) if wanted else []
        best = sorted(found[:_RANKED], key=lambda at: self._loose(at, wanted))  # a stable sort: short names stay first
        return (*best, *found[_RANKED:])

    def _loose(self, at: int, wanted: tuple[str, ...]) -> int:
        """How loosely a thing fits: not at all when a name of it is just these words, else by the words that it only begins."""
        line = self._text[self._ends[at - 1] if at else 0 : self._ends[at]]
        whole = "| {} |".format(" ".join(wanted))
        return 0 if whole in line else 1 + sum(f" {word} " not in line for word in wanted)

    def _lines(self, wanted: tuple[str, ...]) -> Iterator[int]:
        """The lines in which each word begins a word; the longest word is sought, the others are looked for beside it."""
        first, *others = sorted((f" {word}" for word in wanted), key=len, reverse=True)
        text, ends = self._text, self._ends
        at = text.find(first)
        while at >= 0:
            line = bisect_right(ends, at)
            end = ends[line]
            if not others or all(text.find(other, ends[line - 1] if line else 0, end) >= 0 for other in others):
                yield line
            at = text.find(first, end)

    @cached_property
    def _vocabulary(self) -> dict[str, list[str]]:
        """Every word of the names, by its first letter."""
        found: dict[str, list[str]] = {}
        for word in sorted(word for word in set(self._text.split()) if word.isalpha()):
            found.setdefault(word[0], []).append(word)
        return found

    def near(self, words: str) -> tuple[str, ...]:
        """Words of names that look like those that nothing bears, of which the first six are looked at."""
        found: list[str] = []
        unknown = (word for word in words_of(words) if len(word) > 2 and f" {word}" not in self._text)
        for word in islice(unknown, _NEAR):
            alike = [one for group in self._vocabulary.values() for one in group if abs(len(one) - len(word)) < 3]
            same = [one for one in alike if one[0] == word[0] or one[1:3] == word[1:3]] if len(alike) > 5_000 else alike
            found.extend(get_close_matches(word[:40], same[:20_000], n=3, cutoff=0.7))
        return tuple(dict.fromkeys(found))[:_NEAR]


def _length(thing: tuple[str, str]) -> tuple[int, str]:
    return len(thing[0]), thing[1]


def _named(room: Room) -> Iterator[tuple[str, str]]:
    for verb in _LABELS:
        for quad in room.quads(None, verb):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                yield quad.subject.value, quad.object.value
    for quad in room.quads(None, SKOS + "notation"):
        if value(quad.subject).startswith(SDG) and isinstance(quad.object, ox.Literal) and quad.object.datatype.value == _CODE:
            yield value(quad.subject), quad.object.value


def _kinds(room: Room) -> dict[str, str]:
    """The class of each thing: one of ours or of the goals before others."""
    found: dict[str, str] = {}
    for iri, kind in room.pairs(RDF + "type"):
        if iri not in found or (kind.startswith((MG, SDGO)) and not found[iri].startswith((MG, SDGO))):
            found[iri] = kind
    return found


def _names(room: Room) -> Names:
    names = Names(room)
    _ = names._vocabulary  # noqa: SLF001 - worked out now, not while somebody waits
    return names


names_of = Kept(_names)
"""The names of a desk, gathered once for each state of its data."""
