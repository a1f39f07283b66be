"""The Graph Store HTTP Protocol: the requests of the W3C suite in its order, and what else can be sent to /store."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrograph.errors import MetroGraphError, QueryError, RequestError
from metrograph.serve.answers import problem
from metrograph.serve.asked import Reply
from metrograph.serve.graph_store import Change, GraphRequest, asked_of, change, read
from metrograph.serve.limits import Limits
from metrograph.serve.multipart import Document, documents
from metrograph.serve.protocol_fields import fields
from metrograph.store import LocalStore

ADDRESS = "http://127.0.0.1:8000/"
GS = ADDRESS + "store"
P1 = f"<{GS}/person/1>"
TTL = "text/turtle; charset=utf-8"
PREFIXES = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX v: <http://www.w3.org/2006/vcard/ns#> "
ALICE = PREFIXES + '[] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name "Alice" ] .'
ONE = "<urn:s> <urn:p> 1 ."


def card(name):
    return f'{PREFIXES} {P1} a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "{name}" ] .'


class Client:
    """Sends requests to a store by the way that the service takes."""

    def __init__(self):
        self.store = LocalStore.memory()
        self.sent = 0

    def send(self, method, path, body="", media=TTL, accept="") -> Reply:
        self.sent += 1
        path, _, query = path.partition("?")
        data = body if isinstance(body, bytes) else body.encode()
        try:
            asked = asked_of(method, path, fields(query.encode()), media, data, address=ADDRESS)
            if method in {"GET", "HEAD"}:
                return read(self.store, asked, accept, Limits(), prefixes={})
            made = change(self.store, asked, str(self.sent), prefixes={})
        except MetroGraphError as error:
            return problem(error)
        self.store.change(made.removed, made.added)
        if made.create:
            self.store.engine.add_graph(ox.NamedNode(made.create))
        if made.drop:
            self.store.engine.remove_graph(ox.NamedNode(made.drop))
        return Reply(b"", "", made.status, made.headers)

    def status(self, *given, **named):
        return self.send(*given, **named).status

    def holds(self, path, *expected):
        """Whether a graph is made of these documents, whatever its blank nodes are called."""
        reply = self.send("GET", path)
        assert (reply.status, reply.media) == (200, TTL), reply
        wanted = ox.Dataset(quad for text in expected for quad in ox.parse(text, ox.RdfFormat.TURTLE, rename_blank_nodes=True))
        found = ox.Dataset(ox.parse(reply.body, ox.RdfFormat.TURTLE))
        for one in (wanted, found):
            one.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return wanted == found


@pytest.fixture
def client():
    return Client()


def test_the_requests_of_the_suite_in_their_order(client):
    one, two = "/store/person/1.ttl", "/store/person/2.ttl"
    assert client.status("PUT", one, card("John Doe")) == 201
    assert client.holds("/store?graph=/store/person/1.ttl", card("John Doe"))
    assert client.holds(f"/store?graph={GS}/person/1.ttl", card("John Doe"))
    assert client.status("PUT", one, card("Jane Doe")) == 204
    assert client.holds(one, card("Jane Doe"))
    assert client.status("PUT", "/store?default", ALICE) == 204
    assert client.holds("/store?default", ALICE)
    assert client.status("PUT", one, card("Joe"), "application/rdf+xml") == 400
    assert client.holds(one, card("Jane Doe"))
    assert client.status("PUT", f"/store?graph={GS}/person/2.ttl", "") == 201
    assert client.holds(two)
    assert client.status("DELETE", two) == 204
    assert client.status("GET", two) == 404
    assert client.status("DELETE", two) == 404
    assert client.status("POST", one, f'{PREFIXES} {P1} foaf:name "Jane Doe" .') == 204
    named = f'{card("Jane Doe")} {P1} foaf:name "Jane Doe" .'
    assert client.holds(one, named)
    assert client.status("POST", one, NESTED, "multipart/form-data; boundary=AaB03x") == 204
    assert client.holds(one, f'{named} {P1} foaf:familyName "Doe" ; foaf:givenName "Jane" .')
    made = client.send("POST", "/store", ALICE)
    assert made.status == 201
    new = dict(made.headers)["Location"].removeprefix(ADDRESS[:-1])
    assert client.holds(new, ALICE)
    assert client.status("POST", new, "") == 204
    assert client.holds(new, ALICE)
    assert client.send("HEAD", one).media == TTL
    assert client.status("HEAD", two) == 404


NESTED = "\r\n".join([
    "--AaB03x",
    'content-disposition: form-data; name="graphs"',
    "Content-Type: multipart/mixed; boundary=BbC04y",
    "",
    "--BbC04y",
    'Content-disposition: attachment; filename="file1.ttl"',
    "Content-Type: text/turtle; charset=utf-8",
    "",
    f'{PREFIXES} {P1} foaf:familyName "Doe" .',
    "--BbC04y",
    'Content-disposition: attachment; filename="file2.ttl"',
    "Content-Type: text/turtle; charset=utf-8",
    "",
    f'{PREFIXES} {P1} foaf:givenName "Jane" .',
    "--BbC04y--",
    "--AaB03x--",
    "",
])  # fmt: skip


# ---- which graph


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/store", 400),
        ("PUT", "/store", 400),
        ("DELETE", "/store/", 400),
        ("PATCH", "/store", 400),
        ("GET", "/store?default&graph=urn:g", 400),
        ("GET", "/store?graph=urn:g&graph=urn:h", 400),
        ("PUT", "/store/a?default", 400),
        ("PUT", "/store/a?graph=urn:g", 400),
        ("GET", "/store?graph=name", 400),
        ("GET", "/store?graph=", 400),
        ("GET", "/store?graph=urn:a%20b", 400),
        ("GET", "/store?graph=//example.org/g", 400),
        ("GET", "/store/a<b", 400),
        ("GET", "/store?graph=%FF", 400),
        ("GET", "/store?graph=urn:none", 404),
        ("GET", "/store?default&format=exe", 400),
        ("TRACE", "/store/a", 405),
    ],
)
def test_a_request_names_one_graph_that_is_there(client, method, path, status):
    assert client.status(method, path, ONE) == status


def test_a_name_is_taken_as_it_was_sent(client):
    assert client.status("PUT", "/store/caf%C3%A9?lang=fr", ONE) == 201
    assert client.store.names() == (f"{GS}/caf%C3%A9",)
    assert client.status("PUT", "/store?graph=http%3A%2F%2Fexample.org%2Fcaf%C3%A9", ONE) == 201
    assert "http://example.org/café" in client.store.names()


def test_a_missing_graph_is_told_with_the_name_that_was_meant(client):
    client.send("PUT", "/store?graph=http://example.org/pilots", ONE)
    assert "http://example.org/pilots" in client.send("GET", "/store?graph=http://example.org/pilot").body.decode()


def test_a_new_graph_gets_an_address_where_it_is_found(client):
    made = client.send("POST", "/store/", "<> <urn:p> <#x> .")
    location = dict(made.headers)["Location"]
    assert location.startswith(GS + "/")
    assert client.holds(location.removeprefix(ADDRESS[:-1]), f"<{location}> <urn:p> <{location}#x> .")


# ---- reading


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", TTL),
        (TTL, TTL),
        ("*/*", TTL),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
        ("application/json", "application/json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("image/png", "application/problem+json"),
    ],
)
def test_a_graph_comes_in_the_syntax_that_is_liked_best(client, accept, wanted):
    client.send("PUT", "/store/a", ONE)
    assert client.send("GET", "/store/a", accept=accept).media == wanted


def test_a_syntax_can_be_asked_for_by_name(client):
    client.send("PUT", "/store/a", ONE)
    assert client.send("GET", "/store/a?format=nt", accept="text/turtle").media == "application/n-triples"
    assert client.send("GET", "/store/a?format=csv").status == 406


def test_literals_come_back_as_they_were_written(client):
    text = '<urn:s> <urn:p> 01, 1.0, "P12M"^^<http://www.w3.org/2001/XMLSchema#duration> .'
    client.send("PUT", "/store/a", text)
    assert client.holds("/store/a", text)
    client.send("PUT", "/store/a", "<urn:s> <urn:p> 1, 1.0 .")
    assert client.holds("/store/a", "<urn:s> <urn:p> 1, 1.0 .")


def test_the_default_graph_is_the_one_without_a_name(client):
    client.send("PUT", "/store/a", ONE)
    assert client.holds("/store?default")
    assert client.status("DELETE", "/store?default") == 204
    assert client.holds("/store/a", ONE)


# ---- writing


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (ONE, "", 415),
        (ONE, "text/plain", 415),
        (ONE, "application/octet-stream", 415),
        (ONE, "application/sparql-update", 415),
        (ONE, "text/turtle; charset=utf-16", 415),
        (ONE.encode("utf-16"), "text/turtle", 415),
        (b"<urn:s> <urn:p> '\xff' .", "text/turtle", 400),
        ("<urn:s> <urn:p> .", "text/turtle", 400),
        ("<urn:g> { <urn:s> <urn:p> 1 }", "application/trig", 400),
        ("<urn:s> <urn:p> <urn:o> <urn:g> .", "application/n-quads", 400),
        ('{"@context": "http://127.0.0.1:1/context"}', "application/ld+json", 400),
        (ONE, "multipart/form-data", 400),
        ("", "multipart/form-data; boundary=x", 400),
        ("--x\r\n\r\n" + ONE, "multipart/form-data; boundary=x", 400),
    ],
)
def test_a_body_that_is_no_graph_is_refused_and_changes_nothing(client, method, body, media, status):
    client.send("PUT", "/store/a", ONE)
    assert client.status(method, "/store/a", body, media) == status
    assert client.holds("/store/a", ONE)


def test_what_does_not_parse_is_told_with_its_place(client):
    told = client.send("PUT", "/store/a", "<urn:s>\n <urn:p> .").body.decode()
    assert '"line": 2' in told


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (ONE, "application/trig"),
        ("<urn:s> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .", "application/n-quads"),
        ("\ufeff" + ONE, "Text/Turtle"),
        ('{"@id": "urn:s", "urn:p": 1}', "application/ld+json"),
    ],
)  # fmt: skip
def test_a_dataset_that_is_one_graph_is_one(client, body, media):
    assert client.status("PUT", "/store/a", body, media) == 201
    assert client.holds("/store/a", ONE)


def test_blank_nodes_of_two_documents_are_two(client):
    client.send("POST", "/store/a", "_:b <urn:p> 1 .")
    client.send("POST", "/store/a", "_:b <urn:p> 1 .")
    assert client.holds("/store/a", "[] <urn:p> 1 . [] <urn:p> 1 .")


def test_a_graph_is_replaced_added_to_and_taken_away(client):
    assert client.status("POST", "/store/a", ONE) == 201
    assert client.status("POST", "/store/a", "<urn:s> <urn:p> 2 .") == 204
    assert client.holds("/store/a", ONE, "<urn:s> <urn:p> 2 .")
    assert client.status("PUT", "/store/a", "") == 204
    assert client.holds("/store/a")
    assert client.status("DELETE", "/store/a") == 204
    assert client.status("GET", "/store/a") == 404


# ---- PATCH


UPDATE = "application/sparql-update"


def test_an_update_changes_one_graph_alone(client):
    client.send("PUT", "/store/a", ONE + "<urn:s> <urn:p> 02 .")
    client.send("PUT", "/store?default", ONE)
    text = "DELETE { ?s ?p 1 } INSERT { ?s ?p <#new> } WHERE { ?s ?p 1 }"
    assert client.status("PATCH", "/store/a", text, UPDATE) == 204
    assert client.holds("/store/a", f"<urn:s> <urn:p> <{GS}/a#new>, 02 .")
    assert client.holds("/store?default", ONE)
    assert client.status("PATCH", "/store/a", "CLEAR ALL", UPDATE) == 204
    assert client.holds("/store/a")


def test_an_update_makes_a_graph_when_it_puts_something_there(client):
    assert client.status("PATCH", "/store/a", "CLEAR ALL", UPDATE) == 404
    assert client.status("PATCH", "/store/a", "INSERT DATA { <urn:s> <urn:p> 1 }", UPDATE) == 201
    assert client.holds("/store/a", ONE)


@pytest.mark.parametrize(
    ("text", "media", "status"),
    [
        ("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 2 } }", UPDATE, 400),
        ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", UPDATE, 400),
        ("DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }", UPDATE, 400),
        ("COPY DEFAULT TO <urn:g>", UPDATE, 400),
        ("COPY <urn:g> TO DEFAULT", UPDATE, 400),
        ("MOVE <urn:g> TO DEFAULT", UPDATE, 400),
        ("LOAD <http://127.0.0.1:1/>", UPDATE, 403),
        ("CLEAR XYZ", UPDATE, 400),
        ("SELECT * {}", UPDATE, 400),
        (ONE, "text/turtle", 415),
        ("CLEAR ALL", "", 415),
        ("CLEAR ALL".encode("utf-16"), UPDATE, 400),
    ],
)
def test_an_update_that_is_none_or_reaches_for_other_graphs_is_refused(client, text, media, status):
    client.send("PUT", "/store/a", ONE)
    assert client.status("PATCH", "/store/a", text, media) == status
    assert client.holds("/store/a", ONE)


# ---- parts


def form(*parts, end="--x--\r\n"):
    return b"".join(b"--x\r\n" + head.encode() + b"\r\n\r\n" + body + b"\r\n" for head, body in parts) + end.encode()


FORM = "multipart/form-data; boundary=x"
FILE = 'Content-Disposition: form-data; name="f"; filename="%s"'


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (FILE % "a.ttl" + "\r\nContent-Type: application/octet-stream", "text/turtle"),
        (FILE % "a.nt" + "\r\nContent-Type: text/plain", "application/n-triples"),
        (FILE % "../../A.RDF", "application/rdf+xml"),
        (FILE % "a.ttl" + "\r\nContent-Type: application/ld+json", "application/ld+json"),
        ('Content-Disposition: form-data; name="f"\r\nContent-Type: text/turtle; charset=UTF-8', "text/turtle"),
        (FILE % "a.exe", ""),
        ('Content-Disposition: form-data; name="f"', ""),
    ],
)
def test_a_part_is_what_it_says_or_what_its_file_is_called(head, wanted):
    assert documents(FORM, form((head, b"x"))) == (Document(b"x", wanted),)


def test_a_field_that_was_left_empty_is_passed_over():
    left = (FILE % "", b"")
    assert documents(FORM, form(left, (FILE % "a.ttl", b""))) == (Document(b"", "text/turtle"),)
    with pytest.raises(RequestError):
        documents(FORM, form(left))


@pytest.mark.parametrize(
    ("header", "body", "status"),
    [
        ("multipart/form-data", form((FILE % "a.ttl", b"")), 400),
        ("multipart/form-data; boundary=" + "x" * 300, form((FILE % "a.ttl", b"")), 400),
        (FORM, form((FILE % "a.ttl", b""), end=""), 400),
        (FORM, b"what is this?", 400),
        (FORM, form((FILE % "a.ttl" + "\r\nContent-Transfer-Encoding: base64", b"")), 415),
        (FORM, form((FILE % "a.ttl" + "\r\nContent-Type: text/turtle; charset=utf-16", b"")), 415),
        (FORM, form(*[(FILE % "a.ttl", b"")] * 101), 413),
    ],
)
def test_parts_that_cannot_be_told_apart_are_refused(header, body, status):
    with pytest.raises(RequestError) as caught:
        documents(header, body)
    assert caught.value.status == status


def outcome(work):
    """What a function gives back, or the code of its refusal."""
    try:
        return work()
    except (RequestError, QueryError) as error:
        return error.code


@given(st.binary() | st.binary().map(lambda body: form((FILE % "a.ttl", body))), st.sampled_from([FORM, "multipart/mixed"]))
def test_any_bytes_are_documents_or_refused(body: bytes, header: str) -> None:
    found = outcome(lambda: documents(header, body))
    assert isinstance(found, tuple) or found in {"W522", "W521", "W503"}


@given(
    st.sampled_from(["GET", "PUT", "POST", "PATCH", "DELETE"]),
    st.sampled_from(["/store", "/store/"]) | st.text().map(lambda rest: "/store/" + rest),
    st.lists(st.tuples(st.sampled_from(["graph", "default", "format"]), st.text())).map(tuple),
    st.sampled_from(["text/turtle", UPDATE, FORM]) | st.text(),
    st.binary(),
)
def test_any_request_is_a_value_or_refused(method, path, asked, media, body):
    found = outcome(lambda: asked_of(method, path, asked, media, body, address=ADDRESS))
    assert isinstance(found, GraphRequest | str)
    if isinstance(found, GraphRequest) and method != "GET":
        made = outcome(lambda: change(LocalStore.memory(), found, "1", prefixes={}))
        assert isinstance(made, Change | str)
