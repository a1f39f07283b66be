"""What the pages promise, tried: commands in a fresh folder, Python as one script a page, links, generated pages."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from metrograph.cli.app import COMMANDS, GROUPS

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

STEP = re.compile(r"^([^\n]*)\n+```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED = re.compile(r"(?:Save as|and as|Enregistrez sous|et sous|Guarde como|y como) `([^`]+)`.*:$")


def blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def steps(page: Path) -> list[tuple[str, str]]:
    """In order: what the reader saves, as (name of the file, text), and what is typed, as ("", block)."""
    found: list[tuple[str, str]] = []
    for before, language, body in STEP.findall(page.read_text(encoding="utf-8")):
        saved = SAVED.search(before)
        if saved or language == "console":
            found.append((saved[1] if saved else "", body))
    return found


def typed(page: Path) -> list[str]:
    """The Python of a page, but for files that the reader saves: commands run those."""
    saved = [text for name, text in steps(page) if name]
    return [body for body in blocks(page, "python") if body not in saved]


def commands(block: str) -> list[tuple[str, list[str]]]:
    """(command, the output lines that the page shows) in order."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def like(shown: list[str]) -> re.Pattern[str]:
    """A pattern for the output that a page shows: a line ``…`` stands for any lines, ``…`` in a line for any words."""
    parts = [r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line.rstrip()).replace("…", ".*") + r"[ ]*\n" for line in shown]
    return re.compile("".join(parts))


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("METROGRAPH", "LC_", "LANG", "NO_COLOR"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return {**kept, "PATH": path, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}


def ids(pages: list[Path]) -> list[str]:
    return [page.relative_to(ROOT).as_posix() for page in pages]


WITH_COMMANDS = [page for page in PAGES if blocks(page, "console")]
WITH_PYTHON = [page for page in PAGES if typed(page)]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=ids(WITH_COMMANDS))
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    folder = tmp_path
    for saved, block in steps(page):
        if saved:
            (folder / saved).parent.mkdir(parents=True, exist_ok=True)
            (folder / saved).write_text(block, encoding="utf-8")
            continue
        for command, shown in commands(block):
            if command.startswith("cd "):
                folder = (folder / command[3:].strip()).resolve()
                continue
            done = subprocess.run(
                ["bash", "-c", command], cwd=folder, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
            out = done.stdout + done.stderr
            assert "Traceback" not in out, command
            assert done.returncode == 0 or shown, f"{command}: exit {done.returncode}\n{out}"
            if shown:
                assert like(shown).fullmatch(out if out.endswith("\n") or not out else out + "\n"), f"{command} printed:\n{out}"


@pytest.mark.parametrize("page", WITH_PYTHON, ids=ids(WITH_PYTHON))
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    script = tmp_path / "page.py"
    script.write_text("\n".join(typed(page)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http://", "https://", "#", "mailto:")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    for name in (*COMMANDS, *(f"{group} {word}" for group, words in GROUPS.items() for word in words)):
        assert f"## metrograph {name}\n" in text


def test_the_readme_says_how_many_questions_there_are() -> None:
    count = len(list((ROOT / "queries").rglob("*.rq")))
    assert f"{count} ready questions" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_field_of_the_plan_file_is_in_the_reference() -> None:
    from metrograph.records.plans import _READERS, FIELDS

    assert set(FIELDS) == set(_READERS)
