"""Edits the text of a plan file: only the lines of what changed, everything else byte for byte the same.

```
apply(text, changes)     ~ pilot-mega edtf: 2019-05 → 2019-06    one line is written anew, its "# ? date" is taken away
```
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from metrograph.errors import RecordError
from metrograph.handover.cells import COLUMNS, parted, with_cells
from metrograph.handover.plan_yaml import BESIDE, ORDER, field_lines, item_lines, member_lines, one_line, plan_lines
from metrograph.model import Item, Kind, Plan, Text
from metrograph.records.plans import plan_of
from metrograph.records.vocabulary import Vocabulary, read_vocabulary
from metrograph.words import counted, say
from metrograph.yamlfile import Node, parse

ADDED, REMOVED, CHANGED = "+", "−", "~"
_COUNTED = {CHANGED: "changes.changed", ADDED: "changes.added", REMOVED: "changes.removed"}
_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\\Z)")
_DASH = re.compile(r"( *)-( +)(?=\S)")
_DOUBT = re.compile(r" *# \? (\w+):")
_Edit = tuple[int, int, list[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a sheet changes: one field of an item (``~``), an item that is new (``+``), or one that is gone (``−``).

    ``row`` holds the cells of a new item, ``after`` the id of the row above it.
    """

    sign: str
    item: str
    field: str = ""
    old: str = ""
    new: str = ""
    row: tuple[tuple[str, str], ...] = ()
    after: str = ""


def apply(text: str, changes: Iterable[Change], vocabulary: Vocabulary | None = None) -> str:
    """The text of a plan file with some changes made; comments and layout of the rest stay."""
    root = parse(text, "")
    plan = plan_of(root, vocabulary or read_vocabulary())
    file = _File(text, root)
    made = tuple(changes)
    by_item: dict[str, list[Change]] = {}
    for change in made:
        if change.sign != ADDED:
            by_item.setdefault(change.item, []).append(change)
    for item in plan.items:
        own = by_item.get(item.id, [])
        if any(change.sign == REMOVED for change in own):
            file.remove(item.id)
        elif own:
            file.change(item, changed(item, own, plan.source.lang), {change.field for change in own})
    for change in made:
        if change.sign == ADDED:
            file.add(item_of(change, plan.source.lang), change.after)
    return _rewritten(text, plan, made) if file.flow else file.text()


def changed(item: Item, changes: Iterable[Change], lang: str) -> Item:
    """An item with some of its fields changed."""
    cells, others = dict[str, str](), dict[str, object]()
    for change in changes:
        if change.field in COLUMNS:
            cells[change.field] = change.new
        else:
            several = isinstance(Item.__dataclass_fields__[change.field].default, tuple)
            others[change.field] = parted(change.new) if several else change.new
    return replace(with_cells(item, cells, lang), **others)  # type: ignore[arg-type]  # the names are those of the fields


def item_of(change: Change, lang: str) -> Item:
    """The item that a new row states."""
    row = {name: text for name, text in change.row if text}
    label = Text(**{row.get("lang", lang): row["label"]})
    bare = Item(change.item, Kind(row["kind"]), label)
    rest = {name: text for name, text in row.items() if name not in ("id", "kind", "label", "lang")}
    return with_cells(bare, rest, row.get("lang", lang))


def shown(changes: Iterable[Change], lang: str) -> str:
    """Changes as a person reads them: each item once, its fields below it, old → new.

    >>> print(shown([Change("~", "pilot-mega", "edtf", "", "2019-06")], "en"))
    ~ pilot-mega
        edtf: (empty) → 2019-06
    1 changed, 0 added, 0 removed
    """
    made = tuple(changes)
    if not made:
        return say("changes.none", lang)
    lines: list[str] = []
    empty = say("changes.empty", lang)
    for at, change in enumerate(made):
        if change.sign == CHANGED:
            if not (at and made[at - 1].item == change.item and made[at - 1].sign == CHANGED):
                lines.append(f"~ {change.item}")
            lines.append(f"    {change.field}: {one_line(change.old) or empty} → {one_line(change.new) or empty}")
        else:
            lines.append(f"{change.sign} {change.item}: {one_line(change.new or change.old)}")
    number = {sign: len({change.item for change in made if change.sign == sign}) for sign in _COUNTED}
    lines.append(", ".join(counted(key, lang, number[sign]) for sign, key in _COUNTED.items()))
    return "\n".join(lines)


