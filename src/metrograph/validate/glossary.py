"""The names of things in a report, in three languages: a report never shows an IRI where a label is known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from metrograph.model import Text
from metrograph.namespaces import DCTERMS, FOAF, MG, OWL, PROV, RDFS, SCHEMA, SH, SKOS, sdg_code, short
from metrograph.shacl.index import Index
from metrograph.shacl.node import Node, datatype, iri, is_blank, is_iri, language, lexical
from metrograph.shacl.path import Chain, Choice, Path, Reverse, Step, predicates_in
from metrograph.validate.rules import text_of
from metrograph.words import LANGUAGES, TEXTS, say

_NAMES = tuple(iri(name) for name in (
    RDFS + "label", SKOS + "prefLabel", SH + "name", DCTERMS + "title", FOAF + "name", SCHEMA + "name",
))  # fmt: skip
_LINK_OF, _LINK_TO, _REVIEW = iri(MG + "alignmentOf"), iri(MG + "alignedTo"), iri(MG + "hasReview")
_ENDED = iri(PROV + "endedAtTime")
_INVERSE = iri(OWL + "inverseOf")
_LONG = 160
_STRAY = re.compile(r"^\s+|\s+$|(?<=\s)\s")  # spaces that a reader would not see


@dataclass(frozen=True, slots=True)
class Glossary:
    """Names by IRI, and for properties the names of their inverses."""

    names: Mapping[Node, Text] = field(default_factory=dict)
    inverses: Mapping[Node, Text] = field(default_factory=dict)

    def name(self, node: Node, lang: str) -> str:
        """A node as a person reads it: its label, a short form of its IRI, or the words of a literal, without quotes."""
        if is_blank(node):
            return "[ ]"
        if not is_iri(node):
            words = _STRAY.sub(lambda match: "␣" * len(match[0]), lexical(node)).replace("\n", " ")
            return words if len(words) <= _LONG else f"{words[:_LONG]}…"
        if node in self.names:
            return self.names[node].best(lang)
        term = f"term.{short(lexical(node))}"
        return say(term, lang) if term in TEXTS else short(lexical(node)) or lexical(node)

    def shown(self, node: Node, lang: str) -> str:
        """A node inside a sentence: texts in quotes, with their language."""
        name = self.name(node, lang)
        if is_iri(node) or is_blank(node):
            return name
        kind = datatype(node)
        tag = f" ({language(node)})" if language(node) else ""
        return say("quoted", lang, words=name) + tag if kind.endswith(("tring", "anyURI")) else name

    def path(self, path: Path, lang: str) -> str:
        """A path in words: labels of its properties in quotes, alternatives joined by "or"."""
        if isinstance(path, Step):
            return say("quoted", lang, words=self.name(path.predicate, lang))
        if isinstance(path, Choice):
            first, *rest = (self.path(one, lang) for one in path.paths)
            for one in rest:
                first = say("joined.or", lang, first=first, second=one)
            return first
        if isinstance(path, Chain):
            return " → ".join(self.path(one, lang) for one in path.paths)
        if isinstance(path, Reverse):
            known = self.inverses.get(path.path.predicate) if isinstance(path.path, Step) else None
            return (
                say("quoted", lang, words=known.best(lang)) if known else say("path.back", lang, path=self.path(path.path, lang))
            )
        return self.path(path.path, lang)


def glossary(nodes: Iterable[Node | None], paths: Iterable[Path | None], *graphs: Index) -> Glossary:
    """The names of some nodes, and of the properties of some paths, as some graphs give them."""
    steps = {predicate for path in set(paths) if path for predicate in predicates_in(path)}
    wanted = {node for node in (*nodes, *steps) if node and is_iri(node)}
    names = _Names(graphs)
    named = {node: name for node in wanted if (name := names(node))}
    turned = {node: name for node in steps for other in _inverses(node, graphs) if (name := names(other))}
    return Glossary(named, turned)


def _inverses(predicate: Node, graphs: tuple[Index, ...]) -> Iterator[Node]:
    for graph in graphs:
        yield from graph.objects(predicate, _INVERSE)
        yield from graph.backward(_INVERSE).get(predicate, ())


class _Names:
    """Looks names up in some graphs."""

    def __init__(self, graphs: tuple[Index, ...]) -> None:
        tables = (graph.forward(predicate) for predicate in reversed(_NAMES) for graph in graphs)
        self.tables = [table for table in tables if table]
        self.graphs = graphs

    def __call__(self, node: Node) -> Text:
        """The name of a node: a link by its two ends, a review by its link and day, a goal or target by code and words."""
        if link := self._link(node):
            return Text(link, link, link)
        reviewed = next((link for graph in self.graphs for link in graph.backward(_REVIEW).get(node, ())), None)
        if reviewed and (link := self._link(reviewed)):
            ended = next((lexical(time)[:10] for graph in self.graphs for time in graph.objects(node, _ENDED)), "?")
            return Text(*(say("review.named", lang, link=link, date=ended) for lang in LANGUAGES))
        text = text_of(_first_of_each_language(word for table in self.tables for word in table.get(node, ())))
        code = sdg_code(lexical(node))
        return Text(*(f"{code} {text.best(lang)}" for lang in LANGUAGES)) if code and text else text

    def _link(self, node: Node) -> str:
        """A link as its two ends; nothing for what is no link."""
        for graph in self.graphs:
            element, sdg = graph.objects(node, _LINK_OF), graph.objects(node, _LINK_TO)
            if element and sdg:
                end = lexical(sdg[0])
                return f"{short(lexical(element[0]))} → {sdg_code(end) or short(end)}"
        return ""


def _first_of_each_language(words: Iterable[Node]) -> Iterable[Node]:
    """The words of the most telling property for each language: those come last."""
    return {language(word): word for word in words}.values()
