"""Changes single values in a Turtle, TriG or N-Triples text and leaves everything else as it is: order, comments, spaces.

A light reader follows subject, predicate and objects of plain statements; what stands inside ``[ … ]`` and ``( … )`` is left
alone. Whoever changes a text parses it again before writing (see ``remedies``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from metrograph.namespaces import RDF
from metrograph.shacl.node import Node, iri
from metrograph.validate.places import prefixes_of

Statement = tuple[Node, Node, Node]

_TOKEN = re.compile(
    r'(?P<literal>(?:"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')'
    r"(?:@[A-Za-z-]+[A-Za-z0-9-]*|\^\^(?:<[^>]*>|[\w.-]*:[\w.:%-]*[\w:%-]))?)|"
    r"(?P<iri><[^<>\"{}|^`\\\s]*>)|(?P<comment>\#[^\n]*)|(?P<number>[+-]?(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)|"
    r"(?P<name>[A-Za-z_][\w.-]*?:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*|:(?:[\w:%-]|\\.|\.(?=[\w:%-]))*|\w+)|(?P<sign>[.;,\[\](){}])",
    re.DOTALL,
)
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?")
_DIRECTIVE = re.compile(r"@(?:prefix\s+[\w.-]*:|base)\s*<[^>]*>\s*\.|\b(?:prefix\s+[\w.-]*:|base)\s*<[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the object of a plain statement stands: its subject, its predicate, its text and where that begins and ends."""

    subject: str
    predicate: str
    text: str
    start: int
    end: int


def spots(text: str) -> Iterator[Spot]:
    """Every object of a plain statement, in the order of the text."""
    reader = _Reader(prefixes_of(text))
    for token in _TOKEN.finditer(_DIRECTIVE.sub(lambda match: " " * len(match[0]), text)):
        if token.lastgroup == "sign":
            reader.sign(token[0])
        elif token.lastgroup != "comment" and not reader.depth:
            spot = reader.word(token)
            if spot:
                yield replace(spot, text=text[spot.start : spot.end])  # as it stands, should it look like a directive


class _Reader:
    """Where in a statement the reading stands: its subject and predicate, and how deep in brackets."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = known
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
            self.subject = _full(token[0], self.known)
        elif not self.predicate:
            self.predicate = iri(RDF + "type") if token[0] == "a" else _full(token[0], self.known)
        else:
            return Spot(self.subject, self.predicate, token[0], token.start(), token.end())
        return None


def _full(word: str, known: Mapping[str, str]) -> str:
    prefix, colon, local = word.partition(":")
    if word[0] == "<" or not colon or prefix not in known:
        return word
    return iri(known[prefix] + local.replace("\\", ""))


def node_of_text(text: str, known: Mapping[str, str]) -> Node | None:
    """An object as the text writes it, as a node; ``None`` when it cannot be told."""
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in known.items())
    try:
        found = list(ox.parse(f"{head}<urn:s> <urn:p> {text} .".encode(), format=ox.RdfFormat.TURTLE))
    except SyntaxError:
        return None
    return str(found[0].object) if len(found) == 1 else None


def changed(text: str, swapped: Mapping[Statement, Node], added: Iterable[Statement]) -> str:
    """A text with some objects swapped for others, and some statements added at its end."""
    known = prefixes_of(text)
    wanted = {(subject, predicate) for subject, predicate, _ in swapped}
    edits = []
    for spot in spots(text):
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
    gap = "" if text.endswith("\n") or not lines else "\n"
    return text + gap + "".join(lines)


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
