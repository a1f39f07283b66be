"""Pictures as files: SVG, PNG and PDF from Python and from the command line, whole or not at all."""

import io
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from metrograph.errors import SourceError, UsageError
from metrograph.pictures import PICTURES, bars, encoded, paint, pdf, picture, png, svg
from metrograph.pictures.drawing import Shape, Text
from metrograph.pictures.to_pdf import drawn_words, lacking, writable
from metrograph.table import Table
from metrograph.words import LANGUAGES, say
from metrograph.workspace import Workspace

STRANGE = Table(("label", "n"), (("مدينة", 3), ("城市", 2), ("Łódź, Győr", 1), ("« Qualité » d’abord – ¡sí!", 4)))


def text_of(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    page = document[0]
    textpage = page.get_textpage()
    found = textpage.get_text_range()
    textpage.close()
    page.close()
    document.close()
    return found


def printed(shapes: tuple[Shape, ...]) -> list[str]:
    return [
        word for shape in shapes for word in ([shape.words] if isinstance(shape, Text) else printed(getattr(shape, "shapes", ())))
    ]


def points(body: bytes) -> tuple[int, int, bytes]:
    """Width, height and points of a PNG as it is written here: one piece of data, no filter."""
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", body[16:24])
    at, data = 8, b""
    while at < len(body):
        (size,) = struct.unpack(">I", body[at : at + 4])
        kind, inside = body[at + 4 : at + 8], body[at + 8 : at + 8 + size]
        assert struct.unpack(">I", body[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + inside)
        data += inside if kind == b"IDAT" else b""
        at += 12 + size
    return wide, high, zlib.decompress(data)


@pytest.mark.parametrize("name", PICTURES)
def test_a_pdf_holds_the_words_of_its_picture_and_is_the_same_again(desk: Workspace, name: str) -> None:
    drawing = picture(desk.ask, name, "fr").drawing
    body = pdf(drawing)
    assert body.startswith(b"%PDF")
    assert body == pdf(drawing)
    said = set(text_of(body).split())
    assert {word for word in printed(drawing.shapes) if word.isdecimal()} <= said
    assert len(said) > 10


def test_a_png_has_the_size_of_its_picture_and_its_colours(desk: Workspace) -> None:
    drawing = picture(desk.ask, "wheel").drawing
    wide, high, data = points(png(drawing))
    assert (wide, high) == (840, 888)
    assert len(data) == high * (1 + wide * 3)
    assert bytes.fromhex("E5243B") in data
    assert data[1:4] == b"\xff\xff\xff"
    assert png(drawing) == png(drawing)
    assert points(png(drawing, scale=1))[:2] == (420, 444)


def test_a_png_opens_elsewhere(desk: Workspace) -> None:
    image = pytest.importorskip("PIL.Image")
    with image.open(io.BytesIO(encoded(picture(desk.ask, "themes").drawing, ".png"))) as opened:
        opened.load()
        assert opened.mode == "RGB"


def test_a_very_tall_picture_is_rendered_smaller_rather_than_not_at_all() -> None:
    rows = tuple((f"row {n}", n) for n in range(2000))
    wide, high, _ = points(png(bars(Table(("label", "n"), rows), most=2000).drawing))
    assert wide * high <= 12_100_000


def test_signs_that_the_fonts_lack_are_seen_to_be_missing() -> None:
    said = text_of(pdf(bars(STRANGE).drawing))
    assert "¤¤¤¤¤" in said
    assert "Gyor" in said
    assert "« Qualité » d’abord – ¡sí!" in said
    assert writable("\u2068a\u2069") == "a"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_that_lacks_letters_says_so_below_its_drawing(lang: str) -> None:
    for label, key in (("مدينة", "picture.lacking"), ("市 🚲", "picture.lacking"), ("Łódź", "picture.lacking.signs")):
        drawing = bars(Table(("name", "n"), ((label, 1),)), lang).drawing
        said = say(key, lang)
        assert said in " ".join(text_of(pdf(drawing)).replace("\u00a0", " ").split())
        assert said not in svg(drawing)
        assert points(png(drawing, scale=1))[1] == int(drawing.height) + 26


def test_no_picture_of_the_plan_lacks_a_letter(desk: Workspace) -> None:
    for lang in LANGUAGES:
        for name in PICTURES:
            assert lacking(drawn_words(picture(desk.ask, name, lang).drawing)) == ""


@pytest.mark.parametrize(
    ("words", "letters", "shown"), [("ﬁn", "ﬁ", "fin"), ("İzmir ı", "İı", "Izmir i"), ("Жо", "Жо", "¤¤"), ("½ – « ¿ €", "", None)]
)
def test_letters_that_are_shown_otherwise_are_named(words: str, letters: str, shown: str | None) -> None:
    assert lacking([words]) == letters
    assert writable(words) == (shown or words)


def test_a_picture_can_be_drawn_on_a_page_of_a_report(desk: Workspace) -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    paint(canvas, picture(desk.ask, "wheel").drawing, 72, 400, 0.5)
    canvas.drawString(72, 72, "below")
    canvas.save()
    assert {"SDGs", "below"} <= set(text_of(out.getvalue()).split())


@pytest.mark.parametrize(("ending", "start"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".pdf", b"%PDF"), (".SVG", b"<svg")])
def test_a_picture_is_saved_by_the_ending_of_its_file(desk: Workspace, tmp_path: Path, ending: str, start: bytes) -> None:
    target = tmp_path / f"wheel{ending}"
    assert desk.coverage().plot().save(str(target)) == target
    assert target.read_bytes().startswith(start)
    assert list(tmp_path.iterdir()) == [target]


def test_a_saved_svg_has_paper_of_its_own(desk: Workspace, tmp_path: Path) -> None:
    root = ET.fromstring(desk.coverage().plot().save(tmp_path / "wheel.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    assert root.get("color") == "#1a1d21"
    assert (root[2].get("fill"), root[2].get("width")) == ("#ffffff", root.get("width"))


def test_another_ending_or_a_place_that_cannot_be_written_is_told(desk: Workspace, tmp_path: Path) -> None:
    drawn = desk.coverage().plot()
    with pytest.raises(UsageError, match="U108"):
        drawn.save(tmp_path / "wheel.jpg")
    with pytest.raises(SourceError, match="S108"):
        drawn.save(tmp_path / "nowhere" / "wheel.svg")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", PICTURES)
def test_the_command_line_draws_every_picture(run: Callable, tmp_path: Path, name: str) -> None:
    said = run("picture", name, "--to", tmp_path / "drawn.svg", "--lang", "es")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("escrito: ")
    assert ET.fromstring((tmp_path / "drawn.svg").read_text(encoding="utf-8")).get("lang") == "es"  # noqa: S314 - our own


@pytest.mark.parametrize("by", ["goal", "target", "theme", "line"])
def test_coverage_is_drawn_as_svg_and_png(run: Callable, tmp_path: Path, by: str) -> None:
    said = run("coverage", "--by", by, "--svg", tmp_path / "a.svg", "--png", tmp_path / "a.png")
    assert (said.code, said.out) == (0, "")
    assert len(said.err.splitlines()) == 2
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("picture", "weel", "--to", "a.svg"), 2, 'did you mean "wheel"'),
        (("picture", "wheel", "--to", "a.bmp"), 2, ".svg, .png, .pdf"),
        (("picture", "wheel", "--to", "a"), 2, ".svg, .png, .pdf"),
        (("picture", "wheel", "--to", "nowhere/a.svg"), 3, "S108"),
        (("coverage", "--png", "a.svg"), 2, "FILE.png"),
        (("coverage", "--svg", "ok.svg", "--png", "a.txt"), 2, "FILE.png"),
    ],
)
def test_a_wrong_name_ending_or_place_is_told_and_nothing_is_written(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*arguments)
    assert said.code == code
    assert says in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_names_the_letters_that_a_file_cannot_show(run: Callable, workspace: Workspace, tmp_path: Path) -> None:
    plan = tmp_path / "desk" / "plans" / "metropolis-2019.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("{en: Women4Climate Conference", "{en: Женщины Conference"), encoding="utf-8"
    )
    told = {}
    for ending in (".png", ".pdf", ".svg"):
        told[ending] = run("picture", "timeline", "--to", tmp_path / f"dates{ending}", "--workspace", tmp_path / "desk")
        assert told[ending].code == 0
    assert "cannot show these letters as they are: Женщиы." in told[".png"].err
    assert "Женщиы" in told[".pdf"].err
    assert "letters" not in told[".svg"].err
    assert "Женщины" in (tmp_path / "dates.svg").read_text(encoding="utf-8")
