"""Paths and the index they walk over: against plain sets, against SPARQL, and there and back through Turtle."""

from collections import Counter
from itertools import count

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import shacl_strategies as made
from tests import strategies

from metrograph.namespaces import OWL, RDF, RDFS, SH
from metrograph.shacl.index import NIL, SUBCLASS, TYPE, Index, Triple
from metrograph.shacl.node import Node, datatype, iri, is_blank, is_iri, is_literal, language, lexical, literal
from metrograph.shacl.path import (
    Chain,
    Choice,
    IllFormedPathError,
    Path,
    Repeat,
    Reverse,
    Step,
    predicates_in,
    read_path,
    triples_of,
)

P, Q = iri("urn:p"), iri("urn:q")
NODES = tuple(iri(f"urn:{name}") for name in "abcd")
steps = st.sampled_from([Step(P), Step(Q)])
paths: st.SearchStrategy[Path] = st.recursive(
    steps,
    lambda inner: st.one_of(
        inner.map(Reverse),
        st.lists(inner, min_size=2, max_size=3).map(lambda ways: Chain(tuple(ways))),
        st.lists(inner, min_size=2, max_size=3).map(lambda ways: Choice(tuple(ways))),
        st.builds(Repeat, inner, st.sampled_from("*+?")),
    ),
    max_leaves=6,
)
facts = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from([P, Q]), st.sampled_from((*NODES, '"x"'))), max_size=12)


def index(rows: list[Triple]) -> Index:
    lines = "".join(f"{subject} {predicate} {node} .\n" for subject, predicate, node in rows)
    return Index.of(ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES))


# ---- paths

Pairs = frozenset[tuple[Node, Node]]


def pairs(path: Path, rows: list[Triple]) -> Pairs:
    """Start and end of every way along a path: by joining sets, as its definition in SPARQL 1.1 has it."""
    everything = {node for subject, _, value in rows for node in (subject, value)} | set(NODES)
    same = frozenset((node, node) for node in everything)
    if isinstance(path, Step):
        return frozenset((subject, value) for subject, predicate, value in rows if predicate == path.predicate)
    if isinstance(path, Reverse):
        return frozenset((end, start) for start, end in pairs(path.path, rows))
    if isinstance(path, Choice):
        return frozenset().union(*(pairs(one, rows) for one in path.paths))
    if isinstance(path, Chain):
        found = same
        for one in path.paths:
            found = joined(found, pairs(one, rows))
        return found
    once = pairs(path.path, rows)
    found = once if path.sign == "+" else once | same
    while path.sign != "?" and not joined(found, once) <= found:
        found |= joined(found, once)
    return found


def joined(left: Pairs, right: Pairs) -> Pairs:
    return frozenset((start, end) for start, middle in left for other, end in right if middle == other)


@given(path=paths, rows=facts, start=st.sampled_from(NODES))
@settings(deadline=None)
def test_a_walk_along_a_path_ends_where_the_sets_say_and_names_each_end_once(path: Path, rows: list[Triple], start: Node) -> None:
    found = list(path.walk(index(rows), start))
    assert Counter(found) == Counter({end for begin, end in pairs(path, rows) if begin == start})


@given(path=paths, rows=facts)
@settings(deadline=None)
def test_the_way_back_leads_from_every_end_to_its_start(path: Path, rows: list[Triple]) -> None:
    data, back = index(rows), path.back()
    there = {(start, end) for start in NODES for end in path.walk(data, start)}
    assert {(start, end) for end in (*NODES, '"x"') for start in back.walk(data, end) if start in NODES} == {
        pair for pair in there if pair[1] in (*NODES, '"x"')
    }


@given(path=paths, rows=facts, start=st.sampled_from(NODES))
@settings(deadline=None)
def test_sparql_reads_the_text_of_a_path_and_goes_the_same_way(path: Path, rows: list[Triple], start: Node) -> None:
    data, store = (
        index([*rows, (start, "<urn:is>", start)]),
        ox.Store(),
    )  # a node that is nowhere has no way to itself in pyoxigraph
    store.extend(ox.parse("\n".join(data.lines()).encode(), format=ox.RdfFormat.N_TRIPLES))
    answer = store.query(f"SELECT DISTINCT ?end {{ {start} {path} ?end }}")
    assert {str(row["end"]) for row in answer} == set(path.walk(data, start))  # type: ignore[union-attr]


