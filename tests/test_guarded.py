"""The way in: who is let through to the service, and what every answer carries."""

import asyncio
import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.asgi import Got, ask

from metrograph.errors import RequestError
from metrograph.serve.access import Tokens
from metrograph.serve.asked import Reply, Route
from metrograph.serve.guarded import Guard, Rules
from metrograph.serve.hosts import host_names, proxies
from metrograph.serve.logs import Log
from metrograph.serve.metrics import Metrics
from metrograph.serve.origins import origins
from metrograph.serve.rate import Rate
from metrograph.serve.visit import Ways

ANA = "2jEJLm0R6e0Yc2fKoYB6xH8VPBxI3QsX"
TOKEN = {"Authorization": f"Bearer {ANA}"}
FRIEND, EVIL = "https://maps.example.org", "https://evil.example"


def nobody(*_: object) -> Reply:
    raise AssertionError


ROUTES = (
    Route("sparql", ("GET", "POST"), "/sparql", nobody),
    Route("update", ("POST",), "/update", nobody, writes=True),
    Route("store", ("GET",), "/store", nobody),
    Route("store-write", ("PUT", "POST", "DELETE", "PATCH"), "/store", nobody, writes=True),
    Route("review", ("POST",), "/api/reviews/{rest:path}", nobody, writes=True),
    Route("validate", ("POST",), "/api/validate", nobody),
    Route("thing", ("GET",), "/id/{rest:path}", nobody),
)


class App:
    """A service that reads the body and answers; it counts what reached it."""

    def __init__(self) -> None:
        self.visits: list[Any] = []
        self.status, self.body = 200, b"answer"
        self.headers: list[tuple[bytes, bytes]] = [(b"content-type", b"text/turtle; charset=utf-8")]

    @property
    def writes(self) -> int:
        return sum(visit.writes for visit in self.visits)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return
        while (await receive()).get("more_body"):
            pass
        self.visits.append(scope["metrograph"])
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class House:
    """A guard around a service, and what it wrote."""

    def __init__(self, app: Any = None, *, tokens: Tokens | None = None, rate: Rate | None = None, **rules: Any) -> None:
        self.app = app or App()
        self.out = io.StringIO()
        self.metrics = Metrics("1")
        self.guard = Guard(
            self.app, Rules(**rules), ways=Ways(ROUTES), log=Log(self.out, "json"), metrics=self.metrics, tokens=tokens, rate=rate
        )

    def ask(self, *args: Any, **named: Any) -> Got:
        return ask(self.guard, *args, **named)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.getvalue().splitlines()]


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    path = tmp_path / "tokens"
    path.write_text(f"Ana Ruiz:{ANA}\n")
    path.chmod(0o600)
    return Tokens(path)


def code(got: Got) -> str:
    assert got["Content-Type"] == "application/problem+json"
    return json.loads(got.body)["code"]


# ---- CSRF and CORS

ORIGINS = (None, "http://localhost:8000", FRIEND, EVIL, "null", "http://localhost:3000")
TYPES = (
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data",
    "application/sparql-update",
    "application/json",
)
DOORS = (("POST", "/update"), ("PUT", "/store"), ("DELETE", "/store"), ("POST", "/api/reviews/7"))


