"""An rdflib ``Dataset`` over a local store, without a copy: rdflib's words, the engine's speed.

```
graph.triples …      plugin      EngineStore, a store of rdflib over the engine
graph.query …        asking      SPARQL on the engine; binding (initBindings) and union (each triple once)
graph.parse …        documents   Turtle, N-Triples, N-Quads, TriG, N3, RDF/XML and JSON-LD on the engine
                     terms       a term of one side as a term of the other
```

Import this package only to hand out such a view: rdflib takes a third of a second.
"""

from collections.abc import Mapping

from rdflib import Dataset

from metrograph.rdfview.dataset import EngineDataset
from metrograph.store import LocalStore

__all__ = ["view"]


def view(store: LocalStore, prefixes: Mapping[str, str]) -> Dataset:
    """A ``Dataset`` that reads and writes a store; its default graph is the union of all graphs.

    Literals are given as they were loaded, in rdflib's way of writing them. Updates follow the standard: outside GRAPH
    and WITH they read and write the default graph alone.

    >>> dataset = view(LocalStore.memory(), {"ex": "http://example.org/"})
    >>> _ = dataset.parse(data="@prefix ex: <http://example.org/> . ex:pilot ex:name 'MEGA' .")
    >>> [str(row.o) for row in dataset.query("SELECT ?o { ex:pilot ex:name ?o }")]
    ['MEGA']
    """
    dataset = EngineDataset(store)
    for prefix, space in prefixes.items():
        dataset.bind(prefix, space, replace=True)
    return dataset
