"""What ``metrograph validate`` is given: bad files and shapes are refused with place and next step, findings know their line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metrograph.namespaces import MG, RDF, XSD

Run = Callable[..., Any]
PLAN = "https://w3id.org/metrograph/id/metropolis-2019/"
SHACL = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix ex: <http://example.org/> .\n"
HEAD = f"@prefix mg: <{MG}> .\n@prefix id: <{PLAN}> .\n"
ACRONYM = 'ex:Acronym a sh:NodeShape ; sh:targetSubjectsOf mg:acronym ; sh:property ex:Form .\nex:Form sh:path mg:acronym ; sh:pattern "^[A-Z]+$" .\n'
GOOD = {"plan.ttl": HEAD + 'id:pilot-mega mg:acronym "mega" .\n', "own.ttl": SHACL + HEAD + ACRONYM}
LANGUAGES = ("en", "fr", "es")


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pilot and a file of shapes."""
    monkeypatch.chdir(tmp_path)
    for name, text in GOOD.items():
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def refused(run: Run, *arguments: str, lang: str, code: str, exit_code: int = 3) -> str:
    """What is said of a refusal, after the checks that hold for each."""
    said = run("validate", *arguments, "--lang", lang)
    assert (said.code, said.out) == (exit_code, "")
    assert said.err.startswith(f"error[{code}]: ")
    assert f"\n{ {'en': 'help:', 'fr': 'aide :', 'es': 'ayuda:'}[lang] } " in said.err
    assert "Traceback" not in said.err
    return str(said.err)


# ---- bad input


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", [("absent.ttl",), ("plan.ttl", "--shapes", "absent.ttl")])
def test_a_file_that_is_not_there_is_named(run: Run, arguments: tuple[str, ...], lang: str) -> None:
    assert "\n  --> absent.ttl\n" in refused(run, *arguments, lang=lang, code="S101")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", [("bad.ttl",), ("plan.ttl", "--shapes", "bad.ttl")])
def test_a_file_that_does_not_parse_is_told_with_its_line(run: Run, arguments: tuple[str, ...], lang: str) -> None:
    Path("bad.ttl").write_text(GOOD["own.ttl"].replace('"^[A-Z]+$"', '"^[A-Z]+$'), encoding="utf-8")
    said = refused(run, *arguments, lang=lang, code="S109")
    assert "\n  --> bad.ttl:6:" in said
    assert "6 | ex:Form sh:path mg:acronym" in said


@pytest.mark.parametrize("arguments", [("plan.xlsx",), ("plan.ttl", "--shapes", "plan.xlsx"), ("plan",)])
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_read(run: Run, arguments: tuple[str, ...]) -> None:
    Path(arguments[-1]).write_bytes(b"PK")
    assert ".ttl, .trig, .nt" in refused(run, *arguments, lang="en", code="S106")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shapes_without_a_target_are_refused_as_they_would_find_nothing(run: Run, lang: str) -> None:
    Path("own.ttl").write_text(GOOD["own.ttl"].replace(" sh:targetSubjectsOf mg:acronym ;", ""), encoding="utf-8")
    said = refused(run, "plan.ttl", "--shapes", "own.ttl", lang=lang, code="H111")
    assert "own.ttl" in said.splitlines()[0]
    assert "sh:targetClass" in said


def test_data_in_the_place_of_shapes_are_refused(run: Run) -> None:
    refused(run, "plan.ttl", "--shapes", "plan.ttl", lang="en", code="H111")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", ["https://example.org/shapes.ttl", "http://example.org/shapes.ttl"])
def test_shapes_at_an_address_are_not_fetched(run: Run, address: str, lang: str) -> None:
    assert "--shapes shapes.ttl" in refused(run, "plan.ttl", "--shapes", address, lang=lang, code="H114")


def test_an_address_is_shown_as_it_was_typed(run: Run) -> None:
    assert "(https://example.org/shapes.ttl)" in run("validate", "plan.ttl", "--shapes", "https://example.org/shapes.ttl").err


