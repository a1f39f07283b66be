"""On what a goal or target rests, and why that may not hold: one item, a condition, an end, outside knowledge, indirect links.

>>> import metrograph
>>> from metrograph.assess.facts import read_facts
>>> from metrograph.assess.source import pairs_of
>>> facts = next(iter(read_facts(pairs_of(metrograph.open().store)).values()))
>>> [(risk.sdg, risk.kind) for risk in risks(facts) if risk.sdg == "6"]
[('6', 'single'), ('6', 'conditional')]
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from metrograph.assess.facts import Facts, Item, Link
from metrograph.namespaces import sdg_order

KINDS = ("single", "conditional", "ending", "mixed", "outside", "indirect")
SHAKY = frozenset(KINDS) - {"indirect"}
"""What makes direct support shaky."""


@dataclass(frozen=True, slots=True)
class Risk:
    """Why what serves a goal or target may not hold.

    ``items`` are all on which it rests: those that serve it directly, or, where none does, those that serve it indirectly.
    """

    sdg: str
    kind: str
    """``single``: one item; ``conditional``: each under a condition; ``ending``: each concludes or stops;
    ``mixed``: each one or the other; ``outside``: each link on outside knowledge alone; ``indirect``: no direct link."""
    direct: bool
    items: tuple[Item, ...]


def risks(facts: Facts, *, targets: bool = True) -> tuple[Risk, ...]:
    """The risks of every goal that is served, then of every target, each in the order of ``KINDS``. O(links log links)."""
    served: dict[str, list[Link]] = defaultdict(list)
    for link in facts.accepted:
        served[link.goal].append(link)
        if targets and link.targeted:
            served[link.sdg].append(link)
    order = sorted(served, key=lambda code: ("." in code, sdg_order(code)))
    return tuple(risk for code in order for risk in _risks(code, served[code], facts))


def _risks(code: str, links: list[Link], facts: Facts) -> Iterator[Risk]:
    strong = [link for link in links if link.direct]
    told = strong or links
    items = tuple(facts.items[iri] for iri in sorted({link.element for link in told}))
    conditional, ending = [bool(item.condition) for item in items], [item.ending for item in items]
    holds = {
        "single": len(items) == 1,
        "conditional": all(conditional),
        "ending": all(ending),
        "mixed": all(map(max, conditional, ending)) and not all(conditional) and not all(ending),
        "outside": all(link.basis == "external" for link in told),
        "indirect": not strong,
    }
    return (Risk(code, kind, bool(strong), items) for kind in KINDS if holds[kind])
