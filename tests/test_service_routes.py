"""Every route of the service answers in every format and language without a fault: children open no file to do so."""

import itertools
import json

import pytest
from tests.service import Running

from metrograph.serve.routes import ROUTES

ACCEPTED = ("text/html", "text/turtle", "application/json", "application/ld+json", "text/csv", "application/rdf+xml",
            "application/n-triples", "application/sparql-results+xml", "image/png", "*/*")  # fmt: skip
FILLED = {"{name}": "pilots-by-goal", "{id}": "x", "{code}": "11.2", "{term}": "PilotProject", "{suffix}": "ttl", "{lang}": "fr", "{rule}": "S26",
          "{rest:path}": "metropolis-2019/pilot-mega"}  # fmt: skip


def filled(path: str) -> str:
    for name, value in FILLED.items():
        path = path.replace(name, value)
    return path


@pytest.fixture(scope="module")
def service():
    with Running("--log", "json") as running:
        yield running


@pytest.mark.parametrize("path", sorted({filled(route.path) for route in ROUTES.values() if "GET" in route.methods}))
def test_a_route_answers_in_every_format_and_language(service, path):
    assert "{" not in path
    for accept, lang in itertools.product(ACCEPTED, ("en", "fr", "es")):
        answer = service.get(path, Accept=accept, Accept_Language=lang)
        assert answer.status < 500, (accept, lang, answer.text)
        if answer.status >= 400:
            told = answer.json if answer.headers["Content-Type"].startswith("application/problem+json") else {"code": answer.text}
            assert told["code"], (accept, lang)


@pytest.mark.parametrize(
    "path", ["/", "/id/metropolis-2019/pilot-mega", "/sdg/11.2", "/ns", "/sparql?query=ASK%20%7B%7D", "/api/openapi.json"]
)
def test_head_gives_what_get_gives_but_the_body(service, path):
    head, get = service.ask("HEAD", path), service.get(path)
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == get.headers[name]


def test_editors_find_classes_and_examples_by_asking(service):
    classes = service.query(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?c ?n { ?p void:class ?c ; void:entities ?n } ORDER BY DESC(?n)"
    )
    assert {"value": "https://w3id.org/metrograph/ns#PilotProject", "type": "uri"} in [
        row["c"] for row in classes.json["results"]["bindings"]
    ]
    found = service.query(
        "SELECT ?comment ?query { ?q a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select ?query FILTER(LANG(?comment) = 'es') }"
    )
    assert len(found.json["results"]["bindings"]) > 70
    assert service.query(found.json["results"]["bindings"][0]["query"]["value"]).status == 200


def test_the_log_is_json_that_tells_each_request(service):
    service.get("/nowhere")
    assert all(isinstance(json.loads(line), dict) for line in service.said().splitlines() if line.startswith("{"))
