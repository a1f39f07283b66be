"""What a person decided about doubtful pairs: read from a table, written as ``continues`` into the later plan, or into a table.

```csv
from,to,same
pilot-mega,pilot-energy,yes
```
"""

from collections.abc import Mapping
from pathlib import Path

from metrograph.compare.entries import COMPARED
from metrograph.csvfile import sound_rows
from metrograph.errors import MetroGraphError, Place, RecordError, UsageError, near, together
from metrograph.formats import save
from metrograph.handover.edits import CHANGED, Change, apply
from metrograph.model import Plan
from metrograph.table import Table
from metrograph.yamlfile import read_text

COLUMNS = ("from", "to", "same")
YES, NO = (
    frozenset(["yes", "y", "oui", "o", "sí", "si", "s", "true", "vrai", "1", "x"]),
    frozenset(["no", "n", "non", "not", "false", "faux", "0"]),
)
Decisions = dict[tuple[str, str], bool]


def read_decisions(path: Path, earlier: Plan, later: Plan) -> Decisions:
    """The decisions of a table, by the ids of A and B; whatever is wrong in it is raised together, with its line."""
    text = read_text(path)
    marks = [mark for mark in (",", ";", "\t") if mark in text.split("\n", 1)[0]]
    rows = sound_rows(text, str(path), marks[0] if marks else ",")
    head = rows[0][1] if rows else []
    for column in COLUMNS:
        if column not in head:
            raise RecordError("A165", Place(str(path), 1), column=column)
    known = tuple({item.id for item in plan.items if item.kind in COMPARED} for plan in (earlier, later))
    found: Decisions = {}
    problems: list[MetroGraphError] = []
    for place, cells in rows[1:]:
        row = dict(zip(head, map(str.strip, cells), strict=False))
        pair = (row.get("from", ""), row.get("to", ""))
        answer = row.get("same", "").casefold()
        if not (answer or any(pair)):
            continue
        wrong = [UsageError("A166", place, side="AB"[at], value=name, near=near(name, known[at]))
                 for at, name in enumerate(pair) if name not in known[at]]  # fmt: skip
        if answer and answer not in YES | NO:
            wrong.append(UsageError("A167", place, value=answer))
        if pair in found and answer and found[pair] != (answer in YES):
            wrong.append(UsageError("A171", place, earlier=pair[0], later=pair[1]))
        problems += wrong
        if answer and not wrong:
            found[pair] = answer in YES
    if problems:
        raise together(problems)
    return found


def write_decisions(path: Path, decisions: Mapping[tuple[str, str], bool]) -> None:
    """Write every decision into a table, sorted; whole or not at all."""
    rows = tuple((one, other, "yes" if same else "no") for (one, other), same in sorted(decisions.items()))
    save(path, Table(COLUMNS, rows).csv().encode())


def write_continues(earlier: Plan, later: Plan, decisions: Mapping[tuple[str, str], bool]) -> int:
    """Write the accepted pairs as ``continues`` into the file of the later plan; everything else in it keeps its bytes.

    How many were written. An item that names a forerunner already keeps it.
    """
    items = {item.id: item for item in later.items}
    taken: dict[str, Change] = {}
    for (one, other), same in sorted(decisions.items()):
        if same and not items[other].continues:
            taken.setdefault(other, Change(CHANGED, other, "continues", "", f"{earlier.id}/{one}"))
    if taken:
        path = Path(later.path)
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        save(path, apply(text, taken.values()).encode())
    return len(taken)
