"""A server that is down, slow, full, locked or lying: each time an error that says what to do, and never half an answer."""

import logging
import socket
import ssl
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests import bad_servers as bad
from tests.bad_servers import Answer, BadServer

from metrograph.errors import LimitError, MetroGraphError, QueryError, StoreError
from metrograph.store.access import Access, Credential, origin
from metrograph.store.http import Client
from metrograph.store.http_errors import Call, unreachable
from metrograph.store.remote import RemoteStore
from metrograph.turtle import Quad

ALL = "SELECT ?n { ?n a ?k }"
NODE = ox.NamedNode("http://example.org/s")
QUAD = Quad(NODE, NODE, ox.Literal("x"), NODE)
SECRET = "hush-hush"
TABLE = bad.table(range(50))


def store(server: BadServer, **more: object) -> RemoteStore:
    naps: list[float] = []
    made = RemoteStore(server.url, server.url, server.url, **{"timeout": 5, "sleep": naps.append, **more})
    made.naps = naps
    return made


def refused(server: BadServer, ask: Callable[[RemoteStore], object] = lambda s: s.query(ALL), **more: object) -> MetroGraphError:
    """The error that a person gets; it is told in three languages, with the exit code of its class, and on one line."""
    with server, pytest.raises(MetroGraphError) as caught:
        ask(store(server, **more))
    error = caught.value
    assert error.exit_code == {StoreError: 3, QueryError: 4, LimitError: 5}[type(error)]
    assert len({error.report(lang) for lang in ("en", "fr", "es")}) == 3
    assert "{" not in error.what() or "{" in str(error.values)
    assert SECRET not in str(error) + error.report() + "".join(traceback.format_exception(error))
    return error


def held(server: BadServer, kind: str = "basic") -> Access:
    return Access((Credential(origin(server.url), kind, "ana", SECRET),))


READS: dict[str, tuple[Answer, str]] = {
    "forbidden": (bad.status(403, b"not yours"), "T209"),
    "nothing there": (bad.status(404), "T210"),
    "no POST": (bad.status(405), "T211"),
    "not implemented": (bad.status(501), "T211"),
    "too large": (bad.status(413), "T212"),
    "out of order": (bad.status(500, b"disk full\nat line 7"), "T213"),
    "a status nobody knows": (bad.status(418), "T213"),
    "a page to log in": (bad.good(bad.PAGE, "text/html; charset=utf-8"), "T214"),
    "another form": (bad.good(b"<sparql/>", "application/sparql-results+xml"), "T215"),
    "another packing": (bad.good(TABLE, Content_Encoding="br"), "T215"),
    "half a body": (bad.cut(TABLE), "T216"),
    "half a body, unannounced": (bad.cut(TABLE, announced=False), "T216"),
    "half a chunk": (bad.broken_chunks(TABLE), "T216"),
    "half a packed body": (bad.good(bad.gzip.compress(TABLE)[:60], Content_Encoding="gzip"), "T216"),
    "not packed at all": (bad.good(TABLE, Content_Encoding="gzip"), "T216"),
    "nothing": (bad.good(b""), "T216"),
    "not JSON": (bad.good(b"{}{"), "T216"),
    "no object": (bad.good(b"[1, 2]"), "T216"),
    "no rows": (bad.good(b'{"head": {"vars": ["n"]}}'), "T216"),
    "columns of numbers": (bad.good(b'{"head": {"vars": [1]}, "results": {"bindings": []}}'), "T216"),
    "a row that is none": (bad.good(TABLE.replace(b'{"n":', b'["n",', 1)), "T216"),
    "a term that is none": (bad.good(TABLE.replace(b'"type"', b'"kind"', 1)), "T216"),
    "words behind the end": (bad.good(TABLE + b"}"), "T216"),
    "not UTF-8": (bad.good(TABLE.replace(b"integer", b"\xff\xfe")), "T216"),
    "interrupted": (bad.good(TABLE, X_SQL_State="S1TAT"), "T232"),
}


