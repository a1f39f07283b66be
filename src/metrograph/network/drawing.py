"""The co-benefit network as a picture: goals on a circle in their order, so that two plans can be laid side by side.

The size of a goal says how many items serve it, the width of a line how many serve both goals, its ink how sure it is that
this is no chance. A layout by springs would bring goals together that belong together, and move all of them with each link.
"""

from collections.abc import Callable
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from metrograph.network.chance import Judged
from metrograph.pictures.drawing import INK, Circle, Drawing, Group, Line, Paint, Shape, Text
from metrograph.pictures.inks import SOFT, goal_ink, goal_paint
from metrograph.pictures.layout import empty, goal_name, told
from metrograph.pictures.letters import shorten, width
from metrograph.pictures.picture import Picture
from metrograph.pictures.said import counted, say

if TYPE_CHECKING:
    from metrograph.network.network import Network

_ROUND, _SIDE, _TOP, _NAME = 190.0, 220.0, 50.0, 170.0
_INK = {"more": 1.0, "hint": 0.65, "none": 0.3, "few": 0.3}
_LEGEND = ("more", "hint", "none")


Href = Callable[[str], str]
"""The address that a goal leads to."""


def drawn(network: "Network", href: Href | None = None) -> Picture:
    """The picture of a network of goals; where nothing is linked, a word that says so."""
    lang, web = network.lang, network.web
    title = say("network.title", lang)
    names = {str(goal): network.name(str(goal)) for goal in range(1, 18)}
    if not web.goals:
        return Picture(empty(title, lang))
    found = sorted((one for one in web.cobenefits if one.count), key=lambda one: (_INK[one.verdict], one.count))
    most = max((one.count for one in found), default=0)
    shapes: list[Shape] = [_line(one, most, names, lang) for one in found]
    largest = max(map(len, web.goals.values()))
    for goal in range(1, 18):
        shapes += _goal(goal, len(web.goals.get(str(goal), ())), largest, names, lang, href)
    high = 2 * (_TOP + _ROUND)
    shapes += _legend(high + 10, {one.verdict for one in found}, lang)
    about = say("network.drawn", lang, goals=len(web.goals), pairs=len(found), most=most)
    return Picture(Drawing(2 * (_SIDE + _ROUND), high + 38, title, about, lang, tuple(shapes)))


def _place(goal: int, out: float = 0.0) -> tuple[float, float]:
    """Where a goal stands: the first at the top, then with the clock."""
    turn = 2 * pi * (goal - 1) / 17 - pi / 2
    return _SIDE + _ROUND + (_ROUND + out) * cos(turn), _TOP + _ROUND + (_ROUND + out) * sin(turn)


def _line(one: Judged, most: int, names: dict[str, str], lang: str) -> Group:
    (x, y), (to_x, to_y) = _place(int(one.one)), _place(int(one.other))
    paint = Paint(line=INK, width=1 + 6 * one.count / most, line_opacity=_INK[one.verdict])
    pair = say("picture.and", lang, one=goal_name(one.one, names, lang), other=goal_name(one.other, names, lang))
    how_many = counted("network.both", lang, one.count)
    what = say("network.told", lang, both=how_many, lift=f"{one.lift:.2f}", verdict=say(f"network.verdict.{one.verdict}", lang))
    return Group((Line(x, y, to_x, to_y, paint),), told(pair, what, lang))


def _goal(goal: int, items: int, most: int, names: dict[str, str], lang: str, href: Href | None) -> list[Shape]:
    x, y = _place(goal)
    size = 11 + 11 * sqrt(items / most) if items else 9.0
    out_x, out_y = _place(goal, size + 8)
    turn = cos(2 * pi * (goal - 1) / 17 - pi / 2)
    anchor = "middle" if abs(turn) < 0.15 else "start" if turn > 0 else "end"
    name = Text(out_x, out_y + (4 if anchor != "middle" else -2), shorten(names[str(goal)], _NAME), 12, 400, anchor, SOFT)
    spoken = told(goal_name(str(goal), names, lang), counted("picture.elements", lang, items), lang)
    where = href(str(goal)) if href else ""
    if not items:
        frame = Paint("", INK, 1.0, line_opacity=0.6, dashes=(2, 2))
        return [Group((Circle(x, y, size, frame), Text(x, y + 4, str(goal), 10, 400, "middle", SOFT), name), spoken, where)]
    number = Text(x, y + 4.5, str(goal), 12, 600, "middle", goal_ink(goal))
    return [Group((Circle(x, y, size, Paint("#ffffff")), Circle(x, y, size, goal_paint(goal)), number, name), spoken, where)]


def _legend(y: float, used: set[str], lang: str) -> list[Shape]:
    """What the ink of a line says, each with a line of it."""
    shapes: list[Shape] = []
    x = 8.0
    for verdict in _LEGEND:
        if verdict in used or (verdict == "none" and "few" in used):
            words = say(f"network.legend.{verdict}", lang)
            shapes += [
                Line(x, y + 8, x + 26, y + 8, Paint(line=INK, width=4, line_opacity=_INK[verdict])),
                Text(x + 32, y + 12, words),
            ]
            x += 32 + width(words) + 20
    return shapes
