"""Which item of a plan became which of the next: what the plans say, what names tell, and the best pairs of all the rest.

A pair with a score of 0.70 counts as the same thing, one from 0.52 as the same thing for now, to be looked at; one from 0.40 is
only asked about. The pairs are those with the greatest sum of scores, each item in one at most.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from metrograph.compare.assign import assign
from metrograph.compare.candidates import Candidates, Pair
from metrograph.compare.entries import Entry, Prepared
from metrograph.compare.signals import Sign, fit
from metrograph.model import Kind

LIKELY, DOUBTFUL, ASKED = 0.70, 0.52, 0.40
_NARROW = 0.05
_LINES = frozenset({Kind.STRATEGIC_LINE, Kind.OBJECTIVE})
_AIMS = (Kind.STRATEGIC_LINE, Kind.OBJECTIVE)


@dataclass(frozen=True, slots=True)
class Match:
    """An item of A that became one of B, and how sure that is: ``stated``, ``certain``, ``presumed`` or ``doubtful``."""

    pair: Pair
    certainty: str
    many: str = ""

    @property
    def a(self) -> Entry:
        """The item of the earlier plan."""
        return self.pair.a

    @property
    def b(self) -> Entry:
        """The item of the later plan."""
        return self.pair.b


@dataclass(frozen=True, slots=True)
class Matching:
    """The matches of two plans, and the pairs that nobody but a person can settle."""

    matches: tuple[Match, ...]
    questions: tuple[Pair, ...]
    of_a: Mapping[str, Match] = field(default_factory=dict)
    of_b: Mapping[str, Match] = field(default_factory=dict)


Decided = Mapping[tuple[str, str], bool]


def match(a: Prepared, b: Prepared, decided: Decided | None = None) -> Matching:
    """Which item of A became which of B. ``decided`` says of some pairs whether a person took them for the same.

    Takes time in proportion to the items, each compared with a dozen others.
    """
    decided = decided or {}
    known = Candidates(a, b)
    stated = tuple(_stated(known, decided))
    taken_a, taken_b = {pair.a.id for pair in stated}, {pair.b.id for pair in stated}
    lines = {pair.a.id: pair.b.id for pair in stated}
    first = _best(_open(known.pairs({}, _LINES), taken_a, taken_b, decided))
    lines |= {pair.a.id: pair.b.id for pair in first if pair.score >= DOUBTFUL}
    pairs = _open(known.pairs(lines), taken_a, taken_b, decided)
    chosen = _best(pairs)
    chosen += _by_children(known, (*stated, *chosen), decided)
    chosen += _become_aims(known, (*stated, *chosen), decided)
    rivals = _rivals(pairs)
    matches = [Match(pair, "stated") for pair in stated]
    matches += [Match(pair, _certainty(pair, rivals)) for pair in chosen]
    matches += _several(pairs, matches)
    return _matching(matches, pairs, chosen)


def _stated(known: Candidates, decided: Decided) -> Iterable[Pair]:
    """The pairs that the later plan names, and those that a person took for the same."""
    for b in known.b.entries.values():
        if (earlier := named_by(b.item.continues, known.a)) and decided.get((earlier, b.id)) is not False:
            yield _said(known, known.a.entries[earlier], b)
    for (one, other), same in sorted(decided.items()):
        if (
            same
            and one in known.a.entries
            and other in known.b.entries
            and named_by(known.b.entries[other].item.continues, known.a) != one
        ):
            yield _said(known, known.a.entries[one], known.b.entries[other])


def _said(known: Candidates, a: Entry, b: Entry) -> Pair:
    found = known.pair(a, b, {})
    texts = (a.item.words.best(), b.item.words.best())
    return replace(found, score=1.0, how="stated") if found else Pair(a, b, 1.0, "stated", texts, known.closeness(a, b), ())


def named_by(name: str, a: Prepared) -> str:
    """The id of the item of a plan that a ``continues`` of a later one names, or nothing."""
    if not name:
        return ""
    plan, _, item = name.rsplit("/id/", 1)[-1].rpartition("/")
    slug = a.plan.root.id
    return item if item in a.entries and (not plan or plan in (a.plan.id, slug) or a.plan.id.endswith(f"-{plan}")) else ""


def _open(pairs: Iterable[Pair], taken_a: set[str], taken_b: set[str], decided: Decided) -> tuple[Pair, ...]:
    """The pairs whose two items are free, those that a person ruled out aside."""
    free = (pair for pair in pairs if pair.a.id not in taken_a and pair.b.id not in taken_b)
    return tuple(pair for pair in free if pair.score >= ASKED and decided.get((pair.a.id, pair.b.id)) is not False)


def _best(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs, each item in one at most, whose scores have the greatest sum."""
    rows: dict[str, int] = {}
    columns: dict[str, int] = {}
    edges: dict[int, dict[int, int]] = defaultdict(dict)
    held: dict[tuple[int, int], Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.a.id, pair.b.id)):
        if pair.score >= DOUBTFUL:
            at = rows.setdefault(pair.a.id, len(rows)), columns.setdefault(pair.b.id, len(columns))
            edges[at[0]][at[1]] = 1 + round((pair.score - DOUBTFUL + (0.3 if pair.sure else 0.0)) * 1_000_000)
            held[at] = pair
    return tuple(held[at] for at in assign(edges).items())


