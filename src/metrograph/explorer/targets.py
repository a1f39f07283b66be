"""The pages of targets and of indicators."""

import pyoxigraph as ox

from metrograph.documents.thing import Description
from metrograph.explorer.contributions import contributions, count, sections, sorted_out, tables
from metrograph.explorer.elsewhere import who_table
from metrograph.explorer.goals import near_target, parts_of, shared
from metrograph.explorer.grids import grid
from metrograph.explorer.scope import scope_of
from metrograph.explorer.view import View
from metrograph.namespaces import SDGO, SKOS, goal_of, sdg_code, sdg_iri
from metrograph.pages.page import Page
from metrograph.pages.resource import Named, Thing


def target_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of a target: which items serve it, on which words, who decided, and by what it is measured.

    >>> import metrograph
    >>> from metrograph.documents.forms import find_document
    >>> from metrograph.explorer.things import document_page
    >>> view = View.of(metrograph.open(), inside="sdg/11.2")
    >>> page = document_page(view, find_document(view.room, view.where, "sdg", "11.2")[0])
    >>> page.values["count"], [one.text for one in page.values["indicators"]]
    (Count(direct=2, indirect=2, pilots=1), ['11.2.1 People with convenient access to public transport'])
    """
    code = sdg_code(found.iri) or ""
    goal = sdg_iri(goal_of(code))
    siblings = parts_of(view, goal, SDGO + "hasTarget")
    scope = scope_of(view)
    links = contributions(view, (found.iri,), scope)
    by_sort = sorted_out(links)
    who = who_table(view, contributions(view, (found.iri,)), code)
    above = view.shown.thing(ox.NamedNode(goal))
    values = {
        **shared(view, found.iri, code, thing, scope),
        "count": count(links),
        "who": grid(view, "who", who) if who else None,
        "sections": sections(view, by_sort),
        "targets": (),
        "gaps": (),
        "before": near_target(view, code, siblings, -1, scope),
        "after": near_target(view, code, siblings, 1, scope),
        "above": Named(above.text, above.lang, scope.inside(view.to(f"sdg/{goal_of(code)}"))),
        "indicators": tuple(indicator(view, iri) for iri in parts_of(view, found.iri, SDGO + "hasIndicator")),
    }
    return Page("goal.html", thing.heading.text, values, tables(view, by_sort, **({"who": who} if who else {})), here="goals")


def indicator(view: View, iri: str) -> Named:
    """An official indicator by its number and name."""
    node = ox.NamedNode(iri)
    label, number = view.shown.labels.of(node), numbered(view, iri)
    return Named(f"{number} {label.text}".strip(), label.lang, view.iri_link(iri))


def numbered(view: View, iri: str) -> str:
    """The number of an indicator as people write it: ``11.2.1``.

    >>> import metrograph
    >>> numbered(View.of(metrograph.open()), "http://metadata.un.org/sdg/C110201")
    '11.2.1'
    """
    told = (one for one in view.room.said(ox.NamedNode(iri), SKOS + "notation") if isinstance(one, ox.Literal))
    return min((one.value for one in told if one.datatype.value == SDGO + "SDGCodeCompact"), default="")


def indicator_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of an indicator: which targets it measures, and how much of the plan serves these."""
    shown = view.shown
    targets = parts_of(view, found.iri, SDGO + "isIndicatorOf")
    scope = scope_of(view)
    rows = [(shown.thing(ox.NamedNode(iri)), sdg_code(iri) or "", count(contributions(view, (iri,), scope))) for iri in targets]
    number = numbered(view, found.iri)
    values = {**shared(view, found.iri, "", thing, scope), "number": number, "targets": rows}
    return Page("indicator.html", f"{number} {thing.heading.text}".strip(), values, here="goals")
