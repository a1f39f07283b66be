"""All graphs as one, each triple once.

The engine answers from all graphs, but counts a triple as often as there are graphs that hold it. Where that could
show in an answer, and some triple does stand in two graphs, a copy is asked in which each stands once.
"""

from typing import Any

import pyoxigraph as ox

from metrograph.rdfview.binding import Words, says
from metrograph.rdfview.terms import GraphName
from metrograph.store import LocalStore
from metrograph.turtle import Quad

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_ONCE = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
_COUNTS = ("COUNT", "SUM", "AVG", "GROUP_CONCAT", "SAMPLE", "LIMIT", "OFFSET")


class Union:
    """The graphs of a store as one; looked at again after each change."""

    def __init__(self, local: LocalStore) -> None:
        self._local = local
        self._seen: tuple[int, int] = (-1, -1)
        self._copy: ox.Store | None = None

    def merged(self, words: Words) -> ox.Store | None:
        """A copy whose default graph holds every triple once; ``None`` when the engine gives the same answer."""
        if _sees_no_counts(words):
            return None
        now = (self._local.changes, id(self._local.engine))
        if now != self._seen:
            self._copy = _merged(self._local.engine)
            self._seen = now
        return self._copy


def _sees_no_counts(words: Words) -> bool:
    """Whether the answer to a query is the same however often a triple is counted."""
    starts = [word.upper for word in words if word.upper in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")]
    once = starts != ["SELECT"] or says(words, "DISTINCT")
    return once and len(starts) == 1 and not says(words, *_COUNTS)


def filled(engine: ox.Store) -> list[GraphName]:
    """The graphs that hold something."""
    names = (ox.DefaultGraph(), *engine.named_graphs())
    return [name for name in names if any(True for _ in engine.quads_for_pattern(None, None, None, name))]


def _merged(engine: ox.Store) -> ox.Store | None:
    if len(filled(engine)) < 2 or number(engine, _ONCE, use_default_graph_as_union=True) == len(engine):
        return None
    copy = ox.Store()
    copy.bulk_extend(engine)
    found = engine.query(_ALL, use_default_graph_as_union=True)
    copy.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in found)  # type: ignore[union-attr]  # CONSTRUCT
    return copy


def number(engine: ox.Store, text: str, **how: Any) -> int:
    """The one number that a query gives.

    >>> number(ox.Store(), "SELECT (1 + 1 AS ?n) {}")
    2
    """
    rows: Any = engine.query(text, **how)
    return int(next(iter(rows))[0].value)
