"""Lays out one page of a PDF: its characters become lines in reading order, and its rules become the grids of tables.

```
characters ──> runs ──> cells of ruled grids, cells of aligned columns, lines of text columns ──> Line, Line, Line …
```
Everything is measured in points from the top left corner of the page as a person sees it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]
import pypdfium2.raw as api  # type: ignore[import-untyped,unused-ignore]

from metrograph.readers.page_characters import SIGNS, Line, link_boxes, put_together, text_runs, with_links
from metrograph.readers.page_geometry import Span, View
from metrograph.readers.page_order import reading_order
from metrograph.readers.page_rules import Grid, Stroke, ruled_grids

_LABEL = re.compile(r"(?:[-–—*+·o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)")
_NO_GRID = Grid((), ())


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines in reading order, its tables, and whether anything at all is drawn on it."""

    number: int
    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    drawn: bool = False

    @property
    def text(self) -> str:
        """The page text: what places of passages count characters of."""
        return "\n".join(line.text for line in self.lines)


def laid_out(page: pdfium.PdfPage, number: int) -> Page:
    """A page, laid out."""
    view = View(page)
    drawn, level = ruled_grids(page, view)
    runs = text_runs(page, view, drawn)
    grids = [grid if _holds_text(index, grid, runs, view.height) else None for index, grid in enumerate(drawn)]
    runs = [run if run.cell is None or grids[run.cell[0]] else replace(run, cell=None) for run in runs]
    rows = list(_visual_rows(with_links(runs, link_boxes(page, view))))
    lines, aligned = _aligned(rows, len(grids), level)
    ordered = tuple(reading_order(lines, view.height))
    return Page(
        number, view.height, ordered, (*(grid or _NO_GRID for grid in grids), *aligned), bool(api.FPDFPage_CountObjects(page))
    )


def _holds_text(index: int, grid: Grid, runs: Sequence[Line], height: float) -> bool:
    """Whether a grid is a table: words in two columns, no rule between two columns of prose, no frame of a running head."""
    cells = {run.cell[1:] for run in runs if run.cell and run.cell[0] == index}
    tall = len(grid.ys) == 2 and grid.ys[-1] - grid.ys[0] > 0.3 * height
    margin = grid.ys[-1] < 0.1 * height or grid.ys[0] > 0.9 * height
    return len({column for _, column in cells}) > 1 and not tall and not margin


def _visual_rows(runs: Iterable[Line]) -> Iterator[list[Line]]:
    """What stands side by side on one height, from the left; pieces of one line are put together again."""
    rows: list[list[Line]] = []
    for run in sorted(runs, key=lambda one: (one.y, one.x0)):
        if not rows or run.y - rows[-1][0].y > 0.35 * min(run.size, rows[-1][0].size):
            rows.append([])
        rows[-1].append(run)
    for row in rows:
        whole: list[Line] = []
        for run in sorted(row, key=lambda one: one.x0):
            if whole and whole[-1].cell == run.cell and _follows(whole[-1], run):
                whole[-1] = put_together(whole[-1], run)
            else:
                whole.append(run)
        yield whole


def _follows(before: Line, after: Line) -> bool:
    gap, size = after.x0 - before.x1, max(before.size, after.size)
    if before.text.endswith(("...", ". . .", "…")) and after.letters < 8:
        return gap > -0.5 * size
    return (
        -0.5 * size
        < gap
        < (
            5 * size
            if before.text in SIGNS or 0xE000 <= ord(before.text[-1]) < 0xF900 or _LABEL.fullmatch(before.text)
            else 0.8 * size
        )
    )


def _aligned(rows: Sequence[list[Line]], number: int, rules: Sequence[Stroke]) -> tuple[list[Line], list[Grid]]:
    """Lines with their cells where rows of short words stand in columns without upright rules, and the tables found."""
    lines: list[Line] = []
    grids: list[Grid] = []
    at = 0
    while at < len(rows):
        columns, end = _columns(rows, at)
        if _is_table(rows[at:end], columns):
            tops = _row_tops(rows[at:end], columns, rules)
            xs = (*(start for start, _ in columns), columns[-1][1])
            grids.append(Grid(xs, (*tops, rows[end - 1][0].y)))
            for line in (line for row in rows[at:end] for line in row):
                column = max(index for index, (start, _) in enumerate(columns) if start <= line.x0 + 1)
                lines.append(replace(line, cell=(number + len(grids) - 1, bisect_right(tops, line.y + 1) - 1, column)))
            at = end
        else:
            lines.extend(rows[at])
            at += 1
    return lines, grids


