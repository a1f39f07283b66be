"""Opens a document with the reader that suits what is in it, whatever its name ends in."""

import zipfile
from collections.abc import Callable

from metrograph.errors import Place, SourceError
from metrograph.readers.archive import check_archive
from metrograph.readers.files import NOTHING_TOLD, File, zipped
from metrograph.readers.passage import LIMITS, Document, Limits

_TABLES = {".csv": "csv", ".tsv": "csv", ".tab": "csv"}
_MARKUP = {".md": "markdown", ".markdown": "markdown", ".mdown": "markdown"}
_BINARY = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"Rar!": "RAR",
           b"{\\rtf": "RTF", b"BM": "BMP", b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"SQLite": "SQLite"}  # fmt: skip
_PROGRAMS = {".pdf": "PDF", ".docx": "Word", ".docm": "Word", ".xlsx": "Excel", ".xlsm": "Excel"}
_OLE = b"\xd0\xcf\x11\xe0"


def format_of(path: File) -> str:
    """The format of a file, by its first bytes, and by its name where text may be several things.

    One of pdf, docx, xlsx, iati, html, csv, markdown, text. ``SourceError`` for what cannot be read.
    """
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except FileNotFoundError:
        raise SourceError("S101", place, path=path) from None
    except OSError as error:
        raise SourceError("S102", place, detail=error.strerror) from None
    if not head.strip():
        raise SourceError("S117", place)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        check_archive(path, LIMITS, "Office")
    if head.startswith(b"PK"):
        return _zipped(path)
    binary = next((name for sign, name in _BINARY.items() if head.startswith(sign)), "")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if binary or (b"\x00" in head and not wide):
        raise SourceError("S119", place, found=binary or "binary")
    return _marked(path, head)


def _zipped(path: File) -> str:
    try:
        with zipped(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise SourceError("S118", Place(str(path)), format=_PROGRAMS.get(path.suffix.lower(), "zip"), detail=error) from None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise SourceError("S119", Place(str(path)), found="OpenDocument" if "content.xml" in names else "zip")


def _marked(path: File, head: bytes) -> str:
    text = (
        head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="ignore")
        .lstrip("\ufeff \t\r\n")
        .lower()
    )
    if "<iati-activit" in text or "<iati-organis" in text:
        return "iati"
    if text.startswith(("<!doctype html", "<html", "<head", "<body")) or "<html" in text[:2000]:
        return "html"
    if text.startswith("<?xml") or (text.startswith("<!doctype") and path.suffix.lower() == ".xml"):
        return "iati"
    suffix = path.suffix.lower()
    if suffix in (".html", ".htm", ".xhtml"):
        return "html"
    if suffix in _PROGRAMS:
        raise SourceError("S118", Place(str(path)), format=_PROGRAMS[suffix], detail="plain text")
    return _TABLES.get(suffix) or _MARKUP.get(suffix) or "text"


def read_document(path: File, limits: Limits = LIMITS, tell: Callable[[int], None] = NOTHING_TOLD) -> Document:
    """The passages of a document of any format but IATI, which is a stream of records and has a way of its own."""
    return _reader(format_of(path), path)(path, limits, tell)


def _reader(found: str, path: File) -> Callable[[File, Limits, Callable[[int], None]], Document]:
    """The reader of a format; each brings a library, so it is read only where it is needed."""
    # ruff: noqa: PLC0415 - each reader is imported for its own format alone
    if found == "pdf":
        from metrograph.readers.pdf import read_pdf

        return read_pdf
    if found == "docx":
        from metrograph.readers.docx import read_docx

        return read_docx
    if found == "xlsx":
        from metrograph.readers.xlsx import read_xlsx

        return read_xlsx
    if found == "csv":
        from metrograph.readers.csvfile import read_csv

        return read_csv
    if found == "html":
        from metrograph.readers.html import read_html

        return read_html
    if found in ("markdown", "text"):
        from metrograph.readers.markdown import read_markdown

        return read_markdown
    raise SourceError("S119", Place(str(path)), found=found)
