"""The API as a client meets it: questions in every format, coverage, pilots, search, links, examples."""

import csv
import io
import json
from collections.abc import Callable
from functools import partial
from typing import Any
from xml.etree import ElementTree as Xml

import pyoxigraph as ox
import pytest

from metrograph.catalog import Catalog
from metrograph.desk import Desk
from metrograph.serve.answers import answer
from metrograph.serve.api_questions import OWN, sound
from metrograph.serve.api_tables import FORMATS
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.media import RDF
from metrograph.serve.routes_api import ROUTES
from metrograph.store import LocalStore
from metrograph.table import Table
from metrograph.workspace import Workspace

ALL = {route.name: route for route in ROUTES}
Ask = Callable[..., Reply]


def ask(desk: Desk, route: str, *fields: tuple[str, str], path: dict[str, str] | None = None, **more: Any) -> Reply:
    return answer(ALL, desk, Asked(f"api-{route}", path or {}, fields, **more))


@pytest.fixture
def get(desk: Workspace) -> Ask:
    return partial(ask, desk)


def question(get: Ask, name: str, *fields: tuple[str, str], **more: Any) -> Reply:
    return get("question", *fields, path={"name": name}, **more)


def body(reply: Reply) -> Any:
    return json.loads(reply.body)


def code(reply: Reply) -> tuple[int, str]:
    assert reply.media == "application/problem+json"
    return reply.status, body(reply)["code"]


# ---- questions


def test_the_catalogue_lists_every_question_with_its_parameters(get: Ask, desk: Workspace) -> None:
    found = body(get("questions", lang="fr"))
    assert found["count"] == len(desk.catalog)
    one = next(one for one in found["questions"] if one["name"] == "pilots-by-goal")
    assert one["summary"].startswith("Quels")
    assert one["parameters"][0]["name"] == "goal"
    assert one["parameters"][0]["choices"] == [str(n) for n in range(1, 18)]
    assert one["links"]["csv"] == "http://127.0.0.1:8000/api/questions/pilots-by-goal.csv"


def test_the_questions_on_one_topic_can_be_listed_and_a_wrong_topic_is_told(get: Ask) -> None:
    assert {one["topic"] for one in body(get("questions", ("topic", "time")))["questions"]} == {"time"}
    assert code(get("questions", ("topic", "tmie"))) == (400, "U108")


def test_no_question_has_a_parameter_that_bears_a_name_of_ours() -> None:
    catalog = Catalog.packaged()
    assert len(tuple(sound(catalog))) == len(catalog)
    assert not {one.name for question in catalog for one in question.parameters} & set(OWN)


def test_a_question_gives_the_rows_that_the_desk_gives(get: Ask, desk: Workspace) -> None:
    found = body(question(get, "pilots-by-goal", ("goal", "6")))
    table = desk.ask("pilots-by-goal", goal=6)
    assert found["columns"] == list(table.columns)
    assert found["rows"] == json.loads(table.json())
    assert (found["total"], found["count"], found["next"], found["version"]) == (2, 2, None, 0)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_end_of_a_path_the_field_and_accept_name_the_same_format(suffix: str, get: Ask) -> None:
    media = FORMATS[suffix]
    by_path = question(get, f"pilots-by-goal.{suffix}", ("goal", "6"))
    by_field = question(get, "pilots-by-goal", ("goal", "6"), ("format", suffix))
    by_accept = question(get, "pilots-by-goal", ("goal", "6"), accept=media.partition(";")[0])
    assert by_path.media == by_field.media == by_accept.media == media
    if suffix != "html":
        assert by_path.body == by_field.body == by_accept.body
    assert b"6.4" in by_path.body


