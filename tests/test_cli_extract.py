"""``metrograph extract`` and ``import`` as a person types them: every format, and every document that cannot be read."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook, load_workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from metrograph.readers.passage import Limits
from metrograph.turtle import read_triples
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace
from metrograph.yamlfile import parse

Run = Callable[..., Any]
PLAN = """\
# Plan de travail 2026

## Climat

- Webinaire sur l'eau, mars (ODD 6.1)
- Carte des puits

## Pilotes

Projets pilotes en cours :

- Énergie pour tous

Les puits de la région sont à sec depuis deux ans.
"""
KEYS = ["id", "kind", "label", "lang", "edtf", "date_status", "status", "parent", "section", "themes", "places", "partners",
        "condition", "sdgs_stated", "source"]  # fmt: skip
MORE = {"sources", "organisers", "bodies", "group", "count", "edition", "former", "description", "translation", "hyperlinked", "refers_to",
        "same_fact_as", "shares_bullet_with", "planned", "date_text", "doubts", "also_called", "open_list"}  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan.md").write_text(PLAN, "utf-8")
    return tmp_path / "plan.md"


@pytest.fixture
def kept(workspace: Workspace, plan: Path, run: Run) -> Path:
    """A fresh workspace to which the plan that was read is added."""
    source = Path(workspace.source)
    assert run("extract", plan, "--plan", "delta-2026", "--out", source / "plans" / "delta-2026.yaml").code == 0
    return source


# --- what is written -------------------------------------------------------------------------------------------------


def test_json_lines_have_the_keys_of_the_contract(run: Run, plan: Path) -> None:
    said = run("extract", plan, "--format", "jsonl")
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 0
    assert [list(row)[: len(KEYS)] for row in rows] == [KEYS] * 6
    assert {key for row in rows for key in list(row)[len(KEYS) :]} <= MORE
    forum = rows[2]
    assert (forum["kind"], forum["label"], forum["edtf"], forum["date_status"]) == (
        "network_event",
        "Webinaire sur l'eau",
        "2026-03",
        "stated",
    )
    assert (forum["status"], forum["condition"], forum["sdgs_stated"], forum["themes"]) == (None, None, ["6.1"], [])
    assert forum["source"] == {"file": "plan.md", "line": 5, "start": 2, "end": 21, "quote": "Webinaire sur l'eau"}
    assert PLAN.splitlines()[4][2:21] == "Webinaire sur l'eau"


def test_without_a_format_a_pipe_gets_json_lines(run: Run, plan: Path) -> None:
    assert (
        run("extract", plan).out == run("extract", plan, "--format", "json").out == run("extract", plan, "--format", "jsonl").out
    )


def test_results_and_remarks_do_not_mix(run: Run, plan: Path) -> None:
    said = run("extract", plan)
    assert "plan.md: 8 passages read, 6 items, 0 places and organisations" in said.err
    assert "passages" not in said.out
    assert run("extract", plan, "--quiet").err == ""


def test_yaml_is_a_plan_with_its_doubts(run: Run, plan: Path) -> None:
    said = run("extract", plan, "--format", "yaml", "--plan", "delta-2026")
    root = parse(said.out, "")
    assert root.required("plan").text() == "delta-2026"
    assert [item.required("kind").text() for item in root.required("items").items()] == [
        "work_plan", "strategic_line", "network_event", "action", "strategic_line", "pilot_project",
    ]  # fmt: skip
    assert "# ? kind: nothing in the text says what it is; taken as an action" in said.out


def test_csv_and_xlsx_hold_the_same_rows(run: Run, plan: Path, tmp_path: Path) -> None:
    written = run("extract", plan, "--format", "csv").out
    assert run("extract", plan, "--out", tmp_path / "plan.xlsx").code == 0
    rows = list(csv.reader(io.StringIO(written.lstrip("\ufeff"))))
    sheet = load_workbook(tmp_path / "plan.xlsx").worksheets
    found = next(one for one in sheet if one["A1"].value == "id" or one["A2"].value == "id")
    cells = [[str(cell or "") for cell in row] for row in found.iter_rows(values_only=True)]
    assert [row[:3] for row in rows] == [row[:3] for row in cells if row[0]][-len(rows) :]


def test_turtle_is_a_graph_of_the_plan(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("extract", plan, "--out", tmp_path / "plan.ttl", "--plan", "delta-2026").code == 0
    triples = list(read_triples(tmp_path / "plan.ttl"))
    assert any(triple.object.value == "Énergie pour tous" for triple in triples if hasattr(triple.object, "value"))
    assert any("delta-2026" in triple.subject.value for triple in triples)


@pytest.mark.parametrize("format", ["table", "md"])
def test_tables_are_for_people(run: Run, plan: Path, format: str) -> None:  # noqa: A002 - as the option
    said = run("extract", plan, "--format", format)
    assert said.code == 0
    assert all(words in said.out for words in ("Webinaire sur l'eau", "2026-03", "Climat", "6.1", "L5"))


def test_the_ending_of_the_file_gives_the_format(run: Run, plan: Path, tmp_path: Path) -> None:
    for ending, begins in [
        ("jsonl", b'{"id"'),
        ("yaml", b"# Read from"),
        ("csv", b"\xef\xbb\xbfid,"),
        ("ttl", b"@prefix"),
        ("xlsx", b"PK"),
    ]:
        said = run("extract", plan, "--out", tmp_path / f"out.{ending}")
        assert (said.code, said.out) == (0, "")
        assert (tmp_path / f"out.{ending}").read_bytes().startswith(begins)


def test_a_table_is_written_to_its_file(run: Run, plan: Path, tmp_path: Path) -> None:
    said = run("extract", plan, "--out", tmp_path / "table.md")
    assert (said.out, (tmp_path / "table.md").exists()) == ("", True)


def test_several_files_follow_one_another(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Work Plan 2027\n\n## Water\n\n- Summit on water, May\n", "utf-8")
    said = run("extract", plan, tmp_path / "other.md")
    files = [json.loads(line)["source"]["file"] for line in said.out.splitlines()]
    assert (said.code, files) == (0, ["plan.md"] * 6 + ["other.md"] * 3)
    many = run("extract", plan, tmp_path / "other.md", "--format", "yaml")
    assert (many.code, many.out) == (2, "")
    assert "U118" in many.err


def test_one_bad_file_among_several_is_told_and_the_rest_is_read(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    said = run("extract", tmp_path / "empty.md", plan)
    assert (said.code, len(said.out.splitlines())) == (3, 6)
    assert said.err.count("error[") == 1


def test_the_language_of_the_document_is_seen_or_given(run: Run, plan: Path) -> None:
    def spoken(*options: str) -> set[str]:
        return {json.loads(line)["lang"] for line in run("extract", plan, *options).out.splitlines()}

    assert spoken() == spoken("--lang", "auto") == spoken("--lang", "fr") == {"fr"}
    assert spoken("--lang", "es") == {"es"}
    assert spoken("--text-lang", "en") == {"en"}


def test_lang_auto_leaves_the_words_to_the_reader_in_their_own_language(run: Run, plan: Path) -> None:
    assert "éléments" in run("extract", plan, "--lang", "fr").err
    assert "items" in run("extract", plan, "--lang", "auto").err


def test_the_language_of_the_reader_and_that_of_the_document_can_differ(run: Run, plan: Path) -> None:
    said = run("extract", plan, "--lang", "en", "--text-lang", "fr")
    assert {json.loads(line)["lang"] for line in said.out.splitlines()} == {"fr"}


@pytest.mark.parametrize(("lang", "words"), [("en", "running text"), ("fr", "texte courant\u00a0"), ("es", "texto corrido")])
def test_the_report_says_what_is_in_no_item(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.setenv("METROGRAPH_LANG", lang)
    said = run("extract", plan, "--report", tmp_path / "report.md", "--out", tmp_path / "x.yaml")
    report = (tmp_path / "report.md").read_text("utf-8")
    assert said.code == 0
    assert report.startswith("# plan.md\n")
    assert f"14 · {words}: Les puits de la région sont à sec depuis deux ans." in report
    assert re.search(r"`action-carte-des-puits` · kind\s?: ", report)
    assert "Projets pilotes en cours :" in report


def test_french_remarks_have_a_blank_before_each_colon(run: Run, plan: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "erreurs.csv"
    wrong.write_text("Activité;Début;Fin\nForum des transports;2027-06-13;2027-06-01\n", "utf-8")
    assert "erreurs.csv, C2\u00a0: la fin précède le début" in run("extract", wrong, "-q", "--lang", "fr").err
    assert "erreurs.csv, C2: el final es anterior" in run("extract", wrong, "-q", "--lang", "es").err
    run("extract", plan, "--lang", "fr", "--format", "md", "--report", tmp_path / "rapport.md")
    report = (tmp_path / "rapport.md").read_text("utf-8")
    assert "\u00a0: " in report
    assert re.findall(r"^- .*[a-z]: ", report, re.MULTILINE) == []


def test_the_same_file_gives_the_same_bytes(run: Run, plan: Path, tmp_path: Path) -> None:
    for ending in ("jsonl", "yaml", "csv", "xlsx", "ttl"):
        for name in ("a", "b"):
            (tmp_path / name).mkdir(exist_ok=True)
            run("extract", plan, "--out", tmp_path / name / f"plan.{ending}")
        assert (tmp_path / "a" / f"plan.{ending}").read_bytes() == (tmp_path / "b" / f"plan.{ending}").read_bytes()


def test_a_plan_file_holds_the_plan_that_it_is_called_after(run: Run, plan: Path, tmp_path: Path) -> None:
    run("extract", plan, "--out", tmp_path / "Fleuve 2027.yaml")
    assert "\nplan: fleuve-2027\n" in (tmp_path / "Fleuve 2027.yaml").read_text(encoding="utf-8")
    run("extract", plan, "--out", tmp_path / "given.yaml", "--plan", "harbour-2027")
    assert "\nplan: harbour-2027\n" in (tmp_path / "given.yaml").read_text(encoding="utf-8")
    run("extract", plan, "--out", tmp_path / "sheet.csv")
    assert "sheet" not in (tmp_path / "sheet.csv").read_text(encoding="utf-8")


def test_what_was_read_is_a_plan_that_holds_and_links(run: Run, kept: Path) -> None:
    said = run("validate", "--workspace", kept)
    assert said.code == 0, said.err
    built = run("build", "--link", "--workspace", kept)
    assert built.code == 0, built.err
    suggested = list((kept / "alignments").glob("*.tsv")) + list((kept / "alignments").glob("*"))
    assert any("event-webinaire-sur-l-eau" in path.read_text("utf-8") for path in suggested if path.is_file())


def test_two_plans_may_name_one_place(run: Run, kept: Path, tmp_path: Path) -> None:
    for name, line in (("nord", 5), ("sud", 9)):
        words = "# Plan de travail 2026\n" + "\n" * (line - 4) + "## Climat\n\n- Forum de l'eau, Abidjan, mars 2026\n"
        (tmp_path / f"{name}.md").write_text(words, "utf-8")
        said = run("extract", tmp_path / f"{name}.md", "--plan", f"{name}-2026", "--out", kept / "plans" / f"{name}-2026.yaml")
        assert said.code == 0, said.err
        assert "place-abidjan" in (kept / "plans" / f"{name}-2026.yaml").read_text("utf-8")
    said = run("validate", "--workspace", kept)
    assert said.code == 0, said.out


# --- a corrected sheet comes back --------------------------------------------------------------------------------------


def test_a_corrected_cell_changes_one_line_of_the_plan(run: Run, plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "delta-2026.yaml"
    run("extract", plan, "--plan", "delta-2026", "--out", target)
    run("extract", plan, "--plan", "delta-2026", "--out", tmp_path / "plan.csv")
    sheet = (tmp_path / "plan.csv").read_text("utf-8-sig")
    (tmp_path / "plan.csv").write_text(sheet.replace("Énergie pour tous", "Énergie pour toutes et tous"), "utf-8-sig")
    before = target.read_text("utf-8")
    dry = run("import", tmp_path / "plan.csv", "--into", target, "--dry-run")
    assert (dry.code, target.read_text("utf-8")) == (0, before)
    assert "label: Énergie pour tous → Énergie pour toutes et tous" in dry.out
    done = run("import", tmp_path / "plan.csv", "--into", target, "--yes")
    assert done.code == 0
    differ = [
        (old, new) for old, new in zip(before.splitlines(), target.read_text("utf-8").splitlines(), strict=True) if old != new
    ]
    assert differ == [("  label: {fr: Énergie pour tous}", "  label: {fr: Énergie pour toutes et tous}")]


def test_a_corrected_workbook_changes_the_plan_of_the_workspace(run: Run, kept: Path, plan: Path, tmp_path: Path) -> None:
    run("extract", plan, "--plan", "delta-2026", "--out", tmp_path / "plan.xlsx")
    book = load_workbook(tmp_path / "plan.xlsx")
    cell = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "ongoing")
    cell.value = "to_conclude"
    book.save(tmp_path / "plan.xlsx")
    before = (kept / "plans" / "delta-2026.yaml").read_text("utf-8")
    done = run("import", tmp_path / "plan.xlsx", "--workspace", kept, "--yes")
    assert done.code == 0, done.err
    after = (kept / "plans" / "delta-2026.yaml").read_text("utf-8")
    assert [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new] == [
        "  status: to_conclude"
    ]


def test_a_sheet_that_was_not_touched_changes_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    for name in ("plan.yaml", "plan.csv", "plan.xlsx"):
        run("extract", plan, "--out", tmp_path / name)
    before = (tmp_path / "plan.yaml").read_bytes()
    for name in ("plan.csv", "plan.xlsx"):
        said = run("import", tmp_path / name, "--into", tmp_path / "plan.yaml", "--yes")
        assert (said.code, said.out, said.err) == (0, "", "nothing has changed\n")
    assert (tmp_path / "plan.yaml").read_bytes() == before


@pytest.mark.parametrize(("lang", "sign", "typed", "end"), [
    ("fr", "[o/N]", "o", "1 changement écrit"), ("fr", "[o/N]", "", "rien n'a été écrit"), ("fr", "[o/N]", "n", "rien n'a été écrit"),
    ("es", "[s/N]", "sí", "1 cambio escrito"), ("en", "[y/N]", "y", "1 change written"),
])  # fmt: skip
def test_yes_is_asked_for_and_answered_in_the_readers_language(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, sign: str, typed: str, end: str
) -> None:
    for name in ("plan.yaml", "plan.csv"):
        run("extract", plan, "--out", tmp_path / name)
    sheet = (tmp_path / "plan.csv").read_text("utf-8-sig")
    (tmp_path / "plan.csv").write_text(sheet.replace("Carte des puits", "Carte des sources"), "utf-8-sig")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    said = run("import", tmp_path / "plan.csv", "--into", tmp_path / "plan.yaml", "--lang", lang)
    assert sign in said.err
    assert end in said.err


def test_nobody_to_ask_means_no(run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for name in ("plan.yaml", "plan.csv"):
        run("extract", plan, "--out", tmp_path / name)
    sheet = (tmp_path / "plan.csv").read_text("utf-8-sig")
    (tmp_path / "plan.csv").write_text(sheet.replace("Carte des puits", "Carte des sources"), "utf-8-sig")
    said = run("import", tmp_path / "plan.csv", "--into", tmp_path / "plan.yaml")
    assert "nothing was written" in said.err
    assert "Carte des puits" in (tmp_path / "plan.yaml").read_text("utf-8")


# --- documents that cannot be read -----------------------------------------------------------------------------------


def locked(path: Path) -> None:
    page = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="owner", canPrint=0))
    page.drawString(80, 700, "Plan de travail 2026")
    page.save()


def scanned(path: Path) -> None:
    from PIL import Image

    page = Canvas(str(path))
    page.drawInlineImage(Image.new("RGB", (40, 40), "grey"), 80, 600, 300, 200)
    page.save()


def truncated(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan de travail 2026")
    document.save(str(path))
    path.write_bytes(path.read_bytes()[:-2000])


def bomb(member: str) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("[Content_Types].xml", "<Types/>")
            packed.writestr(member, b"0" * 40_000_000)

    return build


def many_pages(path: Path) -> None:
    canvas = Canvas(str(path))
    for number in range(2_001):
        canvas.drawString(80, 700, str(number))
        canvas.showPage()
    canvas.save()


def of_bytes(body: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(body) and None


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><iati-activities version="2.03"><iati-activity>&a;</iati-activity></iati-activities>'
BAD: dict[str, tuple[str, int, str, Callable[[Path], None]]] = {
    "locked with a password": ("plan.pdf", 3, "S115", locked),
    "pictures of pages": ("plan.pdf", 3, "S116", scanned),
    "empty": ("plan.md", 3, "S117", of_bytes(b"")),
    "blank": ("plan.txt", 3, "S117", of_bytes(b" \n\n ")),
    "a workbook of nothing": ("plan.xlsx", 3, "S117", lambda path: Workbook().save(path)),
    "cut off": ("plan.docx", 3, "S118", truncated),
    "a cut pdf": ("plan.pdf", 3, "S118", of_bytes(b"%PDF-1.7\nnothing more")),
    "a bomb as docx": ("plan.docx", 5, "L108", bomb("word/document.xml")),
    "a bomb as xlsx": ("plan.xlsx", 5, "L108", bomb("xl/workbook.xml")),
    "too many pages": ("plan.pdf", 5, "L109", many_pages),
    "entities": ("plan.xml", 3, "S120", of_bytes(DOCTYPE)),
    "a picture called pdf": ("plan.pdf", 3, "S119", of_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)),
    "no such file": ("missing.md", 3, "S101", lambda _: None),
    "a folder": ("folder.md", 3, "S102", Path.mkdir),
}


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every bad document, made once."""
    found = {}
    for name, (file, _, _, build) in BAD.items():
        found[name] = tmp_path_factory.mktemp("bad") / file
        build(found[name])
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BAD)
def test_a_document_that_cannot_be_read_is_told_and_nothing_is_written(
    run: Run, shelf: dict[str, Path], tmp_path: Path, name: str, lang: str
) -> None:
    file, exit_code, code, _ = BAD[name]
    path = shelf[name]
    (tmp_path / "before.yaml").write_text("as it was", "utf-8")
    for out in ("before.yaml", "new.yaml"):
        said = run("extract", path, "--lang", lang, "--out", tmp_path / out)
        assert (said.code, said.out) == (exit_code, ""), said.err
        assert said.err.startswith(f"error[{code}]: ")
        assert said.err.count("error[") == 1
        assert file in said.err
        assert "Traceback" not in said.err
    assert (tmp_path / "before.yaml").read_text("utf-8") == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == ["before.yaml"]


