"""The analyst's desk: opening, asking and leaving, as a notebook does it."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

import metrograph
from metrograph.assess import unserved
from metrograph.errors import SourceError, UsageError
from metrograph.formats import canonical
from metrograph.review import Choice
from metrograph.table import Table
from metrograph.workspace import Workspace, create, open_workspace

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ELEVEN = {
    "pilot-metroairports", "pilot-urban-revitalisation", "pilot-surplus-food-network", "pilot-sustainable-cities-collaboratory",
    "pilot-mega", "pilot-lgbti-intersectionality", "pilot-metropolis-in-movement", "pilot-public-innovation-labs",
    "pilot-integrated-water", "pilot-participatory-democracy", "pilot-tactical-urbanism",
}  # fmt: skip


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder below a folder, with size and time of change."""
    return {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def table(answer: object) -> Table:
    assert isinstance(answer, Table)
    return answer


def contributions(desk: Workspace, item: str) -> set[str]:
    rows = table(desk.sparql(f"SELECT ?sdg {{ <{desk.iri(item)}> mg:contributesTo ?sdg }}"))
    return {str(sdg).rpartition("/")[2] for (sdg,) in rows}


class Tags(HTMLParser):
    """The tags of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)


def test_without_a_folder_the_packaged_plan_is_open() -> None:
    assert set(metrograph.open().pilots) == ELEVEN


def test_a_folder_that_is_no_workspace_is_refused_with_the_way_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        open_workspace(tmp_path)
    assert caught.value.code == "S105"
    assert "metrograph init" in caught.value.remedy()
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("text", ['base = "example.org/"', 'base = "https://example.org"', "base = ", "base = 7"])
def test_settings_that_cannot_be_are_refused(workspace: Workspace, text: str) -> None:
    (workspace.source / "metrograph.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        open_workspace(workspace.source)
    assert caught.value.code == "S112"


def test_a_base_of_ones_own_names_every_element(workspace: Workspace) -> None:
    (workspace.source / "metrograph.toml").write_text('base = "https://data.example.org/"\n', encoding="utf-8")
    desk = open_workspace(workspace.source)
    assert desk.iri("pilot-mega") == "https://data.example.org/id/metropolis-2019/pilot-mega"
    assert len(desk.pilots) == 11
    assert contributions(desk, "pilot-mega") == {"7", "7.2", "7.3", "13.2"}


def test_a_new_workspace_holds_the_plan_as_a_sample_and_can_be_read_at_once(tmp_path: Path) -> None:
    desk = create(tmp_path / "a" / "desk")
    assert {"metrograph.toml", ".gitignore", "plans/metropolis-2019.yaml", "alignments/metropolis-2019.yaml"} <= set(
        tree(desk.source)
    )
    assert len(desk.pilots) == 11


def test_a_second_workspace_in_one_folder_is_refused_and_nothing_changes(workspace: Workspace) -> None:
    before = tree(workspace.source)
    with pytest.raises(SourceError) as caught:
        create(workspace.source)
    assert caught.value.code == "S107"
    assert tree(workspace.source) == before


def test_a_folder_with_a_plan_of_ones_own_keeps_it(tmp_path: Path) -> None:
    own = tmp_path / "plans" / "metropolis-2019.yaml"
    own.parent.mkdir()
    own.write_text("mine", encoding="utf-8")
    create(tmp_path)
    assert own.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("suffix", [".nq", ".trig", ".ttl", ".nt", ".rdf", ".jsonld"])
def test_a_saved_graph_loads_again_and_answers_as_before(desk: Workspace, tmp_path: Path, suffix: str) -> None:
    loaded = metrograph.load(desk.save(tmp_path / f"all{suffix}"))
    assert contributions(loaded, "pilot-mega") == {"7", "7.2", "7.3", "13.2"}
    assert loaded.ask("pilots-by-status").rows() == desk.ask("pilots-by-status").rows()


def test_a_loaded_graph_with_graphs_holds_the_same_quads(desk: Workspace, tmp_path: Path) -> None:
    assert canonical(metrograph.load(desk.save(tmp_path / "all.trig")).quads) == canonical(desk.quads)


def test_a_file_that_is_not_there_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        metrograph.load(tmp_path / "none.ttl")
    assert caught.value.code == "S101"


def test_reading_creates_and_changes_no_file(workspace: Workspace) -> None:
    before = tree(workspace.source)
    desk = open_workspace(workspace.source)
    desk.ask("pilots-by-goal", goal=6)
    desk.find("eau")
    desk.card(desk.iri("pilot-mega"))
    desk.coverage()
    desk._repr_html_()
    desk.validate()
    assert (len(desk.pilots), desk.fresh) == (11, False)
    assert tree(workspace.source) == before


def test_the_packaged_plan_cannot_be_reviewed_or_built(desk: Workspace) -> None:
    for act in (desk.build, lambda: desk.review([Choice("pilot-mega", "7", "accept")], "Ana Ruiz", NOW)):
        with pytest.raises(UsageError) as caught:
            act()
        assert caught.value.code == "U109"


def test_pilots_complete_with_the_tab_key_and_open_with_or_without_their_prefix(desk: Workspace) -> None:
    names = desk.pilots._ipython_key_completions_()
    assert {f"pilot-{name}" for name in names} == ELEVEN
    assert all(desk.pilots[name] is desk.pilots[f"pilot-{name}"] for name in names)
    with pytest.raises(KeyError):
        desk.pilots["nowhere"]


@pytest.mark.parametrize(("by", "least"), [("goal", 17), ("target", 30), ("theme", 1), ("line", 6)])
def test_coverage_is_told_by_goal_target_theme_and_line(desk: Workspace, by: str, least: int) -> None:
    found = desk.coverage(by)
    assert len(found) >= least
    assert {"direct", "indirect"} <= set(found.columns)


def test_coverage_by_something_else_names_the_choices(desk: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        desk.coverage("goals")
    assert caught.value.code == "U108"
    assert 'did you mean "goal"?' in caught.value.remedy()


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".csv", ".md"])
@pytest.mark.parametrize("graph", ["", "view"])
def test_everything_or_one_graph_is_saved_by_extension(desk: Workspace, tmp_path: Path, suffix: str, graph: str) -> None:
    body = desk.save(str(tmp_path / f"out{suffix.upper()}"), graph).read_bytes()
    assert body.endswith(b"\n")
    assert b"\r" not in body
    assert b"pilot-mega" in body


@pytest.mark.parametrize(("name", "code"), [("out.xlsx", "A181"), ("out", "A181")])
def test_an_unknown_extension_is_refused_before_anything_is_written(
    desk: Workspace, tmp_path: Path, name: str, code: str
) -> None:
    with pytest.raises(SourceError) as caught:
        desk.save(tmp_path / name)
    assert caught.value.code == code
    assert tree(tmp_path) == {}


def test_an_unknown_graph_is_refused_with_the_names_there_are(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        desk.save(tmp_path / "out.ttl", "views")
    assert caught.value.code == "U112"
    assert "plan/metropolis-2019" in caught.value.remedy()


def test_the_graph_is_an_rdflib_dataset_that_answers_sparql_over_the_union(desk: Workspace) -> None:
    import rdflib

    dataset = desk.graph()
    assert isinstance(dataset, rdflib.Dataset)
    rows = dataset.query("SELECT ?label { id:theme-mobility a mg:Theme ; skos:prefLabel ?label FILTER(LANG(?label) = 'en') }")
    assert [str(row[0]) for row in rows] == ["mobility"]
    asked = dataset.query("ASK { ?pilot a mg:PilotProject ; mg:contributesTo sdg:7.3 ; mg:inPlan ?plan }")
    assert asked.askAnswer is True


def test_pictures_in_a_notebook_are_small_and_run_no_script(desk: Workspace) -> None:
    for html in (desk._repr_html_(), desk.pilots._repr_html_(), desk.ask("pilots-by-goal", goal=11)._repr_html_()):
        assert len(html.encode()) < 30_000
        assert not Tags(html).names & {"script", "iframe", "link", "img", "object"}


def test_a_label_with_html_in_it_is_shown_as_text(workspace: Workspace) -> None:
    for kind in ("plans", "alignments"):
        path = workspace.source / kind / "metropolis-2019.yaml"
        text = path.read_text(encoding="utf-8").replace("text: Surplus Food Network", 'text: "Surplus Food Network"')
        path.write_text(text.replace("Surplus Food Network", "Surplus <script>alert(1)</script> & Food"), encoding="utf-8")
    desk = open_workspace(workspace.source)
    for html in (desk.pilots._repr_html_(), desk.ask("pilots")._repr_html_()):
        assert "<script" not in html
        assert "Surplus &lt;script&gt;" in html


def test_what_a_person_rejected_no_longer_counts_as_served(workspace: Workspace) -> None:
    codes = ("7", "7.2", "7.3", "13.2")
    workspace.review([Choice("pilot-mega", code, "reject", reason="not in the text") for code in codes], "Ana Ruiz")
    assert workspace.pilots["mega"].missing == ("no accepted SDG link",)
    none, _ = unserved(tuple(workspace.pilots.values()))
    assert none == ("1", "3", "4", "7", "14", "15")
    assert [row[1] for row in workspace.ask("goals-without-pilot").rows()] == list(none)


def test_an_empty_workspace_answers_with_no_rows(tmp_path: Path) -> None:
    desk = create(tmp_path / "empty", sample=False)
    assert desk.build().ok
    assert len(desk.pilots) == 0
    assert len(desk.coverage()) == 17


def test_a_broken_question_of_ones_own_does_not_stop_the_others(workspace: Workspace) -> None:
    assert workspace.folder is not None
    folder = workspace.folder / "queries" / "mine"
    folder.mkdir(parents=True)
    (folder / "broken.rq").write_text("#+ summary: {en: What?\nSELECT", encoding="utf-8")
    assert len(open_workspace(workspace.folder).pilots) == 11


def test_coverage_by_goal_is_drawn_in_the_readers_language(desk: Workspace) -> None:
    picture = desk.coverage(lang="es").plot()
    assert "Objetivo 11, Ciudades y comunidades sostenibles: 7 directos, 12 indirectos" in picture
    assert picture._repr_svg_() == picture
    assert "urban innovation: 1 linked directly, 3 linked only indirectly, 1 not linked" in desk.coverage(by="theme").plot()


def test_a_reason_keeps_the_language_in_which_it_was_given(workspace: Workspace) -> None:
    choice = Choice("pilot-mega", "7.2", "change", instead="7.b", reason="le texte ne nomme pas les renouvelables")
    workspace.review([choice], "Ana Ruiz", lang="fr")
    rows = workspace.sparql("SELECT DISTINCT (LANG(?r) AS ?lang) { ?x a ?k ; mg:reason|mg:rationale ?r . FILTER(CONTAINS(?r, 'renouvelables')) "
                            "VALUES ?k { mg:Review mg:Suggestion } FILTER(LANG(?r) != 'en') }")  # fmt: skip
    assert isinstance(rows, Table)
    assert rows.rows() == (("fr",),)
    assert "renouvelables" in next(link.rationale for link in workspace.pilots_in("fr")[4].links if link.sdg == "7.b")
