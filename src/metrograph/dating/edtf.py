"""Writes a phrase of time in EDTF."""

from dataclasses import replace
from datetime import date, timedelta

from metrograph.dates import read
from metrograph.dating.numbers import Point
from metrograph.dating.phrases import Phrase


def write(phrase: Phrase, year: int | None) -> str:
    """The EDTF of a phrase, the year taken from the plan where none is written; empty when it cannot be known."""
    points = _with_years(phrase, year)
    if not points:
        edtf = f"{year:04d}-XX" if year and not phrase.points else ""
    elif phrase.lead == "week":
        edtf = _week(points[0])
    else:
        edtf = _joined(points, phrase)
    try:
        read(edtf)
    except ValueError:
        return ""
    return edtf


def _with_years(phrase: Phrase, year: int | None) -> list[Point]:
    """The points, each with its year: written, taken from its neighbour, or from the plan."""
    points = list(phrase.points)
    if not points or not (phrase.has_year or year):
        return []
    known = next((at for at, one in enumerate(points) if one.year), 0)
    points[known] = replace(points[known], year=points[known].year or year or 0)
    for at in range(known - 1, -1, -1):
        turn = phrase.joints[at] == "range" and points[at].order > points[at + 1].order
        points[at] = replace(points[at], year=points[at + 1].year - turn)
    for at in range(known + 1, len(points)):
        turn = phrase.joints[at - 1] == "range" and points[at].order < points[at - 1].order
        points[at] = replace(points[at], year=points[at].year or points[at - 1].year + turn)
    return points


def _joined(points: list[Point], phrase: Phrase) -> str:
    spans: list[list[Point]] = [[points[0]]]
    for joint, one in zip(phrase.joints, points[1:], strict=True):
        follows = joint in ("set", "comma") and len(spans) == 1 and _is_next_day(spans[-1][-1], one)
        if follows or (joint == "range" and len(spans[-1]) == 1):
            spans[-1] = [spans[-1][0], one]
        else:
            spans.append([one])
    if len(spans) > 1:
        members = sorted({"..".join(_text(one) for one in span) for span in spans})
        if len(members) == 1:
            return members[0].replace("..", "/")
        return ("[{}]" if "or" in phrase.joints else "{{{}}}").format(",".join(members))
    texts = [_text(one) for one in spans[0]]
    if phrase.lead in ("deadline", "start"):
        return f"../{texts[-1]}" if phrase.lead == "deadline" else f"{texts[0]}/.."
    if phrase.awaited and len(points) == 1 and points[0].form == "month":
        return f"{texts[0].rstrip('~')}-XX"
    return "/".join(texts)


def _is_next_day(one: Point, following: Point) -> bool:
    try:
        days = [date(each.year, each.month, each.day) for each in (one, following)]
    except ValueError:
        return False
    return days[1] - days[0] == timedelta(1)


def _text(one: Point) -> str:
    parts = [f"{one.year:04d}"] + [f"{part:02d}" for part in (one.month, one.day) if part]
    return "-".join(parts) + "~" * one.rough


def _week(one: Point) -> str:
    try:
        first = date(one.year, one.month, one.day)
        return f"{first}/{first + timedelta(6)}"
    except (ValueError, OverflowError):
        return ""
