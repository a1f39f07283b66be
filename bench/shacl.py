"""SHACL validators side by side: the same Turtle file loaded and validated, by each in a process of its own.

    python bench/shacl.py [SIZES …] [--repeat N] [--peers pyshacl,pyshifty,pyrudof] [--sparql] [--write DOCS.md]

Prints a Markdown table: seconds, peak memory, results, and whether they are those of pySHACL. Nothing depends on the figures.
The graph is made by bench/shacl_graph.py. Peers from elsewhere: --python-peers PATH is the python that has them.
"""

import argparse
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from typing import NamedTuple

import shacl_graph

SH, RDF = "http://www.w3.org/ns/shacl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PEERS = {"pyshacl": "pySHACL", "pyshifty": "pyshifty", "pyrudof": "pyrudof"}
LARGE = 500_000  # triples from which pySHACL is left out and once is enough
PYSHACL_SECONDS = {False: 0.00015, True: 0.0006}  # a triple, without SPARQL and with, when none was measured in the same run
START, END = "<!-- bench/shacl.py -->", "<!-- end of bench/shacl.py -->"
UNTOLD = "…"


# One engine in a child process


class Outcome(NamedTuple):
    """When an engine had loaded, if it tells, when it was done, and what writes down its results."""

    version: str
    began: float
    loaded: float | None
    done: float
    write: Callable[[Path], object]


def ours(data: str, shapes: str) -> Outcome:
    import pyoxigraph as ox

    import metrograph
    from metrograph.validate import check

    loaded: list[float] = []
    end_of_data = iter(lambda: loaded.append(time.perf_counter()), None)  # gives nothing and looks at the clock once
    began = time.perf_counter()
    results = check(chain(ox.parse(path=data), end_of_data), ox.parse(path=shapes), engine="fast").results
    done = time.perf_counter()

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8") as out:
            for one in results:
                told = one.focus, str(one.path or "") or None, one.value, one.component, one.severity, one.shape
                out.write(json.dumps(told) + "\n")

    return Outcome(metrograph.__version__, began, loaded[0] if loaded else None, done, write)


def pyshacl(data: str, shapes: str) -> Outcome:
    import pyshacl
    import rdflib

    began = time.perf_counter()
    graph, rules = rdflib.Graph().parse(data), rdflib.Graph().parse(shapes)
    loaded = time.perf_counter()
    _, report, _ = pyshacl.validate(graph, shacl_graph=rules, inference="none", inplace=True)
    done = time.perf_counter()
    return Outcome(pyshacl.__version__, began, loaded, done, lambda path: report.serialize(path, format="nt", encoding="utf-8"))


def pyshifty(data: str, shapes: str) -> Outcome:
    """The W3C report of the engine itself, without the rdflib graph that ``shifty.validate`` makes of it."""
    from shifty import __version__
    from shifty._shifty import PreparedValidator

    began = time.perf_counter()
    prepared = PreparedValidator(shapes_path=shapes, shapes_format="turtle")
    how = {"graph_mode": "data", "run_infer": False, "sort_results": False}
    result = prepared.validate_w3c(data_path=data, data_format="turtle", **how)
    done = time.perf_counter()
    return Outcome(__version__, began, None, done, lambda path: path.write_text(result.report_turtle, encoding="utf-8"))


def pyrudof(data: str, shapes: str) -> Outcome:
    from pyrudof import ResultShaclValidationFormat, Rudof, __version__

    began = time.perf_counter()
    session = Rudof()
    session.read_data(data)
    session.read_shacl(shapes)
    loaded = time.perf_counter()
    session.validate_shacl()
    done = time.perf_counter()

    def write(path: Path) -> None:
        path.write_text(session.serialize_shacl_validation_results(ResultShaclValidationFormat.NTriples), encoding="utf-8")

    return Outcome(__version__, began, loaded, done, write)


ENGINES = {"ours": ours, "pyshacl": pyshacl, "pyshifty": pyshifty, "pyrudof": pyrudof}
MODULES = {"ours": "metrograph", "pyshifty": "shifty"}


