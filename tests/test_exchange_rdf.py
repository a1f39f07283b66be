"""RDF 1.2 triple terms, framed JSON-LD and schema.org, read back by others."""

import importlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from tests.conftest import Said

from metrograph.documents.addresses import Addresses
from metrograph.documents.room import room_of
from metrograph.documents.schema_org import schema_org
from metrograph.documents.thing import describe
from metrograph.formats import canonical
from metrograph.namespaces import MG, RDF, SDG
from metrograph.workspace import Workspace, load

Run = Callable[..., Said]
REIFIES = ox.NamedNode(RDF + "reifies")


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq"])
def test_each_accepted_link_is_a_triple_term_that_its_alignment_reifies(desk: Workspace, tmp_path: Path, suffix: str) -> None:
    path = desk.save(tmp_path / f"all{suffix}", triple_terms=True)
    store = ox.Store()
    store.load(path=str(path))
    rows = list(
        store.query(
            "PREFIX mg: <https://w3id.org/metrograph/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
            "SELECT ?element ?target ?strength ?quote { ?link rdf:reifies <<( ?element mg:contributesTo ?target )>> ; mg:strength ?strength ;"
            " mg:hasSuggestion/mg:hasEvidence/<http://www.w3.org/ns/oa#hasSelector>/<http://www.w3.org/ns/oa#exact> ?quote }",
            use_default_graph_as_union=True,
        )
    )
    terms = {(row["element"].value, row["target"].value) for row in rows}
    assert terms == {(q.subject.value, q.object.value) for q in desk.quads if q.predicate.value == MG + "contributesTo"}
    assert any(row["element"].value.endswith("pilot-integrated-water") and row["target"].value == f"{SDG}6.5" for row in rows)


def test_without_the_option_there_is_no_triple_term_and_with_it_all_else_stays(desk: Workspace, tmp_path: Path) -> None:
    plain, more = (set(ox.parse(desk.dump(".nq", triple_terms=on), format=ox.RdfFormat.N_QUADS)) for on in (False, True))
    assert plain == set(canonical(desk.quads))
    assert {quad.predicate for quad in more - plain} == {REIFIES}
    assert plain < more
    back = load(desk.save(tmp_path / "t.trig", triple_terms=True))
    assert set(canonical(back.quads)) == more
    assert desk.dump(".trig", triple_terms=True) == desk.dump(".trig", triple_terms=True)


@pytest.mark.parametrize("name", ["x.jsonld", "x.rdf", "x.csv", "x.sssom.tsv", "x.parquet"])
def test_a_format_that_cannot_hold_triple_terms_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    said = run("export", "--to", tmp_path / name, "--triple-terms")
    assert (said.code, "A183" in said.err, ".ttl, .trig, .nt, .nq" in said.err) == (2, True, True)
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def pyld() -> object:
    try:
        return importlib.import_module("pyld").jsonld
    except ImportError:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no PyLD: pip install pyld")


def test_pilots_are_framed_with_links_evidence_and_names(desk: Workspace, pyld: object) -> None:
    framed = json.loads(desk.dump(".framed.jsonld"))
    pilots = {one["@id"]: one for one in framed["@graph"]}
    assert len(pilots) == 11
    water = pilots["metropolis-2019:pilot-integrated-water"]
    assert water["@type"] == "mg:PilotProject"
    assert water["activityStatus"]["prefLabel"]["fr"] == "à lancer"
    assert [one["@id"] for one in water["contributesTo"]] == ["sdg:11.b", "sdg:13.1", "sdg:13.2", "sdg:6.4", "sdg:6.5"]
    link = next(one for one in water["links"] if one["alignedTo"]["@id"] == "sdg:6.5")
    assert link["alignmentOf"] == water["@id"]
    assert link["hasSuggestion"]["hasEvidence"]["hasSelector"]["oa:exact"]["@language"] == "fr"
    assert "@value" in link["hasSuggestion"]["rationale"]
    assert "acronym" in framed["@context"]
    assert "edition" not in framed["@context"]


