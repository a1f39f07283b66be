"""Changes single values in a Turtle, TriG or N-Triples text and leaves everything else as it is: order, comments, spaces.

A light reader follows subject, predicate and objects of plain statements; what stands inside ``[ … ]`` and ``( … )`` is left
alone. Whoever changes a text parses it again before writing (see ``remedies``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import pyoxigraph as ox

from metrograph.namespaces import RDF
from metrograph.quoted import STRING, without_words
from metrograph.shacl.node import Node, iri, lexical
from metrograph.validate.places import prefixes_of

Statement = tuple[Node, Node, Node]

_TOKEN = re.compile(
    rf"(?P<literal>(?:{STRING})"
    r"(?:@[A-Za-z-]+[A-Za-z0-9-]*|\^\^(?:<[^>]*>|[\w.-]*:[\w.:%-]*[\w:%-]))?)|"
    r"(?P<iri><(?:[^<>\"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)|(?P<comment>\#[^\n]*)|"
    r"(?P<number>[+-]?(?:\d+\.\d+|\.\d+|\d+\.(?=[eE][+-]?\d)|\d+)(?:[eE][+-]?\d+)?)|"
    r"(?P<name>[^\W\d][\w.-]*?:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*|:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*|\w+)|(?P<sign>[.;,\[\](){}])",
    re.DOTALL,
)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?")
_BASE = re.compile(r"(?:@|\b)base\s*<([^>]*)>", re.IGNORECASE)
_DIRECTIVE = re.compile(r"@(?:prefix\s+[\w.-]*:|base)\s*<[^>]*>\s*\.|\b(?:prefix\s+[\w.-]*:|base)\s*<[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the object of a plain statement stands: its subject, its predicate, its text and where that begins and ends."""

    subject: str
    predicate: str
    text: str
    start: int
    end: int


def spots(text: str, base: str = "") -> Iterator[Spot]:
    """Every object of a plain statement, in the order of the text. ``base`` is the IRI from which relative ones count."""
    clean = without_words(text)
    reader = _Reader(known_prefixes(text, base), _base(clean, base))
    for token in _TOKEN.finditer(_without_directives(text, clean)):
        if token.lastgroup == "sign":
            reader.sign(token[0])
        elif token.lastgroup != "comment" and not reader.depth:
            spot = reader.word(token)
            if spot:
                yield spot


def known_prefixes(text: str, base: str = "") -> dict[str, str]:
    """The prefixes that a text declares, with whole IRIs."""
    start = _base(without_words(text), base)
    return {name: urljoin(start, space) if start else space for name, space in prefixes_of(text).items()}


def _base(clean: str, base: str) -> str:
    told = _BASE.findall(clean)
    return urljoin(base, told[-1]) if told else base


def _without_directives(text: str, clean: str) -> str:
    """A text with blanks for its prefixes and bases; every character keeps its place."""
    for match in _DIRECTIVE.finditer(clean):
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return text


class _Reader:
    """Where in a statement the reading stands: its subject and predicate, and how deep in brackets."""

    def __init__(self, known: Mapping[str, str], base: str) -> None:
        self.known, self.base = known, base
        self.subject = self.predicate = ""
        self.depth = 0

    def sign(self, sign: str) -> None:
        """A sign that opens, closes or parts."""
        if sign in "[]()":
            self.depth += 1 if sign in "[(" else -1
            if not self.depth and not self.subject:
                self.subject = "_:"
        elif not self.depth and sign in ".{}":
            self.subject = self.predicate = ""
        elif not self.depth and sign == ";":
            self.predicate = ""

    def word(self, token: re.Match[str]) -> Spot | None:
        """A term outside brackets: subject, predicate, or an object, whose spot it is."""
        if not self.subject:
            self.subject = self._full(token[0])
        elif not self.predicate:
            self.predicate = iri(RDF + "type") if token[0] == "a" else self._full(token[0])
        else:
            return Spot(self.subject, self.predicate, token[0], token.start(), token.end())
        return None

    def _full(self, word: str) -> str:
        """A term with its whole IRI."""
        if word[0] == "<":
            inner = lexical(f'"{word[1:-1]}"') if "\\" in word else word[1:-1]
            return iri(urljoin(self.base, inner) if self.base else inner)
        prefix, colon, local = word.partition(":")
        return iri(self.known[prefix] + local.replace("\\", "")) if colon and prefix in self.known else word


def node_of_text(text: str, known: Mapping[str, str]) -> Node | None:
    """An object as the text writes it, as a node; ``None`` when it cannot be told."""
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in known.items())
    try:
        found = list(ox.parse(f"{head}<urn:s> <urn:p> {text} .".encode(), format=ox.RdfFormat.TURTLE))
    except SyntaxError:
        return None
    return str(found[0].object) if len(found) == 1 else None


def changed(text: str, swapped: Mapping[Statement, Node], added: Iterable[Statement], base: str = "") -> str:
    """A text with some objects swapped for others, and some statements added at its end."""
    known = known_prefixes(text, base)
    wanted = {(subject, predicate) for subject, predicate, _ in swapped}
    edits = []
    for spot in spots(text, base):
        if (spot.subject, spot.predicate) in wanted:
            old = node_of_text(spot.text, known)
            new = swapped.get((spot.subject, spot.predicate, old or ""))
            if new:
                edits.append(replace(spot, text=written(new, known)))
    for spot in reversed(edits):
        text = text[: spot.start] + spot.text + text[spot.end :]
    lines = [
        f"{written(subject, known)} {written(predicate, known)} {written(node, known)} .\n" for subject, predicate, node in added
    ]
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if text.endswith("\n") or not lines else end
    return text + gap + "".join(lines).replace("\n", end)


def written(node: Node, known: Mapping[str, str]) -> str:
    """A node the way a text writes it: with its prefixes.

    >>> written('"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>', {"xsd": "http://www.w3.org/2001/XMLSchema#"})
    '"2019"^^xsd:gYear'
    """
    for name, space in sorted(known.items(), key=lambda pair: -len(pair[1])):
        local = node[1 + len(space) : -1]
        if node.startswith(f"<{space}") and _LOCAL.fullmatch(local):
            return f"{name}:{local}"
    if node.startswith('"') and "^^<" in node[node.rindex('"') :]:
        at = node.rindex("^^<") + 2
        return node[:at] + written(node[at:], known)
    return node
