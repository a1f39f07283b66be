"""A network out of a store: which plan is meant, and how things are called."""

from collections.abc import Iterable, Mapping

from metrograph.errors import UsageError, near
from metrograph.find import labels_of
from metrograph.namespaces import Names
from metrograph.network.facts import read_facts
from metrograph.network.network import Network
from metrograph.network.web import Web
from metrograph.store import Store


def network_of(store: Store, names: Names, plan: str = "", lang: str = "en", *, proposed: bool = False) -> Network:
    """The network of a plan, or of all plans in a store; ``UsageError`` for a plan that is not there."""
    facts, start = read_facts(store), names.shared("")
    web = Web(facts, chosen(plan, facts.plans, start) if plan else "", proposed=proposed)

    def labels(iris: Iterable[str]) -> Mapping[str, str]:
        return labels_of(store, iris, lang)

    return Network(web, lang, labels, start)


def chosen(plan: str, plans: Iterable[str], start: str) -> str:
    """The IRI of a plan by its IRI, its path or the first or last part of that; ``UsageError`` for one that is not there.

    >>> chosen("plan-2019", ["https://w3id.org/metrograph/id/metropolis-2019/plan-2019"], "https://w3id.org/metrograph/id/")
    'https://w3id.org/metrograph/id/metropolis-2019/plan-2019'
    """
    known: dict[str, str] = {}
    for iri in plans:
        path = iri.removeprefix(start)
        for name in (iri, path, path.partition("/")[0], path.rpartition("/")[2]):
            known.setdefault(name, iri)
    if plan not in known:
        choices = ", ".join(dict.fromkeys(iri.removeprefix(start).partition("/")[0] for iri in plans)) or "-"
        raise UsageError("A122", value=plan, near=near(plan, known), choices=choices)
    return known[plan]