def child(engine: str, data: str, shapes: str, report: str) -> None:
    """Run one engine once, print its measures as JSON and leave its results in a file."""
    if importlib.util.find_spec(MODULES.get(engine, engine)) is None:
        print(json.dumps({"why_not": f"not installed: pip install {'metrograph' if engine == 'ours' else engine}"}))
        return
    version, began, loaded, done, write_results = ENGINES[engine](data, shapes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    write_results(Path(report))
    print(json.dumps({"version": version, "load": loaded and loaded - began, "total": done - began, "peak": peak}))


# All engines, from the parent


@dataclass(frozen=True)
class Run:
    """What was measured of an engine on a graph, or why nothing was."""

    triples: int
    engine: str
    version: str = ""
    load: float | None = None
    total: float = 0.0
    peak: float = 0.0
    report: Path | None = None
    why_not: str = ""

    @property
    def name(self) -> str:
        return f"{PEERS.get(self.engine, 'MetroGraph')} {self.version}".strip()


def measure(folder: Path, args: argparse.Namespace) -> tuple[list[Run], float]:
    """Every engine on every graph in turns. Nothing is compared yet: a child starts with the peak memory of its parent."""
    shapes, runs, loads = folder / "shapes.ttl", [], [0.0]
    shapes.write_text(shacl_graph.shapes(sparql=args.sparql), encoding="utf-8")
    for size in args.sizes:
        data = folder / f"{size}.ttl"
        triples = shacl_graph.make(data, size)
        told: dict[str, list[dict]] = {engine: [] for engine in ("ours", *args.peers)}
        if "pyshacl" in told and size >= LARGE:
            told["pyshacl"].append({"why_not": f"not run: about {_minutes(runs, triples, args.sparql):.0f} minutes expected"})
        for turn in range(args.repeat or (1 if size >= LARGE else 3)):
            for engine, times in told.items():
                if not any("why_not" in one for one in times):
                    loads.append(os.getloadavg()[0])
                    times.append(_once(engine, data, shapes, args))
                    print(f"{triples:,} triples, turn {turn + 1}, {engine}: {times[-1].get('total', times[-1])}", file=sys.stderr)
        runs += [_middle(triples, engine, times) for engine, times in told.items()]
        data.unlink()
    return runs, max(loads)


def _once(engine: str, data: Path, shapes: Path, args: argparse.Namespace) -> dict:
    """What a child tells, or why it tells nothing."""
    python = args.python_peers if engine in ("pyshifty", "pyrudof") else sys.executable
    report = data.with_name(f"{data.stem}-{engine}.{'jsonl' if engine == 'ours' else 'ttl'}")
    words = [python, __file__, "--child", engine, data, shapes, report]
    try:
        ended = subprocess.run(words, capture_output=True, text=True, check=True, timeout=args.limit * 60)
    except subprocess.TimeoutExpired:
        return {"why_not": f"stopped after {args.limit:g} minutes"}
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1:] or [f"status {error.returncode}"]
        return {"why_not": f"failed: {last[0][:160].replace('|', ' ')}"}
    return {**json.loads(ended.stdout.splitlines()[-1]), "report": report}


def _middle(triples: int, engine: str, told: list[dict]) -> Run:
    if "why_not" in told[-1]:
        return Run(triples, engine, why_not=told[-1]["why_not"])
    of = {key: median(one[key] for one in told) for key in ("load", "total", "peak") if told[0][key] is not None}
    return Run(triples, engine, told[0]["version"], of.get("load"), of["total"], of["peak"], told[0]["report"])


def _minutes(runs: list[Run], triples: int, sparql: bool) -> float:
    known = [run.total / run.triples for run in runs if run.engine == "pyshacl" and run.report]
    return max(1, triples * (known[-1] if known else PYSHACL_SECONDS[sparql]) / 60)


# What the engines found, and the table


class Row(NamedTuple):
    """A result: terms as N-Triples writes them, the path as SPARQL does but without brackets."""

    focus: str
    path: str | None
    value: str | None
    component: str
    severity: str
    shape: str


def results(report: Path) -> Counter[Row]:
    """The results of a report, kept as lines of JSON (ours) or as a graph."""
    import pyoxigraph as ox

    if report.suffix == ".jsonl":
        rows = (Row(*json.loads(line)) for line in report.read_text(encoding="utf-8").splitlines())
        return Counter(row._replace(path=row.path and row.path.replace("(", "").replace(")", "")) for row in rows)
    held: dict[object, dict[str, object]] = defaultdict(dict)
    found = []
    for triple in ox.parse(path=report):
        held[triple.subject][triple.predicate.value.removeprefix(SH)] = triple.object
        if triple.predicate.value == SH + "result":
            found.append(held[triple.object])
    return Counter(
        Row(
            str(one["focusNode"]),
            _path(one["resultPath"], held) if "resultPath" in one else None,
            str(one["value"]) if "value" in one else None,
            one["sourceConstraintComponent"].value,
            one["resultSeverity"].value,
            str(one.get("sourceShape")),
        )
        for one in found
    )


def _path(term: object, held: dict) -> str:
    """A path as SPARQL writes it, without brackets; … for a path whose parts the report does not tell."""
    if not str(term).startswith("_:"):
        return str(term)
    told = held.get(term, {})
    for name, before, after in (("inversePath", "^", ""), ("zeroOrMorePath", "", "*"), ("oneOrMorePath", "", "+")):
        if name in told:
            return before + _path(told[name], held) + after
    mark, at, parts = ("|", told["alternativePath"], []) if "alternativePath" in told else ("/", term, [])
    while (link := held.get(at, {})) and RDF + "first" in link:
        parts.append(_path(link[RDF + "first"], held))
        at = link[RDF + "rest"]
    return mark.join(parts) or UNTOLD


