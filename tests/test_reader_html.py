"""What is read of an HTML page, and what is refused."""

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrograph.errors import LimitError, SourceError
from metrograph.readers.html import read_html
from metrograph.readers.passage import Form, Limits

USUAL = Limits()
FIXTURES = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def read(tmp_path):
    def reading(body, limits=USUAL):
        path = tmp_path / "plan.html"
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return read_html(path, limits)

    return reading


@pytest.fixture
def refused(read):
    def refusing(body, limits=USUAL):
        with pytest.raises((SourceError, LimitError)) as caught:
            read(body, limits)
        assert all(caught.value.report(lang) for lang in ("en", "fr", "es"))
        return caught.value.code

    return refusing


def short(document):
    return [(one.form.value, one.level, one.text) for one in document.passages]


def cells(document):
    return [[cell.text for cell in one.cells] for one in document.passages]


def test_headings_and_paragraphs_keep_their_order_and_their_line_in_the_file(read):
    document = read("<title> Plan  2019 </title>\n<h1>Réseau</h1>\n<p>Un\n   texte.</p>\n<h2>Agenda</h2>\n")
    assert short(document) == [("heading", 1, "Réseau"), ("paragraph", 0, "Un texte."), ("heading", 2, "Agenda")]
    assert [one.where.line for one in document.passages] == [2, 3, 5]
    assert document.passages[1].raw == "Un texte."
    assert (document.title, document.format, document.lines) == ("Plan 2019", "html", 5)


def test_words_around_a_comment_are_kept(read):
    assert short(read("<p>Forum <!-- non --> de <i>Malaga</i> 2019</p>")) == [("paragraph", 0, "Forum de Malaga 2019")]


def test_lists_within_lists_are_deeper_bullets(read):
    page = "<ul><li>Un<ol><li><p>Deux</p><p>suite</p></li></ol></li><li>Trois</li></ul><p>Fin</p>"
    assert short(read(page)) == [
        ("bullet", 1, "Un"),
        ("bullet", 2, "Deux"),
        ("paragraph", 0, "suite"),
        ("bullet", 1, "Trois"),
        ("paragraph", 0, "Fin"),
    ]


def test_header_cells_make_the_head_of_a_table(read):
    for head in ("<thead><tr><td>Quand</td><td>Quoi</td></tr></thead>", "<tr><th>Quand</th><th>Quoi</th></tr>"):
        document = read(f"<table>{head}<tbody><tr><td>Mars</td><td>Forum</td></tr></tbody></table>")
        assert [(one.text, one.head, one.table) for one in document.passages] == [
            ("Quand | Quoi", True, 1),
            ("Mars | Forum", False, 1),
        ]


def test_a_bold_first_row_is_the_head(read):
    page = "<table><tr><td><b>Quand</b></td><td><b>Quoi</b></td></tr><tr><td>Mars</td><td>Forum</td></tr></table>"
    assert [one.head for one in read(page).passages] == [True, False]


def test_cells_that_stretch_fill_their_columns_and_rows(read):
    page = (
        '<table><tr><td rowspan="2">Mars</td><td colspan="2">Forum</td><td rowspan=3>z</td></tr>'
        "<tr><td>a</td><td>b</td></tr><tr><td>Avril</td><td>c</td><td>d</td></tr></table>"
    )
    assert cells(read(page)) == [["Mars", "Forum", "", "z"], ["Mars", "a", "b", "z"], ["Avril", "c", "d", "z"]]


def test_lines_and_lists_in_a_cell_stand_on_lines_of_their_own(read):
    page = "<table><tr><td>Mars</td><td>Activités<br>Forum<ul><li>Un</li><li>Deux</li></ul></td></tr></table>"
    assert cells(read(page)) == [["Mars", "Activités\nForum\n• Un\n• Deux"]]


def test_a_table_in_a_cell_is_read_after_the_row_and_one_of_one_cell_as_paragraphs(read):
    inner = "<table><tr><td>x</td><td>y</td></tr></table>"
    page = f"<table><tr><td>un</td><td>{inner}</td></tr><tr><td>deux</td><td>2</td></tr></table><table><tr><td>Encadré</td></tr></table>"
    assert [one.text for one in read(page).passages] == ["un | ", "x | y", "deux | 2", "Encadré"]


