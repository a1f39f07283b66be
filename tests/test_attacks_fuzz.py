"""Requests that nobody would send: any bytes, any method on any path, any value of any field. Never a fault, never a hang."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.attacks import parted, raw, request, settled
from tests.servers import program
from tests.service import TOKEN, Answer, Running

from metrograph.serve.routes import ROUTES

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "LOCK", "SEARCH", "PURGE")
QUICK = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
LONG = settings(QUICK, max_examples=5000)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("fuzz")
    with Running("--store", folder / "store", token=True, folder=folder) as running:
        graph = "<https://w3id.org/metrograph/id/x> <http://www.w3.org/2000/01/rdf-schema#label> 'x' ."
        assert running.put("http://example.org/g", graph).status == 201
        yield running


@pytest.fixture(scope="module")
def plan() -> Iterator[Running]:
    with Running() as running:
        yield running


def well(status: int, fields: list[tuple[str, str]], body: bytes) -> None:
    """An answer that is one, and no fault."""
    told = dict(fields)
    assert status not in {500, 502}, body[:300]
    assert "x-evil" not in told
    assert "set-cookie" not in told
    assert not re.search("[\r\n\x00]", "".join(value for _, value in fields))
    if status >= 400 and body and told.get("content-type", "").startswith("application/"):
        assert json.loads(body)["code"]


def answered(service: Running, method: str, path: str, **fields: str) -> Answer:
    answer = service.ask(method, path, **fields)
    well(answer.status, [(name.lower(), value) for name, value in answer.headers.items()], answer.body)
    return answer


# ---- every method on every path


def paths() -> dict[str, set[str]]:
    """A path of each pattern, and the methods that it knows."""
    filled = {"{rest:path}": "theme-mobility", "{name}": "links", "{suffix}": "ttl", "{id}": "x", "{name}/": "links/"}
    found: dict[str, set[str]] = {}
    for route in ROUTES.values():
        path = route.path
        for mark, value in filled.items():
            path = path.replace(mark, value)
        found.setdefault(re.sub(r"\{[^}]*\}", "x", path), set()).update(route.methods)
    for own in ("/healthz", "/readyz", "/metrics", "/static/plain.css"):
        found[own] = {"GET"}
    return {path: {*methods, "OPTIONS", *({"HEAD"} if "GET" in methods else ())} for path, methods in found.items()}


def test_a_method_that_a_path_does_not_know_is_405_and_told(plan: Running) -> None:
    wrong = 0
    for (path, known), method in product(paths().items(), METHODS):
        status, told, body = parted(raw(plan.port, request(method.encode(), path.encode(), b"Accept: */*")))
        fields = dict(told)
        well(status, told, body)
        if method == "OPTIONS":
            assert (status, body) == (204, b"")
            assert set(fields["allow"].split(", ")) == known, path
        elif method not in known:
            wrong += 1
            assert status == 405, (method, path, status)
            assert set(fields["allow"].split(", ")) == known, path
            assert body or method == "HEAD"
        else:
            assert status != 405, (method, path)
    assert wrong > 400


def test_head_is_get_without_its_body(plan: Running) -> None:
    for path, known in paths().items():
        if "GET" not in known or path == "/metrics":
            continue
        for accept in (b"*/*", b"text/html", b"text/csv"):
            answers = [
                parted(raw(plan.port, request(method, path.encode(), b"Accept: " + accept))) for method in (b"GET", b"HEAD")
            ]
            (status, told, body), (again, fields, nothing) = answers
            assert (again, nothing) == (status, b""), path
            for name in ("content-type", "content-length", "etag", "vary", "link", "location", "cache-control"):
                assert dict(told).get(name) == dict(fields).get(name), (path, name)
            assert int(dict(told).get("content-length", "0")) == len(body)


# ---- paths

STEPS = (
    "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%2e%2e%5c", "....//", "..;/", "..%00/", ".%00./", "%252e%252e%252f", "..%c0%af", "..%ef%bc%8f", "..%u2215", "%c0%ae%c0%ae/", "．．／", "/../", "//../", "./../", "%2e/%2e%2e/", "..%2f..%2f", "\\..\\", "..%09/", "..%0d/", "..%20/",
)  # fmt: skip
TARGETS = (
    "etc/passwd",
    "etc%2fpasswd",
    "pyproject.toml",
    "src/metrograph/serve/app.py",
    "tokens",
    "proc/self/environ",
    "proc/self/fd/0",
    "metrograph.toml",
    "templates/frame.html",
    "__init__.py",
    "static/plain.css%00.html",
)
STARTS = (
    "/static/",
    "/id/",
    "/graph/",
    "/store/",
    "/export/",
    "/api/questions/",
    "/ns/",
    "/sdg/",
    "/.well-known/",
    "/static",
    "/",
)
SECRETS = (b"root:x:", b"[build-system]", b"from metrograph", TOKEN.encode(), b"METROGRAPH_LANG", b"{% block", b"PATH=/")


def test_no_path_leads_out_of_its_place(service: Running, plan: Running) -> None:
    ways = [start + step * depth + target for start, step, target, depth in product(STARTS, STEPS, TARGETS, (1, 6))]
    ways += [
        f"{start}{prefix}{target}"
        for start, prefix, target in product(STARTS, ("/", "//", "file:///", "C:/", "~root/", "%2f", "%5c%5c"), TARGETS)
    ]
    for number, way in enumerate(ways):
        if number % 11:
            continue
        running = (service, plan)[number % 2]
        status, told, body = parted(raw(running.port, request(b"GET", way.encode())))
        well(status, told, body)
        assert status in {200, 400, 404, 406}, way
        assert not any(secret in body for secret in SECRETS), way
        assert status != 200 or not way.startswith(("/static", "/export", "/api")), way


BROKEN = ("%", "%%", "%z", "%zz", "%1", "%u0041", "%C0%80", "%ff", "%FE%FF", "%ed%a0%80", "%f4%90%80%80", "%00", "%2", "%e2%82", "+%", "%25%", "\x7f", "a%20b%0", "%0", "%-1")  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_broken_escapes_are_refused_or_mean_themselves(service: Running, plan: Running, text: str) -> None:
    for path in (
        "/",
        "/id/",
        "/sdg/",
        "/graph/",
        "/store/",
        "/static/",
        "/export/",
        "/api/questions/",
        "/sparql?query=",
        "/sparql?",
        "/store?graph=",
        "/id/x?lang=",
        "/api/search?q=",
        "/reconcile?query=",
        "/reconcile/preview?id=",
        "/?",
        "/sitemap.xml?part=",
    ):
        status, told, body = parted(raw(plan.port, request(b"GET", (path + text).encode())))
        well(status, told, body)
        assert status in {200, 400, 404}, path
    for path, field in (("/sparql", "query"), ("/update", "update"), ("/reconcile", "queries")):
        media = b"Content-Type: application/x-www-form-urlencoded"
        status, told, body = parted(
            raw(
                service.port,
                request(
                    b"POST", path.encode(), media, b"Authorization: Bearer " + TOKEN.encode(), body=f"{field}={text}".encode()
                ),
            )
        )
        well(status, told, body)
        assert 400 <= status < 500 or path == "/reconcile", (path, status)


# ---- line breaks

SPLIT = (
    "\r\nX-Evil: 1",
    "\nX-Evil: 1",
    "\rX-Evil: 1",
    "\r\n\r\n<script>",
    "\u010d\u010aX-Evil: 1",
    "\u560d\u560aX-Evil: 1",
    "\x85X-Evil: 1",
    "\u2028X-Evil: 1",
    "\r\nSet-Cookie: a=b",
    "\x0b\x0cX-Evil: 1",
    "\x00X-Evil: 1",
)
FIELDS = (
    "format",
    "output",
    "lang",
    "query",
    "callback",
    "id",
    "graph",
    "default-graph-uri",
    "timeout",
    "q",
    "queries",
    "limit",
    "cursor",
    "part",
    "labels",
    "goal",
    "spreadsheet",
    "prefix",
    "type",
)


@pytest.mark.parametrize("split", SPLIT)
def test_no_line_break_of_ours_is_theirs(service: Running, plan: Running, split: str) -> None:
    words = quote(split)
    ways = [
        f"{path}?{field}=x{words}"
        for path, field in product(("/sparql", "/store", "/id/theme-mobility", "/api/questions/links", "/reconcile", "/"), FIELDS)
    ]
    ways += [
        f"{path}{words}"
        for path in (
            "/id/x",
            "/id/theme-mobility",
            "/sdg/11",
            "/graph/x",
            "/ns/x",
            "/store/x",
            "/export/links.csv",
            "/static/plain.css",
            "/api/questions/links.",
            "/x",
            "/sdg.",
            "/void.",
        )
    ]
    ways += [
        f"/id/x?{words}=1",
        f"/reconcile/view?id={words}",
        f"/reconcile/view?id=https://w3id.org/metrograph/id/theme-mobility{words}",
    ]
    for path in ways:
        answered(plan, "GET", path)
    for method, path in (
        ("PUT", f"/store?graph=http://example.org/{words}"),
        ("POST", f"/store/x{words}"),
        ("POST", "/store"),
        ("DELETE", f"/store?graph=http://example.org/{words}"),
    ):
        answer = service.ask(method, path, "<urn:a> <urn:b> 1 .", token=True, Content_Type="text/turtle")
        well(answer.status, [(name.lower(), value) for name, value in answer.headers.items()], answer.body)


@pytest.mark.parametrize(
    "name",
    [
        "Accept",
        "Accept-Language",
        "Content-Type",
        "If-None-Match",
        "Origin",
        "Cookie",
        "Slug",
        "X-Request-Id",
        "X-Reason",
        "Authorization",
        "Referer",
        "X-Forwarded-For",
        "Content-Encoding",
        "Sec-Fetch-Site",
        "Access-Control-Request-Method",
    ],
)
def test_no_header_field_is_given_back_in_pieces(plan: Running, name: str) -> None:
    for text in (
        b"a\rX-Evil: 1",
        b"a\nX-Evil: 1",
        b"a\x00b",
        b"a\x0bb",
        b"\xff\xfe",
        "é\u2028".encode(),
        b"%0d%0aX-Evil: 1",
        b"a" * 5000,
        b"",
        b"\t",
        b'"\\"',
        b"a,,,;;;===",
        b"*/*;q=1e999",
        b"*/*;q=nan",
        b"text/html;q=-1",
        b"\x7f",
        b"=?utf-8?q?x?=",
        b"a;" * 1000,
    ):
        for method, path in ((b"GET", b"/id/theme-mobility"), (b"GET", b"/sparql?query=ASK%7B%7D"), (b"OPTIONS", b"/sparql")):
            status, told, body = parted(raw(plan.port, request(method, path, name.encode() + b": " + text)))
            well(status, told, body)


def test_no_line_of_the_log_is_written_by_a_stranger(plan: Running) -> None:
    answered(
        plan, "GET", "/id/%0a%7B%22level%22:%22error%22,%22forged%22:true%7D", User_Agent="x", X_Request_Id='a"}\t{"forged":true'
    )
    plan.query('ASK { ?s ?p "\n{\\"forged\\": true}\u2028\x1b[31m" }')
    assert all(
        isinstance(json.loads(line), dict) and "forged" not in json.loads(line)
        for line in plan.said().splitlines()
        if line.startswith("{")
    )
    assert "\x1b" not in plan.said()


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
            path = path.replace("{%s}" % one["name"], "x" if words in {"", ".", ".."} else words)
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
