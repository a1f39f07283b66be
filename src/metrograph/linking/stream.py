"""Texts to link, one JSON object a line: ``{"id", "text", "lang"?, "context"?}``."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrograph.errors import Place, RecordError

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Asked:
    """One text to link, with its language and context where they are given; ``place`` is its line among JSON lines."""

    id: str | float | None
    text: str
    lang: str = ""
    context: str = ""
    place: Place = NOWHERE


def looks_like_lines(body: str) -> bool:
    """Whether a text is JSON lines: some line begins with a brace.

    >>> looks_like_lines('{"id": 1, "text": "Bus"}'), looks_like_lines("Night buses")
    (True, False)
    """
    return any(line.lstrip().startswith("{") for line in body.split("\n"))


def read_lines(lines: Iterable[str], name: str, stem: str = "") -> Iterator[Asked | RecordError]:
    """Each line that is not blank, in order: a text, or what is wrong with the line. Nothing is raised: the rest goes on.

    A text without an id has the number of its line. With a ``stem`` that stands before it, and an id that is empty is none.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _asked(json.loads(line), Place(name, number), stem)
            except (ValueError, RecursionError) as error:
                broken = isinstance(error, json.JSONDecodeError | RecursionError)
                detail = "JSON" if broken else "UTF-8" if isinstance(error, UnicodeEncodeError) else str(error)
                yield RecordError("L105", Place(name, number), detail=detail)


def _asked(found: object, place: Place, stem: str) -> Asked:
    if not isinstance(found, dict):
        raise ValueError("{…}")
    for field in ("text", "lang", "context"):
        if not isinstance(found.get(field) or "", str) or (field == "text" and field not in found):
            raise ValueError(f'"{field}"')
    ident = found.get("id", None if stem else place.line)
    if isinstance(ident, dict | list):
        raise ValueError('"id"')
    if stem and (ident is None or not str(ident).strip()):
        ident = f"{stem}{place.line}"
    asked = Asked(ident, found["text"] or "", found.get("lang") or "", found.get("context") or "", place)
    f"{ident}{asked.text}{asked.lang}{asked.context}".encode()  # a lone surrogate could not be written again
    return asked
