"""Reconciliation at ``/reconcile``, in the language of the request, and at ``/reconcile/en``, ``/fr`` and ``/es``.

OpenRefine names no language of its own, so the address of the service does. What is matched and how: ``metrograph.reconcile``.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from metrograph import reconcile as room
from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.errors import MetroGraphError, RequestError
from metrograph.naming.rules import rules
from metrograph.pages.reconcile import Preview, preview_html
from metrograph.serve.answers import problem
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.words import LANGUAGES

_NAME = r"[A-Za-z_$][A-Za-z0-9_$]{0,99}"
_CALLBACK = re.compile(rf"{_NAME}(?:\.{_NAME}){{0,5}}")
Answered = Callable[[Desk, Asked, str], Reply]


def warm(desk: Desk) -> None:
    """Make the index and read the template, for children that can open no file; again when the data has changed."""
    rules()  # by which the gazetteer reads "City of York"
    index = room.index_of(desk)
    preview_html(_page(desk, Asked("", address="http://127.0.0.1/"), index.things[0]))


def _service(desk: Desk, asked: Asked, path: str) -> Reply:
    """Candidates, values to extend a table with, or, when nothing is asked, what the service is."""
    index, lang = room.index_of(desk), asked.lang
    if text := asked.value("queries"):
        queries = room.read_queries(text)
        found = {key: room.told_candidates(index, room.reconcile(index, query, lang), lang) for key, query in queries.items()}
        return _json(asked, found)
    if text := asked.value("extend"):
        ids, wishes = room.read_extension(text)
        return _json(asked, room.told_extension(index, room.extended(index, ids, wishes, lang), wishes, lang))
    if text := asked.value("query"):
        query = room.read_query(text, dict(asked.fields))
        return _json(asked, room.told_candidates(index, room.reconcile(index, query, lang), lang))
    if asked.method == "POST":
        raise RequestError("W308")
    return _json(asked, room.manifest(index, desk.names, asked.address, path, lang))


def _suggest(what: str, desk: Desk, asked: Asked, path: str) -> Reply:
    del path
    index = room.index_of(desk)
    prefix, cursor = asked.value("prefix"), room.whole_number(asked.value("cursor"), "cursor")
    if len(prefix) > room.MOST_LETTERS:
        raise RequestError("W305", 413, where="prefix", n=len(prefix), most=room.MOST_LETTERS)
    types = tuple(one for one in asked.values("type") if one)
    found = room.suggested(index, what, prefix, asked.lang, cursor=cursor, types=types)
    return _json(asked, room.told_suggestions(index, found, asked.lang))


def _properties(desk: Desk, asked: Asked, path: str) -> Reply:
    del path
    limit = room.whole_number(asked.value("limit"), "limit")
    return _json(asked, room.told_proposal(room.index_of(desk), asked.value("type"), limit, asked.lang))


def _preview(desk: Desk, asked: Asked, path: str) -> Reply:
    del path
    page = _page(desk, asked, _thing(desk, asked))
    return Reply(preview_html(page, asked.lang).encode(), "text/html; charset=utf-8", 200, (("Content-Language", asked.lang),))


def _view(desk: Desk, asked: Asked, path: str) -> Reply:
    """Sends to the page of a thing; for one that the data does not speak of, to what is known of it."""
    thing = _thing(desk, asked)
    there = Addresses(desk.names, asked.address).url(thing.iri) if thing.known else ""
    if not there.startswith(asked.address):
        return _preview(desk, asked, path)
    return Reply(b"", "text/plain; charset=utf-8", 303, (("Location", there),))


def _thing(desk: Desk, asked: Asked) -> room.Thing:
    id_ = asked.value("id")
    thing = room.index_of(desk).thing(id_)
    if thing is None:
        raise RequestError("W306", 404, value=room.shown(id_))
    return thing


def _page(desk: Desk, asked: Asked, thing: room.Thing) -> Preview:
    here, lang = Addresses(desk.names, asked.address), asked.lang
    kind, definition = room.described(room.index_of(desk), thing, lang), room.best(thing.about, lang)
    href = here.path(thing.iri) if thing.known else ""
    return Preview(thing.label(lang), kind, definition, thing.iri, href, thing.known, here.root)


def _json(asked: Asked, told: object) -> Reply:
    """JSON; for clients of version 0.1 that name a callback, a script that calls it."""
    body, headers = json.dumps(told, allow_nan=False), (("Content-Language", asked.lang),)
    callback = asked.value("callback")
    if not callback:
        return Reply(body.encode(), "application/json", 200, headers)
    if not _CALLBACK.fullmatch(callback):
        raise RequestError("W307", value=room.shown(callback))
    script = f"/**/{callback}({body});"
    return Reply(script.encode(), "application/javascript; charset=utf-8", 200, headers)


_DOORS: tuple[tuple[str, str, tuple[str, ...], Answered], ...] = (
    ("", "", ("GET", "POST"), _service),
    ("-suggest-entity", "/suggest/entity", ("GET",), partial(_suggest, "entity")),
    ("-suggest-type", "/suggest/type", ("GET",), partial(_suggest, "type")),
    ("-suggest-property", "/suggest/property", ("GET",), partial(_suggest, "property")),
    ("-properties", "/properties", ("GET",), _properties),
    ("-preview", "/preview", ("GET",), _preview),
    ("-view", "/view", ("GET",), _view),
)


def _in(lang: str, path: str, answered: Answered, desk: Desk, asked: Asked) -> Reply:
    """An answer in the language of the path, errors too."""
    here = replace(asked, lang=lang or asked.lang)
    try:
        return answered(desk, here, path)
    except MetroGraphError as error:
        return problem(error, here.lang)


def _routes(lang: str) -> tuple[Route, ...]:
    path = f"reconcile/{lang}".rstrip("/")
    start = f"reconcile-{lang}".rstrip("-")
    return tuple(
        Route(start + name, methods, f"/{path}{rest}", partial(_in, lang, path, answered))
        for name, rest, methods, answered in _DOORS
    )


ROUTES: tuple[Route, ...] = tuple(route for lang in ("", *LANGUAGES) for route in _routes(lang))
