"""The report as PDF on A4 through reportlab: contents with page numbers, bookmarks, pictures as lines and not as points.

The standard fonts know the letters of Western Europe; what they lack is seen (¤), and the caveats of the report say so.
"""

import io
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from metrograph.board.value import RUNNING_ON, Block, Board, Facts, Figure, Grid, Line, Para, Points, Quote, Run, Section, line
from metrograph.pictures import paint
from metrograph.pictures.to_pdf import lacking, writable
from metrograph.words import say

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_BLANKS = re.compile(r"([ \u00a0\u202f]+)")
_LOOKS = {"strong": "<b>{}</b>", "quote": "<i>{}</i>", "dim": '<font color="#4d5560">{}</font>'}
_ROOM, _HEAD, _FACT, _HALF = 85, 170, 18, 240
"""Points that a page must have left for a link, for a heading, for each fact below it, for a section that begins no page."""


def pdf(board: Board) -> bytes:
    """The report as PDF; the same report gives the same bytes.

    >>> from metrograph.board.value import Board
    >>> pdf(Board("Report", "Plan", "en", (), (), {}))[:5]
    b'%PDF-'
    """
    from metrograph.board.pages import Pages, styles  # noqa: PLC0415 - reportlab is imported when a PDF is asked for

    told = _with_signs(board)
    out = io.BytesIO()
    pages = Pages(out, words(board.title), words(board.plan), partial(_page, board.lang), board.lang)
    pages.multiBuild(_Story(told, styles(), pages.width).flowables())
    return out.getvalue()


def _page(lang: str, number: int) -> str:
    return say("board.page", lang, n=number)


def words(told: str) -> str:
    r"""Words as the standard fonts can show them, their blanks as they are.

    >>> words("Łódź\u202f: 5"), words("Qualité")
    ('Lódz\xa0: 5', 'Qualité')
    """
    parts = _BLANKS.split(told)
    return "".join(part.replace("\u202f", "\u00a0") if _BLANKS.fullmatch(part) else writable(part) for part in parts)


def _with_signs(board: Board) -> Board:
    """The report, with a word among its caveats where characters are lacking."""
    if not lacking(board.texts()):
        return board
    more = line(say("board.caveat.signs", board.lang), lang=board.lang)

    def told(section: Section) -> Section:
        if section.key != "caveats":
            return section
        return replace(section, blocks=(*section.blocks, Points((more,))))

    return replace(board, sections=tuple(map(told, board.sections)))


def _marked(runs: Line) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    return _LOOKS.get(run.look, "{}").format(escape(words(run.words)))


class _Story:
    """The report as what reportlab lays out on pages."""

    def __init__(self, board: Board, styles: dict[str, Any], width: float) -> None:
        self.board, self.styles, self.width = board, styles, width

    def flowables(self) -> "list[Flowable]":
        from reportlab.platypus import CondPageBreak, PageBreak  # noqa: PLC0415 - see above

        from metrograph.board.pages import contents  # noqa: PLC0415 - see above

        board = self.board
        made: list[Flowable] = [
            self.para(board.title, "kind"),
            self.para(escape(words(board.plan)), "title"),
            *self.block(Facts(board.facts)),
            self.para(escape(words(say("board.independent", board.lang))), "note"),
            self.para(escape(say("board.contents", board.lang)), "contents"),
            contents(self.styles),
        ]
        for section in board.sections:
            made.append(CondPageBreak(_HALF) if section.key in RUNNING_ON else PageBreak())
            made += self.section(section, 0)
        return made

    def para(self, marked: str, style: str) -> "Flowable":
        from reportlab.platypus import Paragraph  # noqa: PLC0415 - see above

        return Paragraph(marked, self.styles[style])

    def section(self, section: Section, level: int) -> "list[Flowable]":
        from reportlab.platypus import CondPageBreak  # noqa: PLC0415 - see above

        head = self.para(_marked(section.title), "h1" if level == 0 else "h2")
        head.in_contents = (level, "".join(words(run.words) for run in section.title), section.key)
        facts = [block for block in section.blocks[:1] if isinstance(block, Facts)]  # they stand on the page of what follows them
        made = [CondPageBreak(_HEAD + sum(_FACT * len(block.pairs) for block in facts)), head] if level else [head]
        for block in section.blocks:
            made += self.block(block)
        for part in section.parts:
            made += self.section(part, level + 1)
        return made

    def block(self, block: Block) -> "list[Flowable]":
        from reportlab.platypus import CondPageBreak  # noqa: PLC0415 - see above

        match block:
            case Para():
                told = self.para(_marked(block.line), block.look or "body")
                return [CondPageBreak(_ROOM), told] if block.look == "claim" else [told]
            case Points():
                return [self.para(f"<bullet>•</bullet>{_marked(item)}", "point") for item in block.items]
            case Facts():
                return [self.table(tuple((line(name), value) for name, value in block.pairs), (28, 72))] if block.pairs else []
            case Quote():
                return self.quote(block)
            case Figure():
                return self.figure(block)
            case Grid():
                return self.grid(block)

    def quote(self, quote: Quote) -> "list[Flowable]":
        lang = self.board.lang
        said = escape(words(say("quoted", lang, words=quote.words)))
        foreign = quote.lang if quote.lang != lang else ""
        aside = " · ".join(escape(words(part)) for part in (quote.translation, quote.place, foreign) if part)
        return [self.para(f"<i>{said}</i>" + (f'<br/><font size="8" color="#4d5560">{aside}</font>' if aside else ""), "quote")]

    def figure(self, figure: Figure) -> "list[Flowable]":
        from metrograph.board.pages import Drawn  # noqa: PLC0415 - see above

        picture = figure.drawing
        scale = self.width * figure.share / picture.width
        drawn = Drawn(picture.width * scale, picture.height * scale, partial(paint, drawing=picture, scale=scale))
        return [drawn, self.para(escape(words(figure.alt)), "caption")]

    def grid(self, grid: Grid) -> "list[Flowable]":
        caption = [self.para(f"<b>{escape(words(grid.caption))}</b>", "tablehead"), *[""] * (len(grid.columns) - 1)]
        head = tuple((Run(name, "", "strong"),) for name in grid.columns)
        return [self.table((head, *grid.rows), grid.widths, grid.numbers, caption)]

    def table(
        self,
        rows: tuple[tuple[Line, ...], ...],
        widths: tuple[int, ...],
        numbers: frozenset[int] = frozenset(),
        caption: "list[Flowable | str] | None" = None,
    ) -> "Flowable":
        from metrograph.board.pages import table  # noqa: PLC0415 - see above

        look = "tiny" if len(widths) > 8 else "cell"
        cells = [
            [self.para(_marked(cell), f"{look}-right" if at in numbers else look) for at, cell in enumerate(row)] for row in rows
        ]
        return table(
            [*([caption] if caption else []), *cells], [self.width * share / sum(widths) for share in widths], 2 if caption else 0
        )