@given(path=paths)
@settings(deadline=None)
def test_a_path_written_as_triples_is_read_as_the_same_path(path: Path) -> None:
    node, triples = triples_of(path, map("_:b{}".format, count()))
    assert read_path(index(triples), node) == path


@given(path=paths)
@settings(deadline=None)
def test_the_predicates_of_a_path_are_those_in_its_text(path: Path) -> None:
    assert predicates_in(path) == {node for node in (P, Q) if node in str(path)}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (Step(P), "<urn:p>"),
        (Reverse(Step(P)), "^<urn:p>"),
        (Chain((Step(P), Reverse(Step(Q)))), "<urn:p>/(^<urn:q>)"),
        (Repeat(Choice((Step(P), Step(Q))), "+"), "(<urn:p>|<urn:q>)+"),
        (Reverse(Chain((Step(P), Step(Q)))), "^(<urn:p>/<urn:q>)"),
    ],
)
def test_a_path_is_shown_as_sparql_writes_it(path: Path, text: str) -> None:
    assert str(path) == text


SHAPE = f"@prefix sh: <{SH}> . @prefix rdf: <{RDF}> . <urn:shape> sh:path "
NO_PATHS = {
    "a text": "'p'",
    "the empty list": "()",
    "a list of one": "( <urn:p> )",
    "alternatives of one": "[ sh:alternativePath ( <urn:p> ) ]",
    "two kinds at once": "[ sh:inversePath <urn:p> ; sh:zeroOrMorePath <urn:q> ]",
    "two inverses": "[ sh:inversePath <urn:p> , <urn:q> ]",
    "a node that says nothing": "[]",
    "a list that breaks off": "[ rdf:first <urn:p> ]",
    "a path inside itself": "_:x . _:x sh:inversePath _:x",
    "a text inside": "( <urn:p> 'q' )",
}


@pytest.mark.parametrize("turtle", NO_PATHS.values(), ids=NO_PATHS)
def test_what_describes_no_path_is_refused(turtle: str) -> None:
    graph = Index.of(ox.parse(f"{SHAPE}{turtle} .".encode(), format=ox.RdfFormat.TURTLE))
    (node,) = graph.objects("<urn:shape>", iri(SH + "path"))
    with pytest.raises(IllFormedPathError):
        read_path(graph, node)


# ---- the index


def rows_of(quads: list[ox.Quad] | list[ox.Triple]) -> set[Triple]:
    return {(str(one.subject), str(one.predicate), str(one.object)) for one in quads}


def all_of(data: Index) -> list[Triple]:
    return [
        (subject, predicate, node)
        for predicate in data.predicates()
        for subject, found in data.forward(predicate).items()
        for node in found
    ]


@given(quads=strategies.datasets)
@settings(deadline=None)
def test_an_index_holds_every_triple_once_whatever_graphs_it_stands_in(quads: list[ox.Quad]) -> None:
    data = Index.of(quads)
    assert Counter(all_of(data)) == Counter(rows_of(quads))
    assert len(data) == len(rows_of(quads))


@given(triples=strategies.graphs)
@settings(deadline=None)
def test_the_table_back_is_the_table_forward_turned_round(triples: list[ox.Triple]) -> None:
    data = Index.of(triples)
    back = [(subject, p, node) for p in data.predicates() for node, found in data.backward(p).items() for subject in found]
    assert Counter(back) == Counter(rows_of(triples))


@given(triples=strategies.graphs)
@settings(deadline=None)
def test_the_lines_of_an_index_are_the_n_triples_of_its_data(triples: list[ox.Triple]) -> None:
    text = "\n".join(Index.of(triples).lines())
    assert rows_of(list(ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES))) == rows_of(triples)


@given(rows=facts, removed=facts, added=facts, first=st.booleans())
@settings(deadline=None)
def test_a_changed_index_is_that_of_the_changed_data_and_leaves_the_old_one_as_it_was(
    rows: list[Triple], removed: list[Triple], added: list[Triple], first: bool
) -> None:
    data = index(rows)
    if first:
        data.backward(P)  # as when a path has asked for it before
    after = data.changed(removed, added)
    assert set(all_of(after)) == (set(rows) - set(removed)) | set(added)
    assert len(after) == len(set(all_of(after)))
    assert {(s, node) for node, found in after.backward(P).items() for s in found} == {
        (s, o) for s, p, o in all_of(after) if p == P
    }
    assert set(all_of(data)) == set(rows)


