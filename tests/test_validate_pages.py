"""A report for people outside a terminal: Markdown in a comment, a page to send on, rows for a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from metrograph.pages import report_html
from metrograph.validate import Report, check
from metrograph.validate.machine import as_markdown
from metrograph.validate.report import file_places
from metrograph.workspace import Workspace

Run = Callable[..., Any]
PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
@prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix mgs: <https://w3id.org/metrograph/shapes#> .
@prefix id: <https://w3id.org/metrograph/id/metropolis-2019/> .
"""
MEGA = 'id:pilot-mega rdfs:label "Metropolis Energy GovernAnce: MEGA"@en ; mg:acronym "mega" .\n'
SHAPES = """
ex:Acronym a sh:NodeShape ; sh:name "An acronym is in capitals"@en , "Un sigle est en capitales"@fr , "Una sigla va en mayúsculas"@es ;
  sh:description "It is found by them."@en ; mgs:good "id:pilot-mega mg:acronym \\"MEGA\\" ." ;
  sh:targetSubjectsOf mg:acronym ; sh:property ex:Acronym-form .
ex:Acronym-form sh:path mg:acronym ; sh:pattern "^[A-Z]+$" ;
  sh:message "Write it in capitals."@en , "Écrivez-le en capitales."@fr , "Escríbala en mayúsculas."@es .
"""
NASTY = 'id:pilot-mega rdfs:label "a|b\\nc"@en ; mg:acronym "<script>alert(1)</script>|\\n\\n| x" .\n'


def turtle(text: str) -> list[ox.Quad]:
    return list(ox.parse(f"{PREFIXES}{text}".encode(), format=ox.RdfFormat.TURTLE))


def report(data: str = MEGA) -> Report:
    return check(turtle(data), turtle(SHAPES))


# ---- Markdown


def rows(markdown: str) -> list[list[str]]:
    """The cells of the lines of tables, an escaped bar being no border."""
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_markdown_has_a_heading_and_a_table_for_each_rule() -> None:
    text = as_markdown(report())
    assert text.startswith("# Validation report\n\ndoes not conform: 1 violation, 0 warnings, 0 notes")
    assert "\n## violation Acronym · An acronym is in capitals (1)\n\nIt is found by them.\n" in text
    assert rows(text)[0] == ["Name", "What is wrong", "What to do", "Where"]
    assert rows(text)[2][0::2] == ["Metropolis Energy GovernAnce: MEGA", "Write it in capitals."]


def test_bars_and_line_feeds_in_a_value_leave_the_table_in_markdown_whole() -> None:
    found = rows(as_markdown(report(NASTY)))
    assert [len(row) for row in found] == [4, 4, 4]
    assert found[2][0] == "a\\|b c"


@pytest.mark.parametrize(
    ("lang", "title", "rule", "remedy"),
    [
        ("en", "Validation report", "An acronym is in capitals", "Write it in capitals."),
        ("fr", "Rapport de validation", "Un sigle est en capitales", "Écrivez-le en capitales."),
        ("es", "Informe de validación", "Una sigla va en mayúsculas", "Escríbala en mayúsculas."),
    ],
)
def test_markdown_speaks_the_language_asked_for(lang: str, title: str, rule: str, remedy: str) -> None:
    text = as_markdown(report(), lang)
    assert text.startswith(f"# {title}\n")
    assert f" Acronym · {rule} (1)" in text
    assert rows(text)[2][2] == remedy


def test_markdown_names_file_and_line_and_shows_an_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.ttl").write_text(PREFIXES + MEGA, encoding="utf-8")
    text = as_markdown(file_places(report(), [Path("plan.ttl")]))
    assert rows(text)[2][3] == "plan.ttl:7"
    assert '```\nid:pilot-mega mg:acronym "MEGA" .\n```' in text


def test_markdown_without_findings_is_its_summary() -> None:
    assert as_markdown(report("")).splitlines()[2:] == ["conforms: 0 violations, 0 warnings, 0 notes (fast engine)"]


def test_markdown_lists_every_finding_on_the_plan_of_2019(desk: Workspace) -> None:
    whole = desk.validate()
    heads = 2 * len(whole.by_rule())
    assert len(rows(as_markdown(whole, "es"))) == len(whole) + heads


# ---- HTML


