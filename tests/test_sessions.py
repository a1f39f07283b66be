"""Sessions: names that nobody guesses, an end in time, and addresses that lead nowhere else."""

import pytest

from metrograph.serve.access import Tokens
from metrograph.serve.grants import Holder
from metrograph.serve.sessions import COOKIE, LASTS, Sessions, cookie_name, cookie_of, own_address, set_cookie


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Holders:
    """Who holds a token now."""

    def __init__(self, **digests: bytes) -> None:
        self.digests = digests

    def digest(self, name: str) -> bytes:
        return self.digests.get(name, b"")


def sessions(clock: Clock | None = None, most: int = 1000, **digests: bytes) -> tuple[Sessions, Holders]:
    holders = Holders(**(digests or {"Ana": b"1"}))
    return Sessions(holders, clock or Clock(), most), holders


def header(cookie: str) -> str:
    return f"lang=fr; {COOKIE}={cookie}"


def test_a_session_is_found_by_its_cookie_and_by_no_other_text() -> None:
    kept, _ = sessions()
    cookie = kept.begin("Ana")
    found = kept.of(header(cookie))
    assert found is not None
    assert found.name == "Ana"
    for wrong in ("", cookie[:-1], cookie + "A", cookie.swapcase(), "Ana", "é" * 43, "\udcff"):
        assert kept.of(header(wrong)) is None
    assert kept.of(cookie) is None
    assert kept.of(f"other={cookie}") is None


def test_names_and_forms_of_sessions_are_long_and_never_the_same() -> None:
    kept, _ = sessions()
    cookies = [kept.begin("Ana") for _ in range(200)]
    forms = {session.csrf for cookie in cookies if (session := kept.of(header(cookie)))}
    assert len({*cookies, *forms}) == 400
    assert min(map(len, {*cookies, *forms})) >= 43


def test_a_session_does_not_show_its_name_where_it_is_kept() -> None:
    kept, _ = sessions()
    cookie = kept.begin("Ana")
    assert cookie not in repr(vars(kept))
    assert cookie.encode() not in b"".join(kept._kept)


def test_a_form_belongs_to_one_session_only() -> None:
    kept, _ = sessions(Ana=b"1", Ben=b"2")
    ana, ben = (kept.of(header(kept.begin(name))) for name in ("Ana", "Ben"))
    assert ana
    assert ben
    assert ana.allows(ana.csrf)
    assert not any(ana.allows(text) for text in ("", ben.csrf, ana.csrf[:-1], ana.csrf + "x", ana.csrf.upper(), "é", "\udcff"))


def test_a_session_ends_after_eight_hours() -> None:
    clock = Clock()
    kept, _ = sessions(clock)
    cookie = header(kept.begin("Ana"))
    clock.now = LASTS - 0.1
    assert kept.of(cookie)
    clock.now = LASTS
    assert kept.of(cookie) is None
    clock.now = 0
    assert kept.of(cookie) is None, "what has ended does not come back"


def test_a_session_ends_when_its_token_is_gone_or_another_one() -> None:
    kept, holders = sessions()
    first = header(kept.begin("Ana"))
    holders.digests = {"Ana": b"2"}
    assert kept.of(first) is None
    second = header(kept.begin("Ana"))
    holders.digests = {}
    assert kept.of(second) is None
    assert kept.of(header(kept.begin("Ana"))) is None, "a session of nobody is none"


def test_a_session_that_is_ended_is_forgotten() -> None:
    kept, _ = sessions()
    cookie = header(kept.begin("Ana"))
    kept.end("metrograph-session=guess")
    assert kept.of(cookie)
    kept.end(cookie)
    assert kept.of(cookie) is None
    assert len(kept) == 0


def test_signing_in_again_gives_another_name_and_ends_the_one_before() -> None:
    kept, _ = sessions()
    planted = header("planted-by-a-stranger")
    first = kept.begin("Ana", planted)
    assert first not in planted
    assert kept.of(planted) is None
    second = kept.begin("Ana", header(first))
    assert kept.of(header(first)) is None
    assert kept.of(header(second))


def test_there_are_so_many_sessions_and_no_more_and_the_oldest_go() -> None:
    kept, _ = sessions(most=3)
    cookies = [header(kept.begin("Ana")) for _ in range(5)]
    assert [bool(kept.of(cookie)) for cookie in cookies] == [False, False, True, True, True]


