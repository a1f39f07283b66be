"""A store on disk: one writer, readers beside it, rebuilding and swapping, damage, and disks that are full or closed to us."""

import errno
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from metrograph.doctor import examine
from metrograph.errors import MetroGraphError, StoreError
from metrograph.namespaces import XSD
from metrograph.store import LocalStore
from metrograph.store.disk import Disk, after, sums
from metrograph.turtle import Quad
from metrograph.workspace import open_workspace

P = ox.NamedNode("http://a/p")


def quads(*names: str, text: str = "01") -> tuple[Quad, ...]:
    """A quad for each name, whose literal the engine writes in another way."""
    value = ox.Literal(text, datatype=ox.NamedNode(XSD + "integer"))
    return tuple(Quad(ox.NamedNode(f"http://a/{name}"), P, value, ox.NamedNode("http://a/g")) for name in names)


def names(store: LocalStore) -> list[str]:
    return sorted(quad.subject.value.removeprefix("http://a/") for quad in store.graph(""))  # type: ignore[union-attr]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store on disk that holds ``one`` and ``two``, closed."""
    store = LocalStore.create(tmp_path / "store")
    store.load(quads("one", "two"))
    store.close()
    return tmp_path / "store"


def python(code: str, *arguments: object, **more: object) -> "subprocess.Popen[str]":
    """Another process, which says what it has to on standard output."""
    head = "import sys, pyoxigraph as ox\nfrom pathlib import Path\nfrom metrograph.store import LocalStore\n"
    command = [sys.executable, "-c", head + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)  # type: ignore[call-overload,no-any-return]


