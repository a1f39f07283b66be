"""Codes of goals, targets and indicators as people write them: "11.2", "SDG 11", "ODD 11.2", "Goal 6", "cible 11.02 : …"."""

import re
from dataclasses import dataclass

from metrograph.folding import fold

_CODE = re.compile(
    r"(?P<before>[^0-9]*)0*(?P<goal>[0-9]{1,2})"
    r"(?:\.0*(?P<target>[0-9]{1,2}|[a-d])(?:\.0*(?P<indicator>[0-9]{1,2}))?)?(?![\w.]*\w)"
    r"(?P<after>.*)"
)
_WORD = re.compile(r"[^\W\d_]+")
_LEVELS = {
    **dict.fromkeys(("goal", "goals", "objectif", "objectifs", "objetivo", "objetivos"), "Goal"),
    **dict.fromkeys(("target", "targets", "cible", "cibles", "meta", "metas"), "Target"),
    **dict.fromkeys(("indicator", "indicators", "indicateur", "indicateurs", "indicador", "indicadores"), "Indicator"),
}
_SAID = "sdg sdgs odd ods un onu n no num number numero o de du des del d the".split()
_AROUND = "global mondial mundial sustainable durable sostenible development developpement desarrollo".split()
_OTHERS = frozenset({*_SAID, *_AROUND})


@dataclass(frozen=True, slots=True)
class Code:
    """A code in a cell: what it says, the type that it must have, whether words say that it is one, and the text behind it."""

    code: str
    level: str
    told: bool
    rest: str

    @property
    def agrees(self) -> bool:
        """Whether the words before it fit its length: "target 11" does not; "objectif 11.2" is often said."""
        return self.level in ("", "Goal") or self.level == ("Goal", "Target", "Indicator")[self.code.count(".")]

    @property
    def plain(self) -> bool:
        """Whether it is a number alone, which may be anything."""
        return not self.told and not self.rest and "." not in self.code


def read_code(text: str) -> Code | None:
    """The code with which a text begins, words such as "SDG" or "target" aside.

    >>> read_code("ODD 11.2"), read_code("Goal 6: Clean water").rest, read_code("13e Congrès")
    (Code(code='11.2', level='', told=True, rest=''), 'clean water', None)
    """
    match = _CODE.fullmatch(" ".join(fold(text).split()))
    if not match:
        return None
    words = _WORD.findall(match["before"])
    if not all(word in _LEVELS or word in _OTHERS for word in words):
        return None
    parts = [match["goal"], match["target"], match["indicator"]]
    if parts[1] == "0" and not parts[2]:  # 11.0, as a spreadsheet writes a number
        parts[1] = None
    level = next((_LEVELS[word] for word in words if word in _LEVELS), "")
    code = ".".join(part for part in parts if part)
    return Code(code, level, bool(words), match["after"].strip(" .,:;–—-()[]\"'«»"))
