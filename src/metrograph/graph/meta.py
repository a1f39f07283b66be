"""What every graph is: VoID counts, DCAT titles and licences, PROV origins. No clock: the same input, the same bytes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.graph.terms import A, Graph, iri, mg, plain, whole
from metrograph.model import Text
from metrograph.namespaces import DCAT, DCTERMS, PROV, VOID, Names
from metrograph.words import LANGUAGES, say

CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a graph comes from: its name, a title in three languages, the files it was made from with their SHA-256."""

    graph: str
    title: Text
    files: tuple[tuple[str, str], ...]
    licence: str = CC_BY


@dataclass(frozen=True, slots=True)
class Described:
    """A question of the catalogue, as other tools may run it."""

    name: str
    summary: Text
    sparql: str
    topic: str


def meta_quads(
    counts: Mapping[str, int], origins: Iterable[Origin], questions: Iterable[Described], version: str, names: Names
) -> Iterator[ox.Quad]:
    """The graph ``meta``: its title, what the graphs of ``origins`` are, and the catalogue as ``sh:SPARQLExecutable``.

    ``counts`` says how many quads each graph holds, by its short name, those of plans among them.
    """
    graph = Graph(names, "meta")
    yield from graph.texts(names.graph("meta"), iri(DCTERMS + "title"), title("graph.meta"))
    dataset, run = names.shared("dataset"), names.shared("build")
    yield graph.add(dataset, A, iri(VOID + "Dataset"))
    yield graph.add(dataset, A, iri(DCAT + "Dataset"))
    yield from graph.texts(dataset, iri(DCTERMS + "title"), _DATASET)
    yield graph.add(dataset, iri(VOID + "triples"), whole(sum(counts.values())))
    yield graph.add(run, A, iri(PROV + "Activity"))
    yield graph.add(run, mg("version"), plain(f"metrograph {version}"))
    for origin in origins:
        yield from origin_quads(origin, counts.get(origin.graph, 0), names)
    for question in questions:
        yield from _question(question, graph)


def title(key: str, **values: object) -> Text:
    """A title in three languages.

    >>> title("graph.view").es
    'Situación de cada vínculo'
    """
    return Text(*(say(key, lang, **values) for lang in LANGUAGES))


_DATASET = Text(
    en="Work plans of city networks, linked to the Sustainable Development Goals",
    fr="Plans de travail de réseaux de villes, reliés aux Objectifs de développement durable",
    es="Planes de trabajo de redes de ciudades, vinculados a los Objetivos de Desarrollo Sostenible",
)


def origin_quads(origin: Origin, count: int, names: Names) -> Iterator[ox.Quad]:
    """What one graph is, and how many quads it holds."""
    graph, node = Graph(names, "meta"), names.graph(origin.graph)
    yield graph.add(names.shared("dataset"), iri(VOID + "subset"), iri(node))
    yield graph.add(node, A, iri(VOID + "Dataset"))
    yield graph.add(node, A, iri(PROV + "Entity"))
    yield from graph.texts(node, iri(DCTERMS + "title"), origin.title)
    yield graph.add(node, iri(VOID + "triples"), whole(count))
    if origin.licence:
        yield graph.add(node, iri(DCTERMS + "license"), iri(origin.licence))
    yield graph.add(node, iri(PROV + "wasGeneratedBy"), iri(names.shared("build")))
    yield from derived_quads(origin.graph, origin.files, names)


def derived_quads(name: str, files: Iterable[tuple[str, str]], names: Names) -> Iterator[ox.Quad]:
    """That a graph derives from some files, each with its SHA-256."""
    graph = Graph(names, "meta")
    for path, sha256 in files:
        file = names.hashed("file", path, sha256)
        yield graph.add(names.graph(name), iri(PROV + "wasDerivedFrom"), iri(file))
        yield graph.add(file, A, iri(PROV + "Entity"))
        yield graph.add(file, iri(DCTERMS + "identifier"), plain(path))
        yield graph.add(file, mg("sha256"), plain(sha256))


def _question(question: Described, graph: Graph) -> Iterator[ox.Quad]:
    sh = "http://www.w3.org/ns/shacl#"
    node = graph.names.shared(f"question/{question.name}")
    yield graph.add(node, A, iri(sh + "SPARQLExecutable"))
    yield graph.add(node, A, iri(sh + "SPARQLSelectExecutable"))
    yield graph.add(node, iri(sh + "select"), plain(question.sparql))
    yield graph.add(node, iri(DCTERMS + "identifier"), plain(question.name))
    yield graph.add(node, iri(DCTERMS + "subject"), plain(question.topic))
    yield from graph.texts(node, iri(DCTERMS + "description"), question.summary)
