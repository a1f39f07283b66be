"""The calendar: what the plan dates, month by month, and the same as a file for calendar programs.

>>> import metrograph
>>> view = View.of(metrograph.open(), inside="calendar")
>>> page = calendar_page(view)
>>> page.title, [month.title for month in page.values["months"]][:2]
('Calendar 2019', ['February 2019', 'March 2019'])
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.errors import RequestError, near
from metrograph.explorer.contributions import Later
from metrograph.explorer.dated import Dated, Wanted, When, dated, dated_table, in_language, lines_of, stamp
from metrograph.explorer.days import Day, days_of
from metrograph.explorer.grids import grid
from metrograph.explorer.ics import calendar_text, left_out
from metrograph.explorer.scope import Scope, plan_names, scope_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import MG, sdg_code, sdg_order
from metrograph.pages.page import Page
from metrograph.pictures import timeline
from metrograph.turtle import value
from metrograph.when import in_words, month_name

LONG = 200
"""How many entries the list shows before it asks to choose a month or a line."""
_CHOICES = ("year", "month", "line", "kind")


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated thing on the page."""

    told: Dated
    href: str
    line_href: str
    day: str
    """The day or days in its month, empty where they are not known."""
    when: str
    goals: tuple[str, ...]
    reported: tuple[tuple[str, str, bool], ...]
    """(when, source, whether it was moved)."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month: what has its days, and what is some time in it."""

    anchor: str
    title: str
    short: str
    exact: tuple[Entry, ...]
    rough: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How much there is."""
        return len(self.exact) + len(self.rough)


def calendar_page(view: View) -> Page:
    """The calendar of a year, or of part of it; of one plan where the address names one."""
    scope = scope_of(view, *_CHOICES)
    everything = tuple(_within(days_of(view.desk), scope))
    wanted = _wanted(view, everything)
    found = wanted.of(everything)

    def told(some: Iterable[Day]) -> tuple[Dated, ...]:
        return tuple(in_language(view.desk, view.lang, some))

    title = view.say("cal.title.year", year=wanted.year) if wanted.year else view.say("cal.title")
    inside = [one for one in found if not one.mentioned]
    drawn = dated_table(told([one for one in inside if one.finely][:LONG]), view.lang)
    entries = [_entry(view, one) for one in told(inside[:LONG])]
    values = {
        "choices": _choices(view, everything, wanted),
        "scope": scope,
        "counts": (len(found), len(left_out(found)), sum(one.moved for one in found)),
        "months": _months(view, [one for one in entries if one.told.finely]),
        "undated": [one for one in entries if not one.told.finely],
        "outside": [_entry(view, one) for one in told([one for one in found if one.mentioned][:LONG])],
        "listed": (len(entries), len(inside)),
        "ics": view.to("calendar.ics", **_fields(view)),
        "twin": grid(
            view, "events", dated_table(told(found[:LONG]), view.lang), hide=("date", "earliest", "latest", "source"), long=LONG
        ),
        "picture": timeline(drawn, view.lang, title=title, href=lambda row: view.iri_link(str(row["element"]))),
    }
    return Page("calendar.html", title, values, Later({"events": lambda: dated_table(told(found), view.lang)}), here="calendar")


def calendar_file(view: View) -> str:
    """The same as a file for calendar programs; it obeys the same fields of the address."""
    scope = scope_of(view)
    everything = tuple(_within(dated(view.desk, view.lang), scope))
    wanted = _wanted(view, everything)
    title = f"MetroGraph {wanted.year}" if wanted.year else "MetroGraph"
    if scope.choices and scope.plan:  # who subscribes to the calendars of two plans tells them apart by this
        title = f"{title}: {plan_names(view, (scope.plan,))[scope.plan].text}"
    return calendar_text(wanted.of(everything), view.lang, stamp(view.desk.store, everything), title)


# ---- what is asked for


def _within(found: Iterable[When], scope: Scope) -> Iterator[When]:
    return (one for one in found if not scope.plan or scope.plan in one.plans)


def _wanted(view: View, everything: Sequence[Day]) -> Wanted:
    years = Counter(one.plan_year for one in everything if one.plan_year)
    usual = max(years, key=lambda year: (years[year], year), default=0)
    usual = usual if view.live else 0  # a folder of pages holds one calendar, of everything
    year = 0 if view.value("year") == "all" else view.number("year", usual, 1, 9999)
    month = view.number("month", 0, 1, 12)
    if month and not year:
        raise RequestError("W620", 400, value=month, year=usual or 2019)
    lines = lines_of(everything)
    kinds = {one.kind: one.kind for one in everything}
    return Wanted(year, month, _picked(view, "line", lines), _picked(view, "kind", kinds))


def _picked(view: View, name: str, choices: Mapping[str, str]) -> str:
    """One of the choices, by its name or the end of it."""
    given = view.value(name)
    if not given:
        return ""
    for short, full in choices.items():
        if given in (short, full):
            return full
    raise RequestError(
        "W621",
        400,
        name=view.say(f"cal.{name}"),
        value=given[:60],
        near=near(given[:60], choices),
        choices=", ".join(sorted(choices)[:20]),
    )


def _short(lines: Mapping[str, str], line: str) -> str:
    return next((short for short, iri in lines.items() if iri == line), "")


def _fields(view: View) -> dict[str, str]:
    return {name: view.value(name) for name in (*_CHOICES, "plan")}


def _choices(
    view: View, everything: Sequence[Day], wanted: Wanted
) -> tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...]:
    """The fields of the form: name, label, and (value, text, chosen) of each choice."""
    years = sorted({when.year for one in everything for when in (one.earliest, one.latest) if when} | ({wanted.year} - {0}))
    lines = lines_of(everything)
    one_each = {one.line: one for one in everything} | {one.kind: one for one in everything}
    called = tuple(in_language(view.desk, view.lang, one_each.values()))
    names = {one.line: one.line_label for one in called}
    kinds = dict(sorted((one.kind, one.kind_label) for one in called))
    every = view.say("cal.all")
    fields = [
        ("year", [("all", every), *((str(year), str(year)) for year in years)], str(wanted.year or "all")),
        ("month", [("", every), *((str(n), month_name(n, view.lang)) for n in range(1, 13))], str(wanted.month or "")),
        ("line", [("", every), *((short, names[iri]) for short, iri in lines.items())], _short(lines, wanted.line)),
        ("kind", [("", every), *kinds.items()], wanted.kind),
    ]
    return tuple(
        (name, view.say(f"cal.{name}"), tuple((given, label, given == chosen) for given, label in options))
        for name, options, chosen in fields
    )


# ---- what is shown


def _entry(view: View, one: Dated) -> Entry:
    goals = {sdg_code(value(goal)) or "" for goal in view.room.said(ox.NamedNode(one.iri), MG + "contributesToGoal")}
    return Entry(
        one,
        view.iri_link(one.iri),
        view.iri_link(one.line) if one.line else "",
        _days(one),
        in_words(one.edtf, view.lang) if one.edtf else view.say("cal.no-date"),
        tuple(sorted(goals - {""}, key=sdg_order)),
        tuple((in_words(report.edtf, view.lang), report.source, report.moved) for report in one.reported),
    )


def _days(one: Dated) -> str:
    if not one.exact or one.earliest is None or one.latest is None:
        return ""
    first, last = one.earliest, one.latest
    return (
        str(first.day)
        if first == last
        else f"{first.day}\N{EN DASH}{last.day}"
        if first.month == last.month
        else f"{first.day} →"
    )


def _months(view: View, entries: Iterable[Entry]) -> tuple[Month, ...]:
    """Entries by the month in which they begin."""
    by_month: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        if entry.told.earliest:
            by_month.setdefault((entry.told.earliest.year, entry.told.earliest.month), []).append(entry)
    return tuple(
        Month(
            f"m{year}-{month:02}",
            view.say("when.month", month=month_name(month, view.lang), year=year),
            month_name(month, view.lang),
            tuple(one for one in found if one.told.exact),
            tuple(one for one in found if not one.told.exact),
        )
        for (year, month), found in sorted(by_month.items())
    )


SPOTS = (Spot("calendar", "calendar", calendar_page),)
