"""Updates as the engine is given them: with the graphs and the base that the request brings, each in its place."""

from contextlib import suppress
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrograph.errors import QueryError
from metrograph.serve.asked import Asked
from metrograph.serve.drafts import apply
from metrograph.serve.protocol import UpdateRequest
from metrograph.serve.protocol_update import ready
from metrograph.serve.routes_sparql import update

QUADS = "{ ?s ?p -1, \"a\"@en. GRAPH ?g { ?s ?p '}' } }"
TRAP = "PREFIX where: <urn:where> INSERT { ?s where:where 'WHERE {' } # WHERE\n"
BASE = "http://127.0.0.1:8000/update"


def used(text, using=("urn:g",), named=()):
    return str(ready(UpdateRequest(text, using, named), BASE, {}))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", "DELETE { ?s ?p 1 } USING <urn:g> WHERE { ?s ?p 1 }"),
        (
            "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE{ ?s ?p 1 }",
            "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } USING <urn:g> WHERE{ ?s ?p 1 }",
        ),
        ("insert{ ?s ?p 2 }where{ ?s ?p 1 }", "insert{ ?s ?p 2 }USING <urn:g> where{ ?s ?p 1 }"),
        (
            f"DELETE WHERE {QUADS}",
            f"DELETE {QUADS} USING <urn:g> WHERE {QUADS}",
        ),
        ("INSERT DATA { <urn:s> <urn:p> 'WHERE' }", "INSERT DATA { <urn:s> <urn:p> 'WHERE' }"),
        ("DELETE DATA { <urn:s> <urn:p> 1 }", "DELETE DATA { <urn:s> <urn:p> 1 }"),
        ("CLEAR ALL ; DROP NAMED", "CLEAR ALL ; DROP NAMED"),
        (
            TRAP + "WHERE { { SELECT ?s WHERE { ?s ?p ?o } } }",
            TRAP + "USING <urn:g> WHERE { { SELECT ?s WHERE { ?s ?p ?o } } }",
        ),
    ],
)
def test_graphs_stand_before_the_pattern_of_each_operation(text, wanted):
    assert used(text) == wanted


def test_each_of_several_operations_gets_them():
    text = "INSERT { ?s ?p 1 } WHERE { ?s ?p 2 } ; INSERT DATA { <urn:s> <urn:p> 1 } ; DELETE WHERE { ?s ?p 3 }"
    assert used(text, ("urn:g",), ("urn:h",)).count("USING <urn:g> USING NAMED <urn:h> WHERE") == 2


def test_lines_keep_their_numbers():
    text = "DELETE WHERE {\n ?s ?p 1 # one\n . ?s ?q 2 } ;\nINSERT { ?s ?p 1 }\nWHERE { ?s ?p 2 }"
    where = text.count("\n", 0, text.index("INSERT"))
    assert used(text).split("\n")[where].startswith("INSERT")


def test_what_does_not_parse_is_told_with_its_place():
    with pytest.raises(QueryError) as caught:
        used("INSERT { ?s ?p 1 } WHERE { ?s ?p ")
    assert caught.value.place.line == 1


def test_an_update_without_graphs_is_given_on_as_it_is():
    assert used("what is this?", ()) == "what is this?"


def test_thousands_of_operations_take_no_time_to_speak_of():
    text = "INSERT { ?s ?p 1 } WHERE { ?s ?p 2 } ; " * 3000
    assert used(text).count("USING") == 3000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("INSERT DATA { <urn:s> <urn:p> <test> }", f"BASE <{BASE}> INSERT DATA {{ <urn:s> <urn:p> <test> }}"),
        ("PREFIX : <#> CLEAR ALL", f"BASE <{BASE}> PREFIX : <#> CLEAR ALL"),
        ("INSERT DATA { <urn:s> <urn:p> 'a<b>c' } # <x>", "INSERT DATA { <urn:s> <urn:p> 'a<b>c' } # <x>"),
    ],
)
def test_relative_iris_belong_to_the_address_of_the_service(text, wanted):
    assert used(text, ()) == wanted


