"""Holds data against shapes with one engine or both, and gives the report."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from metrograph.errors import Place, ShapeError
from metrograph.model import Text
from metrograph.namespaces import SH
from metrograph.shacl import engine as fast
from metrograph.shacl.index import Data, Index, at_rest
from metrograph.shacl.node import Node, lexical
from metrograph.shacl.result import Result
from metrograph.validate.glossary import glossary
from metrograph.validate.report import SEVERITIES, Difference, Finding, Report, graveness
from metrograph.validate.rules import Rules, text_of
from metrograph.validate.sentences import saying

Engine = Literal["fast", "reference", "both"]
ENGINES: tuple[Engine, ...] = ("fast", "reference", "both")


def check(
    data: Data,
    shapes: "Rules | Data",
    *,
    engine: Engine = "fast",
    place: Callable[[str], Place] = lambda _: Place(),
    seconds: float | None = None,
) -> Report:
    """The report of data held against shapes.

    Parameters
    ----------
    data, shapes
        Quads, a store, or an rdflib graph each; the union of all graphs is validated.
    engine
        ``fast`` is ours; ``reference`` is pySHACL; ``both`` gives the report of the first, with the differences.
    place
        Gives the file and line of a subject, by its IRI.
    seconds
        How long one SPARQL constraint may take, 60 when it is not given, and a whole run of pySHACL, which has no limit then.

    Raises
    ------
    ShapeError
        When a shape is ill-formed, or uses what neither engine evaluates: a report is given only when every constraint was.
    LimitError
        When the time is over.

    >>> import pyoxigraph as ox
    >>> shapes = b'''@prefix sh: <http://www.w3.org/ns/shacl#> . <a:S> sh:targetNode <a:x> ;
    ...     sh:property [ sh:path <a:name> ; sh:minCount 1 ] .'''
    >>> report = check([], ox.parse(shapes, format=ox.RdfFormat.TURTLE))
    >>> report.conforms, report.sentence(report.findings[0], "es")
    (False, '«a:name»: falta un valor')
    """
    rules = shapes if isinstance(shapes, Rules) else Rules(shapes)
    rules.shapes  # noqa: B018 - ill-formed shapes are told of first, whichever engine follows
    if engine == "fast":
        with at_rest():
            index = Index.of(data)
            return _report(_fast(index, rules, seconds or fast.SECONDS), "fast", index, rules, place)
    return _with_reference(Index.of(data), rules, engine, place, seconds)


def _with_reference(index: Index, rules: Rules, engine: Engine, place: Callable[[str], Place], seconds: float | None) -> Report:
    """The report of the reference engine, or that of the fast one with the differences."""
    theirs = _reference(index, rules, None, seconds)
    if engine == "both":
        results = _fast(index, rules, seconds or fast.SECONDS)
        return _report(results, "fast", index, rules, place, _differences(results, theirs))
    from metrograph.shacl.reference import VERSION  # noqa: PLC0415 - heavy

    return _report(theirs, VERSION, index, rules, place)


def _fast(index: Index, rules: Rules, seconds: float) -> list[Result]:
    """The results of the fast engine, with those of the shapes that it leaves to the reference engine."""
    results = list(fast.validate(index, rules.shapes, seconds))
    delegated = tuple(rules.shapes.delegated)
    return results + _reference(index, rules, delegated, seconds) if delegated else results


def _reference(index: Index, rules: Rules, only: tuple[Node, ...] | None, seconds: float | None) -> list[Result]:
    from metrograph.shacl import reference  # noqa: PLC0415 - heavy

    try:
        if seconds is None:
            return list(reference.validate(index, rules.graph, only))
        return reference.within(seconds, index, rules.graph, only)
    except ShapeError as error:
        raise error.at(Place(str(rules.paths[0]))) if len(rules.paths) == 1 else error from None


def _differences(ours: Iterable[Result], theirs: Iterable[Result]) -> tuple[Difference, ...]:
    """The results that only one of two engines gives, each as often as it is missing from the other."""
    left, right = (Counter(replace(one, constraint=None, messages=()) for one in results) for results in (ours, theirs))
    only = [*(("fast", one) for one in (left - right).elements()), *(("reference", one) for one in (right - left).elements())]
    return tuple(Difference(engine, result) for engine, result in sorted(only, key=lambda pair: (pair[1].key(), pair[0])))


def _report(
    results: Iterable[Result],
    engine: str,
    index: Index,
    rules: Rules,
    place: Callable[[str], Place],
    differences: tuple[Difference, ...] | None = None,
) -> Report:
    findings = sorted((_finding(result, rules, place) for result in results), key=_order)
    mentioned = [node for one in findings for node in (one.result.focus, one.result.value, *one.saying.mentioned())]
    names = glossary(mentioned, (one.result.path for one in findings), index, rules.graph)
    told = {rules.code(owner): rules.rule(owner) for owner in {rules.of(finding.result.shape) for finding in findings}}
    delegated = {rules.code(shape): reason for shape, reason in rules.shapes.delegated.items()} if engine == "fast" else {}
    return Report(tuple(findings), engine, told, names, delegated, differences)


def _finding(result: Result, rules: Rules, place: Callable[[str], Place]) -> Finding:
    message = _filled_in(result, rules) or rules.message(*(node for node in (result.constraint, result.shape) if node))
    return Finding(
        result, rules.code(rules.of(result.shape)), message, saying(result, rules.shapes), place(lexical(result.focus))
    )


def _filled_in(result: Result, rules: Rules) -> Text:
    """The words of a result, where they are not those of its shape but filled in, or given by a query."""
    of_shape = rules.messages(*(node for node in (result.constraint, result.shape) if node))
    templates = [message for message in of_shape if "{?" in message or "{$" in message]
    declared = not result.component.startswith(SH) or (result.constraint and not of_shape)
    return text_of(result.messages) if templates or declared else Text()


def _order(finding: Finding) -> tuple[int, str, tuple[str, ...]]:
    return SEVERITIES.index(graveness(finding.severity)), finding.rule, finding.result.key()
