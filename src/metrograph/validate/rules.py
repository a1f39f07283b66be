"""The rules that shapes state, in words: name, reason, a bad and a good example, and what to do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import UsageError, near
from metrograph.model import Text
from metrograph.namespaces import MGS, RDF, SH
from metrograph.turtle import Term, Triple, read_triples, value

_MEMBERS = ("property", "sparql", "node", "qualifiedValueShape")


@dataclass(frozen=True, slots=True)
class Rule:
    """One node shape as a person reads it."""

    code: str
    name: Text
    why: Text
    severity: str
    bad: str
    good: str


class Rules:
    """The rules of some shapes, and the words of each of their constraints.

    >>> from metrograph.resources import files
    >>> rules = read_rules(files("shapes", "*.ttl"))
    >>> rules["S06"].severity
    'Violation'
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(triples)
        self._values: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in self.triples:
            self._values[value(triple.subject)][triple.predicate.value].append(triple.object)
        self._owner = self._owners()

    def __iter__(self) -> Iterator[Rule]:
        return iter([self._rule(shape) for shape in sorted(self._node_shapes())])

    def __getitem__(self, code: str) -> Rule:
        known = {shape.removeprefix(MGS): shape for shape in self._node_shapes()}
        if code not in known:
            raise UsageError("U111", value=code, near=near(code, known))
        return self._rule(known[code])

    def owner(self, node: str) -> str:
        """The code of the rule to which a shape or constraint belongs."""
        return self._owner.get(node, node).removeprefix(MGS)

    def message(self, *nodes: str) -> Text:
        """The message of the first of some constraints and shapes that has one."""
        return next((text for node in nodes if (text := self._text(node, "message"))), Text())

    def _node_shapes(self) -> list[str]:
        node_shape = ox.NamedNode(SH + "NodeShape")
        return [
            node for node, pairs in self._values.items() if node_shape in pairs.get(RDF + "type", ()) and SH + "name" in pairs
        ]

    def _rule(self, shape: str) -> Rule:
        severity = self._first(shape, SH + "severity").removeprefix(SH) or "Violation"
        examples = (self._first(shape, MGS + name) for name in ("bad", "good"))
        return Rule(self.owner(shape), self._text(shape, "name"), self._text(shape, "description"), severity, *examples)

    def _first(self, node: str, predicate: str) -> str:
        return next((value(term) for term in self._values[node].get(predicate, ())), "")

    def _text(self, node: str, name: str) -> Text:
        values = self._values.get(node, {}).get(SH + name, ())
        tagged = {v.language: v.value for v in values if isinstance(v, ox.Literal) and v.language in ("en", "fr", "es")}
        return Text(**{str(lang): text for lang, text in tagged.items()})

    def _owners(self) -> Mapping[str, str]:
        owners: dict[str, str] = {}
        for shape in self._node_shapes():
            queue = [shape]
            while queue:
                node = queue.pop()
                owners.setdefault(node, shape)
                for name in _MEMBERS:
                    members = (value(v) for v in self._values.get(node, {}).get(SH + name, ()))
                    queue.extend(member for member in members if member not in owners)
        return owners


def read_rules(paths: Iterable[Path]) -> Rules:
    """The rules of some shapes files."""
    return Rules(triple for path in paths for triple in read_triples(path))
