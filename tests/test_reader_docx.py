"""What is read of a Word document, and what is refused."""

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrograph.errors import LimitError, SourceError
from metrograph.readers.archive import check_archive
from metrograph.readers.docx import read_docx
from metrograph.readers.passage import Form, Limits

USUAL = Limits()
FIXTURES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def word():
    return docx.Document()


@pytest.fixture
def read(tmp_path):
    def reading(file, limits=USUAL):
        path = tmp_path / "plan.docx"
        file.save(str(path))
        return read_docx(path, limits)

    return reading


def short(document):
    return [(one.form.value, one.level, one.text) for one in document.passages]


def raw_paragraph(word, inner):
    """A paragraph of raw XML at the end of the body."""
    element = parse_xml(f"<w:p {nsdecls('w', 'r')}>{inner}</w:p>")
    word.element.body.insert(len(word.element.body) - 1, element)
    return element


def raw_block(word, xml):
    element = parse_xml(xml)
    word.element.body.insert(len(word.element.body) - 1, element)


def changed(path, name, change):
    """The same zip with one part changed."""
    with zipfile.ZipFile(path) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for one, body in parts.items():
            new.writestr(one, body)


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_keep_their_levels_and_paragraphs_their_order(word, read):
    word.add_heading("Réseau", 1)
    word.add_paragraph("Un texte.")
    word.add_heading("Agenda", 2)
    assert short(read(word)) == [("heading", 1, "Réseau"), ("paragraph", 0, "Un texte."), ("heading", 2, "Agenda")]


def test_the_number_of_a_passage_counts_from_one_and_its_words_are_kept_as_stored(word, read):
    word.add_paragraph("Un  texte\tici")
    word.add_paragraph("Deux")
    document = read(word)
    assert [one.where.line for one in document.passages] == [1, 2]
    assert document.passages[0].raw == "Un  texte\tici"
    assert document.passages[0].text == "Un texte ici"
    assert (document.lines, document.format, document.file) == (2, "docx", "plan.docx")


def test_the_title_is_a_heading_and_names_the_document(word, read):
    word.core_properties.title = "Autre"
    word.add_paragraph("Plan 2019", style="Title")
    word.add_paragraph("Texte.")
    document = read(word)
    assert short(document)[0] == ("heading", 1, "Plan 2019")
    assert document.title == "Plan 2019"


def test_without_a_title_the_property_of_the_file_names_the_document(word, read):
    word.core_properties.title = "Plan de travail"
    word.add_paragraph("Texte.")
    assert read(word).title == "Plan de travail"


@pytest.mark.parametrize(("name", "level"), [("Titre 2", 2), ("Título 3", 3)])
def test_styles_named_in_french_and_spanish_are_headings(word, read, name, level):
    word.styles.add_style(name, 1)
    word.add_paragraph("Réseau", style=name)
    assert short(read(word)) == [("heading", level, "Réseau")]


def test_a_style_based_on_a_heading_is_a_heading(word, read):
    style = word.styles.add_style("Chapitre", 1)
    style.base_style = word.styles["Heading 2"]
    word.add_paragraph("Réseau", style="Chapitre")
    assert short(read(word)) == [("heading", 2, "Réseau")]


def test_an_outline_level_makes_a_heading(word, read):
    raw_paragraph(word, '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>' + run("Réseau"))
    assert short(read(word)) == [("heading", 3, "Réseau")]


def test_a_short_bold_paragraph_is_a_heading_below_the_styled_ones(word, read):
    word.add_heading("Plan", 1)
    word.add_paragraph().add_run("Axe de la mobilité").bold = True
    word.add_paragraph("Un texte qui dit beaucoup de choses.")
    assert short(read(word))[1] == ("heading", 2, "Axe de la mobilité")


def test_larger_letters_rank_above_bold_where_no_heading_is_styled(word, read):
    word.add_paragraph().add_run("Plan de travail").font.size = Pt(20)
    word.add_paragraph().add_run("Mobilité").bold = True
    word.add_paragraph("Un texte qui dit beaucoup de choses.")
    assert [one[:2] for one in short(read(word))] == [("heading", 1), ("heading", 2), ("paragraph", 0)]


def test_a_bold_sentence_is_no_heading(word, read):
    word.add_paragraph().add_run("Ceci est important.").bold = True
    word.add_paragraph("Un texte qui dit beaucoup de choses.")
    assert short(read(word))[0][0] == "paragraph"