@pytest.mark.parametrize(("origin", "media", "door"), list(itertools.product(ORIGINS, TYPES, DOORS)))
def test_nothing_is_changed_without_a_token_or_by_a_page_that_is_not_listed(origin, media, door, tokens: Tokens) -> None:
    headers = {"Content-Type": media, **({"Origin": origin} if origin else {})}
    for given_tokens in (None, tokens):
        house = House(tokens=given_tokens, origins=origins(["*", FRIEND]))
        got = house.ask(*door, headers)
        assert got.status in {401, 403}
        assert house.app.writes == 0
    house = House(tokens=tokens, origins=origins(["*", FRIEND]))
    got = house.ask(*door, headers | TOKEN)
    trusted = origin in {None, "http://localhost:8000", FRIEND}
    assert (got.status, house.app.writes) == ((200, 1) if trusted else (403, 0))
    assert got["Access-Control-Allow-Origin"] == (FRIEND if origin == FRIEND else "")
    assert not got["Access-Control-Allow-Credentials"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_says_that_another_site_asks_changes_nothing(site: str, tokens: Tokens) -> None:
    house = House(tokens=tokens)
    assert code(house.ask("POST", "/update", {"Sec-Fetch-Site": site, **TOKEN})) == "W549"
    assert house.ask("POST", "/update", {"Sec-Fetch-Site": "same-origin", **TOKEN}).status == 200


@pytest.mark.parametrize(
    ("listed", "origin", "allowed"),
    [
        ([], EVIL, ""),
        ([FRIEND], EVIL, ""),
        ([FRIEND], FRIEND, FRIEND),
        ([FRIEND], "null", ""),
        ([FRIEND], FRIEND + ".evil.example", ""),
        ([FRIEND], FRIEND.upper(), ""),
        (["*"], EVIL, "*"),
        (["*"], "null", "*"),
        (["*", FRIEND], FRIEND, FRIEND),
        ([FRIEND], "http://localhost:8000", ""),
    ],
)
def test_pages_of_listed_origins_may_read_and_none_with_credentials(listed: list[str], origin: str, allowed: str) -> None:
    house = House(origins=origins(listed))
    for door in (("GET", "/id/x"), ("POST", "/sparql")):
        got = house.ask(*door, {"Origin": origin})
        assert got.status == 200
        assert got["Access-Control-Allow-Origin"] == allowed
        assert not got["Access-Control-Allow-Credentials"]
        assert ("Origin" in got.all("Vary")) == (FRIEND in listed)


def preflight(house: House, path: str, method: str, origin: str) -> Got:
    return house.ask("OPTIONS", path, {"Origin": origin, "Access-Control-Request-Method": method})


def test_a_browser_that_asks_for_leave_is_told_exactly() -> None:
    house = House(origins=origins(["*", FRIEND]))
    got = preflight(house, "/store", "PUT", FRIEND)
    assert (got.status, got.body) == (204, b"")
    assert got["Access-Control-Allow-Origin"] == FRIEND
    assert got["Access-Control-Allow-Methods"] == "DELETE, GET, HEAD, PATCH, POST, PUT"
    got = preflight(house, "/store", "GET", EVIL)
    assert (got["Access-Control-Allow-Origin"], got["Access-Control-Allow-Methods"]) == ("*", "GET, HEAD")
    assert code(preflight(house, "/store", "PUT", EVIL)) == "W549"
    assert code(preflight(House(), "/sparql", "POST", EVIL)) == "W549"
    assert not house.app.visits


@given(st.text(alphabet=st.characters(max_codepoint=255), max_size=60))
def test_no_origin_is_reflected(origin: str) -> None:
    got = House(origins=origins([FRIEND])).ask("GET", "/id/x", {"Origin": origin})
    assert got["Access-Control-Allow-Origin"] in {"", FRIEND if origin == FRIEND else ""}


# ---- hosts, addresses, tokens


def test_only_known_hosts_are_answered_but_probes_need_none() -> None:
    house = House(hosts=host_names(["data.example.org"]))
    assert house.ask("GET", "/id/x", {"Host": "data.example.org"}).status == 200
    assert (got := house.ask("GET", "/id/x", {"Host": EVIL[8:]})).status == 421
    assert code(got) == "W547"
    assert code(house.ask("GET", "/id/x", [("Host", "localhost"), ("Host", "localhost")])) == "W548"
    assert code(house.ask("GET", "/id/x", {"Host": ""})) == "W548"
    assert house.ask("GET", "/healthz", {"Host": "10.42.0.7:8000"}).status == 200


def test_a_host_or_client_that_no_known_proxy_tells_is_not_believed() -> None:
    told = {"X-Forwarded-Host": "localhost", "X-Forwarded-For": "127.0.0.1", "Host": "evil.example"}
    assert House().ask("GET", "/id/x", told).status == 421
    house = House(proxies=proxies(["127.0.0.1"]))
    assert house.ask("GET", "/id/x", told | {"X-Forwarded-For": "198.51.100.7"}, client="127.0.0.1").status == 200
    assert house.lines[-1]["client"] == "198.51.100.7"


@pytest.mark.parametrize("query", ["access_token=x", "token=x", "a=1&%74oken=abc"])
def test_a_token_in_an_address_is_refused_and_not_logged(query: str) -> None:
    house = House()
    assert code(house.ask("GET", f"/sparql?{query}{ANA}")) == "W542"
    assert ANA not in house.out.getvalue()


def test_an_address_that_is_too_long_is_told_to_come_by_post() -> None:
    got = House().ask("GET", "/sparql?query=" + "x" * (64 << 10))
    assert (got.status, code(got)) == (414, "W551")
    assert House().ask("GET", "/sparql?query=" + "x" * 60_000).status == 200


def test_a_wrong_token_is_told_even_to_those_who_only_read(tokens: Tokens) -> None:
    house = House(tokens=tokens)
    got = house.ask("GET", "/id/x", {"Authorization": "Bearer " + "x" * 30})
    assert (got.status, code(got)) == (401, "W541")
    assert got["WWW-Authenticate"] == 'Bearer realm="MetroGraph", error="invalid_token"'
    got = house.ask("POST", "/update")
    assert (got.status, got["WWW-Authenticate"]) == (401, 'Bearer realm="MetroGraph"')
    assert code(House().ask("POST", "/update", TOKEN)) == "W543"
    assert house.ask("POST", "/update", TOKEN).status == 200
    assert house.app.visits[-1].who == "Ana Ruiz"
    assert house.lines[-1]["who"] == "Ana Ruiz"
    assert "x" * 30 not in house.out.getvalue()
    assert ANA not in house.out.getvalue()


def test_who_guesses_tokens_has_to_wait_and_others_have_not(tokens: Tokens) -> None:
    house = House(tokens=tokens)
    codes = [code(house.ask("GET", "/id/x", {"Authorization": f"Bearer {'guess' * 5}{n}"})) for n in range(12)]
    assert codes == ["W541"] * 10 + ["W545"] * 2
    got = house.ask("POST", "/update", TOKEN)
    assert got.status == 429
    assert int(got["Retry-After"]) in range(1, 7)
    assert house.ask("GET", "/id/x").status == 200
    assert house.ask("POST", "/update", TOKEN, client="203.0.113.10").status == 200


def test_a_token_file_that_breaks_meanwhile_stops_writers_and_is_told_once_in_the_log(tokens: Tokens) -> None:
    house = House(tokens=tokens)
    tokens.path.write_text("broken\n")
    tokens._seen -= 2
    for _ in range(3):
        assert code(house.ask("POST", "/update", TOKEN)) == "W544"
    assert house.ask("GET", "/id/x").status == 200
    assert ["W532" in line.get("event", "") for line in house.lines].count(True) == 1


def test_an_unknown_path_takes_nothing_and_a_wrong_method_is_left_to_the_service() -> None:
    assert code(House().ask("POST", "/nowhere")) == "W543"
    assert House().ask("PUT", "/sparql").status == 200
    assert House().ask("GET", "/nowhere").status == 200


def test_metrics_are_for_this_machine_and_for_those_with_a_token(tokens: Tokens) -> None:
    house = House(tokens=tokens)
    assert code(house.ask("GET", "/metrics")) == "W550"
    assert house.ask("GET", "/metrics", TOKEN).status == 200
    assert house.ask("GET", "/metrics", client="127.0.0.1").status == 200
    for field in ("X-Forwarded-For", "Via", "Forwarded"):  # a proxy of which nobody told us
        assert house.ask("GET", "/metrics", {field: "1.1 x"}, client="127.0.0.1").status == 403


# ---- bodies


@pytest.mark.parametrize("path", ["/sparql", "/update"])
def test_a_body_that_is_too_large_is_refused_before_and_while_it_is_read(path: str, tokens: Tokens) -> None:
    house = House(tokens=tokens, query=1000, upload=1000)
    got = house.ask("POST", path, {"Content-Length": "1001", **TOKEN})
    assert (got.status, code(got)) == (413, "W552")
    assert "1,000" in json.loads(got.body)["title"]
    got = house.ask("POST", path, TOKEN, [b"x" * 600, b"x" * 600, b"x" * 600])
    assert (got.status, code(got)) == (413, "W552")
    assert not house.app.visits
    assert house.ask("POST", path, TOKEN, [b"x" * 600, b"x" * 400]).status == 200
    assert house.lines[1]["reason"].startswith("W552 ")


def test_a_query_in_a_form_may_be_longer_since_its_signs_are_escaped_and_files_may_be_large() -> None:
    house = House(query=1000, uploads=frozenset({"validate"}))
    assert house.ask("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"}, [b"x" * 3000]).status == 200
    assert house.ask("POST", "/sparql", {"Content-Type": "application/sparql-query"}, [b"x" * 1001]).status == 413
    assert house.ask("POST", "/api/validate", {"Content-Type": "text/turtle"}, [b"x" * 100_000]).status == 200


