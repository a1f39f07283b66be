"""What is at hand to be written: quads, names, the table of links; and a way to look things up in quads."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from metrograph._version import __version__
from metrograph.errors import UsageError, near
from metrograph.exchange.reporting import Reporting
from metrograph.model import Text
from metrograph.namespaces import MG, PROV, RDF, RDFS, SKOS, Names
from metrograph.table import Table
from metrograph.turtle import Quad, Term, value
from metrograph.words import LANGUAGES

_PLAN = "plan/"


class Said:
    """What quads say, by subject.

    >>> from metrograph.turtle import read_quads
    >>> from metrograph.resources import root
    >>> said = Said(read_quads(root() / "ontology" / "themes.ttl"))
    >>> said.label("https://w3id.org/metrograph/id/theme-mobility").es
    'movilidad'
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by: dict[str, dict[str, dict[Term, Quad]]] = defaultdict(lambda: defaultdict(dict))
        for quad in quads:
            self._by[value(quad.subject)][quad.predicate.value].setdefault(quad.object, quad)

    def quads(self, node: str) -> Iterator[Quad]:
        """Everything said of a thing, each triple once."""
        for found in self._by[node].values() if node in self._by else ():
            yield from found.values()

    def terms(self, node: str, predicate: str) -> list[Term]:
        """The values of a property."""
        return list(self._by[node].get(predicate, ())) if node in self._by else []

    def values(self, node: str, predicate: str) -> list[str]:
        """The values of a property as texts, sorted."""
        return sorted(map(value, self.terms(node, predicate)))

    def one(self, node: str, predicate: str) -> str:
        """The first value of a property, or the empty text."""
        return next(iter(self.values(node, predicate)), "")

    def text(self, node: str, predicate: str) -> Text:
        """The values of a property that have a language."""
        tagged = sorted((getattr(term, "language", None) or "", value(term)) for term in self.terms(node, predicate))
        return Text(**{lang: words for lang, words in reversed(tagged) if lang in LANGUAGES})

    def label(self, node: str) -> Text:
        """The names of a thing: the words of the source first, then ours."""
        return Text(**{**dict(self.text(node, SKOS + "prefLabel").pairs()), **dict(self.text(node, RDFS + "label").pairs())})

    def of_kind(self, *kinds: str) -> Iterator[str]:
        """The things of some classes of ours, by identifier."""
        return self.subjects(*(MG + kind for kind in kinds))

    def subjects(self, *kinds: str) -> Iterator[str]:
        """The things of some classes, by identifier."""
        wanted = set(kinds)
        for node in sorted(self._by):
            if not wanted.isdisjoint(map(value, self._by[node].get(RDF + "type", ()))):
                yield node


@dataclass(frozen=True)
class Stock:
    """What a desk hands over to be written.

    ``all`` gives every quad, ``links`` the table of links, ``terms`` the JSON-LD context of ours, each when it is asked for.
    ``graph`` is the short name of the one graph or plan wanted; ``frame`` names the class of framed JSON-LD.
    """

    all: Callable[[], tuple[Quad, ...]]
    names: Names
    prefixes: Mapping[str, str]
    links: Callable[[], Table]
    terms: Callable[[], Mapping[str, object]] = dict
    lang: str = "en"
    graph: str = ""
    reporting: Reporting = field(default_factory=Reporting)
    frame: str = ""
    version: str = __version__

    @property
    def quads(self) -> tuple[Quad, ...]:
        """Every quad there is."""
        return self.all()

    @cached_property
    def said(self) -> Said:
        """What all the quads say."""
        return Said(self.quads)

    @cached_property
    def plans(self) -> dict[str, str]:
        """The IRI of each plan by its id; those of ``graph`` alone when it names one."""
        start = self.names.shared("")
        found = {node.removeprefix(start).partition("/")[0]: node for node in self.said.of_kind("WorkPlan")}
        if not self.graph:
            return found
        if self.graph.removeprefix(_PLAN) not in found or not self.graph.startswith(_PLAN):
            choices = [_PLAN + plan for plan in sorted(found)]
            raise UsageError("A182", value=self.graph, near=near(self.graph, choices), choices=", ".join(choices) or "–")
        plan = self.graph.removeprefix(_PLAN)
        return {plan: found[plan]}

    def document(self, plan: str) -> str:
        """The IRI of the source document of a plan."""
        return self.names.element(plan, "source")

    @cached_property
    def documents(self) -> frozenset[str]:
        """The IRIs of the source documents of the plans."""
        return frozenset(map(self.document, self.plans))

    def source(self, node: str, element: str) -> str:
        """The document of the plan in which a suggestion, or a judgement that nothing applies, speaks of an element."""
        used = self.said.one(self.said.one(node, PROV + "wasGeneratedBy"), PROV + "used")
        home = self.said.one(element, MG + "inPlan") or self.said.one(element, MG + "mentionedIn") or element
        return used or self._homes.get(home, "") or min(self.documents, default="")

    def has(self, link: str) -> bool:
        """Whether some suggestion of a link speaks of one of the plans."""
        if not self.graph:
            return True
        item = self.said.one(link, MG + "alignmentOf")
        return any(self.source(node, item) in self.documents for node in self.said.values(link, MG + "hasSuggestion"))

    @cached_property
    def _homes(self) -> dict[str, str]:
        return {node: self.document(plan) for plan, node in self.plans.items()}
