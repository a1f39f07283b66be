"""Finds the rules drawn on a page of a PDF, and the grids of tables that they make where they cross.

```
paths of the page, also those in forms ──> strokes ──> rules, touching strokes made one ──> Grid, Grid …
```
"""

import ctypes
import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]
import pypdfium2.raw as api  # type: ignore[import-untyped,unused-ignore]

from metrograph.readers.page_geometry import Box, Span, View, clusters

At = tuple[int, int, int]
Stroke = tuple[float, Span]
_STROKES = 20_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a page: the edges of its columns and rows, its filled rows, and for each field the cell it belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    filled: frozenset[int] = frozenset()
    owner: tuple[tuple[tuple[int, int], ...], ...] = ()

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell at a point."""
        if not (self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]):
            return None
        return self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def ruled_grids(page: pdfium.PdfPage, view: View) -> tuple[list[Grid], list[Stroke]]:
    """The grids that the rules of a page make, and its level rules, which also part the rows of other tables."""
    (level, upright), fills = _strokes(page, view)
    return list(_grids(level, upright, fills)), level


def cell_at(grids: Sequence[Grid], x: float, y: float) -> At | None:
    """The cell at a point: grid, row and column."""
    for index, grid in enumerate(grids):
        at = grid.at(x, y)
        if at is not None:
            return (index, *at)
    return None


def _strokes(page: pdfium.PdfPage, view: View) -> tuple[tuple[list[Stroke], list[Stroke]], list[Box]]:
    """The level and the upright rules of a page, each with its span, and its coloured boxes."""
    level: list[Stroke] = []
    upright: list[Stroke] = []
    fills: list[Box] = []
    for item, matrix in _drawn(page, api.FPDFPage_CountObjects, api.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), 0):
        if len(level) + len(upright) > _STROKES:
            break
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        api.FPDFPath_GetDrawMode(item, filled, stroked)
        if not filled.value and not stroked.value:
            continue
        points = [view.point(*point) for point in _points(item, matrix)]
        if filled.value and len(points) >= 5 and _coloured(item):
            across, down = [x for x, _ in points if x == x], [y for _, y in points if y == y]  # noqa: PLR0124
            fills.extend([(min(across), min(down), max(across), max(down))] if across and down else [])
        for (ax, ay), (bx, by) in pairwise(points):
            if abs(ay - by) < 1 and abs(ax - bx) > 3:
                level.append(((ay + by) / 2, (min(ax, bx), max(ax, bx))))
            elif abs(ax - bx) < 1 and abs(ay - by) > 3:
                upright.append(((ax + bx) / 2, (min(ay, by), max(ay, by))))
    whole = view.width * view.height
    fills = [box for box in fills if (box[2] - box[0]) * (box[3] - box[1]) < 0.7 * whole]
    return (_merged(level), _merged(upright)), fills


def _drawn(
    holder: Any, count: Callable[..., int], get: Callable[..., Any], matrix: tuple[float, ...], depth: int
) -> Iterator[Any]:
    """The paths of a page, also those in forms, each with the matrix of the forms about it."""
    for index in range(min(count(holder), _STROKES)):
        item = get(holder, index)
        kind = api.FPDFPageObj_GetType(item)
        own = api.FS_MATRIX()
        if kind == api.FPDF_PAGEOBJ_PATH:
            api.FPDFPageObj_GetMatrix(item, own)
            yield item, _times(own, matrix)
        elif kind == api.FPDF_PAGEOBJ_FORM and depth < 4:
            api.FPDFPageObj_GetMatrix(item, own)
            yield from _drawn(item, api.FPDFFormObj_CountObjects, api.FPDFFormObj_GetObject, _times(own, matrix), depth + 1)


def _times(own: Any, outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = outer
    return (own.a * a + own.b * c, own.a * b + own.b * d, own.c * a + own.d * c, own.c * b + own.d * d,
            own.e * a + own.f * c + e, own.e * b + own.f * d + f)  # fmt: skip


def _points(path: Any, matrix: tuple[float, ...]) -> list[tuple[float, float]]:
    """The corners of a path; curves and jumps part it with a point that is no number."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    first = (0.0, 0.0)
    for index in range(min(api.FPDFPath_CountSegments(path), 2000)):
        part = api.FPDFPath_GetPathSegment(path, index)
        api.FPDFPathSegment_GetPoint(part, x, y)
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if api.FPDFPathSegment_GetType(part) == api.FPDF_SEGMENT_MOVETO:
            first = here
            points.append((math.nan, math.nan))
        points.append(here)
        if api.FPDFPathSegment_GetClose(part):
            points.append(first)
    return points


