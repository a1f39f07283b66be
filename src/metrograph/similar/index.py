"""Which items resemble one: four likenesses, each a cosine, added up by fixed weights.

Rare features weigh more than common ones: ln(1 + n / df), for df of n items that have it (Spärck Jones, "A statistical
interpretation of term specificity and its application in retrieval", 1972). The likeness of two bags is the cosine of their
weighted vectors (Salton, Wong and Yang, "A vector space model for automatic indexing", 1975).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log, sqrt

from metrograph.namespaces import goal_of
from metrograph.similar.bags import Bag, bag_of, read
from metrograph.similar.things import Thing

PARTS: Mapping[str, float] = {"words": 0.6, "targets": 0.2, "themes": 0.1, "ties": 0.1}
"""What each likeness weighs where the item asked about has words, links, themes and ties; those it has not are shared out."""
FLOOR = 0.15
"""Less alike than that, things are not told."""
_GOAL = 0.5
"""What a goal in common counts beside a target in common."""


@dataclass(frozen=True, slots=True)
class Match:
    """An item that resembles the one asked about, and what its score is the sum of."""

    thing: Thing
    lang: str
    """The language of the name by which it was found; empty where no name was."""
    parts: Mapping[str, float]
    words: tuple[tuple[str, str], ...]
    """Words of the one and the other that mean the same, as each has them, the weightiest first."""
    codes: tuple[str, ...]
    themes: tuple[str, ...]
    ties: tuple[str, ...]

    @property
    def score(self) -> float:
        """From 0 to 1."""
        return round(sum(self.parts.values()), 3)


class Side:
    """One kind of likeness: each different bag once, the numbers of the items that have it, and where each feature is found."""

    def __init__(self, bags: Iterable[tuple[int, Bag]]) -> None:
        held: dict[tuple[tuple[str, float], ...], list[int]] = {}
        for number, bag in bags:
            held.setdefault(tuple(sorted(bag.items())), []).append(number)
        self.owners = tuple(held.values())
        having: dict[str, set[int]] = defaultdict(set)
        for told, numbers in held.items():
            for feature, _ in told:
                having[feature].update(numbers)
        self._count = len({number for numbers in self.owners for number in numbers})
        self._rare = {feature: log(1 + self._count / len(numbers)) for feature, numbers in having.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, told in enumerate(held):
            for feature, weight in self.vector(dict(told)).items():
                self._postings[feature].append((row, weight))

    def vector(self, bag: Bag) -> Bag:
        """A bag with each feature weighed by how rare it is, of length 1; what no item has weighs as if one had it."""
        unknown = log(1 + self._count) if self._count else 1.0
        weighed = {feature: much * self._rare.get(feature, unknown) for feature, much in bag.items()}
        length = sqrt(sum(weight * weight for weight in weighed.values()))
        return {feature: weight / length for feature, weight in weighed.items()} if length else {}

    def near(self, bags: Sequence[Bag]) -> dict[int, tuple[float, int]]:
        """(likeness, which of the bags) of each item that has something in common with one of some bags, by its number."""
        best: dict[int, tuple[float, int]] = {}
        for at, bag in enumerate(bags):
            rows: dict[int, float] = defaultdict(float)
            for feature, weight in sorted(self.vector(bag).items()):
                for row, other in self._postings.get(feature, ()):
                    rows[row] += weight * other
            best.update((row, (much, at)) for row, much in rows.items() if row not in best or much > best[row][0])
        found: dict[int, tuple[float, int]] = {}
        for row, told in best.items():
            for number in self.owners[row]:
                if number not in found or told > found[number]:
                    found[number] = told
        return found


class Index:
    """The items of plans, ready to be asked which resemble one.

    >>> from metrograph.similar.things import of_text
    >>> names = ("Espacio público inclusivo", "Agua")
    >>> found = Index(Thing(f"u:{name}", "u:plan", "2025", (("es", name),)) for name in names)
    >>> [(one.thing.iri, one.words[0]) for one in found.near(of_text("Des espaces publics pour tous", "fr"))]
    [('u:Espacio público inclusivo', ('espaces publics', 'Espacio público'))]
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self.things = tuple(things)
        self._at = {thing.iri: number for number, thing in enumerate(self.things)}
        texts = ((number, bag_of(said, lang)) for number, thing in enumerate(self.things) for lang, said in thing.texts)
        self._sides = {"words": Side(texts)}
        for name in ("targets", "themes", "ties"):
            self._sides[name] = Side((number, _bag(thing, name)) for number, thing in enumerate(self.things))

    def __contains__(self, iri: str) -> bool:
        return iri in self._at

    def __getitem__(self, iri: str) -> Thing:
        return self.things[self._at[iri]]

    def near(self, asked: Thing, keep: Callable[[Thing], bool] = lambda _: True, limit: int = 10) -> tuple[Match, ...]:
        """What resembles a thing, the likest first; itself and what ``keep`` refuses left out."""
        bags = {name: [bag] for name in PARTS if name != "words" and (bag := _bag(asked, name))}
        bags["words"] = [bag_of(said, lang) for lang, said in asked.texts]
        whole = sum(PARTS[name] for name in bags)
        near = {name: self._sides[name].near(bags[name]) for name in PARTS if name in bags}
        scores: dict[int, float] = defaultdict(float)
        for name, found in near.items():
            weight = PARTS[name] / whole
            for number, (much, _) in found.items():
                scores[number] += weight * much
        scores.pop(self._at.get(asked.iri, -1) if asked.iri else -1, None)
        likely = ((-round(score, 4), number) for number, score in scores.items() if score >= FLOOR)
        best = nsmallest(limit, (pair for pair in likely if keep(self.things[pair[1]])))
        return tuple(
            self._match(asked, number, {name: found[number] for name, found in near.items() if number in found}, whole)
            for _, number in best
        )

    def _match(self, asked: Thing, number: int, found: Mapping[str, tuple[float, int]], whole: float) -> Match:
        thing = self.things[number]
        parts = {name: round(PARTS[name] * much / whole, 3) for name, (much, _) in found.items()}
        lang, pairs = "", tuple[tuple[str, str], ...]()
        if "words" in found:
            ours = asked.texts[found["words"][1]]
            vector = self._sides["words"].vector(bag_of(ours[1], ours[0]))
            lang, said = max(thing.texts, key=lambda text: (self._cosine(vector, text), text[0] == ours[0], text))
            pairs = self._pairs(ours, (lang, said))
        codes = asked.codes & thing.codes or {*map(goal_of, asked.codes)} & {*map(goal_of, thing.codes)}
        themes, ties = asked.themes & thing.themes, asked.ties & thing.ties
        return Match(thing, lang, parts, pairs, *(tuple(sorted(shared)) for shared in (codes, themes, ties)))

    def _cosine(self, vector: Bag, text: tuple[str, str]) -> float:
        """How alike a vector and a name of an item are."""
        other = self._sides["words"].vector(bag_of(text[1], text[0]))
        return round(sum(weight * other.get(feature, 0.0) for feature, weight in sorted(vector.items())), 6)

    def _pairs(self, ours: Sequence[str], theirs: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The words that two names have in common, as each has them; single words of a phrase that is told are left out."""
        one, other = read(ours[1], ours[0]), read(theirs[1], theirs[0])
        weights, against = (self._sides["words"].vector(told.bag) for told in (one, other))
        both = weights.keys() & against.keys()
        shared = sorted(both, key=lambda key: (not key[0].isdigit(), -weights[key] * against[key], key))
        found: list[tuple[str, str]] = []
        for key in shared:
            pair = one.quotes[key], other.quotes[key]
            if not any(pair[0] in left and pair[1] in right for left, right in found):
                found.append(pair)
        return tuple(found)


def _bag(thing: Thing, name: str) -> Bag:
    """What a thing has on one side, each feature once; of targets their goals too."""
    if name == "targets":
        return {**{goal_of(code): _GOAL for code in sorted(thing.codes)}, **dict.fromkeys(sorted(thing.codes), 1.0)}
    return dict.fromkeys(sorted(getattr(thing, name)), 1.0)
