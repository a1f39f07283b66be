"""Which items of two plans may be the same: those that share a name, an acronym, or a telling word; and how alike they are.

```
the plan says so (continues) · the same id · the same name · an alias · an acronym ──┐
words that few items share: at most the 12 most promising ones for each item ────────┴──> Pair: score, signs, how it was found
```
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from metrograph.compare.entries import Entry, Name, Prepared, id_words, parts_of
from metrograph.compare.signals import HELD, Likeness, Sign, Weights, beside, fit, likeness
from metrograph.model import EVENT_KINDS, Kind

MOST = 12
_COMMON = 400  # items that share a word beyond which the word finds nothing
SURE = ("stated", "id", "name", "translation", "former", "alias", "acronym")
"""How a pair may be found so that nobody need ask."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of A and one of B that may be the same: how sure it is, how it was found, and what speaks for and against it."""

    a: Entry
    b: Entry
    score: float
    how: str
    names: tuple[str, str]
    alike: float
    signs: tuple[Sign, ...]

    @property
    def sure(self) -> bool:
        """Whether a name, an id or the plan itself says so, and nothing else speaks against it."""
        return self.how == "stated" or (self.how in SURE and self.score >= 0.8)


class Candidates:
    """The pairs of two plans."""

    def __init__(self, a: Prepared, b: Prepared) -> None:
        self.a, self.b = a, b
        self.shift = max(1, b.year - a.year) if a.year and b.year else 1
        names = (name for side in (a, b) for entry in side.entries.values() for name in entry.names)
        self.weigh = Weights(name for name in names if name.origin != "id")
        self._alike: dict[tuple[str, str, str, str], Likeness] = {}

    def pairs(self, lines: Mapping[str, str], among: frozenset[Kind] | None = None) -> Iterator[Pair]:
        """Every pair worth a look, those of some kinds only where they are given; ``lines`` says which line became which."""
        for entry in self.a.entries.values():
            if among is None or entry.kind in among:
                others = (self.b.entries[one] for one in self._near(entry))
                fitting = (other for other in others if fit(entry.kind, other.kind) and (among is None or other.kind in among))
                yield from (pair for other in fitting if (pair := self.pair(entry, other, lines)))

    def pair(self, a: Entry, b: Entry, lines: Mapping[str, str]) -> Pair | None:
        """Two items side by side; ``None`` where their names have nothing in common."""
        base, how, names = self._named(a, b)
        if base < 0.25:
            return None
        signs = beside(a, b, lines, self.shift)
        up = min(0.2, sum(sign.by for sign in signs if sign.by > 0))
        down = max(-0.35, sum(sign.by for sign in signs if sign.by < 0))
        return Pair(a, b, base + up + down, how, names, self.closeness(a, b), signs)

    def closeness(self, a: Entry, b: Entry) -> float:
        """How alike the names are that the plans give first, in the languages that both have; -1 where there is none."""
        found = [
            max(
                likeness(without_places(one, a.places), without_places(other, b.places), self.weigh).score,
                self._likeness(one, other).score,
            )
            for one, other in _spoken(a, b)
        ]
        heads = [self._likeness(one, other).score for one, other in _heads(a, b)]
        return max(*found, 0.9 * max(heads, default=0.0)) if found else -1.0

    # ---- which items are near

    @cached_property
    def _index(self) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
        keys, words, short = (defaultdict[str, list[str]](list) for _ in range(3))
        for entry in self.b.entries.values():
            for key in {key for name in entry.names for key in (name.key, name.whole)}:
                keys[key].append(entry.id)
            for root in {root for name in entry.names for word in name.words for root in _roots(word.key, word.root)}:
                words[root].append(entry.id)
            for one in entry.short:
                short[one].append(entry.id)
        return keys, words, short

    def _near(self, entry: Entry) -> tuple[str, ...]:
        """The ids of B that an item of A is compared with, sorted."""
        keys, words, short = self._index
        found = {one for name in entry.names for key in (name.key, name.whole) for one in keys.get(key, ())[:_COMMON]}
        found |= {one for word in entry.short for one in short.get(word, ())[:_COMMON]}
        found |= {entry.id} & self.b.entries.keys()
        shared: dict[str, float] = defaultdict(float)
        roots = {root: self.weigh(word) for name in entry.names for word in name.words for root in _roots(word.key, word.root)}
        for root, weight in roots.items():
            held = words.get(root, ())
            for one in held if len(held) <= _COMMON else ():
                shared[one] += weight
        best = sorted((one for one in shared if fit(entry.kind, self.b.entries[one].kind)), key=lambda one: (-shared[one], one))
        return tuple(sorted(found | set(best[:MOST])))

    # ---- names

    def _named(self, a: Entry, b: Entry) -> tuple[float, str, tuple[str, str]]:
        """How alike two items are by their names, how that was found, and by which names."""
        told = [self._by(one, other) for one in a.names for other in b.names if "id" not in (one.origin, other.origin)]
        best = max(told, key=lambda found: found[0], default=_NOTHING)
        if fit(a.kind, b.kind) and a.kind in HELD and best[1] not in SURE:
            best = max(best, (self._elsewhere(a, b), *best[1:]), key=lambda found: found[0])
        spoken = [self._likeness(one, other) for one, other in _spoken(a, b)]
        if best[1] == "similar" and len(spoken) > 1:  # in several languages: what all of them say
            best = (0.5 * best[0] + 0.5 * sum(one.score for one in spoken) / len(spoken), *best[1:])
        if spoken and any(one.clash for one in spoken) and best[1] == "similar":
            best = (best[0] * (0.88 if a.kind in EVENT_KINDS and b.kind in EVENT_KINDS else 0.65), *best[1:])
        by_id = max((0.9 * self._likeness(one, other).score for one, other in _by_ids(a, b)), default=0.0)
        if by_id > best[0]:  # ids tell across languages; in one language the names know better
            best = (min(by_id, best[0] + 0.1) if spoken else by_id, *best[1:])
        if a.id == b.id and id_words(a.id) and best[1] not in SURE:
            return 0.97, "id", best[2]
        if best[0] < 0.9 and self._acronym(a, b):
            return 0.9, "acronym", best[2]
        return best

    def _elsewhere(self, a: Entry, b: Entry) -> float:
        """How alike the names of what is held in one place or another are, the places aside."""
        found = 0.0
        for one in a.names:
            for other in b.names:
                left, right = without_places(one, a.places), without_places(other, b.places)
                if (left is not one or right is not other) and (left.telling or a.kind is Kind.STATUTORY_MEETING):
                    found = max(found, 0.92 * likeness(left, right, self.weigh).score)
        return found

    def _by(self, one: Name, other: Name) -> tuple[float, str, tuple[str, str]]:
        texts = (one.text, other.text)
        origins = {one.origin, other.origin}
        equal = bool(one.key) and (one.key == other.key or one.whole == other.whole)
        if equal:
            same = one.whole == other.whole
            if "former" in origins:
                return 0.96, "former", texts
            if "part" in origins:
                found = 0.9 if origins != {"part"} and (one.telling or same) else 0.6
                return found, "alias" if found > 0.8 else "similar", texts
            if "alias" in origins:
                return (0.95 if one.telling or same else 0.6), "alias", texts
            return (
                (1.0 if same else 0.98) - (one.lang != other.lang) * 0.01,
                "name" if one.lang == other.lang else "translation",
                texts,
            )
        if "part" in origins:
            return 0.0, "similar", texts
        found = self._likeness(one, other).score
        return found * (0.95 if one.lang != other.lang or origins != {"label"} else 1.0), "similar", texts

    def _likeness(self, one: Name, other: Name) -> Likeness:
        asked = (one.key, one.lang, other.key, other.lang)
        found = self._alike.get(asked)
        if found is None:
            found = self._alike[asked] = likeness(one, other, self.weigh)
        return found

    def _acronym(self, a: Entry, b: Entry) -> bool:
        """Whether two items have an acronym that no other item of their plans has."""
        _, _, short = self._index
        return any(len(short.get(one, ())) == 1 and self._shorts.get(one) == 1 for one in a.short & b.short)

    @cached_property
    def _shorts(self) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for entry in self.a.entries.values():
            for one in entry.short:
                found[one] += 1
        return found


