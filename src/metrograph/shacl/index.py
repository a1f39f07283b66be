"""The triples of a graph by predicate, forward and backward: what the fast engine reads in place of a store.

For each predicate a table from subject to objects; the tables back are made when a path first asks for one. All graphs
of a dataset count as one. Terms are N-Triples texts, so that comparing and looking up cost what a string costs.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

import pyoxigraph as ox

from metrograph.namespaces import RDF, RDFS
from metrograph.shacl.node import STRING, Node, iri, literal

if TYPE_CHECKING:
    import rdflib

TYPE, FIRST, REST, NIL = (iri(RDF + name) for name in ("type", "first", "rest", "nil"))
SUBCLASS = iri(RDFS + "subClassOf")

_CHUNK = 20_000
_NO_TABLE: Mapping[Node, Sequence[Node]] = {}


Triple: TypeAlias = tuple[Node, Node, Node]


class Quads(Protocol):
    """A store, as far as reading it whole goes: ``graph("")`` gives every quad."""

    def graph(self, name: str) -> Iterator[ox.Quad]:
        """The quads of a graph; of all for the empty text."""
        ...


Data: TypeAlias = "Index | Quads | ox.Store | rdflib.Graph | Iterable[ox.Quad | ox.Triple]"
"""What can be validated: quads or triples, a store, or an rdflib graph or dataset."""


class Index:
    """Triples by predicate. ``Index.of`` makes one from quads, from a store or from an rdflib graph.

    >>> data = Index.of(ox.parse(b"<a:x> <a:p> <a:y>, 'z' .", format=ox.RdfFormat.TURTLE))
    >>> data.forward("<a:p>")
    {'<a:x>': ['<a:y>', '"z"']}
    >>> data.backward("<a:p>")["<a:y>"]
    ['<a:x>']
    """

    def __init__(self) -> None:
        self._forward: dict[Node, dict[Node, list[Node]]] = {}
        self._backward: dict[Node, dict[Node, list[Node]]] = {}
        self._instances: dict[Node, frozenset[Node]] = {}

    @classmethod
    def of(cls, data: Data) -> "Index":
        """The index of some data; an index itself is given back as it is. About 3 seconds for a million triples."""
        if isinstance(data, Index):
            return data
        index = cls()
        if not isinstance(data, ox.Store) and hasattr(data, "namespace_manager"):
            lines: Iterator[list[str]] = _rdflib_lines(cast("rdflib.Graph", data))
        elif hasattr(data, "graph"):
            lines = _lines(data.graph(""))
        else:
            lines = _lines(cast("Iterable[ox.Quad | ox.Triple]", data))
        with at_rest():
            index._add(lines)
        return index

    def _add(self, chunks: Iterable[Iterable[str]]) -> None:
        tables, last = self._forward, ""
        for line in chain.from_iterable(chunks):
            subject, predicate, rest = line.split(" ", 2)
            if subject == last:
                subject = last  # one text for a subject, however many triples it has
            else:
                last = subject
            table = tables.get(predicate)
            if table is None:
                table = tables[predicate] = {}
            objects = table.get(subject)
            if objects is None:
                table[subject] = [rest[:-2]]
            else:
                objects.append(rest[:-2])
        for table in tables.values():  # a triple may stand in several graphs
            for subject, objects in table.items():
                if len(objects) > 1:
                    table[subject] = list(dict.fromkeys(objects))

    def predicates(self) -> tuple[Node, ...]:
        """Every predicate."""
        return tuple(self._forward)

    def forward(self, predicate: Node) -> Mapping[Node, Sequence[Node]]:
        """Objects by subject, each once, in the order of the data."""
        return self._forward.get(predicate, _NO_TABLE)

    def backward(self, predicate: Node) -> Mapping[Node, Sequence[Node]]:
        """Subjects by object."""
        table = self._backward.get(predicate)
        if table is None:
            table = self._backward[predicate] = {}
            for subject, objects in self.forward(predicate).items():
                for node in objects:
                    subjects = table.get(node)
                    if subjects is None:
                        table[node] = [subject]
                    else:
                        subjects.append(subject)
        return table

    def objects(self, subject: Node, predicate: Node) -> Sequence[Node]:
        """The objects of a subject and predicate."""
        return self.forward(predicate).get(subject, ())

    def instances(self, kind: Node) -> frozenset[Node]:
        """The SHACL instances of a class: of the class itself and of the classes below it (``rdfs:subClassOf*``)."""
        found = self._instances.get(kind)
        if found is None:
            below, queue = {kind}, [kind]
            while queue:
                for node in self.backward(SUBCLASS).get(queue.pop(), ()):
                    if node not in below:
                        below.add(node)
                        queue.append(node)
            found = frozenset().union(*(self.backward(TYPE).get(node, ()) for node in below))
            self._instances[kind] = found
        return found

    def members(self, head: Node) -> tuple[Node, ...] | None:
        """The members of an RDF list; ``None`` when it is not a well-formed list."""
        members: list[Node] = []
        seen = set()
        while head != NIL:
            first, rest = self.objects(head, FIRST), self.objects(head, REST)
            if len(first) != 1 or len(rest) != 1 or head in seen:
                return None
            seen.add(head)
            members.append(first[0])
            head = rest[0]
        return tuple(members)

    def changed(self, removed: Iterable[Triple], added: Iterable[Triple]) -> "Index":
        """Another index without some triples and with some others; tables that do not change are shared."""
        other = Index()
        other._forward, other._backward = dict(self._forward), dict(self._backward)
        steps = [*((triple, False) for triple in removed), *((triple, True) for triple in added)]
        touched = {predicate for (_, predicate, _), _ in steps}
        for predicate in touched:
            other._forward[predicate] = dict(self.forward(predicate))  # type: ignore[arg-type]  # its lists are not changed
            if predicate in other._backward:
                other._backward[predicate] = dict(other._backward[predicate])
        for (subject, predicate, node), there in steps:
            _put(other._forward[predicate], subject, node, there=there)
            if predicate in other._backward:
                _put(other._backward[predicate], node, subject, there=there)
        if not touched & {TYPE, SUBCLASS}:
            other._instances = dict(self._instances)
        return other

    def lines(self) -> Iterator[str]:
        """Every triple as a line of N-Triples."""
        for predicate in self._forward:
            for subject, objects in self.forward(predicate).items():
                for node in objects:
                    yield f"{subject} {predicate} {node} ."

    def __len__(self) -> int:
        return sum(len(objects) for predicate in self._forward for objects in self.forward(predicate).values())

    def __repr__(self) -> str:
        return f"<Index: {len(self)} triples, {len(self._forward)} predicates>"


def _put(table: dict[Node, list[Node]], key: Node, node: Node, *, there: bool) -> None:
    """Put a node into the list of a key, or take it away; other lists, and the list as it was, stay as they are."""
    nodes = [one for one in table.get(key, ()) if one != node]
    table[key] = [*nodes, node] if there else nodes
    if not table[key]:
        del table[key]


def _lines(data: Iterable[ox.Quad | ox.Triple]) -> Iterator[list[str]]:
    """Chunks of lines of N-Triples, whatever graph a quad stands in."""
    rest = iter(data)
    while chunk := list(islice(rest, _CHUNK)):
        try:
            body = ox.serialize(cast("list[ox.Triple]", chunk), format=ox.RdfFormat.N_TRIPLES)
        except ValueError:  # quads of named graphs
            body = ox.serialize((cast("ox.Quad", quad).triple for quad in chunk), format=ox.RdfFormat.N_TRIPLES)
        yield cast("bytes", body).decode().split("\n")[:-1]  # texts may hold other signs that end lines


def _rdflib_lines(graph: "rdflib.Graph") -> Iterator[list[str]]:
    known: dict[object, Node] = {}
    for triple in graph.triples((None, None, None)):
        texts = []
        for term in triple:
            text = known.get(term)
            if text is None:
                text = known[term] = node_of(term)
            texts.append(text)
        yield [f"{texts[0]} {texts[1]} {texts[2]} ."]


def node_of(term: object) -> Node:
    """A term of rdflib as a node."""
    kind = type(term).__name__
    if kind == "Literal":
        return literal(str(term), str(getattr(term, "datatype", None) or STRING), getattr(term, "language", None) or "")
    return f"_:{term}" if kind == "BNode" else iri(str(term))


@contextmanager
def at_rest() -> Iterator[None]:
    """No collection of garbage while very many small things are made: it would look at them all, again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
