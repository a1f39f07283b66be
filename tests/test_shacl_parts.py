"""Small parts of the fast engine: regular expressions of XPath, queries made ready for their focus nodes, units of a run."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.shacl.index import Index
from metrograph.shacl.node import Node
from metrograph.shacl.path import Reverse, Step
from metrograph.shacl.prebinding import RefusedQueryError, bindable
from metrograph.shacl.reading import read_shapes
from metrograph.shacl.regex import known_elsewhere, matching, readable, translated
from metrograph.shacl.units import units

# ---- regular expressions

MATCHES = [
    ("^[a-z-[aeiou]]+$", "", "brt", "tram"),
    ("^[a-z-[a-m-[e]]]+$", "", "eno", "abc"),
    (r"^\i\c*$", "", "Name-1 é·", "1a -b"),
    (r"^[\i-[:]][\c-[:]]*$", "", "a-b", "a:b 1a"),
    (r"^\p{Lu}\P{Lu}$", "", "Éa", "éa"),
    ("^[a&&b]+$", "", "a&b", "c"),
    ("^[a~~b]+$", "", "a~b", "c"),
    (r"^[\[\]\-]+$", "", "[-]", "a"),
    ("P7", "", "xP7x", "P 7"),
    ("^metro$", "i", "METRO Metro", "metros"),
    ("^(a|b){2,3}$", "", "ab aba", "a abab"),
    ("", "", "anything", ""),
]


@pytest.mark.parametrize(("pattern", "flags", "good", "bad"), MATCHES)
def test_a_pattern_of_xpath_matches_what_xpath_matches(pattern: str, flags: str, good: str, bad: str) -> None:
    assert matching(pattern, flags, [*good.split(), *bad.split()]) == frozenset(good.split())


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "matches"),
    [
        ("a.b", "", "a\nb", False),
        ("a.b", "s", "a\nb", True),
        ("^b$", "", "a\nb", False),
        ("^b$", "m", "a\nb", True),
        ("^b$", "", "b\n", False),
        ("a b", "x", "ab", True),
        ("a b", "x", "a b", False),
        ("a[ ]b", "x", "a b", True),
        (r"a\ b", "x", "a b", True),
        ("Line #1", "x", "Line#1", True),
        ("a.b", "q", "a.b", True),
        ("a.b", "q", "axb", False),
        ("A.B", "qi", "a.b", True),
    ],
)
def test_flags_mean_what_xpath_says(pattern: str, flags: str, text: str, matches: bool) -> None:
    assert matching(pattern, flags, [text]) == (frozenset({text}) if matches else frozenset())


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=4)), words=st.text("ab.*", max_size=3))
@settings(deadline=None)
def test_a_pattern_of_plain_signs_finds_the_texts_that_hold_them(texts: list[str], words: str) -> None:
    assert matching(re.escape(words), "", texts) == frozenset(text for text in texts if words in text)


@given(pattern=st.text("ab|()*+?^$.", max_size=6), texts=st.lists(st.text("ab", max_size=4)))
@settings(deadline=None)
def test_a_pattern_that_python_reads_alike_matches_the_same_texts(pattern: str, texts: list[str]) -> None:
    if known_elsewhere(pattern) and readable(pattern, ""):
        assert matching(pattern, "", texts) == frozenset(text for text in texts if re.search(pattern, text))


def test_many_texts_are_matched_as_few_are() -> None:
    texts = [str(number) for number in range(12_000)]
    assert matching("^1", "", texts) == frozenset(text for text in texts if text[0] == "1")


@pytest.mark.parametrize(
    ("pattern", "flags", "can"),
    [
        ("^a+$", "", True),
        ("(?=a)", "", False),
        (r"(a)\1", "", False),
        ("(", "", False),
        ("a", "k", False),
        ("[a-z-[b]]", "", True),
    ],
)
def test_what_the_engine_cannot_read_is_known_beforehand(pattern: str, flags: str, can: bool) -> None:
    assert readable(pattern, flags) == can


@pytest.mark.parametrize(("pattern", "spaced", "after"), [
    ("[a-z-[aeiou]]", False, "[a-z--[aeiou]]"),
    (r"\i\c", False, r"[\p{L}\p{Nl}_:][\p{L}\p{Nl}\p{Nd}\p{M}_:.·\-]"),
    (r"[\i]", False, r"[[\p{L}\p{Nl}_:]]"),
    ("a b [ c]\n", True, "ab[ c]"),
    ("a b", False, "a b"),
    (r"\[a-[b]", False, r"\[a-[b]"),
    ("a\\", False, "a\\"),
])  # fmt: skip
def test_a_pattern_is_translated_where_the_engine_differs_and_nowhere_else(pattern: str, spaced: bool, after: str) -> None:
    assert translated(pattern, spaced=spaced) == after


@pytest.mark.parametrize(("text", "matches"), [("€", True), ("_", False)])
def test_a_sign_of_a_word_is_what_xpath_says(text: str, matches: bool) -> None:
    assert bool(matching(r"^\w$", "", [text])) == matches


@pytest.mark.parametrize("pattern", [r"^\I$", r"^\C$", r"^\p{Lu}$"])
def test_every_escape_of_xpath_is_read(pattern: str) -> None:
    assert readable(pattern, "")


# ---- queries for many focus nodes

BOUND = {
    "a group": ("SELECT $this { $this a ?x }", "SELECT $this { P  $this a ?x }"),
    "a group that does not speak of it": (
        "SELECT $this { { $this a ?x } { ?x a ?y } }",
        "SELECT $this { P  { P  $this a ?x } { ?x a ?y } }",
    ),
    "both ways of a union": (
        "SELECT $this { { $this a ?x } UNION { ?x a ?this } }",
        "SELECT $this { P  { P  $this a ?x } UNION { P  ?x a ?this } }",
    ),
    "an optional group": (
        "SELECT $this { ?x a ?y OPTIONAL { $this a ?x } }",
        "SELECT $this { P  ?x a ?y OPTIONAL { P  $this a ?x } }",
    ),
    "a select inside": (
        "SELECT $this { { SELECT $this (COUNT(?x) AS ?n) { ?x a ?y } GROUP BY $this } }",
        "SELECT $this { P  { SELECT $this (COUNT(?x) AS ?n) { P  ?x a ?y } GROUP BY $this } }",
    ),
    "what must not exist is bound from outside": (
        "SELECT $this { $this a ?x FILTER NOT EXISTS { $this ?p ?y { ?y a $this } } }",
        "SELECT $this { P  $this a ?x FILTER NOT EXISTS { $this ?p ?y { ?y a $this } } }",
    ),
    "braces in texts and comments": (
        "SELECT $this { $this ?p '{ $this' , \"}\" , '''{\n}''' . # { $this }\n}",
        "SELECT $this { P  $this ?p '{ $this' , \"}\" , '''{\n}''' . # { $this }\n}",
    ),
    "words in texts, comments and names": (
        "SELECT $this { $this x:VALUES 'MINUS' ; <urn:SERVICE> ?values } # VALUES",
        "SELECT $this { P  $this x:VALUES 'MINUS' ; <urn:SERVICE> ?values } # VALUES",
    ),
    "everything selected": ("SELECT * { ?x a $this }", "SELECT * { P  ?x a $this }"),
}  # fmt: skip


@pytest.mark.parametrize(("query", "after"), BOUND.values(), ids=BOUND)
def test_a_focus_node_is_bound_in_every_group_that_speaks_of_it(query: str, after: str) -> None:
    assert bindable(query, ("this",)).bound({"this": "P"}) == after


def test_one_pattern_for_two_variables_stands_once() -> None:
    query = bindable("SELECT $this $value { $value a $this }", ("this", "value"), ("this", "value"))
    assert query.bound({"this": "P", "value": "P"}) == "SELECT $this $value { P  $value a $this }"


def test_a_parameter_that_a_group_uses_is_added_to_group_by() -> None:
    query = bindable("SELECT $this { $this ?p ?x } GROUP BY $this HAVING (COUNT(?x) > $limit)", ("this", "limit"))
    assert query.bound({"this": "P", "limit": "L"}, ["limit"]) == (
        "SELECT $this { L P  $this ?p ?x } GROUP BY $limit  $this HAVING (COUNT(?x) > $limit)"
    )


def test_the_selected_names_and_limits_of_a_query_are_known() -> None:
    query = bindable("SELECT DISTINCT $this ?value (1 AS ?n) { $this ?p ?value } LIMIT 1", ("this",))
    assert query.projected == ("this", "value", "n")
    assert query.sliced
    assert not bindable("SELECT $this { $this ?limit 'LIMIT' }", ("this",)).sliced


REFUSED = {
    "minus": ("SELECT $this { $this ?p ?x MINUS { ?x a ?y } }", "MINUS"),
    "minus in small letters": ("SELECT $this { $this ?p ?x minus { ?x a ?y } }", "MINUS"),
    "values": ("SELECT $this { VALUES ?x { 1 } $this ?p ?x }", "VALUES"),
    "values at the end": ("SELECT $this { $this ?p ?x } VALUES ?x { 1 }", "VALUES"),
    "another service": ("SELECT $this { SERVICE <urn:s> { $this ?p ?x } }", "SERVICE"),
    "the focus node bound anew": ("SELECT $this { BIND(1 AS $this) }", "AS $this"),
    "the focus node bound anew, as ?this": ("SELECT (1 AS ?this) { ?x ?p ?y }", "AS ?this"),
    "the focus node not given back": ("SELECT ?x { ?x a $this }", "SELECT … $this"),
    "nor by a select inside": ("SELECT $this { $this a ?x { SELECT ?y { ?y a $this } } }", "SELECT … $this"),
}


@pytest.mark.parametrize(("query", "clause"), REFUSED.values(), ids=REFUSED)
def test_what_shacl_forbids_in_a_query_is_refused_by_its_clause(query: str, clause: str) -> None:
    with pytest.raises(RefusedQueryError) as caught:
        bindable(query, ("this",))
    assert str(caught.value) == clause


@pytest.mark.parametrize("select", ["(COUNT($this) AS ?n)", "(STR($this) AS ?value)", "(COUNT(DISTINCT *) AS ?n)"])
def test_a_focus_node_inside_an_expression_is_not_given_back(select: str) -> None:
    with pytest.raises(RefusedQueryError):
        bindable(f"SELECT {select} {{ $this ?p ?x }}", ("this",))


words = st.sampled_from(["?x", "$this", "a", "<urn:p>", "'MINUS {'", "# } VALUES\n", "x:SERVICE", '"""}"""', "1", "FILTER(?x<1)"])
groups = st.recursive(
    st.lists(words, min_size=1, max_size=3).map(" ".join),
    lambda inner: st.lists(st.one_of(words, inner.map("{{ {} \n}}".format)), min_size=1, max_size=3).map(" ".join),
    max_leaves=5,
)


@given(body=groups)
@settings(deadline=None)
def test_binding_only_adds_patterns_behind_braces_and_keeps_the_rest_of_a_query(body: str) -> None:
    query = f"SELECT $this {{ $this {body}\n}}"
    found = bindable(query, ("this",)).bound({"this": "@@"})
    assert "{ @@ " in found
    assert re.sub(r"(?<=\{) @@ ", "", found) == query


# ---- units

PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <urn:> . "
NESTED = """e:Pilot sh:targetClass e:PilotProject ; sh:property e:Partner , e:Off .
e:Partner sh:path e:partner ; sh:minCount 1 ; sh:property e:Name .
e:Name sh:path e:name ; sh:minCount 1 .
e:Off sh:path e:theme ; sh:minCount 1 ; sh:deactivated true ; sh:property e:Name .
"""
PARTNERS = (
    "e:mega a e:PilotProject ; e:partner e:lyon , e:quito . e:lgbti a e:PilotProject ; e:partner e:lyon . e:lyon e:name 'Lyon' ."
)


def turtle(text: str) -> Index:
    return Index.of(ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE))


def cut(shapes: str, data: str) -> dict[Node, dict[Node, int]]:
    """The focus nodes of each unit, by the shape of the unit."""
    return {unit.shape.node: dict(unit.focus_nodes(turtle(data))) for unit in units(read_shapes(turtle(shapes)))}


def test_a_property_shape_inside_another_shape_is_a_unit_whose_focus_nodes_are_the_values_above() -> None:
    assert cut(NESTED, PARTNERS) == {
        "<urn:Pilot>": {"<urn:mega>": 1, "<urn:lgbti>": 1},
        "<urn:Partner>": {"<urn:mega>": 1, "<urn:lgbti>": 1},
        "<urn:Name>": {"<urn:lyon>": 2, "<urn:quito>": 1},
    }


def test_shapes_that_are_switched_off_have_no_units() -> None:
    assert cut(NESTED.replace("sh:property e:Partner", "sh:deactivated true ; sh:property e:Partner"), PARTNERS) == {}


def test_shapes_without_a_target_have_no_units_of_their_own() -> None:
    assert cut(NESTED.replace("sh:targetClass e:PilotProject ;", ""), PARTNERS) == {}


def test_a_node_with_two_targets_is_one_focus_node() -> None:
    shapes = "e:S sh:targetNode e:mega ; sh:targetSubjectsOf e:partner ; sh:nodeKind sh:IRI ."
    assert cut(shapes, PARTNERS) == {"<urn:S>": {"<urn:mega>": 1, "<urn:lgbti>": 1}}


def test_the_constraints_of_a_unit_are_those_of_its_shape_without_the_units_below() -> None:
    found = {unit.shape.node: [one.component for one in unit.constraints] for unit in units(read_shapes(turtle(NESTED)))}
    assert found == {
        "<urn:Pilot>": [],
        "<urn:Partner>": ["MinCountConstraintComponent"],
        "<urn:Name>": ["MinCountConstraintComponent"],
    }


def test_the_way_to_a_unit_follows_the_paths_above_it() -> None:
    shapes = NESTED.replace("sh:path e:name", "sh:path e:name ; sh:property e:Deep . e:Deep sh:path [ sh:inversePath e:in ]")
    ways = {unit.shape.node: unit.way() for unit in units(read_shapes(turtle(shapes)))}
    assert ways["<urn:Pilot>"] == ways["<urn:Partner>"] == ()
    assert ways["<urn:Deep>"] == (Step("<urn:partner>"), Step("<urn:name>"))
    assert next(unit.shape.path for unit in units(read_shapes(turtle(shapes))) if unit.shape.node == "<urn:Deep>") == Reverse(
        Step("<urn:in>")
    )
