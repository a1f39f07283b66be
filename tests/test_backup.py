"""Copies: whole, checked, brought back beside what is there."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from metrograph import formats
from metrograph.backup import back_up_store, back_up_workspace, read_copy, restore_store, restore_workspace
from metrograph.errors import MetroGraphError, StoreError
from metrograph.formats import digest_of
from metrograph.store import LocalStore
from metrograph.workspace import Workspace, create, open_workspace

SAID = 'INSERT DATA { mg:x rdfs:label "x"@en }'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with everything that a person may have put in it."""
    g = create(tmp_path_factory.mktemp("made") / "desk")
    folder = g.source
    (folder / "queries" / "own").mkdir(parents=True)
    (folder / "queries" / "own" / "mine.rq").write_text("#+ summary: Mine\nSELECT * { ?s ?p ?o }\n")
    (folder / "shapes").mkdir()
    (folder / "shapes" / "own.ttl").write_text("<http://a/s> <http://a/p> 1 .\n")
    (folder / "places.tsv").write_text("place\n")
    g.update(SAID, by="Ana", why="a test")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "desk"))


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    back_up_workspace(folder, tmp_path / "copy", 1)
    return tmp_path / "copy"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def plain(folder: Path) -> dict[str, bytes]:
    return {name: body for name, body in contents(folder).items() if not name.startswith(".metrograph/")}


def refused(use: Callable[[], object], code: str) -> MetroGraphError:
    with pytest.raises(MetroGraphError) as caught:
        use()
    assert (caught.value.code, caught.value.exit_code) == (code, 3)
    return caught.value


# ---- a workspace


def test_a_workspace_comes_back_file_by_file_and_answers_the_same(folder: Path, copy: Path, tmp_path: Path) -> None:
    assert restore_workspace(copy, tmp_path / "back") is None
    assert plain(tmp_path / "back") == plain(folder)
    before, after = open_workspace(folder), open_workspace(tmp_path / "back")
    assert after.dump(".nq") == before.dump(".nq")
    assert (after.version, after.history) == (1, before.history)
    assert after.ask("pilots-by-status").rows() == before.ask("pilots-by-status").rows()
    assert {
        "plans/metropolis-2019.yaml",
        "updates.jsonl",
        "queries/own/mine.rq",
        "shapes/own.ttl",
        "places.tsv",
        ".gitignore",
    } <= {*plain(tmp_path / "back")}


def test_a_copy_says_what_it_holds_and_leaves_the_cache_out(folder: Path, copy: Path) -> None:
    found = read_copy(copy)
    assert (found.kind, found.version) == ("workspace", 1)
    assert set(contents(copy)) == {"backup.json", *found.files}
    assert all(digest_of(copy / name) == digest for name, digest in found.files.items())
    assert not any(".metrograph" in name for name in found.files)
    assert copy.stat().st_mode & 0o777 == 0o755


def test_two_copies_of_the_same_are_the_same_bytes(folder: Path, copy: Path, tmp_path: Path) -> None:
    back_up_workspace(folder, tmp_path / "second", 1)
    assert contents(tmp_path / "second") == contents(copy)


def test_a_copy_never_goes_over_something(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    for target in ("full", "file"):
        refused(lambda target=target: back_up_workspace(folder, tmp_path / target, 0), "T110")  # type: ignore[misc]
    refused(lambda: back_up_workspace(folder, tmp_path / "file" / "below", 0), "S108")
    assert contents(tmp_path / "full") == {"note": b"mine"}
    back_up_workspace(folder, tmp_path / "empty", 0)
    assert read_copy(tmp_path / "empty").kind == "workspace"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "empty", "file", "full"]


def test_a_copy_that_breaks_off_leaves_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    refused(lambda: back_up_workspace(folder, tmp_path / "copy", 0), "S108")
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


