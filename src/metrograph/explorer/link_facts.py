"""Every link between a thing and a goal or target with its cheap facts, in the order in which pages list them.

>>> import metrograph
>>> from metrograph.namespaces import sdg_iri
>>> found = link_facts(metrograph.open()).to((sdg_iri("11.2"),))
>>> [(one.strength, one.role) for one in found][:3]
[('direct', 'pilots'), ('direct', 'items'), ('direct', 'themes')]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.assess.source import least
from metrograph.documents.room import Room
from metrograph.explorer.kept import Kept
from metrograph.namespaces import MG, sdg_code, sdg_order
from metrograph.turtle import natural, value

ROLES = ("pilots", "items", "outside", "themes")


@dataclass(frozen=True, slots=True)
class Contribution:
    """A link between a thing and a goal or target."""

    link: str
    element: str
    sdg: str
    strength: str
    """``direct`` or ``indirect``."""
    status: str
    """``accepted``, ``proposed``, ``rejected``, ``superseded``."""
    role: str
    """``pilots``, other ``items`` of a plan, what a plan names ``outside`` its year, ``themes``."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """All links in order, and where among them those to each goal or target stand."""

    every: tuple[Contribution, ...]
    places: Mapping[str, tuple[int, ...]]

    def to(self, targets: Iterable[str]) -> tuple[Contribution, ...]:
        """The links to some goals or targets: direct ones first, pilots first, then by code and item."""
        found = {place for iri in targets for place in self.places.get(iri, ())}
        return tuple(self.every[place] for place in sorted(found))


def _facts(room: Room) -> LinkFacts:
    targets = [(value(quad.subject), value(quad.object)) for quad in room.quads(None, MG + "alignedTo")
               if isinstance(quad.subject, ox.NamedNode)]  # fmt: skip
    aligned = least(targets)
    elements, strengths, statuses = (least(room.pairs(MG + name)) for name in ("alignmentOf", "strength", "alignmentStatus"))
    roles = _roles(room)
    made = []
    for link, target in aligned.items():
        element, code = elements.get(link), sdg_code(target)
        if element and code:
            strength, status = (told.get(link, "").removeprefix(MG) for told in (strengths, statuses))
            made.append(Contribution(link, element, code, strength, status, roles.get(element, "outside")))
    every = tuple(sorted(made, key=_order))
    at = {one.link: place for place, one in enumerate(every)}
    places: dict[str, set[int]] = {}
    for link, target in targets:
        if link in at:
            places.setdefault(target, set()).add(at[link])
    return LinkFacts(every, {iri: tuple(sorted(found)) for iri, found in places.items()})


link_facts = Kept(_facts)
"""The links of a desk. O(links), once for each state of the data."""


def _roles(room: Room) -> dict[str, str]:
    """The role of what belongs to a plan, and of themes."""
    pilots, themes = ({one.value for one in room.of_class(MG + name)} for name in ("PilotProject", "Theme"))
    found = {element: "pilots" if element in pilots else "items" for element, _ in room.pairs(MG + "inPlan")}
    return found | dict.fromkeys(themes, "themes")


def _order(one: Contribution) -> tuple[bool, int, tuple[int, int, str], object, str]:
    return one.strength != "direct", ROLES.index(one.role), sdg_order(one.sdg), natural(one.element), one.link
