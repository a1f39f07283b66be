"""The words of a query, and what would reach outside: whatever is typed, and whatever is tried."""

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.clock import Clock

from metrograph.resources import files
from metrograph.sparql import outside, place_of
from metrograph.sparql.tokens import code, tokens

QUESTIONS = [path.read_text(encoding="utf-8") for path in files("queries", "*.rq")]
PIECES = (
    "SELECT", "?x", "$y", "a", "mg:a", "ex:a.b", ":", "_:b.c", '"', "'", '"""', "'''", "\\", "\\u0053", "<", ">", "<a:b>", "<=", "<<",
    "#", "\n", "\r", " ", ".", "..", "1.5", "1.e3", ".", "@en-GB", "@", "{", "}", "(", ")", "^^", "&&", "|", "|}", "%41", "é", "“", "\u00a0",
)  # fmt: skip
soups = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


# ---- each character has its place


@given(st.one_of(soups, st.text(max_size=60)))
@example('"""a""""')
@example("a.b.c:d..e. f.5")
def test_every_character_is_in_one_token_or_is_white_space(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert not text[at : token.start].strip(" \t\r\n")
        assert token.text
        assert text[token.start : token.end] == token.text
        at = token.end
    assert not text[at:].strip(" \t\r\n")


@given(soups)
def test_a_line_and_a_column_lead_back_to_the_character(text: str) -> None:
    for token in tokens(text):
        line, column = place_of(text, token.start)
        assert text.splitlines()[line - 1][column - 1 :].startswith(token.text.splitlines()[0])


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "'",
        '" ',
        "\\",
        "<",
        "<a",
        "a.",
        ".",
        "a:b.",
        "(?a<?b>",
        '\\"',
        "'\"",
        "1.",
        "@a-",
        "a:%",
        "_:",
        '"\n',
        "#\n",
        "a-",
        "\\u0053",
        "{",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds(n: int) -> float:
        with Clock() as clock:
            tokens(unit * n)
        return clock.seconds

    small = min(seconds(25_000) for _ in range(3))
    assert seconds(200_000) < 8 * small * 4 + 0.3


def test_a_query_of_a_megabyte_is_read_in_a_second() -> None:
    row = '  ?a mg:place ?b ; mg:theme "x"@en . FILTER(?b > 3)\n'
    text = "SELECT ?a {\n" + row * (1_000_000 // len(row)) + "}"
    with Clock() as clock:
        assert len(tokens(text)) > 200_000
    assert clock.seconds < 2  # under a second where nothing else runs


# ---- kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sdg:11.2.", [("prefixed", "sdg:11.2"), ("sign", ".")]),
        ("ex:a..b. c", [("prefixed", "ex:a..b"), ("sign", "."), ("word", "c")]),
        (r"ex:a\,b%41c :x ex:", [("prefixed", r"ex:a\,b%41c"), ("prefixed", ":x"), ("prefixed", "ex:")]),
        ("_:a.b.", [("blank", "_:a.b"), ("sign", ".")]),
        ("true.?x", [("word", "true"), ("sign", "."), ("variable", "?x")]),
        ("1.?x 2.5.3", [("number", "1"), ("sign", "."), ("variable", "?x"), ("number", "2.5"), ("number", ".3")]),
        ("1.e5 .5 1E-3", [("number", "1.e5"), ("number", ".5"), ("number", "1E-3")]),
        ("?a<?b&&?c>?d", [("variable", "?a"), ("iri", "<?b&&?c>"), ("variable", "?d")]),
        ("(?a<?b&&?c>?d)", [("sign", "("), ("variable", "?a"), ("sign", "<"), ("variable", "?b"), ("sign", "&&"), ("variable", "?c"),
                            ("sign", ">"), ("variable", "?d"), ("sign", ")")]),
        ("?s<a:b>?o", [("variable", "?s"), ("iri", "<a:b>"), ("variable", "?o")]),
        ("?p? ex:p?/ex:q", [("variable", "?p"), ("sign", "?"), ("prefixed", "ex:p"), ("sign", "?"), ("sign", "/"), ("prefixed", "ex:q")]),
        ("'it\\'s'@fr-BE", [("string", "'it\\'s'"), ("lang", "@fr-BE")]),
        ('"""a "b" c"""^^xsd:string', [("string", '"""a "b" c"""'), ("sign", "^^"), ("prefixed", "xsd:string")]),
        ("'' \"\"", [("string", "''"), ("string", '""')]),
        ("'open\n?x", [("open", "'open"), ("variable", "?x")]),
        ('"""open\n?x', [("open", '"""open\n?x')]),
        ("<a b>", [("sign", "<"), ("word", "a"), ("word", "b"), ("sign", ">")]),
        ("# a ' \" <\n?x", [("comment", "# a ' \" <"), ("variable", "?x")]),
        ("<a:b#c> #d", [("iri", "<a:b#c>"), ("comment", "#d")]),
        ("“x”", [("other", "“"), ("word", "x"), ("other", "”")]),
    ],
)  # fmt: skip
def test_a_text_is_cut_as_the_standard_says(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_the_questions_hold_nothing_that_sparql_does_not_know() -> None:
    assert not {token.kind for text in QUESTIONS for token in tokens(text)} & {"open", "other"}


def test_comments_are_left_out_of_the_code() -> None:
    assert [token.text for token in code("ASK # really\n{}")] == ["ASK", "{", "}"]


# ---- what would reach outside

HOST = "http://127.0.0.1:9/"
DECLARED = f"PREFIX : <{HOST}> PREFIX ex: <{HOST}> PREFIX a: <urn:> PREFIX SERVICE: <{HOST}> PREFIX LOAD: <{HOST}> "
CALLS = (
    "SELECT * { SERVICE <H> {} }", "SELECT * { service silent ?g {} }", "SELECT * { SERVICE:a {} }", "SELECT * { SERVICEex:a {} }",
    "SELECT * { SERVICESILENT:a {} }", "SELECT * { SERVICE?g{} }", "SELECT * { ?s ?p 1SERVICE <H> {} }",
    "SELECT * { ?s ?p trueSERVICE <H> {} }", "SELECT * { ?s ?p a:a.b.SERVICE <H> {} }", "SELECT * { ?s ?p 'x'@en.SERVICE <H> {} }",
    "SELECT * { ?s ?p true.SERVICE:a {} }", "SELECT * { FILTER(1<2)SERVICE <H> {} }",
    "SELECT * { ?s ?p ?o FILTER(?o<?b||true)SERVICE?g#>\n{} }", "SELECT * { ?s ?p ?o FILTER(?o<?b#>'''\n)SERVICE <H> {} #'''\n}",
    "SELECT * { VALUES ?g {'''a'} SERVICE <H> {} #\\q'''\n}", "SELECT * { VALUES ?g {'''a'} SERVICE <H> {} #\\uD800'''\n}",
    "SELECT * { ?s ?p '}' . # note\n SERVICE <H> {} }", "SELECT * { ?s ?p ?o # '\rSERVICE <H> {} #'\n}",
    "SELECT * { \\u0053ERVICE <H> {} }", "SELECT * { ?s ?p 'a\\u0027 . SERVICE <H> {} #' }", "SELECT * { \\U00000053ERVICE <H> {} }",
    "LOAD <H>", "LOAD:a", "LOADex:a", "LOADSILENT:a", "INSERT DATA {};LOAD:a", "CLEAR ALL ; load silent <H>",
)  # fmt: skip
HARMLESS = (
    "SELECT ?service ?load { ?service ex:load ?load ; load:x service:y , service:z . }",
    "SELECT * { VALUES (?x ?y) { ('SERVICE' <http://example.org/LOAD>) } } # SERVICE and LOAD",
    "PREFIX load: <urn:x#service> SELECT * { GRAPH service:x { ?s <urn:a#load> load:y } }",
    "SELECT (load:f(?x) AS ?workload) FROM service:g { ?x a ?y } ORDER BY load:f(?x)",
    "SELECT * { ?s <urn:p#x> 'LOAD', \"a \\u00e9 SERVICE\"@en , '''it's a service''' FILTER(?s = <urn:a#b>) }",
)


@pytest.mark.parametrize("text", CALLS)
def test_a_call_is_seen_however_it_is_written(text: str) -> None:
    found = outside(DECLARED + text.replace("<H>", f"<{HOST}>"))
    assert found
    assert found.word in {"SERVICE", "LOAD"}


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_look_like_a_call_are_let_through(text: str) -> None:
    assert outside(text) is None


def test_other_words_can_be_refused_too() -> None:
    words = ("SERVICE", "LOAD", "FROM")
    for text in ("ASK FROM <a:b> {}", "ASKFROM:a {}", "SELECT*FROMNAMED:a{}", "SELECT * FROM:a {}"):
        assert outside(text, words) is not None, text
    assert outside("SELECT ?from { ?from ex:from 'from' }", words) is None


def reaches(text: str) -> bool:
    """Whether the engine itself would call an address: the port is one that it refuses to call."""
    store = ox.Store()
    node = ox.NamedNode("urn:s")
    store.extend(ox.Quad(node, ox.NamedNode("urn:p"), thing) for thing in (node, ox.Literal("x", language="en")))
    try:
        answer = store.query(text)
        if isinstance(answer, ox.QuerySolutions):
            list(answer)
    except SyntaxError:
        return False
    except (OSError, RuntimeError) as error:
        return "function" not in str(error)
    return False


bits = st.sampled_from(
    [".", ";", "{", "}", "(", ")", "#", "\n", "\r", "'", "'''", '"', "\\", "\\q", "<", ">", "<?b", "#>", ")#>", "1", "true", "@en", "a:a.b", "_:b",
     "ex:a", "?g", "FILTER(", "||true", "VALUES ?g {", "SERVICE", "SERVICE ", "SILENT", "é", " "]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["?s ?p ", "?s ?p ?o FILTER(?o ", "?s ?p 'x", "VALUES ?g {<urn:x> ", ""]),
    st.lists(bits, max_size=5).map("".join),
    st.sampled_from([f"SERVICE<{HOST}>{{}}", "SERVICE:a{}", "SERVICEex:a{}", "SERVICE?g\n{}"]),
    st.lists(bits, max_size=4).map("".join),
)
def test_what_the_engine_would_call_is_refused_before(start: str, before: str, call: str, after: str) -> None:
    text = f"{DECLARED}SELECT * {{ {start}{before}{call}{after}}}"
    assert outside(text) or not reaches(text)


@given(soups)
def test_the_gate_never_raises(text: str) -> None:
    outside(f"{text} SERVICE {text}")
