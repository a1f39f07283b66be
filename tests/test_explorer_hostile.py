"""What strangers and chance put into addresses, forms and file names: each is answered, none is a fault of the service."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from tests.service import Running

import metrograph
from metrograph.desk import Desk
from metrograph.explorer.calendar import calendar_page
from metrograph.explorer.quality import report_of
from metrograph.explorer.view import View
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.child import FAULTS
from metrograph.serve.multipart import documents, form
from metrograph.serve.routes import ROUTES
from metrograph.table import Table

NAMES = ("Plan – 2025.md", "œuvre.md", "Łódź.md", "行动计划.md", "\u202egpj.md", "é.md")


def get(desk: Desk, route: str, *fields: tuple[str, str], **more: object) -> Reply:
    return answer(ROUTES, desk, Asked(route, fields=fields, accept="text/html", **more))  # type: ignore[arg-type]


def sent(name: str, body: bytes) -> bytes:
    """A form with a file, as browsers write it."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + body + b"\r\n--x--\r\n"


@pytest.mark.parametrize("name", ["name", "self", "lang_", "args", "question", "", "a\0b"])
def test_a_question_refuses_a_parameter_that_it_does_not_take_whatever_it_is_called(desk, name):
    reply = get(desk, "query-question", (name, "x"), path={"name": "links"})
    assert (reply.status, 'class="told bad refusal"' in reply.body.decode()) == (400, True)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_read_whatever_script_its_name_is_in(desk, name):
    content = "multipart/form-data; boundary=x"
    reply = answer(
        ROUTES,
        desk,
        Asked("link-text", body=sent(name, b"# Plan\n\n- Night buses\n"), media="multipart/form-data", content=content),
    )
    assert (reply.status, name in reply.body.decode(), "11.2" in reply.body.decode()) == (200, True, True)


@pytest.mark.parametrize("name", NAMES)
def test_a_graph_is_stored_whatever_script_the_name_of_its_file_is_in(name):
    content = "multipart/form-data; boundary=x"
    assert form(content, sent(name, b"a"))[1] == ((name, b"a"),)
    assert documents(content, sent(name.replace(".md", ".ttl"), b"<a> <b> 1 ."))[0].media == "text/turtle"


def test_the_tables_of_pages_hold_no_formula_for_a_spreadsheet_and_numbers_stay_numbers(monkeypatch, desk):
    label = '=HYPERLINK("http://evil.example","MEGA")'
    monkeypatch.setattr(
        View, "ask", lambda *_, **__: Table(("label", "quote", "count"), ((label, "@SUM(A1)", -2), ("MEGA", None, 7)))
    )
    told = get(desk, "query-question", ("table", "answer"), path={"name": "links"}).body.decode()
    assert list(csv.reader(io.StringIO(told)))[1:] == [["'" + label, "'@SUM(A1)", "-2"], ["MEGA", "", "7"]]
    assert Table(("=1+1", "±"), ((1, -1),)).sheet() == "'=1+1,±\n1,-1\n", "a plan may be called so"


@pytest.fixture(scope="module")
def service():
    with Running() as running:
        yield running


def test_no_link_of_a_page_repeats_a_query_that_is_too_long_for_an_address(service):
    text = "ASK { ?pilot a mg:PilotProject } #" + "x" * 50_000
    page = service.ask("POST", "/query", f"query={text.replace('#', '%23')}", Content_Type="application/x-www-form-urlencoded")
    links = re.findall(r'(?:href|action)="([^"]*)"', page.text)
    assert (page.status, len(links) > 20, max(map(len, links)) < 1000) == (200, True, True)


def test_who_signs_in_from_a_filtered_page_comes_back_to_it(desk):
    view = View.of(desk, inside="calendar", fields=(("year", "2019"), ("month", "3"), ("lang", "fr")), writing=True)
    assert 'href="/session?next=/calendar%3Fyear%3D2019%26month%3D3"' in calendar_page(view).html(view.frame())


def test_a_graph_that_the_dataset_names_has_a_page_though_nothing_is_in_it(tmp_path):
    write_plans(tmp_path, "first")
    (tmp_path / "reviews.jsonl").touch()
    desk = metrograph.open(tmp_path)
    listed = {str(graph).removeprefix(desk.names.graph("")): triples for graph, _, triples in desk.ask("graphs").rows()}
    assert listed["reviews"] == 0
    for name in listed:
        assert get(desk, "graph-page", path={"rest": name}).status == 200, name
    empty = answer(ROUTES, desk, Asked("graph-page", path={"rest": "reviews.ttl"}))
    assert (empty.status, b"mg:decision" in empty.body) == (200, False)
    assert get(desk, "graph-page", path={"rest": "a b<"}).status == 404


