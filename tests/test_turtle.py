"""Turtle and TriG, written one way only."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import datasets, graphs

from metrograph.errors import SourceError
from metrograph.formats import canonical
from metrograph.namespaces import Names
from metrograph.resources import root
from metrograph.turtle import Quad, Triple, read_quads, read_triples, write_trig, write_turtle

PREFIXES = {**Names().prefixes(("metropolis-2019",)), "ex": "http://example.org/"}
EX = "@prefix ex: <http://example.org/> .\n"
HOLD = settings(deadline=None, derandomize=True, max_examples=150)


def formatted(turtle: str) -> str:
    """A Turtle text in our own formatting, without its prefixes."""
    known = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    written = write_turtle((quad.triple for quad in ox.parse(known + turtle, format=ox.RdfFormat.TURTLE)), PREFIXES)
    return written.partition("\n\n")[2]


def plain(found: list[Triple]) -> list[Quad]:
    return canonical(Quad(t.subject, t.predicate, t.object) for t in found)


def parsed(text: str, syntax: ox.RdfFormat) -> list[Quad]:
    return list(ox.parse(text, format=syntax))


def by_rdflib(text: str) -> list[Quad]:
    """What rdflib reads, its habit of rewriting numbers (007 to 7) switched off."""
    rdflib.NORMALIZE_LITERALS = False
    try:
        lines = rdflib.Graph().parse(data=text, format="turtle").serialize(format="nt")
    finally:
        rdflib.NORMALIZE_LITERALS = True
    return canonical(parsed(lines, ox.RdfFormat.N_TRIPLES))


# ---- the order of a file


def test_the_ontology_header_comes_before_every_other_subject() -> None:
    assert formatted("mg:Action a owl:Class . mg:zeta a owl:Ontology .").startswith("mg:zeta a owl:Ontology .\n\nmg:Action")


def test_goals_and_targets_stand_in_their_natural_order() -> None:
    text = formatted("sdg:11.10 a ex:T . sdg:11.2 a ex:T . sdg:11 a ex:T . sdg:2.1 a ex:T .")
    assert [line.split()[0] for line in text.splitlines() if line] == ["sdg:2.1", "sdg:11", "sdg:11.2", "sdg:11.10"]


def test_values_stand_in_their_natural_order_things_before_words() -> None:
    text = formatted('ex:s ex:p "line 10", "line 9", sdg:11.10, sdg:11.2 .')
    assert text == 'ex:s ex:p sdg:11.2,\n    sdg:11.10,\n    "line 9",\n    "line 10" .\n'


def test_the_type_is_written_first_and_as_a() -> None:
    assert formatted("id:x mg:acronym 'MEGA' ; dcterms:title 'M' ; a mg:PilotProject .") == (
        'id:x a mg:PilotProject ;\n  dcterms:title "M" ;\n  mg:acronym "MEGA" .\n'
    )


def test_only_the_prefixes_in_use_are_declared() -> None:
    triple = Triple(ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p"), ox.Literal("x"))
    assert write_turtle([triple], PREFIXES) == EX + '\nex:s ex:p "x" .\n'


def test_nothing_at_all_is_an_empty_file() -> None:
    assert write_turtle([], PREFIXES) == write_trig([], PREFIXES) == ""


def test_the_longest_namespace_gives_the_prefix() -> None:
    iri = "https://w3id.org/metrograph/id/metropolis-2019/pilot-mega"
    assert formatted(f"<{iri}> a mg:PilotProject .") == "metropolis-2019:pilot-mega a mg:PilotProject .\n"


@pytest.mark.parametrize("local", ["x.", "-x", "a%20b", "é", "a/b", ""])
def test_a_name_that_no_prefixed_name_can_hold_is_written_in_full(local: str) -> None:
    assert formatted(f"<http://example.org/{local}> a ex:T .") == f"<http://example.org/{local}> a ex:T .\n"


# ---- blank nodes


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("ex:s ex:p _:a . _:a ex:q 1 .", "ex:s ex:p [ ex:q 1 ] .\n"),
        ("ex:s ex:p _:a .", "ex:s ex:p [] .\n"),
        ("_:a ex:q 1 .", "[] ex:q 1 .\n"),
        ("ex:s ex:p (ex:a (1 2) [ ex:q 3 ]) .", "ex:s ex:p ( ex:a ( 1 2 ) [ ex:q 3 ] ) .\n"),
        ("ex:s ex:p () .", "ex:s ex:p () .\n"),
    ],
    ids=["used once", "nothing said of it", "named by nobody", "list in list", "empty list"],
)
def test_a_blank_node_used_once_is_written_in_its_place(given_text: str, expected: str) -> None:
    assert formatted(given_text) == expected


def test_a_list_that_says_more_than_its_members_is_not_written_in_brackets() -> None:
    text = formatted("ex:s ex:p _:l . _:l rdf:first 1 ; rdf:rest () ; ex:q 2 .")
    assert text == "ex:s ex:p [ ex:q 2 ;\n    rdf:first 1 ;\n    rdf:rest () ] .\n"


def test_a_blank_node_used_twice_keeps_one_name() -> None:
    assert formatted("ex:s ex:p _:a . ex:t ex:p _:a . _:a ex:q 1 .") == "ex:s ex:p _:a .\n\nex:t ex:p _:a .\n\n_:a ex:q 1 .\n"


@pytest.mark.parametrize(
    "text", ["_:a ex:p _:a .", "_:a ex:p _:b . _:b ex:p _:a .", "ex:s ex:p _:a . _:a ex:p _:b . _:b ex:p _:a ."]
)
def test_a_ring_of_blank_nodes_is_written_whole(text: str) -> None:
    assert canonical(parsed(EX + formatted(text), ox.RdfFormat.TURTLE)) == canonical(parsed(EX + text, ox.RdfFormat.TURTLE))


def test_a_blank_node_that_two_graphs_share_stays_one_node() -> None:
    quads = parsed(EX + "ex:g1 { ex:s ex:p _:a . } ex:g2 { _:a ex:q 1 . }", ox.RdfFormat.TRIG)
    assert canonical(parsed(write_trig(quads, PREFIXES), ox.RdfFormat.TRIG)) == canonical(quads)


# ---- words and numbers


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("'ville'@FR", '"ville"@fr'),
        ("'ciudad'@es-MX", '"ciudad"@es-mx'),
        ("'7'^^xsd:integer", "7"),
        ("'-7'^^xsd:integer", "-7"),
        ("'0.50'^^xsd:decimal", "0.50"),
        ("'1.'^^xsd:decimal", '"1."^^xsd:decimal'),
        ("'true'^^xsd:boolean", "true"),
        ("'1'^^xsd:boolean", '"1"^^xsd:boolean'),
        ("'1e3'^^xsd:double", '"1e3"^^xsd:double'),
        ("'٣'^^xsd:integer", '"٣"^^xsd:integer'),
        ("'2019-06-17'^^xsd:date", '"2019-06-17"^^xsd:date'),
        ("'7'", '"7"'),
        ('"""a "quote", a \\\\, a\nline"""', '"a \\"quote\\", a \\\\, a\\nline"'),
        ('"\\u0000\\t\\u007F"', '"\\u0000\\t\\u007F"'),
        ("'Métropolis — été “2019”'", '"Métropolis — été “2019”"'),
    ],
)
def test_a_literal_is_written_in_its_shortest_sure_form(written: str, expected: str) -> None:
    assert formatted(f"ex:s ex:p {written} .") == f"ex:s ex:p {expected} .\n"


# ---- whatever the triples are


@HOLD
@given(graphs)
def test_any_triples_read_back_the_same_from_turtle(found: list[Triple]) -> None:
    assert canonical(parsed(write_turtle(found, PREFIXES), ox.RdfFormat.TURTLE)) == plain(found)


@HOLD
@given(graphs)
def test_rdflib_reads_the_same_triples_from_our_turtle(found: list[Triple]) -> None:
    assert by_rdflib(write_turtle(found, PREFIXES)) == plain(found)


@HOLD
@given(datasets)
def test_any_quads_read_back_the_same_from_trig(found: list[Quad]) -> None:
    assert canonical(parsed(write_trig(found, PREFIXES), ox.RdfFormat.TRIG)) == canonical(found)


@HOLD
@given(graphs.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_same_triples_in_any_order_give_the_same_text(pair: tuple[list[Triple], list[Triple]]) -> None:
    assert write_turtle(pair[0], PREFIXES) == write_turtle(pair[1] + pair[0], PREFIXES)


@HOLD
@given(datasets.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_same_quads_in_any_order_give_the_same_text(pair: tuple[list[Quad], list[Quad]]) -> None:
    assert write_trig(pair[0], PREFIXES) == write_trig(pair[1], PREFIXES)


@HOLD
@given(graphs)
def test_writing_what_was_read_changes_nothing(found: list[Triple]) -> None:
    once = write_turtle(found, PREFIXES)
    again = write_turtle((quad.triple for quad in parsed(once, ox.RdfFormat.TURTLE)), PREFIXES)
    assert again == once


# ---- files


@pytest.mark.parametrize(
    "path", sorted([*(root() / "ontology").glob("*.ttl"), *(root() / "shapes").glob("*.ttl")]), ids=lambda path: path.name
)
def test_our_own_files_are_in_our_own_formatting(path: Path) -> None:
    assert write_turtle(read_triples(path), Names().prefixes()) == path.read_text(encoding="utf-8")


def test_a_file_that_does_not_parse_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(EX + "ex:s ex:p\n  'no end .\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        list(read_quads(path))
    assert (caught.value.code, caught.value.place.path, caught.value.place.line) == ("S109", str(path), 3)


@pytest.mark.parametrize(("name", "code"), [("none.ttl", "S101"), ("plan.docx", "S106"), ("bare", "S106")])
def test_a_file_that_cannot_be_read_as_rdf_is_refused_by_name(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(read_quads(tmp_path / name))
    assert caught.value.code == code


def test_of_prefixes_that_fit_the_longest_is_used_and_of_names_for_one_namespace_the_first() -> None:
    prefixes = {
        "far": "http://a/",
        "near": "http://a/b/",
        "again": "http://a/b/",
        **{f"p{n}": f"http://p/{n}/" for n in range(99)},
    }
    node = [ox.NamedNode(iri) for iri in ("http://a/b/c", "http://a/x", "http://a/b/c/d", "http://p/7/y")]
    told = write_turtle([Triple(node[0], node[1], node[2]), Triple(node[0], node[1], node[3])], prefixes)
    body = [line for line in told.splitlines() if line and not line.startswith("@prefix")]
    assert "near:c far:x" in body[0]
    assert "<http://a/b/c/d>" in " ".join(body)
    assert "p7:y" in " ".join(body)
