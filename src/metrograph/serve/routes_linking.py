"""A text or document that a page sends is linked, and forgotten.

```
GET  /link      the form (a page like any other)
POST /link      the form with its answer, or as it was filled in, with what is wrong or took too long
                as=suggestions, as=items, as=plan: a file
```
"""

import encodings.aliases
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from metrograph.desk import Desk
from metrograph.errors import LimitError, MetroGraphError, RequestError, SourceError
from metrograph.explorer.linking import Saved, answered, bare, refused_page
from metrograph.explorer.view import View
from metrograph.readers.files import Held
from metrograph.serve.answers import problem
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.multipart import form
from metrograph.serve.protocol_fields import FORM
from metrograph.serve.routes_explorer import page_reply, view_of
from metrograph.serve.served import Served

MULTIPART = "multipart/form-data"
_READERS = ("csvfile", "docx", "html", "markdown", "pdf", "xlsx")
_MOST = 20
_READY: list[bool] = []
"""Filled when everything was imported and read that a child of the service cannot."""


def link(desk: Desk, asked: Asked) -> Reply:
    """The answer for a text or document."""
    fields, files = _sent(asked)
    view = replace(_view(desk, asked), fields=fields)
    try:
        if isinstance(desk, Served) and not _READY:
            raise RequestError("W685", 503, (("Retry-After", "2"),))
        found = answered(view, files)
    except MetroGraphError as error:
        told = json.loads(problem(error, asked.lang).body)
        reply = _refusal(view, files, {**told, "status": _status(error, told["status"])})
        return replace(reply, headers=(*reply.headers, *error.headers)) if isinstance(error, RequestError) else reply
    return _saved(found.saved, asked.lang) if found.saved else page_reply(found.page, bare(view))


def refused(desk: Desk, asked: Asked) -> Reply:
    """The form as it was filled in, for one whose answer did not come: ``told`` is the problem, the body that of the form."""
    fields, files = _sent(asked)
    return _refusal(replace(_view(desk, asked), fields=fields), files, json.loads(asked.path["told"]))


def _refusal(view: View, files: tuple[Held, ...], told: dict[str, Any]) -> Reply:
    page = refused_page(view, told["title"], told["detail"], told["code"], told["status"], files)
    return page_reply(page, bare(view))


def _view(desk: Desk, asked: Asked) -> View:
    return view_of(desk, asked, urlsplit(asked.address).path + "link")


def _sent(asked: Asked) -> tuple[tuple[tuple[str, str], ...], tuple[Held, ...]]:
    """The fields and files of a form, however it was sent."""
    if asked.media == FORM:
        return asked.fields, ()
    if asked.media != MULTIPART:
        raise RequestError("W415", 415, value=asked.media[:60] or "-", choices=f"{MULTIPART}, {FORM}")
    fields, files = form(asked.content, asked.body, _MOST)
    return (*asked.fields, *fields), tuple(Held(_base(name), body) for name, body in files)


def _base(name: str) -> str:
    """The name of a file without folders."""
    return name.replace("\\", "/").rpartition("/")[2][:200]


def _status(error: MetroGraphError, status: int) -> int:
    """A document that cannot be read is a form that is well sent and cannot be answered."""
    return {SourceError: 422, LimitError: 413}.get(type(error), status)


def _saved(saved: Saved, lang: str) -> Reply:
    headers = (("Content-Disposition", f'attachment; filename="{saved.name}"'), ("Content-Language", lang))
    return Reply(saved.body, saved.media, headers=headers)


def ready(desk: Desk) -> Iterator[None]:
    """Import the readers and read their word lists, once, in steps of a tenth of a second: a child can do neither."""
    del desk
    if _READY:
        return
    for name in _READERS:
        import_module(f"metrograph.readers.{name}")
        yield
    for codec in sorted({*encodings.aliases.aliases.values(), "utf_8_sig"}):
        with suppress(ImportError):  # those of other systems
            import_module(f"encodings.{codec}")
    yield
    yield from import_module("metrograph.explorer.linking_units").warm()
    _READY.append(True)


ROUTES = (
    Route("link-text", ("POST",), "/link", link, kept=False, personal=True),
    Route("link-refused", (), "/link", refused, kept=False, personal=True),
)
"""The last one has no method: the front asks it when the one before gave no answer."""
