"""The fast engine: holds the shapes against the index, constraint by constraint, for all focus nodes at once.

A constraint sees the value nodes of every focus node together and judges each distinct value once. Whether nodes conform
to a shape that another shape refers to is remembered. Only what fails is looked at twice.
"""

from collections.abc import Iterable, Iterator, Mapping

from metrograph.namespaces import SH
from metrograph.shacl.index import Index
from metrograph.shacl.node import Node
from metrograph.shacl.path import Path
from metrograph.shacl.queries import Queries
from metrograph.shacl.result import Result
from metrograph.shacl.shape import Shape, Shapes
from metrograph.shacl.units import Unit, units, values_of
from metrograph.shacl.values import Constraint, Failure, Values

SECONDS = 60.0
"""The limit of time for one SPARQL constraint, unless one is given."""


def validate(data: Index, shapes: Shapes, seconds: float = SECONDS) -> Iterator[Result]:
    """The results of all shapes but those that are delegated, in the order of the shapes."""
    run = FastRun(data, shapes, Queries(data, shapes.graph, seconds))
    known: dict[Unit | None, Mapping[Node, int]] = {None: {}}
    for unit in units(shapes):
        nodes = known[unit] = unit.focus_nodes(data, known[unit.above])
        for result in run.results(unit, nodes):
            yield from (result for _ in range(nodes[result.focus]))


class FastRun:
    """One validation under way: what is known so far of which nodes conform to which shape."""

    def __init__(self, data: Index, shapes: Shapes, queries: Queries) -> None:
        self.data = data
        self.shapes = shapes
        self.queries = queries
        self._known: dict[Node, tuple[set[Node], set[Node]]] = {}
        self._last: tuple[object, Path | None, Values] | None = None

    def results(self, unit: Unit, focus_nodes: Mapping[Node, int] | frozenset[Node]) -> Iterator[Result]:
        """The results of a unit for some focus nodes, each once."""
        if focus_nodes:
            values = self._values(unit.shape.path, focus_nodes)
            for constraint in unit.constraints:
                for failure in constraint.failures(values, self):
                    yield _result(unit.shape, constraint, failure)

    def _values(self, path: Path | None, focus_nodes: Mapping[Node, int] | frozenset[Node]) -> Values:
        """The value nodes of a unit: those of the unit before where only the shape differs."""
        if self._last is None or self._last[0] is not focus_nodes or self._last[1] != path:
            self._last = focus_nodes, path, values_of(path, focus_nodes, self.data)
        return self._last[2]

    def failing(self, shape: Node, nodes: Iterable[Node]) -> frozenset[Node]:
        """Those of some nodes that do not conform to a shape."""
        wanted = frozenset(nodes)
        checked, bad = self._known.setdefault(shape, (set(), set()))
        new = wanted - checked
        if new:
            checked |= new
            bad |= self._failing(self.shapes.by_node[shape], new)
        return wanted & bad

    def _failing(self, shape: Shape, nodes: frozenset[Node]) -> set[Node]:
        if shape.deactivated:
            return set()
        values = values_of(shape.path, nodes, self.data)
        return {failure.focus for constraint in shape.constraints for failure in constraint.failures(values, self)}


def _result(shape: Shape, constraint: Constraint, failure: Failure) -> Result:
    component = constraint.component
    return Result(
        failure.focus,
        failure.path or shape.path,
        failure.value,
        component if ":" in component else SH + component,
        shape.severity,
        shape.node,
        getattr(constraint, "source", None),
        failure.messages or shape.messages,
    )
