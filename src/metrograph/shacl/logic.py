"""The constraint components that refer to other shapes (SHACL 4.6 and 4.7)."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from metrograph.shacl.node import Node
from metrograph.shacl.values import Failure, Run, Values


@dataclass(frozen=True, slots=True)
class ByNode:
    """Each value conforms to a node shape."""

    shape: Node
    component: str = "NodeConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that does not."""
        return values.among(run.failing(self.shape, values.distinct))


@dataclass(frozen=True, slots=True)
class ByProperty:
    """Each value conforms to a property shape. In a report the results of that shape stand for this constraint."""

    shape: Node
    component: str = "PropertyConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that does not conform."""
        return values.among(run.failing(self.shape, values.distinct))


@dataclass(frozen=True, slots=True)
class Not:
    """No value conforms to a shape."""

    shape: Node
    component: str = "NotConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that conforms."""
        return values.among(values.distinct - run.failing(self.shape, values.distinct))


@dataclass(frozen=True, slots=True)
class And:
    """Each value conforms to all of some shapes."""

    shapes: tuple[Node, ...]
    component: str = "AndConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that misses one."""
        return values.among(frozenset().union(*(run.failing(shape, values.distinct) for shape in self.shapes)))


@dataclass(frozen=True, slots=True)
class Or:
    """Each value conforms to one of some shapes at least."""

    shapes: tuple[Node, ...]
    component: str = "OrConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that conforms to none."""
        bad = values.distinct
        for shape in self.shapes:
            bad &= run.failing(shape, bad)
        return values.among(bad)


@dataclass(frozen=True, slots=True)
class Xone:
    """Each value conforms to exactly one of some shapes."""

    shapes: tuple[Node, ...]
    component: str = "XoneConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that conforms to none, or to several."""
        misses = Counter(node for shape in self.shapes for node in run.failing(shape, values.distinct))
        return values.where(lambda node: misses[node] != len(self.shapes) - 1)


@dataclass(frozen=True, slots=True)
class Qualified:
    """At least, or at most, some number of the values of a focus node conform to a shape and to none of its siblings."""

    shape: Node
    siblings: tuple[Node, ...]
    limit: int
    least: bool

    @property
    def component(self) -> str:
        """The component of this side."""
        return f"Qualified{'Min' if self.least else 'Max'}CountConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each focus node with too few, or too many."""
        fitting = values.distinct - run.failing(self.shape, values.distinct)
        for sibling in self.siblings:
            fitting &= run.failing(sibling, fitting)
        return (Failure(focus) for focus, found in values.by_focus.items() if self._wrong(found, fitting))

    def _wrong(self, found: Collection[Node], fitting: frozenset[Node]) -> bool:
        count = sum(node in fitting for node in found)
        return count < self.limit if self.least else count > self.limit
