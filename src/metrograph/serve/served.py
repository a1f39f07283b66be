"""The desk of the service: over data in memory, with all that it would read from files read before."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from metrograph import formats
from metrograph.catalog import Catalog
from metrograph.desk import Desk
from metrograph.linking import Linker, linker
from metrograph.namespaces import Names
from metrograph.resources import root
from metrograph.store import LocalStore
from metrograph.turtle import Triple, read_triples
from metrograph.validate import Rules, packaged_rules


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
    folder: str = ""
    """The workspace, whose own questions, shapes and adjustment of the linker are read."""
    union: bool = True
    writable: bool = False
    address: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON knows it."""
        return asdict(self)

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> "Data":
        """The data that ``plain`` told of."""
        return cls(**{**found, "plans": tuple(found["plans"])})


@dataclass(frozen=True)
class Own:
    """What a workspace reads besides its data: questions, rules, the ontology, and what its linker has learnt."""

    folder: Path | None
    catalog: Catalog
    rules: Rules
    ontology: tuple[Triple, ...]

    @cached_property
    def linker(self) -> Linker:
        """Read at first use, since the first page does not need it."""
        return linker(self.folder)


class Served(Desk):
    """A desk that reads no file: plans, questions and data are at hand."""

    def __init__(self, data: Data, store: LocalStore, own: Own) -> None:
        super().__init__(None, store, base=data.base)
        self.data = data
        self.local = store
        self.own = own
        self.catalog, self.rules = own.catalog, own.rules
        self._plans = data.plans

    @classmethod
    def open(cls, data: Data) -> "Served":
        """The desk over the file of some data."""
        names = Names(data.base)
        store = LocalStore.of_file(Path(data.path), names.prefixes(data.plans))
        store.originals  # noqa: B018 - learnt now, while files can be read
        folder = Path(data.folder) if data.folder else None
        catalog = Catalog.packaged(*([folder / "queries"] if folder else []))
        tuple(catalog.sound())
        ontology = tuple(read_triples(root() / "ontology" / "metrograph.ttl"))
        return cls(data, store, Own(folder, catalog, packaged_rules(folder), ontology))

    def after(self, data: Data) -> "Served":
        """The same desk once its store has changed: what was worked out before is worked out again."""
        return Served(data, self.local, self.own)

    @cached_property
    def linker(self) -> Linker:
        """What suggests goals and targets for a text."""
        return self.own.linker

    def context(self) -> dict[str, object]:
        """The JSON-LD context of our terms."""
        return formats.context(self.prefixes, self.own.ontology)

    @property
    def plans(self) -> tuple[str, ...]:
        """The names of the plans."""
        return self._plans
