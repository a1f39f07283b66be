"""A run from its inputs to its manifest: the file of this room to read first."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from metrograph import formats
from metrograph.batch.cut import cut
from metrograph.batch.engines import Engine, here
from metrograph.batch.folder import Batch, Folder
from metrograph.batch.task import Settings
from metrograph.batch.texts import Columns, all_records, kind_of
from metrograph.errors import Place, SourceError
from metrograph.linking.adjust import Adjustment
from metrograph.model import Text
from metrograph.namespaces import DEFAULT_BASE
from metrograph.resources import digest, files
from metrograph.words import LANGUAGES, say

SIZE = 2_000
"""Records in a shard."""


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
    tell: Callable[[int], None] = lambda _: None,
) -> Batch:
    """Link every record of some files into a folder of shards; go on where an earlier run of the same stopped.

    ``size`` is the number of records in a shard, ``tell`` hears how many records are done, ``lang`` is that of messages in
    ``errors.jsonl``. ``UsageError`` when the folder holds a run of something else, and says of what.
    """
    paths = tuple(inputs)
    for path in paths:
        kind_of(path)
        if not path.is_file():
            raise SourceError("S101", Place(str(path)))
    given = [{"file": path.name, "bytes": path.stat().st_size, "sha256": formats.digest_of(path)} for path in paths]
    total = hashlib.sha256("".join(str(one["sha256"]) for one in given).encode()).hexdigest()
    title = Text(*(say("batch.title", tongue, plan=plan) for tongue in LANGUAGES))
    settings = Settings(plan, base, title, ", ".join(path.name for path in paths), total, adjustment, parquet)
    folder = Folder(out, settings, paths, lang)
    folder.begin(_described(settings, given, columns, size))
    found, records = len(folder.done), 0
    if not folder.finished:
        cuts = cut(all_records(paths, columns), settings, size)
        for shard in engine(folder.open(cuts)):
            folder.keep(shard)
            records += shard.records
            tell(records)
        folder.finish()
    return folder.told(found)


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
