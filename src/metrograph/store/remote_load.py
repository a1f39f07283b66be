"""Quads cut into pieces that a server takes, and a journal of the pieces that it has.

A piece holds sorted lines of N-Triples of one graph. Triples with blank nodes all stand in the first piece, since a
blank node is known by its name within one piece only; a graph that fits is one piece.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import Place, StoreError
from metrograph.formats import append
from metrograph.turtle import Quad, Triple

TRIPLES, BYTES = 50_000, 5_000_000
MARK = "?loading="
_BLANK = re.compile(rb'^_:|[\s(]_:[^\s"<>]+ (?:\.$|\)>> )')


@dataclass(frozen=True)
class Graph:
    """A graph to be sent: its IRI, empty for the default graph, and its triples as sorted lines of N-Triples."""

    name: str
    lines: tuple[bytes, ...]

    @cached_property
    def digest(self) -> str:
        """A name for exactly this content."""
        return hashlib.sha256(b"".join(self.lines)).hexdigest()[:16]

    @property
    def staging(self) -> str:
        """The graph in which it is put together before it takes its place."""
        return f"{self.name or 'urn:x-metrograph:default'}{MARK}{self.digest}"

    @cached_property
    def pieces(self) -> tuple[bytes, ...]:
        r"""Its lines in pieces.

        >>> Graph("", tuple(b'<a:s> <a:p> "%d" .\n' % n for n in range(3))).pieces[0].count(b"\n")
        3
        """
        first = tuple(line for line in self.lines if _BLANK.search(line))
        rest = [line for line in self.lines if not _BLANK.search(line)] if first else self.lines
        return tuple(_cut(first, rest))


def graphs_of(quads: Iterable[Quad]) -> tuple[Graph, ...]:
    r"""The graphs of some quads, by name; read to the end before anything is sent.

    >>> node = ox.NamedNode("http://a/s")
    >>> [(graph.name, graph.lines) for graph in graphs_of([Quad(node, node, node, node)])]
    [('http://a/s', (b'<http://a/s> <http://a/s> <http://a/s> .\n',))]
    """
    found: defaultdict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        name = quad.graph_name
        if isinstance(name, ox.BlankNode):
            raise StoreError("T226", Place("store"), quad=str(quad))
        found["" if isinstance(name, ox.DefaultGraph) else name.value].append(quad.triple)
    return tuple(Graph(name, _lines(found[name])) for name in sorted(found))


def has_blank(quad: Quad) -> bool:
    """Whether a quad holds a blank node.

    >>> has_blank(Quad(ox.BlankNode("b"), ox.NamedNode("http://a/p"), ox.Literal("_:x")))
    True
    """
    return isinstance(quad.graph_name, ox.BlankNode) or bool(_BLANK.search(f"{quad.triple} .".encode()))


def exchange(removed: Iterable[Quad], added: Iterable[Quad]) -> str:
    r"""An update that takes quads away and puts quads in: one operation for each graph, all of them in one request.

    Virtuoso 7 deletes nothing, without a word, when one DELETE DATA holds texts with languages in several GRAPH blocks.

    >>> node = ox.NamedNode("http://a/s")
    >>> exchange([], [Quad(node, node, ox.Literal("x"), node)])
    'INSERT DATA { GRAPH <http://a/s> {\n<http://a/s> <http://a/s> "x" .\n} }'
    """
    parts = []
    for verb, quads in (("DELETE DATA", removed), ("INSERT DATA", added)):
        for graph in graphs_of(quads):
            inside = b"".join(graph.lines).decode()
            named = f"GRAPH <{graph.name}> {{\n{inside}}}" if graph.name else f"\n{inside}"
            parts.append(f"{verb} {{ {named} }}")
    return " ;\n".join(parts)


@dataclass(frozen=True)
class Journal:
    """A file that remembers which pieces a server has; without a path it remembers nothing.

    One line is one piece: ``{"store": …, "graph": …, "digest": …, "piece": 0}``. Piece -1 says that the graph stands.
    """

    path: Path | None
    store: str

    @cached_property
    def _known(self) -> set[tuple[str, str, int]]:
        return set(self._read())

    def has(self, graph: Graph, piece: int) -> bool:
        """Whether the server has a piece, or, for -1, the graph as a whole."""
        return (graph.name, graph.digest, piece) in self._known

    def note(self, graph: Graph, piece: int) -> None:
        """Note that the server has it, on disk before this returns."""
        self._known.add((graph.name, graph.digest, piece))
        if self.path:
            row = {"store": self.store, "graph": graph.name, "digest": graph.digest, "piece": piece}
            append(self.path, (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n").encode())

    def forget(self, graph: Graph) -> None:
        """Take the pieces of a graph as not sent."""
        self._known.difference_update({known for known in self._known if known[:2] == (graph.name, graph.digest)})

    def close(self) -> None:
        """Everything stands: the file goes."""
        if self.path:
            self.path.unlink(missing_ok=True)

    def _read(self) -> Iterator[tuple[str, str, int]]:
        """The lines of this store; one that broke off while it was written counts as not there."""
        try:
            rows = self.path.read_text(encoding="utf-8", errors="replace").splitlines() if self.path else []
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError("T230", Place(str(self.path)), detail=error.strerror or "?") from None
        for row in rows:
            try:
                told = json.loads(row)
                if told["store"] == self.store:
                    yield told["graph"], told["digest"], told["piece"]
            except (ValueError, KeyError, TypeError):
                continue


def _lines(triples: Iterable[Triple]) -> tuple[bytes, ...]:
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return tuple(sorted({line + b"\n" for line in written.split(b"\n") if line}))


def _cut(first: tuple[bytes, ...], rest: Iterable[bytes]) -> Iterator[bytes]:
    piece, size = list(first), sum(map(len, first))
    for line in rest:
        if piece and (len(piece) >= TRIPLES or size + len(line) > BYTES):
            yield b"".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line)
    yield b"".join(piece)
