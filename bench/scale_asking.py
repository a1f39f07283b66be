"""What is done with a built workspace of many plans: asked, validated, compared, served. ``scale.py`` runs each in a process of its own.

Each text is Python that ``scale.py`` puts between the lines that read the clock; ``folder`` is the built workspace.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

Cost = TypeVar("Cost")
Run = Callable[[str, Path, str], Cost]

_OPEN = """
    from metrograph.workspace import open_workspace
    desk = open_workspace(folder)
    built = str(folder / ".metrograph" / "graph.nq")
"""
_STORE = (
    _OPEN
    + """
    import pyoxigraph as ox
    from metrograph.store import LocalStore
    from metrograph.workspace import Workspace
    engine = ox.Store()
    engine.bulk_load(path=built, format=ox.RdfFormat.N_QUADS)
    desk = Workspace(None, LocalStore(engine, desk.names.prefixes()))
"""
)
_CLOCK = "    cpu, wall = spent(), time.perf_counter()\n"
READ = _OPEN + _CLOCK + "    len(desk.store)\n"
VALIDATE = (
    _OPEN
    + """
    import pyoxigraph as ox
    from metrograph.validate import check
    quads, rules = tuple(ox.parse(path=built, format=ox.RdfFormat.N_QUADS)), desk.rules
"""
    + _CLOCK
    + "    check(quads, rules)\n"
)
ASK = (
    _STORE
    + """
    from metrograph.catalog import Terms
    terms, took = Terms(desk.names, desk.elements), {}
    plan = next(name for name in sorted(desk.elements) if name.endswith("/plan"))
"""
    + _CLOCK
    + """
    for question in desk.catalog:
        values = {one.name: plan for one in question.parameters if one.name == "plan"} if told == "one" else {}
        began = spent()
        answer = desk.store.query(question.bind(values, terms))
        took[question.name] = spent() - began, len(answer.records)
    for name, (seconds, rows) in sorted(took.items(), key=lambda pair: -pair[1][0])[:5]:
        print(f"{name}: {seconds:.2f} s, {rows:,} rows", file=sys.stderr)
"""
)
ONE = _STORE + _CLOCK + "    len(desk.store.query(desk.catalog[told].sparql).records)\n"
ONE_RDFLIB = (
    _OPEN
    + """
    import rdflib
    graph = rdflib.Graph()
    with open(built, encoding="utf-8") as lines:
        graph.parse(data="".join(line[: line.rindex(" <")] + " .\\n" for line in lines), format="nt")
"""
    + _CLOCK
    + "    list(graph.query(desk.catalog[told].sparql))\n"
)
_SMALL, _BOTH = 300, "coverage-by-goal"
FIND = _STORE + _CLOCK + '    desk.find("mobility")\n'
DIFF = (
    _OPEN
    + """
    plans = sorted(desk.records.plans)
"""
    + _CLOCK
    + "    desk.compare(plans[1], plan=plans[0]).md()\n"
)
FACTS = (
    _STORE
    + """
    from metrograph.documents.room import room_of
    from metrograph.explorer.shared import SHARED
"""
    + _CLOCK
    + """
    tuple(desk.elements)
    room_of(desk)
    for work in SHARED.values():
        work(desk)
"""
)


def ask(folder: Path, cost: Run[Cost]) -> Iterator[tuple[str, Cost]]:
    """The questions of the catalogue of every plan and of one plan, and a name looked for."""
    yield "read the built graph", cost(READ, folder, "")
    yield "all questions, every plan", cost(ASK, folder, "all")
    yield "all questions, one plan", cost(ASK, folder, "one")
    yield "find a word", cost(FIND, folder, "")
    if len(list((folder / "plans").iterdir())) <= _SMALL:
        yield _BOTH, cost(ONE, folder, _BOTH)
        yield f"{_BOTH}, rdflib", cost(ONE_RDFLIB, folder, _BOTH)


def validate(folder: Path, cost: Run[Cost]) -> Iterator[tuple[str, Cost]]:
    """The fast engine over everything."""
    yield "validate", cost(VALIDATE, folder, "")


def diff(folder: Path, cost: Run[Cost]) -> Iterator[tuple[str, Cost]]:
    """Two years of one network, the records of all plans being read already."""
    yield "compare two plans", cost(DIFF, folder, "")


def serve(folder: Path, cost: Run[Cost]) -> Iterator[tuple[str, Cost]]:
    """What the service works out once for each state of the data, before its pages are quick."""
    yield "facts of the explorer", cost(FACTS, folder, "")
