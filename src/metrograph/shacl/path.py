"""Property paths: read from a shapes graph, walked over an index, written as SPARQL and as Turtle.

```
Step("<p>")      <p>         Reverse(path)        ^<p>          Chain(paths)     <p>/<q>
                             Choice(paths)        (<p>|<q>)     Repeat(path, "*")   <p>*   and likewise <p>+ and <p>?
```
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from metrograph.namespaces import SH
from metrograph.shacl.index import FIRST, NIL, REST, Index
from metrograph.shacl.node import Node, iri, is_blank, is_iri

_INVERSE, _ALTERNATIVE, _ZERO_OR_MORE, _ONE_OR_MORE, _ZERO_OR_ONE = _KINDS = tuple(
    iri(SH + name) for name in ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
)


class IllFormedPathError(ValueError):
    """A node that is no property path."""


@dataclass(frozen=True, slots=True)
class Step:
    """One predicate, followed forward."""

    predicate: Node

    def walk(self, data: Index, node: Node) -> Collection[Node]:
        """The value nodes of a focus node, each once."""
        return data.forward(self.predicate).get(node, ())

    def back(self) -> "Path":
        """The same way, from its end to its start."""
        return Reverse(self)

    def __str__(self) -> str:
        return self.predicate


@dataclass(frozen=True, slots=True)
class Reverse:
    """One predicate, followed back; of a longer path, its steps in turn."""

    path: "Path"

    def walk(self, data: Index, node: Node) -> Collection[Node]:
        """The value nodes of a focus node, each once."""
        if isinstance(self.path, Step):
            return data.backward(self.path.predicate).get(node, ())
        return self.path.back().walk(data, node)

    def back(self) -> "Path":
        """The same way, from its end to its start."""
        return self.path

    def __str__(self) -> str:
        return f"^{_inner(self.path)}"


@dataclass(frozen=True, slots=True)
class Chain:
    """One path after the other."""

    paths: tuple["Path", ...]

    def walk(self, data: Index, node: Node) -> Collection[Node]:
        """The value nodes of a focus node, each once."""
        nodes: Collection[Node] = (node,)
        for path in self.paths:
            if len(nodes) == 1:
                nodes = path.walk(data, next(iter(nodes)))
            else:
                nodes = dict.fromkeys(value for one in nodes for value in path.walk(data, one))
        return nodes

    def back(self) -> "Path":
        """The same way, from its end to its start."""
        return Chain(tuple(path.back() for path in reversed(self.paths)))

    def __str__(self) -> str:
        return "/".join(_inner(path) for path in self.paths)


@dataclass(frozen=True, slots=True)
class Choice:
    """Any of some paths."""

    paths: tuple["Path", ...]

    def walk(self, data: Index, node: Node) -> Collection[Node]:
        """The value nodes of a focus node, each once."""
        return dict.fromkeys(value for path in self.paths for value in path.walk(data, node))

    def back(self) -> "Path":
        """The same way, from its end to its start."""
        return Choice(tuple(path.back() for path in self.paths))

    def __str__(self) -> str:
        return f"({'|'.join(_inner(path) for path in self.paths)})"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path again and again: ``*`` from no step at all, ``+`` from one step, ``?`` at most one step."""

    path: "Path"
    sign: str

    def walk(self, data: Index, node: Node) -> Collection[Node]:
        """The value nodes of a focus node, each once."""
        found = {} if self.sign == "+" else {node: None}
        queue = [node]
        while queue:
            for value in self.path.walk(data, queue.pop()):
                if value not in found:
                    found[value] = None
                    if self.sign != "?":
                        queue.append(value)
        return found

    def back(self) -> "Path":
        """The same way, from its end to its start."""
        return Repeat(self.path.back(), self.sign)

    def __str__(self) -> str:
        return f"{_inner(self.path)}{self.sign}"


Path = Step | Reverse | Chain | Choice | Repeat
_SIGNS = {_ZERO_OR_MORE: "*", _ONE_OR_MORE: "+", _ZERO_OR_ONE: "?"}
_NAMES = {sign: node for node, sign in _SIGNS.items()}


def read_path(shapes: Index, node: Node, above: tuple[Node, ...] = ()) -> Path:
    """The path that a node of a shapes graph describes; ``IllFormedPathError`` when it describes none (SHACL 2.3.1)."""
    if is_iri(node) and node != NIL:
        return Step(node)
    if not is_blank(node) or node in above:
        raise IllFormedPathError(node)
    inside = (*above, node)
    if shapes.objects(node, FIRST):
        return Chain(_read_list(shapes, node, inside))
    kinds = [(kind, value) for kind in _KINDS for value in shapes.objects(node, kind)]
    if len(kinds) != 1:
        raise IllFormedPathError(node)
    kind, value = kinds[0]
    if kind == _ALTERNATIVE:
        return Choice(_read_list(shapes, value, inside))
    path = read_path(shapes, value, inside)
    return Reverse(path) if kind == _INVERSE else Repeat(path, _SIGNS[kind])


def _read_list(shapes: Index, head: Node, above: tuple[Node, ...]) -> tuple[Path, ...]:
    members = shapes.members(head)
    if members is None or len(members) < 2:
        raise IllFormedPathError(head)
    return tuple(read_path(shapes, member, above) for member in members)


def triples_of(path: Path, names: Iterator[Node]) -> tuple[Node, list[tuple[Node, Node, Node]]]:
    """A path as a node and the triples that describe it; ``names`` gives blank nodes.

    >>> from itertools import count
    >>> triples_of(Reverse(Step("<a:p>")), map("_:b{}".format, count()))
    ('_:b0', [('_:b0', '<http://www.w3.org/ns/shacl#inversePath>', '<a:p>')])
    """
    if isinstance(path, Step):
        return path.predicate, []
    if isinstance(path, Chain):
        return _list(path.paths, names)
    node = next(names)
    if isinstance(path, Choice):
        inner, triples = _list(path.paths, names)
        return node, [(node, _ALTERNATIVE, inner), *triples]
    inner, triples = triples_of(path.path, names)
    return node, [(node, _INVERSE if isinstance(path, Reverse) else _NAMES[path.sign], inner), *triples]


def _list(paths: tuple[Path, ...], names: Iterator[Node]) -> tuple[Node, list[tuple[Node, Node, Node]]]:
    nodes = [next(names) for _ in paths]
    found: list[tuple[Node, Node, Node]] = []
    for node, path, rest in zip(nodes, paths, [*nodes[1:], NIL], strict=True):
        member, triples = triples_of(path, names)
        found += [(node, FIRST, member), (node, REST, rest), *triples]
    return nodes[0], found


def predicates_in(path: Path) -> frozenset[Node]:
    """Every predicate that a path follows, forward or back."""
    if isinstance(path, Step):
        return frozenset({path.predicate})
    inner = path.paths if isinstance(path, Chain | Choice) else (path.path,)
    return frozenset().union(*(predicates_in(one) for one in inner))


def _inner(path: Path) -> str:
    return str(path) if isinstance(path, Step | Choice) else f"({path})"
