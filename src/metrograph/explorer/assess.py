r"""The assessment of a plan as a page: scorecard, risks, depth, evidence, synergies, partners, and the plan beside its peers.

>>> import metrograph
>>> page = assess_page(View.of(metrograph.open(), lang="es", inside="assess"))
>>> page.title, page.values["card"].rows[0][3].text
('Evaluación', '100\xa0%')
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice

import pyoxigraph as ox

from metrograph.assess.assessment import SYNERGIES, Assessment, assessment_of
from metrograph.assess.facts import read_facts
from metrograph.assess.figures import Figures, figures
from metrograph.assess.peers import percent
from metrograph.assess.source import Source
from metrograph.assess.tables import GOALS, risk_table, several
from metrograph.documents.room import Room
from metrograph.explorer.contributions import Later
from metrograph.explorer.grids import grid
from metrograph.explorer.kept import Kept
from metrograph.explorer.plan import plan_choice, plan_of
from metrograph.explorer.scope import EVERYTHING, Scope, short_names
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import sdg_iri
from metrograph.pages.page import Grid, Page
from metrograph.table import LangText, Table
from metrograph.words import typeset

_FIRST = 40
"""How many rows of a long table the page shows; the CSV has them all."""
_BESIDE = 6
"""Beside how many plans one is held: those around it by identifier, which are mostly other years of the same network."""
_DEPTHS = ("goal", "line", "theme")
_COVERED = ("partner", "place")


def _figures(room: Room) -> Mapping[str, Figures]:
    source = Source(room.pairs, lambda kind: (one.value for one in room.of_class(kind)))
    return {plan: figures(facts) for plan, facts in read_facts(source).items()}


figures_of = Kept(_figures)
"""What is counted of each plan, by its identifier."""


def assess_page(view: View) -> Page:
    """The assessment of the plan that the field ``plan`` names, else of the first."""
    plan = plan_of(view)
    title = view.say("nav.assess")
    if plan is None or plan.iri not in figures_of(view.desk):
        return Page("assess.html", title, {"found": None}, here="assess")
    found = _told(view, plan.iri)
    choice = plan_choice(view, plan)
    scope = Scope(plan.iri, short_names(view, plan.iri)[0]) if choice and view.live else EVERYTHING
    others = [_told(view, iri) for iri in _around(plan.iri, figures_of(view.desk))] if choice else []
    tables = _tables(found, others)
    values: dict[str, object] = {
        "found": found,
        "heading": view.shown.thing(ox.NamedNode(plan.iri)),
        "plans": choice,
        "card": _card(view, found),
        "indicators": tables["scorecard"].dicts(),
        "at_risk": tuple(_at_risk(view, found, scope)),
        "unserved": _unserved(view, found.figures, scope),
        "idle": _idle(view, found.figures),
        "grids": {name: scope.inside_of(shown) for name, shown in _grids(view, found, tables).items()},
        "rows": _lengths(found.figures),
        "first": _FIRST,
        "targets": view.here(table="targets"),
        "notes": tuple(typeset(note, view.lang) for note in found.notes(*others)) if others else (),
        "left_out": max(0, len(choice) - 1 - _BESIDE),
    }
    return Page("assess.html", title, values, tables, here="assess")


def _around(plan: str, plans: Iterable[str]) -> list[str]:
    """The plans beside which one is held.

    >>> _around("c", "abcdefghij")
    ['a', 'b', 'd', 'e', 'f', 'g']
    """
    names = sorted(plans)
    start = max(0, min(names.index(plan) - _BESIDE // 2, len(names) - _BESIDE - 1))
    return [name for name in names[start : start + _BESIDE + 1] if name != plan]


def _told(view: View, plan: str) -> Assessment:
    """What is counted of a plan, with the names that pages know."""
    shown = view.shown

    def names(iris: Iterable[str]) -> dict[str, str]:
        found = {iri: shown.labels.of(node) for iri in iris if (node := _node(iri))}
        return {iri: LangText(label.text, label.lang) if label.lang else label.text for iri, label in found.items()}

    return assessment_of(figures_of(view.desk)[plan], names, view.lang)


def _node(iri: str) -> ox.NamedNode | None:
    """An identifier as the engine has it; nothing for what is none, such as words where a theme should be."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _tables(found: Assessment, others: list[Assessment]) -> Later:
    """Every table on the page in full, made when it is asked for."""
    made: dict[str, Callable[[], Table]] = {
        "scorecard": lambda: found.scorecard,
        "lines": lambda: found.lines,
        "risks": lambda: found.risks,
        "evidence": lambda: found.evidence,
        "targets": partial(found.depth_by, "target"),
        **{f"depth-{by}": partial(found.depth_by, by) for by in _DEPTHS},
        **{f"coverage-{by}": partial(found.coverage, by) for by in _COVERED},
        **{f"synergies-{kind}": partial(found.synergies_of, kind) for kind in SYNERGIES},
    }
    if others and any(one.figures.assessed for one in (found, *others)):
        made["peers"] = partial(found.peers, *others)
    return Later(made)


