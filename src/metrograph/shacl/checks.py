"""The constraint components that judge each value by itself: type, range, text, membership (SHACL 4.1, 4.3, 4.4, 4.8)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from metrograph.shacl.literals import compare, well_formed
from metrograph.shacl.node import (
    DIR_LANG_STRING,
    LANG_STRING,
    STRING,
    Node,
    datatype,
    is_blank,
    is_iri,
    is_literal,
    language,
    lexical,
)
from metrograph.shacl.regex import matching
from metrograph.shacl.values import Failure, Run, Values

NODE_KINDS: Mapping[str, Callable[[Node], bool]] = {
    "IRI": is_iri,
    "BlankNode": is_blank,
    "Literal": is_literal,
    "BlankNodeOrIRI": lambda node: is_blank(node) or is_iri(node),
    "BlankNodeOrLiteral": lambda node: is_blank(node) or is_literal(node),
    "IRIOrLiteral": lambda node: is_iri(node) or is_literal(node),
}
RANGES: Mapping[str, tuple[int, ...]] = {
    "MinExclusive": (1,),
    "MinInclusive": (0, 1),
    "MaxExclusive": (-1,),
    "MaxInclusive": (-1, 0),
}
"""For each range, how a value may stand to the bound."""


@dataclass(frozen=True, slots=True)
class Class:
    """Each value is an instance of a class."""

    kind: Node
    component: str = "ClassConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that is none."""
        return values.among(values.distinct - run.data.instances(self.kind))


@dataclass(frozen=True, slots=True)
class Datatype:
    """Each value is a literal of a datatype, and well formed."""

    datatype: str
    component: str = "DatatypeConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each other value."""
        end = f'"^^<{self.datatype}>'
        if self.datatype in (STRING, LANG_STRING, DIR_LANG_STRING):
            return values.where(lambda node: datatype(node) != self.datatype)
        return values.where(lambda node: not node.endswith(end) or not well_formed(lexical(node), self.datatype))


@dataclass(frozen=True, slots=True)
class NodeKind:
    """Each value is an IRI, a blank node, a literal, or one of two of these."""

    kind: str
    component: str = "NodeKindConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value of another kind."""
        fits = NODE_KINDS[self.kind]
        return values.where(lambda node: not fits(node))


@dataclass(frozen=True, slots=True)
class Range:
    """Each value lies on the right side of a bound, and can be compared with it."""

    name: str
    bound: Node

    @property
    def component(self) -> str:
        """The component of this side."""
        return f"{self.name}ConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value beyond the bound, or not comparable with it."""
        allowed = RANGES[self.name]
        return values.where(lambda node: compare(node, self.bound) not in allowed)


@dataclass(frozen=True, slots=True)
class Length:
    """The text of each value has at least, or at most, some number of characters; blank nodes have no text."""

    limit: int
    least: bool

    @property
    def component(self) -> str:
        """The component of this side."""
        return f"{'Min' if self.least else 'Max'}LengthConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that is too short, or too long."""
        if self.least:
            return values.where(lambda node: is_blank(node) or len(lexical(node)) < self.limit)
        return values.where(lambda node: is_blank(node) or len(lexical(node)) > self.limit)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The text of each value matches a regular expression of SPARQL somewhere."""

    pattern: str
    flags: str
    component: str = "PatternConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value that does not; the engine matches in time linear in the text, whatever the pattern."""
        texts = {node: lexical(node) for node in values.distinct if not is_blank(node)}
        good = matching(self.pattern, self.flags, frozenset(texts.values()))
        return values.where(lambda node: texts.get(node) not in good)


@dataclass(frozen=True, slots=True)
class LanguageIn:
    """Each value is a text in one of some languages: ``en`` allows ``en-GB`` as well."""

    ranges: tuple[str, ...]
    component: str = "LanguageInConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value in another language, or in none."""
        tags = {node: language(node) for node in values.distinct}
        good = {tag for tag in set(tags.values()) if any(_in_range(tag.lower(), one.lower()) for one in self.ranges)}
        return values.where(lambda node: tags[node] not in good)


@dataclass(frozen=True, slots=True)
class In:
    """Each value is one of a list."""

    allowed: frozenset[Node]
    component: str = "InConstraintComponent"

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each other value."""
        return values.among(values.distinct - self.allowed)


def _in_range(tag: str, wanted: str) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}-") or (wanted == "*" and tag != "")