def files(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


# ---- one writer


HOLD = "store = LocalStore.create(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def holder(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that writes to the store."""
    process = python(HOLD, folder, stdin=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()
    process.stdin.close()


def test_a_second_writer_hears_which_process_holds_the_store(folder: Path, holder: "subprocess.Popen[str]") -> None:
    with pytest.raises(StoreError) as caught:
        LocalStore.create(folder)
    assert (caught.value.code, caught.value.exit_code) == ("T106", 3)
    assert f"process {holder.pid}" in str(caught.value)
    assert names(LocalStore.open(folder)) == ["one", "two"]  # reading works meanwhile


def test_a_writer_that_is_killed_leaves_the_store_to_the_next(folder: Path, holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.wait()
    store = LocalStore.create(folder)
    store.load(quads("three"))
    assert names(store) == ["one", "three", "two"]


def test_a_writer_that_is_closed_or_forgotten_leaves_the_store_to_the_next(folder: Path) -> None:
    first = LocalStore.create(folder)
    first.close()
    first.close()
    second = LocalStore.create(folder)
    del second
    gc.collect()
    assert names(LocalStore.create(folder)) == ["one", "two"]


def test_a_closed_store_is_no_longer_written(folder: Path) -> None:
    store = LocalStore.create(folder)
    store.close()
    with pytest.raises(StoreError) as caught:
        store.load(quads("three"))
    assert caught.value.code == "T107"


def test_rows_that_are_still_read_keep_the_next_writer_out_with_the_reason(folder: Path) -> None:
    first = LocalStore.create(folder)
    rows = first.graph("")
    next(rows)
    first.close()
    with pytest.raises(StoreError) as caught:
        LocalStore.create(folder)
    assert caught.value.code == "T106"
    assert f"process {os.getpid()}" in str(caught.value)
    del rows
    LocalStore.create(folder).close()


# ---- readers


def test_a_reader_goes_on_with_what_was_there_while_others_write_and_rebuild(folder: Path) -> None:
    reader = LocalStore.open(folder)
    writer = LocalStore.create(folder)
    writer.load(quads("three"))
    assert names(LocalStore.open(folder)) == ["one", "three", "two"]
    writer.replace(quads("four"))
    assert names(LocalStore.open(folder)) == ["four"]
    assert names(writer) == ["four"]
    assert names(reader) == ["one", "two"]
    assert {quad.object.value for quad in reader.graph("")} == {"01"}


def test_a_read_never_makes_or_touches_a_file(folder: Path) -> None:
    before = files(folder)
    reader = LocalStore.open(folder)
    assert names(reader) == ["one", "two"]
    assert reader.names() == ("http://a/g",)
    assert len(reader) == 2
    assert reader.wrong() == ()
    reader.close()
    assert files(folder) == before


WRITE = """
n, i = ox.NamedNode, 0
store = LocalStore.create(Path(sys.argv[1]))
print('up', flush=True)
while True:
    i += 1
    store.load([ox.Quad(n(f"http://a/{i}"), n("http://a/p"), ox.Literal(f"0{j}", datatype=n("http://www.w3.org/2001/XMLSchema#integer")))
                for j in range(50)])
    if i % 7 == 0:
        store.update(f"DELETE WHERE {{ <http://a/{i - 3}> ?p ?o }}")
    if i % 60 == 0:
        store.replace(list(store.graph(""))[:100])
"""


def test_readers_beside_a_busy_writer_see_whole_changes_only(tmp_path: Path) -> None:
    """The engine calls this undefined: files vanish that a reader has not opened yet. It is opened again then."""
    process = python(WRITE, tmp_path / "store")
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "up\n"
        first = LocalStore.open(tmp_path / "store")
        for _ in range(30):
            reader = LocalStore.open(tmp_path / "store")
            found = list(reader.graph(""))
            assert len(found) % 50 == 0
            assert all(quad.object.value.startswith("0") for quad in found)  # type: ignore[union-attr]
            assert reader.query("ASK { ?s ?p ?o }") is (len(reader) > 0)
            assert reader.wrong() == ()
        assert len(list(first.graph(""))) % 50 == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_folder_of_oxigraph_itself_is_read_and_not_written(tmp_path: Path) -> None:
    raw = ox.Store(str(tmp_path / "raw"))
    raw.extend(quads("one", text="1"))
    raw.flush()
    del raw
    reader = LocalStore.open(tmp_path / "raw")
    assert names(reader) == ["one"]
    for use in (LocalStore.create, lambda path: LocalStore.rebuild(path, ())):
        with pytest.raises(StoreError) as caught:
            use(tmp_path / "raw")
        assert caught.value.code == "T104"
    with pytest.raises(StoreError) as caught:
        reader.load(quads("two"))
    assert caught.value.code == "T107"


# ---- rebuilding


def test_a_rebuild_that_breaks_off_leaves_the_old_store_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LocalStore.create(folder)
    log = store.disk.log if store.disk else Path()
    log.write_text("a log\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("put", "put_forms"):
        with monkeypatch.context() as patch:
            patch.setattr(Disk, name, full)
            with pytest.raises(StoreError) as caught:
                store.replace(quads("three"))
        assert (caught.value.code, "No space left" in str(caught.value)) == ("T103", True)
        assert names(store) == names(LocalStore.open(folder)) == ["one", "two"]
        assert [path.name for path in folder.glob("generation-*")] == ["generation-0001"]
        assert log.read_text() == "a log\n"
    store.replace(quads("three"))
    assert names(LocalStore.open(folder)) == ["three"]
    assert store.disk is not None
    assert not store.disk.log.exists()  # a rebuild begins anew
    assert log.read_text() == "a log\n"


def test_only_the_generation_in_force_and_the_one_before_stay(folder: Path) -> None:
    (folder / "generation-0007").mkdir()  # what a rebuild left that was killed
    (folder / "generation-of-somebody").mkdir()
    store = LocalStore.create(folder)
    for name in ("three", "four", "five"):
        store.replace(quads(name))
    kept = sorted(path.name for path in folder.glob("generation-*"))
    assert kept == ["generation-0003", "generation-0004", "generation-of-somebody"]


def test_a_store_that_was_begun_and_never_finished_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "store" / "generation-0001" / "engine").mkdir(parents=True)
    with pytest.raises(StoreError) as caught:
        LocalStore.open(tmp_path / "store")
    assert caught.value.code == "T102"
    store = LocalStore.create(tmp_path / "store")
    store.load(quads("one"))
    assert names(LocalStore.open(tmp_path / "store")) == ["one"]


# ---- damage


def flip(path: Path) -> None:
    """Change some bytes in the middle of a file."""
    body = bytearray(path.read_bytes())
    for at in range(len(body) // 3, len(body), max(1, len(body) // 50)):
        body[at] ^= 0xFF
    path.write_bytes(body)


def note(**values: object) -> Callable[[Path], object]:
    """Write other values into store.json."""

    def write(folder: Path) -> None:
        found = json.loads((folder / "store.json").read_text())
        (folder / "store.json").write_text(json.dumps({**found, **values}))

    return write


DAMAGES: dict[str, Callable[[Path], object]] = {
    "store.json is empty": lambda folder: (folder / "store.json").write_text(""),
    "store.json is no JSON": lambda folder: (folder / "store.json").write_text("{"),
    "store.json is a list": lambda folder: (folder / "store.json").write_text("[1]"),
    "store.json is binary": lambda folder: (folder / "store.json").write_bytes(b"\xff\x00\xfe"),
    "store.json is deep": lambda folder: (folder / "store.json").write_text("[" * 100_000),
    "another format": note(format=2),
    "a generation outside": note(generation="../../etc"),
    "no generation": note(generation=None),
    "graphs as a list": note(graphs=[]),
    "a count that is none": note(graphs={"x": {"count": "many", "digest": "0"}}),
    "a count without end": note(graphs={"x": {"count": float("inf"), "digest": "0"}}),
    "a digest that is none": note(graphs={"x": {"count": 1, "digest": "zz"}}),
    "a generation that is not there": note(generation="generation-0009"),
    "the engine is not there": lambda folder: shutil.rmtree(folder / "generation-0001" / "engine"),
    "CURRENT is not there": lambda folder: (folder / "generation-0001" / "engine" / "CURRENT").unlink(),
    "MANIFEST": lambda folder: [flip(path) for path in folder.rglob("MANIFEST-*")],
    "sst": lambda folder: [flip(path) for path in folder.rglob("*.sst")],
    "forms.nq": lambda folder: flip(folder / "generation-0001" / "forms.nq"),
}


def read_all(folder: Path) -> None:
    store = LocalStore.open(folder)
    list(store.graph(""))
    store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")


def write_and_read_all(folder: Path) -> None:
    writer = LocalStore.create(folder)
    try:
        writer.load(quads("three"))
        list(writer.graph(""))
    finally:
        writer.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_by_every_reader_and_writer_and_mended_by_a_rebuild(folder: Path, damage: str) -> None:
    DAMAGES[damage](folder)
    with pytest.raises(StoreError) as caught:
        read_all(folder)
    assert (caught.value.code, caught.value.exit_code) == ("T105", 3)
    assert "\n" not in caught.value.what()
    with pytest.raises(StoreError) as caught:
        write_and_read_all(folder)
    assert caught.value.code in ("T105", "T103")
    LocalStore.rebuild(folder, quads("four")).close()
    assert names(LocalStore.open(folder)) == ["four"]


def test_a_form_that_was_changed_by_hand_is_found(folder: Path) -> None:
    path = folder / "generation-0001" / "forms.nq"
    path.write_text(path.read_text().replace('"01"', '"001"'))
    assert LocalStore.open(folder).wrong() == ("http://a/g",)


def test_doctor_finds_a_count_or_digest_that_is_wrong(folder: Path) -> None:
    def said() -> tuple[str, str]:
        found = next(entry for entry in examine(open_workspace(store=str(folder))) if entry.topic == "store")
        return found.state, found.detail

    assert said() == ("good", f"{folder}: 2 quads, 1 graphs")
    sound = json.loads((folder / "store.json").read_text())["graphs"]["http://a/g"]
    for wrong in ({**sound, "count": 3}, {**sound, "digest": "1" * 32}):
        note(graphs={"http://a/g": wrong})(folder)
        assert said() == ("bad", f"{folder}: http://a/g")
    note(graphs={})(folder)
    assert said() == ("bad", f"{folder}: http://a/g")
    note(graphs={"http://a/g": sound, "http://a/h": sound})(folder)
    assert said() == ("bad", f"{folder}: http://a/h")


def test_doctor_tells_of_files_that_the_engine_cannot_read(folder: Path) -> None:
    store = LocalStore.create(folder)
    store.load(quads(*map(str, range(20_000))))
    store.close()
    for path in folder.rglob("*.sst"):
        body = bytearray(path.read_bytes())
        if len(body) > 50_000:  # its index, at the end, stays
            body[1000:2000] = bytes(1000)
        path.write_bytes(body)
    with pytest.raises(StoreError) as caught:
        read_all(folder)
    assert caught.value.code == "T105"
    found = next(entry for entry in examine(open_workspace(store=str(folder))) if entry.topic == "store")
    assert (found.state, "T105" in found.detail) == ("bad", True)


def test_a_change_that_was_under_way_is_settled_by_the_next_writer(folder: Path) -> None:
    disk = Disk.write(folder)
    disk.add_forms(quads("never"))  # what a load notes first, and then it was killed
    disk.pending()
    disk.close()
    assert LocalStore.open(folder).wrong() == ()  # nobody can say
    LocalStore.create(folder).close()
    found = json.loads((folder / "store.json").read_text())
    assert (found["pending"], found["forms"]["http://a/g"]["count"]) == (False, 2)
    assert LocalStore.open(folder).wrong() == ()


def test_a_line_of_forms_that_broke_off_is_none(folder: Path) -> None:
    disk = Disk.write(folder)
    disk.pending()
    disk.close()
    with (folder / "generation-0001" / "forms.nq").open("ab") as out:
        out.write(b'<http://a/three> <http://a/p> "0')
    LocalStore.create(folder).close()
    assert names(LocalStore.open(folder)) == ["one", "two"]


def test_the_engine_refusing_an_update_leaves_no_change_under_way(folder: Path) -> None:
    store = LocalStore.create(folder)
    for text, code in (("CLEAR GRAPH <http://a/none>", "T114"), ("CREATE GRAPH <http://a/g>", "T114"), ("INSERT {", None)):
        with pytest.raises(MetroGraphError) as caught:
            store.update(text)
        assert caught.value.exit_code == 4
        assert code in (None, caught.value.code)
        assert json.loads((folder / "store.json").read_text())["pending"] is False
    assert names(store) == ["one", "two"]


def test_sums_follow_changes_in_any_order() -> None:
    one, two = quads("one", "two")
    assert after(sums([one]), [one], [two]) == sums([two])
    assert after(sums([two, one]), [one, two], []) == {}
    assert sums([one, two]) == sums([two, one])
    assert sums([one]) != sums([two])


# ---- places that cannot be written


@pytest.mark.parametrize("use", [LocalStore.create, lambda path: LocalStore.rebuild(path, ())], ids=["create", "rebuild"])
def test_a_path_that_cannot_be_a_folder_is_told(tmp_path: Path, use: Callable[[Path], object]) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300), Path("\0")):
        with pytest.raises(StoreError) as caught:
            use(path)
        assert (caught.value.code, caught.value.exit_code) == ("T101", 3)
    assert (tmp_path / "file").read_text() == "x"


NOBODY = """
import os
os.setegid(65534)
os.seteuid(65534)
for use in (LocalStore.open, LocalStore.create):
    try:
        print(len(list(use(Path(sys.argv[1])).graph(""))))
    except Exception as error:
        print(getattr(error, "code", repr(error)))
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_that_we_may_not_write_is_read_and_the_writer_is_told(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:  # the folders of pytest are closed to others
        Path(name).chmod(0o755)
        shutil.copytree(folder, Path(name) / "store")
        before = files(Path(name))
        out, _ = python(NOBODY, Path(name) / "store").communicate(timeout=60)
        assert out == "2\nT101\n"
        assert files(Path(name)) == before
        Path(name).chmod(0o700)
        out, _ = python(NOBODY, Path(name) / "store").communicate(timeout=60)
        assert out == "T105\nT101\n"


FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = LocalStore.create(Path(sys.argv[1]))
n = ox.NamedNode
many = [ox.Quad(n(f"http://a/{i}"), n("http://a/p"), ox.Literal(f"{i:09} " + "x" * 200)) for i in range(30_000)]
size = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
for method in sys.argv[2].split(","):
    try:
        {"load": store.load, "replace": store.replace, "change": lambda new: store.change(list(store.graph("")), new)}[method](many)
        print("done")
    except Exception as error:
        print(getattr(error, "code", repr(error)), getattr(error, "exit_code", ""))
"""


@pytest.mark.skipif(os.name != "posix", reason="the limit is one of Unix")
@pytest.mark.parametrize("method", ["load", "replace", "change"])
@pytest.mark.parametrize("size", [300, 100_000])
def test_a_full_disk_is_told_and_what_was_there_still_holds(folder: Path, method: str, size: int) -> None:
    out, _ = python(FULL, folder, method, size).communicate(timeout=300)
    assert out in ("T103 3\n", "S108 3\n")
    assert names(LocalStore.open(folder)) == ["one", "two"]
    again = LocalStore.create(folder)
    again.load(quads("three"))
    assert again.wrong() == ()
    again.close()
    assert names(LocalStore.open(folder)) == ["one", "three", "two"]
    assert [path.name for path in folder.glob("generation-*")] == ["generation-0001"]
