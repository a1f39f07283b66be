"""The words of data/reading/words.yaml, ready to be looked for: without accents and capitals, letter for letter in place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from metrograph.folding import fold
from metrograph.resources import root
from metrograph.yamlfile import read

_WORD = re.compile(r"[\w&]+(?:['-](?=\w))?")


def flat(text: str) -> str:
    """A text without accents and capitals whose letters stay where they are, so that offsets hold.

    >>> flat("Élaboration d’un cœur")
    "elaboration d'un cœur"
    """
    if text.isascii():
        return text.lower()
    plain = (
        letter if letter in "ªº" else folded if len(folded := fold(letter)) == 1 else letter.lower()[:1] or letter
        for letter in text
    )
    return "".join(plain).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(frozen=True)
class Rules:
    """The lists of one language; those of kinds know the English words too, which plans in every language use."""

    lang: str
    lists: Mapping[str, tuple[str, ...]]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {name: _pattern(words) for name, words in self.lists.items()}

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(flat(word) for word in words) for name, words in self.lists.items()}

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """The first place where a word of a list stands in a text that is ``flat`` already."""
        return self._patterns[name].search(text)

    def begins(self, name: str, text: str) -> re.Match[str] | None:
        """The word of a list with which a flat text begins."""
        return self._patterns[name].match(text)

    def every(self, name: str, text: str) -> list[re.Match[str]]:
        """Every place where a word of a list stands in a flat text."""
        return list(self._patterns[name].finditer(text))

    def words(self, name: str) -> frozenset[str]:
        """The flat words of a list."""
        return self._sets[name]

    def names(self, prefix: str) -> tuple[str, ...]:
        """The lists whose names begin so: ``labels.`` …, in the order of the file."""
        return tuple(name for name in self.lists if name.startswith(prefix))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted({flat(word) for word in words}, key=lambda word: (-len(word), word))
    parts = (re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


@cache
def rules(lang: str) -> Rules:
    """The lists of a language.

    >>> bool(rules("fr").find("kinds.event", flat("Réunion des secrétaires régionaux")))
    True
    """
    fields = read(root() / "data" / "reading" / "words.yaml").fields()
    lists = {}
    for name, node in fields.items():
        own = node.fields()[lang].texts()
        shared = node.fields()["en"].texts() if name.startswith("kinds.") and name != "kinds.objective" else ()
        lists[name] = (*own, *shared)
    return Rules(lang, lists)


def tokens(text: str) -> list[str]:
    """The words of a flat text, articles before an apostrophe apart.

    >>> tokens("l'eau & la ville")
    ['l', 'eau', '&', 'la', 'ville']
    """
    return [word.rstrip("'-") for word in _WORD.findall(text)]
