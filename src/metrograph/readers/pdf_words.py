"""Mends the words of a PDF: those that a line end parted are put together, ligatures and hard blanks become plain letters."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from metrograph.readers.pdf_look import Look

_LIGATURES = {0xFB00 + at: text for at, text in enumerate(["ff", "fi", "fl", "ffi", "ffl", "st", "st"])}
_PLAIN = str.maketrans(
    {**_LIGATURES, 0xAD: "", 0x200B: "", 0x200C: "", 0x200D: "", 0x2060: "", 0x00A0: " ", 0x202F: " ", 0x2007: " "}
)
_COMPOUNDS = frozenset({"peut-être", "est-à", "à-dire", "rendez-vous"})
_PREFIXES = frozenset({"sous", "vice", "non", "self", "well", "post"})
BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]$")


def mended(lines: Sequence[str], look: Look) -> str:
    """Lines as one text, words put together that a line end parted; a hyphen stays that belongs to the word."""
    text = ""
    for line in lines:
        broken = BROKEN.search(text)
        if text.endswith("\u00ad"):
            text += line
        elif broken is None:
            text += line if re.search(r"\w[-\u2010/]$", text) else f" {line}"
        else:
            text = text + line if _hyphened(broken[1], line, look) else text[:-1] + line
    return normalize("NFC", " ".join(text.translate(_PLAIN).split()))


def _hyphened(start: str, line: str, look: Look) -> bool:
    """Whether a word that a line end parts has a hyphen of its own: by its capital, by the document, or by how it begins."""
    found = re.match(r"[^\W\d_]*", line)
    start, end = start.casefold(), found[0].casefold() if found else ""
    whole = f"{start}-{end}"
    known = not line[:1].islower() or whole in look.hyphened or whole in _COMPOUNDS
    return known or (start in _PREFIXES and start + end not in look.words)
