"""Reads a context file: what sources outside a plan say of its items, kept apart from the plan's own words.

```yaml
plan: metropolis-2019
reports:
- item: event-u20-2
  source: seisakukikaku.metro.tokyo.lg.jp
  facts: {date: 2019-05-20/2019-05-22, place: Tokyo}
```
"""

from pathlib import Path

from metrograph.dates import read as read_edtf
from metrograph.errors import MetroGraphError, RecordError, near
from metrograph.model import Plan, Report
from metrograph.namespaces import SDG_CODE
from metrograph.yamlfile import Node, raise_all, read

FACTS = (
    "date",
    "place",
    "edition",
    "organiser",
    "lead",
    "partner",
    "convener",
    "promoter",
    "goal_in_review",
    "name",
    "note",
)


def read_reports(path: Path, plans: dict[str, Plan]) -> tuple[str, tuple[Report, ...]]:
    """The plan id and the reports of a file; ``RecordError`` with every problem that was found."""
    root = read(path)
    name = root.required("plan")
    if name.text() not in plans:
        raise RecordError("R118", name.place, value=name.text(), near=near(name.text(), plans))
    ids = {item.id for item in plans[name.text()].items}
    problems: list[MetroGraphError] = []
    reports = []
    for node in root.required("reports").items():
        try:
            reports.append(_report(node, ids))
        except RecordError as error:
            problems.append(error)
    raise_all(problems)
    return name.text(), tuple(reports)


def _report(node: Node, ids: set[str]) -> Report:
    for name, child in node.fields().items():
        if name not in ("item", "source", "facts"):
            raise RecordError("R103", child.place, value=name, near=near(name, FACTS), choices="item, source, facts")
    item = node.required("item")
    if item.text() not in ids:
        raise RecordError("R118", item.place, value=item.text(), near=near(item.text(), ids))
    facts = [(name, value) for name, child in node.required("facts").fields().items() for value in _values(name, child)]
    return Report(item.text(), tuple(facts), node.required("source").text(), node.place.line)


def _values(name: str, node: Node) -> tuple[str, ...]:
    if name not in FACTS:
        raise RecordError("R103", node.place, value=name, near=near(name, FACTS), choices=", ".join(FACTS))
    values = node.texts()
    match name:
        case "date":
            for value in values:
                _check_date(value, node)
        case "edition":
            return tuple(str(one.integer()) for one in node.items())
        case "goal_in_review":
            for value in values:
                if not SDG_CODE.fullmatch(value) or "." in value:
                    raise RecordError("R116", node.place, value=value)
    return values


def _check_date(value: str, node: Node) -> None:
    try:
        read_edtf(value)
    except ValueError:
        raise RecordError("R109", node.place, value=value) from None
