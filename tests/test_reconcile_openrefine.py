"""What OpenRefine 3 sends, replayed: form fields as its jobs write them, and the answers as its jobs read them."""

import json
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from metrograph import Workspace
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.routes_reconcile import ROUTES, warm

ROUTE = {route.path: route for route in ROUTES}
NAMED = {route.name: route for route in ROUTES}


def call(desk: Workspace, url: str, body: str | None = None, lang: str = "en") -> Reply:
    """A request by its address and its form, as the front would hand it over."""
    parts = urlsplit(url)
    fields = (*parse_qsl(parts.query, keep_blank_values=True), *parse_qsl(body or "", keep_blank_values=True))
    method = "GET" if body is None else "POST"
    route = ROUTE[parts.path]
    assert method in route.methods
    media = "" if body is None else "application/x-www-form-urlencoded"
    return answer(NAMED, desk, Asked(route.name, fields=fields, lang=lang, media=media, method=method))


def told(reply: Reply) -> Any:
    assert (reply.status, reply.media) == (200, "application/json"), reply.body
    return json.loads(reply.body)


def form(**fields: object) -> str:
    """A body as OpenRefine writes it: JSON in a form field."""
    return "&".join(f"{name}={quote(json.dumps(value), safe='')}" for name, value in fields.items())


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/en", "/reconcile/fr", "/reconcile/es"])
def test_the_manifest_says_where_everything_is(desk: Workspace, path: str) -> None:
    manifest = told(call(desk, path))
    assert manifest["versions"] == ["0.1", "0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/metrograph/id/"
    assert manifest["schemaSpace"] == "https://w3id.org/metrograph/ns#"
    assert {"Theme", "Goal", "Target", "Place", "Organisation", "PlanElement"} <= {one["id"] for one in manifest["defaultTypes"]}
    here = "http://127.0.0.1:8000" + path
    assert manifest["preview"]["url"] == here + "/preview?id={{id}}"
    assert manifest["view"]["url"] == here + "/view?id={{id}}"
    services = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    assert len(services) == 4
    for one in services:
        assert one["service_url"] + one["service_path"] in {"http://127.0.0.1:8000" + known for known in ROUTE}
    for setting in manifest["extend"]["property_settings"]:
        assert {"name", "label", "type", "default", "help_text"} <= set(setting)


def test_the_path_names_the_language_whatever_the_browser_says(desk: Workspace) -> None:
    query = form(queries={"q0": {"query": "ES"}})
    names = [told(call(desk, path, query, lang="es"))["q0"]["result"][0]["name"] for path in ("/reconcile/fr", "/reconcile")]
    assert names == ["Espagne", "España"]
    assert json.loads(call(desk, "/reconcile/fr", "queries=[]").body)["title"].startswith("queries doit être")


def test_openrefine_guesses_the_type_of_a_column(desk: Workspace) -> None:
    cities = ["Barcelone", "Montréal", "Lyon", "Bruxelles", "Dakar"]
    batch = {f"q{at}": {"query": name, "limit": 3} for at, name in enumerate(cities)}
    found = told(call(desk, "/reconcile/fr", form(queries=batch)))
    assert list(found) == list(batch)
    assert [found[key]["result"][0]["type"][0]["id"] for key in batch] == ["Place"] * 5
    assert [found[key]["result"][0]["match"] for key in batch] == [True] * 5


def test_openrefine_reconciles_a_column_with_another_as_a_property(desk: Workspace) -> None:
    query = {
        "query": "Mexico",
        "type": "Place",
        "type_strict": "should",
        "properties": [{"pid": "country", "v": {"id": "place-mexico", "name": "Mexico"}}],
    }
    result = told(call(desk, "/reconcile/en", form(queries={"q0": query})))["q0"]["result"]
    assert (result[0]["id"], result[0]["match"]) == ("place-mexico-city", True)
    assert [one["match"] for one in result[1:]] == [False] * (len(result) - 1)


def test_a_candidate_has_every_field_of_the_protocol(desk: Workspace) -> None:
    for name in ("11.2", "Barcelone", "MEGA", "mobilité", "UCLG"):
        for one in told(call(desk, "/reconcile", form(queries={"a b": {"query": name}})))["a b"]["result"]:
            assert set(one) == {"id", "name", "description", "type", "score", "match", "features"}
            assert all(isinstance(one[key], str) and one[key] for key in ("id", "name", "description"))
            assert all(set(kind) == {"id", "name"} for kind in one["type"])
            assert 0 <= one["score"] <= 100
            assert isinstance(one["match"], bool)
            assert all(set(feature) == {"id", "name", "value"} for feature in one["features"])


@pytest.mark.parametrize(
    "url",
    [
        "/reconcile?queries=" + quote('{"q0": {"query": "cible 11.2"}}'),
        "/reconcile?query=cible%2011.2",
        "/reconcile?query=cible+11.2&type=Target&type_strict=any&limit=1",
        "/reconcile?query=" + quote('{"query": "cible 11.2", "type": [{"id": "Target"}]}'),
    ],
)
def test_a_query_may_come_alone_and_by_get(desk: Workspace, url: str) -> None:
    found = told(call(desk, url))
    assert [one["id"] for one in found.get("q0", found)["result"]] == ["sdg/11.2"]


def test_openrefine_proposes_columns_for_a_type(desk: Workspace) -> None:
    found = told(call(desk, "/reconcile/en/properties?type=PilotProject&limit=50"))
    assert (found["type"], found["limit"]) == ("PilotProject", 50)
    assert {"id": "goalCode", "name": "code of the goal"} in found["properties"]
    ids = [one["id"] for one in told(call(desk, "/reconcile/en/properties?type=Place"))["properties"]]
    assert "country" in ids
    assert "goal" not in ids
    assert len(told(call(desk, "/reconcile/properties?limit=3"))["properties"]) == 3


def test_openrefine_extends_a_column_and_unknown_ids_have_no_values(desk: Workspace) -> None:
    extension = {
        "ids": ["metropolis-2019/pilot-mega", "http://metadata.un.org/sdg/11.2", "Q42"],
        "properties": [{"id": "goalCode"}, {"id": "goal", "settings": {"limit": "1", "content": "literal"}}, {"id": "nothing"}],
    }
    found = told(call(desk, "/reconcile/en", form(extend=extension)))
    assert found["meta"] == [
        {"id": "goalCode", "name": "code of the goal"},
        {"id": "goal", "name": "goal"},
        {"id": "nothing", "name": "nothing"},
    ]
    assert found["rows"] == {
        "metropolis-2019/pilot-mega": {
            "goalCode": [{"str": "7"}, {"str": "13"}],
            "goal": [{"str": "7 Affordable and clean energy"}],
            "nothing": [],
        },
        "http://metadata.un.org/sdg/11.2": {
            "goalCode": [{"str": "11"}],
            "goal": [{"str": "11 Sustainable cities and communities"}],
            "nothing": [],
        },
        "Q42": {"goalCode": [], "goal": [], "nothing": []},
    }


def test_values_come_as_matched_cells_names_or_identifiers(desk: Workspace) -> None:
    shapes = []
    for content in ({}, {"content": "literal"}, {"content": "id"}):
        wish = {"ids": ["place-barcelona"], "properties": [{"id": "country", "settings": content}]}
        shapes += told(call(desk, "/reconcile/fr", form(extend=wish)))["rows"]["place-barcelona"]["country"]
    assert shapes == [{"id": "place-spain", "name": "Espagne"}, {"str": "Espagne"}, {"str": "place-spain"}]


def test_dates_and_statuses_are_told_as_openrefine_reads_them(desk: Workspace) -> None:
    wish = {
        "ids": ["metropolis-2019/event-metropolis-congress-13", "metropolis-2019/pilot-mega"],
        "properties": [{"id": "start"}, {"id": "status"}, {"id": "iri"}, {"id": "label"}, {"id": "type"}],
    }
    rows = told(call(desk, "/reconcile/es", form(extend=wish)))["rows"]
    assert rows[wish["ids"][0]]["start"] == [{"date": "2020-01-01T00:00:00Z"}]
    assert rows[wish["ids"][1]]["status"] == [{"str": "por concluir"}]
    assert rows[wish["ids"][1]]["iri"] == [{"str": "https://w3id.org/metrograph/id/metropolis-2019/pilot-mega"}]
    assert rows[wish["ids"][1]]["type"] == [{"str": "proyecto piloto"}]


def test_suggestions_have_the_form_of_the_protocol(desk: Workspace) -> None:
    first = told(call(desk, "/reconcile/fr/suggest/entity?prefix=barc&spell=always"))["result"][0]
    assert (first["id"], first["name"], first["notable"][0]["id"]) == ("place-barcelona", "Barcelone", "Place")
    only = told(call(desk, "/reconcile/fr/suggest/entity?prefix=barc&type=Organisation"))
    assert {one["notable"][0]["id"] for one in only["result"]} == {"Organisation"}
    assert told(call(desk, "/reconcile/es/suggest/type?prefix=lug"))["result"] == [{"id": "Place", "name": "lugar"}]
    assert told(call(desk, "/reconcile/en/suggest/property?prefix=coun"))["result"] == [{"id": "country", "name": "country"}]
    later = told(call(desk, "/reconcile/suggest/entity?prefix=b&cursor=20"))["result"]
    assert len(later) == 20
    assert later != told(call(desk, "/reconcile/suggest/entity?prefix=b"))["result"]


def test_a_preview_is_a_small_page_with_a_link(desk: Workspace) -> None:
    reply = call(desk, "/reconcile/fr/preview?id=metropolis-2019%2Fpilot-mega")
    page = reply.body.decode()
    assert reply.media == "text/html; charset=utf-8"
    assert 'lang="fr"' in page
    assert "projet pilote" in page
    assert 'href="/id/metropolis-2019/pilot-mega"' in page
    assert 'href="/sdg/11.2"' in call(desk, "/reconcile/preview?id=sdg/11.2").body.decode()
    for word in ("<script", "<style", "style=", "javascript:"):
        assert word not in page


def test_a_place_that_no_plan_names_has_a_preview_without_a_link(desk: Workspace) -> None:
    for url in ("/reconcile/preview?id=place-lyon", "/reconcile/view?id=place-lyon"):
        page = call(desk, url).body.decode()
        assert "city · France" in page
        assert "No plan here names it yet" in page
        assert "/id/place-lyon<" in page
        assert 'href="/id/' not in page


@pytest.mark.parametrize(
    ("id_", "place"),
    [("theme-mobility", "id/theme-mobility"), ("sdg/11.2", "sdg/11.2"), ("http://metadata.un.org/sdg/11", "sdg/11")],
)
def test_a_view_leads_to_the_page_of_the_thing(desk: Workspace, id_: str, place: str) -> None:
    reply = call(desk, f"/reconcile/view?id={quote(id_, safe='')}")
    assert (reply.status, dict(reply.headers)["Location"]) == (303, "http://127.0.0.1:8000/" + place)


@pytest.mark.parametrize("url", ["/reconcile/preview", "/reconcile/preview?id=Q42", "/reconcile/view?id=%3Cscript%3E"])
def test_an_unknown_id_has_no_preview(desk: Workspace, url: str) -> None:
    reply = call(desk, url)
    assert (reply.status, reply.media, json.loads(reply.body)["code"]) == (404, "application/problem+json", "W306")


def test_old_clients_get_a_script_that_calls_them(desk: Workspace) -> None:
    reply = call(desk, "/reconcile?callback=jQuery34_1.done")
    assert reply.media == "application/javascript; charset=utf-8"
    assert reply.body.startswith(b"/**/jQuery34_1.done({")
    assert reply.body.endswith(b"});")
    assert json.loads(reply.body[len("/**/jQuery34_1.done(") : -2])["versions"] == ["0.1", "0.2"]


@pytest.mark.parametrize("name", ["alert(1)", "a;b", "1a", "a..b", "é", "a b", "a\n", "</script>", "a" * 200, "a[0]", "."])
def test_a_callback_that_is_no_name_is_refused(desk: Workspace, name: str) -> None:
    reply = call(desk, "/reconcile?callback=" + quote(name))
    assert (reply.status, json.loads(reply.body)["code"]) == (400, "W307")


def test_labels_of_the_data_cannot_become_markup(desk: Workspace) -> None:
    from metrograph.store import LocalStore

    store = LocalStore.memory()
    store.update('INSERT DATA { id:org-x a mg:Organisation ; skos:prefLabel "<script>alert(1)</script>&\\u2028"@en }')
    other = Workspace(None, store)
    assert b"<script" not in call(other, "/reconcile/preview?id=org-x").body
    body = call(other, "/reconcile?query=org-x&callback=f").body
    assert "\u2028" not in body.decode()


_GUARD = """
import sys, metrograph
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.routes_reconcile import ROUTES, warm
desk = metrograph.open()
warm(desk)
routes = {route.name: route for route in ROUTES}
def refuse(event, arguments):
    if event in ("open", "import", "socket.connect", "_thread.start_new_thread"):
        raise RuntimeError(f"{event} {arguments[0]}")
sys.addaudithook(refuse)
fields = {
    "reconcile": (("queries", '{"a": {"query": "Ville de Barcelone", "properties": [{"pid": "start", "v": "2019"}]}, "b": {"query": "11"}}'),),
    "reconcile-fr": (("extend", '{"ids": ["metropolis-2019/pilot-mega"], "properties": [{"id": "status"}, {"id": "start"}]}'),),
    "-suggest": (("prefix", "SDG 1"),), "view": (("id", "sdg/11"),), "preview": (("id", "place-lyon"),),
}
for name in routes:
    for end in [*fields, ""]:
        if name == end or (end in name and end.strip("-") in ("suggest", "view", "preview")) or not end:
            reply = answer(routes, desk, Asked(name, fields=fields.get(end, ()), lang="fr"))
            assert reply.status in (200, 303, 404), (name, reply.body)
assert answer(routes, desk, Asked("reconcile", fields=(("queries", "["),), lang="es")).status == 400
print("all answered")
"""


def test_a_child_answers_everything_without_opening_or_importing_anything() -> None:
    found = subprocess.run([sys.executable, "-c", _GUARD], capture_output=True, text=True, check=False)
    assert found.stdout == "all answered\n", found.stderr


def test_warming_twice_costs_nothing(desk: Workspace) -> None:
    warm(desk)
    warm(desk)
