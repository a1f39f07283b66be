"""All graphs of a server asked at once, in place of naming ours: how that is said, and whether nothing else would answer.

```
a graph that is not ours                       B131
a graph that is still being put together       B132
triples outside any graph                      B133
a default graph that is not the union          B134
```
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from metrograph.errors import Place, QueryError, StoreError, UsageError
from metrograph.store.http import Reply
from metrograph.store.remote_load import MARK

SYSTEM = "http://www.openlinksw.com/schemas/virtrdf#"  # Virtuoso 7.2.5 cannot do without, nor be rid of the others for long
_OWN = {SYSTEM, "http://www.w3.org/ns/ldp#", "http://localuriqaserver/sparql"}
_FIELDS = (("union-default-graph", "true"),)  # what Oxigraph calls it; others pass over it
_ANYTHING = "ASK { ?s ?p ?o }"
_VARIABLE = "METROGRAPH_STORE_UNION"
_TOO_DEEP = "Stack Overflow"
Fields = Collection[tuple[str, str]]


@dataclass
class Union:
    """How a server is asked for the union of its graphs; ``ahead`` is what stands before a query, in the order of trying."""

    ahead: tuple[str, ...] = ("",)
    _takes: bool | None = None

    def ask(self, send: Callable[[str, Fields], Reply]) -> Reply:
        """The reply to what is sent with a text ahead and some fields, in the first form that the server takes."""
        for ahead in self.ahead[:-1]:
            try:
                return self._asked(send, ahead)
            except StoreError as error:
                if _TOO_DEEP not in str(error.values.get("detail")):
                    raise
        return self._asked(send, self.ahead[-1])

    def _asked(self, send: Callable[[str, Fields], Reply], ahead: str) -> Reply:
        try:
            reply = send(ahead, () if self._takes is False else _FIELDS)
        except QueryError:
            if self._takes is not None:
                raise
            reply = send(ahead, ())  # it may be the field that the server refused
            self._takes = False
        else:
            self._takes = self._takes is not False
        return reply


def wanted(environ: Mapping[str, str]) -> bool:
    """Whether the environment says that a server holds nothing but our graphs; ``UsageError`` for what is neither 1 nor 0.

    >>> wanted({"METROGRAPH_STORE_UNION": "1"}), wanted({})
    (True, False)
    """
    said = environ.get(_VARIABLE, "")
    if said not in {"", "0", "1"}:
        raise UsageError("B135", Place(_VARIABLE), value=said)
    return said == "1"


def ahead_of(
    graphs: Collection[str], ours: Callable[[str], bool], ask: Callable[[str, bool], bool], place: Place
) -> tuple[str, ...]:
    """What stands before a query so that all graphs of ours answer, and nothing else: pragmas for Virtuoso, else nothing.

    ``graphs`` are all that the server holds. ``ask`` tells whether a query holds in the default graph, or in the union of all
    graphs. ``StoreError`` when something else would answer too, or when not all of ours would.

    >>> ahead_of(["http://a/one"], lambda graph: True, lambda query, union: union, Place())
    ('',)
    """
    own = _OWN.intersection(graphs) if SYSTEM in graphs else frozenset()

    def full(graph: str) -> bool:
        return ask(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", False)

    others = sorted(graph for graph in graphs if graph not in own and not ours(graph.partition(MARK)[0]))
    if stranger := next(filter(full, others), ""):  # an empty one does not answer
        raise StoreError("B131", place, graph=stranger)
    loading = sorted(graph.partition(MARK)[0] for graph in graphs if MARK in graph)
    if loading:
        raise StoreError("B132", place, graph=loading[0])
    if own:  # nothing lies outside of graphs there; with more than one left out, its compiler gives up on long queries
        return _without(own), _without({SYSTEM})
    one = next(filter(full, sorted(set(graphs).difference(others))), "")
    seen = f"ASK {{ {{ SELECT ?s ?p ?o {{ GRAPH <{one}> {{ ?s ?p ?o }} }} LIMIT 1 }} ?s ?p ?o }}"
    if one and ask(seen, False):
        return ("",)  # the default graph is the union without being asked for
    if ask(_ANYTHING, False):
        raise StoreError("B133", place)
    if one and not ask(seen, True):
        raise StoreError("B134", place)
    return ("",)


def _without(graphs: Collection[str]) -> str:
    return "".join(f"define input:{kind}-graph-exclude <{one}> " for one in sorted(graphs) for kind in ("default", "named"))
