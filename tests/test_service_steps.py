"""The service answers as soon as the first page can be given; what is read later is waited for, and found by every child."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.service import Running

import metrograph
from metrograph.documents.room import room_of
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.routes import ROUTES, STEPS, step_of
from metrograph.workspace import create

PATHS = ("/", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", "/id/metropolis-2019/pilot-mega", "/review", "/plan?q=energy", "/quality/S26",
         "/api/openapi.json", "/reconcile/fr", "/.well-known/void", "/export/links.csv", "/link", "/completion.json", "/api/pilots")  # fmt: skip
"""Some of each step."""
ALONE = """
import itertools, os, socket, sys
from functools import partial
from pathlib import Path

from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.child import live
from metrograph.serve.kept import Kept
from metrograph.serve.routes import ROUTES, STEPS, step_of
from metrograph.serve.served import Served
from metrograph.serve.wire import from_asked, receive, send

PARTS = {"name": "pilots-by-goal", "id": "x", "code": "11.2", "term": "PilotProject", "rule": "S26", "suffix": "ttl",
         "rest": "metropolis-2019/pilot-mega", "raw": "/store", "told": '{"title": "x", "detail": "y", "code": "W110", "status": 503}'}
ACCEPTED = ("text/html", "text/turtle", "application/json", "text/csv")
FIELDS = ((("table", "nothing"),), (("q", "energie"), ("query", "ASK {")))
BODIES = {"sparql": (b"SELECT * { ?s ?p ?o } LIMIT 2", b"ASK {", b"DESCRIBE <urn:x>"), "update": (b"INSERT DATA { <urn:a> <urn:b> 1 }",),
          "api-link": (b"Night buses",), "api-validate": (b"<urn:a> a <urn:b> .",)}
TOLD = b'{"title": "x", "detail": "y", "code": "W110", "status": 503}'
CASES = (*((accept, lang, ()) for lang, accept in zip(itertools.cycle(("fr", "en", "es")), ACCEPTED)), *(("text/html", "es", one) for one in FIELDS))
step = int(sys.argv[1])
desk = Served.open(Kept.open("", "", "", writing=False).write(Path(sys.argv[2])))
for work in STEPS[:step]:
    for _ in work(desk):
        pass
ours, theirs = socket.socketpair()
if not os.fork():
    ours.close()
    live(theirs, partial(answer, ROUTES, desk), 512 << 20, 600)
theirs.close()
wrong = {}
for route in ROUTES.values():
    for (accept, lang, fields), body in itertools.product(CASES, BODIES.get(route.name, (TOLD,))):
        if step_of(route.name) == step and not route.writes and not route.name.startswith("session"):
            media = "text/turtle" if route.name == "api-validate" else "text/plain"
            method = (*route.methods, "GET")[0]
            send(ours, *from_asked(Asked(route.name, PARTS, fields, accept, lang, body, media, method=method)))
            head, _ = receive(ours)
            if "ended" in head or head["status"] == 500:
                wrong[route.name] = head.get("fault", "")[-1500:]
for name, fault in wrong.items():
    print(name, fault)
sys.exit(bool(wrong))
"""


@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_a_child_of_a_step_has_all_that_the_routes_of_the_step_need(step, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(step), str(tmp_path)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_step_has_routes_and_every_route_a_step():
    assert {step_of(name) for name in ROUTES} == set(range(1, len(STEPS) + 1))


def test_whatever_is_asked_at_the_start_is_answered():
    with Running("--timeout", 60) as running, ThreadPoolExecutor(len(PATHS)) as together:
        answers = tuple(together.map(running.get, PATHS))
        wrong = {path: answer.text[:300] for path, answer in zip(PATHS, answers, strict=True) if answer.status != 200}
        assert not wrong
        assert "Traceback" not in running.said()


COUNTED = """
SELECT ?told (COUNT(*) AS ?there) {
  GRAPH ?itself { id:dataset void:triples ?told } FILTER(STRENDS(STR(?itself), "/service"))
  { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(!STRENDS(STR(?g), "/service")) } }
} GROUP BY ?told"""


def counted(running):
    (row,) = running.query(COUNTED).json["results"]["bindings"]
    return int(row["told"]["value"]), int(row["there"]["value"])


def test_the_numbers_that_the_service_tells_are_those_of_the_data_after_a_change_too(tmp_path):
    create(tmp_path / "plans")
    with Running("--workspace", tmp_path / "plans", "--timeout", 60, token=True, folder=tmp_path) as running:
        before, there = counted(running)
        assert before == there > 10_000
        assert running.update('INSERT DATA { id:theme-mobility skos:altLabel "la mobilité"@fr }').status == 204
        end = time.monotonic() + 60
        while time.monotonic() < end and counted(running)[0] == before:
            time.sleep(0.2)
        told, there = counted(running)
        assert told == there > before


@pytest.mark.parametrize(
    ("route", "path"), [("home", {}), ("review", {}), ("plan", {}), ("thing", {"rest": "metropolis-2019/pilot-mega"})]
)
def test_a_page_after_a_decision_does_not_count_all_the_data_anew(route, path):
    desk = metrograph.open()
    assert answer(ROUTES, desk, Asked(route, path, accept="text/html")).status == 200
    assert "numbers" not in vars(room_of(desk))
