"""Axioms in words, in the reader's language, by the labels of their terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.model import Text
from metrograph.namespaces import OWL, RDF, RDFS, SKOS, short
from metrograph.reason.axioms import Axiom, is_node
from metrograph.reason.closure import Closure
from metrograph.turtle import Term, value
from metrograph.words import LANGUAGES, TEXTS, say

Labels = Mapping[str, Text]
_CLASSES = {"subClassOf", "equivalentClass", "disjointWith", "disjointUnionOf"}
_COUNTS = {"min": "min", "max": "max", "": "exactly"}


def labels_of(closure: Closure, terms: Iterable[Term]) -> Labels:
    """The labels that were given to terms, by IRI: the preferred one, else what the source calls it."""
    found: dict[str, Text] = {}
    for term in terms:
        words: dict[str, str] = {}
        for name in (RDFS + "label", SKOS + "prefLabel"):
            for quad in sorted(closure.source.said(term, name), key=str, reverse=True):
                if isinstance(quad.object, ox.Literal) and closure.given(quad.triple):
                    words[(quad.object.language or "en").partition("-")[0]] = quad.object.value
        own = {lang: text for lang, text in words.items() if lang in LANGUAGES} or {"en": next(iter(words.values()), "")}
        found[value(term)] = Text(**own)
    return {iri: text for iri, text in found.items() if text}


def local_name(iri: str) -> str:
    """What an IRI without a label is called.

    >>> local_name("http://example.org/town#Mayor"), local_name("https://w3id.org/metrograph/ns#partOf")
    ('Mayor', 'mg:partOf')
    """
    return short(iri).rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class Wording:
    """Says axioms in one language."""

    labels: Labels
    lang: str = "en"

    def said(self, axiom: Axiom) -> str:
        """An axiom as a sentence."""
        inside = _Inside(axiom)
        subject, thing = axiom.triple.subject, axiom.triple.object
        name = axiom.predicate.rpartition("#")[2] if axiom.predicate.startswith((OWL, RDFS)) else ""
        kind = value(thing).removeprefix(OWL)
        values = {"a": self.name(subject, inside), "b": self.name(thing, inside)}
        if name in _CLASSES or name in ("domain", "range", "hasKey"):
            on_property = name in ("domain", "range")
            values |= {"c": self.kind(thing if on_property else subject, inside), "d": self.kind(thing, inside)}
        if inside.members(thing):
            values["names"] = self._names(inside.members(thing), inside)
        if name in {"intersectionOf", "unionOf", "complementOf", "oneOf"}:
            bare = self.kind(subject, inside, expand=True)
            return say("says.equivalentClass", self.lang, c=self.name(subject, inside), d=bare)
        if axiom.predicate == RDF + "type":
            return self._type(subject, thing, kind, values, inside)
        key = f"says.{name}"
        return say(key if key in TEXTS else "says.fact", self.lang, p=self.name(axiom.triple.predicate, inside), **values)

    def _type(self, subject: Term, thing: Term, kind: str, values: dict[str, str], inside: "_Inside") -> str:
        """That something belongs to a class, or what a property or a group is."""
        key = f"says.{kind}"
        if key not in TEXTS or not value(thing).startswith(OWL):
            return say("says.type", self.lang, a=values["a"], c=self.kind(thing, inside))
        parts = inside.of(subject)
        group = inside.members(parts.get("members") or parts.get("distinctMembers"))
        ends = {"a": parts.get("sourceIndividual"), "p": parts.get("assertionProperty")}
        ends["b"] = parts.get("targetIndividual") or parts.get("targetValue")
        values |= {name: self.name(term, inside) for name, term in ends.items() if term is not None}
        return say(key, self.lang, names=self._names(group, inside), **values)

    def name(self, term: Term, inside: "_Inside | None" = None) -> str:
        """A thing or property by its label in quotes."""
        if isinstance(term, ox.Literal):
            return say("reason.quoted", self.lang, name=term.value)
        if inside and (inverse := inside.of(term).get("inverseOf")):
            return say("property.inverse", self.lang, a=self.name(inverse))
        if is_node(term):
            return self.kind(term, inside or _Inside())
        text = self.labels.get(value(term), Text()).best(self.lang) or local_name(value(term))
        return say("reason.quoted", self.lang, name=text)

    def kind(self, term: Term, inside: "_Inside", *, expand: bool = False) -> str:
        """A class by its label in quotes, or what its members have in common."""
        if value(term) in (OWL + "Thing", OWL + "Nothing"):
            return say(f"class.{value(term).removeprefix(OWL).lower()}", self.lang)
        parts = inside.of(term)
        if not (expand or is_node(term)) or not parts:
            return self.name(term) if not is_node(term) else say("class.other", self.lang, text=f"_:{value(term)[-4:]}")
        for name in ("intersectionOf", "unionOf", "oneOf"):
            if name in parts:
                return say(f"class.{name}", self.lang, names=self._names(inside.members(parts[name]), inside))
        if "complementOf" in parts:
            return say("class.complementOf", self.lang, c=self.kind(parts["complementOf"], inside))
        return self._restriction(parts, inside)

    def _restriction(self, parts: Mapping[str, Term], inside: "_Inside") -> str:
        prop = self.name(parts["onProperty"], inside) if "onProperty" in parts else "?"
        for name in ("someValuesFrom", "allValuesFrom"):
            if name in parts:
                return say(f"class.{name}", self.lang, p=prop, c=self.kind(parts[name], inside))
        if "hasValue" in parts:
            return say("class.hasValue", self.lang, p=prop, b=self.name(parts["hasValue"], inside))
        if "hasSelf" in parts:
            return say("class.hasSelf", self.lang, p=prop)
        of_kind = parts.get("onClass") or parts.get("onDataRange") or ox.NamedNode(OWL + "Thing")
        for start, key in _COUNTS.items():
            for name in (f"{start}Cardinality", f"{start}QualifiedCardinality"):
                count = parts.get(name[0].lower() + name[1:])
                if count is not None:
                    return say(f"class.{key}", self.lang, p=prop, n=value(count), c=self.kind(of_kind, inside))
        return say("class.other", self.lang, text=prop)

    def _names(self, terms: Iterable[Term], inside: "_Inside") -> str:
        return ", ".join(self.kind(term, inside) if is_node(term) else self.name(term, inside) for term in terms)


class _Inside:
    """What stands inside the blank nodes of an axiom."""

    def __init__(self, axiom: Axiom | None = None) -> None:
        self._parts: dict[Term, dict[str, Term]] = {}
        for triple in axiom.triples if axiom else ():
            self._parts.setdefault(triple.subject, {})[triple.predicate.value.rpartition("#")[2]] = triple.object

    def of(self, node: Term | None) -> dict[str, Term]:
        """What is said of a node, by the local names of the properties."""
        return self._parts.get(node, {}) if node is not None else {}

    def members(self, node: Term | None) -> tuple[Term, ...]:
        """The members of a list."""
        found: list[Term] = []
        while node is not None and "first" in self.of(node):
            found.append(self.of(node)["first"])
            node = self.of(node).get("rest")
        return tuple(found)
