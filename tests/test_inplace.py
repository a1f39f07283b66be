"""Changing a value inside a text: only that value differs, whatever stands around it; Hypothesis writes the texts."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import SourceError
from metrograph.namespaces import MG, RDF, XSD
from metrograph.shacl.node import is_literal
from metrograph.turtle import read_quads
from metrograph.validate import mend, read_rules
from metrograph.validate.inplace import Statement, changed, node_of_text, spots, written
from metrograph.validate.places import prefixes_of

PLAN = "https://w3id.org/metrograph/id/metropolis-2019/"
HEAD = f"@prefix mg: <{MG}> .\n@prefix id: <{PLAN}> .\n@prefix xsd: <{XSD}> .\n"
TIDY = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:S> a sh:NodeShape ; sh:targetSubjectsOf <https://w3id.org/metrograph/ns#acronym> ; sh:property <urn:P> .
<urn:P> sh:path <https://w3id.org/metrograph/ns#acronym> ; sh:pattern "^\\\\S(.*\\\\S)?$" ; sh:flags "s" .
"""


@dataclass(frozen=True)
class Kept:
    """A text before and after its stray spaces were mended."""

    before: bytes
    after: bytes


def mended(folder: Path, text: str, name: str = "plan.ttl") -> Kept:
    path, shapes = folder / name, folder / "own.ttl"
    path.write_bytes(text.encode())
    shapes.write_text(TIDY, encoding="utf-8")
    for change in mend([path], read_quads(path), read_rules([shapes])):
        path.write_bytes(change.after.encode())
    return Kept(text.encode(), path.read_bytes())


# ---- what stays

