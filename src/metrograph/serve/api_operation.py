"""What an operation of the API is: where it answers, which fields it knows, what it takes and gives. Fields are checked here.

The same values are the routes of the service and its OpenAPI document, so that neither says what the other does not do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from metrograph.desk import Desk
from metrograph.errors import RequestError, UsageError, near
from metrograph.serve.asked import Answer, Asked, Reply, Route
from metrograph.words import LANGUAGES

LONGEST = 1000
MOST = 1_000_000
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Field:
    """A value that an operation takes from the query string: a text, one of some choices, or a whole number."""

    name: str
    example: str = ""
    choices: tuple[str, ...] = ()
    number: bool = False
    required: bool = False

    def check(self, value: str) -> None:
        """``UsageError`` for a value that it cannot be."""
        if self.choices and value not in self.choices:
            raise UsageError("U108", value=value, name=self.name, near=near(value, self.choices), choices=", ".join(self.choices))
        if self.number and not (_WHOLE.fullmatch(value) and int(value) <= MOST):
            raise UsageError("U104", name=self.name, value=value, wanted=f"0 … {MOST}")


LANG = Field("lang", "fr", LANGUAGES)
PAGED = (Field("limit", "50", number=True), Field("offset", "0", number=True))


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: a method on a path. ``gives`` and ``takes`` are media types with the name of what they hold."""

    name: str
    path: str
    answer: Answer
    tag: str
    gives: Mapping[str, str]
    fields: tuple[Field, ...] = ()
    method: str = "GET"
    takes: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Any, ...] = ()
    """What it may be sent, as JSON or text; the first is shown with curl."""
    parts: tuple[tuple[str, str], ...] = ()
    """Each part of its path, with an example."""
    open: bool = False
    """Whether more fields may be given than it names: a question has its own."""
    writes: bool = False
    statuses: tuple[int, ...] = ()
    """Which it may answer with beside 200 and 400."""
    kept: bool = True

    @property
    def known(self) -> tuple[Field, ...]:
        """Its fields, with those that every operation has."""
        formats = (Field("format", next(iter(self.formats)), self.formats),) if len(self.formats) > 1 else ()
        return (*self.fields, LANG, *formats)

    @property
    def formats(self) -> tuple[str, ...]:
        """The short names of what it gives."""
        return tuple(self.gives)

    def route(self) -> Route:
        """The route that answers it, once its fields are checked."""

        def answered(desk: Desk, asked: Asked) -> Reply:
            self.check(asked)
            return self.answer(desk, asked)

        kept = self.kept and self.method == "GET"
        return Route(f"api-{self.name}", (self.method,), self.path, answered, writes=self.writes, kept=kept)

    def check(self, asked: Asked) -> None:
        """``UsageError`` or ``RequestError`` for a field that it does not know, that is there twice, or that cannot be so."""
        for value in (*asked.path.values(), *(part for pair in asked.fields for part in pair)):
            sound(value)
        known, seen = {one.name: one for one in self.known}, set[str]()
        for name, value in asked.fields:
            if name in seen:
                raise RequestError("W411", name=name)
            seen.add(name)
            if name in known:
                known[name].check(value)
            elif not self.open:
                raise RequestError("W410", name=name, near=near(name, known), choices=", ".join(known))
        for one in self.fields:
            if one.required and not asked.value(one.name).strip():
                raise RequestError("W412", name=one.name, example=one.example)


def sound(value: str) -> None:
    """``RequestError`` for a value that is too long, or that holds half a character."""
    if len(value) > LONGEST:
        raise RequestError("W413", n=len(value), most=LONGEST)
    if _HALF.search(value):
        raise RequestError("W414")


def number(asked: Asked, name: str, default: int) -> int:
    """A field that is a whole number and was checked.

    >>> number(Asked("x", fields=(("limit", "5"),)), "limit", 10), number(Asked("x"), "limit", 10)
    (5, 10)
    """
    return int(asked.value(name) or default)


def address(asked: Asked, path: str, **changed: object) -> str:
    """The address of a path of the service, with the fields of a request, some of them changed.

    >>> address(Asked("x", {"name": "a b"}, (("goal", "11"),)), "/api/{name}", offset=10)
    'http://127.0.0.1:8000/api/a%20b?goal=11&offset=10'
    """
    parts = {name: quote(value, safe="") for name, value in asked.path.items()}
    fields = [(name, value) for name, value in asked.fields if name not in changed]
    fields += [(name, str(value)) for name, value in changed.items()]
    query = f"?{urlencode(fields)}" if fields else ""
    return asked.address + path.lstrip("/").format(**parts) + query
