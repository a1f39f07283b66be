"""The wheel as a user gets it: built, put in a folder of its own, used far from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="pip install hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_ontology_shapes_questions_and_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shared = {name.split("/")[2] for name in names if name.startswith("metrograph/share/")}
    assert shared == {"ontology", "shapes", "queries", "data"}
    for folder in shared:
        inside = {name.removeprefix("metrograph/share/") for name in names if name.startswith(f"metrograph/share/{folder}/")}
        there = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert inside == there
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"metrograph"}
    assert "metrograph/py.typed" in names


def test_the_wheel_answers_a_question_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = "import sys, metrograph; print(metrograph.__file__); print(len(metrograph.open().ask('pilots')))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], cwd="/", env=environment, capture_output=True, text=True, check=True)
    place, count = done.stdout.split()
    assert place.startswith(str(tmp_path))
    assert count == "11"


@pytest.mark.skipif(
    os.environ.get("CI") != "true" and "METROGRAPH_CLEAN" not in os.environ, reason="needs the package index: METROGRAPH_CLEAN=1"
)
def test_the_wheel_installs_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    subprocess.run(
        [str(tmp_path / "venv/bin/pip"), "install", "--quiet", "--no-compile", str(wheel)], check=True, capture_output=True
    )
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    command = [str(tmp_path / "venv/bin/metrograph"), "query", "pilots"]
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 12
