"""Themes: the tree of all of them, and the page of one as a page of a thesaurus should be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

import pyoxigraph as ox

from metrograph.documents.thing import Description
from metrograph.explorer.cards import cards_of
from metrograph.explorer.contributions import Later
from metrograph.explorer.crossing import themes, themes_by_goal
from metrograph.explorer.goals import goals_page
from metrograph.explorer.grids import grid
from metrograph.explorer.paging import pager_of
from metrograph.explorer.scope import Scope, scope_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.namespaces import DCTERMS, MG, RDF, SDG_SCHEME, SKOS, sdg_code, sdg_iri, sdg_order
from metrograph.pages.page import Page
from metrograph.pages.resource import Named, Thing
from metrograph.pictures import matrix
from metrograph.table import Iri, Table, text
from metrograph.turtle import natural, value
from metrograph.words import LANGUAGES

LONG = 100
_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_NOTES = ("scopeNote", "note", "editorialNote", "historyNote", "changeNote", "example")


@dataclass(frozen=True, slots=True)
class Term:
    """What a concept is called in one language."""

    lang: str
    preferred: str
    others: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a plan that is on a theme."""

    name: Named
    kind: str
    goals: tuple[str, ...]
    line: Named | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of themes in the tree, each with how many items are on it."""

    name: Named
    themes: tuple[tuple[Named, int], ...]


def terms(view: View, iri: str) -> tuple[Term, ...]:
    """What a concept is called, the reader's language first.

    >>> import metrograph
    >>> view = View.of(metrograph.open(), lang="fr")
    >>> terms(view, view.desk.iri("theme-mobility"))[0].others
    ('déplacements urbains', 'mobilité urbaine', 'transports urbains')
    """
    node = ox.NamedNode(iri)

    def said(name: str, lang: str) -> tuple[str, ...]:
        found = view.room.said(node, SKOS + name)
        return tuple(sorted({one.value for one in found if isinstance(one, ox.Literal) and one.language == lang}, key=fold))

    made = [
        Term(lang, next(iter(said("prefLabel", lang)), ""), said("altLabel", lang), " ".join(said("definition", lang)))
        for lang in sorted(LANGUAGES, key=lambda lang: lang != view.lang)
    ]
    return tuple(one for one in made if one.preferred or one.others or one.definition)


def _linked(view: View, iri: str, verb: str, *, backwards: bool = False) -> tuple[Named, ...]:
    node = ox.NamedNode(iri)
    ends = {*(view.room.saying(verb, node) if backwards else view.room.said(node, verb))}
    shown = view.shown
    return tuple(sorted((shown.term(one) for one in ends), key=lambda one: (fold(one.text), one.href)))


def theme_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of a theme or of a group of themes.

    >>> import metrograph
    >>> from metrograph.documents.forms import find_document
    >>> from metrograph.explorer.things import document_page
    >>> view = View.of(metrograph.open(), inside="id/theme-mobility")
    >>> page = document_page(view, find_document(view.room, view.where, "id", "theme-mobility")[0])
    >>> page.title, page.values["total"], [one.text for one in page.values["principal"]]
    ('mobility', 4, ['Global positioning and advocacy', 'Knowledge dissemination'])
    """
    narrower = {*map(value, view.room.said(ox.NamedNode(found.iri), SKOS + "narrower"))}
    scope = scope_of(view)
    items = _items_on(view, (found.iri, *sorted(narrower)), scope)
    pager = pager_of(view, len(items), LONG)
    shown = items[pager.first - 1 : pager.last] if pager else items
    goals = _goals(view, items)
    values = {
        "page": thing,
        "scope": scope,
        "name": view.shown.labels.of(ox.NamedNode(found.iri)),
        "terms": terms(view, found.iri),
        "broader": _linked(view, found.iri, SKOS + "broader"),
        "narrower": _linked(view, found.iri, SKOS + "narrower"),
        "related": _linked(view, found.iri, SKOS + "related"),
        "schemes": _linked(view, found.iri, SKOS + "inScheme"),
        "top": bool(_linked(view, found.iri, SKOS + "topConceptOf")),
        "matches": tuple((name, ends) for name in _MATCHES if (ends := _linked(view, found.iri, SKOS + name))),
        "notes": tuple((name, ends) for name in _NOTES if (ends := _linked(view, found.iri, SKOS + name))),
        "source": _linked(view, found.iri, DCTERMS + "source"),
        "principal": _linked(view, found.iri, MG + "principalTheme", backwards=True),
        "links": cards_of(view, found.iri),
        "lines": [(line, tuple(under)) for line, under in groupby((_item(view, iri) for iri in shown), key=lambda one: one.line)],
        "total": len(items),
        "pager": pager,
        "items_csv": view.here(table="items", page=None),
        "goals": scope.inside_of(grid(view, "goals", goals)),
        "graph": view.to("graph", of=found.iri.removeprefix(view.desk.names.shared(""))) if view.live else "",
    }
    tables = Later({"items": lambda: _items_table(view, items), "goals": lambda: goals})
    return Page("theme.html", thing.heading.text, values, tables, here="themes")


