"""Fixtures: the packaged plan, a workspace of one's own, and the command line as a person types it."""

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.servers import OxigraphServer, Server, VirtuosoServer, served
from tests.service import Running
from tests.signed_in import Ana

from metrograph.cli import main
from metrograph.workspace import Workspace, create, open_workspace

if TYPE_CHECKING:
    import rdflib


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow sweeps too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    import os

    java = shutil.which("java")
    for item in items:
        if "slow" in item.keywords and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))
        if "java" in item.keywords and java is None and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason="no Java: apt-get install default-jre-headless"))


def pytest_collection_finish() -> None:
    """Keep the collected tests, some 18,000, out of what Python looks through for garbage while they run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def desk() -> Workspace:
    """The packaged 2019 plan."""
    return open_workspace()


@pytest.fixture(scope="session")
def in_rdflib(desk: Workspace) -> "rdflib.Dataset":
    """The packaged plan in rdflib's own memory, asked by rdflib's own engine."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=desk.dump(".nq"), format="nquads")
    for prefix, space in desk.prefixes.items():
        dataset.bind(prefix, space, replace=True)
    return dataset


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of one's own, made by ``init``."""
    return create(tmp_path / "desk")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a module's own with a workspace in it, ``plans``."""
    folder = tmp_path_factory.mktemp("place")
    create(folder / "plans")
    return folder


@pytest.fixture(scope="module")
def service(place: Path) -> Iterator[Running]:
    """That workspace, served to readers and to those with a token."""
    with Running("--workspace", place / "plans", token=True, folder=place) as running:
        yield running


@pytest.fixture(scope="module")
def ana(service: Running) -> Ana:
    """Ana, signed in there."""
    return Ana(service)


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Oxigraph server, started for the first test that asks for it."""
    yield from served(OxigraphServer, tmp_path_factory.mktemp("oxigraph"))


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Virtuoso server, started for the first test that asks for it."""
    yield from served(VirtuosoServer, tmp_path_factory.mktemp("virtuoso"))


@dataclass
class Said:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Runs the command line in this process, in English and without the environment of the tester."""
    for name in (
        "METROGRAPH_LANG",
        "METROGRAPH_BY",
        "METROGRAPH_WORKSPACE",
        "METROGRAPH_STORE",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def metrograph(*arguments: str | Path) -> Said:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(captured.out, captured.err, code)

    return metrograph
