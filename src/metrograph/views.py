"""Tables and cards of a workspace that show themselves in a notebook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from metrograph import assess
from metrograph.assess import Pilot
from metrograph.table import Table
from metrograph.words import say

if TYPE_CHECKING:
    from metrograph.pictures import Picture


@dataclass(frozen=True)
class Coverage(Table):
    """A table of coverage that can be drawn."""

    lang: str = "en"

    def plot(self) -> "Picture":
        """The wheel of the goals, or bars of targets, themes or lines; ``.save("coverage.png")`` writes it to a file."""
        from metrograph.pictures import bars, wheel  # noqa: PLC0415 - drawn when asked for

        if "colour" in self.columns:
            return wheel(self, self.lang)
        kind = self.columns[0]
        return bars(self, self.lang, title=say(f"picture.coverage.{kind}", self.lang), most=169)


class PilotCard(Pilot):
    """A pilot that shows itself as a card in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from metrograph.pages import pilots_html  # noqa: PLC0415 - templates are loaded when shown

        return pilots_html((self,))


class Pilots(Mapping[str, "Pilot"]):
    """Pilots by id, with or without the leading ``pilot-``; those of several plans by plan and id: ``north-2025/pilot-trams``."""

    def __init__(self, found: tuple[Pilot, ...]) -> None:
        names = assess.short_names(found)
        self._found = {names[pilot.iri]: PilotCard(*(getattr(pilot, field.name) for field in fields(pilot))) for pilot in found}

    def __getitem__(self, name: str) -> Pilot:
        pilot = self._found.get(name) or self._found.get(f"pilot-{name}")
        if pilot is None:
            raise KeyError(name)
        return pilot

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"Pilots({', '.join(self._found)})"

    def _ipython_key_completions_(self) -> list[str]:
        return [name.removeprefix("pilot-") for name in self._found]

    def table(self) -> Table:
        """The pilots as rows, one a link."""
        return assess.pilots_table(tuple(self.values()))

    def _repr_html_(self) -> str:
        from metrograph.pages import pilots_html  # noqa: PLC0415 - templates are loaded when shown

        return pilots_html(tuple(self.values()))
