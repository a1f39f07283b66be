"""The desk of the service: over data in memory, with all that it would read from files read before."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from metrograph.catalog import Catalog
from metrograph.desk import Desk
from metrograph.namespaces import Names
from metrograph.store import LocalStore


@dataclass(frozen=True, slots=True)
class Data:
    """What a holder needs to know: a file of N-Quads, and whose it is.

    ``union``: the default graph of queries is the union of all graphs, as in a workspace; else it is a graph of its own, as in
    a store that others filled.
    """

    path: str
    version: str
    base: str
    plans: tuple[str, ...] = ()
    questions: str = ""
    union: bool = True
    writable: bool = False
    updates: int = 0

    def plain(self) -> dict[str, Any]:
        """As JSON knows it."""
        return asdict(self)

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> "Data":
        """The data that ``plain`` told of."""
        return cls(**{**found, "plans": tuple(found["plans"])})


class Served(Desk):
    """A desk that reads no file: plans, questions and data are at hand."""

    def __init__(self, data: Data, store: LocalStore, catalog: Catalog) -> None:
        super().__init__(None, store, base=data.base)
        self.data = data
        self.local = store
        self.catalog = catalog
        self._plans = data.plans

    @classmethod
    def open(cls, data: Data) -> "Served":
        """The desk over the file of some data."""
        names = Names(data.base)
        store = LocalStore.of_file(Path(data.path), names.prefixes(data.plans))
        store.originals  # noqa: B018 - learnt now, while files can be read
        catalog = Catalog.packaged(*([Path(data.questions)] if data.questions else []))
        tuple(catalog.sound())
        return cls(data, store, catalog)

    def after(self, data: Data) -> "Served":
        """The same desk once its store has changed: what was worked out before is worked out again."""
        return Served(data, self.local, self.catalog)

    @property
    def plans(self) -> tuple[str, ...]:
        """The names of the plans."""
        return self._plans
