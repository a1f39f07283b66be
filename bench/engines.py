"""Load, dump, analysts' queries, cold command and remote round trips: ours beside raw pyoxigraph, rdflib, oxrdflib, maplib.

    python bench/engines.py [--sizes 10000,100000] [--runs 5] [--markdown]

All in one run, on the synthetic plans of ``shacl_graph.py`` (seeded, with a defect in each hundred triples). Prints medians
in seconds and ratios; answers are compared, and a peer that answers otherwise is marked. Peers that are not installed are
left out. Nothing depends on the figures. ``rows.py`` measures rows to data frames, ``shacl.py`` validation.
"""

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import pyoxigraph as ox
from shacl_graph import make

import metrograph
from metrograph.namespaces import Names
from metrograph.table import text as as_text

PREFIXES = Names().prefixes()
PREFIXES["sdgo"] = "http://metadata.un.org/sdg/ontology#"
QUERIES = {
    "activities by class": "SELECT ?class (COUNT(?x) AS ?n) { ?x mg:inPlan ?plan ; a ?class } GROUP BY ?class ORDER BY ?class",
    "pilots of a plan": "SELECT ?x ?label { ?x mg:inPlan id:plan-3 ; a mg:PilotProject ; rdfs:label ?label } ORDER BY ?x",
    "accepted links by strength": (
        "SELECT ?strength (COUNT(?l) AS ?n) { ?l a mg:Alignment ; mg:alignmentStatus mg:accepted ; mg:strength ?strength } "
        "GROUP BY ?strength ORDER BY ?strength"
    ),
    "coverage of targets": (
        "SELECT ?target (COUNT(DISTINCT ?x) AS ?n) { ?l mg:alignmentOf ?x ; mg:alignedTo ?target ; mg:alignmentStatus mg:accepted } "
        "GROUP BY ?target ORDER BY DESC(?n) ?target"
    ),
    "links with quotes": (
        "SELECT ?x ?target ?quote { ?x mg:inPlan id:plan-5 ; mg:hasAlignment ?l . ?l mg:alignedTo ?target ; "
        "mg:hasSuggestion/mg:hasEvidence/oa:hasSelector/oa:exact ?quote } ORDER BY ?x ?target ?quote"
    ),
    "doubtful suggestions": (
        "SELECT ?l ?c { ?s mg:suggestionFor ?l ; mg:confidence ?c FILTER(?c < 0.4) } ORDER BY ?c ?l LIMIT 50"
    ),
    "without alignment": ("SELECT ?x { ?x mg:inPlan ?plan ; a mg:Action MINUS { ?x mg:hasAlignment ?l } } ORDER BY ?x"),
    "labels in Spanish": (
        'SELECT ?x ?es { ?x mg:inPlan ?plan OPTIONAL { ?x skos:prefLabel ?es FILTER(LANG(?es) = "es") } } ORDER BY ?x ?es LIMIT 500'
    ),
    "names that hold a word": 'SELECT ?x ?l { ?x rdfs:label ?l FILTER(CONTAINS(LCASE(STR(?l)), "résilience")) } ORDER BY ?x ?l LIMIT 500',
    "targets served together": (
        "SELECT ?a ?b (COUNT(DISTINCT ?plan) AS ?n) { { SELECT DISTINCT ?plan ?a { ?x mg:inPlan ?plan ; "
        "mg:hasAlignment/mg:alignedTo ?a } } { SELECT DISTINCT ?plan ?b { ?x mg:inPlan ?plan ; mg:hasAlignment/mg:alignedTo ?b } } "
        "FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b ORDER BY DESC(?n) ?a ?b LIMIT 20"
    ),
    "reviewers": (
        "SELECT ?who ?decision (COUNT(*) AS ?n) { ?r a mg:Review ; mg:reviewer ?who ; mg:decision ?decision } "
        "GROUP BY ?who ?decision ORDER BY ?who ?decision"
    ),
    "decisions of a year": (
        "SELECT (COUNT(?r) AS ?n) { ?r a mg:Review ; dcterms:date ?d "
        'FILTER(?d >= "2020-01-01"^^xsd:date && ?d < "2021-01-01"^^xsd:date) }'
    ),
    "under a line": "SELECT ?line (COUNT(?x) AS ?n) { ?x mg:directPartOf+ ?line . ?line a mg:StrategicLine } GROUP BY ?line ORDER BY ?line",
    "ask": "ASK { ?x a mg:PilotProject ; mg:activityStatus mg:cancelled }",
}
DUMPS = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld"}
HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
Work = Callable[[], object]