def test_lists_of_signs_and_of_numbers_are_bullets_with_levels(word, read):
    word.add_paragraph("Un", style="List Bullet")
    word.add_paragraph("Deux", style="List Bullet 2")
    word.add_paragraph("Trois", style="List Number")
    assert short(read(word)) == [("bullet", 1, "Un"), ("bullet", 2, "Deux"), ("bullet", 1, "Trois")]


def test_a_list_set_on_the_paragraph_itself_has_its_level(word, read):
    raw_paragraph(word, '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("Webinaire"))
    assert short(read(word)) == [("bullet", 3, "Webinaire")]


def test_a_list_taken_off_a_styled_paragraph_leaves_a_paragraph(word, read):
    raw_paragraph(word, '<w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>' + run("Non"))
    assert short(read(word)) == [("paragraph", 0, "Non")]


def test_styles_for_lists_in_french_and_spanish_are_bullets(word, read):
    for name in ("Liste à puces 2", "Lista con viñetas"):
        word.styles.add_style(name, 1)
        word.add_paragraph("Atelier", style=name)
    assert short(read(word)) == [("bullet", 2, "Atelier"), ("bullet", 1, "Atelier")]


def test_a_numbered_heading_stays_a_heading(word, read):
    raw_paragraph(word, '<w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>' + run("Agenda"))
    assert short(read(word)) == [("heading", 1, "Agenda")]


def test_typed_signs_make_bullets_and_lose_their_sign_but_not_in_the_stored_words(word, read):
    for text in ("• Forum", "- Atelier", "\uf0b7 Visite", "o\tAppel", "▪ Mars"):
        word.add_paragraph(text)
    document = read(word)
    assert {one.form for one in document.passages} == {Form.BULLET}
    assert [one.text for one in document.passages] == ["Forum", "Atelier", "Visite", "Appel", "Mars"]
    assert document.passages[0].raw == "• Forum"


def test_a_typed_sign_further_in_is_a_deeper_bullet(word, read):
    for text, indent in (("• Forum", 0), ("• Malaga", 36), ("• Visite", 0)):
        word.add_paragraph(text).paragraph_format.left_indent = Pt(indent)
    assert [one.level for one in read(word).passages] == [1, 2, 1]


def test_a_word_that_is_one_letter_is_no_bullet(word, read):
    word.add_paragraph("o bien en línea")
    assert short(read(word)) == [("paragraph", 0, "o bien en línea")]


def test_rows_have_cells_and_a_bold_first_row_is_the_head(word, read):
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ["Quand", "Quoi", "Mars", "Forum de Malaga"], strict=True):
        cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    first, second = read(word).passages
    assert (first.form, first.head, first.table) == (Form.ROW, True, 1)
    assert [cell.text for cell in second.cells] == ["Mars", "Forum de Malaga"]
    assert (second.text, second.head) == ("Mars | Forum de Malaga", False)
    assert second.cells[1].where.cell == "2"


def test_a_row_repeated_on_each_page_is_the_head(word, read):
    table = word.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"c{number}"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    assert [one.head for one in read(word).passages] == [True, False]


def test_a_shaded_first_row_is_the_head(word, read):
    table = word.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"c{number}"
        if number < 2:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="1F3864"/>'))
    assert [one.head for one in read(word).passages] == [True, False]


def test_a_cell_merged_across_says_its_words_once_and_one_merged_down_in_each_row(word, read):
    table = word.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Mars"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Forum"
    table.cell(1, 1).text, table.cell(1, 2).text = "a", "b"
    assert [[cell.text for cell in one.cells] for one in read(word).passages] == [["Mars", "Forum", ""], ["Mars", "a", "b"]]


def test_paragraphs_and_bullets_in_a_cell_stand_on_lines_of_their_own(word, read):
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "Mars"
    cell = table.cell(0, 1)
    cell.text = "Activités"
    cell.add_paragraph("Webinaire", style="List Bullet")
    cell.add_paragraph("- Visite")
    assert read(word).passages[0].cells[1].text == "Activités\n• Webinaire\n• Visite"


def test_a_table_of_one_cell_is_read_as_paragraphs(word, read):
    word.add_table(1, 1).cell(0, 0).text = "Encadré"
    assert short(read(word)) == [("paragraph", 0, "Encadré")]


def test_a_table_in_a_cell_is_read_after_the_row(word, read):
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = "un", "trois"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "x", "y"
    assert [(one.text, one.table) for one in read(word).passages] == [("un | ", 1), ("x | y", 2), ("trois | ", 1)]


