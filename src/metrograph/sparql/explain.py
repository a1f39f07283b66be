"""What an engine will do with a query, in words: its parts in the order written, how much data each meets, what may take long.

pyoxigraph has no plan to show. What is said here comes from the text, and from a count of the triples that each
pattern could match by itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from metrograph.sparql.heavy import Advice, heavy
from metrograph.sparql.outline import Outline
from metrograph.sparql.parse import parse
from metrograph.sparql.tree import Pattern, Tree
from metrograph.words import say

Count = Callable[[str | None, str | None, str | None], int]
"""How many triples have this subject, predicate and object, each as SPARQL writes it in full; ``None`` for any."""
_STEPS = {
    "Filter": "filter", "Optional": "optional", "Minus": "minus", "Graph": "graph", "Service": "service", "Bind": "bind",
    "Inline": "values", "SubSelect": "subselect", "Lateral": "lateral", "Exists": "exists", "Union": "union",
    "GroupBy": "group", "Having": "having", "OrderBy": "order", "Slice": "slice",
}  # fmt: skip
_DEEPER = {"Optional", "Minus", "Graph", "Service", "SubSelect", "Lateral", "Exists", "Union"}
_WHOLE = {"Filter", "Bind", "Inline", "GroupBy", "Having", "OrderBy", "Slice"}


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a query: its kind, how deep it stands, its text, and how many triples it may match (``None``: not counted)."""

    kind: str
    depth: int
    text: str
    count: int | None = None


@dataclass(frozen=True)
class Explanation:
    """What will be done: form, columns, prefixes that are filled in, graphs asked, steps, and what may take long."""

    form: str
    columns: tuple[str, ...]
    prefixes: tuple[str, ...]
    graphs: str
    steps: tuple[Step, ...]
    advice: tuple[Advice, ...]

    def rows(self, lang: str = "en") -> tuple[tuple[str, str, int | None], ...]:
        """The explanation as (what, text, number of triples), ready to be shown as a table."""
        return tuple(self._rows(lang))

    def _rows(self, lang: str) -> Iterator[tuple[str, str, int | None]]:
        yield say("explain.form", lang), self.form.upper() or "-", None
        if self.columns:
            yield say("explain.columns", lang), " ".join(f"?{name}" for name in self.columns), None
        if self.prefixes:
            yield say("explain.prefixes", lang), ", ".join(f"{name}:" for name in self.prefixes), None
        yield say("explain.graphs", lang), self.graphs or say("explain.graphs.all", lang), None
        for step in self.steps:
            yield "  " * step.depth + say(f"explain.step.{step.kind}", lang), step.text, step.count
        for advice in self.advice:
            words = say(f"explain.heavy.{advice.kind}", lang, **advice.values)
            yield say("explain.heavy", lang), say("explain.heavy.line", lang, line=advice.line, words=words), None


def explain_query(text: str, count: Count, prefixes: Mapping[str, str] | None = None) -> Explanation:
    """What an engine will do with a query that it takes.

    >>> found = explain_query("SELECT ?x { ?x a mg:Plan OPTIONAL { ?x mg:year ?y } }", lambda s, p, o: 7, {"mg": "urn:mg:"})
    >>> [(step.kind, step.depth, step.count) for step in found.steps]
    [('pattern', 0, 7), ('optional', 0, None), ('pattern', 1, 7)]
    """
    return _Explained(text, count, prefixes or {}).explanation


class _Explained:
    def __init__(self, text: str, count: Count, prefixes: Mapping[str, str]) -> None:
        self._outline = Outline.of(text)
        self._count = count
        self._prefixes = prefixes
        self._tree = Tree(parse(text), {**prefixes, **self._outline.declared})

    @property
    def explanation(self) -> Explanation:
        outline, tree = self._outline, self._tree
        used = {token.text.partition(":")[0] for token in outline.tokens if token.kind == "prefixed"}
        dataset = outline.text[slice(*outline.dataset)] if outline.dataset else ""
        return Explanation(
            form=outline.form,
            columns=outline.columns,
            prefixes=tuple(sorted((used & set(self._prefixes)) - set(outline.declared))),
            graphs=" ".join(dataset.split()),
            steps=tuple(self._steps()),
            advice=tuple(heavy(tree, self._counts)),
        )

    @cached_property
    def _counts(self) -> dict[Pattern, int | None]:
        return {pattern: self._counted(pattern) for pattern in self._tree.patterns}

    def _counted(self, pattern: Pattern) -> int | None:
        if not pattern.predicates:
            return None
        return sum(self._count(pattern.subject, predicate, pattern.object) for predicate in pattern.predicates)

    def _steps(self) -> Iterator[Step]:
        tree = self._tree
        depth: dict[int, int] = {}
        patterns = {pattern.node: pattern for pattern in tree.patterns}
        for number, node in enumerate(tree.nodes):
            above = tree.nodes[node.above].rule if node.above >= 0 else ""
            depth[number] = depth.get(node.above, 0) + (above in _DEEPER and tree.branches(node.above))
            if number in patterns:
                pattern = patterns[number]
                yield Step("path" if pattern.path else "pattern", depth[number], pattern.text, self._counts[pattern])
            elif node.rule in _STEPS and tree.branches(number):
                yield Step(_STEPS[node.rule], depth[number], tree.words(number, whole=node.rule in _WHOLE) or "{ … }")
