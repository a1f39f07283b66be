"""Prefixes and identifiers."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from metrograph.formats import WRITERS
from metrograph.namespaces import DEFAULT_BASE, FIXED_PREFIXES, SH, Names, sdg_code, sdg_iri, sdg_order
from metrograph.records import read_vocabulary
from metrograph.resources import root
from metrograph.turtle import read_triples, value, write_turtle
from metrograph.workspace import Workspace, create, open_workspace

ELSEWHERE = "https://data.example.org/plans/"


@pytest.fixture
def moved(tmp_path: Path) -> Workspace:
    """The 2019 plan under a base of one's own."""
    folder = tmp_path / "desk"
    create(folder)
    (folder / "metrograph.toml").write_text(f'base = "{ELSEWHERE}"\n', encoding="utf-8")
    return open_workspace(folder)


def test_the_published_prefixes_are_the_ones_that_the_code_knows() -> None:
    declared: dict[str, dict[str, str]] = {}
    for triple in read_triples(root() / "ontology" / "prefixes.ttl"):
        if triple.predicate.value in (SH + "prefix", SH + "namespace"):
            declared.setdefault(value(triple.subject), {})[triple.predicate.value] = value(triple.object)
    published = {pair[SH + "prefix"]: pair[SH + "namespace"] for pair in declared.values()}
    assert published == {**FIXED_PREFIXES, "id": DEFAULT_BASE + "id/", "graph": DEFAULT_BASE + "graph/"} == Names().prefixes()


def test_no_two_prefixes_stand_for_the_same_namespace() -> None:
    found = Names().prefixes(("metropolis-2017", "metropolis-2019"))
    assert len(set(found.values())) == len(found)


def test_each_plan_gets_a_prefix_of_its_own() -> None:
    found = Names(ELSEWHERE).prefixes(("metropolis-2019",))
    assert found["metropolis-2019"] == ELSEWHERE + "id/metropolis-2019/"
    assert (found["id"], found["graph"]) == (ELSEWHERE + "id/", ELSEWHERE + "graph/")


@pytest.mark.parametrize("plan", ["sdg", "id", "graph", "skos"])
def test_a_plan_named_like_a_known_prefix_does_not_take_it(plan: str) -> None:
    assert Names().prefixes((plan,)) == Names().prefixes()


@pytest.mark.parametrize("plan", ["2019", "2019-metropolis", "programme de travail"])
def test_a_plan_whose_name_no_prefix_can_be_is_written_without_one(plan: str) -> None:
    node = ox.NamedNode(Names().element(plan.replace(" ", "%20"), "pilot-mega"))
    text = write_turtle([ox.Triple(node, node, node)], Names().prefixes((plan,)))
    assert [quad.subject for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)] == [node]


def test_the_same_parts_give_the_same_identifier_and_other_parts_another() -> None:
    names = Names()
    assert names.hashed("review", "a", "b") == names.hashed("review", "a", "b")
    assert len({names.hashed("review", *parts) for parts in (("a", "b"), ("ab",), ("b", "a"), ("a", "b", ""))}) == 4


def test_nothing_of_a_moved_workspace_stays_under_the_default_base(moved: Workspace) -> None:
    terms = {term for q in moved.quads for term in (q.subject, q.predicate, q.object, q.graph_name)}
    stayed = [term for term in terms if value(term).startswith((DEFAULT_BASE + "id/", DEFAULT_BASE + "graph/"))]
    assert stayed == []


def test_the_saved_questions_of_a_moved_workspace_name_its_own_things(moved: Workspace) -> None:
    texts = [value(quad.object) for quad in moved.quads if quad.predicate.value == SH + "select"]
    assert texts
    assert [text for text in texts if DEFAULT_BASE + "id/" in text or DEFAULT_BASE + "graph/" in text] == []


def test_a_moved_workspace_says_the_same_of_the_same_pilots(moved: Workspace, desk: Workspace) -> None:
    assert {p.id: (p.links, p.missing) for p in moved.pilots.values()} == {
        p.id: (p.links, p.missing) for p in desk.pilots.values()
    }
    assert len(moved.quads) == len(desk.quads)


def test_the_terms_of_the_ontology_and_the_goals_keep_their_identifiers(moved: Workspace) -> None:
    assert moved.iri("11.2") == "http://metadata.un.org/sdg/11.2"
    assert moved.sparql("ASK { id:theme-mobility a mg:Theme . ?pilot a mg:PilotProject }") is True


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_no_file_of_a_moved_workspace_names_the_default_base(moved: Workspace, suffix: str) -> None:
    body = moved.dump(suffix, "plan/metropolis-2019" if suffix in (".ttl", ".nt", ".rdf") else "themes").decode()
    assert DEFAULT_BASE + "id/" not in body
    assert DEFAULT_BASE + "graph/" not in body


def test_every_goal_and_target_has_a_code_that_reads_back() -> None:
    codes = read_vocabulary().sdg
    assert len([code for code in codes if "." not in code]) == 17
    assert {sdg_code(sdg_iri(code)) for code in codes} == set(codes)


@pytest.mark.parametrize("text", ["0", "18", "01", "11.0", "11.20", "11.e", "11.2.1", "C110201", "11.", "١١", "", "11.2\n"])
def test_a_text_that_is_no_goal_or_target_has_no_code(text: str) -> None:
    assert sdg_code(sdg_iri(text)) is None


def test_codes_sort_as_people_do() -> None:
    assert sorted(["17", "1.a", "1.10", "1", "1.2", "1.b", "2.1"], key=sdg_order) == [
        "1",
        "1.2",
        "1.10",
        "1.a",
        "1.b",
        "2.1",
        "17",
    ]
