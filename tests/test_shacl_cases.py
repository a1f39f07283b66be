"""SHACL clause by clause: each file of ``tests/shacl`` holds shapes, data, and after ``# expect`` the report that they must give.

A blank node in a report stands for any blank node. Files whose second line begins with ``# pyshacl:`` say where the
reference engine departs from the specification; on all others both engines must agree.
"""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from metrograph.errors import ShapeError
from metrograph.namespaces import SH
from metrograph.shacl import reference
from metrograph.shacl.engine import validate
from metrograph.shacl.index import TYPE, Index
from metrograph.shacl.node import Node, iri, is_blank
from metrograph.shacl.path import read_path
from metrograph.shacl.reading import read_shapes
from metrograph.shacl.result import Result

HERE = Path(__file__).parent / "shacl"
CASES = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(HERE.glob("*/*.ttl"))]
Key = tuple[str, ...]


def parts(path: Path) -> tuple[str, str]:
    """What is validated, and what is expected."""
    head, _, tail = path.read_text(encoding="utf-8").partition("# expect\n")
    return head, tail


def failure(tail: str) -> str:
    found = re.match(r"\s*# failure: *(\S+)", tail)
    return found[1] if found else ""


def graph(turtle: str) -> Index:
    return Index.of(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))


def key(result: Result) -> Key:
    return tuple("[]" if text.startswith("_:") else text for text in result.key())


def expected(head: str, tail: str) -> Counter[Key]:
    prefixes = "\n".join(line for line in head.splitlines() if line.lower().startswith(("@prefix", "prefix", "@base")))
    report = graph(f"{prefixes}\n{tail}")

    def one(node: Node, name: str) -> str:
        return next(iter(report.objects(node, iri(SH + name))), "")

    found: Counter[Key] = Counter()
    for node in report.backward(TYPE).get(iri(SH + "ValidationResult"), ()):
        path = one(node, "resultPath")
        texts = (
            one(node, "focusNode"),
            str(read_path(report, path)) if path else "",
            one(node, "value"),
            one(node, "sourceConstraintComponent")[1:-1],
            one(node, "resultSeverity")[1:-1],
            one(node, "sourceShape"),
        )
        found[tuple("[]" if text and is_blank(text) else text for text in texts)] += 1
    return found


def comparable(path: Path) -> bool:
    """Whether the reference engine gives this report too: it has one, and keeps to the specification here."""
    head, tail = parts(path)
    return not failure(tail) and "\n# pyshacl:" not in head[:600]


def test_there_are_cases_for_every_chapter() -> None:
    assert len(CASES) > 340
    assert len({path.values[0].parent.name for path in CASES}) >= 35


@pytest.mark.parametrize("path", CASES)
def test_the_fast_engine_gives_the_report_that_the_specification_wants(path: Path) -> None:
    head, tail = parts(path)
    data = graph(head)
    if failure(tail):
        with pytest.raises(ShapeError) as caught:
            list(validate(data, read_shapes(data)))
        assert all(caught.value.report(lang) for lang in ("en", "fr", "es"))
        return
    shapes = read_shapes(data)
    assert not shapes.delegated
    assert Counter(key(result) for result in validate(data, shapes)) == expected(head, tail)


@pytest.mark.parametrize("path", [case for case in CASES if comparable(case.values[0])])
def test_the_reference_engine_gives_the_same_where_it_keeps_to_the_specification(path: Path) -> None:
    head, tail = parts(path)
    data = graph(head)
    assert Counter(key(result) for result in reference.validate(data, data)) == expected(head, tail)
