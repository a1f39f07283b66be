"""The JSON of a client, made into questions; what cannot be right is told with its place in the JSON.

Fields that the protocol does not know are passed over.
"""

import json
from collections.abc import Mapping

from metrograph.errors import RequestError
from metrograph.reconcile.extending import Wish
from metrograph.reconcile.matching import LIMIT, STRICT, Query

MOST_QUERIES, MOST_IDS, MOST_COLUMNS, MOST_LETTERS = 1000, 1000, 50, 1000
_SHOWN = 60


def read_queries(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys.

    >>> read_queries('{"q0": {"query": "Barcelone", "type": "Place", "type_strict": "should"}}')["q0"].types
    ('Place',)
    """
    found = _json(text, "queries")
    batch = _object(found, "queries")
    _few(len(batch), MOST_QUERIES, "queries")
    return {key: _query(query, f"queries.{shown(key)}") for key, query in batch.items()}


def read_query(text: str, fields: Mapping[str, str]) -> Query:
    """A single query: an object, or a name with other fields beside it, as clients of version 0.1 send it."""
    if text.lstrip().startswith("{"):
        return _query(_json(text, "query"), "query")
    whole: dict[str, object] = {name: value for name, value in fields.items() if name in ("type", "type_strict") and value}
    limit = fields.get("limit", "")
    return _query({**whole, "query": text, **({"limit": whole_number(limit, "limit")} if limit else {})}, "query")


def read_extension(text: str) -> tuple[tuple[str, ...], tuple[Wish, ...]]:
    """The ids and properties with which a table is to be extended.

    >>> read_extension('{"ids": ["sdg/11.2"], "properties": [{"id": "code", "settings": {"limit": "1"}}]}')[1]
    (Wish(id='code', limit=1, content='entity'),)
    """
    told = _object(_json(text, "extend"), "extend")
    ids = tuple(_text(one, f"extend.ids[{at}]") for at, one in enumerate(_list(told.get("ids"), "extend.ids")))
    columns = _list(told.get("properties"), "extend.properties")
    _few(len(ids), MOST_IDS, "extend.ids")
    _few(len(columns), MOST_COLUMNS, "extend.properties")
    return ids, tuple(_wish(one, f"extend.properties[{at}]") for at, one in enumerate(columns))


def whole_number(text: str, name: str) -> int:
    """A number from 0 on, written in digits; none is 0."""
    if text and (not (text.isascii() and text.isdigit()) or len(text) > 9):
        raise RequestError("W303", where=name, want="number")
    return int(text or "0")


def shown(text: str) -> str:
    """A text of a client as an error may show it: not too long, and without halves of letters."""
    sound = text.encode("utf-8", "replace").decode()
    return sound if len(sound) <= _SHOWN else sound[: _SHOWN - 1] + "…"


def _json(text: str, name: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise RequestError("W301", name=name, line=error.lineno, column=error.colno) from None
    except ValueError:  # NaN, or a number of thousands of digits
        raise RequestError("W301", name=name, line=1, column=1) from None
    except RecursionError:
        raise RequestError("W302", 413, name=name) from None


def _no_number(name: str) -> object:
    raise ValueError(name)


def _query(found: object, where: str) -> Query:
    told = _object(found, where)
    text = _name(told.get("query", ""), f"{where}.query")
    if len(text) > MOST_LETTERS:
        raise RequestError("W305", 413, where=f"{where}.query", n=len(text), most=MOST_LETTERS)
    strict = _given(told, "type_strict", "any")
    if strict not in STRICT:
        raise RequestError("W303", where=f"{where}.type_strict", want="strictness")
    limit = told.get("limit")
    limit = LIMIT if limit is None else _whole(limit, f"{where}.limit") or LIMIT
    properties = _list(told.get("properties"), f"{where}.properties")
    _few(len(properties), MOST_COLUMNS, f"{where}.properties")
    asked = tuple(_property(one, f"{where}.properties[{at}]") for at, one in enumerate(properties))
    return Query(text, _types(told.get("type"), f"{where}.type"), str(strict), limit, asked)


def _types(found: object, where: str) -> tuple[str, ...]:
    listed = found if isinstance(found, list) else [] if found in (None, "") else [found]
    _few(len(listed), MOST_COLUMNS, where)
    return tuple(_text(one.get("id") if isinstance(one, dict) else one, where) for one in listed)


def _property(found: object, where: str) -> tuple[str, tuple[str, ...]]:
    told = _object(found, where)
    value = told.get("v")
    listed = value if isinstance(value, list) else [value]
    _few(len(listed), MOST_COLUMNS, f"{where}.v")
    texts = (one.get("id", one.get("name")) if isinstance(one, dict) else one for one in listed)
    return _text(told.get("pid"), f"{where}.pid"), tuple(_name(text, f"{where}.v") for text in texts)


def _wish(found: object, where: str) -> Wish:
    told = _object(found, where)
    settings = _object(_given(told, "settings", {}), f"{where}.settings")
    limit, content = _given(settings, "limit", 0), _given(settings, "content", "entity")
    if isinstance(limit, str):
        limit = whole_number(limit, f"{where}.settings.limit")
    limit = _whole(limit, f"{where}.settings.limit")
    if content not in ("entity", "literal", "id"):
        raise RequestError("W303", where=f"{where}.settings.content", want="content")
    return Wish(_text(told.get("id"), f"{where}.id"), limit, str(content))


def _given(told: Mapping[str, object], name: str, default: object) -> object:
    """The value of a field; the default where it is not there, null or an empty text."""
    found = told.get(name)
    return default if found is None or found == "" else found


def _few(n: int, most: int, name: str) -> None:
    if n > most:
        raise RequestError("W304", 413, n=n, most=most, name=name)


def _whole(found: object, where: str) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise RequestError("W303", where=where, want="number")
    return found


def _object(found: object, where: str) -> dict[str, object]:
    if not isinstance(found, dict):
        raise RequestError("W303", where=where, want="object")
    return found


def _list(found: object, where: str) -> list[object]:
    if found is not None and not isinstance(found, list):
        raise RequestError("W303", where=where, want="list")
    return found or []


def _text(found: object, where: str) -> str:
    if not isinstance(found, str):
        raise RequestError("W303", where=where, want="text")
    return found


def _name(found: object, where: str) -> str:
    """A text, or a number or truth value as a text: the cells of a table hold both."""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, int | float):
        return str(found)
    return _text(found, where)
