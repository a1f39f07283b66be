"""Very many records linked into a folder: the same bytes for any number of workers, nothing lost when something dies."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.conftest import Said
from tests.servers import free_port

from metrograph import batch, formats
from metrograph.batch import engines
from metrograph.batch.cut import _Seen
from metrograph.batch.task import Shard, Task, item_id
from metrograph.batch.texts import Columns, Record, how_many, records
from metrograph.errors import LimitError, MetroGraphError, Place, RecordError, StoreError
from metrograph.formats import digest_of
from metrograph.linking.adjust import Adjustment
from metrograph.linking.stream import Asked
from metrograph.model import Text
from metrograph.store.disk import Lock

TEXTS = (
    "Night buses for shift workers",
    "Réseau de bus de nuit",
    "Gestión integrada del agua",
    "Logements abordables",
    "Membership fees: second reminder",
    "Gender budgeting in city halls",
)
Run = Callable[..., Said]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 60 records, two of them wrong and one twice."""
    lines = [json.dumps({"id": f"p-{n}", "text": TEXTS[n % len(TEXTS)]}, ensure_ascii=False) for n in range(60)]
    lines[10:10] = ["{", '{"id": "p-3", "text": "again"}']
    lines.insert(40, '{"id": "long"}')
    path = tmp_path_factory.mktemp("many") / "many.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def alone(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes of them, in shards of eight."""
    folder = tmp_path_factory.mktemp("alone") / "out"
    batch.run_batch([many], folder, "projects", size=8)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def quads(folder: Path) -> list[ox.Quad]:
    packed = sorted(folder.rglob("*.nq.gz"))
    return [quad for path in packed for quad in ox.parse(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS)]


# ---- what comes out


def test_every_record_is_an_element_with_its_links_and_its_place(alone: Path) -> None:
    store = ox.Store()
    store.extend(quads(alone))
    found = store.query(
        """PREFIX mg: <https://w3id.org/metrograph/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?sdg ?where ?quote { ?x dcterms:identifier "p-1" ; mg:candidateFor ?sdg ; mg:foundAt ?where .
          ?a mg:alignmentOf ?x ; mg:hasSuggestion/mg:hasEvidence/<http://www.w3.org/ns/oa#hasSelector>/<http://www.w3.org/ns/oa#exact> ?quote }""",
        use_default_graph_as_union=True,
    )
    assert isinstance(found, ox.QuerySolutions)
    assert [[getattr(term, "value", "") for term in row] for row in found] == [
        ["http://metadata.un.org/sdg/11.2", "many.jsonl:2", "bus"]
    ]


def test_the_shards_conform_to_our_shapes_but_for_missing_translations(alone: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "all.nq").write_bytes(b"".join(gzip.decompress(path.read_bytes()) for path in sorted(alone.rglob("*.nq.gz"))))
    said = json.loads(run("validate", tmp_path / "all.nq", "--format", "json").out)
    assert {finding["severity"] for finding in said["findings"]} == {"Warning"}


def test_the_lines_of_a_shard_are_sorted_and_each_is_there_once(alone: Path) -> None:
    for path in sorted(alone.rglob("shards/**/*.nq.gz")):
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        assert lines == sorted(set(lines))
    found = [str(quad) for quad in quads(alone)]
    assert len(found) == len(set(found))


def test_the_manifest_counts_and_its_digests_are_those_of_the_files(alone: Path) -> None:
    said = json.loads((alone / "manifest.json").read_text())
    assert said["counts"] == {
        "shards": 8,
        "records": 60,
        "links": said["counts"]["links"],
        "quads": said["counts"]["quads"],
        "refused": 3,
    }
    named = {
        **said["head"],
        **said["errors"],
        **{name: file for shard in said["shards"] for name, file in shard["files"].items()},
    }
    assert {name: digest_of(alone / name) for name in named} == {name: file["sha256"] for name, file in named.items()}
    head = len(ox_lines(alone / "head.nq.gz"))
    assert len(quads(alone)) == said["counts"]["quads"] + head
    assert not (alone / "progress.jsonl").exists()


def ox_lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def test_a_wrong_record_is_told_with_its_place_and_the_others_are_done(alone: Path) -> None:
    told = [json.loads(line) for line in (alone / "errors.jsonl").read_text().splitlines()]
    assert [(one["file"], one["line"], one["code"]) for one in told] == [
        ("many.jsonl", 11, "L105"),
        ("many.jsonl", 12, "B105"),
        ("many.jsonl", 41, "L105"),
    ]
    assert told[1]["message"] == 'the id "p-3" was there before, at many.jsonl:4'


