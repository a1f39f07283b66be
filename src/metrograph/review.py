"""Accept, reject, change, comment, undo: each becomes a line of a log, and nothing is ever deleted.

A change of target supersedes the old link and accepts the new one. A comment leaves a link where it stands. An undo takes
back what was done last on a link, a decision together with what it had put in its place; a comment, only who wrote it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from metrograph.csvfile import sound_rows
from metrograph.decisions import Key, Standing, again, review_name, standings
from metrograph.errors import MetroGraphError, Place, ReviewError, near, together
from metrograph.model import Decision, Review, Run, Strength
from metrograph.yamlfile import read_text

ACTS = ("accept", "reject", "change", "comment", "undo")
COLUMNS = ("item", "sdg", "decision", "strength", "instead", "reason")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants done with one link. ``decision`` is one of ``ACTS``; ``undoes`` the time of what is to be undone."""

    item: str
    sdg: str
    decision: str
    strength: str = ""
    instead: str = ""
    reason: str = ""
    place: Place = field(default_factory=Place)
    undoes: str = ""


def decide(
    choices: Iterable[Choice],
    runs: tuple[Run, ...],
    log: tuple[Review, ...],
    reviewer: str,
    now: datetime,
    codes: frozenset[str],
    shared: Collection[tuple[str, str]] = frozenset(),
) -> tuple[Review, ...]:
    """The reviews that carry out some choices, in order; ``ReviewError`` with every choice that cannot be, and then none is.

    ``shared`` are the items, each with its plan, that are one thing for all plans (see ``standings``).
    Times are ``now`` or, where the log is not older, one second after its last line, so that order is never in doubt.
    """
    if not reviewer.strip():
        raise ReviewError("V103")
    taken: list[Review] = []
    problems: list[MetroGraphError] = []
    for choice in choices:
        known = {(s.plan, s.item, s.sdg): s for s in standings(runs, (*log, *taken), shared)}
        moment = _after(now, (*log, *taken))
        try:
            taken.extend(_reviews(choice, _meant(choice, known, shared), known, reviewer.strip(), moment, codes))
        except ReviewError as error:
            problems.append(error)
    if problems:
        raise together(problems)
    return tuple(taken)


def keep_to(plans: Collection[str], decided: Iterable[Review], stating: Callable[[Review], Collection[str]]) -> None:
    """``ReviewError`` with every decision on a link that some other plan than these states; ``stating`` tells which ones do.

    >>> one = Review("metropolis-2019", "pilot-mega", "7", None, "Eva", "2026-01-01T00:00:00Z")
    >>> keep_to({"metropolis-2019"}, [one], lambda review: [review.plan])
    >>> keep_to({"metropolis-2020"}, [one], lambda review: [review.plan])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    metrograph.errors.ReviewError: error[B141]: pilot-mega → 7 is a link of metropolis-2019, and Eva decides on links of: ...
    """
    problems = []
    for one in decided:
        others = sorted({*stating(one)} - {*plans})
        if others:
            told, own = ", ".join(others), ", ".join(sorted(plans)) or "-"
            problems.append(ReviewError("B141", item=one.item, sdg=one.sdg, name=one.reviewer, plan=told, plans=own))
    if problems:
        raise together(problems)


def _after(now: datetime, log: tuple[Review, ...]) -> str:
    last = max((review.time for review in log), default="")
    moment = now.astimezone(UTC).replace(microsecond=0)
    if last:
        moment = max(moment, datetime.fromisoformat(last) + timedelta(seconds=1))
    return moment.isoformat().replace("+00:00", "Z")


def _reviews(
    choice: Choice, standing: Standing, known: Mapping[Key, Standing], reviewer: str, moment: str, codes: frozenset[str]
) -> tuple[Review, ...]:
    if choice.decision not in ACTS:
        raise ReviewError("V104", choice.place, value=choice.decision, near=near(choice.decision, ACTS))
    if choice.strength and choice.strength not in list(Strength):
        raise ReviewError("R113", choice.place, value=choice.strength, near="", choices=", ".join(Strength))
    if choice.instead and choice.instead not in codes:
        raise ReviewError("R116", choice.place, value=choice.instead, near=near(choice.instead, codes))
    strength = Strength(choice.strength) if choice.strength else None
    base = Review(standing.plan, standing.item, choice.sdg, Decision.ACCEPTED, reviewer, moment, choice.reason, strength)
    match choice.decision:
        case "accept":
            return (base,)
        case "reject":
            return (replace(base, decision=Decision.REJECTED, strength=None),)
        case "change":
            return _change(choice, standing, known, base)
        case "comment":
            return (_comment(choice, base),)
        case _:
            return _undo(choice, standing, known, base)


