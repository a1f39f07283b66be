"""Reads the rows of the gazetteer, data/places.tsv and data/organisations.tsv, with everything wrong in them."""

import re
from dataclasses import dataclass
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError, near, together
from metrograph.tsvfile import rows
from metrograph.words import LANGUAGES

PLACE, ORGANISATION = "place", "organisation"
PLACE_COLUMNS = ("id", "type", "country", "en", "fr", "es", "care")
ORGANISATION_COLUMNS = ("id", "type", "en", "fr", "es", "unit_of", "own_events", "care")
PLACE_TYPES = ("city", "country", "region", "metropolitan-area")
ORGANISATION_TYPES = ("network", "un", "bank", "government", "ngo", "university", "company", "initiative", "coalition")
_ID = re.compile(r"(?:place|org)(?:-[a-z0-9]+)+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the gazetteer. ``names`` holds those of en, fr and es, the preferred one first; empty where English serves."""

    id: str
    kind: str
    type: str
    names: tuple[tuple[str, ...], ...]
    care: frozenset[str] = frozenset()
    country: str = ""
    unit_of: str = ""
    own_events: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def spoken(self, lang: str) -> tuple[str, ...]:
        """The names in a language, else the English ones."""
        return self.names[LANGUAGES.index(lang)] or self.names[0]


def read_entries(places: Path, organisations: Path) -> tuple[Entry, ...]:
    """The rows of two files, in their order; ``RecordError`` with everything wrong in them."""
    problems: list[MetroGraphError] = []
    lines: dict[str, int] = {}
    found: list[Entry] = []
    for path, columns in ((places, PLACE_COLUMNS), (organisations, ORGANISATION_COLUMNS)):
        for number, cells in rows(path, columns, problems):
            try:
                entry = _entry(dict(zip(columns, cells, strict=True)), Place(str(path), number))
                if entry.id in lines:
                    raise RecordError("R110", Place(str(path), number), id=entry.id, line=lines[entry.id])
                lines[entry.id] = number
                found.append(entry)
            except RecordError as error:
                problems.append(error)
    for entry in found:
        if entry.unit_of and entry.unit_of not in lines:
            hint = near(entry.unit_of, lines)
            problems.append(RecordError("R118", Place(str(organisations), lines[entry.id]), value=entry.unit_of, near=hint))
    if problems:
        raise together(problems)
    return tuple(found)


def _entry(row: dict[str, str], place: Place) -> Entry:
    kind, choices = (PLACE, PLACE_TYPES) if "country" in row else (ORGANISATION, ORGANISATION_TYPES)
    if not _ID.fullmatch(row["id"]) or row["id"].startswith("place-") != (kind == PLACE):
        raise RecordError("R111", place, value=row["id"])
    if row["type"] not in choices:
        raise RecordError("R113", place, value=row["type"], near=near(row["type"], choices), choices=", ".join(choices))
    names = tuple(_parts(row[lang]) for lang in LANGUAGES)
    if not names[0] or not all(_WORD.search(name) for group in names for name in group):
        raise RecordError("R112", place, field="en")
    country = row.get("country", "")
    if kind == PLACE and not re.fullmatch(r"[A-Z]{2}" if row["type"] != "region" else r"(?:[A-Z]{2})?", country):
        raise RecordError("R112", place, field="country")
    every = frozenset(name for group in names for name in group)
    care = every if row["care"] == "yes" else frozenset(_parts(row["care"]))
    if care - every:
        wrong = min(care - every)
        raise RecordError("R113", place, value=wrong, near=near(wrong, every), choices=", ".join(["yes", *sorted(every)]))
    events = _events(row.get("own_events", ""), place)
    return Entry(row["id"], kind, row["type"], names, care, country, row.get("unit_of", ""), events)


def _events(cell: str, place: Place) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names of an organisation's own events: "en=Metropolitan Day;fr=Journée métropolitaine"."""
    pairs = [part.partition("=") for part in cell.split(";") if part.strip()]
    for lang, _, _ in pairs:
        if lang not in LANGUAGES:
            raise RecordError("R114", place, value=lang)
    return tuple((lang, _parts(names)) for lang, _, names in pairs)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