SAME = {
    "comments, order and spaces": 'id:b   mg:acronym\t" MEGA"  .  # " MEGA" stays here\n\n#  id:a mg:acronym " MEGA" .\nid:a mg:order 1 ; .\n',
    "a comment between the words": 'id:a # the pilot\n  mg:acronym # its acronym\n  " MEGA" # a space\n.\n',
    "several statements in a line": 'id:a mg:acronym " MEGA" . id:b mg:acronym "LGBTI" ; mg:order 2 . id:c mg:acronym "x" , " y" .\n',
    "the same value of another property": 'id:a mg:note " MEGA" ; mg:acronym " MEGA" .\n',
    "the same words in another language": 'id:a mg:note " MEGA"@en ; mg:acronym " MEGA"@en , "MEGA"@fr .\n',
    "values inside brackets": 'id:a mg:place [ mg:acronym " MEGA" ] ; mg:list ( " MEGA" ) ; mg:acronym " x" .\n',
    "no line feed at the end": 'id:a mg:acronym " MEGA" .',
    "escapes": 'id:a mg:note "\\"\\\\\\n\\u00e9" ; mg:acronym " \\"MEGA\\"\\\\" .\n',
    "prefixes that are not used": '@prefix old: <http://old.example/> .\nid:a mg:acronym " MEGA" .\n',
    "names with points and signs": 'id:a.b mg:acronym " MEGA". id:c\\,d mg:acronym "x"; mg:order -1.5e3.id:e mg:order .5.\n',
    "a text that looks like a prefix": 'id:a mg:note "@prefix x: <http://y/> ." ; mg:acronym " MEGA" .\n',
    "a text that looks like a comment": 'id:a mg:note "#" ; mg:acronym " #MEGA" .\n',
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_only_the_space_goes_and_everything_else_stays(tmp_path: Path, text: str) -> None:
    kept = mended(tmp_path, HEAD + text)
    before, after = kept.before.decode(), kept.after.decode()
    stray = [spot for spot in spots(before) if spot.predicate == f"<{MG}acronym>" and spot.text[1] == " "]
    assert stray
    for spot in reversed(stray):
        before = before[: spot.start + 1] + before[spot.start + 2 :]
    assert after == before


def test_the_same_value_of_two_subjects_changes_only_where_it_was_wrong() -> None:
    text = HEAD + 'id:a mg:acronym " MEGA" .\nid:b mg:acronym " MEGA" .\n'
    swapped = {(f"<{PLAN}b>", f"<{MG}acronym>", '" MEGA"'): '"MEGA"'}
    assert changed(text, swapped, []) == HEAD + 'id:a mg:acronym " MEGA" .\nid:b mg:acronym "MEGA" .\n'


@pytest.mark.parametrize(
    "text",
    ["id:a mg:acronym ' MEGA' .\n", 'id:a mg:acronym """ MEGA""" .\n', "id:a mg:acronym '''\n  MEGA''' .\n"],
    ids=["single quotes", "long", "over two lines"],
)
def test_a_value_in_any_quotes_is_mended(tmp_path: Path, text: str) -> None:
    assert mended(tmp_path, HEAD + text).after.decode() == HEAD + 'id:a mg:acronym "MEGA" .\n'


def test_n_triples_stay_n_triples(tmp_path: Path) -> None:
    text = f'# a pilot\n<{PLAN}a> <{MG}acronym> " MEGA"^^<{XSD}token> .\n_:b <{MG}note> " x" .\n'
    assert mended(tmp_path, text, "plan.nt").after.decode() == text.replace('" MEGA', '"MEGA')


def test_n_quads_keep_their_graph(tmp_path: Path) -> None:
    text = f'<{PLAN}a> <{MG}acronym> " MEGA" <urn:g> .\n<{PLAN}a> <{MG}note> " MEGA" <urn:g> .\n'
    assert mended(tmp_path, text, "plan.nq").after.decode() == text.replace('" MEGA', '"MEGA', 1)


def test_trig_is_mended_inside_and_outside_its_graphs(tmp_path: Path) -> None:
    text = (
        HEAD
        + '<urn:g> { id:a mg:acronym " A" . id:b mg:acronym " B" }\nGRAPH <urn:h> { id:a mg:acronym " A" }\nid:z mg:acronym " Z" .\n'
    )
    assert mended(tmp_path, text, "plan.trig").after.decode() == text.replace('acronym " ', 'acronym "')


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    text = (HEAD + 'id:a mg:acronym " MEGA" .\nid:b mg:order 1 .\n').replace("\n", "\r\n")
    assert mended(tmp_path, text).after == text.replace('" MEGA', '"MEGA').encode()


def test_a_text_over_two_lines_with_windows_line_ends_is_mended(tmp_path: Path) -> None:
    text = (HEAD + 'id:a mg:acronym """ MEGA\n2""" .\n').replace("\n", "\r\n")
    assert b'" MEGA' not in mended(tmp_path, text).after


def test_a_value_of_a_blank_node_does_not_keep_the_others_from_being_mended(tmp_path: Path) -> None:
    assert b'"LGBTI"' in mended(tmp_path, HEAD + '_:n mg:acronym " MEGA" .\nid:a mg:acronym " LGBTI" .\n').after


UNFOUND = {
    "a prefix in a comment below": HEAD + '# @prefix id: <http://old.example/> .\nid:a mg:acronym " MEGA" .\n',
    "a prefix inside a text": HEAD + 'id:a mg:note """\n@prefix id: <http://y/> .\n""" ; mg:acronym " MEGA" .\n',
    "relative IRIs": f'@base <{PLAN}> .\n<a> <{MG}acronym> " MEGA" .\n',
    "a relative prefix": HEAD + '@prefix : <#> .\nid:a mg:acronym " MEGA" .\n',
    "a number such as 1.e5": HEAD + 'id:a mg:order 1.e5 ; mg:acronym " MEGA" .\n',
    "a prefix with an accent": f'@prefix é: <{PLAN}> .\né:a <{MG}acronym> " MEGA" .\n',
    "an escape in an IRI": f'<{PLAN}\\u00e9> <{MG}acronym> " MEGA" .\n',
}


@pytest.mark.parametrize("text", UNFOUND.values(), ids=UNFOUND)
def test_a_value_is_mended_or_refused_and_never_said_to_be_mended_when_it_is_not(tmp_path: Path, text: str) -> None:
    assert outcome(tmp_path, text) in ("mended", "S122")


def outcome(folder: Path, text: str) -> str:
    try:
        kept = mended(folder, text)
    except SourceError as error:
        return error.code
    return "mended" if kept.after == text.replace('" MEGA', '"MEGA').encode() else "not mended"


# ---- the diff


def test_the_diff_shows_the_line_before_and_after(tmp_path: Path) -> None:
    path, shapes = tmp_path / "plan.ttl", tmp_path / "own.ttl"
    path.write_text(HEAD + 'id:a mg:acronym " MEGA" .\n', encoding="utf-8")
    shapes.write_text(TIDY, encoding="utf-8")
    (change,) = mend([path], read_quads(path), read_rules([shapes]))
    assert change.diff().startswith(f"--- {path}\n+++ {path}\n@@ ")
    assert change.diff().endswith('\n-id:a mg:acronym " MEGA" .\n+id:a mg:acronym "MEGA" .\n')


def test_the_diff_of_a_file_without_a_last_line_feed_has_a_line_for_each(tmp_path: Path) -> None:
    path, shapes = tmp_path / "plan.ttl", tmp_path / "own.ttl"
    path.write_text(HEAD + 'id:a mg:acronym " MEGA" .', encoding="utf-8")
    shapes.write_text(TIDY, encoding="utf-8")
    (change,) = mend([path], read_quads(path), read_rules([shapes]))
    assert '-id:a mg:acronym " MEGA" .\n' in change.diff()


# ---- any text

SUBJECTS = ("id:a", f"<{PLAN}b>", "_:n", ":c", "id:a.b", "id:été", "id:x\\,y")
PREDICATES = ("a", "mg:acronym", f"<{MG}note>", ":p")
LITERALS = (
    '"MEGA"', "'MEGA'", '""', '"a \\"quoted\\" word"@en', "'it\\'s'", '"""two\nlines # no comment ; . [ "x" """', "'''it's ''long'''@fr-CA",
    '"2019-05-01"^^xsd:date', f'"7"^^<{XSD}token>', '"@prefix zz: <urn:zz> ."', '"\\u00e9\\n\\t\\\\"', '"#"', '"ends\\\\"', '"[ ("',
    "1", "-2.5", ".5", "+1e3", "1.5E-2", "true", "false",
)  # fmt: skip
TERMS = ("id:b", f"<{PLAN}c#d>", "_:n", ":c", "mg:Pilot.Project")
BRACKETED = (
    "[]",
    "[ mg:acronym 'MEGA' ]",
    "( 1 'MEGA' id:a )",
    "[ mg:place [ a mg:Place ; mg:note '. ;' ] ]",
    "( [ mg:note '# ]' ] )",
)
START = HEAD + f"PREFIX : <{PLAN}p#>\n"

gaps = st.sampled_from([" ", "\n", "  ", "\t", "\r\n", " # a 'note' . ;\n", '\n# id:a mg:acronym "x" .\n  '])
no_gaps = st.one_of(st.just(""), gaps)
plain = st.sampled_from(LITERALS + TERMS)
objects = st.one_of(plain, plain, st.sampled_from(BRACKETED))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A small Turtle text in which anything may stand anywhere, and signs may follow words at once."""

    def listed(words: list[str], sign: str) -> str:
        return "".join(f"{word}{draw(no_gaps)}{sign}{draw(no_gaps)}" for word in words[:-1]) + words[-1]

    parts = [START]
    for _ in range(draw(st.integers(1, 4))):
        subject = draw(st.sampled_from((*SUBJECTS, "[]", "[ mg:order 1 ]", "( 1 2 )")))
        pairs = [
            f"{draw(st.sampled_from(PREDICATES))}{draw(gaps)}{listed(draw(st.lists(objects, min_size=1, max_size=3)), ',')}"
            for _ in range(draw(st.integers(1, 3)))
        ]
        end = draw(st.sampled_from([".", " .", " ;\n."]))
        parts.append(f"{subject}{draw(gaps)}{listed(pairs, ';')}{end}{draw(gaps)}")
    return "".join(parts)


def parsed(text: str) -> Counter[Statement]:
    """The statements between named things, as a parser reads them; brackets aside."""
    found = [
        (str(quad.subject), str(quad.predicate), str(quad.object)) for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
    ]
    rows = ((s, p, o) for s, p, o in found if not p.startswith((f"<{RDF}first", f"<{RDF}rest")))
    return Counter(row for row in rows if not any(node.startswith("_:") and node != "_:n" for node in row))


def found_in(text: str) -> Counter[Statement]:
    known = prefixes_of(text)
    return Counter(
        (spot.subject, spot.predicate, node_of_text(spot.text, known) or "?") for spot in spots(text) if spot.subject != "_:"
    )


@given(text=texts())
@settings(max_examples=300, deadline=None)
def test_every_plain_object_of_a_text_is_found_with_its_subject_and_predicate(text: str) -> None:
    assert found_in(text) == parsed(text)


@given(text=texts())
@settings(max_examples=100, deadline=None)
def test_the_place_of_an_object_is_that_of_its_words(text: str) -> None:
    assert all(text[spot.start : spot.end] == spot.text for spot in spots(text))


@given(text=texts(), at=st.integers(0, 20), new=st.sampled_from(['"MEGA mended"', '"é\\n\\""@fr', f'"2019"^^<{XSD}gYear>']))
@settings(max_examples=200, deadline=None)
def test_swapping_one_literal_changes_that_statement_and_no_other(text: str, at: int, new: str) -> None:
    before = parsed(text)
    old = sorted(row for row in before if is_literal(row[2]))
    if not old:
        assert changed(text, {}, []) == text
        return
    gone = old[at % len(old)]
    after = changed(text, {gone: new}, [])
    assert parsed(after) == before - Counter({gone: before[gone]}) + Counter({(*gone[:2], new): before[gone]})


@given(text=texts())
@settings(max_examples=50, deadline=None)
def test_swapping_nothing_changes_nothing(text: str) -> None:
    assert changed(text, {("<urn:s>", "<urn:p>", '"x"'): '"y"'}, []) == text


@given(text=texts(), literal=st.sampled_from(LITERALS[:-7]))
@settings(max_examples=50, deadline=None)
def test_a_statement_added_at_the_end_is_one_statement_more(text: str, literal: str) -> None:
    row = (f"<{PLAN}b>", f"<{MG}note>", node_of_text(literal, prefixes_of(text)) or "")
    assert parsed(changed(text, {}, [row])) == parsed(text) + Counter([row])


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (f"<{PLAN}pilot-mega>", "id:pilot-mega"),
        (f"<{PLAN}a/b>", f"<{PLAN}a/b>"),
        (f"<{PLAN}>", f"<{PLAN}>"),
        (f'"2019-05-01"^^<{XSD}date>', '"2019-05-01"^^xsd:date'),
        ('"7"^^<urn:code>', '"7"^^<urn:code>'),
        ('"^^<x>"@fr', '"^^<x>"@fr'),
        ("_:n", "_:n"),
    ],
)
def test_a_node_is_written_with_the_prefixes_of_the_text_where_they_fit(node: str, text: str) -> None:
    assert written(node, prefixes_of(HEAD)) == text
