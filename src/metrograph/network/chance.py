"""Whether things are served together more often than chance would have it.

Of ``n`` items, ``a`` serve the one thing and ``b`` the other. Were the items of each drawn without regard to the other, ``a·b/n``
would serve both. *Lift* is how many do, divided by that (Brin, Motwani, Ullman and Tsur, "Dynamic itemset counting and
implication rules for market basket data", 1997, who call it interest). How likely as many or more are by chance alone is told
by the hypergeometric distribution: the one-sided exact test of Fisher ("The logic of inductive inference", 1935). Who tests a
hundred pairs finds some by chance: p is corrected by the rule of Holm ("A simple sequentially rejective multiple test
procedure", 1979), which holds however the pairs depend on each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, lgamma

LEVEL = 0.05
"""A smaller probability is taken for a sign."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Two things that items serve together, beside chance."""

    one: str
    other: str
    count: int
    expected: float
    """How many items would serve both by chance."""
    lift: float
    p: float
    adjusted: float
    """p corrected for all pairs that were tested."""
    verdict: str
    """``more``: more often than chance; ``hint``: only before the correction; ``none``: no sign of it; ``few``: too few items
    to tell, since not even the greatest overlap that they allow would be a sign, or since the sign is a single item."""


def upper_tail(n: int, a: int, b: int, both: int) -> float:
    """The probability that at least ``both`` items are common to ``a`` and ``b`` items drawn from ``n``.

    >>> round(upper_tail(10, 5, 5, 4), 6)  # (5·5 + 1) / 252
    0.103175
    >>> upper_tail(10, 5, 5, 0)
    1.0
    """
    least, most = max(0, a + b - n), min(a, b)
    if both <= least:
        return 1.0
    if both > most:
        return 0.0
    if both > a * b / n:
        return min(1.0, fsum(_falling(n, a, b, both, most)))
    return max(0.0, 1.0 - fsum(_falling(n, n - a, b, b - both + 1, min(n - a, b))))


def _falling(n: int, a: int, b: int, first: int, last: int) -> list[float]:
    """The probabilities of ``first`` to ``last`` common items, up from where they no longer rise, until they are nothing."""
    term = exp(_choices(a, first) + _choices(n - a, b - first) - _choices(n, b))
    found = [term]
    for both in range(first, last):
        term *= (a - both) * (b - both) / ((both + 1) * (n - a - b + both + 1))
        found.append(term)
        if term < found[0] * 1e-17:
            break
    return found


def _choices(n: int, k: int) -> float:
    """The logarithm of the number of ways to take ``k`` of ``n``."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def judged(cases: Sequence[tuple[str, str, int, int, int]], n: int) -> tuple[Judged, ...]:
    """(one, other, items of the one, items of the other, items of both) beside chance, in the order given.

    Every case counts as a test, those without a common item too.

    >>> [case] = judged([("5", "11", 4, 5, 4)], 20)
    >>> case.expected, case.lift, round(case.p, 4), case.verdict
    (1.0, 4.0, 0.001, 'more')
    """
    tails = [upper_tail(n, a, b, both) for _, _, a, b, both in cases]
    corrected = holm(tails)
    found = []
    for (one, other, a, b, both), p, adjusted in zip(cases, tails, corrected, strict=True):
        expected = a * b / n
        few = upper_tail(n, a, b, min(a, b)) > LEVEL or (both == 1 and p <= LEVEL)
        verdict = "few" if few else "more" if adjusted <= LEVEL else "hint" if p <= LEVEL else "none"
        found.append(Judged(one, other, both, expected, both / expected, p, adjusted, verdict))
    return tuple(found)


def holm(values: Sequence[float]) -> list[float]:
    """Probabilities corrected for their number by the rule of Holm, in the order given.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    found, so_far = [0.0] * len(values), 0.0
    for rank, at in enumerate(order):
        so_far = max(so_far, min(1.0, (len(values) - rank) * values[at]))
        found[at] = so_far
    return found
