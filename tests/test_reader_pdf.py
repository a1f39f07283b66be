"""The PDF reader: what the page shows becomes headings, bullets, paragraphs, rows and furniture."""

import io
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle

from metrograph.errors import LimitError, SourceError
from metrograph.readers.passage import Form, Limits
from metrograph.readers.pdf import page_text, read_pdf

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=6)
H1 = ParagraphStyle("h1", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceBefore=10, spaceAfter=8)
H2 = ParagraphStyle("h2", fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=8, spaceAfter=4)
BULLET = ParagraphStyle("li", parent=BODY, leftIndent=18, bulletIndent=6, spaceAfter=2)
NESTED = ParagraphStyle("li2", parent=BODY, leftIndent=36, bulletIndent=24, spaceAfter=2)
SMALL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=11, spaceAfter=0)
LONG = (
    "The network brings cities together so that they may learn from one another, and each year its members choose "
    "the themes on which they wish to work, the pilots that they want to try and the events at which they meet. "
)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def drawn(path, *pages, **options):
    """A PDF of pages, each a function of the canvas."""
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=1, **options)
    for page in pages:
        page(sheet)
        sheet.showPage()
    sheet.save()
    return path


def nothing(*page):
    """Draw nothing."""


def set_out(path, story, frames=((72, 72, 451, 698),), each_page=None, **options):
    """A PDF of a story set in frames."""
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1, **options)
    boxes = [Frame(*frame, leftPadding=0, rightPadding=0) for frame in frames]
    document.addPageTemplates([PageTemplate(frames=boxes, onPage=each_page or nothing)])
    document.build(story)
    return path


def written(*lines, x=72, y=760, size=10, font="Helvetica", step=12):
    def page(sheet):
        sheet.setFont(font, size)
        for number, line in enumerate(lines):
            sheet.drawString(x, y - step * number, line)

    return page


def texts(document, form=None):
    return [passage.text for passage in document.passages if form is None or passage.form is form]


def rows(document):
    return [[cell.text for cell in passage.cells] for passage in document.passages if passage.form is Form.ROW]


def paragraphs(*words):
    return [Paragraph(word, BODY) for word in words]


def check_places(path, document):
    """Each raw text stands where its place says."""
    for passage in document.passages:
        page = page_text(path, passage.where.page)
        for part in (passage, *passage.cells):
            assert page[part.start : part.start + len(part.raw)] == part.raw


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plan.pdf"


def test_wrapped_lines_become_paragraphs(path):
    document = read_pdf(set_out(path, paragraphs(LONG * 2, "Short one.", LONG)))
    assert texts(document) == [(LONG * 2).strip(), "Short one.", LONG.strip()]
    assert {passage.form for passage in document.passages} == {Form.PARAGRAPH}
    assert [passage.where.line for passage in document.passages] == [1, 2, 3]


def test_an_indent_begins_a_paragraph_where_there_is_no_space(path):
    style = ParagraphStyle("in", parent=BODY, firstLineIndent=14, spaceAfter=0, alignment=4)
    document = read_pdf(
        set_out(path, [Paragraph(LONG * 2 + "It goes on to the very end of", style), Paragraph("Then " + LONG, style)])
    )
    assert len(document.passages) == 2


def test_the_lines_of_a_table_of_contents_stay_apart(path):
    def page(sheet):
        for y, name, number in ((700, "Introduction", 3), (684, "Mobility plan", 5), (668, "Calendar", 12)):
            sheet.drawString(72, y, f"{name} {'.' * (90 - len(name))}")
            sheet.drawRightString(520, y, str(number))

    document = read_pdf(drawn(path, page))
    assert [(text.split()[0], text.split()[-1]) for text in texts(document)] == [
        ("Introduction", "3"),
        ("Mobility", "5"),
        ("Calendar", "12"),
    ]


