"""Which triples a shape looks at, and from which focus nodes it gets there: what a change of the data can affect.

A read says: over these paths from a focus node, then the triples with this predicate. Turned round, it leads from a changed
triple to the focus nodes that may see it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from metrograph.quoted import without_words
from metrograph.shacl.checks import Class
from metrograph.shacl.custom import AskConstraint, SelectConstraint
from metrograph.shacl.index import SUBCLASS, TYPE, Index, Triple
from metrograph.shacl.logic import ByProperty
from metrograph.shacl.node import Node
from metrograph.shacl.path import Chain, Choice, Path, Repeat, Reverse, Step
from metrograph.shacl.sets import Closed, Disjoint, Equals, LessThan
from metrograph.shacl.shape import Shape, Shapes, Target, refers_to
from metrograph.shacl.values import Constraint

_NAME = re.compile(r"<[^<>\"{}|^`\\\s]*>|[A-Za-z][\w.-]*:[\w.%-]*|:[\w.%-]+|\ba\b")
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*:)\s*(<[^>]*>)", re.IGNORECASE)
_VARIABLE = re.compile(r"(\bAS\s+)?[?$](\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """The triples with a predicate (any, without one) whose subject, or object, lies at the end of a way from a focus node."""

    way: tuple[Path, ...]
    predicate: Node | None
    forward: bool = True


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What a shape looks at. ``everywhere`` holds predicates that may matter to all focus nodes, those of queries say."""

    reads: tuple[Read, ...]
    everywhere: frozenset[Node] = field(default_factory=frozenset)
    anything: bool = False

    def suspects(self, changed: Iterable[Triple], graphs: tuple[Index, ...]) -> frozenset[Node] | None:
        """The nodes whose results may change with some triples; ``None`` for all of them."""
        found: set[Node] = set()
        for subject, predicate, node in changed:
            if self.anything or predicate in self.everywhere:
                return None
            for read in self.reads:
                if read.predicate in (None, predicate):
                    for graph in graphs:
                        found |= _back(read.way, subject if read.forward else node, graph)
        return frozenset(found)


def _back(way: tuple[Path, ...], node: Node, graph: Index) -> set[Node]:
    """The nodes from which a way leads to a node."""
    nodes = {node}
    for path in reversed(way):
        back = path.back()
        nodes = {value for one in nodes for value in back.walk(graph, one)}
    return nodes


def dependencies(shape: Shape, shapes: Shapes) -> Dependencies:
    """What a shape looks at, its property shapes aside: they are units of their own."""
    reads: list[Read] = []
    everywhere: set[Node] = set()
    anything = False
    for part in _parts(shape, shapes, (), top=True):
        if isinstance(part, Read):
            reads.append(part)
        elif part is None:
            anything = True
        else:
            everywhere |= part
    return Dependencies(tuple(dict.fromkeys(reads)), frozenset(everywhere), anything)


def target_predicates(targets: Iterable[Target]) -> frozenset[Node]:
    """The predicates that decide what a shape is about."""
    found: set[Node] = set()
    for target in targets:
        if target.kind == "class":
            found |= {TYPE, SUBCLASS}
        elif target.kind != "node":
            found.add(target.of)
    return frozenset(found)


def _parts(shape: Shape, shapes: Shapes, way: tuple[Path, ...], *, top: bool = False) -> Iterator[Read | frozenset[Node] | None]:
    """Reads, predicates that matter everywhere, and ``None`` for what may read anything."""
    if shape.path is not None:
        yield from _along(shape.path, way)
    inner = way if shape.path is None else (*way, shape.path)
    for constraint in shape.constraints:
        if top and isinstance(constraint, ByProperty):
            continue
        yield from _own(constraint, way, inner)
        for other in refers_to(constraint):
            yield from _parts(shapes.by_node[other], shapes, inner)


def _own(constraint: Constraint, way: tuple[Path, ...], inner: tuple[Path, ...]) -> Iterator[Read | frozenset[Node] | None]:
    """What a constraint looks at by itself, beyond the values of its path."""
    if isinstance(constraint, Class):
        yield Read(inner, TYPE)
        yield frozenset({SUBCLASS})
    elif isinstance(constraint, Equals | Disjoint | LessThan):
        yield Read(way, constraint.predicate)
    elif isinstance(constraint, Closed):
        yield Read(inner, None)
    elif isinstance(constraint, SelectConstraint | AskConstraint):
        yield read_by(constraint.query.text)


def _along(path: Path, way: tuple[Path, ...]) -> Iterator[Read]:
    """The reads of a path."""
    if isinstance(path, Step):
        yield Read(way, path.predicate)
    elif isinstance(path, Reverse):
        if isinstance(path.path, Step):
            yield Read(way, path.path.predicate, forward=False)
        else:
            yield from _along(path.path.back(), way)
    elif isinstance(path, Chain):
        for at, one in enumerate(path.paths):
            yield from _along(one, (*way, *path.paths[:at]))
    elif isinstance(path, Choice):
        for one in path.paths:
            yield from _along(one, way)
    else:
        yield from _along(path.path, way if path.sign == "?" else (*way, Repeat(path.path, "*")))


def read_by(query: str) -> frozenset[Node] | None:
    """The IRIs that a query names, its predicates among them; ``None`` when a variable may stand for a predicate.

    >>> sorted(read_by("PREFIX e: <urn:e:> SELECT $this { $this e:p ?x . FILTER(?x > 1) }") or ())
    ['<urn:e:p>']
    >>> read_by("SELECT $this { $this ?any ?x }") is None
    True
    """
    body = query[query.find("{") :]
    names = {match[2] for match in _VARIABLE.finditer(body)}
    if any(not _parses(query, name) for name in names):
        return None
    prefixes = dict(_PREFIX.findall(query))
    return frozenset(found for word in _NAME.findall(without_words(body)) if (found := _full(word, prefixes)))


def _parses(query: str, name: str) -> bool:
    """Whether a query still parses with a text in the place of a variable: it would not where that is a predicate."""
    at = query.find("{")
    body = _VARIABLE.sub(lambda match: match[0] if match[1] or match[2] != name else '"x"', query[at:])
    try:
        ox.Store().query(query[:at] + body)
    except SyntaxError:
        return False
    return True


def _full(word: str, prefixes: dict[str, str]) -> Node:
    if word == "a":
        return TYPE
    if word[0] == "<":
        return word
    prefix, _, local = word.partition(":")
    space = prefixes.get(f"{prefix}:", "")
    return f"{space[:-1]}{local}>" if space else ""
