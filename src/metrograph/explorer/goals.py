"""The goals: the list of all seventeen with what the plan gives each, and the page of one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.documents.thing import Description
from metrograph.explorer.contributions import Count, contributions, count, sections, sorted_out, tables
from metrograph.explorer.coverage import NOTHING, by_goal, counts_of, targets_served
from metrograph.explorer.elsewhere import who_table
from metrograph.explorer.grids import grid
from metrograph.explorer.link_facts import Contribution
from metrograph.explorer.scope import Scope, scope_of
from metrograph.explorer.view import View
from metrograph.namespaces import MG, SDGO, SKOS, sdg_code, sdg_iri, sdg_order
from metrograph.pages.page import Page
from metrograph.pages.resource import Named, Thing
from metrograph.pictures import wheel
from metrograph.table import Table
from metrograph.turtle import value
from metrograph.words import LANGUAGES

_GOALS = tuple(str(number) for number in range(1, 18))
_COLUMNS = ("goal", "sdg", "goalLabel", "pilots", "direct", "indirect", "targetsServed", "targets")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a goal or target says in one language: its name, our words, the UN's where they were imported."""

    lang: str
    name: str
    text: str
    official: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target as the page of its goal, or the page of an item, tells it."""

    code: str
    name: Named
    count: Count


def wordings(view: View, iri: str) -> tuple[Wording, ...]:
    """What a goal, target or indicator says in each language, the reader's first.

    >>> import metrograph
    >>> [(one.lang, one.name) for one in wordings(View.of(metrograph.open(), lang="es"), sdg_iri("6"))][:2]
    [('es', 'Agua limpia y saneamiento'), ('en', 'Clean water and sanitation')]
    """
    node = ox.NamedNode(iri)

    def said(verb: str, lang: str) -> str:
        found = view.room.said(node, verb)
        return min((one.value for one in found if isinstance(one, ox.Literal) and one.language == lang), default="")

    made = (Wording(lang, *(said(verb, lang) for verb in (SKOS + "prefLabel", SKOS + "definition", MG + "officialText")))
            for lang in sorted(LANGUAGES, key=lambda lang: lang != view.lang))  # fmt: skip
    return tuple(one for one in made if one.name or one.text or one.official)


def parts_of(view: View, iri: str, verb: str) -> tuple[str, ...]:
    """The IRIs that a goal or target names by a property, in the order of their codes."""
    found = {*map(value, view.room.said(ox.NamedNode(iri), verb))}
    return tuple(sorted(found, key=lambda one: sdg_order(code) if (code := sdg_code(one)) else (99, 0, one)))


def goal_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of a goal: what serves it, what its targets get, and which get nothing.

    >>> import metrograph
    >>> from metrograph.documents.forms import find_document
    >>> from metrograph.explorer.things import document_page
    >>> view = View.of(metrograph.open(), inside="sdg/11")
    >>> page = document_page(view, find_document(view.room, view.where, "sdg", "11")[0])
    >>> page.values["count"], [target.code for target in page.values["gaps"]]
    (Count(direct=7, indirect=12, pilots=7), ['11.1', '11.4', '11.5', '11.6', '11.c'])
    """
    code = sdg_code(found.iri) or ""
    targets = parts_of(view, found.iri, SDGO + "hasTarget")
    scope = scope_of(view)
    links = contributions(view, (found.iri, *targets), scope)
    told = tuple(_targets(view, targets, links))
    by_sort = sorted_out(links)
    who = who_table(view, contributions(view, (found.iri, *targets)), code)
    table = Table(
        ("sdg", "sdgLabel", "pilots", "direct", "indirect"),
        tuple((one.code, one.name.text, one.count.pilots, one.count.direct, one.count.indirect) for one in told),
        view.say("sdg.targets"),
    )
    at = _GOALS.index(code) if code in _GOALS else 0
    values = {
        **shared(view, found.iri, code, thing, scope),
        "count": count(links),
        "who": grid(view, "who", who) if who else None,
        "sections": sections(view, by_sort),
        "targets": told,
        "targets_csv": view.here(table="targets", part=None, page=None),
        "most": max((one.count.all for one in told), default=0) or 1,
        "gaps": [one for one in told if not one.count.all],
        "before": _near(view, _GOALS[at - 1] if at else "", scope),
        "after": _near(view, _GOALS[at + 1] if at + 1 < len(_GOALS) else "", scope),
        "above": None,
        "indicators": (),
    }
    more = {"targets": table, **({"who": who} if who else {})}
    return Page("goal.html", thing.heading.text, values, tables(view, by_sort, **more), here="goals")


