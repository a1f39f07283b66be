"""Fields and bodies of requests as text: decoded strictly, so that nothing is guessed.

```
query=ASK%20%7B%7D&timeout=3                  fields         (("query", "ASK {}"), ("timeout", "3"))
application/sparql-query; charset=UTF-8       content_type   ("application/sparql-query", {"charset": "utf-8"})
```
"""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

import pyoxigraph as ox

from metrograph.errors import RequestError

Fields = tuple[tuple[str, str], ...]
FORM = "application/x-www-form-urlencoded"
MOST = 1000
"""How many fields a request may have."""
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))')
_UTF8 = {"utf-8", "utf8", "us-ascii", "ascii"}  # of which ASCII is a part


def fields(raw: bytes, most: int = MOST) -> Fields:
    """The fields of a query string or of a form, in order; ``RequestError`` where they are no UTF-8, or too many.

    >>> fields(b"query=ASK+%7B%7D&timeout=3")
    (('query', 'ASK {}'), ('timeout', '3'))
    """
    if raw.count(b"&") >= most:
        raise RequestError("W504", 400, n=most)
    pairs = (part.partition(b"=") for part in raw.split(b"&") if part)
    return tuple((_decoded(name), _decoded(value)) for name, _, value in pairs)


def content_type(header: str) -> tuple[str, dict[str, str]]:
    """The media type and the parameters of a ``Content-Type``; names in lower case.

    >>> content_type('Multipart/Form-Data; Boundary="a b"')
    ('multipart/form-data', {'boundary': 'a b'})
    """
    if ";" not in header:
        return header.strip().lower(), {}
    found = {
        name.lower(): re.sub(r"\\(.)", r"\1", quoted) if quoted else plain
        for name, quoted, plain in _PARAMETER.findall(header[header.index(";") :])
    }
    return header.partition(";")[0].strip().lower(), found


def utf8_only(parameters: Mapping[str, str]) -> None:
    """Refuse a body that says of itself that it is in another charset than UTF-8."""
    charset = parameters.get("charset", "utf-8")
    if charset.lower() not in _UTF8:
        raise RequestError("W503", 415, charset=charset)


def text_of(body: bytes, parameters: Mapping[str, str]) -> str:
    """A body as text, without a byte order mark."""
    utf8_only(parameters)
    try:
        return body.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError("W502", 400) from None


def whole_iri(value: str, field: str) -> str:
    """A value that must be a whole IRI.

    >>> whole_iri("http://example.org/g", "graph")
    'http://example.org/g'
    """
    try:
        return str(ox.NamedNode(value).value)
    except (ValueError, UnicodeEncodeError):
        raise RequestError("W508", 400, field=field, value=shown(value)) from None


def values(asked: Fields, name: str) -> tuple[str, ...]:
    """Every value of a field, in order."""
    return tuple(value for key, value in asked if key == name)


def shown(value: str) -> str:
    r"""A value as an error may repeat it: short, on one line, without what a terminal would obey.

    >>> shown("a\nb" + "c" * 200)[:6], len(shown("c" * 200))
    ('a bccc', 100)
    """
    line = "".join(char if char.isprintable() else " " for char in value[:100])
    return line if len(value) <= 100 else line[:99] + "…"


def _decoded(part: bytes) -> str:
    plain = part.replace(b"+", b" ")
    try:
        return (unquote_to_bytes(plain) if b"%" in plain else plain).decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError("W502", 400) from None