def test_bringing_back_that_breaks_off_leaves_what_was_there(
    folder: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = contents(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    refused(lambda: restore_workspace(copy, folder, force=True), "S108")
    assert contents(folder) == there
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "desk"]


def test_what_is_there_stays_and_with_force_is_kept_beside(folder: Path, copy: Path, tmp_path: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    there = contents(folder)
    refused(lambda: restore_workspace(copy, folder), "T110")
    assert contents(folder) == there
    assert restore_workspace(copy, folder, force=True) == tmp_path / "desk.before-1"
    assert contents(tmp_path / "desk.before-1") == there
    assert plain(folder) == {name: body for name, body in there.items() if name != "mine.txt" and ".metrograph/" not in name}
    assert restore_workspace(copy, folder, force=True) == tmp_path / "desk.before-2"


def test_the_current_folder_is_brought_back_too(
    folder: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert restore_workspace(copy, Path(), force=True) == tmp_path / "desk.before-1"
    monkeypatch.chdir(tmp_path)
    assert plain(folder) == plain(tmp_path / "desk.before-1")
    (tmp_path / "file").write_text("x")
    refused(lambda: restore_workspace(copy, tmp_path / "file"), "T110")
    refused(lambda: restore_workspace(copy, tmp_path / "file" / "below"), "S108")


def test_a_link_to_a_file_outside_is_copied_as_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text("elsewhere\n")
    (folder / "places.tsv").unlink()
    (folder / "places.tsv").symlink_to(tmp_path / "places.tsv")
    back_up_workspace(folder, tmp_path / "copy", 0)
    (tmp_path / "places.tsv").unlink()
    restore_workspace(tmp_path / "copy", tmp_path / "back")
    assert (tmp_path / "back" / "places.tsv").read_text() == "elsewhere\n"
    assert not (tmp_path / "back" / "places.tsv").is_symlink()


def test_a_workspace_behind_a_link_is_brought_back_behind_it(folder: Path, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert restore_workspace(copy, tmp_path / "link", force=True) == tmp_path / "desk.before-1"
    assert (tmp_path / "link").is_symlink()
    assert plain(tmp_path / "link") == plain(tmp_path / "desk.before-1")


# ---- copies that were changed


def listed(**files: str | None) -> Callable[[Path], None]:
    """Put other names into ``backup.json``; the digest is right where the file is there."""

    def write(copy: Path) -> None:
        found = json.loads((copy / "backup.json").read_text())
        for name, target in files.items():
            found["files"][str(target)] = digest_of(copy / name) if (copy / name).is_file() else name
        (copy / "backup.json").write_text(json.dumps(found))

    return write


def noted(**values: object) -> Callable[[Path], None]:
    def write(copy: Path) -> None:
        found = json.loads((copy / "backup.json").read_text())
        (copy / "backup.json").write_text(json.dumps({**found, **values}))

    return write


def one_byte(copy: Path) -> None:
    path = copy / "files" / "plans" / "metropolis-2019.yaml"
    body = bytearray(path.read_bytes())
    body[100] ^= 1
    path.write_bytes(body)


def to_outside(copy: Path) -> None:
    """A link that leads out of the copy, with the right digest."""
    outside = copy.parent / "outside.tsv"
    shutil.move(copy / "files" / "places.tsv", outside)
    (copy / "files" / "places.tsv").symlink_to(outside)


def climbing(copy: Path) -> None:
    """A name that stays within the copy, and would climb out of the workspace."""
    (copy / "evil.txt").write_text("evil")
    found = json.loads((copy / "backup.json").read_text())
    found["files"]["files/../evil.txt"] = digest_of(copy / "evil.txt")
    (copy / "backup.json").write_text(json.dumps(found))


def beside(copy: Path) -> None:
    (copy / "evil.txt").write_text("evil")
    found = json.loads((copy / "backup.json").read_text())
    found["files"]["evil.txt"] = digest_of(copy / "evil.txt")
    (copy / "backup.json").write_text(json.dumps(found))


TAMPERED: dict[str, Callable[[Path], object]] = {
    "one byte": one_byte,
    "cut short": lambda copy: os.truncate(copy / "files" / "updates.jsonl", 10),
    "a file missing": lambda copy: (copy / "files" / "metrograph.toml").unlink(),
    "a folder in the place of a file": lambda copy: [(copy / "files/places.tsv").unlink(), (copy / "files/places.tsv").mkdir()],
    "a link outside": to_outside,
    "a name above": listed(**{"../desk/places.tsv": "../desk/places.tsv"}),
    "a name from the root": listed(**{"/etc/passwd": "/etc/passwd"}),
    "a name that climbs": climbing,
    "a name beside": beside,
    "a name with a zero": listed(x="files/a\0b"),
    "a name without end": listed(x="files/" + "a" * 5000),
    "no name": listed(x=""),
    "no list": lambda copy: (copy / "backup.json").unlink(),
    "an empty list": lambda copy: (copy / "backup.json").write_text(""),
    "no JSON": lambda copy: (copy / "backup.json").write_text("{"),
    "a list": lambda copy: (copy / "backup.json").write_text("[]"),
    "binary": lambda copy: (copy / "backup.json").write_bytes(b"\xff\xfe\x00"),
    "deep": lambda copy: (copy / "backup.json").write_text("[" * 100_000),
    "another kind": noted(kind="world"),
    "the kind of a store": noted(kind="store"),
    "files as a list": noted(files=["files/x"]),
    "no files": noted(files={}),
    "a version without end": noted(version=float("inf")),
    "a version that is none": noted(version="many"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_copy_that_was_changed_is_refused_and_nothing_is_brought_back(
    folder: Path, copy: Path, tmp_path: Path, how: str
) -> None:
    TAMPERED[how](copy)
    there = contents(folder)
    before = sorted(path.name for path in tmp_path.iterdir())
    for use in (
        lambda: read_copy(copy),
        lambda: restore_workspace(copy, tmp_path / "back"),
        lambda: restore_workspace(copy, folder, force=True),
        lambda: restore_store(copy, tmp_path / "back"),
    ):
        refused(use, "T109")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert contents(folder) == there


def test_a_folder_that_is_no_copy_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "none", tmp_path, tmp_path / "file"):
        assert "backup.json" in refused(lambda path=path: read_copy(path), "T109").what()  # type: ignore[misc]


# ---- a store


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, desk: Workspace) -> Path:
    """The plan in a store on disk, updated once; and a copy of it."""
    folder = tmp_path_factory.mktemp("kept")
    desk.publish(str(folder / "store"))
    g = open_workspace(store=str(folder / "store"), writing=True)
    g.update(SAID, by="Ana", why="a test")
    back_up_store(g.store, folder / "copy", g.version)
    g.store.close()  # type: ignore[attr-defined]
    return folder


@pytest.fixture
def second(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept / "copy", tmp_path / "copy"))


def test_a_store_comes_back_with_its_log_and_answers_the_same(kept: Path, tmp_path: Path) -> None:
    assert set(read_copy(kept / "copy").files) == {"quads.nq", "updates.jsonl"}
    n = restore_store(kept / "copy", tmp_path / "store")
    before = open_workspace(store=str(kept / "store"))
    after = open_workspace(store=str(tmp_path / "store"), writing=True)
    assert n == len(list(before.store.graph("")))
    assert set(after.store.graph("")) == set(before.store.graph(""))  # blank nodes keep their names
    assert (after.version, after.history) == (before.version, before.history) == (1, before.history)
    assert after.undo(by="Ben", why="no")
    assert after.store.query('ASK { mg:x rdfs:label "x"@en }') is False


def test_a_store_in_memory_is_copied_and_filled_too(second: Path, tmp_path: Path) -> None:
    store = LocalStore.memory()
    assert restore_store(second, store) == len(store)
    back_up_store(store, tmp_path / "again", 1)
    assert (tmp_path / "again" / "quads.nq").read_bytes() == (second / "quads.nq").read_bytes()


def test_the_copy_of_an_empty_store_is_brought_back_too(tmp_path: Path) -> None:
    back_up_store(LocalStore.memory(), tmp_path / "copy", 0)
    assert restore_store(tmp_path / "copy", tmp_path / "store") == 0
    assert len(LocalStore.open(tmp_path / "store")) == 0


@pytest.mark.parametrize("how", ["cut", "missing", "kind", "more", "log"])
def test_the_copy_of_a_store_that_was_changed_is_refused(second: Path, tmp_path: Path, how: str) -> None:
    {
        "cut": lambda: os.truncate(second / "quads.nq", 1000),
        "missing": (second / "quads.nq").unlink,
        "kind": lambda: noted(kind="workspace")(second),
        "more": lambda: beside(second),
        "log": lambda: (second / "updates.jsonl").write_text(""),
    }[how]()
    store = LocalStore.create(tmp_path / "store")
    store.close()
    there = contents(tmp_path / "store")
    refused(lambda: restore_store(second, tmp_path / "store"), "T109")
    refused(lambda: restore_workspace(second, tmp_path / "desk"), "T109")
    assert contents(tmp_path / "store") == there


def test_a_store_is_not_brought_back_under_the_hands_of_a_writer(second: Path, tmp_path: Path) -> None:
    writer = LocalStore.create(tmp_path / "store")
    assert isinstance(refused(lambda: restore_store(second, tmp_path / "store"), "T106"), StoreError)
    writer.close()
    assert restore_store(second, tmp_path / "store") > 0


def test_a_damaged_store_is_mended_by_a_copy(second: Path, tmp_path: Path) -> None:
    store = LocalStore.create(tmp_path / "store")
    store.close()
    (tmp_path / "store" / "store.json").write_text("?")
    n = restore_store(second, tmp_path / "store")
    assert len(formats.write(LocalStore.open(tmp_path / "store").graph(""), ".nq", {}).splitlines()) == n
