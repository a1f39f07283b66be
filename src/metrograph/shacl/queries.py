"""Runs the SPARQL of shapes: one store with the data, made when first needed, and a limit of time for each query."""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice, product
from queue import Empty, SimpleQueue

import pyoxigraph as ox

from metrograph.errors import LimitError, ShapeError
from metrograph.shacl.index import Index, Triple
from metrograph.shacl.node import TRUE, Node, is_literal
from metrograph.shacl.prebinding import Bindable

_OURS = "urn:x-metrograph:"
SHAPES_GRAPH = f"<{_OURS}shapes>"
_PRIVATE = ox.NamedNode(f"{_OURS}bound")
_CHUNK = 20_000
Row = Mapping[str, Node]


class Queries:
    """The data in a store, for the constraints that are SPARQL. ``seconds`` is the limit for one query."""

    def __init__(self, data: Index, shapes: Index, seconds: float) -> None:
        self._data, self._shapes, self._seconds = data, shapes, seconds
        self._store: ox.Store | None = None
        self._batches: dict[object, str] = {}
        self._numbers = count()
        self._given: dict[Node, set[Node]] = {}

    def rows(self, query: Bindable, rows: Sequence[Row], constants: Row, asker: str) -> list[dict[str, Node]]:
        """The solutions of a query for each of some rows of pre-bound variables; ``asker`` is the shape, for errors."""
        if not rows:
            return []
        if query.sliced and len(rows) > 1:  # LIMIT counts for each node by itself
            return [found for row in rows for found in self.rows(query, (row,), constants, asker)]
        found = self._within(query.bound(self._patterns(query, rows, constants), constants), asker)
        if any(row.get("failure") == TRUE for row in found):
            raise ShapeError("H112", shape=asker)
        names = tuple(rows[0])
        asked = {tuple(row[name] for name in names) for row in rows}
        return [told for row in found for told in self._as_given(row, names, asked)]

    def _as_given(self, row: dict[str, Node], names: tuple[str, ...], asked: set[tuple[Node, ...]]) -> Iterator[dict[str, Node]]:
        """A solution with its pre-bound literals as they were given: the store rewrites some ("01" becomes "1")."""
        choices = ({row[name], *self._given.get(row[name], ())} for name in names)
        for nodes in product(*choices):
            if nodes in asked:
                yield {**row, **dict(zip(names, nodes, strict=True))}

    def _patterns(self, query: Bindable, rows: Sequence[Row], constants: Row) -> dict[str, str]:
        """For each pre-bound variable of a query the pattern that binds it."""
        names = sorted(rows[0])
        key = (tuple(names), frozenset(tuple(row[name] for name in names) for row in rows))
        batch = self._batches.get(key) or self._batches.setdefault(key, self._keep(names, key[1]))
        fixed = {name: node for name, node in constants.items() if name in query.names}
        patterns = {}
        if len(names) == 1:
            patterns[names[0]] = f"GRAPH {_PRIVATE} {{ {batch} <{_OURS}{names[0]}> ${names[0]} }}"
        else:
            parts = " ; ".join(f"<{_OURS}{name}> ${name}" for name in names)
            patterns.update(dict.fromkeys(names, f"GRAPH {_PRIVATE} {{ {batch} <{_OURS}row> ?_row . ?_row {parts} }}"))
        for name, node in fixed.items():
            holder = self._batches.get((name, node)) or self._batches.setdefault((name, node), self._keep([name], [(node,)]))
            patterns[name] = f"GRAPH {_PRIVATE} {{ {holder} <{_OURS}{name}> ${name} }}"
        return patterns

    def _keep(self, names: Sequence[str], rows: Collection[tuple[Node, ...]]) -> str:
        """Put rows into the private graph; the node that stands for them."""
        batch = f"<{_OURS}batch/{next(self._numbers)}>"
        lines = []
        for node, kept in _kept({node for row in rows for node in row if is_literal(node) and "^^" in node}):
            self._given.setdefault(kept, set()).add(node)
        for row in rows:
            holder = batch
            if len(names) > 1:
                holder = f"<{_OURS}row/{next(self._numbers)}>"
                lines.append(f"{batch} <{_OURS}row> {holder} .")
            lines.extend(f"{holder} <{_OURS}{name}> {node} ." for name, node in zip(names, row, strict=True))
        self.store.extend(_quads(lines, _PRIVATE))
        return batch

    @property
    def store(self) -> ox.Store:
        """The data in the default graph, the shapes in a graph of their own."""
        if self._store is None:
            self._store = ox.Store()
            lines = self._data.lines()
            while chunk := list(islice(lines, _CHUNK)):
                self._store.bulk_extend(_quads(chunk, ox.DefaultGraph()))
            self._store.bulk_extend(_quads(self._shapes.lines(), ox.NamedNode(SHAPES_GRAPH[1:-1])))
        return self._store

    def follow(self, data: Index, removed: Iterable[Triple], added: Iterable[Triple]) -> None:
        """Make the changes of the data in the store too, where there is one."""
        self._data = data
        if self._store is not None:
            for quad in _quads((f"{s} {p} {o} ." for s, p, o in removed), ox.DefaultGraph()):
                self._store.remove(quad)
            self._store.extend(_quads((f"{s} {p} {o} ." for s, p, o in added), ox.DefaultGraph()))

    def _within(self, text: str, asker: str) -> list[dict[str, Node]]:
        """The answer of the engine, or ``LimitError``: the query goes on in a thread that nobody waits for any more."""
        store, box = self.store, SimpleQueue[list[dict[str, Node]] | Exception]()

        def work() -> None:
            try:
                found = store.query(text)
                names = [variable.value for variable in found.variables]  # type: ignore[union-attr]  # always a SELECT
                box.put([_row(names, solution) for solution in found])  # type: ignore[union-attr]
            except (SyntaxError, ValueError, RuntimeError, OSError) as error:
                box.put(error)

        threading.Thread(target=work, daemon=True).start()
        try:
            answer = box.get(timeout=self._seconds)
        except Empty:
            raise LimitError("L111", shape=asker, seconds=f"{self._seconds:g}") from None
        if isinstance(answer, Exception):
            raise ShapeError("H107", shape=asker, detail=str(answer).splitlines()[0])
        return answer


def _kept(literals: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Literals, each with what a store makes of it."""
    store, ordered = ox.Store(), sorted(literals)
    store.extend(_quads((f"<urn:n:{at}> <urn:p> {node} ." for at, node in enumerate(ordered)), ox.DefaultGraph()))
    return ((ordered[int(str(quad.subject)[7:-1])], str(quad.object)) for quad in store)


def _row(names: Sequence[str], solution: ox.QuerySolution) -> dict[str, Node]:
    return {name: str(term) for name, term in zip(names, solution, strict=True) if term is not None}


def _quads(lines: Iterable[str], graph: ox.NamedNode | ox.DefaultGraph) -> Iterable[ox.Quad]:
    body = "\n".join(lines).encode()
    found = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
    return found if isinstance(graph, ox.DefaultGraph) else (ox.Quad(q.subject, q.predicate, q.object, graph) for q in found)
