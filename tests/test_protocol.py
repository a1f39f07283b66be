"""HTTP requests to /sparql and /update as values: what the SPARQL 1.1 Protocol says of them, and what it forbids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrograph.errors import RequestError
from metrograph.serve.protocol import FORMATS, QueryRequest, UpdateRequest, asks_nothing, query_of, update_of
from metrograph.serve.protocol_fields import FORM, Fields, content_type, fields, text_of

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
G = "http://example.org/g"


def refused(work, *given, **named):
    with pytest.raises(RequestError) as caught:
        work(*given, **named)
    caught.value.what("fr")
    caught.value.remedy("es")
    return caught.value.code, caught.value.status


# ---- queries


@pytest.mark.parametrize(
    ("method", "asked", "media", "body"),
    [
        ("GET", (("query", "ASK {}"),), "", b""),
        ("HEAD", (("query", "ASK {}"),), "", b""),
        ("POST", (), FORM, b"query=ASK+%7B%7D"),
        ("POST", (), FORM + "; charset=UTF-8", b"query=ASK%20%7B%7D"),
        ("POST", (), QUERY, b"ASK {}"),
        ("POST", (), "Application/SPARQL-Query; charset=utf-8", b"\xef\xbb\xbfASK {}"),
        ("POST", (), QUERY + '; charset="US-ASCII"', b"ASK {}"),
    ],
)
def test_a_query_comes_in_the_address_in_a_form_or_as_the_body(method, asked, media, body):
    assert query_of(method, asked, media, body) == QueryRequest("ASK {}")


def test_a_direct_post_names_its_dataset_in_the_address():
    asked = (("default-graph-uri", G), ("default-graph-uri", G + "2"), ("named-graph-uri", G), ("named-graph-uri", G))
    made = query_of("POST", asked, QUERY, b"ASK {}")
    assert made == QueryRequest("ASK {}", (G, G + "2"), (G,))
    assert made.has_dataset


def test_a_form_names_its_dataset_in_the_body_or_in_the_address():
    body = b"query=ASK+%7B%7D&named-graph-uri=http%3A%2F%2Fexample.org%2Fg"
    assert query_of("POST", (("default-graph-uri", G),), FORM, body) == QueryRequest("ASK {}", (G,), (G,))


@pytest.mark.parametrize(
    ("method", "asked", "media", "body", "wanted"),
    [
        ("PUT", (("query", "ASK {}"),), "", b"", ("W501", 405)),
        ("DELETE", (), "", b"", ("W501", 405)),
        ("GET", (("query", "ASK {}"), ("query", "SELECT * {}")), "", b"", ("W506", 400)),
        ("POST", (), FORM, b"query=ASK+%7B%7D&query=ASK+%7B%7D", ("W506", 400)),
        ("POST", (("query", "ASK {}"),), QUERY, b"ASK {}", ("W506", 400)),
        ("POST", (("query", "ASK {}"),), FORM, b"query=ASK+%7B%7D", ("W506", 400)),
        ("POST", (), "text/plain", b"ASK {}", ("W505", 415)),
        ("POST", (), "", b"query=ASK%20%7B%7D", ("W505", 415)),
        ("POST", (), "", b"ASK {}", ("W505", 415)),
        ("POST", (), "multipart/form-data; boundary=x", b"", ("W505", 415)),
        ("POST", (), QUERY + "; charset=UTF-16", "ASK {}".encode("utf-16"), ("W503", 415)),
        ("POST", (), QUERY + "; charset=iso-8859-1", b"ASK {}", ("W503", 415)),
        ("POST", (), FORM + "; charset=utf-16", b"query=ASK+%7B%7D", ("W503", 415)),
        ("POST", (), QUERY, "ASK {}".encode("utf-16"), ("W502", 400)),
        ("POST", (), FORM, b"query=ASK+%FF", ("W502", 400)),
        ("POST", (), FORM, b"x=1", ("W507", 400)),
        ("GET", (("default-graph-uri", G),), "", b"", ("W507", 400)),
        ("GET", (("update", "CLEAR ALL"),), "", b"", ("W512", 400)),
        ("POST", (), FORM, b"update=CLEAR+ALL", ("W512", 400)),
        ("POST", (), UPDATE, b"CLEAR ALL", ("W512", 415)),
        ("GET", (("query", "ASK {}"), ("default-graph-uri", "g")), "", b"", ("W508", 400)),
        ("GET", (("query", "ASK {}"), ("default-graph-uri", "")), "", b"", ("W508", 400)),
        ("GET", (("query", "ASK {}"), ("named-graph-uri", "http://a/ b")), "", b"", ("W508", 400)),
        ("GET", (("query", "ASK {}"), ("named-graph-uri", "urn:a>")), "", b"", ("W508", 400)),
        ("GET", (("query", "ASK {}"), ("format", "exe")), "", b"", ("W511", 400)),
        ("GET", (("query", "ASK {}"), ("timeout", "soon")), "", b"", ("W513", 400)),
        ("GET", (("query", "ASK {}"), ("timeout", "-1")), "", b"", ("W513", 400)),
        ("GET", (("query", "ASK {}"), ("timeout", "inf")), "", b"", ("W513", 400)),
        ("GET", (("query", "ASK {}"), ("timeout", "nan")), "", b"", ("W513", 400)),
    ],
)
def test_what_is_no_request_of_the_protocol_is_refused(method, asked, media, body, wanted):
    assert refused(query_of, method, asked, media, body) == wanted


def test_a_wrong_method_is_told_the_right_ones():
    with pytest.raises(RequestError) as caught:
        query_of("PATCH", ())
    assert caught.value.headers == (("Allow", "GET, HEAD, POST, OPTIONS"),)


def test_an_empty_query_is_given_on_and_is_the_engine_s_to_judge():
    assert query_of("GET", (("query", ""),)).text == ""


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ((("format", "CSV"),), "csv"),
        ((("output", "json"),), "json"),
        ((("format", "application/sparql-results json"),), "json"),
        ((("format", "text/turtle"),), "ttl"),
        ((("format", "rdf+xml"),), "rdf"),
        ((("format", "application/x-json+ld,application/ld+json"),), "jsonld"),
        ((("format", "tsv"), ("format", "text/tab-separated-values"), ("results", "tsv")), "tsv"),
        ((("output", "csv"), ("format", "xml")), "xml"),
        ((("format", ""),), ""),
    ],
)
def test_a_format_can_be_asked_for_by_name(asked, wanted):
    assert query_of("GET", (("query", "ASK {}"), *asked)).format == wanted


def test_every_format_has_a_short_name():
    assert set(FORMATS.values()) == {"json", "xml", "csv", "tsv", "ttl", "nt", "rdf", "jsonld"}


def test_a_timeout_is_a_number_of_seconds():
    assert query_of("GET", (("query", "ASK {}"), ("timeout", "2.5"))).seconds == 2.5


@pytest.mark.parametrize(
    ("method", "asked", "wanted"),
    [
        ("GET", (), True),
        ("HEAD", (("format", "ttl"), ("lang", "fr")), True),
        ("GET", (("query", ""),), False),
        ("GET", (("update", "CLEAR ALL"),), False),
        ("GET", (("default-graph-uri", G),), False),
        ("POST", (), False),
    ],
)
def test_a_plain_get_asks_what_the_service_is(method, asked, wanted):
    assert asks_nothing(method, asked) is wanted


# ---- updates


@pytest.mark.parametrize(
    ("asked", "media", "body"),
    [
        ((), FORM, b"update=CLEAR+ALL"),
        ((), UPDATE, b"CLEAR ALL"),
        ((("using-graph-uri", G), ("using-named-graph-uri", G)), UPDATE, b"CLEAR ALL"),
        ((("using-graph-uri", G),), FORM, b"update=CLEAR+ALL&using-named-graph-uri=http%3A%2F%2Fexample.org%2Fg"),
    ],
)
def test_an_update_comes_in_a_form_or_as_the_body(asked, media, body):
    named = bool(asked)
    assert update_of("POST", asked, media, body) == UpdateRequest("CLEAR ALL", (G,) * named, (G,) * named)


@pytest.mark.parametrize(
    ("method", "asked", "media", "body", "wanted"),
    [
        ("GET", (("update", "CLEAR ALL"),), "", b"", ("W501", 405)),
        ("HEAD", (("update", "CLEAR ALL"),), "", b"", ("W501", 405)),
        ("PUT", (), UPDATE, b"CLEAR ALL", ("W501", 405)),
        ("POST", (), FORM, b"update=CLEAR+NAMED&update=CLEAR+DEFAULT", ("W506", 400)),
        ("POST", (("update", "CLEAR ALL"),), UPDATE, b"CLEAR ALL", ("W506", 400)),
        ("POST", (), "text/plain", b"CLEAR NAMED", ("W505", 415)),
        ("POST", (), "", b"update=CLEAR%20NAMED", ("W505", 415)),
        ("POST", (), UPDATE + "; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), ("W503", 415)),
        ("POST", (), UPDATE, "CLEAR NAMED".encode("utf-16"), ("W502", 400)),
        ("POST", (), QUERY, b"ASK {}", ("W512", 415)),
        ("POST", (), FORM, b"query=ASK+%7B%7D", ("W512", 400)),
        ("POST", (), FORM, b"", ("W507", 400)),
        ("POST", (("using-graph-uri", "g"),), UPDATE, b"CLEAR ALL", ("W508", 400)),
    ],
)
def test_what_is_no_update_of_the_protocol_is_refused(method, asked, media, body, wanted):
    assert refused(update_of, method, asked, media, body) == wanted


@pytest.mark.parametrize("field", ["using-graph-uri", "using-named-graph-uri"])
@pytest.mark.parametrize(
    "text",
    [
        "WITH <urn:a> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }",
        "INSERT { ?s ?p 2 } USING <urn:a> WHERE { ?s ?p 1 }",
        "INSERT { ?s ?p 2 } using named <urn:a> WHERE { ?s ?p 1 }",
        "CLEAR ALL ; with<urn:a>DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
        "\\u0057ITH <urn:a> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
    ],
)
def test_graphs_are_named_by_the_request_or_by_the_update_and_not_by_both(field, text):
    assert refused(update_of, "POST", ((field, G),), UPDATE, text.encode()) == ("W509", 400)


def test_words_in_texts_names_and_comments_name_no_graph():
    text = "INSERT { ?with <urn:using> 'USING' } WHERE { ?with ex:using 'WITH' } # USING"
    assert update_of("POST", (("using-graph-uri", G),), UPDATE, text.encode()).using == (G,)


# ---- fields


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (b"", ()),
        (b"a=1&b=2&a=3", (("a", "1"), ("b", "2"), ("a", "3"))),
        (b"a+b=c+d%2B", (("a b", "c d+"),)),
        (b"default&x", (("default", ""), ("x", ""))),
        (b"&&a=b=c&", (("a", "b=c"),)),
        ("é=%C3%A9".encode(), (("é", "é"),)),
        (b"a=50%&b=%zz", (("a", "50%"), ("b", "%zz"))),
        (b"a=1;b=2", (("a", "1;b=2"),)),
    ],
)
def test_fields_are_read_as_forms_write_them(raw, wanted):
    assert fields(raw) == wanted


@pytest.mark.parametrize("raw", [b"a=%FF", b"a=\xff", b"%C3=1", b"a=%ED%A0%80", b"a=%C0%80"])
def test_fields_are_utf8_and_nothing_else(raw):
    assert refused(fields, raw) == ("W502", 400)


def test_there_are_not_endless_fields():
    assert len(fields(b"a&" * 9, most=10)) == 9
    assert refused(fields, b"a&" * 10, most=10) == ("W504", 400)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", ("", {})),
        (" Text/Turtle ", ("text/turtle", {})),
        ("text/turtle; Charset=UTF-8;q=1", ("text/turtle", {"charset": "UTF-8", "q": "1"})),
        ('multipart/form-data; boundary="a;\\"b"', ("multipart/form-data", {"boundary": 'a;"b'})),
        ("text/turtle;;;", ("text/turtle", {})),
    ],
)
def test_a_content_type_is_a_media_type_with_parameters(header, wanted):
    assert content_type(header) == wanted


NAMES = ["query", "update", "default-graph-uri", "using-graph-uri", "format", "timeout"]
ANY_FIELDS = st.lists(st.tuples(st.sampled_from(NAMES) | st.text(), st.text())).map(tuple)
MEDIA = st.sampled_from([FORM, QUERY, UPDATE, "text/plain", ""]) | st.text()


def outcome(work, *given) -> object:
    """What a function gives back, or the status of its refusal."""
    try:
        return work(*given)
    except RequestError as error:
        return error.status if error.what("fr") and error.remedy("es") else "without words"


@given(st.sampled_from(["GET", "POST", "PUT"]) | st.text(), ANY_FIELDS, MEDIA, st.binary() | st.just(b"query=ASK+%7B%7D"))
def test_any_request_is_a_query_or_refused(method: str, asked: Fields, media: str, body: bytes) -> None:
    found = outcome(query_of, method, asked, media, body)
    assert isinstance(found, QueryRequest) or found in {400, 405, 415}


@given(st.sampled_from(["GET", "POST"]), ANY_FIELDS, MEDIA, st.binary())
def test_any_request_is_an_update_or_refused(method: str, asked: Fields, media: str, body: bytes) -> None:
    found = outcome(update_of, method, asked, media, body)
    assert isinstance(found, UpdateRequest) or found in {400, 405, 415}


@given(st.binary())
def test_any_bytes_are_fields_or_refused(raw: bytes) -> None:
    found = outcome(fields, raw)
    assert isinstance(found, tuple) or found == 400


@given(st.binary(), st.text())
def test_any_body_is_text_or_refused(body: bytes, header: str) -> None:
    found = outcome(lambda: text_of(body, content_type(header)[1]))
    assert isinstance(found, str) or found in {400, 415}