def test_sessions_that_are_over_are_swept_away() -> None:
    clock = Clock()
    kept, _ = sessions(clock)
    for _ in range(10):
        kept.begin("Ana")
    clock.now = LASTS + 1
    kept.begin("Ana")
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("cookies", "value"),
    [
        ("", ""),
        ("a=b", ""),
        ("metrograph-session=x", "x"),
        (" a=b ;metrograph-session=x;c=d", "x"),
        ("metrograph-session=x; metrograph-session=x", "x"),
        ("metrograph-session=x; metrograph-session=y", ""),
        ("metrograph-session", ""),
        ("Metrograph-Session=x", ""),
        ("xmetrograph-session=x", ""),
        ("metrograph-session=x=y", "x=y"),
        ("lang=fr, metrograph-session=x", ""),
    ],
)
def test_a_cookie_is_read_from_its_header(cookies: str, value: str) -> None:
    assert cookie_of(cookies) == value


def test_a_cookie_is_kept_from_scripts_and_other_sites_and_plain_ways() -> None:
    name, value = set_cookie(COOKIE, "x", "/plan/", 60, strict=True, secure=True)
    assert name == "Set-Cookie"
    assert value == "metrograph-session=x; Path=/plan/; Max-Age=60; HttpOnly; SameSite=Strict; Secure"


ELSEWHERE = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "https://evil.example",
    "http:evil.example", "HTTPS://evil.example", "javascript:alert(1)", "data:text/html,x", "mailto:a@evil.example", " //evil.example", "\t//evil.example",
    "/%2f/evil.example", "/%2F%2Fevil.example", "/%5cevil.example", "/%5C%5Cevil.example", "/%252f/evil.example", "/.//evil.example", "/../evil", "/a/../..//evil.example",
    "/%2e%2e/evil", "evil.example", "@evil.example", "?next=x", "#x", "", "/a\r\nSet-Cookie: x=y", "/a\x00b", "/a\x7f", "/é", "/<script>", "/a\"b", "/ a", "/a//b",
    "/%0d%0aSet-Cookie:x", "/session", "/session/end", "/session?next=/session", "/" + "a" * 3000,
)  # fmt: skip


@pytest.mark.parametrize("given", ELSEWHERE)
def test_nobody_is_sent_elsewhere(given: str) -> None:
    assert own_address(given, "/") == "/"
    assert own_address(given, "/plan/") == "/plan/"


@pytest.mark.parametrize(
    "given",
    [
        "/",
        "/review",
        "/review?goal=7&page=2",
        "/id/metropolis-2019/pilot-mega#link-1",
        "/id/a%20b",
        "/sessions",
        "/review?to=//x",
    ],
)
def test_a_person_is_sent_on_to_an_address_of_ours(given: str) -> None:
    assert own_address(given, "/") == given
    assert own_address(given, "/plan/") == "/plan/", "not outside of the service"
    assert own_address(f"/plan{given}", "/plan/") == f"/plan{given}"


def test_tokens_that_are_given_for_one_run_count_as_those_of_a_file() -> None:
    tokens = Tokens(given={"Ana": Holder("a-token-of-the-tests-0001")})
    assert tokens.who("Bearer a-token-of-the-tests-0001") == "Ana"
    assert tokens.digest("Ana")
    assert not tokens.digest("Ben")
    assert "0001" not in tokens.hide("x a-token-of-the-tests-0001")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("127.0.0.1:8000", "metrograph-session-8000"),
        ("localhost:8001", "metrograph-session-8001"),
        ("[::1]:8000", "metrograph-session-8000"),
        ("[::1]", "metrograph-session"),
        ("data.example.org", "metrograph-session"),
        ("127.0.0.1:99999", "metrograph-session-99999"),
    ],
)
def test_two_services_on_one_machine_do_not_take_the_session_of_the_other(host: str, name: str) -> None:
    assert cookie_name(host) == name


def test_a_session_is_found_under_its_own_name_only() -> None:
    kept = Sessions(Everybody())
    first, second = (kept.begin("Ana", called=cookie_name(f"127.0.0.1:{port}")) for port in (8000, 8001))
    both = f'metrograph-session-8000={first}; metrograph-session-8001={second}; other={{"json": [1, 2]}}'
    found = [kept.of(both, cookie_name(host)) for host in ("127.0.0.1:8000", "127.0.0.1:8001", "127.0.0.1:8002")]
    assert [one.name if one else None for one in found] == ["Ana", "Ana", None]


class Everybody:
    def digest(self, name: str) -> bytes:
        return name.encode()
