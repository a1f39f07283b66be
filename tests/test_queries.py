"""Every question of the catalogue: its expected rows, its words in three languages, its answer in two engines."""

import csv
import io
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from metrograph.catalog import Catalog, Question, Terms
from metrograph.dates import read
from metrograph.errors import UsageError
from metrograph.namespaces import Names, short
from metrograph.resources import files
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.routes_api import ROUTES
from metrograph.store import LocalStore
from metrograph.table import Table, text
from metrograph.turtle import Quad, read_triples
from metrograph.words import LANGUAGES, TEXTS
from metrograph.workspace import Workspace

EXPECTED = Path(__file__).parent / "queries"
FILES = files("queries", "*.rq")
NAMES = [path.stem for path in FILES]
# the number of triples of a graph changes with every edit of the files: titles are compared, numbers are not
COUNTS_CHANGE = {"graphs": ("graph", "title")}


def with_fixture(desk: Workspace, topic: str) -> LocalStore:
    """The plan, and the small graph that lies beside the expected rows of a topic, if any."""
    store = LocalStore.memory(desk.quads, desk.prefixes)
    fixture = EXPECTED / topic / "fixture.ttl"
    if fixture.exists():
        store.load(Quad(t.subject, t.predicate, t.object) for t in read_triples(fixture))
    return store


