"""Where each link stands: what the runs suggest, folded with what people decided.

A review never changes an earlier line of the log. A later review of the same link outweighs an earlier one, an
``undoes`` takes one back, and a person's word outweighs any run. A comment is a review that decides nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from metrograph.model import COMMENT, Basis, Decision, Link, Quote, Review, Run, Strength, Text
from metrograph.namespaces import sdg_order

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Suggested:
    """One link as one run suggests it."""

    run: Run
    link: Link


@dataclass(frozen=True, slots=True)
class Standing:
    """A link and where it stands now. ``review`` is the decision in force, ``None`` before any person decided.

    ``reviews`` are the decisions, ``comments`` what people said without deciding; both with the lines that take one back.
    """

    plan: str
    item: str
    sdg: str
    strength: Strength
    status: Decision
    suggested: tuple[Suggested, ...]
    reviews: tuple[Review, ...]
    review: Review | None
    comments: tuple[Review, ...] = ()

    @property
    def said(self) -> tuple[Review, ...]:
        """The comments that were not taken back."""
        return _in_force(self.comments)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of every suggestion, each once."""
        return tuple(dict.fromkeys(quote for one in self.suggested for quote in one.link.quotes))

    @property
    def confidence(self) -> str:
        """The highest confidence among the suggestions, or the empty text."""
        return max((one.link.confidence for one in self.suggested if one.link.confidence), key=float, default="")


def review_id(review: Review) -> tuple[str, ...]:
    """What makes a review the one it is: link, time, person, decision."""
    decision = review.decision.value if review.decision else COMMENT
    return review.plan, review.item, review.sdg, review.time, review.reviewer, decision


def review_name(review: Review) -> str:
    """A review as ``undoes`` names it: link and time.

    >>> review_name(Review("p", "pilot-mega", "7", Decision.ACCEPTED, "Ana", "2026-01-01T00:00:00Z"))
    'p/pilot-mega/7@2026-01-01T00:00:00Z'
    """
    return f"{review.plan}/{review.item}/{review.sdg}@{review.time}"


def standings(
    runs: Iterable[Run], reviews: Iterable[Review], shared: Collection[tuple[str, str]] = frozenset()
) -> tuple[Standing, ...]:
    """Every link with its standing, sorted by plan, item and SDG code.

    Reviews count by their time, so that the lines of a log may be merged from several people's in any order.
    ``shared`` are the items, each with its plan, that are one thing for all plans, such as themes: a link of one of them is one
    link, whichever plan states it. It stands the same in all of them, and the latest decision on it holds, through whichever
    plan it was taken.
    """
    suggested: dict[Key, list[Suggested]] = defaultdict(list)
    for run in runs:
        for link in run.links:
            suggested[run.plan, link.item, link.sdg].append(Suggested(run, link))
    in_time = sorted(reviews, key=lambda review: (review.time, review.plan))
    for review in in_time:
        if review.instead and (review.plan, review.item, review.sdg) in suggested:
            suggested[review.plan, review.item, review.instead].append(_by_hand(review, suggested))
    links = {key: ("", *key[1:]) if key[:2] in shared else key for key in suggested}
    everywhere: dict[Key, list[Suggested]] = defaultdict(list)
    decided: dict[Key, list[Review]] = defaultdict(list)
    for review in in_time:
        # a decision on a link that no run of its plan suggests any more stays in the log and has no effect
        if (key := (review.plan, review.item, review.sdg)) in links:
            decided[links[key]].append(review)
    keys = sorted(suggested, key=lambda key: (key[0], key[1], sdg_order(key[2])))
    for key in keys:
        everywhere[links[key]].extend(suggested[key])
    return tuple(_standing(key, everywhere[links[key]], decided.get(links[key], [])) for key in keys)


def again(standing: Standing, review: Review) -> Standing:
    """Where a link stands after one more review."""
    key = standing.plan, standing.item, standing.sdg
    return _standing(key, standing.suggested, [*standing.reviews, *standing.comments, review])


def _by_hand(review: Review, suggested: dict[Key, list[Suggested]]) -> Suggested:
    """The link that a reviewer put in the place of another: same quotes, the reviewer's reason."""
    before = suggested.get((review.plan, review.item, review.sdg), [])
    quotes = tuple(dict.fromkeys(quote for one in before for quote in one.link.quotes))
    strength = review.strength or (before[0].link.strength if before else Strength.INDIRECT)
    run = Run("reviews", review.plan, "humanCuration", review.time, Decision.SUPERSEDED, Text(), (), ())
    link = Link(
        review.item, review.instead, strength, quotes or (Quote("", Basis.TEXT),), Text(**{review.lang or "en": review.reason})
    )
    return Suggested(run, link)


def _in_force(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Those that take none back and were not taken back."""
    found = tuple(reviews)
    undone = {review.undoes for review in found if review.undoes}
    return tuple(review for review in found if not review.undoes and review_name(review) not in undone)


def _standing(key: Key, suggested: Sequence[Suggested], told: Sequence[Review]) -> Standing:
    reviews, comments = (tuple(one for one in told if bool(one.decision) is deciding) for deciding in (True, False))
    valid = _in_force(reviews)
    last = valid[-1] if valid else None
    accepted = [one for one in suggested if one.run.status is Decision.ACCEPTED]
    first = min(accepted or suggested, key=lambda one: (one.link.strength is not Strength.DIRECT, one.run.id))
    open_ = Decision.PROPOSED if any(one.run.status is Decision.PROPOSED for one in suggested) else Decision.SUPERSEDED
    status = (last.decision if last else None) or (Decision.ACCEPTED if accepted else open_)
    # the strength that goes with another target is that target's
    revised = (review.strength for review in reversed(valid) if review.strength and not review.instead)
    strength = next(revised, first.link.strength)
    return Standing(*key, strength, status, tuple(suggested), reviews, last, comments)
