"""OWL: ontology and plan hold together, a contradiction is found and explained in words, and nothing is written then."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.clock import Clock
from tests.conftest import Said

from metrograph.errors import LimitError, MetroGraphError, SourceError, UsageError
from metrograph.namespaces import MG, RDF
from metrograph.reason import EXPLAINED, Reasoner, Reasoning, given, reason
from metrograph.reason.axioms import Axiom
from metrograph.reason.explain import minimal, nearest
from metrograph.review import Choice
from metrograph.turtle import Triple
from metrograph.workspace import Workspace, create, load

HEAD = """@prefix : <http://example.org/> . @prefix mg: <https://w3id.org/metrograph/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/metrograph/id/metropolis-2019/> .
"""
TOWN = """
<http://example.org/> a owl:Ontology .
:Town a owl:Class ; rdfs:label "town"@en, "ville"@fr ; rdfs:subClassOf :Place . :Place a owl:Class ; rdfs:label "place"@en .
:Person a owl:Class ; rdfs:label "person"@en ; owl:disjointWith :Place . :mayor a owl:ObjectProperty ; rdfs:range :Person .
"""


def triples(text: str) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in ox.parse((HEAD + text).encode(), format=ox.RdfFormat.TURTLE))


def put(folder: Path, text: str, name: str = "given.ttl") -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plan(desk: Workspace) -> tuple[Triple, ...]:
    """Ontology, DL module and plan."""
    return given(desk.quads)[0]


@pytest.fixture(scope="module")
def judged(desk: Workspace) -> Reasoning:
    """HermiT's judgement of them."""
    return desk.reason()


# ---- the plan


@pytest.mark.java
def test_the_ontology_with_its_dl_module_and_the_plan_is_consistent(judged: Reasoning) -> None:
    assert (judged.consistent, judged.unsatisfiable, judged.engine, judged.ok) == (True, (), "HermiT", True)
    assert judged.explanations == ()
    assert "54 values of <http://www.w3.org/2001/XMLSchema#date>" in judged.text()  # all that has a date in it is told of


@pytest.mark.java
def test_the_links_that_count_are_said_to_follow_from_the_accepted_alignments(judged: Reasoning) -> None:
    assert judged.differences == ()
    assert "exactly those that follow from the accepted alignments (136)" in judged.text()


@pytest.mark.java
def test_the_page_on_reasoning_shows_what_hermit_says(judged: Reasoning) -> None:
    page = (Path(__file__).parent.parent / "docs" / "how-to" / "reason.md").read_text(encoding="utf-8")
    assert f"```text\n$ metrograph reason\n{judged.text()}```" in page


@pytest.mark.java
@pytest.mark.slow
def test_hermit_finds_no_class_without_members_either_when_it_classifies_all(plan: tuple[Triple, ...]) -> None:
    from metrograph.reason.axioms import Source
    from metrograph.reason.kinds import known

    source = Source(plan)
    told = known(source, source.schema())
    assert Reasoner(120).empty_classes(told.document(told.axioms)) == ()