def test_parquet_holds_each_quote_and_the_reason_of_each_abstention(alone: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="no pyarrow: pip install pyarrow")
    rows = [row for path in sorted(alone.rglob("*.parquet")) for row in parquet.read_table(path).to_pylist()]
    first = next(row for row in rows if row["id"] == "p-0")
    assert (first["sdg"], first["goal"], first["lang"], first["start"]) == ("11.2", 11, "en", 6)
    assert TEXTS[0][first["start"] : first["end"]] == first["quote"]
    assert [(row["sdg"], row["reason"]) for row in rows if row["id"] == "p-4"] == [(None, "internal")]


@pytest.mark.parametrize("ident", ["a/b", "A", "été", "x" * 200, "1 2", "<>", "a%2Fb"])
def test_any_id_gives_an_iri_and_no_two_the_same(ident: str) -> None:
    plain = item_id(Asked(ident, "x"))
    ox.NamedNode(f"https://w3id.org/metrograph/id/p/{plain}")
    assert plain != item_id(Asked(ident.swapcase() + "-", "x"))


# ---- the same bytes


def test_two_workers_give_the_bytes_of_one(many: Path, alone: Path, tmp_path: Path) -> None:
    batch.run_batch([many], tmp_path / "two", "projects", size=8, engine=batch.engine(2))
    assert contents(tmp_path / "two") == contents(alone)


def test_the_same_command_again_changes_nothing(many: Path, alone: Path) -> None:
    before = contents(alone)
    again = batch.run_batch([many], alone, "projects", size=8)
    assert (again.found, again.records, contents(alone)) == (0, 60, before)


class StoppedError(Exception):
    """What ends a run of the tests."""


def stopping(after: int) -> engines.Engine:
    def run(tasks: Iterable[Task]) -> Iterator[Shard]:
        for n, shard in enumerate(engines.here(tasks)):
            if n == after:
                raise StoppedError
            yield shard

    return run


