"""What changed, as values: one row a change, in the words that the commands and files use.

| word | what it says |
| --- | --- |
| new, dropped, concluded, continued, launched, renamed, recurring | what became of an item: exactly one for each |
| moved, status, date, promoted, coverage | what changed of it, beside that |
"""

from dataclasses import dataclass

FATES = ("new", "launched", "continued", "renamed", "recurring", "concluded", "dropped")
SHIFTS = ("promoted", "moved", "status", "date", "coverage")
CHANGES = (*FATES, *SHIFTS)
COLUMNS = ("change", "kind", "from", "to", "label_from", "label_to", "certainty")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change is told as it is: a word of ours with its values, put into sentences where it is shown."""

    word: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two plans. ``earlier`` and ``later`` are ids of items, or SDG codes; empty where there is none.

    >>> Change("new", "pilot_project", "", "pilot-tram", "", "Tram", "certain").record()["to"]
    'pilot-tram'
    """

    change: str
    kind: str
    earlier: str
    later: str
    label_earlier: str
    label_later: str
    certainty: str
    reasons: tuple[Reason, ...] = ()
    score: float | None = None

    def record(self) -> dict[str, str]:
        """The seven fields by which a change is handed to programs."""
        found = (self.change, self.kind, self.earlier, self.later, self.label_earlier, self.label_later, self.certainty)
        return dict(zip(COLUMNS, found, strict=True))