class Ours:
    name = "metrograph"

    def load(self, path: Path) -> object:
        return metrograph.load(path)

    def query(self, data: metrograph.Workspace, text: str) -> list[tuple[str, ...]]:
        found = data.sparql(text)
        return [(str(found),)] if isinstance(found, bool) else [tuple(map(_text, row)) for row in found.rows()]

    def dump(self, data: metrograph.Workspace, suffix: str) -> bytes:
        return data.dump(suffix, plain=True)


class Raw:
    name = "pyoxigraph"

    def load(self, path: Path) -> ox.Store:
        store = ox.Store()
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
        return store

    def query(self, data: ox.Store, text: str) -> list[tuple[str, ...]]:
        found = data.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryBoolean):
            return [(str(bool(found)),)]
        return [tuple("" if term is None else term.value for term in row) for row in found]

    def dump(self, data: ox.Store, suffix: str) -> bytes:
        syntax = ox.RdfFormat.from_extension(suffix[1:])
        return data.dump(format=syntax, from_graph=None if syntax.supports_datasets else ox.DefaultGraph(), prefixes=PREFIXES)


class Rdflib:
    name = "rdflib"
    kind = "default"

    def load(self, path: Path) -> object:
        import rdflib

        graph = rdflib.Graph(store=self.kind)
        graph.parse(path, format="ox-turtle" if self.kind == "Oxigraph" else "turtle")
        for name, space in PREFIXES.items():
            graph.bind(name, space, replace=True)
        return graph

    def query(self, data: object, text: str) -> list[tuple[str, ...]]:
        found = data.query(HEAD + text)
        return (
            [(str(found.askAnswer),)]
            if found.type == "ASK"
            else [tuple("" if v is None else str(v) for v in row) for row in found]
        )

    def dump(self, data: object, suffix: str) -> object:
        return data.serialize(format=DUMPS[suffix])


class Oxrdflib(Rdflib):
    name = "oxrdflib"
    kind = "Oxigraph"

    def dump(self, data: object, suffix: str) -> object:
        if suffix == ".jsonld":
            raise NotImplementedError
        return data.serialize(format={".ttl": "ox-turtle", ".nt": "ox-nt"}[suffix])


class Maplib:
    name = "maplib"

    def load(self, path: Path) -> object:
        import maplib

        model = maplib.Model()
        model.read(str(path))
        return model

    def query(self, data: object, text: str) -> list[tuple[str, ...]]:
        found = data.query(HEAD + text)
        return (
            [(str(found),)]
            if isinstance(found, bool)
            else [tuple("" if v is None else str(v) for v in row) for row in found.rows()]
        )

    def dump(self, data: object, suffix: str) -> object:
        raise NotImplementedError


def peers(size: int) -> list[object]:
    found: list[object] = [Ours(), Raw()]
    if size <= 200_000:
        found.append(Rdflib())
    found += [peer() for peer in (Oxrdflib, Maplib) if find_spec(peer.name) and size <= 1_000_000]
    return found


def _text(value: object) -> str:
    return "" if value is None else as_text(value)


def timed(work: Work, runs: int) -> tuple[float, object]:
    """The median of some runs in seconds, and the last answer."""
    seconds, answer = [], None
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return median(seconds), answer


