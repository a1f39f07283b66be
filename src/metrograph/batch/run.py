"""A run from its inputs to its manifest: the file of this room to read first."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from metrograph import formats
from metrograph.batch.cut import cut
from metrograph.batch.engines import Engine, here, processes
from metrograph.batch.folder import Batch, Folder
from metrograph.batch.task import Settings
from metrograph.batch.texts import Columns, all_records, how_many, kind_of, records
from metrograph.errors import Place, SourceError, UsageError
from metrograph.linking.adjust import Adjustment
from metrograph.model import Text
from metrograph.namespaces import DEFAULT_BASE
from metrograph.resources import digest, files
from metrograph.words import LANGUAGES, say

SIZE = 2_000
"""Records in a shard."""


def engine(workers: int = 1, cluster: str = "") -> Engine:
    """The engine for so many processes of this machine, or for the scheduler of a cluster at an address.

    >>> engine(1) is here
    True
    """
    if cluster:
        from metrograph.batch.cluster import on_cluster  # noqa: PLC0415 - Dask is imported when asked for

        return on_cluster(cluster)
    return here if workers == 1 else processes(workers)


def run_batch(
    inputs: Iterable[Path],
    out: Path,
    plan: str,
    *,
    engine: Engine = here,
    columns: Columns = Columns(),  # noqa: B008 - a value, never changed
    size: int = SIZE,
    parquet: bool = True,
    base: str = DEFAULT_BASE,
    adjustment: Adjustment = Adjustment(),  # noqa: B008 - see above
    lang: str = "en",
    tell: Callable[[int, int], None] | None = None,
) -> Batch:
    """Link every record of some files into a folder of shards; go on where an earlier run of the same stopped.

    ``size`` is the number of records in a shard, ``tell`` hears after each how many records this run has linked and about
    how many are left, ``lang`` is that of messages in ``errors.jsonl``. ``UsageError`` when the folder holds a run of
    something else, and says of what; ``StoreError`` when another run works in it.
    """
    paths = checked(inputs, columns)
    given = [{"file": path.name, "bytes": path.stat().st_size, "sha256": formats.digest_of(path)} for path in paths]
    total = hashlib.sha256("".join(str(one["sha256"]) for one in given).encode()).hexdigest()
    title = Text(*(say("batch.title", tongue, plan=plan) for tongue in LANGUAGES))
    settings = Settings(plan, base, title, ", ".join(path.name for path in paths), total, adjustment, parquet)
    with closing(Folder(out, settings, paths, lang)) as folder:
        folder.begin(_described(settings, given, columns, size))
        found, done = len(folder.done), 0
        if not folder.finished:
            left = sum(map(how_many, paths)) - sum(entry["records"] for entry in folder.done.values()) if tell else 0
            for shard in engine(folder.open(cut(all_records(paths, columns), settings, size))):
                folder.keep(shard)
                done += shard.records
                if tell:
                    tell(done, max(0, left - done))
            folder.finish()
        return folder.told(found)


def checked(inputs: Iterable[Path], columns: Columns) -> tuple[Path, ...]:
    """The files, when each is there, can be read so far as its first record, and has a name of its own."""
    paths = tuple(inputs)
    names: set[str] = set()
    for path in paths:
        kind_of(path)
        if path.name in names:
            raise UsageError("B116", value=path.name)
        if not path.is_file():
            raise SourceError("S101", Place(str(path)))
        next(records(path, columns), None)
        names.add(path.name)
    return paths


def _described(settings: Settings, given: list[dict[str, object]], columns: Columns, size: int) -> dict[str, Any]:
    """What decides the bytes of a run, by name."""
    lexicon = digest(
        tuple(
            path
            for path in (*files("data/model", "*"), *files("data/lexicon", "*"), *files("data", "known.tsv"))
            if path.is_file()
        )
    )
    return {
        "plan": settings.plan,
        "base": settings.base,
        "version": settings.version,
        "lexicon": lexicon,
        "inputs": given,
        "columns": dict(sorted(columns.named.items())),
        "encoding": columns.encoding,
        "records in a shard": size,
        "parquet": settings.parquet,
    }
