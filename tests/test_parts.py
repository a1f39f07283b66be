"""A build in parts: what is kept of the last one changes no byte, and is made anew whenever it would."""

import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from metrograph import folder as folders
from metrograph import formats, pipeline
from metrograph.errors import MetroGraphError, SourceError
from metrograph.namespaces import VOID
from metrograph.parts import Kept, making
from metrograph.turtle import Quad, read_quads, value
from metrograph.workspace import Workspace, open_workspace

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
import plans

PLANS = 12
FIRST = "andes-cities-2016"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of twelve plans of two networks, with reviews, built once."""
    folder = tmp_path_factory.mktemp("many") / "desk"
    plans.write(folder, plans.plans(PLANS, items=4))
    assert open_workspace(folder).build().ok
    return folder


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(once, tmp_path / "desk"))


def graph(folder: Path) -> bytes:
    """The graph that a build kept."""
    return (folder / ".metrograph" / "graph.nq").read_bytes()


def parts_file(folder: Path) -> Path:
    return folder / ".metrograph" / "cache" / "parts.sqlite"


def rebuilt(folder: Path) -> list[int]:
    """Build again, without the time of validation; a number for each part that was made."""
    told: list[int] = []
    with folders.draft(folder) as draft, folders.parts(folder) as kept:
        pipeline.build(open_workspace(folder)._origin, draft.file, kept, tell=told.append)
        draft.accept()
    return told


def from_nothing(folder: Path) -> bytes:
    """What a build gives that finds nothing kept."""
    other = folder.parent / "other"
    shutil.copytree(folder, other, ignore=shutil.ignore_patterns(".metrograph"))
    assert len(rebuilt(other)) == len(list((folder / "plans").glob("*.yaml")))
    found = graph(other)
    shutil.rmtree(other)
    return found


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_build_keeps_what_is_derived_for_questions_in_the_same_order(built: Path) -> None:
    derived = Workspace(built, base="https://w3id.org/metrograph/")
    (built / ".metrograph" / "stamp").unlink()
    assert b"".join(formats.lines_in_order(derived.quads)) == graph(built)
    assert derived.size == len(set(derived.quads)) == graph(built).count(b"\n")


def test_a_second_build_makes_no_part_and_gives_the_same_bytes(built: Path) -> None:
    before = graph(built)
    assert rebuilt(built) == []
    assert graph(built) == before == from_nothing(built)
    assert open_workspace(built).size == before.count(b"\n")


def rename(folder: Path) -> None:
    (folder / "plans" / f"{FIRST}.yaml").rename(folder / "plans" / "zz.yaml")


def remove(folder: Path) -> None:
    (folder / "plans" / f"{FIRST}.yaml").unlink()
    (folder / "alignments" / f"{FIRST}-links.yaml").unlink()


def relabel(folder: Path) -> None:
    change(folder / "plans" / f"{FIRST}.yaml", "[1]", "[2]")


def rate(folder: Path) -> None:
    change(folder / "alignments" / f"{FIRST}-links.yaml", 'version: "1"', 'version: "2"')


def tell(folder: Path) -> None:
    (folder / "context").mkdir()
    report = f"plan: {FIRST}\nreports:\n- {{item: plan, source: a newspaper, facts: {{note: it was late}}}}\n"
    (folder / "context" / "news.yaml").write_text(report, encoding="utf-8")


def decide(folder: Path) -> None:
    row = '{"plan": "%s", "item": "%s", "sdg": "%s", "decision": "accepted", "reviewer": "Zoë", "time": "2026-01-01T00:00:00Z"}\n'
    link = pipeline.read_records(folder, pipeline.read_vocabulary()).runs[0].links[0]
    with (folder / "reviews.jsonl").open("a", encoding="utf-8") as log:
        log.write(row % (FIRST, link.item, link.sdg))


@pytest.mark.parametrize(
    ("doing", "made"),
    [(rename, 1), (remove, 0), (relabel, 1), (rate, 1), (tell, 1), (decide, 1)],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_changed_is_made_anew_and_nothing_else(built: Path, doing: Callable[[Path], None], made: int) -> None:
    before = graph(built)
    doing(built)
    assert len(rebuilt(built)) == made
    assert graph(built) != before
    assert graph(built) == from_nothing(built)


def test_what_comes_back_gives_the_bytes_of_before(built: Path) -> None:
    before, path = graph(built), built / "plans" / f"{FIRST}.yaml"
    kept = path.read_bytes()
    relabel(built)
    rebuilt(built)
    path.write_bytes(kept)
    rebuilt(built)
    assert graph(built) == before


@pytest.mark.parametrize("what", ["version", "base", "themes"])
def test_another_version_base_or_vocabulary_makes_every_part_anew(built: Path, what: str) -> None:
    desk = open_workspace(built)
    given = desk._origin
    if what == "version":
        given = pipeline.Given(given.folder, given.names, "another", given.questions)
    elif what == "base":
        (built / "metrograph.toml").write_text('base = "https://data.example.org/"\n', encoding="utf-8")
        given = open_workspace(built)._origin
    else:
        (built / "themes").mkdir()
        (built / "themes" / "own.ttl").write_text(THEME, encoding="utf-8")
    told: list[int] = []
    with folders.parts(built) as kept, (built / "out.nq").open("w+b") as out:
        pipeline.build(given, out, kept, tell=told.append)
    assert len(told) == PLANS


THEME = """@prefix id: <https://w3id.org/metrograph/id/> . @prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:theme-noise a skos:Concept, mg:Theme ; skos:prefLabel "noise"@en, "bruit"@fr, "ruido"@es ;
  skos:definition "Noise."@en, "Bruit."@fr, "Ruido."@es ; skos:inScheme id:themes ; skos:broader id:theme-group-territory .
