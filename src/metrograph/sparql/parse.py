"""Reads SPARQL by its grammar: the tree of a query, or the first token with which no query can go on.

The grammar needs no more than a look at the next token, so the reader keeps a stack instead of calling itself: deep
nesting costs no depth, and time is linear in the text.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from metrograph.sparql.grammar import CALLS, RULES
from metrograph.sparql.tokens import Token, code

_PIECE = re.compile(r"'[^']+'|[A-Za-z@]+_?|[()|?*+]")
_KINDS = {"variable": "var", "iri": "iri", "string": "string", "lang": "lang", "blank": "blank"}
_PAIRS = {("(", ")"): "nil", ("[", "]"): "anon"}
END = "end"
"""What stands behind the last token."""


class Symbol(NamedTuple):
    """What the grammar sees: a word, a sign or a kind of token, and the tokens that it covers."""

    name: str
    first: int
    last: int


class Node(NamedTuple):
    """A part of the tree: its rule, the number of the part above it, and the tokens from ``first`` up to ``last``."""

    rule: str
    above: int
    first: int
    last: int


@dataclass(frozen=True)
class Parsed:
    """A text as read: its tokens, the tree as far as it goes, and where it stops making sense."""

    text: str
    tokens: tuple[Token, ...]
    nodes: tuple[Node, ...]
    wrong: int | None
    expected: frozenset[str]
    inside: tuple[str, ...]

    @property
    def offset(self) -> int:
        """Where in the text it stops making sense; behind it when it does not stop."""
        if self.wrong is None:
            return len(self.text) + 1
        return self.tokens[self.wrong].start if self.wrong < len(self.tokens) else len(self.text)

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """The parts right under each part, by number."""
        found: dict[int, list[int]] = {}
        for number, node in enumerate(self.nodes):
            found.setdefault(node.above, []).append(number)
        return found


def parse(text: str) -> Parsed:
    """The tree of a query or update.

    >>> parse("ASK { ?s a ?o }").wrong, parse("ASK { ?s a }").wrong
    (None, 4)
    """
    return _Reader(text, code(text)).read()


class _Reader:
    def __init__(self, text: str, pieces: tuple[Token, ...]) -> None:
        self._text, self._tokens = text, pieces
        self._symbols = _symbols(pieces)
        self._nodes: list[list[object]] = []
        self._open: list[int] = []

    def read(self) -> Parsed:
        table = _grammar()
        at, stack, expected = 0, [END, "Text"], set[str]()
        while stack:
            top, symbol = stack.pop(), self._symbols[at]
            if top == "":
                self._nodes[self._open.pop()][3] = symbol.first
            elif top in table.rules:
                chosen = table.rules[top].get(symbol.name)
                if chosen is None:
                    expected |= set(table.rules[top])
                    if top not in table.empty:
                        return self._parsed(symbol.first, expected)
                    continue
                self._enter(top, symbol, stack)
                stack.extend(reversed(chosen))
            elif top == symbol.name:
                at, expected = at + 1, set()
            else:
                return self._parsed(symbol.first, expected | {top})
        return self._parsed(None, set())

    def _enter(self, rule: str, symbol: Symbol, stack: list[str]) -> None:
        if rule[-1] != "_":
            self._nodes.append([rule, self._open[-1] if self._open else -1, symbol.first, symbol.first])
            self._open.append(len(self._nodes) - 1)
            stack.append("")

    def _parsed(self, wrong: int | None, expected: set[str]) -> Parsed:
        inside = tuple(str(self._nodes[number][0]) for number in self._open)
        for number in self._open:
            self._nodes[number][3] = wrong
        nodes = tuple(Node(*each) for each in self._nodes)  # type: ignore[arg-type]
        return Parsed(self._text, self._tokens, nodes, wrong, frozenset(expected), inside)


def _symbols(pieces: tuple[Token, ...]) -> list[Symbol]:
    found: list[Symbol] = []
    skip = -1
    for number, (token, after) in enumerate(pairwise((*pieces, Token(END, "", 0)))):
        pair = _PAIRS.get((token.text, after.text))
        if number == skip:
            continue
        if pair:
            skip = number + 1
            found.append(Symbol(pair, number, skip))
        else:
            found.append(Symbol(_symbol(token), number, number))
    return [*found, Symbol(END, len(pieces), len(pieces))]


def _symbol(token: Token) -> str:
    if token.kind == "word":
        upper = token.upper if token.text.isascii() else "?"
        return token.text if upper in _EXACT else CALLS.get(upper, upper)
    if token.kind == "prefixed":
        return "namespace" if token.text.endswith(":") and token.text.count(":") == 1 else "prefixed"
    if token.kind == "number":
        return "integer" if token.text.isdigit() else "decimal"
    return _KINDS.get(token.kind) or (token.text if token.kind == "sign" else f"?{token.kind}")


_EXACT = {"A", "TRUE", "FALSE"}  # words that mean something in small letters only


@dataclass(frozen=True)
class _Grammar:
    """For each rule, what to read for each symbol that may come next; and the rules that may be empty."""

    rules: dict[str, dict[str, tuple[str, ...]]]
    empty: frozenset[str]


@cache
def _grammar() -> _Grammar:
    """The table of the reader, made from the rules once, when it is first needed."""
    plain: dict[str, list[tuple[str, ...]]] = {}
    for line in filter(None, RULES.splitlines()):
        name, _, body = line.partition(" = ")
        _Spread(plain, name, _PIECE.findall(body)).spread()
    empty, first = _firsts(plain)
    rules: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, choices in plain.items():
        rules[name] = {symbol: choice for choice in reversed(choices) for symbol in _start(choice, first, empty)}
    return _Grammar(rules, frozenset(empty))


class _Spread:
    """Writes a rule with brackets and repetitions as plain ones: ``A = B+`` as ``A = B A1_`` and ``A1_ = B A1_ | nothing``."""

    def __init__(self, plain: dict[str, list[tuple[str, ...]]], name: str, pieces: list[str]) -> None:
        self._plain, self._name, self._pieces, self._at, self._count = plain, name, pieces, 0, 0

    def spread(self) -> None:
        self._plain[self._name] = self._choices()

    def _choices(self) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = [()]
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece == ")":
                break
            self._at += 1
            if piece == "|":
                found.append(())
            else:
                found[-1] += self._repeated(self._one(piece))
        return found

    def _one(self, piece: str) -> str:
        if piece != "(":
            return piece.strip("'")
        choices = self._choices()
        self._at += 1
        return self._made(choices)

    def _made(self, choices: list[tuple[str, ...]]) -> str:
        self._count += 1
        name = f"{self._name}{self._count}_"
        self._plain[name] = choices
        return name

    def _repeated(self, one: str) -> tuple[str, ...]:
        sign = self._pieces[self._at] if self._at < len(self._pieces) else ""
        if sign not in {"?", "*", "+"}:
            return (one,)
        self._at += 1
        if sign == "?":
            return (self._made([(one,), ()]),)
        more = self._made([])
        self._plain[more] = [(one, more), ()]
        return (more,) if sign == "*" else (one, more)


def _firsts(plain: dict[str, list[tuple[str, ...]]]) -> tuple[set[str], dict[str, set[str]]]:
    """The rules that may be empty, and the symbols with which each may start."""
    empty: set[str] = set()
    first: dict[str, set[str]] = {name: set() for name in plain}
    grown = True
    while grown:
        before = len(empty), sum(map(len, first.values()))
        for name, choices in plain.items():
            for choice in choices:
                first[name] |= _start(choice, first, empty)
                if all(part in empty for part in choice):
                    empty.add(name)
        grown = before != (len(empty), sum(map(len, first.values())))
    return empty, first


def _start(choice: tuple[str, ...], first: dict[str, set[str]], empty: set[str]) -> set[str]:
    found: set[str] = set()
    for part in choice:
        found |= first.get(part, {part})
        if part not in empty:
            break
    return found
