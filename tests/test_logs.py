"""The log: one line each, which cannot be forged, broken or made to tell a secret."""

import io
import json
import logging
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metrograph.serve.access import Tokens
from metrograph.serve.grants import Holder
from metrograph.serve.hosts import Caller
from metrograph.serve.logs import Bridge, Log, as_json, as_text, masked, printable, shown, told
from metrograph.serve.visit import Visit, request_id

TOKEN = "2jEJLm0R6e0Yc2fKoYB6xH8VPBxI3QsX"
NOON = 1_767_268_800.25  # 2026-01-01T12:00:00.250Z
HOSTILE = st.text(max_size=80) | st.sampled_from(
    [
        "\r\n127.0.0.1 GET /forged 200",
        "\x1b[2J\x1b[31m",
        "\u2028",
        "\u202e",
        "\x9b31m",
        "\ud800",
        '"} {"status":200',
        "a b=c",
        "\\n",
        "\x7f",
    ]
)


def visit(**values: Any) -> Visit:
    named = {"path": "/sparql", "raw": "/sparql", "query_string": "", "fields": {}, "status": 200, "sent": 12, "seconds": 0.0123}
    caller = Caller("203.0.113.9", "http", "localhost", "", near=False)
    return Visit(**{"id": "a1-1", "caller": caller, "method": "GET", **named, **values})


def log(form: Any = "json", **values: Any) -> Log:
    return Log(io.StringIO(), form, clock=lambda: NOON, **values)


def lines(of: Log) -> list[dict[str, Any]]:
    return [json.loads(line) for line in of.stream.getvalue().splitlines()]


@pytest.fixture
def hide() -> Any:
    tokens = Tokens.__new__(Tokens)
    tokens._plain = ()
    tokens._hold({"ana": Holder(TOKEN)})
    return tokens.hide


def test_a_line_says_who_asked_what_and_how_it_ended() -> None:
    query = "SELECT * { ?s ?p ?o } # " + "x" * 300
    of = log()
    of.visit(
        visit(query_string="query=x", who="Ana", status=503, reason="W110 the query took too long", query=query, child="time")
    )
    assert lines(of) == [
        {
            "time": "2026-01-01T12:00:00.250Z",
            "level": "error",
            "id": "a1-1",
            "client": "203.0.113.9",
            "method": "GET",
            "path": "/sparql?query=x",
            "status": 503,
            "ms": 12.3,
            "bytes": 12,
            "who": "Ana",
            "reason": "W110 the query took too long",
            "digest": sha256(query.encode()).hexdigest()[:16],
            "query": query[:200] + "… (+124)",
            "child": "time",
        }
    ]


def test_on_a_terminal_a_line_is_text() -> None:
    of = log("text")
    of.visit(visit(status=404, reason="W2 no such thing"))
    assert of.stream.getvalue() == (
        "2026-01-01T12:00:00.250Z warning  404 GET /sparql  id=a1-1 client=203.0.113.9 ms=12.3 bytes=12 "
        'reason="W2 no such thing"\n'
    )


def test_the_form_is_that_of_the_stream_when_none_is_named() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, start in ((Terminal(), "2026"), (io.StringIO(), "{")):
        Log(stream, clock=lambda: NOON).note("info", "ready")
        assert stream.getvalue().startswith(start)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@example("\r\n", "\x85", "\x0b", "\x1c")
def test_no_client_can_write_a_second_line_or_move_the_cursor(path: str, query: str, method: str, reason: str) -> None:
    seen = visit(raw=path, query=query, method=method, reason=reason, query_string=query)
    for form in ("json", "text"):
        of = log(form)
        of.visit(seen)
        text = of.stream.getvalue()
        assert text.endswith("\n")
        assert text[:-1].isprintable()
        assert len(text.splitlines()) == 1
        text.encode()
    assert json.loads(as_json({"x": path}))["x"] == path


def test_in_text_no_value_can_be_taken_for_two() -> None:
    assert as_text({"status": 400, "reason": 'x" status=200 who=root'}) == '400  reason="x\\" status=200 who=root"'


@given(HOSTILE)
def test_what_is_not_to_be_seen_is_written_as_an_escape_that_can_be_undone(text: str) -> None:
    line = printable(text)
    assert line.isprintable()
    if text.isascii():
        assert line.encode().decode("unicode_escape") == text


