"""Which files of a workspace speak of which plan, told from their text alone: they are not read as YAML for that."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from metrograph.errors import MetroGraphError
from metrograph.model import Review
from metrograph.parts.part import File
from metrograph.records import ReviewLog
from metrograph.resources import digest_of
from metrograph.yamlfile import parse

KINDS = ("plans", "context", "alignments")
_PLAN = re.compile(rb"^plan:[ \t]*([a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*\r?$", re.MULTILINE)


class Unclear(Exception):  # noqa: N818 - no error that anybody is told of
    """The files do not say plainly enough which plan each speaks of, or something is wrong in them."""


@dataclass(frozen=True, slots=True)
class Job:
    """One plan to be made into a part: its files, that of the plan first, and the decisions on it."""

    plan: str
    files: tuple[File, ...]
    reviews: tuple[Review, ...]


def jobs(folder: Path, log: ReviewLog) -> tuple[Job, ...]:
    """One job a plan, by id; ``Unclear`` where the files do not tell which plan each speaks of, or the log cannot be read."""
    files: dict[str, list[File]] = {}
    for plan, file in _files(folder):
        if (plan in files) is file[0].startswith("plans/"):
            raise Unclear(file[0])
        files.setdefault(plan, []).append(file)
    decided: dict[str, list[Review]] = defaultdict(list)
    try:
        for review in log.read():
            decided[review.plan].append(review)
    except MetroGraphError:
        raise Unclear(str(log.path)) from None
    return tuple(Job(plan, tuple(files[plan]), tuple(decided[plan])) for plan in sorted(files))


def plan_ids(folder: Path) -> tuple[str, ...]:
    """The ids of the plans of a folder, sorted: what stands after ``plan:``, else the name of a file that does not tell.

    >>> from metrograph.resources import root
    >>> plan_ids(root() / "data")
    ('metropolis-2019',)
    """
    found = set()
    for path in (folder / "plans").glob("*.yaml"):
        with suppress(FileNotFoundError):  # gone meanwhile
            stat = path.stat()
            found.add(_plan_id(path, stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(found))


@lru_cache(maxsize=16_384)
def _plan_id(path: Path, *_: int) -> str:
    """Read once for as long as the file is not written to: every request asks."""
    try:
        return _plan(path.read_bytes(), str(path))
    except (OSError, Unclear):
        return path.stem


def _files(folder: Path) -> Iterator[tuple[str, File]]:
    for kind in KINDS:
        for path in sorted((folder / kind).glob("*.yaml")):
            try:
                body = path.read_bytes()
            except OSError:
                raise Unclear(path.name) from None
            yield _plan(body, str(path)), (f"{kind}/{path.name}", digest_of(path.name, body))


def _plan(body: bytes, path: str) -> str:
    """The plan that a file names."""
    found = _PLAN.findall(body)
    if len(found) == 1:
        return str(found[0].decode())
    try:
        return parse(body.decode("utf-8-sig"), path).required("plan").text()
    except (MetroGraphError, UnicodeDecodeError):
        raise Unclear(path) from None
