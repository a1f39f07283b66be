"""Links a text to goals and targets: reads it, weighs it, and says what can be defended, with the words.

```
text ──words──> phrases, features ──weights──> margins ──formulas──> confidence ──threshold──> suggestions with quotes
             └─> codes that it states, names that are known
```
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path

from metrograph.errors import LimitError
from metrograph.linking.abstain import reason_for
from metrograph.linking.adjust import Adjustment, read_adjustment
from metrograph.linking.evidence import Reading, apart, quotes
from metrograph.linking.features import features
from metrograph.linking.known import Mention
from metrograph.linking.language import Grams
from metrograph.linking.linked import Linked
from metrograph.linking.model import Model, read_model
from metrograph.linking.signals import SIGNALS, phrased, signals
from metrograph.linking.stated import Statement, statements
from metrograph.linking.suggest import Evidence, Suggestion
from metrograph.linking.text import words
from metrograph.model import Basis, Strength
from metrograph.namespaces import goal_of, sdg_order
from metrograph.words import LANGUAGES

STATED, KNOWN_DIRECT, KNOWN_INDIRECT = 0.999, 0.9, 0.75
LONGEST = 1_000_000
CONTEXT_LIFT = 1.0
SHOWN = 0.05


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found for each code before any threshold: confidence, how sure it is that the link is direct, and the signals."""

    confidence: dict[str, float]
    direct: dict[str, float]
    signals: Mapping[str, tuple[float, ...]]


class Linker:
    """Links texts with one model, and what a workspace has learnt. ``metrograph.link`` uses the packaged model alone."""

    def __init__(self, model: Model, adjustment: Adjustment = Adjustment()) -> None:  # noqa: B008 - a value, never changed
        self.model = model
        self.adjustment = adjustment
        self._known_codes = frozenset(model.codes)

    @property
    def version(self) -> str:
        """Model and local adjustment, for provenance."""
        return f"model.{self.model.version}{self.adjustment.name}"

    @property
    def grams(self) -> Grams:
        """How languages are told apart."""
        return self.model.grams

    def link(
        self, text: str, lang: str = "", context: str = "", ident: str | float | None = "", everything: bool = False
    ) -> Linked:
        """Goals and targets that a text contributes to, with their evidence.

        ``lang`` is the language of the text, else it is found out; ``context`` is its heading, theme or parent: weaker evidence.
        ``everything`` gives every goal and target with its confidence, whatever the thresholds.
        Raises ``LimitError`` for a text longer than a million characters: link its paragraphs instead.
        """
        if max(len(text), len(context)) > LONGEST:
            raise LimitError("U116", length=max(len(text), len(context)), most=LONGEST)
        lang = lang or self.grams.language(text)
        if lang not in LANGUAGES:
            empty = not any(letter.isalnum() for letter in text)
            return Linked(ident, text, lang, reason="empty" if empty else "language")
        reading = self._read(text, lang)
        if not (reading.words or reading.said):
            return Linked(ident, text, lang, reason="empty")
        weighed = self._weigh(reading)
        if context.strip():
            weighed = _lifted(weighed, self._weigh(self._read(context, lang)))
        outside = self._outside(reading)
        goals: list[Suggestion] = []
        targets: list[Suggestion] = []
        passing = self._passing(weighed)
        sure = False
        for code in [code for code in self.model.codes if everything or code in passing or code in outside]:
            one = self._suggestion(code, reading, weighed, outside.get(code, ()), code in passing, everything)
            if one:
                (targets if "." in code else goals).append(one)
                sure = sure or code in passing or code in outside
        goals += _owed(goals, targets, weighed)
        reason = "" if sure else reason_for(reading.words, lang, max(weighed.confidence.values()))
        return Linked(ident, text, lang, _ranked(goals), _ranked(targets), reason)

    def _passing(self, weighed: Weighed) -> frozenset[str]:
        """The codes that are sure enough to be suggested: a target behind its goal only."""
        least = {True: self.model.target.threshold, False: self.model.goal.threshold}
        sure = {code for code, value in weighed.confidence.items() if value >= least["." in code]}
        return frozenset(code for code in sure if goal_of(code) in sure)

    def _read(self, text: str, lang: str) -> Reading:
        said = statements(text, self._known_codes)
        found, parted = apart(text, words(text, lang), said)
        places = features(found, lang)
        hits = self.model.finder(lang).among(found, lang)
        return Reading(text, lang, found, parted, hits, said, places, self.model.weights.vector(places))

    def _weigh(self, reading: Reading) -> Weighed:
        """Each code's confidence from the words alone; a goal is at least as sure as its surest target."""
        weights = self.model.weights
        found = signals(weights.codes, weights.margins(reading.vector), phrased(reading.hits), len(reading.words))
        sure: dict[str, float] = {}
        direct: dict[str, float] = {}
        for code, numbers in found.items():
            level = self.model.level(code)
            sure[code], direct[code] = level.accepted.probability(numbers), level.direct.probability(numbers)
        for code, shift in self.adjustment.of(reading.words, reading.lang).items():
            if shift and code in sure:
                sure[code], direct[code] = _lift(sure[code], shift), _lift(direct[code], shift)
        for code, value in sure.items():
            goal = goal_of(code)
            if value > sure[goal]:
                sure[goal], direct[goal] = value, max(direct[code], direct[goal])
        return Weighed(sure, direct, found)

    def _outside(self, reading: Reading) -> dict[str, list[tuple[Evidence, float, Strength]]]:
        """What the text states itself, and what is known of names in it: (evidence, confidence, strength) by code."""
        text = reading.text
        found: dict[str, list[tuple[Evidence, float, Strength]]] = {}
        for said in reading.said:
            for code in {said.code, goal_of(said.code)}:
                found.setdefault(code, []).append((_stated(text, said), STATED, Strength.DIRECT))
        for mention in self.model.known.find(text, reading.words):
            for given in mention.fact.codes:
                code, strength = given.removeprefix("~"), Strength.INDIRECT if given.startswith("~") else Strength.DIRECT
                sure = KNOWN_INDIRECT if strength is Strength.INDIRECT else KNOWN_DIRECT
                for each in {code, goal_of(code)}:
                    found.setdefault(each, []).append((_mentioned(text, mention), sure, strength))
        return found

    def _suggestion(
        self,
        code: str,
        reading: Reading,
        weighed: Weighed,
        outside: Sequence[tuple[Evidence, float, Strength]],
        sure: bool,
        everything: bool,
    ) -> Suggestion | None:
        """One code, where words of the text speak for it."""
        confidence = max([weighed.confidence[code], *(sure for _, sure, _ in outside)])
        evidence = [one for one, _, _ in outside]
        if sure or (everything and confidence >= SHOWN):
            evidence += quotes(reading, code, self.model.weights)
        if not (evidence or everything):
            return None
        parting = self.model.level(code).parting
        direct = any(given is Strength.DIRECT for _, _, given in outside) or (
            sure and weighed.direct[code] >= parting * weighed.confidence[code]
        )
        strength = Strength.DIRECT if direct else Strength.INDIRECT
        return Suggestion(code, round(confidence, 4), strength, _distinct(evidence), _signals(weighed, code))


