"""The constraint components that look at all values of a focus node together (SHACL 4.2, 4.4.5, 4.5, 4.8)."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from metrograph.shacl.literals import compare
from metrograph.shacl.node import Node, language
from metrograph.shacl.path import Step
from metrograph.shacl.values import Failure, Run, Values


@dataclass(frozen=True, slots=True)
class MinCount:
    """A focus node has at least some number of values."""

    least: int
    component: str = "MinCountConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each focus node with fewer."""
        return (Failure(focus) for focus, found in values.by_focus.items() if len(found) < self.least)


@dataclass(frozen=True, slots=True)
class MaxCount:
    """A focus node has at most some number of values."""

    most: int
    component: str = "MaxCountConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each focus node with more."""
        return (Failure(focus) for focus, found in values.by_focus.items() if len(found) > self.most)


@dataclass(frozen=True, slots=True)
class UniqueLang:
    """A focus node has at most one value in each language."""

    component: str = "UniqueLangConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each language that a focus node has twice."""
        for focus, found in values.by_focus.items():
            if len(found) > 1:
                tags = Counter(tag.lower() for value in found if (tag := language(value)))
                yield from (Failure(focus) for times in tags.values() if times > 1)


@dataclass(frozen=True, slots=True)
class HasValue:
    """One of the values of a focus node is a given one."""

    value: Node
    component: str = "HasValueConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each focus node that has not."""
        return (Failure(focus) for focus, found in values.by_focus.items() if self.value not in found)


@dataclass(frozen=True, slots=True)
class Equals:
    """The values of a focus node are those of another property."""

    predicate: Node
    component: str = "EqualsConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that only one of the two has."""
        for focus, found, others in _pairs(values, run, self.predicate):
            yield from (Failure(focus, value) for value in found if value not in others)
            yield from (Failure(focus, value) for value in others if value not in found)


@dataclass(frozen=True, slots=True)
class Disjoint:
    """No value of a focus node is also one of another property."""

    predicate: Node
    component: str = "DisjointConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that both have."""
        for focus, found, others in _pairs(values, run, self.predicate):
            yield from (Failure(focus, value) for value in found if value in others)


@dataclass(frozen=True, slots=True)
class LessThan:
    """Each value of a focus node is smaller than each of another property; or equal, where that is allowed."""

    predicate: Node
    or_equal: bool = False

    @property
    def component(self) -> str:
        """The component of this order."""
        return f"LessThan{'OrEquals' if self.or_equal else ''}ConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each pair in the wrong order, or not comparable."""
        allowed = (-1, 0) if self.or_equal else (-1,)
        for focus, found, others in _pairs(values, run, self.predicate):
            yield from (Failure(focus, value) for value in found for other in others if compare(value, other) not in allowed)


@dataclass(frozen=True, slots=True)
class Closed:
    """Value nodes have no properties but those that the shape names."""

    allowed: frozenset[Node]
    component: str = "ClosedConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each triple with another property: its path is the property, its value the object."""
        for predicate in run.data.predicates():
            if predicate in self.allowed:
                continue
            table = run.data.forward(predicate)
            found = values.distinct & table.keys()
            if found:
                for focus, nodes in values.by_focus.items():
                    for node in nodes:
                        if node in found:
                            yield from (Failure(focus, value, Step(predicate)) for value in table[node])


def _pairs(values: Values, run: Run, predicate: Node) -> Iterator[tuple[Node, Collection[Node], Collection[Node]]]:
    """For each focus node its values and those of another property."""
    table = run.data.forward(predicate)
    return ((focus, found, table.get(focus, ())) for focus, found in values.by_focus.items())
