"""Metrics and health: what Prometheus and those who start the service again read."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import Clock

from metrograph.serve.asked import Reply, Route
from metrograph.serve.health import Status, alive, gauges, ready
from metrograph.serve.hosts import Caller
from metrograph.serve.metrics import BOUNDS, COUNTERS, GAUGES, Metrics
from metrograph.serve.visit import Visit

SAMPLE = re.compile(r"(metrograph_[a-z_]+)(?:\{((?:[a-z_]+=\"(?:[^\"\\\n]|\\[\\\"n])*\",?)*)\})? (-?[0-9.e+-]+|\+Inf)")
LABEL = re.compile(r"([a-z_]+)=\"((?:[^\"\\]|\\.)*)\"")


def read(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Samples of the text format 0.0.4, with its rules: HELP and TYPE before the samples, each sample once."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], float] = {}
    types: dict[str, str] = {}
    family = ""
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("# HELP "):
            family = line.split(" ", 3)[2]
            assert family not in types
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name == family
            types[name] = kind
        else:
            match = SAMPLE.fullmatch(line)
            assert match, line
            base = re.sub(r"_(bucket|sum|count)$", "", match[1]) if types.get(family) == "histogram" else match[1]
            assert base == family
            key = (match[1], tuple(LABEL.findall(match[2] or "")))
            assert key not in found
            found[key] = float(match[3])
    return found


def visit(route: str = "sparql", method: str = "GET", status: int = 200, seconds: float = 0.01, **values: Any) -> Visit:
    caller = Caller("203.0.113.9", "http", "localhost", "", near=False)
    way = Route(route, ("GET",), "/x", lambda *_: Reply(b"")) if route else None
    return Visit("1", caller, method, "/x", "/x", "", {}, way, status=status, seconds=seconds, **values)


def test_requests_are_counted_by_route_method_and_status() -> None:
    metrics = Metrics("1.0")
    for seen in (visit(), visit(received=5, sent=7), visit(status=404), visit("", method="BREW")):
        metrics.seen(seen)
    found = read(metrics.text())
    assert found["metrograph_requests_total", (("route", "sparql"), ("method", "GET"), ("status", "200"))] == 2
    assert found["metrograph_requests_total", (("route", "sparql"), ("method", "GET"), ("status", "404"))] == 1
    assert found["metrograph_requests_total", (("route", "other"), ("method", "other"), ("status", "200"))] == 1
    assert found["metrograph_received_bytes_total", ()] == 5
    assert found["metrograph_sent_bytes_total", ()] == 7


@given(st.lists(st.floats(0, 100), max_size=40))
def test_latencies_add_up(times: list[float]) -> None:
    metrics = Metrics("1.0")
    for seconds in times:
        metrics.seen(visit(seconds=seconds))
    found = read(metrics.text())
    if not times:
        return
    for bound in BOUNDS:
        le = str(int(bound)) if bound == int(bound) else repr(bound)
        key = ("metrograph_request_seconds_bucket", (("route", "sparql"), ("le", le)))
        assert found[key] == sum(seconds <= bound for seconds in times)
    assert found["metrograph_request_seconds_bucket", (("route", "sparql"), ("le", "+Inf"))] == len(times)
    assert found["metrograph_request_seconds_count", (("route", "sparql"),)] == len(times)
    assert found["metrograph_request_seconds_sum", (("route", "sparql"),)] == pytest.approx(sum(times), abs=1e-5)


def test_what_children_and_the_cache_do_is_there_with_the_state_of_the_service() -> None:
    metrics = Metrics('1.0 "x"\\')
    metrics.count("queries", "memory")
    metrics.count("cache", "hit", n=3)
    metrics.put("children", {"forked": 8, "killed": 2})
    metrics.put("children", {"forked": 9})
    status = Status(True, version="abc", triples=100_000, queued=3, children=2, uptime=1.5)
    found = read(metrics.text(gauges(status) | {"connections": 7}, "abc"))
    assert found["metrograph_queries_total", (("outcome", "memory"),)] == 1
    assert found["metrograph_cache_total", (("result", "hit"),)] == 3
    assert found["metrograph_children_total", (("event", "forked"),)] == 9
    assert found["metrograph_children_total", (("event", "killed"),)] == 2
    assert found["metrograph_dataset_info", (("version", "abc"),)] == 1
    assert found["metrograph_triples", ()] == 100_000
    assert found["metrograph_connections", ()] == 7
    assert found["metrograph_uptime_seconds", ()] == 1.5
    assert any(name == "metrograph_build_info" and dict(labels)["version"] == '1.0 \\"x\\"\\\\' for name, labels in found)


def test_every_number_has_a_help_before_anything_happened() -> None:
    text = Metrics("1").text()
    assert len(read(text)) == 1
    for name in (*(f"{name}_total" for name in COUNTERS), *GAUGES):
        assert f"# HELP metrograph_{name} " in text
    assert set(gauges(Status(True))) <= set(GAUGES)


def test_no_client_can_make_the_labels_many() -> None:
    metrics = Metrics("1")
    for number in range(1000):
        metrics.seen(visit("", method=f"M{number}"))
    assert len(read(metrics.text())) < 30


def test_a_request_costs_less_than_ten_microseconds() -> None:
    metrics, seen = Metrics("1"), visit()

    def once() -> float:
        with Clock() as clock:
            for _ in range(1000):
                metrics.seen(seen)
        return clock.seconds / 1000

    assert min(once() for _ in range(10)) < 10e-6


def test_a_service_without_data_lives_and_is_not_ready() -> None:
    status = Status(False, why="the data is being read")
    assert alive(status).status == 200
    reply = ready(status)
    assert reply.status == 503
    assert json.loads(reply.body)["why"] == "the data is being read"
    assert ("Retry-After", "1") in reply.headers


def test_a_service_with_data_is_ready_and_says_what_it_serves() -> None:
    reply = ready(Status(True, version="abc", triples=5, writes=True))
    assert (reply.status, json.loads(reply.body)) == (
        200,
        {"status": "ready", "version": "abc", "triples": 5, "queued": 0, "writes": True},
    )
    assert ("Cache-Control", "no-store") in reply.headers
