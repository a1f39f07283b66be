r"""Reads the JSON of a request strictly: UTF-8, not too deep, each name once, whole characters, real numbers.

>>> read(b'{"text": "Night buses"}', "application/json")
{'text': 'Night buses'}
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from metrograph.errors import Place, QueryError, RequestError, near
from metrograph.serve.intake import shallow_json, utf8

_HERE = "body"
_SHOWN = 60


def read(body: bytes, media: str) -> Any:
    """The value that a request holds; ``RequestError`` or ``QueryError``, with the place where it is known, for any other."""
    if media != "application/json":
        raise RequestError("W415", 415, value=media[:_SHOWN] or "-", choices="application/json")
    text = utf8(body)
    shallow_json(text)
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = Place(_HERE, error.lineno, error.colno)
        raise QueryError("W416", place, detail=error.msg) from None
    except ValueError:  # a whole number of more digits than Python reads
        raise QueryError("W416", Place(_HERE), detail="a number without end") from None
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise RequestError("W414") from None
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise RequestError("W411", name=_shown(name))
        found[name] = value
    return found


def _no_number(value: str) -> NoReturn:
    raise QueryError("W416", Place(_HERE), detail=value)


def _shown(name: str) -> str:
    """A name as it can be told."""
    return name.encode("utf-8", "replace").decode()[:_SHOWN]


def texts(found: object, known: Mapping[str, bool], longest: int) -> dict[str, str]:
    """The fields of an object, each a text; ``known`` says of each name whether it must be there.

    >>> texts({"text": "Night buses"}, {"text": True, "lang": False}, 100)
    {'text': 'Night buses'}
    """
    if not isinstance(found, dict):
        raise RequestError("W417", name="-", want="mapping")
    for name, value in found.items():
        if name not in known:
            shown = _shown(name)
            raise RequestError("W410", name=shown, near=near(shown, known), choices=_names(known))
        if not isinstance(value, str):
            raise RequestError("W417", name=name, want="text")
        if len(value) > longest:
            raise RequestError("W413", 413, n=len(value), most=longest)
    for name, required in known.items():
        if required and not found.get(name, "").strip():
            raise RequestError("W412", name=name, example='"…"')
    return found


def _names(known: Mapping[str, bool]) -> str:
    return ", ".join(known)
