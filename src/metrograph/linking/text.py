"""A text as words that know their place: folded and lightly stemmed for matching, with offsets into the original.

Accents, capitals, plurals, genders, elided articles, hyphens at the end of a line and Markdown marks make no
difference to a match; ``text[word.start:word.end]`` is always the word as it was written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from metrograph.folding import fold

# Letters and digits; a word broken by a hyphen or soft hyphen at the end of a line is one word.
_WORD = re.compile(r"[^\W_]+(?:(?:-[ \t]*\r?\n[ \t]*|\u00ad(?:\r?\n[ \t]*)?)(?=[^\W\d_])[^\W_]+)*")
_JOINT = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded form, stem, and where it stands."""

    folded: str
    stem: str
    start: int
    end: int


def words(text: str, lang: str) -> tuple[Word, ...]:
    r"""The words of a text, stemmed as a language does; a few microseconds a word, linear in the text.

    >>> [word.stem for word in words("Plans de déplacements urbains", "fr")]
    ['plan', 'de', 'deplacement', 'urbain']
    >>> text = "l’habi-\ntat **durable**"
    >>> [text[word.start : word.end] for word in words(text, "fr")]
    ['l', 'habi-\ntat', 'durable']
    """
    found = []
    for match in _WORD.finditer(text):
        written = match[0]
        folded = fold(written if written.isalnum() else _JOINT.sub("", written))
        found.append(Word(folded, stem(folded, lang), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=65536)
def stem(folded: str, lang: str) -> str:
    """A folded word without the marks of plural and gender of a language; short words stay whole.

    >>> stem("cities", "en"), stem("municipaux", "fr"), stem("ciudades", "es"), stem("urbanas", "es")
    ('city', 'municipal', 'ciudad', 'urban')
    """
    return _STEMMERS[lang](folded) if len(folded) > 3 and folded.isalpha() else folded


def _english(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _french(word: str) -> str:
    if word.endswith("eaux"):
        word = word[:-1]
    elif word.endswith("aux") and len(word) > 5:
        word = word[:-3] + "al"
    elif word.endswith(("s", "x")) and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("ee"):
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _spanish(word: str) -> str:
    if word.endswith("ces") and len(word) > 4:
        return word[:-3] + "z"
    if word.endswith("es") and len(word) > 4 and word[-3] not in "aeiou":
        word = word[:-2]
    elif word.endswith("s"):
        word = word[:-1]
    return word[:-1] if word.endswith(("a", "o", "e")) and len(word) > 4 else word


_STEMMERS: dict[str, Callable[[str], str]] = {"en": _english, "fr": _french, "es": _spanish}
