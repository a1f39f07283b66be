"""What the desk says at a glance: coverage, pilots, search, updates."""

import json
from dataclasses import asdict

import pyoxigraph as ox

from metrograph import assess
from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.find import Found
from metrograph.model import CLASS_OF, Kind
from metrograph.namespaces import MG, RDF, SDGO
from metrograph.serve.api_operation import PAGED, Field, Operation
from metrograph.serve.api_tables import FORMATS, SPREADSHEET, chosen, paged, reply
from metrograph.serve.asked import Asked, Reply
from metrograph.store import LocalStore
from metrograph.table import Iri, Table
from metrograph.updating import told_by, version_of

CLASSES = {kind.value: MG + CLASS_OF[kind] for kind in Kind} | {
    name: SDGO + name.capitalize() for name in ("goal", "target", "indicator")
}
"""The class of each kind of thing that can be searched for."""
_BESIDE = (*PAGED, SPREADSHEET)


def as_json(body: object, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """A value as a reply in JSON."""
    return Reply((json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode(), "application/json", status, headers)


def _coverage(desk: Desk, asked: Asked) -> Reply:
    by = asked.value("by", "goal")
    return reply(paged(f"coverage-by-{by}", desk.coverage(by, asked.lang), asked), desk, asked, COVERAGE)


def _pilots(desk: Desk, asked: Asked) -> Reply:
    found = assess.pilots(desk.ask, asked.lang)
    if chosen(asked, FORMATS) != "json":
        return reply(paged("pilots", assess.pilots_table(found), asked), desk, asked, PILOTS)
    none, indirect = assess.unserved(found)
    body = {
        "lang": asked.lang,
        "version": version_of(desk.store, desk.names),
        "count": len(found),
        "pilots": [asdict(pilot) for pilot in found],
        "goals": {"unserved": none, "indirect": indirect},
    }
    return as_json(body, headers=(("Content-Language", asked.lang),))


def _search(desk: Desk, asked: Asked) -> Reply:
    found = desk.find(asked.value("q"), asked.lang)
    kind = asked.value("kind")
    if kind:
        found = tuple(one for one in found if _is(desk, one, CLASSES[kind]))
    here = Addresses(desk.names, asked.address)
    rows = tuple((Iri(one.iri), one.label, one.kind, here.url(one.iri)) for one in found)
    table = Table(("iri", "label", "kind", "page"), rows, asked.value("q"))
    return reply(paged("search", table, asked), desk, asked, SEARCH)


def _is(desk: Desk, one: Found, kind: str) -> bool:
    store = desk.store
    node, a = ox.NamedNode(one.iri), ox.NamedNode(RDF + "type")
    return isinstance(store, LocalStore) and any(store.engine.quads_for_pattern(node, a, ox.NamedNode(kind)))


def _history(desk: Desk, asked: Asked) -> Reply:
    made = told_by(desk.store, desk.names)
    table = Table(("version", "time", "by", "why"), tuple((one.version, one.time, one.by, one.why) for one in made))
    return reply(paged("history", table, asked), desk, asked, HISTORY)


COVERAGE = Operation(
    name="coverage",
    path="/api/coverage",
    answer=_coverage,
    tag="data",
    gives=FORMATS,
    fields=(Field("by", "goal", tuple(assess.COVERAGE)), *_BESIDE),
    statuses=(406,),
)
PILOTS = Operation("pilots", "/api/pilots", _pilots, "data", FORMATS, _BESIDE, statuses=(406,))
SEARCH = Operation(
    name="search",
    path="/api/search",
    answer=_search,
    tag="data",
    gives=FORMATS,
    fields=(Field("q", "gender equality", required=True), Field("kind", "pilot_project", tuple(CLASSES)), *_BESIDE),
    statuses=(406,),
)
HISTORY = Operation("history", "/api/history", _history, "data", FORMATS, _BESIDE, statuses=(406,))
OPERATIONS = (COVERAGE, PILOTS, SEARCH, HISTORY)
