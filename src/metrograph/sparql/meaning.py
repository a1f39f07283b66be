"""Mistakes of a query that can be read from start to end: prefixes, groups, names that cannot be what they are."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, pairwise

from metrograph.errors import near
from metrograph.sparql.case import Case, Finding
from metrograph.sparql.parse import Node, Parsed

_DEEP = 500  # brackets above this depth are not looked at
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_UNSEEN = {"SubSelect", "Filter", "Exists", "Minus", "Expression"}
_UNBOUND = re.compile(r"unbound|not (?:bound|assigned|visible)|unassigned", re.IGNORECASE)


def undeclared(case: Case) -> Iterator[Finding]:
    """Prefixes that nobody declared."""
    tokens = case.tokens
    declared = {after.text[:-1] for word, after in pairwise(tokens) if word.upper == "PREFIX"}
    known = {*case.prefixes, *declared}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "prefixed" and prefix not in known:
            values = {"prefix": prefix, "near": near(prefix, known), "choices": ", ".join(sorted(known))}
            yield Finding("Q102", token.start, token.end, values)


def ungrouped(case: Case) -> Iterator[Finding]:
    """Columns that are neither grouped nor counted, beside others that are."""
    for number, parts in _selects(case.parsed):
        groups = parts.get("GroupBy", [])
        star = "Column" not in parts
        if star and groups:
            start = case.token(case.parsed.nodes[groups[0]].first)
            yield Finding("Q143", start.start, start.end)
        if groups or _counts(case.parsed, number):
            yield from _loose(case, parts)


def _selects(parsed: Parsed) -> Iterator[tuple[int, dict[str, list[int]]]]:
    """Each SELECT with the numbers of its own columns, keys and clauses."""
    for number, node in enumerate(parsed.nodes):
        if node.rule in {"Select", "SubSelect"}:
            found: dict[str, list[int]] = {}
            for part in parsed.below.get(number, []):
                for child in (part, *parsed.below.get(part, [])):
                    found.setdefault(parsed.nodes[child].rule, []).append(child)
            yield number, found


def _above(parsed: Parsed, number: int) -> Iterator[Node]:
    """The parts around a part, from the inside out."""

    def climb() -> Iterator[Node]:
        at = parsed.nodes[number].above
        while at >= 0:
            yield parsed.nodes[at]
            at = parsed.nodes[at].above

    return islice(climb(), _DEEP)


def _home(parsed: Parsed, number: int, rules: set[str]) -> Node | None:
    return next((node for node in _above(parsed, number) if node.rule in rules), None)


def _counts(parsed: Parsed, select: int) -> bool:
    """Whether a SELECT has an aggregate of its own in its columns, HAVING or ORDER BY."""
    own = parsed.nodes[select]
    inside = ((n, node) for n, node in enumerate(parsed.nodes) if node.rule == "Aggregate" and own.first <= node.first < own.last)
    homes = {"Projection", "Having", "OrderBy", "Filter", "Bind", "SubSelect", "Select", "Key"}
    places = (_home(parsed, n, homes) for n, _ in inside)
    return any(
        place and place.rule in {"Projection", "Having", "OrderBy"} and place.above in _own(parsed, select) for place in places
    )


def _own(parsed: Parsed, select: int) -> set[int]:
    return {select, *parsed.below.get(select, [])}


def _loose(case: Case, parts: Mapping[str, list[int]]) -> Iterator[Finding]:
    nodes = case.parsed.nodes
    groups = [key for group in parts.get("GroupBy", []) for key in case.parsed.below.get(group, [])]
    free = {name for key in groups if (name := _name_of(case, nodes[key]))}
    covered = [node for node in nodes if node.rule in {"Aggregate", "Exists"}]
    for column in (nodes[number] for number in parts.get("Column", [])):
        alone = column.last == column.first + 1
        for at in range(column.first, column.last if alone else column.last - 2):
            token = case.token(at)
            within = any(node.first <= at < node.last for node in covered)
            if token.kind == "variable" and token.text[1:] not in free and not within:
                yield Finding("Q142", token.start, token.end, {"name": token.text})
        free.add(_name_of(case, column))


def _name_of(case: Case, node: Node) -> str:
    """The name that a column or key gives: its variable, or the one behind AS."""
    last = case.token(node.last - 1)
    if last.text == ")" and case.token(node.last - 3).upper == "AS":
        last = case.token(node.last - 2)
    return last.text[1:] if last.kind == "variable" else ""


def in_filter(case: Case) -> Iterator[Finding]:
    """Aggregates in FILTER or BIND."""
    homes = {"Filter", "Bind", "Projection", "Having", "OrderBy", "Key"}
    for number, node in enumerate(case.parsed.nodes):
        if node.rule == "Aggregate":
            home = _home(case.parsed, number, homes)
            if home and home.rule in {"Filter", "Bind"}:
                token = case.token(node.first)
                yield Finding("Q144", token.start, token.end, {"word": token.upper})


def taken(case: Case) -> Iterator[Finding]:
    """Names given to a second thing: ``AS ?x`` where ``?x`` is in the pattern already, ``BIND`` to a variable used before."""
    nodes = case.parsed.nodes
    for _, parts in _selects(case.parsed):
        names: set[str] = set()
        seen = {name for number in parts.get("Where", []) for name, _ in _visible(case, number)}
        for column in (nodes[number] for number in parts.get("Column", [])):
            name = _name_of(case, column)
            renamed = column.last > column.first + 1
            if name in names or (renamed and name in seen):
                token = case.token(column.last - (2 if renamed else 1))
                yield Finding("Q145", token.start, token.end, {"name": token.text})
            names.add(name)
    for node in nodes:
        if node.rule == "Bind":
            token = case.token(node.last - 2)
            if any(name == token.text[1:] and at < node.first for name, at in _visible(case, node.above)):
                yield Finding("Q145", token.start, token.end, {"name": token.text})


def _visible(case: Case, number: int) -> Iterator[tuple[str, int]]:
    """The variables that a part of the pattern binds, with their tokens: those of filters and sub-queries aside."""
    queue = [number]
    while queue:
        part = queue.pop()
        node = case.parsed.nodes[part]
        if node.rule in {"VarOrTerm", "VarOrIri", "VerbPath", "Verb", "Data"} and case.token(node.first).kind == "variable":
            yield case.token(node.first).text[1:], node.first
        if node.rule == "Bind":
            yield case.token(node.last - 2).text[1:], node.last - 2
        queue.extend(n for n in case.parsed.below.get(part, []) if case.parsed.nodes[n].rule not in _UNSEEN)


def uneven(case: Case) -> Iterator[Finding]:
    """Rows of VALUES with more or fewer values than there are variables."""
    nodes = case.parsed.nodes
    for number, node in enumerate(nodes):
        if node.rule == "Data" and case.token(node.first).text == "(":
            wanted = next(n for n in range(node.first, node.last) if case.token(n).text == ")") - node.first - 1
            for line in case.parsed.below.get(number, []):
                found = len(case.parsed.below.get(line, []))
                if nodes[line].rule == "Line" and found != wanted:
                    start, end = case.token(nodes[line].first).start, case.token(nodes[line].last - 1).end
                    yield Finding("Q146", start, end, {"found": found, "wanted": wanted})


def blanks(case: Case) -> Iterator[Finding]:
    """A blank node label that stands in two groups."""
    homes: dict[str, Node] = {}
    for number, node in enumerate(case.parsed.nodes):
        token = case.token(node.first)
        if node.rule == "VarOrTerm" and token.kind == "blank":
            home = _home(case.parsed, number, {"Group", "Template", "Quads"})
            if home and homes.setdefault(token.text, home) != home and home.rule == homes[token.text].rule == "Group":
                yield Finding("Q147", token.start, token.end, {"name": token.text})


def relative(case: Case) -> Iterator[Finding]:
    """IRIs without a scheme where no BASE is declared."""
    if any(token.upper == "BASE" for token in case.tokens):
        return
    for token in case.tokens:
        if token.kind == "iri" and not _ABSOLUTE.match(token.text):
            yield Finding("Q148", token.start, token.end, {"iri": token.text})


def never_bound(case: Case) -> Iterator[Finding]:
    """Columns that stand nowhere in the pattern."""
    for number, parts in _selects(case.parsed):
        nodes = case.parsed.nodes
        select = nodes[number]
        body = [nodes[n] for name in ("Where", "GroupBy") for n in parts.get(name, [])]
        spans = [range(node.first, node.last) for node in body]
        spans.append(range(select.last, len(case.tokens)))  # a VALUES clause behind it
        used = {case.token(at).text[1:] for span in spans for at in span if case.token(at).kind == "variable"}
        given = {_name_of(case, nodes[n]) for n in parts.get("Column", []) if nodes[n].last > nodes[n].first + 1}
        for at in range(select.first, body[0].first if body else select.last):
            token = case.token(at)
            if token.kind == "variable" and token.text[1:] not in used | given and not _starred(case, body):
                values = {"name": token.text, "near": _like(token.text[1:], used)}
                yield Finding("Q149", token.start, token.end, values)


def _starred(case: Case, body: list[Node]) -> bool:
    """Whether a sub-query in the pattern selects all that it finds: then more may be bound than is written."""
    return any(
        case.token(at).text == "*" and case.token(at - 1).upper in {"SELECT", "DISTINCT"}
        for n in body
        for at in range(n.first, n.last)
    )


def _like(name: str, used: set[str]) -> str:
    found = near(name, sorted(used))
    return f"?{found}" if found else ""


def refused_as_unbound(case: Case) -> Iterator[Finding]:
    """Columns that stand nowhere, when that is why the engine refused."""
    if _UNBOUND.search(case.message):
        yield from never_bound(case)


MEANING: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    undeclared,
    ungrouped,
    in_filter,
    taken,
    uneven,
    blanks,
    refused_as_unbound,
    relative,
)
