"""A table as a reply, in the format asked for: JSON, JSON lines, CSV, TSV, Markdown, SPARQL results, a page."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.errors import RequestError, UsageError, near
from metrograph.namespaces import short
from metrograph.pages.api import page_of_rows
from metrograph.pages.frame import Frame
from metrograph.pages.resource import Named
from metrograph.serve.api_operation import Field, Operation, address, number
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.media import preferred
from metrograph.solutions import term
from metrograph.table import Iri, LangText, Table, Value, text
from metrograph.updating import version_of
from metrograph.words import TEXTS, say

FORMATS = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
}
"""The media types of rows, by the short names that ``format`` and the end of a path take."""
SPREADSHEET = Field("spreadsheet", "1", ("0", "1"))
_UNCLEAN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table to be given, or a part of it: what it is called, how many rows there are in all, what its JSON says besides."""

    name: str
    table: Table
    total: int
    offset: int = 0
    limit: int | None = None
    besides: Mapping[str, Any] | None = None


def chosen(asked: Asked, offers: Mapping[str, str], suffix: str = "") -> str:
    """The short name of the format to answer in: the end of the path, else ``format``, else what ``Accept`` likes best.

    >>> chosen(Asked("x", accept="text/csv"), FORMATS), chosen(Asked("x"), FORMATS, "tsv")
    ('csv', 'tsv')
    """
    wanted = suffix or asked.value("format")
    if wanted and wanted not in offers:
        raise UsageError("U108", value=wanted, name="format", near=near(wanted, offers), choices=", ".join(offers))
    if wanted:
        return wanted
    media = preferred(asked.accept, tuple(offers.values()))
    if media is None:
        kinds = ", ".join(one.partition(";")[0] for one in offers.values())
        raise RequestError("W418", 406, choices=kinds)
    return next(name for name, one in offers.items() if one == media)


def paged(name: str, table: Table, asked: Asked, besides: Mapping[str, Any] | None = None) -> Rows:
    """The part of a table that ``limit`` and ``offset`` name; all of it without them."""
    offset, limit = number(asked, "offset", 0), number(asked, "limit", -1)
    if offset == 0 and limit < 0:
        return Rows(name, table, len(table), besides=besides)
    end = len(table) if limit < 0 else offset + limit
    part = replace(table, records=table.records[offset:end])
    return Rows(name, part, len(table), offset, limit if limit >= 0 else None, besides)


def reply(rows: Rows, desk: Desk, asked: Asked, operation: Operation, suffix: str = "") -> Reply:
    """Rows in the format asked for. Where they are a part, JSON says of how many, and the header which address goes on."""
    kind = chosen(asked, operation.gives, suffix)
    headers = [("Content-Language", asked.lang), ("X-Total-Count", str(rows.total))]
    further = _further(rows, asked, operation)
    if further:
        headers.append(("Link", f'<{further}>; rel="next"'))
    if _NAME.fullmatch(rows.name) and kind not in ("json", "html"):
        headers.append(("Content-Disposition", f'inline; filename="{rows.name}.{kind}"'))
    body = _WRITERS[kind](rows, desk, asked, operation)
    return Reply(body.encode("utf-8", "replace"), FORMATS[kind], 200, tuple(headers))


def _further(rows: Rows, asked: Asked, operation: Operation) -> str:
    """Where the rows after these are, or nothing."""
    end = rows.offset + len(rows.table)
    return address(asked, operation.path, offset=end) if rows.table.records and end < rows.total else ""


def _json(rows: Rows, desk: Desk, asked: Asked, operation: Operation) -> str:
    head: dict[str, object] = {
        "name": rows.name,
        "title": rows.table.title,
        "lang": asked.lang,
        "version": version_of(desk.store, desk.names),
        **(rows.besides or {}),
        "columns": rows.table.columns,
        "total": rows.total,
        "count": len(rows.table),
        "offset": rows.offset,
        "limit": rows.limit,
        "next": _further(rows, asked, operation) or None,
    }
    return json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "rows": ' + rows.table.json().rstrip() + "\n}\n"


def _csv(rows: Rows, asked: Asked, delimiter: str) -> str:
    return rows.table.sheet(delimiter) if asked.value("spreadsheet") == "1" else rows.table.csv(delimiter)


def _srj(rows: Rows) -> str:
    columns = rows.table.columns
    bindings = [{name: _term(value) for name, value in zip(columns, row, strict=True) if value is not None} for row in rows.table]
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}, ensure_ascii=False) + "\n"


def _term(value: Value) -> dict[str, str]:
    if isinstance(value, Iri) and value.startswith("_:"):
        return {"type": "bnode", "value": value[2:]}
    return term(value)


def _srx(rows: Rows) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in rows.table.columns)
    results = "".join(f"<result>{''.join(_binding(rows, row))}</result>\n" for row in rows.table)
    space = "http://www.w3.org/2005/sparql-results#"
    return f'<?xml version="1.0"?>\n<sparql xmlns="{space}"><head>{head}</head><results>\n{results}</results></sparql>\n'


def _binding(rows: Rows, row: tuple[Value, ...]) -> list[str]:
    return [
        f"<binding name={quoteattr(name)}>{_element(_term(value))}</binding>"
        for name, value in zip(rows.table.columns, row, strict=True)
        if value is not None
    ]


def _element(found: Mapping[str, str]) -> str:
    kind = {"uri": "uri", "bnode": "bnode"}.get(found["type"], "literal")
    lang, datatype = found.get("xml:lang"), found.get("datatype", "")
    about = f" xml:lang={quoteattr(lang)}" if lang else ""
    if datatype and not datatype.endswith("#string"):
        about = f" datatype={quoteattr(datatype)}"
    value = escape(_UNCLEAN.sub("\ufffd", found["value"]), {"\r": "&#13;"})
    return f"<{kind}{about}>{value}</{kind}>"


def _html(rows: Rows, desk: Desk, asked: Asked, operation: Operation) -> str:
    here = Addresses(desk.names, asked.address)
    columns = tuple(say(f"column.{name}", asked.lang) if f"column.{name}" in TEXTS else name for name in rows.table.columns)
    cells = tuple(tuple(_cell(value, here) for value in row) for row in rows.table)
    note = say("api.rows", asked.lang, n=len(cells), total=rows.total, start=rows.offset)
    further = _further(rows, asked, operation)
    kinds = [name for name in operation.gives if name != "html"]
    below = replace(asked, address=here.root)
    alternates = tuple((one, FORMATS[one].partition(";")[0], address(below, operation.path, format=one)) for one in kinds)
    plain = address(replace(below, fields=()), operation.path)
    frame = Frame(asked.lang, here.root, plain, address(asked, operation.path), alternates)
    return page_of_rows(rows.table.title or rows.name, note, columns, cells, frame, further)


def _cell(value: Value, here: Addresses) -> Named:
    if isinstance(value, Iri):
        return Named(short(value), href=here.href(value))
    return Named(text(value), value.lang if isinstance(value, LangText) else "")


Writer = Callable[[Rows, Desk, Asked, Operation], str]
_WRITERS: dict[str, Writer] = {
    "json": _json,
    "html": _html,
    "jsonl": lambda rows, *_: rows.table.jsonl(),
    "csv": lambda rows, _, asked, __: _csv(rows, asked, ","),
    "tsv": lambda rows, _, asked, __: _csv(rows, asked, "\t"),
    "md": lambda rows, *_: rows.table.md(),
    "srj": lambda rows, *_: _srj(rows),
    "srx": lambda rows, *_: _srx(rows),
}
