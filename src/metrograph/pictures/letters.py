"""How wide words are, nearly: enough to shorten them to the room there is, the same on every machine."""

import re
import unicodedata

_NARROW, _WIDE = frozenset("fijlrtIJ.,:;!'|()[] /·"), frozenset("mwMW@%—…")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_MANNERS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_MARGIN = 1.1


def seen(words: str) -> str:
    r"""Words that XML can hold, on one line: what it cannot hold is shown as �.

    >>> seen("two\nlines\x00")
    'two lines�'
    """
    return _BLANKS.sub(" ", _UNSEEN.sub("\ufffd", words)).strip()


def straight(words: str) -> str:
    r"""Words that can be seen, without signs that turn what follows them round.

    >>> straight("\u202egnp.exe")
    'gnp.exe'
    """
    return _MANNERS.sub("", seen(words))


def width(words: str, size: float = 12.0) -> float:
    """How wide words are at a size, rather too much than too little.

    >>> width("ill") < width("www")
    True
    """
    return sum(map(_share, words)) * size * _MARGIN


def _share(letter: str) -> float:
    if letter in _NARROW:
        return 0.3
    if letter in _WIDE:
        return 0.9
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.68 if letter.isupper() else 0.55


def shorten(words: str, room: float, size: float = 12.0) -> str:
    """Words cut to the room there is, with … where something is left out.

    >>> shorten("Metropolis Energy GovernAnce", 80)
    'Metropolis…'
    """
    words = straight(words)
    if width(words, size) <= room:
        return words
    taken, most = width("…", size), 0
    for letter in words:
        taken += width(letter, size)
        if taken > room:
            break
        most += 1
    return words[:most].rstrip() + "…"


def to_left(words: str) -> bool:
    """Whether words hold letters that are written from right to left.

    >>> to_left("שלום"), to_left("paix")
    (True, False)
    """
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)


def apart(words: str) -> str:
    """Words kept from turning round the sentence they stand in, where they are written from right to left.

    >>> apart("paix"), apart("שלום") == "\u2068שלום\u2069"
    ('paix', True)
    """
    words = seen(words)
    return f"\u2068{straight(words)}\u2069" if to_left(words) or _MANNERS.search(words) else words
