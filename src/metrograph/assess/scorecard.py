"""A few indicators of a plan, each a count over a count with its formula; they are never added up to one number.

>>> import metrograph
>>> from metrograph.assess.facts import read_facts
>>> from metrograph.assess.source import pairs_of
>>> facts = next(iter(read_facts(pairs_of(metrograph.open().store)).values()))
>>> [str(one) for one in scorecard(facts)][:3]
['assessed 75/75', 'linked 55/75', 'direct 33/55']
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from metrograph.assess.facts import Facts
from metrograph.assess.risks import SHAKY, risks

Count = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A count over a count, by the name of its formula in the words."""

    name: str
    part: int
    whole: int

    @property
    def share(self) -> Decimal | None:
        """Part over whole to three places; ``None`` where there is no whole, which is something else than nought."""
        return (Decimal(self.part) / self.whole).quantize(Decimal("0.001")) if self.whole else None

    def __str__(self) -> str:
        return f"{self.name} {self.part}/{self.whole}"


def scorecard(facts: Facts) -> tuple[Indicator, ...]:
    """The indicators, in their order."""
    return tuple(Indicator(name, *count(facts)) for name, count in INDICATORS.items())


def _assessed(facts: Facts) -> Count:
    return len(facts.assessed), len(facts.counted)


def _linked(facts: Facts) -> Count:
    return len({link.element for link in facts.accepted} & facts.counted), len(facts.assessed)


def _direct(facts: Facts) -> Count:
    return len({link.element for link in facts.accepted if link.direct} & facts.counted), _linked(facts)[0]


def _targets(facts: Facts) -> Count:
    return sum(link.targeted for link in facts.accepted), len(facts.accepted)


def _goals(facts: Facts) -> Count:
    return len({link.goal for link in facts.accepted if link.direct}), 17


def _firm(facts: Facts) -> Count:
    served = {link.goal for link in facts.accepted if link.direct}
    shaky = {risk.sdg for risk in risks(facts, targets=False) if risk.kind in SHAKY}
    return len(served - shaky), len(served)


def _words(facts: Facts) -> Count:
    return sum(link.basis in ("text", "stated") for link in facts.accepted), len(facts.accepted)


def _read(facts: Facts) -> Count:
    return sum(link.read for link in facts.accepted), len(facts.accepted)


def _decided(facts: Facts) -> Count:
    return len(facts.accepted), len(facts.accepted) + len(facts.proposed)


INDICATORS: Mapping[str, Callable[[Facts], Count]] = {
    "assessed": _assessed,
    "linked": _linked,
    "direct": _direct,
    "targets": _targets,
    "goals": _goals,
    "firm": _firm,
    "words": _words,
    "read": _read,
    "decided": _decided,
}