def test_a_box_beside_the_text_is_read_after_it(path):
    def page(sheet):
        written(*[f"a line of the text that is rather long, number {n}" for n in range(30)], x=60)(sheet)
        sheet.rect(380, 500, 180, 200)
        written("In a box", "there are some", "few words.", x=390, y=680)(sheet)

    document = read_pdf(drawn(path, page))
    assert texts(document)[0].endswith("number 29")
    assert " ".join(texts(document)[1:]) == "In a box there are some few words."


def test_accents_and_ligatures_are_read(path):
    document = read_pdf(drawn(path, written("Réseau métropolitain : développer l'été à Málaga, año 2019.")))
    assert texts(document) == ["Réseau métropolitain : développer l'été à Málaga, año 2019."]


def test_raw_and_start_point_into_the_page_text(path):
    story = [
        Paragraph("Plan", H1),
        *paragraphs(LONG * 2),
        Paragraph("One", BULLET, bulletText="•"),
        Table([["a", "b"], ["c", "d"]], style=GRID),
    ]
    document = read_pdf(set_out(path, story))
    check_places(path, document)
    assert "\n" in document.passages[1].raw
    assert document.passages[2].raw == "One"
    assert document.lines == len(page_text(path, 1).split("\n"))


def test_two_columns_are_read_one_after_the_other(path):
    story = [Paragraph(f"Item {number}. {LONG}", BODY) for number in range(14)]
    document = read_pdf(set_out(path, story, frames=((60, 60, 225, 720), (305, 60, 225, 720))))
    assert [text.split(".")[0] for text in texts(document)] == [f"Item {number}" for number in range(14)]


def test_three_columns_are_read_one_after_the_other(path):
    story = [Paragraph(f"Item {number}. {LONG}", BODY) for number in range(16)]
    frames = ((50, 60, 155, 720), (220, 60, 155, 720), (390, 60, 155, 720))
    document = read_pdf(set_out(path, story, frames=frames))
    assert [text.split(".")[0] for text in texts(document)] == [f"Item {number}" for number in range(16)]


def test_a_title_over_two_columns_comes_first_and_what_spans_below_comes_last(path):
    def page(sheet):
        written("A plan for the cities of the whole network in 2019", y=780, size=18, font="Helvetica-Bold")(sheet)
        for x, name in ((60, "left"), (305, "right")):
            written(*[f"{name} column line {n} with some more words in" for n in range(30)], x=x, y=740)(sheet)
        written("A last line that spans the two columns of the page from the left to the right of it.", x=60, y=340, size=12)(
            sheet
        )

    document = read_pdf(drawn(path, page))
    assert document.passages[0].form is Form.HEADING
    body = " ".join(texts(document))
    assert (
        body.index("plan for") < body.index("left column line 29") < body.index("right column line 0") < body.index("last line")
    )
    assert not rows(document)


def test_a_paragraph_goes_on_in_the_next_column(path):
    document = read_pdf(set_out(path, paragraphs(LONG * 18), frames=((60, 300, 225, 400), (305, 300, 225, 400))))
    assert texts(document) == [(LONG * 18).strip()]
    check_places(path, document)


def test_a_paragraph_goes_on_over_a_page_break(path):
    def foot(sheet, doc):
        sheet.drawString(72, 30, f"Work plan 2019 - {doc.page}")

    flow = (LONG[:-2] + ", ") * 29 + LONG
    document = read_pdf(set_out(path, paragraphs(*[LONG * 3] * 4, flow, "End.", *[LONG * 3] * 9), each_page=foot))
    body = texts(document, Form.PARAGRAPH)
    assert body == [*[(LONG * 3).strip()] * 4, flow.strip(), "End.", *[(LONG * 3).strip()] * 9]
    assert next(p for p in document.passages if p.text == body[4]).where.page == 1
    check_places(path, document)


def test_hyphens_of_line_ends_are_mended(path):
    lines = ("Le réseau réunit les villes de la région métropoli-", "taine et celles du littoral, avec un site inter-", "net.")
    document = read_pdf(drawn(path, written(*lines)))
    assert texts(document) == [
        "Le réseau réunit les villes de la région métropolitaine et celles du littoral, avec un site internet."
    ]
    assert "métropoli-\ntaine" in document.passages[0].raw


