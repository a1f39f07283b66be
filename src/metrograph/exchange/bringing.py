"""Brings a file of mappings into a workspace: which alignment files it makes or changes, shown before anything is written."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from metrograph import formats
from metrograph.errors import SourceError, UsageError, near
from metrograph.exchange.endings import ending_of
from metrograph.exchange.mapped import Asked, Brought, differences, runs_of, with_reviewed
from metrograph.exchange.sssom import Row, read_set
from metrograph.model import Plan, Review, Run
from metrograph.namespaces import Names
from metrograph.records import read_vocabulary, run_text
from metrograph.records.alignments import run_of
from metrograph.yamlfile import parse

Difference = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Bringing:
    """What would be written, and what to tell: the files, each with its differences, rows that deny, columns passed over."""

    files: Mapping[Path, bytes]
    changes: tuple[Difference, ...]
    denied: tuple[Row, ...]
    passed_over: tuple[str, ...]


def is_mappings(path: Path) -> bool:
    """Whether a file is named as one of mappings.

    >>> is_mappings(Path("links.sssom.tsv")), is_mappings(Path("plan.csv"))
    (True, False)
    """
    return ending_of(path.name) == ".sssom.tsv"


def bring(
    path: Path,
    folder: Path,
    plans: Mapping[str, Plan],
    runs: Iterable[Run],
    reviews: Iterable[Review],
    names: Names,
    plan: str = "",
    by: str = "",
) -> Bringing:
    """What a file of mappings would bring into a workspace; nothing is written.

    ``RecordError`` with every row that is wrong; ``UsageError`` for a plan that is not there. Links that a person has decided
    on stay when the file no longer has them.
    """
    if plan and plan not in plans:
        raise UsageError("U108", value=plan, name="plan", near=near(plan, plans), choices=", ".join(plans))
    found = read_set(path)
    brought: Brought = runs_of(found, Asked(plans, read_vocabulary(), names, plan, " ".join(by.split())))
    known = {run.id: run for run in runs}
    decided = [(review.plan, review.item, review.sdg) for review in reviews]
    files: dict[Path, bytes] = {}
    changes: list[Difference] = []
    for run in brought.runs:
        before = known.get(run.id)
        mine = frozenset((item, sdg) for home, item, sdg in decided if home == run.plan)
        after = with_reviewed(run, before, mine)
        made = differences(before, after)
        if made or (before and replace(before, path="", links=(), none=()) != replace(after, links=(), none=())):
            text, target = run_text(after), folder / "alignments" / f"{run.id}.yaml"
            run_of(parse(text, str(target)), dict(plans), read_vocabulary())  # as the next build will read it
            files[target] = text.encode()
            changes.extend(made)
    return Bringing(files, tuple(changes), brought.denied, found.passed_over)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files: all of them, or none; ``SourceError`` for the one that cannot be written."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    done: list[Path] = []
    try:
        for path, body in files.items():
            path.parent.mkdir(exist_ok=True)
            formats.save(path, body)
            done.append(path)
    except (SourceError, OSError) as error:
        for path in done:
            old = before[path]
            with suppress(OSError):
                path.unlink() if old is None else formats.save(path, old)
        if isinstance(error, OSError):
            raise SourceError("S108", detail=error.strerror or str(error)) from None
        raise