def _columns(rows: Sequence[list[Line]], first: int) -> tuple[list[Span], int]:
    """The columns in which the rows from the first stand, and the row where that ends."""
    columns = [(line.x0, line.x1) for line in rows[first]]
    end, last = first + 1, first + 1
    while len(columns) > 1 and end < len(rows):
        row, above = rows[end], rows[end - 1][0]
        if any(line.cell for line in row) or row[0].y - above.y > (4 if len(row) > 1 else 1.6) * max(above.size, row[0].size):
            break
        wider = _widened(columns, row, first_row=end == first + 1)
        if wider is None or (len(row) == 1 and row[0].x0 < columns[0][1] and len(columns) > 2 and row[0].letters > 40):
            break
        columns, end = wider, end + 1
        last = end
    return columns, last


def _widened(columns: Sequence[Span], row: Sequence[Line], *, first_row: bool) -> list[Span] | None:
    """The columns made wide enough for one more row; None when a line crosses from one into another."""
    wide = list(columns)
    for line in row:
        hit = [index for index, (start, end) in enumerate(wide) if line.x0 < end and line.x1 > start]
        if len(hit) > 1 or (not hit and not first_row):
            return None
        if hit:
            wide[hit[0]] = (min(wide[hit[0]][0], line.x0), max(wide[hit[0]][1], line.x1))
        else:
            wide = sorted([*wide, (line.x0, line.x1)])
    return wide if all(b[0] - a[1] > 0.6 * row[0].size for a, b in pairwise(wide)) else None


def _is_table(rows: Sequence[list[Line]], columns: Sequence[Span]) -> bool:
    """Whether lines side by side are cells: at least three rows of them, of which at most the last column is prose."""
    full = [row for row in rows if len(row) > 1]
    if len(full) < 3 or any(line.cell for row in rows for line in row):
        return False
    inside = [[line for row in rows for line in row if start - 1 <= line.x0 <= end] for start, end in columns]
    if (
        len(columns) == 2
        and 2 * len(full) < len(rows)
        and min(end - start for start, end in columns) > 0.3 * (columns[1][1] - columns[0][0])
    ):
        return False  # two columns of prose, whose lines meet on one height by chance
    prose = [_prose(lines) for lines in inside]
    signs = sum(
        line.text[0] in SIGNS or _LABEL.fullmatch(line.text.split(" ")[0]) is not None for lines in inside[1:] for line in lines
    )
    if prose[0] or sum(prose) > 1 or 2 * signs > sum(len(lines) for lines in inside[1:]):
        return False
    return not any(prose) or len(inside[0]) <= 0.7 * len(rows)


def _prose(lines: Sequence[Line]) -> bool:
    widths = [line.x1 - line.x0 for line in lines]
    return len(lines) > 2 and median(line.letters for line in lines) >= 20 and median(widths) >= 0.75 * max(widths)


def _row_tops(rows: Sequence[list[Line]], columns: Sequence[Span], rules: Sequence[Stroke]) -> list[float]:
    """The height of the first line of each row of a table: below a rule, after a wider gap, or where the first column begins."""
    feet = [row[0].y for row in rows]
    steps = [b - a for a, b in pairwise(feet)]
    ruled = [any(a < y < b and x0 < columns[0][1] and x1 > columns[-1][0] for y, (x0, x1) in rules) for a, b in pairwise(feet)]
    apart = [step > 1.2 * min(steps) for step in steps]
    named = [row[0].x0 < columns[0][1] for row in rows[1:]]
    signs = ruled if sum(ruled) > 2 else apart if 2 * sum(apart) >= sum(named) else named
    return [feet[0], *(foot for foot, new in zip(feet[1:], signs, strict=True) if new)]
