"""What the holder of a token may change: everything; or links only, those of all plans or of the plans that are named.

```
Ana Ruiz:TOKEN                                    everything, as edit
Luc Petit:TOKEN:review                            decides on links
Eva Lind:TOKEN:review fleuve-2024, fleuve-2025    decides on links of these two plans
```
"""

import re
from dataclasses import dataclass

EDIT, REVIEW = "edit", "review"
ROLES = (EDIT, REVIEW)
_PLAN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The id of a plan, as a plan file has it: no pattern and no place for one."""


@dataclass(frozen=True, slots=True)
class Grant:
    """The right of a person or program. ``plans``: those on whose links it decides, ``None`` for all; none when nothing is said.

    >>> Grant().plans, Grant(plans=("fleuve-2024",)).covers("fleuve-2025")
    ((), False)
    """

    edits: bool = False
    """Whether the graph itself may be changed too, by updates and by the Graph Store Protocol: these know no plans."""
    plans: tuple[str, ...] | None = ()

    @classmethod
    def of(cls, text: str) -> "Grant":
        """The right that a text tells of: a role, and plans after it; ``ValueError`` for what is none. No text gives no right.

        >>> Grant.of("edit") == EVERYTHING, Grant.of("review b-2, a-1").plans, Grant.of("").plans
        (True, ('a-1', 'b-2'), ())
        """
        role, *plans = re.split(r"[\s,]+", text.strip())
        named = tuple(sorted({*plans}))
        if not role and not named:
            return cls()
        if role not in ROLES or (role == EDIT and named) or not all(map(_PLAN.fullmatch, named)):
            raise ValueError(text)
        return cls(role == EDIT, named or None)

    def covers(self, plan: str) -> bool:
        """Whether links of a plan may be decided on."""
        return self.plans is None or plan in self.plans

    def __str__(self) -> str:
        """The text that ``of`` reads."""
        return EDIT if self.edits else " ".join((REVIEW, *(self.plans or ()))) if self.plans != () else ""


EVERYTHING = Grant(edits=True, plans=None)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a token, and what for."""

    token: str
    grant: Grant = EVERYTHING