def test_hyphens_of_the_word_itself_stay(path):
    lines = ("The socio-economic board of the cities meets in Buenos-", "Aires to speak of its socio-", "economic goals.")
    document = read_pdf(drawn(path, written(*lines)))
    assert "Buenos-Aires" in document.passages[0].text
    assert document.passages[0].text.count("socio-economic") == 2


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        ("peut-", "être", "peut-être"),
        ("c'est-", "à-dire", "c'est-à-dire"),
        ("c'est-à-", "dire", "c'est-à-dire"),
        ("rendez-", "vous", "rendez-vous"),
        *[(f"{start}-", "parcours", f"{start}-parcours") for start in ("sous", "vice", "non", "post")],
        ("self-", "government", "self-government"),
        ("well-", "being", "well-being"),
        ("inter-", "communal", "intercommunal"),
        ("au-", "tonomie", "autonomie"),
        ("éco-", "nomie", "économie"),
        ("co-", "mité", "comité"),
        ("ex-", "périence", "expérience"),
    ],
)
def test_a_compound_keeps_its_hyphen_at_a_line_end(path, start, end, whole):
    document = read_pdf(drawn(path, written(f"Les villes du réseau se réunissent pour la {start}", f"{end} du plan.")))
    assert texts(document) == [f"Les villes du réseau se réunissent pour la {whole} du plan."]


def test_a_word_that_only_begins_like_a_compound_is_put_together_where_the_document_has_it_whole(path):
    lines = ("Les villes font de la coopération, et cette co-", "opération va de pair avec l'expérience et les ex-", "périences.")
    document = read_pdf(drawn(path, written(*lines, "Toutes ces expériences comptent.")))
    assert "cette coopération va" in texts(document)[0]
    assert "les expériences." in texts(document)[0]


@pytest.mark.parametrize("sign", ["•", "–", "-", "*", "o"])
def test_a_bullet_loses_its_sign(path, sign):
    story = [*paragraphs("It is planned to:"), *[Paragraph(f"hold meeting {n}", BULLET, bulletText=sign) for n in "abc"]]
    document = read_pdf(set_out(path, story))
    assert texts(document, Form.BULLET) == ["hold meeting a", "hold meeting b", "hold meeting c"]


def test_a_bullet_of_a_dingbat_font_is_a_bullet(path):
    def page(sheet):
        for y in (700, 686):
            sheet.setFont("ZapfDingbats", 8)
            sheet.drawString(80, y, "n")
            sheet.setFont("Helvetica", 10)
            sheet.drawString(110, y, f"meeting at {y}")

    assert texts(read_pdf(drawn(path, page)), Form.BULLET) == ["meeting at 700", "meeting at 686"]


def test_a_bullet_of_the_symbol_font_is_a_bullet(path):
    def page(sheet):
        for y in (700, 686):
            sheet.setFont("Symbol", 10)
            sheet.drawString(80, y, "\xb7")
            sheet.setFont("Helvetica", 10)
            sheet.drawString(98, y, f"meeting at {y}")

    assert texts(read_pdf(drawn(path, page)), Form.BULLET) == ["meeting at 700", "meeting at 686"]


def test_labels_with_space_between_them_stay_apart(path):
    assert texts(read_pdf(set_out(path, paragraphs("Place: Lyon", "Date: 3 March")))) == ["Place: Lyon", "Date: 3 March"]


def test_a_bold_label_in_the_first_column_makes_no_header(path):
    data = [
        [Paragraph("<b>Action 1</b>", SMALL), Paragraph(LONG, SMALL)],
        [Paragraph("<b>Action 2</b>", SMALL), Paragraph(LONG, SMALL)],
    ]
    document = read_pdf(set_out(path, [Table(data, colWidths=[80, 300], style=GRID)]))
    assert not any(passage.head for passage in document.passages)