def test_imports_that_are_not_at_hand_are_not_fetched_either(run: Run) -> None:
    imports = "ex: <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:1/more> .\n"
    Path("own.ttl").write_text(GOOD["own.ttl"] + imports, encoding="utf-8")
    assert "http://127.0.0.1:1/more" in refused(run, "plan.ttl", "--shapes", "own.ttl", lang="en", code="H113")


WRONG = {
    "a count that is a word": ('sh:minCount "one"', "H102", "sh:minCount"),
    "a pattern that is none": ('sh:pattern "("', "H102", "sh:pattern"),
    "two minimal counts": ("sh:minCount 1, 2", "H103", "sh:minCount"),
    "a query that does not parse": ('sh:sparql [ sh:select "SELECT $this WHERE { $this" ]', "H107", "Form"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("body", "code", "clause"), WRONG.values(), ids=WRONG)
def test_an_ill_formed_shape_is_told_with_file_line_and_clause(run: Run, body: str, code: str, clause: str, lang: str) -> None:
    Path("own.ttl").write_text(GOOD["own.ttl"].replace('sh:pattern "^[A-Z]+$"', body), encoding="utf-8")
    said = refused(run, "plan.ttl", "--shapes", "own.ttl", lang=lang, code=code)
    assert "http://example.org/Form" in said
    assert clause in said
    assert "\n  --> own.ttl:6\n6 | ex:Form sh:path mg:acronym" in said


def test_every_ill_formed_clause_is_told_at_once(run: Run) -> None:
    Path("own.ttl").write_text(
        GOOD["own.ttl"].replace('sh:pattern "^[A-Z]+$"', 'sh:minCount "one" ; sh:in "mega"'), encoding="utf-8"
    )
    said = refused(run, "plan.ttl", "--shapes", "own.ttl", lang="en", code="H102")
    assert said.count("error[H102]") == said.count("--> own.ttl:6\n") == 2


def test_an_ill_formed_shape_of_two_files_is_found_in_its_own(run: Run) -> None:
    Path("more.ttl").write_text(SHACL + "\nex:More a sh:PropertyShape .\n", encoding="utf-8")
    said = refused(run, "plan.ttl", "--shapes", "own.ttl", "--shapes", "more.ttl", lang="en", code="H104")
    assert "\n  --> more.ttl:4\n" in said


def test_ill_formed_shapes_of_a_workspace_are_told_with_file_and_line(run: Run) -> None:
    assert run("init", "net").code == 0
    (Path("net") / "shapes").mkdir()
    (Path("net") / "shapes" / "own.ttl").write_text(SHACL + "ex:More a sh:PropertyShape .\n", encoding="utf-8")
    assert "shapes/own.ttl:3\n" in refused(run, "--workspace", "net", lang="en", code="H104")


@pytest.mark.parametrize("select", ["(COUNT($this) AS ?n)", "(STR($this) AS ?value)", "(COUNT(DISTINCT *) AS ?n)"])
def test_a_query_that_gives_no_this_back_is_refused(run: Run, select: str) -> None:
    query = f'sh:sparql [ sh:select "SELECT {select} {{ $this ?p ?o }}" ]'
    Path("own.ttl").write_text(GOOD["own.ttl"].replace('sh:pattern "^[A-Z]+$"', query), encoding="utf-8")
    refused(run, "plan.ttl", "--shapes", "own.ttl", lang="en", code="H108")


def test_a_number_of_very_many_digits_is_a_value_like_any_other(run: Run) -> None:
    kind = f"<{XSD}nonNegativeInteger>"
    Path("plan.ttl").write_text(f'<urn:a> <urn:count> "{"1" * 5000}"^^{kind} .', encoding="utf-8")
    shapes = f"ex:S sh:targetSubjectsOf <urn:count> ; sh:property [ sh:path <urn:count> ; sh:datatype {kind} ] ."
    Path("own.ttl").write_text(SHACL + shapes, encoding="utf-8")
    assert run("validate", "plan.ttl", "--shapes", "own.ttl").code == 0


# ---- places

MEGA, SIGN = f"<{PLAN}pilot-mega>", f"<{MG}acronym>"
PLACES = {
    "prefixes": ("plan.ttl", f'{HEAD}\n# two pilots\nid:pilot-lgbti mg:acronym "LGBTI" .\nid:pilot-mega\n  mg:acronym "mega" .\n', 6),
    "prefixes as SPARQL writes them": ("plan.ttl", f'PREFIX mg: <{MG}>\nprefix : <{PLAN}>\n\n:pilot-mega mg:acronym "mega" .\n', 4),
    "whole IRIs": ("plan.ttl", f'\n\n{MEGA} {SIGN} "mega" .\n', 3),
    "a mention before": ("plan.ttl", f'{HEAD}id:product-pilot-projects mg:group\n    id:pilot-mega .\nid:pilot-mega mg:acronym "mega" .\n', 5),
    "a graph in TriG": ("plan.trig", f'{HEAD}<urn:g> {{\n  id:pilot-lgbti mg:group id:pilot-mega .\n  id:pilot-mega mg:acronym "mega" .\n}}\n', 5),
    "TriG outside a graph": ("plan.trig", f'{HEAD}\nid:pilot-mega mg:acronym "mega" .\n', 4),
    "N-Triples": ("plan.nt", f'{MEGA} <urn:p> "x" .\n{MEGA} {SIGN} "mega" .\n', 1),
    "N-Quads": ("plan.nq", f'<urn:s> <urn:p> "x" <urn:g> .\n{MEGA} {SIGN} "mega" <urn:g> .\n', 2),
    "Windows line ends": ("plan.ttl", f'{HEAD}\r\nid:pilot-mega\r\n  mg:acronym "mega" .\r\n', 4),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "line"), PLACES.values(), ids=PLACES)
