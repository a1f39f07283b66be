"""Results that follow the data: after a change only the shapes and focus nodes that it can affect are looked at again."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from metrograph.shacl.dependencies import Dependencies, dependencies, target_predicates
from metrograph.shacl.engine import SECONDS, FastRun
from metrograph.shacl.index import Index, Triple
from metrograph.shacl.node import Node
from metrograph.shacl.path import predicates_in
from metrograph.shacl.queries import Queries
from metrograph.shacl.result import Result
from metrograph.shacl.shape import Shapes
from metrograph.shacl.units import Unit, units


class Live:
    """The results of a validation, kept up to date. Delegated shapes are not among them.

    >>> from metrograph.shacl.reading import read_shapes
    >>> import pyoxigraph as ox
    >>> shapes = b'''@prefix sh: <http://www.w3.org/ns/shacl#> . <a:S> sh:targetSubjectsOf <a:p> ;
    ...     sh:property [ sh:path <a:name> ; sh:minCount 1 ] .'''
    >>> live = Live(Index.of([]), read_shapes(ox.parse(shapes, format=ox.RdfFormat.TURTLE)))
    >>> live.update(added=[("<a:x>", "<a:p>", '"1"')])
    >>> [result.focus for result in live.results()], live.looked_at
    (['<a:x>'], 2)
    >>> live.update(added=[("<a:x>", "<a:name>", '"X"')])
    >>> live.results()
    ()
    """

    def __init__(self, data: Index, shapes: Shapes, seconds: float = SECONDS) -> None:
        self.data, self.shapes = data, shapes
        self.looked_at = 0
        """How many focus nodes the last update looked at again, all units together."""
        self._queries = Queries(data, shapes.graph, seconds)
        self._units = {unit: dependencies(unit.shape, shapes) for unit in units(shapes)}
        self._aims = {unit: _aims(unit) for unit in self._units}
        self._nodes: dict[Unit, Mapping[Node, int]] = {}
        self._known: dict[Unit, dict[Node, tuple[Result, ...]]] = {}
        run = FastRun(data, shapes, self._queries)
        for unit in self._units:
            self._nodes[unit] = unit.focus_nodes(data)
            self._known[unit] = {}
            self._look(run, unit, frozenset(self._nodes[unit]))

    def results(self) -> tuple[Result, ...]:
        """The results as they stand."""
        return tuple(
            result
            for unit, known in self._known.items()
            for focus, results in known.items()
            for result in results
            for _ in range(self._nodes[unit][focus])
        )

    def update(self, removed: Iterable[Triple] = (), added: Iterable[Triple] = ()) -> None:
        """Take triples away and put triples in; whatever they may affect is looked at again."""
        gone = [triple for triple in removed if triple[2] in self.data.objects(triple[0], triple[1])]
        come = [triple for triple in added if triple in gone or triple[2] not in self.data.objects(triple[0], triple[1])]
        before, self.data = self.data, self.data.changed(gone, come)
        self._queries.follow(self.data, gone, come)
        run, changed = FastRun(self.data, self.shapes, self._queries), [*gone, *come]
        touched = {predicate for _, predicate, _ in changed}
        self.looked_at = 0
        for unit, needs in self._units.items():
            old = self._nodes[unit]
            if self._aims[unit] & touched:
                self._nodes[unit] = unit.focus_nodes(self.data)
            self._look(run, unit, self._again(unit, needs, old, changed, (before, self.data)))

    def _again(
        self, unit: Unit, needs: Dependencies, old: Mapping[Node, int], changed: list[Triple], graphs: tuple[Index, ...]
    ) -> frozenset[Node]:
        """The focus nodes of a unit that must be looked at: those that are new, and those that see a change."""
        now = self._nodes[unit]
        for node in old.keys() - now.keys():
            self._known[unit].pop(node, None)
        suspects = needs.suspects(changed, graphs)
        return frozenset(now if suspects is None else (now.keys() & suspects) | (now.keys() - old.keys()))

    def _look(self, run: FastRun, unit: Unit, nodes: frozenset[Node]) -> None:
        known = self._known[unit]
        self.looked_at += len(nodes)
        for node in nodes & known.keys():
            del known[node]
        found = sorted(run.results(unit, nodes), key=lambda result: result.focus)
        known.update((focus, tuple(results)) for focus, results in groupby(found, key=lambda result: result.focus))


def _aims(unit: Unit) -> frozenset[Node]:
    """The predicates that decide what the focus nodes of a unit are."""
    top = unit
    while top.above is not None:
        top = top.above
    return target_predicates(top.shape.targets).union(*(predicates_in(path) for path in unit.way()))
