"""What leads to a goal or target: every link to it, the cheap facts first, its card only for what a page shows.

>>> import metrograph
>>> from metrograph.namespaces import sdg_iri
>>> view = View.of(metrograph.open())
>>> found = contributions(view, (sdg_iri("11.2"),))
>>> [(one.strength, one.role) for one in found]
[('direct', 'pilots'), ('direct', 'items'), ('direct', 'themes'), ('indirect', 'items'), ('indirect', 'items')]
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.explorer.cards import card_of
from metrograph.explorer.link_facts import ROLES, Contribution, link_facts
from metrograph.explorer.paging import pager_of
from metrograph.explorer.scope import EVERYTHING, Scope
from metrograph.explorer.view import View
from metrograph.namespaces import MG, RDF
from metrograph.pages.card import Card
from metrograph.pages.page import Pager
from metrograph.table import Iri, Table

SHOWN = 40
"""How many links of one sort a page about a goal shows before it leads to the whole list."""
COLUMNS = ("element", "label", "kindLabel", "lineLabel", "sdg", "sdgLabel", "strength", "decision", "quote", "reviewer", "time")


def contributions(view: View, targets: Iterable[str], scope: Scope = EVERYTHING) -> tuple[Contribution, ...]:
    """The links to some goals or targets: direct ones first, pilots first, then by code and item.

    Those of themes, that belong to no plan, are in every scope.
    """
    found = link_facts(view.desk).to(targets)
    return tuple(one for one in found if one.role == "themes" or scope.holds(view, one.element))


def cards(view: View, found: Iterable[Contribution]) -> tuple[Card, ...]:
    """The cards of some links."""
    return tuple(card for one in found if (card := card_of(view, one.link)))


def contributions_table(view: View, found: Iterable[Contribution], title: str) -> Table:
    """Links as rows, each with the words it rests on and who decided."""
    return Table(COLUMNS, tuple(_rows(view, found)), title)


def _rows(view: View, found: Iterable[Contribution]) -> Iterator[tuple[str | Iri | None, ...]]:
    shown = view.shown
    for one in found:
        card = card_of(view, one.link)
        if card is None:
            continue
        node = ox.NamedNode(one.element)
        kinds = view.room.said(node, RDF + "type")
        kind = next((kind for kind in kinds if isinstance(kind, ox.NamedNode) and kind.value.startswith(MG)), None)
        line = next(view.room.said(node, MG + "inLine"), None)
        yield (
            Iri(one.element),
            card.item.text,
            shown.thing(kind).text if kind else None,
            shown.thing(line).text if isinstance(line, ox.NamedNode) else None,
            card.sdg,
            card.sdg_label.text,
            card.strength.text,
            card.status_label.text,
            card.quote.quote if card.quote else None,
            card.verdict.by if card.verdict else None,
            card.verdict.time if card.verdict else None,
        )


# ---- as a page shows them


@dataclass(frozen=True, slots=True)
class Section:
    """Links of one sort on a page: as many of their cards as are shown, and where the whole list is."""

    name: str
    cards: tuple[Card, ...]
    total: int
    csv: str
    whole: str
    """The address of the whole list, where it is not all here."""
    pager: Pager | None


SORTS = (*ROLES, "proposed", "rejected")


def sorted_out(found: Iterable[Contribution]) -> dict[str, tuple[Contribution, ...]]:
    """Links by sort: pilots, other items and themes that serve; those that nobody decided; those that were refused.

    >>> import metrograph
    >>> from metrograph.namespaces import sdg_iri
    >>> view = View.of(metrograph.open())
    >>> {name: len(links) for name, links in sorted_out(contributions(view, (sdg_iri("11.2"),))).items()}
    {'pilots': 1, 'items': 3, 'outside': 0, 'themes': 1, 'proposed': 0, 'rejected': 0}
    """
    by_sort: dict[str, list[Contribution]] = {name: [] for name in SORTS}
    for one in found:
        by_sort[{"accepted": one.role, "rejected": "rejected", "superseded": "rejected"}.get(one.status, "proposed")].append(one)
    return {name: tuple(links) for name, links in by_sort.items()}


def sections(view: View, by_sort: Mapping[str, tuple[Contribution, ...]]) -> tuple[Section, ...]:
    """The sections of a page about a goal or target; the field ``part`` of the address chooses one of them, to be paged."""
    part = view.one_of("part", ("", *SORTS), "")
    return tuple(_section(view, name, links, name == part) for name, links in by_sort.items() if not part or name == part)


def _section(view: View, name: str, links: tuple[Contribution, ...], alone: bool) -> Section:
    total = len(links)
    pager = pager_of(view, total, SHOWN) if alone else None
    if pager:
        links = links[pager.first - 1 : pager.last]
    cut = total > SHOWN and not alone and view.live  # a folder of pages answers no fields
    chosen = links[:SHOWN] if cut else links
    whole = view.here(part=name, page=None) if cut else ""
    return Section(name, cards(view, chosen), total, view.here(table=name, part=None, page=None), whole, pager)


class Later(Mapping[str, Table]):
    """Tables that are made only when one is asked for: a long list as CSV costs nothing on the page that leads to it."""

    def __init__(self, made: Mapping[str, Callable[[], Table]]) -> None:
        self._made = made

    def __getitem__(self, name: str) -> Table:
        return self._made[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def tables(view: View, by_sort: Mapping[str, tuple[Contribution, ...]], **more: Table) -> Later:
    """The tables of a page about a goal or target."""

    def later(name: str) -> Callable[[], Table]:
        return lambda: contributions_table(view, by_sort[name], view.say(f"sdg.sort.{name}"))

    def given(table: Table) -> Callable[[], Table]:
        return lambda: table

    return Later({**{name: later(name) for name in by_sort}, **{name: given(table) for name, table in more.items()}})


@dataclass(frozen=True, slots=True)
class Count:
    """How many items serve a goal or target: directly, only indirectly, and pilots among both."""

    direct: int
    indirect: int
    pilots: int

    @property
    def all(self) -> int:
        """Direct and indirect."""
        return self.direct + self.indirect


def count(found: Iterable[Contribution]) -> Count:
    """The accepted links of pilots and items, each item once, as direct where one of its links is."""
    links = [one for one in found if one.status == "accepted" and one.role in ("pilots", "items")]
    direct = {one.element for one in links if one.strength == "direct"}
    return Count(
        len(direct), len({one.element for one in links} - direct), len({one.element for one in links if one.role == "pilots"})
    )
