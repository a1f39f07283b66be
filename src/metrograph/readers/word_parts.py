"""The parts of a Word file: the document and what it refers to, its styles, and how its lists are numbered."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.parser import parse_xml
from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from metrograph.errors import Place, SourceError
from metrograph.folding import fold
from metrograph.readers.files import File

SPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_HEADING = re.compile(r"(?:heading|titre|titulo|ttulo|encabezado|titolo|uberschrift|berschrift)([1-9])")
_TITLES = ("title", "titre", "titulo", "ttulo", "puesto")
_CONTENTS = re.compile(r"(?:toc|tm|tdc)[1-9]|tocheading|tableoffigures|tabledesillustrations|tabladeilustraciones")
_LIST = re.compile(r"(?:listbullet|listnumber|listea?puces|listea?numeros|listaconvi(?:n|)etas|listaconn(?:u|)meros)([2-9]?)")


class Package:
    """The parts of a Word file: the document, and what it refers to."""

    def __init__(self, path: File, archive: zipfile.ZipFile) -> None:
        self.path, self.archive = path, archive
        self.main = next(iter(self._targets("", "officeDocument")), "word/document.xml")
        root = self._root(self.main)
        body = child(root, "body")
        if root is None or name_of(root) != "document" or body is None:
            raise SourceError("S119", Place(str(path)), found=name_of(root) if root is not None else "zip")
        self.document = body

    def first(self, kind: str) -> Any | None:
        """The first part of a kind, None when there is none."""
        return next(self.related(kind), None)

    def related(self, kind: str) -> Iterator[Any]:
        """The parts of a kind that the document refers to."""
        roots = (self._root(name) for name in self._targets(self.main, kind))
        return (root for root in roots if root is not None)

    def title(self) -> str:
        """The title among the properties of the file."""
        root = self._root("docProps/core.xml")
        found = (part for part in root if name_of(part) == "title") if root is not None else ()
        return " ".join((next((str(part.text or "") for part in found), "")).split())

    def _targets(self, name: str, kind: str) -> list[str]:
        folder, base = posixpath.split(name)
        root = self._root(posixpath.join(folder, "_rels", f"{base}.rels"))
        relations = [one for one in root if str(one.get("Type")).endswith(f"/{kind}")] if root is not None else []
        inside = [str(one.get("Target")) for one in relations if one.get("TargetMode") != "External"]
        return [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in inside]

    def _root(self, name: str) -> Any | None:
        try:
            return parse_xml(self.archive.read(name))
        except KeyError:
            return None
        except (etree.LxmlError, ValueError) as error:
            raise SourceError("S118", Place(str(self.path)), format="Word", detail=f"{name}: {error}") from None


def name_of(element: Any) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any | None, name: str) -> str:
    """An attribute of Word's, in either of its two namespaces."""
    found = (element.get(f"{space}{name}") for space in SPACES) if element is not None else ()
    return next((str(value) for value in found if value is not None), "")


def child(element: Any | None, *names: str) -> Any | None:
    """The first one of a name, its first one of the next name, and so on."""
    for name in names:
        element = next((one for one in element if name_of(one) == name), None) if element is not None else None
    return element


def number_of(text: str) -> int:
    """A whole number; 0 for what is none."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else 0


def is_on(properties: Any | None, name: str) -> bool | None:
    """Whether a property is switched on; None when it is not said."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs, with what it has from the styles on which it is based."""

    heading: int = 0
    title: bool = False
    contents: bool = False
    listed: int = 0
    number: str = ""
    depth: int = 0
    bold: bool | None = None
    size: float = 0.0
    indent: int = 0

    def under(self, element: Any) -> "Style":
        """The style of an element that is based on this one."""
        names = [
            re.sub(r"\W", "", fold(name)) for name in (attribute(child(element, "name"), "val"), attribute(element, "styleId"))
        ]
        own, run = child(element, "pPr"), child(element, "rPr")
        heading = next((int(found[1]) for name in names if (found := _HEADING.fullmatch(name))), 0)
        listed = next((int(found[1] or 1) for name in names if (found := _LIST.fullmatch(name))), 0)
        outline, bold = attribute(child(own, "outlineLvl"), "val"), is_on(run, "b")
        return Style(
            heading or (outlined(outline) if outline else self.heading),
            self.title or any(name in _TITLES for name in names),
            self.contents or any(_CONTENTS.fullmatch(name) for name in names),
            listed or self.listed,
            attribute(child(own, "numPr", "numId"), "val") or self.number,
            number_of(attribute(child(own, "numPr", "ilvl"), "val")) or self.depth,
            self.bold if bold is None else bold,
            number_of(attribute(child(run, "sz"), "val")) / 2 or self.size,
            indent_of(own) or self.indent,
        )


def outlined(level: str) -> int:
    """The heading level of an outline level, which counts from 0 and ends with 9 for the body."""
    return number_of(level) + 1 if level in set("012345678") else 0


def indent_of(properties: Any | None) -> int:
    """How far in a paragraph begins, in twentieths of a point."""
    found = child(properties, "ind")
    return max(0, number_of(attribute(found, "left") or attribute(found, "start")))


class Styles:
    """The styles of a document, by their identifiers."""

    def __init__(self, root: Any | None) -> None:
        elements = [one for one in root if name_of(one) == "style"] if root is not None else []
        self._elements = {attribute(element, "styleId"): element for element in elements}
        usual = child(root, "docDefaults", "rPrDefault", "rPr")
        self._base = Style(size=number_of(attribute(child(usual, "sz"), "val")) / 2 or 10.0)
        self.lang = attribute(child(usual, "lang"), "val")
        paragraphs = [
            one for one in elements if attribute(one, "type") == "paragraph" and attribute(one, "default") in ("1", "true")
        ]
        self.default = attribute(paragraphs[0], "styleId") if paragraphs else ""
        self.headed = {name for name, element in self._elements.items() if any(_heads(one) for one in element)}
        self._known: dict[tuple[str, Style], Style] = {}

    def paragraph(self, name: str) -> Style:
        """A style with all that it is based on; the default one when there is none of that name."""
        return self._resolved(name if name in self._elements else self.default, self._base)

    def letters(self, name: str) -> Style:
        """A style of letters: only what it says itself."""
        return self._resolved(name, Style())

    def _resolved(self, name: str, base: Style) -> Style:
        key, chain = (name, base), list[str]()
        if key in self._known:
            return self._known[key]
        while name in self._elements and name not in chain and len(chain) < 50:
            chain.append(name)
            name = attribute(child(self._elements[name], "basedOn"), "val")
        for one in reversed(chain):
            base = base.under(self._elements[one])
        self._known[key] = base
        return base


def _heads(part: Any) -> bool:
    """Whether a part of a table style makes the first row stand out."""
    if name_of(part) != "tblStylePr" or attribute(part, "type") != "firstRow":
        return False
    return bool(is_on(child(part, "rPr"), "b")) or child(part, "tcPr", "shd") is not None


def numbering(root: Any | None) -> dict[tuple[str, int], str]:
    """How each level of each list is numbered: ``bullet``, ``decimal``, ``none``."""
    parts = list(root) if root is not None else []
    abstract = {attribute(part, "abstractNumId"): part for part in parts if name_of(part) == "abstractNum"}
    found = {}
    for part in parts:
        model = abstract.get(attribute(child(part, "abstractNumId"), "val")) if name_of(part) == "num" else None
        for level in model if model is not None else ():
            if name_of(level) == "lvl":
                found[attribute(part, "numId"), number_of(attribute(level, "ilvl"))] = attribute(child(level, "numFmt"), "val")
    return found
