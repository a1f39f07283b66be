"""How alike two items are: their names first, then kind, line, places, people, themes, dates, editions.

The likeness of two names is the share of the weight of their words that they have in common,

    2 · Σ alike(v, w) · (weight(v) + weight(w)) / 2   /   (Σ weight(v) + Σ weight(w))

over the best pairs of words. A word weighs ``log(1 + names / names with it)``, and .35 of it where it only says what kind of
thing is meant ("forum", "plan", "ville"). What stands beside the names moves the likeness by at most a fifth up or a third down.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from metrograph.compare.entries import Entry, Name
from metrograph.compare.wording import Word, alike
from metrograph.model import EVENT_KINDS, Kind, Status

WORK = frozenset(
    {
        Kind.ACTION,
        Kind.INTERNAL_ACTION,
        Kind.WORKSTREAM,
        Kind.PILOT_PROJECT,
        Kind.TRAINING,
        Kind.PRODUCT_SERVICE,
        Kind.PUBLICATION,
        Kind.AWARD,
        Kind.PARTNERSHIP_AGREEMENT,
    }
)
HELD = EVENT_KINDS | {Kind.TRAINING, Kind.AWARD}
_AIMS = frozenset({Kind.STRATEGIC_LINE, Kind.OBJECTIVE, Kind.WORKSTREAM})
_LOW = 0.35
_STEPS = {None: 1, Status.PLANNED: 0, Status.TO_LAUNCH: 0, Status.POSTPONED: 0, Status.ONGOING: 1, Status.TO_CONCLUDE: 2,
          Status.CONCLUDED: 3, Status.CANCELLED: 3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for a match, or against it, by how much."""

    word: str
    by: float


def fit(one: Kind, other: Kind) -> float:
    """How well two kinds go together: 1 for the same, 0 where one thing cannot become the other.

    >>> fit(Kind.ACTION, Kind.PILOT_PROJECT), fit(Kind.THEME, Kind.ACTION)
    (0.8, 0.0)
    """
    if one is other:
        return 1.0
    both = {one, other}
    if both <= EVENT_KINDS:
        return 0.9
    if both <= WORK:
        return 0.8
    if (both <= HELD or both <= (EVENT_KINDS | {Kind.ACTION, Kind.INTERNAL_ACTION})) and both & EVENT_KINDS:
        return 0.6
    if both <= _AIMS or both <= {Kind.OBJECTIVE, Kind.ACTION}:
        return 0.6
    return 0.0