kinds = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from([TYPE, SUBCLASS]), st.sampled_from(NODES)), max_size=10
)  # fmt: skip


def instances(kind: Node, rows: list[Triple]) -> set[Node]:
    below = {kind}
    while more := {s for s, p, o in rows if p == SUBCLASS and o in below} - below:
        below |= more
    return {s for s, p, o in rows if p == TYPE and o in below}


@given(rows=kinds, removed=kinds, added=kinds)
@settings(deadline=None)
def test_instances_are_those_of_a_class_and_of_all_below_it_also_after_changes(
    rows: list[Triple], removed: list[Triple], added: list[Triple]
) -> None:
    data = index(rows)
    assert all(data.instances(kind) == instances(kind, rows) for kind in NODES)
    after = [row for row in rows if row not in removed] + added
    assert all(data.changed(removed, added).instances(kind) == instances(kind, after) for kind in NODES)


@given(members=st.lists(st.sampled_from((*NODES, '"x"')), max_size=5))
@settings(deadline=None)
def test_the_members_of_a_list_come_in_their_order(members: list[Node]) -> None:
    graph = Index.of(ox.parse(f"<urn:s> <urn:p> ( {' '.join(members)} ) .".encode(), format=ox.RdfFormat.TURTLE))
    assert graph.members(graph.objects("<urn:s>", P)[0]) == tuple(members)


@pytest.mark.parametrize(
    "turtle",
    [
        "_:x rdf:first 1 ; rdf:rest _:x .",
        "_:x rdf:first 1 , 2 ; rdf:rest () .",
        "_:x rdf:first 1 .",
        "_:x rdf:rest () .",
        "_:x rdf:first 1 ; rdf:rest () , ( 2 ) .",
    ],
    ids=["a ring", "two members at once", "no rest", "no member", "two rests"],
)
def test_a_list_that_is_none_has_no_members(turtle: str) -> None:
    graph = Index.of(ox.parse(f"@prefix rdf: <{RDF}> . {turtle}".encode(), format=ox.RdfFormat.TURTLE))
    assert graph.members("_:x") is None
    assert graph.members(NIL) == ()


def test_an_index_is_given_back_as_it_is() -> None:
    data = index([(NODES[0], P, NODES[1])])
    assert Index.of(data) is data
    assert repr(data) == "<Index: 1 triples, 1 predicates>"


# ---- nodes


@given(term=strategies.literals)
@settings(deadline=None)
def test_a_literal_as_a_node_keeps_its_words_its_datatype_and_its_language(term: ox.Literal) -> None:
    node = str(term)
    assert (lexical(node), datatype(node), language(node)) == (term.value, term.datatype.value, term.language or "")
    assert literal(term.value, term.datatype.value, term.language or "") == node
    assert (is_literal(node), is_iri(node), is_blank(node)) == (True, False, False)


@given(term=st.one_of(strategies.iris, strategies.blanks))
@settings(deadline=None)
def test_a_name_as_a_node_is_no_literal(term: ox.NamedNode | ox.BlankNode) -> None:
    node = str(term)
    assert (datatype(node), language(node), is_literal(node)) == ("", "", False)
    assert is_iri(node) != is_blank(node)
    assert lexical(node) == (term.value if is_iri(node) else node)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
@settings(deadline=None)
def test_any_words_come_back_from_a_node(text: str) -> None:
    assert lexical(literal(text)) == text


def test_a_node_of_another_writer_is_read_with_its_escapes() -> None:
    assert lexical('"\\u00e9\\U0001F6A2\\t\\"\\\\"@fr') == 'é🚢\t"\\'


@given(data=made.data)
@settings(max_examples=30, deadline=None)
def test_a_store_gives_the_index_of_its_triples(data: list[ox.Triple]) -> None:
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(OWL + "Ontology")) for one in data)
    assert set(all_of(Index.of(store))) == rows_of(data)


def test_names_of_other_vocabularies_are_not_mistaken_for_statements_about_classes() -> None:
    data = index([(NODES[0], iri(RDFS + "subPropertyOf"), NODES[1]), (NODES[2], TYPE, NODES[0])])
    assert data.instances(NODES[1]) == frozenset()
