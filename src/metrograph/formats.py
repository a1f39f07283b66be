"""Quads as bytes, in every RDF syntax, by the extension of a file: sorted, so that equal quads give equal bytes.

Blank nodes get canonical names (RDFC-1.0) before they are written line by line.
"""

import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from metrograph.errors import Place, SourceError, StoreError
from metrograph.namespaces import DCTERMS, MG, OA, RDF, RDFS, SKOS, XSD
from metrograph.turtle import Quad, Term, value, write_trig, write_turtle

Prefixes = Mapping[str, str]
Pairs = Mapping[str, list[Term]]
MEDIA = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
"""The media type of each syntax, by the extension of a file."""
_NO_SIGN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\xef](?:(?<!\xef)|\xbf[\xbe\xbf])")
"""Characters that XML 1.0 does not have: controls, and U+FFFE and U+FFFF, which begin as others do."""
_NO_NAME = re.compile(rb'<([^\x00-\x20<>/:"]++:)[ >](?:xmlns:oxprefix="([^"]*+))?')
"""What the engine writes for a name that XML cannot have: a tag that ends with its prefix."""


def write(quads: Iterable[Quad], suffix: str, prefixes: Prefixes) -> bytes:
    r"""Quads in the syntax of an extension; ``SourceError`` for an unknown one.

    >>> quad = ox.Quad(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.Literal("x"), ox.NamedNode("http://a/g"))
    >>> write([quad], ".nq", {})
    b'<http://a/s> <http://a/p> "x" <http://a/g> .\n'
    """
    if suffix not in WRITERS:
        raise SourceError("S106", suffix=suffix or "(none)")
    return WRITERS[suffix](list(quads), prefixes)


def write_plain(quads: Iterable[Quad], suffix: str, prefixes: Prefixes) -> bytes:
    """Quads as the engine writes them, in the order given: some ten times faster than ``write``, and less good to read.

    Syntaxes without graphs hold each triple once. Blank nodes keep the names they have.
    """
    syntax = ox.RdfFormat.from_extension(suffix.removeprefix("."))
    if syntax is None:
        raise SourceError("S106", suffix=suffix or "(none)")
    found, names = tuple(quads), dict(prefixes)
    if syntax == ox.RdfFormat.JSON_LD:
        _refuse_terms(found)
    if syntax.supports_datasets:
        return ox.serialize(found, format=syntax, prefixes=names) or b""
    triples = (quad.triple for quad in found)
    once = triples if len({quad.graph_name for quad in found}) < 2 else dict.fromkeys(triples)
    body = ox.serialize(once, format=syntax, prefixes=names) or b""
    return sound_xml(body) if syntax == ox.RdfFormat.RDF_XML else body


def sound_xml(body: bytes) -> bytes:
    r"""XML of the engine as every parser reads it as it was meant; ``SourceError`` for what XML 1.0 cannot hold.

    >>> sound_xml(b"<a>1\r\n2</a>")
    b'<a>1&#13;\n2</a>'
    """
    if sign := _NO_SIGN.search(body):
        raise SourceError("S123", format="XML 1.0", detail=f"U+{ord(sign[0].decode()):04X}")
    if name := _NO_NAME.search(body):
        raise SourceError("S123", format="XML 1.0", detail=unescape((name[2] or name[1]).decode()))
    return body.replace(b"\r", b"&#13;")


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """Quads sorted, each once, blank nodes named by RDFC-1.0."""
    return sorted(with_names(quads), key=str)


def with_names(quads: Iterable[Quad]) -> list[Quad]:
    """Quads in their order, each once; those with blank nodes last, sorted, their nodes named by RDFC-1.0.

    The names depend on these alone: of all others the algorithm (W3C, 2024) takes no notice.
    """
    found: tuple[list[Quad], list[Quad]] = [], []
    for quad in dict.fromkeys(quads):
        found[_unnamed(quad)].append(quad)
    sound, unnamed = found
    if not unnamed:
        return sound
    dataset = ox.Dataset(unnamed)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sound + sorted(dataset, key=str)


