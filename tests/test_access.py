"""Tokens: what a file of them may look like, who somebody is, and that no token can be read anywhere."""

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrograph.errors import SourceError, UsageError
from metrograph.serve.access import LEAST, Tokens, in_address, read_tokens
from metrograph.serve.grants import Holder
from metrograph.serve.hosts import Caller, base_host, check_host, host_names, proxies
from metrograph.serve.origins import Origins, origins

ANA = "2jEJLm0R6e0Yc2fKoYB6xH8VPBxI3QsX"
BOT = "bot+token/with~signs_and-dots.=="
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "tokens"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(written(tmp_path, f"# who may write\n\nAna Ruiz:{ANA}\nreview bot : {BOT}\n"))


@pytest.mark.parametrize(
    ("header", "who"),
    [
        (f"Bearer {ANA}", "Ana Ruiz"),
        (f"bearer   {BOT}", "review bot"),
        (f"Bearer {ANA[:-1]}", None),
        (f"Bearer {ANA}x", None),
        (f"Bearer {ANA.lower()}", None),
        (f"Bearer {ANA}, Bearer {ANA}", None),
        (f"Basic {ANA}", None),
        (ANA, None),
        ("Bearer", None),
        ("Bearer ", None),
        ("", None),
        ("Bearer é" * 20, None),
    ],
)
def test_only_a_bearer_token_of_the_file_says_who_somebody_is(tokens: Tokens, header: str, who: str | None) -> None:
    assert tokens.who(header) == who


@given(st.text(max_size=60))
def test_no_other_text_is_taken_for_a_token(text: str) -> None:
    tokens = Tokens(given={"Ana": Holder(ANA)})
    assert tokens.who(f"Bearer {text}") is None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (ANA, "W532", 1),
        (f"# one\n:{ANA}", "W532", 2),
        (f"{'n' * 81}:{ANA}", "W532", 1),
        (f"a\x07b:{ANA}", "W532", 1),
        ("ana:short", "W533", 1),
        ("ana:", "W533", 1),
        ("ana:" + "é" * 20, "W533", 1),
        (f"ana:{ANA} {ANA}", "W533", 1),
        ("ana:" + "x" * 600, "W533", 1),
        (f"ana:{ANA}\nana:{BOT}", "W534", 2),
        (f"ana:{ANA}\nbot:{ANA}", "W534", 2),
        ("# nobody yet\n", "W536", 0),
        ("", "W536", 0),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_never_shown(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        read_tokens(written(tmp_path, text))
    assert (caught.value.code, caught.value.place.line) == (code, line)
    assert ANA not in caught.value.report()
    assert ANA not in str(caught.value)


def test_every_wrong_line_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_tokens(written(tmp_path, f"ana:{ANA}\nb\nc:d\nana:{BOT}\n"))
    assert [error.code for error in (caught.value, *caught.value.others)] == ["W532", "W533", "W534"]


@pytest.mark.parametrize("mode", [0o604, 0o640 | 0o020, 0o606, 0o644])
def test_a_file_that_others_may_read_or_change_is_refused_with_the_line_that_mends_it(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, f"ana:{ANA}", mode)
    with pytest.raises(SourceError) as caught:
        Tokens(path)
    assert caught.value.code == "W535"
    assert f"chmod 600 {path}" in caught.value.report()
    assert Tokens(path, private=False).who(f"Bearer {ANA}") == "ana"


def test_a_group_may_read_the_file(tmp_path: Path) -> None:
    assert read_tokens(written(tmp_path, f"ana:{ANA}", 0o640)) == {"ana": Holder(ANA)}


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.write_bytes(b"ana:\xff\xfe"), str])
def test_what_is_no_readable_file_is_told(tmp_path: Path, make) -> None:
    path = tmp_path / "tokens"
    make(path)
    if path.is_file():
        path.chmod(0o600)
    with pytest.raises(SourceError) as caught:
        Tokens(path)
    assert caught.value.code in {"W531", "W535"}


