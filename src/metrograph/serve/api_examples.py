"""The questions of the catalogue as ``sh:SPARQLExecutable``, so that the editors of others can offer and run them.

The convention is that of the SIB: a comment in each language, the query, its prefixes, and the endpoint it is for.
"""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from metrograph import formats
from metrograph.catalog import Question, Terms
from metrograph.desk import Desk
from metrograph.namespaces import OWL, RDF, RDFS, SCHEMA, SH, XSD
from metrograph.serve.api_operation import Operation
from metrograph.serve.api_questions import sound
from metrograph.serve.api_tables import chosen
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.media import RDF as MEDIA
from metrograph.turtle import Quad

_A = ox.NamedNode(RDF + "type")


def examples(desk: Desk, endpoint: str) -> Iterator[Quad]:
    """Every question as an example for an endpoint, and the prefixes that they use."""
    prefixes = desk.names.shared("question/prefixes")
    yield from _prefixes(prefixes, desk.prefixes)
    for question in sound(desk.catalog):
        yield from _example(question, desk, endpoint, prefixes)


def _example(question: Question, desk: Desk, endpoint: str, prefixes: str) -> Iterator[Quad]:
    node = ox.NamedNode(desk.names.shared(f"question/{question.name}"))
    text = Terms(desk.names, {}).localise(question.sparql)
    yield Quad(node, _A, ox.NamedNode(SH + "SPARQLExecutable"))
    yield Quad(node, _A, ox.NamedNode(SH + "SPARQLSelectExecutable"))
    for lang, words in question.summary.pairs():
        yield Quad(node, ox.NamedNode(RDFS + "comment"), ox.Literal(words, language=lang))
    yield Quad(node, ox.NamedNode(SH + "prefixes"), ox.NamedNode(prefixes))
    yield Quad(node, ox.NamedNode(SH + "select"), ox.Literal(text))
    for tag in dict.fromkeys((question.topic, *question.tags)):
        yield Quad(node, ox.NamedNode(SCHEMA + "keywords"), ox.Literal(tag))
    yield Quad(node, ox.NamedNode(SCHEMA + "target"), ox.NamedNode(endpoint))


def _prefixes(iri: str, known: Mapping[str, str]) -> Iterator[Quad]:
    node = ox.NamedNode(iri)
    yield Quad(node, _A, ox.NamedNode(OWL + "Ontology"))
    for at, (name, space) in enumerate(sorted(known.items())):
        declared = ox.BlankNode(f"prefix{at}")
        yield Quad(node, ox.NamedNode(SH + "declare"), declared)
        yield Quad(declared, ox.NamedNode(SH + "prefix"), ox.Literal(name))
        yield Quad(declared, ox.NamedNode(SH + "namespace"), ox.Literal(space, datatype=ox.NamedNode(XSD + "anyURI")))


def _answered(desk: Desk, asked: Asked) -> Reply:
    kind = chosen(asked, MEDIA)
    found = list(examples(desk, asked.address + "sparql"))
    if kind == "jsonld":
        body = formats.json_ld(found, dict(sorted(desk.prefixes.items())))
    else:
        body = formats.write(found, f".{kind}", desk.prefixes)
    return Reply(body, MEDIA[kind] if kind in ("jsonld", "rdf") else f"{MEDIA[kind]}; charset=utf-8")


EXAMPLES = Operation("examples", "/api/examples", _answered, "questions", MEDIA, statuses=(406,))
WELL_KNOWN = Operation("well-known-examples", "/.well-known/sparql-examples", _answered, "questions", MEDIA, statuses=(406,))
OPERATIONS = (EXAMPLES, WELL_KNOWN)
