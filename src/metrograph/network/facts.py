"""What the networks are made of, asked of a store once: links, and the themes, partners and lines of the items that have them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from metrograph.assess.insiders import insiders
from metrograph.assess.source import pairs_of
from metrograph.model import CLASS_OF
from metrograph.namespaces import MG, sdg_code, sdg_order
from metrograph.store import Store
from metrograph.table import Row, Table

_KINDS = frozenset(CLASS_OF.values())
TIES = {
    "theme": "?item mg:theme ?thing",
    "partner": "?item mg:organisedBy|mg:partner ?thing",
    "line": "?item mg:inLine ?thing",
}
"""What joins an item to a theme, to an outside organisation that organises it or is a partner in it, to a line.

Who is outside of a plan, ``insiders`` says.
"""


@dataclass(frozen=True, slots=True)
class Link:
    """That an item of a plan serves a goal or target, by its code: accepted, or proposed and not decided yet."""

    plan: str
    item: str
    code: str
    direct: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the networks are made of; things are named by their IRIs, goals and targets by their codes."""

    links: tuple[Link, ...]
    """Sorted by plan, item and code."""
    plans: tuple[str, ...]
    kinds: Mapping[str, str]
    """The local name of the class of each item, such as ``PilotProject``."""
    ties: Mapping[str, frozenset[tuple[str, str, str]]]
    """(plan, item, thing) for each of ``TIES``."""
    themes: Mapping[str, tuple[str, ...]]
    """The targets to which a theme itself is linked, each with the themes."""
    refused: frozenset[tuple[str, str, str]]
    """(plan, item, code) of links that a person rejected."""
    targets: tuple[str, ...]
    """Every target there is, in their order."""


def read_facts(store: Store) -> Facts:
    """The facts of a store; with a plan of 50,000 items some seconds.

    >>> import metrograph
    >>> facts = read_facts(metrograph.open().store)
    >>> len(facts.links), len(facts.targets), facts.themes["10.7"][0][-15:]
    (103, 169, 'theme-migration')
    """
    links = {
        (link.plan, link.item, link.code): link
        for accepted in (False, True)  # what is accepted outranks what is proposed
        for link in _links(store, accepted)
    }
    things = {
        name: frozenset((str(plan), str(item), str(thing)) for plan, item, thing in _rows(store, _TIE % ties))
        for name, ties in TIES.items()
    }
    plans = tuple(sorted(str(plan) for (plan,) in _rows(store, "SELECT DISTINCT ?plan { ?plan a mg:WorkPlan }")))
    inside = insiders(plans, pairs_of(store).pairs)
    things["partner"] = frozenset(tie for tie in things["partner"] if tie[2] not in inside.get(tie[0], ()))
    kinds: dict[str, str] = {}
    for item, kind in _rows(store, "SELECT DISTINCT ?item ?kind { ?item mg:inPlan ?plan ; a ?kind }"):
        name = str(kind).removeprefix(MG)
        if name in _KINDS:
            kinds[str(item)] = min(name, kinds.get(str(item), name))
    targets = {code for (one,) in _rows(store, "SELECT DISTINCT ?x { ?x a sdgo:Target }") if (code := sdg_code(str(one)))}
    refused = {(str(plan), str(item), code) for plan, item, to in _rows(store, _REFUSED) if (code := sdg_code(str(to)))}
    return Facts(
        tuple(links[key] for key in sorted(links)),
        plans,
        kinds,
        things,
        _themes(store),
        frozenset(refused),
        tuple(sorted(targets, key=sdg_order)),
    )


_ACCEPTED = "SELECT DISTINCT ?plan ?item ?to { ?item mg:inPlan ?plan ; mg:contributesTo ?to . FILTER(ISIRI(?item)) }"
_ACCEPTED_DIRECT = "SELECT DISTINCT ?plan ?item ?to { ?item mg:inPlan ?plan ; mg:contributesDirectlyTo ?to }"
_PROPOSED = "SELECT DISTINCT ?plan ?item ?to { ?item mg:inPlan ?plan ; mg:candidateFor ?to . FILTER(ISIRI(?item)) }"
_OF_STATUS = """SELECT DISTINCT ?plan ?item ?to {
  ?link mg:alignmentStatus mg:%s ; mg:alignmentOf ?item ; mg:alignedTo ?to %s. ?item mg:inPlan ?plan }"""
_PROPOSED_DIRECT, _REFUSED = _OF_STATUS % ("proposed", "; mg:strength mg:direct "), _OF_STATUS % ("rejected", "")
_TIE = "SELECT DISTINCT ?plan ?item ?thing { ?item mg:inPlan ?plan . %s FILTER(ISIRI(?item) && ISIRI(?thing)) }"


def _links(store: Store, accepted: bool) -> Iterator[Link]:
    every, direct = (_ACCEPTED, _ACCEPTED_DIRECT) if accepted else (_PROPOSED, _PROPOSED_DIRECT)
    strong = {tuple(map(str, row)) for row in _rows(store, direct)}
    for row in _rows(store, every):
        plan, item, to = map(str, row)
        code = sdg_code(to)
        if code:
            yield Link(plan, item, code, (plan, item, to) in strong, accepted)


def _themes(store: Store) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for theme, to in _rows(store, "SELECT DISTINCT ?theme ?to { ?theme a mg:Theme ; mg:contributesTo ?to }"):
        if code := sdg_code(str(to)):
            found.setdefault(code, set()).add(str(theme))
    return {code: tuple(sorted(themes)) for code, themes in sorted(found.items())}


def _rows(store: Store, query: str) -> Iterator[Row]:
    found = store.query(query)
    return iter(found if isinstance(found, Table) else ())
