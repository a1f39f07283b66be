"""What speaks for a goal or target in a text, as a few numbers, and the probability that they mean.

For each code the numbers are those of ``SIGNALS``; a logistic formula of each level (goal, target), fitted on texts that the
model had not seen, turns them into the probability that an expert accepts the code, and that he calls it direct.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, log1p, sqrt
from operator import mul

from metrograph.linking.phrases import Hit
from metrograph.namespaces import goal_of

SIGNALS = ("model", "level", "phrases", "strongest", "family", "nothing", "lead", "length", "both", "any")
_WORTH = {3: 3.0, 2: 1.5, 1: 0.5}
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Formula:
    """A logistic formula: one weight a signal, and what holds before any."""

    weights: tuple[float, ...]
    start: float

    def probability(self, signals: Sequence[float]) -> float:
        """The probability that the signals mean."""
        total = self.start + sum(map(mul, self.weights, signals))
        return 1 / (1 + exp(-total if -30.0 < total < 30.0 else 30.0 if total < 0 else -30.0))


@dataclass(frozen=True, slots=True)
class Phrased:
    """What the phrases found say of a code: their worth together, and the strongest of them."""

    worth: float = 0.0
    strongest: float = 0.0


_UNSPOKEN = Phrased()


def phrased(hits: Sequence[Hit]) -> dict[str, Phrased]:
    """What the phrases say for each code; one phrase counts once, longer ones more, those of several codes less."""
    worth: dict[tuple[str, str], tuple[float, float]] = {}
    for hit in hits:
        rare = 1 / sqrt(hit.claims)
        longer = 1 + 0.5 * hit.stems.count(" ")
        worth[hit.phrase.code, hit.stems] = (_WORTH[hit.phrase.weight] * longer * rare, hit.phrase.weight * rare)
    found: dict[str, Phrased] = {}
    for (code, _), (value, weight) in worth.items():
        before = found.get(code, _UNSPOKEN)
        found[code] = Phrased(before.worth + value, max(before.strongest, weight))
    return found


def signals(
    codes: Sequence[str], margins: Sequence[float], found: Mapping[str, Phrased], words: int
) -> dict[str, tuple[float, ...]]:
    """The signals of every goal and target; ``codes`` names the margins, the last of which speaks for nothing at all.

    A target is lifted by its goal (``level``), a goal by its best target; ``lead`` is the distance to the best rival.
    """
    said = dict(zip(codes, margins, strict=True))
    nothing = said.pop(NOTHING)
    goals, targets = _levels(tuple(codes))
    long = sqrt(max(words, 8) / 8)
    family: dict[str, float] = dict.fromkeys(goals, 0.0)
    best = dict.fromkeys(goals, -9.0)
    for code, phrases in found.items():
        family[goal_of(code)] += phrases.worth
    for code, goal in targets.items():
        best[goal] = max(best[goal], said[code])
    about = {goal: log1p(worth / long) for goal, worth in family.items()}
    every = log1p(sum(phrases.worth for code, phrases in found.items() if "." in code) / long)
    length = log(max(words, 1))
    out: dict[str, tuple[float, ...]] = {}
    for level in (goals, targets):
        first, second = _top(said[code] for code in level)
        for code, goal in level.items():
            margin, own = said[code], found.get(code, _UNSPOKEN)
            spoken = about[goal] if level is goals else log1p(own.worth / long) if own.worth else 0.0
            lead = margin - (second if margin >= first else first)
            other = best[code] if level is goals else said[goal]
            out[code] = (margin, other, spoken, own.strongest, about[goal], nothing, lead, length, margin * spoken, every)
    return out


@lru_cache(maxsize=8)
def _levels(codes: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """The goals and the targets among codes, each with its goal."""
    goals = {code: code for code in codes if "." not in code and code != NOTHING}
    return goals, {code: goal_of(code) for code in codes if "." in code}


def _top(values: Iterable[float]) -> tuple[float, float]:
    first, second, *_ = sorted(values, reverse=True)
    return first, second
