"""The review log: one JSON object a line, only ever appended to, on disk before it is acknowledged."""

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from metrograph.errors import Place, RecordError
from metrograph.formats import append
from metrograph.model import COMMENT, Decision, Review, Strength
from metrograph.namespaces import SDG_CODE
from metrograph.words import LANGUAGES
from metrograph.yamlfile import read_text

_FIELDS = frozenset(field.name for field in fields(Review))
_NEEDED = ("plan", "item", "sdg", "decision", "reviewer", "time")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_CODE = re.compile(rf"({SDG_CODE.pattern})?")


@dataclass(frozen=True, slots=True)
class ReviewLog:
    """A file of reviews."""

    path: Path

    def read(self) -> tuple[Review, ...]:
        """Every review, in the order in which they were taken; none when the file is not there."""
        if not self.path.exists():
            return ()
        rows = read_text(self.path).split("\n")
        return tuple(self._review(row, number) for number, row in enumerate(rows, 1) if row.strip())

    def append(self, reviews: tuple[Review, ...]) -> None:
        """Add reviews at the end, all or none: one write, flushed to the disk before this returns."""
        rows = "".join(json.dumps(_plain(review), ensure_ascii=False, sort_keys=True) + "\n" for review in reviews)
        append(self.path, rows.encode())

    def _review(self, row: str, number: int) -> Review:
        try:
            return _read(json.loads(row))
        except (ValueError, RecursionError) as error:
            detail = "JSON" if isinstance(error, json.JSONDecodeError | RecursionError) else error
            raise RecordError("R122", Place(str(self.path), number), detail=detail) from None


def _read(found: object) -> Review:
    """The review of a JSON object; ``ValueError`` names the field that is wrong."""
    if not isinstance(found, dict):
        raise ValueError("JSON")
    for name, value in found.items():
        if name not in _FIELDS or not isinstance(value, str):
            raise ValueError(name)
    for name in _NEEDED:
        if not found.get(name):
            raise ValueError(name)
    _check_time(found["time"])
    _check("instead", found.get("instead", ""), _CODE)
    _check("lang", found.get("lang", ""), re.compile("|".join(("", *LANGUAGES))))
    _check("strength", found.get("strength", ""), re.compile("|".join(("", *Strength))))
    _check("decision", found["decision"], re.compile("|".join((*Decision, COMMENT))))
    decision = Decision(found["decision"]) if found["decision"] != COMMENT else None
    if decision is None and not (found.get("reason", "").strip() or found.get("undoes")):
        raise ValueError("reason")
    strength = Strength(found["strength"]) if found.get("strength") else None
    return Review(**{**found, "decision": decision, "strength": strength})


def _check(name: str, value: str, form: re.Pattern[str]) -> None:
    if not form.fullmatch(value):
        raise ValueError(name)


def _check_time(value: str) -> None:
    _check("time", value, _TIME)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("time") from None


def _plain(review: Review) -> dict[str, str]:
    found = {name: str(value) for name, value in asdict(review).items() if value}
    return {"decision": COMMENT, **found}
