"""Somebody's own query on a page: its answer in a table, what is wrong with it in its place, and nothing that it says is run."""

import ast
import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from tests.service import Running

from metrograph.errors import QueryError
from metrograph.explorer.completion import completion
from metrograph.explorer.query import MOST
from metrograph.explorer.query_names import shortener
from metrograph.explorer.query_refusals import refusal, told
from metrograph.explorer.query_sharing import quoted
from metrograph.explorer.view import View
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.routes_query import ROUTES
from metrograph.words import LANGUAGES, typeset

BY_NAME = {route.name: route for route in ROUTES}
HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"><svg/onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "\u202egnp.exe",
    "&lt;script&gt;",
    "\u0000\u0001",
)


class Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def asked(desk, text, lang="en", method="GET", **fields):
    reply = answer(BY_NAME, desk, Asked("query", fields=(("query", text), *fields.items()), lang=lang, method=method))
    return reply.status, reply.body.decode()


def literal(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


def harmless(page: str) -> bool:
    """Whether a page has only scripts and links of ours."""
    for tag, attributes in Tags(page).found:
        if tag == "script" and not (attributes.get("src", "").startswith("/static/") or "json" in attributes.get("type", "")):
            return False
        if any(name.startswith("on") or name == "style" for name in attributes) or tag in ("img", "iframe"):
            return False
        if not re.match(r"(?:/|#|https?:|mailto:|urn:|$)", attributes.get("href") or ""):
            return False
    return True


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_are_shown_with_names_beside_identifiers(desk, lang):
    status, page = asked(
        desk, "SELECT ?pilot ?goal { ?pilot a mg:PilotProject ; mg:contributesToGoal ?goal } ORDER BY ?pilot", lang
    )
    assert status == 200
    label = next(row[1] for row in desk.ask("pilots", lang).rows() if str(row[0]).endswith("/pilot-mega"))
    assert typeset(str(label), lang) in unescape(page)
    assert '<small class="below">metropolis-2019:pilot-mega</small>' in page
    assert re.search(r'href="/sdg/7" class="code g7">7</a>', page)
    assert f'<html lang="{lang}">' in page


@pytest.mark.parametrize(("lang", "yes", "no"), [("en", "Yes", "No"), ("fr", "Oui", "Non"), ("es", "Sí", "No")])
def test_a_question_of_yes_or_no_is_answered_in_words(desk, lang, yes, no):
    assert f">{yes}</b>" in asked(desk, "ASK { ?x a mg:PilotProject }", lang)[1]
    assert f">{no}</b>" in asked(desk, "ASK { ?x a mg:Dragon }", lang)[1]


@pytest.mark.parametrize("text", ["DESCRIBE mg:PilotProject", "CONSTRUCT { ?x a ?k } WHERE { ?x a ?k FILTER(?k = mg:Theme) }"])
def test_a_graph_is_shown_as_statements_and_offered_as_rdf(desk, text):
    status, page = asked(desk, text)
    assert status == 200
    assert "each row is one statement" in page
    for kind in ("ttl", "nt", "jsonld", "rdf"):
        assert f"/sparql?{urlencode({'query': text, 'format': kind})}" in unescape(page)


def test_the_downloads_are_those_of_the_endpoint(desk):
    text = "SELECT ?x { ?x a mg:Theme }"
    hrefs = [attributes["href"] for tag, attributes in Tags(asked(desk, text)[1]).found if "download" in attributes]
    assert [parse_qs(urlsplit(href).query) for href in hrefs] == [
        {"query": [text], "format": [kind]} for kind in ("csv", "tsv", "json")
    ]


def test_more_rows_than_can_be_seen_are_told(desk):
    status, page = asked(desk, "SELECT * { ?s ?p ?o }")
    assert status == 200
    assert f"Only the first {MOST} rows are shown on these pages" in page
    assert "LIMIT" not in Tags(page).found
    assert f"1–100 of {MOST}" in page
    assert f"{MOST - 99}–{MOST} of {MOST}" in asked(desk, "SELECT * { ?s ?p ?o }", page="100")[1]


def test_a_limit_of_the_query_itself_is_no_cut(desk):
    page = asked(desk, "SELECT * { ?s ?p ?o } LIMIT 7")[1]
    assert "7 rows" in page
    assert "Only the first" not in page


@pytest.mark.parametrize(
    "text", ["SELECT * {}", "SELECT ?x {}", "SELECT (1 AS ?n) {}", "SELECT ?x { ?x a mg:Dragon }", "CONSTRUCT {} {}"]
)
def test_answers_without_much_in_them_are_shown(desk, text):
    assert asked(desk, text)[0] == 200


def test_no_row_is_told_with_a_hint(desk):
    assert "a name that no data use is no mistake in SPARQL" in asked(desk, "SELECT ?x { ?x a mg:Dragon }")[1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("SELECT ?x {\n  ?x a mg:Theme", "Q110", 2, 16),
        ("SELECT ?x {\n  ?x a foaf2:Person }", "Q102", 2, 8),
        ("SELECT ?x { SERVICE <http://example.org/> { ?x a ?y } }", "Q105", 1, 13),
        ("DELETE WHERE { ?s ?p ?o }", "", 1, 1),
        ("<script>alert(1)</script>", "", 1, 1),
    ],
)
def test_what_is_wrong_stands_beside_the_query_in_words_with_its_place(desk, text, code, line, column, lang):
    status, page = asked(desk, text, lang)
    assert status in (400, 403)
    box = next(attributes for tag, attributes in Tags(page).found if attributes.get("class") == "told bad refusal")
    assert box["role"] == "alert"
    assert (box["data-line"], box["data-column"]) == (str(line), str(column))
    assert f"<code>{code}" in page
    assert unescape(page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]).strip() == text
    assert harmless(page)


