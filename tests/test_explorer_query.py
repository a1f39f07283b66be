"""The catalogue of questions: found by words, asked by a form, answered in the reader's language, taken along."""

import csv
import io
import re
from html import unescape

import pytest

from metrograph.desk import Desk
from metrograph.errors import RequestError
from metrograph.explorer.query import SPOTS, query_page
from metrograph.explorer.question_forms import controls
from metrograph.explorer.questions import catalogue_page, known, question_page
from metrograph.explorer.results import result
from metrograph.explorer.view import View
from metrograph.namespaces import sdg_order
from metrograph.serve.routes_explorer import page_reply
from metrograph.store import LocalStore
from metrograph.table import Iri, Table
from metrograph.words import LANGUAGES
from metrograph.workspace import create, open_workspace

NAMES = tuple(open_workspace().catalog.names)
IN_TURNS = [
    pytest.param(name, lang, marks=[] if at % len(LANGUAGES) == LANGUAGES.index(lang) else pytest.mark.slow)
    for at, name in enumerate(NAMES)
    for lang in LANGUAGES
]
"""Each question in one of the languages, by turns; with --slow each in all of them."""


def looking(desk, name="", lang="en", **fields):
    inside = f"query/{name}" if name else "query"
    return View.of(desk, lang=lang, inside=inside, fields=tuple(fields.items()), parts={"name": name})


def html(desk, name, lang="en", **fields):
    view = looking(desk, name, lang, **fields)
    return question_page(view).html(view.frame())


@pytest.mark.parametrize(("name", "lang"), IN_TURNS)
def test_every_question_is_answered_on_its_page_and_as_csv(desk, name, lang):
    view = looking(desk, name, lang)
    page = question_page(view)
    told = page.html(view.frame())
    assert (page.status, page.values["refusal"]) == (200, None)
    assert f"<h1>{unescape(page.title)}".replace("'", "&#39;") in told
    assert page.values["result"].total == len(desk.ask(name, lang))
    table = page_reply(page, looking(desk, name, lang, table="answer"))
    assert len(list(csv.reader(io.StringIO(table.body.decode())))) == page.values["result"].total + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_catalogue_names_every_question_by_topic(desk, lang):
    view = looking(desk, lang=lang)
    page = catalogue_page(view)
    entries = [entry for topic in page.values["topics"] for entry in topic.entries]
    assert [entry.name for entry in entries] == list(NAMES)
    assert {entry.lang for entry in entries} == {lang}
    assert all(topic.heading != topic.name or lang == "en" for topic in page.values["topics"])
    assert 'href="/query/pilots-by-goal"' in page.html(view.frame())


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "Énergie"), ("es", "PROYECTOS objetivo"), ("en", "pilots goal"), ("en", "links-of")]
)
def test_questions_are_found_by_words_in_any_language_accents_optional(desk, lang, words):
    found = catalogue_page(looking(desk, lang=lang, search=words)).values
    assert 0 <= found["found"] < len(NAMES)
    if words != "Énergie":
        assert found["found"]


def test_words_that_no_question_holds_are_told(desk):
    view = looking(desk, search="<b>zebra</b>")
    told = catalogue_page(view).html(view.frame())
    assert "No question holds these words." in told
    assert "<b>zebra" not in told


def test_a_goal_is_chosen_from_seventeen_with_their_names(desk):
    goal = controls(looking(desk, lang="fr"), desk.catalog["pilots-by-goal"], {"goal": "6"})[0]
    assert (goal.kind, goal.value, len(goal.options)) == ("select", "6", 17)
    assert goal.options[5].text == "6 Eau propre et assainissement"
    told = html(desk, "pilots-by-goal", "fr", goal="6")
    assert '<option value="6" selected>6 Eau propre et assainissement</option>' in told


def test_targets_stand_under_their_goal(desk):
    target = next(one for one in controls(looking(desk), desk.catalog["indicators-of-target"], {}) if one.name == "target")
    assert len(target.groups) == 17
    assert [option.value for option in target.groups[10][1]][:3] == ["11", "11.1", "11.2"]


@pytest.mark.parametrize(
    ("question", "name", "kind"),
    [
        ("elements-by-theme", "theme", "select"),
        ("elements-at-place", "place", "select"),
        ("elements-by-kind", "kind", "select"),
        ("links-of-element", "element", "list"),
        ("events-in-month", "month", "month"),
        ("rejected-though-confident", "minimum", "number"),
    ],
)
def test_what_a_question_takes_has_a_field_of_its_kind(desk, question, name, kind):
    takes = {one.name: one for one in controls(looking(desk), desk.catalog[question], {})}
    assert takes[name].kind == kind