@pytest.mark.parametrize("case", READS)
def test_an_answer_that_is_not_good_is_an_error_in_words(case: str) -> None:
    answer, code = READS[case]
    assert refused(BadServer(answer)).code == code


def test_what_a_server_says_is_told_in_one_clean_line() -> None:
    page = b"<html><head><title>no</title></head><body><h1>500</h1><xmp>disk\x1b[2J &amp; tape\n full</xmp></body></html>"
    assert "disk [2J & tape full)" in refused(BadServer(bad.status(500, page, "text/html"))).what()
    assert len(refused(BadServer(bad.status(500, b"x" * 9999))).what()) < 400


@pytest.mark.parametrize("code", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again_with_growing_pauses(code: int) -> None:
    with BadServer(bad.status(code), bad.status(code), bad.rows(3)) as server:
        asked = store(server)
        assert len(asked.query(ALL)) == 3
    assert asked.naps == [0.5, 1.0]
    busy = BadServer(bad.status(code))
    assert refused(busy).code == "T228"
    assert len(busy.calls) == 4


@pytest.mark.parametrize(("said", "waited"), [("7", 7.0), ("600", 30.0), ("tomorrow", 0.5), ("", 0.5)])
def test_a_server_that_says_when_to_come_back_is_heeded_within_reason(said: str, waited: float) -> None:
    with BadServer(bad.status(429, Retry_After=said), bad.rows(1)) as server:
        asked = store(server)
        asked.query(ALL)
    assert asked.naps == [waited]


def test_a_server_that_hangs_up_is_asked_again() -> None:
    with BadServer(bad.hang_up, bad.rows(2)) as server:
        assert len(store(server).query(ALL)) == 2
    assert refused(BadServer(bad.hang_up)).code == "T205"


@pytest.mark.parametrize("first", [b"", TABLE[:100]], ids=["before the first byte", "within the body"])
def test_a_server_that_falls_silent_is_left_after_the_time_given(first: bytes) -> None:
    done = threading.Event()
    try:
        assert refused(BadServer(bad.silent(done, first)), timeout=0.2, retries=1).code == "T204"
    finally:
        done.set()


def test_a_server_that_is_down_is_told_with_its_address() -> None:
    server = BadServer(bad.rows(1))
    with server:
        pass
    naps: list[float] = []
    with pytest.raises(StoreError) as caught:
        RemoteStore(server.url, sleep=naps.append).query(ALL)
    assert (caught.value.code, naps) == ("T201", [0.5, 1.0, 2.0])
    assert str(caught.value).startswith(server.url)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (socket.gaierror(-2, "Name or service not known"), "T202"),
        (ssl.SSLCertVerificationError(1, "certificate verify failed"), "T203"),
        (TimeoutError(), "T204"),
        (ConnectionResetError(), "T205"),
        (OSError(113, "No route to host"), "T201"),
    ],
)
def test_what_the_network_says_is_told_in_words(error: OSError, code: str) -> None:
    assert unreachable(error, "https://example.org/sparql?key=hush-hush", 5).code == code
    assert SECRET not in str(unreachable(error, "https://example.org/sparql?key=hush-hush", 5))


def test_a_server_without_encryption_behind_an_https_address_is_told() -> None:
    server = BadServer(bad.rows(1))
    with server, pytest.raises(StoreError) as caught:
        RemoteStore(server.url.replace("http:", "https:"), retries=0).query(ALL)
    assert caught.value.code == "T203"


# ---- who may enter


@pytest.mark.parametrize(
    ("kind", "wanted", "code"),
    [
        ("", "Basic", "T206"),
        ("basic", "Basic", "T207"),
        ("basic", "Digest", "T208"),
        ("digest", "Bearer", "T208"),
        ("bearer", "Bearer", "T207"),
    ],
)
def test_credentials_that_are_missing_wrong_or_of_another_kind_are_told_apart(kind: str, wanted: str, code: str) -> None:
    words = 'Digest realm="r", nonce="n", qop="auth"' if wanted == "Digest" else f'{wanted} realm="r"'
    server = BadServer(bad.status(401, SECRET.encode(), WWW_Authenticate=words))
    assert refused(server, access=held(server, kind) if kind else Access.none()).code == code