def test_words_put_in_are_read_and_words_struck_out_are_not(word, read):
    raw_paragraph(
        word,
        f'{run("En ")}<w:ins w:id="1">{run("mars")}</w:ins><w:del w:id="2"><w:r><w:delText>avril</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3">{run("loin")}</w:moveFrom>',
    )
    assert short(read(word)) == [("paragraph", 0, "En mars")]


def test_content_controls_are_read_and_their_prompts_are_not(word, read):
    space = nsdecls("w")
    raw_block(word, f"<w:sdt {space}><w:sdtContent><w:p>{run('Contenu')}</w:p></w:sdtContent></w:sdt>")
    raw_paragraph(
        word, f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Tapez ici')}</w:sdtContent></w:sdt>{run('Fin')}"
    )
    assert [one.text for one in read(word).passages] == ["Contenu", "Fin"]


def test_a_text_box_is_read_once_after_its_paragraph(word, read):
    box = f"<w:txbxContent><w:p>{run('Dans la boîte')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    both = f"<mc:AlternateContent {mc}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    raw_paragraph(word, f"{run('Avant')}<w:r>{both}</w:r>")
    assert [one.text for one in read(word).passages] == ["Avant", "Dans la boîte"]


def test_a_paragraph_that_is_mostly_a_link_says_so(word, read):
    raw_paragraph(word, f'<w:hyperlink w:anchor="x">{run("Réunion annuelle")}</w:hyperlink>')
    raw_paragraph(
        word,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Forum de Malaga")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    raw_paragraph(word, run("Un texte sans lien"))
    assert [(one.text, one.linked) for one in read(word).passages] == [
        ("Réunion annuelle", True),
        ("Forum de Malaga", True),
        ("Un texte sans lien", False),
    ]


def test_page_numbers_are_no_words(word, read):
    raw_paragraph(word, f'{run("Voir la page")}<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>')
    assert read(word).passages[0].text == "Voir la page"


def test_a_table_of_contents_is_set_aside(word, read):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    raw_paragraph(word, f"{mark('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{mark('separate')}{run('Agenda 3')}")
    raw_paragraph(word, run("Budget 4"))
    raw_paragraph(word, mark("end"))
    word.styles.add_style("TOC 1", 1)
    word.add_paragraph("Annexe 5", style="TOC 1")
    word.add_paragraph("Le texte.")
    assert [one.form.value for one in read(word).passages] == ["furniture", "furniture", "furniture", "paragraph"]


def test_a_field_that_never_ends_hides_nothing(word, read):
    raw_paragraph(word, f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>{run("x")}')
    word.add_paragraph("Le texte.")
    assert short(read(word)) == [("paragraph", 0, "Le texte.")]


def test_soft_returns_part_lines_that_stand_for_themselves_and_mend_a_wrapped_sentence(word, read):
    one = word.add_paragraph("Forum de Malaga")
    one.runs[0].add_break(WD_BREAK.LINE)
    one.add_run("Visite de Barcelone")
    word.add_paragraph("Les villes travaillent au dévelop-\npement durable et\nà la mobilité.")
    assert [one.text for one in read(word).passages] == [
        "Forum de Malaga",
        "Visite de Barcelone",
        "Les villes travaillent au développement durable et à la mobilité.",
    ]


def test_headers_and_footers_are_set_aside_once_each(word, read):
    word.add_paragraph("Le texte.")
    word.sections[0].header.paragraphs[0].text = "Plan de travail 2019"
    word.add_section()
    word.sections[1].header.is_linked_to_previous = False
    word.sections[1].header.paragraphs[0].text = "Plan de travail 2019"
    word.sections[0].footer.paragraphs[0].text = "Réseau"
    assert short(read(word)) == [
        ("paragraph", 0, "Le texte."),
        ("furniture", 0, "Plan de travail 2019"),
        ("furniture", 0, "Réseau"),
    ]


def test_notes_are_read_at_the_end_without_the_lines_that_part_them(word, tmp_path):
    word.add_paragraph("Le texte.")
    path = tmp_path / "plan.docx"
    word.save(str(path))
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    changed(path, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation))
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator"><w:p>{run("---")}</w:p></w:footnote><w:footnote w:id="2"><w:p>{run("Une note.")}</w:p></w:footnote></w:footnotes>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert short(read_docx(path)) == [("paragraph", 0, "Le texte."), ("paragraph", 0, "Une note.")]


def test_the_language_of_most_words_is_the_language_of_the_document(word, read):
    raw_paragraph(word, run("Un texte assez long en français", '<w:lang w:val="fr-FR"/>'))
    word.add_paragraph("short")
    document = read(word)
    assert (document.lang, [one.lang for one in document.passages]) == ("fr", ["fr", ""])


def test_hidden_words_are_not_read(word, read):
    raw_paragraph(word, run("Vu") + run(" caché", "<w:vanish/>"))
    assert read(word).passages[0].text == "Vu"


def test_a_blank_between_two_runs_is_kept(word, read):
    raw_paragraph(word, run("Forum") + run(" ") + run("urbain"))
    assert read(word).passages[0].text == "Forum urbain"


def test_a_relation_to_a_part_that_is_not_there_does_not_matter(word, tmp_path):
    word.add_paragraph("Le texte.")
    path = tmp_path / "plan.docx"
    word.save(str(path))
    lost = b'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../NULL"/></Relationships>'
    changed(path, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", lost))
    assert short(read_docx(path)) == [("paragraph", 0, "Le texte.")]


def test_a_document_with_macros_is_read(word, tmp_path):
    word.add_paragraph("Le texte.")
    path = tmp_path / "plan.docm"
    word.save(str(path))
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    changed(path, "[Content_Types].xml", lambda old: old.replace(main, b"application/vnd.ms-word.document.macroEnabled.main+xml"))
    assert short(read_docx(path)) == [("paragraph", 0, "Le texte.")]


def refused(path, limits=USUAL):
    with pytest.raises((SourceError, LimitError)) as caught:
        read_docx(path, limits)
    assert all(caught.value.report(lang) for lang in ("en", "fr", "es"))
    return caught.value.code


def test_a_document_without_words_is_empty(word, tmp_path):
    word.sections[0].header.paragraphs[0].text = "Plan"
    word.save(str(tmp_path / "plan.docx"))
    assert refused(tmp_path / "plan.docx") == "S117"


def test_files_that_are_not_what_they_say_are_refused(tmp_path):
    path = tmp_path / "plan.docx"
    assert refused(path) == "S101"
    for body, code in [
        (b"", "S117"),
        (b"Bonjour", "S118"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "S115"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "S119"),
    ]:
        path.write_bytes(body)
        assert refused(path) == code
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refused(path) == "S119"
    assert refused(tmp_path) == "S102"


def test_a_file_over_a_limit_is_refused(word, tmp_path):
    path = tmp_path / "plan.docx"
    for number in range(5):
        word.add_paragraph(f"Texte {number}")
    word.add_table(3, 2).cell(2, 1).text = "x"
    word.save(str(path))
    assert refused(path, Limits(size=100)) == "L107"
    assert refused(path, Limits(unpacked=1000)) == "L108"
    assert refused(path, Limits(seconds=-1.0)) == "L110"
    assert refused(path, Limits(rows=2)) == "L109"


def test_a_zip_bomb_is_refused(tmp_path):
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 20_000_000)
    assert 1000 * path.stat().st_size < 20_000_000
    assert refused(path) == "L108"


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path):
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 20_000_000)
    body = path.read_bytes()
    path.write_bytes(body.replace(struct.pack("<L", 20_000_000), struct.pack("<L", 20)))
    assert refused(path) == "L108"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_with_a_document_type_is_refused(tmp_path, encoding):
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding))
    assert refused(path) == "S120"


