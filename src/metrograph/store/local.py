"""The local store: pyoxigraph, in memory or on disk. Only ``create`` makes files; a read never does."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import Place, QueryError, StoreError, near
from metrograph.namespaces import XSD, Names
from metrograph.quoted import STRING, blanked
from metrograph.table import Iri, LangText, Row, Table, Value
from metrograph.turtle import Quad, Triple

Answer = Table | bool | tuple[Triple, ...]
_UNBOUND = ("variable that is unbound", "SELECT * is not authorized with GROUP BY")
_AT = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
# the keyword itself, not ?service, ex:load or a part of another word
_OUTSIDE = re.compile(r"(?<![\w?$:.-])(?:service|load)(?![\w:-])", re.IGNORECASE)
_PREFIX = re.compile(r"([A-Za-z][\w.-]*):")
_ASIDE = re.compile(rf"{STRING}|" r'<[^<>"{}|^`\\\s]*>|#[^\n]*', re.DOTALL)
_STAR = re.compile(r"select\s*(?:(?:distinct|reduced)\b\s*)?\*", re.IGNORECASE)


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
        except (OSError, RuntimeError) as error:
            raise StoreError("T101", Place(str(path)), detail=_short(error)) from None

    @classmethod
    def open(cls, path: Path, prefixes: dict[str, str] | None = None) -> "LocalStore":
        """A store on disk, to be read only; ``StoreError`` when there is none."""
        if not (path / "CURRENT").is_file():
            raise StoreError("T102", Place(str(path)))
        try:
            return cls(ox.Store.read_only(str(path)), prefixes or Names().prefixes())
        except (OSError, RuntimeError) as error:
            raise StoreError("T101", Place(str(path)), detail=_short(error)) from None

    def query(self, text: str) -> Answer:
        """The answer to a query; ``QueryError`` with line and column when it does not parse or would reach out."""
        bare = _bare(text)
        _refuse_outside(text, bare)
        try:
            return self._ask(text, bare)
        except SyntaxError as error:
            raise _syntax(text, error, self._prefixes) from None
        except (OSError, RuntimeError) as error:
            raise QueryError("Q104", Place("query"), detail=_short(error)) from None

    def _ask(self, text: str, bare: str) -> Answer:
        union = not re.search(r"\bfrom\b", bare, re.IGNORECASE)  # a query may name its graphs itself
        found = self._engine.query(text, use_default_graph_as_union=union, prefixes=self._prefixes)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QueryTriples):
            return tuple(found)
        columns = tuple(variable.value for variable in found.variables)
        order = _projected(bare, columns)
        at = [columns.index(name) for name in order]
        return Table(order, tuple(_row(solution, at) for solution in found))

    def update(self, text: str) -> None:
        """Apply an update; ``QueryError`` when it does not parse, ``StoreError`` when the store is read-only."""
        _refuse_outside(text, _bare(text))
        try:
            self._engine.update(text, prefixes=self._prefixes)
        except SyntaxError as error:
            raise _syntax(text, error, self._prefixes) from None
        except (OSError, RuntimeError) as error:
            raise StoreError("T103", detail=_short(error)) from None

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction."""
        try:
            self._engine.extend(quads)
            self._engine.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError("T103", detail=_short(error)) from None

    def replace(self, quads: Iterable[Quad]) -> None:
        """Put these quads in the place of all that is there."""
        new = list(quads)  # read to the end before anything is cleared
        try:
            self._engine.clear()
        except (OSError, RuntimeError) as error:
            raise StoreError("T103", detail=_short(error)) from None
        self.load(new)

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
        except (ValueError, KeyError):
            return term.value
    return Iri(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _exact(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", text):
        raise ValueError(text)
    return Decimal(text)


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError(text)
    return int(text)


_MAKERS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys((XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")), _whole),
    XSD + "decimal": _exact,
    **dict.fromkeys((XSD + "double", XSD + "float"), float),
    XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}


def _projected(bare: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in the order in which the query names them: the engine sorts those of ``SELECT *``."""
    outer = re.search(r"\bselect\b", bare, re.IGNORECASE)
    if outer is None or not _STAR.match(bare, outer.start()):
        return columns
    first = {name: match.start() for name in columns if (match := re.search(rf"[?$]{re.escape(name)}\b", bare))}
    return tuple(sorted(columns, key=lambda name: first.get(name, len(bare))))


def _bare(text: str) -> str:
    """A query without what stands in quotes, angle brackets and comments; every character keeps its place.

    >>> _bare("SELECT * { ?s ?p 'from' }")
    'SELECT * { ?s ?p        }'
    """
    return _ASIDE.sub(lambda match: blanked(match[0]), text)


def _refuse_outside(text: str, bare: str) -> None:
    """Refuse what would make the engine fetch from another address: ``SERVICE`` and ``LOAD``."""
    match = _OUTSIDE.search(bare)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        raise QueryError("Q105", Place("query", line, column), source=text, word=match[0].upper())


def _syntax(text: str, error: SyntaxError, prefixes: Mapping[str, str]) -> QueryError:
    match = _AT.search(str(error))
    line, column, detail = (int(match[1]), int(match[2]), match[3]) if match else (1, 1, str(error))
    rows = text.rstrip().splitlines() or [""]
    if line > len(rows):  # the end of the text was reached: point behind its last word
        line, column = len(rows), len(rows[-1]) + 1
    place = Place("query", line, column)
    if "Prefix not found" in detail:
        *_, last = [None, *_PREFIX.finditer(rows[line - 1][: column - 1])]
        name = last[1] if last else "?"
        at = Place("query", line, last.start() + 1 if last else column)
        return QueryError("Q102", at, source=text, prefix=name, near=near(name, prefixes), choices=", ".join(sorted(prefixes)))
    if any(words in detail for words in _UNBOUND):
        return QueryError("Q103", place, source=text)
    return QueryError("Q101", place, source=text)


def _short(error: OSError | RuntimeError) -> str:
    return str(getattr(error, "strerror", None) or error).split("\n", 1)[0]
