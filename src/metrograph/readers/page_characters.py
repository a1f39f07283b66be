"""Puts the characters of a page of a PDF together to runs, each with its place, its look and the part of it in a link."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]
import pypdfium2.raw as api  # type: ignore[import-untyped,unused-ignore]

from metrograph.readers.page_geometry import Box, View
from metrograph.readers.page_rules import At, Grid, cell_at

SIGNS = "•◦▪▫‣➢➤●○■□❖✓✔⁃∙·"
_BLANK = frozenset([0, 9, 10, 13, 32, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0xFEFF])
_HYPHEN = {2: "-", 0xFFFE: "-"}
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a part of one in a table: its words, where they stand (``y`` is the foot of the letters) and their look.

    ``letters``, ``heavy`` and ``linked`` count characters: all, bold ones, and those in a link. ``region`` numbers the
    columns of a page in reading order; ``cell`` is table, row and column in a table of the page.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    letters: int
    heavy: int = 0
    linked: float = 0.0
    region: int = 0
    cell: At | None = None

    @property
    def bold(self) -> bool:
        """Whether nearly all of it is bold."""
        return self.heavy >= 0.9 * self.letters

    @property
    def box(self) -> Box:
        """Left, top, right and bottom."""
        return self.x0, self.y - 0.8 * self.size, self.x1, self.y + 0.2 * self.size


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    sign: bool
    upright: bool


def text_runs(page: pdfium.PdfPage, view: View, grids: Sequence[Grid]) -> list[Line]:
    """The characters of a page, put together where one follows the other on a line without a wide gap."""
    runs: list[Line] = []
    letters: list[tuple[float, float, float, str, _Style]] = []
    last, here, space = (0.0, 0.0, 1.0), None, False
    for x0, x1, y, char, style in _characters(page, view):
        if style is None:
            space = True
            continue
        size = max(style.size, last[2])
        gap, cell = x0 - last[0], cell_at(grids, (x0 + x1) / 2, y - 0.3 * style.size)
        same = bool(letters) and x0 == letters[-1][0]  # the letters of a ligature
        if abs(y - last[1]) > 0.5 * size or not (same or -0.5 * size < gap < 1.6 * size) or cell != here:
            runs.extend(_run(letters, here))
            letters, here = [], cell
        elif letters and (space or gap > 0.3 * size):
            letters.append((x0, x0, y, " ", style))
        letters.append((x0, x1, y, char, style))
        last, space = (x1, y, style.size), False
    return [*runs, *_run(letters, here)]


def _run(letters: Sequence[tuple[float, float, float, str, _Style]], cell: At | None) -> Iterator[Line]:
    if not letters:
        return
    main = Counter(style.size for *_, char, style in letters if char != " ").most_common(1)[0][0]
    y = next(y for _, _, y, _, style in letters if style.size == main)
    text = "".join(char for *_, char, _ in letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    words = [style.bold for *_, char, style in letters if char != " "]
    yield Line(text, min(one[0] for one in letters), max(one[1] for one in letters), y, main, len(words), sum(words), cell=cell)


def _characters(page: pdfium.PdfPage, view: View) -> Iterator[tuple[float, float, float, str, _Style | None]]:
    """Left, right, foot, sign and look of each upright character; no look: a blank."""
    text = page.get_textpage()
    box, x, y = api.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    matrix, name = api.FS_MATRIX(), ctypes.create_string_buffer(128)
    styles: dict[object, _Style] = {}
    try:
        for index in range(api.FPDFText_CountChars(text)):
            code = api.FPDFText_GetUnicode(text, index)
            if code in _BLANK:
                yield 0.0, 0.0, 0.0, " ", None
                continue
            api.FPDFText_GetMatrix(text, index, matrix)
            api.FPDFText_GetFontInfo(text, index, name, 128, None)
            key = (name.value, api.FPDFText_GetFontSize(text, index), matrix.a, matrix.b, matrix.c, matrix.d)
            style = styles.get(key)
            if style is None:
                style = styles[key] = _style(*key, api.FPDFText_GetFontWeight(text, index), view)
            if not style.upright or code < 2:
                continue
            api.FPDFText_GetLooseCharBox(text, index, box)
            api.FPDFText_GetCharOrigin(text, index, x, y)
            left, top, right, bottom = view.box(box.left, box.bottom, box.right, box.top)
            foot = view.point(x.value, y.value)[1]
            if 0 <= (left + right) / 2 <= view.width and 0 <= (top + bottom) / 2 <= view.height and abs(foot) < 1e6:
                char = "•" if style.sign and code < 0xE000 and chr(code) not in SIGNS else _HYPHEN.get(code) or chr(code)
                yield left, right, foot, char, style
    finally:
        text.close()


def _style(name: bytes, size: float, a: float, b: float, c: float, d: float, weight: int, view: View) -> _Style:
    face = name.decode("utf-8", "replace").lower()
    bold = weight >= 650 or any(word in face for word in _BOLD)
    sign = any(word in face for word in ("wingding", "dingbat"))
    return _Style(round(min(max(abs(size) * math.hypot(c, d), 1.0), 999.0), 1), bold, sign, view.upright(a, b))


def link_boxes(page: pdfium.PdfPage, view: View) -> list[Box]:
    """The boxes of the page that lead somewhere when they are clicked."""
    at, link, box = ctypes.c_int(0), api.FPDF_LINK(), api.FS_RECTF()
    found = []
    while api.FPDFLink_Enumerate(page, at, link):
        if api.FPDFLink_GetAnnotRect(link, box):
            found.append(view.box(box.left, box.bottom, box.right, box.top))
    return found


def with_links(runs: Iterable[Line], links: Sequence[Box]) -> Iterator[Line]:
    """The runs, each with the number of its letters that stand in a link."""
    for run in runs:
        height = run.y - 0.3 * run.size
        here = [(max(run.x0, left), min(run.x1, right)) for left, top, right, bottom in links if top <= height <= bottom]
        covered = sum(end - start for start, end in here if end > start)
        yield replace(run, linked=run.letters * min(1.0, covered / max(run.x1 - run.x0, 0.1))) if covered else run


def put_together(before: Line, after: Line) -> Line:
    """Two pieces that stand side by side as one; the longer one gives the look."""
    near = after.x0 - before.x1 < 0.15 * max(before.size, after.size)
    main = before if before.letters >= after.letters else after
    text = before.text + ("" if near else " ") + after.text
    sums = (before.letters + after.letters, before.heavy + after.heavy, before.linked + after.linked)
    return replace(main, text=text, x0=before.x0, x1=max(before.x1, after.x1), letters=sums[0], heavy=sums[1], linked=sums[2])
