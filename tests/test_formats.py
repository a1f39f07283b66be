"""Quads as files, in every RDF syntax."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from tests.strategies import datasets

from metrograph.errors import SourceError
from metrograph.formats import canonical, json_ld, save, write, write_plain
from metrograph.namespaces import MG, Names
from metrograph.resources import root
from metrograph.turtle import Quad, read_quads
from metrograph.workspace import Workspace, load

PLAN, CONTEXT = "plan/metropolis-2019", "context/metropolis-2019"
WITH_GRAPHS = (".trig", ".nq", ".jsonld")
WITHOUT = (".ttl", ".nt", ".rdf")
FORMATS = (*WITH_GRAPHS, *WITHOUT)
BY_RDFLIB = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld"}


def parsed(body: bytes, suffix: str) -> list[Quad]:
    syntax = ox.RdfFormat.from_extension(suffix.removeprefix("."))
    assert syntax
    return canonical(ox.parse(body, format=syntax))


def expected(quads: tuple[Quad, ...], suffix: str) -> list[Quad]:
    """What a file of these quads says: graphs and all where the syntax has graphs."""
    return canonical(quads) if suffix in WITH_GRAPHS else canonical(Quad(q.subject, q.predicate, q.object) for q in quads)


def by_rdflib(body: bytes, suffix: str) -> list[Quad]:
    found = rdflib.Dataset().parse(data=body, format=BY_RDFLIB[suffix]) if suffix in WITH_GRAPHS else None
    if found is None:
        return parsed(rdflib.Graph().parse(data=body, format=BY_RDFLIB[suffix]).serialize(format="nt").encode(), ".nt")
    return parsed(found.serialize(format="nquads").encode(), ".nq")


# ---- the packaged plan


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_whole_plan_reads_back_the_same_from_every_format(desk: Workspace, suffix: str) -> None:
    assert parsed(desk.dump(suffix), suffix) == expected(desk.quads, suffix)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("graph", [PLAN, "ontology"])
def test_one_graph_reads_back_the_same_from_every_format(desk: Workspace, suffix: str, graph: str) -> None:
    assert parsed(desk.dump(suffix, graph), suffix) == expected(desk.graph_quads(graph), suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_rdflib_reads_the_same_from_every_format(desk: Workspace, suffix: str) -> None:
    assert by_rdflib(desk.dump(suffix, CONTEXT), suffix) == expected(desk.graph_quads(CONTEXT), suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_saved_file_opens_as_a_workspace_with_the_same_quads(desk: Workspace, tmp_path: Path, suffix: str) -> None:
    opened = load(desk.save(tmp_path / f"plan{suffix}", PLAN))
    assert canonical(opened.quads) == expected(desk.graph_quads(PLAN), suffix)


def test_two_runs_of_python_write_the_same_bytes_in_every_format() -> None:
    program = (
        "import hashlib, metrograph; g = metrograph.open();"
        f"print([hashlib.sha256(g.dump(suffix)).hexdigest() for suffix in {(*FORMATS, '.csv', '.md')!r}])"
    )
    environment = {name: text for name, text in os.environ.items() if not name.startswith("METROGRAPH")}
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={**environment, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


# ---- any quads at all

HOLD = settings(deadline=None, derandomize=True, max_examples=100)


@HOLD
@given(datasets)
def test_any_quads_read_back_the_same_from_quads_by_line(found: list[Quad]) -> None:
    assert parsed(write(found, ".nq", {}), ".nq") == canonical(found)


@HOLD
@given(datasets)
def test_any_quads_read_back_the_same_from_json_ld(found: list[Quad]) -> None:
    body = json_ld(found, {"ex": "http://example.org/", "theme": {"@id": Names().prefixes()["mg"] + "theme", "@type": "@id"}})
    assert parsed(body, ".jsonld") == canonical(found)


@HOLD
@given(datasets)
def test_any_quads_read_back_as_triples_from_triples_by_line(found: list[Quad]) -> None:
    assert parsed(write(found, ".nt", {}), ".nt") == expected(tuple(found), ".nt")


def test_blank_nodes_get_the_same_names_whatever_they_were_called() -> None:
    texts = ("_:x <http://a/p> _:y . _:y <http://a/p> '1' .", "_:n2 <http://a/p> '1' . _:n1 <http://a/p> _:n2 .")
    written = {write(list(ox.parse(text, format=ox.RdfFormat.TURTLE)), ".nt", {}) for text in texts}
    assert written == {b'_:c14n0 <http://a/p> _:c14n1 .\n_:c14n1 <http://a/p> "1" .\n'}


@pytest.mark.parametrize("suffix", [".docx", "", ".json"])
def test_an_unknown_extension_is_refused(desk: Workspace, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(SourceError) as caught:
        desk.save(tmp_path / f"plan{suffix}")
    assert caught.value.code == "A181"
    assert list(tmp_path.iterdir()) == []


# ---- XML


def said(verb: str, value: ox.Literal | ox.NamedNode) -> Quad:
    return Quad(ox.NamedNode("http://a/s"), ox.NamedNode(verb), value)


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(
    ("quad", "detail"),
    [
        (said("http://a/p", ox.Literal("a\x0cb")), "U+000C"),
        (said("http://a/p", ox.Literal("\ufffe")), "U+FFFE"),
        (said("http://a/1&2", ox.Literal("x")), "http://a/1&2"),
        (said(MG, ox.Literal("x")), "mg:"),
        (said("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ox.NamedNode("http://a/1")), "http://a/1"),
    ],
)
def test_what_xml_cannot_hold_is_refused_and_no_file_is_left(tmp_path: Path, quad: Quad, detail: str, plain: bool) -> None:
    held, path = Workspace(None, quads=(quad,)), tmp_path / "plan.rdf"
    with pytest.raises(SourceError) as caught:
        held.save(path, plain=plain)
    assert (caught.value.code, caught.value.values["detail"], caught.value.place.path) == ("S123", detail, str(path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write, write_plain])
@pytest.mark.parametrize("text", ["a\r\nb\rc\td", '<x: > <oxprefix: xmlns:oxprefix="', "\ufffd\uffe0\U0001fffe\x7f"])
def test_every_text_that_xml_can_hold_reads_back_the_same(write: Callable[..., bytes], text: str) -> None:
    graph = rdflib.Graph().parse(data=write([said("http://a/p", ox.Literal(text))], ".rdf", {}), format="xml")
    assert [str(value) for value in graph.objects()] == [text]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_triple_term_reads_back_the_same_or_is_refused(tmp_path: Path, suffix: str) -> None:
    node = ox.BlankNode("b")
    inner = ox.Triple(node, ox.NamedNode("http://a/p"), ox.Literal("x", language="en"))
    quads = (
        Quad(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/says"), ox.Triple(node, ox.NamedNode("http://a/p"), inner)),
        Quad(node, ox.NamedNode("http://a/q"), ox.Literal("y")),
    )
    held, path = Workspace(None, quads=quads), tmp_path / f"plan{suffix}"
    if suffix != ".jsonld":
        found = set(ox.parse(held.save(path).read_bytes(), format=ox.RdfFormat.from_extension(suffix[1:])))
        ends = {quad.object.subject if isinstance(quad.object, ox.Triple) else quad.subject for quad in found}
        assert (len(found), len(ends)) == (2, 1)
        return
    for plain in (True, False):
        with pytest.raises(SourceError) as caught:
            held.save(path, plain=plain)
        assert caught.value.code == "S123"
    assert not path.exists()


# ---- JSON-LD as a web developer reads it


def test_a_pilot_reads_as_plain_json(desk: Workspace) -> None:
    document = json.loads(desk.dump(".jsonld", PLAN))
    (graph,) = document["@graph"]
    mega = next(node for node in graph["@graph"] if node["@id"] == "metropolis-2019:pilot-mega")
    assert mega["@type"] == "mg:PilotProject"
    assert mega["label"] == {"en": "Metropolis Energy GovernAnce: MEGA"}
    assert mega["inPlan"] == "metropolis-2019:plan-2019"
    assert sorted(mega["prefLabel"]) == ["es", "fr"]


def test_the_published_context_is_the_one_in_our_files(desk: Workspace) -> None:
    path = root() / "ontology" / "context.jsonld"
    if not path.is_file():
        pytest.skip("no ontology/context.jsonld is published")
    published = json.loads(path.read_text(encoding="utf-8"))["@context"]
    plans = {"metropolis-2019"}
    assert published == {name: term for name, term in desk.context().items() if name not in plans or name in published}


# ---- saving


def test_a_saved_file_replaces_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.ttl"
    path.write_bytes(b"a much longer text than the new one\n")
    save(path, b"new\n")
    assert path.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failing_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "plan.ttl"
    path.write_bytes(b"old\n")
    program = (
        "import resource, signal, sys; from pathlib import Path; from metrograph.errors import SourceError\n"
        "from metrograph.formats import save\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try: save(Path(sys.argv[1]), b'x' * 1000)\n"
        "except SourceError as error: print(error.code)"
    )
    done = subprocess.run([sys.executable, "-B", "-c", program, str(path)], check=True, capture_output=True, text=True)
    assert done.stdout == "S108\n"
    assert path.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_file_is_reported_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.ttl").mkdir()
    with pytest.raises(SourceError) as caught:
        save(tmp_path / "plan.ttl", b"new\n")
    assert (caught.value.code, caught.value.place.path) == ("S108", str(tmp_path / "plan.ttl"))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.ttl"]


def test_a_missing_folder_is_reported_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        save(tmp_path / "none" / "plan.ttl", b"new\n")
    assert caught.value.code == "S108"
    assert list(tmp_path.iterdir()) == []


def test_what_was_saved_can_be_read_by_others(tmp_path: Path, desk: Workspace) -> None:
    path = desk.save(tmp_path / "plan.NQ")
    assert path.stat().st_mode & 0o444 == 0o444
    assert len(list(read_quads(desk.save(tmp_path / "plan.nq")))) == len(desk.quads)


@pytest.mark.parametrize("ending", [".nt", ".nq"])
def test_blank_nodes_inside_a_quoted_triple_are_named_the_same_each_time(ending: str) -> None:
    def told(name: str) -> list[ox.Quad]:
        said = ox.Triple(ox.BlankNode(name), ox.NamedNode("urn:p"), ox.Literal("here"))
        return [ox.Quad(ox.NamedNode("urn:who"), ox.NamedNode("urn:says"), said)]

    assert write(told("one"), ending, {}) == write(told("other"), ending, {})
    assert canonical(told("one")) == canonical(told("other"))
