"""The rdflib view beside rdflib and oxrdflib: documents read and written, questions answered.

    python bench/rdfview.py [TRIPLES] [--repeat N]

Prints a Markdown table of CPU seconds (the least of N runs) and how often ours fits into the others. The graph is made
by bench/shacl_graph.py; questions are asked of the packaged plan. oxrdflib is left out when it is not installed.
"""

import argparse
import gc
import importlib.util
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shacl_graph
from rdflib import Dataset, Graph

import metrograph
from metrograph.rdfview import view
from metrograph.store import LocalStore

FORMATS = ("turtle", "nt", "xml", "json-ld")
QUESTIONS = ("pilots-by-goal", "links", "coverage-by-goal", "timeline", "most-linked")
GRAPH = "https://example.org/graph"


def ours() -> Any:
    return view(LocalStore.memory(), {})


def oxrdflib() -> Any:
    return Dataset(store="Oxigraph", default_union=True)


def memory() -> Any:
    return Dataset(default_union=True)


def seconds(work: Callable[[], object], repeat: int) -> float:
    """The least CPU time of some runs: the machine may have other work."""
    found = []
    gc.collect()
    gc.freeze()  # what the others hold is not looked through
    for _ in range(repeat):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def row(name: str, mine: float, *others: float | None) -> None:
    shown = " | ".join("…" if other is None else f"{other:.3f} | {other / mine:.1f}" for other in others)
    print(f"| {name} | {mine:.3f} | {shown} |", flush=True)


def documents(turtle: bytes, repeat: int) -> None:
    peer = oxrdflib if importlib.util.find_spec("oxrdflib") else None
    full, other = ours().parse(data=turtle, format="turtle"), memory().parse(data=turtle, format="turtle")
    third = peer().parse(data=turtle, format="ox-turtle") if peer else None
    named = full.graph(GRAPH).parse(data=turtle, format="turtle")
    full = ours().parse(data=turtle, format="turtle")
    for name in FORMATS:
        text = full.serialize(format=name, encoding="utf-8")

        def read(make: Callable[[], Any], syntax: str = name, text: bytes = text) -> Callable[[], object]:
            return lambda: make().parse(data=text, format=syntax)

        theirs = peer and seconds(read(peer), 1)
        row(f"read {name}", seconds(read(ours), repeat), seconds(read(memory), 1), theirs)
        if name == "turtle":
            one = seconds(lambda: ours().graph(GRAPH).parse(data=text, format="turtle"), repeat)
            row("read turtle, into a named graph", one, seconds(lambda: Graph().parse(data=text, format="turtle"), 1), None)

    for name in (*FORMATS, "trig", "nquads"):

        def write(graph: Any, syntax: str = name) -> Callable[[], object]:
            return lambda: graph.serialize(format=syntax, encoding="utf-8")

        row(f"write {name}", seconds(write(full), repeat), seconds(write(other), 1), third and seconds(write(third), 1))
        if name == "turtle":
            row("write turtle, a named graph", seconds(write(named), repeat), seconds(write(other), 1), None)


def questions(repeat: int) -> None:
    desk = metrograph.open()
    store = LocalStore.memory(desk.quads, desk.prefixes)
    dataset, plain = view(store, desk.prefixes), memory()
    plain.parse(data="".join(f"{quad} .\n" for quad in desk.quads), format="nquads")
    print("\n| question | view | rdflib | times | raw engine | times |\n|---|---|---|---|---|---|")
    for name in QUESTIONS:
        text = desk.catalog[name].sparql

        def raw(text: str = text) -> object:
            return list(store.engine.query(text, use_default_graph_as_union=True))

        mine = seconds(lambda: list(dataset.query(text)), repeat * 3)
        row(name, mine, seconds(lambda: list(plain.query(text)), 1), seconds(raw, repeat * 3))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("triples", nargs="?", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plans.ttl"
        print(f"{shacl_graph.make(path, options.triples)} triples\n\n| work | view | rdflib | times | oxrdflib | times |")
        print("|---|---|---|---|---|---|")
        documents(path.read_bytes(), options.repeat)
    questions(options.repeat)


if __name__ == "__main__":
    main()
