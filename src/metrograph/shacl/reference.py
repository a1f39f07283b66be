"""The reference engine: pySHACL over rdflib. Import this module only to validate with it: the two take half a second.

pySHACL hands the text of a SPARQL constraint to rdflib once for each focus node; ``_Prepared`` parses a text once,
which makes the validation of the 2019 plan six times faster and changes nothing else.
"""

import pickle
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from metrograph.errors import LimitError, ShapeError
from metrograph.namespaces import SH
from metrograph.shacl.index import Index, node_of
from metrograph.shacl.node import STRING, Node, datatype, is_blank, is_iri, language, lexical
from metrograph.shacl.path import IllFormedPathError, Path, read_path
from metrograph.shacl.reading import TARGETS
from metrograph.shacl.result import Result

VERSION = f"pySHACL {pyshacl.__version__}"
_CHILD = "from metrograph.shacl.reference import _serve; _serve()"
_FAULTS = (
    pyshacl.errors.ReportableRuntimeError,
    pyshacl.errors.ShapeLoadError,
    pyshacl.errors.ConstraintLoadError,
    pyshacl.errors.ValidationFailure,
    re.error,
    SyntaxError,
    RecursionError,
)


class _Prepared(rdflib.Graph):
    """A graph that parses each query text once."""

    def __init__(self) -> None:
        super().__init__()
        self._parsed: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> rdflib.query.Result:
        """The result of a query, given as text or parsed."""
        if isinstance(query_object, str):
            text = query_object
            if text not in self._parsed:
                known = dict(self.namespaces())
                ox.Store().query(text, prefixes={name: str(space) for name, space in known.items()})  # SyntaxError if it is none
                self._parsed[text] = prepareQuery(text, initNs=known)
            query_object = self._parsed[text]
        return super().query(query_object, *args, **options)


def validate(data: Index, shapes: Index, only: Iterable[Node] | None = None) -> Iterator[Result]:
    """The results of pySHACL: of all shapes, or of ``only`` some, named by their nodes.

    ``ShapeError`` when pySHACL gives a failure in place of a report, for ill-formed shapes say: a report is given only
    when every constraint was evaluated.
    """
    graph = _filled(rdflib.Graph(), shapes)
    if only is not None:
        _keep_targets(graph, {_term(node) for node in only})
    try:
        _, found, _ = pyshacl.validate(
            _filled(_Prepared(), data), shacl_graph=graph, inference="none", inplace=True, advanced=only is not None
        )
    except _FAULTS as error:
        raise ShapeError("H101", detail=str(error).splitlines()[0]) from None
    if not isinstance(found, rdflib.Graph):
        raise ShapeError("H101", detail=str(found).splitlines()[0])
    return _results(found)


def within(seconds: float, data: Index, shapes: Index, only: Iterable[Node] | None = None) -> list[Result]:
    """The results of pySHACL in a process of its own, which is ended after some seconds: ``LimitError`` then.

    Its regular expressions and queries cannot be stopped otherwise.
    """
    job = pickle.dumps((data, shapes, None if only is None else tuple(only)))
    try:
        done = subprocess.run([sys.executable, "-c", _CHILD], input=job, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise LimitError("L111", shape=", ".join(map(lexical, only or ())) or VERSION, seconds=f"{seconds:g}") from None
    if done.returncode:
        raise ShapeError("H101", detail=(done.stderr.decode(errors="replace").strip().splitlines() or ["?"])[-1])
    answer = pickle.loads(done.stdout)  # noqa: S301 - written by the child just now
    if isinstance(answer, str):
        raise ShapeError("H101", detail=answer)
    return list(answer)


def _serve() -> None:
    """The work of the child: a job on standard input, results or a refusal on standard output."""
    data, shapes, only = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the parent just now
    answer: list[Result] | str
    try:
        answer = list(validate(data, shapes, only))
    except ShapeError as error:
        answer = str(error.values.get("detail", ""))
    sys.stdout.buffer.write(pickle.dumps(answer))


def _keep_targets(graph: rdflib.Graph, kept: set[Any]) -> None:
    """Take away the targets of all other shapes."""
    sh = rdflib.Namespace(SH)
    for name in (*TARGETS, "target"):
        for shape in set(graph.subjects(sh[name], None)) - kept:
            graph.remove((shape, sh[name], None))
    for shape in set(graph.subjects(rdflib.RDF.type, rdflib.RDFS.Class)) - kept:
        graph.remove((shape, rdflib.RDF.type, rdflib.RDFS.Class))


def _filled(graph: rdflib.Graph, data: Index) -> Any:
    """An rdflib graph with the triples of an index. Plain texts have no datatype there, as rdflib expects."""
    known: dict[Node, Any] = {}

    def term(node: Node) -> Any:
        made = known.get(node)
        if made is None:
            made = known[node] = _term(node)
        return made

    for predicate in data.predicates():
        verb = term(predicate)
        for subject, objects in data.forward(predicate).items():
            for node in objects:
                graph.add((term(subject), verb, term(node)))
    return graph


def _term(node: Node) -> Any:
    if is_iri(node):
        return rdflib.URIRef(lexical(node))
    if is_blank(node):
        return rdflib.BNode(node[2:])
    if tag := language(node):
        return rdflib.Literal(lexical(node), lang=tag)
    kind = datatype(node)
    return rdflib.Literal(lexical(node), datatype=None if kind == STRING else rdflib.URIRef(kind), normalize=False)


def _results(found: rdflib.Graph) -> Iterator[Result]:
    paths = Index.of(found)
    sh = rdflib.Namespace(SH)

    def one(result: Any, name: str) -> Node | None:
        value = found.value(result, sh[name])
        return None if value is None else node_of(value)

    for result in found.subjects(rdflib.RDF.type, sh.ValidationResult):
        if (None, sh.detail, result) in found:
            continue
        path = _path(paths, one(result, "resultPath"))
        yield Result(
            one(result, "focusNode") or "",
            path,
            one(result, "value"),
            lexical(one(result, "sourceConstraintComponent") or "<>"),
            lexical(one(result, "resultSeverity") or "<>"),
            one(result, "sourceShape") or "",
            one(result, "sourceConstraint"),
            tuple(sorted(node_of(message) for message in found.objects(result, sh.resultMessage))),
        )


def _path(graph: Index, node: Node | None) -> Path | None:
    try:
        return read_path(graph, node) if node else None
    except IllFormedPathError:  # pySHACL takes any ?path of a query for one
        return None