def test_a_secret_that_a_server_sends_back_is_not_shown(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    server = BadServer(bad.status(500, b"user ana with " + SECRET.encode() + b" is not known"))
    error = refused(server, access=held(server))
    assert "user ana with … is not known" in str(error)
    assert SECRET not in caplog.text + "".join(capfd.readouterr()) + repr(store(server, access=held(server)))


@pytest.mark.parametrize("kind", ["basic", "bearer"])
def test_a_password_is_sent_to_its_own_server(kind: str) -> None:
    with BadServer(bad.rows(1)) as server:
        store(server, access=held(server, kind)).query(ALL)
    assert server.calls[0].headers["Authorization"].startswith(kind.capitalize())


def test_a_digest_proves_the_password_without_sending_it_and_is_used_again() -> None:
    with BadServer(bad.Digest(bad.rows(1))) as server:
        asked = store(server, access=held(server, "digest"))
        asked.query(ALL)
        asked.query(ALL)
    assert [bool(call.headers["Authorization"]) for call in server.calls] == [False, True, True]
    assert all(SECRET not in str(call.headers) for call in server.calls)


def test_a_large_body_is_sent_once_only_after_the_question_of_a_digest_was_heard() -> None:
    with BadServer(bad.Digest(bad.status(204))) as server:
        store(server, access=held(server, "digest")).load([QUAD])
    assert [(call.method, bool(call.body)) for call in server.calls] == [("GET", False), ("POST", True)]


def test_a_wrong_digest_is_told() -> None:
    server = BadServer(bad.Digest(bad.rows(1), "ana", "another"))
    assert refused(server, access=held(server, "digest")).code == "T207"
    assert len(server.calls) == 2


# ---- answers that point elsewhere


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_question_follows_to_another_server_and_credentials_do_not(code: int) -> None:
    with BadServer(bad.rows(4)) as other, BadServer(bad.moved(other.url, code)) as server:
        assert len(store(server, access=held(server)).query(ALL)) == 4
    assert server.calls[0].headers["Authorization"]
    assert [(call.method, call.headers["Authorization"], bool(call.body)) for call in other.calls] == [("POST", None, True)]


def test_a_change_does_not_follow_to_another_server() -> None:
    with BadServer(bad.status(204)) as other:
        server = BadServer(bad.moved(other.url))
        assert refused(server, lambda s: s.load([QUAD])).code == "T218"
        assert not other.calls


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("/query", "T217"),
        ("/other", "T217"),
        ("", "T217"),
        ("file:///etc/passwd", "T220"),
        ("http://ana:hush-hush@127.0.0.1/", "T221"),
    ],
)
def test_a_server_that_points_in_a_circle_or_to_no_server_is_left(to: str, code: str) -> None:
    assert refused(BadServer(bad.moved(to))).code == code


def test_encryption_is_not_left_behind() -> None:
    with pytest.raises(StoreError) as caught:
        Client._may_move(Call("query", "POST", "https://example.org/sparql"), "http://example.org/sparql")
    assert caught.value.code == "T218"


# ---- queries and changes that are refused


def test_a_query_that_the_server_does_not_understand_is_told_with_its_place() -> None:
    error = refused(
        BadServer(bad.status(400, b"error at 1:20: expected OPTIONAL")), lambda s: s.query("SELECT ?s { ?s a foo:Pilot }")
    )
    assert (error.code, error.place.line, error.place.column) == ("Q102", 1, 18)


def test_a_query_that_only_this_server_refuses_is_told_in_its_words() -> None:
    error = refused(BadServer(bad.status(400, b"Virtuoso 37000 Error SP031: function is not implemented\n\nSPARQL query:\nx")))
    assert (error.code, error.exit_code) == ("T229", 4)
    assert "SP031: function is not implemented)" in error.what()


