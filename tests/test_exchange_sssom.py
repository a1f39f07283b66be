"""SSSOM: links out as mappings, mappings in as proposals, and every file that is wrong told with line and column."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Said

from metrograph.errors import SourceError
from metrograph.exchange.bringing import bring
from metrograph.exchange.mappings import mapping_set
from metrograph.exchange.sssom import SLOTS, MappingSet, Row, listed, parted, read_set, set_text
from metrograph.review import Choice
from metrograph.workspace import Workspace, create, load, open_workspace

Run = Callable[..., Said]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HEAD = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\text_quote\n"
EXT = '#extension_definitions:\n#- slot_name: ext_quote\n#  property: "oa:exact"\n'
GOOD = "metropolis-2019:pilot-mega\tmg:contributesDirectlyTo\tsdg:7.2\tsemapv:ManualMappingCuration\t\tEnergy GovernAnce\n"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace where people have accepted, rejected and replaced links."""
    desk = create(tmp_path_factory.mktemp("reviewed") / "desk")
    desk.review([Choice("pilot-mega", "7", "accept", reason="named in the title")], "Ana Ruiz", NOW)
    desk.review([Choice("pilot-metroairports", "9.1", "reject", reason="aviation | noise")], "Ana Ruiz", NOW)
    desk.review([Choice("pilot-integrated-water", "6.4", "change", instead="6.3")], "Léa Roy", NOW)
    return desk


def rows_of(desk: Workspace, lang: str = "en") -> dict[tuple[str, str], Row]:
    return {
        (row.get("subject_id").rpartition(":")[2], row.get("object_id")): row for row in mapping_set(desk.stock(lang=lang)).rows
    }


def test_a_link_says_what_was_decided_in_predicate_and_modifier(reviewed: Workspace) -> None:
    rows = rows_of(reviewed)
    mega, airports = rows["pilot-mega", "sdg:7"], rows["pilot-metroairports", "sdg:9.1"]
    assert (mega.get("predicate_modifier"), mega.get("reviewer_label"), mega.get("ext_status")) == ("", "Ana Ruiz", "accepted")
    assert airports.get("predicate_id").startswith("mg:contributes")
    assert (airports.get("predicate_modifier"), airports.get("ext_review_reason")) == ("Not", "aviation | noise")
    old, new = rows["pilot-integrated-water", "sdg:6.4"], rows["pilot-integrated-water", "sdg:6.3"]
    assert (old.get("predicate_id"), old.get("predicate_modifier")) == ("mg:candidateFor", "Not")
    assert (new.get("predicate_id"), new.get("mapping_justification"))[1] == "semapv:ManualMappingCuration"
    assert new.get("ext_status") == "accepted"


def test_suggestions_of_a_machine_are_candidates_with_their_confidence(tmp_path: Path) -> None:
    desk = create(tmp_path / "desk")
    (desk.folder / "alignments" / "metropolis-2019.yaml").unlink()  # type: ignore[operator]  # it has a folder
    desk.propose()
    rows = mapping_set(desk.stock()).rows
    links = [row for row in rows if row.get("object_id") != "sssom:NoTermFound"]
    assert {row.get("predicate_id") for row in links} == {"mg:candidateFor"}
    assert {row.get("mapping_justification") for row in links} == {"semapv:CompositeMatching"}
    assert all(0 < float(row.get("confidence")) <= 1 for row in links)
    assert not {row.get("ext_status") for row in links} - {"proposed"}


def test_every_link_and_every_judgement_of_none_is_there_in_the_readers_language(desk: Workspace) -> None:
    found = mapping_set(desk.stock(lang="fr"))
    none = [row for row in found.rows if row.get("object_id") == "sssom:NoTermFound"]
    assert (len(found.rows) - len(none), len(none)) == (136, 21)
    water = next(
        row
        for row in found.rows
        if row.get("subject_id").endswith("pilot-integrated-water") and row.get("object_id") == "sdg:6.5"
    )
    assert water.get("object_label") == "Gestion intégrée de l'eau, y compris transfrontière"
    assert found.head["object_source"] == "un:sdg"
    assert "Plan de travail 2019" in found.head["mapping_set_title"]


def test_a_graph_that_was_loaded_gives_the_same_mappings(desk: Workspace, tmp_path: Path) -> None:
    loaded = load(desk.save(tmp_path / "all.nq"))
    assert loaded.dump(".sssom.tsv") == desk.dump(".sssom.tsv")


