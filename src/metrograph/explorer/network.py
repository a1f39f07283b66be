"""The network of goals: served together, communities, what holds it together, what one element alone supports, what is near.

>>> import metrograph
>>> page = network_page(View.of(metrograph.open(), inside="network"))
>>> page.tables["robustness"].dicts()[0]["goalsLost"]
'2, 12'
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from metrograph.documents.room import Room
from metrograph.explorer.grids import grid
from metrograph.explorer.kept import Kept
from metrograph.explorer.scope import scope_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.table import Table

if TYPE_CHECKING:
    from metrograph.network import Network, Web

_ROWS = 10
_AHEAD = 50
"""Up to so many plans the network of each is worked out before a page asks for it, at some .03 s; 5,000 took minutes."""
_TABLES = ("cobenefits", "centrality", "communities", "robustness", "cascade", "bridges", "gaps", "themes", "partners", "lines")
_TERMS = ("expected", "lift", "p", "adjusted", "verdict", "degree", "weight", "betweenness", "closeness", "rank", "modularity")


def network_page(view: View) -> Page:
    """The network of the plan that the field ``plan`` names, or of all."""
    from metrograph.network import Network, Web  # noqa: PLC0415 - networkx is imported when asked for

    scope = scope_of(view)
    webs = webs_of(view.desk)
    web = webs.get(scope.plan) or Web(webs[""].facts, scope.plan)
    labels = view.shown.labels

    def named(iris: Iterable[str]) -> Mapping[str, str]:
        found = ((iri, labels.named(ox.NamedNode(iri))) for iri in iris)
        return {iri: label.text for iri, label in found if label}

    network = Network(web, view.lang, named, view.desk.names.shared(""))
    sections = tuple(_sections(view, network.first(_ROWS))) if network else ()
    values = {
        "scope": scope,
        "summary": network.summary() if network else "",
        "picture": network.svg(lambda goal: scope.inside(view.to(f"sdg/{goal}"))) if network else "",
        "sections": sections,
        "terms": tuple((view.say(f"column.{name}" if name != "modularity" else "network.word.modularity"), network.about(name))
                       for name in _TERMS),
    }  # fmt: skip
    return Page("network.html", view.say("network.page"), values, _Whole(network), here="graph")


def _sections(view: View, network: "Network") -> Iterator[dict[str, object]]:
    for name in _TABLES:
        table = _table(network, name)
        more = view.say("network.page.first", shown=_ROWS) if len(table) == _ROWS else ""
        about = [network.about(name), network.modularity()] if name == "communities" else [network.about(name)]
        yield {"name": name, "title": table.title, "about": about, "grid": grid(view, name, table), "more": more}


class _Whole(Mapping[str, Table]):
    """Every table of a network in full length, made when it is asked for."""

    def __init__(self, network: "Network") -> None:
        self._network = network

    def __getitem__(self, name: str) -> Table:
        if name not in _TABLES:
            raise KeyError(name)
        return _table(self._network, name)

    def __iter__(self) -> Iterator[str]:
        return iter(_TABLES)

    def __len__(self) -> int:
        return len(_TABLES)


def _table(network: "Network", name: str) -> Table:
    made: Table = getattr(network, name)()
    return made


def _webs(room: Room) -> "Mapping[str, Web]":
    """The network of all plans by the empty name, that of each plan by its identifier, with what pages show of them.

    Of very many plans only that of all: the network of one among them is quickly made when a page asks for it.
    """
    from metrograph.network import Web, read_facts  # noqa: PLC0415 - see above

    facts = read_facts(room.store)
    ahead = facts.plans if len(facts.plans) <= _AHEAD else ()
    found = {plan: Web(facts, plan) for plan in ("", *ahead)}
    if len(facts.plans) == 1 and len(found[""]) == len(found[facts.plans[0]]):
        found[facts.plans[0]] = found[""]
    for web in dict.fromkeys(found.values()):
        web.work_out()
    return found


webs_of = Kept(_webs)
"""The networks of a desk, worked out once for each state of the data."""
SPOTS = (Spot("network", "network", network_page),)