def difference(reference: Counter[Row], found: Counter[Row]) -> tuple[Counter[Row], Counter[Row], int]:
    """What is missing and what is extra, and how many paths could not be compared since one side does not tell them."""
    untold = max(sum(n for row, n in side.items() if row.path == UNTOLD) for side in (reference, found))
    if untold:
        reference, found = _blurred(reference), _blurred(found)
    return reference - found, found - reference, untold


def _blurred(rows: Counter[Row]) -> Counter[Row]:
    known: Counter[Row] = Counter()
    for row, n in rows.items():
        simple = row.path is None or (row.path.startswith("<") and row.path.endswith(">") and row.path.count("<") == 1)
        known[row if simple else row._replace(path=UNTOLD)] += n
    return known


def table(runs: list[Run]) -> tuple[list[str], list[str]]:
    """The lines of the table and of the notes below it."""
    lines = [
        "| triples | engine | load s | validate s | total s | peak MB | results | of our time | same results as pySHACL |",
        "|--:|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    notes = []
    for triples in dict.fromkeys(run.triples for run in runs):
        here = [run for run in runs if run.triples == triples]
        found = {run.engine: results(run.report) for run in here if run.report}
        judge = next((name for name in ("pyshacl", "ours", *found) if name in found), "")
        our = next((run.total for run in here if run.engine == "ours"), 0)
        for run in here:
            head = f"| {triples:,} | {run.name} |"
            if run.why_not:
                lines.append(f"{head} – | – | – | – | – | – | {run.why_not} |")
                continue
            same, more = _verdict(run, judge, found)
            notes += more
            split = "– | –" if run.load is None else f"{run.load:.2f} | {run.total - run.load:.2f}"
            ratio, count = f"{run.total / our:.1f}" if our else "–", found[run.engine].total()
            lines.append(f"{head} {split} | {run.total:.2f} | {run.peak:.0f} | {count:,} | {ratio} | {same} |")
    return lines, notes


def _verdict(run: Run, judge: str, found: dict[str, Counter[Row]]) -> tuple[str, list[str]]:
    """Whether an engine found what the judge found, and what there is to say of it."""
    if run.engine == judge:
        return "(compared with)", []
    missing, extra, untold = difference(found[judge], found[run.engine])
    head = f"{run.name}, {run.triples:,} triples:"
    notes = [f"{head} the paths of {untold:,} results were not compared: a report does not tell them."] if untold else []
    for word, rows in (("missing", missing), ("extra", extra)):
        kinds = Counter(f"{row.component[len(SH) :]} of {row.shape.rpartition('#')[2][:-1]}" for row in rows.elements())
        if kinds:
            often = ", ".join(f"{kind} {n}" for kind, n in kinds.most_common(6))
            notes.append(f"{head} {word}: {often}{', …' * (len(kinds) > 6)}.")
    by = "" if judge == "pyshacl" else f" (as {PEERS.get(judge, 'ours')})"
    return f"{missing.total():,} missing, {extra.total():,} extra{by}" if missing or extra else f"yes{by}", notes


def write(path: Path, text: str) -> None:
    """Put a text between the marks of a document, or at its end."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    before, _, rest = old.partition(START)
    path.write_text(f"{before}{START}\n{text}\n{END}{rest.partition(END)[2] or chr(10)}", encoding="utf-8")


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000], metavar="SIZES")
    parser.add_argument("--repeat", type=int, default=0, metavar="N", help="3 unless told, 1 for a large graph")
    parser.add_argument("--peers", type=lambda text: [name for name in text.split(",") if name], default=list(PEERS))
    parser.add_argument("--python-peers", default=sys.executable, metavar="PATH", help="the python of pyshifty and pyrudof")
    parser.add_argument("--limit", type=float, default=30, metavar="MINUTES", help="after which an engine is stopped")
    parser.add_argument("--sparql", action="store_true", help="three constraints in SPARQL besides")
    parser.add_argument("--write", type=Path, metavar="DOCS.md")
    args = parser.parse_args()
    if not set(args.peers) <= set(PEERS):
        parser.error(f"the peers are {', '.join(PEERS)}")
    with tempfile.TemporaryDirectory() as folder:
        runs, load = measure(Path(folder), args)
        lines, notes = table(runs)
    rules = "142 constraints of SHACL Core" + (" and three in SPARQL" if args.sparql else "")
    often = {0: "medians of 3 runs (1 from half a million triples)", 1: "one run"}.get(
        args.repeat, f"medians of {args.repeat} runs"
    )
    where = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    notes.insert(0, f"{rules}; {often}, each in a process of its own; {where}. Imports are not in the seconds.")
    if load > (os.cpu_count() or 1):
        notes.append(f"Other programs were at work: the load of the machine rose to {load:.1f}. Measure again when it is idle.")
    text = "\n".join([*lines, "", *(f"- {note}" for note in notes)])
    print(text)
    if args.write:
        write(args.write, text)


if __name__ == "__main__":
    main()
