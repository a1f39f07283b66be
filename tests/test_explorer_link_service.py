"""The page for linking in the service: documents are read by children that can open no file, and nothing of them is kept."""

import io
import time
import zipfile
from html import unescape
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas
from tests.plans import make
from tests.service import Running

PLANS = Path(__file__).parent / "plans"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with Running(folder=tmp_path_factory.mktemp("link")) as running:
        for _ in range(100):
            if send(running, text="bus").status != 503:
                break
            time.sleep(0.3)
        yield running


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    make.build(folder)
    return folder


def send(service, name="", body=b"", **fields):
    parts = [(f'name="{key}"', value.encode()) for key, value in fields.items()] + [(f'name="file"; filename="{name}"', body)]
    lines = [b"--x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (head.encode(), held) for head, held in parts]
    content = "multipart/form-data; boundary=x"
    return service.ask("POST", "/link", b"".join(lines) + b"--x--\r\n", Content_Type=content, Accept="text/html")


@pytest.mark.parametrize("name", ["ambre-2023.md", "uvsa-2017.txt", "almur-2026.html", "deltac-2020.csv", "ccgn-2022.xml"])
def test_a_child_reads_every_format_of_text(service, name):
    answer = send(service, name, (PLANS / name).read_bytes())
    assert (answer.status, answer.text.count('<article class="piece"') > 20) == (200, True), answer.text[:3000]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["anpm-2018.pdf", "mlv-2025.pdf", "recima-2022.docx", "reval-2024.docx", "conmalp-2027.xlsx"])
def test_a_child_reads_every_format_of_an_office(service, made, name):
    answer = send(service, name, (made / name).read_bytes())
    assert (answer.status, answer.text.count('<article class="piece"') > 20) == (200, True), answer.text[:3000]


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "shift_jis", "iso-8859-15", "x-unknown", "utf-16", "cp437"])
def test_a_child_knows_every_charset_and_none_is_a_fault(service, charset):
    page = f'<html><head><meta charset="{charset}"></head><body><h1>Plan</h1><ul><li>Night buses</li></ul></body></html>'
    assert send(service, "a.html", page.encode()).status == 200


def test_a_plan_file_is_written_by_a_child(service):
    answer = send(service, "ambre-2023.md", (PLANS / "ambre-2023.md").read_bytes(), **{"as": "plan"})
    assert answer.status == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ambre-2023.yaml"'


def test_a_text_can_be_sent_by_a_plain_form_too(service):
    form = {"Content_Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    answer = service.ask("POST", "/link?lang=fr", "text=Bus+de+nuit&sure=20", **form)
    assert (answer.status, "<mark>Bus</mark>" in answer.text) == (200, True)
    assert service.get("/link").status == 200


def test_bombs_are_refused_and_the_service_goes_on(service):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" * 40_000_000)
    sheet = io.BytesIO()
    drawn = canvas.Canvas(sheet)
    for _ in range(301):
        drawn.showPage()
    drawn.save()
    before = service.children("holder")
    assert send(service, "bomb.docx", held.getvalue()).status == 413
    assert send(service, "deep.html", b"<div>" * 200_000 + b"Night buses").status in {200, 422}
    assert send(service, "long.pdf", sheet.getvalue()).status == 413
    assert send(service, "wide.csv", b"a,b\n" + b"x," * 2_000_000).status in {200, 413, 422, 503, 504}
    assert send(service, text="Night buses").status == 200
    assert service.children("holder") == before


def test_a_broken_body_and_one_that_is_too_large_are_pages_that_say_so(service):
    broken = service.ask("POST", "/link", b"--y\r\nContent", Content_Type="multipart/form-data; boundary=x", Accept="text/html")
    assert broken.status == 400
    assert "W522" in broken.text
    answer = send(service, "large.txt", b"a" * 20_000_001)
    assert (answer.status, "W682" in answer.text) == (413, True)


def test_what_takes_too_long_comes_back_with_the_text_and_the_name_of_the_file(tmp_path):
    plan = " ".join((PLANS / "ambre-2023.md").read_text(encoding="utf-8").split())
    pieces = [plan[at : at + 1000] for at in range(0, len(plan), 1000)] * 50
    words = "\n\n".join(pieces)[:190_000] + " <b>the end</b>"
    with Running("--timeout", "2", folder=tmp_path) as running:
        for _ in range(100):
            if "W685" not in send(running, text="bus").text:
                break
            time.sleep(0.3)
        late = send(running, text=words, context="Mobility", all="1")
        assert (late.status, late.headers["Content-Type"]) == (503, "text/html; charset=utf-8"), late.text[:3000]
        assert unescape(late.text).count(plan[1000:1500]) == words.count(plan[1000:1500]) >= 10
        for part in ("&lt;b&gt;the end&lt;/b&gt;", 'value="Mobility"', 'role="alert"'):
            assert part in late.text
        file = send(running, "plan of 2031.txt", words.encode(), all="1")
        assert (file.status, "plan of 2031.txt" in file.text, "Choose it again" in file.text) == (503, True, True)


def test_a_text_that_is_too_long_comes_back_whole_and_so_does_the_name_of_a_file(service):
    long = "Night buses. " * 16_000
    answer = send(service, text=long)
    assert (answer.status, "W421" in answer.text, answer.text.count("Night buses. ")) == (413, True, 16_000)
    wrong = send(service, "photo of a plan.png", b"\x89PNG\r\n")
    assert (wrong.status >= 400, "photo of a plan.png" in wrong.text, "Choose it again" in wrong.text) == (True, True, True)


def test_nothing_of_a_text_is_kept_in_the_log(service):
    send(service, "quetzal-plan.md", b"- Night buses of Zanzibar\n", text="Ouagadougou")
    assert not any(word in service.said() for word in ("quetzal", "Zanzibar", "Ouagadougou"))
