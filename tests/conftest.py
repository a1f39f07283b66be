"""Fixtures: the packaged plan, a workspace of one's own, and the command line as a person types it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from metrograph.cli import main
from metrograph.workspace import Workspace, create, open_workspace


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


@pytest.fixture(scope="session")
def desk() -> Workspace:
    """The packaged 2019 plan."""
    return open_workspace()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of one's own, made by ``init``."""
    return create(tmp_path / "desk")


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
