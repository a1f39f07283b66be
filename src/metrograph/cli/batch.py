"""``metrograph batch``: very many records linked into a folder of shards."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import emit, say_aside
from metrograph.cli.settings import PLAN, Options
from metrograph.errors import UsageError, near
from metrograph.words import counted, say

if TYPE_CHECKING:
    from metrograph.batch import Batch


def command(lang: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def batch(
        context: typer.Context,
        inputs: Annotated[list[Path], typer.Argument(metavar="FILE…")],
        out: Annotated[Path | None, typer.Option(metavar="DIR", help=say("batch.out", lang))] = None,
        plan: Annotated[str, typer.Option(metavar="NAME", help=say("batch.plan", lang))] = "records",
        workers: Annotated[int, typer.Option(min=1, help=say("batch.workers", lang))] = 1,
        cluster: Annotated[str, typer.Option(metavar="ADDRESS", help=say("batch.cluster", lang))] = "",
        columns: Annotated[str, typer.Option(help=say("batch.columns", lang))] = "",
        encoding: Annotated[str, typer.Option(help=say("batch.encoding", lang))] = "utf-8",
        shard: Annotated[int, typer.Option(min=1, max=100_000, help=say("batch.shard", lang))] = 2_000,
        no_parquet: Annotated[bool, typer.Option("--no-parquet", help=say("batch.no-parquet", lang))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("batch.dry-run", lang))] = False,
    ) -> int:
        """Link very many records from files into a folder."""
        from metrograph.batch import Columns, engine, first_records, run_batch  # noqa: PLC0415 - the linker is read where something is linked
        from metrograph.linking.adjust import read_adjustment  # noqa: PLC0415 - see above

        options: Options = context.obj
        if not PLAN.fullmatch(plan):
            raise UsageError("U121", value=plan)
        read, adjustment = Columns(_columns(columns), _known(encoding)), read_adjustment(options.desk.folder)
        if dry_run:
            emit(first_records(inputs, read, adjustment, options.lang), options)
            return 0
        if out is None:
            raise UsageError("B117")
        by, base, tell = engine(workers, cluster), options.desk.names.base, _progress(options)
        run = partial(run_batch, engine=by, columns=read, size=shard, parquet=not no_parquet, base=base, tell=tell)
        try:
            done = run(inputs, out, plan, adjustment=adjustment, lang=options.lang)
        except KeyboardInterrupt:
            say_aside(say("batch.stopped", options.lang), options)
            raise
        return _told(done, options)

    return batch


def _told(done: "Batch", options: Options) -> int:
    values = {"records": done.records, "links": done.links, "shards": done.shards}
    if done.found:
        say_aside(counted("batch.found", options.lang, done.found), options)
    say_aside(say("batch.done", options.lang, path=done.folder, **values), options)
    if done.refused:
        say_aside(counted("batch.refused", options.lang, done.refused, path=done.folder / "errors.jsonl"), options)
    return 1 if done.refused else 0


def _progress(options: Options) -> Callable[[int, int], None] | None:
    """On a terminal a line with the records that are linked and about how many are not, how many a second, and the time left."""
    if options.quiet or not options.progress or not sys.stderr.isatty():
        return None
    start = time.monotonic()

    def tell(done: int, left: int) -> None:
        rate = done / max(0.001, time.monotonic() - start)
        values = {"done": done, "left": left, "rate": round(rate), "time": _span(left / max(rate, 0.001))}
        print(f"\r\x1b[K{say('batch.progress', options.lang, **values)}", end="\r", file=sys.stderr, flush=True)  # noqa: T201

    return tell


def _span(seconds: float) -> str:
    """A span of time in its two greatest units.

    >>> _span(7260), _span(75.4), _span(3)
    ('2 h 1 min', '1 min 15 s', '3 s')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _columns(said: str) -> dict[str, str]:
    """``text=TITLE,id=CODE`` as field and column."""
    from metrograph.batch.texts import FIELDS  # noqa: PLC0415 - see above

    found: dict[str, str] = {}
    for part in filter(None, said.split(",")):
        name, _, column = (word.strip() for word in part.partition("="))
        if name not in FIELDS or not column:
            forms = [f"{one}=…" for one in FIELDS]
            raise UsageError("U108", value=part, name="--columns", near=near(f"{name}=…", forms), choices=", ".join(forms))
        found[name] = column
    return found


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        choices = ("utf-8", "utf-16", "cp1252", "latin-1")
        near_ = near(encoding, choices)
        raise UsageError("U108", value=encoding, name="--encoding", near=near_, choices=", ".join(choices)) from None
    return encoding
