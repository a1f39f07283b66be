"""When things of the plans are, in no language: every event and dated item, read once for each state of the data.

>>> import metrograph
>>> found = days_of(metrograph.open())
>>> len(found), [one.iri.rpartition("/")[2] for one in found if one.exact]
(29, ['action-campaigns-8-march'])
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

import pyoxigraph as ox

from metrograph import values
from metrograph.dates import read
from metrograph.documents.room import Room, Subject
from metrograph.explorer.kept import Kept
from metrograph.namespaces import DCTERMS, MG, RDF, SKOS
from metrograph.turtle import Term, value

_EXACT = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?", re.ASCII)
_FINE = frozenset({"day", "dayInterval", "month", "monthInterval"})
_EVENTS = ("WorldEvent", "NetworkEvent", "StatutoryMeeting")


@dataclass(frozen=True, slots=True)
class Reported:
    """What an outside source says of when something was. ``moved``: it began at another time than planned."""

    edtf: str
    source: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A thing with a date, or an event without one; in no language."""

    iri: str
    class_: str
    """The identifier of its class."""
    kind: str
    """The name of its class: ``WorldEvent``."""
    line: str
    """The identifier of its strategic line."""
    edtf: str
    earliest: date | None
    latest: date | None
    precision: str
    state: str
    """The identifier of its status."""
    words: str
    """The words of the source."""
    mentioned: bool
    """Named by the plan but not planned in it: outside its year."""
    plans: tuple[str, ...]
    """The plans that it belongs to or is named by."""
    plan_year: int
    reported: tuple[Reported, ...]

    @property
    def status(self) -> str:
        """``stated``, ``inferred``, ``toBeConfirmed``, ``notStated``, or nothing."""
        return last(self.state)

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
        >>> [one.edtf for one in days_of(metrograph.open()) if one.within(2019, 2)]
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

    @property
    def order(self) -> tuple[date, date, str]:
        """The earliest first; what has no date comes last."""
        return self.earliest or date.max, self.latest or date.max, self.iri


def last(iri: str) -> str:
    """The last part of an identifier."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _days(room: Room) -> tuple[Day, ...]:
    things = _named(chain(room.saying(MG + "edtf"), *(room.of_class(MG + kind) for kind in _EVENTS)))
    classes = _named(kind for one in things for kind in room.ends(one, RDF + "type"))
    known = {one.value for one in classes if any(room.said(one, SKOS + "prefLabel"))}
    records = {*room.of_class(MG + "ContextRecord")}
    years = {
        plan.value: _year(day) for plan in _named(room.of_class(MG + "WorkPlan")) for day in room.said(plan, MG + "earliest")
    }
    found = (_day(room, one, known, records, years) for one in things)
    return tuple(sorted((one for one in found if one), key=lambda one: one.order))


days_of = Kept(_days)
"""Everything dated in the plans at hand, the earliest first; what has no date comes last."""


def _named(nodes: Iterable[Subject]) -> set[ox.NamedNode]:
    """Blank nodes left out: they have no page."""
    return {node for node in nodes if isinstance(node, ox.NamedNode)}


def _day(room: Room, node: ox.NamedNode, known: Container[str], records: Container[Term], years: Mapping[str, int]) -> Day | None:
    says: dict[str, list[Term]] = {}
    for quad in room.quads(node):
        says.setdefault(quad.predicate.value.removeprefix(MG), []).append(quad.object)

    def one(name: str) -> str:
        return min((value(term) for term in says.get(name, ())), default="")

    own, named = (sorted(map(value, says.get(name, ()))) for name in ("inPlan", "mentionedIn"))
    plans = own or named
    kinds = sorted(value(kind) for kind in says.get(RDF + "type", ()) if value(kind) in known)
    dated = all(name in says for name in ("edtf", "earliest", "latest", "datePrecision"))
    if not plans or not kinds or ("edtf" in says and not dated):
        return None
    earliest, latest = (_date(says.get(name, ())) if dated else None for name in ("earliest", "latest"))
    return Day(
        iri=node.value,
        class_=kinds[0],
        kind=last(kinds[0]),
        line=one("inLine"),
        edtf=one("edtf"),
        earliest=earliest,
        latest=latest,
        precision=last(one("datePrecision")) if dated else "",
        state=one("dateStatus"),
        words=one("dateText"),
        mentioned="inPlan" not in says,
        plans=tuple(dict.fromkeys((*own, *named))),
        plan_year=years.get(plans[0], 0),
        reported=tuple(_reports(room, node, records, earliest, latest)),
    )


def _date(terms: Iterable[Term]) -> date | None:
    found = [told for term in terms if isinstance(told := values.value(str(term)), date)]
    return min(found, default=None)


def _year(term: Term) -> int:
    told = _date((term,))
    return told.year if told else 0


def _reports(
    room: Room, node: ox.NamedNode, records: Container[Term], earliest: date | None, latest: date | None
) -> Iterator[Reported]:
    """What outside sources say, each once, sorted."""
    found: set[tuple[str, str]] = set()
    for record in (one for one in room.saying(MG + "about", node) if one in records):
        sources = [*map(value, room.said(record, DCTERMS + "source"))] or [""]
        found |= {(value(date), source) for date in room.said(record, MG + "reportedDate") for source in sources}
    for edtf, source in sorted(found):
        yield Reported(edtf, source, _moved(edtf, earliest, latest))


def _moved(edtf: str, earliest: date | None, latest: date | None) -> bool:
    try:
        start = read(edtf)
    except ValueError:
        return False
    return earliest is not None and latest is not None and (start.latest < earliest or start.earliest > latest)
