"""RDF documents, read and written by the engine's parsers and serialisers."""

import re
from collections.abc import Iterator, Mapping
from io import TextIOBase
from typing import Any

import pyoxigraph as ox
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.parser import BytesIOWrapper, InputSource

from metrograph.errors import Place, SourceError
from metrograph.rdfview.terms import GraphName
from metrograph.rdfview.union import filled
from metrograph.store import LocalStore
from metrograph.turtle import Quad

_F = ox.RdfFormat
FORMATS = {
    **dict.fromkeys(("turtle", "ttl", "text/turtle"), _F.TURTLE),
    **dict.fromkeys(("nt", "nt11", "ntriples", "application/n-triples"), _F.N_TRIPLES),
    **dict.fromkeys(("nquads", "application/n-quads"), _F.N_QUADS),
    **dict.fromkeys(("trig", "application/trig"), _F.TRIG),
    **dict.fromkeys(("n3", "text/n3"), _F.N3),
    **dict.fromkeys(("xml", "application/rdf+xml"), _F.RDF_XML),
    **dict.fromkeys(("json-ld", "application/ld+json"), _F.JSON_LD),
}
"""rdflib's names of the formats that the engine reads and writes."""

CLOSED = (_F.RDF_XML, _F.JSON_LD)
"""Formats for which rdflib's own parsers are never asked: they expand entities, and fetch contexts."""

_DEFAULT = ox.DefaultGraph()
_NAMED_DEFAULT = ox.NamedNode(DATASET_DEFAULT_GRAPH_ID)
_DECLARATION = re.compile(r"""\s*<\?xml(?:[^>]*?encoding=["']([\w.-]+)["'])?[^>]*\?>""")
_HEAD = re.compile(rb"\A(?:@prefix [^\n]*\n|<\?xml [^\n]*\n<rdf:RDF[^\n]*\n)*")
_UNION = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_LARGE = 1_000_000


def read(local: LocalStore, source: InputSource, syntax: ox.RdfFormat, base: str, target: GraphName) -> dict[str, str]:
    """Add what a document says, all or nothing; the prefixes that it declares.

    Triples that the document puts in no graph go to ``target``.
    """
    place = Place(str(source.getSystemId() or "data"))
    try:
        body = _body(source, syntax)
        found = ox.parse(body, syntax, base_iri=base, rename_blank_nodes=True)
        plain = target == _DEFAULT and not syntax.supports_datasets and syntax != _F.N3
        local.load(found if plain else _placed(found, target, formulas=syntax != _F.N3))
    except SourceError as error:
        raise error.at(place) from None
    except (SyntaxError, ValueError, LookupError) as error:
        at = (getattr(error, "lineno", 0) or 0, getattr(error, "offset", 0) or 0)
        detail = str(getattr(error, "msg", error)).split(": ", 1)[-1]
        raise SourceError("S109", Place(place.path, *at), detail=detail) from None
    return found.prefixes


def _placed(quads: Iterator[Quad], target: GraphName, *, formulas: bool) -> Iterator[Quad]:
    """Quads in the graphs where they belong; ``SyntaxError`` for those of a formula, which nobody asserts."""
    default, moved = ox.DefaultGraph, target != _DEFAULT
    for quad in quads:
        name = quad.graph_name
        if type(name) is default:
            yield Quad(quad.subject, quad.predicate, quad.object, target) if moved else quad
        elif not formulas:
            raise SyntaxError("{ … }")
        else:
            yield Quad(quad.subject, quad.predicate, quad.object) if name == _NAMED_DEFAULT else quad


def _body(source: InputSource, syntax: ox.RdfFormat) -> str | bytes:
    stream: Any = source.getByteStream()
    if stream is None or isinstance(stream, BytesIOWrapper) or isinstance(getattr(source, "file", None), TextIOBase):
        stream = source.getCharacterStream() or stream
    body: str | bytes = stream.read()
    if syntax == _F.RDF_XML:
        return _xml(body)
    return body.removeprefix(b"\xef\xbb\xbf") if isinstance(body, bytes) else body.removeprefix("\ufeff")


def _xml(body: str | bytes) -> str:
    """RDF/XML as text, whatever its encoding; refused when it declares entities, which can grow without limit."""
    if isinstance(body, bytes):
        head = _DECLARATION.match(body[:200].decode("latin-1"))
        wide = body[:2] in (b"\xff\xfe", b"\xfe\xff")
        body = body.decode("utf-16" if wide else (head and head[1]) or "utf-8")
    text = body.removeprefix("\ufeff")
    if "<!ENTITY" in text:
        raise SourceError("S120")
    return _DECLARATION.sub("", text, count=1)


def written(
    local: LocalStore, syntax: ox.RdfFormat, graph: GraphName | None, prefixes: Mapping[str, str], base: str | None
) -> bytes:
    """One graph as a document, or all: as graphs where the format has them, else as one."""
    body = _written(local, syntax, graph, prefixes, base)
    if len(body) > _LARGE or not prefixes:  # finding the prefixes in use would take longer than writing
        return body
    below = _HEAD.sub(b"", body)
    used = {name: space for name, space in prefixes.items() if f"{name}:".encode() in below}
    return body if len(used) == len(prefixes) else _written(local, syntax, graph, used, base)


def _written(
    local: LocalStore, syntax: ox.RdfFormat, graph: GraphName | None, prefixes: Mapping[str, str], base: str | None
) -> bytes:
    how: dict[str, Any] = {"format": syntax, "prefixes": dict(prefixes), "base_iri": base}
    engine, originals = local.engine, local.originals
    named = syntax.supports_datasets and (graph is None or syntax != _F.JSON_LD)  # one graph in JSON-LD has no name
    if originals.known or (named and graph is not None):
        quads = originals.restored(engine.quads_for_pattern(None, None, None, graph))
        found = quads if named else iter(dict.fromkeys(quad.triple for quad in quads))
        return ox.serialize(found, **how) or b""
    if graph is not None or named:
        return engine.dump(from_graph=graph, **how) or b""
    names = filled(engine) or [_DEFAULT]
    if syntax == _F.RDF_XML and len(names) > 1:
        return ox.serialize(engine.query(_UNION, use_default_graph_as_union=True), **how) or b""  # type: ignore[arg-type]
    first, *rest = [engine.dump(from_graph=name, **how) or b"" for name in names]
    return first + b"".join(_HEAD.sub(b"", body) for body in rest)  # a triple of two graphs may stand there twice