@pytest.mark.parametrize("name", ["locked with a password", "empty", "a bomb as docx", "too many pages", "entities"])
def test_the_message_is_in_the_language_of_the_reader(run: Run, shelf: dict[str, Path], name: str) -> None:
    said = {run("extract", shelf[name], "--lang", lang).err for lang in LANGUAGES}
    assert len(said) == len(LANGUAGES)


def test_a_file_larger_than_the_limit_is_not_read(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrograph.extraction.files.read_file.__defaults__", ("", Limits(size=20), lambda _: None))
    said = run("extract", plan)
    assert (said.code, said.out) == (5, "")
    assert "L107" in said.err


def test_a_document_is_read_by_what_is_in_it_not_by_its_name(run: Run, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan de travail 2026", 0)
    document.add_heading("Climat", 1)
    document.add_paragraph("Webinaire sur l'eau, mars", style="List Bullet")
    document.save(str(tmp_path / "plan.pdf"))
    (tmp_path / "plan.csv").write_text(
        "<!doctype html><html><body><h1>Plan de travail 2026</h1><h2>Climat</h2><ul><li>Webinaire sur l'eau, mars</li></ul></body></html>"
    )
    (tmp_path / "plan.txt").write_bytes("Plan de travail 2026\n\nClimat\n\n- Webinaire sur l'énergie, février\n".encode("cp1252"))
    for name, label, month in [("plan.pdf", "l'eau", "03"), ("plan.csv", "l'eau", "03"), ("plan.txt", "l'énergie", "02")]:
        said = run("extract", tmp_path / name)
        last = json.loads(said.out.splitlines()[2])
        assert (said.code, last["label"], last["edtf"]) == (0, f"Webinaire sur {label}", f"2026-{month}")


@pytest.fixture
def wrong_rows(run: Run, tmp_path: Path) -> Any:
    book = Workbook()
    sheet = book.active
    sheet.title = "Actions"
    for row in [
        ("ID", "Activity", "Type", "Start", "End", "SDG"),
        ("action-a", "Map of wells", "Action", "2026-01-10", "2026-02-10", "6.1"),
        ("event-b", "Summit on water", "Event", "2026-06-10", "2026-05-10", "6"),
        ("guide-c", "Guide to taps", "Publication", "2026-03-01", "2026-03-02", "18.3"),
        ("action-a", "Course on pumps", "Training", "2026-04-01", "2026-04-02", "6.4"),
    ]:
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    return run("extract", tmp_path / "plan.xlsx", "--format", "jsonl")


def test_rows_that_cannot_be_right_are_told_with_sheet_and_row_and_the_rest_is_kept(wrong_rows: Any) -> None:
    rows = {row["label"]: row for row in map(json.loads, wrong_rows.out.splitlines())}
    assert wrong_rows.code == 1
    assert {"Map of wells", "Summit on water", "Guide to taps", "Course on pumps"} <= set(rows)
    assert (rows["Map of wells"]["edtf"], rows["Guide to taps"]["sdgs_stated"]) == ("2026-01-10/2026-02-10", [])
    told = [line for line in wrong_rows.err.splitlines() if line.startswith("plan.xlsx, Actions!")]
    assert [line.split(": ")[0][-1] for line in told if "2026-05-10" in line] == ["3"]
    assert [line.split(": ")[0][-1] for line in told if "18.3" in line] == ["4"]


def test_an_id_that_comes_twice_is_told(wrong_rows: Any) -> None:
    assert "Actions!A5" in wrong_rows.err


def test_the_cell_that_is_told_is_the_one_that_is_wrong(wrong_rows: Any) -> None:
    assert "Actions!E3" in wrong_rows.err
    assert "Actions!F4" in wrong_rows.err


def iati(path: Path, *activities: tuple[str, str, str]) -> Path:
    """An IATI file of activities: identifier, title, day of the start; each ends in May 2026."""
    body = "".join(
        f'<iati-activity xml:lang="en">\n<iati-identifier>{name}</iati-identifier>\n<title><narrative>{title}</narrative></title>\n'
        f'<activity-date iso-date="{start}" type="1"/><activity-date iso-date="2026-05-01" type="3"/>\n</iati-activity>\n'
        for name, title, start in activities
    )
    path.write_text(f'<iati-activities version="2.03">\n{body}</iati-activities>\n', "utf-8")
    return path


def test_an_iati_activity_that_ends_before_it_starts_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    said = run(
        "extract", iati(tmp_path / "iati.xml", ("XM-1", "Map of wells", "2026-01-01"), ("XM-2", "Guide to taps", "2026-06-01"))
    )
    assert (said.code, len(said.out.splitlines())) == (1, 2)
    assert all(words in said.err for words in ("iati.xml, line 7", "2026-05-01", "XM-2"))


@pytest.mark.parametrize(
    "activities",
    [
        [("XM-1", "Map of wells", "2026-01-01"), ("XM-1", "Guide to taps", "2026-02-01")],
        [("XM-1", "Map of wells", "2026-13-41")],
        [("XM-1", "", "2026-01-01")],
    ],
)
def test_whatever_is_wrong_with_an_iati_activity_is_told(
    run: Run, tmp_path: Path, activities: list[tuple[str, str, str]]
) -> None:
    said = run("extract", iati(tmp_path / "iati.xml", *activities))
    assert said.code == 1
    assert "XM-1" in said.err


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "bogus"), ("--format", "tsv"), ("--text-lang", "de"), ("--lang", "de"), ("--plan",), ("--out",), ("--bogus",),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_understood_is_wrong_use(run: Run, plan: Path, options: tuple[str, ...]) -> None:
    said = run("extract", plan, *options)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error[U")
    assert "Traceback" not in said.err


def test_no_file_at_all_is_wrong_use(run: Run) -> None:
    assert run("extract").code == 2


def test_an_id_that_is_none_is_wrong_use(run: Run, plan: Path) -> None:
    assert run("extract", plan, "--plan", "No Id!", "--format", "yaml").code == 2


def test_a_file_that_cannot_be_written_is_told(run: Run, plan: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "no" / "such" / "plan.yaml", tmp_path):
        said = run("extract", plan, "--format", "yaml", "--out", out)
        assert (said.code, said.out) == (3, "")
        assert "S108" in said.err


def test_words_under_the_name_of_a_pdf_are_no_pdf(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_text("The page you asked for was not found", "utf-8")
    said = run("extract", path)
    assert (said.code, said.out) == (3, "")
    assert "cannot be read as PDF (plain text)" in said.err
