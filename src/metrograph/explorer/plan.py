"""The plan, section by section in the order of its document; each item leads to its page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from metrograph.documents.thing import Description
from metrograph.documents.values import Shown
from metrograph.errors import RequestError, near
from metrograph.explorer.brief import Brief, brief_of
from metrograph.explorer.outline import HEADING, LINE, Entry, PlanOutline, outline_of
from metrograph.explorer.paging import pager_of
from metrograph.explorer.scope import chosen_plan, plan_names, short_names
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import MG
from metrograph.pages.page import Page
from metrograph.pages.resource import Named, Thing
from metrograph.table import Table

LONG = 150
"""How many items a page shows."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the plan where it stands."""

    brief: Brief
    entry: Entry

    @property
    def heading(self) -> bool:
        """Whether it only heads what follows."""
        return self.entry.kind == HEADING


@dataclass(frozen=True, slots=True)
class Section:
    """A strategic line and what stands under it; none before the first line."""

    anchor: str
    line: Item | None
    items: tuple[Item, ...]


def plan_of(view: View) -> PlanOutline | None:
    """The plan that the field ``plan`` names, by its identifier or the last part of it; else the first."""
    plans = outline_of(view.desk).plans
    chosen = chosen_plan(view, tuple(plan.iri for plan in plans))
    return next((plan for plan in plans if plan.iri == chosen), plans[0] if plans else None)


def plan_choice(view: View, chosen: PlanOutline | None) -> tuple[tuple[Named, bool], ...]:
    """(plan, whether it is the one shown) for a choice between several; nothing when there is no choice."""
    names = plan_names(view, (plan.iri for plan in outline_of(view.desk).plans))
    if len(names) < 2:
        return ()
    return tuple(
        (Named(name.text, name.lang, view.here(plan=short_names(view, iri)[0], page=None)), bool(chosen and iri == chosen.iri))
        for iri, name in names.items()
    )


def plans_page(view: View) -> Page:
    """The list of plans, or at once the plan when there is only one; as a table, the items of all of them.

    >>> import metrograph
    >>> plans_page(View.of(metrograph.open(), inside="plan")).title
    'Secretariat General Work Plan 2019'
    """
    plans = outline_of(view.desk).plans
    chosen = plan_of(view) if view.value("plan") or len(plans) == 1 else None
    if chosen:
        return _page(view, chosen)
    names = plan_names(view, (plan.iri for plan in plans))
    listed = tuple((names[plan.iri], len(plan.entries)) for plan in plans)
    entries = (entry for plan in plans for entry in plan.entries) if view.value("table") else ()
    return Page("plans.html", view.say("plan.plans"), {"plans": listed}, {"plan": _table(view.shown, entries)}, here="plan")


def plan_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of a plan."""
    plan = next((one for one in outline_of(view.desk).plans if one.iri == found.iri), None)
    return _page(view, plan or PlanOutline(found.iri, (), {}), thing)


def _page(view: View, plan: PlanOutline, thing: Thing | None = None) -> Page:
    shown, wanted = view.shown, view.value("kind")
    kinds = Counter(entry.kind for entry in plan.entries if entry.kind != HEADING)
    if wanted and MG + wanted not in kinds:
        short = [kind.removeprefix(MG) for kind in kinds]
        raise RequestError("W611", 400, value=wanted[:60], near=near(wanted[:60], short), choices=", ".join(sorted(short)) or "-")
    entries = [entry for entry in plan.entries if not wanted or entry.kind in (MG + wanted, LINE)]
    if wanted and MG + wanted != LINE:
        entries = _without_bare(entries)
    pager = pager_of(view, len(entries), LONG)
    part = entries[pager.first - 1 : pager.last] if pager else entries
    heading = shown.thing(ox.NamedNode(plan.iri))
    values = {
        "heading": heading,
        "sections": _sections(shown, part),
        "outline": _lines(view, shown, entries),
        "kinds": _kinds(view, shown, kinds, wanted),
        "pager": pager,
        "thing": thing,
        "csv": view.to("plan", table="plan", plan=short_names(view, plan.iri)[0]),
    }
    tables = {"plan": _table(shown, plan.entries)} if view.value("table") else {"plan": Table((), ())}
    return Page("plan.html", heading.text, values, tables, here="plan")


def _without_bare(entries: Sequence[Entry]) -> list[Entry]:
    """Without the lines under which nothing is left."""
    following = [*entries[1:], None]
    return [one for one, next_ in zip(entries, following, strict=True) if one.kind != LINE or (next_ and next_.kind != LINE)]


def _anchor(entry: Entry) -> str:
    return "s-" + entry.iri.rpartition("/")[2]


def _sections(shown: Shown, entries: Iterable[Entry]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for is_line, group in groupby(entries, key=lambda entry: entry.kind == LINE):
        items = tuple(Item(brief_of(shown, entry.iri, entry.kind), entry) for entry in group)
        if is_line:
            sections.extend(Section(_anchor(item.entry), item, ()) for item in items)
        elif sections and not sections[-1].items:
            sections[-1] = Section(sections[-1].anchor, sections[-1].line, items)
        else:
            sections.append(Section("s-start", None, items))
    return tuple(sections)


def _lines(view: View, shown: Shown, entries: Sequence[Entry]) -> tuple[Named, ...]:
    """The lines at the side, each leading to its place, on whichever page that is."""
    found = []
    for at, entry in enumerate(entries):
        if entry.kind == LINE:
            name, page = shown.thing(ox.NamedNode(entry.iri)), at // LONG + 1
            same = page == view.number("page") or len(entries) <= LONG or not view.live
            found.append(Named(name.text, name.lang, f"{'' if same else view.here(page=page)}#{_anchor(entry)}"))
    return tuple(found[:60])


def _kinds(view: View, shown: Shown, kinds: Mapping[str, int], wanted: str) -> tuple[tuple[Named, int, bool], ...]:
    """(kind with the address of the plan filtered by it, how many, whether it is the one)."""
    named = ((kind, shown.kind(ox.NamedNode(kind)), n) for kind, n in kinds.items() if kind.startswith(MG))
    found = [
        (Named(name.text, name.lang, view.here(kind=kind.removeprefix(MG), page=None)), n, kind == MG + wanted)
        for kind, name, n in named
    ]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0].text)))


def _table(shown: Shown, entries: Iterable[Entry]) -> Table:
    """Whole plans as rows."""
    names = ("element", "label", "kindLabel", "date", "status", "sdg", "firstLine", "depth")
    rows = []
    for entry in entries:
        brief = brief_of(shown, entry.iri, entry.kind)
        codes = " ".join(code for code, _ in brief.served)
        status = brief.status.text if brief.status else ""
        rows.append((entry.iri, brief.name.text, brief.kind.text, brief.date, status, codes, entry.line, entry.depth))
    return Table(names, tuple(rows))


SPOTS = (Spot("plan", "plan", plans_page, personal=True),)
