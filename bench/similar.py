"""How well similar items are found across languages: ours, TF-IDF of words, and difflib, in one run.

python bench/similar.py [items]

tests/similar_pairs.tsv holds projects that were invented with their names in three languages, and
names that share words with them and mean something else. Each name is asked; right are the names of the same project in the other
two languages. The pairs are ours: expect less of real plans.

With a number, an index of so many items is made of them, and asked.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from math import log, sqrt
from pathlib import Path

from metrograph.linking.text import words
from metrograph.similar import Index, Thing, of_text

PAIRS = Path(__file__).parent.parent / "tests" / "similar_pairs.tsv"
LANGUAGES = ("en", "fr", "es")
Name = tuple[str, str, str]
"""Project, language, words."""
Ranker = Callable[[Name, Sequence[Name]], list[int]]
"""Gives the places of the names of others, the likest first."""


def names() -> list[Name]:
    """Every name; those without a project have one of their own."""
    found: list[Name] = []
    for number, line in enumerate(PAIRS.read_text(encoding="utf-8").splitlines()[1:]):
        group, *texts = line.split("\t")
        for lang, text in zip(LANGUAGES, texts, strict=True):
            found.append((f"-{number}-{lang}" if group == "-" else group, lang, text))
    return found


def ours(found: Sequence[Name]) -> Ranker:
    """The index, by words alone: these names have no links, themes or organisations."""
    index = Index(Thing(f"u:{at}", f"u:{lang}", "", ((lang, text),)) for at, (_, lang, text) in enumerate(found))

    def rank(asked: Name, _: Sequence[Name]) -> list[int]:
        return [int(one.thing.iri[2:]) for one in index.near(of_text(asked[2], asked[1]), limit=200)]

    return rank


def tfidf(found: Sequence[Name]) -> Ranker:
    """The cosine of stemmed words, rare ones weighing more."""
    bags = [Counter(word.stem for word in words(text, lang)) for _, lang, text in found]
    often = Counter(stem for bag in bags for stem in bag)

    def vector(bag: Counter[str]) -> dict[str, float]:
        weighed = {stem: count * log(len(bags) / often[stem]) for stem, count in bag.items() if stem in often}
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1
        return {stem: weight / length for stem, weight in weighed.items()}

    vectors = [vector(bag) for bag in bags]

    def rank(asked: Name, _: Sequence[Name]) -> list[int]:
        own = vector(Counter(word.stem for word in words(asked[2], asked[1])))
        scores = [sum(weight * other.get(stem, 0.0) for stem, weight in own.items()) for other in vectors]
        return sorted((at for at, score in enumerate(scores) if score > 0), key=lambda at: (-scores[at], at))

    return rank


def difflib(found: Sequence[Name]) -> Ranker:
    """The longest blocks of letters in common."""

    def rank(asked: Name, _: Sequence[Name]) -> list[int]:
        scores = [SequenceMatcher(None, asked[2].casefold(), text.casefold()).ratio() for _, _, text in found]
        return sorted(range(len(found)), key=lambda at: (-scores[at], at))

    return rank


def measure(found: Sequence[Name], rank: Ranker) -> tuple[float, float, float]:
    """Recall among the first five, mean reciprocal rank of the first right one, share of hard negatives that come first."""
    recall = reciprocal = fooled = 0.0
    asked = [name for name in found if not name[0].startswith("-")]
    for name in asked:
        order = [at for at in rank(name, found) if found[at][1] != name[1]]
        right = [place for place, at in enumerate(order, 1) if found[at][0] == name[0]]
        recall += sum(place <= 5 for place in right) / 2
        reciprocal += 1 / right[0] if right else 0.0
        fooled += bool(order) and found[order[0]][0].startswith("-")
    return recall / len(asked), reciprocal / len(asked), fooled / len(asked)


def main() -> None:
    """Print the tables."""
    found = names()
    groups = {name[0] for name in found if not name[0].startswith("-")}
    print(f"{len(groups)} projects in three languages, {len(found) - 3 * len(groups)} other names")
    print("| | recall@5 | MRR | a name of no project comes first |\n| --- | ---: | ---: | ---: |")
    for name, make in (("ours", ours), ("TF-IDF of stems", tfidf), ("difflib", difflib)):
        recall, reciprocal, fooled = measure(found, make(found))
        print(f"| {name} | {recall:.3f} | {reciprocal:.3f} | {fooled:.3f} |")
    if len(sys.argv) > 1:
        _large(found, int(sys.argv[1]))


def _large(found: Sequence[Name], count: int) -> None:
    """An index of many items, each with a number of its own, so that no two texts are one."""
    things = [
        Thing(f"u:{at}", f"u:{at % 5000}", "2025", ((lang, f"{text} {at // len(found)} {_PLACES[at % len(_PLACES)]}"),))
        for at in range(count)
        for _, lang, text in (found[at % len(found)],)
    ]
    began = time.process_time()
    index = Index(things)
    made = time.process_time() - began
    times = []
    for _, lang, text in found[:60]:
        began = time.process_time()
        index.near(of_text(text, lang))
        times.append(time.process_time() - began)
    times.sort()
    print(
        f"{count} items: index {made:.1f} s, a question {1000 * times[30]:.1f} ms (median), {1000 * times[-1]:.1f} ms (longest)"
    )


_PLACES = ("Lyon", "Quito", "Dakar", "Montréal", "Bogotá", "Manila", "Porto", "Rabat", "Seoul", "Lima", "Turin")


if __name__ == "__main__":
    main()
