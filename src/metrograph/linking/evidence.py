"""Which words of a text speak for a code: phrases first, else the run of words to which the model gives most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrograph.linking.phrases import Hit
from metrograph.linking.stated import Statement
from metrograph.linking.suggest import Evidence
from metrograph.linking.text import Word
from metrograph.linking.weights import Weights
from metrograph.model import Basis

MOST = 3
LONGEST_RUN = 12
COST = 0.1


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read: its words and where they part, the phrases in it, the codes it states, its features as weighed."""

    text: str
    lang: str
    words: tuple[Word, ...]
    parted: frozenset[int]
    hits: tuple[Hit, ...]
    said: tuple[Statement, ...]
    places: Mapping[str, Sequence[int]]
    vector: Mapping[int, float]


def apart(text: str, found: Sequence[Word], said: Sequence[Statement]) -> tuple[tuple[Word, ...], frozenset[int]]:
    """The words outside the codes that a text states in numbers, and the places among them before which something parts them.

    "SDG 11.2" states that code and speaks for no other; what stands on its two sides was written apart, as on those of "·".
    """
    inside = bytearray(len(text))
    for one in said:
        if one.numbered:
            inside[one.start : one.end] = b"\1" * (one.end - one.start)
    free = tuple(word for word in found if not inside[word.start]) if any(inside) else tuple(found)
    gaps = ((at, free[at - 1].end, free[at].start) for at in range(1, len(free)))
    return free, frozenset(at for at, start, end in gaps if "·" in text[start:end] or any(inside[start:end]))


def quotes(reading: Reading, code: str, weights: Weights) -> tuple[Evidence, ...]:
    """The words that speak for a code, at most ``MOST``, in the order of the text; none where nothing does.

    Phrases of the code itself, or for a goal of its targets, the weighty ones first and no two over the same words.
    Where only hints are found, the model's own words come in.
    """
    chosen: list[Hit] = []
    for hit in sorted(_own(reading.hits, code), key=lambda hit: (-hit.phrase.weight, -(hit.end - hit.start), hit.start)):
        if len(chosen) < MOST and not any(hit.start < other.end and other.start < hit.end for other in chosen):
            chosen.append(hit)
    found = [_of_hit(hit, reading.text) for hit in chosen]
    if not any(hit.phrase.weight > 1 for hit in chosen):
        run = _run(reading, code, weights)
        if run and not any(run.start < other.end and other.start < run.end for other in found):
            found = [*found[: MOST - 1], run]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _own(hits: Sequence[Hit], code: str) -> list[Hit]:
    return [hit for hit in hits if hit.phrase.code == code or ("." not in code and hit.phrase.code.startswith(code + "."))]


def _of_hit(hit: Hit, text: str) -> Evidence:
    phrase = hit.phrase
    rule = f"lexicon:{phrase.code}:{phrase.lang}:{phrase.kind}:{phrase.weight}:{phrase.text}"
    return Evidence(text[hit.start : hit.end], hit.start, hit.end, Basis.TEXT, rule)


def _run(reading: Reading, code: str, weights: Weights) -> Evidence | None:
    """The run of words that adds most to what the model says for a code (largest sum over neighbours, after Kadane).

    Each word costs a little, so that a run ends where little more is added; empty words at its ends are left out.
    """
    shares = [0.0] * len(reading.words)
    for at, share in weights.shares(reading.places, reading.vector, code):
        each = share / len(at)
        for place in at:
            shares[place] += each
    cost = COST * max(shares, default=0.0)
    best, first, last = 0.0, 0, 0
    start, total = 0, 0.0
    for end, share in enumerate(shares, 1):
        if total <= 0 or end - start > LONGEST_RUN or end - 1 in reading.parted:
            start, total = end - 1, 0.0
        total += share - cost
        if total > best:
            best, first, last = total, start, end
    while first < last and shares[first] <= cost:
        first += 1
    while first < last and shares[last - 1] <= cost:
        last -= 1
    if first == last:
        return None
    begin, finish = reading.words[first].start, reading.words[last - 1].end
    return Evidence(reading.text[begin:finish], begin, finish, Basis.TEXT, "model")
