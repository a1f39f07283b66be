"""Mends what can be mended for certain: stray spaces, a language tag, the bounds of a date, a missing inverse.

Each remedy is tried first: the data are validated again with it, and it stays only when its finding is gone and no new one
has come for the same thing. Nothing is guessed: where two values would do, nothing is done.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from metrograph.dates import read
from metrograph.errors import Place, SourceError
from metrograph.namespaces import DCTERMS, MG, OWL, XSD
from metrograph.shacl import engine
from metrograph.shacl.index import Data, Index
from metrograph.shacl.node import STRING, Node, datatype, iri, is_blank, is_literal, language, lexical, literal
from metrograph.shacl.path import Reverse, Step
from metrograph.turtle import read_quads
from metrograph.validate.check import check
from metrograph.validate.inplace import Statement, changed
from metrograph.validate.report import Finding, Report
from metrograph.validate.rules import Rules

EDITABLE = (".ttl", ".trig", ".nt", ".nq")
_EDTF, _EARLIEST, _LATEST = (iri(MG + name) for name in ("edtf", "earliest", "latest"))
_INVERSE, _LANGUAGE = iri(OWL + "inverseOf"), iri(DCTERMS + "language")
_OF_LANGUAGE = ("DatatypeConstraintComponent", "LanguageInConstraintComponent")
_ENOUGH = 3
_DOUBLE = re.compile(r"[ \t]{2,}")
_TAG = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Remedy:
    """One value put in the place of another, or one statement added when ``old`` is empty."""

    finding: Finding
    subject: Node
    predicate: Node
    old: Node
    new: Node


def remedies(report: Report, data: Index, rules: Rules) -> tuple[Remedy, ...]:
    """The remedies that are certain, each tried on the data."""
    tried: dict[Statement, list[Remedy]] = {}
    named = (finding for finding in report if not is_blank(finding.result.focus) and finding.rule not in report.delegated)
    for finding in named:
        for remedy in (remedy for make in _MAKERS for remedy in make(finding, data)):
            same = tried.setdefault((remedy.subject, remedy.predicate, remedy.old or remedy.new), [])
            if not same or same[0].new == remedy.new:  # the first maker counts; several findings may have one remedy
                same.append(remedy)
    groups = list(tried.values())
    while groups:
        working = _working(groups, report, data, rules)
        if len(working) == len(groups):
            return tuple(same[0] for same in working)
        groups = working
    return ()


def _working(groups: list[list[Remedy]], report: Report, data: Index, rules: Rules) -> list[list[Remedy]]:
    """Those remedies by which a finding goes, and no new one comes for the same thing; the findings that go stay with them."""
    tried = [same[0] for same in groups]
    mended = data.changed(
        [(one.subject, one.predicate, one.old) for one in tried if one.old],
        [(one.subject, one.predicate, one.new) for one in tried],
    )
    renamed = {(one.subject, one.new): one.old for one in tried if one.old}
    left = {_as_before(result.key(), renamed) for result in engine.validate(mended, rules.shapes)}
    spoilt = {key[0] for key in left - {finding.result.key() for finding in report}}
    gone = ([one for one in same if one.finding.result.key() not in left and one.subject not in spoilt] for same in groups)
    return [same for same in gone if same]


def _as_before(key: tuple[str, ...], renamed: Mapping[tuple[Node, Node], Node]) -> tuple[str, ...]:
    """What a result says, with the old value where a remedy put a new one: so that it can be known again."""
    focus, path, value, *rest = key
    return (focus, path, renamed.get((focus, value), value), *rest)


def _spaces(finding: Finding, data: Index) -> Iterator[Remedy]:
    """A text without spaces at its ends and without double ones."""
    for predicate, value in _stated(finding, data):
        words = _DOUBLE.sub(" ", lexical(value).strip(" \t\r\n"))
        if is_literal(value) and words and words != lexical(value):
            tidy = literal(words, datatype(value), language(value))
            yield Remedy(finding, finding.result.focus, predicate, value, tidy)


def _tags(finding: Finding, data: Index) -> Iterator[Remedy]:
    """A text with its language, where there is only one that it can be."""
    if finding.component not in _OF_LANGUAGE:
        return
    for predicate, value in _stated(finding, data):
        if datatype(value) == STRING and (tag := _language_of(predicate, data)):
            yield Remedy(finding, finding.result.focus, predicate, value, literal(lexical(value), language=tag))


def _language_of(predicate: Node, data: Index) -> str:
    """The one language of the documents, else the one in which all other values of a property are; empty without one."""
    told = {lexical(node) for nodes in data.forward(_LANGUAGE).values() for node in nodes}
    if len(told) == 1 and _TAG.fullmatch(tag := told.pop()):
        return tag
    used = [language(node) for nodes in data.forward(predicate).values() for node in nodes if language(node)]
    return used[0] if len(set(used)) == 1 and len(used) >= _ENOUGH else ""


def _bounds(finding: Finding, data: Index) -> Iterator[Remedy]:
    """The first and last day that a written date may mean."""
    focus = finding.result.focus
    dates = data.objects(focus, _EDTF)
    if len(dates) != 1:
        return
    try:
        span = read(lexical(dates[0]).strip())
    except ValueError:
        return
    for predicate, day in ((_EARLIEST, span.earliest), (_LATEST, span.latest)):
        now, wanted = data.objects(focus, predicate), literal(day.isoformat(), XSD + "date")
        if len(now) <= 1 and list(now) != [wanted]:
            yield Remedy(finding, focus, predicate, now[0] if now else "", wanted)


def _inverses(finding: Finding, data: Index) -> Iterator[Remedy]:
    """The statement in one direction, where the other one is there and the property has an inverse."""
    result = finding.result
    if not result.component.endswith("MinCountConstraintComponent"):
        return
    path = result.path
    back = isinstance(path, Reverse)
    step = path.path if isinstance(path, Reverse) else path
    if not isinstance(step, Step):
        return
    pairs = (*data.objects(step.predicate, _INVERSE), *data.backward(_INVERSE).get(step.predicate, ()))
    for inverse in pairs:
        others = (data.forward if back else data.backward)(inverse).get(result.focus, ())
        for other in others:
            ends = (other, result.focus) if back else (result.focus, other)
            yield Remedy(finding, ends[0], step.predicate, "", ends[1])


_MAKERS: tuple[Callable[[Finding, Index], Iterator[Remedy]], ...] = (_spaces, _tags, _bounds, _inverses)


def _stated(finding: Finding, data: Index) -> Iterator[tuple[Node, Node]]:
    """Property and value of the statement at fault, where the path of the finding is one property."""
    result = finding.result
    path, value = result.path, result.value
    if isinstance(path, Step) and value and is_literal(value) and value in data.objects(result.focus, path.predicate):
        yield path.predicate, value


@dataclass(frozen=True, slots=True)
class Change:
    """A file with its text before and after, and the remedies that make the difference."""

    path: Path
    before: str
    after: str
    remedies: tuple[Remedy, ...]

    def diff(self) -> str:
        """What changes, as a unified diff."""
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        lines = difflib.unified_diff(before, after, str(self.path), str(self.path))
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def mend(paths: Iterable[Path], data: Data, rules: Rules) -> tuple[Change, ...]:
    """The changes of some files that mend what is certain; ``data`` are their quads, with whatever stands beside them.

    ``SourceError`` when a file to be changed is not Turtle, TriG or N-Triples, or when its changed text would not say what
    it should. Nothing is written.
    """
    files = list(paths)
    index = Index.of(data)
    found = remedies(check(index, rules), index, rules)
    changes = []
    left = list(found)  # a statement is added once, where its subject stands first
    for path in files:
        stated = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in read_quads(path)}
        subjects = {subject for subject, _, _ in stated}
        own = [one for one in left if ((one.subject, one.predicate, one.old) in stated if one.old else one.subject in subjects)]
        left = [one for one in left if one.old or one not in own]
        if own:
            changes.append(_change(path, tuple(own)))
    return tuple(changes)


def _change(path: Path, found: tuple[Remedy, ...]) -> Change:
    if path.suffix not in EDITABLE:
        raise SourceError("S121", Place(str(path)), choices=", ".join(EDITABLE))
    before = path.read_bytes().decode()
    swapped = {(one.subject, one.predicate, one.old): one.new for one in found if one.old}
    added = [(one.subject, one.predicate, one.new) for one in found if not one.old]
    after = changed(before, swapped, added, path.absolute().as_uri())
    _sure(path, before, after, found)
    return Change(path, before, after, found)


def _sure(path: Path, before: str, after: str, taken: tuple[Remedy, ...]) -> None:
    """Parse both texts: they differ in what was meant to change, and in nothing else."""
    syntax, base = ox.RdfFormat.from_extension(path.suffix[1:]), path.absolute().as_uri()
    old, new = ({str(quad.triple) for quad in ox.parse(text.encode(), format=syntax, base_iri=base)} for text in (before, after))
    gone = {f"{one.subject} {one.predicate} {one.old}" for one in taken if one.old}
    come = {f"{one.subject} {one.predicate} {one.new}" for one in taken}
    if _named(old - new) != gone or not _named(new - old) <= come or not come <= new:
        raise SourceError("S122", Place(str(path)))


def _named(lines: Iterable[str]) -> set[str]:
    """Triples without blank nodes, whose names change from one reading to the next."""
    return {line for line in lines if "_:" not in line}
