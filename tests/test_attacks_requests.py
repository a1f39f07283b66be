"""Requests that are not what they say they are, or that no client would send: refused with a reason, and never a fault."""

import json
import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from tests.attacks import FIELDS, METHODS, is_reasoned, parted, raw, request, settled, shared, well, writable
from tests.service import TOKEN, Answer, Running

from metrograph.serve.routes import ROUTES

QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with writable(tmp_path_factory.mktemp("fuzz")) as running:
        yield running


@pytest.fixture(scope="module")
def plan() -> Running:
    return shared()


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
    for own in ("/healthz", "/readyz", "/metrics", "/static/app.css"):
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
    "static/app.css%00.html",
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
            "/static/app.css",
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


# ---- what is not what it says


WRITTEN = "SELECT * { ?s rdfs:label 'é' }"
CHARSETS: dict[str, tuple[bytes, str, set[int]]] = {
    "UTF-16 with a mark": (WRITTEN.encode("utf-16"), "", {400, 415}),
    "UTF-16": (WRITTEN.encode("utf-16-le"), "; charset=UTF-16LE", {415}),
    "UTF-16 unsaid": (WRITTEN.encode("utf-16-be"), "", {400, 415}),
    "UTF-32": (WRITTEN.encode("utf-32"), "; charset=utf-32", {415}),
    "UTF-7": (b"SELECT * { +AHs-?s ?p ?o }", "; charset=utf-7", {415}),
    "UTF-7 unsaid": (b"SELECT * +AHs- ?s ?p ?o +AH0-", "", {400}),
    "Latin-1": (WRITTEN.encode("latin-1"), "; charset=iso-8859-1", {415}),
    "Latin-1 unsaid": (WRITTEN.encode("latin-1"), "", {400}),
    "EBCDIC": (WRITTEN.encode("cp500"), "", {400}),
    "a mark": (b"\xef\xbb\xbf" + WRITTEN.encode(), "", {200}),
    "two marks": (b"\xef\xbb\xbf" * 2 + WRITTEN.encode(), "", {400}),
    "NUL": (b"ASK { ?s ?p 'a\x00b' }", "", {200, 400}),
    "NUL at the end": (b"ASK {}\x00", "", {400}),
    "half a pair": (b"ASK { ?s ?p '\xed\xa0\x80' }", "", {400}),
    "half a pair by its number": (b"ASK { ?s ?p '\\uD800' }", "", {400}),
    "overlong": (b"ASK \xc1\xbb \xc1\xbd", "", {400}),
    "overlong NUL": (b"ASK { ?s ?p '\xc0\x80' }", "", {400}),
    "beyond Unicode": (b"ASK { ?s ?p '\xf4\x90\x80\x80' }", "", {400}),
    "beyond Unicode by its number": (b"ASK { ?s ?p '\\U00110000' }", "", {400}),
    "cut": (b"ASK { ?s ?p '\xe2\x82", "", {400}),
    "two charsets": (WRITTEN.encode(), "; charset=utf-8; charset=utf-16", {200, 400, 415}),
    "a charset that is none": (WRITTEN.encode(), "; charset=../../etc/passwd", {415}),
    "nothing": (b"", "", {400}),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARSETS)
def test_a_text_is_utf_8_or_refused(service: Running, name: str) -> None:
    body, parameters, statuses = CHARSETS[name]
    answer = service.ask("POST", "/sparql", body, Content_Type=QUERY + parameters)
    assert answer.status in statuses
    assert answer.status == 200 or is_reasoned(answer)
    form = service.ask("POST", "/sparql", b"query=" + quote(body).encode(), Content_Type=FORM)
    assert form.status in {*statuses, 400 if 200 not in statuses and 415 not in statuses else 200, 400}
    for media in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"):
        sent = service.ask("POST", "/api/validate", body, Content_Type=media + parameters)
        assert sent.status in {200, 400, 415}
    assert service.ask("POST", "/api/link", body, Content_Type="text/plain" + parameters).status in {200, 400, 415, 422}


@pytest.mark.parametrize("media", ["", "text/html", "application/x-www-form-urlencoded-x", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x", "a/b/c", ";", "/", "*/*",
                                   "text/turtle; q=", "application/sparql-query x", "image/png", "application/octet-stream", "application/sparql-results+json", "x" * 2000, "text/plain"])  # fmt: skip
def test_another_media_type_is_told(service: Running, plan: Running, media: str) -> None:
    sent = {} if not media else {"Content_Type": media}
    for method, path in (
        ("POST", "/sparql"),
        ("POST", "/api/validate"),
        ("POST", "/update"),
        ("PUT", "/store?default"),
        ("PATCH", "/store?default"),
    ):
        answer = service.ask(method, path, b"ASK {}", token=True, **sent)
        assert answer.status in {400, 415}, (path, answer.status)
        assert is_reasoned(answer)
    answer = plan.ask("POST", "/api/link", b"Night buses", **sent)
    assert answer.status == (200 if media == "text/plain" else 415)


def test_nothing_was_a_fault(service: Running, plan: Running) -> None:
    for running in (service, plan):
        assert settled(running)
        assert [line for line in running.lines() if line.get("status") == 500 or "Traceback" in str(line)] == []
