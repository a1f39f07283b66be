"""The trained weights: how far each feature of a text speaks for or against each goal and target.

``data/model/weights.bin`` is compressed: the features one a line, then three arrays (little endian): how many weights each
feature has (uint16), its rarity (float32), and the weights, as pairs of a code's number (uint8) and a step (int8).
"""

import math
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

BIAS = 0.3
_UNIT = 1 << 46
_MIDDLE = 128
_LANE = 8


@dataclass(frozen=True, slots=True, eq=False)
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
        """What the model says for each code: about 1 where it holds, about -1 where it does not.

        Shares are counted in whole units, so that the sum is the same in any order. No lane runs over: a vector of length 1
        over 65,000 features sums up to less than 256.
        """
        total = units = 0
        for number, value in vector.items():
            count = int(value * _UNIT)
            units += count
            total += count * _lanes(self, number)
        lanes = array("Q", total.to_bytes(_LANE * len(self.codes), "little"))
        if sys.byteorder == "big":
            lanes.byteswap()
        middle = _MIDDLE * units
        return [(lane - middle) / _UNIT * scale + bias for lane, scale, bias in zip(lanes, self.scales, self.bias, strict=True)]

    def shares(
        self, places: Mapping[str, Sequence[int]], vector: Mapping[int, float], code: str
    ) -> Iterator[tuple[Sequence[int], float]]:
        """For each feature of a text that speaks for or against a code: where it stands, and how much it adds to the margin."""
        column = self.codes.index(code)
        scale = self.scales[column]
        for name, at in places.items():
            number = self.index.get(name)
            if number is not None and number in vector:
                found = self.column.find(column, self.first[number], self.first[number + 1])
                if found >= 0:
                    yield at, vector[number] * self.step[found] * scale


@lru_cache(maxsize=16384)
def _lanes(weights: Weights, number: int) -> int:
    """The weights of a feature as one whole number, eight bytes for each code, 128 for none: one product weighs them all."""
    lanes = bytearray(_LANE * len(weights.codes))
    lanes[::_LANE] = bytes([_MIDDLE]) * len(weights.codes)
    start, end = weights.first[number], weights.first[number + 1]
    for column, step in zip(weights.column[start:end], weights.step[start:end], strict=True):
        lanes[_LANE * column] = _MIDDLE + step
    return int.from_bytes(lanes, "little")


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
