"""Networks as networkx objects whose nodes and links say what they are: label, kind, code, colour; strength, lift."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import networkx as nx

from metrograph.errors import UsageError, near
from metrograph.namespaces import goal_of, sdg_iri
from metrograph.network.chance import Judged
from metrograph.pictures.inks import goal_colour
from metrograph.pictures.letters import seen

if TYPE_CHECKING:
    from metrograph.network.network import Network

_GREY = goal_colour(0)


def labelled(network: "Network", of: str) -> "nx.Graph[str]":
    """The network of ``items``, ``goals``, ``themes``, ``partners`` or ``lines``; ``UsageError`` for another one.

    No value is ``None``; labels stand on one line and hold no character that XML has not. The order is always the same.
    """
    if of not in GRAPHS:
        raise UsageError("U108", value=of, name="of", near=near(of, GRAPHS), choices=", ".join(GRAPHS))
    return GRAPHS[of](network)


def _items(network: "Network") -> "nx.Graph[str]":
    web = network.web
    graph, names = nx.Graph(name="items", lang=network.lang), network.names([*web.of_item, *web.codes])
    for item in web.of_item:
        kind = web.facts.kinds.get(item, "Item")
        graph.add_node(network.short(item), **_node(names[item], kind, iri=item), bipartite=0)
    for code in web.codes:
        graph.add_node(code, **_code(code, names[code]), bipartite=1)
    accepted = {(link.item, link.code) for link in web.facts.links if link.accepted}
    for item, held in web.of_item.items():
        for code, direct in held.items():
            status = "accepted" if (item, code) in accepted else "proposed"
            told = {"strength": "direct" if direct else "indirect", "status": status}
            graph.add_edge(network.short(item), code, weight=2 if direct else 1, **told)
    return graph


def _goals(network: "Network") -> "nx.Graph[str]":
    graph = nx.Graph(name="goals", lang=network.lang)
    groups = {goal: number for number, group in enumerate(network.web.communities.groups, 1) for goal in group}
    for goal, items in network.web.goals.items():
        graph.add_node(goal, **_code(goal, network.name(goal)), items=len(items), community=groups[goal])
    _join(graph, network.web.cobenefits, lambda name: name)
    return graph


def _tied(network: "Network", kind: str) -> "nx.Graph[str]":
    graph = nx.Graph(name=f"{kind}s", lang=network.lang)
    found = network.web.tied(kind)
    things = list(dict.fromkeys(one.one for one in found if one.count))
    names = network.names(things)
    for thing in things:
        graph.add_node(network.short(thing), **_node(names[thing], kind.capitalize(), iri=thing), bipartite=0)
    for goal, items in network.web.goals.items():
        graph.add_node(goal, **_code(goal, network.name(goal)), items=len(items), bipartite=1)
    _join(graph, found, network.short)
    return graph


def _join(graph: "nx.Graph[str]", found: tuple[Judged, ...], short: Callable[[str], str]) -> None:
    for one in found:
        if one.count:
            told = {"expected": one.expected, "lift": one.lift, "p": one.p, "adjusted": one.adjusted}
            rounded = {name: round(value, 6) for name, value in told.items()}
            graph.add_edge(short(one.one), one.other, weight=one.count, **rounded, verdict=one.verdict)


def _code(code: str, name: str) -> dict[str, str]:
    return _node(name, "Target" if "." in code else "Goal", code, sdg_iri(code))


def _node(name: str, kind: str, code: str = "", iri: str = "") -> dict[str, str]:
    colour = goal_colour(int(goal_of(code))) if code else _GREY
    return {"label": seen(name), "kind": kind, "code": code, "colour": colour, "iri": iri}


GRAPHS: Mapping[str, Callable[["Network"], "nx.Graph[str]"]] = {
    "items": _items,
    "goals": _goals,
    "themes": lambda network: _tied(network, "theme"),
    "partners": lambda network: _tied(network, "partner"),
    "lines": lambda network: _tied(network, "line"),
}
"""What each network is called, and how it is made."""
