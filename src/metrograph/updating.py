"""What an update would do, before it is done: the quads that go and come, and whether rules that held would break."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from metrograph.errors import QueryError
from metrograph.formats import canonical
from metrograph.graph.updates import GRAPH as RECORD
from metrograph.graph.updates import VERSION, update_quads, version_quad
from metrograph.namespaces import Names
from metrograph.store import LocalStore, Store
from metrograph.store.operations import operations
from metrograph.store.updates import Update, lines_of
from metrograph.table import Table
from metrograph.turtle import Quad, value
from metrograph.validate import Report, Rules, check
from metrograph.validate.guard import Guard
from metrograph.values import text as as_text

EDITS = "edits"
"""The graph of what updates insert without naming a graph."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An update worked out on a copy: what goes, what comes, and everything as it would be."""

    text: str
    removed: frozenset[Quad]
    added: frozenset[Quad]
    quads: frozenset[Quad]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def drafted(store: Store, text: str, names: Names, plans: tuple[str, ...] = ()) -> Draft:
    """What an update would do; ``QueryError`` when it does not parse. The store itself is only read.

    As in queries, the default graph is the union of all graphs: what the update deletes there goes from every graph that
    states it, and what it inserts there comes into the graph ``edits``. The record of updates stays as it is. A blank node
    that comes gets an identifier, so that the log can name it.

    >>> draft = drafted(LocalStore.memory(), 'INSERT DATA { mg:x rdfs:label "x" }', Names())
    >>> [quad.graph_name.value for quad in draft.added]
    ['https://w3id.org/metrograph/graph/edits']
    """
    now = LocalStore.memory(store.graph(""))
    written = now.originals.known
    before = after = frozenset(now.engine)
    prefixes = names.prefixes(plans)
    for part in operations(text):
        try:
            after = _applied(part, after, prefixes, names)
        except QueryError as error:
            error.source = text
            raise
    added = frozenset(_identified(after - before, _blank_nodes(before), names)) - before
    removed = frozenset(form for quad in before - after for form in written.get(quad, (quad,)))
    kept = (form for quad in after & before for form in written.get(quad, (quad,)))
    return Draft(text, removed, added, added.union(kept))


def _applied(text: str, before: frozenset[Quad], prefixes: dict[str, str], names: Names) -> frozenset[Quad]:
    """The quads after one operation."""
    scratch = LocalStore.memory(before, prefixes)
    scratch.engine.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in before)
    union = {quad.triple for quad in before}
    scratch.update(text)
    edits, record = ox.NamedNode(names.graph(EDITS)), names.graph(RECORD)
    stated, left = set[Quad](), set[ox.Triple]()
    for quad in scratch.engine:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            left.add(quad.triple)
        else:
            stated.add(quad)
    own = (quad for quad in before if isinstance(quad.graph_name, ox.DefaultGraph))
    gone = union - left
    after = {quad for quad in (*stated, *own) if quad.triple not in gone and value(quad.graph_name) != record}
    after |= {quad for quad in before if value(quad.graph_name) == record}
    return frozenset(after | {Quad(new.subject, new.predicate, new.object, edits) for new in left - union})


def _identified(quads: frozenset[Quad], known: frozenset[ox.BlankNode], names: Names) -> Iterator[Quad]:
    """Quads with identifiers for their blank nodes, those known aside: the same quads get the same ones."""
    nameless = {quad for quad in quads if _blank_nodes([quad]) - known}
    yield from quads - nameless
    if not nameless:
        return
    stay = {node: ox.NamedNode(f"urn:stay:{node.value}") for node in known & _blank_nodes(nameless)}
    come = canonical(_renamed(nameless, stay))
    made = "\n".join(map(str, come))
    named = {node: ox.NamedNode(names.hashed("node", made, node.value)) for node in _blank_nodes(come)}
    yield from _renamed(come, {**named, **{there: here for here, there in stay.items()}})


