"""A small part of SPARQL 1.1, evaluated word by word as chapter 18 of the standard defines it: slow, and hard to get wrong.

Terms and variables are texts as a query writes them. A group is a tuple of elements:
``("triple", s, path, o)``, ``("values", variable, terms)``, ``("optional" | "minus", group)``, ``("union", one, other)``,
``("graph", name, group)``, ``("select", columns, group, counted, distinct)``. A path is ``("iri", p)`` or ``(sign, path, …)``.
"""

from collections import Counter
from collections.abc import Iterator

Triples = frozenset[tuple[str, str, str]]
Dataset = dict[str, Triples]
Solution = dict[str, str]
Pair = tuple[str, str]
DEFAULT = ""


def rows(group: tuple, data: Dataset) -> Counter[tuple[Pair, ...]]:
    """The solutions of a group, as a multiset."""
    return Counter(tuple(sorted(one.items())) for one in solutions(group, data, DEFAULT))


def solutions(group: tuple, data: Dataset, graph: str) -> list[Solution]:
    found: list[Solution] = [{}]
    for kind, *parts in group:
        if kind == "optional":
            found = [both for one in found for both in (_joined([one], solutions(parts[0], data, graph)) or [one])]
        elif kind == "minus":
            gone = solutions(parts[0], data, graph)
            found = [one for one in found if not any(_fits(one, other) and one.keys() & other.keys() for other in gone)]
        else:
            found = _joined(found, _element(kind, parts, data, graph))
    return found


def _element(kind: str, parts: list, data: Dataset, graph: str) -> list[Solution]:
    if kind == "triple":
        return list(_triple(*parts, data[graph]))
    if kind == "values":
        return [{parts[0]: term} for term in parts[1]]
    if kind == "union":
        return [one for group in parts for one in solutions(group, data, graph)]
    if kind == "select":
        return _selected(*parts, data, graph)
    name, group = parts
    names = [one for one in data if one != DEFAULT] if name.startswith("?") else [name] if name in data else []
    here = {one: solutions(group, data, one) for one in names}
    if not name.startswith("?"):
        return here.get(name, [])
    return [both for one in names for both in _joined(here[one], [{name: one}])]


def _selected(columns: tuple, group: tuple, counted: str, distinct: bool, data: Dataset, graph: str) -> list[Solution]:
    found = solutions(group, data, graph)
    if counted:
        keys = dict.fromkeys(tuple((name, one[name]) for name in columns if name in one) for one in found)
        groups = {
            key: [one for one in found if {name: one[name] for name in columns if name in one} == dict(key)] for key in keys
        }
        if not columns:
            groups = {(): found}
        return [{**dict(key), counted: str(sum("?y" in one for one in members))} for key, members in groups.items()]
    shown = [one if columns == ("*",) else {name: one[name] for name in columns if name in one} for one in found]
    return [dict(one) for one in dict.fromkeys(tuple(sorted(one.items())) for one in shown)] if distinct else shown


def _fits(one: Solution, other: Solution) -> bool:
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def _joined(some: list[Solution], others: list[Solution]) -> list[Solution]:
    return [{**one, **other} for one in some for other in others if _fits(one, other)]


def _triple(start: str, path: tuple, end: str, triples: Triples) -> Iterator[Solution]:
    ends = [None if one.startswith("?") else one for one in (start, end)]
    for first, last in pairs(path, *ends, triples):
        found = {name: term for name, term in ((start, first), (end, last)) if name.startswith("?")}
        if start != end or first == last:
            yield found


# ---- paths


def pairs(path: tuple, start: str | None, end: str | None, triples: Triples) -> list[Pair]:
    """What a path joins; ``None`` for an end that is a variable."""
    sign, *inner = path
    if sign == "iri":
        return _between(((s, o) for s, p, o in triples if p == inner[0]), start, end)
    if sign == "!":
        return _between([(s, o) for s, p, o in sorted(triples) if p != inner[0]], start, end)
    if sign == "^":
        return [(last, first) for first, last in pairs(inner[0], end, start, triples)]
    if sign == "|":
        return [pair for one in inner for pair in pairs(one, start, end, triples)]
    if sign == "/":
        ahead = pairs(inner[1], None, end, triples)
        return [(first, last) for first, middle in pairs(inner[0], start, None, triples) for on, last in ahead if on == middle]
    return _repeated(sign, inner[0], start, end, triples)


def _between(found: "Iterator[Pair] | list[Pair]", start: str | None, end: str | None) -> list[Pair]:
    return [pair for pair in found if start in {None, pair[0]} and end in {None, pair[1]}]


def _repeated(sign: str, path: tuple, start: str | None, end: str | None, triples: Triples) -> list[Pair]:
    nodes = {node for s, _, o in triples for node in (s, o)}
    if start is None and end is not None:
        return [(last, first) for first, last in _repeated(sign, ("^", path), end, None, triples)]
    starts = sorted(nodes) if start is None else [start]
    found = {(one, last) for one in starts for last in _reached(sign, path, one, triples)}
    return [pair for pair in sorted(found) if end in {None, pair[1]}]


def _reached(sign: str, path: tuple, start: str, triples: Triples) -> set[str]:
    next_ = [last for _, last in pairs(path, start, None, triples)]
    if sign == "?":
        return {start, *next_}
    found: set[str] = {start} if sign == "*" else set()
    while next_:
        one = next_.pop()
        if one not in found:
            found.add(one)
            next_ += [last for _, last in pairs(path, one, None, triples)]
    return found


# ---- as text


def written(group: tuple) -> str:
    """A group as a query writes it, without its braces."""
    return " ".join(_written(*element) for element in group)


def _written(kind: str, *parts: object) -> str:
    if kind == "triple":
        start, path, end = parts
        return f"{start} {path_written(path)} {end} ."
    if kind == "values":
        return f"VALUES {parts[0]} {{ {' '.join(parts[1])} }}"
    if kind == "union":
        return " UNION ".join(f"{{ {written(one)} }}" for one in parts)
    if kind == "graph":
        return f"GRAPH {parts[0]} {{ {written(parts[1])} }}"
    if kind == "select":
        columns, group, counted, distinct = parts
        count, grouped = (f"(COUNT(?y) AS {counted})", " GROUP BY " + " ".join(columns)) if counted else ("", "")
        shown = f"{'DISTINCT ' if distinct else ''}{' '.join(columns)} {count}"
        return f"{{ SELECT {shown} {{ {written(group)} }}{grouped if columns else ''} }}"
    return f"{kind.upper()} {{ {written(parts[0])} }}"


def path_written(path: tuple) -> str:
    sign, *inner = path
    if sign == "iri":
        return inner[0]
    if sign in {"|", "/"}:
        return f"({sign.join(map(path_written, inner))})"
    if sign == "!":
        return f"!{inner[0]}"
    return f"(^{path_written(inner[0])})" if sign == "^" else f"({path_written(inner[0])}){sign}"
