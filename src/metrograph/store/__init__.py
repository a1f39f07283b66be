"""Where quads are kept and asked: one small protocol, in memory, on disk, or on another machine."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from metrograph.namespaces import Names
from metrograph.store.local import Answer, LocalStore
from metrograph.turtle import Quad

if TYPE_CHECKING:
    from metrograph.store.access import Access
    from metrograph.store.remote import RemoteStore

__all__ = ["Access", "Answer", "LocalStore", "RemoteStore", "Store", "open_store"]


class Store(Protocol):
    """What every store can do; answers are the same objects whichever store gave them."""

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """The answer to a SPARQL 1.1 query: a ``Table``, ``True`` or ``False``, or a tuple of triples.

        ``LimitError`` when it takes longer than the seconds given.
        """

    def update(self, text: str) -> None:
        """Apply a SPARQL 1.1 update."""

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads away and put quads in, all or none."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads: all or none, but for another machine, which takes them in pieces."""

    def replace(self, quads: Iterable[Quad], journal: Path | None = None, tell: Callable[[int], None] = lambda _: None) -> None:
        """Put these quads in the place of all that is there.

        Sending to another machine notes in ``journal`` how far it came, and goes on there; ``tell`` hears how many have arrived.
        """

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of a named graph, by its IRI; of every graph for the empty text."""

    def names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""


def open_store(where: str, names: Names, *, writing: bool = False) -> Store:
    """The store of a folder, or at the address of a SPARQL service; a folder is opened for reading unless ``writing``."""
    if where.startswith(("http://", "https://")):
        from metrograph.store.remote import RemoteStore  # noqa: PLC0415 - its library is imported when asked for

        return RemoteStore.of(where, names)
    return (LocalStore.create if writing else LocalStore.open)(Path(where), names.prefixes())


def __getattr__(name: str) -> Any:
    """What is for remote stores, imported when first used: local ones need no network."""
    homes = {"Access": "access", "RemoteStore": "remote"}
    if name not in homes:
        raise AttributeError(name)
    import importlib  # noqa: PLC0415 - only here

    return getattr(importlib.import_module(f"metrograph.store.{homes[name]}"), name)