_NOTHING = (0.0, "similar", ("", ""))


def _spoken(a: Entry, b: Entry) -> list[tuple[Name, Name]]:
    """The names that the plans give first, in the languages that both have."""
    return [
        (one, other) for one in a.names for other in b.names if one.origin == other.origin == "label" and one.lang == other.lang
    ]


def _heads(a: Entry, b: Entry) -> list[tuple[Name, Name]]:
    """The names in front of what is said of a thing, in the languages that both plans have; a label without one is all name."""
    sides = [[name for name in entry.names if _is_head(name, entry)] for entry in (a, b)]
    return [
        (one, other) for one in sides[0] for other in sides[1] if one.lang == other.lang and "part" in (one.origin, other.origin)
    ]


def _is_head(name: Name, entry: Entry) -> bool:
    if name.origin == "label":
        return not parts_of(name.text)
    fronts = {parts[0] for one in entry.names if one.origin == "label" and (parts := parts_of(one.text))}
    return name.origin == "part" and name.text in fronts and name.telling


def _by_ids(a: Entry, b: Entry) -> list[tuple[Name, Name]]:
    """The names of which one or both are the words of an id."""
    return [
        (one, other)
        for one in a.names
        for other in b.names
        if "id" in (one.origin, other.origin) and "part" not in (one.origin, other.origin)
    ]


def without_places(name: Name, places: frozenset[str]) -> Name:
    """A name without the places in it, for what is held elsewhere has no other name for that."""
    own = {word for place in places for word in place.split()}
    words = tuple(word for word in name.words if not (word.folded in own or word.folded.startswith("@place-")))
    return replace(name, words=words) if words and len(words) < len(name.words) else name


def _roots(key: str, root: str) -> tuple[str, ...]:
    return (key, root) if key != root else (key,)
