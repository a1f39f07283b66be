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
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from metrograph.dates import read as read_edtf
from metrograph.errors import MetroGraphError, Place, RecordError, near
from metrograph.model import SHARED_KINDS, DateStatus, Item, Kind, Plan, Source, Status, When, several
from metrograph.records.vocabulary import Vocabulary
from metrograph.words import LANGUAGES
from metrograph.yamlfile import Node, missing, raise_all, read, read_fields

_EARLIER = re.compile(r"https?://[^\s<>\"{}|\\^`]+|[a-z0-9]+(?:[-/][a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_plan(path: Path, vocabulary: Vocabulary) -> Plan:
    """The plan of a file; ``RecordError`` with every problem that was found."""
    return plan_of(read(path), vocabulary)


def plan_of(root: Node, vocabulary: Vocabulary) -> Plan:
    """The plan of a YAML mapping."""
    problems: list[MetroGraphError] = []
    read_fields(root, {"plan": Node.slug, "source": _source, "items": Node.items}, problems)
    problems.extend(missing(root, ("plan", "source", "items")))
    raise_all(problems)
    nodes = root.required("items").items()
    items = [item for node in nodes if (item := _item(node, problems))]
    places = {item.id: Place(root.place.path, item.at) for item in items}
    problems.extend(_reserved(root.required("plan"), items, places))
    problems.extend(_duplicates(items, places))
    problems.extend(_dangling(items, _unread(nodes, items), places, vocabulary))
    source = _source(root.required("source"))
    problems.extend(_beyond(items, places, source.lines))
    roots = [item for item in items if item.kind is Kind.WORK_PLAN]
    if len(roots) != 1 and not problems:
        problems.append(RecordError("R117", root.place, found=len(roots)))
    raise_all(problems)
    return Plan(root.required("plan").slug(), source, tuple(items), root.place.path)


def one_kind_each(plans: Iterable[Plan], themes: Collection[str]) -> None:
    """``RecordError`` (B147) for every id of a shared thing, such as an organisation, that is of one kind here and another there.

    ``themes`` are those that need no plan to be known: the packaged ones and those of ``themes/``.
    """
    known = dict.fromkeys(themes, (Kind.THEME, Place("themes.ttl")))
    problems: list[MetroGraphError] = []
    for plan in plans:
        for item in plan.items:
            if item.kind not in SHARED_KINDS:
                continue
            place = Place(plan.path, item.at)
            kind, first = known.setdefault(item.id, (item.kind, place))
            if item.kind is not kind:
                problems.append(RecordError("B147", place, value=item.id, kind=item.kind, other=kind, first=first))
    raise_all(problems)


def _earlier(node: Node) -> str:
    """The name of an item of an earlier plan: ``metropolis-2018/pilot-mega``, or an IRI."""
    if not _EARLIER.fullmatch(node.text()):
        raise RecordError("R111", node.place, value=node.text())
    return node.text()


def _source(node: Node) -> Source:
    known = ("title", "file", "sha256", "lang", "lines")
    for name, child in node.fields().items():
        if name not in known:
            raise RecordError("R103", child.place, value=name, near=near(name, known), choices=", ".join(known))
    digest = node.required("sha256")
    if not _SHA256.fullmatch(digest.text()):
        raise RecordError("R102", digest.place, want="digest")
    lang = node.required("lang")
    if lang.text() not in LANGUAGES:
        raise RecordError("R114", lang.place, value=lang.text())
    return Source(
        node.required("title").translated(),
        node.required("file").text(),
        digest.text(),
        lang.text(),
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


# What each field of an item holds: the reference of the plan file is made of this.
FIELDS = {
    "id": "a short name of its own: small letters, digits, hyphens",
    "kind": "what it is, see the kinds below",
    "label": "the words of the source, by language",
    "translation": "our translation, by language",
    "lines": "the lines of the source that state it",
    "found": "where in a source that has no lines of its own: a page, or a sheet and cell (`p. 3`, `Pilotes!B4`)",
    "section": "the strategic line under which it stands",
    "parent": "the nearest element that contains it",
    "status": "where an activity stands",
    "date": "{edtf, text, status}: the date, the words that give it, whether it is stated",
    "planned": "false for what the plan names but does not plan (an edition of another year)",
    "themes": "themes that the item or its heading names",
    "principal_in": "for a theme: the lines that name it among their principal subjects",
    "places": "where it takes place",
    "organisers": "who runs it",
    "partners": "other organisations that take part",
    "bodies": "governing bodies that meet or act",
    "communities": "communities of practice that take part",
    "group": "the announcement that lists it (six pilots to conclude)",
    "count": "for an announcement: the number it gives",
    "condition": "what it depends on, in the words of the source",
    "order": "the place of a strategic line in the plan",
    "edition": "which edition of an event or award",
    "phase": "which phase of a project",
    "acronym": "its short form",
    "motto": "the motto of an event",
    "also_called": "other names in the source",
    "also_says": "other words of its lines, beside the label, that links may quote",
    "event_format": "online, on site",
    "part_of_work": "the larger work of a publication",
    "unit_of": "for a body: the organisation it belongs to",
    "sub_event_of": "the event inside which it is held",
    "same_fact_as": "another item that states the same fact",
    "realised_by": "the event or product that carries it out",
    "in_context_of": "the setting in which it is held",
    "prepares_for": "the later event it works towards",
    "refers_to": "the award or event it names",
    "presents_results_of": "for an event: the pilots whose results it shows",
    "shares_bullet_with": "items stated in the same bullet",
    "continues": "the same work in an earlier plan: plan/item",
    "hyperlinked": "true when the source makes it a link",
    "open_list": "true when the source says etc.",
    "ambiguous": "true when the source can be read in two ways; say how in note",
    "mentions_sdgs": "true when the text speaks of the SDGs",
    "note": "a remark of the editor",
}

_READERS: dict[str, Callable[[Node], object]] = {
    "id": Node.slug,
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
                     "in_context_of", "prepares_for", "refers_to"), Node.text),
    "continues": _earlier,
    **dict.fromkeys(("themes", "principal_in", "places", "organisers", "partners", "bodies", "communities", "found",
                     "also_called", "also_says", "presents_results_of", "shares_bullet_with"), Node.texts),
}  # fmt: skip

