"""Accepted links as triple terms of RDF 1.2, for programs that read them; never the form that is kept.

```
<alignment> rdf:reifies <<( element mg:contributesTo target )>> ; mg:confidence 0.87 ; mg:hasSuggestion …
```
The alignment is the reifier: what it says of strength, status, confidence and evidence is then said of the triple itself.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from metrograph.namespaces import MG, RDF, Names
from metrograph.turtle import Quad

REIFIES = ox.NamedNode(RDF + "reifies")
_OF, _TO, _HOW = (ox.NamedNode(MG + name) for name in ("alignmentOf", "alignedTo", "contributesTo"))


def reified(quads: Iterable[Quad], names: Names) -> tuple[Quad, ...]:
    """Quads, and for each alignment whose triple ``mg:contributesTo`` is among them that triple as a triple term.

    They stand in the graph of the view, where the alignments are.

    >>> import metrograph
    >>> g = metrograph.open()
    >>> len(reified(g.graph_quads("view"), g.names)) - len(g.graph_quads("view"))
    136
    """
    found = tuple(quads)
    view = ox.NamedNode(names.graph("view"))
    ends: dict[object, list[object]] = {}
    held = set()
    for quad in found:
        if quad.predicate in (_OF, _TO):
            ends.setdefault(quad.subject, [None, None])[quad.predicate == _TO] = quad.object
        elif quad.predicate == _HOW:
            held.add((quad.subject, quad.object))
    made = [
        Quad(link, REIFIES, ox.Triple(element, _HOW, target), view)  # type: ignore[arg-type]  # terms, as they came
        for link, (element, target) in ends.items()
        if (element, target) in held
    ]
    return (*found, *made)