def lines_in_order(quads: Iterable[Quad]) -> list[bytes]:
    r"""Quads as lines of N-Quads, each once, in their order.

    >>> node = ox.NamedNode("http://a/x")
    >>> lines_in_order([Quad(node, node, node), Quad(node, node, node)])
    [b'<http://a/x> <http://a/x> <http://a/x> .\n']
    """
    body = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return list(dict.fromkeys(body.splitlines(keepends=True)))


def _unnamed(quad: Quad) -> bool:
    """Whether a quad holds a blank node."""
    return any(map(_blank, (quad.subject, quad.object, quad.graph_name)))


def _blank(term: object) -> bool:
    """Whether a term is a blank node, or a triple that holds one."""
    if isinstance(term, ox.Triple):
        return _blank(term.subject) or _blank(term.object)
    return isinstance(term, ox.BlankNode)


def merged(quads: Iterable[Quad]) -> list[ox.Triple]:
    """The triples of quads, whatever their graph, sorted, each once."""
    plain = {Quad(q.subject, q.predicate, q.object) for q in quads}
    return [quad.triple for quad in canonical(plain)]


def _turtle(quads: list[Quad], prefixes: Prefixes) -> bytes:
    return write_turtle((quad.triple for quad in quads), prefixes).encode()


def _trig(quads: list[Quad], prefixes: Prefixes) -> bytes:
    return write_trig(quads, prefixes).encode()


def _lines(quads: list[Quad], _: Prefixes) -> bytes:
    return _sorted_lines(with_names(quads))


def _triple_lines(quads: list[Quad], _: Prefixes) -> bytes:
    return _sorted_lines(merged(quads))


def _sorted_lines(found: Iterable[Quad | ox.Triple]) -> bytes:
    """Lines of N-Quads or N-Triples, in the order of ``canonical``."""
    return "".join(f"{line} .\n" for line in sorted(set(map(str, found)))).encode()


def _xml(quads: list[Quad], prefixes: Prefixes) -> bytes:
    body = sound_xml(ox.serialize(merged(quads), format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes)) or b"")
    return body if body.endswith(b"\n") else body + b"\n"


def context(prefixes: Prefixes, ontology: Iterable[ox.Triple]) -> dict[str, object]:
    """The JSON-LD context: every prefix, short names for labels, and each property of ours by its local name.

    Properties whose values are things are read as identifiers.
    """
    terms: dict[str, object] = dict(prefixes)
    for name, space in (
        ("label", RDFS),
        ("prefLabel", SKOS),
        ("altLabel", SKOS),
        ("definition", SKOS),
        ("description", DCTERMS),
    ):
        terms[name] = {"@id": space + name, "@container": "@language"}
    for name, space in (("hasSource", OA), ("hasSelector", OA)):
        terms[name] = {"@id": space + name, "@type": "@id"}
    kinds = {"http://www.w3.org/2002/07/owl#ObjectProperty", "http://www.w3.org/2002/07/owl#DatatypeProperty"}
    for triple in ontology:
        subject, kind = value(triple.subject), value(triple.object)
        if triple.predicate.value == RDF + "type" and kind in kinds and subject.startswith(MG):
            local = subject.removeprefix(MG)
            terms[local] = {"@id": subject, "@type": "@id"} if kind.endswith("ObjectProperty") else {"@id": subject}
    return dict(sorted(terms.items()))


