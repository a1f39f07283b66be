"""Where the names of all things are found: whole, by code, and word by word with one slip of the pen in a word."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from weakref import WeakKeyDictionary

from metrograph.desk import Desk
from metrograph.folding import fold
from metrograph.namespaces import DEFAULT_BASE, MG, Names
from metrograph.reconcile.things import Kind, Texts, Thing, read_kinds, read_things
from metrograph.store import Store

_WORD = re.compile(r"[^\W_]+")
_LETTERS = range(4, 41)  # the lengths of words in which a slip is looked for
_MANY = 400  # names with a word, from which on the word alone finds nothing
_Numbers = dict[str, set[int]]
_KEPT: "WeakKeyDictionary[Store, tuple[int, Index]]" = WeakKeyDictionary()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name: accents, capitals, hyphens and punctuation aside.

    >>> words_of("L'Hospitalet-de-Llobregat")
    ('l', 'hospitalet', 'de', 'llobregat')
    """
    return tuple(_WORD.findall(fold(text)))


def index_of(desk: Desk) -> "Index":
    """The index of what a desk holds: made when first asked for, and again when its store has changed."""
    changes = getattr(desk.store, "changes", 0)
    kept = _KEPT.get(desk.store)
    if kept is None or kept[0] != changes:
        kinds = read_kinds(desk)
        things, labels = read_things(desk, kinds)
        kept = _KEPT[desk.store] = changes, Index(things, kinds.values(), labels, desk.names)
    return kept[1]


