"""What a plan dates: events and dated items, with all that is said of when they are.

>>> import metrograph
>>> found = dated(metrograph.open())
>>> [one.iri.rpartition("/")[2] for one in found if one.exact], sum(one.finely for one in found)
(['action-campaigns-8-march'], 21)
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TypeVar

import pyoxigraph as ox

from metrograph.desk import Desk
from metrograph.documents.room import Room, room_of
from metrograph.explorer.days import Day, days_of, last
from metrograph.namespaces import RDFS, SKOS
from metrograph.store import Store
from metrograph.table import Iri, LangText, Table, text
from metrograph.when import in_words
from metrograph.words import LANGUAGES, say

_COLUMNS = ("element", "label", "kindLabel", "lineLabel", "date", "when", "earliest", "latest", "dateStatus",
            "reportedDate", "source", "outside")  # fmt: skip
_NAMES = (RDFS + "label", SKOS + "prefLabel")


@dataclass(frozen=True, slots=True)
class Dated(Day):
    """A day with its names in a language."""

    label: str
    lang: str
    kind_label: str
    line_label: str
    status_label: str


When = TypeVar("When", bound=Day)
_FACTS = attrgetter(*(field.name for field in fields(Day)))


def dated(desk: Desk, lang: str = "en") -> tuple[Dated, ...]:
    """Everything dated in the plans at hand, the earliest first; what has no date comes last."""
    return tuple(in_language(desk, lang, days_of(desk)))


def in_language(desk: Desk, lang: str, days: Iterable[Day]) -> Iterator[Dated]:
    """Some of what is dated, with its names in a language.

    >>> import metrograph
    >>> desk = metrograph.open()
    >>> [one.kind_label for one in in_language(desk, "fr", days_of(desk)[:1])]
    ['événement du réseau']
    """
    names = _Names(room_of(desk), lang if lang in LANGUAGES else "en")
    for one in days:
        label, spoken = names.any(one.iri)
        kind, status = (names.own(term, _NAMES[1:]) for term in (one.class_, one.state))
        told = (*_FACTS(one), label, spoken, kind, names.own(one.line) or last(one.line), status)
        yield Dated(*told)


class _Names:
    """Names in a language; those of classes, lines and states are looked up once."""

    def __init__(self, room: Room, lang: str) -> None:
        self._room, self._lang = room, lang
        self._known: dict[tuple[str, Sequence[str]], str] = {}

    def own(self, iri: str, verbs: Sequence[str] = _NAMES) -> str:
        """The name in the language, empty where there is none."""
        if (iri, verbs) not in self._known:
            found = (one.value for _, one in self._said(iri, verbs) if one.language == self._lang)
            self._known[iri, verbs] = min(found, default="") if iri else ""
        return self._known[iri, verbs]

    def any(self, iri: str) -> tuple[str, str]:
        """The name in the language, else in English, else in any; else the end of the identifier."""
        ranked = sorted(
            ((one.language != self._lang, one.language != "en", one.value, one.language or "")
             for verb, one in self._said(iri, _NAMES) if verb == _NAMES[0] or one.language in (self._lang, "en"))
        )  # fmt: skip
        return ranked[0][2:] if ranked else (iri.rpartition("/")[2], "")

    def _said(self, iri: str, verbs: Iterable[str]) -> Iterator[tuple[str, ox.Literal]]:
        for verb in verbs if iri else ():
            yield from ((verb, one) for one in self._room.said(ox.NamedNode(iri), verb) if isinstance(one, ox.Literal))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a calendar is wanted; what is empty or 0 is not asked for."""

    year: int = 0
    month: int = 0
    line: str = ""
    kind: str = ""

    def of(self, found: Iterable[When]) -> tuple[When, ...]:
        """Those that fit."""
        return tuple(one for one in found if self._fits(one))

    def _fits(self, one: Day) -> bool:
        line = not self.line or one.line == self.line
        return line and self.kind in ("", one.kind) and (not self.year or self._when(one))

    def _when(self, one: Day) -> bool:
        outside = one.mentioned and not self.month and one.plan_year == self.year
        return outside or one.within(self.year, self.month)


def lines_of(found: Iterable[Day]) -> dict[str, str]:
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


def stamp(store: Store, found: Iterable[Day]) -> str:
    """When the data last changed, as far as they say, in the form of a calendar: a decision, else the year of the plan."""
    answer = store.query("SELECT (MAX(?time) AS ?last) { ?x prov:endedAtTime ?time }")
    last = text(answer.rows()[0][0]) if isinstance(answer, Table) and len(answer) else ""
    digits = re.sub(r"\D", "", last)[:14]
    years = [one.plan_year for one in found if one.plan_year]
    return f"{digits[:8]}T{digits[8:]}Z" if len(digits) == 14 else f"{max(years, default=1970):04}0101T000000Z"