@pytest.mark.parametrize("using", [(), ("urn:g",)])
@pytest.mark.parametrize("before", ["CLEAR GRAPH <g> ; ", "CLEAR GRAPH <g> ;\n", "INSERT { <a> a 1 } WHERE { ?s a <b> } ; ", ""])
def test_a_mistake_is_told_where_the_client_wrote_it(before, using):
    text = f"{before}INSERT DATA {{ <a> <b> foo:c }}"
    made = ready(UpdateRequest(text, using), BASE, {})
    with pytest.raises(QueryError) as caught:
        apply(ox.Store(), text, {}, made)
    error, at = caught.value, text.index("foo:c")
    assert (error.code, error.source) == ("Q102", text)
    line = text[:at].count("\n") + 1
    assert (error.place.line, error.place.column) == (line, at - text.rfind("\n", 0, at))


def test_the_service_tells_the_column_of_a_mistake_beside_relative_iris(desk):
    text = "CLEAR GRAPH <g> ;\nINSERT DATA { <a> <b> foo:c }"
    for union in (True, False):
        served = SimpleNamespace(data=SimpleNamespace(union=union), local=desk.store, names=desk.names, plans=(), prefixes={})
        with pytest.raises(QueryError) as caught:
            update(served, Asked("update", address="http://127.0.0.1:8000/", body=text.encode()))
        assert (caught.value.place.line, caught.value.place.column) == (2, 23)
        with pytest.raises(QueryError) as caught:
            update(served, Asked("update", address="http://127.0.0.1:8000/", body=text.replace("\n", " ").encode()))
        assert (caught.value.place.line, caught.value.place.column) == (1, 41)


def test_clearing_a_graph_that_is_not_there_is_no_error():
    text = "CLEAR GRAPH <urn:none> ; clear graph <urn:b> ; CLEAR SILENT GRAPH <urn:x> ; CLEAR ALL"
    made = ready(UpdateRequest(text), BASE, {})
    assert made.count("SILENT") == 3
    ox.Store().update(made)


def test_a_text_that_does_not_parse_stays_as_it_is_for_the_engine_to_judge():
    assert ready(UpdateRequest("CLEAR GRAPH"), BASE, {}) == "CLEAR GRAPH"


DATA = """
INSERT DATA { <urn:d> a <urn:T> .
  GRAPH <urn:1> { <urn:a> a <urn:T> } GRAPH <urn:2> { <urn:b> a <urn:T> } GRAPH <urn:3> { <urn:c> a <urn:T> } }
"""


@pytest.mark.parametrize(
    ("pattern", "using", "named", "wanted"),
    [
        ("?s a <urn:T>", ("urn:1",), (), {"urn:a"}),
        ("?s a <urn:T>", ("urn:1", "urn:2"), (), {"urn:a", "urn:b"}),
        ("GRAPH ?g { ?s a <urn:T> }", (), ("urn:1", "urn:2"), {"urn:a", "urn:b"}),
        ("{ ?s a <urn:T> } UNION { GRAPH ?g { ?s a <urn:T> } }", ("urn:1",), ("urn:2",), {"urn:a", "urn:b"}),
        ("?s a <urn:T>", (), ("urn:2",), set()),
        ("GRAPH ?g { ?s a <urn:T> }", ("urn:1",), (), set()),
        ("?s a <urn:T>", (), (), {"urn:d"}),
    ],
)
def test_a_pattern_sees_the_graphs_of_the_request_alone(pattern, using, named, wanted):
    store = ox.Store()
    store.update(DATA)
    text = f"CLEAR GRAPH <urn:new> ; INSERT {{ GRAPH <urn:new> {{ ?s <urn:seen> 1 }} }} WHERE {{ {pattern} }}"
    store.update(ready(UpdateRequest(text, using, named), BASE, {}))
    assert {quad.subject.value for quad in store.quads_for_pattern(None, None, None, ox.NamedNode("urn:new"))} == wanted


def test_delete_where_takes_from_the_default_graph_what_it_finds_in_the_graph_that_is_named():
    store = ox.Store()
    store.update("INSERT DATA { <urn:s> <urn:p> 1, 2 . GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
    store.update(ready(UpdateRequest("DELETE WHERE { ?s ?p ?o }", ("urn:g",)), BASE, {}))
    assert sorted(str(quad.object.value) + str(quad.graph_name) for quad in store) == ["1<urn:g>", "2DEFAULT"]


@given(st.text(alphabet="INSERTDLWHUG {}<>?:;'\"#\\\n.abc1", max_size=80))
def test_any_text_is_made_ready_or_refused(text: str) -> None:
    with suppress(QueryError):
        assert isinstance(ready(UpdateRequest(text, ("urn:g",), ("urn:h",)), BASE, {}), str)
