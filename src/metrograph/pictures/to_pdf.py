"""Drawings as PDF, through reportlab, in the standard fonts that every reader has.

Those fonts know the letters of Western Europe. Another Latin letter loses its sign (ő becomes o); every sign that remains
without a form, Arabic or Chinese for example, is shown as ¤, so that it is seen that something is missing. A line below the
drawing says so.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from metrograph.pictures.drawing import INK, Circle, Drawing, Group, Line, Paint, Path, Rect, Shape, Text
from metrograph.pictures.inks import SOFT
from metrograph.pictures.letters import seen, straight, width
from metrograph.pictures.said import say

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MISSING = "¤"
_OTHERS = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "\u2009": " "})
_BARRED = str.maketrans("ŁłĐđĦħŦŧıŊŋĸ", "LlDdHhTtiNnk")
_HARMLESS = frozenset({"Cf", "Pd", "Sm", "Zs", "Cc"})
_BLACK = "#1a1d21"


def pdf(drawing: Drawing, margin: float = 0) -> bytes:
    """A drawing as a PDF of one page of its size and a margin, the same bytes for the same drawing.

    >>> pdf(Drawing(20, 10, "A", "B", "en", ()))[:4]
    b'%PDF'
    """
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only where a PDF is asked for

    drawing = _with_note(drawing)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(drawing.width + 2 * margin, drawing.height + 2 * margin), invariant=1, lang=drawing.lang)
    canvas.setTitle(seen(drawing.title))
    canvas.setSubject(seen(drawing.about))
    paint(canvas, drawing, margin, margin)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def paint(canvas: "Canvas", drawing: Drawing, x: float = 0, y: float = 0, scale: float = 1) -> None:
    """Draw on a page of reportlab, the lower left corner at a place, ``scale`` times its size."""
    canvas.saveState()
    canvas.translate(x, y + drawing.height * scale)
    canvas.scale(scale, -scale)
    for shape in drawing.shapes:
        _shape(canvas, shape)
    canvas.restoreState()


def writable(words: str) -> str:
    """Words as the standard fonts can show them.

    >>> writable("Łódź 城市"), writable("« Qualité »")
    ('Lódz ¤¤', '« Qualité »')
    """
    return "".join(map(_letter, straight(words).translate(_OTHERS)))


def lacking(texts: Iterable[str]) -> str:
    """The letters of some texts that the fonts show as another one or as ¤, each once.

    >>> lacking(("Łódź", "城市", "« Qualité » – ok")), lacking(drawn_words(Drawing(9, 9, "é", "", "en", (Text(0, 0, "ő"),))))
    ('Łź城市', 'ő')
    """
    signs = dict.fromkeys(sign for told in texts for sign in straight(told))
    return "".join(sign for sign in signs if unicodedata.category(sign) not in _HARMLESS and writable(sign) != sign)


def drawn_words(drawing: Drawing) -> Iterator[str]:
    """The words that are drawn, from the first to the last."""
    yield from _words(drawing.shapes)


def _words(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from _words(shape.shapes)
        elif isinstance(shape, Text):
            yield shape.words


def _with_note(drawing: Drawing) -> Drawing:
    """The drawing, with a line below that owns to what the fonts lack, where they lack something."""
    missing = lacking(drawn_words(drawing))
    if not missing:
        return drawing
    key = "picture.lacking" if MISSING in writable(missing) else "picture.lacking.signs"
    note = Text(0, drawing.height + 20, say(key, drawing.lang), 11, paint=SOFT)
    room = max(drawing.width, width(note.words, note.size))
    return replace(drawing, width=room, height=drawing.height + 26, shapes=(*drawing.shapes, note))


def _letter(letter: str) -> str:
    for form in (letter, unicodedata.normalize("NFKD", letter).translate(_BARRED)):
        plain = "".join(sign for sign in form if sign == letter or not unicodedata.combining(sign))
        try:
            plain.encode("cp1252")
        except UnicodeEncodeError:
            continue
        return plain
    return "" if unicodedata.category(letter) in ("Mn", "Cf") else MISSING


def _shape(canvas: "Canvas", shape: Shape) -> None:
    match shape:
        case Group():
            for inner in shape.shapes:
                _shape(canvas, inner)
        case Text():
            _text(canvas, shape)
        case _:
            path = canvas.beginPath()
            _outline(path, shape)
            fill, line = _use(canvas, shape.paint)
            canvas.drawPath(path, stroke=line, fill=fill)


def _outline(path: Any, shape: Path | Rect | Circle | Line) -> None:
    match shape:
        case Rect() if shape.radius:
            path.roundRect(shape.x, shape.y, shape.width, shape.height, min(shape.radius, shape.width / 2, shape.height / 2))
        case Rect():
            path.rect(shape.x, shape.y, shape.width, shape.height)
        case Circle():
            path.circle(shape.x, shape.y, shape.radius)
        case Line():
            path.moveTo(shape.x, shape.y)
            path.lineTo(shape.to_x, shape.to_y)
        case Path():
            draws = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
            for name, *places in shape.steps:
                draws[str(name)](*places)


def _text(canvas: "Canvas", text: Text) -> None:
    _use(canvas, text.paint)
    canvas.saveState()
    canvas.translate(text.x, text.y)
    canvas.scale(1, -1)
    canvas.setFont("Helvetica-Bold" if text.weight >= 600 else "Helvetica", text.size)
    draws = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
    draws[text.anchor](0, 0, writable(text.words))
    canvas.restoreState()


def _use(canvas: "Canvas", paint: Paint) -> tuple[int, int]:
    """Take up colours; whether to fill and whether to outline."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415 - only where a PDF is asked for

    if paint.fill:
        canvas.setFillColor(HexColor(_BLACK if paint.fill == INK else paint.fill))
        canvas.setFillAlpha(paint.opacity)
    if paint.line:
        canvas.setStrokeColor(HexColor(_BLACK if paint.line == INK else paint.line))
        canvas.setStrokeAlpha(paint.line_opacity)
        canvas.setLineWidth(paint.width)
        canvas.setDash(list(paint.dashes))
    return int(bool(paint.fill)), int(bool(paint.line))
