"""Answers as the suites expect them and as an engine gives them, and whether they are the same."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from metrograph.sparql.outline import Outline

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
SYNTAX = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
Row = tuple[tuple[str, object], ...]


@dataclass
class Answer:
    """A truth, rows of named values, or quads."""

    truth: bool | None = None
    columns: tuple[str, ...] = ()
    rows: list[Row] | None = None
    quads: Iterable[ox.Quad] | None = None
    in_order: bool = field(default=False, compare=False)


def ordered(text: str) -> bool:
    """Whether a query says in which order its rows shall come."""
    return Outline.of(text).clause("ORDER") is not None


def answer_of(body: bytes, form: str) -> Answer:
    """What came back from an engine: results in the form of the expected file, SPARQL XML or N-Triples otherwise."""
    if form == ".csv":
        return _of_csv(body)
    if form in FORMS or body.lstrip().startswith((b"<?xml", b"<sparql")):
        return _of_results(body, FORMS.get(form, ox.QueryResultsFormat.XML))
    return Answer(quads=list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES)))


def expected(path: Path) -> Answer:
    """What a file says that the answer is."""
    body = path.read_bytes()
    if path.suffix == ".csv":
        return _of_csv(body)
    if path.suffix in FORMS:
        return _of_results(body, FORMS[path.suffix])
    quads = list(ox.parse(body, format=SYNTAX[path.suffix], base_iri=path.resolve().as_uri()))
    return _of_graph(quads)


def _of_results(body: bytes, form: ox.QueryResultsFormat) -> Answer:
    found = ox.parse_query_results(body, format=form)
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found))
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns=columns, rows=[_row({name: row[name] for name in columns}) for row in found])


def _row(cells: dict[str, object]) -> Row:
    return tuple(sorted((name, cell) for name, cell in cells.items() if cell is not None))


def _of_csv(body: bytes) -> Answer:
    head, *rows = csv.reader(io.StringIO(body.decode(), newline=""))
    cells = ([ox.BlankNode(cell[2:]) if cell.startswith("_:") else ox.Literal(cell) for cell in row] for row in rows)
    return Answer(columns=tuple(head), rows=[tuple(sorted(zip(head, row, strict=True), key=lambda one: one[0])) for row in cells])


def _of_graph(quads: list[ox.Quad]) -> Answer:
    """A result set written as a graph, or the graph of a CONSTRUCT."""
    graph = ox.Dataset(quads)

    def of(node: object, name: str) -> list:
        return [quad.object for quad in graph.quads_for_subject(node) if quad.predicate.value == RS + name]

    tops = [quad.subject for quad in graph if quad.predicate == TYPE and quad.object.value == RS + "ResultSet"]
    if not tops:
        return Answer(quads=quads)
    if truth := of(tops[0], "boolean"):
        return Answer(truth=truth[0].value == "true")
    solutions = of(tops[0], "solution")
    index = {node: int(of(node, "index")[0].value) for node in solutions if of(node, "index")}
    solutions.sort(key=lambda node: index.get(node, 0))
    bindings = ({of(one, "variable")[0].value: of(one, "value")[0] for one in of(node, "binding")} for node in solutions)
    columns = tuple(sorted(node.value for node in of(tops[0], "resultVariable")))
    return Answer(columns=columns, rows=[_row(cells) for cells in bindings], in_order=bool(index))


def same(wanted: Answer, found: Answer, *, in_order: bool = False, lax: bool = False) -> str:
    """Nothing when two answers are the same, ``by value`` when they are once the store has written them, else how they differ."""
    if (wanted.truth, set(wanted.columns)) != (found.truth, set(found.columns)):
        return f"{wanted.truth if wanted.truth is not None else wanted.columns} was expected, not {found.truth if found.truth is not None else found.columns}"
    if wanted.truth is not None:
        return ""
    if (wanted.rows is None) != (found.rows is None):
        return "rows and triples are not the same"
    in_order = wanted.in_order or in_order
    for way, write in (("", lambda term: term), ("by value", written)):
        left, right = (_dataset(one, write, in_order=in_order, lax=lax) for one in (wanted, found))
        if left == right:
            return way
    return f"\n  expected {_told(wanted)}\n  found    {_told(found)}"


def _told(answer: Answer) -> str:
    shown = answer.rows if answer.rows is not None else answer.quads or ()
    return "\n           ".join(str(one) if not isinstance(one, tuple) else str({n: str(v) for n, v in one}) for one in shown)


def _dataset(answer: Answer, write: object, *, in_order: bool, lax: bool) -> ox.Dataset:
    """An answer as a graph with the names of its blank nodes made equal, so that isomorphic ones are the same."""
    quads = (
        _of_rows(answer.rows, write, in_order, lax)
        if answer.rows is not None
        else [_quad(one, write) for one in answer.quads or ()]
    )
    made = ox.Dataset(quads)
    made.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return made


def _quad(quad: ox.Quad, write: object) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, write(quad.object), quad.graph_name)


def _of_rows(rows: list[Row], write: object, in_order: bool, lax: bool) -> list[ox.Quad]:
    """Each row as a node with its cells, its place or the number of times that it comes."""
    made = [tuple((name, write(cell)) for name, cell in row) for row in rows]
    how_often: dict[object, int] = Counter(map(_key, made))
    quads, told = [], set()
    for number, row in enumerate(made):
        key = _key(row)
        if not in_order and key in told and not any(isinstance(cell, ox.BlankNode) for _, cell in row):
            continue
        told.add(key)
        node = ox.BlankNode()
        mark = ox.Literal(number if in_order else 1 if lax else how_often[key])
        quads.append(ox.Quad(node, ox.NamedNode("row:mark"), mark))
        quads += [ox.Quad(node, ox.NamedNode(f"row:{name}"), cell) for name, cell in row]
    return quads


def _key(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(cell)) for name, cell in row)


@cache
def written(term: object) -> object:
    """A literal as the store writes it; text that is a number (in CSV) likewise."""
    if not isinstance(term, ox.Literal):
        return term
    store, at = ox.Store(), ox.NamedNode("http://example.org/")
    store.add(ox.Quad(at, at, term))
    return next(iter(store)).object