def test_a_part_nested_too_deeply_is_damaged_and_nothing_worse(word, tmp_path):
    path = tmp_path / "plan.docx"
    word.save(str(path))
    for name in ("w:tbl", "w:sdtContent"):
        deep = f"<w:document {nsdecls('w')}><w:body>{f'<{name}>' * 5000}{f'</{name}>' * 5000}</w:body></w:document>"
        changed(path, "word/document.xml", lambda _, deep=deep: deep.encode())
        assert refused(path) == "S118"


def test_tables_as_deep_as_the_parser_allows_are_read(word, read):
    deep = 60
    inner = f"<w:p>{run('au fond')}</w:p>"
    for _ in range(deep):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    raw_block(word, inner.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1))
    assert read(word).passages[-1].text == "au fond | "


def sample():
    word = docx.Document()
    word.add_heading("Plan", 1)
    word.add_paragraph("Un texte", style="List Bullet")
    word.add_table(2, 2).cell(0, 0).text = "Mars"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


SAMPLE = sample()


def taken(path: Path) -> None:
    with suppress(SourceError, LimitError):
        assert read_docx(path).passages


@FIXTURES
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_or_refused(tmp_path, body, zipped):
    path = tmp_path / "plan.docx"
    path.write_bytes((b"PK\x03\x04" if zipped else b"") + body)
    taken(path)


