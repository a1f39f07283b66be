"""The review log: one JSON object a line, only ever appended to, on disk before it is acknowledged."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from metrograph.errors import Place, RecordError, StoreError
from metrograph.model import Decision, Review, Strength
from metrograph.yamlfile import read_text


@dataclass(frozen=True, slots=True)
class ReviewLog:
    """A file of reviews."""

    path: Path

    def read(self) -> tuple[Review, ...]:
        """Every review, in the order in which they were taken; none when the file is not there."""
        if not self.path.exists():
            return ()
        rows = read_text(self.path).splitlines()
        return tuple(self._review(row, number) for number, row in enumerate(rows, 1) if row.strip())

    def append(self, reviews: tuple[Review, ...]) -> None:
        """Add reviews at the end, all or none: one write, flushed to the disk before this returns."""
        rows = "".join(json.dumps(_plain(review), ensure_ascii=False, sort_keys=True) + "\n" for review in reviews)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as out:
                out.write(rows.encode())
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise StoreError("S108", Place(str(self.path)), detail=error.strerror) from None

    def _review(self, row: str, number: int) -> Review:
        try:
            found = json.loads(row)
            strength = found.pop("strength", None)
            decision = Decision(found.pop("decision"))
            return Review(**found, decision=decision, strength=Strength(strength) if strength else None)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise RecordError("R122", Place(str(self.path), number), detail=error) from None


def _plain(review: Review) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(review).items() if value}
