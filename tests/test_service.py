"""The service from outside: what a client sees of queries, updates, graphs, limits, and of the log."""

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from tests.service import PROGRAM, TOKEN, Running

from metrograph.workspace import create, open_workspace

GOALS = "SELECT ?goal { ?goal a sdgo:Goal } ORDER BY ?goal"


@pytest.fixture(scope="module")
def service():
    with Running() as running:
        yield running


@pytest.fixture(scope="module")
def writing(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    create(folder / "plans")
    with Running("--workspace", folder / "plans", token=True, folder=folder) as running:
        yield running


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A store that holds nothing of ours, served as SPARQL has it."""
    folder = tmp_path_factory.mktemp("bare")
    with Running("--store", folder / "store", token=True, folder=folder) as running:
        yield running


def test_a_query_is_answered_from_the_packaged_plan(service):
    answer = service.query(GOALS)
    assert answer.status == 200
    assert len(answer.json["results"]["bindings"]) == 17


def test_a_plan_has_its_own_prefix_and_graphs_are_one(service):
    answer = service.query("ASK { metropolis-2019:pilot-mega mg:contributesToGoal ?goal }")
    assert answer.json["boolean"] is True


def test_an_answer_that_was_given_before_is_known_by_its_mark(service):
    first = service.query(GOALS)
    again = service.ask("GET", "/sparql?query=SELECT%20%3Fgoal%20%7B%20%3Fgoal%20a%20sdgo%3AGoal%20%7D%20ORDER%20BY%20%3Fgoal",
                        Accept="application/sparql-results+json", If_None_Match=first.headers["ETag"])  # fmt: skip
    assert (again.status, again.body) == (304, b"")


def test_an_answer_left_to_chance_is_worked_out_each_time(service):
    draws = {service.query("SELECT (RAND() AS ?r) {}").body for _ in range(3)}
    assert len(draws) == 3


def test_a_mistake_is_told_with_its_place_in_the_language_of_the_client(service):
    answer = service.ask("GET", "/sparql?query=SELECT%20*%20%7B%20%3Fs%20foaf2%3Aname%20%3Fo%20%7D", Accept_Language="fr-CA")
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert (answer.json["line"], answer.json["column"], answer.json["code"]) == (1, 15, "Q102")
    assert "préfixe" in answer.json["title"]


def test_nothing_is_changed_where_nobody_may(service):
    assert service.update("CLEAR ALL").status in {401, 403}
    assert service.query("ASK { ?goal a sdgo:Goal }").json["boolean"]


def test_an_unknown_path_and_a_wrong_method_are_told(service):
    assert (service.get("/nowhere").status, service.get("/nowhere").json["code"]) == (404, "W106")
    answer = service.ask("DELETE", "/sparql")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")


def test_a_write_needs_a_token_and_is_seen_at_once(writing):
    text = 'INSERT DATA { id:theme-mobility skos:altLabel "la mobilité"@fr }'
    assert writing.update(text, token=False).status == 401
    assert writing.update(text).status == 204
    assert writing.query('ASK { id:theme-mobility skos:altLabel "la mobilité"@fr }').json["boolean"]
    told = writing.query("SELECT ?by { ?u a prov:Activity ; prov:wasAssociatedWith/skos:prefLabel ?by }").json
    assert told["results"]["bindings"][0]["by"]["value"] == "Ana"


def test_a_write_that_breaks_a_rule_changes_nothing_and_says_why(writing):
    answer = writing.update("DELETE WHERE { metropolis-2019:pilot-mega rdfs:label ?x }")
    assert (answer.status, answer.json["code"]) == (422, "T108")
    assert "pilot-mega" in answer.json["report"]
    assert writing.query("ASK { metropolis-2019:pilot-mega rdfs:label ?x }").json["boolean"]


def test_a_graph_is_put_read_and_taken_away(writing):
    graph = "http://example.org/notes"
    assert writing.put(graph, "<urn:a> <urn:b> 01 .").status == 201
    got = writing.get("/store?graph=http://example.org/notes", Accept="application/n-triples")
    assert got.text == '<urn:a> <urn:b> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    assert writing.ask("DELETE", "/store?graph=http://example.org/notes", token=True).status == 204
    assert writing.get("/store?graph=http://example.org/notes").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_what_is_sent_to_a_graph_at_its_own_address_is_never_read_as_the_fields_of_a_form(writing, method):
    media = "application/x-www-form-urlencoded"
    answer = writing.ask(method, "/store/notes", "graph=urn:other", token=True, Content_Type=media)
    assert (answer.status, answer.json["code"]) == (415, "W505")


def test_blank_nodes_of_a_graph_last_while_the_workspace_is_built_and_served_again(tmp_path):
    create(tmp_path / "plans")
    graph = "http://example.org/blank"
    with Running("--workspace", tmp_path / "plans", token=True, folder=tmp_path) as running:
        assert running.put(graph, "<urn:a> <urn:b> [ <urn:c> 1 ], [ <urn:c> 2 ] .").status == 201
        ask = {"default-graph-uri": graph}
        assert len(running.query("SELECT ?x { ?x <urn:c> ?n FILTER(isBlank(?x)) }", **ask).json["results"]["bindings"]) == 2
    workspace = open_workspace(tmp_path / "plans")
    assert workspace.build().ok
    with Running("--workspace", tmp_path / "plans", token=True, folder=tmp_path) as running:
        assert running.put(graph, "<urn:a> <urn:b> [ <urn:c> 3 ] .").status == 204
    now = [str(quad.object) for quad in open_workspace(tmp_path / "plans").graph_quads() if quad.predicate.value == "urn:c"]
    assert now == ['"3"^^<http://www.w3.org/2001/XMLSchema#integer>']


def test_blank_nodes_that_come_from_a_file_are_not_taken_away_through_the_service(tmp_path):
    create(tmp_path / "plans")
    (tmp_path / "plans" / "sdg").mkdir(exist_ok=True)
    with Running("--workspace", tmp_path / "plans", token=True, folder=tmp_path) as running:
        rows = running.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o FILTER(isBlank(?s)) } } ORDER BY ?g").json["results"][
            "bindings"
        ]
        graphs = [row["g"]["value"] for row in rows if not row["g"]["value"].endswith("/service")]
        for graph in graphs:
            answer = running.ask("DELETE", f"/store?graph={graph}", token=True)
            assert (answer.status, answer.json["code"]) == (400, "T113")


def test_a_store_that_is_built_again_is_served_without_a_failed_request(tmp_path):
    create(tmp_path / "plans")
    workspace = open_workspace(tmp_path / "plans")
    workspace.publish(str(tmp_path / "store"))
    with Running("--store", tmp_path / "store", folder=tmp_path) as running:
        first = running.query("ASK {}").headers["ETag"]
        workspace.update('INSERT DATA { id:theme-mobility skos:altLabel "built again"@en }', by="Ana", why="to see")
        workspace.publish(str(tmp_path / "store"))
        end, seen = time.monotonic() + 30, False
        while time.monotonic() < end and not seen:
            answer = running.query('ASK { ?x skos:altLabel "built again"@en }')
            assert answer.status == 200
            seen = answer.json["boolean"]
        assert seen
        assert running.query("ASK {}").headers["ETag"] != first


def test_what_a_person_changes_in_a_file_is_served_without_a_failed_request(tmp_path):
    create(tmp_path / "plans")
    with Running("--workspace", tmp_path / "plans", folder=tmp_path) as running:
        plan = next((tmp_path / "plans" / "plans").glob("*.yaml"))
        text = plan.read_text()
        assert "label: {en: Climate Economic Action, fr:" in text or "MEGA" in text
        plan.write_text(text.replace("MEGA", "MEGA2"))
        end, seen = time.monotonic() + 30, False
        while time.monotonic() < end and not seen:
            answer = running.query('ASK { ?x ?p ?label FILTER(CONTAINS(STR(?label), "MEGA2")) }')
            assert answer.status == 200
            seen = answer.json["boolean"]
        assert seen


def test_a_wrong_file_leaves_the_data_as_they_are_and_the_log_says_so(tmp_path):
    create(tmp_path / "plans")
    with Running("--workspace", tmp_path / "plans", "--log", "json", folder=tmp_path) as running:
        plan = next((tmp_path / "plans" / "plans").glob("*.yaml"))
        plan.write_text("items: [")
        end = time.monotonic() + 20
        while time.monotonic() < end and "stay as they are" not in running.said():
            time.sleep(0.1)
        assert "stay as they are" in running.said()
        assert running.query("ASK { ?p a mg:PilotProject }").json["boolean"]


def test_a_bare_store_is_served_as_sparql_has_it(bare):
    assert bare.update("INSERT DATA { <urn:a> <urn:b> 1 . GRAPH <urn:g> { <urn:a> <urn:b> 2 } }").status == 204
    rows = bare.query("SELECT ?o { ?s ?p ?o }").json["results"]["bindings"]
    assert [row["o"]["value"] for row in rows] == ["1"]
    merged = bare.query("SELECT ?o { ?s ?p ?o }", **{"default-graph-uri": "urn:g"}).json["results"]["bindings"]
    assert [row["o"]["value"] for row in merged] == ["2"]
    assert bare.update("CLEAR ALL").status == 204
    assert not bare.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").json["boolean"]


def test_a_request_can_be_followed_in_the_log(service):
    answer = service.query("SELECT * { ?s ?p }", timeout=20)
    line = service.line(answer.headers["X-Request-Id"])
    assert (line["status"], line["query"], line["reason"][:4]) == (400, "SELECT * { ?s ?p }", "Q138")


def test_no_token_reaches_the_log(writing):
    writing.update("CLEAR GRAPH <urn:nothing>")
    writing.get(f"/sparql?query=ASK%20%7B%7D&access_token={TOKEN}")
    assert TOKEN not in writing.said()


def test_health_readiness_and_numbers_are_told(service):
    assert service.get("/healthz").status == 200
    assert service.get("/readyz").json["triples"] > 10_000
    assert 'metrograph_children_total{event="forked"}' in service.get("/metrics").text


def test_sigterm_finishes_what_is_at_work_and_leaves_no_process():
    running = Running()
    running.__enter__()
    pids = [pid for role in ("keeper", "holder", "child") for pid in running.children(role)]
    before = set(Path(tempfile.gettempdir()).glob("metrograph-*"))
    assert running.stop() == 0
    assert before - set(Path(tempfile.gettempdir()).glob("metrograph-*"))  # the data for the holder are gone
    running.__exit__()
    end = time.monotonic() + 10
    while time.monotonic() < end and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_a_port_that_is_taken_is_told_and_nothing_starts(service):
    done = subprocess.run(
        [*PROGRAM, "serve", "--port", str(service.port)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr[:12]) == (3, "error[W127]:")


def test_a_store_that_is_not_there_is_told(tmp_path):
    done = subprocess.run(
        [*PROGRAM, "--store", str(tmp_path / "none"), "serve"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 3
    assert "error[T102]" in done.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(not shutil.which("curl"), reason="apt-get install curl")
def test_curl_asks_and_changes(writing):
    auth = f"Authorization: Bearer {TOKEN}"
    update = [
        "curl",
        "-sf",
        "-H",
        auth,
        f"{writing.address}update",
        "--data-urlencode",
        'update=INSERT DATA { <urn:curl> <urn:p> "1" }',
    ]
    subprocess.run(update, check=True)
    found = subprocess.run(["curl", "-sf", "-H", "Accept: text/csv", f"{writing.address}sparql", "--data-urlencode",
                            "query=SELECT ?o { <urn:curl> ?p ?o }"], capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert found.split() == ["o", "1"]
    posted = json.loads(subprocess.run(["curl", "-s", "-G", f"{writing.address}sparql", "--data-urlencode", "query=ASK { <urn:curl> ?p ?o }"],
                                       capture_output=True, text=True, check=True).stdout)  # fmt: skip
    assert posted["boolean"] is True