def test_the_file_is_what_pandas_and_a_yaml_reader_expect(desk: Workspace, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pip install pandas")
    import yaml

    path = desk.save(tmp_path / "links.sssom.tsv")
    head = yaml.safe_load("".join(line[1:] for line in path.read_text().splitlines(keepends=True) if line.startswith("#")))
    assert head["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert head["curie_map"]["sdg"] == "http://metadata.un.org/sdg/"
    frame = pandas.read_csv(path, sep="\t", comment="#")
    assert len(frame) == 157
    prefixes = {cell.partition(":")[0] for column in ("subject_id", "predicate_id", "object_id") for cell in frame[column]}
    assert prefixes <= set(head["curie_map"])
    own = {one["slot_name"] for one in head["extension_definitions"]}
    assert set(frame.columns) <= {*SLOTS, *own}


words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1).filter(
    lambda text: text.strip(" ")
)
needed = st.fixed_dictionaries(dict.fromkeys(("subject_id", "predicate_id", "object_id", "mapping_justification"), words))
others = st.dictionaries(st.sampled_from(SLOTS), words, max_size=4)


@given(st.lists(st.builds(lambda a, b: Row({**b, **a}), needed, others), min_size=1, max_size=5), words)
def test_what_is_written_is_read_back_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], title: str
) -> None:
    made = MappingSet({"a": "http://a/"}, {"mapping_set_title": title.strip()}, {}, tuple(rows))
    path = tmp_path_factory.getbasetemp() / "any.sssom.tsv"
    path.write_bytes(set_text(made).encode())
    read = read_set(path)
    assert [dict(row.slots) for row in read.rows] == [dict(row.slots) for row in rows]
    assert read.head.get("mapping_set_title", "") == title.strip()


@given(st.lists(st.text(min_size=1), max_size=4))
def test_a_list_in_a_cell_is_read_back(texts: list[str]) -> None:
    assert list(parted(listed(texts))) == texts


def test_links_go_out_and_come_back_with_quotes_reasons_and_strength(desk: Workspace, run: Run, tmp_path: Path) -> None:
    path = desk.save(tmp_path / "Partner Réseau.sssom.tsv")
    create(tmp_path / "other")
    (tmp_path / "other" / "alignments" / "metropolis-2019.yaml").unlink()
    said = run("--workspace", tmp_path / "other", "import", path, "--by", "Ana Ruiz", "--yes")
    assert said.code == 0, said.err
    assert "0 changed, 157 added, 0 removed" in said.out
    (back,) = open_workspace(tmp_path / "other").records.runs
    (before,) = desk.records.runs
    assert (back.id, back.method, back.status) == ("metropolis-2019-sssom-partner-reseau", "referenceAnnotation", "proposed")
    key = lambda link: (link.item, link.sdg, link.strength, tuple(sorted(quote.text for quote in link.quotes)), link.rationale)  # noqa: E731
    assert sorted(map(key, back.links), key=str) == sorted(map(key, before.links), key=str)
    assert {(one.item, one.reason) for one in back.none} == {(one.item, one.reason) for one in before.none}
    assert "Ana Ruiz" in back.description.fr
    again = run("--workspace", tmp_path / "other", "import", path, "--by", "Ana Ruiz", "--yes")
    assert "nothing has changed" in again.err


def test_a_denied_link_is_told_and_an_accepted_one_is_a_proposal(reviewed: Workspace, run: Run, tmp_path: Path) -> None:
    path = reviewed.save(tmp_path / "links.sssom.tsv")
    create(tmp_path / "w")
    (tmp_path / "w" / "alignments" / "metropolis-2019.yaml").unlink()
    said = run("--workspace", tmp_path / "w", "import", path, "--yes")
    assert "2 rows deny a link (Not)" in said.err
    found = {(s.item, s.sdg): s.status for s in open_workspace(tmp_path / "w").records.standings}
    assert found["pilot-mega", "7"] == "proposed"
    assert ("pilot-metroairports", "9.1") not in found


