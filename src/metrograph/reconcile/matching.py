"""Which things a name in a table may mean, with a score from 0 to 100, and whether one of them is surely meant.

The score of a name ``q`` beside a name ``n`` of a thing:

```
100   q is n: accents, capitals, hyphens and punctuation aside; or q is the code, the ISO code, the id or the IRI of the thing
 98   the same words in another order, or written in one
 95   q is n with its country behind it or "City of" before it, as the gazetteer reads it; or a code with much of the name
 94 · 2 · shared / (weight of the words of q + weight of the words of n)     else
```

``shared`` is the weight of the words of ``q`` that ``n`` has, each times its likeness to the word of ``n``: 1, or less by the
share of letters in which one slip of the pen changes it. A word weighs ``log(2 + names / (1 + names with the word))``.

Then the score is taken times 0.7 when the type only *should* be another one, times 1 - 0.4 · (share of properties that say
something else), and times 1 - 0.1 · (share of properties of which nothing is known). What has less than 40 is left out.

``match`` is true for the first candidate or for none: it is the only one of the types asked for whose name, code or id is exactly
``q`` and of which no property says something else. Where nothing is exact, what scores 95 is a match if types were given. A whole
number alone is a match for a goal only if the type says so; an ISO code only in capitals.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrograph.naming.find import read_gazetteer
from metrograph.reconcile.codes import read_code
from metrograph.reconcile.extending import PROPERTIES, agrees
from metrograph.reconcile.index import Index, words_of
from metrograph.reconcile.things import Thing

LIMIT, MOST = 10, 100
STRICT = ("any", "all", "should")
_LEAST, _KEPT = 40.0, 200
_WORDS = 24  # of a name: the first ones tell it
_LETTERS = 200  # of a cell that the gazetteer reads


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a name, types, whether a thing must have any of them, all, or only should, and properties."""

    text: str
    types: tuple[str, ...] = ()
    strict: str = "any"
    limit: int = LIMIT
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant; ``features`` are what its score is made of."""

    thing: Thing
    score: float
    match: bool
    features: tuple[tuple[str, float | bool], ...]


@dataclass(slots=True)
class _Likely:
    """A candidate as it is being weighed."""

    thing: Thing
    name: float
    exact: bool = False
    typed: bool = True
    agreed: float = 1.0
    unknown: float = 0.0

    @property
    def score(self) -> float:
        contradicted = 1 - self.agreed - self.unknown
        return round(self.name * (1 if self.typed else 0.7) * (1 - 0.4 * contradicted) * (1 - 0.1 * self.unknown), 1)


def reconcile(index: Index, query: Query, lang: str = "en") -> tuple[Candidate, ...]:
    """The candidates for a name, the likeliest first. Takes time in proportion to the words of the name.

    >>> import metrograph
    >>> from metrograph.reconcile.index import index_of
    >>> [(one.thing.id, one.match) for one in reconcile(index_of(metrograph.open()), Query("cible 11.2"))]
    [('sdg/11.2', True)]
    """
    types = tuple(index.kind(one) for one in query.types)
    likely = [one for one in _by_name(index, query.text) if _typed(one, types, query.strict)]
    likely.sort(key=lambda one: (-one.name, one.thing.id))
    if query.properties:
        for one in likely[:_KEPT]:
            _weigh(index, one, query.properties)
    plain = " ".join(words_of(query.text))
    likely = [one for one in likely[:_KEPT] if one.score >= _LEAST]
    likely.sort(key=lambda one: _rank(one, plain, lang))
    sure = _sure(likely, query, types)
    return tuple(
        Candidate(one.thing, one.score, one.thing is sure, _features(one, query)) for one in likely[: min(query.limit, MOST)]
    )


def _by_name(index: Index, text: str) -> Iterable[_Likely]:
    """Every thing with a name like a text, once each, by the best of its names."""
    found: dict[str, _Likely] = {}
    for one in (*_whole(index, text), *_partly(index, text)):
        held = found.get(one.thing.id)
        if held is None or (one.name, one.exact) > (held.name, held.exact):
            found[one.thing.id] = one
    return found.values()


def _whole(index: Index, text: str) -> Iterator[_Likely]:
    """Things that a whole text names or codes."""
    words, cell = words_of(text), text.strip()
    yield from (_Likely(thing, 100.0, exact=True) for thing in index.exactly(words))
    yield from (_Likely(thing, 98.0) for thing in index.loosely(words))
    if one := index.thing(cell):
        yield _Likely(one, 100.0, exact=True)
    if len(cell) == 2 or cell[:1] in "cC":
        yield from (_Likely(thing, 100.0 if cell.isupper() else 60.0, exact=cell.isupper()) for thing in index.coded(cell))
    if code := read_code(text):
        rest = words_of(code.rest)
        for thing in index.coded(code.code):
            alike = _similarity(index, rest, thing) if rest else 1.0
            if alike >= 0.5:
                sure = alike == 1.0 and code.agrees
                yield _Likely(thing, 100.0 if sure else 95.0 if code.agrees else 60.0, exact=sure)
    if len(cell) <= _LETTERS and not index.exactly(words):
        named = read_gazetteer().named(cell)
        if named and (one := index.thing(named.id)):
            yield _Likely(one, 95.0)


def _partly(index: Index, text: str) -> Iterator[_Likely]:
    """Things with a name that shares words with a text."""
    likes = {word: index.like(word) for word in dict.fromkeys(words_of(text)[:_WORDS])}
    wanted = [(like, _heaviest(index, word, like)) for word, like in likes.items()]
    telling = [like for like, _ in wanted if like and all(index.telling(word) for word in like)]
    numbers = {number for like in telling for word in like for number in index.holding(word)}
    if not telling and (rare := min((like for like, _ in wanted if like), key=lambda like: _holding(index, like), default=None)):
        numbers = {number for word in rare for number in index.holding(word)}
    shared: dict[int, float] = defaultdict(float)
    total = 0.0
    for like, weight in wanted:
        total += weight
        gained: dict[int, float] = {}
        for word, how in like.items():
            gain = how * index.weight(word)
            for number in _among(index.holding(word), numbers):
                gained[number] = max(gained.get(number, 0.0), gain)
        for number, gain in gained.items():
            shared[number] += gain
    for number, gain in shared.items():
        score = 94 * min(1.0, 2 * gain / (total + index.sizes[number]))
        if score >= _LEAST:
            yield _Likely(index.things[index.named[number][0]], score)


def _heaviest(index: Index, word: str, like: Iterable[str]) -> float:
    """What a word of a text weighs: a misspelt one as much as the word that it may be."""
    return index.weight(word) if word in like else max(map(index.weight, like), default=index.weight(word))


def _among(holding: tuple[int, ...], numbers: set[int]) -> Iterable[int]:
    return numbers.intersection(holding) if len(holding) > 2 * len(numbers) else (n for n in holding if n in numbers)


def _holding(index: Index, like: Iterable[str]) -> int:
    return sum(len(index.holding(word)) for word in like)


def _similarity(index: Index, words: tuple[str, ...], thing: Thing) -> float:
    """How much of its names some words share with a thing: 1 when they are one of them."""
    best, own = 0.0, set(words)
    for name in {words_of(name) for name, _ in thing.names}:
        both = sum(index.weight(word) for word in own & set(name))
        best = max(best, 1.0 if name == words else min(0.99, 2 * both / _sum(index, own, name)))
    return best


def _sum(index: Index, own: set[str], name: tuple[str, ...]) -> float:
    return sum(map(index.weight, own)) + sum(map(index.weight, set(name))) or 1.0


def _typed(one: _Likely, types: tuple[str, ...], strict: str) -> bool:
    """Whether a thing may stand for its types; notes whether it has them."""
    has = [type_ in one.thing.kinds for type_ in types]
    one.typed = not types or (all(has) if strict == "all" else any(has))
    return one.typed or strict == "should"


def _weigh(index: Index, one: _Likely, properties: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    told = [agrees(index, one.thing, pid, wanted) if pid in PROPERTIES else None for pid, wanted in properties]
    one.agreed = told.count(True) / len(told)
    one.unknown = told.count(None) / len(told)


def _rank(one: _Likely, plain: str, lang: str) -> tuple[object, ...]:
    own = " ".join(words_of(one.thing.labels.get(lang, ""))) == plain
    return -one.score, not one.exact, not own, not one.thing.known, one.thing.label(lang), one.thing.id


def _sure(likely: list[_Likely], query: Query, types: tuple[str, ...]) -> Thing | None:
    """The one thing that is surely meant, if there is one."""
    fit = [one for one in likely if one.typed and one.agreed + one.unknown > 0.999]
    exact = [one for one in fit if one.exact]
    if len(exact) > 1 and query.properties:
        exact = [one for one in exact if one.agreed == max(other.agreed for other in exact)]
    read = [one for one in fit if one.name == 95.0] if types and not exact else []
    code = read_code(query.text)
    if code and code.plain and not types:
        return None
    sure = exact or read
    return sure[0].thing if len(sure) == 1 and sure[0] is likely[0] else None


def _features(one: _Likely, query: Query) -> tuple[tuple[str, float | bool], ...]:
    told: list[tuple[str, float | bool]] = [("name", round(one.name, 1)), ("exact", one.exact)]
    if query.types:
        told.append(("type", one.typed))
    if query.properties:
        told.append(("properties", round(100 * one.agreed, 1)))
    return (*told, ("in_data", one.thing.known))
