"""Networks as files: GraphML, GEXF (Gephi), Cytoscape JSON, a list of links, and the picture; the same bytes each time."""

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from metrograph import formats
from metrograph.errors import UsageError, near
from metrograph.pictures import ENDINGS as PICTURES
from metrograph.table import Table

if TYPE_CHECKING:
    from metrograph.network.network import Network

_DATED = re.compile(rb' lastmodifieddate="[^"]*+"')


def save(network: "Network", path: Path, of: str = "") -> Path:
    """Write a network, by default that of items, to a file; a picture shows goals alone. ``UsageError`` for another ending."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UsageError("U108", value=path.suffix or path.name, name="FILE", near=near(ending, ENDINGS), choices=known)
    if ending in PICTURES:
        if of not in ("", "goals"):
            raise UsageError("U108", value=of, name="of", near="", choices="goals")
        return network.svg().save(path)
    formats.save(path, written(network.nx(of or "items"), ending))
    return path


def written(graph: "nx.Graph[str]", ending: str) -> bytes:
    """A networkx graph as the bytes of a file by its ending.

    >>> print(written(nx.Graph([("a", "b", {"weight": 2})]), ".csv").decode(), end="")
    source,sourceLabel,target,targetLabel,weight
    a,a,b,b,2
    """
    return _WRITERS[ending](graph)


def _graphml(graph: "nx.Graph[str]") -> bytes:
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, named_key_ids=True)
    return out.getvalue() + b"\n"


def _gexf(graph: "nx.Graph[str]") -> bytes:
    """GEXF, in which Gephi finds the colours of the nodes; without the date on which it was written."""
    shown, out = nx.Graph(), io.BytesIO()
    for name, told in graph.nodes(data=True):
        shown.add_node(name, **told, viz={"color": _rgb(told["colour"])} if "colour" in told else {})
    shown.add_edges_from(graph.edges(data=True))
    nx.write_gexf(shown, out)
    return _DATED.sub(b"", out.getvalue()) + b"\n"


def _rgb(colour: str) -> dict[str, int]:
    return {"r": int(colour[1:3], 16), "g": int(colour[3:5], 16), "b": int(colour[5:7], 16), "a": 1}


def _cytoscape(graph: "nx.Graph[str]") -> bytes:
    """Cytoscape shows what is called ``name``: the label."""
    shown = nx.Graph(**graph.graph)
    shown.add_nodes_from((node, {**told, "name": told.get("label") or node}) for node, told in graph.nodes(data=True))
    shown.add_edges_from(graph.edges(data=True))
    return (json.dumps(nx.cytoscape_data(shown), ensure_ascii=False, indent=1) + "\n").encode()


def _links(graph: "nx.Graph[str]", delimiter: str) -> bytes:
    names = list(dict.fromkeys(name for _, _, told in graph.edges(data=True) for name in told))
    labels = graph.nodes(data="label")
    rows = tuple(
        (one, labels[one] or one, other, labels[other] or other, *(told.get(name) for name in names))
        for one, other, told in graph.edges(data=True)
    )
    columns = ("source", "sourceLabel", "target", "targetLabel", *names)
    return Table(columns, rows).sheet(delimiter).encode()


_WRITERS: Mapping[str, Callable[["nx.Graph[str]"], bytes]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".cyjs": _cytoscape,
    ".json": _cytoscape,
    ".csv": lambda graph: _links(graph, ","),
    ".tsv": lambda graph: _links(graph, "\t"),
}
ENDINGS = (*_WRITERS, *PICTURES)
"""The files that a network can be written to."""
