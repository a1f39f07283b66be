"""The report in its four forms: the same numbers and words in each, the same bytes twice, nothing that a name could break."""

import io
import os
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as html_reader
from tests.board_world import HOSTILE, invented
from tests.conftest import Said

from metrograph.board import ENDINGS, Board, board_report, written
from metrograph.board.value import Grid, Quote, plain
from metrograph.words import LANGUAGES, say
from metrograph.workspace import Workspace, open_workspace

Bodies = dict[tuple[str, str], bytes]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def boards(desk: Workspace) -> dict[str, Board]:
    """The report of the packaged plan in three languages."""
    return {lang: board_report(desk, lang=lang) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def bodies(boards: dict[str, Board]) -> Bodies:
    """Each of them in each form."""
    return {(lang, ending): written(board, ending) for lang, board in boards.items() for ending in ENDINGS}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """The report of a plan whose names try to break it."""
    return board_report(invented(tmp_path_factory.mktemp("invented") / "desk"))


def words_of(body: bytes, ending: str) -> str:
    """The words of a form, blanks made equal, without the marks of Markdown."""
    if ending == ".html":
        read = " ".join(html_reader.fromstring(body.decode()).body.itertext())
    elif ending == ".md":
        read = re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)[*|>#]", "", body.decode()))
    elif ending == ".docx":
        from docx import Document

        read = " ".join(
            "".join(run.text or "" for run in p.iter(f"{W}t")) for p in Document(io.BytesIO(body)).element.iter(f"{W}p")
        )
    else:
        read = of_pdf(body)
    return flat(read)


def of_pdf(body: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def flat(words: str) -> str:
    """Words without blanks, so that it does not matter where a line ends; the hyphen that a reader sees at its end is none."""
    return re.sub(r"[\s\ufffe\u00ad\u0002-]+", "", words)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_key_figures_stand_in_every_form_and_language(
    boards: dict[str, Board], bodies: Bodies, lang: str, ending: str
) -> None:
    told = words_of(bodies[lang, ending], ending)
    for name, value in boards[lang].numbers.items():
        assert flat(say(f"board.number.{name}", lang)) + str(value) in told, name


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_the_report_stands_in_every_form(boards: dict[str, Board], bodies: Bodies, lang: str, ending: str) -> None:
    told = words_of(bodies[lang, ending], ending)
    board = boards[lang]
    wanted = [plain(part.title) for part in board.every_section()]
    for part in board.every_section():
        for block in part.blocks:
            wanted += [block.words] if isinstance(block, Quote) else []
            wanted += [plain(cell) for row in block.rows for cell in row] if isinstance(block, Grid) and ending != ".pdf" else []
    assert len(wanted) > 60
    assert not [words for words in wanted if flat(words) not in told]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_report_gives_the_same_bytes(desk: Workspace, bodies: Bodies, ending: str) -> None:
    assert written(board_report(desk, lang="es"), ending) == bodies["es", ending]


def test_html_is_one_file_without_script_that_asks_nobody(bodies: Bodies) -> None:
    for lang in LANGUAGES:
        page = html_reader.fromstring(bodies[lang, ".html"].decode())
        assert page.get("lang") == lang
        assert not page.xpath("//script|//link|//img|//iframe|//@onclick|//@style")
        assert all(address.startswith("#") for address in page.xpath("//a/@href"))
        assert b"url(" not in bodies[lang, ".html"]
        assert b"@import" not in bodies[lang, ".html"]


def test_html_has_headings_in_order_captions_and_the_language_of_quotes(bodies: Bodies) -> None:
    page = html_reader.fromstring(bodies["en", ".html"].decode())
    levels = [int(head.tag[1]) for head in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert len(page.xpath("//table")) == len(page.xpath("//table/caption")) > 8
    assert set(page.xpath("//blockquote/p[1]/@lang")) == {"fr", "en"}
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {address[1:] for address in page.xpath("//nav//a/@href")} <= set(names)


def test_markdown_tables_have_as_many_cells_in_each_row(bodies: Bodies, hostile: Board) -> None:
    for body in (bodies["fr", ".md"], written(hostile, ".md")):
        width = 0
        for row in body.decode().splitlines():
            cells = len(re.findall(r"(?<!\\)\|", row)) if row.startswith("|") else 0
            assert not cells or not width or cells == width, row
            width = cells


def test_word_has_real_headings_contents_and_heads_of_tables_that_stand_on_each_page(bodies: Bodies) -> None:
    from docx import Document

    document = Document(io.BytesIO(bodies["fr", ".docx"]))
    heads = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert heads[0] == "Synthèse"
    assert len(heads) == 12
    tables = document.tables
    assert len(tables) > 8
    assert all(table._tbl.tr_lst[0].findall(f"{W}trPr/{W}tblHeader") for table in tables)
    body: Any = document.element
    assert any("TOC" in (part.text or "") for part in body.iter(f"{W}instrText"))
    assert {tongue.get(f"{W}val") for tongue in document.styles.element.iter(f"{W}lang")} == {"fr-FR"}
    assert document.core_properties.language == "fr"
    pictures = [part for part in body.iter() if str(part.tag).endswith("}docPr")]
    assert len(pictures) == 2
    assert all(len(part.get("descr") or "") > 40 for part in pictures)


def test_word_holds_no_time_of_writing(bodies: Bodies) -> None:
    with zipfile.ZipFile(io.BytesIO(bodies["en", ".docx"])) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in archive.read("docProps/core.xml")


def test_word_holds_nothing_of_the_template_that_it_was_made_from(bodies: Bodies) -> None:
    with zipfile.ZipFile(io.BytesIO(bodies["en", ".docx"])) as parts:
        names = parts.namelist()
        told = b"".join(parts.read(name) for name in names if name.endswith((".xml", ".rels")))
    assert not [
        name for name in names if "thumbnail" in name or "app.xml" in name or "customXml" in name or "WithEffects" in name
    ]
    for trace in (b"Macintosh", b"Normal.dotm", b"w:rsid ", b"docId", b"thumbnail"):
        assert trace not in told, trace


def test_pdf_says_its_title_and_language_and_has_bookmarks(boards: dict[str, Board], bodies: Bodies) -> None:
    import pypdfium2

    body = bodies["fr", ".pdf"]
    assert b"/Lang (fr)" in body
    document = pypdfium2.PdfDocument(body)
    try:
        assert document.get_metadata_dict()["Title"] == f"{boards['fr'].title} – {boards['fr'].plan}"
        marks = [mark.get_title() for mark in document.get_toc()]
        assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.01)
    finally:
        document.close()
    assert len(marks) == len(list(boards["fr"].every_section()))


def test_pdf_opens_with_its_bookmarks_beside_it(bodies: Bodies) -> None:
    for lang in LANGUAGES:
        assert b"/PageMode /UseOutlines" in bodies[lang, ".pdf"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_over_a_column_is_wider_than_it(boards: dict[str, Board], lang: str) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for part in boards[lang].every_section():
        for grid in (block for block in part.blocks if isinstance(block, Grid)):
            pad, size = (2, 7.5) if len(grid.widths) > 8 else (4, 8.5)
            for column, share in zip(grid.columns, grid.widths, strict=True):
                room = 481.88 * share / sum(grid.widths) - 2 * pad
                assert max(stringWidth(word, "Helvetica-Bold", size) for word in column.split(" ")) < room - 1, (
                    column,
                    grid.caption,
                )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_ends_with_a_pilot_of_which_only_the_head_is_there(bodies: Bodies, lang: str) -> None:
    import pypdfium2

    place = re.compile(re.escape(say("board.pilot.lines", lang)) + r"\s+\S+ \d+\s*$")
    document = pypdfium2.PdfDocument(bodies[lang, ".pdf"])
    try:
        for page in document:
            said = page.get_textpage().get_text_bounded(bottom=60)
            assert not place.search(said), said[-200:]
    finally:
        document.close()


@pytest.mark.parametrize(("lang", "month"), [("en", "October 2019"), ("fr", "octobre 2019"), ("es", "octubre de 2019")])
def test_months_of_events_are_told_in_words(boards: dict[str, Board], lang: str, month: str) -> None:
    calendar = next(part for part in boards[lang].every_section() if part.key == "calendar")
    grid = next(block for block in calendar.blocks if isinstance(block, Grid))
    assert month in [plain(row[0]) for row in grid.rows]


# ---- names that try to break it


def test_markup_in_a_name_is_words_in_html(hostile: Board) -> None:
    page = html_reader.fromstring(written(hostile, ".html").decode())
    assert not page.xpath("//script")
    told = " ".join(page.body.itertext())
    assert HOSTILE[0] in told
    assert HOSTILE[1] in told
    assert HOSTILE[4] in told
    assert "\u202e" not in told


def test_the_pictures_in_a_hostile_report_are_well_formed(hostile: Board) -> None:
    body = written(hostile, ".html").decode()
    drawings = re.findall(r"<svg.*?</svg>", body, re.DOTALL)
    assert drawings
    assert all(etree.fromstring(drawing) is not None for drawing in drawings)


def test_markup_in_a_name_is_words_in_markdown(hostile: Board) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(written(hostile, ".md").decode())
    read = html_reader.fromstring(f"<div>{page}</div>")
    assert not read.xpath("//script|//b|//code|//a")
    assert HOSTILE[0] in "".join(read.itertext())
    assert HOSTILE[1] in "".join(read.itertext())


def test_every_sign_is_kept_in_word_and_arabic_is_marked_as_written_from_the_right(hostile: Board) -> None:
    body = written(hostile, ".docx")
    told = words_of(body, ".docx")
    assert all(flat(name.replace("\u202e", "")) in told for name in HOSTILE)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert b"<w:rtl" in archive.read("word/document.xml")


def test_a_pdf_shows_what_its_fonts_lack_and_says_so(hostile: Board, bodies: Bodies) -> None:
    told = words_of(written(hostile, ".pdf"), ".pdf")
    assert "¤" in told
    assert "Gdansk" in told
    assert flat("The fonts of this PDF lack some characters") in told
    assert told.count("W") > 10_000
    assert flat("The fonts of this PDF lack some characters") not in words_of(bodies["en", ".pdf"], ".pdf")


# ---- the command


def test_the_command_writes_the_report_and_says_where(run: Callable[..., Said], tmp_path: Path, bodies: Bodies) -> None:
    for ending in (".md", ".HTML"):
        said = run("report", "--to", tmp_path / f"report{ending}", "--lang", "fr")
        assert said.code == 0
        assert f"écrit : {tmp_path / f'report{ending}'}" in said.err
        assert (tmp_path / f"report{ending}").read_bytes() == bodies["fr", ending.lower()]


def test_another_ending_is_refused_with_the_list(run: Callable[..., Said], tmp_path: Path) -> None:
    for name in ("report.odt", "report", "-"):
        said = run("report", "--to", tmp_path / name)
        assert (said.code, said.out) == (2, "")
        assert "W672" in said.err
        assert all(ending in said.err for ending in ENDINGS)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("report", "--to", tmp_path / "no-such-folder" / "report.md")
    assert (said.code, "S108" in said.err) == (3, True)
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("the superuser may write everywhere")
    said = run("report", "--to", locked / "report.md")
    assert (said.code, "S108" in said.err) == (3, True)
    assert not list(locked.iterdir())


def test_an_empty_workspace_has_nothing_to_report_on(run: Callable[..., Said], tmp_path: Path) -> None:
    assert run("init", tmp_path / "desk", "--empty").code == 0
    said = run("--workspace", tmp_path / "desk", "report", "--to", tmp_path / "report.md")
    assert said.code == 2
    assert "W670" in said.err


def test_a_plan_without_any_link_is_reported_as_such_in_every_form(tmp_path: Path) -> None:
    desk = invented(tmp_path / "desk")
    (tmp_path / "desk" / "alignments" / "invented-2027.yaml").unlink()
    board = board_report(open_workspace(desk.folder), lang="es")
    assert (board.numbers["links"], board.numbers["unassessed"]) == (0, 5)
    for ending in ENDINGS:
        assert flat("El plan aún no tiene ningún vínculo.") in words_of(written(board, ending), ending)


def test_a_plan_that_is_not_there_is_told_with_its_neighbour(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("report", "--to", tmp_path / "report.md", "--plan", "metropolis-2018")
    assert said.code == 2
    assert "metropolis-2019" in said.err


def test_python_writes_the_same_report(desk: Workspace, tmp_path: Path, bodies: Bodies) -> None:
    assert desk.report(tmp_path / "report.html", lang="es").read_bytes() == bodies["es", ".html"]
