"""What the rules find in the data: all rules with their findings counted, and each rule with what, why, and how to mend it.

>>> import metrograph
>>> desk = metrograph.open()
>>> rule_page(View.of(desk, lang="fr", inside="quality/S06", parts={"rule": "S06"})).title[:3]
'S06'
"""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from metrograph.desk import Desk
from metrograph.errors import RequestError, near
from metrograph.explorer.grids import grid
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Cell, Grid, Page
from metrograph.store import Store
from metrograph.table import Iri, Row, Table
from metrograph.validate import SEVERITIES, Finding, Report, Rule, check
from metrograph.validate.report import graveness

_MARKS = {"Violation": "bad", "Warning": "warn", "Info": ""}


def quality_page(view: View) -> Page:
    """Every rule, those that found something first; the whole report as a table."""
    report = report_of(view.desk)
    found = {rule.code: len(findings) for _, rule, findings in report.by_rule()}
    rules = sorted(view.desk.rules, key=lambda rule: (SEVERITIES.index(graveness(rule.severity)), rule.code))
    rows = tuple(
        (rule.code, rule.name.best(view.lang), view.say(f"one.{rule.severity}"), found.get(rule.code, 0)) for rule in rules
    )
    table = Table(("rule", "title", "severity", "count"), rows, view.say("quality.rules"))
    counts = [(severity, _MARKS[severity], n, view.say(f"severity.{severity}")) for severity, n in report.counts().items()]
    values = {
        "report": report,
        "counts": counts,
        "findings": [_line(view, severity, rule, len(many)) for severity, rule, many in report.by_rule()],
        "rules": _linked(view, table),
        "csv": view.here(table="findings"),
    }
    return Page(
        "quality.html",
        view.say("nav.quality"),
        values,
        {"findings": _findings_table(view, report), "rules": table},
        here="quality",
    )


def rule_page(view: View) -> Page:
    """A rule: what it asks, why, what is wrong and what is right, and where the data do not keep it."""
    code = view.parts["rule"]
    rules = {rule.code: rule for rule in view.desk.rules}
    if code not in rules:
        raise RequestError("W650", 404, value=code[:60], near=near(code[:60], rules))
    rule = rules[code]
    report = report_of(view.desk)
    table = _findings_table(view, report, code)
    values = {
        "rule": rule,
        "name": rule.name.best(view.lang),
        "why": rule.why.best(view.lang),
        "severity": view.say(f"one.{graveness(rule.severity)}"),
        "mark": _MARKS[graveness(rule.severity)],
        "snippets": [(view.say(f"rule.{name}"), body) for name in ("bad", "good", "fix") if (body := getattr(rule, name))],
        "found": grid(view, "findings", table, view.say("quality.found"), hide=("rule", "severity")),
    }
    return Page("rule.html", f"{code} · {rule.name.best(view.lang)}", values, {"findings": table}, here="quality")


_REPORTS: WeakKeyDictionary[Desk, tuple[Store, int, Report]] = WeakKeyDictionary()


def report_of(desk: Desk) -> Report:
    """What the rules find in the data of a desk, worked out once for each state of them."""
    store, changes = desk.store, getattr(desk.store, "changes", 0)
    held = _REPORTS.get(desk)
    if held is None or held[0] is not store or held[1] != changes:
        held = _REPORTS[desk] = store, changes, check(store.graph(""), desk.rules)
    return held[2]


def _line(view: View, severity: str, rule: Rule, many: int) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name.best(view.lang),
        "why": rule.why.best(view.lang),
        "severity": view.say(f"one.{severity}"),
        "mark": _MARKS[severity],
        "count": many,
        "href": view.to(f"quality/{rule.code}"),
    }


def _findings_table(view: View, report: Report, code: str = "") -> Table:
    """The findings of a rule, or of all: the thing, what is wrong, what to do."""
    rows = tuple(_row(view, report, finding) for finding in report if code in ("", finding.rule))
    return Table(("rule", "severity", "element", "label", "problem", "remedy"), rows, view.say("quality.found"))


def _row(view: View, report: Report, finding: Finding) -> Row:
    return (
        finding.rule,
        view.say(f"one.{graveness(finding.severity)}"),
        Iri(finding.focus),
        report.label(finding, view.lang),
        report.problem(finding, view.lang),
        report.remedy(finding, view.lang),
    )


def _linked(view: View, table: Table) -> Grid:
    """The table of rules, each code a link to its page."""
    shown = grid(view, "rules", table, long=len(table) or 1)
    rows = tuple((Cell(row[0].text, href=view.to(f"quality/{row[0].text}")), *row[1:]) for row in shown.rows)
    return Grid(shown.name, shown.caption, shown.headings, rows, shown.csv)


def _paths(view: View) -> Iterator[str]:
    return (f"quality/{rule.code}" for rule in view.desk.rules)


SPOTS = (
    Spot("quality", "quality", quality_page),
    Spot("rule", "quality/{rule}", rule_page, each=_paths),
)
