"""Documents read and written through the rdflib view: on the engine, all or nothing, and never reaching outside."""

import io
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from rdflib import XSD, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from metrograph.errors import SourceError, StoreError
from metrograph.rdfview import view
from metrograph.store import LocalStore

EX = "http://example.org/"
A, B, C, G = (URIRef(EX + name) for name in "abcg")
TURTLE = f"@prefix ex: <{EX}> . ex:a ex:b ex:c , 'ville'@fr ."
XML = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="{EX}">
<rdf:Description rdf:about="{EX}a"><ex:b>qualité</ex:b></rdf:Description></rdf:RDF>"""


def empty() -> Any:
    return view(LocalStore.memory(), {})


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_document_may_be_a_text_bytes_a_path_or_an_open_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TURTLE.encode())
    with path.open("rb") as binary, path.open(encoding="utf-8-sig") as text:
        ways: list[dict[str, Any]] = [
            {"data": TURTLE},
            {"data": TURTLE.encode(), "format": "text/turtle"},
            {"source": path},
            {"source": str(path)},
            {"location": path.as_uri()},
            {"file": binary, "format": "turtle"},
            {"source": text, "format": "ttl"},
            {"source": io.BytesIO(TURTLE.encode()), "format": "turtle"},
        ]
        for way in ways:
            dataset = empty()
            assert dataset.parse(**way) is dataset
            assert set(dataset.objects(A, B)) == {C, Literal("ville", lang="fr")}, way


def test_line_ends_inside_a_text_stay_as_they_are() -> None:
    dataset = empty().parse(data=f'<{A}> <{B}> """a\r\nb""" .'.encode(), format="turtle")
    assert str(dataset.value(A, B)) == "a\r\nb"


def test_the_prefixes_of_a_document_are_known_from_then_on() -> None:
    dataset = empty().parse(data=TURTLE.replace("ex:", "other:"), format="turtle")
    assert len(dataset.query("SELECT ?o { other:a other:b ?o }")) == 2


def test_relative_names_are_read_from_the_place_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<#s> <p> <o> .", encoding="utf-8")
    ours, theirs = empty().parse(tmp_path / "a.ttl"), Graph().parse(tmp_path / "a.ttl")
    assert set(ours.triples((None, None, None))) == set(theirs)
    given = empty().parse(data="<s> <p> <o> .", publicID=EX)
    assert (URIRef(EX + "s"), URIRef(EX + "p"), URIRef(EX + "o")) in given


@pytest.mark.parametrize("syntax", ["turtle", "nt", "xml", "json-ld"])
def test_what_is_read_into_one_graph_stands_there_alone(syntax: str) -> None:
    text = Graph().parse(data=TURTLE, format="turtle").serialize(format=syntax)
    dataset = empty()
    graph = dataset.graph(G)
    assert graph.parse(data=text, format=syntax) is graph
    assert len(graph) == 2
    assert len(dataset.default_graph) == 0
    assert isomorphic(Graph().parse(data=graph.serialize(format=syntax), format=syntax), graph)


def test_graphs_of_a_document_keep_their_names_and_the_rest_goes_where_it_is_read() -> None:
    text = f"<{A}> <{B}> 1 . <{G}> {{ <{A}> <{B}> 2 }} <urn:x-rdflib:default> {{ <{A}> <{B}> 3 }}"
    dataset = empty()
    dataset.graph(C).parse(data=text, format="trig")
    held = {(graph.identifier, value.toPython()) for graph in dataset.graphs() for value in graph.objects(A, B)}
    assert held == {(C, 1), (G, 2), (dataset.default_graph.identifier, 3)}


def test_blank_nodes_of_two_documents_are_not_mixed_up() -> None:
    dataset = empty()
    for _ in range(2):
        dataset.parse(data=f"_:x <{B}> 1 .", format="turtle")
    assert len(set(dataset.subjects(B, Literal(1)))) == 2


def test_a_document_that_does_not_parse_changes_nothing_and_is_told_with_its_line() -> None:
    dataset = empty()
    with pytest.raises(SourceError) as caught:
        dataset.parse(data=f"<{A}> <{B}> 1 .\n<{A}> <{B}> .", format="turtle")
    assert (caught.value.code, caught.value.place.line) == ("S109", 2)
    assert len(dataset) == 0


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "document",
    [
        '{"@context": "http://127.0.0.1:9/c", "@id": "http://a/s", "name": "x"}',
        '{"@context": ["http://127.0.0.1:9/c", {}], "@id": "http://a/s"}',
        '{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "http://a/s", "http://a/p": {"@context": "http://127.0.0.1:9/d"}}',
        '{"@context": "file:///etc/hostname", "@id": "http://a/s", "name": "x"}',
    ],
)
def test_a_context_of_json_ld_is_never_fetched(document: str) -> None:
    dataset = empty()
    for graph in (dataset, dataset.graph(G)):
        with pytest.raises(SourceError, match="S109"):
            graph.parse(data=document, format="json-ld")
        with pytest.raises(TypeError):
            graph.parse(data=document, format="application/ld+json", version=1.1)
    assert len(dataset) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "utf-7"])
def test_rdf_xml_with_entities_is_refused_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rdf:RDF [<!ENTITY a "aaaa">]>' + XML.replace("qualité", "&a;")
    with pytest.raises(SourceError, match="S120"):
        empty().parse(data=text.encode(encoding), format="xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_rdf_xml_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n{XML}'
    assert str(empty().parse(data=text.encode(encoding), format="xml").value(A, B)) == "qualité"
    assert str(empty().parse(data=text, format="xml").value(A, B)) == "qualité"


def test_an_encoding_that_nobody_knows_is_told() -> None:
    for text in (f'<?xml version="1.0" encoding="klingon"?>{XML}', f'<?xml version="1.0" encoding="ascii"?>{XML}'):
        with pytest.raises(SourceError, match="S109"):
            empty().parse(data=text.encode(), format="xml")


def test_formulas_of_n3_are_refused_since_nobody_asserts_them() -> None:
    dataset = empty()
    with pytest.raises(SourceError, match="S109"):
        dataset.parse(data=f"{{ <{A}> <{B}> 1 }} <{B}> 2 .", format="n3")
    assert len(dataset) == 0


@pytest.mark.parametrize("syntax", ["longturtle", "trix", "hext"])
def test_formats_that_the_engine_does_not_know_are_left_to_rdflib(syntax: str) -> None:
    dataset = empty().parse(data=TURTLE, format="turtle")
    text = dataset.serialize(format=syntax)
    other = Dataset(default_union=True).parse(data=text, format="turtle" if syntax == "longturtle" else syntax)
    assert set(other.triples((None, None, None))) == set(dataset.triples((None, None, None)))
    if syntax != "longturtle":
        assert len(empty().parse(data=text, format=syntax)) == 2


def test_a_document_goes_to_a_file_a_stream_or_back_and_names_the_prefixes_in_use(tmp_path: Path) -> None:
    dataset = empty().parse(data=TURTLE, format="turtle")
    text = dataset.serialize(format="turtle")
    assert [line for line in text.splitlines() if line.startswith("@prefix")] == [f"@prefix ex: <{EX}> ."]
    assert dataset.serialize(format="turtle", encoding="utf-8") == text.encode()
    stream = io.BytesIO()
    assert dataset.serialize(stream, format="turtle") is dataset
    for target in (tmp_path / "a.ttl", str(tmp_path / "b.ttl"), (tmp_path / "c.ttl").as_uri()):
        dataset.serialize(target, format="turtle")
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {stream.getvalue()} == {text.encode()}
    assert len(os.listdir(tmp_path)) == 3  # noqa: PTH208 - names alone, hidden ones too


def test_all_graphs_are_written_as_graphs_or_as_one() -> None:
    dataset = empty().parse(data=TURTLE, format="turtle")
    dataset.graph(G).add((A, B, C))
    assert set(dataset.serialize(format="nt").splitlines()) == {f"<{A}> <{B}> <{C}> .", f'<{A}> <{B}> "ville"@fr .'}
    assert dataset.serialize(format="nquads").count("\n") == 3
    assert "ex:g {" in dataset.serialize()
    assert dataset.graph(G).serialize(format="nquads") == f"<{A}> <{B}> <{C}> <{G}> .\n"


def test_literals_are_written_as_they_were_loaded() -> None:
    literals = ('"1.50"^^xsd:decimal', '"01"^^xsd:integer', '"2019-02-03T00:00:00+00:00"^^xsd:dateTime')
    head = f"@prefix xsd: <{XSD}> . @prefix ex: <{EX}> ."
    dataset = empty().parse(data=f"{head} ex:a ex:b {' , '.join(literals)} .", format="turtle")
    for syntax in ("turtle", "nt", "trig", "nquads"):
        text = dataset.serialize(format=syntax)
        assert all(word in text for word in ("1.50", "01", "2019-02-03T00:00:00+00:00"))


def test_a_graph_that_cannot_have_its_name_is_told() -> None:
    with pytest.raises(StoreError, match="T120"):
        empty().graph(URIRef("no scheme")).parse(data=TURTLE, format="turtle")
