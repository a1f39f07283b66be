"""Everything to take away: the data in each format, the tables, the calendar, how to cite and under which licence.

>>> import metrograph
>>> page = downloads_page(View.of(metrograph.open(), inside="export"))
>>> [one.name for one in page.values["sheets"]]
['links.csv', 'pilots.csv', 'plan.csv', 'calendar.ics']
"""

from dataclasses import dataclass

from metrograph._version import __version__
from metrograph.documents.catalogue import EXPORTS
from metrograph.documents.dcat import dataset_iri
from metrograph.explorer.grids import grid
from metrograph.explorer.plan import plan_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.table import Table, text
from metrograph.words import grouped


@dataclass(frozen=True, slots=True)
class File:
    """Something to take away: what it is called, where it is, what it holds."""

    name: str
    href: str
    about: str


def downloads_page(view: View) -> Page:
    """Files, graphs, services, citation."""
    graphs = view.ask("graphs")
    rows = tuple((graph, text(title) or text(graph).rpartition("/")[2], triples) for graph, title, triples in graphs)
    named = Table(("graph", "graphLabel", "triples"), rows)
    sheets = (
        [File(name, view.to(inside, **fields), view.say(key)) for name, inside, fields, key in _SHEETS] if plan_of(view) else []
    )
    files = [
        File(name, view.to(f"export/{name}"), view.say(f"export.{name.rpartition('.')[2]}"))
        for name in EXPORTS
        if not sheets or name not in [sheet.name for sheet in sheets]
    ]
    services = [(view.say(f"export.service.{name}"), view.to(path)) for name, path in _SERVICES if view.live or name not in _LIVE]
    values = {
        "sheets": sheets,
        "files": files,
        "services": services,
        "graphs": grid(view, "graphs", named, view.say("export.graphs")),
        "licences": [
            (view.say(_LICENCES[one]) if one in _LICENCES else one, one) for one in sorted({*view.room.licences.values()})
        ],
        "iri": dataset_iri(view.room),
        "version": __version__,
        "triples": grouped(view.room.numbers.triples, view.lang),
    }
    return Page("downloads.html", view.say("nav.export"), values, {"graphs": graphs}, here="export")


_SHEETS: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("links.csv", "export/links.csv", {}, "export.csv"),
    ("pilots.csv", "pilots", {"table": "pilots"}, "export.table.pilots"),
    ("plan.csv", "plan", {"table": "plan"}, "export.table.plan"),
    ("calendar.ics", "calendar.ics", {}, "export.table.ics"),
)
_LICENCES = {"https://creativecommons.org/licenses/by/4.0/": "export.licence.by"}
_SERVICES = (
    ("sparql", "sparql"),
    ("api", "api"),
    ("reconcile", "reconcile"),
    ("void", "void"),
    ("ontology", "ns"),
    ("context", "context.jsonld"),
)
_LIVE = {"sparql", "api", "reconcile"}
SPOTS = (Spot("downloads", "export", downloads_page),)
