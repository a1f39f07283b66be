"""The whole way, from plain files to quads: the file to read first.

```
plans/ alignments/ context/ reviews.jsonl ──read──> one Dossier a plan ──fold──> where each link stands ──write──> its Part
ontology/ sdg/ facts/ questions ──write──> what plans share
Parts and what they share ──> lines of N-Quads, in a fixed order <──replay── updates.jsonl
```

``derive`` takes this way for whoever asks questions; ``build`` takes it again and again, and makes only the parts that changed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

from metrograph import graph
from metrograph.decisions import Standing, standings
from metrograph.errors import MetroGraphError, Place, RecordError, together
from metrograph.formats import lines_in_order, with_names
from metrograph.graph.meta import Described, Origin, title
from metrograph.model import SHARED_KINDS, Outside, Plan, Report, Review, Run
from metrograph.namespaces import Names
from metrograph.parts import Claim, Dossier, File, Kept, Maker, Part, Unclear, jobs, links_of_all, made, part_of
from metrograph.records import (
    ReviewLog,
    Vocabulary,
    one_kind_each,
    read_outside,
    read_plan,
    read_reports,
    read_run,
    read_themes,
    read_vocabulary,
    theme_files,
)
from metrograph.resources import digest, root
from metrograph.store.updates import UpdateLog
from metrograph.turtle import Quad, read_quads, read_triples, value

T = TypeVar("T")
B = TypeVar("B", Run, Review)
REVIEWS, UPDATES = "reviews.jsonl", "updates.jsonl"
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
        return standings(self.runs, self.reviews, self.shared)

    @property
    def shared(self) -> frozenset[tuple[str, str]]:
        """The items that are one thing for all plans, such as themes, each with its plan."""
        return frozenset((name, item.id) for name, plan in self.plans.items() for item in plan.items if item.kind in SHARED_KINDS)


def source_files(folder: Path) -> tuple[Path, ...]:
    """The plain files of a folder, in the order in which they are read."""
    patterns = (
        "plans/*.yaml",
        "alignments/*.yaml",
        "context/*.yaml",
        "facts/*.yaml",
        "reviews.jsonl",
        "sdg/*.ttl",
        "themes/*.ttl",
        UPDATES,
    )
    return tuple(path for pattern in patterns for path in sorted(folder.glob(pattern)))


def read_records(folder: Path, vocabulary: Vocabulary) -> Records:
    """Plain files to values. What is wrong in any file of a kind is raised together, with file and line."""
    files: dict[str, Path] = {}
    read = partial(_read_all, folder, files)
    plans = read("plan", "plans", lambda path: [(plan.id, plan) for plan in (read_plan(path, vocabulary),)])
    one_kind_each(plans.values(), vocabulary.themes)
    runs = read("alignments", "alignments", lambda path: [(run.id, run) for run in (read_run(path, plans, vocabulary),)])
    reports = read("context", "context", lambda path: [read_reports(path, plans)])
    facts = _read_facts(folder, files, {item.id for plan in plans.values() for item in plan.items})
    log = ReviewLog(folder / REVIEWS)
    if log.path.exists():
        files["reviews"] = log.path
    return Records(plans, tuple(runs.values()), reports, log.read(), files, facts)


def _read_facts(folder: Path, files: dict[str, Path], ids: Collection[str]) -> dict[str, Outside]:
    """What was looked up; refused where it is about a thing that no plan names."""
    facts = _read_all(folder, files, "context", "facts", lambda path: [(one.id, one) for one in (read_outside(path),)])
    strangers = [(source, one) for source in facts.values() for one in source.findings if one.thing not in ids]
    if strangers:
        raise together(RecordError("A259", Place(source.path, one.at), value=one.thing) for source, one in strangers)
    return facts


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
            problems.append(error)
    if problems:
        raise together(problems)
    return found


@dataclass(frozen=True, slots=True)
class Given:
    """What a graph is derived from: a folder of plain files, how its identifiers are minted, the version, the questions."""

    folder: Path
    names: Names
    version: str
    questions: tuple[Described, ...] = ()


def derive(given: Given) -> tuple[Records, tuple[Quad, ...]]:
    """The records of a folder, and every quad that follows from them and from its updates, each once, in a fixed order."""
    records = read_records(given.folder, read_vocabulary(given.folder))
    return records, tuple(read_quads(Path("graph.nq"), b"".join(_of_records(given, records))))


def build(given: Given, out: IO[bytes], kept: Kept, workers: int = 1, tell: Callable[[int], None] = lambda _: None) -> None:
    """Write the quads that ``derive`` gives, as lines; the part of each plan is taken from those kept, or made and kept.

    ``workers`` is on how many processes parts are made, ``tell`` hears how many were.
    """
    folder, files = given.folder, dict[str, Path]()
    try:
        found = jobs(folder, ReviewLog(folder / REVIEWS))
        files.update(
            (f"context/{job.plan}", folder / name) for job in found for name, _ in job.files if name.startswith("context/")
        )
        parts = made(found, Maker(folder, given.names, given.version, read_vocabulary(folder)), kept, workers, tell)
        reviews = (review for job in found for review in job.reviews)
        out.writelines(_updated(given, _lines(given, parts, reviews, partial(_read_facts, folder, files))))
    except Unclear:  # something is wrong, or not as plain as it might be: everything is read, to tell of it
        records = read_records(folder, read_vocabulary(folder))
        out.seek(0)
        out.truncate()
        out.writelines(_of_records(given, records))


def _of_records(given: Given, records: Records) -> Iterable[bytes]:
    return _updated(given, _lines(given, _parts(given, records), records.reviews, lambda _: records.facts))


def _parts(given: Given, records: Records) -> Iterator[Part]:
    """The part of each plan, by id."""
    runs, reviews = _by_plan(records.runs), _by_plan(records.reviews)
    files = {name: (f"{path.parent.name}/{path.name}", digest((path,))) for name, path in records.files.items() if "/" in name}
    themes = read_vocabulary(given.folder).themes
    for plan in sorted(records.plans.values(), key=lambda plan: plan.id):
        own = (f"plan/{plan.id}", f"context/{plan.id}", *(f"alignments/{run.id}" for run in runs[plan.id]))
        told = {name: files[name] for name in own if name in files and (name != own[1] or plan.id in records.reports)}
        reports = records.reports.get(plan.id, ())
        dossier = Dossier(plan, tuple(runs[plan.id]), reports, tuple(reviews[plan.id]), told)
        yield part_of(dossier, given.names, themes)


def _by_plan(values: Iterable[B]) -> dict[str, list[B]]:
    found: dict[str, list[B]] = defaultdict(list)
    for one in values:
        found[one.plan].append(one)
    return found


def _lines(
    given: Given,
    parts: Iterable[Part],
    reviews: Iterable[Review],
    read_facts: Callable[[Collection[str]], dict[str, Outside]],
) -> Iterator[bytes]:
    """Every line, each once: what we bring, the parts of plans, then what they share and what all of it is."""
    names, counts, items, people = given.names, Counter[str](), set[str](), dict[str, None]()
    decided, claims, kinds = dict[bytes, None](), list[Claim](), dict[str, str]()

    def written(name: str, quads: Iterable[Quad]) -> bytes:
        lines = lines_in_order(quads)
        counts[name] += len(lines)
        return b"".join(lines)

    for name, quads in _brought(given.folder, names).items():
        yield written(name, quads)
    for part in parts:
        yield part.lines
        for name, kind in part.kinds.items():
            if kinds.setdefault(name, kind) != kind:
                raise Unclear(name)
        counts.update(part.counts)
        items.update(part.items)
        people.update(dict.fromkeys(part.people))
        decided.update(dict.fromkeys(part.shared.encode().splitlines(keepends=True)))
        claims.extend(part.claims)
    counts["reviews"] += len(decided)
    yield b"".join(decided)
    yield written("view", links_of_all(claims, reviews, names))
    yield written("reviews", graph.agent_quads(people, names))
    facts = read_facts(items)
    for source in facts.values():
        yield written(f"context/{source.id}", graph.outside_quads(source, names))
    yield b"".join(lines_in_order(graph.meta_quads(counts, _origins(given.folder, facts), given.questions, given.version, names)))


def _brought(folder: Path, names: Names) -> dict[str, list[Quad]]:
    """What every graph holds: our ontology, the goals, the themes; and the official texts, where they were imported."""
    files = {name: [root() / "ontology" / file for file in found] for name, found in ONTOLOGY.items()}
    files["sdg-un"] = sorted((folder / "sdg").glob("*.ttl"))
    triples = [(name, read_triples(path)) for name, paths in files.items() for path in paths]
    triples += [("themes", iter(read_themes(path, names))) for path in theme_files(folder)]
    quads = (quad for name, found in triples for quad in graph.file_quads(found, name, names))
    found: dict[str, list[Quad]] = {name: [] for name in files}
    for quad in with_names(quads):
        found[value(quad.graph_name).removeprefix(names.graph(""))].append(quad)
    return found


def _origins(folder: Path, facts: dict[str, Outside]) -> Iterator[Origin]:
    """What the graphs are that do not belong to one plan."""
    for name, files in ONTOLOGY.items():
        own = theme_files(folder) if name == "themes" else ()
        yield Origin(name, title(f"graph.{name}"), tuple(map(_file, (*(root() / "ontology" / file for file in files), *own))))
    imported = tuple(_file(path) for path in sorted((folder / "sdg").glob("*.ttl")))
    if imported:
        yield Origin("sdg-un", title("graph.sdg-un"), imported, "")
    made_from = []
    for one in facts.values():
        made_from.append(_file(Path(one.path)))
        licences = {finding.licence for finding in one.findings}
        licence = licences.pop() if len(licences) == 1 else ""
        yield Origin(f"context/{one.id}", title("graph.facts", name=one.id), (made_from[-1],), licence)
    if (folder / REVIEWS).exists():
        made_from.append((REVIEWS, digest((folder / REVIEWS,))))
        yield Origin("reviews", title("graph.reviews"), (made_from[-1],))
    yield Origin("view", title("graph.view"), tuple(made_from))


def _file(path: Path) -> File:
    return f"{path.parent.name}/{path.name}", digest((path,))


def _updated(given: Given, pieces: Iterable[bytes]) -> Iterable[bytes]:
    """The lines after the updates of the workspace, in their order; what is new stands at the end."""
    updates = UpdateLog(given.folder / UPDATES).read()
    if not updates:
        return pieces
    found = dict.fromkeys(line for piece in pieces for line in piece.splitlines(keepends=True))
    for update in updates:
        removed, added = map(lines_in_order, update.quads())
        for line in removed:
            found.pop(line, None)
        found.update(dict.fromkeys(added))
    return found
