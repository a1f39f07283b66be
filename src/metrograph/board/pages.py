"""What the pages of the PDF are made of: their frame, header and footer, styles, tables and pictures."""

from collections.abc import Callable
from typing import Any, BinaryIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

_INK, _DIM = colors.HexColor("#1a1d21"), colors.HexColor("#4d5560")
_LINE, _BLUE, _SOFT = colors.HexColor("#c5ccd4"), colors.HexColor("#0b5394"), colors.HexColor("#f4f6f8")
_SIDE, _TOP, _BOTTOM = 20 * mm, 22 * mm, 20 * mm
_LONGEST = 90


class Pages(BaseDocTemplate):  # type: ignore[misc]  # reportlab tells no types
    """A4 pages with the name of the plan above and the number of the page below."""

    def __init__(self, out: BinaryIO, title: str, plan: str, page: Callable[[int], str], lang: str) -> None:
        about = {"title": f"{title} – {plan}", "subject": plan, "author": "metrograph", "creator": "metrograph"}
        super().__init__(out, pagesize=A4, lang=lang, invariant=1, **about)
        self._plan, self._page, self._marked = plan if len(plan) <= _LONGEST else f"{plan[:_LONGEST]}…", page, 0
        self.width = A4[0] - 2 * _SIDE
        frame = Frame(_SIDE, _BOTTOM, self.width, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._around))

    def _around(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(_DIM)
        number = canvas.getPageNumber()
        if number > 1:
            canvas.drawString(_SIDE, A4[1] - 13 * mm, self._plan)
            canvas.setStrokeColor(_LINE)
            canvas.line(_SIDE, A4[1] - 15 * mm, A4[0] - _SIDE, A4[1] - 15 * mm)
        canvas.drawRightString(A4[0] - _SIDE, 11 * mm, self._page(number))
        canvas.restoreState()

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab calls it so
        """Begin to count headings anew: the pages are laid out more than once, until the contents agree."""
        self._marked = 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab calls it so
        """A heading becomes a bookmark and a line of the contents."""
        told = getattr(flowable, "in_contents", None)
        if told:
            level, words, _ = told
            self._marked += 1
            name = f"h{self._marked}"
            short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
            self.canv.bookmarkPage(name)
            self.canv.addOutlineEntry(short, name, level, closed=level == 0)
            if level == 0:
                self.notify("TOCEntry", (0, short.replace("&", "&amp;").replace("<", "&lt;"), self.page, name))


def styles() -> dict[str, ParagraphStyle]:
    """How each kind of paragraph looks."""
    body = ParagraphStyle(
        "body", fontName="Helvetica", fontSize=9.5, leading=13.5, textColor=_INK, spaceAfter=5, splitLongWords=1
    )

    def like(name: str, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=body, **changes)

    bold = "Helvetica-Bold"
    found = [
        body,
        like("kind", fontName=bold, fontSize=12, leading=15, textColor=_BLUE, spaceBefore=60, spaceAfter=6),
        like("title", fontName=bold, fontSize=24, leading=29, spaceAfter=18),
        like("contents", fontName=bold, fontSize=13, leading=17, spaceBefore=22, spaceAfter=6),
        like("entry", fontSize=10, leading=15, spaceAfter=0),
        like("h1", fontName=bold, fontSize=17, leading=21, spaceBefore=24, spaceAfter=10),
        like("h2", fontName=bold, fontSize=12, leading=15.5, textColor=_BLUE, spaceBefore=14, spaceAfter=5),
        like("lead", fontSize=11, leading=16, spaceAfter=10),
        like("claim", spaceBefore=9, spaceAfter=3),
        like("note", fontSize=8.5, leading=11.5, textColor=_DIM),
        like("point", leftIndent=12, bulletIndent=2, spaceAfter=2),
        like(
            "quote",
            leftIndent=10,
            rightIndent=5,
            borderPadding=(3, 5, 3, 6),
            backColor=_SOFT,
            spaceBefore=4,
            spaceAfter=7,
        ),
        like("caption", fontSize=8.5, leading=11.5, textColor=_DIM, spaceBefore=4, spaceAfter=10),
        like("tablehead", spaceAfter=2),
        like("cell", fontSize=8.5, leading=11, spaceAfter=0),
        like("cell-right", fontSize=8.5, leading=11, spaceAfter=0, alignment=2),
        like("tiny", fontSize=7.5, leading=9.5, spaceAfter=0),
        like("tiny-right", fontSize=7.5, leading=9.5, spaceAfter=0, alignment=2),
    ]
    return {style.name: style for style in found}


def contents(known: dict[str, ParagraphStyle]) -> TableOfContents:
    """The contents, with the number of each page."""
    return TableOfContents(levelStyles=[known["entry"]], dotsMinLevel=0)


def table(cells: list[list[Flowable]], widths: list[float], heads: int) -> Table:
    """A table that goes on over pages, its first ``heads`` rows on each; a row higher than a page is parted."""
    pad = 2 if len(widths) > 8 else 4
    look: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), pad),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, heads), (-1, -1), 0.4, _LINE),
    ]
    if heads:
        look += [("SPAN", (0, 0), (-1, 0)), ("LEFTPADDING", (0, 0), (-1, 0), 0), ("LINEBELOW", (0, 1), (-1, 1), 0.9, _INK)]
    made = Table(cells, widths, repeatRows=heads, splitByRow=1, splitInRow=1, spaceBefore=8, spaceAfter=10, hAlign="LEFT")
    made.setStyle(TableStyle(look))
    return made


class Drawn(Flowable):  # type: ignore[misc]  # see above
    """A picture of a size, drawn by a function of ``pictures``."""

    def __init__(self, width: float, height: float, draw: Callable[..., None]) -> None:
        super().__init__()
        self.width, self.height, self._draw = width, height, draw
        self.hAlign = "CENTER"

    def wrap(self, *_: float) -> tuple[float, float]:
        """How much room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it where reportlab has moved to."""
        self._draw(self.canv)
