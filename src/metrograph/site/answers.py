"""What a service would answer at each of its addresses, without one: pages, their tables, documents as data, single files."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from urllib.parse import quote, unquote

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.documents.catalogue import EXPORTS
from metrograph.documents.forms import MEDIA, Document, dataset_document, find_document, ontology_document
from metrograph.documents.room import Room, room_of
from metrograph.documents.site import export
from metrograph.errors import RequestError
from metrograph.explorer.calendar import calendar_file
from metrograph.explorer.rooms import SPOTS
from metrograph.explorer.spots import Spot
from metrograph.explorer.things import document_page
from metrograph.explorer.view import View
from metrograph.namespaces import DCAT, VOID
from metrograph.pages.frame import Frame
from metrograph.pages.page import Page
from metrograph.site.searching import SCRIPT, SEARCH, Entry, entries, names_page
from metrograph.table import Table
from metrograph.turtle import Quad, value

FORMATS = ("ttl", "jsonld", "nt", "csv")
"""In what things are written, unless asked otherwise; graphs and what is told of the whole are in every format."""
EVERY = tuple(suffix for suffix in MEDIA if suffix != "html")
_WHOLE = ("void", "dcat")
_NARROW = ("rdf", "jsonld")
_OF_SERVICE = {VOID + "sparqlEndpoint", DCAT + "service"}
_SHOWING = ("page", "view")
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a file is for: a path below that of the service, as in a link, fields, the form, and the language where it has one."""

    inside: str
    fields: Fields = ()
    form: str = "html"
    lang: str = ""


class Still(Document):
    """A document whose page needs no service."""

    def frame(self, lang: str, linked: Mapping[str, object] | None = None) -> Frame:
        """What surrounds its page."""
        return replace(super().frame(lang, linked), live=False)


