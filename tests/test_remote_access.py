"""Who may enter which store: from a file or the environment, to its own server alone, and never shown."""

import os
import pickle
from pathlib import Path

import pytest

from metrograph.errors import StoreError
from metrograph.store.access import Access, Credential, is_loopback, shown
from metrograph.store.remote import RemoteStore
from metrograph.store.remote_addresses import Addresses

SECRET = "hush-hush"
URL = "https://example.org/sparql"
FILE = f"""
[[access]]
url = "https://example.org/"
kind = "digest"
user = "ana"
password = "{SECRET}"

[[access]]
url = "http://127.0.0.1:7878/"
kind = "bearer"
token = "{SECRET}2"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of access that only its owner can read."""
    return written(tmp_path, FILE)


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "access.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_each_credential_goes_to_its_own_server_alone(file: Path) -> None:
    access = Access.read(file)
    held = access.to(URL)
    assert held
    assert (held.kind, held.user, held.secret) == ("digest", "ana", SECRET)
    assert access.to("https://EXAMPLE.org:443/sparql-auth?x") == held
    for other in (
        "https://example.org:8890/",
        "http://example.org/",
        "https://www.example.org/",
        "https://example.org.evil.net/",
    ):
        assert access.to(other) is None
    assert access.to("http://127.0.0.1:7878/query").header == f"Bearer {SECRET}2"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o606, 0o604])
def test_a_file_that_others_can_read_is_refused_with_the_command_to_run(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, FILE, mode)
    with pytest.raises(StoreError) as caught:
        Access.read(path)
    assert caught.value.code == "T223"
    assert f"`chmod 600 {path}`" in caught.value.remedy()
    path.chmod(0o600)
    assert Access.read(path)


WRONG = {
    "not TOML": (f'password = "{SECRET}', "T222"),
    "a value of no kind": (f"password = {SECRET}", "T222"),
    "one table only": (f'[access]\npassword = "{SECRET}"', "T225"),
    "no list of tables": (f'access = "{SECRET}"', "T225"),
    "no url": (f'[[access]]\nkind = "basic"\nuser = "ana"\npassword = "{SECRET}"', "T225"),
    "no kind": (f'[[access]]\nurl = "{URL}"\nuser = "ana"\npassword = "{SECRET}"', "T225"),
    "an unknown kind": (f'[[access]]\nurl = "{URL}"\nkind = "ntlm"\nuser = "ana"\npassword = "{SECRET}"', "T225"),
    "no password": (f'[[access]]\nurl = "{URL}"\nkind = "basic"\nuser = "ana"', "T225"),
    "a password that is a number": (f'[[access]]\nurl = "{URL}"\nkind = "basic"\nuser = "ana"\npassword = 7', "T225"),
    "an unknown field": (FILE.replace("password", "pasword"), "T225"),
    "a colon in the name": (FILE.replace("ana", "ana:b"), "T225"),
    "a name beyond ASCII": (FILE.replace('"ana"', '"añá"'), "T225"),
    "a line end in the token": (FILE.replace(SECRET + "2", SECRET + "\\r\\nHost: evil"), "T225"),
    "a name in the url": (FILE.replace("example.org", f"ana:{SECRET}@example.org"), "T221"),
    "no url at all": (FILE.replace("https://example.org/", "example.org"), "T220"),
    "two for one server": (FILE.replace("http://127.0.0.1:7878/", "https://example.org:443/x"), "T222"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_is_wrong_is_told_without_what_is_in_it(tmp_path: Path, case: str) -> None:
    text, code = WRONG[case]
    with pytest.raises(StoreError) as caught:
        Access.read(written(tmp_path, text))
    assert caught.value.code == code
    assert not [lang for lang in ("en", "fr", "es") if SECRET in caught.value.report(lang) + str(caught.value)]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        RemoteStore.at(URL, {"METROGRAPH_STORE_ACCESS": str(tmp_path / "none.toml")})
    assert caught.value.code == "T222"


@pytest.mark.parametrize(
    ("environ", "kind", "user"),
    [
        ({"USER": "ana", "PASSWORD": SECRET}, "basic", "ana"),
        ({"USER": "ana", "PASSWORD": SECRET, "AUTH": "digest"}, "digest", "ana"),
        ({"TOKEN": SECRET}, "bearer", ""),
    ],
)
def test_credentials_from_the_environment_are_for_the_store_that_is_asked(environ: dict[str, str], kind: str, user: str) -> None:
    told = {f"METROGRAPH_STORE_{name}": text for name, text in environ.items()}
    access = Access.found(URL, told)
    assert access.to(URL) == Credential("https://example.org:443", kind, user, SECRET)
    assert access.to("https://other.example.org/sparql") is None


@pytest.mark.parametrize(
    "environ",
    [
        {"USER": "ana"},
        {"PASSWORD": SECRET},
        {"USER": "ana", "PASSWORD": SECRET, "AUTH": "kerberos"},
        {"TOKEN": SECRET, "AUTH": "digest"},
    ],
)
def test_credentials_in_the_environment_that_are_not_complete_are_told(environ: dict[str, str]) -> None:
    with pytest.raises(StoreError) as caught:
        Access.found(URL, {f"METROGRAPH_STORE_{name}": text for name, text in environ.items()})
    assert caught.value.code == "T225"
    assert SECRET not in str(caught.value)


def test_a_password_does_not_travel_in_the_open_unless_that_is_said(file: Path) -> None:
    environ = {"METROGRAPH_STORE_USER": "ana", "METROGRAPH_STORE_PASSWORD": SECRET}
    with pytest.raises(StoreError) as caught:
        RemoteStore.at("http://example.org/sparql", environ)
    assert caught.value.code == "T224"
    RemoteStore.at("http://example.org/sparql", {**environ, "METROGRAPH_STORE_INSECURE": "1"})
    RemoteStore.at("http://[::1]:7878/query", environ)
    RemoteStore.at("http://example.org/sparql", {}, file)  # nothing in it is for that server


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "[::1]"])
def test_this_machine_is_known(host: str) -> None:
    assert is_loopback(f"http://{host}:80/")


