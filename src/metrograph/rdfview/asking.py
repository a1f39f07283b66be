"""SPARQL through rdflib, answered by the engine.

Where the engine is not certain to give the answer that rdflib would give, ``NotImplementedError`` makes rdflib evaluate
the query itself. What would fetch from another address is refused either way: rdflib would even read files.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, Variable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql import CUSTOM_EVALS
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.processor import SPARQLUpdateProcessor
from rdflib.plugins.sparql.sparql import Query, Update
from rdflib.query import Result
from rdflib.store import Store

from metrograph.errors import Place, QueryError, StoreError
from metrograph.rdfview.binding import Words, bound, mentioned, says
from metrograph.rdfview.terms import to_name, to_rdflib, usable
from metrograph.rdfview.union import Union
from metrograph.sparql.gate import FETCHING, outside
from metrograph.sparql.tokens import code, place_of
from metrograph.store import LocalStore
from metrograph.turtle import Term

Names = Mapping[str, Any]
UNION = "__UNION__"
_LOADING = (*FETCHING, "FROM", "USING")
_PARTS = {"ServiceGraphPattern": "SERVICE", "Load": "LOAD", "DatasetClause": "FROM", "UsingClause": "USING"}


class Asker:
    """Queries and updates over one store, as rdflib hands them on."""

    def __init__(self, local: LocalStore) -> None:
        self._local = local
        self._union = Union(local)

    def query(self, query: str | Query, spaces: Names, bindings: Names, graph: Any, options: object) -> Result:
        """The answer to a query; ``graph`` is the name of the one that is asked, or ``__UNION__``."""
        if isinstance(query, Query):
            _refuse_parts(query.algebra)
            raise NotImplementedError
        _refuse(query, FETCHING)
        words = code(query)
        text = bound(query, words, mentioned(words, bindings))
        alone = graph not in (UNION, DATASET_DEFAULT_GRAPH_ID)
        if text is None or options or CUSTOM_EVALS or (alone and (to_name(graph) is None or says(words, "GRAPH"))):
            _refuse(query, _LOADING)
            raise NotImplementedError
        return self._answer(query, text, words, usable(spaces), graph)

    def _answer(self, query: str, text: str, words: Words, prefixes: dict[str, str], graph: Any) -> Result:
        engine, how = self._place(words, graph)
        try:
            return _result(engine.query(text, prefixes=prefixes, **how), words)
        except SyntaxError:
            _declared(self._local.query, query, words, prefixes)  # tells what is wrong with it
        except OSError as error:
            raise StoreError("T105", detail=_first_line(error)) from None
        except RuntimeError as error:
            if "custom function" not in str(error):
                raise QueryError("Q104", Place("query"), detail=_first_line(error)) from None
        _refuse(query, _LOADING)
        raise NotImplementedError  # rdflib may know the function

    def _place(self, words: Words, graph: Any) -> tuple[ox.Store, dict[str, Any]]:
        """The engine to ask, and which of its graphs."""
        engine = self._local.engine
        if graph == DATASET_DEFAULT_GRAPH_ID:
            return engine, {"default_graph": ox.DefaultGraph()} if not says(words, "FROM") else {}
        if graph != UNION:
            return engine, {"default_graph": to_name(graph), "named_graphs": []}
        if says(words, "FROM"):  # a query may name its graphs itself
            return engine, {}
        copy = self._union.merged(words)
        return (copy, {}) if copy else (engine, {"use_default_graph_as_union": True})

    def update(self, store: Store, update: str | Update, spaces: Names, bindings: Names, graph: Any, options: object) -> None:
        """Apply an update; outside GRAPH and WITH it reads and writes the default graph alone, as the standard has it."""
        if isinstance(update, Update):
            _refuse_parts(update.algebra)
            spaces, update = {}, _text_of(update)
        _refuse(update, FETCHING)
        words = code(update)
        used = mentioned(words, bindings)
        if graph not in (UNION, DATASET_DEFAULT_GRAPH_ID):
            _refuse(update, _LOADING)
            SPARQLUpdateProcessor(Graph(store, graph)).update(update, dict(bindings), dict(spaces))  # type: ignore[no-untyped-call]
        elif used or options:
            raise QueryError("Q120", Place("query"), source=update, detail=", ".join(f"?{name}" for name in used) or "base")
        else:
            _declared(self._local.update, update, words, usable(spaces))


def _declared(run: Callable[[str], object], text: str, words: Words, prefixes: Mapping[str, str]) -> None:
    """Run a text with the prefixes that it uses declared on a line above; errors point into the text as it was given."""
    used = dict.fromkeys(word.text.partition(":")[0] for word in words if word.kind == "prefixed")
    head = " ".join(f"PREFIX {name}: <{prefixes[name]}>" for name in used if name in prefixes)
    try:
        run(f"{head}\n{text}" if head else text)
    except QueryError as error:
        if head and error.place.line > 1:
            error.place = replace(error.place, line=error.place.line - 1)
        error.source = text
        raise


def _refuse(text: str, wanted: tuple[str, ...]) -> None:
    """Refuse a text with a word that reaches outside."""
    found = outside(text, wanted)
    if found:
        raise QueryError("Q105", Place("query", *place_of(text, found.start)), source=text, word=found.word)


def _refuse_parts(algebra: object) -> None:
    """Refuse a query that rdflib has parsed, if it reaches outside."""
    for name in _names(algebra):
        if name in _PARTS:
            raise QueryError("Q105", Place("query"), word=_PARTS[name])


def _names(part: object) -> Iterator[str]:
    if isinstance(part, CompValue):
        yield part.name
        yield from _names(list(part.values()))
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _names(one)


def _text_of(update: Update) -> str:
    """The text of an update that rdflib has parsed, with the prefixes that it was parsed with."""
    text, spaces, _ = update._original_args  # noqa: SLF001 - rdflib keeps it there for this
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in spaces.items()) + text


def _result(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, words: Words) -> Result:
    if isinstance(found, ox.QueryBoolean):
        answer = Result("ASK")
        answer.askAnswer = bool(found)
    elif isinstance(found, ox.QueryTriples):
        answer = Result("DESCRIBE" if says(words, "DESCRIBE") else "CONSTRUCT")
        answer.graph = Graph()
        for triple in found:
            answer.graph.add((_given(triple.subject), _given(triple.predicate), _given(triple.object)))
    else:
        answer = Result("SELECT")
        names = [Variable(name.value) for name in found.variables]
        rows = (zip(names, row, strict=True) for row in found)
        answer.bindings = [{name: _given(term) for name, term in row if term is not None} for row in rows]
        answer.vars = _in_order(names, words)
    return answer


def _in_order(names: list[Variable], words: Words) -> list[Variable]:
    """The columns in the order in which ``SELECT *`` meets them: the engine sorts them."""
    start = next(at for at, word in enumerate(words) if word.upper == "SELECT")
    if words[start + 1 + says(words[start + 1 : start + 2], "DISTINCT", "REDUCED")].text != "*":
        return names
    met = [word.text[1:] for word in words if word.kind == "variable"]
    return sorted(names, key=lambda name: met.index(str(name)))


def _given(term: Term) -> Any:
    made = to_rdflib(term)
    if made is None:
        raise QueryError("Q104", Place("query"), detail=f"rdflib: {term}")
    return made


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
