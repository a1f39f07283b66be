"""Search by name, in any language, and by code; what was found stands by kind, with where it belongs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.documents.values import Shown
from metrograph.explorer import item
from metrograph.explorer.names import Names, names_of, words_of
from metrograph.explorer.outline import PLAN
from metrograph.explorer.paging import pager_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.namespaces import MG, OWL, SDGO, SKOS, sdg_code, sdg_iri, short
from metrograph.pages.page import Page
from metrograph.pages.resource import Named
from metrograph.table import Table
from metrograph.turtle import value

SHORT, LONG, TYPED = 6, 50, 8
_SHOWN = 200
_ASKED = re.compile(
    r"(?:(?:sdgs?|odd|ods|goals?|objecti[fv]s?|objetivos?|targets?|cibles?|metas?|un)\s*)*(\d{1,2}(?:\.[0-9a-d]{1,2})?)"
)
_FIRST = (
    PLAN, *item.KINDS, MG + "Organisation", MG + "GoverningBody", MG + "CommunityOfPractice", MG + "Place", MG + "Theme",
    SDGO + "Goal", SDGO + "Target", SDGO + "Indicator", MG + "Heading",
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(_FIRST)}


@dataclass(frozen=True, slots=True)
class Result:
    """A thing that was found: its name, another name that holds the words, where it stands, the code of a goal or target."""

    name: Named
    other: Named | None
    stands: Named | None
    lines: str
    code: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind: how many there are, those shown, and where all of them are."""

    kind: Named
    total: int
    results: tuple[Result, ...]
    href: str


def search_page(view: View) -> Page:
    """What bears a name with the words of the field ``q``.

    >>> import metrograph
    >>> page = search_page(View.of(metrograph.open(), inside="search", fields=(("q", "moviles ODS"), ("q", "goal 11"))))
    >>> page.values["coded"].name.text
    '11 Sustainable cities and communities'
    """
    asked = " ".join(view.value("q").split())
    names, shown = names_of(view.desk), view.shown
    found = names.find(asked)
    coded = _coded(shown, asked)
    if view.value("part"):
        view.one_of("part", ("list",), "list")
        return _typed(shown, names, found, coded, asked)
    counts = Counter(names.kinds[at] for at in found)
    kind = _kind(view, counts)
    wanted = [at for at in found if names.kinds[at] == kind] if kind else []
    pager = pager_of(view, len(wanted), LONG) if kind else None
    if pager:
        wanted = wanted[pager.first - 1 : pager.last]
    words = words_of(asked)
    values = {
        "q": asked[:_SHOWN],
        "sought": words,
        "total": len(found),
        "coded": coded,
        "groups": () if kind else tuple(_groups(view, shown, names, found, counts, words)),
        "kind": _kind_name(shown, kind) if kind else None,
        "results": tuple(_result(shown, names.iris[at], words) for at in wanted),
        "kinds": tuple(_filters(view, shown, counts, kind)),
        "all": view.here(kind=None, page=None),
        "near": tuple(Named(word, "", view.to("search", q=word)) for word in names.near(asked)) if not found else (),
        "pager": pager,
        "csv": view.here(table="results", page=None),
    }
    table = _table(shown, names, found) if view.value("table") else Table((), ())
    title = view.say("search.titled", q=asked[:60]) if asked else view.say("nav.search")
    return Page("search.html", title, values, {"results": table})


def _kind(view: View, counts: Counter[str]) -> str:
    known = {"": "", **{short(kind): kind for kind in counts}}
    name = view.value("kind")
    return known.get(name, "")


def order_of(kind: str) -> tuple[int, str]:
    """Where a kind stands among others: what people look for comes first, terms of ontologies last."""
    return (_RANK.get(kind, len(_FIRST) if not kind.startswith(OWL) else len(_FIRST) + 1), kind)


def _kind_name(shown: Shown, kind: str) -> Named:
    return shown.kind(ox.NamedNode(kind)) if kind else Named("…")