@FIXTURES
@given(
    st.integers(0, len(SAMPLE)),
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=4),
    st.booleans(),
)
def test_a_file_cut_short_or_with_wrong_bytes_is_read_or_refused(tmp_path, end, spots, cut):
    path = tmp_path / "plan.docx"
    body = bytearray(SAMPLE)
    for at, byte in spots:
        body[at] = byte
    path.write_bytes(bytes(body[:end] if cut else body))
    taken(path)


@FIXTURES
@given(st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"]), st.data())
def test_a_part_with_other_words_in_it_is_read_or_refused(tmp_path, name, data):
    path = tmp_path / "plan.docx"
    path.write_bytes(SAMPLE)
    with zipfile.ZipFile(path) as archive:
        old = archive.read(name)
    at = data.draw(st.integers(0, len(old)))
    new = data.draw(st.sampled_from([b"", b"\0", b"<", b"-1", b"99999999999", b"</w:p>", b"&x;", b'w:val="\xc2\xb2"', b"<w:p/>"]))
    size = data.draw(st.integers(0, 40))
    changed(path, name, lambda old: old[:at] + new + old[at + size :])
    taken(path)


def test_a_zip_in_a_zip_is_not_followed(tmp_path):
    path, inner = tmp_path / "a.zip", io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big", b"0" * 30_000_000)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/embeddings/a.zip", inner.getvalue())
    check_archive(path, Limits(), "Word")


def test_the_first_row_of_a_table_whose_style_marks_it_is_the_head(word, read):
    table = word.add_table(2, 2, style="Light Grid Accent 1")
    for number, cell in enumerate(table._cells):
        cell.text = f"c{number}"
    assert table._tbl.tblPr.find(qn("w:tblLook")) is not None
    assert [one.head for one in read(word).passages] == [True, False]


def test_headings_without_any_mark_are_found_above_lists_and_text(word, read) -> None:
    word.add_paragraph("Plan de travail 2026")
    word.add_paragraph("Climat")
    word.add_paragraph("Webinaire sur l'eau, mars", style="List Bullet")
    word.add_paragraph("Mobilité")
    word.add_paragraph("Le réseau aide ses membres à relier leurs quartiers par des lignes de bus et des pistes cyclables.")
    found = [(passage.form, passage.text) for passage in read(word).passages]
    assert [text for form, text in found if form is Form.HEADING] == ["Plan de travail 2026", "Climat", "Mobilité"]


def test_a_run_of_short_paragraphs_is_a_list_without_signs(word, read) -> None:
    for words in ("Projets", "Guide des puits", "Atlas des rives", "Carte des quais", "Climat"):
        word.add_paragraph(words)
    word.add_paragraph("Webinaire sur l'eau, mars", style="List Bullet")
    word.add_paragraph("Mobilité")
    word.add_paragraph("Ligne de bus, mai", style="List Bullet")
    word.add_paragraph("Barcelone")
    assert [passage.text for passage in read(word).passages if passage.form is Form.HEADING] == ["Climat", "Mobilité"]


def test_where_headings_are_marked_a_plain_paragraph_is_none(word, read) -> None:
    word.add_paragraph("Plan de travail 2026", style="Title")
    word.add_paragraph("Climat", style="Heading 1")
    word.add_paragraph("Rives")
    word.add_paragraph("Webinaire sur l'eau, mars", style="List Bullet")
    assert "Rives" in [passage.text for passage in read(word).passages if passage.form is Form.PARAGRAPH]


def test_names_with_a_text_each_are_no_headings(word, read) -> None:
    for name in ("Forum de l'eau, Lima, mars", "Guide des puits", "Atlas des rives"):
        word.add_paragraph(name)
        word.add_paragraph("Le réseau aide ses membres à relier leurs quartiers par des lignes de bus et des pistes cyclables.")
    word.add_paragraph("Annexe")
    word.add_paragraph("Contact", style="List Bullet")
    assert Form.HEADING not in [passage.form for passage in read(word).passages]
