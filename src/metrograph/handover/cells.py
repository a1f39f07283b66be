"""An item of a plan as the cells of one row, and what corrected cells make of the item.

```
Item ──row_of──> {"label": "MEGA", "lang": "en", "edtf": "2019-06", "places": "place-lyon; place-metz", …}
     <─with_cells── the cells that a person changed
```
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from metrograph.handover.codes import codes_of, stating
from metrograph.model import DateStatus, Item, Kind, Status, Text, When

COLUMNS = (
    "id", "kind", "label", "lang", "edtf", "date_status", "date_text", "status", "parent", "section", "themes", "places",
    "partners", "organisers", "bodies", "condition", "sdgs_stated", "note", "source",
)  # fmt: skip
LISTS = ("themes", "places", "partners", "organisers", "bodies", "sdgs_stated", "source")
REFERENCES = ("parent", "section", "themes", "places", "partners", "organisers", "bodies")
DATES = ("edtf", "date_text", "date_status")
JOINT = "; "
_PIECE = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;]*?))\s*(?:;|$)')
_LINES = re.compile(r"L(\d{1,9})(?:[-–](\d{1,9}))?", re.ASCII)
MOST_LINES = 10_000


def row_of(item: Item, lang: str) -> dict[str, str]:
    """The cells of an item; ``lang`` is the language of the plan, in which the label is shown where there is one."""
    spoken = dict(item.label.pairs())
    shown = lang if lang in spoken else next(iter(spoken), lang)
    date = item.date or When("", "", DateStatus.NOT_STATED)
    return {
        "id": item.id, "kind": item.kind.value, "label": spoken.get(shown, ""), "lang": shown, "edtf": date.edtf,
        "date_status": date.status.value if item.date else "", "date_text": date.text,
        "status": item.status.value if item.status else "", "parent": item.parent, "section": item.section,
        "themes": joined(item.themes), "places": joined(item.places), "partners": joined(item.partners),
        "organisers": joined(item.organisers), "bodies": joined(item.bodies), "condition": item.condition,
        "sdgs_stated": joined(codes_of(item)), "note": item.note, "source": joined((*_line_names(item.lines), *item.found)),
    }  # fmt: skip


def with_cells(item: Item, cells: Mapping[str, str], lang: str) -> Item:
    """An item with cells that a person changed; their values are known to be right. ``lang`` as in ``row_of``."""
    row = {**row_of(item, lang), **cells}
    changes: dict[str, object] = {name: row[name] for name in cells if name in ("parent", "section", "condition", "note")}
    changes |= {name: parted(row[name]) for name in cells if name in REFERENCES and name in LISTS}
    if "kind" in cells:
        changes["kind"] = Kind(row["kind"])
    if "status" in cells:
        changes["status"] = Status(row["status"]) if row["status"] else None
    if any(name in cells for name in DATES):
        changes["date"] = _date(row)
    if "source" in cells:
        changes["lines"], changes["found"] = places(parted(row["source"]))
    if "label" in cells or "lang" in cells:
        changes |= _label(item, row, lang)
    item = replace(item, **changes)  # type: ignore[arg-type]  # the names are those of the fields
    if "sdgs_stated" not in cells:
        return item
    codes = parted(row["sdgs_stated"])
    return replace(item, also_says=stating(codes, item, row["lang"]), mentions_sdgs=item.mentions_sdgs or bool(codes))


def _label(item: Item, row: Mapping[str, str], lang: str) -> dict[str, object]:
    before, spoken = row_of(item, lang)["lang"], dict(item.label.pairs())
    if row["lang"] != before:
        spoken.pop(before, None)
    label = Text(**{**spoken, row["lang"]: row["label"]})
    ours = {name: words for name, words in item.translation.pairs() if name != row["lang"] or row["lang"] == before}
    return {"label": label, "translation": Text(**ours)}


def _date(row: Mapping[str, str]) -> When | None:
    """The date that three cells give; a day makes it stated, and nothing at all makes it not stated, whatever the third says."""
    edtf, text, status = (row[name] for name in DATES)
    if not (edtf or text or status):
        return None
    told = DateStatus(status) if status else None
    if edtf and told in (None, DateStatus.NOT_STATED):
        told = DateStatus.STATED
    if not edtf and (told is None or (not text and told is not DateStatus.TO_BE_CONFIRMED)):
        told = DateStatus.NOT_STATED
    return When(edtf, text, told or DateStatus.NOT_STATED)


def joined(members: Iterable[str]) -> str:
    """Members of a list as one cell; one that holds a semicolon stands in quotes.

    >>> joined(("theme-water", "a; b"))
    'theme-water; "a; b"'
    """
    return JOINT.join('"' + one.replace('"', '""') + '"' if re.search(r'[;"]|^\s|\s$', one) else one for one in members)


def parted(cell: str) -> tuple[str, ...]:
    """The members of a list in a cell, each once.

    >>> parted('theme-water;"a; b" ; theme-water;')
    ('theme-water', 'a; b')
    """
    found: dict[str, None] = {}
    at = 0
    while at < len(cell):
        match = _PIECE.match(cell, at) or _PIECE.match(cell.replace('"', " "), at)
        if match is None or match.end() == at:
            break
        found[match[1].replace('""', '"') if match[1] is not None else match[2]] = None
        at = match.end()
    return tuple(name for name in found if name)


def _line_names(lines: tuple[int, ...]) -> list[str]:
    return [f"L{line}" for line in lines]


def places(names: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Lines and other places of a source, as a cell names them.

    >>> places(("L12", "L14-16", "Pilotes!B4"))
    ((12, 14, 15, 16), ('Pilotes!B4',))
    """
    lines: dict[int, None] = {}
    others: list[str] = []
    for name in names:
        match = _LINES.fullmatch(name)
        if match is None:
            others.append(name)
            continue
        first = int(match[1])
        lines.update(dict.fromkeys(range(first, min(int(match[2] or first), first + MOST_LINES) + 1)))
    return tuple(lines), tuple(others)


def same(first: str, second: str) -> bool:
    """Whether two cells mean the same: blanks at the ends, kinds of line break and signs that no sheet keeps aside."""
    return plain(first) == plain(second)


_LOST = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_000


def plain(text: str) -> str:
    r"""A text as a sheet can hold it: no control signs, ``\n`` for every line break, cut where Excel would cut it.

    >>> plain(" a\r\nb\x07 ")
    'a\nb'
    """
    return re.sub(r"\r\n?", "\n", _LOST.sub("", text)).strip()[:LONGEST].strip()
