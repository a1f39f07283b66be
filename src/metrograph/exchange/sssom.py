r"""SSSOM files: a mapping set as TSV with a YAML header in comment lines, read and written.

The form is that of SSSOM 1.0 (Simple Standard for Sharing Ontological Mappings, https://mapping-commons.github.io/sssom/).
This module knows the form alone; what the mappings mean for a plan is said in ``mappings`` and ``mapped``.

```
#curie_map:                          what each prefix stands for
#  sdg: "http://metadata.un.org/sdg/"
#license: "https://creativecommons.org/licenses/by/4.0/"
subject_id      predicate_id      object_id      …
```
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError, near, together
from metrograph.yamlfile import Node, parse, read_text
from metrograph.yamlfile import read as read_yaml

Head = Mapping[str, object]
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
SLOTS = (
    "record_id", "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label", "predicate_modifier",
    "object_id", "object_label", "object_category", "mapping_justification", "author_id", "author_label", "reviewer_id",
    "reviewer_label", "creator_id", "creator_label", "license", "subject_type", "subject_source", "subject_source_version",
    "object_type", "object_source", "object_source_version", "predicate_type", "mapping_provider", "mapping_source",
    "mapping_cardinality", "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "publication_date", "review_date", "confidence", "reviewer_agreement", "curation_rule", "curation_rule_text",
    "subject_match_field", "object_match_field", "match_string", "subject_preprocessing", "object_preprocessing",
    "similarity_score", "similarity_measure", "see_also", "issue_tracker_item", "other", "comment",
)  # fmt: skip
"""The slots of a mapping, in the order in which they are written."""
SHARED = ("mapping_date", "mapping_provider", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "object_match_field",
          "object_preprocessing", "object_source", "object_source_version", "object_type", "predicate_type",
          "similarity_measure", "subject_match_field", "subject_preprocessing", "subject_source", "subject_source_version",
          "subject_type")  # fmt: skip
"""The slots that may stand in the header once, for every mapping of the set."""
_CELL = re.compile(r'("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|\Z)')
_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'[\t\r\n"]')


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping: its slots that are not empty, and where in the file each stands."""

    slots: Mapping[str, str]
    line: int = field(default=0, compare=False)
    columns: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)

    def get(self, slot: str) -> str:
        """The value of a slot, empty where there is none."""
        return self.slots.get(slot, "")

    def place(self, path: str, slot: str = "") -> Place:
        """Where a slot stands in the file."""
        column, width = self.columns.get(slot, (0, 1))
        return Place(path, self.line, column, max(1, width))


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A set of mappings: prefixes, what is said of the whole set, the slots of others (name to property), and the rows."""

    prefixes: Mapping[str, str]
    head: Mapping[str, str]
    extensions: Mapping[str, str]
    rows: tuple[Row, ...]
    path: str = field(default="", compare=False)
    passed_over: tuple[str, ...] = field(default=(), compare=False)


def set_text(found: MappingSet) -> str:
    """A mapping set as the text of a file; ``read_set`` reads it back. Columns without a value are left out.

    >>> slots = {"subject_id": "a:1", "predicate_id": "a:p", "object_id": "a:2", "mapping_justification": "semapv:MappingReview"}
    >>> row = Row(slots)
    >>> print(set_text(MappingSet({"a": "http://a/"}, {"mapping_set_id": "http://a/set"}, {}, (row,))).expandtabs(1), end="")
    #curie_map:
    #  a: "http://a/"
    #mapping_set_id: "http://a/set"
    subject_id predicate_id object_id mapping_justification
    a:1 a:p a:2 semapv:MappingReview
    """
    used = {slot for row in found.rows for slot in row.slots}
    columns = [slot for slot in (*SLOTS, *found.extensions) if slot in used or slot in REQUIRED]
    lines = [f"#{line}" for line in _header(found)]
    lines += ["\t".join(columns)]
    lines += ["\t".join(_cell(row.get(slot)) for slot in columns) for row in found.rows]
    return "\n".join(lines) + "\n"


def _header(found: MappingSet) -> Iterator[str]:
    yield "curie_map:"
    for prefix, space in sorted(found.prefixes.items()):
        yield f"  {_name(prefix)}: {_yaml(space)}"
    for slot, said in found.head.items():
        yield f"{slot}: {_yaml(said)}"
    if found.extensions:
        yield "extension_definitions:"
        for slot, meaning in found.extensions.items():
            yield f"- slot_name: {slot}"
            yield f"  property: {_yaml(meaning)}"


def _name(prefix: str) -> str:
    return prefix if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", prefix) else _yaml(prefix)


def _yaml(text: str) -> str:
    """A text in double quotes, which YAML reads as JSON does; all that is not plain is escaped."""
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _cell(text: str) -> str:
    quoted = _QUOTED.search(text) or text.startswith("#") or text != text.strip(" ")
    return '"' + text.replace('"', '""') + '"' if quoted else text


def listed(texts: Iterable[str]) -> str:
    r"""Several values in one cell, as SSSOM writes lists.

    >>> listed(["a|b", "c"]), parted(listed(["a|b", "c"]))
    ('a\\|b|c', ('a|b', 'c'))
    """
    return "|".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def parted(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds a list."""
    found = re.findall(r"(?:^|\|)((?:[^\\|]|\\.|\\\Z)*)", cell, re.DOTALL) if cell else []
    return tuple(re.sub(r"\\(.)", r"\1", one, flags=re.DOTALL) for one in found)


