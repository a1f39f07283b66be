"""Graphs that clients send: read in every syntax, refused before a parser sees what would bring it down."""

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import Clock

from metrograph.errors import MetroGraphError, QueryError, RequestError
from metrograph.serve.intake import SYNTAXES, quads
from metrograph.turtle import Quad

NODE = ox.NamedNode
ONE = Quad(NODE("http://a/s"), NODE("http://a/p"), ox.Literal("é", language="fr"))
XML = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
SECONDS = 5


def refused(body: bytes, media: str) -> MetroGraphError:
    with pytest.raises(MetroGraphError) as caught, Clock() as clock:
        quads(body, media, "http://a/")
    assert clock.seconds < SECONDS
    assert all(caught.value.what(lang) and caught.value.remedy(lang) for lang in ("en", "fr", "es"))
    return caught.value


@pytest.mark.parametrize("media", SYNTAXES)
def test_every_syntax_is_read_with_a_mark_at_its_beginning_or_without(media: str) -> None:
    body = ox.serialize([ONE] if SYNTAXES[media].supports_datasets else [ONE.triple], format=SYNTAXES[media])
    assert body
    assert quads(body, media, "http://a/") == quads(b"\xef\xbb\xbf" + body, media) == (ONE,)


def test_relative_identifiers_belong_to_the_base() -> None:
    assert quads(b"<s> <p> '\xc3\xa9'@fr .", "text/turtle", "http://a/") == (ONE,)


def test_blank_nodes_keep_their_names_unless_they_must_not_meet_others() -> None:
    body = b"_:x <http://a/p> _:x ."
    assert {quads(body, "application/n-triples")[0].subject for _ in range(2)} == {ox.BlankNode("x")}
    assert len({quads(body, "application/n-triples", fresh=True)[0].subject for _ in range(2)}) == 2


@pytest.mark.parametrize("media", ["", "text/html", "application/json", "text/turtl", "x" * 100_000])
def test_another_type_is_not_supported_and_those_that_are_stand_in_the_remedy(media: str) -> None:
    error = refused(b"", media)
    assert isinstance(error, RequestError)
    assert (error.code, error.status) == ("W401", 415)
    assert "text/turtle" in error.remedy()
    assert len(error.what()) < 400


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("media", SYNTAXES)
def test_other_encodings_are_named_and_refused(media: str, encoding: str) -> None:
    error = refused("<http://a/s> <http://a/p> <http://a/o> .".encode(encoding), media)
    assert (error.code, getattr(error, "status", 0)) == ("W402", 415)
    assert "UTF-" in error.what()


def test_an_encoding_that_xml_declares_is_refused_too() -> None:
    assert refused(b'<?xml version="1.0" encoding="ISO-8859-1"?>' + XML + b"</rdf:RDF>", "application/rdf+xml").code == "W402"
    assert quads(b'<?xml version="1.0" encoding="utf-8"?>' + XML + b"</rdf:RDF>", "application/rdf+xml") == ()


@pytest.mark.parametrize("media", SYNTAXES)
def test_a_foreign_byte_is_told_with_its_line_and_column(media: str) -> None:
    error = refused(b"# ab\n# caf\xe9", media)
    assert (error.code, error.place.line, error.place.column) == ("W403", 2, 6)


@pytest.mark.parametrize(
    ("media", "body", "line"),
    [
        ("text/turtle", b"<a:s> <a:p>\n 'x ,", 2),
        ("application/n-triples", b"<a:s> <a:p> <a:o> .\n<a:s>", 2),
        ("application/trig", b"<a:g> {\n\n ) }", 3),
        ("application/n-quads", b"<a:s> <a:p> 'x' .", 1),
        ("application/ld+json", b'{"@id":\n tru}', 2),
        ("application/ld+json", b'{"a:p": NaN}', 1),
        ("application/ld+json", b'{"a:p": "\\ud800"}', 1),
        ("application/ld+json", b"", 1),
    ],
)
def test_what_does_not_parse_is_told_with_its_line(media: str, body: bytes, line: int) -> None:
    error = refused(body, media)
    assert isinstance(error, QueryError)
    assert (error.code, error.place.line) == ("W404", line)


def test_what_is_told_of_a_long_word_is_short() -> None:
    assert len(refused(b"<a:s> <a:p> " + b"x" * 1_000_000, "text/turtle").what()) < 400


