"""What became of each item: new, dropped, concluded, continued, launched, renamed or recurring.

The order in which it is asked, the first answer counts:

```
in both    cancelled in B → dropped · concluded in B → concluded · announced in A and running in B → launched
           another name → renamed · the next one of a row → recurring · else continued
only in A  cancelled → dropped · an end stated → concluded · one of a row → recurring · its date is past → concluded
           announces or prepares what came → concluded · else dropped
only in B  new
```
"""

import re
from collections.abc import Iterator, Mapping

from metrograph.compare.candidates import Pair
from metrograph.compare.change import Change, Reason
from metrograph.compare.entries import Entry, Prepared
from metrograph.compare.matching import LIKELY, Match, Matching
from metrograph.compare.periodic import periodic, recurs
from metrograph.folding import fold
from metrograph.model import EVENT_KINDS, DateStatus, Kind, Status

_STARTING = (Status.PLANNED, Status.TO_LAUNCH)
_RUNNING = (Status.ONGOING, Status.TO_CONCLUDE)
_OTHER_NAME = 0.45
_ENDING = re.compile(
    r"(?:conclu(?:sion|de|re|ir|r)|complet(?:e|ion)|finali[sz](?:e|ation|acion|ar|er)|clos(?:e|ing|ure)|final phase"
    r"|last phase|wind(?:ing)? up"
    r"|cloture|derniere phase|phase finale|achevement|achever|fin d|cierre|ultima fase|fase final|culminacion)(?!\w)"
)
_LAST = re.compile(
    r"(?<!\w)(?:(?:phase|fase|etape|etapa) finale?|(?:final|last) (?:phase|stage)|(?:derniere|ultima) (?:phase|fase"
    r"|etape|etapa))(?!\w)"
)
_LAUNCHING = re.compile(
    r"(?:launch(?:ing)?|creat(?:e|ion)|set(?:ting)? up|establish(?:ment)?|start(?:ing)?|prepar(?:e|ation|ing|atory)"
    r"|design|lancement|lancer|creation|creer"
    r"|mise en place|demarrage|preparation|activites preparatoires|conception|lanzamiento|lanzar|creacion|crear"
    r"|puesta en marcha|inicio|preparacion|preparar|diseno)(?!\w)"
)
DATED = EVENT_KINDS | {Kind.TRAINING, Kind.PUBLICATION, Kind.AWARD}


def fates(a: Prepared, b: Prepared, found: Matching) -> Iterator[Change]:
    """What became of every item of A, and which items of B are new."""
    told = {match.a.id: what for match in found.matches for what in (_of_match(match, a, b),)}
    for match in found.matches:
        yield _of_match(match, a, b)
    alone = _Alone(a, b, found, told)
    for entry in a.entries.values():
        if entry.id not in found.of_a and (what := alone.fate(entry)):
            yield what
    unsure = {pair.b.id: pair for pair in found.questions if pair.b.id not in found.of_b}
    for entry in b.entries.values():
        if entry.id not in found.of_b and entry.item.planned:
            yield _new(entry, unsure.get(entry.id))


def label(entry: Entry) -> str:
    """The label of an item in the language of its plan."""
    return next((text for _, text in entry.item.label.pairs()), entry.id)


def _new(entry: Entry, near: Pair | None) -> Change:
    reasons = (Reason("like", (("other", label(near.a)),)),) if near else ()
    certainty = "doubtful" if near else "certain"
    return Change("new", entry.kind.value, "", entry.id, "", label(entry), certainty, reasons, near.score if near else None)


def _of_match(match: Match, a: Prepared, b: Prepared) -> Change:
    change, certainty, why = _both(match, a, b)
    many = (Reason(match.many),) if match.many else ()
    found = (Reason(f"by.{match.pair.how}", (("earlier", match.pair.names[0]), ("later", match.pair.names[1]))),)
    kind = match.b.kind.value if match.a.kind is not Kind.THEME else Kind.THEME.value
    return Change(
        change, kind, match.a.id, match.b.id, label(match.a), label(match.b), certainty, (*why, *many, *found), match.pair.score
    )


def _both(match: Match, a: Prepared, b: Prepared) -> tuple[str, str, tuple[Reason, ...]]:
    """The change of an item that both plans have, how sure it is, and why."""
    one, other = match.a.item, match.b.item
    sure = match.certainty
    if one == other and a.year == b.year:
        return "continued", sure, ()
    if other.status is Status.CANCELLED:
        return "dropped", "doubtful" if sure == "doubtful" else "stated", (Reason("cancelled"),)
    if other.status is Status.CONCLUDED:
        return "concluded", "doubtful" if sure == "doubtful" else "stated", (Reason("concluded-later"),)
    if launched := _launched(match):
        certain = sure if launched != "silent" or sure == "doubtful" else "presumed"
        return "launched", certain, (Reason(f"launched-{launched}"),)
    if not match.many and renamed(match.pair):
        return "renamed", sure, (Reason("renamed"),)
    if recurs(match.a, match.b, (a, b)):
        return "recurring", sure, (Reason("next"),)
    if one.phase and other.phase and one.phase != other.phase:
        return "continued", sure, (Reason("phase", (("earlier", str(one.phase)), ("later", str(other.phase)))),)
    return "continued", sure, ()


