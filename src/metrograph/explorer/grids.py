"""Tables as pages show them: labels that lead to their things, codes as chips, what only programs need left out.

>>> import metrograph
>>> view = View.of(metrograph.open())
>>> shown = grid(view, "pilots", view.ask("pilots-by-goal", goal=11))
>>> shown.headings, shown.rows[0][0].href[:4], shown.rows[0][1].sdg, shown.csv
(('Pilot', 'SDG', 'Strength', 'Words quoted'), '/id/', '11.3', '/?table=pilots')
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from metrograph.explorer.view import View
from metrograph.namespaces import sdg_code
from metrograph.pages.page import Cell, Grid, Pager
from metrograph.table import Iri, LangText, Row, Table, Value, text
from metrograph.words import TEXTS, grouped

LONG = 100
"""How many rows of a table a page shows."""
_CODES = ("sdg", "otherSdg", "indicatorCode")
_NAMED = {"sdg": "sdgLabel", "otherSdg": "otherGoalLabel", "indicatorCode": "indicatorLabel"}
"""The column that names what a code stands for."""
_CODED = {"target": "sdg", "otherTarget": "otherSdg", "otherGoal": "otherSdg", "indicator": "indicatorCode"}
"""Columns of identifiers that a column of codes says again."""
_BARE = ("indicator", "target", "goal")
"""Things whose code is in the column ``sdg`` where nothing else has a name for it, the last that is there."""
_HIDDEN = {"colour"}
Column = tuple[str, Callable[[Row], Cell]]


def grid(view: View, name: str, table: Table, caption: str = "", *, hide: tuple[str, ...] = (), long: int = LONG) -> Grid:
    """A table as a page shows it, ``long`` rows of it at a time; the field ``page`` of the address says which."""
    columns = tuple(columns_of(view, table, hide))
    pager = _pager(view, len(table), long)
    rows = table.rows()[pager.first - 1 : pager.last] if pager else table.rows()
    cells = tuple(tuple(made(row) for _, made in columns) for row in rows)
    headings = tuple(heading(view, name) for name, _ in columns)
    return Grid(name, caption or table.title, headings, cells, view.here(table=name, page=None), pager)


def heading(view: View, name: str) -> str:
    """A column of a question by its name in the language, one of somebody's own query as it is called there."""
    return view.say(f"column.{name}") if f"column.{name}" in TEXTS else name


def _pager(view: View, total: int, long: int) -> Pager | None:
    if total <= long:
        return None
    last = -(-total // long)
    at = view.number("page", most=last)
    before = view.here(page=at - 1 if at > 2 else None) if at > 1 else ""
    return Pager((at - 1) * long + 1, min(at * long, total), total, before, view.here(page=at + 1) if at < last else "")


def columns_of(view: View, table: Table, hide: tuple[str, ...] = ()) -> Iterator[Column]:
    """One column for an identifier and its label, one for the code of a goal or target and its name."""
    hidden = {*hide, *_HIDDEN}
    names = list(table.columns)
    labels = {name: label for name in names if (label := _label_of(name, names))}
    codes = {code: label for code, label in _NAMED.items() if code in names and label in names}
    if "sdg" in names and "sdg" not in codes:
        codes.update(("sdg", f"{name}Label") for name in _BARE if f"{name}Label" in names)
    told_by_code = {name for name in names if _CODED.get(name) in names or f"{name}Label" in codes.values()}
    spent = ({*labels.values(), *codes.values(), *told_by_code} - set(_CODES)) | hidden
    indicator = names.index("indicator") if "indicator" in names else -1
    for at, name in enumerate(names):
        if name in spent or name.endswith("Term"):
            continue
        if name in _CODES:
            yield name, _coded(view, at, names.index(codes[name]) if name in codes else -1, indicator)
        elif name in labels:
            yield name, _linked(view, at, names.index(labels[name]))
        else:
            yield name, _plain(view, at, name)


def _label_of(name: str, names: list[str]) -> str:
    """The column that names the things of a column."""
    if f"{name}Label" in names:
        return f"{name}Label"
    return "label" if names[names.index(name) + 1 : names.index(name) + 2] == ["label"] else ""


def _coded(view: View, at: int, label: int, indicator: int) -> Callable[[Row], Cell]:
    """The column of a code; ``label`` is that of the name. An indicator's identifier is another one than its code."""

    def cell(row: Row) -> Cell:
        code = text(row[at])
        told = row[label] if label >= 0 else None
        href = view.to(f"sdg/{code}") if code else ""
        if code.count(".") == 2:
            href = view.iri_link(str(row[indicator])) if indicator >= 0 else ""
        return Cell(text(told), _lang(view, told), href, code)

    return cell


def _linked(view: View, at: int, label: int) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        iri, told = row[at], row[label]
        href = view.iri_link(str(iri)) if isinstance(iri, Iri) else ""
        return Cell(text(told) or text(iri), _lang(view, told), href)

    return cell


def _plain(view: View, at: int, name: str) -> Callable[[Row], Cell]:
    kind = {"quote": "quote", "words": "quote", "sourceLabel": "quote", "firstLine": "line", "lastLine": "line"}.get(name, "")

    def cell(row: Row) -> Cell:
        return value_cell(view, row[at], kind)

    return cell


def value_cell(view: View, value: Value, kind: str = "") -> Cell:
    """A value as it stands in a table."""
    if isinstance(value, Iri):
        code = sdg_code(value)
        return Cell("" if code else text(value), "", view.iri_link(value), code or "", kind)
    if isinstance(value, bool):
        return Cell(view.say("yes" if value else "no"))
    if isinstance(value, int):
        return Cell(grouped(value, view.lang), kind=kind or "number")
    if isinstance(value, float | Decimal):
        return Cell(text(value), kind=kind or "number")
    if isinstance(value, date):
        return Cell(text(value), kind=kind or "date")
    return Cell(text(value), _lang(view, value), kind=kind)


def _lang(view: View, value: Value) -> str:
    return value.lang if isinstance(value, LangText) and value.lang != view.lang else ""
