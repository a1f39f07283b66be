"""A released folder: what it holds, that independent readers read it, what changed, and what is refused."""

import csv
import errno
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import rdflib
import yaml

from metrograph import formats
from metrograph.errors import MetroGraphError
from metrograph.folder import read_settings
from metrograph.namespaces import MG, VOID
from metrograph.release import check_release, write_release
from metrograph.review import Choice
from metrograph.workspace import Workspace, create

VERSION = "2019.1"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
PROV, DCTERMS = rdflib.PROV, rdflib.DCTERMS


@pytest.fixture(scope="module")
def released(desk: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged plan, in every form."""
    folder = tmp_path_factory.mktemp("released") / VERSION
    write_release(desk, folder, version=VERSION)
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace whose publisher is named, with one decision of a person."""
    folder = tmp_path_factory.mktemp("own") / "desk"
    create(folder)
    with (folder / "metrograph.toml").open("a", encoding="utf-8") as file:
        file.write('[publisher]\nname = "Réseau des villes"\nurl = "https://villes.example/"\nemail = "sg@villes.example"\n')
    desk = Workspace(folder)
    desk.review(_first(desk), "Ana")
    return Workspace(folder)


def _first(desk: Workspace) -> list[Choice]:
    row = desk.ask("links").dicts()[0]
    return [Choice(str(row["element"]).rpartition("/")[2], str(row["sdg"]), "reject", reason="only announced")]


@pytest.fixture(scope="module")
def first(own: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That workspace, released on a day in the form that every release has."""
    folder = tmp_path_factory.mktemp("first") / "1"
    write_release(own, folder, version="1", date="2026-01-31", forms=("nq",), address="https://villes.example/data/1")
    return folder


def turtle(folder: Path, name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(folder / name, format="turtle", publicID=f"{folder.as_uri()}/")


def refused(code: str, *args: object, **more: object) -> MetroGraphError:
    with pytest.raises(MetroGraphError) as caught:
        write_release(*args, **more)  # type: ignore[arg-type]
    assert caught.value.code == code
    return caught.value


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---- what is there, read by others


def test_every_file_has_its_digest_and_other_programs_find_them_right(released: Path) -> None:
    lines = [line.split("  ", 1) for line in (released / "SHA256SUMS").read_text().splitlines()]
    assert {name for _, name in lines} == set(everything(released)) - {"SHA256SUMS"}
    for digest, name in lines:
        assert hashlib.sha256((released / name).read_bytes()).hexdigest() == digest
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=released, check=True)


def test_the_manifest_tells_size_digest_and_count_of_each_file(released: Path) -> None:
    told = json.loads((released / "manifest.json").read_text())
    files = {one["path"]: one for one in told["files"]}
    assert set(files) == set(everything(released)) - {"SHA256SUMS", "manifest.json"}
    assert all(one["size"] == (released / path).stat().st_size for path, one in files.items())
    assert files["data/all.nq"]["count"] == told["counts"]["quads"]
    assert (files["tables/links.csv"]["count"], told["counts"]["links"]) == (103, 136)  # themes have links too
    assert re.fullmatch(r"\d+\.\d+\.\d+", told["versions"]["https://w3id.org/metrograph/ns"])
    assert (told["version"], told["date"], told["counts"]["reviewed links"]) == (VERSION, None, 0)


@pytest.mark.parametrize(("name", "form"), [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_data_with_its_graphs(released: Path, in_rdflib: rdflib.Dataset, name: str, form: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(released / f"data/all.{name}", format=form)
    sizes = {str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph)}
    assert sizes == {str(graph.identifier): len(graph) for graph in in_rdflib.graphs() if len(graph)}


@pytest.mark.parametrize(("name", "form"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")])
def test_rdflib_reads_the_data_without_graphs(released: Path, in_rdflib: rdflib.Dataset, name: str, form: str) -> None:
    assert len(rdflib.Graph().parse(released / f"data/all.{name}", format=form)) == len(in_rdflib)


def test_each_graph_is_a_turtle_file(released: Path, in_rdflib: rdflib.Dataset) -> None:
    for path in (released / "data/graphs").rglob("*.ttl"):
        name = path.relative_to(released / "data/graphs").with_suffix("").as_posix()
        graph = in_rdflib.graph(rdflib.URIRef(f"https://w3id.org/metrograph/graph/{name}"))
        assert len(rdflib.Graph().parse(path)) == len(graph) > 0


def test_tables_and_exchange_files_are_read_by_readers_of_their_own(released: Path, desk: Workspace) -> None:
    for lang in ("", ".fr", ".es"):
        text = (released / f"tables/links{lang}.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == len(desk.ask("links")) == 103
    assert ET.parse(released / "exchange/plan.iati.xml").getroot().tag == "iati-activities"  # noqa: S314 - our own
    with zipfile.ZipFile(released / "tables/tables.csvw.zip") as archive:
        assert archive.testzip() is None
    assert (released / "tables/links.sssom.tsv").read_text(encoding="utf-8").startswith("#")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install pyarrow")
    assert parquet.read_table(released / "tables/links.parquet").num_rows == 103


def test_the_citation_file_holds_what_the_format_demands(released: Path, first: Path) -> None:
    told = yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(told)
    assert (told["cff-version"], told["type"], told["license"], told["version"]) == ("1.2.0", "dataset", "CC-BY-4.0", VERSION)
    known = {"cff-version", "message", "type", "title", "authors", "version", "date-released", "license", "url", "abstract",
             "identifiers", "keywords", "references"}  # fmt: skip
    assert set(told) <= known  # the schema of CFF 1.2.0 allows nothing else at the top
    assert all(set(one) <= {"type", "value", "description"} and one["type"] == "other" for one in told["identifiers"])
    dated = yaml.safe_load((first / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(dated["date-released"]) == "2026-01-31"
    assert dated["authors"] == [{"name": "Réseau des villes", "website": "https://villes.example/", "email": "sg@villes.example"}]
    assert dated["url"] == "https://villes.example/data/1/"


def test_people_read_in_three_languages_what_is_there(released: Path) -> None:
    text = (released / "README.md").read_text(encoding="utf-8")
    for words in (
        "What is here",
        "Ce que contient ce dossier",
        "Qué contiene esta carpeta",
        "136 links",
        "136 liens",
        "136 vínculos",
    ):
        assert words in text
    for path in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (released / path).is_file()
    for lang in ("", ".fr", ".es"):
        page = (released / f"ontology/index{lang}.html").read_text(encoding="utf-8")
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
        assert {"PilotProject", "contributesTo", "accepted"} <= ids


# ---- described as linked data


def test_void_counts_what_rdflib_counts(released: Path, in_rdflib: rdflib.Dataset) -> None:
    void, space = turtle(released, "void.ttl"), rdflib.Namespace(VOID)
    dataset = rdflib.URIRef("https://w3id.org/metrograph/id/dataset")

    def told(name: str) -> int:
        return int(str(void.value(dataset, space[name])))

    assert told("triples") == len(in_rdflib)
    assert told("distinctSubjects") == len(set(in_rdflib.subjects()))
    assert told("distinctObjects") == len(set(in_rdflib.objects()))
    assert told("properties") == len(set(in_rdflib.predicates()))
    assert told("classes") == len(set(in_rdflib.objects(None, rdflib.RDF.type)))
    for part in void.objects(dataset, space.classPartition):
        kind = void.value(part, space["class"])
        assert int(str(void.value(part, space.entities))) == len(set(in_rdflib.subjects(rdflib.RDF.type, kind)))
    assert not list(void.objects(dataset, space.sparqlEndpoint))


def test_dcat_leads_to_files_that_are_as_it_says(released: Path) -> None:
    graph = turtle(released, "dcat.ttl")
    seen = set()
    for node in graph.subjects(rdflib.RDF.type, DCAT.Distribution):
        path = str(graph.value(node, DCAT.downloadURL)).removeprefix(f"{released.as_uri()}/")
        body = (released / path).read_bytes()
        seen.add(path)
        assert int(str(graph.value(node, DCAT.byteSize))) == len(body)
        digest = graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue)
        assert str(digest) == hashlib.sha256(body).hexdigest()
    assert {"data/all.nq", "data/graphs/view.ttl", "tables/links.csv", "exchange/plan.iati.xml"} <= seen
    dataset = rdflib.URIRef("https://w3id.org/metrograph/id/dataset")
    assert str(graph.value(dataset, DCAT.version)) == VERSION
    assert not list(graph.subjects(rdflib.RDF.type, DCAT.DataService))


def profile() -> rdflib.Graph:
    from metrograph.resources import root

    return rdflib.Graph().parse(root() / "data" / "profiles" / "dcat-ap.ttl")


def conforms(graph: rdflib.Graph) -> tuple[bool, str]:
    import pyshacl

    found, _, text = pyshacl.validate(graph, shacl_graph=profile())
    return bool(found), str(text)


def test_the_catalogue_has_all_that_dcat_ap_demands_and_recommends(released: Path, first: Path, desk: Workspace) -> None:
    from tests.test_documents import get

    service = rdflib.Graph().parse(data=get(desk, "/dcat.ttl").body, format="turtle")
    assert list(service.subjects(rdflib.RDF.type, DCAT.DataService))
    for graph in (turtle(first, "dcat.ttl"), service):
        found, text = conforms(graph)
        assert found, text
    graph = turtle(released, "dcat.ttl")
    lacking = conforms(graph)[1]
    assert set(re.findall(r"Source Shape: mgs:([\w-]+)", lacking)) <= {"ap-Distribution-format-there"}  # ZIP of tables, Parquet


BROKEN = {
    "title": "DELETE WHERE { <https://w3id.org/metrograph/id/dataset> <http://purl.org/dc/terms/title> ?x }",
    "publisher": "DELETE WHERE { ?x <http://xmlns.com/foaf/0.1/name> ?y }",
    "two publishers": "INSERT DATA { <https://w3id.org/metrograph/id/dataset> <http://purl.org/dc/terms/publisher> <http://a/b> . <http://a/b> a <http://xmlns.com/foaf/0.1/Agent> ; <http://xmlns.com/foaf/0.1/name> 'b' }",
    "address": "DELETE WHERE { ?x <http://www.w3.org/ns/dcat#accessURL> ?y }",
    "size": "INSERT DATA { <http://a/d> a <http://www.w3.org/ns/dcat#Distribution> ; <http://www.w3.org/ns/dcat#accessURL> <http://a/f> ; <http://www.w3.org/ns/dcat#byteSize> 'big' }",
    "checksum": "DELETE WHERE { ?x <http://spdx.org/rdf/terms#algorithm> ?y }",
    "theme": "INSERT DATA { <https://w3id.org/metrograph/id/dataset> <http://www.w3.org/ns/dcat#theme> <http://a/cities> . <http://a/cities> a <http://www.w3.org/2004/02/skos/core#Concept> }",
}


@pytest.mark.parametrize("lacking", BROKEN)
def test_what_dcat_ap_demands_is_missed_where_it_is_not_there(first: Path, lacking: str) -> None:
    graph = turtle(first, "dcat.ttl")
    graph.update(BROKEN[lacking])
    found, text = conforms(graph)
    assert not found
    assert "Severity: sh:Violation" in text


CHAIN = """
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX mg: <https://w3id.org/metrograph/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?link ?version ?file ?sha256 ?source WHERE {
  ?link prov:wasDerivedFrom ?suggestion . ?suggestion prov:wasGeneratedBy ?run .
  ?run a prov:Activity ; mg:version ?version ; prov:used ?source .
  ?graph prov:hadMember ?suggestion ; prov:wasDerivedFrom [ dcterms:identifier ?file ; mg:sha256 ?sha256 ] .
}"""
PEOPLE = """
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?link ?name WHERE { ?link prov:wasInfluencedBy ?review . ?review prov:wasAssociatedWith ?agent . ?agent skos:prefLabel ?name }"""


def test_from_each_link_one_walks_to_its_run_the_version_of_it_and_the_file(released: Path, desk: Workspace) -> None:
    rows = list(turtle(released, "prov.ttl").query(CHAIN))
    assert len({row[0] for row in rows}) == 136
    assert {(str(row[1]), str(row[2])) for row in rows} == {("2019.1", "alignments/metropolis-2019.yaml")}
    path = desk.source / "alignments/metropolis-2019.yaml"
    from metrograph.resources import digest

    assert {str(row[3]) for row in rows} == {digest((path,))}


def test_from_a_link_one_walks_to_who_decided_on_it(first: Path) -> None:
    assert [str(row[1]) for row in turtle(first, "prov.ttl").query(PEOPLE)] == ["Ana"]


def test_with_an_address_all_that_is_said_of_files_is_complete(first: Path) -> None:
    for name in ("dcat.ttl", "void.ttl", "prov.ttl"):
        text = (first / name).read_text(encoding="utf-8")
        assert "<https://villes.example/data/1/data/all.nq" in text
        assert "release.invalid" not in text


# ---- again, and what changed


def test_the_same_data_give_the_same_bytes(own: Workspace, first: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    told = {"version": "1", "date": "2026-01-31", "forms": ("nq",), "address": "https://villes.example/data/1/"}
    write_release(Workspace(own.folder), again, **told)  # type: ignore[arg-type]
    assert everything(again) == everything(first)
    before = {path: path.stat().st_mtime_ns for path in again.rglob("*")}
    assert not write_release(own, again, **told).fresh  # type: ignore[arg-type]
    assert {path: path.stat().st_mtime_ns for path in again.rglob("*")} == before


def test_a_release_tells_what_changed_since_the_one_before(own: Workspace, first: Path, tmp_path: Path) -> None:
    assert own.folder
    later = Workspace(shutil.copytree(own.folder, tmp_path / "later"))
    assert later.folder
    plan = later.folder / "plans/metropolis-2019.yaml"
    alignments = later.folder / "alignments/metropolis-2019.yaml"
    text = alignments.read_text(encoding="utf-8")
    alignments.write_text(text.replace("strength: direct", "strength: indirect", 1), encoding="utf-8")
    assert plan.is_file()
    made = write_release(Workspace(later.folder), tmp_path / "2", version="2", date="2026-02-28", previous=first, forms=("nq",))
    log = (made.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert log.index("## 2 (2026-02-28)") < log.index("## 1 (2026-01-31)")
    assert "- 1 link of another strength or status" in log
    assert "- 1 lien dont la force ou le statut a changé" in log
    rows = list(csv.DictReader(io.StringIO((made.folder / "changes.csv").read_text(encoding="utf-8"))))
    assert [(row["change"], row["before"].split(", ")[0], row["after"].split(", ")[0]) for row in rows] == [
        ("changed", "direct", "indirect")
    ]
    graph, node = turtle(made.folder, "dcat.ttl"), rdflib.URIRef("https://w3id.org/metrograph/id/dataset/2")
    before = rdflib.URIRef("https://w3id.org/metrograph/id/dataset/1")
    assert graph.value(node, DCAT.previousVersion) == graph.value(node, PROV.wasRevisionOf) == before
    assert str(graph.value(rdflib.URIRef("https://w3id.org/metrograph/id/dataset"), DCTERMS.issued)) == "2026-02-28"
    assert check_release(made.folder) == ()


def test_without_a_version_the_day_of_the_latest_decision_is_it(own: Workspace, desk: Workspace, tmp_path: Path) -> None:
    made = write_release(own, tmp_path / "a", forms=("nq",))
    day = max(review.time for review in own.records.reviews)[:10]
    assert made.version == json.loads((made.folder / "manifest.json").read_text())["date"] == day


# ---- what is refused


def test_a_release_is_never_replaced_in_silence(own: Workspace, first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "here")
    held = everything(folder)
    refused("A222", own, folder, version="2", forms=("nq",))
    refused("A222", own, folder, version="1", date="2026-03-01", forms=("nq",))
    assert everything(folder) == held
    assert write_release(own, folder, version="2", forms=("nq",), force=True).fresh
    assert json.loads((folder / "manifest.json").read_text())["version"] == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_a_folder_with_other_things_is_left_alone(desk: Workspace, tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("mine")
    refused("A221", desk, tmp_path, version="1", force=True)
    refused("A221", desk, tmp_path / "thesis.odt", version="1")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize("version", ["../1", "1 2", "é", "a" * 65, ".", "-1", "1..2", "a/b", "1\n"])
def test_a_version_that_no_identifier_can_end_with_is_refused(desk: Workspace, tmp_path: Path, version: str) -> None:
    refused("A223", desk, tmp_path / "x", version=version)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("A226", {"date": "2026-02-30"}),
        ("A226", {"date": "yesterday"}),
        ("A226", {"date": "20260101"}),
        ("W662", {"address": "villes.example"}),
        ("U108", {"forms": ("xls",)}),
        ("A224", {"previous": Path("/nowhere")}),
    ],
)
def test_what_is_wrongly_asked_for_is_told_before_any_work(
    desk: Workspace, tmp_path: Path, code: str, more: dict[str, object]
) -> None:
    assert refused(code, desk, tmp_path / "x", version="1", **more).remedy("fr")
    assert not list(tmp_path.iterdir())


def test_a_release_before_that_was_changed_since_is_no_ground(own: Workspace, first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "before")
    with (folder / "data/all.nq").open("a") as file:
        file.write("<a:x> <a:y> <a:z> .\n")
    refused("A224", own, tmp_path / "next", version="2", previous=folder, forms=("nq",))
    refused("A228", own, tmp_path / "next", version="1", previous=first)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before"]


def test_data_that_break_a_rule_are_not_released(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    create(folder)
    (folder / "sdg").mkdir(exist_ok=True)
    (folder / "sdg/x.ttl").write_text(f"<http://a/x> a <{MG}PilotProject> .")
    error = refused("A225", Workspace(folder), tmp_path / "out", version="1")
    assert error.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_full_disk_leaves_nothing_behind(desk: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(formats.os, "fsync", full)
    error = refused("S108", desk, tmp_path / "out", version="1", forms=("nq",))
    assert "No space left" in str(error)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_told(desk: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused("S108", desk, tmp_path / "file" / "out", version="1", forms=("nq",))


def test_a_library_that_is_missing_leaves_a_file_out_and_is_noted(
    desk: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    made = write_release(desk, tmp_path / "out", version="1", forms=("parquet",))
    assert {path for path, _ in made.left_out} == {"tables/links.parquet", "tables/all.quads.parquet"}
    told = json.loads((made.folder / "manifest.json").read_text())["left out"]
    assert all(one["reason"].startswith("U107") for one in told)
    assert check_release(made.folder) == ()


# ---- the check


DAMAGE = {
    "changed": lambda folder: (folder / "README.md").write_text("x"),
    "missing": lambda folder: (folder / "void.ttl").unlink(),
    "unlisted": lambda folder: (folder / "notes.txt").write_text("x"),
    "sums": lambda folder: (folder / "SHA256SUMS").write_text(""),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_the_check_names_what_is_wrong(first: Path, tmp_path: Path, kind: str) -> None:
    folder = shutil.copytree(first, tmp_path / "damaged")
    DAMAGE[kind](folder)
    assert kind in {fault.kind for fault in check_release(folder)}


UNREADABLE = {
    "x.ttl": b"<a:x> <a:y> .",
    "x.csv": b"a,b\n1\n",
    "x.json": b"{",
    "x.xml": b"<a>",
    "x.zip": b"PK",
    "x.parquet": b"PAR1....",
    "x.cff": b"title: x\n",
    "x.md": b"\xff",
    "x.nq": b"\xff",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_its_format_does_not_allow_is_told_even_where_digests_agree(first: Path, tmp_path: Path, name: str) -> None:
    from metrograph.release.manifest import sums

    folder = shutil.copytree(first, tmp_path / "odd")
    (folder / name).write_bytes(UNREADABLE[name])
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    body = UNREADABLE[name]
    entry = {"path": name, "media": "x", "about": "x", "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    told["files"].append(entry)
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    digests = {one["path"]: one["sha256"] for one in told["files"]}
    digests["manifest.json"] = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_bytes(sums(digests))
    assert [(fault.path, fault.kind) for fault in check_release(folder)] == [(name, "unreadable")]


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../b", "", "a\\b"])
def test_a_manifest_that_leads_out_of_its_folder_is_none(first: Path, tmp_path: Path, path: str) -> None:
    folder = shutil.copytree(first, tmp_path / "odd")
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told["files"][0]["path"] = path
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(MetroGraphError) as caught:
        check_release(folder)
    assert caught.value.code == "A224"


# ---- the command


def test_the_command_writes_tells_and_checks(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "out"
    done = run("release", folder, "--version", "7", "--formats", "nq")
    assert (done.code, "version 7" in done.err) == (0, True)
    assert "is as it was released" in run("release", "--check", folder).err
    (folder / "README.md").unlink()
    done = run("--lang", "fr", "release", "--check", folder)
    assert (done.code, "manque" in done.out) == (1, True)
    assert run("release", "--check", folder, "--force").code == 2
    assert run("release", "--check", tmp_path).code == 3
    assert run("release", folder, "--version", "8").code == 2


# ---- who publishes


def test_who_publishes_is_read_from_the_settings(own: Workspace, first: Path) -> None:
    graph = turtle(first, "dcat.ttl")
    names = {str(one) for one in graph.objects(None, rdflib.URIRef("http://xmlns.com/foaf/0.1/name"))}
    assert names == {"Réseau des villes"}
    assert own.settings.publisher.email == "sg@villes.example"


def test_who_is_not_named_is_said_not_to_be(workspace: Workspace, tmp_path: Path) -> None:
    made = write_release(workspace, tmp_path / "out", version="1", forms=("nq",))
    assert not made.named
    assert "éditeur non indiqué" in (made.folder / "README.md").read_text(encoding="utf-8")
    graph = turtle(made.folder, "dcat.ttl")
    assert "sh:Violation" not in conforms(graph)[1]


@pytest.mark.parametrize(
    "told",
    [
        'publisher = "x"',
        "[publisher]\nname = 3",
        '[publisher]\nfax = "1"',
        '[publisher]\nurl = "javascript:x"',
        '[publisher]\nemail = "x"',
    ],
)
def test_a_publisher_that_cannot_be_one_is_refused(tmp_path: Path, told: str) -> None:
    (tmp_path / "metrograph.toml").write_text(told)
    with pytest.raises(MetroGraphError) as caught:
        read_settings(tmp_path)
    assert caught.value.code == "S112"
    assert "publisher" in str(caught.value)
