"""Networks as files: what independent readers find is what was written, the same bytes each time, labels of any kind."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from metrograph.errors import UsageError
from metrograph.network import ENDINGS, GRAPHS, Network, Web
from metrograph.network.files import written
from metrograph.workspace import Workspace

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
NAMES = ('Ville & "réseau" <b>', "=1+1", "two\nlines\tand more", "\x00\x0b\ufffe", "مدينة 都市", "", "'a', b; c", "]]>", "{0} %s")
MEGA = "metropolis-2019/pilot-mega"


@pytest.fixture(scope="module")
def network(desk: Workspace) -> Network:
    return desk.network(lang="fr")


@pytest.fixture(scope="module")
def hostile(desk: Workspace) -> Network:
    """The plan, whose things bear names that no one hopes for."""
    web = Web(desk.network().web.facts)
    return Network(
        web, "en", lambda iris: {iri: NAMES[at % len(NAMES)] for at, iri in enumerate(sorted(iris))}, desk.names.shared("")
    )


def read(body: bytes, ending: str) -> "nx.Graph[str]":
    """A file as networkx itself reads it."""
    if ending == ".graphml":
        return nx.read_graphml(io.BytesIO(body))
    if ending == ".gexf":
        return nx.read_gexf(io.BytesIO(body))
    return nx.cytoscape_graph(json.loads(body))


def plain(graph: "nx.Graph[str]") -> tuple[dict, dict]:
    """What nodes and links say, but for what a format adds of its own."""
    added = {"viz", "name", "value", "id"}
    nodes = {str(name): {key: value for key, value in told.items() if key not in added} for name, told in graph.nodes(data=True)}
    links = {frozenset((str(one), str(other))): {key: value for key, value in told.items() if key not in {"id", "source", "target"}}
             for one, other, told in graph.edges(data=True)}  # fmt: skip
    return nodes, links


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".cyjs"])
@pytest.mark.parametrize("of", GRAPHS)
@pytest.mark.parametrize("names", ["network", "hostile"])
def test_what_networkx_reads_is_what_was_written(request, names, of, ending):
    graph = request.getfixturevalue(names).nx(of)
    assert plain(read(written(graph, ending), ending)) == plain(graph)


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
@pytest.mark.parametrize("names", ["network", "hostile"])
def test_a_list_of_links_is_read_by_a_reader_of_tables(request, names, ending):
    graph = request.getfixturevalue(names).nx("goals")
    rows = list(csv.DictReader(io.StringIO(written(graph, ending).decode()), delimiter="," if ending == ".csv" else "\t"))
    made = nx.Graph()
    made.add_edges_from(
        (row["source"], row["target"], {"weight": int(row["weight"]), "lift": float(row["lift"])}) for row in rows
    )
    assert {frozenset(pair) for pair in made.edges} == {frozenset(pair) for pair in graph.edges}
    assert all(graph.edges[pair][name] == made.edges[pair][name] for pair in made.edges for name in ("weight", "lift"))
    assert {row["sourceLabel"].removeprefix("'") for row in rows} <= {
        label.removeprefix("'") for _, label in graph.nodes(data="label")
    }


def test_pandas_makes_the_same_network_of_the_list(network, tmp_path):
    pandas = pytest.importorskip("pandas", reason="pip install 'metrograph[pandas]'")
    network.save(tmp_path / "links.csv", "items")
    frame = pandas.read_csv(tmp_path / "links.csv", dtype={"source": str, "target": str})
    made = nx.from_pandas_edgelist(frame, edge_attr=["weight", "strength"])
    assert plain(made)[1] == {
        pair: {"weight": told["weight"], "strength": told["strength"]} for pair, told in plain(network.graph)[1].items()
    }


def test_a_cell_is_no_formula(hostile):
    body = written(hostile.graph, ".csv").decode()
    assert "'=1+1" in body
    assert ",=1+1" not in body


def test_the_bytes_are_always_the_same_and_hold_no_day(network, desk):
    again = desk.network(lang="fr")
    for ending in (".graphml", ".gexf", ".cyjs", ".csv", ".tsv"):
        body = written(network.graph, ending)
        assert body == written(again.graph, ending), ending
        assert b"lastmodified" not in body
        assert body.endswith(b"\n")


@pytest.mark.parametrize("of", GRAPHS)
def test_nothing_is_none_and_every_node_says_what_it_is(network, of):
    graph = network.nx(of)
    every = [told for _, told in graph.nodes(data=True)] + [told for *_, told in graph.edges(data=True)]
    assert not [told for told in every if None in told.values()]
    assert all({"label", "kind", "code", "colour", "iri"} <= set(told) for _, told in graph.nodes(data=True))
    assert b"None" not in written(graph, ".graphml")


def test_a_node_says_what_it_is_in_the_language_asked_for(network):
    assert network.graph.nodes["11.2"] | {"bipartite": 1} == {
        "label": "Transports publics sûrs et abordables pour tous", "kind": "Target", "code": "11.2", "colour": "#FD9D24",
        "iri": "http://metadata.un.org/sdg/11.2", "bipartite": 1,
    }  # fmt: skip
    assert network.graph.nodes[MEGA]["kind"] == "PilotProject"
    assert network.graph.edges[MEGA, "7"] == {"weight": 2, "strength": "direct", "status": "accepted"}
    assert network.goals.nodes["11"]["items"] == 19
    assert network.goals.edges["10", "16"]["lift"] == pytest.approx(4.583333)


def test_gephi_finds_the_colours_and_a_reader_of_xml_the_types(network):
    colours = {child.get("r") for child in ET.fromstring(written(network.goals, ".gexf")).iter() if child.tag.endswith("color")}  # noqa: S314
    assert "253" in colours
    read_in = ET.fromstring(written(network.goals, ".graphml"))  # noqa: S314 - our own
    keys = {key.get("attr.name"): key.get("attr.type") for key in read_in.iter(f"{GRAPHML}key")}
    assert (keys["weight"], keys["lift"], keys["label"]) == ("long", "double", "string")


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_is_written(network, tmp_path, ending):
    path = network.save(tmp_path / f"network{ending.upper() if ending == '.gexf' else ending}")
    assert path.stat().st_size > 1000
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_an_ending_that_is_none_of_ours_is_told_before_anything_is_written(network, tmp_path):
    for name in ("network.gephi", "network"):
        with pytest.raises(UsageError, match=r"\.graphml"):
            network.save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_the_command_writes_the_network_asked_for(run, tmp_path):
    assert "written" in run("network", "--out", tmp_path / "goals.graphml", "--of", "goals").err
    assert len(nx.read_graphml(tmp_path / "goals.graphml")) == 13
    said = run("-q", "network", "--out", tmp_path / "items.gexf", "--what", "communities")
    assert said.out.startswith("group,sdg")
    assert len(nx.read_gexf(tmp_path / "items.gexf")) == 96