def _launched(match: Match) -> str:
    """By what a thing announced in A runs in B: its status, that B now plans it, that A only launched it; or nothing."""
    one, other = match.a.item, match.b.item
    if one.kind in EVENT_KINDS and one.planned:
        return ""
    if one.status in _STARTING and other.status in _RUNNING:
        return "status"
    if not one.planned and other.planned:
        return "planned"
    if one.status is Status.TO_LAUNCH and other.status is None and other.kind is not Kind.ACTION:
        return "silent"
    begins = _LAUNCHING.match(_flat(match.a)) and not _LAUNCHING.match(_flat(match.b))
    return "made" if begins and other.kind is not one.kind and other.status not in _STARTING else ""


def _flat(entry: Entry) -> str:
    return fold(label(entry)).replace("’", "'").strip(' "«»“”-')


def renamed(pair: Pair) -> bool:
    """Whether a thing goes by another name: its former name is told, or the names that the plans give first differ."""
    if pair.how == "former":
        return True
    if pair.how == "similar" and 0 <= pair.alike < _OTHER_NAME - 0.15 and pair.score >= LIKELY:
        return True
    if pair.how in ("name", "translation", "similar") or (pair.a.id == pair.b.id and pair.alike < 0):
        return False
    if pair.alike < 0:
        return pair.how == "alias" and not _acronym_of(pair)
    return pair.alike < (_OTHER_NAME if pair.how != "id" else _OTHER_NAME - 0.15)


def _acronym_of(pair: Pair) -> bool:
    """Whether the name in common is an acronym that both plans use beside a longer name."""
    return bool(pair.a.short & pair.b.short) or pair.names[0].isupper()


class _Alone:
    """What became of the items of A that B does not have."""

    def __init__(self, a: Prepared, b: Prepared, found: Matching, told: Mapping[str, Change]) -> None:
        self.a, self.b, self.found, self.told = a, b, found, told
        self.near: dict[str, Pair] = {}
        for pair in found.questions:
            self.near.setdefault(pair.a.id, pair)
        self.members: dict[str, list[Entry]] = {}
        for entry in a.entries.values():
            if entry.item.group:
                self.members.setdefault(entry.item.group, []).append(entry)

    def fate(self, entry: Entry) -> Change | None:
        """The change of one item; ``None`` for what A only names and B need not have."""
        if not entry.item.planned and not self._due(entry):
            return None
        change, certainty, why = self._answer(entry)
        near = self.near.get(entry.id)
        reasons = (Reason(why), *((Reason("like", (("other", label(near.b)),)),) if near else ()))
        if near and certainty in ("certain", "presumed"):
            certainty = "doubtful"
        return Change(change, entry.kind.value, entry.id, "", label(entry), "", certainty, reasons, near.score if near else None)

    def _answer(self, entry: Entry) -> tuple[str, str, str]:
        item = entry.item
        if item.status is Status.CANCELLED:
            return "dropped", "stated", "cancelled"
        if item.status in (Status.TO_CONCLUDE, Status.CONCLUDED):
            return "concluded", "stated", "end-stated"
        if item.status is Status.POSTPONED:
            return "dropped", "presumed", "postponed"
        if periodic(entry):
            return "recurring", "presumed", "row"
        if self._past(entry):
            return "concluded", "presumed", "past"
        if item.kind not in (Kind.THEME, Kind.STRATEGIC_LINE, Kind.OBJECTIVE):
            if _ENDING.match(_flat(entry)) or _LAST.search(_flat(entry)):
                return "concluded", "presumed", "ending"
            if self._fulfilled(entry):
                return "concluded", "presumed", "fulfilled"
        return "dropped", "certain", "absent"

    def _due(self, entry: Entry) -> bool:
        """Whether A names a thing for a day within the period of B."""
        span = entry.item.date.span if entry.item.date else None
        return bool(span and self.a.last and self.b.last and self.a.last < span.earliest.year <= self.b.last)

    def _past(self, entry: Entry) -> bool:
        """Whether the date of an item lies within the period of A, and is more than that period itself."""
        date = entry.item.date
        span = date.span if date else None
        if date is None or span is None or "/.." in date.edtf or date.status is DateStatus.TO_BE_CONFIRMED:
            return False
        whole = span.precision in ("year", "unknown")
        end = self.a.last or span.latest.year
        return span.latest.year <= end and (not whole or (entry.kind in DATED and span.precision == "year"))

    def _fulfilled(self, entry: Entry) -> bool:
        """Whether an item announced, prepared or showed what has since come or ended."""
        item = entry.item
        members = [self._ended(one.id) for one in self.members.get(entry.id, ())]
        if members:
            return any(members)
        targets = [name for name in (item.prepares_for, item.realised_by, item.same_fact_as, item.refers_to) if name]
        return any(self._ended(name) for name in targets) or any(map(self._ended, item.presents_results_of))

    def _ended(self, name: str) -> bool:
        """Whether an item of A is there in B, or ended."""
        entry = self.a.entries.get(name)
        if entry is None:
            return False
        told = self.told.get(name)
        if told:
            return told.change != "dropped"
        return entry.item.status in (Status.TO_CONCLUDE, Status.CONCLUDED) or self._past(entry)