def test_of_several_plans_the_table_holds_the_items_of_all_and_of_one_those_of_it(tmp_path):
    write_plans(tmp_path, "first", "second")
    desk = metrograph.open(tmp_path)
    both = get(desk, "plan", ("table", "plan"))
    assert {row["element"].split("/")[-2] for row in rows_of(both)} == {"first", "second"}
    assert get(desk, "plan").status == 200
    one = get(desk, "plan", ("table", "plan"), ("plan", "second/plan"))
    assert {row["element"].split("/")[-2] for row in rows_of(one)} == {"second"}


def rows_of(reply: Reply) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reply.body.decode())))


def write_plans(folder: Path, *names: str) -> None:
    source = "source: {title: {en: Plan}, file: a.txt, sha256: '" + "0" * 64 + "', lang: en, lines: 9}\n"
    items = (
        "items:\n- {id: plan, kind: work_plan, label: {en: Plan}, lines: [1]}\n"
        "- {id: line-a, kind: strategic_line, label: {en: Line}, parent: plan, section: line-a, order: 1, lines: [2]}\n"
        "- {id: buses, kind: action, label: {en: Night buses}, parent: line-a, section: line-a, lines: [3]}\n"
    )
    (folder / "metrograph.toml").write_text('base = "https://w3id.org/metrograph/"\n', encoding="utf-8")
    (folder / "plans").mkdir()
    for name in names:
        (folder / "plans" / f"{name}.yaml").write_text(f"plan: {name}\n{source}{items}", encoding="utf-8")


def test_a_page_lists_no_nameless_parts_of_the_dataset_and_its_data_do(service):
    for rest in ("contributesTo", "theme", "PilotProject"):
        page, data = (service.get(f"/ns/{rest}.{form}") for form in ("html", "ttl"))
        assert (page.status, "/.well-known/void#" in page.text, "/.well-known/void#" in data.text) == (200, False, True)


def test_what_the_rules_find_is_worked_out_anew_when_a_plan_is_taken_away(tmp_path):
    write_plans(tmp_path, "first", "second")
    desk = metrograph.open(tmp_path)
    both = len(report_of(desk))
    (tmp_path / "plans" / "second.yaml").unlink()
    desk.refresh()
    assert (both > 0, len(report_of(desk)) < both) == (True, True)


def test_a_search_of_many_unknown_words_compares_no_more_than_six_of_them(monkeypatch, desk):
    compared: list[str] = []
    monkeypatch.setattr("metrograph.explorer.names.get_close_matches", lambda word, *_, **__: compared.append(word) or [word])
    words = " ".join(f"{one}{two}xqzwv" for one in "abcde" for two in "fghij")
    assert get(desk, "search", ("q", words)).status == 200
    assert 0 < len(compared) <= 6
    compared.clear()
    assert get(desk, "thing", path={"rest": words.replace(" ", "-")}).status == 404
    assert 0 < len(compared) <= 8


def test_a_template_that_asks_for_what_is_not_there_is_told_as_a_fault_and_by_its_name(monkeypatch, desk):
    view = View.of(desk, inside="calendar")
    page = calendar_page(view)
    broken = replace(page, values={name: told for name, told in page.values.items() if name != "months"})
    with pytest.raises(FAULTS, match=r"calendar.html: 'months' is undefined"):
        broken.html(view.frame())


def test_robots_are_led_to_every_page_and_into_no_endless_room(desk):
    rules = RobotFileParser()
    rules.parse(get(desk, "robots").body.decode().splitlines())
    listed = re.findall(r"<loc>([^<]+)</loc>", get(desk, "sitemap").body.decode())
    assert len(listed) > 300
    assert [one for one in listed if not rules.can_fetch("*", one)] == []
    here = "http://127.0.0.1:8000/"
    for inside in ("graph/view", "query/links", "pilots", "calendar", "sdg/11", "id/metropolis-2019/pilot-mega"):
        assert rules.can_fetch("*", here + inside), inside
    for inside in (
        "graph?of=sdg/11",
        "query?query=ASK{}",
        "search?q=bus",
        "session?next=/",
        "review?page=2",
        "link",
        "sparql?query=x",
    ):
        assert not rules.can_fetch("*", here + inside), inside
