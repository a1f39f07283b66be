"""Goals that the same elements serve, from the question ``co-targets``.

A matrix and no chord diagram: among seventeen goals chords cross, their widths cannot be compared, and their numbers find
no room; in a matrix each pair has its place, its number, and the same order as everywhere.
"""

from collections.abc import Callable, Mapping

from metrograph.pictures.drawing import Drawing, Group, Rect, Shape, Text
from metrograph.pictures.inks import goal_ink, goal_paint
from metrograph.pictures.layout import (
    Href,
    cell,
    chip,
    elements,
    empty,
    goal_name,
    goal_number,
    label_width,
    ramp_legend,
    rule,
    told,
    whole,
)
from metrograph.pictures.letters import shorten
from metrograph.pictures.picture import Picture
from metrograph.pictures.said import say
from metrograph.table import Table, text

_CELL = 33.0


def cobenefits(
    table: Table,
    lang: str = "en",
    *,
    names: Mapping[str, str] | None = None,
    href: Href | None = None,
    goal_href: Callable[[str], str] | None = None,
) -> Picture:
    """Goals by goals with the number of elements that serve both; ``href`` links a pair, ``goal_href`` a goal.

    >>> import metrograph
    >>> cobenefits(metrograph.open().ask("co-targets")).drawing.titles[-1]
    'Goal 16 (Peace, justice and strong institutions) and Goal 17 (Partnerships for the goals): 2 elements'
    """
    title = say("picture.cobenefits.title", lang)
    rows = {}
    known = dict(names or {})
    for row in table.dicts():
        one, other = sorted(goal_number(text(row[name])) for name in ("sdg", "otherSdg"))
        if 1 <= one < other <= 17 and whole(row["count"]):
            rows[one, other] = row
            known = {text(row["sdg"]): text(row["goalLabel"]), text(row["otherSdg"]): text(row["otherGoalLabel"])} | known
    if not rows:
        return Picture(empty(title, lang))
    most = max(whole(row["count"]) for row in rows.values())
    left = label_width(list(known.values()), 60, 290) + 40
    shapes = [shape for goal in range(1, 18) for shape in _side(goal, left, known, lang, goal_href)]
    for (one, other), row in sorted(rows.items()):
        x, y = left + (one - 1) * _CELL + 2, (other - 1) * _CELL + 2
        pair = say("picture.and", lang, one=goal_name(str(one), known, lang), other=goal_name(str(other), known, lang))
        mark = cell(x, y, _CELL - 4, _CELL - 4, whole(row["count"]), most)
        shapes.append(Group(mark, told(pair, elements(row, lang), lang), href(row) if href else ""))
    bottom = 17 * _CELL
    shapes += ramp_legend(left, bottom + 12, most, lang)
    about = say("picture.cobenefits.about", lang, n=len(rows), most=most)
    return Picture(Drawing(left + 17 * _CELL + 2, bottom + 34, title, about, lang, tuple(shapes)))


def _side(goal: int, left: float, names: Mapping[str, str], lang: str, href: Callable[[str], str] | None) -> list[Shape]:
    """A goal before its row, and where its row ends and its column begins: the half beyond would say the same again."""
    code, y, x = str(goal), (goal - 1) * _CELL, left + (goal - 1) * _CELL
    name = Text(left - 44, y + 21, shorten(names.get(code, ""), left - 48), 12, 400, "end")
    spoken, address = goal_name(code, names, lang), href(code) if href else ""
    corner = (
        Rect(x + 2, y + 2, _CELL - 4, _CELL - 4, goal_paint(goal), 3),
        Text(x + _CELL / 2, y + 21, code, 12, 600, "middle", goal_ink(goal)),
    )
    return [
        rule(left, y + _CELL, x + _CELL, y + _CELL),
        rule(x, y + _CELL, x, 17 * _CELL),
        Group((name, *chip(left - 36, y + 6, code, 22)), spoken, address),
        Group(corner, spoken, address),
    ]
