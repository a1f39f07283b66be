"""What other plans have: items that resemble one, and who else works on a goal or target. Nothing where there is one plan.

>>> import metrograph
>>> view = View.of(metrograph.open())
>>> similar_table(view, view.desk.iri("pilot-mega")), who_table(view, ())
(None, None)
"""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from metrograph.documents.room import Room
from metrograph.explorer.contributions import count
from metrograph.explorer.kept import Kept
from metrograph.explorer.link_facts import Contribution
from metrograph.explorer.outline import PLAN
from metrograph.explorer.scope import first_day, plan_iris
from metrograph.explorer.view import View
from metrograph.namespaces import MG
from metrograph.similar import Index, flat, things_of
from metrograph.similar.bags import read
from metrograph.table import Iri, LangText, Table
from metrograph.turtle import value
from metrograph.words import LANGUAGES

_TITLE = 80
_FIRST = 8
"""How many similar items a page shows."""


def _index(room: Room) -> Index | None:
    """The items of all plans, and what asking for them reads from files: a page may read none."""
    if len(set(room.of_class(PLAN))) < 2:
        return None
    for lang in LANGUAGES:
        read("Lyon", lang)

    def pairs(verb: str) -> Iterable[tuple[str, str, str]]:
        for quad in room.quads(None, verb):
            yield value(quad.subject), value(quad.object), getattr(quad.object, "language", "") or ""

    return Index(things_of(pairs))


index_of: Kept[Index | None] = Kept(_index)
"""The items that may be similar; nothing where there are fewer than two plans."""


def similar_table(view: View, iri: str) -> Table | None:
    """Items of other plans that resemble one; nothing where there is one plan, or for what is no item of a plan."""
    index = index_of(view.desk)
    if index is None or iri not in index:
        return None
    asked = index[iri]
    found = index.near(asked, lambda other: other.plan != asked.plan, _FIRST)
    title = view.say("similar.title", name=_names(view, (iri,))[iri][:_TITLE])
    return flat(found, lambda iris: _names(view, iris), view.lang, title)


def _names(view: View, iris: Iterable[str]) -> Mapping[str, str]:
    labels = view.shown.labels
    found = {iri: labels.of(ox.NamedNode(iri)) for iri in iris}
    return {iri: LangText(label.text, label.lang) if label.lang else label.text for iri, label in found.items()}


def who_table(view: View, links: Iterable[Contribution], code: str = "") -> Table | None:
    """Each plan with accepted links among some, those with most direct ones first; nothing where there is one plan."""
    plans = plan_iris(view)
    if len(plans) < 2:
        return None
    home = dict(view.room.pairs(MG + "inPlan"))
    by_plan: dict[str, list[Contribution]] = {}
    for one in links:
        if one.element in home:
            by_plan.setdefault(home[one.element], []).append(one)
    counts = {plan: count(found) for plan, found in by_plan.items()}
    order = sorted(
        (plan for plan in plans if plan in counts and counts[plan].all),
        key=lambda plan: (-counts[plan].direct, -counts[plan].indirect, plan),
    )
    names = _names(view, order)
    years = {plan: first_day(view, plan)[:4] or None for plan in order}
    rows = tuple(
        (Iri(plan), names[plan], years[plan], told.direct, told.indirect, told.pilots)
        for plan, told in ((plan, counts[plan]) for plan in order)
    )
    return Table(("plan", "planLabel", "year", "direct", "indirect", "pilots"), rows, view.say("across.who.caption", code=code))
