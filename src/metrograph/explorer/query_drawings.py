"""Which pictures suit an answer, and what they show: bars of numbers, days on a line, things that are linked."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from metrograph.explorer.neighbours import shape
from metrograph.explorer.query_columns import Column
from metrograph.explorer.view import View
from metrograph.namespaces import goal_of
from metrograph.pages.page import Cell
from metrograph.pictures import bars, timeline
from metrograph.table import Iri, Row, Table, Value, text
from metrograph.words import counted

_ROWS, _GLANCE, _NAME = 2, 20, 120
_BARS, _DAY = 60, 60
_EDTF = re.compile(r"-?\d{4}(-\d{2}){0,2}(?![\w.])")
LINKS = 300
"""How many links a graph shows."""
_WORDS = ("zoom-in", "zoom-out", "fit", "middle", "links")
_PARTS = ("direct", "indirect", "none")
"""Numbers that make up one bar."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of an answer: SVG of ours, or nodes and links for the script that draws a graph."""

    kind: str
    caption: str
    svg: str = ""
    graph: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    """What the picture leaves out."""


def fitting(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[str, ...]:
    """The ways to look at an answer.

    >>> import metrograph
    >>> from metrograph.explorer.query_columns import columns
    >>> view = View.of(metrograph.open())
    >>> def ways(name):
    ...     table = view.ask(name)
    ...     return fitting(columns(view, table, free=False), table.rows())
    >>> ways("coverage-by-theme"), ways("links"), ways("timeline")
    (('table', 'chart'), ('table', 'graph'), ('table', 'timeline'))
    """
    if len(rows) < _ROWS:
        return ("table",)
    days = _days(columns, rows)
    fits = {
        "chart": bool(_amounts(columns)) and bool(_names(columns)),
        "timeline": bool(days) and bool(_names(columns, days[0])),
        "graph": len(_ends(columns, rows)) > 1,
    }
    return ("table", *(kind for kind, fit in fits.items() if fit))


def drawing(view: View, columns: Sequence[Column], rows: Sequence[Row], kind: str) -> Drawing:
    """The picture of a kind that fits."""
    return {"chart": _chart, "timeline": _timeline, "graph": _graph}[kind](view, columns, rows)


def _amounts(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns of numbers; the lines where something stands in the source are none."""
    return tuple(column for column in columns if column.number and not column.name.endswith("Line"))


def _names(columns: Sequence[Column], aside: Column | None = None) -> tuple[Column, ...]:
    return tuple(column for column in columns if not column.number and column is not aside)


def _days(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns of days, months or years, as EDTF writes them."""
    return tuple(one for one in columns if _dated(row[one.at] for row in rows))


def _dated(values: Iterable[Value]) -> bool:
    found = [value for value in values if value is not None]
    return bool(found) and all(isinstance(value, date | str) and _EDTF.match(text(value)) for value in found)


def _chart(view: View, columns: Sequence[Column], rows: Sequence[Row]) -> Drawing:
    """Bars: the first column that is no number names them."""
    amounts = _amounts(columns)
    parts = tuple(one for one in amounts if one.name in _PARTS) or amounts[-1:]
    named = _names(columns)[0]
    told = [(*_told(named.show(row).cell), *(row[part.at] for part in parts)) for row in rows]
    table = Table(("name", "sdg", "href", *(part.name for part in parts)), tuple(told))
    what = ", ".join(part.text for part in parts)
    picture = bars(table, view.lang, title=what, label="name", parts=table.columns[3:], href=_href, most=_BARS)
    return Drawing("chart", view.say("picture.told", name=named.text, what=what), picture)


def _timeline(view: View, columns: Sequence[Column], rows: Sequence[Row]) -> Drawing:
    """Days and months on a line, under the strategic line of each where the answer has one."""
    day = _days(columns, rows)[0]
    named = _names(columns, day)[0]
    line = next((one for one in columns if one.name in ("line", "lineLabel") and one is not named), None)
    told = ((*_told(named.show(row).cell), text(row[day.at])[:_DAY], line.show(row).cell.text if line else None) for row in rows)
    table = Table(("label", "sdg", "href", "date", "lineLabel"), tuple(told))
    picture = timeline(table, view.lang, title=day.text, href=_href)
    return Drawing("timeline", view.say("picture.told", name=named.text, what=day.text), picture)


def _href(row: Mapping[str, Value]) -> str:
    return text(row["href"])


def _told(cell: Cell) -> tuple[str, str, str]:
    return cell.text or cell.sdg, cell.sdg, cell.href


def _ends(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns of things that can be linked, each with a page of its own: of statements the subject, the object, the property."""
    first = rows[:_GLANCE]
    found = tuple(one for one in columns if any(_leads(one.show(row).cell) for row in first))
    return (found[0], found[2], found[1]) if len(found) == len(columns) == 3 else found[:2]


def _leads(cell: Cell) -> str:
    return cell.href or cell.sdg


def _graph(view: View, columns: Sequence[Column], rows: Sequence[Row]) -> Drawing:
    """What two columns of things link, at most three hundred links of it, as graph.js draws it."""
    source, target, *verb = _ends(columns, rows)
    places: dict[str, int] = {}
    nodes: list[dict[str, object]] = []
    edges: Counter[tuple[int, int, str]] = Counter()
    left = 0
    for row in rows:
        ends = [(one, row[one.at], one.show(row).cell) for one in (source, target)]
        if not all(_leads(cell) for _, _, cell in ends) or len(edges) >= LINKS:
            left += 1
            continue
        for one, value, cell in ends:
            if places.setdefault(_leads(cell), len(nodes)) == len(nodes):
                nodes.append(_node(view, one, value, cell))
        start, end = (places[_leads(cell)] for _, _, cell in ends)
        edges[start, end, verb[0].show(row).cell.text if verb else target.text] += 1
    degrees = Counter(at for start, end, _ in edges for at in (start, end))
    graph = {
        "nodes": [{**node, "links": degrees[at]} for at, node in enumerate(nodes)],
        "edges": [{"start": one, "end": other, "weight": n, "name": name} for (one, other, name), n in edges.items()],
        "words": {word: view.say(f"graph.{word}") for word in _WORDS},
    }
    caption = view.say("query.graph.about", nodes=len(nodes), links=len(edges), source=source.text, target=target.text)
    return Drawing("graph", caption, graph=graph, note=counted("query.graph.left", view.lang, left) if left else "")


def _node(view: View, column: Column, value: Value, cell: Cell) -> dict[str, object]:
    form = shape(view.room, value) if isinstance(value, Iri) else ("target" if "." in cell.sdg else "goal")
    name = f"{cell.sdg} {cell.text}".strip()[:_NAME]
    told = {"name": name, "lang": cell.lang, "kind": column.text, "shape": form, "code": cell.sdg}
    return {**told, "goal": goal_of(cell.sdg) if cell.sdg else "", "step": 1, "href": cell.href}