def _rewritten(text: str, plan: Plan, changes: tuple[Change, ...]) -> str:
    """A plan file whose items do not stand on lines of their own, written anew."""
    gone = {change.item for change in changes if change.sign == REMOVED}
    items = [
        changed(item, [one for one in changes if one.item == item.id and one.sign == CHANGED], plan.source.lang)
        for item in plan.items
        if item.id not in gone
    ]
    items += [item_of(change, plan.source.lang) for change in changes if change.sign == ADDED]
    head = tuple(line.lstrip("# ").rstrip() for line in text.split("\n") if line.startswith("#"))
    return "\n".join(plan_lines(plan.id, plan.source, tuple(items), head, lambda _: {})) + "\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of an item (``start`` to ``end``), how far its fields are indented, and the lines of each field."""

    start: int
    end: int
    dash: int
    indent: int
    node: Node
    fields: Mapping[str, tuple[int, int]]


@dataclass
class _File:
    """The lines of a plan file and what is to become of them."""

    source: str
    root: Node
    lines: list[str] = field(default_factory=list)
    blocks: dict[str, _Block] = field(default_factory=dict)
    edits: list[_Edit] = field(default_factory=list)
    flow: bool = False

    def __post_init__(self) -> None:
        self.lines = [line for line in _LINE.findall(self.source) if line]
        self.newline = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"
        nodes = self.root.required("items").items()
        starts = [node.place.line - 1 for node in nodes]
        after = [node.place.line - 1 for node in self.root.fields().values() if node.place.line - 1 > starts[-1]]
        ends = [*starts[1:], min(after, default=len(self.lines))]
        self.flow = len(set(starts)) < len(starts) or any(not _DASH.match(self.lines[at]) for at in starts)
        for node, start, end in zip(nodes, starts, ends, strict=True):
            if not self.flow:
                self.blocks[node.required("id").text()] = self._block(node, start, end)

    def _block(self, node: Node, start: int, end: int) -> _Block:
        match = _DASH.match(self.lines[start])
        dash, indent = (len(match[1]), len(match[0])) if match else (0, 2)
        end = self._trimmed(start, end, indent)
        keys = sorted((child.place.line - 1, name) for name, child in node.fields().items())
        stops = [*(line for line, _ in keys[1:]), end]
        fields = {name: (line, self._trimmed(line, stop, indent)) for (line, name), stop in zip(keys, stops, strict=True)}
        return _Block(start, end, dash, indent, node, fields)

    def _trimmed(self, start: int, end: int, indent: int) -> int:
        """The end of some lines without the blank lines and comments that lead to what follows."""
        while end > start + 1 and (not self.lines[end - 1].strip() or re.match(rf" {{0,{indent}}}#", self.lines[end - 1])):
            end -= 1
        return end

    def remove(self, name: str) -> None:
        """Take an item away, with the doubts above it."""
        if self.flow:
            return
        block = self.blocks[name]
        start, end = block.start, block.end
        while start and _DOUBT.match(self.lines[start - 1]):
            start -= 1
        while end < len(self.lines) and re.match(rf" {{{block.dash + 1},}}#", self.lines[end]):
            end += 1
        self.edits.append((start, end, []))

    def add(self, item: Item, after: str) -> None:
        """Put a new item below another, or at the end."""
        if self.flow:
            return
        last = max(self.blocks.values(), key=lambda block: block.start)
        above = self.blocks.get(after, last)
        lines = [" " * above.dash + line for line in item_lines(item)]
        self.edits.append((above.end, above.end, lines))
        self.blocks[item.id] = replace(above, start=above.end)

    def change(self, before: Item, after: Item, corrected: set[str]) -> None:
        """Write the fields of an item that differ, and take away the doubts about those that were corrected."""
        if self.flow:
            return
        block = self.blocks[before.id]
        names = [name for name in ORDER if getattr(before, name) != getattr(after, name)]
        starts = {line for line, _ in block.fields.values()}
        first = [name for name in names if block.fields.get(name, (-1, -1))[0] == block.start and not field_lines(name, after)]
        if len(starts) < len(block.fields) or first:
            self.edits.append((block.start, block.end, [" " * block.dash + line for line in item_lines(after)]))
            return
        for name in names:
            self._field(name, block, after)
        told = {BESIDE.get(name, name) for name in corrected}
        self.edits += [(at, at + 1, []) for at in self._doubts(block) if _about(self.lines[at]) in told]

    def _doubts(self, block: _Block) -> Iterator[int]:
        """The comments that tell of a doubt, above an item and in it, outside the values of its fields."""
        at = block.start
        while at and self.lines[at - 1].lstrip().startswith("#"):
            at -= 1
            if _DOUBT.match(self.lines[at]):
                yield at
        inside = {line for first, last in block.fields.values() for line in range(first, last)}
        yield from (line for line in range(block.start, block.end) if line not in inside and _DOUBT.match(self.lines[line]))

    def _field(self, name: str, block: _Block, after: Item) -> None:
        written, told = field_lines(name, after), member_lines(name, after)
        if name not in block.fields:
            self.edits.append((place := self._place(name, block), place, [" " * block.indent + line for line in written]))
            return
        start, end = block.fields[name]
        node = block.node.fields()[name]
        children = _children(node, start)
        if children and told:
            self._members(children, told, end)
            return
        head = self.lines[start][: block.indent] if start == block.start else " " * block.indent
        lines = [(head if not at else " " * block.indent) + line for at, line in enumerate(written)]
        if len(lines) == 1 and end == start + 1:
            lines[0] += self._remark(start, block.indent, name, node)
        self.edits.append((start, end, lines))

    def _place(self, name: str, block: _Block) -> int:
        """The line before which a new field is written: after the last of those that come before it."""
        before = [block.fields[one][1] for one in ORDER[: ORDER.index(name)] if one in block.fields]
        return max(before, default=block.end)

    def _members(self, children: Mapping[str, Node], told: Mapping[str, str], end: int) -> None:
        """Change the members of a mapping whose members stand on lines of their own."""
        lines = sorted(child.place.line - 1 for child in children.values())
        margin = re.match(r"\s*", self.lines[lines[0]])
        indent = margin[0] if margin else "    "
        stops = dict(zip(lines, [*lines[1:], end], strict=True))
        for name, child in children.items():
            start = child.place.line - 1
            stop = self._trimmed(start, stops[start], len(indent))
            if name not in told:
                self.edits.append((start, stop, []))
            elif parse(told[name], "").fields()[name].value != child.value:
                self.edits.append((start, stop, [indent + told[name]]))
        self.edits += [(end, end, [indent + line]) for name, line in told.items() if name not in children]

    def _remark(self, at: int, indent: int, name: str, node: Node) -> str:
        """The comment at the end of a line of one field."""
        line = self.lines[at][indent:].rstrip("\r\n")
        for match in re.finditer(r"\s+#", line):
            try:
                if _bare(parse(line[: match.start()], "").fields()[name]) == _bare(node):
                    return line[match.start() :]
            except RecordError:
                continue
        return ""

    def text(self) -> str:
        """The text with every edit made."""
        lines = list(self.lines)
        if lines and not lines[-1].endswith(("\n", "\r")) and any(start == len(lines) for start, _, _ in self.edits):
            lines[-1] += self.newline
        ordered = sorted(enumerate(self.edits), key=lambda pair: (pair[1][0], pair[1][1], pair[0]), reverse=True)
        for _, (start, end, new) in ordered:
            lines[start:end] = [line + self.newline for line in new]
        return "".join(lines)


def _about(line: str) -> str:
    """The field that a doubt is told beside."""
    match = _DOUBT.match(line)
    return BESIDE.get(match[1], match[1]) if match else ""


def _bare(node: Node) -> object:
    """The value of a node without the places where it stands."""
    if isinstance(node.value, Mapping):
        return {name: _bare(child) for name, child in node.value.items()}
    return [_bare(child) for child in node.value] if isinstance(node.value, tuple) else node.value


def _children(node: Node, line: int) -> Mapping[str, Node]:
    """The members of a mapping that stand on lines of their own below its name; none for any other value."""
    if not isinstance(node.value, Mapping) or not node.value:
        return {}
    lines = [child.place.line - 1 for child in node.value.values()]
    return node.value if min(lines) > line and len(set(lines)) == len(lines) else {}
