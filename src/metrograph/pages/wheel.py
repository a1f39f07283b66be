"""The coverage wheel: seventeen equal segments, each as long as the number of things that serve its goal.

The full part counts direct links, the pale part what is linked only indirectly. Numbers are always printed and every
segment carries its goal and counts as text, so that colour is never the only carrier of meaning. A drawing of our
own, neither the logo nor the icons of the United Nations.
"""

from html import escape
from math import cos, pi, sin

from metrograph.table import Table, text
from metrograph.words import say

SIZE, INNER, OUTER = 420, 62.0, 172.0
# Goals whose colour is dark enough for white ink (contrast at least 4.5:1); black on the rest.
WHITE_INK = frozenset({1, 4, 8, 10, 13, 16, 17})
_GAP = 0.012


class Picture(str):
    """An SVG text that a notebook shows as the picture it is."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


def wheel(coverage: Table, lang: str = "en") -> Picture:
    """The wheel of a ``coverage-by-goal`` table, as a standalone SVG text.

    >>> import metrograph
    >>> svg = wheel(metrograph.open().coverage())
    >>> svg.startswith("<svg"), svg.count("<path") >= 17
    (True, True)
    """
    rows = coverage.dicts()
    most = max((_count(row["direct"]) + _count(row["indirect"]) for row in rows), default=0) or 1
    parts = [_head(lang, most)]
    for at, row in enumerate(rows):
        parts.append(
            _segment(
                at,
                row["sdg"],
                text(row["goalLabel"]),
                text(row["colour"]),
                _count(row["direct"]),
                _count(row["indirect"]),
                most,
                lang,
            )
        )
    return Picture("".join([*parts, _legend(lang), "</svg>\n"]))


def _count(value: object) -> int:
    return int(str(value or 0))


def _head(lang: str, most: int) -> str:
    title = escape(say("wheel.title", lang))
    about = escape(say("wheel.about", lang, most=most))
    rings = "".join(f'<circle r="{INNER + (OUTER - INNER) * part:.1f}" class="ring"/>' for part in (0.5, 1.0))
    half, height = SIZE / 2, SIZE + 24
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-half:g} {-half:g} {SIZE} {height}" width="{SIZE}" height="{height}" '
        f'role="img" aria-label="{title}" lang="{lang}" font-family="system-ui, sans-serif" font-size="13">'
        "<style>.ring{fill:none;stroke:#888;stroke-opacity:.35}.edge{stroke:#555;stroke-opacity:.5;stroke-width:.6}"
        ".n{text-anchor:middle;dominant-baseline:central;font-weight:600}.c{text-anchor:middle;dominant-baseline:central;fill:currentColor}</style>"
        f"<title>{title}</title><desc>{about}</desc>{rings}"
        f'<text class="c" y="-7" font-size="15" font-weight="600">{escape(say("wheel.centre", lang))}</text>'
        f'<text class="c" y="12" font-size="11">{escape(say("wheel.scale", lang, most=most))}</text>'
    )


def _legend(lang: str) -> str:
    y = SIZE / 2 + 6
    swatches = ((-SIZE / 2 + 70, 1.0, "wheel.direct"), (30, 0.4, "wheel.indirect"))
    return "".join(
        f'<rect x="{x:g}" y="{y - 8:g}" width="14" height="14" class="edge" fill="#555" fill-opacity="{opacity:g}"/>'
        f'<text x="{x + 20:g}" y="{y:g}" fill="currentColor" dominant-baseline="central" font-size="12">'
        f"{escape(say(key, lang))}</text>"
        for x, opacity, key in swatches
    )


def _segment(at: int, number: object, label: str, colour: str, direct: int, indirect: int, most: int, lang: str) -> str:
    start, end = (2 * pi * (at + k) / 17 - pi / 2 for k in (0, 1))
    reach = (OUTER - INNER) / most
    solid, pale = INNER + reach * direct, INNER + reach * (direct + indirect)
    spoken = escape(say("wheel.segment", lang, goal=number, label=label, direct=direct, indirect=indirect))
    ink = "#fff" if int(str(number)) in WHITE_INK else "#000"
    middle = (start + end) / 2
    x, y = (INNER - 16) * cos(middle), (INNER - 16) * sin(middle)
    total = direct + indirect
    outside = ""
    if total:
        outside = f'<text class="c" x="{(pale + 13) * cos(middle):.1f}" y="{(pale + 13) * sin(middle):.1f}">{total}</text>'
    return (
        f"<g><title>{spoken}</title>"
        f'<path class="edge" fill="{colour}" d="{_ring(start, end, INNER - 30, INNER - 2)}"/>'
        + (f'<path class="edge" fill="{colour}" fill-opacity=".4" d="{_ring(start, end, solid, pale)}"/>' if indirect else "")
        + (f'<path class="edge" fill="{colour}" d="{_ring(start, end, INNER, solid)}"/>' if direct else "")
        + f'<text class="n" x="{x:.1f}" y="{y:.1f}" fill="{ink}">{number}</text>{outside}</g>'
    )


def _ring(start: float, end: float, inner: float, outer: float) -> str:
    start, end = start + _GAP, end - _GAP
    points = [(outer, start), (outer, end), (inner, end), (inner, start)]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ((r * cos(a), r * sin(a)) for r, a in points)
    return (
        f"M{x0:.1f} {y0:.1f}A{outer:.1f} {outer:.1f} 0 0 1 {x1:.1f} {y1:.1f}"
        f"L{x2:.1f} {y2:.1f}A{inner:.1f} {inner:.1f} 0 0 0 {x3:.1f} {y3:.1f}Z"
    )
