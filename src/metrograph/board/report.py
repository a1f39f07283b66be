"""The SDG alignment report of a plan, as a value: a pure function of what a desk holds."""

from typing import TYPE_CHECKING

from metrograph.board import closing, findings, summary
from metrograph.board.facts import PlanFacts
from metrograph.board.pilots import pilots
from metrograph.board.value import Board, plain
from metrograph.words import say

if TYPE_CHECKING:
    from metrograph.desk import Desk


def board_report(desk: "Desk", plan: str = "", lang: str = "en") -> Board:
    """The report of a plan; ``plan`` is its name, and may be left out where there is only one.

    The same data gives the same report: it holds no time but those of the data. ``UsageError`` where there is no plan, or
    nobody said which of several.

    >>> import metrograph
    >>> report = board_report(metrograph.open(), lang="fr")
    >>> report.title, report.numbers["pilots"], report.sections[0].key
    ("Rapport d'alignement sur les ODD", 11, 'summary')
    """
    facts = PlanFacts(desk, plan, lang)
    found = summary.numbers(facts)
    before = (
        summary.summary(facts, found),
        summary.coverage(facts),
        pilots(facts),
        findings.gaps(facts),
        findings.risks(facts, found),
        findings.themes(facts),
        closing.calendar(facts, found),
        closing.method(facts),
    )
    after = (closing.all_links(facts), closing.decisions(facts), closing.sources(facts))
    opening = summary.opening(facts)
    told = closing.caveats(facts, found)  # made last, since it tells what was shortened on the way
    return Board(say("board.title", lang), plain(facts.title), lang, opening, (*before, told, *after), found)