def test_a_paragraph_that_is_mostly_a_link_says_so(read):
    page = '<p><a href="/x">Réunion annuelle</a>, mars</p><p><a name="y">Un texte</a></p>'
    assert [one.linked for one in read(page).passages] == [True, False]


def test_a_short_bold_paragraph_is_a_heading_below_the_real_ones(read):
    page = "<h2>Plan</h2><p><strong>Axe de la mobilité</strong></p><p>Le texte dit beaucoup.</p>"
    assert short(read(page))[1] == ("heading", 3, "Axe de la mobilité")


def test_menus_heads_and_feet_of_a_page_are_set_aside_and_its_heading_is_not(read):
    page = (
        "<header><h1>Plan</h1><p>Site</p></header><nav><ul><li>Accueil</li></ul></nav><aside>À noter</aside><footer>2019</footer>"
    )
    assert short(read(page)) == [
        ("heading", 1, "Plan"),
        ("furniture", 0, "Site"),
        ("furniture", 0, "Accueil"),
        ("paragraph", 0, "À noter"),
        ("furniture", 0, "2019"),
    ]


def test_what_cannot_be_seen_is_not_read(read):
    page = (
        '<script>x()</script><style>p{}</style><p hidden>a</p><div style="display: none"><p>b</p></div><p>Vu<del> non</del></p>'
    )
    assert short(read(page)) == [("paragraph", 0, "Vu")]


def test_definitions_quotes_and_captions_are_paragraphs(read):
    page = (
        "<dl><dt>Pilote</dt><dd>Un essai.</dd></dl><blockquote>Cité.</blockquote><figure><figcaption>Carte.</figcaption></figure>"
    )
    assert [one.text for one in read(page).passages] == ["Pilote: Un essai.", "Cité.", "Carte."]
    assert {one.form for one in read(page).passages} == {Form.PARAGRAPH}


def test_the_language_is_that_of_the_page_and_of_the_parts_that_differ(read):
    document = read('<html lang="fr-FR"><body><p>Bonjour</p><p lang="es">Hola</p></body></html>')
    assert (document.lang, [one.lang for one in document.passages]) == ("fr", ["", "es"])


@pytest.mark.parametrize(
    "body",
    [
        "<p>Février</p>".encode("utf-8-sig"),
        "<p>Février</p>".encode("utf-16"),
        "<p>Février</p>".encode("cp1252"),
        "<p>Février</p>".encode(),
        b"<meta charset=iso-8859-1>" + "<p>Février</p>".encode("cp1252"),
        b"<meta charset=mac-roman>" + "<p>Février</p>".encode("mac-roman"),
        b"<meta charset=no-such-thing>" + "<p>Février</p>".encode(),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + "<p>Février</p>".encode("cp1252"),
    ],
)
def test_letters_are_right_in_every_encoding(read, body):
    assert short(read(body)) == [("paragraph", 0, "Février")]


def test_lists_that_word_saves_as_paragraphs_are_bullets(read):
    sign = "<![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>"
    page = (
        f"<p class=MsoTitle>Plan</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>{sign}Webinaire</p>"
        "<p class=MsoListParagraph>·&nbsp;&nbsp;&nbsp; Forum</p><p class=MsoToc1>Agenda 3</p>"
    )
    document = read(page)
    assert short(document) == [
        ("heading", 1, "Plan"),
        ("bullet", 2, "Webinaire"),
        ("bullet", 1, "Forum"),
        ("furniture", 0, "Agenda 3"),
    ]
    assert document.title == "Plan"


def test_lists_and_bold_of_google_docs_are_understood(read):
    page = (
        "<style>.c1{color:#000;font-weight:700}</style><p><span class='c1'>Axe un</span></p>"
        "<ul class='c0 lst-kix_a1b-0 start'><li>Un</li></ul><ul class='lst-kix_a1b-1 start'><li>Deux</li></ul>"
        "<b style='font-weight:normal'><p>Le texte</p></b><p>Encore.</p>"
    )
    assert short(read(page)) == [
        ("heading", 1, "Axe un"),
        ("bullet", 1, "Un"),
        ("bullet", 2, "Deux"),
        ("paragraph", 0, "Le texte"),
        ("paragraph", 0, "Encore."),
    ]


