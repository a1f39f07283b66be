"""Linked data: documents about things, terms, goals, graphs and the dataset, each in the format that a client likes best.

Who asks for anything (``*/*``: curl, scripts) gets Turtle: whoever shows pages asks for HTML by name.
"""

import json
from collections.abc import Callable
from dataclasses import replace

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.documents.catalogue import EXPORTS
from metrograph.documents.forms import (
    MEDIA,
    Document,
    dataset_document,
    find_document,
    ontology_document,
)
from metrograph.documents.near import near_path
from metrograph.documents.outlet import MEDIA as EXPORTED
from metrograph.documents.room import room_of
from metrograph.documents.site import export, robots, sitemap
from metrograph.errors import RequestError, near
from metrograph.explorer.missing import missing_page
from metrograph.explorer.things import document_page
from metrograph.serve.answers import problem
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.media import preferred
from metrograph.serve.routes_explorer import page_reply, view_of

_GET = ("GET", "HEAD")
_JSON = "application/json"
_LONGEST = 1_000


def _where(desk: Desk, asked: Asked) -> Addresses:
    return Addresses(desk.names, asked.address)


def _part(asked: Asked, name: str) -> str:
    """A part of the path, in characters that UTF-8 knows."""
    return asked.path.get(name, "").encode("utf-8", "replace").decode()


def _about(kind: str) -> Callable[[Desk, Asked], Reply]:
    """Answers ``/{kind}/{rest}``."""

    def answered(desk: Desk, asked: Asked) -> Reply:
        rest, room, where = _part(asked, "rest"), room_of(desk), _where(desk, asked)
        found = find_document(room, where, kind, rest)
        if found:
            document, suffix = found
            return _formed(document, suffix or _part(asked, "suffix"), asked, desk)
        path, meant = f"/{kind}/{rest}"[:_LONGEST], near_path(room, where, kind, rest)
        if preferred(asked.accept, list(MEDIA.values())) == MEDIA["html"]:
            view = view_of(desk, asked, "")
            return _html(missing_page(view, path, meant).html(view.frame()), asked.lang, 404)
        raise RequestError("W201", 404, value=path, near=meant)

    return answered


def _formed(document: Document, suffix: str, asked: Asked, desk: Desk) -> Reply:
    """A document in the form of its extension, else in the one that the client likes best."""
    if suffix and suffix not in document.suffixes:
        raise RequestError("W201", 404, value=f"{document.path}.{suffix}"[:_LONGEST], near=document.path)
    if asked.value("table") and suffix in ("", "html") and (table := _page(document, asked, desk)):
        return table
    types = {MEDIA[form]: form for form in document.suffixes}
    liked = preferred(asked.accept, [*types, _JSON])
    if not suffix and liked is None:
        return _not_acceptable(document, asked.lang)
    form = suffix or types.get(liked or "", "jsonld")
    media = _JSON if not suffix and liked == _JSON else MEDIA[form]
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    headers = [("Content-Location", f"{document.path}.{form}"), *_links(document)] if len(document.path) < _LONGEST else []
    if form in ("html", "csv"):
        headers.append(("Content-Language", asked.lang))
    if document.cut:
        headers.append(("MetroGraph-Incoming", "shown={}; total={}".format(*document.cut)))
    page = _page(document, asked, desk) if form == "html" else None
    body = page.body if page else document.written(form, asked.lang)
    return Reply(body, media + charset, headers=tuple(headers))


def _page(document: Document, asked: Asked, desk: Desk) -> Reply | None:
    """The explorer's page about a thing, or the table of it that is asked for."""
    view = view_of(desk, asked, document.path)
    page = document_page(view, document)
    return page_reply(page, view) if page else None


def _links(document: Document) -> list[tuple[str, str]]:
    forms = [("html", MEDIA["html"], f"{document.path}.html"), *document.others()]
    links = [f'<{path}>; rel="alternate"; type="{media}"' for _, media, path in forms]
    described = f'<{document.path}.ttl>; rel="describedby"; type="{MEDIA["ttl"]}"'
    return [("Link", ", ".join([f'<{document.url}>; rel="canonical"', described, *links]))]