def test_soft_hyphens_ligatures_and_hard_blanks_are_mended(path):
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    lines = ("La \ufb01nance \ufb02uide des villes, une coopé\u00ad", "ration\u00a0utile.")
    document = read_pdf(drawn(path, written(*lines, font="Vera")))
    assert texts(document) == ["La finance fluide des villes, une coopération utile."]


def test_bullets_keep_their_continuation_lines_and_levels(path):
    story = []
    for name in ("First", "Second"):
        story += [Paragraph(f"{name} {LONG}", BULLET, bulletText="•"), Paragraph(f"inner {LONG}", NESTED, bulletText="o")]
    document = read_pdf(set_out(path, story))
    assert [(p.level, p.text.split()[0], p.text.endswith("meet.")) for p in document.passages] == [
        (1, "First", True),
        (2, "inner", True),
        (1, "Second", True),
        (2, "inner", True),
    ]


def test_a_new_sign_at_the_same_indent_is_a_level_below(path):
    document = read_pdf(drawn(path, written("• One", "– inner", "– inner again", "• Two", "– inner")))
    assert [passage.level for passage in document.passages] == [1, 2, 2, 1, 2]


def test_levels_go_on_over_a_page_break(path):
    def page(sheet):
        for at, (x, text) in enumerate(((80, "• outer"), (100, "• inner"))):
            written(text, x=x, y=700 - 14 * at)(sheet)

    document = read_pdf(drawn(path, page, page))
    assert [p.level for p in document.passages] == [1, 2, 1, 2]


def test_numbered_lists_are_bullets_and_numbered_headings_are_headings(path):
    story = [Paragraph("1. Priorities", H2), *paragraphs(LONG * 2)]
    story += [
        Paragraph(f"{word} of the plan", BULLET, bulletText=f"{n}.") for n, word in enumerate(("Aims", "Means", "Costs"), 1)
    ]
    story += [Paragraph("2. Calendar", H2), *paragraphs(LONG)]
    document = read_pdf(set_out(path, story))
    assert texts(document, Form.HEADING) == ["1. Priorities", "2. Calendar"]
    assert texts(document, Form.BULLET) == ["Aims of the plan", "Means of the plan", "Costs of the plan"]


def test_headings_rank_by_size_and_weight(path):
    story = [Paragraph("Plan 2019", H1), *paragraphs(LONG), Paragraph("Mobility", H2), *paragraphs(LONG)]
    story += [Paragraph("<b>Aims</b>", BODY), *paragraphs(LONG), Paragraph("Energy", H2), *paragraphs(LONG)]
    document = read_pdf(set_out(path, story))
    found = [(p.text, p.level, p.bold) for p in document.passages if p.form is Form.HEADING]
    assert found == [("Plan 2019", 1, True), ("Mobility", 2, True), ("Aims", 3, True), ("Energy", 2, True)]


def test_lines_in_capitals_are_headings_below_the_styled_ones(path):
    story = [Paragraph("Plan 2019", H1), *paragraphs(LONG), Paragraph("Mobility", H2), *paragraphs(LONG)]
    story += paragraphs("CALENDRIER DES ÉVÉNEMENTS", LONG, "2. BUDGET :", LONG)
    document = read_pdf(set_out(path, story))
    assert [(p.text, p.level) for p in document.passages if p.form is Form.HEADING] == [
        ("Plan 2019", 1),
        ("Mobility", 2),
        ("CALENDRIER DES ÉVÉNEMENTS", 3),
        ("2. BUDGET :", 3),
    ]


def test_lines_in_capitals_are_first_headings_where_nothing_is_styled(path):
    document = read_pdf(set_out(path, paragraphs(LONG, "OBJECTIFS", LONG)))
    assert [(p.text, p.level) for p in document.passages if p.form is Form.HEADING] == [("OBJECTIFS", 1)]


