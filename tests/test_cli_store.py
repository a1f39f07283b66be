"""``update``, ``history``, ``backup``, ``restore`` and ``build --store`` as a person types them."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metrograph import __version__
from metrograph.namespaces import Names
from metrograph.store import LocalStore
from metrograph.words import counted, say
from metrograph.workspace import Workspace, open_workspace

Run = Callable[..., Any]
WHO = ("--by", "Ana", "--why", "also said so")
MEGA = f"<{Names().element('metropolis-2019', 'pilot-mega')}>"
ALSO = f'INSERT DATA {{ {MEGA} skos:altLabel "Mega"@en }}'
BREAKS = f"DELETE WHERE {{ {MEGA} mg:directPartOf ?parent }}"
ASK = f'ASK {{ {MEGA} skos:altLabel "Mega"@en }}'


@pytest.fixture
def home(workspace: Workspace) -> tuple[str, Path]:
    """The option that names a workspace of one's own."""
    return "--workspace", workspace.source


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    """A file that holds an update."""

    def write(text: str) -> Path:
        (tmp_path / "change.ru").write_text(text, encoding="utf-8")
        return tmp_path / "change.ru"

    return write


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], None]:
    """What comes on standard input."""

    def give(text: str | bytes) -> None:
        body = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))

    return give


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store on disk with a little in it."""
    made = LocalStore.create(tmp_path / "store")
    made.update("INSERT DATA { GRAPH mg:g { mg:x rdfs:seeAlso 1 } }")
    made.close()
    return tmp_path / "store"


Write = Callable[[str], Path]
Type = Callable[[str | bytes], None]

# ---- update


def told(version: int, removed: int, added: int, lang: str = "en") -> str:
    """What is said of an update that was made."""
    return say("update.done", lang, version=version, removed=removed, added=added) + "\n"


def test_an_update_is_made_told_and_listed(run: Run, home: tuple[str, Path], file: Write) -> None:
    said = run("update", file(ALSO), *WHO, *home)
    assert (said.code, said.out) == (0, "")
    assert said.err == told(1, 0, 1)
    ((row),) = json.loads(run("history", *home, "--format", "json").out)
    assert {**row, "time": ""} == {"version": 1, "time": "", "by": "Ana", "why": "also said so", "removed": 0, "added": 1}
    assert open_workspace(home[1]).store.query(ASK) is True


def test_an_update_comes_from_standard_input_too(run: Run, home: tuple[str, Path], typed: Type) -> None:
    typed("\ufeff" + ALSO)
    assert run("update", "-", *WHO, *home).code == 0
    typed(ALSO.replace("Mega", "Méga"))
    assert run("update", *WHO, *home, "--lang", "fr").err == told(2, 0, 1, "fr")
    typed(ALSO)
    said = run("update", *WHO, *home)
    assert (said.code, said.out, said.err[:17]) == (0, "", say("update.nothing", "en")[:17])
    typed(b"\xff\xfe")
    assert (said := run("update", *WHO, *home)).code == 3
    assert "S103" in said.err


def test_an_update_that_would_break_a_rule_prints_the_report_and_ends_with_1(
    run: Run, home: tuple[str, Path], file: Write
) -> None:
    for lang, words in (("en", "would break rules"), ("fr", "enfreindrait des règles"), ("es", "incumpliría reglas")):
        said = run("update", file(BREAKS), *WHO, *home, "--lang", lang)
        assert said.code == 1
        assert "S01 · " in said.out
        assert words in said.err
        assert "error[T108]" in said.err
    assert not (home[1] / "updates.jsonl").exists()


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("INSERT DATA {\n  mg:x mg:y }", ":2:", ""),
        ("INSERT DATA { mg:x a mg:y } ;\nINSERT DATA { foo:x a mg:y }", ":2:15", "Q102"),
        ("\n LOAD <http://127.0.0.1:9/>", ":2:2", "Q105"),
    ],
)  # fmt: skip
def test_a_wrong_update_ends_with_4_and_names_file_line_and_column(
    run: Run, home: tuple[str, Path], file: Write, typed: Type, text: str, place: str, code: str
) -> None:
    said = run("update", file(text), *WHO, *home)
    assert (said.code, said.out) == (4, "")
    assert f"change.ru{place}" in said.err
    assert code in said.err
    typed(text)
    said = run("update", *WHO, *home, "--dry-run")
    assert (said.code, said.out) == (4, "")
    assert place in said.err


def test_a_graph_that_is_not_there_ends_with_4(run: Run, home: tuple[str, Path], file: Write) -> None:
    said = run("update", file("CLEAR GRAPH <http://a/none>"), *WHO, *home)
    assert (said.code, "error[T114]" in said.err, "SILENT" in said.err) == (4, True, True)


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("--why", "x"), "T112", 2),
        (("--by", "x"), "T112", 2),
        (("--by", " ", "--why", "x"), "T112", 2),
        (("--undo",), "T112", 2),
        (("--undo", *WHO), "T111", 2),
        (("none.ru", *WHO), "S101", 3),
    ],
)
def test_what_is_missing_is_told(
    run: Run, home: tuple[str, Path], typed: Type, arguments: tuple[str, ...], code: str, exit_code: int
) -> None:
    typed(ALSO)
    said = run("update", *arguments, *home)
    assert (said.code, said.out) == (exit_code, "")
    assert f"error[{code}]" in said.err


@pytest.mark.parametrize("text", ["", " \n"])
def test_no_update_at_all_is_told(run: Run, home: tuple[str, Path], typed: Type, text: str) -> None:
    typed(text)
    said = run("update", *WHO, *home)
    assert (said.code, "error[U124]" in said.err) == (2, True)


def test_without_a_workspace_nothing_could_be_kept_so_nothing_is_done(
    run: Run, tmp_path: Path, file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("update", file(ALSO), *WHO)
    assert (said.code, "error[U109]" in said.err) == (2, True)
    said = run("update", file(ALSO), "--dry-run")  # it may be tried
    assert (said.code, said.out.startswith("+ <")) == (0, True)


def test_a_dry_run_shows_what_would_go_and_come_and_changes_nothing(run: Run, home: tuple[str, Path], file: Write) -> None:
    text = f"DELETE {{ {MEGA} mg:acronym ?a }} INSERT {{ {MEGA} skos:altLabel 'M'@en }} WHERE {{ OPTIONAL {{ {MEGA} mg:acronym ?a }} }}"
    said = run("update", file(text), "--dry-run", *home)
    assert said.code == 0
    assert (
        said.out.splitlines()[-1]
        == f'+ {MEGA} <http://www.w3.org/2004/02/skos/core#altLabel> "M"@en <{Names().graph("edits")}> .'
    )
    assert said.err == say("update.dry", "en", removed=1, added=1) + "\n"
    said = run("update", file(BREAKS), "--dry-run", *home)
    assert said.code == 1
    assert said.out.startswith(f"- {MEGA} ")
    assert "S01 · " in said.out
    assert not (home[1] / "updates.jsonl").exists()


def test_an_undo_takes_the_last_update_back_and_can_be_looked_at_first(run: Run, home: tuple[str, Path], file: Write) -> None:
    run("update", file(ALSO), *WHO, *home)
    said = run("update", "--undo", "--dry-run", *home)
    assert said.code == 0
    assert said.out.startswith(f"- {MEGA} ")
    assert len(said.out.splitlines()) == 1
    assert run("update", "--undo", *WHO, *home).err == told(2, 1, 0)
    assert open_workspace(home[1]).store.query(ASK) is False
    assert run("update", "--undo", "--by", "Ben", "--why", "no", *home).code == 0
    assert open_workspace(home[1]).store.query(ASK) is True
    assert [row["by"] for row in json.loads(run("history", *home, "--format", "json").out)] == ["Ana", "Ana", "Ben"]


def test_quiet_says_nothing(run: Run, home: tuple[str, Path], file: Write) -> None:
    said = run("update", file(ALSO), *WHO, *home, "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_a_built_workspace_stays_built(run: Run, home: tuple[str, Path], file: Write) -> None:
    run("build", *home)
    run("update", file(ALSO), *WHO, *home)
    assert open_workspace(home[1]).fresh
    assert run("validate", *home).code == 0


def test_a_damaged_log_is_told_with_its_line_by_every_command(run: Run, home: tuple[str, Path], file: Write) -> None:
    (home[1] / "updates.jsonl").write_text("{}\n")
    for command in (("history",), ("build",), ("update", file(ALSO), *WHO), ("pilots",)):
        said = run(*command, *home)
        assert said.code == 3
        assert "error[R141]" in said.err
        assert "updates.jsonl:1" in said.err


# ---- update of a store


def test_a_store_is_updated_and_asked_afterwards(run: Run, store: Path, file: Write) -> None:
    said = run("update", file("INSERT DATA { mg:x rdfs:seeAlso 2 }"), *WHO, "--store", store)
    assert (said.code, said.err) == (0, told(1, 0, 1))
    assert run("update", "--undo", *WHO, "--store", store).code == 0
    assert [row["version"] for row in json.loads(run("history", "--store", store, "--format", "json").out)] == [1, 2]
    assert (run("history", "--store", store, "--format", "csv").out).startswith("version,time,by,why,removed,added")


def test_a_store_that_is_not_there_is_not_made_by_an_update(run: Run, tmp_path: Path, file: Write) -> None:
    for extra in ((), ("--dry-run",)):
        said = run("update", file(ALSO), *WHO, *extra, "--store", tmp_path / "typo")
        assert (said.code, "error[T102]" in said.err) == (3, True)
    assert not (tmp_path / "typo").exists()


def test_a_dry_run_leaves_the_files_of_a_store_alone(run: Run, store: Path, file: Write) -> None:
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    assert run("update", file("INSERT DATA { mg:x rdfs:seeAlso 2 }"), "--dry-run", "--store", store).code == 0
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before


def test_a_second_writer_and_a_damaged_store_end_with_3(run: Run, store: Path, file: Write) -> None:
    writer = LocalStore.create(store)
    said = run("update", file(ALSO), *WHO, "--store", store)
    assert (said.code, "error[T106]" in said.err) == (3, True)
    said = run("build", "--store", store)
    assert (said.code, "error[T106]" in said.err) == (3, True)
    writer.close()
    (store / "store.json").write_text("?")
    for command in (("update", file(ALSO), *WHO), ("history",), ("backup", store.parent / "copy"), ("doctor",), ("pilots",)):
        said = run(*command, "--store", store)
        assert (said.code, "error[T105]" in said.err) == (3, True)
    assert run("build", "--store", store).code == 0  # as its remedy says
    assert run("pilots", "--store", store).code == 0


def test_doctor_looks_at_the_store(run: Run, store: Path) -> None:
    assert f"{store}: 1 quads" in run("doctor", "--store", store, "--format", "csv").out
    found = json.loads((store / "store.json").read_text())
    found["graphs"] = {}
    (store / "store.json").write_text(json.dumps(found))
    said = run("doctor", "--store", store, "--format", "csv")
    assert said.code != 0
    assert "https://w3id.org/metrograph/ns#g" in said.out


# ---- backup and restore


def test_a_workspace_is_copied_and_brought_back(run: Run, home: tuple[str, Path], file: Write, tmp_path: Path) -> None:
    run("update", file(ALSO), *WHO, *home)
    said = run("backup", tmp_path / "copy", *home)
    assert (said.code, said.out) == (0, "")
    n = len(json.loads((tmp_path / "copy" / "backup.json").read_text())["files"])
    assert said.err == counted("backup.done", "en", n, where=tmp_path / "copy") + "\n"
    assert json.loads((tmp_path / "copy" / "backup.json").read_text())["metrograph"] == __version__
    said = run("restore", tmp_path / "copy", "--workspace", tmp_path / "back")
    assert (said.code, said.out, said.err) == (0, "", counted("restore.workspace", "en", n, where=tmp_path / "back") + "\n")
    assert open_workspace(tmp_path / "back").store.query(ASK) is True
    assert run("validate", "--workspace", tmp_path / "back").code == 0
    said = run("restore", tmp_path / "copy", "--workspace", tmp_path / "back")
    assert (said.code, "error[T110]" in said.err) == (3, True)
    said = run("restore", tmp_path / "copy", "--workspace", tmp_path / "back", "--force", "--lang", "es")
    assert (said.code, "back.before-1" in said.err, "se conserva" in said.err) == (0, True, True)


def test_a_copy_that_was_changed_ends_with_3_and_brings_nothing_back(run: Run, home: tuple[str, Path], tmp_path: Path) -> None:
    run("backup", tmp_path / "copy", *home)
    with (tmp_path / "copy" / "files" / "metrograph.toml").open("a") as out:
        out.write("#")
    said = run("restore", tmp_path / "copy", "--workspace", tmp_path / "back")
    assert (said.code, "error[T109]" in said.err, "metrograph.toml" in said.err) == (3, True, True)
    assert not (tmp_path / "back").exists()


def test_a_store_is_copied_and_brought_back(run: Run, store: Path, tmp_path: Path, file: Write) -> None:
    run("update", file("INSERT DATA { mg:x rdfs:seeAlso 2 }"), *WHO, "--store", store)
    assert run("backup", tmp_path / "copy", "--store", store).code == 0
    said = run("restore", tmp_path / "copy")
    assert (said.code, "error[U125]" in said.err) == (2, True)
    said = run("restore", tmp_path / "copy", "--store", tmp_path / "back")
    assert (said.code, said.out) == (0, "")
    assert str(tmp_path / "back") in said.err
    assert set(LocalStore.open(tmp_path / "back").graph("")) == set(LocalStore.open(store).graph(""))
    assert run("history", "--store", tmp_path / "back").out == run("history", "--store", store).out
    said = run("restore", tmp_path / "copy", "--store", tmp_path / "back")
    assert (said.code, "error[T110]" in said.err) == (3, True)
    assert run("restore", tmp_path / "copy", "--store", tmp_path / "back", "--force").code == 0
    (tmp_path / "back" / "store.json").write_text("?")
    assert run("restore", tmp_path / "copy", "--store", tmp_path / "back").code == 0  # as the remedy of T105 says
    assert run("history", "--store", tmp_path / "back").out == run("history", "--store", store).out


def test_a_store_is_not_brought_back_over_something_else(run: Run, store: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "copy", "--store", store)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "thesis.txt").write_text("mine")
    for target in (tmp_path / "docs", tmp_path / "docs" / "thesis.txt"):
        said = run("restore", tmp_path / "copy", "--store", target)
        assert said.code == 3
        assert "error[T110]" in said.err
    assert (tmp_path / "docs" / "thesis.txt").read_text() == "mine"
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["thesis.txt"]


def test_without_a_workspace_there_is_nothing_to_copy(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("backup", tmp_path / "copy")
    assert (said.code, "error[U109]" in said.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


# ---- help


@pytest.mark.parametrize("command", ["update", "history", "backup", "restore"])
def test_help_is_in_three_languages(run: Run, command: str) -> None:
    found = {lang: run(command, "--help", "--lang", lang) for lang in ("en", "fr", "es")}
    assert {said.code for said in found.values()} == {0}
    assert len({said.out for said in found.values()}) == 3
    words = {"en": "OPTIONS", "fr": "OPTIONS", "es": "OPCIONES"}
    assert all(f" {command} [{words[lang]}]" in said.out for lang, said in found.items())


def test_the_commands_stand_in_the_help_of_all(run: Run) -> None:
    out = run("--help").out
    assert all(f"  {command} " in out for command in ("update", "history", "backup", "restore"))
