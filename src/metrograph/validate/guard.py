"""Says whether a change would break a rule that held, without validating everything again."""

from collections import Counter
from collections.abc import Collection

import pyoxigraph as ox

from metrograph.namespaces import SH
from metrograph.shacl.index import Index
from metrograph.shacl.live import Live
from metrograph.shacl.result import Result
from metrograph.validate.rules import Rules

_MILD = (SH + "Warning", SH + "Info")


class Guard:
    """Watches some quads: a change that brings a violation is turned away, one that only leaves an old one is not.

    Shapes that the fast engine leaves to the reference engine are not watched.

    >>> shapes = b'''@prefix sh: <http://www.w3.org/ns/shacl#> . <a:S> sh:targetSubjectsOf <a:p> ;
    ...     sh:property [ sh:path <a:name> ; sh:minCount 1 ] .'''
    >>> guard = Guard([], Rules(ox.parse(shapes, format=ox.RdfFormat.TURTLE)))
    >>> node = ox.NamedNode
    >>> guard.lets([], [ox.Quad(node("a:x"), node("a:p"), node("a:y"))])
    False
    """

    def __init__(self, quads: Collection[ox.Quad], rules: Rules) -> None:
        self._live = Live(Index.of(quads), rules.shapes)
        self._uses = Counter(quad.triple for quad in quads)

    def lets(self, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> bool:
        """Whether a change brings no violation; the guard then watches the quads as they are after it."""
        gone, come = self._in_union(removed, added)
        before = _violations(self._live)
        self._live.update(gone, come)
        if _violations(self._live) - before:
            self._live.update(come, gone)
            self._in_union(added, removed)
            return False
        return True

    def _in_union(
        self, removed: Collection[ox.Quad], added: Collection[ox.Quad]
    ) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        """The triples that go from all graphs, and those that no graph had."""
        touched = {quad.triple for quad in (*removed, *added)}
        before = {triple: self._uses[triple] for triple in touched}
        self._uses.subtract(quad.triple for quad in removed)
        self._uses.update(quad.triple for quad in added)
        gone = [_texts(triple) for triple in touched if before[triple] > 0 >= self._uses[triple]]
        come = [_texts(triple) for triple in touched if before[triple] <= 0 < self._uses[triple]]
        return sorted(gone), sorted(come)


def _texts(triple: ox.Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _violations(live: Live) -> set[Result]:
    return {result for result in live.results() if result.severity not in _MILD}
