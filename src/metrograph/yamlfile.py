r"""A YAML file whose every value knows its line, read as plain text: no dates, numbers or booleans are guessed.

>>> node = parse("id: pilot-mega\nlines: [78]\n", "plan.yaml")
>>> node.fields()["lines"].items()[0].integer(), node.fields()["lines"].place.line
(78, 2)
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from metrograph.errors import MetroGraphError, Place, RecordError, SourceError, apart, near, together
from metrograph.model import Text
from metrograph.words import LANGUAGES

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # guesses no types, which would only be thrown away
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
"""What YAML 1.1 takes for no value, where it stands without quotes."""
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file: a text, a list of nodes, or a mapping from name to node."""

    value: "str | tuple[Node, ...] | Mapping[str, Node]"
    place: Place

    def fields(self) -> "Mapping[str, Node]":
        """The value as a mapping."""
        if isinstance(self.value, Mapping):
            return self.value
        raise RecordError("R102", self.place, want="mapping")

    def items(self) -> "tuple[Node, ...]":
        """The value as a list; a single text is a list of one."""
        if isinstance(self.value, tuple):
            return self.value
        if isinstance(self.value, str):
            return (self,) if self.value else ()
        raise RecordError("R102", self.place, want="list")

    def text(self) -> str:
        """The value as a text, blanks at both ends removed."""
        if isinstance(self.value, str):
            return self.value.strip()
        raise RecordError("R102", self.place, want="text")

    def texts(self) -> tuple[str, ...]:
        """The value as texts."""
        return tuple(node.text() for node in self.items())

    def integer(self) -> int:
        """The value as a whole number that is not negative."""
        if re.fullmatch(r"[0-9]{1,9}", self.text()):
            return int(self.text())
        raise RecordError("R102", self.place, want="number")

    def slug(self) -> str:
        """The value as an id: small letters, digits and single hyphens."""
        if not _SLUG.fullmatch(self.text()):
            raise RecordError("R111", self.place, value=self.text())
        return self.text()

    def flag(self) -> bool:
        """The value as ``true`` or ``false``."""
        if self.text() in ("true", "false"):
            return self.text() == "true"
        raise RecordError("R102", self.place, want="flag")

    def one_of(self, choices: type[E]) -> E:
        """The value as a member of an enumeration."""
        value = self.text()
        names = [choice.value for choice in choices]
        if value in names:
            return choices(value)
        code = "R104" if choices.__name__ == "Kind" else "R113"
        raise RecordError(code, self.place, value=value, near=near(value, names), choices=", ".join(names))

    def translated(self) -> Text:
        """The value as a text in some of the three languages."""
        found = self.fields()
        for name, node in found.items():
            if name not in LANGUAGES:
                raise RecordError("R114", node.place, value=name)
        return Text(**{name: node.text() for name, node in found.items()})

    def required(self, name: str) -> "Node":
        """The value of a field that must be there."""
        found = self.fields().get(name)
        if found is None or found.value in ("", ()):
            raise RecordError("R112", self.place, field=name)
        return found


def read(path: Path) -> Node:
    """The content of a YAML file; ``SourceError`` when it cannot be read, ``RecordError`` when it is no YAML."""
    return parse(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with errors that say what is wrong with it and where."""
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("S101", Place(str(path))) from None
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror) from None
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise SourceError("S103", Place(str(path), line), byte=f"0x{body[error.start]:02x}") from None


def parse(text: str, path: str) -> Node:
    """The content of YAML text."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        detail = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        raise RecordError("R101", _marked(error, text, path), detail=detail, source=text) from None
    if root is None:
        raise SourceError("S104", Place(path))
    return _node(root, path, root.start_mark.line + 1)


def _marked(error: yaml.YAMLError, text: str, path: str) -> Place:
    mark, position = getattr(error, "problem_mark", None), getattr(error, "position", None)
    if mark:
        return Place(path, mark.line + 1, mark.column + 1)
    if position is None:
        return Place(path)
    before = text[:position]
    return Place(path, before.count("\n") + 1, position - before.rfind("\n"))


def _node(raw: yaml.Node, path: str, line: int, depth: int = 0) -> Node:
    place = Place(path, line)
    if depth > DEEPEST:
        raise RecordError("R102", place, want="flat")
    if isinstance(raw, yaml.ScalarNode):
        return Node("" if raw.style is None and raw.value in _EMPTY else raw.value, place)
    if isinstance(raw, yaml.SequenceNode):
        return Node(tuple(_node(child, path, child.start_mark.line + 1, depth + 1) for child in raw.value), place)
    found: dict[str, Node] = {}
    for key, child in raw.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        at = key.start_mark.line + 1
        if name in found:
            raise RecordError("R115", Place(path, at), field=name)
        found[name] = _node(child, path, at, depth + 1)
    return Node(found, place)


def read_fields(node: Node, readers: Mapping[str, Callable[[Node], T]], problems: list[MetroGraphError]) -> dict[str, T]:
    """The fields of a mapping, each read by its reader; whatever is wrong is added to ``problems``."""
    found: dict[str, T] = {}
    try:
        fields = node.fields()
    except RecordError as error:
        problems.append(error)
        return found
    for name, child in fields.items():
        try:
            if name not in readers:
                raise RecordError("R103", child.place, value=name, near=near(name, readers), choices=", ".join(readers))
            if child.value not in ("", ()):
                found[name] = readers[name](child)
        except RecordError as error:
            problems.append(error)
    return found


def missing(node: Node, names: Iterable[str]) -> list[MetroGraphError]:
    """A problem for each field that must be there and is not, or is empty."""
    fields = node.value if isinstance(node.value, Mapping) else {}
    absent = (name for name in names if name not in fields or fields[name].value in ("", (), {}))
    return [RecordError("R112", node.place, field=name) for name in absent]


def raise_all(problems: Iterable[MetroGraphError]) -> None:
    """Raise what was found wrong, sorted by place; nothing when all is well."""
    found = sorted(apart(problems), key=lambda error: (error.place.path, error.place.line))
    if found:
        raise together(found)
