"""Says what cannot be right in a cell that a person changed: a kind that does not exist, a date that is none, an unknown id."""

from collections.abc import Iterator
from dataclasses import dataclass

from metrograph.dates import read as read_edtf
from metrograph.errors import near
from metrograph.handover.cells import LISTS, REFERENCES, parted, places
from metrograph.handover.codes import codes_in
from metrograph.model import DateStatus, Item, Kind, Status
from metrograph.records.vocabulary import read_vocabulary
from metrograph.words import LANGUAGES

Wrong = tuple[str, dict[str, object]]
_CHOICES = {"kind": tuple(Kind), "status": tuple(Status), "date_status": tuple(DateStatus), "lang": LANGUAGES}
_NEEDED = ("kind", "label")


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may name: ids, themes; and the language and the number of lines of the source."""

    ids: frozenset[str]
    themes: frozenset[str]
    lang: str
    lines: int


def problems_of_cell(column: str, text: str, known: Known, item: Item | None = None) -> Iterator[Wrong]:
    """The codes of what is wrong with a cell, with the values of their wordings; ``item`` is the one that it changes.

    >>> nothing = Known(frozenset(), frozenset(), "en", 9)
    >>> [code for code, _ in problems_of_cell("edtf", "2019-13", nothing)], list(problems_of_cell("note", "?", nothing))
    (['R129'], [])
    """
    if not text and column in _NEEDED:
        yield "R133", {"column": column}
    elif not text and column != "sdgs_stated":
        return
    elif column in _CHOICES:
        choices = [str(one) for one in _CHOICES[column]]
        if text not in choices:
            yield "R128", {"column": column, "value": text, "near": near(text, choices), "choices": ", ".join(choices)}
    elif column == "edtf":
        yield from _date(text)
    elif column in REFERENCES:
        yield from _references(column, text, known)
    elif column == "source":
        beyond = next((line for line in places(parted(text))[0] if not 1 <= line <= known.lines), None)
        if beyond is not None:
            yield "R138", {"line": beyond, "lines": known.lines}
    elif column == "sdgs_stated":
        yield from _codes(text, item)


def _date(text: str) -> Iterator[Wrong]:
    if is_date(text):
        return
    first, slash, last = text.partition("/")
    late = bool(slash) and is_date(first) and is_date(last)
    yield ("R130" if late else "R129"), {"value": text}


def is_date(text: str) -> bool:
    """Whether a text is a date in EDTF.

    >>> is_date("2019-06"), is_date("juin 2019")
    (True, False)
    """
    try:
        read_edtf(text)
    except ValueError:
        return False
    return True


def _references(column: str, text: str, known: Known) -> Iterator[Wrong]:
    names = known.themes if column == "themes" else known.ids
    for name in parted(text) if column in LISTS else (text,):
        if name not in names:
            yield "R134", {"column": column, "value": name, "near": near(name, names)}


def _codes(text: str, item: Item | None) -> Iterator[Wrong]:
    """Codes that do not exist, and codes that were taken away though the label states them."""
    codes, known = parted(text), read_vocabulary().sdg
    for code in codes:
        if code not in known:
            yield "R131", {"value": code, "near": near(code, known)}
    label = [words for _, words in item.label.pairs()] if item else []
    for code in dict.fromkeys(code for words in label for code in codes_in(words)):
        if code not in codes:
            yield "R139", {"value": code}
