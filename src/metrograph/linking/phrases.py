"""Finds every phrase of the lexicon in a text, overlapping ones too, each with its place and what may cancel it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metrograph.linking.lexicon import LONGEST, Phrase
from metrograph.linking.text import Word, words

AROUND = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase ready to be matched: its stems, and the number of goals and targets that claim the same words."""

    phrase: Phrase
    stems: str
    blockers: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text: ``text[start:end]`` is what was written; ``claims`` codes share these words."""

    phrase: Phrase
    start: int
    end: int
    stems: str
    claims: int


def entries(phrases: Iterable[Phrase]) -> tuple[Entry, ...]:
    """Phrases ready to be matched, in their order."""
    ready = [(phrase, phrase.stems) for phrase in phrases]
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for phrase, stems in ready:
        claims[phrase.lang, stems].add(phrase.code)
    return tuple(Entry(phrase, stems, phrase.blockers, len(claims[phrase.lang, stems])) for phrase, stems in ready)


class Finder:
    """Looks for many phrases at once: one walk through the words, whatever the number of phrases.

    >>> from metrograph.linking.lexicon import Kind
    >>> night = Phrase("11.2", "fr", Kind.OBJECT, 3, "bus de nuit")
    >>> text = "Réseau des BUS DE NUIT"
    >>> [text[hit.start : hit.end] for hit in Finder.of([night]).find(text, "fr")]
    ['BUS DE NUIT']
    """

    def __init__(self, ready: Iterable[Entry]) -> None:
        self._by_stems: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._first: set[tuple[str, str]] = set()
        for entry in ready:
            lang = entry.phrase.lang
            self._by_stems[lang, entry.stems].append(entry)
            self._first.add((lang, entry.stems.partition(" ")[0]))

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "Finder":
        """A finder of phrases as they were read."""
        return cls(entries(phrases))

    def find(self, text: str, lang: str) -> tuple[Hit, ...]:
        """The phrases of a language in a text, in the order in which they begin; cancelled ones are left out."""
        return self.among(words(text, lang), lang)

    def among(self, found: Sequence[Word], lang: str) -> tuple[Hit, ...]:
        """The phrases of a language among words."""
        hits: list[Hit] = []
        for at, word in enumerate(found):
            if (lang, word.stem) not in self._first:
                continue
            stems = ""
            for last, other in enumerate(found[at : at + LONGEST], at):
                stems = f"{stems} {other.stem}" if stems else other.stem
                hits.extend(
                    Hit(entry.phrase, word.start, other.end, stems, entry.claims)
                    for entry in self._by_stems.get((lang, stems), ())
                    if not (entry.blockers and _cancelled(entry.blockers, found[max(0, at - AROUND) : last + 1 + AROUND]))
                )
        return tuple(hits)


def _cancelled(blockers: tuple[str, ...], around: Sequence[Word]) -> bool:
    line = " ".join(("", *(word.stem for word in around), ""))
    return any(f" {blocker} " in line for blocker in blockers)
