"""Measures what is usual in a PDF: the size, weight and case of the body, the leading of each size, the words it has."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from metrograph.readers.page_characters import Line
from metrograph.readers.page_layout import Page


@dataclass(frozen=True, slots=True)
class Look:
    """What is usual in a document: the size of its body, whether that is bold or in capitals, and the leading for each size.

    ``hyphened`` are its words with a hyphen, ``words`` those without, all in small letters.
    """

    body: float
    bold: bool
    capitals: bool
    leading: dict[float, float]
    hyphened: frozenset[str]
    words: frozenset[str]

    def large(self, line: Line) -> bool:
        """Whether a line is clearly larger than the body."""
        return line.size >= self.body * 1.1 and line.size >= self.body + 0.8

    def stands_out(self, line: Line) -> bool:
        """Whether a line is larger than the body, or bold where the body is not."""
        return self.large(line) or (line.bold and not self.bold and line.size >= 0.95 * self.body)

    def step(self, size: float) -> float:
        """The largest distance of two lines of one paragraph."""
        usual = self.leading.get(round(size), 1.25 * size)
        return max(usual * 1.12, usual + 1)


def look_of(pages: Sequence[Page], aside: frozenset[tuple[int, int]]) -> Look:
    """What is usual in the lines of some pages that are not set aside."""
    kept = [[line for at, line in enumerate(page.lines) if (page.number, at) not in aside] for page in pages]
    free = [line for lines in kept for line in lines if line.cell is None] or [line for lines in kept for line in lines]
    sizes: Counter[float] = Counter()
    heavy: Counter[float] = Counter()
    for line in free:
        sizes[line.size] += line.letters
        heavy[line.size] += line.heavy
    body = max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 10.0
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in (pair for lines in kept for pair in pairwise(lines)):
        if above.region == below.region and above.cell == below.cell and 0.8 < (below.y - above.y) / below.size < 2.6:
            steps[round(below.size)][round((below.y - above.y) * 2) / 2] += 1
    leading = {size: _leading(size, found) for size, found in steps.items()}
    texts = [line.text for lines in kept for line in lines]
    capitals = 2 * sum(line.letters for line in free if line.text.isupper()) > sizes.total()
    hyphened, words = _words(texts, r"[^\W\d_]+(?:-[^\W\d_]+)+(?!-?$)"), _words(texts, r"[^\W\d_]+")
    return Look(body, heavy[body] > 0.5 * sizes[body], capitals, leading, hyphened, words)


def _words(texts: Sequence[str], kind: str) -> frozenset[str]:
    return frozenset(word.casefold() for text in texts for word in re.findall(kind, text))


def _leading(size: float, steps: Counter[float]) -> float:
    """The smallest step that is usual; few and wide steps are between paragraphs and tell nothing."""
    usual = min((step for step, n in steps.items() if n >= 0.12 * steps.total()), default=1.25 * size)
    return 1.25 * size if usual > 1.5 * size and steps.total() < 12 else usual
