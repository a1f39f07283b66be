"""Reads the activities of an IATI file one after the other, however big the file is.

```
file ──64 KB──> expat ──wanted elements only──> parts of one activity ──> Activity ──yield──> …
```
IATI 2.03 is the norm (https://iatistandard.org); what versions 1.x write without narratives is read as well. Money,
results and all else that no draft needs is passed over while the file is parsed, and nothing is kept of an activity
that was given. A document type is refused before anything in it can unfold.
"""

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from metrograph.errors import LimitError, Place, SourceError
from metrograph.readers.files import NOTHING_TOLD, File
from metrograph.readers.passage import Limits

Narratives = tuple[tuple[str, str], ...]
Parts = dict[str, list[Element]]
USUAL = Limits()
CHUNK = 65_536
LARGEST = 32_000_000  # bytes from the end of one activity to the end of the next
_WANTED = frozenset({
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status", "activity-date",
    "recipient-country", "recipient-region", "location", "sector", "tag", "related-activity", "document-link",
})  # fmt: skip
_ENCODINGS = re.compile(r"utf-8|utf-16(?:le|be)?|us-ascii|iso-8859-(?:[1-9]|1[013-6])|(?:windows-|cp)125[0-8]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that takes part; ``role`` is 1 funding, 2 accountable, 3 extending, 4 implementing (1.x: the words)."""

    ref: str
    role: str
    names: Narratives


@dataclass(frozen=True, slots=True)
class DateOf:
    """A date; ``type`` is 1 planned start, 2 actual start, 3 planned end, 4 actual end (1.x: "start-planned" …)."""

    type: str
    iso: str
    texts: Narratives


@dataclass(frozen=True, slots=True)
class Coded:
    """A sector, tag, country, region, gazetteer or administrative code, with its names where they are given."""

    vocabulary: str
    code: str
    percentage: str = ""
    names: Narratives = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place of an activity; ``point`` is "latitude longitude"."""

    names: Narratives
    ids: tuple[Coded, ...]
    point: str
    administrative: tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another activity; ``type`` is 1 parent, 2 child, 3 sibling, 4 co-funded, 5 third party."""

    type: str
    ref: str


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document on the web about an activity."""

    url: str
    titles: Narratives


@dataclass(frozen=True, slots=True)
class Activity:
    """One ``iati-activity`` as the file gives it: codes are not interpreted; narratives are (language, text) pairs."""

    identifier: str
    line: int
    lang: str = ""
    titles: Narratives = ()
    descriptions: Narratives = ()
    status: str = ""
    dates: tuple[DateOf, ...] = ()
    reporting: Organisation | None = None
    organisations: tuple[Organisation, ...] = ()
    locations: tuple[Location, ...] = ()
    countries: tuple[Coded, ...] = ()
    regions: tuple[Coded, ...] = ()
    sectors: tuple[Coded, ...] = ()
    tags: tuple[Coded, ...] = ()
    related: tuple[Related, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    hierarchy: str = ""
    updated: str = ""


def read_activities(path: File, limits: Limits = USUAL, tell: Callable[[int], None] = NOTHING_TOLD) -> Iterator[Activity]:
    """The activities of a file in its order; ``tell`` hears how many have been read.

    ``SourceError`` when the file is damaged (S118, after the activities before the damage), no IATI activity file (S119)
    or declares a document type (S120); ``LimitError`` when one activity is larger than ``limits.size`` bytes.
    """
    gatherer, count = _Gatherer(str(path)), 0
    try:
        with _opened(path) as source:
            for found in _batches(source, gatherer, min(limits.size, LARGEST)):
                yield from found
                count += len(found)
                tell(count)
    except FileNotFoundError:
        raise SourceError("S101", Place(str(path))) from None
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror or str(error)) from None


def _opened(path: File) -> BinaryIO:
    """A file for reading, unpacked where its name says that it is packed."""
    if isinstance(path, Path) and path.suffix.lower() == ".gz":
        return cast("BinaryIO", gzip.open(path))
    return path.open("rb")


def _batches(source: BinaryIO, gatherer: "_Gatherer", limit: int) -> Iterator[list[Activity]]:
    """The activities that each piece of the file completes; what is wrong with the file is raised after them."""
    waited, chunk = 0, source.read(CHUNK)
    if not chunk:
        raise SourceError("S117", Place(gatherer.path))
    while True:
        fault = gatherer.feed(chunk)
        found = gatherer.taken()
        if found:
            yield found
        if fault:
            raise fault
        if not chunk:
            return
        waited = 0 if found else waited + len(chunk)
        if waited > limit:
            raise LimitError("L107", gatherer.place(), found=waited, limit=limit)
        chunk = source.read(CHUNK)


class _Gatherer:
    """Listens to the parser, builds the wanted elements of the activity that is open, and makes an ``Activity`` of them.

    The handlers of the parser are exchanged as it goes from one level to the next, so that what is passed over, and what
    lies inside a wanted element, costs next to nothing.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._done: list[Activity] = []
        self._parts: Parts | None = None
        self._attributes: dict[str, str] = {}
        self._end: Callable[[str], Element] = TreeBuilder().end
        self._lang = self._part = self._passed = ""
        self._line = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._refused
        self._parser.EntityDeclHandler = self._refused
        self._parser.StartElementHandler = self._open_root

    def place(self) -> Place:
        """Where the parser is."""
        return Place(self.path, self._parser.CurrentLineNumber)

    def feed(self, chunk: bytes) -> SourceError | None:
        """Parse a piece of the file, the empty one being its end; what is wrong with it, or ``None``."""
        try:
            self._parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            return self._damaged(expat.ErrorString(error.code), error.lineno)
        except SourceError as error:
            return error
        return None

    def taken(self) -> list[Activity]:
        """The activities that are complete, once."""
        found, self._done = self._done, []
        return found

    def _damaged(self, detail: str, line: int) -> SourceError:
        return SourceError("S118", Place(self.path, line), format="IATI XML", detail=detail)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and not _ENCODINGS.fullmatch(encoding):
            raise self._damaged(f"encoding {encoding[:40]}", 1)

    def _refused(self, *_: object) -> None:
        raise SourceError("S120", self.place())

    def _open_root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "iati-activities":
            raise SourceError("S119", self.place(), found=f"XML <{name[:60]}>")
        self._lang = _language(attributes.get("xml:lang", ""))
        self._listen()

    def _listen(self) -> None:
        """Await the next activity, or the next part of the one that is open."""
        parser, is_open = self._parser, self._parts is not None
        parser.StartElementHandler = self._open_part if is_open else self._open_activity
        parser.EndElementHandler = self._close_activity if is_open else None
        parser.CharacterDataHandler = None

    def _open_activity(self, name: str, attributes: dict[str, str]) -> None:
        if name == "iati-activity":
            self._parts, self._attributes, self._line = {}, attributes, self._parser.CurrentLineNumber
            self._listen()
        else:
            self._pass_over(name)

    def _close_activity(self, name: str) -> None:
        # Any other name ends an element that was passed over although another of its name lay inside it.
        if name == "iati-activity" and self._parts is not None:
            self._done.append(_activity(self._parts, self._attributes, self._line, self._lang))
            self._parts = None
            self._listen()

    def _open_part(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _WANTED or self._parts is None:
            self._pass_over(name)
            return
        parser, builder = self._parser, TreeBuilder()
        self._part, self._end = name, builder.end
        self._parts.setdefault(name, []).append(builder.start(name, attributes))
        parser.StartElementHandler = builder.start
        parser.EndElementHandler = self._close_inside
        parser.CharacterDataHandler = builder.data

    def _close_inside(self, name: str) -> None:
        self._end(name)
        if name == self._part:
            self._listen()

    def _pass_over(self, name: str) -> None:
        self._passed = name
        self._parser.StartElementHandler = None
        self._parser.EndElementHandler = self._close_passed
        self._parser.CharacterDataHandler = None

    def _close_passed(self, name: str) -> None:
        if name == self._passed:
            self._listen()


def _activity(parts: Parts, attributes: dict[str, str], line: int, lang: str) -> Activity:
    lang = _language(attributes.get("xml:lang", "")) or lang
    reporting, status = parts.get("reporting-org"), parts.get("activity-status")
    identifier, related = parts.get("iati-identifier"), parts.get("related-activity", ())
    return Activity(
        identifier=_text(identifier[0]) if identifier else "",
        line=line,
        lang=lang,
        titles=_narratives(parts.get("title", ()), lang),
        descriptions=_narratives(parts.get("description", ()), lang),
        status=(status[0].get("code") or _text(status[0])) if status else "",
        dates=tuple([_date(one, lang) for one in parts.get("activity-date", ())]),
        reporting=_organisation(reporting[0], lang) if reporting else None,
        organisations=tuple([_organisation(one, lang) for one in parts.get("participating-org", ())]),
        locations=tuple([_location(one, lang) for one in parts.get("location", ())]),
        countries=_coded(parts.get("recipient-country", ()), lang),
        regions=_coded(parts.get("recipient-region", ()), lang),
        sectors=_coded(parts.get("sector", ()), lang),
        tags=_coded(parts.get("tag", ()), lang),
        related=tuple([Related(one.get("type", ""), one.get("ref", "").strip()) for one in related]),
        documents=tuple([_document(one, lang) for one in parts.get("document-link", ())]),
        hierarchy=attributes.get("hierarchy", ""),
        updated=attributes.get("last-updated-datetime", ""),
    )


def _organisation(element: Element, lang: str) -> Organisation:
    return Organisation(element.get("ref", "").strip(), element.get("role", ""), _told(element, lang))


def _date(element: Element, lang: str) -> DateOf:
    return DateOf(element.get("type", ""), element.get("iso-date", "").strip(), _told(element, lang))


def _coded(elements: Sequence[Element], lang: str) -> tuple[Coded, ...]:
    return tuple([
        Coded(one.get("vocabulary", ""), one.get("code", "").strip(), one.get("percentage", ""), _told(one, lang))
        for one in elements
    ])  # fmt: skip


def _location(element: Element, lang: str) -> Location:
    point, old = element.find("point"), element.find("coordinates")
    return Location(
        names=_narratives(element.findall("name"), lang),
        ids=_coded(element.findall("location-id"), lang),
        point=_text(point) if point is not None else "" if old is None else f"{old.get('latitude')} {old.get('longitude')}",
        administrative=_coded(element.findall("administrative"), lang),
    )


def _document(element: Element, lang: str) -> DocumentLink:
    return DocumentLink(element.get("url", "").strip(), _narratives(element.findall("title"), lang))


def _narratives(elements: Sequence[Element], lang: str) -> Narratives:
    """The texts of some elements, each with its language."""
    if len(elements) == 1:
        return _told(elements[0], lang)
    return tuple([text for element in elements for text in _told(element, lang)])


def _told(element: Element, lang: str) -> Narratives:
    """The narratives of an element by language; without any, its own text (version 1.x)."""
    if not len(element) and not element.text:
        return ()
    own = element.get("xml:lang")
    lang = _language(own) if own else lang
    found = []
    for one in element.findall("narrative") if len(element) else (element,):
        text, own = _text(one), one.get("xml:lang")
        if text:
            found.append((_language(own) if own else lang, text))
    return tuple(found)


def _text(element: Element) -> str:
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def _language(tag: str) -> str:
    """The language of a tag: "fr" of "fr-CA" and of "FR"."""
    return tag.strip().replace("_", "-").split("-")[0].lower()[:8]
