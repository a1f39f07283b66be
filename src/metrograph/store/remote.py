"""The remote store: any SPARQL 1.1 service, behind the same few methods as the local one.

```
query             SPARQL Protocol, through SPARQLWrapper     rows and triples, read as they arrive
update, change    SPARQL Update, through SPARQLWrapper
load, replace     Graph Store Protocol, in pieces            replace: seen as a whole, goes on after a break
```
"""

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import LimitError, MetroGraphError, Place, QueryError, StoreError
from metrograph.namespaces import Names
from metrograph.solutions import Solutions
from metrograph.sparql import Outline, diagnose, in_order, limited, names_graphs, paged, with_prefixes
from metrograph.sparql.parse import parse
from metrograph.store.access import Access, shown
from metrograph.store.deadline import within
from metrograph.store.http import Client, Reply
from metrograph.store.http_errors import Call
from metrograph.store.local import Answer
from metrograph.store.refusal import refuse_outside
from metrograph.store.remote_addresses import Addresses
from metrograph.store.remote_construct import Template
from metrograph.store.remote_load import MARK, Graph, Journal, exchange, graphs_of, has_blank
from metrograph.store.remote_results import Binding, Results, mended, quad_of, triples_in
from metrograph.store.remote_sending import Sender, Tell
from metrograph.store.remote_union import Fields, Union, ahead_of, wanted
from metrograph.table import Table
from metrograph.turtle import Quad, Triple

_ROWS, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_GRAPHS = "SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"  # in Virtuoso DISTINCT is hundreds of times slower
_GRAPHS_AT_ONCE = "SELECT ?g { GRAPH ?g { } }"  # Oxigraph keeps a list of them
_AT = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?", re.ASCII)
_WHOLE = ("Oxigraph", "Apache Jena", "Jetty", "GraphDB", "RDF4J")  # servers that never cut an answer by themselves
Scope = tuple[str, ...]