"""


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def overwrite(path: Path) -> None:
    path.write_bytes(b"not a database " * 1000)


def blot(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[9000:9200] = b"\0" * 200
    path.write_bytes(bytes(body))


def swap(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE part SET body = zeroblob(100)")
    base.close()


@pytest.mark.parametrize("damage", [cut, overwrite, blot, swap, Path.unlink])
def test_damaged_or_deleted_parts_are_made_anew(built: Path, damage: Callable[[Path], None]) -> None:
    before = graph(built)
    damage(parts_file(built))
    rebuilt(built)
    assert graph(built) == before
    assert rebuilt(built) == []
    assert graph(built) == before


def test_a_build_that_is_stopped_leaves_the_graph_and_the_next_one_goes_on(built: Path) -> None:
    before, broken = graph(built), built.parent / "broken"
    shutil.copytree(built, broken, ignore=shutil.ignore_patterns("cache"))

    def stop(done: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_workspace(broken).build(tell=stop)
    assert graph(broken) == before
    assert not (broken / ".metrograph" / "graph.new.nq").exists()
    (broken / ".metrograph" / "graph.new.nq").write_bytes(b"what a power cut left")
    assert len(rebuilt(broken)) == PLANS - 5
    assert graph(broken) == before


def test_processes_give_the_same_bytes(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = graph(built)
    parts_file(built).unlink()
    monkeypatch.setattr(making, "MANY", 2)
    assert open_workspace(built).build(workers=2).ok
    assert graph(built) == before


def test_whatever_is_wrong_in_any_file_is_told_together_with_its_line(built: Path) -> None:
    change(built / "plans" / f"{FIRST}.yaml", "kind: strategic_line", "kind: strategic_lime")
    change(built / "plans" / "andes-cities-2017.yaml", "theme-", "theme-of-")
    before = graph(built)
    with pytest.raises(MetroGraphError) as caught:
        open_workspace(built).build()
    found = [caught.value, *caught.value.others]
    assert {(error.code, Path(error.place.path).stem, error.place.line > 1) for error in found} == {
        ("R104", FIRST, True),
        ("R107", "andes-cities-2017", True),
    }
    assert graph(built) == before


@pytest.mark.parametrize("text", [f'plan: "{FIRST}"', f"plan: {FIRST} # ours", f"'plan': {FIRST}", f"plan:\n  {FIRST}"])
def test_a_plan_that_is_named_in_another_way_of_yaml_is_read_too(built: Path, text: str) -> None:
    before = {line for line in graph(built).splitlines() if b"sha256" not in line and b"/id/file/" not in line}
    change(built / "plans" / f"{FIRST}.yaml", f"plan: {FIRST}", text)
    assert len(rebuilt(built)) == 1
    assert {line for line in graph(built).splitlines() if b"sha256" not in line and b"/id/file/" not in line} == before


def test_two_files_of_one_plan_or_one_run_are_refused_as_ever(built: Path) -> None:
    for kind, name in (("plans", FIRST), ("alignments", f"{FIRST}-links")):
        copy = built / kind / "copy.yaml"
        shutil.copy(built / kind / f"{name}.yaml", copy)
        with pytest.raises(MetroGraphError) as caught:
            open_workspace(built).build()
        assert (caught.value.code, Path(caught.value.place.path).name) == ("R125", "copy.yaml")
        copy.unlink()


def test_a_run_of_one_name_for_two_plans_is_refused(built: Path) -> None:
    change(built / "alignments" / f"{FIRST}-links.yaml", f"run: {FIRST}-links", "run: andes-cities-2017-links")
    with pytest.raises(MetroGraphError) as caught:
        open_workspace(built).build()
    assert caught.value.code == "R125"


def test_what_two_plans_say_of_a_shared_thing_stands_once_and_is_counted_once(built: Path) -> None:
    names = [FIRST, "andes-cities-2017"]
    for name in names:
        with (built / "plans" / f"{name}.yaml").open("a", encoding="utf-8") as plan:
            plan.write("- {id: body-water, kind: organisation, label: {fr: eau pour tous}, lines: [1]}\n")
        run = f"plan: {name}\nrun: {name}-water\nmethod: humanCuration\nversion: '1'\nstatus: accepted\ndescription: {{en: water}}\n"
        run += "items:\n- item: body-water\n  links:\n  - {sdg: '6.1', strength: direct, quotes: [{text: eau, basis: text}]}\n"
        (built / "alignments" / f"{name}-water.yaml").write_text(run, encoding="utf-8")
    assert len(rebuilt(built)) == 2
    lines = graph(built).splitlines()
    assert sum(b"id/body-water> <https://w3id.org/metrograph/ns#contributesTo>" in line for line in lines) == 1
    assert len(set(lines)) == len(lines)
    quads = list(read_quads(built / ".metrograph" / "graph.nq"))
    told = {value(q.subject): int(q.object.value) for q in quads if q.predicate.value == VOID + "triples"}
    held = {name: sum(value(q.graph_name) == name for q in quads) for name in told}
    assert {name: count for name, count in told.items() if "/graph/" in name} == {
        name: count for name, count in held.items() if "/graph/" in name
    }


def test_of_reviewers_whose_names_differ_in_accents_alone_the_first_name_is_kept(built: Path) -> None:
    records = pipeline.read_records(built, pipeline.read_vocabulary())
    last, first = records.runs[-1], records.runs[0]
    row = '{"plan": "%s", "item": "%s", "sdg": "%s", "decision": "accepted", "reviewer": "%s", "time": "2026-01-01T00:00:00Z"}\n'
    with (built / "reviews.jsonl").open("a", encoding="utf-8") as log:
        log.write(row % (last.plan, last.links[0].item, last.links[0].sdg, "José Marti"))
        log.write(row % (first.plan, first.links[0].item, first.links[0].sdg, "José Martí"))
    rebuilt(built)
    lines = [
        line
        for line in graph(built).decode().splitlines()
        if line.startswith("<https://w3id.org/metrograph/id/agent/jose-marti>")
    ]
    assert [line.split('"')[1] for line in lines if '"' in line] == ["José Martí"]


def test_updates_are_replayed_over_the_parts(built: Path) -> None:
    desk = open_workspace(built)
    before = graph(built)
    desk.update(
        "DELETE WHERE { GRAPH ?g { ?x mg:motto ?m } } ; INSERT DATA { id:org-c40 skos:altLabel 'C 40' }", "Ana", "also said so"
    )
    after = graph(built)
    assert after != before
    assert b'"C 40"' in after
    rebuilt(built)
    assert graph(built) == after
    desk.undo("Ana", "no")
    rebuilt(built)
    assert b'"C 40"' not in graph(built)


def test_facts_about_a_thing_of_a_kept_part_are_taken_and_others_refused(built: Path) -> None:
    item = next(line.split()[-1] for line in (built / "plans" / f"{FIRST}.yaml").read_text().splitlines() if "id: place-" in line)
    (built / "facts").mkdir()
    fact = f"""source: query-wikidata-org
