"""What the linker offers for one item: each suggestion says why, and can be accepted or rejected where it stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from metrograph.linking.linked import Linked
from metrograph.linking.suggest import Suggestion
from metrograph.linking.why import explain_one, labels
from metrograph.model import Review
from metrograph.table import Table
from metrograph.words import say

Decide = Callable[[Suggestion, str, str, str], Review]


@dataclass(frozen=True)
class Offer:
    """One suggestion for an item. Nothing is written before it is accepted or rejected."""

    item: str
    suggestion: Suggestion
    _decide: Decide

    @property
    def code(self) -> str:
        """The goal or target."""
        return self.suggestion.code

    @property
    def confidence(self) -> float:
        """The probability, 0 to 1, that an expert accepts it."""
        return self.suggestion.confidence

    @property
    def quote(self) -> str:
        """The words of the plan that speak for it."""
        return " … ".join(" ".join(one.quote.split()) for one in self.suggestion.evidence)

    def why(self, lang: str = "en") -> str:
        """The reasons, in a language."""
        return explain_one(self.suggestion, lang)

    def accept(self, by: str, note: str = "") -> Review:
        """Accept it: the link is written if it was not there, and the decision goes to the log."""
        return self._decide(self.suggestion, "accept", by, note)

    def reject(self, by: str, note: str = "") -> Review:
        """Reject it, with a reason."""
        return self._decide(self.suggestion, "reject", by, note)


class Offers(Sequence[Offer]):
    """The suggestions for one item, targets first, by falling confidence."""

    def __init__(self, linked: Linked, decide: Decide, lang: str = "en") -> None:
        self.linked, self.lang = linked, lang
        self._found = tuple(Offer(str(linked.id), one, decide) for one in (*linked.targets, *linked.bare_goals))

    @overload
    def __getitem__(self, at: int) -> Offer: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Offer, ...]: ...
    def __getitem__(self, at: int | slice) -> Offer | tuple[Offer, ...]:
        return self._found[at]

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Offer]:
        return iter(self._found)

    def table(self) -> Table:
        """One row a suggestion; none where the linker abstains, and the title says why."""
        names = labels(self.lang)
        rows = tuple(
            (one.code, names.get(one.code, ""), one.confidence, say(f"why.{one.suggestion.strength}", self.lang), one.quote)
            for one in self
        )
        title = self.linked.because(self.lang) if self.linked.abstained else self.linked.text
        return Table(("sdg", "label", "confidence", "strength", "quote"), rows, title)

    def df(self) -> object:
        """The rows as a pandas ``DataFrame`` (extra ``pandas``)."""
        return self.table().df()

    def __repr__(self) -> str:
        return f"<{len(self)} suggestions for {self.linked.id}>"

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()
