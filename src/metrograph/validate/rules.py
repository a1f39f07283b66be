"""The rules that shapes state, in words: name, reason, a bad and a good example, and what to do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, UsageError, near
from metrograph.model import Text
from metrograph.namespaces import MGS, RDFS, SH
from metrograph.resources import files
from metrograph.shacl.index import TYPE, Data, Index
from metrograph.shacl.node import Node, iri, is_blank, is_literal, language, lexical
from metrograph.shacl.reading import TARGETS, read_shapes
from metrograph.shacl.shape import Shapes
from metrograph.turtle import read_triples
from metrograph.validate.places import lines_of
from metrograph.words import LANGUAGES

_MEMBERS = ("property", "sparql", "node", "qualifiedValueShape")
_NAMES = (SH + "name", RDFS + "label")
_REASONS = (SH + "description", RDFS + "comment")


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape as a person reads it: ``bad`` and ``good`` are snippets of Turtle, ``fix`` of a plan file or a command."""

    code: str
    name: Text
    why: Text
    severity: str
    bad: str = ""
    good: str = ""
    fix: str = ""


class Rules:
    """The rules of some shapes, and the words of each of their constraints. A rule is a shape that stands by itself.

    >>> from metrograph.resources import files
    >>> rules = read_rules(files("shapes", "*.ttl"))
    >>> rules["S06"].severity
    'Violation'
    """

    def __init__(self, shapes: Data, paths: tuple[Path, ...] = ()) -> None:
        self.graph = Index.of(shapes)
        self.paths = paths
        self._messages: dict[tuple[Node, ...], Text] = {}

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes, read; ``ShapeError`` with file and line when one is ill-formed."""
        try:
            return read_shapes(self.graph)
        except MetroGraphError as error:
            for one in (error, *error.others):
                one.at(self._place(str(one.values.get("shape", ""))))
            raise

    def __iter__(self) -> Iterator[Rule]:
        return iter([self.rule(shape) for shape in sorted(self._named())])

    def __getitem__(self, code: str) -> Rule:
        known = {self.code(shape): shape for shape in self._named()}
        if code not in known:
            raise UsageError("U111", value=code, near=near(code, known))
        return self.rule(known[code])

    def of(self, shape: Node) -> Node:
        """The shape that is the rule to which a shape belongs: the one with a name above it, else the topmost shape."""
        return self._owner.get(shape, shape)

    def rule(self, shape: Node) -> Rule:
        """The rule that a shape is."""
        told = self.graph.objects(shape, iri(SH + "severity"))
        severity = lexical(told[0]).removeprefix(SH) if told else "Violation"
        snippets = (self._first(shape, MGS + name) for name in ("bad", "good", "fix"))
        return Rule(self.code(shape), self._text(shape, *_NAMES), self._text(shape, *_REASONS), severity, *snippets)

    def code(self, shape: Node) -> str:
        """The code of a rule: what its IRI ends with."""
        return self._codes.get(shape) or _ending(shape)

    def message(self, *nodes: Node) -> Text:
        """The message of the first of some constraints and shapes that has one."""
        if nodes not in self._messages:
            self._messages[nodes] = text_of(self.messages(*nodes))
        return self._messages[nodes]

    def messages(self, *nodes: Node) -> tuple[Node, ...]:
        """The messages of the first of some constraints and shapes that has one, in all languages."""
        return next((tuple(found) for node in nodes if (found := self.graph.objects(node, iri(SH + "message")))), ())

    def _named(self) -> list[Node]:
        shapes = self.graph.backward(TYPE).get(iri(SH + "NodeShape"), ())
        return [node for node in shapes if self.graph.objects(node, iri(SH + "name"))]

    def _first(self, node: Node, predicate: str) -> str:
        return next((lexical(value) for value in self.graph.objects(node, iri(predicate))), "")

    def _text(self, node: Node, *predicates: str) -> Text:
        for predicate in predicates:
            found = self.graph.objects(node, iri(predicate))
            if found:
                return text_of(found)
        return Text()

    @cached_property
    def _codes(self) -> Mapping[Node, str]:
        """The codes of the rules that stand by themselves: whole IRIs where endings are the same, targets where there is none."""
        tops = sorted(set(self._owner.values()))
        names = {top: _ending(top) if not is_blank(top) else self._of_target(top) for top in tops}
        counts = Counter(names.values())
        return {top: name if counts[name] == 1 or is_blank(top) else lexical(top) for top, name in names.items()}

    def _of_target(self, shape: Node) -> str:
        found = (node for name in TARGETS for node in sorted(self.graph.objects(shape, iri(SH + name))))
        return next((_ending(node) for node in found), "–")

    @cached_property
    def _owner(self) -> Mapping[Node, Node]:
        owners: dict[Node, Node] = {}
        for top in (*self._named(), *self._targeted()):
            queue = [top]
            while queue:
                node = queue.pop()
                owners.setdefault(node, top)
                for name in _MEMBERS:
                    queue.extend(member for member in self.graph.objects(node, iri(SH + name)) if member not in owners)
        return owners

    def _targeted(self) -> Iterator[Node]:
        for name in TARGETS:
            yield from self.graph.forward(iri(SH + name))

    def _place(self, shape: str) -> Place:
        for path in self.paths:
            line = lines_of(path, {iri(shape)}).get(iri(shape))
            if line:
                return Place(str(path), line)
        return Place(str(self.paths[0]) if len(self.paths) == 1 else "")


def _ending(node: Node) -> str:
    """What an IRI ends with."""
    name = lexical(node)
    return name.removeprefix(MGS) if name.startswith(MGS) else name.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def text_of(nodes: Iterable[Node]) -> Text:
    """Literals as one text: each language once, words without a language for the languages that have none.

    >>> text_of(['"Lieu"@fr', '"Place"']).best("es")
    'Place'
    """
    found: dict[str, str] = {}
    for node in sorted(node for node in nodes if is_literal(node)):
        tag = language(node).split("-")[0]
        found.setdefault(tag if tag in LANGUAGES else "", lexical(node))
    plain = found.pop("", "")
    return Text(**({lang: found.get(lang, plain) for lang in LANGUAGES} if plain else found))


def packaged_rules(folder: Path | None = None) -> Rules:
    """The rules of the packaged shapes, and of a workspace's own ``shapes/``."""
    shapes = (path for path in files("shapes", "*.ttl") if path.name != "ontology.ttl")
    return read_rules([*shapes, *(sorted((folder / "shapes").glob("*.ttl")) if folder else ())])


def read_rules(paths: Iterable[Path]) -> Rules:
    """The rules of some shapes files."""
    known = tuple(paths)
    return Rules((triple for path in known for triple in read_triples(path)), known)
