"""An item in a few words: its name, kind, date, status and the goals and targets that it serves."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.documents.values import Shown
from metrograph.namespaces import MG, sdg_code, sdg_order
from metrograph.pages.resource import Named
from metrograph.turtle import value
from metrograph.when import in_words


@dataclass(frozen=True, slots=True)
class Brief:
    """An item as lists show it."""

    name: Named
    kind: Named
    date: str
    """In EDTF."""
    when: str
    """The same in words."""
    status: Named | None
    direct: tuple[str, ...]
    """Codes of the goals and targets that accepted links lead to."""
    indirect: tuple[str, ...]
    waiting: int
    """How many links wait for a decision."""

    @property
    def served(self) -> tuple[tuple[str, bool], ...]:
        """(code, direct) of each accepted link."""
        both = [*((code, True) for code in self.direct), *((code, False) for code in self.indirect)]
        return tuple(sorted(both, key=lambda pair: sdg_order(pair[0])))


def brief_of(shown: Shown, iri: str, kind: str) -> Brief:
    """An item in a few words.

    >>> import metrograph
    >>> from metrograph.explorer.view import View
    >>> view = View.of(metrograph.open())
    >>> brief_of(view.shown, view.desk.iri("pilot-mega"), "https://w3id.org/metrograph/ns#PilotProject").served
    (('7', True), ('7.2', False), ('7.3', False), ('13.2', False))
    """
    node, room = ox.NamedNode(iri), shown.room
    status = next(room.said(node, MG + "activityStatus"), None)
    date = next(map(value, room.said(node, MG + "edtf")), "")
    return Brief(
        shown.thing(node),
        shown.kind(ox.NamedNode(kind)) if kind else Named(""),
        date,
        in_words(date, shown.lang) if date else "",
        shown.thing(status) if isinstance(status, ox.NamedNode) else None,
        _codes(room.said(node, MG + "contributesDirectlyTo")),
        _codes(room.said(node, MG + "contributesIndirectlyTo")),
        sum(1 for _ in room.said(node, MG + "candidateFor")),
    )


def _codes(terms: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted({code for term in terms if (code := sdg_code(value(term)))}, key=sdg_order))