def _coloured(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    api.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return alpha.value > 0 and min(red.value, green.value, blue.value) < 250


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """Strokes on one line made one where they touch, so that the sides of cells become the rules of a table."""
    found: list[Stroke] = []
    for same in clusters(sorted(strokes), 2.5, lambda stroke: stroke[0]):
        spans = sorted(span for _, span in same)
        start, end = spans[0]
        for left, right in [*spans[1:], (math.inf, math.inf)]:
            if left > end + 3:
                found.append((same[0][0], (start, end)))
                start, end = left, right
            end = max(end, right)
    return found


def _grids(level: Sequence[Stroke], upright: Sequence[Stroke], fills: Sequence[Box]) -> Iterator[Grid]:
    """Rules that cross and make at least two columns."""
    level, upright = [one for one in level if one[1][1] - one[1][0] > 12], [one for one in upright if one[1][1] - one[1][0] > 6]
    left = set(range(len(upright))) if len(level) * len(upright) < 200_000 else set()
    while left:
        mine, floors, grown = {min(left)}, set[int](), True
        while grown:
            floors = {i for i, one in enumerate(level) if any(_cross(one, upright[j]) for j in mine)}
            more = {j for j in left if any(_cross(level[i], upright[j]) for i in floors)} | mine
            grown, mine = len(more) > len(mine), more
        left -= mine
        grid = _grid([level[i] for i in floors], [upright[j] for j in mine], fills)
        if len(grid.xs) > 2 and len(grid.ys) > 1:
            yield grid


def _cross(level: Stroke, upright: Stroke) -> bool:
    (y, (x0, x1)), (x, (y0, y1)) = level, upright
    return x0 - 3 <= x <= x1 + 3 and y0 - 3 <= y <= y1 + 3


def _grid(level: Sequence[Stroke], upright: Sequence[Stroke], fills: Sequence[Box]) -> Grid:
    xs, ys = _edges(upright, level), _edges(level, upright)
    owner: list[list[tuple[int, int]]] = []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        owner.append([])
        for column, (start, end) in enumerate(pairwise(xs)):
            if column and not _barred(upright, start, (top + bottom) / 2):
                owner[row].append(owner[row][column - 1])
            elif row and not _barred(level, top, (start + end) / 2):
                owner[row].append(owner[row - 1][column])
            else:
                owner[row].append((row, column))
    return Grid(xs, ys, _filled(xs, ys, fills), tuple(tuple(row) for row in owner))


def _edges(across: Sequence[Stroke], along: Sequence[Stroke]) -> tuple[float, ...]:
    ends = [min(span[0] for _, span in along), max(span[1] for _, span in along)] if along else []
    return tuple(group[0] for group in clusters(sorted([*ends, *(place for place, _ in across)]), 4, float))


def _barred(strokes: Sequence[Stroke], place: float, through: float) -> bool:
    return any(abs(at - place) < 4.5 and span[0] <= through <= span[1] for at, span in strokes)


def _filled(xs: Sequence[float], ys: Sequence[float], fills: Sequence[Box]) -> frozenset[int]:
    """The rows of which at least half the fields are coloured."""

    def coloured(x: float, y: float) -> bool:
        return any(left < x < right and top < y < bottom for left, top, right, bottom in fills)

    rows = enumerate((a + b) / 2 for a, b in pairwise(ys))
    return frozenset(row for row, y in rows if 2 * sum(coloured((a + b) / 2, y) for a, b in pairwise(xs)) >= len(xs) - 1)
