"""The OpenAPI 3.1 document of the API, made from the operations and the catalogue, in a language."""

import json
import shlex
from collections.abc import Iterable, Iterator
from typing import Any

from metrograph._version import __version__
from metrograph.catalog import EXAMPLES, Catalog, Parameter, Question, typed
from metrograph.serve.api_operation import LONGEST, MOST, Field, Operation
from metrograph.serve.api_questions import ANSWER, CHOICES, sound
from metrograph.serve.api_schemas import SCHEMAS
from metrograph.words import say

_TABLE = "Table"
_HOLDS = {"link": "Linked", "validate": "Report", "question": _TABLE, "questions": "Questions"}
"""What an operation gives as JSON; nothing is promised of the others but that it is an object."""
_STATUSES = (400, 401, 403, 404, 406, 409, 413, 415, 422, 429, 503, 504)


def document(operations: Iterable[Operation], catalog: Catalog, lang: str, address: str) -> dict[str, Any]:
    """The document; ``address`` is where the service is reached, with a slash at the end."""
    known = tuple(operations)
    paths: dict[str, dict[str, Any]] = {}
    for one in known:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, lang, address)
    for question in sound(catalog):
        path = ANSWER.path.replace("{name}", question.name)
        paths[path] = {"get": _question(question, lang, address)}
    tags = tuple(dict.fromkeys(one.tag for one in known))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("api.title", lang),
            "version": __version__,
            "description": say("api.about", lang),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address}],
        "tags": [{"name": tag, "description": say(f"api.tag.{tag}", lang)} for tag in tags],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "responses": {f"Problem{status}": _problem(status, lang) for status in _STATUSES},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": say("api.token", lang)}},
        },
    }


def _operation(one: Operation, lang: str, address: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": say(f"api.do.{one.name}", lang),
        "parameters": [*_parts(one, lang), *(_field(each, lang) for each in one.known)],
        "responses": _responses(one, lang),
        "x-curl": curl(one, address),
    }
    if one.takes:
        made["requestBody"] = {"required": True, "content": {media: _taken(media, one) for media in one.takes}}
    if one.writes:
        made["security"] = [{"token": []}]
    return made


def _question(question: Question, lang: str, address: str) -> dict[str, Any]:
    """The operation of one question: that of any, with its own parameters."""
    made = _operation(ANSWER, lang, address)
    takes = {one.name for one in question.parameters}
    shared = [one for one in made["parameters"] if one["in"] != "path" and one["name"] not in takes]
    own = [_parameter(one, lang) for one in question.parameters]
    first = next((one for one in question.parameters if one.type != "language"), None)
    query = f"?{first.name}={typed(first)}" if first else ""
    return {
        **made,
        "operationId": f"question-{question.name}",
        "summary": question.summary.best(lang),
        "parameters": own + shared,
        "x-curl": f"curl {shlex.quote(f'{address}api/questions/{question.name}.csv{query}')}",
    }


def _parameter(one: Parameter, lang: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if one.type in CHOICES:
        schema["enum"] = list(map(str, CHOICES[one.type]))
    about = f"{one.about.best(lang)} ({EXAMPLES[one.type]})" if one.type not in ("text", "language") else one.about.best(lang)
    return {"name": one.name, "in": "query", "required": False, "description": about, "schema": schema, "example": typed(one)}


def _parts(one: Operation, lang: str) -> Iterator[dict[str, Any]]:
    for name, example in one.parts:
        about = say(f"api.part.{name}", lang)
        yield {
            "name": name, "in": "path", "required": True, "description": about, "schema": {"type": "string"}, "example": example,
        }  # fmt: skip


def _field(one: Field, lang: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": LONGEST}
    example: object = one.example
    if one.number:
        schema, example = {"type": "integer", "minimum": 0, "maximum": MOST}, int(one.example)
    elif one.choices:
        schema = {"type": "string", "enum": list(one.choices)}
    about = say(f"api.field.{one.name}", lang)
    return {"name": one.name, "in": "query", "required": one.required, "description": about, "schema": schema, "example": example}


def _responses(one: Operation, lang: str) -> dict[str, Any]:
    done = "201" if one.writes else "200"
    content = {media.partition(";")[0]: _given(name, one) for name, media in one.gives.items()}
    answers: dict[str, Any] = {done: {"description": say("api.done", lang), "content": content}}
    for status in sorted({400, 429, 503, 504, *one.statuses}):
        answers[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    return answers


def _given(name: str, one: Operation) -> dict[str, Any]:
    if name != "json":
        return {"schema": {"type": "object" if one.gives[name].endswith("+json") else "string"}}
    holds = _HOLDS.get(one.name) or (_TABLE if "csv" in one.gives and one.name != "pilots" else "")
    return {"schema": {"$ref": f"#/components/schemas/{holds}"} if holds else {"type": "object"}}


def _taken(media: str, one: Operation) -> dict[str, Any]:
    if media == "application/json":
        content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{one.takes[media]}"}}
        content["examples"] = {f"example{at}": {"value": example} for at, example in enumerate(one.examples, 1)}
        return content
    return {"schema": {"type": "object"} if media.endswith("+json") else {"type": "string"}}


def _problem(status: int, lang: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": say(f"api.status.{status}", lang), "content": {"application/problem+json": {"schema": schema}}}


def curl(one: Operation, address: str) -> str:
    """How curl asks for an operation, with its examples.

    >>> curl(Operation("x", "/api/x", lambda d, a: None, "data", {}, (Field("q", "a b", required=True),)), "http://h/")
    "curl 'http://h/api/x?q=a+b'"
    """
    url = address + one.path.lstrip("/").format(**dict(one.parts))
    needed = [f"{field.name}={field.example.replace(' ', '+')}" for field in one.fields if field.required]
    words = ["curl"]
    if one.method != "GET":
        media, sent = next(iter(one.takes)), one.examples[0]
        body = sent if isinstance(sent, str) else json.dumps(sent, ensure_ascii=False)
        words += [
            *(["-H", "Authorization: Bearer …"] if one.writes else []),
            "-H",
            f"Content-Type: {media}",
            "--data-binary",
            body,
        ]
    return shlex.join([*words, "?".join((url, "&".join(needed))) if needed else url])
