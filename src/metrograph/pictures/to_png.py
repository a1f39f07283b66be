"""Drawings as PNG: the PDF of a drawing, rendered on white paper."""

import struct
import zlib

from metrograph.pictures.drawing import Drawing
from metrograph.pictures.to_pdf import pdf

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST = 12_000_000
"""The most points of an image: a taller drawing is rendered at a smaller scale."""


def png(drawing: Drawing, scale: float = 2, margin: float = 0) -> bytes:
    r"""A drawing as PNG, ``scale`` points of the image for each of the drawing; less where that would be too many.

    >>> png(Drawing(20, 10, "A", "B", "en", ()), scale=3)[:8]
    b'\x89PNG\r\n\x1a\n'
    """
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415 - only where an image is asked for

    fitting = min(scale, (_MOST / (drawing.width * drawing.height)) ** 0.5)
    document = pypdfium2.PdfDocument(pdf(drawing, margin))
    try:
        page = document[0]
        bitmap = page.render(scale=fitting, rev_byteorder=True, prefer_bgrx=False)
        points, stride = bytes(bitmap.buffer), bitmap.stride
        rows = [points[at * stride : at * stride + bitmap.width * 3] for at in range(bitmap.height)]
        body = _image(bitmap.width, bitmap.height, rows)
        bitmap.close()
        page.close()
    finally:
        document.close()
    return body


def _image(width: int, height: int, rows: list[bytes]) -> bytes:
    """Rows of red, green and blue as PNG."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    points = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", points) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
