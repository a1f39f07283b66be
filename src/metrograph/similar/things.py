"""What is compared of an item: its names in each language, what it serves, its themes, with whom and where; read from any store.

>>> import metrograph
>>> found = things_of(of_store(metrograph.open().store))
>>> next(one.codes for one in found if one.iri.endswith("/pilot-surplus-food-network")) == {"12.3", "2.1"}
True
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from metrograph.assess.insiders import insiders
from metrograph.namespaces import MG, RDFS, SKOS, sdg_code
from metrograph.store import Store
from metrograph.table import Table, text
from metrograph.words import LANGUAGES

Pairs = Callable[[str], Iterable[tuple[str, str, str]]]
"""Gives what says something with a property, what it says, and in which language: (subject, object, language or nothing)."""
_NAMES = (RDFS + "label", SKOS + "prefLabel")
_TIES = ("organisedBy", "partner", "involvesCommunity", "place")


@dataclass(frozen=True, slots=True)
class Thing:
    """An item of a plan, or a text that stands for one: then it has no IRI and no plan.

    ``texts`` holds (language, words), sorted; ``codes`` the goals and targets of accepted links; ``ties`` the IRIs of
    organisations, communities and places, but for those that make the plan.
    """

    iri: str
    plan: str
    year: str
    texts: tuple[tuple[str, str], ...]
    codes: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()


def of_store(store: Store) -> Pairs:
    """The pairs of a store, asked by SPARQL."""

    def pairs(verb: str) -> Iterable[tuple[str, str, str]]:
        rows = store.query(f"SELECT DISTINCT ?s ?o {{ ?s <{verb}> ?o }}")
        return [(text(one), text(other), getattr(other, "lang", "")) for one, other in rows] if isinstance(rows, Table) else []

    return pairs


def of_text(words: str, lang: str) -> Thing:
    """A text as a thing.

    >>> of_text("Night buses", "en").texts
    (('en', 'Night buses'),)
    """
    return Thing("", "", "", ((lang, words),))


def things_of(pairs: Pairs) -> tuple[Thing, ...]:
    """The elements of all plans that have a name, sorted by IRI."""
    home = {one: plan for one, plan, _ in pairs(MG + "inPlan")}
    years = _years(pairs, set(home.values()))
    texts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for verb in _NAMES:
        for one, said, lang in pairs(verb):
            if one in home and lang in LANGUAGES and said.strip():
                texts[one].add((lang, said))
    codes = _sets(pairs, home, "contributesTo")
    themes = _sets(pairs, home, "theme")
    ties = [_sets(pairs, home, name) for name in _TIES]
    inside = insiders(sorted({*home.values()}), lambda verb: ((one, other) for one, other, _ in pairs(verb)))
    return tuple(
        Thing(
            iri,
            home[iri],
            years.get(home[iri], ""),
            tuple(sorted(texts[iri])),
            frozenset(code for one in codes.get(iri, ()) if (code := sdg_code(one))),
            frozenset(themes.get(iri, ())),
            frozenset(end for found in ties for end in found.get(iri, ())) - inside[home[iri]],
        )
        for iri in sorted(texts)
    )


def _years(pairs: Pairs, plans: set[str]) -> dict[str, str]:
    """The year in which each plan begins."""
    found: dict[str, str] = {}
    for plan, day, _ in pairs(MG + "earliest"):
        if plan in plans:
            found[plan] = min(found.get(plan, "9999"), day[:4])
    return found


def _sets(pairs: Pairs, home: dict[str, str], name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other, _ in pairs(MG + name):
        if one in home:
            found[one].add(other)
    return found