def _items_on(view: View, iris: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """The items on some themes, by line and then as the plan has them."""
    room = view.room
    items = {one for iri in iris for one in room.saying(MG + "theme", ox.NamedNode(iri))}

    def place(node: ox.NamedNode) -> tuple[int, int, object]:
        line = _line(view, node)
        return (_number(view, line, "order") if line else 99), _number(view, node, "sourceLineStart"), natural(node.value)

    held = (one for one in items if isinstance(one, ox.NamedNode) and scope.holds(view, one.value))
    return tuple(node.value for node in sorted(held, key=place))


def _line(view: View, node: ox.NamedNode) -> ox.NamedNode | None:
    return next((one for one in view.room.said(node, MG + "inLine") if isinstance(one, ox.NamedNode)), None)


def _number(view: View, node: ox.NamedNode, name: str) -> int:
    told = next(map(value, view.room.said(node, MG + name)), "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 99


def _item(view: View, iri: str) -> Item:
    node, shown = ox.NamedNode(iri), view.shown
    kinds = view.room.said(node, RDF + "type")
    kind = next((one for one in kinds if isinstance(one, ox.NamedNode) and one.value.startswith(MG)), None)
    line = _line(view, node)
    codes = {sdg_code(value(goal)) or "" for goal in view.room.said(node, MG + "contributesToGoal")}
    goals = tuple(sorted(codes - {""}, key=sdg_order))
    return Item(shown.thing(node), shown.kind(kind).text if kind else "", goals, shown.thing(line) if line else None)


def _items_table(view: View, items: Iterable[str]) -> Table:
    told = [(iri, _item(view, iri)) for iri in items]
    rows = tuple(
        (Iri(iri), one.name.text, one.kind, one.line.text if one.line else None, " ".join(one.goals)) for iri, one in told
    )
    return Table(("element", "label", "kindLabel", "lineLabel", "sdgs"), rows, view.say("theme.items"))


def _goals(view: View, items: Iterable[str]) -> Table:
    """The goals that items serve, with how many directly."""
    counts: dict[str, list[int]] = {}
    for iri in items:
        node = ox.NamedNode(iri)
        direct = {*view.room.said(node, MG + "contributesDirectlyToGoal")}
        for goal in {*view.room.said(node, MG + "contributesToGoal")}:
            counts.setdefault(sdg_code(value(goal)) or "", [0, 0])[goal not in direct] += 1
    rows = tuple(
        (code, view.shown.labels.of(ox.NamedNode(sdg_iri(code))).text, counts[code][0], counts[code][1])
        for code in sorted(filter(None, counts), key=sdg_order)
    )
    return Table(("sdg", "goalLabel", "direct", "indirect"), rows, view.say("theme.goals"))


# ---- all of them


def themes_page(view: View, thing: Thing | None = None) -> Page:
    """The tree of themes, the same from A to Z, and how they lead to goals.

    >>> import metrograph
    >>> page = themes_page(View.of(metrograph.open(), inside="themes"))
    >>> [(branch.name.text, len(branch.themes)) for branch in page.values["tree"]][:2]
    [('economy and finance', 3), ('governance and institutions', 3)]
    """
    scope = scope_of(view)
    crossing = themes_by_goal(view, scope)
    found = {iri: (_scoped(view.shown.thing(ox.NamedNode(iri)), scope), _count(view, iri, scope)) for iri in themes(view)}
    lone = [iri for iri in found if not any(view.room.quads(ox.NamedNode(iri), SKOS + "broader"))]
    goals = view.ask("goals")
    names = {text(row["sdg"]): text(row.get("goalLabel") or row.get("label")) for row in goals.dicts()}
    values = {
        "tree": (
            *_branches(view, found),
            *((Branch(Named(view.say("theme.lone")), tuple(found[iri] for iri in lone)),) if lone else ()),
        ),
        "letters": _letters(view, found),
        "count": len(found),
        "picture": matrix(
            crossing,
            view.lang,
            title=view.say("theme.crossing"),
            names=names,
            row_href=lambda row: scope.inside(view.iri_link(text(row["theme"]))),
            goal_href=lambda code: scope.inside(view.to(f"sdg/{code}")),
        ),
        "twin": scope.inside_of(grid(view, "crossing", crossing)),
        "scope": scope,
        "scheme": view.iri_link(view.desk.names.shared("themes")),
        "page": thing,
    }
    return Page("themes.html", view.say("nav.themes"), values, {"crossing": crossing}, here="themes")


def _scoped(name: Named, scope: Scope) -> Named:
    return replace(name, href=scope.inside(name.href))


def _count(view: View, iri: str, scope: Scope) -> int:
    items = {*view.room.saying(MG + "theme", ox.NamedNode(iri))}
    return sum(scope.holds(view, value(one)) for one in items) if scope.plan else len(items)


def _branches(view: View, found: Mapping[str, tuple[Named, int]]) -> list[Branch]:
    groups: dict[str, list[tuple[Named, int]]] = {}
    for iri, told in found.items():
        for group in view.room.said(ox.NamedNode(iri), SKOS + "broader"):
            groups.setdefault(value(group), []).append(told)
    made = [Branch(view.shown.thing(ox.NamedNode(iri)), tuple(sorted(under, key=_by_name))) for iri, under in groups.items()]
    return sorted(made, key=lambda branch: fold(branch.name.text))


def _by_name(told: tuple[Named, int]) -> str:
    return fold(told[0].text)


def _letters(
    view: View, found: Mapping[str, tuple[Named, int]]
) -> tuple[tuple[str, tuple[tuple[str, Named | None, str], ...]], ...]:
    """Every name by its first letter: (name, the theme that it leads to, its preferred name where the name is another one)."""
    entries: list[tuple[str, Named, str]] = []
    for iri, (name, _) in found.items():
        entries.append((name.text, name, ""))
        own = next((one for one in terms(view, iri) if one.lang == view.lang), None)
        entries += [(other, name, name.text) for other in (own.others if own else ()) if other != name.text]
    letters: dict[str, list[tuple[str, Named | None, str]]] = {}
    for entry in sorted(entries, key=lambda entry: (fold(entry[0]), entry[2])):
        letters.setdefault(fold(entry[0])[:1].upper() or "…", []).append(entry)
    return tuple((letter, tuple(under)) for letter, under in letters.items())


def scheme_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of a list of concepts: that of the goals, that of the themes, or another one."""
    if found.iri == SDG_SCHEME:
        return goals_page(view, thing)
    if found.iri == view.desk.names.shared("themes"):
        return themes_page(view, thing)
    return Page("thing.html", thing.heading.text, {"page": thing})


SPOTS = (Spot("themes", "themes", themes_page),)
