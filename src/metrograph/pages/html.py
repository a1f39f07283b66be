"""Pages and pieces of HTML: static, escaped, without script or network."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from metrograph.assess import Pilot
from metrograph.pages.wheel import wheel
from metrograph.table import Table
from metrograph.validate import Report
from metrograph.words import say


@cache
def _environment() -> Environment:
    loader = PackageLoader("metrograph", "pages/templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals["say"] = say
    return made


def workspace_html(coverage: Table, counts: Table, lang: str = "en") -> str:
    """A workspace in a notebook: the wheel, its numbers as a table, and how much there is of what."""
    template = _environment().get_template("workspace.html")
    kinds = [(str(kind).rsplit("#", 1)[-1], count) for kind, count in counts.rows()]
    return template.render(wheel=wheel(coverage, lang), rows=coverage.dicts(), kinds=kinds, lang=lang)


def pilots_html(pilots: tuple[Pilot, ...], lang: str = "en") -> str:
    """Pilots as alignment cards: each link with its strength, status and quoted words, and what is missing."""
    return _environment().get_template("pilots.html").render(pilots=pilots, lang=lang)


def report_html(report: Report, lang: str = "en") -> str:
    """A validation report as a page of its own: counts, then each rule with its reason, its findings and how to mend them."""
    return _environment().get_template("report.html").render(report=report, groups=report.by_rule(), lang=lang) + "\n"
