"""Reads HTML, also as Word and Google Docs save it: headings, paragraphs, nested lists and tables with their spans.

A unit of HTML is the words of a block with their blanks made single: ``raw`` is that unit and ``start`` is 0, while
``where.line`` is the line of the file on which the element of the block begins.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped,unused-ignore]
from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped,unused-ignore]

from metrograph.errors import Place, SourceError
from metrograph.readers.archive import Watch
from metrograph.readers.blocks import Block, Piece, cell_of, headed_rows, mended, passages_of
from metrograph.readers.files import NOTHING_TOLD, File, body_of, document
from metrograph.readers.passage import LIMITS, Cell, Document, Form, Limits, Where

_CHARSET = re.compile(rb"<meta[^>]{1,300}charset\s*=\s*[\"']?\s*([\w.-]+)", re.IGNORECASE)
_CHARSETS = re.compile(
    r"utf-?8|us-ascii|iso-?8859-?\d+|latin-?\d|(windows|cp)-?125\d|mac[\w-]*|gb\w+|big5|koi8-\w", re.IGNORECASE
)
_UNSEEN = {"head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "select", "button", "textarea",
           "canvas", "audio", "video", "del", "rt"}  # fmt: skip
_BLOCKS = {"html", "body", "p", "div", "section", "article", "main", "aside", "blockquote", "figure", "figcaption", "address",
           "details", "summary", "fieldset", "legend", "form", "pre", "hr", "dl", "dt", "dd", "center", "caption", "ul", "ol",
           "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "nav", "header", "footer", "menu", "dir",
           "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-list:\s*ignore|mso-hide:\s*all", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight:\s*(bold|normal|\d00)", re.IGNORECASE)
_BOLD_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
_DOCS_LEVEL = re.compile(r"lst-kix_\S+-(\d)(?!\S)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_SPAN = 100
_MOST_COLUMNS = 1000


def read_html(path: File, limits: Limits = LIMITS, tell: Callable[[int], None] = NOTHING_TOLD) -> Document:
    """The passages of an HTML file; nothing is fetched and no script is run."""
    body = body_of(path, limits)
    text = _decoded(body)
    if "\0" in text or body.startswith((b"PK\x03\x04", b"%PDF-")):
        raise SourceError("S118", Place(str(path)), format="HTML", detail="NUL, PDF, zip")
    watch = Watch(path, limits, tell)
    root = _tree(path, text)
    page = _Page(watch, frozenset(_BOLD_CLASS.findall(" ".join(style.text or "" for style in root.iter("style")))))
    page.read(root)
    title = page.title or " ".join((root.findtext("head/title") or "").split())
    lang = _lang(root) or next((_lang(found) for found in root.iter("body")), "")
    return document(path, "html", body, passages_of(page.blocks), lines=len(text.splitlines()), title=title, lang=lang)


def _decoded(body: bytes) -> str:
    """The text of a page: by its byte order mark, then by the charset it names, then UTF-8, then Windows-1252."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    named = _CHARSET.search(body[:8192])
    name = named[1].decode("ascii", errors="replace") if named else ""
    name = "cp1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii") else name
    for charset in ("utf-8-sig", name) if body.startswith(b"\xef\xbb\xbf") else (name, "utf-8"):
        if _CHARSETS.fullmatch(charset) or charset == "utf-8-sig":
            try:
                return body.decode(charset)
            except (LookupError, UnicodeError):
                continue
    return body.decode("cp1252", errors="replace")