@pytest.mark.parametrize(
    "kind",
    ["StrategicLine", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("PilotProject", "WorldEvent", "Theme", "Goal"))],
)
def test_what_is_framed_is_what_the_graphs_say(desk: Workspace, pyld: object, kind: str) -> None:
    body = desk.dump(".framed.jsonld", frame=kind)
    read = rdflib.Graph().parse(data=body, format="json-ld")
    ours = {str(quad.triple) for quad in desk.quads}
    for s, p, o in read:
        assert " ".join(term.n3() for term in (s, p, o)) in ours or not isinstance(o, rdflib.URIRef), (s, p, o)
    nodes = {
        q.subject.value for q in desk.quads if q.predicate.value == RDF + "type" and q.object.value.rpartition("#")[2] == kind
    }  # type: ignore[union-attr]
    held = {(q.subject.value, q.predicate.value) for q in desk.quads if getattr(q.subject, "value", "") in nodes}
    assert {(str(s), str(p)) for s, p, _ in read if str(s) in nodes} == held
    assert desk.dump(".framed.jsonld", frame=kind) == body


def test_framing_again_by_the_frame_changes_nothing(desk: Workspace, pyld: object) -> None:
    """What comes out is framed: PyLD gives the same tree for it, read back and framed by its own context."""
    made = json.loads(desk.dump(".framed.jsonld", frame="WorldEvent"))
    expanded = pyld.expand(made)  # type: ignore[attr-defined]  # see the fixture
    again = pyld.compact(expanded, made["@context"], {"graph": True})  # type: ignore[attr-defined]
    assert len(again["@graph"]) == len(made["@graph"]) == 13
    assert sorted(one["@id"] for one in again["@graph"]) == sorted(one["@id"] for one in made["@graph"])


def test_a_class_without_things_is_told_with_the_nearest(run: Run, tmp_path: Path, pyld: object) -> None:
    said = run("export", "--to", tmp_path / "x.framed.jsonld", "--frame", "PilotProjet")
    assert (said.code, "A184" in said.err, "PilotProject" in said.err) == (2, True, True)
    assert run("export", "--to", tmp_path / "y.framed.jsonld", "--frame", "Award").code == 0


KNOWN = {
    "Action", "CreativeWork", "Dataset", "DefinedTerm", "DefinedTermSet", "EducationEvent", "Event", "GovernmentOrganization",
    "Organization", "Person", "Place", "Project", "Quotation", "Service", "Thing", "DataDownload", "PublicationEvent",
}  # fmt: skip


def test_schema_org_is_json_ld_with_types_and_properties_of_schema_org(desk: Workspace) -> None:
    """Read by rdflib with a context that stands for https://schema.org, which is not loaded."""
    room = room_of(desk)
    where = Addresses(room.names, "http://h/")
    kinds: dict[str, str] = {}
    for quad in desk.graph_quads("plan/metropolis-2019"):
        if quad.predicate.value == RDF + "type" and quad.object.value.startswith(MG):  # type: ignore[union-attr]  # a class
            kinds[quad.object.value.removeprefix(MG)] = quad.subject.value  # type: ignore[union-attr]
    for kind, iri in sorted(kinds.items()):
        told = schema_org(room, describe(room, iri), where, "en")
        assert told["@type"] in KNOWN, kind
        context = {"@vocab": "http://schema.org/", "url": {"@type": "@id"}}
        read = rdflib.Graph().parse(data=json.dumps({**told, "@context": context}), format="json-ld")
        types = set(read.objects(rdflib.URIRef(iri), rdflib.RDF.type))
        assert types == {rdflib.URIRef(f"http://schema.org/{told['@type']}")}
        assert {str(p) for p in read.predicates()} <= {*(f"http://schema.org/{name}" for name in PROPERTIES), RDF + "type"}, kind


PROPERTIES = (
    "name", "url", "description", "alternateName", "about", "identifier", "startDate", "endDate", "location", "organizer",
    "inDefinedTermSet", "termCode", "sameAs", "parentOrganization", "license", "inLanguage", "temporalCoverage",
)  # fmt: skip