DEEP: dict[str, tuple[str, Any]] = {
    "objects": ("application/ld+json", lambda n: b'{"a:p":' * n + b"1" + b"}" * n),
    "objects never closed": ("application/ld+json", lambda n: b'{"a:p":' * n),
    "lists": ("application/ld+json", lambda n: b"[" * n + b"]" * n),
    "braces behind a text that holds quotes": ("application/ld+json", lambda n: b'["\\"",' + b'{"a:p":' * n),
    "blank nodes": ("text/turtle", lambda n: b"<a:s> <a:p> " + b"[ <a:p> " * n + b"1" + b" ]" * n + b" ."),
    "collections": ("text/turtle", lambda n: b"<a:s> <a:p> " + b"( " * n + b" )" * n + b" ."),
    "triple terms": ("application/n-triples", lambda n: b"<a:s> <a:p> " + b"<<( <a:s> <a:p> " * n + b"<a:o>" + b" )>>" * n + b" ."),
    "triple terms in quads": ("application/n-quads", lambda n: b"<a:s> <a:p> " + b"<<( <a:s> <a:p> " * n),
    "reifiers": ("text/turtle", lambda n: b"<a:s> <a:p> " + b"<< <a:s> <a:p> " * n + b"<a:o>" + b" >>" * n + b" ."),
    "annotations": ("text/turtle", lambda n: b"<a:s> <a:p> <a:o> " + b"{| <a:p> <a:o> " * n + b"|}" * n + b" ."),
    "brackets behind texts and comments": ("application/trig", lambda n: b"<a:s> <a:p> \"\"\" \\\"\"\" ' # \n\"\"\" , 'it\\'s' , " + b"[ <a:p> " * n),
    "elements": ("application/rdf+xml", lambda n: XML + b"<a:X><a:p>" * n + b"</a:p></a:X>" * n + b"</rdf:RDF>"),
    "elements with ends in their texts": ("application/rdf+xml", lambda n: XML + b'<a:X a:q="</a:X></a:X>" a:r=\'/>\'><a:p>' * n),
    "elements beside comments": ("application/rdf+xml", lambda n: XML + b"<!-- </a:X> --><![CDATA[</a:p>]]><a:X><a:p>" * n),
}  # fmt: skip


@pytest.mark.parametrize("count", [250, 30_000, 1_000_000])
@pytest.mark.parametrize(("media", "deep"), DEEP.values(), ids=DEEP)
def test_what_is_nested_too_deeply_is_refused_before_it_is_parsed(media: str, deep: Any, count: int) -> None:
    error = refused(deep(count), media)
    assert error.code == "W405"
    assert error.place.line >= 1


@pytest.mark.parametrize(
    ("media", "deep"), [DEEP[name] for name in ("objects", "blank nodes", "collections", "triple terms", "elements")]
)
def test_what_is_nested_as_people_nest_is_read(media: str, deep: Any) -> None:
    assert quads(deep(49), media, "http://a/")


@pytest.mark.parametrize(
    "text",
    ["'[[[['", '"(((("', "'''[['['''", '"""{{"{{"""', "<http://a/(((((>", "1 # ((((", "<a:b(c)d>", "'\\'[[['"],
)
def test_brackets_in_texts_identifiers_and_comments_do_not_count(text: str) -> None:
    body = "".join(f"<http://a/s> <http://a/p{n}> {text}\n .\n" for n in range(300)).encode()
    assert len(quads(body, "text/turtle")) == 300


def test_a_context_at_another_address_is_not_fetched() -> None:
    for context in (b'"http://127.0.0.1:9/c"', b'["file:///etc/passwd"]', b'{"@version":1.1,"@import":"http://127.0.0.1:9/"}'):
        assert refused(b'{"@context":' + context + b',"a:p":1}', "application/ld+json").code == "W406"
    inner = b'{"@context":{"p":{"@id":"a:p","@context":"http://127.0.0.1:9/"}},"p":{"x":1}}'
    assert refused(inner, "application/ld+json").code == "W406"


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE x [<!ENTITY a "bomb">]>',
        b'<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        b"<!doctype x>",
        b"<!-- fine --><!DOCTYPE x>",
    ],
)
def test_a_document_type_is_refused(head: bytes) -> None:
    assert refused(head + XML + b'<a:X a:p="&a;"/></rdf:RDF>', "application/rdf+xml").code == "W407"


def test_an_entity_bomb_is_refused() -> None:
    lines = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lines}]>'.encode() + XML + b"<a:X><a:p>&l9;</a:p></a:X></rdf:RDF>"
    assert refused(bomb, "application/rdf+xml").code == "W407"


@pytest.mark.parametrize("media", SYNTAXES)
@pytest.mark.parametrize(
    "unit", [b'"', b"'", b'"""\\', b"<", b"<<", b'<a "', b"\\", b"#", b"{}", b"<!--", b"<a/>", b"(", b"[]", b"<?", b"&"]
)
def test_time_grows_with_the_length_only(unit: bytes, media: str) -> None:
    with Clock() as clock:
        try:
            quads(unit * (2_000_000 // len(unit)), media, "http://a/")
        except MetroGraphError as error:
            assert error.code.startswith("W4")  # noqa: PT017 - a document may even be sound
    assert clock.seconds < SECONDS


@pytest.mark.parametrize("media", SYNTAXES)
@given(body=st.one_of(st.binary(max_size=200), st.text(alphabet="[](){}<>\"'\\#@:.,;_ \n^|a1é", max_size=200).map(str.encode)))
def test_whatever_is_sent_is_read_or_refused_in_words(media: str, body: bytes) -> None:
    try:
        quads(body, media, "http://a/")
    except MetroGraphError as error:
        assert error.code.startswith("W4")  # noqa: PT017 - most is no document
        assert error.what("fr")  # noqa: PT017
