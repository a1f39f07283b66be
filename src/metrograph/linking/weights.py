"""The trained weights: how far each feature of a text speaks for or against each goal and target.

``data/model/weights.bin`` is compressed: the features one a line, then three arrays (little endian): how many weights each
feature has (uint16), its rarity (float32), and the weights, as pairs of a code's number (uint8) and a step (int8).
"""

import math
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

BIAS = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """Sparse weights of a linear model over codes, one step of a code being worth its ``scale``.

    ``codes`` names the columns; ``first[n]`` to ``first[n + 1]`` are the weights of feature ``n``.
    """

    codes: tuple[str, ...]
    scales: tuple[float, ...]
    bias: tuple[float, ...]
    index: Mapping[str, int]
    rarity: Sequence[float]
    first: Sequence[int]
    column: bytes
    step: memoryview

    def vector(self, places: Mapping[str, Sequence[int]]) -> dict[int, float]:
        """The features known to the model, each with its share of a vector of length 1: frequency times rarity."""
        known = {self.index[name]: 1 + math.log(len(at)) for name, at in places.items() if name in self.index}
        vector = {number: value * self.rarity[number] for number, value in known.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        return {number: value / length for number, value in vector.items()}

    def margins(self, vector: Mapping[int, float]) -> list[float]:
        """What the model says for each code: about 1 where it holds, about -1 where it does not."""
        sums = [0.0] * len(self.codes)
        first, columns, steps = self.first, self.column, self.step
        for number, value in vector.items():
            start, end = first[number], first[number + 1]
            for column, step in zip(columns[start:end], steps[start:end], strict=True):
                sums[column] += value * step
        return [total * scale + bias for total, scale, bias in zip(sums, self.scales, self.bias, strict=True)]

    def share(self, name: str, vector: Mapping[int, float], code: str) -> float:
        """How much one feature of a text adds to what the model says for a code."""
        number = self.index.get(name)
        if number is None or number not in vector:
            return 0.0
        column = self.codes.index(code)
        at = self.column.find(column, self.first[number], self.first[number + 1])
        return vector[number] * self.step[at] * self.scales[column] if at >= 0 else 0.0


def pack(names: Sequence[str], rarity: Sequence[float], rows: Sequence[Sequence[tuple[int, int]]]) -> bytes:
    """The bytes of ``weights.bin``; ``rows`` holds (column, step) pairs for each feature."""
    counts = array("H", (len(row) for row in rows))
    columns = bytes(column for row in rows for column, _ in row)
    steps = array("b", (step for row in rows for _, step in row))
    head = "\n".join(names).encode()
    parts = (len(head).to_bytes(4, "little"), head, _little(counts), _little(array("f", rarity)), columns, steps.tobytes())
    return zlib.compress(b"".join(parts), 9)


def unpack(body: bytes, codes: Sequence[str], scales: Sequence[float], bias: Sequence[float]) -> Weights:
    """The weights of the bytes of ``weights.bin``."""
    plain = zlib.decompress(body)
    at = 4 + int.from_bytes(plain[:4], "little")
    names = plain[4:at].decode().split("\n")
    counts, rarity = array("H"), array("f")
    counts.frombytes(plain[at : (at := at + 2 * len(names))])
    rarity.frombytes(plain[at : (at := at + 4 * len(names))])
    if sys.byteorder == "big":
        counts.byteswap()
        rarity.byteswap()
    first = array("I", accumulate(counts, initial=0))
    column = plain[at : (at := at + first[-1])]
    index = dict(zip(names, range(len(names)), strict=True))
    return Weights(tuple(codes), tuple(scales), tuple(bias), index, rarity, first, column, memoryview(plain)[at:].cast("b"))


def _little(values: "array[int] | array[float]") -> bytes:
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()
