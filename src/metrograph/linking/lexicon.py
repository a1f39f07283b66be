"""The lexicon: phrases that speak for a goal or target, in plain files that a person edits.

``data/lexicon/11.tsv`` has one line a phrase, its columns parted by tabs:

```
code  lang  kind    weight  phrase            unless
11.2  en    object  3       public transport
11.7  es    object  2       parque            parque industrial|parque eólico
```
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError, near, together
from metrograph.linking.text import words
from metrograph.namespaces import sdg_order
from metrograph.resources import files
from metrograph.tsvfile import rows
from metrograph.words import LANGUAGES

COLUMNS = ("code", "lang", "kind", "weight", "phrase", "unless")
LONGEST = 6


class Kind(StrEnum):
    """What a phrase names: the object of a target, the outcome sought, a means to it, or a mere hint."""

    OBJECT = "object"
    OUTCOME = "outcome"
    INSTRUMENT = "instrument"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that speaks for a goal or target.

    ``weight`` 3: these words alone make a direct link defensible; 2: strong; 1: a hint that needs company.
    ``unless`` holds words that cancel it when they stand around it.
    """

    code: str
    lang: str
    kind: Kind
    weight: int
    text: str
    unless: tuple[str, ...] = ()

    @property
    def stems(self) -> str:
        """The words of the phrase as they are matched, parted by blanks."""
        return stems(self.text, self.lang)

    @property
    def blockers(self) -> tuple[str, ...]:
        """The words that cancel it, as they are matched."""
        return tuple(stems(part, self.lang) for part in self.unless)


@lru_cache(maxsize=65536)
def stems(text: str, lang: str) -> str:
    """The words of a text as they are matched, parted by blanks.

    >>> stems("Bus de NUIT", "fr")
    'bus de nuit'
    """
    return " ".join(word.stem for word in words(text, lang))


def read_lexicon(codes: frozenset[str], paths: Iterable[Path] | None = None) -> tuple[Phrase, ...]:
    """Every phrase of some files (else of the package), sorted; ``RecordError`` with everything wrong in them.

    >>> from metrograph.records import read_vocabulary
    >>> phrases = read_lexicon(read_vocabulary().sdg)
    >>> any(phrase.code == "11.2" and phrase.text == "public transport" for phrase in phrases)
    True
    """
    found: list[Phrase] = []
    problems: list[MetroGraphError] = []
    for path in files("data/lexicon", "*.tsv") if paths is None else paths:
        seen: dict[tuple[str, str, str], int] = {}
        for number, row in rows(path, COLUMNS, problems):
            try:
                phrase = _phrase(row, Place(str(path), number), codes)
                key = phrase.code, phrase.lang, phrase.stems
                if key in seen:
                    raise RecordError("L103", Place(str(path), number), phrase=phrase.text, code=phrase.code, line=seen[key])
                seen[key] = number
                found.append(phrase)
            except RecordError as error:
                problems.append(error)
    if problems:
        raise together(problems)
    return tuple(sorted(found, key=lambda p: (sdg_order(p.code), LANGUAGES.index(p.lang), p.kind, p.text)))


def _phrase(row: list[str], place: Place, codes: frozenset[str]) -> Phrase:
    code, lang, kind, weight, text, unless = row
    for value, choices in ((lang, LANGUAGES), (kind, tuple(Kind)), (weight, ("1", "2", "3"))):
        if value not in choices:
            raise RecordError("R113", place, value=value, near=near(value, choices), choices=", ".join(choices))
    if code not in codes:
        raise RecordError("R116", place, value=code, near=near(code, codes))
    count = len(words(text, lang))
    if not 0 < count <= LONGEST or text != text.strip():
        raise RecordError("L104", place, phrase=text, most=LONGEST)
    return Phrase(code, lang, Kind(kind), int(weight), text, tuple(part.strip() for part in unless.split("|") if part.strip()))


def shared(phrases: Iterable[Phrase]) -> dict[tuple[str, str], tuple[str, ...]]:
    """(language, stems) -> targets, for phrases of weight 3 that more than one target claims: each wants a second look."""
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for phrase in phrases:
        if phrase.weight == 3 and "." in phrase.code:
            claims[phrase.lang, phrase.stems].add(phrase.code)
    return {key: tuple(sorted(codes, key=sdg_order)) for key, codes in claims.items() if len(codes) > 1}


def balance(phrases: Iterable[Phrase]) -> dict[str, dict[str, int]]:
    """How many phrases each goal and target has in each language."""
    counts = Counter((phrase.code, phrase.lang) for phrase in phrases)
    codes = sorted({code for code, _ in counts}, key=sdg_order)
    return {code: {lang: counts[code, lang] for lang in LANGUAGES} for code in codes}
