"""Rows out of the store, beside what people would use instead.

    python bench/rows.py [ROWS] [RUNS]

100,000 rows of six columns: an identifier, a label in French, a whole number, a decimal number, a day, one of seventeen goals.
Every way is run in turn, so that a busy machine slows them alike; medians of processor time in seconds, and the ratio to the
engine's own query and TSV. The shapes below are columns alone, after the query.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

import pyoxigraph as ox

from metrograph.namespaces import SDG, XSD
from metrograph.solutions import Solutions
from metrograph.store import LocalStore
from metrograph.table import Table

BASE = "https://w3id.org/metrograph/id/"
WORDS = [
    "réseau",
    "ville",
    "mobilité",
    "énergie",
    "métropole",
    "plan",
    "gouvernance",
    "eau",
    "quartier",
    "climat",
    "transport",
    "logement",
]
NAMES = ("action", "label", "count", "cost", "day", "goal")
QUERY = "SELECT ?action ?label ?count ?cost ?day ?goal { " + " ".join(f"?action <{BASE}{n}> ?{n} ." for n in NAMES[1:]) + " }"
TSV = ox.QueryResultsFormat.TSV


def quads(rows: int) -> Iterator[ox.Quad]:
    chance = random.Random(6)
    named = [ox.NamedNode(BASE + name) for name in NAMES[1:]]
    whole, exact, day = (ox.NamedNode(XSD + name) for name in ("integer", "decimal", "date"))
    for n in range(rows):
        action = ox.NamedNode(f"{BASE}plan-{n % 50}/action-{n}")
        values = (
            ox.Literal(f"{' '.join(chance.choices(WORDS, k=5))} {n}", language="fr"),
            ox.Literal(str(chance.randrange(10**6)), datatype=whole),
            ox.Literal(f"{chance.randrange(10**7) / 100:.2f}", datatype=exact),
            ox.Literal(f"20{chance.randrange(10, 30)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}", datatype=day),
            ox.NamedNode(f"{SDG}{chance.randrange(1, 18)}"),
        )
        for name, value in zip(named, values, strict=True):
            yield ox.Quad(action, name, value)


def in_turn(ways: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median of each way, all of them run once in every round."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(runs + 1):
        for name, way in ways.items():
            start = time.process_time()
            way()
            if turn:  # the first round warms up
                taken[name].append(time.process_time() - start)
    return {name: median(times) for name, times in taken.items()}


def shapes(rows: int) -> dict[str, list[str]]:
    """Columns of cells of several shapes."""
    number, day = f'"^^<{XSD}decimal>', f'"^^<{XSD}date>'
    return {
        "identifiers, all distinct": [f"<{BASE}plan-{n % 50}/action-{n}>" for n in range(rows)],
        "identifiers, 17 distinct": [f"<{SDG}{n % 17}>" for n in range(rows)],
        "labels in one language": [f'"une ville {n}"@fr' for n in range(rows)],
        "labels in four languages": [f'"une ville {n}"@{("fr", "en", "es", "pt")[n % 4]}' for n in range(rows)],
        "labels with escapes": [f'"une \\"ville\\"\\n{n}"@fr' for n in range(rows)],
        "whole numbers": [str(n) for n in range(rows)],
        "decimals, a tenth whole": [f'"{n}{number}' if n % 10 == 0 else f"{n}.25" for n in range(rows)],
        "doubles": [f'"{n / 7}"^^<{XSD}double>' for n in range(rows)],
        "days, all good": [f'"20{n % 90 + 10}-0{n % 9 + 1}-1{n % 10}{day}' for n in range(rows)],
        "days, one in a hundred bad": [
            f'"{"soon" if n % 100 == 0 else f"2019-0{n % 9 + 1}-1{n % 10}"}{day}' for n in range(rows)
        ],
        "texts, numbers and identifiers": [(f'"x{n}"', str(n), f"<{BASE}{n}>")[n % 3] for n in range(rows)],
    }


def main(rows: int = 100_000, runs: int = 7) -> None:
    engine = ox.Store()
    engine.bulk_extend(quads(rows))
    ours = LocalStore(engine)

    def table() -> Table:
        answer = ours.query(QUERY)
        assert isinstance(answer, Table)
        return answer

    ways: dict[str, Callable[[], object]] = {
        "pyoxigraph: query and TSV": lambda: engine.query(QUERY).serialize(format=TSV),
        "pyoxigraph: query and values": lambda: [[term.value for term in row] for row in engine.query(QUERY)],
        "ours: query, rows not asked for": table,
        "ours: to rows": lambda: table().rows(),
        "ours: to CSV": lambda: table().csv(),
        "ours: to Arrow": lambda: table().arrow(),
        "ours: to pandas": lambda: table().df(),
        "ours: to polars": lambda: table().pl(),
    }
    found = in_turn(ways, runs)
    raw = found["pyoxigraph: query and TSV"]
    theirs = oxrdflib(engine, 3)
    print(f"{rows} rows x {len(NAMES)} columns")
    for name, seconds in {**found, **theirs}.items():
        print(f"  {name:36} {seconds:7.3f} s   {seconds / raw:6.2f} x query and TSV")
    for name, seconds in theirs.items():
        print(f"  ours to pandas: {seconds / found['ours: to pandas']:.1f} times as fast as {name}")
    print(f"one column of {rows} cells")
    for name, cells in shapes(rows).items():
        body = "\n".join(["?v", *cells, ""]).encode()
        one = Table(("v",), Solutions.written(lambda file, body=body: file.write(body), ("v",)))
        taken = in_turn({"Arrow": one.arrow, "rows": one.rows}, 3)
        print(f"  {name:36} to Arrow {taken['Arrow']:.3f} s, to rows {taken['rows']:.3f} s")


def oxrdflib(engine: ox.Store, runs: int) -> dict[str, float]:
    """The same query through rdflib over the same store, where that is installed."""
    try:
        import pandas
        import rdflib
        from oxrdflib import OxigraphStore
    except ImportError:
        print("not compared: pip install oxrdflib pandas")
        return {}
    graph = rdflib.Graph(store=OxigraphStore(store=engine), identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID)

    def frame() -> object:
        return pandas.DataFrame([[term.toPython() for term in row] for row in graph.query(QUERY)], columns=list(NAMES))

    assert len(frame()) > 0
    return in_turn({"oxrdflib: to pandas": frame}, runs)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
