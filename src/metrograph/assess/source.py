"""Where facts are read: what says something with a property, as pairs of texts; and how pairs are gathered by thing.

>>> import metrograph
>>> from metrograph.namespaces import MG
>>> source = pairs_of(metrograph.open().store)
>>> len(least(source.pairs(MG + "inLine"))), len(every(source.pairs(MG + "theme")))
(87, 24)
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from metrograph.store import Store
from metrograph.table import Table, text

Pairs = Callable[[str], Iterable[tuple[str, str]]]
"""Gives what says something with a property, and what it says: (subject, object), each as its text."""
Kinds = Callable[[str], Iterable[str]]
"""Gives the things of a class."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts are read: pairs of a property, and things of a class."""

    pairs: Pairs
    kinds: Kinds


def pairs_of(store: Store) -> Source:
    """The facts of a store, asked by SPARQL: some twenty plain questions."""

    def pairs(verb: str) -> Iterable[tuple[str, str]]:
        rows = store.query(f"SELECT DISTINCT ?s ?o {{ ?s <{verb}> ?o }}")
        return [(text(one), text(other)) for one, other in rows] if isinstance(rows, Table) else []

    def kinds(kind: str) -> Iterable[str]:
        rows = store.query(f"SELECT DISTINCT ?s {{ ?s a <{kind}> }}")
        return [text(one) for (one,) in rows] if isinstance(rows, Table) else []

    return Source(pairs, kinds)


def least(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each thing says; where it says several, the first of them sorted."""
    found: dict[str, str] = {}
    for one, told in pairs:
        if one not in found or told < found[one]:
            found[one] = told
    return found


def every(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Everything that each thing says."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, told in pairs:
        found[one].add(told)
    return {one: frozenset(told) for one, told in found.items()}
