"""The room of the API: its operations as routes, its OpenAPI document, and its own page."""

import json
from collections.abc import Iterator

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.pages.api import page_of_operations
from metrograph.pages.frame import Frame, warm_pages
from metrograph.serve import api_alignments, api_check, api_data, api_examples, api_link, api_questions, api_reviews
from metrograph.serve.answers import answer
from metrograph.serve.api_operation import Operation
from metrograph.serve.api_tables import chosen
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.openapi import document
from metrograph.words import LANGUAGES

_PAGE = {"json": "application/json", "html": "text/html; charset=utf-8"}


def _document(desk: Desk, asked: Asked) -> Reply:
    found = document(OPERATIONS, desk.catalog, asked.lang, asked.address)
    headers = (("Content-Language", asked.lang),)
    return Reply((json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode(), "application/json", 200, headers)


def _index(desk: Desk, asked: Asked) -> Reply:
    found = document(OPERATIONS, desk.catalog, asked.lang, asked.address)
    headers = (("Content-Language", asked.lang), ("Link", f'<{asked.address}api/openapi.json>; rel="service-desc"'))
    if chosen(asked, _PAGE) == "html":
        here = Addresses(desk.names, asked.address)
        at = here.root + "api"
        forms = (("json", "application/json", f"{at}?format=json"),)
        page = page_of_operations(found, Frame(asked.lang, here.root, at, asked.address + "api", forms))
        return Reply(page.encode("utf-8", "replace"), _PAGE["html"], 200, headers)
    listed = [
        {"method": method.upper(), "path": path, "name": one["operationId"], "summary": one["summary"], "curl": one["x-curl"]}
        for path, methods in found["paths"].items()
        for method, one in methods.items()
    ]
    body = {
        "title": found["info"]["title"],
        "description": found["info"]["description"],
        "version": found["info"]["version"],
        "openapi": f"{asked.address}api/openapi.json",
        "operations": listed,
    }
    return api_data.as_json(body, headers=headers)


INDEX = Operation("index", "/api", _index, "api", _PAGE, statuses=(406,))
OPENAPI = Operation("openapi", "/api/openapi.json", _document, "api", {"json": "application/json"})
OPERATIONS: tuple[Operation, ...] = (
    INDEX,
    OPENAPI,
    *api_questions.OPERATIONS,
    *api_data.OPERATIONS,
    *api_reviews.OPERATIONS,
    *api_alignments.OPERATIONS,
    *api_link.OPERATIONS,
    *api_check.OPERATIONS,
    *api_examples.OPERATIONS,
)
ROUTES = tuple(one.route() for one in OPERATIONS)
_TRIED = (
    Asked("api-index", accept="text/html"),
    Asked("api-question", {"name": "pilots-by-goal.html"}),
    Asked("api-link", method="POST", media="text/plain", body=b"Night buses", fields=(("format", "csv"),)),
    *(
        Asked("api-validate", method="POST", media="text/turtle", body=b"<a:a> a <a:b> .", fields=(("format", kind),))
        for kind in api_check.GIVES
    ),
)


def ready(desk: Desk) -> Iterator[None]:
    """Read what answers need, by giving some, step by step: templates, the catalogue, the linker's model, the shapes."""
    warm_pages()
    tuple(desk.catalog.sound())
    desk.elements  # noqa: B018 - worked out now, and kept
    yield
    api_link.warm(desk)
    yield
    routes = {one.name: one for one in ROUTES}
    for lang in LANGUAGES:
        document(OPERATIONS, desk.catalog, lang, "/")
        yield
    for asked in _TRIED:
        answer(routes, desk, asked)
        yield
