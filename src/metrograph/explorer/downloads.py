"""Everything to take away: the data in each format, the tables, the calendar, how to cite and under which licence.

>>> import metrograph
>>> page = downloads_page(View.of(metrograph.open(), inside="export"))
>>> [one["name"] for one in page.values["files"]][:2]
['all.nq', 'all.trig']
"""

from metrograph._version import __version__
from metrograph.documents.catalogue import EXPORTS, dataset_iri
from metrograph.explorer.grids import grid
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page


def downloads_page(view: View) -> Page:
    """Files, graphs, services, citation."""
    graphs = view.ask("graphs")
    files = [
        {"name": name, "href": view.to(f"export/{name}"), "about": view.say(f"export.{name.rpartition('.')[2]}")}
        for name in EXPORTS
    ]
    services = [(view.say(f"export.service.{name}"), view.to(path)) for name, path in _SERVICES if view.live or name not in _LIVE]
    values = {
        "files": files,
        "services": services,
        "graphs": grid(view, "graphs", graphs),
        "licences": sorted(set(view.room.licences.values())),
        "iri": dataset_iri(view.room),
        "version": __version__,
        "triples": f"{view.room.numbers.triples:,}",
    }
    return Page("downloads.html", view.say("nav.export"), values, {"graphs": graphs}, here="export")


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