class Weights:
    """How much a word of a name tells, by how many names of both plans have it."""

    def __init__(self, names: Iterable[Name]) -> None:
        held: Counter[str] = Counter()
        self.names = 0
        for name in names:
            self.names += 1
            held.update({word.key for word in name.words})
        self.held: Mapping[str, int] = held
        top = log(1 + self.names) or 1.0
        self._of = {key: 0.25 + 0.75 * log(1 + self.names / count) / top for key, count in held.items()}

    def __call__(self, word: Word) -> float:
        """The weight of a word, up to 1."""
        weight = self._of.get(word.key, 1.0)
        return weight * _LOW if word.low else weight * 0.5 if word.folded.isdigit() else weight


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, how much of the shorter one the longer one holds, and whether names in them differ."""

    score: float
    held: float
    clash: bool


NOT_ALIKE = Likeness(0.0, 0.0, clash=False)


def likeness(one: Name, other: Name, weigh: Weights) -> Likeness:
    """How alike two names are."""
    left, right = list(one.words), list(other.words)
    if not left or not right:
        return NOT_ALIKE
    pairs = sorted(
        ((how, v, w) for v, first in enumerate(left) for w, second in enumerate(right) if (how := alike(first, second))),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    shared, telling, free_left, free_right = 0.0, 0.0, set(range(len(left))), set(range(len(right)))
    for how, v, w in pairs:
        if v in free_left and w in free_right:
            gain = how * (weigh(left[v]) + weigh(right[w])) / 2
            shared += gain
            telling += 0.0 if left[v].low and right[w].low else gain
            free_left.discard(v)
            free_right.discard(w)
    total_left, total_right = sum(map(weigh, left)), sum(map(weigh, right))
    score = 2 * shared / (total_left + total_right)
    rest_left, rest_right = [left[v] for v in free_left], [right[w] for w in free_right]
    if not telling and sum(weigh(word) for word in (*rest_left, *rest_right) if not word.low) > shared:
        score *= 0.5
    if one.lang == other.lang and not any(word.proper for word in (*left, *right)):
        score -= _exchanged(rest_left, rest_right, (total_left + total_right) / 2, weigh)
    clash = any(word.proper for word in rest_left) and any(word.proper for word in rest_right)
    clash = clash or (_numbered(rest_left) and _numbered(rest_right))
    return Likeness(score, shared / min(total_left, total_right), clash)


def _exchanged(left: Iterable[Word], right: Iterable[Word], total: float, weigh: Weights) -> float:
    """What it costs that each name has a telling word which the other has not: "shared cars" are no "shared bicycles"."""
    weights = [sum(weigh(word) for word in words if not word.low and not word.folded.isdigit()) for words in (left, right)]
    return 0.35 * min(1.0, 4 * min(weights) / total)


def _numbered(words: Iterable[Word]) -> bool:
    return any(word.folded.isdigit() for word in words)


def beside(a: Entry, b: Entry, lines: Mapping[str, str], shift: int) -> tuple[Sign, ...]:
    """What speaks for and against a match beside the names. ``lines`` says which line of A became which of B."""
    found: list[Sign] = []
    kind = fit(a.kind, b.kind)
    found.append(Sign("kind", 0.05 if kind == 1 else -0.03 if kind > 0.7 else -0.08))
    if a.line and b.line and a.line in lines:
        found.append(Sign("line", 0.05) if lines[a.line] == b.line else Sign("other-line", -0.03))
    held = a.kind in HELD and b.kind in HELD
    _sets(found, "place", a.places, b.places, 0.06, -0.03 if held else -0.3)
    _sets(found, "people", a.people, b.people, 0.07, -0.06)
    _sets(found, "theme", a.themes, b.themes, 0.04, 0.0)
    _short(found, a, b)
    if a.edition and b.edition:
        found.append(
            Sign("edition", 0.1 if 0 < b.edition - a.edition <= max(1, shift) else 0.03 if a.edition == b.edition else -0.15)
        )
    if a.item.status and b.item.status:
        back = _STEPS[a.item.status] - _STEPS[b.item.status]
        found.append(Sign("status", 0.03) if back <= 0 else Sign("status-back", -0.08 * back))
    stages = stage(a), stage(b)
    if all(stages) and stages[0] != stages[1]:
        found.append(Sign("other-stage", -0.2))
    months = apart(a, b)
    if months is not None and held:
        found.append(Sign("month", 0.06) if months == 0 else Sign("month", 0.02) if months < 2 else Sign("other-month", -0.04))
    return tuple(one for one in found if one.by)


_STAGES = {
    word: number
    for number, words in enumerate(
        (
            "elaboration drafting draft redaction rediger elaborer preparation elaborar redactar redaccion conception design",
            "implementation implement mise ejecucion implementacion aplicacion aplicar deploy rollout deploiement despliegue",
            "monitoring suivi seguimiento follow-up",
            "evaluation evaluate evaluer evaluar bilan balance",
            "conclusion closing closure cloture cierre",
        ),
        1,
    )
    for word in words.split()
}


def stage(entry: Entry) -> int:
    """Which stage of a work the label begins with, counted from 1; 0 for none.

    "Drafting of the strategy" and "Implementation of the strategy" are two things.
    """
    first = next((name for name in entry.names if name.origin == "label"), None)
    return _STAGES.get(first.whole.split(" ", 1)[0], 0) if first else 0


def _sets(found: list[Sign], word: str, one: frozenset[str], other: frozenset[str], same: float, different: float) -> None:
    if one and other:
        found.append(Sign(word, same) if one & other else Sign(f"other-{word}", different))


def _short(found: list[Sign], a: Entry, b: Entry) -> None:
    if a.short and b.short:
        found.append(Sign("acronym", 0.15) if a.short & b.short else Sign("other-acronym", -0.12))


def apart(a: Entry, b: Entry) -> int | None:
    """How many months of the year lie between the dates of two items; ``None`` where one is not known to the month."""
    spans = [one.item.date.span if one.item.date else None for one in (a, b)]
    if any(span is None or span.precision in ("year", "yearInterval", "unknown") for span in spans):
        return None
    first, second = (span.earliest.month for span in spans if span)
    return min(abs(first - second), 12 - abs(first - second))
