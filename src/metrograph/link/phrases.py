"""Finds every phrase of the lexicon in a text, overlapping ones too, each with its place and what may cancel it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from metrograph.link.lexicon import Phrase
from metrograph.link.text import Word, words
from metrograph.words import LANGUAGES

AROUND = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text: ``text[start:end]`` is what was written."""

    phrase: Phrase
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A branch of the tree of stems."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)


class Finder:
    """Looks for many phrases at once: one walk through the words, whatever the number of phrases.

    >>> from metrograph.link.lexicon import Kind
    >>> night = Phrase("11.2", "fr", Kind.OBJECT, 3, "bus de nuit")
    >>> text = "Réseau des BUS DE NUIT"
    >>> [text[hit.start : hit.end] for hit in Finder([night]).find(text, "fr")]
    ['BUS DE NUIT']
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._roots = {lang: _Node() for lang in LANGUAGES}
        self._blockers: dict[tuple[str, str], tuple[str, ...]] = {}
        for phrase in phrases:
            node = self._roots[phrase.lang]
            for stem in phrase.stems:
                node = node.next.setdefault(stem, _Node())
            node.phrases.append(phrase)

    def find(self, text: str, lang: str) -> tuple[Hit, ...]:
        """The phrases of a language in a text, in the order in which they begin; cancelled ones are left out."""
        found = words(text, lang)
        hits: list[Hit] = []
        for at in range(len(found)):
            node, length = self._roots[lang], 0
            while at + length < len(found) and found[at + length].stem in node.next:
                node = node.next[found[at + length].stem]
                length += 1
                hits.extend(
                    Hit(phrase, found[at].start, found[at + length - 1].end)
                    for phrase in node.phrases
                    if not self._cancelled(phrase, found, at, length)
                )
        return tuple(hits)

    def _cancelled(self, phrase: Phrase, found: tuple[Word, ...], at: int, length: int) -> bool:
        if not phrase.unless:
            return False
        around = [word.stem for word in found[max(0, at - AROUND) : at + length + AROUND]]
        return any(_contains(around, self._stems(blocker, phrase.lang)) for blocker in phrase.unless)

    def _stems(self, blocker: str, lang: str) -> tuple[str, ...]:
        if (blocker, lang) not in self._blockers:
            self._blockers[blocker, lang] = tuple(word.stem for word in words(blocker, lang))
        return self._blockers[blocker, lang]


def _contains(stems: list[str], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(tuple(stems[i : i + size]) == wanted for i in range(len(stems) - size + 1))