def json_ld(quads: Iterable[Quad], terms: Mapping[str, object]) -> bytes:
    """Quads as compact JSON-LD 1.1: one node object a subject, named graphs as ``@graph``, the context inside."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    found = tuple(quads)
    _refuse_terms(found)
    for quad in canonical(found):
        graphs[_node_name(quad.graph_name)].append(quad)
    compact = _Compact(terms)
    content: list[object] = []
    for name in sorted(graphs):
        nodes = compact.nodes(graphs[name])
        content.extend(nodes if not name else [{"@id": compact.iri(name), "@graph": nodes}])
    document = {"@context": terms, "@graph": content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _refuse_terms(quads: Iterable[Quad]) -> None:
    """JSON-LD has no triple terms."""
    for quad in quads:
        if isinstance(quad.object, ox.Triple):
            raise SourceError("S123", format="JSON-LD", detail=f"<<( {quad.object} )>>")


class _Compact:
    """Terms as JSON-LD values under one context."""

    def __init__(self, terms: Mapping[str, object]) -> None:
        self.spaces = sorted(((ns, name) for name, ns in terms.items() if isinstance(ns, str)), key=lambda pair: -len(pair[0]))
        defined = {name: value for name, value in terms.items() if isinstance(value, dict)}
        self.names = {value["@id"]: name for name, value in defined.items()}
        self.things = {name for name, value in defined.items() if value.get("@type") == "@id"}
        self.by_language = {name for name, value in defined.items() if value.get("@container") == "@language"}

    def iri(self, iri: str) -> str:
        for space, name in self.spaces:
            if iri.startswith(space) and iri != space and not iri[len(space) :].startswith("//"):
                return f"{name}:{iri[len(space) :]}"
        return iri

    def nodes(self, quads: list[Quad]) -> list[dict[str, object]]:
        by_subject: dict[str, dict[str, list[Term]]] = {}
        for quad in quads:
            pairs = by_subject.setdefault(_node_name(quad.subject), defaultdict(list))
            pairs[quad.predicate.value].append(quad.object)
        return [self._node(subject, pairs) for subject, pairs in by_subject.items()]

    def _node(self, subject: str, pairs: Mapping[str, list[Term]]) -> dict[str, object]:
        node: dict[str, object] = {"@id": subject if subject.startswith("_:") else self.iri(subject)}
        for predicate, values in pairs.items():
            if predicate == RDF + "type" and not any(isinstance(found, ox.Literal) for found in values):
                node["@type"] = _one([self.iri(_node_name(found)) for found in values])
                continue
            name = self.names.get(predicate, "")
            tagged = all(isinstance(found, ox.Literal) and found.language for found in values)
            if name in self.by_language and tagged:
                node[name] = _by_language(values)
            elif name and name not in self.by_language:
                node[name] = _one([self._value(found, name) for found in values])
            else:
                node[self.iri(predicate)] = _one([self._value(found, "") for found in values])
        return node

    def _value(self, term: Term, name: str) -> object:
        if not isinstance(term, ox.Literal):
            found = term.value if isinstance(term, ox.NamedNode) else f"_:{value(term)}"
            compacted = self.iri(found) if isinstance(term, ox.NamedNode) else found
            return compacted if name in self.things else {"@id": compacted}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        if datatype == XSD + "integer" and term.value == str(_whole(term.value)):
            return _whole(term.value)
        if datatype == XSD + "boolean" and term.value in ("true", "false"):
            return term.value == "true"
        if datatype == XSD + "string":
            return {"@value": term.value} if name in self.things else term.value
        return {"@value": term.value, "@type": self.iri(datatype)}


def _whole(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 16 else None


def _one(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _node_name(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else value(term)


def _by_language(values: list[Term]) -> dict[str, object]:
    found: dict[str, list[object]] = defaultdict(list)
    for term in values:
        if isinstance(term, ox.Literal) and term.language:
            found[term.language].append(term.value)
    return {lang: _one(texts) for lang, texts in sorted(found.items())}


WRITERS: dict[str, Callable[[list[Quad], Prefixes], bytes]] = {
    ".ttl": _turtle,
    ".trig": _trig,
    ".nt": _triple_lines,
    ".nq": _lines,
    ".rdf": _xml,
}


def save(path: Path, body: bytes) -> None:
    """Write a file whole or not at all: beside it first, then moved into its place."""
    save_from(path, io.BytesIO(body))


def save_from(path: Path, body: IO[bytes]) -> None:
    """Write a file from what is read of another, whole or not at all."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        beside = Path(name)
        with os.fdopen(handle, "wb") as out:
            shutil.copyfileobj(body, out)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        if beside:
            beside.unlink(missing_ok=True)
        raise SourceError("S108", Place(str(path)), detail=error.strerror or str(error)) from None


def append(path: Path, body: bytes) -> None:
    """Add to the end of a file, on a line of its own, whole or not at all, on disk before this returns."""
    size = -1
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as out:
            size = out.seek(0, os.SEEK_END)
            out.seek(max(0, size - 1))
            whole = out.read(1) in (b"", b"\n")
            out.write(body if whole else b"\n" + body)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        if size >= 0:
            with suppress(OSError):
                os.truncate(path, size)
        raise StoreError("S108", Place(str(path)), detail=error.strerror) from None


def digest_of(path: Path) -> str:
    """SHA-256 of the bytes of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
