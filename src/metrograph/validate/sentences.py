"""Says what is wrong with a value, from the constraint that it fails: "planned end: 2019-01-03 is not before the value of …"."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from metrograph.namespaces import RDF, SH, XSD
from metrograph.shacl.checks import Class, Datatype, In, LanguageIn, Length, NodeKind, Pattern, Range
from metrograph.shacl.logic import ByNode, Qualified
from metrograph.shacl.node import Node
from metrograph.shacl.result import Result
from metrograph.shacl.sets import Disjoint, Equals, HasValue, LessThan, MaxCount, MinCount
from metrograph.shacl.shape import Shapes
from metrograph.shacl.values import Constraint
from metrograph.validate.glossary import Glossary
from metrograph.words import TEXTS, say

_SHOWN = 6
_READABLE = 60
_TERMS = ("kind", "other")
_ITSELF = "wrong.itself"
_VAGUE = ("SPARQL.alone", "And", "Or", "Xone", "Not", "Node")


@dataclass(frozen=True, slots=True)
class Saying:
    """What to say, in no language yet: a key of our words, plain values, and nodes that are shown by their names."""

    key: str
    plain: Mapping[str, object] = field(default_factory=dict)
    nodes: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    form: str = ""

    @property
    def vague(self) -> bool:
        """Whether it says no more than that the rule is not met, of a thing as a whole."""
        return self.key in _VAGUE and "value" not in self.nodes

    def mentioned(self) -> Iterable[Node]:
        """The nodes whose names are needed."""
        return (node for nodes in self.nodes.values() for node in nodes)

    def sentence(self, result: Result, names: Glossary, lang: str) -> str:
        """The sentence in a language."""
        parts = {name: say(part, lang) if part == _ITSELF else part for name, part in self.plain.items()}
        for name, nodes in self.nodes.items():
            shown = [names.shown(node, lang) for node in nodes[:_SHOWN]]
            listed = ", ".join(say("quoted", lang, words=one) if name in _TERMS else one for one in shown)
            parts[name] = listed + (" …" if len(nodes) > _SHOWN else "")
        if self.form:
            known = f"form.{self.form}" in TEXTS
            parts["form"] = say(f"form.{self.form}", lang) if known else say("form.other", lang, name=self.form)
        what = say(f"wrong.{self.key}", lang, **parts)
        path = "" if result.path is None else names.path(result.path, lang)
        return say("wrong.of", lang, path=path, what=what) if path else what


def saying(result: Result, shapes: Shapes) -> Saying:
    """What to say of a result."""
    name = result.component.removeprefix(SH).removesuffix("ConstraintComponent")
    constraint = _constraint(result, shapes)
    value = {"value": (result.value,)} if result.value and result.value != result.focus else {}
    if type(constraint) in _SAYINGS:
        said = _SAYINGS[type(constraint)](constraint)
        key = said.key or name
    else:
        said, key = Saying(name), name
    if f"wrong.{key}" not in TEXTS:
        key = "SPARQL"
    if "{value}" in TEXTS[f"wrong.{key}"][0] and not value:
        if key == "SPARQL":
            return Saying("SPARQL.alone")
        return Saying(key, {"value": _ITSELF, **said.plain}, said.nodes, said.form)
    return Saying(key, said.plain, {**value, **said.nodes}, said.form)


def _constraint(result: Result, shapes: Shapes) -> Constraint | None:
    shape = shapes.by_node.get(result.shape)
    name = result.component.removeprefix(SH)
    return next((one for one in shape.constraints if one.component == name), None) if shape else None


def _count(limit: int) -> str:
    return ".one" if limit == 1 else ""


def _none_or_more(limit: int) -> str:
    return ".none" if limit == 0 else _count(limit)


_Maker = Callable[..., Saying]
_SAYINGS: Mapping[type, _Maker] = {
    MinCount: lambda one: Saying(f"MinCount{_count(one.least)}", {"limit": one.least}),
    MaxCount: lambda one: Saying(f"MaxCount{_none_or_more(one.most)}", {"limit": one.most}),
    Class: lambda one: Saying("", nodes={"kind": (one.kind,)}),
    Datatype: lambda one: Saying("", form=one.datatype.removeprefix(XSD).removeprefix(RDF)),
    NodeKind: lambda one: Saying("", form=one.kind),
    Range: lambda one: Saying("", nodes={"limit": (one.bound,)}),
    Length: lambda one: Saying(f"{'Min' if one.least else 'Max'}Length{_count(one.limit)}", {"limit": one.limit}),
    Pattern: lambda one: Saying("Pattern.long" if len(one.pattern) > _READABLE else "", {"limit": one.pattern}),
    LanguageIn: lambda one: Saying("", {"limit": ", ".join(one.ranges)}),
    In: lambda one: Saying("", nodes={"limit": tuple(sorted(one.allowed))}),
    HasValue: lambda one: Saying("", nodes={"limit": (one.value,)}),
    Equals: lambda one: Saying("", nodes={"other": (one.predicate,)}),
    Disjoint: lambda one: Saying("", nodes={"other": (one.predicate,)}),
    LessThan: lambda one: Saying("", nodes={"other": (one.predicate,)}),
    ByNode: lambda one: Saying("", nodes={"other": (one.shape,)}),
    Qualified: lambda one: Saying(
        f"Qualified{'Min' if one.least else 'Max'}Count{_count(one.limit) if one.least else ''}", {"limit": one.limit}
    ),
}
