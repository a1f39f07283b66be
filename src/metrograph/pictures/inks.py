"""The colours of pictures: one blue ramp for quantities, the seventeen of the goals as identity alone."""

import re
from math import ceil

from metrograph.pictures.drawing import INK, Paint

GOALS = (
    "#E5243B", "#DDA63A", "#4C9F38", "#C5192D", "#FF3A21", "#26BDE2", "#FCC30B", "#A21942", "#FD6925",
    "#DD1367", "#FD9D24", "#BF8B2E", "#3F7E44", "#0A97D9", "#56C02B", "#00689D", "#19486A",
)  # fmt: skip
"""The colour of each goal, in their order."""
WHITE_INK = frozenset({1, 4, 8, 10, 13, 16, 17})
"""Goals whose colour is dark enough for white ink (contrast at least 4.5:1); black on the rest."""
RAMP = ("#d6e4f5", "#9dc0e8", "#5a94d3", "#2467ae", "#0d3f77")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}", re.ASCII)
_EDGE = {"line": INK, "width": 0.6, "line_opacity": 0.5}


def goal_colour(number: int, stated: str = "") -> str:
    """The colour of a goal: the one stated if it is a colour, else the one we know, else grey.

    >>> goal_colour(7), goal_colour(7, "#000000"), goal_colour(7, "url(x)"), goal_colour(0)
    ('#FCC30B', '#000000', '#FCC30B', '#767676')
    """
    if _COLOUR.fullmatch(stated):
        return stated
    return GOALS[number - 1] if 1 <= number <= len(GOALS) else "#767676"


def goal_paint(number: int, stated: str = "", opacity: float = 1.0) -> Paint:
    """A shape in the colour of a goal, with an edge that is seen on light and dark paper."""
    return Paint(goal_colour(number, stated), opacity=opacity, **_EDGE)  # type: ignore[arg-type]


def goal_ink(number: int) -> Paint:
    """Words on the colour of a goal."""
    return Paint("#ffffff" if number in WHITE_INK else "#000000")


def step(count: float, most: float) -> int:
    """The step of the ramp, 1 to 5, for a number among numbers up to ``most``.

    >>> [step(n, 10) for n in (1, 2, 3, 9, 10)]
    [1, 1, 2, 5, 5]
    >>> [step(n, 3) for n in (1, 2, 3)]
    [2, 4, 5]
    """
    return max(1, min(len(RAMP), ceil(len(RAMP) * count / most))) if most > 0 else 1


def ramp(number: int) -> Paint:
    """A shape in a step of the ramp; its class lets a page give it the step of its own theme."""
    return Paint(RAMP[number - 1], line=INK, width=0.6, line_opacity=0.35, name=f"b{number}")


def on_ramp(number: int) -> Paint:
    """Words on a step of the ramp."""
    return Paint("#ffffff" if number > 3 else "#000000", name=f"on{number}")


SOFT = Paint(INK, opacity=0.75)
"""Words that say less."""
RULE = Paint(line=INK, width=1.0, line_opacity=0.2)
"""Lines that lead the eye."""
