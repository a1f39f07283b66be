"""The page of the ontology: its classes as a tree, its properties by what they are said of, its values, and its versions.

>>> import metrograph
>>> from metrograph.documents.forms import ontology_document
>>> from metrograph.explorer.things import document_page
>>> view = View.of(metrograph.open(), inside="ns")
>>> page = document_page(view, ontology_document(view.room, view.where))
>>> [branch.term.name.text for branch in page.values["tree_of"]][:3]
['activity status', 'alignable thing', 'alignment']
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from metrograph.documents.thing import Description
from metrograph.explorer.terms import PROPERTIES, Brief, brief_of, ours, table_of, told_of
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.namespaces import DCTERMS, MG, OWL, RDFS, SKOS
from metrograph.pages.frame import piece
from metrograph.pages.page import Page
from metrograph.pages.resource import Named, Thing
from metrograph.turtle import value


@dataclass(frozen=True, slots=True)
class Branch:
    """A class with those below it; one that stands below several is under the first, and leads there from the others."""

    term: Brief
    below: tuple["Branch", ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Properties that are said of the same, or the values of a class."""

    name: Named | None
    terms: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """An ontology in the data: what it is called, its version, what changed."""

    iri: str
    name: Named
    about: Named | None
    version: str
    version_iri: str
    notes: tuple[Named, ...]
    changes: tuple[Named, ...]


def ontology_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of our ontology; that of a module keeps the plain page."""
    if found.iri != MG.removesuffix("#"):
        return Page("thing.html", thing.heading.text, {"page": thing})
    told = _told(view)
    values = {"page": thing, "terms_csv": view.here(table="terms"), **told}
    return Page("ontology.html", thing.heading.text, values, {"terms": table_of(view, told["terms"])}, here="export")


def ontology_alone(view: View) -> str:
    """The whole ontology as one page that needs no other file.

    >>> import metrograph
    >>> 'id="PilotProject"' in ontology_alone(View.of(metrograph.open(), lang="es"))
    True
    """
    told = _told(view)
    full = [told_of(view, one.iri) for one in told["terms"]]
    title = next((one.name.text for one in told["modules"]), view.say("page.ontology"))
    return piece("ontology_alone.html", view.lang, **told, title=title, start=view.to("ns/"), full=full)


def _told(view: View) -> dict[str, Any]:
    classes = {one.value: brief_of(view, one.value) for one in ours(view, (OWL + "Class",))}
    properties = [brief_of(view, one.value) for one in ours(view, PROPERTIES)]
    values = [brief_of(view, one.value) for one in ours(view, (OWL + "NamedIndividual",))]
    return {
        "modules": tuple(_module(view, one) for one in _modules(view)),
        "tree_of": _tree(view, classes),
        "classes": tuple(classes.values()),
        "properties": _grouped(properties, lambda one: one.domain),
        "values": _grouped(values, lambda one: one.kinds),
        "terms": (*classes.values(), *properties, *values),
        "licence": next((value(one) for one in view.room.said(ox.NamedNode(MG.removesuffix("#")), DCTERMS + "license")), ""),
        "prefix": MG,
    }


def _modules(view: View) -> list[ox.NamedNode]:
    found = {one for one in view.room.of_class(OWL + "Ontology") if isinstance(one, ox.NamedNode)}
    return sorted((one for one in found if one.value.startswith(MG.removesuffix("#"))), key=value)


def _module(view: View, node: ox.NamedNode) -> Module:
    def texts(verb: str) -> tuple[Named, ...]:
        found = [one for one in view.room.said(node, verb) if isinstance(one, ox.Literal)]
        own = [one for one in found if one.language == view.lang]
        return tuple(Named(one.value, one.language or "") for one in sorted(own or found, key=value, reverse=True))

    def first(verb: str) -> str:
        return next((value(one) for one in view.room.said(node, verb)), "")

    about = texts(DCTERMS + "description")
    version = first(OWL + "versionInfo")
    return Module(
        node.value,
        view.shown.thing(node),
        about[0] if about else None,
        version,
        first(OWL + "versionIRI"),
        texts(SKOS + "scopeNote"),
        texts(SKOS + "changeNote"),
    )


def _tree(view: View, classes: dict[str, Brief]) -> tuple[Branch, ...]:
    """The classes from the top, each once in full."""
    below: dict[str, list[str]] = defaultdict(list)
    tops = []
    for iri in classes:
        uppers = [value(one) for one in view.room.ends(ox.NamedNode(iri), RDFS + "subClassOf") if value(one) in classes]
        for upper in dict.fromkeys(uppers):
            below[upper].append(iri)
        if not uppers:
            tops.append(iri)
    seen: set[str] = set()

    def branch(iri: str) -> Branch:
        again = iri in seen
        seen.add(iri)
        return Branch(classes[iri], () if again else branches(below[iri]), again and bool(below[iri]))

    def branches(iris: Iterable[str]) -> tuple[Branch, ...]:
        return tuple(branch(iri) for iri in sorted(iris, key=lambda iri: fold(classes[iri].name.text)))

    found = branches(tops)
    rest = [iri for iri in classes if iri not in seen]  # classes that stand below each other in a circle have no top
    return (*found, *(branch(iri) for iri in rest if iri not in seen))


def _grouped(terms: Iterable[Brief], by: Callable[[Brief], tuple[Named, ...]]) -> tuple[Group, ...]:
    """Terms by the first thing that a function tells of them; those without one last."""
    groups: dict[Named | None, list[Brief]] = defaultdict(list)
    for one in terms:
        groups[next(iter(by(one)), None)].append(one)
    order = sorted(groups, key=lambda name: (name is None, fold(name.text) if name else ""))
    return tuple(Group(name, tuple(groups[name])) for name in order)
