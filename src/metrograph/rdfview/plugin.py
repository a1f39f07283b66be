"""The engine as a store of rdflib: reads what is there, without a copy, and writes through the local store.

Each call reads to the end before it gives its first triple: an iterator of the engine may not leave its thread, and a
loop over triples may change them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.plugins.stores.memory import Memory
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Node

from metrograph.errors import StoreError
from metrograph.rdfview.asking import Asker
from metrograph.rdfview.terms import GraphName, name_of, to_engine, to_identifier, to_name, to_rdflib
from metrograph.rdfview.union import filled, number
from metrograph.store import LocalStore
from metrograph.turtle import Quad

Pattern = tuple[Node | None, Node | None, Node | None]
Spo = tuple[Any, Any, Any]
_DEFAULT = ox.DefaultGraph()
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(!isTRIPLE(?o)) }"
_COUNT_ONCE = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o FILTER(!isTRIPLE(?o)) } }"


class EngineStore(Store):
    """A local store behind rdflib's graphs; ``graph_of`` makes a graph of its name."""

    context_aware = True
    graph_aware = True

    def __init__(self, local: LocalStore, graph_of: Callable[[Node], Graph]) -> None:
        super().__init__()
        self.local = local
        self._graph_of = graph_of
        self._asker = Asker(local)
        self._names = Memory()
        self._counts: dict[GraphName | None, int] = {}
        self._counted_at: tuple[int, int] = (-1, -1)
        self._empty: set[Any] = set()

    # ---- reading

    def found(self, pattern: Pattern, context: Graph | None = None) -> Iterator[tuple[Spo, GraphName]]:
        """The triples of a pattern, each with the graph where it stands."""
        for quad in self.local.originals.restored(self._quads(pattern, context)):
            value = to_rdflib(quad.object)
            if value is not None:
                yield (to_rdflib(quad.subject), to_rdflib(quad.predicate), value), quad.graph_name

    def _quads(self, pattern: Pattern, context: Graph | None) -> list[Quad]:
        name = None if context is None else to_name(context.identifier)
        terms = [None if node is None else to_engine(node) for node in pattern]
        asked = (*pattern, context)
        if any(term is None and node is not None for term, node in zip((*terms, name), asked, strict=True)):
            return []
        subject, predicate, value = terms
        if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode | None):
            return []
        return list(self.local.engine.quads_for_pattern(subject, predicate, value, name))

    def triples(self, triple_pattern: Pattern, context: Graph | None = None) -> Iterator[tuple[Spo, Iterator[Graph | None]]]:
        """The triples of a pattern, each once, with the graphs where it stands."""
        seen: set[Spo] = set()
        for triple, _ in self.found(triple_pattern, context):
            if triple not in seen:
                seen.add(triple)
                yield triple, iter((context,)) if context is not None else self._holding(triple)

    def _holding(self, triple: Spo) -> Iterator[Graph]:
        yield from self.contexts(triple)  # looked up when somebody asks

    def contexts(self, triple: Pattern | None = None) -> Iterator[Graph]:  # type: ignore[override]  # rdflib says Generator
        """The graphs that hold a triple; every graph without one."""
        if triple is not None and triple != (None, None, None):
            names = dict.fromkeys(to_identifier(quad.graph_name) for quad in self._quads(triple, None))
        else:
            names = dict.fromkeys(to_identifier(name) for name in self.local.engine.named_graphs())
            names.update(dict.fromkeys(to_identifier(name) for name in filled(self.local.engine)))
            names.update(dict.fromkeys(self._empty))
        return map(self._graph_of, names)

    def __len__(self, context: Graph | None = None) -> int:
        """How many triples a graph holds; how many there are in all graphs together, each once."""
        name = None if context is None else to_name(context.identifier)
        if context is not None and name is None:
            return 0
        now = (self.local.changes, id(self.local.engine))
        if now != self._counted_at:
            self._counts, self._counted_at = {}, now
        if name not in self._counts:  # pySHACL asks some thousand times
            how = {"use_default_graph_as_union": True} if name is None else {"default_graph": name}
            self._counts[name] = number(self.local.engine, _COUNT_ONCE if name is None else _COUNT, **how)
        return self._counts[name]

    # ---- writing

    def add(self, triple: Spo, context: Graph, quoted: bool = False) -> None:
        """Add a triple to a graph."""
        if quoted:
            raise StoreError("T120", term="{ … }")
        quad = _quad(triple, context)
        if self.local.disk:
            self.local.change((), [quad])  # looks at what is new alone
        else:
            self.local.load([quad])

    def addN(self, quads: Iterable[tuple[Any, Any, Any, Graph]]) -> None:  # noqa: N802 - rdflib's name
        """Add triples to their graphs, all or none."""
        self.local.load([_quad((s, p, o), context) for s, p, o, context in quads])

    def remove(self, triple: Pattern, context: Graph | None = None) -> None:
        """Take the triples of a pattern out of a graph, or of all."""
        self.local.change(self.local.originals.restored(self._quads(triple, context)), ())

    def add_graph(self, graph: Graph) -> None:
        """Know of a graph before it holds anything; nothing is written."""
        self._empty.add(graph.identifier)

    def remove_graph(self, graph: Graph) -> None:
        """Take a graph away with all that it holds."""
        self.remove((None, None, None), graph)
        self._empty.discard(graph.identifier)
        name = to_name(graph.identifier)
        if name is not None and name != _DEFAULT:
            self.local.engine.remove_graph(name)

    # ---- SPARQL

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **options: Any) -> Result:  # noqa: N803
        """The answer of the engine, where it is certain to be the one that rdflib would give."""
        return self._asker.query(query, initNs, initBindings, queryGraph, options)

    def update(self, update: Any, initNs: Any, initBindings: Any, queryGraph: Any, **options: Any) -> None:  # noqa: N803
        """Apply an update on the engine."""
        self._asker.update(self, update, initNs, initBindings, queryGraph, options)

    # ---- prefixes

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Bind a prefix to a namespace."""
        self._names.bind(prefix, namespace, override)

    def prefix(self, namespace: URIRef) -> str | None:
        """The prefix of a namespace."""
        return self._names.prefix(namespace)

    def namespace(self, prefix: str) -> URIRef | None:
        """The namespace of a prefix."""
        return self._names.namespace(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Every prefix with its namespace."""
        return self._names.namespaces()


def _quad(triple: Spo, context: Graph) -> Quad:
    """A quad of the engine; ``StoreError`` names the term that it cannot hold."""
    subject, predicate, value = map(to_engine, triple)
    sound = (isinstance(subject, ox.NamedNode | ox.BlankNode), isinstance(predicate, ox.NamedNode), value is not None)
    for good, node in zip(sound, triple, strict=True):
        if not good:
            raise StoreError("T120", term=node)
    return Quad(subject, predicate, value, name_of(context.identifier))  # type: ignore[arg-type]  # looked at above
