"""How linked texts are shown: the words with those quoted marked and numbered, each suggestion with its reasons.

>>> from metrograph.linking import link
>>> [(one.text, one.numbers) for one in marked("Bus de nuit", link("Bus de nuit").targets)]
[('Bus', (1,)), (' de nuit', ())]
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from metrograph.linking import Linked, Suggestion
from metrograph.linking.linker import SHOWN
from metrograph.linking.why import explain_one, labels, said
from metrograph.model import Strength
from metrograph.propose import METHOD
from metrograph.table import Table, Value


@dataclass(frozen=True, slots=True)
class Marked:
    """Words, and the numbers of the suggestions that quote them: none for words that nothing quotes."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion as a page shows it. ``sure`` is in percent; ``firm`` ones are over the threshold of the linker."""

    number: int
    code: str
    label: str
    confidence: float
    direct: bool
    bases: tuple[str, ...]
    """On what it rests: keys of ``linking.basis``."""
    why: tuple[str, ...]
    firm: bool = True

    @property
    def sure(self) -> int:
        """The confidence in percent, rounded down, so that none passes a limit which it does not reach."""
        return int(self.confidence * 100)


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a text or document as a page shows it, with what was suggested for it or why nothing was."""

    number: int
    words: tuple[Marked, ...]
    lang: str
    suggestions: tuple[Suggested, ...]
    reason: str = ""
    place: str = ""
    under: str = ""
    kind: str = ""
    date: str = ""
    when: str = ""
    """The date in words."""
    status: str = ""
    known: str = ""
    """Where the same item stands in the plan at hand."""

    @property
    def text(self) -> str:
        """The words."""
        return "".join(one.text for one in self.words)


def suggestions(found: Linked, wide: Linked | None = None) -> tuple[Suggestion, ...]:
    """What is suggested, the surest first; then, of ``wide``, what lies under the threshold."""
    firm = (*found.targets, *found.bare_goals)
    told = {one.code for one in (*found.targets, *found.goals)}
    more = (*wide.targets, *wide.goals) if wide else ()
    weak = (one for one in more if one.code not in told and one.confidence >= SHOWN)
    return (*sorted(firm, key=_falling), *sorted(weak, key=_falling))


def _falling(one: Suggestion) -> float:
    return -one.confidence


def marked(text: str, found: Sequence[Suggestion]) -> tuple[Marked, ...]:
    """A text with the quoted words told apart; quotes that overlap are one mark, with the numbers of all that quote it."""
    spans = sorted((quote.start, quote.end, number) for number, one in enumerate(found, 1) for quote in one.evidence)
    runs: list[tuple[int, int, set[int]]] = []
    for start, end, number in spans:
        if runs and start < runs[-1][1]:
            first, last, numbers = runs[-1]
            runs[-1] = first, max(last, end), numbers | {number}
        else:
            runs.append((start, end, {number}))
    return tuple(_pieces(text, runs))


def _pieces(text: str, runs: Iterable[tuple[int, int, set[int]]]) -> Iterator[Marked]:
    at = 0
    for start, end, numbers in runs:
        if start > at:
            yield Marked(text[at:start])
        yield Marked(text[start:end], tuple(sorted(numbers)))
        at = end
    if at < len(text):
        yield Marked(text[at:])


def suggested(one: Suggestion, number: int, lang: str, *, firm: bool) -> Suggested:
    """One suggestion in words of a language."""
    _, *why = explain_one(one, lang).splitlines()
    bases = dict.fromkeys(f"linking.basis.{quote.basis}" for quote in one.evidence)
    return Suggested(
        number,
        one.code,
        labels(lang).get(one.code, ""),
        one.confidence,
        one.strength is Strength.DIRECT,
        tuple(bases),
        tuple(line.strip() for line in why),
        firm,
    )


# ---- as tables

_SUGGESTIONS = (
    "number", "text", "lang", "sdg", "label", "confidence", "strength", "basis", "quote", "start", "end", "why",
    "method", "model",
)  # fmt: skip
_ITEMS = ("number", "text", "lang", "kind", "date", "status", "place", "under", "suggestions", "reason")


def suggestions_table(found: Iterable[tuple[int, Linked, Sequence[Suggestion]]], lang: str, model: str) -> Table:
    """One row a quote, as ``/api/link`` has them, with the number of the piece and its words."""
    return Table(_SUGGESTIONS, tuple(row for number, linked, some in found for row in _rows(number, linked, some, lang, model)))


def _rows(number: int, linked: Linked, some: Sequence[Suggestion], lang: str, model: str) -> Iterator[tuple[Value, ...]]:
    for one in some:
        head = (number, linked.text, linked.lang, one.code, labels(lang).get(one.code), one.confidence, str(one.strength))
        for quote in one.evidence:
            where = (str(quote.basis), quote.quote, quote.start, quote.end)
            yield (*head, *where, said(quote, one.code, lang), METHOD, model)


def items_table(found: Iterable[Shown]) -> Table:
    """One row a piece, with how many suggestions it has, or why it has none."""
    return Table(_ITEMS, tuple(_item(one) for one in found))


def _item(one: Shown) -> tuple[Value, ...]:
    reason = one.reason or None
    return (one.number, one.text, one.lang, one.kind, one.date, one.status, one.place, one.under, len(one.suggestions), reason)