@pytest.mark.parametrize(
    "lines",
    [
        [LONG[:90], "OBJECTIFS", LONG[:90]],
        [LONG[:90], "", "MAIRIE DE LYON", "PLACE DE LA COMÉDIE", LONG[:90]],
        [LONG[:90], "", "TOTAL 12 000", "", LONG[:90]],
        [LONG[:90], "", "WE MEET IN LYON.", "", LONG[:90]],
        ["THE NETWORK BRINGS CITIES TOGETHER", "", "EACH YEAR ITS MEMBERS MEET", "", "AND LEARN"],
    ],
    ids=["no space above", "an address", "a sum", "a sentence", "all in capitals"],
)
def test_other_lines_in_capitals_are_no_headings(path, lines):
    assert not texts(read_pdf(drawn(path, written(*lines))), Form.HEADING)


def test_a_line_in_capitals_at_the_foot_of_a_page_is_no_heading(path):
    def page(sheet):
        written(*[LONG[:90]] * 3)(sheet)
        written("RÉSEAU DES VILLES", y=40)(sheet)

    assert not texts(read_pdf(drawn(path, page)), Form.HEADING)


def test_a_heading_over_two_lines_is_one(path):
    title = "Knowledge network of the cities for the urban environment in the coming years"
    document = read_pdf(set_out(path, [Paragraph(title, H1), *paragraphs(LONG * 2)]))
    assert texts(document, Form.HEADING) == [title]


def test_a_bold_phrase_does_not_part_a_paragraph(path):
    words = LONG + "<b>" + LONG + "</b>" + LONG
    document = read_pdf(set_out(path, paragraphs(words, LONG * 4)))
    assert [p.form for p in document.passages] == [Form.PARAGRAPH, Form.PARAGRAPH]


def test_running_heads_and_page_numbers_are_set_aside(path):
    def edges(sheet, doc):
        sheet.setFont("Helvetica", 9)
        sheet.drawString(72, 810, "Plan de travail 2019")
        sheet.drawString(290, 30, f"Page {doc.page} of 4")

    story = [part for n in range(4) for part in (*paragraphs(f"Page text {n}. " + LONG), PageBreak())]
    document = read_pdf(set_out(path, story, each_page=edges))
    assert texts(document, Form.FURNITURE) == [
        text for page in range(1, 5) for text in ("Plan de travail 2019", f"Page {page} of 4")
    ]
    assert len(texts(document, Form.PARAGRAPH)) == 4


def two_pages(path, head, foot="", font="Helvetica", size=9):
    """A PDF of two pages; ``#`` in the head and the foot is the number of the page."""

    def edges(sheet, doc):
        sheet.setFont(font, size)
        sheet.drawString(72, 810, head.replace("#", str(doc.page)))
        sheet.drawString(72, 30, foot.replace("#", str(doc.page)))

    return set_out(path, [*paragraphs(LONG * 3), PageBreak(), *paragraphs(LONG * 3)], each_page=edges)


def test_the_running_head_and_foot_of_two_pages_are_set_aside(path):
    document = read_pdf(two_pages(path, "Plan de travail 2019", "Réseau des villes - #"))
    assert texts(document, Form.FURNITURE) == [
        "Plan de travail 2019",
        "Réseau des villes - 1",
        "Plan de travail 2019",
        "Réseau des villes - 2",
    ]
    assert texts(document, Form.PARAGRAPH) == [(LONG * 3).strip()] * 2


@pytest.mark.parametrize(
    ("head", "font", "size"),
    [
        (("The plan of the cities for the coming years " * 3).strip(), "Helvetica", 7),
        ("Pilot #", "Helvetica-Bold", 10),
        ("Plan 2019", "Helvetica-Bold", 18),
    ],
    ids=["long", "numbered heading", "title"],
)
def test_a_long_line_or_a_heading_on_two_pages_is_no_running_head(path, head, font, size):
    document = read_pdf(two_pages(path, head, font=font, size=size))
    assert not texts(document, Form.FURNITURE)


