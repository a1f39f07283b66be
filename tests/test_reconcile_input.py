"""Whatever a client sends to the reconciliation service, it gets valid JSON: an answer, or what is wrong and where."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import Clock

from metrograph import Workspace
from metrograph import open as open_workspace
from metrograph.errors import RequestError
from metrograph.reconcile import MOST_IDS, MOST_LETTERS, MOST_QUERIES, Query, index_of, read_extension, read_queries, reconcile
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.routes_reconcile import ROUTES

NAMED = {route.name: route for route in ROUTES}
DESK = open_workspace()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PIDS = st.sampled_from(["country", "goal", "start", "type", "label", "nothing", "", "code", "status"])
NAMES = st.sampled_from(["Barcelona", "11.2", "MEGA", "Ville de Lyon", "ES", "mobilité", "SDG 11: cities", "Mexico"])
VALUE = JSON | NAMES | st.fixed_dictionaries({"id": NAMES})
QUERY = st.fixed_dictionaries(
    {"query": NAMES | st.text(max_size=60) | JSON},
    optional={
        "type": st.sampled_from(["Place", "Goal", "PlanElement", "Q5"]) | JSON,
        "type_strict": st.sampled_from(["any", "all", "should"]) | JSON,
        "limit": st.integers(-1, 200) | JSON,
        "properties": st.lists(st.fixed_dictionaries({"pid": PIDS, "v": VALUE}), max_size=3) | JSON,
    },
)
BATCH = st.dictionaries(st.text(max_size=5), QUERY, max_size=3) | JSON
WISHES = st.fixed_dictionaries(
    {
        "ids": st.lists(
            st.sampled_from(["sdg/11.2", "place-lyon", "metropolis-2019/pilot-mega"]) | st.text(max_size=9), max_size=3
        ),
        "properties": st.lists(st.fixed_dictionaries({"id": PIDS}, optional={"settings": JSON}), max_size=4),
    }
)


def ask(**fields: str) -> Reply:
    return answer(NAMED, DESK, Asked("reconcile", fields=tuple(fields.items()), method="POST"))


def sound(reply: Reply) -> Any:
    """The JSON of a reply: strict JSON, and a problem that names a code and a next step where it is one."""
    told = json.loads(reply.body.decode(), parse_constant=pytest.fail)
    if reply.status != 200:
        assert reply.status in (400, 413), reply.body
        assert reply.media == "application/problem+json"
        assert told["code"].startswith("W3")
        assert told["title"]
        assert told["detail"]
    return told


def check_candidates(found: Any) -> None:
    """What the protocol asks of the candidates of one query."""
    assert set(found) == {"result"}
    matches = [one["match"] for one in found["result"]]
    scores = [one["score"] for one in found["result"]]
    assert matches.count(True) <= 1
    assert scores == sorted(scores, reverse=True)
    assert all(40 <= score <= 100 for score in scores)
    assert len({one["id"] for one in found["result"]}) == len(scores) <= 100
    for one in found["result"]:
        assert one["type"]
        assert one["name"]


@given(BATCH)
@settings(max_examples=300, deadline=None)
def test_any_batch_is_answered_query_by_query_or_refused(batch: Any) -> None:
    reply = ask(queries=json.dumps(batch))
    told = sound(reply)
    if reply.status == 200:
        assert list(told) == list(batch)
        for found in told.values():
            check_candidates(found)


@given(WISHES | JSON)
@settings(max_examples=300, deadline=None)
def test_any_extension_is_answered_cell_by_cell_or_refused(wishes: Any) -> None:
    reply = ask(extend=json.dumps(wishes))
    told = sound(reply)
    if reply.status == 200:
        ids = [one["id"] for one in told["meta"]]
        assert list(told["rows"]) == list(dict.fromkeys(wishes.get("ids") or []))
        for row in told["rows"].values():
            assert list(row) == ids
            for cells in row.values():
                assert all(set(cell) in ({"id", "name"}, {"str"}, {"date"}) for cell in cells)


@given(st.text(max_size=80), st.sampled_from(["queries", "extend", "query"]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_answered_or_refused(text: str, field: str) -> None:
    sound(ask(**{field: text}))


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_name_has_candidates_in_order_or_none(text: str) -> None:
    found = reconcile(index_of(DESK), Query(text))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert sum(one.match for one in found) <= 1


@given(st.text(max_size=30), st.text(max_size=5), st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_prefix_cursor_and_type_is_answered_or_refused(prefix: str, cursor: str, kind: str) -> None:
    fields = (("prefix", prefix), ("cursor", cursor), ("type", kind), ("limit", cursor))
    for route in ("suggest-entity", "suggest-type", "suggest-property", "properties"):
        sound(answer(NAMED, DESK, Asked("reconcile-" + route, fields=fields)))


@pytest.mark.parametrize(
    ("field", "text", "status", "code"),
    [
        ("queries", "{", 400, "W301"),
        ("queries", "NaN", 400, "W301"),
        ("queries", '{"q": {"query": "a", "limit": NaN}}', 400, "W301"),
        ("queries", '{"q": {"query": ' + "9" * 5000 + "}}", 400, "W301"),
        ("queries", "[" * 100_000, 413, "W302"),
        ("queries", '{"a":' * 100_000, 413, "W302"),
        ("extend", '{"ids":' + "[" * 100_000, 413, "W302"),
        ("queries", "[]", 400, "W303"),
        ("queries", '{"q": null}', 400, "W303"),
        ("queries", '{"q": {"query": {"a": 1}}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "limit": "many"}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "limit": true}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "type_strict": "never"}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "type_strict": []}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "type": 5}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "properties": {"pid": "country"}}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "properties": [{"v": "x"}]}}', 400, "W303"),
        ("queries", '{"q": {"query": "a", "properties": [{"pid": "country"}]}}', 400, "W303"),
        ("extend", '{"ids": "place-lyon"}', 400, "W303"),
        ("extend", '{"ids": [7]}', 400, "W303"),
        ("extend", '{"ids": [], "properties": [{"id": "goal", "settings": {"content": "html"}}]}', 400, "W303"),
        ("extend", '{"ids": [], "properties": [{"id": "goal", "settings": {"limit": "-1"}}]}', 400, "W303"),
        ("queries", json.dumps({str(at): {"query": "a"} for at in range(5000)}), 413, "W304"),
        ("extend", json.dumps({"ids": ["a"] * (MOST_IDS + 1), "properties": []}), 413, "W304"),
        ("extend", json.dumps({"ids": [], "properties": [{"id": "a"}] * 51}), 413, "W304"),
        ("queries", json.dumps({"q": {"query": "a", "type": ["Place"] * 51}}), 413, "W304"),
        ("queries", json.dumps({"q": {"query": "a", "properties": [{"pid": "country", "v": ["a"] * 51}]}}), 413, "W304"),
        ("queries", json.dumps({"q": {"query": "a" * 10_000}}), 413, "W305"),
        ("query", "a" * 10_000, 413, "W305"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_status(field: str, text: str, status: int, code: str) -> None:
    reply = ask(**{field: text})
    assert (reply.status, sound(reply)["code"]) == (status, code)


def test_a_post_that_asks_nothing_is_told_so() -> None:
    assert sound(ask(other="x"))["code"] == sound(ask())["code"] == "W308"


def test_an_error_names_the_place_in_the_json() -> None:
    with pytest.raises(RequestError) as caught:
        read_queries('{"q7": {"query": "a", "properties": [{"pid": "goal", "v": "x"}, {"pid": 1, "v": "x"}]}}')
    assert caught.value.what() == "queries.q7.properties[1].pid must be a text"
    with pytest.raises(RequestError) as caught:
        read_extension('{"ids": ["a", null]}')
    assert caught.value.what("es") == "extend.ids[1] debe ser un texto"


def test_halves_of_letters_in_names_and_keys_are_answered() -> None:
    told = sound(ask(queries='{"\\ud800": {"query": "\\udfff Lyon"}}'))
    assert told["\ud800"]["result"][0]["id"] == "place-lyon"
    assert "?" in sound(ask(queries='{"\\ud800": 1}'))["title"]


def test_numbers_are_names_too() -> None:
    told = sound(ask(queries='{"a": {"query": 11.2}, "b": {"query": 11, "type": "Goal"}, "c": {"query": true}, "d": {}}'))
    assert [told[key]["result"][0]["id"] for key in "ab"] == ["sdg/11.2", "sdg/11"]
    assert told["d"] == {"result": []}


HOSTILE = [
    "a" * MOST_LETTERS,
    "abcdefg " * (MOST_LETTERS // 8),
    "( " * 100,
    "(" * MOST_LETTERS,
    "1." * (MOST_LETTERS // 2),
    "0" * MOST_LETTERS,
    " " * MOST_LETTERS,
    ("a, " * 66),
    "de la ville of the city " * 40,
    "ﷺ" * 200,
    "é" * MOST_LETTERS,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_takes_no_longer_than_a_few_thousandths_of_a_second(name: str) -> None:
    index = index_of(DESK)
    with Clock() as clock:
        for _ in range(20):
            reconcile(index, Query(name, properties=(("country", ("x",)),) * 50))
    assert clock.seconds < 2.0


def test_a_thousand_names_are_answered_in_a_second(desk: Workspace) -> None:
    names = sorted({name for thing in index_of(desk).things for name, _ in thing.names})[::7][:MOST_QUERIES]
    body = json.dumps({str(at): {"query": name} for at, name in enumerate(names)})
    best = min(_seconds(body) for _ in range(3))
    assert len(names) == MOST_QUERIES
    assert best < 1.0


def _seconds(body: str) -> float:
    with Clock() as clock:
        assert ask(queries=body).status == 200
    return clock.seconds