def read_set(path: Path) -> MappingSet:
    """The mapping set of a file; ``SourceError`` or ``RecordError`` with every fault of its form, with line and column.

    The header may stand in the file or beside it, in ``links.sssom.yml``; without any, well-known prefixes alone are known.
    """
    text = read_text(path)
    lines = _BREAK.split(text)
    high = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = _head("\n".join(line[1:] for line in lines[:high]), path)
    start = sum(len(line) for line in lines[:high]) + sum(len(end) for end in _BREAK.findall(text)[:high])
    rows = list(_rows(text, start, high + 1))
    if not rows:
        raise RecordError("A185", Place(str(path), high + 1))
    return _checked(rows, head, str(path))


def _head(comment: str, path: Path) -> dict[str, Node]:
    if any(line.strip() for line in comment.splitlines()):
        return dict(parse(comment, str(path)).fields())
    stem = path.name.removesuffix(".tsv")
    beside = next((one for one in (path.with_name(f"{stem}.yml"), path.with_name(f"{stem}.yaml")) if one.is_file()), None)
    return dict(read_yaml(beside).fields()) if beside else {}


def _rows(text: str, at: int, line: int) -> Iterator[tuple[int, list[tuple[str, int, int]]]]:
    """The cells of each row that is not empty, with line, column and width."""
    row: list[tuple[str, int, int]] = []
    first, begin = line, at
    while at < len(text) or row:
        match = _CELL.match(text, at)
        raw, end = (match[1], match[2]) if match else ("", "")
        row.append((_plain(raw), at - begin + 1, len(raw)))
        at += len(raw) + len(end)
        line += len(_BREAK.findall(raw))
        if end != "\t":
            if any(cell for cell, _, _ in row):
                yield first, row
            line += bool(end)
            row, first, begin = [], line, at
            if not end:
                return


def _plain(raw: str) -> str:
    whole = len(raw) > 1 and raw.startswith('"') and raw.endswith('"')
    return raw[1:-1].replace('""', '"') if whole else raw.strip(" ")


def _checked(rows: list[tuple[int, list[tuple[str, int, int]]]], head: Mapping[str, Node], path: str) -> MappingSet:
    prefixes = {name: node.text() for name, node in head["curie_map"].fields().items()} if "curie_map" in head else {}
    extensions = _extensions(head)
    line, names = rows[0][0], [cell.strip() for cell, _, _ in rows[0][1]]
    problems: list[MetroGraphError] = []
    lost = [slot for slot in REQUIRED if slot not in names]
    if lost:
        problems.append(RecordError("A186", Place(path, line), value=", ".join(lost), found=", ".join(names[:8])))
    seen: set[str] = set()
    for name, (_, column, width) in zip(names, rows[0][1], strict=True):
        guess = "" if name in SLOTS or name in extensions or not name else near(name, SLOTS)
        if name in seen or (guess and guess not in names):
            problems.append(RecordError("A187", Place(path, line, column, width), value=name, near=guess))
        seen.add(name)
    known = {*SLOTS, *extensions} & set(names)
    said = {slot: node.text() for slot, node in head.items() if isinstance(node.value, str) and node.text()}
    shared = {slot: said[slot] for slot in SHARED if slot in said}
    made = []
    for number, cells in rows[1:]:
        if len(cells) > len(names) and any(cell for cell, _, _ in cells[len(names) :]):
            place = Place(path, number, cells[len(names)][1])
            problems.append(RecordError("A196", place, found=len(cells), n=len(names)))
            continue
        at = {name: (cell, column, width) for name, (cell, column, width) in zip(names, cells, strict=False) if name in known}
        slots = {**shared, **{name: cell for name, (cell, _, _) in at.items() if cell}}
        made.append(Row(slots, number, {name: (column, width) for name, (_, column, width) in at.items()}))
    if problems:
        raise together(problems)
    passed = tuple(name for name in names if name and name not in known)
    rest = {slot: words for slot, words in said.items() if slot not in shared}
    return MappingSet(prefixes, rest, extensions, tuple(made), path, passed)


def _extensions(head: Mapping[str, Node]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in head["extension_definitions"].items() if "extension_definitions" in head else ():
        fields = node.fields()
        if "slot_name" in fields:
            found[fields["slot_name"].text()] = fields["property"].text() if "property" in fields else ""
    return found


def gathered(found: MappingSet) -> MappingSet:
    """A set with the slots that all its rows share, and that may, in the header."""
    first = found.rows[0].slots if found.rows else {}
    alike = {slot: first[slot] for slot in SHARED if slot in first and all(row.get(slot) == first[slot] for row in found.rows)}
    rows = tuple(replace(row, slots={slot: said for slot, said in row.slots.items() if slot not in alike}) for row in found.rows)
    return replace(found, head={**found.head, **alike}, rows=rows)