def test_only_the_outermost_line_of_two_pages_is_a_running_head(path):
    def page(sheet):
        written("Work plan 2019", "The same words on both pages", y=810, size=9, step=24)(sheet)
        written(*["a line of the plan that goes on"] * 3, y=700)(sheet)

    document = read_pdf(drawn(path, page, page))
    assert texts(document, Form.FURNITURE) == ["Work plan 2019"] * 2
    assert texts(document).count("The same words on both pages") == 2


def test_a_line_that_stands_on_one_of_two_pages_stays(path):
    def first(sheet):
        written("Work plan 2019", y=810, size=9)(sheet)
        written("Some words of the plan.", y=700)(sheet)

    assert not texts(read_pdf(drawn(path, first, written("And more.", y=700))), Form.FURNITURE)


def test_a_running_head_in_a_ruled_frame_is_no_table(path):
    def head(sheet, doc):
        sheet.grid([72, 300, 520], [790, 810])
        sheet.drawString(80, 795, "Plan 2019")
        sheet.drawString(310, 795, "The network")

    story = [part for n in range(3) for part in (*paragraphs(LONG * 3), PageBreak())]
    document = read_pdf(set_out(path, story, each_page=head))
    assert not rows(document)
    assert texts(document, Form.FURNITURE) == ["Plan 2019", "The network"] * 3


@pytest.mark.parametrize("number", ["3", "- 3 -", "Page 3 of 12", "3/12", "p. 3", "iii"])
def test_a_lone_page_number_is_set_aside(path, number):
    def page(sheet):
        written("Some words of the plan.")(sheet)
        written(number, x=290, y=30)(sheet)

    assert texts(read_pdf(drawn(path, page)), Form.FURNITURE) == [number]


def test_headings_at_the_top_of_pages_are_no_running_heads(path):
    story = [part for n in range(1, 5) for part in (Paragraph(f"Pilot {n}", H1), *paragraphs(LONG * 3), PageBreak())]
    document = read_pdf(set_out(path, story))
    assert texts(document, Form.HEADING) == ["Pilot 1", "Pilot 2", "Pilot 3", "Pilot 4"]


def test_a_ruled_table_gives_rows_with_cells(path):
    data = [
        ["Mois", "Événement"],
        ["Mars", Paragraph("Forum de Málaga avec les villes du réseau et leurs partenaires", SMALL)],
        ["Avril", ""],
    ]
    document = read_pdf(set_out(path, [*paragraphs(LONG), Table(data, colWidths=[70, 150], style=GRID), *paragraphs(LONG)]))
    assert rows(document) == [
        ["Mois", "Événement"],
        ["Mars", "Forum de Málaga avec les villes du réseau et leurs partenaires"],
        ["Avril", ""],
    ]
    assert [p.head for p in document.passages if p.form is Form.ROW] == [True, False, False]
    assert {p.table for p in document.passages if p.form is Form.ROW} == {1}
    check_places(path, document)


def test_bullets_in_a_cell_are_parted_by_line_ends(path):
    cell = [
        Paragraph("Webinar on innovation in the public services of the city", SMALL, bulletText="•"),
        Paragraph("Study visit", SMALL, bulletText="•"),
    ]
    document = read_pdf(set_out(path, [Table([["Month", "Events"], ["March", cell]], colWidths=[70, 150], style=GRID)]))
    assert rows(document)[1] == ["March", "Webinar on innovation in the public services of the city\nStudy visit"]


def test_merged_cells_stand_where_they_begin(path):
    style = TableStyle([*GRID.getCommands(), ("SPAN", (0, 0), (-1, 0)), ("SPAN", (0, 1), (0, 2))])
    data = [["Agenda of the year", "", ""], ["March", "Forum", "Malaga"], ["", "Webinar", "online"]]
    document = read_pdf(set_out(path, [Table(data, colWidths=[70, 90, 90], style=style)]))
    assert rows(document) == data


