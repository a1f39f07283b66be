"""The local store: pyoxigraph, in memory or on disk. Only ``create`` makes files; a read never does."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import Place, QueryError, StoreError
from metrograph.namespaces import XSD, Names
from metrograph.table import Iri, LangText, Row, Table, Value
from metrograph.turtle import Quad, Triple

Answer = Table | bool | tuple[Triple, ...]
_AT = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)


class LocalStore:
    """Quads in pyoxigraph. Queries see the union of all graphs as the default graph, and every known prefix.

    >>> store = LocalStore.memory()
    >>> store.query("SELECT (1 + 1 AS ?two) {}").rows()
    ((2,),)
    """

    def __init__(self, engine: ox.Store, prefixes: dict[str, str]) -> None:
        self._engine = engine
        self._prefixes = prefixes

    @classmethod
    def memory(cls, quads: Iterable[Quad] = (), prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store in memory, holding some quads."""
        engine = ox.Store()
        engine.bulk_extend(quads)
        return cls(engine, prefixes or Names().prefixes())

    @classmethod
    def create(cls, path: Path, prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store on disk, made when it is not there; one writer at a time."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            return cls(ox.Store(str(path)), prefixes or Names().prefixes())
        except OSError as error:
            raise StoreError("T101", Place(str(path)), detail=_short(error)) from None

    @classmethod
    def open(cls, path: Path, prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store on disk, to be read only; ``StoreError`` when there is none."""
        if not (path / "CURRENT").is_file():
            raise StoreError("T102", Place(str(path)))
        try:
            return cls(ox.Store.read_only(str(path)), prefixes or Names().prefixes())
        except OSError as error:
            raise StoreError("T101", Place(str(path)), detail=_short(error)) from None

    def query(self, text: str) -> Answer:
        """The answer to a query; ``QueryError`` with line and column when it does not parse."""
        try:
            found = self._engine.query(text, use_default_graph_as_union=True, prefixes=self._prefixes)
        except SyntaxError as error:
            raise _syntax(text, error) from None
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QueryTriples):
            return tuple(found)
        columns = tuple(variable.value for variable in found.variables)
        order = _projected(text, columns)
        at = [columns.index(name) for name in order]
        return Table(order, tuple(_row(solution, at) for solution in found))

    def update(self, text: str) -> None:
        """Apply an update; ``QueryError`` when it does not parse, ``StoreError`` when the store is read-only."""
        try:
            self._engine.update(text, prefixes=self._prefixes)
        except SyntaxError as error:
            raise _syntax(text, error) from None
        except OSError as error:
            raise StoreError("T103", detail=_short(error)) from None

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction."""
        try:
            self._engine.extend(quads)
            self._engine.flush()
        except OSError as error:
            raise StoreError("T103", detail=_short(error)) from None

    def replace(self, quads: Iterable[Quad]) -> None:
        """Put these quads in the place of all that is there."""
        self._engine.clear()
        self.load(quads)

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of a named graph, by its IRI; of every graph for the empty text."""
        return self._engine.quads_for_pattern(None, None, None, ox.NamedNode(name) if name else None)

    def __len__(self) -> int:
        return len(self._engine)


def _row(solution: ox.QuerySolution, at: list[int]) -> Row:
    return tuple(value_of(solution[i]) for i in at)


def value_of(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """A term as a Python value; a number or date that is none stays the text it is.

    >>> value_of(ox.Literal("7", datatype=ox.NamedNode(XSD + "integer"))), value_of(ox.Literal("ville", language="fr"))
    (7, 'ville')
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        if term.language:
            return LangText(term.value, term.language)
        maker = _MAKERS.get(term.datatype.value)
        try:
            return maker(term.value) if maker else term.value
        except (ValueError, InvalidOperation):
            return term.value
    return Iri(term.value) if isinstance(term, ox.NamedNode) else str(term)


_MAKERS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")), int),
    XSD + "decimal": Decimal,
    **dict.fromkeys((XSD + "double", XSD + "float"), float),
    XSD + "boolean": lambda text: text in ("true", "1"),
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}


def _projected(text: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in the order in which the query names them: the engine sorts those of ``SELECT *``."""
    first = {name: match.start() for name in columns if (match := re.search(rf"[?${{]{re.escape(name)}\b", text))}
    if re.search(r"select\s+(distinct\s+|reduced\s+)?\*", text, re.IGNORECASE):
        return tuple(sorted(columns, key=lambda name: first.get(name, len(text))))
    return columns


def _syntax(text: str, error: SyntaxError) -> QueryError:
    match = _AT.search(str(error))
    line, column, detail = (int(match[1]), int(match[2]), match[3]) if match else (0, 0, str(error))
    undeclared = re.search(r"[Pp]refix not found|undeclared prefix|no prefix", detail)
    place = Place("query", line, column)
    if undeclared:
        return QueryError("Q102", place, source=text, detail=detail)
    return QueryError("Q101", place, source=text, detail=detail.strip() or str(error))


def _short(error: OSError) -> str:
    return str(error.strerror or error).splitlines()[0]
