"""Reads a PDF: the lines of its pages become headings, bullets, paragraphs, rows of tables and furniture.

Nothing is known of one document or another: sizes and weights of letters, leading, indents, line ends and rules decide.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]
import pypdfium2.raw as api  # type: ignore[import-untyped,unused-ignore]

from metrograph.errors import LimitError, Place, SourceError
from metrograph.readers.files import File, body_of, document
from metrograph.readers.page_layout import Page, laid_out
from metrograph.readers.passage import LIMITS, Document, Form, Limits, Passage, Where
from metrograph.readers.pdf_furniture import furniture
from metrograph.readers.pdf_levels import headed, levelled
from metrograph.readers.pdf_look import Look, look_of
from metrograph.readers.pdf_passages import Draft, drafts_of, run_on
from metrograph.readers.pdf_tables import cells_of, tabled
from metrograph.readers.pdf_words import mended
from metrograph.readers.unmarked import with_unmarked

_NO_TITLE = re.compile(
    r"untitled.*|sans titre.*|sin título.*|\(?anonymous\)?|microsoft (word|powerpoint|excel) - .*|.*\.\w{2,5}|\W*", re.IGNORECASE
)


def ignore(done: int) -> None:
    """Tell nobody how many pages are done."""


def read_pdf(path: File, limits: Limits = LIMITS, tell: Callable[[int], None] = ignore) -> Document:
    """The passages of a PDF, in reading order.

    A page that is only a picture among pages with text gives a ``FURNITURE`` passage without words. A passage that runs
    over a page break has all its words in ``text``; its place and ``raw`` are those of its part on the first page.
    """
    body = body_of(path, limits)
    with closing(_opened(path, body)) as pdf:
        if len(pdf) > limits.pages:
            raise LimitError("L109", Place(str(path)), found=len(pdf), limit=limits.pages)
        pages = list(_pages(path, pdf, limits, tell))
        title, lang = _title(pdf), _lang(pdf)
    if not any(page.lines for page in pages):
        raise SourceError("S116" if any(page.drawn for page in pages) else "S117", Place(str(path)))
    lines = sum(len(page.lines) for page in pages)
    return document(path, "pdf", body, with_unmarked(_passages(pages)), lines=lines, title=title, lang=lang)


def page_text(path: File, page: int) -> str:
    """The text of a page counted from 1, its lines in reading order: what ``start`` and ``raw`` of its passages refer to."""
    with closing(_opened(path, body_of(path, Limits()))) as pdf:
        return _page(path, pdf, page).text


def _opened(path: File, body: bytes) -> Any:
    try:
        pdf = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if api.FPDF_GetLastError() in {api.FPDF_ERR_PASSWORD, api.FPDF_ERR_SECURITY}:
            raise SourceError("S115", Place(str(path))) from None
        raise SourceError("S118", Place(str(path)), format="PDF", detail=str(error).rstrip(".")) from None
    if not len(pdf):
        pdf.close()
        raise SourceError("S117", Place(str(path)))
    return pdf


def _pages(path: File, pdf: Any, limits: Limits, tell: Callable[[int], None]) -> Iterator[Page]:
    began = time.monotonic()
    for number in range(1, len(pdf) + 1):
        yield _page(path, pdf, number)
        tell(number)
        if time.monotonic() - began > limits.seconds:
            raise LimitError("L110", Place(str(path)), limit=limits.seconds)


def _page(path: File, pdf: Any, number: int) -> Page:
    try:
        with closing(pdf[number - 1]) as page:
            return laid_out(page, number)
    except pdfium.PdfiumError as error:
        detail = f"page {number}: {str(error).rstrip('.')}"
        raise SourceError("S118", Place(str(path)), format="PDF", detail=detail) from None


def _title(pdf: Any) -> str:
    title = " ".join(str(pdf.get_metadata_value("Title")).split())
    return "" if _NO_TITLE.fullmatch(title) or not any(letter.isalpha() for letter in title) else title


def _lang(pdf: Any) -> str:
    if not hasattr(api, "FPDFCatalog_GetLanguage"):
        return ""
    room = (api.FPDF_WCHAR * 32)()
    size = api.FPDFCatalog_GetLanguage(pdf, room, 64)
    tag = bytes(room)[: min(max(size - 2, 0), 64)].decode("utf-16-le", "replace")
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", tag)
    return found[0].lower() if found else ""


def _passages(pages: Sequence[Page]) -> Iterator[Passage]:
    aside = furniture(pages)
    look = look_of(pages, aside)
    drafts = [draft for page in pages for draft in drafts_of(page, aside, look)]
    drafts = list(tabled(levelled(headed(run_on(drafts, look), look))))
    starts = {page.number: _starts(page) for page in pages}
    for number, draft in enumerate(drafts, start=1):
        yield _passage(draft, number, starts[draft.page.number], look)


def _starts(page: Page) -> list[int]:
    """Where in the page text each line begins, and where one more would."""
    starts = [0]
    for line in page.lines:
        starts.append(starts[-1] + len(line.text) + 1)
    return starts


def _passage(draft: Draft, number: int, starts: Sequence[int], look: Look) -> Passage:
    where = Where(line=number, page=draft.page.number)
    if not draft.lines:
        return Passage("", Form.FURNITURE, where=where)
    lines = (*draft.lines, *draft.more)
    start, raw = starts[draft.first] + draft.cut, "\n".join(line.text for line in draft.lines)[draft.cut :]
    letters = sum(line.letters for line in lines)
    linked = 2 * sum(line.linked for line in lines) > letters
    bold = all(line.bold for line in lines)
    if draft.lines[0].cell is not None:
        cells = tuple(cells_of(draft, where, starts, look))
        text = " | ".join(cell.text for cell in cells)
        return Passage(text, draft.form, 0, where, raw, start, linked, bold, cells, draft.table, draft.head)
    text = mended([lines[0].text[draft.cut :], *(line.text for line in lines[1:])], look)
    return Passage(text, draft.form, draft.level, where, raw, start, linked, bold)
