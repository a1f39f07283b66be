"""What a plan dates: events and dated items, with all that is said of when they are.

>>> import metrograph
>>> found = dated(metrograph.open())
>>> [one.iri.rpartition("/")[2] for one in found if one.exact], sum(one.finely for one in found)
(['action-campaigns-8-march'], 21)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from metrograph.dates import read
from metrograph.desk import Desk
from metrograph.explorer.when import in_words
from metrograph.store import Store
from metrograph.table import Iri, LangText, Table, Value, text
from metrograph.words import LANGUAGES, say

_EXACT = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?", re.ASCII)
_COLUMNS = ("element", "label", "kindLabel", "lineLabel", "date", "when", "earliest", "latest", "dateStatus",
            "reportedDate", "source", "outside")  # fmt: skip
_FINE = frozenset({"day", "dayInterval", "month", "monthInterval"})
# One row for each dated thing, event without a date, and report of an outside source. The only thing put in is a language.
_QUESTION = """
SELECT ?element ?own ?english ?any ?kind ?kindLabel ?line ?lineLabel ?edtf ?earliest ?latest ?precision
       ?status ?statusLabel ?words ?mentioned ?planStart ?reported ?source WHERE {{
  {{ ?element mg:edtf ?edtf ; mg:earliest ?earliest ; mg:latest ?latest ; mg:datePrecision ?precision }}
  UNION {{
    VALUES ?undated {{ mg:WorldEvent mg:NetworkEvent mg:StatutoryMeeting }}
    ?element a ?undated . FILTER NOT EXISTS {{ ?element mg:edtf ?no }}
  }}
  {{ ?element mg:inPlan ?plan . BIND(false AS ?mentioned) }} UNION {{ ?element mg:mentionedIn ?plan . BIND(true AS ?mentioned) }}
  ?element a ?kind . ?kind skos:prefLabel ?kindLabel . FILTER(LANG(?kindLabel) = "{lang}")
  OPTIONAL {{ ?plan mg:earliest ?planStart }}
  OPTIONAL {{ ?element rdfs:label|skos:prefLabel ?own . FILTER(LANG(?own) = "{lang}") }}
  OPTIONAL {{ ?element rdfs:label|skos:prefLabel ?english . FILTER(LANG(?english) = "en") }}
  OPTIONAL {{ ?element rdfs:label ?any }}
  OPTIONAL {{
    ?element mg:inLine ?line .
    OPTIONAL {{ ?line rdfs:label|skos:prefLabel ?lineLabel . FILTER(LANG(?lineLabel) = "{lang}") }}
  }}
  OPTIONAL {{
    ?element mg:dateStatus ?status .
    OPTIONAL {{ ?status skos:prefLabel ?statusLabel . FILTER(LANG(?statusLabel) = "{lang}") }}
  }}
  OPTIONAL {{ ?element mg:dateText ?words }}
  OPTIONAL {{
    ?record a mg:ContextRecord ; mg:about ?element ; mg:reportedDate ?reported .
    OPTIONAL {{ ?record dcterms:source ?source }}
  }}
}} ORDER BY ?element ?kind ?reported ?source
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """What an outside source says of when something was. ``moved``: it began at another time than planned."""

    edtf: str
    source: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """A thing with a date, or an event without one."""

    iri: str
    label: str
    lang: str
    kind: str
    """The name of its class: ``WorldEvent``."""
    kind_label: str
    line: str
    line_label: str
    edtf: str
    earliest: date | None
    latest: date | None
    precision: str
    status: str
    """``stated``, ``inferred``, ``toBeConfirmed``, ``notStated``, or nothing."""
    status_label: str
    words: str
    """The words of the source."""
    mentioned: bool
    """Named by the plan but not planned in it: outside its year."""
    plan_year: int
    reported: tuple[Reported, ...]

    @property
    def exact(self) -> bool:
        """Whether the days are known: one day, or from one day to another, neither roughly nor one of several."""
        return bool(_EXACT.fullmatch(self.edtf))

    @property
    def finely(self) -> bool:
        """Whether at least the month is known."""
        return self.precision in _FINE

    @property
    def moved(self) -> bool:
        """Whether an outside source reports another time."""
        return any(report.moved for report in self.reported)

    def within(self, year: int, month: int = 0) -> bool:
        """Whether it may fall into a year or a month; what has no date belongs to the year of its plan.

        >>> import metrograph
        >>> [one.edtf for one in dated(metrograph.open()) if one.within(2019, 2)]
        ['2019-02', '2019-02/2019-03']
        """
        if self.earliest is None or self.latest is None:
            return not month and self.plan_year == year
        if month:
            return self.finely and (self.earliest.year, self.earliest.month) <= (year, month) <= (
                self.latest.year,
                self.latest.month,
            )
        return self.earliest.year <= year <= self.latest.year


