"""The page where a text or document is linked: what is found in it, how it is shown, and what is wrong with what was sent."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from metrograph.errors import RequestError
from metrograph.explorer import linking
from metrograph.explorer.linking import MOST, answered, link_page, plan_id
from metrograph.explorer.linking_given import LARGEST, LONGEST
from metrograph.explorer.linking_shown import marked
from metrograph.explorer.rooms import SPOTS
from metrograph.explorer.view import View
from metrograph.linking import link
from metrograph.readers.files import Held
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.serve.routes_linking import ROUTES
from metrograph.words import LANGUAGES

PLANS = Path(__file__).parent / "plans"
BOUNDARY = "frontier"
HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> night buses'


def form(desk, *files, lang="en", **fields):
    """The answer of the service to the form as a browser sends it."""
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [(f'name="file"; filename="{name}"', body) for name, body in files or [("", b"")]]
    lines = [b"--frontier\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (head.encode(), body) for head, body in parts]
    body = b"".join(lines) + b"--frontier--\r\n"
    content = f"multipart/form-data; boundary={BOUNDARY}"
    asked = Asked("link-text", lang=lang, body=body, media="multipart/form-data", content=content, method="POST")
    return answer({route.name: route for route in ROUTES}, desk, asked)


def page(desk, *files, **fields):
    reply = form(desk, *files, **fields)
    assert reply.status == 200, reply.body.decode()
    return reply.body.decode()


def refusal(desk, *files, **fields):
    """The status, the code and the page of a refusal."""
    reply = form(desk, *files, **fields)
    html = reply.body.decode()
    found = re.search(r'<section class="told bad".*?<small>(\w+)</small>', html, re.DOTALL)
    assert found, html
    return reply.status, found[1], html


def result(desk, text="", file=None, **fields):
    """The values of an answer."""
    view = View.of(desk, inside="link", lang=fields.pop("lang", "en"), fields=(("text", text), *fields.items()))
    return answered(view, (file,) if file else ()).page.values


def table(reply):
    return list(csv.DictReader(io.StringIO(reply.body.decode())))


# ---- a text


@pytest.mark.parametrize(
    ("lang", "text", "quote"),
    [
        ("en", "Night buses for shift workers", "buses for shift workers"),
        ("fr", "Réseau de bus de nuit", "bus"),
        ("es", "Transporte público nocturno", "Transporte público"),
    ],
)
def test_a_title_is_linked_with_its_words_marked_and_reasons_in_the_language_of_the_reader(desk, lang, text, quote):
    html = page(desk, text=text, lang=lang)
    assert f"<mark>{quote}</mark>" in html
    assert 'href="#s-1-1"' in html
    assert 'id="s-1-1"' in html
    assert '<a href="/sdg/11.2" class="code g11">11.2</a>' in html
    reasons = {"en": "speaks for it", "fr": "parle pour 11.2", "es": "habla a favor de 11.2"}
    assert reasons[lang] in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_says_in_each_language_that_nothing_is_stored(desk, lang):
    view = View.of(desk, lang=lang, inside="link")
    html = link_page(view).html(view.frame())
    assert view.say("linking.private").replace("'", "&#39;") in html
    assert 'enctype="multipart/form-data"' in html
    assert f'action="/link?lang={lang}#result"' in html


def test_paragraphs_and_lines_are_linked_one_by_one_and_the_languages_told(desk):
    found = result(
        desk, "Night buses for shift workers.\n\nRénovation des logements\nsociaux du centre\n\nЖильё для всех жителей города"
    )
    assert [one.text for one in found["pieces"]] == [
        "Night buses for shift workers.",
        "Rénovation des logements\nsociaux du centre",
        "Жильё для всех жителей города",
    ]
    assert dict(found["told"]["langs"]) == {"en": 1, "fr": 1, "und": 1}
    assert "English, French, Spanish" in found["pieces"][2].reason
    assert [one.place for one in found["pieces"]] == ["line 1", "line 3", "line 6"]


def test_lines_that_each_begin_like_a_title_stand_alone(desk):
    assert [one.text for one in result(desk, "Night buses\nSocial housing\nUrban trees")["pieces"]] == [
        "Night buses",
        "Social housing",
        "Urban trees",
    ]


def test_a_code_that_the_text_states_is_told_apart_from_what_is_inferred(desk):
    one = result(desk, "Working group on SDG 11.2")["pieces"][0].suggestions[0]
    assert (one.code, one.bases[0]) == ("11.2", "linking.basis.stated")
    assert "stated by the text itself" in page(desk, text="Working group on SDG 11.2")


def test_the_language_can_be_told_and_the_context_lifts_what_it_speaks_for(desk):
    assert result(desk, "Bus", text_lang="fr")["pieces"][0].lang == "fr"
    bare, below = (result(desk, "Trams", context=one) for one in ("", "Public transport, night buses"))
    sure = [{one.code: one.confidence for one in found["pieces"][0].suggestions}["11.2"] for found in (bare, below)]
    assert sure[1] > sure[0]


def test_what_is_too_weak_is_shown_when_asked_for_and_marked(desk):
    text = "Autobuses nocturnos"
    assert not result(desk, text)["pieces"][0].suggestions
    assert "Also show what is too weak" in page(desk, text=text)
    weak = result(desk, text, all="1")["pieces"][0].suggestions
    assert weak
    assert not any(one.firm for one in weak)
    assert "too weak to be suggested" in page(desk, text=text, all="1")


def test_a_least_confidence_leaves_the_others_out(desk):
    text = "Rénover les logements sociaux pour l'adaptation au changement climatique (ODD 13.1)"
    found = {sure: [one.sure for one in result(desk, text, sure=sure)["pieces"][0].suggestions] for sure in ("", "99")}
    assert len(found["99"]) < len(found[""])
    assert all(one >= 99 for one in found["99"])
    assert "No suggestion reaches the least confidence" in page(desk, text="Night buses for shift workers", sure="100")


def test_quotes_that_overlap_are_one_mark_with_both_numbers():
    text = "Transport public et logement social"
    found = link(text).targets
    pieces = marked(text, (*found, *found))
    assert "".join(one.text for one in pieces) == text
    assert all(len(one.numbers) >= 2 for one in pieces if one.numbers)


def test_a_text_as_csv_has_a_row_for_each_quote(desk):
    reply = form(desk, text="Night buses for shift workers\nSocial housing", **{"as": "suggestions"})
    assert ("Content-Disposition", 'attachment; filename="text-suggestions.csv"') in reply.headers
    rows = table(reply)
    assert {row["number"] for row in rows} == {"1", "2"}
    assert all(row["text"][int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


# ---- a list or document


def test_a_pasted_list_is_read_as_what_it_states(desk):
    text = "# Plan 2025\n\n## Mobility\n\n- Night buses in Lyon, 12 May 2025\n- Webinar on heat waves, June 2025\n"
    first, second = result(desk, text)["pieces"]
    assert (first.kind, first.date, first.when, first.under) == ("action", "2025-05-12", "12 May 2025", "Mobility")
    assert second.place == "line 6"
    assert [one.text for one in result(desk, text, reading="text")["pieces"]][-1].endswith("June 2025")


@pytest.mark.parametrize("name", ["ambre-2023.md", "uvsa-2017.txt", "almur-2026.html", "deltac-2020.csv", "ccgn-2022.xml"])
def test_documents_of_each_kind_give_items_with_suggestions(desk, name):
    found = result(desk, file=Held(name, (PLANS / name).read_bytes()))
    assert len(found["pieces"]) > 20
    assert found["told"]["with"] > 5
    assert all(one.kind and one.place for one in found["pieces"])
    assert found["plan"] == name.rpartition(".")[0]


def test_the_items_of_a_document_are_linked_as_those_of_a_workspace(desk):
    body = (PLANS / "ambre-2023.md").read_bytes()
    rows = table(form(desk, ("C:\\Plans\\Ambre 2023.md", body), **{"as": "items"}))
    assert {"kind", "date", "status", "place", "under", "suggestions", "reason"} <= set(rows[0])
    assert sum(int(row["suggestions"]) for row in rows) == len(
        {(row["number"], row["sdg"]) for row in table(form(desk, ("a.md", body), **{"as": "suggestions"}))}
    )


def test_the_plan_file_is_what_the_command_writes(desk):
    body = (PLANS / "ambre-2023.md").read_bytes()
    reply = form(desk, ("Ambre 2023.md", body), lang="fr", **{"as": "plan"})
    assert ("Content-Disposition", 'attachment; filename="ambre-2023.yaml"') in reply.headers
    assert b"\nplan: ambre-2023\n" in reply.body
    assert "metrograph extract &#39;Ambre 2023.md&#39; --out plans/ambre-2023.yaml" in page(desk, ("Ambre 2023.md", body))


def test_an_item_of_the_plan_at_hand_leads_to_its_links(desk):
    label = desk.pilots["surplus-food-network"].label
    (one,) = result(desk, f"- {label}", reading="items")["pieces"]
    assert one.known.startswith("/id/")
    assert f'href="{one.known}"' in page(desk, text=f"- {label}", reading="items")


def test_a_document_of_prose_is_read_paragraph_by_paragraph_below_its_headings(desk):
    body = b"<h1>Mobility</h1><p>The city will open night bus lines so that people who work late come home safely.</p>"
    found = result(desk, file=Held("note.html", body), reading="text")
    assert [(one.under, one.suggestions[0].code) for one in found["pieces"]] == [("Mobility", "11.2")]


def test_a_document_goes_before_a_text_and_that_is_said(desk):
    html = page(desk, ("a.md", b"- Night buses in Lyon\n"), text="Social housing")
    assert "The document was read, not the text" in html
    assert "Social housing</textarea>" in html


def test_more_than_a_page_holds_is_shown_part_by_part_and_said(desk, monkeypatch):
    monkeypatch.setattr(linking, "MOST", 3)
    text = "\n\n".join(f"Night buses {number}" for number in range(1, 9))
    html = page(desk, text=text)
    assert "Entries 1 to 3 of 8" in html
    assert '<button type="submit" form="linking" name="first" value="4">' in html
    assert [one.number for one in result(desk, text, first="7")["pieces"]] == [7, 8]
    monkeypatch.setattr(linking, "MANY", 5)
    reply = form(desk, text=text, **{"as": "items"})
    assert ("Content-Disposition", 'attachment; filename="text-items-1-5-of-8.csv"') in reply.headers


def test_long_entries_count_by_their_letters(desk, monkeypatch):
    monkeypatch.setattr(linking, "LETTERS", 1_000)
    found = result(desk, "\n\n".join(["Night buses for shift workers in the suburbs. " * 8] * 9))
    assert 1 <= len(found["pieces"]) < 4 < MOST
    assert found["pager"].total == 9


# ---- what is wrong


def test_an_empty_form_and_two_documents_are_told_and_nothing_typed_is_lost(desk):
    assert refusal(desk)[:2] == (422, "W680")
    assert refusal(desk, text=" \r\n ")[:2] == (422, "W680")
    status, code, html = refusal(desk, ("a.md", b"- a"), ("b.md", b"- b"), text="Kept <b>", context="here")
    assert (status, code) == (422, "W681")
    assert "Kept &lt;b&gt;</textarea>" in html
    assert 'value="here"' in html


def test_a_text_one_character_too_long_is_refused_and_the_longest_is_linked(desk):
    assert refusal(desk, text="a" * (LONGEST + 1))[:2] == (413, "W421")
    assert result(desk, "\n".join(["Bus"] * (LONGEST // 4)))["pager"].total == LONGEST // 4


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("text_lang", "de", "W602"), ("reading", "x", "W602"), ("sure", "101", "W601"), ("sure", "½", "W601"), ("first", "0", "W601"), ("as", "x", "W602")],
)  # fmt: skip
def test_a_field_that_cannot_be_meant_is_told(desk, field, value, code):
    status, found, html = refusal(desk, text="Night buses", **{field: value})
    assert (status, found) == (400, code)
    assert "Night buses</textarea>" in html


def zipped(name, body):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return held.getvalue()


def locked():
    held = io.BytesIO()
    sheet = canvas.Canvas(held, encrypt=StandardEncryption("open", "own"))
    sheet.drawString(72, 700, "Secret")
    sheet.save()
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("photo.docx", b"\x89PNG\r\n\x1a\n" + bytes(500), "S119"),
        ("rubbish.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9, "S118"),
        ("rubbish.txt", bytes(range(256)) * 9, "S119"),
        ("empty.md", b"  \n", "S117"),
        ("bomb.docx", zipped("word/document.xml", b"0" * 70_000_000), "L108"),
        ("entities.docx", zipped("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "S120"),
        ("entities.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><iati-activities>&b;</iati-activities>', "S120"),
        ("locked.pdf", locked(), "S115"),
        ("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "S119"),
        ("long.md", b"- Night buses\n" * 2_001, "W683"),
        ("large.xml", b"<iati-activities>" + b" " * 5_000_001, "W682"),
        ("large.txt", b"a" * (LARGEST + 1), "W682"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_on_the_page(desk, name, body, code):
    status, found, html = refusal(desk, (name, body), text="kept")
    assert found == code
    assert status == (413 if code[0] == "L" or code in ("W682", "W683") else 422)
    assert "kept</textarea>" in html


def test_a_document_in_utf_16_is_read(desk):
    body = "- Bus de nuit à Lyon\n- Logement social\n".encode("utf-16")
    assert len(result(desk, file=Held("plan.txt", body))["pieces"]) == 2


def test_a_plan_file_of_running_text_is_refused(desk):
    assert refusal(desk, text="Night buses", **{"as": "plan"})[:2] == (422, "W684")


def test_a_body_of_another_kind_is_refused(desk):
    with pytest.raises(RequestError) as caught:
        ROUTES[0].answer(desk, Asked("link-text", body=b"{}", media="application/json", method="POST"))
    assert caught.value.code == "W415"


# ---- what is shown


@pytest.mark.parametrize("read", ["text", "items"])
def test_hostile_words_and_names_are_only_ever_text(desk, read):
    html = page(desk, (f"{'x' * 50}<b>'.md", f"- {HOSTILE}\n".encode()), reading=read, context=HOSTILE, text=HOSTILE)
    assert not re.search(r"<script>alert|<img|<b>'", html)
    assert "&lt;script&gt;" in html


def test_no_link_of_the_answer_repeats_what_was_sent(desk):
    html = page(desk, text="Night buses Zanzibar")
    assert not re.search(r'href="[^"]*Zanzibar', html)


def test_words_from_right_to_left_keep_their_direction(desk):
    assert '<p class="words" dir="auto">حافلات ليلية</p>' in page(desk, text="حافلات ليلية")


def test_the_page_is_not_in_a_folder_of_pages(desk):
    spot = next(spot for spot in SPOTS if spot.name == "link")
    assert spot.live
    assert not tuple(spot.paths(View.of(desk, live=False)))


def test_a_plan_is_called_like_its_file():
    assert [plan_id(name) for name in ("Plan 2025.v2.docx", "...", "日本.md", "a" * 300)] == [
        "plan-2025-v2",
        "text",
        "text",
        "a" * 80,
    ]