class RemoteStore:
    """Quads of a SPARQL service. Queries see the union of ``graphs`` as the default graph, and every known prefix.

    Without ``graphs`` these are the graphs on the server whose names begin with ``base``; with neither, what the server
    takes for its default graph. A ``union`` is asked as the server makes it, no graph being named, which is quick with
    thousands: only where those graphs are all that the server holds, which is looked up before the first question.

    >>> RemoteStore("https://example.org/sparql")
    RemoteStore('https://example.org/sparql')
    """

    def __init__(
        self,
        query: str,
        update: str = "",
        store: str = "",
        *,
        access: Access | None = None,
        prefixes: Mapping[str, str] | None = None,
        graphs: Iterable[str] = (),
        base: str = "",
        union: bool = False,
        timeout: float = 60.0,
        page: int = 0,
        retries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
        client: Client | None = None,
    ) -> None:
        self._to = Addresses(query, update, store).checked()
        self._client = client or Client(access or Access.none(), timeout, retries, sleep)
        self._prefixes = dict(prefixes or Names().prefixes())
        self._graphs, self._base, self._page = tuple(graphs), base, page
        self._union, self._every = union, Union()
        self._found: Scope | None = None
        self._server = ""
        for url in filter(None, (query, update, store)):
            self._client.access.to(url)  # a password that would travel in the open is refused at once

    @classmethod
    def at(
        cls,
        url: str,
        environ: Mapping[str, str] = os.environ,
        file: Path | None = None,
        *,
        prefixes: Mapping[str, str] | None = None,
        graphs: Iterable[str] = (),
        base: str = "",
    ) -> "RemoteStore":
        """The store at one address; the others, and who may enter, from the environment and a file of access.

        ``METROGRAPH_STORE_UPDATE``, ``_DATA``, ``_TIMEOUT``, ``_UNION``; ``_USER``, ``_PASSWORD``, ``_AUTH`` (basic, digest) or
        ``_TOKEN``; ``_ACCESS`` (a file); ``_INSECURE=1`` lets a password travel without encryption.

        >>> RemoteStore.at("http://localhost:7878/query", {})
        RemoteStore('http://localhost:7878/query')
        """
        to, access = Addresses.of(url, environ), Access.found(url, environ, file)
        wait = environ.get("METROGRAPH_STORE_TIMEOUT", "")
        timeout = (float(wait) if _SECONDS.fullmatch(wait) else 0.0) or 60.0
        more = {"prefixes": prefixes, "graphs": graphs, "base": base, "timeout": timeout, "union": wanted(environ)}
        return cls(to.query, to.update, to.data, access=access, **more)  # type: ignore[arg-type]

    @classmethod
    def of(cls, url: str, names: Names, environ: Mapping[str, str] = os.environ) -> "RemoteStore":
        """The store at one address, over the graphs whose names are minted by ``names``."""
        return cls.at(url, environ, prefixes=names.prefixes(), base=names.graph(""))

    def __repr__(self) -> str:
        return f"RemoteStore({shown(self._to.query)!r})"

    # ---- questions

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """The answer to a query; ``QueryError`` with line and column when the server does not understand it.

        ``LimitError`` when it takes longer than the seconds given, or when the server cuts it and it cannot be paged.
        """
        return within(seconds, lambda: self._query(text))

    def _query(self, text: str) -> Answer:
        refuse_outside(text, self._prefixes)
        outline = Outline.of(text)
        answers: dict[str, Callable[[str, Scope], Answer]] = {
            "select": self._table,
            "ask": self._truth,
            "construct": self._triples,
            "describe": self._triples,
        }
        if outline.form not in answers:
            raise diagnose(text, self._prefixes)
        try:
            return answers[outline.form](text, () if outline.names_graphs else self._scope())
        except QueryError as error:
            raise self._diagnosed(text, error, update=False) from None

    def _table(self, text: str, scope: Scope) -> Table:
        columns, bindings = self._select(text, scope, self._page)
        return Table(columns, Solutions.of_bindings(columns, bindings))

    def _truth(self, text: str, scope: Scope | None) -> bool:
        with self._open(text, scope, _ROWS) as reply:
            truth = Results(reply.chunks(), reply.place).truth
            if truth is None:
                raise StoreError("T216", reply.place)
            return truth

    def _triples(self, text: str, scope: Scope) -> tuple[Triple, ...]:
        if Outline.of(text).form == "construct" and self._careful():
            template = Template.of(with_prefixes(text, self._prefixes))
            if template:
                return tuple(template.triples(self._select(template.select, scope, self._page)[1]))
        with self._open(text, scope, _TRIPLES) as reply:
            return tuple(triples_in(reply.chunks(), reply.kind, reply.place))

    def _select(self, text: str, scope: Scope, size: int) -> tuple[Scope, Iterator[Binding]]:
        """The columns in the order written, and the rows: at once, or by pages where asked for or where the server cuts."""
        outline = Outline.of(text)
        if size and outline.columns and not outline.star:
            return outline.columns, self._pages(text, outline.columns, scope, size)
        reply, results = self._results(limited(text, 1) if size else text, scope)
        columns = in_order(text, results.columns)
        cut, own = _cut(reply), outline.clause("LIMIT")
        if not size and (not cut or (own and own.number is not None and own.number <= cut)):
            return columns, self._rows(reply, results)
        reply.close()
        return columns, self._pages(text, columns, scope, size or cut)

    def _results(self, text: str, scope: Scope) -> tuple[Reply, Results]:
        reply = self._open(text, scope, _ROWS)
        try:
            return reply, Results(reply.chunks(), reply.place)
        except MetroGraphError:
            reply.close()
            raise

    def _rows(self, reply: Reply, results: Results) -> Iterator[Binding]:
        with reply:
            yield from mended(results.bindings()) if self._careful() else results.bindings()

    def _pages(self, text: str, columns: tuple[str, ...], scope: Scope, size: int) -> Iterator[Binding]:
        offset = 0
        while True:
            asked = paged(text, columns, size, offset, nested=self._careful())
            if asked == text:
                raise LimitError("T227", Place(shown(self._to.query)), rows=size)
            reply, results = self._results(asked, scope)
            rows = 0
            for binding in self._rows(reply, results):
                rows += 1
                yield binding
            cut = _cut(reply)
            if not rows or (rows < size and not cut):
                return
            offset, size = offset + rows, min(size, cut or size)

    def _open(self, text: str, scope: Scope | None, accept: str) -> Reply:
        """The answer of the server to a query, when it is of a kind that can be read.

        It is asked of the union of some graphs, of all for none, and of the server's own default graph for ``None``.
        """

        def send(ahead: str, fields: Fields) -> Reply:
            return self._call(self._built("query", text, accept, fields, ahead))

        named = [(name, graph) for name in ("default-graph-uri", "named-graph-uri") for graph in scope or ()]
        reply = send("", named) if named or scope is None or names_graphs(text) else self._every.ask(send)
        if "sparql-results" in accept:
            known = reply.kind in {_ROWS, "application/json"}
        else:
            known = reply.kind == "text/plain" or ox.RdfFormat.from_media_type(reply.kind) is not None
        if known and not reply.headers.get("X-SQL-State"):  # with it, Virtuoso says that it was interrupted
            return reply
        with reply:
            if known:
                raise LimitError("T232", reply.place)
            raise StoreError("T214" if reply.kind == "text/html" else "T215", reply.place, kind=reply.kind)

    def _built(self, what: str, text: str, accept: str, fields: Fields = (), ahead: str = "") -> Call:
        """The request, as SPARQLWrapper makes it; it is opened by us, with our credentials, patience and errors."""
        from SPARQLWrapper import POST, SPARQLWrapper  # noqa: PLC0415 - its library is imported when asked for

        wrapper = SPARQLWrapper(self._to.query, self._to.to_change() if what == "update" else None)
        wrapper.queryString = ahead + with_prefixes(text, self._prefixes)
        wrapper.queryType = "INSERT" if what == "update" else "SELECT"  # not guessed from the text
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        for name, value in fields:
            wrapper.addParameter(name, value)
        request = wrapper._createRequest()  # noqa: SLF001 - query() would open it without our credentials
        headers = {"Content-Type": str(request.get_header("Content-type")), "Accept": accept, "Accept-Encoding": "gzip"}
        return Call(what, "POST", request.full_url, request.data, headers)  # type: ignore[arg-type]  # its bytes

    def _call(self, call: Call) -> Reply:
        reply = self._client.open(call)
        self._server = reply.headers.get("Server") or "?"
        return reply

    def _careful(self) -> bool:
        """Whether the server is Virtuoso, or may be: it cuts long graphs without a word, and its PUT is not one step."""
        kind = self._kind()
        hidden = self._to.query.endswith("/sparql") and not kind.startswith(_WHOLE)
        return kind.startswith("Virtuoso") or hidden

    def _kind(self) -> str:
        """What the server calls itself."""
        if not self._server:
            self._call(self._built("query", "ASK {}", _ROWS)).close()
        return self._server

    def _scope(self) -> Scope:
        """The graphs that a query sees; none where the server makes the union of all that it holds."""
        ours = bool(self._base or self._graphs)
        if ours and self._found is None:
            self._found = self._together() if self._union else self._graphs or self.names() or (self._base,)
        return self._found or ()

    def _together(self) -> Scope:
        """No graph: all that the server holds are ours, and it answers from them all; ``StoreError`` when that is not so."""
        self._every.ahead = ("",)
        ask, place = lambda text, union: self._truth(text, () if union else None), Place(shown(self._to.query))
        self._every.ahead = ahead_of(self._all(), self._ours, ask, place)
        return ()

    def _diagnosed(self, text: str, error: QueryError, *, update: bool) -> QueryError:
        """What is wrong with a text that the server refused, in our words where we know it, else in its own."""
        if error.code != "T229":
            return error
        said = str(error.values["detail"])
        at = _AT.search(said)
        line, column = (int(at[1]), int(at[2])) if at else (0, 0)
        if line == 1:
            column -= len(with_prefixes(text, self._prefixes)) - len(text)
        found = diagnose(text, self._prefixes, (), said, line, column, update=update)
        understood = found.code == "Q101" and parse(text).wrong is None  # by us: then only the server knows what is wrong
        return error if understood and not at else found

    # ---- graphs

    def names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs that begin with ``base``, sorted; those still being loaded aside."""
        return tuple(name for name in self._all() if MARK not in name and name.startswith(self._base))

    def _all(self) -> tuple[str, ...]:
        rows = self._select(_GRAPHS_AT_ONCE if self._kind().startswith("Oxigraph") else _GRAPHS, (), 0)[1]
        return tuple(sorted(row["g"]["value"] for row in rows if row["g"]["type"] == "uri"))

    def graph(self, name: str) -> Iterator[Quad]:
        """The quads of a named graph, by its IRI; of every graph of this store for the empty text."""
        for one in (name,) if name else self._graphs or self.names():
            yield from self._quads(ox.NamedNode(one))

    def _quads(self, graph: ox.NamedNode) -> Iterator[Quad]:
        if self._careful() or not self._to.data:
            rows = self._select(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}", (), 0)[1]
            for row in rows:
                yield quad_of(row, graph)
            return
        try:
            reply = self._call(Call("data", "GET", self._to.graph(graph.value), None, {"Accept": _TRIPLES}))
        except StoreError as error:
            if error.code == "T210" and not self._holds(graph.value):
                return
            raise
        with reply:
            for triple in triples_in(reply.chunks(), reply.kind, reply.place):
                yield Quad(triple.subject, triple.predicate, triple.object, graph)

    def _holds(self, name: str) -> bool:
        return self._truth(f"ASK {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}", ())

    # ---- changes

    def update(self, text: str) -> None:
        """Apply an update; ``QueryError`` when the server does not understand it, ``StoreError`` when it may not be done."""
        refuse_outside(text, self._prefixes, update=True)
        if Outline.of(text).form not in {"update", ""}:
            raise diagnose(text, self._prefixes, update=True)
        try:
            self._update(text)
        except QueryError as error:
            raise self._diagnosed(text, error, update=True) from None

    def _update(self, text: str) -> None:
        self._found = None
        with self._call(self._built("update", text, "*/*")) as reply:
            if reply.read() and reply.kind == "text/html":
                raise StoreError("T214", reply.place, kind=reply.kind)

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads away and put quads in, by one update; ``StoreError`` for one with a blank node, which has no name there."""
        gone, come = tuple(removed), tuple(added)
        for quad in (*gone, *come):
            if has_blank(quad):
                raise StoreError("T226", Place(shown(self._to.query)), quad=str(quad))
        if gone or come:
            self._update(exchange(gone, come))

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads, in pieces of some megabytes; they are read to the end before the first is sent."""
        graphs = graphs_of(quads)
        self._found = None
        self._sender(staged=False).add(graphs)

    def replace_graph(self, name: str, quads: Iterable[Quad]) -> None:
        """Put the triples of some quads in the place of a named graph: readers see the old graph or the new one."""
        (graph,) = graphs_of(Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name)) for quad in quads) or (
            Graph(name, ()),
        )
        self._found = None
        self._sender(staged=self._careful()).put(graph, Journal(None, ""))

    def replace(self, quads: Iterable[Quad], journal: Path | None = None, tell: Tell = lambda _: None) -> None:
        """Put these quads in the place of every graph of this store, each seen by readers as it was or as it is.

        With a ``journal``, what broke off goes on where it was. ``tell`` hears how many triples have arrived.
        """
        graphs = graphs_of(quads)
        notes, sender = Journal(journal, self._to.query), self._sender(staged=self._careful())
        done = 0
        for graph in graphs:
            sender.put(graph, notes, lambda n, before=done: tell(before + n))  # type: ignore[misc]
            done += len(graph.lines)
        for name in self._all():
            if self._ours(name.partition(MARK)[0]) and name not in {graph.name for graph in graphs}:
                sender.drop(name)
        self._found = None
        notes.close()

    def _ours(self, name: str) -> bool:
        return name in self._graphs or bool(self._base and name.startswith(self._base))

    def _sender(self, *, staged: bool) -> Sender:
        return Sender(self._client, self._to, self._update, self._holds, staged)


def _cut(reply: Reply) -> int:
    """After how many rows the server has cut its answer, 0 when it did not."""
    told = reply.headers.get("X-SPARQL-MaxRows", "")
    return int(told) if told.isdecimal() else 0