def dated(desk: Desk, lang: str = "en") -> tuple[Dated, ...]:
    """Everything dated in the plans at hand, the earliest first; what has no date comes last."""
    answer = desk.store.query(_QUESTION.format(lang=lang if lang in LANGUAGES else "en"))
    rows = answer.dicts() if isinstance(answer, Table) else ()
    by_iri: dict[str, list[dict[str, Value]]] = {}
    for row in rows:
        by_iri.setdefault(str(row["element"]), []).append(row)
    return tuple(sorted((_dated(iri, told) for iri, told in by_iri.items()), key=_order))


def _order(one: Dated) -> tuple[date, date, str]:
    return one.earliest or date.max, one.latest or date.max, one.iri


def _dated(iri: str, rows: list[dict[str, Value]]) -> Dated:
    row = rows[0]
    label = next((row[name] for name in ("own", "english", "any") if row[name] is not None), iri.rpartition("/")[2])
    earliest, latest = (found if isinstance(found := row[name], date) else None for name in ("earliest", "latest"))
    start = row["planStart"]
    told = dict.fromkeys((text(each["reported"]), text(each["source"])) for each in rows if each["reported"] is not None)
    return Dated(
        iri=iri,
        label=text(label),
        lang=label.lang if isinstance(label, LangText) else "",
        kind=_name(row["kind"]),
        kind_label=text(row["kindLabel"]),
        line=text(row["line"]),
        line_label=text(row["lineLabel"]) or _name(row["line"]),
        edtf=text(row["edtf"]),
        earliest=earliest,
        latest=latest,
        precision=_name(row["precision"]),
        status=_name(row["status"]),
        status_label=text(row["statusLabel"]),
        words=text(row["words"]),
        mentioned=row["mentioned"] is True,
        plan_year=start.year if isinstance(start, date) else 0,
        reported=tuple(Reported(edtf, source, _moved(edtf, earliest, latest)) for edtf, source in told),
    )


def _name(iri: Value) -> str:
    return text(iri).rpartition("#")[2].rpartition("/")[2]


def _moved(edtf: str, earliest: date | None, latest: date | None) -> bool:
    try:
        start = read(edtf)
    except ValueError:
        return False
    return earliest is not None and latest is not None and (start.latest < earliest or start.earliest > latest)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a calendar is wanted; what is empty or 0 is not asked for."""

    year: int = 0
    month: int = 0
    line: str = ""
    kind: str = ""

    def of(self, found: Iterable[Dated]) -> tuple[Dated, ...]:
        """Those that fit."""
        return tuple(one for one in found if self._fits(one))

    def _fits(self, one: Dated) -> bool:
        line = not self.line or one.line == self.line
        return line and self.kind in ("", one.kind) and (not self.year or self._when(one))

    def _when(self, one: Dated) -> bool:
        outside = one.mentioned and not self.month and one.plan_year == self.year
        return outside or one.within(self.year, self.month)


def lines_of(found: Iterable[Dated]) -> dict[str, str]:
    """The strategic lines of a calendar: identifier by short name; of two plans' lines of one name, with the plan.

    >>> import metrograph
    >>> list(lines_of(dated(metrograph.open())))[:2]
    ['line-gender-equality', 'line-internal-governance']
    """
    lines = sorted({one.line for one in found if one.line})
    short = [iri.rpartition("/")[2] for iri in lines]
    return {
        name if short.count(name) == 1 else "/".join(iri.split("/")[-2:]): iri for name, iri in zip(short, lines, strict=True)
    }


def dated_table(found: Iterable[Dated], lang: str = "en") -> Table:
    """Dated things as rows, each with its date as written and in words."""
    rows = tuple(
        (
            Iri(one.iri),
            LangText(one.label, one.lang) if one.lang else one.label,
            one.kind_label,
            one.line_label or None,
            one.edtf or None,
            in_words(one.edtf, lang) if one.edtf else None,
            one.earliest,
            one.latest,
            one.status_label or None,
            "; ".join(report.edtf for report in one.reported) or None,
            "; ".join(report.source for report in one.reported) or None,
            one.mentioned,
        )
        for one in found
    )
    return Table(_COLUMNS, rows, say("cal.table", lang))


def stamp(store: Store, found: Iterable[Dated]) -> str:
    """When the data last changed, as far as they say, in the form of a calendar: a decision, else the year of the plan."""
    answer = store.query("SELECT (MAX(?time) AS ?last) { ?x prov:endedAtTime ?time }")
    last = text(answer.rows()[0][0]) if isinstance(answer, Table) and len(answer) else ""
    digits = re.sub(r"\D", "", last)[:14]
    years = [one.plan_year for one in found if one.plan_year]
    return f"{digits[:8]}T{digits[8:]}Z" if len(digits) == 14 else f"{max(years, default=1970):04}0101T000000Z"