def test_results_as_sparql_has_them_are_those_of_the_engine(get: Ask, desk: Workspace) -> None:
    for name in ("pilots-by-goal", "timeline", "graphs", "events-per-month"):
        text = desk.bound(name)
        engine = desk.store.engine.query(text, use_default_graph_as_union=True, prefixes=desk.prefixes)  # type: ignore[union-attr]
        expected = json.loads(engine.serialize(format=ox.QueryResultsFormat.JSON))["results"]["bindings"]  # type: ignore[union-attr]
        ours = question(get, f"{name}.srj").body
        parsed = list(ox.parse_query_results(ours, format=ox.QueryResultsFormat.JSON))
        assert len(parsed) == len(expected)
        assert json.loads(ours)["results"]["bindings"][0].keys() == expected[0].keys()
        as_xml = list(ox.parse_query_results(question(get, f"{name}.srx").body, format=ox.QueryResultsFormat.XML))
        assert [list(map(str, row)) for row in as_xml] == [list(map(str, row)) for row in parsed]


def test_limit_and_offset_give_a_part_and_say_of_how_many(get: Ask) -> None:
    whole = body(question(get, "pilots-by-goal", ("goal", "11")))
    first = question(get, "pilots-by-goal", ("goal", "11"), ("limit", "5"))
    found = body(first)
    assert (found["count"], found["total"]) == (5, whole["total"])
    assert found["next"].endswith("?goal=11&limit=5&offset=5")
    headers = dict(first.headers)
    assert headers["X-Total-Count"] == str(whole["total"])
    assert headers["Link"] == f'<{found["next"]}>; rel="next"'
    rest = body(question(get, "pilots-by-goal", ("goal", "11"), ("limit", "5"), ("offset", "5")))
    assert found["rows"] + rest["rows"] == whole["rows"]
    assert rest["next"] is None


def test_labels_stand_beside_identifiers_when_asked_for(get: Ask) -> None:
    found = body(question(get, "elements-by-theme", ("labels", "es"), ("limit", "1")))
    assert any(name.endswith("Label") for name in found["columns"])


@pytest.mark.parametrize(
    ("name", "fields", "told"),
    [
        ("pilots-by-gaol", (), (404, "W419")),
        ("pilots-by-goal.xls", (), (404, "W419")),
        ("", (), (404, "W419")),
        ("pilots-by-goal", (("gaol", "6"),), (400, "U103")),
        ("pilots-by-goal", (("name", "x"),), (400, "U103")),
        ("pilots-by-goal", (("self", "x"),), (400, "U103")),
        ("pilots-by-goal", (("goal", "18"),), (400, "U104")),
        ("pilots-by-goal", (("goal", "6"), ("goal", "7")), (400, "W411")),
        ("pilots-by-goal", (("format", "xls"),), (400, "U108")),
        ("pilots-by-goal", (("lang", "de"),), (400, "U108")),
        ("pilots-by-goal", (("labels", "de"),), (400, "U108")),
        ("pilots-by-goal", (("limit", "-1"),), (400, "U104")),
        ("pilots-by-goal", (("limit", "1" * 400),), (400, "U104")),
        ("pilots-by-goal", (("offset", "١"),), (400, "U104")),
        ("pilots-by-goal", (("goal", "x" * 1_000_000),), (400, "W413")),
        ("pilots-by-goal", (("goal", "\ud800"),), (400, "W414")),
        ("links-of-element", (("element", "pilot-megaa"),), (400, "U105")),
    ],
)
@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_wrong_name_or_value_is_told_with_a_hint(name: str, fields: Any, told: tuple[int, str], lang: str, get: Ask) -> None:
    reply = question(get, name, *fields, lang=lang)
    assert code(reply) == told
    assert body(reply)["detail"]
    if name == "pilots-by-gaol":
        assert "pilots-by-goal" in body(reply)["detail"]


def test_a_format_that_nobody_has_is_not_acceptable(get: Ask) -> None:
    assert code(question(get, "pilots-by-goal", accept="image/png")) == (406, "W418")


