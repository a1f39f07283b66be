"""What stands where in a query, and what is put into it: a limit, a page, prefixes."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrograph.namespaces import Names
from metrograph.resources import files
from metrograph.sparql import Outline, in_order, limited, names_graphs, paged, with_prefixes

PREFIXES = Names().prefixes()
QUESTIONS = {path.stem: path.read_text(encoding="utf-8") for path in files("queries", "*.rq")}
NUMBERS = ox.Store()
NUMBERS.extend(
    ox.Quad(ox.NamedNode(f"urn:s{n % 7}"), ox.NamedNode(f"urn:p{n % 3}"), ox.Literal(n), ox.NamedNode("urn:g")) for n in range(40)
)


def rows(text: str) -> list[tuple[str, ...]]:
    found = NUMBERS.query(text, use_default_graph_as_union="FROM" not in text)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [tuple(str(solution[name]) for name in sorted(names)) for solution in found]


# ---- form and columns


@pytest.mark.parametrize(
    ("text", "form", "columns", "star"),
    [
        ("SELECT ?a ?b { ?b ?c ?a }", "select", ("a", "b"), False),
        ("PREFIX ex: <a:> BASE <b:> select distinct $a (count(?b) as ?n) { ?a ex:p ?b }", "select", ("a", "n"), False),
        ("SELECT (IF(?x > 1, (?x AS ?no), 2) AS ?yes) WHERE {}", "select", ("yes",), False),
        ("SELECT * { ?s ?p ?o FILTER(?o > ?x) }", "select", ("s", "p", "o", "x"), True),
        ("SELECT*FROM<a:g>{?s?p?o}", "select", ("s", "p", "o"), True),
        ("SELECT ?a { { SELECT * { ?a ?b ?c } } }", "select", ("a",), False),
        ("SELECT (COUNT(*) AS ?n) {}", "select", ("n",), False),
        ("ASK {}", "ask", (), False),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "construct", (), False),
        ("DESCRIBE ?x { ?x a ?y }", "describe", (), False),
        ("# note\nINSERT DATA { <a:a> <a:b> 1 }", "update", (), False),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "update", (), False),
        ("", "", (), False),
        ("SELCT ?x {}", "", (), False),
        ("SELECT ?x", "select", ("x",), False),
        ("SELECT", "select", (), False),
    ],
)
def test_form_and_columns_are_read(text: str, form: str, columns: tuple[str, ...], star: bool) -> None:
    outline = Outline.of(text)
    assert (outline.form, outline.columns, outline.star) == (form, columns, star)


def test_the_columns_of_every_question_are_those_of_the_engine() -> None:
    for name, text in QUESTIONS.items():
        found = ox.Store().query(text)
        assert isinstance(found, ox.QuerySolutions)
        assert Outline.of(text).columns == tuple(variable.value for variable in found.variables), name


def test_the_columns_of_a_star_come_in_the_order_of_the_text() -> None:
    assert in_order("SELECT * { ?s ?p ?o }", ("o", "p", "s")) == ("s", "p", "o")
    assert in_order("SELECT ?o ?s { ?s ?p ?o . FILTER(?o * 2 > 3) }", ("o", "s")) == ("o", "s")
    assert in_order("SELECT * { ?a ?b ?c }", ("z", "c", "a")) == ("a", "c", "z")


def test_clauses_graphs_and_depths_are_found() -> None:
    text = "PREFIX ex: <a:> SELECT ?a FROM ex:g FROM NAMED <a:h> { { ?a ?b ?c } } GROUP BY ?a HAVING(COUNT(*) > 1)\nLIMIT 5 OFFSET 7 VALUES ?a { 1 }"
    outline = Outline.of(text)
    assert [(clause.word, clause.number) for clause in outline.clauses] == [
        ("GROUP", None), ("HAVING", None), ("LIMIT", 5), ("OFFSET", 7), ("VALUES", None),
    ]  # fmt: skip
    values = outline.clause("VALUES")
    assert values
    assert text[values.start : values.end] == "VALUES ?a { 1 }"
    assert outline.dataset
    assert text[slice(*outline.dataset)] == "FROM ex:g FROM NAMED <a:h>"
    assert (outline.names_graphs, outline.braces, outline.parens, outline.patterns) == (True, 2, 2, 1)
    assert outline.declared == {"ex": "a:"}


def test_clauses_of_a_sub_query_are_not_those_of_the_query() -> None:
    assert not Outline.of("SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 3 } }").clauses


def test_what_reaches_outside_is_part_of_the_outline() -> None:
    found = Outline.of("ASK { SERVICE <a:b> {} }").outside
    assert found
    assert (found.word, found.start) == ("SERVICE", 6)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ASK FROM <a:g> {}", True),
        ("ASKFROM:a {}", True),
        ("SELECT ?from { ?from ex:from 'from' } # from", False),
        ("ASK {}", False),
    ],
)
def test_a_query_that_names_its_graphs_is_known(text: str, named: bool) -> None:
    assert names_graphs(text) is named


@given(st.text(max_size=40), st.sampled_from(["SELECT ?a {", "SELECT * {}", "ASK {", "SELECT ?x (", "CONSTRUCT {} {"]))
def test_an_outline_never_raises(text: str, start: str) -> None:
    for broken in (text, start + text):
        Outline.of(broken)
        limited(broken, 3)
        paged(broken, (), 3, 0)
        with_prefixes(broken, PREFIXES)


# ---- a limit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o } LIMIT 5"),
        ("SELECT * { ?s ?p ?o } LIMIT 3", "SELECT * { ?s ?p ?o } LIMIT 3"),
        ("SELECT * { ?s ?p ?o } LIMIT 30 # all", "SELECT * { ?s ?p ?o } LIMIT 5 # all"),
        ("SELECT * { ?s ?p ?o } # no LIMIT", "SELECT * { ?s ?p ?o } LIMIT 5 # no LIMIT"),
        ("SELECT * { ?s ?p ?o }#x", "SELECT * { ?s ?p ?o } LIMIT 5 #x"),
        ("SELECT * { ?s ?p ?o } OFFSET 2", "SELECT * { ?s ?p ?o } OFFSET 2 LIMIT 5"),
        ("SELECT * { ?s ?p ?o } VALUES ?o { 1 }", "SELECT * { ?s ?p ?o } LIMIT 5 VALUES ?o { 1 }"),
        ("SELECT * { ?s ?p ?o }VALUES ?o { 1 }", "SELECT * { ?s ?p ?o } LIMIT 5 VALUES ?o { 1 }"),
        ("SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 9 } }", "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 9 } } LIMIT 5"),
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
        ("SELECT * { ?s ?p ?o", "SELECT * { ?s ?p ?o"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE WHERE { ?s ?p ?o }"),
    ],
)
def test_a_limit_is_put_or_lowered_where_it_belongs(text: str, expected: str) -> None:
    assert limited(text, 5) == expected
    if expected.startswith("SELECT") and text.endswith("}"):
        assert len(rows(expected)) <= 5


# ---- pages


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?o { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } # note",
        "SELECT ?s ?o { ?s ?p ?o } ORDER BY DESC(?p) LIMIT 33",
        "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?p OFFSET 5 LIMIT 23 VALUES ?s { <urn:s1> <urn:s2> <urn:s3> <urn:s4> }",
        "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > 5)",
        "SELECT DISTINCT ?s FROM <urn:g> { ?s ?p ?o }",
        "PREFIX ex: <urn:> SELECT ?p { ?s ?p ?o } LIMIT 0",
    ],
)
def test_pages_put_together_are_the_whole_answer(text: str, nested: bool) -> None:
    whole = rows(text)
    pages: list[tuple[str, ...]] = []
    for offset in range(0, 60, 7):
        page = rows(paged(text, (), 7, offset, nested=nested))
        assert len(page) <= 7
        pages.extend(page)
    assert len(pages) == len(whole)
    if "LIMIT" not in text:
        assert sorted(pages) == sorted(whole)


def test_a_page_keeps_the_order_of_the_query_first() -> None:
    text = "SELECT ?s ?o { ?s ?p ?o } ORDER BY DESC(?o)"
    pages = [row for offset in range(0, 40, 10) for row in rows(paged(text, ("s", "o"), 10, offset))]
    assert pages == rows(text)


def test_every_question_can_be_limited_and_paged() -> None:
    for text in QUESTIONS.values():
        for changed in (limited(text, 3), paged(text, (), 3, 0), paged(text, (), 3, 0, nested=True)):
            ox.Store().query(changed)
            assert text[: Outline.of(text).prologue] in changed


# ---- prefixes


def test_the_prefixes_that_are_used_and_not_declared_stand_in_front_on_one_line() -> None:
    text = "PREFIX sdg: <urn:mine>\nASK { ?x a mg:Plan ; sdg:x 'skos:y' ; nope:z <skos:z> } # rdfs:label"
    added = with_prefixes(text, PREFIXES)
    assert added == f"PREFIX mg: <{PREFIXES['mg']}> {text}"
    assert with_prefixes("ASK { ?x a ?y }", PREFIXES) == "ASK { ?x a ?y }"


def test_a_query_with_its_prefixes_runs_where_none_is_known() -> None:
    ox.Store().query(with_prefixes("SELECT ?x { ?x a mg:PilotProject ; rdfs:label ?l . sdg:11 ?p ?x }", PREFIXES))
