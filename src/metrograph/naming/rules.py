"""The words around a name that tell what it does in its sentence: data/reading/entities.yaml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from metrograph.folding import fold
from metrograph.resources import root
from metrograph.yamlfile import read

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """The word lists of ``data/reading/entities.yaml``, folded."""

    place: dict[str, frozenset[tuple[str, ...]]]
    venue: dict[str, frozenset[tuple[str, ...]]]
    links: frozenset[str]
    articles: frozenset[str]
    joints: frozenset[str]
    generic: frozenset[tuple[str, ...]]
    instruments: frozenset[str]
    events: frozenset[str]
    not_names: frozenset[str]
    partners: re.Pattern[str]
    joint: re.Pattern[str]

    def prepositions(self, lang: str) -> frozenset[tuple[str, ...]]:
        """The words before a place where something is, goes, or that it is about; of all languages when it is not known."""
        return self.place.get(lang) or frozenset().union(*self.place.values())

    def venues(self, lang: str) -> frozenset[tuple[str, ...]]:
        """The words before a place where something is."""
        return self.venue.get(lang) or frozenset().union(*self.venue.values())

    @property
    def parting(self) -> frozenset[str]:
        """Words after which a place no longer belongs to the event before them."""
        single = {phrase[0] for phrases in self.place.values() for phrase in phrases if len(phrase) == 1}
        return frozenset(single | self.joints | self.instruments)


@cache
def rules() -> Rules:
    """The rules of the package."""
    told = read(root() / "data/reading/entities.yaml")
    words = {name: told.required(name).texts() for name in told.fields() if not name.endswith("_prepositions")}
    flat = {name: frozenset(fold(word) for word in words[name]) for name in words}
    place, venue = (
        {lang: frozenset(map(folded, node.texts())) for lang, node in told.required(name).fields().items()}
        for name in ("place_prepositions", "venue_prepositions")
    )
    triggers = "|".join(re.escape(words) for words in sorted(words["partners"], key=len, reverse=True))
    joints = "|".join(re.escape(word) for word in words["joints"] if word.isalpha())
    return Rules(
        place,
        venue,
        flat["links"],
        flat["articles"],
        flat["joints"],
        frozenset(map(folded, words["generic"])),
        flat["instruments"],
        flat["events"],
        flat["not_names"],
        re.compile(rf"(?<!\w)(?:{triggers})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s*(?:[,;/&+]|(?:{joints})(?!\w))\s*(?:(?:{joints})(?!\w)\s*)?", re.IGNORECASE),
    )


def folded(text: str) -> tuple[str, ...]:
    """The words of a text without accents and capitals."""
    return tuple(fold(word) for word in _WORD.findall(text))


def ends_with(words: list[str], phrases: Iterable[tuple[str, ...]]) -> bool:
    """Whether a list of words ends with one of some phrases."""
    return any(tuple(words[-len(phrase) :]) == phrase for phrase in phrases)
