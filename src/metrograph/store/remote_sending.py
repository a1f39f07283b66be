"""Sends graphs to a server: in pieces, each graph seen by readers as it was or as it is, and on from where it broke off.

```
a graph of one piece    PUT                                     one step
a larger one            PUT, POST … to <graph?loading=digest>   MOVE to <graph>
```
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from metrograph.errors import StoreError
from metrograph.store.http import Client
from metrograph.store.http_errors import Call
from metrograph.store.remote_addresses import Addresses
from metrograph.store.remote_load import Graph, Journal

_TRIPLES = "application/n-triples"
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Sender:
    """Writes whole graphs. ``update`` runs an update, ``holds`` says whether a graph has triples.

    ``staged``: put even a small graph together aside, for servers whose PUT is not one step (Virtuoso).
    """

    client: Client
    to: Addresses
    update: Callable[[str], None]
    holds: Callable[[str], bool]
    staged: bool = False

    def add(self, graphs: Iterable[Graph]) -> None:
        """Add graphs to what is there."""
        for graph in graphs:
            for piece in graph.pieces if graph.lines else ():
                self._send("POST", graph.name, piece)

    def put(self, graph: Graph, journal: Journal, tell: Tell = lambda _: None) -> None:
        """Put a graph in the place of the one of its name; ``tell`` hears how many of its triples have arrived."""
        if not journal.has(graph, -1):
            if not graph.lines:
                self.drop(graph.name)
            elif len(graph.pieces) == 1 and not self.staged:
                self._send("PUT", graph.name, graph.pieces[0])
            else:
                self._stage(graph, journal, tell)
            journal.note(graph, -1)
        tell(len(graph.lines))

    def drop(self, name: str) -> None:
        """Leave nothing of a graph."""
        self.update(f"DROP SILENT {_called(name)}")

    def _stage(self, graph: Graph, journal: Journal, tell: Tell) -> None:
        if journal.has(graph, 0) and not self.holds(graph.staging):
            journal.forget(graph)  # what was sent is no longer there, or was moved already
        sent = 0
        for number, piece in enumerate(graph.pieces):
            if not journal.has(graph, number):
                self._send("POST" if number else "PUT", graph.staging, piece)
                journal.note(graph, number)
            sent += piece.count(b"\n")
            tell(sent)
        self.update(f"MOVE {_called(graph.staging)} TO {_called(graph.name)}")

    def _send(self, method: str, name: str, piece: bytes) -> None:
        headers = {"Content-Type": _TRIPLES, "Accept": "*/*"}
        with self.client.open(Call("data", method, self.to.graph(name), piece, headers)) as reply:
            said = reply.read()
            if said and reply.kind == "text/html":
                raise StoreError("T214", reply.place, kind=reply.kind)


def _called(name: str) -> str:
    """A graph as an update calls it."""
    return f"GRAPH <{name}>" if name else "DEFAULT"
