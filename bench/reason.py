"""The rule closure beside owlrl, in one run: time, and whether both give the same facts of things.

    python bench/reason.py [--sizes 10000] [--plan] [--runs 5] [--markdown]

On the synthetic plans of ``shacl_graph.py`` under the ontology, without the defects that make unlike things the same and
without the key of alignments, which owlrl 7.6 reads wrongly; ``--plan`` adds the 2019 plan. Processor seconds of the closure
alone, what was parsed before: the fewest of some runs for ours, of one run for owlrl. At 100,000 triples owlrl takes minutes.
Nothing depends on the figures.
"""

import argparse
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from shacl_graph import make

import metrograph
from metrograph.namespaces import OWL, RDF, RDFS, XSD
from metrograph.reason import Closure
from metrograph.resources import root
from metrograph.turtle import Triple, read_triples

OWN = (RDF, RDFS, OWL, XSD)
ONE_VALUED = {OWL + "FunctionalProperty", OWL + "InverseFunctionalProperty"}
Fact = tuple[str, str, str]


def synthetic(size: int) -> list[Triple]:
    """A plan graph of about so many triples, with the axioms of our ontology that give new facts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plans.ttl"
        make(path, size)
        found = list(read_triples(path))
    axioms = (t for name in ("metrograph.ttl", "bridges.ttl") for t in read_triples(root() / "ontology" / name))
    return list(dict.fromkeys([*(t for t in axioms if getattr(t.object, "value", "") not in ONE_VALUED), *found]))


def ours(triples: list[Triple]) -> tuple[float, set[Fact]]:
    start = time.process_time()
    closure = Closure(triples)
    took = time.process_time() - start
    return took, {(str(t.subject.value), t.predicate.value, str(t.object.value)) for t in closure.inferred}


def owlrl(triples: list[Triple]) -> tuple[float, set[Fact]]:
    import owlrl as peer
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    start = time.process_time()
    peer.DeductiveClosure(peer.OWLRL_Semantics).expand(graph)
    took = time.process_time() - start
    blank = {str(node) for node in graph.all_nodes() if isinstance(node, rdflib.BNode)}
    found = {(str(s), str(p), str(o)) for s, p, o in graph if not isinstance(s, rdflib.Literal)}
    given = {(str(t.subject.value), t.predicate.value, str(t.object.value)) for t in triples}
    return took, {fact for fact in found - given if of_things(fact) and not blank & set(fact)}


def of_things(fact: Fact) -> bool:
    subject, prop, thing = fact
    if subject.startswith(OWN) or thing.startswith(OWN):
        return False
    return prop == RDF + "type" or (subject != thing if prop == OWL + "sameAs" else not prop.startswith(OWN))


def compared(name: str, triples: Iterable[Triple], runs: int, markdown: bool) -> None:
    told = [t for t in triples if t.predicate.value != OWL + "hasKey"]
    best, facts = min((ours(told) for _ in range(runs)), key=lambda one: one[0])
    theirs, expected = owlrl(told)
    same = "the same facts" if facts == expected else f"differ: {len(facts - expected)} more, {len(expected - facts)} missing"
    cells = (name, f"{len(told)}", f"{len(facts)}", f"{best:.3f} s", f"{theirs:.1f} s", f"{theirs / best:.0f}x", same)
    print("| " + " | ".join(cells) + " |" if markdown else "  ".join(cells))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10000")
    options.add_argument("--plan", action="store_true")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--markdown", action="store_true")
    given = options.parse_args()
    heads = ("graph", "triples", "new facts", "ours", "owlrl", "ratio", "facts")
    print("| " + " | ".join(heads) + " |\n" + "| --- " * len(heads) + "|" if given.markdown else "  ".join(heads))
    if given.plan:
        compared("plan 2019", dict.fromkeys(quad.triple for quad in metrograph.open().quads), given.runs, given.markdown)
    for size in filter(None, given.sizes.split(",")):
        compared(f"synthetic {size}", synthetic(int(size)), given.runs, given.markdown)


if __name__ == "__main__":
    main()
