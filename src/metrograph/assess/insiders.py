"""Who is no outside organisation for a plan; assessment, network and likeness take the same for it.

The questions of the catalogue, such as ``organisations``, say it in SPARQL; a test holds the two together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from metrograph.assess.source import Pairs, every
from metrograph.namespaces import MG


def insiders(plans: Iterable[str], pairs: Pairs) -> Mapping[str, frozenset[str]]:
    """Who makes each plan, the network of which they are a unit, and its other units: no partners of that plan.

    >>> said = {MG + "organisedBy": [("plan", "office")], MG + "unitOf": [("office", "network"), ("academy", "network")]}
    >>> sorted(insiders(["plan"], said.get)["plan"])
    ['academy', 'network', 'office']
    """
    organised, wholes = every(pairs(MG + "organisedBy")), every(pairs(MG + "unitOf"))
    units: dict[str, set[str]] = defaultdict(set)
    for unit, above in wholes.items():
        for whole in above:
            units[whole].add(unit)
    found = {}
    for plan in plans:
        makers = organised.get(plan, frozenset())
        above = frozenset(whole for maker in makers for whole in wholes.get(maker, ()))
        found[plan] = makers | above | frozenset(unit for whole in above for unit in units[whole])
    return found
