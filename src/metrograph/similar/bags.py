"""A text as a bag of what it speaks of: words by their idea or root, and the goals for which phrases of the lexicon speak.

```
"Des espaces publics pour tous"      #134 espace · #133 public · 11.7 (espaces publics)
"Espacio público inclusivo"          #134 · #133 · 11.7 (espacio público) · #211 inclusivo
```
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from metrograph.compare.wording import words_of
from metrograph.folding import fold
from metrograph.linking.model import read_model
from metrograph.linking.phrases import Finder
from metrograph.linking.text import words
from metrograph.naming.find import read_gazetteer

Bag = dict[str, float]
"""How much each feature counts, before it is known how rare it is."""
LOW = 0.35
"""What a word counts that many things share, such as forum or report; other words count 1."""
PHRASE = 0.8
"""What a phrase counts that alone makes a direct link defensible (weight 3); one of weight 2 counts two thirds of it."""
_WEAK = 1
_TOKEN = re.compile(r"[^\W_]+(?:[+](?!\w))?")


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: its bag, and the words that gave each feature as the text has them."""

    bag: Bag
    quotes: dict[str, str]


@lru_cache(maxsize=4096)
def read(text: str, lang: str) -> Read:
    """A text with the words that gave each feature.

    >>> sorted(set(read("Espaces publics", "fr").bag) & set(read("El espacio público", "es").bag))
    ['#133', '#134', '11.7']
    >>> read("El espacio público", "es").quotes["11.7"]
    'espacio público'
    """
    bag = bag_of(text, lang)
    quotes: dict[str, str] = {}
    for code, _, start, end in _phrases(text, lang):
        if len(text[start:end]) > len(quotes.get(code, "")):
            quotes[code] = text[start:end]
    named = {f"@{one.id}": one.quote for one in read_gazetteer().find(text, lang)}
    written: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        written.setdefault(fold(match[0]), match[0])
    for word in words_of(text, lang):
        quotes.setdefault(word.key, named.get(word.key) or written.get(word.folded, word.folded))
    return Read(bag, {key: quotes[key] for key in bag})


def bag_of(text: str, lang: str) -> Bag:
    """How much each idea, root and goal of a text counts."""
    bag: Bag = {}
    for word in words_of(text, lang):
        if not word.folded.isdigit():
            bag[word.key] = LOW if word.low else 1.0
    for code, weight, _, _ in _phrases(text, lang):
        bag[code] = max(bag.get(code, 0.0), weight)
    return bag


def _phrases(text: str, lang: str) -> list[tuple[str, float, int, int]]:
    """(code, what it counts, start, end) of the phrases that speak for a goal or target; mere hints are left out."""
    return [
        (hit.phrase.code, PHRASE * hit.phrase.weight / 3 / hit.claims**0.5, hit.start, hit.end)
        for hit in _finder(lang).among(words(text, lang), lang)
        if hit.phrase.weight > _WEAK
    ]


@cache
def _finder(lang: str) -> Finder:
    return read_model().finder(lang)
