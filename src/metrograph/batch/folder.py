"""The folder of a run: what was begun, which shards are done, and the manifest when all are.

```
DIR/run.json          what decides the bytes: inputs, versions, settings; a run of something else may not go on here
DIR/shards/00/00000.nq.gz, .parquet      each is there whole or not at all
DIR/head.nq.gz        what is said once: the plan, its documents, the run of the linker
DIR/progress.jsonl    a line for each shard that is done; gone at the end
DIR/errors.jsonl      the records that were refused, each with its place
DIR/lock              while a process works here
DIR/manifest.json     every file with its digest, and all counts; there only when all is done
```
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from metrograph import formats
from metrograph.batch.cut import Cut
from metrograph.batch.task import COLUMNS, Settings, Shard, Task, head_quads, packed
from metrograph.errors import MetroGraphError, Place, SourceError, StoreError, UsageError
from metrograph.store.disk import Lock

RUN, PROGRESS, MANIFEST, ERRORS, SHARDS, HEAD, LOCK = (
    "run.json", "progress.jsonl", "manifest.json", "errors.jsonl", "shards", "head.nq.gz", "lock",
)  # fmt: skip
Entry = dict[str, Any]
_NOTHING = hashlib.sha256().hexdigest()


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run came to. ``found`` is how many of its shards were there already, from a run that had stopped."""

    folder: Path
    found: int
    shards: int
    records: int
    links: int
    quads: int
    refused: int


