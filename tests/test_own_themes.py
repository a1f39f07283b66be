"""Themes of one's own: ``themes/*.ttl`` of a workspace, beside those of the package."""

import shutil
from pathlib import Path

import pytest

from metrograph.compare.sides import side_of_file
from metrograph.errors import MetroGraphError
from metrograph.handover.cells import joined
from metrograph.handover.comeback import import_sheet
from metrograph.handover.sheet import sheet_rows, to_csv
from metrograph.records import read_plan, read_vocabulary
from metrograph.workspace import create, open_workspace

HEAD = """@prefix id: <https://w3id.org/metrograph/id/> .
@prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
BANKS = """
id:theme-river-banks a skos:Concept , mg:Theme ;
  skos:prefLabel "river banks"@en , "berges"@fr , "riberas"@es ;
  skos:broader id:theme-group-territory .
"""
BASE = "https://data.delta.example/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one theme of its own, which a pilot has beside that of the package; built."""
    folder = create(tmp_path_factory.mktemp("themes") / "rivers").source
    (folder / "themes").mkdir()
    (folder / "themes" / "rivers.ttl").write_text(HEAD + BANKS, encoding="utf-8")
    plan = folder / "plans" / "metropolis-2019.yaml"
    head, name, rest = plan.read_text(encoding="utf-8").partition("- id: pilot-metropolis-in-movement\n")
    rest = rest.replace("themes: [theme-mobility]", "themes: [theme-mobility, theme-river-banks]", 1)
    plan.write_text(head + name + rest, encoding="utf-8")
    assert open_workspace(folder).build().ok
    return folder