def test_a_field_of_the_page_that_cannot_be_is_told_there_too(desk):
    status, page = asked(desk, "SELECT ?x { ?x a mg:Theme }", sort="y")
    assert (status, "<code>W602</code>" in page) == (400, True)


def test_a_short_query_that_is_sent_gets_an_address_and_a_long_one_is_answered_at_once(desk):
    short = answer(BY_NAME, desk, Asked("query", fields=(("query", "ASK {}"),), method="POST"))
    assert (short.status, dict(short.headers)["Location"]) == (303, "/query?query=ASK+%7B%7D")
    text = "SELECT ?x { ?x a mg:Theme }\n#" + "é" * 4000
    status, page = asked(desk, text, method="POST", sort="x")
    assert status == 200
    hidden = {a["name"]: a["value"] for tag, a in Tags(page).found if tag == "input" and a.get("type") == "hidden"}
    assert (hidden["query"], hidden["sort"]) == (text, "x")
    buttons = [a for tag, a in Tags(page).found if tag == "button" and a.get("form") == "again"]
    assert {"name": "sort", "value": "-x"}.items() <= buttons[0].items()
    assert len(re.findall(r'name="format" value="(\w+)"', page)) == 3


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("view", ["", "graph", "chart"])
def test_no_text_of_an_answer_is_ever_run(desk, payload, view):
    rows = (
        f"({literal(payload)} 1 <urn:a> <urn:b>) ({literal(payload)}@en 2 <urn:c> <urn:d>) ({literal(payload)} 3 <urn:a> <urn:d>)"
    )
    text = f"SELECT ?a ?n ?x ?y {{ VALUES (?a ?n ?x ?y) {{ {rows} }} }}"
    for fields in ({}, {"group": "x"} if not view else {"view": view}, {"sort": "-a"}):
        status, page = asked(desk, text, **fields)
        assert status == 200
        assert harmless(page)


@pytest.mark.parametrize(
    "iri",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "https://a/'onclick='x",
        "//evil.example",
        "file:///etc/passwd",
    ],
)
def test_an_identifier_is_a_link_only_where_that_is_safe(desk, iri):
    status, page = asked(desk, f"SELECT (IRI({literal(iri)}) AS ?x) (?x AS ?y) {{}}")
    assert status in (200, 400)
    assert harmless(page)


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("around", ["{}", "SELECT ?x {{ {} }}", "# {}\nASK {{", "SELECT ('''{}''' AS ?x) {{}}"])
def test_no_text_of_a_query_is_ever_run(desk, payload, around):
    _, page = asked(desk, around.format(payload), sort=payload)
    assert harmless(page)


