"""How good the evidence of links is: what it rests on, how much is quoted, who read it, how sure a machine was.

>>> import metrograph
>>> from metrograph.assess.facts import read_facts
>>> from metrograph.assess.source import pairs_of
>>> facts = next(iter(read_facts(pairs_of(metrograph.open().store)).values()))
>>> weighed(facts.accepted)
Evidence(links=103, bases=(0, 83, 4, 16, 0), quotes=103, read=0, machine=0, lowest=None, median=None)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from metrograph.assess.facts import BASES, Link


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of some links.

    ``bases`` counts each link once, under the best that it rests on, in the order of ``BASES``; then those without one.
    """

    links: int
    bases: tuple[int, ...]
    quotes: int
    """Different words quoted, added up over the links."""
    read: int
    """Links with a decision of a person in force."""
    machine: int
    """Links with a confidence of a machine."""
    lowest: float | None
    median: float | None


def weighed(links: Iterable[Link]) -> Evidence:
    """The evidence of some links, added up."""
    found = tuple(links)
    sure = [link.confidence for link in found if link.confidence is not None]
    return Evidence(
        len(found),
        tuple(sum(link.basis == basis for link in found) for basis in (*BASES, "")),
        sum(link.quotes for link in found),
        sum(link.read for link in found),
        len(sure),
        min(sure, default=None),
        median(sure) if sure else None,
    )
