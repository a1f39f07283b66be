"""A name as the words that tell what it is: stems, ideas that three languages share, and roots that look alike in them.

```
"Gestion intégrée de l'eau"   gestion · integre · eau = {water}        "agua" and "water" have the idea too
"mobilité", "mobility", "movilidad"                                   one root: mobil
```
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from metrograph.folding import fold
from metrograph.linking.text import stem
from metrograph.naming.find import read_gazetteer
from metrograph.resources import root
from metrograph.tsvfile import rows
from metrograph.words import LANGUAGES

_WORD = re.compile(r"[^\W_]+(?:[+](?!\w))?")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_STOP = frozenset(
    """
    a an the of on in for to and or with at by from into its our their as is are be via between towards toward through
    within le la les un une des du de d l et ou en au aux pour par sur dans avec entre vers chez ses son sa leur leurs que
    qui se el los las del al y o e u con para por sobre hacia su sus una uno unos unas lo persona personas personne
    personnes people all everyone everybody tous toutes tout toute todos todas todo toda
    """.split()
)
_ENDINGS = re.compile(
    r"(?:iti|idade|anca|ization|isation|izacion|isacion|ation|acion|tion|cion|sion|ement|ment|miento|mento|ities|ity"
    r"|ite|idad|dad|tad|ty|te|ism|isme|ismo"
    r"|ique|iques|ico|ica|icos|icas|ical|ics|ic|aire|ario|aria|ary|eux|euse|oso|osa|ous|ence|encia|ance|ancia|anza"
    r"|ency|ancy|ive|ivo|iva|if"
    r"|ible|able|al|ale|aux|ales|el|elle|elles|ien|ienne|iens|iano|iana|ian|eur|or|ador|adora|er|ar|ir|ia|ie|io|ies|y"
    r"|e|es|s|o|a|os|as)$"
)
_SOUNDS = (("ph", "f"), ("th", "t"), ("qu", "c"), ("k", "c"), ("y", "i"), ("v", "b"), ("ou", "o"), ("z", "c"), ("ction", "cion"))
_FORMS = ("", "s", "es", "le", "les", "ne", "nes", "e")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: folded, its stem, its root across languages, its ideas, whether many things share it, whether a name."""

    folded: str
    stem: str
    root: str
    ideas: frozenset[int]
    low: bool
    proper: bool = False

    @property
    def key(self) -> str:
        """What is counted: the first of its ideas, else its root."""
        return f"#{min(self.ideas)}" if self.ideas else self.root


@dataclass(frozen=True, slots=True)
class _Ideas:
    """Which ideas a stem of a language has, and which of them many things share."""

    of: Mapping[tuple[str, str], frozenset[int]]
    low: frozenset[int]


@cache
def _ideas() -> _Ideas:
    """The table ``data/compare/concepts.tsv``, ours: one idea a line, its words in three languages."""
    found: dict[tuple[str, str], set[int]] = {}
    low: set[int] = set()
    for number, (weight, *told) in rows(root() / "data" / "compare" / "concepts.tsv", ("weight", *LANGUAGES), []):
        if weight == "low":
            low.add(number)
        for lang, words in zip(LANGUAGES, told, strict=True):
            for word in words.split():
                found.setdefault((lang, stem(word, lang)), set()).add(number)
    return _Ideas({key: frozenset(ideas) for key, ideas in found.items()}, frozenset(low))


def words_of(text: str, lang: str) -> tuple[Word, ...]:
    """The words of a name that tell something, in their order, each once; ``lang`` is empty where it is not known.

    >>> [word.stem for word in words_of("Gestion intégrée de l'eau", "fr")]
    ['gestion', 'integre', 'eau']
    >>> words_of("eau", "fr")[0].ideas == words_of("water", "en")[0].ideas
    True
    """
    named, rest = _named(text, lang)
    quoted = [match.span() for match in _QUOTED.finditer(rest)]
    places = [match.start() for match in _WORD.finditer(rest)]
    written = [match[0] for match in _WORD.finditer(rest)]
    long = [word for word in written if len(word) > 3]
    titled = sum(word[:1].isupper() for word in long) > 0.6 * len(long) if len(long) > 3 else False
    found: dict[str, Word] = {one.stem: one for one in named}
    for at, word in enumerate(written):
        folded = fold(word)
        if folded in _STOP or (len(folded) < 2 and not folded.isdigit()):
            continue
        made = _word(folded, lang)
        proper = word[:1].isupper() and ((at > 0 and not titled) or (word[1:].upper() == word[1:] and len(word) > 1))
        proper = proper or any(start < places[at] < end for start, end in quoted)
        found.setdefault(made.stem, made if made.proper == proper else Word(*_fields(made), proper))
    return tuple(found.values())


@lru_cache(maxsize=65536)
def _named(text: str, lang: str) -> tuple[tuple[Word, ...], str]:
    """The known places and organisations of a text, each as a word that is one in all languages, and the text without them."""
    found = read_gazetteer().find(text, lang)
    for one in reversed(found):
        text = text[: one.start] + " " + text[one.end :]
    return tuple(dict.fromkeys(Word(f"@{one.id}", f"@{one.id}", f"@{one.id}", frozenset(), False, True) for one in found)), text


def _fields(word: Word) -> tuple[str, str, str, frozenset[int], bool]:
    return word.folded, word.stem, word.root, word.ideas, word.low


@lru_cache(maxsize=65536)
def _word(folded: str, lang: str) -> Word:
    table = _ideas()
    tried = (lang,) if lang else LANGUAGES
    forms = {folded.removesuffix(ending) for ending in _FORMS}
    ideas = frozenset().union(*(table.of.get((one, stem(form, one)), frozenset()) for one in tried for form in forms))
    low = bool(ideas & table.low)
    return Word(folded, stem(folded, lang or "en"), cognate(folded), ideas, low)


@lru_cache(maxsize=65536)
def cognate(folded: str) -> str:
    """The root by which a word looks alike in English, French and Spanish.

    >>> {cognate(word) for word in ("mobilite", "mobility", "movilidad")}
    {'mobil'}
    >>> {cognate(word) for word in ("gouvernance", "governance", "gobernanza")}
    {'gobern'}
    """
    if not folded.isalpha() or len(folded) < 5:
        return folded
    plain = folded
    for old, new in _SOUNDS:
        plain = plain.replace(old, new)
    plain = re.sub(r"(.)\1", r"\1", plain)
    for _ in range(2):
        cut = _ENDINGS.sub("", plain)
        if len(cut) < 4:
            break
        plain = cut
    return plain[:7]


def alike(one: Word, other: Word) -> float:
    """How surely two words mean the same: 1 for the same stem or idea, less for roots or beginnings that look alike.

    >>> alike(words_of("mobility", "en")[0], words_of("movilidad", "es")[0]) > 0.8
    True
    """
    if one.stem == other.stem or one.folded == other.folded:
        return 1.0
    if one.ideas & other.ideas:
        return 0.95
    if len(one.root) > 3 and one.root == other.root:
        return 0.9
    short, long = sorted((one.folded, other.folded), key=len)
    if len(short) > 5 and long[: max(5, len(short) - 2)] == short[: max(5, len(short) - 2)] and len(long) - len(short) < 5:
        return 0.75
    return 0.0
