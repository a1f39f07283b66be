"""Reads Word documents (.docx, .docm, .dotx): headings, lists, tables, text boxes, notes, running heads.

A unit of a Word document is one of its blocks: ``where.line`` numbers the passages from 1, ``raw`` is the block as it is
stored and ``start`` is 0. Words that a reviewer struck out are not read, words put in are.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from metrograph.readers.archive import Watch, check_archive
from metrograph.readers.blocks import Block, Piece, all_bold, cell_of, headed_rows, mended, passages_of
from metrograph.readers.files import NOTHING_TOLD, File, body_of, document
from metrograph.readers.passage import LIMITS, Cell, Document, Form, Limits, Passage, Where
from metrograph.readers.word_parts import (
    SPACES,
    Package,
    Style,
    Styles,
    attribute,
    child,
    indent_of,
    is_on,
    name_of,
    number_of,
    numbering,
    outlined,
)

_COUNTED = ("PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES")
_THROUGH = ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "Choice", "Fallback", "dir", "bdo", "rubyBase", "oMath",
            "oMathPara", "e", "num", "den", "sub", "sup", "f", "sSub", "sSup")  # fmt: skip
_LETTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_MOST_SPAN = 100
_MOST_COLUMNS = 1000


def read_docx(path: File, limits: Limits = LIMITS, tell: Callable[[int], None] = NOTHING_TOLD) -> Document:
    """The passages of a Word document: its body, then its notes, then its running heads."""
    check_archive(path, limits, "Word")
    watch = Watch(path, limits, tell)
    body = body_of(path, limits)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        package = Package(path, archive)
        reading = _Reading(Styles(package.first("styles")), numbering(package.first("numbering")), watch)
        found = passages_of([*reading.body(package.document), *_notes(package, reading), *_running(package, reading)])
        title = reading.title or package.title()
    passages = tuple(_numbered(passage, number) for number, passage in enumerate(found, 1))
    said = passages if any(passage.form is not Form.FURNITURE for passage in passages) else ()
    return document(path, "docx", body, said, lines=len(passages), title=title, lang=reading.lang())


def _numbered(passage: Passage, number: int) -> Passage:
    cells = tuple(replace(cell, where=replace(cell.where, line=number)) for cell in passage.cells)
    return replace(passage, where=Where(number), cells=cells)


def _notes(package: "Package", reading: "_Reading") -> Iterator[Block]:
    for kind in ("footnotes", "endnotes"):
        root = package.first(kind)
        for note in root if root is not None else ():
            if attribute(note, "type") in ("", "normal"):
                yield from (replace(block, form=_note_form(block), level=0) for block in reading.body(note))


def _note_form(block: Block) -> Form:
    return block.form if block.form is Form.ROW else Form.PARAGRAPH


def _running(package: "Package", reading: "_Reading") -> Iterator[Block]:
    """What stands above and below the pages, each text once."""
    seen = set()
    for root in (*package.related("header"), *package.related("footer")):
        for block in reading.body(root):
            words = mended("".join(piece.text for piece in block.pieces))
            if words not in seen:
                seen.add(words)
                yield Block(block.pieces, Form.FURNITURE)


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def kind(self) -> str:
        """The first word of the code: PAGE, TOC, HYPERLINK."""
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class _Reading:
    """A document being read."""

    styles: Styles
    numbers: dict[tuple[str, int], str]
    watch: Watch
    title: str = ""
    fields: list[_Field] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    langs: Counter[str] = field(default_factory=Counter)
    tables: int = 0
    sunk: int = 0
    whole: bool = True

    def lang(self) -> str:
        """The language of most words."""
        found = self.langs.most_common(1)
        return found[0][0] if found else ""

    def body(self, root: Any) -> Iterator[Block]:
        """The blocks of a part. Fields that are never closed are taken to end with their paragraph."""
        ends = Counter(attribute(one, "fldCharType") for space in SPACES for one in root.iter(f"{space}fldChar"))
        self.fields, self.whole = [], ends["begin"] == ends["end"]
        yield from self.blocks(root)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The paragraphs and rows in an element, in their order."""
        for one in _alive(parent):
            name = name_of(one)
            if name == "p":
                yield from self._paragraph(one)
            elif name == "tbl":
                yield from self._table(one)
            elif name in ("sdt", *_THROUGH):
                contents = "Table of Contents" in attribute(child(one, "sdtPr", "docPartObj", "docPartGallery"), "val")
                self.sunk += contents
                yield from self.blocks(_held(one))
                self.sunk -= contents

    def _paragraph(self, element: Any) -> Iterator[Block]:
        self.watch.step()
        own = child(element, "pPr")
        style = self.styles.paragraph(attribute(child(own, "pStyle"), "val"))
        before = self._in_contents()
        pieces = tuple(self._pieces(element, Piece("", bold=bool(style.bold), size=style.size)))
        aside = self.sunk or style.contents or self._in_contents() or (before and not style.heading)
        if not self.whole:
            self.fields.clear()
        boxes, self.boxes = self.boxes, []
        words = mended("".join(piece.text for piece in pieces))
        if words:
            form, level = self._form(own, style, pieces, words)
            indent = indent_of(own) or style.indent
            indent += 360 * (pieces[0].text.count("\t") if pieces else 0)
            yield Block(pieces, Form.FURNITURE, indent=indent) if aside else Block(pieces, form, level, indent=indent)
        for box in boxes:
            yield from self.blocks(box)

    def _in_contents(self) -> bool:
        return any(one.kind == "TOC" for one in self.fields)

    def _form(self, own: Any | None, style: Style, pieces: tuple[Piece, ...], words: str) -> tuple[Form, int]:
        outline = attribute(child(own, "outlineLvl"), "val")
        heading = outlined(outline) if outline else style.heading
        if style.title:
            self.title = self.title or words
        if heading or style.title:
            return Form.HEADING, heading or 1
        level, numbered = self._listed(own, style)
        if not level or (numbered and level == 1 and all_bold(pieces) and len(words) <= 110 and words[-1] not in ".;,"):
            return Form.PARAGRAPH, 0
        return Form.BULLET, level

    def _listed(self, own: Any | None, style: Style) -> tuple[int, bool]:
        """The level of a list item, 0 for what is none, and whether it has a number rather than a sign."""
        direct = attribute(child(own, "numPr", "numId"), "val")
        number = direct or style.number
        depth = attribute(child(own, "numPr", "ilvl"), "val")
        at = min(8, max(0, number_of(depth) if depth else style.depth))
        kind = self.numbers.get((number, at), "")
        if direct == "0" or (kind == "none" and not style.listed) or not (style.listed or (number and number != "0")):
            return 0, False
        return max(style.listed, at + 1 if number else 1), bool(kind) and kind != "bullet"

    def _pieces(self, parent: Any, look: Piece) -> Iterator[Piece]:
        """The runs of letters in a paragraph, with what was struck out left aside."""
        for one in _alive(parent):
            name = name_of(one)
            if name == "r":
                yield from self._run(one, look)
            elif name == "hyperlink":
                yield from self._pieces(one, replace(look, linked=True))
            elif name == "fldSimple":
                self.fields.append(_Field(attribute(one, "instr"), result=True))
                yield from self._pieces(one, look)
                self.fields.pop()
            elif name in ("sdt", "ruby", *_THROUGH):
                yield from self._pieces(_held(one), look)

    def _run(self, run: Any, look: Piece) -> Iterator[Piece]:
        own = child(run, "rPr")
        if is_on(own, "vanish"):
            return
        style = self.styles.letters(attribute(child(own, "rStyle"), "val"))
        bold = next((one for one in (is_on(own, "b"), style.bold) if one is not None), look.bold)
        size = number_of(attribute(child(own, "sz"), "val")) / 2 or style.size or look.size
        lang = attribute(child(own, "lang"), "val")
        look = replace(look, bold=bold, size=size, lang=_primary(lang))
        for one in _alive(run):
            words = self._letters(one)
            if words and all(one.result and one.kind not in _COUNTED for one in self.fields):
                self.langs[_primary(lang or self.styles.lang)] += len(words.strip())
                yield replace(look, text=words, linked=look.linked or any(one.kind == "HYPERLINK" for one in self.fields))

    def _letters(self, element: Any) -> str:
        """What an element of a run adds to its words; fields and text boxes are noted on the way."""
        name = name_of(element)
        if name == "t":
            return str(element.text or "")
        if name == "br":
            return "\n" if attribute(element, "type") in ("", "textWrapping") else " "
        if name == "sym":
            code = attribute(element, "char")
            return chr(int(code, 16)) if re.fullmatch(r"(?:F0|00|2[0-7])[2-9A-F][0-9A-F]", code.upper()) else ""
        if name == "fldChar":
            self._turn(attribute(element, "fldCharType"))
        elif name == "instrText" and self.fields and not self.fields[-1].result:
            self.fields[-1].code += str(element.text or "")
        elif name in ("drawing", "pict", "object", "AlternateContent"):
            self.boxes.extend(_text_boxes(element))
        return _LETTERS.get(name, "")

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _table(self, element: Any) -> Iterator[Block]:
        """The rows of a table, the tables in its cells after them; a table of one cell only lays out."""
        rows = [row for row in _flat(element, "tr") if child(row, "trPr", "del") is None]
        if len(rows) == 1 and len(cells := list(_flat(rows[0], "tc"))) == 1:
            yield from self.blocks(cells[0])
            return
        self.tables += 1
        table, above = self.tables, dict[int, Cell]()
        found: list[Block] = []
        shaded = [_shaded(row) for row in rows[:2]]
        first = (shaded == [True, False]) or self._stands_out(element)
        for number, row in enumerate(rows):
            head = is_on(child(row, "trPr"), "tblHeader") or (not number and first and len(rows) > 1)
            found.extend(self._row(row, above, table, head=bool(head)))
        yield from headed_rows(found, table)

    def _stands_out(self, table: Any) -> bool:
        """Whether the style of a table marks its first row, and this table uses that."""
        look = child(table, "tblPr", "tblLook")
        used = attribute(look, "firstRow") in ("1", "true", "on") or (attribute(look, "val")[-2:-1] in tuple("2367aAbBeEfF"))
        return used and attribute(child(table, "tblPr", "tblStyle"), "val") in self.styles.headed

    def _row(self, row: Any, above: dict[int, Cell], table: int, *, head: bool) -> Iterator[Block]:
        cells = [Cell("")] * min(_MOST_SPAN, max(0, number_of(attribute(child(row, "trPr", "gridBefore"), "val"))))
        pieces: list[Piece] = []
        nested: list[Block] = []
        for element in _flat(row, "tc"):
            at, own = len(cells), child(element, "tcPr")
            inside = list(self.blocks(element))
            nested.extend(block for block in inside if block.form is Form.ROW)
            words = [block for block in inside if block.form is not Form.ROW]
            merged = child(own, "vMerge")
            goes_on = merged is not None and attribute(merged, "val") != "restart" and at in above
            above[at] = above[at] if goes_on else cell_of(words, Where())
            pieces.extend(piece for block in words for piece in block.pieces)
            wide = min(_MOST_SPAN, max(1, number_of(attribute(child(own, "gridSpan"), "val")))) if at < _MOST_COLUMNS else 1
            cells.extend([above[at], *[Cell("")] * (wide - 1)])
        cells = [replace(cell, where=Where(cell=str(number))) for number, cell in enumerate(cells, 1)]
        self.watch.row(cells)
        if any(cell.text for cell in cells):
            yield Block(tuple(pieces), Form.ROW, cells=tuple(cells), table=table, head=head)
        yield from nested


