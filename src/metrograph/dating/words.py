"""Cuts a text into words and numbers, and looks up the words of time in ``data/reading/dates.yaml``."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from metrograph.folding import fold
from metrograph.resources import root
from metrograph.words import LANGUAGES
from metrograph.yamlfile import Node, read

_TOKEN = re.compile(r"[0-9]+|(?:[^\W\d_][\u0300-\u036f]*)+|\S")
_NUMBER = re.compile(r"[0-9]{1,4}")
# The lists whose phrases can begin a date.
_BEGINNINGS = tuple(
    "months weekdays seasons ordinals roman day_words codes_quarter codes_half quarter third half the rough between from start "
    "deadline week all_year tbc date_noun".split()
)
_ENTRIES = dict[str, list[tuple[tuple[str, ...], int]]]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number of up to four digits, or a sign; ``text[start:end]`` is what the source writes."""

    word: str
    start: int
    end: int
    number: int = -1
    digits: int = 0
    capital: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of a text, without accents and capitals.

    >>> [token.word for token in tokens("Dès le 1er août")]
    ['des', 'le', '1', 'er', 'aout']
    """
    return tuple(_token(match[0], *match.span()) for match in _TOKEN.finditer(text))


def _token(text: str, start: int, end: int) -> Token:
    if _NUMBER.fullmatch(text):
        return Token(text, start, end, int(text), len(text))
    word = "'" if text in "’ʼ‘" else text if text in "º°ª" else fold(text)
    return Token(word, start, end, capital=text[0].isupper())


class Words:
    """The words of time of a language, by list: phrases are found where they begin and where they end."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.full_months: set[str] = set()
        self._first: defaultdict[str, _ENTRIES] = defaultdict(dict)
        self._last: defaultdict[str, _ENTRIES] = defaultdict(dict)
        lists = read(root() / "data" / "reading" / "dates.yaml").fields()
        for language in ("all", lang, *(other for other in LANGUAGES if other != lang)):
            for name, node in lists[language].fields().items():
                if language in ("all", lang) or name in ("months", "doubtful", "very_doubtful"):
                    self._add(name, node)
        for entries in (*self._first.values(), *self._last.values()):
            for found in entries.values():
                found.sort(key=lambda entry: -len(entry[0]))
        self.beginnings = frozenset(word for name in _BEGINNINGS for word in self._first[name])

    def _add(self, name: str, node: Node) -> None:
        lists = {"1": node} if isinstance(node.value, tuple) else node.fields()
        for value, phrases in lists.items():
            for phrase in phrases.texts():
                words = tuple(token.word for token in tokens(phrase))
                if name == "months" and phrase == phrases.texts()[0]:
                    self.full_months.add(words[0])
                self._first[name].setdefault(words[0], []).append((words, int(value)))
                self._last[name].setdefault(words[-1], []).append((words, int(value)))

    def at(self, name: str, text: tuple[Token, ...], start: int) -> tuple[int, int] | None:
        """The value of the longest phrase of a list that begins at a token, and the token after it."""
        if not 0 <= start < len(text):
            return None
        entries = self._first[name].get(text[start].word)
        for words, value in entries or ():
            if len(words) == 1 or all(start + at < len(text) and text[start + at].word == word for at, word in enumerate(words)):
                return value, start + len(words)
        return None

    def before(self, name: str, text: tuple[Token, ...], end: int) -> int | None:
        """The token at which a phrase of a list begins that ends just before ``end``."""
        if not 0 < end <= len(text):
            return None
        entries = self._last[name].get(text[end - 1].word)
        for words, _ in entries or ():
            start = end - len(words)
            if start >= 0 and all(text[start + at].word == word for at, word in enumerate(words)):
                return start
        return None

    def skip(self, name: str, text: tuple[Token, ...], start: int) -> int:
        """The token after a phrase of a list, or the same token when none begins there."""
        found = self.at(name, text, start)
        return found[1] if found else start

    def skip_back(self, name: str, text: tuple[Token, ...], end: int) -> int:
        """The token at which a phrase of a list begins that ends just before ``end``, or ``end``."""
        start = self.before(name, text, end)
        return end if start is None else start

    def endings(self, name: str) -> tuple[str, ...]:
        """The single words of a list, as endings to compare with."""
        return tuple(self._first[name])


@lru_cache(maxsize=4)
def words_of(lang: str) -> Words:
    """The words of time of a language; those of English when the language is not one of the three."""
    return Words(lang if lang in LANGUAGES else "en")
