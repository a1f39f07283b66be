"""What python-docx has no words for: styles of ours, language, contents, heads of tables that stand on each page, pictures."""

import io
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

_INK, _DIM, _BLUE = RGBColor(0x1A, 0x1D, 0x21), RGBColor(0x4D, 0x55, 0x60), RGBColor(0x0B, 0x53, 0x94)
_FONT = "Calibri"
# Name, parent, points, colour, bold, italic, points before and after.
_STYLES = (
    ("Lead", "Normal", 12, _INK, False, False, 0, 8),
    ("Note", "Normal", 9, _DIM, False, False, 0, 6),
    ("Claim", "Normal", 10.5, _INK, False, False, 10, 2),
    ("Fact", "Normal", 10.5, _INK, False, False, 0, 2),
    ("Quoted", "Normal", 9, _DIM, False, False, 0, 4),
    ("Tablehead", "Normal", 10.5, _INK, True, False, 10, 4),
    ("Cell", "Normal", 9, _INK, False, False, 0, 0),
    ("Tiny", "Normal", 7.5, _INK, False, False, 0, 0),
    ("Entry", "Normal", 10.5, _INK, False, False, 0, 2),
)
_KNOWN = (
    ("Normal", 10.5, _INK, False, False, 0, 6),
    ("Title", 24, _INK, True, False, 0, 16),
    ("Subtitle", 12, _BLUE, True, False, 60, 4),
    ("Heading 1", 18, _INK, True, False, 0, 10),
    ("Heading 2", 13, _BLUE, True, False, 14, 4),
    ("TOC Heading", 13, _INK, True, False, 18, 6),
    ("Quote", 10.5, _INK, False, True, 2, 2),
    ("Caption", 9, _DIM, False, False, 4, 8),
    ("List Bullet", 10.5, _INK, False, False, 0, 2),
)


_TEMPLATE = frozenset({"thumbnail", "extended-properties", "customXml", "stylesWithEffects"})
"""Parts of the template: a picture of an empty page, the program that made it, an empty list of sources, all styles once more."""
_EDITED = frozenset({"rsids", "rsid", "docId"})
"""What the template says of those who edited it."""


def dress(document: Document, title: str, plan: str, lang: str, locale: str) -> None:
    """Page, styles, language, properties, header and footer."""
    for name, size, colour, bold, italic, before, after in _KNOWN:
        _style(document.styles[name], size, colour, bold, italic, before, after)
    for name, parent, size, colour, bold, italic, before, after in _STYLES:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles[parent]
        _style(made, size, colour, bold, italic, before, after)
    for name in ("Claim", "Tablehead", "Quote"):
        document.styles[name].paragraph_format.keep_with_next = True
    for name in ("Quote", "Quoted"):
        document.styles[name].paragraph_format.left_indent = Mm(6)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    section.header.paragraphs[0].add_run(plan if len(plan) <= 90 else f"{plan[:90]}…").font.size = Pt(8)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(footer, "PAGE", "1")
    _speak(document, locale)
    properties = document.core_properties
    properties.title, properties.subject, properties.language = f"{title} – {plan}"[:255], plan[:255], lang
    properties.author, properties.comments, properties.last_modified_by = "metrograph", "", "metrograph"


def _style(style: Any, size: float, colour: RGBColor, bold: bool, italic: bool, before: float, after: float) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = _FONT, Pt(size), bold, italic, colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("w:eastAsia", "w:cs"):
        fonts.set(qn(name), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    borders = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)


def _speak(document: Document, locale: str) -> None:
    """The language of the document, for spelling and for reading aloud."""
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), locale)


def lasting(document: Document) -> None:
    """Take out what says nothing of the report: times of writing, and what the template of python-docx brought along."""
    for rels in (document.part.package.rels, document.part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.rpartition("/")[2] in _TEMPLATE]:
            del rels[name]
    for root in (document.settings.element, document.styles.element):
        for found in [one for one in root.iter() if str(one.tag).rpartition("}")[2] in _EDITED]:
            found.getparent().remove(found)
    properties = document.core_properties._element  # noqa: SLF001 - python-docx can set a time, and not take one out
    for name in ("dcterms:created", "dcterms:modified"):
        for found in properties.findall(qn(name)):
            properties.remove(found)


def styled(paragraph: Any, style: str) -> Any:
    """A paragraph put in a style by its identifier; python-docx looks through all styles each time that it is given a name."""
    paragraph._p.style = style  # noqa: SLF001
    return paragraph


def mark(run: Any, locale: str, leftwards: bool) -> None:
    """The language of a run where it is not that of the document, and that it is written from right to left."""
    if not locale and not leftwards:
        return
    rights = run._element.get_or_add_rPr()  # noqa: SLF001 - see above
    if leftwards:
        rights.append(OxmlElement("w:rtl"))
    if locale:
        tongue = OxmlElement("w:lang")
        tongue.set(qn("w:bidi" if leftwards else "w:val"), locale)
        rights.append(tongue)


def _field(paragraph: Any, told: str, shown: str) -> None:
    _sign(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = told
    paragraph.add_run()._element.append(instruction)  # noqa: SLF001
    _sign(paragraph, "separate")
    if shown:
        paragraph.add_run(shown)
        _sign(paragraph, "end")


def _sign(paragraph: Any, kind: str) -> None:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._element.append(sign)  # noqa: SLF001


def contents(document: Document, entries: list[tuple[int, str]]) -> None:
    """A field of contents, filled with the headings; Word adds the pages when the field is updated (F9)."""
    paragraph = document.add_paragraph(style="Entry")
    _field(paragraph, 'TOC \\o "1-2" \\h \\z \\u', "")
    for at, (_, words) in enumerate(entries):
        if at:
            paragraph = document.add_paragraph(style="Entry")
        paragraph.add_run(words)
    _sign(paragraph, "end")


def picture(document: Document, body: bytes, width: float, name: str, alt: str) -> None:
    """A picture with the words that stand for it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(body), width=Mm(width))
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx has no words for it
    shape._inline.docPr.set("title", name)  # noqa: SLF001


def table(document: Document, rows: int, widths: list[float], caption: str) -> list[list[_Cell]]:
    """The cells of a new table, whose first row stands on each page."""
    made = document.add_table(rows, len(widths))
    made.style = document.styles["Table Grid"]
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    head = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no words for it
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), caption)
    made._tbl.tblPr.append(named)  # noqa: SLF001
    # ``Table.rows`` and ``Row.cells`` count anew each time: with a hundred rows that takes half a minute
    cells = [[_Cell(cell, made) for cell in row.tc_lst] for row in made._tbl.tr_lst]  # noqa: SLF001
    for row in cells:
        for cell, width in zip(row, widths, strict=True):
            cell.width = Mm(width)
    return cells
