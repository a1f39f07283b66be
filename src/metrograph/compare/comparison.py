"""The comparison of two plans, and how it is handed on."""

from collections.abc import Iterable, Mapping

from metrograph.compare import telling
from metrograph.compare.change import CHANGES, Change
from metrograph.compare.compared import Compared
from metrograph.compare.entries import Prepared, side_of, year_of
from metrograph.compare.fates import fates
from metrograph.compare.matching import Decided, Matching, match
from metrograph.compare.rdf import quads_of
from metrograph.compare.shifts import Links, coverage, shifts
from metrograph.model import Plan
from metrograph.table import Table
from metrograph.turtle import Quad

_NEAR = 2


class Comparison(Compared):
    """Two plans compared, told as tables for people, as a page for a board, as RDF."""

    def told(self, lang: str = "en", changes: Iterable[str] = ()) -> Table:
        """The rows as people read them, each with why it is told."""
        return telling.told(self, lang, changes)

    def questions(self, lang: str = "en") -> Table:
        """The doubtful pairs, each with what speaks for and against it."""
        return telling.questions(self, lang)

    def md(self, lang: str = "en") -> str:
        """A page for a board, in Markdown."""
        return telling.board_md(self, lang)

    def quads(self) -> tuple[Quad, ...]:
        """The comparison as RDF: a change set, and a node for each change."""
        return tuple(quads_of(self, *self.names))


def compare_plans(
    earlier: Plan,
    later: Plan,
    links: tuple[Links, Links] | None = None,
    labels: Mapping[str, str] | None = None,
    decided: Decided | None = None,
) -> Comparison:
    """Compare two plans. ``links`` holds the SDG codes of the items of each, where both are known, ``labels`` the names of codes.

    ``decided`` says of pairs of ids whether a person took them for the same. 10,000 items take some seconds.

    >>> import metrograph
    >>> plan = next(iter(metrograph.open().records.plans.values()))
    >>> compare_plans(plan, plan).same
    True
    """
    years = [year for plan in (earlier, later) if (year := year_of(plan))]
    near = frozenset(range(min(years) - _NEAR, max(years) + _NEAR + 1)) if years else frozenset[int]()
    a, b = side_of(earlier, near), side_of(later, near)
    found = match(a, b, decided)
    told = tuple(fates(a, b, found))
    of = {row.earlier: row.change for row in told if row.earlier and row.later}
    rows = [*told, *shifts(a, b, found, of)]
    if links is not None:
        rows += coverage(*links, labels or {})
    return Comparison(earlier, later, _ordered(rows, a, b), found.questions, _remarks(a, b, found, links), found)


def _ordered(rows: list[Change], a: Prepared, b: Prepared) -> tuple[Change, ...]:
    """The rows by change, each in the order of the plans: of B, and of A for what B does not have."""
    place_a = {name: at for at, name in enumerate(a.entries)}
    place_b = {name: at for at, name in enumerate(b.entries)}
    order = {change: at for at, change in enumerate(CHANGES)}

    def key(numbered: tuple[int, Change]) -> tuple[int, int, int, int]:
        at, row = numbered
        if row.change == "coverage":
            return order[row.change], at, 0, 0
        return order[row.change], int(not row.later), place_b.get(row.later, 0), place_a.get(row.earlier, 0)

    return tuple(row for _, row in sorted(enumerate(rows), key=key))


def _remarks(a: Prepared, b: Prepared, found: Matching, links: object) -> tuple[str, ...]:
    """What a reader should know beforehand, as words of ours."""
    told = []
    same = a.plan.id == b.plan.id and a.plan.items == b.plan.items
    if same:
        told.append("same")
    for name, side in (("a", a), ("b", b)):
        if not side.entries:
            told.append(f"empty-{name}")
    if a.year and b.year and b.year < a.year:
        told.append("order")
    elif a.year and a.year == b.year and not same:
        told.append("one-year")
    smaller = min(len(a.entries), len(b.entries))
    if smaller > 2 and len(found.matches) < 0.1 * smaller:
        told.append("apart")
    if links is None:
        told.append("no-links")
    return tuple(told)
