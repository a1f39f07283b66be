"""The questions: one ``.rq`` file each, with what it asks in three languages, and parameters bound as terms only.

```
#+ summary: {en: Which pilots contribute to a goal?, fr: …, es: …}
#+ tags: [pilots, alignment]
#+ parameters:
#+   goal: {type: goal, about: {en: the goal, fr: …, es: …}}
PREFIX …
SELECT … WHERE { VALUES ?goal { sdg:11 } … }
```

The file runs as it stands in any SPARQL tool: the value shown is the example. Binding replaces that one
``VALUES`` line by a serialised RDF term, or by ``UNDEF``; nothing a person types ever becomes query text.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import Place, SourceError, UsageError, near
from metrograph.model import CLASS_OF, Decision, Kind, Status, Strength, Text, camel
from metrograph.namespaces import DEFAULT_BASE, MG, SDG_CODE, XSD, Names, sdg_iri
from metrograph.resources import files
from metrograph.words import LANGUAGES
from metrograph.yamlfile import Node, parse, read_text

_VALUES = r"VALUES\s+\?{name}\s*\{{[^{{}}]*\}}"
_CHOICES = 5
_SLUG = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes: its type, whether it must be given, and what it is."""

    name: str
    type: str
    required: bool
    about: Text
    example: str


