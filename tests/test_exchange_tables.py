"""CSVW and Parquet: read back by csvw, pyarrow, pandas and polars, and turned into RDF by the rules of CSVW."""

import importlib
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from tests.conftest import Said

from metrograph.errors import UsageError
from metrograph.exchange.csvw import csvw_files
from metrograph.formats import canonical
from metrograph.namespaces import MG, RDF
from metrograph.workspace import Workspace

Run = Callable[..., Said]
XSD = "http://www.w3.org/2001/XMLSchema#"


def library(name: str) -> ModuleType:
    """A library of the extra ``dev``: a skip without it, and a failure in CI."""
    try:
        return importlib.import_module(name)
    except ImportError:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {name}: pip install {name.partition('.')[0]}")


@pytest.fixture(scope="module")
def package(desk: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CSVW package, unpacked."""
    folder = tmp_path_factory.mktemp("csvw")
    path = desk.save(folder / "plan.csvw.zip")
    with zipfile.ZipFile(path) as files:
        files.extractall(folder)
    return folder


def filled(template: str, row: dict[str, str | None]) -> str:
    return re.sub(r"\{\+?(\w+)\}", lambda name: row[name[1]] or "", template)


def triples(folder: Path) -> set[ox.Triple]:
    """What the tables say in RDF (W3C, Generating RDF from Tabular Data on the Web, 2015, minimal mode): the part used here."""
    import csv

    found: set[ox.Triple] = set()
    for table in json.loads((folder / "csv-metadata.json").read_text())["tables"]:
        schema = table["tableSchema"]
        for cells in csv.DictReader(io.StringIO((folder / table["url"]).read_text())):
            row = {name: cell or None for name, cell in cells.items()}
            subject = ox.NamedNode(filled(schema["aboutUrl"], row))
            for column in schema["columns"]:
                cell = row.get(column["name"])
                if column.get("suppressOutput") or (cell is None and not column.get("virtual")):
                    continue
                if "valueUrl" in column:
                    value: ox.NamedNode | ox.Literal = ox.NamedNode(filled(column["valueUrl"], row))
                elif "lang" in column:
                    value = ox.Literal(cell or "", language=column["lang"])
                else:
                    value = ox.Literal(cell or "", datatype=ox.NamedNode(XSD + column["datatype"]))
                found.add(ox.Triple(subject, ox.NamedNode(column["propertyUrl"]), value))
    return found


def test_the_tables_say_in_rdf_what_our_graphs_say_and_nothing_else(desk: Workspace, package: Path) -> None:
    found, ours = triples(package), {quad.triple for quad in desk.quads}
    assert found <= ours
    links = {
        triple.subject
        for triple in ours
        if triple.predicate.value == RDF + "type" and triple.object == ox.NamedNode(MG + "Alignment")
    }
    assert {triple.subject for triple in found} >= links
    for name in ("alignmentOf", "alignedTo", "strength", "alignmentStatus"):
        assert {t for t in ours if t.predicate.value == MG + name and t.subject in links} <= found


def test_csvw_reads_the_package_and_finds_it_valid(package: Path) -> None:
    csvw = library("csvw")
    group = csvw.TableGroup.from_file(package / "csv-metadata.json")
    group.check_referential_integrity()
    rows = {str(table.url): list(table) for table in group.tables}
    assert {name: len(found) for name, found in rows.items()} == {"elements.csv": 105, "links.csv": 136, "sdgs.csv": 186}
    mega = next(row for row in rows["elements.csv"] if row["element"].endswith("/pilot-mega"))
    assert (mega["kind"], mega["status"], mega["first_line"]) == ("PilotProject", "toConclude", 78)
    assert csvw.CSVW(str(package / "csv-metadata.json"), validate=True).is_valid


def test_each_column_has_a_title_in_three_languages_and_the_keys_hold(package: Path) -> None:
    import csv

    told = json.loads((package / "csv-metadata.json").read_text())
    for table in told["tables"]:
        head, *rows = list(csv.reader(io.StringIO((package / table["url"]).read_text())))
        real = [column for column in table["tableSchema"]["columns"] if not column.get("virtual")]
        assert [column["name"] for column in real] == head
        assert all({"en", "fr", "es"} <= set(column["titles"]) for column in real)
        at = head.index(table["tableSchema"]["primaryKey"])
        assert len({row[at] for row in rows}) == len(rows)


def test_the_package_is_the_same_each_time_and_no_file_is_a_surprise(desk: Workspace) -> None:
    assert desk.dump(".csvw.zip") == desk.dump(".csvw.zip")
    assert [name for name, _ in csvw_files(desk.stock())] == ["csv-metadata.json", "elements.csv", "links.csv", "sdgs.csv"]


def test_links_as_parquet_are_read_by_three_libraries(desk: Workspace, tmp_path: Path) -> None:
    library("pyarrow")
    path = desk.save(tmp_path / "links.parquet", lang="fr")
    table = library("pyarrow.parquet").read_table(path)
    assert (table.num_rows, str(table.schema.field("firstLine").type)) == (103, "int64")
    assert table.schema.metadata[b"http://purl.org/dc/terms/license"] == b"https://creativecommons.org/licenses/by/4.0/"
    assert table.schema.metadata[b"generator"].startswith(b"metrograph ")
    expected = [str(label) for label in desk.ask("links", lang="fr").column("sdgLabel")]
    assert table.column("sdgLabel").to_pylist() == expected
    assert library("pandas").read_parquet(path)["sdgLabel"].tolist() == expected
    assert library("polars").read_parquet(path)["sdgLabel"].to_list() == expected
    assert desk.dump(".parquet", lang="fr") == path.read_bytes()


def test_quads_as_parquet_lose_nothing(desk: Workspace, tmp_path: Path) -> None:
    library("pyarrow")
    table = library("pyarrow.parquet").read_table(desk.save(tmp_path / "all.quads.parquet"))
    assert table.column_names == ["subject", "predicate", "object", "datatype", "lang", "graph"]

    def term(row: dict[str, str | None]) -> ox.NamedNode | ox.Literal | ox.BlankNode:
        text = row["object"] or ""
        if row["lang"]:
            return ox.Literal(text, language=row["lang"])
        if row["datatype"]:
            return ox.Literal(text, datatype=ox.NamedNode(row["datatype"]))
        return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text)

    def node(text: str) -> ox.NamedNode | ox.BlankNode:
        return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text)

    rows = table.to_pylist()
    back = {ox.Quad(node(row["subject"]), ox.NamedNode(row["predicate"]), term(row), ox.NamedNode(row["graph"])) for row in rows}
    assert canonical(back) == canonical(desk.quads)
    one = library("pyarrow.parquet").read_table(desk.save(tmp_path / "view.parquet", "view"))
    assert one.num_rows == len(desk.graph_quads("view"))


def test_a_graph_that_is_not_there_is_refused(desk: Workspace) -> None:
    library("pyarrow")
    with pytest.raises(UsageError) as caught:
        desk.dump(".parquet", "views")
    assert (caught.value.code, caught.value.values["near"]) == ("U112", "view")


@pytest.mark.parametrize(("name", "module", "extra"), [("x.parquet", "pyarrow", "arrow"), ("x.framed.jsonld", "pyld", "jsonld")])
def test_without_its_library_a_format_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    for held in [held for held in sys.modules if held.partition(".")[0] == module]:
        monkeypatch.setitem(sys.modules, held, None)
    monkeypatch.setitem(sys.modules, module, None)
    said = run("export", "--to", tmp_path / name)
    assert (said.code, f"pip install 'metrograph[{extra}]'" in said.err) == (2, True)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("name", "meant"), [("links.tsv", ".sssom.tsv"), ("plan.xml", ".iati.xml"), ("x.zip", ".csvw.zip"), ("x.parket", ".parquet")]
)
def test_an_unknown_ending_names_the_one_that_was_meant(run: Run, tmp_path: Path, name: str, meant: str) -> None:
    for lang in ("en", "fr", "es"):
        said = run("--lang", lang, "export", "--to", tmp_path / name)
        assert (said.code, "A181" in said.err, meant in said.err.partition("\n")[2]) == (3, True, True)


@pytest.mark.parametrize("name", ["x.sssom.tsv", "x.iati.xml", "x.csvw.zip"])
def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path, name: str) -> None:
    said = run("export", "--to", tmp_path / "absent" / name)
    assert (said.code, "S108" in said.err) == (3, True)


@pytest.mark.parametrize("ending", [".sssom.tsv", ".iati.xml", ".csvw.zip"])
def test_two_plans_can_be_had_together_or_one_by_one(tmp_path: Path, ending: str, two: Workspace) -> None:
    both, one = two.dump(ending), two.dump(ending, "plan/delta-2027")

    def text(body: bytes) -> str:
        if ending != ".csvw.zip":
            return body.decode()
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            return files.read("elements.csv").decode()

    assert "pilot-mega" in text(both)
    assert "pilot-night-buses" in text(both)
    assert "pilot-night-buses" in text(one)
    assert "pilot-mega" not in text(one)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a second, small plan."""
    from metrograph.workspace import create

    desk = create(tmp_path_factory.mktemp("two") / "w")
    (desk.folder / "plans" / "delta-2027.yaml").write_text(DELTA)  # type: ignore[operator]  # it has a folder
    (desk.folder / "alignments" / "delta-2027.yaml").write_text(LINKS)  # type: ignore[operator]  # see above
    desk.refresh()
    return desk


DELTA = """
plan: delta-2027
source: {title: {fr: Plan 2027}, file: plan.txt, sha256: 5a28aa9ca409c6969a753e3f2d00701c15b66ca618db911d3e2ba28ca4e4ae5c, lang: fr, lines: 6}
items:
- {id: plan-2027, kind: work_plan, label: {fr: Plan de travail 2027}, date: {edtf: "2027", text: "2027"}, lines: [1]}
- {id: pilot-night-buses, kind: pilot_project, label: {fr: Bus de nuit}, parent: plan-2027, status: to_launch, lines: [5]}
"""
LINKS = """
plan: delta-2027
run: delta-2027
method: humanCuration
version: "1"
status: accepted
description: {fr: premiers liens}
items:
- item: pilot-night-buses
  links: [{sdg: "11.2", strength: direct, quotes: [{text: Bus de nuit, basis: text}], rationale: {fr: transport public}}]
"""
