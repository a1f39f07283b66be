"""The SPARQL 1.1 Graph Store HTTP Protocol: one graph, by its address or by name, read, replaced, added to, taken away.

```
front    asked_of    HTTP -> GraphRequest
child    read        GraphRequest -> Reply        GET, HEAD
child    change      GraphRequest -> Change       PUT, POST, PATCH, DELETE: quads that go and quads that come
```
The default graph is the one without a name, also where queries see the union of all graphs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.errors import RequestError, near
from metrograph.serve.asked import Reply
from metrograph.serve.drafts import apply
from metrograph.serve.evaluate import AS_TRIPLES, TRIPLES, chosen, counted, graph_body
from metrograph.serve.intake import SYNTAXES, quads
from metrograph.serve.limits import Limits
from metrograph.serve.multipart import Document, documents
from metrograph.serve.protocol import UPDATE, UpdateRequest, allow, format_of
from metrograph.serve.protocol_fields import Fields, content_type, shown, text_of, utf8_only, values, whole_iri
from metrograph.serve.protocol_update import ready
from metrograph.sparql.gate import outside
from metrograph.store import LocalStore
from metrograph.turtle import Quad

READING = ("GET", "HEAD", "OPTIONS")
WRITING = ("PUT", "POST", "DELETE", "PATCH")
FORMS = ("multipart/form-data", "multipart/mixed")
_ELSEWHERE = ("GRAPH", "WITH", "USING", "COPY", "MOVE", "ADD")
"""Words with which an update speaks of another graph than the default one."""
Graph = ox.NamedNode | ox.DefaultGraph


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """What is to be done with which graph; the empty IRI means the default graph.

    ``new``: it is to get an address of its own below ``graph``. ``update`` is what ``PATCH`` brings.
    """

    method: str
    graph: str = ""
    base: str = ""
    documents: tuple[Document, ...] = ()
    update: str = ""
    format: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a request does: quads that go and come, as they are written, and the answer to give once that is done.

    ``create`` is a named graph that has to be there though it holds nothing, ``drop`` one that is to be there no longer.
    """

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    create: str = ""
    drop: str = ""


def asked_of(method: str, path: str, asked: Fields, media: str = "", body: bytes = b"", *, address: str) -> GraphRequest:
    """What a request to ``/store`` or below it asks for; ``path`` is as it was sent, ``media`` the whole ``Content-Type``.

    >>> asked_of("GET", "/store/a.ttl", (), address="http://127.0.0.1:8000/").graph
    'http://127.0.0.1:8000/store/a.ttl'
    >>> asked_of("DELETE", "/store", (("default", ""),), address="http://127.0.0.1:8000/")
    GraphRequest(method='DELETE', graph='', base='http://127.0.0.1:8000/store', documents=(), update='', format='', new=False)
    """
    allow(method, (*READING[:2], *WRITING), (*READING, *WRITING))
    here = address.rstrip("/") + path.rstrip("/")
    graph, new = _graph(method, path, asked, here)
    if method not in {"PUT", "POST", "PATCH"}:
        return GraphRequest(method, graph, graph or here, format=format_of(asked) if method != "DELETE" else "")
    if method == "PATCH":
        return GraphRequest(method, graph, graph or here, update=_update(media, body))
    return GraphRequest(method, graph, graph or here, _sent(media, body), new=new)


def read(store: LocalStore, asked: GraphRequest, accept: str, limits: Limits, *, prefixes: Mapping[str, str]) -> Reply:
    """A graph in the format that the client likes best, with literals as they were loaded."""
    if not _exists(store, asked.graph):
        raise _missing(store, asked.graph)
    media, kind = chosen(TRIPLES, accept, AS_TRIPLES.get(asked.format, asked.format))
    triples = (quad.triple for quad in store.originals.restored(_quads(store, asked.graph)))
    return Reply(graph_body(counted(triples, limits.rows), kind, prefixes, limits.answer), media)


