"""Texts and graphs of a client's own: linked with evidence, held against the shapes; strange ones told of, never a fault."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.test_api import ALL, ask, body, code

import metrograph
from metrograph.serve.answers import answer
from metrograph.serve.api_check import GIVES
from metrograph.serve.asked import Asked, Reply
from metrograph.workspace import Workspace

JSON = "application/json"
TEXT = "Night buses for shift workers in the suburbs, as SDG 5 asks"


def link(desk: Workspace, sent: Any, *fields: tuple[str, str], media: str = JSON, **more: Any) -> Reply:
    given = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    return ask(desk, "link", *fields, body=given, media=media, method="POST", **more)


def validate(desk: Workspace, sent: bytes, *fields: tuple[str, str], media: str = "text/turtle", **more: Any) -> Reply:
    return ask(desk, "validate", *fields, body=sent, media=media, method="POST", **more)


# ---- link


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_text_is_linked_as_the_library_links_it(lang: str, desk: Workspace) -> None:
    found = body(link(desk, {"text": TEXT}, lang=lang))
    expected: dict[str, Any] = metrograph.link(TEXT).record(lang)
    for level in ("goals", "targets"):
        assert len(found[level]) == len(expected[level])
        for ours, theirs in zip(found[level], expected[level], strict=True):
            evidence = [{name: value for name, value in one.items() if name != "why"} for one in ours["evidence"]]
            assert {**ours, "evidence": evidence}.items() >= theirs.items()
            assert all(TEXT[one["start"] : one["end"]] == one["quote"] and one["why"] for one in ours["evidence"])
            assert ours["label"]
            assert ours["why"]
    assert found["targets"][0]["target"] == "11.2"
    assert [one["stated"] for one in found["goals"] if one["goal"] == 5] == [True]
    assert found["model"].startswith("model.")


def test_the_same_text_gives_the_same_answer_as_plain_text_and_in_a_list(desk: Workspace) -> None:
    alone = body(link(desk, {"text": TEXT}))
    assert body(link(desk, TEXT.encode(), media="text/plain")) == alone
    several = body(link(desk, [TEXT, {"text": "Agua limpia", "lang": "es"}]))
    assert several["count"] == 2
    assert several["results"][0] == alone
    assert several["results"][1]["lang"] == "es"


def test_the_reason_for_suggesting_nothing_is_told(desk: Workspace) -> None:
    found = body(link(desk, {"text": "Membership fees: second reminder"}, lang="fr"))
    assert found["abstained"]
    assert found["reason"]


def test_links_come_as_rows_too(desk: Workspace) -> None:
    rows = link(desk, [TEXT, TEXT], ("format", "csv")).body.decode().splitlines()
    assert rows[0].startswith("text,sdg,label,confidence,strength,method,stated,quote,start,end")
    assert {row[0] for row in rows[1:]} == {"0", "1"}


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"", (400, "W416")),
        (b"{", (400, "W416")),
        (b"null", (400, "W417")),
        (b"3", (400, "W417")),
        (b"[]", (422, "W420")),
        (json.dumps(["x"] * 101).encode(), (413, "W420")),
        (b"[[]]", (400, "W417")),
        (b"{}", (400, "W412")),
        (b'{"text": " "}', (400, "W412")),
        (b'{"text": 5}', (400, "W417")),
        (b'{"text": "x", "text": "y"}', (400, "W411")),
        (b'{"text": "x", "txet": "y"}', (400, "W410")),
        (b'{"text": "x", "lang": "de"}', (400, "U108")),
        (b'{"text": NaN}', (400, "W416")),
        (b'{"text": 1' + b"0" * 5000 + b"}", (400, "W416")),
        (b'{"text": "\\ud800"}', (400, "W414")),
        (b'{"text": "x", "\\ud800": "y"}', (400, "W414")),
        (b'{"\\ud800": 1, "\\ud800": 1}', (400, "W411")),
        (b'{"text": "caf\xe9"}', (400, "W403")),
        ('{"text": "x"}'.encode("utf-16"), (415, "W402")),
        (b'{"text":' * 100_000, (400, "W405")),
        (b"[" * 100_000, (400, "W405")),
        (json.dumps({"text": "x" * 200_001}).encode(), (413, "W413")),
        (json.dumps(["x " * 60_000, "x " * 60_000]).encode(), (413, "W421")),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_what_is_no_text_is_told_in_words(sent: bytes, told: tuple[int, str], lang: str, desk: Workspace) -> None:
    reply = link(desk, sent, lang=lang)
    assert code(reply) == told
    assert len(reply.body) < 2000


def test_text_of_another_type_is_not_supported(desk: Workspace) -> None:
    assert code(link(desk, b"text=x", media="application/x-www-form-urlencoded")) == (415, "W415")
    assert code(link(desk, b"caf\xe9", media="text/plain")) == (400, "W403")
    assert code(link(desk, b"  ", media="text/plain")) == (400, "W412")


# ---- validate


def test_a_sound_graph_conforms(desk: Workspace) -> None:
    found = body(validate(desk, b""))
    assert (found["ok"], found["findings"]) == (True, [])


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_graph_is_validated_as_the_library_does(lang: str, desk: Workspace) -> None:
    path = Path(__file__).parent / "gaps.ttl"
    found = body(validate(desk, path.read_bytes(), lang=lang))
    report = desk.validate(path)
    assert found["conforms"] is report.conforms
    assert len(found["findings"]) == len(report)
    assert [one["rule"] for one in found["findings"]] == [one.rule for one in report]
    assert found["findings"][0]["problem"] == report.sentence(report.findings[0], lang)


@pytest.mark.parametrize("kind", GIVES)
def test_a_report_comes_in_every_format(kind: str, desk: Workspace) -> None:
    graph = b"@prefix mg: <https://w3id.org/metrograph/ns#> . <http://x/p> a mg:PilotProject ."
    reply = validate(desk, graph, accept=GIVES[kind].partition(";")[0])
    assert (reply.status, reply.media) == (200, GIVES[kind])
    assert b"http://x/p" in reply.body or kind in ("text", "md", "junit")
    if kind == "ttl":
        tops = {str(quad.predicate) for quad in ox.parse(reply.body, format=ox.RdfFormat.TURTLE)}
        assert "<http://www.w3.org/ns/shacl#conforms>" in tops
    if kind == "junit":
        assert Xml.fromstring(reply.body).tag == "testsuites"  # noqa: S314 - ours
    if kind == "sarif":
        assert body(reply)["version"] == "2.1.0"


def test_a_graph_that_cannot_be_read_is_told_with_its_line(desk: Workspace) -> None:
    found = body(validate(desk, b"<a:s> <a:p>\n 'x ,"))
    assert (found["status"], found["code"], found["line"]) == (400, "W404", 2)
    assert code(validate(desk, b"", media="text/csv")) == (415, "W401")
    assert code(validate(desk, b"", ("fail_on", "panic"))) == (400, "U108")


def test_markup_in_a_graph_is_escaped_in_the_page(desk: Workspace) -> None:
    graph = b"@prefix mg: <https://w3id.org/metrograph/ns#> . @prefix r: <http://www.w3.org/2000/01/rdf-schema#> . "
    graph += b"<javascript:alert(1)> a mg:PilotProject ; r:label '<script>alert(1)</script>'@fr ."
    page = validate(desk, graph, ("format", "html")).body.decode()
    assert "<script" not in page
    assert 'href="javascript' not in page


# ---- whatever is sent

ROUTES = [route for route in ALL.values() if not route.writes and route.name not in ("api-validate", "api-openapi", "api-index")]
NAMES = st.sampled_from(
    ["goal", "lang", "limit", "offset", "format", "labels", "q", "kind", "item", "plan", "by", "text_lang", "x", ""]
)
HOSTILE = st.one_of(
    st.text(st.characters(), max_size=30),
    st.sampled_from(
        ["11", "-1", "1e9", "\ud800", "\x00", "} UNION {", '"""', "NaN", "../..", "%00", "é" * 500, "x" * 1_000_000, "csv"]
    ),
)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "lang", "context", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    route=st.sampled_from(ROUTES),
    path=HOSTILE,
    fields=st.lists(st.tuples(NAMES, HOSTILE), max_size=3),
    accept=HOSTILE,
    sent=st.one_of(st.binary(max_size=50), TREES.map(lambda tree: json.dumps(tree).encode())),
    media=st.sampled_from([JSON, "text/plain", "text/turtle", ""]),
)
def test_whatever_is_asked_gets_an_answer_or_a_problem(
    route: Any, path: str, fields: list[tuple[str, str]], accept: str, sent: bytes, media: str, desk: Workspace
) -> None:
    asked = Asked(route.name, {"name": path, "id": path}, tuple(fields), accept, body=sent, media=media, method=route.methods[0])
    reply = answer(ALL, desk, asked)
    assert reply.status in {200, 400, 404, 406, 413, 415, 422}
    assert (reply.status == 200) == (reply.media != "application/problem+json")
    assert len(reply.body) < 10_000 or reply.status == 200
