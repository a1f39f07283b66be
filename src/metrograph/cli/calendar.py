"""The calendar on the command line: a table, or a file for calendar programs."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from metrograph.cli.output import emit, say_aside, with_plan
from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.formats import save
from metrograph.words import counted, say

_SHOWN = ("plan", "when", "label", "kindLabel", "dateStatus", "reportedDate")
"""What a terminal has room for."""


def calendar(
    context: typer.Context,
    year: Annotated[int, typer.Option(help="2019", min=0, max=9999, show_default=False)] = 0,
    line: Annotated[str, typer.Option(help="ID")] = "",
    kind: Annotated[str, typer.Option(help="WorldEvent, NetworkEvent …")] = "",
    plan: Annotated[str, typer.Option(help="NAME")] = "",
    ics: Annotated[Path | None, typer.Option(help="FILE.ics", dir_okay=False)] = None,
) -> None:
    """What the plan dates, month by month."""
    from metrograph.explorer.dated import Wanted, dated, dated_table, lines_of, stamp  # noqa: PLC0415 - only here
    from metrograph.explorer.ics import calendar_text, left_out  # noqa: PLC0415

    options: Options = context.obj
    only = options.desk.scope(plan).get("plan")
    everything = [one for one in dated(options.desk, options.lang) if only is None or only in one.plans]
    lines = lines_of(everything)
    wanted = Wanted(
        year, 0, lines[_one_of("--line", line, lines)] if line else "", _one_of("--kind", kind, {one.kind for one in everything})
    )
    found = wanted.of(everything)
    if ics is None:
        table = dated_table(found, options.lang)
        told = with_plan(table, options)
        emit(told.pick([name for name in _SHOWN if name in told.columns]) if options.chosen() == "table" else table, options)
        return
    save(ics, calendar_text(found, options.lang, stamp(options.desk.store, everything)).encode())
    if missing := left_out(found):
        say_aside(counted("ics.left", options.lang, len(missing)), options)
    say_aside(say("written", options.lang, path=ics), options)


def _one_of(name: str, given: str, choices: Iterable[str]) -> str:
    known = sorted(choices)
    if given and given not in known:
        raise UsageError("U108", value=given, name=name, near=near(given, known), choices=", ".join(known))
    return given