def test_a_changed_file_is_read_again_within_a_second_and_a_broken_one_lets_nobody_in(tmp_path: Path) -> None:
    now = [0.0]
    path = written(tmp_path, f"ana:{ANA}")
    tokens = Tokens(path, clock=lambda: now[0])
    written(tmp_path, f"bot:{BOT}")
    assert tokens.who(f"Bearer {ANA}") == "ana"
    now[0] += 1
    assert tokens.who(f"Bearer {ANA}") is None
    assert tokens.who(f"Bearer {BOT}") == "bot"
    written(tmp_path, f"bot:{BOT}\nbroken\n")
    now[0] += 1
    assert tokens.who(f"Bearer {BOT}") is None
    assert tokens.fault is not None
    assert tokens.fault.code == "W532"
    path.unlink()
    now[0] += 1
    assert tokens.who(f"Bearer {BOT}") is None
    assert tokens.fault.code == "W531"
    written(tmp_path, f"bot:{BOT}\n")
    now[0] += 1
    assert tokens.who(f"Bearer {BOT}") == "bot"
    assert tokens.fault is None


def test_a_file_whose_rights_become_too_wide_lets_nobody_in(tmp_path: Path) -> None:
    now = [0.0]
    path = written(tmp_path, f"ana:{ANA}")
    tokens = Tokens(path, clock=lambda: now[0])
    path.chmod(0o644)
    now[0] += 1
    assert tokens.who(f"Bearer {ANA}") is None


@pytest.mark.parametrize(
    "text", [BOT, quote(BOT, safe=""), quote(quote(BOT, safe=""), safe=""), f"/x/{BOT}/y", f"a%20b {ANA} %7e"]
)
def test_a_token_is_hidden_however_it_is_written(tokens: Tokens, text: str) -> None:
    hidden = tokens.hide(text)
    assert "***" in hidden
    assert BOT not in hidden
    assert ANA not in hidden
    assert tokens.hide("100%25 free of %7Esecrets") == "100%25 free of %7Esecrets"


@given(st.text(ALPHABET, min_size=LEAST, max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_hiding_leaves_no_token_in_any_text(token: str, before: str, after: str) -> None:
    tokens = Tokens.__new__(Tokens)
    tokens._plain = ()
    tokens._hold({"ana": Holder(token)})
    assert token not in tokens.hide(f"{before}{token}{after}")
    assert token not in tokens.hide(f"{before}{quote(token, safe='')}{after}")


@pytest.mark.parametrize("query", ["token=x", "a=b&access_token=x", "ACCESS_TOKEN=x", "%74oken=x", "token=", "bearer_token=1"])
def test_a_token_in_an_address_is_seen(query: str) -> None:
    assert in_address(query)


@pytest.mark.parametrize("query", ["", "query=token", "tokens=1", "query=SELECT%20%3Ftoken", "x=a%26token=1"[:9]])
def test_what_is_no_token_in_an_address_is_let_pass(query: str) -> None:
    assert not in_address(query)


# ---- hosts and proxies


def caller(host: str) -> Caller:
    return Caller("192.0.2.1", "http", host, "", near=False)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "localhost.", "data.example.org", "10.0.0.7:80"]
)
def test_our_own_names_are_answered(host: str) -> None:
    check_host(caller(host), host_names(["Data.Example.org"]), "10.0.0.7")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "169.254.169.254", "10.0.0.8", "data.example.org.evil", "[::2]"]
)
def test_other_names_are_misdirected(host: str) -> None:
    with pytest.raises(Exception, match="W547") as caught:
        check_host(caller(host), host_names(["data.example.org"]), "10.0.0.7")
    assert caught.value.status == 421