@pytest.mark.parametrize("host", ["127.0.0.1.example.org", "localhost.example.org", "10.0.0.1", "0x7f.1", "example.org"])
def test_another_machine_is_not_taken_for_this_one(host: str) -> None:
    assert not is_loopback(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    ["https://ana:hush-hush@example.org/sparql", "https://hush-hush@example.org/", "http://ana:hush-hush@127.0.0.1:99999/"],
)
@pytest.mark.parametrize("place", ["query", "update", "data"])
def test_an_address_with_a_password_is_refused_without_repeating_it(url: str, place: str) -> None:
    with pytest.raises(StoreError) as caught:
        RemoteStore.at(url, {}) if place == "query" else RemoteStore.at(URL, {f"METROGRAPH_STORE_{place.upper()}": url})
    assert caught.value.code in {"T220", "T221"}
    assert SECRET not in str(caught.value) + caught.value.report()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/sparql",
        "ftp://example.org/",
        "https://",
        "https:///x",
        "http://a:b/",
        "http://[::1",
        "http://a b/",
        "http://a/é",
        "http://a/\r\nX: y",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        RemoteStore(url)
    assert caught.value.code == "T220"


def test_nothing_that_is_printed_shows_a_secret(file: Path) -> None:
    access = Access.read(file)
    store = RemoteStore(URL + "?key=" + SECRET, access=access)
    assert (
        SECRET
        not in f"{access!r} {access} {store!r} {store} {access.credentials[0]!r} {store._client!r} {shown(URL + '?key=' + SECRET)}"
    )
    assert pickle.loads(pickle.dumps(access)) == access  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("url", "update", "data"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/update", "http://localhost:7878/store"),
        ("https://example.org/ds/query", "https://example.org/ds/update", "https://example.org/ds/data"),
        ("https://example.org/sparql", "https://example.org/sparql-auth", "https://example.org/sparql-graph-crud-auth"),
        ("https://example.org/a/sparql/", "https://example.org/a/sparql-auth", "https://example.org/a/sparql-graph-crud-auth"),
        ("https://example.org/elsewhere", "", ""),
    ],
)
def test_the_other_addresses_are_guessed_and_the_environment_has_the_last_word(url: str, update: str, data: str) -> None:
    assert Addresses.of(url) == Addresses(url, update, data)
    told = {"METROGRAPH_STORE_UPDATE": "https://u.example.org/", "METROGRAPH_STORE_DATA": "https://d.example.org/"}
    assert Addresses.of(url, told) == Addresses(url, "https://u.example.org/", "https://d.example.org/")


@pytest.mark.parametrize(("said", "seconds"), [("5", 5.0), ("0.5", 0.5), ("", 60.0), ("0", 60.0), ("soon", 60.0), ("-1", 60.0)])
def test_the_time_to_wait_can_be_set(said: str, seconds: float) -> None:
    assert RemoteStore.at(URL, {"METROGRAPH_STORE_TIMEOUT": said})._client.timeout == seconds


def test_the_environment_of_the_process_is_the_one_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("METROGRAPH_STORE")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("METROGRAPH_STORE_TOKEN", SECRET)
    assert RemoteStore.at(URL)._client.access.to(URL).header == f"Bearer {SECRET}"