def csv_rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(text(value) for value in row) for row in table.rows()]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_question_answers_its_example_as_expected(path: Path, desk: Workspace) -> None:
    expected = EXPECTED / path.parent.name / f"{path.stem}.csv"
    head, *rows = list(csv.reader(io.StringIO(expected.read_text(encoding="utf-8"))))
    answer = with_fixture(desk, path.parent.name).query(desk.catalog[path.stem].sparql)
    assert isinstance(answer, Table)
    assert list(answer.columns) == head
    keep = [head.index(name) for name in COUNTS_CHANGE.get(path.stem, head)]
    got = [[row[i] for i in keep] for row in csv_rows(answer)]
    assert got == [[row[i] for i in keep] for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_question_speaks_three_languages_and_its_columns_have_headings(name: str, desk: Workspace) -> None:
    question = desk.catalog[name]
    assert all(dict(question.summary.pairs()).get(lang) for lang in LANGUAGES)
    assert all(dict(p.about.pairs()).get(lang) for p in question.parameters for lang in LANGUAGES)
    answer = desk.ask(name) if name not in ("new-elements", "not-continued", "status-changed") else Table((), ())
    assert [column for column in answer.columns if f"column.{column}" not in TEXTS] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_question_answers_in_french_and_spanish_with_as_many_rows(name: str, desk: Workspace) -> None:
    lengths = {lang: len(desk.ask(name, lang)) for lang in LANGUAGES}
    assert len(set(lengths.values())) == 1, lengths


def test_every_expected_answer_belongs_to_a_question() -> None:
    assert {path.stem for path in EXPECTED.rglob("*.csv")} == set(NAMES)


def test_there_are_at_least_forty_questions_and_each_name_is_used_once() -> None:
    assert len(NAMES) >= 40
    assert len(set(NAMES)) == len(NAMES)


def test_a_question_declares_the_prefixes_it_uses_so_that_it_runs_in_any_tool() -> None:
    for path in FILES:
        sparql = path.read_text(encoding="utf-8")
        body = re.sub(r'"[^"]*"|<[^>]*>|#.*', "", re.sub(r"(?m)^(#\+|PREFIX).*$", "", sparql))
        used = set(re.findall(r"(?<![\w?$-])([a-z][\w-]*):[\w]", body))
        declared = set(re.findall(r"(?m)^PREFIX ([\w-]+):", sparql))
        assert used == declared, path.name


def terms(desk: Workspace) -> Terms:
    return Terms(desk.names, desk.elements)


HOSTILE = [
    "11 } } ; DROP ALL ; #", "11> . ?s ?p ?o . <x", '11" || true', "sdg:11", "UNDEF", "?x", "", " ", "\n", "1e1", "١١", "11.2; 3", "$this",
    "<http://evil.example/>", "http://evil.example/ } {", "javascript:alert(1)", "'", '"', "\\", "\u202e11", "11\x00", "../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_never_becomes_query_text(value: str, desk: Workspace) -> None:
    question: Question = desk.catalog["pilots-by-goal"]
    with pytest.raises(UsageError):
        question.bind({"goal": value}, terms(desk))
    with pytest.raises(UsageError):
        question.bind({"plan": value}, terms(desk))


@pytest.mark.parametrize("value", [*HOSTILE, 'a"b\\c\nd', "« ville »", "} UNION { ?s ?p ?o"])
def test_a_text_parameter_is_one_literal_whatever_it_holds(value: str, desk: Workspace) -> None:
    bound = terms(desk).term("text", value, "words")
    answer = LocalStore.memory().query(f"SELECT ?x {{ VALUES ?x {{ {bound} }} }}")
    assert isinstance(answer, Table)
    assert answer.rows() == ((value.strip(),),)


def test_a_value_that_is_not_given_means_all(desk: Workspace) -> None:
    some, all_ = desk.ask("elements-by-kind", kind="pilot_project"), desk.ask("elements-by-kind")
    assert len(some) == 11
    assert len(all_) > len(some)


def test_the_plan_answers_under_another_base(tmp_path: Path, workspace: Workspace) -> None:
    assert workspace.folder is not None
    (workspace.folder / "metrograph.toml").write_text('base = "http://localhost:8000/"\n', encoding="utf-8")
    moved = Workspace(workspace.folder)
    assert moved.names == Names("http://localhost:8000/")
    assert len(moved.ask("pilots-by-goal", goal=11)) == len(workspace.ask("pilots-by-goal", goal=11))


SLICE = [path if at % 10 == 0 else pytest.param(path, marks=pytest.mark.slow) for at, path in enumerate(FILES)]


@pytest.mark.parametrize("path", SLICE, ids=NAMES)
def test_rdflib_gives_the_same_rows_in_the_same_order(path: Path, desk: Workspace, in_rdflib: rdflib.Dataset) -> None:
    graph = in_rdflib
    fixture = EXPECTED / path.parent.name / "fixture.ttl"
    if fixture.exists():
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=desk.dump(".nq"), format="nquads")
        graph.parse(fixture)
    question = desk.catalog[path.stem]
    theirs = [tuple("" if v is None else str(v) for v in row) for row in graph.query(question.sparql)]
    ours = with_fixture(desk, path.parent.name).query(question.sparql)
    assert isinstance(ours, Table)
    assert [tuple(map(str, row)) for row in theirs] == csv_rows(ours)


ID = "https://w3id.org/metrograph/id/metropolis-2019/"
EVENT = """
@prefix id: <%s> . @prefix mg: <https://w3id.org/metrograph/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:event-new a mg:NetworkEvent ; mg:inPlan id:plan-2019 ; mg:place <https://w3id.org/metrograph/id/place-guangzhou> ;
  mg:edtf "%s" ; mg:earliest "%s"^^xsd:date ; mg:latest "%s"^^xsd:date ; mg:datePrecision mg:%s .
<https://w3id.org/metrograph/id/record> a mg:ContextRecord ; mg:about id:event-new ; mg:reportedDate "%s" ;
  <http://purl.org/dc/terms/source> "x" .
"""


def answers(desk: Workspace, question: str, edtf: str, reported: str = "2019") -> list[str]:
    """The rows about an event of this date, each as one line."""
    span = read(edtf)
    turtle = EVENT % (ID, edtf, span.earliest, span.latest, span.precision, reported)
    store = LocalStore.memory(desk.quads, desk.prefixes)
    store.load(Quad(t.subject, t.predicate, t.object) for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    answer = store.query(desk.catalog[question].sparql)
    assert isinstance(answer, Table)
    lines = [",".join(row) for row in csv_rows(answer)]
    return [line for line in lines if line.startswith(f"{ID}event-new,")]


@pytest.mark.parametrize(
    ("edtf", "in_june"),
    [
        ("2019-34", True),
        ("2019-41", False),
        ("../2019-06-30", True),
        ("2019-07/..", False),
        ("2019-06~", True),
        ("[2019-05,2019-06]", True),
        ("{2019-03,2019-09}", False),
        ("{2019-06-05,2019-09-05}", True),
        ("{2019-34,2019-36}", True),
        ("{2019-03..2019-07,2019-09}", True),
    ],
)
def test_an_event_takes_place_in_the_months_that_its_date_may_mean(edtf: str, in_june: bool, desk: Workspace) -> None:
    assert bool(answers(desk, "events-in-month", edtf)) == in_june


@pytest.mark.parametrize("edtf", ["{2019-03,2019-09}", "../2019-06-30", "2019-05~"])
def test_the_year_of_an_element_is_that_of_its_first_possible_day(edtf: str, desk: Workspace) -> None:
    assert f",2019,{edtf}" in answers(desk, "elements-at-place", edtf)[0]


@pytest.mark.parametrize(
    ("reported", "moved"),
    [
        ("2019-05", False),
        ("2019-06-04/2019-06-05", True),
        ("2019-XX", False),
        ("2019-33", False),
        ("2020-33", True),
        ("2019-05-XX", False),
        ("2019-05-21", False),
        ("2019-06~", True),
        ("../2019-05-20", False),
        ("{2019-05,2019-09}", False),
        ("[2019-07,2019-09]", True),
    ],
)
def test_a_date_has_moved_where_its_start_is_known_and_another(reported: str, moved: bool, desk: Workspace) -> None:
    assert bool(answers(desk, "dates-moved", "2019-05", reported)) == moved


def test_a_question_of_the_workspace_joins_the_catalogue(workspace: Workspace) -> None:
    assert workspace.folder is not None
    folder = workspace.folder / "queries" / "mine"
    folder.mkdir(parents=True)
    (folder / "how-many.rq").write_text(
        "#+ summary: {en: How many pilots are there?}\nSELECT (COUNT(?x) AS ?count) { ?x a mg:PilotProject }\n", encoding="utf-8"
    )
    assert Workspace(workspace.folder).ask("how-many").rows() == ((11,),)


@pytest.mark.parametrize("name", ["name", "self"])
def test_a_parameter_may_have_any_name(workspace: Workspace, name: str) -> None:
    assert workspace.folder is not None
    folder = workspace.folder / "queries" / "mine"
    folder.mkdir(parents=True)
    head = f"#+ summary: {{en: Who is called so?}}\n#+ parameters:\n#+   {name}: {{type: text, required: true, about: {{en: the name}}}}\n"
    (folder / "called.rq").write_text(f'{head}SELECT ?{name} {{ VALUES ?{name} {{ "MEGA" }} }}\n', encoding="utf-8")
    desk = Workspace(workspace.folder)
    assert desk.ask("called", **{name: "Ana"}).rows() == (("Ana",),)
    path, routes = {"name": "called.csv"}, {route.name: route for route in ROUTES}
    assert answer(routes, desk, Asked("api-question", path, ((name, "Ana"),))).body == f"{name}\nAna\n".encode()


def test_an_identifier_is_shown_short() -> None:
    assert short("https://w3id.org/metrograph/id/metropolis-2019/pilot-mega") == "pilot-mega"


def test_the_catalogue_is_read_only_as_far_as_it_is_used() -> None:
    assert Catalog.packaged()["pilots"].name == "pilots"
