"""Runs the W3C SPARQL 1.1 and 1.0 test suites and says which tests pass. Not part of CI: the suites are not ours to ship.

python checks/sparql_suite.py PATH [PATH …] [--raw] [--endpoint URL [--query /sparql --update /update --store /store] [--token T]]

A PATH is a folder ``sparql11`` or ``dawg-data-r2`` (each group in a folder with a ``manifest.ttl``), or one manifest. Without
an endpoint each test runs in this process on a fresh pyoxigraph store, through ``metrograph.sparql.conform`` unless ``--raw``.
A service is emptied before each test, so give it a store of its own: ``metrograph serve --store DIR --token-file FILE``.

A test passes ``exact``, or ``by value`` when the answers differ only in forms that the store does not keep (``01`` is ``1``):
then the same answers are compared again with every literal written as the store writes it. Left out, and counted as such:
entailment and SERVICE (there is neither), protocol and service description (they have tests of their own). What is known to
differ stands in sparql_suite_known.py with the reason. Exit code 1 when another fails.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
from sparql_suite_answers import Answer, answer_of, expected, ordered, same
from sparql_suite_doors import Door, Here, Refused, There
from sparql_suite_known import KNOWN

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FIRST, REST = (f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}" for name in ("first", "rest"))
NIL = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")
LEFT_OUT = {
    "entailment": "no entailment",
    "service": "no SERVICE",
    "protocol": "tests of ours",
    "service-description": "tests of ours",
}
Node = ox.NamedNode | ox.BlankNode


class Manifest:
    """A manifest of tests, as a graph that is asked for its values."""

    def __init__(self, path: Path) -> None:
        self.group = f"{path.parent.parent.name}/{path.parent.name}"
        self._graph = ox.Store()
        self._graph.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri())

    def all(self, node: Node, *names: str) -> list:
        return [quad.object for name in names for quad in self._graph.quads_for_pattern(node, ox.NamedNode(name), None)]

    def one(self, node: Node, *names: str) -> Node | ox.Literal | None:
        return next(iter(self.all(node, *names)), None)

    def tests(self) -> Iterator[tuple[ox.NamedNode, str]]:
        """The tests that the manifest lists, each with its kind; what is described and not listed was taken back."""
        at = next((quad.object for quad in self._graph.quads_for_pattern(None, ox.NamedNode(MF + "entries"), None)), NIL)
        while at != NIL:
            test = self.one(at, FIRST)
            yield test, self.one(test, TYPE.value).value.rpartition("#")[2]
            at = self.one(at, REST)


def path_of(node: ox.NamedNode) -> Path:
    return Path(unquote(node.value.removeprefix("file://")))


def text_of(node: ox.NamedNode) -> str:
    return path_of(node).read_bytes().decode()


def put(door: Door, default: list, named: list[tuple[str, ox.NamedNode]]) -> None:
    """Put the data of a test where it is asked: nothing else is there."""
    door.clear()
    for node in default:
        door.load(path_of(node), "", node.value)
    for name, node in named:
        door.load(path_of(node), name, node.value)


def syntax(door: Door, manifest: Manifest, test: ox.NamedNode, kind: str) -> str:
    """Whether a text is taken, or refused, as it should be."""
    update, bad = "Update" in kind, "Negative" in kind
    action = manifest.one(test, MF + "action")
    put(door, [], [])
    try:
        door.read(text_of(action), action.value, update=update)
    except (Refused, UnicodeDecodeError) as error:
        return "" if bad else f"refused: {error}"
    return "was not refused" if bad else ""


def query(door: Door, manifest: Manifest, test: ox.NamedNode) -> str:
    """Whether the answer is the expected one; in which way it is told."""
    action, result = manifest.one(test, MF + "action"), manifest.one(test, MF + "result")
    asked = manifest.one(action, QT + "query")
    text = text_of(asked)
    default, named = manifest.all(action, QT + "data"), manifest.all(action, QT + "graphData")
    if not default and not named:  # the query names its data itself
        named = door.named(text, asked.value)
    put(door, default, [(node.value, node) for node in named])
    form = path_of(result).suffix
    try:
        found = answer_of(door.ask(text, asked.value, form), form)
    except Refused as error:
        return f"refused: {error}"
    lax = manifest.one(test, MF + "resultCardinality") is not None
    return same(expected(path_of(result)), found, in_order=ordered(text), lax=lax)


def update(door: Door, manifest: Manifest, test: ox.NamedNode) -> str:
    """Whether the store holds what it should afterwards."""
    action, result = manifest.one(test, MF + "action"), manifest.one(test, MF + "result")

    def graphs(node: Node) -> list[tuple[str, ox.NamedNode]]:
        return [(manifest.one(one, str(LABEL.value)).value, manifest.one(one, UT + "graph", UT + "data"))
                for one in manifest.all(node, UT + "graphData")]  # fmt: skip

    put(door, manifest.all(action, UT + "data"), graphs(action))
    request = manifest.one(action, UT + "request")
    try:
        door.update(text_of(request), request.value)
    except Refused as error:
        return f"refused: {error}"
    wanted = Here()
    put(wanted, manifest.all(result, UT + "data"), graphs(result))
    return same(Answer(quads=wanted.quads()), Answer(quads=door.quads()))


def asked(door: Door, manifest: Manifest, test: ox.NamedNode, kind: str) -> str:
    """Nothing when a test passes, else why not."""
    return RUNS[kind](door, manifest, test) if kind in RUNS else syntax(door, manifest, test, kind)


RUNS = {"QueryEvaluationTest": query, "CSVResultFormatTest": query, "UpdateEvaluationTest": update}


def manifests(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.glob("*/manifest.ttl"))


def run(door: Door, path: Path, *, every: bool) -> dict[str, Counter[str]]:
    """How many tests of each group passed exactly, by value, or not at all; those that do not are told."""
    counts: dict[str, Counter[str]] = {}
    for manifest in map(Manifest, manifests(path)):
        count = counts.setdefault(manifest.group, Counter())
        group = manifest.group.rpartition("/")[2]
        for test, kind in manifest.tests():
            name = f"{group}/{test.value.rpartition('#')[2]}"
            try:
                wrong = "left out" if group in LEFT_OUT else asked(door, manifest, test, kind)
            except FileNotFoundError as error:  # a copy of the suite may lack some
                wrong = f"left out: {Path(error.filename).name} is not there"
            way = wrong.partition(":")[0]
            way = "exact" if not wrong else way if way in {"by value", "left out"} else "known" if name in KNOWN else "failed"
            count[way] += 1
            if way == "failed" or (every and way != "exact"):
                print(f"{name}: {KNOWN[name] if way == 'known' else wrong}")
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, nargs="+")
    parser.add_argument("--raw", action="store_true", help="ask the engine without our rewriting")
    parser.add_argument("--every", action="store_true", help="tell of all that do not pass exactly")
    parser.add_argument("--endpoint", help="ask a service instead, as http://127.0.0.1:8000")
    parser.add_argument("--query", default="/sparql")
    parser.add_argument("--update", default="/update")
    parser.add_argument("--store", default="/store")
    parser.add_argument("--token", default="")
    given = parser.parse_args()
    there = given.endpoint and There(given.endpoint, given.query, given.update, given.store, given.token)
    door: Door = there or Here(raw=given.raw)
    counts = {group: count for path in given.path for group, count in run(door, path, every=given.every).items()}
    total: Counter[str] = sum(counts.values(), Counter())
    for group, count in [*sorted(counts.items()), ("all", total)]:
        ran = count.total() - count["left out"]
        why = LEFT_OUT.get(group.rpartition("/")[2], "")
        told = f"{count['exact'] + count['by value']} of {ran}" if ran else f"{count['left out']} left out: {why}"
        more = (f"{count[way]} {words}" for way, words in (("by value", "by value"), ("known", "known to differ")) if count[way])
        print(f"{group:36} {', '.join((told, *more))}")
    return 1 if total["failed"] or not total else 0


if __name__ == "__main__":
    sys.exit(main())
