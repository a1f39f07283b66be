"""How well and how fast plans are compared: the pairs of tests/pairs, and large made-up plans.

python bench/compare.py [--errors] [--speed]

Prints precision, recall and F1 of (change, from, to) for each change and overall, for the pairs that were worked with and for
those held out; beside it what difflib finds by labels alone. With ``--errors`` each wrong and each missing row of the pairs that
were worked with. With ``--speed`` the processor time for 1,000 and 10,000 items, the least of three.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path

from metrograph.compare import CHANGES, compare_plans
from metrograph.compare.entries import COMPARED
from metrograph.model import Item, Kind, Plan, Source, Text
from metrograph.records import read_plan, read_vocabulary

PAIRS = Path(__file__).parent.parent / "tests" / "pairs"
HELD_OUT = ("andina-2023-2024", "rivages-2021-2022")
Row = tuple[str, str, str]


def plans_of(pair: Path) -> tuple[Plan, Plan]:
    """The two plans of a pair."""
    vocabulary = read_vocabulary()
    return read_plan(pair / "a.yaml", vocabulary), read_plan(pair / "b.yaml", vocabulary)


def expected(pair: Path) -> Counter[Row]:
    """The rows that a person expects of a pair."""
    return Counter((change, one, other) for change, one, other in json.loads((pair / "expected.json").read_text()))


def ours(a: Plan, b: Plan) -> Counter[Row]:
    """The rows that the comparison gives; those of coverage aside."""
    return Counter((row.change, row.earlier, row.later) for row in compare_plans(a, b).rows if row.change != "coverage")


def baseline(a: Plan, b: Plan) -> Counter[Row]:
    """What difflib finds: pairs of labels of one kind with a ratio of 0.75, the best first; the rest is new or dropped."""
    rest = {item.id: item for item in b.items if item.kind in COMPARED}
    pairs = sorted(
        (-SequenceMatcher(None, one.label.best().lower(), other.label.best().lower()).ratio(), one.id, other.id)
        for one in a.items
        for other in rest.values()
        if one.kind is other.kind and one.kind in COMPARED
    )
    found: dict[str, str] = {}
    for ratio, one, other in pairs:
        if -ratio >= 0.75 and one not in found and other in rest:
            found[one] = other
            rest.pop(other)
    rows = Counter(("continued", one, other) for one, other in found.items())
    rows.update(("dropped", item.id, "") for item in a.items if item.kind in COMPARED and item.id not in found)
    rows.update(("new", "", name) for name in rest)
    return rows


def score(wanted: Counter[Row], got: Counter[Row]) -> str:
    """Precision, recall and F1 as a line."""
    right = sum((wanted & got).values())
    precision, recall = right / max(1, sum(got.values())), right / max(1, sum(wanted.values()))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{precision:6.3f} {recall:6.3f} {f1:6.3f}   {sum(wanted.values()):4d}"


def told(title: str, pairs: Iterable[Path], method: Callable[[Plan, Plan], Counter[Row]], *, each: bool) -> None:
    """Print the figures of some pairs."""
    wanted, got = Counter[tuple[str, Row]](), Counter[tuple[str, Row]]()
    for pair in pairs:
        wanted.update({(pair.name, row): n for row, n in expected(pair).items()})
        got.update({(pair.name, row): n for row, n in method(*plans_of(pair)).items()})
    flat = [Counter({(name, *row[1:], row[0]): n for (name, row), n in rows.items()}) for rows in (wanted, got)]
    print(f"{title:24s} {score(flat[0], flat[1])}")  # type: ignore[arg-type]
    for change in CHANGES if each else ():
        part = [Counter({key: n for key, n in rows.items() if key[-1] == change}) for rows in flat]
        if part[0] or part[1]:
            print(f"  {change:22s} {score(part[0], part[1])}")  # type: ignore[arg-type]


def errors(pairs: Iterable[Path]) -> None:
    """Print what is wrong and what is missing."""
    for pair in pairs:
        a, b = plans_of(pair)
        wanted, got = expected(pair), ours(a, b)
        names = {item.id: item.label.best() for plan in (a, b) for item in plan.items}
        for sign, rows in (("-", wanted - got), ("+", got - wanted)):
            for change, one, other in sorted(rows):
                print(f"{sign} {pair.name} {change} {one} -> {other} | {names.get(one, '')[:60]} | {names.get(other, '')[:60]}")


def large(items: int, seed: int) -> tuple[Plan, Plan]:
    """Two plans of made-up activities; nine in ten of the first come back in the second, in other words now and then."""
    chance = random.Random(seed)
    subjects = [
        "water",
        "waste",
        "housing",
        "mobility",
        "air",
        "food",
        "culture",
        "youth",
        "care",
        "data",
        "energy",
        "markets",
        "parks",
        "safety",
        "tourism",
        "ports",
    ]
    forms = [
        "Pilot",
        "Guide",
        "Workshop",
        "Network",
        "Study",
        "Fund",
        "Campaign",
        "Platform",
        "Charter",
        "Map",
        "School",
        "Index",
    ]
    kinds = (Kind.ACTION, Kind.PILOT_PROJECT, Kind.PUBLICATION, Kind.NETWORK_EVENT)
    source = Source(Text(en="Made up"), "made-up.txt", "0" * 64, "en", 1)
    first, second = [Item("plan", Kind.WORK_PLAN, Text(en="Plan 2024"))], [Item("plan", Kind.WORK_PLAN, Text(en="Plan 2025"))]
    for number in range(items):
        name = "".join(chance.choices("bcdfglmnprst", k=2)) + "".join(chance.choices("aeiou", k=2)) + chance.choice("lnrs")
        words = [
            chance.choice(forms),
            "on",
            chance.choice(subjects),
            "and",
            chance.choice(subjects),
            "in",
            name.title() + "ville",
        ]
        kind = chance.choice(kinds)
        first.append(Item(f"a{number}", kind, Text(en=" ".join(words))))
        if chance.random() < 0.9:
            words = ["Support", "to", *words] if chance.random() < 0.2 else words
            second.append(Item(f"b{number}", kind, Text(en=" ".join(words))))
    return Plan("made-2024", source, tuple(first)), Plan("made-2025", source, tuple(second))


def speed() -> None:
    """Print processor times."""
    for items in (1_000, 10_000):
        a, b = large(items, 7)
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            rows = compare_plans(a, b).rows
            best = min(best, time.process_time() - start)
        print(f"{items:6d} items: {best:6.2f} s processor time, {len(rows)} rows")


def main() -> None:
    """Print everything asked for."""
    pairs = sorted(path for path in PAIRS.iterdir() if (path / "expected.json").is_file())
    worked = [pair for pair in pairs if pair.name not in HELD_OUT]
    held = [pair for pair in pairs if pair.name in HELD_OUT]
    print(f"{'':24s} precis recall     F1   rows")
    told("worked with", worked, ours, each=True)
    told("  difflib", worked, baseline, each=False)
    told("held out", held, ours, each=False)
    told("  difflib", held, baseline, each=False)
    if "--errors" in sys.argv:
        errors(worked)
    if "--speed" in sys.argv:
        speed()


if __name__ == "__main__":
    main()
