"""``metrograph report``: the SDG alignment report of a plan, written for a board."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from metrograph.cli.output import say_aside
from metrograph.cli.settings import Options
from metrograph.words import say


def command(lang: str) -> Callable[..., None]:
    """The command, its help in a language."""

    def report(
        context: typer.Context,
        to: Annotated[Path, typer.Option(metavar="FILE.pdf|.docx|.html|.md", help=say("report.to", lang))],
        plan: Annotated[str, typer.Option(metavar="NAME", help=say("report.plan", lang))] = "",
    ) -> None:
        """Write the SDG alignment report of a plan for a board."""
        options: Options = context.obj
        written = options.desk.report(to, plan, options.lang)
        say_aside(say("written", options.lang, path=written), options)

    return report
