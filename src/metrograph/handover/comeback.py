"""Brings a corrected sheet back: what it changes in a plan, and what in it cannot be right, cell by cell.

```
plan.xlsx ──read_sheet──> Sheet ──compare(plan)──> changes: ~ pilot-mega edtf 2019-05 → 2019-06
                                                   problems: Plan!E14 "2019-13" is no date in EDTF
```
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError, apart
from metrograph.extraction.names import Names
from metrograph.handover.cell_checks import Known, problems_of_cell
from metrograph.handover.cells import COLUMNS, LISTS, REFERENCES, joined, parted, row_of, same
from metrograph.handover.edits import ADDED, CHANGED, REMOVED, Change, apply, changed, item_of
from metrograph.handover.plan_yaml import plan_lines
from metrograph.handover.sheet_in import Sheet, SheetRow, read_sheet
from metrograph.model import Item, Kind, Plan, Source, Text, several
from metrograph.records.plans import plan_of, read_plan
from metrograph.records.vocabulary import Vocabulary, read_vocabulary, vocabulary_beside
from metrograph.words import LANGUAGES
from metrograph.yamlfile import parse, read_text

__all__ = ["Compared", "Sheet", "SheetRow", "changes", "compare", "import_sheet", "read_sheet"]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORMS = {"plan": _SLUG, "file": re.compile(r"\S.*"), "sha256": re.compile(r"[0-9a-f]{64}"),
          "lang": re.compile("|".join(LANGUAGES)), "lines": re.compile(r"[0-9]{1,9}")}  # fmt: skip
_BOM = b"\xef\xbb\xbf"
# What else of an item may name a row that is taken away; the sheet does not show it.
_TIES = ("group", "principal_in", "communities", "unit_of", "sub_event_of", "same_fact_as", "realised_by", "in_context_of",
         "prepares_for", "refers_to", "presents_results_of", "shares_bullet_with")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """What a sheet changes in a plan, and what in it cannot be right; a cell that is wrong changes nothing."""

    changes: tuple[Change, ...]
    problems: tuple[MetroGraphError, ...]


def import_sheet(path: Path, plan_path: Path) -> tuple[tuple[Change, ...], str, tuple[MetroGraphError, ...]]:
    """What a sheet changes, the text of the plan file with that changed, and what cannot be right; nothing is written.

    Without a plan file, a workbook with a sheet About makes a new one.
    """
    sheet = read_sheet(path)
    if not plan_path.exists():
        return _new_file(sheet, plan_path)
    vocabulary = vocabulary_beside(plan_path)
    plan, text = read_plan(plan_path, vocabulary), read_text(plan_path)
    found = compare(plan, sheet, vocabulary)
    mark = "\ufeff" if plan_path.read_bytes().startswith(_BOM) else ""
    if not found.changes:
        return (), mark + text, found.problems
    after = apply(text, found.changes, vocabulary)
    wrong = _wrong(after, plan_path)
    return (found.changes, mark + after, found.problems) if not wrong else ((), mark + text, (*found.problems, *wrong))


def changes(plan: Plan, sheet: Sheet) -> tuple[Change, ...]:
    """What a sheet changes in a plan."""
    return compare(plan, sheet).changes


def compare(plan: Plan, sheet: Sheet, vocabulary: Vocabulary | None = None) -> Compared:
    """What a sheet changes in a plan, row by row, and what in the sheet cannot be right."""
    if sheet.about.get("plan", plan.id) != plan.id:
        raise RecordError("R140", Place(sheet.path), found=sheet.about["plan"], value=plan.id)
    work = _Work(plan, sheet, (vocabulary or read_vocabulary()).themes)
    rows = work.named()
    for name, row in rows.items():
        work.row(name, row)
    work.gone(rows)
    order = {item.id: at for at, item in enumerate(plan.items)}
    made = sorted(work.changes, key=lambda change: (change.sign == ADDED, order.get(change.item, 0)))
    return Compared(tuple(made), tuple(work.problems))


@dataclass
class _Work:
    """A plan, a sheet, and what is found while the two are compared."""

    plan: Plan
    sheet: Sheet
    themes: frozenset[str]
    changes: list[Change] = field(default_factory=list)
    problems: list[MetroGraphError] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    known: Known = field(default_factory=lambda: Known(frozenset(), frozenset(), "en", 0))
    above: dict[str, str] = field(default_factory=dict)
    whole: bool = True

    def __post_init__(self) -> None:
        self.items = {item.id: item for item in self.plan.items}
        self.root = next((item.id for item in self.plan.items if item.kind is Kind.WORK_PLAN), "")

    def problem(self, code: str, row: SheetRow, where: str, /, **values: object) -> None:
        """Note what is wrong with a cell."""
        cell = self.sheet.cell(row, where)
        self.problems.append(RecordError(code, Place(self.sheet.path), **{"cell": cell, **values}))  # type: ignore[arg-type]  # any value

    def named(self) -> dict[str, SheetRow]:
        """The rows by id; a row without one gets one, the same each time that the sheet is read."""
        rows: dict[str, SheetRow] = {}
        for row in self.sheet.rows:
            name = row.cells["id"]
            if name and not _SLUG.fullmatch(name):
                self.whole = False
                self.problem("R135", row, "id", value=name)
            elif name in rows:
                self.problem("R132", row, "id", value=name, first=self.sheet.cell(rows[name], "id"))
            elif name:
                rows[name] = row
        self._name_rest(rows)
        ordered = dict(sorted(rows.items(), key=lambda pair: pair[1].number))
        ids = frozenset(ordered) | (frozenset() if self.whole else frozenset(self.items))
        self.above = dict(pairwise(reversed(ordered)))
        source = self.plan.source
        self.known = Known(ids, ids | self.themes, source.lang, source.lines)
        return ordered

    def _name_rest(self, rows: dict[str, SheetRow]) -> None:
        """Give rows without an id one: that of an item of the same kind and label that no other row is about, else a new one."""
        names = Names()
        for taken in (*self.items, *rows):
            names.hold(taken)
        free: dict[tuple[str, str], list[str]] = {}
        for item in self.items.values():
            for _, label in item.label.pairs() if item.id not in rows else ():
                free.setdefault((item.kind.value, label), []).append(item.id)
        for row in self.sheet.rows:
            if not row.cells["id"]:
                kind, label = row.cells.get("kind", ""), row.cells.get("label", "")
                twin = next((one for one in free.get((kind, label), ()) if one not in rows), "")
                rows[twin or names.take(Kind(kind) if kind in tuple(Kind) else Kind.ACTION, label)] = row

    def row(self, name: str, row: SheetRow) -> None:
        """Compare one row with the item of its id."""
        item = self.items.get(name)
        if item is None:
            self._added(name, row)
            return
        before = row_of(item, self.plan.source.lang)
        others = ((column, text) for column, text in row.cells.items() if column != "id")
        cells = {column: text for column, text in others if not _alike(column, text, before[column])}
        if cells:
            self.items[name] = self._changed(item, self._right(name, row, cells, item))

    def _changed(self, item: Item, cells: Mapping[str, str]) -> Item:
        lang = self.plan.source.lang
        wanted = [Change(CHANGED, item.id, column, new=text) for column, text in cells.items()]
        after = changed(item, wanted, lang)
        old, new = row_of(item, lang), row_of(after, lang)
        differ = [column for column in COLUMNS if old[column] != new[column] and column in cells]
        self.changes += [Change(CHANGED, item.id, column, old[column], new[column]) for column in differ]
        return changed(item, [Change(CHANGED, item.id, column, new=cells[column]) for column in differ], lang)

    def _right(self, name: str, row: SheetRow, cells: Mapping[str, str], item: Item | None) -> dict[str, str]:
        """The cells whose values can be right; the problems of the others are noted."""
        good = {}
        for column, text in cells.items():
            wrong = list(problems_of_cell(column, text, self.known, item))
            if column == "kind" and not wrong and (text == Kind.WORK_PLAN) != (name == self.root):
                wrong = [("R136", {})]
            for code, values in wrong:
                self.problem(code, row, column, **values)
            if not wrong:
                good[column] = text
        return good

    def _added(self, name: str, row: SheetRow) -> None:
        cells = {"kind": "", "label": ""} | {column: text for column, text in row.cells.items() if column != "id" and text}
        if not self.root and cells["kind"] == Kind.WORK_PLAN:
            self.root = name
        good = self._right(name, row, cells, None)
        if "kind" not in good or "label" not in good:
            return
        made = Change(
            ADDED, name, new=f"{good['kind']}, {good['label']}", row=tuple(good.items()), after=self.above.get(name, "")
        )
        self.changes.append(made)
        self.items[name] = item_of(made, self.plan.source.lang)

    def gone(self, rows: Mapping[str, SheetRow]) -> None:
        """Take away the items that have no row; none while some row cannot be told, nor one that a row still names."""
        gone = [name for name in self.items if name not in rows] if self.whole else []
        if self.root in gone:
            gone.remove(self.root)
            self.problems.append(RecordError("R136", Place(self.sheet.path), cell=self.sheet.name))
        gone = self._free(gone, rows)
        lang = self.plan.source.lang
        for name in gone:
            item = self.items.pop(name)
            self.changes.append(Change(REMOVED, name, old=f"{item.kind.value}, {item.label.best(lang)}"))
        for item in self.items.values():
            self._untied(item, frozenset(gone))

    def _free(self, gone: list[str], rows: Mapping[str, SheetRow]) -> list[str]:
        """Those of some items that nothing that stays names; each cell that names one is noted."""
        left = dict.fromkeys(gone)
        staying = [name for name in self.items if name not in left]
        while staying:
            item = self.items[staying.pop()]
            for column, name in [(one, name) for one in REFERENCES for name in several(getattr(item, one))]:
                if name not in left or (column == "themes" and name in self.themes):
                    continue
                if item.id in rows:
                    self.problem("R134", rows[item.id], column, column=column, value=name, near="")
                del left[name]
                staying.append(name)
        return list(left)

    def _untied(self, item: Item, gone: frozenset[str]) -> None:
        for tie in _TIES:
            names = several(getattr(item, tie))
            if gone & set(names):
                left = joined(name for name in names if name not in gone)
                self.changes.append(Change(CHANGED, item.id, tie, joined(names), left))


def _alike(column: str, first: str, second: str) -> bool:
    """Whether two cells of a column mean the same; an empty language leaves it as it was."""
    if column == "lang" and not first:
        return True
    if column in LISTS:
        one, other = parted(first), parted(second)
        return (set(one) == set(other)) if column == "sdgs_stated" else one == other
    return same(first, second)


def _wrong(text: str, path: Path) -> tuple[MetroGraphError, ...]:
    """What is wrong with the text of a plan file."""
    try:
        plan_of(parse(text, str(path)), vocabulary_beside(path))
    except MetroGraphError as error:
        return tuple(apart((error,)))
    return ()


def _new_file(sheet: Sheet, path: Path) -> tuple[tuple[Change, ...], str, tuple[MetroGraphError, ...]]:
    plan_id, source = _source(sheet)
    found = compare(Plan(plan_id, source, ()), sheet, vocabulary_beside(path))
    items = tuple(item_of(change, source.lang) for change in found.changes)
    if not any(item.kind is Kind.WORK_PLAN for item in items):
        missing = RecordError("R136", Place(sheet.path), cell=sheet.name)
        return (), "", (*found.problems, *(() if any(one.code == "R136" for one in found.problems) else (missing,)))
    text = "\n".join(plan_lines(plan_id, source, items, (), lambda _: {})) + "\n"
    wrong = _wrong(text, path)
    return (found.changes, text, found.problems) if not wrong else ((), "", (*found.problems, *wrong))


def _source(sheet: Sheet) -> tuple[str, Source]:
    """The plan and the source that a sheet About names."""
    about = sheet.about
    for name, form in _FORMS.items():
        if not form.fullmatch(about.get(name, "")):
            raise RecordError("R137", Place(sheet.path), detail=name)
    lang, lines = about["lang"], int(about["lines"])
    title = Text(**{one: about.get(f"title.{one}", "") for one in LANGUAGES}) or Text(**{lang: about["plan"]})
    return about["plan"], Source(title, about["file"], about["sha256"], lang, lines)
