"""Reads ontologies of users: Turtle and its kin, RDF/XML, OWL/XML; nothing is fetched from the network."""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from pathlib import Path
from xml.parsers import expat

import pyoxigraph as ox

from metrograph.errors import Place, SourceError
from metrograph.namespaces import OWL
from metrograph.reason.axioms import A
from metrograph.resources import root
from metrograph.turtle import Quad, Term, Triple, read_quads, value

OWN = "https://w3id.org/metrograph/ns"
OURS = {
    "https://w3id.org/metrograph/ns": "metrograph.ttl",
    "https://w3id.org/metrograph/ns/bridges": "bridges.ttl",
    "https://w3id.org/metrograph/ns/dl": "metrograph-dl.ttl",
    "https://w3id.org/metrograph/id/themes": "themes.ttl",
}
"""The ontologies that come with the package, by their IRIs."""
_FUNCTIONAL = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:Prefix|Ontology)\s*\(")
_MANCHESTER = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:Prefix|Ontology)\s*:")
_OWL_XML = re.compile(r"<(?:\w+:)?Ontology[\s>]")
_HEAD = 20_000


def given(
    ours: Iterable[Quad], files: Iterable[Path] = (), ontologies: Iterable[Path] = ()
) -> tuple[tuple[Triple, ...], tuple[str, ...]]:
    """The triples to reason on, and the IRIs of ontologies that they import and that are not at hand.

    Files stand beside ``ours``, or beside the ontologies given, which take the place of ours; an ontology that imports ours has
    it beside it too. Without any file it is ours, with its DL module.
    """
    own, data = read_files(ontologies), tuple(files)
    if own:
        return with_imports((*own, *_beside(data)))
    found = tuple(dict.fromkeys(quad.triple for quad in ours))
    header = Triple(ox.NamedNode(OWN), A, ox.NamedNode(OWL + "Ontology"))
    more = packaged("metrograph-dl.ttl") if header in found else packaged("metrograph.ttl", "bridges.ttl", "metrograph-dl.ttl")
    return with_imports((*found, *more, *_beside(data)))


def _beside(files: Iterable[Path]) -> Iterator[Triple]:
    """The triples of files that stand beside others, their blank nodes kept apart from those."""
    return (triple for number, path in enumerate(files) for triple in _apart(f"d{number}", read_file(path)))


def read_files(paths: Iterable[Path]) -> tuple[Triple, ...]:
    """The triples of some files, their blank nodes kept apart; ``SourceError`` for what cannot be read, or is empty."""
    return tuple(triple for number, path in enumerate(paths) for triple in _apart(f"o{number}", read_file(path)))


