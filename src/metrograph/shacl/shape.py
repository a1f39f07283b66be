"""A shape as a value, and the shapes of a graph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from metrograph.shacl.index import Index
from metrograph.shacl.logic import And, ByNode, ByProperty, Not, Or, Qualified, Xone
from metrograph.shacl.node import Node
from metrograph.shacl.path import Path
from metrograph.shacl.values import Constraint

TARGET = "sh:target"
"""The clause of SHACL Advanced Features that gives a shape its focus nodes."""


@dataclass(frozen=True, slots=True)
class Target:
    """One way to say what a shape is about: ``node``, ``class``, ``subjectsOf`` or ``objectsOf``, and of what."""

    kind: str
    of: Node

    def nodes(self, data: Index) -> Iterable[Node]:
        """The focus nodes."""
        if self.kind == "class":
            return data.instances(self.of)
        if self.kind == "node":
            return (self.of,)
        return (data.forward if self.kind == "subjectsOf" else data.backward)(self.of)


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape when it has a path."""

    node: Node
    path: Path | None
    targets: tuple[Target, ...]
    constraints: tuple[Constraint, ...]
    severity: str
    messages: tuple[Node, ...]
    deactivated: bool
    beyond: str = ""
    """The clause for which only the reference engine will do, if there is one."""

    def focus_nodes(self, data: Index) -> tuple[Node, ...]:
        """What the shape is about, each once."""
        return tuple(dict.fromkeys(node for target in self.targets for node in target.nodes(data)))


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of a graph by node, with the graph they were read from."""

    graph: Index
    by_node: Mapping[Node, Shape]
    delegated: Mapping[Node, str] = field(default_factory=dict)
    """Shapes with targets that the fast engine leaves to the reference engine, and why."""

    def targeted(self) -> Iterator[Shape]:
        """The shapes that a validation begins with, in the order of their names."""
        return (self.by_node[node] for node in sorted(self.by_node) if self.by_node[node].targets)

    def __len__(self) -> int:
        return len(self.by_node)


def refers_to(constraint: Constraint) -> tuple[Node, ...]:
    """The shapes that a constraint refers to."""
    if isinstance(constraint, ByNode | ByProperty | Not):
        return (constraint.shape,)
    if isinstance(constraint, And | Or | Xone):
        return constraint.shapes
    return (constraint.shape, *constraint.siblings) if isinstance(constraint, Qualified) else ()


def beyond(by_node: Mapping[Node, Shape]) -> dict[Node, str]:
    """The shapes with targets that the fast engine cannot validate, and why: "recursion", or a clause such as "sh:js"."""
    found = {}
    for node, shape in by_node.items():
        if (shape.targets or shape.beyond == TARGET) and not shape.deactivated:
            reason = _reason(node, by_node, ())
            if reason:
                found[node] = reason
    return found


def _reason(node: Node, by_node: Mapping[Node, Shape], above: tuple[Node, ...]) -> str:
    if node in above:
        return "recursion"
    shape = by_node[node]
    others = (other for constraint in shape.constraints for other in refers_to(constraint))
    inner = (_reason(one, by_node, (*above, node)) for one in others)
    return shape.beyond or next((reason for reason in inner if reason), "")
