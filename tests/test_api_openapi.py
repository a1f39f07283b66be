"""The OpenAPI document: whole, true to the routes, in three languages; and the page that is made of it."""

import json
import re
import shlex
from typing import Any

import pytest
from tests.test_api import ALL, ask, body

from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.routes_api import OPERATIONS, ROUTES
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace


def pointed(found: Any, whole: Any) -> None:
    """Every reference leads somewhere."""
    if isinstance(found, dict):
        if "$ref" in found:
            at = whole
            for step in found["$ref"].removeprefix("#/").split("/"):
                at = at[step]
        for part in found.values():
            pointed(part, whole)
    elif isinstance(found, list):
        for part in found:
            pointed(part, whole)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_is_whole(lang: str, desk: Workspace) -> None:
    found = body(ask(desk, "openapi", lang=lang, address="https://data.example.org/plan/"))
    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": "https://data.example.org/plan/"}]
    pointed(found, found)
    ids = [one["operationId"] for methods in found["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids)) == len(OPERATIONS) + len(desk.catalog)
    for path, methods in found["paths"].items():
        for one in methods.values():
            names = [(each["in"], each["name"]) for each in one["parameters"]]
            assert len(names) == len(set(names)), path
            assert {name for where, name in names if where == "path"} == set(re.findall(r"\{(\w+)\}", path))
            assert all(each["description"] and each["schema"] and "example" in each for each in one["parameters"]), path
            assert one["summary"]
            assert {"200", "201"} & one["responses"].keys()
            assert {"400", "503", "504"} <= one["responses"].keys()
            assert set(one["tags"]) <= {tag["name"] for tag in found["tags"]}


def test_the_document_speaks_the_language_asked_for(desk: Workspace) -> None:
    told = {body(ask(desk, "openapi", lang=lang))["paths"]["/api/coverage"]["get"]["summary"] for lang in LANGUAGES}
    assert len(told) == len(LANGUAGES)


def test_every_route_is_in_the_document_and_writing_needs_a_token(desk: Workspace) -> None:
    found = body(ask(desk, "openapi"))["paths"]
    for route in ROUTES:
        for method in route.methods:
            one = found[route.path][method.lower()]
            assert bool(one.get("security")) == route.writes
    assert [route.name for route in ROUTES if route.writes] == ["api-review"]


def test_a_question_has_an_operation_of_its_own_with_the_values_that_it_takes(desk: Workspace) -> None:
    one = body(ask(desk, "openapi"))["paths"]["/api/questions/pilots-by-goal"]["get"]
    goal = next(each for each in one["parameters"] if each["name"] == "goal")
    assert goal["schema"]["enum"] == [str(n) for n in range(1, 18)]
    assert "name" not in {each["name"] for each in one["parameters"]}


def test_what_the_examples_ask_for_is_answered(desk: Workspace) -> None:
    for one in OPERATIONS:
        if one.writes or one.name == "alignment":
            continue
        fields = tuple((field.name, field.example) for field in one.known if field.name not in ("format", "labels"))
        for at, example in enumerate(one.examples or ("",)):
            sent = example if isinstance(example, str) else json.dumps(example)
            media = next(iter(one.takes), "")
            asked = Asked(f"api-{one.name}", dict(one.parts), fields, body=sent.encode(), media=media, method=one.method)
            reply = answer(ALL, desk, asked)
            assert reply.status == 200, (one.name, at, reply.body)


def test_the_answers_are_as_the_document_says(desk: Workspace) -> None:  # noqa: C901 - a little of JSON Schema
    found = body(ask(desk, "openapi"))
    kinds = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "object": dict,
        "array": list,
        "null": type(None),
    }

    def check(value: Any, schema: Any, where: str) -> None:
        if "$ref" in schema:
            schema = found["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        if "anyOf" in schema:
            schema = next(one for one in schema["anyOf"] if "$ref" in one or set(one.get("required", ())) <= set(value))
            return check(value, schema, where)
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert any(isinstance(value, kinds[name]) for name in names), where
        if isinstance(value, dict):
            assert set(schema.get("required", ())) <= value.keys(), where
            for name, one in schema.get("properties", {}).items():
                if name in value:
                    check(value[name], one, f"{where}/{name}")
        if isinstance(value, list) and "items" in schema:
            for one in value:
                check(one, schema["items"], f"{where}[]")
        return None

    for one in OPERATIONS:
        if one.writes or one.name == "alignment" or "json" not in one.gives:
            continue
        needed = tuple((field.name, field.example) for field in one.fields if field.required)
        sent = json.dumps(one.examples[0]) if one.examples and not isinstance(one.examples[0], str) else "".join(one.examples)
        media = next(iter(one.takes), "")
        reply = answer(ALL, desk, Asked(f"api-{one.name}", dict(one.parts), needed, body=sent.encode(), media=media))
        schema = found["paths"][one.path][one.method.lower()]["responses"]["200"]["content"]["application/json"]["schema"]
        check(json.loads(reply.body), schema, one.name)
    problem = body(ask(desk, "coverage", ("by", "x")))
    check(problem, found["components"]["schemas"]["Problem"], "problem")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_lists_every_operation_with_curl_and_needs_no_script(lang: str, desk: Workspace) -> None:
    reply = ask(desk, "index", accept="text/html,*/*;q=0.1", lang=lang)
    page = reply.body.decode()
    assert reply.media.startswith("text/html")
    assert f'<html lang="{lang}"' in page
    assert set(re.findall(r"<script[^>]*>", page)) <= set(re.findall(r"<script (?:type=.module. )?src=./static/[^>]*>", page))
    assert " style=" not in page
    found = body(ask(desk, "index", lang=lang))
    assert len(found["operations"]) == page.count("curl ") == len(OPERATIONS) + len(desk.catalog)
    assert all(shlex.split(one["curl"])[0] == "curl" for one in found["operations"])