# Fields that name other items of the plan; ``continues`` names an item of an earlier plan.
_LINKS = ("section", "parent", "group", "unit_of", "sub_event_of", "same_fact_as", "realised_by", "in_context_of",
          "prepares_for", "refers_to", "principal_in", "places", "organisers", "partners", "bodies", "communities",
          "presents_results_of", "shares_bullet_with")  # fmt: skip


def _item(node: Node, problems: list[MetroGraphError]) -> Item | None:
    before = len(problems)
    found = read_fields(node, _READERS, problems)
    problems.extend(missing(node, ("id", "kind")))
    if missing(node, ("label",)) or not found.get("label", True):
        problems.append(RecordError("R105", node.place, id=found.get("id", "?")))
    if len(problems) > before:
        return None
    return Item(**found, at=node.place.line)  # type: ignore[arg-type]  # the readers give each field its type


# Names of nodes that the program itself mints under id/, see namespaces.Names and graph/.
_OWN_PATHS = {"agent", "alignment", "assessment", "evidence", "file", "question", "report", "review", "run", "suggestion"}
_OWN_NODES = {"build", "dataset", "source", "themes"}


def _reserved(plan: Node, items: list[Item], places: dict[str, Place]) -> list[MetroGraphError]:
    wrong: list[MetroGraphError] = [
        RecordError("R124", places[item.id], value=item.id) for item in items if item.id in _OWN_NODES
    ]
    if plan.text() in _OWN_PATHS | _OWN_NODES:
        wrong.append(RecordError("R124", plan.place, value=plan.text()))
    return wrong


def _duplicates(items: list[Item], places: dict[str, Place]) -> list[MetroGraphError]:
    seen: dict[str, Item] = {}
    problems: list[MetroGraphError] = []
    for item in items:
        if item.id in seen:
            place = Place(places[item.id].path, item.at)
            problems.append(RecordError("R110", place, id=item.id, line=seen[item.id].at))
        seen.setdefault(item.id, item)
    return problems


def _unread(nodes: tuple[Node, ...], items: list[Item]) -> set[str]:
    """The ids of items that have a problem of their own: they are there, so what names them is not wrong."""
    ids = (node.value["id"].value for node in nodes if isinstance(node.value, Mapping) and "id" in node.value)
    return {value.strip() for value in ids if isinstance(value, str)} - {item.id for item in items}


def _dangling(items: list[Item], unread: set[str], places: dict[str, Place], vocabulary: Vocabulary) -> list[MetroGraphError]:
    known = unread | {item.id for item in items}
    themes = vocabulary.themes | unread | {item.id for item in items if item.kind is Kind.THEME}
    problems: list[MetroGraphError] = []
    for item in items:
        at = places[item.id]
        problems.extend(
            RecordError("R106", at, id=item.id, field=name, value=target, near=near(target, known))
            for name in _LINKS
            for target in several(getattr(item, name))
            if target not in known
        )
        problems.extend(
            RecordError("R107", at, id=item.id, value=theme, near=near(theme, themes))
            for theme in item.themes
            if theme not in themes
        )
    return problems


def _beyond(items: list[Item], places: dict[str, Place], lines: int) -> list[MetroGraphError]:
    return [
        RecordError("R121", places[item.id], id=item.id, line=line, lines=lines)
        for item in items
        for line in item.lines
        if not 1 <= line <= lines
    ]
