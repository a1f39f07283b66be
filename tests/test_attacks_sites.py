"""Pages of other sites that would change something here, or read it: nobody but the holder of a token, and never from elsewhere."""

from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from tests.attacks import parted, raw, request
from tests.service import TOKEN, Running

from metrograph.workspace import create

GRAPH = "http://example.org/notes"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("sites")
    create(folder / "plans")
    with Running("--workspace", folder / "plans", "--allow-origin", LISTED, token=True, folder=folder) as running:
        assert running.put(GRAPH, "<urn:a> <urn:b> 1 .").status == 201
        yield running


OWN, LISTED = "", "https://maps.example.org"
ORIGINS = {
    OWN: True, LISTED: True, "https://evil.example": False, "null": False, "https://maps.example.org.evil.example": False, "http://maps.example.org": False,
    "https://maps.example.org:8443": False, "file://": False, "https://maps.example.org@evil.example": False, "https://MAPS.example.org/x": False, "http://localhost:1": False, "https://maps.example.org, https://evil.example": False,
}  # fmt: skip
"""Origins, and whether their pages may change something with a token."""
MEDIA = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/sparql-update",
    "application/json",
    "text/turtle",
    "",
)
WRITES = (
    ("POST", "/update", "update=INSERT%20DATA%20%7B%3Curn%3Aw%3E%20%3Curn%3Aw%3E%201%7D"), ("POST", "/update", "INSERT DATA { <urn:w> <urn:w> 1 }"), ("POST", "/sparql", "update=INSERT%20DATA%20%7B%3Curn%3Aw%3E%20%3Curn%3Aw%3E%201%7D"),
    ("PUT", "/store?graph=urn:w", "<urn:w> <urn:w> 1 ."), ("POST", "/store?graph=urn:w", "<urn:w> <urn:w> 1 ."), ("DELETE", "/store?graph=" + quote(GRAPH, safe=""), ""),
    ("PATCH", "/store?graph=urn:w", "INSERT DATA { <urn:w> <urn:w> 1 }"), ("POST", "/api/alignments/review", '{"id": "x", "decision": "accept"}'), ("POST", "/sparql?update=DROP%20ALL", "query=ASK%7B%7D"),
    ("POST", "/review", "item=pilot-mega&sdg=7&decision=accept&expected=0&csrf="),
    ("GET", "/update?update=DROP%20ALL", ""), ("GET", "/sparql?update=DROP%20ALL", ""), ("GET", "/store?graph=urn:w&method=DELETE&_method=DELETE", ""), ("POST", "/store?graph=urn:w&_method=PUT", "_method=DELETE"),
)  # fmt: skip


def fields(origin: str, media: str) -> dict[str, str]:
    return {
        **({"Origin": origin} if origin else {}),
        **({"Content_Type": media} if media else {}),
        "Cookie": f"token={TOKEN}; session={TOKEN}; Authorization=Bearer {TOKEN}",
        "X_HTTP_Method_Override": "DELETE",
    }


def state(service: Running) -> object:
    """How much there is, but for what the service says of itself, which is worked out anew a while after a change."""
    kept = "FILTER(!STRENDS(STR(?g), '/graph/service'))"
    return service.query(f"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?m) {{ GRAPH ?g {{ ?s ?p ?o }} {kept} }}").json


def test_nobody_changes_anything_without_a_token(service: Running) -> None:
    before = state(service)
    for origin, media, (method, path, body) in product(ORIGINS, MEDIA, WRITES):
        answer = service.ask(method, path, body or None, **fields(origin, media))
        assert not (method != "GET" and answer.status < 300), (origin, media, method, path)
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        assert answer.headers.get("Access-Control-Allow-Origin", LISTED) == LISTED
    assert state(service) == before


def test_a_page_of_another_site_changes_nothing_with_a_token_either(service: Running) -> None:
    before = state(service)
    for origin in [one for one, trusted in ORIGINS.items() if not trusted]:
        for media, (method, path, body) in product(MEDIA[:4], WRITES):
            if method == "GET" or path.startswith("/sparql"):
                continue
            answer = service.ask(method, path, body or None, token=True, **fields(origin, media))
            assert answer.status == 403, (origin, media, method, path, answer.status)
            assert "Access-Control-Allow-Origin" not in answer.headers
    for told in ("cross-site", "same-site"):
        assert (
            service.ask(
                "POST", "/update", "CLEAR ALL", token=True, Content_Type="application/sparql-update", Sec_Fetch_Site=told
            ).status
            == 403
        )
    assert state(service) == before