def read_file(path: Path) -> tuple[Triple, ...]:
    """The triples of one file, whatever its syntax is; its extension matters only where its beginning does not tell."""
    if not path.is_file():
        raise SourceError("S101", Place(str(path)))
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror or error) from None
    if not body.strip():
        raise SourceError("A107", Place(str(path)))
    syntax = _syntax(body[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff"))
    if syntax in ("OWL Functional Syntax", "Manchester Syntax"):
        raise SourceError("A106", Place(str(path)), format=syntax)
    if syntax in ("OWL/XML", "RDF/XML"):
        _sound_xml(path, body)
    if syntax == "OWL/XML":
        found = _owl_xml(path)
    elif path.suffix.lower() in (".owl", ".xml", ".ofn", ".omn", ".owx") or syntax == "RDF/XML":
        found = _read_as(".rdf" if syntax == "RDF/XML" else ".ttl", path, body)
    else:
        found = tuple(quad.triple for quad in read_quads(path))
    if not found:
        raise SourceError("A107", Place(str(path)))
    return found


def _syntax(head: str) -> str:
    """The syntax that the beginning of a file shows, or the empty text."""
    if _FUNCTIONAL.match(head):
        return "OWL Functional Syntax"
    if _MANCHESTER.match(head):
        return "Manchester Syntax"
    if not head.lstrip().startswith("<") or "rdf:RDF" in head or ":RDF" in head:
        return "RDF/XML" if re.search(r"<(?:\w+:)?RDF[\s>]", head) else ""
    return "OWL/XML" if _OWL_XML.search(head) and "http://www.w3.org/2002/07/owl#" in head else ""


def _read_as(suffix: str, path: Path, body: bytes) -> tuple[Triple, ...]:
    """A file read as one of another ending is."""
    try:
        return tuple(quad.triple for quad in read_quads(path.with_suffix(suffix), body))
    except SourceError as error:
        error.place = Place(str(path), error.place.line, error.place.column)
        raise


def _owl_xml(path: Path) -> tuple[Triple, ...]:
    """An ontology in OWL/XML, read by owlready2."""
    import owlready2  # noqa: PLC0415 - heavy, for this syntax only
    from owlready2.base import OwlReadyOntologyParsingError  # noqa: PLC0415 - see above

    world = owlready2.World()
    lines = io.BytesIO()
    try:
        with path.open("rb") as file, redirect_stderr(io.StringIO()):  # it prints what it raises
            world.get_ontology("urn:metrograph:given").load(only_local=True, fileobj=file)
        world.graph.save(lines, format="ntriples")
    except OwlReadyOntologyParsingError as error:
        told = str(error.__cause__ or error).splitlines()[0]
        line = re.search(r"line (\d+)", str(error))
        raise SourceError("A108", Place(str(path), int(line[1]) if line else 0), detail=told) from None
    return tuple(quad.triple for quad in ox.parse(lines.getvalue(), format=ox.RdfFormat.N_TRIPLES))


def _sound_xml(path: Path, body: bytes) -> None:
    """Refuse XML that is not well-formed, with the line, which the readers of RDF do not give."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        place = Place(str(path), error.lineno, error.offset + 1)
        raise SourceError("S109", place, detail=expat.errors.messages[error.code]) from None


def _apart(number: str, triples: Iterable[Triple]) -> Iterator[Triple]:
    """Triples whose blank nodes have names that no other file has."""
    for triple in triples:
        subject, thing = (_other(number, end) for end in (triple.subject, triple.object))
        yield Triple(subject, triple.predicate, thing)  # type: ignore[arg-type]  # a subject stays one


def _other(number: str, term: Term) -> Term:
    return ox.BlankNode(f"{number}x{term.value}") if isinstance(term, ox.BlankNode) else term


def with_imports(triples: tuple[Triple, ...]) -> tuple[tuple[Triple, ...], tuple[str, ...]]:
    """Triples with those of the ontologies of ours that they import, and the IRIs of what they import and is not at hand."""
    found = list(triples)
    read: set[str] = set()
    while True:
        wanted = {value(t.object) for t in found if t.predicate.value == OWL + "imports"} - _at_hand(found)
        ours = sorted(iri for iri in wanted if iri.rstrip("#/") in OURS and iri not in read)
        if not ours:
            return tuple(found), tuple(sorted(wanted - read))
        for iri in ours:
            read.add(iri)
            found += packaged(OURS[iri.rstrip("#/")])


def packaged(*names: str) -> list[Triple]:
    """The triples of files of the packaged ontology."""
    return [triple for name in names for triple in read_files([root() / "ontology" / name])]


def _at_hand(triples: Iterable[Triple]) -> set[str]:
    """The IRIs of the ontologies, and of the versions of them, that are here."""
    header = ox.NamedNode(OWL + "Ontology")
    found: set[str] = set()
    for triple in triples:
        if triple.predicate == A and triple.object == header:
            found.add(value(triple.subject))
        elif triple.predicate.value == OWL + "versionIRI":
            found.add(value(triple.object))
    return found


def as_quads(triples: Iterable[Triple], graph: str) -> tuple[Quad, ...]:
    """Triples in a named graph."""
    name = ox.NamedNode(graph)
    return tuple(Quad(t.subject, t.predicate, t.object, name) for t in triples)


__all__ = ["OURS", "as_quads", "given", "packaged", "read_file", "read_files", "with_imports"]
