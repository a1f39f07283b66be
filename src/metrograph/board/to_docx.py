"""The report as a Word document through python-docx: real headings, a table of contents, heads of tables on each page."""

import io
import zipfile
from typing import TYPE_CHECKING, Any

from metrograph.board.value import RUNNING_ON, Block, Board, Facts, Figure, Grid, Line, Para, Points, Quote, Run, Section, line
from metrograph.pictures import png
from metrograph.pictures.letters import to_left
from metrograph.words import mark, say

if TYPE_CHECKING:
    from docx.document import Document

_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
_WIDE = 170  # millimetres between the margins


def docx(board: Board) -> bytes:
    """The report as a Word document; the same report gives the same bytes.

    >>> docx(Board("Report", "Plan", "en", (), (), {}))[:2]
    b'PK'
    """
    from docx import Document  # noqa: PLC0415 - only where a Word document is asked for

    from metrograph.board.word import dress, lasting  # noqa: PLC0415 - see above

    document = Document()
    dress(document, board.title, board.plan, board.lang, _LOCALES[board.lang])
    _Writer(document, board).write()
    lasting(document)
    out = io.BytesIO()
    document.save(out)
    return _dateless(out.getvalue())


def _dateless(body: bytes) -> bytes:
    """The same archive, its parts without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            written.writestr(part, read.read(name))
    return out.getvalue()


class _Writer:
    def __init__(self, document: "Document", board: Board) -> None:
        self.document, self.board, self.lang = document, board, board.lang
        self.styles = {str(style.name): style.style_id for style in document.styles}

    def paragraph(self, style: str, words: str = "") -> Any:
        """A new paragraph in a style."""
        from metrograph.board.word import styled  # noqa: PLC0415 - as above

        return styled(self.document.add_paragraph(words), self.styles[style])

    def write(self) -> None:
        """The first page, the contents, the sections."""
        from metrograph.board.word import contents  # noqa: PLC0415 - see above

        board = self.board
        self.paragraph("Subtitle", board.title)
        self.paragraph("Title", board.plan)
        self.block(Facts(board.facts))
        self.runs(self.paragraph("Note"), line(say("board.independent", self.lang), lang=self.lang))
        self.paragraph("TOC Heading", say("board.contents", self.lang))
        contents(self.document, [(0, "".join(run.words for run in section.title)) for section in board.sections])
        for section in board.sections:
            self.section(section, 1)

    def section(self, section: Section, level: int) -> None:
        head = self.paragraph(f"Heading {level}")
        self.runs(head, section.title)
        head.paragraph_format.page_break_before = level == 1 and section.key not in RUNNING_ON
        for block in section.blocks:
            self.block(block)
        for part in section.parts:
            self.section(part, level + 1)

    def runs(self, paragraph: Any, told: Line) -> None:
        """The runs of a line, those in another language marked so."""
        from metrograph.board.word import mark  # noqa: PLC0415 - see above

        for run in told:
            made = paragraph.add_run(run.words)
            made.bold = True if run.look == "strong" else None
            made.italic = True if run.look == "quote" else None
            foreign = _LOCALES.get(run.lang, run.lang) if run.lang not in {"", self.lang} else ""
            mark(made, foreign, to_left(run.words))

    def block(self, block: Block) -> None:
        match block:
            case Para():
                style = {"lead": "Lead", "note": "Note", "claim": "Claim"}.get(block.look, "Normal")
                self.runs(self.paragraph(style), block.line)
            case Points():
                for item in block.items:
                    self.runs(self.paragraph("List Bullet"), item)
            case Facts():
                for name, value in block.pairs:
                    self.runs(self.paragraph("Fact"), (Run(name + mark(":", self.lang), "", "strong"), *value))
            case Quote():
                self.quote(block)
            case Figure():
                self.figure(block)
            case Grid():
                self.grid(block)

    def quote(self, quote: Quote) -> None:
        self.runs(self.paragraph("Quote"), (Run(say("quoted", self.lang, words=quote.words), quote.lang),))
        foreign = quote.lang if quote.lang != self.lang else ""
        aside = " · ".join(part for part in (quote.translation, quote.place, foreign) if part)
        if aside:
            self.runs(self.paragraph("Quoted"), line(aside))

    def figure(self, figure: Figure) -> None:
        from metrograph.board.word import picture  # noqa: PLC0415 - see above

        picture(self.document, png(figure.drawing), _WIDE * figure.share, figure.caption, figure.alt)
        self.paragraph("Caption", figure.alt)

    def grid(self, grid: Grid) -> None:
        from metrograph.board.word import styled, table  # noqa: PLC0415 - see above

        self.paragraph("Tablehead", grid.caption)
        made = table(self.document, len(grid.rows) + 1, [_WIDE * share / sum(grid.widths) for share in grid.widths], grid.caption)
        small = len(grid.columns) > 8
        for number, row in enumerate((tuple((Run(name, "", "strong"),) for name in grid.columns), *grid.rows)):
            for at, (cell, told) in enumerate(zip(made[number], row, strict=True)):
                paragraph = cell.paragraphs[0]
                styled(paragraph, self.styles["Tiny" if small else "Cell"])
                paragraph.alignment = 2 if at in grid.numbers else None
                self.runs(paragraph, told)
