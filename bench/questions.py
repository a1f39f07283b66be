"""How long each question of the catalogue takes when there are many plans: the packaged one, copied under other names.

    python bench/questions.py [COPIES] [--repeat N] [--rdflib NAME,NAME,…] [--against FOLDER]

Prints a Markdown table, the slowest first: milliseconds with the example of the file, and with every parameter left out that
may be. ``--rdflib`` asks some of them in rdflib too and gives the ratio; ``--against`` measures the questions of another
folder, such as an older ``queries/``, in the same run. Nothing depends on the figures.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

import metrograph
from metrograph.catalog import Catalog, Question, Terms
from metrograph.store import LocalStore
from metrograph.table import Table
from metrograph.turtle import Quad, Term

SHARED = ("graph/ontology", "graph/sdg", "graph/themes")  # what all plans speak of


def copied(quads: Iterable[Quad], copies: int) -> Iterator[Quad]:
    """The quads, and as many copies of what belongs to the plan, with names of their own."""
    quads = tuple(quads)
    yield from quads
    of_plan = [quad for quad in quads if not str(quad.graph_name).strip("<>").endswith(SHARED)]
    own = {quad.subject for quad in of_plan} - {quad.subject for quad in set(quads) - set(of_plan)}
    own |= {quad.graph_name for quad in of_plan}
    for number in range(1, copies):

        def renamed(term: Term, number: int = number) -> Term:
            if term not in own:
                return term
            return (
                ox.NamedNode(f"{term.value}-{number}")
                if isinstance(term, ox.NamedNode)
                else ox.BlankNode(f"{term.value}c{number}")
            )

        for quad in of_plan:
            yield ox.Quad(renamed(quad.subject), quad.predicate, renamed(quad.object), renamed(quad.graph_name))


def milliseconds(store: LocalStore, sparql: str, repeat: int) -> tuple[float, int]:
    """The shortest time of a query, and how many rows it has."""
    times, rows = [], 0
    for _ in range(repeat):
        began = time.perf_counter()
        answer = store.query(sparql)
        rows = len(answer.rows()) if isinstance(answer, Table) else 0
        times.append(time.perf_counter() - began)
    return 1000 * min(times), rows


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("copies", nargs="?", type=int, default=20)
    wanted.add_argument("--repeat", type=int, default=3)
    wanted.add_argument("--rdflib", default="")
    wanted.add_argument("--against", type=Path)
    given = wanted.parse_args()
    desk = metrograph.open()
    quads = list(copied(desk.quads, given.copies))
    store = LocalStore.memory(quads, desk.prefixes)
    terms = Terms(desk.names, desk.elements)
    other = Catalog(given.against.rglob("*.rq")) if given.against else None
    names = desk.catalog.names

    def times(question: Question) -> tuple[float, float, int]:
        shown, _ = milliseconds(store, question.sparql, given.repeat)
        open_, rows = milliseconds(store, question.bind({}, terms), given.repeat)
        return shown, open_, rows

    found, before = {}, {}
    for name in names:  # side by side, so that both meet the same state of the machine
        if other and name in other.names:
            before[name] = times(other[name])
        found[name] = times(desk.catalog[name])
    in_rdflib = _rdflib(quads, desk.catalog, [name for name in given.rdflib.split(",") if name])
    print(f"{given.copies} plans, {len(store):,} triples\n")
    print("| question | example, ms | every plan, ms | rows |" + (" before, example | before, every plan |" if other else ""))
    print("|---|---|---|---|" + ("---|---|" if other else ""))
    for name in sorted(names, key=lambda name: -max(before.get(name, found[name])[:2])):
        shown, open_, rows = found[name]
        old = f" {before[name][0]:.1f} | {before[name][1]:.1f} |" if name in before else ""
        print(f"| {name} | {shown:.1f} | {open_:.1f} | {rows} |{old}")
    for name, took in in_rdflib.items():
        print(f"\nrdflib, {name}: {took:.0f} ms, {took / found[name][0]:.0f} times ours")


def _rdflib(quads: list[Quad], catalog: Catalog, names: list[str]) -> dict[str, float]:
    if not names:
        return {}
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES), format="nt")
    times = {}
    for name in names:
        began = time.perf_counter()
        list(graph.query(catalog[name].sparql))
        times[name] = 1000 * (time.perf_counter() - began)
    return times


if __name__ == "__main__":
    main()
