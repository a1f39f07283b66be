"""What the linker says of a text, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrograph.model import Basis, Strength
from metrograph.namespaces import goal_of
from metrograph.words import say


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


@dataclass(frozen=True, slots=True)
class Linked:
    """The answer for one text: goals and targets by falling confidence, or the reason why there is none.

    ``reason`` is one of ``abstain.REASONS``, empty where something is suggested; ``why`` says it all in words.
    """

    id: str | float | None
    text: str
    lang: str
    goals: tuple[Suggestion, ...] = ()
    targets: tuple[Suggestion, ...] = ()
    reason: str = ""

    @property
    def abstained(self) -> bool:
        """Whether nothing is suggested."""
        return bool(self.reason)

    @property
    def bare_goals(self) -> tuple[Suggestion, ...]:
        """The goals of which no target is suggested."""
        served = {goal_of(one.code) for one in self.targets}
        return tuple(one for one in self.goals if one.code not in served)

    def because(self, lang: str) -> str:
        """The reason for suggesting nothing, in a language."""
        return say(f"abstain.{self.reason}", lang, lang=self.lang)

    def why(self, lang: str = "en") -> str:
        """The whole answer in words, in a language.

        >>> from metrograph.linking import link
        >>> link("Réseau de bus de nuit").why("fr").splitlines()[1].strip()
        "« bus » : l'expression « bus » du lexique parle pour 11.2 (objet, poids 2 sur 3)"
        """
        from metrograph.linking.why import explain  # noqa: PLC0415 - the words are loaded when asked for

        return explain(self, lang)

    def record(self, lang: str = "en") -> dict[str, object]:
        """The answer as JSON: the shape that ``metrograph link --format jsonl`` prints, the reason in a language."""
        return {
            "id": self.id,
            "lang": self.lang,
            "abstained": self.abstained,
            "reason": self.because(lang) if self.reason else None,
            "goals": [{"goal": int(one.code), **_plain(one)} for one in self.goals],
            "targets": [{"target": one.code, **_plain(one)} for one in self.targets],
        }


def _plain(one: Suggestion) -> dict[str, object]:
    evidence = [{"quote": e.quote, "start": e.start, "end": e.end, "basis": str(e.basis), "rule": e.rule} for e in one.evidence]
    return {"confidence": one.confidence, "strength": str(one.strength), "evidence": evidence}