class Page(HTMLParser):
    """A page as a reader of it sees it: its language, headings, rows of tables, tags, addresses of what it loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lang = ""
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.rows: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open += [tag] * (tag != "meta")
        self.lang = dict(attrs).get("lang") or self.lang
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "srcset", "action", "data")]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        tag = self.open[-1] if self.open else ""
        self.text.setdefault(tag, []).append(data)
        if tag in ("td", "th"):
            self.rows[-1][-1] += data


@pytest.mark.parametrize(
    ("lang", "title", "heads", "rule", "severity"),
    [
        ("en", "Validation report", ["Name", "What is wrong", "What to do", "Where"], "An acronym is in capitals", "violation"),
        (
            "fr",
            "Rapport de validation",
            ["Intitulé", "Ce qui ne va pas", "Que faire", "Où"],
            "Un sigle est en capitales",
            "violation",
        ),
        (
            "es",
            "Informe de validación",
            ["Nombre", "Qué está mal", "Qué hacer", "Dónde"],
            "Una sigla va en mayúsculas",
            "incumplimiento",
        ),
    ],
)
def test_the_page_says_its_language_and_has_its_headings_in_it(
    lang: str, title: str, heads: list[str], rule: str, severity: str
) -> None:
    page = Page(report_html(report(), lang))
    assert page.lang == lang
    assert page.text["h1"] == page.text["title"] == [title]
    assert page.rows[0] == heads
    assert severity in page.text["span"]
    assert any(rule in words for words in page.text["a"])


def test_a_script_in_a_value_stays_a_text_on_the_page() -> None:
    html = report_html(report(NASTY))
    page = Page(html)
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in page.rows[1][1]


def test_a_script_in_the_name_of_a_rule_or_a_thing_stays_a_text_on_the_page() -> None:
    shapes = SHAPES.replace("An acronym is in capitals", "<img src=x onerror=alert(1)>").replace(
        "It is found", "<b>It</b> is found"
    )
    html = report_html(check(turtle(MEGA.replace("Metropolis Energy", '<i title=\\"x\\">')), turtle(shapes)))
    assert not {"img", "b", "i"} & Page(html).tags


def test_the_page_loads_nothing_from_elsewhere(desk: Workspace) -> None:
    html = report_html(desk.validate())
    assert all(link.startswith("#") for link in Page(html).links)
    assert not re.search(r"@import|url\(|<script|<link|<iframe", html)


def test_the_links_at_the_top_of_the_page_lead_to_its_sections(desk: Workspace) -> None:
    html = report_html(desk.validate())
    assert Page(html).links
    assert all(f'id="{link[1:]}"' in html for link in Page(html).links)


def test_the_page_shows_every_finding_on_the_plan_of_2019_with_its_place(desk: Workspace) -> None:
    whole = desk.validate()
    shown = [row for row in Page(report_html(whole, "fr")).rows if row[0] != "Intitulé"]
    assert sorted((row[0], row[3]) for row in shown) == sorted((whole.label(one, "fr"), str(one.place)) for one in whole)


def test_the_page_shows_the_example_of_a_rule_and_why_it_matters(desk: Workspace) -> None:
    page = Page(report_html(desk.validate()))
    assert desk.rules["S26"].fix in page.text["pre"]
    assert desk.rules["S26"].why.en in page.text["p"]


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Nothing to mend."), ("fr", "Rien à corriger."), ("es", "Nada que corregir.")]
)
def test_a_page_without_findings_says_so(lang: str, words: str) -> None:
    page = Page(report_html(report(""), lang))
    assert words in page.text["p"]
    assert "table" not in page.tags


def test_the_page_ends_with_a_line_feed() -> None:
    assert report_html(report()).endswith("</html>\n")


# ---- rows, from the command line


@pytest.fixture
def asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What `metrograph validate plan.ttl --shapes own.ttl` prints in a format."""
    monkeypatch.chdir(tmp_path)
    Path("own.ttl").write_text(PREFIXES + SHAPES, encoding="utf-8")

    def ask(data: str, chosen: str, *more: str) -> str:
        Path("plan.ttl").write_text(PREFIXES + data, encoding="utf-8")
        return str(run("validate", "plan.ttl", "--shapes", "own.ttl", "--format", chosen, *more).out)

    return ask


@pytest.mark.parametrize(("chosen", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_have_one_row_a_finding_whatever_stands_in_its_value(
    asked: Callable[..., str], chosen: str, delimiter: str
) -> None:
    data = 'id:pilot-mega mg:acronym "a, \\"b\\"\\n\\tc" .'
    (row,) = csv.DictReader(io.StringIO(asked(data, chosen), newline=""), delimiter=delimiter)
    assert (row["severity"], row["rule"], row["value"], row["where"]) == ("violation", "Acronym", 'a, "b"\n\tc', "plan.ttl:7")


def test_jsonl_has_one_object_a_finding(asked: Callable[..., str]) -> None:
    lines = asked(MEGA + 'id:pilot-lgbti mg:acronym "lgbti" .', "jsonl", "--lang", "fr").splitlines()
    found = [json.loads(line) for line in lines]
    assert [one["value"] for one in found] == ["lgbti", "mega"]
    assert {one["remedy"] for one in found} == {"Écrivez-le en capitales."}


@pytest.mark.parametrize("chosen", ["csv", "tsv", "jsonl", "json", "md", "ttl", "html", "sarif", "junit", "text", "table"])
def test_every_format_tells_the_finding(asked: Callable[..., str], chosen: str) -> None:
    assert "mega" in asked(MEGA, chosen)