def test_a_table_over_pages_is_one_and_its_second_header_is_set_aside(path):
    data = [["Month", "Event"], *[[f"Month {n}", f"Event {n}"] for n in range(60)]]
    document = read_pdf(set_out(path, [Table(data, colWidths=[100, 200], style=GRID, repeatRows=1)]))
    found = [p for p in document.passages if p.form is Form.ROW]
    assert len(found) == 61
    assert {p.table for p in found} == {1}
    assert [p.where.page for p in document.passages if p.form is Form.FURNITURE] == [2]


def test_filled_first_rows_are_headers(path):
    style = TableStyle([*GRID.getCommands(), ("BACKGROUND", (0, 0), (-1, 0), colors.lightblue)])
    document = read_pdf(set_out(path, [Table([["Qui", "Combien"], ["Lyon", "12"], ["Turin", "9"]], style=style)]))
    assert [p.head for p in document.passages] == [True, False, False]


def test_aligned_columns_without_rules_are_a_table(path):
    data = [
        ["Month", "Event", "City"],
        ["March", "Forum", "Malaga"],
        ["April", "Study visit", "Izmir"],
        ["May", "Webinar", "Online"],
    ]
    document = read_pdf(set_out(path, [*paragraphs(LONG * 2), Table(data, colWidths=[90, 150, 90]), *paragraphs(LONG * 2)]))
    assert rows(document) == data
    assert len(texts(document, Form.PARAGRAPH)) == 2


def test_a_calendar_without_rules_is_a_table(path):
    data = [[month, Paragraph(f"{LONG[:95]} in {month}.", SMALL)] for month in ("March", "April", "May", "June")]
    document = read_pdf(
        set_out(path, [Table(data, colWidths=[90, 260], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))])
    )
    assert rows(document) == [[month, f"{LONG[:95]} in {month}."] for month in ("March", "April", "May", "June")]


def test_two_tables_are_numbered(path):
    story = [Table([["a", "b"], ["c", "d"]], style=GRID), *paragraphs(LONG), Table([["e", "f"], ["g", "h"]], style=GRID)]
    document = read_pdf(set_out(path, [story[0], Spacer(1, 12), *story[1:]]))
    assert [p.table for p in document.passages if p.form is Form.ROW] == [1, 1, 2, 2]


def test_a_passage_under_a_link_is_linked(path):
    story = paragraphs(
        '<link href="https://example.org">A report to read</link>', f'{LONG}<link href="https://example.org">here</link>.'
    )
    assert [p.linked for p in read_pdf(set_out(path, story)).passages] == [True, False]


def test_rotated_words_are_passed_over_but_not_those_of_a_turned_page(path):
    def beside(sheet):
        written("Upright words.")(sheet)
        sheet.rotate(90)
        sheet.drawString(200, -30, "DRAFT")

    def turned(sheet):
        sheet.setPageRotation(90)
        sheet.translate(A4[0], 0)
        sheet.rotate(90)
        written("Words on a turned page", "and a second line.", y=500)(sheet)

    assert texts(read_pdf(drawn(path, beside, turned))) == ["Upright words.", "Words on a turned page and a second line."]


def test_invisible_words_over_a_scan_are_read(path):
    def page(sheet):
        words = sheet.beginText(72, 700)
        words.setTextRenderMode(3)
        words.textLine("Words found by recognition.")
        sheet.drawText(words)

    assert texts(read_pdf(drawn(path, page))) == ["Words found by recognition."]


def scan(sheet):
    sheet.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 0, 0, *A4)


def test_a_scan_is_said_to_be_one(path):
    with pytest.raises(SourceError) as caught:
        read_pdf(drawn(path, scan))
    assert caught.value.code == "S116"


def test_a_scanned_page_among_others_leaves_a_mark(path):
    document = read_pdf(drawn(path, written("Words."), scan, written("More words.")))
    assert [(p.form, p.text, p.where.page) for p in document.passages][1] == (Form.FURNITURE, "", 2)
    assert texts(document, Form.PARAGRAPH) == ["Words.", "More words."]


