"""Pages about things: each kind that the explorer knows has a page of its own, all others show what is said of them."""

from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from metrograph.documents.forms import Document
from metrograph.documents.page import thing_page as all_statements
from metrograph.documents.schema_org import schema_org
from metrograph.documents.thing import Description
from metrograph.explorer import goals, item, ontology, targets, terms, themes
from metrograph.explorer.alignment import alignment_page
from metrograph.explorer.outline import PLAN
from metrograph.explorer.plan import plan_page
from metrograph.explorer.view import View
from metrograph.namespaces import MG, OWL, RDF, SDGO, SKOS
from metrograph.pages.page import Page
from metrograph.pages.resource import Thing
from metrograph.turtle import value

Build = Callable[[View, Description, Thing], Page]
"""Makes the page of a kind: from what is said of a thing, and that same as the plain page tells it."""
KINDS: Mapping[str, Build] = {
    SDGO + "Goal": goals.goal_page,
    SDGO + "Target": targets.target_page,
    SDGO + "Indicator": targets.indicator_page,
    MG + "Theme": themes.theme_page,
    SKOS + "ConceptScheme": themes.scheme_page,
    SKOS + "Concept": themes.theme_page,
    PLAN: plan_page,
    MG + "Alignment": alignment_page,
    **dict.fromkeys(item.KINDS, item.item_page),
    OWL + "Ontology": ontology.ontology_page,
    **dict.fromkeys(terms.KINDS, terms.term_page),
}
"""Who makes the pages of a class; of several classes of a thing, the first here counts."""


def document_page(view: View, document: Document) -> Page | None:
    """The page of a document, where it is about a thing."""
    found = document.about
    if found is None:
        return None
    kinds = {value(quad.object) for quad in found.own if quad.predicate.value == RDF + "type"}
    build = next((KINDS[kind] for kind in KINDS if kind in kinds), plain_page)
    thing = all_statements(view.room, found, view.where, view.lang, judged=build is plain_page)
    page = build(view, found, thing)
    return page.framed(schema_org(view.room, found, view.where, view.lang), document.others())


def plain_page(view: View, found: Description, thing: Thing) -> Page:
    """Whatever is said of a thing."""
    del view, found
    return Page("thing.html", thing.heading.text, {"page": thing})


def values_of(found: Description, predicate: str) -> Iterable[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    """What a thing says under one property, in the order of the data."""
    return (quad.object for quad in found.own if quad.predicate.value == predicate)