@pytest.mark.parametrize("size", [2_001, 5_000, 100_000])
def test_a_long_path_is_cut_with_a_mark(size: int) -> None:
    path = told(visit(raw="/" + "x" * (size - 1)))["path"]
    assert path == "/" + "x" * 1999 + f"… (+{size - 2000})"
    long = told(visit(query_string="query=" + "x" * size))["path"]
    assert str(long).endswith(f"… (+{size + 6 + 8 - 2000})")


@pytest.mark.parametrize(
    "values",
    [
        {"query_string": f"token={TOKEN}"},
        {"query_string": f"a=b&Access%5FToken={TOKEN}"},
        {"query_string": f"x={TOKEN}"},
        {"query_string": "x=" + "".join(f"%{ord(c):02x}" for c in TOKEN)},
        {"query_string": f"api_key={TOKEN}&password={TOKEN};client_secret={TOKEN}"},
        {"query_string": "a=" * 1000 + f"&token={'x' * 3000}{TOKEN}"},
        {"raw": f"/update/{TOKEN}"},
        {"raw": f"/{'x' * 1990}{TOKEN}"},
        {"raw": f"/Bearer%20{TOKEN[:20]}"},
        {"method": TOKEN},
        {"id": request_id(TOKEN)},
        {"query": f"INSERT DATA {{ <a> <b> '{TOKEN}' }}"},
        {"query": "x" * 190 + TOKEN},
        {"reason": f"unknown thing {TOKEN}"},
        {"reason": f"Authorization: Bearer {TOKEN}"},
    ],
)
def test_a_token_is_not_written_wherever_it_stands(values: dict[str, str], hide: Any) -> None:
    for form in ("json", "text"):
        of = log(form, hide=hide)
        of.visit(visit(**values))
        for end in range(12, len(TOKEN) + 1):
            assert TOKEN[:end] not in of.stream.getvalue()


def test_header_fields_are_not_written() -> None:
    of = log()
    of.visit(visit(fields={"authorization": f"Bearer {TOKEN}", "cookie": "session=abc"}))
    assert TOKEN not in of.stream.getvalue()
    assert "abc" not in of.stream.getvalue()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a=1", "a=1"),
        ("", ""),
        ("token", "token"),
        ("TOKEN=a&b=c", "TOKEN=***&b=c"),
        ("x_auth=1;y=2", "x_auth=***;y=2"),
        ("passwd=", "passwd=***"),
    ],
)
def test_fields_that_sound_like_secrets_have_no_value(text: str, clean: str) -> None:
    assert masked(text) == clean


@given(st.text(), st.integers(1, 50))
def test_a_text_is_cut_to_its_length_and_says_by_how_much(text: str, most: int) -> None:
    assert shown(text, most) in {text, f"{text[:most]}… (+{len(text) - most})"} or "***" in shown(text, most)


def test_of_a_flood_of_refused_connections_some_are_written_and_the_others_counted() -> None:
    now = [0.0]
    of = Log(io.StringIO(), "json", clock=lambda: now[0])
    for _ in range(500):
        of.refused("203.0.113.9", 503, "W558 too many")
    assert len(lines(of)) == 10
    now[0] += 1
    of.refused("203.0.113.9", 503, "W558 too many")
    assert lines(of)[-1]["not_written"] == 490


def test_libraries_write_into_the_same_log_with_their_faults_in_one_line() -> None:
    of = log()
    logger = logging.Logger("uvicorn.error")  # noqa: LOG001 - of this test only
    logger.addHandler(Bridge(of))
    try:
        raise ValueError("a\nb")
    except ValueError:
        logger.exception("failed\n%s", "x")
    logger.info("not told")
    (line,) = lines(of)
    assert (line["level"], line["event"], line["source"]) == ("error", "failed\nx", "uvicorn.error")
    assert line["fault"].startswith("Traceback")
    assert "ValueError: a\nb" in line["fault"]


def test_a_log_that_nobody_can_read_stops_nothing() -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    of = Log(Full(), "json", clock=lambda: NOON)
    of.note("info", "x")
    closed = io.StringIO()
    closed.close()
    other = Log(closed, "json", clock=lambda: NOON)
    other.note("info", "x")
    assert (of.lost, other.lost) == (1, 1)
