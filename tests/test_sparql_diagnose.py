"""What is wrong with a query: the commonest mistakes, each in words; and never a word that is not true."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.wrong_queries import RIGHT, WRONG

from metrograph.namespaces import MG, SKOS, Names
from metrograph.resources import files
from metrograph.sparql import diagnose, doubts, unknown_terms
from metrograph.sparql.case import Case, edited
from metrograph.sparql.diagnosis import finding
from metrograph.sparql.parse import parse
from metrograph.sparql.tokens import Token, code
from metrograph.words import LANGUAGES

PREFIXES = Names().prefixes()
TERMS = (MG + "PilotProject", MG + "place", SKOS + "prefLabel")
QUESTIONS = {path.stem: path.read_text(encoding="utf-8") for path in files("queries", "*.rq")}
CASES = [(code, text) for code, texts in WRONG.items() for text in texts]


def accepted(text: str) -> bool:
    """Whether the engine takes a query."""
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):  # it parses; what it calls is another matter
        return True
    return True


def found_in(text: str) -> str:
    found = finding(Case(text, parse(text), PREFIXES, TERMS))
    return found.code if found else ""


# ---- the mistakes


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_a_mistake_is_named(expected: str, text: str) -> None:
    assert not accepted(text)
    error = diagnose(text, PREFIXES, TERMS)
    assert error.code == expected, error.report()
    assert error.place.line > 0
    assert error.place.column > 0
    assert len({error.report(lang) for lang in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(("_", "text"), [case for case in CASES if case[0] not in {"Q101", "Q102"}])
def test_mending_a_text_as_the_detector_says_gives_one_that_is_read_further(_: str, text: str) -> None:
    case = Case(text, parse(text), PREFIXES, TERMS)
    found = finding(case)
    assert found
    if found.edits:
        assert parse(edited(text, found.edits)).wrong is None


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_query_is_left_alone(text: str) -> None:
    assert accepted(text)
    assert parse(text).wrong is None
    assert found_in(text) == ""


def test_no_question_of_the_catalogue_has_a_mistake() -> None:
    assert {name for name, text in QUESTIONS.items() if found_in(text)} == set()
    assert not [doubt.report() for text in QUESTIONS.values() for doubt in doubts(text, PREFIXES)]


@pytest.mark.parametrize(
    ("text", "line", "column", "width"),
    [
        ("SELECT ?p {\n  ?p a mg:PilotProject\n  ?p rdfs:label ?l }", 2, 23, 1),
        ("SELECT ?p {\n  ?p a nope:Pilot }", 2, 8, 10),
        ("SELECT ?p {\n  ?p a ?k\n  FITLER(?k = mg:a) }", 3, 3, 6),
        ("SELECT ?p {\n  ?p rdfs:label “x” }", 2, 17, 1),
        ("SELECT ?p {\n  ?p a ?k\n", 2, 10, 1),
    ],
)
def test_the_mark_stands_under_the_whole_of_the_mistake(text: str, line: int, column: int, width: int) -> None:
    place = diagnose(text, PREFIXES).place
    assert (place.line, place.column, place.width) == (line, column, width)


def test_a_report_marks_the_word() -> None:
    assert "1 | SELCT ?p {}\n  | ^^^^^\n" in diagnose("SELCT ?p {}", {}).report()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("SELECT ?x { ?x skoss:prefLabel ?y }", 'did you mean "skos"?'),
        ("SELECT ?x { ?x a ?y FITLER(?x = 1) }", 'did you mean "FILTER"?'),
        ("SELECT label { ?x rdfs:label ?label }", 'did you mean "?label"?'),
        ("SELECT ?x { ?x a PilotProject }", 'did you mean "mg:PilotProject"?'),
    ],
)
def test_a_near_word_is_offered(text: str, hint: str) -> None:
    assert hint in diagnose(text, PREFIXES, TERMS).remedy()


def test_a_query_where_an_update_is_wanted_is_told_and_the_other_way_round() -> None:
    assert diagnose("SELECT * { ?s ?p ?o }", PREFIXES, update=True).code == "Q136"
    assert diagnose("INSERT DATA { mg:a mg:b mg:c }", PREFIXES).code == "Q135"
    assert diagnose("INSERT DATA { mg:a mg:b mg:c . . }", PREFIXES, update=True).code == "Q108"


def test_where_nothing_is_sure_the_place_of_the_engine_is_told() -> None:
    error = diagnose("ASK { ?s <urn:%zz> ?o }", PREFIXES, message="IRI parsing failed", line=1, column=18)
    assert (error.code, error.place.line, error.place.column) == ("Q101", 1, 18)
    assert diagnose("ASK {}\n\n", {}, line=3, column=1).place.line == 1


def test_a_column_that_is_never_bound_is_told_when_the_server_complains_of_it() -> None:
    text = "SELECT ?lable { ?x rdfs:label ?label }"
    error = diagnose(text, PREFIXES, message="Variable 'lable' is used in the result set but not assigned")
    assert (error.code, error.values["near"]) == ("Q149", "?label")
    assert diagnose(text, PREFIXES, message="timeout").code == "Q101"


@given(st.text(max_size=60), st.sampled_from(["SELECT ?x {", "ASK { ?s ?p ", "", "SELECT (", "PREFIX ", "ORDER BY "]))
def test_any_text_at_all_has_a_diagnosis(text: str, start: str) -> None:
    for lang in LANGUAGES:
        assert diagnose(start + text, PREFIXES, TERMS, line=1, column=1).report(lang)


@pytest.mark.parametrize("kilobytes", [100, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_wrong_query_of_a_megabyte_is_diagnosed_in_time(kilobytes: int) -> None:
    row = '  ?a mg:place ?b ; mg:theme "x"@en . FILTER(?b > 3)\n'
    assert diagnose("SELECT ?a {\n" + row * (20 * kilobytes), PREFIXES).code in {"Q101", "Q110"}
    assert diagnose("ASK " + "{" * (100 * kilobytes) + "(" * (100 * kilobytes), PREFIXES).code


# ---- every question, with a mistake put into it

Mutation = Callable[[str, tuple[Token, ...]], Iterator[str]]


def _put(text: str, token: Token, words: str) -> str:
    return text[: token.start] + words + text[token.end :]


def replacing(sign: str, words: str) -> Mutation:
    return lambda text, tokens: (_put(text, token, words) for token in tokens if token.kind == "sign" and token.text == sign)


def _curly(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, f"“{token.text[1:-1]}”") for token in tokens if token.kind == "string")


def _unclosed(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, token.text[:-1]) for token in tokens if token.kind == "string")


def _misspelt(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (
        _put(text, token, token.text[:2] + token.text[3:]) for token in tokens if token.kind == "word" and len(token.text) > 4
    )


def _bare(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, token.text[1:]) for token in tokens if token.kind == "variable")


def _capital(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, "A") for token in tokens if token.text == "a")


def _no_as(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, " ") for token in tokens if token.upper == "AS")


def _hard_space(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, f"{token.text}\u00a0") for token in tokens)


def _undeclared(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, f"x{token.text}") for token in tokens if token.kind == "prefixed" and token.text[-1] != ":")


def _open_iri(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    return (_put(text, token, token.text[:-1]) for token in tokens if token.kind == "iri")


def _comma(text: str, tokens: tuple[Token, ...]) -> Iterator[str]:
    first = next(number for number, token in enumerate(tokens) if token.upper == "SELECT") + 1
    if tokens[first].kind == tokens[first + 1].kind == "variable":
        yield _put(text, tokens[first], f"{tokens[first].text},")


MUTATIONS: dict[str, tuple[Mutation, set[str]]] = {
    "a dot less": (replacing(".", " "), {"Q107", "Q109"}),
    "a semicolon less": (replacing(";", " "), {"Q107", "Q109"}),
    "a comma less": (replacing(",", " "), {"Q107", "Q154"}),
    "a brace opened less": (replacing("{", " "), {"Q112", "Q111"}),
    "a brace closed less": (replacing("}", " "), {"Q110"}),
    "a parenthesis opened less": (replacing("(", " "), {"Q112", "Q111"}),
    "a parenthesis closed less": (replacing(")", " "), {"Q110"}),
    "a dot twice": (replacing(".", ". ."), {"Q108"}),
    "a comma twice": (replacing(",", ", ,"), {"Q108"}),
    "a brace closed twice": (replacing("}", "} }"), {"Q111"}),
    "a brace opened twice": (replacing("{", "{ {"), {"Q110"}),
    "a parenthesis closed twice": (replacing(")", ") )"), {"Q111"}),
    "a parenthesis opened twice": (replacing("(", "( ("), {"Q110"}),
    "a comma for a semicolon": (replacing(";", ","), {"Q109"}),
    "a dot for a semicolon": (replacing(";", "."), {"Q109", "Q138"}),
    "a semicolon for a dot": (replacing(".", ";"), {"Q109"}),
    "equal twice": (replacing("=", "=="), {"Q122"}),
    "AND": (replacing("&&", "AND"), {"Q122"}),
    "or": (replacing("||", "or"), {"Q122"}),
    "<>": (replacing("!=", "<>"), {"Q122"}),
    "curly quotes": (_curly, {"Q115"}),
    "a quote less": (_unclosed, {"Q113"}),
    "a misspelt word": (_misspelt, {"Q118"}),
    "no question mark": (_bare, {"Q119"}),
    "A": (_capital, {"Q153"}),
    "no AS": (_no_as, {"Q125"}),
    "a hard space": (_hard_space, {"Q116"}),
    "an undeclared prefix": (_undeclared, {"Q102"}),
    "an open IRI": (_open_iri, {"Q114"}),
    "a comma between columns": (_comma, {"Q131"}),
}


def sweep(name: str, most: int) -> Counter[str]:
    """What is said of every question with this mistake, at some places in each."""
    mutate, expected = MUTATIONS[name]
    told: Counter[str] = Counter()
    for question, text in QUESTIONS.items():
        changed = list(mutate(text, code(text)))
        for wrong in random.Random(question).sample(changed, min(most, len(changed))):
            said = found_in(wrong)
            if accepted(wrong):
                assert said == "", (question, SequenceMatcher(None, text, wrong).get_opcodes())
                continue
            assert said in expected | {""}, (question, said, SequenceMatcher(None, text, wrong).get_opcodes())
            told[said] += 1
    return told


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mistake_put_into_a_question_is_named_or_left_unnamed_but_never_misnamed(name: str) -> None:
    told = sweep(name, 1)
    assert told[""] <= 0.5 * told.total() + 1


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mistake_put_anywhere_into_a_question_is_never_misnamed(name: str) -> None:
    sweep(name, 10_000)


# ---- what the engine takes, though it is hardly meant


def test_a_term_that_no_vocabulary_has_is_told_with_the_near_one() -> None:
    text = (
        "SELECT ?x {\n  ?x a mg:PilotProjekt ; skos:prefLable ?l ; <https://w3id.org/metrograph/ns#plcae> ?p ; rdfs:labell ?q }"
    )
    found = unknown_terms(text, PREFIXES, TERMS)
    assert [(unknown.name, unknown.near) for unknown in found] == [
        ("mg:PilotProjekt", "mg:PilotProject"),
        ("skos:prefLable", "skos:prefLabel"),
        ("<https://w3id.org/metrograph/ns#plcae>", "mg:place"),
    ]
    assert (found[0].place.line, found[0].place.column, found[0].place.width) == (2, 8, 15)


def test_known_terms_and_foreign_namespaces_are_let_be() -> None:
    text = "PREFIX mg: <https://w3id.org/metrograph/ns#> ASK { ?x a mg:PilotProject ; foaf:nmae 'mg:Nope' } # mg:Nope"
    assert unknown_terms(text, PREFIXES, TERMS) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?lable { ?x rdfs:label ?label }", "Q149"),
        ("SELECT ?x { ?x rdfs:label 'Ville@fr' }", "Q150"),
        ("SELECT ?x { ?x a <mg:PilotProject> }", "Q152"),
        ("SELECT ?x { ?x a mg:PilotProjekt }", "Q151"),
        ("SELECT ?x { ?x rdfs:label 'mail@example.org' }", ""),
        ("SELECT ?x { VALUES ?x { 1 } }", ""),
        ("SELECT ?x { } VALUES ?x { 1 }", ""),
        ("SELECT ?x ?n { { SELECT * { ?x a ?n } } }", ""),
        ("SELECT (1 AS ?one) (?one + 1 AS ?two) {}", ""),
    ],
)
def test_what_is_hardly_meant_is_told(text: str, expected: str) -> None:
    told = doubts(text, PREFIXES, TERMS)
    assert [doubt.code for doubt in told] == ([expected] if expected else [])
    for doubt in told:
        assert all(doubt.report(lang) for lang in LANGUAGES)


def test_the_page_shows_the_messages_as_they_are() -> None:
    page = (Path(__file__).parent.parent / "docs" / "how-to" / "mend-a-query.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| [^|]+ \| `(.+)` \| (Q\d+): (.+) \|$", page, re.MULTILINE)
    assert len(shown) > 40
    for text, said, words in shown:
        error = diagnose(text.replace("⍽", "\u00a0").replace("\\|", "|"), PREFIXES, TERMS)
        assert (error.code, error.what()) == (said, words)
