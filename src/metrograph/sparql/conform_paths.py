"""Paths of no length: ``<a> p* ?x`` has ``?x = <a>`` among its answers, even where no triple has ``<a>``."""

from metrograph.sparql.parse import Parsed
from metrograph.sparql.tokens import Token

_END = Token("end", "", 0)
_CONSTANTS = {"Iri", "Literal", "Number"}


def mended(parsed: Parsed, run: list[int], anchor: str) -> str | None:
    """Triples in a row with their paths of no length written out; nothing when there are none.

    A path that may be empty, with a constant at one end, becomes two groups: the path without its start, and its start.
    """
    plain: list[str] = []
    groups: list[str] = []
    for number in run:
        kept, empty = _statement(parsed, number)
        if not empty:
            plain.append(source(parsed, number))
        else:
            plain += kept
            groups += [_written(parsed, *ends, anchor) for ends in empty]
    return " ".join([" . ".join(plain), *groups]).lstrip() if groups else None


def _statement(parsed: Parsed, number: int) -> tuple[list[str], list[tuple[int, int, int]]]:
    """The triples of one subject: those that stay, as text, and those with a path that may be empty."""
    below = parsed.below.get(number, [])
    if len(below) != 2 or parsed.nodes[below[0]].rule != "VarOrTerm" or parsed.nodes[below[1]].rule != "PropertiesPath":
        return [], []
    subject, kept, empty, verb = below[0], [], [], -1
    for part in parsed.below.get(below[1], []):
        if parsed.nodes[part].rule == "VerbPath":
            verb = part
            continue
        for each in parsed.below[part]:
            if _empty(parsed, subject, verb, each):
                empty.append((subject, verb, each))
            else:
                kept.append(" ".join(source(parsed, one) for one in (subject, verb, each)))
    return kept, empty


def source(parsed: Parsed, number: int) -> str:
    """A part as it was written; an empty one is nothing."""
    node = parsed.nodes[number]
    return parsed.text[parsed.tokens[node.first].start : parsed.tokens[node.last - 1].end] if node.last > node.first else ""


def _kind(parsed: Parsed, number: int) -> str:
    """``constant``, ``variable`` or ``blank``, for anything that may not be written twice."""
    below = parsed.below.get(number, [])
    if parsed.nodes[number].rule == "ObjectPath":
        alone = [n for n in below if parsed.nodes[n].rule == "VarOrTerm" and parsed.nodes[n].last == parsed.nodes[number].last]
        return _kind(parsed, alone[0]) if alone else "blank"
    if below:
        return "constant" if parsed.nodes[below[0]].rule in _CONSTANTS else "blank"
    token = parsed.tokens[parsed.nodes[number].first]
    return "variable" if token.kind == "variable" else "constant" if token.kind == "word" else "blank"


def _empty(parsed: Parsed, subject: int, verb: int, each: int) -> bool:
    kinds = {_kind(parsed, subject), _kind(parsed, each)}
    node = parsed.nodes[verb]
    return "constant" in kinds and "blank" not in kinds and _may_be_empty(parsed.tokens[node.first : node.last])


def _written(parsed: Parsed, subject: int, verb: int, each: int, anchor: str) -> str:
    start, path, end = (source(parsed, number) for number in (subject, verb, each))
    same = f"sameTerm({start}, {end})"
    if _kind(parsed, subject) == _kind(parsed, each):
        alone = f"FILTER({same})"
    else:
        variable, constant = (end, start) if _kind(parsed, subject) == "constant" else (start, end)
        alone = f"VALUES {variable} {{ {constant} }}"
    return f"{{ {start} {path} {end} FILTER(!{same}) }} UNION {{ {anchor}{alone} }}"


def _may_be_empty(tokens: tuple[Token, ...]) -> bool:
    """Whether just one branch of a path may have no length, its steps aside: ``a/b`` has a node in its middle."""
    return _Path(tokens).branches() == 1


class _Path:
    """Reads a path from its tokens: how many of its branches may have no length."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens, self._at = (*tokens, _END), 0

    def branches(self) -> int:
        found = self._sequence()
        while self._tokens[self._at].text == "|":
            self._at += 1
            found += self._sequence()
        return found

    def _sequence(self) -> int:
        found, steps = self._step(), 1
        while self._tokens[self._at].text == "/":
            self._at += 1
            self._step()
            steps += 1
        return found if steps == 1 else 0

    def _step(self) -> int:
        while self._tokens[self._at].text in {"^", "!"}:
            self._at += 1
        inside = 0
        if self._tokens[self._at].text == "(":
            self._at += 1
            inside = self.branches()
        self._at += 1
        sign = self._tokens[self._at].text
        if sign in {"*", "?", "+"}:
            self._at += 1
            return 1 if sign != "+" else min(inside, 1)
        return inside