@pytest.mark.parametrize("length", ["x", "-1", "1e3", "9" * 400, ""])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    assert House().ask("POST", "/sparql", {"Content-Length": length}).status == 413


def test_a_body_that_comes_too_slowly_is_refused_and_one_that_flows_is_not() -> None:
    house = House(grace=0.05, pace=1000)
    got = house.ask("POST", "/sparql", pieces=[b"x", 5.0, b"y"])
    assert (got.status, code(got)) == (408, "W553")
    assert house.ask("POST", "/sparql", pieces=[b"x" * 1000, 0.1, b"y" * 1000, 0.1, b"z"]).status == 200


def test_a_packed_body_is_not_unpacked() -> None:
    got = House().ask("POST", "/sparql", {"Content-Encoding": "gzip"})
    assert (got.status, code(got)) == (415, "W554")
    assert House().ask("POST", "/sparql", {"Content-Encoding": "identity"}).status == 200


def test_a_service_that_answers_on_after_a_refusal_is_not_heard() -> None:
    async def stubborn(scope: Any, receive: Any, send: Any) -> None:
        try:
            await receive()
        except RequestError:
            await send({"type": "http.response.start", "status": 500, "headers": []})
            await send({"type": "http.response.body", "body": b"late"})

    assert House(stubborn, query=10).ask("POST", "/sparql", pieces=[b"x" * 11]).status == 413


