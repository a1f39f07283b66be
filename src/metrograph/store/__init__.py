"""Where quads are kept and asked: one small protocol, local today, remote tomorrow."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from metrograph.store.local import Answer, LocalStore
from metrograph.turtle import Quad

__all__ = ["Answer", "LocalStore", "Store"]


class Store(Protocol):
    """What every store can do; answers are the same objects whichever store gave them."""

    def query(self, text: str) -> Answer:
        """The answer to a SPARQL 1.1 query: a ``Table``, ``True`` or ``False``, or a tuple of triples."""

    def update(self, text: str) -> None:
        """Apply a SPARQL 1.1 update."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads, all or none."""

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of a named graph, by its IRI; of every graph for the empty text."""