def test_a_locked_file_asks_for_a_copy_without_password(path):
    with pytest.raises(SourceError) as caught:
        read_pdf(drawn(path, written("Secret"), encrypt=StandardEncryption("open", "own", canPrint=0)))
    assert caught.value.code == "S115"


def test_a_file_that_only_forbids_printing_is_read(path):
    assert texts(read_pdf(drawn(path, written("Open words."), encrypt=StandardEncryption("", "own", canPrint=0)))) == [
        "Open words."
    ]


@pytest.mark.parametrize(("body", "code"), [(b"", "S117"), (b"no pdf at all", "S118"), (b"%PDF-1.4\n%%EOF", "S118")])
def test_empty_and_damaged_files_are_told_apart(path, body, code):
    path.write_bytes(body)
    with pytest.raises(SourceError) as caught:
        read_pdf(path)
    assert caught.value.code == code


def test_a_blank_page_is_an_empty_document(path):
    with pytest.raises(SourceError) as caught:
        read_pdf(drawn(path, nothing))
    assert caught.value.code == "S117"


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(pages=2), "L109"), (Limits(size=100), "L107"), (Limits(seconds=0.0), "L110")]
)
def test_limits_are_kept(path, limits, code):
    with pytest.raises(LimitError) as caught:
        read_pdf(drawn(path, *[written("Words.")] * 3), limits)
    assert caught.value.code == code


def test_progress_is_told_page_by_page(path):
    told = []
    read_pdf(drawn(path, *[written("Words.")] * 3), tell=told.append)
    assert told == [1, 2, 3]


@pytest.mark.parametrize(
    ("title", "kept"), [("Plan de travail 2019", "Plan de travail 2019"), ("untitled", ""), ("plan_v3.docx", "")]
)
def test_the_title_of_the_document_is_kept_when_it_is_one(path, title, kept):
    document = read_pdf(set_out(path, paragraphs("Words."), title=title, lang="fr-FR"))
    assert (document.title, document.lang, document.format, document.file) == (kept, "fr", "pdf", "plan.pdf")


def test_footnotes_are_paragraphs_and_do_not_stop_a_sentence(path):
    def first(sheet):
        written(*["a line of the plan that goes on and on to the right edge"] * 20, y=760)(sheet)
        written("1 A note in small letters.", y=90, size=7)(sheet)

    document = read_pdf(drawn(path, first, written("and then it ends here.")))
    assert [p.form for p in document.passages] == [Form.PARAGRAPH, Form.PARAGRAPH]
    assert document.passages[0].text.endswith("right edge and then it ends here.")
    assert document.passages[1].text == "1 A note in small letters."


def test_the_same_file_gives_the_same_passages(path):
    story = [Paragraph("Plan", H1), *paragraphs(*[LONG] * 5), Table([["a", "b"], ["c", "d"]], style=GRID)]
    set_out(path, story)
    assert read_pdf(path) == read_pdf(path)


def sample():
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=A4, invariant=1, pageCompression=0)
    written("Words of a plan", "• and a bullet")(sheet)
    sheet.grid([100, 200, 300], [100, 120, 140])
    sheet.linkURL("https://example.org", (72, 750, 200, 770))
    sheet.showPage()
    sheet.save()
    return out.getvalue()


SAMPLE = sample()


@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=4)), min_size=1, max_size=12),
    st.integers(0, len(SAMPLE)),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_bytes_give_an_error_of_ours_or_a_document(tmp_path, changes, cut):
    body = bytearray(SAMPLE)
    for at, piece in changes:
        body[at : at + len(piece)] = piece
    path = tmp_path / "bad.pdf"
    path.write_bytes(bytes(body[:cut]) if cut % 3 == 0 else bytes(body))
    try:
        document = read_pdf(path)
    except (SourceError, LimitError):
        return
    assert all(a.where.line < b.where.line for a, b in pairwise(document.passages))
