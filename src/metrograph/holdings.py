"""What a workspace holds, as it was read or loaded: settings, plans, quads, the store, the questions, names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from metrograph import folder as folders
from metrograph import pipeline
from metrograph._version import __version__
from metrograph.catalog import Catalog, Terms
from metrograph.errors import UsageError
from metrograph.graph.meta import Described
from metrograph.namespaces import Names
from metrograph.parts import plan_ids
from metrograph.resources import root
from metrograph.store import LocalStore, Store
from metrograph.table import Table
from metrograph.turtle import Quad

if TYPE_CHECKING:
    from metrograph.linking import Linker
    from metrograph.validate import Rules


class Holdings:
    """Plans and what is known of them, as they lie there. ``Desk`` adds what is asked of them and written out."""

    def __init__(
        self, folder: Path | None, store: Store | None = None, quads: tuple[Quad, ...] | None = None, base: str = ""
    ) -> None:
        self.folder = folder
        self.settings = folders.read_settings(folder) if folder else folders.Settings()
        self._moved = base not in {"", self.settings.base}
        if self._moved:
            self.settings = replace(self.settings, base=folders.sound_base(base))
        self.names = Names(self.settings.base)
        self._store = store
        self._quads = quads
        self._loaded = folder is None and (store is not None or quads is not None)

    @cached_property
    def catalog(self) -> Catalog:
        """The questions: those of the package, and those of the workspace's own ``queries/``."""
        return Catalog.packaged(*([self.folder / "queries"] if self.folder else []))

    @cached_property
    def rules(self) -> "Rules":
        """The rules of the shapes, those of the workspace's own ``shapes/`` among them."""
        from metrograph.validate import packaged_rules  # noqa: PLC0415 - validation is imported when asked for

        return packaged_rules(self.folder)

    @cached_property
    def linker(self) -> "Linker":
        """What suggests goals and targets for a text, with what the workspace has learnt."""
        from metrograph.linking import linker  # noqa: PLC0415 - the model is read when asked for

        return linker(self.folder)

    @cached_property
    def _derived(self) -> tuple[pipeline.Records, tuple[Quad, ...]]:
        return pipeline.derive(self._origin)

    @property
    def _origin(self) -> pipeline.Given:
        """What the graph is derived from."""
        here = Terms(self.names, {}).localise
        described = tuple(
            Described(question.name, question.summary, here(question.sparql), question.topic) for question in self.catalog.sound()
        )
        return pipeline.Given(self.source, self.names, __version__, described)

    @property
    def source(self) -> Path:
        """The folder whose plain files are read: the workspace, else the packaged plan."""
        return self.folder or root() / "data"

    @property
    def records(self) -> pipeline.Records:
        """Plans, runs, reports and reviews, as values; ``UsageError`` over a loaded graph, which has none."""
        if self._loaded:
            raise UsageError("U109")
        return self._derived[0]

    @property
    def quads(self) -> tuple[Quad, ...]:
        """Every quad, in a fixed order: of the store named, or as built when the build is fresh, else derived anew."""
        if self._quads is None and self._store is not None:
            self._quads = tuple(sorted(self._store.graph(""), key=str))
        if self._quads is None:
            self._quads = (folders.kept(self.folder) if self.folder and self.fresh else None) or self._derived[1]
        return self._quads

    @property
    def size(self) -> int:
        """How many quads there are; those that a build kept are counted without reading them."""
        if self._quads is None and self._store is None and self.folder and self.fresh:
            return folders.count(self.folder)
        return len(self.quads)

    @cached_property
    def store(self) -> Store:
        """Where questions are asked."""
        if self._store is not None:
            return self._store
        if self._quads is None and self.folder and self.fresh:
            return LocalStore.of_file(folders.graph_file(self.folder), self.prefixes)
        return LocalStore.memory(self.quads, self.prefixes)

    @property
    def fresh(self) -> bool:
        """Whether the kept graph agrees with the plain files."""
        return self.folder is not None and not self._moved and folders.fresh(self.folder)

    @property
    def named(self) -> Store | None:
        """The store that was named in place of the files, if one was."""
        return self._store

    @property
    def prefixes(self) -> dict[str, str]:
        """Every prefix known without declaring it, one for each plan among them."""
        return self.names.prefixes(self.plans)

    @property
    def plans(self) -> tuple[str, ...]:
        """The ids of the plans whose files are at hand, sorted."""
        return () if self._loaded else plan_ids(self.source)

    @cached_property
    def elements(self) -> Mapping[str, str]:
        """IRI by id, for everything in the plans at hand; with its plan, and alone unless several plans have that id."""
        rows = self.store.query("SELECT DISTINCT ?x { ?x a ?k . FILTER(STRSTARTS(STR(?k), STR(mg:))) }")
        start = self.names.shared("")
        iris = [str(value) for (value,) in rows] if isinstance(rows, Table) else []
        found = {iri.removeprefix(start): iri for iri in iris if iri.startswith(start)}
        alone = Counter(tail.rpartition("/")[2] for tail in found)
        short = {last: iri for tail, iri in found.items() if alone[last := tail.rpartition("/")[2]] == 1}
        return {**short, **found}