def _rivals(pairs: Iterable[Pair]) -> dict[str, list[float]]:
    """The scores of the pairs of each item, by its side and id."""
    found: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        found[f"a {pair.a.id}"].append(pair.score)
        found[f"b {pair.b.id}"].append(pair.score)
    return found


def _certainty(pair: Pair, rivals: Mapping[str, list[float]]) -> str:
    if pair.how == "children":
        return "presumed" if pair.score >= LIKELY else "doubtful"
    if pair.sure:
        return "certain"
    close = max(
        sum(score > pair.score - _NARROW for score in rivals.get(key, ())) for key in (f"a {pair.a.id}", f"b {pair.b.id}")
    )
    return "presumed" if pair.score >= LIKELY and close < 2 else "doubtful"


def _by_children(known: Candidates, pairs: Iterable[Pair], decided: Decided) -> tuple[Pair, ...]:
    """Lines and aims whose names tell nothing, but whose parts went together to one line of the later plan."""
    done = tuple(pairs)
    left_a = {pair.a.id for pair in done}
    left_b = {pair.b.id for pair in done}
    went: dict[str, Counter[str]] = defaultdict(Counter)
    came: Counter[str] = Counter()
    for pair in done:
        if pair.a.line and pair.b.line:
            went[pair.a.line][pair.b.line] += 1
            came[pair.b.line] += 1
    found = []
    for line, where in sorted(went.items()):
        to, count = min(where.items(), key=lambda one: (-one[1], one[0]))
        if line in left_a or to in left_b or count < 3 or count < 0.6 * came[to] or decided.get((line, to)) is False:
            continue
        a, b = known.a.entries.get(line), known.b.entries.get(to)
        if a and b and a.kind is b.kind and count >= 0.6 * sum(where.values()):
            score = LIKELY if count > 3 and count >= 0.8 * sum(where.values()) else DOUBTFUL
            texts = (a.item.words.best(), b.item.words.best())
            found.append(Pair(a, b, score, "children", texts, known.closeness(a, b), (Sign("children", 0.3),)))
            left_b.add(to)
    return tuple(found)


def _become_aims(known: Candidates, pairs: Iterable[Pair], decided: Decided) -> tuple[Pair, ...]:
    """Themes that are lines or objectives in the later plan, and no longer themes there."""
    done = tuple(pairs)
    gone, taken = {pair.a.id for pair in done}, {pair.b.id for pair in done}
    aims = [entry for entry in known.b.entries.values() if entry.kind in _AIMS and entry.id not in taken]
    found = []
    for entry in known.a.entries.values():
        if entry.kind is not Kind.THEME or entry.id in gone:
            continue
        for aim in aims:
            pair = known.pair(entry, aim, {})
            if (
                aim.id not in taken
                and pair
                and pair.how in ("name", "translation", "alias")
                and decided.get((entry.id, aim.id)) is not False
            ):
                taken.add(aim.id)
                found.append(replace(pair, score=0.9))
                break
    return tuple(found)


def _several(pairs: Iterable[Pair], matches: Iterable[Match]) -> list[Match]:
    """What became several things, or several one, where a name says so: what is left over is named by a matched item."""
    done = tuple(matches)
    gone, come = {one.a.id for one in done}, {one.b.id for one in done}
    found = []
    for pair in pairs:
        if pair.how in ("alias", "former") and pair.score >= 0.8 and (pair.a.id in gone) != (pair.b.id in come):
            found.append(Match(pair, "certain"))
            gone.add(pair.a.id)
            come.add(pair.b.id)
    return found


def _matching(matches: list[Match], pairs: Iterable[Pair], chosen: Iterable[Pair]) -> Matching:
    """The matches with the splits and merges among them named, and the questions that are left."""
    from_, to = Counter(one.a.id for one in matches), Counter(one.b.id for one in matches)
    named = tuple(replace(one, many="split" if from_[one.a.id] > 1 else "merge" if to[one.b.id] > 1 else "") for one in matches)
    of_a: dict[str, Match] = {}
    of_b: dict[str, Match] = {}
    for one in named:
        of_a.setdefault(one.a.id, one)
        of_b.setdefault(one.b.id, one)
    asked = {(one.a.id, one.b.id): one.pair for one in named if one.certainty == "doubtful"}
    taken = {(pair.a.id, pair.b.id) for pair in chosen}
    for pair in pairs:
        settled = [of[name] for of, name in ((of_a, pair.a.id), (of_b, pair.b.id)) if name in of]
        rival = any(one.certainty != "doubtful" for one in settled)
        if not rival and (pair.a.id, pair.b.id) not in taken and fit(pair.a.kind, pair.b.kind) > 0.5:
            asked.setdefault((pair.a.id, pair.b.id), pair)
    ordered = sorted(asked.values(), key=lambda pair: (-pair.score, pair.a.id, pair.b.id))
    return Matching(named, tuple(ordered), of_a, of_b)