def test_a_text_that_is_too_long_for_a_table_says_so(desk):
    page = asked(desk, f'SELECT ("{"é" * 10_000}" AS ?x) {{}}')[1]
    assert "10,000 characters, the first of them shown here" in page
    assert "é" * 601 not in page.split("<table")[1].split("</table")[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_proposals_are_small_and_name_what_is_in_the_data(desk, lang):
    reply = answer(BY_NAME, desk, Asked("completion", lang=lang))
    assert reply.media == "application/json"
    assert len(reply.body) < 60_000
    found = json.loads(reply.body)
    pilots = next(one for one in found["classes"] if one[0] == "mg:PilotProject")
    used = {found["properties"][number][0] for number in pilots[3]}
    assert {"rdf:type", "mg:inPlan", "rdfs:label"} <= used
    assert "mg:datePrecision" not in used
    assert {"mg", "sdg", "metropolis-2019"} <= found["prefixes"].keys()
    assert ["themes", desk.catalog["themes"].summary.best(lang)] in found["questions"]


def test_proposals_of_large_data_stay_small(desk):
    told_ = completion(View.of(desk))
    assert len(told_["classes"]) <= 400
    assert len(told_["properties"]) <= 400


@pytest.mark.parametrize(
    "text", ["ASK {}", "ASK {\n}", 'say """', '\n"""x"""\\', 'ends in "\n"', "tab\t\nx", "\\u0041\n", "é\n'''", 'a\n\\"""']
)
def test_a_query_in_a_python_program_is_the_query(text):
    assert ast.literal_eval(quoted(text)) == text


def test_a_prefixed_name_is_only_given_where_it_can_be_read_again():
    short = shortener({"a": "http://a/", "ab": "http://a/b/"})
    assert [short(iri) for iri in ("http://a/x", "http://a/b/x.y", "http://a/b/x.", "http://a/x/y", "urn:x")] == [
        "a:x", "ab:x.y", "<http://a/b/x.>", "<http://a/x/y>", "<urn:x>",
    ]  # fmt: skip


def test_the_mark_stands_under_what_is_meant():
    found = told("ASK {\n  ?x foaf2:name ?n }", {"title": "t", "code": "Q102", "line": 2, "column": 6})
    assert (found.marked, found.caret) == ("foaf2:name", "     ^^^^^^^^^^")
    far = told(" " * 500 + "ex:a", {"line": 1, "column": 501})
    assert (len(far.before), far.marked) == (60, "ex:a")
    assert refusal("ASK", QueryError("Q101"), "en").marked == ""
    assert told("ASK", {"line": "x", "column": None, "status": -1}).status == 400


@pytest.fixture(scope="module")
def service():
    with Running("--timeout", "1") as running:
        yield running


FORM = "application/x-www-form-urlencoded"


def page_of(service, text):
    return service.get(f"/query?{urlencode({'query': text})}", Accept="text/html")


def test_the_service_lets_a_query_pass_the_gate_of_its_endpoint(service):
    for text, status in (("ASK {}", 200), ("ASK {" * 300, 400), ("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", 403)):
        reply = page_of(service, text)
        assert reply.status == status
        assert reply.headers["content-type"].startswith("text/html")
        assert ("refusal" in reply.text) == (status != 200)


def test_a_query_that_takes_too_long_is_told_beside_it(service):
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    reply = page_of(service, text)
    assert (reply.status, "<code>W110</code>" in reply.text, text in reply.text) == (503, True, True)


def test_a_form_is_answered_without_a_token(service):
    reply = service.ask("POST", "/query", urlencode({"query": "ASK {}"}), Content_Type=FORM)
    assert (reply.status, reply.headers["location"]) == (303, "/query?query=ASK+%7B%7D")
    reply = service.ask("POST", "/query", urlencode({"query": "ASK {}\n#" + "x" * 9000}), Content_Type=FORM)
    assert (reply.status, ">Yes</b>" in reply.text) == (200, True)
    assert service.ask("POST", "/query", "ASK {}", Content_Type="text/plain").status == 415


def test_a_query_left_to_chance_is_asked_anew(service):
    assert page_of(service, "SELECT (RAND() AS ?n) {}").headers["cache-control"] == "no-store"


def test_a_page_that_a_browser_kept_keeps_its_own_policy(service):
    first = service.get("/query", Accept="text/html")
    assert "default-src 'self'" in first.headers["content-security-policy"]
    again = service.get("/query", Accept="text/html", If_None_Match=first.headers["etag"])
    assert (again.status, again.headers["content-security-policy"]) == (304, None)
