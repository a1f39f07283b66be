"""The parts of a query that can be read: its patterns with their constant parts, the variables of each part."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from metrograph.namespaces import RDF
from metrograph.sparql.parse import Node, Parsed
from metrograph.sparql.tokens import Token

_ESCAPE = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
_PLAIN = r"\1"
_SHOWN = 160
_DEEP = 100


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern: the parts that are given, in full; the predicates that it may have; its variables and its text.

    A path has the predicates from which the count of its triples follows: those of an alternative, that of a repetition.
    """

    node: int
    group: int
    subject: str | None
    predicates: tuple[str | None, ...]
    object: str | None
    path: bool
    variables: frozenset[str]
    text: str


class Tree:
    """A parsed query with its prefixes."""

    def __init__(self, parsed: Parsed, prefixes: Mapping[str, str]) -> None:
        self.parsed = parsed
        self.nodes = parsed.nodes
        self._prefixes = prefixes

    def below(self, number: int, *rules: str) -> list[int]:
        """The parts right under a part, of these rules if any are given."""
        found = self.parsed.below.get(number, [])
        return [n for n in found if self.nodes[n].rule in rules] if rules else found

    def branches(self, number: int) -> bool:
        """Whether a part is one for a reader: a group in braces is one only beside another, joined by UNION."""
        return self.nodes[number].rule != "Union" or len(self.below(number)) > 1

    def groups_around(self, number: int) -> set[int]:
        """The groups in which a group stands, as far as they share its variables: up to the next sub-query."""
        found: set[int] = set()
        at = self.nodes[number].above
        while at >= 0 and self.nodes[at].rule != "SubSelect" and len(found) < _DEEP:
            if self.nodes[at].rule == "Group":
                found.add(at)
            at = self.nodes[at].above
        return found

    def words(self, number: int, *, whole: bool) -> str:
        """The text of a part on one line: all of it, or what stands before its brace."""
        node = self.nodes[number]
        last = node.last
        if not whole:
            last = next((n for n in range(node.first, node.last) if self.parsed.tokens[n].text == "{"), node.last)
        return self._text(node.first, last)

    def _text(self, first: int, last: int) -> str:
        if first >= last:
            return ""
        tokens = self.parsed.tokens
        words = " ".join(self.parsed.text[tokens[first].start : tokens[last - 1].end].split())
        return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"

    def tokens(self, number: int) -> tuple[Token, ...]:
        """The tokens of a part."""
        return self.parsed.tokens[self.nodes[number].first : self.nodes[number].last]

    def variables(self, number: int) -> frozenset[str]:
        """The variables and blank nodes of a part."""
        return frozenset(token.text.replace("$", "?") for token in self.tokens(number) if token.kind in {"variable", "blank"})

    def line(self, number: int) -> int:
        """The line on which a part starts."""
        return self.parsed.text.count("\n", 0, self.parsed.tokens[self.nodes[number].first].start) + 1

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """The triple patterns in the order written."""
        return tuple(self._patterns())

    def _patterns(self) -> Iterator[Pattern]:
        groups: dict[int, int] = {}
        for number, node in enumerate(self.nodes):
            groups[number] = number if node.rule == "Group" else groups.get(node.above, -1)
            if node.rule == "PropertiesPath":
                yield from self._properties(number, groups[number])

    def _properties(self, number: int, group: int) -> Iterator[Pattern]:
        above = self.nodes[number].above
        subject = next((n for n in self.below(above) if n < number and self.nodes[above].rule == "TriplesPath"), None)
        verb = -1
        for part in self.below(number):
            if self.nodes[part].rule == "VerbPath":
                verb = part
            for found in self.below(part, "ObjectPath"):
                yield self._pattern(subject, verb, found, group)

    def _pattern(self, subject: int | None, verb: int, found: int, group: int) -> Pattern:
        predicates, path = self._predicates(self.nodes[verb])
        parts = [n for n in (subject, verb) if n is not None]
        end = self.below(found)
        simple = bool(end) and self.nodes[end[0]].rule == "VarOrTerm"
        thing = self._term(self.nodes[end[0]]) if simple else None
        names = frozenset().union(*(self.variables(n) for n in (*parts, found)))
        text = " ".join(
            [
                self.words(subject, whole=True) if subject is not None else "[]",
                *(self.words(n, whole=True) for n in (verb, found)),
            ]
        )
        given = None if subject is None else self._term(self.nodes[subject])
        return Pattern(found, group, given, predicates, thing, path, names or frozenset(), text)

    def _predicates(self, verb: Node) -> tuple[tuple[str | None, ...], bool]:
        tokens = self.parsed.tokens[verb.first : verb.last]
        if len(tokens) == 1:
            return (self._one(verb.first),), False
        signs = {token.text for token in tokens if token.kind == "sign"}
        steps = tuple(self._one(verb.first + n) for n, token in enumerate(tokens) if token.kind != "sign")
        counted = signs <= {"|", "(", ")"} or (len(steps) == 1 and signs <= {"+", "*", "?", "(", ")"})
        return (steps if counted else ()), True

    def _term(self, node: Node) -> str | None:
        """A term in full; ``None`` when anything may stand there."""
        if node.rule != "VarOrTerm" or self.parsed.tokens[node.first].kind in {"variable", "blank"}:
            return None
        if self.parsed.tokens[node.first].text in {"[", "("}:
            return None
        return "".join(self._one(n) or "" for n in range(node.first, node.last))

    def _one(self, number: int) -> str | None:
        token = self.parsed.tokens[number]
        if token.kind == "variable":
            return None
        if token.kind == "prefixed":
            prefix, _, local = token.text.partition(":")
            space = self._prefixes.get(prefix, f"{prefix}:")
            return f"<{space}{_ESCAPE.sub(_PLAIN, local)}>"
        return f"<{RDF}type>" if token.text == "a" else token.text
