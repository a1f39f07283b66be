"""Finds the furniture of a PDF: running heads and feet, and the numbers of pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrograph.folding import fold
from metrograph.readers.page_layout import Page
from metrograph.readers.page_order import set_apart

_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|página|pagina|pág\.?|p\.|n[°º])\s*)?(?:\d{1,4}\s*(?:/|\||of|de|sur|von)\s*\d{1,4}|\d{1,3}|[ivxl]{1,6})[-–—|\s]*"
    r"|(?:page|página|pagina|pág\.?|p\.)\s*\d{1,4}",
    re.IGNORECASE,
)
_SHORT = 90


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near an edge of a page; ``slight``: it is short, not large, and nothing stands farther out."""

    page: int
    at: int
    slight: bool


def furniture(pages: Sequence[Page]) -> frozenset[tuple[int, int]]:
    """Running heads and feet, and page numbers: (page, line)."""
    body = _body(pages)
    seen: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    found = set()
    for page in pages:
        for at, foot, rank in _outer(page):
            line = page.lines[at]
            large = line.size > 1.15 * body and not foot
            counted = large or (line.bold and not foot and len(pages) == 2)  # "Pilot 1" and "Pilot 2" are two headings
            key = fold(line.text) if counted else re.sub(r"\d+", "#", fold(line.text))
            seen[foot, key].append(_Edge(page.number, at, rank == 0 and not large and len(line.text) <= _SHORT))
            if rank < 2 and not large and _NUMBER.fullmatch(line.text):
                found.add((page.number, at))
    for edges in seen.values():
        found.update((edge.page, edge.at) for edge in _repeated(edges, len(pages)))
    return frozenset(found)


def _body(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page.lines):
        sizes[line.size] += line.letters
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _repeated(edges: Sequence[_Edge], pages: int) -> Sequence[_Edge]:
    """The lines of one wording that stand on enough pages; where there are two pages, both must have it as a slight edge."""
    if pages == 2:
        slight = [edge for edge in edges if edge.slight]
        return slight if len({edge.page for edge in slight}) == 2 else []
    places = len({edge.page for edge in edges})
    return edges if places >= 3 or (pages >= 3 and 2 * places >= pages) else []


def _outer(page: Page) -> Iterator[tuple[int, bool, int]]:
    """The outermost lines near the top and the foot of a page: line, whether at the foot, how many heights are farther out."""
    for foot in (False, True):
        apart = set(set_apart(page.lines, page.height, foot=foot))
        heights = sorted({round(line.y) for line in page.lines if line in apart}, reverse=foot)
        yield from ((at, foot, heights.index(round(line.y))) for at, line in enumerate(page.lines) if line in apart)
