"""Years, editions, ordinals and phases in a name: taken out of it, so that "2e Sommet 2019" and "3rd Summit 2020" can be one.

>>> parted("Deuxième Sommet des maires 2019", frozenset({2019}))
Parted(rest='Sommet des maires', years=(2019,), edition=2, phase=None)
>>> parted("V Foro mundial", frozenset()).edition, parted("Safe streets, phase 2", frozenset()).phase
(5, 2)
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from metrograph.folding import fold

_WORDS = (
    "first premier premiere primer primera primero",
    "second seconde deuxieme segundo segunda",
    "third troisieme tercer tercera tercero",
    "fourth quatrieme cuarto cuarta",
    "fifth cinquieme quinto quinta",
    "sixth sixieme sexto sexta",
    "seventh septieme septimo septima",
    "eighth huitieme octavo octava",
    "ninth neuvieme noveno novena",
    "tenth dixieme decimo decima",
    "eleventh onzieme undecimo undecima",
    "twelfth douzieme duodecimo duodecima",
    "thirteenth treizieme decimotercero decimotercera",
)
_ORDINALS = {word: number for number, words in enumerate(_WORDS, 1) for word in words.split()}
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)\d\d|\d\d)(?![\d-]))?(?![\d-])")
_DIGITS = re.compile(
    r"(?<![\w.,])(\d{1,3})\s?(?:st|nd|rd|th|[eèé]mes?|i[eè]mes?|es|ère|er|re|nde|de|e|\.?\s?[ºª°]|\.er)(?!\w)", re.IGNORECASE
)
_ROMAN = re.compile(r"(?<![\w'’.-])(X{0,3}(?:IX|IV|V?I{0,3}))(?:e|er|ère|ème|\.?[ºª°])?(?![\w'’&+.]|-\w)")
_NUMBER = re.compile(
    r"(?<!\w)(?:n\s?[°ºo]\.?|no\.|núm\.?|num\.|nr\.?|numéro|número|issue|vol(?:ume|umen)?\.?)\s*(\d{1,4})(?!\w)", re.IGNORECASE
)
_PHASE = r"(?:phases?|fases?|stage|etapes?|étapes?|etapas?|tranche|round|volet)"
_PHASE_AFTER = re.compile(rf"[,:;(–-]*\s*(?<!\w){_PHASE}\s*(\d{{1,2}}|[IVX]{{1,4}})(?!\w)\)?", re.IGNORECASE)
_EDITION = re.compile(
    r"(?<!\w)(?:[eé]dition|edici[oó]n)(?:\s+(?:of|de|du|del|des)(?:\s+(?:the|la|los|las|el))?(?!\w))?", re.IGNORECASE
)
_COUNTED = re.compile(r"(?<!\w)(?!SDG|ODD|ODS|ISO|GOLD)([A-Z]{3,5})[\s-]?(\d{1,2})(?!\w)")
_NUMBERING = re.compile(
    r"\s*(?:(?:ax[ei]s?|lines?|lignes?|línea|linea|eje|goal|objectif|objective|objetivo|pilier|pillar|pilar"
    r"|orientation|orientación|priorit[yé]|prioridad"
    r"|chapter|chapitre|capítulo|volet|strand|work ?package|wp|lot|theme|thème|tema|action|acción|activit[yé]"
    r"|actividad|mesure|medida|measure|fiche)"
    r"\s*(?:n[°º]\s*)?(?:[A-Z]|[IVX]+|\d+(?:\.\d+)*)(?:\s*[:.)–—-]+\s+|\s*$)|\d+(?:\.\d+)*[.)]\s+|[A-Z][.)]\s+)",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[\s,;:–-]*\s+")
_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Parted:
    """A name without its numbers, and the numbers: the years near those of the plans, the edition, the phase."""

    rest: str
    years: tuple[int, ...]
    edition: int | None
    phase: int | None


@lru_cache(maxsize=65536)
def parted(text: str, near: frozenset[int]) -> Parted:
    """The numbers of a name taken apart. Only years among those ``near`` are taken out: "Agenda 2030" stays whole."""
    text = _unnumbered(text)
    phase, text = _phase(text)
    years: list[int] = []

    def year(match: re.Match[str]) -> str:
        first = int(match[1])
        if near and first not in near:
            return match[0]
        years.append(first)
        return " "

    text = _YEAR.sub(year, text)
    edition, text = _edition(text)
    return Parted(_BLANKS.sub(" ", text).strip(" ,;:–-()"), tuple(years), edition, phase)


def _unnumbered(text: str) -> str:
    """A text without the number of its heading: "Axe 2 – …", "Goal A: …", "1.3. …"."""
    match = _NUMBERING.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def _phase(text: str) -> tuple[int | None, str]:
    if match := _PHASE_AFTER.search(text):
        return _value(match[1]), text[: match.start()] + " " + text[match.end() :]
    if match := re.match(rf"\s*(\w+)\.?[ºª°]?\s+{_PHASE}(?!\w)\s*(?:of|de|du|del)?(?:\s+(?:the|la|el))?", text, re.IGNORECASE):
        ordinal = _ORDINALS.get(fold(match[1])) or _value(re.sub(r"(?<=\d)\D+$", "", match[1]))
        if ordinal:
            return ordinal, text[match.end() :].strip(' :«»"“”')
    return None, text


def _edition(text: str) -> tuple[int | None, str]:
    """The edition, of the kinds of numbers that tell one, and the text without it."""
    found: int | None = None
    if match := _COUNTED.search(text):
        return int(match[2]), text[: match.start(2)].rstrip(" -") + text[match.end() :]
    for pattern in (_NUMBER, _DIGITS):
        if match := pattern.search(text):
            found = int(match[1])
            text = text[: match.start()] + " " + text[match.end() :]
            break
    if found is None and (match := next((m for m in _ROMAN.finditer(text) if m[1] and _stands(m)), None)):
        found = roman(match[1])
        text = text[: match.start()] + " " + text[match.end() :]
    if found is None:
        for match in re.finditer(r"[^\W\d_]+", text):
            if number := _ORDINALS.get(fold(match[0])):
                found = number
                text = text[: match.start()] + " " + text[match.end() :]
                break
    return found, _EDITION.sub(" ", text) if found is not None else text


def _stands(match: re.Match[str]) -> bool:
    """Whether a Roman numeral is one: an "I" within a sentence is none."""
    return match[1] != "I" or match.end() - match.start() > 1 or match.start() == 0


def _value(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return roman(text.upper()) if re.fullmatch(r"[IVX]+", text.upper()) else None


def roman(text: str) -> int:
    """A Roman numeral up to XXXIX.

    >>> roman("XIV"), roman("IX")
    (14, 9)
    """
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