def _filters(view: View, shown: Shown, counts: Counter[str], chosen: str) -> Iterator[tuple[Named, int, bool]]:
    for kind in sorted(counts, key=order_of):
        name = _kind_name(shown, kind)
        yield Named(name.text, name.lang, view.here(kind=short(kind), page=None)), counts[kind], kind == chosen


def _groups(
    view: View, shown: Shown, names: Names, found: Iterable[int], counts: Counter[str], words: tuple[str, ...]
) -> Iterator[Group]:
    """The first of each kind, in the order in which people look for them."""
    first: dict[str, list[int]] = {kind: [] for kind in counts}
    for at in found:
        held = first[names.kinds[at]]
        if len(held) < SHORT:
            held.append(at)
    for kind in sorted(counts, key=order_of):
        results = tuple(_result(shown, names.iris[at], words) for at in first[kind])
        more = view.here(kind=short(kind), page=None) if counts[kind] > len(results) else ""
        yield Group(_kind_name(shown, kind), counts[kind], results, more)


def _result(shown: Shown, iri: str, words: tuple[str, ...]) -> Result:
    node = ox.NamedNode(iri)
    label, name = shown.labels.of(node), shown.thing(node)
    code = sdg_code(iri) or next((value(one) for one in shown.room.said(node, SKOS + "notation") if _dotted(one)), "")
    above = shown.room.said(node, MG + "inLine", MG + "inPlan", MG + "mentionedIn")
    stands = next((shown.thing(one) for one in above if isinstance(one, ox.NamedNode) and one != node), None)
    line = next(map(value, shown.room.said(node, MG + "sourceLineStart")), "")
    other = None if _holds(label.text, words) else _other(shown, node, words)
    return Result(Named(label.text[:300], label.lang, name.href), other, stands, line, code)


def _dotted(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value == SDGO + "SDGCodeCompact"


def _holds(text: str, words: Iterable[str]) -> bool:
    own = words_of(text)
    return all(any(one.startswith(word) for one in own) for word in words)


def _other(shown: Shown, node: ox.NamedNode, words: tuple[str, ...]) -> Named | None:
    """Another name of a thing that holds the words."""
    for quad in shown.room.quads(node):
        if isinstance(quad.object, ox.Literal) and quad.predicate.value in item.NAMES and _holds(quad.object.value, words):
            return Named(quad.object.value[:300], quad.object.language or "")
    return None


def _coded(shown: Shown, asked: str) -> Result | None:
    """The goal or target whose code was asked for, such as ``11.2`` or ``goal 11``."""
    found = _ASKED.fullmatch(fold(asked[:_SHOWN]))
    node = ox.NamedNode(sdg_iri(found[1])) if found and sdg_code(sdg_iri(found[1])) else None
    if node is None or not shown.room.knows(node):
        return None
    told = shown.thing(node)
    return Result(told, None, None, "", found[1] if found else "")


def _typed(shown: Shown, names: Names, found: tuple[int, ...], coded: Result | None, asked: str) -> Page:
    """What may be meant while somebody types: a list of options, without a frame."""
    ranked = sorted(found[:LONG], key=lambda at: order_of(names.kinds[at])[0] > len(_FIRST))
    words = words_of(asked)
    options = [(_result(shown, names.iris[at], words), _kind_name(shown, names.kinds[at])) for at in ranked[:TYPED]]
    return Page("search_list.html", asked[:60], {"coded": coded, "options": options, "total": len(found)})


def _table(shown: Shown, names: Names, found: Iterable[int]) -> Table:
    rows = []
    for at in found:
        kind = _kind_name(shown, names.kinds[at]).text
        rows.append((names.iris[at], shown.labels.of(ox.NamedNode(names.iris[at])).text, kind))
    return Table(("element", "label", "kindLabel"), tuple(rows))


SPOTS = (Spot("search", "search", search_page, live=True, personal=True),)
