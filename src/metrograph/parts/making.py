"""Makes the parts that are not kept: in this process, or side by side in others where there are many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from metrograph.errors import MetroGraphError
from metrograph.namespaces import Names
from metrograph.parts.files import Job, Unclear
from metrograph.parts.kept import Kept, key_of
from metrograph.parts.part import Dossier, Part, part_of
from metrograph.records import Vocabulary, one_kind_each, read_plan, read_reports, read_run
from metrograph.resources import digest

FORM = 2
"""Goes up when the same records give other lines, or a part is packed in another way."""
MANY, CHUNK = 400, 25
"""From how many plans on other processes help, and how many plans each takes at a time."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the part of a job. ``Unclear`` for anything wrong in its files: the whole folder is read then, to tell of it."""

    folder: Path
    names: Names
    version: str
    vocabulary: Vocabulary

    def keys(self, jobs: Iterable[Job]) -> dict[str, Job]:
        """The jobs by what their parts are made from: files, decisions, known codes and themes, the base, the version."""
        known = (sorted(self.vocabulary.sdg), sorted(self.vocabulary.themes))
        common = key_of(FORM, self.version, self.names.base, *known)
        return {key_of(common, job): job for job in jobs}

    def part(self, job: Job) -> Part:
        """The part of a job."""
        try:
            dossier = self._read(job)
        except MetroGraphError:
            raise Unclear(job.plan) from None
        if any(digest((self.folder / name,)) != sha256 for name, sha256 in job.files):  # written to meanwhile
            raise Unclear(job.plan)
        return part_of(dossier, self.names, self.vocabulary.themes)

    def packed(self, job: Job) -> bytes:
        """The part of a job, packed."""
        return self.part(job).packed()

    def _read(self, job: Job) -> Dossier:
        vocabulary, (first, *others) = self.vocabulary, job.files
        plan = read_plan(self.folder / first[0], vocabulary)
        one_kind_each((plan,), vocabulary.themes)
        if plan.id != job.plan:
            raise Unclear(job.plan)
        plans, files, runs, reports = {plan.id: plan}, {f"plan/{plan.id}": first}, [], []
        for file in others:
            path = self.folder / file[0]
            if file[0].startswith("context/"):
                reports.append(read_reports(path, plans)[1])
                name = f"context/{plan.id}"
            else:
                runs.append(read_run(path, plans, vocabulary))
                name = f"alignments/{runs[-1].id}"
            if name in files:
                raise Unclear(name)
            files[name] = file
        return Dossier(plan, tuple(runs), tuple(one for some in reports for one in some), job.reviews, files)


def made(jobs: Iterable[Job], maker: Maker, kept: Kept, workers: int, tell: Callable[[int], None]) -> Iterator[Part]:
    """The part of each job, in their order: what is kept is taken from there, all else made and kept."""
    wanted, known, graphs = maker.keys(jobs), kept.keys(), set[str]()
    missing = [key for key in wanted if key not in known]
    packed = _side_by_side if workers > 1 and len(missing) >= MANY else _here
    for number, (key, body) in enumerate(zip(missing, packed([wanted[key] for key in missing], maker, workers), strict=True), 1):
        kept.put(key, body)
        if number % CHUNK == 0:
            kept.commit()
        tell(number)
    kept.only(wanted)
    for key, job in wanted.items():
        part = kept.get(key) or _again(key, job, maker, kept)
        own = part.counts.keys() - {"reviews", "view"}
        if own & graphs:  # two runs of one name
            raise Unclear(job.plan)
        graphs |= own
        yield part


def _again(key: str, job: Job, maker: Maker, kept: Kept) -> Part:
    """The part of a job, kept in the place of one that cannot be read."""
    part = maker.part(job)
    kept.put(key, part.packed())
    return part


def _here(jobs: Sequence[Job], maker: Maker, _: int) -> Iterator[bytes]:
    return map(maker.packed, jobs)


def _side_by_side(jobs: Sequence[Job], maker: Maker, workers: int) -> Iterator[bytes]:
    """The packed parts in the order of the jobs; where a process dies, the rest is made here."""
    done = 0
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for body in pool.map(maker.packed, jobs, chunksize=CHUNK):
                yield body
                done += 1
    except BrokenProcessPool:
        yield from _here(jobs[done:], maker, 1)