class Sheet:
    """Times by work and peer, printed with the ratio of each peer to ours."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, float | str]] = {}

    def put(self, work: str, peer: str, seconds: float, note: str = "") -> None:
        self.rows.setdefault(work, {})[peer] = seconds
        if note:
            self.rows[work][f"{peer} note"] = note

    def print(self, names: list[str]) -> None:
        print("| work | " + " | ".join(names) + " |")
        print("|---|" + "---|" * len(names))
        for work, found in self.rows.items():
            ours = found.get("metrograph")
            cells = []
            for name in names:
                if name not in found:
                    cells.append("–")
                    continue
                ratio = f" ({found[name] / ours:.2f}x)" if ours and name != "metrograph" else ""
                cells.append(f"{found[name]:.4f}{ratio}{found.get(f'{name} note', '')}")
            print(f"| {work} | " + " | ".join(cells) + " |")


def measure(size: int, runs: int) -> Sheet:
    sheet = Sheet()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "plans.ttl"
        make(path, size)
        expected: dict[str, list[tuple[str, ...]]] = {}
        for peer in peers(size):
            few = 1 if isinstance(peer, Rdflib) else runs
            sheet.put("load Turtle", peer.name, timed(lambda: peer.load(path), few)[0])
            data = peer.load(path)
            for suffix in DUMPS:
                try:
                    sheet.put(f"dump {suffix}", peer.name, timed(lambda: peer.dump(data, suffix), few)[0])
                except NotImplementedError:
                    continue
            for work, text in QUERIES.items():
                try:
                    seconds, answer = timed(lambda: peer.query(data, text), few)
                except Exception as error:  # noqa: BLE001 - a peer may fail in any way; the table says so
                    print(f"{peer.name}: {work}: {str(error)[:90]}", file=sys.stderr)
                    continue
                same = sorted(expected.setdefault(work, answer)) == sorted(answer)
                sheet.put(work, peer.name, seconds, "" if same else " (other answer)")
            data = None
    return sheet


COLD = {
    "metrograph": "from metrograph.cli import main; main(['query', '-f', {query!r}, '--store', {store!r}, '--format', 'csv'])",
    "metrograph, from Turtle": "import metrograph; print(metrograph.load({data!r}).sparql(open({query!r}).read()).csv())",
    "rdflib": "import rdflib; g = rdflib.Graph(); g.parse({data!r}); print(g.query(open({query!r}).read()).serialize(format='csv'))",
    "pyoxigraph": (
        "import pyoxigraph as ox; s = ox.Store(); s.bulk_load(path={data!r}); "
        "print(s.query(open({query!r}).read()).serialize(format=ox.QueryResultsFormat.CSV))"
    ),
}


def cold(size: int, runs: int) -> None:
    """A whole process: start, open or load, one query, rows out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "plans.ttl", size)
        (folder / "q.rq").write_text(HEAD + QUERIES["coverage of targets"], encoding="utf-8")
        store = metrograph.LocalStore.create(folder / "store")
        store.replace(metrograph.load(folder / "plans.ttl").quads)
        store.close()
        places = {"data": str(folder / "plans.ttl"), "query": str(folder / "q.rq"), "store": str(folder / "store")}
        found = {}
        for peer, code in COLD.items():
            command = [sys.executable, "-c", code.format(**places)]
            found[peer] = timed(lambda: subprocess.run(command, check=True, capture_output=True), runs)[0]
    print(f"\nOne query in a process of its own, {size:,} triples:\n\n| | seconds | to ours |\n|---|---|---|")
    for peer, seconds in found.items():
        print(f"| {peer} | {seconds:.3f} | {seconds / found['metrograph']:.2f}x |")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", default="10000,100000")
    asked.add_argument("--runs", type=int, default=5)
    given = asked.parse_args()
    for size in map(int, given.sizes.split(",")):
        print(f"\n{size:,} triples: median seconds, and how many times ours\n")
        measure(size, given.runs).print([peer.name for peer in peers(size)])
        cold(size, given.runs)


if __name__ == "__main__":
    main()