def _renamed(quads: Iterable[Quad], nodes: Mapping[Any, Any]) -> Iterator[Quad]:
    def new(term: Any) -> Any:
        if isinstance(term, ox.Triple):
            return ox.Triple(new(term.subject), term.predicate, new(term.object))
        return nodes.get(term, term)

    for quad in quads:
        yield Quad(new(quad.subject), quad.predicate, new(quad.object), new(quad.graph_name))


def _blank_nodes(quads: Iterable[Quad]) -> frozenset[ox.BlankNode]:
    return frozenset(node for quad in quads for node in (*_nodes(quad.triple), *_nodes(quad.graph_name)))


def _nodes(term: object) -> Iterator[ox.BlankNode]:
    """The blank nodes of a term; a triple term may hold some too."""
    if isinstance(term, ox.BlankNode):
        yield term
    elif isinstance(term, ox.Triple):
        yield from _nodes(term.subject)
        yield from _nodes(term.object)


def nameless(draft: Draft) -> int:
    """How many quads that go or come are about blank nodes."""
    return sum(bool(_blank_nodes([quad])) for quad in (*draft.removed, *draft.added))


def lost(draft: Draft, updates: Iterable[Update]) -> int:
    """How many quads that go are about blank nodes that no update brought, so that their names will not be found again."""
    brought = _blank_nodes(quad for update in updates if any("_:" in line for line in update.added) for quad in update.quads()[1])
    return sum(bool(_blank_nodes([quad]) - brought) for quad in draft.removed)


def taken_back(update: Update, store: Store, names: Names) -> Draft:
    """An update the other way round, its record aside."""
    removed, added = (
        frozenset(quad for quad in quads if value(quad.graph_name) != names.graph(RECORD)) for quads in update.quads()
    )
    now = frozenset(store.graph(""))
    return Draft(f"# undo {update.version}", added & now, removed - now, (now - added) | removed)


def broken(draft: Draft, guard: Guard, rules: Rules) -> Report | None:
    """The report of a draft that brings a violation, ``None`` for one that brings none: the guard then goes with it."""
    return None if guard.lets(draft.removed, draft.added) else check(draft.quads, rules)


def violations(report: Report) -> int:
    """How many findings of a report are violations."""
    return sum(finding.severity not in ("Warning", "Info") for finding in report.findings)


def recorded(draft: Draft, version: int, time: str, by: str, why: str, names: Names) -> tuple[Update, set[Quad], set[Quad]]:
    """The update of a draft for the log, and its quads with those that say who, when, why, and which version it makes."""
    old = {version_quad(version - 1, names)} if version > 1 else set()
    removed = set(draft.removed) | old
    added = set(draft.added) | {*update_quads(version, time, by, why, names), version_quad(version, names)}
    return Update(version, time, by, why, draft.text, lines_of(removed), lines_of(added)), removed, added


def version_of(store: Store, names: Names) -> int:
    """The version of the data in a store: the number of updates that it has seen."""
    found = store.query(
        f"SELECT ?version {{ GRAPH <{names.graph('updates')}> {{ <{names.shared('dataset')}> <{VERSION.value}> ?version }} }}"
    )
    numbers = [int(str(row[0])) for row in found if str(row[0]).isdecimal()] if not isinstance(found, bool | tuple) else []
    return max(numbers, default=0)


def told_by(store: Store, names: Names) -> tuple[Update, ...]:
    """The updates that a store itself tells of: version, when, by whom, why; without their text and quads."""
    found = store.query(
        f"SELECT ?version ?time ?by ?why {{ GRAPH <{names.graph(RECORD)}> {{ ?update a prov:Activity ; "
        f"<{VERSION.value}> ?version ; prov:endedAtTime ?time ; prov:wasAssociatedWith/skos:prefLabel ?by ; "
        f"dcterms:description ?why }} }}"
    )
    rows = found.rows() if isinstance(found, Table) else ()
    told = (Update(int(str(version)), as_text(time), str(by), str(why), "", (), ()) for version, time, by, why in rows)
    return tuple(sorted(told, key=lambda update: update.version))
