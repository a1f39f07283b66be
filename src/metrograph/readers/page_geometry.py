"""Measures a page of a PDF: where things stand on it as a person sees it, and which of them stand near each other.

Everything is in points from the top left corner of the page, whichever way the file turns it.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]

Span = tuple[float, float]
Box = tuple[float, float, float, float]
T = TypeVar("T")


class View:
    """How the page is turned and cut: from the coordinates of the file to those of the eye."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.turn = page.get_rotation() % 360
        self.width, self.height = page.get_size()
        self.corner = {0: (left, top), 90: (left, bottom), 180: (right, bottom), 270: (right, top)}[self.turn]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as the eye sees it."""
        dx, dy = x - self.corner[0], y - self.corner[1]
        if not self.turn:
            return dx, -dy
        return {90: (dy, dx), 180: (-dx, dy), 270: (-dy, -dx)}[self.turn]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file as the eye sees it: left, top, right and bottom."""
        (ax, ay), (bx, by) = self.point(left, top), self.point(right, bottom)
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)) if self.turn else (ax, ay, bx, by)

    def upright(self, a: float, b: float) -> bool:
        """Whether letters whose matrix begins with these two numbers stand upright."""
        angle = math.degrees(math.atan2(b, a)) - self.turn
        return bool(abs((angle + 180) % 360 - 180) < 8)


def clusters(items: Iterable[T], near: float, place: Callable[[T], float]) -> Iterator[list[T]]:
    """Items in order, parted where the next one is farther than ``near`` from the last.

    >>> list(clusters([1, 2, 9, 10], 4, float))
    [[1, 2], [9, 10]]
    """
    group: list[T] = []
    for item in items:
        if group and place(item) - place(group[-1]) > near:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def around(boxes: Sequence[Box]) -> Box:
    """The box about some boxes.

    >>> around([(0, 0, 4, 2), (1, 1, 9, 3)])
    (0, 0, 9, 3)
    """
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
