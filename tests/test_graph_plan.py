"""Plans as quads and back, and what holds of every graph."""

from collections import Counter, defaultdict
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from tests.strategies import plans

from metrograph.graph import plan_quads, read_plan_quads
from metrograph.model import CLASS_OF, SHARED_KINDS, DateStatus, Item, Kind, Plan, Source, Text, When
from metrograph.namespaces import MG, OWL, RDF, RDFS, SKOS, Names
from metrograph.resources import root
from metrograph.turtle import Quad, read_triples, value
from metrograph.workspace import Workspace

NAMES = Names()
PLAN = "metropolis-2019"
SEVERAL = [name for name, field in Item.__dataclass_fields__.items() if field.default == () and name != "lines"]


def read_back(plan: Plan, *, names: Names = NAMES) -> dict[str, Item]:
    return {item.id: item for item in read_plan_quads(plan_quads(plan, names), plan.id, names)}


def as_kept(item: Item) -> Item:
    """An item as its graph keeps it: a set has no order, a header is a heading, what plans share lies in no line."""
    kept = {name: tuple(sorted(getattr(item, name))) for name in SEVERAL}
    return replace(
        item,
        kind=Kind.HEADING if item.kind is Kind.DOCUMENT_HEADER else item.kind,
        section="" if item.kind in SHARED_KINDS else item.section,
        lines=tuple(sorted(set(item.lines))),
        **kept,
    )


def graph_of(quad: Quad) -> str:
    return value(quad.graph_name).removeprefix(NAMES.graph(""))


# ---- there and back


def test_the_pilot_mega_reads_back_as_it_was_written(desk: Workspace) -> None:
    plan = desk.records.plans[PLAN]
    assert read_back(plan)["pilot-mega"] == plan["pilot-mega"]


def test_every_item_of_the_2019_plan_reads_back_as_its_graph_keeps_it(desk: Workspace) -> None:
    plan = desk.records.plans[PLAN]
    assert read_back(plan) == {item.id: as_kept(item) for item in plan.items}


def test_what_a_graph_does_not_keep_of_the_2019_plan_is_known(desk: Workspace) -> None:
    plan, back = desk.records.plans[PLAN], read_back(desk.records.plans[PLAN])
    lost = {
        (item.kind, name)
        for item in plan.items
        for name in Item.__dataclass_fields__
        if name not in (*SEVERAL, "at") and getattr(item, name) != getattr(back[item.id], name)
    }
    assert lost == {(Kind.DOCUMENT_HEADER, "kind"), (Kind.THEME, "section")}


def test_the_graph_of_the_packaged_plan_holds_every_item_but_the_themes_of_the_scheme(desk: Workspace) -> None:
    """Themes keep their type and names in the graph of themes; so the plan graph alone gives no theme items."""
    plan = desk.records.plans[PLAN]
    found = read_plan_quads(desk.graph_quads(f"plan/{PLAN}"), PLAN, NAMES)
    assert {item.id for item in plan.items} - {item.id for item in found} == {
        item.id for item in plan.items if item.kind is Kind.THEME
    }
    assert all(item == as_kept(plan[item.id]) for item in found)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(plans())
def test_any_plan_reads_back_as_it_was_written(plan: Plan) -> None:
    assert read_back(plan) == {item.id: item for item in plan.items}


@settings(deadline=None, derandomize=True, max_examples=50)
@given(plans())
def test_a_plan_under_another_base_reads_back_the_same(plan: Plan) -> None:
    assert read_back(plan, names=Names("https://data.example.org/")) == read_back(plan)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(plans())
def test_a_plan_says_nothing_twice(plan: Plan) -> None:
    assert [quad for quad, n in Counter(plan_quads(plan, NAMES)).items() if n > 1] == []


# ---- what a person meets in the graph


def written(item: Item) -> set[tuple[str, str]]:
    """(property, value) of one item in a plan of its own."""
    plan_item = Item("plan-2019", Kind.WORK_PLAN, Text(fr="Programme de travail 2019"))
    source = Source(Text(fr="Programme"), "programme.pdf", "0" * 64, "fr", 131)
    quads = plan_quads(Plan(PLAN, source, (plan_item, item)), NAMES)
    about = (NAMES.element(PLAN, item.id), NAMES.shared(item.id))
    return {(q.predicate.value.removeprefix(MG), value(q.object).removeprefix(MG)) for q in quads if value(q.subject) in about}