class Answers:
    """The answers of a service that has no process: of the same functions, over a desk."""

    def __init__(self, desk: Desk, address: str, formats: tuple[str, ...] = FORMATS) -> None:
        self.desk = desk
        self.where = Addresses(desk.names, address)
        self.formats = formats
        self.document = lru_cache(maxsize=2)(self._document)
        self.about = lru_cache(maxsize=None)(self._about)
        self.whole = lru_cache(maxsize=None)(self._whole)
        self.names = lru_cache(maxsize=None)(self._names)
        self._last: tuple[Target, Mapping[str, Table]] | None = None

    @cached_property
    def room(self) -> Room:
        """The data as documents see it."""
        return room_of(self.desk)

    def view(self, inside: str, lang: str, fields: Fields = (), parts: Mapping[str, str] | None = None) -> View:
        """A look at a page that no service answers."""
        return View(self.desk, self.where, lang, self.where.root + inside, fields, parts or {}, live=False)

    @cached_property
    def spots(self) -> dict[str, tuple[Spot, dict[str, str]]]:
        """The page of each path, with the parts of it that its pattern names."""
        first = self.view("", "en")
        every = (*(spot for spot in SPOTS if not spot.live and spot.path != SEARCH), Spot("names", SEARCH, self._names_page))
        return {quote(path): (spot, _parts(spot.path, path)) for spot in every for path in spot.paths(first)}

    def _names(self, lang: str) -> tuple[Entry, ...]:
        """What the search finds, in a language."""
        return entries(self.view(SEARCH, lang))

    def _names_page(self, view: View) -> Page:
        return names_page(view, self.names(view.lang))

    @cached_property
    def seeds(self) -> tuple[str, ...]:
        """The path of every page that stands by itself: rooms, then things, terms, goals and graphs, each kind sorted."""
        named = (*self.room.numbers.things, *(graph for graph, _ in self.room.numbers.graphs))
        paths = {self.where.path(iri).removeprefix(self.where.root) for iri in named if self.where.path(iri)}
        found = sorted({target[0] for path in paths if (target := self.about(path))})
        return tuple(dict.fromkeys((*sorted(self.spots), *_WHOLE, *found)))

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The formats that can hold what the data says: not every name of a property is one in XML."""
        return tuple(suffix for suffix in EVERY if suffix not in _NARROW or self.whole(suffix) is not None)

    def _whole(self, suffix: str) -> bytes | None:
        """The whole dataset in a format, ``None`` where that cannot hold it."""
        try:
            return export(self.room, f".{suffix}")
        except RequestError:
            return None

    # ---- what is where

    def find(self, path: str, given: Fields, lang: str) -> Target | None:
        """What is at a path below that of the service, percent-encoded; ``None`` for nothing."""
        own = tuple(sorted((key, told) for key, told in given if key != "lang"))
        if path in self.spots:
            return _paged(path, own, lang)
        if path == SCRIPT:
            return Target(path, (), "", lang)
        if path in _SINGLE:
            name, _, spoken = _SINGLE[path]
            return Target(name, (), "", lang if spoken else "")
        head, _, rest = path.partition("/")
        if head == "export" and rest in EXPORTS:
            ending = rest.rpartition(".")[2]
            return Target(path, (), "", lang if ending == "csv" else "") if ending in self.kept else None
        if head == "static" and rest in _static():
            return Target(path, (), "")
        found = self.about(path)
        if found is None:
            return None
        inside, suffix = found
        if suffix in ("", "html"):
            return _paged(inside, own, lang)
        return Target(inside, (), suffix, lang if suffix == "csv" else "") if suffix in self.forms(inside) else None

    def _about(self, path: str) -> tuple[str, str] | None:
        """The path of the document, and the ending that was asked for."""
        head, slash, rest = path.partition("/")
        name, _, suffix = head.partition(".")
        if path == ".well-known/void":
            return "void", ""
        if not slash and name in ("ns", *_WHOLE):
            return (name, suffix) if suffix in ("", *MEDIA) else None
        kind, rest = (head, rest) if slash else (name, f".{suffix}" if suffix else "")
        if kind not in ("id", "graph", "sdg", "ns"):
            return None
        if kind == "sdg" and not slash:
            return ("sdg", suffix) if find_document(self.room, self.where, kind, "") else None
        found = find_document(self.room, self.where, kind, unquote(rest, errors="replace")) if rest else None
        return (found[0].path.removeprefix(self.where.root), found[1]) if found else None

    def forms(self, inside: str) -> tuple[str, ...]:
        """The formats of a document but the page."""
        whole = inside.startswith("graph/") or inside in ("ns", *_WHOLE)
        return tuple(suffix for suffix in self.kept if whole or suffix in self.formats)

    # ---- what is there

    def page(self, target: Target) -> str:
        """A page."""
        page, view = self._built(target, target.fields)
        if page is None:
            return self.document(target.inside).written("html", target.lang).decode()
        self._last = (replace(target, fields=_unpaged(target.fields)), page.tables)
        return page.html(view.frame())

    def table(self, target: Target) -> Table | None:
        """A table of a page, by the field that names it."""
        name = dict(target.fields)["table"]
        same = Target(target.inside, _unpaged(target.fields), "html", target.lang)
        if self._last and self._last[0] == same and name in self._last[1]:
            return self._last[1][name]
        page, _ = self._built(target, target.fields)
        return page.tables.get(name) if page else None

    def _built(self, target: Target, own: Fields) -> tuple[Page | None, View]:
        if target.inside in self.spots:
            spot, parts = self.spots[target.inside]
            view = self.view(target.inside, target.lang, own, parts)
            return spot.build(view), view
        document = self.document(target.inside)
        view = self.view(target.inside, target.lang, own)
        return document_page(view, document), view

    def _document(self, inside: str) -> Document:
        """The document at a path that has one."""
        made = self._made(inside)
        forms = tuple(suffix for suffix in made.suffixes if suffix == "html" or suffix in self.forms(inside))
        told = replace(made, suffixes=forms)
        if inside in _WHOLE:
            told = replace(told, quads=lambda: [quad for quad in made.quads() if not self._of_service(quad)])
        return Still(*(getattr(told, field.name) for field in fields(told)))

    def _made(self, inside: str) -> Document:
        if inside in _WHOLE:
            return dataset_document(self.room, self.where, inside)
        if inside == "ns":
            return ontology_document(self.room, self.where)
        kind, _, rest = inside.partition("/")
        found = find_document(self.room, self.where, kind, unquote(rest))
        if found is None:
            raise LookupError(inside)  # not so: it was found before
        return found[0]

    def _of_service(self, quad: Quad) -> bool:
        """Whether a statement about the dataset tells of a service that answers queries."""
        return quad.predicate.value in _OF_SERVICE or value(quad.subject) == f"{self.where.address}dcat#sparql"

    def single(self, target: Target) -> bytes:
        """A file that stands by itself."""
        head, _, name = target.inside.rpartition("/")
        if head == "static":
            return _static()[name]
        if name == "links.csv":
            return self.desk.dump(".csv", lang=target.lang)
        if head == "export":
            return self.whole(name.removeprefix("all.")) or b""
        return _SINGLE[target.inside][1](self, target.lang)


def _paged(inside: str, own: Fields, lang: str) -> Target:
    """A page of some fields, or a table on it, which is the same however the page is shown."""
    if not dict(own).get("table"):
        return Target(inside, tuple(field for field in own if field != ("page", "1")), "html", lang)
    return Target(inside, tuple(field for field in own if field[0] not in _SHOWING), "csv", lang)


def _unpaged(own: Fields) -> Fields:
    return tuple(field for field in own if field[0] not in (*_SHOWING, "table"))


def _parts(pattern: str, path: str) -> dict[str, str]:
    """The parts of a path that its pattern names: one step of it each."""
    pairs = zip(pattern.split("/"), path.split("/"), strict=False)
    return {told[1:-1]: unquote(given) for told, given in pairs if told.startswith("{")}


def _context(answers: Answers, lang: str) -> bytes:
    del lang
    return (json.dumps({"@context": answers.room.context}, ensure_ascii=False, indent=1) + "\n").encode()


def _calendar(answers: Answers, lang: str) -> bytes:
    return calendar_file(answers.view("calendar.ics", lang)).encode()


_SINGLE: dict[str, tuple[str, Callable[[Answers, str], bytes], bool]] = {
    "context": ("context.jsonld", _context, False),
    "context.jsonld": ("context.jsonld", _context, False),
    "calendar.ics": ("calendar.ics", _calendar, True),
}
"""(name, what is in it, whether it speaks a language) of single files, by path."""


@lru_cache(maxsize=1)
def _static() -> dict[str, bytes]:
    """The files that pages need."""
    found = (path for path in files("metrograph.pages").joinpath("static").iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in found}