def test_a_token_is_a_field_of_its_own_and_nothing_else(service: Running) -> None:
    for given in (
        {"Cookie": f"Authorization=Bearer {TOKEN}"}, {"X_Authorization": f"Bearer {TOKEN}"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": TOKEN}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": f"Bearer  {TOKEN[:-1]}"},
        {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}, Bearer {TOKEN}"}, {"Proxy_Authorization": f"Bearer {TOKEN}"},
    ):  # fmt: skip
        assert service.ask("POST", "/update", "CLEAR ALL", Content_Type="application/sparql-update", **given).status in {
            400,
            401,
            403,
        }
    for name in ("token", "access_token", "bearer", "authorization"):
        answer = service.ask("POST", f"/update?{name}={TOKEN}", "CLEAR ALL", Content_Type="application/sparql-update")
        assert answer.status in {400, 401}
    assert TOKEN not in service.said()


def test_preflights_promise_nothing_to_strangers(service: Running) -> None:
    for (origin, trusted), path, method in product(
        ORIGINS.items(),
        ("/update", "/store", "/sparql", "/api/alignments/review", "/id/x"),
        ("GET", "POST", "PUT", "DELETE", "PATCH"),
    ):
        if not origin:
            continue
        answer = service.ask(
            "OPTIONS",
            path,
            Origin=origin,
            Access_Control_Request_Method=method,
            Access_Control_Request_Headers="authorization, x-evil",
        )
        allowed = answer.headers.get("Access-Control-Allow-Origin")
        assert allowed == (LISTED if trusted else None)
        assert answer.status == (204 if trusted else 403)
        assert "x-evil" not in answer.headers.get("Access-Control-Allow-Headers", "").lower()
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Access-Control-Allow-Private-Network" not in answer.headers


@pytest.mark.parametrize(
    ("host", "status"),
    [(b"evil.example", 421), (b"127.0.0.1.evil.example", 421), (b"evil.example:8000", 421), (b"localhost.evil.example", 421), (b"0.0.0.0", 421), (b"2130706433", 421), (b"127.1", 421), (b"[::ffff:127.0.0.1]", 421), (b"169.254.169.254", 421), (b"", 400),
     (b"localhost, evil.example", 400), (b"localhost/x", 400), (b"localhost@evil.example", 400), (b"localhost#x", 400), (b"localhost:80:80", 400), (b"-", 400), (b"\xff", 400), (b"localhost:99999", 200), (b"LOCALHOST", 200), (b"[::1]", 200), (b"localhost.", 200)],
)  # fmt: skip
def test_a_host_that_is_not_ours_is_not_answered(service: Running, host: bytes, status: int) -> None:
    found, told, body = parted(raw(service.port, request(b"GET", b"/id/theme-mobility", b"Accept: text/html", host=host)))
    assert found == status
    assert b"evil" not in body or found == 421
    assert not any("evil" in value for name, value in told if name != "content-length")


def test_forwarded_fields_of_strangers_are_not_believed(service: Running) -> None:
    lies = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "javascript", "X_Forwarded_For": "6.6.6.6", "X_Forwarded_Prefix": "/evil", "Forwarded": "for=6.6.6.6;host=evil.example;proto=https", "X_Real_IP": "6.6.6.6", "X_Forwarded_Port": "1",
            "X_Forwarded_Server": "evil.example", "X_Original_Host": "evil.example", "X_Host": "evil.example", "X_Rewrite_URL": "/metrics", "X_Original_URL": "/metrics", "Front_End_Https": "on", "CF_Connecting_IP": "6.6.6.6", "Via": "1.1 evil.example"}  # fmt: skip
    for name, value in lies.items():
        for path in ("/id/theme-mobility", "/void.ttl", "/api/openapi.json", "/reconcile", "/sitemap.xml", "/"):
            answer = service.get(path, Accept="text/html, */*;q=0.1", **{name: value})
            assert "evil" not in str(answer.headers)
            assert f"http://127.0.0.1:{service.port}/" in answer.text or path == "/"
            assert "evil.example" not in answer.text.replace("//evil.example", "")
    assert "6.6.6.6" not in service.said()


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/",
        "http://127.0.0.1@evil.example/",
        "https://127.0.0.1/",
        "//evil.example/",
        "///evil.example/%2e%2e",
        "/\\evil.example",
        "http:///",
        "*",
        "evil.example:80",
        "?x",
        "/%0d%0aLocation:%20//evil.example",
    ],
)
def test_no_target_leads_elsewhere(service: Running, target: str) -> None:
    status, told, _ = parted(raw(service.port, request(b"GET", target.encode())))
    assert status in {200, 400, 404, 421} - ({200} if "evil" in target else set())
    assert "location" not in dict(told)
