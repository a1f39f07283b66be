"""Plans side by side: what share of its assessed items each gives to each goal, and what makes plans hard to compare."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from metrograph.assess.figures import Figures
from metrograph.assess.groups import Group
from metrograph.assess.tables import GOALS, Names
from metrograph.errors import UsageError
from metrograph.namespaces import MG, sdg_iri
from metrograph.table import Iri, Table, Value
from metrograph.words import mark, say

Named = tuple[str, Figures]
"""A plan and what it is called."""


def peers(plans: Sequence[Named], names: Names, lang: str) -> Table:
    """For each goal and plan: items that serve it, their share of the assessed items, those that serve it directly.

    ``only`` names the plan that alone serves a goal. ``UsageError`` for a single plan, and where none has an assessed item.
    """
    if len(plans) < 2:
        raise UsageError("A143")
    if not any(figures.assessed for _, figures in plans):
        raise UsageError("A144")
    told = distinct([name for name, _ in plans])
    labels = names(map(sdg_iri, GOALS))
    kinds = ("items", "share", "direct")
    columns = (
        "goal",
        "sdg",
        "goalLabel",
        *(say(f"assess.peers.{kind}", lang, plan=name) for name in told for kind in kinds),
        "only",
    )
    rows = []
    for code in GOALS:
        groups = [figures.groups["goal"].get(code, Group()) for _, figures in plans]
        served = [one.direct + one.indirect for one in groups]
        cells = [
            cell
            for (_, figures), group, count in zip(plans, groups, served, strict=True)
            for cell in (count, share(count, figures.assessed), group.direct)
        ]
        who = [name for name, count in zip(told, served, strict=True) if count]
        rows.append((Iri(sdg_iri(code)), code, labels.get(sdg_iri(code), code), *cells, who[0] if len(who) == 1 else None))
    return Table(columns, tuple(rows), say("assess.peers", lang))


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names of which no two are alike: those that are get a number.

    >>> distinct(["Plan 2019", "Plan 2020", "Plan 2019"])
    ('Plan 2019', 'Plan 2020', 'Plan 2019 (2)')
    """
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)


def share(count: int, whole: int) -> Value:
    """A count over a whole, to three places; nothing where there is no whole."""
    return (Decimal(count) / whole).quantize(Decimal("0.001")) if whole else None


def notes(plans: Sequence[Named], names: Names, lang: str) -> tuple[str, ...]:
    """What to know before comparing these plans, in sentences."""
    told = distinct([name for name, _ in plans])
    return tuple(_notes(list(zip(told, (figures for _, figures in plans), strict=True)), names, lang))


def _notes(plans: list[Named], names: Names, lang: str) -> Iterator[str]:
    for name, figures in plans:
        if not figures.assessed:
            yield say("assess.note.none", lang, plan=name)
        elif figures.assessed < figures.items:
            yield say("assess.note.partly", lang, plan=name, n=figures.assessed, whole=figures.items)
    between = mark(";", lang)
    if len({figures.items for _, figures in plans}) > 1:
        sizes = between.join(f"{name}{mark(':', lang)}{figures.items}" for name, figures in plans)
        yield say("assess.note.size", lang, sizes=sizes)
    linked = [(name, figures) for name, figures in plans if figures.accepted]
    if len({figures.methods for _, figures in linked}) > 1:
        labels = names({MG + method for _, figures in linked for method in figures.methods})
        methods = between.join(
            f"{name}{mark(':', lang)}{', '.join(labels.get(MG + one, one) for one in figures.methods)}"
            for name, figures in linked
        )
        yield say("assess.note.method", lang, methods=methods)
    yield from _reading(linked, lang)
    spans = [(name, "/".join(filter(None, figures.span))) for name, figures in plans]
    if len({span for _, span in spans}) > 1:
        yield say("assess.note.span", lang, spans=between.join(f"{name}{mark(':', lang)}{span or '–'}" for name, span in spans))
    served = [{code for code, one in figures.groups["goal"].items() if one.direct + one.indirect} for _, figures in plans]
    if not set.intersection(*served):
        yield say("assess.note.apart", lang)
    yield say("assess.note.always", lang)


def _reading(linked: list[Named], lang: str) -> Iterator[str]:
    shares = [(name, percent(figures.read, figures.accepted, lang)) for name, figures in linked]
    if linked and not any(figures.read for _, figures in linked):
        yield say("assess.note.unread", lang)
    elif len({told for _, told in shares}) > 1:
        told = mark(";", lang).join(f"{name}{mark(':', lang)}{said}" for name, said in shares)
        yield say("assess.note.read", lang, shares=told)


def percent(part: int, whole: int, lang: str) -> str:
    """A share in whole percent, rounded half up; a dash where there is no whole.

    >>> percent(33, 55, "en"), percent(1, 3, "es"), percent(0, 0, "fr")
    ('60%', '33 %', '–')
    """
    return say("assess.percent", lang, n=(200 * part + whole) // (2 * whole)) if whole else "–"