def _not_acceptable(document: Document, lang: str) -> Reply:
    """What there is instead, as a list that programs can read."""
    forms = [("html", MEDIA["html"], f"{document.path}.html"), *document.others()]
    told = problem(
        RequestError("W202", 406, value=document.path[:_LONGEST], choices=", ".join(media for _, media, _ in forms)), lang
    )
    body = {**json.loads(told.body), "available": [{"type": media, "href": path} for _, media, path in forms]}
    links = _links(document) if len(document.path) < _LONGEST else []
    return replace(told, body=(json.dumps(body, ensure_ascii=False) + "\n").encode(), headers=(*told.headers, *links))


def _html(text: str, lang: str, status: int = 200) -> Reply:
    return Reply(text.encode(), "text/html; charset=utf-8", status, (("Content-Language", lang),))


def _ontology(desk: Desk, asked: Asked) -> Reply:
    return _formed(ontology_document(room_of(desk), _where(desk, asked)), _part(asked, "suffix"), asked, desk)


def _dataset(desk: Desk, asked: Asked) -> Reply:
    name = "dcat" if asked.route.startswith("dcat") else "void"
    return _formed(dataset_document(room_of(desk), _where(desk, asked), name), _part(asked, "suffix"), asked, desk)


def _sitemap(desk: Desk, asked: Asked) -> Reply:
    part = asked.value("part", "0").encode("utf-8", "replace").decode()
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 7 else -1
    found = sitemap(room_of(desk), _where(desk, asked), number) if number >= 0 else None
    if found is None:
        raise RequestError("W201", 404, value=f"/sitemap.xml?part={part}"[:_LONGEST])
    return Reply(found.encode(), "application/xml")


def _robots(desk: Desk, asked: Asked) -> Reply:
    return Reply(robots(_where(desk, asked)).encode(), "text/plain; charset=utf-8")


def _context(desk: Desk, asked: Asked) -> Reply:
    del asked
    body = json.dumps({"@context": room_of(desk).context}, ensure_ascii=False, indent=1) + "\n"
    return Reply(body.encode(), MEDIA["jsonld"])


def _export(desk: Desk, asked: Asked) -> Reply:
    name = _part(asked, "name")
    if name not in EXPORTS:
        raise RequestError("W201", 404, value=f"/export/{name}"[:_LONGEST], near=near(name[:100], EXPORTS))
    saved = (("Content-Disposition", f'attachment; filename="{name}"'),)
    if name == "links.csv":
        body = desk.asking(asked.value("plan"))("links", asked.lang).sheet().encode()
        return Reply(body, "text/csv; charset=utf-8", headers=(*saved, ("Content-Language", asked.lang)))
    suffix = name.removeprefix("all.")
    charset = "; charset=utf-8" if suffix == "ttl" else ""
    return Reply(export(room_of(desk), f".{suffix}"), EXPORTED[suffix] + charset, headers=saved)


ROUTES: tuple[Route, ...] = (
    Route("thing", _GET, "/id/{rest:path}", _about("id"), personal=True),
    Route("graph-page", _GET, "/graph/{rest:path}", _about("graph"), personal=True),
    Route("sdg", _GET, "/sdg/{rest:path}", _about("sdg"), personal=True),
    Route("sdg-list", _GET, "/sdg", _about("sdg"), personal=True),
    Route("sdg-list-file", _GET, "/sdg.{suffix}", _about("sdg"), personal=True),
    Route("ontology", _GET, "/ns", _ontology, personal=True),
    Route("ontology-file", _GET, "/ns.{suffix}", _ontology, personal=True),
    Route("term", _GET, "/ns/{rest:path}", _about("ns"), personal=True),
    Route("void-well-known", _GET, "/.well-known/void", _dataset, personal=True),
    Route("void", _GET, "/void", _dataset, personal=True),
    Route("void-file", _GET, "/void.{suffix}", _dataset, personal=True),
    Route("dcat", _GET, "/dcat", _dataset, personal=True),
    Route("dcat-file", _GET, "/dcat.{suffix}", _dataset, personal=True),
    Route("sitemap", _GET, "/sitemap.xml", _sitemap),
    Route("robots", _GET, "/robots.txt", _robots),
    Route("context-file", _GET, "/context.jsonld", _context),
    Route("context", _GET, "/context", _context),
    Route("export", _GET, "/export/{name}", _export),
)
