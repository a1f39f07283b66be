"""The value nodes of the focus nodes of a shape, all at once, and what a constraint finds wrong with them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from metrograph.shacl.node import Node
from metrograph.shacl.path import Path

if TYPE_CHECKING:
    from metrograph.shacl.index import Index
    from metrograph.shacl.queries import Queries


class Failure(NamedTuple):
    """One wrong thing: at which focus node, with which value; path and message where they are not those of the shape."""

    focus: Node
    value: Node | None = None
    path: Path | None = None
    messages: tuple[Node, ...] = ()


class Values:
    """Value nodes by focus node.

    A constraint looks at ``distinct`` first, so that a value shared by a thousand focus nodes is judged once.
    """

    def __init__(self, by_focus: Mapping[Node, Collection[Node]]) -> None:
        self.by_focus = by_focus

    @cached_property
    def distinct(self) -> frozenset[Node]:
        """Every value node once."""
        return frozenset().union(*self.by_focus.values())

    def where(self, wrong: Callable[[Node], bool]) -> Iterator[Failure]:
        """A failure for each value for which ``wrong`` is true."""
        return self.among({value for value in self.distinct if wrong(value)})

    def among(self, bad: Collection[Node]) -> Iterator[Failure]:
        """A failure for each value that is one of some."""
        if bad:
            for focus, values in self.by_focus.items():
                for value in values:
                    if value in bad:
                        yield Failure(focus, value)


class Run(Protocol):
    """What a constraint may ask of the validation under way."""

    data: "Index"
    queries: "Queries"

    def failing(self, shape: Node, nodes: Iterable[Node]) -> frozenset[Node]:
        """Those of some nodes that do not conform to a shape."""
        ...


class Constraint(Protocol):
    """One constraint of a shape, ready to be held against values."""

    @property
    def component(self) -> str:
        """The local name of its constraint component, ``MinCountConstraintComponent``; its whole IRI when it is not SHACL's."""
        ...

    def failures(self, values: Values, run: Run) -> Iterable[Failure]:
        """What is wrong, a failure each."""
        ...