def shared(view: View, iri: str, code: str, thing: Thing, scope: Scope) -> dict[str, object]:
    """What the pages of goals, targets and indicators have in common."""
    told = wordings(view, iri)
    return {
        "page": thing,
        "scope": scope,
        "code": code,
        "name": view.shown.labels.of(ox.NamedNode(iri)),
        "wordings": told,
        "graph": view.to("graph", of=f"sdg/{code}") if code and view.live else "",
        "part": view.value("part"),
        "whole": view.here(part=None, page=None),
    }


def _targets(view: View, targets: Iterable[str], links: Iterable[Contribution]) -> Iterator[Target]:
    by_target: dict[str, list[Contribution]] = {}
    for one in links:
        by_target.setdefault(one.sdg, []).append(one)
    shown = view.shown
    for iri in targets:
        code = sdg_code(iri) or ""
        label = shown.labels.of(ox.NamedNode(iri))
        yield Target(code, Named(label.text, label.lang, view.iri_link(iri)), count(by_target.get(code, ())))


def _near(view: View, code: str, scope: Scope) -> Named | None:
    if not code:
        return None
    label = view.shown.labels.of(ox.NamedNode(sdg_iri(code)))
    return Named(f"{code} {label.text}", label.lang, scope.inside(view.to(f"sdg/{code}")))


def near_target(view: View, code: str, siblings: tuple[str, ...], step: int, scope: Scope) -> Named | None:
    """The target before or after another one of its goal."""
    codes = [sdg_code(iri) or "" for iri in siblings]
    at = codes.index(code) + step if code in codes else -1
    return _near(view, codes[at], scope) if 0 <= at < len(codes) else None


# ---- the list


def goals_page(view: View, thing: Thing) -> Page:
    """The seventeen goals with what the plan, or all plans together, give each."""
    scope = scope_of(view)
    coverage = by_goal(view, scope.plan)
    table = _goals_table(view, coverage, scope)
    rows = table.dicts()
    values = {
        "page": thing,
        "scope": scope,
        "goals": scope.inside_of(grid(view, "goals", table)),
        "picture": wheel(coverage, view.lang, href=lambda code: scope.inside(view.to(f"sdg/{code}"))),
        "twin": scope.inside_of(grid(view, "coverage", coverage)),
        "direct": sum(bool(row["direct"]) for row in rows),
        "only": sum(not row["direct"] and bool(row["indirect"]) for row in rows),
        "missing": [str(row["sdg"]) for row in rows if not row["direct"] and not row["indirect"]],
        "served": sum(int(str(row["targetsServed"])) for row in rows),
        "of": sum(int(str(row["targets"])) for row in rows),
    }
    return Page("goals.html", view.say("sdg.all"), values, {"goals": table, "coverage": coverage}, here="goals")


def _goals_table(view: View, coverage: Table, scope: Scope) -> Table:
    served = targets_served(view, scope.plan)
    pilots = counts_of(view.desk).get(scope.plan, NOTHING).pilots
    rows = tuple(
        (
            row["goal"],
            row["sdg"],
            row["goalLabel"],
            pilots.get(str(row["goal"]), 0),
            row["direct"],
            row["indirect"],
            served.get(str(row["sdg"]), 0),
            sum(1 for _ in view.room.quads(ox.NamedNode(str(row["goal"])), SDGO + "hasTarget")),
        )
        for row in coverage.dicts()
    )
    return Table(_COLUMNS, rows, view.say("sdg.table"))
