"""The local store: pyoxigraph, in memory or on disk. Only ``create`` makes files; a read never does."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from metrograph.errors import MetroGraphError, Place, QueryError, SourceError, StoreError
from metrograph.namespaces import Names
from metrograph.solutions import Solutions
from metrograph.sparql.conform import answered
from metrograph.sparql.outline import in_order, names_graphs
from metrograph.store.deadline import within
from metrograph.store.disk import TRIES, Disk, Lock, Manifest, Sum, after, first_line, sums
from metrograph.store.exchange import exchange
from metrograph.store.lexical import Originals, engine_form
from metrograph.store.refusal import refuse_outside, refused
from metrograph.table import Table
from metrograph.turtle import Quad, Triple, read_quads, readable
from metrograph.values import Iri, LangText, Value, typed

T = TypeVar("T")
Answer = Table | bool | tuple[Triple, ...]
_BY_LINES, _BRACKETS = re.compile(rb"_:"), re.compile(rb"_:|[\[(]")
_UNNAMED = {
    ox.RdfFormat.N_TRIPLES: _BY_LINES,
    ox.RdfFormat.N_QUADS: _BY_LINES,
    ox.RdfFormat.TURTLE: _BRACKETS,
    ox.RdfFormat.TRIG: _BRACKETS,
}
"""What a file holds where it may have blank nodes; it may also hold it in a text."""
_REFUSED = re.compile("^The graph .* (does not exist|already exists)")


class LocalStore:
    """Quads in pyoxigraph. Queries see the union of all graphs as the default graph, and every known prefix.

    An export (``graph``) gives literals as they were loaded, whatever form the engine keeps them in.

    >>> store = LocalStore.memory()
    >>> store.query("SELECT (1 + 1 AS ?two) {}").rows()
    ((2,),)
    """

    def __init__(self, engine: ox.Store, prefixes: dict[str, str] | None = None, disk: Disk | None = None) -> None:
        self._engine = engine
        self._prefixes = prefixes or Names().prefixes()
        self._disk = disk
        self._originals = Originals()
        self._forms_read = disk is None
        self._writable = True
        self.changes = 0
        """How often something was written since the store was made or opened."""

    @classmethod
    def memory(cls, quads: Iterable[Quad] = (), prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store in memory, holding some quads."""
        made = cls(ox.Store(), prefixes)
        if isinstance(quads, tuple):  # it will not change: it is looked at when an export asks
            made._originals.remember(lambda: quads)
            made._engine.bulk_extend(quads)
        else:
            made._engine.bulk_extend(made._originals.watched(quads))
        return made

    @classmethod
    def of_file(cls, path: Path, prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store in memory, holding an RDF file; ``SourceError`` names the line that does not parse."""
        made = cls(ox.Store(), prefixes)
        with readable(path) as syntax:
            body = path.read_bytes()
            unnamed = _UNNAMED.get(syntax)
            if unnamed is None or unnamed.search(body):  # blank nodes would bear another name when read again
                return cls.memory(tuple(read_quads(path, body)), prefixes)
            made._engine.bulk_load(input=body, format=syntax, base_iri=path.absolute().as_uri())
        made._originals.remember(lambda: read_quads(path, body))
        return made

    @classmethod
    def create(cls, path: Path, prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store on disk to be written, made when it is not there; one writer at a time."""
        disk = Disk.write(path)
        try:
            if not disk.manifest.generation:
                new = disk.begin()
                ox.Store(str(new / "engine")).flush()
                disk.put(Manifest(new.name))
            made = cls(disk.engine(), prefixes, disk)
            if disk.manifest.pending:
                made._recover(disk)
        except MetroGraphError:
            disk.close()
            raise
        except (OSError, RuntimeError) as error:
            disk.close()
            raise StoreError("T101", Place(str(path)), detail=first_line(error)) from None
        return made

    @classmethod
    def rebuild(cls, path: Path, quads: Iterable[Quad], prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store on disk that holds these quads and no others: built beside what is there, which need not be sound."""
        new = tuple(quads)
        disk = Disk.write(path, anew=True)
        made = cls(ox.Store(), prefixes, disk)
        try:
            made._rebuild(disk, new)
        except MetroGraphError:
            disk.close()
            raise
        return made

    @classmethod
    def open(cls, path: Path, prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store on disk, to be read only; ``StoreError`` when there is none. A folder of Oxigraph itself can be read too."""
        try:
            raw = ox.Store.read_only(str(path)) if (path / "CURRENT").is_file() else None
        except (OSError, RuntimeError) as error:
            raise StoreError("T105", Place(str(path)), detail=first_line(error)) from None
        if raw is not None:
            made = cls(raw, prefixes)
        else:
            disk, engine = Disk.read(path)
            made = cls(engine, prefixes, disk)
        made._writable = False
        return made

    @property
    def engine(self) -> ox.Store:
        """The pyoxigraph store behind."""
        return self._engine

    @property
    def writable(self) -> bool:
        """Whether it may be changed: it was not opened for reading only, nor closed."""
        return self._writable

    @property
    def originals(self) -> Originals:
        """Literals as they were loaded, where the engine writes them in another way."""
        if self._disk and not self._forms_read:
            self._originals.learn(self._disk.forms())
            self._forms_read = True
        return self._originals

    @property
    def disk(self) -> Disk | None:
        """The folder on disk, ``None`` in memory."""
        return self._disk

    def close(self) -> None:
        """Let another writer in."""
        if self._disk:
            self._engine = ox.Store()  # the engine's own lock goes with it
            self._disk.close()
            self._writable = False

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """The answer to a query; ``QueryError`` with line and column when it does not parse or would reach out.

        ``LimitError`` when it takes longer than the seconds given.
        """
        return within(seconds, lambda: self._read(lambda: self._query(text)))

    def _query(self, text: str) -> Answer:
        refuse_outside(text, self._prefixes)
        try:
            return self._ask(text)
        except SyntaxError as error:
            raise refused(text, error, self._prefixes) from None
        except OSError as error:  # the engine could not read its files
            raise StoreError("T105", self._place, detail=first_line(error)) from None
        except RuntimeError as error:
            raise QueryError("Q104", Place("query"), detail=first_line(error)) from None

    def _ask(self, text: str) -> Answer:
        union = not names_graphs(text)  # a query may name its graphs itself
        found = answered(partial(self._engine.query, use_default_graph_as_union=union, prefixes=self._prefixes), text)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QueryTriples):
            return tuple(found)
        columns = tuple(variable.value for variable in found.variables)
        order = in_order(text, columns)
        as_tsv = ox.QueryResultsFormat.TSV
        return Table(order, Solutions.written(lambda file: found.serialize(file, format=as_tsv), columns, order))

    def update(self, text: str) -> None:
        """Apply an update; ``QueryError`` when it does not parse, ``StoreError`` when the store is read-only."""
        refuse_outside(text, self._prefixes, update=True)
        found = self.originals.copy()
        try:
            with self._writing():
                answered(partial(self._engine.update, prefixes=self._prefixes), text, update=True)
        except SyntaxError as error:
            raise refused(text, error, self._prefixes, update=True) from None
        found.settle(self._engine.__contains__)
        self._settle(found, sums(self._engine) if self._disk else {})

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads away and put quads in, all or none; what is not there, or there already, is passed over.

        A literal is meant as it is written: of ``"01"`` and ``"1"`` one can go and the other stay.
        """
        old, new, found = list(removed), list(added), self.originals.copy()
        with self._writing():
            gone, come = found.change(old, new, self._engine.__contains__)
            self._exchange(found, gone, come)
        self._settle(found, after(self._disk.manifest.graphs, gone, come) if self._disk else {})

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction, on disk before this returns."""
        found = self.originals.copy()
        if not self._disk:
            with self._writing():
                self._engine.extend(found.watched(quads, self._engine.__contains__))
            self._originals = found
            return
        new = list(found.watched(quads, self._engine.__contains__))  # read to the end before anything begins
        with self._writing():
            come = [quad for quad in dict.fromkeys(engine_form(new).values()) if quad not in self._engine]
            self._exchange(found, [], come)
        self._settle(found, after(self._disk.manifest.graphs, [], come))

    def _exchange(self, found: Originals, gone: list[Quad], come: list[Quad]) -> None:
        if self._disk:
            self._disk.add_forms(found.fresh)  # before the quads that they stand for
        exchange(self._engine, gone, come)

    def replace(self, quads: Iterable[Quad], journal: Path | None = None, tell: Callable[[int], None] = lambda _: None) -> None:
        """Put these quads in the place of all that is there; on disk, built beside the old ones and swapped in."""
        del journal, tell  # all at once
        new = tuple(quads)  # read to the end before anything is cleared
        if self._disk:
            return self._rebuild(self._disk, new)
        with self._writing():
            self._engine.clear()
            self._engine.bulk_extend(new)
        self._originals = Originals()
        self._originals.remember(lambda: new)
        return None

    def _rebuild(self, disk: Disk, quads: tuple[Quad, ...]) -> None:
        originals = Originals()
        originals.remember(lambda: quads)
        with self._writing(mark=False):
            new, engine = disk.begin(), ox.Store()
            try:
                engine = ox.Store(str(new / "engine"))
                engine.bulk_extend(quads)
                engine.flush()
                disk.put_forms(originals.forms(), new)
                disk.put(Manifest(new.name, sums(engine), sums(originals.forms())))
            finally:
                if disk.manifest.generation != new.name:
                    engine = ox.Store()  # lets go of the files
                    shutil.rmtree(new, ignore_errors=True)
            self._engine, self._originals, self._forms_read = engine, originals, True
            disk.sweep()

    @contextmanager
    def _writing(self, *, mark: bool = True) -> Iterator[None]:
        """Everything that writes goes through here: refused where the store is read-only, flushed before it is acknowledged."""
        place = self._place
        if not self._writable:
            raise StoreError("T107", place)
        try:
            if self._disk and mark:
                self._disk.pending()
            yield
            if self._disk:
                self._engine.flush()
            self.changes += 1
        except SyntaxError:
            self._undone()
            raise
        except SourceError as error:  # the manifest could not be put in its place
            raise StoreError("T103", place, detail=error.values.get("detail", "")) from None
        except (OSError, RuntimeError) as error:
            if _REFUSED.search(str(error)):
                self._undone()
                raise QueryError("T114", Place("update"), detail=first_line(error)) from None
            raise StoreError("T103", place, detail=first_line(error)) from None

    def _undone(self) -> None:
        """The engine refused the change: what was noted still holds."""
        if self._disk and self._disk.manifest.pending:
            self._disk.put(replace(self._disk.manifest, pending=False))

    def _settle(self, found: Originals, graphs: dict[str, Sum]) -> None:
        """After a change: the manifest says what holds now."""
        self._originals = found
        if self._disk:
            if found.stale:
                self._disk.put_forms(found.forms())
            forms = sums(found.forms()) if found.stale else after(self._disk.manifest.forms, [], found.fresh)
            self._disk.put(replace(self._disk.manifest, graphs=graphs, forms=forms, pending=False))

    def _recover(self, disk: Disk) -> None:
        """The last writer stopped in the middle: the engine has all of its change, or nothing."""
        found = self.originals.copy()
        found.settle(self._engine.__contains__)
        disk.put_forms(found.forms())
        disk.put(replace(disk.manifest, graphs=sums(self._engine), forms=sums(found.forms()), pending=False))
        self._originals = found

    @property
    def _place(self) -> Place:
        return Place(str(self._disk.path)) if self._disk else Place()

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of a named graph, by its IRI; of every graph for the empty text. Literals stand as they were loaded."""
        graph = ox.NamedNode(name) if name else None

        def found() -> Iterator[Quad]:
            quads = self._engine.quads_for_pattern(None, None, None, graph)
            return self.originals.restored(self._sound(quads) if self._disk else quads)

        return found() if self._writable or not self._disk else iter(self._read(lambda: list(found())))

    def _read(self, work: Callable[[], T]) -> T:
        """What is read; where a writer took files away that a reader had not opened yet, opened again and read again."""
        tries = 0
        while True:
            try:
                return work()
            except StoreError:
                if self._writable or not self._disk or tries == TRIES or (tries and not Lock.held(self._disk.path)):
                    raise
                tries += 1
                self._disk, self._engine = Disk.read(self._disk.path)
                self._originals, self._forms_read = Originals(), False

    def _sound(self, found: Iterable[T]) -> Iterator[T]:
        """What is read from the disk; ``StoreError`` where it cannot be."""
        try:
            yield from found
        except (OSError, RuntimeError) as error:
            raise StoreError("T105", self._place, detail=first_line(error)) from None

    def names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        found = self._read(lambda: list(self._sound(self._engine.named_graphs())))
        return tuple(sorted(str(graph.value) for graph in found if isinstance(graph, ox.NamedNode)))

    def wrong(self) -> tuple[str, ...]:
        """The graphs on disk whose count or digest is not the one noted when they were written."""
        found = self._read(lambda: self._disk.wrong(self._engine) if self._disk else ())
        return () if self._disk and self._disk.manifest.pending else found  # a writer is at work

    def __len__(self) -> int:
        return self._read(lambda: sum(self._sound(map(len, (self._engine,)))))


def value_of(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """A term as a Python value; a number or date that is none stays the text it is.

    >>> value_of(ox.Literal(7)), value_of(ox.Literal("ville", language="fr"))
    (7, 'ville')
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        if term.language:
            return LangText(term.value, term.language)
        return typed(term.value, term.datatype.value)
    return Iri(term.value) if isinstance(term, ox.NamedNode) else str(term)
