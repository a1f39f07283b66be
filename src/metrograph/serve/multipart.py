"""Bodies of several parts: documents (``curl -F``, and a ``multipart/mixed`` inside of it), the fields and files of a form."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from metrograph.errors import RequestError
from metrograph.formats import MEDIA
from metrograph.serve.protocol_fields import content_type, shown, text_of, utf8_only

MOST = 100
"""How many parts a body may have."""
_UNSAID = {"", "application/octet-stream", "text/plain"}
_PLAIN = {"", "binary", "8bit", "7bit"}
_EXTENSIONS = {**MEDIA, "owl": MEDIA["rdf"], "xml": MEDIA["rdf"], "json": MEDIA["jsonld"]}


@dataclass(frozen=True, slots=True)
class Document:
    """A body and its media type, without parameters."""

    body: bytes
    media: str


def documents(header: str, body: bytes, most: int = MOST) -> tuple[Document, ...]:
    r"""The documents of a multipart body: each with the media type that it names, or that its file name says.

    >>> part = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.ttl"\r\n\r\n<a> <b> <c> .\r\n--x--\r\n'
    >>> documents("multipart/form-data; boundary=x", part)
    (Document(body=b'<a> <b> <c> .', media='text/turtle'),)
    """
    found = tuple(_documents(header, body, most, inside=False))
    if not found:
        raise RequestError("W522", 400, detail="0")
    return found


def form(header: str, body: bytes, most: int = MOST) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, bytes], ...]]:
    r"""The fields of a form by name, and its files by the names that they have; a field for a file that was left empty is none.

    >>> part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    >>> file = b'--x\r\nContent-Disposition: form-data; name="b"; filename="b.md"\r\n\r\n# B\r\n--x--\r\n'
    >>> form("multipart/form-data; boundary=x", part + file)
    ((('a', '1'),), (('b.md', b'# B'),))
    """
    fields: list[tuple[str, str]] = []
    files: list[tuple[str, bytes]] = []
    for headers, content in _Parts(content_type(header)[1].get("boundary", ""), most).read(body):
        disposition = headers.get("content-disposition", "")
        name = _said(disposition, b"filename")
        if name is None:
            fields.append((_said(disposition, b"name") or "", text_of(content, {})))
        elif name or content:
            files.append((name, content))
    return tuple(fields), tuple(files)


def _documents(header: str, body: bytes, most: int, *, inside: bool) -> Iterator[Document]:
    for headers, content in _Parts(content_type(header)[1].get("boundary", ""), most).read(body):
        media, parameters = content_type(headers.get("content-type", ""))
        coding = headers.get("content-transfer-encoding", "").strip().lower()
        if coding not in _PLAIN:
            raise RequestError("W521", 415, coding=shown(coding))
        if media == "multipart/mixed" and not inside:
            yield from _documents(headers["content-type"], content, most, inside=True)
            continue
        utf8_only(parameters)
        name = _said(headers.get("content-disposition", ""), b"filename")
        if name == "" and not content:
            continue  # a field for a file, left empty
        yield Document(
            content, _EXTENSIONS.get(PurePosixPath(name or "").suffix[1:].lower(), media) if media in _UNSAID else media
        )


def _said(disposition: str, field: bytes) -> str | None:
    """What a ``Content-Disposition`` says of a part, in any script: given as bytes, for the parser takes a text to be Latin-1."""
    found = parse_options_header(disposition.encode())[1].get(field)
    return None if found is None else found.decode("utf-8", "replace")


class _Parts:
    """Gathers what the parser calls out."""

    def __init__(self, boundary: str, most: int) -> None:
        self._most = most
        self._name, self._value, self._headers, self._body = b"", b"", dict[str, str](), bytearray()
        self._found: list[tuple[dict[str, str], bytes]] = []
        self._whole = False
        try:
            self._parser = MultipartParser(boundary.encode("utf-8", "replace"), {
                "on_part_begin": self._begin,
                "on_header_field": self._field,
                "on_header_value": self._content,
                "on_header_end": self._header,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._last,
            })  # fmt: skip
        except FormParserError as error:
            raise RequestError("W522", 400, detail=shown(str(error))) from None
        if not boundary:
            raise RequestError("W522", 400, detail="boundary")

    def read(self, body: bytes) -> list[tuple[dict[str, str], bytes]]:
        """The headers, by name in small letters, and the content of each part."""
        try:
            self._parser.write(body)
            self._parser.finalize()
        except FormParserError as error:
            raise RequestError("W522", 400, detail=shown(str(error))) from None
        if not self._whole:
            raise RequestError("W522", 400, detail="--")
        return self._found

    def _begin(self) -> None:
        if len(self._found) == self._most:
            raise RequestError("W522", 413, detail=f"> {self._most}")
        self._headers, self._body = {}, bytearray()

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _content(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value.decode("utf-8", "replace")
        self._name, self._value = b"", b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._body += data[start:end]

    def _end(self) -> None:
        self._found.append((self._headers, bytes(self._body)))

    def _last(self) -> None:
        self._whole = True
