"""What every reader gives, whatever the format: the passages of a document, in order, each with its place.

```
plan.docx, plan.pdf, plan.md, plan.xlsx … ──a reader──> Passage, Passage, Passage …
    HEADING 1    "Réseau de connaissances"               page 3
    BULLET 2     "Webinaire sur l'innovation, mars"      page 3
    ROW          cells "Mars" | "Forum de Malaga"        sheet Agenda, row 4
    FURNITURE    "Plan de travail 2019 – 7"              running heads, page numbers: read and set aside
```
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What a passage is on the page."""

    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    ROW = "row"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Where:
    """The unit in which words stand, counted from 1; what a format does not have is 0 or empty.

    ``line`` is a line of the file (text, Markdown, HTML, CSV) and elsewhere the number of the passage in the document.
    """

    line: int = 0
    page: int = 0
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell of a row: its text without markup, paragraphs parted by ``\n``, and the words as the source writes them.

    ``raw`` begins ``start`` characters into the unit that ``where`` names (the line, the page, the cell).
    """

    text: str
    where: Where = Where()
    raw: str = ""
    start: int = 0
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a bullet, a paragraph or a row of a table.

    ``text`` has no markup and no bullet sign; line breaks and hyphens of the layout are mended. ``raw`` holds the same
    words as the source writes them and begins ``start`` characters into the unit of ``where``, so that
    ``unit[start : start + len(raw)] == raw``. ``level`` is 1 for the highest heading and the outermost bullet, 0 for
    the rest. ``linked``: the passage, or most of it, is a link. ``bold``: all of it is. A row has ``cells``; ``table``
    numbers the tables of a document from 1, ``head`` marks their header row. ``lang`` only where the document says it.
    """

    text: str
    form: Form = Form.PARAGRAPH
    level: int = 0
    where: Where = Where()
    raw: str = ""
    start: int = 0
    linked: bool = False
    bold: bool = False
    cells: tuple[Cell, ...] = ()
    table: int = 0
    head: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its name, format, SHA-256, passages, the number of its lines, and what it says of itself."""

    file: str
    format: str
    sha256: str
    passages: tuple[Passage, ...]
    lines: int
    title: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader takes before it stops with a ``LimitError``.

    ``size`` bytes of a file that is read whole (IATI is streamed and has none), ``ratio`` and ``unpacked`` bytes of what
    a zip holds against what it weighs, ``pages`` of a PDF, ``rows`` of a table, ``seconds`` of reading.
    """

    size: int = 100_000_000
    ratio: int = 200
    unpacked: int = 500_000_000
    pages: int = 2_000
    rows: int = 200_000
    seconds: float = 120.0


LIMITS = Limits()