def test_the_query_behind_a_question_holds_the_value_and_runs(get: Ask, desk: Workspace) -> None:
    reply = get("question-sparql", ("goal", "6"), path={"name": "pilots-by-goal"})
    assert reply.media == "application/sparql-query"
    found = desk.sparql(reply.body.decode())
    assert isinstance(found, Table)
    assert found.rows() == desk.ask("pilots-by-goal", goal=6).rows()
    assert code(get("question-sparql", ("limit", "6"), path={"name": "pilots-by-goal"})) == (400, "U103")


def test_cells_are_made_harmless_for_spreadsheets_on_demand_and_raw_otherwise(
    monkeypatch: pytest.MonkeyPatch, desk: Workspace
) -> None:
    cells = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "plain", "a=b", "")
    monkeypatch.setattr(type(desk), "ask", lambda *_, **__: Table(("a",), tuple((cell,) for cell in cells)))

    def column(*fields: tuple[str, str]) -> list[str]:
        text = question(partial(ask, desk), "pilots.csv", *fields).body.decode()
        return ["".join(row) for row in csv.reader(io.StringIO(text, newline=""))][1:]

    assert column() == list(cells)
    safe = column(("spreadsheet", "1"))
    assert [cell[:1] for cell in safe] == ["'"] * 6 + ["p", "a", ""]
    assert [cell.removeprefix("'") for cell in safe] == list(cells)
    assert safe == [*(f"'{cell}" for cell in cells[:6]), *cells[6:]]


def test_a_page_of_rows_escapes_what_it_shows_and_links_only_what_may_be_followed(
    monkeypatch: pytest.MonkeyPatch, desk: Workspace
) -> None:
    from metrograph.table import Iri

    rows = (("<script>alert(1)</script>", Iri("javascript:alert(1)")), ("x", Iri(desk.names.shared("theme-mobility"))))
    monkeypatch.setattr(type(desk), "ask", lambda *_, **__: Table(("a", "b"), rows, "</title><script>"))
    page = question(partial(ask, desk), "pilots.html").body.decode()
    assert "<script>" not in page
    assert 'href="javascript' not in page
    assert 'href="/id/theme-mobility"' in page


def test_characters_that_xml_cannot_hold_leave_the_results_well_formed(monkeypatch: pytest.MonkeyPatch, desk: Workspace) -> None:
    monkeypatch.setattr(type(desk), "ask", lambda *_, **__: Table(("a",), (("\x00<&>\r\n\uffff",),)))
    tree = Xml.fromstring(question(partial(ask, desk), "pilots.srx").body)  # noqa: S314 - ours
    assert tree.findtext(".//{*}literal") == "\ufffd<&>\r\n\ufffd"


# ---- the plan at a glance


@pytest.mark.parametrize("by", ["goal", "target", "theme", "line"])
def test_coverage_is_that_of_the_desk(by: str, get: Ask, desk: Workspace) -> None:
    assert body(get("coverage", ("by", by)))["rows"] == json.loads(desk.coverage(by).json())


def test_pilots_say_their_links_and_what_is_missing(get: Ask) -> None:
    found = body(get("pilots", lang="es"))
    assert found["count"] == 11
    assert all(pilot["links"] or pilot["missing"] for pilot in found["pilots"])
    rows = get("pilots", ("format", "csv")).body.decode().splitlines()
    assert rows[0].startswith("pilot,label,status")


def test_search_needs_no_accents_and_can_be_narrowed_to_a_kind(get: Ask) -> None:
    found = body(get("search", ("q", "EGALITE"), lang="fr"))
    assert any("égalité" in row["label"].lower() for row in found["rows"])
    goals = body(get("search", ("q", "eau"), ("kind", "goal"), lang="fr"))["rows"]
    assert [row["iri"] for row in goals] == ["http://metadata.un.org/sdg/6"]
    assert goals[0]["page"] == "http://127.0.0.1:8000/sdg/6"
    assert code(get("search")) == code(get("search", ("q", "  "))) == (400, "W412")
    assert code(get("search", ("q", "x"), ("kind", "pilot"))) == (400, "U108")


