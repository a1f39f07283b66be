"""What was read, in the format asked for: JSON lines, a plan file, a sheet, Turtle or a table."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from metrograph import graph
from metrograph.extraction.iati import Problem, draft_activities
from metrograph.extraction.plan import Reading
from metrograph.folding import fold
from metrograph.handover.lines import json_lines as lines_of
from metrograph.handover.planfile import plan_of, plan_text
from metrograph.handover.sheet import rows_of_reading, to_csv, to_xlsx
from metrograph.handover.told import ENTITIES
from metrograph.namespaces import Names
from metrograph.readers.files import NOTHING_TOLD
from metrograph.readers.iati import read_activities
from metrograph.readers.passage import LIMITS, Limits
from metrograph.records.vocabulary import read_vocabulary
from metrograph.table import Table
from metrograph.turtle import Triple, write_turtle

SUFFIXES = {".jsonl": "jsonl", ".yaml": "yaml", ".yml": "yaml", ".csv": "csv", ".xlsx": "xlsx", ".ttl": "ttl", ".md": "md"}
FORMATS = ("jsonl", "yaml", "csv", "xlsx", "ttl", "table", "md")
WRONG = frozenset({"unknown-sdg", "end-before-start", "duplicate-id", "invalid-date", "no-title", "unknown-status"})
COLUMNS = ("kind", "label", "edtf", "status", "section", "sdgs", "source")
Tell = Callable[[int], None]


def stream(
    path: Path, lang: str = "", limits: Limits = LIMITS, tell: Tell = NOTHING_TOLD
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """The JSON lines of an IATI file, one activity after another in flat memory, each with its problems."""
    for draft, problems in draft_activities(read_activities(path, limits, tell), path.name, lang):
        yield (lines_of([draft], lang) if draft else ""), problems


def json_lines(reading: Reading, lang: str) -> str:
    """The drafts as JSON, one on each line."""
    return lines_of(reading.drafts, lang)


def body_of(reading: Reading, wanted: str, plan: str, lang: str) -> bytes:
    """What was read in one of the formats that a file can have."""
    if wanted == "jsonl":
        return json_lines(reading, lang).encode()
    if wanted == "yaml":
        return plan_text(reading, plan, lang).encode()
    if wanted == "ttl":
        return turtle(reading, plan).encode()
    rows, about = rows_of_reading(reading, plan, lang)
    return to_csv(rows) if wanted == "csv" else to_xlsx(rows, about, lang)


def turtle(reading: Reading, plan: str) -> str:
    """The plan that was read as Turtle, in our terms."""
    names = Names()
    quads = graph.plan_quads(plan_of(reading, plan), names, read_vocabulary().themes)
    return write_turtle((Triple(quad.subject, quad.predicate, quad.object) for quad in quads), names.prefixes((plan,)))


def table(readings: Iterable[Reading]) -> Table:
    """What was read, for people: kind, words, date, status, section and place; names of places and organisations aside."""
    rows = []
    for reading in readings:
        labels = {draft.id: draft.label for draft in reading.drafts}
        for draft in reading.drafts:
            if draft.kind.value not in ENTITIES:
                where = draft.sources[0].where
                place = f"{where.sheet}!{where.cell}" if where.sheet else f"p. {where.page}" if where.page else f"L{where.line}"
                status = draft.status.value if draft.status else ""
                date = f"{draft.edtf} ?" if draft.date_status and draft.date_status.value == "to_be_confirmed" else draft.edtf
                section = labels.get(draft.section, "") if draft.section != draft.id else ""
                rows.append((draft.kind.value, draft.label, date, status, section, " ".join(draft.sdgs), place))
    return Table(COLUMNS, tuple(rows))


def plan_id_of(path: Path) -> str:
    """The id of a plan from the name of its file.

    >>> plan_id_of(Path("Plan de Trabajo 2025 (v2).docx"))
    'plan-de-trabajo-2025-v2'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(path.stem))) or "plan"
