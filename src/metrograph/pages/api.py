"""Pages of the API: the rows of an answer, and the list of operations with a curl example each."""

from collections.abc import Iterable, Mapping
from typing import Any

from metrograph.pages.frame import Frame
from metrograph.pages.resource import Listing, Named, listing_html
from metrograph.words import say

Cells = tuple[tuple[Named, ...], ...]


def page_of_rows(title: str, note: str, columns: tuple[str, ...], cells: Cells, frame: Frame, further: str = "") -> str:
    """The rows of an answer as a page; ``further`` is where the next rows are."""
    more = ((say("api.further", frame.lang), (Named(further, href=further),), 0),) if further else ()
    return listing_html(Listing(Named(title), note, (), more, ((title, columns, cells),)), frame)


def page_of_operations(document: Mapping[str, Any], frame: Frame) -> str:
    """The operations of an OpenAPI document, by subject, each with what it does and how curl asks for it."""
    lang = frame.lang
    columns = tuple(say(f"api.{name}", lang) for name in ("operation", "does", "curl"))
    tables = []
    for tag in document["tags"]:
        rows = tuple(
            _row(path, method, one, document) for path, method, one in _operations(document) if tag["name"] in one["tags"]
        )
        tables.append((tag["description"], columns, rows))
    title, about = document["info"]["title"], document["info"]["description"]
    return listing_html(Listing(Named(title), about, (), (), tuple(tables)), frame)


def _operations(document: Mapping[str, Any]) -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    return ((path, method, one) for path, methods in document["paths"].items() for method, one in methods.items())


def _row(path: str, method: str, one: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[Named, ...]:
    alone = method == "get" and not any(each["required"] for each in one["parameters"])
    href = document["servers"][0]["url"].rstrip("/") + path if alone else ""
    return Named(f"{method.upper()} {path}", href=href), Named(one["summary"]), Named(one["x-curl"])