def _tree(path: File, text: str) -> Any:
    """The elements of a page; an error when it has none, or when they are nested deeper than libxml2 follows."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        raise SourceError("S117", Place(str(path))) from None
    except etree.LxmlError as error:
        raise SourceError("S118", Place(str(path)), format="HTML", detail=error) from None
    deep = [entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL]
    if deep:
        raise SourceError("S118", Place(str(path), deep[0].line), format="HTML", detail=deep[0].message)
    return root


def _lang(element: Any) -> str:
    found = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return str(found).replace("_", "-").partition("-")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class _Open:
    """What holds inside an element that is open."""

    form: Form = Form.PARAGRAPH
    level: int = 0
    lists: int = 0
    line: int = 0
    linked: bool = False
    bold: bool = False
    hidden: bool = False
    pre: bool = False
    head: bool = False
    part: bool = False
    sunk: str = ""
    lang: str = ""
    opens: str = ""


@dataclass(slots=True)
class _Table:
    """A table being read: its rows so far, and the row and the cell that are open."""

    number: int
    rows: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    spans: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    later: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    cell: list[Block] | None = None
    heads: list[bool] = field(default_factory=list)

    def fill(self) -> None:
        """Repeat the cells that reach down from the rows above, up to the next free column."""
        while span := self.spans.pop(len(self.row), None):
            self._add(*span)

    def end_cell(self, element: Any, line: int) -> None:
        """Close a cell, with empty ones for the other columns over which it stretches."""
        found = cell_of(self.cell or (), Where(line, cell=str(len(self.row) + 1)))
        self.pieces.extend(piece for block in self.cell or () for piece in block.pieces)
        self.cell = None
        self.heads.append(element.tag == "th")
        for number in range(_span(element, "colspan") if len(self.row) < _MOST_COLUMNS else 1):
            self._add(
                _span(element, "rowspan"), found if not number else Cell("", replace(found.where, cell=str(len(self.row) + 1)))
            )

    def _add(self, down: int, cell: Cell) -> None:
        if down > 1:
            self.later[len(self.row)] = (down - 1, cell)
        self.row.append(cell)

    def end_row(self, line: int, *, head: bool) -> tuple[Cell, ...]:
        """Close a row, put the tables that its cells held after it, and give its cells."""
        self.fill()
        cells = tuple(replace(cell, where=replace(cell.where, line=line)) for cell in self.row)
        if any(cell.text for cell in cells):
            head = head or (len(self.heads) > 1 and all(self.heads))
            self.rows.append(Block(tuple(self.pieces), Form.ROW, 0, line, cells=cells, table=self.number, head=head))
        self.rows.extend(self.after)
        self.spans, self.later = self.later, {}
        self.row, self.pieces, self.after, self.heads = [], [], [], []
        return cells


def _span(element: Any, name: str) -> int:
    found = str(element.get(name) or "1").strip()
    return max(1, min(int(found), _MOST_SPAN)) if found.isascii() and found.isdigit() and len(found) < 10 else 1


@dataclass(slots=True)
class _Page:
    """A page being read: what is open, the words of the block so far, and the blocks that are done."""

    watch: Watch
    bold_classes: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    open: list[_Open] = field(default_factory=lambda: [_Open()])
    tables: list[_Table] = field(default_factory=list)
    count: int = 0
    fresh: bool = False
    named: bool = False
    title: str = ""

    def read(self, root: Any) -> None:
        """Take every element in its order, without recursion: pages may be nested deeply."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flush()

    def _start(self, element: Any) -> None:
        told = element.tag == "dd" and self.named  # a term and what is said of it are one line: "Assembly: 12 May, Lyon"
        if element.tag in _BLOCKS and not told:
            self._flush()
        self.named = False
        held = self._held(element)
        self.open.append(held)
        if held.opens == "table":
            self.count += 1
            self.tables.append(_Table(self.count))
        elif held.opens == "cell":
            self.tables[-1].fill()
            self.tables[-1].cell = []
        if element.tag == "li" and not held.hidden:
            self.fresh = True
        self._say(element.text)

    def _end(self, element: Any) -> None:
        if element.tag == "dt":
            self.named = True
            self._say(": ", plain=False)
        elif element.tag in _BLOCKS:
            self._flush()
        elif element.tag == "br":
            self._say("\n", plain=False)
        held = self.open.pop()
        if held.opens == "cell":
            self.tables[-1].end_cell(element, held.line)
        elif held.opens == "row":
            self.watch.row(self.tables[-1].end_row(held.line, head=held.head))
        elif held.opens == "table":
            self._end_table(held)
        self._say(element.tail)

    def _end_table(self, held: _Open) -> None:
        done = self.tables.pop()
        done.end_row(held.line, head=False)
        self._sink(nested=True).extend(headed_rows(done.rows, done.number))

    def _sink(self, *, nested: bool = False) -> list[Block]:
        """Where a block goes: into the cell that is open (a table goes after its row), else into the page."""
        around = next((table for table in reversed(self.tables) if table.cell is not None), None)
        if around is None or around.cell is None:
            return self.blocks
        return around.after if nested else around.cell

    def _say(self, text: str | None, *, plain: bool = True) -> None:
        held = self.open[-1]
        if text and not held.hidden:
            words = re.sub(r"[ \t\r\n\f]+", " ", text) if plain and not held.pre else text
            self.pieces.append(Piece(words, held.linked, held.bold, 0.0, held.lang))

    def _flush(self) -> None:
        """End the block that is open."""
        pieces, self.pieces = tuple(self.pieces), []
        if not any(piece.text.strip() for piece in pieces):
            return
        self.watch.step()
        held = self.open[-1]
        form, level = held.form, held.level
        if held.sunk == "all" or (held.sunk and form is not Form.HEADING):
            form, level = Form.FURNITURE, 0
        elif form is Form.PARAGRAPH and self.fresh and held.lists:
            form, level, self.fresh = Form.BULLET, held.lists, False
        if held.opens == "title":
            self.title = mended("".join(piece.text for piece in pieces))
        self._sink().append(Block(pieces, form, level, held.line))

    def _held(self, element: Any) -> _Open:
        """What holds inside an element: what held around it, and what it adds."""
        around, tag, style = self.open[-1], str(element.tag), str(element.get("style") or "")
        classes = str(element.get("class") or "").split()
        held = replace(
            around,
            linked=around.linked or (tag == "a" and element.get("href") is not None),
            bold=self._bold(tag, style, classes),
            hidden=around.hidden or tag in _UNSEEN or element.get("hidden") is not None or bool(_HIDDEN.search(style)),
            pre=around.pre or tag == "pre",
            lang=(_lang(element) or around.lang) if tag not in ("html", "body") else "",
            opens=self._opens(element, tag),
        )
        return _formed(held, element, tag, style, " ".join(classes)) if tag in _BLOCKS else held

    def _bold(self, tag: str, style: str, classes: list[str]) -> bool:
        weight = _WEIGHT.search(style)
        if weight:
            return weight[1].lower() == "bold" or weight[1] in ("600", "700", "800", "900")
        return self.open[-1].bold or tag in ("b", "strong", "th") or not self.bold_classes.isdisjoint(classes)

    def _opens(self, element: Any, tag: str) -> str:
        """Whether an element opens a table, a row or a cell that is read as one; a table of one cell only lays out."""
        if tag == "table":
            rows = [
                row for part in (element, *element.iterchildren("thead", "tbody", "tfoot")) for row in part.iterchildren("tr")
            ]
            cells = sum(1 for row in rows for _ in row.iterchildren("td", "th"))
            return "table" if cells > 1 and element.get("role") not in ("presentation", "none") else "layout"
        if tag not in ("tr", "td", "th"):
            return ""
        around = next((held.opens for held in reversed(self.open) if held.opens), "")
        return {("table", "tr"): "row", ("row", "td"): "cell", ("row", "th"): "cell"}.get((around, tag), "")