def change(store: LocalStore, asked: GraphRequest, fresh: str, *, prefixes: Mapping[str, str]) -> Change:
    """What a request changes. ``fresh`` is a name that no graph has yet, for one that is to get an address.

    >>> asked = GraphRequest("PUT", "urn:g", "urn:g", (Document(b"<urn:s> <urn:p> 1 .", "text/turtle"),))
    >>> made = change(LocalStore.memory(), asked, "1", prefixes={})
    >>> made.status, [str(quad.object) for quad in made.added]
    (201, ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>'])
    """
    if asked.method == "PATCH":
        return _patched(store, asked, prefixes)
    name = f"{asked.graph}/{fresh}" if asked.new else asked.graph
    there = _exists(store, name)
    before = dict.fromkeys(store.originals.restored(_quads(store, name)))
    if asked.method == "DELETE":
        if not there:
            raise _missing(store, name)
        return Change(tuple(before), (), 204, drop=name)
    come = dict.fromkeys(quad for one in asked.documents for quad in _parsed(one, name, name or asked.base))
    gone = () if asked.method == "POST" else tuple(quad for quad in before if quad not in come)
    added = tuple(quad for quad in come if quad not in before)
    where = (("Location", name),) if not there else ()
    return Change(gone, added, 204 if there else 201, where, create="" if come else name)


def _graph(method: str, path: str, asked: Fields, here: str) -> tuple[str, bool]:
    """The IRI of the graph, and whether it has to be made up."""
    direct = path.rstrip("/") != "/store"
    named, default = values(asked, "graph"), values(asked, "default")
    if direct + len(named) + bool(default) > 1:
        raise RequestError("W519", 400)
    if direct:
        return whole_iri(here, "graph"), False
    if named:
        own = named[0].startswith("/") and not named[0].startswith("//")
        return whole_iri("/".join(here.split("/")[:3]) + named[0] if own else named[0], "graph"), False
    if not default and method != "POST":
        raise RequestError("W518", 400)
    return ("", False) if default else (here, True)


def _sent(media: str, body: bytes) -> tuple[Document, ...]:
    kind, parameters = content_type(media)
    if kind in FORMS:
        return documents(media, body)
    if kind not in SYNTAXES:
        raise RequestError("W505", 415, media=shown(kind) or "(none)", choices=", ".join((*SYNTAXES, *FORMS[:1])))
    utf8_only(parameters)
    return (Document(body, kind),)


def _update(media: str, body: bytes) -> str:
    kind, parameters = content_type(media)
    if kind != UPDATE:
        raise RequestError("W505", 415, (("Accept-Patch", UPDATE),), media=shown(kind) or "(none)", choices=UPDATE)
    text = text_of(body, parameters)
    found = outside(text, _ELSEWHERE)
    if found:
        raise RequestError("W524", 400, word=found.word)
    return text


def _parsed(one: Document, name: str, base: str) -> Iterable[Quad]:
    """The quads of a document in the graph of that name."""
    graph = _node(name)
    for quad in quads(one.body, one.media, base, fresh=True):
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise RequestError("W523", 400, graph=shown(str(quad.graph_name)))
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _patched(store: LocalStore, asked: GraphRequest, prefixes: Mapping[str, str]) -> Change:
    """An update that sees nothing but one graph, as its default graph."""
    known, graph = dict(prefixes), _node(asked.graph)
    scratch, before = ox.Store(), dict.fromkeys(_quads(store, asked.graph))
    scratch.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in before)
    apply(scratch, asked.update, known, ready(UpdateRequest(asked.update), asked.base, known))
    other = next(scratch.named_graphs(), None)
    if other is not None:
        raise RequestError("W524", 400, word=shown(str(other)))
    after = {Quad(quad.subject, quad.predicate, quad.object, graph): None for quad in scratch}
    gone = tuple(store.originals.restored(quad for quad in before if quad not in after))
    come = tuple(quad for quad in after if quad not in before)
    if _exists(store, asked.graph):
        return Change(gone, come, 204)
    if not come:
        raise _missing(store, asked.graph)
    return Change((), come, 201, (("Location", asked.graph),))


def _exists(store: LocalStore, name: str) -> bool:
    return not name or store.engine.contains_named_graph(ox.NamedNode(name))


def _missing(store: LocalStore, name: str) -> RequestError:
    return RequestError("W520", 404, graph=shown(name), near=near(name, store.names()))


def _quads(store: LocalStore, name: str) -> Iterable[Quad]:
    return store.engine.quads_for_pattern(None, None, None, _node(name))


def _node(name: str) -> Graph:
    return ox.NamedNode(name) if name else ox.DefaultGraph()
