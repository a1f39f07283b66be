"""What an engine will do with a query, in words, before it is asked."""

import pyoxigraph as ox
import pytest

from metrograph.namespaces import Names
from metrograph.resources import files
from metrograph.sparql import Explanation, explain_query
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

PREFIXES = Names().prefixes()
QUESTIONS = {path.stem: path.read_text(encoding="utf-8") for path in files("queries", "*.rq")}


def explained(text: str, count: int = 100) -> Explanation:
    return explain_query(text, lambda _subject, _predicate, _object: count, PREFIXES)


def heavy(text: str, count: int = 1000) -> list[str]:
    return [advice.kind for advice in explained(text, count).advice]


def test_the_parts_of_a_query_come_in_the_order_written_with_their_depth() -> None:
    found = explained(
        """SELECT ?x ?l FROM <urn:g> {
          VALUES ?lang { "en" }
          ?x a mg:PilotProject ; rdfs:label|skos:prefLabel ?l .
          OPTIONAL { ?x mg:place ?p MINUS { ?p mg:x [] } }
          { ?x mg:a 1 } UNION { { ?x mg:b 2 } }
          FILTER NOT EXISTS { ?x mg:c ?c }
          { SELECT ?x (COUNT(*) AS ?n) { ?x mg:d ?d } GROUP BY ?x }
          BIND(STR(?l) AS ?s)
        } ORDER BY ?l LIMIT 3"""
    )
    assert [(step.kind, step.depth) for step in found.steps] == [
        ("values", 0), ("pattern", 0), ("path", 0), ("optional", 0), ("pattern", 1), ("minus", 1), ("pattern", 2), ("union", 0),
        ("pattern", 1), ("pattern", 1), ("filter", 0), ("exists", 0), ("pattern", 1), ("subselect", 0), ("pattern", 1), ("group", 1),
        ("bind", 0), ("order", 0), ("slice", 0),
    ]  # fmt: skip
    assert (found.form, found.columns, found.graphs) == ("select", ("x", "l"), "FROM <urn:g>")
    assert found.prefixes == ("mg", "rdfs", "skos")


def test_prefixes_that_the_query_declares_are_not_said_to_be_filled_in() -> None:
    assert explained("PREFIX mg: <urn:mg:> ASK { ?x a mg:Plan ; rdfs:label ?l }").prefixes == ("rdfs",)


def test_the_constant_parts_of_a_pattern_are_counted() -> None:
    asked = []

    def count(subject: str | None, predicate: str | None, thing: str | None) -> int:
        asked.append((subject, predicate, thing))
        return len(asked)

    found = explain_query(
        "ASK { sdg:11\\.2 a ?k ; mg:x 'a'@fr , -1.5 , '7'^^xsd:integer , true ; ?p ?o ; mg:a|^mg:b [] ; mg:c+ <urn:z> ; mg:a/mg:b ?q }",
        count,
        PREFIXES,
    )
    sdg, mg, xsd = PREFIXES["sdg"] + "11.2", PREFIXES["mg"], PREFIXES["xsd"]
    assert asked[:6] == [
        (f"<{sdg}>", f"<{PREFIXES['rdf']}type>", None),
        (f"<{sdg}>", f"<{mg}x>", "'a'@fr"),
        (f"<{sdg}>", f"<{mg}x>", "-1.5"),
        (f"<{sdg}>", f"<{mg}x>", f"'7'^^<{xsd}integer>"),
        (f"<{sdg}>", f"<{mg}x>", "true"),
        (f"<{sdg}>", None, None),
    ]
    assert [step.count is None for step in found.steps][-3:] == [True, False, True]