def test_the_days_of_a_date_are_written_beside_its_edtf_text() -> None:
    date = When("2019-02/2019-03", "février-mars", DateStatus.STATED)
    found = written(Item("event-x", Kind.NETWORK_EVENT, Text(fr="Séminaire"), date=date))
    assert found >= {
        ("edtf", "2019-02/2019-03"),
        ("earliest", "2019-02-01"),
        ("latest", "2019-03-31"),
        ("datePrecision", "monthInterval"),
        ("dateStatus", "stated"),
        ("dateText", "février-mars"),
    }


def test_a_date_to_be_confirmed_has_no_days() -> None:
    found = written(
        Item("event-x", Kind.NETWORK_EVENT, Text(fr="Séminaire"), date=When("", "à confirmer", DateStatus.TO_BE_CONFIRMED))
    )
    assert {name for name, _ in found} & {"edtf", "earliest", "latest", "datePrecision"} == set()
    assert ("dateStatus", "toBeConfirmed") in found


def test_what_is_announced_for_2020_is_mentioned_in_the_plan_but_not_in_it() -> None:
    names = {name for name, _ in written(Item("event-2020", Kind.WORLD_EVENT, Text(fr="WUF10"), planned=False))}
    assert ("mentionedIn" in names, "inPlan" in names) == (True, False)


def test_a_heading_bears_a_title_and_no_label() -> None:
    names = {name for name, _ in written(Item("heading-x", Kind.HEADING, Text(fr="Produits et services")))}
    assert "http://purl.org/dc/terms/title" in names
    assert not names & {RDFS + "label", "inPlan"}


def test_lines_that_follow_each_other_are_one_piece_of_evidence() -> None:
    found = written(Item("pilot-x", Kind.PILOT_PROJECT, Text(fr="X"), lines=(78, 79, 81)))
    assert found >= {("sourceLineStart", "78"), ("sourceLineEnd", "81")}
    assert len([name for name, _ in found if name == "statedIn"]) == 2


# ---- what holds of every graph


def test_every_triple_stands_in_exactly_one_graph(desk: Workspace) -> None:
    homes = Counter(quad.triple for quad in desk.quads)
    assert [triple for triple, n in homes.items() if n > 1] == []


def test_only_the_ontology_has_blank_nodes(desk: Workspace) -> None:
    found = {graph_of(quad) for quad in desk.quads for term in (quad.subject, quad.object) if isinstance(term, ox.BlankNode)}
    assert found <= {"ontology"}


def test_a_label_is_always_words_of_the_plan(desk: Workspace) -> None:
    assert {graph_of(quad) for quad in desk.quads if quad.predicate.value == RDFS + "label"} == {f"plan/{PLAN}"}


@pytest.fixture(scope="module")
def declared() -> dict[str, set[str]]:
    """Each term that the ontology declares, with its types."""
    found: dict[str, set[str]] = defaultdict(set)
    for triple in read_triples(root() / "ontology" / "metrograph.ttl"):
        if triple.predicate.value == RDF + "type" and value(triple.subject).startswith(MG):
            found[value(triple.subject)].add(value(triple.object))
    return found


def test_every_term_of_ours_in_the_data_is_declared_in_the_ontology(desk: Workspace, declared: dict[str, set[str]]) -> None:
    data = [quad for quad in desk.quads if graph_of(quad) not in ("ontology", "sdg")]
    used = {value(term) for quad in data for term in (quad.subject, quad.predicate, quad.object) if value(term).startswith(MG)}
    assert sorted(term.removeprefix(MG) for term in used - set(declared)) == []


def test_every_property_in_the_data_is_declared_a_property_and_every_class_a_class(
    desk: Workspace, declared: dict[str, set[str]]
) -> None:
    data = [quad for quad in desk.quads if graph_of(quad) not in ("ontology", "sdg")]
    properties = {OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty"}
    verbs = {quad.predicate.value for quad in data if quad.predicate.value.startswith(MG)}
    classes = {value(quad.object) for quad in data if quad.predicate.value == RDF + "type" and value(quad.object).startswith(MG)}
    assert sorted(verb for verb in verbs if not declared[verb] & properties) == []
    assert sorted(name for name in classes if OWL + "Class" not in declared[name]) == []


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_item_has_a_class(kind: Kind, declared: dict[str, set[str]]) -> None:
    assert OWL + "Class" in declared[MG + CLASS_OF[kind]]


@pytest.mark.parametrize("predicate", ["prefLabel", "definition"])
def test_every_declared_term_is_named_and_defined_in_three_languages(predicate: str, declared: dict[str, set[str]]) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for triple in read_triples(root() / "ontology" / "metrograph.ttl"):
        if triple.predicate.value == SKOS + predicate and isinstance(triple.object, ox.Literal):
            found[value(triple.subject)].append(triple.object.language or "")
    assert {term: sorted(found[term]) for term in declared if sorted(found[term]) != ["en", "es", "fr"]} == {}