def test_of_one_plan_none_is_to_be_chosen_but_one_that_is_named_is_kept(desk):
    names = [one.name for one in controls(looking(desk), desk.catalog["pilots-by-goal"], {})]
    assert names == ["goal"]
    assert "plan" in [one.name for one in controls(looking(desk), desk.catalog["pilots-by-goal"], {"plan": "plan-2019"})]


def test_an_answer_is_narrowed_by_the_fields_of_the_address(desk):
    view = looking(desk, "pilots-by-goal", goal="6")
    assert {row[1].cell.sdg for row in question_page(view).values["result"].groups[0].rows} == {"6.4", "6.5"}


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"goal": "99"}, "U104"), ({"goal": "<script>"}, "U104"), ({"colour": "red"}, "U103"), ({"plan": "x"}, "U105")],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_value_is_told_in_its_place_and_the_form_stays(desk, fields, code, lang):
    view = looking(desk, "pilots-by-goal", lang, **fields)
    page = question_page(view)
    told = page.html(view.frame())
    assert (page.status, page.values["refusal"].code) == (400, code)
    assert 'name="goal"' in told
    assert "<script>alert" not in told
    assert 'value="&lt;script&gt;"' in told or "<script>" not in fields.values()


def test_an_unknown_question_is_not_found_and_a_near_one_named(desk):
    with pytest.raises(RequestError) as told:
        question_page(looking(desk, "pilots-by-gaol"))
    assert (told.value.code, told.value.status, told.value.values["near"]) == ("W640", 404, "pilots-by-goal")


def test_rows_are_sorted_by_what_a_column_shows(desk):
    at = [heading.text for heading in question_page(looking(desk, "links")).values["result"].headings].index("SDG")
    up, down = (
        [row[at].cell.sdg for row in question_page(looking(desk, "links", sort=sort)).values["result"].groups[0].rows]
        for sort in ("sdg", "-sdg")
    )
    goals = [int(code.split(".")[0]) for code in up]
    assert goals == sorted(goals)
    assert (up[0], down[0][:3]) == (min(up, key=sdg_order), "17.")
    assert 'aria-sort="ascending"' in html(desk, "links", sort="sdg")


def test_numbers_are_sorted_as_numbers_and_what_is_empty_comes_last(desk):
    table = Table(("n", "who"), ((10, "a"), (None, "b"), (9, "c"), (100, "d")))
    shown = [
        [row[0].cell.text for row in result(looking(desk, sort=sort), table, free=True).groups[0].rows] for sort in ("n", "-n")
    ]
    assert shown == [["9", "10", "100", ""], ["100", "10", "9", ""]]


def test_rows_are_gathered_under_the_values_of_a_column(desk):
    found = question_page(looking(desk, "links", group="strength", sort="sdg")).values["result"]
    assert sum(group.count for group in found.groups) >= found.total
    assert {group.head.cell.text for group in found.groups} == {"direct", "indirect"}
    assert "Strength" not in [heading.text for heading in found.headings]


def test_a_column_of_different_values_is_not_offered_for_groups(desk):
    found = question_page(looking(desk, "pilots")).values["result"]
    assert "Pilot" not in [way.text for way in found.groupings]
    with pytest.raises(RequestError) as told:
        question_page(looking(desk, "pilots", group="pilot"))
    assert told.value.code == "W602"


@pytest.mark.parametrize(("field", "value"), [("sort", "x"), ("group", "?x"), ("view", "map"), ("page", "0"), ("page", "2")])
def test_what_cannot_be_shown_is_refused(desk, field, value):
    with pytest.raises(RequestError):
        question_page(looking(desk, "pilots-by-goal", **{field: value}))


def test_a_long_answer_is_paged_and_says_so(desk):
    first, second = (question_page(looking(desk, "links", page=page)).values["result"] for page in ("1", "2"))
    assert (first.pager.first, first.pager.last, first.total) == (1, 100, 103)
    assert len(second.groups[0].rows) == 3
    assert "page=2" in first.pager.after.href
    assert second.pager.after is None


def test_groups_go_on_over_pages(desk):
    pages = [question_page(looking(desk, "links", group="strength", page=page)).values["result"] for page in ("1", "2")]
    assert sum(len(group.rows) for page in pages for group in page.groups) == 103
    assert [group.count for group in pages[1].groups] == [pages[0].groups[-1].count]


@pytest.mark.parametrize(
    ("name", "views"),
    [
        ("coverage-by-theme", {"chart"}),
        ("events-per-month", {"chart"}),
        ("timeline", {"timeline"}),
        ("links", {"graph"}),
        ("kinds-per-line", {"chart", "graph"}),
        ("themes", set()),
    ],
)
def test_other_views_are_offered_where_they_fit(desk, name, views):
    offered = {way.value for way in question_page(looking(desk, name)).values["result"].views} - {""}
    assert offered == views


