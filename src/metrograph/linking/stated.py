"""Codes and names of goals and targets that a text gives itself: "SDG 11.2", "ODD 5 et 13", "la meta 11.7", "Zero Hunger"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from metrograph.folding import fold

_FRAMEWORK = (
    r"SDGs?|ODDs?|ODSs?|Sustainable\s+Development\s+Goals?|Objectifs?\s+de\s+développement\s+durable|"
    r"Objetivos?\s+de\s+desarrollo\s+sostenible"
)
_PART = r"targets?|indicators?|cibles?|indicateurs?|metas?|indicador(?:es)?|goals?|objectifs?|objetivos?"
_NUMBER = r"(?:n[°ºo]\.?\s*|no\.\s*|#\s*|numbers?\s+)?"
_CODE = r"(?:1[0-7]|[1-9])(?:\.(?:1?\d|[a-d])(?:\.\d[ab]?)?)?(?!\w|[.,]\d|\s*(?:%|per\s?cent|pour\s?cent|por\s?ciento))"
_JOINT = r"\s*(?:,|;|/|&|\+|-|–|—|\band\b|\bet\b|\by\b|\be\b|\bor\b|\bou\b|\bau?\b|\bto\b|\bal?\b|\bà\b)\s*(?:(?:and|et|y|&)\s+)?"
# "target 11.2" names its target alone; "goal 3" is a sport unless the framework is named before it or is said in full.
_LISTED = re.compile(
    rf"(?<!\w)(?:(?:{_FRAMEWORK})(?:\s*\((?:SDG|ODD|ODS)s?\))?(?:[\s:(]*(?:(?:{_PART})\s*)?{_NUMBER}|[-‐‑])|(?:{_PART})\s+{_NUMBER}(?=\d+\.[\da-d]))"
    rf"(?P<codes>{_CODE}(?:{_JOINT}{_CODE})*)(?:\s+(?:of\s+the|des|de\s+los)\s+(?:{_FRAMEWORK})(?!\w))?",
    re.IGNORECASE,
)
_ONE = re.compile(_CODE, re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\bà\b|\bau?\b|\bal?\b)\s*", re.IGNORECASE)
# The short names of the goals, as the United Nations give them (https://sdgs.un.org/goals, in three languages).
# Those that are everyday words ("quality education", "climate action") are left to the lexicon.
_NAMES = {
    "1": (
        "no poverty",
        "pas de pauvreté",
        "fin de la pobreza",
    ),
    "2": (
        "zero hunger",
        "faim zéro",
        "faim « zéro »",
        "hambre cero",
    ),
    "3": (
        "good health and well-being",
        "bonne santé et bien-être",
        "salud y bienestar",
    ),
    "6": (
        "clean water and sanitation",
        "eau propre et assainissement",
        "agua limpia y saneamiento",
    ),
    "7": (
        "affordable and clean energy",
        "énergie propre et d'un coût abordable",
        "energía asequible y no contaminante",
    ),
    "8": (
        "decent work and economic growth",
        "travail décent et croissance économique",
        "trabajo decente y crecimiento económico",
    ),
    "9": (
        "industry, innovation and infrastructure",
        "industrie, innovation et infrastructure",
        "industria, innovación e infraestructura",
    ),
    "10": (
        "reduced inequalities",
        "inégalités réduites",
        "reducción de las desigualdades",
    ),
    "11": (
        "sustainable cities and communities",
        "villes et communautés durables",
        "ciudades y comunidades sostenibles",
    ),
    "12": (
        "responsible consumption and production",
        "consommation et production responsables",
        "producción y consumo responsables",
    ),
    "14": (
        "life below water",
        "vie aquatique",
        "vida submarina",
    ),
    "15": (
        "life on land",
        "vie terrestre",
        "vida de ecosistemas terrestres",
    ),
    "16": (
        "peace, justice and strong institutions",
        "paix, justice et institutions efficaces",
        "paz, justicia e instituciones sólidas",
    ),
    "17": (
        "partnerships for the goals",
        "partenariats pour la réalisation des objectifs",
        "alianzas para lograr los objetivos",
    ),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A code that a text states, and where: ``text[start:end]`` are the words that state it, in numbers or by its name."""

    code: str
    start: int
    end: int
    numbered: bool


def statements(text: str, codes: frozenset[str]) -> tuple[Statement, ...]:
    """The goals and targets that a text names itself, in their order; numbers that are no code are passed over.

    >>> [s.code for s in statements("ODD 5 et 13.b, SDG target 11.2.1, SDG 99", frozenset({"5", "13.b", "11.2"}))]
    ['5', '13.b', '11.2']
    >>> [(s.start, s.end) for s in statements("Target 11.2 of the SDGs, SDG-13", frozenset({"11.2", "13"}))]
    [(0, 23), (25, 31)]
    """
    found = [*_listed(text, codes), *_named(text, codes)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.code)))


def _listed(text: str, codes: frozenset[str]) -> Iterator[Statement]:
    for match in _LISTED.finditer(text):
        before = ""
        numbers = list(_ONE.finditer(text, match.start("codes"), match.end("codes")))
        for at, number in enumerate(numbers):
            code = ".".join(number[0].lower().split(".")[:2])
            joint = text[numbers[at - 1].end() : number.start()] if at else ""
            for inner in _between(before, code) if joint and _RANGE.fullmatch(joint) else ():
                yield Statement(inner, numbers[at - 1].start(), number.end(), numbered=True)
            if code in codes:
                start, end = number.start() if at else match.start(), number.end() if numbers[at + 1 :] else match.end()
                yield Statement(code, start, end, numbered=True)
            before = code


def _between(first: str, last: str) -> Iterator[str]:
    """The goals of "SDGs 1 to 5" that are not written."""
    if first.isdigit() and last.isdigit():
        yield from (str(goal) for goal in range(int(first) + 1, int(last)))


@cache
def _names() -> re.Pattern[str]:
    flat = sorted((name for names in _NAMES.values() for name in names), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){_loosely(name)}(?!\w)" for name in flat), re.IGNORECASE)


def _loosely(name: str) -> str:
    """A name whose blanks, apostrophes and accents may be written in several ways."""
    letters = {"a": "[aàáâ]", "e": "[eéèê]", "i": "[ií]", "o": "[oóô]", "u": "[uúû]"}
    forms = letters | {" ": r"\s+", "'": "['’]"}
    return "".join(forms.get(fold(letter), re.escape(letter)) for letter in name)


def _named(text: str, codes: frozenset[str]) -> Iterator[Statement]:
    by_name = {fold(name): goal for goal, names in _NAMES.items() for name in names}
    for match in _names().finditer(text):
        goal = by_name.get(fold(" ".join(match[0].replace("’", "'").split())))
        if goal in codes:
            yield Statement(goal, match.start(), match.end(), numbered=False)
