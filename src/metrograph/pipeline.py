"""The whole way, from plain files to quads: the file to read first.

```
ontology/, data/ or a workspace ──read──> plans, runs, reports, facts, reviews ──fold──> where each link stands ──write──> quads
updates.jsonl ──replay──> quads
```
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from metrograph import graph
from metrograph.decisions import Standing, standings
from metrograph.errors import MetroGraphError, Place, RecordError, together
from metrograph.graph.meta import Described, Origin
from metrograph.model import Outside, Plan, Report, Review, Run, Text
from metrograph.namespaces import Names
from metrograph.records import ReviewLog, Vocabulary, read_outside, read_plan, read_reports, read_run, read_vocabulary
from metrograph.resources import digest, root
from metrograph.store.updates import UpdateLog, replayed
from metrograph.turtle import Quad, read_triples
from metrograph.words import LANGUAGES, say

T = TypeVar("T")
UPDATES = "updates.jsonl"
ONTOLOGY = {"ontology": ("metrograph.ttl", "bridges.ttl"), "sdg": ("sdg.ttl",), "themes": ("themes.ttl",)}


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that the plain files of one folder say."""

    plans: dict[str, Plan]
    runs: tuple[Run, ...]
    reports: dict[str, tuple[Report, ...]]
    reviews: tuple[Review, ...]
    files: dict[str, Path]
    facts: dict[str, Outside] = field(default_factory=dict)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where each link stands."""
        return standings(self.runs, self.reviews)


def source_files(folder: Path) -> tuple[Path, ...]:
    """The plain files of a folder, in the order in which they are read."""
    patterns = ("plans/*.yaml", "alignments/*.yaml", "context/*.yaml", "facts/*.yaml", "reviews.jsonl", "sdg/*.ttl", UPDATES)
    return tuple(path for pattern in patterns for path in sorted(folder.glob(pattern)))


def read_records(folder: Path, vocabulary: Vocabulary) -> Records:
    """Step 1: plain files to values. What is wrong in any file of a kind is raised together, with file and line."""
    files: dict[str, Path] = {}
    read = partial(_read_all, folder, files)
    plans = read("plan", "plans", lambda path: [(plan.id, plan) for plan in (read_plan(path, vocabulary),)])
    runs = read("alignments", "alignments", lambda path: [(run.id, run) for run in (read_run(path, plans, vocabulary),)])
    reports = read("context", "context", lambda path: [read_reports(path, plans)])
    facts = _read_all(folder, files, "context", "facts", lambda path: [(one.id, one) for one in (read_outside(path),)])
    _known(facts, plans)
    log = ReviewLog(folder / "reviews.jsonl")
    if log.path.exists():
        files["reviews"] = log.path
    return Records(plans, tuple(runs.values()), reports, log.read(), files, facts)


def _known(facts: dict[str, Outside], plans: dict[str, Plan]) -> None:
    """Refuse facts about a thing that no plan names."""
    ids = {item.id for plan in plans.values() for item in plan.items}
    strangers = [(source, one) for source in facts.values() for one in source.findings if one.thing not in ids]
    if strangers:
        raise together(RecordError("A259", Place(source.path, one.at), value=one.thing) for source, one in strangers)


def _read_all(
    folder: Path, files: dict[str, Path], graph: str, kind: str, reader: Callable[[Path], list[tuple[str, T]]]
) -> dict[str, T]:
    """The values of every file of a kind by name; two files may not give the same name."""
    found: dict[str, T] = {}
    problems: list[MetroGraphError] = []
    for path in sorted((folder / kind).glob("*.yaml")):
        try:
            for name, value in reader(path):
                if f"{graph}/{name}" in files:
                    raise RecordError("R125", Place(str(path), 1), value=name, path=files[f"{graph}/{name}"])
                found[name], files[f"{graph}/{name}"] = value, path
        except MetroGraphError as error:
            problems.extend((error, *error.others))
    if problems:
        raise together(problems)
    return found


def derive(folder: Path, names: Names, version: str, questions: tuple[Described, ...] = ()) -> tuple[Records, tuple[Quad, ...]]:
    """Steps 1 to 4: the records of a folder, and every quad that follows from them and from its updates, in a fixed order."""
    vocabulary = read_vocabulary()
    records = read_records(folder, vocabulary)
    quads = tuple(_quads(records, folder, names, vocabulary))
    described = graph.meta_quads(quads, _origins(records, folder), questions, version, names, _title("graph.meta"))
    return records, replayed((*quads, *described), UpdateLog(folder / UPDATES).read())


def _quads(records: Records, folder: Path, names: Names, vocabulary: Vocabulary) -> Iterator[Quad]:
    for name, files in ONTOLOGY.items():
        for file in files:
            yield from graph.file_quads(read_triples(root() / "ontology" / file), name, names)
    for path in sorted((folder / "sdg").glob("*.ttl")):
        yield from graph.file_quads(read_triples(path), "sdg-un", names)
    for plan in records.plans.values():
        yield from graph.plan_quads(plan, names, vocabulary.themes)
        yield from graph.context_quads(plan, records.reports.get(plan.id, ()), names)
    for source in records.facts.values():
        yield from graph.outside_quads(source, names)
    for run in records.runs:
        yield from graph.run_quads(run, records.plans[run.plan], names)
    found = records.standings
    yield from graph.review_quads(found, records.plans, names)
    yield from graph.view_quads(found, records.plans, names)


def _origins(records: Records, folder: Path) -> Iterator[Origin]:
    for name, files in ONTOLOGY.items():
        paths = [root() / "ontology" / file for file in files]
        yield Origin(name, _title(f"graph.{name}"), tuple((f"ontology/{path.name}", digest((path,))) for path in paths))
    imported = sorted((folder / "sdg").glob("*.ttl"))
    if imported:
        yield Origin("sdg-un", _title("graph.sdg-un"), tuple((f"sdg/{path.name}", digest((path,))) for path in imported), "")
    made_from = {name: (path.relative_to(folder).as_posix(), digest((path,))) for name, path in records.files.items()}
    for name, file in made_from.items():
        kind, _, what = name.partition("/")
        if kind == "context" and what in records.facts:
            licences = {one.licence for one in records.facts[what].findings}
            yield Origin(name, _title("graph.facts", name=what), (file,), licences.pop() if len(licences) == 1 else "")
        else:
            yield Origin(name, _title(f"graph.{kind}", name=what), (file,))
    yield Origin("view", _title("graph.view"), tuple(made_from.values()))


def _title(key: str, **values: object) -> Text:
    return Text(*(say(key, lang, **values) for lang in LANGUAGES))