@pytest.fixture
def rivers(made: Path, tmp_path: Path) -> Path:
    """A copy of that workspace, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "rivers"))


def write(folder: Path, text: str) -> None:
    (folder / "themes" / "rivers.ttl").write_text(HEAD + text, encoding="utf-8")


def refused(folder: Path) -> MetroGraphError:
    with pytest.raises(MetroGraphError) as caught:
        open_workspace(folder).build()
    return caught.value


def test_a_theme_of_ones_own_is_asked_for_like_those_of_the_package(made: Path) -> None:
    desk = open_workspace(made)
    themes = {row["themeLabel"]: row["groupLabel"] for row in desk.ask("themes", lang="es").dicts()}
    assert themes["riberas"] == "territorio y medio ambiente"
    assert len(themes) == len(open_workspace().ask("themes")) + 1
    rows = desk.ask("elements-by-theme", theme="theme-river-banks", lang="fr").dicts()
    assert [str(row["element"]).rpartition("/")[2] for row in rows] == ["pilot-metropolis-in-movement"]
    counted = {row["themeLabel"]: row["count"] for row in desk.coverage(by="theme").dicts()}
    assert counted["river banks"] == 1


def test_the_graph_of_the_themes_names_both_files_and_is_the_same_each_time(rivers: Path) -> None:
    write(rivers, BANKS + 'id:theme-river-banks skos:note [ skos:note "x" ] , [ skos:note "y" ] .')
    desk = open_workspace(rivers)
    assert desk.build().ok
    first = desk.dump(".nq")
    sources = desk.sparql("SELECT ?name { GRAPH ?g { ?graph prov:wasDerivedFrom ?file . ?file dcterms:identifier ?name } }")
    assert {"ontology/themes.ttl", "themes/rivers.ttl"} <= {str(row[0]) for row in sources.rows()}
    (rivers / ".metrograph" / "graph.nq").unlink()
    assert open_workspace(rivers).dump(".nq") == first


def test_an_edit_of_the_list_makes_the_kept_graph_stale(rivers: Path) -> None:
    assert open_workspace(rivers).fresh
    write(rivers, BANKS.replace('"berges"@fr', '"rives"@fr'))
    desk = open_workspace(rivers)
    assert not desk.fresh
    assert "rives" in desk.ask("themes", lang="fr").column("themeLabel")


def test_themes_may_be_written_under_the_base_of_the_workspace_or_under_ours(rivers: Path) -> None:
    (rivers / "metrograph.toml").write_text(f'base = "{BASE}"\n', encoding="utf-8")
    for text in (BANKS, BANKS.replace("id:theme-river-banks", f"<{BASE}id/theme-river-banks>")):
        write(rivers, text)
        desk = open_workspace(rivers)
        assert desk.build().ok
        assert f"{BASE}id/theme-river-banks" in {str(iri) for iri in desk.ask("themes").column("theme")}


def test_words_may_be_added_to_a_theme_of_the_package(rivers: Path) -> None:
    write(rivers, BANKS + 'id:theme-mobility skos:altLabel "déplacements doux"@fr ; skos:prefLabel "mobility"@en .')
    desk = open_workspace(rivers)
    assert desk.build().ok  # saying again what the package says is no second name
    assert [found.iri.rpartition("/")[2] for found in desk.find("deplacements doux", "fr")] == ["theme-mobility"]


def test_a_theme_without_a_name_in_each_language_is_a_violation_at_its_line(rivers: Path) -> None:
    write(rivers, BANKS.replace(' , "riberas"@es', ""))
    report = open_workspace(rivers).build()
    assert not report.ok
    assert [(found.rule, found.place.short) for found in report if found.severity == "Violation"] == [("S22", "rivers.ttl:5")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (BANKS + "<http://other.example/rivers> a mg:Theme .", "R142", 8),
        (BANKS + "id:River a mg:Theme .", "R142", 8),
        (BANKS + "id:org-uclg a mg:Theme .", "R142", 8),
        (BANKS.replace(" , mg:Theme", ""), "R143", 1),
        (BANKS + "id:theme-x a mg:Theme ; skos:prefLabel x .", "S109", 8),
    ],
)
def test_a_list_that_cannot_be_right_is_refused_with_its_place(rivers: Path, text: str, code: str, line: int) -> None:
    kept = (rivers / ".metrograph" / "graph.nq").read_bytes()
    write(rivers, text)
    error = refused(rivers)
    assert (error.code, error.place.short) == (code, f"rivers.ttl:{line}")
    assert (rivers / ".metrograph" / "graph.nq").read_bytes() == kept


def test_a_list_without_a_theme_says_how_one_is_written(rivers: Path) -> None:
    (rivers / "themes" / "empty.ttl").write_text(HEAD + 'id:theme-rain a skos:Concept ; skos:prefLabel "rain"@en .')
    error = refused(rivers)
    assert error.code == "R143"
    assert "a mg:Theme" in error.remedy("es")


def test_every_wrong_theme_is_told_at_once(rivers: Path) -> None:
    write(rivers, BANKS + "<http://a.example/x> a mg:Theme .\n<http://a.example/y> a mg:Theme .")
    assert len(refused(rivers).others) == 1


def test_a_sheet_that_names_a_theme_of_ones_own_comes_back(made: Path, tmp_path: Path) -> None:
    plan, sheet = made / "plans" / "metropolis-2019.yaml", tmp_path / "plan.csv"
    rows = sheet_rows(read_plan(plan, read_vocabulary(made)))
    before = to_csv(rows).decode("utf-8-sig")
    both = joined(("theme-mobility", "theme-river-banks"))
    assert before.count(both) == 1
    sheet.write_text(before.replace(both, "theme-river-banks"), encoding="utf-8-sig")
    changes, _, problems = import_sheet(sheet, plan)
    assert not problems
    assert [(one.item, one.new) for one in changes] == [("pilot-metropolis-in-movement", "theme-river-banks")]


def test_a_plan_with_a_theme_of_ones_own_is_compared_as_a_file(made: Path) -> None:
    assert (
        side_of_file(made / "plans" / "metropolis-2019.yaml").plan["pilot-metropolis-in-movement"].themes[-1]
        == "theme-river-banks"
    )


def test_the_vocabulary_of_the_package_stays_as_it_is(made: Path) -> None:
    assert "theme-river-banks" in read_vocabulary(made).themes
    assert "theme-river-banks" not in read_vocabulary().themes
    assert read_vocabulary() == read_vocabulary(made / "plans")