class Index:
    """Things by id, by whole name, by code and by the words of their names."""

    def __init__(self, things: tuple[Thing, ...], kinds: Iterable[Kind], labels: Mapping[str, Texts], names: Names) -> None:
        self.things = things
        self.kinds = {kind.id: kind for kind in sorted(kinds, key=lambda kind: kind.id) if kind.id}
        self.labels = labels
        self._names = names
        self._by_id = {key: thing for thing in things for key in (thing.iri, thing.id)}
        self._kinds = {key: kind.id for kind in self.kinds.values() for key in (kind.iri, kind.id, kind.id.casefold())}
        exact: _Numbers = defaultdict(set)
        loose: _Numbers = defaultdict(set)
        codes: _Numbers = defaultdict(set)
        tokens: dict[tuple[int, tuple[str, ...]], None] = {}
        for at, thing in enumerate(things):
            for words in {words_of(name) for name, _ in thing.names} - {()}:
                exact[" ".join(words)].add(at)
                loose[" ".join(sorted(words))].add(at)
                loose["".join(words)].add(at)
                tokens[at, words] = None
            for code in thing.codes:
                codes[fold(code)].add(at)
        self._exact, self._loose, self._codes = (
            {key: tuple(sorted(found)) for key, found in table.items()} for table in (exact, loose, codes)
        )
        self.named = tuple(tokens)
        """Each name as the number of its thing and its words."""
        holding: dict[str, list[int]] = defaultdict(list)
        for number, (_, words) in enumerate(self.named):
            for word in dict.fromkeys(words):
                holding[word].append(number)
        self._holding = {word: tuple(found) for word, found in holding.items()}
        self._weights = {word: self._weight(len(found)) for word, found in self._holding.items()}
        self._unknown = self._weight(0)
        self._vocabulary = sorted(self._holding)
        self._slips = _slips(tuple(self._vocabulary))
        self.sizes = tuple(sum(self.weight(word) for word in set(words)) for _, words in self.named)
        """The weight of all words of each name."""
        self.givers = _givers(things)
        """The things that contribute to a goal or target, by its IRI."""

    def thing(self, id_: str) -> Thing | None:
        """The thing with an id or IRI; that of the packaged data is understood under another base, too."""
        return self._by_id.get(id_) or (self._by_id.get(self._names.localise(id_)) if id_.startswith(DEFAULT_BASE) else None)

    def kind(self, id_: str) -> str:
        """The id of a type that is given by id, in any capitals, or by IRI; what is none comes back as it is."""
        return self._kinds.get(id_) or self._kinds.get(id_.removeprefix("mg:").casefold(), id_)

    def exactly(self, words: tuple[str, ...]) -> tuple[Thing, ...]:
        """The things with a name of just these words."""
        return self._found(self._exact, " ".join(words))

    def loosely(self, words: tuple[str, ...]) -> tuple[Thing, ...]:
        """The things with a name of these words in another order, or written in one."""
        keys = dict.fromkeys((" ".join(sorted(words)), "".join(words)))
        return tuple({thing.id: thing for key in keys for thing in self._found(self._loose, key)}.values())

    def coded(self, code: str) -> tuple[Thing, ...]:
        """The things with a code: "11.2", "C110201", "ES"."""
        return self._found(self._codes, fold(code))

    def weight(self, word: str) -> float:
        """How much a word says: little when many names have it."""
        return self._weights.get(word, self._unknown)

    def _weight(self, n: int) -> float:
        return math.log(2 + len(self.named) / (1 + n))

    def like(self, word: str) -> dict[str, float]:
        """The words of names that are a word, or are one or two letters away from it, each with a likeness from 0 to 1.

        Takes time in proportion to the length of the word.
        """
        found = {word: 1.0} if word in self._holding else {}
        if len(word) in _LETTERS:
            for key in _shortened(word):
                for other in self._slips.get(key, ()):
                    if other not in found and (how := likeness(word, other)) >= 0.7:
                        found[other] = how
        return found

    def holding(self, word: str) -> tuple[int, ...]:
        """The numbers of the names with a word."""
        return self._holding.get(word, ())

    def telling(self, word: str) -> bool:
        """Whether so few names have a word that it finds them."""
        return len(self._holding.get(word, ())) <= _MANY

    def beginning(self, start: str) -> Iterator[str]:
        """The words of names that begin with some letters, sorted."""
        for word in self._vocabulary[bisect_left(self._vocabulary, start) :]:
            if not word.startswith(start):
                return
            yield word

    def told(self, iri: str, lang: str) -> str:
        """The label of anything that the value of a thing names."""
        thing = self._by_id.get(iri)
        if thing:
            return thing.label(lang)
        labels = self.labels.get(iri, {})
        return labels.get(lang) or labels.get("en") or next(iter(labels.values()), iri)

    def _found(self, table: Mapping[str, tuple[int, ...]], key: str) -> tuple[Thing, ...]:
        return tuple(self.things[at] for at in table.get(key, ()))


def _givers(things: Iterable[Thing]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, dict[str, Thing]] = defaultdict(dict)
    for thing in things:
        for predicate in (MG + "contributesTo", MG + "contributesToGoal"):
            for value in thing.values.get(predicate, ()):
                found[str(value)][thing.id] = thing
    return {iri: tuple(givers.values()) for iri, givers in found.items()}


def likeness(word: str, other: str) -> float:
    """How alike two words are that share all letters but one of each: 1 less the share of letters that differ.

    >>> likeness("viena", "vienna"), likeness("barcelnoa", "barcelona") > 0.88
    (0.8333333333333334, True)
    """
    length = max(len(word), len(other))
    apart = [at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two]
    swapped = len(apart) == 2 and word[apart[0] : apart[1] + 1] == other[apart[0] : apart[1] + 1][::-1]
    slips = 1 if len(word) != len(other) or len(apart) == 1 or (swapped and apart[1] == apart[0] + 1) else 2
    return 1 - slips / length


@lru_cache(maxsize=2)  # an update of the data seldom brings new words
def _slips(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The words by what is left of them when one letter is gone, and by themselves."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) in _LETTERS:
            for key in _shortened(word):
                found[key].append(word)
    return {key: tuple(words) for key, words in found.items()}


def _shortened(word: str) -> dict[str, None]:
    return dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))])