# ---- rate


def test_who_asks_too_much_waits_and_a_long_query_counts_for_more() -> None:
    now = [0.0]
    house = House(rate=Rate(1, 3, clock=lambda: now[0]))
    got = [house.ask("GET", "/id/x") for _ in range(4)]
    assert [one.status for one in got] == [200, 200, 200, 429]
    assert got[0]["RateLimit"] == '"client";r=2;t=1'
    assert (code(got[3]), got[3]["Retry-After"]) == ("W546", "1")
    assert house.ask("GET", "/id/x", client="127.0.0.1").status == 200
    assert house.ask("GET", "/healthz").status == 200
    now[0] += 10

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        scope["metrograph"].worked = 5.0
        await App()(scope, receive, send)

    house.guard.app = slow
    assert house.ask("GET", "/id/x").status == 200
    assert house.ask("GET", "/id/x")["Retry-After"] == "4"


# ---- what every answer carries

FIELDS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Cache-Control",
    "X-Request-Id",
)


@pytest.mark.parametrize(
    ("method", "target", "headers"),
    [("GET", "/id/x", {}), ("GET", "/id/x", {"Host": "evil.example"}), ("POST", "/update", {}), ("GET", "/x?token=1", {})],
)
def test_every_answer_is_protected_and_numbered(method: str, target: str, headers: dict[str, str]) -> None:
    got = House().ask(method, target, headers)
    assert all(got[name] for name in FIELDS)
    assert got["Cache-Control"] == ("no-cache" if got.status == 200 else "no-store")


