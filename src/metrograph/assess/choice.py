"""Which plan is meant: the plans of a store by the names that people give them."""

from collections import Counter
from collections.abc import Mapping

from metrograph.errors import UsageError, near
from metrograph.namespaces import Names
from metrograph.store import Store
from metrograph.table import Table, text


def plan_names(store: Store, names: Names) -> dict[str, str]:
    """The IRI of each plan at hand, by the name of the plan.

    >>> import metrograph
    >>> desk = metrograph.open()
    >>> plan_names(desk.store, desk.names)
    {'metropolis-2019': 'https://w3id.org/metrograph/id/metropolis-2019/plan-2019'}
    """
    rows = store.query("SELECT DISTINCT ?plan { ?plan a mg:WorkPlan } ORDER BY ?plan")
    found = [text(row[0]) for row in rows.rows()] if isinstance(rows, Table) else []
    start = names.shared("")
    short = [iri.removeprefix(start).rpartition("/")[0] or iri.removeprefix(start) for iri in found]
    once = Counter(short)
    return {name if once[name] == 1 else iri.removeprefix(start): iri for name, iri in zip(short, found, strict=True)}


def name_of(plans: Mapping[str, str], wanted: str) -> str:
    """The name of the plan that somebody means by its name, its id or its IRI; ``UsageError`` for none of them or for several."""
    ids = Counter(iri.rpartition("/")[2] for iri in plans.values())
    if wanted not in plans and ids[wanted] > 1:
        raise UsageError("B151", value=wanted, choices=", ".join(name for name in plans if plans[name].endswith(f"/{wanted}")))
    by_id = {iri.rpartition("/")[2]: name for name, iri in plans.items()}
    by_iri = {iri: name for name, iri in plans.items()}
    found = wanted if wanted in plans else by_id.get(wanted) or by_iri.get(wanted)
    if found is None:
        raise UsageError("U108", value=wanted, name="--plan", near=near(wanted, plans), choices=", ".join(plans))
    return found


def one_plan(plans: Mapping[str, str], wanted: str, where: str) -> str:
    """The IRI of the one plan that is there, or is meant; ``UsageError`` where there is none or nobody said which of several."""
    if not plans:
        raise UsageError("A141", path=where)
    if not wanted and len(plans) > 1:
        raise UsageError("A142", choices=", ".join(plans))
    return plans[name_of(plans, wanted)] if wanted else next(iter(plans.values()))
