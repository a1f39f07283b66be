"""The best one-to-one pairs among weighted ones: what the Hungarian method finds, along the pairs that there are.

Kuhn (1955), "The Hungarian Method for the Assignment Problem"; shortest augmenting paths as in Jonker and Volgenant (1987).
"""

import heapq
from collections.abc import Mapping

Edges = Mapping[int, Mapping[int, int]]


class _Duals:
    """What each side is worth, so that no pair is worth more than its two ends; pairs that are taken are worth just that."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.rows: dict[int, int] = {}
        self.columns: dict[int, int] = {}
        self.row_of: dict[int, int] = {}
        self.column_of: dict[int, int] = {}

    def insert(self, start: int) -> None:
        """Find a column for a row; other rows may move, or be left out if that is worth more."""
        self.rows[start] = max((weight - self.columns.get(j, 0) for j, weight in self.edges[start].items()), default=0)
        if self.rows[start] <= 0:
            self.rows[start] = 0
            return
        far: dict[int, int] = {}  # the length of the way to each column
        way: dict[int, int] = {}  # the row before each column
        near = {start: 0}  # the length of the way to each row
        heap: list[tuple[int, int, int]] = [(self.rows[start], 1, start)]  # 1: a row is left out; 0: a column is reached
        self._spread(start, 0, far, way, heap)
        while True:
            length, left, at = heapq.heappop(heap)
            if left or at not in self.row_of:
                break
            if length > far[at] or self.row_of[at] in near:
                continue
            row = self.row_of[at]
            near[row] = length
            heapq.heappush(heap, (length + self.rows[row], 1, row))
            self._spread(row, length, far, way, heap)
        self._shift(length, near, far)
        if left:
            if at == start:
                return
            at = self.column_of.pop(at)
        self._turn(at, way, start)

    def _spread(self, row: int, length: int, far: dict[int, int], way: dict[int, int], heap: list[tuple[int, int, int]]) -> None:
        for column, weight in self.edges[row].items():
            to = length + self.rows[row] + self.columns.get(column, 0) - weight
            if to < far.get(column, to + 1):
                far[column], way[column] = to, row
                heapq.heappush(heap, (to, 0, column))

    def _shift(self, length: int, near: Mapping[int, int], far: Mapping[int, int]) -> None:
        for row, to in near.items():
            self.rows[row] -= length - to
        for column, to in far.items():
            if to < length:
                self.columns[column] = self.columns.get(column, 0) + length - to

    def _turn(self, column: int, way: Mapping[int, int], start: int) -> None:
        """Take the pairs along the way, and give up those that stood there."""
        while True:
            row = way[column]
            before = self.column_of.get(row)
            self.row_of[column], self.column_of[row] = row, column
            if row == start or before is None:
                return
            column = before


def assign(edges: Edges) -> dict[int, int]:
    """The one-to-one pairs of rows and columns with the greatest sum of weights; what is worth nothing stays alone.

    Takes in practice little more than the time to read the pairs; at worst rows · pairs · log.

    >>> assign({0: {0: 9, 1: 8}, 1: {0: 8}})
    {0: 1, 1: 0}
    """
    duals = _Duals(edges)
    for row in sorted(edges):
        duals.insert(row)
    return dict(sorted(duals.column_of.items()))
