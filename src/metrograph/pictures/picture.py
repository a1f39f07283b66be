"""A picture at hand: SVG that a notebook and a page show, and a file in the format of its ending."""

from pathlib import Path

from metrograph.errors import UsageError
from metrograph.formats import save
from metrograph.pictures.drawing import Drawing
from metrograph.pictures.to_pdf import pdf
from metrograph.pictures.to_png import png
from metrograph.pictures.to_svg import svg

PAPER, _MARGIN = "#ffffff", 16.0
ENDINGS = (".svg", ".png", ".pdf")


class Picture(str):
    """A drawing as SVG text, as it stands in a page; a notebook shows it as the picture it is."""

    __slots__ = ("drawing",)
    drawing: Drawing

    def __new__(cls, drawing: Drawing) -> "Picture":
        """The picture of a drawing."""
        made = super().__new__(cls, svg(drawing))
        made.drawing = drawing
        return made

    def save(self, path: str | Path) -> Path:
        """Write it to a file that ends in ``.svg``, ``.png`` or ``.pdf``, whole or not at all, on white paper.

        ``UsageError`` for another ending, ``SourceError`` where the file cannot be written.
        """
        target = Path(path)
        save(target, encoded(self.drawing, target.suffix))
        return target

    def _repr_svg_(self) -> str:
        return str(self)

    def __html__(self) -> str:
        return str(self)


def encoded(drawing: Drawing, ending: str) -> bytes:
    """A drawing as the bytes of a file by its ending, on white paper; ``UsageError`` for an ending that is none of ours."""
    chosen = ending.lower()
    if chosen not in ENDINGS:
        raise UsageError("U108", value=ending or "-", name="FILE", near="", choices=", ".join(ENDINGS))
    if chosen == ".svg":
        return svg(drawing, PAPER, _MARGIN).encode()
    return png(drawing, margin=_MARGIN) if chosen == ".png" else pdf(drawing, _MARGIN)
