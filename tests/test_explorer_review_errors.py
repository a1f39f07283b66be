"""Problems as pages: for browsers, wherever they come from; programs get what they always got."""

import json
from collections.abc import Iterator

import pytest
from tests.service import Running
from tests.signed_in import BROWSER

from metrograph.pages.frame import Frame
from metrograph.serve.asked import Reply, Route
from metrograph.serve.hosts import Caller
from metrograph.serve.refusals import PROBLEM, as_page
from metrograph.serve.visit import Visit


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with Running() as running:
        yield running


CASES = [
    ("GET", "/nothing/here", 404, "W106"),  # the front
    ("GET", "/review?goal=99", 400, "W602"),  # a child
    ("GET", "/review?page=x", 400, "W601"),
    ("GET", "/review/log?table=x", 404, "W603"),
    ("DELETE", "/review", 405, "W501"),
    ("POST", "/review", 403, "W543"),  # the guard
    ("GET", "/review?token=abcdefghijklmnop", 400, "W542"),
    ("GET", "/review?q=%ff", 400, "W502"),
]


@pytest.mark.parametrize(("method", "path", "status", "code"), CASES)
def test_a_browser_gets_a_page_and_a_program_gets_what_it_always_got(
    service: Running, method: str, path: str, status: int, code: str
) -> None:
    page = service.ask(method, path, X_Request_Id="number-7", **BROWSER)
    assert (page.status, page.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    for part in (code, "number-7", 'role="search"', "error-q", '<nav class="main"'):
        assert part in page.text, part
    assert "abcdefghijklmnop" not in page.text
    for accept in ({}, {"Accept": "*/*"}, {"Accept": "application/json"}, {"Accept": "application/problem+json, text/html"}):
        plain = service.ask(method, path, **accept)
        assert (plain.status, plain.headers["Content-Type"], plain.json["code"]) == (status, "application/problem+json", code)
    assert page.headers.get("Allow") == plain.headers.get("Allow")
    assert page.headers["Cache-Control"] == plain.headers["Cache-Control"] == "no-store"


def test_the_page_speaks_the_language_of_its_reader(service: Running) -> None:
    for lang, word in (("en", "Number of the request"), ("fr", "Numéro de la requête"), ("es", "Número de la petición")):
        page = service.get("/nothing", Accept_Language=lang, **BROWSER).text
        assert f'<html lang="{lang}">' in page
        assert word in page


def test_interfaces_of_programs_tell_browsers_what_they_tell_programs(service: Running) -> None:
    for path in ("/sparql?query=nonsense", "/api/alignments/nothing", "/store?graph=urn:nothing"):
        answer = service.get(path, **BROWSER)
        assert answer.headers["Content-Type"] == "application/problem+json", path


def test_the_log_says_what_was_wrong_all_the_same(service: Running) -> None:
    service.get("/review?page=x", X_Request_Id="for-the-log", **BROWSER)
    assert service.line("for-the-log")["reason"].startswith("W601")


def test_a_hostile_address_is_shown_and_not_obeyed(service: Running) -> None:
    for path in (
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/review?goal=%3Cimg%20src%3Dx%3E",
        "/" + "a" * 3000,
        "/%00",
        "/%F0%9F%90%88%E2%80%AE",
    ):
        page = service.get(path, **BROWSER)
        assert 400 <= page.status < 500
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert len(page.text) < 20_000


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 422, 429, 431, 500, 503, 507])
def test_every_status_has_its_page(status: int) -> None:
    route = Route("review", ("GET",), "/review", lambda *_: Reply(b""), personal=True)
    caller = Caller("192.0.2.1", "http", "localhost", "", near=False)
    visit = Visit("n-1", caller, "GET", "/review", "/review", "", {"accept": BROWSER["Accept"]}, route)
    told = {
        "title": "too <b>much</b>",
        "detail": "wait",
        "code": "W546",
        "report": "a\nb",
        "others": ["x"],
        "line": 3,
        "column": 4,
    }
    reply = as_page(
        Reply(json.dumps(told).encode(), PROBLEM, status, (("Retry-After", "3"),)),
        visit,
        lambda: Frame("en", "/", "", "", writing=True),
    )
    text = reply.body.decode()
    assert (reply.status, reply.headers[0]) == (status, ("Retry-After", "3"))
    assert "Too &lt;b&gt;much&lt;/b&gt;" in text
    assert "l. 3:4" in text
    assert ('href="/session"' in text) == (status == 401)
    assert visit.reason.startswith("W546")