def _formed(held: _Open, element: Any, tag: str, style: str, classes: str) -> _Open:
    """What a block adds: the form of its words, the depth of its list, and whether it stands aside of the page."""
    held = replace(held, line=element.sourceline or held.line, part=held.part or tag in ("article", "main", "section"))
    role = element.get("role")
    if tag in ("nav", "footer") or role in ("navigation", "contentinfo") or classes.startswith("MsoToc"):
        held = replace(held, sunk="all")
    elif (tag == "header" and not held.part) or role == "banner":
        held = replace(held, sunk=held.sunk or "head")
    word = _WORD_LEVEL.search(style)
    if tag in _HEADINGS:
        return replace(held, form=Form.HEADING, level=int(tag[1]))
    if tag == "p" and re.match(r"(?:MsoTitle|title)(?!\S)", classes):
        return replace(held, form=Form.HEADING, level=1, opens="title")
    if word:
        return replace(held, form=Form.BULLET, level=int(word[1]))
    if tag in ("ul", "ol", "menu", "dir"):
        docs = _DOCS_LEVEL.search(classes)
        return replace(held, lists=int(docs[1]) + 1 if docs else held.lists + 1)
    if tag in ("td", "th"):
        return replace(held, form=Form.PARAGRAPH, level=0, lists=0)
    return replace(held, head=held.head or tag == "thead")