def test_the_history_tells_of_the_updates_in_the_graph(workspace: Workspace) -> None:
    assert body(ask(workspace, "history"))["rows"] == []
    workspace.update('INSERT DATA { id:theme-mobility skos:altLabel "moves"@en }', by="Ana", why="also said so")
    rows = body(ask(workspace, "history"))["rows"]
    assert [(row["version"], row["by"], row["why"]) for row in rows] == [(1, "Ana", "also said so")]


# ---- links


def test_links_can_be_filtered_and_paged(get: Ask) -> None:
    whole = body(get("alignments"))
    assert whole["total"] == 136
    rows = whole["rows"]
    for name, value, kept in (
        ("item", "pilot-mega", lambda row: row["item"].endswith("/pilot-mega")),
        ("goal", "11", lambda row: row["goal"] == "11"),
        ("target", "11.2", lambda row: row["sdg"] == "11.2"),
        ("status", "rejected", lambda row: row["status"] == "rejected"),
        ("strength", "direct", lambda row: row["strength"] == "direct"),
    ):
        assert body(get("alignments", (name, value)))["rows"] == [row for row in rows if kept(row)], name
    pages = [body(get("alignments", ("limit", "50"), ("offset", str(at)))) for at in (0, 50, 100)]
    assert [row for page in pages for row in page["rows"]] == rows
    assert 0 < body(get("alignments", ("plan", "plan-2019")))["total"] < 136


@pytest.mark.parametrize(
    "field",
    [
        ("item", "nobody"),
        ("goal", "99"),
        ("target", "11.99"),
        ("status", "x"),
        ("strength", "x"),
        ("plan", "} DROP ALL"),
        ("x", "1"),
    ],
)
def test_a_filter_that_cannot_be_is_told(field: tuple[str, str], get: Ask) -> None:
    assert get("alignments", field).status == 400


def test_a_link_tells_everything_that_speaks_for_it(get: Ask) -> None:
    row = body(get("alignments", ("item", "pilot-mega")))["rows"][0]
    found = body(get("alignment", path={"id": row["id"]}, lang="fr"))
    assert found["item"]["page"] == "http://127.0.0.1:8000/id/metropolis-2019/pilot-mega"
    assert found["sdg"]["code"] == row["sdg"]
    suggestion = found["suggestions"][0]
    assert suggestion["evidence"][0]["quote"]
    assert all(isinstance(line, int) for line in suggestion["evidence"][0]["lines"])
    assert suggestion["rationale"]
    assert (found["reviews"], found["expected"]) == ([], 0)


@pytest.mark.parametrize("ident", ["nothing", "", "../../etc", "a b", "é", "٣", "\x00", "0" * 999])
def test_a_link_that_is_not_there_is_not_found(ident: str, get: Ask) -> None:
    assert code(get("alignment", path={"id": ident})) == (404, "W422")


# ---- examples for the editors of others


@pytest.mark.parametrize("kind", RDF)
def test_the_examples_are_executable_as_the_convention_has_it(kind: str, get: Ask, desk: Workspace) -> None:
    reply = get("well-known-examples", accept=RDF[kind])
    assert reply.media.startswith(RDF[kind])
    syntax = ox.RdfFormat.from_media_type(RDF[kind])
    assert syntax
    store = LocalStore.memory(tuple(ox.parse(reply.body, format=syntax)))
    found = store.query(
        """PREFIX schema: <http://schema.org/>
        SELECT ?x ?text ?target (COUNT(DISTINCT ?words) AS ?n) {
          ?x a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; sh:select ?text ; schema:target ?target ; rdfs:comment ?words ;
             sh:prefixes/sh:declare/sh:prefix "mg" }
        GROUP BY ?x ?text ?target"""
    )
    assert isinstance(found, Table)
    assert len(found) == len(desk.catalog)
    assert {str(row[2]) for row in found} == {"http://127.0.0.1:8000/sparql"}
    assert {row[3] for row in found} == {3}
    assert isinstance(desk.sparql(str(found.rows()[0][1])), Table)
