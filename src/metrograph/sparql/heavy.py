"""Parts of a query that may take long, each with the kind of advice that helps."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from metrograph.sparql.parse import Node
from metrograph.sparql.tree import Pattern, Tree

_OPTIONALS = 4
_MANY = 10_000
Counts = Mapping[Pattern, int | None]


@dataclass(frozen=True)
class Advice:
    """A heavy spot: its kind, its line, and the values of its words."""

    kind: str
    line: int
    values: Mapping[str, object] = field(default_factory=dict)


def heavy(tree: Tree, counts: Counts) -> Iterator[Advice]:
    """The heavy spots of a query, by line."""
    found = [advice for look in _LOOKS for advice in look(tree, counts)]
    yield from sorted(found, key=lambda advice: (advice.line, advice.kind))


def _products(tree: Tree, counts: Counts) -> Iterator[Advice]:
    """Patterns of one group that share no variable: each row of one goes with each row of the other."""
    for number in _of(tree, "Group"):
        own = [pattern for pattern in tree.patterns if pattern.group == number and pattern.variables]
        around = [pattern.variables for pattern in tree.patterns if pattern.group in tree.groups_around(number)]
        others = [tree.variables(part) for part in _others(tree, number)]
        joined = _joined([*(pattern.variables for pattern in own), *around, *others])
        sizes = sorted((_least(own, counts, names), n) for n, names in enumerate(joined) if any(names & p.variables for p in own))
        if len(sizes) > 1 and sizes[-1][0] * sizes[-2][0] >= _MANY:
            one, other = (next(p.text for p in own if p.variables & joined[n]) for _, n in sizes[-2:])
            yield Advice("product", tree.line(number), {"one": one, "other": other})


def _least(own: list[Pattern], counts: Counts, names: frozenset[str]) -> int:
    """How many rows the patterns that share these variables have at least, as far as can be told: those of the rarest."""
    known = [count for pattern in own if pattern.variables & names and (count := counts[pattern]) is not None]
    return min(known, default=_MANY)


def _others(tree: Tree, group: int) -> list[int]:
    """The parts of a group that tie its patterns together, filters aside."""
    return tree.below(group, "Union", "Optional", "Bind", "Inline", "Graph", "Lateral", "Service", "SubSelect")


def _joined(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """Sets that have something in common, put together."""
    found: list[frozenset[str]] = []
    for names in sets:
        touched = [one for one in found if one & names]
        found = [one for one in found if not one & names]
        found.append(names.union(*touched))
    return found


def _exists(tree: Tree, _: Counts) -> Iterator[Advice]:
    for number in _of(tree, "Exists"):
        inner = _within(tree, number, "Filter")
        if tree.parsed.tokens[tree.nodes[number].first].upper == "NOT" and inner:
            yield Advice("exists", tree.line(number))


def _optionals(tree: Tree, _: Counts) -> Iterator[Advice]:
    for number in _of(tree, "Group"):
        parts = tree.below(number, "Optional")
        if len(parts) >= _OPTIONALS:
            yield Advice("optionals", tree.line(parts[0]), {"n": len(parts)})


def _order(tree: Tree, _: Counts) -> Iterator[Advice]:
    for number in _of(tree, "Modifiers"):
        order = tree.below(number, "OrderBy")
        cut = [token.upper for part in tree.below(number, "Slice") for token in tree.tokens(part)]
        if order and "LIMIT" not in cut:
            yield Advice("order", tree.line(order[0]))


def _regex(tree: Tree, _: Counts) -> Iterator[Advice]:
    for number in _of(tree, "Filter"):
        if any(token.upper == "REGEX" for token in tree.tokens(number)):
            yield Advice("regex", tree.line(number))


def _paths(tree: Tree, _: Counts) -> Iterator[Advice]:
    for pattern in tree.patterns:
        if pattern.path and pattern.subject is None and pattern.object is None and {"+", "*"} & set(pattern.text):
            yield Advice("path", tree.line(pattern.node), {"path": pattern.text})


def _everything(tree: Tree, counts: Counts) -> Iterator[Advice]:
    for pattern in tree.patterns:
        if not pattern.path and (pattern.subject, pattern.predicates, pattern.object) == (None, (None,), None):
            yield Advice("everything", tree.line(pattern.node), {"pattern": pattern.text, "n": counts[pattern]})


def _of(tree: Tree, rule: str) -> list[int]:
    return [number for number, node in enumerate(tree.nodes) if node.rule == rule]


def _within(tree: Tree, number: int, rule: str) -> list[Node]:
    whole = tree.nodes[number]
    return [node for node in tree.nodes if node.rule == rule and whole.first < node.first and node.last <= whole.last]


_LOOKS: tuple[Callable[[Tree, Counts], Iterator[Advice]], ...] = (
    _products,
    _exists,
    _optionals,
    _order,
    _regex,
    _paths,
    _everything,
)