def test_the_counts_are_those_of_the_data(desk: Workspace) -> None:
    def count(*parts: str | None) -> int:
        subject, predicate, thing = (part or f"?v{number}" for number, part in enumerate(parts))
        ((n,),) = desk.sparql(f"SELECT (COUNT(*) AS ?n) {{ {subject} {predicate} {thing} }}").rows()
        assert isinstance(n, int)
        return n

    found = explain_query("SELECT ?p { ?p a mg:PilotProject ; rdfs:label ?l ; mg:nope ?x }", count, PREFIXES)
    pilots, labels, nothing = (step.count for step in found.steps)
    assert pilots == len(desk.sparql("SELECT ?p { ?p a mg:PilotProject }").rows())
    assert labels
    assert labels > (pilots or 0)
    assert nothing == 0


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("SELECT ?a { ?a mg:x ?b . ?c mg:y ?d }", ["product"]),
        ("SELECT ?a { ?a mg:x ?b . ?c mg:y ?d BIND(CONCAT(?b, ?d) AS ?e) }", []),
        ("SELECT ?a { ?a mg:x ?b . ?c mg:y ?d . ?d mg:z ?a }", []),
        ("SELECT ?a { ?a mg:x ?b OPTIONAL { ?a mg:y ?c . ?b mg:z ?d } }", []),
        ("SELECT ?a { ?a mg:x ?b FILTER NOT EXISTS { ?a mg:y ?c FILTER(?c > ?b) } }", ["exists"]),
        ("SELECT ?a { ?a mg:x ?b FILTER NOT EXISTS { ?a mg:y ?c } FILTER(?b > 3) }", []),
        ("SELECT ?a { ?a mg:x ?b FILTER EXISTS { ?a mg:y ?c FILTER(?c > ?b) } }", []),
        ("SELECT ?a { ?a mg:x ?b " + "OPTIONAL { ?a mg:y ?c } " * 4 + "}", ["optionals"]),
        ("SELECT ?a { ?a mg:x ?b } ORDER BY ?a", ["order"]),
        ("SELECT ?a { ?a mg:x ?b } ORDER BY ?a LIMIT 3", []),
        ("SELECT ?a { ?a mg:x ?b FILTER(REGEX(?b, 'x')) }", ["regex"]),
        ("SELECT ?a { ?a mg:x+ ?b }", ["path"]),
        ("SELECT ?a { ?a mg:x+ mg:b }", []),
        ("SELECT ?a { ?a ?b ?c }", ["everything"]),
    ],
)
def test_what_may_take_long_is_told(text: str, kinds: list[str]) -> None:
    assert heavy(text) == kinds


def test_patterns_that_match_hardly_anything_are_no_burden() -> None:
    assert heavy("SELECT ?a { ?a mg:x ?b . ?c mg:y ?d }", count=3) == []


def test_advice_names_the_line() -> None:
    (advice,) = explained("SELECT ?a {\n  ?a mg:x ?b\n}\nORDER BY ?a").advice
    assert advice.line == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_is_explained_in_every_language(lang: str) -> None:
    for name, text in QUESTIONS.items():
        rows = explained(text).rows(lang)
        assert len(rows) > 4, name
        assert all(what.strip() and words for what, words, _ in rows), name


def test_no_question_of_the_catalogue_multiplies_what_is_not_tied() -> None:
    assert not [name for name, text in QUESTIONS.items() if {"product", "exists", "path"} & set(heavy(text, 50))]


def test_what_is_counted_can_be_asked_of_the_engine() -> None:
    store = ox.Store()

    def count(*parts: str | None) -> int:
        subject, predicate, thing = (part or f"?v{number}" for number, part in enumerate(parts))
        return int(bool(store.query(f"ASK {{ {subject} {predicate} {thing} }}")))

    for text in QUESTIONS.values():
        explain_query(text, count, PREFIXES)


@pytest.mark.parametrize("text", ["", "SELECT ?x {", "INSERT DATA { <a:a> <a:b> 1 }", "ASK " + "{" * 5000 + "}" * 5000])
def test_a_text_without_patterns_or_end_is_explained_as_far_as_it_goes(text: str) -> None:
    assert explained(text).rows("fr")
