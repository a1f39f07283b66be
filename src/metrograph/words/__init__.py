"""Every text that a person reads, in English, French and Spanish.

A text has a key and three wordings; a missing wording cannot be written down, since each entry is a triple.

>>> say("yes"), say("yes", "fr"), say("yes", "es")
('yes', 'oui', 'sí')
"""

import re

from metrograph.words import (
    access,
    across,
    assessing,
    batching,
    checking,
    columns,
    commands,
    comparing,
    dates,
    enriching,
    explorer,
    extracting,
    interchange,
    interface,
    linking,
    network,
    permitting,
    problems,
    protocol,
    publishing,
    querying,
    reading,
    reasoning,
    reconciling,
    releasing,
    serving,
    storing,
    tables,
)

LANGUAGES = ("en", "fr", "es")
Wording = tuple[str, str, str]
_BEFORE = re.compile(r" (?=[;:?!»%])")
TEXTS: dict[str, Wording] = {
    **columns.TEXTS,
    **tables.TEXTS,
    **commands.TEXTS,
    **dates.TEXTS,
    **linking.TEXTS,
    **reading.TEXTS,
    **extracting.TEXTS,
    **checking.TEXTS,
    **querying.TEXTS,
    **storing.TEXTS,
    **serving.TEXTS,
    **protocol.TEXTS,
    **publishing.TEXTS,
    **reconciling.TEXTS,
    **interface.TEXTS,
    **access.TEXTS,
    **explorer.TEXTS,
    **reasoning.TEXTS,
    **network.TEXTS,
    **assessing.TEXTS,
    **comparing.TEXTS,
    **interchange.TEXTS,
    **releasing.TEXTS,
    **enriching.TEXTS,
    **batching.TEXTS,
    **across.TEXTS,
    **permitting.TEXTS,
}
PROBLEMS: dict[str, tuple[Wording, Wording]] = problems.PROBLEMS


def say(key: str, lang: str = "en", /, **values: object) -> str:
    """The text of a key in a language, with its values filled in.

    Raises ``KeyError`` for an unknown key: a fault of ours, found by the tests.

    >>> say("more", "fr", n=3)
    '… et 3 de plus'
    """
    return TEXTS[key][LANGUAGES.index(lang)].format(**values)


def counted(key: str, lang: str, n: int, /, **values: object) -> str:
    """The text of a key for a number of things: ``key.one`` for one, and in French for none.

    >>> counted("rows", "en", 1), counted("rows", "en", 2), counted("rows", "fr", 0)
    ('1 row', '2 rows', '0 ligne')
    """
    one = n == 1 or (n == 0 and lang == "fr")
    return say(f"{key}.one" if one else key, lang, n=n, **values)


def typeset(text: str, lang: str) -> str:
    r"""A text as a printer sets it: in French, blanks before high marks do not break.

    >>> typeset("Lacunes : 3", "fr"), typeset("Gaps: 3", "en")
    ('Lacunes\xa0: 3', 'Gaps: 3')
    """
    return _BEFORE.sub("\u00a0", text).replace("« ", "«\u00a0") if lang == "fr" else text


def mark(sign: str, lang: str = "en") -> str:
    r"""A colon or semicolon with its blanks: in French one before it that does not break.

    >>> mark(":"), mark(";", "fr")
    (': ', '\xa0; ')
    """
    return f"\u00a0{sign} " if lang == "fr" else f"{sign} "


def grouped(number: int, lang: str = "en") -> str:
    r"""A whole number as it is written in a language: five digits and more stand in groups of three.

    >>> grouped(15358), grouped(15358, "fr"), grouped(2019)
    ('15,358', '15\u202f358', '2019')
    """
    return f"{number:,}".replace(",", "," if lang == "en" else "\u202f") if abs(number) >= 10_000 else str(number)


def problem(code: str, lang: str = "en", /, **values: object) -> tuple[str, str]:
    """What is wrong and what to do next, for the code of an error.

    >>> problem("R104", "en", value="pilote", hint="", choices="pilot_project")[0]
    'unknown kind "pilote"'
    """
    what, remedy = PROBLEMS[code]
    at = LANGUAGES.index(lang)
    return what[at].format(**values), remedy[at].format(**values)