def test_a_run_that_stopped_goes_on_and_ends_with_the_same_bytes(many: Path, alone: Path, tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        batch.run_batch([many], tmp_path / "out", "projects", size=8, engine=stopping(3))
    assert not (tmp_path / "out" / "manifest.json").exists()
    with (tmp_path / "out" / "progress.jsonl").open("a") as file:
        file.write('{"shard": 3, "rec')  # killed while it wrote a line
    done = batch.run_batch([many], tmp_path / "out", "projects", size=8)
    assert done.found == 3
    assert contents(tmp_path / "out") == contents(alone)


def test_a_damaged_shard_is_made_again(many: Path, alone: Path, tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        batch.run_batch([many], tmp_path / "out", "projects", size=8, engine=stopping(2))
    (tmp_path / "out/shards/00/00001.nq.gz").write_bytes(b"half")
    (tmp_path / "out/shards/00/.00002.nq.gz.x1").write_bytes(b"half")  # killed while it wrote a file
    assert batch.run_batch([many], tmp_path / "out", "projects", size=8).found == 1
    assert contents(tmp_path / "out") == contents(alone)


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_run_that_is_killed_or_interrupted_goes_on(
    sign: signal.Signals, code: int, many: Path, alone: Path, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "metrograph",
        "batch",
        str(many),
        "--out",
        str(tmp_path / "out"),
        "--plan",
        "projects",
        "--shard",
        "8",
    ]
    process = subprocess.Popen(command, env={**os.environ, "LANG": "C.UTF-8"}, stderr=subprocess.PIPE, text=True)
    until(lambda: (tmp_path / "out/progress.jsonl").exists() or process.poll() is not None)
    process.send_signal(sign)
    said = process.communicate()[1]
    assert process.returncode == code
    assert said == ("Stopped. The same command goes on from here.\n" if sign is signal.SIGINT else "")
    done = subprocess.run(command, env={**os.environ, "LANG": "C.UTF-8"}, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    assert contents(tmp_path / "out") == contents(alone)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


# ---- workers that die


def dying(task: Task) -> Shard:
    """Work of which a shard kills its process the first time; what happened is remembered in a file."""
    mark = Path(task.settings.source)
    if task.number == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Shard(task.number, (), len(task.records), 0, 0, ())


def starving(task: Task) -> Shard:
    """Work of which a shard finds no memory the first time."""
    mark = Path(task.settings.source)
    if task.number == 2 and not mark.exists():
        mark.touch()
        raise MemoryError
    return Shard(task.number, (), len(task.records), 0, 0, ())


def deadly(task: Task) -> Shard:
    """Work of which a shard kills its process each time."""
    if task.number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return Shard(task.number, (), len(task.records), 0, 0, ())


def tasks(mark: Path, n: int = 6) -> Iterator[Task]:
    settings = batch.Settings("p", "https://w3id.org/metrograph/", Text(), str(mark), "", Adjustment(), False)
    return (Task(number, (), settings) for number in range(n))


@pytest.mark.parametrize("failing", [dying, starving])
def test_when_a_worker_is_killed_or_out_of_memory_its_shards_are_done_again(
    failing: Callable[[Task], Shard], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "work", failing)
    assert sorted(shard.number for shard in batch.engine(2)(tasks(tmp_path / "mark"))) == [0, 1, 2, 3, 4, 5]


def test_a_shard_over_which_workers_die_again_and_again_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "work", deadly)
    with pytest.raises(LimitError, match="3 times over shard 2"):
        list(batch.engine(2)(tasks(tmp_path / "mark")))


def test_one_process_without_memory_for_a_shard_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "work", starving)
    with pytest.raises(LimitError, match="does not suffice for shard 2"):
        list(batch.engine()(tasks(tmp_path / "mark")))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler with two workers on this machine, both of them at work."""
    if os.environ.get("CI") != "true":
        pytest.importorskip("distributed", reason="no Dask: pip install 'metrograph[cluster]'")
    from distributed import Client

    address, log = f"tcp://127.0.0.1:{free_port()}", (tmp_path / "log").open("wb")
    start = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        address.rpartition(":")[2],
        "--no-dashboard",
    ]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    started = [subprocess.Popen(start, stdout=log, stderr=log, cwd=tmp_path)]
    started += [subprocess.Popen(worker, stdout=log, stderr=log, cwd=tmp_path) for _ in range(2)]
    with Client(address, timeout=120, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)
    yield address, started
    for process in started:
        process.kill()
        process.wait()
    log.close()


def test_a_cluster_that_loses_a_worker_in_mid_run_gives_the_same_bytes(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], many: Path, alone: Path, tmp_path: Path
) -> None:
    address, started = cluster
    through = batch.engine(cluster=address)

    def losing(given: Iterable[Task]) -> Iterator[Shard]:
        for n, shard in enumerate(through(given)):
            if n == 1:
                started[1].kill()
            yield shard

    batch.run_batch([many], tmp_path / "out", "projects", size=8, engine=losing)
    assert contents(tmp_path / "out") == contents(alone)


@pytest.mark.parametrize("address", ["nonsense", "http://a:1", "tcp://"])
def test_what_is_no_address_of_a_cluster_is_told_at_once(address: str, many: Path, tmp_path: Path, run: Run) -> None:
    said = run("batch", many, "--out", tmp_path / "out", "--cluster", address)
    assert (said.code, said.err[:11]) == (2, "error[B112]")
    assert not (tmp_path / "out").exists()


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="no Dask: pip install 'metrograph[cluster]'")
    monkeypatch.setattr("metrograph.batch.cluster.SECONDS", 1)
    with pytest.raises(StoreError, match="does not answer"):
        list(batch.engine(cluster=f"tcp://127.0.0.1:{free_port()}")(tasks(tmp_path)))


# ---- readers


USUAL = Columns()


def read(path: Path, columns: Columns = USUAL) -> list[Record]:
    return list(records(path, columns))


def test_csv_with_any_usual_heading_and_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text('\ufeffRef;Titre;Langue\nA1;"Bus\nde nuit";fr\n;Vélos;fr\nA3;;fr\n', encoding="utf-8")
    first, second, third = read(path)
    assert first == Asked("A1", "Bus\nde nuit", "fr", "", Place(str(path), 2))
    assert isinstance(second, Asked)
    assert (second.id, second.place.line) == ("p.csv:4", 4)
    assert isinstance(third, RecordError)


def test_packed_files_and_named_columns(tmp_path: Path) -> None:
    path = tmp_path / "p.tsv.gz"
    path.write_bytes(gzip.compress(b"code\twhat\n1\tBuses\n"))
    assert read(path, Columns({"text": "what"})) == [Asked("1", "Buses", "", "", Place(str(path), 2))]


def test_bytes_of_another_encoding_are_told_for_their_record_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes("text\nBus\nVélos\n".encode("latin-1"))
    assert [type(one).__name__ for one in read(path)] == ["Asked", "RecordError"]
    assert [str(one).partition(";")[0] for one in read(path)[1:]] == [
        f"{path}:3: error[B111]: the bytes of this record are not utf-8"
    ]
    assert [one.text for one in read(path, Columns(encoding="latin-1")) if isinstance(one, Asked)] == ["Bus", "Vélos"]
    path.with_suffix(".jsonl").write_bytes('{"text": "Vélos"}\n{"text": "Bus"}\n'.encode("latin-1"))
    assert [getattr(one, "code", "") for one in read(path.with_suffix(".jsonl"))] == ["B111", ""]
    path.write_bytes("text\nBus\nVélos\n".encode("utf-16"))
    assert [one.text for one in read(path) if isinstance(one, Asked)] == ["Bus", "Vélos"]


def test_parquet_is_read_row_by_row(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="no pyarrow: pip install pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"id": [1, 2], "title": ["Bus", None]}), tmp_path / "p.parquet")
    first, second = read(tmp_path / "p.parquet")
    assert first == Asked("1", "Bus", "", "", Place(str(tmp_path / "p.parquet"), 1))
    assert isinstance(second, RecordError)


def test_parquet_without_a_type_for_text_is_read_as_utf8_and_lists_are_no_texts(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="no pyarrow: pip install pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "p.parquet"
    parquet.write_table(pyarrow.table({"id": [1, 2], "text": ["Vélos".encode(), "Vélos".encode("latin-1")]}), path)
    assert [getattr(one, "text", getattr(one, "code", "")) for one in read(path)] == ["Vélos", "B111"]
    parquet.write_table(pyarrow.table({"id": [1, 2], "text": [["Bus", "Eau"], None]}), path)
    assert [(getattr(one, "code", ""), one.place.line) for one in read(path)] == [("B104", 1), ("B104", 2)]


@pytest.mark.parametrize("ident", ["null", '""', '" "'])
def test_json_lines_whose_id_says_nothing_have_that_of_their_place(tmp_path: Path, ident: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(f'{{"id": {ident}, "text": "Bus"}}\n{{"id": {ident}, "text": "Eau"}}\n{{"id": 0, "text": "Eau"}}\n')
    assert [getattr(one, "id", "") for one in read(path)] == ["p.jsonl:1", "p.jsonl:2", 0]


def test_iati_activities_give_title_and_description(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        '<iati-activities version="2.03"><iati-activity xml:lang="fr"><iati-identifier>XX-1</iati-identifier>'
        "<title><narrative>Eau</narrative></title><description><narrative>Gestion de l'eau</narrative></description>"
        "</iati-activity></iati-activities>",
        encoding="utf-8",
    )
    packed = path.with_suffix(".xml.gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    for each in (path, packed):
        assert [(one.id, one.text, one.lang) for one in read(each) if isinstance(one, Asked)] == [
            ("XX-1", "Eau. Gestion de l'eau", "fr")
        ]
        assert how_many(each) == 1


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("p.docx", b"", "B109"),
        ("p.csv", b"a,b\n1,2\n", "B110"),
        ("p.csv.gz", b"not packed", "S102"),
        ("p.jsonl.gz", gzip.compress(b'{"text": "Bus"}' * 100, mtime=0)[:-20], "S102"),
        ("p.xml.gz", gzip.compress(b"<iati-activities/>", mtime=0)[:-9], "S102"),
        ("p.csv", b"", "S117"),
        ("p.parquet", b"not parquet", "S102"),
        ("p.xml", b"<a>", "S"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_left_half_done(
    name: str, body: bytes, code: str, tmp_path: Path, run: Run
) -> None:
    (tmp_path / name).write_bytes(body)
    said = run("batch", tmp_path / name, "--out", tmp_path / "out")
    assert said.code in (2, 3)
    assert f"error[{code}" in said.err
    assert not (tmp_path / "out").exists()


def test_files_of_one_name_are_refused_since_records_are_told_by_it(tmp_path: Path, run: Run) -> None:
    for year in ("2019", "2020"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "plan.csv").write_text("text\nBus\n")
    said = run("batch", tmp_path / "2019/plan.csv", tmp_path / "2020/plan.csv", "--out", tmp_path / "out")
    assert (said.code, said.err.partition("\n")[0]) == (2, "error[B116]: two of the files are called plan.csv")


def test_a_dry_run_shows_how_records_are_read_and_writes_nothing(tmp_path: Path, run: Run) -> None:
    (tmp_path / "p.csv").write_bytes("ref;titre\nA1;Bus de nuit\nA2;Cotisations\nA3;Vélos\n".encode("cp1252"))
    said = run("batch", tmp_path / "p.csv", "--dry-run", "--format", "csv")
    assert said.code == 0
    assert said.out.splitlines() == [
        "record,identifier,lang,context,text,sdg,reason",
        "p.csv:2,A1,fr,,Bus de nuit,11.2,",
        "p.csv:3,A2,fr,,Cotisations,,internal governance of the organisation: it serves no SDG target",
        "p.csv:4,,,,,,the bytes of this record are not utf-8",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["p.csv"]
    assert "error[B117]" in run("batch", tmp_path / "p.csv").err
    assert 'did you mean "text=…"' in run("batch", tmp_path / "p.csv", "--columns", "text", "--dry-run").err


def test_who_listens_hears_how_many_records_are_linked_and_about_how_many_are_left(many: Path, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    batch.run_batch([many], tmp_path / "out", "projects", size=20, tell=lambda done, left: heard.append((done, left)))
    assert heard == [(20, 43), (40, 23), (60, 3)]


def test_a_disk_too_full_to_remember_the_ids_is_told() -> None:
    with closing(_Seen()) as seen:
        seen._base.execute("PRAGMA max_page_count = 2")
        with pytest.raises(StoreError, match="full"):
            list(map(seen.before, (Asked(n, "Bus") for n in range(1_000))))


# ---- a folder that does not fit


def test_a_second_run_in_the_same_folder_is_told_who_works_there(many: Path, alone: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "out").mkdir()
    held = Lock.take(tmp_path / "out")
    said = run("batch", many, "--out", tmp_path / "out", "--plan", "projects", "--shard", "8")
    assert said.code == 3
    assert said.err.startswith(f"error[B113]: another run is writing into this folder (process {os.getpid()})")
    held.release()
    assert batch.run_batch([many], tmp_path / "out", "projects", size=8).records == 60
    assert contents(tmp_path / "out") == contents(alone)


def test_of_changed_inputs_the_files_that_differ_are_named(many: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.csv").write_text("text\nBus\n")
    (tmp_path / "b.csv").write_text("text\nEau\n")
    given = ("batch", tmp_path / "a.csv", tmp_path / "b.csv", "--out", tmp_path / "out")
    assert run(*given).code == 0
    (tmp_path / "b.csv").write_text("text\nWater\n")
    said = run(*given)
    assert said.code == 2
    assert "what differs: inputs (then b.csv (9 B, " in said.err
    assert "a.csv" not in said.err.partition("help:")[0]


def test_a_run_of_something_else_may_not_go_on_in_its_place(
    many: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoppedError):
        batch.run_batch([many], tmp_path / "out", "projects", size=8, engine=stopping(1))
    before = contents(tmp_path / "out")
    said = run("batch", many, "--out", tmp_path / "out", "--plan", "other", "--shard", "8")
    assert said.code == 2
    assert "error[B101]" in said.err
    assert "plan" in said.err
    monkeypatch.setattr("metrograph.batch.run.digest", lambda _: "another lexicon")
    with pytest.raises(MetroGraphError, match="lexicon"):
        batch.run_batch([many], tmp_path / "out", "projects", size=8)
    assert contents(tmp_path / "out") == before


def test_a_folder_with_other_things_is_left_alone(many: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "letter.txt").write_text("x")
    said = run("batch", many, "--out", tmp_path)
    assert (said.code, sorted(path.name for path in tmp_path.iterdir())) == (2, ["letter.txt"])


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(
    many: Path, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    real = formats.save

    def full(path: Path, body: bytes) -> None:
        if path.name.endswith(".nq.gz") and len(kept) >= 2:
            raise MetroGraphError("S108", Place(str(path)), detail="No space left on device")
        kept.append(path.name) if path.name.endswith(".nq.gz") else None
        real(path, body)

    monkeypatch.setattr(formats, "save", full)
    with pytest.raises(MetroGraphError, match="No space left"):
        batch.run_batch([many], tmp_path / "out", "projects", size=8)
    monkeypatch.undo()
    assert batch.run_batch([many], tmp_path / "out", "projects", size=8).found == 2
    assert contents(tmp_path / "out") == contents(alone)
    shutil.rmtree(tmp_path / "out")