CONTRADICTIONS = {
    "a pilot that is an event": (
        "id:pilot-mega a mg:WorldEvent .",
        {
            "Nothing belongs to both “pilot project” and “event”.",
            "Whatever belongs to “world event” also belongs to “event”.",
            "“Metropolis Energy GovernAnce: MEGA” belongs to “pilot project”.",
            "“Metropolis Energy GovernAnce: MEGA” belongs to “world event”.",
        },
    ),
    "two values where one is allowed": (
        "id:pilot-mega mg:activityStatus mg:concluded .",
        {
            "Nothing has two values of “activity status”.",
            "“to conclude” is not “concluded”.",
            "“Metropolis Energy GovernAnce: MEGA” — “activity status” — “to conclude”.",
            "“Metropolis Energy GovernAnce: MEGA” — “activity status” — “concluded”.",
        },
    ),
    "a value of the wrong datatype": (
        'id:pilot-mega mg:order "first" .',
        {
            "What “order” leads to belongs to “xsd:integer”.",
            "“Metropolis Energy GovernAnce: MEGA” — “order” — “first”.",
        },
    ),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_explained_by_rules_without_java(case: str, plan: tuple[Triple, ...]) -> None:
    text, sentences = CONTRADICTIONS[case]
    found = reason((*plan, *triples(text)), rules=True)
    assert (found.consistent, found.ok, found.inferred) == (False, False, ())
    assert {str(row["said"]) for row in found.table().dicts()} == sentences
    assert all(row["minimal"] for row in found.table().dicts())


@pytest.mark.java
def test_hermit_confirms_that_nothing_can_be_left_out_of_an_explanation(plan: tuple[Triple, ...]) -> None:
    found = reason((*plan, *triples(CONTRADICTIONS["a pilot that is an event"][0])))
    axioms = found.explanations[0].axioms
    assert found.explanations[0].minimal
    documents = [[t for one in axioms if one != left for t in one.triples] for left in axioms]
    assert Reasoner(60).first_contradiction(documents) is None
    assert Reasoner(60).first_contradiction([[t for one in axioms for t in one.triples]]) == 0


def test_an_explanation_is_in_the_language_of_the_reader(plan: tuple[Triple, ...]) -> None:
    found = reason((*plan, *triples(CONTRADICTIONS["a pilot that is an event"][0])), rules=True)
    assert "Rien ne relève à la fois de « projet pilote » et de « événement »." in found.text("fr")
    assert "Nada pertenece a la vez a «proyecto piloto» y a «evento»." in found.text("es")
    assert "mg:PilotProject owl:disjointWith mg:Event ." in found.text("es")


def test_independent_contradictions_are_each_explained(plan: tuple[Triple, ...]) -> None:
    found = reason((*plan, *triples(" ".join(text for text, _ in CONTRADICTIONS.values()))), rules=True)
    told = [{row["said"] for row in found.table().dicts() if row["number"] == n + 1} for n in range(len(found.explanations))]
    assert all(sentences in told for _, sentences in CONTRADICTIONS.values())
    assert len(found.explanations) <= EXPLAINED


def test_a_link_that_no_accepted_alignment_gives_is_a_difference(plan: tuple[Triple, ...]) -> None:
    lost = next(t for t in plan if t.predicate.value == MG + "contributesDirectlyTo")
    held = [t for t in plan if t != lost]
    found = reason((*held, *triples("id:pilot-mega mg:contributesTo <http://metadata.un.org/sdg/1.1> .")), rules=True)
    kinds = {(one.kind, one.element.rpartition("/")[2], one.sdg.rpartition("/")[2]) for one in found.differences or ()}
    assert ("unfounded", "pilot-mega", "1.1") in kinds
    assert {kind for kind, _, _ in kinds} == {"missing", "unfounded"}
    assert not found.ok
    assert "“Metropolis Energy GovernAnce: MEGA” — “contributes to” — “" in found.text()


# ---- classes without members


def test_a_class_that_can_have_no_member_is_named_and_explained() -> None:
    found = reason(triples(TOWN + ':Mayor-Town rdfs:subClassOf :Town, :Person ; rdfs:label "mayor town"@en .'), rules=True)
    assert (found.consistent, found.unsatisfiable, found.ok) == (True, ("http://example.org/Mayor-Town",), False)
    assert "“mayor town” can have no member because:" in found.text()
    assert [str(row["said"]) for row in found.table().dicts()] == [
        "Whatever belongs to “mayor town” also belongs to “town”.",
        "Whatever belongs to “town” also belongs to “place”.",
        "Whatever belongs to “mayor town” also belongs to “person”.",
        "Nothing belongs to both “person” and “place”.",
    ]


LED = ":Led rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :mayor ; owl:someValuesFrom :Town ] . "


@pytest.mark.java
def test_hermit_finds_what_the_rules_cannot_and_explains_it() -> None:
    alone = reason(triples(TOWN + LED), rules=True)
    assert alone.consistent
    assert "What the rules cannot see" in alone.text()
    found = reason(triples(TOWN + LED))
    assert found.unsatisfiable == ("http://example.org/Led",)
    assert {str(row["said"]) for row in found.table().dicts()} == {
        "Whatever belongs to “Led” also belongs to what has “mayor” to some member of “town”.",
        "What “mayor” leads to belongs to “person”.",
        "Nothing belongs to both “person” and “place”.",
        "Whatever belongs to “town” also belongs to “place”.",
    }


@pytest.mark.java
def test_hermit_explains_a_contradiction_that_the_rules_cannot_see() -> None:
    group = "[] a owl:AllDisjointClasses ; owl:members ( :Person :Place :Number ) ."
    text = TOWN.replace("owl:disjointWith :Place", "a owl:Class") + group + LED + ":x a :Led . :y a :Town . :z a :Number ."
    found = reason(triples(text))
    assert not found.consistent
    said = {str(row["said"]) for row in found.table().dicts()}
    assert {"Nothing belongs to both “person” and “place”.", "“example.org/x” belongs to “Led”."} & said == {
        "Nothing belongs to both “person” and “place”."
    }
    assert len(said) == 5  # of the group, only the two that matter


def test_as_few_axioms_are_found_as_contradict_themselves() -> None:
    axioms = [
        Axiom(Triple(ox.NamedNode(f"http://a/{n}"), ox.NamedNode(RDF + "type"), ox.NamedNode("http://a/C"))) for n in range(300)
    ]
    wanted, asked = {axioms[17], axioms[140], axioms[255]}, []

    def judge(sets: list[list[Axiom]]) -> int | None:
        asked.append(len(sets))
        return next((n for n, found in enumerate(sets) if wanted <= set(found)), None)

    assert minimal(axioms, judge) == (tuple(sorted(wanted, key=axioms.index)), True)
    assert len(asked) < 40  # runs of Java, were it HermiT


def test_when_time_ends_an_explanation_says_that_it_may_hold_too_much() -> None:
    axioms = [
        Axiom(Triple(ox.NamedNode(f"http://a/{n}"), ox.NamedNode(RDF + "type"), ox.NamedNode("http://a/C"))) for n in range(300)
    ]

    def judge(sets: list[list[Axiom]]) -> int | None:
        if len(sets[0]) > 8:
            raise LimitError("A102", seconds="1")
        return next((n for n, found in enumerate(sets) if set(axioms[:30]) <= set(found)), None)

    found, least = minimal(axioms, judge)
    assert not least
    assert set(axioms[:30]) <= set(found)
    assert len(found) < 300
    assert nearest(axioms, ox.NamedNode("http://a/7"))[0] == axioms[7]


# ---- the command


def test_the_command_reports_in_words_and_without_findings_ends_well(run: Callable[..., Said]) -> None:
    said = run("reason", "--rules")
    assert said.code == 0
    assert said.out.startswith("No contradiction found by rules.\n3871 facts follow that were not said.\n")
    assert run("--lang", "fr", "reason", "--rules").out.startswith("Aucune contradiction trouvée par les règles.")


def test_what_follows_is_written_in_its_own_graph(run: Callable[..., Said], tmp_path: Path, desk: Workspace) -> None:
    assert run("reason", "--rules", "--out", tmp_path / "new.nq").code == 0
    assert run("export", "--graph", "inferred", "--to", tmp_path / "same.nq").code == 0
    body = (tmp_path / "new.nq").read_bytes()
    assert body == (tmp_path / "same.nq").read_bytes()
    quads = set(ox.parse(body, format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads} == {"https://w3id.org/metrograph/graph/inferred"}
    assert quads == set(desk.inferred())
    assert not {quad.triple for quad in quads} & {quad.triple for quad in desk.quads}
    found = desk.reason(rules=True)
    for name in ("new.ttl", "new.jsonld", "new.rdf"):
        assert len(load(found.save(tmp_path / name)).quads) == len(quads)


def test_what_follows_changes_no_answer(desk: Workspace) -> None:
    before = desk.ask("pilots-by-goal").rows()
    desk.inferred()
    assert desk.ask("pilots-by-goal").rows() == before
    assert "inferred" not in desk.graphs()


def test_what_follows_is_never_older_than_the_files(workspace: Workspace) -> None:
    def contributors() -> list[str]:
        found = (quad for quad in workspace.inferred() if quad.predicate.value == MG + "hasContributor")
        return [str(quad.object) for quad in found if "/sdg/12.3>" in str(quad.subject)]

    workspace.build()
    assert any("pilot-surplus-food-network" in one for one in contributors())
    workspace.review([Choice("pilot-surplus-food-network", "12.3", "reject", reason="no")], by="Ana")
    assert not any("pilot-surplus-food-network" in one for one in contributors())


def test_a_contradiction_ends_with_1_and_nothing_is_written(run: Callable[..., Said], tmp_path: Path) -> None:
    wrong = put(tmp_path, "id:pilot-mega a mg:WorldEvent, mg:PilotProject .")
    said = run("reason", wrong, "--rules", "--out", tmp_path / "new.ttl")
    assert said.code == 1
    assert "Nothing belongs to both “pilot project” and “event”." in said.out
    assert not (tmp_path / "new.ttl").exists()
    assert "mg:PilotProject owl:disjointWith mg:Event ." in said.out


def test_findings_are_given_to_programs_too(run: Callable[..., Said], tmp_path: Path) -> None:
    theirs = put(tmp_path, TOWN + ":x a :Town, :Person .")
    assert run("--format", "json", "reason", "--ontology", theirs, "--rules").out.count('"kind": "contradiction"') == 4
    turtle = run("--format", "ttl", "reason", "--ontology", theirs, "--rules").out
    assert len(list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))) == 4


