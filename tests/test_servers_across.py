"""The questions across plans give the same rows on an Oxigraph server and on Virtuoso as they do here, over five plans."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.servers import Server
from tests.test_servers_questions import compare, loaded

from metrograph.resources import files
from metrograph.store import LocalStore
from metrograph.store.remote import RemoteStore
from metrograph.turtle import Quad, read_triples
from metrograph.workspace import Workspace

FIXTURE = Path(__file__).parent / "queries" / "across" / "fixture.ttl"
NAMES = [path.stem for path in files("queries/across", "*.rq")]


@pytest.fixture(scope="module")
def quads(desk: Workspace) -> tuple[Quad, ...]:
    """The plan, and four of other networks."""
    graph = ox.NamedNode(desk.names.graph("others"))
    return (*desk.quads, *(Quad(t.subject, t.predicate, t.object, graph) for t in read_triples(FIXTURE)))


@pytest.fixture(scope="module")
def here(quads: tuple[Quad, ...]) -> LocalStore:
    return LocalStore.memory(quads)


@pytest.fixture(scope="module")
def oxigraph(oxigraph_server: Server, desk: Workspace, quads: tuple[Quad, ...]) -> RemoteStore:
    return loaded(oxigraph_server, desk, quads)


@pytest.fixture(scope="module")
def virtuoso(virtuoso_server: Server, desk: Workspace, quads: tuple[Quad, ...]) -> RemoteStore:
    return loaded(virtuoso_server, desk, quads)


@pytest.mark.parametrize("name", NAMES)
def test_an_oxigraph_server_gives_the_same_rows_across_plans(name: str, here, oxigraph, desk: Workspace) -> None:
    compare(name, here, oxigraph, desk)


@pytest.mark.parametrize("name", NAMES)
def test_virtuoso_gives_the_same_rows_across_plans(name: str, here, virtuoso, desk: Workspace) -> None:
    compare(name, here, virtuoso, desk)
