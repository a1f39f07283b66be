"""Texts made equal where only accents, capitals or ligatures differ, for comparing."""

import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A text without accents and capitals.

    >>> fold("ÉNERGIE"), fold("niño"), fold("œuvre")
    ('energie', 'nino', 'oeuvre')
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
