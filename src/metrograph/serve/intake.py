r"""Reads a graph that a client sent: in which syntax, in UTF-8, not too deeply nested, and free of what points outside.

pyoxigraph overflows its stack on JSON objects or triple terms some ten thousand deep, so that depth is measured before it reads:
in one pass over the bytes that knows strings, IRIs and comments. Whatever cannot be read ends that pass, as it ends the parser's.

>>> [str(quad) for quad in quads(b"<x> <y> 'z' .", "text/turtle", "http://a/")]
['<http://a/x> <http://a/y> "z"']
"""

import re

import pyoxigraph as ox

from metrograph.errors import Place, QueryError, RequestError, near
from metrograph.formats import MEDIA
from metrograph.turtle import Quad

SYNTAXES = {media: syntax for media in MEDIA.values() if (syntax := ox.RdfFormat.from_media_type(media))}
"""The media types of graphs that are read."""
_HERE = "body"
_SHOWN = 200
_MARK = b"\xef\xbb\xbf"
_ENCODINGS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_XML_ENCODING = re.compile(rb"""<\?xml\s[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_BRACKETS = re.compile(
    rb'(?>[^"\'<#\\\[\](){}>]++|'
    rb'"""(?>[^"\\]++|\\.|"(?!""))*+(?:"""|\Z)|'
    rb"'''(?>[^'\\]++|\\.|'(?!''))*+(?:'''|\Z)|"
    rb'"(?>[^"\\\r\n]++|\\.)*+"?|'
    rb"'(?>[^'\\\r\n]++|\\.)*+'?|"
    rb'<(?>[^\x00-\x20<>"{}|^`\\]++|\\.)*+>|#[^\r\n]*+|\\.)++|(?P<open><<|[\[({])|(?P<close>>>|[\])}])',
    re.DOTALL,
)
_BRACES = re.compile(rb'(?>[^"\[\]{}]++|"(?>[^"\\]++|\\.)*+"?)++|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_TAGS = re.compile(
    rb"(?>[^<]++|<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|"
    rb"""<[^!?/>"'](?>[^>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*+/>)++|(?P<doctype><!)|"""
    rb"""(?P<close></(?>[^>"']++|"[^"]*+"|'[^']*+')*+>)|(?P<open><(?>[^>"']++|"[^"]*+"|'[^']*+')*+>)|(?P<broken><)""",
    re.DOTALL,
)
_JSON = _BRACES, 100


def _scan(syntax: ox.RdfFormat) -> tuple[re.Pattern[bytes], int]:
    """What opens and closes in a syntax, and how deep it may go."""
    if syntax == ox.RdfFormat.JSON_LD:
        return _JSON
    return (_TAGS, 200) if syntax == ox.RdfFormat.RDF_XML else (_BRACKETS, 200)


def quads(body: bytes, media: str, base: str = "", *, fresh: bool = False) -> tuple[Quad, ...]:
    """The quads of a document in the syntax of a media type; ``base`` is what relative IRIs belong to, itself a sound IRI.

    With ``fresh``, blank nodes get names that no other document has, so that two graphs can be merged. Raises
    ``RequestError`` (415) for a media type or an encoding that is not read, ``QueryError`` with line and column for the rest.
    """
    syntax = SYNTAXES.get(media)
    if syntax is None:
        raise RequestError(
            "W401", 415, value=media[:_SHOWN] or "-", near=near(media[:_SHOWN], SYNTAXES), choices=", ".join(SYNTAXES)
        )
    text = utf8(body, _declared(body) if syntax == ox.RdfFormat.RDF_XML else "")
    _shallow(text, *_scan(syntax))
    try:
        return tuple(ox.parse(text, format=syntax, base_iri=base or None, rename_blank_nodes=fresh))
    except SyntaxError as error:
        detail = str(error.msg)
        if "LoadDocumentCallback" in detail:
            raise QueryError("W406", Place(_HERE)) from None
        place = Place(_HERE, error.lineno or 0, error.offset or 0)
        raise QueryError("W404", place, detail=detail.split(": ", 1)[-1][:_SHOWN]) from None


def utf8(body: bytes, declared: str = "") -> bytes:
    """The bytes of a text in UTF-8, without the mark at their beginning; ``declared`` is the encoding that it claims itself."""
    named = next((name for mark, name in _ENCODINGS if body.startswith(mark)), "")
    if not named and b"\x00" in body[:4]:
        named = "UTF-16"
    if declared.lower() not in ("", "utf-8", "utf8", "us-ascii", "ascii"):
        named = declared
    if named:
        raise RequestError("W402", 415, value=named)
    try:
        body.decode()
    except UnicodeDecodeError as error:
        raise QueryError("W403", _place(body, error.start)) from None
    return body.removeprefix(_MARK)


def shallow_json(body: bytes) -> None:
    """Refuse JSON that is nested too deeply, before any parser sees it."""
    _shallow(body, *_JSON)


def _declared(body: bytes) -> str:
    """The encoding that an XML document claims."""
    found = _XML_ENCODING.match(body.removeprefix(_MARK))
    return found[1].decode() if found else ""


def _shallow(body: bytes, signs: re.Pattern[bytes], most: int) -> None:
    """Refuse what is nested too deeply, or may define entities, before any parser sees it."""
    if signs is _BRACKETS and sum(map(body.count, (b"[", b"(", b"{", b"<<"))) <= most:
        return
    depth = 0
    for found in signs.finditer(body):
        kind = found.lastgroup
        if kind == "open":
            depth += 1
            if depth > most:
                raise QueryError("W405", _place(body, found.start()), most=most)
        elif kind == "close":
            depth = max(depth - 1, 0)
            if not depth and signs is _BRACES:
                return
        elif kind == "doctype":
            raise QueryError("W407", _place(body, found.start()))
        elif kind == "broken":
            return


def _place(body: bytes, at: int) -> Place:
    """Line and column, from 1, of a byte."""
    start = body.rfind(b"\n", 0, at) + 1
    return Place(_HERE, body.count(b"\n", 0, at) + 1, len(body[start:at].decode(errors="replace")) + 1)