def test_nothing_is_inferred_from_a_contradiction(tmp_path: Path) -> None:
    with pytest.raises(MetroGraphError, match="A105"):
        load(put(tmp_path, TOWN + ":x a :Town, :Person .")).inferred()


# ---- ontologies of users


def test_an_ontology_of_ones_own_stands_alone_and_data_stand_beside_it(run: Callable[..., Said], tmp_path: Path) -> None:
    theirs = put(tmp_path, TOWN)
    said = run("reason", "--rules", "--ontology", theirs)
    assert (said.code, said.out.splitlines()[:2]) == (
        0,
        ["No contradiction found by rules.", "0 facts follow that were not said."],
    )
    data = put(tmp_path, ":Lima a :Town ; :mayor :ana .", "data.ttl")
    assert "2 facts follow" in run("reason", "--rules", "--ontology", theirs, data).out


def test_an_import_that_is_not_at_hand_is_told_and_never_fetched(run: Callable[..., Said], tmp_path: Path) -> None:
    importing = TOWN.replace(
        "a owl:Ontology", "a owl:Ontology ; owl:imports <http://example.com/far>, <https://w3id.org/metrograph/ns>"
    )
    said = run("reason", "--rules", "--ontology", put(tmp_path, importing))
    assert "What <http://example.com/far> says: it is imported and not at hand" in said.out
    assert "<https://w3id.org/metrograph/ns>" not in said.out  # ours is at hand
    near = put(tmp_path, "<http://example.com/far> a owl:Ontology .", "far.ttl")
    assert "far" not in run("reason", "--rules", "--ontology", tmp_path / "given.ttl", "--ontology", near).out


