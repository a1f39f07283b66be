"""Pages and pieces of HTML: static, escaped, without script or network."""

from metrograph.assess import Pilot
from metrograph.pages.frame import piece
from metrograph.pictures import wheel
from metrograph.table import Table
from metrograph.validate import Report


def workspace_html(coverage: Table, counts: Table, lang: str = "en") -> str:
    """A workspace in a notebook: the wheel, its numbers as a table, and how much there is of what."""
    kinds = [(str(kind).rsplit("#", 1)[-1], count) for kind, count in counts.rows()]
    return piece("workspace.html", lang, wheel=wheel(coverage, lang), rows=coverage.dicts(), kinds=kinds)


def pilots_html(pilots: tuple[Pilot, ...], lang: str = "en") -> str:
    """Pilots as alignment cards: each link with its strength, status and quoted words, and what is missing."""
    return piece("pilots.html", lang, pilots=pilots)


def report_html(report: Report, lang: str = "en") -> str:
    """A validation report as a page of its own: counts, then each rule with its reason, its findings and how to mend them."""
    return piece("report.html", lang, report=report, groups=report.by_rule()) + "\n"
