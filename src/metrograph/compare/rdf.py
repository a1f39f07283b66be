"""A comparison as RDF: a change set that was derived from both plans, and a node for each change.

```
id/changes/…  a mg:ChangeSet, prov:Entity ; prov:wasDerivedFrom plan A, plan B ; dcterms:hasPart a node for each change
plan B        prov:wasRevisionOf plan A
a change      a mg:Change ; mg:changeType "renamed" ; mg:changeFrom … ; mg:changeTo … ; mg:changeCertainty "certain"
```
"""

from collections.abc import Iterator

import pyoxigraph as ox

from metrograph.compare.compared import Compared
from metrograph.graph.plan import Addresses
from metrograph.graph.terms import PREF, A, Graph, iri, mg, plain, tagged, well_known
from metrograph.model import Plan
from metrograph.namespaces import Names, sdg_iri
from metrograph.words import LANGUAGES, say


def quads_of(comparison: Compared, earlier: Names, later: Names) -> Iterator[ox.Quad]:
    """The graph ``changes/A-to-B``; ``earlier`` and ``later`` mint the names of the two plans, which may have bases of their own.

    >>> import metrograph
    >>> plan = next(iter(metrograph.open().records.plans.values()))
    >>> from metrograph.compare import compare_plans
    >>> len({quad.graph_name for quad in quads_of(compare_plans(plan, plan), Names(), Names())})
    1
    """
    a, b = Addresses(comparison.earlier, earlier), Addresses(comparison.later, later)
    plans = _root(comparison.earlier, a), _root(comparison.later, b)
    graph = Graph(later, f"changes/{comparison.earlier.id}-to-{comparison.later.id}")
    whole = later.hashed("changes", *plans)
    yield graph.add(whole, A, mg("ChangeSet"))
    for lang in LANGUAGES:
        titles = {"earlier": comparison.earlier.root.words.best(lang), "later": comparison.later.root.words.best(lang)}
        yield graph.add(whole, well_known("dcterms:title"), tagged(say("diff.title", lang, **titles), lang))
    for plan in dict.fromkeys(plans):
        yield graph.add(whole, well_known("prov:wasDerivedFrom"), iri(plan))
    if plans[0] != plans[1]:
        yield graph.add(plans[1], well_known("prov:wasRevisionOf"), iri(plans[0]))
    for row in comparison.rows:
        ends = (_end(row.earlier, a, row.change), _end(row.later, b, row.change))
        node = later.hashed("changes", whole, row.change, *ends)
        yield graph.add(whole, well_known("dcterms:hasPart"), iri(node))
        yield graph.add(node, A, mg("Change"))
        yield graph.add(node, mg("changeType"), plain(row.change))
        yield graph.add(node, mg("changeCertainty"), plain(row.certainty))
        for name, end in zip(("changeFrom", "changeTo"), ends, strict=True):
            if end:
                yield graph.add(node, mg(name), iri(end))
        for lang in LANGUAGES:
            told = f"{say(f'diff.{row.change}', lang)}: {row.label_later or row.label_earlier}"
            yield graph.add(node, PREF, tagged(told, lang))


def _root(plan: Plan, address: Addresses) -> str:
    return address(plan.root.id)


def _end(name: str, address: Addresses, change: str) -> str:
    if not name:
        return ""
    return sdg_iri(name) if change == "coverage" else address(name)
