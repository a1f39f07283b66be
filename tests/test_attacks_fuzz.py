"""Requests that nobody would send: any bytes, any method on any path, any value of any field. Never a fault, never a hang."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.attacks import FIELDS, METHODS, parted, raw, request, settled, shared, well, writable
from tests.servers import program
from tests.service import TOKEN, Answer, Running

QUICK = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
LONG = settings(QUICK, max_examples=5000)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with writable(tmp_path_factory.mktemp("fuzz")) as running:
        yield running


@pytest.fixture(scope="module")
def plan() -> Running:
    return shared()


# ---- any bytes

TOKENS = st.sampled_from([b"GET ", b"POST ", b"HEAD ", b"OPTIONS ", b"PRI ", b"/", b"*", b"?query=ASK{}", b"sparql", b"id/x", b"update", b"store?default", b" HTTP/1.1", b" HTTP/1.0", b" HTTP/2.0", b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"Host: 127.0.0.1", b"Host: x",
                          b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 99999999999", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip", b"5\r\nASK{}\r\n", b"0\r\n\r\n", b"ffffffffffffffff\r\n", b"Connection: close", b"Connection: upgrade\r\nUpgrade: h2c", b"Expect: 100-continue",
                          b"Content-Type: application/sparql-query", b"Content-Type: application/x-www-form-urlencoded", b"ASK {}", b"query=ASK{}", b": ", b"\x00", b"%00", b"Authorization: Bearer x", b"Range: bytes=0-", b"Origin: null", b"Trailer: x", b"\x16\x03\x01", b"TE: trailers"])  # fmt: skip
BYTES = st.lists(st.one_of(TOKENS, TOKENS, TOKENS, st.binary(max_size=20)), max_size=20).map(b"".join)


def survives(service: Running, sent: bytes) -> None:
    got = raw(service.port, sent, timeout=8, end=True)
    for part in got.split(b"HTTP/1.1 ")[1:]:
        assert not part.startswith((b"500", b"502")), sent
        assert b"Internal Server Error" not in part
        assert b"Traceback" not in part


@QUICK
@given(BYTES)
def test_any_bytes_are_answered_or_refused(plan: Running, sent: bytes) -> None:
    survives(plan, sent)


@pytest.mark.slow
@LONG
@given(BYTES)
def test_many_more_bytes_are_answered_or_refused(plan: Running, sent: bytes) -> None:
    survives(plan, sent)


HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "Accept-Language", "Content-Type", "Origin", "Cookie", "If-None-Match", "X-Request-Id", "Range", "Expect", "Authorization", "X-Reason", "Slug", "Content-Encoding", "Sec-Fetch-Site", "Accept-Charset", "Prefer", "If-Match"]),
    st.one_of(st.sampled_from(["*/*", "text/html", "text/turtle", "application/sparql-query", "application/ld+json", "text/csv;q=0.1, */*;q=0", "fr", "null", "bytes=0-1", "gzip", '"x"', "*", f"Bearer {TOKEN}"]),
              st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=40)),
    max_size=5,
)  # fmt: skip
WHOLE = st.tuples(
    st.sampled_from(METHODS),
    st.lists(st.one_of(st.sampled_from(["sparql", "update", "store", "id", "api", "questions", "links", "reconcile", "sdg", "11.2", "ns", "void", "graph", "static", "export", "all.ttl", "..", "%2e", "suggest", "entity", "preview", "validate", "link", "alignments", "review", ".html", "sitemap.xml"]), st.text(max_size=8).map(lambda text: quote(text.encode("utf-8", "replace")))), max_size=4).map("/".join),
    st.lists(st.tuples(st.sampled_from([*FIELDS, "update", "default", "offset", "text_lang", "by", "x"]), st.one_of(st.text(max_size=30), st.sampled_from(["ASK {}", "SELECT * { ?s ?p ?o } LIMIT 1", "http://example.org/g", "html", "csv", "-1", "999999999", "1e999", "{}", "[]", '{"q":{"query":"x"}}']))), max_size=4),
    HEADERS,
    st.one_of(st.none(), st.binary(max_size=200), st.sampled_from([b"ASK {}", b"<a:a> <b:b> 1 .", b"{}", b"[1]", b'{"text":"night buses"}', b"update=CLEAR ALL", b"query=ASK{}"])),
)  # fmt: skip


@QUICK
@given(WHOLE)
def test_any_whole_request_is_answered(
    service: Running, asked: tuple[str, str, list[tuple[str, str]], dict[str, str], bytes | None]
) -> None:
    method, path, fields, headers, body = asked
    query = urlencode([(name, value.encode("utf-8", "replace")) for name, value in fields])
    lines = [f"{name}: {value}".encode("latin-1") for name, value in headers.items()]
    got = raw(service.port, request(method.encode(), f"/{path}?{query}".encode(), *lines, body=body))
    assert got.startswith(b"HTTP/1.1 "), asked
    if got.startswith(b"HTTP/1.1 100 "):
        got = got.partition(b"\r\n\r\n")[2]
    well(*parted(got))


# ---- by the document of the API


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


HOSTILE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "",
            " ",
            "11",
            "fr",
            "0",
            "-1",
            "1e9",
            "٣",
            "true",
            "null",
            "'",
            '"',
            "}",
            "?x",
            "<x>",
            "a" * 1001,
            "\ud800",
            "\x00",
            "é",
            "sdg:11",
            "javascript:x",
            "%",
            "&",
            "../x",
            "pilot-mega",
            "10000000",
        ]
    ),
)


@pytest.fixture(scope="module")
def api(plan: Running) -> dict[str, Any]:
    found: dict[str, Any] = plan.get("/api/openapi.json").json
    return found


def as_documented(operation: dict[str, Any], document: dict[str, Any], answer: Answer) -> None:
    """The status, the media type and the shape of an answer are among those that the document names."""
    jsonschema = pytest.importorskip("jsonschema", reason="pip install jsonschema")
    told = operation["responses"].get(str(answer.status))
    assert told, (operation["operationId"], answer.status, answer.text[:200])
    if "$ref" in told:
        told = document["components"]["responses"][told["$ref"].rpartition("/")[2]]
    media = answer.headers.get_content_type()
    assert media in told["content"], (operation["operationId"], answer.status, media)
    if media.endswith("json"):
        schema = {**told["content"][media]["schema"], "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(answer.json)


@settings(QUICK, max_examples=250)
@given(st.data())
def test_any_value_of_any_field_is_answered_as_documented(plan: Running, api: dict[str, Any], data: st.DataObject) -> None:
    method, path, operation = data.draw(st.sampled_from(list(operations(api))))
    fields = []
    for one in operation["parameters"]:
        value = data.draw(
            st.one_of(HOSTILE, st.just(str(one.get("example", ""))), st.none() if one["in"] == "query" else st.just("x"))
        )
        if one["in"] == "path":
            words = quote((value or "x").encode("utf-8", "replace"), safe="")
            path = path.replace(f"{{{one['name']}}}", "x" if words in {"", ".", ".."} else words)
        elif value is not None:
            fields.append((one["name"], value.encode("utf-8", "replace")))
    sent: dict[str, Any] = {}
    if "requestBody" in operation:
        media = data.draw(st.sampled_from(list(operation["requestBody"]["content"])))
        text = data.draw(
            st.one_of(
                st.text(max_size=60),
                st.sampled_from(
                    ['{"text": "Night buses"}', "[]", "{}", "<a:a> <b:b> 1 .", '{"text": 1}', "null", '{"text": "x", "y": 1}']
                ),
            )
        )
        sent = {"body": text.encode("utf-8", "replace"), "Content_Type": media}
    answer = plan.ask(method, f"{path}?{urlencode(fields)}", **sent)
    if re.search(r"/[^/]*%2F", path, re.IGNORECASE) and answer.status == 404:
        return  # a slash in a name makes it another path
    as_documented(operation, api, answer)


@pytest.mark.parametrize(
    ("examples", "phases"), [(3, "examples,fuzzing"), pytest.param(20, "examples,coverage,fuzzing", marks=pytest.mark.slow)]
)
def test_schemathesis_finds_nothing(plan: Running, tmp_path: Path, examples: int, phases: str) -> None:
    found = program("schemathesis")
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Schemathesis: pip install schemathesis")
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    command = [
        str(found),
        "run",
        f"{plan.address}api/openapi.json",
        "--checks",
        checks,
        "--max-examples",
        str(examples),
        "--phases",
        phases,
        "--seed",
        "7",
        "--workers",
        "1",
        "--generation-database",
        "none",
        "--request-timeout",
        "20",
        "--no-color",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]


def test_nothing_was_a_fault(service: Running, plan: Running) -> None:
    for running in (service, plan):
        assert settled(running)
        assert [line for line in running.lines() if line.get("status") == 500 or "Traceback" in str(line)] == []