@pytest.mark.parametrize(
    "host", ["", "a b", "a, b", "localhost:x", "user@localhost", "localhost/", "[::1", "a\r\nb", "é", "-", "a..", "@", "x" * 300]
)
def test_what_is_no_host_is_a_bad_request(host: str) -> None:
    with pytest.raises(Exception, match=r"W54[78]") as caught:
        check_host(caller(host), frozenset(), "127.0.0.1")
    assert caught.value.status in {400, 421}


def test_a_host_with_a_port_is_allowed_for_that_port_only() -> None:
    allowed = host_names(["example.org:8443"]) | base_host("https://data.city.org/x/")
    check_host(caller("example.org:8443"), allowed, "")
    check_host(caller("data.city.org"), allowed, "")
    with pytest.raises(Exception, match="W547"):
        check_host(caller("example.org"), allowed, "")


@pytest.mark.parametrize("value", ["", "a b", "https://x.org", "x/y", "é.org"])
def test_a_wrong_name_of_a_host_is_told_at_the_start(value: str) -> None:
    with pytest.raises(UsageError, match="W537"):
        host_names([value])


@pytest.mark.parametrize("value", ["", "x", "1.2.3.4/40", "localhost"])
def test_a_wrong_address_of_a_proxy_is_told_at_the_start(value: str) -> None:
    with pytest.raises(UsageError, match="W538"):
        proxies([value])


@pytest.mark.parametrize(
    "value", ["", "x.org", "https://x.org/path", "null", "https://*.x.org", "javascript:1", "https://u@x.org"]
)
def test_a_wrong_origin_is_told_at_the_start(value: str) -> None:
    with pytest.raises(UsageError, match="W539"):
        origins([value])


def test_the_default_port_of_an_origin_is_left_out_as_browsers_do() -> None:
    assert origins(["https://x.org:443", "http://y.org:80", "http://z.org:443"]) == Origins(
        frozenset({"https://x.org", "http://y.org", "http://z.org:443"})
    )


SAID = {
    "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2",
    "x-forwarded-proto": "gopher, https",
    "x-forwarded-host": "evil.example, Data.Example.org",
    "x-forwarded-prefix": "/plans/",
    "host": "127.0.0.1:8000",
}


def test_proxies_that_are_known_are_believed_and_clients_that_lie_are_not() -> None:
    found = proxies(["127.0.0.1", "10.0.0.0/8"]).caller("127.0.0.1", "http", SAID)
    assert found == Caller("203.0.113.9", "https", "data.example.org", "/plans", near=False)
    assert found.address == "https://data.example.org/plans/"


def test_nobody_else_is_believed() -> None:
    found = proxies([]).caller("127.0.0.1", "http", SAID)
    assert found == Caller("127.0.0.1", "http", "127.0.0.1:8000", "", near=False)
    assert proxies([]).caller("127.0.0.1", "http", {"host": "localhost"}).near
    assert proxies(["10.0.0.1"]).caller("203.0.113.9", "http", SAID).client == "203.0.113.9"


@pytest.mark.parametrize(
    ("said", "client"),
    [
        ("", "10.0.0.1"),
        ("nonsense", "10.0.0.1"),
        ("nonsense, 10.0.0.3", "10.0.0.3"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:80", "2001:db8::/64"),
        ("2001:db8::1", "2001:db8::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, unknown, 203.0.113.9", "203.0.113.9"),
        (",,", "10.0.0.1"),
    ],
)
def test_the_client_is_the_rightmost_address_that_is_no_proxy(said: str, client: str) -> None:
    assert proxies(["10.0.0.0/8"]).caller("10.0.0.1", "http", {"x-forwarded-for": said}).client == client


@given(st.dictionaries(st.sampled_from(sorted(SAID)), st.text(max_size=40)))
def test_whatever_a_proxy_says_no_fault_comes_of_it(fields: dict[str, str]) -> None:
    found = proxies(["10.0.0.1"]).caller("10.0.0.1", "http", fields)
    assert found.scheme in {"http", "https"}
    assert "\r" not in found.prefix
    assert "\n" not in found.prefix
