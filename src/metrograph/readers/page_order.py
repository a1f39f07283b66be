"""Orders the lines of a page of a PDF as a person reads them: what is set apart at the top, column after column, the foot."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from metrograph.readers.page_characters import Line, put_together
from metrograph.readers.page_geometry import Box, around, clusters

Item = tuple[Box, list[Line]]


def reading_order(lines: Sequence[Line], height: float) -> Iterator[Line]:
    """The lines as a person reads them: what is set apart at the top, then column after column, then what is at the foot."""
    free = [line for line in lines if line.cell is None]
    tops, feet = set_apart(free, height), set_apart(free, height, foot=True)
    apart = {id(line) for line in (*tops, *feet)}
    items: list[Item] = [(line.box, [line]) for line in free if id(line) not in apart]
    for table in sorted({line.cell[0] for line in lines if line.cell}):
        inside = sorted(
            (line for line in lines if line.cell and line.cell[0] == table), key=lambda one: (one.cell, one.y, one.x0)
        )
        items.append((around([line.box for line in inside]), inside))
    edges = [[list(group) for group in clusters(side, 14, lambda one: one.y)] for side in (tops, feet)]
    regions = [*edges[0], *_regions(items), *edges[1]]
    for number, region in enumerate(regions):
        for line in region:
            yield replace(line, region=number)


def set_apart(lines: Sequence[Line], height: float, *, foot: bool = False) -> list[Line]:
    """The lines near an edge of the page with a white gap between them and the rest."""
    inward: list[Line] = sorted((line for line in lines if line.cell is None), key=lambda one: -one.y if foot else one.y)
    kept = 0
    for index, line in enumerate(inward):
        if not (line.y > 0.88 * height if foot else line.y < 0.12 * height):
            break
        after = inward[index + 1] if index + 1 < len(inward) else None
        if after is None or abs(after.y - line.y) > 1.7 * max(line.size, after.size):
            kept = index + 1
    return sorted(inward[:kept], key=lambda one: (one.y, one.x0))


def _regions(items: Sequence[Item], depth: int = 0) -> list[list[Line]]:
    """Text columns in reading order: the widest run of lines that a white gutter parts is cut there, and its parts again."""
    items = sorted(items, key=lambda item: (item[0][1], item[0][0]))
    cut = _gutter(items) if depth < 12 and len(items) < 1_500 else None
    if cut is None:
        return [_one_column(items)] if items else []
    first, end, x = cut
    left = [item for item in items[first:end] if item[0][2] <= x]
    right = [item for item in items[first:end] if item[0][0] >= x]
    sides = [_regions(left, depth + 1), _regions(right, depth + 1)]
    wide, narrow = around([box for box, _ in right]), around([box for box, _ in left])
    if len(sides[1]) == 1 and narrow[2] - narrow[0] < 0.4 * (wide[2] - wide[0]):
        sides.reverse()
    return [*_regions(items[:first], depth + 1), *sides[0], *sides[1], *_regions(items[end:], depth + 1)]


def _gutter(items: Sequence[Item]) -> tuple[int, int, float] | None:
    """The longest run of items (first, end) that an upright white strip at x parts, with at least two lines on each side."""
    places: Counter[float] = Counter()
    for (_, top, right, bottom), _ in items:
        beside = [box[0] for box, _ in items if box[0] > right + 4 and box[1] < bottom and box[3] > top]
        if beside:
            places[round((right + min(beside)) / 6) * 3.0] += 1
    best: tuple[int, int, int, float] | None = None
    for x, _ in places.most_common(12):
        flags = [1 if box[0] >= x else -1 if box[2] <= x else 0 for box, _ in items]
        for first, end in _stretches(flags):
            here = list(zip(items[first:end], flags[first:end], strict=True))
            before, after = [box for (box, _), flag in here if flag < 0], [box for (box, _), flag in here if flag > 0]
            if len(before) > 1 and len(after) > 1 and (best is None or end - first > best[0]):
                one, other = around(before), around(after)
                if min(one[3], other[3]) - max(one[1], other[1]) > 0.5 * min(one[3] - one[1], other[3] - other[1]):
                    best = (end - first, first, end, x)
    return best[1:] if best else None


def _stretches(sides: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where no item lies across: from, to."""
    first = 0
    for index, side in enumerate([*sides, 0]):
        if side == 0:
            yield first, index
            first = index + 1


def _one_column(items: Sequence[Item]) -> list[Line]:
    """The lines of one column from the top; what is left side by side becomes one line."""
    lines: list[Line] = []
    for _, inside in sorted(items, key=lambda item: item[1][0].y):
        after = inside[0]
        if lines and after.cell is None and lines[-1].cell is None and abs(after.y - lines[-1].y) < 0.35 * after.size:
            first, second = sorted((lines[-1], after), key=lambda one: one.x0)
            lines[-1] = put_together(first, second)
        else:
            lines.extend(inside)
    return lines
