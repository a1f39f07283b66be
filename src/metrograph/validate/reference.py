"""The reference engine: pySHACL over rdflib, imported when first needed since the two take half a second."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from metrograph.errors import Place, ShapeError
from metrograph.namespaces import SH
from metrograph.turtle import Quad, Triple
from metrograph.validate.report import SEVERITIES, Finding, Report
from metrograph.validate.rules import Rules

if TYPE_CHECKING:
    import rdflib


def check(
    quads: Iterable[Quad], rules: Rules, place: Callable[[str], Place] = lambda _: Place()
) -> Report:
    """The report of pySHACL over the union of all graphs.

    ``place`` gives the file and line of a subject. ``ShapeError`` when the shapes are ill-formed: a report is
    given only when every constraint was evaluated.
    """
    import pyshacl  # noqa: PLC0415 - heavy

    data = to_rdflib(quad.triple for quad in quads)
    shapes = to_rdflib(rules.triples)
    try:
        _, found, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False)
    except (pyshacl.errors.ReportableRuntimeError, pyshacl.errors.ShapeLoadError, pyshacl.errors.ConstraintLoadError) as error:
        raise ShapeError("H101", detail=str(error).splitlines()[0]) from None
    import rdflib  # noqa: PLC0415 - heavy

    if not isinstance(found, rdflib.Graph):
        raise ShapeError("H101", detail=str(found).splitlines()[0])
    names = {rule.code: rule.name for rule in rules}
    return Report(tuple(sorted(_findings(found, rules, place), key=_order)), f"pySHACL {pyshacl.__version__}", names)


def to_rdflib(triples: Iterable[Triple]) -> "rdflib.Graph":
    """Triples as an rdflib graph. Plain texts have no datatype there, as rdflib expects."""
    import rdflib  # noqa: PLC0415 - heavy

    graph = rdflib.Graph()
    add = graph.add
    for triple in triples:
        add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: Any) -> Any:
    import pyoxigraph as ox  # noqa: PLC0415 - beside its heavy sibling
    import rdflib  # noqa: PLC0415 - heavy

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


def _findings(found: "rdflib.Graph", rules: Rules, place: Callable[[str], Place]) -> Iterable[Finding]:
    import rdflib  # noqa: PLC0415 - heavy

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