endpoint: https://query.wikidata.org/sparql
findings:
- thing: {item}
  match: http://www.wikidata.org/entity/Q1
  chosen: name
  lookup: wikidata-places
  sha256: "{"0" * 64}"
  time: "2026-11-23T21:00:00Z"
  facts: {{population: 7}}
"""
    path = built / "facts" / "query-wikidata-org.yaml"
    path.write_text(fact, encoding="utf-8")
    assert rebuilt(built) == []
    assert b"reportedPopulation" in graph(built)
    assert graph(built) == from_nothing(built)
    path.write_text(fact.replace(item, "place-nowhere"), encoding="utf-8")
    with pytest.raises(MetroGraphError) as caught:
        open_workspace(built).build()
    assert caught.value.code == "A259"


def test_a_second_build_at_the_same_time_is_told_who_builds(built: Path) -> None:
    with folders.alone(built), pytest.raises(MetroGraphError) as caught:
        open_workspace(built).build()
    assert caught.value.code == "T106"


def test_parts_that_cannot_be_written_are_an_error_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the place of the folder", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        Kept(tmp_path / "cache" / "parts.sqlite")
    assert caught.value.code == "S108"


def test_blank_nodes_are_named_as_in_the_whole_dataset() -> None:
    a, b, p = ox.BlankNode("a"), ox.BlankNode("b"), ox.NamedNode("http://a/p")
    quads = [Quad(p, p, ox.Literal("x")), Quad(a, p, b), Quad(b, p, ox.Literal("y")), Quad(p, p, a)]
    whole = ox.Dataset(quads)
    whole.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(formats.with_names(quads)) == set(whole)
    assert formats.with_names(quads)[0] == quads[0]
