"""Reads a plan file: one YAML mapping with ``plan``, ``source`` and ``items``.

```yaml
plan: metropolis-2019
source: {title: {fr: …}, file: source.txt, sha256: c3d3…, lang: fr, lines: 131}
items:
- id: pilot-mega
  kind: pilot_project
  label: {en: "Metropolis Energy GovernAnce: MEGA"}   # the words of the source
  translation: {fr: …, es: …}                         # ours
  parent: product-pilot-projects
  lines: [78]
```
"""

import re
from collections.abc import Callable
from pathlib import Path

from metrograph.dates import read as read_edtf
from metrograph.errors import MetroGraphError, Place, RecordError, near
from metrograph.model import DateStatus, Item, Kind, Plan, Source, Status, When
from metrograph.records.vocabulary import Vocabulary
from metrograph.yamlfile import Node, missing, raise_all, read, read_fields

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_plan(path: Path, vocabulary: Vocabulary) -> Plan:
    """The plan of a file; ``RecordError`` with every problem that was found."""
    return plan_of(read(path), vocabulary)


def plan_of(root: Node, vocabulary: Vocabulary) -> Plan:
    """The plan of a YAML mapping."""
    problems: list[MetroGraphError] = []
    read_fields(root, {"plan": _slug, "source": _source, "items": Node.items}, problems)
    problems.extend(missing(root, ("plan", "source", "items")))
    raise_all(problems)
    items = [item for node in root.required("items").items() if (item := _item(node, problems))]
    places = {item.id: Place(root.place.path, item.at) for item in items}
    problems.extend(_duplicates(items, places))
    problems.extend(_dangling(items, places, vocabulary))
    source = _source(root.required("source"))
    problems.extend(_beyond(items, places, source.lines))
    roots = [item for item in items if item.kind is Kind.WORK_PLAN]
    if len(roots) != 1 and not problems:
        problems.append(RecordError("R117", root.place, found=len(roots)))
    raise_all(problems)
    return Plan(_slug(root.required("plan")), source, tuple(items), root.place.path)


def _slug(node: Node) -> str:
    value = node.text()
    if not _SLUG.fullmatch(value):
        raise RecordError("R111", node.place, value=value)
    return value


def _source(node: Node) -> Source:
    known = ("title", "file", "sha256", "lang", "lines")
    for name, child in node.fields().items():
        if name not in known:
            raise RecordError("R103", child.place, value=name, near=near(name, known), choices=", ".join(known))
    digest = node.required("sha256")
    if not _SHA256.fullmatch(digest.text()):
        raise RecordError("R102", digest.place, want="a SHA-256 digest (64 hexadecimal digits)")
    return Source(
        node.required("title").translated(),
        node.required("file").text(),
        digest.text(),
        node.required("lang").text(),
        node.required("lines").integer(),
    )


def _date(node: Node) -> When:
    problems: list[MetroGraphError] = []
    readers: dict[str, Callable[[Node], object]] = {
        "edtf": _edtf,
        "text": Node.text,
        "status": lambda child: child.one_of(DateStatus),
    }
    found = read_fields(node, readers, problems)
    raise_all(problems)
    default = DateStatus.STATED if "edtf" in found else DateStatus.NOT_STATED
    return When(str(found.get("edtf", "")), str(found.get("text", "")), DateStatus(str(found.get("status", default))))


def _edtf(node: Node) -> str:
    try:
        read_edtf(node.text())
    except ValueError:
        raise RecordError("R109", node.place, value=node.text()) from None
    return node.text()


def _line_numbers(node: Node) -> tuple[int, ...]:
    return tuple(child.integer() for child in node.items())


def _status(node: Node) -> Status:
    return node.one_of(Status)


_READERS: dict[str, Callable[[Node], object]] = {
    "id": _slug,
    "kind": lambda node: node.one_of(Kind),
    "label": Node.translated,
    "translation": Node.translated,
    "lines": _line_numbers,
    "status": _status,
    "date": _date,
    **dict.fromkeys(("planned", "hyperlinked", "open_list", "ambiguous", "mentions_sdgs"), Node.flag),
    **dict.fromkeys(("count", "order", "edition", "phase"), Node.integer),
    **dict.fromkeys(("condition", "acronym", "motto", "event_format", "part_of_work", "note"), Node.text),
    **dict.fromkeys(("section", "parent", "group", "unit_of", "sub_event_of", "same_fact_as", "realised_by",
                     "in_context_of", "prepares_for", "refers_to", "continues"), Node.text),
    **dict.fromkeys(("themes", "principal_in", "places", "organisers", "partners", "bodies", "communities", "also_called",
                     "presents_results_of", "shares_bullet_with"), Node.texts),
}  # fmt: skip

# Fields that name other items of the plan; ``continues`` names an item of an earlier plan.
_LINKS = ("section", "parent", "group", "unit_of", "sub_event_of", "same_fact_as", "realised_by", "in_context_of",
          "prepares_for", "refers_to", "principal_in", "places", "organisers", "partners", "bodies", "communities",
          "presents_results_of", "shares_bullet_with")  # fmt: skip


def _item(node: Node, problems: list[MetroGraphError]) -> Item | None:
    before = len(problems)
    found = read_fields(node, _READERS, problems)
    problems.extend(missing(node, ("id", "kind")))
    if missing(node, ("label",)):
        problems.append(RecordError("R105", node.place, id=found.get("id", "?")))
    if len(problems) > before:
        return None
    return Item(**found, at=node.place.line)  # type: ignore[arg-type]  # the readers give each field its type


def _duplicates(items: list[Item], places: dict[str, Place]) -> list[MetroGraphError]:
    seen: dict[str, Item] = {}
    problems: list[MetroGraphError] = []
    for item in items:
        if item.id in seen:
            place = Place(places[item.id].path, item.at)
            problems.append(RecordError("R110", place, id=item.id, line=seen[item.id].at))
        seen.setdefault(item.id, item)
    return problems


def _dangling(items: list[Item], places: dict[str, Place], vocabulary: Vocabulary) -> list[MetroGraphError]:
    known = {item.id for item in items}
    themes = vocabulary.themes | {item.id for item in items if item.kind is Kind.THEME}
    problems: list[MetroGraphError] = []
    for item in items:
        at = places[item.id]
        problems.extend(
            RecordError("R106", at, id=item.id, field=name, value=target, near=near(target, known))
            for name in _LINKS
            for target in _several(getattr(item, name))
            if target not in known
        )
        problems.extend(
            RecordError("R107", at, id=item.id, value=theme, near=near(theme, themes))
            for theme in item.themes
            if theme not in themes
        )
    return problems


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _beyond(items: list[Item], places: dict[str, Place], lines: int) -> list[MetroGraphError]:
    return [
        RecordError("R121", places[item.id], id=item.id, line=line, lines=lines)
        for item in items
        for line in item.lines
        if not 1 <= line <= lines
    ]