@dataclass(frozen=True)
class Question:
    """A saved question: what it asks, its parameters, and the SPARQL of its file."""

    name: str
    topic: str
    summary: Text
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    view: str
    sparql: str
    path: str
    above: int

    def bind(self, values: Mapping[str, str], terms: "Terms") -> str:
        """The SPARQL with parameters filled in: a value given, else the example of a required one, else ``UNDEF``."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise UsageError("U103", name=name, question=self.name, near=near(name, known), choices=", ".join(known) or "-")
        text = terms.localise(self.sparql)
        for name, parameter in known.items():
            if name in values:
                text = _fill(text, name, terms.term(parameter.type, values[name], name))
            elif not parameter.required:
                text = _fill(text, name, "UNDEF")
        return text


def _fill(text: str, name: str, term: str) -> str:
    return re.sub(_VALUES.format(name=re.escape(name)), lambda _: f"VALUES ?{name} {{ {term} }}", text, count=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """Turns what a person types into RDF terms. ``elements`` gives the IRI of an id in the plans at hand."""

    names: Names
    elements: Mapping[str, str]

    def localise(self, sparql: str) -> str:
        """A query written for the default base, moved under ours."""
        if self.names.base == DEFAULT_BASE:
            return sparql
        return sparql.replace(DEFAULT_BASE + "id/", self.names.base + "id/").replace(
            DEFAULT_BASE + "graph/", self.names.base + "graph/"
        )

    def term(self, kind: str, value: str, name: str) -> str:
        """The value as a serialised term of a parameter type; ``UsageError`` when it is none."""
        try:
            return str(_TYPES[kind](self, value.strip()))
        except ValueError:
            raise UsageError("U104", name=name, value=value, wanted=EXAMPLES[kind]) from None

    def element(self, value: str) -> ox.NamedNode:
        """An element by id (``pilot-mega``) or IRI."""
        if value in self.elements:
            return ox.NamedNode(self.elements[value])
        if value.startswith(("http://", "https://")):
            return ox.NamedNode(value)
        if not _SLUG.fullmatch(value):
            raise ValueError(value)
        raise unknown(value, self.elements)


def unknown(value: str, elements: Collection[str]) -> UsageError:
    """What is wrong with an id that names nothing here, or something in several plans."""
    several = sorted(name for name in elements if name.endswith(f"/{value}"))
    if len(several) > 1:
        return UsageError("B151", value=value, choices=", ".join(several[:_CHOICES]))
    return UsageError("U105", value=value, near=near(value, elements))


def _goal(_: Terms, value: str) -> ox.NamedNode:
    if not SDG_CODE.fullmatch(value) or "." in value:
        raise ValueError(value)
    return ox.NamedNode(sdg_iri(value))


def _sdg(_: Terms, value: str) -> ox.NamedNode:
    if not SDG_CODE.fullmatch(value):
        raise ValueError(value)
    return ox.NamedNode(sdg_iri(value))


def _choice(names: Mapping[str, str]) -> Callable[[Terms, str], ox.NamedNode]:
    def choose(_: Terms, value: str) -> ox.NamedNode:
        if value not in names:
            raise ValueError(value)
        return ox.NamedNode(MG + names[value])

    return choose


def _language(_: Terms, value: str) -> ox.Literal:
    if value not in LANGUAGES:
        raise ValueError(value)
    return ox.Literal(value)


def _month(_: Terms, value: str) -> ox.Literal:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise ValueError(value)
    return ox.Literal(value)


def _number(datatype: str, pattern: str) -> Callable[[Terms, str], ox.Literal]:
    def number(_: Terms, value: str) -> ox.Literal:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(value)
        return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))

    return number


_TYPES: dict[str, Callable[[Terms, str], ox.NamedNode | ox.Literal]] = {
    "goal": _goal,
    "sdg": _sdg,
    "element": Terms.element,
    "kind": _choice({kind.value: CLASS_OF[kind] for kind in Kind}),
    "status": _choice({status.value: camel(status) for status in Status}),
    "decision": _choice({decision.value: decision.value for decision in Decision}),
    "strength": _choice({strength.value: strength.value for strength in Strength}),
    "language": _language,
    "month": _month,
    "text": lambda _, value: ox.Literal(value),
    "integer": _number("integer", r"[0-9]{1,18}"),
    "decimal": _number("decimal", r"[0-9]{1,9}(\.[0-9]{1,9})?"),
}
EXAMPLES = {
    "goal": "1 … 17",
    "sdg": "11, 11.2, 13.b",
    "element": "pilot-mega, theme-mobility, org-uclg",
    "kind": ", ".join(kind.value for kind in Kind),
    "status": ", ".join(Status),
    "decision": ", ".join(Decision),
    "strength": ", ".join(Strength),
    "language": ", ".join(LANGUAGES),
    "month": "2019-06",
    "text": "…",
    "integer": "0, 1, 2 …",
    "decimal": "0.6",
}


def typed(parameter: Parameter) -> str:
    """The example of a parameter as a person types it.

    >>> typed(Catalog.packaged()["pilots-by-goal"].parameters[0])
    '11'
    """
    text = parameter.example.strip('<>"')
    names = {MG + CLASS_OF[kind]: kind.value for kind in Kind} | {MG + camel(status): status.value for status in Status}
    iri = MG + text.removeprefix("mg:") if text.startswith("mg:") else text
    if iri in names:
        return names[iri]
    return re.split(r"[:#/]", text)[-1]


class Catalog:
    """The questions of one or more folders, by name.

    >>> Catalog.packaged()["pilots-by-goal"].summary.en
    'Which pilots contribute to a goal, how strongly, and on which words?'
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = {path.stem: path for path in paths}
        self._read: dict[str, Question] = {}

    @classmethod
    def packaged(cls, *more: Path) -> "Catalog":
        """The questions that come with the package, and those of more folders."""
        own = [path for folder in more if folder.is_dir() for path in sorted(folder.rglob("*.rq"))]
        return cls([*files("queries", "*.rq"), *own])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name, sorted by topic, then name."""
        return tuple(sorted(self._paths, key=lambda name: (self._paths[name].parent.name, name)))

    def __iter__(self) -> Iterator[Question]:
        return iter([self[name] for name in self.names])

    def sound(self) -> Iterator[Question]:
        """The questions that can be read; a broken one is told when it is asked, listed or examined."""
        for name in self.names:
            try:
                yield self[name]
            except SourceError:
                continue

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, name: str) -> Question:
        if name not in self._paths:
            raise UsageError("U102", value=name, near=near(name, self._paths))
        if name not in self._read:
            self._read[name] = read_question(self._paths[name])
        return self._read[name]


def read_question(path: Path) -> Question:
    """The question of a file; ``SourceError`` when its head cannot be read."""
    text = read_text(path)
    head = "".join(line[3:] + "\n" if line.startswith("#+") else "\n" for line in text.splitlines())
    root = parse(head, str(path))
    fields = root.fields()

    def parameter(name: str, node: Node) -> Parameter:
        found = node.fields()
        kind = node.required("type")
        if kind.text() not in _TYPES:
            raise SourceError("R113", kind.place, value=kind.text(), near=near(kind.text(), _TYPES), choices=", ".join(_TYPES))
        shown = re.search(_VALUES.format(name=re.escape(name)), text)
        if shown is None:
            raise SourceError("S110", Place(str(path), node.place.line), name=name)
        required = "required" in found and found["required"].flag()
        example = shown[0].split("{", 1)[1].rstrip("} ").strip()
        return Parameter(name, kind.text(), required, node.required("about").translated(), example)

    parameters = fields["parameters"].fields() if "parameters" in fields else {}
    body = [line for line in text.splitlines() if not line.startswith("#+")]
    return Question(
        name=path.stem,
        topic=path.parent.name,
        summary=root.required("summary").translated(),
        tags=fields["tags"].texts() if "tags" in fields else (),
        parameters=tuple(parameter(name, node) for name, node in parameters.items()),
        view=fields["view"].text() if "view" in fields else "table",
        sparql="\n".join(body).strip() + "\n",
        above=len(text.splitlines()) - len("\n".join(body).lstrip().splitlines()),
        path=str(path),
    )
