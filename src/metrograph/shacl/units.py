"""A validation cut into units: a shape, and what its focus nodes are. A property shape inside another shape is a unit too.

```
ex:Pilot  targetClass ex:PilotProject            unit 1: focus nodes are the instances
  └─ sh:property  path ex:partner                unit 2: the same focus nodes
       └─ sh:property  path ex:name              unit 3: focus nodes are the partners
```
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from metrograph.shacl.index import Index
from metrograph.shacl.logic import ByProperty
from metrograph.shacl.node import Node
from metrograph.shacl.path import Path, Reverse, Step
from metrograph.shacl.shape import Shape, Shapes
from metrograph.shacl.values import Constraint, Values


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A shape and the unit above it, whose value nodes are its focus nodes."""

    shape: Shape
    above: "Unit | None" = None

    @property
    def constraints(self) -> Iterator[Constraint]:
        """The constraints of the shape, without those that are units of their own."""
        return (one for one in self.shape.constraints if not isinstance(one, ByProperty))

    def focus_nodes(self, data: Index, above: Mapping[Node, int] | None = None) -> Mapping[Node, int]:
        """The focus nodes, each with the number of ways by which it is one: so often its results stand in a report.

        ``above`` are the focus nodes of the unit above, where they are known.
        """
        if self.above is None:
            return dict.fromkeys(self.shape.focus_nodes(data), 1)
        nodes = self.above.focus_nodes(data) if above is None else above
        if self.above.shape.path is None:
            return nodes
        found: Counter[Node] = Counter()
        for focus, values in values_of(self.above.shape.path, nodes, data).by_focus.items():
            for value in values:
                found[value] += nodes[focus]
        return found

    def way(self) -> tuple[Path, ...]:
        """The paths from the topmost focus node to the focus nodes of this unit."""
        if self.above is None:
            return ()
        return (*self.above.way(), *((self.above.shape.path,) if self.above.shape.path else ()))


def units(shapes: Shapes) -> Iterator[Unit]:
    """The units of all shapes with targets, those switched off and those of the reference engine aside."""
    for shape in shapes.targeted():
        if shape.node not in shapes.delegated:
            yield from _inside(Unit(shape), shapes)


def _inside(unit: Unit, shapes: Shapes) -> Iterator[Unit]:
    if unit.shape.deactivated:
        return
    yield unit
    for constraint in unit.shape.constraints:
        if isinstance(constraint, ByProperty):
            yield from _inside(Unit(shapes.by_node[constraint.shape], unit), shapes)


def values_of(path: Path | None, nodes: Mapping[Node, int] | frozenset[Node], data: Index) -> Values:
    """The value nodes of some focus nodes: themselves where there is no path."""
    if path is None:
        return Values({node: (node,) for node in nodes})
    if isinstance(path, Step):
        table = data.forward(path.predicate)
        return Values({node: table.get(node, ()) for node in nodes})
    if isinstance(path, Reverse) and isinstance(path.path, Step):
        table = data.backward(path.path.predicate)
        return Values({node: table.get(node, ()) for node in nodes})
    return Values({node: tuple(path.walk(data, node)) for node in nodes})
