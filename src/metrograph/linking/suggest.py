"""What the linker says of a text, piece by piece: one code, and the words that speak for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrograph.model import Basis, Strength


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the text that speak for a code: ``text[start:end] == quote``; ``rule`` names what made them count.

    ``lexicon:…`` is a phrase of the lexicon, ``model`` the trained weights, ``stated`` a code in the text, ``known:…`` a fact.
    """

    quote: str
    start: int
    end: int
    basis: Basis
    rule: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal or target that the text contributes to, by the linker's lights.

    ``confidence`` is the probability (0 to 1) that an expert accepts it; ``signals`` are the numbers behind it.
    """

    code: str
    confidence: float
    strength: Strength
    evidence: tuple[Evidence, ...]
    signals: Mapping[str, float] = field(default_factory=dict, compare=False)
