"""Groups, written so that ``GRAPH`` means what the standard says: the pattern inside is asked in each graph by itself.

The engine tells the graph to the triples inside, and to nothing else. So a group that may do without triples is told its
graph by ``GRAPH ?g {}``, a sub-query gives its graph as a column, and a MINUS that shares no variable takes nothing away.
"""

from itertools import groupby

from metrograph.sparql.conform_paths import mended, source
from metrograph.sparql.conform_words import Marks, aggregates
from metrograph.sparql.parse import Parsed

Scope = str | None
"""The graph in which a pattern is asked, as it is written; empty for the default graph, ``None`` where all stays as it is."""
Spans = dict[int, tuple[int, str]]
"""What stands for the tokens from a number up to another."""
_TWICE = 3
_LATER, _APART = {"Optional", "Lateral", "Bind"}, {"Filter", "Minus"}


class Writer:
    """Writes a text that was read once more, with what is to be mended in it."""

    def __init__(self, parsed: Parsed, marks: Marks) -> None:
        self._parsed, self._marks = parsed, marks
        self._tokens, self._nodes = parsed.tokens, parsed.nodes
        self._counting = aggregates(parsed)
        self._told: set[int] = set()
        self._twice = 0

    def written(self) -> str:
        """The whole text."""
        first, last = self._tokens[0].start, self._tokens[-1].end
        return self._parsed.text[:first] + self._part(0, "") + self._parsed.text[last:]

    def _part(self, number: int, scope: Scope) -> str:
        node = self._nodes[number]
        if node.rule == "Group" and scope is not None:
            return self._query(number, scope) if self._below(number, "SubSelect") else self._group(number, scope)
        if node.rule == "Graph" and scope is not None:
            return self._copied(number, source(self._parsed, self._below(number, "VarOrIri")[0]))
        if node.rule == "Change" and [token.upper for token in self._tokens[node.first : node.first + 2]] == ["LOAD", "SILENT"]:
            return "INSERT DATA {}"  # nothing is fetched here, which SILENT says is no failure
        return self._copied(number, None if node.rule == "Service" else scope)

    def _below(self, number: int, *rules: str) -> list[int]:
        found = self._parsed.below.get(number, [])
        return [n for n in found if self._nodes[n].rule in rules] if rules else found

    def _copied(self, number: int, scope: Scope, spans: Spans | None = None) -> str:
        """A part as it stands, but for its own parts, its marks and what is given for some of its tokens."""
        node, given = self._nodes[number], spans or {}
        parts = {self._nodes[n].first: n for n in self._below(number) if self._nodes[n].last > self._nodes[n].first}
        pieces: list[str] = []
        at = node.first
        while at < node.last:
            if at > node.first:
                pieces.append(self._parsed.text[self._tokens[at - 1].end : self._tokens[at].start])
            if at in given:
                at, words = given[at]
            elif at in parts:
                at, words = self._nodes[parts[at]].last, self._part(parts[at], scope)
            else:
                words = self._marks.before.get(at, "") + self._tokens[at].text + self._marks.behind.get(at, "")
                at += 1
            pieces.append(words)
        return "".join(pieces)

    # ---- groups

    def _group(self, number: int, scope: str) -> str:
        node, below = self._nodes[number], self._below(number)
        spans: Spans = {}
        for triples, run in groupby(below, lambda n: self._nodes[n].rule == "TriplesPath"):
            chain = list(run)
            words = mended(self._parsed, chain, _anchor(scope)) if triples else None
            if words is not None:
                spans[self._nodes[chain[0]].first] = (self._nodes[chain[-1]].last, words)
        spans.update(self._apart(below, scope) if _varies(scope) else {})
        if scope and (number in self._told or not self._anchored(number, scope)):
            opening = f"{self._marks.before.get(node.first, '')}{{ {_anchor(scope)}{self._marks.behind.get(node.first, '')}"
            spans[node.first] = (node.first + 1, opening)
        return self._copied(number, scope, spans)

    def _anchored(self, number: int, scope: str) -> bool:
        """Whether a group has solutions of the graph alone: it has triples, or nothing, before anything looks at its solutions.

        To what a MINUS takes away the graph need not be told where it has none: so it is no variable that both sides share.
        """
        begun = False
        for part in self._below(number):
            rule = self._nodes[part].rule
            if rule in {"TriplesPath", "SubSelect"} or (
                rule == "Union" and all(self._anchored(each, scope) for each in self._below(part))
            ):
                return True
            if rule == "Graph" and source(self._parsed, self._below(part, "VarOrIri")[0]) == scope:
                return True
            if rule in _LATER:
                if not begun or rule != "Bind":
                    return not begun
            elif rule not in _APART:
                begun = True
        return not begun or self._nodes[self._nodes[number].above].rule == "Minus"

    def _apart(self, below: list[int], scope: str) -> Spans:
        """Each MINUS within ``GRAPH ?g`` that shares no variable with what stands before it: it takes nothing away."""
        spans: Spans = {}
        before: set[str] = set()
        for part in below:
            node = self._nodes[part]
            inside = self._variables(node.first, node.last)
            if node.rule == "Minus" and before.isdisjoint(inside) and scope[1:] not in before | inside:
                spans[node.first] = (node.last, "{}")
            before |= inside
        return spans

    def _variables(self, first: int, last: int) -> set[str]:
        return {token.text[1:] for token in self._tokens[first:last] if token.kind == "variable"}

    # ---- sub-queries

    def _query(self, number: int, scope: str) -> str:
        """A group that is a query: within a graph it is asked for each graph by itself."""
        query = self._below(number, "SubSelect")[0]
        if not _varies(scope):
            alone = scope and query in self._counting
            return f"{{ {_anchor(scope)}{self._copied(number, scope)} }}" if alone else self._copied(number, scope)
        node, columns = self._nodes[query], self._columns(query)
        if scope[1:] in columns:
            return self._copied(number, scope)
        if scope[1:] in self._variables(node.first, node.last) or self._modifier(query, "Slice"):
            return self._copied(number, None)
        if not columns:  # all of them: the graph is one of them once it is told
            self._told.add(self._below(self._below(query, "Where")[0], "Group")[0])
            return self._copied(number, scope)
        if self._modifier(query, "GroupBy") or query not in self._counting:
            return self._with_column(number, query, scope)
        return self._whole(number, query, scope)

    def _modifier(self, query: int, rule: str) -> list[int]:
        return [found for part in self._below(query, "Modifiers") for found in self._below(part, rule)]

    def _columns(self, query: int) -> set[str]:
        """The columns of a sub-query, none when it is ``*``."""
        columns = self._below(self._below(query, "Projection")[0], "Column")
        ends = (self._nodes[column] for column in columns)
        return {self._tokens[end.last - (1 if end.last - end.first == 1 else 2)].text[1:] for end in ends}

    def _with_column(self, number: int, query: int, scope: str, grouped: str = "") -> str:
        projection, where = (self._below(query, rule)[0] for rule in ("Projection", "Where"))
        spans = self._behind(projection, scope, f" {scope}") | self._behind(where, scope, grouped)
        for key in self._modifier(query, "GroupBy"):
            above = self._nodes[self._nodes[key].above]
            words = self._copied(self._nodes[key].above, scope, self._behind(key, scope, f" {scope}"))
            spans[above.first] = (above.last, words)
        node = self._nodes[query]
        return self._copied(number, scope, {node.first: (node.last, self._copied(query, scope, spans))})

    def _behind(self, number: int, scope: str, words: str) -> Spans:
        """A part with words put behind it."""
        return {self._nodes[number].first: (self._nodes[number].last, self._part(number, scope) + words)}

    def _whole(self, number: int, query: int, scope: str) -> str:
        """One row for each graph, with its aggregates: those over nothing at all where the pattern has no solution."""
        node = self._nodes[query]
        blank = any(token.kind == "blank" for token in self._tokens[node.first : node.last])
        if blank or self._twice == _TWICE or self._below(query, "Inline"):  # what cannot, or shall not, be written twice
            return self._copied(number, None)
        self._twice += 1
        projection, where = (self._below(query, rule)[0] for rule in ("Projection", "Where"))
        found = self._with_column(number, query, scope, f" GROUP BY {scope}")
        pattern = self._part(self._below(where, "Group")[0], scope)
        modifiers = "".join(f" {self._copied(part, scope)}" for part in self._below(query, "Modifiers"))
        nothing = f"{{ {self._copied(projection, scope)} WHERE {{ FILTER(false) }}{modifiers} }}"
        self._twice -= 1
        return f"{{ {found} UNION {{ {_anchor(scope)}MINUS {pattern} {nothing} }} }}"


def _anchor(scope: str) -> str:
    """What tells a group its graph."""
    return f"GRAPH {scope} {{}} " if scope else ""


def _varies(scope: str) -> bool:
    return scope[:1] in {"?", "$"}