def test_codes_and_full_identifiers_are_taken_with_or_without_a_header(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "x.sssom.tsv"
    by = "semapv:ManualMappingCuration\t\t\n"
    path.write_text(
        HEAD
        + f"https://w3id.org/metrograph/id/metropolis-2019/pilot-mega\thttps://w3id.org/metrograph/ns#contributesTo\thttps://metadata.un.org/sdg/7.3\t{by}"
        + f"pilot-mega\tskos:relatedMatch\t13.02\t{by}".replace("13.02", "13.2")
        + "pilot-metroairports\tmg:candidateFor\tsdg:9\tsemapv:LexicalMatching\t8.75e-1\t\n"
    )
    said = run("--workspace", workspace.folder, "import", path, "--dry-run")
    assert (said.code, "nothing was written" in said.err) == (0, True)
    assert "+ pilot-mega 7.3: indirect" in said.out
    assert "+ pilot-metroairports 9: indirect, 0.875" in said.out
    said = run("--workspace", workspace.folder, "import", path, "--yes")
    names = {path.name for path in (workspace.folder / "alignments").glob("*sssom*")}  # type: ignore[operator]  # it has a folder
    assert names == {"metropolis-2019-sssom-x-human-curation.yaml", "metropolis-2019-sssom-x-lexical-rule.yaml"}
    runs = {one.id: one for one in open_workspace(workspace.folder).records.runs}
    assert [quote.text for quote in runs["metropolis-2019-sssom-x-human-curation"].links[0].quotes] == [
        "Metropolis Energy GovernAnce: MEGA"
    ]


def test_the_header_may_stand_in_a_file_beside(workspace: Workspace, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.sssom.yml").write_text(
        "curie_map: {un: 'http://metadata.un.org/sdg/', p: 'https://w3id.org/metrograph/id/metropolis-2019/'}\n"
    )
    (tmp_path / "x.sssom.tsv").write_text(HEAD + "p:pilot-mega\tmg:contributesTo\tun:7.3\tsemapv:ManualMappingCuration\t\t\n")
    assert "+ pilot-mega 7.3" in run("--workspace", workspace.folder, "import", tmp_path / "x.sssom.tsv", "--dry-run").out


WRONG = {
    "nothing": ("", "S104 A185", ""),
    "header alone": ("#license: x\n", "A185", ":2"),
    "commas": (HEAD.replace("\t", ","), "A186", ":1"),
    "a missing column": (HEAD.replace("predicate_id\t", ""), "A186", "predicate_id"),
    "a mistyped column": (HEAD.replace("confidence", "confidance") + GOOD, "A187", "confidence"),
    "an unknown prefix": (EXT + HEAD + GOOD.replace("sdg:7.2", "sdgs:7.2"), "A188", ":5:53"),
    "an empty subject": (EXT + HEAD + GOOD.replace("metropolis-2019:pilot-mega", ""), "A189", "subject_id"),
    "an unknown subject": (EXT + HEAD + GOOD.replace("pilot-mega", "pilot-megaa"), "A190", "pilot-mega"),
    "a target that is none": (EXT + HEAD + GOOD.replace("sdg:7.2", "sdg:7.9"), "A191", ":5:53"),
    "another predicate": (EXT + HEAD + GOOD.replace("mg:contributesDirectlyTo", "skos:exactMatch"), "A192", "skos:exactMatch"),
    "confidence too high": (EXT + HEAD + GOOD.replace("\t\tEner", "\t1.2\tEner"), "A193", "1.2"),
    "a machine without confidence": (EXT + HEAD + GOOD.replace("ManualMappingCuration", "LexicalMatching"), "A194", "S25"),
    "an unknown justification": (EXT + HEAD + GOOD.replace("ManualMapping", "ManuelMapping"), "A200", "ManualMappingCuration"),
    "a row twice": (EXT + HEAD + GOOD + GOOD, "R120", ":6:53"),
    "a quote that is not there": (EXT + HEAD + GOOD.replace("Energy G", "Energi G"), "R126", ":5"),
    "a cell too many": (EXT + HEAD + GOOD.replace("\n", "\tmore\n"), "A196", ":5"),
    "a broken header": ("#curie_map: [\n" + HEAD + GOOD, "R101", ":"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_wrong_is_told_where(name: str, desk: Workspace, tmp_path: Path) -> None:
    text, codes, place = WRONG[name]
    path = tmp_path / "x.sssom.tsv"
    path.write_text(text)
    records = desk.records
    with pytest.raises(SourceError) as caught:
        bring(path, tmp_path, records.plans, records.runs, records.reviews, desk.names)
    said = caught.value.report("en")
    assert any(f"error[{code}]" in said for code in codes.split()), said
    assert place in said


def test_all_wrong_rows_are_told_at_once_in_three_languages(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "x.sssom.tsv"
    path.write_text(
        EXT + HEAD + GOOD + GOOD.replace("sdg:7.2", "sdg:99") + GOOD.replace("sdg:7.2", "sdg:7").replace("mg:", "mgg:")
    )
    for lang, word in (
        ("en", "no goal or target"),
        ("fr", "ni un objectif ni une cible"),
        ("es", "no es un objetivo ni una meta"),
    ):
        said = run("--lang", lang, "--workspace", workspace.folder, "import", path)
        assert (said.code, "A191" in said.err, "A188" in said.err, word in said.err) == (3, True, True, True)
    assert not list((workspace.folder / "alignments").glob("*sssom*"))  # type: ignore[operator]  # it has a folder


def test_each_fault_of_a_row_is_told_once(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "x.sssom.tsv"
    path.write_text(EXT + HEAD + "\tmg:x\t7\tManual\t\t\n" + "nobody\tmg:x\t7\tsemapv:LexicalMatching\t2\t\n")
    said = run("--workspace", workspace.folder, "import", path)
    codes = [line.partition("]")[0].partition("[")[2] for line in said.err.splitlines() if line.startswith("error[")]
    assert codes == ["A189", "A190", "A192", "A193"]


def test_a_plan_that_is_not_there_and_a_workspace_that_is_not_are_told(
    run: Run, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.sssom.tsv"
    path.write_text(EXT + HEAD + GOOD)
    said = run("--workspace", workspace.folder, "import", path, "--plan", "metropolis-2018")
    assert (said.code, "metropolis-2019" in said.err) == (2, True)
    monkeypatch.chdir(tmp_path)
    assert run("import", path).code == 2


def test_a_link_that_a_person_decided_on_stays_when_the_file_drops_it(workspace: Workspace, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.sssom.tsv"
    path.write_text(EXT + HEAD + GOOD + GOOD.replace("sdg:7.2", "sdg:7.b"))
    assert run("--workspace", workspace.folder, "import", path, "--yes").code == 0
    assert run("--workspace", workspace.folder, "review", "pilot-mega", "7.2", "accept", "--by", "Ana").code == 0
    path.write_text(EXT + HEAD + GOOD.replace("sdg:7.2", "sdg:7.a"))
    said = run("--workspace", workspace.folder, "import", path, "--yes")
    assert "− pilot-mega 7.b" in said.out
    assert "pilot-mega 7.2" not in said.out
    run_ = next(one for one in open_workspace(workspace.folder).records.runs if one.id.endswith("sssom-x"))
    assert [link.sdg for link in run_.links] == ["7.a", "7.2"]


def test_only_a_plan_can_be_chosen_for_mappings(run: Run, tmp_path: Path) -> None:
    assert run("export", "--to", tmp_path / "a.sssom.tsv", "--graph", "plan/metropolis-2019").code == 0
    said = run("export", "--to", tmp_path / "b.sssom.tsv", "--graph", "view")
    assert (said.code, "A182" in said.err, "plan/metropolis-2019" in said.err) == (2, True, True)
    assert not (tmp_path / "b.sssom.tsv").exists()


def test_links_of_several_runs_come_back_as_several_runs(reviewed: Workspace, run: Run, tmp_path: Path) -> None:
    """Two runs of one method suggest the same link; each stays a run of its own."""
    path = reviewed.save(tmp_path / "all.sssom.tsv")
    create(tmp_path / "w")
    assert run("--workspace", tmp_path / "w", "import", path, "--yes").code == 0
    both = open_workspace(tmp_path / "w").save(tmp_path / "both.sssom.tsv")
    create(tmp_path / "x")
    said = run("--workspace", tmp_path / "x", "import", both, "--yes")
    assert said.code == 0, said.err
    names = sorted(one.id for one in open_workspace(tmp_path / "x").records.runs)
    assert names == [
        "metropolis-2019-reference",
        "metropolis-2019-sssom-both-reference",
        "metropolis-2019-sssom-both-sssom-all-human-curation",
        "metropolis-2019-sssom-both-sssom-all-reference",
    ]


def test_runs_whose_names_look_alike_do_not_overwrite_each_other(run: Run, workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "x.sssom.tsv"
    rows = [
        GOOD.replace("\n", f"\t{name}\n").replace("7.2", code) for name, code in (("A b", "7.2"), ("a-b", "7.3"), ("日本", "7.a"))
    ]
    path.write_text(EXT + '#- slot_name: ext_run\n#  property: "x"\n' + HEAD.replace("\n", "\text_run\n") + "".join(rows))
    assert run("--workspace", workspace.folder, "import", path, "--yes").code == 0
    runs = {
        one.id: [link.sdg for link in one.links] for one in open_workspace(workspace.folder).records.runs if "sssom" in one.id
    }
    assert runs == {
        "metropolis-2019-sssom-x-a-b": ["7.2"],
        "metropolis-2019-sssom-x-a-b-2": ["7.3"],
        "metropolis-2019-sssom-x-human-curation": ["7.a"],
    }


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("import {path} --into {path}.yaml", "PLAN.xlsx"),
        ("import {path}.csv --by Ana", "LINKS.sssom.tsv"),
        ("export --to {path}.ttl --frame Theme", ".framed.jsonld"),
        ("export --site {path}.d --triple-terms", "--to"),
    ],
)
def test_an_option_that_does_not_go_with_the_file_is_refused(
    run: Run, workspace: Workspace, tmp_path: Path, line: str, words: str
) -> None:
    path = tmp_path / "x.sssom.tsv"
    path.write_text(EXT + HEAD + GOOD)
    said = run("--workspace", workspace.folder, *line.format(path=path).split())
    assert (said.code, words in said.err) == (2, True)
