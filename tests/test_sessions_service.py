"""Signing in at a real service: what a browser, a stranger's page, a thief and a second tab can do, and cannot."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.service import PROGRAM, TOKEN, Answer, Running
from tests.signed_in import BROWSER, FORM, WRONG, csrf_of, lines, post, sign_in
from tests.test_sessions import ELSEWHERE

from metrograph.workspace import create

LISTED = "https://maps.example.org"
MEGA = {"item": "metropolis-2019/pilot-mega", "sdg": "7", "expected": "0", "next": "/review"}


@pytest.fixture(scope="module")
def service(place: Path) -> Iterator[Running]:
    options = ("--proxy", "127.0.0.1", "--allow-origin", LISTED)
    with Running("--workspace", place / "plans", *options, token=True, folder=place) as running:
        yield running


def test_the_form_that_asks_for_the_token_is_one_that_password_keepers_know(service: Running) -> None:
    page = service.get("/session?next=/review", **BROWSER)
    assert page.status == 200
    assert 'type="password" autocomplete="current-password"' in page.text
    assert 'name="next" value="/review"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "Set-Cookie" not in page.headers


def test_a_token_in_the_form_begins_a_session_and_leads_on(service: Running) -> None:
    answer = post(service, "/session", token=f" {TOKEN}\n", next="/review?goal=7")
    assert (answer.status, answer.headers["Location"], answer.body) == (303, "/review?goal=7", b"")
    cookie = answer.headers["Set-Cookie"]
    name = f"metrograph-session-{service.port}"
    assert re.fullmatch(rf"{name}=[\w-]{{43}}; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict", cookie)
    page = service.get("/review", Cookie=cookie.partition(";")[0], **BROWSER)
    assert "Signed in as Ana" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Cookie" in page.headers["Vary"]


def test_the_cookie_is_secure_where_the_way_is_and_stays_below_the_path_of_the_service(service: Running) -> None:
    far = {"X_Forwarded_For": "198.51.100.1", "X_Forwarded_Proto": "https", "X_Forwarded_Prefix": "/plan"}
    answer = service.ask("POST", "/session", urlencode({"token": TOKEN}), **FORM, **far)
    assert answer.headers["Set-Cookie"].endswith("; Path=/plan/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure")
    assert answer.headers["Location"] == "/plan/"


def test_signing_in_gives_a_new_name_whatever_the_browser_had(service: Running) -> None:
    planted = f"metrograph-session-{service.port}=" + "a" * 43
    first = sign_in(service, cookie=planted)
    assert first != planted
    second = sign_in(service, cookie=first)
    assert second != first
    assert "Signed in" not in service.get("/review", Cookie=first, **BROWSER).text
    assert "Signed in" not in service.get("/review", Cookie=planted, **BROWSER).text


@pytest.mark.parametrize("given", ELSEWHERE[:30])
def test_who_signs_in_is_sent_nowhere_else(service: Running, given: str) -> None:
    answer = post(service, "/session", token=TOKEN, next=given)
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert f'value="{given}"' not in service.get("/session?" + urlencode({"next": given}), **BROWSER).text or not given


def has_to_wait(service: Running) -> float:
    """Sends wrong tokens until the client has to wait; for how many seconds it does."""
    begun = time.monotonic()
    for sent in range(1, 1000):
        answer = post(service, "/session", token=WRONG)
        if answer.status == 429 and (wait := int(answer.headers["Retry-After"])) > 2:
            return wait - 1.0  # it was rounded up
        time.sleep(0.1 if answer.status == 429 else 0)
        assert answer.status == 429 or sent <= 2 + (time.monotonic() - begun) / 6, (
            "one more is free after six seconds, not before"
        )
    raise AssertionError


def meanwhile(service: Running, ask: Callable[[], Answer]) -> Answer:
    """The answer to what is asked while the client has to wait, however slow the machine is."""
    while True:
        wait, begun = has_to_wait(service), time.monotonic()
        answer = ask()
        if time.monotonic() - begun < wait:
            return answer


def test_a_wrong_token_is_told_and_slowed_down_and_a_right_one_has_to_wait_then(place: Path) -> None:
    with Running("--workspace", place / "plans", token=True, folder=place) as other:
        for _ in range(10):
            answer = post(other, "/session", token=WRONG, next="/review")
            assert answer.status == 401
            assert 'role="alert"' in answer.text
            assert 'value="/review"' in answer.text
            assert "wrong-wrong" not in answer.text
            assert "Set-Cookie" not in answer.headers
        for token in (WRONG, TOKEN):
            late = meanwhile(other, partial(post, other, "/session", token=token))
            assert (late.status, int(late.headers["Retry-After"]) > 0) == (429, True)
        assert meanwhile(other, partial(post, other, "/review", token=TOKEN, decision="accept", **MEGA)).status == 429
        header = meanwhile(other, partial(other.ask, "POST", "/update", "x", token=True))
        assert header.status == 429, "the header has the same count"
        assert "wrong-wrong" not in other.said()


# ---- CSRF


def test_only_a_form_of_the_same_session_decides(service: Running, place: Path) -> None:
    ana, other = sign_in(service), sign_in(service)
    own, foreign = csrf_of(service, ana), csrf_of(service, other)
    before = len(lines(place))
    for csrf in ("", foreign, own[:-1], own + "x", own.swapcase(), "0", "\x00"):
        answer = post(service, "/review", ana, csrf=csrf, decision="accept", **MEGA)
        assert answer.status == 403, csrf
        field = csrf if csrf.isalnum() else "x"
        header = service.ask("POST", "/review", urlencode(MEGA | {"decision": "accept"}), X_CSRF_Token=field, Cookie=ana, **FORM)
        assert (header.status, header.json["code"]) == (403, "W635")
    name, _, value = ana.partition("=")
    for cookie in ("", f"{name}=guess", f"{ana}; {name}=x", f"{name}={value.swapcase()}", f"metrograph-session={value}"):
        assert post(service, "/review", cookie, csrf=own, decision="accept", **MEGA).status == 401
    assert len(lines(place)) == before


ORIGINS = (
    LISTED,
    "https://evil.example",
    "null",
    "http://localhost:1",
    "http://127.0.0.1.evil.example",
    "file://",
    "http://127.0.0.1:1",
)


def test_no_page_of_another_site_decides_or_signs_in_or_out(service: Running, place: Path) -> None:
    cookie = sign_in(service)
    csrf, before = csrf_of(service, cookie), len(lines(place))
    body = urlencode({"csrf": csrf, "decision": "accept", "token": TOKEN, **MEGA})
    elsewhere = [{"Origin": origin} for origin in ORIGINS] + [{"Sec_Fetch_Site": site} for site in ("cross-site", "same-site")]
    for path, origin in product(("/review", "/session", "/session/end"), elsewhere):
        answer = service.ask("POST", path, body, Cookie=cookie, **FORM, **origin)
        assert answer.status == 403, (path, origin)
        assert "Set-Cookie" not in answer.headers
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert len(lines(place)) == before
    assert "Signed in" in service.get("/review", Cookie=cookie, **BROWSER).text
    own = {"Origin": f"http://127.0.0.1:{service.port}", "Sec_Fetch_Site": "same-origin"}
    assert service.ask("POST", "/session", urlencode({"token": TOKEN}), **FORM, **own).status == 303


def test_the_cookie_alone_writes_nothing_by_any_route_or_method(service: Running, place: Path) -> None:
    cookie = sign_in(service)
    csrf, before = csrf_of(service, cookie), len(lines(place))
    state = service.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), '/graph/service')) }").body
    insert = "INSERT DATA { <urn:w> <urn:w> 1 }"
    review = '{"item": "pilot-mega", "sdg": "7", "decision": "accept"}'
    tries = [
        ("POST", "/update", insert, "application/sparql-update"), ("POST", "/update", urlencode({"update": insert, "csrf": csrf}), FORM["Content_Type"]),
        ("POST", "/sparql", urlencode({"update": insert, "csrf": csrf}), FORM["Content_Type"]), ("PUT", "/store?graph=urn:w", "<urn:w> <urn:w> 1 .", "text/turtle"),
        ("POST", "/store?graph=urn:w", "<urn:w> <urn:w> 1 .", "text/turtle"), ("DELETE", "/store?default", "", "text/turtle"), ("PATCH", "/store?graph=urn:w", insert, "application/sparql-update"),
        ("POST", "/api/alignments/review", review, "application/json"), ("POST", "/review", review, "application/json"), ("PUT", "/review", urlencode(MEGA), FORM["Content_Type"]),
        ("GET", "/review?" + urlencode({**MEGA, "decision": "accept", "csrf": csrf}), "", ""), ("GET", "/session/end", "", ""), ("GET", "/session?next=/", "", ""), ("DELETE", "/review", "", ""),
    ]  # fmt: skip
    for method, path, body, media in tries:
        answer = service.ask(
            method, path, body or None, Cookie=cookie, X_CSRF_Token=csrf, **({"Content_Type": media} if media else {})
        )
        assert method == "GET" or answer.status in {400, 401, 403, 405, 415}, (method, path, answer.status)
    assert len(lines(place)) == before
    assert (
        service.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), '/graph/service')) }").body
        == state
    )
    assert "Signed in" in service.get("/review", Cookie=cookie, **BROWSER).text


def test_signing_out_needs_the_form_and_ends_the_session(service: Running) -> None:
    cookie = sign_in(service)
    assert post(service, "/session/end", cookie, csrf="x").status == 403
    answer = post(service, "/session/end", cookie, csrf=csrf_of(service, cookie))
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert "Signed in" not in service.get("/review", Cookie=cookie, **BROWSER).text
    assert post(service, "/session/end", cookie, csrf="x").status == 303, "nobody is kept in"


def test_what_one_person_sees_is_shown_to_nobody_else(service: Running) -> None:
    cookie = sign_in(service)
    csrf = csrf_of(service, cookie)
    for _ in range(2):
        page = service.get("/review", **BROWSER)
        assert csrf not in page.text
        assert "Signed in" not in page.text
        assert csrf in service.get("/review", Cookie=cookie, **BROWSER).text


def test_a_token_that_is_taken_out_ends_its_sessions(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text(f"Ana:{TOKEN}\nBen:another-token-of-the-tests\n")
    path.chmod(0o600)
    with Running("--workspace", place / "plans", "--token-file", path, folder=tmp_path) as other:
        ana, ben = sign_in(other), sign_in(other, "another-token-of-the-tests")
        csrf = csrf_of(other, ana)
        path.write_text("Ben:another-token-of-the-tests\n")
        time.sleep(1.1)
        assert post(other, "/review", ana, csrf=csrf, decision="accept", **MEGA).status == 401
        assert "Signed in as Ben" in other.get("/review", Cookie=ben, **BROWSER).text


def test_nothing_secret_is_written_down(service: Running, place: Path) -> None:
    cookie = sign_in(service)
    csrf = csrf_of(service, cookie)
    post(service, "/review", cookie, csrf="wrong-csrf-of-the-tests", decision="accept", **MEGA)
    post(service, "/review", token=TOKEN, csrf=csrf, decision="reject", **MEGA)
    service.get(f"/review?csrf={csrf}", Cookie=cookie)
    time.sleep(0.3)
    said = service.said()
    assert not [secret for secret in (TOKEN, cookie.partition("=")[2], "wrong-csrf-of-the-tests") if secret in said]
    assert TOKEN not in "".join(path.read_text(errors="replace") for path in (place / "plans").rglob("*.jsonl"))


def test_a_service_that_only_reads_has_no_form_to_sign_in() -> None:
    with Running() as reading:
        page = reading.get("/session", **BROWSER)
        assert (page.status, "text/html" in page.headers["Content-Type"]) == (403, True)
        assert post(reading, "/session", token=TOKEN).status == 403
        assert post(reading, "/review", decision="accept", **MEGA).status == 403
        assert "/session" not in reading.get("/review", **BROWSER).text


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--sign-in", "Ana"), "W637"),
        (("--workspace", "plans", "--sign-in", "Ana", "--host", "0.0.0.0"), "W637"),
        (("--workspace", "plans", "--sign-in", "Ana", "--token-file", "tokens"), "W637"),
        (("--workspace", "plans", "--sign-in", "Ana:Ruiz"), "W638"),
        (("--workspace", "plans", "--sign-in", "Ana\nRuiz"), "W638"),
    ],
)
def test_a_person_is_named_only_where_that_is_safe(place: Path, options: tuple[str, ...], code: str) -> None:
    command = [*PROGRAM, "serve", "--port", "0", *options]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert code in done.stderr
    assert "token" not in done.stdout


def test_a_person_may_be_named_for_one_run(tmp_path: Path) -> None:
    create(tmp_path / "plans")
    with Running("--workspace", tmp_path / "plans", "--sign-in", "Ana Ruiz", folder=tmp_path) as running:
        found = re.search(
            r"^Ana Ruiz signs in at http://127\.0\.0\.1:\d+/session with the token (\S{43})$", running.said(), re.MULTILINE
        )
        assert found
        cookie = sign_in(running, found[1])
        csrf = csrf_of(running, cookie)
        assert post(running, "/review", cookie, csrf=csrf, decision="accept", **MEGA).status == 303
        assert "Ana Ruiz" in (tmp_path / "plans" / "reviews.jsonl").read_text()


# ---- the language


def test_the_language_that_an_address_chose_is_kept_for_pages_and_for_nothing_else(service: Running) -> None:
    answer = service.get("/review?lang=fr", **BROWSER)
    assert answer.headers["Set-Cookie"] == "lang=fr; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
    assert '<html lang="fr">' in service.get("/review", Cookie="lang=fr", **BROWSER).text
    for path in (
        "/review/log?lang=xx",
        "/review/log?lang=fr%0d%0aSet-Cookie:x",
        "/api/reviews?lang=fr",
        "/review/log?lang=fr&table=decisions",
        "/sdg/7.ttl?lang=fr",
    ):
        assert "Set-Cookie" not in service.get(path, Accept="text/csv, text/turtle;q=0.9, */*;q=0.1").headers, path
