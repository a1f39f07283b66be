"""One line, several things: parted at semicolons, and at "and" where both sides name a thing of their own."""

import re

from metrograph.extraction.kinds import head_of
from metrograph.extraction.rules import Rules, flat, tokens

_AND = {"en": r",?\s+(?:and|&)\s+|\s+\+\s+", "fr": r",?\s+(?:et|&)\s+|\s+\+\s+", "es": r",?\s+(?:y|e|&)\s+|\s+\+\s+"}
_JOINT = {lang: re.compile(pattern) for lang, pattern in _AND.items()}
_ETC = re.compile(r",?\s*(?:etc\.?|…|\.\.\.)\s*$")
_THINGS = ("kinds.event", "kinds.training", "kinds.publication", "kinds.agreement", "presenting")
_ARTICLE = re.compile(
    r"(?:(?:le|la|les|un|une|el|los|las|a|an|the|una|its|son|sa|su)\s+|l'|\d+(?:e|th|nd|rd|st|\.ª|\.º)?\s+|[ivx]+e?\s+)+"
)
_CLOSED = {"(": ")", "«": "»", "“": "”", "[": "]"}


def parts(text: str, rules: Rules, lang: str, *, lists: bool = False) -> tuple[str, ...]:
    """The parts of a line that name things of their own; ``lists``: any semicolon parts them, as in a cell of a table.

    >>> from metrograph.extraction.rules import rules
    >>> parts("Congrès mondial de CGLU et sommet des gouvernements locaux", rules("fr"), "fr")
    ('Congrès mondial de CGLU', 'sommet des gouvernements locaux')
    >>> parts("Forum on water and sanitation", rules("en"), "en")
    ('Forum on water and sanitation',)
    """
    pieces = [piece.strip() for piece in _outside(text, re.compile(r";\s+|\s/\s")) if piece.strip()]
    things = [_thing(piece, rules, lang) or bool(re.search(r"\d", piece)) for piece in pieces]
    if len(pieces) > 1 and not (lists or all(things)):
        pieces = [text.strip()]
    return tuple(part for piece in pieces for part in _joined(piece, rules, lang))


def _outside(text: str, mark: re.Pattern[str]) -> list[str]:
    """A text parted at a mark where it stands outside parentheses and quotation marks."""
    found, start = [], 0
    for match in mark.finditer(text):
        if not _inside(text, match.start()):
            found.append(text[start : match.start()])
            start = match.end()
    return [*found, text[start:]]


def _inside(text: str, at: int) -> bool:
    before = text[:at]
    return any(before.count(left) > before.count(right) for left, right in _CLOSED.items()) or before.count('"') % 2 == 1


def _thing(text: str, rules: Rules, lang: str) -> bool:
    return head_of(text, rules, lang) in _THINGS


def _joined(text: str, rules: Rules, lang: str) -> tuple[str, ...]:
    """A line parted at the first "and" whose two sides each have a head of their own."""
    for match in _JOINT[lang].finditer(flat(text)):
        left, right = text[: match.start()].rstrip(" ,"), text[match.end() :].strip()
        if not _inside(text, match.start()) and _two(left, right, rules, lang):
            return left, *_joined(right, rules, lang)
    return (text,)


def _two(left: str, right: str, rules: Rules, lang: str) -> bool:
    first, second = flat(left), flat(right)
    article = _ARTICLE.match(second)
    second = second[article.end() :] if article else second
    if (
        (len(tokens(first)) < 2 and not re.match(r"[a-z]+ ?\d+$", first))
        or len(tokens(second)) < 2
        or first.count("(") != first.count(")")
    ):
        return False
    if head_of(right, rules, lang) == "kinds.agreement" and article:
        return False  # the name of a partner: "with UNECE and the Global Water Partnership"
    if not (
        re.match(r"[A-Z]{2,}[\w-]* ?\d+(?!\w)", left) or _thing(left, rules, lang) or rules.begins("doing", first)
    ) or not _thing(right, rules, lang):
        return False
    if lang == "en":
        announced = re.search(r"of \d+ ", first) is not None
        named = bool(right[:1].isupper() or article or right[:1].isdigit())
        return named and (announced or head_of(left, rules, lang) != "doing")
    begins = any(rules.begins(name, second) for name in _THINGS)
    bare = any(first.endswith(tuple(f" {word}" for word in rules.words(name))) for name in _THINGS if name != "kinds.agreement")
    counted = (
        bool(re.match(r"[A-Z]{2,}[\w-]* ?\d+(?!\w)", left))
        or bool(re.search(r"(?:de|of) \d+ ", first))
        or _thing(left, rules, lang)
    )
    return begins and not bare and counted


def listed(text: str, lang: str) -> tuple[str, ...]:
    """The members of a list in a sentence: "a, b et c", brackets and quotation marks left whole.

    >>> listed("gouvernance, eau et climat, etc.", "fr")
    ('gouvernance', 'eau', 'climat')
    """
    text = _ETC.sub("", text.strip().rstrip(". "))
    pieces = re.split(r";\s*|\s+[·|•]\s+", text)
    if len(pieces) == 1:
        commas = _outside(text, re.compile(r",\s+"))
        pieces = [*commas[:-1], *_outside(commas[-1], _JOINT[lang])] if len(commas) > 1 else _outside(commas[0], _JOINT[lang])
    cleaned = (re.sub(r"^(?:and|et|y|e)\s+", "", piece.strip(" .")) for piece in pieces)
    return tuple(piece for piece in cleaned if piece)
