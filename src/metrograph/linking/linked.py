"""What the linker says of a whole text, as a value that tells its reasons."""

from dataclasses import dataclass

from metrograph.linking.suggest import Suggestion
from metrograph.linking.why import explain_one
from metrograph.namespaces import goal_of
from metrograph.words import say


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
        if self.abstained:
            return say("why.none", lang, reason=self.because(lang)) + "\n"
        return "\n\n".join(explain_one(one, lang) for one in (*self.targets, *self.bare_goals)) + "\n"

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
