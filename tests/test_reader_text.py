"""What is read of plain text and Markdown, also where people broke it, and which reader a file is given to."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from metrograph.errors import LimitError, MetroGraphError, SourceError
from metrograph.readers.files import body_of, document
from metrograph.readers.lines import decoded, plain, table_blocks, table_rows
from metrograph.readers.markdown import passages, read_markdown
from metrograph.readers.opening import format_of, read_document
from metrograph.readers.passage import Document, Form, Limits, Passage

Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str | bytes, name: str = "plan.md") -> Document:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_document(tmp_path / name)

    return reading


def shape(found: Document) -> list[tuple[str, int, str]]:
    return [(one.form.value, one.level, one.text) for one in found.passages]


def true_places(found: tuple[Passage, ...] | list[Passage], text: str) -> None:
    """Every passage and cell stands where it says."""
    lines = text.split("\n")
    for one in found:
        for part in (one, *one.cells):
            unit = "\n".join(lines[part.where.line - 1 :])
            assert unit[part.start : part.start + len(part.raw)] == part.raw


# --- Markdown ----------------------------------------------------------------------------------------------------------


def test_headings_bullets_and_paragraphs_have_their_levels(read: Read) -> None:
    assert shape(read("# Plan\n\n## Eau\n\nUn texte.\n\n- Puits\n    - Pompe\n- Lac\n")) == [
        ("heading", 1, "Plan"), ("heading", 2, "Eau"), ("paragraph", 0, "Un texte."),
        ("bullet", 1, "Puits"), ("bullet", 2, "Pompe"), ("bullet", 1, "Lac"),
    ]  # fmt: skip


def test_under_a_marked_title_plain_headings_are_found(read: Read) -> None:
    found = read("# Plan 2026\n\nClimat\n\n- Forum, mars\n\nMobilité\n\n- Guide\n")
    assert [(passage.text, passage.level) for passage in found.passages if passage.form is Form.HEADING] == [
        ("Plan 2026", 1),
        ("Climat", 2),
        ("Mobilité", 2),
    ]


def test_marks_and_links_are_no_words(read: Read) -> None:
    found = read("- **Forum** *annuel*, [Lyon](http://x.fr)\n").passages[0]
    assert (found.text, found.raw, found.start, found.linked) == (
        "Forum annuel, Lyon",
        "**Forum** *annuel*, [Lyon](http://x.fr)",
        2,
        False,
    )


def test_a_bullet_that_is_a_link_says_so_and_a_bold_line_is_bold(read: Read) -> None:
    found = read("- [Réunion annuelle](http://x.fr)\n\n**Tout en gras**, dit-il.\n").passages
    assert (found[0].linked, found[1].linked, found[1].bold) == (True, False, False)


def test_links_within_the_file_are_a_table_of_contents(read: Read) -> None:
    found = read("# Plan\n\n- [Eau](#eau)\n- [Sol](#sol)\n\n## Eau\n\n- Puits\n")
    assert [one.text for one in found.passages if one.form is Form.FURNITURE] == ["Eau", "Sol"]


def test_typed_signs_are_bullets_and_a_new_sign_is_a_deeper_level(read: Read) -> None:
    assert [(form, level) for form, level, _ in shape(read("• Puits\n• Lac :\no Pompe\no Digue\n• Mer\n"))] == [
        ("bullet", 1), ("bullet", 1), ("bullet", 2), ("bullet", 2), ("bullet", 1),
    ]  # fmt: skip


def test_a_wrapped_bullet_is_one_passage_whose_lines_are_kept(read: Read) -> None:
    text = "- Forum sur l'eau et les sols des grandes métropoles du monde entier, avec\n  les maires\n- Atelier\n"
    found = read(text).passages
    assert found[0].text.endswith("du monde entier, avec les maires")
    assert "\n" in found[0].raw
    true_places(list(found), text)


def test_the_front_matter_gives_title_and_language(read: Read) -> None:
    found = read("---\ntitle: Plan 2026\nlang: fr-FR\n---\n\n# Eau\n\n- Puits\n")
    assert (found.title, found.lang, [one.text for one in found.passages]) == ("Plan 2026", "fr", ["Eau", "Puits"])
    assert found.passages[0].where.line == 6


def test_a_table_has_a_head_and_cells_in_their_places(read: Read) -> None:
    text = "| Mois | Événement |\n|------|-----------|\n| Mai  | **Forum**, [Lyon](#) |\n"
    head, row = read(text).passages
    assert (head.head, row.head, row.table) == (True, False, 1)
    assert [cell.text for cell in row.cells] == ["Mai", "Forum, Lyon"]
    true_places([head, row], text)


def test_a_row_that_is_broken_over_lines_is_one_row(read: Read) -> None:
    text = "| Mois | Événement |\n|---|---|\n| Juin | Forum\nSommet\nAtelier |\n| Juillet | Fête |\n"
    found = read(text).passages
    assert [cell.text for cell in found[1].cells] == ["Juin", "Forum\nSommet\nAtelier"]
    assert [one.where.line for one in found] == [1, 3, 6]
    true_places(list(found), text)


@pytest.mark.parametrize("mark", ["<br>", "<br/>", "<br />"])
def test_a_break_in_a_cell_parts_its_lines(read: Read, mark: str) -> None:
    assert read(f"| Juin | Forum{mark}Sommet |\n|---|---|\n").passages[0].cells[1].text == "Forum\nSommet"


def test_a_bar_that_is_escaped_parts_no_cells(read: Read) -> None:
    assert [cell.text for cell in read("| a \\| b | c |\n|---|---|\n| d | e |\n").passages[0].cells] == ["a | b", "c"]


def test_an_empty_row_is_left_out_and_tables_are_numbered(read: Read) -> None:
    found = read("|  |  |\n|---|---|\n| a | b |\n\ntexte\n\n| c | d |\n|---|---|\n").passages
    assert [(one.table, one.text) for one in found if one.form is Form.ROW] == [(1, "a | b"), (2, "c | d")]


def test_a_single_number_numbers_a_heading_and_several_are_a_list(read: Read) -> None:
    assert {form for form, _, _ in shape(read("1. Puits\n2. Lac\n"))} == {"bullet"}
    assert shape(read("1. Eau\n\nUn texte.\n"))[0][0] != "bullet"


# --- plain text --------------------------------------------------------------------------------------------------------


def test_lines_that_stand_alone_are_headings(read: Read) -> None:
    found = shape(
        read("PLAN DE TRAVAIL 2026\n\nRéseau de connaissances\n\n- Webinaire\n\nDiffusion des savoirs\n\n- Rapport\n", "plan.txt")
    )
    assert found[0][:2] == ("heading", 1)
    assert [one for one in found if one[0] == "heading"][1:] == [
        ("heading", 2, "Réseau de connaissances"), ("heading", 2, "Diffusion des savoirs"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Les métropoles méritent d'être entendues.", "Projets en cours :", "eau et sol", "Lieu : Lyon", "mot " * 20]
)
def test_sentences_lead_ins_and_long_lines_are_no_headings(read: Read, line: str) -> None:
    assert read(f"Plan\n\n{line}\n\n- Puits\n", "plan.txt").passages[1].form is Form.PARAGRAPH


def test_bold_lines_are_headings_below_those_that_are_marked(read: Read) -> None:
    assert shape(read("# Plan\n\n**Eau**\n\n- Puits\n"))[1] == ("heading", 2, "Eau")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_letters_and_line_ends_of_every_kind_are_read(read: Read, encoding: str, end: str) -> None:
    found = read(end.join(["# Année", "", "- Énergie d’été", "- Forêt – « bois »"]).encode(encoding))
    assert [one.text for one in found.passages] == ["Année", "Énergie d’été", "Forêt – « bois »"]
    assert [one.where.line for one in found.passages] == [1, 3, 4]


def test_bytes_that_are_in_no_encoding_are_still_read() -> None:
    assert decoded(b"ann\xe9e \x81\n") == "année \ufffd\n"
    assert decoded(b"\xff\xfea") == "\ufffd"


@pytest.mark.parametrize(
    ("marked", "words"),
    [("**a** _b_", "a b"), ("[a](b)", "a"), ("snake_case", "snake_case"), ("`x`", "x"), ("a \\| b", "a | b"), ("", "")],
)
def test_marks_are_taken_off(marked: str, words: str) -> None:
    assert plain(marked) == words


def test_tables_are_found_among_lines() -> None:
    lines = ["x", "| a | b |", "|---|---|", "| c | d", "e |", "", "| lonely"]
    assert list(table_blocks(lines)) == [(1, 5)]
    assert [row.text for row in table_rows(lines, 1, 5, 1)] == ["a | b", "c | d\ne"]


some = st.text(st.sampled_from("aé Z1|-*#>•o:.\\[](){}_<br>«—\u00a0"), max_size=14)
lines_of_text = st.lists(
    st.one_of(some, st.sampled_from(["", "|---|", "- a", "  - b", "| a | b", "c |", "# h", "---", "1. x", "<br>"])),
    max_size=10,
)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(lines_of_text)
def test_whatever_the_lines_every_passage_stands_where_it_says(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = list(passages(text.split("\n")))
    true_places(found, text)
    assert [one.where.line for one in found] == sorted(one.where.line for one in found)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(lines_of_text)
def test_no_letter_is_lost(lines: list[str]) -> None:
    text = "\n".join(line.replace("[", "").replace("<", "").replace("`", "") for line in lines)
    read = "".join(one.raw for one in passages(text.split("\n")))
    assert sum(map(read.count, "aéZ")) >= sum(map(text.count, "aéZ"))


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(body)
    try:
        read_markdown(path)
        read_document(path)
    except MetroGraphError as error:
        assert str(path) in error.report("en")  # noqa: PT017 - anything else that is raised fails the test


# --- files and their formats -------------------------------------------------------------------------------------------


def test_the_size_is_looked_at_before_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Plan")
    assert body_of(tmp_path / "plan.md", Limits(size=6)) == b"# Plan"
    with pytest.raises(LimitError) as caught:
        body_of(tmp_path / "plan.md", Limits(size=5))
    assert caught.value.code == "L107"


def test_a_document_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        document(tmp_path / "x.md", "markdown", b"#", [Passage(" ")], lines=1)
    assert caught.value.code == "S117"


def zipped(*names: str) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as packed:
            for name in names:
                packed.writestr(name, "x")

    return build


def saved(made: object) -> Callable[[Path], None]:
    return lambda path: made.save(str(path))  # type: ignore[attr-defined]  # a document or a workbook


def bytes_of(body: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(body) and None


@pytest.mark.parametrize(
    ("name", "build", "wanted"),
    [
        ("plan.pdf", saved(docx.Document()), "docx"),
        ("plan.docx", saved(Workbook()), "xlsx"),
        ("plan.txt", bytes_of(b"%PDF-1.4\n"), "pdf"),
        ("plan.txt", bytes_of(b"\n\n junk %PDF-1.4\n"), "pdf"),
        ("plan.csv", bytes_of(b"<!DOCTYPE html><html>"), "html"),
        ("plan.txt", bytes_of(b"\xef\xbb\xbf  <html lang=fr>"), "html"),
        ("plan.htm", bytes_of(b"<p>Plan"), "html"),
        ("plan.txt", bytes_of(b'<?xml version="1.0"?>\n<iati-activities>'), "iati"),
        ("plan.xml", bytes_of(b"<iati-activity>"), "iati"),
        ("plan.csv", bytes_of(b"a;b\n"), "csv"),
        ("plan.tsv", bytes_of(b"a\tb\n"), "csv"),
        ("plan.MD", bytes_of(b"# Plan"), "markdown"),
        ("plan.txt", bytes_of("Année".encode("cp1252")), "text"),
        ("plan.txt", bytes_of("Année".encode("utf-16")), "text"),
        ("plan", bytes_of(b"Plan"), "text"),
    ],
)
def test_the_format_is_seen_in_the_file(tmp_path: Path, name: str, build: Callable[[Path], None], wanted: str) -> None:
    build(tmp_path / name)
    assert format_of(tmp_path / name) == wanted


@pytest.mark.parametrize(
    ("build", "code", "words"),
    [
        (bytes_of(b""), "S117", ""),
        (bytes_of(b"\x89PNG\r\n"), "S119", "PNG"),
        (bytes_of(b"{\\rtf1 x}"), "S119", "RTF"),
        (bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")), "S119", "Word 97"),
        (bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")), "S115", "password"),
        (bytes_of(b"abc\x00\x01"), "S119", "binary"),
        (bytes_of(b"PK\x03\x04 broken"), "S118", "zip"),
        (zipped("content.xml"), "S119", "OpenDocument"),
        (zipped("photo.jpg"), "S119", "zip"),
        (lambda _: None, "S101", ""),
        (Path.mkdir, "S102", ""),
    ],
)
def test_what_is_no_document_is_refused_by_name(tmp_path: Path, build: Callable[[Path], None], code: str, words: str) -> None:
    build(tmp_path / "plan.docx")
    with pytest.raises(SourceError) as caught:
        format_of(tmp_path / "plan.docx")
    assert caught.value.code == code
    assert words in caught.value.report("en")


@pytest.mark.parametrize("text", ["-\tPuits\n", "- Puits\tet lac\n", "\t- Puits\n", "| a\t| b |\n|---|---|\n"])
def test_a_tab_moves_no_quote(read: Read, text: str) -> None:
    true_places(list(read(text).passages), text)


def test_a_sign_between_marks_of_code_is_quoted_as_it_stands(read: Read) -> None:
    true_places(list(read("```\n— Puits\n```\n").passages), "```\n— Puits\n```\n")
