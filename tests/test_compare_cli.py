"""``metrograph diff`` as a person types it, what it reads and writes, and the page of the explorer."""

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from metrograph.compare.sides import Here, compare_sides, open_side, sdg_labels
from metrograph.desk import Desk
from metrograph.explorer.compare import compare_page, warmed
from metrograph.explorer.view import View
from metrograph.formats import write
from metrograph.graph import plan_quads
from metrograph.namespaces import Names
from metrograph.naming.find import read_gazetteer, rules
from metrograph.records import read_plan, read_vocabulary
from metrograph.store import LocalStore
from metrograph.workspace import Workspace, create, open_workspace

PAIRS = Path(__file__).parent / "pairs"
A, B = PAIRS / "orbit-2018-2020" / "a.yaml", PAIRS / "orbit-2018-2020" / "b.yaml"
KEYS = ["change", "kind", "from", "to", "label_from", "label_to", "certainty"]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A workspace with two successive plans."""
    folder = tmp_path / "desk"
    create(folder, sample=False)
    for path, name in ((A, "orbit-2018"), (B, "orbit-2020")):
        (folder / "plans" / f"{name}.yaml").write_bytes(path.read_bytes())
    return folder


def test_json_is_a_list_of_objects_with_just_seven_keys(run) -> None:
    said = run("--format", "json", "diff", A, B)
    found = json.loads(said.out)
    assert said.code == 0
    assert all(list(row) == KEYS and all(isinstance(value, str) for value in row.values()) for row in found)
    assert {"change": "renamed"} not in found
    assert ("recurring", "s2-1", "t2-1") in [(row["change"], row["from"], row["to"]) for row in found]


def test_csv_tsv_and_lines_say_the_same(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv", "diff", A, B).out)))
    assert rows == list(csv.DictReader(io.StringIO(run("--format", "tsv", "diff", A, B).out), delimiter="\t"))
    assert rows == [json.loads(line) for line in run("--format", "jsonl", "diff", A, B).out.splitlines()]


def test_only_some_changes_and_why(run) -> None:
    said = run("--format", "csv", "diff", A, B, "--only", "launched", "--why")
    assert "announced, and running now" in said.out
    assert "Recurring" not in said.out


def test_a_plan_of_the_workspace_by_its_id_its_folder_and_its_file(run, two: Path) -> None:
    by_id = run("--workspace", two, "--format", "json", "diff", "orbit-2018", "orbit-2020").out
    assert by_id == run("--format", "json", "diff", f"{two}#orbit-2018", two / "plans" / "orbit-2020.yaml").out
    assert json.loads(by_id)


@pytest.mark.parametrize("suffix", [".ttl", ".nq", ".trig", ".nt", ".jsonld", ".rdf"])
def test_a_plan_in_a_graph_is_the_plan_in_its_file(run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"later{suffix}"
    names = Names("https://data.example.org/")
    quads = list(plan_quads(read_plan(B, read_vocabulary()), names, read_vocabulary().themes))
    if suffix == ".jsonld":
        graph = rdflib.Graph()
        graph.parse(data=write(quads, ".nt", {}), format="nt")
        path.write_text(graph.serialize(format="json-ld"))
    else:
        path.write_bytes(write(quads, suffix, names.prefixes()))
    keep = ("change", "from", "to")
    files, graphs = (json.loads(run("--format", "json", "diff", A, one).out) for one in (B, path))
    assert sorted(tuple(row[key] for key in keep) for row in files) == sorted(tuple(row[key] for key in keep) for row in graphs)


def test_a_whole_export_holds_its_plan_with_its_links(run, desk: Workspace, tmp_path: Path) -> None:
    path = desk.save(tmp_path / "all.nq")
    said = run("--format", "json", "diff", "metropolis-2019", path, "--exit-code")
    assert {row["change"] for row in json.loads(said.out)} == {"continued"}
    assert said.code == 0


def test_a_document_is_read_on_the_fly_and_said_to_be_one(run, tmp_path: Path) -> None:
    path = tmp_path / "plan-2025.md"
    path.write_text("# Work plan 2025\n\n## Clean water\n\n- Night bus for late libraries\n- Annual meeting, May 2025\n")
    said = run("--format", "json", "diff", A, path)
    assert "is a document: its elements were read out of it just now" in said.err
    assert any(row["label_to"].startswith("Night bus") for row in json.loads(said.out))


def test_turtle_is_a_change_set_that_others_read(run) -> None:
    graph = rdflib.Graph()
    graph.parse(data=run("--format", "ttl", "diff", A, B).out, format="turtle")
    mg, prov = rdflib.Namespace("https://w3id.org/metrograph/ns#"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    (whole,) = graph.subjects(rdflib.RDF.type, mg.ChangeSet)
    parts = set(graph.objects(whole, rdflib.DCTERMS.hasPart))
    assert len(parts) == len(json.loads(run("--format", "json", "diff", A, B).out))
    assert {str(one) for part in parts for one in graph.objects(part, mg.changeType)} >= {"new", "recurring", "dropped"}
    ((later, earlier),) = graph.subject_objects(prov.wasRevisionOf)
    assert (str(later)[-15:], str(earlier)[-15:]) == ("orbit-2020/plan", "orbit-2018/plan")


def test_the_page_for_a_board_is_in_the_language_asked_for(run) -> None:
    assert run("--lang", "es", "--format", "md", "diff", A, B).out.startswith("# De «ORBIT")
    assert "## Ce qui revient" in run("--lang", "fr", "--format", "md", "diff", A, B).out


def test_exit_codes_tell_of_differences_when_asked_to(run) -> None:
    assert run("--format", "csv", "diff", A, B, "--exit-code").code == 1
    assert run("--format", "csv", "diff", A, A, "--exit-code").code == 0
    assert run("--format", "csv", "diff", A, B).code == 0


@pytest.mark.parametrize(
    ("earlier", "later", "code", "words"),
    [
        ("metropolis-2018", "metropolis-2019", 2, 'did you mean "metropolis-2019"'),
        ("nowhere.yaml", "metropolis-2019", 3, "there is no such file"),
        ("{tmp}", "metropolis-2019", 3, "holds no plans"),
        ("{two}", "metropolis-2019", 2, "#orbit-2018"),
        ("{two}#orbit-2019", "metropolis-2019", 2, 'did you mean "orbit-2018"'),
        ("{sdg}", "metropolis-2019", 3, "no plan in it"),
        ("{broken}", "metropolis-2019", 3, "error[R"),
    ],
)
def test_what_cannot_be_compared_is_told_with_the_next_step(run, two, tmp_path, earlier, later, code, words) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("plan: x\nitems: 3\n")
    sdg = Path(__file__).parent.parent / "ontology" / "sdg.ttl"
    said = run("diff", earlier.format(tmp=tmp_path, two=two, sdg=sdg, broken=broken), later)
    assert said.code == code
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_change_that_is_none_is_refused(run) -> None:
    said = run("diff", A, B, "--only", "renammed")
    assert (said.code, 'did you mean "renamed"' in said.err) == (2, True)


# ---- decisions


def test_accepted_pairs_are_written_as_continues_and_nothing_else_changes(run, two: Path, tmp_path: Path) -> None:
    file = two / "plans" / "orbit-2020.yaml"
    before = file.read_bytes()
    table = tmp_path / "decisions.csv"
    table.write_text("from,to,same\ns1-4,t1-6,yes\ns3-4,t2-7,no\n")
    said = run("--workspace", two, "--format", "json", "diff", "orbit-2018", "orbit-2020", "--decide", table)
    assert ("s1-4", "t1-6", "stated") in [(row["from"], row["to"], row["certainty"]) for row in json.loads(said.out)]
    assert "1 decision written" in said.err
    gone, come = set(before.splitlines()) - set(file.read_bytes().splitlines()), file.read_bytes()
    assert all(b"t1-6" in line for line in gone)
    assert b"continues: orbit-2018/s1-4" in come or b'continues: "orbit-2018/s1-4"' in come
    assert read_plan(file, read_vocabulary())["t1-6"].continues == "orbit-2018/s1-4"


def test_outside_a_workspace_decisions_go_into_a_file_that_is_read_again(run, tmp_path: Path) -> None:
    table, kept = tmp_path / "decisions.csv", tmp_path / "kept.csv"
    table.write_text("from;to;same\ns1-4;t1-6;oui\n")
    run("--format", "csv", "diff", A, B, "--decide", table, "--matches", kept)
    assert kept.read_text() == "from,to,same\ns1-4,t1-6,yes\n"
    again = run("--format", "csv", "diff", A, B, "--matches", kept)
    assert "s1-4,t1-6" in again.out
    assert not B.read_text().count("continues: orbit-2018/s1-4")


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("from,to\na,b\n", 3, "no column same"),
        ("from,to,same\ns1-44,t1-6,yes\n", 2, 'did you mean "s1-4"'),
        ("from,to,same\ns1-4,t1-6,perhaps\n", 2, "neither yes nor no"),
        ("from,to,same\ns1-4,t1-6,yes\ns1-4,t1-6,no\n", 2, "settled twice"),
        ('from,to,same\ns1-4,"t1-6,yes\ns3-4,t2-7,no\n', 3, "error[R144]"),
    ],
)
def test_a_wrong_table_of_decisions_is_told_with_its_line_and_nothing_is_written(run, two, tmp_path, body, code, words) -> None:
    table = tmp_path / "decisions.csv"
    table.write_text(body)
    before = (two / "plans" / "orbit-2020.yaml").read_bytes()
    said = run("--workspace", two, "diff", "orbit-2018", "orbit-2020", "--decide", table)
    assert (said.code, words in said.err) == (code, True), said.err
    assert (two / "plans" / "orbit-2020.yaml").read_bytes() == before


def test_doubtful_pairs_are_asked_about_one_by_one(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept.csv"
    a, b = PAIRS / "canopee-2024-2025" / "a.yaml", PAIRS / "canopee-2024-2025" / "b.yaml"
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "n")
    said = run("--format", "md", "diff", a, b, "--ask", "--matches", kept)
    assert "Micro-forêts" in said.out
    assert "pilote-forets,prog-forets,no" in kept.read_text()
    assert "pilote-forets,prog-forets" not in run("--format", "csv", "diff", a, b, "--matches", kept).out


def test_nobody_is_asked_where_nobody_can_answer_or_the_answer_has_no_place(run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "error[A169]" in run("diff", A, B, "--ask").err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert "error[A168]" in run("diff", A, B, "--ask").err


# ---- Python and the explorer


def test_the_desk_compares_its_plan_with_whatever_is_named(desk: Workspace, two: Path) -> None:
    found = desk.compare(PAIRS / "metropolis-2019-2020" / "b.yaml")
    assert found.count("renamed") == 1
    assert len(found.quads()) > 500
    here = open_workspace(two)
    assert here.compare("orbit-2020").earlier.id == "orbit-2018"
    assert desk.compare(Workspace(None, LocalStore.memory(desk.quads, desk.prefixes))).same


def _served(two: Path) -> Desk:
    desk = open_workspace(two)
    return Desk(None, LocalStore.memory(desk.quads, desk.prefixes))


def test_the_page_shows_every_change_and_the_table_is_csv(two: Path) -> None:
    desk = _served(two)
    for lang in ("en", "fr", "es"):
        view = View.of(desk, lang=lang, inside="compare")
        page = compare_page(view)
        assert len(page.tables["changes"]) > 25
        assert "Science Street Festival" in page.html(view.frame())
    launched = compare_page(View.of(desk, inside="compare", fields=(("change", "launched"),))).tables["changes"]
    assert {row["change"] for row in launched.dicts()} == {"Launched"}
    assert str(launched.dicts()[0]["to"]).endswith("/id/orbit-2020/t1-3")


def test_the_page_reads_no_file_once_it_was_prepared(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in (read_gazetteer, rules, sdg_labels):
        kept.cache_clear()
    desk = _served(two)
    warmed(desk)
    assert tuple(desk.catalog.sound())  # as the service reads them

    def refuse(*_: object, **__: object) -> bytes:
        raise AssertionError("a page may read no file")

    for name in ("read_bytes", "read_text", "open"):
        monkeypatch.setattr(Path, name, refuse)
    for lang in ("en", "fr", "es"):
        assert compare_page(View.of(desk, lang=lang, inside="compare")).tables["changes"]


def test_the_page_and_the_command_agree(run, two: Path) -> None:
    page = compare_page(View.of(_served(two), inside="compare")).tables["changes"]
    rows = json.loads(run("--format", "json", "diff", A, B).out)
    ends = [tuple(str(row[name] or "").rpartition("/")[2] for name in ("from", "to")) for row in page.dicts()]
    assert sorted(ends) == sorted((row["from"], row["to"]) for row in rows if row["change"] != "coverage")


def test_plans_of_two_bases_are_compared_by_name(tmp_path: Path) -> None:
    quads = [q for path, base in ((A, "https://a.example/"), (B, "https://b.example/"))
             for q in plan_quads(read_plan(path, read_vocabulary()), Names(base))]  # fmt: skip
    path = tmp_path / "both.nq"
    path.write_bytes(write(quads, ".nq", {}))
    assert ox.parse(path=str(path))
    sides = [open_side(f"{path}#{name}", Here()) for name in ("orbit-2018", "orbit-2020")]
    found = compare_sides(*sides)
    assert found.count("recurring") == 8
    named = {str(quad.object) for quad in found.quads() if quad.predicate.value.endswith("changeFrom")}
    assert any("https://a.example/id/orbit-2018/" in one for one in named)