def test_line_breaks_part_lines_that_stand_for_themselves(read):
    page = "<p>Forum de Malaga<br>Visite de Barcelone</p><p>Les villes travaillent<br>ensemble.</p><p>- Un<br>- Deux</p>"
    assert short(read(page)) == [
        ("paragraph", 0, "Forum de Malaga"),
        ("paragraph", 0, "Visite de Barcelone"),
        ("paragraph", 0, "Les villes travaillent ensemble."),
        ("bullet", 1, "Un"),
        ("bullet", 1, "Deux"),
    ]


def test_bad_pages_are_refused(read, refused):
    assert refused(b"") == "S117"
    assert refused("<html><body><img src='x.png'></body></html>") == "S117"
    assert refused("<!-- rien -->") == "S117"
    assert refused(b"PK\x03\x04" + bytes(50)) == "S118"
    assert refused("<p>a</p>" * 50, Limits(size=100)) == "L107"
    assert refused("<p>a</p>" * 500, Limits(seconds=-1.0)) == "L110"
    assert refused(f"<table>{'<tr><td>a<td>b</tr>' * 9}</table>", Limits(rows=5)) == "L109"


def test_a_page_nested_a_hundred_thousand_deep_is_refused_at_once(read, refused):
    begun = time.monotonic()
    assert refused("<div>" * 100_000 + "au fond" + "</div>" * 100_000) == "S118"
    assert short(read("<div>" * 1_500 + "au fond" + "</div>" * 1_500)) == [("paragraph", 0, "au fond")]
    assert time.monotonic() - begun < 5


def test_a_cell_that_claims_a_million_columns_does_not_get_them(read):
    page = "<table><tr><td colspan=1000000 rowspan=-3>a</td><td colspan=²>b</td></tr></table>"
    assert len(read(page).passages[0].cells) == 101


def test_signs_that_cannot_be_seen_are_no_words(read, refused):
    assert refused("<p><b>&shy;</b></p><p>• &shy;</p>") == "S117"
    assert short(read("<p><b>&shy;</b></p><p>déve&shy;loppement</p>")) == [("paragraph", 0, "développement")]


def test_nothing_is_fetched_from_the_net_or_the_disk(read, tmp_path):
    (tmp_path / "secret").write_text("secret")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><p>Vu &x;</p><iframe src="file://{tmp_path}/secret"></iframe>'
    assert "secret" not in "".join(
        one.text.replace(str(tmp_path), "") for one in read(page).passages if one.text.startswith("Vu")
    )


TAGS = st.sampled_from(
    ["<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td rowspan=2>", "<th colspan=3>", "</td>", "</tr>", "</table>", "<b>",
     "</b>", "<br>", "<h1>", "</h1>", "<div>", "</div>", "<nav>", "</nav>", "<thead>", "<caption>", "<a href=x>", "</a>", "Forum", "• ", "\n"]
)  # fmt: skip


@FIXTURES
@given(st.lists(TAGS, max_size=40).map("".join))
def test_broken_pages_are_read_or_refused(read, page):
    with suppress(SourceError):
        document = read(page)
        assert sum(one.text.count("Forum") for one in document.passages) >= page.count("Forum")


@FIXTURES
@given(st.binary(max_size=200), st.sampled_from([b"", b"<meta charset=utf-7>", b"\xff\xfe", b"<table><td>", b"<?xml "]))
def test_any_bytes_are_read_or_refused(read, body, start):
    with suppress(SourceError, LimitError):
        assert read(start + body).passages


def test_a_term_and_what_is_said_of_it_are_one_line(tmp_path):
    path = tmp_path / "plan.html"
    path.write_text("<dl><dt>Assembly</dt><dd>12 May 2026, Lyon</dd><dt>Board</dt><dd>June</dd></dl>", "utf-8")
    assert [passage.text for passage in read_html(path).passages] == ["Assembly: 12 May 2026, Lyon", "Board: June"]
