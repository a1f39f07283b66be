"""``metrograph batch``: very many records linked into a folder of shards."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from metrograph.cli.output import progress, say_aside
from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.words import counted, say

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def command(lang: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def batch(
        context: typer.Context,
        inputs: Annotated[list[Path], typer.Argument(metavar="FILE…")],
        out: Annotated[Path, typer.Option(metavar="DIR", help=say("batch.out", lang))],
        plan: Annotated[str, typer.Option(metavar="NAME", help=say("batch.plan", lang))] = "records",
        workers: Annotated[int, typer.Option(min=1, help=say("batch.workers", lang))] = 1,
        cluster: Annotated[str, typer.Option(metavar="ADDRESS", help=say("batch.cluster", lang))] = "",
        columns: Annotated[str, typer.Option(help=say("batch.columns", lang))] = "",
        encoding: Annotated[str, typer.Option(help=say("batch.encoding", lang))] = "utf-8",
        shard: Annotated[int, typer.Option(min=1, max=100_000, help=say("batch.shard", lang))] = 2_000,
        no_parquet: Annotated[bool, typer.Option("--no-parquet", help=say("batch.no-parquet", lang))] = False,
    ) -> int:
        """Link very many records from files into a folder."""
        from metrograph.batch import Columns, engine, run_batch  # noqa: PLC0415 - the linker is read where something is linked
        from metrograph.linking.adjust import read_adjustment  # noqa: PLC0415 - see above

        options: Options = context.obj
        if not _ID.fullmatch(plan):
            raise UsageError("U121", value=plan)
        done = run_batch(
            inputs,
            out,
            plan,
            engine=engine(workers, cluster),
            columns=Columns(_columns(columns), _known(encoding)),
            size=shard,
            parquet=not no_parquet,
            base=options.desk.names.base,
            adjustment=read_adjustment(options.desk.folder),
            lang=options.lang,
            tell=progress("batch.progress", options),
        )
        values = {"records": done.records, "links": done.links, "shards": done.shards}
        if done.found:
            say_aside(counted("batch.found", options.lang, done.found), options)
        say_aside(say("batch.done", options.lang, path=done.folder, **values), options)
        if done.refused:
            say_aside(counted("batch.refused", options.lang, done.refused, path=done.folder / "errors.jsonl"), options)
        return 1 if done.refused else 0

    return batch


def _columns(said: str) -> dict[str, str]:
    """``text=TITLE,id=CODE`` as field and column."""
    from metrograph.batch.texts import FIELDS  # noqa: PLC0415 - see above

    found: dict[str, str] = {}
    for part in filter(None, said.split(",")):
        name, _, column = (word.strip() for word in part.partition("="))
        if name not in FIELDS or not column:
            raise UsageError("U108", value=part, name="--columns", near=near(name, FIELDS), choices=", ".join(FIELDS))
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
