"""Where a test of the suites is run: a pyoxigraph store in this process, or a service that is asked over HTTP."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from http.client import BAD_REQUEST
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from metrograph.sparql.conform import conformed
from metrograph.sparql.outline import Outline

SYNTAX = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
RESULTS = {".csv": ox.QueryResultsFormat.CSV, ".tsv": ox.QueryResultsFormat.TSV, ".srj": ox.QueryResultsFormat.JSON}


class Refused(Exception):  # noqa: N818 - a text that is refused is no error of the suite
    """The text was refused, or could not be answered; with the status of HTTP when a service said so."""

    def __init__(self, why: object, status: int = 0) -> None:
        super().__init__(str(why).partition("\n")[0])
        self.status = status


class Door(Protocol):
    """What a test needs of a store."""

    def clear(self) -> None: ...
    def load(self, path: Path, graph: str, base: str) -> None: ...
    def read(self, text: str, base: str, *, update: bool) -> None: ...
    def ask(self, text: str, base: str, form: str) -> bytes: ...
    def update(self, text: str, base: str) -> None: ...
    def quads(self) -> Iterable[ox.Quad]: ...
    def named(self, text: str, base: str) -> list[ox.NamedNode]: ...


def answer(engine: ox.Store, text: str, base: str, *, raw: bool = False):
    """What the engine answers to a query, rewritten for it unless ``raw``."""
    return engine.query(text if raw else conformed(text), base_iri=base)


class Named:
    """Which files a query names after FROM and FROM NAMED."""

    def named(self, text: str, base: str) -> list[ox.NamedNode]:
        outline = Outline.of(text)
        first, last = outline.dataset or (0, 0)
        iris = [token.text[1:-1] for token in outline.tokens if token.kind == "iri" and first <= token.start < last]
        return [ox.NamedNode(urllib.parse.urljoin(base, iri)) for iri in dict.fromkeys(iris)]


class Here(Named):
    """A store in this process."""

    def __init__(self, *, raw: bool = False) -> None:
        self._store, self._raw = ox.Store(), raw

    def clear(self) -> None:
        self._store = ox.Store()

    def load(self, path: Path, graph: str, base: str) -> None:
        to = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        if graph:
            self._store.add_graph(to)
        self._store.load(path=str(path), format=SYNTAX[path.suffix], base_iri=base, to_graph=to)

    def read(self, text: str, base: str, *, update: bool) -> None:
        try:
            _ = self._change(text, base) if update else answer(self._store, text, base, raw=self._raw)
        except SyntaxError as error:
            raise Refused(error) from None
        except (RuntimeError, OSError):  # it was read, and asks for a function, a graph or an address that there is not
            return

    def ask(self, text: str, base: str, form: str) -> bytes:
        try:
            found = answer(self._store, text, base, raw=self._raw)
            if isinstance(found, ox.QueryTriples):
                return found.serialize(format=ox.RdfFormat.N_TRIPLES)
            return found.serialize(format=RESULTS.get(form, ox.QueryResultsFormat.XML))
        except (SyntaxError, RuntimeError, OSError) as error:
            raise Refused(error) from None

    def update(self, text: str, base: str) -> None:
        try:
            self._change(text, base)
        except (SyntaxError, RuntimeError, OSError) as error:
            raise Refused(error) from None

    def _change(self, text: str, base: str) -> None:
        self._store.update(text if self._raw else conformed(text, update=True), base_iri=base)

    def quads(self) -> Iterable[ox.Quad]:
        return self._store


ACCEPT = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".srj": "application/sparql-results+json"}


class There(Named):
    """A service with SPARQL Protocol, Update and Graph Store Protocol."""

    def __init__(self, endpoint: str, query: str, update: str, store: str, token: str) -> None:
        self._query, self._update, self._store = (endpoint.rstrip("/") + path for path in (query, update, store))
        self._token = token

    def _send(self, method: str, address: str, body: bytes | None = None, media: str = "", accept: str = "*/*") -> bytes:
        headers = {"Accept": accept, **({"Content-Type": media} if media else {})}
        if self._token and address != self._query:
            headers["Authorization"] = f"Bearer {self._token}"
        asked = urllib.request.Request(address, body, headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=60) as reply:
                return reply.read()
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(f"{error.code} {error.read()[:300].decode(errors='replace')}", error.code) from None

    def clear(self) -> None:
        self._send("POST", self._update, b"DROP ALL", "application/sparql-update")

    def load(self, path: Path, graph: str, base: str) -> None:
        where = "graph=" + urllib.parse.quote(graph, safe="") if graph else "default"
        triples = ox.parse(path=str(path), format=SYNTAX[path.suffix], base_iri=base)  # a service has a base of its own
        body = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.N_TRIPLES)
        self._send("PUT" if graph else "POST", f"{self._store}?{where}", body, "application/n-triples")

    def read(self, text: str, base: str, *, update: bool) -> None:
        try:
            _ = self.update(text, base) if update else self.ask(text, base, "")
        except Refused as error:
            if error.status == BAD_REQUEST:  # else it was read, and may not or cannot be done here
                raise

    def ask(self, text: str, base: str, form: str) -> bytes:
        accept = ACCEPT.get(form, "application/sparql-results+xml, application/n-triples")
        return self._send("POST", self._query, _based(text, base), "application/sparql-query", accept)

    def update(self, text: str, base: str) -> None:
        self._send("POST", self._update, _based(text, base), "application/sparql-update")

    def quads(self) -> Iterable[ox.Quad]:
        store = ox.Store()
        listed = self.ask("SELECT DISTINCT ?g { GRAPH ?g {} }", "http://example.org/", ".srj")
        graphs = [row["g"] for row in ox.parse_query_results(listed, format=ox.QueryResultsFormat.JSON)]
        for graph in (None, *graphs):
            where = "default" if graph is None else "graph=" + urllib.parse.quote(graph.value, safe="")
            body = self._send("GET", f"{self._store}?{where}", accept="application/n-triples")
            store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=graph or ox.DefaultGraph())
        return store


def _based(text: str, base: str) -> bytes:
    """The text with the base of its file, which a service cannot know."""
    return f"BASE <{base}> {text}".encode()
