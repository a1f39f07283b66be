"""Wrong commands, options, names, parameters and queries: what is wrong, what to do, and nothing written."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metrograph.errors import MetroGraphError, QueryError
from metrograph.workspace import Workspace, create

SCREEN = 30
GOALS = """\
#+ summary: {en: Which pilots serve a goal?, fr: Quels pilotes ?, es: ¿Qué pilotos?}
#+ parameters:
#+   goal: {type: goal, about: {en: the goal, fr: l'objectif, es: el objetivo}}
#+   month: {type: month, about: {en: the month, fr: le mois, es: el mes}}
#+   element: {type: element, about: {en: the element, fr: l'élément, es: el elemento}}
SELECT ?x WHERE {
  VALUES ?goal { sdg:7 }
  VALUES ?month { "2019-06" }
  VALUES ?element { id:org-uclg }
  ?x mg:contributesToGoal ?goal
}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a question of its own."""
    found = create(tmp_path_factory.mktemp("own") / "desk")
    assert found.folder is not None
    (found.folder / "queries").mkdir()
    (found.folder / "queries" / "my-pilots.rq").write_text(GOALS, encoding="utf-8")
    return found


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"/" for path in sorted(folder.rglob("*"))}


def refused(run: Callable, own: Workspace, *arguments: str | Path, code: str, exit_code: int) -> str:
    """What a command says when it refuses, after the checks that hold for every refusal."""
    assert own.folder is not None
    before = tree(own.folder.parent)
    said = run("--workspace", own.folder, *arguments)
    assert said.err.startswith(f"error[{code}]: ")
    assert (said.code, said.out) == (exit_code, "")
    assert "\nhelp: " in said.err
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) <= SCREEN
    assert tree(own.folder.parent) == before
    return said.err


USAGE = [
    ("query no-such-question", "U102", "queries list"),
    ("query my-pilot", "U102", 'did you mean "my-pilots"'),
    ("query my-pilots --param gaol=7", "U103", 'did you mean "goal"'),
    ("query my-pilots --param goal=99", "U104", "1 … 17"),
    ("query my-pilots --param goal=11.2", "U104", "1 … 17"),
    ("query my-pilots --param month=June", "U104", "2019-06"),
    ("query my-pilots --param element=nope", "U105", "metrograph show"),
    ("query my-pilots --param element=org-ulcg", "U105", 'did you mean "org-uclg"'),
    ("query my-pilots --param goal", "U106", "--param goal=11"),
    ("query my-pilots --param =7", "U106", "--param goal=11"),
    ("--format jsn pilots", "U108", 'did you mean "json"'),
    ("--lang de pilots", "U108", "en, fr, es"),
    ("coverage --by goals", "U108", 'did you mean "goal"'),
    ("validate --fail-on error", "U108", "violation, warning, info"),
    ("export --to {folder}/x.ttl --graph plans", "U112", "plan/metropolis-2019"),
    ("show no-such-thing-anywhere", "U105", "metrograph show"),
    ("explain X99", "U111", "S01"),
    ("pilot", "U101", "metrograph --help"),
    ("pilots --fromat csv", "U101", "--fromat"),
    ("pilots mega", "U101", "option: mega"),
    ("query my-pilots --timeout", "U126", "--timeout needs a value"),
    ("extract plan.md --report", "U126", "--report needs a value"),
    ("extract", "U127", "metrograph extract --help"),
    ("query my-pilots --limit many", "U128", "metrograph query --help"),
    ("review pilot-mega", "U114", "metrograph review pilot-mega 7 accept"),
]


@pytest.mark.parametrize(("line", "code", "words"), USAGE, ids=[row[0] for row in USAGE])
def test_wrong_use_is_refused_with_what_to_type_instead(run: Callable, own: Workspace, line: str, code: str, words: str) -> None:
    arguments = line.format(folder=own.folder).split()
    assert words in refused(run, own, *arguments, code=code, exit_code=2)


@pytest.mark.parametrize(
    "line",
    [
        "pilot",
        "extract plan.md --report",
        "extract",
        "query my-pilots --limit x",
        "query no-such-question",
        "coverage --by goals",
        "query my-pilots --param goal=99",
    ],
)
def test_wrong_use_is_told_in_french_and_spanish(run: Callable, own: Workspace, line: str) -> None:
    said = [run("--workspace", own.folder, "--lang", lang, *line.split()).err.splitlines() for lang in ("en", "fr", "es")]
    assert len({lines[0] for lines in said}) == len({lines[-1] for lines in said}) == 3


@pytest.mark.parametrize(
    ("to", "code", "words"),
    [("out.docx", "A181", ".trig, .nq"), ("out", "A181", ".trig, .nq"), ("absent/out.ttl", "S108", "check the folder")],
)
def test_an_export_that_cannot_be_written_is_refused_with_its_path(
    run: Callable, own: Workspace, tmp_path: Path, to: str, code: str, words: str
) -> None:
    said = refused(run, own, "export", "--to", tmp_path / to, "--graph", "themes", code=code, exit_code=3)
    assert f"--> {tmp_path / to}\n" in said
    assert words in said
    assert list(tmp_path.iterdir()) == []


def test_an_export_onto_a_folder_is_refused_and_leaves_nothing_beside_it(run: Callable, own: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out.ttl").mkdir()
    refused(run, own, "export", "--to", tmp_path / "out.ttl", "--graph", "themes", code="S108", exit_code=3)
    assert [path.name for path in tmp_path.iterdir()] == ["out.ttl"]


QUERIES = [
    ("SELECT ?x {\n  ?x a mg:PilotProject\n", "Q110", 2, 23),
    ("SELECT ?x {\n  ?x a “pilot” }\n", "Q115", 2, None),
    ("SELEC ?x {}", "Q118", 1, None),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", "Q135", 1, None),
    ("SELECT ?x {\n  ?x nope:label ?y }", "Q102", 2, None),
    ("SELECT ?x (COUNT(?y) AS ?n) {\n  ?x a ?y }\n", "Q142", 1, None),
    ("SELECT * { ?x a ?y } GROUP BY ?x", "Q143", 1, None),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), QUERIES, ids=[row[0] for row in QUERIES])
@pytest.mark.parametrize("given", ["stdin", "file", "api"])
def test_a_query_that_does_not_parse_is_refused_with_line_and_column(
    run: Callable, own: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    text: str, code: str, line: int, column: int | None, given: str,
) -> None:  # fmt: skip
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    if given == "api":
        with pytest.raises(QueryError) as caught:
            own.sparql(text)
        assert (caught.value.code, caught.value.place.line) == (code, line)
        assert column in (None, caught.value.place.column)
        return
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    said = refused(run, own, *(["query", "-"] if given == "stdin" else ["query", "-f", path]), code=code, exit_code=4)
    place = re.search(r"--> (.*):(\d+):(\d+)\n(\d+) \| (.*)\n", said)
    assert place is not None
    assert place[1] == ("query" if given == "stdin" else str(path))
    assert int(place[2]) == line
    assert column in (None, int(place[3]))
    assert place[5] == text.split("\n")[line - 1]


def test_a_prefix_that_nobody_declared_is_named_with_those_that_are_known(own: Workspace) -> None:
    with pytest.raises(QueryError, match=r'the prefix "nope:" is not declared; known without declaring: .*skos'):
        own.sparql("SELECT ?x { ?x nope:label ?y }")


def test_a_query_that_would_fetch_from_elsewhere_is_refused(own: Workspace) -> None:
    with pytest.raises(QueryError, match="Q105"):
        own.sparql("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("body", "code", "exit_code"), [(b"", "U110", 2), (b" \n", "U110", 2), ("SELECT ?é {}".encode("cp1252"), "S103", 3)]
)
def test_standard_input_that_is_empty_or_not_in_utf_8_is_refused(
    run: Callable, own: Workspace, monkeypatch: pytest.MonkeyPatch, body: bytes, code: str, exit_code: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))
    refused(run, own, "query", "-", code=code, exit_code=exit_code)


def test_a_query_file_that_is_absent_is_refused_with_its_path(run: Callable, own: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "absent.rq"
    assert f"--> {path}\n" in refused(run, own, "query", "-f", path, code="S101", exit_code=3)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda desk: desk.ask("no-such-question"), "U102"),
        (lambda desk: desk.ask("my-pilots", gaol=7), "U103"),
        (lambda desk: desk.ask("my-pilots", goal=99), "U104"),
        (lambda desk: desk.ask("my-pilots", month="June"), "U104"),
        (lambda desk: desk.ask("my-pilots", element="nope"), "U105"),
        (lambda desk: desk.coverage("goals"), "U108"),
        (lambda desk: desk.graph_quads("plans"), "U112"),
        (lambda desk: desk.dump(".docx"), "A181"),
        (lambda desk: desk.iri("nope"), "U105"),
        (lambda desk: desk.rules["S99"], "U111"),
    ],
)
def test_the_api_refuses_with_the_code_of_the_command_line(own: Workspace, call: Callable, code: str) -> None:
    with pytest.raises(MetroGraphError) as caught:
        call(own)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("line", "hint"), [("pilot", 'did you mean "pilots"?'), ("query pilots-by-goal goal=6", 'did you mean "--param goal=6"?')]
)
def test_a_slip_of_the_keyboard_gets_the_right_words_back(run: Callable[..., Any], line: str, hint: str) -> None:
    said = run(*line.split())
    assert (said.code, said.out) == (2, "")
    assert hint in said.err
