"""What changed of the items that both plans have: line, place, status, date, rank of a theme; and which goals are served."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from metrograph.compare.change import Change, Reason
from metrograph.compare.entries import Entry, Prepared
from metrograph.compare.fates import label
from metrograph.compare.matching import Match, Matching
from metrograph.dates import Span
from metrograph.model import EVENT_KINDS, Kind
from metrograph.namespaces import goal_of, sdg_order

_YEARLY = frozenset({Kind.ACTION, Kind.INTERNAL_ACTION, Kind.WORKSTREAM, Kind.TRAINING, Kind.PRODUCT_SERVICE})
_HELD = EVENT_KINDS | {Kind.TRAINING, Kind.AWARD}
_AIMS = (Kind.STRATEGIC_LINE, Kind.OBJECTIVE)
Links = Mapping[str, frozenset[str]]
"""The SDG codes of each item that has any."""


def shifts(a: Prepared, b: Prepared, found: Matching, fates: Mapping[str, str]) -> Iterator[Change]:
    """Every change beside the fates. ``fates`` gives the change of each item of A that has a counterpart."""
    became = {match.a.id: match.b.id for match in reversed(found.matches)}
    for match in found.matches:
        for change, reason in (
            *_moved(match, a, b, became),
            *_status(match),
            *_date(match, a, b, fates.get(match.a.id, "")),
        ):
            yield _row(change, match, reason)
    yield from _promoted(b, found, became)


def _row(change: str, match: Match, reason: Reason) -> Change:
    kind = match.b.kind.value if match.a.kind is not Kind.THEME else Kind.THEME.value
    return Change(
        change, kind, match.a.id, match.b.id, label(match.a), label(match.b), match.certainty, (reason,), match.pair.score
    )


# ---- moved


def _moved(match: Match, a: Prepared, b: Prepared, became: Mapping[str, str]) -> Iterator[tuple[str, Reason]]:
    """To another line, another whole, or, for what is held somewhere, another place."""
    one, other = match.a, match.b
    if one.kind is Kind.THEME:
        return
    came = set(became.values())
    if one.kind in _HELD and one.places and other.places and not one.places & other.places:
        earlier, later = (_names(side, entry.item.places) for side, entry in ((a, one), (b, other)))
        yield "moved", Reason("moved-place", (("earlier", earlier), ("later", later)))
        return
    if one.line and other.line:
        if became.get(one.line, one.line) != other.line and (one.line in became or other.line in came):
            yield "moved", Reason("moved-line", (("earlier", _name(a, one.line)), ("later", _name(b, other.line))))
        elif one.kind is not Kind.STRATEGIC_LINE:
            yield from _whole(one, other, (a, b), became)


def _whole(one: Entry, other: Entry, sides: tuple[Prepared, Prepared], became: Mapping[str, str]) -> Iterator[tuple[str, Reason]]:
    """To another whole within the same line, where both wholes are known in both plans."""
    above, below = one.item.parent, other.item.parent
    wholes = [side.entries.get(name) for side, name in zip(sides, (above, below), strict=True)]
    if any(whole is None or whole.kind is Kind.STRATEGIC_LINE for whole in wholes):
        return
    known = {became.get(name, "") for name in _above(one, sides[0])}
    if above in became and below in became.values() and became[above] not in _above(other, sides[1]) and below not in known:
        yield "moved", Reason("moved-whole", (("earlier", _name(sides[0], above)), ("later", _name(sides[1], below))))


def _above(entry: Entry, side: Prepared) -> set[str]:
    """Everything that an item is part of, and the announcement that lists it."""
    found: set[str] = set()
    at = entry.item.parent
    while at in side.entries and at not in found:
        found.add(at)
        at = side.entries[at].item.parent
    return found | {entry.item.group}


def _name(side: Prepared, item_id: str) -> str:
    return next((item.label.best(side.plan.source.lang) for item in side.plan.items if item.id == item_id), item_id)


def _names(side: Prepared, ids: Iterable[str]) -> str:
    return ", ".join(_name(side, one) for one in ids)


# ---- status and date


def _status(match: Match) -> Iterator[tuple[str, Reason]]:
    before, after = match.a.item.status, match.b.item.status
    if before and after and before is not after:
        yield "status", Reason("status", (("earlier", before.value), ("later", after.value)))


def _date(match: Match, a: Prepared, b: Prepared, fate: str) -> Iterator[tuple[str, Reason]]:
    """A date that is another one even when the years that lie between the plans are counted in."""
    spans = [entry.item.date.span if entry.item.date else None for entry in (match.a, match.b)]
    first, second = spans
    if first is None or second is None:
        return
    years = b.year - a.year if a.year and b.year else 0
    yearly = fate == "recurring" or match.a.kind in _YEARLY
    own = _within(first, a) and _within(second, b)
    if yearly and not own and fate == "recurring":
        years, own = second.earliest.year - first.earliest.year, True
    slack = 14 if fate == "recurring" and first.precision == second.precision == "day" else 0
    if not _meet(_later(first, years) if yearly and own else first, second, slack):
        edtf = [entry.item.date.edtf if entry.item.date else "" for entry in (match.a, match.b)]
        yield "date", Reason("date", (("earlier", edtf[0]), ("later", edtf[1])))


def _within(span: Span, side: Prepared) -> bool:
    return bool(side.year and side.last and side.year <= span.earliest.year <= side.last)


def _meet(one: Span, other: Span, slack: int) -> bool:
    """Whether two spans have a day in common, or miss each other by a few days only."""
    days = timedelta(slack)
    return one.earliest <= other.latest + days and other.earliest <= one.latest + days


def _later(span: Span, years: int) -> Span:
    return Span(_shifted(span.earliest, years), _shifted(span.latest, years), span.precision)


def _shifted(day: date, years: int) -> date:
    last = day.month == 2 and day.day >= 28
    return date(day.year + years, day.month, 28 if last else day.day)


# ---- themes


def _promoted(b: Prepared, found: Matching, became: Mapping[str, str]) -> Iterator[Change]:
    """Themes that rank higher: principal now, principal in more lines, or a line or an objective of their own."""
    new_aims = [entry for entry in b.entries.values() if entry.kind in _AIMS and entry.id not in found.of_b]
    for match in found.matches:
        if match.a.kind is not Kind.THEME:
            continue
        before, after = match.a.item.principal_in, match.b.item.principal_in
        if match.b.kind is not Kind.THEME:
            yield _row("promoted", match, Reason("promoted-aim", (("aim", label(match.b)),)))
        elif after and not before:
            yield _row("promoted", match, Reason("promoted-principal", (("lines", _names(b, after)),)))
        elif aim := next((aim for aim in new_aims if _named_after(aim, match)), None):
            reason = Reason("promoted-aim", (("aim", label(aim)),))
            yield Change("promoted", "theme", match.a.id, aim.id, label(match.a), label(aim), match.certainty, (reason,))
        elif len(after) > len(before) and {became.get(one, one) for one in before} <= set(after):
            yield _row("promoted", match, Reason("promoted-more", (("lines", _names(b, after)),)))


def _named_after(aim: Entry, match: Match) -> bool:
    """Whether a line or objective is named after a theme, and hardly anything else."""
    for one in aim.names:
        for theme in (*match.b.names, *match.a.names):
            if one.lang == theme.lang and "id" not in (one.origin, theme.origin):
                own = {word.root for word in one.words if not word.low}
                told = {word.root for word in theme.words if not word.low}
                if told and told <= own and len(own) <= len(told) + 2:
                    return True
    return False


# ---- goals and targets


def coverage(before: Links, after: Links, labels: Mapping[str, str]) -> Iterator[Change]:
    """Goals and targets that were gained or lost, or are served by another number of items."""
    for kind, pick in (("goal", goal_of), ("target", lambda code: code if "." in code else "")):
        counts = [_counts(links, pick) for links in (before, after)]
        for code in sorted({*counts[0], *counts[1]}, key=sdg_order):
            first, second = (len(count.get(code, ())) for count in counts)
            if first != second:
                word = "gained" if not first else "lost" if not second else "count"
                reason = Reason(f"coverage-{word}", (("earlier", str(first)), ("later", str(second))))
                name = labels.get(code, code)
                ends = (code if first else "", code if second else "", name if first else "", name if second else "")
                yield Change("coverage", kind, *ends, "certain", (reason,))


def _counts(links: Links, pick: Callable[[str], str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item, codes in links.items():
        for code in codes:
            if picked := pick(code):
                found.setdefault(picked, set()).add(item)
    return found
