"""The form of a question: for each thing that it takes, a list to choose from or a field to fill."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from metrograph.catalog import EXAMPLES, Parameter, Question, typed
from metrograph.documents.labels import Labels
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.model import CLASS_OF, Decision, Kind, Status, Strength, camel
from metrograph.namespaces import MG, SDGO, sdg_code, sdg_order
from metrograph.words import LANGUAGES, say

_CLASSES = {
    "plan": "WorkPlan",
    "earlier": "WorkPlan",
    "theme": "Theme",
    "line": "StrategicLine",
    "organisation": "Organisation",
    "place": "Place",
    "pilot": "PilotProject",
}
"""What a parameter of type ``element`` is, by its name."""
_LISTED, _LABEL = 300, 90
_FIELDS = {"month": "month", "integer": "number", "decimal": "number"}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice; one that is under a ``group`` belongs to it, such as targets to their goal."""

    value: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A field of a form. ``kind``: ``select``, ``list`` (a field with proposals), or the type of an ``<input>``."""

    name: str
    about: str
    lang: str
    kind: str
    value: str
    required: bool
    options: tuple[Option, ...] = ()
    hint: str = ""
    """What a value looks like."""

    @property
    def groups(self) -> tuple[tuple[str, tuple[Option, ...]], ...]:
        """The choices by their group."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            found.setdefault(option.group, []).append(option)
        return tuple((group, tuple(options)) for group, options in found.items())


def controls(view: View, question: Question, given: Mapping[str, str]) -> tuple[Control, ...]:
    """The fields of a question, as they were filled; the language is that of the page, and of one plan none is to be chosen."""
    labels = Labels(view.room, view.lang)
    made = (_control(view, labels, one, given) for one in question.parameters if one.name != "lang")
    return tuple(one for one in made if one.required or one.value or one.kind != "select" or one.options[1:])


def _control(view: View, labels: Labels, parameter: Parameter, given: Mapping[str, str]) -> Control:
    about = parameter.about.best(view.lang)
    lang = next((lang for lang, text in parameter.about.pairs() if text == about), view.lang)
    options, whole = _options(view, labels, parameter)
    value = given.get(parameter.name, _example(view, parameter, options) if parameter.required else "")
    kind = _FIELDS.get(parameter.type, "text")
    if options:
        kind = "select" if whole else "list"
    if kind == "select" and value and value not in {option.value for option in options}:
        options = (*options, Option(value, value))
    hint = "" if kind == "select" else view.say("query.such", example=EXAMPLES[parameter.type])
    return Control(parameter.name, about, lang, kind, value, parameter.required, options, hint)


def _example(view: View, parameter: Parameter, options: tuple[Option, ...]) -> str:
    """The example of a parameter; where that is a thing that the plans at hand do not have, the first that they have."""
    example = typed(parameter)
    if parameter.type != "element" or example in view.desk.elements:
        return example
    return options[0].value if options else ""


def _options(view: View, labels: Labels, parameter: Parameter) -> tuple[tuple[Option, ...], bool]:
    """The choices, and whether there are no others."""
    if parameter.type in ("goal", "sdg"):
        return tuple(_sdgs(labels, targets=parameter.type == "sdg")), True
    if parameter.type in _WORDS:
        words = _WORDS[parameter.type].items()
        return tuple(Option(value, labels.of(ox.NamedNode(MG + term)).text) for value, term in words), True
    if parameter.type == "language":
        return tuple(Option(one, say("page.language", one)) for one in LANGUAGES), True
    if parameter.type == "element":
        nodes = list(islice(_elements(view, _CLASSES.get(parameter.name, "")), _LISTED + 1))
        options = (Option(_id(view, node), labels.of(node).text[:_LABEL]) for node in dict.fromkeys(nodes[:_LISTED]))
        known = parameter.name in _CLASSES and len(nodes) <= _LISTED
        return tuple(sorted(options, key=lambda option: (fold(option.text), option.value))), known
    return (), False


_WORDS: dict[str, dict[str, str]] = {
    "kind": {kind.value: CLASS_OF[kind] for kind in Kind},
    "status": {status.value: camel(status) for status in Status},
    "decision": {decision.value: decision.value for decision in Decision},
    "strength": {strength.value: strength.value for strength in Strength},
}


def _sdgs(labels: Labels, *, targets: bool) -> Iterator[Option]:
    below = _coded(labels, SDGO + "Target") if targets else []
    for code, name in _coded(labels, SDGO + "Goal"):
        heading = f"{code} {name}"
        yield Option(code, heading, heading if targets else "")
        yield from (Option(target, f"{target} {told}", heading) for target, told in below if target.partition(".")[0] == code)


def _coded(labels: Labels, kind: str) -> list[tuple[str, str]]:
    """The goals or targets: code and name."""
    things = labels.room.of_class(kind)
    found = {code: node for node in things if isinstance(node, ox.NamedNode) and (code := sdg_code(node.value))}
    return [(code, _cut(labels.of(found[code]).text)) for code in sorted(found, key=sdg_order)]


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL else text[:_LABEL].rstrip() + "…"


def _elements(view: View, kind: str) -> Iterable[ox.NamedNode]:
    """The things of a class; of no class in particular, whatever stands in a plan."""
    found = view.room.of_class(MG + kind) if kind else view.room.saying(MG + "inPlan")
    return (one for one in found if isinstance(one, ox.NamedNode))


def _id(view: View, node: ox.NamedNode) -> str:
    """A thing by its short id where no other has it, else by its long one."""
    tail = node.value.removeprefix(view.desk.names.shared(""))
    last = tail.rpartition("/")[2]
    return last if view.desk.elements.get(last) == node.value else tail