def _owed(goals: Sequence[Suggestion], targets: Sequence[Suggestion], weighed: Weighed) -> list[Suggestion]:
    """The goals of suggested targets that have no words of their own: they rest on those of the surest target."""
    there = {one.code for one in goals}
    owed: dict[str, Suggestion] = {}
    for one in _ranked(targets):
        goal = goal_of(one.code)
        if goal not in there and goal not in owed:
            sure = max(one.confidence, round(weighed.confidence[goal], 4))
            owed[goal] = replace(one, code=goal, confidence=sure, signals=_signals(weighed, goal))
    return list(owed.values())


def _signals(weighed: Weighed, code: str) -> dict[str, float]:
    return dict(zip(SIGNALS, weighed.signals[code], strict=True))


def _ranked(found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(sorted(found, key=lambda one: (-one.confidence, sdg_order(one.code))))


def _lifted(own: Weighed, around: Weighed) -> Weighed:
    """The confidence of a text in its context: targets for which the context speaks are lifted, by one unit of the logit at most.

    Goals are not: a text that names none by itself gets none from its heading.
    """
    lifts = {code: CONTEXT_LIFT * sure if "." in code else 0.0 for code, sure in around.confidence.items()}
    sure = {code: _lift(value, lifts[code]) for code, value in own.confidence.items()}
    return Weighed(sure, {code: _lift(value, lifts[code]) for code, value in own.direct.items()}, own.signals)


def _lift(sure: float, units: float) -> float:
    """A probability whose logit is some units higher."""
    odds = sure / max(1 - sure, 1e-9) * exp(units)
    return odds / (1 + odds)


def _stated(text: str, said: Statement) -> Evidence:
    return Evidence(text[said.start : said.end], said.start, said.end, Basis.STATED, f"stated:{said.code}")


def _mentioned(text: str, mention: Mention) -> Evidence:
    rule = f"known:{mention.fact.what} ({mention.fact.source})"
    return Evidence(text[mention.start : mention.end], mention.start, mention.end, Basis.EXTERNAL, rule)


def _distinct(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(found))


def linker(folder: Path | None = None) -> Linker:
    """The linker over the packaged model, with what the workspace of a folder has learnt."""
    return Linker(read_model(), read_adjustment(folder))


@cache
def _plain() -> Linker:
    return linker()


def link(text: str, lang: str = "", context: str = "", everything: bool = False) -> Linked:
    """Goals and targets that a text contributes to, each with strength, confidence and quotes; see ``Linker.link``.

    >>> found = link("Night buses for shift workers in the suburbs")
    >>> [(one.code, str(one.strength)) for one in found.targets]
    [('11.2', 'direct')]
    >>> link("Membership fees: second reminder").abstained
    True
    """
    return _plain().link(text, lang, context, everything=everything)