@pytest.mark.parametrize(
    ("text", "code"), [("DELETE WHERE { ?s ?p ?o }", "Q135"), ("ASK { SERVICE <http://127.0.0.1:9/> {} }", "Q105")]
)
def test_some_queries_are_refused_before_anything_is_sent(text: str, code: str) -> None:
    server = BadServer(bad.rows(1))
    assert refused(server, lambda s: s.query(text)).code == code
    assert not server.calls


WRITES: dict[str, tuple[Answer, str]] = {
    "busy": (bad.status(503), "T228"),
    "hangs up": (bad.hang_up, "T205"),
    "forbidden": (bad.status(403), "T209"),
    "no right": (bad.status(500, b"Virtuoso 42000 Error SR186:SECURITY: No permission to execute"), "T209"),
    "read-only": (bad.status(405), "T211"),
    "too large": (bad.status(413), "T212"),
    "a page to log in": (bad.good(bad.PAGE, "text/html"), "T214"),
    "not understood": (bad.status(400, b"error at 1:5: no"), "T229"),
}


@pytest.mark.parametrize("case", WRITES)
@pytest.mark.parametrize("write", ["load", "change", "replace_graph"])
def test_a_change_that_is_refused_is_sent_once(case: str, write: str) -> None:
    answer, code = WRITES[case]
    arguments = {"load": ([QUAD],), "change": ([], [QUAD]), "replace_graph": (NODE.value, [QUAD])}[write]
    server = (
        BadServer(bad.good(b'{"head": {}, "boolean": true}', Server="Oxigraph/1"), answer)
        if write == "replace_graph"
        else BadServer(answer)
    )
    assert refused(server, lambda s: getattr(s, write)(*arguments)).code == code
    assert sum(call.form.get("query") is None for call in server.calls) == 1


def test_a_change_is_sent_again_only_when_nobody_took_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([ConnectionRefusedError(111, "refused"), ConnectionRefusedError(111, "refused")])
    real = socket.create_connection

    def connect(*arguments: object, **more: object) -> socket.socket:
        for error in tries:
            raise error
        return real(*arguments, **more)

    monkeypatch.setattr(socket, "create_connection", connect)
    with BadServer(bad.status(204)) as server:
        asked = store(server)
        asked.load([QUAD])
    assert (len(server.calls), asked.naps) == (1, [0.5, 1.0])


def test_a_store_whose_other_addresses_are_not_known_says_how_to_name_them() -> None:
    asked = RemoteStore("http://127.0.0.1:9/other")
    for write in (lambda: asked.load([QUAD]), lambda: asked.change([], [QUAD])):
        with pytest.raises(StoreError, match="METROGRAPH_STORE_"):
            write()


def test_a_blank_node_cannot_be_changed_and_the_error_names_it() -> None:
    with pytest.raises(StoreError) as caught:
        RemoteStore("http://127.0.0.1:9/query", "http://127.0.0.1:9/update").change(
            [], [Quad(NODE, NODE, ox.BlankNode("b7"), NODE)]
        )
    assert caught.value.code == "T226"
    assert "_:b7" in caught.value.what()


def test_quads_that_break_off_are_not_sent() -> None:
    def broken() -> Iterator[Quad]:
        yield QUAD
        raise LookupError

    with BadServer(bad.status(204)) as server:
        for write in (lambda s: s.load(broken()), lambda s: s.replace(broken()), lambda s: s.replace_graph(NODE.value, broken())):
            with pytest.raises(LookupError):
                write(store(server))
    assert not server.calls


def test_a_journal_that_is_a_folder_is_told(tmp_path: Path) -> None:
    server = BadServer(bad.good(b'{"head": {}, "boolean": true}', Server="Oxigraph/1"))
    assert refused(server, lambda s: s.replace([QUAD], tmp_path)).code == "T230"
