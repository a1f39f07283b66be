"""Runs the W3C SHACL test suite with our engines and says which tests pass. Not part of CI: the suite is not ours to ship.

python checks/shacl_suite.py PATH/TO/data-shapes-test-suite/tests [--engine fast|reference]

PATH holds ``core/manifest.ttl`` and ``sparql/manifest.ttl``, or is a manifest itself. A test passes when the report is the
expected one: the same multiset of focus node, path, value, severity, component and source shape, and the same
``sh:conforms``; or when a failure was expected and the shapes are refused. Exit code 1 when a test does not pass.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from metrograph.errors import MetroGraphError
from metrograph.namespaces import SH
from metrograph.shacl.index import TYPE, Index
from metrograph.shacl.node import TRUE, iri, lexical
from metrograph.shacl.path import read_path
from metrograph.turtle import read_quads
from metrograph.validate import check

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"


def local(node: str) -> Path:
    return Path(lexical(node).removeprefix("file://"))


def manifests(path: Path) -> Iterator[tuple[Path, Index]]:
    """A manifest and those that it includes."""
    graph = Index.of(read_quads(path))
    yield path, graph
    for included in graph.forward(iri(MF + "include")).values():
        for node in included:
            yield from manifests(local(node))


def blank(key: tuple[str, ...]) -> tuple[str, ...]:
    """A result whose blank nodes are all alike: their names differ from file to file."""
    return tuple("_:" if text.startswith("_:") else text for text in key)


def expected(graph: Index, report: str) -> tuple[bool, Counter[tuple[str, ...]]]:
    def one(node: str, name: str) -> str:
        return next(iter(graph.objects(node, iri(SH + name))), "")

    found: Counter[tuple[str, ...]] = Counter()
    for node in graph.objects(report, iri(SH + "result")):
        path = one(node, "resultPath")
        texts = (one(node, "focusNode"), str(read_path(graph, path)) if path else "", one(node, "value"),
                 lexical(one(node, "sourceConstraintComponent")), lexical(one(node, "resultSeverity")), one(node, "sourceShape"))  # fmt: skip
        found[blank(texts)] += 1
    return one(report, "conforms") == TRUE, found


def run(graph: Index, test: str, engine: str) -> str:
    """Nothing when a test passes, else what is wrong."""
    action = graph.objects(test, iri(MF + "action"))[0]
    result = graph.objects(test, iri(MF + "result"))[0]
    data, shapes = (local(graph.objects(action, iri(SHT + name))[0]) for name in ("dataGraph", "shapesGraph"))
    fails = result == iri(SHT + "Failure")
    try:
        held = Index.of(read_quads(data))
        report = check(held, held if data == shapes else Index.of(read_quads(shapes)), engine=engine)  # type: ignore[arg-type]
    except MetroGraphError as error:
        return "" if fails else str(error)
    if fails:
        return "a failure was expected"
    conforms, wanted = expected(graph, result)
    found = Counter(blank(one.key()) for one in report.results)
    if found == wanted and report.conforms == conforms:
        return ""
    return f"too many: {list((found - wanted).elements())}; missing: {list((wanted - found).elements())}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--engine", default="fast", choices=("fast", "reference"))
    given = parser.parse_args()
    tops = [given.path] if given.path.is_file() else sorted(given.path.glob("*/manifest.ttl"))
    passed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for top in tops:
        for _, graph in manifests(top.resolve()):
            for test in graph.backward(TYPE).get(iri(SHT + "Validate"), ()):
                wrong = run(graph, test, given.engine)
                every[top.parent.name] += 1
                passed[top.parent.name] += not wrong
                if wrong:
                    print(f"{lexical(test).rsplit('/', 2)[-1]}: {wrong}")
    for name, count in sorted(every.items()):
        print(f"{name}: {passed[name]} of {count}")
    return 0 if passed == every and every else 1


if __name__ == "__main__":
    sys.exit(main())