def _meant(choice: Choice, known: Mapping[Key, Standing], shared: Collection[tuple[str, str]]) -> Standing:
    """The one link that a choice names: by item id, or by plan and item id; that of a shared item is one in all plans."""
    plan, _, item = choice.item.rpartition("/")
    found = [known[key] for key in known if key[1:] == (item, choice.sdg) and plan in ("", key[0])]
    if not found:
        raise ReviewError("V101", choice.place, item=choice.item, sdg=choice.sdg)
    if len(found) > 1 and any((s.plan, s.item) not in shared for s in found):
        raise ReviewError("V107", choice.place, item=choice.item, choices=", ".join(f"{s.plan}/{s.item}" for s in found))
    return found[0]


def _change(choice: Choice, standing: Standing, known: Mapping[Key, Standing], base: Review) -> tuple[Review, ...]:
    """Another target takes the strength that is given, else the one it has, else that of the link whose place it takes."""
    if choice.instead and choice.instead != choice.sdg:
        there = known.get((base.plan, base.item, choice.instead))
        kept = there if there and there.status is not Decision.SUPERSEDED else standing
        moved = replace(base, strength=base.strength or kept.strength)
        return replace(moved, decision=Decision.SUPERSEDED, instead=choice.instead), replace(moved, sdg=choice.instead)
    if not choice.strength:
        raise ReviewError("V106", choice.place)
    return (base,)


def _comment(choice: Choice, base: Review) -> Review:
    if not choice.reason.strip():
        raise ReviewError("V108", choice.place)
    return replace(base, decision=None, strength=None)


def _undo(choice: Choice, standing: Standing, known: Mapping[Key, Standing], base: Review) -> tuple[Review, ...]:
    last = _last(choice, standing, base.reviewer)
    if last is None:
        raise ReviewError("V102", choice.place, item=choice.item, sdg=choice.sdg)
    base = replace(base, plan=last.plan)  # of a shared item, another plan's may be the last
    if last.decision is None:
        return (replace(base, decision=None, strength=None, undoes=review_name(last)),)
    back = [_taken_back(standing, last, base)]
    other = known.get((base.plan, base.item, last.instead)) if last.instead else None
    if other and other.review and other.review.time == last.time:
        back.append(_taken_back(other, other.review, replace(base, sdg=last.instead)))
    return tuple(back)


def _last(choice: Choice, standing: Standing, reviewer: str) -> Review | None:
    """What an undo takes back: what it names; else what was done last, the decision in force or a comment of one's own."""
    done = [*standing.said, *([standing.review] if standing.review else [])]
    if choice.undoes:
        named = next((one for one in done if one.time == choice.undoes), None)
        if named and named.decision is None and named.reviewer != reviewer:
            raise ReviewError("V109", choice.place, reviewer=named.reviewer)
        return named
    mine = (one for one in done if one.decision or one.reviewer == reviewer)
    return max(mine, key=lambda one: one.time, default=None)


def _taken_back(standing: Standing, last: Review, base: Review) -> Review:
    """The review that restores the status a link had before its last decision."""
    undo = replace(base, undoes=review_name(last), strength=None)
    return replace(undo, decision=again(standing, undo).status)


def read_choices(path: Path) -> Iterator[Choice]:
    """The choices of a CSV file whose first line names its columns."""
    text = read_text(path)
    first = text.partition("\n")[0]
    rows = sound_rows(text, str(path), ";" if first.count(";") > first.count(",") else ",")
    head = [name.strip().lower() for name in (rows[0][1] if rows else ())]
    for name in COLUMNS[:3]:
        if name not in head:
            raise ReviewError("V105", Place(str(path), 1), field=name)
    for place, row in rows[1:]:
        found = {name: value.strip() for name, value in zip(head, row, strict=False) if name in COLUMNS}
        if any(found.values()):
            yield Choice(**{**dict.fromkeys(COLUMNS[:3], ""), **found}, place=place)
