"""The links between elements and goals or targets: all of them by some filter, and one with everything that speaks for it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from metrograph.catalog import Terms
from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.errors import RequestError
from metrograph.find import labels_of
from metrograph.model import Decision, Strength
from metrograph.namespaces import DCTERMS, MG, OA, PROV, RDFS, SKOS, sdg_code, sdg_order
from metrograph.serve.api_data import as_json
from metrograph.serve.api_operation import PAGED, Field, Operation, address
from metrograph.serve.api_questions import CHOICES
from metrograph.serve.api_tables import FORMATS, SPREADSHEET, paged, reply
from metrograph.serve.asked import Asked, Reply
from metrograph.store import LocalStore
from metrograph.table import Row, Table, text
from metrograph.turtle import value
from metrograph.updating import version_of

COLUMNS = ("id", "item", "itemLabel", "sdg", "sdgLabel", "goal", "strength", "status", "confidence", "reviews")
FILTERS = {"item": "element", "plan": "element", "goal": "goal", "target": "sdg", "status": "decision", "strength": "strength"}
"""Which type of term each filter takes."""
_LINKS = """
SELECT ?alignment ?element ?sdg ?strength ?status ?confidence (COUNT(DISTINCT ?review) AS ?reviews) WHERE {
  %s
  ?alignment a mg:Alignment ; mg:alignmentOf ?element ; mg:alignedTo ?sdg ; mg:strength ?strength ; mg:alignmentStatus ?status .
  %s
  OPTIONAL { ?alignment mg:confidence ?confidence }
  OPTIONAL { ?alignment mg:hasReview ?review }
} GROUP BY ?alignment ?element ?sdg ?strength ?status ?confidence"""
_MORE = {
    "plan": "?element mg:inPlan|mg:mentionedIn ?plan .",
    "goal": "OPTIONAL { ?sdg sdgo:isTargetOf ?parent } FILTER(COALESCE(?parent, ?sdg) = ?goal)",
}
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,30})?", re.ASCII)
_LINES = (MG + "sourceLineStart", MG + "sourceLineEnd")
_VARIABLE = {"item": "element", "target": "sdg"}


def _listed(desk: Desk, asked: Asked) -> Reply:
    given = {name: asked.value(name) for name in FILTERS if asked.value(name)}
    found = desk.store.query(_query(desk, given))
    rows = tuple(_rows(desk, found, asked.lang)) if isinstance(found, Table) else ()
    return reply(paged("alignments", Table(COLUMNS, rows), asked, {"filters": given}), desk, asked, LIST)


def _query(desk: Desk, given: Mapping[str, str]) -> str:
    """The query for some filters, their values bound as terms."""
    terms = Terms(desk.names, desk.elements if {"item", "plan"} & given.keys() else {})
    bound = (f"VALUES ?{_VARIABLE.get(name, name)} {{ {terms.term(FILTERS[name], one, name)} }}" for name, one in given.items())
    return _LINKS % (" ".join(bound), " ".join(_MORE[name] for name in given if name in _MORE))


def _rows(desk: Desk, found: Table, lang: str) -> Iterator[Row]:
    """The links by element, then code, with labels."""
    links = [(*row[:2], sdg_code(str(row[2])) or "", *row[2:]) for row in found if sdg_code(str(row[2]))]
    names = labels_of(desk.store, {str(one) for row in links for one in (row[1], row[3])}, lang)
    goals = {one: one.partition(".")[0] for one in {str(row[2]) for row in links}}
    for row in sorted(links, key=lambda row: (str(row[1]), sdg_order(str(row[2])))):
        node, element, code, sdg, strength, status, confidence, reviews = row
        ident = str(node).rpartition("/")[2]
        ends = (ident, element, names.get(str(element)), code, names.get(str(sdg)), goals[str(code)])
        yield (*ends, _word(strength), _word(status), confidence, reviews)


def _word(term: object) -> str:
    return str(term).removeprefix(MG)


class Node:
    """A node of the graph and what is said of it."""

    def __init__(self, engine: ox.Store, node: ox.NamedNode | ox.BlankNode) -> None:
        self._engine, self._node = engine, node

    @property
    def iri(self) -> str:
        """Its identifier."""
        return self._node.value

    def values(self, *properties: str) -> list[Any]:
        """The values of properties, sorted."""
        found = (self._engine.quads_for_pattern(self._node, ox.NamedNode(one), None) for one in properties)
        return sorted({quad.object for quads in found for quad in quads}, key=str)

    def nodes(self, prop: str) -> "list[Node]":
        """The values of a property that are nodes themselves."""
        found = self.values(prop)
        return [Node(self._engine, one) for one in found if isinstance(one, ox.NamedNode | ox.BlankNode)]

    def text(self, *properties: str, lang: str = "") -> str | None:
        """The value of properties: in a language where there is one, else the first."""
        found = self.values(*properties)
        best = [one for one in found if getattr(one, "language", "") == lang] or found
        return value(best[0]) if best else None

    def word(self, prop: str) -> str | None:
        """The value of a property that is a term of ours, without its namespace."""
        found = self.text(prop)
        return found.removeprefix(MG) if found else None


def told(desk: Desk, ident: str, asked: Asked) -> dict[str, Any]:
    """One link with its suggestions, their evidence, and its reviews; ``RequestError`` (404) when there is none."""
    store, iri = desk.store, desk.names.shared(f"alignment/{ident}")
    if not isinstance(store, LocalStore) or not (ident.isalnum() and ident.isascii()):
        raise RequestError("W422", 404, value=ident)
    node = Node(store.engine, ox.NamedNode(iri))
    element, sdg = node.text(MG + "alignmentOf"), node.text(MG + "alignedTo")
    if element is None or sdg is None:
        raise RequestError("W422", 404, value=ident)
    names, here = labels_of(store, {element, sdg}, asked.lang), Addresses(desk.names, asked.address)
    reviews = sorted((_review(one, asked.lang) for one in node.nodes(MG + "hasReview")), key=lambda one: text(one["time"]))
    return {
        "id": ident,
        "iri": iri,
        "item": {"iri": element, "label": names.get(element), "page": here.url(element)},
        "sdg": {"code": sdg_code(sdg), "iri": sdg, "label": names.get(sdg), "page": here.url(sdg)},
        "strength": node.word(MG + "strength"),
        "status": node.word(MG + "alignmentStatus"),
        "confidence": _number(node),
        "suggestions": [_suggestion(one, asked.lang) for one in node.nodes(MG + "hasSuggestion")],
        "reviews": reviews,
        "comments": sorted(_comments(store, iri, asked.lang), key=lambda one: text(one["time"])),
        "expected": len(reviews),
    }


def _suggestion(node: Node, lang: str) -> dict[str, Any]:
    return {
        "iri": node.iri,
        "method": node.word(MG + "method"),
        "strength": node.word(MG + "strength"),
        "confidence": _number(node),
        "rationale": node.text(MG + "rationale", MG + "translatedRationale", lang=lang),
        "run": node.text(PROV + "wasGeneratedBy"),
        "evidence": [_evidence(one) for one in node.nodes(MG + "hasEvidence")],
    }


def _number(node: Node) -> float | None:
    """The confidence that is stated, where it is a number."""
    found = node.text(MG + "confidence") or ""
    return float(found) if _DECIMAL.fullmatch(found) else None


def _evidence(node: Node) -> dict[str, Any]:
    return {
        "quote": next((one.text(OA + "exact") for one in node.nodes(OA + "hasSelector")), None),
        "basis": (node.word(MG + "basis") or "").removesuffix("Basis") or None,
        "source": node.text(OA + "hasSource"),
        "lines": [int(line) if line and line.isdecimal() else None for line in map(node.text, _LINES)],
    }


def _review(node: Node, lang: str) -> dict[str, Any]:
    instead = node.text(MG + "proposesInstead")
    return {
        "iri": node.iri,
        "decision": node.word(MG + "decision"),
        "by": next((one.text(SKOS + "prefLabel") for one in node.nodes(MG + "reviewer")), None),
        "time": node.text(PROV + "endedAtTime"),
        "reason": node.text(MG + "reason", lang=lang),
        "strength": node.word(MG + "revisedStrength"),
        "change_to": sdg_code(instead) if instead else None,
        "undoes": node.text(MG + "undoes"),
    }


def _comments(store: LocalStore, iri: str, lang: str) -> Iterator[dict[str, Any]]:
    """What was said of a link without deciding."""
    verb, link = ox.NamedNode(OA + "hasTarget"), ox.NamedNode(iri)
    for name in sorted({quad.subject for quad in store.engine.quads_for_pattern(None, verb, link)}, key=str):
        if isinstance(name, ox.NamedNode | ox.BlankNode):
            node = Node(store.engine, name)
            yield {
                "iri": node.iri,
                "by": next((one.text(SKOS + "prefLabel") for one in node.nodes(DCTERMS + "creator")), None),
                "time": node.text(DCTERMS + "created"),
                "text": node.text(RDFS + "comment", lang=lang),
                "undone": node.text(PROV + "invalidatedAtTime"),
            }


def _one(desk: Desk, asked: Asked) -> Reply:
    body = {**told(desk, asked.path["id"], asked), "lang": asked.lang, "version": version_of(desk.store, desk.names)}
    link = f'<{body["iri"]}>; rel="about", <{address(asked, "/api/alignments/review")}>; rel="edit"'
    return as_json(body, headers=(("Content-Language", asked.lang), ("Link", link)))


_CHOICES = {"goal": CHOICES["goal"], "status": tuple(Decision), "strength": tuple(Strength)}
_EXAMPLES = {
    "item": "pilot-mega", "plan": "plan-2019", "goal": "11", "target": "11.2", "status": "accepted", "strength": "direct",
}  # fmt: skip
LIST = Operation(
    name="alignments",
    path="/api/alignments",
    answer=_listed,
    tag="links",
    gives=FORMATS,
    fields=(*(Field(name, _EXAMPLES[name], tuple(map(str, _CHOICES.get(name, ())))) for name in FILTERS), *PAGED, SPREADSHEET),
    statuses=(406,),
)
ONE = Operation(
    name="alignment",
    path="/api/alignments/{id}",
    answer=_one,
    tag="links",
    gives={"json": "application/json"},
    parts=(("id", "0123456789abcdef"),),
    statuses=(404,),
)
OPERATIONS = (LIST, ONE)
