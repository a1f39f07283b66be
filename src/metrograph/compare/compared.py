"""Two plans compared, as a value: its rows, what is doubtful, how many changes there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from metrograph.compare.candidates import Pair
from metrograph.compare.change import CHANGES, COLUMNS, Change
from metrograph.compare.matching import Matching
from metrograph.model import Plan
from metrograph.namespaces import Names
from metrograph.table import Table


@dataclass(frozen=True)
class Compared:
    """Two plans compared. ``rows`` holds a change each, the fates first; ``doubtful`` the pairs that a person should settle."""

    earlier: Plan
    later: Plan
    rows: tuple[Change, ...]
    doubtful: tuple[Pair, ...]
    remarks: tuple[str, ...] = ()
    matching: Matching = field(default=Matching((), ()), repr=False)
    names: tuple[Names, Names] = (Names(), Names())

    def __len__(self) -> int:
        return len(self.rows)

    def count(self, change: str) -> int:
        """How many rows tell a change."""
        return self.counts.get(change, 0)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many rows tell each change, in the order in which they are told."""
        return {change: sum(row.change == change for row in self.rows) for change in CHANGES}

    @property
    def same(self) -> bool:
        """Whether nothing changed: everything was continued."""
        return all(row.change == "continued" for row in self.rows)

    def records(self) -> tuple[dict[str, str], ...]:
        """The rows as programs get them: seven texts each, empty where there is none."""
        return tuple(row.record() for row in self.rows)

    def table(self) -> Table:
        """The rows in the seven columns of ``records``."""
        return Table(COLUMNS, tuple(tuple(record.values()) for record in self.records()))

    def df(self) -> object:
        """The rows as a pandas ``DataFrame`` (extra ``pandas``)."""
        return self.table().df()