def _primary(lang: str) -> str:
    return lang.partition("-")[0].lower()


def _alive(parent: Any) -> Iterable[Any]:
    """The children of an element; of several ways to show the same thing only the first."""
    if parent is None:
        return ()
    return list(parent)[:1] if name_of(parent) == "AlternateContent" else list(parent)


def _held(element: Any) -> Any | None:
    """What is read of an element: the content of a control, unless it only says what to type there."""
    if name_of(element) != "sdt":
        return element
    return None if is_on(child(element, "sdtPr"), "showingPlcHdr") else child(element, "sdtContent")


def _flat(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also within content controls and marked insertions."""
    for one in _alive(parent):
        if name_of(one) == name:
            yield one
        elif name_of(one) in ("sdt", *_THROUGH):
            yield from _flat(_held(one), name)


def _text_boxes(element: Any) -> Iterator[Any]:
    todo = [element]
    while todo:
        at = todo.pop()
        if name_of(at) == "txbxContent":
            yield at
        else:
            todo.extend(reversed(list(_alive(at))))


def _shaded(row: Any) -> bool:
    """Whether all cells of a row have a colour behind them."""
    fills = [attribute(child(cell, "tcPr", "shd"), "fill").lower() for cell in _flat(row, "tc")]
    return bool(fills) and all(fill not in ("", "auto", "ffffff") for fill in fills)