OWL_XML = """<?xml version="1.0"?>
<Ontology xmlns="http://www.w3.org/2002/07/owl#" xml:base="http://example.org/" ontologyIRI="http://example.org/">
  <Declaration><Class IRI="#Town"/></Declaration><Declaration><Class IRI="#Person"/></Declaration>
  <Declaration><Class IRI="#Both"/></Declaration>
  <DisjointClasses><Class IRI="#Town"/><Class IRI="#Person"/></DisjointClasses>
  <SubClassOf><Class IRI="#Both"/><Class IRI="#Town"/></SubClassOf>
  <SubClassOf><Class IRI="#Both"/><Class IRI="#Person"/></SubClassOf>
</Ontology>
"""


def test_rdf_xml_and_owl_xml_are_read_by_what_they_hold(run: Callable[..., Said], tmp_path: Path) -> None:
    body = ox.serialize(triples(TOWN + ":Both rdfs:subClassOf :Town, :Person ."), format=ox.RdfFormat.RDF_XML) or b""
    for name, text in (("rdf.owl", body.decode()), ("rdf.xml", body.decode()), ("xml.owl", OWL_XML), ("xml.owx", OWL_XML)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        said = run("reason", "--rules", "--ontology", tmp_path / name)
        assert (said.code, "“Both” can have no member because:" in said.out) == (1, True), name


WRONG = {
    "empty.ttl": (" \n", "A107", 0),
    "comment.ttl": ("# nothing\n", "A107", 0),
    "broken.ttl": ("@prefix : <http://a/> .\n:a :b ;; .\n:c :d", "S109", 2),
    "broken.owl": ('<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<a:b/>', "S109", 3),
    "broken.owx": (OWL_XML.replace("</Ontology>", "<SubClassOf>"), "S109", 9),
    "wrong.owx": (OWL_XML.replace('<Class IRI="#Person"/></SubClassOf>', "</SubClassOf>"), "A108", 7),
    "functional.owl": ("Prefix(:=<http://a/>)\nOntology(<http://a/>\n)", "A106", 0),
    "manchester.omn": ("Prefix: : <http://a/>\nOntology: <http://a/>", "A106", 0),
    "missing.ttl": (None, "S101", 0),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_ontology_that_cannot_be_read_is_told_with_its_place(name: str, run: Callable[..., Said], tmp_path: Path) -> None:
    text, code, line = WRONG[name]
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = run("reason", "--rules", "--ontology", tmp_path / name)
    assert (said.code, said.out) == (3, "")
    assert f"error[{code}]" in said.err
    assert name in said.err
    assert "Traceback" not in said.err
    if code in ("S109", "A108"):
        assert f"{name}:{line}" in said.err


@pytest.mark.parametrize("arguments", ["--timeout 0", "--timeout -1", "--timeout 999999"])
def test_a_time_that_cannot_be_is_refused(arguments: str, run: Callable[..., Said]) -> None:
    assert run("reason", *arguments.split()).code == 2


def test_an_unknown_ending_is_refused_before_the_work(run: Callable[..., Said], tmp_path: Path) -> None:
    with Clock() as clock:
        said = run("reason", "--out", tmp_path / "new.docx")
    assert (said.code, "error[S106]" in said.err) == (3, True)
    assert clock.seconds < 5


# ---- Java


def test_without_java_the_rules_still_judge_and_the_report_says_so(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = desk.reason()
    assert (found.ok, found.engine) == (True, "rules")
    assert "Java is not installed. apt-get install default-jre-headless" in found.text()
    with pytest.raises(UsageError, match="default-jre-headless"):
        Reasoner(10).first_contradiction([()])


@pytest.mark.java
def test_hermit_is_stopped_when_its_time_is_over(run: Callable[..., Said]) -> None:
    said = run("reason", "--timeout", "0.3")
    assert (said.code, said.out) == (5, "")
    assert "error[A102]: HermiT did not come to an end within 0.3 seconds" in said.err


@pytest.mark.java
def test_what_is_not_owl_dl_is_told_in_one_line() -> None:
    text = TOWN + ":near a owl:ObjectProperty, owl:TransitiveProperty, owl:FunctionalProperty ."
    with pytest.raises(SourceError, match=r"A104.*Non-simple property"):
        reason(triples(text))
    assert reason(triples(text), rules=True).consistent


@pytest.mark.java
def test_values_that_hermit_cannot_read_are_left_out_and_told_of() -> None:
    data = ':when a owl:DatatypeProperty . :n a owl:DatatypeProperty . :Lima a :Town ; :when "2019-01-01"^^xsd:date ; :n "x"^^xsd:integer .'
    said = reason(triples(TOWN + data)).text()
    assert "1 value of <http://www.w3.org/2001/XMLSchema#date>: HermiT does not know this datatype." in said
    assert "1 value that is not what its datatype says" in said


def test_a_new_workspace_reasons_on_its_own_plan(tmp_path: Path) -> None:
    assert create(tmp_path / "desk", sample=False).reason(rules=True).ok