def _grids(view: View, found: Assessment, tables: Later) -> dict[str, Grid]:
    """The tables as the page shows them: the first rows of those that may be long."""
    long = {
        "risks": risk_table(found.figures.risks, found.names, view.lang, _FIRST),
        "synergies-item": several(found.figures, "item", found.names, view.lang, _FIRST),
    }
    names = [name for name in tables if name not in ("scorecard", "targets")]
    shown = {name: long[name] if name in long else tables[name] for name in names}
    evidence = found.figures.evidence[""]
    bare = () if evidence.machine else ("machine", "lowest", "median")
    hidden: dict[str, tuple[str, ...]] = {
        "risks": ("sentence",),
        "lines": ("indicator",),
        "evidence": bare if evidence.bases[-1] else (*bare, "noBasis"),
    }
    return {name: _grid(view, name, table, hidden.get(name, ())) for name, table in shown.items()}


def _lengths(counted: Figures) -> dict[str, int]:
    """How many rows the tables have that the page cuts."""
    return {
        "risks": sum(len(risk.items) for risk in counted.risks),
        "items": len(counted.together["item"]),
        **{by: len(counted.groups[by]) for by in _COVERED},
    }


def _grid(view: View, name: str, table: Table, hide: tuple[str, ...]) -> Grid:
    kept = table.pick([column for column in table.columns if column not in hide])
    if name.startswith("coverage"):
        kept = replace(kept, records=kept.rows()[:_FIRST])
    return grid(view, name, _in_percent(kept, view.lang) if "share" in table.columns else kept, long=len(table) or 1)


def _card(view: View, found: Assessment) -> Grid:
    """The scorecard as people read it, shares in percent; formulas stand below it."""
    table = found.scorecard.pick(("indicatorLabel", "numerator", "denominator", "share"))
    return grid(view, "scorecard", _in_percent(table, view.lang), view.say("assess.indicators"))


def _in_percent(table: Table, lang: str) -> Table:
    at = [table.columns.index(name) for name in ("numerator", "denominator", "share")]

    def told(row: tuple[object, ...]) -> str:
        part, whole = (int(str(row[place])) for place in at[:2])
        return typeset(percent(part, whole, lang), "fr")  # the blank does not break in any language

    rows = tuple((*row[: at[2]], told(row), *row[at[2] + 1 :]) for row in table.rows())
    return Table(table.columns, rows, table.title)


def _unserved(view: View, counted: Figures, scope: Scope) -> tuple[tuple[str, str, str], ...]:
    """(code, name, address) of the goals without an accepted link."""
    served = {code for code, one in counted.groups["goal"].items() if one.direct + one.indirect}
    labels = view.shown.labels
    return tuple(
        (code, labels.of(ox.NamedNode(sdg_iri(code))).text, scope.inside(view.to(f"sdg/{code}")))
        for code in GOALS
        if code not in served
    )


def _at_risk(view: View, found: Assessment, scope: Scope) -> Iterator[tuple[str, str, str]]:
    """(code, address, words) of the goals at risk."""
    for code, told in found.goals_at_risk.items():
        yield code, scope.inside(view.to(f"sdg/{code}")), typeset(told, view.lang)


def _idle(view: View, counted: Figures) -> tuple[object, ...]:
    """The themes that no element has."""
    idle = (_node(iri) for iri, one in counted.groups["theme"].items() if not one.count)
    return tuple(view.shown.thing(node) for node in islice(filter(None, idle), _FIRST))


SPOTS = (Spot("assess", "assess", assess_page),)