class Folder:
    """One run on the disk."""

    def __init__(self, path: Path, settings: Settings, inputs: Iterable[Path], lang: str) -> None:
        self.path = path
        self._order = {str(one): n for n, one in enumerate(inputs)}
        self.done: dict[int, Entry] = {}
        self._settings = settings
        self._lang = lang
        self._described: Entry = {}
        self._refused: dict[int, list[MetroGraphError]] = {}
        self._lock: Lock | None = None

    @property
    def finished(self) -> bool:
        """Whether the manifest is there."""
        return (self.path / MANIFEST).is_file()

    def begin(self, described: Entry) -> None:
        """Make the folder, or go on in it; ``UsageError`` where it holds a run of something else, or other things.

        ``StoreError`` where another process works in it.
        """
        self._described, run = described, self.path / RUN
        if not run.is_file():
            self._new()
        before = _read(run)
        self._lang = str(before.pop("messages", self._lang))  # one file has one language
        self._compare(before)
        if not self.finished:
            self._hold()
            for half in self.path.rglob(".*"):
                half.unlink()  # a file that was being written when the run stopped
        self._recall()

    def _new(self) -> None:
        if self.path.exists() and (not self.path.is_dir() or any(one.name != LOCK for one in self.path.iterdir())):
            raise UsageError("B102", value=self.path)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SourceError("S108", Place(str(self.path)), detail=error.strerror) from None
        self._hold()
        formats.save(self.path / RUN, _json({**self._described, "messages": self._lang}))

    def _hold(self) -> None:
        """Keep other processes out of the folder."""
        try:
            self._lock = self._lock or Lock.take(self.path)
        except StoreError as error:
            if error.code == "T106":
                raise StoreError("B113", Place(str(self.path)), holder=error.values["holder"]) from None
            raise

    def close(self) -> None:
        """Let others in."""
        if self._lock:
            with suppress(OSError):
                (self.path / LOCK).unlink()
            self._lock.release()

    def _compare(self, before: Entry) -> None:
        other = sorted(name for name in {*before, *self._described} if before.get(name) != self._described.get(name))
        if other:
            name = other[0]
            then, now = before.get(name), self._described.get(name)
            raise UsageError("B101", value=self.path, names=", ".join(other), then=_short(then, now), now=_short(now, then))

    def _recall(self) -> None:
        """The shards that are done, those alone whose files are there as they were written."""
        progress = self.path / PROGRESS
        lines = progress.read_bytes().split(b"\n") if progress.is_file() else []
        for line in lines:
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # the end of a line that was being written when the run stopped
            if all(self._there(name, said) for name, said in entry["files"].items()):
                self.done[entry["shard"]] = {name: value for name, value in entry.items() if name != "errors"}

    def _there(self, name: str, said: Mapping[str, Any]) -> bool:
        file = self.path / name
        return file.is_file() and file.stat().st_size == said["bytes"] and formats.digest_of(file) == said["sha256"]

    def open(self, cuts: Iterable[Cut]) -> Iterator[Task]:
        """The tasks that are still to be done."""
        for one in cuts:
            if one.task.number not in self.done:
                self._refused[one.task.number] = list(one.refused)
                yield one.task

    def keep(self, shard: Shard) -> None:
        """Write the files of a shard, then the line that says so."""
        files = {}
        for ending, body in shard.files:
            name = f"{SHARDS}/{shard.number // 1000:02d}/{shard.number:05d}{ending}"
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            formats.save(self.path / name, body)
            files[name] = _file(body)
        refused = [*self._refused.pop(shard.number), *shard.refused]
        refused.sort(key=lambda error: (self._order[error.place.path], error.place.line))
        entry = {"shard": shard.number, "records": shard.records, "quads": shard.quads, "links": shard.links, "files": files}
        entry["refused"] = len(refused)
        self.done[shard.number] = entry
        formats.append(self.path / PROGRESS, _line({**entry, "errors": [self._told(error) for error in refused]}))

    def _told(self, error: MetroGraphError) -> Entry:
        place = error.place
        return {"file": Path(place.path).name, "line": place.line, "code": error.code, "message": error.what(self._lang)}

    def finish(self) -> None:
        """The errors in order, the head, and the manifest; the progress is no longer needed."""
        head = packed(head_quads(self._settings))
        formats.save(self.path / HEAD, head)
        with TemporaryFile(dir=self.path) as errors:
            for line in self._errors():
                errors.write(line)
            errors.seek(0)
            formats.save_from(self.path / ERRORS, errors)
        entries = [self.done[number] for number in sorted(self.done)]
        manifest = {**self._described, **_sums(entries), "columns of parquet": list(COLUMNS) if self._settings.parquet else []}
        manifest["head"] = {HEAD: _file(head)}
        manifest["errors"] = {
            ERRORS: {"bytes": (self.path / ERRORS).stat().st_size, "sha256": formats.digest_of(self.path / ERRORS)}
        }
        formats.save(self.path / MANIFEST, _json({**manifest, "shards": entries}))
        (self.path / PROGRESS).unlink(missing_ok=True)

    def _errors(self) -> Iterator[bytes]:
        """The lines of ``errors.jsonl``, in the order of the records: of the progress only the places are remembered."""
        progress = self.path / PROGRESS
        if not progress.is_file():
            return
        with progress.open("rb") as lines:
            places: dict[int, int] = {}
            at = 0
            for line in lines:
                with suppress(ValueError):  # see _recall
                    places[json.loads(line)["shard"]] = at
                at += len(line)
            for number in sorted(places):
                lines.seek(places[number])
                for error in json.loads(lines.readline())["errors"]:
                    yield _line(error)

    def told(self, found: int) -> Batch:
        """What the manifest says, in numbers."""
        sums = _sums(_read(self.path / MANIFEST)["shards"])
        return Batch(self.path, found, **sums["counts"])


def _short(said: object, other: object) -> str:
    """What is said of a run, in a few words: of files those that differ, of a digest its beginning."""
    if isinstance(said, list) and isinstance(other, list):
        files = [f"{one['file']} ({one['bytes']} B, {one['sha256'][:8]})" for one in said if one not in other]
        return ", ".join(files) or f"{len(said)}"
    return json.dumps(said[:12] if isinstance(said, str) and len(said) == len(_NOTHING) else said, ensure_ascii=False)[:200]


def _sums(entries: Iterable[Entry]) -> Entry:
    entries = tuple(entries)
    counts = {name: sum(entry[name] for entry in entries) for name in ("records", "links", "quads", "refused")}
    return {"counts": {"shards": len(entries), **counts}}


def _file(body: bytes) -> Entry:
    return {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}


def _read(path: Path) -> Entry:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SourceError("B103", Place(str(path)), detail=str(error)) from None
    if not isinstance(found, dict):
        raise SourceError("B103", Place(str(path)), detail="{…}")
    return found


def _json(value: Entry) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _line(value: Entry) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