def test_a_finding_leads_to_the_line_where_its_subject_begins(run: Run, name: str, text: str, line: int) -> None:
    Path(name).write_bytes(text.encode())
    found = json.loads(run("validate", name, "--shapes", "own.ttl", "--format", "json").out)["findings"]
    assert [(one["file"], one["line"]) for one in found] == [(name, line)]


@pytest.mark.parametrize("name", ["plan.rdf", "plan.jsonld"])
def test_a_finding_in_a_syntax_without_lines_names_the_file(run: Run, name: str) -> None:
    texts = {
        "plan.rdf": f'<r:RDF xmlns:r="{RDF}" xmlns:mg="{MG}"><r:Description r:about="{PLAN}pilot-mega"><mg:acronym>mega</mg:acronym></r:Description></r:RDF>',
        "plan.jsonld": json.dumps({"@id": f"{PLAN}pilot-mega", f"{MG}acronym": "mega"}),
    }
    Path(name).write_text(texts[name], encoding="utf-8")
    assert f" [{name}]\n" in run("validate", name, "--shapes", "own.ttl").out


def test_a_finding_of_a_blank_node_names_the_file(run: Run) -> None:
    Path("plan.ttl").write_text(HEAD + '[] mg:acronym "mega" .\n', encoding="utf-8")
    assert " [plan.ttl]\n" in run("validate", "plan.ttl", "--shapes", "own.ttl").out


HIDDEN = {
    "a prefix in a comment below": (f'{HEAD}# @prefix id: <http://old.example/> .\nid:pilot-mega mg:acronym "mega" .\n', 4),
    "a line of a text that begins alike": (f'{HEAD}<urn:s> <urn:p> """\nid:pilot-mega is here\n""" .\nid:pilot-mega mg:acronym "mega" .\n', 6),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line"), HIDDEN.values(), ids=HIDDEN)
def test_comments_and_texts_do_not_lead_to_a_wrong_line(run: Run, text: str, line: int) -> None:
    Path("plan.ttl").write_text(text, encoding="utf-8")
    found = json.loads(run("validate", "plan.ttl", "--shapes", "own.ttl", "--format", "json").out)["findings"]
    assert [one["line"] for one in found] == [line]
