"""The pictures of a plan by name: each asks its question and draws the answer."""

from collections.abc import Callable, Mapping

from metrograph.errors import UsageError, near
from metrograph.pictures.bars import bars
from metrograph.pictures.cobenefits import cobenefits
from metrograph.pictures.matrix import matrix
from metrograph.pictures.picture import Picture
from metrograph.pictures.said import say
from metrograph.pictures.timeline import timeline
from metrograph.pictures.wheel import wheel
from metrograph.table import Table, text

Ask = Callable[..., Table]
"""Asks a question of the catalogue by name, with ``lang``: ``Desk.ask``."""


def picture(ask: Ask, name: str, lang: str = "en") -> Picture:
    """The picture of a name; ``UsageError`` for a name that no picture has.

    >>> import metrograph
    >>> picture(metrograph.open().ask, "timeline", "fr").drawing.title
    'Dates du plan'
    """
    if name not in PICTURES:
        raise UsageError("U108", value=name, name="NAME", near=near(name, PICTURES), choices=", ".join(PICTURES))
    return PICTURES[name](ask, lang)


def _wheel(ask: Ask, lang: str) -> Picture:
    return wheel(ask("coverage-by-goal", lang=lang), lang)


def _targets(ask: Ask, lang: str) -> Picture:
    title = say("picture.coverage.target", lang)
    return bars(ask("coverage-by-target", lang=lang), lang, title=title, most=169)


def _themes(ask: Ask, lang: str) -> Picture:
    title = say("picture.themes.title", lang)
    return matrix(ask("goals-by-theme", lang=lang), lang, title=title, names=_goals(ask, lang))


def _lines(ask: Ask, lang: str) -> Picture:
    title = say("picture.lines.title", lang)
    return matrix(ask("goals-by-line", lang=lang), lang, title=title, names=_goals(ask, lang), ordered=True)


def _timeline(ask: Ask, lang: str) -> Picture:
    return timeline(ask("timeline", lang=lang), lang)


def _cobenefits(ask: Ask, lang: str) -> Picture:
    return cobenefits(ask("co-targets", lang=lang), lang, names=_goals(ask, lang))


def _goals(ask: Ask, lang: str) -> dict[str, str]:
    """The names of the goals by code."""
    return {text(row["sdg"]): text(row["goalLabel"]) for row in ask("goals", lang=lang).dicts()}


PICTURES: Mapping[str, Callable[[Ask, str], Picture]] = {
    "wheel": _wheel,
    "targets": _targets,
    "themes": _themes,
    "lines": _lines,
    "timeline": _timeline,
    "cobenefits": _cobenefits,
}
"""What each picture is called, and how it is made."""
