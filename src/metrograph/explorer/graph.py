"""The graph around a thing, as a picture for those with a script and as lists for everybody; and where to begin."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

import pyoxigraph as ox

from metrograph.documents.values import Shown
from metrograph.errors import RequestError, near
from metrograph.explorer.crossing import themes_by_goal
from metrograph.explorer.grids import grid
from metrograph.explorer.names import names_of
from metrograph.explorer.neighbours import FAMILIES, MOST, SHAPES, USUAL, Around, around, shape
from metrograph.explorer.scope import scope_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import RDF, SDG, SDG_CODE, goal_of, sdg_code, sdg_iri
from metrograph.pages.page import Cell, Grid, Page
from metrograph.pages.resource import Named
from metrograph.table import Iri, Table

_FOUND = 30
_NAME = 80
_WORDS = ("zoom-in", "zoom-out", "fit", "middle", "links")


def graph_page(view: View) -> Page:
    """What is around the thing that the field ``of`` names; without it, where to begin.

    >>> import metrograph
    >>> fields = (("of", "metropolis-2019/pilot-mega"), ("show", "theme"), ("show", "sdg"))
    >>> page = graph_page(View.of(metrograph.open(), inside="graph", fields=fields))
    >>> page.values["shown"], page.values["total"], page.tables["links"].columns
    (5, 5, ('element', 'elementLabel', 'property', 'linked', 'linkedLabel', 'strength'))
    """
    return _around_page(view, view.value("of").strip()) if view.value("of").strip() else _start_page(view)


# ---- around a thing


def _around_page(view: View, given: str) -> Page:
    middle = resolve(view, given)
    depth = view.number("depth", 1, 1, 3)
    chosen = _chosen(view, middle)
    found = around(view.room, middle, depth, chosen, MOST)
    shown = view.shown
    nodes = {iri: shown.thing(ox.NamedNode(iri)) for iri, _ in found.nodes}
    name = nodes[middle]
    tables = {"things": _things(view, shown, found, nodes), "links": _links(view, shown, found, nodes)}
    kept: dict[str, object] = {"depth": depth if depth > 1 else None, "show": list(chosen) if view.values("show") else []}
    values = {
        "middle": name,
        "kind": _kind(shown, middle),
        "of": _short(view, middle),
        "depth": depth,
        "families": tuple(
            (family, view.say(f"graph.family.{family}"), found.families.get(family, 0), family in chosen) for family in FAMILIES
        ),
        "shown": len(found.nodes),
        "total": found.total,
        "whole": found.whole,
        "most": MOST,
        "drawing": _drawing(view, found, nodes, shown, middle, kept),
        "shapes": _shapes(view, {shape(view.room, iri) for iri in nodes}),
        "things": _things_grid(view, nodes, tables["things"], kept),
        "links": grid(view, "links", tables["links"], long=MOST * 10),
        "hint": view.say("graph.hint"),
    }
    return Page("graph.html", view.say("graph.around", name=name.text[:_NAME]), values, tables, here="graph")


def resolve(view: View, given: str) -> str:
    """The thing that a short name, a code or an identifier means; ``RequestError`` where nothing is called that.

    >>> import metrograph
    >>> view = View.of(metrograph.open())
    >>> resolve(view, "sdg/11.2"), resolve(view, "theme-mobility")[-14:]
    ('http://metadata.un.org/sdg/11.2', 'theme-mobility')
    """
    bare = given.removeprefix("sdg/")
    tries = [sdg_iri(bare)] if SDG_CODE.fullmatch(bare) or bare != given else []
    tries += [given] if given.startswith(("http://", "https://")) else [view.desk.names.shared(given.removeprefix("id/"))]
    for iri in tries:
        try:
            if view.room.knows(ox.NamedNode(iri)):
                return iri
        except ValueError:
            continue
    if given in view.desk.elements:
        return view.desk.elements[given]
    raise RequestError("W622", 404, value=given[:_NAME], near=near(given[:_NAME], view.desk.elements))


def _chosen(view: View, middle: str) -> tuple[str, ...]:
    asked = view.values("show")
    for family in asked:
        if family not in FAMILIES:
            raise RequestError("W602", 400, name="show", value=family[:60], choices=", ".join(FAMILIES))
    if asked:
        return tuple(family for family in FAMILIES if family in asked)
    return (*USUAL, "structure") if shape(view.room, middle) == "part" else USUAL


def _short(view: View, iri: str) -> str:
    if iri.startswith(SDG):
        return f"sdg/{iri.removeprefix(SDG)}"
    return iri.removeprefix(view.desk.names.shared(""))


def _centre(view: View, iri: str, kept: dict[str, object]) -> str:
    """The address of the graph around a thing; in a folder of pages, of the thing."""
    if not view.live:
        return view.iri_link(iri)
    fields = [("of", _short(view, iri)), *((name, told) for name, told in kept.items() if told)]
    return f"{view.to('graph')}?{urlencode(fields, doseq=True, errors='replace')}"


def _kind(shown: Shown, iri: str) -> str:
    kinds = sorted(
        (kind for kind in shown.room.said(ox.NamedNode(iri), RDF + "type") if isinstance(kind, ox.NamedNode)),
        key=lambda kind: ("core#" in kind.value, kind.value),
    )
    return shown.kind(kinds[0]).text if kinds else ""


def _drawing(
    view: View, found: Around, nodes: dict[str, Named], shown: Shown, middle: str, kept: dict[str, object]
) -> dict[str, object]:
    """What the script draws: nodes and links by their place in the list."""
    at = {iri: place for place, (iri, _) in enumerate(found.nodes)}
    return {
        "nodes": [
            {
                "name": nodes[iri].text[:_NAME],
                "lang": nodes[iri].lang,
                "kind": _kind(shown, iri),
                "shape": shape(view.room, iri),
                "code": sdg_code(iri) or "",
                "goal": goal_of(sdg_code(iri) or ""),
                "step": step,
                "links": found.links[iri],
                "href": nodes[iri].href if iri == middle else _centre(view, iri, kept),
            }
            for iri, step in found.nodes
        ],
        "edges": [
            {
                "start": at[edge.start],
                "end": at[edge.end],
                "family": edge.family,
                "strong": edge.strong,
                "weight": 1,
                "name": shown.verb(edge.verb).text,
            }
            for edge in found.edges
        ],
        "words": _script_words(view),
    }


def _script_words(view: View) -> dict[str, str]:
    return {word: view.say(f"graph.{word}") for word in _WORDS}


def _shapes(view: View, used: Iterable[str]) -> tuple[tuple[str, str], ...]:
    known = set(used)
    return tuple((name, view.say(f"graph.shape.{name}")) for name in SHAPES if name in known)


def _things(view: View, shown: Shown, found: Around, nodes: dict[str, Named]) -> Table:
    rows = tuple((Iri(iri), nodes[iri].text, _kind(shown, iri), step, found.links[iri]) for iri, step in found.nodes)
    return Table(("element", "label", "kindLabel", "steps", "links"), rows, view.say("graph.things"))


def _things_grid(view: View, nodes: dict[str, Named], table: Table, kept: dict[str, object]) -> Grid:
    """The list of things; the number of its links leads to the graph around each."""
    rows = tuple(
        (
            Cell(nodes[str(iri)].text, nodes[str(iri)].lang, nodes[str(iri)].href),
            Cell(str(kind)),
            Cell(str(step), kind="number"),
            Cell(view.say("graph.centre", n=links), href=_centre(view, str(iri), kept)),
        )
        for iri, _, kind, step, links in table.rows()
    )
    headings = tuple(view.say(f"column.{name}") for name in ("element", "kindLabel", "steps", "links"))
    return Grid("things", table.title, headings, rows, view.here(table="things"))


def _links(view: View, shown: Shown, found: Around, nodes: dict[str, Named]) -> Table:
    def strength(strong: bool) -> str:
        return view.say("graph.direct" if strong else "graph.indirect")

    rows = tuple(
        (
            Iri(edge.start),
            nodes[edge.start].text,
            shown.verb(edge.verb).text,
            Iri(edge.end),
            nodes[edge.end].text,
            strength(edge.strong) if edge.family == "sdg" else None,
        )
        for edge in found.edges
    )
    return Table(
        ("element", "elementLabel", "property", "linked", "linkedLabel", "strength"), rows, view.say("graph.links-shown")
    )


# ---- where to begin


def _start_page(view: View) -> Page:
    """Things by their names, and the overview: themes and goals, and how many items join them."""
    scope = scope_of(view)
    crossing = themes_by_goal(view, scope)
    words = view.value("q")
    values = {
        "scope": scope,
        "sought": words,
        "found": tuple(_found(view, words)) if words.strip() else (),
        "drawing": _overview(view, crossing),
        "shapes": _shapes(view, ("goal", "theme")),
        "joined": grid(view, "joined", crossing),
    }
    return Page("graph_start.html", view.say("nav.graph"), values, {"joined": crossing}, here="graph")


def _found(view: View, words: str) -> Iterator[tuple[Named, str, str]]:
    """(name, kind, address of the graph around it) of what bears a name with some words."""
    shown, names = view.shown, names_of(view.desk)
    code = words.strip()
    first = [sdg_iri(code)] if SDG_CODE.fullmatch(code) else []
    for iri in dict.fromkeys([*first, *(names.iris[at] for at in names.find(words)[:_FOUND])]):
        yield shown.thing(ox.NamedNode(iri)), _kind(shown, iri), _centre(view, iri, {})


def _overview(view: View, crossing: Table) -> dict[str, object]:
    shown = view.shown
    counts: dict[str, int] = {}
    pairs = [(str(row["theme"]), sdg_iri(str(row["sdg"])), int(str(row["count"]))) for row in crossing.dicts() if row["sdg"]]
    for theme, goal, count in pairs:
        counts[theme], counts[goal] = counts.get(theme, 0) + count, counts.get(goal, 0) + count
    iris = list(dict.fromkeys([*(sdg_iri(str(n)) for n in range(1, 18)), *(str(row["theme"]) for row in crossing.dicts())]))
    at = {iri: place for place, iri in enumerate(iris)}
    return {
        "nodes": [_start_node(view, shown, iri, counts.get(iri, 0)) for iri in iris],
        "edges": [
            {
                "start": at[theme],
                "end": at[goal],
                "family": "sdg",
                "strong": True,
                "weight": count,
                "name": view.say("graph.items", n=count),
            }
            for theme, goal, count in pairs
        ],
        "words": _script_words(view),
    }


def _start_node(view: View, shown: Shown, iri: str, count: int) -> dict[str, object]:
    name, code = shown.thing(ox.NamedNode(iri)), sdg_code(iri) or ""
    return {
        "name": name.text[:_NAME],
        "lang": name.lang,
        "kind": _kind(shown, iri),
        "shape": "goal" if code else "theme",
        "code": code,
        "goal": code,
        "step": 1,
        "links": count,
        "href": _centre(view, iri, {}),
    }


SPOTS = (Spot("graph", "graph", graph_page),)
