"""The ontology files: the SDG framework whole, in three languages and short enough; themes; what keeps the core in OWL 2 RL."""

import re
from collections import Counter, defaultdict

import pyoxigraph as ox
import pytest

from metrograph.namespaces import MG, OWL, RDF, RDFS, SCHEMA, SDG, SDGO, SKOS, sdg_code
from metrograph.resources import files, root
from metrograph.turtle import Triple, read_triples, value
from metrograph.words import LANGUAGES

# The number of targets with a number and with a letter, goal by goal: a fact of the 2030 Agenda.
TARGETS = {1: (5, "ab"), 2: (5, "abc"), 3: (9, "abcd"), 4: (7, "abc"), 5: (6, "abc"), 6: (6, "ab"), 7: (3, "ab"), 8: (10, "ab"),
           9: (5, "abc"), 10: (7, "abc"), 11: (7, "abc"), 12: (8, "abc"), 13: (3, "ab"), 14: (7, "abc"), 15: (9, "abc"), 16: (10, "ab"),
           17: (19, "")}  # fmt: skip


def of(name: str) -> list[Triple]:
    return list(read_triples(root() / "ontology" / name))


@pytest.fixture(scope="module")
def framework() -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in of("sdg.ttl"):
        found[value(triple.subject)][triple.predicate.value].append(triple.object)
    return found


def kind(framework: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]], name: str) -> list[str]:
    return [node for node, pairs in framework.items() if ox.NamedNode(SDGO + name) in pairs[RDF + "type"]]


def texts(pairs: dict[str, list[ox.NamedNode | ox.Literal]], name: str) -> dict[str, str]:
    values = pairs[SKOS + name]
    assert len(values) == len({term.language for term in values})
    return {term.language: term.value for term in values}


def test_the_framework_has_every_goal_target_and_indicator_of_2019(framework) -> None:
    codes = {f"{goal}.{n}" for goal, (numbers, _) in TARGETS.items() for n in range(1, numbers + 1)}
    codes |= {f"{goal}.{letter}" for goal, (_, letters) in TARGETS.items() for letter in letters}
    assert {sdg_code(node) for node in kind(framework, "Target")} == codes
    assert len(codes) == 169
    assert {sdg_code(node) for node in kind(framework, "Goal")} == {str(goal) for goal in range(1, 18)}
    assert len(kind(framework, "Indicator")) == 232


def test_every_name_is_short_and_there_in_three_languages(framework) -> None:
    for name, limit in (("Target", 60), ("Indicator", 80), ("Goal", 64)):
        for node in kind(framework, name):
            labels = texts(framework[node], "prefLabel")
            assert set(labels) == set(LANGUAGES), node
            assert [label for label in labels.values() if not 0 < len(label) <= limit or label != label.strip()] == [], node


def test_every_goal_and_target_is_explained_in_three_languages(framework) -> None:
    for node in [*kind(framework, "Goal"), *kind(framework, "Target")]:
        definitions = texts(framework[node], "definition")
        assert set(definitions) == set(LANGUAGES), node
        assert all(text.endswith(".") for text in definitions.values()), node


def test_no_two_targets_have_the_same_name(framework) -> None:
    names = Counter(
        (lang, label) for node in kind(framework, "Target") for lang, label in texts(framework[node], "prefLabel").items()
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_a_target_belongs_to_the_goal_of_its_code(framework) -> None:
    for node in kind(framework, "Target"):
        code = sdg_code(node) or ""
        assert framework[node][SDGO + "isTargetOf"] == [ox.NamedNode(SDG + code.partition(".")[0])]


def test_a_goal_has_the_colour_of_the_un(framework) -> None:
    assert framework[SDG + "11"][SCHEMA + "color"] == [ox.Literal("#FD9D24")]
    colours = [framework[goal][SCHEMA + "color"][0].value for goal in kind(framework, "Goal")]
    assert len(set(colours)) == 17
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours)


def test_an_indicator_of_three_targets_bears_three_codes(framework) -> None:
    codes = {t.value for t in framework[SDG + "C200303"][SKOS + "notation"] if t.datatype.value == SDGO + "SDGCodeCompact"}
    assert codes == {"1.5.1", "11.5.1", "13.1.1"}


def test_a_theme_has_a_name_a_definition_and_a_broader_subject() -> None:
    triples = of("themes.ttl")
    themes = {value(t.subject) for t in triples if value(t.object) == MG + "Theme"}
    assert len(themes) == 15
    for predicate in ("prefLabel", "definition"):
        found = Counter(value(t.subject) for t in triples if t.predicate.value == SKOS + predicate)
        assert all(found[theme] == 3 for theme in themes)
    assert themes == {value(t.subject) for t in triples if t.predicate.value == SKOS + "broader" and value(t.subject) in themes}


RL = {"inverseOf", "TransitiveProperty", "SymmetricProperty", "FunctionalProperty", "InverseFunctionalProperty", "propertyChainAxiom",
      "disjointWith", "AllDisjointClasses", "members", "equivalentClass", "intersectionOf", "Restriction", "onProperty", "hasValue",
      "hasKey", "AllDifferent", "distinctMembers", "NamedIndividual", "Class", "ObjectProperty", "DatatypeProperty",
      "AnnotationProperty", "Ontology", "versionIRI", "versionInfo"}  # fmt: skip


def test_the_core_uses_only_what_owl_2_rl_allows() -> None:
    used = {
        value(term).removeprefix(OWL)
        for t in of("metrograph.ttl")
        for term in (t.predicate, t.object)
        if value(term).startswith(OWL)
    }
    assert used <= RL


def test_bridges_repeat_nothing_of_the_core() -> None:
    assert set(map(str, of("bridges.ttl"))) & set(map(str, of("metrograph.ttl"))) == set()


def test_rdfs_label_is_kept_for_the_words_of_sources() -> None:
    labelled = [
        (path.name, str(t))
        for path in files("ontology", "*.ttl")
        for t in read_triples(path)
        if t.predicate.value == RDFS + "label"
    ]
    assert labelled == []