@pytest.mark.parametrize(("name", "lang"), IN_TURNS)
def test_every_view_that_is_offered_can_be_seen_with_the_table_below_it(desk, name, lang):
    for way in question_page(looking(desk, name, lang)).values["result"].views:
        told = html(desk, name, lang, **({"view": way.value} if way.value else {}))
        assert '<table id="answer">' in told
        assert ("<svg" in told.split('class="tools"')[1]) == (way.value in ("chart", "timeline"))
        assert ("data-graph" in told) == (way.value == "graph")


def test_a_graph_says_how_many_things_and_links_it_draws(desk):
    drawn = question_page(looking(desk, "links", view="graph")).values["result"].drawing
    assert len(drawn.graph["edges"]) <= 300
    assert all(0 <= edge["start"] < len(drawn.graph["nodes"]) for edge in drawn.graph["edges"])
    assert re.match(r"\d+ things and \d+ links between “Element” and “SDG”", drawn.caption)


def test_what_a_graph_leaves_out_is_told(desk):
    rows = tuple((Iri(f"https://w3id.org/metrograph/id/{a}"), Iri(f"https://w3id.org/metrograph/id/b{a}")) for a in range(320))
    drawn = result(looking(desk, view="graph"), Table(("a", "b"), rows), free=True).drawing
    assert len(drawn.graph["edges"]) == 300
    assert drawn.note == "20 rows are not drawn; the table has them all."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_can_be_taken_along(desk, lang):
    told = unescape(html(desk, "pilots-by-goal", lang, goal="6"))
    assert 'href="/query/pilots-by-goal?goal=6&table=answer"' in told
    assert 'value="http://127.0.0.1:8000/query/pilots-by-goal?goal=6"' in told
    assert f'mg.open().ask("pilots-by-goal", "{lang}", goal=\'6\')' in told
    assert "SPARQLWrapper('http://127.0.0.1:8000/sparql'" in told
    assert "curl 'http://127.0.0.1:8000/sparql'" in told
    assert "/query?query=PREFIX" in told


def test_the_program_of_an_answer_gives_the_same_answer(desk):
    page = question_page(looking(desk, "pilots-by-goal", goal="6"))
    share = page.values["share"]
    assert desk.sparql(share.sparql).rows() == desk.ask("pilots-by-goal", goal="6").rows()


def test_in_a_folder_of_pages_every_question_has_its_answer_and_nothing_needs_a_service(desk):
    view = View.of(desk, inside="query", live=False)
    question = next(spot for spot in SPOTS if spot.name == "query-question")
    assert list(question.paths(view)) == [f"query/{name}" for name in NAMES]
    links = View.of(desk, inside="query/links", parts={"name": "links"}, live=False)
    pages = (query_page(view).html(view.frame()), question_page(links).html(links.frame()))
    told = "".join(page.split("<main")[1].split("</main>")[0] for page in pages)
    assert "<form" not in told
    assert "/sparql" not in told
    assert "query?query=" not in told
    assert "group=" not in told
    assert "view=graph" not in told
    chart = View.of(desk, inside="query/coverage-by-goal", parts={"name": "coverage-by-goal"}, live=False)
    assert "view=chart" in question_page(chart).html(chart.frame())


@pytest.mark.parametrize("name", ["pilots-by-goal", "links-of-element", "elements-at-place", "announced-counts"])
def test_without_any_data_questions_are_there_and_say_that_nothing_answers_them(name):
    told = html(Desk(None, LocalStore.memory()), name)
    assert "No row: in the data at hand, nothing answers this question." in told


def test_questions_of_a_workspace_of_ones_own_are_in_the_catalogue(tmp_path):
    create(tmp_path / "desk")
    folder = tmp_path / "desk" / "queries" / "my-topic"
    folder.mkdir(parents=True)
    head = "#+ summary: {en: Is <b>this</b> mine?}\n#+ tags: [own]\n"
    (folder / "mine.rq").write_text(head + "SELECT ?a WHERE { ?a a mg:PilotProject }\n")
    (folder / "wrong.rq").write_text(head + "SELECT ?a WHERE { ?a a \n")
    own = open_workspace(tmp_path / "desk")
    view = looking(own)
    told = catalogue_page(view).html(view.frame())
    assert "Is &lt;b&gt;this&lt;/b&gt; mine?" in told
    assert "my-topic" in told
    assert "mine" in [question.name for question in known(view)]
    page = question_page(looking(own, "wrong"))
    assert (page.status, page.values["result"]) == (400, None)
    assert (page.values["refusal"].line, page.values["refusal"].before) == (3, "SELECT ?a WHERE { ?a a")