def test_pages_may_load_their_own_parts_and_data_nothing() -> None:
    house = House()
    assert house.ask("GET", "/id/x")["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    house.app.headers = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"max-age=60")]
    got = house.ask("GET", "/id/x")
    policy = got["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert got["Cache-Control"] == "max-age=60"


def test_previews_may_be_framed_by_listed_origins_only() -> None:
    house = House(origins=origins([FRIEND]), framed=("/reconcile/",))
    assert f"frame-ancestors 'self' {FRIEND}" in house.ask("GET", "/reconcile/preview")["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in house.ask("GET", "/id/x")["Content-Security-Policy"]


@pytest.mark.parametrize("field", [(b"location", b"/x\r\nset-cookie: a=b"), (b"link", b"a\nb"), (b"x", b"\x00"), (b"a b", b"c")])
def test_an_answer_whose_header_would_break_is_held_back(field: tuple[bytes, bytes]) -> None:
    house = House()
    house.app.headers = [field]
    got = house.ask("GET", "/id/x")
    assert (got.status, code(got)) == (500, "W555")
    assert got.body.startswith(b"{")


@pytest.mark.parametrize(
    ("given_id", "kept"), [("order-7.a_B", True), ("a b", False), ("x" * 65, False), ("é", False), ("", False)]
)
def test_the_number_of_a_request_is_the_clients_own_when_it_is_harmless(given_id: str, kept: bool) -> None:
    house = House()
    got = house.ask("GET", "/id/x", {"X-Request-Id": given_id})
    assert (got["X-Request-Id"] == given_id) is kept
    assert house.lines[0]["id"] == got["X-Request-Id"]


# ---- what is written down


def test_every_request_is_one_line_with_its_reason() -> None:
    house = House()
    house.app.status = 400
    house.app.headers = [(b"content-type", b"application/problem+json")]
    house.app.body = b'{"code": "Q101", "title": "the query cannot be parsed"}'
    house.ask("GET", "/sparql?query=x%0AGET")
    house.ask("GET", "/id/x", {"Host": "evil.example"})
    first, second = house.lines
    assert (first["status"], first["reason"]) == (400, "Q101 the query cannot be parsed")
    assert first["path"] == "/sparql?query=x%0AGET"
    assert second["reason"] == 'W547 this service does not answer for the host "evil.example"'
    assert 'metrograph_requests_total{route="thing",method="GET",status="421"} 1\n' in house.metrics.text()


def test_a_fault_and_a_client_that_leaves_are_told_too() -> None:
    async def faulty(scope: Any, receive: Any, send: Any) -> None:
        raise KeyError("x")

    async def left(scope: Any, receive: Any, send: Any) -> None:
        assert (await receive())["type"] == "http.disconnect"

    house = House(faulty)
    with pytest.raises(KeyError):
        house.ask("GET", "/id/x")
    house.guard.app = left
    house.ask("GET", "/id/x", pieces=[None])
    assert [(line["status"], line.get("reason")) for line in house.lines] == [(500, "fault: KeyError"), (499, None)]


def test_the_language_of_a_refusal_is_that_of_the_reader() -> None:
    house = House()
    house.guard.lang = lambda _: "fr"
    assert json.loads(house.ask("POST", "/update").body)["title"] == "ce service est en lecture seule"
    assert house.lines[0]["reason"] == "W543 this service only reads"


def test_what_is_no_request_of_http_goes_its_way_or_is_closed() -> None:
    house, sent = House(), []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(house.guard({"type": "lifespan"}, None, send))
    asyncio.run(house.guard({"type": "websocket"}, None, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@given(
    method=st.sampled_from(["GET", "POST", "PUT", "OPTIONS", "X"]),
    target=st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=60).map(lambda text: "/" + text),
    headers=st.lists(
        st.tuples(
            st.sampled_from(
                ["host", "origin", "authorization", "content-length", "content-encoding", "x-forwarded-for", "x-request-id"]
            ),
            st.text(alphabet=st.characters(max_codepoint=255), max_size=40),
        ),
        max_size=6,
    ),
)
def test_whatever_comes_an_answer_goes_out_and_nothing_is_changed(
    method: str, target: str, headers: list[tuple[str, str]]
) -> None:
    house = House(proxies=proxies(["203.0.113.9"]))
    got = house.ask(method, target, headers)
    assert got.status in {200, 204, 400, 403, 413, 414, 415, 421}
    assert house.app.writes == 0
    assert len(house.lines) == 1
