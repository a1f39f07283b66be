"""Which of our languages a text is in, even a title of three words; and which texts are in none of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from math import log
from operator import mul

from metrograph.linking.features import EMPTY
from metrograph.words import LANGUAGES

# Empty words by which other languages give themselves away, those that ours share left out.
_OTHERS = {
    "pt": "os da do das dos na nas nos uma umas são não ao aos às pelo pela pelos pelas você também isso mais até após em",
    "it": "il lo gli di del della dei delle degli alla alle nella nel sono che è ed una uno per con da dal dalla anche più",
    "ca": "els amb dels als pels per a és són aquest aquesta i l'ús dels cap fins també més",
    "de": "der die das und ist nicht ein eine einer einem den dem des für mit auf von zu im zur zum auch werden wird sich bei",
    "nl": "het een van en voor met niet zijn aan dat die deze wordt worden naar ook bij uit door",
    "pl": "w z na i nie do się jest oraz dla przez jak od po",
    "sv": "och att det som en ett är på för med av den till inte",
    "ro": "și în de la cu pe nu este din pentru sau care mai",
    "tr": "ve bir bu için ile olarak da de çok",
    "id": "dan yang di untuk dengan dari pada ini itu dalam",
}


def _languages(of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The languages of each word."""
    found: dict[str, tuple[str, ...]] = {}
    for lang, words in of.items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), lang)
    return found


_OURS = _languages(EMPTY)
_THEIRS = {word: langs for word, langs in _languages(_OTHERS).items() if word not in _OURS}
_MARK = re.compile(r"https?://\S+|[\W\d_]+")
_LEAST = 12
_ENOUGH = 400


@dataclass(frozen=True, slots=True)
class Grams:
    """How much each run of one to three letters speaks for each of our languages, in hundredths of a natural logarithm."""

    weights: Mapping[str, tuple[int, ...]]

    def language(self, text: str) -> str:
        """The language of a text: one of ours, the code of another, or ``und`` where nothing can be told.

        >>> from metrograph.linking import linker
        >>> [linker().grams.language(t) for t in ("Logement social", "Vivienda social", "Social housing", "Жильё", "42")]
        ['fr', 'es', 'en', 'und', 'und']
        """
        letters = list(islice(filter(str.isalpha, text), _ENOUGH))
        if sum(map(_latin, letters)) * 2 < len(letters) or not letters:
            return "und"
        plain, bare = _plain(text).split(), _plain(_bare(text)).split()
        ours = Counter(lang for word in bare for lang in _OURS.get(word, ()))
        theirs = Counter(lang for word in plain for lang in _THEIRS.get(word, ()))
        other = max(_OTHERS, key=lambda lang: theirs[lang])
        if theirs[other] > max((1, *ours.values())):
            return other
        found = Counter(filter(self.weights.__contains__, grams(text[:4000])))
        often = [min(count, 3) for count in found.values()]
        totals = [sum(map(mul, often, column)) for column in zip(*map(self.weights.__getitem__, found), strict=True)] or [0]
        best = max(range(len(totals)), key=lambda at: totals[at])
        return LANGUAGES[best]


def learn(texts: Iterable[tuple[str, str]]) -> dict[str, tuple[int, ...]]:
    """The weights that (text, language) pairs teach: naive Bayes over letters, each text also without capitals and accents."""
    counts: dict[str, Counter[str]] = {lang: Counter() for lang in LANGUAGES}
    for text, lang in texts:
        for form in {text, _bare(text)}:
            counts[lang].update(set(grams(form)))
    totals = {lang: sum(counts[lang].values()) for lang in LANGUAGES}
    known = sorted(set().union(*counts.values()))
    weights = {}
    for gram in known:
        if sum(counts[lang][gram] for lang in LANGUAGES) < _LEAST:
            continue
        logs = [log((counts[lang][gram] + 0.5) / totals[lang]) for lang in LANGUAGES]
        middle = sum(logs) / len(logs)
        weights[gram] = tuple(round(100 * (value - middle)) for value in logs)
    return {gram: row for gram, row in weights.items() if max(row) - min(row) >= 60}


def grams(text: str) -> Iterator[str]:
    """Runs of one to four letters of a text, blanks marking the ends of words, and its whole words of up to four letters.

    >>> sorted(grams("Eau"))
    [' ', ' ea', 'a', 'au', 'au ', 'e', 'ea', 'eau', 'eau ', 'u', 'u ']
    """
    line = f" {_plain(text)} "
    runs = ([line[at : at + size] for at in range(1, len(line) + 1 - size)] for size in (2, 3, 4))
    return chain(line[1:], *runs, [line[at : at + 3] for at, sign in enumerate(line[:-1]) if sign == " "])


def _plain(text: str) -> str:
    return " ".join(_MARK.sub(" ", text).lower().split())


def _bare(text: str) -> str:
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def _latin(letter: str) -> bool:
    return "LATIN" in unicodedata.name(letter, "")
