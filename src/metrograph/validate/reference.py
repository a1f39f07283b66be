"""The reference engine: pySHACL over rdflib. Import this module only to validate: the two take half a second.

pySHACL hands the text of a SPARQL constraint to rdflib once for each focus node; ``_Prepared`` parses a text once,
which makes the validation of the 2019 plan six times faster and changes nothing else.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from metrograph.errors import Place, ShapeError
from metrograph.namespaces import SH
from metrograph.turtle import Quad, Triple
from metrograph.validate.report import SEVERITIES, Finding, Report
from metrograph.validate.rules import Rules


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


def check(quads: Iterable[Quad], rules: Rules, place: Callable[[str], Place] = lambda _: Place()) -> Report:
    """The report of pySHACL over the union of all graphs.

    ``place`` gives the file and line of a subject. ``ShapeError`` when the shapes are ill-formed: a report is
    given only when every constraint was evaluated.
    """
    data = fill(_Prepared(), (quad.triple for quad in quads))
    shapes = fill(rdflib.Graph(), rules.triples)
    try:
        _, found, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    except (
        pyshacl.errors.ReportableRuntimeError,
        pyshacl.errors.ShapeLoadError,
        pyshacl.errors.ConstraintLoadError,
        re.error,
        SyntaxError,
    ) as error:
        raise ShapeError("H101", detail=str(error).splitlines()[0]) from None
    if not isinstance(found, rdflib.Graph):
        raise ShapeError("H101", detail=str(found).splitlines()[0])
    names = {rule.code: rule.name for rule in rules}
    return Report(tuple(sorted(_findings(found, rules, place), key=_order)), f"pySHACL {pyshacl.__version__}", names)


G = TypeVar("G", bound=rdflib.Graph)


def fill(graph: G, triples: Iterable[Triple]) -> G:
    """An rdflib graph with some triples added. Plain texts have no datatype there, as rdflib expects."""
    known: dict[object, Any] = {}
    for triple in triples:
        terms = []
        for term in (triple.subject, triple.predicate, triple.object):
            if term not in known:
                known[term] = _term(term)
            terms.append(known[term])
        graph.add((terms[0], terms[1], terms[2]))
    return graph


def _term(term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype.endswith("#string"):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype))


def _findings(found: rdflib.Graph, rules: Rules, place: Callable[[str], Place]) -> Iterable[Finding]:
    sh = rdflib.Namespace(SH)

    def value(node: Any, name: str) -> str:
        return str(found.value(node, sh[name]) or "")

    for node in found.subjects(rdflib.RDF.type, sh.ValidationResult):
        shape, constraint, focus = value(node, "sourceShape"), value(node, "sourceConstraint"), value(node, "focusNode")
        yield Finding(
            rule=rules.owner(shape),
            severity=value(node, "resultSeverity").removeprefix(SH),
            focus=focus,
            path=value(node, "resultPath"),
            value=value(node, "value"),
            component=value(node, "sourceConstraintComponent").removeprefix(SH),
            message=rules.message(constraint, shape),
            place=place(focus),
        )


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    return SEVERITIES.index(finding.severity), finding.rule, finding.focus, finding.value, finding.path
