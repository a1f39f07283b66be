"""The header fields that keep a browser from doing with an answer what it is not meant for.

>>> dict(protection("text/turtle"))["Content-Security-Policy"]
"default-src 'none'; sandbox; frame-ancestors 'none'"
"""

import re
from collections.abc import Iterable

PAGES = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}; img-src 'self' data:; object-src 'none'"
)
DATA = "default-src 'none'; sandbox; frame-ancestors {frames}"
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BAD = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def protection(media: str, *, shared: bool = False, frames: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The fields for an answer of a media type; ``shared``: any site may read it; ``frames``: those may show it in a frame."""
    kind = media.partition(";")[0].strip().lower()
    policy = PAGES if kind in {"text/html", "application/xhtml+xml"} else DATA
    return (
        ("Content-Security-Policy", policy.format(frames=" ".join(frames) or "'none'")),
        ("Cross-Origin-Resource-Policy", "cross-origin" if shared or frames else "same-origin"),
        *_ALWAYS,
    )


def bad_field(fields: Iterable[tuple[bytes, bytes]]) -> str:
    r"""The name of the first header field that would break the header: a line break or another control character in it.

    >>> bad_field([(b"link", b"<a>"), (b"location", b"/x\r\nset-cookie: a=b")])
    'location'
    """
    for name, value in fields:
        if _BAD.search(value) or not _NAME.fullmatch(name):
            return ascii(name.decode("latin-1"))[1:-1]
    return ""
